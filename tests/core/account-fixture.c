/* SPDX-License-Identifier: GPL-3.0-or-later
 * A demo user, signed in through the challenge endpoint of a running portal. */

#include "account-fixture.h"

#include "fiber-test.h"

static void
type (FoyerChallenge *challenge, const char *name, const char *value)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (challenge)); i++)
    {
      g_autoptr (FoyerField) field = g_list_model_get_item (G_LIST_MODEL (challenge), i);

      if (g_str_equal (foyer_field_get_name (field), name))
        foyer_field_set_value (field, value);
    }
}

/**
 * account_fixture_sign_in_as:
 *
 * Signs that user in on an account that is there, whoever was signed in before.
 */
void
account_fixture_sign_in_as (FoyerAccount *account, const char *name, const char *password)
{
  g_autoptr (FoyerChallenge) challenge =
      foyer_challenge_new (foyer_account_get_transport (account), foyer_account_get_portal (account), NULL);

  fiber_test_await (foyer_challenge_start (challenge));
  g_assert_cmpint (foyer_challenge_get_state (challenge), ==, FOYER_CHALLENGE_READY);
  type (challenge, "username", name);
  type (challenge, "password", password);
  fiber_test_await (foyer_challenge_submit (challenge));
  g_assert_cmpint (foyer_challenge_get_state (challenge), ==, FOYER_CHALLENGE_DONE);
  fiber_test_await (foyer_account_sign_in (account, challenge));
  g_assert_cmpint (foyer_account_get_state (account), ==, FOYER_ACCOUNT_SIGNED_IN);
}

/**
 * account_fixture_sign_in:
 *
 * Returns: (transfer full): a started account with nothing on disk
 */
FoyerAccount *
account_fixture_sign_in (PortalFixture *portal, const char *provider, const char *name, const char *password)
{
  g_autoptr (FoyerTransport) transport = foyer_transport_new ();
  g_autoptr (FoyerSecretStore) secrets = foyer_memory_secrets_new ();
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerPortal) found =
      dex_await_object (foyer_portal_discover (transport, portal_fixture_get_address (portal, provider)), &error);
  g_autoptr (FoyerAccount) account = NULL;

  g_assert_no_error (error);
  account = foyer_account_new (id, found, secrets, NULL);
  fiber_test_await (foyer_account_start (account));
  g_assert_cmpint (foyer_account_get_state (account), ==, FOYER_ACCOUNT_SIGNED_OUT);
  account_fixture_sign_in_as (account, name, password);
  return g_steal_pointer (&account);
}
