/* SPDX-License-Identifier: GPL-3.0-or-later
 * The one table of TMF resources: where each lies, what its lists are sorted and searched by, who sees it, what is
 * special about it. */

#include "portal-resource.h"

#include "portal-policies.h"
#include "portal-policy-cart.h"

#define END { NULL, NULL, PORTAL_COLUMN_TEXT }
#define ID { "id", "id", PORTAL_COLUMN_TEXT }
#define TEXT(member, column) { member, column, PORTAL_COLUMN_TEXT }
#define TIME(member) { member, "date", PORTAL_COLUMN_TIME }
#define NUMBER(member) { member, "amount", PORTAL_COLUMN_NUMBER }
#define COLUMNS(...) { "resource", (const PortalColumn[]) { ID, __VA_ARGS__, END }, "id", "search", TRUE }

static const PortalResource resources[] = {
  { "customer",
    "/tmf-api/customerManagement/v4/",
    "customer",
    COLUMNS (TEXT ("name", "name"), TEXT ("status", "state")),
    { "id", "name" },
    "engagedParty",
    PORTAL_AUDIENCE_OWNER,
    NULL },
  { "party",
    "/tmf-api/party/v4/",
    "individual",
    COLUMNS (TEXT ("familyName", "name"), TEXT ("status", "state")),
    { "givenName", "familyName", "contactMedium.characteristic.emailAddress" },
    NULL,
    PORTAL_AUDIENCE_OWNER,
    &portal_policy_party },
  { "party",
    "/tmf-api/party/v4/",
    "organization",
    COLUMNS (TEXT ("tradingName", "name"), TEXT ("status", "state")),
    { "name", "tradingName" },
    NULL,
    PORTAL_AUDIENCE_OWNER,
    &portal_policy_party },
  { "productOrder",
    "/tmf-api/productOrderingManagement/v4/",
    "productOrder",
    COLUMNS (TIME ("orderDate"),
             TEXT ("state", "state"),
             TEXT ("productOrderItem.product.place.name", "name"),
             TEXT ("externalId", "parent"),
             NUMBER ("orderTotalPrice.price.taxIncludedAmount.value")),
    { "id", "productOrderItem.productOffering.name", "productOrderItem.product.place.name",
      "productOrderItem.product.place.company", "productOrderItem.product.place.city" },
    "productOrderItem",
    PORTAL_AUDIENCE_OWNER,
    &portal_policy_order },
  { "shoppingCart",
    "/tmf-api/shoppingCart/v4/",
    "shoppingCart",
    COLUMNS (TIME ("validFor.startDateTime")),
    { "id" },
    NULL,
    PORTAL_AUDIENCE_OWNER,
    &portal_policy_cart },
  { "customerBill",
    "/tmf-api/customerBillManagement/v4/",
    "customerBill",
    COLUMNS (TIME ("billDate"),
             TEXT ("state", "state"),
             TEXT ("billNo", "name"),
             TEXT ("category", "parent"),
             { "paymentDueDate", "due", PORTAL_COLUMN_TIME },
             { "remainingAmount.value", "open", PORTAL_COLUMN_NUMBER },
             NUMBER ("taxIncludedAmount.value")),
    { "id", "billNo" },
    NULL,
    PORTAL_AUDIENCE_OWNER,
    NULL },
  { "customerBill",
    "/tmf-api/customerBillManagement/v4/",
    "appliedCustomerBillingRate",
    COLUMNS (TEXT ("bill.id", "parent"), TEXT ("name", "name"), TIME ("date")),
    { "name" },
    NULL,
    PORTAL_AUDIENCE_OWNER,
    NULL },
  { "usage",
    "/tmf-api/usageManagement/v4/",
    "usage",
    COLUMNS (TIME ("usageDate"), TEXT ("usageType", "parent"), TEXT ("status", "state")),
    { "id" },
    NULL,
    PORTAL_AUDIENCE_OWNER,
    &portal_policy_usage },
  { "productCatalog",
    "/tmf-api/productCatalogManagement/v4/",
    "productOffering",
    COLUMNS (
        TEXT ("name", "name"), TEXT ("lifecycleStatus", "state"), TEXT ("category.id", "parent"), TIME ("lastUpdate")),
    { "id", "name", "description" },
    NULL,
    PORTAL_AUDIENCE_PUBLIC,
    NULL },
  { "productCatalog",
    "/tmf-api/productCatalogManagement/v4/",
    "productOfferingPrice",
    COLUMNS (TEXT ("name", "name"),
             TEXT ("lifecycleStatus", "state"),
             TEXT ("priceType", "parent"),
             NUMBER ("price.value"),
             TIME ("lastUpdate")),
    { "name", "description" },
    NULL,
    PORTAL_AUDIENCE_PUBLIC,
    NULL },
  { "productInventory",
    "/tmf-api/productInventory/v4/",
    "product",
    COLUMNS (
        TEXT ("name", "name"), TEXT ("status", "state"), TIME ("startDate"), TEXT ("productOffering.id", "parent")),
    { "id", "name", "description" },
    NULL,
    PORTAL_AUDIENCE_OWNER,
    NULL },
  { "troubleTicket",
    "/tmf-api/troubleTicket/v4/",
    "troubleTicket",
    COLUMNS (TIME ("creationDate"), TEXT ("status", "state"), TEXT ("name", "name"), TEXT ("ticketType", "parent")),
    { "id", "name", "description" },
    NULL,
    PORTAL_AUDIENCE_OWNER,
    NULL },
  { "document",
    "/tmf-api/document/v4/",
    "document",
    COLUMNS (TIME ("creationDate"), TEXT ("status", "state"), TEXT ("name", "name"), TEXT ("documentType", "parent")),
    { "id", "name", "description", "attachment.content" },
    NULL,
    PORTAL_AUDIENCE_BOTH,
    NULL },
  { "partyRole",
    "/tmf-api/partyRoleManagement/v4/",
    "partyRole",
    COLUMNS (TEXT ("name", "name"), TEXT ("status", "state")),
    { "name", "engagedParty.name" },
    NULL,
    PORTAL_AUDIENCE_OWNER,
    NULL },
};

const PortalResource *
portal_resource_get_table (guint *n_resources)
{
  *n_resources = G_N_ELEMENTS (resources);
  return resources;
}

/**
 * portal_resource_find:
 * @kind: collection
 *
 * Returns: (transfer none) (nullable): its row of the table
 */
const PortalResource *
portal_resource_find (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (resources); i++)
    if (g_str_equal (resources[i].kind, kind))
      return &resources[i];
  return NULL;
}
