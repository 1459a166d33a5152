/* SPDX-License-Identifier: GPL-3.0-or-later
 * The one handler for all TMF resources: list, get, create, merge patch, remove. */

#include "portal-resource.h"

#include "portal-json.h"
#include "portal-server.h"
#include "portal-text.h"

#include <string.h>

/* @id is NULL for the collection. */
static const PortalResource *
find_by_path (const char *path, const char **id)
{
  guint n_resources;
  const PortalResource *resources = portal_resource_get_table (&n_resources);

  for (guint i = 0; i < n_resources; i++)
    {
      const char *rest = path;

      if (!g_str_has_prefix (path, resources[i].base))
        continue;
      rest += strlen (resources[i].base);
      if (!g_str_has_prefix (rest, resources[i].kind))
        continue;
      rest += strlen (resources[i].kind);
      if (*rest != '\0' && *rest != '/')
        continue;
      *id = *rest == '/' && rest[1] != '\0' ? rest + 1 : NULL;
      return &resources[i];
    }
  return NULL;
}

static char *
make_list_etag (const char *body, gint64 total)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, body, -1);

  return g_strdup_printf ("\"%.24s-%" G_GINT64_FORMAT "\"", hash, total);
}

static JsonNode *
read_row (PortalDatabase *database, const PortalResource *resource, const PortalSource *source, gint64 seq)
{
  JsonNode *node = NULL;
  sqlite3_stmt *statement;

  if (source != &resource->source)
    return resource->policy->read_row (database, resource, source, seq);
  statement = portal_database_query (database, "SELECT json FROM resource WHERE seq = ?", "i", seq);
  if (portal_database_step (database, statement))
    node = portal_json_parse (portal_database_text (statement, 0), sqlite3_column_bytes (statement, 0), NULL);
  if (statement != NULL)
    sqlite3_reset (statement);
  return node;
}

/* What is asked for, and what the document requires (TMF630: "fields" gives at least a valid resource). */
static GStrv
complete_fields (const PortalResource *resource, GStrv fields)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (fields == NULL)
    return NULL;
  g_strv_builder_addv (builder, (const char **) fields);
  if (resource->required != NULL)
    g_strv_builder_add (builder, resource->required);
  return g_strv_builder_end (builder);
}

static char *
write_list (
    PortalServer *server, const PortalResource *resource, const PortalSource *source, GArray *rows, GStrv fields)
{
  GString *body = g_string_new ("[");

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (JsonNode) node =
          read_row (portal_server_get_database (server), resource, source, g_array_index (rows, gint64, i));

      if (node == NULL)
        continue;
      if (body->len > 1)
        g_string_append_c (body, ',');
      portal_json_append (body, node, portal_server_get_base (server), fields);
    }
  g_string_append_c (body, ']');
  return g_string_free (body, FALSE);
}

static GStrv
list_owners (const PortalResource *resource, const PortalIdentity *identity)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (resource->audience != PORTAL_AUDIENCE_OWNER)
    g_strv_builder_add (builder, "");
  if (resource->audience != PORTAL_AUDIENCE_PUBLIC && identity != NULL)
    g_strv_builder_addv (builder, (const char **) identity->customers);
  return g_strv_builder_end (builder);
}

static void
handle_list (PortalRequest *request, const PortalResource *resource)
{
  PortalServer *server = portal_request_get_server (request);
  PortalError *error = NULL;
  g_autoptr (PortalQuery) query = portal_query_parse (portal_request_get_query (request), &error);
  g_auto (GStrv) owners = list_owners (resource, portal_request_get_identity (request));
  const PortalSource *source = &resource->source;
  g_autoptr (GArray) rows = NULL;
  g_autofree char *body = NULL, *etag = NULL, *total_text = NULL, *count_text = NULL;
  g_auto (GStrv) fields = query != NULL ? complete_fields (resource, query->fields) : NULL;
  gint64 total = 0;

  if (query != NULL && resource->policy != NULL && resource->policy->choose_source != NULL)
    source = resource->policy->choose_source (query);
  if (source == NULL)
    source = &resource->source;
  if (query != NULL)
    rows = portal_query_select (query, portal_server_get_database (server), source, resource->kind,
                                (const char *const *) owners, portal_server_get_totals (server), &total, &error);
  if (rows == NULL)
    {
      portal_request_answer_error (request, error);
      return;
    }
  body = write_list (server, resource, source, rows, fields);
  etag = make_list_etag (body, total);
  total_text = g_strdup_printf ("%" G_GINT64_FORMAT, total);
  count_text = g_strdup_printf ("%u", rows->len);
  portal_request_set_header (request, "X-Total-Count", total_text);
  portal_request_set_header (request, "X-Result-Count", count_text);
  portal_request_answer_cached (request, etag, g_steal_pointer (&body));
}

static PortalRow *
find_or_answer (PortalRequest *request, const PortalResource *resource, const char *id)
{
  PortalDatabase *database = portal_server_get_database (portal_request_get_server (request));
  PortalRow *row = portal_row_find_for (database, resource, id, portal_request_get_identity (request));

  if (row == NULL)
    portal_request_answer_error (
        request, portal_error_new (404, "Resource not found", "There is no %s %.100s.", resource->kind, id));
  return row;
}

static void
handle_get (PortalRequest *request, const PortalResource *resource, const char *id)
{
  PortalServer *server = portal_request_get_server (request);
  g_autoptr (PortalRow) row = find_or_answer (request, resource, id);
  const char *fields = portal_parameter_lookup (portal_request_get_query (request), "fields");
  g_auto (GStrv) asked = fields != NULL && *fields != '\0' ? g_strsplit (fields, ",", 100) : NULL;
  g_auto (GStrv) wanted = complete_fields (resource, asked);

  if (row != NULL)
    portal_request_answer_cached (request, row->etag,
                                  portal_json_write (row->node, portal_server_get_base (server), wanted));
}

/* What a create was answered with, for those who ask again. */
static gboolean
answer_again (PortalRequest *request, const char *key, const char *hash)
{
  PortalServer *server = portal_request_get_server (request);
  PortalDatabase *database = portal_server_get_database (server);
  sqlite3_stmt *statement = portal_database_query (
      database, "SELECT hash, status, location, etag, json FROM idempotency WHERE user = ? AND path = ? AND key = ?",
      "sss", portal_request_get_identity (request)->user, portal_request_get_path (request), key);
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *location = NULL;
  guint status;

  if (!portal_database_step (database, statement))
    return FALSE;
  if (!g_str_equal (portal_database_text (statement, 0), hash))
    {
      sqlite3_reset (statement);
      portal_request_answer_error (request, portal_error_new (422, "Idempotency key reused",
                                                              "This Idempotency-Key came with another body before."));
      return TRUE;
    }
  status = sqlite3_column_int (statement, 1);
  location = g_strconcat (portal_server_get_base (server), portal_database_text (statement, 2), NULL);
  portal_request_set_header (request, "Location", location);
  portal_request_set_header (request, "ETag", portal_database_text (statement, 3));
  node = portal_json_parse (portal_database_text (statement, 4), -1, NULL);
  sqlite3_reset (statement);
  portal_request_answer_json (request, status, node);
  return TRUE;
}

/* The thing and the memory of its key are kept in one transaction: there is no moment in which a repeat makes a second
 * one. */
static gboolean
keep_new (PortalRequest *request,
          const PortalResource *resource,
          const char *owner,
          JsonNode *node,
          const char *key,
          const char *hash)
{
  PortalDatabase *database = portal_server_get_database (portal_request_get_server (request));
  g_autofree char *etag = NULL, *text = NULL, *location = NULL;

  etag = portal_row_put (database, resource, owner, node);
  location = g_strdup (portal_json_get_string (node, "href"));
  if (key != NULL)
    {
      text = portal_json_write (node, NULL, NULL);
      portal_database_run (database, "INSERT INTO idempotency VALUES (?, ?, ?, ?, 201, ?, ?, ?, ?)", "sssssssi",
                           portal_request_get_identity (request)->user, portal_request_get_path (request), key, hash,
                           location, etag, text, g_get_real_time () / G_USEC_PER_SEC);
    }
  if (!portal_database_commit (database))
    return FALSE;
  portal_request_set_header (request, "ETag", etag);
  return TRUE;
}

static void
create (PortalRequest *request, const PortalResource *resource, JsonNode *body, const char *key, const char *hash)
{
  PortalServer *server = portal_request_get_server (request);
  PortalDatabase *database = portal_server_get_database (server);
  PortalError *error = NULL;
  g_autofree char *owner = NULL, *location = NULL;
  g_autoptr (JsonNode) node = NULL;

  portal_database_begin (database);
  node = resource->policy->create (request, resource, body, &owner, &error);
  if (node == NULL)
    {
      portal_database_rollback (database);
      portal_request_answer_error (request, error);
      return;
    }
  if (!keep_new (request, resource, owner, node, key, hash))
    {
      portal_request_answer_status (request, 500, "It could not be kept");
      return;
    }
  if (resource->policy->created != NULL)
    resource->policy->created (request, node);
  location = g_strconcat (portal_server_get_base (server), portal_json_get_string (node, "href"), NULL);
  portal_request_set_header (request, "Location", location);
  portal_request_answer_json (request, 201, node);
}

static void
handle_create (PortalRequest *request, const PortalResource *resource)
{
  PortalError *error = NULL;
  g_autoptr (JsonNode) body = portal_request_parse_json (request, &error);
  const char *key = portal_request_get_header (request, "Idempotency-Key");
  g_autofree char *hash = NULL;

  if (body == NULL)
    {
      portal_request_answer_error (request, error);
      return;
    }
  if (key == NULL)
    key = portal_json_get_string (body, "externalId");
  if (key != NULL && (*key == '\0' || strlen (key) > 200))
    {
      portal_request_answer_error (request,
                                   portal_error_new (400, "Invalid Idempotency-Key", "It has 1 to 200 characters."));
      return;
    }
  hash = portal_json_hash (body);
  if (key == NULL || !answer_again (request, key, hash))
    create (request, resource, body, key, hash);
}

/* RFC 6585: 428 without If-Match, so that nobody overwrites what he has not seen. */
static gboolean
is_current (PortalRequest *request, const PortalRow *row)
{
  if (portal_request_get_header (request, "If-Match") == NULL)
    {
      portal_request_answer_error (
          request, portal_error_new (428, "If-Match required", "Send the ETag of what the change is based on."));
      return FALSE;
    }
  if (portal_request_matches (request, "If-Match", row->etag))
    return TRUE;
  portal_request_set_header (request, "ETag", row->etag);
  portal_request_answer_error (
      request, portal_error_new (412, "Changed meanwhile", "Somebody else has changed it since; read it again."));
  return FALSE;
}

static PortalError *
check_members (PortalRequest *request, const PortalResource *resource, JsonNode *patch)
{
  const char *const *changeable = resource->policy->changeable;
  PortalError *error = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, json_node_get_object (patch));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      g_autofree char *pointer = NULL;

      if (changeable != NULL ? g_strv_contains (changeable, name)
                             : !g_str_equal (name, "id") && !g_str_equal (name, "href"))
        continue;
      if (error == NULL)
        error = portal_error_new (422, "Not changeable", "Some of these members cannot be changed.");
      pointer = g_strconcat ("/", name, NULL);
      portal_error_add_field (error, pointer, "readOnly",
                              portal_text (PORTAL_TEXT_READ_ONLY, portal_request_get_language (request)));
    }
  return error;
}

static JsonNode *
merge (PortalRequest *request, const PortalResource *resource, const PortalRow *row, PortalError **error)
{
  g_autoptr (JsonNode) patch = portal_request_parse_json (request, error);
  g_autoptr (JsonNode) merged = NULL;

  if (patch == NULL)
    return NULL;
  *error = check_members (request, resource, patch);
  if (*error != NULL)
    return NULL;
  merged = portal_json_merge_patch (row->node, patch);
  return resource->policy->change (request, resource, row, merged, error);
}

static void
handle_patch (PortalRequest *request, const PortalResource *resource, const char *id)
{
  PortalServer *server = portal_request_get_server (request);
  PortalDatabase *database = portal_server_get_database (server);
  g_autoptr (PortalRow) row = find_or_answer (request, resource, id);
  g_autoptr (JsonNode) changed = NULL;
  g_autofree char *etag = NULL;
  PortalError *error = NULL;

  if (row == NULL || !is_current (request, row))
    return;
  changed = merge (request, resource, row, &error);
  if (changed == NULL)
    {
      portal_request_answer_error (request, error);
      return;
    }
  portal_database_begin (database);
  etag = portal_row_put (database, resource, row->owner, changed);
  if (!portal_database_commit (database))
    {
      portal_request_answer_status (request, 500, "It could not be kept");
      return;
    }
  portal_request_set_header (request, "ETag", etag);
  portal_request_answer_json (request, 200, changed);
}

static void
handle_remove (PortalRequest *request, const PortalResource *resource, const char *id)
{
  PortalDatabase *database = portal_server_get_database (portal_request_get_server (request));
  g_autoptr (PortalRow) row = find_or_answer (request, resource, id);

  if (row == NULL)
    return;
  if (portal_request_get_header (request, "If-Match") != NULL && !is_current (request, row))
    return;
  portal_database_run (database, "DELETE FROM resource WHERE seq = ?", "i", row->seq);
  portal_database_changed (database);
  portal_request_answer (request, 204, NULL, NULL);
}

static void
answer_not_allowed (PortalRequest *request, const PortalPolicy *policy, gboolean is_collection)
{
  g_autoptr (GString) allow = g_string_new ("GET, HEAD");

  if (is_collection && policy != NULL && policy->create != NULL)
    g_string_append (allow, ", POST");
  if (!is_collection && policy != NULL && policy->change != NULL)
    g_string_append (allow, ", PATCH");
  if (!is_collection && policy != NULL && policy->removable)
    g_string_append (allow, ", DELETE");
  portal_request_set_header (request, "Allow", allow->str);
  portal_request_answer_status (request, 405, "Method not allowed");
}

/**
 * portal_resource_handle:
 * @request: one below /tmf-api/
 *
 * Answers it. Who asks was found out before; whether a token is needed is said by the table.
 */
void
portal_resource_handle (PortalRequest *request)
{
  const char *method = portal_request_get_method (request), *id = NULL;
  const PortalResource *resource = find_by_path (portal_request_get_path (request), &id);
  const PortalPolicy *policy = resource != NULL ? resource->policy : NULL;

  if (resource == NULL)
    portal_request_answer_status (request, 404, "Resource not found");
  else if (portal_request_get_identity (request) == NULL &&
           (resource->audience == PORTAL_AUDIENCE_OWNER || !g_str_equal (method, "GET")))
    portal_server_answer_unauthorized (request);
  else if (g_str_equal (method, "GET") && id == NULL)
    handle_list (request, resource);
  else if (g_str_equal (method, "GET"))
    handle_get (request, resource, id);
  else if (g_str_equal (method, "POST") && id == NULL && policy != NULL && policy->create != NULL)
    handle_create (request, resource);
  else if (g_str_equal (method, "PATCH") && id != NULL && policy != NULL && policy->change != NULL)
    handle_patch (request, resource, id);
  else if (g_str_equal (method, "DELETE") && id != NULL && policy != NULL && policy->removable)
    handle_remove (request, resource, id);
  else
    answer_not_allowed (request, policy, id == NULL);
}
