/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "portal-error.h"
#include "portal-request.h"

G_BEGIN_DECLS

#define PORTAL_LINE_MAX 200 /* lines of one order or cart */
#define PORTAL_LINE_MAX_QUANTITY 9999

/* What a line of an order (TMF622) and of a cart (TMF663) have in common. */
JsonArray *portal_line_get_items (JsonNode *body, const char *member, const char *language, PortalError **error);
gint64 portal_line_read_quantity (JsonNode *item, const char *pointer, const char *language, PortalError **error);
JsonObject *portal_line_copy_product (JsonNode *item);
void portal_line_set_offering (JsonObject *line, JsonNode *offering);
JsonNode *portal_line_make_parties (const PortalIdentity *identity);
void portal_line_check_places (JsonNode *item, const char *pointer, const char *language, PortalError **error);

G_END_DECLS
