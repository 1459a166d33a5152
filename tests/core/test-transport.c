/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the transport asks, where the token goes, and what becomes of an answer. */

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
test_answer (void)
{
  g_autoptr (RudeServer) server = rude_server_new (answer_plain, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerResponse) response = ask (server, "/list?offset=10", &error);
  g_autofree char *next = rude_server_uri (server, "/list?offset=20");

  g_assert_no_error (error);
  g_assert_cmpuint (foyer_response_get_status (response), ==, 200);
  g_assert_cmpstr (foyer_response_get_etag (response), ==, "\"v1\"");
  g_assert_cmpint (foyer_response_get_total_count (response), ==, 41);
  g_assert_cmpstr (foyer_response_get_next (response), ==, next);
  g_assert_cmpstr (foyer_response_get_header (response, "x-odd"), ==, "yes");
  g_assert_null (foyer_response_get_bytes (response));
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (foyer_response_get_json (response)), "id"), ==,
                   "A-1");
}

static void
test_request_headers (void)
{
  g_autoptr (RudeServer) server = rude_server_new (answer_plain, NULL);
  g_autoptr (FoyerTransport) transport = foyer_transport_new ();
  g_autofree char *uri = rude_server_uri (server, "/x"), *id = NULL, *languages = NULL, *accept = NULL, *agent = NULL;
  g_autofree char *etag = NULL;

  foyer_transport_set_languages (transport, "nl, en;q=0.5");
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (FoyerRequest) request = foyer_request_new ("GET", uri);
      g_autoptr (FoyerResponse) response = NULL;

      foyer_request_set_if_none_match (request, "\"v1\"");
      response = send_request (transport, request, NULL);
      g_assert_nonnull (response);
    }
  id = rude_server_dup_header (server, "/x", "x-request-id");
  languages = rude_server_dup_header (server, "/x", "accept-language");
  accept = rude_server_dup_header (server, "/x", "accept");
  agent = rude_server_dup_header (server, "/x", "user-agent");
  etag = rude_server_dup_header (server, "/x", "if-none-match");
  g_assert_true (g_uuid_string_is_valid (id));
  g_assert_cmpstr (languages, ==, "nl, en;q=0.5");
  g_assert_cmpstr (accept, ==, "application/json");
  g_assert_true (g_str_has_prefix (agent, "Foyer/"));
  g_assert_cmpstr (etag, ==, "\"v1\"");
  g_assert_null (rude_server_dup_header (server, "/x", "cookie"));
  g_assert_null (rude_server_dup_header (server, "/x", "authorization"));
}

static void
answer_empty (RudeServer *server, RudeRequest *request, GOutputStream *out, gpointer data)
{
  if (g_str_equal (request->path, "/304"))
    rude_write (out, "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\nConnection: close\r\n\r\n");
  else if (g_str_equal (request->path, "/204"))
    rude_write (out, "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
  else if (g_str_equal (request->path, "/206"))
    rude_answer (out, "206 Partial Content", "application/json", "Content-Range: items 0-1/7\r\n", "[1,2]");
  else
    rude_answer (out, "200 OK", "application/json", NULL, " \n");
}

static void
test_empty (void)
{
  g_autoptr (RudeServer) server = rude_server_new (answer_empty, NULL);
  static const char *const paths[] = { "/304", "/204", "/200" };
  g_autoptr (FoyerResponse) partial = ask (server, "/206", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FoyerResponse) response = ask (server, paths[i], &error);

      g_assert_no_error (error);
      g_assert_cmpuint (foyer_response_get_status (response), ==, g_ascii_strtoull (paths[i] + 1, NULL, 10));
      g_assert_null (foyer_response_get_json (response));
    }
  g_assert_cmpint (foyer_response_get_total_count (partial), ==, 7);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (foyer_response_get_json (partial))), ==, 2);
}

static void
test_allowed (void)
{
  static const char *const allowed[] = { "https://portal.example/",
                                         "https://portal.example:8443/x?y#z",
                                         "http://127.0.0.1:47211/",
                                         "http://127.9.9.9/",
                                         "http://[::1]:80/",
                                         "http://localhost/",
                                         "HTTPS://Portal.Example/a/..b",
                                         "https://xn--mnchen-3ya.example/" };
  static const char *const refused[] = { "http://portal.example/",
                                         "http://10.0.0.1/",
                                         "http://127.0.0.1.example/",
                                         "http://localhost.example/",
                                         "https://user@portal.example/",
                                         "https://user:pw@portal.example/",
                                         "http://127.0.0.1@evil.example/",
                                         "ftp://127.0.0.1/",
                                         "file:///etc/passwd",
                                         "portal.example",
                                         "https://",
                                         "https:///x",
                                         "https://portal.example/a/../b",
                                         "https://portal.example/a/%2e%2E/b",
                                         "https://portal.example/a/%2e.%2fb",
                                         "https://portal.example/a/..%5cb",
                                         "javascript:alert(1)",
                                         "" };

  for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
    if (!foyer_transport_is_allowed_address (allowed[i]))
      g_error ("refused: %s", allowed[i]);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    if (foyer_transport_is_allowed_address (refused[i]))
      g_error ("allowed: %s", refused[i]);
}

static void
test_prefix (void)
{
  static const struct
  {
    const char *uri;
    const char *prefix;
    gboolean expected;
  } cases[] = {
    { "https://p.example/tmf/v4/order", "https://p.example/tmf/v4/", TRUE },
    { "https://P.EXAMPLE:443/tmf/v4/", "https://p.example/tmf/v4/", TRUE },
    { "https://p.example/tmf/v4", "https://p.example/tmf/v4", TRUE },
    { "https://p.example/tmf/v4/x", "https://p.example/tmf/v4", TRUE },
    { "https://p.example/tmf/v4?x", "https://p.example/tmf/v4", TRUE },
    { "https://p.example/x", "https://p.example", TRUE },
    { "https://p.example/tmf/v42", "https://p.example/tmf/v4", FALSE },
    { "https://p.example/tmf/v4", "https://p.example/tmf/v4/", FALSE },
    { "https://p.example/other", "https://p.example/tmf/v4/", FALSE },
    { "http://p.example/tmf/v4/x", "https://p.example/tmf/v4/", FALSE },
    { "https://p.example:444/tmf/v4/x", "https://p.example/tmf/v4/", FALSE },
    { "https://p.example.evil.example/tmf/v4/x", "https://p.example/tmf/v4/", FALSE },
    { "https://evil.example/https://p.example/tmf/v4/", "https://p.example/tmf/v4/", FALSE },
    { "https://p.example@evil.example/tmf/v4/x", "https://p.example/tmf/v4/", FALSE },
    { "https://p.example/tmf/v4/../../x", "https://p.example/tmf/v4/", FALSE },
    { "https://p.example/tmf/v4/%2e%2e/x", "https://p.example/tmf/v4/", FALSE },
    { "https://p.example/tmf/v4/..%2Fx", "https://p.example/tmf/v4/", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (foyer_origin_has_prefix (cases[i].uri, cases[i].prefix) != cases[i].expected)
      g_error ("%s under %s", cases[i].uri, cases[i].prefix);
}

/* A token source that counts. */
typedef struct
{
  guint asked;
  guint refreshed;
} Tokens;

static DexFuture *
give_token (const char *stale, gpointer user_data)
{
  Tokens *self = user_data;

  self->asked++;
  if (stale != NULL)
    {
      g_assert_cmpstr (stale, ==, "old");
      self->refreshed++;
    }
  return dex_future_new_for_string (self->refreshed > 0 ? "new" : "old");
}

static FoyerTransport *
make_transport (RudeServer *server, const char *prefix, Tokens *tokens)
{
  FoyerTransport *transport = foyer_transport_new ();
  g_autofree char *uri = rude_server_uri (server, prefix);

  foyer_transport_set_token_func (transport, give_token, tokens);
  foyer_transport_set_token_prefixes (transport, (const char *[]) { uri, NULL });
  return transport;
}

static void
test_token_prefix (void)
{
  g_autoptr (RudeServer) server = rude_server_new (answer_plain, NULL);
  Tokens tokens = { 0 };
  g_autoptr (FoyerTransport) transport = make_transport (server, "/tmf/", &tokens);
  g_autofree char *inside = rude_server_uri (server, "/tmf/x"), *outside = rude_server_uri (server, "/other");
  g_autofree char *never = rude_server_uri (server, "/tmf/never");
  g_autoptr (FoyerRequest) request = foyer_request_new ("GET", never);
  g_autoptr (FoyerResponse) a = get (transport, inside, NULL), b = get (transport, outside, NULL), c = NULL;
  g_autofree char *carried = rude_server_dup_header (server, "/tmf/x", "authorization");

  foyer_request_set_authorize (request, FOYER_AUTHORIZE_NEVER);
  c = send_request (transport, request, NULL);
  g_assert_true (a != NULL && b != NULL && c != NULL);
  g_assert_cmpstr (carried, ==, "Bearer old");
  g_assert_null (rude_server_dup_header (server, "/other", "authorization"));
  g_assert_null (rude_server_dup_header (server, "/tmf/never", "authorization"));
  g_assert_cmpuint (tokens.asked, ==, 1);
}

static void
test_refused_address (void)
{
  g_autoptr (FoyerTransport) transport = foyer_transport_new ();
  static const char *const uris[] = { "http://portal.example/", "https://a:b@portal.example/", "nonsense",
                                      "http://127.0.0.1:1/tmf/../x" };

  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (get (transport, uris[i], &error));
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_REFUSED_ADDRESS);
    }
}

/* The other place is a second server, so that it would be seen if anything got there. */
static void
answer_redirect (RudeServer *server, RudeRequest *request, GOutputStream *out, gpointer data)
{
  g_autofree char *header = NULL;

  if (g_str_equal (request->path, "/tmf/inside"))
    header = g_strdup ("Location: /tmf/target\r\n");
  else if (g_str_equal (request->path, "/tmf/leave-prefix"))
    header = g_strdup ("Location: /public/target\r\n");
  else if (g_str_equal (request->path, "/tmf/away"))
    header = g_strdup_printf ("Location: %s/tmf/stolen\r\n", (const char *) data);
  else if (g_str_equal (request->path, "/tmf/circle"))
    header = g_strdup ("Location: circle\r\n");
  else if (g_str_equal (request->path, "/tmf/nowhere"))
    header = g_strdup ("");
  else if (g_str_equal (request->path, "/tmf/userinfo"))
    header = g_strdup_printf ("Location: http://127.0.0.1:%u@evil.example/\r\n", rude_server_get_port (server));
  if (header == NULL)
    rude_answer (out, "200 OK", "application/json", NULL, "{}");
  else if (g_str_equal (request->method, "POST"))
    rude_answer (out, g_str_equal (request->path, "/tmf/inside") ? "307 Temporary Redirect" : "302 Found", "text/plain",
                 header, "");
  else
    rude_answer (out, "302 Found", "text/html", header, "<p>Moved</p>");
}

static void
test_redirect (void)
{
  g_autoptr (RudeServer) other = rude_server_new (answer_plain, NULL);
  g_autoptr (RudeServer) server = rude_server_new (answer_redirect, (gpointer) rude_server_get_base (other));
  Tokens tokens = { 0 };
  g_autoptr (FoyerTransport) transport = make_transport (server, "/tmf/", &tokens);
  static const char *const followed[] = { "/tmf/inside", "/tmf/leave-prefix" };
  static const char *const refused[] = { "/tmf/away", "/tmf/circle", "/tmf/nowhere", "/tmf/userinfo" };
  g_autofree char *carried = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (followed); i++)
    {
      g_autofree char *uri = rude_server_uri (server, followed[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (FoyerResponse) response = get (transport, uri, &error);

      g_assert_no_error (error);
    }
  carried = rude_server_dup_header (server, "/tmf/target", "authorization");
  g_assert_cmpstr (carried, ==, "Bearer old");
  g_assert_cmpuint (rude_server_count (server, "/public/target"), ==, 1);
  g_assert_null (rude_server_dup_header (server, "/public/target", "authorization"));
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *uri = rude_server_uri (server, refused[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (get (transport, uri, &error));
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_REFUSED_ADDRESS);
    }
  g_assert_cmpuint (rude_server_count (other, NULL), ==, 0);
}

/* 307 keeps the method and the body; 302 would make a GET of a POST. */
static void
test_redirect_write (void)
{
  g_autoptr (RudeServer) server = rude_server_new (answer_redirect, NULL);
  g_autoptr (FoyerTransport) transport = foyer_transport_new ();
  g_autofree char *kept = rude_server_uri (server, "/tmf/inside"),
                  *lost = rude_server_uri (server, "/tmf/leave-prefix");
  g_autoptr (JsonNode) body = json_from_string ("{\"a\":47.59}", NULL);
  g_autoptr (FoyerRequest) a = foyer_request_new ("POST", kept), b = foyer_request_new ("POST", lost);
  g_autoptr (FoyerResponse) response = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sent = NULL, *type = NULL;

  foyer_request_set_json (a, body);
  foyer_request_set_json (b, body);
  response = send_request (transport, a, &error);
  g_assert_no_error (error);
  sent = rude_server_dup_body (server, "/tmf/target");
  type = rude_server_dup_header (server, "/tmf/target", "content-type");
  g_assert_cmpstr (sent, ==, "{\"a\":47.59}");
  g_assert_cmpstr (type, ==, "application/json");
  g_assert_null (send_request (transport, b, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_REFUSED_ADDRESS);
  g_assert_cmpuint (rude_server_count (server, "/public/target"), ==, 0);
}

static void
answer_unauthorized (RudeServer *server, RudeRequest *request, GOutputStream *out, gpointer data)
{
  const char *token = g_hash_table_lookup (request->headers, "authorization");

  if (g_str_equal (request->path, "/step-up"))
    rude_answer (out, "401 Unauthorized", "application/json",
                 "WWW-Authenticate: DPoP algs=\"ES256\", Bearer realm=\"a, Bearer b\", "
                 "error=\"insufficient_user_authentication\", acr_values=\"urn:x:2 urn:x:3\", max_age=\"5\"\r\n",
                 "{\"code\":\"1\",\"reason\":\"Please confirm\"}");
  else if (g_str_equal (request->path, "/flip") && request->number == 2)
    rude_answer (out, "503 Service Unavailable", "application/json", NULL, "{}");
  else if (g_str_equal (request->path, "/never") || g_str_equal (request->path, "/flip") ||
           g_strcmp0 (token, "Bearer new") != 0)
    rude_answer (out, "401 Unauthorized", "application/json", "WWW-Authenticate: Bearer error=\"invalid_token\"\r\n",
                 "{}");
  else
    rude_answer (out, "200 OK", "application/json", NULL, "{}");
}

static void
test_replay (void)
{
  g_autoptr (RudeServer) server = rude_server_new (answer_unauthorized, NULL);
  Tokens tokens = { 0 };
  g_autoptr (FoyerTransport) transport = make_transport (server, "/", &tokens);
  g_autofree char *uri = rude_server_uri (server, "/x"), *never = rude_server_uri (server, "/never");
  g_autofree char *flip = rude_server_uri (server, "/flip");
  g_autoptr (FoyerRequest) request = foyer_request_new ("POST", uri), accepting = foyer_request_new ("POST", uri);
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerResponse) response = send_request (transport, request, &error), second = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (tokens.asked, ==, 2);
  g_assert_cmpuint (tokens.refreshed, ==, 1);
  g_assert_cmpuint (rude_server_count (server, "/x"), ==, 2);
  tokens.refreshed = 0;
  g_assert_null (get (transport, never, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_SIGNED_OUT);
  g_assert_cmpuint (rude_server_count (server, "/never"), ==, 2);
  /* 401, 503, 401: replayed once in all its tries. */
  g_clear_error (&error);
  tokens.refreshed = 0;
  g_assert_null (get (transport, flip, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_SIGNED_OUT);
  g_assert_cmpuint (rude_server_count (server, "/flip"), ==, 3);
  /* An endpoint with a 401 of its own, as the challenge's, still gets a new token when that was what it lacked. */
  tokens.refreshed = 0;
  foyer_request_accept_status (accepting, 401);
  second = send_request (transport, accepting, NULL);
  g_assert_cmpuint (foyer_response_get_status (second), ==, 200);
}

static void
test_step_up (void)
{
  g_autoptr (RudeServer) server = rude_server_new (answer_unauthorized, NULL);
  Tokens tokens = { 0 };
  g_autoptr (FoyerTransport) transport = make_transport (server, "/", &tokens);
  g_autofree char *uri = rude_server_uri (server, "/step-up");
  g_autoptr (GError) error = NULL;

  g_assert_null (get (transport, uri, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_STEP_UP);
  g_assert_cmpstr (foyer_error_get_acr_values (error), ==, "urn:x:2 urn:x:3");
  g_assert_cmpint (foyer_error_get_max_age (error), ==, 5);
  g_assert_cmpstr (foyer_error_get_reason (error), ==, "Please confirm");
  g_assert_cmpuint (rude_server_count (server, "/step-up"), ==, 1);
}

static void
answer_status (RudeServer *server, RudeRequest *request, GOutputStream *out, gpointer data)
{
  g_autofree char *status = g_strconcat (request->path + 1, " Status", NULL);

  rude_answer (
      out, status, "text/plain", "X-Request-Id: of-the-portal\r\n",
      "{\"code\":60,\"reason\":\"short\",\"message\":\"There is no order.\",\"status\":\"404\",\"fieldError\":["
      "{\"pointer\":\"/a/0\",\"code\":\"required\",\"reason\":\"is missing\"},7,{\"code\":null}]}");
}

static void
test_statuses (void)
{
  static const struct
  {
    const char *path;
    FoyerErrorCode code;
  } cases[] = {
    { "/400", FOYER_ERROR_INVALID },   { "/401", FOYER_ERROR_SIGNED_OUT },  { "/403", FOYER_ERROR_FORBIDDEN },
    { "/404", FOYER_ERROR_NOT_FOUND }, { "/405", FOYER_ERROR_NOT_OFFERED }, { "/408", FOYER_ERROR_BUSY },
    { "/409", FOYER_ERROR_CONFLICT },  { "/410", FOYER_ERROR_NOT_FOUND },   { "/412", FOYER_ERROR_CONFLICT },
    { "/418", FOYER_ERROR_INVALID },   { "/422", FOYER_ERROR_INVALID },     { "/428", FOYER_ERROR_INVALID },
    { "/429", FOYER_ERROR_BUSY },      { "/500", FOYER_ERROR_SERVER },      { "/501", FOYER_ERROR_NOT_OFFERED },
    { "/503", FOYER_ERROR_BUSY },      { "/507", FOYER_ERROR_SERVER },      { "/300", FOYER_ERROR_NOT_A_PORTAL },
  };
  g_autoptr (RudeServer) server = rude_server_new (answer_status, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      FoyerFieldError *field;

      g_assert_null (ask (server, cases[i].path, &error));
      g_assert_error (error, FOYER_ERROR, (int) cases[i].code);
      g_assert_cmpuint (foyer_error_get_status (error), ==, g_ascii_strtoull (cases[i].path + 1, NULL, 10));
      g_assert_cmpstr (foyer_error_get_request_id (error), ==, "of-the-portal");
      g_assert_cmpstr (foyer_error_get_reason (error), ==, "There is no order.");
      g_assert_cmpuint (foyer_error_get_fields (error)->len, ==, 3);
      field = foyer_error_get_fields (error)->pdata[0];
      g_assert_cmpstr (field->pointer, ==, "/a/0");
      g_assert_cmpstr (field->reason, ==, "is missing");
      g_assert_false (foyer_error_is_offline (error));
    }
}

static void
answer_odd_type (RudeServer *server, RudeRequest *request, GOutputStream *out, gpointer data)
{
  rude_answer (out, "200 OK", "text/plain", NULL, "[{\"id\":1}]");
}

static void
test_odd_type (void)
{
  g_autoptr (RudeServer) server = rude_server_new (answer_odd_type, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerResponse) response = ask (server, "/", &error);

  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_ARRAY (foyer_response_get_json (response)));
}

static void
answer_document (RudeServer *server, RudeRequest *request, GOutputStream *out, gpointer data)
{
  GBytes *bytes = data;

  if (g_str_equal (request->path, "/page"))
    {
      rude_answer (out, "200 OK", "text/html", NULL, "<p>Your session has ended</p>");
      return;
    }
  rude_write (out, "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
              g_bytes_get_size (bytes));
  rude_write_data (out, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Long enough to lie beside memory. */
static void
test_document (void)
{
  gsize length = 20 * 1024 * 1024 + 7;
  guint32 *words = g_malloc (length + 4);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (RudeServer) server = NULL;
  g_autoptr (FoyerTransport) transport = foyer_transport_new ();
  g_autofree char *uri = NULL, *page = NULL;
  g_autoptr (FoyerRequest) request = NULL, other = NULL;
  g_autoptr (FoyerResponse) response = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i <= length / 4; i++)
    words[i] = i * 2654435761u;
  bytes = g_bytes_new_take (words, length);
  server = rude_server_new (answer_document, bytes);
  uri = rude_server_uri (server, "/x.pdf");
  page = rude_server_uri (server, "/page");
  request = foyer_request_new ("GET", uri);
  foyer_request_accept_bytes (request, "application/pdf");
  foyer_request_set_bound (request, FOYER_DOCUMENT_BOUND);
  response = send_request (transport, request, &error);
  g_assert_no_error (error);
  g_assert_null (foyer_response_get_json (response));
  g_assert_true (g_bytes_equal (foyer_response_get_bytes (response), bytes));
  other = foyer_request_new ("GET", page);
  foyer_request_accept_bytes (other, "application/pdf");
  g_assert_null (send_request (transport, other, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_NOT_A_PORTAL);
}

static void
test_form (void)
{
  g_autoptr (RudeServer) server = rude_server_new (answer_plain, NULL);
  g_autoptr (FoyerTransport) transport = foyer_transport_new ();
  g_autofree char *uri = rude_server_uri (server, "/token"), *body = NULL, *type = NULL;
  g_autoptr (FoyerRequest) request = foyer_request_new ("POST", uri);
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal), decoded = NULL;
  g_autoptr (FoyerResponse) response = NULL;

  g_hash_table_insert (fields, (gpointer) "password", (gpointer) "a&b=c d+é%\n");
  g_hash_table_insert (fields, (gpointer) "na me", (gpointer) "");
  foyer_request_set_form (request, fields);
  response = send_request (transport, request, NULL);
  g_assert_nonnull (response);
  body = rude_server_dup_body (server, "/token");
  type = rude_server_dup_header (server, "/token", "content-type");
  g_assert_cmpstr (type, ==, "application/x-www-form-urlencoded");
  decoded = soup_form_decode (body);
  g_assert_cmpuint (g_hash_table_size (decoded), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (decoded, "password"), ==, "a&b=c d+é%\n");
  g_assert_cmpstr (g_hash_table_lookup (decoded, "na me"), ==, "");
  /* A caller that keeps the request does not keep the password. */
  g_assert_null (request->body);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/transport/allowed", test_allowed);
  g_test_add_func ("/transport/prefix", test_prefix);
  fiber_test_add ("/transport/answer", test_answer);
  fiber_test_add ("/transport/request-headers", test_request_headers);
  fiber_test_add ("/transport/empty", test_empty);
  fiber_test_add ("/transport/form", test_form);
  fiber_test_add ("/transport/token-prefix", test_token_prefix);
  fiber_test_add ("/transport/refused-address", test_refused_address);
  fiber_test_add ("/transport/redirect", test_redirect);
  fiber_test_add ("/transport/redirect-write", test_redirect_write);
  fiber_test_add ("/transport/replay", test_replay);
  fiber_test_add ("/transport/step-up", test_step_up);
  fiber_test_add ("/transport/statuses", test_statuses);
  fiber_test_add ("/transport/odd-type", test_odd_type);
  fiber_test_add ("/transport/document", test_document);
  return g_test_run ();
}
