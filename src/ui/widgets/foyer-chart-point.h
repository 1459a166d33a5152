/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* One place of a chart: what it is called and what it is worth. Immutable. */
#define FOYER_TYPE_CHART_POINT (foyer_chart_point_get_type ())
G_DECLARE_FINAL_TYPE (FoyerChartPoint, foyer_chart_point, FOYER, CHART_POINT, GObject)

typedef enum
{
  FOYER_CHART_POINT_NO_FLAGS = 0,
  FOYER_CHART_POINT_NO_DATA = 1 << 0,     /* a gap; the value is not looked at */
  FOYER_CHART_POINT_PROVISIONAL = 1 << 1, /* still growing: hatched */
  FOYER_CHART_POINT_MAJOR =
      1 << 2, /* where the series' larger unit begins (a year): its label is kept when labels are thinned out */
} FoyerChartPointFlags;

FoyerChartPoint *
foyer_chart_point_new (const char *label, const char *long_label, double value, FoyerChartPointFlags flags);
const char *foyer_chart_point_get_label (FoyerChartPoint *self);
const char *foyer_chart_point_get_long_label (FoyerChartPoint *self);
double foyer_chart_point_get_value (FoyerChartPoint *self);
gboolean foyer_chart_point_has_data (FoyerChartPoint *self);
gboolean foyer_chart_point_is_provisional (FoyerChartPoint *self);
gboolean foyer_chart_point_is_major (FoyerChartPoint *self);

G_END_DECLS
