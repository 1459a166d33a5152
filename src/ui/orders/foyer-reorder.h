/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-cart.h"

G_BEGIN_DECLS

DexFuture *foyer_reorder (FoyerAccount *account, FoyerCart *cart, const char *order_id);
DexFuture *foyer_reorder_restore (FoyerCart *cart, FoyerCartItem *item);

G_END_DECLS
