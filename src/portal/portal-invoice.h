/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* One invoice as its document and its XML both need it: read once from TMF678 and the provider's data. Strings are
 * borrowed from the nodes unless said. */
typedef struct
{
  const char *name;
  gint64 net; /* 1/10000 */
  double tax_rate;
} PortalInvoiceLine;

typedef struct
{
  const char *name; /* of the customer */
  const char *number;
  const char *street1;
  const char *street2; /* (nullable) */
  const char *post_code;
  const char *city;
  const char *country;
  const char *email;  /* (nullable) */
  const char *vat_id; /* (nullable) */
  const char *language;
} PortalInvoiceBuyer;

typedef struct
{
  JsonNode *bill;
  JsonNode *seller;
  PortalInvoiceBuyer buyer;
  GArray *lines; /* owned, PortalInvoiceLine, by id */
  const char *number;
  const char *category;
  const char *currency;
  GDateTime *date;         /* owned */
  GDateTime *due;          /* owned */
  GDateTime *period_start; /* owned */
  GDateTime *period_end;   /* owned: the last day */
  gint64 net, gross, open; /* 1/10000 */
} PortalInvoice;

PortalInvoice *
portal_invoice_read (JsonNode *bill, JsonArray *rates, JsonNode *customer, JsonNode *provider, GError **error);
void portal_invoice_free (PortalInvoice *self);
gboolean portal_invoice_is_credit_note (const PortalInvoice *self);
guint portal_invoice_get_n_taxes (const PortalInvoice *self);
void portal_invoice_get_tax (const PortalInvoice *self, guint index, double *rate, gint64 *basis, gint64 *tax);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PortalInvoice, portal_invoice_free)

G_END_DECLS
