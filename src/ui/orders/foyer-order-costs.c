/* SPDX-License-Identifier: GPL-3.0-or-later
 * The exact cost breakdown of an order, and whether its lines add up to it. Plain values, no widgets. */

#include "foyer-order-costs.h"

#include <glib/gi18n.h>

static void
cost_free (gpointer data)
{
  FoyerCost *self = data;

  g_free (self->label);
  foyer_money_free (self->amount);
  g_free (self);
}

static void
group_free (gpointer data)
{
  FoyerCostGroup *self = data;

  g_free (self->period);
  g_ptr_array_unref (self->costs);
  g_clear_pointer (&self->gross, foyer_money_free);
  g_free (self);
}

static FoyerCostGroup *
find_group (GPtrArray *groups, const FoyerPrice *price)
{
  const char *period = price->period != NULL ? price->period : "";
  FoyerCostGroup *group;

  for (guint i = 0; i < groups->len; i++)
    {
      group = g_ptr_array_index (groups, i);
      if (g_str_equal (group->period, period))
        return group;
    }
  group = g_new0 (FoyerCostGroup, 1);
  group->period = g_strdup (period);
  group->costs = g_ptr_array_new_with_free_func (cost_free);
  group->agrees = TRUE;
  g_ptr_array_add (groups, group);
  return group;
}

/* Adds to the line of the same kind and words, or makes it in its place. */
static void
add_cost (FoyerCostGroup *group, FoyerCostKind kind, const char *label, const FoyerMoney *amount)
{
  FoyerCost *cost;
  guint place = 0;

  if (amount == NULL)
    return;
  for (; place < group->costs->len; place++)
    {
      cost = g_ptr_array_index (group->costs, place);
      if (cost->kind > kind)
        break;
      if (cost->kind == kind && g_str_equal (cost->label, label))
        {
          g_autoptr (FoyerMoney) sum = foyer_money_add (cost->amount, amount);

          if (sum == NULL)
            continue;
          foyer_money_free (cost->amount);
          cost->amount = g_steal_pointer (&sum);
          return;
        }
    }
  cost = g_new0 (FoyerCost, 1);
  cost->kind = kind;
  cost->label = g_strdup (label);
  cost->amount = foyer_money_copy (amount);
  g_ptr_array_insert (group->costs, place, cost);
}

static FoyerCostKind
price_get_kind (const FoyerPrice *price)
{
  if (g_strcmp0 (price->type, "shipping") == 0)
    return FOYER_COST_SHIPPING;
  if (g_strcmp0 (price->type, "discount") == 0)
    return FOYER_COST_DISCOUNT;
  return FOYER_COST_NET;
}

static const char *
kind_to_label (FoyerCostKind kind, const FoyerPrice *price)
{
  switch (kind)
    {
    case FOYER_COST_SHIPPING:
      return price->name != NULL ? price->name : _ ("Shipping");
    case FOYER_COST_DISCOUNT:
      return price->name != NULL ? price->name : _ ("Discount");
    case FOYER_COST_NET:
      return _ ("Net");
    case FOYER_COST_TAX:
      return _ ("Tax");
    case FOYER_COST_GROSS:
      break;
    }
  return _ ("Total");
}

static char *
dup_tax_label (const FoyerPrice *price)
{
  if (price->tax_rate_e2 < 0)
    return g_strdup (_ ("Tax"));
  /* Translators: %g is a tax rate in per cent, as "19" or "5.5" */
  return g_strdup_printf (_ ("Tax %g%%"), price->tax_rate_e2 / 100.0);
}

static void
add_gross (FoyerCostGroup *group, const FoyerMoney *gross)
{
  g_autoptr (FoyerMoney) before = g_steal_pointer (&group->gross);

  if (gross != NULL)
    group->gross = before != NULL ? foyer_money_add (before, gross) : foyer_money_copy (gross);
}

static void
add_price (FoyerCostGroup *group, const FoyerPrice *price)
{
  FoyerCostKind kind = price_get_kind (price);
  g_autoptr (FoyerMoney) tax = foyer_price_dup_tax (price);
  g_autofree char *tax_label = dup_tax_label (price);

  add_cost (group, kind, kind_to_label (kind, price), price->net != NULL ? price->net : price->gross);
  add_cost (group, FOYER_COST_TAX, tax_label, tax);
  add_gross (group, price->gross != NULL ? price->gross : price->net);
}

/* The lines' own totals, and what is not a line (shipping, discount) from the order's. */
static void
add_up_lines (GPtrArray *sums, FoyerOrder *order)
{
  GListModel *items = foyer_order_get_items (order);
  GPtrArray *totals = foyer_order_get_totals (order);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (FoyerOrderItem) item = g_list_model_get_item (items, i);
      const FoyerPrice *price = foyer_order_item_get_total (item);

      if (price != NULL)
        add_price (find_group (sums, price), price);
    }
  for (guint i = 0; totals != NULL && i < totals->len; i++)
    {
      const FoyerPrice *price = g_ptr_array_index (totals, i);

      if (price_get_kind (price) != FOYER_COST_NET)
        add_price (find_group (sums, price), price);
    }
}

static FoyerCostGroup *
find_period (GPtrArray *groups, const char *period)
{
  for (guint i = 0; i < groups->len; i++)
    {
      FoyerCostGroup *group = g_ptr_array_index (groups, i);

      if (g_str_equal (group->period, period))
        return group;
    }
  return NULL;
}

/* A line carries one price here. Where an order is paid once and by the month, what a line costs beside that one is not
 * known, so nothing can be said against its sums. */
static gboolean
can_check (GPtrArray *groups, FoyerOrder *order)
{
  return groups->len == 1 && g_list_model_get_n_items (foyer_order_get_items (order)) > 0;
}

static void
check (GPtrArray *groups, FoyerOrder *order)
{
  g_autoptr (GPtrArray) sums = g_ptr_array_new_with_free_func (group_free);
  FoyerCostGroup *group, *lines;

  if (!can_check (groups, order))
    return;
  add_up_lines (sums, order);
  group = g_ptr_array_index (groups, 0);
  lines = find_period (sums, group->period);
  group->agrees = sums->len == 1 && lines != NULL && lines->gross != NULL && group->gross != NULL &&
                  foyer_money_equal (lines->gross, group->gross);
}

/**
 * foyer_order_costs_new:
 * @order: one that was read whole
 *
 * TMF622 orderTotalPrice has one price per kind, period and tax rate; a person wants net, discounts, shipping, tax per
 * rate and the sum, once and per period.
 *
 * Returns: (transfer full) (element-type FoyerCostGroup): one per period, "once" first if there is one
 */
GPtrArray *
foyer_order_costs_new (FoyerOrder *order)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (group_free);
  GPtrArray *totals = foyer_order_get_totals (order);

  for (guint i = 0; totals != NULL && i < totals->len; i++)
    {
      const FoyerPrice *price = g_ptr_array_index (totals, i);

      add_price (find_group (groups, price), price);
    }
  check (groups, order);
  for (guint i = 0; i < groups->len; i++)
    {
      FoyerCostGroup *group = g_ptr_array_index (groups, i);

      add_cost (group, FOYER_COST_GROSS, kind_to_label (FOYER_COST_GROSS, NULL), group->gross);
    }
  return groups;
}

/**
 * foyer_period_to_label:
 * @period: TMF recurringChargePeriod
 *
 * Returns: (transfer none): "per month"; the portal's own word for one that is not known
 */
const char *
foyer_period_to_label (const char *period)
{
  if (g_ascii_strcasecmp (period, "month") == 0 || g_ascii_strcasecmp (period, "monthly") == 0)
    return _ ("per month");
  if (g_ascii_strcasecmp (period, "year") == 0 || g_ascii_strcasecmp (period, "yearly") == 0)
    return _ ("per year");
  if (g_ascii_strcasecmp (period, "week") == 0 || g_ascii_strcasecmp (period, "weekly") == 0)
    return _ ("per week");
  if (g_ascii_strcasecmp (period, "day") == 0 || g_ascii_strcasecmp (period, "daily") == 0)
    return _ ("per day");
  return period;
}

/**
 * foyer_cost_group_dup_title:
 *
 * Returns: (transfer full): "Costs", "Costs per month"
 */
char *
foyer_cost_group_dup_title (const FoyerCostGroup *self)
{
  if (*self->period == '\0')
    return g_strdup (_ ("Costs"));
  /* Translators: %s is "per month", "per year" */
  return g_strdup_printf (_ ("Costs %s"), foyer_period_to_label (self->period));
}
