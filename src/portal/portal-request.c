/* SPDX-License-Identifier: GPL-3.0-or-later
 * One request: what was sent, in handy form, and the one way out for every answer. */

#include "portal-request.h"

#include "portal-fault.h"
#include "portal-json.h"
#include "portal-server.h"

#include <string.h>

#define MAX_PARAMETERS 100

struct _PortalRequest
{
  grefcount references;
  PortalServer *server;
  SoupServerMessage *message;
  char *path;
  char *language;
  char *id;
  GPtrArray *query;
  PortalIdentity *identity;
  gboolean gone; /* nobody waits for the answer any more */
  gboolean answered;
};

static void
parameter_free (PortalParameter *self)
{
  if (self->value != NULL)
    memset (self->value, 0, strlen (self->value));
  g_free (self->name);
  g_free (self->value);
  g_free (self);
}

static char *
decode (const char *text)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (text), "+", ' ');

  return g_uri_unescape_string (spaced, NULL);
}

/* application/x-www-form-urlencoded; what cannot be decoded is left out. */
static GPtrArray *
parse_parameters (const char *text)
{
  GPtrArray *parameters = g_ptr_array_new_with_free_func ((GDestroyNotify) parameter_free);
  g_auto (GStrv) pairs = g_strsplit (text != NULL ? text : "", "&", MAX_PARAMETERS);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');
      g_autofree char *name = NULL, *value = NULL;
      PortalParameter *parameter;

      if (equals != NULL)
        *equals = '\0';
      name = decode (pairs[i]);
      value = decode (equals != NULL ? equals + 1 : "");
      if (name == NULL || value == NULL || *name == '\0' || !g_utf8_validate (name, -1, NULL) ||
          !g_utf8_validate (value, -1, NULL))
        continue;
      parameter = g_new0 (PortalParameter, 1);
      parameter->name = g_steal_pointer (&name);
      parameter->value = g_steal_pointer (&value);
      g_ptr_array_add (parameters, parameter);
    }
  return parameters;
}

/**
 * portal_parameter_lookup:
 * @parameters: (element-type PortalParameter): of a query or form
 *
 * Returns: (transfer none) (nullable): the first value of that name
 */
const char *
portal_parameter_lookup (GPtrArray *parameters, const char *name)
{
  for (guint i = 0; i < parameters->len; i++)
    {
      PortalParameter *parameter = g_ptr_array_index (parameters, i);

      if (g_str_equal (parameter->name, name))
        return parameter->value;
    }
  return NULL;
}

/* The client's X-Request-Id if it is sane, so that both sides' logs can be put together. */
static char *
choose_id (const char *sent)
{
  gsize length = sent != NULL ? strspn (sent, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.") : 0;

  if (length >= 8 && length <= 64 && sent[length] == '\0')
    return g_strdup (sent);
  return g_uuid_string_random ();
}

static void
on_gone_cb (PortalRequest *self)
{
  self->gone = TRUE;
}

/**
 * portal_request_new:
 * @message: paused by this until the answer
 * @path: decoded
 *
 * Returns: (transfer full): the request
 */
PortalRequest *
portal_request_new (PortalServer *server, SoupServerMessage *message, const char *path)
{
  PortalRequest *self = g_new0 (PortalRequest, 1);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  g_ref_count_init (&self->references);
  self->server = server;
  self->message = g_object_ref (message);
  self->path = g_utf8_make_valid (path, -1);
  self->id = choose_id (soup_message_headers_get_one (headers, "X-Request-Id"));
  self->language = portal_provider_choose_language (portal_server_get_provider (server),
                                                    soup_message_headers_get_list (headers, "Accept-Language"));
  self->query = parse_parameters (g_uri_get_query (soup_server_message_get_uri (message)));
  g_signal_connect_swapped (message, "finished", G_CALLBACK (on_gone_cb), self);
  g_signal_connect_swapped (message, "disconnected", G_CALLBACK (on_gone_cb), self);
  soup_server_message_pause (message);
  return self;
}

PortalRequest *
portal_request_ref (PortalRequest *self)
{
  g_ref_count_inc (&self->references);
  return self;
}

void
portal_request_unref (PortalRequest *self)
{
  if (!g_ref_count_dec (&self->references))
    return;
  g_warn_if_fail (self->answered || self->gone);
  g_signal_handlers_disconnect_by_data (self->message, self);
  g_object_unref (self->message);
  g_free (self->path);
  g_free (self->language);
  g_free (self->id);
  g_ptr_array_unref (self->query);
  g_clear_pointer (&self->identity, portal_identity_free);
  g_free (self);
}

PortalServer *
portal_request_get_server (PortalRequest *self)
{
  return self->server;
}

SoupServerMessage *
portal_request_get_message (PortalRequest *self)
{
  return self->message;
}

/* HEAD is GET without the body, which libsoup leaves away. */
const char *
portal_request_get_method (PortalRequest *self)
{
  const char *method = soup_server_message_get_method (self->message);

  return g_str_equal (method, "HEAD") ? "GET" : method;
}

const char *
portal_request_get_path (PortalRequest *self)
{
  return self->path;
}

const char *
portal_request_get_language (PortalRequest *self)
{
  return self->language;
}

const char *
portal_request_get_header (PortalRequest *self, const char *name)
{
  return soup_message_headers_get_list (soup_server_message_get_request_headers (self->message), name);
}

GPtrArray *
portal_request_get_query (PortalRequest *self)
{
  return self->query;
}

/**
 * portal_request_dup_body:
 *
 * Returns: (transfer full): what was sent
 */
GBytes *
portal_request_dup_body (PortalRequest *self)
{
  return soup_message_body_flatten (soup_server_message_get_request_body (self->message));
}

/**
 * portal_request_parse_form:
 *
 * Returns: (transfer full) (element-type PortalParameter): what the body's form holds; values are wiped when freed
 */
GPtrArray *
portal_request_parse_form (PortalRequest *self)
{
  const char *type =
      soup_message_headers_get_content_type (soup_server_message_get_request_headers (self->message), NULL);
  g_autoptr (GBytes) body = portal_request_dup_body (self);
  g_autofree char *text = NULL;

  if (g_strcmp0 (type, "application/x-www-form-urlencoded") != 0 || g_bytes_get_size (body) == 0)
    return parse_parameters (NULL);
  text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  return parse_parameters (text);
}

/**
 * portal_request_parse_json:
 * @error: (out): 400 or 415
 *
 * Returns: (transfer full) (nullable): the body, an object
 */
JsonNode *
portal_request_parse_json (PortalRequest *self, PortalError **error)
{
  const char *type =
      soup_message_headers_get_content_type (soup_server_message_get_request_headers (self->message), NULL);
  g_autoptr (GBytes) body = portal_request_dup_body (self);
  g_autoptr (GError) local = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (type == NULL || (!g_str_equal (type, "application/json") && !g_str_equal (type, "application/merge-patch+json")))
    {
      *error = portal_error_new (415, "Unsupported media type",
                                 "The body must be application/json or application/merge-patch+json.");
      return NULL;
    }
  node = portal_json_parse (g_bytes_get_size (body) > 0 ? g_bytes_get_data (body, NULL) : "", g_bytes_get_size (body),
                            &local);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      *error = portal_error_new (400, "Invalid body", "The body is not a JSON object%s%s", local != NULL ? ": " : ".",
                                 local != NULL ? local->message : "");
      return NULL;
    }
  return g_steal_pointer (&node);
}

/* (nullable) until the server has looked at the token. */
const PortalIdentity *
portal_request_get_identity (PortalRequest *self)
{
  return self->identity;
}

/**
 * portal_request_set_identity:
 * @identity: (transfer full): who asks
 */
void
portal_request_set_identity (PortalRequest *self, PortalIdentity *identity)
{
  g_clear_pointer (&self->identity, portal_identity_free);
  self->identity = identity;
}

/**
 * portal_request_matches:
 * @header: "If-Match" or "If-None-Match"
 * @etag: with its quotes
 *
 * Returns: TRUE if the header is there and names @etag (RFC 9110, 8.8.3; weak comparison) or is "*"
 */
gboolean
portal_request_matches (PortalRequest *self, const char *header, const char *etag)
{
  const char *value = portal_request_get_header (self, header);
  g_auto (GStrv) tags = NULL;

  if (value == NULL)
    return FALSE;
  tags = g_strsplit (value, ",", 50);
  for (guint i = 0; tags[i] != NULL; i++)
    {
      const char *tag = g_strstrip (tags[i]);

      if (g_str_has_prefix (tag, "W/"))
        tag += 2;
      if (g_str_equal (tag, "*") || g_str_equal (tag, etag))
        return TRUE;
    }
  return FALSE;
}

void
portal_request_set_header (PortalRequest *self, const char *name, const char *value)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (self->message), name, value);
}

/**
 * portal_request_answer:
 * @status: HTTP status
 * @type: (nullable): media type
 * @body: (nullable): the body
 *
 * The one way out: everything that is answered goes through here, and through the faults asked for.
 */
void
portal_request_answer (PortalRequest *self, guint status, const char *type, GBytes *body)
{
  g_return_if_fail (!self->answered);
  self->answered = TRUE;
  if (self->gone)
    return;
  portal_request_set_header (self, "X-Request-Id", self->id);
  portal_request_set_header (self, "Content-Language", self->language);
  portal_request_set_header (self, "X-Content-Type-Options", "nosniff");
  soup_server_message_set_status (self->message, status, NULL);
  if (portal_faults_after (portal_server_get_faults (self->server), self->message, type, body))
    return;
  if (body != NULL)
    {
      gsize size;
      gconstpointer data = g_bytes_get_data (body, &size);

      soup_server_message_set_response (self->message, type, SOUP_MEMORY_COPY, data, size);
    }
  soup_server_message_unpause (self->message);
}

/* Letter by letter what the v4 documents produce; OAuth knows no charset (RFC 6749, RFC 8259). */
static const char *
get_json_type (PortalRequest *self)
{
  return g_str_has_prefix (self->path, "/tmf-api/") ? "application/json;charset=utf-8" : "application/json";
}

/**
 * portal_request_answer_text:
 * @body: (transfer full): the body
 */
void
portal_request_answer_text (PortalRequest *self, guint status, const char *type, char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (body, strlen (body));

  portal_request_answer (self, status, type, bytes);
}

void
portal_request_answer_json (PortalRequest *self, guint status, JsonNode *node)
{
  portal_request_answer_text (self, status, get_json_type (self),
                              portal_json_write (node, portal_server_get_base (self->server), NULL));
}

/**
 * portal_request_answer_error:
 * @error: (transfer full): why not
 */
void
portal_request_answer_error (PortalRequest *self, PortalError *error)
{
  g_autoptr (PortalError) owned = error;
  g_autoptr (JsonNode) node = portal_error_to_json (error);

  if (error->retry_after > 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%u", error->retry_after);

      portal_request_set_header (self, "Retry-After", seconds);
    }
  portal_request_answer_json (self, error->status, node);
}

void
portal_request_answer_status (PortalRequest *self, guint status, const char *reason)
{
  portal_request_answer_error (self, portal_error_new (status, reason, NULL));
}

/**
 * portal_request_answer_cached:
 * @etag: with its quotes
 * @body: (transfer full): JSON
 *
 * Answers 200, or 304 if the client has it already.
 */
void
portal_request_answer_cached (PortalRequest *self, const char *etag, char *body)
{
  portal_request_set_header (self, "ETag", etag);
  portal_request_set_header (self, "Cache-Control", "private, no-cache");
  portal_request_set_header (self, "Vary", "Accept-Language, Authorization");
  if (portal_request_matches (self, "If-None-Match", etag))
    {
      g_free (body);
      portal_request_answer (self, 304, NULL, NULL);
      return;
    }
  portal_request_answer_text (self, 200, get_json_type (self), body);
}
