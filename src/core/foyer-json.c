/* SPDX-License-Identifier: GPL-3.0-or-later
 * A cursor into parsed JSON that knows its path, so that codecs read straight through; and writing JSON. */

#include "foyer-json.h"

#include "foyer-error.h"

#include <math.h>
#include <string.h>

/**
 * foyer_json_root:
 * @node: (nullable): must live as long as the cursor
 * @error: where the first failure is put; shared by all cursors made from this one
 *
 * Returns: a cursor at "$"
 */
FoyerJson
foyer_json_root (JsonNode *node, GError **error)
{
  return (FoyerJson) { .node = node, .error = error };
}

/**
 * foyer_json_member:
 * @self: must live as long as the answer
 *
 * Returns: a cursor at the member, without a node if it is absent
 */
FoyerJson
foyer_json_member (const FoyerJson *self, const char *name)
{
  JsonNode *node = NULL;

  if (self->node != NULL && JSON_NODE_HOLDS_OBJECT (self->node))
    node = json_object_get_member (json_node_get_object (self->node), name);
  return (FoyerJson) { .node = node, .parent = self, .name = name, .error = self->error };
}

/**
 * foyer_json_element:
 * @self: must live as long as the answer
 *
 * Returns: a cursor at the element, without a node if there are fewer
 */
FoyerJson
foyer_json_element (const FoyerJson *self, guint index)
{
  JsonNode *node = NULL;

  if (index < foyer_json_length (self))
    node = json_array_get_element (json_node_get_array (self->node), index);
  return (FoyerJson) { .node = node, .parent = self, .index = index, .error = self->error };
}

/**
 * foyer_json_exists:
 *
 * Returns: TRUE if it is there and not null
 */
gboolean
foyer_json_exists (const FoyerJson *self)
{
  return self->node != NULL && !JSON_NODE_HOLDS_NULL (self->node);
}

/**
 * foyer_json_length:
 *
 * Returns: the number of elements of an array, 0 for anything else
 */
guint
foyer_json_length (const FoyerJson *self)
{
  return self->node != NULL && JSON_NODE_HOLDS_ARRAY (self->node)
             ? json_array_get_length (json_node_get_array (self->node))
             : 0;
}

static void
append_path (const FoyerJson *self, GString *path)
{
  if (self->parent == NULL)
    {
      g_string_append_c (path, '$');
      return;
    }
  append_path (self->parent, path);
  if (self->name != NULL)
    g_string_append_printf (path, ".%s", self->name);
  else
    g_string_append_printf (path, "[%u]", self->index);
}

/**
 * foyer_json_path:
 *
 * Returns: (transfer full): "$.a[2].b"
 */
char *
foyer_json_path (const FoyerJson *self)
{
  GString *path = g_string_new (NULL);

  append_path (self, path);
  return g_string_free (path, FALSE);
}

/**
 * foyer_json_fail:
 * @what: what is wrong here
 *
 * Sets FOYER_ERROR_BAD_DATA with path and @what, if nothing failed before.
 *
 * Returns: FALSE
 */
gboolean
foyer_json_fail (const FoyerJson *self, const char *what)
{
  if (self->error != NULL && *self->error == NULL)
    {
      g_autofree char *path = foyer_json_path (self);

      *self->error = foyer_error_new (FOYER_ERROR_BAD_DATA, "%s: %s", path, what);
    }
  return FALSE;
}

/* The shortest decimal that reads back as @value. */
static void
format_double (double value, char *text, int size)
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (text, size, formats[i], value);
      if (g_ascii_strtod (text, NULL) == value)
        return;
    }
}

/* NULL for what is no text, number or truth value. */
static char *
node_to_string (JsonNode *node)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return g_strdup (json_node_get_string (node));
    case G_TYPE_INT64:
      return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
    case G_TYPE_DOUBLE:
      format_double (json_node_get_double (node), text, sizeof text);
      return g_strdup (text);
    case G_TYPE_BOOLEAN:
      return g_strdup (json_node_get_boolean (node) ? "true" : "false");
    default:
      return NULL;
    }
}

static gboolean
node_to_double (JsonNode *node, double *value)
{
  const char *text;
  char *end;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_INT64:
      *value = json_node_get_int (node);
      return TRUE;
    case G_TYPE_DOUBLE:
      *value = json_node_get_double (node);
      return isfinite (*value);
    case G_TYPE_STRING:
      text = json_node_get_string (node);
      *value = g_ascii_strtod (text, &end);
      return end != text && *end == '\0' && isfinite (*value);
    default:
      return FALSE;
    }
}

/* Exact where the wire is: an integer never goes through a double. */
static gboolean
node_to_int (JsonNode *node, gint64 *value)
{
  double number;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    {
      *value = json_node_get_int (node);
      return TRUE;
    }
  if (json_node_get_value_type (node) == G_TYPE_STRING &&
      g_ascii_string_to_signed (json_node_get_string (node), 10, G_MININT64, G_MAXINT64, value, NULL))
    return TRUE;
  /* 2^53: above it a double no longer counts every integer. */
  if (!node_to_double (node, &number) || number != floor (number) || fabs (number) > 9007199254740992.0)
    return FALSE;
  *value = (gint64) number;
  return TRUE;
}

/**
 * foyer_json_get_string:
 *
 * Returns: (transfer full) (nullable): NULL for missing, null or mistyped members; numbers as text
 */
char *
foyer_json_get_string (const FoyerJson *self, const char *name)
{
  return node_to_string (foyer_json_member (self, name).node);
}

/**
 * foyer_json_require_string:
 *
 * Returns: (transfer full) (nullable): NULL only with FOYER_ERROR_BAD_DATA set
 */
char *
foyer_json_require_string (const FoyerJson *self, const char *name)
{
  FoyerJson member = foyer_json_member (self, name);
  char *text = node_to_string (member.node);

  if (text == NULL)
    foyer_json_fail (&member, foyer_json_exists (&member) ? "not a string" : "missing");
  return text;
}

/**
 * foyer_json_get_boolean:
 *
 * Returns: the member's value, also of "true" and "false"; else @fallback
 */
gboolean
foyer_json_get_boolean (const FoyerJson *self, const char *name, gboolean fallback)
{
  g_autofree char *text = foyer_json_get_string (self, name);

  if (text == NULL)
    return fallback;
  if (g_ascii_strcasecmp (text, "true") == 0)
    return TRUE;
  return g_ascii_strcasecmp (text, "false") == 0 ? FALSE : fallback;
}

/**
 * foyer_json_get_int:
 *
 * Returns: the member's value if it is a whole number, also as text; else @fallback
 */
gint64
foyer_json_get_int (const FoyerJson *self, const char *name, gint64 fallback)
{
  gint64 value;

  return node_to_int (foyer_json_member (self, name).node, &value) ? value : fallback;
}

/**
 * foyer_json_get_double:
 *
 * Not for money: see foyer_json_get_money().
 *
 * Returns: the member's value if it is a finite number, also as text; else @fallback
 */
double
foyer_json_get_double (const FoyerJson *self, const char *name, double fallback)
{
  double value;

  return node_to_double (foyer_json_member (self, name).node, &value) ? value : fallback;
}

static GDateTime *
parse_time (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *midnight = NULL;

  if (strchr (text, 'T') == NULL && strchr (text, ' ') == NULL)
    {
      midnight = g_strconcat (text, "T00:00:00", NULL);
      text = midnight;
    }
  return g_date_time_new_from_iso8601 (text, utc);
}

/**
 * foyer_json_get_time:
 *
 * Returns: (transfer full) (nullable): RFC 3339 in the zone it was written in, or a bare date as UTC midnight
 */
GDateTime *
foyer_json_get_time (const FoyerJson *self, const char *name)
{
  g_autofree char *text = foyer_json_get_string (self, name);

  return text != NULL ? parse_time (text) : NULL;
}

/**
 * foyer_json_require_time:
 *
 * Returns: (transfer full) (nullable): NULL only with FOYER_ERROR_BAD_DATA set
 */
GDateTime *
foyer_json_require_time (const FoyerJson *self, const char *name)
{
  g_autofree char *text = foyer_json_require_string (self, name);
  GDateTime *time = text != NULL ? parse_time (text) : NULL;
  FoyerJson member = foyer_json_member (self, name);

  if (time == NULL)
    foyer_json_fail (&member, "not a time");
  return time;
}

/* TMF Money: `unit` and `value`, the value a number or its decimal text. */
static FoyerMoney *
read_money (const FoyerJson *self)
{
  g_autofree char *unit = foyer_json_get_string (self, "unit");
  g_autoptr (FoyerMoney) zero = NULL; /* NULL if unit is no currency */
  JsonNode *value = foyer_json_member (self, "value").node;
  double number;

  if (unit == NULL || value == NULL || !JSON_NODE_HOLDS_VALUE (value))
    return NULL;
  if (json_node_get_value_type (value) != G_TYPE_DOUBLE)
    {
      g_autofree char *text = node_to_string (value);

      return foyer_money_parse (text, unit, NULL);
    }
  number = json_node_get_double (value);
  /* 9e11 units: above it a double no longer tells 1/10000 apart. */
  zero = foyer_money_parse ("0", unit, NULL);
  if (zero == NULL || !isfinite (number) || fabs (number) > 9e11)
    return NULL;
  return foyer_money_new (llround (number * FOYER_MONEY_SCALE), unit);
}

/**
 * foyer_json_get_money:
 *
 * Returns: (transfer full) (nullable): TMF Money; NULL for missing, null or mistyped members
 */
FoyerMoney *
foyer_json_get_money (const FoyerJson *self, const char *name)
{
  FoyerJson member = foyer_json_member (self, name);

  return foyer_json_exists (&member) ? read_money (&member) : NULL;
}

/**
 * foyer_json_require_money:
 *
 * Returns: (transfer full) (nullable): NULL only with FOYER_ERROR_BAD_DATA set
 */
FoyerMoney *
foyer_json_require_money (const FoyerJson *self, const char *name)
{
  FoyerJson member = foyer_json_member (self, name);
  FoyerJson unit = foyer_json_member (&member, "unit"), value = foyer_json_member (&member, "value");
  FoyerMoney *money = read_money (&member);

  if (money != NULL)
    return money;
  if (!foyer_json_exists (&member))
    foyer_json_fail (&member, "missing");
  else if (!foyer_json_exists (&unit))
    foyer_json_fail (&unit, "missing");
  else if (!foyer_json_exists (&value))
    foyer_json_fail (&value, "missing");
  else
    foyer_json_fail (&member, "not an amount of money");
  return NULL;
}

/**
 * foyer_json_get_strv:
 *
 * Returns: (transfer full): the texts of an array, or the one text; empty when missing
 */
GStrv
foyer_json_get_strv (const FoyerJson *self, const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  FoyerJson member = foyer_json_member (self, name);
  char *single = node_to_string (member.node);

  if (single != NULL)
    g_strv_builder_take (builder, single);
  for (guint i = 0; i < foyer_json_length (&member); i++)
    {
      char *text = node_to_string (foyer_json_element (&member, i).node);

      if (text != NULL)
        g_strv_builder_take (builder, text);
    }
  return g_strv_builder_end (builder);
}

/**
 * foyer_json_build_money:
 * @money: (nullable): the member is left out when NULL
 *
 * Adds TMF Money.
 */
void
foyer_json_build_money (JsonBuilder *builder, const char *name, const FoyerMoney *money)
{
  gint64 amount;

  if (money == NULL)
    return;
  amount = foyer_money_get_amount (money);
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "unit");
  json_builder_add_string_value (builder, foyer_money_get_currency (money));
  json_builder_set_member_name (builder, "value");
  if (amount % FOYER_MONEY_SCALE == 0)
    json_builder_add_int_value (builder, amount / FOYER_MONEY_SCALE);
  else
    json_builder_add_double_value (builder, (double) amount / FOYER_MONEY_SCALE);
  json_builder_end_object (builder);
}

/**
 * foyer_json_build_string:
 * @value: (nullable): the member is left out when NULL
 */
void
foyer_json_build_string (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
append_string (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    {
      guchar c = *text;

      if (c == '"' || c == '\\')
        g_string_append_printf (out, "\\%c", c);
      else if (c < 0x20 || c == 0x7f)
        g_string_append_printf (out, "\\u%04x", c);
      else
        g_string_append_c (out, *text);
    }
  g_string_append_c (out, '"');
}

static void append_node (GString *out, JsonNode *node);

static void
append_object (GString *out, JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;
  const char *comma = "";

  g_string_append_c (out, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      g_string_append (out, comma);
      append_string (out, name);
      g_string_append_c (out, ':');
      append_node (out, member);
      comma = ",";
    }
  g_string_append_c (out, '}');
}

static void
append_array (GString *out, JsonArray *array)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_node (out, json_array_get_element (array, i));
    }
  g_string_append_c (out, ']');
}

static void
append_value (GString *out, JsonNode *node)
{
  g_autofree char *text = node_to_string (node);

  if (text != NULL && json_node_get_value_type (node) == G_TYPE_STRING)
    append_string (out, text);
  else
    g_string_append (out, text != NULL ? text : "null");
}

static void
append_node (GString *out, JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      append_object (out, json_node_get_object (node));
      break;
    case JSON_NODE_ARRAY:
      append_array (out, json_node_get_array (node));
      break;
    case JSON_NODE_VALUE:
      append_value (out, node);
      break;
    case JSON_NODE_NULL:
      g_string_append (out, "null");
      break;
    }
}

/**
 * foyer_json_to_bytes:
 *
 * Writes compact JSON. Numbers are written as short as they read back: json-glib's own generator makes
 * 47.590000000000003 of 47.59.
 *
 * Returns: (transfer full): UTF-8 without a final NUL
 */
GBytes *
foyer_json_to_bytes (JsonNode *node)
{
  GString *out = g_string_new (NULL);

  append_node (out, node);
  return g_string_free_to_bytes (out);
}
