/* SPDX-License-Identifier: GPL-3.0-or-later
 * Makes a demo provider's data: its catalogue, its customers and what they ordered, were billed and used. The same
 * seed, size and day give the same data. */

#include "portal-generator-private.h"

#include "portal-json.h"

#define LARGE_CALL_MONTHS 12 /* whole ones, before the current */

/* RFC 3339 in UTC, whole seconds. */
char *
portal_generator_date (GDateTime *time)
{
  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
}

/* The first instant of a month in UTC. */
GDateTime *
portal_generator_month (PortalGenerator *self, guint months_ago)
{
  g_autoptr (GDateTime) first =
      g_date_time_new_utc (g_date_time_get_year (self->today), g_date_time_get_month (self->today), 1, 0, 0, 0);

  return g_date_time_add_months (first, -(int) months_ago);
}

JsonObject *
portal_generator_money (gint64 amount_e4, const char *currency)
{
  JsonObject *money = json_object_new ();

  json_object_set_string_member (money, "unit", currency);
  json_object_set_double_member (money, "value", amount_e4 / 10000.0);
  return money;
}

/**
 * portal_generator_count:
 * @series: member of the customer's "series"
 * @large: (nullable): member of the provider's "large" that takes its place for the first customer
 *
 * Returns: how many of them to make
 */
guint
portal_generator_count (PortalGenerator *self, const char *series, const char *large, gboolean is_large)
{
  g_autofree char *path = g_strconcat ("series.", series, NULL);
  g_autofree char *large_path = large != NULL ? g_strconcat ("large.", large, NULL) : NULL;
  guint small_count = portal_json_get_int (self->customer, path, 0);

  if (!is_large || large_path == NULL || small_count == 0)
    return small_count;
  return portal_json_get_int (self->provider, large_path, small_count);
}

/* "catalogue": [{"node": offering, "price": its price, "was": what it cost before}] */
static GHashTable *
put_catalogue (JsonNode *provider, const PortalGeneratorSink *sink)
{
  GHashTable *offerings = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *entries = portal_json_get_array (provider, "catalogue");

  for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
    {
      JsonNode *entry = json_array_get_element (entries, i);
      g_autoptr (JsonNode) node = portal_json_copy (portal_json_get (entry, "node"));
      g_autoptr (JsonNode) price = portal_json_copy (portal_json_get (entry, "price"));

      sink->put (sink->sink, "productOffering", "", node);
      sink->put (sink->sink, "productOfferingPrice", "", price);
      g_hash_table_insert (offerings, (char *) portal_json_get_string (entry, "node.id"), entry);
    }
  return offerings;
}

static void
put_records (JsonNode *of, const char *owner, const PortalGeneratorSink *sink)
{
  JsonArray *records = portal_json_get_array (of, "records");

  for (guint i = 0; records != NULL && i < json_array_get_length (records); i++)
    {
      JsonNode *record = json_array_get_element (records, i);
      g_autoptr (JsonNode) node = portal_json_copy (portal_json_get (record, "node"));

      sink->put (sink->sink, portal_json_get_string (record, "resource"), owner, node);
    }
}

static void
put_customer (PortalGenerator *self, gboolean is_large)
{
  const PortalGeneratorSink *sink = self->sink;

  put_records (self->customer, self->owner, sink);
  sink->put_user (sink->sink, portal_json_get (self->customer, "user"));
  portal_generator_make_usage (self, portal_generator_count (self, "months", NULL, is_large),
                               is_large ? LARGE_CALL_MONTHS + 1 : portal_generator_count (self, "callMonths", NULL, is_large),
                               is_large ? portal_generator_count (self, "callsPerMonth", "calls", TRUE) / LARGE_CALL_MONTHS + 1
                                        : portal_generator_count (self, "callsPerMonth", NULL, FALSE));
  portal_generator_make_bills (self, portal_generator_count (self, "bills", "bills", is_large));
  portal_generator_make_orders (self, portal_generator_count (self, "orders", "orders", is_large));
}

/**
 * portal_generator_run:
 * @provider: the provider's file
 * @large: the first customer has as much as "large" says
 * @today: nothing is younger
 * @sink: takes what is made
 *
 * Returns: TRUE; FALSE with G_IO_ERROR_INVALID_DATA if the file has no customers
 */
gboolean
portal_generator_run (
    JsonNode *provider, gboolean large, guint64 seed, GDateTime *today, const PortalGeneratorSink *sink, GError **error)
{
  JsonArray *customers = portal_json_get_array (provider, "customers");
  g_autoptr (GHashTable) offerings = NULL;

  if (customers == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the provider's file has no customers");
      return FALSE;
    }
  offerings = put_catalogue (provider, sink);
  put_records (provider, "", sink);
  for (guint i = 0; i < json_array_get_length (customers); i++)
    {
      JsonNode *customer = json_array_get_element (customers, i);
      g_autofree PortalGenerator *generator = g_new0 (PortalGenerator, 1);

      generator->provider = provider;
      generator->customer = customer;
      generator->index = i;
      generator->sink = sink;
      generator->today = today;
      generator->offerings = offerings;
      generator->owner = portal_json_get_string (customer, "id");
      generator->language = portal_json_get_string (customer, "language");
      generator->currency = portal_json_get_string (provider, "currency");
      generator->random = seed ^ ((guint64) g_str_hash (generator->owner) << 20);
      put_customer (generator, large && i == 0);
    }
  return TRUE;
}
