/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-page.h"

G_BEGIN_DECLS

/* The months of calls, one measure at a time as chart, all of them as table; a month opens its calls. */
#define FOYER_TYPE_USAGE_PAGE (foyer_usage_page_get_type ())
G_DECLARE_FINAL_TYPE (FoyerUsagePage, foyer_usage_page, FOYER, USAGE_PAGE, FoyerPage)

FoyerPage *foyer_usage_page_new (FoyerAccount *account);

G_END_DECLS
