/* SPDX-License-Identifier: GPL-3.0-or-later
 * The portal's own JSON: bounded reading, dotted paths, merge patch, and writing with the shortest exact numbers. */

#include "portal-json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_DEPTH 64

/* A parser that recurses must not be handed a million brackets. */
static gboolean
is_shallow (const char *text, gsize length)
{
  gboolean quoted = FALSE;
  int depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (quoted)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            quoted = FALSE;
        }
      else if (c == '"')
        quoted = TRUE;
      else if ((c == '[' || c == '{') && ++depth > MAX_DEPTH)
        return FALSE;
      else if (c == ']' || c == '}')
        depth--;
    }
  return TRUE;
}

/**
 * portal_json_parse:
 * @text: JSON, UTF-8
 * @length: in bytes, -1 = up to the NUL
 * @error: G_IO_ERROR_INVALID_DATA for anything that is not one JSON value of at most 64 levels
 *
 * Returns: (transfer full) (nullable): the value
 */
JsonNode *
portal_json_parse (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  JsonNode *root;

  if (!g_utf8_validate_len (text, size, NULL) || !is_shallow (text, size))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "not UTF-8, or nested too deeply");
      return NULL;
    }
  json_parser_set_strict (parser, TRUE);
  if (!json_parser_load_from_data (parser, text, size, error))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "empty");
      return NULL;
    }
  return json_node_ref (root);
}

static void
append_string (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      switch (*p)
        {
        case '"':
          g_string_append (out, "\\\"");
          break;
        case '\\':
          g_string_append (out, "\\\\");
          break;
        case '\n':
          g_string_append (out, "\\n");
          break;
        case '\r':
          g_string_append (out, "\\r");
          break;
        case '\t':
          g_string_append (out, "\\t");
          break;
        default:
          if ((guchar) *p < 0x20 || (guchar) *p == 0x7f)
            g_string_append_printf (out, "\\u%04x", (guchar) *p);
          else
            g_string_append_c (out, *p);
        }
    }
  g_string_append_c (out, '"');
}

/* 39.99 is written 39.99, not 39.990000000000002. */
static void
append_number (GString *out, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    {
      g_string_append (out, "null");
      return;
    }
  g_ascii_formatd (text, sizeof text, "%.15g", value);
  if (g_ascii_strtod (text, NULL) != value)
    g_ascii_dtostr (text, sizeof text, value);
  g_string_append (out, text);
}

static void
append_value (GString *out, JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    append_string (out, json_node_get_string (node));
  else if (type == G_TYPE_BOOLEAN)
    g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
  else if (type == G_TYPE_INT64)
    g_string_append_printf (out, "%" G_GINT64_FORMAT, json_node_get_int (node));
  else
    append_number (out, json_node_get_double (node));
}

/* id and href are in every answer (TMF630: "fields" never takes them away), and a @type that explains extensions. */
static gboolean
is_wanted (const char *name, GStrv fields)
{
  if (fields == NULL || g_str_equal (name, "id") || g_str_equal (name, "href") || g_str_equal (name, "@type"))
    return TRUE;
  for (guint i = 0; fields[i] != NULL; i++)
    {
      gsize length = strcspn (fields[i], ".");

      if (strlen (name) == length && strncmp (name, fields[i], length) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_address (const char *name, JsonNode *value)
{
  return (g_str_equal (name, "href") || g_str_equal (name, "url")) && JSON_NODE_HOLDS_VALUE (value) &&
         json_node_get_value_type (value) == G_TYPE_STRING && json_node_get_string (value)[0] == '/';
}

static void
append_object (GString *out, JsonObject *object, const char *base, GStrv fields)
{
  gboolean first = TRUE;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  g_string_append_c (out, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      if (!is_wanted (name, fields))
        continue;
      if (!first)
        g_string_append_c (out, ',');
      first = FALSE;
      append_string (out, name);
      g_string_append_c (out, ':');
      if (base != NULL && is_address (name, value))
        {
          g_autofree char *address = g_strconcat (base, json_node_get_string (value), NULL);

          append_string (out, address);
        }
      else
        portal_json_append (out, value, base, NULL);
    }
  g_string_append_c (out, '}');
}

/**
 * portal_json_append:
 * @out: where to
 * @node: what
 * @base: (nullable): put in front of "href" and "url" that are paths, e.g. "http://127.0.0.1:47213"
 * @fields: (nullable): the only members of the outermost object that are written
 */
void
portal_json_append (GString *out, JsonNode *node, const char *base, GStrv fields)
{
  JsonArray *array;

  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      append_object (out, json_node_get_object (node), base, fields);
      break;
    case JSON_NODE_ARRAY:
      array = json_node_get_array (node);
      g_string_append_c (out, '[');
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          if (i > 0)
            g_string_append_c (out, ',');
          portal_json_append (out, json_array_get_element (array, i), base, fields);
        }
      g_string_append_c (out, ']');
      break;
    case JSON_NODE_VALUE:
      append_value (out, node);
      break;
    case JSON_NODE_NULL:
      g_string_append (out, "null");
      break;
    }
}

char *
portal_json_write (JsonNode *node, const char *base, GStrv fields)
{
  GString *out = g_string_new (NULL);

  portal_json_append (out, node, base, fields);
  return g_string_free (out, FALSE);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
append_canonical (GString *out, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (GPtrArray) names = g_ptr_array_new ();
      g_autoptr (GList) members = json_object_get_members (object);

      for (GList *l = members; l != NULL; l = l->next)
        g_ptr_array_add (names, l->data);
      g_ptr_array_sort (names, compare_names);
      g_string_append_c (out, '{');
      for (guint i = 0; i < names->len; i++)
        {
          append_string (out, names->pdata[i]);
          append_canonical (out, json_object_get_member (object, names->pdata[i]));
        }
      g_string_append_c (out, '}');
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      g_string_append_c (out, '[');
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          append_canonical (out, json_array_get_element (array, i));
          g_string_append_c (out, ',');
        }
      g_string_append_c (out, ']');
    }
  else
    portal_json_append (out, node, NULL, NULL);
}

/**
 * portal_json_hash:
 * @node: a value
 *
 * Returns: (transfer full): SHA-256 in hexadecimal of the value with its members in order: the same for every way to
 * write it
 */
char *
portal_json_hash (JsonNode *node)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_canonical (text, node);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, text->len);
}

/**
 * portal_json_visit:
 * @node: (nullable): where to start
 * @path: dotted member names; arrays on the way are gone through
 * @visit: called for each value found until it returns TRUE
 *
 * Returns: TRUE if @visit did
 */
gboolean
portal_json_visit (JsonNode *node, const char *path, PortalJsonVisit visit, gpointer user_data)
{
  g_autofree char *name = NULL;
  const char *dot;
  JsonNode *member;

  if (node == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        if (portal_json_visit (json_array_get_element (array, i), path, visit, user_data))
          return TRUE;
      return FALSE;
    }
  if (*path == '\0')
    return visit (node, user_data);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  dot = strchr (path, '.');
  name = dot != NULL ? g_strndup (path, dot - path) : g_strdup (path);
  member = json_object_get_member (json_node_get_object (node), name);
  return portal_json_visit (member, dot != NULL ? dot + 1 : "", visit, user_data);
}

/**
 * portal_json_get:
 * @node: (nullable): where to start
 * @path: dotted member names; of an array on the way the first element is taken
 *
 * Returns: (transfer none) (nullable): the value, NULL also for null
 */
JsonNode *
portal_json_get (JsonNode *node, const char *path)
{
  while (node != NULL && *path != '\0')
    {
      gsize length = strcspn (path, ".");
      g_autofree char *name = g_strndup (path, length);

      if (JSON_NODE_HOLDS_ARRAY (node))
        {
          JsonArray *array = json_node_get_array (node);

          node = json_array_get_length (array) > 0 ? json_array_get_element (array, 0) : NULL;
          continue;
        }
      if (!JSON_NODE_HOLDS_OBJECT (node))
        return NULL;
      node = json_object_get_member (json_node_get_object (node), name);
      path += length;
      if (*path == '.')
        path++;
    }
  return node == NULL || JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

static JsonNode *
get_value (JsonNode *node, const char *path)
{
  JsonNode *found = portal_json_get (node, path);

  return found != NULL && JSON_NODE_HOLDS_VALUE (found) ? found : NULL;
}

const char *
portal_json_get_string (JsonNode *node, const char *path)
{
  JsonNode *value = get_value (node, path);

  return value != NULL && json_node_get_value_type (value) == G_TYPE_STRING ? json_node_get_string (value) : NULL;
}

double
portal_json_get_number (JsonNode *node, const char *path, double fallback)
{
  JsonNode *value = get_value (node, path);
  GType type = value != NULL ? json_node_get_value_type (value) : G_TYPE_INVALID;

  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE ? json_node_get_double (value) : fallback;
}

gint64
portal_json_get_int (JsonNode *node, const char *path, gint64 fallback)
{
  double value = portal_json_get_number (node, path, NAN);

  return isnan (value) || fabs (value) > 9e15 ? fallback : (gint64) value;
}

gboolean
portal_json_get_boolean (JsonNode *node, const char *path)
{
  JsonNode *value = get_value (node, path);

  return value != NULL && json_node_get_value_type (value) == G_TYPE_BOOLEAN && json_node_get_boolean (value);
}

JsonArray *
portal_json_get_array (JsonNode *node, const char *path)
{
  JsonNode *found = portal_json_get (node, path);

  return found != NULL && JSON_NODE_HOLDS_ARRAY (found) ? json_node_get_array (found) : NULL;
}

/**
 * portal_json_copy:
 * @node: a value, perhaps sealed
 *
 * Returns: (transfer full): a copy down to the leaves that may be changed; json_node_copy() shares what is below
 */
JsonNode *
portal_json_copy (JsonNode *node)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_object_new ();

      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &name, &value))
        json_object_set_member (object, name, portal_json_copy (value));
      return portal_json_take_object (object);
    }
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *from = json_node_get_array (node), *array = json_array_new ();

      for (guint i = 0; i < json_array_get_length (from); i++)
        json_array_add_element (array, portal_json_copy (json_array_get_element (from, i)));
      return portal_json_take_array (array);
    }
  return json_node_copy (node);
}

/**
 * portal_json_merge_patch:
 * @target: (nullable): what is changed; itself stays as it is
 * @patch: RFC 7396
 *
 * Returns: (transfer full): the result
 */
JsonNode *
portal_json_merge_patch (JsonNode *target, JsonNode *patch)
{
  JsonObject *result, *from;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (!JSON_NODE_HOLDS_OBJECT (patch))
    return json_node_copy (patch);
  result = json_object_new ();
  from = target != NULL && JSON_NODE_HOLDS_OBJECT (target) ? json_node_get_object (target) : NULL;
  if (from != NULL)
    {
      json_object_iter_init_ordered (&iter, from);
      while (json_object_iter_next_ordered (&iter, &name, &value))
        json_object_set_member (result, name, json_node_copy (value));
    }
  json_object_iter_init_ordered (&iter, json_node_get_object (patch));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      if (JSON_NODE_HOLDS_NULL (value))
        json_object_remove_member (result, name);
      else
        json_object_set_member (
            result, name, portal_json_merge_patch (from != NULL ? json_object_get_member (from, name) : NULL, value));
    }
  return portal_json_take_object (result);
}

/**
 * portal_json_take_object:
 * @object: (transfer full): an object
 *
 * Returns: (transfer full): a node holding it
 */
JsonNode *
portal_json_take_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

JsonNode *
portal_json_take_array (JsonArray *array)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);
  return node;
}
