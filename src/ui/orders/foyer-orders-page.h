/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-cart.h"
#include "foyer-page.h"

G_BEGIN_DECLS

/* All orders of the account: searched, filtered, sorted and scrolled at the portal. */
#define FOYER_TYPE_ORDERS_PAGE (foyer_orders_page_get_type ())
G_DECLARE_FINAL_TYPE (FoyerOrdersPage, foyer_orders_page, FOYER, ORDERS_PAGE, FoyerPage)

FoyerPage *foyer_orders_page_new (FoyerAccount *account, FoyerCart *cart);

G_END_DECLS
