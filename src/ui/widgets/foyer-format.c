/* SPDX-License-Identifier: GPL-3.0-or-later
 * How dates, times, numbers and shares are written for people. */

#include "foyer-format.h"

#include "foyer-money.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>

static gboolean
has_locale (void)
{
  const char *name = setlocale (LC_TIME, NULL);

  return name != NULL && !g_str_equal (name, "C") && !g_str_equal (name, "POSIX") && !g_str_has_prefix (name, "C.");
}

/* The locale's own order and separators, but always with the whole year: in a list of ten years "09" says nothing. */
static char *
dup_date_format (void)
{
  GString *format = g_string_new (has_locale () ? nl_langinfo (D_FMT) : "%Y-%m-%d");

  g_string_replace (format, "%D", "%m/%d/%Y", 0);
  g_string_replace (format, "%y", "%Y", 0);
  return g_string_free_and_steal (format);
}

/* Hours and minutes; seconds tell nobody anything here. */
static const char *
get_time_format (void)
{
  const char *format = nl_langinfo (T_FMT);

  return strstr (format, "%r") != NULL || strstr (format, "%I") != NULL || strstr (format, "%p") != NULL ? "%-I:%M %p"
                                                                                                         : "%H:%M";
}

static char *
format_local (GDateTime *time, const char *format)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (time);
  char *text = g_date_time_format (local, format);

  return text != NULL ? text : g_date_time_format (local, "%Y-%m-%d");
}

/**
 * foyer_format_date:
 * @time: in any time zone
 *
 * Returns: (transfer full): the day in the user's time zone
 */
char *
foyer_format_date (GDateTime *time)
{
  g_autofree char *format = dup_date_format ();

  return format_local (time, format);
}

/**
 * foyer_format_date_time:
 * @time: in any time zone
 *
 * Returns: (transfer full): day, hour and minute in the user's time zone
 */
char *
foyer_format_date_time (GDateTime *time)
{
  g_autofree char *date = dup_date_format (), *format = g_strconcat (date, " ", get_time_format (), NULL);

  return format_local (time, format);
}

/**
 * foyer_format_age:
 * @time: in any time zone
 *
 * Returns: (transfer full): when something was read, to stand in a sentence
 */
char *
foyer_format_age (GDateTime *time)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (time);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) day_before = g_date_time_add_days (now, -1);
  g_autofree char *clock = format_local (time, get_time_format ());

  if (g_date_time_get_year (local) == g_date_time_get_year (now) &&
      g_date_time_get_day_of_year (local) == g_date_time_get_day_of_year (now))
    /* Translators: %s is a time: "14:05" */
    return g_strdup_printf (_ ("today at %s"), clock);
  if (g_date_time_get_year (local) == g_date_time_get_year (day_before) &&
      g_date_time_get_day_of_year (local) == g_date_time_get_day_of_year (day_before))
    /* Translators: %s is a time: "14:05" */
    return g_strdup_printf (_ ("yesterday at %s"), clock);
  return foyer_format_date_time (time);
}

/**
 * foyer_format_month:
 * @month: 1 to 12
 *
 * Returns: (transfer full): the month's name and the year
 */
char *
foyer_format_month (int year, int month)
{
  g_autoptr (GDateTime) first = g_date_time_new_utc (year, month, 1, 0, 0, 0);

  /* Translators: a month with its year; %OB is the month's name standing alone, %Y the year */
  return first != NULL ? g_date_time_format (first, _ ("%OB %Y")) : g_strdup ("");
}

/**
 * foyer_format_duration:
 * @seconds: negative ones are shown with a sign
 *
 * Returns: (transfer full): hours, minutes and seconds
 */
char *
foyer_format_duration (gint64 seconds)
{
  guint64 length = seconds < 0 ? -(guint64) seconds : (guint64) seconds;

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ":%02u:%02u", seconds < 0 ? "−" : "", length / 3600,
                          (guint) (length / 60 % 60), (guint) (length % 60));
}

/**
 * foyer_format_number:
 *
 * Returns: (transfer full): with the locale's groups of digits
 */
char *
foyer_format_number (gint64 number)
{
  return g_strdup_printf ("%'" G_GINT64_FORMAT, number);
}

/**
 * foyer_format_percent:
 * @share: in 1/10000
 *
 * Returns: (transfer full): with one decimal
 */
char *
foyer_format_percent (int share)
{
  g_autofree char *number = g_strdup_printf ("%.1f", share / 100.0);

  /* Translators: a share; put the sign where your language has it: "83.6%" or "83,6 %" */
  return g_strdup_printf (_ ("%s%%"), number);
}

/* Closures of templates: the first argument is the template or the list item. */

static char *
date_closure (gpointer object, GDateTime *time)
{
  return time != NULL ? foyer_format_date (time) : g_strdup ("");
}

static char *
date_time_closure (gpointer object, GDateTime *time)
{
  return time != NULL ? foyer_format_date_time (time) : g_strdup ("");
}

static char *
money_closure (gpointer object, FoyerMoney *money)
{
  return money != NULL ? foyer_money_format (money) : g_strdup ("");
}

static char *
number_closure (gpointer object, gint64 number)
{
  return foyer_format_number (number);
}

/**
 * foyer_format_bind_callbacks:
 * @class: of a widget with a template
 *
 * Makes the formats known to the template under the names of the functions.
 */
void
foyer_format_bind_callbacks (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_callback_full (class, "foyer_format_date", G_CALLBACK (date_closure));
  gtk_widget_class_bind_template_callback_full (class, "foyer_format_date_time", G_CALLBACK (date_time_closure));
  gtk_widget_class_bind_template_callback_full (class, "foyer_format_money", G_CALLBACK (money_closure));
  gtk_widget_class_bind_template_callback_full (class, "foyer_format_number", G_CALLBACK (number_closure));
}
