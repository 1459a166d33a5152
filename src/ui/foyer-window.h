/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-account.h"
#include "foyer-cart.h"
#include "foyer-page.h"

G_BEGIN_DECLS

/* The window of one account, from its first to its last moment.
 * properties: "account", "settings" (construct only), "collapsed" (one pane), "session-only" (the user accepted that
 * the keyring keeps nothing). Actions: win.section (s), win.section-number (i), win.refresh, win.search, win.copy,
 * win.sign-out, win.remove-account, win.keyring. */
#define FOYER_TYPE_WINDOW (foyer_window_get_type ())
G_DECLARE_FINAL_TYPE (FoyerWindow, foyer_window, FOYER, WINDOW, AdwApplicationWindow)

FoyerWindow *foyer_window_new (GtkApplication *application, FoyerAccount *account, GSettings *settings);
FoyerAccount *foyer_window_get_account (FoyerWindow *self);
FoyerCart *foyer_window_get_cart (FoyerWindow *self);
gboolean foyer_window_get_collapsed (FoyerWindow *self);
gboolean foyer_window_get_session_only (FoyerWindow *self);
void foyer_window_set_session_only (FoyerWindow *self, gboolean session_only);

/* Sections: "overview", "orders", "cart", "invoices", "usage"; there only if the portal offers them. */
gboolean foyer_window_has_section (FoyerWindow *self, const char *section);
FoyerPage *foyer_window_show_section (FoyerWindow *self,
                                      const char *section);    /* (nullable) (transfer none): its page, on top */
void foyer_window_push (FoyerWindow *self, FoyerPage *detail); /* onto what is shown */

G_END_DECLS
