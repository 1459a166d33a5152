/* SPDX-License-Identifier: GPL-3.0-or-later
 * Overview, orders and cart in a window, on a running portal: what they show, what they send, that they go. */

#include <adwaita.h>

#include "account-fixture.h"
#include "foyer-cart-page.h"
#include "foyer-cart-row.h"
#include "foyer-future.h"
#include "foyer-order-done-page.h"
#include "foyer-order-page.h"
#include "foyer-order-view.h"
#include "foyer-orders-page.h"
#include "foyer-orders.h"
#include "foyer-overview-page.h"
#include "foyer-overview-tile.h"
#include "foyer-reorder.h"
#include "foyer-state-stack.h"

#define ORDERS "/tmf-api/productOrderingManagement/v4/productOrder"
#define N_ORDERS 41 /* of the demo customer */

typedef struct
{
  PortalFixture *portal;
  FoyerAccount *account;
  FoyerCart *cart;
  GtkWindow *window;
  AdwNavigationView *view;
} Fixture;

/* Runs the loop until @condition or the end of fifteen seconds. */
#define wait_for(condition)                                                                                            \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    gint64 until = g_get_monotonic_time () + 15 * G_USEC_PER_SEC;                                                      \
    while (!(condition) && g_get_monotonic_time () < until)                                                            \
      {                                                                                                                \
        g_main_context_iteration (NULL, FALSE);                                                                        \
        g_usleep (2000);                                                                                               \
      }                                                                                                                \
    g_assert_true (condition);                                                                                         \
  }                                                                                                                    \
  G_STMT_END

static void
run_for (guint milliseconds)
{
  gint64 until = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < until)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
}

static DexFuture *
sign_in_fiber (gpointer data)
{
  Fixture *fixture = data;

  fixture->account = account_fixture_sign_in (fixture->portal, "aquis", "erika@muster.example", "Quelle-2026!");
  return dex_future_new_true ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->portal = portal_fixture_new ("--provider", "aquis", NULL);
  dex_future_disown (dex_scheduler_spawn (dex_scheduler_get_default (), 0, sign_in_fiber, fixture, NULL));
  wait_for (fixture->account != NULL);
  fixture->cart = foyer_cart_new (fixture->account);

  fixture->window = GTK_WINDOW (g_object_ref_sink (adw_window_new ()));
  fixture->view = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  gtk_window_set_default_size (fixture->window, GPOINTER_TO_INT (data), 700);
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  run_for (50);
  g_assert_finalize_object (fixture->window);
  g_object_unref (fixture->cart);
  g_object_unref (fixture->account);
  portal_fixture_free (fixture->portal);
}

static GtkWidget *
find (GtkWidget *from, GType type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (from, type))
    return from;
  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static GtkWidget *
find_label (GtkWidget *from, const char *part)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_child_visible (from) || !gtk_widget_get_visible (from))
    return NULL;
  if (GTK_IS_LABEL (from) && strstr (gtk_label_get_text (GTK_LABEL (from)), part) != NULL)
    return from;
  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, part);
  return found;
}

static GtkWidget *
find_button (GtkWidget *from, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (from) && find_label (from, label) != NULL)
    return from;
  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

static void
press (GtkWidget *from, const char *label)
{
  GtkWidget *button = find_button (from, label);

  g_assert_nonnull (button);
  if (gtk_widget_is_sensitive (button))
    g_signal_emit_by_name (button, "clicked");
}

static gpointer
get_page (Fixture *fixture)
{
  return adw_navigation_view_get_visible_page (fixture->view);
}

static gboolean
is_ready (Fixture *fixture)
{
  return foyer_state_stack_get_state (FOYER_STATE_STACK (find (get_page (fixture), FOYER_TYPE_STATE_STACK))) ==
         FOYER_STATE_CONTENT;
}

static FoyerPage *
show_page (Fixture *fixture, FoyerPage *page)
{
  adw_navigation_view_push (fixture->view, ADW_NAVIGATION_PAGE (page));
  return page;
}

/* Everything that a page made goes with it, also while answers are on their way. */
static void
close_page (Fixture *fixture, FoyerPage *page)
{
  AdwNavigationPage *none[1] = { NULL };

  g_object_ref (page);
  adw_navigation_view_replace (fixture->view, none, 0);
  run_for (300);
  g_assert_finalize_object (page);
}

/* The table or the narrow list, whichever is seen. */
static GtkWidget *
get_list (Fixture *fixture)
{
  GtkWidget *views = gtk_widget_get_ancestor (find (get_page (fixture), GTK_TYPE_COLUMN_VIEW), GTK_TYPE_STACK);
  GtkWidget *scroller = gtk_stack_get_visible_child (GTK_STACK (views));

  return gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller));
}

static GListModel *
get_rows (Fixture *fixture)
{
  GtkWidget *list = get_list (fixture);

  return G_LIST_MODEL (GTK_IS_COLUMN_VIEW (list) ? gtk_column_view_get_model (GTK_COLUMN_VIEW (list))
                                                 : gtk_list_view_get_model (GTK_LIST_VIEW (list)));
}

static guint
count_rows (Fixture *fixture)
{
  GListModel *rows = get_rows (fixture);

  return rows != NULL ? g_list_model_get_n_items (rows) : 0;
}

static void
wait_for_future (DexFuture *future)
{
  g_autoptr (GError) error = NULL;
  GValue *value = foyer_future_wait (future, &error);

  g_assert_no_error (error);
  g_value_unset (value);
  g_free (value);
}

static void
test_orders (Fixture *fixture, gconstpointer data)
{
  FoyerPage *page = show_page (fixture, foyer_orders_page_new (fixture->account, fixture->cart));
  g_autoptr (FoyerOrder) first = NULL;

  wait_for (is_ready (fixture) && count_rows (fixture) == N_ORDERS);
  g_assert_nonnull (find_label (GTK_WIDGET (page), "41 orders"));
  first = g_list_model_get_item (get_rows (fixture), 0);

  foyer_page_set_search_text (page, foyer_entity_get_id (FOYER_ENTITY (first)));
  wait_for (is_ready (fixture) && count_rows (fixture) == 1);
  foyer_page_set_search_text (page, "no such order");
  wait_for (find_label (GTK_WIDGET (page), "No Matching Orders") != NULL);
  foyer_page_set_search_text (page, "");
  wait_for (is_ready (fixture) && count_rows (fixture) == N_ORDERS);

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (get_rows (fixture)), 0, TRUE);
  g_assert_true (foyer_page_copy (page));
  g_assert_true (GTK_IS_COLUMN_VIEW (get_list (fixture)) == (GPOINTER_TO_INT (data) > 500));
  g_signal_emit_by_name (get_list (fixture), "activate", 0);
  wait_for (FOYER_IS_ORDER_PAGE (get_page (fixture)) && is_ready (fixture));
  g_assert_nonnull (find_label (get_page (fixture), "Costs"));
  g_assert_null (find_label (get_page (fixture), "do not add up"));
  close_page (fixture, page);
}

/* What is pressed twice goes into the cart once. */
static void
test_reorder (Fixture *fixture, gconstpointer data)
{
  FoyerPage *page = show_page (fixture, foyer_order_page_new (fixture->account, fixture->cart, "A-10036"));
  GtkWidget *view = find (GTK_WIDGET (page), FOYER_TYPE_ORDER_VIEW);
  guint n_lines;

  wait_for (is_ready (fixture));
  g_signal_emit_by_name (view, "reorder");
  g_signal_emit_by_name (view, "reorder");
  wait_for (g_list_model_get_n_items (G_LIST_MODEL (fixture->cart)) > 0 && !foyer_cart_get_busy (fixture->cart));
  n_lines = g_list_model_get_n_items (G_LIST_MODEL (fixture->cart));
  run_for (500);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->cart)), ==, n_lines);

  portal_fixture_set_faults (fixture->portal, "aquis", "path=/tmf-api/shoppingCart/*,kind=500", NULL);
  g_signal_emit_by_name (view, "reorder");
  wait_for (find_label (view, "wrong at the portal") != NULL);
  close_page (fixture, page);
}

static FoyerPage *
open_cart (Fixture *fixture)
{
  FoyerPage *page;

  wait_for_future (foyer_reorder (fixture->account, fixture->cart, "A-10036"));
  page = show_page (fixture, foyer_cart_page_new (fixture->account, fixture->cart));
  wait_for (is_ready (fixture) && find (GTK_WIDGET (page), FOYER_TYPE_CART_ROW) != NULL);
  wait_for (find_label (GTK_WIDGET (page), "Hauptstr. 1") != NULL);
  return page;
}

static guint
count_patches (Fixture *fixture)
{
  g_auto (GStrv) requests = portal_fixture_read_requests (fixture->portal, "aquis");
  guint n_patches = 0;

  for (guint i = 0; requests[i] != NULL; i++)
    n_patches += g_str_has_prefix (requests[i], "PATCH /tmf-api/shoppingCart/");
  return n_patches;
}

/* Two digits are one change; the field keeps what is typed while the answer is awaited. */
static void
test_quantity (Fixture *fixture, gconstpointer data)
{
  FoyerPage *page = open_cart (fixture);
  FoyerCartRow *row = FOYER_CART_ROW (find (GTK_WIDGET (page), FOYER_TYPE_CART_ROW));
  GtkEditable *entry = GTK_EDITABLE (find (GTK_WIDGET (row), GTK_TYPE_SPIN_BUTTON));

  portal_fixture_reset_counts (fixture->portal, "aquis");
  gtk_editable_set_text (entry, "2");
  run_for (100);
  gtk_editable_set_text (entry, "25");
  wait_for (foyer_cart_item_get_quantity (foyer_cart_row_get_item (row)) == 25);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "25");
  run_for (600);
  g_assert_cmpuint (count_patches (fixture), ==, 1);
  close_page (fixture, page);
}

static void
test_remove_and_undo (Fixture *fixture, gconstpointer data)
{
  FoyerPage *page = open_cart (fixture);
  guint n_lines = g_list_model_get_n_items (G_LIST_MODEL (fixture->cart)),
        n_pieces = foyer_cart_get_n_orderable (fixture->cart);

  g_signal_emit_by_name (find (GTK_WIDGET (page), FOYER_TYPE_CART_ROW), "remove");
  wait_for (find_label (GTK_WIDGET (page), "Undo") != NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->cart)), ==, n_lines - 1);
  press (GTK_WIDGET (page), "Undo");
  wait_for (g_list_model_get_n_items (G_LIST_MODEL (fixture->cart)) == n_lines);
  g_assert_cmpuint (foyer_cart_get_n_orderable (fixture->cart), ==, n_pieces);
  close_page (fixture, page);
}

static void
order_and_confirm (Fixture *fixture)
{
  press (get_page (fixture), "Order for");
  press (get_page (fixture), "Order for");
  wait_for (adw_window_get_visible_dialog (ADW_WINDOW (fixture->window)) != NULL);
  press (GTK_WIDGET (adw_window_get_visible_dialog (ADW_WINDOW (fixture->window))), "Order");
}

static guint
count_orders (Fixture *fixture)
{
  g_autoptr (FoyerResourceList) list = foyer_orders_list (fixture->account);

  foyer_resource_list_load (list);
  wait_for (foyer_resource_list_get_state (list) == FOYER_LIST_READY && !foyer_resource_list_get_loading (list));
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

/* The portal takes the order and its answer is lost: it is said, and the next press makes no second one. */
static void
test_order_once (Fixture *fixture, gconstpointer data)
{
  FoyerPage *page = open_cart (fixture);

  portal_fixture_set_faults (fixture->portal, "aquis", "path=" ORDERS ",method=POST,kind=drop", NULL);
  order_and_confirm (fixture);
  wait_for (find_label (GTK_WIDGET (page), "ordered once only") != NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->cart)), >, 0);

  portal_fixture_set_faults (fixture->portal, "aquis", NULL, NULL);
  order_and_confirm (fixture);
  wait_for (FOYER_IS_ORDER_DONE_PAGE (get_page (fixture)));
  g_assert_nonnull (find_label (get_page (fixture), "Is Placed"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->cart)), ==, 0);
  g_assert_cmpuint (count_orders (fixture), ==, N_ORDERS + 1);
  close_page (fixture, page);
}

static char *
dup_tile_text (GtkWidget *tile)
{
  g_autofree char *figure = NULL, *sentence = NULL;

  g_object_get (tile, "figure", &figure, "sentence", &sentence, NULL);
  return g_strdup_printf ("%s %s", figure != NULL ? figure : "", sentence != NULL ? sentence : "");
}

static gboolean
tile_says (GtkWidget *page, const char *part)
{
  g_autofree char *text = dup_tile_text (find (page, FOYER_TYPE_OVERVIEW_TILE));

  return strstr (text, part) != NULL;
}

static void
test_overview (Fixture *fixture, gconstpointer data)
{
  FoyerPage *page = show_page (fixture, foyer_overview_page_new (fixture->account));

  wait_for (tile_says (GTK_WIDGET (page), "2 in progress, of 41 orders"));
  wait_for (find_label (GTK_WIDGET (page), "Hello, Erika Muster") != NULL);
  wait_for (find_label (GTK_WIDGET (page), "erika@muster.example") != NULL);
  g_assert_nonnull (find_label (GTK_WIDGET (page), "A-10040"));

  portal_fixture_set_faults (fixture->portal, "aquis", "path=/tmf-api/*,kind=500", NULL);
  foyer_page_reload (page);
  wait_for (find_label (GTK_WIDGET (page), "wrong at the portal") != NULL);
  g_assert_true (tile_says (GTK_WIDGET (page), "2 in progress, of 41 orders"));
  close_page (fixture, page);
}

static void
test_closed_while_loading (Fixture *fixture, gconstpointer data)
{
  FoyerPage *pages[3];

  portal_fixture_set_faults (fixture->portal, "aquis", "path=/tmf-api/*,kind=delay,ms=150", NULL);
  pages[0] = foyer_overview_page_new (fixture->account);
  pages[1] = foyer_orders_page_new (fixture->account, fixture->cart);
  pages[2] = foyer_cart_page_new (fixture->account, fixture->cart);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      show_page (fixture, pages[i]);
      run_for (20);
      close_page (fixture, pages[i]);
    }
}

int
main (int argc, char *argv[])
{
  const gpointer wide = GINT_TO_POINTER (1000), narrow = GINT_TO_POINTER (360);

  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();
  g_test_add ("/orders/list/wide", Fixture, wide, set_up, test_orders, tear_down);
  g_test_add ("/orders/list/narrow", Fixture, narrow, set_up, test_orders, tear_down);
  g_test_add ("/orders/reorder", Fixture, wide, set_up, test_reorder, tear_down);
  g_test_add ("/orders/cart/quantity", Fixture, wide, set_up, test_quantity, tear_down);
  g_test_add ("/orders/cart/remove-and-undo", Fixture, narrow, set_up, test_remove_and_undo, tear_down);
  g_test_add ("/orders/cart/order-once", Fixture, wide, set_up, test_order_once, tear_down);
  g_test_add ("/orders/overview", Fixture, wide, set_up, test_overview, tear_down);
  g_test_add ("/orders/closed-while-loading", Fixture, narrow, set_up, test_closed_while_loading, tear_down);
  return g_test_run ();
}
