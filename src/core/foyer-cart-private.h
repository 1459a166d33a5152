/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-cart.h"

G_BEGIN_DECLS

FoyerCartItem *foyer_cart_item_new_from_json (const FoyerJson *json);

G_END_DECLS
