/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-entity.h"
#include "foyer-json.h"

G_BEGIN_DECLS

typedef enum { FOYER_BILL_OPEN, FOYER_BILL_OVERDUE, FOYER_BILL_PAID, FOYER_BILL_PARTIALLY_PAID, FOYER_BILL_CREDIT, FOYER_BILL_PRO_FORMA, FOYER_BILL_CANCELLED } FoyerBillState;

/* TMF678 CustomerBill: entity and codec. */
#define FOYER_TYPE_BILL (foyer_bill_get_type ())
G_DECLARE_FINAL_TYPE (FoyerBill, foyer_bill, FOYER, BILL, FoyerEntity)
/* properties: "number", "date", "due", "amount", "open", "state" */
const char *foyer_bill_get_number (FoyerBill *self);
GDateTime *foyer_bill_get_date (FoyerBill *self);          /* (nullable) */
GDateTime *foyer_bill_get_due (FoyerBill *self);           /* (nullable) */
GDateTime *foyer_bill_get_period_start (FoyerBill *self);  /* (nullable) */
GDateTime *foyer_bill_get_period_end (FoyerBill *self);    /* (nullable), exclusive */
FoyerMoney *foyer_bill_get_amount (FoyerBill *self);       /* taxIncludedAmount, else amountDue (nullable) */
FoyerMoney *foyer_bill_get_open (FoyerBill *self);         /* remainingAmount (nullable) */
FoyerBillState foyer_bill_get_state (FoyerBill *self);     /* overdue is computed: due before today and something open */
const char *foyer_bill_state_to_label (FoyerBillState state); /* translated */
const char *foyer_bill_get_pdf (FoyerBill *self);          /* address (nullable) */
const char *foyer_bill_get_xml (FoyerBill *self);          /* address of the eInvoice (nullable) */
char *foyer_bill_dup_file_name (FoyerBill *self);          /* "2026-0009.pdf", safe for any file system */

G_END_DECLS
