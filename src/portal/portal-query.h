/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include "portal-database.h"
#include "portal-error.h"

G_BEGIN_DECLS

typedef enum
{
  PORTAL_COLUMN_TEXT,
  PORTAL_COLUMN_TIME, /* microseconds since 1970 */
  PORTAL_COLUMN_NUMBER,
} PortalColumnType;

/* A member of a resource that has a column, so that long lists can be sorted and filtered by it. */
typedef struct
{
  const char *member; /* dotted path */
  const char *column;
  PortalColumnType type;
} PortalColumn;

/* A table that a list is read from. */
typedef struct
{
  const char *table;
  const PortalColumn *columns; /* ends with a NULL member */
  const char *order;           /* column that a list is in the order of when nothing else is asked */
  const char *search;          /* (nullable): expression that q= looks in, folded text */
  gboolean has_json;           /* members without a column are looked for in the column "json" */
} PortalSource;

/* What the query string of a list asks for (TMF630): offset, limit, fields, sort, filters, q. */
typedef struct
{
  gint64 offset;
  gint64 limit;
  GStrv fields; /* (nullable) */
  GPtrArray *filters;
  GPtrArray *sorts;
  GStrv words; /* of q, folded */
} PortalQuery;

#define PORTAL_QUERY_LIMIT 50  /* unless asked otherwise */
#define PORTAL_QUERY_BOUND 500 /* whatever is asked */

PortalQuery *portal_query_parse (GPtrArray *parameters, PortalError **error);
void portal_query_free (PortalQuery *self);
gboolean portal_query_has (PortalQuery *self, const char *member, const char *value);
GArray *portal_query_select (PortalQuery *self,
                             PortalDatabase *database,
                             const PortalSource *source,
                             const char *kind,
                             const char *const *owners,
                             GHashTable *totals,
                             gint64 *total,
                             PortalError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PortalQuery, portal_query_free)

G_END_DECLS
