/* SPDX-License-Identifier: GPL-3.0-or-later
 * Faults on demand, the control that steers them, rude clients, and how the portal ends. */

#include "portal-fixture.h"

#include <gio/gnetworking.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

static Portal *portal;
static char *erika;

static void
set_faults (const char *json)
{
  g_autoptr (Answer) answer = portal_ask (portal, "PUT", "/-/faults", NULL, NULL, json);

  assert_status (answer, 204);
}

static Answer *
get (const char *path)
{
  return portal_ask (portal, "GET", path, erika, NULL, NULL);
}

static void
assert_healthy (void)
{
  g_autoptr (Answer) answer = NULL;

  set_faults ("[]");
  answer = get (CUSTOMERS);
  assert_status (answer, 200);
  g_assert_cmpuint (answer_size (answer, ""), ==, 1);
}

static void
test_status (void)
{
  const struct
  {
    const char *spec;
    guint status;
    const char *retry_after;
  } cases[] = { { "[\"kind=401\"]", 401, NULL },
                { "[\"kind=429,after=7\"]", 429, "7" },
                { "[\"kind=500\"]", 500, NULL },
                { "[\"kind=503\"]", 503, "1" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Answer) answer = NULL;

      set_faults (cases[i].spec);
      answer = get (CUSTOMERS);
      assert_status (answer, cases[i].status);
      g_assert_cmpstr (answer_header (answer, "Retry-After"), ==, cases[i].retry_after);
      g_assert_nonnull (answer_string (answer, "reason"));
    }
  assert_healthy ();
}

static void
test_html (void)
{
  g_autoptr (Answer) answer = NULL;

  set_faults ("[\"kind=html\"]");
  answer = get (CUSTOMERS);
  assert_status (answer, 200);
  g_assert_cmpstr (answer_header (answer, "Content-Type"), ==, "text/html");
  g_assert_null (answer->json);
  assert_healthy ();
}

static void
test_delay (void)
{
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (Answer) answer = NULL;

  set_faults ("[\"kind=delay,ms=400\"]");
  answer = get (CUSTOMERS);
  assert_status (answer, 200);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 400000);
  assert_healthy ();
}

static void
test_truncate (void)
{
  g_autoptr (Answer) answer = NULL;

  set_faults ("[\"kind=truncate\"]");
  answer = get (ORDERS);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_error (answer->error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
  assert_healthy ();
}

static guint
count_orders (void)
{
  g_autoptr (Answer) answer = get (ORDERS "?limit=0");

  return g_ascii_strtoull (answer_header (answer, "X-Total-Count"), NULL, 10);
}

static Answer *
order (const char *key)
{
  g_autofree char *header = g_strconcat ("Idempotency-Key: ", key, NULL);

  return portal_ask (
      portal, "POST", ORDERS, erika, header,
      "{\"productOrderItem\":[{\"id\":\"1\",\"action\":\"add\",\"productOffering\":{\"id\":\"phone\"}}]}");
}

/* The order is made although nobody hears of it; asking again gives that one. */
static void
test_drop (void)
{
  guint before = count_orders ();
  g_autoptr (Answer) lost = NULL, again = NULL, unmade = NULL;

  set_faults ("[\"kind=drop,method=POST,count=1\"]");
  lost = order ("dropped");
  g_assert_nonnull (lost->error);
  g_assert_cmpuint (count_orders (), ==, before + 1);
  again = order ("dropped");
  assert_status (again, 201);
  g_assert_cmpuint (count_orders (), ==, before + 1);
  set_faults ("[\"kind=drop-before,method=POST\"]");
  unmade = order ("never-arrived");
  g_assert_nonnull (unmade->error);
  g_assert_cmpuint (count_orders (), ==, before + 1);
  assert_healthy ();
}

static guint
count_failures (guint n)
{
  guint failures = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (Answer) answer = get (CUSTOMERS);

      failures += answer->status == 500;
    }
  return failures;
}

static void
test_which (void)
{
  g_autoptr (Answer) other = NULL, method = NULL;
  guint some;

  set_faults ("[\"path=" CUSTOMERS ",kind=500,skip=1,count=2\"]");
  g_assert_cmpuint (count_failures (5), ==, 2);
  set_faults ("[\"path=/tmf-api/customer*,method=GET,kind=500\",\"kind=503,provider=ember\"]");
  g_assert_cmpuint (count_failures (3), ==, 3);
  other = get (ORDERS);
  assert_status (other, 200);
  set_faults ("[\"kind=500,rate=0.5\"]");
  some = count_failures (60);
  g_assert_cmpuint (some, >, 10);
  g_assert_cmpuint (some, <, 50);
  assert_healthy ();
}

/* One draw per request, from the seed: a run can be repeated. */
static char *
draw (const char *seed)
{
  g_autoptr (Portal) fresh = portal_start ("--seed", seed, "--fault", "path=/x*,rate=0.5,kind=500", NULL);
  GString *drawn = g_string_new (NULL);

  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (Answer) answer = portal_ask (fresh, "GET", "/x", NULL, NULL, NULL);

      g_string_append_c (drawn, answer->status == 500 ? 'x' : '.');
    }
  return g_string_free (drawn, FALSE);
}

static void
test_seed (void)
{
  g_autofree char *first = draw ("5"), *second = draw ("5"), *third = draw ("6");

  g_test_message ("%s %s", first, third);
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (first, !=, third);
}

static void
test_control (void)
{
  g_autoptr (Answer) bad = portal_ask (portal, "PUT", "/-/faults", NULL, NULL, "[\"kind=earthquake\"]"), none = NULL,
                     looked = NULL, again = NULL, page = NULL;
  g_autoptr (Portal) without = portal_start (NULL, NULL);

  assert_status (bad, 400);
  g_clear_pointer (&looked, answer_free);
  looked = get ("/-/requests");
  g_clear_pointer (&looked, answer_free);
  page = get (ORDERS "?offset=7&limit=3");
  looked = get ("/-/requests");
  g_assert_cmpfloat (answer_number (looked, "counts.GET " ORDERS), ==, 1);
  g_assert_cmpstr (answer_string (looked, "requests.0"), ==, "GET " ORDERS "?offset=7&limit=3");
  again = get ("/-/requests");
  g_assert_cmpuint (answer_size (again, "requests"), ==, 0);
  none = portal_ask (without, "GET", "/-/requests", NULL, NULL, NULL);
  assert_status (none, 404);
}

/* Whatever the bytes: something comes back or the connection ends, and the portal lives. */
static void
shout (const char *bytes, gsize length)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GUri) uri = g_uri_parse (portal_address (portal, "aquis"), G_URI_FLAGS_NONE, NULL);
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  char answer[4096];
  gssize n;

  g_socket_client_set_timeout (client, 10);
  connection = g_socket_client_connect_to_host (client, g_uri_get_host (uri), g_uri_get_port (uri), NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), bytes, length, NULL, NULL, NULL);
  g_socket_shutdown (g_socket_connection_get_socket (connection), FALSE, TRUE, NULL);
  n = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), answer, sizeof answer - 1, NULL,
                           NULL);
  answer[MAX (n, 0)] = '\0';
  g_assert_null (strstr (answer, "<html"));
}

static void
test_rude_bytes (void)
{
  const char *const shouts[] = {
    "\r\n\r\n",
    "GET\r\n\r\n",
    "GET / HTTP/9.9\r\n\r\n",
    "\x16\x03\x01\x02",
    "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /tmf-api/%ff%fe%00 HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /files/%00.pdf HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \r\n\r\n",
    "GET /tmf-api/party/v4/individual?a=%ff&%=&&&=&q=%c3 HTTP/1.1\r\nHost: x\r\nAuthorization: bearer x\r\n\r\n",
    "POST /token HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\nx",
    "POST /token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "PUT /authorize HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
    "HELLO /authorize-challenge HTTP/1.1\r\nHost: x\r\n\r\n",
  };
  g_autofree char *header = g_strnfill (200000, 'a'),
                  *long_line = g_strconcat ("GET /", header, " HTTP/1.1\r\nX: ", header, "\r\n\r\n", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (shouts); i++)
    shout (shouts[i], strlen (shouts[i]));
  shout ("GET /\0/x HTTP/1.1\r\n\r\n", 22);
  shout (long_line, strlen (long_line));
  assert_healthy ();
}

static void
assert_answer (const char *method, const char *path, const char *type, const char *body, guint status)
{
  g_autoptr (Answer) answer = portal_ask_at (portal, "aquis", method, path, erika, NULL, type, body);

  g_test_message ("%s %s", method, path);
  assert_status (answer, status);
  g_assert_nonnull (answer->json);
}

static void
test_rude_bodies (void)
{
  g_autofree char *deep = g_strnfill (100000, '['), *huge = g_strnfill (9 * 1024 * 1024, ' ');
  g_autoptr (GString) many = g_string_new ("{\"cartItem\":[");

  assert_answer ("POST", ORDERS, "application/json", "", 400);
  assert_answer ("POST", ORDERS, "application/json", "{", 400);
  assert_answer ("POST", ORDERS, "application/json", "[]", 400);
  assert_answer ("POST", ORDERS, "application/json", "null", 400);
  assert_answer ("POST", ORDERS, "application/json", "{\"a\":\xff}", 400);
  assert_answer ("POST", ORDERS, "application/json", deep, 400);
  assert_answer ("POST", ORDERS, "application/xml", "<a/>", 415);
  assert_answer ("POST", ORDERS, "application/json", huge, 413);
  assert_answer ("POST", ORDERS, "application/json", "{\"productOrderItem\":[1,null,\"x\"]}", 422);
  assert_answer ("POST", ORDERS, "application/json",
                 "{\"externalId\":7,\"note\":{},\"billingAccount\":[],\"productOrderItem\":[{\"id\":{},\"action\":[],"
                 "\"quantity\":\"3\",\"productOffering\":7,\"product\":[]}]}",
                 422);
  assert_answer ("POST", CARTS, "application/json",
                 "{\"cartItem\":[{\"id\":3,\"quantity\":1e300,\"productOffering\":{\"id\":null}}]}", 422);
  for (int i = 0; i < 300; i++)
    g_string_append_printf (many, "%s{\"productOffering\":{\"id\":\"phone\"}}", i > 0 ? "," : "");
  g_string_append (many, "]}");
  assert_answer ("POST", CARTS, "application/json", many->str, 422);
  assert_answer ("POST", "/token", "application/x-www-form-urlencoded", "grant_type=%&client_id=%ff", 400);
  assert_answer ("POST", "/authorize-challenge", "text/plain", "client_id=test", 400);
  assert_answer ("GET", "/token", NULL, NULL, 405);
  assert_answer ("GET", "/nothing", NULL, NULL, 404);
  assert_answer ("GET", ORDERS "/A-0001/more", NULL, NULL, 404);
  assert_healthy ();
}

static void
test_request_id (void)
{
  g_autoptr (Answer) sane = portal_ask (portal, "GET", CUSTOMERS, erika, "X-Request-Id: 0123-abcd.XYZ_9", NULL);
  g_autoptr (Answer) odd =
      portal_ask (portal, "GET", CUSTOMERS, erika, "X-Request-Id: <script>alert(1)</script>", NULL),
                     none = get (CUSTOMERS);

  g_assert_cmpstr (answer_header (sane, "X-Request-Id"), ==, "0123-abcd.XYZ_9");
  g_assert_true (g_uuid_string_is_valid (answer_header (odd, "X-Request-Id")));
  g_assert_true (g_uuid_string_is_valid (answer_header (none, "X-Request-Id")));
}

static GSubprocess *
run (GSubprocessFlags flags, const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_newv (argv, flags, &error);

  g_assert_no_error (error);
  return process;
}

static void
test_command_line (void)
{
  const char *const bad[][4] = {
    { PORTAL_EXECUTABLE, "--listen", "0.0.0.0", NULL }, { PORTAL_EXECUTABLE, "--provider", "nobody", NULL },
    { PORTAL_EXECUTABLE, "--size", "huge", NULL },      { PORTAL_EXECUTABLE, "--fault", "kind=fire", NULL },
    { PORTAL_EXECUTABLE, "--nonsense", NULL, NULL },    { PORTAL_EXECUTABLE, "rest", NULL, NULL }
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GSubprocess) process =
          run (G_SUBPROCESS_FLAGS_STDERR_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, bad[i]);
      g_autofree char *said = NULL;

      g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &said, NULL));
      g_assert_cmpint (g_subprocess_get_exit_status (process), !=, 0);
      g_assert_true (g_str_has_prefix (said, "foyer-portal: "));
    }
}

/* SIGTERM ends it with 0, and its temporary folder is gone. */
static void
test_end (void)
{
  g_autofree char *portals = g_build_filename (portal->directory, "portals", NULL),
                  *temporary = g_build_filename (portal->directory, "tmp", NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (temporary, 0700), ==, 0);
  g_subprocess_launcher_setenv (launcher, "TMPDIR", temporary, TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, PORTAL_EXECUTABLE, "--port", "0", "--portals", portals,
                                         "--provider", "aquis", NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  for (g_autofree char *line = NULL; g_strcmp0 (line, "ready") != 0;)
    {
      g_free (line);
      line = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, &error);
      g_assert_nonnull (line);
    }
  g_subprocess_send_signal (process, SIGTERM);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  g_assert_cmpint (g_rmdir (temporary), ==, 0);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  portal = portal_start ("--control", NULL);
  erika = portal_sign_in (portal, "erika@example.org", "right-password");
  g_test_add_func ("/portal/faults/status", test_status);
  g_test_add_func ("/portal/faults/html", test_html);
  g_test_add_func ("/portal/faults/delay", test_delay);
  g_test_add_func ("/portal/faults/truncate", test_truncate);
  g_test_add_func ("/portal/faults/drop", test_drop);
  g_test_add_func ("/portal/faults/which", test_which);
  g_test_add_func ("/portal/faults/seed", test_seed);
  g_test_add_func ("/portal/faults/control", test_control);
  g_test_add_func ("/portal/rude/bytes", test_rude_bytes);
  g_test_add_func ("/portal/rude/bodies", test_rude_bodies);
  g_test_add_func ("/portal/rude/request-id", test_request_id);
  g_test_add_func ("/portal/process/command-line", test_command_line);
  g_test_add_func ("/portal/process/end", test_end);
  result = g_test_run ();
  portal_free (portal);
  g_free (erika);
  return result;
}
