/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-page.h"

G_BEGIN_DECLS

/* What a page waits for: whose answer it is when it comes, without keeping a page that nobody sees any more. */
typedef struct
{
  GWeakRef page;
  guint stamp;
  gboolean from_store;
  gconstpointer source; /* the page's own, nullable */
} FoyerReading;

FoyerReading *foyer_reading_new (FoyerPage *page, gboolean from_store, gconstpointer source);
void foyer_reading_free (gpointer self);
gpointer foyer_reading_dup_page (FoyerReading *self);

G_END_DECLS
