/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-document-view.h"

G_BEGIN_DECLS

/* The "document" actions of a view, which are enabled as it can do them, and their keys. */
GSimpleActionGroup *foyer_document_actions_new (FoyerDocumentView *view);
void foyer_document_actions_update (GSimpleActionGroup *self, FoyerDocumentView *view);
void foyer_document_actions_bind (GtkWidgetClass *view_class);

G_END_DECLS
