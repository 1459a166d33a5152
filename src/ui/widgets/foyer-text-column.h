/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a cell says of its item. (transfer full) */
typedef char *(*FoyerTextFunc) (gpointer item, gpointer data);

typedef enum
{
  FOYER_TEXT_COLUMN_NO_FLAGS = 0,
  FOYER_TEXT_COLUMN_NUMERIC = 1 << 0, /* at the end, digits of one width */
  FOYER_TEXT_COLUMN_EXPAND = 1 << 1,
  FOYER_TEXT_COLUMN_STRONG = 1 << 2, /* what the row is called by */
} FoyerTextColumnFlags;

GtkListItemFactory *foyer_text_factory_new (FoyerTextFunc func, gpointer data, FoyerTextColumnFlags flags);
GtkColumnViewColumn *
foyer_text_column_new (const char *title, FoyerTextFunc func, gpointer data, FoyerTextColumnFlags flags);
void foyer_text_column_align_titles (GtkColumnView *view);

G_END_DECLS
