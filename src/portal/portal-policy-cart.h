/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "portal-resource.h"

G_BEGIN_DECLS

/* What the shop does with a TMF663 shoppingCart, and how a client reads it.
 *
 * Re-order: POST …/shoppingCart with one cartItem per line of the order:
 *   {"cartItem": [{"id": "1", "action": "add", "quantity": 2, "productOffering": {"id": "phone-x"},
 *                  "product": {"productCharacteristic": […],
 *                              "productOrderItem": [{"productOrderId": "A-77", "orderItemId": "1"}]}}]}
 * `product.productOrderItem[0]` says which line is ordered again; the portal looks up what it cost then. Without it an
 * `itemPrice[0]` sent along is taken as the price then.
 *
 * Each cartItem of the answer:
 *   productOffering          what is sold now
 *   itemPrice[0].price       one piece now: dutyFreeAmount, taxIncludedAmount, taxRate (missing when it is gone)
 *   ItemTotalPrice[0].price  quantity × that (capital I as in the document)
 *   note[]                   what changed; `id` is the code, `text` the sentence in the language asked for:
 *     "priceChanged"         product.productPrice[] has one entry named "previous": one piece then
 * (price.dutyFreeAmount) "replaced"             product.productOffering{id, name} is the offering that was ordered then
 *     "notSold"              no longer sold: status is "saveForLater", no price, not part of the total, never ordered
 *   status                   "active", or "saveForLater" as above
 * A replaced line whose successor costs something else has both notes. No note: unchanged.
 * cartTotalPrice[] has one entry per priceType, period and tax rate, over the active items.
 *
 * PATCH with If-Match: the whole `cartItem` array, with other quantities (1 to 9999) or lines left out; lines that are
 * new are priced like those of a POST. Notes stay with their lines. DELETE empties and removes it. GET prices anew only
 * when asked by PATCH. */
extern const PortalPolicy portal_policy_cart;

G_END_DECLS
