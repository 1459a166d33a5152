/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* Where secrets live: the Secret Service ("keyring"), or memory for tests and "this session only".
 * Schema "org.foyer.Foyer.Account" version 1; attributes: application, version, account, kind. kind is "refresh-token" or "store-key". */
#define FOYER_TYPE_SECRET_STORE (foyer_secret_store_get_type ())
G_DECLARE_INTERFACE (FoyerSecretStore, foyer_secret_store, FOYER, SECRET_STORE, GObject)

struct _FoyerSecretStoreInterface
{
  GTypeInterface parent_iface;
  DexFuture *(*store) (FoyerSecretStore *self, const char *account, const char *kind, const char *label, const char *secret);
  DexFuture *(*lookup) (FoyerSecretStore *self, const char *account, const char *kind);
  DexFuture *(*clear) (FoyerSecretStore *self, const char *account, const char *kind);
  gboolean (*is_lasting) (FoyerSecretStore *self);
};

/* All reject with FOYER_ERROR_KEYRING_MISSING, _LOCKED or _BROKEN; never block; give up after 30 s. */
DexFuture *foyer_secret_store_store (FoyerSecretStore *self, const char *account, const char *kind, const char *label, const char *secret); /* resolves TRUE */
DexFuture *foyer_secret_store_lookup (FoyerSecretStore *self, const char *account, const char *kind); /* resolves to a nullable string */
DexFuture *foyer_secret_store_clear (FoyerSecretStore *self, const char *account, const char *kind);  /* kind NULL = all of the account; resolves TRUE */
gboolean foyer_secret_store_is_lasting (FoyerSecretStore *self);  /* FALSE: gone with the process */

FoyerSecretStore *foyer_keyring_new (void);         /* foyer-keyring.c, libsecret */
FoyerSecretStore *foyer_keyring_new_with_limit (guint seconds);
FoyerSecretStore *foyer_memory_secrets_new (void);  /* foyer-memory-secrets.c */

G_END_DECLS
