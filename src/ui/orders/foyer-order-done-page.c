/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is seen after ordering: the number, and where to go from there. */

#include "foyer-order-done-page.h"

#include <glib/gi18n.h>

#include "foyer-order-page.h"
#include "foyer-window.h"

struct _FoyerOrderDonePage
{
  FoyerPage parent_instance;
  FoyerCart *cart;
  char *order_id;
  AdwStatusPage *status;
};

G_DEFINE_FINAL_TYPE (FoyerOrderDonePage, foyer_order_done_page, FOYER_TYPE_PAGE)

static void
on_back_clicked_cb (FoyerOrderDonePage *self)
{
  FoyerWindow *window = foyer_page_get_window (FOYER_PAGE (self));

  if (window != NULL)
    foyer_window_show_section (window, "orders");
}

/* The order lies over the list of orders, so that the way back leads there. */
static void
on_show_clicked_cb (FoyerOrderDonePage *self)
{
  FoyerPage *page = FOYER_PAGE (self);
  FoyerWindow *window = foyer_page_get_window (page);
  FoyerPage *order = foyer_order_page_new (foyer_page_get_account (page), self->cart, self->order_id);

  g_object_ref_sink (order);
  if (window != NULL && foyer_window_show_section (window, "orders") != NULL)
    foyer_window_push (window, order);
  g_object_unref (order);
}

static gboolean
foyer_order_done_page_copy (FoyerPage *page)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (page)), FOYER_ORDER_DONE_PAGE (page)->order_id);
  return TRUE;
}

static void
foyer_order_done_page_dispose (GObject *object)
{
  FoyerOrderDonePage *self = FOYER_ORDER_DONE_PAGE (object);

  g_clear_object (&self->cart);
  g_clear_pointer (&self->order_id, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_ORDER_DONE_PAGE);
  G_OBJECT_CLASS (foyer_order_done_page_parent_class)->dispose (object);
}

static void
foyer_order_done_page_class_init (FoyerOrderDonePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = foyer_order_done_page_dispose;
  FOYER_PAGE_CLASS (class)->copy = foyer_order_done_page_copy;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/foyer/Foyer/ui/foyer-order-done-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderDonePage, status);
  gtk_widget_class_bind_template_callback (widget_class, on_show_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked_cb);
}

static void
foyer_order_done_page_init (FoyerOrderDonePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * foyer_order_done_page_new:
 * @order: what the portal answered
 *
 * Returns: (transfer floating): its confirmation
 */
FoyerPage *
foyer_order_done_page_new (FoyerAccount *account, FoyerCart *cart, FoyerOrder *order)
{
  FoyerOrderDonePage *self = g_object_new (FOYER_TYPE_ORDER_DONE_PAGE, "account", account, NULL);
  const char *id = foyer_entity_get_id (FOYER_ENTITY (order));
  g_autofree char *total =
      foyer_order_get_total (order) != NULL ? foyer_money_format (foyer_order_get_total (order)) : NULL;
  /* Translators: %s is an order's number */
  g_autofree char *title = g_strdup_printf (_ ("Order %s Is Placed"), id);
  /* Translators: %s is an amount */
  g_autofree char *text = total != NULL ? g_strdup_printf (_ ("The total is %s. A confirmation comes by mail."), total)
                                        : g_strdup (_ ("A confirmation comes by mail."));

  self->cart = g_object_ref (cart);
  self->order_id = g_strdup (id);
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, text);
  return FOYER_PAGE (self);
}
