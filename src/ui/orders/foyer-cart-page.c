/* SPDX-License-Identifier: GPL-3.0-or-later
 * What would be ordered, where to, for how much; and ordering it once. */

#include "foyer-cart-page.h"

#include <glib/gi18n.h>

#include "foyer-cart-row.h"
#include "foyer-cart-writer.h"
#include "foyer-error-text.h"
#include "foyer-error.h"
#include "foyer-future.h"
#include "foyer-order-done-page.h"
#include "foyer-profile.h"
#include "foyer-reading.h"
#include "foyer-state-stack.h"
#include "foyer-window.h"

typedef enum
{
  STEP_IDLE,
  STEP_SETTLING, /* the last typed quantities are on their way */
  STEP_ASKING,   /* the question is open */
  STEP_ORDERING,
} Step;

struct _FoyerCartPage
{
  FoyerPage parent_instance;
  FoyerCart *cart;
  FoyerCartWriter *writer;
  GHashTable *removing; /* item id → FoyerCartItem: asked to be taken out */
  Step step;
  gboolean loaded;     /* the portal has said what is in the cart */
  gboolean read_later; /* as soon as nothing else is done with the cart */
  guint update;        /* source, 0 = none */

  AdwToastOverlay *toasts; /* over the lines: a toast must not lie over the button */
  FoyerStateStack *states;
  GtkStack *views;
  GtkWidget *summary;
  GtkLabel *summary_text;
  GtkListBox *lines;
  GtkWidget *addresses;
  AdwComboRow *ship_to;
  AdwComboRow *bill_to;
  GtkWidget *no_address;
  GtkLabel *net;
  GtkLabel *tax;
  GtkLabel *gross;
  GtkWidget *bottom;
  GtkLabel *error_text;
  GtkButton *order;
  GtkWidget *spinner;
  GtkLabel *order_label;
};

G_DEFINE_FINAL_TYPE (FoyerCartPage, foyer_cart_page, FOYER_TYPE_PAGE)

static guint
count_lines (FoyerCartPage *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->cart));
}

/* Lines */

static FoyerCartRow *
find_row (FoyerCartPage *self, const char *item_id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->lines)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_str_equal (foyer_cart_item_get_id (foyer_cart_row_get_item (FOYER_CART_ROW (row))), item_id))
      return FOYER_CART_ROW (row);
  return NULL;
}

static void
on_row_quantity_cb (FoyerCartPage *self, guint quantity, FoyerCartRow *row)
{
  foyer_cart_writer_set_quantity (self->writer, foyer_cart_item_get_id (foyer_cart_row_get_item (row)), quantity);
}

static void
on_row_remove_cb (FoyerCartPage *self, FoyerCartRow *row)
{
  FoyerCartItem *item = foyer_cart_row_get_item (row);
  const char *id = foyer_cart_item_get_id (item);

  gtk_widget_set_sensitive (GTK_WIDGET (row), FALSE);
  g_hash_table_replace (self->removing, g_strdup (id), g_object_ref (item));
  foyer_cart_writer_set_quantity (self->writer, id, 0);
}

static void
on_undo_cb (FoyerCartPage *self, AdwToast *toast)
{
  foyer_cart_writer_restore (self->writer, g_object_get_data (G_OBJECT (toast), "foyer-item"));
}

static void
offer_undo (FoyerCartPage *self, FoyerCartItem *item)
{
  /* Translators: %s is a product */
  g_autofree char *text = g_strdup_printf (_ ("%s removed"), foyer_cart_item_get_name (item));
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "foyer-item", g_object_ref (item), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo_cb), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
remove_row (FoyerCartPage *self, FoyerCartRow *row)
{
  const char *id = foyer_cart_item_get_id (foyer_cart_row_get_item (row));
  g_autofree char *key = NULL;
  g_autoptr (FoyerCartItem) removed = NULL;

  if (g_hash_table_steal_extended (self->removing, id, (gpointer *) &key, (gpointer *) &removed))
    offer_undo (self, removed);
  gtk_list_box_remove (self->lines, GTK_WIDGET (row));
}

static gboolean
is_in_cart (FoyerCartPage *self, FoyerCartRow *row)
{
  const char *id = foyer_cart_item_get_id (foyer_cart_row_get_item (row));

  for (guint i = 0; i < count_lines (self); i++)
    {
      g_autoptr (FoyerCartItem) item = g_list_model_get_item (G_LIST_MODEL (self->cart), i);

      if (g_str_equal (foyer_cart_item_get_id (item), id))
        return TRUE;
    }
  return FALSE;
}

static void
put_row (FoyerCartPage *self, FoyerCartItem *item)
{
  FoyerCartRow *row = find_row (self, foyer_cart_item_get_id (item));
  GtkWidget *made;

  if (row != NULL)
    {
      foyer_cart_row_set_item (row, item);
      return;
    }
  made = foyer_cart_row_new (item);
  g_signal_connect_object (made, "quantity", G_CALLBACK (on_row_quantity_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (made, "remove", G_CALLBACK (on_row_remove_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->lines, made);
}

/* The rows stay while lines come anew with every answer: in one of them somebody may be typing. */
static void
show_lines (FoyerCartPage *self)
{
  GtkWidget *next;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->lines)); row != NULL; row = next)
    {
      next = gtk_widget_get_next_sibling (row);
      if (!is_in_cart (self, FOYER_CART_ROW (row)))
        remove_row (self, FOYER_CART_ROW (row));
    }
  for (guint i = 0; i < count_lines (self); i++)
    {
      g_autoptr (FoyerCartItem) item = g_list_model_get_item (G_LIST_MODEL (self->cart), i);

      put_row (self, item);
    }
}

/* Sums and the button */

static void
show_summary (FoyerCartPage *self)
{
  guint n_changed = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < count_lines (self); i++)
    {
      g_autoptr (FoyerCartItem) item = g_list_model_get_item (G_LIST_MODEL (self->cart), i);

      n_changed += foyer_cart_item_get_change (item) != FOYER_CART_UNCHANGED;
    }
  gtk_widget_set_visible (self->summary, n_changed > 0);
  if (n_changed == 0)
    return;
  text = g_strdup_printf (ngettext ("%u product is not as it was when you ordered it. What changed stands with it.",
                                    "%u products are not as they were when you ordered them. What changed stands with "
                                    "each.",
                                    n_changed),
                          n_changed);
  gtk_label_set_label (self->summary_text, text);
}

static void
show_money (GtkLabel *label, const FoyerMoney *money)
{
  g_autofree char *text = money != NULL ? foyer_money_format (money) : g_strdup ("–");

  gtk_label_set_label (label, text);
}

static FoyerMoney *
dup_tax (FoyerCartPage *self)
{
  FoyerMoney *net = foyer_cart_get_net (self->cart), *gross = foyer_cart_get_gross (self->cart);
  g_autoptr (FoyerMoney) less = net != NULL ? foyer_money_multiply (net, -1) : NULL;

  return less != NULL && gross != NULL ? foyer_money_add (gross, less) : NULL;
}

static void
show_sums (FoyerCartPage *self)
{
  g_autoptr (FoyerMoney) tax = dup_tax (self);

  show_money (self->net, foyer_cart_get_net (self->cart));
  show_money (self->tax, tax);
  show_money (self->gross, foyer_cart_get_gross (self->cart));
}

static char *
dup_order_text (FoyerCartPage *self)
{
  FoyerMoney *gross = foyer_cart_get_gross (self->cart);
  g_autofree char *amount = gross != NULL ? foyer_money_format (gross) : NULL;

  if (self->step == STEP_ORDERING)
    return g_strdup (_ ("Ordering…"));
  if (foyer_cart_get_n_orderable (self->cart) == 0)
    return g_strdup (_ ("Nothing to Order"));
  /* Translators: %s is the amount that is ordered for; what is after _ is the key */
  return amount != NULL ? g_strdup_printf (_ ("_Order for %s"), amount) : g_strdup (_ ("_Order"));
}

static void
show_order_button (FoyerCartPage *self)
{
  g_autofree char *text = dup_order_text (self);
  gboolean busy = self->step == STEP_SETTLING || self->step == STEP_ORDERING;

  gtk_label_set_label (self->order_label, text);
  gtk_widget_set_visible (self->spinner, busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->order), !busy && foyer_cart_get_n_orderable (self->cart) > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->lines), self->step != STEP_ORDERING);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->order), GTK_ACCESSIBLE_STATE_BUSY, busy, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->order), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->order_label), -1);
}

static void
show_state (FoyerCartPage *self)
{
  gboolean any = count_lines (self) > 0;

  gtk_widget_set_visible (self->bottom, any);
  gtk_stack_set_visible_child_name (self->views, any ? "lines" : "empty");
  if (any || self->loaded)
    foyer_state_stack_set_state (self->states, FOYER_STATE_CONTENT);
}

/* An order empties the cart before it is said: what was ordered stays on screen until then. */
static void
show_cart (FoyerCartPage *self)
{
  show_order_button (self);
  if (self->step == STEP_ORDERING)
    return;
  show_lines (self);
  show_summary (self);
  show_sums (self);
  show_state (self);
}

static void read_cart (FoyerCartPage *self);

static void
on_update_cb (gpointer user_data)
{
  FoyerCartPage *self = user_data;

  self->update = 0;
  show_cart (self);
  if (self->read_later)
    read_cart (self);
}

/* The cart changes inside a fiber, whose stack is too small for building rows; and it says many things at once. */
static void
queue_update (FoyerCartPage *self)
{
  if (self->update == 0 && self->states != NULL)
    self->update = g_idle_add_once (on_update_cb, self);
}

static void
set_step (FoyerCartPage *self, Step step)
{
  self->step = step;
  show_order_button (self);
  if (step != STEP_ORDERING)
    queue_update (self);
}

static void
set_error (FoyerCartPage *self, const char *text)
{
  gtk_label_set_label (self->error_text, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_text), text != NULL);
  if (text != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_write_failed_cb (FoyerCartPage *self, const char *item_id, const GError *error)
{
  FoyerCartRow *row = find_row (self, item_id);
  g_autofree char *text = foyer_error_text (error);

  g_hash_table_remove (self->removing, item_id);
  if (row == NULL)
    {
      set_error (self, text);
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (row), TRUE);
  foyer_cart_row_set_error (row, text);
}

/* Addresses */

static char *
address_text (FoyerAddress *address, gpointer user_data)
{
  return address != NULL ? foyer_address_format_line (address) : g_strdup ("");
}

static char *
address_line (gpointer object, FoyerAddress *address)
{
  return address_text (address, NULL);
}

static guint
find_address (GListModel *model, FoyerAddress *wanted)
{
  for (guint i = 0; wanted != NULL && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (FoyerAddress) address = g_list_model_get_item (model, i);

      if (address == wanted || foyer_address_same (address, wanted))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/* What was chosen stays chosen; else the account's default. */
static void
fill_addresses (AdwComboRow *row, GListModel *model, FoyerAddress *fallback)
{
  FoyerAddress *selected = adw_combo_row_get_selected_item (row);
  guint chosen = find_address (model, selected);

  if (chosen == GTK_INVALID_LIST_POSITION)
    chosen = find_address (model, fallback);
  adw_combo_row_set_model (row, model);
  adw_combo_row_set_selected (row, chosen != GTK_INVALID_LIST_POSITION ? chosen : 0);
}

static void
show_addresses (FoyerCartPage *self, FoyerProfile *profile)
{
  GListModel *model = foyer_profile_get_addresses (profile);
  gboolean any = g_list_model_get_n_items (model) > 0;

  fill_addresses (self->ship_to, model, foyer_profile_get_shipping_address (profile));
  fill_addresses (self->bill_to, model, foyer_profile_get_billing_address (profile));
  gtk_widget_set_visible (self->addresses, any);
  gtk_widget_set_visible (self->no_address, !any);
}

/* Reading */

static void read_profile (FoyerCartPage *self, gboolean from_store);

static DexFuture *
on_profile_cb (DexFuture *future, gpointer user_data)
{
  FoyerReading *reading = user_data;
  g_autoptr (FoyerCartPage) self = foyer_reading_dup_page (reading);
  const GValue *value = dex_future_get_value (future, NULL);

  if (self == NULL)
    return dex_future_new_true ();
  if (value != NULL)
    show_addresses (self, g_value_get_object (value));
  if (reading->from_store)
    read_profile (self, FALSE);
  return dex_future_new_true ();
}

static void
read_profile (FoyerCartPage *self, gboolean from_store)
{
  FoyerPage *page = FOYER_PAGE (self);

  foyer_future_disown (dex_future_finally (foyer_profile_read (foyer_page_get_account (page), from_store),
                                           on_profile_cb, foyer_reading_new (page, from_store, NULL),
                                           foyer_reading_free));
}

static DexFuture *
on_cart_read_cb (DexFuture *future, gpointer user_data)
{
  g_autoptr (FoyerCartPage) self = foyer_reading_dup_page (user_data);
  g_autoptr (GError) error = NULL;

  if (self == NULL)
    return dex_future_new_true ();
  if (dex_future_get_value (future, &error) == NULL)
    foyer_state_stack_set_error (self->states, error);
  else
    {
      self->loaded = TRUE;
      queue_update (self);
    }
  return dex_future_new_true ();
}

/* A change on its way brings the cart anew by itself, and reading beside it would bring an older one. */
static void
read_cart (FoyerCartPage *self)
{
  self->read_later =
      foyer_cart_get_busy (self->cart) || foyer_cart_writer_get_busy (self->writer) || self->step != STEP_IDLE;
  if (self->read_later)
    return;
  foyer_future_disown (dex_future_finally (foyer_cart_load (self->cart), on_cart_read_cb,
                                           foyer_reading_new (FOYER_PAGE (self), FALSE, NULL), foyer_reading_free));
}

static void
on_retry_cb (FoyerCartPage *self)
{
  foyer_page_reload (FOYER_PAGE (self));
}

static void
on_show_orders_clicked_cb (FoyerCartPage *self)
{
  FoyerWindow *window = foyer_page_get_window (FOYER_PAGE (self));

  if (window != NULL)
    foyer_window_show_section (window, "orders");
}

/* Ordering */

/* Whether the portal may have taken the order although no answer came: the next press asks with the same key. */
static gboolean
is_open (const GError *error)
{
  guint status = foyer_error_get_status (error);

  return error->domain == FOYER_ERROR && (status == 0 || status == 408 || status == 429 || status >= 500);
}

static char *
dup_order_error (const GError *error)
{
  g_autofree char *text = foyer_error_text (error);

  if (!is_open (error))
    return g_steal_pointer (&text);
  return g_strjoin (" ", text,
                    _ ("Nothing is lost: press again when the connection is back. Even if the first press got through, "
                       "it is ordered once only."),
                    NULL);
}

static void
show_done (FoyerCartPage *self, FoyerOrder *order)
{
  FoyerPage *page = FOYER_PAGE (self);
  /* Translators: %s is an order's number */
  g_autofree char *text = g_strdup_printf (_ ("Order %s is placed"), foyer_entity_get_id (FOYER_ENTITY (order)));

  self->loaded = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    foyer_page_push (page, foyer_order_done_page_new (foyer_page_get_account (page), self->cart, order));
  else
    foyer_page_toast (page, text);
}

static DexFuture *
on_ordered_cb (DexFuture *future, gpointer user_data)
{
  FoyerCartPage *self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  g_autofree char *text = value == NULL ? dup_order_error (error) : NULL;

  if (self->states == NULL)
    return dex_future_new_true ();
  set_step (self, STEP_IDLE);
  set_error (self, text);
  if (value != NULL)
    show_done (self, g_value_get_object (value));
  return dex_future_new_true ();
}

static void
order (FoyerCartPage *self)
{
  set_step (self, STEP_ORDERING);
  foyer_future_disown (
      dex_future_finally (foyer_cart_order (self->cart, adw_combo_row_get_selected_item (self->ship_to),
                                            adw_combo_row_get_selected_item (self->bill_to)),
                          on_ordered_cb, g_object_ref (self), g_object_unref));
}

static void
on_response_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerCartPage) self = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (object), result);

  if (self->states == NULL)
    return;
  if (g_str_equal (response, "order"))
    order (self);
  else
    set_step (self, STEP_IDLE);
}

static char *
dup_question (FoyerCartPage *self)
{
  guint n_pieces = foyer_cart_get_n_orderable (self->cart);
  FoyerMoney *gross = foyer_cart_get_gross (self->cart);
  g_autofree char *amount = gross != NULL ? foyer_money_format (gross) : NULL;

  if (amount == NULL)
    return g_strdup_printf (ngettext ("%u piece", "%u pieces", n_pieces), n_pieces);
  /* Translators: number of pieces and the amount */
  return g_strdup_printf (ngettext ("%u piece for %s, tax included", "%u pieces for %s, tax included", n_pieces),
                          n_pieces, amount);
}

/* Cancel is what Enter does: a key held down a moment too long orders nothing. */
static void
ask (FoyerCartPage *self)
{
  g_autofree char *question = dup_question (self);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Place the Order?"), question));

  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "order", _ ("_Order"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "order", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  set_step (self, STEP_ASKING);
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), foyer_page_get_cancellable (FOYER_PAGE (self)), on_response_cb,
                           g_object_ref (self));
}

static DexFuture *
on_settled_cb (DexFuture *future, gpointer user_data)
{
  FoyerCartPage *self = user_data;

  if (self->states == NULL)
    return dex_future_new_true ();
  set_step (self, STEP_IDLE);
  if (dex_future_get_value (future, NULL) != NULL && foyer_cart_get_n_orderable (self->cart) > 0)
    ask (self);
  return dex_future_new_true ();
}

static void
on_order_clicked_cb (FoyerCartPage *self)
{
  if (self->step != STEP_IDLE)
    return;
  set_error (self, NULL);
  set_step (self, STEP_SETTLING);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->lines)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    foyer_cart_row_flush (FOYER_CART_ROW (row));
  foyer_future_disown (
      dex_future_finally (foyer_cart_writer_settle (self->writer), on_settled_cb, g_object_ref (self), g_object_unref));
}

/* Life */

static void
foyer_cart_page_load (FoyerPage *page)
{
  FoyerCartPage *self = FOYER_CART_PAGE (page);

  queue_update (self);
  read_cart (self);
  read_profile (self, TRUE);
}

static void
foyer_cart_page_reload (FoyerPage *page)
{
  FoyerCartPage *self = FOYER_CART_PAGE (page);

  if (foyer_state_stack_get_state (self->states) == FOYER_STATE_ERROR)
    foyer_state_stack_set_state (self->states, FOYER_STATE_LOADING);
  read_cart (self);
  read_profile (self, FALSE);
}

static void
foyer_cart_page_dispose (GObject *object)
{
  FoyerCartPage *self = FOYER_CART_PAGE (object);

  g_clear_handle_id (&self->update, g_source_remove);
  g_clear_object (&self->writer);
  g_clear_object (&self->cart);
  g_clear_pointer (&self->removing, g_hash_table_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_CART_PAGE);
  G_OBJECT_CLASS (foyer_cart_page_parent_class)->dispose (object);
}

static void
foyer_cart_page_class_init (FoyerCartPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  FoyerPageClass *page_class = FOYER_PAGE_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = foyer_cart_page_dispose;
  page_class->load = foyer_cart_page_load;
  page_class->reload = foyer_cart_page_reload;
  g_type_ensure (FOYER_TYPE_ADDRESS);
  g_type_ensure (FOYER_TYPE_STATE_STACK);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/foyer/Foyer/ui/foyer-cart-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerCartPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, FoyerCartPage, states);
  gtk_widget_class_bind_template_child (widget_class, FoyerCartPage, views);
  gtk_widget_class_bind_template_child (widget_class, FoyerCartPage, summary);
  gtk_widget_class_bind_template_child (widget_class, FoyerCartPage, summary_text);
  gtk_widget_class_bind_template_child (widget_class, FoyerCartPage, lines);
  gtk_widget_class_bind_template_child (widget_class, FoyerCartPage, addresses);
  gtk_widget_class_bind_template_child (widget_class, FoyerCartPage, ship_to);
  gtk_widget_class_bind_template_child (widget_class, FoyerCartPage, bill_to);
  gtk_widget_class_bind_template_child (widget_class, FoyerCartPage, no_address);
  gtk_widget_class_bind_template_child (widget_class, FoyerCartPage, net);
  gtk_widget_class_bind_template_child (widget_class, FoyerCartPage, tax);
  gtk_widget_class_bind_template_child (widget_class, FoyerCartPage, gross);
  gtk_widget_class_bind_template_child (widget_class, FoyerCartPage, bottom);
  gtk_widget_class_bind_template_child (widget_class, FoyerCartPage, error_text);
  gtk_widget_class_bind_template_child (widget_class, FoyerCartPage, order);
  gtk_widget_class_bind_template_child (widget_class, FoyerCartPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, FoyerCartPage, order_label);
  gtk_widget_class_bind_template_callback (widget_class, address_line);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_show_orders_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_order_clicked_cb);
}

static void
foyer_cart_page_init (FoyerCartPage *self)
{
  AdwComboRow *rows[2];

  self->removing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  rows[0] = self->ship_to;
  rows[1] = self->bill_to;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GtkExpression) text =
          gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (address_text), NULL, NULL);

      adw_combo_row_set_expression (rows[i], text);
    }
}

/**
 * foyer_cart_page_new:
 * @cart: the cart of that account
 *
 * Returns: (transfer floating): its section
 */
FoyerPage *
foyer_cart_page_new (FoyerAccount *account, FoyerCart *cart)
{
  FoyerCartPage *self = g_object_new (FOYER_TYPE_CART_PAGE, "account", account, NULL);

  self->cart = g_object_ref (cart);
  self->writer = foyer_cart_writer_new (cart);
  g_signal_connect_object (cart, "items-changed", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cart, "notify::busy", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cart, "notify::gross", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->writer, "failed", G_CALLBACK (on_write_failed_cb), self, G_CONNECT_SWAPPED);
  return FOYER_PAGE (self);
}
