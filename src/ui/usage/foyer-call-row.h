/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-usage.h"

G_BEGIN_DECLS

/* A call in two lines, where there is no room for a table. */
#define FOYER_TYPE_CALL_ROW (foyer_call_row_get_type ())
G_DECLARE_FINAL_TYPE (FoyerCallRow, foyer_call_row, FOYER, CALL_ROW, GtkBox)

GtkWidget *foyer_call_row_new (void);
void foyer_call_row_set_call (FoyerCallRow *self, FoyerCall *call);

/* What the columns say of a FoyerCall; the second argument is not looked at. All (transfer full). */
char *foyer_call_text_time (gpointer call, gpointer data);
char *foyer_call_text_destination (gpointer call, gpointer data);
char *foyer_call_text_duration (gpointer call, gpointer data);
char *foyer_call_text_cost (gpointer call, gpointer data);
char *foyer_call_text_result (gpointer call, gpointer data);

G_END_DECLS
