/* SPDX-License-Identifier: GPL-3.0-or-later
 * One line of an order. */

#include "foyer-order-private.h"

struct _FoyerOrderItem
{
  GObject parent_instance;
  char *id;
  char *name;
  char *offering;
  guint quantity;
  FoyerPrice *total;
  FoyerAddress *ship_to;
  FoyerAddress *bill_to;
};

G_DEFINE_FINAL_TYPE (FoyerOrderItem, foyer_order_item, G_TYPE_OBJECT)

static void
foyer_order_item_finalize (GObject *object)
{
  FoyerOrderItem *self = FOYER_ORDER_ITEM (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->offering);
  g_clear_pointer (&self->total, foyer_price_free);
  g_clear_object (&self->ship_to);
  g_clear_object (&self->bill_to);
  G_OBJECT_CLASS (foyer_order_item_parent_class)->finalize (object);
}

static void
foyer_order_item_class_init (FoyerOrderItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = foyer_order_item_finalize;
}

static void
foyer_order_item_init (FoyerOrderItem *self)
{
}

static void
read_places (FoyerOrderItem *self, const FoyerJson *json)
{
  FoyerJson product = foyer_json_member (json, "product"), places = foyer_json_member (&product, "place");

  for (guint i = 0; i < foyer_json_length (&places); i++)
    {
      FoyerJson place = foyer_json_element (&places, i);
      g_autofree char *role = foyer_json_get_string (&place, "role");
      FoyerAddress **address = g_strcmp0 (role, "billingAddress") == 0 ? &self->bill_to : &self->ship_to;

      g_clear_object (address);
      *address = foyer_address_new_from_json (&place);
    }
}

/**
 * foyer_order_item_new_from_json:
 * @json: a TMF622 ProductOrderItem
 *
 * Returns: (transfer full): the line
 */
FoyerOrderItem *
foyer_order_item_new_from_json (const FoyerJson *json)
{
  FoyerOrderItem *self = g_object_new (FOYER_TYPE_ORDER_ITEM, NULL);
  FoyerJson offering = foyer_json_member (json, "productOffering"), totals = foyer_json_member (json, "itemTotalPrice"),
            total = foyer_json_element (&totals, 0);

  self->id = foyer_json_get_string (json, "id");
  self->offering = foyer_json_get_string (&offering, "id");
  self->name = foyer_json_get_string (&offering, "name");
  self->quantity = CLAMP (foyer_json_get_int (json, "quantity", 1), 0, G_MAXINT32);
  if (foyer_json_exists (&total))
    self->total = foyer_price_new_from_json (&total);
  read_places (self, json);
  return self;
}

const char *
foyer_order_item_get_id (FoyerOrderItem *self)
{
  return self->id != NULL ? self->id : "";
}

const char *
foyer_order_item_get_name (FoyerOrderItem *self)
{
  return self->name != NULL ? self->name : foyer_order_item_get_offering (self);
}

const char *
foyer_order_item_get_offering (FoyerOrderItem *self)
{
  return self->offering != NULL ? self->offering : "";
}

guint
foyer_order_item_get_quantity (FoyerOrderItem *self)
{
  return self->quantity;
}

FoyerPrice *
foyer_order_item_get_total (FoyerOrderItem *self)
{
  return self->total;
}

FoyerAddress *
foyer_order_item_get_ship_to (FoyerOrderItem *self)
{
  return self->ship_to;
}

FoyerAddress *
foyer_order_item_get_bill_to (FoyerOrderItem *self)
{
  return self->bill_to;
}
