/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-cart.h"

G_BEGIN_DECLS

/* One line of the cart. Signals: "quantity" (guint) when somebody wants another one and has stopped typing; "remove".
 */
#define FOYER_TYPE_CART_ROW (foyer_cart_row_get_type ())
G_DECLARE_FINAL_TYPE (FoyerCartRow, foyer_cart_row, FOYER, CART_ROW, AdwPreferencesRow)

GtkWidget *foyer_cart_row_new (FoyerCartItem *item);
FoyerCartItem *foyer_cart_row_get_item (FoyerCartRow *self);
void foyer_cart_row_set_item (FoyerCartRow *self, FoyerCartItem *item);
void foyer_cart_row_set_error (FoyerCartRow *self, const char *text);
void foyer_cart_row_flush (FoyerCartRow *self);

G_END_DECLS
