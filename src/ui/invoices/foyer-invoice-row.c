/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An invoice in two lines: number and amount, date with due date and state. */
#include "foyer-invoice-row.h"

#include "foyer-state-pill.h"
#include "foyer-invoice-text.h"

struct _FoyerInvoiceRow
{
  GtkBox parent_instance;

  FoyerBill *bill;

  GtkLabel *number;
  GtkLabel *amount;
  GtkLabel *dates;
  FoyerStatePill *pill;
};

G_DEFINE_FINAL_TYPE (FoyerInvoiceRow, foyer_invoice_row, GTK_TYPE_BOX)

static void
show_bill (FoyerInvoiceRow *self)
{
  g_autofree char *number = self->bill != NULL ? foyer_invoice_text_number (self->bill, NULL) : NULL;
  g_autofree char *amount = self->bill != NULL ? foyer_invoice_text_amount (self->bill, NULL) : NULL;
  g_autofree char *dates = self->bill != NULL ? foyer_invoice_text_dates (self->bill) : NULL;

  gtk_label_set_label (self->number, number != NULL ? number : "");
  gtk_label_set_label (self->amount, amount != NULL ? amount : "");
  gtk_label_set_label (self->dates, dates != NULL ? dates : "");
}

static void
foyer_invoice_row_dispose (GObject *object)
{
  FoyerInvoiceRow *self = FOYER_INVOICE_ROW (object);

  if (self->bill != NULL)
    g_signal_handlers_disconnect_by_func (self->bill, show_bill, self);
  g_clear_object (&self->bill);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_INVOICE_ROW);
  G_OBJECT_CLASS (foyer_invoice_row_parent_class)->dispose (object);
}

static void
foyer_invoice_row_class_init (FoyerInvoiceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_invoice_row_dispose;

  g_type_ensure (FOYER_TYPE_STATE_PILL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/foyer/Foyer/ui/foyer-invoice-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoiceRow, number);
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoiceRow, amount);
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoiceRow, dates);
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoiceRow, pill);
}

static void
foyer_invoice_row_init (FoyerInvoiceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * foyer_invoice_row_new:
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
foyer_invoice_row_new (void)
{
  return g_object_new (FOYER_TYPE_INVOICE_ROW, NULL);
}

/**
 * foyer_invoice_row_set_bill:
 * @self: a row
 * @bill: (nullable): what it shows from now on
 */
void
foyer_invoice_row_set_bill (FoyerInvoiceRow *self, FoyerBill *bill)
{
  g_return_if_fail (FOYER_IS_INVOICE_ROW (self));

  if (self->bill != NULL)
    g_signal_handlers_disconnect_by_func (self->bill, show_bill, self);
  g_set_object (&self->bill, bill);
  if (bill != NULL)
    g_signal_connect_swapped (bill, "notify", G_CALLBACK (show_bill), self);
  foyer_state_pill_set_entity (self->pill, FOYER_ENTITY (bill));
  show_bill (self);
}
