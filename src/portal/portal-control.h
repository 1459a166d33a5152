/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "portal-request.h"

G_BEGIN_DECLS

/* How often each method and path was asked, for tests. */
typedef struct _PortalControl PortalControl;

PortalControl *portal_control_new (void);
void portal_control_free (PortalControl *self);
void portal_control_count (PortalControl *self, const char *method, const char *path, const char *query);
void portal_control_handle (PortalControl *self, PortalRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PortalControl, portal_control_free)

G_END_DECLS
