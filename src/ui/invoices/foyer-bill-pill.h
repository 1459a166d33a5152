/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-bill.h"

G_BEGIN_DECLS

/* An invoice's state as icon and words, never by colour alone. property "bill" */
#define FOYER_TYPE_BILL_PILL (foyer_bill_pill_get_type ())
G_DECLARE_FINAL_TYPE (FoyerBillPill, foyer_bill_pill, FOYER, BILL_PILL, GtkWidget)

GtkWidget *foyer_bill_pill_new (void);
void foyer_bill_pill_set_bill (FoyerBillPill *self, FoyerBill *bill);

G_END_DECLS
