/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-order.h"

G_BEGIN_DECLS

/* An order in two lines, for narrow windows and the overview. Signal "reorder". */
#define FOYER_TYPE_ORDER_ROW (foyer_order_row_get_type ())
G_DECLARE_FINAL_TYPE (FoyerOrderRow, foyer_order_row, FOYER, ORDER_ROW, GtkBox)

GtkWidget *foyer_order_row_new (gboolean with_reorder);
FoyerOrder *foyer_order_row_get_order (FoyerOrderRow *self);
void foyer_order_row_set_order (FoyerOrderRow *self, FoyerOrder *order);
char *foyer_order_row_describe (FoyerOrder *order);

G_END_DECLS
