/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the portal or the store answered, and for which account. */

#include "foyer-answer.h"

G_DEFINE_BOXED_TYPE (FoyerAnswer, foyer_answer, foyer_answer_ref, foyer_answer_unref)

FoyerAnswer *
foyer_answer_ref (FoyerAnswer *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
answer_clear (gpointer data)
{
  FoyerAnswer *self = data;

  g_free (self->account_id);
  g_clear_pointer (&self->json, json_node_unref);
  g_free (self->etag);
  g_clear_pointer (&self->time, g_date_time_unref);
}

void
foyer_answer_unref (FoyerAnswer *self)
{
  g_atomic_rc_box_release_full (self, answer_clear);
}

/**
 * foyer_answer_new:
 * @account_id: whose answer this is
 * @json: (nullable): what came; NULL for an empty answer
 * @etag: (nullable)
 * @total: X-Total-Count, -1 = not said
 * @time: (nullable): when it was read; NULL = now
 * @stored: came from the store
 *
 * Returns: (transfer full): an answer that says whose it is
 */
FoyerAnswer *
foyer_answer_new (
    const char *account_id, JsonNode *json, const char *etag, gint64 total, GDateTime *time, gboolean stored)
{
  FoyerAnswer *self = g_atomic_rc_box_new0 (FoyerAnswer);

  self->account_id = g_strdup (account_id);
  self->json = json != NULL ? json_node_ref (json) : NULL;
  self->etag = g_strdup (etag);
  self->total = total;
  self->time = time != NULL ? g_date_time_ref (time) : g_date_time_new_now_utc ();
  self->stored = stored;
  return self;
}
