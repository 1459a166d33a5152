/* SPDX-License-Identifier: GPL-3.0-or-later
 * Documents below /files/: the logo for everybody, invoices as PDF and XML for those whose they are, made when asked
 * for. */

#include "portal-files.h"

#include "portal-invoice-pdf.h"
#include "portal-invoice-xml.h"
#include "portal-json.h"
#include "portal-resource.h"
#include "portal-server.h"

#include <string.h>

static void
answer_logo (PortalRequest *request)
{
  GBytes *logo = portal_provider_get_logo (portal_server_get_provider (portal_request_get_server (request)));
  g_autofree char *hash = logo != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, logo) : NULL;
  g_autofree char *etag = logo != NULL ? g_strdup_printf ("\"%.24s\"", hash) : NULL;

  if (logo == NULL)
    {
      portal_request_answer_status (request, 404, "Not found");
      return;
    }
  portal_request_set_header (request, "ETag", etag);
  portal_request_set_header (request, "Cache-Control", "max-age=3600");
  if (portal_request_matches (request, "If-None-Match", etag))
    portal_request_answer (request, 304, NULL, NULL);
  else
    portal_request_answer (request, 200, "image/svg+xml", logo);
}

static JsonArray *
read_rates (PortalDatabase *database, const char *owner, const char *bill)
{
  JsonArray *rates = json_array_new ();
  sqlite3_stmt *row = portal_database_query (
      database,
      "SELECT json FROM resource WHERE kind = 'appliedCustomerBillingRate' AND owner = ? AND parent = ? ORDER BY seq",
      "ss", owner, bill);

  while (portal_database_step (database, row))
    {
      JsonNode *node = portal_json_parse (portal_database_text (row, 0), -1, NULL);

      if (node != NULL)
        json_array_add_element (rates, node);
    }
  return rates;
}

static GBytes *
render (PortalServer *server, PortalRow *bill, gboolean is_pdf, GError **error)
{
  PortalDatabase *database = portal_server_get_database (server);
  JsonNode *provider = portal_provider_get_node (portal_server_get_provider (server));
  g_autoptr (JsonArray) rates = read_rates (database, bill->owner, portal_json_get_string (bill->node, "id"));
  g_autoptr (PortalRow) customer = portal_row_find (database, portal_resource_find ("customer"), bill->owner);
  JsonNode *customer_node = customer != NULL ? customer->node : NULL;

  return is_pdf ? portal_invoice_pdf_render (bill->node, rates, customer_node, provider, error)
                : portal_invoice_xml_render (bill->node, rates, customer_node, provider, error);
}

/* The file's name as the bill says it, reduced to what is safe in a header and on any disk. */
static char *
make_disposition (PortalRow *bill, gboolean is_pdf)
{
  const char *number = portal_json_get_string (bill->node, "billNo");
  g_autofree char *name = g_strdup (number != NULL ? number : portal_json_get_string (bill->node, "id"));

  g_strcanon (name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.", '_');
  return g_strdup_printf ("attachment; filename=\"%s.%s\"", name, is_pdf ? "pdf" : "xml");
}

static void
answer_invoice (PortalRequest *request, PortalRow *bill, gboolean is_pdf)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *hash = g_strndup (bill->etag + 1, strlen (bill->etag) - 2);
  g_autofree char *etag = g_strdup_printf ("\"%s-%s\"", hash, is_pdf ? "pdf" : "xml");
  g_autofree char *disposition = make_disposition (bill, is_pdf);

  portal_request_set_header (request, "ETag", etag);
  portal_request_set_header (request, "Cache-Control", "private, no-cache");
  if (portal_request_matches (request, "If-None-Match", etag))
    {
      portal_request_answer (request, 304, NULL, NULL);
      return;
    }
  bytes = render (portal_request_get_server (request), bill, is_pdf, &error);
  if (bytes == NULL)
    {
      g_warning ("%s: %s", portal_request_get_path (request), error->message);
      portal_request_answer_status (request, 500, "The document could not be made");
      return;
    }
  portal_request_set_header (request, "Content-Disposition", disposition);
  portal_request_answer (request, 200, is_pdf ? "application/pdf" : "application/xml", bytes);
}

static gboolean
has_url (JsonNode *value, gpointer user_data)
{
  return JSON_NODE_HOLDS_VALUE (value) && g_strcmp0 (json_node_get_string (value), user_data) == 0;
}

/* /files/…ID.pdf, if the bill of that id says that this is its document. */
static PortalRow *
find_bill (PortalRequest *request)
{
  PortalDatabase *database = portal_server_get_database (portal_request_get_server (request));
  const char *path = portal_request_get_path (request), *dot = strrchr (path, '.');
  g_autofree char *id = NULL;
  g_autoptr (PortalRow) bill = NULL;

  if (dot == NULL)
    return NULL;
  id = g_strndup (strrchr (path, '/') + 1, dot - strrchr (path, '/') - 1);
  bill =
      portal_row_find_for (database, portal_resource_find ("customerBill"), id, portal_request_get_identity (request));
  if (bill == NULL || !portal_json_visit (bill->node, "billDocument.url", has_url, (gpointer) path))
    return NULL;
  return g_steal_pointer (&bill);
}

/**
 * portal_files_handle:
 * @request: one below /files/
 */
void
portal_files_handle (PortalRequest *request)
{
  const char *path = portal_request_get_path (request);
  g_autoptr (PortalRow) bill = NULL;

  if (!g_str_equal (portal_request_get_method (request), "GET"))
    {
      portal_request_set_header (request, "Allow", "GET, HEAD");
      portal_request_answer_status (request, 405, "Method not allowed");
      return;
    }
  if (g_str_equal (path, "/files/logo.svg"))
    {
      answer_logo (request);
      return;
    }
  if (portal_request_get_identity (request) == NULL)
    {
      portal_server_answer_unauthorized (request);
      return;
    }
  bill = find_bill (request);
  if (bill == NULL)
    portal_request_answer_status (request, 404, "There is no such document");
  else
    answer_invoice (request, bill, g_str_has_suffix (path, ".pdf"));
}
