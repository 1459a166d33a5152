/* SPDX-License-Identifier: GPL-3.0-or-later
 * Secrets that live as long as the process, in memory that is not paged out: for tests and "this session only". */

#include "foyer-secret-store.h"

#include <libsecret/secret.h>

#define FOYER_TYPE_MEMORY_SECRETS (foyer_memory_secrets_get_type ())
G_DECLARE_FINAL_TYPE (FoyerMemorySecrets, foyer_memory_secrets, FOYER, MEMORY_SECRETS, GObject)

struct _FoyerMemorySecrets
{
  GObject parent_instance;
  GHashTable *secrets; /* "account/kind" → SecretValue */
};

static void foyer_memory_secrets_iface_init (FoyerSecretStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FoyerMemorySecrets,
                               foyer_memory_secrets,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FOYER_TYPE_SECRET_STORE, foyer_memory_secrets_iface_init))

static char *
make_key (const char *account, const char *kind)
{
  return g_strconcat (account, "/", kind, NULL);
}

static DexFuture *
foyer_memory_secrets_store (
    FoyerSecretStore *store, const char *account, const char *kind, const char *label, const char *secret)
{
  FoyerMemorySecrets *self = FOYER_MEMORY_SECRETS (store);

  g_hash_table_insert (self->secrets, make_key (account, kind), secret_value_new (secret, -1, "text/plain"));
  return dex_future_new_true ();
}

static DexFuture *
foyer_memory_secrets_lookup (FoyerSecretStore *store, const char *account, const char *kind)
{
  FoyerMemorySecrets *self = FOYER_MEMORY_SECRETS (store);
  g_autofree char *key = make_key (account, kind);
  SecretValue *value = g_hash_table_lookup (self->secrets, key);

  return dex_future_new_take_string (value != NULL ? g_strdup (secret_value_get_text (value)) : NULL);
}

static DexFuture *
foyer_memory_secrets_clear (FoyerSecretStore *store, const char *account, const char *kind)
{
  FoyerMemorySecrets *self = FOYER_MEMORY_SECRETS (store);
  g_autofree char *prefix = make_key (account, kind != NULL ? kind : "");
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->secrets);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (kind != NULL ? g_str_equal (key, prefix) : g_str_has_prefix (key, prefix))
      g_hash_table_iter_remove (&iter);
  return dex_future_new_true ();
}

static gboolean
foyer_memory_secrets_is_lasting (FoyerSecretStore *store)
{
  return FALSE;
}

static void
foyer_memory_secrets_iface_init (FoyerSecretStoreInterface *iface)
{
  iface->store = foyer_memory_secrets_store;
  iface->lookup = foyer_memory_secrets_lookup;
  iface->clear = foyer_memory_secrets_clear;
  iface->is_lasting = foyer_memory_secrets_is_lasting;
}

static void
foyer_memory_secrets_finalize (GObject *object)
{
  g_hash_table_unref (FOYER_MEMORY_SECRETS (object)->secrets);
  G_OBJECT_CLASS (foyer_memory_secrets_parent_class)->finalize (object);
}

static void
foyer_memory_secrets_class_init (FoyerMemorySecretsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = foyer_memory_secrets_finalize;
}

static void
foyer_memory_secrets_init (FoyerMemorySecrets *self)
{
  self->secrets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, secret_value_unref);
}

/**
 * foyer_memory_secrets_new:
 *
 * Returns: (transfer full): a store that is empty at each start
 */
FoyerSecretStore *
foyer_memory_secrets_new (void)
{
  return g_object_new (FOYER_TYPE_MEMORY_SECRETS, NULL);
}
