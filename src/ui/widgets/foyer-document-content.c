/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What foyer-document found in a PDF, read from its outputs: nothing in them is believed before it was checked. */

#include "foyer-document-content.h"

#include <math.h>

G_DEFINE_BOXED_TYPE (FoyerDocumentText, foyer_document_text, foyer_document_text_ref, foyer_document_text_unref)

static FoyerDocumentReader
reader_for (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return (FoyerDocumentReader) { .data = data, .size = size };
}

static void
text_clear (gpointer data)
{
  FoyerDocumentText *self = data;

  g_free (self->text);
  g_free (self->rects);
}

FoyerDocumentText *
foyer_document_text_ref (FoyerDocumentText *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
foyer_document_text_unref (FoyerDocumentText *self)
{
  g_atomic_rc_box_release_full (self, text_clear);
}

/**
 * foyer_document_text_new_from_bytes:
 * @bytes: output of TEXT
 *
 * Characters without a rectangle, and rectangles without a character, are dropped.
 *
 * Returns: (transfer full) (nullable): the text; %NULL if the bytes are not what they should be
 */
FoyerDocumentText *
foyer_document_text_new_from_bytes (GBytes *bytes)
{
  FoyerDocumentReader reader = reader_for (bytes);
  g_autoptr (FoyerDocumentText) self = g_atomic_rc_box_new0 (FoyerDocumentText);
  guint n_rects;

  self->text = foyer_document_reader_get_string (&reader);
  n_rects = foyer_document_reader_get_count (&reader, FOYER_DOCUMENT_MAX_RECTANGLES, sizeof (FoyerDocumentRect));
  self->rects = g_new0 (FoyerDocumentRect, n_rects);
  for (guint i = 0; i < n_rects; i++)
    self->rects[i] = foyer_document_reader_get_rect (&reader);
  self->n_chars = (guint) MIN (g_utf8_strlen (self->text, -1), (glong) n_rects);
  *g_utf8_offset_to_pointer (self->text, self->n_chars) = '\0';
  return reader.failed ? NULL : g_steal_pointer (&self);
}

static double
distance (const FoyerDocumentRect *rect, double x, double y)
{
  double dx = MAX (MAX (rect->x1 - x, x - rect->x2), 0);
  double dy = MAX (MAX (rect->y1 - y, y - rect->y2), 0);

  /* A line is read across: what stands on the same height is nearer. */
  return dx * dx + 16 * dy * dy;
}

/**
 * foyer_document_text_find_char:
 * @self: a page's text
 * @x: points from the left
 * @y: points from the top
 *
 * Returns: the gap between characters nearest to the point, from 0 to n_chars
 */
guint
foyer_document_text_find_char (const FoyerDocumentText *self, double x, double y)
{
  double best = INFINITY;
  guint found = 0;

  for (guint i = 0; i < self->n_chars; i++)
    {
      const FoyerDocumentRect *rect = &self->rects[i];
      double d = distance (rect, x, y);

      if (d >= best || rect->x2 <= rect->x1)
        continue;
      best = d;
      found = x > (rect->x1 + rect->x2) / 2 ? i + 1 : i;
    }
  return found;
}

static gboolean
is_word_at (const FoyerDocumentText *self, guint i)
{
  gunichar c = g_utf8_get_char (g_utf8_offset_to_pointer (self->text, i));

  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '_' || c == '-';
}

/**
 * foyer_document_text_find_word:
 * @self: a page's text
 * @at: a gap between characters
 * @start: (out): the gap where the word there starts
 * @end: (out): the gap where it ends; equal to @start if there is none
 */
void
foyer_document_text_find_word (const FoyerDocumentText *self, guint at, guint *start, guint *end)
{
  *start = *end = MIN (at, self->n_chars);
  while (*start > 0 && is_word_at (self, *start - 1))
    (*start)--;
  while (*end < self->n_chars && is_word_at (self, *end))
    (*end)++;
}

static gboolean
is_newline_at (const FoyerDocumentText *self, guint i)
{
  return *g_utf8_offset_to_pointer (self->text, i) == '\n';
}

/**
 * foyer_document_text_find_line:
 * @self: a page's text
 * @at: a gap between characters
 * @start: (out): the gap where the line there starts
 * @end: (out): the gap where the next one does
 */
void
foyer_document_text_find_line (const FoyerDocumentText *self, guint at, guint *start, guint *end)
{
  *start = *end = MIN (at, self->n_chars);
  while (*start > 0 && !is_newline_at (self, *start - 1))
    (*start)--;
  while (*end < self->n_chars && !is_newline_at (self, *end))
    (*end)++;
  *end = MIN (*end + 1, self->n_chars);
}

/**
 * foyer_document_text_slice:
 * @self: a page's text
 * @start: a gap between characters
 * @end: another one
 *
 * Returns: (transfer full): the characters between
 */
char *
foyer_document_text_slice (const FoyerDocumentText *self, guint start, guint end)
{
  guint last = MIN (end, self->n_chars);

  return g_utf8_substring (self->text, MIN (start, last), last);
}

static gboolean
is_same_line (const FoyerDocumentRect *a, const FoyerDocumentRect *b)
{
  float middle = (b->y1 + b->y2) / 2;
  float gap = MAX (b->x1 - a->x2, a->x1 - b->x2);

  return middle > a->y1 && middle < a->y2 && gap < 2 * (b->y2 - b->y1);
}

/**
 * foyer_document_text_get_lines:
 * @self: a page's text
 * @start: a gap between characters
 * @end: another one
 *
 * Returns: (transfer full) (element-type FoyerDocumentRect): what to mark to show the characters between: one rectangle
 *   for a run on one line
 */
GArray *
foyer_document_text_get_lines (const FoyerDocumentText *self, guint start, guint end)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (FoyerDocumentRect));

  for (guint i = start; i < MIN (end, self->n_chars); i++)
    {
      const FoyerDocumentRect *rect = &self->rects[i];
      FoyerDocumentRect *line = lines->len > 0 ? &g_array_index (lines, FoyerDocumentRect, lines->len - 1) : NULL;

      if (rect->x2 <= rect->x1 || rect->y2 <= rect->y1)
        continue;
      if (!line || !is_same_line (line, rect))
        {
          g_array_append_vals (lines, rect, 1);
          continue;
        }
      line->x1 = MIN (line->x1, rect->x1);
      line->y1 = MIN (line->y1, rect->y1);
      line->x2 = MAX (line->x2, rect->x2);
      line->y2 = MAX (line->y2, rect->y2);
    }
  return lines;
}

/**
 * foyer_document_hits_new_from_bytes:
 * @bytes: output of FIND
 *
 * Returns: (transfer full) (nullable) (element-type FoyerDocumentHit): where the text was found
 */
GArray *
foyer_document_hits_new_from_bytes (GBytes *bytes)
{
  FoyerDocumentReader reader = reader_for (bytes);
  guint n = foyer_document_reader_get_count (&reader, FOYER_DOCUMENT_MAX_RECTANGLES, sizeof (FoyerDocumentRect) + 4);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (FoyerDocumentHit));

  for (guint i = 0; i < n; i++)
    {
      FoyerDocumentHit hit = { .rect = foyer_document_reader_get_rect (&reader) };

      hit.continued = foyer_document_reader_get_uint (&reader) != 0 && i + 1 < n;
      g_array_append_val (hits, hit);
    }
  return reader.failed ? NULL : g_steal_pointer (&hits);
}

static void
link_free (gpointer data)
{
  FoyerDocumentLink *link = data;

  g_free (link->uri);
  g_free (link);
}

/**
 * foyer_document_links_new_from_bytes:
 * @bytes: output of LINKS
 *
 * Returns: (transfer full) (nullable) (element-type FoyerDocumentLink): the links of a page that lead somewhere
 */
GPtrArray *
foyer_document_links_new_from_bytes (GBytes *bytes)
{
  FoyerDocumentReader reader = reader_for (bytes);
  guint n = foyer_document_reader_get_count (&reader, FOYER_DOCUMENT_MAX_RECTANGLES, sizeof (FoyerDocumentRect) + 8);
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (link_free);

  for (guint i = 0; i < n; i++)
    {
      FoyerDocumentLink *link = g_new0 (FoyerDocumentLink, 1);

      link->rect = foyer_document_reader_get_rect (&reader);
      link->page = foyer_document_reader_get_uint (&reader);
      link->uri = foyer_document_reader_get_string (&reader);
      if (link->page > 0 || *link->uri)
        g_ptr_array_add (links, link);
      else
        link_free (link);
    }
  return reader.failed ? NULL : g_steal_pointer (&links);
}

static void
attachment_free (gpointer data)
{
  FoyerDocumentAttachment *attachment = data;

  g_free (attachment->name);
  g_free (attachment->description);
  g_free (attachment);
}

/**
 * foyer_document_attachments_new_from_bytes:
 * @bytes: output of ATTACHMENTS
 *
 * Returns: (transfer full) (nullable) (element-type FoyerDocumentAttachment): the attachments, in the PDF's order
 */
GPtrArray *
foyer_document_attachments_new_from_bytes (GBytes *bytes)
{
  FoyerDocumentReader reader = reader_for (bytes);
  guint n = foyer_document_reader_get_count (&reader, FOYER_DOCUMENT_MAX_ATTACHMENTS, 8);
  g_autoptr (GPtrArray) attachments = g_ptr_array_new_with_free_func (attachment_free);

  for (guint i = 0; i < n; i++)
    {
      FoyerDocumentAttachment *attachment = g_new0 (FoyerDocumentAttachment, 1);

      attachment->name = foyer_document_reader_get_string (&reader);
      attachment->description = foyer_document_reader_get_string (&reader);
      g_ptr_array_add (attachments, attachment);
    }
  return reader.failed ? NULL : g_steal_pointer (&attachments);
}

void
foyer_document_info_free (FoyerDocumentInfo *self)
{
  g_free (self->sizes);
  g_free (self->title);
  g_free (self);
}

static float
clamp_size (float size)
{
  return CLAMP (size, 1, FOYER_DOCUMENT_MAX_PAGE_SIZE);
}

/**
 * foyer_document_info_new_from_bytes:
 * @bytes: output of OPEN
 *
 * Returns: (transfer full) (nullable): what is known of the document: one page at least
 */
FoyerDocumentInfo *
foyer_document_info_new_from_bytes (GBytes *bytes)
{
  FoyerDocumentReader reader = reader_for (bytes);
  g_autoptr (FoyerDocumentInfo) self = g_new0 (FoyerDocumentInfo, 1);

  self->n_pages = foyer_document_reader_get_count (&reader, FOYER_DOCUMENT_MAX_PAGES, 2 * sizeof (float));
  self->sizes = g_new0 (float, 2 * self->n_pages);
  for (guint i = 0; i < 2 * self->n_pages; i++)
    self->sizes[i] = clamp_size (foyer_document_reader_get_float (&reader));
  self->title = foyer_document_reader_get_string (&reader);
  return reader.failed || self->n_pages == 0 ? NULL : g_steal_pointer (&self);
}
