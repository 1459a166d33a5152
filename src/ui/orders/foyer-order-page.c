/* SPDX-License-Identifier: GPL-3.0-or-later
 * One order: what is kept of it at once, then as the portal has it now. */

#include "foyer-order-page.h"

#include <glib/gi18n.h>

#include "foyer-error-text.h"
#include "foyer-future.h"
#include "foyer-order-view.h"
#include "foyer-orders.h"
#include "foyer-reading.h"
#include "foyer-reorder.h"
#include "foyer-state-stack.h"
#include "foyer-window.h"

struct _FoyerOrderPage
{
  FoyerPage parent_instance;
  FoyerCart *cart;
  char *order_id;
  FoyerStateStack *states;
  FoyerOrderView *view;
  gboolean reordering;
};

G_DEFINE_FINAL_TYPE (FoyerOrderPage, foyer_order_page, FOYER_TYPE_PAGE)

static void read_order (FoyerOrderPage *self, gboolean from_store);

static void
show_answer (FoyerOrderPage *self, DexFuture *future, gboolean from_store)
{
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (value != NULL)
    {
      foyer_order_view_set_order (self->view, g_value_get_object (value));
      foyer_state_stack_set_state (self->states, FOYER_STATE_CONTENT);
    }
  else if (!from_store)
    foyer_state_stack_set_error (self->states, error);
}

static DexFuture *
on_read_cb (DexFuture *future, gpointer user_data)
{
  FoyerReading *reading = user_data;
  g_autoptr (FoyerOrderPage) self = foyer_reading_dup_page (reading);

  if (self == NULL)
    return dex_future_new_true ();
  show_answer (self, future, reading->from_store);
  if (reading->from_store)
    read_order (self, FALSE);
  return dex_future_new_true ();
}

static void
read_order (FoyerOrderPage *self, gboolean from_store)
{
  FoyerPage *page = FOYER_PAGE (self);

  foyer_future_disown (
      dex_future_finally (foyer_orders_read (foyer_page_get_account (page), self->order_id, from_store), on_read_cb,
                          foyer_reading_new (page, from_store, NULL), foyer_reading_free));
}

static void
on_retry_cb (FoyerOrderPage *self)
{
  foyer_page_reload (FOYER_PAGE (self));
}

static DexFuture *
on_reordered_cb (DexFuture *future, gpointer user_data)
{
  FoyerOrderPage *self = user_data;
  FoyerWindow *window = foyer_page_get_window (FOYER_PAGE (self));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  self->reordering = FALSE;
  if (self->view == NULL)
    return dex_future_new_true ();
  if (dex_future_get_value (future, &error) == NULL)
    text = foyer_error_text (error);
  foyer_order_view_set_busy (self->view, FALSE);
  foyer_order_view_set_error (self->view, text);
  if (text == NULL && window != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    foyer_window_show_section (window, "cart");
  return dex_future_new_true ();
}

static void
on_reorder_cb (FoyerOrderPage *self)
{
  if (self->reordering)
    return;
  self->reordering = TRUE;
  foyer_order_view_set_busy (self->view, TRUE);
  foyer_order_view_set_error (self->view, NULL);
  foyer_future_disown (
      dex_future_finally (foyer_reorder (foyer_page_get_account (FOYER_PAGE (self)), self->cart, self->order_id),
                          on_reordered_cb, g_object_ref (self), g_object_unref));
}

static void
foyer_order_page_load (FoyerPage *page)
{
  read_order (FOYER_ORDER_PAGE (page), TRUE);
}

static void
foyer_order_page_reload (FoyerPage *page)
{
  FoyerOrderPage *self = FOYER_ORDER_PAGE (page);

  if (foyer_state_stack_get_state (self->states) != FOYER_STATE_CONTENT)
    foyer_state_stack_set_state (self->states, FOYER_STATE_LOADING);
  read_order (self, FALSE);
}

static gboolean
foyer_order_page_copy (FoyerPage *page)
{
  FoyerOrderPage *self = FOYER_ORDER_PAGE (page);

  if (foyer_state_stack_get_state (self->states) != FOYER_STATE_CONTENT)
    return FALSE;
  foyer_order_view_copy_number (self->view);
  return TRUE;
}

static void
foyer_order_page_dispose (GObject *object)
{
  FoyerOrderPage *self = FOYER_ORDER_PAGE (object);

  g_clear_object (&self->cart);
  g_clear_pointer (&self->order_id, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_ORDER_PAGE);
  G_OBJECT_CLASS (foyer_order_page_parent_class)->dispose (object);
}

static void
foyer_order_page_class_init (FoyerOrderPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  FoyerPageClass *page_class = FOYER_PAGE_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = foyer_order_page_dispose;
  page_class->load = foyer_order_page_load;
  page_class->reload = foyer_order_page_reload;
  page_class->copy = foyer_order_page_copy;
  g_type_ensure (FOYER_TYPE_ORDER_VIEW);
  g_type_ensure (FOYER_TYPE_STATE_STACK);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/foyer/Foyer/ui/foyer-order-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderPage, states);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderPage, view);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_reorder_cb);
}

static void
foyer_order_page_init (FoyerOrderPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * foyer_order_page_new:
 * @cart: where re-ordered things go
 * @order_id: the order's number
 *
 * Returns: (transfer floating): its page
 */
FoyerPage *
foyer_order_page_new (FoyerAccount *account, FoyerCart *cart, const char *order_id)
{
  /* Translators: %s is an order's number */
  g_autofree char *title = g_strdup_printf (_ ("Order %s"), order_id);
  FoyerOrderPage *self = g_object_new (FOYER_TYPE_ORDER_PAGE, "account", account, "title", title, NULL);

  self->cart = g_object_ref (cart);
  self->order_id = g_strdup (order_id);
  foyer_order_view_set_can_reorder (self->view,
                                    foyer_portal_get_api (foyer_account_get_portal (account), "shoppingCart") != NULL);
  return FOYER_PAGE (self);
}
