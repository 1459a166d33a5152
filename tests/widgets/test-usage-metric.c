/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of a month of calls, in English. */
#include "foyer-usage-metric.h"

#include <locale.h>

static FoyerUsageMonth *
make_month (int year, int number, gint64 attempts, gint64 answered, gint64 seconds, gint64 cents)
{
  FoyerUsageMonth *month = foyer_usage_month_new (year, number);
  g_autoptr (FoyerMoney) cost = foyer_money_new (cents * 100, "EUR");

  foyer_usage_month_add (month, attempts, answered, seconds, cost);
  return month;
}

/* Newest first: the current month, two whole ones, one without data. */
static GListModel *
make_months (void)
{
  GListStore *months = g_list_store_new (FOYER_TYPE_USAGE_MONTH);
  g_autoptr (FoyerUsageMonth) july = make_month (2026, 7, 310, 0, 0, 0);
  g_autoptr (FoyerUsageMonth) june = make_month (2026, 6, 1204, 1003, 181204, 9901);
  g_autoptr (FoyerUsageMonth) may = make_month (2026, 5, 1075, 903, 151000, 9901);
  g_autoptr (FoyerUsageMonth) april = foyer_usage_month_new (2026, 4);

  g_list_store_append (months, july);
  g_list_store_append (months, june);
  g_list_store_append (months, may);
  g_list_store_append (months, april);
  return G_LIST_MODEL (months);
}

static void
assert_says (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_format (void)
{
  g_autoptr (FoyerUsageMonth) june = make_month (2026, 6, 1204, 1003, 181204, 9901);
  g_autoptr (FoyerUsageMonth) one = make_month (2026, 6, 1, 0, 0, 0);
  g_autoptr (FoyerUsageMonth) gap = foyer_usage_month_new (2026, 4);

  assert_says (foyer_usage_metric_format (FOYER_USAGE_CALLS, june), "1204 calls");
  assert_says (foyer_usage_metric_format (FOYER_USAGE_CALLS, one), "1 call");
  assert_says (foyer_usage_metric_format (FOYER_USAGE_AVERAGE, june), "3 min 1 s");
  assert_says (foyer_usage_metric_format (FOYER_USAGE_TIME, june), "50 h 20 min");
  assert_says (foyer_usage_metric_format (FOYER_USAGE_ASR, june), "83.3%");
  assert_says (foyer_usage_metric_format (FOYER_USAGE_AVERAGE, one), "no data");
  assert_says (foyer_usage_metric_format (FOYER_USAGE_CALLS, gap), "no data");
  assert_says (foyer_usage_metric_format_cell (FOYER_USAGE_TIME, june), "50:20:04");
  assert_says (foyer_usage_metric_format_cell (FOYER_USAGE_AVERAGE, june), "0:03:01");
  assert_says (foyer_usage_metric_format_cell (FOYER_USAGE_AVERAGE, one), "–");
  assert_says (foyer_usage_metric_format_cell (FOYER_USAGE_AVERAGE, gap), "no data");
}

static void
test_describe (void)
{
  g_autoptr (GListModel) months = make_months ();
  g_autoptr (GListModel) none = G_LIST_MODEL (g_list_store_new (FOYER_TYPE_USAGE_MONTH));
  g_autoptr (GDateTime) july = g_date_time_new_utc (2026, 7, 14, 0, 0, 0);
  g_autoptr (GDateTime) next_year = g_date_time_new_utc (2027, 1, 14, 0, 0, 0);

  assert_says (foyer_usage_metric_describe (FOYER_USAGE_CALLS, months, july),
               "June: 1204 calls, 12% above May. July so far: 310 calls.");
  assert_says (foyer_usage_metric_describe (FOYER_USAGE_COST, months, next_year), "July 2026: €0.00, 100% below June.");
  assert_says (foyer_usage_metric_describe (FOYER_USAGE_ASR, months, july),
               "June: 83.3%, 0.7 points below May. July so far: 0.0%.");
  assert_says (foyer_usage_metric_describe (FOYER_USAGE_COST, months, july),
               "June: €99.01, the same as in May. July so far: €0.00.");
  assert_says (foyer_usage_metric_describe (FOYER_USAGE_CALLS, none, july), "");
}

static void
test_points (void)
{
  g_autoptr (GDateTime) july = g_date_time_new_utc (2026, 7, 14, 0, 0, 0);
  g_autoptr (FoyerUsageMonth) month = make_month (2026, 7, 310, 100, 60, 0);
  g_autoptr (FoyerUsageMonth) january = make_month (2026, 1, 310, 100, 60, 250);
  g_autoptr (FoyerUsageMonth) gap = foyer_usage_month_new (2026, 4);
  g_autoptr (FoyerChartPoint) now = foyer_usage_metric_make_point (FOYER_USAGE_CALLS, month, FALSE, july);
  g_autoptr (FoyerChartPoint) year = foyer_usage_metric_make_point (FOYER_USAGE_COST, january, FALSE, july);
  g_autoptr (FoyerChartPoint) empty = foyer_usage_metric_make_point (FOYER_USAGE_COST, gap, TRUE, july);

  g_assert_cmpstr (foyer_chart_point_get_label (now), ==, "Jul");
  g_assert_cmpstr (foyer_chart_point_get_long_label (now), ==, "July 2026 so far: 310 calls");
  g_assert_true (foyer_chart_point_is_provisional (now));
  g_assert_cmpstr (foyer_chart_point_get_label (year), ==, "Jan\n2026");
  g_assert_true (foyer_chart_point_is_major (year));
  g_assert_cmpfloat (foyer_chart_point_get_value (year), ==, 2.5);
  g_assert_cmpstr (foyer_chart_point_get_label (empty), ==, "Apr\n2026");
  g_assert_cmpstr (foyer_chart_point_get_long_label (empty), ==, "April 2026: no data");
  g_assert_false (foyer_chart_point_has_data (empty));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/usage-metric/format", test_format);
  g_test_add_func ("/usage-metric/describe", test_describe);
  g_test_add_func ("/usage-metric/points", test_points);
  return g_test_run ();
}
