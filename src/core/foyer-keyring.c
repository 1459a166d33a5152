/* SPDX-License-Identifier: GPL-3.0-or-later
 * Secrets in the system's keyring through libsecret: the Secret Service, in the sandbox the secret portal. */

#include "foyer-secret-store.h"

#include "foyer-error.h"

#include <gio/gio.h>
#include <libsecret/secret.h>

#define SCHEMA_VERSION "1"
#define LIMIT 30 /* seconds: a keyring that does not answer by then counts as locked */

#define FOYER_TYPE_KEYRING (foyer_keyring_get_type ())
G_DECLARE_FINAL_TYPE (FoyerKeyring, foyer_keyring, FOYER, KEYRING, GObject)

struct _FoyerKeyring
{
  GObject parent_instance;
};

static void foyer_keyring_iface_init (FoyerSecretStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FoyerKeyring,
                               foyer_keyring,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FOYER_TYPE_SECRET_STORE, foyer_keyring_iface_init))

/* Attributes name the application and the account: a look-up never meets another program's items. */
static const SecretSchema schema = { "org.foyer.Foyer.Account",
                                     SECRET_SCHEMA_NONE,
                                     { { "application", SECRET_SCHEMA_ATTRIBUTE_STRING },
                                       { "version", SECRET_SCHEMA_ATTRIBUTE_STRING },
                                       { "account", SECRET_SCHEMA_ATTRIBUTE_STRING },
                                       { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
                                       { NULL, 0 } } };

/* One question to the keyring, with its time limit. */
typedef struct
{
  DexPromise *promise;
  GCancellable *cancellable;
  guint timeout;
} Question;

static void
question_free (Question *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  dex_unref (self->promise);
  g_object_unref (self->cancellable);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static gboolean
on_timeout_cb (gpointer user_data)
{
  Question *self = user_data;

  self->timeout = 0;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static Question *
question_new (void)
{
  Question *self = g_new0 (Question, 1);

  self->promise = dex_promise_new ();
  self->cancellable = g_cancellable_new ();
  self->timeout = g_timeout_add_seconds (LIMIT, on_timeout_cb, self);
  return self;
}

static FoyerErrorCode
get_code (const GError *error)
{
  if (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_CHILD_EXITED) ||
      (error->domain == G_IO_ERROR && (error->code == G_IO_ERROR_NOT_FOUND || error->code == G_IO_ERROR_FAILED ||
                                       error->code == G_IO_ERROR_CONNECTION_REFUSED ||
                                       error->code == G_IO_ERROR_INVALID_ARGUMENT || error->code == G_IO_ERROR_CLOSED)))
    return FOYER_ERROR_KEYRING_MISSING;
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FOYER_ERROR_KEYRING_LOCKED;
  return FOYER_ERROR_KEYRING_BROKEN;
}

static void
reject (Question *question, GError *error)
{
  dex_promise_reject (question->promise, foyer_error_new (get_code (error), "%s", error->message));
  g_error_free (error);
}

static GHashTable *
make_attributes (const char *account, const char *kind)
{
  GHashTable *attributes = secret_attributes_build (&schema, "application", "org.foyer.Foyer", "version",
                                                    SCHEMA_VERSION, "account", account, NULL);

  if (kind != NULL)
    g_hash_table_insert (attributes, g_strdup ("kind"), g_strdup (kind));
  return attributes;
}

static void
on_stored_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    dex_promise_resolve_boolean (question->promise, TRUE);
  else
    reject (question, error != NULL ? error : g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "dismissed"));
}

static DexFuture *
foyer_keyring_store (
    FoyerSecretStore *store, const char *account, const char *kind, const char *label, const char *secret)
{
  g_autoptr (GHashTable) attributes = make_attributes (account, kind);
  Question *question = question_new ();
  DexFuture *future = dex_ref (DEX_FUTURE (question->promise));

  secret_password_storev (&schema, attributes, SECRET_COLLECTION_DEFAULT, label, secret, question->cancellable,
                          on_stored_cb, question);
  return future;
}

static void
on_found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  GError *error = NULL;
  char *secret = secret_password_lookup_finish (result, &error);
  char *copy = g_strdup (secret);

  secret_password_free (secret);
  if (error != NULL)
    reject (question, error);
  else
    dex_promise_resolve_string (question->promise, copy);
}

/* libsecret leaves out what lies in a locked collection: then a locked keyring would look like an empty one. */
static void
on_locked_found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  GError *error = NULL;
  GList *items = secret_password_search_finish (result, &error);

  if (error != NULL)
    reject (question, error);
  else if (items != NULL)
    reject (question, g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "the keyring is locked"));
  else
    dex_promise_resolve_string (question->promise, NULL);
  g_list_free_full (items, g_object_unref);
}

typedef struct
{
  char *account;
  char *kind;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *self = data;

  g_free (self->account);
  g_free (self->kind);
  g_free (self);
}

static DexFuture *
check_locked (DexFuture *found, gpointer user_data)
{
  Wanted *wanted = user_data;
  g_autoptr (GHashTable) attributes = NULL;
  const GValue *value = dex_future_get_value (found, NULL);
  Question *question;
  DexFuture *future;

  if (g_value_get_string (value) != NULL)
    return dex_ref (found);
  attributes = make_attributes (wanted->account, wanted->kind);
  question = question_new ();
  future = dex_ref (DEX_FUTURE (question->promise));
  secret_password_searchv (&schema, attributes, SECRET_SEARCH_NONE, question->cancellable, on_locked_found_cb,
                           question);
  return future;
}

static DexFuture *
foyer_keyring_lookup (FoyerSecretStore *store, const char *account, const char *kind)
{
  g_autoptr (GHashTable) attributes = make_attributes (account, kind);
  Question *question = question_new ();
  DexFuture *future = dex_ref (DEX_FUTURE (question->promise));
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->account = g_strdup (account);
  wanted->kind = g_strdup (kind);
  secret_password_lookupv (&schema, attributes, question->cancellable, on_found_cb, question);
  return dex_future_then (future, check_locked, wanted, wanted_free);
}

static void
on_cleared_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  GError *error = NULL;

  secret_password_clear_finish (result, &error);
  if (error != NULL)
    reject (question, error);
  else
    dex_promise_resolve_boolean (question->promise, TRUE);
}

static DexFuture *
foyer_keyring_clear (FoyerSecretStore *store, const char *account, const char *kind)
{
  g_autoptr (GHashTable) attributes = make_attributes (account, kind);
  Question *question = question_new ();
  DexFuture *future = dex_ref (DEX_FUTURE (question->promise));

  secret_password_clearv (&schema, attributes, question->cancellable, on_cleared_cb, question);
  return future;
}

static gboolean
foyer_keyring_is_lasting (FoyerSecretStore *store)
{
  return TRUE;
}

static void
foyer_keyring_iface_init (FoyerSecretStoreInterface *iface)
{
  iface->store = foyer_keyring_store;
  iface->lookup = foyer_keyring_lookup;
  iface->clear = foyer_keyring_clear;
  iface->is_lasting = foyer_keyring_is_lasting;
}

static void
foyer_keyring_class_init (FoyerKeyringClass *class)
{
}

static void
foyer_keyring_init (FoyerKeyring *self)
{
}

/**
 * foyer_keyring_new:
 *
 * Returns: (transfer full): the system's keyring; whether there is one is found out when it is asked
 */
FoyerSecretStore *
foyer_keyring_new (void)
{
  return g_object_new (FOYER_TYPE_KEYRING, NULL);
}
