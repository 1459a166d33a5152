/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-document-process.h"

G_BEGIN_DECLS

const GValue *document_await (DexFuture *future);
void document_await_error (DexFuture *future, GQuark domain, int code);
gpointer document_await_object (DexFuture *future);
gpointer document_await_boxed (DexFuture *future);
void document_await_ok (DexFuture *future);
FoyerDocumentProcess *document_open (GBytes *bytes, const char *password);
GdkTexture *document_render (FoyerDocumentProcess *process, guint page, double scale, guint rotation);
guint32 document_get_pixel (GdkTexture *texture, int x, int y);
GBytes *document_read_corpus (const char *folder, const char *name);

G_END_DECLS
