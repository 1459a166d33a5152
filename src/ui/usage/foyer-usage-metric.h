/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-axis.h"
#include "foyer-chart-point.h"
#include "foyer-usage.h"

G_BEGIN_DECLS

/* What can be asked of a month of calls, and how it is said. No widgets. */
typedef enum
{
  FOYER_USAGE_CALLS,   /* call attempts */
  FOYER_USAGE_AVERAGE, /* seconds per answered call */
  FOYER_USAGE_TIME,    /* seconds in all */
  FOYER_USAGE_COST,
  FOYER_USAGE_ASR, /* answered ÷ attempts, ITU-T E.425 */
  FOYER_USAGE_N_METRICS
} FoyerUsageMetric;

const char *foyer_usage_metric_get_title (FoyerUsageMetric metric);
const char *foyer_usage_metric_get_chart_title (FoyerUsageMetric metric);
FoyerAxisKind foyer_usage_metric_get_axis (FoyerUsageMetric metric);
gboolean foyer_usage_metric_get_value (FoyerUsageMetric metric, FoyerUsageMonth *month, double *value);
char *foyer_usage_metric_format (FoyerUsageMetric metric, FoyerUsageMonth *month);
char *foyer_usage_metric_format_cell (FoyerUsageMetric metric, FoyerUsageMonth *month);
FoyerChartPoint *
foyer_usage_metric_make_point (FoyerUsageMetric metric, FoyerUsageMonth *month, gboolean first, GDateTime *today);
char *foyer_usage_metric_describe (FoyerUsageMetric metric, GListModel *months, GDateTime *today);

gboolean foyer_usage_month_is_current (FoyerUsageMonth *month, GDateTime *today);
char *foyer_usage_format_duration (gint64 seconds);

G_END_DECLS
