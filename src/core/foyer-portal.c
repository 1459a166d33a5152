/* SPDX-License-Identifier: GPL-3.0-or-later
 * One provider as it describes itself: protected resource metadata (RFC 9728) and its authorization server's (RFC 8414,
 * else OpenID discovery). */

#include "foyer-portal.h"

#include "foyer-error.h"
#include "foyer-json.h"
#include "foyer-transport-private.h"

#include <string.h>

#define METADATA_BOUND (1024 * 1024) /* bytes */

struct _FoyerPortal
{
  GObject parent_instance;
  JsonNode *node; /* {"resource": …, "server": …} */
  char *address;
  char *name;
  char *accent;
  char *logo;
  char *sign_in_help;
  char *files;
  char *client_id;
  char *issuer;
  char *token_endpoint;
  char *revocation_endpoint;
  char *challenge_endpoint;
  char *authorization_endpoint;
  GStrv locales;
  GStrv features;
  GHashTable *apis; /* name → base URI with a trailing slash */
};

G_DEFINE_FINAL_TYPE (FoyerPortal, foyer_portal, G_TYPE_OBJECT)

static void
foyer_portal_finalize (GObject *object)
{
  FoyerPortal *self = FOYER_PORTAL (object);

  g_clear_pointer (&self->node, json_node_unref);
  g_free (self->address);
  g_free (self->name);
  g_free (self->accent);
  g_free (self->logo);
  g_free (self->sign_in_help);
  g_free (self->files);
  g_free (self->client_id);
  g_free (self->issuer);
  g_free (self->token_endpoint);
  g_free (self->revocation_endpoint);
  g_free (self->challenge_endpoint);
  g_free (self->authorization_endpoint);
  g_strfreev (self->locales);
  g_strfreev (self->features);
  g_hash_table_unref (self->apis);
  G_OBJECT_CLASS (foyer_portal_parent_class)->finalize (object);
}

static void
foyer_portal_class_init (FoyerPortalClass *class)
{
  G_OBJECT_CLASS (class)->finalize = foyer_portal_finalize;
}

static void
foyer_portal_init (FoyerPortal *self)
{
  self->apis = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* "nl_NL.UTF-8" and "nl_NL" as the tag "nl-NL" (RFC 5646); NULL for the C locale. */
static char *
make_tag (const char *locale)
{
  char *tag = g_strndup (locale, strcspn (locale, ".@"));

  g_strdelimit (tag, "_", '-');
  if (g_str_equal (tag, "C") || g_str_equal (tag, "POSIX"))
    g_clear_pointer (&tag, g_free);
  return tag;
}

/* Members with language tags, "resource_name#nl" (RFC 9728, 2.2): the first of the user's languages that is there. */
static char *
get_localized (const FoyerJson *json, const char *name)
{
  for (const char *const *language = g_get_language_names (); *language != NULL; language++)
    {
      g_autofree char *tag = make_tag (*language), *member = g_strconcat (name, "#", tag, NULL);
      char *text = tag != NULL ? foyer_json_get_string (json, member) : NULL;

      if (text != NULL)
        return text;
    }
  return foyer_json_get_string (json, name);
}

/* (nullable): an address that is not safe is none */
static char *
get_address (const FoyerJson *json, const char *name)
{
  g_autofree char *uri = foyer_json_get_string (json, name);

  return uri != NULL && foyer_transport_is_allowed_address (uri) ? g_steal_pointer (&uri) : NULL;
}

static void
read_apis (FoyerPortal *self, const FoyerJson *resource)
{
  FoyerJson apis = foyer_json_member (resource, "portal_apis");
  JsonObjectIter iter;
  const char *name;

  if (!foyer_json_exists (&apis) || !JSON_NODE_HOLDS_OBJECT (apis.node))
    return;
  json_object_iter_init (&iter, json_node_get_object (apis.node));
  while (json_object_iter_next (&iter, &name, NULL))
    {
      g_autofree char *uri = get_address (&apis, name);

      if (uri != NULL)
        g_hash_table_insert (self->apis, g_strdup (name),
                             g_str_has_suffix (uri, "/") ? g_steal_pointer (&uri) : g_strconcat (uri, "/", NULL));
    }
}

static gboolean
is_color (const char *text)
{
  if (text == NULL || strlen (text) != 7 || *text != '#')
    return FALSE;
  for (const char *p = text + 1; *p != '\0'; p++)
    if (!g_ascii_isxdigit (*p))
      return FALSE;
  return TRUE;
}

static void
read_resource (FoyerPortal *self, const FoyerJson *resource)
{
  FoyerJson ui = foyer_json_member (resource, "portal_ui");

  self->address = foyer_json_require_string (resource, "resource");
  self->name = get_localized (resource, "resource_name");
  if (self->name == NULL)
    self->name = g_strdup (self->address);
  self->files = get_address (resource, "portal_files");
  self->features = foyer_json_get_strv (resource, "portal_features");
  self->accent = foyer_json_get_string (&ui, "accent");
  if (!is_color (self->accent))
    g_clear_pointer (&self->accent, g_free);
  self->logo = get_address (&ui, "logo");
  self->sign_in_help = get_address (&ui, "help");
  self->locales = foyer_json_get_strv (&ui, "locales");
  self->client_id = foyer_json_get_string (resource, "portal_client_id");
  if (self->client_id == NULL)
    self->client_id = g_strdup ("foyer");
  read_apis (self, resource);
}

static void
read_server (FoyerPortal *self, const FoyerJson *server)
{
  self->issuer = foyer_json_require_string (server, "issuer");
  self->token_endpoint = foyer_json_require_string (server, "token_endpoint");
  self->revocation_endpoint = get_address (server, "revocation_endpoint");
  self->challenge_endpoint = get_address (server, "authorization_challenge_endpoint");
  self->authorization_endpoint = get_address (server, "authorization_endpoint");
}

/**
 * foyer_portal_new_from_json:
 * @node: what foyer_portal_to_json() gave
 *
 * Returns: (transfer full) (nullable): the portal; NULL with FOYER_ERROR_BAD_DATA, or FOYER_ERROR_REFUSED_ADDRESS if an
 * address that it needs is not safe
 */
FoyerPortal *
foyer_portal_new_from_json (JsonNode *node, GError **error)
{
  g_autoptr (FoyerPortal) self = g_object_new (FOYER_TYPE_PORTAL, NULL);
  g_autoptr (GError) failed = NULL;
  FoyerJson root = foyer_json_root (node, &failed), resource = foyer_json_member (&root, "resource"),
            server = foyer_json_member (&root, "server");

  /* Shared with whoever asks for it: nobody changes it any more. */
  json_node_seal (node);
  self->node = json_node_ref (node);
  read_resource (self, &resource);
  read_server (self, &server);
  if (failed == NULL && (!foyer_transport_is_allowed_address (self->address) ||
                         !foyer_transport_is_allowed_address (self->token_endpoint)))
    failed = foyer_error_new (FOYER_ERROR_REFUSED_ADDRESS, "the portal names an address that is not safe");
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * foyer_portal_to_json:
 *
 * Returns: (transfer full): for foyer_portal_new_from_json(); immutable
 */
JsonNode *
foyer_portal_to_json (FoyerPortal *self)
{
  return json_node_ref (self->node);
}

typedef struct
{
  FoyerTransport *transport;
  char *address;
} Discovery;

static void
discovery_free (gpointer data)
{
  Discovery *self = data;

  g_object_unref (self->transport);
  g_free (self->address);
  g_free (self);
}

/* A refusal that means: nothing of the kind is here. */
static gboolean
is_absent (const GError *error)
{
  guint status = foyer_error_get_status (error);

  return g_error_matches (error, FOYER_ERROR, FOYER_ERROR_NOT_A_PORTAL) ||
         (status >= 400 && status < 500 && status != 429) || status == 501;
}

static JsonNode *
read_metadata (FoyerTransport *transport, const char *uri, GError **error)
{
  g_autoptr (FoyerRequest) request = foyer_request_new ("GET", uri);
  g_autoptr (FoyerResponse) response = NULL;
  JsonNode *node;

  foyer_request_set_authorize (request, FOYER_AUTHORIZE_NEVER);
  foyer_request_set_bound (request, METADATA_BOUND);
  response = dex_await_boxed (foyer_transport_send (transport, request), error);
  if (response == NULL)
    return NULL;
  node = foyer_response_get_json (response);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_ref (node);
  g_propagate_error (error, foyer_error_new (FOYER_ERROR_NOT_A_PORTAL, "no metadata"));
  return NULL;
}

/* @path: in front of the address's own with @inserted (RFC 9728, 3.1; RFC 8414, 3.1), else behind it (OpenID). */
static char *
make_well_known (const char *address, const char *path, gboolean inserted)
{
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL), full = NULL;
  g_autofree char *own = g_strdup (g_uri_get_path (uri)), *both = NULL;

  while (g_str_has_suffix (own, "/"))
    own[strlen (own) - 1] = '\0';
  both = inserted ? g_strconcat (path, own, NULL) : g_strconcat (own, path, NULL);
  full = g_uri_build (SOUP_HTTP_URI_FLAGS, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri), g_uri_get_port (uri),
                      both, NULL, NULL);
  return g_uri_to_string (full);
}

/* @places: tried in turn while there is nothing; the first error is the one that is said. */
static JsonNode *
read_first (FoyerTransport *transport, const char *const *places, GError **error)
{
  g_autoptr (GError) first = NULL;

  for (guint i = 0; places[i] != NULL; i++)
    {
      g_autoptr (GError) failed = NULL;
      JsonNode *node;

      if (i > 0 && g_str_equal (places[i], places[i - 1]))
        continue;
      node = read_metadata (transport, places[i], &failed);
      if (node != NULL)
        return node;
      if (!is_absent (failed))
        {
          g_propagate_error (error, g_steal_pointer (&failed));
          return NULL;
        }
      if (first == NULL)
        first = g_steal_pointer (&failed);
    }
  g_propagate_error (error, foyer_error_new (FOYER_ERROR_NOT_A_PORTAL, "no metadata: %s", first->message));
  return NULL;
}

/* Of the address as it was typed, else of its host: somebody may have copied the address of a page. */
static JsonNode *
read_resource_metadata (FoyerTransport *transport, const char *address, GError **error)
{
  static const char path[] = "/.well-known/oauth-protected-resource";
  g_autofree char *root = foyer_origin_resolve (address, "/");
  g_autofree char *own = make_well_known (address, path, TRUE), *of_host = make_well_known (root, path, TRUE);
  g_autoptr (JsonNode) node = read_first (transport, (const char *[]) { own, of_host, NULL }, error);
  FoyerJson json = foyer_json_root (node, NULL);
  g_autofree char *resource = NULL;

  if (node == NULL)
    return NULL;
  resource = foyer_json_get_string (&json, "resource");
  if (resource != NULL && foyer_origin_is_same (resource, address))
    return g_steal_pointer (&node);
  g_propagate_error (error, foyer_error_new (FOYER_ERROR_NOT_A_PORTAL, "metadata of another address (RFC 9728, 3.3)"));
  return NULL;
}

static JsonNode *
read_server_metadata (FoyerTransport *transport, JsonNode *resource, GError **error)
{
  FoyerJson root = foyer_json_root (resource, NULL), server;
  g_auto (GStrv) servers = foyer_json_get_strv (&root, "authorization_servers");
  g_autofree char *oauth = NULL, *openid = NULL, *issuer = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (servers[0] == NULL || !foyer_origin_is_allowed (servers[0]))
    {
      g_propagate_error (error, foyer_error_new (FOYER_ERROR_NOT_A_PORTAL, "no authorization server"));
      return NULL;
    }
  oauth = make_well_known (servers[0], "/.well-known/oauth-authorization-server", TRUE);
  openid = make_well_known (servers[0], "/.well-known/openid-configuration", FALSE);
  node = read_first (transport, (const char *[]) { oauth, openid, NULL }, error);
  if (node == NULL)
    return NULL;
  server = foyer_json_root (node, NULL);
  issuer = foyer_json_get_string (&server, "issuer");
  if (g_strcmp0 (issuer, servers[0]) == 0)
    return g_steal_pointer (&node);
  g_propagate_error (error, foyer_error_new (FOYER_ERROR_NOT_A_PORTAL, "the issuer is another one (RFC 8414, 3.3)"));
  return NULL;
}

static DexFuture *
discover_fiber (gpointer data)
{
  Discovery *self = data;
  g_autoptr (JsonNode) resource = NULL, server = NULL, both = NULL;
  g_autoptr (JsonObject) object = json_object_new ();
  GError *error = NULL;
  FoyerPortal *portal;

  resource = read_resource_metadata (self->transport, self->address, &error);
  server = resource != NULL ? read_server_metadata (self->transport, resource, &error) : NULL;
  if (server == NULL)
    return dex_future_new_for_error (error);
  json_object_set_member (object, "resource", json_node_ref (resource));
  json_object_set_member (object, "server", json_node_ref (server));
  both = json_node_init_object (json_node_alloc (), object);
  portal = foyer_portal_new_from_json (both, &error);
  return portal != NULL ? dex_future_new_take_object (portal) : dex_future_new_for_error (error);
}

/* (nullable): the address without query and fragment; a bare host gets https, one of this machine http. */
static char *
complete_address (const char *address)
{
  g_autofree char *typed = g_strstrip (g_strndup (address, strcspn (address, "?#")));
  g_autofree char *http = g_strconcat ("http://", typed, NULL), *https = g_strconcat ("https://", typed, NULL);
  const char *complete = typed;

  if (strstr (typed, "://") == NULL)
    complete = foyer_origin_is_allowed (http) ? http : https;
  return foyer_origin_is_allowed (complete) ? g_strdup (complete) : NULL;
}

/**
 * foyer_portal_discover:
 * @address: as typed: a host or an address; https is put before a bare host, http before one of this machine
 *
 * Returns: (transfer full): resolves to a FoyerPortal; rejects with FOYER_ERROR_REFUSED_ADDRESS for what is no address
 * or not safe, FOYER_ERROR_NOT_A_PORTAL, or what the transport rejects with
 */
DexFuture *
foyer_portal_discover (FoyerTransport *transport, const char *address)
{
  g_autofree char *complete = complete_address (address);
  Discovery *discovery;

  if (complete == NULL)
    return dex_future_new_for_error (foyer_error_new (FOYER_ERROR_REFUSED_ADDRESS, "not an address to ask"));
  discovery = g_new0 (Discovery, 1);
  discovery->transport = g_object_ref (transport);
  discovery->address = g_steal_pointer (&complete);
  return dex_scheduler_spawn (dex_scheduler_get_default (), 0, discover_fiber, discovery, discovery_free);
}

/**
 * foyer_portal_get_address:
 *
 * Returns: its `resource` (RFC 9728)
 */
const char *
foyer_portal_get_address (FoyerPortal *self)
{
  return self->address;
}

/**
 * foyer_portal_get_name:
 *
 * Returns: its name in the user's language
 */
const char *
foyer_portal_get_name (FoyerPortal *self)
{
  return self->name;
}

/**
 * foyer_portal_get_accent:
 *
 * Returns: (nullable): "#rrggbb"
 */
const char *
foyer_portal_get_accent (FoyerPortal *self)
{
  return self->accent;
}

/**
 * foyer_portal_get_logo:
 *
 * Returns: (nullable): an address
 */
const char *
foyer_portal_get_logo (FoyerPortal *self)
{
  return self->logo;
}

/**
 * foyer_portal_get_sign_in_help:
 *
 * Returns: (nullable): an address
 */
const char *
foyer_portal_get_sign_in_help (FoyerPortal *self)
{
  return self->sign_in_help;
}

/**
 * foyer_portal_get_locales:
 *
 * Returns: (array zero-terminated=1): the languages that the portal speaks
 */
const char *const *
foyer_portal_get_locales (FoyerPortal *self)
{
  return (const char *const *) self->locales;
}

/**
 * foyer_portal_get_api:
 * @api: "productOrder", "customerBill", …
 *
 * Returns: (transfer none) (nullable): its base URI with a trailing slash
 */
const char *
foyer_portal_get_api (FoyerPortal *self, const char *api)
{
  return g_hash_table_lookup (self->apis, api);
}

/**
 * foyer_portal_get_files:
 *
 * Returns: (nullable): the prefix under which documents lie
 */
const char *
foyer_portal_get_files (FoyerPortal *self)
{
  return self->files;
}

/**
 * foyer_portal_has_feature:
 * @feature: "orders", "cart", "invoices", …
 *
 * Returns: TRUE if the portal offers it
 */
gboolean
foyer_portal_has_feature (FoyerPortal *self, const char *feature)
{
  return g_strv_contains ((const char *const *) self->features, feature);
}

/**
 * foyer_portal_get_token_prefixes:
 *
 * The challenge endpoint is among them: it belongs to the server that issued the token, and those of its conversations
 * that change something carry it.
 *
 * Returns: (transfer full): the bases of the APIs and of the files, and the challenge endpoint
 */
GStrv
foyer_portal_get_token_prefixes (FoyerPortal *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer base;

  g_hash_table_iter_init (&iter, self->apis);
  while (g_hash_table_iter_next (&iter, NULL, &base))
    g_strv_builder_add (builder, base);
  if (self->files != NULL)
    g_strv_builder_add (builder, self->files);
  if (self->challenge_endpoint != NULL && foyer_origin_is_same (self->challenge_endpoint, self->issuer))
    g_strv_builder_add (builder, self->challenge_endpoint);
  return g_strv_builder_end (builder);
}

/**
 * foyer_portal_get_client_id:
 *
 * Returns: what we are called there
 */
const char *
foyer_portal_get_client_id (FoyerPortal *self)
{
  return self->client_id;
}

/**
 * foyer_portal_get_issuer:
 *
 * Returns: the authorization server (RFC 8414)
 */
const char *
foyer_portal_get_issuer (FoyerPortal *self)
{
  return self->issuer;
}

/**
 * foyer_portal_get_token_endpoint:
 *
 * Returns: an address
 */
const char *
foyer_portal_get_token_endpoint (FoyerPortal *self)
{
  return self->token_endpoint;
}

/**
 * foyer_portal_get_revocation_endpoint:
 *
 * Returns: (nullable): an address (RFC 7009)
 */
const char *
foyer_portal_get_revocation_endpoint (FoyerPortal *self)
{
  return self->revocation_endpoint;
}

/**
 * foyer_portal_get_challenge_endpoint:
 *
 * Returns: (nullable): an address; without it only the browser can sign in
 */
const char *
foyer_portal_get_challenge_endpoint (FoyerPortal *self)
{
  return self->challenge_endpoint;
}

/**
 * foyer_portal_get_authorization_endpoint:
 *
 * Returns: (nullable): an address
 */
const char *
foyer_portal_get_authorization_endpoint (FoyerPortal *self)
{
  return self->authorization_endpoint;
}
