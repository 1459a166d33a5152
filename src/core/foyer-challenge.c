/* SPDX-License-Identifier: GPL-3.0-or-later
 * One conversation with the authorization challenge endpoint (draft-ietf-oauth-first-party-apps): asks, sends what was
 * typed, and says what comes next. One setter moves the state. */

#include "config.h"

#include "foyer-challenge.h"

#include "foyer-error.h"
#include "foyer-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _FoyerChallenge
{
  GObject parent_instance;
  FoyerTransport *transport;
  FoyerPortal *portal;
  char *intent;
  char *verifier; /* PKCE, RFC 7636 */
  char *session;  /* (nullable) auth_session */
  char *code;     /* (nullable) */
  char *text;
  char *web_uri;
  GError *error;
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

/* RFC 7636, 4.1 and 4.2: 43 characters of randomness, S256. */
static char *
make_verifier (void)
{
  guint8 bytes[32];
  char *text;

  for (guint i = 0; i < sizeof bytes; i += 4)
    {
      guint32 random = 0;

      if (getentropy (&random, sizeof random) != 0)
        g_error ("The system gives no randomness");
      memcpy (bytes + i, &random, sizeof random);
    }
  text = g_base64_encode (bytes, sizeof bytes);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  *strchrnul (text, '=') = '\0';
  return text;
}

static char *
make_code_challenge (const char *verifier)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  char *text;

  g_checksum_update (checksum, (const guint8 *) verifier, strlen (verifier));
  g_checksum_get_digest (checksum, digest, &length);
  text = g_base64_encode (digest, length);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  *strchrnul (text, '=') = '\0';
  return text;
}

gboolean
foyer_challenge_is_field_shown (FoyerChallenge *self, FoyerField *field)
{
  const char *when = foyer_field_get_when_field (field);
  FoyerField *other = when != NULL ? find_field (self, when) : NULL;

  return other == NULL || g_strcmp0 (foyer_field_get_value (other), foyer_field_get_when_value (field)) == 0;
}

/* What was typed stays where the next form asks for the same; secrets are typed anew. */
static void
keep_values (FoyerChallenge *self, GListStore *fields)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fields)); i++)
    {
      g_autoptr (FoyerField) field = g_list_model_get_item (G_LIST_MODEL (fields), i);
      FoyerField *before = find_field (self, foyer_field_get_name (field));
      g_autofree char *error = g_strdup (foyer_field_get_error (field));

      if (before != NULL && !foyer_field_is_secret (field) && foyer_field_get_value (before) != NULL)
        {
          foyer_field_set_value (field, foyer_field_get_value (before));
          foyer_field_set_error (field, error);
        }
    }
}

static void
set_fields (FoyerChallenge *self, GListStore *fields)
{
  guint before = g_list_model_get_n_items (G_LIST_MODEL (self->fields));

  keep_values (self, fields);
  g_set_object (&self->fields, fields);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, g_list_model_get_n_items (G_LIST_MODEL (fields)));
}

static void
read_form (FoyerChallenge *self, const FoyerJson *form)
{
  g_autoptr (GListStore) fields = g_list_store_new (FOYER_TYPE_FIELD);
  FoyerJson array = foyer_json_member (form, "fields");
  g_autofree char *text = foyer_json_get_string (form, "text");

  for (guint i = 0; i < foyer_json_length (&array); i++)
    {
      FoyerJson element = foyer_json_element (&array, i);
      g_autoptr (FoyerField) field = foyer_field_new_from_json (element.node, NULL);

      if (field != NULL)
        g_list_store_append (fields, field);
    }
  set_text (self, text);
  set_fields (self, fields);
}

/* A server without portal_form gets the fields of the draft's examples. */
static void
use_default_form (FoyerChallenge *self, gboolean otp)
{
  g_autoptr (GListStore) fields = g_list_store_new (FOYER_TYPE_FIELD);
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
  set_text (self, NULL);
  set_fields (self, fields);
}

static gboolean
has_field_error (FoyerChallenge *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->fields)); i++)
    if (foyer_field_get_error (get_field (self, i)) != NULL)
      return TRUE;
  return FALSE;
}

static void
read_refusal (FoyerChallenge *self, const FoyerJson *json, FoyerResponse *response)
{
  g_autofree char *error = foyer_json_get_string (json, "error");
  FoyerJson form = foyer_json_member (json, "portal_form");
  const char *retry = foyer_response_get_header (response, "Retry-After");
  GError *failure = NULL;

  if (foyer_json_exists (&form))
    read_form (self, &form);
  else if (g_strcmp0 (error, "insufficient_authorization") == 0)
    use_default_form (self, foyer_json_get_boolean (json, "otp_required", FALSE));
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->fields)) == 0)
    use_default_form (self, FALSE);
  if (foyer_response_get_status (response) == 429)
    {
      failure = foyer_error_new (FOYER_ERROR_BUSY, "too many tries");
      foyer_error_set_status (failure, 429);
      foyer_error_set_retry_after (failure, retry != NULL ? g_ascii_strtoull (retry, NULL, 10) : 0);
    }
  else if (g_strcmp0 (error, "redirect_to_web") == 0)
    {
      set_state (self, FOYER_CHALLENGE_WEB, NULL);
      return;
    }
  else if (g_strcmp0 (error, "invalid_session") == 0)
    {
      g_clear_pointer (&self->session, g_free);
      failure = foyer_error_new (FOYER_ERROR_TIMEOUT, "the sign-in took too long");
    }
  else if (g_strcmp0 (error, "insufficient_authorization") != 0 || has_field_error (self))
    failure = foyer_error_new (FOYER_ERROR_ACCESS_DENIED, "%s", error != NULL ? error : "refused");
  set_state (self, failure != NULL ? FOYER_CHALLENGE_ERROR : FOYER_CHALLENGE_READY, failure);
}

static void
read_answer (FoyerChallenge *self, FoyerResponse *response)
{
  FoyerJson json = foyer_json_root (foyer_response_get_json (response), NULL);
  g_autofree char *session = foyer_json_get_string (&json, "auth_session");

  g_clear_pointer (&self->code, g_free);
  self->code = foyer_json_get_string (&json, "authorization_code");
  if (session != NULL)
    g_set_str (&self->session, session);
  if (self->code != NULL)
    set_state (self, FOYER_CHALLENGE_DONE, NULL);
  else
    read_refusal (self, &json, response);
}

static FoyerRequest *
make_request (FoyerChallenge *self, gboolean with_values, gboolean resend)
{
  FoyerRequest *request = foyer_request_new ("POST", foyer_portal_get_challenge_endpoint (self->portal));
  g_autoptr (GHashTable) form = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  g_hash_table_insert (form, (char *) "client_id", g_strdup (foyer_portal_get_client_id (self->portal)));
  g_hash_table_insert (form, (char *) "response_type", g_strdup ("code"));
  g_hash_table_insert (form, (char *) "scope", g_strdup ("portal"));
  g_hash_table_insert (form, (char *) "code_challenge", make_code_challenge (self->verifier));
  g_hash_table_insert (form, (char *) "code_challenge_method", g_strdup ("S256"));
  if (!g_str_equal (self->intent, "sign-in"))
    g_hash_table_insert (form, (char *) "portal_intent", g_strdup (self->intent));
  if (self->session != NULL)
    g_hash_table_insert (form, (char *) "auth_session", g_strdup (self->session));
  if (resend)
    g_hash_table_insert (form, (char *) "resend", g_strdup ("true"));
  for (guint i = 0; with_values && i < g_list_model_get_n_items (G_LIST_MODEL (self->fields)); i++)
    {
      FoyerField *field = get_field (self, i);

      if (foyer_field_get_value (field) != NULL && foyer_challenge_is_field_shown (self, field))
        g_hash_table_insert (form, (char *) foyer_field_get_name (field), g_strdup (foyer_field_get_value (field)));
    }
  foyer_request_set_form (request, form);
  foyer_request_set_authorize (request, FOYER_AUTHORIZE_NEVER);
  foyer_request_accept_status (request, 400);
  foyer_request_accept_status (request, 401);
  foyer_request_accept_status (request, 429);
  return request;
}

static DexFuture *
on_answered (DexFuture *future, gpointer user_data)
{
  FoyerChallenge *self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (value != NULL)
    read_answer (self, g_value_get_boxed (value));
  else
    set_state (self, FOYER_CHALLENGE_ERROR, g_steal_pointer (&error));
  return dex_future_new_true ();
}

static DexFuture *
step (FoyerChallenge *self, gboolean with_values, gboolean resend)
{
  g_autoptr (FoyerRequest) request = make_request (self, with_values, resend);

  set_state (self, FOYER_CHALLENGE_BUSY, NULL);
  return dex_future_finally (foyer_transport_send (self->transport, request), on_answered, g_object_ref (self),
                             g_object_unref);
}

/**
 * foyer_challenge_start:
 *
 * Returns: (transfer full): resolves to TRUE when the first form was answered; "state" says how
 */
DexFuture *
foyer_challenge_start (FoyerChallenge *self)
{
  if (foyer_portal_get_challenge_endpoint (self->portal) == NULL)
    {
      set_state (self, FOYER_CHALLENGE_WEB, NULL);
      return dex_future_new_true ();
    }
  return step (self, FALSE, FALSE);
}

/**
 * foyer_challenge_submit:
 *
 * Checks the fields that are shown, and sends them if they may be sent.
 *
 * Returns: (transfer full): resolves to TRUE when the step was answered, FALSE when nothing was sent
 */
DexFuture *
foyer_challenge_submit (FoyerChallenge *self)
{
  gboolean valid = TRUE;

  if (self->state == FOYER_CHALLENGE_BUSY)
    return dex_future_new_for_boolean (FALSE);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->fields)); i++)
    if (foyer_challenge_is_field_shown (self, get_field (self, i)))
      valid &= foyer_field_validate (get_field (self, i));
  if (!valid)
    return dex_future_new_for_boolean (FALSE);
  return step (self, TRUE, FALSE);
}

/**
 * foyer_challenge_resend:
 *
 * Returns: (transfer full): resolves to TRUE when the request for another code was answered
 */
DexFuture *
foyer_challenge_resend (FoyerChallenge *self)
{
  return step (self, FALSE, TRUE);
}

FoyerChallengeState
foyer_challenge_get_state (FoyerChallenge *self)
{
  return self->state;
}

const char *
foyer_challenge_get_text (FoyerChallenge *self)
{
  return self->text;
}

GError *
foyer_challenge_get_error (FoyerChallenge *self)
{
  return self->error;
}

const char *
foyer_challenge_get_code (FoyerChallenge *self)
{
  return self->code;
}

const char *
foyer_challenge_get_code_verifier (FoyerChallenge *self)
{
  return self->verifier;
}

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
  explicit_bzero (self->verifier, strlen (self->verifier));
  g_free (self->verifier);
  g_free (self->intent);
  g_free (self->session);
  g_free (self->code);
  g_free (self->text);
  g_free (self->web_uri);
  g_clear_error (&self->error);
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
