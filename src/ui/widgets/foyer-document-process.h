/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>
#include <libdex.h>

#include "foyer-document-content.h"

G_BEGIN_DECLS

#define FOYER_DOCUMENT_ERROR (foyer_document_error_quark ())

typedef enum
{
  FOYER_DOCUMENT_ERROR_BROKEN,      /* not a PDF, or this part of it cannot be read */
  FOYER_DOCUMENT_ERROR_ENCRYPTED,   /* needs a password, or another one */
  FOYER_DOCUMENT_ERROR_TOO_SLOW,    /* took longer than the time limit; the child was ended */
  FOYER_DOCUMENT_ERROR_CRASHED,     /* the child ended, or answered nonsense */
  FOYER_DOCUMENT_ERROR_LIMIT,       /* too large in some way */
  FOYER_DOCUMENT_ERROR_UNAVAILABLE, /* foyer-document cannot be started on this machine */
} FoyerDocumentErrorCode;

#define FOYER_TYPE_DOCUMENT_PROCESS (foyer_document_process_get_type ())
G_DECLARE_FINAL_TYPE (FoyerDocumentProcess, foyer_document_process, FOYER, DOCUMENT_PROCESS, GObject)

/* One PDF, opened in a process of its own. If that process dies of one page, it is started again for the others.
 * Every future rejects with FOYER_DOCUMENT_ERROR, or G_IO_ERROR_CANCELLED after close. A future that nobody holds any
 * more is not asked for. Pages count from 0; sizes are points (1/72 inch). */
GQuark foyer_document_error_quark (void);
FoyerDocumentProcess *foyer_document_process_new (void);

DexFuture *foyer_document_process_open (FoyerDocumentProcess *self, GBytes *bytes, const char *password);
void foyer_document_process_close (FoyerDocumentProcess *self);

guint foyer_document_process_get_n_pages (FoyerDocumentProcess *self);
gboolean foyer_document_process_get_page_size (FoyerDocumentProcess *self, guint page, double *width, double *height);
const char *foyer_document_process_get_title (FoyerDocumentProcess *self);

DexFuture *foyer_document_process_render (FoyerDocumentProcess *self,
                                          guint page,
                                          double scale,
                                          guint rotation,
                                          const GdkRectangle *region,
                                          gboolean for_print);
DexFuture *foyer_document_process_text (FoyerDocumentProcess *self, guint page);
DexFuture *foyer_document_process_find (FoyerDocumentProcess *self, guint page, const char *text);
DexFuture *foyer_document_process_links (FoyerDocumentProcess *self, guint page);
DexFuture *foyer_document_process_attachments (FoyerDocumentProcess *self);
DexFuture *foyer_document_process_attachment (FoyerDocumentProcess *self, guint index);

void foyer_document_process_set_time_limit (FoyerDocumentProcess *self, guint milliseconds);
const char *foyer_document_process_get_pid (FoyerDocumentProcess *self);

G_END_DECLS
