/* SPDX-License-Identifier: GPL-3.0-or-later
 * Requests in, JSON or bytes or FoyerError out: origin-pinned, bounded, retried. */

#include "config.h"

#include "foyer-transport-private.h"

#include "foyer-error.h"
#include "foyer-future.h"
#include "foyer-json.h"
#include "foyer-probe.h"

#include <string.h>

#define IDLE_LIMIT 30       /* seconds without a byte */
#define JSON_LIMIT 120      /* seconds, all tries of one request together */
#define DOCUMENT_LIMIT 1800 /* seconds */
#define MAX_TRIES 3
#define MAX_REDIRECTS 5
#define BACK_OFF 250              /* ms; doubled with each try, full jitter */
#define LONGEST_WAIT 10           /* seconds of Retry-After that are waited for */
#define ERROR_BOUND (1024 * 1024) /* bytes of an error's body */
#define CONNECTIONS 6

struct _FoyerTransport
{
  GObject parent_instance;
  SoupSession *session;
  FoyerProbe *probe;
  GPtrArray *exchanges;      /* not owned: they own us */
  FoyerTokenFunc token_func; /* nullable */
  gpointer token_data;
  GStrv token_prefixes;
  char *languages; /* nullable */
  guint limit;     /* seconds for one request, 0 = by its kind */
  gboolean closed;
};

typedef enum
{
  PROP_OFFLINE = 1,
} FoyerTransportProperty;

static GParamSpec *properties[PROP_OFFLINE + 1];

G_DEFINE_FINAL_TYPE (FoyerTransport, foyer_transport, G_TYPE_OBJECT)

/* One request under way, with all its tries. */
typedef struct
{
  FoyerTransport *transport;
  FoyerRequest *request;
  DexPromise *promise;
  GCancellable *cancellable; /* fired by closing, by the limit, and for a GET when nobody waits any more */
  GCancellable *io;          /* fired soon after that: see on_cancelled_cb() */
  guint cancelling;
  guint timer;
  gboolean timed_out;
  gboolean answered; /* somebody was there */
  gboolean replayed; /* with a new token */
  char *request_id;
  char *token;             /* nullable: that this try carries */
  FoyerResponse *response; /* the outcome: this … */
  GError *error;           /* … or that */
} Exchange;

static void
wipe_token (Exchange *self)
{
  if (self->token != NULL)
    explicit_bzero (self->token, strlen (self->token));
  g_clear_pointer (&self->token, g_free);
}

static void
exchange_free (gpointer data)
{
  Exchange *self = data;

  g_ptr_array_remove_fast (self->transport->exchanges, self);
  g_clear_handle_id (&self->timer, g_source_remove);
  wipe_token (self);
  if (self->request->secret_body)
    g_clear_pointer (&self->request->body, g_bytes_unref);
  foyer_request_unref (self->request);
  g_clear_pointer (&self->response, foyer_response_unref);
  g_clear_error (&self->error);
  g_clear_handle_id (&self->cancelling, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->cancellable, self);
  dex_unref (self->promise);
  g_object_unref (self->cancellable);
  g_object_unref (self->io);
  g_object_unref (self->transport);
  g_free (self->request_id);
  g_free (self);
}

static gboolean
on_limit_cb (gpointer user_data)
{
  Exchange *self = user_data;

  self->timer = 0;
  self->timed_out = TRUE;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static gboolean
on_cancel_io_cb (gpointer user_data)
{
  Exchange *self = user_data;

  self->cancelling = 0;
  g_cancellable_cancel (self->io);
  return G_SOURCE_REMOVE;
}

/* libsoup 3.6.5 takes a message out of its queue twice, and frees it too early, if it is cancelled after its headers
 * were read and before libsoup is told so by the main loop. So the main loop goes first. */
static void
on_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Exchange *self = user_data;

  if (self->cancelling == 0)
    self->cancelling = g_idle_add_full (G_PRIORITY_DEFAULT + 10, on_cancel_io_cb, self, NULL);
}

static guint
get_limit (FoyerTransport *self, FoyerRequest *request)
{
  if (self->limit > 0)
    return self->limit;
  return request->media_type != NULL ? DOCUMENT_LIMIT : JSON_LIMIT;
}

static Exchange *
exchange_new (FoyerTransport *transport, FoyerRequest *request)
{
  Exchange *self = g_new0 (Exchange, 1);

  self->transport = g_object_ref (transport);
  self->request = foyer_request_ref (request);
  if (foyer_request_is_safe (request))
    {
      self->promise = dex_promise_new_cancellable ();
      self->cancellable = g_object_ref (dex_promise_get_cancellable (self->promise));
    }
  else
    {
      self->promise = dex_promise_new ();
      self->cancellable = g_cancellable_new ();
    }
  self->io = g_cancellable_new ();
  g_signal_connect (self->cancellable, "cancelled", G_CALLBACK (on_cancelled_cb), self);
  self->request_id = g_uuid_string_random ();
  self->timer = g_timeout_add_seconds (get_limit (transport, request), on_limit_cb, self);
  g_ptr_array_add (transport->exchanges, self);
  return self;
}

static gboolean
has_token_prefix (FoyerTransport *self, const char *uri)
{
  for (guint i = 0; self->token_prefixes != NULL && self->token_prefixes[i] != NULL; i++)
    if (foyer_origin_has_prefix (uri, self->token_prefixes[i]))
      return TRUE;
  return FALSE;
}

static gboolean
wants_token (Exchange *self, const char *uri)
{
  return self->request->authorize == FOYER_AUTHORIZE_TOKEN && self->transport->token_func != NULL &&
         has_token_prefix (self->transport, uri);
}

/* Puts the token of this try into @self->token; @stale: (nullable): the one that was refused. */
static gboolean
fetch_token (Exchange *self, const char *stale, GError **error)
{
  DexFuture *future = self->transport->token_func (stale, self->transport->token_data);
  char *token = dex_await_string (future, error);

  if (token == NULL)
    return FALSE;
  wipe_token (self);
  self->token = token;
  return TRUE;
}

/* The languages of the user's session, best first: "de-DE, de;q=0.9, en;q=0.8". */
static char *
make_accept_language (void)
{
  const char *const *names = g_get_language_names ();
  GString *text = g_string_new (NULL);

  for (guint i = 0, n = 0; names[i] != NULL && n < 9; i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (names[i]), "_", '-');

      if (strpbrk (name, ".@") != NULL || g_str_equal (name, "C") || g_str_equal (name, "POSIX"))
        continue;
      g_string_append_printf (text, n == 0 ? "%s" : ", %s;q=0.%u", name, 10 - n);
      n++;
    }
  if (text->len == 0)
    g_string_append (text, "en");
  return g_string_free (text, FALSE);
}

/* A GET on a connection that the portal closed just now is sent again by libsoup itself. libsoup up to 3.6.6 (at least)
 * crashes if it does so at once, on another connection that is idle; a new one gives it the time it needs. */
static void
on_restarted_cb (SoupMessage *message, gpointer user_data)
{
  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
}

static SoupMessage *
make_message (Exchange *self, const char *uri)
{
  SoupMessage *message = foyer_request_make_message (self->request, uri);
  g_autofree char *languages = NULL, *authorization = NULL;
  SoupMessageHeaders *headers;

  if (message == NULL)
    return NULL;
  g_signal_connect (message, "restarted", G_CALLBACK (on_restarted_cb), NULL);
  headers = soup_message_get_request_headers (message);
  languages = self->transport->languages != NULL ? g_strdup (self->transport->languages) : make_accept_language ();
  soup_message_headers_replace (headers, "Accept-Language", languages);
  soup_message_headers_replace (headers, "X-Request-Id", self->request_id);
  if (self->token == NULL || !wants_token (self, uri))
    return message;
  authorization = g_strconcat ("Bearer ", self->token, NULL);
  soup_message_headers_replace (headers, "Authorization", authorization);
  explicit_bzero (authorization, strlen (authorization));
  return message;
}

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

/* Returns the body's stream when the headers are here. */
static GInputStream *
send_message (Exchange *self, SoupMessage *message, GError **error)
{
  DexPromise *promise = dex_promise_new ();

  soup_session_send_async (self->transport->session, message, G_PRIORITY_DEFAULT, self->io, on_sent_cb,
                           dex_ref (promise));
  return dex_await_object (DEX_FUTURE (promise), error);
}

/* 300 offers a choice and 304 is an answer. */
static gboolean
is_redirect (guint status)
{
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* Where a redirect leads, if it may be followed: inside the origin, and a write only if it stays one (307, 308). */
static char *
get_redirect (Exchange *self, SoupMessage *message, const char *uri, GError **error)
{
  guint status = soup_message_get_status (message);
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (message), "Location");
  g_autofree char *target = location != NULL ? foyer_origin_resolve (uri, location) : NULL;

  if (target == NULL || !foyer_origin_is_same (uri, target) || !foyer_origin_is_allowed (target) ||
      (status < 307 && !foyer_request_is_safe (self->request)))
    {
      GError *refused = foyer_error_new (FOYER_ERROR_REFUSED_ADDRESS, "a redirect that is not followed");

      foyer_error_set_status (refused, status);
      foyer_error_set_request_id (refused, self->request_id);
      g_propagate_error (error, refused);
      return NULL;
    }
  return g_steal_pointer (&target);
}

static GBytes *
read_body (Exchange *self, GInputStream *stream, gsize bound, GError **error)
{
  return dex_await_boxed (foyer_body_read (stream, bound, self->io), error);
}

/* An answer that is no error: its body as it was asked for. */
static FoyerResponse *
read_response (Exchange *self, SoupMessage *message, GInputStream *stream, const char *uri, GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  g_autoptr (FoyerResponse) response = foyer_response_new (soup_message_get_status (message), headers, uri);
  g_autoptr (GBytes) body = read_body (self, stream, self->request->bound, error);
  g_autoptr (GError) broken = NULL;

  if (body == NULL)
    return NULL;
  if (self->request->media_type != NULL)
    {
      const char *type = soup_message_headers_get_content_type (headers, NULL);

      /* A page that says why there is no document, with status 200. */
      if (g_strcmp0 (type, "text/html") == 0 && !g_str_equal (self->request->media_type, "text/html"))
        {
          g_propagate_error (error, foyer_error_new (FOYER_ERROR_NOT_A_PORTAL, "HTML where a document was expected"));
          return NULL;
        }
      response->bytes = g_steal_pointer (&body);
      return g_steal_pointer (&response);
    }
  if (foyer_body_is_blank (body))
    return g_steal_pointer (&response);
  response->json = dex_await_boxed (foyer_json_parse (body), &broken);
  if (broken == NULL)
    return g_steal_pointer (&response);
  g_propagate_error (error, foyer_http_error_for_body (broken, headers, body));
  return NULL;
}

/* What a server says when it refuses; a body that cannot be read says nothing. */
static void
read_refusal (Exchange *self, SoupMessage *message, GInputStream *stream, GError **error)
{
  g_autoptr (GBytes) body = read_body (self, stream, ERROR_BOUND, NULL);

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return;
  g_propagate_error (error, foyer_http_error_from_status (soup_message_get_status (message),
                                                          soup_message_get_response_headers (message), body,
                                                          self->request_id));
}

/* Refused because of the token, also where 401 is an answer of the endpoint's own (RFC 6750, 3.1). */
static gboolean
is_token_refused (Exchange *self, SoupMessage *message)
{
  g_autoptr (GHashTable) bearer = NULL;

  if (soup_message_get_status (message) != 401 || self->token == NULL)
    return FALSE;
  bearer = foyer_http_error_parse_bearer (soup_message_get_response_headers (message));
  return bearer != NULL && g_strcmp0 (g_hash_table_lookup (bearer, "error"), "invalid_token") == 0;
}

/* Sends it, following redirects. */
static FoyerResponse *
send_once (Exchange *self, GError **error)
{
  g_autofree char *uri = foyer_origin_resolve (self->request->uri, self->request->uri);

  for (int hop = 0; hop <= MAX_REDIRECTS; hop++)
    {
      g_autoptr (SoupMessage) message = make_message (self, uri);
      g_autoptr (GInputStream) stream = NULL;
      char *target;

      if (message == NULL)
        {
          g_propagate_error (error, foyer_error_new (FOYER_ERROR_REFUSED_ADDRESS, "no address for HTTP"));
          return NULL;
        }
      stream = send_message (self, message, error);
      if (stream == NULL)
        return NULL;
      self->answered = TRUE;
      if (foyer_request_accepts (self->request, soup_message_get_status (message)) && !is_token_refused (self, message))
        return read_response (self, message, stream, uri, error);
      if (!is_redirect (soup_message_get_status (message)))
        {
          read_refusal (self, message, stream, error);
          return NULL;
        }
      target = get_redirect (self, message, uri, error);
      if (target == NULL)
        return NULL;
      g_free (uri);
      uri = target;
    }
  g_propagate_error (error,
                     foyer_error_new (FOYER_ERROR_REFUSED_ADDRESS, "redirected more than %d times", MAX_REDIRECTS));
  return NULL;
}

/* One try: with a token where it belongs, and once more with a new one if it is refused. */
static FoyerResponse *
send_authorized (Exchange *self, GError **error)
{
  g_autoptr (GError) refused = NULL;
  g_autofree char *stale = NULL;
  FoyerResponse *response;

  if (self->token == NULL && wants_token (self, self->request->uri) && !fetch_token (self, NULL, error))
    return NULL;
  response = send_once (self, &refused);
  if (response != NULL)
    return response;
  if (self->token == NULL || self->replayed || !g_error_matches (refused, FOYER_ERROR, FOYER_ERROR_SIGNED_OUT))
    {
      g_propagate_error (error, g_steal_pointer (&refused));
      return NULL;
    }
  self->replayed = TRUE;
  stale = g_steal_pointer (&self->token);
  if (!fetch_token (self, stale, error))
    response = NULL;
  else
    response = send_once (self, error);
  explicit_bzero (stale, strlen (stale));
  return response;
}

/* Whether another try may help, and how long to wait before it; -1 = none. */
static int
get_wait (Exchange *self, const GError *error, int tries)
{
  guint status = foyer_error_get_status (error), retry_after = foyer_error_get_retry_after (error);
  gboolean lost = g_error_matches (error, FOYER_ERROR, FOYER_ERROR_UNREACHABLE);
  gboolean busy = status == 429 || status == 500 || status == 502 || status == 503 || status == 504;

  if (tries >= MAX_TRIES || !foyer_request_may_retry (self->request) || (!lost && !busy) || retry_after > LONGEST_WAIT)
    return -1;
  return retry_after * 1000 + g_random_int_range (0, BACK_OFF << tries);
}

/* Waits, but not longer than anybody is interested. */
static void
wait (Exchange *self, int milliseconds)
{
  dex_await (dex_future_first (foyer_future_new_delay (milliseconds),
                               dex_cancellable_new_from_cancellable (self->cancellable), NULL),
             NULL);
}

/* The outcome in our words. */
static GError *
translate (Exchange *self, const GError *error)
{
  GError *translated = foyer_http_error_from_gio (error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->timed_out)
    {
      g_error_free (translated);
      translated = foyer_error_new (FOYER_ERROR_TIMEOUT, "the request took too long");
    }
  if (translated->domain == FOYER_ERROR && foyer_error_get_request_id (translated) == NULL)
    foyer_error_set_request_id (translated, self->request_id);
  return translated;
}

/* Only the portal's own addresses say anything about the portal. */
static void
report (Exchange *self)
{
  const char *probe = foyer_probe_get_uri (self->transport->probe), *uri = self->request->uri;

  if (probe != NULL && !foyer_origin_is_same (probe, uri) && !has_token_prefix (self->transport, uri))
    return;
  if (self->answered)
    foyer_probe_report (self->transport->probe, TRUE);
  else if (foyer_error_is_offline (self->error))
    foyer_probe_report (self->transport->probe, FALSE);
}

/* Settled from the main loop, so that what is chained to the future does not run on the fiber's small stack. */
static gboolean
on_settle_cb (gpointer user_data)
{
  Exchange *self = user_data;

  if (!self->transport->closed)
    report (self);
  if (self->response != NULL)
    dex_promise_resolve_boxed (self->promise, FOYER_TYPE_RESPONSE, g_steal_pointer (&self->response));
  else
    dex_promise_reject (self->promise, g_steal_pointer (&self->error));
  return G_SOURCE_REMOVE;
}

static DexFuture *
exchange_fiber (gpointer user_data)
{
  Exchange *self = user_data;

  for (int tries = 1;; tries++)
    {
      g_autoptr (GError) error = NULL;
      int milliseconds;

      self->response = send_authorized (self, &error);
      if (self->response != NULL)
        break;
      g_clear_error (&self->error);
      self->error = translate (self, error);
      milliseconds = get_wait (self, self->error, tries);
      if (milliseconds < 0)
        break;
      wait (self, milliseconds);
      if (g_cancellable_is_cancelled (self->cancellable))
        break;
    }
  g_idle_add_full (G_PRIORITY_DEFAULT, on_settle_cb, self, exchange_free);
  return dex_future_new_true ();
}

static DexFuture *
pass_on (DexFuture *future, gpointer user_data)
{
  return dex_ref (future);
}

/**
 * foyer_transport_send:
 *
 * To be called in the main thread. The future's callbacks run on the main stack.
 *
 * Returns: (transfer full): resolves to a boxed FoyerResponse; rejects with a FoyerError, or G_IO_ERROR_CANCELLED after
 * foyer_transport_close(). Dropping it cancels a GET, never a write.
 */
DexFuture *
foyer_transport_send (FoyerTransport *self, FoyerRequest *request)
{
  Exchange *exchange;
  DexFuture *future;

  if (self->closed)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "the account was closed");
  if (!foyer_origin_is_allowed (request->uri))
    return dex_future_new_for_error (
        foyer_error_new (FOYER_ERROR_REFUSED_ADDRESS, "neither https nor http on this machine"));
  exchange = exchange_new (self, request);
  /* A promise fires its cancellable when what is chained to it goes away: so there is always one link in between. */
  future = dex_future_then (dex_ref (DEX_FUTURE (exchange->promise)), pass_on, NULL, NULL);
  dex_future_disown (dex_scheduler_spawn (dex_scheduler_get_default (), 0, exchange_fiber, exchange, NULL));
  return future;
}

static void
on_probe_cb (gpointer user_data)
{
  g_object_notify_by_pspec (user_data, properties[PROP_OFFLINE]);
}

static void
foyer_transport_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerTransport *self = FOYER_TRANSPORT (object);

  switch ((FoyerTransportProperty) id)
    {
    case PROP_OFFLINE:
      g_value_set_boolean (value, foyer_transport_get_offline (self));
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
foyer_transport_finalize (GObject *object)
{
  FoyerTransport *self = FOYER_TRANSPORT (object);

  foyer_probe_free (self->probe);
  soup_session_abort (self->session);
  g_object_unref (self->session);
  g_ptr_array_unref (self->exchanges);
  g_strfreev (self->token_prefixes);
  g_free (self->languages);
  G_OBJECT_CLASS (foyer_transport_parent_class)->finalize (object);
}

static void
foyer_transport_class_init (FoyerTransportClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = foyer_transport_get_property;
  object_class->finalize = foyer_transport_finalize;
  /**
   * FoyerTransport:offline:
   *
   * TRUE after a request found nobody, FALSE after any answer.
   */
  properties[PROP_OFFLINE] =
      g_param_spec_boolean ("offline", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
foyer_transport_init (FoyerTransport *self)
{
  /* No cookies, no cache, no passwords of HTTP: nothing that a server could leave with us. */
  self->session = soup_session_new_with_options ("timeout", IDLE_LIMIT, "idle-timeout", 60, "max-conns-per-host",
                                                 CONNECTIONS, "user-agent", "Foyer/" FOYER_VERSION, NULL);
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_AUTH_MANAGER);
  self->probe = foyer_probe_new (self->session, on_probe_cb, self);
  self->exchanges = g_ptr_array_new ();
}

/**
 * foyer_transport_new:
 *
 * Returns: (transfer full): a transport with a session and connections of its own
 */
FoyerTransport *
foyer_transport_new (void)
{
  return g_object_new (FOYER_TYPE_TRANSPORT, NULL);
}

/**
 * foyer_transport_set_token_func:
 * @func: (nullable): where the access token comes from; NULL detaches
 * @user_data: not owned
 */
void
foyer_transport_set_token_func (FoyerTransport *self, FoyerTokenFunc func, gpointer user_data)
{
  self->token_func = func;
  self->token_data = user_data;
}

/**
 * foyer_transport_set_token_prefixes:
 * @prefixes: (array zero-terminated=1): the only addresses that ever see the token
 */
void
foyer_transport_set_token_prefixes (FoyerTransport *self, const char *const *prefixes)
{
  g_strfreev (self->token_prefixes);
  self->token_prefixes = g_strdupv ((char **) prefixes);
}

/**
 * foyer_transport_set_languages:
 * @accept_language: (nullable): as in Accept-Language; NULL = the user's
 */
void
foyer_transport_set_languages (FoyerTransport *self, const char *accept_language)
{
  g_set_str (&self->languages, accept_language);
}

/**
 * foyer_transport_set_limit:
 * @seconds: how long one request may take with all its tries, and how long the portal may be silent; 0 = as usual
 */
void
foyer_transport_set_limit (FoyerTransport *self, guint seconds)
{
  self->limit = seconds;
  soup_session_set_timeout (self->session, seconds > 0 ? seconds : IDLE_LIMIT);
}

/**
 * foyer_transport_close:
 *
 * All requests under way reject with G_IO_ERROR_CANCELLED, later ones too.
 */
void
foyer_transport_close (FoyerTransport *self)
{
  self->closed = TRUE;
  foyer_probe_set_uri (self->probe, NULL);
  for (guint i = 0; i < self->exchanges->len; i++)
    g_cancellable_cancel (((Exchange *) self->exchanges->pdata[i])->cancellable);
}

/**
 * foyer_transport_is_allowed_address:
 *
 * Returns: TRUE for https, and for http on a loopback address (RFC 8252, 7.3)
 */
gboolean
foyer_transport_is_allowed_address (const char *uri)
{
  return foyer_origin_is_allowed (uri);
}

/**
 * foyer_transport_get_offline:
 *
 * Returns: TRUE after a request found nobody, FALSE after any answer
 */
gboolean
foyer_transport_get_offline (FoyerTransport *self)
{
  return foyer_probe_get_offline (self->probe);
}

/**
 * foyer_transport_set_probe:
 * @uri: (nullable): asked with HEAD and without the token while the portal is offline
 */
void
foyer_transport_set_probe (FoyerTransport *self, const char *uri)
{
  foyer_probe_set_uri (self->probe, uri);
}
