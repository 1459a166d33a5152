/* SPDX-License-Identifier: GPL-3.0-or-later
 * One sign-in at one portal: the session object of its window. Transport, tokens and store are its own; every answer
 * says whose it is. */

#include "foyer-account.h"

#include "foyer-error.h"
#include "foyer-future.h"
#include "foyer-json.h"
#include "foyer-store-key.h"

#include <string.h>

#define N_COLORS 8

struct _FoyerAccount
{
  GObject parent_instance;
  char *id;
  FoyerPortal *portal;
  FoyerSecretStore *secrets;
  FoyerTransport *transport;
  FoyerAuth *auth;
  FoyerStore *store; /* (nullable) until started */
  char *directory;   /* (nullable) */
  FoyerAccountState state;
  char *name;
  char *customer_number;
  char *party_id;
  char *billing_account;
  char *party_href;
  GError *keyring_error;
  GError *store_error;
};

typedef enum
{
  PROP_STATE = 1,
  PROP_NAME,
  PROP_CUSTOMER_NUMBER,
  PROP_COLOR,
  PROP_KEYRING_ERROR,
  PROP_STORE_ERROR,
} FoyerAccountProperty;

static GParamSpec *properties[PROP_STORE_ERROR + 1];

G_DEFINE_FINAL_TYPE (FoyerAccount, foyer_account, G_TYPE_OBJECT)

static void
set_state (FoyerAccount *self, FoyerAccountState state)
{
  if (self->state == state || self->state == FOYER_ACCOUNT_CLOSED)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static gboolean
is_closed (FoyerAccount *self, GError **error)
{
  if (self->state != FOYER_ACCOUNT_CLOSED)
    return FALSE;
  g_clear_error (error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the account is closed");
  return TRUE;
}

static void
take_error (FoyerAccount *self, GError **place, FoyerAccountProperty property, GError *error)
{
  g_clear_error (place);
  *place = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_text (FoyerAccount *self, char **place, const char *text, FoyerAccountProperty property)
{
  if (text != NULL && g_set_str (place, text) && property != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* Starting */

/* NULL: the store stays in memory, and "keyring-error" says why. */
static char *
find_key (FoyerAccount *self)
{
  GError *error = NULL;
  char *key = foyer_store_key_find (self->secrets, self->id, &error);

  if (error != NULL || self->keyring_error != NULL)
    take_error (self, &self->keyring_error, PROP_KEYRING_ERROR, error);
  return key;
}

static char *
make_path (FoyerAccount *self)
{
  g_autofree char *name = g_strconcat (self->id, ".db", NULL);

  return self->directory != NULL ? g_build_filename (self->directory, name, NULL) : NULL;
}

static void
open_store (FoyerAccount *self)
{
  char *key = find_key (self);
  g_autofree char *path = key != NULL ? make_path (self) : NULL;
  g_autoptr (GError) error = NULL;

  self->store = dex_await_object (foyer_store_open (path, key), &error);
  foyer_store_key_free (key);
  if (self->store == NULL)
    {
      take_error (self, &self->store_error, PROP_STORE_ERROR, g_steal_pointer (&error));
      self->store = dex_await_object (foyer_store_open (NULL, NULL), NULL);
    }
}

static DexFuture *
start_fiber (gpointer data)
{
  FoyerAccount *self = data;
  gboolean resumed;

  /* A store that is open stays as it is until the next start: its drafts are not lost over a keyring that came late. */
  if (self->store == NULL)
    open_store (self);
  else
    foyer_store_key_free (find_key (self));
  resumed = dex_await_boolean (foyer_auth_resume (self->auth), NULL);
  set_state (self, resumed ? FOYER_ACCOUNT_SIGNED_IN : FOYER_ACCOUNT_SIGNED_OUT);
  return dex_future_new_true ();
}

/**
 * foyer_account_start:
 *
 * Opens the store and looks for the tokens; asks nothing of the portal. Called again it asks the keyring again.
 *
 * Returns: (transfer full): resolves to TRUE; what is wrong is in "keyring-error" and "store-error"
 */
DexFuture *
foyer_account_start (FoyerAccount *self)
{
  return dex_scheduler_spawn (dex_scheduler_get_default (), 0, start_fiber, g_object_ref (self), g_object_unref);
}

/* Reading */

typedef struct
{
  FoyerAccount *account;
  char *uri;
  char *media_type;
  FoyerRequest *request;
  gboolean from_store;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_object_unref (self->account);
  g_free (self->uri);
  g_free (self->media_type);
  g_clear_pointer (&self->request, foyer_request_unref);
  g_free (self);
}

static DexFuture *
spawn (FoyerAccount *self, DexFiberFunc func, const char *uri, gboolean from_store)
{
  Work *work = g_new0 (Work, 1);

  work->account = g_object_ref (self);
  work->uri = g_strdup (uri);
  work->from_store = from_store;
  return dex_scheduler_spawn (dex_scheduler_get_default (), 0, func, work, work_free);
}

static FoyerStored *
get_stored (FoyerAccount *self, const char *uri)
{
  return self->store != NULL ? dex_await_boxed (foyer_store_get (self->store, uri), NULL) : NULL;
}

static DexFuture *
answer_stored (FoyerAccount *self, FoyerStored *stored, GDateTime *time, gboolean from_store)
{
  GError *error = NULL;
  g_autoptr (JsonNode) json = dex_await_boxed (foyer_json_parse (stored->body), &error);

  if (json == NULL)
    return dex_future_new_for_error (error);
  return dex_future_new_take_boxed (FOYER_TYPE_ANSWER,
                                    foyer_answer_new (self->id, json, stored->etag, stored->total, time, from_store));
}

static DexFuture *
read_portal (FoyerAccount *self, const char *uri)
{
  g_autoptr (FoyerStored) stored = get_stored (self, uri);
  g_autoptr (FoyerRequest) request = foyer_request_new ("GET", uri);
  g_autoptr (FoyerResponse) response = NULL;
  g_autoptr (GBytes) body = NULL;
  GError *error = NULL;

  if (stored != NULL)
    foyer_request_set_if_none_match (request, stored->etag);
  response = dex_await_boxed (foyer_transport_send (self->transport, request), &error);
  if (is_closed (self, &error) || response == NULL)
    {
      if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_SIGNED_OUT))
        set_state (self, FOYER_ACCOUNT_SIGNED_OUT);
      return dex_future_new_for_error (error);
    }
  if (foyer_response_get_status (response) == SOUP_STATUS_NOT_MODIFIED && stored != NULL)
    {
      foyer_future_disown (foyer_store_put (self->store, uri, stored->body, stored->etag, stored->total));
      return answer_stored (self, stored, NULL, FALSE);
    }
  if (foyer_response_get_json (response) == NULL)
    return dex_future_new_for_error (foyer_error_new (FOYER_ERROR_BAD_DATA, "$: an empty answer"));
  body = foyer_json_to_bytes (foyer_response_get_json (response));
  if (self->store != NULL)
    foyer_future_disown (foyer_store_put (self->store, uri, body, foyer_response_get_etag (response),
                                          foyer_response_get_total_count (response)));
  return dex_future_new_take_boxed (FOYER_TYPE_ANSWER,
                                    foyer_answer_new (self->id, foyer_response_get_json (response),
                                                      foyer_response_get_etag (response),
                                                      foyer_response_get_total_count (response), NULL, FALSE));
}

static DexFuture *
read_fiber (gpointer data)
{
  Work *work = data;
  FoyerAccount *self = work->account;
  g_autoptr (FoyerStored) stored = NULL;

  if (!work->from_store)
    return read_portal (self, work->uri);
  stored = get_stored (self, work->uri);
  if (stored == NULL)
    return dex_future_new_for_error (foyer_error_new (FOYER_ERROR_NOT_FOUND, "nothing kept"));
  return answer_stored (self, stored, stored->time, TRUE);
}

/**
 * foyer_account_read:
 * @uri: absolute
 * @from_store: what is kept, else the portal's answer, which is then kept
 *
 * Returns: (transfer full): resolves to a FoyerAnswer; rejects with FOYER_ERROR; FOYER_ERROR_NOT_FOUND from the store
 * means that nothing is kept
 */
DexFuture *
foyer_account_read (FoyerAccount *self, const char *uri, gboolean from_store)
{
  return spawn (self, read_fiber, uri, from_store);
}

/* "…/shoppingCart/K-1" and "…/shoppingCart" lie in the collection "…/shoppingCart". */
static char *
get_collection (const char *method, const char *uri)
{
  const char *slash = strrchr (uri, '/');

  return g_str_equal (method, "POST") || slash == NULL ? g_strdup (uri) : g_strndup (uri, slash - uri);
}

static DexFuture *
write_fiber (gpointer data)
{
  Work *work = data;
  FoyerAccount *self = work->account;
  g_autoptr (FoyerResponse) response = NULL;
  g_autofree char *collection = NULL;
  GError *error = NULL;

  response = dex_await_boxed (foyer_transport_send (self->transport, work->request), &error);
  if (is_closed (self, &error) || response == NULL)
    return dex_future_new_for_error (error);
  collection = get_collection (work->media_type, work->uri);
  if (self->store != NULL)
    dex_await (foyer_store_forget_prefix (self->store, collection), NULL);
  return dex_future_new_take_boxed (FOYER_TYPE_ANSWER,
                                    foyer_answer_new (self->id, foyer_response_get_json (response),
                                                      foyer_response_get_etag (response), -1, NULL, FALSE));
}

/**
 * foyer_account_write:
 * @request: POST with an idempotency key, PATCH with If-Match, or DELETE
 *
 * Goes on when nobody waits any more.
 *
 * Returns: (transfer full): resolves to a FoyerAnswer once what was kept of the collection is forgotten
 */
DexFuture *
foyer_account_write (FoyerAccount *self, FoyerRequest *request)
{
  Work *work = g_new0 (Work, 1);

  work->account = g_object_ref (self);
  work->request = foyer_request_ref (request);
  work->uri = g_strdup (foyer_request_get_uri (request));
  work->media_type = g_strdup (foyer_request_get_method (request));
  return dex_scheduler_spawn (dex_scheduler_get_default (), 0, write_fiber, work, work_free);
}

static DexFuture *
download_fiber (gpointer data)
{
  Work *work = data;
  g_autoptr (FoyerRequest) request = foyer_request_new ("GET", work->uri);
  g_autoptr (FoyerResponse) response = NULL;
  GError *error = NULL;

  foyer_request_accept_bytes (request, work->media_type);
  foyer_request_set_bound (request, FOYER_DOCUMENT_BOUND);
  response = dex_await_boxed (foyer_transport_send (work->account->transport, request), &error);
  if (is_closed (work->account, &error) || response == NULL)
    return dex_future_new_for_error (error);
  return dex_future_new_take_boxed (G_TYPE_BYTES, g_bytes_ref (foyer_response_get_bytes (response)));
}

/**
 * foyer_account_download:
 * @uri: of a document
 * @media_type: what is asked for
 *
 * Returns: (transfer full): resolves to GBytes
 */
DexFuture *
foyer_account_download (FoyerAccount *self, const char *uri, const char *media_type)
{
  Work *work = g_new0 (Work, 1);

  work->account = g_object_ref (self);
  work->uri = g_strdup (uri);
  work->media_type = g_strdup (media_type);
  return dex_scheduler_spawn (dex_scheduler_get_default (), 0, download_fiber, work, work_free);
}

/* Who this is */

static void
read_identity (FoyerAccount *self, JsonNode *json)
{
  FoyerJson root = foyer_json_root (json, NULL), customer = foyer_json_element (&root, 0),
            accounts = foyer_json_member (&customer, "account"), account = foyer_json_element (&accounts, 0),
            parties = foyer_json_member (&customer, "relatedParty");
  g_autofree char *name = foyer_json_get_string (&customer, "name"), *number = foyer_json_get_string (&customer, "id"),
                  *billing = foyer_json_get_string (&account, "id");

  set_text (self, &self->name, name, PROP_NAME);
  set_text (self, &self->customer_number, number, PROP_CUSTOMER_NUMBER);
  set_text (self, &self->billing_account, billing, 0);
  for (guint i = 0; i < foyer_json_length (&parties); i++)
    {
      FoyerJson party = foyer_json_element (&parties, i);
      g_autofree char *kind = foyer_json_get_string (&party, "@referredType"),
                      *id = foyer_json_get_string (&party, "id");

      if (g_strcmp0 (kind, "Individual") == 0 && id != NULL)
        foyer_account_set_party_id (self, id);
    }
}

static DexFuture *
identity_fiber (gpointer data)
{
  Work *work = data;
  FoyerAccount *self = work->account;
  const char *base = foyer_portal_get_api (self->portal, "customer");
  g_autofree char *uri = base != NULL ? g_strconcat (base, "customer?limit=1", NULL) : NULL;
  g_autoptr (FoyerAnswer) answer = NULL;
  GError *error = NULL;

  if (uri == NULL)
    return dex_future_new_true ();
  answer = dex_await_boxed (foyer_account_read (self, uri, FALSE), &error);
  if (answer == NULL)
    return dex_future_new_for_error (error);
  read_identity (self, answer->json);
  return dex_future_new_true ();
}

/**
 * foyer_account_refresh_identity:
 *
 * Returns: (transfer full): resolves to TRUE when name, number and party are known (TMF629 customer)
 */
DexFuture *
foyer_account_refresh_identity (FoyerAccount *self)
{
  return spawn (self, identity_fiber, NULL, FALSE);
}

typedef struct
{
  FoyerAccount *account;
  FoyerChallenge *challenge;
} SignIn;

static void
sign_in_free (gpointer data)
{
  SignIn *self = data;

  g_object_unref (self->account);
  g_object_unref (self->challenge);
  g_free (self);
}

static DexFuture *
sign_in_fiber (gpointer data)
{
  SignIn *sign_in = data;
  FoyerAccount *self = sign_in->account;
  g_autofree char *before = g_strdup (foyer_account_get_customer_number (self));
  GError *error = NULL;

  if (self->store == NULL)
    open_store (self);
  /* Whoever comes now must not meet what somebody else has read. */
  dex_await (foyer_store_forget_prefix (self->store, ""), NULL);
  if (!dex_await (foyer_auth_redeem (self->auth, foyer_challenge_get_code (sign_in->challenge),
                                     foyer_challenge_get_code_verifier (sign_in->challenge), NULL),
                  &error) ||
      !dex_await (foyer_account_refresh_identity (self), &error))
    return dex_future_new_for_error (error);
  if (*before != '\0' && !g_str_equal (before, foyer_account_get_customer_number (self)))
    dex_await (foyer_store_clear (self->store), NULL);
  set_state (self, FOYER_ACCOUNT_SIGNED_IN);
  return dex_future_new_true ();
}

/**
 * foyer_account_sign_in:
 * @challenge: in the state FOYER_CHALLENGE_DONE
 *
 * Returns: (transfer full): resolves to TRUE when the account is signed in and its name is known
 */
DexFuture *
foyer_account_sign_in (FoyerAccount *self, FoyerChallenge *challenge)
{
  SignIn *sign_in = g_new0 (SignIn, 1);

  sign_in->account = g_object_ref (self);
  sign_in->challenge = g_object_ref (challenge);
  return dex_scheduler_spawn (dex_scheduler_get_default (), 0, sign_in_fiber, sign_in, sign_in_free);
}

static DexFuture *
sign_out_fiber (gpointer data)
{
  Work *work = data;

  dex_await (foyer_auth_sign_out (work->account->auth), NULL);
  /* Drafts stay for the same person; what was read is gone with the tokens. */
  if (work->account->store != NULL)
    dex_await (foyer_store_forget_prefix (work->account->store, ""), NULL);
  set_state (work->account, FOYER_ACCOUNT_SIGNED_OUT);
  return dex_future_new_true ();
}

/**
 * foyer_account_sign_out:
 *
 * Returns: (transfer full): resolves to TRUE; the account keeps its place
 */
DexFuture *
foyer_account_sign_out (FoyerAccount *self)
{
  return spawn (self, sign_out_fiber, NULL, FALSE);
}

static DexFuture *
remove_fiber (gpointer data)
{
  Work *work = data;
  FoyerAccount *self = work->account;
  g_autofree char *path = make_path (self);
  GError *error = NULL;

  /* Closed first: what is on its way is nobody's from here on, whatever signing out makes of it. */
  set_state (self, FOYER_ACCOUNT_CLOSED);
  dex_await (foyer_auth_sign_out (self->auth), NULL);
  foyer_transport_close (self->transport);
  if (self->store != NULL)
    dex_await (foyer_store_close (self->store), NULL);
  if (path != NULL && !dex_await (foyer_store_delete (path), &error))
    return dex_future_new_for_error (error);
  if (!dex_await (foyer_secret_store_clear (self->secrets, self->id, NULL), &error) &&
      foyer_secret_store_is_lasting (self->secrets) && self->keyring_error == NULL)
    return dex_future_new_for_error (error);
  g_clear_error (&error);
  return dex_future_new_true ();
}

/**
 * foyer_account_remove:
 *
 * Revokes and forgets the tokens, drops answers on their way, removes store, key and drafts.
 *
 * Returns: (transfer full): resolves to TRUE when nothing of the account is left
 */
DexFuture *
foyer_account_remove (FoyerAccount *self)
{
  return spawn (self, remove_fiber, NULL, FALSE);
}

const char *
foyer_account_get_id (FoyerAccount *self)
{
  return self->id;
}

FoyerPortal *
foyer_account_get_portal (FoyerAccount *self)
{
  return self->portal;
}

FoyerTransport *
foyer_account_get_transport (FoyerAccount *self)
{
  return self->transport;
}

FoyerStore *
foyer_account_get_store (FoyerAccount *self)
{
  return self->store;
}

FoyerAuth *
foyer_account_get_auth (FoyerAccount *self)
{
  return self->auth;
}

FoyerAccountState
foyer_account_get_state (FoyerAccount *self)
{
  return self->state;
}

const char *
foyer_account_get_name (FoyerAccount *self)
{
  return self->name != NULL ? self->name : "";
}

const char *
foyer_account_get_customer_number (FoyerAccount *self)
{
  return self->customer_number != NULL ? self->customer_number : "";
}

const char *
foyer_account_get_party_href (FoyerAccount *self)
{
  return self->party_href;
}

const char *
foyer_account_get_party_id (FoyerAccount *self)
{
  return self->party_id;
}

const char *
foyer_account_get_billing_account (FoyerAccount *self)
{
  return self->billing_account;
}

/**
 * foyer_account_set_party_id:
 * @id: TMF632 individual
 */
void
foyer_account_set_party_id (FoyerAccount *self, const char *id)
{
  const char *base = foyer_portal_get_api (self->portal, "party");

  g_set_str (&self->party_id, id);
  g_free (self->party_href);
  self->party_href = base != NULL ? g_strconcat (base, "individual/", id, NULL) : NULL;
}

/**
 * foyer_account_remember:
 *
 * What was known when it was last seen, so that a start without network has a name.
 */
void
foyer_account_remember (FoyerAccount *self,
                        const char *name,
                        const char *customer_number,
                        const char *party_id,
                        const char *billing_account)
{
  set_text (self, &self->name, name, PROP_NAME);
  set_text (self, &self->customer_number, customer_number, PROP_CUSTOMER_NUMBER);
  set_text (self, &self->billing_account, billing_account, 0);
  if (party_id != NULL)
    foyer_account_set_party_id (self, party_id);
}

/**
 * foyer_account_get_color:
 *
 * Returns: 0 to 7, from the id: tells windows apart
 */
guint
foyer_account_get_color (FoyerAccount *self)
{
  return g_str_hash (self->id) % N_COLORS;
}

GError *
foyer_account_get_keyring_error (FoyerAccount *self)
{
  return self->keyring_error != NULL ? self->keyring_error : foyer_auth_get_keyring_error (self->auth);
}

GError *
foyer_account_get_store_error (FoyerAccount *self)
{
  return self->store_error;
}

static void
on_auth_keyring_error_cb (FoyerAuth *auth, GParamSpec *pspec, gpointer user_data)
{
  g_object_notify_by_pspec (user_data, properties[PROP_KEYRING_ERROR]);
}

static DexFuture *
get_token (const char *stale, gpointer user_data)
{
  return foyer_auth_get_token (FOYER_ACCOUNT (user_data)->auth, stale);
}

static void
foyer_account_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerAccount *self = FOYER_ACCOUNT (object);

  switch ((FoyerAccountProperty) id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      return;
    case PROP_NAME:
      g_value_set_string (value, foyer_account_get_name (self));
      return;
    case PROP_CUSTOMER_NUMBER:
      g_value_set_string (value, foyer_account_get_customer_number (self));
      return;
    case PROP_COLOR:
      g_value_set_uint (value, foyer_account_get_color (self));
      return;
    case PROP_KEYRING_ERROR:
      g_value_set_boxed (value, foyer_account_get_keyring_error (self));
      return;
    case PROP_STORE_ERROR:
      g_value_set_boxed (value, self->store_error);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
foyer_account_finalize (GObject *object)
{
  FoyerAccount *self = FOYER_ACCOUNT (object);

  foyer_transport_set_token_func (self->transport, NULL, NULL);
  g_signal_handlers_disconnect_by_data (self->auth, self);
  g_object_unref (self->portal);
  g_object_unref (self->secrets);
  g_object_unref (self->auth);
  g_object_unref (self->transport);
  g_clear_object (&self->store);
  g_free (self->id);
  g_free (self->directory);
  g_free (self->name);
  g_free (self->customer_number);
  g_free (self->party_id);
  g_free (self->billing_account);
  g_free (self->party_href);
  g_clear_error (&self->keyring_error);
  g_clear_error (&self->store_error);
  G_OBJECT_CLASS (foyer_account_parent_class)->finalize (object);
}

static void
foyer_account_class_init (FoyerAccountClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = foyer_account_get_property;
  object_class->finalize = foyer_account_finalize;
  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, FOYER_ACCOUNT_CLOSED, 0, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);
  properties[PROP_CUSTOMER_NUMBER] = g_param_spec_string ("customer-number", NULL, NULL, "", flags);
  properties[PROP_COLOR] = g_param_spec_uint ("color", NULL, NULL, 0, N_COLORS - 1, 0, flags);
  properties[PROP_KEYRING_ERROR] = g_param_spec_boxed ("keyring-error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_STORE_ERROR] = g_param_spec_boxed ("store-error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
foyer_account_init (FoyerAccount *self)
{
  self->transport = foyer_transport_new ();
}

/**
 * foyer_account_new:
 * @id: UUID
 * @directory: (nullable): where the store lies; NULL keeps nothing on disk
 *
 * Returns: (transfer full): an account that is not started
 */
FoyerAccount *
foyer_account_new (const char *id, FoyerPortal *portal, FoyerSecretStore *secrets, const char *directory)
{
  FoyerAccount *self = g_object_new (FOYER_TYPE_ACCOUNT, NULL);
  g_auto (GStrv) prefixes = foyer_portal_get_token_prefixes (portal);
  g_autofree char *probe = NULL;

  self->id = g_strdup (id);
  self->portal = g_object_ref (portal);
  self->secrets = g_object_ref (secrets);
  self->directory = g_strdup (directory);
  self->auth = foyer_auth_new (self->transport, portal, secrets, id);
  g_signal_connect (self->auth, "notify::keyring-error", G_CALLBACK (on_auth_keyring_error_cb), self);
  foyer_transport_set_token_prefixes (self->transport, (const char *const *) prefixes);
  foyer_transport_set_token_func (self->transport, get_token, self);
  probe = g_strconcat (foyer_portal_get_address (portal), "/.well-known/oauth-protected-resource", NULL);
  foyer_transport_set_probe (self->transport, probe);
  return self;
}
