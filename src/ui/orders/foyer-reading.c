/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a page waits for: whose answer it is when it comes. */

#include "foyer-reading.h"

/**
 * foyer_reading_new:
 * @from_store: whether it is what was kept, to be followed by what the portal has now
 * @source: (nullable): what is read, in the page's own words; outlives the reading
 *
 * Returns: (transfer full): free with foyer_reading_free()
 */
FoyerReading *
foyer_reading_new (FoyerPage *page, gboolean from_store, gconstpointer source)
{
  FoyerReading *self = g_new0 (FoyerReading, 1);

  g_weak_ref_init (&self->page, page);
  self->stamp = foyer_page_get_stamp (page);
  self->from_store = from_store;
  self->source = source;
  return self;
}

void
foyer_reading_free (gpointer data)
{
  FoyerReading *self = data;

  g_weak_ref_clear (&self->page);
  g_free (self);
}

/**
 * foyer_reading_dup_page:
 *
 * Returns: (transfer full) (nullable): the FoyerPage; NULL if it is gone or was reloaded, and the answer must be
 * dropped
 */
gpointer
foyer_reading_dup_page (FoyerReading *self)
{
  g_autoptr (FoyerPage) page = g_weak_ref_get (&self->page);

  return page != NULL && foyer_page_is_current (page, self->stamp) ? g_steal_pointer (&page) : NULL;
}
