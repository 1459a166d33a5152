/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libdex.h>
#include "foyer-money.h"

G_BEGIN_DECLS

/* A cursor into parsed JSON that knows its path and keeps the first error, so that a codec reads straight
 * through and asks once at the end. "require" rejects a missing or mistyped member with its path
 * (FOYER_ERROR_BAD_DATA, "$[3].amountDue.value"); "get" answers the fallback for missing, null or mistyped members.
 * Lenient where the wire is: numbers as strings and strings as numbers are read. Stack-allocatable, no ownership of nodes. */
typedef struct _FoyerJson FoyerJson;

struct _FoyerJson
{
  JsonNode *node;          /* (nullable) borrowed */
  const FoyerJson *parent; /* (nullable) */
  const char *name;        /* member name, or NULL for an element */
  guint index;
  GError **error;          /* shared by all cursors of one codec */
};

FoyerJson foyer_json_root (JsonNode *node, GError **error);
FoyerJson foyer_json_member (const FoyerJson *self, const char *name);       /* absent: node is NULL */
FoyerJson foyer_json_element (const FoyerJson *self, guint index);
gboolean foyer_json_exists (const FoyerJson *self);                          /* present and not null */
guint foyer_json_length (const FoyerJson *self);                             /* of an array, else 0 */
char *foyer_json_path (const FoyerJson *self);                               /* "$.a[2].b" */
gboolean foyer_json_fail (const FoyerJson *self, const char *what);          /* sets the error once; always FALSE */

char *foyer_json_require_string (const FoyerJson *self, const char *name);   /* (nullable): NULL only with the error set */
char *foyer_json_get_string (const FoyerJson *self, const char *name);       /* (nullable) */
gboolean foyer_json_get_boolean (const FoyerJson *self, const char *name, gboolean fallback);
gint64 foyer_json_get_int (const FoyerJson *self, const char *name, gint64 fallback);
double foyer_json_get_double (const FoyerJson *self, const char *name, double fallback);
GDateTime *foyer_json_get_time (const FoyerJson *self, const char *name);     /* (nullable) RFC 3339 or a bare date (UTC midnight) */
GDateTime *foyer_json_require_time (const FoyerJson *self, const char *name);
FoyerMoney *foyer_json_get_money (const FoyerJson *self, const char *name);   /* (nullable) TMF Money {unit, value} */
FoyerMoney *foyer_json_require_money (const FoyerJson *self, const char *name);
GStrv foyer_json_get_strv (const FoyerJson *self, const char *name);          /* empty when missing */


DexFuture *foyer_json_parse (GBytes *bytes);  /* foyer-body.c: beside the main loop; resolves to a JsonNode */

/* Writing: JsonBuilder with the two things TMF needs beside. */
void foyer_json_build_money (JsonBuilder *builder, const char *name, const FoyerMoney *money);
void foyer_json_build_string (JsonBuilder *builder, const char *name, const char *value); /* skipped when NULL */
GBytes *foyer_json_to_bytes (JsonNode *node);

G_END_DECLS
