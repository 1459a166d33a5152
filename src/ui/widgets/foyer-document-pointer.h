/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _FoyerDocumentPages FoyerDocumentPages;

/* What mouse and fingers do on the pages: select, follow links, zoom. Part of the pages, which it does not keep alive.
 */
typedef struct _FoyerDocumentPointer FoyerDocumentPointer;

FoyerDocumentPointer *foyer_document_pointer_new (FoyerDocumentPages *pages);
void foyer_document_pointer_free (FoyerDocumentPointer *self);

G_END_DECLS
