/* SPDX-License-Identifier: GPL-3.0-or-later
 * An invoice as EN 16931 XML, in the syntax that the provider uses: UBL 2.1 (Invoice, CreditNote) or UN/CEFACT CII
 * D16B. BT numbers are the business terms of EN 16931-1. */

#include "portal-invoice-xml.h"

#include "portal-invoice.h"
#include "portal-json.h"

#include <libxml/xmlwriter.h>

#define UBL "urn:oasis:names:specification:ubl:schema:xsd:"
#define CII "urn:un:unece:uncefact:"

typedef struct
{
  const PortalInvoice *invoice;
  xmlTextWriter *writer;
  gint64 sign; /* a credit note's amounts are positive in its XML (BT-3 = 381) */
} Writer;

static const char *
get_seller (Writer *self, const char *member)
{
  return portal_json_get_string (self->invoice->seller, member);
}

static void
begin (Writer *self, const char *name)
{
  xmlTextWriterStartElement (self->writer, BAD_CAST name);
}

static void
end (Writer *self)
{
  xmlTextWriterEndElement (self->writer);
}

static void
attribute (Writer *self, const char *name, const char *value)
{
  xmlTextWriterWriteAttribute (self->writer, BAD_CAST name, BAD_CAST value);
}

static void
text (Writer *self, const char *name, const char *value)
{
  if (value != NULL)
    xmlTextWriterWriteElement (self->writer, BAD_CAST name, BAD_CAST value);
}

/* An element with one attribute. */
static void
tagged (Writer *self, const char *name, const char *tag, const char *tag_value, const char *value)
{
  if (value == NULL)
    return;
  begin (self, name);
  attribute (self, tag, tag_value);
  xmlTextWriterWriteString (self->writer, BAD_CAST value);
  end (self);
}

static char *
to_decimal (gint64 amount_e4)
{
  gint64 cents = (ABS (amount_e4) + 50) / 100;

  return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%02d", amount_e4 < 0 && cents != 0 ? "-" : "", cents / 100,
                          (int) (cents % 100));
}

static void
ubl_amount (Writer *self, const char *name, gint64 amount_e4)
{
  g_autofree char *value = to_decimal (self->sign * amount_e4);

  tagged (self, name, "currencyID", self->invoice->currency, value);
}

static void
cii_amount (Writer *self, const char *name, gint64 amount_e4)
{
  g_autofree char *value = to_decimal (self->sign * amount_e4);

  text (self, name, value);
}

static void
rate (Writer *self, const char *name, double percent)
{
  char value[G_ASCII_DTOSTR_BUF_SIZE];

  text (self, name, g_ascii_formatd (value, sizeof value, "%.2f", percent));
}

static void
ubl_date (Writer *self, const char *name, GDateTime *time)
{
  g_autofree char *value = time != NULL ? g_date_time_format (time, "%Y-%m-%d") : NULL;

  text (self, name, value);
}

static void
ubl_address (
    Writer *self, const char *street, const char *additional, const char *city, const char *code, const char *country)
{
  begin (self, "cac:PostalAddress");
  text (self, "cbc:StreetName", street);
  text (self, "cbc:AdditionalStreetName", additional);
  text (self, "cbc:CityName", city);
  text (self, "cbc:PostalZone", code);
  begin (self, "cac:Country");
  text (self, "cbc:IdentificationCode", country);
  end (self);
  end (self);
}

static void
ubl_vat_id (Writer *self, const char *vat_id)
{
  if (vat_id == NULL)
    return;
  begin (self, "cac:PartyTaxScheme");
  text (self, "cbc:CompanyID", vat_id);
  begin (self, "cac:TaxScheme");
  text (self, "cbc:ID", "VAT");
  end (self);
  end (self);
}

static void
ubl_legal (Writer *self, const char *name)
{
  begin (self, "cac:PartyLegalEntity");
  text (self, "cbc:RegistrationName", name);
  end (self);
}

static void
ubl_seller (Writer *self)
{
  begin (self, "cac:AccountingSupplierParty");
  begin (self, "cac:Party");
  tagged (self, "cbc:EndpointID", "schemeID", "EM", get_seller (self, "email"));
  ubl_address (self, get_seller (self, "street"), NULL, get_seller (self, "city"), get_seller (self, "postCode"),
               get_seller (self, "country"));
  ubl_vat_id (self, get_seller (self, "vatId"));
  ubl_legal (self, get_seller (self, "name"));
  begin (self, "cac:Contact");
  text (self, "cbc:Name", get_seller (self, "name"));
  text (self, "cbc:Telephone", get_seller (self, "phone"));
  text (self, "cbc:ElectronicMail", get_seller (self, "email"));
  end (self);
  end (self);
  end (self);
}

static void
ubl_buyer (Writer *self)
{
  const PortalInvoiceBuyer *buyer = &self->invoice->buyer;

  begin (self, "cac:AccountingCustomerParty");
  begin (self, "cac:Party");
  tagged (self, "cbc:EndpointID", "schemeID", "EM", buyer->email);
  begin (self, "cac:PartyIdentification");
  text (self, "cbc:ID", buyer->number);
  end (self);
  ubl_address (self, buyer->street1, buyer->street2, buyer->city, buyer->post_code, buyer->country);
  ubl_vat_id (self, buyer->vat_id);
  ubl_legal (self, buyer->name);
  end (self);
  end (self);
}

static void
ubl_payment (Writer *self)
{
  begin (self, "cac:PaymentMeans");
  text (self, "cbc:PaymentMeansCode", "58");
  text (self, "cbc:PaymentID", self->invoice->number);
  begin (self, "cac:PayeeFinancialAccount");
  text (self, "cbc:ID", get_seller (self, "iban"));
  text (self, "cbc:Name", get_seller (self, "name"));
  begin (self, "cac:FinancialInstitutionBranch");
  text (self, "cbc:ID", get_seller (self, "bic"));
  end (self);
  end (self);
  end (self);
}

static void
ubl_category (Writer *self, const char *element, double percent)
{
  begin (self, element);
  text (self, "cbc:ID", percent > 0 ? "S" : "Z");
  rate (self, "cbc:Percent", percent);
  begin (self, "cac:TaxScheme");
  text (self, "cbc:ID", "VAT");
  end (self);
  end (self);
}

static void
ubl_taxes (Writer *self)
{
  begin (self, "cac:TaxTotal");
  ubl_amount (self, "cbc:TaxAmount", self->invoice->gross - self->invoice->net);
  for (guint i = 0; i < portal_invoice_get_n_taxes (self->invoice); i++)
    {
      double percent;
      gint64 basis, tax;

      portal_invoice_get_tax (self->invoice, i, &percent, &basis, &tax);
      begin (self, "cac:TaxSubtotal");
      ubl_amount (self, "cbc:TaxableAmount", basis);
      ubl_amount (self, "cbc:TaxAmount", tax);
      ubl_category (self, "cac:TaxCategory", percent);
      end (self);
    }
  end (self);
}

static void
ubl_totals (Writer *self)
{
  const PortalInvoice *invoice = self->invoice;

  begin (self, "cac:LegalMonetaryTotal");
  ubl_amount (self, "cbc:LineExtensionAmount", invoice->net);
  ubl_amount (self, "cbc:TaxExclusiveAmount", invoice->net);
  ubl_amount (self, "cbc:TaxInclusiveAmount", invoice->gross);
  ubl_amount (self, "cbc:PayableAmount", invoice->gross);
  end (self);
}

static void
ubl_line (Writer *self, guint index)
{
  const PortalInvoiceLine *line = &g_array_index (self->invoice->lines, PortalInvoiceLine, index);
  gboolean credit = portal_invoice_is_credit_note (self->invoice);
  g_autofree char *id = g_strdup_printf ("%u", index + 1);

  begin (self, credit ? "cac:CreditNoteLine" : "cac:InvoiceLine");
  text (self, "cbc:ID", id);
  tagged (self, credit ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity", "unitCode", "C62", "1");
  ubl_amount (self, "cbc:LineExtensionAmount", line->net);
  begin (self, "cac:Item");
  text (self, "cbc:Name", line->name);
  ubl_category (self, "cac:ClassifiedTaxCategory", line->tax_rate);
  end (self);
  begin (self, "cac:Price");
  ubl_amount (self, "cbc:PriceAmount", line->net);
  end (self);
  end (self);
}

static void
ubl_period (Writer *self)
{
  begin (self, "cac:InvoicePeriod");
  ubl_date (self, "cbc:StartDate", self->invoice->period_start);
  ubl_date (self, "cbc:EndDate", self->invoice->period_end);
  end (self);
}

static void
write_ubl (Writer *self)
{
  const PortalInvoice *invoice = self->invoice;
  gboolean credit = portal_invoice_is_credit_note (invoice);

  begin (self, credit ? "CreditNote" : "Invoice");
  attribute (self, "xmlns", credit ? UBL "CreditNote-2" : UBL "Invoice-2");
  attribute (self, "xmlns:cac", UBL "CommonAggregateComponents-2");
  attribute (self, "xmlns:cbc", UBL "CommonBasicComponents-2");
  text (self, "cbc:CustomizationID", get_seller (self, "profile"));
  text (self, "cbc:ProfileID", "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0");
  text (self, "cbc:ID", invoice->number);
  ubl_date (self, "cbc:IssueDate", invoice->date);
  if (!credit)
    ubl_date (self, "cbc:DueDate", invoice->due);
  text (self, credit ? "cbc:CreditNoteTypeCode" : "cbc:InvoiceTypeCode", credit ? "381" : "380");
  text (self, "cbc:DocumentCurrencyCode", invoice->currency);
  text (self, "cbc:BuyerReference", invoice->buyer.number);
  ubl_period (self);
  ubl_seller (self);
  ubl_buyer (self);
  ubl_payment (self);
  ubl_taxes (self);
  ubl_totals (self);
  for (guint i = 0; i < invoice->lines->len; i++)
    ubl_line (self, i);
  end (self);
}

/* CII */

static void
cii_date (Writer *self, const char *name, GDateTime *time)
{
  g_autofree char *value = time != NULL ? g_date_time_format (time, "%Y%m%d") : NULL;

  if (value == NULL)
    return;
  begin (self, name);
  tagged (self, "udt:DateTimeString", "format", "102", value);
  end (self);
}

static void
cii_address (
    Writer *self, const char *code, const char *street, const char *additional, const char *city, const char *country)
{
  begin (self, "ram:PostalTradeAddress");
  text (self, "ram:PostcodeCode", code);
  text (self, "ram:LineOne", street);
  text (self, "ram:LineTwo", additional);
  text (self, "ram:CityName", city);
  text (self, "ram:CountryID", country);
  end (self);
}

static void
cii_endpoint (Writer *self, const char *email)
{
  if (email == NULL)
    return;
  begin (self, "ram:URIUniversalCommunication");
  tagged (self, "ram:URIID", "schemeID", "EM", email);
  end (self);
}

static void
cii_vat_id (Writer *self, const char *vat_id)
{
  if (vat_id == NULL)
    return;
  begin (self, "ram:SpecifiedTaxRegistration");
  tagged (self, "ram:ID", "schemeID", "VA", vat_id);
  end (self);
}

static void
cii_contact (Writer *self)
{
  begin (self, "ram:DefinedTradeContact");
  text (self, "ram:PersonName", get_seller (self, "name"));
  begin (self, "ram:TelephoneUniversalCommunication");
  text (self, "ram:CompleteNumber", get_seller (self, "phone"));
  end (self);
  begin (self, "ram:EmailURIUniversalCommunication");
  text (self, "ram:URIID", get_seller (self, "email"));
  end (self);
  end (self);
}

static void
cii_parties (Writer *self)
{
  const PortalInvoiceBuyer *buyer = &self->invoice->buyer;

  begin (self, "ram:ApplicableHeaderTradeAgreement");
  text (self, "ram:BuyerReference", buyer->number);
  begin (self, "ram:SellerTradeParty");
  text (self, "ram:Name", get_seller (self, "name"));
  cii_contact (self);
  cii_address (self, get_seller (self, "postCode"), get_seller (self, "street"), NULL, get_seller (self, "city"),
               get_seller (self, "country"));
  cii_endpoint (self, get_seller (self, "email"));
  cii_vat_id (self, get_seller (self, "vatId"));
  end (self);
  begin (self, "ram:BuyerTradeParty");
  text (self, "ram:ID", buyer->number);
  text (self, "ram:Name", buyer->name);
  cii_address (self, buyer->post_code, buyer->street1, buyer->street2, buyer->city, buyer->country);
  cii_endpoint (self, buyer->email);
  cii_vat_id (self, buyer->vat_id);
  end (self);
  end (self);
}

static void
cii_line (Writer *self, guint index)
{
  const PortalInvoiceLine *line = &g_array_index (self->invoice->lines, PortalInvoiceLine, index);
  g_autofree char *id = g_strdup_printf ("%u", index + 1);

  begin (self, "ram:IncludedSupplyChainTradeLineItem");
  begin (self, "ram:AssociatedDocumentLineDocument");
  text (self, "ram:LineID", id);
  end (self);
  begin (self, "ram:SpecifiedTradeProduct");
  text (self, "ram:Name", line->name);
  end (self);
  begin (self, "ram:SpecifiedLineTradeAgreement");
  begin (self, "ram:NetPriceProductTradePrice");
  cii_amount (self, "ram:ChargeAmount", line->net);
  end (self);
  end (self);
  begin (self, "ram:SpecifiedLineTradeDelivery");
  tagged (self, "ram:BilledQuantity", "unitCode", "C62", "1");
  end (self);
  begin (self, "ram:SpecifiedLineTradeSettlement");
  begin (self, "ram:ApplicableTradeTax");
  text (self, "ram:TypeCode", "VAT");
  text (self, "ram:CategoryCode", line->tax_rate > 0 ? "S" : "Z");
  rate (self, "ram:RateApplicablePercent", line->tax_rate);
  end (self);
  begin (self, "ram:SpecifiedTradeSettlementLineMonetarySummation");
  cii_amount (self, "ram:LineTotalAmount", line->net);
  end (self);
  end (self);
  end (self);
}

static void
cii_taxes (Writer *self)
{
  for (guint i = 0; i < portal_invoice_get_n_taxes (self->invoice); i++)
    {
      double percent;
      gint64 basis, tax;

      portal_invoice_get_tax (self->invoice, i, &percent, &basis, &tax);
      begin (self, "ram:ApplicableTradeTax");
      cii_amount (self, "ram:CalculatedAmount", tax);
      text (self, "ram:TypeCode", "VAT");
      cii_amount (self, "ram:BasisAmount", basis);
      text (self, "ram:CategoryCode", percent > 0 ? "S" : "Z");
      rate (self, "ram:RateApplicablePercent", percent);
      end (self);
    }
}

static void
cii_sums (Writer *self)
{
  const PortalInvoice *invoice = self->invoice;
  g_autofree char *tax = to_decimal (self->sign * (invoice->gross - invoice->net));

  begin (self, "ram:SpecifiedTradeSettlementHeaderMonetarySummation");
  cii_amount (self, "ram:LineTotalAmount", invoice->net);
  cii_amount (self, "ram:TaxBasisTotalAmount", invoice->net);
  tagged (self, "ram:TaxTotalAmount", "currencyID", invoice->currency, tax);
  cii_amount (self, "ram:GrandTotalAmount", invoice->gross);
  cii_amount (self, "ram:DuePayableAmount", invoice->gross);
  end (self);
}

static void
cii_settlement (Writer *self)
{
  const PortalInvoice *invoice = self->invoice;

  begin (self, "ram:ApplicableHeaderTradeSettlement");
  text (self, "ram:PaymentReference", invoice->number);
  text (self, "ram:InvoiceCurrencyCode", invoice->currency);
  begin (self, "ram:SpecifiedTradeSettlementPaymentMeans");
  text (self, "ram:TypeCode", "58");
  begin (self, "ram:PayeePartyCreditorFinancialAccount");
  text (self, "ram:IBANID", get_seller (self, "iban"));
  text (self, "ram:AccountName", get_seller (self, "name"));
  end (self);
  begin (self, "ram:PayeeSpecifiedCreditorFinancialInstitution");
  text (self, "ram:BICID", get_seller (self, "bic"));
  end (self);
  end (self);
  cii_taxes (self);
  begin (self, "ram:BillingSpecifiedPeriod");
  cii_date (self, "ram:StartDateTime", invoice->period_start);
  cii_date (self, "ram:EndDateTime", invoice->period_end);
  end (self);
  begin (self, "ram:SpecifiedTradePaymentTerms");
  cii_date (self, "ram:DueDateDateTime", invoice->due);
  end (self);
  cii_sums (self);
  end (self);
}

static void
cii_header (Writer *self)
{
  begin (self, "rsm:ExchangedDocumentContext");
  begin (self, "ram:BusinessProcessSpecifiedDocumentContextParameter");
  text (self, "ram:ID", "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0");
  end (self);
  begin (self, "ram:GuidelineSpecifiedDocumentContextParameter");
  text (self, "ram:ID", get_seller (self, "profile"));
  end (self);
  end (self);
  begin (self, "rsm:ExchangedDocument");
  text (self, "ram:ID", self->invoice->number);
  text (self, "ram:TypeCode", portal_invoice_is_credit_note (self->invoice) ? "381" : "380");
  cii_date (self, "ram:IssueDateTime", self->invoice->date);
  end (self);
}

static void
write_cii (Writer *self)
{
  begin (self, "rsm:CrossIndustryInvoice");
  attribute (self, "xmlns:rsm", CII "data:standard:CrossIndustryInvoice:100");
  attribute (self, "xmlns:ram", CII "data:standard:ReusableAggregateBusinessInformationEntity:100");
  attribute (self, "xmlns:udt", CII "data:standard:UnqualifiedDataType:100");
  cii_header (self);
  begin (self, "rsm:SupplyChainTradeTransaction");
  for (guint i = 0; i < self->invoice->lines->len; i++)
    cii_line (self, i);
  cii_parties (self);
  begin (self, "ram:ApplicableHeaderTradeDelivery");
  end (self);
  cii_settlement (self);
  end (self);
  end (self);
}

/**
 * portal_invoice_xml_render:
 * @bill: TMF678 customerBill
 * @rates: its appliedCustomerBillingRate
 * @customer: TMF629 customer
 * @provider: the provider's file; "seller.xml" is "ubl" or "cii"
 *
 * Returns: (transfer full) (nullable): the XML; NULL with G_IO_ERROR_INVALID_DATA if the bill is not complete
 */
GBytes *
portal_invoice_xml_render (JsonNode *bill, JsonArray *rates, JsonNode *customer, JsonNode *provider, GError **error)
{
  g_autoptr (PortalInvoice) invoice = portal_invoice_read (bill, rates, customer, provider, error);
  xmlBuffer *buffer;
  GBytes *bytes;
  Writer writer = { .invoice = invoice };

  if (invoice == NULL)
    return NULL;
  buffer = xmlBufferCreate ();
  writer.writer = xmlNewTextWriterMemory (buffer, 0);
  writer.sign = portal_invoice_is_credit_note (invoice) ? -1 : 1;
  xmlTextWriterSetIndent (writer.writer, 1);
  xmlTextWriterStartDocument (writer.writer, NULL, "UTF-8", NULL);
  if (g_strcmp0 (get_seller (&writer, "xml"), "cii") == 0)
    write_cii (&writer);
  else
    write_ubl (&writer);
  xmlTextWriterEndDocument (writer.writer);
  xmlFreeTextWriter (writer.writer);
  bytes = g_bytes_new (xmlBufferContent (buffer), xmlBufferLength (buffer));
  xmlBufferFree (buffer);
  return bytes;
}
