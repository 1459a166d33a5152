/* SPDX-License-Identifier: GPL-3.0-or-later
 * The cost breakdown of an order: to the cent, in the right order, and honest when it does not add up. */

#include "foyer-order-costs.h"

#include <libdex.h>

#define PRICE(type, rate, net, gross)                                                                                  \
  "{\"priceType\":\"" type "\",\"price\":{\"taxRate\":" rate ",\"dutyFreeAmount\":{\"unit\":\"EUR\",\"value\":" net    \
  "},\"taxIncludedAmount\":{\"unit\":\"EUR\",\"value\":" gross "}}}"
#define MONTHLY(rate, net, gross)                                                                                      \
  "{\"recurringChargePeriod\":\"month\"," /* and the rest of a price */                                                \
  "\"priceType\":\"recurring\",\"price\":{\"taxRate\":" rate ",\"dutyFreeAmount\":{\"unit\":\"EUR\",\"value\":" net    \
  "},\"taxIncludedAmount\":{\"unit\":\"EUR\",\"value\":" gross "}}}"
#define LINE(name, price)                                                                                              \
  "{\"id\":\"1\",\"quantity\":1,\"productOffering\":{\"name\":\"" name "\"},\"itemTotalPrice\":[" price "]}"

static GPtrArray *
read_costs (const char *totals, const char *lines)
{
  g_autofree char *text =
      g_strdup_printf ("{\"id\":\"A-1\",\"orderDate\":\"2026-05-02T09:00:00Z\",\"orderTotalPrice\":[%s],"
                       "\"productOrderItem\":[%s]}",
                       totals, lines);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (FoyerOrder) order = g_object_new (FOYER_TYPE_ORDER, NULL);
  g_autoptr (GError) error = NULL;

  foyer_entity_apply (FOYER_ENTITY (order), node, &error);
  g_assert_no_error (error);
  return foyer_order_costs_new (order);
}

static void
assert_cost (const FoyerCostGroup *group, guint index, FoyerCostKind kind, const char *label, const char *amount)
{
  const FoyerCost *cost;
  g_autofree char *decimal = NULL;

  g_assert_cmpuint (index, <, group->costs->len);
  cost = g_ptr_array_index (group->costs, index);
  decimal = foyer_money_to_decimal (cost->amount);
  g_assert_cmpint (cost->kind, ==, kind);
  g_assert_cmpstr (cost->label, ==, label);
  g_assert_cmpstr (decimal, ==, amount);
}

static void
test_rates (void)
{
  g_autoptr (GPtrArray) groups = read_costs (
      PRICE ("oneTime", "19", "100", "119") "," PRICE ("oneTime", "7", "10", "10.7"),
      LINE ("a", PRICE ("oneTime", "19", "100", "119")) "," LINE ("b", PRICE ("oneTime", "7", "10", "10.7")));
  const FoyerCostGroup *group = g_ptr_array_index (groups, 0);

  g_assert_cmpuint (groups->len, ==, 1);
  g_assert_cmpuint (group->costs->len, ==, 4);
  assert_cost (group, 0, FOYER_COST_NET, "Net", "110.00");
  assert_cost (group, 1, FOYER_COST_TAX, "Tax 19%", "19.00");
  assert_cost (group, 2, FOYER_COST_TAX, "Tax 7%", "0.70");
  assert_cost (group, 3, FOYER_COST_GROSS, "Total", "129.70");
  g_assert_true (group->agrees);
}

static void
test_shipping_and_discount (void)
{
  g_autoptr (GPtrArray) groups =
      read_costs (PRICE ("oneTime", "19", "100", "119") "," PRICE ("shipping", "19", "5",
                                                                   "5.95") "," PRICE ("discount", "19", "-10", "-11.9"),
                  LINE ("a", PRICE ("oneTime", "19", "100", "119")));
  const FoyerCostGroup *group = g_ptr_array_index (groups, 0);

  assert_cost (group, 0, FOYER_COST_NET, "Net", "100.00");
  assert_cost (group, 1, FOYER_COST_DISCOUNT, "Discount", "-10.00");
  assert_cost (group, 2, FOYER_COST_SHIPPING, "Shipping", "5.00");
  assert_cost (group, 3, FOYER_COST_TAX, "Tax 19%", "18.05");
  assert_cost (group, 4, FOYER_COST_GROSS, "Total", "113.05");
  g_assert_true (group->agrees);
}

static void
test_disagreement (void)
{
  g_autoptr (GPtrArray) cent =
      read_costs (PRICE ("oneTime", "19", "100", "119.01"), LINE ("a", PRICE ("oneTime", "19", "100", "119")));
  g_autoptr (GPtrArray) currency = read_costs (
      PRICE ("oneTime", "19", "100", "119"),
      LINE ("a", "{\"priceType\":\"oneTime\",\"price\":{\"taxIncludedAmount\":{\"unit\":\"CHF\",\"value\":119}}}"));

  g_assert_false (((FoyerCostGroup *) g_ptr_array_index (cent, 0))->agrees);
  g_assert_false (((FoyerCostGroup *) g_ptr_array_index (currency, 0))->agrees);
}

/* Once and by the month are two sums, and never added up. */
static void
test_periods (void)
{
  g_autoptr (GPtrArray) groups = read_costs (PRICE ("oneTime", "19", "100", "119") "," MONTHLY ("19", "10", "11.9"),
                                             LINE ("a", PRICE ("oneTime", "19", "100", "119")));
  g_autofree char *title = NULL;

  g_assert_cmpuint (groups->len, ==, 2);
  assert_cost (g_ptr_array_index (groups, 0), 2, FOYER_COST_GROSS, "Total", "119.00");
  assert_cost (g_ptr_array_index (groups, 1), 2, FOYER_COST_GROSS, "Total", "11.90");
  title = foyer_cost_group_dup_title (g_ptr_array_index (groups, 1));
  g_assert_cmpstr (title, ==, "Costs per month");
}

static void
test_nothing_said (void)
{
  g_autoptr (GPtrArray) groups = read_costs ("", LINE ("a", PRICE ("oneTime", "19", "100", "119")));

  g_assert_cmpuint (groups->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/order-costs/rates", test_rates);
  g_test_add_func ("/order-costs/shipping-and-discount", test_shipping_and_discount);
  g_test_add_func ("/order-costs/disagreement", test_disagreement);
  g_test_add_func ("/order-costs/periods", test_periods);
  g_test_add_func ("/order-costs/nothing-said", test_nothing_said);
  return g_test_run ();
}
