/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-order.h"

G_BEGIN_DECLS

typedef enum
{
  FOYER_COST_NET,
  FOYER_COST_DISCOUNT,
  FOYER_COST_SHIPPING,
  FOYER_COST_TAX,
  FOYER_COST_GROSS,
} FoyerCostKind;

/* One line of a breakdown. */
typedef struct
{
  FoyerCostKind kind;
  char *label; /* for people, translated */
  FoyerMoney *amount;
} FoyerCost;

/* What is paid together: once, or every month, every year … */
typedef struct
{
  char *period;      /* recurringChargePeriod, "" = once */
  GPtrArray *costs;  /* FoyerCost, in the order in which a bill has them */
  FoyerMoney *gross; /* (nullable): the portal did not say enough */
  gboolean agrees;   /* FALSE: the order's lines make another sum than this */
} FoyerCostGroup;

GPtrArray *foyer_order_costs_new (FoyerOrder *order);
char *foyer_cost_group_dup_title (const FoyerCostGroup *self);
const char *foyer_period_to_label (const char *period);

G_END_DECLS
