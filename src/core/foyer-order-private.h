/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-order.h"

G_BEGIN_DECLS

FoyerOrderItem *foyer_order_item_new_from_json (const FoyerJson *json);

G_END_DECLS
