/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-page.h"

G_BEGIN_DECLS

/* The calls of one month: searched and filtered by the portal, exported as CSV. */
#define FOYER_TYPE_CALLS_PAGE (foyer_calls_page_get_type ())
G_DECLARE_FINAL_TYPE (FoyerCallsPage, foyer_calls_page, FOYER, CALLS_PAGE, FoyerPage)

FoyerPage *foyer_calls_page_new (FoyerAccount *account, int year, int month);

G_END_DECLS
