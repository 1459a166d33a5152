/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-transport-private.h"

#include "rude-server.h"

/* Asking, for the tests of the transport. */

static inline FoyerResponse *
send_request (FoyerTransport *transport, FoyerRequest *request, GError **error)
{
  return dex_await_boxed (foyer_transport_send (transport, request), error);
}

static inline FoyerResponse *
get (FoyerTransport *transport, const char *uri, GError **error)
{
  g_autoptr (FoyerRequest) request = foyer_request_new ("GET", uri);

  return send_request (transport, request, error);
}

/* Asks for @path with a transport of its own. */
static inline FoyerResponse *
ask (RudeServer *server, const char *path, GError **error)
{
  g_autoptr (FoyerTransport) transport = foyer_transport_new ();
  g_autofree char *uri = rude_server_uri (server, path);

  return get (transport, uri, error);
}
