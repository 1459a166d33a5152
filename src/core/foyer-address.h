/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-json.h"

G_BEGIN_DECLS

/* A postal address: TMF632 contactMedium "postalAddress" and the place of an order line. */
#define FOYER_TYPE_ADDRESS (foyer_address_get_type ())
G_DECLARE_FINAL_TYPE (FoyerAddress, foyer_address, FOYER, ADDRESS, GObject)

FoyerAddress *foyer_address_new_from_json (const FoyerJson *characteristic); /* PortalAddress members */
/* properties (strings, "" when missing): name, company, street1, street2, post-code, city, state, country (ISO 3166-1 alpha-2), phone; booleans billing, shipping (is the default) */
const char *foyer_address_get (FoyerAddress *self, const char *property);
gboolean foyer_address_is_billing (FoyerAddress *self);
gboolean foyer_address_is_shipping (FoyerAddress *self);
void foyer_address_set_default (FoyerAddress *self, gboolean billing, gboolean shipping);
char *foyer_address_format (FoyerAddress *self);       /* lines as on an envelope of the country, without the country's name for itself */
char *foyer_address_format_line (FoyerAddress *self);  /* one line */
gboolean foyer_address_same (FoyerAddress *a, FoyerAddress *b); /* same content: one card */
void foyer_address_build_place (FoyerAddress *self, JsonBuilder *builder, const char *role); /* one `place` object of an order line */

G_END_DECLS
