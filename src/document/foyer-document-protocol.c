/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The messages between the window and foyer-document: their bounds, and how what has no fixed size is written. */

#include "foyer-document-protocol.h"

#include <math.h>
#include <string.h>

static gboolean
region_is_valid (const FoyerDocumentRequest *request)
{
  if (!isfinite (request->scale) || request->scale <= 0 || request->scale > FOYER_DOCUMENT_MAX_SCALE)
    return FALSE;
  if (request->rotation % 90 != 0 || request->rotation > 270 || (request->flags & ~FOYER_DOCUMENT_FLAG_PRINT) != 0)
    return FALSE;
  if (request->width == 0 || request->height == 0)
    return FALSE;
  if (request->width > FOYER_DOCUMENT_MAX_SIDE || request->height > FOYER_DOCUMENT_MAX_SIDE)
    return FALSE;
  return (guint64) request->width * request->height * 4 <= FOYER_DOCUMENT_MAX_OUTPUT;
}

/**
 * foyer_document_request_is_valid:
 * @request: the packet, at least sizeof (FoyerDocumentRequest) bytes of it readable
 * @size: bytes of the packet
 *
 * Returns: %TRUE if the request can be acted on: known kind, exact size, values within the protocol's bounds
 */
gboolean
foyer_document_request_is_valid (const FoyerDocumentRequest *request, gsize size)
{
  if (size < sizeof *request || request->magic != FOYER_DOCUMENT_MAGIC || request->reserved != 0)
    return FALSE;
  if (request->text_size > FOYER_DOCUMENT_MAX_TEXT || size != sizeof *request + request->text_size)
    return FALSE;
  if (request->kind == FOYER_DOCUMENT_RENDER)
    return region_is_valid (request);
  return request->kind >= FOYER_DOCUMENT_OPEN && request->kind <= FOYER_DOCUMENT_ATTACHMENT;
}

/**
 * foyer_document_answer_is_valid:
 * @answer: the packet, at least sizeof (FoyerDocumentAnswer) bytes of it readable
 * @size: bytes of the packet
 * @serial: the request's
 * @output_size: bytes of the shared memory sent with the request
 *
 * Returns: %TRUE if it answers the request that was made and claims no more bytes than there are
 */
gboolean
foyer_document_answer_is_valid (const FoyerDocumentAnswer *answer, gsize size, guint32 serial, gsize output_size)
{
  return size == sizeof *answer && answer->magic == FOYER_DOCUMENT_MAGIC && answer->serial == serial &&
         answer->reserved == 0 && answer->status <= FOYER_DOCUMENT_STATUS_REFUSED && answer->used <= output_size;
}

/**
 * foyer_document_request_n_fds:
 * @request: a request
 *
 * Returns: how many file descriptors travel with it
 */
guint
foyer_document_request_n_fds (const FoyerDocumentRequest *request)
{
  return request->kind == FOYER_DOCUMENT_OPEN ? 2 : 1;
}

/**
 * foyer_document_writer_add:
 * @self: a writer
 * @bytes: (nullable): what to add
 * @size: bytes of it, 0 if @bytes is %NULL
 */
void
foyer_document_writer_add (FoyerDocumentWriter *self, const void *bytes, gsize size)
{
  if (self->failed || size > self->size - self->used)
    {
      self->failed = TRUE;
      return;
    }
  if (size > 0)
    memcpy (self->data + self->used, bytes, size);
  self->used += size;
}

void
foyer_document_writer_add_uint (FoyerDocumentWriter *self, guint32 value)
{
  foyer_document_writer_add (self, &value, sizeof value);
}

void
foyer_document_writer_add_float (FoyerDocumentWriter *self, float value)
{
  foyer_document_writer_add (self, &value, sizeof value);
}

/**
 * foyer_document_writer_add_string:
 * @self: a writer
 * @text: (nullable): what to add; what is not UTF-8 in it is replaced
 */
void
foyer_document_writer_add_string (FoyerDocumentWriter *self, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text ? text : "", -1);
  gsize size = strlen (valid);

  if (size > G_MAXUINT32)
    {
      self->failed = TRUE;
      return;
    }
  foyer_document_writer_add_uint (self, (guint32) size);
  foyer_document_writer_add (self, valid, size);
}

void
foyer_document_writer_add_rect (FoyerDocumentWriter *self, double x1, double y1, double x2, double y2)
{
  FoyerDocumentRect rect = { (float) MIN (x1, x2), (float) MIN (y1, y2), (float) MAX (x1, x2), (float) MAX (y1, y2) };

  foyer_document_writer_add (self, &rect, sizeof rect);
}

static gboolean
take (FoyerDocumentReader *self, void *value, gsize size)
{
  if (self->failed || size > self->size - self->position)
    {
      self->failed = TRUE;
      memset (value, 0, size);
      return FALSE;
    }
  memcpy (value, self->data + self->position, size);
  self->position += size;
  return TRUE;
}

guint32
foyer_document_reader_get_uint (FoyerDocumentReader *self)
{
  guint32 value;

  take (self, &value, sizeof value);
  return value;
}

/**
 * foyer_document_reader_get_count:
 * @self: a reader
 * @max: the most items there may be
 * @item_size: the least bytes one of them takes
 *
 * Returns: how many items follow; never more than there are bytes for, so that a count from outside decides on no
 * memory
 */
guint32
foyer_document_reader_get_count (FoyerDocumentReader *self, guint32 max, gsize item_size)
{
  guint32 count = foyer_document_reader_get_uint (self);

  if (count <= max && count <= (self->size - self->position) / item_size)
    return count;
  self->failed = TRUE;
  return 0;
}

/**
 * foyer_document_reader_get_float:
 * @self: a reader
 *
 * Returns: the next number; one that is not finite fails the reader
 */
float
foyer_document_reader_get_float (FoyerDocumentReader *self)
{
  float value;

  take (self, &value, sizeof value);
  if (isfinite (value))
    return value;
  self->failed = TRUE;
  return 0;
}

/**
 * foyer_document_reader_get_string:
 * @self: a reader
 *
 * Returns: (transfer full): the next string, valid UTF-8 whatever came, cut at its first NUL
 */
char *
foyer_document_reader_get_string (FoyerDocumentReader *self)
{
  guint32 size = foyer_document_reader_get_uint (self);
  g_autofree char *text = NULL;

  if (self->failed || size > self->size - self->position)
    {
      self->failed = TRUE;
      return g_strdup ("");
    }
  text = g_strndup ((const char *) self->data + self->position, size);
  self->position += size;
  return g_utf8_make_valid (text, -1);
}

FoyerDocumentRect
foyer_document_reader_get_rect (FoyerDocumentReader *self)
{
  FoyerDocumentRect rect;

  rect.x1 = foyer_document_reader_get_float (self);
  rect.y1 = foyer_document_reader_get_float (self);
  rect.x2 = foyer_document_reader_get_float (self);
  rect.y2 = foyer_document_reader_get_float (self);
  return rect;
}
