/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lines of orders and carts: what is taken over from what a client sent, and what is refused. */

#include "portal-line.h"

#include "portal-address.h"
#include "portal-json.h"
#include "portal-text.h"

#include <math.h>

/**
 * portal_line_get_items:
 * @member: "productOrderItem" or "cartItem"
 * @error: (inout): 422 if it is no array of at most %PORTAL_LINE_MAX objects
 *
 * Returns: (transfer none) (nullable): the lines
 */
JsonArray *
portal_line_get_items (JsonNode *body, const char *member, const char *language, PortalError **error)
{
  JsonNode *node = portal_json_get (body, member);
  JsonArray *items = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autofree char *pointer = g_strconcat ("/", member, NULL);
  gboolean good = items != NULL && json_array_get_length (items) <= PORTAL_LINE_MAX;

  for (guint i = 0; good && i < json_array_get_length (items); i++)
    good = JSON_NODE_HOLDS_OBJECT (json_array_get_element (items, i));
  if (good)
    return items;
  portal_error_require (error, pointer, "type", portal_text (PORTAL_TEXT_BAD_VALUE, language));
  return NULL;
}

/**
 * portal_line_read_quantity:
 * @pointer: of the line
 *
 * Returns: the quantity, 1 when it is left out; 0 with @error when it is not one
 */
gint64
portal_line_read_quantity (JsonNode *item, const char *pointer, const char *language, PortalError **error)
{
  double quantity = portal_json_get (item, "quantity") == NULL ? 1 : portal_json_get_number (item, "quantity", 0);
  g_autofree char *place = NULL, *reason = NULL;

  if (quantity >= 1 && quantity <= PORTAL_LINE_MAX_QUANTITY && quantity == floor (quantity))
    return (gint64) quantity;
  place = g_strconcat (pointer, "/quantity", NULL);
  reason = portal_text_format (PORTAL_TEXT_BAD_QUANTITY, language, PORTAL_LINE_MAX_QUANTITY);
  portal_error_require (error, place, "range", reason);
  return 0;
}

/**
 * portal_line_copy_product:
 *
 * Returns: (transfer full): the line's product with the members that a client may choose
 */
JsonObject *
portal_line_copy_product (JsonNode *item)
{
  static const char *const members[] = {
    "id", "name", "productCharacteristic", "place", "productRelationship", "productOrderItem"
  };
  JsonNode *product = portal_json_get (item, "product");
  JsonObject *copy = json_object_new ();

  for (guint i = 0; product != NULL && i < G_N_ELEMENTS (members); i++)
    {
      JsonNode *member = portal_json_get (product, members[i]);

      if (member != NULL && (i < 2) == JSON_NODE_HOLDS_VALUE (member))
        json_object_set_member (copy, members[i], json_node_copy (member));
    }
  return copy;
}

/* Reference to what is sold. */
void
portal_line_set_offering (JsonObject *line, JsonNode *offering)
{
  JsonObject *reference = json_object_new ();
  const char *href = portal_json_get_string (offering, "href"), *name = portal_json_get_string (offering, "name");

  json_object_set_string_member (reference, "id", portal_json_get_string (offering, "id"));
  if (href != NULL)
    json_object_set_string_member (reference, "href", href);
  if (name != NULL)
    json_object_set_string_member (reference, "name", name);
  json_object_set_object_member (line, "productOffering", reference);
}

/**
 * portal_line_make_parties:
 *
 * Returns: (transfer full): relatedParty[]: whoever is signed in, whatever the client wrote
 */
JsonNode *
portal_line_make_parties (const PortalIdentity *identity)
{
  JsonArray *parties = json_array_new ();
  JsonObject *party;

  if (identity->party != NULL)
    {
      party = json_object_new ();
      json_object_set_string_member (party, "id", identity->party);
      json_object_set_string_member (party, "role", "customer");
      json_object_set_string_member (party, "@referredType", "Individual");
      json_array_add_object_element (parties, party);
    }
  return portal_json_take_array (parties);
}

/**
 * portal_line_check_places:
 * @pointer: of the line
 * @error: (inout): gets what is wrong with the line's addresses
 */
void
portal_line_check_places (JsonNode *item, const char *pointer, const char *language, PortalError **error)
{
  JsonArray *places = portal_json_get_array (item, "product.place");

  for (guint i = 0; places != NULL && i < json_array_get_length (places); i++)
    {
      JsonNode *place = json_array_get_element (places, i);
      g_autofree char *here = g_strdup_printf ("%s/product/place/%u", pointer, i);
      g_autofree char *role = g_strconcat (here, "/role", NULL);

      if (portal_json_get_string (place, "role") == NULL)
        portal_error_require (error, role, "required", portal_text (PORTAL_TEXT_REQUIRED, language));
      if (portal_json_get_string (place, "id") == NULL)
        portal_address_check (place, here, language, error);
    }
}
