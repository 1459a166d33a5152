/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bar chart that can be read out and walked with the keyboard: the value axis beside a plot that scrolls. */
#include "foyer-chart.h"

#include <glib/gi18n.h>
#include <math.h>

#include "foyer-chart-plot.h"

#define MOST_STEPS 5
#define GAP 8

struct _FoyerChart
{
  GtkWidget parent_instance;

  gboolean compact;
  FoyerAxisKind kind;
  FoyerAxis axis;
  GListModel *model;
  char *title;
  char *description;

  GtkWidget *scroller; /* NULL when compact */
  GtkWidget *plot;
  GtkWidget *unit;  /* above the axis; NULL when compact */
  GPtrArray *ticks; /* GtkLabel, from the minimum up */
  guint n_points;
  guint scroll_source; /* brings the newest into view */
};

G_DEFINE_FINAL_TYPE (FoyerChart, foyer_chart, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_MODEL = 1,
  PROP_COMPACT,
  PROP_TITLE,
  PROP_DESCRIPTION
} FoyerChartProperty;

static GParamSpec *properties[PROP_DESCRIPTION + 1];

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
format_duration_tick (const FoyerAxis *axis, double seconds)
{
  gint64 whole = (gint64) llround (fabs (seconds));
  const char *sign = seconds < 0 ? "−" : "";

  if (whole == 0)
    return g_strdup ("0");
  if (axis->step >= 3600)
    /* Translators: hours on the axis of a chart */
    return g_strdup_printf (_ ("%s%'d h"), sign, (int) (whole / 3600));
  if (axis->step >= 60 && axis->maximum > 3600)
    /* Translators: hours and minutes on the axis of a chart, "1:30 h" */
    return g_strdup_printf (_ ("%s%d:%02d h"), sign, (int) (whole / 3600), (int) (whole / 60 % 60));
  if (axis->step >= 60)
    /* Translators: minutes on the axis of a chart */
    return g_strdup_printf (_ ("%s%d min"), sign, (int) (whole / 60));
  if (axis->maximum > 60)
    /* Translators: minutes and seconds on the axis of a chart, "1:30 min" */
    return g_strdup_printf (_ ("%s%d:%02d min"), sign, (int) (whole / 60), (int) (whole % 60));
  /* Translators: seconds on the axis of a chart */
  return g_strdup_printf (_ ("%s%d s"), sign, (int) whole);
}

static char *
format_tick (const FoyerAxis *axis, double value)
{
  switch (axis->kind)
    {
    case FOYER_AXIS_NUMBER:
      return g_strdup_printf ("%'.0f", value);
    case FOYER_AXIS_MONEY:
      return g_strdup_printf ("%'.*f", foyer_axis_get_digits (axis) > 0 ? 2 : 0, value);
    case FOYER_AXIS_DURATION:
      return format_duration_tick (axis, value);
    case FOYER_AXIS_PERCENT:
      /* Translators: a share on the axis of a chart; the doubled sign makes one */
      return g_strdup_printf (_ ("%.0f%%"), value * 100);
    }
  g_return_val_if_reached (NULL);
}

static GtkWidget *
new_axis_label (FoyerChart *self, const char *text)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "accessible-role", GTK_ACCESSIBLE_ROLE_NONE, NULL);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_widget_set_can_target (label, FALSE);
  /* Else the sign of a number stands behind it where words run from right to left. */
  gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
update_ticks (FoyerChart *self)
{
  if (self->compact)
    return;
  while (self->ticks->len > self->axis.n_ticks)
    gtk_widget_unparent (g_ptr_array_steal_index (self->ticks, self->ticks->len - 1));
  while (self->ticks->len < self->axis.n_ticks)
    g_ptr_array_add (self->ticks, new_axis_label (self, ""));
  for (guint i = 0; i < self->ticks->len; i++)
    {
      g_autofree char *text = format_tick (&self->axis, foyer_axis_get_tick (&self->axis, i));

      gtk_label_set_label (g_ptr_array_index (self->ticks, i), text);
    }
}

static gboolean
scroll_to_newest (gpointer data)
{
  FoyerChart *self = data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  self->scroll_source = 0;
  gtk_adjustment_set_value (adjustment, gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL
                                            ? gtk_adjustment_get_lower (adjustment)
                                            : gtk_adjustment_get_upper (adjustment));
  return G_SOURCE_REMOVE;
}

/* Later, since the room there is to scroll in is known after the next layout only. */
static void
schedule_scroll (FoyerChart *self)
{
  if (self->scroller != NULL && self->scroll_source == 0)
    self->scroll_source = g_idle_add_full (GDK_PRIORITY_REDRAW + 10, scroll_to_newest, self, NULL);
}

static void
update (FoyerChart *self)
{
  double lowest = 0, highest = 0;
  guint n = self->model != NULL ? g_list_model_get_n_items (self->model) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FoyerChartPoint) point = g_list_model_get_item (self->model, i);
      double value = foyer_chart_point_get_value (point);

      lowest = MIN (lowest, value);
      highest = MAX (highest, value);
    }
  self->axis = foyer_axis_make (self->kind, lowest, highest, MOST_STEPS);
  update_ticks (self);
  if (self->model != NULL)
    foyer_chart_plot_set_points (FOYER_CHART_PLOT (self->plot), self->model, &self->axis);
  if (n != self->n_points)
    schedule_scroll (self);
  self->n_points = n;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
update_accessible (FoyerChart *self)
{
  GtkAccessible *described = GTK_ACCESSIBLE (self->compact ? GTK_WIDGET (self) : self->plot);

  gtk_accessible_update_property (described, GTK_ACCESSIBLE_PROPERTY_LABEL, self->title != NULL ? self->title : "",
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  self->description != NULL ? self->description : "", -1);
}

static void
on_activated_cb (FoyerChart *self, guint position)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, position);
}

static int
get_axis_width (FoyerChart *self)
{
  int most = 0, width;

  if (self->compact)
    return 0;
  gtk_widget_measure (self->unit, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &most, NULL, NULL);
  for (guint i = 0; i < self->ticks->len; i++)
    {
      gtk_widget_measure (g_ptr_array_index (self->ticks, i), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
      most = MAX (most, width);
    }
  return most + GAP;
}

static void
allocate_axis_label (FoyerChart *self, GtkWidget *label, int width, int chart_width, double middle)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int wide, high;
  double x;

  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &wide, NULL, NULL);
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, -1, NULL, &high, NULL, NULL);
  x = rtl ? chart_width - width + GAP : width - GAP - wide;
  gtk_widget_allocate (label, wide, high, -1,
                       gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (x, round (middle - high / 2.))));
}

/* Ticks that would touch each other, with large text in a low chart, leave only the ends and 0. */
static void
allocate_axis (FoyerChart *self, int width, int chart_width)
{
  int top, bottom, high;
  gboolean fits;

  gtk_widget_measure (g_ptr_array_index (self->ticks, 0), GTK_ORIENTATION_VERTICAL, -1, NULL, &high, NULL, NULL);
  foyer_chart_plot_get_range (FOYER_CHART_PLOT (self->plot), gtk_widget_get_height (self->plot), &top, &bottom);
  fits = (int) self->ticks->len * high <= bottom - top + high;
  for (guint i = 0; i < self->ticks->len; i++)
    {
      GtkWidget *label = g_ptr_array_index (self->ticks, i);
      double value = foyer_axis_get_tick (&self->axis, i);
      double y = bottom - (bottom - top) * foyer_axis_get_fraction (&self->axis, value);

      gtk_widget_set_child_visible (label, fits || i == 0 || i == self->ticks->len - 1 || value == 0);
      allocate_axis_label (self, label, width, chart_width, y);
    }
  allocate_axis_label (self, self->unit, width, chart_width, high / 2.);
}

static void
foyer_chart_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FoyerChart *self = FOYER_CHART (widget);
  int axis = get_axis_width (self);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  if (self->compact)
    {
      gtk_widget_allocate (self->plot, width, height, -1, NULL);
      return;
    }
  gtk_widget_allocate (self->scroller, MAX (width - axis, 1), height, -1,
                       gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (rtl ? 0 : axis, 0)));
  allocate_axis (self, axis, width);
}

static void
foyer_chart_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  FoyerChart *self = FOYER_CHART (widget);

  gtk_widget_measure (self->compact ? self->plot : self->scroller, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      int axis = get_axis_width (self);

      *minimum += axis;
      *natural += axis;
    }
}

static void
foyer_chart_constructed (GObject *object)
{
  FoyerChart *self = FOYER_CHART (object);

  G_OBJECT_CLASS (foyer_chart_parent_class)->constructed (object);
  self->plot = foyer_chart_plot_new (self->compact);
  if (self->compact)
    gtk_widget_set_parent (self->plot, GTK_WIDGET (self));
  else
    {
      self->scroller = gtk_scrolled_window_new ();
      gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
      gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->plot);
      gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
      self->unit = new_axis_label (self, "");
      g_signal_connect_swapped (self->plot, "activated", G_CALLBACK (on_activated_cb), self);
    }
  g_object_set (self, "accessible-role", self->compact ? GTK_ACCESSIBLE_ROLE_IMG : GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  update (self);
}

static void
foyer_chart_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  FoyerChart *self = FOYER_CHART (object);

  switch ((FoyerChartProperty) property_id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    }
}

static void
foyer_chart_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  FoyerChart *self = FOYER_CHART (object);

  switch ((FoyerChartProperty) property_id)
    {
    case PROP_MODEL:
      foyer_chart_set_model (self, g_value_get_object (value));
      break;
    case PROP_COMPACT:
      self->compact = g_value_get_boolean (value);
      break;
    case PROP_TITLE:
      foyer_chart_set_title (self, g_value_get_string (value));
      break;
    case PROP_DESCRIPTION:
      foyer_chart_set_description (self, g_value_get_string (value));
      break;
    }
}

static void
foyer_chart_dispose (GObject *object)
{
  FoyerChart *self = FOYER_CHART (object);
  GtkWidget *child;

  g_clear_handle_id (&self->scroll_source, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, update, self);
  g_clear_object (&self->model);
  g_ptr_array_set_size (self->ticks, 0);
  self->scroller = self->plot = self->unit = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (foyer_chart_parent_class)->dispose (object);
}

static void
foyer_chart_finalize (GObject *object)
{
  FoyerChart *self = FOYER_CHART (object);

  g_ptr_array_unref (self->ticks);
  g_free (self->title);
  g_free (self->description);
  G_OBJECT_CLASS (foyer_chart_parent_class)->finalize (object);
}

static void
foyer_chart_class_init (FoyerChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->constructed = foyer_chart_constructed;
  object_class->get_property = foyer_chart_get_property;
  object_class->set_property = foyer_chart_set_property;
  object_class->dispose = foyer_chart_dispose;
  object_class->finalize = foyer_chart_finalize;
  widget_class->measure = foyer_chart_measure;
  widget_class->size_allocate = foyer_chart_size_allocate;

  properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /* emitted with the position of the bar that was clicked, or on which Enter was pressed */
  signals[SIGNAL_ACTIVATED] =
      g_signal_new ("activated", FOYER_TYPE_CHART, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "chart");
}

static void
foyer_chart_init (FoyerChart *self)
{
  self->kind = FOYER_AXIS_NUMBER;
  self->ticks = g_ptr_array_new ();
}

/**
 * foyer_chart_new:
 * @compact: TRUE for bars alone, as in a tile: no axis, no labels, not reached by Tab
 *
 * Returns: (transfer floating): a chart
 */
GtkWidget *
foyer_chart_new (gboolean compact)
{
  return g_object_new (FOYER_TYPE_CHART, "compact", compact, NULL);
}

/**
 * foyer_chart_set_model:
 * @self: a chart
 * @model: (nullable): a model of FoyerChartPoint, oldest first
 */
void
foyer_chart_set_model (FoyerChart *self, GListModel *model)
{
  g_return_if_fail (FOYER_IS_CHART (self));
  g_return_if_fail (model == NULL || g_type_is_a (g_list_model_get_item_type (model), FOYER_TYPE_CHART_POINT));

  if (self->model == model)
    return;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, update, self);
  g_set_object (&self->model, model);
  if (model != NULL)
    g_signal_connect_swapped (model, "items-changed", G_CALLBACK (update), self);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}

/**
 * foyer_chart_get_model:
 * @self: a chart
 *
 * Returns: (transfer none) (nullable): the points shown
 */
GListModel *
foyer_chart_get_model (FoyerChart *self)
{
  g_return_val_if_fail (FOYER_IS_CHART (self), NULL);
  return self->model;
}

/**
 * foyer_chart_set_axis:
 * @self: a chart
 * @kind: what the points' values are
 * @unit: (nullable): what stands above the axis, for a currency
 */
void
foyer_chart_set_axis (FoyerChart *self, FoyerAxisKind kind, const char *unit)
{
  g_return_if_fail (FOYER_IS_CHART (self));

  self->kind = kind;
  if (self->unit != NULL)
    gtk_label_set_label (GTK_LABEL (self->unit), unit != NULL ? unit : "");
  update (self);
}

/**
 * foyer_chart_get_compact:
 * @self: a chart
 *
 * Returns: whether it shows the bars alone
 */
gboolean
foyer_chart_get_compact (FoyerChart *self)
{
  g_return_val_if_fail (FOYER_IS_CHART (self), FALSE);
  return self->compact;
}

/**
 * foyer_chart_set_title:
 * @self: a chart
 * @title: (nullable): its accessible name: "Calls by month"
 */
void
foyer_chart_set_title (FoyerChart *self, const char *title)
{
  g_return_if_fail (FOYER_IS_CHART (self));

  if (!g_set_str (&self->title, title))
    return;
  update_accessible (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * foyer_chart_get_title:
 * @self: a chart
 *
 * Returns: (nullable): its accessible name
 */
const char *
foyer_chart_get_title (FoyerChart *self)
{
  g_return_val_if_fail (FOYER_IS_CHART (self), NULL);
  return self->title;
}

/**
 * foyer_chart_set_description:
 * @self: a chart
 * @description: (nullable): what it shows in a sentence, for those who do not see it
 */
void
foyer_chart_set_description (FoyerChart *self, const char *description)
{
  g_return_if_fail (FOYER_IS_CHART (self));

  if (!g_set_str (&self->description, description))
    return;
  update_accessible (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCRIPTION]);
}

/**
 * foyer_chart_get_description:
 * @self: a chart
 *
 * Returns: (nullable): what it shows in a sentence
 */
const char *
foyer_chart_get_description (FoyerChart *self)
{
  g_return_val_if_fail (FOYER_IS_CHART (self), NULL);
  return self->description;
}
