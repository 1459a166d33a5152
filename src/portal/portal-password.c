/* SPDX-License-Identifier: GPL-3.0-or-later
 * Passwords: argon2id by libsodium, off the main thread, and as long for users who do not exist. */

#include "portal-password.h"

#include <sodium.h>
#include <string.h>

typedef struct
{
  char *hash;
  char *password;
  gboolean is_known;
} Check;

static void
check_free (Check *self)
{
  sodium_memzero (self->password, strlen (self->password));
  g_free (self->password);
  g_free (self->hash);
  g_free (self);
}

/**
 * portal_password_hash:
 * @password: in clear
 *
 * Blocks for some 50 ms and takes 64 MiB meanwhile: that is what it is for.
 *
 * Returns: (transfer full): what is kept instead
 */
char *
portal_password_hash (const char *password)
{
  char text[crypto_pwhash_STRBYTES];

  if (crypto_pwhash_str_alg (text, password, strlen (password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                             crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
    g_error ("Not enough memory for a password");
  return g_strdup (text);
}

/* What a password of nobody is checked against. */
static const char *
get_nobody (void)
{
  static gsize once;
  static char *hash;

  if (g_once_init_enter (&once))
    {
      hash = portal_password_hash ("nobody");
      g_once_init_leave (&once, 1);
    }
  return hash;
}

static void
verify_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Check *check = task_data;
  gboolean matches = crypto_pwhash_str_verify (check->is_known ? check->hash : get_nobody (), check->password,
                                               strlen (check->password)) == 0;

  g_task_return_boolean (task, matches && check->is_known);
}

/**
 * portal_password_prepare:
 *
 * Once at the start, so that the first unknown user does not take longer than others.
 */
void
portal_password_prepare (void)
{
  get_nobody ();
}

/**
 * portal_password_verify_async:
 * @hash: (nullable): what is kept; NULL for a user who does not exist
 * @password: what was typed
 */
void
portal_password_verify_async (const char *hash, const char *password, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Check *check = g_new0 (Check, 1);

  check->hash = g_strdup (hash);
  check->password = g_strdup (password);
  check->is_known = hash != NULL;
  g_task_set_task_data (task, check, (GDestroyNotify) check_free);
  g_task_run_in_thread (task, verify_in_thread);
}

gboolean
portal_password_verify_finish (GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}
