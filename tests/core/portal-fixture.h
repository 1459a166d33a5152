/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A running foyer-portal of this build with its demo providers, on free ports of this machine. */
typedef struct _PortalFixture PortalFixture;

PortalFixture *portal_fixture_new (const char *first_argument, ...) G_GNUC_NULL_TERMINATED;
void portal_fixture_free (PortalFixture *self);
const char *portal_fixture_get_address (PortalFixture *self, const char *provider);
void portal_fixture_stop (PortalFixture *self);    /* as if the portal's machine went away */
void portal_fixture_restart (PortalFixture *self); /* with the same data, on the same ports */
void portal_fixture_set_faults (PortalFixture *self, const char *provider, const char *first_spec, ...)
    G_GNUC_NULL_TERMINATED;
guint portal_fixture_count (PortalFixture *self,
                            const char *provider,
                            const char *method_and_path); /* since the last look or reset */
void portal_fixture_reset_counts (PortalFixture *self, const char *provider);
GStrv portal_fixture_read_requests (PortalFixture *self,
                                    const char *provider); /* "GET /path?query", since the last look or reset */
char *portal_fixture_read_outbox (PortalFixture *self, const char *suffix); /* (nullable): the newest of that kind */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PortalFixture, portal_fixture_free)

G_END_DECLS
