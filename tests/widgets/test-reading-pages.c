/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of invoices and usage in a window, on a running portal: what they show, when they fail, that they go. */
#include <adwaita.h>

#include "account-fixture.h"
#include "foyer-calls-page.h"
#include "foyer-chart.h"
#include "foyer-document-view.h"
#include "foyer-future.h"
#include "foyer-invoice-page.h"
#include "foyer-invoices-page.h"
#include "foyer-state-stack.h"
#include "foyer-usage-page.h"

typedef struct
{
  PortalFixture *portal;
  FoyerAccount *account;
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

static DexFuture *
sign_in_fiber (gpointer data)
{
  Fixture *fixture = data;

  fixture->account = account_fixture_sign_in (fixture->portal, "meridian", "lotte", "Kade-2026!");
  return dex_future_new_true ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->portal = portal_fixture_new ("--provider", "meridian", NULL);
  dex_future_disown (dex_scheduler_spawn (dex_scheduler_get_default (), 0, sign_in_fiber, fixture, NULL));
  wait_for (fixture->account != NULL);

  fixture->window = GTK_WINDOW (g_object_ref_sink (adw_window_new ()));
  fixture->view = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  gtk_window_set_default_size (fixture->window, 1000, 700);
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  g_assert_finalize_object (fixture->window);
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

static gpointer
get_page (Fixture *fixture)
{
  return adw_navigation_view_get_visible_page (fixture->view);
}

static FoyerState
get_state (Fixture *fixture)
{
  return foyer_state_stack_get_state (FOYER_STATE_STACK (find (get_page (fixture), FOYER_TYPE_STATE_STACK)));
}

static guint
count_rows (GtkWidget *page)
{
  GtkColumnView *table = GTK_COLUMN_VIEW (find (page, GTK_TYPE_COLUMN_VIEW));
  GListModel *rows = G_LIST_MODEL (gtk_column_view_get_model (table));

  return rows != NULL ? g_list_model_get_n_items (rows) : 0;
}

static gboolean
is_focused (Fixture *fixture, GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (fixture->window);

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
open_row (Fixture *fixture, guint position)
{
  GtkWidget *table = find (get_page (fixture), GTK_TYPE_COLUMN_VIEW);

  gtk_widget_grab_focus (table);
  g_signal_emit_by_name (table, "activate", position);
}

/* Everything that a page made goes with it, also while answers are on their way. */
static void
close_page (Fixture *fixture, FoyerPage *page)
{
  AdwNavigationPage *none[1] = { NULL };

  g_object_ref (page);
  adw_navigation_view_replace (fixture->view, none, 0);
  for (int i = 0; i < 100; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_finalize_object (page);
}

static FoyerPage *
show_page (Fixture *fixture, FoyerPage *page)
{
  adw_navigation_view_push (fixture->view, ADW_NAVIGATION_PAGE (page));
  return page;
}

static void
test_usage (Fixture *fixture, gconstpointer data)
{
  FoyerPage *page = show_page (fixture, foyer_usage_page_new (fixture->account)), *calls;
  FoyerChart *chart = FOYER_CHART (find (GTK_WIDGET (page), FOYER_TYPE_CHART));
  guint all;

  wait_for (get_state (fixture) == FOYER_STATE_CONTENT);
  g_assert_cmpuint (g_list_model_get_n_items (foyer_chart_get_model (chart)), ==, 24);
  g_assert_cmpstr (foyer_chart_get_title (chart), ==, "Calls by month");
  g_assert_cmpuint (strlen (foyer_chart_get_description (chart)), >, 20);

  /* The bar before the last is the month before this one, which has ended. */
  g_signal_emit_by_name (chart, "activated", 22);
  wait_for (FOYER_IS_CALLS_PAGE (get_page (fixture)) && get_state (fixture) == FOYER_STATE_CONTENT);
  calls = get_page (fixture);
  all = count_rows (GTK_WIDGET (calls));
  g_assert_cmpuint (all, >, 100);
  foyer_page_set_search_text (calls, "3120");
  wait_for (get_state (fixture) == FOYER_STATE_CONTENT && count_rows (GTK_WIDGET (calls)) > 0 &&
            count_rows (GTK_WIDGET (calls)) < all);
  foyer_page_set_search_text (calls, "no such number");
  wait_for (get_state (fixture) == FOYER_STATE_EMPTY);

  g_object_ref (calls);
  adw_navigation_view_pop (fixture->view);
  wait_for (get_page (fixture) == page);
  wait_for (gtk_widget_get_parent (GTK_WIDGET (calls)) == NULL);
  g_assert_finalize_object (calls);
  close_page (fixture, page);
}

static void
test_invoices (Fixture *fixture, gconstpointer data)
{
  FoyerPage *page = show_page (fixture, foyer_invoices_page_new (fixture->account)), *invoice;
  FoyerDocumentView *document;

  wait_for (get_state (fixture) == FOYER_STATE_CONTENT);
  g_assert_cmpuint (count_rows (GTK_WIDGET (page)), >, 3);
  open_row (fixture, 0);
  wait_for (FOYER_IS_INVOICE_PAGE (get_page (fixture)));
  invoice = get_page (fixture);
  document = FOYER_DOCUMENT_VIEW (find (GTK_WIDGET (invoice), FOYER_TYPE_DOCUMENT_VIEW));
  wait_for (foyer_document_view_get_n_pages (document) > 0);
  g_assert_cmpint (get_state (fixture), ==, FOYER_STATE_CONTENT);
  g_assert_true (foyer_page_copy (invoice));
  wait_for (is_focused (fixture, GTK_WIDGET (document)));

  g_object_ref (invoice);
  adw_navigation_view_pop (fixture->view);
  wait_for (gtk_widget_get_parent (GTK_WIDGET (invoice)) == NULL);
  g_assert_finalize_object (invoice);
  close_page (fixture, page);
}

/* Gone before anything was answered. */
static void
test_closed_early (Fixture *fixture, gconstpointer data)
{
  close_page (fixture, show_page (fixture, foyer_usage_page_new (fixture->account)));
  close_page (fixture, show_page (fixture, foyer_calls_page_new (fixture->account, 2026, 1)));
  close_page (fixture, show_page (fixture, foyer_invoices_page_new (fixture->account)));
}

static void
test_failing (Fixture *fixture, gconstpointer data)
{
  FoyerPage *page;
  AdwBanner *notice;

  portal_fixture_set_faults (fixture->portal, "meridian", "path=/tmf-api/usage*,kind=500", NULL);
  page = show_page (fixture, foyer_usage_page_new (fixture->account));
  wait_for (get_state (fixture) == FOYER_STATE_ERROR);
  portal_fixture_set_faults (fixture->portal, "meridian", NULL, NULL);
  g_signal_emit_by_name (find (GTK_WIDGET (page), FOYER_TYPE_STATE_STACK), "retry");
  wait_for (get_state (fixture) == FOYER_STATE_CONTENT);

  /* What is shown stays when the next answer is an error. */
  portal_fixture_set_faults (fixture->portal, "meridian", "path=/tmf-api/usage*,kind=500", NULL);
  foyer_page_reload (page);
  notice = ADW_BANNER (find (find (GTK_WIDGET (page), FOYER_TYPE_STATE_STACK), ADW_TYPE_BANNER));
  wait_for (adw_banner_get_revealed (notice));
  g_assert_cmpint (get_state (fixture), ==, FOYER_STATE_CONTENT);
  close_page (fixture, page);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/reading-pages/usage", test_usage);
  ADD ("/reading-pages/invoices", test_invoices);
  ADD ("/reading-pages/closed-early", test_closed_early);
  ADD ("/reading-pages/failing", test_failing);
  return g_test_run ();
}
