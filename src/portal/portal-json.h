/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *portal_json_parse (const char *text, gssize length, GError **error);
char *portal_json_write (JsonNode *node, const char *base, GStrv fields);
void portal_json_append (GString *out, JsonNode *node, const char *base, GStrv fields);
char *portal_json_hash (JsonNode *node);
JsonNode *portal_json_get (JsonNode *node, const char *path);
const char *portal_json_get_string (JsonNode *node, const char *path);
gint64 portal_json_get_int (JsonNode *node, const char *path, gint64 fallback);
double portal_json_get_number (JsonNode *node, const char *path, double fallback);
gboolean portal_json_get_boolean (JsonNode *node, const char *path);
JsonArray *portal_json_get_array (JsonNode *node, const char *path);
JsonNode *portal_json_copy (JsonNode *node);
JsonNode *portal_json_merge_patch (JsonNode *target, JsonNode *patch);
typedef gboolean (*PortalJsonVisit) (JsonNode *value, gpointer user_data);
gboolean portal_json_visit (JsonNode *node, const char *path, PortalJsonVisit visit, gpointer user_data);
JsonNode *portal_json_take_object (JsonObject *object);
JsonNode *portal_json_take_array (JsonArray *array);

G_END_DECLS
