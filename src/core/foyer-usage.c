/* SPDX-License-Identifier: GPL-3.0-or-later
 * What can be done with usage: the months, the calls of a month, their export. */

#include "config.h"

#include "foyer-usage.h"

#include "foyer-error.h"
#include "foyer-query.h"

#include <glib/gi18n-lib.h>

#define MAX_RECORDS 500
#define PAGE_SIZE 100
#define EXPORT_PAGE 500

static GString *
make_query (FoyerAccount *account, const char *type)
{
  const char *base = foyer_portal_get_api (foyer_account_get_portal (account), "usage");
  GString *uri = foyer_query_new (base != NULL ? base : "", "usage");

  foyer_query_add (uri, "usageType", type);
  foyer_query_add (uri, "sort", "-usageDate");
  return uri;
}

static gint64
read_count (const FoyerJson *usage, const char *name)
{
  FoyerJson counts = foyer_json_member (usage, "usageCharacteristic");

  for (guint i = 0; i < foyer_json_length (&counts); i++)
    {
      FoyerJson count = foyer_json_element (&counts, i);
      g_autofree char *found = foyer_json_get_string (&count, "name");

      if (g_strcmp0 (found, name) == 0)
        return MAX (foyer_json_get_int (&count, "value", 0), 0);
    }
  return 0;
}

static void
add_record (GHashTable *months, const FoyerJson *usage, int *first, int *last)
{
  g_autoptr (GDateTime) date = foyer_json_require_time (usage, "usageDate");
  FoyerJson ratings = foyer_json_member (usage, "ratedProductUsage"), rating = foyer_json_element (&ratings, 0);
  g_autoptr (FoyerMoney) cost = foyer_json_get_money (&rating, "taxIncludedRatingAmount");
  FoyerUsageMonth *month;
  int key;

  if (date == NULL)
    return;
  if (cost == NULL)
    cost = foyer_json_get_money (&rating, "taxExcludedRatingAmount");
  key = g_date_time_get_year (date) * 12 + g_date_time_get_month (date) - 1;
  *first = MIN (*first, key);
  *last = MAX (*last, key);
  month = g_hash_table_lookup (months, GINT_TO_POINTER (key));
  if (month == NULL)
    {
      month = foyer_usage_month_new (key / 12, key % 12 + 1);
      g_hash_table_insert (months, GINT_TO_POINTER (key), month);
    }
  foyer_usage_month_add (month, read_count (usage, "callAttempts"), read_count (usage, "callsAnswered"),
                         read_count (usage, "totalDuration"), cost);
}

/* Products of a month are added up; a month that the portal leaves out is a gap, not a zero. */
static DexFuture *
decode_months (DexFuture *future, gpointer user_data)
{
  FoyerAnswer *answer = g_value_get_boxed (dex_future_get_value (future, NULL));
  g_autoptr (GHashTable) months = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  g_autoptr (GListStore) list = g_list_store_new (FOYER_TYPE_USAGE_MONTH);
  GError *error = NULL;
  FoyerJson root = foyer_json_root (answer->json, &error);
  int first = G_MAXINT, last = 0;

  for (guint i = 0; i < foyer_json_length (&root); i++)
    {
      FoyerJson usage = foyer_json_element (&root, i);

      add_record (months, &usage, &first, &last);
    }
  if (error != NULL)
    return dex_future_new_for_error (error);
  for (int key = last; first <= last && key >= first; key--)
    {
      FoyerUsageMonth *month = g_hash_table_lookup (months, GINT_TO_POINTER (key));
      g_autoptr (FoyerUsageMonth) gap = month == NULL ? foyer_usage_month_new (key / 12, key % 12 + 1) : NULL;

      g_list_store_append (list, month != NULL ? month : gap);
    }
  return dex_future_new_take_object (g_steal_pointer (&list));
}

/**
 * foyer_usage_read_months:
 *
 * Returns: (transfer full): resolves to a GListModel of FoyerUsageMonth, newest first, without a month left out
 */
DexFuture *
foyer_usage_read_months (FoyerAccount *account, gboolean from_store)
{
  g_autoptr (GString) uri = make_query (account, "voiceMonthly");

  foyer_query_add (uri, "limit", G_STRINGIFY (MAX_RECORDS));
  return dex_future_then (foyer_account_read (account, uri->str, from_store), decode_months, NULL, NULL);
}

static char *
make_calls_uri (FoyerAccount *account, int year, int month, const char *destination, const char *result)
{
  GString *uri = make_query (account, "voiceCall");
  g_autoptr (GDateTime) start = g_date_time_new_utc (year, month, 1, 0, 0, 0);
  g_autoptr (GDateTime) end = g_date_time_add_months (start, 1);

  foyer_query_add_time (uri, "usageDate.gte", start);
  foyer_query_add_time (uri, "usageDate.lt", end);
  foyer_query_add (uri, "q", destination);
  foyer_query_add (uri, "usageCharacteristic.result", result);
  return g_string_free_and_steal (uri);
}

/**
 * foyer_usage_list_calls:
 *
 * Returns: (transfer full): a list of the FoyerCall of a month, newest first, that has asked for nothing yet
 */
FoyerResourceList *
foyer_usage_list_calls (FoyerAccount *account, int year, int month)
{
  g_autofree char *uri = make_calls_uri (account, year, month, NULL, NULL);

  return foyer_resource_list_new (account, FOYER_TYPE_CALL, uri, PAGE_SIZE);
}

void
foyer_usage_list_calls_set_query (
    FoyerResourceList *list, FoyerAccount *account, int year, int month, const char *destination, const char *result)
{
  g_autofree char *uri = make_calls_uri (account, year, month, destination, result);

  foyer_resource_list_set_uri (list, uri);
}

/* Export */

typedef struct
{
  FoyerAccount *account;
  char *uri;
  GFile *file;
} Export;

static void
export_free (gpointer data)
{
  Export *self = data;

  g_object_unref (self->account);
  g_object_unref (self->file);
  g_free (self->uri);
  g_free (self);
}

/* RFC 4180; what a spreadsheet would take for a formula is text. A number called begins with "+". */
static void
append_cell (GString *line, const char *text, gboolean last)
{
  g_string_append_c (line, '"');
  if (*text != '\0' && strchr ("=+-@\t\r", *text) != NULL)
    g_string_append_c (line, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *p);
    }
  g_string_append (line, last ? "\"\r\n" : "\",");
}

static void
append_call (GString *text, FoyerCall *call)
{
  g_autofree char *time = g_date_time_format_iso8601 (foyer_call_get_time (call));
  g_autofree char *seconds = g_strdup_printf ("%" G_GINT64_FORMAT, foyer_call_get_seconds (call));
  g_autofree char *cost = foyer_call_get_cost (call) != NULL ? foyer_money_to_decimal (foyer_call_get_cost (call)) : g_strdup ("");

  append_cell (text, time, FALSE);
  append_cell (text, foyer_call_get_destination (call), FALSE);
  append_cell (text, seconds, FALSE);
  append_cell (text, cost, FALSE);
  append_cell (text, foyer_call_get_cost (call) != NULL ? foyer_money_get_currency (foyer_call_get_cost (call)) : "", FALSE);
  append_cell (text, foyer_call_get_result (call), TRUE);
}

static gboolean
append_page (GString *text, JsonNode *json, GError **error)
{
  FoyerJson root = foyer_json_root (json, NULL);

  for (guint i = 0; i < foyer_json_length (&root); i++)
    {
      FoyerJson element = foyer_json_element (&root, i);
      g_autoptr (FoyerCall) call = g_object_new (FOYER_TYPE_CALL, NULL);

      if (!foyer_entity_apply (FOYER_ENTITY (call), element.node, error))
        return FALSE;
      append_call (text, call);
    }
  return TRUE;
}

static void
append_head (GString *text)
{
  append_cell (text, _ ("Date"), FALSE);
  append_cell (text, _ ("Number called"), FALSE);
  append_cell (text, _ ("Seconds"), FALSE);
  append_cell (text, _ ("Cost"), FALSE);
  append_cell (text, _ ("Currency"), FALSE);
  append_cell (text, _ ("Result"), TRUE);
}

static gboolean
write_text (GOutputStream *stream, GString *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);

  g_string_truncate (text, 0);
  while (g_bytes_get_size (bytes) > 0)
    {
      gint64 written = dex_await_int64 (dex_output_stream_write_bytes (stream, bytes, G_PRIORITY_DEFAULT), error);
      GBytes *rest;

      if (written <= 0)
        return FALSE;
      rest = g_bytes_new_from_bytes (bytes, written, g_bytes_get_size (bytes) - written);
      g_bytes_unref (bytes);
      bytes = rest;
    }
  return TRUE;
}

static gboolean
write_calls (Export *self, GOutputStream *stream, GError **error)
{
  g_autoptr (GString) text = g_string_new ("\xef\xbb\xbf");
  gint64 total = 1;

  append_head (text);
  for (guint offset = 0; offset < total; offset += EXPORT_PAGE)
    {
      g_autofree char *uri = g_strdup_printf ("%s&offset=%u&limit=%u", self->uri, offset, EXPORT_PAGE);
      g_autoptr (FoyerAnswer) answer = dex_await_boxed (foyer_account_read (self->account, uri, FALSE), error);

      if (answer == NULL || !append_page (text, answer->json, error) || !write_text (stream, text, error))
        return FALSE;
      total = answer->total;
    }
  return TRUE;
}

/* Closing puts what was written in the place of the file that was there; closing with a cancelled cancellable drops it. */
static void
leave_file (GOutputStream *stream)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (stream, cancelled, NULL);
}

static DexFuture *
export_fiber (gpointer data)
{
  Export *self = data;
  GError *error = NULL;
  g_autoptr (GOutputStream) stream = dex_await_object (
      dex_file_replace (self->file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, G_PRIORITY_DEFAULT), &error);

  if (stream == NULL)
    return dex_future_new_for_error (error);
  if (!write_calls (self, stream, &error))
    {
      leave_file (stream);
      return dex_future_new_for_error (error);
    }
  if (!dex_await (dex_output_stream_close (stream, G_PRIORITY_DEFAULT), &error))
    return dex_future_new_for_error (error);
  return dex_future_new_true ();
}

/**
 * foyer_usage_export_calls:
 * @destination: (nullable): part of the number called
 * @result: (nullable): as on the wire
 * @file: replaced when the last page is written; a failure leaves it as it was
 *
 * Returns: (transfer full): resolves to TRUE; rejects with FOYER_ERROR or G_IO_ERROR
 */
DexFuture *
foyer_usage_export_calls (FoyerAccount *account, int year, int month, const char *destination, const char *result, GFile *file)
{
  Export *export = g_new0 (Export, 1);

  export->account = g_object_ref (account);
  export->file = g_object_ref (file);
  export->uri = make_calls_uri (account, year, month, destination, result);
  return dex_scheduler_spawn (dex_scheduler_get_default (), 0, export_fiber, export, export_free);
}
