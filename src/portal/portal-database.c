/* SPDX-License-Identifier: GPL-3.0-or-later
 * The SQLite file of one provider: schema, kept statements, transactions. */

#include "portal-database.h"

#include "portal-json.h"

#include <gio/gio.h>

struct _PortalDatabase
{
  sqlite3 *handle;
  GHashTable *statements; /* SQL → sqlite3_stmt */
  guint64 generation;     /* grows with each change: what was counted before is counted anew */
  gboolean failed;        /* since begin() */
};

/* A resource is its JSON; beside it stand the columns that long lists are sorted and filtered by (see
 * portal-resource-table.c). date and due are in microseconds since 1970. Calls are a million rows: they have columns
 * only, JSON is made on reading. */
static const char schema[] =
    "CREATE TABLE IF NOT EXISTS resource (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, owner TEXT "
    "NOT NULL,"
    " date INTEGER, due INTEGER, state TEXT, name TEXT, parent TEXT, amount REAL, open REAL, search TEXT, etag TEXT "
    "NOT NULL, json TEXT NOT "
    "NULL);"
    "CREATE UNIQUE INDEX IF NOT EXISTS resource_id ON resource (kind, id);"
    "CREATE TABLE IF NOT EXISTS call (seq INTEGER PRIMARY KEY, owner TEXT NOT NULL, time INTEGER NOT NULL, id TEXT NOT "
    "NULL,"
    " product TEXT, destination TEXT NOT NULL, duration INTEGER NOT NULL, result TEXT NOT NULL, cost INTEGER NOT NULL, "
    "currency TEXT);"
    "CREATE TABLE IF NOT EXISTS user (id TEXT PRIMARY KEY, json TEXT NOT NULL, password TEXT NOT NULL, pin TEXT) "
    "WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS login (name TEXT PRIMARY KEY, user TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS token (hash BLOB PRIMARY KEY, kind TEXT NOT NULL, family TEXT NOT NULL, user TEXT NOT "
    "NULL, client TEXT NOT NULL,"
    " scope TEXT, expires INTEGER NOT NULL, used INTEGER NOT NULL DEFAULT 0, challenge TEXT, redirect TEXT, auth_time "
    "INTEGER) WITHOUT ROWID;"
    "CREATE INDEX IF NOT EXISTS token_family ON token (family);"
    "CREATE INDEX IF NOT EXISTS token_expires ON token (expires);"
    "CREATE TABLE IF NOT EXISTS idempotency (user TEXT NOT NULL, path TEXT NOT NULL, key TEXT NOT NULL, hash TEXT NOT "
    "NULL,"
    " status INTEGER NOT NULL, location TEXT, etag TEXT, json TEXT NOT NULL, time INTEGER NOT NULL, PRIMARY KEY (user, "
    "path, key)) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;";

/* Made after the first filling: a page anywhere in a list of 100,000 is then read from one of these alone, without the
 * JSON. */
static const char indexes[] = "CREATE INDEX IF NOT EXISTS resource_date ON resource (kind, owner, date, state, search);"
                              "CREATE INDEX IF NOT EXISTS resource_state ON resource (kind, owner, state, date);"
                              "CREATE INDEX IF NOT EXISTS resource_name ON resource (kind, owner, name);"
                              "CREATE INDEX IF NOT EXISTS resource_parent ON resource (kind, owner, parent, date);"
                              "CREATE INDEX IF NOT EXISTS resource_amount ON resource (kind, owner, amount);"
                              "CREATE INDEX IF NOT EXISTS resource_owner_id ON resource (kind, owner, id);"
                              "CREATE INDEX IF NOT EXISTS call_time ON call (owner, time);"
                              "CREATE INDEX IF NOT EXISTS call_search ON call (owner, time, result, destination);"
                              "CREATE UNIQUE INDEX IF NOT EXISTS call_id ON call (id);"
                              "ANALYZE;";

/* portal_member (json, path): the first value at a dotted path, for members without a column. */
static void
member_func (sqlite3_context *context, int n_arguments, sqlite3_value **arguments)
{
  const char *text = (const char *) sqlite3_value_text (arguments[0]);
  g_autoptr (JsonNode) node = text != NULL ? portal_json_parse (text, sqlite3_value_bytes (arguments[0]), NULL) : NULL;
  JsonNode *value = portal_json_get (node, (const char *) sqlite3_value_text (arguments[1]));

  if (value == NULL || !JSON_NODE_HOLDS_VALUE (value))
    sqlite3_result_null (context);
  else if (json_node_get_value_type (value) == G_TYPE_STRING)
    sqlite3_result_text (context, json_node_get_string (value), -1, SQLITE_TRANSIENT);
  else if (json_node_get_value_type (value) == G_TYPE_BOOLEAN)
    sqlite3_result_text (context, json_node_get_boolean (value) ? "true" : "false", -1, SQLITE_STATIC);
  else
    sqlite3_result_double (context, json_node_get_double (value));
}

static gboolean
equals_text (JsonNode *value, gpointer user_data)
{
  g_autofree char *text = NULL;

  if (!JSON_NODE_HOLDS_VALUE (value))
    return FALSE;
  if (json_node_get_value_type (value) == G_TYPE_STRING)
    return g_str_equal (json_node_get_string (value), user_data);
  text = portal_json_write (value, NULL, NULL);
  return g_str_equal (text, user_data);
}

/* portal_has (json, path, text): one of the values at the path, in whichever element of arrays on the way, is the text.
 */
static void
has_func (sqlite3_context *context, int n_arguments, sqlite3_value **arguments)
{
  const char *text = (const char *) sqlite3_value_text (arguments[0]);
  g_autoptr (JsonNode) node = text != NULL ? portal_json_parse (text, sqlite3_value_bytes (arguments[0]), NULL) : NULL;

  sqlite3_result_int (context, portal_json_visit (node, (const char *) sqlite3_value_text (arguments[1]), equals_text,
                                                  (gpointer) sqlite3_value_text (arguments[2])));
}

/* Bounded, so that no pattern from outside keeps the portal busy. "^+49" is what the profile writes for a prefix: what
 * is no regular expression is taken literally after the anchor. */
static GRegex *
compile (const char *pattern)
{
  gboolean anchored = *pattern == '^';
  g_autofree char *bounded = g_strconcat ("(*LIMIT_MATCH=2000)", pattern, NULL);
  g_autofree char *escaped = g_regex_escape_string (anchored ? pattern + 1 : pattern, -1);
  g_autofree char *literal = g_strconcat (anchored ? "^" : "", escaped, NULL);
  GRegex *regex = g_regex_new (bounded, G_REGEX_DEFAULT, 0, NULL);

  return regex != NULL ? regex : g_regex_new (literal, G_REGEX_DEFAULT, 0, NULL);
}

/* REGEXP (pattern, text) */
static void
regexp_func (sqlite3_context *context, int n_arguments, sqlite3_value **arguments)
{
  const char *pattern = (const char *) sqlite3_value_text (arguments[0]);
  const char *subject = (const char *) sqlite3_value_text (arguments[1]);
  GRegex *regex = sqlite3_get_auxdata (context, 0);

  if (regex == NULL && pattern != NULL)
    {
      regex = compile (pattern);
      sqlite3_set_auxdata (context, 0, regex, (void (*) (void *)) g_regex_unref);
      regex = sqlite3_get_auxdata (context, 0);
    }
  sqlite3_result_int (context, subject != NULL && regex != NULL && g_regex_match (regex, subject, 0, NULL));
}

static gboolean
execute (PortalDatabase *self, const char *sql)
{
  g_autofree char *copy = NULL;
  char *message = NULL;

  if (sqlite3_exec (self->handle, sql, NULL, NULL, &message) == SQLITE_OK)
    return TRUE;
  self->failed = TRUE;
  g_warning ("database: %s", message);
  sqlite3_free (message);
  return FALSE;
}

/**
 * portal_database_open:
 * @path: the file; made when it is not there
 * @error: G_IO_ERROR_FAILED
 *
 * Returns: (transfer full) (nullable): the database, in WAL mode
 */
PortalDatabase *
portal_database_open (const char *path, GError **error)
{
  g_autoptr (PortalDatabase) self = g_new0 (PortalDatabase, 1);

  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sqlite3_finalize);
  if (sqlite3_open_v2 (path, &self->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK ||
      !execute (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA "
                      "mmap_size = 1073741824;"
                      "PRAGMA busy_timeout = 5000;") ||
      !execute (self, schema))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", path, sqlite3_errmsg (self->handle));
      return NULL;
    }
  sqlite3_create_function (self->handle, "portal_member", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, member_func,
                           NULL, NULL);
  sqlite3_create_function (self->handle, "portal_has", 3, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, has_func, NULL,
                           NULL);
  sqlite3_create_function (self->handle, "regexp", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, regexp_func, NULL,
                           NULL);
  return g_steal_pointer (&self);
}

void
portal_database_close (PortalDatabase *self)
{
  g_hash_table_unref (self->statements);
  sqlite3_close (self->handle);
  g_free (self);
}

/**
 * portal_database_prepare:
 * @sql: one statement; kept by its text, so values belong into parameters
 *
 * Returns: (transfer none) (nullable): the statement, reset and without values
 */
sqlite3_stmt *
portal_database_prepare (PortalDatabase *self, const char *sql)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);

  if (statement == NULL)
    {
      if (sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
        {
          self->failed = TRUE;
          g_warning ("database: %s in: %s", sqlite3_errmsg (self->handle), sql);
          return NULL;
        }
      if (g_hash_table_size (self->statements) >= 500)
        g_hash_table_remove_all (self->statements);
      g_hash_table_insert (self->statements, g_strdup (sql), statement);
    }
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return statement;
}

/**
 * portal_database_step:
 * @statement: (nullable): a statement
 *
 * Returns: TRUE if there is a row; FALSE at the end, when the statement has been reset, and on failure
 */
gboolean
portal_database_step (PortalDatabase *self, sqlite3_stmt *statement)
{
  int result = statement != NULL ? sqlite3_step (statement) : SQLITE_DONE;

  if (result == SQLITE_ROW)
    return TRUE;
  if (result != SQLITE_DONE)
    {
      self->failed = TRUE;
      g_warning ("database: %s", sqlite3_errmsg (self->handle));
    }
  if (statement != NULL)
    sqlite3_reset (statement);
  return FALSE;
}

/* format: s = const char * (nullable), i = gint64, d = double, b = GBytes * */
static void
bind_values (sqlite3_stmt *statement, const char *format, va_list arguments)
{
  for (int i = 0; format[i] != '\0'; i++)
    {
      GBytes *bytes;

      switch (format[i])
        {
        case 's':
          sqlite3_bind_text (statement, i + 1, va_arg (arguments, const char *), -1, SQLITE_TRANSIENT);
          break;
        case 'i':
          sqlite3_bind_int64 (statement, i + 1, va_arg (arguments, gint64));
          break;
        case 'd':
          sqlite3_bind_double (statement, i + 1, va_arg (arguments, double));
          break;
        case 'b':
          bytes = va_arg (arguments, GBytes *);
          sqlite3_bind_blob (statement, i + 1, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                             SQLITE_TRANSIENT);
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

/**
 * portal_database_query:
 * @sql: a statement
 * @format: one letter per parameter: s text (nullable), i gint64, d double, b GBytes
 *
 * Returns: (transfer none) (nullable): the statement, to be stepped to its end or reset
 */
sqlite3_stmt *
portal_database_query (PortalDatabase *self, const char *sql, const char *format, ...)
{
  sqlite3_stmt *statement = portal_database_prepare (self, sql);
  va_list arguments;

  if (statement == NULL)
    return NULL;
  va_start (arguments, format);
  bind_values (statement, format, arguments);
  va_end (arguments);
  return statement;
}

/**
 * portal_database_run:
 * @sql: a statement that gives no rows
 * @format: as for portal_database_query()
 *
 * Returns: TRUE if a row was changed
 */
gboolean
portal_database_run (PortalDatabase *self, const char *sql, const char *format, ...)
{
  sqlite3_stmt *statement = portal_database_prepare (self, sql);
  va_list arguments;

  if (statement == NULL)
    return FALSE;
  va_start (arguments, format);
  bind_values (statement, format, arguments);
  va_end (arguments);
  portal_database_step (self, statement);
  return sqlite3_changes (self->handle) > 0;
}

const char *
portal_database_text (sqlite3_stmt *statement, int column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

void
portal_database_begin (PortalDatabase *self)
{
  self->failed = FALSE;
  execute (self, "BEGIN IMMEDIATE");
}

/**
 * portal_database_commit:
 *
 * Returns: TRUE if everything since begin() is kept; else nothing of it is
 */
gboolean
portal_database_commit (PortalDatabase *self)
{
  if (!self->failed && execute (self, "COMMIT"))
    return TRUE;
  execute (self, "ROLLBACK");
  return FALSE;
}

void
portal_database_rollback (PortalDatabase *self)
{
  execute (self, "ROLLBACK");
}

/**
 * portal_database_next:
 * @counter: its name
 * @first: its first value
 *
 * Returns: the next value; belongs into a transaction
 */
gint64
portal_database_next (PortalDatabase *self, const char *counter, gint64 first)
{
  sqlite3_stmt *statement = portal_database_query (
      self, "INSERT INTO counter VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value",
      "si", counter, first);
  gint64 value = first;

  if (portal_database_step (self, statement))
    value = sqlite3_column_int64 (statement, 0);
  portal_database_step (self, statement);
  return value;
}

/**
 * portal_database_index:
 *
 * Makes the indexes of long lists; faster once after the first filling than row by row.
 */
void
portal_database_index (PortalDatabase *self)
{
  execute (self, indexes);
}

void
portal_database_changed (PortalDatabase *self)
{
  self->generation++;
}

guint64
portal_database_get_generation (PortalDatabase *self)
{
  return self->generation;
}
