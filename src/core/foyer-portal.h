/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-transport.h"

G_BEGIN_DECLS

/* One provider: what discovery (RFC 9728, RFC 8414) says of it. Immutable once loaded. */
#define FOYER_TYPE_PORTAL (foyer_portal_get_type ())
G_DECLARE_FINAL_TYPE (FoyerPortal, foyer_portal, FOYER, PORTAL, GObject)

/* resolves to FoyerPortal. @address as typed: a host or URI; https is put in front of a bare host, http only on loopback. */
DexFuture *foyer_portal_discover (FoyerTransport *transport, const char *address);
/* From what was saved of an earlier discovery, so that a start without network works. */
FoyerPortal *foyer_portal_new_from_json (JsonNode *node, GError **error);
JsonNode *foyer_portal_to_json (FoyerPortal *self);           /* (transfer full) */

const char *foyer_portal_get_address (FoyerPortal *self);      /* `resource` */
const char *foyer_portal_get_name (FoyerPortal *self);         /* `resource_name` in the user's language */
const char *foyer_portal_get_accent (FoyerPortal *self);       /* "#rrggbb" (nullable) */
const char *foyer_portal_get_logo (FoyerPortal *self);         /* address (nullable) */
const char *foyer_portal_get_sign_in_help (FoyerPortal *self); /* address (nullable) */
const char *const *foyer_portal_get_locales (FoyerPortal *self);
/* Base URI of a TMF API with a trailing slash, e.g. "productOrder", "customerBill", "usage", "shoppingCart", "customer", "party",
 * "productCatalog", "productInventory", "troubleTicket", "document", "partyRole". (nullable): not offered. */
const char *foyer_portal_get_api (FoyerPortal *self, const char *api);
const char *foyer_portal_get_files (FoyerPortal *self);        /* prefix (nullable) */
gboolean foyer_portal_has_feature (FoyerPortal *self, const char *feature); /* "orders", "cart", "invoices", "usage", "address-book", "registration", "pin", … */
GStrv foyer_portal_get_token_prefixes (FoyerPortal *self);     /* (transfer full) */
const char *foyer_portal_get_client_id (FoyerPortal *self);    /* "foyer" unless set by hand */
const char *foyer_portal_get_issuer (FoyerPortal *self);
const char *foyer_portal_get_token_endpoint (FoyerPortal *self);
const char *foyer_portal_get_revocation_endpoint (FoyerPortal *self);    /* (nullable) */
const char *foyer_portal_get_challenge_endpoint (FoyerPortal *self);     /* (nullable): browser flow only */
const char *foyer_portal_get_authorization_endpoint (FoyerPortal *self); /* (nullable) */

G_END_DECLS
