/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Callbacks of futures for objects that may be gone when they come. */

#include "foyer-document-later.h"

struct _FoyerDocumentLater
{
  GWeakRef object;
  guint64 stamp;
  FoyerDocumentLaterFunc func;
};

static void
later_free (gpointer data)
{
  FoyerDocumentLater *later = data;

  g_weak_ref_clear (&later->object);
  g_free (later);
}

static DexFuture *
on_done_cb (DexFuture *future, gpointer user_data)
{
  FoyerDocumentLater *later = user_data;
  g_autoptr (GObject) object = g_weak_ref_get (&later->object);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (object)
    later->func (object, later->stamp, value, error);
  return dex_future_new_true ();
}

/**
 * foyer_document_later:
 * @future: (transfer full): what is waited for
 * @object: who waits; is not kept alive by it
 * @stamp: given back to @func, so that it can tell whether this is still what it waits for
 * @func: called when the future has come to its end, if @object is still there then
 *
 * Returns: (transfer full): a future to be kept as long as the answer is wanted
 */
DexFuture *
foyer_document_later (DexFuture *future, gpointer object, guint64 stamp, FoyerDocumentLaterFunc func)
{
  FoyerDocumentLater *later = g_new0 (FoyerDocumentLater, 1);

  g_weak_ref_init (&later->object, object);
  later->stamp = stamp;
  later->func = func;
  return dex_future_finally (future, on_done_cb, later, later_free);
}
