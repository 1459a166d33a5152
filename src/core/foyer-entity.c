/* SPDX-License-Identifier: GPL-3.0-or-later
 * Base of what a portal has: id, ETag, and whether it has been read. */

#include "foyer-entity.h"

#include "foyer-json.h"

typedef struct
{
  char *id;
  char *etag;
  gboolean loaded;
} FoyerEntityPrivate;

typedef enum
{
  PROP_ID = 1,
  PROP_LOADED,
} FoyerEntityProperty;

static GParamSpec *properties[PROP_LOADED + 1];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (FoyerEntity, foyer_entity, G_TYPE_OBJECT)

static void
foyer_entity_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerEntity *self = FOYER_ENTITY (object);

  switch ((FoyerEntityProperty) id)
    {
    case PROP_ID:
      g_value_set_string (value, foyer_entity_get_id (self));
      return;
    case PROP_LOADED:
      g_value_set_boolean (value, foyer_entity_get_loaded (self));
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
foyer_entity_finalize (GObject *object)
{
  FoyerEntityPrivate *private = foyer_entity_get_instance_private (FOYER_ENTITY (object));

  g_free (private->id);
  g_free (private->etag);
  G_OBJECT_CLASS (foyer_entity_parent_class)->finalize (object);
}

static void
foyer_entity_class_init (FoyerEntityClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = foyer_entity_get_property;
  object_class->finalize = foyer_entity_finalize;
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, "", flags);
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
foyer_entity_init (FoyerEntity *self)
{
}

const char *
foyer_entity_get_id (FoyerEntity *self)
{
  FoyerEntityPrivate *private = foyer_entity_get_instance_private (self);

  return private->id != NULL ? private->id : "";
}

const char *
foyer_entity_get_etag (FoyerEntity *self)
{
  FoyerEntityPrivate *private = foyer_entity_get_instance_private (self);

  return private->etag;
}

void
foyer_entity_set_etag (FoyerEntity *self, const char *etag)
{
  FoyerEntityPrivate *private = foyer_entity_get_instance_private (self);

  g_set_str (&private->etag, etag);
}

gboolean
foyer_entity_get_loaded (FoyerEntity *self)
{
  FoyerEntityPrivate *private = foyer_entity_get_instance_private (self);

  return private->loaded;
}

/**
 * foyer_entity_apply:
 * @node: one JSON object of the portal
 *
 * Folds it into the entity, so that everybody who holds it sees what is new.
 *
 * Returns: TRUE; FALSE with FOYER_ERROR_BAD_DATA
 */
gboolean
foyer_entity_apply (FoyerEntity *self, JsonNode *node, GError **error)
{
  FoyerEntityPrivate *private = foyer_entity_get_instance_private (self);
  g_autoptr (GError) failed = NULL;
  FoyerJson json = foyer_json_root (node, &failed);
  g_autofree char *id = foyer_json_require_string (&json, "id");

  if (id == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  if (!FOYER_ENTITY_GET_CLASS (self)->apply (self, node, error))
    return FALSE;
  if (g_set_str (&private->id, id))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ID]);
  if (!private->loaded)
    {
      private->loaded = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
    }
  return TRUE;
}
