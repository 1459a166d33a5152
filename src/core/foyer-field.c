/* SPDX-License-Identifier: GPL-3.0-or-later
 * One thing that a portal_form asks for, and what was typed into it. */

#include "config.h"

#include "foyer-field.h"

#include "foyer-json.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <string.h>

typedef struct
{
  char *value;
  char *label;
} Option;

struct _FoyerField
{
  GObject parent_instance;
  FoyerFieldKind kind;
  char *name;
  char *label;
  char *uri;
  char *value; /* (nullable) of a secret kind: non-pageable */
  char *error;
  char *when_field; /* (nullable): shown only if that field has when_value */
  char *when_value;
  GPtrArray *options;
  gboolean required;
  guint min, max, classes, length, resend_after;
  int attempts_left;
};

typedef enum
{
  PROP_VALUE = 1,
  PROP_ERROR,
} FoyerFieldProperty;

static GParamSpec *properties[PROP_ERROR + 1];

G_DEFINE_FINAL_TYPE (FoyerField, foyer_field, G_TYPE_OBJECT)

static const char *const kinds[] = { "text",    "email", "phone",    "password", "new-password", "otp",
                                     "country", "state", "postcode", "vat-id",   "choice",       "consent" };

static void
option_free (gpointer data)
{
  Option *self = data;

  g_free (self->value);
  g_free (self->label);
  g_free (self);
}

static void
free_value (FoyerField *self)
{
  if (foyer_field_is_secret (self))
    secret_password_free (self->value);
  else
    g_free (self->value);
  self->value = NULL;
}

static void
foyer_field_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerField *self = FOYER_FIELD (object);

  switch ((FoyerFieldProperty) id)
    {
    case PROP_VALUE:
      g_value_set_string (value, self->value);
      return;
    case PROP_ERROR:
      g_value_set_string (value, self->error);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
foyer_field_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FoyerField *self = FOYER_FIELD (object);

  switch ((FoyerFieldProperty) id)
    {
    case PROP_VALUE:
      foyer_field_set_value (self, g_value_get_string (value));
      return;
    case PROP_ERROR:
      foyer_field_set_error (self, g_value_get_string (value));
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
foyer_field_finalize (GObject *object)
{
  FoyerField *self = FOYER_FIELD (object);

  free_value (self);
  g_free (self->name);
  g_free (self->label);
  g_free (self->uri);
  g_free (self->error);
  g_free (self->when_field);
  g_free (self->when_value);
  g_ptr_array_unref (self->options);
  G_OBJECT_CLASS (foyer_field_parent_class)->finalize (object);
}

static void
foyer_field_class_init (FoyerFieldClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = foyer_field_get_property;
  object_class->set_property = foyer_field_set_property;
  object_class->finalize = foyer_field_finalize;
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL, flags);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
foyer_field_init (FoyerField *self)
{
  self->options = g_ptr_array_new_with_free_func (option_free);
  self->attempts_left = -1;
}

/**
 * foyer_field_new:
 *
 * Returns: (transfer full): a required field, for servers that do not describe their form
 */
FoyerField *
foyer_field_new (const char *name, FoyerFieldKind kind, const char *label)
{
  FoyerField *self = g_object_new (FOYER_TYPE_FIELD, NULL);

  self->name = g_strdup (name);
  self->kind = kind;
  self->label = g_strdup (label);
  self->required = TRUE;
  return self;
}

static FoyerFieldKind
read_kind (const FoyerJson *json)
{
  g_autofree char *kind = foyer_json_get_string (json, "kind");

  for (guint i = 0; kind != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kind, kinds[i]))
      return i;
  return FOYER_FIELD_TEXT;
}

static void
read_options (FoyerField *self, const FoyerJson *json)
{
  FoyerJson options = foyer_json_member (json, "options");

  for (guint i = 0; i < foyer_json_length (&options); i++)
    {
      FoyerJson entry = foyer_json_element (&options, i);
      Option *option = g_new0 (Option, 1);

      option->value = foyer_json_get_string (&entry, "value");
      option->label = foyer_json_get_string (&entry, "label");
      if (option->value == NULL)
        option_free (option);
      else
        g_ptr_array_add (self->options, option);
    }
}

/**
 * foyer_field_new_from_json:
 * @node: one of portal_form's fields
 *
 * Returns: (transfer full) (nullable): the field; NULL with FOYER_ERROR_BAD_DATA if it has no name
 */
FoyerField *
foyer_field_new_from_json (JsonNode *node, GError **error)
{
  g_autoptr (FoyerField) self = g_object_new (FOYER_TYPE_FIELD, NULL);
  g_autoptr (GError) failed = NULL;
  FoyerJson json = foyer_json_root (node, &failed), when = foyer_json_member (&json, "when");
  g_autofree char *value = foyer_json_get_string (&json, "value");

  self->name = foyer_json_require_string (&json, "name");
  self->kind = read_kind (&json);
  self->label = foyer_json_get_string (&json, "label");
  self->uri = foyer_json_get_string (&json, "url");
  self->error = foyer_json_get_string (&json, "error");
  /* Nobody asks for a password or a code that need not be given, except by saying so. */
  self->required = foyer_json_get_boolean (&json, "required", foyer_field_is_secret (self));
  self->min = CLAMP (foyer_json_get_int (&json, "min", 0), 0, 10000);
  self->max = CLAMP (foyer_json_get_int (&json, "max", 0), 0, 10000);
  self->classes = CLAMP (foyer_json_get_int (&json, "classes", 0), 0, 4);
  self->length = CLAMP (foyer_json_get_int (&json, "length", 0), 0, 100);
  self->resend_after = CLAMP (foyer_json_get_int (&json, "resend_after", 0), 0, 86400);
  self->attempts_left = CLAMP (foyer_json_get_int (&json, "attempts_left", -1), -1, 1000);
  self->when_field = foyer_json_get_string (&when, "field");
  self->when_value = foyer_json_get_string (&when, "value");
  read_options (self, &json);
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
  if (value != NULL && !foyer_field_is_secret (self))
    self->value = g_steal_pointer (&value);
  return g_steal_pointer (&self);
}

/**
 * foyer_field_get_name:
 *
 * Returns: how the value is called on the wire
 */
const char *
foyer_field_get_name (FoyerField *self)
{
  return self->name;
}

/**
 * foyer_field_get_kind:
 *
 * Returns: what is asked for; unknown kinds are text
 */
FoyerFieldKind
foyer_field_get_kind (FoyerField *self)
{
  return self->kind;
}

/**
 * foyer_field_get_label:
 *
 * Returns: the words beside it, in the language asked for
 */
const char *
foyer_field_get_label (FoyerField *self)
{
  return self->label != NULL ? self->label : self->name;
}

/**
 * foyer_field_get_required:
 *
 * Returns: TRUE if it may not stay empty
 */
gboolean
foyer_field_get_required (FoyerField *self)
{
  return self->required;
}

/**
 * foyer_field_is_secret:
 *
 * Returns: TRUE if its value is hidden, kept in non-pageable memory and wiped
 */
gboolean
foyer_field_is_secret (FoyerField *self)
{
  return self->kind == FOYER_FIELD_PASSWORD || self->kind == FOYER_FIELD_NEW_PASSWORD || self->kind == FOYER_FIELD_OTP;
}

/**
 * foyer_field_get_min:
 *
 * Returns: characters
 */
guint
foyer_field_get_min (FoyerField *self)
{
  return self->min;
}

/**
 * foyer_field_get_max:
 *
 * Returns: characters, 0 = none
 */
guint
foyer_field_get_max (FoyerField *self)
{
  return self->max;
}

/**
 * foyer_field_get_classes:
 *
 * Returns: how many of upper, lower, digit, special; 0 = any
 */
guint
foyer_field_get_classes (FoyerField *self)
{
  return self->classes;
}

/**
 * foyer_field_get_length:
 *
 * Returns: characters of a code, 0 = any
 */
guint
foyer_field_get_length (FoyerField *self)
{
  return self->length;
}

/**
 * foyer_field_get_resend_after:
 *
 * Returns: seconds until another code may be asked for, 0 = none can be
 */
guint
foyer_field_get_resend_after (FoyerField *self)
{
  return self->resend_after;
}

/**
 * foyer_field_get_attempts_left:
 *
 * Returns: tries, -1 = not said
 */
int
foyer_field_get_attempts_left (FoyerField *self)
{
  return self->attempts_left;
}

/**
 * foyer_field_get_uri:
 *
 * Returns: (nullable): the address of what is agreed to
 */
const char *
foyer_field_get_uri (FoyerField *self)
{
  return self->uri;
}

/**
 * foyer_field_get_when_field:
 *
 * Returns: (nullable): the name of the field on whose value it depends
 */
const char *
foyer_field_get_when_field (FoyerField *self)
{
  return self->when_field;
}

/**
 * foyer_field_get_when_value:
 *
 * Returns: (nullable): the value with which it is asked for
 */
const char *
foyer_field_get_when_value (FoyerField *self)
{
  return self->when_value;
}

/**
 * foyer_field_get_n_options:
 *
 * Returns: how many there are to choose from
 */
guint
foyer_field_get_n_options (FoyerField *self)
{
  return self->options->len;
}

/**
 * foyer_field_get_option_value:
 * @index: less than foyer_field_get_n_options()
 *
 * Returns: what is sent
 */
const char *
foyer_field_get_option_value (FoyerField *self, guint index)
{
  return ((Option *) self->options->pdata[index])->value;
}

/**
 * foyer_field_get_option_label:
 * @index: less than foyer_field_get_n_options()
 *
 * Returns: what is shown
 */
const char *
foyer_field_get_option_label (FoyerField *self, guint index)
{
  Option *option = self->options->pdata[index];

  return option->label != NULL ? option->label : option->value;
}

/**
 * foyer_field_get_value:
 *
 * Returns: (nullable): what was typed
 */
const char *
foyer_field_get_value (FoyerField *self)
{
  return self->value;
}

/**
 * foyer_field_set_value:
 * @value: (nullable): what was typed; what was wrong with it before is no longer said
 */
void
foyer_field_set_value (FoyerField *self, const char *value)
{
  if (g_strcmp0 (self->value, value) == 0)
    return;
  if (foyer_field_is_secret (self))
    {
      char *copy = NULL;

      if (value != NULL)
        {
          SecretValue *secret = secret_value_new (value, -1, "text/plain");

          copy = secret_value_unref_to_password (secret, NULL);
        }
      free_value (self);
      self->value = copy;
    }
  else
    g_set_str (&self->value, value);
  foyer_field_set_error (self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

/**
 * foyer_field_get_error:
 *
 * Returns: (nullable): what is wrong with the value, by our rules or the server's, in the user's language
 */
const char *
foyer_field_get_error (FoyerField *self)
{
  return self->error;
}

/**
 * foyer_field_set_error:
 * @error: (nullable): for people
 */
void
foyer_field_set_error (FoyerField *self, const char *error)
{
  if (g_set_str (&self->error, error))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static guint
count_classes (const char *text)
{
  gboolean upper = FALSE, lower = FALSE, digit = FALSE, special = FALSE;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      upper |= g_unichar_isupper (c);
      lower |= g_unichar_islower (c);
      digit |= g_unichar_isdigit (c);
      special |= !g_unichar_isalnum (c);
    }
  return upper + lower + digit + special;
}

static gboolean
is_email (const char *value)
{
  const char *at = strrchr (value, '@');

  return at != NULL && at > value && at[1] != '\0' && strpbrk (value, " \t\r\n") == NULL;
}

/* (nullable): the sentence for what is wrong with @value, which is not empty */
static char *
find_fault (FoyerField *self, const char *value)
{
  guint length = g_utf8_strlen (value, -1);

  if (self->min > 0 && length < self->min)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "At least %u character is needed.",
                                         "At least %u characters are needed.", self->min),
                            self->min);
  if (self->max > 0 && length > self->max)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "At most %u character is possible.",
                                         "At most %u characters are possible.", self->max),
                            self->max);
  if (self->length > 0 && length != self->length)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "The code has %u character.", "The code has %u characters.", self->length),
        self->length);
  if (self->classes > 0 && count_classes (value) < self->classes)
    return g_strdup_printf (_ ("Use at least %u of: capitals, small letters, digits, special characters."),
                            self->classes);
  if (self->kind == FOYER_FIELD_EMAIL && !is_email (value))
    return g_strdup (_ ("This is not an e-mail address."));
  return NULL;
}

/* (nullable): the sentence for what is missing */
static char *
find_lack (FoyerField *self)
{
  if (!self->required)
    return NULL;
  return g_strdup (self->kind == FOYER_FIELD_CONSENT ? _ ("This has to be agreed to.")
                                                     : _ ("This has to be filled in."));
}

/**
 * foyer_field_dup_plain_value:
 *
 * What is sent: without the blanks that come along when something is pasted, and without those that people put into
 * codes. A password is sent as it was typed.
 *
 * Returns: (transfer full): in non-pageable memory, free with secret_password_free(); "" for an empty field
 */
char *
foyer_field_dup_plain_value (FoyerField *self)
{
  const char *value = self->value != NULL ? self->value : "";
  SecretValue *secret = secret_value_new (value, -1, "text/plain");
  char *plain = secret_value_unref_to_password (secret, NULL);
  char *end = plain;

  if (self->kind == FOYER_FIELD_PASSWORD || self->kind == FOYER_FIELD_NEW_PASSWORD)
    return plain;
  if (self->kind != FOYER_FIELD_OTP)
    return g_strstrip (plain);
  for (const char *at = plain; *at != '\0'; at++)
    if (!g_ascii_isspace (*at))
      *end++ = *at;
  *end = '\0';
  return plain;
}

/**
 * foyer_field_validate:
 *
 * Sets "error" by the field's own rules, in the user's language.
 *
 * Returns: TRUE if the value may be sent
 */
gboolean
foyer_field_validate (FoyerField *self)
{
  char *plain = foyer_field_dup_plain_value (self);
  gboolean lacks = *plain == '\0' || (self->kind == FOYER_FIELD_CONSENT && !g_str_equal (plain, "true"));
  g_autofree char *fault = lacks ? find_lack (self) : find_fault (self, plain);

  secret_password_free (plain);
  foyer_field_set_error (self, fault);
  return fault == NULL;
}

/**
 * foyer_field_wipe:
 *
 * Forgets the value.
 */
void
foyer_field_wipe (FoyerField *self)
{
  free_value (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}
