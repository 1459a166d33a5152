/* SPDX-License-Identifier: GPL-3.0-or-later
 * Requests in, JSON or bytes or FoyerError out: the token only to the portal's own addresses, bodies bounded, what may be
 * sent twice retried. */

#include "foyer-transport.h"

#include "foyer-error.h"
#include "foyer-future.h"
#include "foyer-json.h"
#include "foyer-request-private.h"

#include <string.h>

#define TIMEOUT 30         /* seconds without a byte */
#define TRIES 3
#define FIRST_WAIT 200     /* milliseconds, doubled at each try, full jitter */
#define MAX_RETRY_AFTER 10 /* seconds: longer is said, not waited for */
#define MAX_REDIRECTS 5
#define CHUNK (64 * 1024)  /* bytes */
#define FIRST_PROBE 1      /* seconds, doubled up to LAST_PROBE */
#define LAST_PROBE 30

struct _FoyerTransport
{
  GObject parent_instance;
  SoupSession *session;
  GCancellable *cancellable;
  FoyerTokenFunc token_func;
  gpointer token_data;
  GPtrArray *prefixes; /* GUri */
  char *languages;
  char *probe;
  guint probe_source;
  guint probe_wait; /* seconds */
  gboolean offline;
};

typedef enum
{
  PROP_OFFLINE = 1,
} FoyerTransportProperty;

static GParamSpec *properties[PROP_OFFLINE + 1];

G_DEFINE_FINAL_TYPE (FoyerTransport, foyer_transport, G_TYPE_OBJECT)

typedef struct
{
  FoyerTransport *transport;
  FoyerRequest *request;
} Exchange;

static void
exchange_free (gpointer data)
{
  Exchange *self = data;

  g_object_unref (self->transport);
  foyer_request_unref (self->request);
  g_free (self);
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (g_strcmp0 (host, "localhost") == 0)
    return TRUE;
  address = host != NULL ? g_inet_address_new_from_string (host) : NULL;
  return address != NULL && g_inet_address_get_is_loopback (address);
}

/**
 * foyer_transport_is_allowed_address:
 *
 * Returns: TRUE for https, and for http on a loopback address (RFC 8252, 8.3); never with user information in it
 */
gboolean
foyer_transport_is_allowed_address (const char *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, SOUP_HTTP_URI_FLAGS, NULL);

  if (parsed == NULL || g_uri_get_host (parsed) == NULL || *g_uri_get_host (parsed) == '\0' ||
      g_uri_get_userinfo (parsed) != NULL)
    return FALSE;
  if (g_str_equal (g_uri_get_scheme (parsed), "https"))
    return TRUE;
  return g_str_equal (g_uri_get_scheme (parsed), "http") && is_loopback (g_uri_get_host (parsed));
}

static gboolean
is_same_origin (GUri *a, GUri *b)
{
  return g_str_equal (g_uri_get_scheme (a), g_uri_get_scheme (b)) &&
         g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0 && g_uri_get_port (a) == g_uri_get_port (b);
}

/* The token goes below the prefixes that discovery named and nowhere else. Paths come normalized from the parser, an
 * encoded dot or slash is not ours. */
static gboolean
may_see_token (FoyerTransport *self, const char *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, SOUP_HTTP_URI_FLAGS, NULL);
  const char *path = parsed != NULL ? g_uri_get_path (parsed) : NULL;

  if (parsed == NULL || !foyer_transport_is_allowed_address (uri) || strstr (path, "/../") != NULL ||
      g_str_has_suffix (path, "/..") || strcasestr (path, "%2e") != NULL || strcasestr (path, "%2f") != NULL)
    return FALSE;
  for (guint i = 0; i < self->prefixes->len; i++)
    if (is_same_origin (parsed, self->prefixes->pdata[i]) &&
        g_str_has_prefix (path, g_uri_get_path (self->prefixes->pdata[i])))
      return TRUE;
  return FALSE;
}

/* Errors of the network in our words. */

static FoyerErrorCode
classify (const GError *error)
{
  if (error->domain == G_RESOLVER_ERROR)
    return FOYER_ERROR_UNKNOWN_HOST;
  if (error->domain == G_TLS_ERROR)
    return FOYER_ERROR_TLS;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return FOYER_ERROR_TIMEOUT;
  return FOYER_ERROR_UNREACHABLE;
}

static GError *
translate (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || error->domain == FOYER_ERROR)
    return g_error_copy (error);
  return foyer_error_new (classify (error), "%s", error->message);
}

/* Offline and back */

static void set_offline (FoyerTransport *self, gboolean offline);

static void
on_probed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerTransport) self = user_data;
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (object), result, NULL);

  if (stream != NULL)
    set_offline (self, FALSE);
}

static void schedule_probe (FoyerTransport *self);

static gboolean
on_probe_cb (gpointer user_data)
{
  FoyerTransport *self = user_data;
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_HEAD, self->probe);

  self->probe_source = 0;
  self->probe_wait = MIN (self->probe_wait * 2, LAST_PROBE);
  if (message != NULL)
    soup_session_send_async (self->session, message, G_PRIORITY_LOW, self->cancellable, on_probed_cb,
                             g_object_ref (self));
  schedule_probe (self);
  return G_SOURCE_REMOVE;
}

static void
schedule_probe (FoyerTransport *self)
{
  if (self->offline && self->probe != NULL && self->probe_source == 0 && !g_cancellable_is_cancelled (self->cancellable))
    self->probe_source = g_timeout_add_seconds (self->probe_wait, on_probe_cb, self);
}

static void
set_offline (FoyerTransport *self, gboolean offline)
{
  if (self->offline == offline)
    return;
  self->offline = offline;
  self->probe_wait = FIRST_PROBE;
  g_clear_handle_id (&self->probe_source, g_source_remove);
  schedule_probe (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OFFLINE]);
}

/* Sending */

static void
on_sent_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DexPromise) promise = user_data;
  GError *error = NULL;
  GInputStream *stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);

  if (stream != NULL)
    dex_promise_resolve_object (promise, stream);
  else
    dex_promise_reject (promise, error);
}

static GInputStream *
send_message (FoyerTransport *self, SoupMessage *message, GError **error)
{
  DexPromise *promise = dex_promise_new ();
  DexFuture *future = dex_ref (DEX_FUTURE (promise));

  soup_session_send_async (self->session, message, G_PRIORITY_DEFAULT, self->cancellable, on_sent_cb, promise);
  return dex_await_object (future, error);
}

static GBytes *
read_bounded (GInputStream *stream, gsize bound, GError **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();

  for (;;)
    {
      g_autoptr (GBytes) chunk =
          dex_await_boxed (dex_input_stream_read_bytes (stream, CHUNK, G_PRIORITY_DEFAULT), error);

      if (chunk == NULL)
        return NULL;
      if (g_bytes_get_size (chunk) == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&body));
      if (body->len + g_bytes_get_size (chunk) > bound)
        {
          g_propagate_error (error, foyer_error_new (FOYER_ERROR_TOO_LARGE, "more than %" G_GSIZE_FORMAT " bytes", bound));
          return NULL;
        }
      g_byte_array_append (body, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
    }
}

static SoupMessage *
make_message (FoyerTransport *self, FoyerRequest *request, const char *uri, const char *token, GError **error)
{
  SoupMessage *message = foyer_transport_is_allowed_address (uri) ? soup_message_new (request->method, uri) : NULL;
  SoupMessageHeaders *headers;
  GHashTableIter iter;
  gpointer name, value;

  if (message == NULL)
    {
      g_propagate_error (error, foyer_error_new (FOYER_ERROR_REFUSED_ADDRESS, "not an address to send to"));
      return NULL;
    }
  soup_message_set_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  headers = soup_message_get_request_headers (message);
  soup_message_headers_replace (headers, "X-Request-Id", request->id);
  soup_message_headers_replace (headers, "Accept", request->accept != NULL ? request->accept : "application/json");
  if (self->languages != NULL)
    soup_message_headers_replace (headers, "Accept-Language", self->languages);
  g_hash_table_iter_init (&iter, request->headers);
  while (g_hash_table_iter_next (&iter, &name, &value))
    soup_message_headers_replace (headers, name, value);
  if (token != NULL)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);

      soup_message_headers_replace (headers, "Authorization", bearer);
      explicit_bzero (bearer, strlen (bearer));
    }
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (message, request->media_type, request->body);
  return message;
}

/* JSON is parsed on a thread: a fiber's stack is small, and a large body must not hold up the window. */
static void
parse_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize length;
  const char *text = g_bytes_get_data (data, &length);
  GError *error = NULL;

  if (json_parser_load_from_data (parser, text, length, &error) && json_parser_get_root (parser) != NULL)
    g_task_return_pointer (task, json_parser_steal_root (parser), (GDestroyNotify) json_node_unref);
  else
    g_task_return_error (task, foyer_error_new (FOYER_ERROR_BAD_DATA, "$: %s", error != NULL ? error->message : "empty"));
  g_clear_error (&error);
}

static void
on_parsed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DexPromise) promise = user_data;
  GError *error = NULL;
  JsonNode *node = g_task_propagate_pointer (G_TASK (result), &error);

  if (node != NULL)
    dex_promise_resolve_boxed (promise, JSON_TYPE_NODE, node);
  else
    dex_promise_reject (promise, error);
}

/**
 * foyer_json_parse:
 * @bytes: JSON text
 *
 * Returns: (transfer full): resolves to an immutable JsonNode; rejects with FOYER_ERROR_BAD_DATA
 */
DexFuture *
foyer_json_parse (GBytes *bytes)
{
  DexPromise *promise = dex_promise_new ();
  DexFuture *future = dex_ref (DEX_FUTURE (promise));
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_parsed_cb, promise);

  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, parse_in_thread);
  return future;
}

static gboolean
looks_like_markup (GBytes *bytes)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  while (length > 0 && g_ascii_isspace (*text))
    text++, length--;
  return length > 0 && *text == '<';
}

static JsonNode *
parse_body (GBytes *bytes, SoupMessageHeaders *headers, GError **error)
{
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  JsonNode *node;

  if (looks_like_markup (bytes) || g_strcmp0 (type, "text/html") == 0)
    {
      g_propagate_error (error, foyer_error_new (FOYER_ERROR_NOT_A_PORTAL, "%s instead of JSON", type != NULL ? type : "markup"));
      return NULL;
    }
  node = dex_await_boxed (foyer_json_parse (bytes), error);
  return node;
}

/* From status and TMF Error to FoyerError */

static FoyerErrorCode
code_of_status (guint status)
{
  switch (status)
    {
    case 400:
    case 422:
    case 428:
      return FOYER_ERROR_INVALID;
    case 401:
      return FOYER_ERROR_SIGNED_OUT;
    case 403:
      return FOYER_ERROR_FORBIDDEN;
    case 404:
    case 410:
      return FOYER_ERROR_NOT_FOUND;
    case 405:
    case 501:
      return FOYER_ERROR_NOT_OFFERED;
    case 409:
    case 412:
      return FOYER_ERROR_CONFLICT;
    case 429:
    case 503:
      return FOYER_ERROR_BUSY;
    default:
      return status >= 300 && status < 400 ? FOYER_ERROR_REFUSED_ADDRESS : FOYER_ERROR_SERVER;
    }
}

static void
read_fields (GError *error, JsonNode *body)
{
  FoyerJson root = foyer_json_root (body, NULL), fields = foyer_json_member (&root, "fieldError");
  g_autofree char *reason = foyer_json_get_string (&root, "message");

  if (reason == NULL)
    reason = foyer_json_get_string (&root, "reason");
  foyer_error_set_reason (error, reason);
  for (guint i = 0; i < foyer_json_length (&fields); i++)
    {
      FoyerJson field = foyer_json_element (&fields, i);
      g_autofree char *pointer = foyer_json_get_string (&field, "pointer"), *code = foyer_json_get_string (&field, "code");
      g_autofree char *why = foyer_json_get_string (&field, "reason");

      if (pointer != NULL)
        foyer_error_add_field (error, pointer, code, why);
    }
}

/* RFC 9110, 10.2.3: seconds or a date. */
static guint
read_retry_after (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  g_autoptr (GDateTime) then = NULL, now = NULL;
  guint64 seconds;

  if (text == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT, &seconds, NULL))
    return seconds;
  then = soup_date_time_new_from_http_string (text);
  now = g_date_time_new_now_utc ();
  return then != NULL ? MAX (g_date_time_difference (then, now) / G_USEC_PER_SEC, 0) : 0;
}

/* RFC 9470: the token is good, but the sign-in is too weak or too old for this. */
static gboolean
wants_step_up (SoupMessageHeaders *headers, char **acr_values, int *max_age)
{
  const char *header = soup_message_headers_get_one (headers, "WWW-Authenticate");
  g_autoptr (GHashTable) parameters = NULL;
  const char *age;

  if (header == NULL || strstr (header, "insufficient_user_authentication") == NULL)
    return FALSE;
  parameters = soup_header_parse_param_list (g_str_has_prefix (header, "Bearer ") ? header + 7 : header);
  *acr_values = g_strdup (g_hash_table_lookup (parameters, "acr_values"));
  age = g_hash_table_lookup (parameters, "max_age");
  *max_age = age != NULL ? (int) g_ascii_strtoll (age, NULL, 10) : -1;
  soup_header_free_param_list (g_steal_pointer (&parameters));
  return TRUE;
}

static GError *
make_error (FoyerResponse *response, JsonNode *body)
{
  guint status = response->status;
  g_autofree char *acr_values = NULL;
  int max_age = -1;
  gboolean step_up = status == 401 && wants_step_up (response->headers, &acr_values, &max_age);
  GError *error = foyer_error_new (step_up ? FOYER_ERROR_STEP_UP : code_of_status (status), "HTTP status %u", status);

  foyer_error_set_status (error, status);
  foyer_error_set_request_id (error, foyer_response_get_header (response, "X-Request-Id"));
  foyer_error_set_retry_after (error, read_retry_after (response->headers));
  if (step_up)
    foyer_error_set_step_up (error, acr_values, max_age);
  if (body != NULL)
    read_fields (error, body);
  return error;
}

static char *
find_next (SoupMessageHeaders *headers, GUri *base)
{
  const char *link = soup_message_headers_get_list (headers, "Link");
  const char *open = link != NULL && strstr (link, "rel=\"next\"") != NULL ? strchr (link, '<') : NULL;
  const char *close = open != NULL ? strchr (open, '>') : NULL;
  g_autofree char *target = close != NULL ? g_strndup (open + 1, close - open - 1) : NULL;
  g_autoptr (GUri) absolute = target != NULL ? g_uri_parse_relative (base, target, SOUP_HTTP_URI_FLAGS, NULL) : NULL;

  return absolute != NULL ? g_uri_to_string (absolute) : NULL;
}

/* One message there and back; a redirect inside the origin is followed, another is refused. */
static FoyerResponse *
exchange_once (Exchange *self, const char *uri, const char *token, char **redirect, GError **error)
{
  FoyerRequest *request = self->request;
  g_autoptr (SoupMessage) message = make_message (self->transport, request, uri, token, error);
  g_autoptr (GInputStream) stream = message != NULL ? send_message (self->transport, message, error) : NULL;
  g_autoptr (GBytes) bytes = stream != NULL ? read_bounded (stream, request->bound, error) : NULL;
  g_autoptr (FoyerResponse) response = NULL;
  guint status;
  gboolean accepted;

  if (bytes == NULL)
    return NULL;
  status = soup_message_get_status (message);
  response = foyer_response_new (status, soup_message_get_response_headers (message));
  response->next = find_next (response->headers, soup_message_get_uri (message));
  if (SOUP_STATUS_IS_REDIRECTION (status) && status != SOUP_STATUS_NOT_MODIFIED)
    {
      const char *location = foyer_response_get_header (response, "Location");
      g_autoptr (GUri) target =
          location != NULL ? g_uri_parse_relative (soup_message_get_uri (message), location, SOUP_HTTP_URI_FLAGS, NULL) : NULL;

      if (target != NULL && g_str_equal (request->method, "GET") && is_same_origin (target, soup_message_get_uri (message)))
        *redirect = g_uri_to_string (target);
      else
        g_propagate_error (error, foyer_error_new (FOYER_ERROR_REFUSED_ADDRESS, "a redirect to another place"));
      return NULL;
    }
  accepted = foyer_request_accepts (request, status);
  if (accepted && request->accept != NULL)
    response->bytes = g_bytes_ref (bytes);
  else if (g_bytes_get_size (bytes) > 0 && status != SOUP_STATUS_NOT_MODIFIED)
    {
      response->json = parse_body (bytes, response->headers, accepted ? error : NULL);
      if (response->json == NULL && accepted)
        return NULL;
    }
  if (!accepted)
    {
      g_propagate_error (error, make_error (response, response->json));
      return NULL;
    }
  return g_steal_pointer (&response);
}

static FoyerResponse *
exchange_following (Exchange *self, const char *token, GError **error)
{
  g_autofree char *uri = g_strdup (self->request->uri);

  for (int i = 0; i < MAX_REDIRECTS; i++)
    {
      g_autofree char *redirect = NULL;
      g_autoptr (GError) failed = NULL;
      gboolean trusted = token != NULL && may_see_token (self->transport, uri);
      FoyerResponse *response = exchange_once (self, uri, trusted ? token : NULL, &redirect, &failed);

      if (redirect == NULL)
        {
          if (failed != NULL)
            g_propagate_error (error, g_steal_pointer (&failed));
          return response;
        }
      g_set_str (&uri, redirect);
    }
  g_propagate_error (error, foyer_error_new (FOYER_ERROR_REFUSED_ADDRESS, "too many redirects"));
  return NULL;
}

static void
wipe (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

static char *
get_token (Exchange *self, const char *stale, GError **error)
{
  FoyerTransport *transport = self->transport;

  return dex_await_string (transport->token_func (stale, transport->token_data), error);
}

/* With the token where it belongs; a token that was refused is refreshed once and the request replayed. */
static FoyerResponse *
exchange_authorized (Exchange *self, GError **error)
{
  FoyerTransport *transport = self->transport;
  g_autoptr (GError) refused = NULL;
  FoyerResponse *response;
  char *token, *fresh;

  if (self->request->authorize == FOYER_AUTHORIZE_NEVER || transport->token_func == NULL ||
      !may_see_token (transport, self->request->uri))
    return exchange_following (self, NULL, error);
  token = get_token (self, NULL, error);
  if (token == NULL)
    return NULL;
  response = exchange_following (self, token, &refused);
  if (response == NULL && g_error_matches (refused, FOYER_ERROR, FOYER_ERROR_SIGNED_OUT) && transport->token_func != NULL)
    {
      fresh = get_token (self, token, error);
      response = fresh != NULL ? exchange_following (self, fresh, error) : NULL;
      wipe (fresh);
    }
  else if (response == NULL)
    g_propagate_error (error, g_steal_pointer (&refused));
  wipe (token);
  return response;
}

static gboolean
may_retry (Exchange *self, const GError *error)
{
  guint status = foyer_error_get_status (error);

  if (g_cancellable_is_cancelled (self->transport->cancellable) ||
      (!g_str_equal (self->request->method, "GET") && !self->request->repeatable))
    return FALSE;
  if (foyer_error_get_retry_after (error) > MAX_RETRY_AFTER)
    return FALSE;
  return g_error_matches (error, FOYER_ERROR, FOYER_ERROR_UNREACHABLE) ||
         g_error_matches (error, FOYER_ERROR, FOYER_ERROR_TIMEOUT) ||
         g_error_matches (error, FOYER_ERROR, FOYER_ERROR_BUSY) || (status >= 500 && status != 501);
}

static guint
get_wait (const GError *error, guint attempt)
{
  guint after = foyer_error_get_retry_after (error) * 1000;

  return after + g_random_int_range (1, (int) (FIRST_WAIT << attempt) + 1);
}

static DexFuture *
exchange_fiber (gpointer data)
{
  Exchange *self = data;

  for (guint attempt = 0;; attempt++)
    {
      g_autoptr (GError) failed = NULL, error = NULL;
      FoyerResponse *response = exchange_authorized (self, &failed);

      if (response != NULL)
        {
          set_offline (self->transport, FALSE);
          return dex_future_new_take_boxed (FOYER_TYPE_RESPONSE, response);
        }
      error = translate (failed);
      if (foyer_error_get_status (error) != 0)
        set_offline (self->transport, FALSE);
      if (attempt + 1 < TRIES && may_retry (self, error))
        {
          dex_await (foyer_future_new_delay (get_wait (error, attempt)), NULL);
          continue;
        }
      if (foyer_error_is_offline (error))
        set_offline (self->transport, TRUE);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }
}

/**
 * foyer_transport_send:
 * @request: sent once, or again where that is safe
 *
 * Returns: (transfer full): resolves to a FoyerResponse; rejects with FOYER_ERROR, or G_IO_ERROR_CANCELLED after
 *   foyer_transport_close()
 */
DexFuture *
foyer_transport_send (FoyerTransport *self, FoyerRequest *request)
{
  Exchange *exchange;

  if (g_cancellable_is_cancelled (self->cancellable))
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "the account is closed");
  exchange = g_new0 (Exchange, 1);
  exchange->transport = g_object_ref (self);
  exchange->request = foyer_request_ref (request);
  return dex_scheduler_spawn (dex_scheduler_get_default (), 0, exchange_fiber, exchange, exchange_free);
}

void
foyer_transport_set_token_func (FoyerTransport *self, FoyerTokenFunc func, gpointer user_data)
{
  self->token_func = func;
  self->token_data = user_data;
}

/**
 * foyer_transport_set_token_prefixes:
 * @prefixes: (array zero-terminated=1): the only addresses that see the token
 */
void
foyer_transport_set_token_prefixes (FoyerTransport *self, const char *const *prefixes)
{
  g_ptr_array_set_size (self->prefixes, 0);
  for (guint i = 0; prefixes[i] != NULL; i++)
    {
      GUri *uri = foyer_transport_is_allowed_address (prefixes[i]) ? g_uri_parse (prefixes[i], SOUP_HTTP_URI_FLAGS, NULL) : NULL;

      if (uri != NULL)
        g_ptr_array_add (self->prefixes, uri);
    }
}

/**
 * foyer_transport_set_languages:
 * @accept_language: (nullable): RFC 9110, 12.5.4; NULL for the user's languages
 */
void
foyer_transport_set_languages (FoyerTransport *self, const char *accept_language)
{
  g_set_str (&self->languages, accept_language);
  soup_session_set_accept_language_auto (self->session, accept_language == NULL);
}

void
foyer_transport_close (FoyerTransport *self)
{
  g_clear_handle_id (&self->probe_source, g_source_remove);
  self->token_func = NULL;
  g_cancellable_cancel (self->cancellable);
  soup_session_abort (self->session);
}

gboolean
foyer_transport_get_offline (FoyerTransport *self)
{
  return self->offline;
}

/**
 * foyer_transport_set_probe:
 * @uri: (nullable): asked while offline, so that pages recover alone
 */
void
foyer_transport_set_probe (FoyerTransport *self, const char *uri)
{
  g_set_str (&self->probe, uri);
}

static void
foyer_transport_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerTransport *self = FOYER_TRANSPORT (object);

  switch ((FoyerTransportProperty) id)
    {
    case PROP_OFFLINE:
      g_value_set_boolean (value, self->offline);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
foyer_transport_finalize (GObject *object)
{
  FoyerTransport *self = FOYER_TRANSPORT (object);

  g_clear_handle_id (&self->probe_source, g_source_remove);
  g_object_unref (self->session);
  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->prefixes);
  g_free (self->languages);
  g_free (self->probe);
  G_OBJECT_CLASS (foyer_transport_parent_class)->finalize (object);
}

static void
foyer_transport_class_init (FoyerTransportClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = foyer_transport_get_property;
  object_class->finalize = foyer_transport_finalize;
  properties[PROP_OFFLINE] =
      g_param_spec_boolean ("offline", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
foyer_transport_init (FoyerTransport *self)
{
  self->session = soup_session_new_with_options ("timeout", TIMEOUT, "idle-timeout", TIMEOUT, "user-agent", "Foyer ",
                                                 "accept-language-auto", TRUE, NULL);
  self->cancellable = g_cancellable_new ();
  self->prefixes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_uri_unref);
  self->probe_wait = FIRST_PROBE;
}

/**
 * foyer_transport_new:
 *
 * Returns: (transfer full): a transport with a session and connections of its own, without cookies
 */
FoyerTransport *
foyer_transport_new (void)
{
  return g_object_new (FOYER_TYPE_TRANSPORT, NULL);
}
