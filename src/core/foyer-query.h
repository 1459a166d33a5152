/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Builds a TMF630 collection address, parameter by parameter. */
GString *foyer_query_new (const char *base, const char *collection); /* base with a trailing slash */
void foyer_query_add (GString *self, const char *name, const char *value); /* skipped when value is NULL or "" */
void foyer_query_add_time (GString *self, const char *name, GDateTime *time);
void foyer_query_add_year (GString *self, const char *attribute, int year); /* attribute.gte and .lt in UTC; 0 = skipped */

G_END_DECLS
