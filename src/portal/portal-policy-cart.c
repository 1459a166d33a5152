/* SPDX-License-Identifier: GPL-3.0-or-later
 * TMF663 shoppingCart: prices each line now and says what is different from when it was ordered before. The header says
 * how it is read. */

#include "portal-policy-cart.h"

#include "portal-address.h"
#include "portal-json.h"
#include "portal-line.h"
#include "portal-price.h"
#include "portal-server.h"
#include "portal-text.h"
#include "portal-time.h"

#include <string.h>

#define LIFETIME (30 * G_TIME_SPAN_DAY)

typedef struct
{
  PortalRequest *request;
  PortalServer *server;
  PortalDatabase *database;
  const char *language;
  PortalError **error;
} Context;

static void
add_note (JsonObject *line, const char *code, const char *author, const char *text)
{
  JsonObject *note = json_object_new ();
  g_autofree char *now = portal_time_now ();

  if (!json_object_has_member (line, "note"))
    json_object_set_array_member (line, "note", json_array_new ());
  json_object_set_string_member (note, "id", code);
  json_object_set_string_member (note, "author", author);
  json_object_set_string_member (note, "date", now);
  json_object_set_string_member (note, "text", text);
  json_array_add_object_element (json_object_get_array_member (line, "note"), note);
}

static JsonNode *
find_order_line (Context *context, const char *order_id, const char *line_id)
{
  g_autoptr (PortalRow) order = NULL;
  JsonArray *lines;

  if (order_id == NULL || line_id == NULL)
    return NULL;
  order = portal_row_find_for (context->database, portal_resource_find ("productOrder"), order_id,
                               portal_request_get_identity (context->request));
  lines = order != NULL ? portal_json_get_array (order->node, "productOrderItem") : NULL;
  for (guint i = 0; lines != NULL && i < json_array_get_length (lines); i++)
    if (g_strcmp0 (portal_json_get_string (json_array_get_element (lines, i), "id"), line_id) == 0)
      return json_node_ref (json_array_get_element (lines, i));
  return NULL;
}

/* One piece then: itemPrice where the order has it, else the line's total shared out. */
static JsonNode *
find_previous_price (JsonNode *line)
{
  JsonNode *price = portal_json_get (line, "itemPrice"), *total = portal_json_get (line, "itemTotalPrice");
  gint64 quantity = MAX (portal_json_get_int (line, "quantity", 1), 1);
  JsonArray *array;
  PortalPrice unit = { 0 };

  array = price != NULL && JSON_NODE_HOLDS_ARRAY (price) ? json_node_get_array (price) : NULL;
  if (array != NULL && json_array_get_length (array) > 0)
    return json_node_copy (json_array_get_element (array, 0));
  array = total != NULL && JSON_NODE_HOLDS_ARRAY (total) ? json_node_get_array (total) : NULL;
  if (array == NULL || json_array_get_length (array) == 0)
    return NULL;
  total = json_array_get_element (array, 0);
  unit.type = (char *) portal_json_get_string (total, "priceType");
  unit.period = (char *) portal_json_get_string (total, "recurringChargePeriod");
  unit.currency = (char *) portal_json_get_string (total, "price.dutyFreeAmount.unit");
  unit.tax_rate = portal_json_get_number (total, "price.taxRate", 0);
  unit.net = portal_price_get_e4 (total, "price.dutyFreeAmount.value") / quantity;
  return unit.type != NULL && unit.currency != NULL ? portal_price_to_json (&unit, 1) : NULL;
}

/* Strictly a ProductPrice: a name, a kind, a price. */
static void
set_previous_price (JsonObject *product, JsonNode *previous)
{
  JsonObject *price = json_object_new ();
  JsonArray *prices = json_array_new ();
  const char *period = portal_json_get_string (previous, "recurringChargePeriod");

  json_object_set_string_member (price, "name", "previous");
  json_object_set_string_member (price, "priceType", portal_json_get_string (previous, "priceType"));
  if (period != NULL)
    json_object_set_string_member (price, "recurringChargePeriod", period);
  json_object_set_member (price, "price", json_node_copy (portal_json_get (previous, "price")));
  json_array_add_object_element (prices, price);
  json_object_set_array_member (product, "productPrice", prices);
}

static const PortalPrice *
find_same_kind (GPtrArray *prices, JsonNode *previous)
{
  for (guint i = 0; i < prices->len; i++)
    {
      const PortalPrice *price = prices->pdata[i];

      if (g_strcmp0 (price->type, portal_json_get_string (previous, "priceType")) == 0)
        return price;
    }
  return prices->len > 0 ? prices->pdata[0] : NULL;
}

static void
compare_price (
    Context *context, JsonObject *line, JsonObject *product, GPtrArray *prices, JsonNode *previous, const char *author)
{
  const PortalPrice *now = previous != NULL ? find_same_kind (prices, previous) : NULL;
  gint64 before;
  g_autofree char *before_text = NULL, *now_text = NULL, *text = NULL;

  if (now == NULL || portal_json_get (previous, "price.dutyFreeAmount.value") == NULL ||
      portal_json_get_string (previous, "priceType") == NULL)
    return;
  before = portal_price_get_e4 (previous, "price.dutyFreeAmount.value");
  if (before == now->net)
    return;
  set_previous_price (product, previous);
  before_text = portal_price_format (before, now->currency, context->language);
  now_text = portal_price_format (now->net, now->currency, context->language);
  text = portal_text_format (PORTAL_TEXT_PRICE_CHANGED, context->language, before_text, now_text);
  add_note (line, "priceChanged", author, text);
}

static void
set_prices (Context *context, JsonObject *line, GPtrArray *prices, gint64 quantity)
{
  json_object_set_member (line, "itemPrice", portal_price_array (prices, 1));
  json_object_set_member (line, "ItemTotalPrice", portal_price_array (prices, quantity));
}

static void
set_gone (Context *context, JsonObject *line, JsonNode *item, JsonNode *old, JsonNode *offering, const char *author)
{
  JsonObject *reference = json_object_new ();
  const char *id = portal_json_get_string (item, "productOffering.id"),
             *name = portal_json_get_string (offering, "name");
  g_autofree char *text = NULL;

  if (name == NULL)
    name = portal_json_get_string (old, "productOffering.name");
  if (name == NULL)
    name = portal_json_get_string (item, "productOffering.name");
  json_object_set_string_member (reference, "id", id != NULL ? id : "");
  if (name != NULL)
    json_object_set_string_member (reference, "name", name);
  json_object_set_object_member (line, "productOffering", reference);
  json_object_set_string_member (line, "status", "saveForLater");
  text = portal_text_format (PORTAL_TEXT_NOT_SOLD, context->language, name != NULL ? name : id != NULL ? id : "?");
  add_note (line, "notSold", author, text);
}

static void
set_replaced (
    Context *context, JsonObject *line, JsonObject *product, JsonNode *before, JsonNode *successor, const char *author)
{
  const char *old_name = portal_json_get_string (before, "name"),
             *new_name = portal_json_get_string (successor, "name");
  g_autofree char *text = portal_text_format (PORTAL_TEXT_REPLACED, context->language,
                                              old_name != NULL ? old_name : "?", new_name != NULL ? new_name : "?");

  portal_line_set_offering (product, before);
  add_note (line, "replaced", author, text);
}

/* What is sold now for a line, with what changed since it was ordered. */
static void
fill_line (Context *context, JsonObject *line, JsonNode *item, gint64 quantity)
{
  PortalProvider *provider = portal_server_get_provider (context->server);
  g_autofree char *author = portal_provider_dup_text (provider, "name", context->language);
  JsonObject *product = portal_line_copy_product (item);
  g_autoptr (JsonNode) offering =
      portal_offering_find (context->database, portal_json_get_string (item, "productOffering.id"));
  g_autoptr (JsonNode) old =
      find_order_line (context, portal_json_get_string (item, "product.productOrderItem.productOrderId"),
                       portal_json_get_string (item, "product.productOrderItem.orderItemId"));
  g_autoptr (JsonNode) previous = find_previous_price (old != NULL ? old : item);
  g_autoptr (JsonNode) successor = NULL;
  g_autoptr (GPtrArray) prices = NULL;

  json_object_set_string_member (line, "status", "active");
  if (offering != NULL && !portal_offering_is_sold (offering))
    successor = portal_offering_find_successor (context->database, offering);
  if (successor != NULL)
    set_replaced (context, line, product, offering, successor, author);
  if (offering == NULL || (successor == NULL && !portal_offering_is_sold (offering)))
    set_gone (context, line, item, old, offering, author);
  else
    {
      portal_line_set_offering (line, successor != NULL ? successor : offering);
      prices = portal_price_list (context->database, provider, successor != NULL ? successor : offering);
      compare_price (context, line, product, prices, previous, author);
      set_prices (context, line, prices, quantity);
    }
  if (json_object_get_size (product) > 0)
    json_object_set_object_member (line, "product", json_object_ref (product));
  json_object_unref (product);
}

static gboolean
is_active (JsonNode *line)
{
  return g_strcmp0 (portal_json_get_string (line, "status"), "active") == 0;
}

/* A line that was there keeps its notes and references; its quantity and its prices are new. */
static void
refill_line (Context *context, JsonObject *line, JsonNode *known, gint64 quantity)
{
  g_autoptr (JsonNode) offering =
      portal_offering_find (context->database, portal_json_get_string (known, "productOffering.id"));
  g_autofree char *author =
      portal_provider_dup_text (portal_server_get_provider (context->server), "name", context->language);
  g_autoptr (GPtrArray) prices = NULL;
  static const char *const kept[] = { "productOffering", "product", "note", "status" };

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      JsonNode *member = portal_json_get (known, kept[i]);

      if (member != NULL)
        json_object_set_member (line, kept[i], portal_json_copy (member));
    }
  if (offering == NULL || !portal_offering_is_sold (offering))
    {
      if (is_active (known))
        set_gone (context, line, known, NULL, offering, author);
      return;
    }
  prices = portal_price_list (context->database, portal_server_get_provider (context->server), offering);
  set_prices (context, line, prices, quantity);
}

static JsonNode *
find_known (JsonNode *cart, const char *id)
{
  JsonArray *lines = portal_json_get_array (cart, "cartItem");

  for (guint i = 0; id != NULL && lines != NULL && i < json_array_get_length (lines); i++)
    if (g_strcmp0 (portal_json_get_string (json_array_get_element (lines, i), "id"), id) == 0)
      return json_array_get_element (lines, i);
  return NULL;
}

static gboolean
has_id (JsonArray *lines, const char *id)
{
  for (guint i = 0; i < json_array_get_length (lines); i++)
    if (g_strcmp0 (portal_json_get_string (json_array_get_element (lines, i), "id"), id) == 0)
      return TRUE;
  return FALSE;
}

/* An id of its own for each line, whatever came. */
static char *
choose_id (JsonArray *lines, const char *wanted)
{
  guint number = json_array_get_length (lines) + 1;
  char *id = g_strdup (wanted);

  while (id == NULL || *id == '\0' || has_id (lines, id))
    {
      g_free (id);
      id = g_strdup_printf ("%u", number++);
    }
  return id;
}

static JsonArray *
make_lines (Context *context, JsonNode *body, JsonNode *before)
{
  JsonArray *items = portal_line_get_items (body, "cartItem", context->language, context->error),
            *lines = json_array_new ();

  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    {
      JsonNode *item = json_array_get_element (items, i);
      g_autofree char *pointer = g_strdup_printf ("/cartItem/%u", i);
      gint64 quantity = portal_line_read_quantity (item, pointer, context->language, context->error);
      g_autofree char *id = choose_id (lines, portal_json_get_string (item, "id"));
      JsonNode *known = find_known (before, portal_json_get_string (item, "id"));
      JsonObject *line = json_object_new ();

      json_object_set_string_member (line, "id", id);
      json_object_set_string_member (line, "action", "add");
      json_object_set_int_member (line, "quantity", quantity);
      if (known != NULL)
        refill_line (context, line, known, quantity);
      else
        fill_line (context, line, item, quantity);
      json_array_add_object_element (lines, line);
    }
  return lines;
}

static void
set_lines (JsonObject *cart, JsonArray *lines)
{
  json_object_set_member (cart, "cartTotalPrice", portal_price_sum (lines, "ItemTotalPrice", is_active));
  json_object_set_array_member (cart, "cartItem", json_array_ref (lines));
}

static JsonObject *
make_validity (void)
{
  JsonObject *valid = json_object_new ();
  gint64 now = g_get_real_time () / G_USEC_PER_SEC * G_USEC_PER_SEC;
  g_autofree char *start = portal_time_format (now), *end = portal_time_format (now + LIFETIME);

  json_object_set_string_member (valid, "startDateTime", start);
  json_object_set_string_member (valid, "endDateTime", end);
  return valid;
}

static JsonNode *
create (PortalRequest *request, const PortalResource *resource, JsonNode *body, char **owner, PortalError **error)
{
  PortalServer *server = portal_request_get_server (request);
  Context context = { request, server, portal_server_get_database (server), portal_request_get_language (request),
                      error };
  const PortalIdentity *identity = portal_request_get_identity (request);
  g_autoptr (JsonArray) lines = make_lines (&context, body, NULL);
  JsonObject *cart;
  g_autofree char *id = NULL, *href = NULL;

  if (*error == NULL && identity->customers[0] == NULL)
    *error = portal_error_new (403, "No customer", "This user belongs to no customer.");
  if (*error != NULL)
    return NULL;
  *owner = g_strdup (identity->customers[0]);
  id = g_strdup_printf ("K-%" G_GINT64_FORMAT, portal_database_next (context.database, "shoppingCart", 1));
  href = g_strconcat (resource->base, resource->kind, "/", id, NULL);
  cart = json_object_new ();
  json_object_set_string_member (cart, "id", id);
  json_object_set_string_member (cart, "href", href);
  json_object_set_object_member (cart, "validFor", make_validity ());
  json_object_set_member (cart, "relatedParty", portal_line_make_parties (identity));
  set_lines (cart, lines);
  return portal_json_take_object (cart);
}

static JsonNode *
change (
    PortalRequest *request, const PortalResource *resource, const PortalRow *row, JsonNode *merged, PortalError **error)
{
  PortalServer *server = portal_request_get_server (request);
  Context context = { request, server, portal_server_get_database (server), portal_request_get_language (request),
                      error };
  g_autoptr (JsonArray) lines = make_lines (&context, merged, row->node);
  g_autoptr (JsonNode) result = NULL;

  if (*error != NULL)
    return NULL;
  result = portal_json_copy (row->node);
  set_lines (json_node_get_object (result), lines);
  return g_steal_pointer (&result);
}

static const char *const changeable[] = { "cartItem", NULL };

const PortalPolicy portal_policy_cart = {
  .create = create, .change = change, .removable = TRUE, .changeable = changeable
};
