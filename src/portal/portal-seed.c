/* SPDX-License-Identifier: GPL-3.0-or-later
 * Fills an empty database with what the generator makes, in one transaction. */

#include "portal-seed.h"

#include "portal-calls.h"
#include "portal-generator.h"
#include "portal-json.h"
#include "portal-password.h"
#include "portal-resource.h"
#include "portal-text.h"

static void
put (gpointer sink, const char *resource, const char *owner, JsonNode *node)
{
  const PortalResource *found = portal_resource_find (resource);

  if (found == NULL || portal_json_get_string (node, "id") == NULL)
    {
      g_warning ("The generator made a %s that the portal does not know, or without id", resource);
      return;
    }
  if (g_strcmp0 (portal_json_get_string (node, "usageType"), "voiceCall") == 0)
    portal_calls_put_node (sink, owner, node);
  else
    g_free (portal_row_put (sink, found, owner, node));
}

static void
put_call (gpointer sink,
          const char *owner,
          gint64 time_utc_us,
          const char *id,
          const char *product_id,
          const char *destination,
          int duration_seconds,
          const char *result,
          gint64 cost_e4,
          const char *currency)
{
  portal_calls_put (sink, owner, time_utc_us, id, product_id, destination, duration_seconds, result, cost_e4, currency);
}

/* Only hashes of the password and the PIN are kept. */
static void
put_user (gpointer sink, JsonNode *user)
{
  JsonArray *logins = portal_json_get_array (user, "login");
  const char *password = portal_json_get_string (user, "password"), *pin = portal_json_get_string (user, "pin");
  const char *id = portal_json_get_string (user, "id");
  g_autoptr (JsonNode) kept = portal_json_copy (user);
  JsonObject *object = json_node_get_object (kept);
  g_autofree char *text = NULL, *password_hash = NULL, *pin_hash = NULL;

  if (logins == NULL || json_array_get_length (logins) == 0 || password == NULL)
    {
      g_warning ("The generator made a user without login or password");
      return;
    }
  if (id == NULL)
    id = json_array_get_string_element (logins, 0);
  json_object_remove_member (object, "password");
  json_object_remove_member (object, "pin");
  json_object_set_string_member (object, "id", id);
  text = portal_json_write (kept, NULL, NULL);
  password_hash = portal_password_hash (password);
  pin_hash = pin != NULL ? portal_password_hash (pin) : NULL;
  portal_database_run (sink, "INSERT INTO user (id, json, password, pin) VALUES (?, ?, ?, ?)", "ssss", id, text,
                       password_hash, pin_hash);
  for (guint i = 0; i < json_array_get_length (logins); i++)
    {
      g_autofree char *name = portal_text_fold (json_array_get_string_element (logins, i));

      portal_database_run (sink, "INSERT OR IGNORE INTO login (name, user) VALUES (?, ?)", "ss", name, id);
    }
}

/* A provider may bring its data with it: "rows": [{"resource": "customer", "owner": "C-1", "node": {…}}] and "users".
 */
static gboolean
put_rows (PortalDatabase *database, PortalProvider *provider)
{
  JsonArray *rows = portal_json_get_array (portal_provider_get_node (provider), "rows");
  JsonArray *users = portal_json_get_array (portal_provider_get_node (provider), "users");

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonNode *row = json_array_get_element (rows, i), *node = portal_json_get (row, "node");
      const char *resource = portal_json_get_string (row, "resource"), *owner = portal_json_get_string (row, "owner");
      g_autoptr (JsonNode) copy = node != NULL ? portal_json_copy (node) : NULL;

      if (copy != NULL && resource != NULL)
        put (database, resource, owner != NULL ? owner : "", copy);
    }
  for (guint i = 0; rows != NULL && users != NULL && i < json_array_get_length (users); i++)
    put_user (database, json_array_get_element (users, i));
  return rows != NULL;
}

static gboolean
is_filled (PortalDatabase *database)
{
  sqlite3_stmt *statement = portal_database_query (database, "SELECT 1 FROM counter WHERE name = 'filled'", "");
  gboolean filled = portal_database_step (database, statement);

  sqlite3_reset (statement);
  return filled;
}

/**
 * portal_seed_fill:
 * @large: 100,000 orders in place of a few
 * @seed: what is drawn from it is the same each time
 *
 * The generator makes the data unless the provider brings its own. Does nothing if the database was filled before.
 */
gboolean
portal_seed_fill (PortalDatabase *database, PortalProvider *provider, gboolean large, guint64 seed, GError **error)
{
  const PortalGeneratorSink sink = { .put = put, .put_call = put_call, .put_user = put_user, .sink = database };
  g_autoptr (GDateTime) today = g_date_time_new_now_utc ();

  if (is_filled (database))
    return TRUE;
  portal_database_begin (database);
  if (!put_rows (database, provider) &&
      !portal_generator_run (portal_provider_get_node (provider), large, seed, today, &sink, error))
    {
      portal_database_rollback (database);
      return FALSE;
    }
  portal_database_index (database);
  portal_database_next (database, "filled", 1);
  if (!portal_database_commit (database))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the database could not be filled");
      return FALSE;
    }
  return TRUE;
}
