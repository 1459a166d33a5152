/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "portal-database.h"
#include "portal-options.h"
#include "portal-outbox.h"
#include "portal-provider.h"
#include "portal-request.h"
#include "portal-sign-in.h"

G_BEGIN_DECLS

typedef struct _PortalFaults PortalFaults;

/* One provider over HTTP: everything that a request needs is reached from here. */
PortalServer *portal_server_new (const PortalOptions *options,
                                 PortalProvider *provider,
                                 PortalDatabase *database,
                                 PortalFaults *faults);
gboolean portal_server_listen (PortalServer *self, int port, GError **error);
void portal_server_free (PortalServer *self);

PortalProvider *portal_server_get_provider (PortalServer *self);
PortalDatabase *portal_server_get_database (PortalServer *self);
PortalFaults *portal_server_get_faults (PortalServer *self);
PortalOutbox *portal_server_get_outbox (PortalServer *self);
PortalSignIn *portal_server_get_sign_in (PortalServer *self);
const PortalOptions *portal_server_get_options (PortalServer *self);
const char *portal_server_get_base (PortalServer *self);
void portal_server_answer_unauthorized (PortalRequest *request);
GHashTable *portal_server_get_totals (PortalServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PortalServer, portal_server_free)

G_END_DECLS
