/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* One demo provider, read from <portals>/<id>.json. Everything in which providers differ stands there and nowhere in
 * code. Wherever a text is meant for people it is a string or an object by language, {"de": "…", "nl": "…"}. Members
 * that the server reads (the generator reads others): "id", "name", "locales": ["de"], "features": ["orders", …] "ui":
 * what discovery shows as portal_ui ("accent", "help", "links", "contact", …); "logo" is put in when <portals>/<id>.svg
 * exists "rules": what discovery shows as portal_rules; "readOnly": [{"resource": "organization", "path": "…",
 * "reason": text}] is also enforced "signIn": {"text": text over the form (the demo user and password), "identifier":
 * "email" or "username", "methods": ["password", "pin"], "secondFactor": "sms", "attempts": 5, "lockSeconds": 60}
 *   "currency": "EUR", "taxRate": 19 (for prices of the catalogue that name no rate)
 *   "orderNumber": {"prefix": "A-", "digits": 6} of new orders
 *   "kind": what the provider is, for a list of demo providers
 *   "rows" and "users": data of its own in place of the generator's, see portal-seed.c */
typedef struct _PortalProvider PortalProvider;

PortalProvider *portal_provider_load (const char *directory, const char *id, GError **error);
void portal_provider_free (PortalProvider *self);
const char *portal_provider_get_id (PortalProvider *self);
JsonNode *portal_provider_get_node (PortalProvider *self);
JsonNode *portal_provider_get (PortalProvider *self, const char *path);
char *portal_provider_dup_text (PortalProvider *self, const char *path, const char *language);
const char *portal_provider_get_string (PortalProvider *self, const char *path, const char *fallback);
gint64 portal_provider_get_int (PortalProvider *self, const char *path, gint64 fallback);
gboolean portal_provider_lists (PortalProvider *self, const char *path, const char *value);
GBytes *portal_provider_get_logo (PortalProvider *self);
char *portal_provider_choose_language (PortalProvider *self, const char *accept_language);
JsonNode *portal_provider_localize (JsonNode *node, const char *language);

extern const char *const portal_provider_ids[];

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PortalProvider, portal_provider_free)

G_END_DECLS
