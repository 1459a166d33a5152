/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "portal-resource.h"

G_BEGIN_DECLS

extern const PortalPolicy portal_policy_party; /* portal-policy-party.c: names, mail, phones, address book */
extern const PortalPolicy portal_policy_order; /* portal-policy-order.c: checks, prices, number */
extern const PortalPolicy
    portal_policy_usage; /* portal-policy-usage.c: months are kept as they are, calls have a table of their own */

G_END_DECLS
