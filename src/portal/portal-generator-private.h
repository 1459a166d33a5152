/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "portal-generator.h"

G_BEGIN_DECLS

#define PORTAL_USAGE_MAX_MONTHS 240

/* What the parts of the generator share while one customer's data is made. */
typedef struct
{
  JsonNode *provider;
  JsonNode *customer; /* of the provider's "customers" */
  const PortalGeneratorSink *sink;
  GDateTime *today;
  GHashTable *offerings; /* id → entry of the provider's "catalogue" (borrowed) */
  const char *owner;     /* customer id */
  guint index;           /* of the customer in the provider's file */
  const char *language;
  const char *currency;
  guint64 random;
  gint64 month_cost[PORTAL_USAGE_MAX_MONTHS]; /* net, 1/10000; index = months before the current one */
} PortalGenerator;

/* SplitMix64: the same numbers on every machine. */
static inline guint64
portal_generator_next (PortalGenerator *self)
{
  guint64 z = self->random += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* 0 … below - 1 */
static inline guint
portal_generator_below (PortalGenerator *self, guint below)
{
  return portal_generator_next (self) % below;
}

char *portal_generator_date (GDateTime *time);
GDateTime *portal_generator_month (PortalGenerator *self, guint months_ago);
JsonObject *portal_generator_money (gint64 amount_e4, const char *currency);
guint portal_generator_count (PortalGenerator *self, const char *series, const char *large, gboolean is_large);

void portal_generator_make_orders (PortalGenerator *self, guint count);
void portal_generator_make_bills (PortalGenerator *self, guint count);
void portal_generator_make_usage (PortalGenerator *self, guint months, guint call_months, guint calls);

G_END_DECLS
