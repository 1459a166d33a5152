/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lists as TMF630 and the profile want them: pages, counts, filters, order, fields, bounds, ETags, and whose things are
 * seen. */

#include "portal-fixture.h"

#include <string.h>

static Portal *portal;
static char *erika;
static char *max;

static Answer *
list (const char *path)
{
  Answer *answer = portal_ask (portal, "GET", path, erika, NULL, NULL);

  assert_status (answer, 200);
  return answer;
}

static void
assert_total (const char *path, guint expected)
{
  g_autoptr (Answer) answer = list (path);
  g_autofree char *text = g_strdup_printf ("%u", expected);

  g_test_message ("%s", path);
  g_assert_cmpstr (answer_header (answer, "X-Total-Count"), ==, text);
}

/* All pages together are all orders, each once, in order, though every date stands twice. */
static void
assert_pages (const char *sort)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *whole_path = g_strdup_printf (ORDERS "?limit=100&sort=%s", sort);
  g_autoptr (Answer) whole = list (whole_path);

  for (guint offset = 0; offset < 60; offset += 7)
    {
      g_autofree char *path = g_strdup_printf (ORDERS "?sort=%s&offset=%u&limit=7", sort, offset);
      g_autofree char *count = g_strdup_printf ("%u", MIN (7, 60 - offset));
      g_autoptr (Answer) page = list (path);

      g_assert_cmpstr (answer_header (page, "X-Total-Count"), ==, "60");
      g_assert_cmpstr (answer_header (page, "X-Result-Count"), ==, count);
      g_assert_cmpuint (answer_size (page, ""), ==, MIN (7, 60 - offset));
      for (guint i = 0; i < answer_size (page, ""); i++)
        {
          g_autofree char *here = g_strdup_printf ("%u.id", i), *there = g_strdup_printf ("%u.id", offset + i);

          g_assert_cmpstr (answer_string (page, here), ==, answer_string (whole, there));
          g_assert_true (g_hash_table_add (seen, g_strdup (answer_string (page, here))));
        }
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 60);
}

static void
test_pages (void)
{
  assert_pages ("-orderDate");
  assert_pages ("orderDate");
  assert_pages ("state,-orderDate");
  assert_pages ("-orderTotalPrice.price.taxIncludedAmount.value");
  assert_pages ("priority"); /* which none has: ties only */
}

static void
test_order (void)
{
  g_autoptr (Answer) dates = list (ORDERS "?sort=-orderDate&limit=60"), totals = NULL;

  for (guint i = 1; i < 60; i++)
    {
      g_autofree char *before = g_strdup_printf ("%u.orderDate", i - 1), *after = g_strdup_printf ("%u.orderDate", i);

      g_assert_cmpstr (answer_string (dates, before), >=, answer_string (dates, after));
    }
  totals = list (ORDERS "?sort=%2BorderTotalPrice.price.taxIncludedAmount.value&limit=2");
  g_assert_cmpfloat (answer_number (totals, "0.orderTotalPrice.0.price.taxIncludedAmount.value"), ==, 0.5);
  g_assert_cmpfloat (answer_number (totals, "1.orderTotalPrice.0.price.taxIncludedAmount.value"), ==, 1.5);
}

static void
test_filters (void)
{
  assert_total (ORDERS "?state=completed", 20);
  assert_total (ORDERS "?state=completed,inProgress", 40);
  assert_total (ORDERS "?state.ne=completed", 40);
  assert_total (ORDERS "?orderDate.gte=2026-02-01&orderDate.lt=2026-03-01", 20);
  assert_total (ORDERS "?orderDate.gte=2026-02-01T09:00:00%2B01:00&orderDate.lte=2026-02-01T10:00:00%2B01:00", 2);
  assert_total (ORDERS "?id=A-0007", 1);
  assert_total (ORDERS "?orderTotalPrice.price.taxIncludedAmount.value.gt=49.5", 10);
  assert_total (ORDERS "?productOrderItem.productOffering.id=old", 1);
  assert_total (ORDERS "?productOrderItem.quantity=2", 60);
  assert_total (ORDERS "?productOrderItem.quantity=3", 0);
  assert_total (ORDERS "?productOrderItem.product.place.city.ne=Berlin", 30);
  assert_total ("/tmf-api/productCatalogManagement/v4/productOfferingPrice?priceType=usage&name.regex=^%2B49", 1);
  assert_total ("/tmf-api/customerBillManagement/v4/appliedCustomerBillingRate?bill.id=R-1", 1);
  assert_total ("/tmf-api/customerBillManagement/v4/appliedCustomerBillingRate?bill.id=R-2", 0);
}

static void
test_search (void)
{
  assert_total (ORDERS "?q=a-0007", 1);
  assert_total (ORDERS "?q=munchen", 30);
  assert_total (ORDERS "?q=M%C3%9CNCHEN", 30);
  assert_total (ORDERS "?q=phone+4&state=completed", 5); /* 24, 42, 45, 48, 54 */
  assert_total (ORDERS "?q=phone+59+berlin", 1);
  assert_total (ORDERS "?q=phone+59+munchen", 0);
  assert_total (ORDERS "?q=%25", 0);
  assert_total (ORDERS "?q=", 60);
}

static void
test_calls (void)
{
  g_autoptr (Answer) page =
      list (USAGE "?usageType=voiceCall&usageDate.gte=2026-04-01&usageDate.lt=2026-05-01&sort=-usageDate&limit=2");
  g_autofree char *path = NULL;
  g_autoptr (Answer) one = NULL;

  g_assert_cmpstr (answer_header (page, "X-Total-Count"), ==, "15");
  g_assert_cmpstr (answer_string (page, "0.id"), ==, "U-14");
  g_assert_cmpstr (answer_string (page, "0.usageDate"), ==, "2026-04-15T10:00:14Z");
  g_assert_cmpfloat (answer_number (page, "0.ratedProductUsage.0.taxExcludedRatingAmount.value"), ==, 0.0567);
  assert_total (USAGE "?usageType=voiceCall", 30);
  assert_total (USAGE "?usageType=voiceCall&usageCharacteristic.result=busy", 10);
  assert_total (USAGE "?usageType=voiceCall&q=300007", 1);
  assert_total (USAGE "?usageType=voiceMonthly", 1);
  one = list (USAGE "/U-3");
  g_assert_cmpfloat (answer_number (one, "usageCharacteristic.1.value"), ==, 30);
}

static void
test_fields (void)
{
  g_autoptr (Answer) page = list (ORDERS "?fields=state&limit=1"), one = list (ORDERS "/A-0001?fields=state");
  JsonObject *order = json_node_get_object (answer_at (page, "0"));

  g_assert_true (json_object_has_member (order, "id"));
  g_assert_true (json_object_has_member (order, "href"));
  g_assert_true (json_object_has_member (order, "state"));
  g_assert_true (json_object_has_member (order, "productOrderItem")); /* TMF622 requires it */
  g_assert_cmpuint (json_object_get_size (order), ==, 4);
  g_assert_cmpuint (json_object_get_size (json_node_get_object (one->json)), ==, 4);
}

static void
assert_refused (const char *path)
{
  g_autoptr (Answer) answer = portal_ask (portal, "GET", path, erika, NULL, NULL);

  g_test_message ("%s", path);
  assert_status (answer, 400);
  g_assert_nonnull (answer_string (answer, "reason"));
  g_assert_cmpstr (answer_string (answer, "status"), ==, "400");
}

static void
test_bounds (void)
{
  g_autoptr (Answer) far = list (ORDERS "?offset=1000000"), nothing = list (ORDERS "?limit=0");

  g_assert_cmpuint (answer_size (far, ""), ==, 0);
  g_assert_cmpstr (answer_header (far, "X-Total-Count"), ==, "60");
  g_assert_cmpuint (answer_size (nothing, ""), ==, 0);
  assert_total (ORDERS "?limit=99999999", 60);
  assert_refused (ORDERS "?limit=-1");
  assert_refused (ORDERS "?limit=many");
  assert_refused (ORDERS "?offset=-5");
  assert_refused (ORDERS "?sort=id;drop");
  assert_refused (ORDERS "?sort=portal_member(json)");
  assert_refused (ORDERS "?orderDate.gte=yesterday");
  assert_refused (ORDERS "?a%27b=1");
  assert_refused (USAGE "?usageType=voiceCall&nobody.knows=1");
}

static void
test_etag (void)
{
  g_autoptr (Answer) first = list (ORDERS "?limit=1"), again = NULL, one = list (ORDERS "/A-0001"), one_again = NULL,
                     other = NULL;
  g_autofree char *header = g_strdup_printf ("If-None-Match: %s", answer_header (first, "ETag"));
  g_autofree char *one_header = g_strdup_printf ("If-None-Match: W/%s, \"x\"", answer_header (one, "ETag"));

  again = portal_ask (portal, "GET", ORDERS "?limit=1", erika, header, NULL);
  assert_status (again, 304);
  g_assert_cmpuint (again->length, ==, 0);
  one_again = portal_ask (portal, "GET", ORDERS "/A-0001", erika, one_header, NULL);
  assert_status (one_again, 304);
  other = portal_ask (portal, "GET", ORDERS "/A-0002", erika, one_header, NULL);
  assert_status (other, 200);
}

static void
assert_hidden (const char *method, const char *path, const char *body)
{
  g_autoptr (Answer) answer = portal_ask (portal, method, path, max, "If-Match: *", body);

  g_test_message ("%s %s", method, path);
  assert_status (answer, 404);
}

static void
test_owner (void)
{
  g_autoptr (Answer) orders = portal_ask (portal, "GET", ORDERS, max, NULL, NULL);
  g_autoptr (Answer) customers = portal_ask (portal, "GET", CUSTOMERS, max, NULL, NULL);
  g_autoptr (Answer) bills = portal_ask (portal, "GET", BILLS "?id=R-1", max, NULL, NULL);
  g_autoptr (Answer) calls = portal_ask (portal, "GET", USAGE "?usageType=voiceCall", max, NULL, NULL);
  g_autoptr (Answer) nobody = portal_ask (portal, "GET", ORDERS, NULL, NULL, NULL);
  g_autoptr (Answer) catalogue =
      portal_ask (portal, "GET", "/tmf-api/productCatalogManagement/v4/productOffering", NULL, NULL, NULL);

  g_assert_cmpuint (answer_size (orders, ""), ==, 0);
  g_assert_cmpuint (answer_size (customers, ""), ==, 1);
  g_assert_cmpstr (answer_string (customers, "0.id"), ==, "C-2");
  g_assert_cmpuint (answer_size (bills, ""), ==, 0);
  g_assert_cmpuint (answer_size (calls, ""), ==, 0);
  assert_hidden ("GET", ORDERS "/A-0001", NULL);
  assert_hidden ("GET", USAGE "/U-1", NULL);
  assert_hidden ("GET", PEOPLE "/P-1", NULL);
  assert_hidden ("PATCH", PEOPLE "/P-1", "{\"familyName\":\"Mine\"}");
  assert_hidden ("GET", "/files/R-1.pdf", NULL);
  assert_hidden ("GET", "/files/R-1.xml", NULL);
  assert_status (nobody, 401);
  g_assert_nonnull (strstr (answer_header (nobody, "WWW-Authenticate"), "resource_metadata="));
  assert_status (catalogue, 200);
  g_assert_cmpuint (answer_size (catalogue, ""), ==, 3);
}

static void
test_files (void)
{
  g_autoptr (Answer) pdf = portal_ask (portal, "GET", "/files/R-1.pdf", erika, NULL, NULL), part = NULL, again = NULL,
                     xml = NULL;
  g_autoptr (Answer) nobody = portal_ask (portal, "GET", "/files/R-1.pdf", NULL, NULL, NULL);
  g_autoptr (Answer) logo = portal_ask (portal, "GET", "/files/logo.svg", NULL, NULL, NULL);
  g_autoptr (Answer) unnamed = portal_ask (portal, "GET", "/files/x/R-1.pdf", erika, NULL, NULL);
  g_autofree char *etag = NULL;

  assert_status (pdf, 200);
  g_assert_cmpint (strncmp (pdf->body, "%PDF-", 5), ==, 0);
  g_assert_cmpstr (answer_header (pdf, "Content-Disposition"), ==, "attachment; filename=\"2026-0001.pdf\"");
  g_assert_cmpuint (g_ascii_strtoull (answer_header (pdf, "Content-Length"), NULL, 10), ==, pdf->length);
  etag = g_strdup_printf ("If-None-Match: %s", answer_header (pdf, "ETag"));
  again = portal_ask (portal, "GET", "/files/R-1.pdf", erika, etag, NULL);
  assert_status (again, 304);
  part = portal_ask (portal, "GET", "/files/R-1.pdf", erika, "Range: bytes=0-4", NULL);
  assert_status (part, 206);
  g_assert_cmpstr (part->body, ==, "%PDF-");
  xml = portal_ask (portal, "GET", "/files/R-1.xml", erika, NULL, NULL);
  assert_status (xml, 200);
  g_assert_cmpint (xml->body[0], ==, '<');
  assert_status (nobody, 401);
  assert_status (logo, 200);
  assert_status (unnamed, 404);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  portal = portal_start (NULL, NULL);
  erika = portal_sign_in (portal, "erika@example.org", "right-password");
  max = portal_sign_in (portal, "max@example.org", "other-password");
  g_test_add_func ("/portal/lists/pages", test_pages);
  g_test_add_func ("/portal/lists/order", test_order);
  g_test_add_func ("/portal/lists/filters", test_filters);
  g_test_add_func ("/portal/lists/search", test_search);
  g_test_add_func ("/portal/lists/calls", test_calls);
  g_test_add_func ("/portal/lists/fields", test_fields);
  g_test_add_func ("/portal/lists/bounds", test_bounds);
  g_test_add_func ("/portal/lists/etag", test_etag);
  g_test_add_func ("/portal/lists/owner", test_owner);
  g_test_add_func ("/portal/lists/files", test_files);
  result = g_test_run ();
  portal_free (portal);
  g_free (erika);
  g_free (max);
  return result;
}
