/* SPDX-License-Identifier: GPL-3.0-or-later
 * Times on the wire: ISO 8601 in UTC outside, microseconds since 1970 inside. */

#include "portal-time.h"

#include <string.h>

/**
 * portal_time_parse:
 * @text: "2026-05-01" (midnight in UTC) or an ISO 8601 time; without a zone it is UTC
 * @microseconds: (out): since 1970
 */
gboolean
portal_time_parse (const char *text, gint64 *microseconds)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *midnight = strlen (text) == 10 ? g_strconcat (text, "T00:00:00Z", NULL) : NULL;
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (midnight != NULL ? midnight : text, utc);

  if (time == NULL)
    return FALSE;
  *microseconds = g_date_time_to_unix_usec (time);
  return TRUE;
}

char *
portal_time_format (gint64 microseconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc_usec (microseconds);

  return g_date_time_format (time, microseconds % G_USEC_PER_SEC == 0 ? "%Y-%m-%dT%H:%M:%SZ" : "%Y-%m-%dT%H:%M:%S.%fZ");
}

char *
portal_time_now (void)
{
  return portal_time_format (g_get_real_time () / G_USEC_PER_SEC * G_USEC_PER_SEC);
}
