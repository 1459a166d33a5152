/* SPDX-License-Identifier: GPL-3.0-or-later
 * Everything about one order: number and state, products, what it costs to the cent, addresses, what happened. */

#include "foyer-order-view.h"

#include <glib/gi18n.h>

#include "foyer-format.h"
#include "foyer-order-costs.h"
#include "foyer-state-pill.h"

struct _FoyerOrderView
{
  AdwBin parent_instance;
  FoyerOrder *order; /* (nullable) */
  GtkLabel *number;
  GtkLabel *date;
  FoyerStatePill *pill;
  GtkButton *reorder;
  GtkWidget *spinner;
  GtkLabel *error_text;
  AdwPreferencesGroup *products;
  GtkBox *costs;
  AdwPreferencesGroup *addresses;
  AdwPreferencesGroup *history;
  GPtrArray *rows; /* what was put into the groups, each with its parent's way to take it out */
};

static guint signal_reorder;

G_DEFINE_FINAL_TYPE (FoyerOrderView, foyer_order_view, ADW_TYPE_BIN)

/* What comes from the portal is text, never markup. */
static AdwActionRow *
add_row (FoyerOrderView *self, AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  AdwActionRow *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", subtitle,
                                    "title-lines", 0, "subtitle-lines", 0, NULL);

  adw_preferences_group_add (group, GTK_WIDGET (row));
  g_ptr_array_add (self->rows, row);
  return row;
}

static GtkWidget *
add_amount (AdwActionRow *row, const FoyerMoney *money)
{
  g_autofree char *text = money != NULL ? foyer_money_format (money) : NULL;
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (row, label);
  return label;
}

static void
clear_rows (FoyerOrderView *self)
{
  GtkWidget *child;

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->costs))) != NULL)
    gtk_box_remove (self->costs, child);
}

/* The price of one piece, without tax: the line's share, since that is what a line says. */
static char *
dup_unit_price (FoyerOrderItem *item)
{
  const FoyerPrice *price = foyer_order_item_get_total (item);
  guint quantity = foyer_order_item_get_quantity (item);
  g_autoptr (FoyerMoney) unit = NULL;

  if (price == NULL || price->net == NULL || quantity == 0)
    return NULL;
  unit = foyer_money_new (foyer_money_get_amount (price->net) / quantity, foyer_money_get_currency (price->net));
  return foyer_money_format (unit);
}

static char *
dup_tax (FoyerOrderItem *item)
{
  const FoyerPrice *price = foyer_order_item_get_total (item);
  g_autoptr (FoyerMoney) tax = price != NULL ? foyer_price_dup_tax (price) : NULL;
  g_autofree char *amount = tax != NULL ? foyer_money_format (tax) : NULL;

  if (amount == NULL)
    return NULL;
  if (price->tax_rate_e2 < 0)
    /* Translators: %s is an amount of tax */
    return g_strdup_printf (_ ("tax %s"), amount);
  /* Translators: an amount of tax and its rate in per cent */
  return g_strdup_printf (_ ("tax %s (%g%%)"), amount, price->tax_rate_e2 / 100.0);
}

static char *
dup_product_text (FoyerOrderItem *item)
{
  g_autofree char *unit = dup_unit_price (item), *tax = dup_tax (item);
  const FoyerPrice *price = foyer_order_item_get_total (item);
  g_autoptr (GString) text = g_string_new (NULL);

  if (unit != NULL)
    /* Translators: quantity and net price of one piece, as "2 × €100.00 net" */
    g_string_append_printf (text, _ ("%u × %s net"), foyer_order_item_get_quantity (item), unit);
  else
    g_string_append_printf (text, "%u ×", foyer_order_item_get_quantity (item));
  if (price != NULL && price->period != NULL)
    g_string_append_printf (text, " %s", foyer_period_to_label (price->period));
  if (tax != NULL)
    g_string_append_printf (text, " · %s", tax);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
show_products (FoyerOrderView *self)
{
  GListModel *items = foyer_order_get_items (self->order);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (FoyerOrderItem) item = g_list_model_get_item (items, i);
      g_autofree char *text = dup_product_text (item);
      const FoyerPrice *price = foyer_order_item_get_total (item);

      add_amount (add_row (self, self->products, foyer_order_item_get_name (item), text), price == NULL ? NULL
                                                                                          : price->gross != NULL
                                                                                              ? price->gross
                                                                                              : price->net);
    }
}

static void
add_cost (AdwPreferencesGroup *group, const FoyerCost *cost)
{
  AdwActionRow *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", cost->label, NULL);
  GtkWidget *amount = add_amount (row, cost->amount);

  if (cost->kind == FOYER_COST_GROSS)
    gtk_widget_add_css_class (amount, "heading");
  adw_preferences_group_add (group, GTK_WIDGET (row));
}

static GtkWidget *
make_disagreement (void)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", _ ("The lines do not add up to this total"), "subtitle",
                                 _ ("What stands here is what the portal says. Ask the provider which sum counts."),
                                 "title-lines", 0, "subtitle-lines", 0, NULL);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  gtk_widget_add_css_class (icon, "warning");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  return row;
}

static void
show_costs (FoyerOrderView *self)
{
  g_autoptr (GPtrArray) groups = foyer_order_costs_new (self->order);

  for (guint i = 0; i < groups->len; i++)
    {
      const FoyerCostGroup *costs = g_ptr_array_index (groups, i);
      g_autofree char *title = foyer_cost_group_dup_title (costs);
      GtkWidget *group = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", title, NULL);

      for (guint k = 0; k < costs->costs->len; k++)
        add_cost (ADW_PREFERENCES_GROUP (group), g_ptr_array_index (costs->costs, k));
      if (!costs->agrees)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_disagreement ());
      gtk_box_append (self->costs, group);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->costs), groups->len > 0);
}

typedef FoyerAddress *(*GetAddress) (FoyerOrderItem *item);

/* The same address stands at every line: it is shown once, and another one of another line beside it. */
static guint
show_addresses (FoyerOrderView *self, const char *title, GetAddress get)
{
  GListModel *items = foyer_order_get_items (self->order);
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (FoyerOrderItem) item = g_list_model_get_item (items, i);
      FoyerAddress *address = get (item);
      g_autofree char *text = address != NULL ? foyer_address_format (address) : NULL;

      if (address == NULL || g_ptr_array_find_with_equal_func (shown, address, (GEqualFunc) foyer_address_same, NULL))
        continue;
      g_ptr_array_add (shown, address);
      gtk_widget_add_css_class (GTK_WIDGET (add_row (self, self->addresses, title, text)), "property");
    }
  return shown->len;
}

static char *
dup_note_details (FoyerOrder *order, guint index)
{
  GDateTime *date = foyer_order_get_note_date (order, index);
  const char *author = foyer_order_get_note_author (order, index);
  g_autofree char *time = date != NULL ? foyer_format_date_time (date) : g_strdup ("");

  return g_strjoin (*time != '\0' && *author != '\0' ? " · " : "", time, author, NULL);
}

static void
show_history (FoyerOrderView *self)
{
  guint n_notes = foyer_order_get_n_notes (self->order);

  for (guint i = 0; i < n_notes; i++)
    {
      g_autofree char *details = dup_note_details (self->order, i);
      AdwActionRow *row = add_row (self, self->history, foyer_order_get_note_text (self->order, i), details);
      GtkWidget *icon = gtk_image_new_from_icon_name (i + 1 == n_notes ? "radio-checked-symbolic" : "radio-symbolic");

      gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
      gtk_widget_add_css_class (icon, "dimmed");
      adw_action_row_add_prefix (row, icon);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->history), n_notes > 0);
}

static void
show_order (FoyerOrderView *self)
{
  GDateTime *ordered = foyer_order_get_date (self->order);
  g_autofree char *date = ordered != NULL ? foyer_format_date_time (ordered) : NULL;
  guint n_addresses;

  clear_rows (self);
  gtk_label_set_label (self->number, foyer_entity_get_id (FOYER_ENTITY (self->order)));
  gtk_label_set_label (self->date, date != NULL ? date : "");
  foyer_state_pill_set_entity (self->pill, FOYER_ENTITY (self->order));
  show_products (self);
  show_costs (self);
  n_addresses = show_addresses (self, _ ("Shipping address"), foyer_order_item_get_ship_to) +
                show_addresses (self, _ ("Billing address"), foyer_order_item_get_bill_to);
  gtk_widget_set_visible (GTK_WIDGET (self->addresses), n_addresses > 0);
  show_history (self);
}

static void
on_copy_clicked_cb (FoyerOrderView *self)
{
  foyer_order_view_copy_number (self);
}

static void
on_reorder_clicked_cb (FoyerOrderView *self)
{
  g_signal_emit (self, signal_reorder, 0);
}

static void
foyer_order_view_dispose (GObject *object)
{
  FoyerOrderView *self = FOYER_ORDER_VIEW (object);

  g_clear_object (&self->order);
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_ORDER_VIEW);
  G_OBJECT_CLASS (foyer_order_view_parent_class)->dispose (object);
}

static void
foyer_order_view_finalize (GObject *object)
{
  g_ptr_array_unref (FOYER_ORDER_VIEW (object)->rows);
  G_OBJECT_CLASS (foyer_order_view_parent_class)->finalize (object);
}

static void
foyer_order_view_class_init (FoyerOrderViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = foyer_order_view_dispose;
  object_class->finalize = foyer_order_view_finalize;
  signal_reorder =
      g_signal_new ("reorder", FOYER_TYPE_ORDER_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (FOYER_TYPE_STATE_PILL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/foyer/Foyer/ui/foyer-order-view.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderView, number);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderView, date);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderView, pill);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderView, reorder);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderView, spinner);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderView, error_text);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderView, products);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderView, costs);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderView, addresses);
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderView, history);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_reorder_clicked_cb);
}

static void
foyer_order_view_init (FoyerOrderView *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * foyer_order_view_set_order:
 * @order: one that was read whole
 */
void
foyer_order_view_set_order (FoyerOrderView *self, FoyerOrder *order)
{
  g_return_if_fail (FOYER_IS_ORDER_VIEW (self));
  g_return_if_fail (FOYER_IS_ORDER (order));

  g_set_object (&self->order, order);
  show_order (self);
}

/**
 * foyer_order_view_set_busy:
 * @busy: whether its products are on their way into the cart; a second press does nothing meanwhile
 */
void
foyer_order_view_set_busy (FoyerOrderView *self, gboolean busy)
{
  g_return_if_fail (FOYER_IS_ORDER_VIEW (self));

  gtk_widget_set_sensitive (GTK_WIDGET (self->reorder), !busy);
  gtk_widget_set_visible (self->spinner, busy);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->reorder), GTK_ACCESSIBLE_STATE_BUSY, busy, -1);
}

/**
 * foyer_order_view_set_error:
 * @text: (nullable): why re-ordering failed; NULL takes it away
 */
void
foyer_order_view_set_error (FoyerOrderView *self, const char *text)
{
  g_return_if_fail (FOYER_IS_ORDER_VIEW (self));

  gtk_label_set_label (self->error_text, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_text), text != NULL);
  if (text != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/**
 * foyer_order_view_set_can_reorder:
 * @can_reorder: whether the portal has a cart
 */
void
foyer_order_view_set_can_reorder (FoyerOrderView *self, gboolean can_reorder)
{
  g_return_if_fail (FOYER_IS_ORDER_VIEW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->reorder), can_reorder);
}

/**
 * foyer_order_view_copy_number:
 *
 * Puts the order's number on the clipboard.
 */
void
foyer_order_view_copy_number (FoyerOrderView *self)
{
  g_return_if_fail (FOYER_IS_ORDER_VIEW (self));

  if (self->order != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                            foyer_entity_get_id (FOYER_ENTITY (self->order)));
}
