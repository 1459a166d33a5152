/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the window and foyer-document say to each other.
 *
 * They share one SOCK_SEQPACKET pair (file descriptor 3 in the child): one packet is one message, in the machine's own
 * byte order. The window asks, the child answers, one request at a time. Everything that has no fixed size, pixels
 * included, comes back in shared memory which the window made, sized and sealed against resizing, and sent along with
 * the request (SCM_RIGHTS): so the child decides on no amount of memory of the window, and needs no right to make any.
 *
 *   request   FoyerDocumentRequest, then text_size bytes of text; descriptors: the output, for OPEN before it the PDF
 *   answer    FoyerDocumentAnswer; no descriptors; `used` bytes of the output are filled
 *
 *   kind         takes                                       the output holds
 *   OPEN         text = password, may be empty               u32 pages, for each f32 width, f32 height; string title
 *   RENDER       page, scale, rotation, region, flags        region's pixels, premultiplied ARGB32, no gap between rows
 *   TEXT         page                                        string; u32 n, n rectangles: one for each character
 *   FIND         page, text = what to find                   u32 n, n times: rectangle, u32 goes-on-in-the-next
 *   LINKS        page                                        u32 n, n times: rectangle, u32 page (1-based, 0 = none),
 * string uri ATTACHMENTS                                              u32 n, n times: string name, string description
 *   ATTACHMENT   page = index                                the attachment's bytes
 *
 * A string is u32 size and as many bytes of UTF-8. A rectangle is f32 x1, y1, x2, y2: points (1/72 inch) from the
 * page's top left corner as it is shown unrotated. Pages count from 0 unless said otherwise. */

#define FOYER_DOCUMENT_FD 3
#define FOYER_DOCUMENT_MAGIC 0x31434446u /* "FDC1" */

/* Bounds that both sides hold. */
#define FOYER_DOCUMENT_MAX_TEXT 1024u         /* bytes of a password or of what is searched for */
#define FOYER_DOCUMENT_MAX_PDF (256u << 20)   /* bytes of a PDF */
#define FOYER_DOCUMENT_MAX_OUTPUT (64u << 20) /* bytes of one output */
#define FOYER_DOCUMENT_MAX_SIDE 32768u        /* pixels: the largest width or height of a region */
#define FOYER_DOCUMENT_MAX_SCALE 32.0         /* pixels for a point */
#define FOYER_DOCUMENT_MAX_PAGES 20000u
#define FOYER_DOCUMENT_MAX_PAGE_SIZE 14400.0f /* points: the largest page ISO 32000-1 annex C asks for */
#define FOYER_DOCUMENT_MAX_RECTANGLES 200000u /* characters, hits or links of one page */
#define FOYER_DOCUMENT_MAX_ATTACHMENTS 64u

typedef enum
{
  FOYER_DOCUMENT_OPEN = 1,
  FOYER_DOCUMENT_RENDER,
  FOYER_DOCUMENT_TEXT,
  FOYER_DOCUMENT_FIND,
  FOYER_DOCUMENT_LINKS,
  FOYER_DOCUMENT_ATTACHMENTS,
  FOYER_DOCUMENT_ATTACHMENT,
} FoyerDocumentKind;

typedef enum
{
  FOYER_DOCUMENT_STATUS_OK,
  FOYER_DOCUMENT_STATUS_BROKEN,    /* not a PDF, or this part of it cannot be read */
  FOYER_DOCUMENT_STATUS_ENCRYPTED, /* needs a password, or another one */
  FOYER_DOCUMENT_STATUS_LIMIT,     /* more than a bound above allows */
  FOYER_DOCUMENT_STATUS_REFUSED,   /* the request makes no sense */
} FoyerDocumentStatus;

typedef enum
{
  FOYER_DOCUMENT_FLAG_NONE,
  FOYER_DOCUMENT_FLAG_PRINT = 1, /* as on paper: no form fields' backgrounds, annotations that are meant for print */
} FoyerDocumentFlags;

typedef struct
{
  guint32 magic;
  guint32 kind;
  guint32 serial;
  guint32 page;
  double scale;     /* pixels for a point */
  guint32 rotation; /* degrees clockwise: 0, 90, 180, 270 */
  guint32 flags;
  guint32 x, y, width, height; /* the region: pixels of the whole page, scaled and rotated */
  guint32 text_size;
  guint32 reserved; /* 0 */
} FoyerDocumentRequest;

typedef struct
{
  guint32 magic;
  guint32 status;
  guint32 serial;
  guint32 reserved; /* 0 */
  guint64 used;
} FoyerDocumentAnswer;

G_STATIC_ASSERT (sizeof (FoyerDocumentRequest) == 56);
G_STATIC_ASSERT (sizeof (FoyerDocumentAnswer) == 24);

typedef struct
{
  float x1, y1, x2, y2;
} FoyerDocumentRect;

gboolean foyer_document_request_is_valid (const FoyerDocumentRequest *request, gsize size);
gboolean
foyer_document_answer_is_valid (const FoyerDocumentAnswer *answer, gsize size, guint32 serial, gsize output_size);
guint foyer_document_request_n_fds (const FoyerDocumentRequest *request);

/* Fills an output from its start. What does not fit sets `failed`, and everything after it is dropped. */
typedef struct
{
  guint8 *data;
  gsize size;
  gsize used;
  gboolean failed;
} FoyerDocumentWriter;

void foyer_document_writer_add (FoyerDocumentWriter *self, const void *bytes, gsize size);
void foyer_document_writer_add_uint (FoyerDocumentWriter *self, guint32 value);
void foyer_document_writer_add_float (FoyerDocumentWriter *self, float value);
void foyer_document_writer_add_string (FoyerDocumentWriter *self, const char *text);
void foyer_document_writer_add_rect (FoyerDocumentWriter *self, double x1, double y1, double x2, double y2);

/* Reads an output that nobody vouches for. What is not there sets `failed` and reads as 0, NULL or "". */
typedef struct
{
  const guint8 *data;
  gsize size;
  gsize position;
  gboolean failed;
} FoyerDocumentReader;

guint32 foyer_document_reader_get_uint (FoyerDocumentReader *self);
guint32 foyer_document_reader_get_count (FoyerDocumentReader *self, guint32 max, gsize item_size);
float foyer_document_reader_get_float (FoyerDocumentReader *self);
char *foyer_document_reader_get_string (FoyerDocumentReader *self);
FoyerDocumentRect foyer_document_reader_get_rect (FoyerDocumentReader *self);

G_END_DECLS
