/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <graphene.h>

#include "foyer-document-protocol.h"

G_BEGIN_DECLS

/* Where the pages of a document stand: one below the other, centred, with room between them. Pure geometry: pixels are
 * the widget's own, points are 1/72 inch of the unrotated page, pages count from 0. */
typedef struct _FoyerDocumentLayout FoyerDocumentLayout;

#define FOYER_DOCUMENT_MARGIN 18 /* pixels around all pages */
#define FOYER_DOCUMENT_GAP 14    /* pixels between two of them */

FoyerDocumentLayout *foyer_document_layout_new (void);
void foyer_document_layout_free (FoyerDocumentLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerDocumentLayout, foyer_document_layout_free)

void foyer_document_layout_add_page (FoyerDocumentLayout *self, double width, double height);
void foyer_document_layout_set_scale (FoyerDocumentLayout *self, double scale, guint rotation);

guint foyer_document_layout_get_n_pages (FoyerDocumentLayout *self);
double foyer_document_layout_get_scale (FoyerDocumentLayout *self);
guint foyer_document_layout_get_rotation (FoyerDocumentLayout *self);
int foyer_document_layout_get_width (FoyerDocumentLayout *self);
int foyer_document_layout_get_height (FoyerDocumentLayout *self);
void foyer_document_layout_get_page (FoyerDocumentLayout *self, guint page, int width, graphene_rect_t *rect);
guint foyer_document_layout_find_page (FoyerDocumentLayout *self, double y);
double foyer_document_layout_fit (FoyerDocumentLayout *self, guint page, int width, int height);

void
foyer_document_layout_to_points (FoyerDocumentLayout *self, guint page, double x, double y, double *px, double *py);
graphene_rect_t foyer_document_layout_to_pixels (FoyerDocumentLayout *self, guint page, const FoyerDocumentRect *rect);

G_END_DECLS
