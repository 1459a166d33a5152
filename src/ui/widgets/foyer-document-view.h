/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FOYER_TYPE_DOCUMENT_VIEW (foyer_document_view_get_type ())
G_DECLARE_FINAL_TYPE (FoyerDocumentView, foyer_document_view, FOYER, DOCUMENT_VIEW, GtkWidget)

/* How the zoom follows the size of the view. */
typedef enum
{
  FOYER_DOCUMENT_FIT_AUTO, /* the width, but never larger than is pleasant to read; the default */
  FOYER_DOCUMENT_FIT_WIDTH,
  FOYER_DOCUMENT_FIT_PAGE,
  FOYER_DOCUMENT_FIT_NONE, /* "zoom" stays as it was set */
} FoyerDocumentFit;

/* A PDF in the window: all its pages one below the other, with its own loading, password and error pages and its own
 * find bar, so that a page of the application only has to pack it and hand it bytes. The PDF is parsed and drawn by a
 * child process.
 *
 * Properties: "title" (the document's own, nullable), "n-pages", "page" (1-based, writable), "zoom" (1.0 = 96 dpi,
 * writable), "fit" (FoyerDocumentFit, writable), "rotation" (0, 90, 180, 270, writable), "loading", "needs-password",
 * "error" (G_TYPE_ERROR, nullable), "search-mode" (the find bar is open, writable), "n-matches", "match" (1-based).
 *
 * Actions on the widget: document.zoom-in, .zoom-out, .zoom-normal, .fit-width, .fit-page, .first-page, .last-page,
 * .next-page, .previous-page, .rotate, .find, .find-next, .find-previous, .copy, .select-all, .print. Buttons outside
 * of it reach them after
 *   gtk_widget_insert_action_group (page, "document", foyer_document_view_get_action_group (view)); */
GtkWidget *foyer_document_view_new (void);

/* Starts to open the PDF; NULL empties the view. */
void foyer_document_view_set_bytes (FoyerDocumentView *self, GBytes *bytes);
void foyer_document_view_unlock (FoyerDocumentView *self, const char *password);

gboolean foyer_document_view_get_loading (FoyerDocumentView *self);
gboolean foyer_document_view_get_needs_password (FoyerDocumentView *self);
const GError *foyer_document_view_get_error (FoyerDocumentView *self);
const char *foyer_document_view_get_title (FoyerDocumentView *self);
guint foyer_document_view_get_n_pages (FoyerDocumentView *self);

guint foyer_document_view_get_page (FoyerDocumentView *self);
void foyer_document_view_set_page (FoyerDocumentView *self, guint page);
double foyer_document_view_get_zoom (FoyerDocumentView *self);
void foyer_document_view_set_zoom (FoyerDocumentView *self, double zoom);
FoyerDocumentFit foyer_document_view_get_fit (FoyerDocumentView *self);
void foyer_document_view_set_fit (FoyerDocumentView *self, FoyerDocumentFit fit);
guint foyer_document_view_get_rotation (FoyerDocumentView *self);
void foyer_document_view_set_rotation (FoyerDocumentView *self, guint degrees);

/* Find: NULL or "" ends it. Hits are counted and marked as they are found. */
void foyer_document_view_search (FoyerDocumentView *self, const char *text);
void foyer_document_view_search_next (FoyerDocumentView *self);
void foyer_document_view_search_previous (FoyerDocumentView *self);
guint foyer_document_view_get_n_matches (FoyerDocumentView *self);
guint foyer_document_view_get_match (FoyerDocumentView *self);

void foyer_document_view_set_search_mode (FoyerDocumentView *self, gboolean search_mode);
void foyer_document_view_copy (FoyerDocumentView *self);
void foyer_document_view_select_all (FoyerDocumentView *self);

/* The actions without their prefix, for buttons that are not inside the view. */
GActionGroup *foyer_document_view_get_action_group (FoyerDocumentView *self);

void foyer_document_view_print (FoyerDocumentView *self, GtkWindow *parent);

G_END_DECLS
