/* SPDX-License-Identifier: GPL-3.0-or-later
 * Signing in, step by step: password or mailed PIN, then perhaps a code by text message; tries are counted per name,
 * known or not. */

#include "portal-sign-in.h"

#include "portal-form.h"
#include "portal-json.h"
#include "portal-password.h"
#include "portal-request.h"
#include "portal-text.h"

#include <sodium.h>
#include <string.h>

#define SESSION_LIFETIME 600 /* seconds */
#define CODE_LIFETIME 600    /* seconds */
#define RESEND_AFTER 30      /* seconds */
#define MAX_SESSIONS 1000
#define MAX_NAMES 10000

typedef enum
{
  STAGE_CREDENTIALS,
  STAGE_PIN, /* by mail, in place of the password */
  STAGE_SMS, /* after the password */
} Stage;

typedef struct
{
  gatomicrefcount references;
  char *id;
  char *client;
  char *scope;
  char *challenge;
  char *redirect;
  char *state;
  Stage stage;
  char *name;     /* as typed, folded */
  JsonNode *user; /* (nullable): NULL also when nobody has that name */
  char *code;     /* (nullable): the one-time code */
  gint64 sent;    /* seconds since 1970 */
  gint64 begun;
} Session;

typedef struct
{
  guint failures;
  gint64 locked_until; /* seconds since 1970 */
} Tries;

struct _PortalSignIn
{
  PortalProvider *provider;
  PortalDatabase *database;
  PortalOutbox *outbox;
  GHashTable *sessions; /* id → Session */
  GHashTable *tries;    /* folded name → Tries */
};

/* One step on its way through the password thread. */
typedef struct
{
  PortalSignIn *self;
  Session *session;
  char *language;
  PortalStepFunc func;
  gpointer user_data;
} Pending;

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static void
session_unref (Session *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->id);
  g_free (self->client);
  g_free (self->scope);
  g_free (self->challenge);
  g_free (self->redirect);
  g_free (self->state);
  g_free (self->name);
  g_free (self->code);
  g_clear_pointer (&self->user, json_node_unref);
  g_free (self);
}

static Session *
session_ref (Session *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Session, session_unref)

void
portal_step_free (PortalStep *self)
{
  g_free (self->session);
  g_clear_pointer (&self->form, json_node_unref);
  g_free (self->user);
  g_free (self->client);
  g_free (self->scope);
  g_free (self->challenge);
  g_free (self->redirect);
  g_free (self->state);
  g_free (self);
}

PortalSignIn *
portal_sign_in_new (PortalProvider *provider, PortalDatabase *database, PortalOutbox *outbox)
{
  PortalSignIn *self = g_new0 (PortalSignIn, 1);

  self->provider = provider;
  self->database = database;
  self->outbox = outbox;
  self->sessions = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) session_unref);
  self->tries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
portal_sign_in_free (PortalSignIn *self)
{
  g_hash_table_unref (self->sessions);
  g_hash_table_unref (self->tries);
  g_free (self);
}

static gboolean
is_old_session (gpointer key, gpointer value, gpointer user_data)
{
  return ((Session *) value)->begun + SESSION_LIFETIME < now ();
}

/**
 * portal_sign_in_begin:
 * @start: what the client asks for
 *
 * Returns: (transfer full): the new session's id
 */
char *
portal_sign_in_begin (PortalSignIn *self, const PortalSignInStart *start)
{
  Session *session = g_new0 (Session, 1);

  g_hash_table_foreach_remove (self->sessions, is_old_session, NULL);
  if (g_hash_table_size (self->sessions) >= MAX_SESSIONS)
    g_hash_table_remove_all (self->sessions);
  g_atomic_ref_count_init (&session->references);
  session->id = portal_random_token ();
  session->client = g_strdup (start->client);
  session->scope = g_strdup (start->scope);
  session->challenge = g_strdup (start->challenge);
  session->redirect = g_strdup (start->redirect);
  session->state = g_strdup (start->state);
  session->begun = now ();
  g_hash_table_insert (self->sessions, session->id, session);
  return g_strdup (session->id);
}

static Tries *
get_tries (PortalSignIn *self, const char *name)
{
  Tries *tries = g_hash_table_lookup (self->tries, name);

  if (tries == NULL)
    {
      if (g_hash_table_size (self->tries) >= MAX_NAMES)
        g_hash_table_remove_all (self->tries);
      tries = g_new0 (Tries, 1);
      g_hash_table_insert (self->tries, g_strdup (name), tries);
    }
  return tries;
}

static guint
get_allowed (PortalSignIn *self)
{
  return CLAMP (portal_provider_get_int (self->provider, "signIn.attempts", 5), 1, 100);
}

/* Counted before the check, so that many at once are not free. */
static void
count_try (PortalSignIn *self, Session *session)
{
  Tries *tries = get_tries (self, session->name);

  if (++tries->failures >= get_allowed (self))
    {
      tries->failures = 0;
      tries->locked_until =
          now () + CLAMP (portal_provider_get_int (self->provider, "signIn.lockSeconds", 60), 1, 86400);
    }
}

static void
forgive_try (PortalSignIn *self, Session *session)
{
  Tries *tries = get_tries (self, session->name);

  if (tries->failures > 0)
    tries->failures--;
  else
    {
      tries->failures = get_allowed (self) - 1;
      tries->locked_until = 0;
    }
}

static guint
get_lock (PortalSignIn *self, Session *session)
{
  gint64 left = get_tries (self, session->name)->locked_until - now ();

  return left > 0 ? (guint) left : 0;
}

static PortalStep *
make_step (Session *session, PortalStepKind kind, JsonNode *form)
{
  PortalStep *step = g_new0 (PortalStep, 1);

  step->kind = kind;
  step->form = form;
  step->session = g_strdup (session->id);
  step->otp = form != NULL && session->stage != STAGE_CREDENTIALS;
  step->redirect = g_strdup (session->redirect);
  step->state = g_strdup (session->state);
  return step;
}

static JsonNode *
make_code_form (PortalSignIn *self, Session *session, const char *language, const char *wrong)
{
  gint64 wait = session->sent + RESEND_AFTER - now ();
  int left = get_allowed (self) - get_tries (self, session->name)->failures;
  const char *phone = portal_json_get_string (session->user, "phone");
  g_autofree char *hidden = NULL, *text = NULL;

  if (session->stage == STAGE_PIN)
    return portal_form_code (portal_text (PORTAL_TEXT_PIN_SENT, language), portal_text (PORTAL_TEXT_PIN, language),
                             language, MAX (wait, 0), left, wrong);
  hidden = phone != NULL && strlen (phone) > 6 ? g_strdup_printf ("%.3s … %s", phone, phone + strlen (phone) - 2)
                                               : g_strdup ("…");
  text = portal_text_format (PORTAL_TEXT_SMS_SENT, language, hidden);
  return portal_form_code (text, portal_text (PORTAL_TEXT_CODE, language), language, MAX (wait, 0), left, wrong);
}

static PortalStep *
make_locked (PortalSignIn *self, Session *session, const char *language)
{
  guint seconds = get_lock (self, session);
  g_autofree char *text = portal_text_format (PORTAL_TEXT_LOCKED, language, seconds);
  PortalStep *step;

  session->stage = STAGE_CREDENTIALS;
  g_clear_pointer (&session->code, g_free);
  step = make_step (session, PORTAL_STEP_LOCKED, portal_form_credentials (self->provider, language, "password", text));
  step->retry_after = MAX (seconds, 1);
  return step;
}

static PortalStep *
make_done (PortalSignIn *self, Session *session)
{
  PortalStep *step = make_step (session, PORTAL_STEP_DONE, NULL);

  step->user = g_strdup (portal_json_get_string (session->user, "id"));
  step->client = g_strdup (session->client);
  step->scope = g_strdup (session->scope);
  step->challenge = g_strdup (session->challenge);
  g_hash_table_remove (self->tries, session->name);
  g_hash_table_remove (self->sessions, session->id);
  return step;
}

/* The user of that name, with the kept hashes. */
static JsonNode *
find_user (PortalSignIn *self, const char *name, char **password, char **pin)
{
  sqlite3_stmt *statement = portal_database_query (
      self->database, "SELECT json, password, pin FROM user JOIN login ON login.user = user.id WHERE login.name = ?",
      "s", name);
  JsonNode *user = NULL;

  if (portal_database_step (self->database, statement))
    {
      user = portal_json_parse (portal_database_text (statement, 0), -1, NULL);
      *password = g_strdup (portal_database_text (statement, 1));
      *pin = g_strdup (portal_database_text (statement, 2));
    }
  if (statement != NULL)
    sqlite3_reset (statement);
  return user;
}

static void
send_code (PortalSignIn *self, Session *session, const char *language)
{
  g_autofree char *name = portal_provider_dup_text (self->provider, "name", language);
  g_autofree char *text = NULL, *subject = NULL;
  const char *phone = portal_json_get_string (session->user, "phone"),
             *email = portal_json_get_string (session->user, "email");

  g_free (session->code);
  session->code = g_strdup_printf ("%06u", randombytes_uniform (1000000));
  session->sent = now ();
  if (session->user == NULL)
    return;
  if (session->stage == STAGE_SMS)
    {
      text = portal_text_format (PORTAL_TEXT_SMS, language, name, session->code);
      portal_outbox_sms (self->outbox, phone != NULL ? phone : "", text);
      return;
    }
  subject = portal_text_format (PORTAL_TEXT_PIN_SUBJECT, language, name);
  text = portal_text_format (PORTAL_TEXT_PIN_MAIL, language, name, session->code);
  portal_outbox_mail (self->outbox, email != NULL ? email : session->name, subject, text);
}

static void
pending_finish (Pending *self, PortalStep *step)
{
  self->func (step, self->user_data);
  session_unref (self->session);
  g_free (self->language);
  g_free (self);
}

static void
on_password_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Pending *pending = user_data;
  PortalSignIn *self = pending->self;
  Session *session = pending->session;

  if (!portal_password_verify_finish (result))
    {
      g_clear_pointer (&session->user, json_node_unref);
      if (get_lock (self, session) > 0)
        pending_finish (pending, make_locked (self, session, pending->language));
      else
        pending_finish (
            pending, make_step (session, PORTAL_STEP_DENIED,
                                portal_form_credentials (self->provider, pending->language, "password",
                                                         portal_text (PORTAL_TEXT_WRONG_PASSWORD, pending->language))));
      return;
    }
  forgive_try (self, session);
  if (!g_str_equal (portal_provider_get_string (self->provider, "signIn.secondFactor", ""), "sms") ||
      portal_json_get_string (session->user, "phone") == NULL)
    {
      pending_finish (pending, make_done (self, session));
      return;
    }
  session->stage = STAGE_SMS;
  send_code (self, session, pending->language);
  pending_finish (pending,
                  make_step (session, PORTAL_STEP_FORM, make_code_form (self, session, pending->language, NULL)));
}

static void
on_pin_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Pending *pending = user_data;
  PortalSignIn *self = pending->self;
  Session *session = pending->session;
  g_autofree char *wrong = NULL;

  if (portal_password_verify_finish (result))
    pending_finish (pending, make_done (self, session));
  else if (get_lock (self, session) > 0)
    pending_finish (pending, make_locked (self, session, pending->language));
  else
    {
      wrong = portal_text_format (PORTAL_TEXT_WRONG_CODE, pending->language,
                                  get_allowed (self) - get_tries (self, session->name)->failures);
      pending_finish (pending,
                      make_step (session, PORTAL_STEP_FORM, make_code_form (self, session, pending->language, wrong)));
    }
}

static Pending *
pending_new (PortalSignIn *self, Session *session, const char *language, PortalStepFunc func, gpointer user_data)
{
  Pending *pending = g_new0 (Pending, 1);

  pending->self = self;
  pending->session = session_ref (session);
  pending->language = g_strdup (language);
  pending->func = func;
  pending->user_data = user_data;
  return pending;
}

static void
step_credentials (Pending *pending, GPtrArray *form)
{
  PortalSignIn *self = pending->self;
  Session *session = pending->session;
  const char *name = portal_parameter_lookup (form, "username"), *password = portal_parameter_lookup (form, "password");
  gboolean by_pin = g_strcmp0 (portal_parameter_lookup (form, "method"), "pin") == 0 &&
                    portal_provider_lists (self->provider, "signIn.methods", "pin");
  g_autofree char *hash = NULL, *pin = NULL, *stripped = NULL;
  const char *missing;

  if (name == NULL && password == NULL)
    {
      pending_finish (pending, make_step (session, PORTAL_STEP_FORM,
                                          portal_form_credentials (self->provider, pending->language, NULL, NULL)));
      return;
    }
  stripped = g_strstrip (g_strndup (name != NULL ? name : "", 200));
  missing = *stripped == '\0' ? "username" : !by_pin && (password == NULL || *password == '\0') ? "password" : NULL;
  if (missing != NULL)
    {
      pending_finish (pending,
                      make_step (session, PORTAL_STEP_FORM,
                                 portal_form_credentials (self->provider, pending->language, missing,
                                                          portal_text (PORTAL_TEXT_REQUIRED, pending->language))));
      return;
    }
  g_free (session->name);
  session->name = portal_text_fold (stripped);
  g_clear_pointer (&session->user, json_node_unref);
  if (get_lock (self, session) > 0)
    {
      pending_finish (pending, make_locked (self, session, pending->language));
      return;
    }
  session->user = find_user (self, session->name, &hash, &pin);
  if (by_pin)
    {
      session->stage = STAGE_PIN;
      send_code (self, session, pending->language);
      pending_finish (pending,
                      make_step (session, PORTAL_STEP_FORM, make_code_form (self, session, pending->language, NULL)));
      return;
    }
  count_try (self, session);
  portal_password_verify_async (session->user != NULL ? hash : NULL, password, on_password_cb, pending);
}

static void
resend (Pending *pending)
{
  PortalSignIn *self = pending->self;
  Session *session = pending->session;
  gint64 wait = session->sent + RESEND_AFTER - now ();
  g_autofree char *early =
      wait > 0 ? portal_text_format (PORTAL_TEXT_TOO_EARLY, pending->language, (guint) wait) : NULL;

  if (early == NULL)
    send_code (self, session, pending->language);
  pending_finish (pending,
                  make_step (session, PORTAL_STEP_FORM, make_code_form (self, session, pending->language, early)));
}

static gboolean
is_same_code (const char *typed, const char *code)
{
  g_autofree char *digits = g_strdup (typed);
  gsize n = 0;

  for (const char *p = typed; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      digits[n++] = *p;
  digits[n] = '\0';
  return n == strlen (code) && sodium_memcmp (digits, code, n) == 0;
}

static void
step_code (Pending *pending, GPtrArray *form)
{
  PortalSignIn *self = pending->self;
  Session *session = pending->session;
  const char *typed = portal_parameter_lookup (form, "otp");
  g_autofree char *password = NULL, *pin = NULL;
  g_autoptr (JsonNode) user = NULL;
  PortalText wrong;

  if (get_lock (self, session) > 0)
    {
      pending_finish (pending, make_locked (self, session, pending->language));
      return;
    }
  if (typed == NULL || *typed == '\0' || session->sent + CODE_LIFETIME < now ())
    {
      wrong = typed == NULL || *typed == '\0' ? PORTAL_TEXT_REQUIRED : PORTAL_TEXT_CODE_TOO_OLD;
      pending_finish (pending, make_step (session, PORTAL_STEP_FORM,
                                          make_code_form (self, session, pending->language,
                                                          portal_text (wrong, pending->language))));
      return;
    }
  if (session->user != NULL && is_same_code (typed, session->code))
    {
      pending_finish (pending, make_done (self, session));
      return;
    }
  count_try (self, session);
  user = session->stage == STAGE_PIN ? find_user (self, session->name, &password, &pin) : NULL;
  portal_password_verify_async (pin, typed, on_pin_cb, pending);
}

static gboolean
is_set (GPtrArray *form, const char *name)
{
  const char *value = portal_parameter_lookup (form, name);

  return value != NULL && *value != '\0' && !g_str_equal (value, "0") && !g_str_equal (value, "false");
}

/**
 * portal_sign_in_step:
 * @session: id
 * @form: (element-type PortalParameter): what was typed; nothing asks for the form
 * @language: two letters
 * @func: called once, at once or later
 */
void
portal_sign_in_step (PortalSignIn *self,
                     const char *session,
                     GPtrArray *form,
                     const char *language,
                     PortalStepFunc func,
                     gpointer user_data)
{
  Session *found = g_hash_table_lookup (self->sessions, session);
  Pending *pending;

  if (found == NULL || is_old_session (NULL, found, NULL))
    {
      PortalStep *step = g_new0 (PortalStep, 1);

      step->kind = PORTAL_STEP_ENDED;
      func (step, user_data);
      return;
    }
  pending = pending_new (self, found, language, func, user_data);
  if (found->stage == STAGE_CREDENTIALS)
    step_credentials (pending, form);
  else if (is_set (form, "resend"))
    resend (pending);
  else
    step_code (pending, form);
}
