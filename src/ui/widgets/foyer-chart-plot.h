/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-axis.h"

G_BEGIN_DECLS

/* The bars of a FoyerChart with the labels under them, the grid behind and the read-out above: the part that scrolls.
 * signal "activated" (guint position). Inside of the chart only. */
#define FOYER_TYPE_CHART_PLOT (foyer_chart_plot_get_type ())
G_DECLARE_FINAL_TYPE (FoyerChartPlot, foyer_chart_plot, FOYER, CHART_PLOT, GtkWidget)

GtkWidget *foyer_chart_plot_new (gboolean compact);
void foyer_chart_plot_set_points (FoyerChartPlot *self, GListModel *points, const FoyerAxis *axis);
void foyer_chart_plot_get_range (FoyerChartPlot *self, int height, int *top, int *bottom);

G_END_DECLS
