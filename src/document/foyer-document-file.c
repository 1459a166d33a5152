/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a PDF with poppler, within the bounds of the protocol. Runs in the child, where a crash costs one page. */

#include "foyer-document-file.h"

#include <math.h>
#include <string.h>

/* Poppler has no clean-up functions in the oldest version that is built against; names of our own clash with none. */
typedef PopplerDocument Document;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Document, g_object_unref)

typedef PopplerPage Page;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, g_object_unref)

typedef GList PageLinks;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PageLinks, poppler_page_free_link_mapping)

typedef GList AttachmentList;

static void
attachment_list_free (AttachmentList *list)
{
  g_list_free_full (list, g_object_unref);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttachmentList, attachment_list_free)

typedef GList RectangleList;

static void
rectangle_list_free (RectangleList *list)
{
  g_list_free_full (list, (GDestroyNotify) poppler_rectangle_free);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RectangleList, rectangle_list_free)

static FoyerDocumentStatus
writer_status (const FoyerDocumentWriter *writer)
{
  return writer->failed ? FOYER_DOCUMENT_STATUS_LIMIT : FOYER_DOCUMENT_STATUS_OK;
}

/* A page's size is whatever the file says: it is brought into what can be drawn and laid out. */
static void
get_page_size (PopplerPage *page, double *width, double *height)
{
  poppler_page_get_size (page, width, height);
  if (!isfinite (*width) || *width < 1)
    *width = 1;
  if (!isfinite (*height) || *height < 1)
    *height = 1;
  *width = MIN (*width, (double) FOYER_DOCUMENT_MAX_PAGE_SIZE);
  *height = MIN (*height, (double) FOYER_DOCUMENT_MAX_PAGE_SIZE);
}

static PopplerPage *
get_page (PopplerDocument *document, guint page)
{
  if (page >= (guint) MAX (poppler_document_get_n_pages (document), 0))
    return NULL;
  return poppler_document_get_page (document, (int) page);
}

/**
 * foyer_document_file_open:
 * @bytes: the PDF
 * @password: (nullable): what to open it with
 * @status: (out): why it was not opened
 *
 * Returns: (transfer full) (nullable): the document
 */
PopplerDocument *
foyer_document_file_open (GBytes *bytes, const char *password, FoyerDocumentStatus *status)
{
  /* Not poppler_document_new_from_bytes(): given a wrong password it follows a null pointer (25.03 and before). */
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (Document) document = NULL;
  int n_pages;

  document = poppler_document_new_from_stream (stream, (goffset) g_bytes_get_size (bytes),
                                               password && *password ? password : NULL, NULL, &error);
  if (!document)
    {
      *status = g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED) ? FOYER_DOCUMENT_STATUS_ENCRYPTED
                                                                                : FOYER_DOCUMENT_STATUS_BROKEN;
      return NULL;
    }
  n_pages = poppler_document_get_n_pages (document);
  *status = n_pages <= 0                               ? FOYER_DOCUMENT_STATUS_BROKEN
            : n_pages > (int) FOYER_DOCUMENT_MAX_PAGES ? FOYER_DOCUMENT_STATUS_LIMIT
                                                       : FOYER_DOCUMENT_STATUS_OK;
  return *status == FOYER_DOCUMENT_STATUS_OK ? g_steal_pointer (&document) : NULL;
}

/* A page that is missing has the size of the one before it, so that the others stay where they are. */
FoyerDocumentStatus
foyer_document_file_describe (PopplerDocument *document, FoyerDocumentWriter *writer)
{
  int n_pages = poppler_document_get_n_pages (document);
  g_autofree char *title = poppler_document_get_title (document);
  double width = 595, height = 842;

  foyer_document_writer_add_uint (writer, (guint32) n_pages);
  for (int i = 0; i < n_pages; i++)
    {
      g_autoptr (Page) page = poppler_document_get_page (document, i);

      if (page)
        get_page_size (page, &width, &height);
      foyer_document_writer_add_float (writer, (float) width);
      foyer_document_writer_add_float (writer, (float) height);
    }
  foyer_document_writer_add_string (writer, title);
  return writer_status (writer);
}

static gboolean
region_is_inside (const FoyerDocumentRequest *request, double width, double height)
{
  gboolean sideways = request->rotation % 180 != 0;
  double right = ceil ((sideways ? height : width) * request->scale) + 1;
  double bottom = ceil ((sideways ? width : height) * request->scale) + 1;

  return (double) request->x + request->width <= right && (double) request->y + request->height <= bottom;
}

/* Turns the page clockwise about its corner, then brings it back into the positive quadrant. */
static void
rotate (cairo_t *cr, guint rotation, double width, double height)
{
  if (rotation == 90)
    cairo_translate (cr, height, 0);
  else if (rotation == 180)
    cairo_translate (cr, width, height);
  else if (rotation == 270)
    cairo_translate (cr, 0, width);
  cairo_rotate (cr, rotation * G_PI / 180);
}

/**
 * foyer_document_file_render:
 * @document: a document
 * @request: a valid request of kind RENDER
 * @writer: exactly as large as the region
 */
FoyerDocumentStatus
foyer_document_file_render (PopplerDocument *document, const FoyerDocumentRequest *request, FoyerDocumentWriter *writer)
{
  g_autoptr (Page) page = get_page (document, request->page);
  cairo_surface_t *surface;
  cairo_t *cr;
  cairo_status_t status;
  double width, height;

  if (!page)
    return FOYER_DOCUMENT_STATUS_BROKEN;
  get_page_size (page, &width, &height);
  if (writer->size != (gsize) request->width * request->height * 4 || !region_is_inside (request, width, height))
    return FOYER_DOCUMENT_STATUS_REFUSED;

  surface = cairo_image_surface_create_for_data (writer->data, CAIRO_FORMAT_ARGB32, (int) request->width,
                                                 (int) request->height, (int) request->width * 4);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, -(double) request->x, -(double) request->y);
  cairo_scale (cr, request->scale, request->scale);
  rotate (cr, request->rotation, width, height);
  if (request->flags & FOYER_DOCUMENT_FLAG_PRINT)
    poppler_page_render_full (page, cr, TRUE, POPPLER_RENDER_ANNOTS_PRINT_ALL);
  else
    poppler_page_render (page, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  writer->used = writer->size;
  return status == CAIRO_STATUS_SUCCESS ? FOYER_DOCUMENT_STATUS_OK : FOYER_DOCUMENT_STATUS_BROKEN;
}

FoyerDocumentStatus
foyer_document_file_text (PopplerDocument *document, guint page, FoyerDocumentWriter *writer)
{
  g_autoptr (Page) self = get_page (document, page);
  g_autofree PopplerRectangle *rectangles = NULL;
  g_autofree char *text = NULL;
  guint n = 0;

  if (!self)
    return FOYER_DOCUMENT_STATUS_BROKEN;
  text = poppler_page_get_text (self);
  if (!poppler_page_get_text_layout (self, &rectangles, &n))
    n = 0;
  if (n > FOYER_DOCUMENT_MAX_RECTANGLES)
    return FOYER_DOCUMENT_STATUS_LIMIT;
  foyer_document_writer_add_string (writer, text);
  foyer_document_writer_add_uint (writer, n);
  for (guint i = 0; i < n; i++)
    foyer_document_writer_add_rect (writer, rectangles[i].x1, rectangles[i].y1, rectangles[i].x2, rectangles[i].y2);
  return writer_status (writer);
}

FoyerDocumentStatus
foyer_document_file_find (PopplerDocument *document, guint page, const char *text, FoyerDocumentWriter *writer)
{
  g_autoptr (Page) self = get_page (document, page);
  g_autoptr (RectangleList) hits = NULL;
  double width, height;
  guint n;

  if (!self)
    return FOYER_DOCUMENT_STATUS_BROKEN;
  if (!g_utf8_validate (text, -1, NULL) || *text == '\0')
    return FOYER_DOCUMENT_STATUS_REFUSED;
  get_page_size (self, &width, &height);
  hits = poppler_page_find_text_with_options (self, text, POPPLER_FIND_MULTILINE | POPPLER_FIND_IGNORE_DIACRITICS);
  n = g_list_length (hits);
  if (n > FOYER_DOCUMENT_MAX_RECTANGLES)
    return FOYER_DOCUMENT_STATUS_LIMIT;
  foyer_document_writer_add_uint (writer, n);
  for (GList *l = hits; l; l = l->next)
    {
      PopplerRectangle *hit = l->data;

      foyer_document_writer_add_rect (writer, hit->x1, height - hit->y1, hit->x2, height - hit->y2);
      foyer_document_writer_add_uint (writer, poppler_rectangle_find_get_match_continued (hit));
    }
  return writer_status (writer);
}

/* The 1-based page that a link within the document goes to; 0 if none. */
static guint
link_page (PopplerDocument *document, const PopplerAction *action)
{
  const PopplerDest *dest;
  PopplerDest *found = NULL;
  int page;

  if (action->type != POPPLER_ACTION_GOTO_DEST || !action->goto_dest.dest)
    return 0;
  dest = action->goto_dest.dest;
  if (dest->type == POPPLER_DEST_NAMED && dest->named_dest)
    dest = found = poppler_document_find_dest (document, dest->named_dest);
  page = dest ? dest->page_num : 0;
  g_clear_pointer (&found, poppler_dest_free);
  return page > 0 && page <= poppler_document_get_n_pages (document) ? (guint) page : 0;
}

/* Only addresses a person can judge: nothing that starts a program, sends a form or opens a file. */
static const char *
link_uri (const PopplerAction *action)
{
  const char *uri = action->type == POPPLER_ACTION_URI ? action->uri.uri : NULL;

  if (uri && (g_ascii_strncasecmp (uri, "https://", 8) == 0 || g_ascii_strncasecmp (uri, "http://", 7) == 0 ||
              g_ascii_strncasecmp (uri, "mailto:", 7) == 0 || g_ascii_strncasecmp (uri, "tel:", 4) == 0))
    return uri;
  return "";
}

FoyerDocumentStatus
foyer_document_file_links (PopplerDocument *document, guint page, FoyerDocumentWriter *writer)
{
  g_autoptr (Page) self = get_page (document, page);
  g_autoptr (PageLinks) links = NULL;
  double width, height;
  guint n;

  if (!self)
    return FOYER_DOCUMENT_STATUS_BROKEN;
  get_page_size (self, &width, &height);
  links = poppler_page_get_link_mapping (self);
  n = g_list_length (links);
  if (n > FOYER_DOCUMENT_MAX_RECTANGLES)
    return FOYER_DOCUMENT_STATUS_LIMIT;
  foyer_document_writer_add_uint (writer, n);
  for (GList *l = links; l; l = l->next)
    {
      PopplerLinkMapping *link = l->data;
      PopplerRectangle *area = &link->area;

      foyer_document_writer_add_rect (writer, area->x1, height - area->y1, area->x2, height - area->y2);
      foyer_document_writer_add_uint (writer, link->action ? link_page (document, link->action) : 0);
      foyer_document_writer_add_string (writer, link->action ? link_uri (link->action) : "");
    }
  return writer_status (writer);
}

FoyerDocumentStatus
foyer_document_file_attachments (PopplerDocument *document, FoyerDocumentWriter *writer)
{
  g_autoptr (AttachmentList) attachments = poppler_document_get_attachments (document);
  guint n = g_list_length (attachments);
  guint i = 0;

  n = MIN (n, FOYER_DOCUMENT_MAX_ATTACHMENTS);
  foyer_document_writer_add_uint (writer, n);
  for (GList *l = attachments; i < n; l = l->next, i++)
    {
      foyer_document_writer_add_string (writer, poppler_attachment_get_name (l->data));
      foyer_document_writer_add_string (writer, poppler_attachment_get_description (l->data));
    }
  return writer_status (writer);
}

static gboolean
on_attachment_data_cb (const char *data, gsize size, gpointer user_data, GError **error)
{
  FoyerDocumentWriter *writer = user_data;

  foyer_document_writer_add (writer, data, size);
  if (writer->failed)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "The attachment is larger than its bound");
  return !writer->failed;
}

/* Written as it comes: the size that the file states is wrong or missing in many PDFs. */
FoyerDocumentStatus
foyer_document_file_attachment (PopplerDocument *document, guint index, FoyerDocumentWriter *writer)
{
  g_autoptr (AttachmentList) attachments = poppler_document_get_attachments (document);
  g_autoptr (GError) error = NULL;
  PopplerAttachment *attachment = index < FOYER_DOCUMENT_MAX_ATTACHMENTS ? g_list_nth_data (attachments, index) : NULL;

  if (!attachment)
    return FOYER_DOCUMENT_STATUS_BROKEN;
  if (!poppler_attachment_save_to_callback (attachment, on_attachment_data_cb, writer, &error) && !writer->failed)
    return FOYER_DOCUMENT_STATUS_BROKEN;
  return writer_status (writer);
}
