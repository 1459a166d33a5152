/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-secret-store.h"

G_BEGIN_DECLS

/* The key of an account's store: in the keyring, made when it is first asked for. */
char *foyer_store_key_find (FoyerSecretStore *secrets, const char *account_id, GError **error); /* awaits: in a fiber */
void foyer_store_key_free (char *key);                                                          /* (nullable): wiped */

G_END_DECLS
