/* SPDX-License-Identifier: GPL-3.0-or-later
 * The state of what the portal has, as icon and words, never by colour alone. */

#include "foyer-state-pill.h"

#include "foyer-bill.h"
#include "foyer-order.h"

struct _FoyerStatePill
{
  GtkWidget parent_instance;
  GtkImage *icon;
  GtkLabel *label;
  FoyerEntity *entity;
  const char *style; /* (nullable): the state's */
};

typedef enum
{
  PROP_ENTITY = 1,
} FoyerStatePillProperty;

static GParamSpec *properties[PROP_ENTITY + 1];

G_DEFINE_FINAL_TYPE (FoyerStatePill, foyer_state_pill, GTK_TYPE_WIDGET)

typedef struct
{
  const char *icon;
  const char *style; /* a style class of libadwaita, nullable */
} Look;

static const Look order_looks[] = {
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

static const Look bill_looks[] = {
  [FOYER_BILL_OPEN] = { "document-open-recent-symbolic", "accent" },
  [FOYER_BILL_OVERDUE] = { "dialog-warning-symbolic", "error" },
  [FOYER_BILL_PAID] = { "object-select-symbolic", "success" },
  [FOYER_BILL_PARTIALLY_PAID] = { "content-loading-symbolic", "warning" },
  [FOYER_BILL_CREDIT] = { "edit-undo-symbolic", "success" },
  [FOYER_BILL_PRO_FORMA] = { "dialog-information-symbolic", NULL },
  [FOYER_BILL_CANCELLED] = { "process-stop-symbolic", NULL },
};

static const Look *
get_look (FoyerEntity *entity, const char **label)
{
  if (FOYER_IS_ORDER (entity))
    {
      FoyerOrderState state = foyer_order_get_state (FOYER_ORDER (entity));

      *label = foyer_order_state_to_label (state);
      return &order_looks[state];
    }
  *label = foyer_bill_state_to_label (foyer_bill_get_state (FOYER_BILL (entity)));
  return &bill_looks[foyer_bill_get_state (FOYER_BILL (entity))];
}

/* Nothing is said of a placeholder. */
static void
show_state (FoyerStatePill *self)
{
  gboolean loaded = self->entity != NULL && foyer_entity_get_loaded (self->entity);
  const char *label = "";
  const Look *look = loaded ? get_look (self->entity, &label) : NULL;

  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->style);
  self->style = loaded ? look->style : NULL;
  if (self->style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), self->style);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), loaded);
  gtk_image_set_from_icon_name (self->icon, loaded ? look->icon : NULL);
  gtk_label_set_label (self->label, label);
}

static void
foyer_state_pill_dispose (GObject *object)
{
  FoyerStatePill *self = FOYER_STATE_PILL (object);
  GtkWidget *child;

  if (self->entity != NULL)
    g_signal_handlers_disconnect_by_func (self->entity, show_state, self);
  g_clear_object (&self->entity);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (foyer_state_pill_parent_class)->dispose (object);
}

static void
foyer_state_pill_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerStatePill *self = FOYER_STATE_PILL (object);

  switch ((FoyerStatePillProperty) id)
    {
    case PROP_ENTITY:
      g_value_set_object (value, self->entity);
      break;
    }
}

static void
foyer_state_pill_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FoyerStatePill *self = FOYER_STATE_PILL (object);

  switch ((FoyerStatePillProperty) id)
    {
    case PROP_ENTITY:
      foyer_state_pill_set_entity (self, g_value_get_object (value));
      break;
    }
}

static void
foyer_state_pill_class_init (FoyerStatePillClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = foyer_state_pill_dispose;
  object_class->get_property = foyer_state_pill_get_property;
  object_class->set_property = foyer_state_pill_set_property;
  properties[PROP_ENTITY] = g_param_spec_object ("entity", NULL, NULL, FOYER_TYPE_ENTITY,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "statepill");
}

static void
foyer_state_pill_init (FoyerStatePill *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_box_layout_set_spacing (layout, 6);
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_NONE, NULL);
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (GTK_WIDGET (self->icon), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  show_state (self);
}

/**
 * foyer_state_pill_new:
 *
 * Returns: (transfer floating): an empty pill
 */
GtkWidget *
foyer_state_pill_new (void)
{
  return g_object_new (FOYER_TYPE_STATE_PILL, NULL);
}

/**
 * foyer_state_pill_set_entity:
 * @entity: (nullable): an order or a bill whose state is shown from now on
 */
void
foyer_state_pill_set_entity (FoyerStatePill *self, FoyerEntity *entity)
{
  g_return_if_fail (FOYER_IS_STATE_PILL (self));
  g_return_if_fail (entity == NULL || FOYER_IS_ORDER (entity) || FOYER_IS_BILL (entity));

  if (self->entity == entity)
    return;
  if (self->entity != NULL)
    g_signal_handlers_disconnect_by_func (self->entity, show_state, self);
  g_set_object (&self->entity, entity);
  if (entity != NULL)
    {
      g_signal_connect_swapped (entity, "notify::state", G_CALLBACK (show_state), self);
      g_signal_connect_swapped (entity, "notify::loaded", G_CALLBACK (show_state), self);
    }
  show_state (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENTITY]);
}
