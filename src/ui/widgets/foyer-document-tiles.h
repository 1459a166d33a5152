/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-document-process.h"

G_BEGIN_DECLS

#define FOYER_TYPE_DOCUMENT_TILES (foyer_document_tiles_get_type ())
G_DECLARE_FINAL_TYPE (FoyerDocumentTiles, foyer_document_tiles, FOYER, DOCUMENT_TILES, GObject)

/* How a page is to be drawn. */
typedef struct
{
  guint page;     /* from 0 */
  guint rotation; /* degrees clockwise */
  double scale;   /* device pixels for a point */
  double device;  /* device pixels for a pixel of the widget */
  int width;      /* device pixels of the whole page */
  int height;
} FoyerDocumentSpot;

/* Pixels of pages: asked for where they are wanted, kept up to a bound in bytes, given up when they are not wanted
 * before they came. signal "changed" (guint page): something of it arrived or failed */
FoyerDocumentTiles *foyer_document_tiles_new (FoyerDocumentProcess *process);

void foyer_document_tiles_begin (FoyerDocumentTiles *self);
void foyer_document_tiles_want (FoyerDocumentTiles *self,
                                const FoyerDocumentSpot *spot,
                                const cairo_rectangle_int_t *visible);
void foyer_document_tiles_commit (FoyerDocumentTiles *self);
void foyer_document_tiles_clear (FoyerDocumentTiles *self);

gboolean foyer_document_tiles_snapshot (FoyerDocumentTiles *self, GtkSnapshot *snapshot, const FoyerDocumentSpot *spot);
gboolean foyer_document_tiles_has (FoyerDocumentTiles *self, const FoyerDocumentSpot *spot);
const GError *foyer_document_tiles_get_error (FoyerDocumentTiles *self, guint page);
gsize foyer_document_tiles_get_bytes (FoyerDocumentTiles *self);
guint foyer_document_tiles_get_n_pending (FoyerDocumentTiles *self);

#define FOYER_DOCUMENT_CACHE_BYTES ((gsize) 64 << 20)

G_END_DECLS
