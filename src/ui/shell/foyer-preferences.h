/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_PREFERENCES (foyer_preferences_get_type ())
G_DECLARE_FINAL_TYPE (FoyerPreferences, foyer_preferences, FOYER, PREFERENCES, AdwPreferencesDialog)

FoyerPreferences *foyer_preferences_new (GSettings *settings);

G_END_DECLS
