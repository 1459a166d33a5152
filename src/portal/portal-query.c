/* SPDX-License-Identifier: GPL-3.0-or-later
 * From the query string of a list to SQL: offset, limit, fields, sort=-a,+b, attribute=value, attribute.gte=value, q=
 * (TMF630). */

#include "portal-query.h"

#include "portal-request.h"
#include "portal-text.h"
#include "portal-time.h"

#include <string.h>

#define MAX_WORDS 10
#define MAX_TOTALS 1000

typedef enum
{
  OPERATOR_EQ,
  OPERATOR_NE,
  OPERATOR_GT,
  OPERATOR_GTE,
  OPERATOR_LT,
  OPERATOR_LTE,
  OPERATOR_REGEX,
} Operator;

static const struct
{
  const char *suffix;
  const char *sql;
} operators[] = {
  [OPERATOR_EQ] = { ".eq", "=" },
  [OPERATOR_NE] = { ".ne", "<>" },
  [OPERATOR_GT] = { ".gt", ">" },
  [OPERATOR_GTE] = { ".gte", ">=" },
  [OPERATOR_LT] = { ".lt", "<" },
  [OPERATOR_LTE] = { ".lte", "<=" },
  [OPERATOR_REGEX] = { ".regex", "REGEXP" },
};

typedef struct
{
  char *member;
  Operator operator;
  char *value;
} Filter;

typedef struct
{
  char *member;
  gboolean descending;
} Sort;

/* A parameter of the statement being built. */
typedef struct
{
  PortalColumnType type;
  char *text;
  gint64 time;
  double number;
} Value;

typedef struct
{
  GString *where;
  GPtrArray *values;
} Condition;

static void
filter_free (Filter *self)
{
  g_free (self->member);
  g_free (self->value);
  g_free (self);
}

static void
sort_free (Sort *self)
{
  g_free (self->member);
  g_free (self);
}

static void
value_free (Value *self)
{
  g_free (self->text);
  g_free (self);
}

static gboolean
is_member (const char *name)
{
  return *name != '\0' && strlen (name) <= 200 &&
         name[strspn (name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.@-")] == '\0';
}

static PortalError *
bad (const char *name, const char *value)
{
  return portal_error_new (400, "Invalid query parameter", "“%.100s=%.100s” is not understood.", name, value);
}

static Filter *
parse_filter (const char *name, const char *value)
{
  Filter *filter = g_new0 (Filter, 1);

  filter->member = g_strdup (name);
  filter->value = g_strdup (value);
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (g_str_has_suffix (name, operators[i].suffix))
      {
        filter->operator= i;
        filter->member[strlen (name) - strlen (operators[i].suffix)] = '\0';
      }
  return filter;
}

/* A plus in a query string is a blank when it arrives. */
static gboolean
parse_sort (GPtrArray *sorts, const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, ",", 10);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      gboolean descending = *parts[i] == '-';
      const char *member = *parts[i] == '-' || *parts[i] == '+' || *parts[i] == ' ' ? parts[i] + 1 : parts[i];
      Sort *sort;

      if (!is_member (member))
        return FALSE;
      sort = g_new0 (Sort, 1);
      sort->member = g_strdup (member);
      sort->descending = descending;
      g_ptr_array_add (sorts, sort);
    }
  return TRUE;
}

static GStrv
parse_words (const char *value)
{
  g_autofree char *folded = portal_text_fold (value);
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\r\n", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; parts[i] != NULL && n < MAX_WORDS; i++)
    if (*parts[i] != '\0')
      {
        g_strv_builder_add (builder, parts[i]);
        n++;
      }
  return g_strv_builder_end (builder);
}

static gboolean
parse_number (const char *text, gint64 bound, gint64 *number)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &value, NULL))
    return FALSE;
  *number = MIN ((gint64) value, bound);
  return TRUE;
}

static gboolean
parse_parameter (PortalQuery *self, const char *name, const char *value)
{
  if (g_str_equal (name, "offset"))
    return parse_number (value, G_MAXINT32, &self->offset);
  if (g_str_equal (name, "limit"))
    return parse_number (value, PORTAL_QUERY_BOUND, &self->limit);
  if (g_str_equal (name, "sort"))
    return *value == '\0' || parse_sort (self->sorts, value);
  if (g_str_equal (name, "fields"))
    {
      g_strfreev (self->fields);
      self->fields = *value != '\0' ? g_strsplit (value, ",", 100) : NULL;
      return TRUE;
    }
  if (g_str_equal (name, "q"))
    {
      g_strfreev (self->words);
      self->words = strlen (value) <= 200 ? parse_words (value) : NULL;
      return self->words != NULL;
    }
  if (!is_member (name) || strlen (value) > 1000)
    return FALSE;
  g_ptr_array_add (self->filters, parse_filter (name, value));
  return TRUE;
}

/**
 * portal_query_parse:
 * @parameters: (element-type PortalParameter): of the query string
 * @error: (out): 400
 *
 * Returns: (transfer full) (nullable): what is asked for
 */
PortalQuery *
portal_query_parse (GPtrArray *parameters, PortalError **error)
{
  g_autoptr (PortalQuery) self = g_new0 (PortalQuery, 1);

  self->limit = PORTAL_QUERY_LIMIT;
  self->filters = g_ptr_array_new_with_free_func ((GDestroyNotify) filter_free);
  self->sorts = g_ptr_array_new_with_free_func ((GDestroyNotify) sort_free);
  for (guint i = 0; i < parameters->len; i++)
    {
      PortalParameter *parameter = g_ptr_array_index (parameters, i);

      if (!parse_parameter (self, parameter->name, parameter->value))
        {
          *error = bad (parameter->name, parameter->value);
          return NULL;
        }
    }
  return g_steal_pointer (&self);
}

void
portal_query_free (PortalQuery *self)
{
  g_strfreev (self->fields);
  g_strfreev (self->words);
  g_clear_pointer (&self->filters, g_ptr_array_unref);
  g_clear_pointer (&self->sorts, g_ptr_array_unref);
  g_free (self);
}

/**
 * portal_query_has:
 *
 * Returns: TRUE if @member=@value is asked for
 */
gboolean
portal_query_has (PortalQuery *self, const char *member, const char *value)
{
  for (guint i = 0; i < self->filters->len; i++)
    {
      Filter *filter = g_ptr_array_index (self->filters, i);

      if (filter->operator== OPERATOR_EQ && g_str_equal (filter->member, member) && g_str_equal (filter->value, value))
        return TRUE;
    }
  return FALSE;
}

static const PortalColumn *
find_column (const PortalSource *source, const char *member)
{
  for (const PortalColumn *column = source->columns; column->member != NULL; column++)
    if (g_str_equal (column->member, member))
      return column;
  return NULL;
}

static void
add_text (Condition *condition, const char *text)
{
  Value *value = g_new0 (Value, 1);

  value->type = PORTAL_COLUMN_TEXT;
  value->text = g_strdup (text);
  g_ptr_array_add (condition->values, value);
}

static gboolean
add_value (Condition *condition, PortalColumnType type, const char *text)
{
  Value *value;
  gint64 time = 0;
  double number = 0;
  char *end = NULL;

  if (type == PORTAL_COLUMN_TIME && !portal_time_parse (text, &time))
    return FALSE;
  if (type == PORTAL_COLUMN_NUMBER)
    {
      number = g_ascii_strtod (text, &end);
      if (end == text || *end != '\0')
        return FALSE;
    }
  value = g_new0 (Value, 1);
  value->type = type;
  value->text = g_strdup (text);
  value->time = time;
  value->number = number;
  g_ptr_array_add (condition->values, value);
  return TRUE;
}

/* a=x,y means x or y (TMF630); the whole is tried too, since names may hold commas. */
static gboolean
add_alternatives (Condition *condition, const PortalColumn *column, const Filter *filter)
{
  g_auto (GStrv) values = g_strsplit (filter->value, ",", 50);
  guint n = g_strv_length (values);

  if (n <= 1)
    {
      g_string_append_printf (condition->where, " AND %s %s ?", column->column, operators[filter->operator].sql);
      return add_value (condition, column->type, filter->value);
    }
  g_string_append_printf (condition->where, " AND %s %s (?", column->column,
                          filter->operator== OPERATOR_EQ ? "IN" : "NOT IN");
  if (!add_value (condition, column->type, values[0]))
    return FALSE;
  for (guint i = 1; i < n; i++)
    {
      g_string_append (condition->where, ", ?");
      if (!add_value (condition, column->type, values[i]))
        return FALSE;
    }
  if (column->type == PORTAL_COLUMN_TEXT)
    {
      g_string_append (condition->where, ", ?");
      add_text (condition, filter->value);
    }
  g_string_append_c (condition->where, ')');
  return TRUE;
}

static gboolean
add_member (Condition *condition, const Filter *filter)
{
  char *end = NULL;

  if (filter->operator== OPERATOR_EQ || filter->operator== OPERATOR_NE)
    {
      g_string_append_printf (condition->where, " AND portal_has (json, ?, ?) = %d", filter->operator== OPERATOR_EQ);
      add_text (condition, filter->member);
      add_text (condition, filter->value);
      return TRUE;
    }
  g_string_append_printf (condition->where, " AND portal_member (json, ?) %s ?", operators[filter->operator].sql);
  add_text (condition, filter->member);
  g_ascii_strtod (filter->value, &end);
  return add_value (condition, end != filter->value && *end == '\0' ? PORTAL_COLUMN_NUMBER : PORTAL_COLUMN_TEXT,
                    filter->value);
}

static gboolean
add_filter (Condition *condition, const PortalSource *source, const Filter *filter)
{
  const PortalColumn *column = find_column (source, filter->member);

  if (column == NULL)
    {
      if (source->has_json)
        return add_member (condition, filter);
      return FALSE;
    }
  if (filter->operator== OPERATOR_EQ || filter->operator== OPERATOR_NE)
    return add_alternatives (condition, column, filter);
  g_string_append_printf (condition->where, " AND %s %s ?", column->column, operators[filter->operator].sql);
  return add_value (condition, filter->operator== OPERATOR_REGEX ? PORTAL_COLUMN_TEXT : column->type, filter->value);
}

static gboolean
build_where (PortalQuery *self,
             Condition *condition,
             const PortalSource *source,
             const char *kind,
             const char *const *owners,
             PortalError **error)
{
  g_string_append (condition->where, " WHERE owner IN (");
  for (guint i = 0; owners[i] != NULL; i++)
    {
      g_string_append (condition->where, i > 0 ? ", ?" : "?");
      add_text (condition, owners[i]);
    }
  g_string_append_c (condition->where, ')');
  if (source->has_json)
    {
      g_string_append (condition->where, " AND kind = ?");
      add_text (condition, kind);
    }
  for (guint i = 0; i < self->filters->len; i++)
    {
      Filter *filter = g_ptr_array_index (self->filters, i);

      if (!add_filter (condition, source, filter))
        {
          *error = bad (filter->member, filter->value);
          return FALSE;
        }
    }
  for (guint i = 0; self->words != NULL && self->words[i] != NULL; i++)
    {
      g_string_append_printf (condition->where, " AND instr (%s, ?) > 0", source->search);
      add_text (condition, self->words[i]);
    }
  return TRUE;
}

/* The row number breaks ties, so that pages never overlap. */
static gboolean
build_order (PortalQuery *self, GString *order, const PortalSource *source, gboolean reversed, PortalError **error)
{
  gboolean descending = reversed;

  g_string_append (order, " ORDER BY ");
  for (guint i = 0; i < self->sorts->len; i++)
    {
      Sort *sort = g_ptr_array_index (self->sorts, i);
      const PortalColumn *column = find_column (source, sort->member);

      descending = sort->descending != reversed;
      if (column != NULL)
        g_string_append (order, column->column);
      else if (source->has_json)
        g_string_append_printf (order, "portal_member (json, '%s')", sort->member);
      else
        {
          *error = bad ("sort", sort->member);
          return FALSE;
        }
      g_string_append (order, descending ? " DESC, " : ", ");
    }
  if (self->sorts->len == 0)
    g_string_append_printf (order, "%s%s, ", source->order, descending ? " DESC" : "");
  g_string_append (order, descending ? "seq DESC" : "seq");
  return TRUE;
}

static sqlite3_stmt *
prepare (PortalDatabase *database, const char *sql, GPtrArray *values)
{
  sqlite3_stmt *statement = portal_database_prepare (database, sql);

  for (guint i = 0; statement != NULL && i < values->len; i++)
    {
      Value *value = g_ptr_array_index (values, i);

      if (value->type == PORTAL_COLUMN_TIME)
        sqlite3_bind_int64 (statement, i + 1, value->time);
      else if (value->type == PORTAL_COLUMN_NUMBER)
        sqlite3_bind_double (statement, i + 1, value->number);
      else
        sqlite3_bind_text (statement, i + 1, value->text, -1, SQLITE_TRANSIENT);
    }
  return statement;
}

static char *
make_key (PortalDatabase *database, const char *table, const Condition *condition)
{
  GString *key = g_string_new (NULL);

  g_string_printf (key, "%" G_GUINT64_FORMAT "\n%s%s", portal_database_get_generation (database), table,
                   condition->where->str);
  for (guint i = 0; i < condition->values->len; i++)
    g_string_append_printf (key, "\n%s", ((Value *) condition->values->pdata[i])->text);
  return g_string_free (key, FALSE);
}

static void
remember (GHashTable *totals, const char *key, gint64 total)
{
  if (g_hash_table_size (totals) >= MAX_TOTALS)
    g_hash_table_remove_all (totals);
  g_hash_table_insert (totals, g_strdup (key), GSIZE_TO_POINTER (total));
}

/* Counting goes over all that matches: it is done once until something changes. */
static gint64
count (PortalDatabase *database, const char *table, const Condition *condition)
{
  g_autofree char *sql = g_strconcat ("SELECT count(*) FROM ", table, condition->where->str, NULL);
  sqlite3_stmt *statement = prepare (database, sql, condition->values);
  gint64 total = portal_database_step (database, statement) ? sqlite3_column_int64 (statement, 0) : 0;

  if (statement != NULL)
    sqlite3_reset (statement);
  return total;
}

static void
reverse (GArray *rows)
{
  for (guint i = 0; i < rows->len / 2; i++)
    {
      gint64 *a = &g_array_index (rows, gint64, i), *b = &g_array_index (rows, gint64, rows->len - 1 - i), kept = *a;

      *a = *b;
      *b = kept;
    }
}

/* The second half of a list is read from its end, so that no page is further than half of the index away. */
static GArray *
select_page (PortalQuery *self,
             PortalDatabase *database,
             const PortalSource *source,
             const Condition *condition,
             gint64 total,
             PortalError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GString) order = g_string_new (NULL);
  g_autofree char *sql = NULL;
  gint64 limit = CLAMP (total - self->offset, 0, self->limit);
  gboolean reversed = self->offset > total / 2;
  sqlite3_stmt *statement;

  if (!build_order (self, order, source, reversed, error))
    return NULL;
  if (limit == 0)
    return g_steal_pointer (&rows);
  sql = g_strconcat ("SELECT seq FROM ", source->table, condition->where->str, order->str, " LIMIT ? OFFSET ?", NULL);
  statement = prepare (database, sql, condition->values);
  if (statement != NULL)
    {
      sqlite3_bind_int64 (statement, condition->values->len + 1, limit);
      sqlite3_bind_int64 (statement, condition->values->len + 2,
                          reversed ? total - self->offset - limit : self->offset);
    }
  while (portal_database_step (database, statement))
    {
      gint64 row = sqlite3_column_int64 (statement, 0);

      g_array_append_val (rows, row);
    }
  if (reversed)
    reverse (rows);
  return g_steal_pointer (&rows);
}

/* A search goes over every row until its page is full. If it is not full at the end, that was the counting too. */
static GArray *
search_page (PortalQuery *self,
             PortalDatabase *database,
             const PortalSource *source,
             const Condition *condition,
             gint64 *total,
             PortalError **error)
{
  GArray *rows = select_page (self, database, source, condition, G_MAXINT64, error);

  if (rows != NULL && rows->len < self->limit && (rows->len > 0 || self->offset == 0))
    *total = self->offset + rows->len;
  else if (rows != NULL)
    *total = count (database, source->table, condition);
  return rows;
}

/**
 * portal_query_select:
 * @source: the table
 * @kind: of the resource
 * @owners: whose rows are seen; "" = public
 * @totals: (element-type utf8 gsize): what was counted before
 * @total: (out): how many rows match in all
 * @error: (out): 400
 *
 * Returns: (transfer full) (element-type gint64) (nullable): row numbers of the page
 */
GArray *
portal_query_select (PortalQuery *self,
                     PortalDatabase *database,
                     const PortalSource *source,
                     const char *kind,
                     const char *const *owners,
                     GHashTable *totals,
                     gint64 *total,
                     PortalError **error)
{
  g_autoptr (GString) where = g_string_new (NULL);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) value_free);
  Condition condition = { where, values };
  g_autofree char *key = NULL;
  g_autoptr (GArray) rows = NULL;
  gpointer known = NULL;
  gboolean is_known;

  if (!build_where (self, &condition, source, kind, owners, error))
    return NULL;
  key = make_key (database, source->table, &condition);
  is_known = g_hash_table_lookup_extended (totals, key, NULL, &known);
  *total = GPOINTER_TO_SIZE (known);
  if (!is_known && self->words != NULL && self->words[0] != NULL)
    rows = search_page (self, database, source, &condition, total, error);
  else
    {
      if (!is_known)
        *total = count (database, source->table, &condition);
      rows = select_page (self, database, source, &condition, *total, error);
    }
  if (rows != NULL && !is_known)
    remember (totals, key, *total);
  return g_steal_pointer (&rows);
}
