/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-document-scene.h"

G_BEGIN_DECLS

/* A future of the selected text, of however many pages it is. */
DexFuture *foyer_document_copy_selection (const FoyerDocumentScene *scene);

G_END_DECLS
