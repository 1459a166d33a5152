/* SPDX-License-Identifier: GPL-3.0-or-later
 * One conversation with the authorization challenge endpoint (draft-ietf-oauth-first-party-apps): asks, sends what was
 * typed, and says what comes next. One setter moves the state. */

#include "config.h"

#include "foyer-challenge.h"

#include "foyer-error.h"
#include "foyer-json.h"
#include "foyer-transport-private.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <string.h>
#include <sys/random.h>

#define SCOPE "portal"

struct _FoyerChallenge
{
  GObject parent_instance;
  FoyerTransport *transport;
  FoyerPortal *portal;
  char *intent;
  char *verifier;       /* PKCE, RFC 7636 */
  char *session;        /* (nullable) auth_session */
  char *code;           /* (nullable) */
  char *text;           /* (nullable) */
  char *submit_label;   /* (nullable) */
  char *web_uri;        /* (nullable) */
  GError *error;        /* (nullable) */
  GError *carried;      /* (nullable): why the conversation begins anew */
  gboolean sent_values; /* with the step that is on its way, or was last */
  gboolean resubmitted; /* in a conversation that began anew: not a second time */
  GListStore *fields;
  FoyerChallengeState state;
};

typedef enum
{
  PROP_STATE = 1,
  PROP_TEXT,
  PROP_ERROR,
} FoyerChallengeProperty;

static GParamSpec *properties[PROP_ERROR + 1];

static void foyer_challenge_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FoyerChallenge,
                               foyer_challenge,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, foyer_challenge_list_init))

static GType
foyer_challenge_get_item_type (GListModel *model)
{
  return FOYER_TYPE_FIELD;
}

static guint
foyer_challenge_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (FOYER_CHALLENGE (model)->fields));
}

static gpointer
foyer_challenge_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (FOYER_CHALLENGE (model)->fields), position);
}

static void
foyer_challenge_list_init (GListModelInterface *iface)
{
  iface->get_item_type = foyer_challenge_get_item_type;
  iface->get_n_items = foyer_challenge_get_n_items;
  iface->get_item = foyer_challenge_get_item;
}

static void
wipe_and_free (gpointer text)
{
  explicit_bzero (text, strlen (text));
  g_free (text);
}

static FoyerField *
get_field (FoyerChallenge *self, guint index)
{
  g_autoptr (FoyerField) field = g_list_model_get_item (G_LIST_MODEL (self->fields), index);

  return field;
}

static FoyerField *
find_field (FoyerChallenge *self, const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->fields)); i++)
    if (g_str_equal (foyer_field_get_name (get_field (self, i)), name))
      return get_field (self, i);
  return NULL;
}

/* The one place where the state changes. */
static void
set_state (FoyerChallenge *self, FoyerChallengeState state, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_text (FoyerChallenge *self, const char *text)
{
  if (g_set_str (&self->text, text))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

/* RFC 4648, 5, without padding. */
static char *
encode_base64url (const guint8 *bytes, gsize length)
{
  char *text = g_base64_encode (bytes, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  *strchrnul (text, '=') = '\0';
  return text;
}

/* RFC 7636, 4.1: 43 characters of randomness. */
static char *
make_verifier (void)
{
  guint8 bytes[32];
  char *verifier;

  if (getentropy (bytes, sizeof bytes) != 0)
    g_error ("The system gives no randomness");
  verifier = encode_base64url (bytes, sizeof bytes);
  explicit_bzero (bytes, sizeof bytes);
  return verifier;
}

/* RFC 7636, 4.2: S256. */
static char *
make_code_challenge (const char *verifier)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guint8 *) verifier, -1);
  g_checksum_get_digest (checksum, digest, &length);
  return encode_base64url (digest, length);
}

/**
 * foyer_challenge_is_field_shown:
 *
 * Returns: FALSE if @field depends on another field that has another value now; then it is neither checked nor sent
 */
gboolean
foyer_challenge_is_field_shown (FoyerChallenge *self, FoyerField *field)
{
  const char *when = foyer_field_get_when_field (field);
  FoyerField *other = when != NULL ? find_field (self, when) : NULL;

  return other == NULL || g_strcmp0 (foyer_field_get_value (other), foyer_field_get_when_value (field)) == 0;
}

static gboolean
is_same_form (FoyerChallenge *self, GListStore *fields)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (fields));

  if (n != g_list_model_get_n_items (G_LIST_MODEL (self->fields)))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FoyerField) field = g_list_model_get_item (G_LIST_MODEL (fields), i);

      if (!g_str_equal (foyer_field_get_name (field), foyer_field_get_name (get_field (self, i))) ||
          foyer_field_get_kind (field) != foyer_field_get_kind (get_field (self, i)))
        return FALSE;
    }
  return TRUE;
}

/* What was typed stays where the next form asks for the same; secrets are typed anew, except @with_secrets. */
static void
keep_values (FoyerChallenge *self, GListStore *fields, gboolean with_secrets)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fields)); i++)
    {
      g_autoptr (FoyerField) field = g_list_model_get_item (G_LIST_MODEL (fields), i);
      FoyerField *before = find_field (self, foyer_field_get_name (field));
      g_autofree char *error = g_strdup (foyer_field_get_error (field));

      if (before == NULL || foyer_field_get_value (before) == NULL || (foyer_field_is_secret (field) && !with_secrets))
        continue;
      foyer_field_set_value (field, foyer_field_get_value (before));
      foyer_field_set_error (field, error);
    }
}

static void
wipe_secrets (FoyerChallenge *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->fields)); i++)
    if (foyer_field_is_secret (get_field (self, i)))
      foyer_field_wipe (get_field (self, i));
}

static void
set_fields (FoyerChallenge *self, GListStore *fields, gboolean with_secrets)
{
  guint before = g_list_model_get_n_items (G_LIST_MODEL (self->fields));

  keep_values (self, fields, with_secrets);
  wipe_secrets (self);
  g_set_object (&self->fields, fields);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, g_list_model_get_n_items (G_LIST_MODEL (fields)));
}

static GListStore *
read_fields (const FoyerJson *form)
{
  GListStore *fields = g_list_store_new (FOYER_TYPE_FIELD);
  FoyerJson array = foyer_json_member (form, "fields");

  for (guint i = 0; i < foyer_json_length (&array); i++)
    {
      FoyerJson element = foyer_json_element (&array, i);
      g_autoptr (FoyerField) field = foyer_field_new_from_json (element.node, NULL);

      if (field != NULL)
        g_list_store_append (fields, field);
    }
  return fields;
}

/* A server without portal_form gets the fields of the draft's examples. */
static GListStore *
make_default_fields (gboolean otp)
{
  GListStore *fields = g_list_store_new (FOYER_TYPE_FIELD);
  g_autoptr (FoyerField) name = foyer_field_new ("username", FOYER_FIELD_TEXT, _ ("User name"));
  g_autoptr (FoyerField) password = foyer_field_new ("password", FOYER_FIELD_PASSWORD, _ ("Password"));
  g_autoptr (FoyerField) code = foyer_field_new ("otp", FOYER_FIELD_OTP, _ ("Code"));

  if (otp)
    g_list_store_append (fields, code);
  else
    {
      g_list_store_append (fields, name);
      g_list_store_append (fields, password);
    }
  return fields;
}

static gboolean
has_field_error (FoyerChallenge *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->fields)); i++)
    if (foyer_field_get_error (get_field (self, i)) != NULL)
      return TRUE;
  return FALSE;
}

/* Where the browser begins: with what the server put aside (RFC 9126, 4), else with all of it; who opens it adds
 * redirect_uri and state. */
static char *
make_web_uri (FoyerChallenge *self, const char *request_uri)
{
  const char *endpoint = foyer_portal_get_authorization_endpoint (self->portal);
  g_autofree char *challenge = make_code_challenge (self->verifier), *query = NULL;

  if (endpoint == NULL)
    return NULL;
  if (request_uri != NULL)
    query = soup_form_encode ("client_id", foyer_portal_get_client_id (self->portal), "request_uri", request_uri, NULL);
  else
    query = soup_form_encode ("response_type", "code", "client_id", foyer_portal_get_client_id (self->portal), "scope",
                              SCOPE, "code_challenge", challenge, "code_challenge_method", "S256", NULL);
  return g_strconcat (endpoint, strchr (endpoint, '?') != NULL ? "&" : "?", query, NULL);
}

static void
go_to_web (FoyerChallenge *self, const char *request_uri)
{
  g_free (self->web_uri);
  self->web_uri = make_web_uri (self, request_uri);
  wipe_secrets (self);
  if (self->web_uri != NULL)
    set_state (self, FOYER_CHALLENGE_WEB, NULL);
  else
    set_state (self, FOYER_CHALLENGE_ERROR,
               foyer_error_new (FOYER_ERROR_NOT_OFFERED, "the portal names no page to sign in at"));
}

/* What an error code of OAuth means here; insufficient_authorization and redirect_to_web are none. */
static GError *
make_failure (const char *code, FoyerResponse *response)
{
  static const struct
  {
    const char *code;
    FoyerErrorCode error;
  } codes[] = {
    { "access_denied", FOYER_ERROR_ACCESS_DENIED },  { "invalid_session", FOYER_ERROR_SIGNED_OUT },
    { "invalid_grant", FOYER_ERROR_ACCESS_DENIED },  { "unauthorized_client", FOYER_ERROR_NOT_OFFERED },
    { "invalid_client", FOYER_ERROR_NOT_OFFERED },   { "unsupported_response_type", FOYER_ERROR_NOT_OFFERED },
    { "temporarily_unavailable", FOYER_ERROR_BUSY }, { "server_error", FOYER_ERROR_SERVER },
  };
  guint status = foyer_response_get_status (response);
  FoyerErrorCode error = status == 429 ? FOYER_ERROR_BUSY : FOYER_ERROR_INVALID;
  GError *failure;

  for (guint i = 0; code != NULL && status != 429 && i < G_N_ELEMENTS (codes); i++)
    if (g_str_equal (codes[i].code, code))
      error = codes[i].error;
  failure = foyer_error_new (error, "the challenge was refused with status %u", status);
  foyer_error_set_status (failure, status);
  foyer_error_set_request_id (failure, foyer_response_get_header (response, "X-Request-Id"));
  foyer_error_set_retry_after (failure, foyer_http_error_get_retry_after (response->headers));
  return failure;
}

/* The fields that come next: the server's own, else those of the draft's examples; what was there stays if the step
 * failed. TRUE if a conversation that began anew asks for what was just typed.
 * @repeats: set if a server that does not say what was wrong asks for the same again */
static gboolean
show_form (FoyerChallenge *self, const FoyerJson *json, gboolean next, gboolean *repeats)
{
  FoyerJson form = foyer_json_member (json, "portal_form");
  g_autofree char *text = foyer_json_get_string (&form, "text");
  g_autoptr (GListStore) fields = NULL;
  gboolean asks_again, same;

  if (!foyer_json_exists (&form) && !next && g_list_model_get_n_items (G_LIST_MODEL (self->fields)) > 0)
    {
      wipe_secrets (self);
      return FALSE;
    }
  fields = foyer_json_exists (&form) ? read_fields (&form)
                                     : make_default_fields (foyer_json_get_boolean (json, "otp_required", FALSE));
  same = next && is_same_form (self, fields);
  asks_again = same && self->carried != NULL;
  *repeats = same && self->carried == NULL && self->sent_values && !foyer_json_exists (&form);
  g_free (self->submit_label);
  self->submit_label = foyer_json_get_string (&form, "submit");
  set_text (self, text);
  set_fields (self, fields, asks_again);
  return asks_again;
}

static gboolean
is_lack (const char *code, FoyerResponse *response)
{
  return foyer_response_get_status (response) != 429 &&
         (g_strcmp0 (code, "access_denied") == 0 || g_strcmp0 (code, "invalid_request") == 0);
}

static DexFuture *start_anew (FoyerChallenge *self, GError *why);
static DexFuture *step (FoyerChallenge *self, gboolean with_values, gboolean resend);

/* (nullable): a future if another step follows by itself */
static DexFuture *
read_refusal (FoyerChallenge *self, const FoyerJson *json, FoyerResponse *response)
{
  g_autofree char *code = foyer_json_get_string (json, "error");
  g_autofree char *request_uri = foyer_json_get_string (json, "request_uri");
  /* A server of the draft may answer a first step without anything in it as if something wrong had been typed. */
  gboolean next = g_strcmp0 (code, "insufficient_authorization") == 0 ||
                  (!self->sent_values && self->session == NULL && is_lack (code, response));
  gboolean repeats = FALSE;
  g_autoptr (GError) failure = NULL;

  if (g_strcmp0 (code, "redirect_to_web") == 0)
    {
      g_clear_error (&self->carried);
      go_to_web (self, request_uri);
      return NULL;
    }
  if (g_strcmp0 (code, "invalid_session") == 0 && self->session != NULL && self->carried == NULL && !self->resubmitted)
    return start_anew (self, make_failure (code, response));
  if (show_form (self, json, next, &repeats))
    {
      g_clear_error (&self->carried);
      self->resubmitted = TRUE;
      return step (self, TRUE, FALSE);
    }
  failure = g_steal_pointer (&self->carried);
  if (!next && failure == NULL)
    failure = make_failure (code, response);
  else if (failure == NULL && (repeats || has_field_error (self)))
    failure = make_failure ("access_denied", response);
  if (failure != NULL)
    set_state (self, FOYER_CHALLENGE_ERROR, g_steal_pointer (&failure));
  else
    set_state (self, FOYER_CHALLENGE_READY, NULL);
  return NULL;
}

static void
set_session (FoyerChallenge *self, const char *session)
{
  if (session == NULL)
    return;
  g_clear_pointer (&self->session, wipe_and_free);
  self->session = g_strdup (session);
}

static DexFuture *
read_answer (FoyerChallenge *self, FoyerResponse *response)
{
  FoyerJson json = foyer_json_root (foyer_response_get_json (response), NULL);
  g_autofree char *session = foyer_json_get_string (&json, "auth_session");

  set_session (self, session);
  g_clear_pointer (&self->code, wipe_and_free);
  if (!SOUP_STATUS_IS_SUCCESSFUL (foyer_response_get_status (response)))
    return read_refusal (self, &json, response);
  self->code = foyer_json_get_string (&json, "authorization_code");
  g_clear_error (&self->carried);
  if (self->code == NULL)
    {
      set_state (self, FOYER_CHALLENGE_ERROR, foyer_error_new (FOYER_ERROR_BAD_DATA, "$.authorization_code: missing"));
      return NULL;
    }
  wipe_secrets (self);
  set_state (self, FOYER_CHALLENGE_DONE, NULL);
  return NULL;
}

static void
add (GHashTable *form, const char *name, const char *value)
{
  g_hash_table_insert (form, (gpointer) name, g_strdup (value));
}

static void
add_values (FoyerChallenge *self, GHashTable *form)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->fields)); i++)
    {
      FoyerField *field = get_field (self, i);
      char *value = foyer_field_dup_plain_value (field);

      if (*value != '\0' && foyer_challenge_is_field_shown (self, field))
        add (form, foyer_field_get_name (field), value);
      secret_password_free (value);
    }
}

/* What begins a conversation: everything that a later step leaves to auth_session. */
static void
add_beginning (FoyerChallenge *self, GHashTable *form)
{
  g_autofree char *challenge = make_code_challenge (self->verifier);

  add (form, "scope", SCOPE);
  add (form, "code_challenge", challenge);
  add (form, "code_challenge_method", "S256");
  if (!g_str_equal (self->intent, "sign-in"))
    add (form, "portal_intent", self->intent);
}

/* The conversations that change something of a signed-in person carry the access token. */
static gboolean
needs_token (const char *intent)
{
  return g_str_has_prefix (intent, "change-") || g_str_has_prefix (intent, "enrol-") || g_str_equal (intent, "confirm");
}

static FoyerRequest *
make_request (FoyerChallenge *self, gboolean with_values, gboolean resend)
{
  FoyerRequest *request = foyer_request_new ("POST", foyer_portal_get_challenge_endpoint (self->portal));
  g_autoptr (GHashTable) form = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, wipe_and_free);

  add (form, "client_id", foyer_portal_get_client_id (self->portal));
  add (form, "response_type", "code");
  if (self->session != NULL)
    add (form, "auth_session", self->session);
  else
    add_beginning (self, form);
  if (resend)
    add (form, "resend", "true");
  if (with_values)
    add_values (self, form);
  foyer_request_set_form (request, form);
  foyer_request_set_authorize (request, needs_token (self->intent) ? FOYER_AUTHORIZE_TOKEN : FOYER_AUTHORIZE_NEVER);
  foyer_request_accept_status (request, 400);
  foyer_request_accept_status (request, 401);
  foyer_request_accept_status (request, 403);
  foyer_request_accept_status (request, 429);
  return request;
}

/* Nothing that was typed is lost when the step did not arrive. */
static DexFuture *
on_answered (DexFuture *future, gpointer user_data)
{
  FoyerChallenge *self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  DexFuture *anew;

  if (value == NULL)
    {
      g_clear_error (&self->carried);
      set_state (self, FOYER_CHALLENGE_ERROR, g_error_copy (error));
      return dex_ref (future);
    }
  anew = read_answer (self, g_value_get_boxed (value));
  return anew != NULL ? anew : dex_future_new_true ();
}

static DexFuture *
step (FoyerChallenge *self, gboolean with_values, gboolean resend)
{
  g_autoptr (FoyerRequest) request = make_request (self, with_values, resend);

  self->sent_values = with_values;
  set_state (self, FOYER_CHALLENGE_BUSY, NULL);
  return dex_future_finally (foyer_transport_send (self->transport, request), on_answered, g_object_ref (self),
                             g_object_unref);
}

/* The server has forgotten the conversation, perhaps because the form stood open for long: its first form is asked for
 * again. If that asks for what was just typed, it is sent there; else @why is said with it. */
static DexFuture *
start_anew (FoyerChallenge *self, GError *why)
{
  g_clear_pointer (&self->session, wipe_and_free);
  self->carried = why;
  return step (self, FALSE, FALSE);
}

/**
 * foyer_challenge_start:
 *
 * Asks for the first form. A portal without a challenge endpoint is one for the browser.
 *
 * Returns: (transfer full): resolves to TRUE when the portal answered, and "state" says what; rejects if it did not
 */
DexFuture *
foyer_challenge_start (FoyerChallenge *self)
{
  if (self->state == FOYER_CHALLENGE_BUSY)
    return dex_future_new_for_boolean (FALSE);
  g_clear_pointer (&self->session, wipe_and_free);
  if (foyer_portal_get_challenge_endpoint (self->portal) != NULL)
    return step (self, FALSE, FALSE);
  go_to_web (self, NULL);
  return dex_future_new_true ();
}

/**
 * foyer_challenge_submit:
 *
 * Checks the fields that are shown, and sends them if they may be sent. Sent once: never tried again by itself.
 *
 * Returns: (transfer full): resolves to TRUE when the step was answered, whatever the answer; to FALSE when nothing was
 * sent, because a field is wrong or a step is on its way; rejects if the portal did not answer
 */
DexFuture *
foyer_challenge_submit (FoyerChallenge *self)
{
  gboolean valid = TRUE;

  if (self->state == FOYER_CHALLENGE_BUSY || self->state == FOYER_CHALLENGE_DONE)
    return dex_future_new_for_boolean (FALSE);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->fields)); i++)
    if (foyer_challenge_is_field_shown (self, get_field (self, i)))
      valid &= foyer_field_validate (get_field (self, i));
  if (!valid)
    return dex_future_new_for_boolean (FALSE);
  self->resubmitted = FALSE;
  return step (self, TRUE, FALSE);
}

/**
 * foyer_challenge_resend:
 *
 * Asks for another code.
 *
 * Returns: (transfer full): as foyer_challenge_submit()
 */
DexFuture *
foyer_challenge_resend (FoyerChallenge *self)
{
  if (self->state == FOYER_CHALLENGE_BUSY || self->session == NULL)
    return dex_future_new_for_boolean (FALSE);
  self->resubmitted = FALSE;
  return step (self, FALSE, TRUE);
}

/**
 * foyer_challenge_get_state:
 *
 * Returns: where the conversation is
 */
FoyerChallengeState
foyer_challenge_get_state (FoyerChallenge *self)
{
  return self->state;
}

/**
 * foyer_challenge_get_text:
 *
 * Returns: (nullable): the portal's words over the form
 */
const char *
foyer_challenge_get_text (FoyerChallenge *self)
{
  return self->text;
}

/**
 * foyer_challenge_get_error:
 *
 * Returns: (transfer none) (nullable): why the last step failed
 */
GError *
foyer_challenge_get_error (FoyerChallenge *self)
{
  return self->error;
}

/**
 * foyer_challenge_get_code:
 *
 * Returns: (nullable): the authorization code, for foyer_auth_redeem()
 */
const char *
foyer_challenge_get_code (FoyerChallenge *self)
{
  return self->code;
}

/**
 * foyer_challenge_get_code_verifier:
 *
 * Returns: what the code is bound to (RFC 7636)
 */
const char *
foyer_challenge_get_code_verifier (FoyerChallenge *self)
{
  return self->verifier;
}

/**
 * foyer_challenge_get_submit_label:
 *
 * Returns: (nullable): the portal's word for going on, in the language asked for
 */
const char *
foyer_challenge_get_submit_label (FoyerChallenge *self)
{
  return self->submit_label;
}

/**
 * foyer_challenge_get_web_uri:
 *
 * Returns: (nullable): where the browser begins, while the state is FOYER_CHALLENGE_WEB
 */
const char *
foyer_challenge_get_web_uri (FoyerChallenge *self)
{
  return self->web_uri;
}

static void
foyer_challenge_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerChallenge *self = FOYER_CHALLENGE (object);

  switch ((FoyerChallengeProperty) id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      return;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      return;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
foyer_challenge_finalize (GObject *object)
{
  FoyerChallenge *self = FOYER_CHALLENGE (object);

  g_object_unref (self->transport);
  g_object_unref (self->portal);
  g_object_unref (self->fields);
  wipe_and_free (self->verifier);
  g_clear_pointer (&self->session, wipe_and_free);
  g_clear_pointer (&self->code, wipe_and_free);
  g_free (self->intent);
  g_free (self->text);
  g_free (self->submit_label);
  g_free (self->web_uri);
  g_clear_error (&self->error);
  g_clear_error (&self->carried);
  G_OBJECT_CLASS (foyer_challenge_parent_class)->finalize (object);
}

static void
foyer_challenge_class_init (FoyerChallengeClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = foyer_challenge_get_property;
  object_class->finalize = foyer_challenge_finalize;
  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, FOYER_CHALLENGE_WEB, 0, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
foyer_challenge_init (FoyerChallenge *self)
{
  self->fields = g_list_store_new (FOYER_TYPE_FIELD);
  self->verifier = make_verifier ();
}

/**
 * foyer_challenge_new:
 * @intent: (nullable): portal_intent; NULL for signing in
 *
 * Returns: (transfer full): a conversation that has not begun
 */
FoyerChallenge *
foyer_challenge_new (FoyerTransport *transport, FoyerPortal *portal, const char *intent)
{
  FoyerChallenge *self = g_object_new (FOYER_TYPE_CHALLENGE, NULL);

  self->transport = g_object_ref (transport);
  self->portal = g_object_ref (portal);
  self->intent = g_strdup (intent != NULL ? intent : "sign-in");
  return self;
}
