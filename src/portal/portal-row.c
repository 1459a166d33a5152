/* SPDX-License-Identifier: GPL-3.0-or-later
 * Resources in the database: finding, keeping, and filling the columns that lists are sorted by. */

#include "portal-resource.h"

#include "portal-json.h"
#include "portal-text.h"
#include "portal-time.h"

#include <string.h>

void
portal_row_free (PortalRow *self)
{
  g_free (self->owner);
  g_free (self->etag);
  g_clear_pointer (&self->node, json_node_unref);
  g_free (self);
}

/**
 * portal_row_dup_etag:
 *
 * Returns: (transfer full): the strong ETag of a representation, with its quotes
 */
char *
portal_row_dup_etag (JsonNode *node)
{
  g_autofree char *hash = portal_json_hash (node);

  return g_strdup_printf ("\"%.24s\"", hash);
}

/**
 * portal_row_find:
 *
 * Returns: (transfer full) (nullable): the thing of that id, whosever it is
 */
PortalRow *
portal_row_find (PortalDatabase *database, const PortalResource *resource, const char *id)
{
  sqlite3_stmt *statement = portal_database_query (
      database, "SELECT seq, owner, etag, json FROM resource WHERE kind = ? AND id = ?", "ss", resource->kind, id);
  g_autoptr (PortalRow) row = NULL;

  if (portal_database_step (database, statement))
    {
      row = g_new0 (PortalRow, 1);
      row->seq = sqlite3_column_int64 (statement, 0);
      row->owner = g_strdup (portal_database_text (statement, 1));
      row->etag = g_strdup (portal_database_text (statement, 2));
      row->node = portal_json_parse (portal_database_text (statement, 3), sqlite3_column_bytes (statement, 3), NULL);
    }
  if (statement != NULL)
    sqlite3_reset (statement);
  return row != NULL && row->node != NULL ? g_steal_pointer (&row) : NULL;
}

/**
 * portal_row_is_visible:
 * @owner: whose it is
 * @identity: (nullable): who asks
 */
gboolean
portal_row_is_visible (const PortalResource *resource, const char *owner, const PortalIdentity *identity)
{
  if (*owner == '\0')
    return resource->audience != PORTAL_AUDIENCE_OWNER;
  return resource->audience != PORTAL_AUDIENCE_PUBLIC && identity != NULL &&
         g_strv_contains ((const char *const *) identity->customers, owner);
}

/**
 * portal_row_find_for:
 * @identity: (nullable): who asks
 *
 * Returns: (transfer full) (nullable): the thing if @identity may see it; somebody else's is as if it were not there
 */
PortalRow *
portal_row_find_for (PortalDatabase *database,
                     const PortalResource *resource,
                     const char *id,
                     const PortalIdentity *identity)
{
  g_autoptr (PortalRow) row = NULL;

  if (resource->policy != NULL && resource->policy->find != NULL)
    row = resource->policy->find (database, resource, id);
  else
    row = portal_row_find (database, resource, id);
  if (row == NULL || !portal_row_is_visible (resource, row->owner, identity))
    return NULL;
  return g_steal_pointer (&row);
}

/* Each text once: the same address stands in every line of an order. */
static gboolean
append_text (JsonNode *value, gpointer user_data)
{
  GString *text = user_data;
  g_autofree char *line = NULL;

  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
    {
      g_autofree char *folded = portal_text_fold (json_node_get_string (value));

      line = g_strconcat (folded, "\n", NULL);
      if (strstr (text->str, line) == NULL)
        g_string_append (text, line);
    }
  return FALSE;
}

static char *
build_search (const PortalResource *resource, JsonNode *node)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (resource->search) && resource->search[i] != NULL; i++)
    portal_json_visit (node, resource->search[i], append_text, text);
  return g_string_free (text, FALSE);
}

static gboolean
add_number (JsonNode *value, gpointer user_data)
{
  *(double *) user_data += portal_json_get_number (value, "", 0);
  return FALSE;
}

static void
bind_column (sqlite3_stmt *statement, int index, const PortalColumn *column, JsonNode *node)
{
  const char *text = portal_json_get_string (node, column->member);
  JsonNode *value = portal_json_get (node, column->member);
  gint64 time;

  switch (column->type)
    {
    case PORTAL_COLUMN_TEXT:
      if (text != NULL)
        sqlite3_bind_text (statement, index, text, -1, SQLITE_TRANSIENT);
      break;
    case PORTAL_COLUMN_TIME:
      if (text != NULL && portal_time_parse (text, &time))
        sqlite3_bind_int64 (statement, index, time);
      break;
    case PORTAL_COLUMN_NUMBER:
      /* Of an array's members the sum: an order's total has one part for each tax rate. */
      if (value != NULL)
        {
          double sum = 0;

          portal_json_visit (node, column->member, add_number, &sum);
          sqlite3_bind_double (statement, index, sum);
        }
      break;
    }
}

/* id and href are members of everything; who made the data need not write the href. */
static void
complete (const PortalResource *resource, JsonNode *node)
{
  JsonObject *object = json_node_get_object (node);

  if (!json_object_has_member (object, "href"))
    {
      g_autofree char *href =
          g_strconcat (resource->base, resource->kind, "/", json_object_get_string_member (object, "id"), NULL);

      json_object_set_string_member (object, "href", href);
    }
}

/**
 * portal_row_put:
 * @owner: customer id, "" = public
 * @node: an object with an "id"
 *
 * Keeps the thing, new or in place of the one with its id.
 *
 * Returns: (transfer full): its new ETag
 */
char *
portal_row_put (PortalDatabase *database, const PortalResource *resource, const char *owner, JsonNode *node)
{
  static const char *const columns[] = { "date", "due", "state", "name", "parent", "amount", "open" };
  g_autofree char *search = build_search (resource, node);
  g_autofree char *etag = NULL;
  g_autofree char *text = NULL;
  sqlite3_stmt *statement = portal_database_query (
      database,
      "INSERT INTO resource (kind, id, owner, search, etag, json, date, due, state, name, parent, amount, open)"
      " VALUES (?, ?, ?, ?, ?, ?, ?7, ?8, ?9, ?10, ?11, ?12, ?13) ON CONFLICT (kind, id) DO UPDATE SET owner = "
      "excluded.owner,"
      " search = excluded.search, etag = excluded.etag, json = excluded.json, date = excluded.date, due = excluded.due,"
      " state = excluded.state, name = excluded.name, parent = excluded.parent, amount = excluded.amount, open = "
      "excluded.open",
      "sss", resource->kind, portal_json_get_string (node, "id"), owner);

  complete (resource, node);
  etag = portal_row_dup_etag (node);
  text = portal_json_write (node, NULL, NULL);
  sqlite3_bind_text (statement, 4, search, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 5, etag, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 6, text, -1, SQLITE_STATIC);
  for (const PortalColumn *column = resource->source.columns; column->member != NULL; column++)
    for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
      if (g_str_equal (column->column, columns[i]))
        bind_column (statement, 7 + i, column, node);
  portal_database_step (database, statement);
  sqlite3_clear_bindings (statement);
  portal_database_changed (database);
  return g_steal_pointer (&etag);
}
