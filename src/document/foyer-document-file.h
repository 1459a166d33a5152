/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <poppler.h>

#include "foyer-document-protocol.h"

G_BEGIN_DECLS

/* What can be asked of an open PDF. The functions write the output of the protocol's kind of the same name. */
PopplerDocument *foyer_document_file_open (GBytes *bytes, const char *password, FoyerDocumentStatus *status);
FoyerDocumentStatus foyer_document_file_describe (PopplerDocument *document, FoyerDocumentWriter *writer);
FoyerDocumentStatus foyer_document_file_render (PopplerDocument *document,
                                                const FoyerDocumentRequest *request,
                                                FoyerDocumentWriter *writer);
FoyerDocumentStatus foyer_document_file_text (PopplerDocument *document, guint page, FoyerDocumentWriter *writer);
FoyerDocumentStatus
foyer_document_file_find (PopplerDocument *document, guint page, const char *text, FoyerDocumentWriter *writer);
FoyerDocumentStatus foyer_document_file_links (PopplerDocument *document, guint page, FoyerDocumentWriter *writer);
FoyerDocumentStatus foyer_document_file_attachments (PopplerDocument *document, FoyerDocumentWriter *writer);
FoyerDocumentStatus
foyer_document_file_attachment (PopplerDocument *document, guint index, FoyerDocumentWriter *writer);

G_END_DECLS
