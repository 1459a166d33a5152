/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the widgets of one open document share: its pages' places, pixels, hits and selection. */

#include "foyer-document-scene.h"

/**
 * foyer_document_scene_new:
 * @process: an open document
 *
 * Returns: (transfer full): its scene, with the pages laid out at scale 1
 */
FoyerDocumentScene *
foyer_document_scene_new (FoyerDocumentProcess *process)
{
  FoyerDocumentScene *self = g_new0 (FoyerDocumentScene, 1);
  double width, height;

  self->process = g_object_ref (process);
  self->layout = foyer_document_layout_new ();
  for (guint i = 0; foyer_document_process_get_page_size (process, i, &width, &height); i++)
    foyer_document_layout_add_page (self->layout, width, height);
  foyer_document_layout_set_scale (self->layout, 1, 0);
  self->tiles = foyer_document_tiles_new (process);
  self->search = foyer_document_search_new (process);
  return self;
}

void
foyer_document_scene_free (FoyerDocumentScene *self)
{
  g_clear_object (&self->search);
  /* Others may hold it; what it waits for is not wanted any more. */
  foyer_document_tiles_clear (self->tiles);
  g_clear_object (&self->tiles);
  g_clear_pointer (&self->layout, foyer_document_layout_free);
  g_clear_object (&self->process);
  g_free (self);
}

static int
compare (const FoyerDocumentPosition *a, const FoyerDocumentPosition *b)
{
  if (a->page != b->page)
    return a->page < b->page ? -1 : 1;
  return a->offset < b->offset ? -1 : a->offset > b->offset;
}

void
foyer_document_scene_select (FoyerDocumentScene *self, FoyerDocumentPosition from, FoyerDocumentPosition to)
{
  self->anchor = from;
  self->cursor = to;
}

gboolean
foyer_document_scene_has_selection (const FoyerDocumentScene *self)
{
  return compare (&self->anchor, &self->cursor) != 0;
}

/**
 * foyer_document_scene_get_ends:
 * @self: a scene
 * @first: (out): where the selection begins in the document
 * @last: (out): where it ends
 */
void
foyer_document_scene_get_ends (const FoyerDocumentScene *self,
                               FoyerDocumentPosition *first,
                               FoyerDocumentPosition *last)
{
  gboolean forward = compare (&self->anchor, &self->cursor) <= 0;

  *first = forward ? self->anchor : self->cursor;
  *last = forward ? self->cursor : self->anchor;
}

/**
 * foyer_document_scene_get_selection:
 * @self: a scene
 * @page: from 0
 * @n_chars: how many characters the page has
 * @start: (out): the gap where the selection starts on the page
 * @end: (out): the gap where it ends
 *
 * Returns: %TRUE if something of the page is selected
 */
gboolean
foyer_document_scene_get_selection (const FoyerDocumentScene *self, guint page, guint n_chars, guint *start, guint *end)
{
  FoyerDocumentPosition first, last;

  foyer_document_scene_get_ends (self, &first, &last);
  *start = page == first.page ? MIN (first.offset, n_chars) : 0;
  *end = page == last.page ? MIN (last.offset, n_chars) : n_chars;
  return page >= first.page && page <= last.page && *start < *end;
}
