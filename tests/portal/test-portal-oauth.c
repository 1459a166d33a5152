/* SPDX-License-Identifier: GPL-3.0-or-later
 * Discovery and signing in: the challenge's steps, PKCE, rotation, revocation, lock-out, second factor, the browser
 * flow. */

#include "portal-fixture.h"

#include <string.h>

static Portal *portal;

static void
test_discovery (void)
{
  g_autoptr (Answer) resource = portal_ask (portal, "GET", "/.well-known/oauth-protected-resource", NULL, NULL, NULL),
                     german = NULL;
  g_autoptr (Answer) server = portal_ask (portal, "GET", "/.well-known/oauth-authorization-server", NULL, NULL, NULL);
  const char *address = portal_address (portal, "aquis");
  g_autofree char *orders = g_strconcat (address, "/tmf-api/productOrderingManagement/v4/", NULL);
  g_autofree char *token = g_strconcat (address, "/token", NULL);

  assert_status (resource, 200);
  g_assert_cmpstr (answer_string (resource, "resource"), ==, address);
  g_assert_cmpstr (answer_string (resource, "authorization_servers.0"), ==, address);
  g_assert_cmpstr (answer_string (resource, "resource_name"), ==, "English aquis");
  g_assert_cmpstr (answer_string (resource, "resource_name#de"), ==, "Deutsch aquis");
  g_assert_cmpstr (answer_string (resource, "portal_apis.productOrder"), ==, orders);
  g_assert_cmpuint (json_object_get_size (json_node_get_object (answer_at (resource, "portal_apis"))), ==, 11);
  g_assert_cmpstr (answer_string (resource, "portal_features.0"), ==, "orders");
  g_assert_cmpstr (answer_string (resource, "portal_ui.help"), ==, "Help");
  g_assert_true (g_str_has_suffix (answer_string (resource, "portal_ui.logo"), "/files/logo.svg"));
  g_set_str (&portal->language, "fr, de;q=0.8, en;q=0.5");
  german = portal_ask (portal, "GET", "/.well-known/oauth-protected-resource", NULL, NULL, NULL);
  g_clear_pointer (&portal->language, g_free);
  g_assert_cmpstr (answer_string (german, "portal_ui.help"), ==, "Hilfe");
  g_assert_cmpstr (answer_header (german, "Content-Language"), ==, "de");
  assert_status (server, 200);
  g_assert_cmpstr (answer_string (server, "issuer"), ==, address);
  g_assert_cmpstr (answer_string (server, "token_endpoint"), ==, token);
  g_assert_cmpstr (answer_string (server, "code_challenge_methods_supported.0"), ==, "S256");
}

/* A proxy stands before one API: discovery says so, and leaves the others. */
static void
test_api_override (void)
{
  g_autoptr (Portal) behind = portal_start ("--api", "party=http://127.0.0.1:1/people", NULL);
  g_autoptr (Answer) resource = portal_ask (behind, "GET", "/.well-known/oauth-protected-resource", NULL, NULL, NULL);

  g_assert_cmpstr (answer_string (resource, "portal_apis.party"), ==, "http://127.0.0.1:1/people/");
  g_assert_true (g_str_has_prefix (answer_string (resource, "portal_apis.usage"), portal_address (behind, "aquis")));
}

static Answer *
step (const char *provider,
      const char *session,
      const char *name,
      const char *value,
      const char *other_name,
      const char *other_value)
{
  return portal_post_form (portal, provider, "/authorize-challenge", "client_id", "test", "auth_session", session, name,
                           value, other_name, other_value, NULL);
}

static Answer *
redeem (const char *provider, const char *code, const char *verifier)
{
  return portal_post_form (portal, provider, "/token", "grant_type", "authorization_code", "client_id", "test", "code",
                           code, "code_verifier", verifier, NULL);
}

static char *
get_code (void)
{
  g_autofree char *session = portal_begin (portal, "aquis");
  g_autoptr (Answer) answer = step ("aquis", session, "username", "erika@example.org", "password", "right-password");

  assert_status (answer, 200);
  g_assert_cmpstr (answer_header (answer, "Cache-Control"), ==, "no-store");
  return g_strdup (answer_string (answer, "authorization_code"));
}

static void
assert_error (Answer *answer, guint status, const char *error)
{
  assert_status (answer, status);
  g_assert_cmpstr (answer_string (answer, "error"), ==, error);
}

static void
assert_works (const char *token, gboolean works)
{
  g_autoptr (Answer) answer = portal_ask (portal, "GET", CUSTOMERS, token, NULL, NULL);

  assert_status (answer, works ? 200 : 401);
  if (!works)
    g_assert_nonnull (strstr (answer_header (answer, "WWW-Authenticate"), "invalid_token"));
}

static void
test_form (void)
{
  g_autofree char *challenge = portal_challenge (), *session = portal_begin (portal, "aquis");
  g_autoptr (Answer) form =
      portal_post_form (portal, "aquis", "/authorize-challenge", "client_id", "test", "response_type", "code",
                        "code_challenge", challenge, "code_challenge_method", "S256", NULL);
  g_autoptr (Answer) at_once = NULL, unnamed = NULL, plain = NULL, ended = NULL, intent = NULL;

  g_assert_cmpstr (answer_string (form, "portal_form.text"), ==, "Demo: erika@example.org / right-password");
  g_assert_cmpstr (answer_string (form, "portal_form.fields.0.name"), ==, "username");
  g_assert_cmpstr (answer_string (form, "portal_form.fields.0.kind"), ==, "email");
  g_assert_cmpstr (answer_string (form, "portal_form.fields.1.kind"), ==, "password");
  unnamed = step ("aquis", session, "username", "", "password", "x");
  assert_error (unnamed, 401, "insufficient_authorization");
  g_assert_nonnull (answer_string (unnamed, "portal_form.fields.0.error"));
  at_once = portal_post_form (portal, "aquis", "/authorize-challenge", "client_id", "test", "response_type", "code",
                              "code_challenge", challenge, "code_challenge_method", "S256", "username",
                              " ERIKA@example.org ", "password", "right-password", NULL);
  assert_status (at_once, 200);
  plain = portal_post_form (portal, "aquis", "/authorize-challenge", "client_id", "test", "response_type", "code",
                            "code_challenge", "abc", "code_challenge_method", "plain", NULL);
  assert_error (plain, 400, "invalid_request");
  ended = step ("aquis", "no-such-session", "username", "erika@example.org", "password", "right-password");
  assert_error (ended, 400, "invalid_session");
  intent = portal_post_form (portal, "aquis", "/authorize-challenge", "client_id", "test", "response_type", "code",
                             "code_challenge", challenge, "code_challenge_method", "S256", "portal_intent",
                             "unheard-of", NULL);
  assert_error (intent, 400, "invalid_request");
}

/* Nobody learns from the answer whether a name is known: not from its text, its status, nor grossly from its time. */
static void
test_wrong_password (void)
{
  g_autofree char *session = portal_begin (portal, "aquis"), *other_session = portal_begin (portal, "aquis");
  gint64 begin = g_get_monotonic_time (), known_time, unknown_time;
  g_autoptr (Answer) known = step ("aquis", session, "username", "max@example.org", "password", "wrong"),
                     unknown = NULL;
  g_autofree char *normalized = NULL;
  GString *text;

  known_time = g_get_monotonic_time () - begin;
  begin = g_get_monotonic_time ();
  unknown = step ("aquis", other_session, "username", "nobody@example.org", "password", "wrong");
  unknown_time = g_get_monotonic_time () - begin;
  assert_error (known, 400, "access_denied");
  assert_error (unknown, 400, "access_denied");
  g_assert_nonnull (answer_string (known, "portal_form.fields.1.error"));
  text = g_string_new (unknown->body);
  g_string_replace (text, other_session, session, 0);
  normalized = g_string_free (text, FALSE);
  g_assert_cmpstr (known->body, ==, normalized);
  g_test_message ("known %" G_GINT64_FORMAT " µs, unknown %" G_GINT64_FORMAT " µs", known_time, unknown_time);
  g_assert_cmpint (unknown_time, >, known_time / 4);
}

static void
assert_lock_out (const char *user)
{
  g_autofree char *session = portal_begin (portal, "aquis");
  g_autoptr (Answer) answer = NULL, right = NULL;

  for (int i = 0; i < 3; i++)
    {
      g_clear_pointer (&answer, answer_free);
      answer = step ("aquis", session, "username", user, "password", "wrong");
    }
  assert_status (answer, 429);
  g_assert_cmpint (g_ascii_strtoll (answer_header (answer, "Retry-After"), NULL, 10), >, 0);
  g_assert_nonnull (answer_string (answer, "portal_form.fields.1.error"));
  right = step ("aquis", session, "username", user, "password", "other-password");
  assert_status (right, 429);
}

static void
test_lock_out (void)
{
  g_autofree char *session = NULL;
  g_autoptr (Answer) answer = NULL;

  g_usleep (2100000); /* tries of other tests are forgotten only by success */
  assert_lock_out ("locked@example.org");
  assert_lock_out ("max@example.org");
  g_usleep (2100000);
  session = portal_begin (portal, "aquis");
  answer = step ("aquis", session, "username", "max@example.org", "password", "other-password");
  assert_status (answer, 200);
}

static void
test_pkce (void)
{
  g_autofree char *code = get_code (), *other = get_code ();
  g_autoptr (Answer) wrong = redeem ("aquis", code, "another-verifier-that-is-long-enough-0123456789"), late = NULL,
                     client = NULL, none = NULL;

  assert_error (wrong, 400, "invalid_grant");
  late = redeem ("aquis", code, PORTAL_TEST_VERIFIER);
  assert_error (late, 400, "invalid_grant"); /* a code is used up by a wrong try too */
  client = portal_post_form (portal, "aquis", "/token", "grant_type", "authorization_code", "client_id", "another",
                             "code", other, "code_verifier", PORTAL_TEST_VERIFIER, NULL);
  assert_error (client, 400, "invalid_grant");
  none = portal_post_form (portal, "aquis", "/token", "grant_type", "password", "client_id", "test", "username", "x",
                           NULL);
  assert_error (none, 400, "unsupported_grant_type");
}

static void
test_code_replay (void)
{
  g_autofree char *code = get_code ();
  g_autoptr (Answer) tokens = redeem ("aquis", code, PORTAL_TEST_VERIFIER), again = NULL;

  assert_status (tokens, 200);
  g_assert_cmpstr (answer_string (tokens, "token_type"), ==, "Bearer");
  g_assert_cmpstr (answer_string (tokens, "scope"), ==, "portal");
  assert_works (answer_string (tokens, "access_token"), TRUE);
  again = redeem ("aquis", code, PORTAL_TEST_VERIFIER);
  assert_error (again, 400, "invalid_grant");
  assert_works (answer_string (tokens, "access_token"), FALSE);
}

static Answer *
refresh (const char *token)
{
  return portal_post_form (portal, "aquis", "/token", "grant_type", "refresh_token", "client_id", "test",
                           "refresh_token", token, NULL);
}

static void
test_rotation (void)
{
  g_autofree char *code = get_code ();
  g_autoptr (Answer) first = redeem ("aquis", code, PORTAL_TEST_VERIFIER), second = NULL, replay = NULL, third = NULL;

  second = refresh (answer_string (first, "refresh_token"));
  assert_status (second, 200);
  g_assert_cmpstr (answer_string (second, "refresh_token"), !=, answer_string (first, "refresh_token"));
  assert_works (answer_string (second, "access_token"), TRUE);
  replay = refresh (answer_string (first, "refresh_token"));
  assert_error (replay, 400, "invalid_grant");
  assert_works (answer_string (second, "access_token"), FALSE);
  third = refresh (answer_string (second, "refresh_token"));
  assert_error (third, 400, "invalid_grant");
}

static void
test_revoke (void)
{
  g_autofree char *code = get_code ();
  g_autoptr (Answer) tokens = redeem ("aquis", code, PORTAL_TEST_VERIFIER), revoked = NULL, unknown = NULL,
                     again = NULL;

  revoked = portal_post_form (portal, "aquis", "/revoke", "client_id", "test", "token",
                              answer_string (tokens, "refresh_token"), NULL);
  assert_status (revoked, 200);
  assert_works (answer_string (tokens, "access_token"), FALSE);
  again = refresh (answer_string (tokens, "refresh_token"));
  assert_error (again, 400, "invalid_grant");
  unknown = portal_post_form (portal, "aquis", "/revoke", "client_id", "test", "token", "unheard-of", NULL);
  assert_status (unknown, 200);
}

/* A stolen database gives no token and no password away. */
static void
test_only_hashes (void)
{
  g_autofree char *token = portal_sign_in (portal, "erika@example.org", "right-password");
  g_autofree char *directory_name = g_build_filename (portal->directory, "data", NULL);
  g_autoptr (GDir) directory = g_dir_open (directory_name, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory_name, name, NULL);
      g_autofree char *text = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      g_assert_null (memmem (text, length, token, strlen (token)));
      g_assert_null (memmem (text, length, "right-password\"", 15));
      n += length > 0;
    }
  g_assert_cmpuint (n, >=, 2);
}

static char *
find_digits (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\b\\d{6}\\b", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_assert_true (g_regex_match (regex, text, 0, &match));
  return g_match_info_fetch (match, 0);
}

static void
test_sms (void)
{
  g_autofree char *session = portal_begin (portal, "ember"), *message = NULL, *code = NULL;
  g_autoptr (Answer) form = step ("ember", session, "username", "erika", "password", "right-password"), wrong = NULL,
                     early = NULL, right = NULL, tokens = NULL;

  assert_error (form, 401, "insufficient_authorization");
  g_assert_true (json_node_get_boolean (answer_at (form, "otp_required")));
  g_assert_nonnull (strstr (answer_string (form, "portal_form.text"), "+49 … 42"));
  g_assert_cmpstr (answer_string (form, "portal_form.fields.0.kind"), ==, "otp");
  g_assert_cmpfloat (answer_number (form, "portal_form.fields.0.length"), ==, 6);
  message = portal_read_outbox (portal, ".txt");
  g_assert_nonnull (strstr (message, "To: +4917012342"));
  code = find_digits (message + strlen ("To: +4917012342"));
  wrong = step ("ember", session, "otp", g_str_equal (code, "123456") ? "123457" : "123456", "x", "x");
  assert_error (wrong, 401, "insufficient_authorization");
  g_assert_nonnull (answer_string (wrong, "portal_form.fields.0.error"));
  g_assert_cmpfloat (answer_number (wrong, "portal_form.fields.0.attempts_left"), ==, 2);
  early = step ("ember", session, "resend", "true", "x", "x");
  assert_error (early, 401, "insufficient_authorization");
  g_assert_cmpfloat (answer_number (early, "portal_form.fields.0.resend_after"), >, 0);
  right = step ("ember", session, "otp", code, "x", "x");
  assert_status (right, 200);
  tokens = redeem ("ember", answer_string (right, "authorization_code"), PORTAL_TEST_VERIFIER);
  assert_status (tokens, 200);
}

static void
test_sms_lock_out (void)
{
  g_autofree char *session = portal_begin (portal, "ember");
  g_autoptr (Answer) form = step ("ember", session, "username", "erika", "password", "right-password"), answer = NULL;

  assert_status (form, 401);
  for (int i = 0; i < 3; i++)
    {
      g_clear_pointer (&answer, answer_free);
      answer = step ("ember", session, "otp", "00000x", "x", "x");
    }
  assert_status (answer, 429);
}

static void
test_pin (void)
{
  g_autofree char *session = portal_begin (portal, "meridian"), *other_session = portal_begin (portal, "meridian"),
                  *mail = NULL, *code = NULL;
  g_autoptr (Answer) form = step ("meridian", session, "username", "erika", "method", "pin"), unknown = NULL,
                     right = NULL, guess = NULL;

  assert_error (form, 401, "insufficient_authorization");
  mail = portal_read_outbox (portal, ".eml");
  g_assert_nonnull (strstr (mail, "To: erika@example.org"));
  code = find_digits (strstr (mail, "\r\n\r\n"));
  unknown = step ("meridian", other_session, "username", "nobody", "method", "pin");
  assert_error (unknown, 401, "insufficient_authorization");
  g_assert_cmpstr (answer_string (unknown, "portal_form.text"), ==, answer_string (form, "portal_form.text"));
  guess = step ("meridian", other_session, "otp", code, "x", "x");
  assert_error (guess, 401, "insufficient_authorization");
  right = step ("meridian", session, "otp", code, "x", "x");
  assert_status (right, 200);
}

static char *
find_between (const char *text, const char *before, char after)
{
  const char *start = strstr (text, before);

  g_assert_nonnull (start);
  start += strlen (before);
  return g_strndup (start, strchr (start, after) - start);
}

static void
test_browser (void)
{
  g_autofree char *challenge = portal_challenge (), *session = NULL, *code = NULL, *iss = NULL;
  g_autofree char *path = g_strconcat (
      "/authorize?response_type=code&client_id=test&scope=portal&redirect_uri=http%3A%2F%2F127.0.0.1%3A5%2Fcb"
      "&state=a%26b&code_challenge_method=S256&code_challenge=",
      challenge, NULL);
  g_autoptr (Answer) page = portal_ask (portal, "GET", path, NULL, NULL, NULL), wrong = NULL, done = NULL,
                     without = NULL, tokens = NULL;
  const char *location;

  assert_status (page, 200);
  g_assert_true (g_str_has_prefix (answer_header (page, "Content-Type"), "text/html"));
  session = find_between (page->body, "name=\"auth_session\" value=\"", '"');
  wrong = portal_post_form (portal, "aquis", "/authorize", "auth_session", session, "username", "erika@example.org",
                            "password", "no", NULL);
  assert_status (wrong, 403);
  g_assert_nonnull (strstr (wrong->body, "role=\"alert\""));
  done = portal_post_form (portal, "aquis", "/authorize", "auth_session", session, "username", "erika@example.org",
                           "password", "right-password", NULL);
  assert_status (done, 302);
  location = answer_header (done, "Location");
  g_assert_true (g_str_has_prefix (location, "http://127.0.0.1:5/cb?code="));
  g_assert_nonnull (strstr (location, "&state=a%26b&"));
  iss = g_uri_unescape_string (strstr (location, "&iss=") + 5, NULL);
  g_assert_cmpstr (iss, ==, portal_address (portal, "aquis"));
  code = find_between (location, "code=", '&');
  without = redeem ("aquis", code, PORTAL_TEST_VERIFIER);
  assert_error (without, 400, "invalid_grant"); /* redirect_uri is part of the grant */
}

static void
test_browser_token (void)
{
  g_autofree char *challenge = portal_challenge (), *session = NULL, *code = NULL;
  g_autofree char *path =
      g_strconcat ("/authorize?response_type=code&client_id=test&redirect_uri=http%3A%2F%2F127.0.0.1%3A5%2Fcb"
                   "&code_challenge_method=S256&code_challenge=",
                   challenge, NULL);
  g_autoptr (Answer) page = portal_ask (portal, "GET", path, NULL, NULL, NULL), done = NULL, tokens = NULL;

  session = find_between (page->body, "name=\"auth_session\" value=\"", '"');
  done = portal_post_form (portal, "aquis", "/authorize", "auth_session", session, "username", "Erika", "password",
                           "right-password", NULL);
  assert_status (done, 302);
  code = find_between (answer_header (done, "Location"), "code=", '&');
  tokens =
      portal_post_form (portal, "aquis", "/token", "grant_type", "authorization_code", "client_id", "test", "code",
                        code, "code_verifier", PORTAL_TEST_VERIFIER, "redirect_uri", "http://127.0.0.1:5/cb", NULL);
  assert_status (tokens, 200);
  assert_works (answer_string (tokens, "access_token"), TRUE);
}

/* No open redirect: an address that is not the user's own machine never gets anything. */
static void
test_browser_redirect (void)
{
  const char *const bad[] = { "https%3A%2F%2Fevil.example%2Fcb",
                              "http%3A%2F%2F127.0.0.1.evil.example%2F",
                              "http%3A%2F%2F127.0.0.1%40evil.example%2F",
                              "javascript%3Aalert(1)",
                              "",
                              "http%3A%2F%2F127.0.0.1%2F%23x" };
  g_autofree char *challenge = portal_challenge ();
  g_autoptr (Answer) no_pkce = portal_ask (
      portal, "GET", "/authorize?response_type=code&client_id=test&redirect_uri=http%3A%2F%2F127.0.0.1%3A5%2F&state=s",
      NULL, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strdup_printf (
          "/authorize?response_type=code&client_id=test&code_challenge_method=S256&code_challenge=%s&redirect_uri=%s",
          challenge, bad[i]);
      g_autoptr (Answer) answer = portal_ask (portal, "GET", path, NULL, NULL, NULL);

      g_test_message ("%s", bad[i]);
      assert_status (answer, 400);
      g_assert_null (answer_header (answer, "Location"));
    }
  assert_status (no_pkce, 302);
  g_assert_nonnull (strstr (answer_header (no_pkce, "Location"), "?error=invalid_request&state=s&iss="));
}

static void
test_expiry (void)
{
  g_autoptr (Portal) short_lived = portal_start ("--access-token-lifetime", "1", NULL);
  g_autofree char *token = portal_sign_in (short_lived, "erika@example.org", "right-password");
  g_autoptr (Answer) fresh = portal_ask (short_lived, "GET", CUSTOMERS, token, NULL, NULL), old = NULL;

  assert_status (fresh, 200);
  g_usleep (2100000);
  old = portal_ask (short_lived, "GET", CUSTOMERS, token, NULL, NULL);
  assert_status (old, 401);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  portal = portal_start ("--provider", "aquis", "--provider", "meridian", "--provider", "ember", NULL);
  g_test_add_func ("/portal/oauth/discovery", test_discovery);
  g_test_add_func ("/portal/oauth/api-override", test_api_override);
  g_test_add_func ("/portal/oauth/form", test_form);
  g_test_add_func ("/portal/oauth/wrong-password", test_wrong_password);
  g_test_add_func ("/portal/oauth/pkce", test_pkce);
  g_test_add_func ("/portal/oauth/code-replay", test_code_replay);
  g_test_add_func ("/portal/oauth/rotation", test_rotation);
  g_test_add_func ("/portal/oauth/revoke", test_revoke);
  g_test_add_func ("/portal/oauth/only-hashes", test_only_hashes);
  g_test_add_func ("/portal/oauth/sms", test_sms);
  g_test_add_func ("/portal/oauth/sms-lock-out", test_sms_lock_out);
  g_test_add_func ("/portal/oauth/pin", test_pin);
  g_test_add_func ("/portal/oauth/browser", test_browser);
  g_test_add_func ("/portal/oauth/browser-token", test_browser_token);
  g_test_add_func ("/portal/oauth/browser-redirect", test_browser_redirect);
  g_test_add_func ("/portal/oauth/lock-out", test_lock_out);
  g_test_add_func ("/portal/oauth/expiry", test_expiry);
  result = g_test_run ();
  portal_free (portal);
  return result;
}
