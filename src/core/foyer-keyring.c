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
  guint limit; /* seconds */
};

static void foyer_keyring_iface_init (FoyerSecretStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FoyerKeyring,
                               foyer_keyring,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FOYER_TYPE_SECRET_STORE, foyer_keyring_iface_init))

/* Attributes name the application and the account: a look-up never meets another program's items. The schema's name is
 * stored but not asked for: gnome-keyring does not find it in a locked collection, which then would look empty. */
static const SecretSchema schema = { "org.foyer.Foyer.Account",
                                     SECRET_SCHEMA_DONT_MATCH_NAME,
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
  dex_promise_reject (self->promise,
                      foyer_error_new (FOYER_ERROR_KEYRING_LOCKED, "the keyring did not answer in time"));
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static Question *
question_new (FoyerSecretStore *store)
{
  Question *self = g_new0 (Question, 1);

  self->promise = dex_promise_new ();
  self->cancellable = g_cancellable_new ();
  self->timeout = g_timeout_add_seconds (FOYER_KEYRING (store)->limit, on_timeout_cb, self);
  return self;
}

static gboolean
is_no_service (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_CHILD_EXITED);
}

/* What GIO says when there is no session bus at all: FAILED where it cannot start one, INVALID_ARGUMENT for an address
 * that is none. */
static gboolean
is_no_bus (const GError *error)
{
  static const int codes[] = { G_IO_ERROR_FAILED, G_IO_ERROR_NOT_FOUND, G_IO_ERROR_CONNECTION_REFUSED,
                               G_IO_ERROR_INVALID_ARGUMENT, G_IO_ERROR_CLOSED };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, G_IO_ERROR, codes[i]))
      return TRUE;
  return FALSE;
}

static FoyerErrorCode
get_code (const GError *error)
{
  if (is_no_service (error) || is_no_bus (error))
    return FOYER_ERROR_KEYRING_MISSING;
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FOYER_ERROR_KEYRING_LOCKED;
  return FOYER_ERROR_KEYRING_BROKEN;
}

/* @error: (transfer full) */
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
  Question *question = question_new (store);
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

static void
on_hidden_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  GError *error = NULL;
  GList *items = secret_password_search_finish (result, &error);

  if (error == NULL && items != NULL)
    error = g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "the keyring is locked");
  if (error != NULL)
    reject (question, error);
  else
    dex_promise_resolve_boolean (question->promise, TRUE);
  g_list_free_full (items, g_object_unref);
}

typedef struct
{
  FoyerSecretStore *store;
  GHashTable *attributes;
} Wanted;

static Wanted *
wanted_new (FoyerSecretStore *store, GHashTable *attributes)
{
  Wanted *self = g_new0 (Wanted, 1);

  self->store = g_object_ref (store);
  self->attributes = g_hash_table_ref (attributes);
  return self;
}

static void
wanted_free (gpointer data)
{
  Wanted *self = data;

  g_object_unref (self->store);
  g_hash_table_unref (self->attributes);
  g_free (self);
}

static DexFuture *
pass_on (DexFuture *checked, gpointer user_data)
{
  return dex_ref (user_data);
}

/* Nothing was found or removed: because there is nothing, or because somebody dismissed the prompt and it stays hidden?
 * A locked keyring must not look like an empty one. */
static DexFuture *
check_hidden (DexFuture *done, gpointer user_data)
{
  Wanted *wanted = user_data;
  const GValue *value = dex_future_get_value (done, NULL);
  Question *question;
  DexFuture *future;

  if (G_VALUE_HOLDS_STRING (value) ? g_value_get_string (value) != NULL : g_value_get_boolean (value))
    return dex_ref (done);
  question = question_new (wanted->store);
  future = dex_ref (DEX_FUTURE (question->promise));
  secret_password_searchv (&schema, wanted->attributes, SECRET_SEARCH_NONE, question->cancellable, on_hidden_cb,
                           question);
  return dex_future_then (future, pass_on, dex_ref (done), dex_unref);
}

static DexFuture *
foyer_keyring_lookup (FoyerSecretStore *store, const char *account, const char *kind)
{
  g_autoptr (GHashTable) attributes = make_attributes (account, kind);
  Question *question = question_new (store);
  DexFuture *future = dex_ref (DEX_FUTURE (question->promise));

  secret_password_lookupv (&schema, attributes, question->cancellable, on_found_cb, question);
  return dex_future_then (future, check_hidden, wanted_new (store, attributes), wanted_free);
}

static void
on_cleared_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  GError *error = NULL;
  gboolean removed = secret_password_clear_finish (result, &error);

  if (error != NULL)
    reject (question, error);
  else
    dex_promise_resolve_boolean (question->promise, removed);
}

static DexFuture *
to_true (DexFuture *future, gpointer user_data)
{
  return dex_future_new_true ();
}

static DexFuture *
foyer_keyring_clear (FoyerSecretStore *store, const char *account, const char *kind)
{
  g_autoptr (GHashTable) attributes = make_attributes (account, kind);
  Question *question = question_new (store);
  DexFuture *future = dex_ref (DEX_FUTURE (question->promise));

  secret_password_clearv (&schema, attributes, question->cancellable, on_cleared_cb, question);
  future = dex_future_then (future, check_hidden, wanted_new (store, attributes), wanted_free);
  return dex_future_then (future, to_true, NULL, NULL);
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
  return foyer_keyring_new_with_limit (LIMIT);
}

/**
 * foyer_keyring_new_with_limit:
 * @seconds: how long the keyring, and a person before its prompt, may take
 *
 * Returns: (transfer full): as foyer_keyring_new()
 */
FoyerSecretStore *
foyer_keyring_new_with_limit (guint seconds)
{
  FoyerKeyring *self = g_object_new (FOYER_TYPE_KEYRING, NULL);

  self->limit = seconds;
  return FOYER_SECRET_STORE (self);
}
