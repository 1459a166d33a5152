/* SPDX-License-Identifier: GPL-3.0-or-later
 * An order in two lines, for narrow windows and the overview. */

#include "foyer-order-row.h"

#include <glib/gi18n.h>

#include "foyer-format.h"
#include "foyer-state-pill.h"

struct _FoyerOrderRow
{
  GtkBox parent_instance;
  FoyerOrder *order;
  GtkButton *reorder;
};

typedef enum
{
  PROP_ORDER = 1,
} FoyerOrderRowProperty;

static GParamSpec *properties[PROP_ORDER + 1];
static guint signal_reorder;

G_DEFINE_FINAL_TYPE (FoyerOrderRow, foyer_order_row, GTK_TYPE_BOX)

static char *
number_text (gpointer object, const char *id, gboolean loaded)
{
  return g_strdup (loaded ? id : "…");
}

static char *
date_and_summary_text (gpointer object, GDateTime *date, const char *summary)
{
  g_autofree char *day = date != NULL ? foyer_format_date (date) : NULL;

  if (day == NULL || summary == NULL || *summary == '\0')
    return g_strdup (day != NULL ? day : summary);
  /* Translators: a date, and what was ordered then */
  return g_strdup_printf (_ ("%s · %s"), day, summary);
}

static void
name_reorder (FoyerOrderRow *self)
{
  gboolean loaded = self->order != NULL && foyer_entity_get_loaded (FOYER_ENTITY (self->order));
  /* Translators: %s is an order's number */
  g_autofree char *name = loaded ? g_strdup_printf (_ ("Re-order %s"), foyer_entity_get_id (FOYER_ENTITY (self->order)))
                                 : g_strdup (_ ("Re-order"));

  gtk_widget_set_sensitive (GTK_WIDGET (self->reorder), loaded);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reorder), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
on_reorder_clicked_cb (FoyerOrderRow *self)
{
  g_signal_emit (self, signal_reorder, 0);
}

static void
foyer_order_row_dispose (GObject *object)
{
  FoyerOrderRow *self = FOYER_ORDER_ROW (object);

  if (self->order != NULL)
    g_signal_handlers_disconnect_by_data (self->order, self);
  g_clear_object (&self->order);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_ORDER_ROW);
  G_OBJECT_CLASS (foyer_order_row_parent_class)->dispose (object);
}

static void
foyer_order_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerOrderRow *self = FOYER_ORDER_ROW (object);

  switch ((FoyerOrderRowProperty) id)
    {
    case PROP_ORDER:
      g_value_set_object (value, self->order);
      break;
    }
}

static void
foyer_order_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FoyerOrderRow *self = FOYER_ORDER_ROW (object);

  switch ((FoyerOrderRowProperty) id)
    {
    case PROP_ORDER:
      foyer_order_row_set_order (self, g_value_get_object (value));
      break;
    }
}

static void
foyer_order_row_class_init (FoyerOrderRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = foyer_order_row_dispose;
  object_class->get_property = foyer_order_row_get_property;
  object_class->set_property = foyer_order_row_set_property;
  properties[PROP_ORDER] = g_param_spec_object ("order", NULL, NULL, FOYER_TYPE_ORDER,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  signal_reorder =
      g_signal_new ("reorder", FOYER_TYPE_ORDER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (FOYER_TYPE_STATE_PILL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/foyer/Foyer/ui/foyer-order-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerOrderRow, reorder);
  gtk_widget_class_bind_template_callback (widget_class, number_text);
  foyer_format_bind_callbacks (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, date_and_summary_text);
  gtk_widget_class_bind_template_callback (widget_class, on_reorder_clicked_cb);
}

static void
foyer_order_row_init (FoyerOrderRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * foyer_order_row_new:
 * @with_reorder: whether it has a button for that
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
foyer_order_row_new (gboolean with_reorder)
{
  FoyerOrderRow *self = g_object_new (FOYER_TYPE_ORDER_ROW, NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->reorder), with_reorder);
  return GTK_WIDGET (self);
}

FoyerOrder *
foyer_order_row_get_order (FoyerOrderRow *self)
{
  g_return_val_if_fail (FOYER_IS_ORDER_ROW (self), NULL);

  return self->order;
}

/**
 * foyer_order_row_set_order:
 * @order: (nullable): what the row shows from now on
 */
void
foyer_order_row_set_order (FoyerOrderRow *self, FoyerOrder *order)
{
  g_return_if_fail (FOYER_IS_ORDER_ROW (self));

  if (self->order == order)
    return;
  if (self->order != NULL)
    g_signal_handlers_disconnect_by_data (self->order, self);
  g_set_object (&self->order, order);
  if (order != NULL)
    g_signal_connect_swapped (order, "notify::loaded", G_CALLBACK (name_reorder), self);
  name_reorder (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORDER]);
}

/**
 * foyer_order_row_describe:
 * @order: (nullable): what a row shows
 *
 * Returns: (transfer full): what a screen reader says of the row, whatever the row looks like
 */
char *
foyer_order_row_describe (FoyerOrder *order)
{
  g_autofree char *date = NULL, *total = NULL;

  if (order == NULL || !foyer_entity_get_loaded (FOYER_ENTITY (order)))
    return g_strdup (_ ("Loading…"));
  date = foyer_order_get_date (order) != NULL ? foyer_format_date (foyer_order_get_date (order)) : g_strdup ("");
  total = foyer_order_get_total (order) != NULL ? foyer_money_format (foyer_order_get_total (order)) : g_strdup ("");
  /* Translators: what a screen reader says of an order: number, date, total, state */
  return g_strdup_printf (_ ("%s, %s, %s, %s"), foyer_entity_get_id (FOYER_ENTITY (order)), date, total,
                          foyer_order_state_to_label (foyer_order_get_state (order)));
}
