/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-axis.h"
#include "foyer-chart-point.h"

G_BEGIN_DECLS

/* Bars of one measure over a row of places, oldest first: a list of items that can be walked with the arrow keys and
 * activated. Compact: the bars alone, as a picture with a description.
 * properties: "model" (GListModel of FoyerChartPoint), "compact" (construct only), "title", "description"
 * signal "activated" (guint position) */
#define FOYER_TYPE_CHART (foyer_chart_get_type ())
G_DECLARE_FINAL_TYPE (FoyerChart, foyer_chart, FOYER, CHART, GtkWidget)

GtkWidget *foyer_chart_new (gboolean compact);
void foyer_chart_set_model (FoyerChart *self, GListModel *model);
GListModel *foyer_chart_get_model (FoyerChart *self);
void foyer_chart_set_axis (FoyerChart *self, FoyerAxisKind kind, const char *unit);
gboolean foyer_chart_get_compact (FoyerChart *self);
void foyer_chart_set_title (FoyerChart *self, const char *title);
const char *foyer_chart_get_title (FoyerChart *self);
void foyer_chart_set_description (FoyerChart *self, const char *description);
const char *foyer_chart_get_description (FoyerChart *self);

G_END_DECLS
