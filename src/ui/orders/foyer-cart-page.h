/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-cart.h"
#include "foyer-page.h"

G_BEGIN_DECLS

/* What would be ordered, and ordering it once. */
#define FOYER_TYPE_CART_PAGE (foyer_cart_page_get_type ())
G_DECLARE_FINAL_TYPE (FoyerCartPage, foyer_cart_page, FOYER, CART_PAGE, FoyerPage)

FoyerPage *foyer_cart_page_new (FoyerAccount *account, FoyerCart *cart);

G_END_DECLS
