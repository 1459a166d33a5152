/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Everything in the user's locale and, for times, in the user's time zone. All (transfer full). */
char *foyer_format_date (GDateTime *time);      /* "23.11.2026" */
char *foyer_format_date_time (GDateTime *time); /* "23.11.2026 14:05" */
char *foyer_format_age (GDateTime *time);       /* "today at 14:05", "yesterday at 14:05", else date and time */
char *foyer_format_month (int year, int month); /* "November 2026" */
char *foyer_format_duration (gint64 seconds);   /* "1:02:03" */
char *foyer_format_number (gint64 number);      /* "1.234" */
char *foyer_format_percent (int share);         /* share in 1/10000: "83.6%" */

/* For Blueprint: after this in class_init, a template may say `bind $foyer_format_date(template.date) as <string>`;
 * likewise foyer_format_date_time, foyer_format_money (a FoyerMoney), foyer_format_number. A missing value becomes "".
 */
void foyer_format_bind_callbacks (GtkWidgetClass *class);

G_END_DECLS
