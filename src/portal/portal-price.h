/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include "portal-database.h"
#include "portal-provider.h"

G_BEGIN_DECLS

/* One price of an offering: amounts in 1/10000 of the currency's unit. */
typedef struct
{
  char *type;   /* "oneTime", "recurring" */
  char *period; /* (nullable) "month" */
  char *name;   /* (nullable) */
  char *currency;
  double tax_rate; /* percent */
  gint64 net;      /* one piece */
} PortalPrice;

void portal_price_free (PortalPrice *self);
GPtrArray *portal_price_list (PortalDatabase *database, PortalProvider *provider, JsonNode *offering);
JsonNode *portal_price_to_json (const PortalPrice *self, gint64 quantity);
JsonNode *portal_price_array (GPtrArray *prices, gint64 quantity);
char *portal_price_format (gint64 amount_e4, const char *currency, const char *language);
JsonNode *portal_price_sum (JsonArray *items, const char *member, gboolean (*counts) (JsonNode *item));
gint64 portal_price_get_e4 (JsonNode *node, const char *path);

/* The catalogue. */
JsonNode *portal_offering_find (PortalDatabase *database, const char *id);
gboolean portal_offering_is_sold (JsonNode *offering);
JsonNode *portal_offering_find_successor (PortalDatabase *database, JsonNode *offering);

G_END_DECLS
