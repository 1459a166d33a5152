/* SPDX-License-Identifier: GPL-3.0-or-later
 * The demo providers' data: the same from the same seed, sums that agree, documents that can be read. */

#include "portal-generator.h"
#include "portal-invoice-pdf.h"
#include "portal-invoice-xml.h"
#include "portal-json.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <math.h>
#include <string.h>

static const char *const providers[] = { "meridian", "cirrus", "aquis", "harbor", "ember" };

typedef struct
{
  GChecksum *checksum;
  GHashTable *rates;     /* bill id → JsonArray */
  GHashTable *customers; /* id → JsonNode */
  GPtrArray *bills;
  GPtrArray *owners;
  GHashTable *ids;
  guint n_calls;
} Sink;

static void
put (gpointer data, const char *resource, const char *owner, JsonNode *node)
{
  Sink *sink = data;
  g_autofree char *text = json_to_string (node, FALSE);
  g_autofree char *key = g_strconcat (resource, "/", portal_json_get_string (node, "id"), NULL);
  const char *bill = portal_json_get_string (node, "bill.id");

  g_checksum_update (sink->checksum, (const guint8 *) text, -1);
  g_assert_true (g_hash_table_add (sink->ids, g_steal_pointer (&key)));
  if (g_str_equal (resource, "customer"))
    g_hash_table_insert (sink->customers, g_strdup (owner), json_node_copy (node));
  if (g_str_equal (resource, "customerBill"))
    {
      g_ptr_array_add (sink->bills, json_node_copy (node));
      g_ptr_array_add (sink->owners, g_strdup (owner));
    }
  if (g_str_equal (resource, "appliedCustomerBillingRate"))
    {
      JsonArray *array = g_hash_table_lookup (sink->rates, bill);

      if (array == NULL)
        {
          array = json_array_new ();
          g_hash_table_insert (sink->rates, g_strdup (bill), array);
        }
      json_array_add_element (array, json_node_copy (node));
    }
}

static void
put_call (gpointer data,
          const char *owner,
          gint64 time_utc_us,
          const char *id,
          const char *product_id,
          const char *destination,
          int duration_seconds,
          const char *result,
          gint64 cost_e4,
          const char *currency)
{
  Sink *sink = data;
  g_autofree char *text = NULL;

  /* A million of them only have to be counted. */
  if (++sink->n_calls > 10000)
    return;
  text = g_strdup_printf ("%s %" G_GINT64_FORMAT " %s %d", id, time_utc_us, destination, duration_seconds);

  g_checksum_update (sink->checksum, (const guint8 *) text, -1);
}

static void
put_user (gpointer data, JsonNode *user)
{
  g_assert_nonnull (portal_json_get_string (user, "password"));
}

static void
sink_init (Sink *sink)
{
  *sink = (Sink) { 0 };
  sink->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  sink->rates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_array_unref);
  sink->customers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_node_unref);
  sink->bills = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  sink->owners = g_ptr_array_new_with_free_func (g_free);
  sink->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
sink_clear (Sink *sink)
{
  g_checksum_free (sink->checksum);
  g_hash_table_unref (sink->rates);
  g_hash_table_unref (sink->customers);
  g_ptr_array_unref (sink->bills);
  g_ptr_array_unref (sink->owners);
  g_hash_table_unref (sink->ids);
}

static JsonNode *
load (const char *provider)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.json", PORTAL_SOURCE_DATADIR, provider), *text = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  node = portal_json_parse (text, length, &error);
  g_assert_no_error (error);
  return node;
}

static void
generate (JsonNode *provider, gboolean large, guint64 seed, Sink *data)
{
  g_autoptr (GDateTime) today = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);
  const PortalGeneratorSink sink = { .put = put, .put_call = put_call, .put_user = put_user, .sink = data };

  sink_init (data);
  g_assert_true (portal_generator_run (provider, large, seed, today, &sink, NULL));
}

static void
test_same_seed (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (providers); i++)
    {
      g_autoptr (JsonNode) provider = load (providers[i]);
      Sink first, second, other;

      generate (provider, FALSE, 1, &first);
      generate (provider, FALSE, 1, &second);
      generate (provider, FALSE, 2, &other);
      g_assert_cmpstr (g_checksum_get_string (first.checksum), ==, g_checksum_get_string (second.checksum));
      g_assert_cmpstr (g_checksum_get_string (first.checksum), !=, g_checksum_get_string (other.checksum));
      sink_clear (&first);
      sink_clear (&second);
      sink_clear (&other);
    }
}

static gint64
cents (JsonNode *node, const char *path)
{
  return llround (portal_json_get_number (node, path, 0) * 100);
}

/* Net is the sum of the positions, gross is net and taxes, tax is the rate of what it is on. */
static void
check_sums (JsonNode *bill, JsonArray *rates)
{
  JsonArray *taxes = portal_json_get_array (bill, "taxItem");
  gint64 net = 0, tax = 0;

  for (guint i = 0; i < json_array_get_length (rates); i++)
    net += cents (json_array_get_element (rates, i), "taxExcludedAmount.value");
  for (guint i = 0; i < json_array_get_length (taxes); i++)
    tax += cents (json_array_get_element (taxes, i), "taxAmount.value");
  g_assert_cmpint (net, ==, cents (bill, "taxExcludedAmount.value"));
  g_assert_cmpint (net + tax, ==, cents (bill, "taxIncludedAmount.value"));
  if (json_array_get_length (taxes) == 1)
    g_assert_cmpint (tax, ==, llround (net * portal_json_get_number (json_array_get_element (taxes, 0), "taxRate", 0) / 100));
}

static double
get_number (xmlXPathContext *context, const char *path)
{
  g_autofree char *expression = g_strdup_printf ("number(//*[local-name()='%s'][last()])", path);
  xmlXPathObject *object = xmlXPathEvalExpression (BAD_CAST expression, context);
  double value = xmlXPathCastToNumber (object);

  xmlXPathFreeObject (object);
  return value;
}

/* BR-CO-15: the gross amount of the XML is the bill's; a credit note's is positive. */
static void
check_xml (JsonNode *bill, JsonArray *rates, JsonNode *customer, JsonNode *provider)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = portal_invoice_xml_render (bill, rates, customer, provider, &error);
  gboolean is_cii = g_str_equal (portal_json_get_string (provider, "seller.xml"), "cii");
  xmlDoc *document;
  xmlXPathContext *context;
  double gross;

  g_assert_no_error (error);
  document = xmlReadMemory (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, NULL, XML_PARSE_NONET);
  g_assert_nonnull (document);
  context = xmlXPathNewContext (document);
  gross = get_number (context, is_cii ? "GrandTotalAmount" : "TaxInclusiveAmount");
  g_assert_cmpint (llround (gross * 100), ==, ABS (cents (bill, "taxIncludedAmount.value")));
  xmlXPathFreeContext (context);
  xmlFreeDoc (document);
}

static void
test_bills (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (providers); i++)
    {
      g_autoptr (JsonNode) provider = load (providers[i]);
      Sink sink;

      generate (provider, FALSE, 1, &sink);
      g_assert_cmpuint (sink.bills->len, >, 5);
      for (guint k = 0; k < sink.bills->len; k++)
        {
          JsonNode *bill = sink.bills->pdata[k];
          JsonArray *rates = g_hash_table_lookup (sink.rates, portal_json_get_string (bill, "id"));
          JsonNode *customer = g_hash_table_lookup (sink.customers, sink.owners->pdata[k]);

          check_sums (bill, rates);
          check_xml (bill, rates, customer, provider);
        }
      sink_clear (&sink);
    }
}

static void
test_pdf (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (providers); i++)
    {
      g_autoptr (JsonNode) provider = load (providers[i]);
      Sink sink;
      gsize shortest = G_MAXSIZE, longest = 0;

      generate (provider, FALSE, 1, &sink);
      for (guint k = 0; k < MIN (sink.bills->len, 4); k++)
        {
          JsonNode *bill = sink.bills->pdata[k];
          g_autoptr (GError) error = NULL;
          g_autoptr (GBytes) pdf = portal_invoice_pdf_render (
              bill, g_hash_table_lookup (sink.rates, portal_json_get_string (bill, "id")),
              g_hash_table_lookup (sink.customers, sink.owners->pdata[k]), provider, &error);

          g_assert_no_error (error);
          g_assert_cmpmem (g_bytes_get_data (pdf, NULL), 5, "%PDF-", 5);
          shortest = MIN (shortest, g_bytes_get_size (pdf));
          longest = MAX (longest, g_bytes_get_size (pdf));
        }
      g_assert_cmpuint (longest, >, shortest);
      sink_clear (&sink);
    }
}

static void
test_large (void)
{
  g_autoptr (JsonNode) provider = load ("meridian");
  Sink sink;

  generate (provider, TRUE, 1, &sink);
  g_assert_cmpuint (sink.n_calls, >=, 1000000);
  g_assert_cmpuint (sink.bills->len, >=, 2000);
  sink_clear (&sink);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/generator/same-seed", test_same_seed);
  g_test_add_func ("/generator/bills", test_bills);
  g_test_add_func ("/generator/pdf", test_pdf);
  g_test_add_func ("/generator/large", test_large);
  return g_test_run ();
}
