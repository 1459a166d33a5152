/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tokens of one account: the access token in memory, the refresh token in the secret store, one refresh at a time. */

#include "foyer-auth.h"

#include "foyer-error.h"
#include "foyer-json.h"

#include <string.h>

#define KIND "refresh-token"
#define MARGIN 15      /* seconds: a token about to end is not sent */
#define LIFETIME 300   /* seconds, where the server does not say */

struct _FoyerAuth
{
  GObject parent_instance;
  FoyerTransport *transport;
  FoyerPortal *portal;
  FoyerSecretStore *secrets;
  char *account_id;
  char *access_token;     /* (nullable) */
  char *session_refresh;  /* (nullable): the refresh token when the keyring does not take it */
  gint64 expires;         /* monotonic, µs: a wrong wall clock does no harm */
  DexFuture *refresh;     /* (nullable): the one under way */
  GError *keyring_error;
  gboolean signed_in;
};

typedef enum
{
  PROP_SIGNED_IN = 1,
  PROP_KEYRING_ERROR,
} FoyerAuthProperty;

static GParamSpec *properties[PROP_KEYRING_ERROR + 1];

G_DEFINE_FINAL_TYPE (FoyerAuth, foyer_auth, G_TYPE_OBJECT)

static void
wipe (char **secret)
{
  if (*secret != NULL)
    explicit_bzero (*secret, strlen (*secret));
  g_clear_pointer (secret, g_free);
}

static void
set_signed_in (FoyerAuth *self, gboolean signed_in)
{
  if (self->signed_in == signed_in)
    return;
  self->signed_in = signed_in;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIGNED_IN]);
}

static void
take_keyring_error (FoyerAuth *self, GError *error)
{
  g_clear_error (&self->keyring_error);
  self->keyring_error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEYRING_ERROR]);
}

/* The keyring, else this session only: never a plain file. */
static void
keep_refresh_token (FoyerAuth *self, const char *token)
{
  g_autofree char *label = g_strdup_printf ("Foyer: %s", foyer_portal_get_name (self->portal));
  GError *error = NULL;

  wipe (&self->session_refresh);
  if (dex_await (foyer_secret_store_store (self->secrets, self->account_id, KIND, label, token), &error))
    {
      if (self->keyring_error != NULL)
        take_keyring_error (self, NULL);
      return;
    }
  self->session_refresh = g_strdup (token);
  take_keyring_error (self, error);
}

static gboolean
keep_tokens (FoyerAuth *self, FoyerResponse *response, GError **error)
{
  g_autoptr (GError) failed = NULL;
  FoyerJson json = foyer_json_root (foyer_response_get_json (response), &failed);
  char *access = foyer_json_require_string (&json, "access_token"), *refresh = foyer_json_get_string (&json, "refresh_token");
  gint64 lifetime = foyer_json_get_int (&json, "expires_in", LIFETIME);

  if (failed != NULL)
    {
      wipe (&refresh);
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  if (refresh != NULL)
    keep_refresh_token (self, refresh);
  wipe (&refresh);
  wipe (&self->access_token);
  self->access_token = access;
  self->expires = g_get_monotonic_time () + MAX (lifetime - MARGIN, 1) * G_USEC_PER_SEC;
  set_signed_in (self, TRUE);
  return TRUE;
}

static FoyerRequest *
make_request (FoyerAuth *self, const char *endpoint, GHashTable *form)
{
  FoyerRequest *request = foyer_request_new ("POST", endpoint);

  g_hash_table_insert (form, (char *) "client_id", (char *) foyer_portal_get_client_id (self->portal));
  foyer_request_set_authorize (request, FOYER_AUTHORIZE_NEVER);
  foyer_request_set_form (request, form);
  return request;
}

typedef struct
{
  FoyerAuth *auth;
  char *code;
  char *verifier;
  char *redirect_uri;
} Redemption;

static void
redemption_free (gpointer data)
{
  Redemption *self = data;

  g_object_unref (self->auth);
  wipe (&self->code);
  wipe (&self->verifier);
  g_free (self->redirect_uri);
  g_free (self);
}

static DexFuture *
redeem_fiber (gpointer data)
{
  Redemption *redemption = data;
  FoyerAuth *self = redemption->auth;
  g_autoptr (GHashTable) form = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (FoyerRequest) request = NULL;
  g_autoptr (FoyerResponse) response = NULL;
  GError *error = NULL;

  g_hash_table_insert (form, (char *) "grant_type", (char *) "authorization_code");
  g_hash_table_insert (form, (char *) "code", redemption->code);
  g_hash_table_insert (form, (char *) "code_verifier", redemption->verifier);
  if (redemption->redirect_uri != NULL)
    g_hash_table_insert (form, (char *) "redirect_uri", redemption->redirect_uri);
  request = make_request (self, foyer_portal_get_token_endpoint (self->portal), form);
  response = dex_await_boxed (foyer_transport_send (self->transport, request), &error);
  if (response == NULL || !keep_tokens (self, response, &error))
    return dex_future_new_for_error (error);
  return dex_future_new_true ();
}

/**
 * foyer_auth_redeem:
 * @code: authorization code
 * @code_verifier: PKCE (RFC 7636)
 * @redirect_uri: (nullable): NULL after a challenge, else what the browser was sent back to
 *
 * Returns: (transfer full): resolves to TRUE once tokens are held; rejects with FOYER_ERROR
 */
DexFuture *
foyer_auth_redeem (FoyerAuth *self, const char *code, const char *code_verifier, const char *redirect_uri)
{
  Redemption *redemption = g_new0 (Redemption, 1);

  redemption->auth = g_object_ref (self);
  redemption->code = g_strdup (code);
  redemption->verifier = g_strdup (code_verifier);
  redemption->redirect_uri = g_strdup (redirect_uri);
  return dex_scheduler_spawn (dex_scheduler_get_default (), 0, redeem_fiber, redemption, redemption_free);
}

static char *
find_refresh_token (FoyerAuth *self, GError **error)
{
  if (self->session_refresh != NULL)
    return g_strdup (self->session_refresh);
  return dex_await_string (foyer_secret_store_lookup (self->secrets, self->account_id, KIND), error);
}

static DexFuture *
resume_fiber (gpointer data)
{
  FoyerAuth *self = data;
  GError *error = NULL;
  char *token = find_refresh_token (self, &error);
  gboolean found = token != NULL;

  wipe (&token);
  if (error != NULL)
    take_keyring_error (self, error);
  if (found)
    set_signed_in (self, TRUE);
  return dex_future_new_for_boolean (found);
}

/**
 * foyer_auth_resume:
 *
 * Returns: (transfer full): resolves to whether there is a refresh token; what is wrong with the keyring is "keyring-error"
 */
DexFuture *
foyer_auth_resume (FoyerAuth *self)
{
  return dex_scheduler_spawn (dex_scheduler_get_default (), 0, resume_fiber, g_object_ref (self), g_object_unref);
}

static void
forget (FoyerAuth *self)
{
  wipe (&self->access_token);
  wipe (&self->session_refresh);
  self->expires = 0;
  set_signed_in (self, FALSE);
}

static DexFuture *
refresh_fiber (gpointer data)
{
  FoyerAuth *self = data;
  g_autoptr (GHashTable) form = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (FoyerRequest) request = NULL;
  g_autoptr (FoyerResponse) response = NULL;
  GError *error = NULL;
  char *token = find_refresh_token (self, &error);

  if (token == NULL)
    {
      if (error != NULL)
        take_keyring_error (self, error);
      forget (self);
      return dex_future_new_for_error (foyer_error_new (FOYER_ERROR_SIGNED_OUT, "no refresh token"));
    }
  g_hash_table_insert (form, (char *) "grant_type", (char *) "refresh_token");
  g_hash_table_insert (form, (char *) "refresh_token", token);
  request = make_request (self, foyer_portal_get_token_endpoint (self->portal), form);
  wipe (&token);
  response = dex_await_boxed (foyer_transport_send (self->transport, request), &error);
  if (response != NULL && keep_tokens (self, response, &error))
    return dex_future_new_true ();
  if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_INVALID) || g_error_matches (error, FOYER_ERROR, FOYER_ERROR_SIGNED_OUT))
    {
      g_clear_error (&error);
      forget (self);
      dex_await (foyer_secret_store_clear (self->secrets, self->account_id, KIND), NULL);
      error = foyer_error_new (FOYER_ERROR_SIGNED_OUT, "the refresh token is not accepted");
    }
  return dex_future_new_for_error (error);
}

static DexFuture *
on_refreshed (DexFuture *future, gpointer user_data)
{
  FoyerAuth *self = user_data;

  dex_clear (&self->refresh);
  return dex_ref (future);
}

static DexFuture *
give_token (DexFuture *future, gpointer user_data)
{
  FoyerAuth *self = user_data;

  if (self->access_token == NULL)
    return dex_future_new_for_error (foyer_error_new (FOYER_ERROR_SIGNED_OUT, "signed out meanwhile"));
  return dex_future_new_take_string (g_strdup (self->access_token));
}

/**
 * foyer_auth_get_token:
 * @stale: (nullable): the token that the portal just refused
 *
 * Returns: (transfer full): resolves to an access token, refreshed where needed: one refresh at a time, all others wait for
 *   it; rejects with FOYER_ERROR_SIGNED_OUT, or what the transport rejects with
 */
DexFuture *
foyer_auth_get_token (FoyerAuth *self, const char *stale)
{
  gboolean usable = self->access_token != NULL && g_get_monotonic_time () < self->expires &&
                    (stale == NULL || !g_str_equal (stale, self->access_token));

  if (usable)
    return dex_future_new_take_string (g_strdup (self->access_token));
  if (self->refresh == NULL)
    self->refresh =
        dex_future_finally (dex_scheduler_spawn (dex_scheduler_get_default (), 0, refresh_fiber, g_object_ref (self), g_object_unref),
                            on_refreshed, self, NULL);
  return dex_future_then (dex_ref (self->refresh), give_token, g_object_ref (self), g_object_unref);
}

static DexFuture *
sign_out_fiber (gpointer data)
{
  FoyerAuth *self = data;
  const char *endpoint = foyer_portal_get_revocation_endpoint (self->portal);
  char *token = find_refresh_token (self, NULL);
  g_autoptr (GError) error = NULL;

  if (token != NULL && endpoint != NULL)
    {
      g_autoptr (GHashTable) form = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (FoyerRequest) request = NULL;
      g_autoptr (FoyerResponse) response = NULL;

      g_hash_table_insert (form, (char *) "token", token);
      g_hash_table_insert (form, (char *) "token_type_hint", (char *) "refresh_token");
      request = make_request (self, endpoint, form);
      response = dex_await_boxed (foyer_transport_send (self->transport, request), NULL);
    }
  wipe (&token);
  forget (self);
  dex_await (foyer_secret_store_clear (self->secrets, self->account_id, KIND), &error);
  return dex_future_new_true ();
}

/**
 * foyer_auth_sign_out:
 *
 * Revokes the tokens where the portal can be reached (RFC 7009) and forgets them always.
 *
 * Returns: (transfer full): resolves to TRUE
 */
DexFuture *
foyer_auth_sign_out (FoyerAuth *self)
{
  return dex_scheduler_spawn (dex_scheduler_get_default (), 0, sign_out_fiber, g_object_ref (self), g_object_unref);
}

gboolean
foyer_auth_get_signed_in (FoyerAuth *self)
{
  return self->signed_in;
}

GError *
foyer_auth_get_keyring_error (FoyerAuth *self)
{
  return self->keyring_error;
}

static void
foyer_auth_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerAuth *self = FOYER_AUTH (object);

  switch ((FoyerAuthProperty) id)
    {
    case PROP_SIGNED_IN:
      g_value_set_boolean (value, self->signed_in);
      return;
    case PROP_KEYRING_ERROR:
      g_value_set_boxed (value, self->keyring_error);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
foyer_auth_finalize (GObject *object)
{
  FoyerAuth *self = FOYER_AUTH (object);

  dex_clear (&self->refresh);
  wipe (&self->access_token);
  wipe (&self->session_refresh);
  g_object_unref (self->transport);
  g_object_unref (self->portal);
  g_object_unref (self->secrets);
  g_free (self->account_id);
  g_clear_error (&self->keyring_error);
  G_OBJECT_CLASS (foyer_auth_parent_class)->finalize (object);
}

static void
foyer_auth_class_init (FoyerAuthClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = foyer_auth_get_property;
  object_class->finalize = foyer_auth_finalize;
  properties[PROP_SIGNED_IN] = g_param_spec_boolean ("signed-in", NULL, NULL, FALSE, flags);
  properties[PROP_KEYRING_ERROR] = g_param_spec_boxed ("keyring-error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
foyer_auth_init (FoyerAuth *self)
{
}

/**
 * foyer_auth_new:
 * @account_id: names the account's items in @secrets
 *
 * Returns: (transfer full): an account's tokens, none yet
 */
FoyerAuth *
foyer_auth_new (FoyerTransport *transport, FoyerPortal *portal, FoyerSecretStore *secrets, const char *account_id)
{
  FoyerAuth *self = g_object_new (FOYER_TYPE_AUTH, NULL);

  self->transport = g_object_ref (transport);
  self->portal = g_object_ref (portal);
  self->secrets = g_object_ref (secrets);
  self->account_id = g_strdup (account_id);
  return self;
}
