/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-account.h"

G_BEGIN_DECLS

/* The account's badge as a button that opens the account switcher. property "account"; "compact" (construct only) */
#define FOYER_TYPE_ACCOUNT_BUTTON (foyer_account_button_get_type ())
G_DECLARE_FINAL_TYPE (FoyerAccountButton, foyer_account_button, FOYER, ACCOUNT_BUTTON, AdwBin)

G_END_DECLS
