/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The months of calls: one measure at a time as chart, all of them as table; a month opens its calls. */
#include "foyer-usage-page.h"

#include <glib/gi18n.h>

#include "foyer-calls-page.h"
#include "foyer-chart.h"
#include "foyer-format.h"
#include "foyer-state-stack.h"
#include "foyer-text-column.h"
#include "foyer-usage-metric.h"

struct _FoyerUsagePage
{
  FoyerPage parent_instance;

  GListModel *months; /* FoyerUsageMonth, newest first; NULL before they are here */
  GtkSliceListModel *shown;
  DexFuture *reading; /* NULL: nothing on its way */
  GtkColumnViewColumn *columns[FOYER_USAGE_N_METRICS];
  gboolean narrow;

  FoyerStateStack *states;
  AdwToggleGroup *view_switch;
  AdwToggleGroup *metric_switch;
  GtkDropDown *metric_menu;
  GtkDropDown *range_menu;
  GtkLabel *sentence;
  GtkStack *views;
  FoyerChart *chart;
  GtkColumnView *table;
};

G_DEFINE_FINAL_TYPE (FoyerUsagePage, foyer_usage_page, FOYER_TYPE_PAGE)

static FoyerUsageMetric
get_metric (FoyerUsagePage *self)
{
  return MIN (gtk_drop_down_get_selected (self->metric_menu), FOYER_USAGE_N_METRICS - 1);
}

/* The currency stands above the axis, since its numbers have none. */
static char *
dup_unit (FoyerUsagePage *self)
{
  if (foyer_usage_metric_get_axis (get_metric (self)) != FOYER_AXIS_MONEY)
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (self->months); i++)
    {
      g_autoptr (FoyerUsageMonth) month = g_list_model_get_item (self->months, i);

      if (foyer_usage_month_get_cost (month) != NULL)
        return g_strdup (foyer_money_get_currency (foyer_usage_month_get_cost (month)));
    }
  return NULL;
}

static GListModel *
make_points (FoyerUsagePage *self, GDateTime *today)
{
  GListStore *points = g_list_store_new (FOYER_TYPE_CHART_POINT);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));

  for (guint i = n; i-- > 0;)
    {
      g_autoptr (FoyerUsageMonth) month = g_list_model_get_item (G_LIST_MODEL (self->shown), i);
      g_autoptr (FoyerChartPoint) point = foyer_usage_metric_make_point (get_metric (self), month, i == n - 1, today);

      g_list_store_append (points, point);
    }
  return G_LIST_MODEL (points);
}

static void
show_metric (FoyerUsagePage *self)
{
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();
  g_autoptr (GListModel) points = NULL;
  g_autofree char *sentence = NULL, *unit = NULL;

  if (self->months == NULL)
    return;
  points = make_points (self, today);
  sentence = foyer_usage_metric_describe (get_metric (self), self->months, today);
  unit = dup_unit (self);
  gtk_label_set_label (self->sentence, sentence);
  foyer_chart_set_title (self->chart, foyer_usage_metric_get_chart_title (get_metric (self)));
  foyer_chart_set_description (self->chart, sentence);
  foyer_chart_set_axis (self->chart, foyer_usage_metric_get_axis (get_metric (self)), unit);
  foyer_chart_set_model (self->chart, points);
}

/* Where there is no room for all measures the table has the chosen one, as the chart does. */
static void
update_layout (FoyerUsagePage *self)
{
  gboolean chart;

  /* The template is still being made. */
  if (self->columns[0] == NULL)
    return;
  chart = g_strcmp0 (adw_toggle_group_get_active_name (self->view_switch), "chart") == 0;
  gtk_stack_set_visible_child_name (self->views, chart ? "chart" : "table");
  gtk_widget_set_visible (GTK_WIDGET (self->metric_switch), chart && !self->narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->metric_menu), self->narrow);
  for (guint i = 0; i < FOYER_USAGE_N_METRICS; i++)
    gtk_column_view_column_set_visible (self->columns[i], !self->narrow || i == get_metric (self));
}

static void
on_view_changed_cb (FoyerUsagePage *self)
{
  update_layout (self);
}

static void
on_narrow_cb (FoyerUsagePage *self)
{
  self->narrow = TRUE;
  update_layout (self);
}

static void
on_wide_cb (FoyerUsagePage *self)
{
  self->narrow = FALSE;
  update_layout (self);
}

static void
on_metric_changed_cb (FoyerUsagePage *self)
{
  show_metric (self);
  update_layout (self);
}

static void
on_range_changed_cb (FoyerUsagePage *self)
{
  static const guint sizes[] = { 12, 24, G_MAXINT };
  guint selected = self->range_menu != NULL ? gtk_drop_down_get_selected (self->range_menu) : 0;

  gtk_slice_list_model_set_size (self->shown, sizes[MIN (selected, G_N_ELEMENTS (sizes) - 1)]);
  show_metric (self);
}

static void
open_month (FoyerUsagePage *self, guint position)
{
  g_autoptr (FoyerUsageMonth) month = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

  if (month != NULL)
    foyer_page_push (FOYER_PAGE (self),
                     foyer_calls_page_new (foyer_page_get_account (FOYER_PAGE (self)),
                                           foyer_usage_month_get_year (month), foyer_usage_month_get_month (month)));
}

static void
on_row_activated_cb (FoyerUsagePage *self, guint position)
{
  open_month (self, position);
}

/* The chart has the oldest month first. */
static void
on_bar_activated_cb (FoyerUsagePage *self, guint position)
{
  open_month (self, g_list_model_get_n_items (G_LIST_MODEL (self->shown)) - 1 - position);
}

typedef struct
{
  GWeakRef page;
  guint stamp;
  gboolean from_store;
} Waiting;

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  g_weak_ref_clear (&waiting->page);
  g_free (waiting);
}

static void
take_months (FoyerUsagePage *self, GListModel *months)
{
  gboolean any = g_list_model_get_n_items (months) > 0;

  g_set_object (&self->months, months);
  gtk_slice_list_model_set_model (self->shown, months);
  show_metric (self);
  foyer_state_stack_set_state (self->states, any ? FOYER_STATE_CONTENT : FOYER_STATE_EMPTY);
}

static void read_months (FoyerUsagePage *self, gboolean from_store);

static DexFuture *
on_read (DexFuture *future, gpointer data)
{
  Waiting *waiting = data;
  g_autoptr (FoyerUsagePage) self = g_weak_ref_get (&waiting->page);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self == NULL || !foyer_page_is_current (FOYER_PAGE (self), waiting->stamp))
    return dex_future_new_true ();
  if (value != NULL)
    take_months (self, g_value_get_object (value));
  else if (!waiting->from_store)
    foyer_state_stack_set_error (self->states, error);
  if (waiting->from_store)
    read_months (self, FALSE);
  return dex_future_new_true ();
}

static void
read_months (FoyerUsagePage *self, gboolean from_store)
{
  Waiting *waiting = g_new0 (Waiting, 1);
  DexFuture *before = g_steal_pointer (&self->reading);

  g_weak_ref_init (&waiting->page, self);
  waiting->stamp = foyer_page_get_stamp (FOYER_PAGE (self));
  waiting->from_store = from_store;
  if (self->months == NULL)
    foyer_state_stack_set_state (self->states, FOYER_STATE_LOADING);
  self->reading = dex_future_finally (foyer_usage_read_months (foyer_page_get_account (FOYER_PAGE (self)), from_store),
                                      on_read, waiting, waiting_free);
  dex_clear (&before);
}

static void
on_retry_cb (FoyerUsagePage *self)
{
  foyer_page_reload (FOYER_PAGE (self));
}

static void
foyer_usage_page_load (FoyerPage *page)
{
  read_months (FOYER_USAGE_PAGE (page), TRUE);
}

static void
foyer_usage_page_reload (FoyerPage *page)
{
  read_months (FOYER_USAGE_PAGE (page), FALSE);
}

static char *
month_text (gpointer month, gpointer data)
{
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();
  g_autofree char *name = foyer_format_month (foyer_usage_month_get_year (month), foyer_usage_month_get_month (month));

  if (!foyer_usage_month_is_current (month, today))
    return g_steal_pointer (&name);
  /* Translators: the current month, whose numbers still grow: "June 2026 so far" */
  return g_strdup_printf (_ ("%s so far"), name);
}

static char *
cell_text (gpointer month, gpointer metric)
{
  return foyer_usage_metric_format_cell (GPOINTER_TO_INT (metric), month);
}

static void
add_columns (FoyerUsagePage *self)
{
  g_autoptr (GtkColumnViewColumn) month =
      foyer_text_column_new (_ ("Month"), month_text, NULL, FOYER_TEXT_COLUMN_EXPAND | FOYER_TEXT_COLUMN_STRONG);

  gtk_column_view_append_column (self->table, month);
  for (guint i = 0; i < FOYER_USAGE_N_METRICS; i++)
    {
      g_autoptr (GtkColumnViewColumn) column =
          foyer_text_column_new (foyer_usage_metric_get_title (i), cell_text, GINT_TO_POINTER (i),
                                 FOYER_TEXT_COLUMN_EXPAND | FOYER_TEXT_COLUMN_NUMERIC);

      gtk_column_view_append_column (self->table, column);
      self->columns[i] = column;
    }
  foyer_text_column_align_titles (self->table);
}

static void
fill_metrics (FoyerUsagePage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < FOYER_USAGE_N_METRICS; i++)
    {
      AdwToggle *toggle = adw_toggle_new ();

      adw_toggle_set_label (toggle, foyer_usage_metric_get_title (i));
      adw_toggle_group_add (self->metric_switch, toggle);
      gtk_string_list_append (names, foyer_usage_metric_get_title (i));
    }
  gtk_drop_down_set_model (self->metric_menu, G_LIST_MODEL (names));
}

static void
foyer_usage_page_dispose (GObject *object)
{
  FoyerUsagePage *self = FOYER_USAGE_PAGE (object);

  dex_clear (&self->reading);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_USAGE_PAGE);
  g_clear_object (&self->months);
  g_clear_object (&self->shown);
  G_OBJECT_CLASS (foyer_usage_page_parent_class)->dispose (object);
}

static void
foyer_usage_page_class_init (FoyerUsagePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  FoyerPageClass *page_class = FOYER_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_usage_page_dispose;
  page_class->load = foyer_usage_page_load;
  page_class->reload = foyer_usage_page_reload;

  g_type_ensure (FOYER_TYPE_STATE_STACK);
  g_type_ensure (FOYER_TYPE_CHART);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/foyer/Foyer/ui/foyer-usage-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerUsagePage, states);
  gtk_widget_class_bind_template_child (widget_class, FoyerUsagePage, view_switch);
  gtk_widget_class_bind_template_child (widget_class, FoyerUsagePage, metric_switch);
  gtk_widget_class_bind_template_child (widget_class, FoyerUsagePage, metric_menu);
  gtk_widget_class_bind_template_child (widget_class, FoyerUsagePage, range_menu);
  gtk_widget_class_bind_template_child (widget_class, FoyerUsagePage, sentence);
  gtk_widget_class_bind_template_child (widget_class, FoyerUsagePage, views);
  gtk_widget_class_bind_template_child (widget_class, FoyerUsagePage, chart);
  gtk_widget_class_bind_template_child (widget_class, FoyerUsagePage, table);
  gtk_widget_class_bind_template_callback (widget_class, on_view_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_wide_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_metric_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_range_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_bar_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_cb);
}

static void
foyer_usage_page_init (FoyerUsagePage *self)
{
  g_autoptr (GtkSelectionModel) rows = NULL;

  self->shown = gtk_slice_list_model_new (NULL, 0, 24);
  gtk_widget_init_template (GTK_WIDGET (self));
  add_columns (self);
  fill_metrics (self);
  rows = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->shown))));
  gtk_column_view_set_model (self->table, rows);
  foyer_state_stack_set_empty (self->states, "call-start-symbolic", _ ("No Calls Yet"),
                               _ ("The months will be here once there have been calls."));
  on_range_changed_cb (self);
  update_layout (self);
}

/**
 * foyer_usage_page_new:
 * @account: whose calls
 *
 * Returns: (transfer floating): a page that reads when it is shown
 */
FoyerPage *
foyer_usage_page_new (FoyerAccount *account)
{
  return g_object_new (FOYER_TYPE_USAGE_PAGE, "account", account, NULL);
}
