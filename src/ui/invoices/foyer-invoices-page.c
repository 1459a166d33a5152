/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All invoices of an account: a table where there is room, else rows of two lines. */
#include "foyer-invoices-page.h"

#include <glib/gi18n.h>

#include "foyer-state-pill.h"
#include "foyer-bills.h"
#include "foyer-format.h"
#include "foyer-invoice-page.h"
#include "foyer-invoice-row.h"
#include "foyer-invoice-text.h"
#include "foyer-state-stack.h"
#include "foyer-text-column.h"

/* How many years back one can filter: the longest that German and Dutch law make companies keep invoices. */
#define YEARS 10

struct _FoyerInvoicesPage
{
  FoyerPage parent_instance;

  FoyerResourceList *bills;
  int this_year;

  FoyerStateStack *states;
  GtkStack *views;
  GtkWidget *table_scroller;
  GtkWidget *list_scroller;
  GtkColumnView *table;
  GtkListView *list;
  GtkDropDown *year_filter;
  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (FoyerInvoicesPage, foyer_invoices_page, FOYER_TYPE_PAGE)

static int
get_year (FoyerInvoicesPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->year_filter);

  return selected == 0 || selected == GTK_INVALID_LIST_POSITION ? 0 : self->this_year - (int) selected + 1;
}

static void
update_query (FoyerInvoicesPage *self)
{
  const char *text = foyer_page_get_search_text (FOYER_PAGE (self));
  gboolean filtered = *text != '\0' || get_year (self) != 0;

  foyer_state_stack_set_empty (self->states, filtered ? "edit-find-symbolic" : "x-office-document-symbolic",
                               filtered ? _ ("No Invoices Found") : _ ("No Invoices Yet"),
                               filtered ? _ ("Try another number or year.")
                                        : _ ("Your invoices will be here once you have been billed."));
  foyer_bills_list_set_query (self->bills, foyer_page_get_account (FOYER_PAGE (self)), *text != '\0' ? text : NULL,
                              get_year (self));
}

static void
on_filter_changed_cb (FoyerInvoicesPage *self)
{
  if (self->bills != NULL)
    update_query (self);
}

static void
update_count (FoyerInvoicesPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->bills));
  g_autofree char *number = foyer_format_number (n);
  /* Translators: %s is the number, written as it is in the user's language */
  g_autofree char *text = g_strdup_printf (ngettext ("%s invoice", "%s invoices", n), number);

  gtk_label_set_label (self->count, n > 0 ? text : "");
}

/* Only the view that is seen has the rows, else both would ask for pages. */
static void
on_view_changed_cb (FoyerInvoicesPage *self)
{
  gboolean table = gtk_stack_get_visible_child (self->views) == self->table_scroller;
  GtkSelectionModel *rows;

  if (self->bills == NULL)
    return;
  rows = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->bills))));
  gtk_column_view_set_model (self->table, table ? rows : NULL);
  gtk_list_view_set_model (self->list, table ? NULL : rows);
  g_object_unref (rows);
}

static void
on_activate_cb (FoyerInvoicesPage *self, guint position)
{
  g_autoptr (FoyerBill) bill = g_list_model_get_item (G_LIST_MODEL (self->bills), position);

  if (bill != NULL && foyer_entity_get_loaded (FOYER_ENTITY (bill)))
    foyer_page_push (FOYER_PAGE (self), foyer_invoice_page_new (foyer_page_get_account (FOYER_PAGE (self)), bill));
}

static void
on_row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, foyer_invoice_row_new ());
}

static void
on_row_bind_cb (FoyerInvoicesPage *self, GtkListItem *item)
{
  foyer_invoice_row_set_bill (FOYER_INVOICE_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
  foyer_resource_list_require (self->bills, gtk_list_item_get_position (item));
}

static void
on_row_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  foyer_invoice_row_set_bill (FOYER_INVOICE_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
on_state_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, foyer_state_pill_new ());
}

/* One cell of a row asks for the row's page. */
static void
on_state_bind_cb (FoyerInvoicesPage *self, GtkListItem *item)
{
  foyer_state_pill_set_entity (FOYER_STATE_PILL (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
  foyer_resource_list_require (self->bills, gtk_list_item_get_position (item));
}

static void
on_state_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  foyer_state_pill_set_entity (FOYER_STATE_PILL (gtk_list_item_get_child (item)), NULL);
}

static void
add_state_column (FoyerInvoicesPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (_ ("State"), factory);

  g_signal_connect (factory, "setup", G_CALLBACK (on_state_setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_state_bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_state_unbind_cb), NULL);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (self->table, column);
}

static void
add_column (FoyerInvoicesPage *self, const char *title, FoyerTextFunc func, FoyerTextColumnFlags flags)
{
  g_autoptr (GtkColumnViewColumn) column = foyer_text_column_new (title, func, NULL, flags);

  gtk_column_view_append_column (self->table, column);
}

static void
add_columns (FoyerInvoicesPage *self)
{
  add_column (self, _ ("Number"), foyer_invoice_text_number, FOYER_TEXT_COLUMN_EXPAND | FOYER_TEXT_COLUMN_STRONG);
  add_column (self, _ ("Date"), foyer_invoice_text_date, FOYER_TEXT_COLUMN_EXPAND);
  /* Translators: the day an invoice must be paid */
  add_column (self, _ ("Due"), foyer_invoice_text_due, FOYER_TEXT_COLUMN_EXPAND);
  /* Translators: the time an invoice is for */
  add_column (self, _ ("Period"), foyer_invoice_text_period, FOYER_TEXT_COLUMN_EXPAND);
  add_column (self, _ ("Amount"), foyer_invoice_text_amount, FOYER_TEXT_COLUMN_EXPAND | FOYER_TEXT_COLUMN_NUMERIC);
  /* Translators: the part of an invoice that is not paid yet */
  add_column (self, _ ("Open"), foyer_invoice_text_open, FOYER_TEXT_COLUMN_EXPAND | FOYER_TEXT_COLUMN_NUMERIC);
  add_state_column (self);
  foyer_text_column_align_titles (self->table);
}

static void
fill_years (FoyerInvoicesPage *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GtkStringList) years = gtk_string_list_new (NULL);

  self->this_year = g_date_time_get_year (now);
  gtk_string_list_append (years, _ ("All Years"));
  for (int year = self->this_year; year > self->this_year - YEARS; year--)
    gtk_string_list_take (years, g_strdup_printf ("%d", year));
  gtk_drop_down_set_model (self->year_filter, G_LIST_MODEL (years));
}

static void
foyer_invoices_page_load (FoyerPage *page)
{
  foyer_resource_list_load (FOYER_INVOICES_PAGE (page)->bills);
}

static void
foyer_invoices_page_reload (FoyerPage *page)
{
  foyer_resource_list_reload (FOYER_INVOICES_PAGE (page)->bills);
}

static void
foyer_invoices_page_search_changed (FoyerPage *page, const char *text)
{
  update_query (FOYER_INVOICES_PAGE (page));
}

static void
foyer_invoices_page_constructed (GObject *object)
{
  FoyerInvoicesPage *self = FOYER_INVOICES_PAGE (object);

  G_OBJECT_CLASS (foyer_invoices_page_parent_class)->constructed (object);
  self->bills = foyer_bills_list (foyer_page_get_account (FOYER_PAGE (self)));
  g_signal_connect_object (self->bills, "items-changed", G_CALLBACK (update_count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bills, "notify::state", G_CALLBACK (update_count), self, G_CONNECT_SWAPPED);
  foyer_state_stack_bind_list (self->states, self->bills);
  update_query (self);
  on_view_changed_cb (self);
}

static void
foyer_invoices_page_dispose (GObject *object)
{
  FoyerInvoicesPage *self = FOYER_INVOICES_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_INVOICES_PAGE);
  g_clear_object (&self->bills);
  G_OBJECT_CLASS (foyer_invoices_page_parent_class)->dispose (object);
}

static void
foyer_invoices_page_class_init (FoyerInvoicesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  FoyerPageClass *page_class = FOYER_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = foyer_invoices_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = foyer_invoices_page_dispose;
  page_class->load = foyer_invoices_page_load;
  page_class->reload = foyer_invoices_page_reload;
  page_class->search_changed = foyer_invoices_page_search_changed;

  g_type_ensure (FOYER_TYPE_STATE_STACK);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/foyer/Foyer/ui/foyer-invoices-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoicesPage, states);
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoicesPage, views);
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoicesPage, table_scroller);
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoicesPage, list_scroller);
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoicesPage, table);
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoicesPage, list);
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoicesPage, year_filter);
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoicesPage, count);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_view_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_unbind_cb);
}

static void
foyer_invoices_page_init (FoyerInvoicesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_years (self);
  add_columns (self);
}

/**
 * foyer_invoices_page_new:
 * @account: whose invoices
 *
 * Returns: (transfer floating): a page that reads when it is shown
 */
FoyerPage *
foyer_invoices_page_new (FoyerAccount *account)
{
  return g_object_new (FOYER_TYPE_INVOICES_PAGE, "account", account, NULL);
}
