/* SPDX-License-Identifier: GPL-3.0-or-later
 * What tests steer and see: PUT /-/faults, GET /-/requests. For this machine only, and only when asked for. */

#include "portal-control.h"

#include "portal-fault.h"
#include "portal-json.h"
#include "portal-server.h"

struct _PortalControl
{
  GHashTable *counts;  /* "GET /path" → number */
  GPtrArray *requests; /* "GET /path?query", in order */
};

PortalControl *
portal_control_new (void)
{
  PortalControl *self = g_new0 (PortalControl, 1);

  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
portal_control_free (PortalControl *self)
{
  g_hash_table_unref (self->counts);
  g_ptr_array_unref (self->requests);
  g_free (self);
}

void
portal_control_count (PortalControl *self, const char *method, const char *path, const char *query)
{
  g_autofree char *key = g_strconcat (method, " ", path, NULL);
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, key));

  if (g_hash_table_size (self->counts) >= 10000 || self->requests->len >= 100000)
    return;
  g_ptr_array_add (self->requests, g_strconcat (key, query != NULL ? "?" : NULL, query, NULL));
  g_hash_table_insert (self->counts, g_steal_pointer (&key), GUINT_TO_POINTER (count + 1));
}

/* {"counts": {"GET /path": 2}, "requests": ["GET /path?offset=0", …]} since the last look */
static void
answer_requests (PortalControl *self, PortalRequest *request)
{
  JsonObject *object = json_object_new (), *counts = json_object_new ();
  JsonArray *requests = json_array_new ();
  g_autoptr (JsonNode) node = portal_json_take_object (object);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    json_object_set_int_member (counts, key, GPOINTER_TO_UINT (value));
  for (guint i = 0; i < self->requests->len; i++)
    json_array_add_string_element (requests, self->requests->pdata[i]);
  json_object_set_object_member (object, "counts", counts);
  json_object_set_array_member (object, "requests", requests);
  g_hash_table_remove_all (self->counts);
  g_ptr_array_set_size (self->requests, 0);
  portal_request_answer_json (request, 200, node);
}

static void
set_faults (PortalRequest *request)
{
  g_autoptr (GBytes) body = portal_request_dup_body (request);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = portal_json_parse (g_bytes_get_size (body) > 0 ? g_bytes_get_data (body, NULL) : "",
                                                 g_bytes_get_size (body), &error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) specs = NULL;

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      {
        const char *spec = json_array_get_string_element (json_node_get_array (node), i);

        g_strv_builder_add (builder, spec != NULL ? spec : "");
      }
  specs = g_strv_builder_end (builder);
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    portal_request_answer_status (request, 400, "An array of fault strings is expected");
  else if (!portal_faults_set (portal_server_get_faults (portal_request_get_server (request)),
                               (const char *const *) specs, &error))
    portal_request_answer_status (request, 400, error->message);
  else
    portal_request_answer (request, 204, NULL, NULL);
}

static gboolean
is_from_here (PortalRequest *request)
{
  GSocketAddress *address = soup_server_message_get_remote_address (portal_request_get_message (request));

  return G_IS_INET_SOCKET_ADDRESS (address) &&
         g_inet_address_get_is_loopback (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

/**
 * portal_control_handle:
 * @request: one below /-/
 */
void
portal_control_handle (PortalControl *self, PortalRequest *request)
{
  const char *method = portal_request_get_method (request), *path = portal_request_get_path (request);

  if (!is_from_here (request))
    portal_request_answer_status (request, 403, "Only from this machine");
  else if (g_str_equal (path, "/-/faults") && g_str_equal (method, "PUT"))
    set_faults (request);
  else if (g_str_equal (path, "/-/requests") && g_str_equal (method, "GET"))
    answer_requests (self, request);
  else
    portal_request_answer_status (request, 404, "Not found");
}
