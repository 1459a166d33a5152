/* SPDX-License-Identifier: GPL-3.0-or-later
 * What went wrong on the way or at the portal, in the words of FoyerError. */

#include "foyer-transport-private.h"

#include "foyer-error.h"
#include "foyer-json.h"

#include <string.h>

#define LONGEST_RETRY_AFTER (24 * 60 * 60) /* seconds */

static FoyerErrorCode
get_resolver_code (int code)
{
  return code == G_RESOLVER_ERROR_NOT_FOUND ? FOYER_ERROR_UNKNOWN_HOST : FOYER_ERROR_UNREACHABLE;
}

static FoyerErrorCode
get_tls_code (int code)
{
  /* EOF is a connection that broke, whatever it carried. */
  return code == G_TLS_ERROR_EOF ? FOYER_ERROR_UNREACHABLE : FOYER_ERROR_TLS;
}

static FoyerErrorCode
get_session_code (int code)
{
  switch (code)
    {
    case SOUP_SESSION_ERROR_PARSING:
      return FOYER_ERROR_NOT_A_PORTAL;
    case SOUP_SESSION_ERROR_ENCODING:
      return FOYER_ERROR_BAD_DATA;
    case SOUP_SESSION_ERROR_REDIRECT_NO_LOCATION:
    case SOUP_SESSION_ERROR_REDIRECT_BAD_URI:
      return FOYER_ERROR_REFUSED_ADDRESS;
    default:
      return FOYER_ERROR_UNREACHABLE;
    }
}

static FoyerErrorCode
get_io_code (int code)
{
  switch (code)
    {
    case G_IO_ERROR_HOST_NOT_FOUND:
      return FOYER_ERROR_UNKNOWN_HOST;
    case G_IO_ERROR_TIMED_OUT:
      return FOYER_ERROR_TIMEOUT;
    case G_IO_ERROR_INVALID_DATA: /* a compressed body that is none */
      return FOYER_ERROR_BAD_DATA;
    case G_IO_ERROR_NO_SPACE: /* for a long document */
      return FOYER_ERROR_STORE;
    default:
      return FOYER_ERROR_UNREACHABLE;
    }
}

/**
 * foyer_http_error_from_gio:
 *
 * Returns: (transfer full): @error in our words; ours and G_IO_ERROR_CANCELLED as they are
 */
GError *
foyer_http_error_from_gio (const GError *error)
{
  FoyerErrorCode code;

  if (error->domain == FOYER_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);
  if (error->domain == G_RESOLVER_ERROR)
    code = get_resolver_code (error->code);
  else if (error->domain == G_TLS_ERROR)
    code = get_tls_code (error->code);
  else if (error->domain == SOUP_SESSION_ERROR)
    code = get_session_code (error->code);
  else if (error->domain == G_IO_ERROR)
    code = get_io_code (error->code);
  else
    code = FOYER_ERROR_UNREACHABLE;
  return foyer_error_new (code, "%s", error->message);
}

static FoyerErrorCode
get_status_code (guint status)
{
  switch (status)
    {
    case 401:
      return FOYER_ERROR_SIGNED_OUT;
    case 403:
      return FOYER_ERROR_FORBIDDEN;
    case 404:
    case 410:
      return FOYER_ERROR_NOT_FOUND;
    case 405:
    case 501:
      return FOYER_ERROR_NOT_OFFERED;
    case 409:
    case 412:
      return FOYER_ERROR_CONFLICT;
    case 408:
    case 429:
    case 503:
      return FOYER_ERROR_BUSY;
    default:
      break;
    }
  if (status >= 500)
    return FOYER_ERROR_SERVER;
  return status >= 400 ? FOYER_ERROR_INVALID : FOYER_ERROR_NOT_A_PORTAL;
}

/**
 * foyer_http_error_get_retry_after:
 *
 * Returns: Retry-After in seconds, whether it says seconds or a date (RFC 9110, 10.2.3); at most a day, 0 = not said
 */
guint
foyer_http_error_get_retry_after (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  g_autoptr (GDateTime) date = NULL, now = NULL;
  guint64 seconds;

  if (text == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &seconds, NULL))
    return MIN (seconds, LONGEST_RETRY_AFTER);
  date = soup_date_time_new_from_http_string (text);
  if (date == NULL)
    return 0;
  now = g_date_time_new_now_utc ();
  return CLAMP (g_date_time_difference (date, now) / G_TIME_SPAN_SECOND + 1, 0, LONGEST_RETRY_AFTER);
}

/* Where the parameters of "Bearer" begin, in a header that may name several schemes. */
static const char *
find_bearer (const char *challenges)
{
  gboolean quoted = FALSE;

  for (const char *at = challenges; *at != '\0'; at++)
    if (quoted && at[0] == '\\' && at[1] != '\0')
      at++;
    else if (*at == '"')
      quoted = !quoted;
    else if (!quoted && (at == challenges || strchr (", ", at[-1]) != NULL) &&
             g_ascii_strncasecmp (at, "Bearer", 6) == 0 && (at[6] == ' ' || at[6] == '\0'))
      return at + 6;
  return NULL;
}

/**
 * foyer_http_error_parse_bearer:
 *
 * Returns: (transfer full) (nullable): the parameters of WWW-Authenticate: Bearer (RFC 6750, 3), NULL without it
 */
GHashTable *
foyer_http_error_parse_bearer (SoupMessageHeaders *headers)
{
  const char *challenges = soup_message_headers_get_list (headers, "WWW-Authenticate");
  const char *parameters = challenges != NULL ? find_bearer (challenges) : NULL;

  return parameters != NULL ? soup_header_parse_param_list (parameters) : NULL;
}

/* RFC 9470, 3. */
static void
read_step_up (GError *error, SoupMessageHeaders *headers)
{
  g_autoptr (GHashTable) bearer = foyer_http_error_parse_bearer (headers);
  const char *max_age;
  guint64 seconds;

  if (bearer == NULL || g_strcmp0 (g_hash_table_lookup (bearer, "error"), "insufficient_user_authentication") != 0)
    return;
  error->code = FOYER_ERROR_STEP_UP;
  max_age = g_hash_table_lookup (bearer, "max_age");
  if (max_age == NULL || !g_ascii_string_to_unsigned (max_age, 10, 0, G_MAXINT, &seconds, NULL))
    foyer_error_set_step_up (error, g_hash_table_lookup (bearer, "acr_values"), -1);
  else
    foyer_error_set_step_up (error, g_hash_table_lookup (bearer, "acr_values"), (int) seconds);
}

/* TMF630 Error with our fieldError[]; anything else has no words for people. */
static void
read_body (GError *error, GBytes *body)
{
  g_autoptr (JsonNode) node = foyer_body_parse (body, NULL);
  FoyerJson root = foyer_json_root (node, NULL), fields = foyer_json_member (&root, "fieldError");
  g_autofree char *reason = foyer_json_get_string (&root, "reason"),
                  *message = foyer_json_get_string (&root, "message");

  foyer_error_set_reason (error, message != NULL && *message != '\0' ? message : reason);
  for (guint i = 0; i < foyer_json_length (&fields); i++)
    {
      FoyerJson field = foyer_json_element (&fields, i);
      g_autofree char *pointer = foyer_json_get_string (&field, "pointer");
      g_autofree char *code = foyer_json_get_string (&field, "code");
      g_autofree char *why = foyer_json_get_string (&field, "reason");

      foyer_error_add_field (error, pointer, code, why);
    }
}

/**
 * foyer_http_error_from_status:
 * @body: (nullable): TMF Error or anything
 * @request_id: ours, if the portal did not say its own
 *
 * Returns: (transfer full): what a status says that is no success
 */
GError *
foyer_http_error_from_status (guint status, SoupMessageHeaders *headers, GBytes *body, const char *request_id)
{
  GError *error = foyer_error_new (get_status_code (status), "HTTP status %u", status);
  const char *answered_id = soup_message_headers_get_one (headers, "X-Request-Id");

  foyer_error_set_status (error, status);
  foyer_error_set_request_id (error, answered_id != NULL ? answered_id : request_id);
  foyer_error_set_retry_after (error, foyer_http_error_get_retry_after (headers));
  if (status == 401)
    read_step_up (error, headers);
  if (body != NULL)
    read_body (error, body);
  return error;
}

static gboolean
is_json (const char *type)
{
  return type != NULL && (g_str_equal (type, "application/json") || g_str_has_suffix (type, "+json"));
}

/**
 * foyer_http_error_for_body:
 * @error: from the parser
 * @body: what is no JSON
 *
 * A page for a browser means that this is no portal; anything else that calls itself JSON is broken.
 *
 * Returns: (transfer full): FOYER_ERROR_NOT_A_PORTAL or FOYER_ERROR_BAD_DATA
 */
GError *
foyer_http_error_for_body (const GError *error, SoupMessageHeaders *headers, GBytes *body)
{
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  gsize length;
  const char *text = g_bytes_get_data (body, &length);

  while (length > 0 && g_ascii_isspace (*text))
    {
      text++;
      length--;
    }
  if (is_json (type) && (length == 0 || *text != '<'))
    return g_error_copy (error);
  return foyer_error_new (FOYER_ERROR_NOT_A_PORTAL, "%s where JSON was expected", type != NULL ? type : "untyped data");
}
