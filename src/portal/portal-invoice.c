/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads a TMF678 customerBill with its positions into what an invoice says. */

#include "portal-invoice.h"

#include "portal-json.h"
#include "portal-price.h"

#include <math.h>

static GDateTime *
read_time (JsonNode *node, const char *path)
{
  const char *text = portal_json_get_string (node, path);

  return text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;
}

static int
compare_by_id (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (portal_json_get_string (*(JsonNode **) a, "id"), portal_json_get_string (*(JsonNode **) b, "id"));
}

static GArray *
read_lines (JsonArray *rates)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (PortalInvoiceLine));
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; i < json_array_get_length (rates); i++)
    g_ptr_array_add (sorted, json_array_get_element (rates, i));
  g_ptr_array_sort (sorted, compare_by_id);
  for (guint i = 0; i < sorted->len; i++)
    {
      const PortalInvoiceLine line = { .name = portal_json_get_string (sorted->pdata[i], "name"),
                                       .net = portal_price_get_e4 (sorted->pdata[i], "taxExcludedAmount.value"),
                                       .tax_rate = portal_json_get_number (sorted->pdata[i], "appliedTax.taxRate", 0) };

      g_array_append_val (lines, line);
    }
  return lines;
}

static const char *
find_characteristic (JsonNode *customer, const char *name)
{
  JsonArray *array = portal_json_get_array (customer, "characteristic");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (g_strcmp0 (portal_json_get_string (json_array_get_element (array, i), "name"), name) == 0)
      return portal_json_get_string (json_array_get_element (array, i), "value");
  return NULL;
}

static void
read_buyer (PortalInvoiceBuyer *buyer, JsonNode *customer)
{
  JsonArray *media = portal_json_get_array (customer, "contactMedium");

  buyer->name = portal_json_get_string (customer, "name");
  buyer->number = portal_json_get_string (customer, "id");
  buyer->vat_id = find_characteristic (customer, "vatId");
  buyer->language = find_characteristic (customer, "language");
  for (guint i = 0; media != NULL && i < json_array_get_length (media); i++)
    {
      JsonNode *medium = json_array_get_element (media, i);

      if (portal_json_get_string (medium, "characteristic.emailAddress") != NULL)
        buyer->email = portal_json_get_string (medium, "characteristic.emailAddress");
      if (g_strcmp0 (portal_json_get_string (medium, "mediumType"), "postalAddress") != 0)
        continue;
      buyer->street1 = portal_json_get_string (medium, "characteristic.street1");
      buyer->street2 = portal_json_get_string (medium, "characteristic.street2");
      buyer->post_code = portal_json_get_string (medium, "characteristic.postCode");
      buyer->city = portal_json_get_string (medium, "characteristic.city");
      buyer->country = portal_json_get_string (medium, "characteristic.country");
    }
}

/**
 * portal_invoice_read:
 *
 * Returns: (transfer full) (nullable): the invoice, valid as long as the nodes are; NULL with G_IO_ERROR_INVALID_DATA
 * if what every invoice has is missing
 */
PortalInvoice *
portal_invoice_read (JsonNode *bill, JsonArray *rates, JsonNode *customer, JsonNode *provider, GError **error)
{
  g_autoptr (PortalInvoice) self = g_new0 (PortalInvoice, 1);
  g_autoptr (GDateTime) end = read_time (bill, "billingPeriod.endDateTime");

  self->bill = bill;
  self->seller = portal_json_get (provider, "seller");
  self->lines = read_lines (rates);
  self->number = portal_json_get_string (bill, "billNo");
  self->category = portal_json_get_string (bill, "category");
  self->currency = portal_json_get_string (bill, "taxIncludedAmount.unit");
  self->date = read_time (bill, "billDate");
  self->due = read_time (bill, "paymentDueDate");
  self->period_start = read_time (bill, "billingPeriod.startDateTime");
  self->period_end = end != NULL ? g_date_time_add_days (end, -1) : NULL;
  self->net = portal_price_get_e4 (bill, "taxExcludedAmount.value");
  self->gross = portal_price_get_e4 (bill, "taxIncludedAmount.value");
  self->open = portal_price_get_e4 (bill, "remainingAmount.value");
  read_buyer (&self->buyer, customer);
  if (self->buyer.language == NULL)
    self->buyer.language = "en";
  if (self->number == NULL || self->currency == NULL || self->date == NULL || self->due == NULL ||
      self->seller == NULL || self->buyer.street1 == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "The bill %s is not complete enough for a document.",
                   self->number != NULL ? self->number : "without number");
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
portal_invoice_free (PortalInvoice *self)
{
  g_array_unref (self->lines);
  g_clear_pointer (&self->date, g_date_time_unref);
  g_clear_pointer (&self->due, g_date_time_unref);
  g_clear_pointer (&self->period_start, g_date_time_unref);
  g_clear_pointer (&self->period_end, g_date_time_unref);
  g_free (self);
}

gboolean
portal_invoice_is_credit_note (const PortalInvoice *self)
{
  return g_strcmp0 (self->category, "creditNote") == 0;
}

guint
portal_invoice_get_n_taxes (const PortalInvoice *self)
{
  JsonArray *items = portal_json_get_array (self->bill, "taxItem");

  return items != NULL ? json_array_get_length (items) : 0;
}

/**
 * portal_invoice_get_tax:
 * @rate: (out): percent
 * @basis: (out): sum of the lines of that rate, 1/10000 (EN 16931 BT-116)
 * @tax: (out): 1/10000 (BT-117)
 */
void
portal_invoice_get_tax (const PortalInvoice *self, guint index, double *rate, gint64 *basis, gint64 *tax)
{
  JsonNode *item = json_array_get_element (portal_json_get_array (self->bill, "taxItem"), index);

  *rate = portal_json_get_number (item, "taxRate", 0);
  *tax = portal_price_get_e4 (item, "taxAmount.value");
  *basis = 0;
  for (guint i = 0; i < self->lines->len; i++)
    {
      const PortalInvoiceLine *line = &g_array_index (self->lines, PortalInvoiceLine, i);

      if (fabs (line->tax_rate - *rate) < 0.001)
        *basis += line->net;
    }
}
