/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Where what is generated goes. Addresses of files and hrefs are paths; whoever answers makes them absolute. */
typedef struct
{
  void (*put) (gpointer sink, const char *resource, const char *owner, JsonNode *node);
  void (*put_call) (gpointer sink,
                    const char *owner,
                    gint64 time_utc_us,
                    const char *id,
                    const char *product_id,
                    const char *destination,
                    int duration_seconds,
                    const char *result,
                    gint64 cost_e4,
                    const char *currency);
  void (*put_user) (gpointer sink, JsonNode *user);
  gpointer sink;
} PortalGeneratorSink;

gboolean portal_generator_run (JsonNode *provider,
                               gboolean large,
                               guint64 seed,
                               GDateTime *today,
                               const PortalGeneratorSink *sink,
                               GError **error);

G_END_DECLS
