/* SPDX-License-Identifier: GPL-3.0-or-later
 * TMF635 usage: months are ordinary resources, single calls are listed only where usageType=voiceCall asks for them. */

#include "portal-policies.h"

#include "portal-calls.h"

static const PortalSource *
choose_source (PortalQuery *query)
{
  return portal_query_has (query, "usageType", "voiceCall") ? &portal_calls_source : NULL;
}

static JsonNode *
read_row (PortalDatabase *database, const PortalResource *resource, const PortalSource *source, gint64 seq)
{
  return portal_calls_read (database, seq);
}

static PortalRow *
find (PortalDatabase *database, const PortalResource *resource, const char *id)
{
  PortalRow *row = portal_row_find (database, resource, id);

  return row != NULL ? row : portal_calls_find (database, id);
}

const PortalPolicy portal_policy_usage = { .choose_source = choose_source, .read_row = read_row, .find = find };
