/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-account.h"

G_BEGIN_DECLS

/* GListModel of all accounts, kept in <directory>/accounts.json (portal discovery, id, name, number, order; never a secret). */
#define FOYER_TYPE_ACCOUNTS (foyer_accounts_get_type ())
G_DECLARE_FINAL_TYPE (FoyerAccounts, foyer_accounts, FOYER, ACCOUNTS, GObject)

FoyerAccounts *foyer_accounts_new (const char *directory, FoyerSecretStore *secrets);
DexFuture *foyer_accounts_load (FoyerAccounts *self);                          /* resolves TRUE; accounts are not started; a broken file is set aside and said by FOYER_ERROR_STORE */
FoyerAccount *foyer_accounts_add (FoyerAccounts *self, FoyerPortal *portal);   /* (transfer full): saved once it has signed in */
FoyerAccount *foyer_accounts_find (FoyerAccounts *self, const char *id);       /* (nullable) (transfer none) */
DexFuture *foyer_accounts_remove (FoyerAccounts *self, FoyerAccount *account);

G_END_DECLS
