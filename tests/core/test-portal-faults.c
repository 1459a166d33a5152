/* SPDX-License-Identifier: GPL-3.0-or-later
 * Every kind of resource under every fault of the portal: what passes is passed over, what does not is said. */

#include "foyer-auth.h"
#include "foyer-challenge.h"
#include "foyer-error.h"

#include "fiber-test.h"
#include "portal-fixture.h"

#define PROVIDER "aquis"

static const struct
{
  const char *api;
  const char *collection;
} resources[] = {
  { "customer", "customer" },         { "productOrder", "productOrder?limit=5" },
  { "customerBill", "customerBill" }, { "usage", "usage" },
  { "party", "individual" },          { "productCatalog", "productOffering" },
  { "shoppingCart", "shoppingCart" },
};

static PortalFixture *fixture;
static FoyerTransport *transport;
static FoyerPortal *portal;
static FoyerAuth *auth;

static DexFuture *
get_token (const char *stale, gpointer user_data)
{
  return foyer_auth_get_token (user_data, stale);
}

static void
type (FoyerChallenge *challenge, guint position, const char *value)
{
  g_autoptr (FoyerField) field = g_list_model_get_item (G_LIST_MODEL (challenge), position);

  foyer_field_set_value (field, value);
}

static void
sign_in (void)
{
  g_autoptr (FoyerSecretStore) secrets = foyer_memory_secrets_new ();
  g_autoptr (FoyerChallenge) challenge = NULL;
  g_auto (GStrv) prefixes = NULL;
  g_autoptr (GError) error = NULL;

  transport = foyer_transport_new ();
  portal = dex_await_object (foyer_portal_discover (transport, portal_fixture_get_address (fixture, PROVIDER)), &error);
  g_assert_no_error (error);
  auth = foyer_auth_new (transport, portal, secrets, "account");
  prefixes = foyer_portal_get_token_prefixes (portal);
  foyer_transport_set_token_prefixes (transport, (const char *const *) prefixes);
  foyer_transport_set_token_func (transport, get_token, auth);
  challenge = foyer_challenge_new (transport, portal, NULL);
  fiber_test_await (foyer_challenge_start (challenge));
  type (challenge, 0, "erika@muster.example");
  type (challenge, 1, "Quelle-2026!");
  fiber_test_await (foyer_challenge_submit (challenge));
  fiber_test_await (foyer_auth_redeem (auth, foyer_challenge_get_code (challenge),
                                       foyer_challenge_get_code_verifier (challenge), NULL));
}

static DexFuture *
ask (guint i)
{
  g_autofree char *uri = g_strconcat (foyer_portal_get_api (portal, resources[i].api), resources[i].collection, NULL);
  g_autoptr (FoyerRequest) request = foyer_request_new ("GET", uri);

  return foyer_transport_send (transport, request);
}

static FoyerResponse *
read_resource (guint i, GError **error)
{
  return dex_await_boxed (ask (i), error);
}

/* @fault: for the first answer, or all of them if it says no count */
static void
check_passed (const char *fault)
{
  for (guint i = 0; i < G_N_ELEMENTS (resources); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FoyerResponse) response = NULL;

      portal_fixture_set_faults (fixture, PROVIDER, fault, NULL);
      response = read_resource (i, &error);
      if (error != NULL)
        g_test_message ("%s under %s", resources[i].collection, fault);
      g_assert_no_error (error);
      g_assert_true (JSON_NODE_HOLDS_ARRAY (foyer_response_get_json (response)));
    }
}

/* All at the same time. */
static void
check_said (const char *fault, FoyerErrorCode code)
{
  DexFuture *futures[G_N_ELEMENTS (resources)];

  portal_fixture_set_faults (fixture, PROVIDER, fault, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (resources); i++)
    futures[i] = ask (i);
  for (guint i = 0; i < G_N_ELEMENTS (resources); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (dex_await (futures[i], &error));
      g_assert_error (error, FOYER_ERROR, (int) code);
    }
}

static void
test_passed (void)
{
  static const char *const faults[] = {
    "path=/tmf-api/*,kind=delay,ms=100", "path=/tmf-api/*,kind=drop-before,count=1",
    "path=/tmf-api/*,kind=drop,count=1", "path=/tmf-api/*,kind=truncate,count=1",
    "path=/tmf-api/*,kind=401,count=1",  "path=/tmf-api/*,kind=429,after=0,count=1",
    "path=/tmf-api/*,kind=500,count=1",  "path=/tmf-api/*,kind=503,after=0,count=1",
    "path=/tmf-api/*,kind=drop,count=2",
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    check_passed (faults[i]);
}

static void
test_said (void)
{
  check_said ("path=/tmf-api/*,kind=drop", FOYER_ERROR_UNREACHABLE);
  check_said ("path=/tmf-api/*,kind=truncate", FOYER_ERROR_UNREACHABLE);
  check_said ("path=/tmf-api/*,kind=html", FOYER_ERROR_NOT_A_PORTAL);
  check_said ("path=/tmf-api/*,kind=429,after=60", FOYER_ERROR_BUSY);
  check_said ("path=/tmf-api/*,kind=500", FOYER_ERROR_SERVER);
  check_said ("path=/tmf-api/*,kind=503,after=60", FOYER_ERROR_BUSY);
  check_passed ("path=/nowhere,kind=500");
}

/* The portal refuses every token: one refresh and one replay, then it is said; the session itself has not ended. */
static void
test_every_token_refused (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) requests = NULL;

  portal_fixture_set_faults (fixture, PROVIDER, "path=/tmf-api/*,kind=401", NULL);
  portal_fixture_reset_counts (fixture, PROVIDER);
  g_assert_null (read_resource (0, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_SIGNED_OUT);
  requests = portal_fixture_read_requests (fixture, PROVIDER);
  g_assert_cmpuint (g_strv_length (requests), ==, 3);
  g_assert_cmpstr (requests[1], ==, "POST /token");
  check_passed ("path=/nowhere,kind=500");
}

/* Somebody scrolls fast: answers are given up at any point of their way, on connections that are used again. */
static void
test_given_up_at_any_time (void)
{
  g_autofree char *uri = g_strconcat (foyer_portal_get_api (portal, "productOrder"), "productOrder?limit=20", NULL);
  g_autoptr (FoyerResponse) response = NULL;
  g_autoptr (GError) error = NULL;

  portal_fixture_set_faults (fixture, PROVIDER, "path=/tmf-api/*,kind=drop-before,rate=0.2",
                             "path=/tmf-api/*,kind=truncate,rate=0.2", NULL);
  for (int i = 0; i < 300; i++)
    {
      g_autoptr (FoyerRequest) request = foyer_request_new ("GET", uri);
      DexFuture *future = foyer_transport_send (transport, request);

      dex_await (dex_timeout_new_usec (g_test_rand_int_range (0, 8000)), NULL);
      dex_unref (future);
    }
  portal_fixture_set_faults (fixture, PROVIDER, NULL, NULL);
  response = read_resource (0, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  dex_init ();
  fixture = portal_fixture_new (NULL, NULL);
  fiber_test_add ("/portal-faults/sign-in", sign_in);
  fiber_test_add ("/portal-faults/passed", test_passed);
  fiber_test_add ("/portal-faults/said", test_said);
  fiber_test_add ("/portal-faults/every-token-refused", test_every_token_refused);
  fiber_test_add ("/portal-faults/given-up-at-any-time", test_given_up_at_any_time);
  result = g_test_run ();
  g_clear_object (&auth);
  g_clear_object (&portal);
  g_clear_object (&transport);
  portal_fixture_free (fixture);
  return result;
}
