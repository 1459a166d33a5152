/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-bill.h"
#include "foyer-page.h"

G_BEGIN_DECLS

/* One invoice: its figures and its PDF, which can be read, searched, printed and saved. */
#define FOYER_TYPE_INVOICE_PAGE (foyer_invoice_page_get_type ())
G_DECLARE_FINAL_TYPE (FoyerInvoicePage, foyer_invoice_page, FOYER, INVOICE_PAGE, FoyerPage)

FoyerPage *foyer_invoice_page_new (FoyerAccount *account, FoyerBill *bill);

G_END_DECLS
