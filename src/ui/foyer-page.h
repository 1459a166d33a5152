/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-account.h"

G_BEGIN_DECLS

typedef struct _FoyerWindow FoyerWindow;

/* Base of every page of an account's window: header bar with title and search, the account's strip and banners,
 * content.
 *
 * A subclass is a Blueprint template `template $FoyerOrdersPage: $FoyerPage { title: _("Orders"); searchable: true; …
 * }`: its child is the content, children marked [start] and [end] go into the header bar, [top] and [bottom] above and
 * below the content. Its init calls gtk_widget_init_template() as usual, its dispose gtk_widget_dispose_template() for
 * its own type.
 *
 * Properties: "account" (construct only), "searchable", "search-text" (readable, "" when nothing is searched). */
#define FOYER_TYPE_PAGE (foyer_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (FoyerPage, foyer_page, FOYER, PAGE, AdwNavigationPage)

struct _FoyerPageClass
{
  AdwNavigationPageClass parent_class;
  /* The page is shown for the first time and its account is signed in. From the store first, then from the portal. */
  void (*load) (FoyerPage *self);
  /* F5, the portal is back, the account signed in again. What is shown stays until the answer is here. The stamp is a
   * new one. */
  void (*reload) (FoyerPage *self);
  /* @text: trimmed, "" when the search is closed; called 150 ms after the last key */
  void (*search_changed) (FoyerPage *self, const char *text);
  /* Ctrl+C while nothing selectable has the focus; FALSE: there is nothing to copy */
  gboolean (*copy) (FoyerPage *self);
};

FoyerAccount *foyer_page_get_account (FoyerPage *self);
FoyerWindow *foyer_page_get_window (FoyerPage *self);       /* (nullable) (transfer none) */
GCancellable *foyer_page_get_cancellable (FoyerPage *self); /* (transfer none): cancelled when the page is gone */

/* For late answers: take the stamp before waiting, and ask is_current() afterwards: FALSE once the page was reloaded or
 * is gone. */
guint foyer_page_get_stamp (FoyerPage *self);
gboolean foyer_page_is_current (FoyerPage *self, guint stamp);

void foyer_page_reload (FoyerPage *self);
const char *foyer_page_get_search_text (FoyerPage *self);
void foyer_page_set_search_text (FoyerPage *self, const char *text);
void foyer_page_start_search (FoyerPage *self);
gboolean foyer_page_get_searchable (FoyerPage *self);
gboolean foyer_page_copy (FoyerPage *self);

void foyer_page_pack_start (FoyerPage *self, GtkWidget *child);
void foyer_page_pack_end (FoyerPage *self, GtkWidget *child);
void foyer_page_set_content (FoyerPage *self, GtkWidget *content);

void foyer_page_push (FoyerPage *self, FoyerPage *detail); /* takes a floating reference */
void foyer_page_pop (FoyerPage *self);                     /* back, if this page is on top */
void foyer_page_toast (FoyerPage *self, const char *text);
void foyer_page_add_toast (FoyerPage *self, AdwToast *toast); /* (transfer full toast): with a button, for undo */

G_END_DECLS
