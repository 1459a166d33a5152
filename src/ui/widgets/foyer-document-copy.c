/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Collects the text of a selection: pages that are not in view are asked for theirs. */

#include "foyer-document-copy.h"

#include "foyer-document-later.h"

/* Nobody pastes more than this, and the child would be busy with nothing else. */
#define MAX_PAGES 500

struct _FoyerDocumentCopy
{
  GObject parent_instance;

  FoyerDocumentProcess *process;
  GdkClipboard *clipboard;
  FoyerDocumentPosition first, last;
  guint page; /* that is asked for */
  GString *text;
  DexFuture *future;
};

G_DEFINE_FINAL_TYPE (FoyerDocumentCopy, foyer_document_copy, G_TYPE_OBJECT)

static void
append_page (FoyerDocumentCopy *self, const FoyerDocumentText *text)
{
  guint start = self->page == self->first.page ? self->first.offset : 0;
  guint end = self->page == self->last.page ? self->last.offset : G_MAXUINT;
  g_autofree char *slice = foyer_document_text_slice (text, start, end);

  if (self->text->len > 0)
    g_string_append_c (self->text, '\n');
  g_string_append (self->text, slice);
}

static void ask (FoyerDocumentCopy *self);

/* A page that cannot be read is left out. */
static void
on_text (gpointer object, guint64 stamp, const GValue *value, const GError *error)
{
  FoyerDocumentCopy *self = object;

  dex_clear (&self->future);
  if (value)
    append_page (self, g_value_get_boxed (value));
  self->page++;
  if (self->page <= self->last.page && self->page - self->first.page < MAX_PAGES)
    ask (self);
  else if (self->text->len > 0)
    gdk_clipboard_set_text (self->clipboard, self->text->str);
}

static void
ask (FoyerDocumentCopy *self)
{
  DexFuture *future = foyer_document_later (foyer_document_process_text (self->process, self->page), self, 0, on_text);

  /* What was refused at once has been dealt with by now. */
  if (dex_future_is_pending (future))
    self->future = future;
  else
    dex_unref (future);
}

static void
foyer_document_copy_finalize (GObject *object)
{
  FoyerDocumentCopy *self = FOYER_DOCUMENT_COPY (object);

  dex_clear (&self->future);
  g_clear_object (&self->process);
  g_clear_object (&self->clipboard);
  g_string_free (self->text, TRUE);
  G_OBJECT_CLASS (foyer_document_copy_parent_class)->finalize (object);
}

static void
foyer_document_copy_class_init (FoyerDocumentCopyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_document_copy_finalize;
}

static void
foyer_document_copy_init (FoyerDocumentCopy *self)
{
  self->text = g_string_new (NULL);
}

/**
 * foyer_document_copy_new:
 * @scene: an open document
 * @clipboard: where the selected text goes, at most of 500 pages; left as it is if nothing is selected
 *
 * Returns: (transfer full): the copying, to be kept as long as it is wanted
 */
FoyerDocumentCopy *
foyer_document_copy_new (const FoyerDocumentScene *scene, GdkClipboard *clipboard)
{
  FoyerDocumentCopy *self = g_object_new (FOYER_TYPE_DOCUMENT_COPY, NULL);

  self->process = g_object_ref (scene->process);
  self->clipboard = g_object_ref (clipboard);
  foyer_document_scene_get_ends (scene, &self->first, &self->last);
  self->page = self->first.page;
  if (foyer_document_scene_has_selection (scene))
    ask (self);
  return self;
}
