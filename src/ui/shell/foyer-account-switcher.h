/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-account.h"

G_BEGIN_DECLS

/* All accounts, and what can be done with the window's own one. */
#define FOYER_TYPE_ACCOUNT_SWITCHER (foyer_account_switcher_get_type ())
G_DECLARE_FINAL_TYPE (FoyerAccountSwitcher, foyer_account_switcher, FOYER, ACCOUNT_SWITCHER, GtkPopover)

GtkWidget *foyer_account_switcher_new (FoyerAccount *account);

G_END_DECLS
