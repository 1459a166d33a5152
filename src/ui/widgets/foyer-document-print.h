/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-document-process.h"

G_BEGIN_DECLS

/* Prints a document: every page is drawn by the child process at 300 dpi. How many pages could not be drawn is known at
 * the end of the operation. */
GtkPrintOperation *foyer_document_print_new (FoyerDocumentProcess *process);
guint foyer_document_print_get_n_failed (GtkPrintOperation *operation);

G_END_DECLS
