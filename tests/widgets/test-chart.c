/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chart in a real window with real keys: what is read out, how it is walked, and that it goes when it should. */
#include <adwaita.h>

#include "foyer-chart.h"

typedef struct
{
  GtkWindow *window;
  FoyerChart *chart;
  int activated; /* position, -1 before */
} Fixture;

static void
on_activated_cb (Fixture *fixture, guint position)
{
  fixture->activated = (int) position;
}

static GListModel *
make_points (guint n)
{
  GListStore *store = g_list_store_new (FOYER_TYPE_CHART_POINT);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *label = g_strdup_printf ("%u", i + 1);
      g_autofree char *long_label = i == 1 ? g_strdup ("Place 2: no data") : g_strdup_printf ("Place %u: %u", i + 1, i);
      g_autoptr (FoyerChartPoint) point =
          foyer_chart_point_new (label, long_label, i,
                                 (i == 1 ? FOYER_CHART_POINT_NO_DATA : FOYER_CHART_POINT_NO_FLAGS) |
                                     (i + 1 == n ? FOYER_CHART_POINT_PROVISIONAL : FOYER_CHART_POINT_NO_FLAGS));

      g_list_store_append (store, point);
    }
  return G_LIST_MODEL (store);
}

/* Runs the loop until @condition or the end of five seconds. */
#define wait_for(condition)                                                                                            \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    gint64 until = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;                                                       \
    while (!(condition) && g_get_monotonic_time () < until)                                                            \
      g_main_context_iteration (NULL, g_main_context_pending (NULL));                                                  \
    g_assert_true (condition);                                                                                         \
  }                                                                                                                    \
  G_STMT_END

static void
set_up (Fixture *fixture, gconstpointer data)
{
  gboolean compact = GPOINTER_TO_INT (data);
  g_autoptr (GListModel) points = make_points (6);

  fixture->activated = -1;
  fixture->window = GTK_WINDOW (g_object_ref_sink (gtk_window_new ()));
  fixture->chart = FOYER_CHART (foyer_chart_new (compact));
  foyer_chart_set_title (fixture->chart, "Things by place");
  foyer_chart_set_description (fixture->chart, "Ever more");
  foyer_chart_set_model (fixture->chart, points);
  g_signal_connect_swapped (fixture->chart, "activated", G_CALLBACK (on_activated_cb), fixture);
  gtk_window_set_default_size (fixture->window, 360, 240);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->chart));
  gtk_window_present (fixture->window);
  wait_for (gtk_widget_get_width (GTK_WIDGET (fixture->chart)) > 0);
}

/* Everything that was inside goes with the window. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkWidget) chart = g_object_ref (GTK_WIDGET (fixture->chart));

  gtk_window_destroy (fixture->window);
  g_assert_finalize_object (fixture->window);
  g_assert_finalize_object (g_steal_pointer (&chart));
}

static GtkWidget *
find (GtkWidget *from, const char *type, guint index)
{
  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found;

      if (g_str_equal (G_OBJECT_TYPE_NAME (child), type) && index-- == 0)
        return child;
      found = find (child, type, index);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
get_bar (Fixture *fixture, guint index)
{
  return find (find (GTK_WIDGET (fixture->chart), "FoyerChartPlot", 0), "FoyerChartBar", index);
}

/* A key as the X server sends it, since what is tested is the way from there to the bar. */
static void
press (const char *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) tool = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "xdotool", "key", key, NULL);

  g_assert_no_error (error);
  g_subprocess_wait_check (tool, NULL, &error);
  g_assert_no_error (error);
}

static void
press_and_expect (Fixture *fixture, const char *key, guint index)
{
  press (key);
  wait_for (gtk_window_get_focus (fixture->window) == get_bar (fixture, index));
}

static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  GtkAccessible *plot = GTK_ACCESSIBLE (find (GTK_WIDGET (fixture->chart), "FoyerChartPlot", 0));
  GtkAccessible *gap = GTK_ACCESSIBLE (get_bar (fixture, 1));

  gtk_test_accessible_assert_role (plot, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_property (plot, GTK_ACCESSIBLE_PROPERTY_LABEL, "Things by place");
  gtk_test_accessible_assert_property (plot, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Ever more");
  gtk_test_accessible_assert_role (gap, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (gap, GTK_ACCESSIBLE_PROPERTY_LABEL, "Place 2: no data");
  gtk_test_accessible_assert_relation (gap, GTK_ACCESSIBLE_RELATION_POS_IN_SET, 2);
  gtk_test_accessible_assert_relation (gap, GTK_ACCESSIBLE_RELATION_SET_SIZE, 6);
  g_assert_null (get_bar (fixture, 6));
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  gtk_window_set_focus (fixture->window, NULL);
  press_and_expect (fixture, "Tab", 5);
  press_and_expect (fixture, "Left", 4);
  press_and_expect (fixture, "Home", 0);
  press_and_expect (fixture, "Right", 1);
  press ("Return");
  wait_for (fixture->activated == 1);
  press_and_expect (fixture, "End", 5);
  press ("space");
  wait_for (fixture->activated == 5);
}

/* Where words run from right to left, so does time. */
static void
test_right_to_left (Fixture *fixture, gconstpointer data)
{
  graphene_rect_t first, last;

  gtk_widget_set_direction (get_bar (fixture, 0), GTK_TEXT_DIR_RTL);
  gtk_widget_set_direction (find (GTK_WIDGET (fixture->chart), "FoyerChartPlot", 0), GTK_TEXT_DIR_RTL);
  wait_for (gtk_widget_compute_bounds (get_bar (fixture, 0), GTK_WIDGET (fixture->chart), &first) &&
            gtk_widget_compute_bounds (get_bar (fixture, 5), GTK_WIDGET (fixture->chart), &last) &&
            first.origin.x > last.origin.x);
  gtk_window_set_focus (fixture->window, NULL);
  press_and_expect (fixture, "Tab", 5);
  press_and_expect (fixture, "Right", 4);
  press_and_expect (fixture, "Left", 5);
}

/* New figures for the same places do not take the focus away. */
static void
test_new_points (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) same = make_points (6);
  g_autoptr (GListModel) more = make_points (60);
  g_autoptr (GListModel) none = make_points (0);

  gtk_window_set_focus (fixture->window, NULL);
  press_and_expect (fixture, "Tab", 5);
  press_and_expect (fixture, "Left", 4);
  foyer_chart_set_model (fixture->chart, same);
  g_assert_true (gtk_window_get_focus (fixture->window) == get_bar (fixture, 4));
  foyer_chart_set_axis (fixture->chart, FOYER_AXIS_MONEY, "EUR");
  foyer_chart_set_model (fixture->chart, more);
  g_assert_nonnull (get_bar (fixture, 59));
  foyer_chart_set_model (fixture->chart, none);
  g_assert_null (get_bar (fixture, 0));
  foyer_chart_set_model (fixture->chart, NULL);
}

static void
test_compact (Fixture *fixture, gconstpointer data)
{
  GtkAccessible *chart = GTK_ACCESSIBLE (fixture->chart);

  g_assert_true (foyer_chart_get_compact (fixture->chart));
  gtk_test_accessible_assert_role (chart, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (chart, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Ever more");
  g_assert_nonnull (get_bar (fixture, 5));
  g_assert_false (gtk_widget_child_focus (GTK_WIDGET (fixture->chart), GTK_DIR_TAB_FORWARD));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, compact, func) g_test_add (path, Fixture, GINT_TO_POINTER (compact), set_up, func, tear_down)
  ADD ("/chart/accessible", FALSE, test_accessible);
  ADD ("/chart/keys", FALSE, test_keys);
  ADD ("/chart/right-to-left", FALSE, test_right_to_left);
  ADD ("/chart/new-points", FALSE, test_new_points);
  ADD ("/chart/compact", TRUE, test_compact);
  return g_test_run ();
}
