/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-bill.h"

G_BEGIN_DECLS

/* What the columns say of a FoyerBill, "" where it does not say it. The second argument is not looked at: they are
 * FoyerTextFunc. All (transfer full). */
char *foyer_invoice_text_number (gpointer bill, gpointer data);
char *foyer_invoice_text_date (gpointer bill, gpointer data);
char *foyer_invoice_text_due (gpointer bill, gpointer data);
char *foyer_invoice_text_period (gpointer bill, gpointer data);
char *foyer_invoice_text_amount (gpointer bill, gpointer data);
char *foyer_invoice_text_open (gpointer bill, gpointer data);

char *foyer_invoice_text_dates (FoyerBill *bill); /* date and due date in one line */

G_END_DECLS
