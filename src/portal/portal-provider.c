/* SPDX-License-Identifier: GPL-3.0-or-later
 * One demo provider as data: reading it, its texts in a language, its logo. */

#include "portal-provider.h"

#include "portal-json.h"

#include <string.h>

struct _PortalProvider
{
  char *id;
  JsonNode *node;
  GBytes *logo;
};

/* In the order in which they take their ports. */
const char *const portal_provider_ids[] = { "meridian", "cirrus", "aquis", "harbor", "ember", NULL };

/**
 * portal_provider_load:
 * @directory: where the providers' files lie
 * @id: which one
 *
 * Returns: (transfer full) (nullable): the provider
 */
PortalProvider *
portal_provider_load (const char *directory, const char *id, GError **error)
{
  g_autofree char *name = g_strconcat (id, ".json", NULL);
  g_autofree char *logo_name = g_strconcat (id, ".svg", NULL);
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *logo_path = g_build_filename (directory, logo_name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (PortalProvider) self = NULL;
  char *logo = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  node = portal_json_parse (text, length, error);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_prefix_error (error, "%s: ", path);
      if (node != NULL)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: not an object", path);
      return NULL;
    }
  self = g_new0 (PortalProvider, 1);
  self->id = g_strdup (id);
  self->node = g_steal_pointer (&node);
  if (g_file_get_contents (logo_path, &logo, &length, NULL))
    self->logo = g_bytes_new_take (logo, length);
  return g_steal_pointer (&self);
}

void
portal_provider_free (PortalProvider *self)
{
  g_free (self->id);
  json_node_unref (self->node);
  g_clear_pointer (&self->logo, g_bytes_unref);
  g_free (self);
}

const char *
portal_provider_get_id (PortalProvider *self)
{
  return self->id;
}

JsonNode *
portal_provider_get_node (PortalProvider *self)
{
  return self->node;
}

JsonNode *
portal_provider_get (PortalProvider *self, const char *path)
{
  return portal_json_get (self->node, path);
}

const char *
portal_provider_get_string (PortalProvider *self, const char *path, const char *fallback)
{
  const char *value = portal_json_get_string (self->node, path);

  return value != NULL ? value : fallback;
}

gint64
portal_provider_get_int (PortalProvider *self, const char *path, gint64 fallback)
{
  return portal_json_get_int (self->node, path, fallback);
}

gboolean
portal_provider_lists (PortalProvider *self, const char *path, const char *value)
{
  JsonArray *array = portal_json_get_array (self->node, path);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (g_strcmp0 (json_array_get_string_element (array, i), value) == 0)
      return TRUE;
  return FALSE;
}

GBytes *
portal_provider_get_logo (PortalProvider *self)
{
  return self->logo;
}

/* {"de": "…", "en": "…"}: nothing but language tags with strings. */
static gboolean
is_text_by_language (JsonNode *node)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (!JSON_NODE_HOLDS_OBJECT (node) || json_object_get_size (json_node_get_object (node)) == 0)
    return FALSE;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &value))
    if (strlen (name) != 2 || !g_ascii_islower (name[0]) || !g_ascii_islower (name[1]) ||
        !JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_STRING)
      return FALSE;
  return TRUE;
}

static JsonNode *
choose_text (JsonObject *texts, const char *language)
{
  g_autoptr (GList) values = NULL;

  if (json_object_has_member (texts, language))
    return json_node_copy (json_object_get_member (texts, language));
  if (json_object_has_member (texts, "en"))
    return json_node_copy (json_object_get_member (texts, "en"));
  values = json_object_get_values (texts);
  return json_node_copy (values->data);
}

/**
 * portal_provider_localize:
 * @node: any value
 * @language: two letters
 *
 * Returns: (transfer full): a copy in which every text by language is the text in @language
 */
JsonNode *
portal_provider_localize (JsonNode *node, const char *language)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (is_text_by_language (node))
    return choose_text (json_node_get_object (node), language);
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_object_new ();

      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &name, &value))
        json_object_set_member (object, name, portal_provider_localize (value, language));
      return portal_json_take_object (object);
    }
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *from = json_node_get_array (node), *array = json_array_new ();

      for (guint i = 0; i < json_array_get_length (from); i++)
        json_array_add_element (array, portal_provider_localize (json_array_get_element (from, i), language));
      return portal_json_take_array (array);
    }
  return json_node_copy (node);
}

/**
 * portal_provider_dup_text:
 * @path: of a string or a text by language
 * @language: two letters
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
portal_provider_dup_text (PortalProvider *self, const char *path, const char *language)
{
  JsonNode *node = portal_json_get (self->node, path);
  g_autoptr (JsonNode) text = node != NULL ? portal_provider_localize (node, language) : NULL;

  return g_strdup (portal_json_get_string (text, ""));
}

/**
 * portal_provider_choose_language:
 * @accept_language: (nullable): as in RFC 9110, 12.5.4
 *
 * Returns: (transfer full): two letters: the best of the provider's locales, else its first
 */
char *
portal_provider_choose_language (PortalProvider *self, const char *accept_language)
{
  g_auto (GStrv) ranges = g_strsplit (accept_language != NULL ? accept_language : "", ",", 20);
  JsonArray *locales = portal_json_get_array (self->node, "locales");
  const char *best = NULL;
  double best_quality = 0;

  for (guint i = 0; ranges[i] != NULL; i++)
    {
      const char *range = g_strstrip (ranges[i]);
      const char *weight = strstr (range, "q=");
      double quality = weight != NULL ? g_ascii_strtod (weight + 2, NULL) : 1;

      for (guint k = 0; locales != NULL && k < json_array_get_length (locales); k++)
        {
          const char *locale = json_array_get_string_element (locales, k);

          if (locale != NULL && quality > best_quality && g_ascii_strncasecmp (range, locale, 2) == 0 &&
              !g_ascii_isalpha (range[2]))
            {
              best = locale;
              best_quality = quality;
            }
        }
    }
  if (best == NULL && locales != NULL && json_array_get_length (locales) > 0)
    best = json_array_get_string_element (locales, 0);
  return g_strndup (best != NULL ? best : "en", 2);
}
