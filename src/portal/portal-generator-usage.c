/* SPDX-License-Identifier: GPL-3.0-or-later
 * Months of calls, and the single calls of the last of them; a month with calls is their exact sum. */

#include "portal-generator-private.h"

#include "portal-json.h"

#define MONTH_WITHOUT_DATA 14
#define MONTH_WITHOUT_CALLS 20
#define CENT 100 /* in 1/10000 */

typedef struct
{
  gint64 attempts;
  gint64 answered;
  gint64 seconds;
  gint64 cost_e4; /* net */
} Month;

static gint64
price_call (PortalGenerator *self, gint64 seconds)
{
  gint64 rate_e4 = portal_json_get_number (self->provider, "usage.ratePerMinute", 0) * 10000 + 0.5;

  return (rate_e4 * seconds + 30) / 60;
}

static const char *
choose_result (PortalGenerator *self)
{
  guint chance = portal_generator_below (self, 100);

  return chance < 78 ? "answered" : chance < 88 ? "noAnswer" : chance < 96 ? "busy" : "failed";
}

static char *
choose_destination (PortalGenerator *self)
{
  JsonArray *prefixes = portal_json_get_array (self->provider, "usage.destinations");
  guint index = portal_generator_below (self, json_array_get_length (prefixes));

  return g_strdup_printf ("%s5550%03u", json_array_get_string_element (prefixes, index),
                          portal_generator_below (self, 1000));
}

static void
make_call (PortalGenerator *self, guint months_ago, guint number, GDateTime *start, gint64 span, Month *sum)
{
  const char *result = choose_result (self);
  gboolean answered = g_str_equal (result, "answered");
  int seconds = answered ? 5 + (int) portal_generator_below (self, 60) * (1 + portal_generator_below (self, 12)) : 0;
  gint64 cost = price_call (self, seconds), offset = portal_generator_next (self) % (span / G_USEC_PER_SEC);
  g_autofree char *id = g_strdup_printf ("%s-%u-%u", self->owner, months_ago, number);
  g_autofree char *destination = choose_destination (self);

  self->sink->put_call (self->sink->sink, self->owner, (g_date_time_to_unix (start) + offset) * G_USEC_PER_SEC, id,
                        portal_json_get_string (self->customer, "product"), destination, seconds, result, cost,
                        self->currency);
  sum->attempts++;
  sum->answered += answered;
  sum->seconds += seconds;
  sum->cost_e4 += cost;
}

static void
make_calls (PortalGenerator *self, guint months_ago, guint calls, Month *sum)
{
  g_autoptr (GDateTime) start = portal_generator_month (self, months_ago), next = g_date_time_add_months (start, 1);
  gint64 span = g_date_time_difference (next, start), so_far = g_date_time_difference (self->today, start);
  guint count = calls;

  if (so_far < span)
    {
      count = (guint) (calls * (MAX (so_far, G_TIME_SPAN_HOUR) / (double) span));
      span = MAX (so_far, G_TIME_SPAN_HOUR);
    }
  for (guint i = 0; i < count; i++)
    make_call (self, months_ago, i, start, span, sum);
}

/* Months before the single calls: a trend that grows, quieter in summer. */
static void
guess_month (PortalGenerator *self, guint months_ago, guint months, guint calls, GDateTime *start, Month *month)
{
  guint base = MAX (calls, 20), grown = base * (100 - months_ago * 50 / MAX (months, 1)) / 100;

  if (g_date_time_get_month (start) == 7 || g_date_time_get_month (start) == 8)
    grown = grown * 3 / 4;
  month->attempts = grown + portal_generator_below (self, base / 8 + 1);
  month->answered = month->attempts * (70 + portal_generator_below (self, 15)) / 100;
  month->seconds = month->answered * (gint64) (110 + portal_generator_below (self, 70));
  month->cost_e4 = price_call (self, month->seconds);
}

static void
add_count (JsonArray *array, const char *name, gint64 value)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", name);
  json_object_set_string_member (object, "valueType", "number");
  json_object_set_int_member (object, "value", value);
  json_array_add_object_element (array, object);
}

static JsonArray *
make_rating (PortalGenerator *self, gint64 net)
{
  JsonObject *rated = json_object_new (), *reference = json_object_new ();
  JsonArray *array = json_array_new ();
  gint64 rate_e2 = portal_json_get_number (self->provider, "taxRate", 0) * 100 + 0.5;
  gint64 tax = (net * rate_e2 / 10000 + CENT / 2) / CENT * CENT;

  json_object_set_object_member (rated, "taxExcludedRatingAmount", portal_generator_money (net, self->currency));
  json_object_set_object_member (rated, "taxIncludedRatingAmount", portal_generator_money (net + tax, self->currency));
  json_object_set_string_member (reference, "id", portal_json_get_string (self->customer, "product"));
  json_object_set_object_member (rated, "productRef", reference);
  json_array_add_object_element (array, rated);
  return array;
}

static void
put_month (PortalGenerator *self, GDateTime *start, const Month *month)
{
  JsonObject *usage = json_object_new ();
  g_autoptr (JsonNode) node = portal_json_take_object (usage);
  JsonArray *counts = json_array_new ();
  g_autofree char *name = g_date_time_format (start, "%Y-%m");
  g_autofree char *id =
      g_strdup_printf ("%s.%s.%s", name, portal_json_get_string (self->customer, "product"), self->owner);
  g_autofree char *href = g_strconcat ("/tmf-api/usageManagement/v4/usage/", id, NULL);
  g_autofree char *date = portal_generator_date (start);

  json_object_set_string_member (usage, "id", id);
  json_object_set_string_member (usage, "href", href);
  json_object_set_string_member (usage, "usageType", "voiceMonthly");
  json_object_set_string_member (usage, "usageDate", date);
  json_object_set_string_member (usage, "status", "rated");
  add_count (counts, "callAttempts", month->attempts);
  add_count (counts, "callsAnswered", month->answered);
  add_count (counts, "totalDuration", month->seconds);
  json_object_set_array_member (usage, "usageCharacteristic", counts);
  json_object_set_array_member (usage, "ratedProductUsage", make_rating (self, month->cost_e4));
  self->sink->put (self->sink->sink, "usage", self->owner, node);
}

/* One month has no data and one no calls, where there are enough of them: both happen. */
void
portal_generator_make_usage (PortalGenerator *self, guint months, guint call_months, guint calls)
{
  months = MIN (months, PORTAL_USAGE_MAX_MONTHS);
  for (guint i = 0; i < months; i++)
    {
      g_autoptr (GDateTime) start = portal_generator_month (self, i);
      Month month = { 0 };

      if (i == MONTH_WITHOUT_DATA && months > MONTH_WITHOUT_CALLS)
        continue;
      if (i < call_months)
        make_calls (self, i, calls, &month);
      else if (i != MONTH_WITHOUT_CALLS)
        guess_month (self, i, months, calls, start, &month);
      self->month_cost[i] = month.cost_e4;
      put_month (self, start, &month);
    }
}
