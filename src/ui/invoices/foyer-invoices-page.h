/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-page.h"

G_BEGIN_DECLS

/* All invoices of an account, newest first: searched and filtered by the portal. */
#define FOYER_TYPE_INVOICES_PAGE (foyer_invoices_page_get_type ())
G_DECLARE_FINAL_TYPE (FoyerInvoicesPage, foyer_invoices_page, FOYER, INVOICES_PAGE, FoyerPage)

FoyerPage *foyer_invoices_page_new (FoyerAccount *account);

G_END_DECLS
