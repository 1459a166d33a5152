/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-resource-list.h"

G_BEGIN_DECLS

/* Tells a paged list which of its rows are on screen, and keeps selection and focus when they are filled. To be made
 * before anything else listens to the list. */
#define FOYER_TYPE_LIST_WATCH (foyer_list_watch_get_type ())
G_DECLARE_FINAL_TYPE (FoyerListWatch, foyer_list_watch, FOYER, LIST_WATCH, GObject)

FoyerListWatch *foyer_list_watch_new (FoyerResourceList *list, GtkScrolledWindow *scroller);
void foyer_list_watch_set_selection (FoyerListWatch *self, GtkSingleSelection *selection);

G_END_DECLS
