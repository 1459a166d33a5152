/* SPDX-License-Identifier: GPL-3.0-or-later
 * One provider over HTTP: listening, bounds, faults, who asks, and which part answers. */

#include "portal-server.h"

#include "portal-control.h"
#include "portal-discovery.h"
#include "portal-fault.h"
#include "portal-files.h"
#include "portal-json.h"
#include "portal-oauth.h"
#include "portal-resource.h"
#include "portal-time.h"

#include <string.h>

#define BODY_BOUND (8 * 1024 * 1024)  /* bytes that are kept */
#define READ_BOUND (64 * 1024 * 1024) /* bytes after which nobody listens any more */

struct _PortalServer
{
  const PortalOptions *options;
  PortalProvider *provider;
  PortalDatabase *database;
  PortalFaults *faults;
  PortalOutbox *outbox;
  PortalSignIn *sign_in;
  PortalControl *control; /* (nullable) */
  GHashTable *totals;
  SoupServer *soup;
  char *base; /* "http://127.0.0.1:47211" */
};

typedef struct
{
  PortalRequest *request;
  PortalFault fault;
} Delayed;

PortalProvider *
portal_server_get_provider (PortalServer *self)
{
  return self->provider;
}

PortalDatabase *
portal_server_get_database (PortalServer *self)
{
  return self->database;
}

PortalFaults *
portal_server_get_faults (PortalServer *self)
{
  return self->faults;
}

PortalOutbox *
portal_server_get_outbox (PortalServer *self)
{
  return self->outbox;
}

PortalSignIn *
portal_server_get_sign_in (PortalServer *self)
{
  return self->sign_in;
}

const PortalOptions *
portal_server_get_options (PortalServer *self)
{
  return self->options;
}

const char *
portal_server_get_base (PortalServer *self)
{
  return self->base;
}

GHashTable *
portal_server_get_totals (PortalServer *self)
{
  return self->totals;
}

/**
 * portal_server_answer_unauthorized:
 *
 * Answers 401 with where to sign in (RFC 6750, RFC 9728).
 */
void
portal_server_answer_unauthorized (PortalRequest *request)
{
  gboolean has_token = portal_request_get_header (request, "Authorization") != NULL;
  g_autofree char *challenge =
      g_strdup_printf ("Bearer %sresource_metadata=\"%s/.well-known/oauth-protected-resource\"",
                       has_token ? "error=\"invalid_token\", " : "", portal_request_get_server (request)->base);

  portal_request_set_header (request, "WWW-Authenticate", challenge);
  portal_request_answer_status (request, 401,
                                has_token ? "The access token is not valid" : "An access token is needed");
}

static void
identify (PortalRequest *request)
{
  const char *authorization = portal_request_get_header (request, "Authorization");

  if (authorization != NULL && g_ascii_strncasecmp (authorization, "Bearer ", 7) == 0)
    portal_request_set_identity (
        request, portal_token_identify (portal_request_get_server (request)->database, authorization + 7));
}

static void
only (PortalRequest *request, const char *methods, void (*handle) (PortalRequest *))
{
  if (strstr (methods, portal_request_get_method (request)) != NULL)
    {
      handle (request);
      return;
    }
  portal_request_set_header (request, "Allow", methods);
  portal_request_answer_status (request, 405, "Method not allowed");
}

/* A token that is not good is an error even where none is needed, so that the client refreshes it. */
static void
handle_with_identity (PortalRequest *request, void (*handle) (PortalRequest *))
{
  identify (request);
  if (portal_request_get_header (request, "Authorization") != NULL && portal_request_get_identity (request) == NULL)
    portal_server_answer_unauthorized (request);
  else
    handle (request);
}

static void
route (PortalRequest *request)
{
  PortalServer *self = portal_request_get_server (request);
  const char *path = portal_request_get_path (request);

  if (g_object_get_data (G_OBJECT (portal_request_get_message (request)), "portal-too-large") != NULL)
    portal_request_answer_status (request, 413, "The body is too large");
  else if (g_str_has_prefix (path, "/tmf-api/"))
    handle_with_identity (request, portal_resource_handle);
  else if (g_str_has_prefix (path, "/files/"))
    handle_with_identity (request, portal_files_handle);
  else if (g_str_equal (path, "/.well-known/oauth-protected-resource"))
    only (request, "GET", portal_discovery_handle_resource);
  else if (g_str_equal (path, "/.well-known/oauth-authorization-server"))
    only (request, "GET", portal_discovery_handle_server);
  else if (g_str_equal (path, "/authorize-challenge"))
    only (request, "POST", portal_challenge_handle);
  else if (g_str_equal (path, "/token"))
    only (request, "POST", portal_oauth_handle_token);
  else if (g_str_equal (path, "/revoke"))
    only (request, "POST", portal_oauth_handle_revoke);
  else if (g_str_equal (path, "/authorize"))
    only (request, "GET, POST", portal_authorize_handle);
  else if (self->control != NULL && g_str_has_prefix (path, "/-/"))
    portal_control_handle (self->control, request);
  else
    portal_request_answer_status (request, 404, "Not found");
}

static void
answer_status_fault (PortalRequest *request, const PortalFault *fault)
{
  PortalError *error = portal_error_new (fault->number, "Fault", "This fault was asked for.");

  error->retry_after = fault->after;
  if (fault->number == 401)
    portal_request_set_header (request, "WWW-Authenticate", "Bearer error=\"invalid_token\"");
  portal_request_answer_error (request, error);
}

static gboolean
on_delay_cb (gpointer user_data)
{
  route (user_data);
  return G_SOURCE_REMOVE;
}

static void
handle (PortalRequest *request, const PortalFault *fault)
{
  SoupServerMessage *message = portal_request_get_message (request);

  switch (fault->kind)
    {
    case PORTAL_FAULT_NONE:
      route (request);
      break;
    case PORTAL_FAULT_DELAY:
      g_timeout_add_full (G_PRIORITY_DEFAULT, fault->number, on_delay_cb, portal_request_ref (request),
                          (GDestroyNotify) portal_request_unref);
      break;
    case PORTAL_FAULT_DROP_BEFORE:
      portal_faults_mark (message, PORTAL_FAULT_DROP);
      portal_request_answer (request, 500, NULL, NULL);
      break;
    case PORTAL_FAULT_DROP:
    case PORTAL_FAULT_TRUNCATE:
      portal_faults_mark (message, fault->kind);
      route (request);
      break;
    case PORTAL_FAULT_HTML:
      portal_request_answer_text (
          request, 200, "text/html",
          g_strdup ("<!DOCTYPE html><title>Welcome</title><h1>Welcome to the hotel's network</h1>\n"));
      break;
    case PORTAL_FAULT_STATUS:
      answer_status_fault (request, fault);
      break;
    }
}

static void
on_request_cb (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  PortalServer *self = user_data;
  g_autoptr (PortalRequest) request = portal_request_new (self, message, path);
  PortalFault fault = { PORTAL_FAULT_NONE, 0, 0 };

  if (!g_str_has_prefix (path, "/-/"))
    {
      if (self->control != NULL)
        portal_control_count (self->control, soup_server_message_get_method (message), path,
                              g_uri_get_query (soup_server_message_get_uri (message)));
      fault = portal_faults_draw (self->faults, portal_provider_get_id (self->provider),
                                  soup_server_message_get_method (message), path);
    }
  handle (request, &fault);
}

/* What is too large is read to its end without being kept, and not even that for ever. */
static void
on_chunk_cb (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  gsize read = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (message), "portal-read")) + g_bytes_get_size (chunk);

  g_object_set_data (G_OBJECT (message), "portal-read", GSIZE_TO_POINTER (read));
  if (read > BODY_BOUND)
    {
      g_object_set_data (G_OBJECT (message), "portal-too-large", GINT_TO_POINTER (TRUE));
      soup_message_body_truncate (body);
    }
  if (read > READ_BOUND)
    {
      GSocket *socket = soup_server_message_get_socket (message);

      if (socket != NULL)
        g_socket_shutdown (socket, TRUE, TRUE, NULL);
    }
}

static void
on_started_cb (SoupServer *soup, SoupServerMessage *message, gpointer user_data)
{
  g_signal_connect (message, "got-chunk", G_CALLBACK (on_chunk_cb), NULL);
}

/**
 * portal_server_new:
 * @options: lives longer than the server
 * @provider: (transfer full): whose portal this is
 * @database: (transfer full): filled
 * @faults: lives longer than the server
 *
 * Returns: (transfer full): the server, not yet listening
 */
PortalServer *
portal_server_new (const PortalOptions *options,
                   PortalProvider *provider,
                   PortalDatabase *database,
                   PortalFaults *faults)
{
  PortalServer *self = g_new0 (PortalServer, 1);
  g_autofree char *sender = g_strdup_printf ("no-reply@%s.example", portal_provider_get_id (provider));

  self->options = options;
  self->provider = provider;
  self->database = database;
  self->faults = faults;
  self->outbox = portal_outbox_new (options->outbox, portal_provider_get_id (provider), sender);
  self->sign_in = portal_sign_in_new (provider, database, self->outbox);
  self->control = options->control ? portal_control_new () : NULL;
  self->totals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->soup = soup_server_new ("server-header", "foyer-portal ", NULL);
  g_signal_connect (self->soup, "request-started", G_CALLBACK (on_started_cb), self);
  soup_server_add_handler (self->soup, NULL, on_request_cb, self, NULL);
  return self;
}

/**
 * portal_server_listen:
 * @port: 0 = a free one
 */
gboolean
portal_server_listen (PortalServer *self, int port, GError **error)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string (self->options->listen, port);
  g_autoslist (GUri) uris = NULL;
  g_autofree char *text = NULL;

  if (address == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "“%s” is not an address", self->options->listen);
      return FALSE;
    }
  if (!soup_server_listen (self->soup, address, 0, error))
    return FALSE;
  uris = soup_server_get_uris (self->soup);
  text = g_uri_to_string (uris->data);
  self->base = g_strndup (text, strlen (text) - (g_str_has_suffix (text, "/") ? 1 : 0));
  return TRUE;
}

void
portal_server_free (PortalServer *self)
{
  soup_server_disconnect (self->soup);
  g_object_unref (self->soup);
  portal_sign_in_free (self->sign_in);
  portal_outbox_free (self->outbox);
  g_clear_pointer (&self->control, portal_control_free);
  g_hash_table_unref (self->totals);
  portal_database_close (self->database);
  portal_provider_free (self->provider);
  g_free (self->base);
  g_free (self);
}
