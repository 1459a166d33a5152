/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-cart.h"
#include "foyer-page.h"

G_BEGIN_DECLS

/* One order. */
#define FOYER_TYPE_ORDER_PAGE (foyer_order_page_get_type ())
G_DECLARE_FINAL_TYPE (FoyerOrderPage, foyer_order_page, FOYER, ORDER_PAGE, FoyerPage)

FoyerPage *foyer_order_page_new (FoyerAccount *account, FoyerCart *cart, const char *order_id);

G_END_DECLS
