/* SPDX-License-Identifier: GPL-3.0-or-later
 * A bill a month with its positions: mostly paid, some open, overdue or partly paid, a credit note, a pro forma. */

#include "portal-generator-private.h"

#include "portal-json.h"
#include "portal-price.h"

#define CENT 100 /* in 1/10000 */
#define CREDIT_NOTE 7
#define LONG_EVERY 6 /* every sixth bill lists its connections one by one: more than one page */
#define CONNECTIONS 70

typedef struct
{
  PortalGenerator *generator;
  char *id;
  char *number;
  GDateTime *start; /* of the period */
  GDateTime *end;
  GDateTime *date;
  guint n_positions;
  GHashTable *net_by_rate; /* rate in 1/100 % → gint64* net in 1/10000 */
  gint64 sign;             /* -1 for a credit note */
} Bill;

static gint64
to_cents (gint64 amount_e4)
{
  return (amount_e4 + (amount_e4 < 0 ? -CENT / 2 : CENT / 2)) / CENT * CENT;
}

static gint64
get_tax (gint64 net, guint rate_e2)
{
  gint64 exact = net * rate_e2;

  return to_cents ((exact + (exact < 0 ? -5000 : 5000)) / 10000);
}

static JsonObject *
make_tax (guint rate_e2, gint64 tax, const char *currency)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "taxCategory", "VAT");
  json_object_set_double_member (object, "taxRate", rate_e2 / 100.0);
  json_object_set_object_member (object, "taxAmount", portal_generator_money (tax, currency));
  return object;
}

static void
add_net (Bill *bill, guint rate_e2, gint64 net)
{
  gint64 *sum = g_hash_table_lookup (bill->net_by_rate, GUINT_TO_POINTER (rate_e2));

  if (sum == NULL)
    {
      sum = g_new0 (gint64, 1);
      g_hash_table_insert (bill->net_by_rate, GUINT_TO_POINTER (rate_e2), sum);
    }
  *sum += net;
}

static JsonObject *
make_period (Bill *bill)
{
  JsonObject *period = json_object_new ();
  g_autofree char *start = portal_generator_date (bill->start), *end = portal_generator_date (bill->end);

  json_object_set_string_member (period, "startDateTime", start);
  json_object_set_string_member (period, "endDateTime", end);
  return period;
}

static JsonObject *
make_reference (const char *id)
{
  JsonObject *reference = json_object_new ();

  json_object_set_string_member (reference, "id", id);
  return reference;
}

static void
add_position (Bill *bill, const char *name, gint64 net, guint rate_e2)
{
  PortalGenerator *generator = bill->generator;
  JsonObject *rate = json_object_new ();
  g_autoptr (JsonNode) node = portal_json_take_object (rate);
  JsonArray *taxes = json_array_new ();
  g_autofree char *id = g_strdup_printf ("%s-%03u", bill->id, ++bill->n_positions);
  g_autofree char *href = g_strconcat ("/tmf-api/customerBillManagement/v4/appliedCustomerBillingRate/", id, NULL);
  g_autofree char *date = portal_generator_date (bill->date);
  gint64 amount = bill->sign * net, tax = get_tax (amount, rate_e2);

  json_object_set_string_member (rate, "id", id);
  json_object_set_string_member (rate, "href", href);
  json_object_set_string_member (rate, "name", name);
  json_object_set_string_member (rate, "type", bill->sign < 0 ? "appliedBillingCredit" : "appliedBillingCharge");
  json_object_set_string_member (rate, "date", date);
  json_object_set_boolean_member (rate, "isBilled", TRUE);
  json_object_set_object_member (rate, "bill", make_reference (bill->id));
  json_object_set_object_member (rate, "product",
                                 make_reference (portal_json_get_string (generator->customer, "product")));
  json_object_set_object_member (rate, "periodCoverage", make_period (bill));
  json_object_set_object_member (rate, "taxExcludedAmount", portal_generator_money (amount, generator->currency));
  json_object_set_object_member (rate, "taxIncludedAmount", portal_generator_money (amount + tax, generator->currency));
  json_array_add_object_element (taxes, make_tax (rate_e2, tax, generator->currency));
  json_object_set_array_member (rate, "appliedTax", taxes);
  add_net (bill, rate_e2, amount);
  generator->sink->put (generator->sink->sink, "appliedCustomerBillingRate", generator->owner, node);
}

static void
add_usage (Bill *bill, guint months_ago)
{
  PortalGenerator *self = bill->generator;
  g_autofree char *path = g_strconcat ("usage.name.", self->language, NULL);
  const char *name = portal_json_get_string (self->provider, path);
  gint64 cost = months_ago < PORTAL_USAGE_MAX_MONTHS ? to_cents (self->month_cost[months_ago]) : 0;

  if (name != NULL && cost > 0)
    add_position (bill, name, cost, portal_json_get_number (self->provider, "taxRate", 0) * 100 + 0.5);
}

static void
add_positions (Bill *bill, guint months_ago)
{
  PortalGenerator *self = bill->generator;
  JsonArray *lines = portal_json_get_array (self->provider, "billLines");
  guint n_lines = bill->sign < 0 ? 1 : json_array_get_length (lines);

  for (guint i = 0; i < n_lines; i++)
    {
      JsonNode *line = json_array_get_element (lines, i);

      add_position (bill, portal_json_get_string (line, "name"), portal_price_get_e4 (line, "net"),
                    portal_json_get_number (line, "rate", 0) * 100 + 0.5);
    }
  if (bill->sign < 0)
    return;
  add_usage (bill, months_ago);
  for (guint i = 0; months_ago % LONG_EVERY == 2 && i < CONNECTIONS; i++)
    {
      JsonNode *line = json_array_get_element (lines, json_array_get_length (lines) - 1);
      g_autofree char *name = g_strdup_printf ("%s · %03u", portal_json_get_string (line, "name"), i + 1);

      add_position (bill, name, 12500 + portal_generator_below (self, 300) * CENT,
                    portal_json_get_number (line, "rate", 0) * 100 + 0.5);
    }
}

static JsonArray *
make_tax_items (Bill *bill, gint64 *net, gint64 *tax)
{
  JsonArray *items = json_array_new ();
  GHashTableIter iter;
  gpointer rate, sum;

  g_hash_table_iter_init (&iter, bill->net_by_rate);
  while (g_hash_table_iter_next (&iter, &rate, &sum))
    {
      gint64 amount = get_tax (*(gint64 *) sum, GPOINTER_TO_UINT (rate));

      *net += *(gint64 *) sum;
      *tax += amount;
      json_array_add_object_element (items, make_tax (GPOINTER_TO_UINT (rate), amount, bill->generator->currency));
    }
  return items;
}

static void
add_document (
    JsonArray *documents, const Bill *bill, const char *kind, const char *suffix, const char *type, const char *profile)
{
  JsonObject *document = json_object_new ();
  g_autofree char *id = g_strconcat (bill->id, ".", suffix, NULL);
  g_autofree char *name = g_strconcat (bill->number, ".", suffix, NULL);
  g_autofree char *url = g_strconcat ("/files/", id, NULL);

  json_object_set_string_member (document, "id", id);
  json_object_set_string_member (document, "name", name);
  json_object_set_string_member (document, "attachmentType", kind);
  json_object_set_string_member (document, "mimeType", type);
  if (profile != NULL)
    json_object_set_string_member (document, "description", profile);
  json_object_set_string_member (document, "url", url);
  json_array_add_object_element (documents, document);
}

static void
set_payment (Bill *bill, JsonObject *object, const char *state, gint64 gross)
{
  const char *currency = bill->generator->currency;
  gint64 paid = g_str_equal (state, "settled")         ? gross
                : g_str_equal (state, "partiallyPaid") ? gross / 2 / CENT * CENT
                                                       : 0;

  json_object_set_string_member (object, "state", state);
  json_object_set_object_member (object, "amountDue", portal_generator_money (gross, currency));
  json_object_set_object_member (object, "remainingAmount", portal_generator_money (gross - paid, currency));
  if (paid != 0)
    {
      JsonObject *payment = json_object_new ();
      JsonArray *payments = json_array_new ();
      g_autofree char *id = g_strconcat ("Z-", bill->id, NULL);

      json_object_set_object_member (payment, "appliedAmount", portal_generator_money (paid, currency));
      json_object_set_object_member (payment, "payment", make_reference (id));
      json_array_add_object_element (payments, payment);
      json_object_set_array_member (object, "appliedPayment", payments);
    }
}

/* The newest is open, the one before partly paid, and one is overdue. */
static const char *
choose_state (guint months_ago, gboolean credit)
{
  if (credit)
    return "settled";
  return months_ago == 1 || months_ago == 3 ? "sent" : months_ago == 2 ? "partiallyPaid" : "settled";
}

static void
put_bill (Bill *bill, guint months_ago, const char *category)
{
  PortalGenerator *self = bill->generator;
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = portal_json_take_object (object);
  JsonArray *documents = json_array_new ();
  gint64 net = 0, tax = 0;
  JsonArray *taxes = make_tax_items (bill, &net, &tax);
  g_autofree char *href = g_strconcat ("/tmf-api/customerBillManagement/v4/customerBill/", bill->id, NULL);
  g_autofree char *date = portal_generator_date (bill->date);
  g_autoptr (GDateTime) due =
      g_date_time_add_days (bill->date, portal_json_get_int (self->provider, "seller.paymentDays", 14));
  g_autofree char *due_text = portal_generator_date (due);
  gboolean pro_forma = g_str_equal (category, "proForma");

  json_object_set_string_member (object, "id", bill->id);
  json_object_set_string_member (object, "href", href);
  json_object_set_string_member (object, "billNo", bill->number);
  json_object_set_string_member (object, "category", category);
  json_object_set_string_member (object, "billDate", date);
  json_object_set_string_member (object, "paymentDueDate", due_text);
  json_object_set_object_member (object, "billingPeriod", make_period (bill));
  json_object_set_object_member (object, "taxExcludedAmount", portal_generator_money (net, self->currency));
  json_object_set_object_member (object, "taxIncludedAmount", portal_generator_money (net + tax, self->currency));
  json_object_set_array_member (object, "taxItem", taxes);
  set_payment (bill, object, pro_forma ? "new" : choose_state (months_ago, bill->sign < 0), net + tax);
  json_object_set_object_member (object, "billingAccount",
                                 make_reference (portal_json_get_string (self->customer, "billingAccount")));
  add_document (documents, bill, "invoice", "pdf", "application/pdf", NULL);
  if (!pro_forma)
    add_document (documents, bill, "eInvoice", "xml", "application/xml",
                  portal_json_get_string (self->provider, "seller.profile"));
  json_object_set_array_member (object, "billDocument", documents);
  self->sink->put (self->sink->sink, "customerBill", self->owner, node);
}

static void
make_bill (PortalGenerator *self, guint months_ago, guint sequence, const char *category)
{
  g_autoptr (GDateTime) start = portal_generator_month (self, months_ago), end = g_date_time_add_months (start, 1);
  g_autoptr (GDateTime) date = g_date_time_add_hours (end, 8);
  g_autoptr (GHashTable) net_by_rate = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  Bill bill = { .generator = self, .start = start, .end = end, .date = date, .net_by_rate = net_by_rate };
  g_autofree char *number = g_strdup_printf ("%s%d-%s-%04u", g_str_equal (category, "proForma") ? "PF-" : "",
                                             g_date_time_get_year (date), self->owner, sequence);
  g_autofree char *id = g_strconcat ("R-", number, NULL);

  bill.id = id;
  bill.number = number;
  bill.sign = g_str_equal (category, "creditNote") ? -1 : 1;
  add_positions (&bill, months_ago);
  put_bill (&bill, months_ago, category);
}

/* One a month while months last (two thousand are 166 years: then several a month). */
void
portal_generator_make_bills (PortalGenerator *self, guint count)
{
  guint per_month = count > 120 ? (count + 119) / 120 : 1;

  for (guint i = 0; i < count; i++)
    {
      guint months_ago = i / per_month + 1;

      make_bill (self, months_ago, count - i, i == CREDIT_NOTE ? "creditNote" : "normal");
    }
  if (portal_json_get_int (self->customer, "series.proForma", 0) > 0)
    make_bill (self, 1, count + 1, "proForma");
}
