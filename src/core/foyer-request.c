/* SPDX-License-Identifier: GPL-3.0-or-later
 * FoyerRequest and FoyerResponse: plain data, what is asked and what came back. */

#include "foyer-transport-private.h"

#include "foyer-json.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (FoyerRequest, foyer_request, foyer_request_ref, foyer_request_unref)
G_DEFINE_BOXED_TYPE (FoyerResponse, foyer_response, foyer_response_ref, foyer_response_unref)

/**
 * foyer_request_new:
 * @method: "GET", "POST", …
 * @uri: absolute
 *
 * Returns: (transfer full): a request that carries the access token where that may go
 */
FoyerRequest *
foyer_request_new (const char *method, const char *uri)
{
  FoyerRequest *self = g_atomic_rc_box_new0 (FoyerRequest);

  self->method = g_strdup (method);
  self->uri = g_strdup (uri);
  self->authorize = FOYER_AUTHORIZE_TOKEN;
  self->headers = g_ptr_array_new_with_free_func (g_free);
  self->accepted = g_array_new (FALSE, FALSE, sizeof (guint));
  self->bound = FOYER_JSON_BOUND;
  return self;
}

/**
 * foyer_request_ref:
 *
 * Returns: (transfer full): @self
 */
FoyerRequest *
foyer_request_ref (FoyerRequest *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
request_clear (gpointer data)
{
  FoyerRequest *self = data;

  g_free (self->method);
  g_free (self->uri);
  g_free (self->content_type);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->idempotency_key);
  g_ptr_array_unref (self->headers);
  g_free (self->media_type);
  g_array_unref (self->accepted);
}

/**
 * foyer_request_unref:
 * @self: (transfer full):
 */
void
foyer_request_unref (FoyerRequest *self)
{
  g_atomic_rc_box_release_full (self, request_clear);
}

/**
 * foyer_request_set_authorize:
 *
 * Says whether the access token may go with it.
 */
const char *
foyer_request_get_method (FoyerRequest *self)
{
  return self->method;
}

const char *
foyer_request_get_uri (FoyerRequest *self)
{
  return self->uri;
}

void
foyer_request_set_authorize (FoyerRequest *self, FoyerAuthorize authorize)
{
  self->authorize = authorize;
}

static void
set_body (FoyerRequest *self, const char *content_type, GBytes *body)
{
  g_set_str (&self->content_type, content_type);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = body;
}

/**
 * foyer_request_set_json:
 * @body: copied as text at once
 *
 * Sends JSON; a PATCH is a merge patch (RFC 7396).
 */
void
foyer_request_set_json (FoyerRequest *self, JsonNode *body)
{
  gboolean is_patch = g_str_equal (self->method, "PATCH");

  self->secret_body = FALSE;
  set_body (self, is_patch ? "application/merge-patch+json" : "application/json", foyer_json_to_bytes (body));
}

static void
append_encoded (GString *out, const char *text)
{
  for (; *text != '\0'; text++)
    if (g_ascii_isalnum (*text) || strchr ("-._~", *text) != NULL)
      g_string_append_c (out, *text);
    else
      g_string_append_printf (out, "%%%02X", (guchar) *text);
}

static void
wipe (gpointer data)
{
  GString *text = data;

  explicit_bzero (text->str, text->allocated_len);
  g_string_free (text, TRUE);
}

/**
 * foyer_request_set_form:
 * @fields: (element-type utf8 utf8): name and value
 *
 * Sends application/x-www-form-urlencoded. The memory is made large enough at once, so that growing leaves no copies
 * of a secret, and is wiped when the request was sent.
 */
void
foyer_request_set_form (FoyerRequest *self, GHashTable *fields)
{
  GHashTableIter iter;
  gpointer name, value;
  gsize size = 1;
  GString *text;

  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &name, &value))
    size += 3 * (strlen (name) + strlen (value)) + 2;
  text = g_string_sized_new (size);
  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      if (text->len > 0)
        g_string_append_c (text, '&');
      append_encoded (text, name);
      g_string_append_c (text, '=');
      append_encoded (text, value);
    }
  self->secret_body = TRUE;
  set_body (self, "application/x-www-form-urlencoded", g_bytes_new_with_free_func (text->str, text->len, wipe, text));
}

/**
 * foyer_request_set_header:
 * @name: of a header that has no setter of its own
 */
void
foyer_request_set_header (FoyerRequest *self, const char *name, const char *value)
{
  g_ptr_array_add (self->headers, g_strdup (name));
  g_ptr_array_add (self->headers, g_strdup (value));
}

/**
 * foyer_request_set_idempotency_key:
 * @key: (nullable): the same for every try, also after a restart
 *
 * Makes a POST one that may be retried (draft-ietf-httpapi-idempotency-key-header).
 */
void
foyer_request_set_idempotency_key (FoyerRequest *self, const char *key)
{
  g_set_str (&self->idempotency_key, key);
}

/**
 * foyer_request_set_if_match:
 * @etag: (nullable): as it came
 */
void
foyer_request_set_if_match (FoyerRequest *self, const char *etag)
{
  if (etag != NULL)
    foyer_request_set_header (self, "If-Match", etag);
}

/**
 * foyer_request_set_if_none_match:
 * @etag: (nullable): as it came
 */
void
foyer_request_set_if_none_match (FoyerRequest *self, const char *etag)
{
  if (etag != NULL)
    foyer_request_set_header (self, "If-None-Match", etag);
}

/**
 * foyer_request_set_bound:
 * @bytes: how long the answer's body may be, after decoding
 */
void
foyer_request_set_bound (FoyerRequest *self, gsize bytes)
{
  self->bound = bytes;
}

/**
 * foyer_request_accept_bytes:
 * @media_type: "application/pdf", …
 *
 * The answer is kept as bytes and not parsed.
 */
void
foyer_request_accept_bytes (FoyerRequest *self, const char *media_type)
{
  g_set_str (&self->media_type, media_type);
}

/**
 * foyer_request_accept_status:
 * @status: one that is no error for this request, beside 2xx and 304
 */
void
foyer_request_accept_status (FoyerRequest *self, guint status)
{
  g_array_append_val (self->accepted, status);
}

/**
 * foyer_request_is_safe:
 *
 * Returns: TRUE if it changes nothing at the portal (RFC 9110, 9.2.1)
 */
gboolean
foyer_request_is_safe (FoyerRequest *self)
{
  return g_str_equal (self->method, "GET") || g_str_equal (self->method, "HEAD");
}

/**
 * foyer_request_may_retry:
 *
 * Returns: TRUE if sending it twice does nothing twice
 */
gboolean
foyer_request_may_retry (FoyerRequest *self)
{
  return foyer_request_is_safe (self) || self->idempotency_key != NULL;
}

/**
 * foyer_request_accepts:
 *
 * Returns: TRUE if @status is no error
 */
gboolean
foyer_request_accepts (FoyerRequest *self, guint status)
{
  for (guint i = 0; i < self->accepted->len; i++)
    if (g_array_index (self->accepted, guint, i) == status)
      return TRUE;
  return SOUP_STATUS_IS_SUCCESSFUL (status) || status == SOUP_STATUS_NOT_MODIFIED;
}

/**
 * foyer_request_make_message:
 * @uri: where to, after redirects
 *
 * A request that may not be repeated gets a connection of its own: one that was idle may be closed by the portal at
 * the very moment it is used again, and nobody could say whether the request arrived.
 *
 * Returns: (transfer full) (nullable): the message without the access token
 */
SoupMessage *
foyer_request_make_message (FoyerRequest *self, const char *uri)
{
  SoupMessage *message = soup_message_new (self->method, uri);
  SoupMessageHeaders *headers;

  if (message == NULL)
    return NULL;
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (!foyer_request_may_retry (self))
    soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  headers = soup_message_get_request_headers (message);
  for (guint i = 0; i + 1 < self->headers->len; i += 2)
    soup_message_headers_replace (headers, self->headers->pdata[i], self->headers->pdata[i + 1]);
  soup_message_headers_replace (headers, "Accept", self->media_type != NULL ? self->media_type : "application/json");
  if (self->idempotency_key != NULL)
    soup_message_headers_replace (headers, "Idempotency-Key", self->idempotency_key);
  if (self->body != NULL)
    soup_message_set_request_body_from_bytes (message, self->content_type, self->body);
  return message;
}

/* The address of Link: <…>; rel=next (RFC 8288), absolute. */
static char *
find_next (SoupMessageHeaders *headers, const char *uri)
{
  const char *at = soup_message_headers_get_list (headers, "Link");

  while (at != NULL && (at = strchr (at, '<')) != NULL)
    {
      const char *end = strchr (at, '>');
      const char *following = end != NULL ? strchr (end, '<') : NULL;
      g_autofree char *target = NULL, *rest = NULL;
      g_autoptr (GHashTable) parameters = NULL;

      if (end == NULL)
        return NULL;
      target = g_strndup (at + 1, end - at - 1);
      rest = following != NULL ? g_strndup (end + 1, following - end - 1) : g_strdup (end + 1);
      g_strchomp (rest);
      if (g_str_has_suffix (rest, ","))
        rest[strlen (rest) - 1] = '\0';
      parameters = soup_header_parse_semi_param_list (rest);
      if (g_strcmp0 (g_hash_table_lookup (parameters, "rel"), "next") == 0)
        return foyer_origin_resolve (uri, target);
      at = following;
    }
  return NULL;
}

/**
 * foyer_response_new:
 * @uri: where it came from
 *
 * Returns: (transfer full): an answer without a body
 */
FoyerResponse *
foyer_response_new (guint status, SoupMessageHeaders *headers, const char *uri)
{
  FoyerResponse *self = g_atomic_rc_box_new0 (FoyerResponse);

  self->status = status;
  self->headers = soup_message_headers_ref (headers);
  self->uri = g_strdup (uri);
  self->next = find_next (headers, uri);
  return self;
}

/**
 * foyer_response_ref:
 *
 * Returns: (transfer full): @self
 */
FoyerResponse *
foyer_response_ref (FoyerResponse *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
response_clear (gpointer data)
{
  FoyerResponse *self = data;

  soup_message_headers_unref (self->headers);
  g_clear_pointer (&self->json, json_node_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->uri);
  g_free (self->next);
}

/**
 * foyer_response_unref:
 * @self: (transfer full):
 */
void
foyer_response_unref (FoyerResponse *self)
{
  g_atomic_rc_box_release_full (self, response_clear);
}

/**
 * foyer_response_get_status:
 *
 * Returns: the HTTP status
 */
guint
foyer_response_get_status (FoyerResponse *self)
{
  return self->status;
}

/**
 * foyer_response_get_json:
 *
 * Returns: (transfer none) (nullable): NULL for an empty body, 304 and bytes
 */
JsonNode *
foyer_response_get_json (FoyerResponse *self)
{
  return self->json;
}

/**
 * foyer_response_get_bytes:
 *
 * Returns: (transfer none) (nullable): after foyer_request_accept_bytes()
 */
GBytes *
foyer_response_get_bytes (FoyerResponse *self)
{
  return self->bytes;
}

/**
 * foyer_response_get_etag:
 *
 * Returns: (nullable): as it came, quotes included
 */
const char *
foyer_response_get_etag (FoyerResponse *self)
{
  return foyer_response_get_header (self, "ETag");
}

/**
 * foyer_response_get_total_count:
 *
 * Returns: X-Total-Count, or the total of Content-Range (TMF630 allows both); -1 = not said
 */
gint64
foyer_response_get_total_count (FoyerResponse *self)
{
  const char *text = foyer_response_get_header (self, "X-Total-Count");
  const char *range = foyer_response_get_header (self, "Content-Range");
  gint64 total;

  if (text == NULL && range != NULL && (range = strrchr (range, '/')) != NULL)
    text = range + 1;
  return text != NULL && g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &total, NULL) ? total : -1;
}

/**
 * foyer_response_get_next:
 *
 * Returns: (nullable): the absolute address of the next page (Link, RFC 8288)
 */
const char *
foyer_response_get_next (FoyerResponse *self)
{
  return self->next;
}

/**
 * foyer_response_get_header:
 *
 * Returns: (nullable): the header's value
 */
const char *
foyer_response_get_header (FoyerResponse *self, const char *name)
{
  return soup_message_headers_get_one (self->headers, name);
}
