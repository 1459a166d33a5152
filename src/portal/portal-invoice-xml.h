/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

GBytes *
portal_invoice_xml_render (JsonNode *bill, JsonArray *rates, JsonNode *customer, JsonNode *provider, GError **error);

G_END_DECLS
