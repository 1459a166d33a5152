/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <libdex.h>

G_BEGIN_DECLS

/* What a callback of a future needs when it comes late: an object that may be gone by then, and what it was asked for.
 * Dropping a future does not promise that its callback is not run any more: it may be on its way already. */
typedef struct _FoyerDocumentLater FoyerDocumentLater;

/* func (object, stamp, value or NULL, error or NULL); not called if the object is gone */
typedef void (*FoyerDocumentLaterFunc) (gpointer object, guint64 stamp, const GValue *value, const GError *error);

DexFuture *foyer_document_later (DexFuture *future, gpointer object, guint64 stamp, FoyerDocumentLaterFunc func);

G_END_DECLS
