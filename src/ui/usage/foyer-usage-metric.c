/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be asked of a month of calls: its value, its words, and how it compares with the month before. */
#include "foyer-usage-metric.h"

#include <glib/gi18n.h>
#include <math.h>

#include "foyer-format.h"

/**
 * foyer_usage_metric_get_title:
 * @metric: what is asked
 *
 * Returns: its name, for a switch or the head of a column
 */
const char *
foyer_usage_metric_get_title (FoyerUsageMetric metric)
{
  switch (metric)
    {
    case FOYER_USAGE_CALLS:
      return _ ("Calls");
    case FOYER_USAGE_AVERAGE:
      /* Translators: the average duration of a call */
      return _ ("Average call");
    case FOYER_USAGE_TIME:
      return _ ("Total time");
    case FOYER_USAGE_COST:
      return _ ("Total cost");
    case FOYER_USAGE_ASR:
      /* Translators: answer-seizure ratio, the share of calls that succeeded; the abbreviation is used worldwide */
      return _ ("ASR");
    case FOYER_USAGE_N_METRICS:
      break;
    }
  g_return_val_if_reached (NULL);
}

/**
 * foyer_usage_metric_get_chart_title:
 * @metric: what is asked
 *
 * Returns: the accessible name of a chart of it
 */
const char *
foyer_usage_metric_get_chart_title (FoyerUsageMetric metric)
{
  switch (metric)
    {
    case FOYER_USAGE_CALLS:
      return _ ("Calls by month");
    case FOYER_USAGE_AVERAGE:
      return _ ("Average call by month");
    case FOYER_USAGE_TIME:
      return _ ("Total time by month");
    case FOYER_USAGE_COST:
      return _ ("Total cost by month");
    case FOYER_USAGE_ASR:
      return _ ("Share of calls that succeeded by month");
    case FOYER_USAGE_N_METRICS:
      break;
    }
  g_return_val_if_reached (NULL);
}

/**
 * foyer_usage_metric_get_axis:
 * @metric: what is asked
 *
 * Returns: the axis that its values are drawn on
 */
FoyerAxisKind
foyer_usage_metric_get_axis (FoyerUsageMetric metric)
{
  switch (metric)
    {
    case FOYER_USAGE_CALLS:
      return FOYER_AXIS_NUMBER;
    case FOYER_USAGE_AVERAGE:
    case FOYER_USAGE_TIME:
      return FOYER_AXIS_DURATION;
    case FOYER_USAGE_COST:
      return FOYER_AXIS_MONEY;
    case FOYER_USAGE_ASR:
      return FOYER_AXIS_PERCENT;
    case FOYER_USAGE_N_METRICS:
      break;
    }
  g_return_val_if_reached (FOYER_AXIS_NUMBER);
}

/**
 * foyer_usage_metric_get_value:
 * @metric: what is asked
 * @month: of which month
 * @value: (out): in the unit of the metric's axis: calls, seconds, units of the currency, shares of 1
 *
 * Returns: FALSE where the month has no such value: no data, or nothing to divide by
 */
gboolean
foyer_usage_metric_get_value (FoyerUsageMetric metric, FoyerUsageMonth *month, double *value)
{
  FoyerMoney *cost = foyer_usage_month_get_cost (month);

  *value = 0;
  if (!foyer_usage_month_has_data (month))
    return FALSE;
  switch (metric)
    {
    case FOYER_USAGE_CALLS:
      *value = (double) foyer_usage_month_get_attempts (month);
      return TRUE;
    case FOYER_USAGE_AVERAGE:
      *value = MAX (0, (double) foyer_usage_month_get_average (month));
      return foyer_usage_month_get_average (month) >= 0;
    case FOYER_USAGE_TIME:
      *value = (double) foyer_usage_month_get_seconds (month);
      return TRUE;
    case FOYER_USAGE_COST:
      *value = cost != NULL ? (double) foyer_money_get_amount (cost) / FOYER_MONEY_SCALE : 0;
      return cost != NULL;
    case FOYER_USAGE_ASR:
      *value = MAX (0, foyer_usage_month_get_asr (month) / 10000.);
      return foyer_usage_month_get_asr (month) >= 0;
    case FOYER_USAGE_N_METRICS:
      break;
    }
  g_return_val_if_reached (FALSE);
}

/**
 * foyer_usage_format_duration:
 * @seconds: a duration
 *
 * Returns: (transfer full): "50 h 20 min", "2 min 31 s" or "47 s": the two largest units
 */
char *
foyer_usage_format_duration (gint64 seconds)
{
  int hours = (int) (seconds / 3600), minutes = (int) (seconds / 60 % 60), rest = (int) (seconds % 60);

  if (hours > 0)
    /* Translators: hours and minutes of a duration */
    return g_strdup_printf (_ ("%'d h %d min"), hours, minutes);
  if (minutes > 0)
    /* Translators: minutes and seconds of a duration */
    return g_strdup_printf (_ ("%d min %d s"), minutes, rest);
  /* Translators: seconds of a duration */
  return g_strdup_printf (_ ("%d s"), rest);
}

static char *
format_value (FoyerUsageMetric metric, FoyerUsageMonth *month, gboolean in_cell)
{
  gint64 calls = foyer_usage_month_get_attempts (month);
  double value;

  if (!foyer_usage_metric_get_value (metric, month, &value))
    return in_cell && foyer_usage_month_has_data (month) ? g_strdup ("–") : g_strdup (_ ("no data"));
  switch (metric)
    {
    case FOYER_USAGE_CALLS:
      if (in_cell)
        return foyer_format_number (calls);
      return g_strdup_printf (ngettext ("%'" G_GINT64_FORMAT " call", "%'" G_GINT64_FORMAT " calls", (gulong) calls),
                              calls);
    case FOYER_USAGE_AVERAGE:
    case FOYER_USAGE_TIME:
      return in_cell ? foyer_format_duration ((gint64) value) : foyer_usage_format_duration ((gint64) value);
    case FOYER_USAGE_COST:
      return foyer_money_format (foyer_usage_month_get_cost (month));
    case FOYER_USAGE_ASR:
      return foyer_format_percent (foyer_usage_month_get_asr (month));
    case FOYER_USAGE_N_METRICS:
      break;
    }
  g_return_val_if_reached (NULL);
}

/**
 * foyer_usage_metric_format:
 * @metric: what is asked
 * @month: of which month
 *
 * Returns: (transfer full): the value with its unit, to be read in a sentence: "1,204 calls"; "no data"
 */
char *
foyer_usage_metric_format (FoyerUsageMetric metric, FoyerUsageMonth *month)
{
  return format_value (metric, month, FALSE);
}

/**
 * foyer_usage_metric_format_cell:
 * @metric: what is asked
 * @month: of which month
 *
 * Returns: (transfer full): the value as it stands in a column that is named for it: "1,204"
 */
char *
foyer_usage_metric_format_cell (FoyerUsageMetric metric, FoyerUsageMonth *month)
{
  return format_value (metric, month, TRUE);
}

/**
 * foyer_usage_month_is_current:
 * @month: a month
 * @today: the day it is
 *
 * Returns: whether @month has not ended
 */
gboolean
foyer_usage_month_is_current (FoyerUsageMonth *month, GDateTime *today)
{
  return foyer_usage_month_get_year (month) == g_date_time_get_year (today) &&
         foyer_usage_month_get_month (month) == g_date_time_get_month (today);
}

static char *
format_month (FoyerUsageMonth *month, const char *format)
{
  g_autoptr (GDateTime) first =
      g_date_time_new_utc (foyer_usage_month_get_year (month), foyer_usage_month_get_month (month), 1, 0, 0, 0);

  return g_date_time_format (first, format);
}

/**
 * foyer_usage_metric_make_point:
 * @metric: what is shown
 * @month: of which month
 * @first: whether it is the first of the chart, which says its year
 * @today: the day it is
 *
 * Returns: (transfer full): the month's place in a chart
 */
FoyerChartPoint *
foyer_usage_metric_make_point (FoyerUsageMetric metric, FoyerUsageMonth *month, gboolean first, GDateTime *today)
{
  gboolean january = foyer_usage_month_get_month (month) == 1, current = foyer_usage_month_is_current (month, today);
  /* Translators: a short month with its year below it, and a short month alone, by g_date_time_format() */
  g_autofree char *label = format_month (month, january || first ? _ ("%Ob\n%Y") : _ ("%Ob"));
  g_autofree char *name = foyer_format_month (foyer_usage_month_get_year (month), foyer_usage_month_get_month (month)),
                  *words = foyer_usage_metric_format (metric, month);
  /* Translators: a month and its value, "June 2026: 1,204 calls" */
  g_autofree char *long_label = g_strdup_printf (current ? _ ("%s so far: %s") : _ ("%s: %s"), name, words);
  FoyerChartPointFlags flags = january ? FOYER_CHART_POINT_MAJOR : FOYER_CHART_POINT_NO_FLAGS;
  double value;

  if (!foyer_usage_metric_get_value (metric, month, &value))
    flags |= FOYER_CHART_POINT_NO_DATA;
  if (current)
    flags |= FOYER_CHART_POINT_PROVISIONAL;
  return foyer_chart_point_new (label, long_label, value, flags);
}

/* "12 % above May", or NULL where there is nothing to compare with. */
static char *
compare (FoyerUsageMetric metric, FoyerUsageMonth *month, FoyerUsageMonth *before)
{
  g_autofree char *name = NULL;
  double value, other, difference;

  if (before == NULL || !foyer_usage_metric_get_value (metric, month, &value) ||
      !foyer_usage_metric_get_value (metric, before, &other))
    return NULL;
  name = format_month (before, "%OB");
  if (metric == FOYER_USAGE_ASR)
    {
      difference = round ((value - other) * 1000) / 10;
      if (difference == 0)
        return g_strdup_printf (_ ("the same as in %s"), name);
      /* Translators: percentage points above or below another month */
      return g_strdup_printf (difference > 0 ? _ ("%.1f points above %s") : _ ("%.1f points below %s"),
                              fabs (difference), name);
    }
  if (other == 0)
    return NULL;
  difference = round ((value - other) / other * 100);
  if (difference == 0)
    return g_strdup_printf (_ ("the same as in %s"), name);
  /* Translators: percent above or below another month; the doubled sign makes one */
  return g_strdup_printf (difference > 0 ? _ ("%'.0f%% above %s") : _ ("%'.0f%% below %s"), fabs (difference), name);
}

static char *
describe_month (FoyerUsageMetric metric, FoyerUsageMonth *month, FoyerUsageMonth *before, GDateTime *today)
{
  gboolean same_year = foyer_usage_month_get_year (month) == g_date_time_get_year (today);
  g_autofree char *name =
      same_year ? format_month (month, "%OB")
                : foyer_format_month (foyer_usage_month_get_year (month), foyer_usage_month_get_month (month));
  g_autofree char *words = foyer_usage_metric_format (metric, month);
  g_autofree char *comparison = compare (metric, month, before);

  if (comparison == NULL)
    /* Translators: a month and its value, "June: 1,204 calls" */
    return g_strdup_printf (_ ("%s: %s."), name, words);
  /* Translators: a month, its value and a comparison, "June: 1,204 calls, 12 % above May" */
  return g_strdup_printf (_ ("%s: %s, %s."), name, words, comparison);
}

/**
 * foyer_usage_metric_describe:
 * @metric: what is asked
 * @months: a model of FoyerUsageMonth, newest first
 * @today: the day it is
 *
 * Says in a sentence what the last whole month had and how that compares with the month before, and what the current
 * one has so far.
 *
 * Returns: (transfer full): words for people; empty where there are no months
 */
char *
foyer_usage_metric_describe (FoyerUsageMetric metric, GListModel *months, GDateTime *today)
{
  g_autoptr (FoyerUsageMonth) newest = g_list_model_get_item (months, 0);
  g_autoptr (FoyerUsageMonth) second = g_list_model_get_item (months, 1);
  g_autoptr (FoyerUsageMonth) third = g_list_model_get_item (months, 2);
  g_autofree char *name = NULL, *words = NULL, *whole = NULL;

  if (newest == NULL)
    return g_strdup ("");
  if (!foyer_usage_month_is_current (newest, today))
    return describe_month (metric, newest, second, today);

  name = format_month (newest, "%OB");
  words = foyer_usage_metric_format (metric, newest);
  if (second == NULL)
    /* Translators: the current month and its value, "June so far: 310 calls" */
    return g_strdup_printf (_ ("%s so far: %s."), name, words);
  whole = describe_month (metric, second, third, today);
  /* Translators: a sentence on the last whole month, then the current month and its value */
  return g_strdup_printf (_ ("%s %s so far: %s."), whole, name, words);
}
