/* SPDX-License-Identifier: GPL-3.0-or-later
 * The portal_form of each step of signing in: what the client draws. */

#include "portal-form.h"

#include "portal-json.h"
#include "portal-text.h"

static JsonObject *
add_field (JsonArray *fields, const char *name, const char *kind, const char *label)
{
  JsonObject *field = json_object_new ();

  json_object_set_string_member (field, "name", name);
  json_object_set_string_member (field, "kind", kind);
  json_object_set_string_member (field, "label", label);
  json_object_set_boolean_member (field, "required", TRUE);
  json_array_add_object_element (fields, field);
  return field;
}

static void
add_option (JsonArray *options, const char *value, const char *label)
{
  JsonObject *option = json_object_new ();

  json_object_set_string_member (option, "value", value);
  json_object_set_string_member (option, "label", label);
  json_array_add_object_element (options, option);
}

/* "when": the field is shown, and required, only while another field has a value. */
static void
set_when (JsonObject *field, const char *other, const char *value)
{
  JsonObject *when = json_object_new ();

  json_object_set_string_member (when, "field", other);
  json_object_set_string_member (when, "value", value);
  json_object_set_object_member (field, "when", when);
}

static void
add_method (JsonArray *fields, const char *language)
{
  JsonObject *field = add_field (fields, "method", "choice", portal_text (PORTAL_TEXT_METHOD, language));
  JsonArray *options = json_array_new ();

  add_option (options, "password", portal_text (PORTAL_TEXT_METHOD_PASSWORD, language));
  add_option (options, "pin", portal_text (PORTAL_TEXT_METHOD_PIN, language));
  json_object_set_array_member (field, "options", options);
  json_object_set_string_member (field, "value", "password");
}

static JsonNode *
make_form (const char *text, const char *submit, JsonArray *fields)
{
  JsonObject *form = json_object_new ();

  if (text != NULL)
    json_object_set_string_member (form, "text", text);
  json_object_set_string_member (form, "submit", submit);
  json_object_set_array_member (form, "fields", fields);
  return portal_json_take_object (form);
}

static void
set_error (JsonObject *field, const char *name, const char *wrong_field, const char *wrong)
{
  if (wrong != NULL && g_str_equal (name, wrong_field))
    json_object_set_string_member (field, "error", wrong);
}

/**
 * portal_form_credentials:
 * @wrong_field: (nullable): "username" or "password"
 * @wrong: (nullable): what is wrong with it
 *
 * Returns: (transfer full): the first form
 */
JsonNode *
portal_form_credentials (PortalProvider *provider, const char *language, const char *wrong_field, const char *wrong)
{
  gboolean by_mail = g_str_equal (portal_provider_get_string (provider, "signIn.identifier", "username"), "email");
  gboolean has_pin = portal_provider_lists (provider, "signIn.methods", "pin");
  g_autofree char *text = portal_provider_dup_text (provider, "signIn.text", language);
  JsonArray *fields = json_array_new ();
  JsonObject *field;

  field = add_field (fields, "username", by_mail ? "email" : "text",
                     portal_text (by_mail ? PORTAL_TEXT_EMAIL : PORTAL_TEXT_USERNAME, language));
  set_error (field, "username", wrong_field, wrong);
  if (has_pin)
    add_method (fields, language);
  field = add_field (fields, "password", "password", portal_text (PORTAL_TEXT_PASSWORD, language));
  if (has_pin)
    set_when (field, "method", "password");
  set_error (field, "password", wrong_field, wrong);
  return make_form (text, portal_text (PORTAL_TEXT_SIGN_IN, language), fields);
}

/**
 * portal_form_code:
 * @text: where the code went
 * @label: of the field
 * @resend_after: seconds until another may be asked for
 * @attempts_left: tries, -1 = not said
 * @wrong: (nullable): what is wrong with the last one
 *
 * Returns: (transfer full): the form for a one-time code
 */
JsonNode *
portal_form_code (
    const char *text, const char *label, const char *language, guint resend_after, int attempts_left, const char *wrong)
{
  JsonArray *fields = json_array_new ();
  JsonObject *field = add_field (fields, "otp", "otp", label);

  json_object_set_int_member (field, "length", 6);
  json_object_set_int_member (field, "resend_after", resend_after);
  if (attempts_left >= 0)
    json_object_set_int_member (field, "attempts_left", attempts_left);
  set_error (field, "otp", "otp", wrong);
  return make_form (text, portal_text (PORTAL_TEXT_CONTINUE, language), fields);
}
