/* SPDX-License-Identifier: GPL-3.0-or-later
 * Signing in step by step: against foyer-portal's providers, and against servers that do it in other ways. */

#include "foyer-challenge.h"
#include "foyer-error.h"

#include "fiber-test.h"
#include "portal-fixture.h"
#include "rude-server.h"

#include <string.h>

static FoyerField *
find (FoyerChallenge *challenge, const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (challenge)); i++)
    {
      g_autoptr (FoyerField) field = g_list_model_get_item (G_LIST_MODEL (challenge), i);

      if (g_str_equal (foyer_field_get_name (field), name))
        return field;
    }
  return NULL;
}

static void
type (FoyerChallenge *challenge, const char *name, const char *value)
{
  FoyerField *field = find (challenge, name);

  g_assert_nonnull (field);
  foyer_field_set_value (field, value);
}

static void
check_state (FoyerChallenge *challenge, FoyerChallengeState state)
{
  const GError *error = foyer_challenge_get_error (challenge);

  if (error != NULL)
    g_test_message ("error: %s", error->message);
  g_assert_cmpint (foyer_challenge_get_state (challenge), ==, state);
  g_assert_cmpint (error != NULL, ==, state == FOYER_CHALLENGE_ERROR);
}

static void
check_error (FoyerChallenge *challenge, FoyerErrorCode code)
{
  check_state (challenge, FOYER_CHALLENGE_ERROR);
  g_assert_error (foyer_challenge_get_error (challenge), FOYER_ERROR, (int) code);
}

static void
submit (FoyerChallenge *challenge)
{
  g_autoptr (GError) error = NULL;
  gboolean sent = dex_await_boolean (foyer_challenge_submit (challenge), &error);

  g_assert_no_error (error);
  g_assert_true (sent);
}

static FoyerChallenge *
start_real (PortalFixture *fixture, const char *provider)
{
  g_autoptr (FoyerTransport) transport = foyer_transport_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerPortal) portal =
      dex_await_object (foyer_portal_discover (transport, portal_fixture_get_address (fixture, provider)), &error);
  FoyerChallenge *challenge;

  g_assert_no_error (error);
  foyer_transport_set_languages (transport, "en");
  challenge = foyer_challenge_new (transport, portal, NULL);
  g_assert_cmpint (foyer_challenge_get_state (challenge), ==, FOYER_CHALLENGE_IDLE);
  fiber_test_await (foyer_challenge_start (challenge));
  check_state (challenge, FOYER_CHALLENGE_READY);
  return challenge;
}

static void
on_notify_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  g_string_append_printf (user_data, "%d", foyer_challenge_get_state (FOYER_CHALLENGE (object)));
}

/* aquis 1 */
static void
test_password (void)
{
  g_autoptr (PortalFixture) fixture = portal_fixture_new (NULL, NULL);
  g_autoptr (FoyerChallenge) challenge = start_real (fixture, "aquis");
  g_autoptr (GString) states = g_string_new (NULL);

  g_signal_connect (challenge, "notify::state", G_CALLBACK (on_notify_cb), states);
  g_assert_cmpint (foyer_field_get_kind (find (challenge, "username")), ==, FOYER_FIELD_EMAIL);
  g_assert_true (foyer_field_is_secret (find (challenge, "password")));
  g_assert_nonnull (foyer_challenge_get_submit_label (challenge));
  type (challenge, "username", " erika@muster.example ");
  type (challenge, "password", "wrong");
  submit (challenge);
  check_error (challenge, FOYER_ERROR_ACCESS_DENIED);
  g_assert_cmpstr (foyer_field_get_value (find (challenge, "username")), ==, " erika@muster.example ");
  g_assert_null (foyer_field_get_value (find (challenge, "password")));
  type (challenge, "password", "Quelle-2026!");
  submit (challenge);
  check_state (challenge, FOYER_CHALLENGE_DONE);
  g_assert_nonnull (foyer_challenge_get_code (challenge));
  g_assert_cmpuint (strlen (foyer_challenge_get_code_verifier (challenge)), ==, 43);
  g_assert_null (foyer_field_get_value (find (challenge, "password")));
  g_assert_cmpstr (states->str, ==, "2324");
  type (challenge, "password", "Quelle-2026!");
  g_assert_false (dex_await_boolean (foyer_challenge_submit (challenge), NULL));
  check_state (challenge, FOYER_CHALLENGE_DONE);
}

/* What is wrong at a glance is not sent. */
static void
test_checked_here (void)
{
  g_autoptr (PortalFixture) fixture = portal_fixture_new (NULL, NULL);
  g_autoptr (FoyerChallenge) challenge = start_real (fixture, "aquis");

  portal_fixture_reset_counts (fixture, "aquis");
  type (challenge, "username", "erika at muster");
  g_assert_false (dex_await_boolean (foyer_challenge_submit (challenge), NULL));
  g_assert_nonnull (foyer_field_get_error (find (challenge, "username")));
  g_assert_nonnull (foyer_field_get_error (find (challenge, "password")));
  g_assert_cmpuint (portal_fixture_count (fixture, "aquis", "POST /authorize-challenge"), ==, 0);
  type (challenge, "username", "erika@muster.example");
  g_assert_null (foyer_field_get_error (find (challenge, "username")));
}

static char *
find_digits (const char *text, guint n)
{
  for (const char *at = text; *at != '\0'; at++)
    if (strspn (at, "0123456789") == n)
      return g_strndup (at, n);
    else
      at += strspn (at, "0123456789") > 0 ? strspn (at, "0123456789") - 1 : 0;
  return NULL;
}

/* ember 3: the code that comes by text message, wrong, sent anew too early, right */
static void
test_second_factor (void)
{
  g_autoptr (PortalFixture) fixture = portal_fixture_new ("--provider", "ember", NULL);
  g_autoptr (FoyerChallenge) challenge = start_real (fixture, "ember");
  g_autofree char *message = NULL, *code = NULL, *spaced = NULL;

  type (challenge, "username", "adler-it");
  type (challenge, "password", "Glut-2026-ok");
  submit (challenge);
  check_state (challenge, FOYER_CHALLENGE_READY);
  g_assert_null (find (challenge, "password"));
  g_assert_cmpuint (foyer_field_get_length (find (challenge, "otp")), ==, 6);
  g_assert_cmpuint (foyer_field_get_resend_after (find (challenge, "otp")), >, 0);
  g_assert_nonnull (foyer_challenge_get_text (challenge));
  type (challenge, "otp", "000000");
  submit (challenge);
  check_error (challenge, FOYER_ERROR_ACCESS_DENIED);
  g_assert_nonnull (foyer_field_get_error (find (challenge, "otp")));
  g_assert_cmpint (foyer_field_get_attempts_left (find (challenge, "otp")), >=, 0);
  g_assert_true (dex_await_boolean (foyer_challenge_resend (challenge), NULL));
  g_assert_nonnull (foyer_field_get_error (find (challenge, "otp")));
  message = portal_fixture_read_outbox (fixture, ".txt");
  g_assert_nonnull (message);
  code = find_digits (message, 6);
  g_assert_nonnull (code);
  spaced = g_strdup_printf ("%.3s %s", code, code + 3);
  type (challenge, "otp", spaced);
  submit (challenge);
  check_state (challenge, FOYER_CHALLENGE_DONE);
}

/* meridian 5: a PIN by mail in place of the password; which field counts depends on the choice */
static void
test_pin (void)
{
  g_autoptr (PortalFixture) fixture = portal_fixture_new ("--provider", "meridian", NULL);
  g_autoptr (FoyerChallenge) challenge = start_real (fixture, "meridian");
  FoyerField *method = find (challenge, "method"), *password = find (challenge, "password");

  g_assert_cmpuint (foyer_field_get_n_options (method), ==, 2);
  g_assert_cmpstr (foyer_field_get_value (method), ==, "password");
  g_assert_true (foyer_challenge_is_field_shown (challenge, password));
  type (challenge, "username", "lotte");
  type (challenge, "method", "pin");
  g_assert_false (foyer_challenge_is_field_shown (challenge, password));
  submit (challenge);
  check_state (challenge, FOYER_CHALLENGE_READY);
  g_assert_nonnull (find (challenge, "otp"));
}

/* meridian 5: too many tries lock for a while, and it is said for how long */
static void
test_locked_out (void)
{
  g_autoptr (PortalFixture) fixture = portal_fixture_new (NULL, NULL);
  g_autoptr (FoyerChallenge) challenge = start_real (fixture, "aquis");

  for (int i = 0; i < 10; i++)
    {
      type (challenge, "username", "erika@muster.example");
      type (challenge, "password", "wrong");
      submit (challenge);
      check_state (challenge, FOYER_CHALLENGE_ERROR);
      if (g_error_matches (foyer_challenge_get_error (challenge), FOYER_ERROR, FOYER_ERROR_BUSY))
        break;
    }
  check_error (challenge, FOYER_ERROR_BUSY);
  g_assert_cmpuint (foyer_error_get_retry_after (foyer_challenge_get_error (challenge)), >, 0);
  g_assert_cmpuint (foyer_error_get_retry_after (foyer_challenge_get_error (challenge)), <=, 60);
  g_assert_cmpstr (foyer_field_get_value (find (challenge, "username")), ==, "erika@muster.example");
}

/* Whether the step was done nobody knows: it is not sent again by itself, and nothing typed is lost. */
static void
test_lost_step (void)
{
  static const char *const faults[] = { "kind=drop-before,path=/authorize-challenge",
                                        "kind=drop,path=/authorize-challenge", "kind=html,path=/authorize-challenge",
                                        "kind=503,path=/authorize-challenge" };
  g_autoptr (PortalFixture) fixture = portal_fixture_new (NULL, NULL);
  g_autoptr (FoyerChallenge) challenge = start_real (fixture, "aquis");

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;

      type (challenge, "username", "erika@muster.example");
      type (challenge, "password", "Quelle-2026!");
      portal_fixture_set_faults (fixture, "aquis", faults[i], NULL);
      portal_fixture_reset_counts (fixture, "aquis");
      g_assert_false (dex_await (foyer_challenge_submit (challenge), &error));
      check_state (challenge, FOYER_CHALLENGE_ERROR);
      g_assert_cmpint (error->code, ==, foyer_challenge_get_error (challenge)->code);
      g_assert_cmpuint (portal_fixture_count (fixture, "aquis", "POST /authorize-challenge"), ==, 1);
      g_assert_cmpstr (foyer_field_get_value (find (challenge, "username")), ==, "erika@muster.example");
      g_assert_cmpstr (foyer_field_get_value (find (challenge, "password")), ==, "Quelle-2026!");
    }
  portal_fixture_set_faults (fixture, "aquis", NULL, NULL);
  submit (challenge);
  check_state (challenge, FOYER_CHALLENGE_DONE);
}

/* Servers by others: each answer in turn, "STATUS body". */
typedef struct
{
  const char *const *answers;
  guint next;
} Script;

static void
answer_script (RudeServer *server, RudeRequest *request, GOutputStream *out, gpointer data)
{
  Script *script = data;
  const char *answer = script->answers[script->next++];
  g_autofree char *status = g_strdup_printf ("%.3s Status", answer);

  rude_answer (out, status, "application/json", "Retry-After: 7\r\n", answer + 4);
}

static FoyerChallenge *
make_scripted (RudeServer *server, const char *intent)
{
  g_autoptr (FoyerTransport) transport = foyer_transport_new ();
  const char *base = rude_server_get_base (server);
  g_autofree char *text = g_strdup_printf (
      "{\"resource\":{\"resource\":\"%s\"},\"server\":{\"issuer\":\"%s\",\"token_endpoint\":\"%s/token\","
      "\"authorization_endpoint\":\"%s/authorize\",\"authorization_challenge_endpoint\":\"%s/challenge\"}}",
      base, base, base, base, base);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerPortal) portal = foyer_portal_new_from_json (node, &error);

  g_assert_no_error (error);
  return foyer_challenge_new (transport, portal, intent);
}

static GHashTable *
read_sent (RudeServer *server)
{
  g_autofree char *body = rude_server_dup_body (server, "/challenge");

  return soup_form_decode (body);
}

static char *
make_s256 (const char *verifier)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  g_autofree char *text = NULL;

  g_checksum_update (checksum, (const guint8 *) verifier, -1);
  g_checksum_get_digest (checksum, digest, &length);
  text = g_base64_encode (digest, length);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  return g_strndup (text, 43);
}

/* The draft's own examples: no form, a session that changes, a code at the end. */
static void
test_draft (void)
{
  const char *const answers[] = {
    "400 {\"error\":\"insufficient_authorization\",\"auth_session\":\"one\"}",
    "401 {\"error\":\"insufficient_authorization\",\"auth_session\":\"x\",\"otp_required\":true}",
    "401 {\"error\":\"insufficient_authorization\",\"auth_session\":\"two\",\"otp_required\":true}",
    "200 {\"authorization_code\":\"the-code\"}"
  };
  Script script = { answers };
  g_autoptr (RudeServer) server = rude_server_new (answer_script, &script);
  g_autoptr (FoyerChallenge) challenge = make_scripted (server, NULL);
  g_autoptr (GHashTable) first = NULL, second = NULL, third = NULL;
  g_autofree char *expected = NULL;

  fiber_test_await (foyer_challenge_start (challenge));
  check_state (challenge, FOYER_CHALLENGE_READY);
  first = read_sent (server);
  expected = make_s256 (foyer_challenge_get_code_verifier (challenge));
  g_assert_cmpstr (g_hash_table_lookup (first, "client_id"), ==, "foyer");
  g_assert_cmpstr (g_hash_table_lookup (first, "response_type"), ==, "code");
  g_assert_cmpstr (g_hash_table_lookup (first, "code_challenge"), ==, expected);
  g_assert_cmpstr (g_hash_table_lookup (first, "code_challenge_method"), ==, "S256");
  g_assert_false (g_hash_table_contains (first, "portal_intent"));
  g_assert_false (g_hash_table_contains (first, "auth_session"));
  type (challenge, "username", "erika");
  type (challenge, "password", " pass word ");
  submit (challenge);
  check_state (challenge, FOYER_CHALLENGE_READY);
  second = read_sent (server);
  g_assert_cmpstr (g_hash_table_lookup (second, "auth_session"), ==, "one");
  g_assert_cmpstr (g_hash_table_lookup (second, "username"), ==, "erika");
  g_assert_cmpstr (g_hash_table_lookup (second, "password"), ==, " pass word ");
  g_assert_false (g_hash_table_contains (second, "code_challenge"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (challenge)), ==, 1);
  type (challenge, "otp", "000000");
  submit (challenge);
  check_error (challenge, FOYER_ERROR_ACCESS_DENIED);
  type (challenge, "otp", "123 456");
  submit (challenge);
  check_state (challenge, FOYER_CHALLENGE_DONE);
  third = read_sent (server);
  g_assert_cmpstr (g_hash_table_lookup (third, "auth_session"), ==, "two");
  g_assert_cmpstr (g_hash_table_lookup (third, "otp"), ==, "123456");
  g_assert_cmpstr (foyer_challenge_get_code (challenge), ==, "the-code");
}

/* A server that keeps no session and has no form: it denies the empty first step, and takes everything with the next.
 */
static void
test_no_session (void)
{
  const char *const answers[] = { "400 {\"error\":\"access_denied\"}", "400 {\"error\":\"access_denied\"}",
                                  "200 {\"authorization_code\":\"c\"}" };
  Script script = { answers };
  g_autoptr (RudeServer) server = rude_server_new (answer_script, &script);
  g_autoptr (FoyerChallenge) challenge = make_scripted (server, NULL);
  g_autoptr (GHashTable) sent = NULL;

  fiber_test_await (foyer_challenge_start (challenge));
  check_state (challenge, FOYER_CHALLENGE_READY);
  type (challenge, "username", "erika");
  type (challenge, "password", "wrong");
  submit (challenge);
  check_error (challenge, FOYER_ERROR_ACCESS_DENIED);
  type (challenge, "password", "right");
  submit (challenge);
  check_state (challenge, FOYER_CHALLENGE_DONE);
  sent = read_sent (server);
  g_assert_true (g_hash_table_contains (sent, "code_challenge"));
  g_assert_cmpstr (g_hash_table_lookup (sent, "password"), ==, "right");
}

/* What was typed into a field that another choice has hidden is not sent. */
static void
test_hidden_field (void)
{
  const char *const answers[] = {
    "401 "
    "{\"error\":\"insufficient_authorization\",\"auth_session\":\"one\",\"portal_form\":{\"text\":\"Hello\",\"submit\":"
    "\"Go\",\"fields\":[{\"name\":\"method\",\"kind\":\"choice\",\"value\":\"password\",\"options\":[{\"value\":"
    "\"password\",\"label\":\"P\"},{\"value\":\"pin\",\"label\":\"Pin\"}]},{\"name\":\"password\",\"kind\":"
    "\"password\",\"when\":{\"field\":\"method\",\"value\":\"password\"}}]}}",
    "200 {\"authorization_code\":\"c\"}"
  };
  Script script = { answers };
  g_autoptr (RudeServer) server = rude_server_new (answer_script, &script);
  g_autoptr (FoyerChallenge) challenge = make_scripted (server, NULL);
  g_autoptr (GHashTable) sent = NULL;

  fiber_test_await (foyer_challenge_start (challenge));
  g_assert_cmpstr (foyer_challenge_get_text (challenge), ==, "Hello");
  g_assert_cmpstr (foyer_challenge_get_submit_label (challenge), ==, "Go");
  type (challenge, "password", "secret");
  type (challenge, "method", "pin");
  submit (challenge);
  sent = read_sent (server);
  g_assert_cmpstr (g_hash_table_lookup (sent, "method"), ==, "pin");
  g_assert_false (g_hash_table_contains (sent, "password"));
}

/* The form stood open for too long: what was typed is sent in a new conversation, once. */
static void
test_session_ended (void)
{
  const char *const answers[] = {
    "401 {\"error\":\"insufficient_authorization\",\"auth_session\":\"one\"}",
    "400 {\"error\":\"invalid_session\"}",
    "401 {\"error\":\"insufficient_authorization\",\"auth_session\":\"two\"}",
    "400 {\"error\":\"invalid_session\"}",
    "400 {\"error\":\"invalid_session\"}",
    "401 {\"error\":\"insufficient_authorization\",\"auth_session\":\"three\"}",
    "200 {\"authorization_code\":\"c\"}",
  };
  Script script = { answers };
  g_autoptr (RudeServer) server = rude_server_new (answer_script, &script);
  g_autoptr (FoyerChallenge) challenge = make_scripted (server, NULL);
  g_autoptr (GHashTable) sent = NULL;

  fiber_test_await (foyer_challenge_start (challenge));
  type (challenge, "username", "erika");
  type (challenge, "password", "secret");
  submit (challenge);
  g_assert_cmpuint (script.next, ==, 4);
  check_error (challenge, FOYER_ERROR_SIGNED_OUT);
  g_assert_cmpstr (foyer_field_get_value (find (challenge, "username")), ==, "erika");
  type (challenge, "password", "secret");
  submit (challenge);
  check_state (challenge, FOYER_CHALLENGE_DONE);
  sent = read_sent (server);
  g_assert_cmpstr (g_hash_table_lookup (sent, "auth_session"), ==, "three");
  g_assert_cmpstr (g_hash_table_lookup (sent, "username"), ==, "erika");
  g_assert_cmpstr (g_hash_table_lookup (sent, "password"), ==, "secret");
}

/* The code came too late: the first form is another one, and it is said why. */
static void
test_session_ended_later (void)
{
  const char *const answers[] = {
    "401 {\"error\":\"insufficient_authorization\",\"auth_session\":\"one\",\"otp_required\":true}",
    "400 {\"error\":\"invalid_session\"}",
    "401 {\"error\":\"insufficient_authorization\",\"auth_session\":\"two\"}",
    "400 {\"error\":\"invalid_session\"}",
  };
  Script script = { answers };
  g_autoptr (RudeServer) server = rude_server_new (answer_script, &script);
  g_autoptr (FoyerChallenge) challenge = make_scripted (server, "register"), hopeless = NULL;
  g_autoptr (GHashTable) again = NULL;

  fiber_test_await (foyer_challenge_start (challenge));
  type (challenge, "otp", "123456");
  submit (challenge);
  check_error (challenge, FOYER_ERROR_SIGNED_OUT);
  again = read_sent (server);
  g_assert_true (g_hash_table_contains (again, "code_challenge"));
  g_assert_cmpstr (g_hash_table_lookup (again, "portal_intent"), ==, "register");
  g_assert_false (g_hash_table_contains (again, "auth_session"));
  g_assert_false (g_hash_table_contains (again, "otp"));
  g_assert_nonnull (find (challenge, "password"));
  /* One that never had a session is not asked for ever. */
  hopeless = make_scripted (server, NULL);
  fiber_test_await (foyer_challenge_start (hopeless));
  check_error (hopeless, FOYER_ERROR_SIGNED_OUT);
  g_assert_cmpuint (script.next, ==, 4);
}

static void
test_web (void)
{
  const char *const answers[] = {
    "400 {\"error\":\"redirect_to_web\",\"request_uri\":\"urn:x:1 2\",\"expires_in\":60}",
    "403 {\"error\":\"redirect_to_web\"}",
  };
  Script script = { answers };
  g_autoptr (RudeServer) server = rude_server_new (answer_script, &script);
  g_autoptr (FoyerChallenge) pushed = make_scripted (server, NULL), plain = make_scripted (server, NULL);
  g_autoptr (GHashTable) query = NULL;
  g_autofree char *expected = make_s256 (foyer_challenge_get_code_verifier (plain));
  g_autofree char *page = rude_server_uri (server, "/authorize?");

  fiber_test_await (foyer_challenge_start (pushed));
  check_state (pushed, FOYER_CHALLENGE_WEB);
  g_assert_true (g_str_has_prefix (foyer_challenge_get_web_uri (pushed), page));
  g_assert_nonnull (strstr (foyer_challenge_get_web_uri (pushed), "request_uri=urn%3Ax%3A1+2"));
  g_assert_null (strstr (foyer_challenge_get_web_uri (pushed), "code_challenge"));
  fiber_test_await (foyer_challenge_start (plain));
  check_state (plain, FOYER_CHALLENGE_WEB);
  query = soup_form_decode (strchr (foyer_challenge_get_web_uri (plain), '?') + 1);
  g_assert_cmpstr (g_hash_table_lookup (query, "code_challenge"), ==, expected);
  g_assert_cmpstr (g_hash_table_lookup (query, "response_type"), ==, "code");
}

static void
test_odd_answers (void)
{
  static const struct
  {
    const char *answer;
    FoyerErrorCode code;
  } cases[] = {
    { "200 {}", FOYER_ERROR_BAD_DATA },
    { "200 ", FOYER_ERROR_BAD_DATA },
    { "400 {}", FOYER_ERROR_INVALID },
    { "400 ", FOYER_ERROR_INVALID },
    { "400 []", FOYER_ERROR_INVALID },
    { "400 {\"error\":7}", FOYER_ERROR_INVALID },
    { "400 {\"error\":\"invalid_grant\"}", FOYER_ERROR_ACCESS_DENIED },
    { "400 {\"error\":\"unauthorized_client\"}", FOYER_ERROR_NOT_OFFERED },
    { "429 {\"error\":\"access_denied\"}", FOYER_ERROR_BUSY },
    { "401 {\"error\":\"invalid_scope\",\"portal_form\":{\"fields\":[{\"kind\":\"text\"},7,null]}}",
      FOYER_ERROR_INVALID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const answers[] = { cases[i].answer };
      Script script = { answers };
      g_autoptr (RudeServer) server = rude_server_new (answer_script, &script);
      g_autoptr (FoyerChallenge) challenge = make_scripted (server, NULL);

      fiber_test_await (foyer_challenge_start (challenge));
      check_error (challenge, cases[i].code);
      if (cases[i].code == FOYER_ERROR_BUSY)
        g_assert_cmpuint (foyer_error_get_retry_after (foyer_challenge_get_error (challenge)), ==, 7);
    }
}

static void
test_no_endpoint (void)
{
  g_autoptr (FoyerTransport) transport = foyer_transport_new ();
  g_autoptr (JsonNode) node = json_from_string (
      "{\"resource\":{\"resource\":\"https://a.example\"},\"server\":{\"issuer\":\"https://a.example\","
      "\"token_endpoint\":\"https://a.example/t\",\"authorization_endpoint\":\"https://a.example/a?x=1\"}}",
      NULL);
  g_autoptr (FoyerPortal) portal = foyer_portal_new_from_json (node, NULL);
  g_autoptr (FoyerChallenge) challenge = foyer_challenge_new (transport, portal, NULL);

  fiber_test_await (foyer_challenge_start (challenge));
  check_state (challenge, FOYER_CHALLENGE_WEB);
  g_assert_true (
      g_str_has_prefix (foyer_challenge_get_web_uri (challenge), "https://a.example/a?x=1&response_type=code"));
}

/* The page is left in the middle of a step: the step goes on, and nothing is touched that is gone. */
static void
test_left (void)
{
  const char *const answers[] = { "401 {\"error\":\"insufficient_authorization\"}" };
  Script script = { answers };
  g_autoptr (RudeServer) server = rude_server_new (answer_script, &script);
  FoyerChallenge *challenge = make_scripted (server, NULL);
  DexFuture *future = foyer_challenge_start (challenge);

  dex_unref (future);
  g_object_add_weak_pointer (G_OBJECT (challenge), (gpointer *) &challenge);
  g_object_unref (challenge);
  for (int i = 0; i < 200 && (challenge != NULL || script.next == 0); i++)
    dex_await (dex_timeout_new_msec (10), NULL);
  g_assert_null (challenge);
  g_assert_cmpuint (script.next, ==, 1);
}

static void
test_field (void)
{
  g_autoptr (FoyerField) password = foyer_field_new ("p", FOYER_FIELD_NEW_PASSWORD, "Password");
  g_autoptr (JsonNode) node = json_from_string (
      "{\"name\":\"new\",\"kind\":\"new-password\",\"min\":8,\"max\":\"16\",\"classes\":3,\"error\":\"too easy\"}",
      NULL);
  g_autoptr (JsonNode) nameless = json_from_string ("{\"kind\":\"text\"}", NULL),
                       odd = json_from_string ("{\"name\":\"x\",\"kind\":\"hologram\",\"min\":-5,\"length\":1e99,"
                                               "\"options\":[{\"value\":1},{\"label\":\"no value\"},\"c\"]}",
                                               NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerField) strict = foyer_field_new_from_json (node, NULL), text = foyer_field_new_from_json (odd, NULL);
  static const struct
  {
    const char *value;
    gboolean valid;
  } cases[] = {
    { "", FALSE },        { "Abcdef1", FALSE },         { "Abcdefg1", TRUE },           { "abcdefg1", FALSE },
    { "ABCDEF1-", TRUE }, { "Abcdefghijklmn1-", TRUE }, { "Abcdefghijklmn1-x", FALSE }, { "äöüÄÖÜ1 ", TRUE }
  };

  g_assert_true (foyer_field_get_required (strict));
  g_assert_cmpstr (foyer_field_get_error (strict), ==, "too easy");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      foyer_field_set_value (strict, cases[i].value);
      g_assert_cmpint (foyer_field_validate (strict), ==, cases[i].valid);
      g_assert_cmpint (foyer_field_get_error (strict) == NULL, ==, cases[i].valid);
    }
  foyer_field_wipe (strict);
  g_assert_null (foyer_field_get_value (strict));
  g_assert_null (foyer_field_new_from_json (nameless, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_BAD_DATA);
  g_assert_cmpint (foyer_field_get_kind (text), ==, FOYER_FIELD_TEXT);
  g_assert_cmpuint (foyer_field_get_min (text), ==, 0);
  g_assert_cmpuint (foyer_field_get_length (text), ==, 0);
  g_assert_cmpuint (foyer_field_get_n_options (text), ==, 1);
  g_assert_cmpstr (foyer_field_get_option_label (text, 0), ==, "1");
  g_assert_true (foyer_field_validate (text));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/challenge/field", test_field);
  fiber_test_add ("/challenge/password", test_password);
  fiber_test_add ("/challenge/checked-here", test_checked_here);
  fiber_test_add ("/challenge/second-factor", test_second_factor);
  fiber_test_add ("/challenge/pin", test_pin);
  fiber_test_add ("/challenge/locked-out", test_locked_out);
  fiber_test_add ("/challenge/lost-step", test_lost_step);
  fiber_test_add ("/challenge/draft", test_draft);
  fiber_test_add ("/challenge/no-session", test_no_session);
  fiber_test_add ("/challenge/hidden-field", test_hidden_field);
  fiber_test_add ("/challenge/session-ended", test_session_ended);
  fiber_test_add ("/challenge/session-ended-later", test_session_ended_later);
  fiber_test_add ("/challenge/web", test_web);
  fiber_test_add ("/challenge/odd-answers", test_odd_answers);
  fiber_test_add ("/challenge/no-endpoint", test_no_endpoint);
  fiber_test_add ("/challenge/left", test_left);
  return g_test_run ();
}
