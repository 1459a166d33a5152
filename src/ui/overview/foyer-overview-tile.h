/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A card with one live figure; pressing it leads to where the figure comes from. */
#define FOYER_TYPE_OVERVIEW_TILE (foyer_overview_tile_get_type ())
G_DECLARE_FINAL_TYPE (FoyerOverviewTile, foyer_overview_tile, FOYER, OVERVIEW_TILE, GtkButton)

/* properties: "title", "tile-icon", "link" (what pressing does), "figure", "sentence" */
void foyer_overview_tile_set (FoyerOverviewTile *self, const char *figure, const char *sentence);
void foyer_overview_tile_set_error (FoyerOverviewTile *self, const char *text);

G_END_DECLS
