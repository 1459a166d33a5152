/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of an invoice: in the columns of the list, in its narrow rows and on its page. */
#include "foyer-invoice-text.h"

#include <glib/gi18n.h>

#include "foyer-format.h"

static char *
format_date (GDateTime *date)
{
  return date != NULL ? foyer_format_date (date) : g_strdup ("");
}

static char *
format_money (FoyerMoney *money)
{
  return money != NULL ? foyer_money_format (money) : g_strdup ("");
}

/**
 * foyer_invoice_text_number:
 * @bill: a FoyerBill
 * @data: not looked at
 *
 * Returns: (transfer full): its number; for a row that is not here yet, a sign that it is on its way
 */
char *
foyer_invoice_text_number (gpointer bill, gpointer data)
{
  return g_strdup (foyer_entity_get_loaded (bill) ? foyer_bill_get_number (bill) : "…");
}

/**
 * foyer_invoice_text_date:
 * @bill: a FoyerBill
 * @data: not looked at
 *
 * Returns: (transfer full): the day it was made
 */
char *
foyer_invoice_text_date (gpointer bill, gpointer data)
{
  return format_date (foyer_bill_get_date (bill));
}

/**
 * foyer_invoice_text_due:
 * @bill: a FoyerBill
 * @data: not looked at
 *
 * Returns: (transfer full): the day it must be paid
 */
char *
foyer_invoice_text_due (gpointer bill, gpointer data)
{
  return format_date (foyer_bill_get_due (bill));
}

static gboolean
is_whole_month (GDateTime *start, GDateTime *end)
{
  g_autoptr (GDateTime) next = g_date_time_add_months (start, 1);

  return g_date_time_get_day_of_month (start) == 1 && g_date_time_get_year (end) == g_date_time_get_year (next) &&
         g_date_time_get_day_of_year (end) == g_date_time_get_day_of_year (next);
}

/**
 * foyer_invoice_text_period:
 * @bill: a FoyerBill
 * @data: not looked at
 *
 * Returns: (transfer full): "April 2026" for a month of the calendar, else its first and last day
 */
char *
foyer_invoice_text_period (gpointer bill, gpointer data)
{
  GDateTime *start = foyer_bill_get_period_start (bill), *end = foyer_bill_get_period_end (bill);
  g_autoptr (GDateTime) last = end != NULL ? g_date_time_add_days (end, -1) : NULL;
  g_autofree char *from = NULL, *to = NULL;

  if (start == NULL || end == NULL)
    return g_strdup ("");
  if (is_whole_month (start, end))
    return foyer_format_month (g_date_time_get_year (start), g_date_time_get_month (start));
  from = foyer_format_date (start);
  to = foyer_format_date (last);
  /* Translators: the first and the last day of a period */
  return g_strdup_printf (_ ("%s – %s"), from, to);
}

/**
 * foyer_invoice_text_amount:
 * @bill: a FoyerBill
 * @data: not looked at
 *
 * Returns: (transfer full): what it comes to
 */
char *
foyer_invoice_text_amount (gpointer bill, gpointer data)
{
  return format_money (foyer_bill_get_amount (bill));
}

/**
 * foyer_invoice_text_open:
 * @bill: a FoyerBill
 * @data: not looked at
 *
 * Returns: (transfer full): what of it is not paid yet
 */
char *
foyer_invoice_text_open (gpointer bill, gpointer data)
{
  return format_money (foyer_bill_get_open (bill));
}

/**
 * foyer_invoice_text_dates:
 * @bill: an invoice
 *
 * Returns: (transfer full): its date, and when it is due if something is open
 */
char *
foyer_invoice_text_dates (FoyerBill *bill)
{
  FoyerBillState state = foyer_bill_get_state (bill);
  gboolean unpaid = state == FOYER_BILL_OPEN || state == FOYER_BILL_OVERDUE || state == FOYER_BILL_PARTIALLY_PAID;
  g_autofree char *date = foyer_invoice_text_date (bill, NULL);
  g_autofree char *due = foyer_invoice_text_due (bill, NULL);

  if (!unpaid || *due == '\0')
    return g_steal_pointer (&date);
  /* Translators: the day an invoice was made, and the day it must be paid */
  return g_strdup_printf (_ ("%s · due %s"), date, due);
}
