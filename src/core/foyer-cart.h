/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-account.h"
#include "foyer-entity.h"
#include "foyer-order.h"

G_BEGIN_DECLS

typedef enum
{
  FOYER_CART_UNCHANGED,
  FOYER_CART_PRICE_CHANGED, /* see get_old_price() */
  FOYER_CART_REPLACED,      /* see get_replaced_name() */
  FOYER_CART_GONE,          /* no longer sold: shown, not ordered */
} FoyerCartChange;

#define FOYER_TYPE_CART_ITEM (foyer_cart_item_get_type ())
G_DECLARE_FINAL_TYPE (FoyerCartItem, foyer_cart_item, FOYER, CART_ITEM, GObject)
/* properties: "name", "quantity" (guint, writable), "unit-price" and "total" (FoyerMoney, nullable), "change", "change-text" (translated sentence, "") */
const char *foyer_cart_item_get_id (FoyerCartItem *self);
const char *foyer_cart_item_get_offering (FoyerCartItem *self);
const char *foyer_cart_item_get_name (FoyerCartItem *self);
guint foyer_cart_item_get_quantity (FoyerCartItem *self);
FoyerMoney *foyer_cart_item_get_unit_price (FoyerCartItem *self);  /* (nullable) net */
FoyerMoney *foyer_cart_item_get_total (FoyerCartItem *self);       /* (nullable) gross */
FoyerCartChange foyer_cart_item_get_change (FoyerCartItem *self);
char *foyer_cart_item_dup_change_text (FoyerCartItem *self);       /* "" when unchanged */

/* The account's cart: TMF663 shoppingCart at the portal. One object per account, made by the account's window. GListModel of FoyerCartItem. */
#define FOYER_TYPE_CART (foyer_cart_get_type ())
G_DECLARE_FINAL_TYPE (FoyerCart, foyer_cart, FOYER, CART, FoyerEntity)
FoyerCart *foyer_cart_new (FoyerAccount *account);
DexFuture *foyer_cart_load (FoyerCart *self);                       /* the cart remembered (draft "cart"), read anew; resolves TRUE */
DexFuture *foyer_cart_reorder (FoyerCart *self, FoyerOrder *order); /* adds the order's lines, the portal prices them; resolves TRUE */
DexFuture *foyer_cart_set_quantity (FoyerCart *self, FoyerCartItem *item, guint quantity); /* 0 removes; resolves TRUE when the portal answered */
DexFuture *foyer_cart_clear (FoyerCart *self);
/* Orders once: key stored (draft "order-key") before the first byte leaves, reused until an answer settles it. resolves to FoyerOrder.
 * A second call while one is under way gives the same future. */
DexFuture *foyer_cart_order (FoyerCart *self, FoyerAddress *ship_to, FoyerAddress *bill_to);
/* properties */
FoyerMoney *foyer_cart_get_net (FoyerCart *self);    /* (nullable) "net" */
FoyerMoney *foyer_cart_get_gross (FoyerCart *self);  /* (nullable) "gross" */
gboolean foyer_cart_get_busy (FoyerCart *self);      /* "busy" */
guint foyer_cart_get_n_orderable (FoyerCart *self);  /* "n-orderable": pieces that would be ordered */

G_END_DECLS
