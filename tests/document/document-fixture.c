/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the document share: waiting for a future, and looking at pixels. */

#include "document-fixture.h"

#include <math.h>

static void
wait_for (DexFuture *future)
{
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
}

/* Each takes the future; what they return lives until the future of the next one is waited for. */
static DexFuture *last;

const GValue *
document_await (DexFuture *future)
{
  g_autoptr (GError) error = NULL;
  const GValue *value;

  dex_clear (&last);
  last = future;
  wait_for (future);
  value = dex_future_get_value (future, &error);
  g_assert_no_error (error);
  return value;
}

void
document_await_error (DexFuture *future, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  wait_for (future);
  g_assert_null (dex_future_get_value (future, &error));
  g_assert_error (error, domain, code);
  dex_unref (future);
}

/* (transfer full) */
gpointer
document_await_object (DexFuture *future)
{
  gpointer object = g_value_dup_object (document_await (future));

  dex_clear (&last);
  return object;
}

/* (transfer full) */
gpointer
document_await_boxed (DexFuture *future)
{
  gpointer boxed = g_value_dup_boxed (document_await (future));

  dex_clear (&last);
  return boxed;
}

void
document_await_ok (DexFuture *future)
{
  document_await (future);
  dex_clear (&last);
}

FoyerDocumentProcess *
document_open (GBytes *bytes, const char *password)
{
  FoyerDocumentProcess *process = foyer_document_process_new ();

  document_await_ok (foyer_document_process_open (process, bytes, password));
  return process;
}

/* The whole page. */
GdkTexture *
document_render (FoyerDocumentProcess *process, guint page, double scale, guint rotation)
{
  GdkRectangle region = { 0 };
  double width, height;

  g_assert_true (foyer_document_process_get_page_size (process, page, &width, &height));
  region.width = (int) ceil ((rotation % 180 ? height : width) * scale);
  region.height = (int) ceil ((rotation % 180 ? width : height) * scale);
  return document_await_object (foyer_document_process_render (process, page, scale, rotation, &region, FALSE));
}

guint32
document_get_pixel (GdkTexture *texture, int x, int y)
{
  gsize stride = (gsize) gdk_texture_get_width (texture) * 4;
  g_autofree guint8 *pixels = g_malloc (stride * (gsize) gdk_texture_get_height (texture));

  gdk_texture_download (texture, pixels, stride);
  return ((guint32 *) (void *) (pixels + (gsize) y * stride))[x];
}

/* NULL if the corpus is not there. */
GBytes *
document_read_corpus (const char *folder, const char *name)
{
  const char *corpus = g_getenv ("FOYER_CORPUS");
  g_autofree char *path = g_build_filename (corpus ? corpus : "", "einvoice", folder, name, NULL);
  char *data;
  gsize size;

  return g_file_get_contents (path, &data, &size, NULL) ? g_bytes_new_take (data, size) : NULL;
}
