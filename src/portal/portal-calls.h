/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "portal-resource.h"

G_BEGIN_DECLS

extern const PortalSource portal_calls_source;

void portal_calls_put (PortalDatabase *database,
                       const char *owner,
                       gint64 time,
                       const char *id,
                       const char *product,
                       const char *destination,
                       int duration,
                       const char *result,
                       gint64 cost_e4,
                       const char *currency);
void portal_calls_put_node (PortalDatabase *database, const char *owner, JsonNode *node);
JsonNode *portal_calls_read (PortalDatabase *database, gint64 seq);
PortalRow *portal_calls_find (PortalDatabase *database, const char *id);

G_END_DECLS
