/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the portal says of itself: protected resource metadata (RFC 9728) with our members, authorization server
 * metadata (RFC 8414). */

#include "portal-discovery.h"

#include "portal-json.h"
#include "portal-resource.h"
#include "portal-server.h"

#include <string.h>

static void
set_address (JsonObject *object, const char *name, const char *base, const char *path)
{
  g_autofree char *address = g_strconcat (base, path, NULL);

  json_object_set_string_member (object, name, address);
}

/* --api NAME=URI: a proxy stands in front of this one. */
static char *
find_override (const PortalOptions *options, const char *api)
{
  for (guint i = 0; options->apis != NULL && options->apis[i] != NULL; i++)
    {
      const char *equals = strchr (options->apis[i], '=');

      if (strlen (api) == (gsize) (equals - options->apis[i]) && g_str_has_prefix (options->apis[i], api))
        return g_str_has_suffix (equals, "/") ? g_strdup (equals + 1) : g_strconcat (equals + 1, "/", NULL);
    }
  return NULL;
}

static JsonObject *
make_apis (PortalServer *server)
{
  JsonObject *apis = json_object_new ();
  guint n_resources;
  const PortalResource *resources = portal_resource_get_table (&n_resources);

  for (guint i = 0; i < n_resources; i++)
    {
      g_autofree char *override = find_override (portal_server_get_options (server), resources[i].api);

      if (override != NULL)
        json_object_set_string_member (apis, resources[i].api, override);
      else
        set_address (apis, resources[i].api, portal_server_get_base (server), resources[i].base);
    }
  return apis;
}

/* "resource_name" and "resource_name#de" (RFC 9728, 2.1) */
static void
set_names (JsonObject *object, PortalProvider *provider, const char *language)
{
  g_autofree char *name = portal_provider_dup_text (provider, "name", language);
  JsonArray *locales = portal_json_get_array (portal_provider_get_node (provider), "locales");

  json_object_set_string_member (object, "resource_name", name != NULL ? name : portal_provider_get_id (provider));
  for (guint i = 0; locales != NULL && i < json_array_get_length (locales); i++)
    {
      const char *locale = json_array_get_string_element (locales, i);
      g_autofree char *member = g_strconcat ("resource_name#", locale, NULL);
      g_autofree char *text = portal_provider_dup_text (provider, "name", locale);

      json_object_set_string_member (object, member, text != NULL ? text : portal_provider_get_id (provider));
    }
}

static void
set_localized (JsonObject *object, const char *name, PortalProvider *provider, const char *member, const char *language)
{
  JsonNode *node = portal_provider_get (provider, member);

  if (node != NULL)
    json_object_set_member (object, name, portal_provider_localize (node, language));
}

static void
set_ui (JsonObject *object, PortalServer *server, const char *language)
{
  PortalProvider *provider = portal_server_get_provider (server);
  JsonNode *locales = portal_provider_get (provider, "locales");
  JsonObject *ui;

  set_localized (object, "portal_ui", provider, "ui", language);
  if (!json_object_has_member (object, "portal_ui"))
    json_object_set_object_member (object, "portal_ui", json_object_new ());
  ui = json_object_get_object_member (object, "portal_ui");
  if (locales != NULL && !json_object_has_member (ui, "locales"))
    json_object_set_member (ui, "locales", json_node_copy (locales));
  if (portal_provider_get_logo (provider) != NULL)
    set_address (ui, "logo", portal_server_get_base (server), "/files/logo.svg");
}

static void
answer (PortalRequest *request, JsonObject *object)
{
  g_autoptr (JsonNode) node = portal_json_take_object (object);
  g_autofree char *etag = portal_row_dup_etag (node);

  portal_request_answer_cached (request, etag, portal_json_write (node, NULL, NULL));
}

/* GET /.well-known/oauth-protected-resource */
void
portal_discovery_handle_resource (PortalRequest *request)
{
  PortalServer *server = portal_request_get_server (request);
  PortalProvider *provider = portal_server_get_provider (server);
  const char *base = portal_server_get_base (server), *language = portal_request_get_language (request);
  JsonObject *object = json_object_new ();
  JsonArray *servers = json_array_new (), *methods = json_array_new ();

  json_object_set_string_member (object, "resource", base);
  set_names (object, provider, language);
  json_array_add_string_element (servers, base);
  json_object_set_array_member (object, "authorization_servers", servers);
  json_array_add_string_element (methods, "header");
  json_object_set_array_member (object, "bearer_methods_supported", methods);
  json_object_set_object_member (object, "portal_apis", make_apis (server));
  set_address (object, "portal_files", base, "/files/");
  set_localized (object, "portal_features", provider, "features", language);
  set_ui (object, server, language);
  set_localized (object, "portal_rules", provider, "rules", language);
  answer (request, object);
}

static void
set_list (JsonObject *object, const char *name, const char *const *values)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; values[i] != NULL; i++)
    json_array_add_string_element (array, values[i]);
  json_object_set_array_member (object, name, array);
}

/* GET /.well-known/oauth-authorization-server */
void
portal_discovery_handle_server (PortalRequest *request)
{
  const char *base = portal_server_get_base (portal_request_get_server (request));
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "issuer", base);
  set_address (object, "authorization_endpoint", base, "/authorize");
  set_address (object, "token_endpoint", base, "/token");
  set_address (object, "revocation_endpoint", base, "/revoke");
  set_address (object, "authorization_challenge_endpoint", base, "/authorize-challenge");
  set_list (object, "response_types_supported", (const char *[]) { "code", NULL });
  set_list (object, "grant_types_supported", (const char *[]) { "authorization_code", "refresh_token", NULL });
  set_list (object, "code_challenge_methods_supported", (const char *[]) { "S256", NULL });
  set_list (object, "token_endpoint_auth_methods_supported", (const char *[]) { "none", NULL });
  set_list (object, "revocation_endpoint_auth_methods_supported", (const char *[]) { "none", NULL });
  json_object_set_boolean_member (object, "authorization_response_iss_parameter_supported", TRUE);
  answer (request, object);
}
