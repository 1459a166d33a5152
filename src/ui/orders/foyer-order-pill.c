/* SPDX-License-Identifier: GPL-3.0-or-later
 * An order's state as icon and words, never by colour alone. */

#include "foyer-order-pill.h"

#include <glib/gi18n.h>

struct _FoyerOrderPill
{
  GtkWidget parent_instance;
  GtkImage *icon;
  GtkLabel *label;
  FoyerOrder *order;
  const char *style; /* (nullable): the state's */
};

typedef enum
{
  PROP_ORDER = 1,
} FoyerOrderPillProperty;

static GParamSpec *properties[PROP_ORDER + 1];

G_DEFINE_FINAL_TYPE (FoyerOrderPill, foyer_order_pill, GTK_TYPE_WIDGET)

typedef struct
{
  const char *icon;
  const char *style; /* a style class of libadwaita, nullable */
} Look;

static const Look looks[] = {
  [FOYER_ORDER_UNKNOWN] = { "dialog-question-symbolic", NULL },
  [FOYER_ORDER_ACKNOWLEDGED] = { "mail-unread-symbolic", "accent" },
  [FOYER_ORDER_REJECTED] = { "dialog-error-symbolic", "error" },
  [FOYER_ORDER_PENDING] = { "document-open-recent-symbolic", "warning" },
  [FOYER_ORDER_HELD] = { "media-playback-pause-symbolic", "warning" },
  [FOYER_ORDER_IN_PROGRESS] = { "content-loading-symbolic", "accent" },
  [FOYER_ORDER_CANCELLED] = { "process-stop-symbolic", NULL },
  [FOYER_ORDER_COMPLETED] = { "object-select-symbolic", "success" },
  [FOYER_ORDER_FAILED] = { "dialog-error-symbolic", "error" },
  [FOYER_ORDER_PARTIAL] = { "dialog-warning-symbolic", "warning" },
  [FOYER_ORDER_ASSESSING_CANCELLATION] = { "document-open-recent-symbolic", "warning" },
  [FOYER_ORDER_PENDING_CANCELLATION] = { "document-open-recent-symbolic", "warning" },
};

static void
show_state (FoyerOrderPill *self)
{
  gboolean loaded = self->order != NULL && foyer_entity_get_loaded (FOYER_ENTITY (self->order));
  FoyerOrderState state = loaded ? foyer_order_get_state (self->order) : FOYER_ORDER_UNKNOWN;
  const Look *look = &looks[state < G_N_ELEMENTS (looks) ? state : FOYER_ORDER_UNKNOWN];

  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->style);
  self->style = loaded ? look->style : NULL;
  if (self->style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), self->style);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), loaded);
  gtk_image_set_from_icon_name (self->icon, look->icon);
  gtk_label_set_label (self->label, loaded ? foyer_order_state_to_label (state) : "");
}

static void
foyer_order_pill_dispose (GObject *object)
{
  FoyerOrderPill *self = FOYER_ORDER_PILL (object);
  GtkWidget *child;

  if (self->order != NULL)
    g_signal_handlers_disconnect_by_data (self->order, self);
  g_clear_object (&self->order);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (foyer_order_pill_parent_class)->dispose (object);
}

static void
foyer_order_pill_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerOrderPill *self = FOYER_ORDER_PILL (object);

  switch ((FoyerOrderPillProperty) id)
    {
    case PROP_ORDER:
      g_value_set_object (value, self->order);
      break;
    }
}

static void
foyer_order_pill_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FoyerOrderPill *self = FOYER_ORDER_PILL (object);

  switch ((FoyerOrderPillProperty) id)
    {
    case PROP_ORDER:
      foyer_order_pill_set_order (self, g_value_get_object (value));
      break;
    }
}

static void
foyer_order_pill_class_init (FoyerOrderPillClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = foyer_order_pill_dispose;
  object_class->get_property = foyer_order_pill_get_property;
  object_class->set_property = foyer_order_pill_set_property;
  properties[PROP_ORDER] = g_param_spec_object ("order", NULL, NULL, FOYER_TYPE_ORDER,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "orderpill");
}

static void
foyer_order_pill_init (FoyerOrderPill *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_box_layout_set_spacing (layout, 6);
  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (GTK_WIDGET (self->icon), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  show_state (self);
}

/**
 * foyer_order_pill_new:
 *
 * Returns: (transfer floating): an empty pill
 */
GtkWidget *
foyer_order_pill_new (void)
{
  return g_object_new (FOYER_TYPE_ORDER_PILL, NULL);
}

/**
 * foyer_order_pill_set_order:
 * @order: (nullable): whose state is shown from now on; nothing is shown for a placeholder
 */
void
foyer_order_pill_set_order (FoyerOrderPill *self, FoyerOrder *order)
{
  g_return_if_fail (FOYER_IS_ORDER_PILL (self));

  if (self->order == order)
    return;
  if (self->order != NULL)
    g_signal_handlers_disconnect_by_data (self->order, self);
  g_set_object (&self->order, order);
  if (order != NULL)
    {
      g_signal_connect_swapped (order, "notify::state", G_CALLBACK (show_state), self);
      g_signal_connect_swapped (order, "notify::loaded", G_CALLBACK (show_state), self);
    }
  show_state (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORDER]);
}
