/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-field.h"

G_BEGIN_DECLS

/* One field of a form as a row of the kind it needs, and what is wrong with it in a row below. Not a widget: it has
 * two. signals: "changed" (), "activated" () (Enter) */
#define FOYER_TYPE_FIELD_ROW (foyer_field_row_get_type ())
G_DECLARE_FINAL_TYPE (FoyerFieldRow, foyer_field_row, FOYER, FIELD_ROW, GObject)

FoyerFieldRow *foyer_field_row_new (FoyerField *field, gboolean mark_required);
GtkWidget *foyer_field_row_get_widget (FoyerFieldRow *self);   /* (transfer none) */
GtkWidget *foyer_field_row_get_feedback (FoyerFieldRow *self); /* (transfer none) */
FoyerField *foyer_field_row_get_field (FoyerFieldRow *self);
gboolean foyer_field_row_adopt (FoyerFieldRow *self, FoyerField *field); /* FALSE: it needs another row */
void foyer_field_row_set_shown (FoyerFieldRow *self, gboolean shown);
gboolean foyer_field_row_is_empty (FoyerFieldRow *self);
void foyer_field_row_grab_focus (FoyerFieldRow *self);

G_END_DECLS
