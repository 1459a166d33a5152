/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tokens of one account: the access token in memory, the refresh token in the secret store, one refresh at a time.
 */

#include "foyer-auth.h"

#include "foyer-error.h"
#include "foyer-future.h"
#include "foyer-json.h"

#include <libsecret/secret.h>
#include <string.h>

#define KIND "refresh-token"
#define MARGIN 15       /* seconds: a token about to end is not sent */
#define LIFETIME 300    /* seconds, where the server does not say */
#define REVOKE_LIMIT 10 /* seconds that signing out waits for the portal */

struct _FoyerAuth
{
  GObject parent_instance;
  FoyerTransport *transport;
  FoyerPortal *portal;
  FoyerSecretStore *secrets;
  char *account_id;
  char *access_token;    /* (nullable) */
  char *session_refresh; /* (nullable): the refresh token when the keyring does not take it; non-pageable */
  gint64 expires;        /* monotonic, µs: a wrong wall clock does no harm */
  DexFuture *refresh;    /* (nullable): the one under way */
  GError *keyring_error; /* (nullable) */
  guint generation;      /* raised by signing out and in: an answer to a question of before is dropped */
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
  if (error == NULL && self->keyring_error == NULL)
    return;
  g_clear_error (&self->keyring_error);
  self->keyring_error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEYRING_ERROR]);
}

static void
forget_session_refresh (FoyerAuth *self)
{
  secret_password_free (g_steal_pointer (&self->session_refresh));
}

/* Locks what is held for this session only into memory that is not paged out. */
static char *
lock_up (const char *secret)
{
  return secret_value_unref_to_password (secret_value_new (secret, -1, "text/plain"), NULL);
}

/* The keyring, else this session only: never a plain file. */
static void
keep_refresh_token (FoyerAuth *self, const char *token)
{
  g_autofree char *label = g_strdup_printf ("Foyer: %s", foyer_portal_get_name (self->portal));
  GError *error = NULL;

  forget_session_refresh (self);
  if (!dex_await (foyer_secret_store_store (self->secrets, self->account_id, KIND, label, token), &error))
    self->session_refresh = lock_up (token);
  take_keyring_error (self, error);
}

/* A token goes into a header (RFC 6750, 2.1). */
static gboolean
is_token (const char *text)
{
  for (; *text != '\0'; text++)
    if (*text <= ' ' || *text > '~')
      return FALSE;
  return TRUE;
}

/* The parsed answer is ours alone: what is secret in it is wiped before it is let go. */
static void
wipe_member (JsonNode *node, const char *name)
{
  FoyerJson root = foyer_json_root (node, NULL), member = foyer_json_member (&root, name);

  if (foyer_json_exists (&member) && JSON_NODE_HOLDS_VALUE (member.node) &&
      json_node_get_value_type (member.node) == G_TYPE_STRING)
    explicit_bzero ((char *) json_node_get_string (member.node), strlen (json_node_get_string (member.node)));
}

typedef struct
{
  char *access;
  char *refresh;   /* (nullable) */
  gint64 lifetime; /* seconds */
} Tokens;

static void
tokens_clear (Tokens *self)
{
  wipe (&self->access);
  wipe (&self->refresh);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tokens, tokens_clear)

/* RFC 6749, 5.1. */
static gboolean
read_tokens (Tokens *tokens, FoyerResponse *response, GError **error)
{
  g_autoptr (GError) failed = NULL;
  JsonNode *node = foyer_response_get_json (response);
  FoyerJson json = foyer_json_root (node, &failed);
  FoyerJson access = foyer_json_member (&json, "access_token"), type = foyer_json_member (&json, "token_type");
  g_autofree char *token_type = foyer_json_require_string (&json, "token_type");

  tokens->access = foyer_json_require_string (&json, "access_token");
  tokens->refresh = foyer_json_get_string (&json, "refresh_token");
  tokens->lifetime = foyer_json_get_int (&json, "expires_in", LIFETIME);
  if (tokens->access != NULL && (*tokens->access == '\0' || !is_token (tokens->access)))
    foyer_json_fail (&access, "not a token");
  if (token_type != NULL && g_ascii_strcasecmp (token_type, "Bearer") != 0)
    foyer_json_fail (&type, "not Bearer");
  wipe_member (node, "access_token");
  wipe_member (node, "refresh_token");
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

static void
add (GHashTable *form, const char *name, const char *value)
{
  g_hash_table_insert (form, (gpointer) name, (gpointer) value);
}

static DexFuture *
post (FoyerAuth *self, const char *endpoint, GHashTable *form)
{
  g_autoptr (FoyerRequest) request = foyer_request_new ("POST", endpoint);

  add (form, "client_id", foyer_portal_get_client_id (self->portal));
  foyer_request_set_authorize (request, FOYER_AUTHORIZE_NEVER);
  foyer_request_set_form (request, form);
  foyer_request_accept_status (request, 400);
  foyer_request_accept_status (request, 401);
  return foyer_transport_send (self->transport, request);
}

/* What the token endpoint refuses with (RFC 6749, 5.2): these codes do not go away by trying again. */
static GError *
make_refusal (FoyerResponse *response)
{
  FoyerJson json = foyer_json_root (foyer_response_get_json (response), NULL);
  g_autofree char *code = foyer_json_get_string (&json, "error");
  const char *const final[] = { "invalid_grant", "invalid_client", "unauthorized_client", "unsupported_grant_type",
                                NULL };
  gboolean is_final = code != NULL && g_strv_contains (final, code);
  GError *error =
      foyer_error_new (is_final ? FOYER_ERROR_SIGNED_OUT : FOYER_ERROR_INVALID, "the token endpoint refused");

  foyer_error_set_status (error, foyer_response_get_status (response));
  foyer_error_set_request_id (error, foyer_response_get_header (response, "X-Request-Id"));
  return error;
}

/* Asks the token endpoint. */
static gboolean
fetch_tokens (FoyerAuth *self, GHashTable *form, Tokens *tokens, GError **error)
{
  DexFuture *answer = post (self, foyer_portal_get_token_endpoint (self->portal), form);
  g_autoptr (FoyerResponse) response = dex_await_boxed (answer, error);

  if (response == NULL)
    return FALSE;
  if (SOUP_STATUS_IS_SUCCESSFUL (foyer_response_get_status (response)))
    return read_tokens (tokens, response, error);
  g_propagate_error (error, make_refusal (response));
  return FALSE;
}

static void
revoke_token (FoyerAuth *self, const char *token)
{
  const char *endpoint = foyer_portal_get_revocation_endpoint (self->portal);
  g_autoptr (GHashTable) form = g_hash_table_new (g_str_hash, g_str_equal);

  if (endpoint == NULL)
    return;
  add (form, "token", token);
  add (form, "token_type_hint", "refresh_token");
  dex_await (dex_future_first (post (self, endpoint, form), dex_timeout_new_seconds (REVOKE_LIMIT), NULL), NULL);
}

/* The refresh token is stored before anybody gets the new access token: after a crash in between nobody is left with a
 * used one. FALSE if somebody signed out or in since @generation: then the new tokens are nobody's. */
static gboolean
keep_tokens (FoyerAuth *self, Tokens *tokens, guint generation, GError **error)
{
  gint64 lifetime = CLAMP (tokens->lifetime, 1, G_MAXINT32) * G_USEC_PER_SEC;

  if (tokens->refresh != NULL && generation == self->generation)
    {
      keep_refresh_token (self, tokens->refresh);
      if (generation != self->generation && !self->signed_in)
        {
          forget_session_refresh (self);
          dex_await (foyer_secret_store_clear (self->secrets, self->account_id, KIND), NULL);
        }
    }
  if (generation != self->generation)
    {
      if (tokens->refresh != NULL)
        revoke_token (self, tokens->refresh);
      g_propagate_error (error, foyer_error_new (FOYER_ERROR_SIGNED_OUT, "signed out meanwhile"));
      return FALSE;
    }
  wipe (&self->access_token);
  self->access_token = g_steal_pointer (&tokens->access);
  self->expires = g_get_monotonic_time () + lifetime - MIN (MARGIN * G_USEC_PER_SEC, lifetime / 4);
  set_signed_in (self, TRUE);
  return TRUE;
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
  guint generation = ++self->generation;
  g_autoptr (GHashTable) form = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (Tokens) tokens = { 0 };
  GError *error = NULL;

  add (form, "grant_type", "authorization_code");
  add (form, "code", redemption->code);
  add (form, "code_verifier", redemption->verifier);
  if (redemption->redirect_uri != NULL)
    add (form, "redirect_uri", redemption->redirect_uri);
  if (!fetch_tokens (self, form, &tokens, &error) || !keep_tokens (self, &tokens, generation, &error))
    return dex_future_new_for_error (error);
  return dex_future_new_true ();
}

/**
 * foyer_auth_redeem:
 * @code: authorization code, used once
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

/* (nullable): NULL with @error if the keyring does not tell, without if there is none */
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

  /* A token held for this session only moves to the keyring as soon as there is one. */
  if (found && self->session_refresh != NULL)
    keep_refresh_token (self, token);
  else
    take_keyring_error (self, error);
  wipe (&token);
  if (found)
    set_signed_in (self, TRUE);
  return dex_future_new_for_boolean (found || self->signed_in);
}

/**
 * foyer_auth_resume:
 *
 * Returns: (transfer full): resolves to whether there is a refresh token; what is wrong with the keyring is
 * "keyring-error"
 */
DexFuture *
foyer_auth_resume (FoyerAuth *self)
{
  return dex_scheduler_spawn (dex_scheduler_get_default (), 0, resume_fiber, g_object_ref (self), g_object_unref);
}

static void
forget (FoyerAuth *self)
{
  self->generation++;
  wipe (&self->access_token);
  forget_session_refresh (self);
  self->expires = 0;
  set_signed_in (self, FALSE);
}

/* The session has ended at the portal: what is left of it here is of no use. */
static GError *
end_session (FoyerAuth *self, const char *why)
{
  forget (self);
  dex_await (foyer_secret_store_clear (self->secrets, self->account_id, KIND), NULL);
  return foyer_error_new (FOYER_ERROR_SIGNED_OUT, "%s", why);
}

static DexFuture *
refresh_fiber (gpointer data)
{
  FoyerAuth *self = data;
  guint generation = self->generation;
  g_autoptr (GHashTable) form = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (Tokens) tokens = { 0 };
  GError *error = NULL;
  char *token = find_refresh_token (self, &error);
  gboolean fetched;

  if (token == NULL && error == NULL)
    return dex_future_new_for_error (end_session (self, "no refresh token"));
  if (token == NULL)
    {
      /* A keyring that is locked now may open later: that is no reason to sign anybody out. */
      take_keyring_error (self, g_error_copy (error));
      return dex_future_new_for_error (error);
    }
  add (form, "grant_type", "refresh_token");
  add (form, "refresh_token", token);
  fetched = fetch_tokens (self, form, &tokens, &error) && keep_tokens (self, &tokens, generation, &error);
  wipe (&token);
  if (fetched)
    return dex_future_new_true ();
  if (generation != self->generation || !g_error_matches (error, FOYER_ERROR, FOYER_ERROR_SIGNED_OUT))
    return dex_future_new_for_error (error);
  g_clear_error (&error);
  return dex_future_new_for_error (end_session (self, "the refresh token is not accepted"));
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
 * Returns: (transfer full): resolves to an access token, refreshed where needed: one refresh at a time, all others wait
 * for it; rejects with FOYER_ERROR_SIGNED_OUT, or what the transport rejects with
 */
DexFuture *
foyer_auth_get_token (FoyerAuth *self, const char *stale)
{
  gboolean usable = self->access_token != NULL && g_get_monotonic_time () < self->expires &&
                    (stale == NULL || !g_str_equal (stale, self->access_token));

  if (usable)
    return dex_future_new_take_string (g_strdup (self->access_token));
  if (self->refresh == NULL)
    self->refresh = dex_future_finally (
        dex_scheduler_spawn (dex_scheduler_get_default (), 0, refresh_fiber, g_object_ref (self), g_object_unref),
        on_refreshed, self, NULL);
  return dex_future_then (dex_ref (self->refresh), give_token, g_object_ref (self), g_object_unref);
}

/* Forgotten here first: signing out must not hang on a portal that does not answer. */
static DexFuture *
sign_out_fiber (gpointer data)
{
  FoyerAuth *self = data;
  char *token = find_refresh_token (self, NULL);
  GError *error = NULL;

  forget (self);
  dex_await (foyer_secret_store_clear (self->secrets, self->account_id, KIND), &error);
  take_keyring_error (self, error);
  if (token != NULL)
    revoke_token (self, token);
  wipe (&token);
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

/**
 * foyer_auth_get_signed_in:
 *
 * Returns: TRUE if there is a session, as far as is known without asking the portal
 */
gboolean
foyer_auth_get_signed_in (FoyerAuth *self)
{
  return self->signed_in;
}

/**
 * foyer_auth_get_keyring_error:
 *
 * Returns: (transfer none) (nullable): why tokens are held for this session only
 */
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
  forget_session_refresh (self);
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
