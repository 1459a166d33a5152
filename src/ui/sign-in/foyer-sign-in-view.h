/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-account.h"

G_BEGIN_DECLS

/* Signs an account in: draws every form that the portal's challenge asks for, one after the other. When it is done the
 * account's state is FOYER_ACCOUNT_SIGNED_IN. */
#define FOYER_TYPE_SIGN_IN_VIEW (foyer_sign_in_view_get_type ())
G_DECLARE_FINAL_TYPE (FoyerSignInView, foyer_sign_in_view, FOYER, SIGN_IN_VIEW, AdwBin)

GtkWidget *foyer_sign_in_view_new (FoyerAccount *account);

G_END_DECLS
