/* SPDX-License-Identifier: GPL-3.0-or-later
 * All accounts, in the user's order, kept in accounts.json: who and where, never a secret. */

#include "foyer-accounts.h"

#include "foyer-error.h"
#include "foyer-future.h"
#include "foyer-json.h"

#include <glib/gstdio.h>

#define FILE_NAME "accounts.json"

struct _FoyerAccounts
{
  GObject parent_instance;
  char *directory;
  FoyerSecretStore *secrets;
  GPtrArray *accounts;
  guint save_source;
};

static void foyer_accounts_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FoyerAccounts,
                               foyer_accounts,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, foyer_accounts_list_init))

static GType
foyer_accounts_get_item_type (GListModel *model)
{
  return FOYER_TYPE_ACCOUNT;
}

static guint
foyer_accounts_get_n_items (GListModel *model)
{
  return FOYER_ACCOUNTS (model)->accounts->len;
}

static gpointer
foyer_accounts_get_item (GListModel *model, guint position)
{
  FoyerAccounts *self = FOYER_ACCOUNTS (model);

  return position < self->accounts->len ? g_object_ref (self->accounts->pdata[position]) : NULL;
}

static void
foyer_accounts_list_init (GListModelInterface *iface)
{
  iface->get_item_type = foyer_accounts_get_item_type;
  iface->get_n_items = foyer_accounts_get_n_items;
  iface->get_item = foyer_accounts_get_item;
}

static void
build_account (JsonBuilder *builder, FoyerAccount *account)
{
  g_autoptr (JsonNode) portal = foyer_portal_to_json (foyer_account_get_portal (account));

  json_builder_begin_object (builder);
  foyer_json_build_string (builder, "id", foyer_account_get_id (account));
  foyer_json_build_string (builder, "name", foyer_account_get_name (account));
  foyer_json_build_string (builder, "customerNumber", foyer_account_get_customer_number (account));
  foyer_json_build_string (builder, "partyId", foyer_account_get_party_id (account));
  foyer_json_build_string (builder, "billingAccount", foyer_account_get_billing_account (account));
  json_builder_set_member_name (builder, "portal");
  json_builder_add_value (builder, json_node_copy (portal));
  json_builder_end_object (builder);
}

static void
on_replaced_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    g_warning ("The list of accounts could not be saved: %s", error->message);
}

/* An account without a name has never signed in: it is not worth keeping. */
static void
save (FoyerAccounts *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *path = g_build_filename (self->directory, FILE_NAME, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  json_builder_begin_array (builder);
  for (guint i = 0; i < self->accounts->len; i++)
    if (*foyer_account_get_name (self->accounts->pdata[i]) != '\0')
      build_account (builder, self->accounts->pdata[i]);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  bytes = foyer_json_to_bytes (root);
  g_mkdir_with_parents (self->directory, 0700);
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                                       on_replaced_cb, NULL);
}

static gboolean
on_save_cb (gpointer user_data)
{
  FoyerAccounts *self = user_data;

  self->save_source = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

static void
queue_save (FoyerAccounts *self)
{
  if (self->save_source == 0)
    self->save_source = g_idle_add (on_save_cb, self);
}

static void
on_account_changed_cb (FoyerAccount *account, GParamSpec *pspec, gpointer user_data)
{
  queue_save (user_data);
}

static void
take_account (FoyerAccounts *self, FoyerAccount *account)
{
  g_ptr_array_add (self->accounts, account);
  g_signal_connect (account, "notify::name", G_CALLBACK (on_account_changed_cb), self);
  g_signal_connect (account, "notify::state", G_CALLBACK (on_account_changed_cb), self);
  g_list_model_items_changed (G_LIST_MODEL (self), self->accounts->len - 1, 0, 1);
}

static gboolean
read_account (FoyerAccounts *self, const FoyerJson *entry)
{
  FoyerJson portal_json = foyer_json_member (entry, "portal");
  g_autofree char *id = foyer_json_get_string (entry, "id"), *name = foyer_json_get_string (entry, "name"),
                  *number = foyer_json_get_string (entry, "customerNumber"), *party = foyer_json_get_string (entry, "partyId"),
                  *billing = foyer_json_get_string (entry, "billingAccount");
  g_autoptr (FoyerPortal) portal =
      foyer_json_exists (&portal_json) ? foyer_portal_new_from_json (portal_json.node, NULL) : NULL;
  FoyerAccount *account;

  if (portal == NULL || id == NULL || !g_uuid_string_is_valid (id))
    return FALSE;
  account = foyer_account_new (id, portal, self->secrets, self->directory);
  foyer_account_remember (account, name, number, party, billing);
  take_account (self, account);
  return TRUE;
}

static DexFuture *
load_fiber (gpointer data)
{
  FoyerAccounts *self = data;
  g_autofree char *path = g_build_filename (self->directory, FILE_NAME, NULL), *aside = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  FoyerJson root;
  gboolean ok = TRUE;

  bytes = dex_await_boxed (dex_file_load_contents_bytes (file), &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return dex_future_new_true ();
  node = bytes != NULL ? dex_await_boxed (foyer_json_parse (bytes), NULL) : NULL;
  root = foyer_json_root (node, NULL);
  ok = node != NULL && JSON_NODE_HOLDS_ARRAY (node);
  for (guint i = 0; i < foyer_json_length (&root); i++)
    {
      FoyerJson entry = foyer_json_element (&root, i);

      ok &= read_account (self, &entry);
    }
  if (ok)
    return dex_future_new_true ();
  aside = g_strdup_printf ("%s.broken-%" G_GINT64_FORMAT, path, g_get_real_time () / G_USEC_PER_SEC);
  g_rename (path, aside);
  queue_save (self);
  return dex_future_new_for_error (foyer_error_new (FOYER_ERROR_STORE, "the list of accounts could not be read"));
}

/**
 * foyer_accounts_load:
 *
 * Returns: (transfer full): resolves to TRUE; rejects with FOYER_ERROR_STORE when the file was not readable and is set
 *   aside: what could be read of it is there
 */
DexFuture *
foyer_accounts_load (FoyerAccounts *self)
{
  return dex_scheduler_spawn (dex_scheduler_get_default (), 0, load_fiber, g_object_ref (self), g_object_unref);
}

/**
 * foyer_accounts_add:
 *
 * Returns: (transfer full): a new account at that portal, last in the list; kept once it has signed in
 */
FoyerAccount *
foyer_accounts_add (FoyerAccounts *self, FoyerPortal *portal)
{
  g_autofree char *id = g_uuid_string_random ();
  FoyerAccount *account = foyer_account_new (id, portal, self->secrets, self->directory);

  take_account (self, account);
  return g_object_ref (account);
}

/**
 * foyer_accounts_find:
 *
 * Returns: (transfer none) (nullable): the account with that id
 */
FoyerAccount *
foyer_accounts_find (FoyerAccounts *self, const char *id)
{
  for (guint i = 0; i < self->accounts->len; i++)
    if (g_strcmp0 (foyer_account_get_id (self->accounts->pdata[i]), id) == 0)
      return self->accounts->pdata[i];
  return NULL;
}

/**
 * foyer_accounts_remove:
 *
 * Returns: (transfer full): resolves to TRUE when nothing of the account is left, rejects as foyer_account_remove()
 */
DexFuture *
foyer_accounts_remove (FoyerAccounts *self, FoyerAccount *account)
{
  g_autoptr (FoyerAccount) held = g_object_ref (account);
  guint position;

  if (g_ptr_array_find (self->accounts, account, &position))
    {
      g_signal_handlers_disconnect_by_data (account, self);
      g_ptr_array_remove_index (self->accounts, position);
      g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
      queue_save (self);
    }
  return foyer_account_remove (held);
}

static void
foyer_accounts_dispose (GObject *object)
{
  FoyerAccounts *self = FOYER_ACCOUNTS (object);

  if (self->save_source != 0)
    {
      g_clear_handle_id (&self->save_source, g_source_remove);
      save (self);
    }
  for (guint i = 0; i < self->accounts->len; i++)
    g_signal_handlers_disconnect_by_data (self->accounts->pdata[i], self);
  g_ptr_array_set_size (self->accounts, 0);
  G_OBJECT_CLASS (foyer_accounts_parent_class)->dispose (object);
}

static void
foyer_accounts_finalize (GObject *object)
{
  FoyerAccounts *self = FOYER_ACCOUNTS (object);

  g_ptr_array_unref (self->accounts);
  g_object_unref (self->secrets);
  g_free (self->directory);
  G_OBJECT_CLASS (foyer_accounts_parent_class)->finalize (object);
}

static void
foyer_accounts_class_init (FoyerAccountsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = foyer_accounts_dispose;
  G_OBJECT_CLASS (class)->finalize = foyer_accounts_finalize;
}

static void
foyer_accounts_init (FoyerAccounts *self)
{
  self->accounts = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * foyer_accounts_new:
 * @directory: where accounts.json and the stores lie
 *
 * Returns: (transfer full): a list that is not loaded yet
 */
FoyerAccounts *
foyer_accounts_new (const char *directory, FoyerSecretStore *secrets)
{
  FoyerAccounts *self = g_object_new (FOYER_TYPE_ACCOUNTS, NULL);

  self->directory = g_strdup (directory);
  self->secrets = g_object_ref (secrets);
  return self;
}
