/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-order.h"

G_BEGIN_DECLS

/* An order's state as icon and words, never by colour alone. */
#define FOYER_TYPE_ORDER_PILL (foyer_order_pill_get_type ())
G_DECLARE_FINAL_TYPE (FoyerOrderPill, foyer_order_pill, FOYER, ORDER_PILL, GtkWidget)

GtkWidget *foyer_order_pill_new (void);
void foyer_order_pill_set_order (FoyerOrderPill *self, FoyerOrder *order);

G_END_DECLS
