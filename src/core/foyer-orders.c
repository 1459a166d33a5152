/* SPDX-License-Identifier: GPL-3.0-or-later
 * What can be done with orders: list, search, read. */

#include "foyer-orders.h"

#include "foyer-error.h"
#include "foyer-query.h"

#define PAGE_SIZE 50
#define FIELDS "id,orderDate,state,orderTotalPrice,productOrderItem"

static char *
make_uri (FoyerAccount *account, const char *text, FoyerOrderState state, int year, const char *sort)
{
  const char *base = foyer_portal_get_api (foyer_account_get_portal (account), "productOrder");
  GString *uri = foyer_query_new (base != NULL ? base : "", "productOrder");

  foyer_query_add (uri, "sort", sort != NULL ? sort : "-orderDate");
  foyer_query_add (uri, "fields", FIELDS);
  foyer_query_add (uri, "q", text);
  foyer_query_add (uri, "state", foyer_order_state_to_wire (state));
  foyer_query_add_year (uri, "orderDate", year);
  return g_string_free_and_steal (uri);
}

/**
 * foyer_orders_list:
 *
 * Returns: (transfer full): a list of FoyerOrder, newest first, that has asked for nothing yet
 */
FoyerResourceList *
foyer_orders_list (FoyerAccount *account)
{
  g_autofree char *uri = make_uri (account, NULL, FOYER_ORDER_UNKNOWN, 0, NULL);

  return foyer_resource_list_new (account, FOYER_TYPE_ORDER, uri, PAGE_SIZE);
}

/**
 * foyer_orders_list_set_query:
 * @text: (nullable): in number, ship-to and products
 * @state: FOYER_ORDER_UNKNOWN for all
 * @year: 0 for all
 * @sort: (nullable): TMF630 sort, "-orderDate"
 */
void
foyer_orders_list_set_query (
    FoyerResourceList *list, FoyerAccount *account, const char *text, FoyerOrderState state, int year, const char *sort)
{
  g_autofree char *uri = make_uri (account, text, state, year, sort);

  foyer_resource_list_set_uri (list, uri);
}

static DexFuture *
decode (DexFuture *future, gpointer user_data)
{
  FoyerAnswer *answer = g_value_get_boxed (dex_future_get_value (future, NULL));
  g_autoptr (FoyerOrder) order = g_object_new (FOYER_TYPE_ORDER, NULL);
  GError *error = NULL;

  if (!foyer_entity_apply (FOYER_ENTITY (order), answer->json, &error))
    return dex_future_new_for_error (error);
  foyer_entity_set_etag (FOYER_ENTITY (order), answer->etag);
  return dex_future_new_take_object (g_steal_pointer (&order));
}

/**
 * foyer_orders_read:
 *
 * Returns: (transfer full): resolves to a FoyerOrder with all its lines and notes
 */
DexFuture *
foyer_orders_read (FoyerAccount *account, const char *id, gboolean from_store)
{
  const char *base = foyer_portal_get_api (foyer_account_get_portal (account), "productOrder");
  g_autoptr (GString) uri = NULL;

  if (base == NULL)
    return dex_future_new_for_error (foyer_error_new (FOYER_ERROR_NOT_OFFERED, "no orders"));
  uri = foyer_query_new (base, "productOrder/");
  g_string_append_uri_escaped (uri, id, NULL, FALSE);
  return dex_future_then (foyer_account_read (account, uri->str, from_store), decode, NULL, NULL);
}
