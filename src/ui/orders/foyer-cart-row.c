/* SPDX-License-Identifier: GPL-3.0-or-later
 * One line of the cart: what it is, what changed since it was ordered before, how many, what that costs. */

#include "foyer-cart-row.h"

#include <glib/gi18n.h>

#include "foyer-format.h"

#define SEND_DELAY 400 /* milliseconds after the last key or click */
#define MOST 999

struct _FoyerCartRow
{
  AdwPreferencesRow parent_instance;
  FoyerCartItem *item;
  GtkLabel *name;
  GtkLabel *unit_price;
  GtkLabel *error_text;
  GtkSpinButton *quantity;
  GtkButton *remove;
  guint wanted; /* typed and not said yet, 0 = nothing */
  guint said;   /* said and not answered yet, 0 = nothing */
  guint delay;  /* source, 0 = none */
};

typedef enum
{
  PROP_ITEM = 1,
} FoyerCartRowProperty;

static GParamSpec *properties[PROP_ITEM + 1];
static guint signal_quantity, signal_remove;

G_DEFINE_FINAL_TYPE (FoyerCartRow, foyer_cart_row, ADW_TYPE_PREFERENCES_ROW)

static char *
unit_price_text (gpointer object, FoyerMoney *money)
{
  g_autofree char *amount = money != NULL ? foyer_money_format (money) : NULL;

  /* Translators: %s is the price of one piece, without tax */
  return amount != NULL ? g_strdup_printf (_ ("%s each, net"), amount) : g_strdup ("");
}

static gboolean
has_text (gpointer object, const char *text)
{
  return text != NULL && *text != '\0';
}

static void on_quantity_changed_cb (FoyerCartRow *self);

/* What somebody is typing, or what is on its way, is never overwritten by an older answer. */
static void
show_quantity (FoyerCartRow *self)
{
  guint quantity = foyer_cart_item_get_quantity (self->item);

  if (self->said == quantity)
    self->said = 0;
  if (self->wanted != 0 || self->said != 0 || gtk_spin_button_get_value_as_int (self->quantity) == (int) quantity)
    return;
  g_signal_handlers_block_by_func (self->quantity, on_quantity_changed_cb, self);
  gtk_spin_button_set_value (self->quantity, quantity);
  g_signal_handlers_unblock_by_func (self->quantity, on_quantity_changed_cb, self);
}

/* What is not sold any more is shown and not ordered: nothing to count. */
static void
show_change (FoyerCartRow *self)
{
  gboolean gone = foyer_cart_item_get_change (self->item) == FOYER_CART_GONE;

  gtk_widget_set_sensitive (GTK_WIDGET (self->quantity), !gone);
  gtk_widget_set_sensitive (GTK_WIDGET (self->name), !gone);
  gtk_widget_set_visible (GTK_WIDGET (self->unit_price), !gone);
}

static void
name_controls (FoyerCartRow *self)
{
  const char *name = foyer_cart_item_get_name (self->item);
  /* Translators: %s is a product */
  g_autofree char *quantity = g_strdup_printf (_ ("Quantity of %s"), name);
  /* Translators: %s is a product */
  g_autofree char *remove = g_strdup_printf (_ ("Remove %s"), name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->quantity), GTK_ACCESSIBLE_PROPERTY_LABEL, quantity, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
}

static void
say (FoyerCartRow *self)
{
  guint quantity = self->wanted;

  g_clear_handle_id (&self->delay, g_source_remove);
  if (quantity == 0 || self->item == NULL)
    return;
  self->wanted = 0;
  self->said = quantity;
  foyer_cart_row_set_error (self, NULL);
  g_signal_emit (self, signal_quantity, 0, quantity);
}

static void
on_delay_over_cb (gpointer user_data)
{
  FoyerCartRow *self = user_data;

  self->delay = 0;
  say (self);
}

/* At every key, not only when the field is left: the sums follow what is typed. */
static void
on_quantity_changed_cb (FoyerCartRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->quantity));
  guint64 quantity;

  if (self->item == NULL)
    return;
  g_clear_handle_id (&self->delay, g_source_remove);
  self->wanted = 0;
  if (!g_ascii_string_to_unsigned (text, 10, 1, MOST, &quantity, NULL) ||
      (quantity == foyer_cart_item_get_quantity (self->item) && self->said == 0))
    return;
  self->wanted = quantity;
  self->delay = g_timeout_add_once (SEND_DELAY, on_delay_over_cb, self);
}

static void
on_remove_clicked_cb (FoyerCartRow *self)
{
  g_clear_handle_id (&self->delay, g_source_remove);
  self->wanted = 0;
  g_signal_emit (self, signal_remove, 0);
}

static void
foyer_cart_row_dispose (GObject *object)
{
  FoyerCartRow *self = FOYER_CART_ROW (object);

  g_clear_handle_id (&self->delay, g_source_remove);
  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_CART_ROW);
  G_OBJECT_CLASS (foyer_cart_row_parent_class)->dispose (object);
}

static void
foyer_cart_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerCartRow *self = FOYER_CART_ROW (object);

  switch ((FoyerCartRowProperty) id)
    {
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;
    }
}

static void
foyer_cart_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FoyerCartRow *self = FOYER_CART_ROW (object);

  switch ((FoyerCartRowProperty) id)
    {
    case PROP_ITEM:
      foyer_cart_row_set_item (self, g_value_get_object (value));
      break;
    }
}

static void
foyer_cart_row_class_init (FoyerCartRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = foyer_cart_row_dispose;
  object_class->get_property = foyer_cart_row_get_property;
  object_class->set_property = foyer_cart_row_set_property;
  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, FOYER_TYPE_CART_ITEM,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  signal_quantity = g_signal_new ("quantity", FOYER_TYPE_CART_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  1, G_TYPE_UINT);
  signal_remove = g_signal_new ("remove", FOYER_TYPE_CART_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/foyer/Foyer/ui/foyer-cart-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerCartRow, name);
  gtk_widget_class_bind_template_child (widget_class, FoyerCartRow, unit_price);
  gtk_widget_class_bind_template_child (widget_class, FoyerCartRow, error_text);
  gtk_widget_class_bind_template_child (widget_class, FoyerCartRow, quantity);
  gtk_widget_class_bind_template_child (widget_class, FoyerCartRow, remove);
  foyer_format_bind_callbacks (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, unit_price_text);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, on_quantity_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_clicked_cb);
}

static void
foyer_cart_row_init (FoyerCartRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * foyer_cart_row_new:
 * @item: a line of a cart
 *
 * Returns: (transfer floating): a row for a boxed list
 */
GtkWidget *
foyer_cart_row_new (FoyerCartItem *item)
{
  return g_object_new (FOYER_TYPE_CART_ROW, "item", item, NULL);
}

FoyerCartItem *
foyer_cart_row_get_item (FoyerCartRow *self)
{
  g_return_val_if_fail (FOYER_IS_CART_ROW (self), NULL);

  return self->item;
}

/**
 * foyer_cart_row_set_item:
 * @item: (nullable): the same line as the portal has it now; NULL changes nothing
 *
 * What is being typed stays.
 */
void
foyer_cart_row_set_item (FoyerCartRow *self, FoyerCartItem *item)
{
  g_return_if_fail (FOYER_IS_CART_ROW (self));

  if (item == NULL || !g_set_object (&self->item, item))
    return;
  show_quantity (self);
  if (self->wanted == 0)
    gtk_label_set_label (self->error_text, "");
  show_change (self);
  name_controls (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}

/**
 * foyer_cart_row_set_error:
 * @text: (nullable): why the quantity did not reach the portal; it stays typed and goes out with the next flush
 */
void
foyer_cart_row_set_error (FoyerCartRow *self, const char *text)
{
  g_return_if_fail (FOYER_IS_CART_ROW (self));

  gtk_label_set_label (self->error_text, text != NULL ? text : "");
  if (text == NULL)
    return;
  if (self->wanted == 0)
    self->wanted = self->said;
  self->said = 0;
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/**
 * foyer_cart_row_flush:
 *
 * Says a quantity that was typed without waiting for further keys.
 */
void
foyer_cart_row_flush (FoyerCartRow *self)
{
  g_return_if_fail (FOYER_IS_CART_ROW (self));

  say (self);
}
