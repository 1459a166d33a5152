/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of a chart that scrolls: bars as focusable children, the labels under them, the grid, the read-out. */
#include "foyer-chart-plot.h"

#include <adwaita.h>

#include "foyer-chart-bar.h"

/* Pixels. 24 months fit into a window of 360 beside the axis; more scroll. */
#define LEAST_PITCH 11
#define NATURAL_PITCH 32
#define LEAST_HEIGHT 96
#define NATURAL_HEIGHT 180
#define GAP 6
#define SCROLLBAR 10 /* room that the overlaid scrollbar takes under the labels */
#define COMPACT_PITCH 3
#define COMPACT_NATURAL_PITCH 10
#define COMPACT_HEIGHT 40

struct _FoyerChartPlot
{
  GtkWidget parent_instance;

  gboolean compact;
  FoyerAxis axis;
  GPtrArray *bars;   /* FoyerChartBar, oldest first */
  GPtrArray *labels; /* GtkLabel under each bar; empty when compact */
  GtkWidget *read_out;
  int current; /* the bar that Tab comes to; -1 before there is one */
  int hovered; /* -1: none */
};

G_DEFINE_FINAL_TYPE (FoyerChartPlot, foyer_chart_plot, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What is only drawn words for the bars' own labels is not read out a second time. */
static GtkWidget *
new_label (FoyerChartPlot *self, const char *text)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "accessible-role", GTK_ACCESSIBLE_ROLE_NONE, NULL);

  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_can_target (label, FALSE);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static int
natural (GtkWidget *widget, GtkOrientation orientation)
{
  int size;

  gtk_widget_measure (widget, orientation, -1, NULL, &size, NULL, NULL);
  return size;
}

static int
get_widest_label (FoyerChartPlot *self, GtkOrientation orientation)
{
  int most = 0;

  for (guint i = 0; i < self->labels->len; i++)
    most = MAX (most, natural (g_ptr_array_index (self->labels, i), orientation));
  return most;
}

/* From the left edge in the reading direction: time runs from right to left where the words do. */
static double
get_pitch (FoyerChartPlot *self, int width)
{
  return self->bars->len > 0 ? (double) width / self->bars->len : width;
}

static gboolean
is_rtl (FoyerChartPlot *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static double
get_bar_x (FoyerChartPlot *self, int width, guint index)
{
  double pitch = get_pitch (self, width);

  return is_rtl (self) ? width - (index + 1) * pitch : index * pitch;
}

static void
allocate_at (GtkWidget *child, double x, double y, int width, int height)
{
  graphene_point_t point = GRAPHENE_POINT_INIT (x, y);

  gtk_widget_allocate (child, width, height, -1, gsk_transform_translate (NULL, &point));
}

static int
get_shown (FoyerChartPlot *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self));

  if (self->hovered >= 0)
    return self->hovered;
  return focus != NULL && self->current >= 0 ? self->current : -1;
}

static void
update_read_out (FoyerChartPlot *self)
{
  int shown = get_shown (self);

  if (self->compact)
    return;
  if (shown >= 0)
    gtk_label_set_label (GTK_LABEL (self->read_out), foyer_chart_point_get_long_label (foyer_chart_bar_get_point (
                                                         g_ptr_array_index (self->bars, shown))));
  gtk_widget_set_child_visible (self->read_out, shown >= 0);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_hovered (FoyerChartPlot *self, int hovered)
{
  if (self->hovered == hovered)
    return;
  for (guint i = 0; i < self->bars->len; i++)
    foyer_chart_bar_set_hovered (g_ptr_array_index (self->bars, i), (int) i == hovered);
  self->hovered = hovered;
  update_read_out (self);
}

static void
on_motion_cb (FoyerChartPlot *self, double x, double y)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  double along = is_rtl (self) ? width - x : x;
  int index = (int) (along / get_pitch (self, width));

  set_hovered (self, along >= 0 && index < (int) self->bars->len ? index : -1);
}

static void
on_leave_cb (FoyerChartPlot *self)
{
  set_hovered (self, -1);
}

static void
on_activated_cb (FoyerChartPlot *self, FoyerChartBar *bar)
{
  guint index;

  if (g_ptr_array_find (self->bars, bar, &index))
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, index);
}

static gboolean
focus_bar (FoyerChartPlot *self, int index)
{
  if (index < 0 || index >= (int) self->bars->len)
    return FALSE;
  return gtk_widget_grab_focus (g_ptr_array_index (self->bars, index));
}

static gboolean
on_end_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  FoyerChartPlot *self = FOYER_CHART_PLOT (widget);
  gboolean last;

  g_variant_get (args, "(b)", &last);
  return focus_bar (self, last ? (int) self->bars->len - 1 : 0);
}

static void
add_end_key (GtkWidgetClass *widget_class, guint key, guint keypad_key, gboolean last)
{
  gtk_widget_class_add_binding (widget_class, key, 0, on_end_key_cb, "(b)", last);
  gtk_widget_class_add_binding (widget_class, keypad_key, 0, on_end_key_cb, "(b)", last);
}

/* Every second, third … label goes where they would touch; a year's beginning stays. */
static void
allocate_labels (FoyerChartPlot *self, int width, int y)
{
  double pitch = get_pitch (self, width);
  guint every = foyer_axis_thin_out (pitch, get_widest_label (self, GTK_ORIENTATION_HORIZONTAL) + GAP);
  guint anchor = 0;

  for (guint i = self->bars->len; i-- > 0;)
    if (foyer_chart_point_is_major (foyer_chart_bar_get_point (g_ptr_array_index (self->bars, i))))
      anchor = i;

  for (guint i = 0; i < self->labels->len; i++)
    {
      GtkWidget *label = g_ptr_array_index (self->labels, i);
      int wide = natural (label, GTK_ORIENTATION_HORIZONTAL);
      double x = get_bar_x (self, width, i) + (pitch - wide) / 2;

      gtk_widget_set_child_visible (label, (i + every - anchor % every) % every == 0);
      if (gtk_widget_get_child_visible (label))
        allocate_at (label, CLAMP (x, 0, MAX (width - wide, 0)), y, wide, natural (label, GTK_ORIENTATION_VERTICAL));
    }
}

static void
allocate_read_out (FoyerChartPlot *self, int width)
{
  int shown = get_shown (self), wide;

  if (shown < 0)
    return;
  wide = MIN (natural (self->read_out, GTK_ORIENTATION_HORIZONTAL), MAX (width, 1));
  allocate_at (self->read_out,
               CLAMP (get_bar_x (self, width, shown) + (get_pitch (self, width) - wide) / 2, 0, MAX (width - wide, 0)),
               0, wide, natural (self->read_out, GTK_ORIENTATION_VERTICAL));
}

static void
draw_grid (FoyerChartPlot *self, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  float contrast = adw_style_manager_get_high_contrast (style) ? 0.5f : 0.12f;
  int width = gtk_widget_get_width (widget), top, bottom;
  GdkRGBA color, base;

  foyer_chart_plot_get_range (self, gtk_widget_get_height (widget), &top, &bottom);
  gtk_widget_get_color (widget, &color);
  base = color;
  color.alpha *= contrast;
  base.alpha *= MIN (contrast * 4, 1);
  for (guint i = 0; i < self->axis.n_ticks; i++)
    {
      double value = foyer_axis_get_tick (&self->axis, i);
      int y = bottom - (int) ((bottom - top) * foyer_axis_get_fraction (&self->axis, value) + 0.5);

      if (!self->compact || value == 0)
        gtk_snapshot_append_color (snapshot, value == 0 ? &base : &color, &GRAPHENE_RECT_INIT (0, y, width, 1));
    }
}

/* A thin line from the read-out down to the bar that it speaks of. */
static void
draw_lead (FoyerChartPlot *self, GtkSnapshot *snapshot)
{
  int shown = get_shown (self), width = gtk_widget_get_width (GTK_WIDGET (self)), top, bottom;
  double x;
  GdkRGBA color;

  if (shown < 0 || self->compact)
    return;
  foyer_chart_plot_get_range (self, gtk_widget_get_height (GTK_WIDGET (self)), &top, &bottom);
  x = get_bar_x (self, width, shown) + get_pitch (self, width) / 2;
  gtk_widget_get_color (GTK_WIDGET (self), &color);
  color.alpha *= 0.3f;
  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT ((int) x, top - GAP, 1, GAP));
}

static void
foyer_chart_plot_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural_size,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  FoyerChartPlot *self = FOYER_CHART_PLOT (widget);
  int n = (int) self->bars->len, top, bottom;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = n * (self->compact ? COMPACT_PITCH : LEAST_PITCH);
      *natural_size = n * (self->compact ? COMPACT_NATURAL_PITCH : NATURAL_PITCH);
      return;
    }
  foyer_chart_plot_get_range (self, 0, &top, &bottom);
  *minimum = (self->compact ? COMPACT_HEIGHT : LEAST_HEIGHT) + top - bottom;
  *natural_size = (self->compact ? COMPACT_HEIGHT : NATURAL_HEIGHT) + top - bottom;
}

static void
foyer_chart_plot_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FoyerChartPlot *self = FOYER_CHART_PLOT (widget);
  double pitch = get_pitch (self, width);
  int top, bottom;

  foyer_chart_plot_get_range (self, height, &top, &bottom);
  for (guint i = 0; i < self->bars->len; i++)
    {
      /* Whole pixels, each from where the last one ended, so that bars are sharp and leave no slits. */
      double x = get_bar_x (self, width, i);
      int left = (int) (x + 0.5), right = (int) (x + pitch + 0.5);

      allocate_at (g_ptr_array_index (self->bars, i), left, top, MAX (right - left, 1), MAX (bottom - top, 1));
    }
  if (self->compact)
    return;
  allocate_labels (self, width, bottom + GAP);
  allocate_read_out (self, width);
}

static void
foyer_chart_plot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FoyerChartPlot *self = FOYER_CHART_PLOT (widget);

  draw_grid (self, snapshot);
  draw_lead (self, snapshot);
  GTK_WIDGET_CLASS (foyer_chart_plot_parent_class)->snapshot (widget, snapshot);
}

/* Tab comes to one bar and leaves from it; arrows go from bar to bar as they stand on the screen. */
static gboolean
foyer_chart_plot_focus (GtkWidget *widget, GtkDirectionType direction)
{
  FoyerChartPlot *self = FOYER_CHART_PLOT (widget);
  gboolean inside = gtk_widget_get_focus_child (widget) != NULL;
  int step = is_rtl (self) ? -1 : 1;

  if (self->compact)
    return FALSE;
  if (!inside)
    return focus_bar (self, CLAMP (self->current, 0, (int) self->bars->len - 1));
  if (direction == GTK_DIR_LEFT)
    return focus_bar (self, self->current - step);
  if (direction == GTK_DIR_RIGHT)
    return focus_bar (self, self->current + step);
  return FALSE;
}

static void
foyer_chart_plot_set_focus_child (GtkWidget *widget, GtkWidget *child)
{
  FoyerChartPlot *self = FOYER_CHART_PLOT (widget);
  guint index;

  GTK_WIDGET_CLASS (foyer_chart_plot_parent_class)->set_focus_child (widget, child);
  if (child != NULL && g_ptr_array_find (self->bars, child, &index))
    self->current = (int) index;
  update_read_out (self);
}

static void
foyer_chart_plot_dispose (GObject *object)
{
  FoyerChartPlot *self = FOYER_CHART_PLOT (object);
  GtkWidget *child;

  g_ptr_array_set_size (self->bars, 0);
  g_ptr_array_set_size (self->labels, 0);
  self->read_out = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (foyer_chart_plot_parent_class)->dispose (object);
}

static void
foyer_chart_plot_finalize (GObject *object)
{
  FoyerChartPlot *self = FOYER_CHART_PLOT (object);

  g_ptr_array_unref (self->bars);
  g_ptr_array_unref (self->labels);
  G_OBJECT_CLASS (foyer_chart_plot_parent_class)->finalize (object);
}

static void
foyer_chart_plot_class_init (FoyerChartPlotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_chart_plot_dispose;
  G_OBJECT_CLASS (klass)->finalize = foyer_chart_plot_finalize;
  widget_class->measure = foyer_chart_plot_measure;
  widget_class->size_allocate = foyer_chart_plot_size_allocate;
  widget_class->snapshot = foyer_chart_plot_snapshot;
  widget_class->focus = foyer_chart_plot_focus;
  widget_class->set_focus_child = foyer_chart_plot_set_focus_child;

  /* emitted with the position of the bar that was clicked, or on which Enter was pressed */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", FOYER_TYPE_CHART_PLOT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, G_TYPE_UINT);

  add_end_key (widget_class, GDK_KEY_Home, GDK_KEY_KP_Home, FALSE);
  add_end_key (widget_class, GDK_KEY_End, GDK_KEY_KP_End, TRUE);
  gtk_widget_class_set_css_name (widget_class, "plot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
foyer_chart_plot_init (FoyerChartPlot *self)
{
  self->bars = g_ptr_array_new ();
  self->labels = g_ptr_array_new ();
  self->axis = foyer_axis_make (FOYER_AXIS_NUMBER, 0, 0, 1);
  self->current = self->hovered = -1;
}

static void
watch_pointer (FoyerChartPlot *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (on_motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

/**
 * foyer_chart_plot_new:
 * @compact: TRUE for bars alone, which cannot be reached
 *
 * Returns: (transfer floating): a plot without bars
 */
GtkWidget *
foyer_chart_plot_new (gboolean compact)
{
  FoyerChartPlot *self = g_object_new (FOYER_TYPE_CHART_PLOT, NULL);

  self->compact = compact;
  if (compact)
    {
      gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
      gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
      return GTK_WIDGET (self);
    }
  self->read_out = new_label (self, "");
  gtk_label_set_ellipsize (GTK_LABEL (self->read_out), PANGO_ELLIPSIZE_END);
  gtk_widget_remove_css_class (self->read_out, "caption");
  gtk_widget_add_css_class (self->read_out, "caption-heading");
  gtk_widget_set_child_visible (self->read_out, FALSE);
  watch_pointer (self);
  return GTK_WIDGET (self);
}

/* As many bars and labels as there are points; those that are there stay, so that the focus does too. */
static void
set_n_bars (FoyerChartPlot *self, guint n)
{
  while (self->bars->len > n)
    {
      gtk_widget_unparent (g_ptr_array_steal_index (self->bars, self->bars->len - 1));
      if (!self->compact)
        gtk_widget_unparent (g_ptr_array_steal_index (self->labels, self->labels->len - 1));
    }
  while (self->bars->len < n)
    {
      GtkWidget *bar = foyer_chart_bar_new (!self->compact);

      g_signal_connect_swapped (bar, "activated", G_CALLBACK (on_activated_cb), self);
      gtk_widget_set_parent (bar, GTK_WIDGET (self));
      g_ptr_array_add (self->bars, bar);
      if (!self->compact)
        g_ptr_array_add (self->labels, new_label (self, ""));
    }
}

/**
 * foyer_chart_plot_set_points:
 * @self: a plot
 * @points: a model of FoyerChartPoint, oldest first
 * @axis: where they are drawn
 */
void
foyer_chart_plot_set_points (FoyerChartPlot *self, GListModel *points, const FoyerAxis *axis)
{
  guint n = g_list_model_get_n_items (points);
  gboolean as_many = n == self->bars->len;

  self->axis = *axis;
  set_n_bars (self, n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FoyerChartPoint) point = g_list_model_get_item (points, i);

      foyer_chart_bar_set_point (g_ptr_array_index (self->bars, i), point, axis, i, n);
      if (!self->compact)
        gtk_label_set_label (g_ptr_array_index (self->labels, i), foyer_chart_point_get_label (point));
    }
  set_hovered (self, -1);
  /* The newest is what one comes for. */
  if (!as_many)
    self->current = (int) n - 1;
  update_read_out (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * foyer_chart_plot_get_range:
 * @self: a plot
 * @height: its height, in pixels
 * @top: (out): where the axis' maximum is
 * @bottom: (out): where its minimum is
 *
 * Where the values are drawn, between the read-out and the labels.
 */
void
foyer_chart_plot_get_range (FoyerChartPlot *self, int height, int *top, int *bottom)
{
  *top = self->compact ? 0 : natural (self->read_out, GTK_ORIENTATION_VERTICAL) + GAP;
  *bottom = height - (self->compact ? 1 : get_widest_label (self, GTK_ORIENTATION_VERTICAL) + GAP + SCROLLBAR);
}
