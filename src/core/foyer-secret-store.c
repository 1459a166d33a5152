/* SPDX-License-Identifier: GPL-3.0-or-later
 * The interface of what keeps an account's secrets. */

#include "foyer-secret-store.h"

G_DEFINE_INTERFACE (FoyerSecretStore, foyer_secret_store, G_TYPE_OBJECT)

static void
foyer_secret_store_default_init (FoyerSecretStoreInterface *iface)
{
}

/**
 * foyer_secret_store_store:
 * @account: id of the account
 * @kind: "refresh-token" or "store-key"
 * @label: what keyring managers show
 * @secret: copied
 *
 * Returns: (transfer full): resolves to TRUE; rejects with FOYER_ERROR_KEYRING_MISSING, _LOCKED or _BROKEN
 */
DexFuture *
foyer_secret_store_store (
    FoyerSecretStore *self, const char *account, const char *kind, const char *label, const char *secret)
{
  return FOYER_SECRET_STORE_GET_IFACE (self)->store (self, account, kind, label, secret);
}

/**
 * foyer_secret_store_lookup:
 *
 * Returns: (transfer full): resolves to a string, NULL if there is none; rejects as foyer_secret_store_store()
 */
DexFuture *
foyer_secret_store_lookup (FoyerSecretStore *self, const char *account, const char *kind)
{
  return FOYER_SECRET_STORE_GET_IFACE (self)->lookup (self, account, kind);
}

/**
 * foyer_secret_store_clear:
 * @kind: (nullable): NULL for all of the account
 *
 * Returns: (transfer full): resolves to TRUE; rejects as foyer_secret_store_store()
 */
DexFuture *
foyer_secret_store_clear (FoyerSecretStore *self, const char *account, const char *kind)
{
  return FOYER_SECRET_STORE_GET_IFACE (self)->clear (self, account, kind);
}

/**
 * foyer_secret_store_is_lasting:
 *
 * Returns: FALSE if the secrets are gone with the process
 */
gboolean
foyer_secret_store_is_lasting (FoyerSecretStore *self)
{
  return FOYER_SECRET_STORE_GET_IFACE (self)->is_lasting (self);
}
