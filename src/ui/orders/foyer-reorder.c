/* SPDX-License-Identifier: GPL-3.0-or-later
 * Putting things that were ordered, or just taken out, into the cart. */

#include "foyer-reorder.h"

#include "foyer-orders.h"

typedef struct
{
  FoyerAccount *account;
  FoyerCart *cart;
  char *order_id;
} Reorder;

static void
reorder_free (gpointer data)
{
  Reorder *self = data;

  g_object_unref (self->account);
  g_object_unref (self->cart);
  g_free (self->order_id);
  g_free (self);
}

/* A cart that was left in an earlier run is read first: what is in it stays in it. */
static gboolean
load_cart (FoyerCart *cart, GError **error)
{
  return *foyer_entity_get_id (FOYER_ENTITY (cart)) != '\0' || dex_await (foyer_cart_load (cart), error);
}

static DexFuture *
reorder_fiber (gpointer data)
{
  Reorder *self = data;
  GError *error = NULL;
  g_autoptr (FoyerOrder) order = dex_await_object (foyer_orders_read (self->account, self->order_id, FALSE), &error);

  if (order == NULL || !load_cart (self->cart, &error) || !dex_await (foyer_cart_reorder (self->cart, order), &error))
    return dex_future_new_for_error (error);
  return dex_future_new_true ();
}

/**
 * foyer_reorder:
 * @order_id: an order of @account; it is read whole, since the portal compares each line with what it costs now
 *
 * Returns: (transfer full): resolves to TRUE when its lines are in @cart; runs to its end even if nobody waits
 */
DexFuture *
foyer_reorder (FoyerAccount *account, FoyerCart *cart, const char *order_id)
{
  Reorder *work = g_new0 (Reorder, 1);

  work->account = g_object_ref (account);
  work->cart = g_object_ref (cart);
  work->order_id = g_strdup (order_id);
  return dex_scheduler_spawn (dex_scheduler_get_default (), 0, reorder_fiber, work, reorder_free);
}

static JsonNode *
make_order (FoyerCartItem *item)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format_iso8601 (now);

  json_builder_begin_object (builder);
  foyer_json_build_string (builder, "id", "");
  foyer_json_build_string (builder, "orderDate", time);
  json_builder_set_member_name (builder, "productOrderItem");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "quantity");
  json_builder_add_int_value (builder, foyer_cart_item_get_quantity (item));
  json_builder_set_member_name (builder, "productOffering");
  json_builder_begin_object (builder);
  foyer_json_build_string (builder, "id", foyer_cart_item_get_offering (item));
  foyer_json_build_string (builder, "name", foyer_cart_item_get_name (item));
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

/**
 * foyer_reorder_restore:
 * @item: a line that was taken out of @cart
 *
 * Undoes a removal: the cart takes lines of orders, so this is one of a single line.
 *
 * Returns: (transfer full): resolves to TRUE when the line is back, as the last one
 */
DexFuture *
foyer_reorder_restore (FoyerCart *cart, FoyerCartItem *item)
{
  g_autoptr (FoyerOrder) order = g_object_new (FOYER_TYPE_ORDER, NULL);
  g_autoptr (JsonNode) node = make_order (item);
  GError *error = NULL;

  if (!foyer_entity_apply (FOYER_ENTITY (order), node, &error))
    return dex_future_new_for_error (error);
  return foyer_cart_reorder (cart, order);
}
