/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "foyer-document-protocol.h"

G_BEGIN_DECLS

/* One running foyer-document. It is told one request at a time, and answers or dies. */
typedef struct _FoyerDocumentChild FoyerDocumentChild;

/* @answer is NULL when the child has ended, or said what it must not: it is of no more use then. */
typedef void (*FoyerDocumentChildFunc) (const FoyerDocumentAnswer *answer, gpointer user_data);

FoyerDocumentChild *foyer_document_child_start (FoyerDocumentChildFunc func, gpointer user_data, GError **error);
gboolean foyer_document_child_send (
    FoyerDocumentChild *self, const FoyerDocumentRequest *request, const char *text, const int *fds, gsize output_size);
void foyer_document_child_free (FoyerDocumentChild *self);
const char *foyer_document_child_get_pid (FoyerDocumentChild *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerDocumentChild, foyer_document_child_free)

G_END_DECLS
