/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tokens: one refresh at a time, stored before they are used, ended by the portal only, gone after signing out. */

#include "foyer-auth.h"
#include "foyer-challenge.h"
#include "foyer-error.h"

#include "fiber-test.h"
#include "portal-fixture.h"
#include "rude-server.h"

#include <string.h>

#define ACCOUNT "9b1d0d4a-0000-4000-8000-000000000001"

/* A secret store that can be slow, broken, and watched. */
#define TEST_TYPE_SECRETS (test_secrets_get_type ())
G_DECLARE_FINAL_TYPE (TestSecrets, test_secrets, TEST, SECRETS, GObject)

struct _TestSecrets
{
  GObject parent_instance;
  char *token;          /* nullable */
  guint delay;          /* ms before something is stored */
  FoyerErrorCode error; /* of everything, 0 = none (which UNKNOWN_HOST stands for) */
  guint stored;
};

static void test_secrets_iface_init (FoyerSecretStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestSecrets,
                               test_secrets,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FOYER_TYPE_SECRET_STORE, test_secrets_iface_init))

static DexFuture *
test_secrets_fail (TestSecrets *self)
{
  return dex_future_new_for_error (foyer_error_new (self->error, "the keyring fails"));
}

static DexFuture *
to_true (DexFuture *future, gpointer user_data)
{
  TestSecrets *self = user_data;

  self->stored++;
  return dex_future_new_true ();
}

typedef struct
{
  TestSecrets *self;
  char *secret;
} Storing;

static DexFuture *
store_now (DexFuture *future, gpointer user_data)
{
  Storing *storing = user_data;

  g_set_str (&storing->self->token, storing->secret);
  return to_true (NULL, storing->self);
}

static void
storing_free (gpointer data)
{
  Storing *storing = data;

  g_object_unref (storing->self);
  g_free (storing->secret);
  g_free (storing);
}

static DexFuture *
test_secrets_store (
    FoyerSecretStore *store, const char *account, const char *kind, const char *label, const char *secret)
{
  TestSecrets *self = TEST_SECRETS (store);
  Storing *storing;

  g_assert_cmpstr (account, ==, ACCOUNT);
  g_assert_cmpstr (kind, ==, "refresh-token");
  g_assert_null (strstr (label, secret));
  if (self->error != 0)
    return test_secrets_fail (self);
  storing = g_new0 (Storing, 1);
  storing->self = g_object_ref (self);
  storing->secret = g_strdup (secret);
  return dex_future_finally (dex_timeout_new_msec (self->delay), store_now, storing, storing_free);
}

static DexFuture *
test_secrets_lookup (FoyerSecretStore *store, const char *account, const char *kind)
{
  TestSecrets *self = TEST_SECRETS (store);

  return self->error != 0 ? test_secrets_fail (self) : dex_future_new_take_string (g_strdup (self->token));
}

static DexFuture *
test_secrets_clear (FoyerSecretStore *store, const char *account, const char *kind)
{
  TestSecrets *self = TEST_SECRETS (store);

  if (self->error != 0)
    return test_secrets_fail (self);
  g_clear_pointer (&self->token, g_free);
  return dex_future_new_true ();
}

static gboolean
test_secrets_is_lasting (FoyerSecretStore *store)
{
  return TRUE;
}

static void
test_secrets_iface_init (FoyerSecretStoreInterface *iface)
{
  iface->store = test_secrets_store;
  iface->lookup = test_secrets_lookup;
  iface->clear = test_secrets_clear;
  iface->is_lasting = test_secrets_is_lasting;
}

static void
test_secrets_finalize (GObject *object)
{
  g_free (TEST_SECRETS (object)->token);
  G_OBJECT_CLASS (test_secrets_parent_class)->finalize (object);
}

static void
test_secrets_class_init (TestSecretsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = test_secrets_finalize;
}

static void
test_secrets_init (TestSecrets *self)
{
}

/* A portal that counts: /token rotates r0 → r1 → … and gives a1, a2, …; below /api/ only the newest access token
 * counts. */
typedef struct
{
  GMutex mutex;
  guint generation; /* of the tokens */
  guint refreshes;
  guint replays;
  int lifetime;             /* seconds */
  guint delay;              /* ms that /token takes */
  const char *token_answer; /* nullable: "400 {…}" in place of tokens; "" = dropped */
} Bank;

static void
answer_token (Bank *bank, RudeRequest *request, GOutputStream *out)
{
  g_autoptr (GHashTable) form = soup_form_decode (request->body != NULL ? request->body : "");
  const char *refresh = g_hash_table_lookup (form, "refresh_token");
  g_autofree char *expected = NULL, *body = NULL;

  g_usleep (bank->delay * 1000);
  if (bank->token_answer != NULL && *bank->token_answer == '\0')
    return;
  if (bank->token_answer != NULL)
    {
      g_autofree char *status = g_strdup_printf ("%.3s Status", bank->token_answer);

      rude_answer (out, status, "application/json", NULL, bank->token_answer + 4);
      return;
    }
  g_mutex_lock (&bank->mutex);
  expected = g_strdup_printf ("r%u", bank->generation);
  if (refresh != NULL && !g_str_equal (refresh, expected))
    bank->replays++;
  bank->refreshes += refresh != NULL;
  bank->generation++;
  body = g_strdup_printf (
      "{\"access_token\":\"a%u\",\"refresh_token\":\"r%u\",\"token_type\":\"bearer\",\"expires_in\":%d}",
      bank->generation, bank->generation, bank->lifetime);
  g_mutex_unlock (&bank->mutex);
  rude_answer (out, "200 OK", "application/json", "Cache-Control: no-store\r\n", body);
}

static void
answer_bank (RudeServer *server, RudeRequest *request, GOutputStream *out, gpointer data)
{
  Bank *bank = data;
  g_autofree char *expected = NULL;

  if (g_str_equal (request->path, "/token"))
    {
      answer_token (bank, request, out);
      return;
    }
  if (g_str_equal (request->path, "/revoke"))
    {
      g_usleep (bank->delay * 1000);
      rude_answer (out, "200 OK", "application/json", NULL, "");
      return;
    }
  g_mutex_lock (&bank->mutex);
  expected = g_strdup_printf ("Bearer a%u", bank->generation);
  g_mutex_unlock (&bank->mutex);
  if (g_strcmp0 (g_hash_table_lookup (request->headers, "authorization"), expected) == 0)
    rude_answer (out, "200 OK", "application/json", NULL, "{}");
  else
    rude_answer (out, "401 Unauthorized", "application/json", "WWW-Authenticate: Bearer error=\"invalid_token\"\r\n",
                 "{}");
}

/* All that one account needs. */
typedef struct
{
  Bank bank;
  RudeServer *server;
  TestSecrets *secrets;
  FoyerTransport *transport;
  FoyerPortal *portal;
  FoyerAuth *auth;
  char *api;
} Set;

static FoyerPortal *
make_portal (const char *base)
{
  g_autofree char *text = g_strdup_printf (
      "{\"resource\":{\"resource\":\"%s\",\"portal_apis\":{\"usage\":\"%s/api/\"}},\"server\":{\"issuer\":"
      "\"%s\",\"token_endpoint\":\"%s/token\",\"revocation_endpoint\":\"%s/revoke\"}}",
      base, base, base, base, base);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (GError) error = NULL;
  FoyerPortal *portal = foyer_portal_new_from_json (node, &error);

  g_assert_no_error (error);
  return portal;
}

static DexFuture *
get_token (const char *stale, gpointer user_data)
{
  return foyer_auth_get_token (user_data, stale);
}

static Set *
set_new (const char *refresh_token)
{
  Set *self = g_new0 (Set, 1);
  g_auto (GStrv) prefixes = NULL;

  self->bank.lifetime = 600;
  self->server = rude_server_new (answer_bank, &self->bank);
  self->secrets = g_object_new (TEST_TYPE_SECRETS, NULL);
  self->secrets->token = g_strdup (refresh_token);
  self->transport = foyer_transport_new ();
  self->portal = make_portal (rude_server_get_base (self->server));
  self->auth = foyer_auth_new (self->transport, self->portal, FOYER_SECRET_STORE (self->secrets), ACCOUNT);
  prefixes = foyer_portal_get_token_prefixes (self->portal);
  foyer_transport_set_token_prefixes (self->transport, (const char *const *) prefixes);
  foyer_transport_set_token_func (self->transport, get_token, self->auth);
  self->api = rude_server_uri (self->server, "/api/x");
  return self;
}

static void
set_free (Set *self)
{
  foyer_transport_set_token_func (self->transport, NULL, NULL);
  g_object_unref (self->auth);
  g_object_unref (self->portal);
  g_object_unref (self->transport);
  g_object_unref (self->secrets);
  rude_server_free (self->server);
  g_free (self->api);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Set, set_free)

static DexFuture *
ask (Set *set)
{
  g_autoptr (FoyerRequest) request = foyer_request_new ("GET", set->api);

  return foyer_transport_send (set->transport, request);
}

static DexFuture *
ask_often (Set *set, guint n)
{
  g_autoptr (GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (futures, ask (set));
  return dex_future_allv ((DexFuture **) futures->pdata, futures->len);
}

static void
check_resume (Set *set, gboolean expected)
{
  g_autoptr (GError) error = NULL;
  gboolean found = dex_await_boolean (foyer_auth_resume (set->auth), &error);

  g_assert_no_error (error);
  g_assert_cmpint (found, ==, expected);
  g_assert_cmpint (foyer_auth_get_signed_in (set->auth), ==, expected);
}

static void
test_resume (void)
{
  g_autoptr (Set) nobody = set_new (NULL), somebody = set_new ("r0");

  check_resume (nobody, FALSE);
  check_resume (somebody, TRUE);
  g_assert_cmpuint (rude_server_count (somebody->server, NULL), ==, 0);
  fiber_test_await_error (ask (nobody), FOYER_ERROR, FOYER_ERROR_SIGNED_OUT);
  g_assert_cmpuint (rude_server_count (nobody->server, NULL), ==, 0);
  fiber_test_await (ask (somebody));
  g_assert_cmpstr (somebody->secrets->token, ==, "r1");
}

/* A hundred requests, the token gone: one refresh. */
static void
test_one_refresh (void)
{
  g_autoptr (Set) set = set_new ("r0");

  set->bank.lifetime = 1;
  set->bank.delay = 100;
  check_resume (set, TRUE);
  fiber_test_await (ask_often (set, 100));
  g_assert_cmpuint (set->bank.refreshes, ==, 1);
  dex_await (dex_timeout_new_msec (1100), NULL);
  set->bank.lifetime = 600;
  fiber_test_await (ask_often (set, 100));
  g_assert_cmpuint (set->bank.refreshes, ==, 2);
  g_assert_cmpuint (set->bank.replays, ==, 0);
  g_assert_cmpuint (rude_server_count (set->server, "/api/x"), ==, 200);
}

/* A request that was refused with the last token comes late: there is a newer one already. */
static void
test_late_refusal (void)
{
  g_autoptr (Set) set = set_new ("r0");
  g_autofree char *token = NULL, *newer = NULL;

  check_resume (set, TRUE);
  token = dex_await_string (foyer_auth_get_token (set->auth, NULL), NULL);
  g_assert_cmpstr (token, ==, "a1");
  newer = dex_await_string (foyer_auth_get_token (set->auth, "a0"), NULL);
  g_assert_cmpstr (newer, ==, "a1");
  g_assert_cmpuint (set->bank.refreshes, ==, 1);
  g_set_str (&newer, NULL);
  newer = dex_await_string (foyer_auth_get_token (set->auth, "a1"), NULL);
  g_assert_cmpstr (newer, ==, "a2");
}

/* The clock says the token is good, the portal does not: a clock that is off, or a laptop that slept. One refresh, and
 * every request is replayed once. */
static void
test_one_refresh_after_401 (void)
{
  g_autoptr (Set) set = set_new ("r0");

  check_resume (set, TRUE);
  fiber_test_await (ask (set));
  g_mutex_lock (&set->bank.mutex);
  set->bank.generation = 50; /* a1 no longer counts; a51 will */
  g_set_str (&set->secrets->token, "r50");
  g_mutex_unlock (&set->bank.mutex);
  set->bank.delay = 100;
  fiber_test_await (ask_often (set, 100));
  g_assert_cmpuint (set->bank.refreshes, ==, 2);
  g_assert_cmpuint (set->bank.replays, ==, 0);
}

static gboolean
was_token_asked (gpointer set)
{
  return rude_server_count (((Set *) set)->server, "/token") > 0;
}

static gboolean
was_token_given (gpointer set)
{
  return ((Set *) set)->bank.refreshes > 0;
}

static gboolean
was_token_stored (gpointer set)
{
  return ((Set *) set)->secrets->stored > 0;
}

/* Nobody gets the new access token before the new refresh token is safe. */
static void
test_stored_first (void)
{
  g_autoptr (Set) set = set_new ("r0");
  DexFuture *answer;

  set->secrets->delay = 1000;
  check_resume (set, TRUE);
  answer = ask (set);
  g_assert_true (fiber_test_wait_until (was_token_given, set, 5000));
  dex_await (dex_timeout_new_msec (100), NULL);
  g_assert_cmpuint (set->secrets->stored, ==, 0);
  g_assert_cmpuint (rude_server_count (set->server, "/api/x"), ==, 0);
  fiber_test_await (answer);
  g_assert_cmpuint (set->secrets->stored, ==, 1);
  g_assert_cmpstr (set->secrets->token, ==, "r1");
}

static void
on_signed_in_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  g_string_append_c (user_data, foyer_auth_get_signed_in (FOYER_AUTH (object)) ? '+' : '-');
}

static void
test_ended_by_portal (void)
{
  static const char *const answers[] = { "400 {\"error\":\"invalid_grant\"}", "401 {\"error\":\"invalid_client\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (Set) set = set_new ("r0");
      g_autoptr (GString) changes = g_string_new (NULL);

      g_signal_connect (set->auth, "notify::signed-in", G_CALLBACK (on_signed_in_cb), changes);
      check_resume (set, TRUE);
      set->bank.token_answer = answers[i];
      fiber_test_await_error (ask (set), FOYER_ERROR, FOYER_ERROR_SIGNED_OUT);
      g_assert_false (foyer_auth_get_signed_in (set->auth));
      g_assert_null (set->secrets->token);
      g_assert_cmpstr (changes->str, ==, "+-");
      fiber_test_await_error (ask (set), FOYER_ERROR, FOYER_ERROR_SIGNED_OUT);
      g_assert_cmpuint (rude_server_count (set->server, "/token"), ==, 1);
      g_assert_cmpuint (rude_server_count (set->server, "/api/x"), ==, 0);
    }
}

/* Anything else does not sign anybody out, and is not tried again by itself: the token may have been used. */
static void
test_portal_in_trouble (void)
{
  static const struct
  {
    const char *answer;
    FoyerErrorCode code;
  } cases[] = {
    { "", FOYER_ERROR_UNREACHABLE },
    { "500 {}", FOYER_ERROR_SERVER },
    { "503 {}", FOYER_ERROR_BUSY },
    { "429 {}", FOYER_ERROR_BUSY },
    { "400 {\"error\":\"invalid_request\"}", FOYER_ERROR_INVALID },
    { "400 <html>", FOYER_ERROR_NOT_A_PORTAL },
    { "200 <html>", FOYER_ERROR_NOT_A_PORTAL },
    { "200 {}", FOYER_ERROR_BAD_DATA },
    { "200 ", FOYER_ERROR_BAD_DATA },
    { "200 {\"access_token\":\"x\",\"token_type\":\"mac\"}", FOYER_ERROR_BAD_DATA },
    { "200 {\"access_token\":\"\",\"token_type\":\"Bearer\"}", FOYER_ERROR_BAD_DATA },
    { "200 {\"access_token\":\"a\\r\\nX-Evil: 1\",\"token_type\":\"Bearer\"}", FOYER_ERROR_BAD_DATA },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Set) set = set_new ("r0");
      g_autoptr (GError) error = NULL;

      check_resume (set, TRUE);
      set->bank.token_answer = cases[i].answer;
      g_assert_false (dex_await (foyer_auth_get_token (set->auth, NULL), &error));
      g_test_message ("%s: %s", cases[i].answer, error->message);
      g_assert_error (error, FOYER_ERROR, (int) cases[i].code);
      g_assert_cmpuint (rude_server_count (set->server, "/token"), ==, 1);
      g_assert_true (foyer_auth_get_signed_in (set->auth));
      g_assert_cmpstr (set->secrets->token, ==, "r0");
      set->bank.token_answer = NULL;
      fiber_test_await (ask (set));
    }
}

/* A portal that says no lifetime and gives no new refresh token (RFC 6749, 5.1 and 6). */
static void
test_least_answer (void)
{
  g_autoptr (Set) set = set_new ("r0");

  check_resume (set, TRUE);
  set->bank.token_answer = "200 {\"access_token\":\"a0\",\"token_type\":\"Bearer\"}";
  fiber_test_await (ask (set));
  fiber_test_await (ask (set));
  g_assert_cmpuint (rude_server_count (set->server, "/token"), ==, 1);
  g_assert_cmpstr (set->secrets->token, ==, "r0");
}

static void
redeem (Set *set)
{
  fiber_test_await (foyer_auth_redeem (set->auth, "a code", "a verifier", "http://127.0.0.1:7/cb"));
}

static void
test_redeem (void)
{
  g_autoptr (Set) set = set_new (NULL);
  g_autofree char *body = NULL;
  g_autoptr (GHashTable) form = NULL;

  redeem (set);
  body = rude_server_dup_body (set->server, "/token");
  form = soup_form_decode (body);
  g_assert_cmpstr (g_hash_table_lookup (form, "grant_type"), ==, "authorization_code");
  g_assert_cmpstr (g_hash_table_lookup (form, "client_id"), ==, "foyer");
  g_assert_cmpstr (g_hash_table_lookup (form, "code"), ==, "a code");
  g_assert_cmpstr (g_hash_table_lookup (form, "code_verifier"), ==, "a verifier");
  g_assert_cmpstr (g_hash_table_lookup (form, "redirect_uri"), ==, "http://127.0.0.1:7/cb");
  g_assert_true (foyer_auth_get_signed_in (set->auth));
  g_assert_cmpstr (set->secrets->token, ==, "r1");
  fiber_test_await (ask (set));
  g_assert_cmpuint (set->bank.refreshes, ==, 0);
}

static void
on_keyring_error_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

/* Without a keyring the session lives in memory, and it is said which way the keyring fails. */
static void
test_no_keyring (void)
{
  static const FoyerErrorCode codes[] = { FOYER_ERROR_KEYRING_MISSING, FOYER_ERROR_KEYRING_LOCKED,
                                          FOYER_ERROR_KEYRING_BROKEN };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (Set) set = set_new (NULL);
      g_autofree char *newest = NULL;
      guint changes = 0;

      set->bank.lifetime = 1;
      set->secrets->error = codes[i];
      g_signal_connect (set->auth, "notify::keyring-error", G_CALLBACK (on_keyring_error_cb), &changes);
      g_assert_false (dex_await_boolean (foyer_auth_resume (set->auth), NULL));
      g_assert_error (foyer_auth_get_keyring_error (set->auth), FOYER_ERROR, (int) codes[i]);
      redeem (set);
      fiber_test_await (ask (set));
      dex_await (dex_timeout_new_msec (1000), NULL);
      fiber_test_await (ask (set));
      g_assert_cmpuint (set->bank.refreshes, >=, 1);
      g_assert_cmpuint (set->bank.replays, ==, 0);
      g_assert_error (foyer_auth_get_keyring_error (set->auth), FOYER_ERROR, (int) codes[i]);
      g_assert_cmpuint (changes, >=, 1);
      /* It was opened meanwhile: the next token is kept there, and nothing is wrong any more. */
      set->secrets->error = 0;
      dex_await (dex_timeout_new_msec (1000), NULL);
      fiber_test_await (ask (set));
      g_assert_null (foyer_auth_get_keyring_error (set->auth));
      newest = g_strdup_printf ("r%u", set->bank.generation);
      g_assert_cmpstr (set->secrets->token, ==, newest);
    }
}

/* The keyring was locked while we were signed in: that signs nobody out. */
static void
test_keyring_locked_later (void)
{
  g_autoptr (Set) set = set_new ("r0");

  check_resume (set, TRUE);
  set->secrets->error = FOYER_ERROR_KEYRING_LOCKED;
  fiber_test_await_error (ask (set), FOYER_ERROR, FOYER_ERROR_KEYRING_LOCKED);
  g_assert_true (foyer_auth_get_signed_in (set->auth));
  g_assert_cmpuint (rude_server_count (set->server, NULL), ==, 0);
  set->secrets->error = 0;
  fiber_test_await (ask (set));
  g_assert_null (foyer_auth_get_keyring_error (set->auth));
}

static void
test_sign_out (void)
{
  g_autoptr (Set) set = set_new ("r0");
  g_autofree char *body = NULL;
  g_autoptr (GHashTable) form = NULL;

  check_resume (set, TRUE);
  fiber_test_await (ask (set));
  fiber_test_await (foyer_auth_sign_out (set->auth));
  g_assert_false (foyer_auth_get_signed_in (set->auth));
  g_assert_null (set->secrets->token);
  body = rude_server_dup_body (set->server, "/revoke");
  form = soup_form_decode (body);
  g_assert_cmpstr (g_hash_table_lookup (form, "token"), ==, "r1");
  g_assert_cmpstr (g_hash_table_lookup (form, "token_type_hint"), ==, "refresh_token");
  fiber_test_await_error (ask (set), FOYER_ERROR, FOYER_ERROR_SIGNED_OUT);
  g_assert_cmpuint (rude_server_count (set->server, "/api/x"), ==, 1);
}

/* The portal is away: signed out here all the same. */
static void
test_sign_out_offline (void)
{
  g_autoptr (FoyerTransport) transport = foyer_transport_new ();
  g_autoptr (FoyerPortal) portal = make_portal ("http://127.0.0.1:1");
  g_autoptr (TestSecrets) secrets = g_object_new (TEST_TYPE_SECRETS, NULL);
  g_autoptr (FoyerAuth) auth = foyer_auth_new (transport, portal, FOYER_SECRET_STORE (secrets), ACCOUNT);

  secrets->token = g_strdup ("r0");
  g_assert_true (dex_await_boolean (foyer_auth_resume (auth), NULL));
  fiber_test_await (foyer_auth_sign_out (auth));
  g_assert_false (foyer_auth_get_signed_in (auth));
  g_assert_null (secrets->token);
}

/* A refresh is on its way when somebody signs out: what comes back signs nobody in again, and is given back. */
static void
test_sign_out_meanwhile (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (Set) set = set_new ("r0");
      DexFuture *answer;
      g_autofree char *revoked = NULL;

      check_resume (set, TRUE);
      if (i == 0)
        set->bank.delay = 500; /* of the portal */
      else
        set->secrets->delay = 500; /* of the keyring */
      answer = ask (set);
      g_assert_true (fiber_test_wait_until (i == 0 ? was_token_asked : was_token_given, set, 5000));
      dex_await (dex_timeout_new_msec (50), NULL);
      set->bank.delay = 0;
      fiber_test_await (foyer_auth_sign_out (set->auth));
      fiber_test_await_error (answer, FOYER_ERROR, FOYER_ERROR_SIGNED_OUT);
      dex_await (dex_timeout_new_msec (200), NULL);
      g_assert_false (foyer_auth_get_signed_in (set->auth));
      g_assert_null (set->secrets->token);
      g_assert_cmpuint (rude_server_count (set->server, "/api/x"), ==, 0);
      revoked = rude_server_dup_body (set->server, "/revoke");
      g_assert_nonnull (strstr (revoked, "token=r1"));
      g_assert_cmpuint (rude_server_count (set->server, "/revoke"), ==, 2);
    }
}

/* The requests that wait for a refresh are dropped: the refresh goes on, for its token is used up. */
static void
test_dropped_waiter (void)
{
  g_autoptr (Set) set = set_new ("r0");
  DexFuture *answer;

  set->bank.delay = 200;
  check_resume (set, TRUE);
  answer = ask (set);
  g_assert_true (fiber_test_wait_until (was_token_asked, set, 5000));
  dex_unref (answer);
  g_assert_true (fiber_test_wait_until (was_token_stored, set, 5000));
  g_assert_cmpstr (set->secrets->token, ==, "r1");
  g_assert_cmpuint (rude_server_count (set->server, "/api/x"), ==, 0);
  fiber_test_await (ask (set));
  g_assert_cmpuint (set->bank.refreshes, ==, 1);
}

/* Real: sign in, be gone, come back, and what a stolen token does. */

static void
type (FoyerChallenge *challenge, guint position, const char *value)
{
  g_autoptr (FoyerField) field = g_list_model_get_item (G_LIST_MODEL (challenge), position);

  foyer_field_set_value (field, value);
}

static FoyerAuth *
make_real (FoyerTransport *transport, FoyerPortal *portal, FoyerSecretStore *secrets)
{
  FoyerAuth *auth = foyer_auth_new (transport, portal, secrets, ACCOUNT);
  g_auto (GStrv) prefixes = foyer_portal_get_token_prefixes (portal);

  foyer_transport_set_token_prefixes (transport, (const char *const *) prefixes);
  foyer_transport_set_token_func (transport, get_token, auth);
  return auth;
}

static DexFuture *
ask_customers (FoyerTransport *transport, FoyerPortal *portal)
{
  g_autofree char *uri = g_strconcat (foyer_portal_get_api (portal, "customer"), "customer", NULL);
  g_autoptr (FoyerRequest) request = foyer_request_new ("GET", uri);

  return foyer_transport_send (transport, request);
}

static void
test_real (void)
{
  g_autoptr (PortalFixture) fixture = portal_fixture_new ("--access-token-lifetime", "1", NULL);
  g_autoptr (FoyerTransport) transport = foyer_transport_new (), later = foyer_transport_new ();
  g_autoptr (FoyerSecretStore) secrets = foyer_memory_secrets_new (), stolen = foyer_memory_secrets_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerPortal) portal =
      dex_await_object (foyer_portal_discover (transport, portal_fixture_get_address (fixture, "aquis")), &error);
  g_autoptr (FoyerAuth) auth = NULL, resumed = NULL, thief = NULL;
  g_autoptr (FoyerChallenge) challenge = NULL;
  g_autofree char *old = NULL;

  g_assert_no_error (error);
  auth = make_real (transport, portal, secrets);
  challenge = foyer_challenge_new (transport, portal, NULL);
  fiber_test_await (foyer_challenge_start (challenge));
  type (challenge, 0, "erika@muster.example");
  type (challenge, 1, "Quelle-2026!");
  fiber_test_await (foyer_challenge_submit (challenge));
  fiber_test_await (foyer_auth_redeem (auth, foyer_challenge_get_code (challenge),
                                       foyer_challenge_get_code_verifier (challenge), NULL));
  fiber_test_await (ask_customers (transport, portal));
  old = dex_await_string (foyer_secret_store_lookup (secrets, ACCOUNT, "refresh-token"), NULL);
  dex_await (dex_timeout_new_msec (1300), NULL);
  fiber_test_await (ask_customers (transport, portal));
  resumed = make_real (later, portal, secrets);
  g_assert_true (dex_await_boolean (foyer_auth_resume (resumed), NULL));
  fiber_test_await (ask_customers (later, portal));
  /* The old refresh token comes back from somewhere: the portal ends the whole family. */
  fiber_test_await (foyer_secret_store_store (stolen, ACCOUNT, "refresh-token", "x", old));
  thief = foyer_auth_new (later, portal, stolen, ACCOUNT);
  fiber_test_await_error (foyer_auth_get_token (thief, NULL), FOYER_ERROR, FOYER_ERROR_SIGNED_OUT);
  fiber_test_await_error (ask_customers (later, portal), FOYER_ERROR, FOYER_ERROR_SIGNED_OUT);
  g_assert_false (foyer_auth_get_signed_in (resumed));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  fiber_test_add ("/auth/resume", test_resume);
  fiber_test_add ("/auth/redeem", test_redeem);
  fiber_test_add ("/auth/one-refresh", test_one_refresh);
  fiber_test_add ("/auth/one-refresh-after-401", test_one_refresh_after_401);
  fiber_test_add ("/auth/late-refusal", test_late_refusal);
  fiber_test_add ("/auth/stored-first", test_stored_first);
  fiber_test_add ("/auth/ended-by-portal", test_ended_by_portal);
  fiber_test_add ("/auth/portal-in-trouble", test_portal_in_trouble);
  fiber_test_add ("/auth/least-answer", test_least_answer);
  fiber_test_add ("/auth/no-keyring", test_no_keyring);
  fiber_test_add ("/auth/keyring-locked-later", test_keyring_locked_later);
  fiber_test_add ("/auth/sign-out", test_sign_out);
  fiber_test_add ("/auth/sign-out-offline", test_sign_out_offline);
  fiber_test_add ("/auth/sign-out-meanwhile", test_sign_out_meanwhile);
  fiber_test_add ("/auth/dropped-waiter", test_dropped_waiter);
  fiber_test_add ("/auth/real", test_real);
  return g_test_run ();
}
