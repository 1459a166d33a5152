/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-document-process.h"

G_BEGIN_DECLS

#define FOYER_TYPE_DOCUMENT_SEARCH (foyer_document_search_get_type ())
G_DECLARE_FINAL_TYPE (FoyerDocumentSearch, foyer_document_search, FOYER, DOCUMENT_SEARCH, GObject)

/* Looks for a text on one page after the other, and knows which of its hits is the current one. Pages count from 0,
 * matches from 1; a match that goes over two lines is one. signal "changed": hits came, the current one moved or the
 * end was reached */
FoyerDocumentSearch *foyer_document_search_new (FoyerDocumentProcess *process);

void foyer_document_search_start (FoyerDocumentSearch *self, const char *text, guint page);
const char *foyer_document_search_get_text (FoyerDocumentSearch *self);
gboolean foyer_document_search_is_running (FoyerDocumentSearch *self);
guint foyer_document_search_get_n_matches (FoyerDocumentSearch *self);
guint foyer_document_search_get_match (FoyerDocumentSearch *self);
void foyer_document_search_move (FoyerDocumentSearch *self, int step);

GArray *foyer_document_search_get_hits (FoyerDocumentSearch *self, guint page);
gboolean foyer_document_search_is_current (FoyerDocumentSearch *self, guint page, guint hit);
gboolean foyer_document_search_get_current (FoyerDocumentSearch *self, guint *page, FoyerDocumentRect *rect);

G_END_DECLS
