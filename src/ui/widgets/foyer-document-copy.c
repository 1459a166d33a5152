/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Collects the text of a selection: pages that are not in view are asked for theirs. */

#include "foyer-document-copy.h"

/* Nobody pastes more than this, and the child would be busy with nothing else. */
#define MAX_PAGES 500

typedef struct
{
  FoyerDocumentProcess *process;
  FoyerDocumentPosition first, last;
} Copy;

static void
copy_free (gpointer data)
{
  Copy *copy = data;

  g_object_unref (copy->process);
  g_free (copy);
}

static void
append_page (const Copy *copy, guint page, const FoyerDocumentText *text, GString *all)
{
  guint start = page == copy->first.page ? copy->first.offset : 0;
  guint end = page == copy->last.page ? copy->last.offset : G_MAXUINT;
  g_autofree char *slice = foyer_document_text_slice (text, start, end);

  if (all->len > 0)
    g_string_append_c (all, '\n');
  g_string_append (all, slice);
}

/* A page that cannot be read is left out. */
static DexFuture *
copy_fiber (gpointer data)
{
  Copy *copy = data;
  g_autoptr (GString) all = g_string_new (NULL);
  guint last = MIN (copy->last.page, copy->first.page + MAX_PAGES - 1);

  for (guint page = copy->first.page; page <= last; page++)
    {
      g_autoptr (FoyerDocumentText) text = dex_await_boxed (foyer_document_process_text (copy->process, page), NULL);

      if (text)
        append_page (copy, page, text, all);
    }
  return dex_future_new_take_string (g_string_free (g_steal_pointer (&all), FALSE));
}

/**
 * foyer_document_copy_selection:
 * @scene: an open document
 *
 * Returns: (transfer full): a future of the selected text, at most of 500 pages; "" if nothing is selected
 */
DexFuture *
foyer_document_copy_selection (const FoyerDocumentScene *scene)
{
  Copy *copy;

  if (!foyer_document_scene_has_selection (scene))
    return dex_future_new_for_string ("");
  copy = g_new0 (Copy, 1);
  copy->process = g_object_ref (scene->process);
  foyer_document_scene_get_ends (scene, &copy->first, &copy->last);
  return dex_scheduler_spawn (NULL, 0, copy_fiber, copy, copy_free);
}
