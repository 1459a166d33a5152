/* SPDX-License-Identifier: GPL-3.0-or-later
 * FoyerError: an extended GError that carries status, request id, retry-after, step-up and field errors. */

#include "foyer-error.h"

#include <stdarg.h>

typedef struct
{
  guint status;
  guint retry_after;
  int max_age;
  char *request_id;
  char *reason;
  char *acr_values;
  GPtrArray *fields; /* FoyerFieldError */
} FoyerErrorPrivate;

static void
field_error_free (gpointer data)
{
  FoyerFieldError *self = data;

  g_free (self->pointer);
  g_free (self->code);
  g_free (self->reason);
  g_free (self);
}

static gpointer
field_error_copy (gconstpointer source, gpointer user_data)
{
  const FoyerFieldError *from = source;
  FoyerFieldError *self = g_new0 (FoyerFieldError, 1);

  self->pointer = g_strdup (from->pointer);
  self->code = g_strdup (from->code);
  self->reason = g_strdup (from->reason);
  return self;
}

static void
foyer_error_private_init (FoyerErrorPrivate *priv)
{
  priv->max_age = -1;
  priv->fields = g_ptr_array_new_with_free_func (field_error_free);
}

static void
foyer_error_private_copy (const FoyerErrorPrivate *source, FoyerErrorPrivate *target)
{
  target->status = source->status;
  target->retry_after = source->retry_after;
  target->max_age = source->max_age;
  target->request_id = g_strdup (source->request_id);
  target->reason = g_strdup (source->reason);
  target->acr_values = g_strdup (source->acr_values);
  g_clear_pointer (&target->fields, g_ptr_array_unref);
  target->fields = g_ptr_array_copy (source->fields, field_error_copy, NULL);
  g_ptr_array_set_free_func (target->fields, field_error_free);
}

static void
foyer_error_private_clear (FoyerErrorPrivate *priv)
{
  g_free (priv->request_id);
  g_free (priv->reason);
  g_free (priv->acr_values);
  g_ptr_array_unref (priv->fields);
}

G_DEFINE_EXTENDED_ERROR (FoyerError, foyer_error)

/* What travels with @error; NULL for foreign errors. */
static FoyerErrorPrivate *
get_private (const GError *error)
{
  if (error == NULL || error->domain != FOYER_ERROR)
    return NULL;
  return foyer_error_get_private (error);
}

/**
 * foyer_error_new:
 * @code: what went wrong
 * @format: details for a log, never shown to a user and never with a secret in it
 *
 * Returns: (transfer full): a new error of the FOYER_ERROR domain
 */
GError *
foyer_error_new (FoyerErrorCode code, const char *format, ...)
{
  va_list arguments;
  GError *error;

  va_start (arguments, format);
  error = g_error_new_valist (FOYER_ERROR, code, format, arguments);
  va_end (arguments);
  return error;
}

/**
 * foyer_error_set_status:
 * @status: the HTTP status that came with it
 */
void
foyer_error_set_status (GError *error, guint status)
{
  FoyerErrorPrivate *priv = get_private (error);

  g_return_if_fail (priv != NULL);
  priv->status = status;
}

/**
 * foyer_error_set_request_id:
 * @request_id: (nullable): what support asks for
 */
void
foyer_error_set_request_id (GError *error, const char *request_id)
{
  FoyerErrorPrivate *priv = get_private (error);

  g_return_if_fail (priv != NULL);
  g_set_str (&priv->request_id, request_id);
}

/**
 * foyer_error_set_retry_after:
 * @seconds: as in Retry-After (RFC 9110, 10.2.3)
 */
void
foyer_error_set_retry_after (GError *error, guint seconds)
{
  FoyerErrorPrivate *priv = get_private (error);

  g_return_if_fail (priv != NULL);
  priv->retry_after = seconds;
}

/**
 * foyer_error_set_reason:
 * @reason: (nullable): the portal's own words for people
 */
void
foyer_error_set_reason (GError *error, const char *reason)
{
  FoyerErrorPrivate *priv = get_private (error);

  g_return_if_fail (priv != NULL);
  g_set_str (&priv->reason, reason);
}

/**
 * foyer_error_set_step_up:
 * @acr_values: (nullable): as in WWW-Authenticate (RFC 9470, 3)
 * @max_age: seconds, -1 = not said
 */
void
foyer_error_set_step_up (GError *error, const char *acr_values, int max_age)
{
  FoyerErrorPrivate *priv = get_private (error);

  g_return_if_fail (priv != NULL);
  g_set_str (&priv->acr_values, acr_values);
  priv->max_age = max_age;
}

/**
 * foyer_error_add_field:
 * @pointer: (nullable): RFC 6901
 * @code: (nullable):
 * @reason: (nullable): for people
 */
void
foyer_error_add_field (GError *error, const char *pointer, const char *code, const char *reason)
{
  FoyerErrorPrivate *priv = get_private (error);
  FoyerFieldError field = { (char *) (pointer != NULL ? pointer : ""), (char *) code, (char *) reason };

  g_return_if_fail (priv != NULL);
  g_ptr_array_add (priv->fields, field_error_copy (&field, NULL));
}

/**
 * foyer_error_get_status:
 * @error: (nullable): any error
 *
 * Returns: the HTTP status, 0 = none
 */
guint
foyer_error_get_status (const GError *error)
{
  FoyerErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->status : 0;
}

/**
 * foyer_error_get_request_id:
 * @error: (nullable): any error
 *
 * Returns: (nullable): the X-Request-Id of the answer
 */
const char *
foyer_error_get_request_id (const GError *error)
{
  FoyerErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->request_id : NULL;
}

/**
 * foyer_error_get_retry_after:
 * @error: (nullable): any error
 *
 * Returns: seconds, 0 = not said
 */
guint
foyer_error_get_retry_after (const GError *error)
{
  FoyerErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->retry_after : 0;
}

/**
 * foyer_error_get_reason:
 * @error: (nullable): any error
 *
 * Returns: (nullable): the portal's own words for people
 */
const char *
foyer_error_get_reason (const GError *error)
{
  FoyerErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->reason : NULL;
}

/**
 * foyer_error_get_acr_values:
 * @error: (nullable): any error
 *
 * Returns: (nullable): what a step-up must reach (RFC 9470)
 */
const char *
foyer_error_get_acr_values (const GError *error)
{
  FoyerErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->acr_values : NULL;
}

/**
 * foyer_error_get_max_age:
 * @error: (nullable): any error
 *
 * Returns: how old a sign-in may be, in seconds; -1 = not said (RFC 9470)
 */
int
foyer_error_get_max_age (const GError *error)
{
  FoyerErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->max_age : -1;
}

static gpointer
make_no_fields (gpointer data)
{
  return g_ptr_array_new ();
}

/**
 * foyer_error_get_fields:
 * @error: (nullable): any error
 *
 * Returns: (transfer none) (element-type FoyerFieldError): never NULL
 */
GPtrArray *
foyer_error_get_fields (const GError *error)
{
  static GOnce none = G_ONCE_INIT;
  FoyerErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->fields : g_once (&none, make_no_fields, NULL);
}

/**
 * foyer_error_is_offline:
 * @error: (nullable): any error
 *
 * Returns: TRUE if nothing reached the portal: a banner's matter, not the page's
 */
gboolean
foyer_error_is_offline (const GError *error)
{
  return g_error_matches (error, FOYER_ERROR, FOYER_ERROR_UNKNOWN_HOST) ||
         g_error_matches (error, FOYER_ERROR, FOYER_ERROR_UNREACHABLE) ||
         g_error_matches (error, FOYER_ERROR, FOYER_ERROR_TIMEOUT);
}
