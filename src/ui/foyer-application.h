/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-accounts.h"

G_BEGIN_DECLS

/* The program: its accounts and a window for each that is open.
 * Actions: app.open-account (s), app.add-account, app.new-window, app.preferences, app.shortcuts, app.about,
 * app.restart, app.quit. */
#define FOYER_TYPE_APPLICATION (foyer_application_get_type ())
G_DECLARE_FINAL_TYPE (FoyerApplication, foyer_application, FOYER, APPLICATION, AdwApplication)

FoyerApplication *foyer_application_new (GSettings *settings);
FoyerAccounts *foyer_application_get_accounts (FoyerApplication *self);
void foyer_application_open_account (FoyerApplication *self, FoyerAccount *account); /* its window, made or presented */
gboolean foyer_application_get_restart (FoyerApplication *self); /* whether it ended to be started again */

G_END_DECLS
