/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-document-layout.h"
#include "foyer-document-search.h"
#include "foyer-document-tiles.h"

G_BEGIN_DECLS

/* A gap between characters somewhere in the document. */
typedef struct
{
  guint page; /* from 0 */
  guint offset;
} FoyerDocumentPosition;

/* What the widgets of one open document share. It lives as long as the widget that made it, which outlives the others.
 */
typedef struct
{
  FoyerDocumentProcess *process;
  FoyerDocumentLayout *layout;
  FoyerDocumentTiles *tiles;
  FoyerDocumentSearch *search;
  /* What is selected: from where the drag began to where it is; equal if nothing is. */
  FoyerDocumentPosition anchor;
  FoyerDocumentPosition cursor;
} FoyerDocumentScene;

FoyerDocumentScene *foyer_document_scene_new (FoyerDocumentProcess *process);
void foyer_document_scene_free (FoyerDocumentScene *self);

void foyer_document_scene_select (FoyerDocumentScene *self, FoyerDocumentPosition from, FoyerDocumentPosition to);
gboolean foyer_document_scene_has_selection (const FoyerDocumentScene *self);
gboolean foyer_document_scene_get_selection (
    const FoyerDocumentScene *self, guint page, guint n_chars, guint *start, guint *end);
void foyer_document_scene_get_ends (const FoyerDocumentScene *self,
                                    FoyerDocumentPosition *first,
                                    FoyerDocumentPosition *last);

G_END_DECLS
