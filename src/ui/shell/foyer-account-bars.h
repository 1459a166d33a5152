/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-account.h"

G_BEGIN_DECLS

/* What stands over every page of an account: in a narrow window whose account it is; that the portal cannot be reached;
 * that the keyring does not keep the sign-in. property "account"; "with-strip" (construct only, TRUE) */
#define FOYER_TYPE_ACCOUNT_BARS (foyer_account_bars_get_type ())
G_DECLARE_FINAL_TYPE (FoyerAccountBars, foyer_account_bars, FOYER, ACCOUNT_BARS, GtkBox)

G_END_DECLS
