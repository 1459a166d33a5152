/* SPDX-License-Identifier: GPL-3.0-or-later
 * One line of a cart, and what is different from when it was ordered before. */

#include "config.h"

#include "foyer-cart-private.h"

#include <glib/gi18n-lib.h>

struct _FoyerCartItem
{
  GObject parent_instance;
  char *id;
  char *offering;
  char *name;
  guint quantity;
  FoyerPrice *price; /* (nullable) one piece */
  FoyerPrice *total; /* (nullable) */
  FoyerMoney *old_price;
  char *replaced_name;
  FoyerCartChange change;
};

typedef enum
{
  PROP_NAME = 1,
  PROP_QUANTITY,
  PROP_UNIT_PRICE,
  PROP_TOTAL,
  PROP_CHANGE,
  PROP_CHANGE_TEXT,
} FoyerCartItemProperty;

static GParamSpec *properties[PROP_CHANGE_TEXT + 1];

G_DEFINE_FINAL_TYPE (FoyerCartItem, foyer_cart_item, G_TYPE_OBJECT)

static void
read_notes (FoyerCartItem *self, const FoyerJson *json)
{
  FoyerJson notes = foyer_json_member (json, "note"), product = foyer_json_member (json, "product"),
            old = foyer_json_member (&product, "productOffering"), prices = foyer_json_member (&product, "productPrice"),
            previous = foyer_json_element (&prices, 0), price = foyer_json_member (&previous, "price");

  self->change = FOYER_CART_UNCHANGED;
  for (guint i = 0; i < foyer_json_length (&notes); i++)
    {
      FoyerJson note = foyer_json_element (&notes, i);
      g_autofree char *code = foyer_json_get_string (&note, "id");
      FoyerCartChange change = g_strcmp0 (code, "notSold") == 0        ? FOYER_CART_GONE
                               : g_strcmp0 (code, "replaced") == 0     ? FOYER_CART_REPLACED
                               : g_strcmp0 (code, "priceChanged") == 0 ? FOYER_CART_PRICE_CHANGED
                                                                       : FOYER_CART_UNCHANGED;

      self->change = MAX (self->change, change);
    }
  self->replaced_name = foyer_json_get_string (&old, "name");
  self->old_price = foyer_json_get_money (&price, "dutyFreeAmount");
}

static FoyerPrice *
read_price (const FoyerJson *json, const char *member)
{
  FoyerJson prices = foyer_json_member (json, member), first = foyer_json_element (&prices, 0);

  return foyer_json_exists (&first) ? foyer_price_new_from_json (&first) : NULL;
}

/**
 * foyer_cart_item_new_from_json:
 * @json: a TMF663 CartItem
 *
 * Returns: (transfer full): the line
 */
FoyerCartItem *
foyer_cart_item_new_from_json (const FoyerJson *json)
{
  FoyerCartItem *self = g_object_new (FOYER_TYPE_CART_ITEM, NULL);
  FoyerJson offering = foyer_json_member (json, "productOffering");

  self->id = foyer_json_get_string (json, "id");
  self->offering = foyer_json_get_string (&offering, "id");
  self->name = foyer_json_get_string (&offering, "name");
  self->quantity = CLAMP (foyer_json_get_int (json, "quantity", 1), 0, G_MAXINT32);
  self->price = read_price (json, "itemPrice");
  self->total = read_price (json, "ItemTotalPrice");
  read_notes (self, json);
  return self;
}

const char *
foyer_cart_item_get_id (FoyerCartItem *self)
{
  return self->id != NULL ? self->id : "";
}

const char *
foyer_cart_item_get_offering (FoyerCartItem *self)
{
  return self->offering != NULL ? self->offering : "";
}

const char *
foyer_cart_item_get_name (FoyerCartItem *self)
{
  return self->name != NULL ? self->name : foyer_cart_item_get_offering (self);
}

guint
foyer_cart_item_get_quantity (FoyerCartItem *self)
{
  return self->quantity;
}

FoyerMoney *
foyer_cart_item_get_unit_price (FoyerCartItem *self)
{
  return self->price != NULL ? self->price->net : NULL;
}

FoyerMoney *
foyer_cart_item_get_total (FoyerCartItem *self)
{
  return self->total != NULL ? self->total->gross : NULL;
}

FoyerCartChange
foyer_cart_item_get_change (FoyerCartItem *self)
{
  return self->change;
}

/**
 * foyer_cart_item_dup_change_text:
 *
 * Returns: (transfer full): a sentence, "" when nothing changed
 */
char *
foyer_cart_item_dup_change_text (FoyerCartItem *self)
{
  g_autofree char *before = self->old_price != NULL ? foyer_money_format (self->old_price) : NULL;
  g_autofree char *now =
      foyer_cart_item_get_unit_price (self) != NULL ? foyer_money_format (foyer_cart_item_get_unit_price (self)) : NULL;
  const char *old_name = self->replaced_name != NULL ? self->replaced_name : "?";

  switch (self->change)
    {
    case FOYER_CART_UNCHANGED:
      return g_strdup ("");
    case FOYER_CART_PRICE_CHANGED:
      return before != NULL && now != NULL ? g_strdup_printf (_ ("The price changed from %s to %s."), before, now)
                                           : g_strdup (_ ("The price changed."));
    case FOYER_CART_REPLACED:
      return before != NULL && now != NULL
                 ? g_strdup_printf (_ ("Takes the place of %s. The price changed from %s to %s."), old_name, before, now)
                 : g_strdup_printf (_ ("Takes the place of %s."), old_name);
    case FOYER_CART_GONE:
      return g_strdup (_ ("No longer sold. It is not ordered."));
    }
  return g_strdup ("");
}

static void
foyer_cart_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerCartItem *self = FOYER_CART_ITEM (object);

  switch ((FoyerCartItemProperty) id)
    {
    case PROP_NAME:
      g_value_set_string (value, foyer_cart_item_get_name (self));
      return;
    case PROP_QUANTITY:
      g_value_set_uint (value, self->quantity);
      return;
    case PROP_UNIT_PRICE:
      g_value_set_boxed (value, foyer_cart_item_get_unit_price (self));
      return;
    case PROP_TOTAL:
      g_value_set_boxed (value, foyer_cart_item_get_total (self));
      return;
    case PROP_CHANGE:
      g_value_set_uint (value, self->change);
      return;
    case PROP_CHANGE_TEXT:
      g_value_take_string (value, foyer_cart_item_dup_change_text (self));
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
foyer_cart_item_finalize (GObject *object)
{
  FoyerCartItem *self = FOYER_CART_ITEM (object);

  g_free (self->id);
  g_free (self->offering);
  g_free (self->name);
  g_free (self->replaced_name);
  g_clear_pointer (&self->price, foyer_price_free);
  g_clear_pointer (&self->total, foyer_price_free);
  g_clear_pointer (&self->old_price, foyer_money_free);
  G_OBJECT_CLASS (foyer_cart_item_parent_class)->finalize (object);
}

static void
foyer_cart_item_class_init (FoyerCartItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = foyer_cart_item_get_property;
  object_class->finalize = foyer_cart_item_finalize;
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);
  properties[PROP_QUANTITY] = g_param_spec_uint ("quantity", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_UNIT_PRICE] = g_param_spec_boxed ("unit-price", NULL, NULL, FOYER_TYPE_MONEY, flags);
  properties[PROP_TOTAL] = g_param_spec_boxed ("total", NULL, NULL, FOYER_TYPE_MONEY, flags);
  properties[PROP_CHANGE] = g_param_spec_uint ("change", NULL, NULL, 0, FOYER_CART_GONE, 0, flags);
  properties[PROP_CHANGE_TEXT] = g_param_spec_string ("change-text", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
foyer_cart_item_init (FoyerCartItem *self)
{
}
