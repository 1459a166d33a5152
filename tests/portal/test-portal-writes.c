/* SPDX-License-Identifier: GPL-3.0-or-later
 * Changes: merge patch under If-Match, orders that happen once, carts that say what changed, refusals that name the
 * field. */

#include "portal-fixture.h"

#include <string.h>

static Portal *portal;
static char *erika;

static const char order_body[] =
    "{\"externalId\":\"%s\",\"billingAccount\":{\"id\":\"B-1\"},\"productOrderItem\":[{\"id\":\"1\",\"action\":\"add\","
    "\"quantity\":3,"
    "\"productOffering\":{\"id\":\"phone\"},\"product\":{\"place\":[{\"role\":\"shippingAddress\",\"@type\":"
    "\"PortalAddress\",\"name\":\"Erika\","
    "\"street1\":\"Hauptstr. 1\",\"postCode\":\"10115\",\"city\":\"Berlin\",\"country\":\"DE\"}]}},"
    "{\"id\":\"2\",\"action\":\"add\",\"productOffering\":{\"id\":\"phone\"}}]}";

static guint
count_orders (void)
{
  g_autoptr (Answer) answer = portal_ask (portal, "GET", ORDERS "?limit=0", erika, NULL, NULL);

  return g_ascii_strtoull (answer_header (answer, "X-Total-Count"), NULL, 10);
}

/* The pointers of a 422, each once, joined with blanks. */
static void
assert_fields (Answer *answer, const char *expected)
{
  g_autoptr (GString) pointers = g_string_new (NULL);

  assert_status (answer, 422);
  for (guint i = 0; i < answer_size (answer, "fieldError"); i++)
    {
      g_autofree char *pointer = g_strdup_printf ("fieldError.%u.pointer", i),
                      *reason = g_strdup_printf ("fieldError.%u.reason", i);

      g_assert_cmpuint (strlen (answer_string (answer, reason)), >, 5);
      g_string_append_printf (pointers, "%s%s", i > 0 ? " " : "", answer_string (answer, pointer));
    }
  g_assert_cmpstr (pointers->str, ==, expected);
}

static Answer *
patch (const char *path, const char *body)
{
  g_autoptr (Answer) before = portal_ask (portal, "GET", path, erika, NULL, NULL);
  g_autofree char *header = g_strdup_printf ("If-Match: %s", answer_header (before, "ETag"));

  assert_status (before, 200);
  return portal_ask (portal, "PATCH", path, erika, header, body);
}

static void
test_merge_patch (void)
{
  g_autoptr (Answer) before = portal_ask (portal, "GET", PEOPLE "/P-1", erika, NULL, NULL), unguarded = NULL,
                     answer = NULL, late = NULL;
  g_autofree char *header = g_strdup_printf ("If-Match: %s", answer_header (before, "ETag"));
  g_autoptr (Answer) after = NULL, typed = NULL;

  unguarded = portal_ask (portal, "PATCH", PEOPLE "/P-1", erika, NULL, "{\"familyName\":\"X\"}");
  assert_status (unguarded, 428);
  answer = portal_ask (portal, "PATCH", PEOPLE "/P-1", erika, header, "{\"familyName\":\"Beispiel\",\"title\":null}");
  assert_status (answer, 200);
  g_assert_cmpstr (answer_string (answer, "familyName"), ==, "Beispiel");
  g_assert_cmpstr (answer_string (answer, "givenName"), ==, "Erika");
  g_assert_null (answer_at (answer, "title"));
  g_assert_cmpstr (answer_header (answer, "ETag"), !=, answer_header (before, "ETag"));
  late = portal_ask (portal, "PATCH", PEOPLE "/P-1", erika, header, "{\"familyName\":\"Late\"}");
  assert_status (late, 412);
  after = portal_ask (portal, "GET", PEOPLE "/P-1", erika, NULL, NULL);
  g_assert_cmpstr (answer_string (after, "familyName"), ==, "Beispiel");
  g_assert_cmpstr (answer_header (after, "ETag"), ==, answer_header (answer, "ETag"));
  typed = portal_ask_at (portal, "aquis", "PATCH", PEOPLE "/P-1", erika, "If-Match: *", "text/plain", "{}");
  assert_status (typed, 415);
}

static void
test_address_book (void)
{
  g_autoptr (Answer) good = patch (
      PEOPLE "/P-1", "{\"contactMedium\":[{\"mediumType\":\"postalAddress\",\"preferred\":true,\"characteristic\":"
                     "{\"contactType\":\"shipping\",\"street1\":\"A "
                     "1\",\"postCode\":\"10115\",\"city\":\"Berlin\",\"country\":\"DE\"}}]}");
  g_autoptr (Answer) bad = patch (
      PEOPLE "/P-1", "{\"givenName\":\"\",\"contactMedium\":[{\"mediumType\":\"postalAddress\",\"characteristic\":"
                     "{\"postCode\":\"1011\",\"city\":\"Berlin\",\"country\":\"DE\"}},"
                     "{\"mediumType\":\"email\",\"characteristic\":{\"emailAddress\":\"nobody\"}}]}");

  assert_status (good, 200);
  g_assert_nonnull (answer_string (good, "contactMedium.0.id"));
  assert_fields (bad, "/givenName /contactMedium/0/characteristic/street1 /contactMedium/0/characteristic/postCode "
                      "/contactMedium/1/characteristic/emailAddress");
}

static void
test_read_only (void)
{
  const char *path = "/tmf-api/party/v4/organization/O-1";
  g_autoptr (Answer) id = patch (PEOPLE "/P-1", "{\"id\":\"P-9\",\"status\":\"deceased\"}"), rule = NULL, same = NULL;

  assert_fields (id, "/id /status");
  g_set_str (&portal->language, "de");
  rule = patch (path, "{\"organizationIdentification\":[]}");
  g_clear_pointer (&portal->language, g_free);
  assert_fields (rule, "/organizationIdentification");
  g_assert_cmpstr (answer_string (rule, "fieldError.0.reason"), ==, "Fragen Sie uns.");
  same = patch (path, "{\"tradingName\":\"Muster AG\"}");
  assert_status (same, 200);
}

static void
test_order (void)
{
  g_autofree char *body = g_strdup_printf (order_body, "key-order");
  guint before = count_orders ();
  g_autoptr (Answer) order = portal_ask (portal, "POST", ORDERS, erika, "Idempotency-Key: key-order", body),
                     read = NULL, newest = NULL;
  g_autofree char *mail = NULL;

  assert_status (order, 201);
  g_assert_cmpstr (answer_string (order, "id"), ==, "A-000060");
  g_assert_cmpstr (answer_string (order, "state"), ==, "acknowledged");
  g_assert_cmpstr (answer_string (order, "externalId"), ==, "key-order");
  g_assert_cmpstr (answer_string (order, "productOrderItem.0.productOffering.name"), ==, "Phone");
  /* 3 × 99.95 = 299.85 + 19 % = 356.82; 1 × 99.95 → 118.94; together, once; and monthly 4 × 4.20 */
  g_assert_cmpfloat (answer_number (order, "productOrderItem.0.itemTotalPrice.0.price.taxIncludedAmount.value"), ==,
                     356.82);
  g_assert_cmpuint (answer_size (order, "orderTotalPrice"), ==, 2);
  g_assert_cmpfloat (answer_number (order, "orderTotalPrice.0.price.dutyFreeAmount.value"), ==, 399.8);
  g_assert_cmpfloat (answer_number (order, "orderTotalPrice.0.price.taxIncludedAmount.value"), ==, 475.76);
  g_assert_cmpstr (answer_string (order, "orderTotalPrice.1.recurringChargePeriod"), ==, "month");
  g_assert_cmpfloat (answer_number (order, "orderTotalPrice.1.price.dutyFreeAmount.value"), ==, 16.8);
  /* 12.60 + 2.394 → 14.99; 4.20 + 0.798 → 5.00 */
  g_assert_cmpfloat (answer_number (order, "orderTotalPrice.1.price.taxIncludedAmount.value"), ==, 19.99);
  g_assert_cmpuint (count_orders (), ==, before + 1);
  read = portal_ask (portal, "GET", answer_header (order, "Location"), erika, NULL, NULL);
  assert_status (read, 200);
  g_assert_cmpstr (answer_header (read, "ETag"), ==, answer_header (order, "ETag"));
  newest = portal_ask (portal, "GET", ORDERS "?sort=-orderDate&limit=1", erika, NULL, NULL);
  g_assert_cmpstr (answer_string (newest, "0.id"), ==, "A-000060");
  mail = portal_read_outbox (portal, ".eml");
  g_assert_nonnull (strstr (mail, "To: erika@example.org\r\n"));
  g_assert_nonnull (strstr (mail, "A-000060"));
}

static void
assert_once (const char *first_headers, const char *second_headers, const char *key)
{
  g_autofree char *body = g_strdup_printf (order_body, key), *other = g_strdup_printf (order_body, key);
  guint before = count_orders ();
  g_autoptr (Answer) first = portal_ask (portal, "POST", ORDERS, erika, first_headers, body), second = NULL,
                     third = NULL;

  second = portal_ask (portal, "POST", ORDERS, erika, second_headers, body);
  assert_status (first, 201);
  assert_status (second, 201);
  g_assert_cmpstr (second->body, ==, first->body);
  g_assert_cmpstr (answer_header (second, "ETag"), ==, answer_header (first, "ETag"));
  *strstr (other, "\"quantity\":3") = ' ';
  memcpy (strstr (other, " quantity"), "\"quantity\":4", 12);
  third = portal_ask (portal, "POST", ORDERS, erika, second_headers, other);
  assert_status (third, 422);
  g_assert_cmpuint (count_orders (), ==, before + 1);
}

static void
test_idempotency (void)
{
  assert_once ("Idempotency-Key: one", "Idempotency-Key: one", "one");
  assert_once (NULL, NULL, "by-external-id");
}

/* The same things in another order are the same body; and the memory outlives the process. */
static void
test_idempotency_after_restart (void)
{
  g_autoptr (Answer) first =
      portal_ask (portal, "POST", ORDERS, erika, "Idempotency-Key: lasting",
                  "{\"productOrderItem\":[{\"id\":\"1\",\"action\":\"add\",\"productOffering\":{\"id\":\"phone\"}}]}");
  g_autoptr (Answer) second = NULL;
  guint before = count_orders ();

  assert_status (first, 201);
  g_assert_cmpint (portal_stop (portal), ==, 0);
  portal_restart (portal, (const char *const[]) { "--provider", "aquis", NULL });
  second = portal_ask (
      portal, "POST", ORDERS, erika, "Idempotency-Key: lasting",
      "{\"productOrderItem\": [{\"productOffering\": {\"id\": \"phone\"}, \"action\": \"add\", \"id\": \"1\"}]}");
  assert_status (second, 201);
  g_assert_cmpstr (answer_string (second, "id"), ==, answer_string (first, "id"));
  g_assert_cmpuint (count_orders (), ==, before);
}

static void
assert_order_refused (const char *body, const char *fields)
{
  g_autoptr (Answer) answer = portal_ask (portal, "POST", ORDERS, erika, NULL, body);

  g_test_message ("%s", body);
  assert_fields (answer, fields);
}

static void
test_order_refused (void)
{
  guint before = count_orders ();

  assert_order_refused ("{}", "/productOrderItem");
  assert_order_refused ("{\"productOrderItem\":{}}", "/productOrderItem");
  assert_order_refused ("{\"productOrderItem\":[]}", "/productOrderItem");
  assert_order_refused ("{\"productOrderItem\":[{\"productOffering\":{\"id\":\"nothing\"}}]}",
                        "/productOrderItem/0/productOffering/id");
  assert_order_refused ("{\"productOrderItem\":[{\"productOffering\":{\"id\":\"old\"}}]}",
                        "/productOrderItem/0/productOffering/id");
  assert_order_refused ("{\"productOrderItem\":[{\"quantity\":0,\"productOffering\":{\"id\":\"phone\"}},{\"quantity\":"
                        "1.5,\"productOffering\":{\"id\":\"phone\"}}]}",
                        "/productOrderItem/0/quantity /productOrderItem/1/quantity");
  assert_order_refused (
      "{\"billingAccount\":{\"id\":\"B-2\"},\"productOrderItem\":[{\"productOffering\":{\"id\":\"phone\"}}]}",
      "/billingAccount/id");
  assert_order_refused ("{\"productOrderItem\":[{\"action\":\"delete\",\"product\":{\"id\":\"PR-9\"}}]}",
                        "/productOrderItem/0/product/id");
  assert_order_refused ("{\"productOrderItem\":[{\"productOffering\":{\"id\":\"phone\"},\"product\":{\"place\":[{"
                        "\"role\":\"shippingAddress\","
                        "\"street1\":\"A 1\",\"postCode\":\"123\",\"city\":\"B\",\"country\":\"DE\"}]}}]}",
                        "/productOrderItem/0/product/place/0/postCode");
  g_assert_cmpuint (count_orders (), ==, before);
}

#define AGAIN(id, offering, order)                                                                                     \
  "{\"id\":\"" id "\",\"action\":\"add\",\"quantity\":2,\"productOffering\":{\"id\":\"" offering "\"},"                \
  "\"product\":{\"productOrderItem\":[{\"productOrderId\":\"" order "\",\"orderItemId\":\"1\"}]}}"

static void
test_cart (void)
{
  g_autoptr (Answer) cart =
      portal_ask (portal, "POST", CARTS, erika, NULL,
                  "{\"cartItem\":[" AGAIN ("1", "phone", "A-0000") "," AGAIN ("2", "old", "A-0001") "," AGAIN (
                      "3", "fax", "A-0002") ","
                                            "{\"id\":\"4\",\"quantity\":1,\"productOffering\":{\"id\":\"phone\"}}]}");
  g_autoptr (Answer) changed = NULL, bad = NULL, gone = NULL, removed = NULL;
  g_autofree char *path = NULL;

  assert_status (cart, 201);
  /* Ordered at 90.00 a piece, now 99.95 */
  g_assert_cmpstr (answer_string (cart, "cartItem.0.note.0.id"), ==, "priceChanged");
  g_assert_cmpfloat (answer_number (cart, "cartItem.0.product.productPrice.0.price.dutyFreeAmount.value"), ==, 90);
  g_assert_cmpfloat (answer_number (cart, "cartItem.0.itemPrice.0.price.dutyFreeAmount.value"), ==, 99.95);
  g_assert_cmpfloat (answer_number (cart, "cartItem.0.ItemTotalPrice.0.price.dutyFreeAmount.value"), ==, 199.9);
  g_assert_cmpstr (answer_string (cart, "cartItem.1.note.0.id"), ==, "replaced");
  g_assert_cmpstr (answer_string (cart, "cartItem.1.productOffering.id"), ==, "phone");
  g_assert_cmpstr (answer_string (cart, "cartItem.1.product.productOffering.id"), ==, "old");
  g_assert_cmpstr (answer_string (cart, "cartItem.2.note.0.id"), ==, "notSold");
  g_assert_cmpstr (answer_string (cart, "cartItem.2.status"), ==, "saveForLater");
  g_assert_null (answer_at (cart, "cartItem.2.itemPrice"));
  g_assert_null (answer_at (cart, "cartItem.3.note"));
  g_assert_cmpfloat (answer_number (cart, "cartTotalPrice.0.price.dutyFreeAmount.value"), ==, 499.75);
  path = g_strconcat (CARTS "/", answer_string (cart, "id"), NULL);
  changed = patch (path, "{\"cartItem\":[{\"id\":\"1\",\"quantity\":5},{\"id\":\"3\",\"quantity\":9}]}");
  assert_status (changed, 200);
  g_assert_cmpuint (answer_size (changed, "cartItem"), ==, 2);
  g_assert_cmpstr (answer_string (changed, "cartItem.0.note.0.id"), ==, "priceChanged");
  g_assert_cmpfloat (answer_number (changed, "cartTotalPrice.0.price.dutyFreeAmount.value"), ==, 499.75);
  bad = patch (path, "{\"cartItem\":[{\"id\":\"1\",\"quantity\":-1}]}");
  assert_fields (bad, "/cartItem/0/quantity");
  removed = portal_ask (portal, "DELETE", path, erika, NULL, NULL);
  assert_status (removed, 204);
  gone = portal_ask (portal, "GET", path, erika, NULL, NULL);
  assert_status (gone, 404);
}

static void
test_not_allowed (void)
{
  g_autoptr (Answer) bill = portal_ask (portal, "POST", BILLS, erika, NULL, "{}"), order = NULL, nothing = NULL;

  assert_status (bill, 405);
  g_assert_cmpstr (answer_header (bill, "Allow"), ==, "GET, HEAD");
  order = portal_ask (portal, "DELETE", ORDERS "/A-0001", erika, NULL, NULL);
  assert_status (order, 405);
  nothing = portal_ask (portal, "GET", "/tmf-api/nothing/v4/nothing", erika, NULL, NULL);
  assert_status (nothing, 404);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  portal = portal_start (NULL, NULL);
  erika = portal_sign_in (portal, "erika@example.org", "right-password");
  g_test_add_func ("/portal/writes/merge-patch", test_merge_patch);
  g_test_add_func ("/portal/writes/address-book", test_address_book);
  g_test_add_func ("/portal/writes/read-only", test_read_only);
  g_test_add_func ("/portal/writes/order", test_order);
  g_test_add_func ("/portal/writes/idempotency", test_idempotency);
  g_test_add_func ("/portal/writes/order-refused", test_order_refused);
  g_test_add_func ("/portal/writes/cart", test_cart);
  g_test_add_func ("/portal/writes/not-allowed", test_not_allowed);
  g_test_add_func ("/portal/writes/idempotency-after-restart", test_idempotency_after_restart);
  result = g_test_run ();
  portal_free (portal);
  g_free (erika);
  return result;
}
