/* SPDX-License-Identifier: GPL-3.0-or-later
 * Prices and their sums: whole, or none. */

#include "foyer-order.h"

static FoyerMoney *
read_total (const char *totals)
{
  g_autofree char *text =
      g_strdup_printf ("{\"id\": \"A-1\", \"orderDate\": \"2026-05-02T09:00:00Z\", \"orderTotalPrice\": [%s]}", totals);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (FoyerOrder) order = g_object_new (FOYER_TYPE_ORDER, NULL);

  g_assert_true (foyer_entity_apply (FOYER_ENTITY (order), node, NULL));
  return foyer_order_get_total (order) != NULL ? foyer_money_copy (foyer_order_get_total (order)) : NULL;
}

#define GROSS(value, unit) "{\"price\": {\"taxIncludedAmount\": {\"unit\": \"" unit "\", \"value\": " #value "}}}"

static void
test_adds (void)
{
  g_autoptr (FoyerMoney) one = read_total (GROSS (119, "EUR")),
                         two = read_total (GROSS (119, "EUR") "," GROSS (26.0, "EUR"));

  g_assert_cmpint (foyer_money_get_amount (one), ==, 1190000);
  g_assert_cmpint (foyer_money_get_amount (two), ==, 1450000);
  g_assert_null (read_total (""));
}

/* What cannot be added is no sum, however many follow. */
static void
test_does_not_add (void)
{
  g_assert_null (read_total (GROSS (119, "EUR") "," GROSS (20, "USD") "," GROSS (7, "EUR")));
  g_assert_null (read_total (GROSS (119, "EUR") ",{\"price\": {}}," GROSS (7, "EUR")));
  g_assert_null (read_total (GROSS (900000000000000, "EUR") "," GROSS (900000000000000, "EUR") "," GROSS (7, "EUR")));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/price/adds", test_adds);
  g_test_add_func ("/price/does-not-add", test_does_not_add);
  return g_test_run ();
}
