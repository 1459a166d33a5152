/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What is wrong with the row above it: a row for boxed lists that is there only while something is wrong. */
#define FOYER_TYPE_ENTRY_FEEDBACK (foyer_entry_feedback_get_type ())
G_DECLARE_FINAL_TYPE (FoyerEntryFeedback, foyer_entry_feedback, FOYER, ENTRY_FEEDBACK, AdwPreferencesRow)

GtkWidget *foyer_entry_feedback_new (GtkWidget *row);
void foyer_entry_feedback_set_text (FoyerEntryFeedback *self, const char *text); /* (nullable): NULL = nothing wrong */
const char *foyer_entry_feedback_get_text (FoyerEntryFeedback *self);

G_END_DECLS
