/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* The account's encrypted file (SQLCipher): what was read (answers by address, with ETag and time) and what is not sent yet (drafts,
 * idempotency keys, cart). All work on one thread of its own, in order. A store without a file (session only) keeps everything in memory. */
#define FOYER_TYPE_STORE (foyer_store_get_type ())
G_DECLARE_FINAL_TYPE (FoyerStore, foyer_store, FOYER, STORE, GObject)

typedef struct
{
  GBytes *body;        /* the JSON text */
  char *etag;          /* nullable */
  gint64 total;        /* -1 = not said */
  GDateTime *time;     /* when it was read */
} FoyerStored;
#define FOYER_TYPE_STORED (foyer_stored_get_type ())
GType foyer_stored_get_type (void);
FoyerStored *foyer_stored_copy (const FoyerStored *self);
void foyer_stored_free (FoyerStored *self);

DexFuture *foyer_store_open (const char *path, const char *key_hex);  /* resolves to FoyerStore; path NULL = memory. A file that does not open with the key is set aside and made anew */
DexFuture *foyer_store_get (FoyerStore *self, const char *uri);        /* resolves to FoyerStored or NULL */
DexFuture *foyer_store_put (FoyerStore *self, const char *uri, GBytes *body, const char *etag, gint64 total);
DexFuture *foyer_store_forget_prefix (FoyerStore *self, const char *uri_prefix); /* after a write */
DexFuture *foyer_store_get_draft (FoyerStore *self, const char *name); /* resolves to a nullable string */
DexFuture *foyer_store_set_draft (FoyerStore *self, const char *name, const char *text); /* text NULL removes */
DexFuture *foyer_store_clear (FoyerStore *self);                       /* answers and drafts: somebody else signs in; resolves TRUE */
DexFuture *foyer_store_close (FoyerStore *self);
DexFuture *foyer_store_delete (const char *path);                      /* file, -wal, -shm */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerStored, foyer_stored_free)

G_END_DECLS
