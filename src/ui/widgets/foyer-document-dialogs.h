/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-document-process.h"

G_BEGIN_DECLS

/* What is asked and said above a document: where a link leads, how to print, what was not printed. */
void foyer_document_ask_about_link (GtkWidget *view, const char *uri);
void foyer_document_ask_and_print (GtkWidget *view, FoyerDocumentProcess *process, GtkWindow *parent);

G_END_DECLS
