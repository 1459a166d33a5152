/* SPDX-License-Identifier: GPL-3.0-or-later
 * One month of calls: counts, and what follows from them. */

#include "foyer-usage.h"

struct _FoyerUsageMonth
{
  GObject parent_instance;
  int year;
  int month;
  gboolean has_data;
  gint64 attempts;
  gint64 answered;
  gint64 seconds;
  FoyerMoney *cost;
};

G_DEFINE_FINAL_TYPE (FoyerUsageMonth, foyer_usage_month, G_TYPE_OBJECT)

static void
foyer_usage_month_finalize (GObject *object)
{
  g_clear_pointer (&FOYER_USAGE_MONTH (object)->cost, foyer_money_free);
  G_OBJECT_CLASS (foyer_usage_month_parent_class)->finalize (object);
}

static void
foyer_usage_month_class_init (FoyerUsageMonthClass *class)
{
  G_OBJECT_CLASS (class)->finalize = foyer_usage_month_finalize;
}

static void
foyer_usage_month_init (FoyerUsageMonth *self)
{
}

/**
 * foyer_usage_month_new:
 * @month: 1 to 12
 *
 * Returns: (transfer full): a month without data
 */
FoyerUsageMonth *
foyer_usage_month_new (int year, int month)
{
  FoyerUsageMonth *self = g_object_new (FOYER_TYPE_USAGE_MONTH, NULL);

  self->year = year;
  self->month = month;
  return self;
}

int
foyer_usage_month_get_year (FoyerUsageMonth *self)
{
  return self->year;
}

int
foyer_usage_month_get_month (FoyerUsageMonth *self)
{
  return self->month;
}

gboolean
foyer_usage_month_has_data (FoyerUsageMonth *self)
{
  return self->has_data;
}

gint64
foyer_usage_month_get_attempts (FoyerUsageMonth *self)
{
  return self->attempts;
}

gint64
foyer_usage_month_get_answered (FoyerUsageMonth *self)
{
  return self->answered;
}

gint64
foyer_usage_month_get_seconds (FoyerUsageMonth *self)
{
  return self->seconds;
}

/**
 * foyer_usage_month_get_average:
 *
 * Returns: seconds per answered call, rounded half up; -1 without answered calls
 */
gint64
foyer_usage_month_get_average (FoyerUsageMonth *self)
{
  return self->answered > 0 ? (self->seconds + self->answered / 2) / self->answered : -1;
}

/**
 * foyer_usage_month_get_asr:
 *
 * Returns: answer-seizure ratio (ITU-T E.425): answered ÷ attempts in 1/10000, rounded half up; -1 without attempts
 */
int
foyer_usage_month_get_asr (FoyerUsageMonth *self)
{
  return self->attempts > 0 ? (int) ((self->answered * 10000 + self->attempts / 2) / self->attempts) : -1;
}

FoyerMoney *
foyer_usage_month_get_cost (FoyerUsageMonth *self)
{
  return self->cost;
}

/**
 * foyer_usage_month_add:
 * @cost: (nullable): left out when its currency is another one than before
 *
 * Adds another product's figures of the same month.
 */
void
foyer_usage_month_add (FoyerUsageMonth *self, gint64 attempts, gint64 answered, gint64 seconds, const FoyerMoney *cost)
{
  FoyerMoney *sum = NULL;

  self->has_data = TRUE;
  self->attempts += attempts;
  self->answered += answered;
  self->seconds += seconds;
  if (cost == NULL)
    return;
  sum = self->cost != NULL ? foyer_money_add (self->cost, cost) : foyer_money_copy (cost);
  if (sum == NULL)
    return;
  g_clear_pointer (&self->cost, foyer_money_free);
  self->cost = sum;
}
