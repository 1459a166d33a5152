/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-cart.h"

G_BEGIN_DECLS

/* Sends changes of a cart one after the other, since each needs the ETag of the answer before. Signal "failed" (item
 * id, error). */
#define FOYER_TYPE_CART_WRITER (foyer_cart_writer_get_type ())
G_DECLARE_FINAL_TYPE (FoyerCartWriter, foyer_cart_writer, FOYER, CART_WRITER, GObject)

FoyerCartWriter *foyer_cart_writer_new (FoyerCart *cart);
void foyer_cart_writer_set_quantity (FoyerCartWriter *self, const char *item_id, guint quantity);
void foyer_cart_writer_restore (FoyerCartWriter *self, FoyerCartItem *item);
gboolean foyer_cart_writer_get_busy (FoyerCartWriter *self); /* property "busy" */
DexFuture *foyer_cart_writer_settle (FoyerCartWriter *self);

G_END_DECLS
