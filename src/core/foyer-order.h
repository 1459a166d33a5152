/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-address.h"
#include "foyer-entity.h"
#include "foyer-price.h"

G_BEGIN_DECLS

typedef enum
{
  FOYER_ORDER_UNKNOWN, FOYER_ORDER_ACKNOWLEDGED, FOYER_ORDER_REJECTED, FOYER_ORDER_PENDING, FOYER_ORDER_HELD, FOYER_ORDER_IN_PROGRESS,
  FOYER_ORDER_CANCELLED, FOYER_ORDER_COMPLETED, FOYER_ORDER_FAILED, FOYER_ORDER_PARTIAL, FOYER_ORDER_ASSESSING_CANCELLATION, FOYER_ORDER_PENDING_CANCELLATION,
} FoyerOrderState;

/* One line of an order. */
#define FOYER_TYPE_ORDER_ITEM (foyer_order_item_get_type ())
G_DECLARE_FINAL_TYPE (FoyerOrderItem, foyer_order_item, FOYER, ORDER_ITEM, GObject)
const char *foyer_order_item_get_id (FoyerOrderItem *self);
const char *foyer_order_item_get_name (FoyerOrderItem *self);
const char *foyer_order_item_get_offering (FoyerOrderItem *self);  /* productOffering.id */
guint foyer_order_item_get_quantity (FoyerOrderItem *self);
FoyerPrice *foyer_order_item_get_total (FoyerOrderItem *self);     /* (nullable) (transfer none) */
FoyerAddress *foyer_order_item_get_ship_to (FoyerOrderItem *self); /* (nullable) (transfer none) */
FoyerAddress *foyer_order_item_get_bill_to (FoyerOrderItem *self); /* (nullable) */

/* TMF622 ProductOrder: entity and codec. Plain values, no I/O. */
#define FOYER_TYPE_ORDER (foyer_order_get_type ())
G_DECLARE_FINAL_TYPE (FoyerOrder, foyer_order, FOYER, ORDER, FoyerEntity)
/* properties with the same names: "date" (GDateTime), "state", "total" (FoyerMoney gross), "ship-to" (string), "summary" (string, "Phone X, 2 more") */
GDateTime *foyer_order_get_date (FoyerOrder *self);             /* (nullable) for placeholders */
FoyerOrderState foyer_order_get_state (FoyerOrder *self);
const char *foyer_order_state_to_label (FoyerOrderState state); /* translated */
const char *foyer_order_state_to_wire (FoyerOrderState state);
FoyerMoney *foyer_order_get_total (FoyerOrder *self);           /* (nullable) gross */
const char *foyer_order_get_ship_to (FoyerOrder *self);         /* one line, "" */
const char *foyer_order_get_summary (FoyerOrder *self);
GListModel *foyer_order_get_items (FoyerOrder *self);           /* FoyerOrderItem */
GPtrArray *foyer_order_get_totals (FoyerOrder *self);           /* FoyerPrice: one per tax rate or kind (shipping, discount) */
guint foyer_order_get_n_notes (FoyerOrder *self);               /* the state history and messages, oldest first */
GDateTime *foyer_order_get_note_date (FoyerOrder *self, guint index);   /* (nullable) */
const char *foyer_order_get_note_text (FoyerOrder *self, guint index);
const char *foyer_order_get_note_author (FoyerOrder *self, guint index);

G_END_DECLS
