/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-document-scene.h"

G_BEGIN_DECLS

/* One page of a document as it is seen: paper, pixels, hits, selection, its text for screen readers, and what is to be
 * said if it cannot be drawn. Exists while it is in view. */
#define FOYER_TYPE_DOCUMENT_PAGE (foyer_document_page_get_type ())
G_DECLARE_FINAL_TYPE (FoyerDocumentPage, foyer_document_page, FOYER, DOCUMENT_PAGE, GtkWidget)

GtkWidget *foyer_document_page_new (FoyerDocumentScene *scene, guint page);
void foyer_document_page_set_spot (FoyerDocumentPage *self, const FoyerDocumentSpot *spot);
void foyer_document_page_load (FoyerDocumentPage *self);
void foyer_document_page_update (FoyerDocumentPage *self);
FoyerDocumentText *foyer_document_page_get_text (FoyerDocumentPage *self);
const FoyerDocumentLink *foyer_document_page_find_link (FoyerDocumentPage *self, double x, double y);

G_END_DECLS
