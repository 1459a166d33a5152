/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-document-scene.h"
#include "foyer-document-view.h"

G_BEGIN_DECLS

/* The pages of a document, scrolled and zoomed; a GtkScrollable. Only pages in view and the next one exist. Pages count
 * from 0 here. signal "changed": zoom, page or rotation did, at the next idle; signal "activate-link" (const char *uri)
 */
#define FOYER_TYPE_DOCUMENT_PAGES (foyer_document_pages_get_type ())
G_DECLARE_FINAL_TYPE (FoyerDocumentPages, foyer_document_pages, FOYER, DOCUMENT_PAGES, GtkWidget)

#define FOYER_DOCUMENT_MIN_ZOOM 0.1
#define FOYER_DOCUMENT_MAX_ZOOM 8.0

void foyer_document_pages_set_process (FoyerDocumentPages *self, FoyerDocumentProcess *process);
FoyerDocumentScene *foyer_document_pages_get_scene (FoyerDocumentPages *self);

double foyer_document_pages_get_zoom (FoyerDocumentPages *self);
void foyer_document_pages_set_zoom (FoyerDocumentPages *self, double zoom);
void foyer_document_pages_set_zoom_at (FoyerDocumentPages *self, double zoom, double x, double y);
FoyerDocumentFit foyer_document_pages_get_fit (FoyerDocumentPages *self);
void foyer_document_pages_set_fit (FoyerDocumentPages *self, FoyerDocumentFit fit);
guint foyer_document_pages_get_rotation (FoyerDocumentPages *self);
void foyer_document_pages_set_rotation (FoyerDocumentPages *self, guint rotation);
guint foyer_document_pages_get_page (FoyerDocumentPages *self);
void foyer_document_pages_set_page (FoyerDocumentPages *self, guint page);
void foyer_document_pages_show (FoyerDocumentPages *self, guint page, const FoyerDocumentRect *rect);
void foyer_document_pages_scroll (FoyerDocumentPages *self, GtkOrientation orientation, double screens);

gboolean
foyer_document_pages_locate (FoyerDocumentPages *self, double x, double y, guint *page, double *px, double *py);
GtkWidget *foyer_document_pages_get_page_widget (FoyerDocumentPages *self, guint page);
void foyer_document_pages_queue_draw (FoyerDocumentPages *self);

G_END_DECLS
