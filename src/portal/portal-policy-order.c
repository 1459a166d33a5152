/* SPDX-License-Identifier: GPL-3.0-or-later
 * TMF622 productOrder: what is ordered is checked against the catalogue and the customer's products, priced, numbered
 * and confirmed by mail. */

#include "portal-policies.h"

#include "portal-address.h"
#include "portal-json.h"
#include "portal-line.h"
#include "portal-price.h"
#include "portal-server.h"
#include "portal-text.h"
#include "portal-time.h"

typedef struct
{
  PortalRequest *request;
  PortalServer *server;
  PortalDatabase *database;
  const char *language;
  PortalError **error;
} Context;

static void
refuse (Context *context, const char *pointer, const char *member, const char *code, PortalText text)
{
  g_autofree char *place = g_strconcat (pointer, member, NULL);

  portal_error_require (context->error, place, code, portal_text (text, context->language));
}

static void
set_prices (Context *context, JsonObject *line, JsonNode *offering, gint64 quantity)
{
  g_autoptr (GPtrArray) prices =
      portal_price_list (context->database, portal_server_get_provider (context->server), offering);

  portal_line_set_offering (line, offering);
  json_object_set_member (line, "itemPrice", portal_price_array (prices, 1));
  json_object_set_member (line, "itemTotalPrice", portal_price_array (prices, quantity));
}

static JsonNode *
find_sold (Context *context, JsonNode *item, const char *pointer)
{
  g_autoptr (JsonNode) offering =
      portal_offering_find (context->database, portal_json_get_string (item, "productOffering.id"));

  if (offering != NULL && portal_offering_is_sold (offering))
    return g_steal_pointer (&offering);
  refuse (context, pointer, "/productOffering/id", "notSold", PORTAL_TEXT_UNKNOWN_OFFERING);
  return NULL;
}

/* Changing and ending needs a product that the customer has. */
static void
check_product (Context *context, JsonNode *item, const char *pointer)
{
  const char *id = portal_json_get_string (item, "product.id");
  g_autoptr (PortalRow) row = NULL;

  if (id != NULL)
    row = portal_row_find_for (context->database, portal_resource_find ("product"), id,
                               portal_request_get_identity (context->request));
  if (row == NULL)
    refuse (context, pointer, "/product/id", "unknown", PORTAL_TEXT_BAD_VALUE);
}

static JsonNode *
make_line (Context *context, JsonNode *item, guint index)
{
  g_autofree char *pointer = g_strdup_printf ("/productOrderItem/%u", index);
  g_autofree char *number = g_strdup_printf ("%u", index + 1);
  const char *action = portal_json_get_string (item, "action"), *id = portal_json_get_string (item, "id");
  gint64 quantity = portal_line_read_quantity (item, pointer, context->language, context->error);
  JsonObject *line = json_object_new (), *product = portal_line_copy_product (item);
  g_autoptr (JsonNode) offering = NULL;

  json_object_set_string_member (line, "id", id != NULL && *id != '\0' ? id : number);
  json_object_set_string_member (line, "action", action != NULL ? action : "add");
  json_object_set_int_member (line, "quantity", quantity);
  json_object_set_string_member (line, "state", "acknowledged");
  if (json_object_get_size (product) > 0)
    json_object_set_object_member (line, "product", json_object_ref (product));
  json_object_unref (product);
  portal_line_check_places (item, pointer, context->language, context->error);
  if (action == NULL || g_str_equal (action, "add"))
    offering = find_sold (context, item, pointer);
  else if (g_str_equal (action, "modify") || g_str_equal (action, "delete"))
    check_product (context, item, pointer);
  else
    refuse (context, pointer, "/action", "enum", PORTAL_TEXT_BAD_VALUE);
  if (offering != NULL && quantity > 0)
    set_prices (context, line, offering, quantity);
  return portal_json_take_object (line);
}

static JsonArray *
make_lines (Context *context, JsonNode *body)
{
  JsonArray *items = portal_line_get_items (body, "productOrderItem", context->language, context->error);
  JsonArray *lines = json_array_new ();

  if (items != NULL && json_array_get_length (items) == 0)
    refuse (context, "", "/productOrderItem", "minItems", PORTAL_TEXT_EMPTY_ORDER);
  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    json_array_add_element (lines, make_line (context, json_array_get_element (items, i), i));
  return lines;
}

static gboolean
has_account (JsonNode *customer, const char *account)
{
  JsonArray *accounts = portal_json_get_array (customer, "account");

  for (guint i = 0; accounts != NULL && i < json_array_get_length (accounts); i++)
    if (g_strcmp0 (portal_json_get_string (json_array_get_element (accounts, i), "id"), account) == 0)
      return TRUE;
  return FALSE;
}

/* The customer whose billing account is named, else the first that the token speaks for. */
static PortalRow *
find_customer (Context *context, const char *account)
{
  const PortalIdentity *identity = portal_request_get_identity (context->request);

  for (guint i = 0; identity->customers[i] != NULL; i++)
    {
      g_autoptr (PortalRow) row =
          portal_row_find (context->database, portal_resource_find ("customer"), identity->customers[i]);

      if (row != NULL && (account == NULL || has_account (row->node, account)))
        return g_steal_pointer (&row);
    }
  refuse (context, "", "/billingAccount/id", "unknown", PORTAL_TEXT_UNKNOWN_ACCOUNT);
  return NULL;
}

/* The highest number in use; asked for once, then the counter knows. */
static gint64
find_last_number (PortalDatabase *database, const char *prefix)
{
  sqlite3_stmt *row = portal_database_query (database,
                                             "SELECT max (CAST (substr (id, length (?1) + 1) AS INTEGER)) FROM resource"
                                             " WHERE kind = 'productOrder' AND substr (id, 1, length (?1)) = ?1"
                                             " AND NOT EXISTS (SELECT 1 FROM counter WHERE name = 'productOrder')",
                                             "s", prefix);
  gint64 number = portal_database_step (database, row) ? sqlite3_column_int64 (row, 0) : 0;

  if (row != NULL)
    sqlite3_reset (row);
  return number;
}

/* One after the other, in the manner of the provider: "orderNumber": {"prefix": "A-", "digits": 6} */
static char *
make_number (Context *context)
{
  PortalProvider *provider = portal_server_get_provider (context->server);
  const char *prefix = portal_provider_get_string (provider, "orderNumber.prefix", "A-");
  int digits = CLAMP (portal_provider_get_int (provider, "orderNumber.digits", 6), 1, 15);
  gint64 first = find_last_number (context->database, prefix) + 1;

  return g_strdup_printf ("%s%0*" G_GINT64_FORMAT, prefix, digits,
                          portal_database_next (context->database, "productOrder", first));
}

static JsonNode *
make_notes (Context *context, JsonNode *body)
{
  PortalProvider *provider = portal_server_get_provider (context->server);
  g_autofree char *author = portal_provider_dup_text (provider, "name", context->language);
  g_autofree char *now = portal_time_now ();
  JsonArray *sent = portal_json_get_array (body, "note"), *notes = json_array_new ();
  JsonObject *note = json_object_new ();

  json_object_set_string_member (note, "id", "n1");
  json_object_set_string_member (note, "author", author != NULL ? author : portal_provider_get_id (provider));
  json_object_set_string_member (note, "date", now);
  json_object_set_string_member (note, "text", portal_text (PORTAL_TEXT_ORDER_RECEIVED, context->language));
  json_array_add_object_element (notes, note);
  for (guint i = 0; sent != NULL && i < MIN (json_array_get_length (sent), 20); i++)
    {
      const char *text = portal_json_get_string (json_array_get_element (sent, i), "text");
      g_autofree char *id = g_strdup_printf ("n%u", i + 2);

      if (text == NULL || *text == '\0')
        continue;
      note = json_object_new ();
      json_object_set_string_member (note, "id", id);
      json_object_set_string_member (note, "author", portal_request_get_identity (context->request)->user);
      json_object_set_string_member (note, "date", now);
      json_object_set_string_member (note, "text", text);
      json_array_add_object_element (notes, note);
    }
  return portal_json_take_array (notes);
}

static void
copy_text (JsonObject *order, JsonNode *body, const char *member)
{
  const char *text = portal_json_get_string (body, member);

  if (text != NULL && *text != '\0')
    json_object_set_string_member (order, member, text);
}

static JsonNode *
make_order (Context *context, JsonNode *body, JsonArray *lines, JsonNode *customer)
{
  JsonObject *order = json_object_new (), *account = json_object_new ();
  g_autofree char *id = make_number (context);
  g_autofree char *href = g_strconcat ("/tmf-api/productOrderingManagement/v4/productOrder/", id, NULL);
  g_autofree char *now = portal_time_now ();
  const char *account_id = portal_json_get_string (body, "billingAccount.id");

  if (account_id == NULL)
    account_id = portal_json_get_string (customer, "account.id");
  json_object_set_string_member (order, "id", id);
  json_object_set_string_member (order, "href", href);
  copy_text (order, body, "externalId");
  copy_text (order, body, "description");
  copy_text (order, body, "requestedStartDate");
  copy_text (order, body, "requestedCompletionDate");
  json_object_set_string_member (order, "orderDate", now);
  json_object_set_string_member (order, "state", "acknowledged");
  if (account_id != NULL)
    json_object_set_string_member (account, "id", account_id);
  if (account_id != NULL)
    json_object_set_object_member (order, "billingAccount", json_object_ref (account));
  json_object_unref (account);
  json_object_set_member (order, "relatedParty",
                          portal_line_make_parties (portal_request_get_identity (context->request)));
  json_object_set_member (order, "note", make_notes (context, body));
  json_object_set_member (order, "orderTotalPrice", portal_price_sum (lines, "itemTotalPrice", NULL));
  json_object_set_array_member (order, "productOrderItem", json_array_ref (lines));
  return portal_json_take_object (order);
}

static JsonNode *
create (PortalRequest *request, const PortalResource *resource, JsonNode *body, char **owner, PortalError **error)
{
  PortalServer *server = portal_request_get_server (request);
  Context context = { request, server, portal_server_get_database (server), portal_request_get_language (request),
                      error };
  g_autoptr (JsonArray) lines = make_lines (&context, body);
  g_autoptr (PortalRow) customer = find_customer (&context, portal_json_get_string (body, "billingAccount.id"));

  if (*error != NULL)
    return NULL;
  *owner = g_strdup (customer->owner);
  return make_order (&context, body, lines, customer->node);
}

static void
created (PortalRequest *request, JsonNode *node)
{
  PortalServer *server = portal_request_get_server (request);
  const PortalIdentity *identity = portal_request_get_identity (request);
  const char *language = portal_request_get_language (request), *id = portal_json_get_string (node, "id");
  g_autofree char *name = portal_provider_dup_text (portal_server_get_provider (server), "name", language);
  g_autofree char *subject = portal_text_format (PORTAL_TEXT_ORDER_SUBJECT, language, name, id);
  g_autofree char *text = portal_text_format (PORTAL_TEXT_ORDER_MAIL, language, id, name);

  portal_outbox_mail (portal_server_get_outbox (server), identity->email != NULL ? identity->email : identity->user,
                      subject, text);
}

const PortalPolicy portal_policy_order = { .create = create, .created = created };
