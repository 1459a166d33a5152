/* SPDX-License-Identifier: GPL-3.0-or-later
 * The key of an account's store: 32 random bytes, in the keyring and nowhere else. */

#include "foyer-store-key.h"

#include <string.h>
#include <unistd.h>

#define KIND "store-key"
#define KEY_BYTES 32

static char *
make_key (void)
{
  guint8 bytes[KEY_BYTES];
  GString *text = g_string_sized_new (2 * KEY_BYTES + 1);

  if (getentropy (bytes, sizeof bytes) != 0)
    g_error ("The system gives no randomness");
  for (guint i = 0; i < sizeof bytes; i++)
    g_string_append_printf (text, "%02x", bytes[i]);
  explicit_bzero (bytes, sizeof bytes);
  return g_string_free_and_steal (text);
}

/**
 * foyer_store_key_free:
 * @key: (nullable) (transfer full): wiped
 */
void
foyer_store_key_free (char *key)
{
  if (key != NULL)
    explicit_bzero (key, strlen (key));
  g_free (key);
}

/**
 * foyer_store_key_find:
 * @secrets: where it lies
 * @account_id: whose it is
 *
 * Awaits: to be called in a fiber.
 *
 * Returns: (transfer full) (nullable): 64 hexadecimal digits, for foyer_store_key_free(); NULL where secrets do not
 * last, and with FOYER_ERROR_KEYRING_MISSING, _LOCKED or _BROKEN
 */
char *
foyer_store_key_find (FoyerSecretStore *secrets, const char *account_id, GError **error)
{
  g_autoptr (GError) failed = NULL;
  char *key;

  if (!foyer_secret_store_is_lasting (secrets))
    return NULL;
  key = dex_await_string (foyer_secret_store_lookup (secrets, account_id, KIND), &failed);
  if (key == NULL && failed == NULL)
    {
      key = make_key ();
      dex_await (foyer_secret_store_store (secrets, account_id, KIND, "Foyer: store", key), &failed);
    }
  if (failed == NULL)
    return key;
  foyer_store_key_free (key);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}
