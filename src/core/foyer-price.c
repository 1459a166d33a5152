/* SPDX-License-Identifier: GPL-3.0-or-later
 * A TMF price: net, gross, tax rate, and what it is for. */

#include "foyer-price.h"

#include <math.h>

G_DEFINE_BOXED_TYPE (FoyerPrice, foyer_price, foyer_price_copy, foyer_price_free)

/**
 * foyer_price_new_from_json:
 * @json: an OrderPrice, CartPrice or ProductPrice
 *
 * Returns: (transfer full): the price; what is missing stays NULL
 */
FoyerPrice *
foyer_price_new_from_json (const FoyerJson *json)
{
  FoyerPrice *self = g_new0 (FoyerPrice, 1);
  FoyerJson price = foyer_json_member (json, "price");
  double rate = foyer_json_get_double (&price, "taxRate", -1);

  self->net = foyer_json_get_money (&price, "dutyFreeAmount");
  self->gross = foyer_json_get_money (&price, "taxIncludedAmount");
  self->tax_rate_e2 = rate < 0 ? -1 : llround (rate * 100);
  self->type = foyer_json_get_string (json, "priceType");
  self->period = foyer_json_get_string (json, "recurringChargePeriod");
  self->name = foyer_json_get_string (json, "name");
  return self;
}

static FoyerMoney *
copy_money (const FoyerMoney *money)
{
  return money != NULL ? foyer_money_copy (money) : NULL;
}

FoyerPrice *
foyer_price_copy (const FoyerPrice *self)
{
  FoyerPrice *copy = g_new0 (FoyerPrice, 1);

  copy->net = copy_money (self->net);
  copy->gross = copy_money (self->gross);
  copy->tax_rate_e2 = self->tax_rate_e2;
  copy->type = g_strdup (self->type);
  copy->period = g_strdup (self->period);
  copy->name = g_strdup (self->name);
  return copy;
}

void
foyer_price_free (FoyerPrice *self)
{
  g_clear_pointer (&self->net, foyer_money_free);
  g_clear_pointer (&self->gross, foyer_money_free);
  g_free (self->type);
  g_free (self->period);
  g_free (self->name);
  g_free (self);
}

/**
 * foyer_price_dup_tax:
 *
 * Returns: (transfer full) (nullable): gross less net, if both are known
 */
FoyerMoney *
foyer_price_dup_tax (const FoyerPrice *self)
{
  g_autoptr (FoyerMoney) negative = NULL;

  if (self->net == NULL || self->gross == NULL)
    return NULL;
  negative = foyer_money_multiply (self->net, -1);
  return negative != NULL ? foyer_money_add (self->gross, negative) : NULL;
}

/* A sum is whole or it is none: a part of it would be a wrong number. */
static FoyerMoney *
sum (GPtrArray *prices, FoyerMoney *(*get) (const FoyerPrice *price))
{
  g_autoptr (FoyerMoney) total = NULL;

  for (guint i = 0; i < prices->len; i++)
    {
      FoyerMoney *amount = get (prices->pdata[i]);
      FoyerMoney *next = amount == NULL  ? NULL
                         : total == NULL ? foyer_money_copy (amount)
                                         : foyer_money_add (total, amount);

      g_clear_pointer (&total, foyer_money_free);
      if (next == NULL)
        return NULL;
      total = next;
    }
  return g_steal_pointer (&total);
}

static FoyerMoney *
get_net (const FoyerPrice *price)
{
  return price->net;
}

static FoyerMoney *
get_gross (const FoyerPrice *price)
{
  return price->gross;
}

/**
 * foyer_price_sum_net:
 * @prices: (element-type FoyerPrice):
 *
 * Returns: (transfer full) (nullable): NULL when there is no price, when one has no net amount, for different
 * currencies and for a sum that does not fit
 */
FoyerMoney *
foyer_price_sum_net (GPtrArray *prices)
{
  return sum (prices, get_net);
}

/**
 * foyer_price_sum_gross:
 * @prices: (element-type FoyerPrice):
 *
 * Returns: (transfer full) (nullable): as foyer_price_sum_net(), of the gross amounts
 */
FoyerMoney *
foyer_price_sum_gross (GPtrArray *prices)
{
  return sum (prices, get_gross);
}
