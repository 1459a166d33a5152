/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-account.h"

G_BEGIN_DECLS

/* Whose account it is: colour, name, customer number, portal. property "account"; "compact" (construct only): one line
 */
#define FOYER_TYPE_ACCOUNT_BADGE (foyer_account_badge_get_type ())
G_DECLARE_FINAL_TYPE (FoyerAccountBadge, foyer_account_badge, FOYER, ACCOUNT_BADGE, GtkBox)

GtkWidget *foyer_account_badge_new (FoyerAccount *account, gboolean compact);
char *foyer_account_badge_describe (FoyerAccount *account); /* (transfer full): all of it as one sentence */

G_END_DECLS
