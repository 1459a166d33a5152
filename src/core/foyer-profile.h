/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-account.h"
#include "foyer-address.h"
#include "foyer-entity.h"

G_BEGIN_DECLS

/* The signed-in person (TMF632 individual): names, mail, phones, address book. */
#define FOYER_TYPE_PROFILE (foyer_profile_get_type ())
G_DECLARE_FINAL_TYPE (FoyerProfile, foyer_profile, FOYER, PROFILE, FoyerEntity)

const char *foyer_profile_get_full_name (FoyerProfile *self);   /* property "full-name" */
const char *foyer_profile_get_email (FoyerProfile *self);       /* property "email", preferred one, "" */
const char *foyer_profile_get_phone (FoyerProfile *self);       /* property "phone" */
GListModel *foyer_profile_get_addresses (FoyerProfile *self);   /* FoyerAddress; entries of the same content are one card */
FoyerAddress *foyer_profile_get_billing_address (FoyerProfile *self);  /* (nullable) the default */
FoyerAddress *foyer_profile_get_shipping_address (FoyerProfile *self); /* (nullable) */
DexFuture *foyer_profile_read (FoyerAccount *account, gboolean from_store); /* resolves to FoyerProfile */

G_END_DECLS
