/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-cart.h"
#include "foyer-page.h"

G_BEGIN_DECLS

/* What is seen after ordering: the number, and where to go from there. */
#define FOYER_TYPE_ORDER_DONE_PAGE (foyer_order_done_page_get_type ())
G_DECLARE_FINAL_TYPE (FoyerOrderDonePage, foyer_order_done_page, FOYER, ORDER_DONE_PAGE, FoyerPage)

FoyerPage *foyer_order_done_page_new (FoyerAccount *account, FoyerCart *cart, FoyerOrder *order);

G_END_DECLS
