/* SPDX-License-Identifier: GPL-3.0-or-later
 * TMF632 individual and organization: names, mail, phones and the address book may be changed, what the provider's
 * rules name may not. */

#include "portal-policies.h"

#include "portal-address.h"
#include "portal-json.h"
#include "portal-server.h"
#include "portal-text.h"

#include <string.h>

static const char *const changeable[] = { "title",
                                          "givenName",
                                          "familyNamePrefix",
                                          "familyName",
                                          "fullName",
                                          "formattedName",
                                          "gender",
                                          "birthDate",
                                          "languageAbility",
                                          "contactMedium",
                                          "partyCharacteristic",
                                          "tradingName",
                                          "name",
                                          "organizationIdentification",
                                          "individualIdentification",
                                          NULL };

static char *
hash_member (JsonNode *node, const char *path)
{
  JsonNode *member = portal_json_get (node, path);

  return member != NULL ? portal_json_hash (member) : NULL;
}

/* rules.readOnly: [{"resource": "organization", "path": "organizationIdentification", "reason": text}] */
static void
check_rules (
    PortalRequest *request, const PortalResource *resource, JsonNode *before, JsonNode *after, PortalError **error)
{
  PortalProvider *provider = portal_server_get_provider (portal_request_get_server (request));
  JsonArray *rules = portal_json_get_array (portal_provider_get_node (provider), "rules.readOnly");

  for (guint i = 0; rules != NULL && i < json_array_get_length (rules); i++)
    {
      JsonNode *rule = json_array_get_element (rules, i);
      const char *path = portal_json_get_string (rule, "path");
      g_autofree char *old = NULL, *new = NULL, *pointer = NULL;
      g_autoptr (JsonNode) localized = NULL;
      const char *reason;

      if (path == NULL || g_strcmp0 (portal_json_get_string (rule, "resource"), resource->kind) != 0)
        continue;
      old = hash_member (before, path);
      new = hash_member (after, path);
      if (g_strcmp0 (old, new) == 0)
        continue;
      localized = portal_provider_localize (rule, portal_request_get_language (request));
      reason = portal_json_get_string (localized, "reason");
      pointer = g_strdelimit (g_strconcat ("/", path, NULL), ".", '/');
      portal_error_require (
          error, pointer, "readOnly",
          reason != NULL ? reason : portal_text (PORTAL_TEXT_READ_ONLY, portal_request_get_language (request)));
    }
}

static void
check_name (JsonNode *node, const char *member, const char *language, PortalError **error)
{
  const char *text = portal_json_get_string (node, member);
  g_autofree char *pointer = g_strconcat ("/", member, NULL);

  if (text == NULL || *text == '\0')
    portal_error_require (error, pointer, "required", portal_text (PORTAL_TEXT_REQUIRED, language));
  else if (strlen (text) > 200)
    portal_error_require (error, pointer, "maxLength", portal_text (PORTAL_TEXT_BAD_VALUE, language));
}

static void
check_medium (JsonNode *medium, guint index, const char *language, PortalError **error)
{
  const char *type = portal_json_get_string (medium, "mediumType");
  g_autofree char *pointer = g_strdup_printf ("/contactMedium/%u/characteristic", index);
  g_autofree char *place = NULL;
  JsonNode *characteristic = portal_json_get (medium, "characteristic");

  if (type == NULL || characteristic == NULL || !JSON_NODE_HOLDS_OBJECT (characteristic))
    portal_error_require (error, pointer, "required", portal_text (PORTAL_TEXT_REQUIRED, language));
  else if (g_str_equal (type, "postalAddress"))
    portal_address_check (characteristic, pointer, language, error);
  else if (g_str_equal (type, "email") &&
           !portal_address_is_email (portal_json_get_string (characteristic, "emailAddress")))
    {
      place = g_strconcat (pointer, "/emailAddress", NULL);
      portal_error_require (error, place, "pattern", portal_text (PORTAL_TEXT_BAD_EMAIL, language));
    }
}

static void
check_media (JsonNode *node, const char *language, PortalError **error)
{
  JsonNode *media = portal_json_get (node, "contactMedium");
  JsonArray *array = media != NULL && JSON_NODE_HOLDS_ARRAY (media) ? json_node_get_array (media) : NULL;

  if (media != NULL && array == NULL)
    portal_error_require (error, "/contactMedium", "type", portal_text (PORTAL_TEXT_BAD_VALUE, language));
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    check_medium (json_array_get_element (array, i), i, language, error);
}

/* Each contact medium has an id, so that clients can tell which one they change (as in v5). */
static void
complete_ids (JsonNode *node)
{
  JsonArray *media = portal_json_get_array (node, "contactMedium");

  for (guint i = 0; media != NULL && i < json_array_get_length (media); i++)
    {
      JsonObject *medium = json_array_get_object_element (media, i);
      g_autofree char *random = NULL, *id = NULL;

      if (json_object_has_member (medium, "id"))
        continue;
      random = portal_random_token ();
      id = g_strdup_printf ("m%.10s", random);
      json_object_set_string_member (medium, "id", id);
    }
}

static JsonNode *
change (
    PortalRequest *request, const PortalResource *resource, const PortalRow *row, JsonNode *merged, PortalError **error)
{
  const char *language = portal_request_get_language (request);
  JsonNode *result;

  check_rules (request, resource, row->node, merged, error);
  if (g_str_equal (resource->kind, "individual"))
    {
      check_name (merged, "givenName", language, error);
      check_name (merged, "familyName", language, error);
    }
  check_media (merged, language, error);
  if (*error != NULL)
    return NULL;
  result = portal_json_copy (merged);
  complete_ids (result);
  return result;
}

const PortalPolicy portal_policy_party = { .change = change, .changeable = changeable };
