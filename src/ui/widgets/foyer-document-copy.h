/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "foyer-document-scene.h"

G_BEGIN_DECLS

#define FOYER_TYPE_DOCUMENT_COPY (foyer_document_copy_get_type ())
G_DECLARE_FINAL_TYPE (FoyerDocumentCopy, foyer_document_copy, FOYER, DOCUMENT_COPY, GObject)

/* Brings the selected text into the clipboard, of however many pages it is: begins when it is made, and ends when it is
 * done or dropped. */
FoyerDocumentCopy *foyer_document_copy_new (const FoyerDocumentScene *scene, GdkClipboard *clipboard);

G_END_DECLS
