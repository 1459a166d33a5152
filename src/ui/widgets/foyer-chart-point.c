/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One place of a chart: its label, its label in full, its value and what is special about it. */
#include "foyer-chart-point.h"

struct _FoyerChartPoint
{
  GObject parent_instance;

  char *label;
  char *long_label;
  double value;
  FoyerChartPointFlags flags;
};

G_DEFINE_FINAL_TYPE (FoyerChartPoint, foyer_chart_point, G_TYPE_OBJECT)

static void
foyer_chart_point_finalize (GObject *object)
{
  FoyerChartPoint *self = FOYER_CHART_POINT (object);

  g_free (self->label);
  g_free (self->long_label);
  G_OBJECT_CLASS (foyer_chart_point_parent_class)->finalize (object);
}

static void
foyer_chart_point_class_init (FoyerChartPointClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_chart_point_finalize;
}

static void
foyer_chart_point_init (FoyerChartPoint *self)
{
}

/**
 * foyer_chart_point_new:
 * @label: what stands under it, short: "Jun"; may have two lines
 * @long_label: what is read out: "June 2026: 1,204 calls"; says so where there is no data
 * @value: in the unit of the chart's axis (seconds, shares of 1, units of the currency)
 * @flags: what is special about it
 *
 * Returns: (transfer full): a point
 */
FoyerChartPoint *
foyer_chart_point_new (const char *label, const char *long_label, double value, FoyerChartPointFlags flags)
{
  FoyerChartPoint *self = g_object_new (FOYER_TYPE_CHART_POINT, NULL);

  self->label = g_strdup (label);
  self->long_label = g_strdup (long_label);
  self->value = value;
  self->flags = flags;
  return self;
}

/**
 * foyer_chart_point_get_label:
 * @self: a point
 *
 * Returns: what stands under it
 */
const char *
foyer_chart_point_get_label (FoyerChartPoint *self)
{
  return self->label;
}

/**
 * foyer_chart_point_get_long_label:
 * @self: a point
 *
 * Returns: what is read out
 */
const char *
foyer_chart_point_get_long_label (FoyerChartPoint *self)
{
  return self->long_label;
}

/**
 * foyer_chart_point_get_value:
 * @self: a point
 *
 * Returns: its value in the unit of the chart's axis; 0 where there is no data
 */
double
foyer_chart_point_get_value (FoyerChartPoint *self)
{
  return foyer_chart_point_has_data (self) ? self->value : 0;
}

/**
 * foyer_chart_point_has_data:
 * @self: a point
 *
 * Returns: FALSE for a gap
 */
gboolean
foyer_chart_point_has_data (FoyerChartPoint *self)
{
  return !(self->flags & FOYER_CHART_POINT_NO_DATA);
}

/**
 * foyer_chart_point_is_provisional:
 * @self: a point
 *
 * Returns: whether the value is still growing
 */
gboolean
foyer_chart_point_is_provisional (FoyerChartPoint *self)
{
  return (self->flags & FOYER_CHART_POINT_PROVISIONAL) != 0;
}

/**
 * foyer_chart_point_is_major:
 * @self: a point
 *
 * Returns: whether a larger unit begins here
 */
gboolean
foyer_chart_point_is_major (FoyerChartPoint *self)
{
  return (self->flags & FOYER_CHART_POINT_MAJOR) != 0;
}
