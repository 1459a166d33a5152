/* SPDX-License-Identifier: GPL-3.0-or-later
 * The transport against servers that do what real ones do on a bad day, and callers that go away. */

#include "foyer-error.h"

#include "fiber-test.h"
#include "transport-ask.h"

#include <string.h>

static void
answer_plain (RudeServer *server, RudeRequest *request, GOutputStream *out, gpointer data)
{
  rude_answer (out, "200 OK", "application/json",
               "ETag: \"v1\"\r\nX-Total-Count: 41\r\nLink: <?offset=0>; rel=\"prev\", </list?offset=20>; rel=next\r\n"
               "Set-Cookie: spy=1\r\nX-Odd: yes\r\n",
               "{\"id\":\"A-1\"}");
}

static void
answer_error (RudeServer *server, RudeRequest *request, GOutputStream *out, gpointer data)
{
  g_autofree char *status = g_strconcat (request->path + 1, " Status", NULL);

  rude_answer (out, status, "application/json", NULL, "{}");
}

/* Each path is one thing that is not what was asked for. */
static void
answer_nonsense (RudeServer *server, RudeRequest *request, GOutputStream *out, gpointer data)
{
  const char *path = request->path;

  if (g_str_equal (path, "/html"))
    rude_answer (out, "200 OK", "text/html", NULL, "<!doctype html><title>Please sign in to the hotel</title>");
  else if (g_str_equal (path, "/html-as-json"))
    rude_answer (out, "200 OK", "application/json", NULL, "\n<html></html>");
  else if (g_str_equal (path, "/image"))
    rude_answer (out, "200 OK", "image/png", NULL, "\x89PNG");
  else if (g_str_equal (path, "/broken"))
    rude_answer (out, "200 OK", "application/json", NULL, "{\"id\":\"secret-4711\",");
  else if (g_str_equal (path, "/broken-hal"))
    rude_answer (out, "200 OK", "application/hal+json; charset=utf-8", NULL, "[1,");
  else if (g_str_equal (path, "/html-error"))
    rude_answer (out, "502 Bad Gateway", "text/html", NULL, "<h1>nginx</h1>");
  else if (g_str_equal (path, "/not-http"))
    rude_write (out, "SSH-2.0-OpenSSH_9.2p1\r\n\r\n");
  else if (g_str_equal (path, "/bad-gzip"))
    rude_answer (out, "200 OK", "application/json", "Content-Encoding: gzip\r\n", "this is not gzip at all, is it?");
}

static void
test_nonsense (void)
{
  static const struct
  {
    const char *path;
    FoyerErrorCode code;
  } cases[] = {
    { "/html", FOYER_ERROR_NOT_A_PORTAL },     { "/html-as-json", FOYER_ERROR_NOT_A_PORTAL },
    { "/image", FOYER_ERROR_NOT_A_PORTAL },    { "/broken", FOYER_ERROR_BAD_DATA },
    { "/broken-hal", FOYER_ERROR_BAD_DATA },   { "/html-error", FOYER_ERROR_SERVER },
    { "/not-http", FOYER_ERROR_NOT_A_PORTAL }, { "/bad-gzip", FOYER_ERROR_BAD_DATA },
  };
  g_autoptr (RudeServer) server = rude_server_new (answer_nonsense, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ask (server, cases[i].path, &error));
      g_test_message ("%s: %s", cases[i].path, error->message);
      g_assert_error (error, FOYER_ERROR, (int) cases[i].code);
      g_assert_null (strstr (error->message, "4711"));
      g_assert_null (foyer_error_get_reason (error));
    }
}

static void
answer_truncated (RudeServer *server, RudeRequest *request, GOutputStream *out, gpointer data)
{
  if (g_str_equal (request->path, "/length"))
    rude_write (out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n[1,2,");
  else if (g_str_equal (request->path, "/chunked"))
    rude_write (out,
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n[1,2");
  else if (g_str_equal (request->path, "/third") && request->number == 3)
    rude_answer (out, "200 OK", "application/json", NULL, "{}");
}

static void
test_dropped (void)
{
  static const char *const paths[] = { "/length", "/chunked", "/nothing" };
  g_autoptr (RudeServer) server = rude_server_new (answer_truncated, NULL);
  g_autoptr (GError) none = NULL;
  g_autoptr (FoyerResponse) response = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ask (server, paths[i], &error));
      g_test_message ("%s: %s", paths[i], error->message);
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_UNREACHABLE);
      g_assert_cmpuint (rude_server_count (server, paths[i]), ==, 3);
      g_assert_nonnull (foyer_error_get_request_id (error));
    }
  response = ask (server, "/third", &none);
  g_assert_no_error (none);
}

/* What is not safe to send twice is sent once; with a key it is tried again, with the same key. */
static void
test_retry_writes (void)
{
  g_autoptr (RudeServer) server = rude_server_new (answer_truncated, NULL);
  g_autoptr (FoyerTransport) transport = foyer_transport_new ();
  static const char *const methods[] = { "POST", "PATCH", "DELETE" };
  g_autofree char *keyed = rude_server_uri (server, "/third"), *key = NULL;
  g_autoptr (FoyerRequest) request = foyer_request_new ("POST", keyed);
  g_autoptr (FoyerResponse) response = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autofree char *path = g_strconcat ("/once-", methods[i], NULL), *uri = rude_server_uri (server, path);
      g_autoptr (FoyerRequest) once = foyer_request_new (methods[i], uri);
      g_autoptr (GError) error = NULL;

      g_assert_null (send_request (transport, once, &error));
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_UNREACHABLE);
      g_assert_cmpuint (rude_server_count (server, path), ==, 1);
    }
  foyer_request_set_idempotency_key (request, "key-1");
  response = send_request (transport, request, NULL);
  g_assert_nonnull (response);
  g_assert_cmpuint (rude_server_count (server, "/third"), ==, 3);
  key = rude_server_dup_header (server, "/third", "idempotency-key");
  g_assert_cmpstr (key, ==, "key-1");
}

static void
answer_busy (RudeServer *server, RudeRequest *request, GOutputStream *out, gpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc (), then = g_date_time_add_seconds (now, 3600);
  g_autofree char *date = soup_date_time_to_string (then, SOUP_DATE_HTTP);
  g_autofree char *header = g_strdup_printf ("Retry-After: %s\r\n", date);

  if (g_str_equal (request->path, "/soon") && request->number == 1)
    rude_answer (out, "429 Too Many Requests", "application/json", "Retry-After: 1\r\n", "{}");
  else if (g_str_equal (request->path, "/long"))
    rude_answer (out, "429 Too Many Requests", "application/json", "Retry-After: 60\r\n", "{}");
  else if (g_str_equal (request->path, "/date"))
    rude_answer (out, "503 Service Unavailable", "application/json", header, "{}");
  else if (g_str_equal (request->path, "/odd"))
    rude_answer (out, "503 Service Unavailable", "application/json", "Retry-After: 99999999999999999999\r\n", "{}");
  else
    rude_answer (out, "200 OK", "application/json", NULL, "{}");
}

static void
test_retry_after (void)
{
  g_autoptr (RudeServer) server = rude_server_new (answer_busy, NULL);
  gint64 begun = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerResponse) response = ask (server, "/soon", &error);

  g_assert_no_error (error);
  g_assert_cmpint (g_get_monotonic_time () - begun, >=, G_USEC_PER_SEC);
  g_assert_cmpuint (rude_server_count (server, "/soon"), ==, 2);
  g_assert_null (ask (server, "/long", &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_BUSY);
  g_assert_cmpuint (foyer_error_get_retry_after (error), ==, 60);
  g_assert_cmpuint (rude_server_count (server, "/long"), ==, 1);
  g_clear_error (&error);
  g_assert_null (ask (server, "/date", &error));
  g_assert_cmpuint (foyer_error_get_retry_after (error), >=, 3598);
  g_assert_cmpuint (foyer_error_get_retry_after (error), <=, 3602);
  g_clear_error (&error);
  g_assert_null (ask (server, "/odd", &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_BUSY);
}

static GBytes *
compress (const char *data, gsize length)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1);
  g_autoptr (GBytes) plain = g_bytes_new (data, length);

  return g_converter_convert_bytes (G_CONVERTER (compressor), plain, NULL);
}

static void
answer_large (RudeServer *server, RudeRequest *request, GOutputStream *out, gpointer data)
{
  static const char blanks[100 * 1024] = { 0 };
  g_autofree char *zeros = g_malloc0 (4 * 1024 * 1024);
  g_autoptr (GBytes) packed = NULL;

  if (g_str_equal (request->path, "/endless"))
    {
      rude_write (out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
      while (rude_write (out, "%x\r\n", (guint) sizeof blanks) && rude_write_data (out, blanks, sizeof blanks) &&
             rude_write (out, "\r\n"))
        ;
      rude_server_set_cut (server);
      return;
    }
  packed = g_str_equal (request->path, "/bomb") ? compress (zeros, 4 * 1024 * 1024) : compress ("{\"a\":1}", 7);
  rude_write (
      out,
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: %" G_GSIZE_FORMAT
      "\r\n\r\n",
      g_bytes_get_size (packed));
  rude_write_data (out, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
}

static gboolean
was_cut (gpointer server)
{
  return rude_server_was_cut (server);
}

static void
test_bound (void)
{
  g_autoptr (RudeServer) server = rude_server_new (answer_large, NULL);
  g_autoptr (FoyerTransport) transport = foyer_transport_new ();
  static const char *const paths[] = { "/endless", "/bomb" };
  g_autoptr (FoyerResponse) packed = ask (server, "/small", NULL);

  g_assert_nonnull (packed);
  g_assert_nonnull (foyer_response_get_json (packed));
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *uri = rude_server_uri (server, paths[i]);
      g_autoptr (FoyerRequest) request = foyer_request_new ("GET", uri);
      g_autoptr (GError) error = NULL;

      foyer_request_set_bound (request, 1024 * 1024);
      g_assert_null (send_request (transport, request, &error));
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_TOO_LARGE);
      g_assert_cmpuint (rude_server_count (server, paths[i]), ==, 1);
    }
  g_assert_true (fiber_test_wait_until (was_cut, server, 5000));
}

/* A byte now and then keeps the line alive for ever, and silence does too. */
static void
answer_slowly (RudeServer *server, RudeRequest *request, GOutputStream *out, gpointer data)
{
  if (g_str_equal (request->path, "/silent"))
    {
      g_usleep (3 * G_USEC_PER_SEC);
      return;
    }
  rude_write (out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n[");
  for (int i = 0; i < 60 && rude_write (out, " "); i++)
    g_usleep (100 * 1000);
}

static void
test_limit (void)
{
  g_autoptr (RudeServer) server = rude_server_new (answer_slowly, NULL);
  g_autoptr (FoyerTransport) transport = foyer_transport_new ();
  static const char *const paths[] = { "/silent", "/dribble" };

  foyer_transport_set_limit (transport, 1);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *uri = rude_server_uri (server, paths[i]);
      gint64 begun = g_get_monotonic_time ();
      g_autoptr (GError) error = NULL;

      g_assert_null (get (transport, uri, &error));
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_TIMEOUT);
      g_assert_cmpint (g_get_monotonic_time () - begun, <, 3 * G_USEC_PER_SEC);
    }
}

static GTlsCertificate *
make_certificate (void)
{
  static const char *const argv[] = { "openssl",
                                      "req",
                                      "-x509",
                                      "-newkey",
                                      "ec",
                                      "-pkeyopt",
                                      "ec_paramgen_curve:prime256v1",
                                      "-nodes",
                                      "-keyout",
                                      "-",
                                      "-out",
                                      "-",
                                      "-days",
                                      "2",
                                      "-subj",
                                      "/CN=127.0.0.1",
                                      "-addext",
                                      "subjectAltName=IP:127.0.0.1",
                                      NULL };
  g_autoptr (GSubprocess) process =
      g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);
  g_autofree char *pem = NULL;
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate;

  if (process == NULL || !g_subprocess_communicate_utf8 (process, NULL, NULL, &pem, NULL, NULL))
    return NULL;
  certificate = g_tls_certificate_new_from_pem (pem, -1, &error);
  g_assert_no_error (error);
  return certificate;
}

static void
test_tls (void)
{
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (RudeServer) secure = NULL, plain = rude_server_new (answer_plain, NULL);
  g_autofree char *wrong = g_strdup_printf ("https://127.0.0.1:%u/", rude_server_get_port (plain));
  g_autoptr (FoyerTransport) transport = foyer_transport_new ();
  g_autoptr (GError) error = NULL;

  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()) || (certificate = make_certificate ()) == NULL)
    {
      g_test_skip ("no TLS or no openssl here");
      return;
    }
  secure = rude_server_new_full (answer_plain, NULL, certificate, 0);
  g_assert_null (ask (secure, "/", &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_TLS);
  g_assert_cmpuint (rude_server_count (secure, NULL), ==, 0);
  g_assert_false (foyer_error_is_offline (error));
  g_clear_error (&error);
  g_assert_null (get (transport, wrong, &error));
  g_test_message ("plain server: %s", error->message);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_TLS);
}

static void
answer_late (RudeServer *server, RudeRequest *request, GOutputStream *out, gpointer data)
{
  rude_write (out,
              "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[1\r\n");
  for (int i = 0; i < 30; i++)
    {
      g_usleep (50 * 1000);
      if (!rude_write (out, "1\r\n \r\n"))
        {
          rude_server_set_cut (server);
          return;
        }
    }
  rude_write (out, "1\r\n]\r\n0\r\n\r\n");
  g_atomic_int_inc ((int *) data);
}

static gboolean
was_asked (gpointer server)
{
  return rude_server_count (server, NULL) > 0;
}

static gboolean
was_finished (gpointer finished)
{
  return g_atomic_int_get ((int *) finished) > 0;
}

/* The page that asked was left: a GET ends at once, a write does not. */
static void
test_drop (void)
{
  int finished = 0;
  g_autoptr (RudeServer) reading = rude_server_new (answer_late, &finished);
  g_autoptr (RudeServer) writing = rude_server_new (answer_late, &finished);
  g_autoptr (FoyerTransport) transport = foyer_transport_new ();
  g_autofree char *read = rude_server_uri (reading, "/"), *write = rude_server_uri (writing, "/");
  g_autoptr (FoyerRequest) get_request = foyer_request_new ("GET", read);
  g_autoptr (FoyerRequest) post_request = foyer_request_new ("POST", write);
  DexFuture *get_future = foyer_transport_send (transport, get_request);
  DexFuture *post_future = foyer_transport_send (transport, post_request);

  g_assert_true (fiber_test_wait_until (was_asked, reading, 5000));
  g_assert_true (fiber_test_wait_until (was_asked, writing, 5000));
  dex_clear (&get_future);
  dex_clear (&post_future);
  g_assert_true (fiber_test_wait_until (was_cut, reading, 1000));
  g_assert_cmpint (finished, ==, 0);
  g_assert_true (fiber_test_wait_until (was_finished, &finished, 5000));
  g_assert_false (rude_server_was_cut (writing));
}

/* Somebody else waits for the same answer: it must come. */
static void
test_drop_one_of_two (void)
{
  int finished = 0;
  g_autoptr (RudeServer) server = rude_server_new (answer_late, &finished);
  g_autoptr (FoyerTransport) transport = foyer_transport_new ();
  g_autofree char *uri = rude_server_uri (server, "/");
  g_autoptr (FoyerRequest) request = foyer_request_new ("GET", uri);
  DexFuture *future = foyer_transport_send (transport, request);
  DexFuture *page = dex_future_all (dex_ref (future), NULL), *tile = dex_future_all (dex_ref (future), NULL);
  g_autoptr (GError) error = NULL;

  dex_clear (&future);
  g_assert_true (fiber_test_wait_until (was_asked, server, 5000));
  dex_clear (&page);
  dex_await (tile, &error);
  g_assert_no_error (error);
}

static void
test_close (void)
{
  int finished = 0;
  g_autoptr (RudeServer) server = rude_server_new (answer_late, &finished);
  g_autoptr (FoyerTransport) transport = foyer_transport_new ();
  g_autofree char *uri = rude_server_uri (server, "/");
  static const char *const methods[] = { "GET", "POST" };
  DexFuture *futures[2];
  gint64 begun;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (FoyerRequest) request = foyer_request_new (methods[i], uri);

      futures[i] = foyer_transport_send (transport, request);
    }
  g_assert_true (fiber_test_wait_until (was_asked, server, 5000));
  begun = g_get_monotonic_time ();
  foyer_transport_close (transport);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      dex_await (futures[i], &error);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 500 * 1000);
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (get (transport, uri, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  }
}

static void
on_offline_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  g_string_append_c (user_data, foyer_transport_get_offline (FOYER_TRANSPORT (object)) ? '-' : '+');
}

static gboolean
is_online (gpointer transport)
{
  return !foyer_transport_get_offline (transport);
}

/* Nobody there: said once; somebody there again: found out without being asked. */
static void
test_offline (void)
{
  RudeServer *server = rude_server_new (answer_error, NULL);
  guint16 port = rude_server_get_port (server);
  g_autofree char *base = g_strdup (rude_server_get_base (server)), *uri = rude_server_uri (server, "/404");
  g_autofree char *probe = rude_server_uri (server, "/500"), *method = NULL;
  g_autoptr (FoyerTransport) transport = foyer_transport_new ();
  g_autoptr (GString) changes = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  foyer_transport_set_probe (transport, probe);
  g_signal_connect (transport, "notify::offline", G_CALLBACK (on_offline_cb), changes);
  g_assert_null (get (transport, uri, &error));
  g_assert_false (foyer_transport_get_offline (transport));
  rude_server_free (server);
  for (int i = 0; i < 2; i++)
    {
      g_clear_error (&error);
      g_assert_null (get (transport, uri, &error));
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_UNREACHABLE);
    }
  g_assert_true (foyer_transport_get_offline (transport));
  g_assert_cmpstr (changes->str, ==, "-");
  server = rude_server_new_full (answer_error, NULL, NULL, port);
  g_assert_true (fiber_test_wait_until (is_online, transport, 8000));
  g_assert_cmpstr (changes->str, ==, "-+");
  g_assert_cmpuint (rude_server_count (server, "/500"), ==, 1);
  g_assert_null (rude_server_dup_header (server, "/500", "authorization"));
  rude_server_free (server);
}

static void
test_gio_errors (void)
{
  const struct
  {
    GQuark domain;
    int error;
    FoyerErrorCode code;
  } cases[] = {
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, FOYER_ERROR_UNKNOWN_HOST },
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE, FOYER_ERROR_UNREACHABLE },
    { G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND, FOYER_ERROR_UNKNOWN_HOST },
    { G_IO_ERROR, G_IO_ERROR_TIMED_OUT, FOYER_ERROR_TIMEOUT },
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, FOYER_ERROR_UNREACHABLE },
    { G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE, FOYER_ERROR_UNREACHABLE },
    { G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, FOYER_ERROR_UNREACHABLE },
    { G_IO_ERROR, G_IO_ERROR_INVALID_DATA, FOYER_ERROR_BAD_DATA },
    { G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, FOYER_ERROR_TLS },
    { G_TLS_ERROR, G_TLS_ERROR_HANDSHAKE, FOYER_ERROR_TLS },
    { G_TLS_ERROR, G_TLS_ERROR_EOF, FOYER_ERROR_UNREACHABLE },
    { SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING, FOYER_ERROR_NOT_A_PORTAL },
    { SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_ENCODING, FOYER_ERROR_BAD_DATA },
    { FOYER_ERROR, FOYER_ERROR_TOO_LARGE, FOYER_ERROR_TOO_LARGE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (cases[i].domain, cases[i].error, "x");
      g_autoptr (GError) ours = foyer_http_error_from_gio (error);

      g_assert_error (ours, FOYER_ERROR, (int) cases[i].code);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/transport-faults/gio-errors", test_gio_errors);
  fiber_test_add ("/transport-faults/nonsense", test_nonsense);
  fiber_test_add ("/transport-faults/dropped", test_dropped);
  fiber_test_add ("/transport-faults/retry-writes", test_retry_writes);
  fiber_test_add ("/transport-faults/retry-after", test_retry_after);
  fiber_test_add ("/transport-faults/bound", test_bound);
  fiber_test_add ("/transport-faults/limit", test_limit);
  fiber_test_add ("/transport-faults/tls", test_tls);
  fiber_test_add ("/transport-faults/drop", test_drop);
  fiber_test_add ("/transport-faults/drop-one-of-two", test_drop_one_of_two);
  fiber_test_add ("/transport-faults/close", test_close);
  fiber_test_add ("/transport-faults/offline", test_offline);
  return g_test_run ();
}
