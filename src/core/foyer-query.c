/* SPDX-License-Identifier: GPL-3.0-or-later
 * Addresses of TMF630 collections with their filters. */

#include "foyer-query.h"

#include <string.h>

/**
 * foyer_query_new:
 * @base: base URI of the API with a trailing slash
 *
 * Returns: (transfer full): an address without parameters
 */
GString *
foyer_query_new (const char *base, const char *collection)
{
  GString *self = g_string_new (base);

  return g_string_append (self, collection);
}

void
foyer_query_add (GString *self, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_string_append_printf (self, "%c%s=", strchr (self->str, '?') != NULL ? '&' : '?', name);
  g_string_append_uri_escaped (self, value, NULL, FALSE);
}

void
foyer_query_add_time (GString *self, const char *name, GDateTime *time)
{
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");

  foyer_query_add (self, name, text);
}

void
foyer_query_add_year (GString *self, const char *attribute, int year)
{
  g_autoptr (GDateTime) start = year > 0 ? g_date_time_new_utc (year, 1, 1, 0, 0, 0) : NULL;
  g_autoptr (GDateTime) end = year > 0 ? g_date_time_new_utc (year + 1, 1, 1, 0, 0, 0) : NULL;
  g_autofree char *from = g_strconcat (attribute, ".gte", NULL), *to = g_strconcat (attribute, ".lt", NULL);

  if (start == NULL)
    return;
  foyer_query_add_time (self, from, start);
  foyer_query_add_time (self, to, end);
}
