/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-page.h"

G_BEGIN_DECLS

/* Where a person arrives: what is going on, and who the account belongs to. */
#define FOYER_TYPE_OVERVIEW_PAGE (foyer_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (FoyerOverviewPage, foyer_overview_page, FOYER, OVERVIEW_PAGE, FoyerPage)

FoyerPage *foyer_overview_page_new (FoyerAccount *account);

G_END_DECLS
