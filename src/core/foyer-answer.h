/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What was read or written, and whose it is: a consumer of another account drops it. */
typedef struct
{
  char *account_id; /* whose answer this is; a consumer of another account drops it */
  JsonNode *json;
  char *etag;      /* nullable */
  gint64 total;    /* -1 = not said */
  GDateTime *time; /* when it was read from the portal */
  gboolean stored; /* came from the store */
} FoyerAnswer;
#define FOYER_TYPE_ANSWER (foyer_answer_get_type ())
GType foyer_answer_get_type (void);
FoyerAnswer *foyer_answer_ref (FoyerAnswer *self); /* atomic box */
void foyer_answer_unref (FoyerAnswer *self);
FoyerAnswer *foyer_answer_new (
    const char *account_id, JsonNode *json, const char *etag, gint64 total, GDateTime *time, gboolean stored);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerAnswer, foyer_answer_unref)

G_END_DECLS
