/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-accounts.h"

G_BEGIN_DECLS

/* The program: its accounts and a window for each that is open. */
#define FOYER_TYPE_APPLICATION (foyer_application_get_type ())
G_DECLARE_FINAL_TYPE (FoyerApplication, foyer_application, FOYER, APPLICATION, AdwApplication)

FoyerApplication *foyer_application_new (void);
FoyerAccounts *foyer_application_get_accounts (FoyerApplication *self);
GSettings *foyer_application_get_settings (FoyerApplication *self);
void foyer_application_open_account (FoyerApplication *self, FoyerAccount *account); /* its window, made or presented */

G_END_DECLS
