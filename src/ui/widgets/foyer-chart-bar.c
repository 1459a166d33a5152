/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One bar of a chart with the column it stands in, which is what is hovered, focused, clicked and read out. */
#include "foyer-chart-bar.h"

#include <adwaita.h>
#include <math.h>

#define WIDEST_BAR 56.f
#define HATCH 6.f

struct _FoyerChartBar
{
  GtkWidget parent_instance;

  FoyerChartPoint *point;
  FoyerAxis axis;
  gboolean hovered;
};

G_DEFINE_FINAL_TYPE (FoyerChartBar, foyer_chart_bar, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The accent colour of the theme: light, dark and high contrast have their own. */
static GdkRGBA
get_color (FoyerChartBar *self, float alpha)
{
  GdkRGBA color;

  gtk_widget_get_color (GTK_WIDGET (self), &color);
  color.alpha *= alpha;
  return color;
}

static gboolean
is_high_contrast (FoyerChartBar *self)
{
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));

  return adw_style_manager_get_high_contrast (style);
}

/* Where the bar is in the column. A value of 0 is a line on the base, so that it is not taken for a gap. */
static graphene_rect_t
get_bar (FoyerChartBar *self, gboolean *negative)
{
  float width = gtk_widget_get_width (GTK_WIDGET (self));
  float height = gtk_widget_get_height (GTK_WIDGET (self));
  float thickness = width < 6 ? width - 1 : MIN (roundf (width * 0.68f), WIDEST_BAR);
  float base = height * (1 - (float) foyer_axis_get_fraction (&self->axis, 0));
  double value = foyer_chart_point_get_value (self->point);
  float end = height * (1 - (float) foyer_axis_get_fraction (&self->axis, value));
  float top = roundf (MIN (base, end));
  float bottom = roundf (MAX (base, end));

  *negative = value < 0;
  if (*negative)
    bottom = MAX (bottom, top + 2);
  else
    top = MIN (top, bottom - 2);
  return GRAPHENE_RECT_INIT (roundf ((width - thickness) / 2), top, MAX (thickness, 1), bottom - top);
}

static void
draw_hatching (FoyerChartBar *self, GtkSnapshot *snapshot, const graphene_rect_t *bar)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  g_autoptr (GskStroke) stroke = gsk_stroke_new (1.5f);
  GdkRGBA color = get_color (self, 1);

  for (float x = -bar->size.height; x < bar->size.width; x += HATCH)
    {
      gsk_path_builder_move_to (builder, bar->origin.x + x, bar->origin.y + bar->size.height);
      gsk_path_builder_rel_line_to (builder, bar->size.height, -bar->size.height);
    }
  path = gsk_path_builder_to_path (builder);
  gtk_snapshot_append_stroke (snapshot, path, stroke, &color);
}

static void
draw_bar (FoyerChartBar *self, GtkSnapshot *snapshot)
{
  gboolean negative, provisional = foyer_chart_point_is_provisional (self->point);
  graphene_rect_t bar = get_bar (self, &negative);
  float radius = MIN (4, MIN (bar.size.width / 3, bar.size.height / 2));
  graphene_size_t round = GRAPHENE_SIZE_INIT (radius, radius), sharp = GRAPHENE_SIZE_INIT (0, 0);
  GskRoundedRect outline;
  GdkRGBA fill = get_color (self, provisional ? 0.15f : 1), line = get_color (self, 1);

  gsk_rounded_rect_init (&outline, &bar, negative ? &sharp : &round, negative ? &sharp : &round,
                         negative ? &round : &sharp, negative ? &round : &sharp);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &fill, &bar);
  if (provisional)
    draw_hatching (self, snapshot, &bar);
  gtk_snapshot_pop (snapshot);
  if (provisional)
    gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 1, 1, 1, 1 }, (GdkRGBA[4]) { line, line, line, line });
}

/* The column behind the bar that is pointed at or focused. */
static void
draw_column (FoyerChartBar *self, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  graphene_rect_t column = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  gboolean ring = gtk_widget_has_visible_focus (widget);
  GdkRGBA color = get_color (self, self->hovered || gtk_widget_has_focus (widget) ? 0.12f : 0);
  GdkRGBA line = get_color (self, is_high_contrast (self) ? 1 : 0.6f);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &column, MIN (6, column.size.width / 3));
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &color, &column);
  gtk_snapshot_pop (snapshot);
  if (ring)
    gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 2, 2, 2, 2 }, (GdkRGBA[4]) { line, line, line, line });
}

static void
on_pressed_cb (FoyerChartBar *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
on_released_cb (FoyerChartBar *self, int n_press, double x, double y)
{
  if (gtk_widget_contains (GTK_WIDGET (self), x, y))
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static void
activate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_ACTIVATED], 0);
}

static void
foyer_chart_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FoyerChartBar *self = FOYER_CHART_BAR (widget);

  if (self->point == NULL)
    return;
  if (self->hovered || gtk_widget_has_focus (widget))
    draw_column (self, snapshot);
  if (foyer_chart_point_has_data (self->point))
    draw_bar (self, snapshot);
}

static void
foyer_chart_bar_state_flags_changed (GtkWidget *widget, GtkStateFlags previous)
{
  GTK_WIDGET_CLASS (foyer_chart_bar_parent_class)->state_flags_changed (widget, previous);
  gtk_widget_queue_draw (widget);
}

static void
foyer_chart_bar_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (foyer_chart_bar_parent_class)->css_changed (widget, change);
  gtk_widget_queue_draw (widget);
}

static void
foyer_chart_bar_dispose (GObject *object)
{
  g_clear_object (&FOYER_CHART_BAR (object)->point);
  G_OBJECT_CLASS (foyer_chart_bar_parent_class)->dispose (object);
}

static void
foyer_chart_bar_class_init (FoyerChartBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const guint keys[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter, GDK_KEY_space, GDK_KEY_KP_Space };

  G_OBJECT_CLASS (klass)->dispose = foyer_chart_bar_dispose;
  widget_class->snapshot = foyer_chart_bar_snapshot;
  widget_class->state_flags_changed = foyer_chart_bar_state_flags_changed;
  widget_class->css_changed = foyer_chart_bar_css_changed;

  /* emitted when the bar is clicked or Enter is pressed on it */
  signals[SIGNAL_ACTIVATED] =
      g_signal_new ("activated", FOYER_TYPE_CHART_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /* An action and not only a key, so that assistive technologies can do it too. */
  gtk_widget_class_install_action (widget_class, "chart.activate", NULL, activate_action);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i], 0, "chart.activate", NULL);
  gtk_widget_class_set_css_name (widget_class, "bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
foyer_chart_bar_init (FoyerChartBar *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "accent");
}

/**
 * foyer_chart_bar_new:
 * @interactive: whether it can be focused and activated
 *
 * Returns: (transfer floating): a bar
 */
GtkWidget *
foyer_chart_bar_new (gboolean interactive)
{
  FoyerChartBar *self = g_object_new (FOYER_TYPE_CHART_BAR, "focusable", interactive, "can-target", interactive, NULL);

  if (interactive)
    {
      GtkGesture *click = gtk_gesture_click_new ();

      g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_pressed_cb), self);
      g_signal_connect_swapped (click, "released", G_CALLBACK (on_released_cb), self);
      gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
    }
  return GTK_WIDGET (self);
}

/**
 * foyer_chart_bar_set_point:
 * @self: a bar
 * @point: what it stands for
 * @axis: the chart's axis
 * @position: from 0
 * @n_points: how many there are
 */
void
foyer_chart_bar_set_point (
    FoyerChartBar *self, FoyerChartPoint *point, const FoyerAxis *axis, guint position, guint n_points)
{
  g_set_object (&self->point, point);
  self->axis = *axis;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  foyer_chart_point_get_long_label (point), -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_POS_IN_SET, (int) position + 1,
                                  GTK_ACCESSIBLE_RELATION_SET_SIZE, (int) n_points, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * foyer_chart_bar_get_point:
 * @self: a bar
 *
 * Returns: (transfer none) (nullable): what it stands for
 */
FoyerChartPoint *
foyer_chart_bar_get_point (FoyerChartBar *self)
{
  return self->point;
}

/**
 * foyer_chart_bar_set_hovered:
 * @self: a bar
 * @hovered: whether the pointer is in its column
 */
void
foyer_chart_bar_set_hovered (FoyerChartBar *self, gboolean hovered)
{
  if (self->hovered == hovered)
    return;
  self->hovered = hovered;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
