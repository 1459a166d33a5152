/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-order.h"
#include "foyer-resource-list.h"

G_BEGIN_DECLS

/* What can be done with orders. NULL filters mean "all". */
FoyerResourceList *foyer_orders_list (FoyerAccount *account);   /* newest first */
void foyer_orders_list_set_query (FoyerResourceList *list, FoyerAccount *account, const char *text, FoyerOrderState state, int year, const char *sort);
     /* text (nullable): number, ship-to, product; state UNKNOWN = all; year 0 = all; sort (nullable) TMF630, default "-orderDate" */
DexFuture *foyer_orders_read (FoyerAccount *account, const char *id, gboolean from_store); /* resolves to FoyerOrder with all its lines */

G_END_DECLS
