/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-accounts.h"
#include "foyer-demo.h"

G_BEGIN_DECLS

/* Where an account begins: a demo provider or a portal's address, what was found there, the sign-in.
 * signal "signed-in" (FoyerAccount): the account has a window now. */
#define FOYER_TYPE_WELCOME_WINDOW (foyer_welcome_window_get_type ())
G_DECLARE_FINAL_TYPE (FoyerWelcomeWindow, foyer_welcome_window, FOYER, WELCOME_WINDOW, AdwApplicationWindow)

FoyerWelcomeWindow *foyer_welcome_window_new (GtkApplication *application, FoyerAccounts *accounts, FoyerDemo *demo);
void foyer_welcome_window_show_demo (FoyerWelcomeWindow *self);
void foyer_welcome_window_open_address (FoyerWelcomeWindow *self, const char *address);
void foyer_welcome_window_show_error (FoyerWelcomeWindow *self, const GError *error);

G_END_DECLS
