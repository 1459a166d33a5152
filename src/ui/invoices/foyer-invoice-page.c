/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One invoice: its figures above its PDF, which can be read, searched, printed and saved. */
#include "foyer-invoice-page.h"

#include <glib/gi18n.h>

#include "foyer-state-pill.h"
#include "foyer-bills.h"
#include "foyer-document-view.h"
#include "foyer-format.h"
#include "foyer-invoice-text.h"
#include "foyer-save.h"
#include "foyer-state-stack.h"

struct _FoyerInvoicePage
{
  FoyerPage parent_instance;

  FoyerBill *bill;
  DexFuture *download; /* NULL: none on its way */
  GBytes *pdf;         /* NULL before it is here */
  gboolean focused;    /* the document has had the focus */

  AdwBanner *save_banner;
  FoyerStatePill *pill;
  GtkLabel *number;
  GtkLabel *amount;
  GtkLabel *open;
  GtkLabel *due;
  GtkLabel *period;
  GtkWidget *amount_box;
  GtkWidget *open_box;
  GtkWidget *due_box;
  GtkWidget *period_box;
  FoyerStateStack *states;
  FoyerDocumentView *view;
  GtkWidget *toolbar;
  GtkEditable *page_entry;
  GtkLabel *page_count;
  GtkButton *zoom_button;
};

G_DEFINE_FINAL_TYPE (FoyerInvoicePage, foyer_invoice_page, FOYER_TYPE_PAGE)

typedef enum
{
  PROP_BILL = 1,
} FoyerInvoicePageProperty;

static GParamSpec *properties[PROP_BILL + 1];

static void
show_figure (GtkLabel *label, GtkWidget *box, char *text)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (box, *text != '\0');
  g_free (text);
}

static void
show_bill (FoyerInvoicePage *self)
{
  FoyerMoney *open = foyer_bill_get_open (self->bill);
  gboolean unpaid = open != NULL && foyer_money_get_amount (open) != 0;

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), foyer_bill_get_number (self->bill));
  gtk_label_set_label (self->number, foyer_bill_get_number (self->bill));
  show_figure (self->amount, self->amount_box, foyer_invoice_text_amount (self->bill, NULL));
  show_figure (self->open, self->open_box, unpaid ? foyer_invoice_text_open (self->bill, NULL) : g_strdup (""));
  show_figure (self->due, self->due_box, foyer_invoice_text_due (self->bill, NULL));
  show_figure (self->period, self->period_box, foyer_invoice_text_period (self->bill, NULL));
}

/* Once there is something to read, the keys for reading work at once; not if the person has gone elsewhere meanwhile.
 */
static void
on_opened_cb (FoyerInvoicePage *self)
{
  if (self->focused || foyer_document_view_get_n_pages (self->view) == 0)
    return;
  self->focused = TRUE;
  if (gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
update_toolbar (FoyerInvoicePage *self)
{
  guint n_pages = foyer_document_view_get_n_pages (self->view);
  g_autofree char *page = g_strdup_printf ("%u", foyer_document_view_get_page (self->view));
  /* Translators: stands after the number of the page shown: "2 of 5" */
  g_autofree char *count = g_strdup_printf (_ ("of %u"), n_pages);
  /* Translators: how large a page is shown, in percent; the doubled sign makes one */
  g_autofree char *zoom = g_strdup_printf (_ ("%.0f%%"), foyer_document_view_get_zoom (self->view) * 100);

  gtk_widget_set_visible (self->toolbar, n_pages > 0);
  gtk_editable_set_text (self->page_entry, page);
  gtk_label_set_label (self->page_count, count);
  gtk_button_set_label (self->zoom_button, zoom);
}

static void
on_page_entered_cb (FoyerInvoicePage *self)
{
  guint n_pages = foyer_document_view_get_n_pages (self->view);
  guint64 page = g_ascii_strtoull (gtk_editable_get_text (self->page_entry), NULL, 10);

  if (page > 0)
    foyer_document_view_set_page (self->view, (guint) MIN (page, n_pages));
  update_toolbar (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

typedef struct
{
  GWeakRef page;
  guint stamp;
} Waiting;

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  g_weak_ref_clear (&waiting->page);
  g_free (waiting);
}

static void
take_pdf (FoyerInvoicePage *self, GBytes *pdf)
{
  /* The same document again, after a reload, stays where it was read. */
  if (self->pdf == NULL || !g_bytes_equal (self->pdf, pdf))
    {
      g_clear_pointer (&self->pdf, g_bytes_unref);
      self->pdf = g_bytes_ref (pdf);
      foyer_document_view_set_bytes (self->view, pdf);
    }
  foyer_state_stack_set_state (self->states, FOYER_STATE_CONTENT);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "invoice.save", TRUE);
}

static DexFuture *
on_downloaded (DexFuture *future, gpointer data)
{
  Waiting *waiting = data;
  g_autoptr (FoyerInvoicePage) self = g_weak_ref_get (&waiting->page);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self == NULL || !foyer_page_is_current (FOYER_PAGE (self), waiting->stamp))
    return dex_future_new_true ();
  if (value != NULL)
    take_pdf (self, g_value_get_boxed (value));
  else
    foyer_state_stack_set_error (self->states, error);
  return dex_future_new_true ();
}

static void
download (FoyerInvoicePage *self)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  g_weak_ref_init (&waiting->page, self);
  waiting->stamp = foyer_page_get_stamp (FOYER_PAGE (self));
  if (self->pdf == NULL)
    foyer_state_stack_set_state (self->states, FOYER_STATE_LOADING);
  dex_clear (&self->download);
  self->download = dex_future_finally (foyer_bills_download (foyer_page_get_account (FOYER_PAGE (self)), self->bill),
                                       on_downloaded, waiting, waiting_free);
}

static void
on_retry_cb (FoyerInvoicePage *self)
{
  foyer_page_reload (FOYER_PAGE (self));
}

static void
foyer_invoice_page_load (FoyerPage *page)
{
  FoyerInvoicePage *self = FOYER_INVOICE_PAGE (page);

  if (foyer_bill_get_pdf (self->bill) != NULL)
    download (self);
  else
    foyer_state_stack_set_state (self->states, FOYER_STATE_EMPTY);
}

/* Save As */

typedef struct
{
  GWeakRef page;
  GFile *file;
} Saving;

static void
saving_free (Saving *saving)
{
  g_weak_ref_clear (&saving->page);
  g_clear_object (&saving->file);
  g_free (saving);
}

static void
show_save_error (FoyerInvoicePage *self, const GError *error)
{
  g_autofree char *text = error != NULL ? foyer_save_error_text (_ ("The invoice was not saved."), error) : NULL;

  if (text != NULL)
    adw_banner_set_title (self->save_banner, text);
  adw_banner_set_revealed (self->save_banner, text != NULL);
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Saving *saving = data;
  g_autoptr (FoyerInvoicePage) self = g_weak_ref_get (&saving->page);
  g_autoptr (GError) error = NULL;

  g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  if (self != NULL)
    {
      show_save_error (self, error);
      if (error == NULL)
        foyer_save_toast (FOYER_PAGE (self), G_FILE (source), _ ("Invoice Saved"));
    }
  saving_free (saving);
}

/* Writing goes on when the page is closed meanwhile. */
static void
on_save_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Saving *saving = data;
  g_autoptr (FoyerInvoicePage) self = g_weak_ref_get (&saving->page);
  g_autoptr (GError) error = NULL;

  saving->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  if (self == NULL || saving->file == NULL || self->pdf == NULL)
    {
      if (self != NULL && error != NULL && !foyer_save_was_dismissed (error))
        show_save_error (self, error);
      saving_free (saving);
      return;
    }
  g_file_replace_contents_bytes_async (saving->file, self->pdf, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                                       on_written_cb, saving);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerInvoicePage *self = FOYER_INVOICE_PAGE (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *file_name = foyer_bill_dup_file_name (self->bill);
  Saving *saving = g_new0 (Saving, 1);

  g_weak_ref_init (&saving->page, self);
  gtk_file_dialog_set_title (dialog, _ ("Save Invoice"));
  gtk_file_dialog_set_initial_name (dialog, file_name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, on_save_chosen_cb, saving);
}

static void
on_save_again_cb (FoyerInvoicePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "invoice.save", NULL);
}

static void
copy_text (FoyerInvoicePage *self, const char *text, const char *said)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  foyer_page_toast (FOYER_PAGE (self), said);
}

static void
copy_number_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerInvoicePage *self = FOYER_INVOICE_PAGE (widget);

  copy_text (self, foyer_bill_get_number (self->bill), _ ("Number Copied"));
}

/* Without sign and grouping, as the form of a bank wants it. */
static void
copy_amount_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerInvoicePage *self = FOYER_INVOICE_PAGE (widget);
  FoyerMoney *amount = foyer_bill_get_amount (self->bill);
  g_autofree char *text = amount != NULL ? foyer_money_to_decimal (amount) : NULL;

  if (text != NULL)
    copy_text (self, text, _ ("Amount Copied"));
}

static gboolean
foyer_invoice_page_copy (FoyerPage *page)
{
  copy_number_action (GTK_WIDGET (page), NULL, NULL);
  return TRUE;
}

static void
foyer_invoice_page_constructed (GObject *object)
{
  FoyerInvoicePage *self = FOYER_INVOICE_PAGE (object);

  G_OBJECT_CLASS (foyer_invoice_page_parent_class)->constructed (object);
  g_signal_connect_object (self->bill, "notify", G_CALLBACK (show_bill), self, G_CONNECT_SWAPPED);
  foyer_state_pill_set_entity (self->pill, FOYER_ENTITY (self->bill));
  show_bill (self);
}

static void
foyer_invoice_page_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((FoyerInvoicePageProperty) property_id)
    {
    case PROP_BILL:
      g_value_set_object (value, FOYER_INVOICE_PAGE (object)->bill);
      break;
    }
}

static void
foyer_invoice_page_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  switch ((FoyerInvoicePageProperty) property_id)
    {
    case PROP_BILL:
      FOYER_INVOICE_PAGE (object)->bill = g_value_dup_object (value);
      break;
    }
}

static void
foyer_invoice_page_dispose (GObject *object)
{
  FoyerInvoicePage *self = FOYER_INVOICE_PAGE (object);

  dex_clear (&self->download);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "document", NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_INVOICE_PAGE);
  g_clear_object (&self->bill);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  G_OBJECT_CLASS (foyer_invoice_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "invoice.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "invoice.copy-number", NULL, copy_number_action);
  gtk_widget_class_install_action (widget_class, "invoice.copy-amount", NULL, copy_amount_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "invoice.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "document.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "document.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, GDK_CONTROL_MASK, "document.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_equal, GDK_CONTROL_MASK, "document.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_minus, GDK_CONTROL_MASK, "document.zoom-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, GDK_CONTROL_MASK, "document.zoom-normal", NULL);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (FOYER_TYPE_STATE_STACK);
  g_type_ensure (FOYER_TYPE_STATE_PILL);
  g_type_ensure (FOYER_TYPE_DOCUMENT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/foyer/Foyer/ui/foyer-invoice-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoicePage, save_banner);
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoicePage, pill);
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoicePage, number);
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoicePage, amount);
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoicePage, open);
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoicePage, due);
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoicePage, period);
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoicePage, amount_box);
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoicePage, open_box);
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoicePage, due_box);
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoicePage, period_box);
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoicePage, states);
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoicePage, view);
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoicePage, toolbar);
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoicePage, page_entry);
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoicePage, page_count);
  gtk_widget_class_bind_template_child (widget_class, FoyerInvoicePage, zoom_button);
  gtk_widget_class_bind_template_callback (widget_class, update_toolbar);
  gtk_widget_class_bind_template_callback (widget_class, on_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_page_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_save_again_cb);
}

static void
foyer_invoice_page_class_init (FoyerInvoicePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  FoyerPageClass *page_class = FOYER_PAGE_CLASS (klass);

  object_class->constructed = foyer_invoice_page_constructed;
  object_class->get_property = foyer_invoice_page_get_property;
  object_class->set_property = foyer_invoice_page_set_property;
  object_class->dispose = foyer_invoice_page_dispose;
  page_class->load = foyer_invoice_page_load;
  page_class->reload = foyer_invoice_page_load;
  page_class->copy = foyer_invoice_page_copy;

  properties[PROP_BILL] = g_param_spec_object ("bill", NULL, NULL, FOYER_TYPE_BILL,
                                               G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  install_actions (GTK_WIDGET_CLASS (klass));
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
foyer_invoice_page_init (FoyerInvoicePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "document", foyer_document_view_get_action_group (self->view));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "invoice.save", FALSE);
  foyer_state_stack_set_empty (self->states, "x-office-document-symbolic", _ ("No Document"),
                               _ ("Your provider has no document for this invoice."));
  update_toolbar (self);
}

/**
 * foyer_invoice_page_new:
 * @account: whose invoice it is
 * @bill: the invoice
 *
 * Returns: (transfer floating): a page that downloads the PDF when it is shown
 */
FoyerPage *
foyer_invoice_page_new (FoyerAccount *account, FoyerBill *bill)
{
  return g_object_new (FOYER_TYPE_INVOICE_PAGE, "account", account, "bill", bill, NULL);
}
