/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-order.h"

G_BEGIN_DECLS

/* Everything about one order, top to bottom. Signal "reorder". */
#define FOYER_TYPE_ORDER_VIEW (foyer_order_view_get_type ())
G_DECLARE_FINAL_TYPE (FoyerOrderView, foyer_order_view, FOYER, ORDER_VIEW, AdwBin)

void foyer_order_view_set_order (FoyerOrderView *self, FoyerOrder *order);
void foyer_order_view_set_busy (FoyerOrderView *self, gboolean busy);
void foyer_order_view_set_error (FoyerOrderView *self, const char *text);
void foyer_order_view_set_can_reorder (FoyerOrderView *self, gboolean can_reorder);
void foyer_order_view_copy_number (FoyerOrderView *self);

G_END_DECLS
