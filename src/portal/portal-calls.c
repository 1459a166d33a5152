/* SPDX-License-Identifier: GPL-3.0-or-later
 * Single calls: columns in the database, a TMF635 usage of type voiceCall on the wire. */

#include "portal-calls.h"

#include "portal-json.h"
#include "portal-time.h"

#include <math.h>

/* Filters beyond the document: usageCharacteristic.destination and usageCharacteristic.result, by the characteristic's
 * name. */
static const PortalColumn columns[] = {
  { "id", "id", PORTAL_COLUMN_TEXT },
  { "usageDate", "time", PORTAL_COLUMN_TIME },
  { "usageType", "'voiceCall'", PORTAL_COLUMN_TEXT },
  { "status", "'rated'", PORTAL_COLUMN_TEXT },
  { "ratedProductUsage.productRef.id", "product", PORTAL_COLUMN_TEXT },
  { "ratedProductUsage.taxExcludedRatingAmount.value", "cost / 10000.0", PORTAL_COLUMN_NUMBER },
  { "usageCharacteristic.destination", "destination", PORTAL_COLUMN_TEXT },
  { "usageCharacteristic.duration", "duration", PORTAL_COLUMN_NUMBER },
  { "usageCharacteristic.result", "result", PORTAL_COLUMN_TEXT },
  { NULL, NULL, PORTAL_COLUMN_TEXT },
};

const PortalSource portal_calls_source = { "call", columns, "time", "destination", FALSE };

/**
 * portal_calls_put:
 * @time: microseconds since 1970
 * @result: "answered", "busy", …
 * @cost_e4: net, in 1/10000 of the currency's unit
 */
void
portal_calls_put (PortalDatabase *database,
                  const char *owner,
                  gint64 time,
                  const char *id,
                  const char *product,
                  const char *destination,
                  int duration,
                  const char *result,
                  gint64 cost_e4,
                  const char *currency)
{
  portal_database_run (database,
                       "INSERT INTO call (owner, time, id, product, destination, duration, result, cost, currency)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                       "sisssisis", owner, time, id, product, destination, (gint64) duration, result, cost_e4,
                       currency);
}

static JsonNode *
find_characteristic (JsonNode *node, const char *name)
{
  JsonArray *characteristics = portal_json_get_array (node, "usageCharacteristic");

  for (guint i = 0; characteristics != NULL && i < json_array_get_length (characteristics); i++)
    if (g_strcmp0 (portal_json_get_string (json_array_get_element (characteristics, i), "name"), name) == 0)
      return portal_json_get (json_array_get_element (characteristics, i), "value");
  return NULL;
}

/**
 * portal_calls_put_node:
 * @node: a usage of type voiceCall, as it is on the wire
 */
void
portal_calls_put_node (PortalDatabase *database, const char *owner, JsonNode *node)
{
  const char *date = portal_json_get_string (node, "usageDate"), *product = NULL, *currency = NULL;
  const char *destination = portal_json_get_string (find_characteristic (node, "destination"), "");
  const char *result = portal_json_get_string (find_characteristic (node, "result"), "");
  gint64 time = 0;

  product = portal_json_get_string (node, "ratedProductUsage.productRef.id");
  currency = portal_json_get_string (node, "ratedProductUsage.taxExcludedRatingAmount.unit");
  if (date == NULL || !portal_time_parse (date, &time))
    return;
  portal_calls_put (
      database, owner, time, portal_json_get_string (node, "id"), product, destination != NULL ? destination : "",
      portal_json_get_int (find_characteristic (node, "duration"), "", 0), result != NULL ? result : "answered",
      llround (portal_json_get_number (node, "ratedProductUsage.taxExcludedRatingAmount.value", 0) * 10000),
      currency != NULL ? currency : "EUR");
}

static JsonObject *
make_characteristic (const char *name, const char *type)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", name);
  json_object_set_string_member (object, "valueType", type);
  return object;
}

static JsonArray *
make_characteristics (const char *destination, gint64 duration, const char *result)
{
  JsonArray *array = json_array_new ();
  JsonObject *object;

  object = make_characteristic ("destination", "string");
  json_object_set_string_member (object, "value", destination);
  json_array_add_object_element (array, object);
  object = make_characteristic ("duration", "number");
  json_object_set_int_member (object, "value", duration);
  json_array_add_object_element (array, object);
  object = make_characteristic ("result", "string");
  json_object_set_string_member (object, "value", result);
  json_array_add_object_element (array, object);
  return array;
}

static JsonArray *
make_rated (const char *product, gint64 cost_e4, const char *currency)
{
  JsonArray *array = json_array_new ();
  JsonObject *rated = json_object_new (), *amount = json_object_new ();

  json_object_set_string_member (amount, "unit", currency);
  json_object_set_double_member (amount, "value", cost_e4 / 10000.0);
  json_object_set_object_member (rated, "taxExcludedRatingAmount", amount);
  if (product != NULL && *product != '\0')
    {
      JsonObject *reference = json_object_new ();

      json_object_set_string_member (reference, "id", product);
      json_object_set_object_member (rated, "productRef", reference);
    }
  json_array_add_object_element (array, rated);
  return array;
}

#define SELECT "SELECT id, time, product, destination, duration, result, cost, currency, owner, seq FROM call "

static JsonNode *
make_node (sqlite3_stmt *row)
{
  JsonObject *object = json_object_new ();
  g_autofree char *time = portal_time_format (sqlite3_column_int64 (row, 1));
  g_autofree char *href = g_strconcat ("/tmf-api/usageManagement/v4/usage/", portal_database_text (row, 0), NULL);

  json_object_set_string_member (object, "id", portal_database_text (row, 0));
  json_object_set_string_member (object, "href", href);
  json_object_set_string_member (object, "usageDate", time);
  json_object_set_string_member (object, "usageType", "voiceCall");
  json_object_set_string_member (object, "status", "rated");
  json_object_set_array_member (object, "usageCharacteristic",
                                make_characteristics (portal_database_text (row, 3), sqlite3_column_int64 (row, 4),
                                                      portal_database_text (row, 5)));
  json_object_set_array_member (
      object, "ratedProductUsage",
      make_rated (portal_database_text (row, 2), sqlite3_column_int64 (row, 6), portal_database_text (row, 7)));
  return portal_json_take_object (object);
}

JsonNode *
portal_calls_read (PortalDatabase *database, gint64 seq)
{
  sqlite3_stmt *row = portal_database_query (database, SELECT "WHERE seq = ?", "i", seq);
  JsonNode *node = portal_database_step (database, row) ? make_node (row) : NULL;

  if (row != NULL)
    sqlite3_reset (row);
  return node;
}

PortalRow *
portal_calls_find (PortalDatabase *database, const char *id)
{
  sqlite3_stmt *statement = portal_database_query (database, SELECT "WHERE id = ?", "s", id);
  PortalRow *row = NULL;

  if (portal_database_step (database, statement))
    {
      row = g_new0 (PortalRow, 1);
      row->node = make_node (statement);
      row->owner = g_strdup (portal_database_text (statement, 8));
      row->seq = sqlite3_column_int64 (statement, 9);
      row->etag = portal_row_dup_etag (row->node);
    }
  if (statement != NULL)
    sqlite3_reset (statement);
  return row;
}
