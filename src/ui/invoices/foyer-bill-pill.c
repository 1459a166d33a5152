/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An invoice's state as icon and words, never by colour alone. */
#include "foyer-bill-pill.h"

struct _FoyerBillPill
{
  GtkWidget parent_instance;

  GtkImage *icon;
  GtkLabel *label;
  FoyerBill *bill;
};

G_DEFINE_FINAL_TYPE (FoyerBillPill, foyer_bill_pill, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_BILL = 1,
} FoyerBillPillProperty;

static GParamSpec *properties[PROP_BILL + 1];

typedef struct
{
  const char *icon;
  const char *style; /* a style class of libadwaita; NULL: none */
} Look;

static const Look looks[] = {
  [FOYER_BILL_OPEN] = { "document-open-recent-symbolic", "accent" },
  [FOYER_BILL_OVERDUE] = { "dialog-warning-symbolic", "error" },
  [FOYER_BILL_PAID] = { "object-select-symbolic", "success" },
  [FOYER_BILL_PARTIALLY_PAID] = { "content-loading-symbolic", "warning" },
  [FOYER_BILL_CREDIT] = { "edit-undo-symbolic", "success" },
  [FOYER_BILL_PRO_FORMA] = { "dialog-information-symbolic", NULL },
  [FOYER_BILL_CANCELLED] = { "process-stop-symbolic", NULL },
};

static void
show_state (FoyerBillPill *self)
{
  gboolean loaded = self->bill != NULL && foyer_entity_get_loaded (FOYER_ENTITY (self->bill));
  FoyerBillState state = loaded ? foyer_bill_get_state (self->bill) : FOYER_BILL_OPEN;
  const Look *look = &looks[state < G_N_ELEMENTS (looks) ? state : FOYER_BILL_OPEN];

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    if (looks[i].style != NULL)
      gtk_widget_remove_css_class (GTK_WIDGET (self), looks[i].style);
  if (loaded && look->style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), look->style);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), loaded);
  gtk_image_set_from_icon_name (self->icon, look->icon);
  gtk_label_set_label (self->label, loaded ? foyer_bill_state_to_label (state) : "");
}

static void
foyer_bill_pill_dispose (GObject *object)
{
  FoyerBillPill *self = FOYER_BILL_PILL (object);
  GtkWidget *child;

  if (self->bill != NULL)
    g_signal_handlers_disconnect_by_func (self->bill, show_state, self);
  g_clear_object (&self->bill);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (foyer_bill_pill_parent_class)->dispose (object);
}

static void
foyer_bill_pill_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  FoyerBillPill *self = FOYER_BILL_PILL (object);

  switch ((FoyerBillPillProperty) property_id)
    {
    case PROP_BILL:
      g_value_set_object (value, self->bill);
      break;
    }
}

static void
foyer_bill_pill_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  FoyerBillPill *self = FOYER_BILL_PILL (object);

  switch ((FoyerBillPillProperty) property_id)
    {
    case PROP_BILL:
      foyer_bill_pill_set_bill (self, g_value_get_object (value));
      break;
    }
}

static void
foyer_bill_pill_class_init (FoyerBillPillClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = foyer_bill_pill_dispose;
  object_class->get_property = foyer_bill_pill_get_property;
  object_class->set_property = foyer_bill_pill_set_property;

  properties[PROP_BILL] = g_param_spec_object ("bill", NULL, NULL, FOYER_TYPE_BILL,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "billpill");
}

static void
foyer_bill_pill_init (FoyerBillPill *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_NONE, NULL);
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (GTK_WIDGET (self->icon), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  show_state (self);
}

/**
 * foyer_bill_pill_new:
 *
 * Returns: (transfer floating): a pill that says nothing yet
 */
GtkWidget *
foyer_bill_pill_new (void)
{
  return g_object_new (FOYER_TYPE_BILL_PILL, NULL);
}

/**
 * foyer_bill_pill_set_bill:
 * @self: a pill
 * @bill: (nullable): whose state is shown; nothing is said of a placeholder
 */
void
foyer_bill_pill_set_bill (FoyerBillPill *self, FoyerBill *bill)
{
  g_return_if_fail (FOYER_IS_BILL_PILL (self));

  if (self->bill == bill)
    return;
  if (self->bill != NULL)
    g_signal_handlers_disconnect_by_func (self->bill, show_state, self);
  g_set_object (&self->bill, bill);
  if (bill != NULL)
    g_signal_connect_swapped (bill, "notify", G_CALLBACK (show_state), self);
  show_state (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BILL]);
}
