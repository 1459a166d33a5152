/* SPDX-License-Identifier: GPL-3.0-or-later
 * Why a request is refused, as a TMF630 Error body. */

#include "portal-error.h"

#include "portal-json.h"

/**
 * portal_error_new:
 * @status: HTTP status
 * @reason: short, for people
 * @format: (nullable): what exactly is wrong
 *
 * Returns: (transfer full): the refusal
 */
PortalError *
portal_error_new (guint status, const char *reason, const char *format, ...)
{
  PortalError *self = g_new0 (PortalError, 1);
  va_list arguments;

  self->status = status;
  self->reason = g_strdup (reason);
  if (format != NULL)
    {
      va_start (arguments, format);
      self->message = g_strdup_vprintf (format, arguments);
      va_end (arguments);
    }
  return self;
}

/**
 * portal_error_add_field:
 * @pointer: RFC 6901, into the body that was sent
 * @code: for programs
 * @reason: for people, in the language asked for
 */
void
portal_error_add_field (PortalError *self, const char *pointer, const char *code, const char *reason)
{
  JsonObject *field = json_object_new ();

  if (self->fields == NULL)
    self->fields = json_array_new ();
  json_object_set_string_member (field, "pointer", pointer);
  json_object_set_string_member (field, "code", code);
  json_object_set_string_member (field, "reason", reason);
  json_array_add_object_element (self->fields, field);
}

/* TMF630 gives the codes; they are strings in the documents. */
static const char *
get_code (guint status)
{
  switch (status)
    {
    case 400:
      return "22";
    case 401:
      return "41";
    case 403:
      return "51";
    case 404:
      return "60";
    case 405:
      return "61";
    case 409:
      return "62";
    case 412:
      return "63";
    case 422:
      return "23";
    case 429:
      return "5";
    case 503:
      return "5";
    default:
      return "1";
    }
}

JsonNode *
portal_error_to_json (const PortalError *self)
{
  g_autofree char *status = g_strdup_printf ("%u", self->status);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "code", get_code (self->status));
  json_object_set_string_member (object, "reason", self->reason);
  if (self->message != NULL)
    json_object_set_string_member (object, "message", self->message);
  json_object_set_string_member (object, "status", status);
  if (self->fields != NULL)
    json_object_set_array_member (object, "fieldError", json_array_ref (self->fields));
  return portal_json_take_object (object);
}

void
portal_error_free (PortalError *self)
{
  g_free (self->reason);
  g_free (self->message);
  g_clear_pointer (&self->fields, json_array_unref);
  g_free (self);
}
