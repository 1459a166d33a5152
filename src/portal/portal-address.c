/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a postal address must have before the portal takes it. */

#include "portal-address.h"

#include "portal-json.h"
#include "portal-text.h"

#include <string.h>

static const struct
{
  const char *country;
  const char *pattern;
} postcodes[] = {
  { "DE", "^\\d{5}$" },        { "NL", "^[1-9]\\d{3} ?[A-Za-z]{2}$" },
  { "BE", "^\\d{4}$" },        { "AT", "^\\d{4}$" },
  { "CH", "^\\d{4}$" },        { "LU", "^\\d{4}$" },
  { "FR", "^\\d{5}$" },        { "ES", "^\\d{5}$" },
  { "IT", "^\\d{5}$" },        { "US", "^\\d{5}(-\\d{4})?$" },
  { "PT", "^\\d{4}-\\d{3}$" }, { "PL", "^\\d{2}-\\d{3}$" },
  { "DK", "^\\d{4}$" },        { "GB", "^[A-Za-z]{1,2}\\d[A-Za-z\\d]? ?\\d[A-Za-z]{2}$" },
};

/**
 * portal_error_require:
 * @error: (inout): 422 is made at the first field
 */
void
portal_error_require (PortalError **error, const char *pointer, const char *code, const char *reason)
{
  if (*error == NULL)
    *error = portal_error_new (422, "Not valid", "Some members are not valid.");
  portal_error_add_field (*error, pointer, code, reason);
}

static void
require_text (JsonNode *address, const char *member, const char *pointer, const char *language, PortalError **error)
{
  const char *text = portal_json_get_string (address, member);
  g_autofree char *place = g_strconcat (pointer, "/", member, NULL);

  if (text == NULL || *text == '\0')
    portal_error_require (error, place, "required", portal_text (PORTAL_TEXT_REQUIRED, language));
}

static void
check_postcode (JsonNode *address, const char *pointer, const char *language, PortalError **error)
{
  const char *country = portal_json_get_string (address, "country"),
             *postcode = portal_json_get_string (address, "postCode");

  for (guint i = 0; country != NULL && postcode != NULL && *postcode != '\0' && i < G_N_ELEMENTS (postcodes); i++)
    if (g_ascii_strcasecmp (country, postcodes[i].country) == 0 &&
        !g_regex_match_simple (postcodes[i].pattern, postcode, 0, 0))
      {
        g_autofree char *reason = portal_text_format (PORTAL_TEXT_BAD_POSTCODE, language, country);
        g_autofree char *place = g_strconcat (pointer, "/postCode", NULL);

        portal_error_require (error, place, "pattern", reason);
      }
}

/**
 * portal_address_check:
 * @address: members as in TMF632 MediumCharacteristic
 * @pointer: where it stands in the body (RFC 6901)
 * @error: (inout): gets what is wrong
 */
void
portal_address_check (JsonNode *address, const char *pointer, const char *language, PortalError **error)
{
  require_text (address, "street1", pointer, language, error);
  require_text (address, "postCode", pointer, language, error);
  require_text (address, "city", pointer, language, error);
  require_text (address, "country", pointer, language, error);
  check_postcode (address, pointer, language, error);
}

gboolean
portal_address_is_email (const char *text)
{
  return text != NULL && strlen (text) <= 254 &&
         g_regex_match_simple ("^[^\\s@<>\",;]+@[^\\s@<>\",;.]+(\\.[^\\s@<>\",;.]+)+$", text, 0, 0);
}
