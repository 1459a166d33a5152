/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-window.h"

G_BEGIN_DECLS

/* Questions about a whole account, asked in its window. */
void foyer_account_dialogs_sign_out (FoyerWindow *window);
void foyer_account_dialogs_remove (FoyerWindow *window);
void foyer_account_dialogs_keyring (FoyerWindow *window);

G_END_DECLS
