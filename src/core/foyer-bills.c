/* SPDX-License-Identifier: GPL-3.0-or-later
 * What can be done with bills: list, search, what is open, the document. */

#include "foyer-bills.h"

#include "foyer-error.h"
#include "foyer-query.h"

#define PAGE_SIZE 50
#define MAX_OPEN 100
#define FIELDS "id,billNo,billDate,paymentDueDate,billingPeriod,category,state,amountDue,remainingAmount,taxIncludedAmount,billDocument"

static GString *
make_query (FoyerAccount *account)
{
  const char *base = foyer_portal_get_api (foyer_account_get_portal (account), "customerBill");
  GString *uri = foyer_query_new (base != NULL ? base : "", "customerBill");

  foyer_query_add (uri, "sort", "-billDate");
  foyer_query_add (uri, "fields", FIELDS);
  return uri;
}

/**
 * foyer_bills_list:
 *
 * Returns: (transfer full): a list of FoyerBill, newest first, that has asked for nothing yet
 */
FoyerResourceList *
foyer_bills_list (FoyerAccount *account)
{
  g_autoptr (GString) uri = make_query (account);

  return foyer_resource_list_new (account, FOYER_TYPE_BILL, uri->str, PAGE_SIZE);
}

/**
 * foyer_bills_list_set_query:
 * @text: (nullable): in the number
 * @year: 0 for all
 */
void
foyer_bills_list_set_query (FoyerResourceList *list, FoyerAccount *account, const char *text, int year)
{
  g_autoptr (GString) uri = make_query (account);

  foyer_query_add (uri, "q", text);
  foyer_query_add_year (uri, "billDate", year);
  foyer_resource_list_set_uri (list, uri->str);
}

static DexFuture *
decode_open (DexFuture *future, gpointer user_data)
{
  FoyerAnswer *answer = g_value_get_boxed (dex_future_get_value (future, NULL));
  g_autoptr (GListStore) bills = g_list_store_new (FOYER_TYPE_BILL);
  GError *error = NULL;
  FoyerJson root = foyer_json_root (answer->json, NULL);

  for (guint i = 0; i < foyer_json_length (&root); i++)
    {
      FoyerJson element = foyer_json_element (&root, i);
      g_autoptr (FoyerBill) bill = g_object_new (FOYER_TYPE_BILL, NULL);
      FoyerBillState state;

      if (!foyer_entity_apply (FOYER_ENTITY (bill), element.node, &error))
        return dex_future_new_for_error (error);
      state = foyer_bill_get_state (bill);
      if (state == FOYER_BILL_OPEN || state == FOYER_BILL_OVERDUE || state == FOYER_BILL_PARTIALLY_PAID)
        g_list_store_append (bills, bill);
    }
  return dex_future_new_take_object (g_steal_pointer (&bills));
}

/**
 * foyer_bills_read_open:
 *
 * Returns: (transfer full): resolves to a GListModel of the bills with something to pay
 */
DexFuture *
foyer_bills_read_open (FoyerAccount *account, gboolean from_store)
{
  g_autoptr (GString) uri = make_query (account);

  foyer_query_add (uri, "remainingAmount.value.gt", "0");
  foyer_query_add (uri, "limit", G_STRINGIFY (MAX_OPEN));
  return dex_future_then (foyer_account_read (account, uri->str, from_store), decode_open, NULL, NULL);
}

/**
 * foyer_bills_download:
 *
 * Returns: (transfer full): resolves to GBytes; rejects with FOYER_ERROR_NOT_OFFERED for a bill without a PDF
 */
DexFuture *
foyer_bills_download (FoyerAccount *account, FoyerBill *bill)
{
  if (foyer_bill_get_pdf (bill) == NULL)
    return dex_future_new_for_error (foyer_error_new (FOYER_ERROR_NOT_OFFERED, "no PDF"));
  return foyer_account_download (account, foyer_bill_get_pdf (bill), "application/pdf");
}
