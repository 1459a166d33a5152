/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "portal-database.h"
#include "portal-provider.h"

G_BEGIN_DECLS

gboolean
portal_seed_fill (PortalDatabase *database, PortalProvider *provider, gboolean large, guint64 seed, GError **error);

G_END_DECLS
