/* SPDX-License-Identifier: GPL-3.0-or-later
 * One request and one response: plain data. */

#include "foyer-request-private.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (FoyerRequest, foyer_request, foyer_request_ref, foyer_request_unref)
G_DEFINE_BOXED_TYPE (FoyerResponse, foyer_response, foyer_response_ref, foyer_response_unref)

/**
 * foyer_request_new:
 * @method: GET, POST, PATCH, DELETE
 * @uri: absolute
 *
 * Returns: (transfer full): a request that carries the token where the address is the portal's own
 */
FoyerRequest *
foyer_request_new (const char *method, const char *uri)
{
  FoyerRequest *self = g_atomic_rc_box_new0 (FoyerRequest);

  self->method = g_strdup (method);
  self->uri = g_strdup (uri);
  self->id = g_uuid_string_random ();
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->statuses = g_array_new (FALSE, FALSE, sizeof (guint));
  self->authorize = FOYER_AUTHORIZE_TOKEN;
  self->bound = FOYER_JSON_BOUND;
  return self;
}

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
  g_free (self->id);
  g_free (self->media_type);
  g_free (self->accept);
  g_hash_table_unref (self->headers);
  g_array_unref (self->statuses);
  g_clear_pointer (&self->body, g_bytes_unref);
}

void
foyer_request_unref (FoyerRequest *self)
{
  g_atomic_rc_box_release_full (self, request_clear);
}

void
foyer_request_set_authorize (FoyerRequest *self, FoyerAuthorize authorize)
{
  self->authorize = authorize;
}

/**
 * foyer_request_set_json:
 * @body: sent as application/json, in a PATCH as application/merge-patch+json (RFC 7396)
 */
void
foyer_request_set_json (FoyerRequest *self, JsonNode *body)
{
  char *text = json_to_string (body, FALSE);

  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = g_bytes_new_take (text, strlen (text));
  g_set_str (&self->media_type,
             g_str_equal (self->method, "PATCH") ? "application/merge-patch+json" : "application/json");
}

typedef struct
{
  gsize length;
  char text[];
} Secret;

static void
secret_free (gpointer data)
{
  Secret *self = data;

  explicit_bzero (self->text, self->length);
  g_free (self);
}

/* Passwords and codes travel in forms: the text is wiped when the last owner of the bytes lets go. */
static GBytes *
take_secret (GString *text)
{
  Secret *secret = g_malloc (sizeof (Secret) + text->len);

  secret->length = text->len;
  memcpy (secret->text, text->str, text->len);
  explicit_bzero (text->str, text->len);
  g_string_free (text, TRUE);
  return g_bytes_new_with_free_func (secret->text, secret->length, secret_free, secret);
}

/**
 * foyer_request_set_form:
 * @fields: (element-type utf8 utf8): sent as application/x-www-form-urlencoded
 */
void
foyer_request_set_form (FoyerRequest *self, GHashTable *fields)
{
  GString *text = g_string_sized_new (1024);
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      if (text->len > 0)
        g_string_append_c (text, '&');
      g_string_append_uri_escaped (text, name, NULL, FALSE);
      g_string_append_c (text, '=');
      g_string_append_uri_escaped (text, value, NULL, FALSE);
    }
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = take_secret (text);
  g_set_str (&self->media_type, "application/x-www-form-urlencoded");
}

void
foyer_request_set_header (FoyerRequest *self, const char *name, const char *value)
{
  g_hash_table_insert (self->headers, g_strdup (name), g_strdup (value));
}

/**
 * foyer_request_set_idempotency_key:
 * @key: a UUID that was stored before; the request may be sent again with it
 */
void
foyer_request_set_idempotency_key (FoyerRequest *self, const char *key)
{
  foyer_request_set_header (self, "Idempotency-Key", key);
  self->repeatable = TRUE;
}

void
foyer_request_set_if_match (FoyerRequest *self, const char *etag)
{
  if (etag != NULL)
    foyer_request_set_header (self, "If-Match", etag);
}

void
foyer_request_set_if_none_match (FoyerRequest *self, const char *etag)
{
  if (etag != NULL)
    foyer_request_set_header (self, "If-None-Match", etag);
}

void
foyer_request_set_bound (FoyerRequest *self, gsize bytes)
{
  self->bound = bytes;
}

/**
 * foyer_request_accept_bytes:
 * @media_type: what is asked for; the answer is kept as bytes, whatever it is
 */
void
foyer_request_accept_bytes (FoyerRequest *self, const char *media_type)
{
  g_set_str (&self->accept, media_type);
}

/**
 * foyer_request_accept_status:
 * @status: an answer with this status is no error
 */
void
foyer_request_accept_status (FoyerRequest *self, guint status)
{
  g_array_append_val (self->statuses, status);
}

gboolean
foyer_request_accepts (FoyerRequest *self, guint status)
{
  for (guint i = 0; i < self->statuses->len; i++)
    if (g_array_index (self->statuses, guint, i) == status)
      return TRUE;
  return (status >= 200 && status < 300) || status == SOUP_STATUS_NOT_MODIFIED;
}

/* Responses */

FoyerResponse *
foyer_response_new (guint status, SoupMessageHeaders *headers)
{
  FoyerResponse *self = g_atomic_rc_box_new0 (FoyerResponse);

  self->status = status;
  self->headers = soup_message_headers_ref (headers);
  return self;
}

FoyerResponse *
foyer_response_ref (FoyerResponse *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
response_clear (gpointer data)
{
  FoyerResponse *self = data;

  g_clear_pointer (&self->json, json_node_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->next);
  soup_message_headers_unref (self->headers);
}

void
foyer_response_unref (FoyerResponse *self)
{
  g_atomic_rc_box_release_full (self, response_clear);
}

guint
foyer_response_get_status (FoyerResponse *self)
{
  return self->status;
}

JsonNode *
foyer_response_get_json (FoyerResponse *self)
{
  return self->json;
}

GBytes *
foyer_response_get_bytes (FoyerResponse *self)
{
  return self->bytes;
}

const char *
foyer_response_get_header (FoyerResponse *self, const char *name)
{
  return soup_message_headers_get_one (self->headers, name);
}

const char *
foyer_response_get_etag (FoyerResponse *self)
{
  return foyer_response_get_header (self, "ETag");
}

/**
 * foyer_response_get_total_count:
 *
 * Returns: X-Total-Count (TMF630), -1 if it is not said or no number
 */
gint64
foyer_response_get_total_count (FoyerResponse *self)
{
  const char *text = foyer_response_get_header (self, "X-Total-Count");
  guint64 count;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &count, NULL) ? (gint64) count : -1;
}

/**
 * foyer_response_get_next:
 *
 * Returns: (transfer none) (nullable): the address of Link rel="next" (RFC 8288)
 */
const char *
foyer_response_get_next (FoyerResponse *self)
{
  return self->next;
}
