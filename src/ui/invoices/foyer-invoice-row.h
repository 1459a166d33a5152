/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-bill.h"

G_BEGIN_DECLS

/* An invoice in two lines, where there is no room for a table. */
#define FOYER_TYPE_INVOICE_ROW (foyer_invoice_row_get_type ())
G_DECLARE_FINAL_TYPE (FoyerInvoiceRow, foyer_invoice_row, FOYER, INVOICE_ROW, GtkBox)

GtkWidget *foyer_invoice_row_new (void);
void foyer_invoice_row_set_bill (FoyerInvoiceRow *self, FoyerBill *bill);

G_END_DECLS
