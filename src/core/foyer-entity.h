/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <glib-object.h>

G_BEGIN_DECLS

/* Base of what a portal has: id, ETag, and whether it has been read at all. */
#define FOYER_TYPE_ENTITY (foyer_entity_get_type ())
G_DECLARE_DERIVABLE_TYPE (FoyerEntity, foyer_entity, FOYER, ENTITY, GObject)

struct _FoyerEntityClass
{
  GObjectClass parent_class;
  /* Folds one JSON object into self and notifies what changed. FALSE with FOYER_ERROR_BAD_DATA leaves self as it was. */
  gboolean (*apply) (FoyerEntity *self, JsonNode *node, GError **error);
};

const char *foyer_entity_get_id (FoyerEntity *self);       /* "" for a placeholder; property "id" */
const char *foyer_entity_get_etag (FoyerEntity *self);     /* (nullable) */
void foyer_entity_set_etag (FoyerEntity *self, const char *etag);
gboolean foyer_entity_get_loaded (FoyerEntity *self);      /* FALSE: placeholder of a row whose page is not here yet; property "loaded" */
gboolean foyer_entity_apply (FoyerEntity *self, JsonNode *node, GError **error); /* reads the id, then the class's apply */

G_END_DECLS
