/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-json.h"

G_BEGIN_DECLS

/* A TMF price: what stands in orderTotalPrice, itemTotalPrice, cartTotalPrice. Boxed, immutable. */
typedef struct
{
  FoyerMoney *net;    /* dutyFreeAmount (nullable) */
  FoyerMoney *gross;  /* taxIncludedAmount (nullable) */
  gint64 tax_rate_e2; /* 1900 = 19 %, -1 = not said */
  char *type;         /* "oneTime", "recurring", "usage", ours: "shipping", "discount" … (nullable) */
  char *period;       /* recurringChargePeriod (nullable) */
  char *name;         /* (nullable) */
} FoyerPrice;
#define FOYER_TYPE_PRICE (foyer_price_get_type ())
GType foyer_price_get_type (void);
FoyerPrice *foyer_price_new_from_json (const FoyerJson *json); /* errors go to the cursor */
FoyerPrice *foyer_price_copy (const FoyerPrice *self);
void foyer_price_free (FoyerPrice *self);
FoyerMoney *foyer_price_dup_tax (const FoyerPrice *self); /* (nullable) gross - net */

/* (nullable): of (element-type FoyerPrice): NULL when there is none, when one has no such amount, or when they cannot
 * be added */
FoyerMoney *foyer_price_sum_net (GPtrArray *prices);
FoyerMoney *foyer_price_sum_gross (GPtrArray *prices);

G_END_DECLS
