/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The keys of the pages of a document. */
void foyer_document_keys_bind (GtkWidgetClass *pages_class);

G_END_DECLS
