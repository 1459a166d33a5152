/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lists and usage read from a running portal: pages only where somebody looks, rows that stay, sums that agree. */

#include "account-fixture.h"
#include "fiber-test.h"
#include "foyer-bills.h"
#include "foyer-error.h"
#include "foyer-orders.h"
#include "foyer-profile.h"
#include "foyer-usage.h"

static gboolean
is_settled (gpointer data)
{
  FoyerListState state = foyer_resource_list_get_state (data);

  return (state == FOYER_LIST_READY || state == FOYER_LIST_ERROR) && !foyer_resource_list_get_loading (data);
}

static gboolean
is_last_loaded (gpointer data)
{
  g_autoptr (FoyerEntity) last = g_list_model_get_item (data, g_list_model_get_n_items (data) - 1);

  return foyer_entity_get_loaded (last);
}

static void
settle (FoyerResourceList *list)
{
  g_assert_true (fiber_test_wait_until (is_settled, list, 20000));
}

/* 2,934 calls and more: the end asks for one page, not for all before it. */
static void
test_jump (void)
{
  g_autoptr (PortalFixture) portal = portal_fixture_new ("--provider", "meridian", NULL);
  g_autoptr (FoyerAccount) account = account_fixture_sign_in (portal, "meridian", "lotte", "Kade-2026!");
  g_autoptr (GDateTime) now = g_date_time_new_now_utc (), month = g_date_time_add_months (now, -1);
  g_autoptr (FoyerResourceList) calls =
      foyer_usage_list_calls (account, g_date_time_get_year (month), g_date_time_get_month (month));
  g_autoptr (FoyerEntity) first = NULL;
  guint n_items;

  foyer_resource_list_load (calls);
  settle (calls);
  n_items = g_list_model_get_n_items (G_LIST_MODEL (calls));
  g_assert_cmpuint (n_items, ==, 780);
  g_assert_cmpuint (foyer_resource_list_get_requests (calls), ==, 1);
  g_assert_false (is_last_loaded (calls));
  for (guint i = 0; i < n_items; i += 97)
    foyer_resource_list_require (calls, i % 90);
  foyer_resource_list_require (calls, n_items - 1);
  g_assert_true (fiber_test_wait_until (is_last_loaded, calls, 10000));
  g_assert_cmpuint (foyer_resource_list_get_requests (calls), ==, 2);
}

static void
test_search (void)
{
  g_autoptr (PortalFixture) portal = portal_fixture_new ("--provider", "aquis", NULL);
  g_autoptr (FoyerAccount) account = account_fixture_sign_in (portal, "aquis", "erika@muster.example", "Quelle-2026!");
  g_autoptr (FoyerResourceList) orders = foyer_orders_list (account);
  guint all, cancelled, potsdam;

  foyer_resource_list_load (orders);
  settle (orders);
  all = g_list_model_get_n_items (G_LIST_MODEL (orders));
  g_assert_cmpuint (all, ==, 41);
  foyer_orders_list_set_query (orders, account, NULL, FOYER_ORDER_IN_PROGRESS, 0, NULL);
  settle (orders);
  cancelled = g_list_model_get_n_items (G_LIST_MODEL (orders));
  g_assert_cmpuint (cancelled, >, 0);
  g_assert_cmpuint (cancelled, <, all);
  foyer_orders_list_set_query (orders, account, "Potsdam", FOYER_ORDER_UNKNOWN, 0, "orderDate");
  settle (orders);
  potsdam = g_list_model_get_n_items (G_LIST_MODEL (orders));
  g_assert_cmpuint (potsdam, >, 0);
  for (guint i = 0; i < potsdam; i++)
    {
      g_autoptr (FoyerOrder) order = g_list_model_get_item (G_LIST_MODEL (orders), i);

      g_assert_nonnull (strstr (foyer_order_get_ship_to (order), "Potsdam"));
    }
}

/* An order of several tax rates counts with all of them. */
static void
test_sorted_by_total (void)
{
  g_autoptr (PortalFixture) portal = portal_fixture_new ("--provider", "aquis", NULL);
  g_autoptr (FoyerAccount) account = account_fixture_sign_in (portal, "aquis", "erika@muster.example", "Quelle-2026!");
  g_autoptr (FoyerResourceList) orders = foyer_orders_list (account);
  gint64 before = G_MAXINT64;
  guint several = 0;

  foyer_orders_list_set_query (orders, account, NULL, FOYER_ORDER_UNKNOWN, 0, "-orderTotalPrice.price.taxIncludedAmount.value");
  foyer_resource_list_load (orders);
  settle (orders);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (orders)), ==, 41);
  for (guint i = 0; i < 41; i++)
    {
      g_autoptr (FoyerOrder) order = g_list_model_get_item (G_LIST_MODEL (orders), i);
      gint64 total = foyer_money_get_amount (foyer_order_get_total (order));

      g_assert_cmpint (total, <=, before);
      before = total;
      several += foyer_order_get_totals (order)->len > 1;
    }
  g_assert_cmpuint (several, >, 0);
}

static gboolean
has_recovered (gpointer data)
{
  return foyer_resource_list_get_state (data) == FOYER_LIST_READY && foyer_resource_list_get_error (data) == NULL;
}

/* The portal goes away while somebody reads, and comes back: rows stay, and nobody presses anything. */
static void
test_portal_away (void)
{
  g_autoptr (PortalFixture) portal = portal_fixture_new ("--provider", "aquis", NULL);
  g_autoptr (FoyerAccount) account = account_fixture_sign_in (portal, "aquis", "erika@muster.example", "Quelle-2026!");
  g_autoptr (FoyerResourceList) orders = foyer_orders_list (account);

  foyer_resource_list_load (orders);
  settle (orders);
  portal_fixture_stop (portal);
  foyer_resource_list_reload (orders);
  settle (orders);
  g_assert_cmpint (foyer_resource_list_get_state (orders), ==, FOYER_LIST_ERROR);
  g_assert_true (foyer_error_is_offline (foyer_resource_list_get_error (orders)));
  g_assert_true (foyer_transport_get_offline (foyer_account_get_transport (account)));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (orders)), ==, 41);
  portal_fixture_restart (portal);
  fiber_test_wait_until (has_recovered, orders, 20000);
  g_assert_no_error (foyer_resource_list_get_error (orders));
  g_assert_cmpint (foyer_resource_list_get_state (orders), ==, FOYER_LIST_READY);
  g_assert_false (foyer_transport_get_offline (foyer_account_get_transport (account)));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (orders)), ==, 41);
}

/* A month's record is the sum of its calls; a month left out is a gap, a month without calls a zero. */
static void
test_months (void)
{
  g_autoptr (PortalFixture) portal = portal_fixture_new ("--provider", "meridian", NULL);
  g_autoptr (FoyerAccount) account = account_fixture_sign_in (portal, "meridian", "lotte", "Kade-2026!");
  g_autoptr (GListModel) months = dex_await_object (foyer_usage_read_months (account, FALSE), NULL);
  g_autoptr (FoyerUsageMonth) gap = g_list_model_get_item (months, 14), zero = g_list_model_get_item (months, 20),
                              last = g_list_model_get_item (months, 1);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "foyer-test-calls.csv", NULL), *csv = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_auto (GStrv) lines = NULL;
  gint64 seconds = 0;

  g_assert_cmpuint (g_list_model_get_n_items (months), ==, 41);
  g_assert_false (foyer_usage_month_has_data (gap));
  g_assert_true (foyer_usage_month_has_data (zero));
  g_assert_cmpint (foyer_usage_month_get_attempts (zero), ==, 0);
  g_assert_cmpint (foyer_usage_month_get_asr (zero), ==, -1);
  fiber_test_await (foyer_usage_export_calls (account, foyer_usage_month_get_year (last), foyer_usage_month_get_month (last),
                                              NULL, NULL, file));
  g_assert_true (g_file_get_contents (path, &csv, NULL, NULL));
  lines = g_strsplit (csv, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, foyer_usage_month_get_attempts (last) + 2);
  for (guint i = 1; *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);

      g_assert_true (g_str_has_prefix (cells[1], "\"'+"));
      seconds += g_ascii_strtoll (cells[2] + 1, NULL, 10);
    }
  g_assert_cmpint (seconds, ==, foyer_usage_month_get_seconds (last));
  g_assert_cmpint (foyer_usage_month_get_average (last), ==,
                   (seconds + foyer_usage_month_get_answered (last) / 2) / foyer_usage_month_get_answered (last));
}

/* What fails or is given up half-way leaves the file that was there. */
static void
test_export_fails (void)
{
  g_autoptr (PortalFixture) portal = portal_fixture_new ("--provider", "meridian", NULL);
  g_autoptr (FoyerAccount) account = account_fixture_sign_in (portal, "meridian", "lotte", "Kade-2026!");
  g_autoptr (GDateTime) now = g_date_time_new_now_utc (), month = g_date_time_add_months (now, -1);
  int year = g_date_time_get_year (month), number = g_date_time_get_month (month);
  g_autofree char *folder = g_dir_make_tmp ("foyer-export-XXXXXX", NULL), *path = g_build_filename (folder, "calls.csv", NULL),
                  *after = NULL, *given_up = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  portal_fixture_set_faults (portal, "meridian", "path=/tmf-api/usageManagement/*,rate=1,kind=500,skip=1", NULL);
  fiber_test_await_error (foyer_usage_export_calls (account, year, number, NULL, NULL, file), FOYER_ERROR, FOYER_ERROR_SERVER);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_true (g_str_equal (after, "mine"));
  portal_fixture_set_faults (portal, "meridian", "path=/tmf-api/usageManagement/*,rate=1,kind=delay,ms=300,skip=1", NULL);
  {
    /* As a page holds it: letting go of what is chained to it gives the export up. */
    g_autoptr (DexFuture) export = dex_future_all (foyer_usage_export_calls (account, year, number, NULL, NULL, file), NULL);

    dex_await (dex_timeout_new_msec (200), NULL);
    g_assert_true (dex_future_is_pending (export));
  }
  dex_await (dex_timeout_new_msec (600), NULL);
  g_assert_true (g_file_get_contents (path, &given_up, NULL, NULL));
  g_assert_true (g_str_equal (given_up, "mine"));
}

static void
test_profile_and_bills (void)
{
  g_autoptr (PortalFixture) portal = portal_fixture_new ("--provider", "aquis", NULL);
  g_autoptr (FoyerAccount) account = account_fixture_sign_in (portal, "aquis", "erika@muster.example", "Quelle-2026!");
  g_autoptr (FoyerProfile) profile = dex_await_object (foyer_profile_read (account, FALSE), NULL);
  g_autoptr (GListModel) open = dex_await_object (foyer_bills_read_open (account, FALSE), NULL);
  g_autoptr (FoyerBill) bill = NULL;
  g_autoptr (GBytes) pdf = NULL;

  g_assert_cmpstr (foyer_profile_get_full_name (profile), ==, "Erika Muster");
  g_assert_true (foyer_profile_get_billing_address (profile) == foyer_profile_get_shipping_address (profile));
  g_assert_cmpuint (g_list_model_get_n_items (foyer_profile_get_addresses (profile)), ==, 6);
  g_assert_cmpuint (g_list_model_get_n_items (open), ==, 3);
  bill = g_list_model_get_item (open, 0);
  pdf = dex_await_boxed (foyer_bills_download (account, bill), NULL);
  g_assert_cmpmem (g_bytes_get_data (pdf, NULL), 5, "%PDF-", 5);
}

int
main (int argc, char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  fiber_test_add ("/lists/jump", test_jump);
  fiber_test_add ("/lists/search", test_search);
  fiber_test_add ("/lists/sorted-by-total", test_sorted_by_total);
  fiber_test_add ("/lists/portal-away", test_portal_away);
  fiber_test_add ("/lists/months", test_months);
  fiber_test_add ("/lists/export-fails", test_export_fails);
  fiber_test_add ("/lists/profile-and-bills", test_profile_and_bills);
  return g_test_run ();
}
