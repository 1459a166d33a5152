/* SPDX-License-Identifier: GPL-3.0-or-later
 * Ordering again: what changed is said, and whatever happens on the way one order is one order. */

#include "account-fixture.h"
#include "fiber-test.h"
#include "foyer-cart.h"
#include "foyer-error.h"
#include "foyer-orders.h"

#define ORDERS "/tmf-api/productOrderingManagement/v4/productOrder"

static gboolean
is_ready (gpointer data)
{
  return foyer_resource_list_get_state (data) == FOYER_LIST_READY && !foyer_resource_list_get_loading (data);
}

static guint
count_orders (FoyerAccount *account)
{
  g_autoptr (FoyerResourceList) orders = foyer_orders_list (account);

  foyer_resource_list_load (orders);
  g_assert_true (fiber_test_wait_until (is_ready, orders, 10000));
  return g_list_model_get_n_items (G_LIST_MODEL (orders));
}

static FoyerOrder *
read_order (FoyerAccount *account, guint position)
{
  g_autoptr (FoyerResourceList) orders = foyer_orders_list (account);
  g_autoptr (FoyerOrder) order = NULL;

  foyer_resource_list_load (orders);
  g_assert_true (fiber_test_wait_until (is_ready, orders, 10000));
  order = g_list_model_get_item (G_LIST_MODEL (orders), position);
  return dex_await_object (foyer_orders_read (account, foyer_entity_get_id (FOYER_ENTITY (order)), FALSE), NULL);
}

/* Over all orders of three years each kind of change is met. */
static void
test_changes (void)
{
  g_autoptr (PortalFixture) portal = portal_fixture_new ("--provider", "aquis", NULL);
  g_autoptr (FoyerAccount) account = account_fixture_sign_in (portal, "aquis", "erika@muster.example", "Quelle-2026!");
  guint seen[FOYER_CART_GONE + 1] = { 0 };

  for (guint i = 0; i < 41; i += 2)
    {
      g_autoptr (FoyerOrder) order = read_order (account, i);
      g_autoptr (FoyerCart) cart = foyer_cart_new (account);

      fiber_test_await (foyer_cart_reorder (cart, order));
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (cart)), ==, g_list_model_get_n_items (foyer_order_get_items (order)));
      for (guint k = 0; k < g_list_model_get_n_items (G_LIST_MODEL (cart)); k++)
        {
          g_autoptr (FoyerCartItem) item = g_list_model_get_item (G_LIST_MODEL (cart), k);
          g_autofree char *text = foyer_cart_item_dup_change_text (item);

          seen[foyer_cart_item_get_change (item)]++;
          g_assert_cmpint (*text == '\0', ==, foyer_cart_item_get_change (item) == FOYER_CART_UNCHANGED);
          g_assert_cmpint (foyer_cart_item_get_total (item) == NULL, ==, foyer_cart_item_get_change (item) == FOYER_CART_GONE);
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (seen); i++)
    g_assert_cmpuint (seen[i], >, 0);
}

static void
test_quantities (void)
{
  g_autoptr (PortalFixture) portal = portal_fixture_new ("--provider", "aquis", NULL);
  g_autoptr (FoyerAccount) account = account_fixture_sign_in (portal, "aquis", "erika@muster.example", "Quelle-2026!");
  g_autoptr (FoyerOrder) order = read_order (account, 0);
  g_autoptr (FoyerCart) cart = foyer_cart_new (account), again = NULL;
  g_autoptr (FoyerCartItem) item = NULL, changed = NULL;
  g_autoptr (FoyerMoney) net = NULL;

  fiber_test_await (foyer_cart_reorder (cart, order));
  item = g_list_model_get_item (G_LIST_MODEL (cart), 0);
  fiber_test_await (foyer_cart_set_quantity (cart, item, 37));
  changed = g_list_model_get_item (G_LIST_MODEL (cart), 0);
  g_assert_cmpuint (foyer_cart_item_get_quantity (changed), ==, 37);
  /* Another window, or the next start, finds the same cart. */
  again = foyer_cart_new (account);
  fiber_test_await (foyer_cart_load (again));
  g_assert_cmpuint (foyer_cart_get_n_orderable (again), ==, foyer_cart_get_n_orderable (cart));
  g_assert_true (foyer_money_equal (foyer_cart_get_gross (again), foyer_cart_get_gross (cart)));
  fiber_test_await (foyer_cart_clear (again));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (again)), ==, 0);
}

static void
fill (FoyerCart *cart, FoyerAccount *account)
{
  g_autoptr (FoyerOrder) order = read_order (account, 0);

  fiber_test_await (foyer_cart_reorder (cart, order));
  g_assert_cmpuint (foyer_cart_get_n_orderable (cart), >, 0);
}

/* The answer is lost every time, then it comes: one order, whose key was kept. */
static void
test_lost_answer (void)
{
  g_autoptr (PortalFixture) portal = portal_fixture_new ("--provider", "aquis", NULL);
  g_autoptr (FoyerAccount) account = account_fixture_sign_in (portal, "aquis", "erika@muster.example", "Quelle-2026!");
  g_autoptr (FoyerCart) cart = foyer_cart_new (account);
  g_autoptr (FoyerOrder) order = NULL;
  guint before = count_orders (account);

  fill (cart, account);
  portal_fixture_set_faults (portal, "aquis", "method=POST,path=" ORDERS ",rate=1,kind=drop", NULL);
  fiber_test_await_error (foyer_cart_order (cart, NULL, NULL), FOYER_ERROR, FOYER_ERROR_UNREACHABLE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (cart)), >, 0);
  portal_fixture_set_faults (portal, "aquis", NULL, NULL);
  order = dex_await_object (foyer_cart_order (cart, NULL, NULL), NULL);
  g_assert_nonnull (order);
  g_assert_cmpuint (count_orders (account), ==, before + 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (cart)), ==, 0);
}

/* Pressed twice is ordered once; ordered again on purpose is another order. */
static void
test_pressed_twice (void)
{
  g_autoptr (PortalFixture) portal = portal_fixture_new ("--provider", "aquis", NULL);
  g_autoptr (FoyerAccount) account = account_fixture_sign_in (portal, "aquis", "erika@muster.example", "Quelle-2026!");
  g_autoptr (FoyerCart) cart = foyer_cart_new (account);
  DexFuture *first, *second;
  g_autoptr (FoyerOrder) a = NULL, b = NULL, c = NULL;
  guint before = count_orders (account);

  fill (cart, account);
  first = foyer_cart_order (cart, NULL, NULL);
  second = foyer_cart_order (cart, NULL, NULL);
  a = dex_await_object (first, NULL);
  b = dex_await_object (second, NULL);
  g_assert_cmpstr (foyer_entity_get_id (FOYER_ENTITY (a)), ==, foyer_entity_get_id (FOYER_ENTITY (b)));
  fill (cart, account);
  c = dex_await_object (foyer_cart_order (cart, NULL, NULL), NULL);
  g_assert_cmpstr (foyer_entity_get_id (FOYER_ENTITY (a)), !=, foyer_entity_get_id (FOYER_ENTITY (c)));
  g_assert_cmpuint (count_orders (account), ==, before + 2);
}

int
main (int argc, char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  fiber_test_add ("/cart/changes", test_changes);
  fiber_test_add ("/cart/quantities", test_quantities);
  fiber_test_add ("/cart/lost-answer", test_lost_answer);
  fiber_test_add ("/cart/pressed-twice", test_pressed_twice);
  return g_test_run ();
}
