/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-axis.h"
#include "foyer-chart-point.h"

G_BEGIN_DECLS

/* One bar of a FoyerChart and the column it stands in: a list item that can be focused and activated.
 * signal "activated". Inside of the chart only. */
#define FOYER_TYPE_CHART_BAR (foyer_chart_bar_get_type ())
G_DECLARE_FINAL_TYPE (FoyerChartBar, foyer_chart_bar, FOYER, CHART_BAR, GtkWidget)

GtkWidget *foyer_chart_bar_new (gboolean interactive);
void foyer_chart_bar_set_point (
    FoyerChartBar *self, FoyerChartPoint *point, const FoyerAxis *axis, guint position, guint n_points);
FoyerChartPoint *foyer_chart_bar_get_point (FoyerChartBar *self);
void foyer_chart_bar_set_hovered (FoyerChartBar *self, gboolean hovered);

G_END_DECLS
