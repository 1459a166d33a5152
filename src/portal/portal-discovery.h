/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "portal-request.h"

G_BEGIN_DECLS

void portal_discovery_handle_resource (PortalRequest *request);
void portal_discovery_handle_server (PortalRequest *request);

G_END_DECLS
