/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-entity.h"

G_BEGIN_DECLS

/* The state of an order or a bill, as icon and words. Property "entity". */
#define FOYER_TYPE_STATE_PILL (foyer_state_pill_get_type ())
G_DECLARE_FINAL_TYPE (FoyerStatePill, foyer_state_pill, FOYER, STATE_PILL, GtkWidget)

GtkWidget *foyer_state_pill_new (void);
void foyer_state_pill_set_entity (FoyerStatePill *self, FoyerEntity *entity);

G_END_DECLS
