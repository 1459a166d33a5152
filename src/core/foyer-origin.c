/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which addresses may be asked, which belong together, and which lie under a prefix: decided on parsed addresses only.
 */

#include "foyer-transport-private.h"

#include <string.h>

/* RFC 8252, 7.3; GLib answers "localhost" itself with a loopback address (RFC 6761, 6.3). */
static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return g_ascii_strcasecmp (host, "localhost") == 0;
}

/* A server may undo dots before it looks for what is meant, encoded ones too: then a prefix says nothing. The parser
 * removes plain ones, so they are looked for before it. */
static gboolean
has_dot_segments (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autoptr (GString) plain = g_string_new (lower);
  g_auto (GStrv) segments = NULL;

  g_string_replace (plain, "%2e", ".", 0);
  g_string_replace (plain, "%2f", "/", 0);
  g_string_replace (plain, "%5c", "/", 0);
  g_string_replace (plain, "\\", "/", 0);
  segments = g_strsplit (plain->str, "/", -1);
  return g_strv_contains ((const char *const *) segments, ".") ||
         g_strv_contains ((const char *const *) segments, "..");
}

/* The parser undoes escapes: what comes out may be no name at all. */
static gboolean
is_host (const char *host)
{
  return host != NULL && *host != '\0' && strpbrk (host, " \t\r\n\"#%/<>?@\\^`{|}") == NULL;
}

static GUri *
parse (const char *uri)
{
  g_autofree char *before_query = g_strndup (uri, strcspn (uri, "?#"));
  g_autoptr (GUri) parsed = NULL;

  if (has_dot_segments (before_query))
    return NULL;
  parsed = g_uri_parse (uri, SOUP_HTTP_URI_FLAGS, NULL);
  if (parsed == NULL || !is_host (g_uri_get_host (parsed)) || g_uri_get_userinfo (parsed) != NULL)
    return NULL;
  return g_steal_pointer (&parsed);
}

/**
 * foyer_origin_is_allowed:
 *
 * Returns: TRUE for https, and for http on a loopback address; never with user info or dot segments
 */
gboolean
foyer_origin_is_allowed (const char *uri)
{
  g_autoptr (GUri) parsed = parse (uri);

  if (parsed == NULL)
    return FALSE;
  if (g_str_equal (g_uri_get_scheme (parsed), "https"))
    return TRUE;
  return g_str_equal (g_uri_get_scheme (parsed), "http") && is_loopback (g_uri_get_host (parsed));
}

static int
get_port (GUri *uri)
{
  if (g_uri_get_port (uri) != -1)
    return g_uri_get_port (uri);
  return g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80;
}

static gboolean
is_same_host (const char *a, const char *b)
{
  g_autofree char *ascii_a = g_hostname_to_ascii (a), *ascii_b = g_hostname_to_ascii (b);

  return ascii_a != NULL && ascii_b != NULL && g_ascii_strcasecmp (ascii_a, ascii_b) == 0;
}

static gboolean
is_same_origin (GUri *a, GUri *b)
{
  return g_str_equal (g_uri_get_scheme (a), g_uri_get_scheme (b)) && get_port (a) == get_port (b) &&
         is_same_host (g_uri_get_host (a), g_uri_get_host (b));
}

/**
 * foyer_origin_is_same:
 *
 * Returns: TRUE if scheme, host and port are the same (RFC 6454, 5)
 */
gboolean
foyer_origin_is_same (const char *uri, const char *other)
{
  g_autoptr (GUri) a = parse (uri), b = parse (other);

  return a != NULL && b != NULL && is_same_origin (a, b);
}

/**
 * foyer_origin_has_prefix:
 *
 * "…/v4" is a prefix of "…/v4" and "…/v4/x", not of "…/v42".
 *
 * Returns: TRUE if @uri has the origin of @prefix and its path lies under that of @prefix
 */
gboolean
foyer_origin_has_prefix (const char *uri, const char *prefix)
{
  g_autoptr (GUri) a = parse (uri), b = parse (prefix);
  const char *path;
  gsize length;

  if (a == NULL || b == NULL || !is_same_origin (a, b))
    return FALSE;
  path = g_uri_get_path (b);
  length = strlen (path);
  if (!g_str_has_prefix (g_uri_get_path (a), path))
    return FALSE;
  return length == 0 || path[length - 1] == '/' || strchr ("/", g_uri_get_path (a)[length]) != NULL;
}

/**
 * foyer_origin_resolve:
 * @base: an absolute address
 * @reference: absolute or relative
 *
 * Returns: (transfer full) (nullable): the absolute address without a fragment, NULL if there is none
 */
char *
foyer_origin_resolve (const char *base, const char *reference)
{
  g_autoptr (GUri) parsed = g_uri_parse (base, SOUP_HTTP_URI_FLAGS, NULL), resolved = NULL;

  if (parsed != NULL)
    resolved = g_uri_parse_relative (parsed, reference, SOUP_HTTP_URI_FLAGS, NULL);
  return resolved != NULL ? g_uri_to_string_partial (resolved, G_URI_HIDE_FRAGMENT) : NULL;
}
