/* SPDX-License-Identifier: GPL-3.0-or-later
 * Two accounts at one portal whose answers come late and crossed: neither ever sees what is the other's. */

#include "account-fixture.h"
#include "fiber-test.h"
#include "foyer-bills.h"
#include "foyer-cart.h"
#include "foyer-error.h"
#include "foyer-orders.h"
#include "foyer-profile.h"

#define ROUNDS 6

typedef struct
{
  FoyerAccount *account;
  FoyerResourceList *orders;
  FoyerResourceList *bills;
} Window;

static void
window_open (Window *self, FoyerAccount *account)
{
  self->account = account;
  self->orders = foyer_orders_list (account);
  self->bills = foyer_bills_list (account);
  foyer_resource_list_load (self->orders);
  foyer_resource_list_load (self->bills);
}

static void
window_close (Window *self)
{
  g_object_unref (self->orders);
  g_object_unref (self->bills);
}

static gboolean
is_quiet (gpointer data)
{
  Window *windows = data;

  for (guint i = 0; i < 2; i++)
    if (foyer_resource_list_get_loading (windows[i].orders) || foyer_resource_list_get_loading (windows[i].bills) ||
        foyer_resource_list_get_state (windows[i].orders) != FOYER_LIST_READY ||
        foyer_resource_list_get_state (windows[i].bills) != FOYER_LIST_READY)
      return FALSE;
  return TRUE;
}

/* A bill's number names its customer, an order's line the place it went to: both tell whose it is. */
static void
check_whose (Window *self, const char *number, const char *city, guint n_orders)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->orders)), ==, n_orders);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->bills)); i++)
    {
      g_autoptr (FoyerBill) bill = g_list_model_get_item (G_LIST_MODEL (self->bills), i);

      g_assert_nonnull (strstr (foyer_bill_get_number (bill), number));
    }
  for (guint i = 0; city != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->orders)); i++)
    {
      g_autoptr (FoyerOrder) order = g_list_model_get_item (G_LIST_MODEL (self->orders), i);

      g_assert_nonnull (strstr (foyer_order_get_ship_to (order), city));
    }
}

static void
test_interleaved (void)
{
  g_autoptr (PortalFixture) portal = portal_fixture_new ("--provider", "aquis", NULL);
  g_autoptr (FoyerAccount) erika = account_fixture_sign_in (portal, "aquis", "erika@muster.example", "Quelle-2026!");
  g_autoptr (FoyerAccount) max = account_fixture_sign_in (portal, "aquis", "max@beispiel.example", "Bach-2026!!");

  g_assert_cmpstr (foyer_account_get_name (erika), ==, "Muster GmbH");
  g_assert_cmpstr (foyer_account_get_customer_number (max), ==, "C-1002");
  portal_fixture_set_faults (portal, "aquis", "path=/tmf-api/*,rate=0.5,kind=delay,ms=120", NULL);
  for (guint round = 0; round < ROUNDS; round++)
    {
      Window windows[2];

      window_open (&windows[round % 2], erika);
      window_open (&windows[1 - round % 2], max);
      g_assert_true (fiber_test_wait_until (is_quiet, windows, 20000));
      check_whose (&windows[round % 2], "C-1001", NULL, 41);
      check_whose (&windows[1 - round % 2], "C-1002", "München", 7);
      window_close (&windows[0]);
      window_close (&windows[1]);
    }
}

/* The same address read by both: an answer says whose it is, and a store gives only its own. */
static void
test_same_address (void)
{
  g_autoptr (PortalFixture) portal = portal_fixture_new ("--provider", "aquis", NULL);
  g_autoptr (FoyerAccount) erika = account_fixture_sign_in (portal, "aquis", "erika@muster.example", "Quelle-2026!");
  g_autoptr (FoyerAccount) max = account_fixture_sign_in (portal, "aquis", "max@beispiel.example", "Bach-2026!!");
  const char *base = foyer_portal_get_api (foyer_account_get_portal (erika), "customer");
  g_autofree char *uri = g_strconcat (base, "customer?limit=5", NULL);
  DexFuture *first = foyer_account_read (erika, uri, FALSE), *second = foyer_account_read (max, uri, FALSE);
  g_autoptr (FoyerAnswer) hers = NULL, his = NULL, kept = NULL;

  his = dex_await_boxed (second, NULL);
  hers = dex_await_boxed (first, NULL);
  g_assert_cmpstr (hers->account_id, ==, foyer_account_get_id (erika));
  g_assert_cmpstr (his->account_id, ==, foyer_account_get_id (max));
  kept = dex_await_boxed (foyer_account_read (erika, uri, TRUE), NULL);
  g_assert_nonnull (kept);
  g_assert_true (json_node_equal (kept->json, hers->json));
  g_assert_false (json_node_equal (kept->json, his->json));
}

/* What is on its way for an account that is removed arrives nowhere. */
static void
test_removed (void)
{
  g_autoptr (PortalFixture) portal = portal_fixture_new ("--provider", "aquis", NULL);
  g_autoptr (FoyerAccount) erika = account_fixture_sign_in (portal, "aquis", "erika@muster.example", "Quelle-2026!");
  g_autoptr (FoyerResourceList) orders = foyer_orders_list (erika);
  g_autoptr (DexFuture) profile = NULL;

  portal_fixture_set_faults (portal, "aquis", "path=/tmf-api/*,rate=1,kind=delay,ms=400", NULL);
  foyer_resource_list_load (orders);
  profile = foyer_profile_read (erika, FALSE);
  fiber_test_await (foyer_account_remove (erika));
  g_assert_cmpint (foyer_account_get_state (erika), ==, FOYER_ACCOUNT_CLOSED);
  fiber_test_await_error (g_steal_pointer (&profile), G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (orders)), ==, 0);
  fiber_test_await_error (foyer_auth_get_token (foyer_account_get_auth (erika), NULL), FOYER_ERROR, FOYER_ERROR_SIGNED_OUT);
}

/* The other's cart and order are not found, whoever knows their address. */
static void
test_foreign_order (void)
{
  g_autoptr (PortalFixture) portal = portal_fixture_new ("--provider", "aquis", NULL);
  g_autoptr (FoyerAccount) erika = account_fixture_sign_in (portal, "aquis", "erika@muster.example", "Quelle-2026!");
  g_autoptr (FoyerAccount) max = account_fixture_sign_in (portal, "aquis", "max@beispiel.example", "Bach-2026!!");
  Window windows[2];
  g_autoptr (FoyerOrder) order = NULL, found = NULL;

  window_open (&windows[0], erika);
  window_open (&windows[1], max);
  g_assert_true (fiber_test_wait_until (is_quiet, windows, 10000));
  order = g_list_model_get_item (G_LIST_MODEL (windows[0].orders), 0);
  found = dex_await_object (foyer_orders_read (erika, foyer_entity_get_id (FOYER_ENTITY (order)), FALSE), NULL);
  g_assert_nonnull (found);
  fiber_test_await_error (foyer_orders_read (max, foyer_entity_get_id (FOYER_ENTITY (order)), FALSE), FOYER_ERROR,
                          FOYER_ERROR_NOT_FOUND);
  window_close (&windows[0]);
  window_close (&windows[1]);
}

/* Somebody else signs in where another customer was: nothing read and nothing begun by the former is there. */
static void
test_another_customer (void)
{
  g_autoptr (PortalFixture) portal = portal_fixture_new ("--provider", "aquis", NULL);
  g_autoptr (FoyerAccount) account = account_fixture_sign_in (portal, "aquis", "erika@muster.example", "Quelle-2026!");
  const char *base = foyer_portal_get_api (foyer_account_get_portal (account), "productOrder");
  g_autofree char *uri = g_strconcat (base, "productOrder?limit=3", NULL), *draft = NULL, *kept = NULL;
  g_autoptr (FoyerAnswer) answer = dex_await_boxed (foyer_account_read (account, uri, FALSE), NULL);

  g_assert_nonnull (answer);
  fiber_test_await (foyer_store_set_draft (foyer_account_get_store (account), "cart", "K-1"));
  fiber_test_await (foyer_account_sign_out (account));
  fiber_test_await_error (foyer_account_read (account, uri, TRUE), FOYER_ERROR, FOYER_ERROR_NOT_FOUND);
  kept = dex_await_string (foyer_store_get_draft (foyer_account_get_store (account), "cart"), NULL);
  g_assert_cmpstr (kept, ==, "K-1");
  account_fixture_sign_in_as (account, "max@beispiel.example", "Bach-2026!!");
  g_assert_cmpstr (foyer_account_get_customer_number (account), ==, "C-1002");
  fiber_test_await_error (foyer_account_read (account, uri, TRUE), FOYER_ERROR, FOYER_ERROR_NOT_FOUND);
  draft = dex_await_string (foyer_store_get_draft (foyer_account_get_store (account), "cart"), NULL);
  g_assert_null (draft);
}

int
main (int argc, char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  fiber_test_add ("/two-accounts/interleaved", test_interleaved);
  fiber_test_add ("/two-accounts/same-address", test_same_address);
  fiber_test_add ("/two-accounts/removed", test_removed);
  fiber_test_add ("/two-accounts/foreign-order", test_foreign_order);
  fiber_test_add ("/two-accounts/another-customer", test_another_customer);
  return g_test_run ();
}
