/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-account.h"
#include "foyer-entity.h"
#include "foyer-json.h"
#include "foyer-resource-list.h"

G_BEGIN_DECLS

/* One month of calls, all products together; TMF635 usageType voiceMonthly carries counts, rates are computed here. */
#define FOYER_TYPE_USAGE_MONTH (foyer_usage_month_get_type ())
G_DECLARE_FINAL_TYPE (FoyerUsageMonth, foyer_usage_month, FOYER, USAGE_MONTH, GObject)
FoyerUsageMonth *foyer_usage_month_new (int year, int month);
int foyer_usage_month_get_year (FoyerUsageMonth *self);
int foyer_usage_month_get_month (FoyerUsageMonth *self);           /* 1–12 */
gboolean foyer_usage_month_has_data (FoyerUsageMonth *self);       /* FALSE: a gap, not a zero */
gint64 foyer_usage_month_get_attempts (FoyerUsageMonth *self);
gint64 foyer_usage_month_get_answered (FoyerUsageMonth *self);
gint64 foyer_usage_month_get_seconds (FoyerUsageMonth *self);      /* total time */
gint64 foyer_usage_month_get_average (FoyerUsageMonth *self);      /* seconds per answered call, rounded half up; -1 without answered calls */
int foyer_usage_month_get_asr (FoyerUsageMonth *self);             /* answered ÷ attempts in 1/10000 (ITU-T E.425 answer seizure ratio); -1 without attempts */
FoyerMoney *foyer_usage_month_get_cost (FoyerUsageMonth *self);    /* (nullable) gross if known, else net */
void foyer_usage_month_add (FoyerUsageMonth *self, gint64 attempts, gint64 answered, gint64 seconds, const FoyerMoney *cost);

/* One call (usageType voiceCall). */
#define FOYER_TYPE_CALL (foyer_call_get_type ())
G_DECLARE_FINAL_TYPE (FoyerCall, foyer_call, FOYER, CALL, FoyerEntity)
GDateTime *foyer_call_get_time (FoyerCall *self);                  /* (nullable) for placeholders */
const char *foyer_call_get_destination (FoyerCall *self);
gint64 foyer_call_get_seconds (FoyerCall *self);
const char *foyer_call_get_result (FoyerCall *self);               /* translated for the known: answered, busy, no answer, failed */
FoyerMoney *foyer_call_get_cost (FoyerCall *self);                 /* (nullable) */

/* resolves to GListModel of FoyerUsageMonth, newest first, no month left out between first and last */
DexFuture *foyer_usage_read_months (FoyerAccount *account, gboolean from_store);
FoyerResourceList *foyer_usage_list_calls (FoyerAccount *account, int year, int month);
void foyer_usage_list_calls_set_query (FoyerResourceList *list, FoyerAccount *account, int year, int month, const char *destination, const char *result);
/* All calls of the month as filtered, as CSV (RFC 4180, cells beginning with = + - @ made safe), page by page into the file; resolves TRUE */
DexFuture *foyer_usage_export_calls (FoyerAccount *account, int year, int month, const char *destination, const char *result, GFile *file);

G_END_DECLS
