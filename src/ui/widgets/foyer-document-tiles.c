/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cache of what pages look like. A page is one tile as long as it is not large, so that it is drawn once. */

#include "foyer-document-tiles.h"

#include <math.h>

#include "foyer-document-later.h"

#define LARGEST_WHOLE_PAGE (4 << 20) /* pixels */
#define TILE_SIDE 1024               /* pixels */

typedef struct
{
  guint page;
  guint rotation;
  guint scale; /* in 1/65536 */
  guint column, row;
} TileKey;

typedef struct _Tile
{
  TileKey key;
  FoyerDocumentTiles *owner;
  cairo_rectangle_int_t area; /* device pixels of the page */
  int page_width, page_height;
  double scale;
  GdkTexture *texture; /* NULL until it came */
  DexFuture *future;   /* NULL when it came */
  guint64 serial;      /* which of all that were asked for */
  guint64 wanted;      /* the last round in which it was */
} Tile;

struct _FoyerDocumentTiles
{
  GObject parent_instance;

  FoyerDocumentProcess *process;
  GHashTable *tiles;  /* TileKey → Tile */
  GHashTable *errors; /* page → GError */
  GPtrArray *missing; /* Tile, not owned: to be asked for at the end of the round */
  guint64 round;
  guint64 serial;
  gsize bytes;
};

G_DEFINE_FINAL_TYPE (FoyerDocumentTiles, foyer_document_tiles, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
tile_key_hash (gconstpointer data)
{
  const TileKey *key = data;

  return key->page * 31 + key->rotation + key->scale * 17 + key->column * 131 + key->row * 65599;
}

static gboolean
tile_key_equal (gconstpointer a, gconstpointer b)
{
  const TileKey *one = a, *other = b;

  return one->page == other->page && one->rotation == other->rotation && one->scale == other->scale &&
         one->column == other->column && one->row == other->row;
}

static gsize
tile_bytes (const Tile *tile)
{
  return (gsize) tile->area.width * (gsize) tile->area.height * 4;
}

static void
tile_free (gpointer data)
{
  Tile *tile = data;

  if (tile->texture)
    tile->owner->bytes -= tile_bytes (tile);
  /* Nobody else holds the future: what was asked for is not wanted any more. */
  dex_clear (&tile->future);
  g_clear_object (&tile->texture);
  g_free (tile);
}

static guint
scale_key (const FoyerDocumentSpot *spot)
{
  return (guint) lround (spot->scale * 65536);
}

static int
tile_side (const FoyerDocumentSpot *spot)
{
  return (gint64) spot->width * spot->height <= LARGEST_WHOLE_PAGE ? MAX (spot->width, spot->height) : TILE_SIDE;
}

/* Drops what has not been wanted for longest until the bound holds. What is wanted now stays. */
static void
evict (FoyerDocumentTiles *self)
{
  while (self->bytes > FOYER_DOCUMENT_CACHE_BYTES)
    {
      GHashTableIter iter;
      gpointer value;
      Tile *oldest = NULL;

      g_hash_table_iter_init (&iter, self->tiles);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        {
          Tile *tile = value;

          if (tile->texture && tile->wanted < self->round && (!oldest || tile->wanted < oldest->wanted))
            oldest = tile;
        }
      if (!oldest)
        return;
      g_hash_table_remove (self->tiles, &oldest->key);
    }
}

static void
remember_error (FoyerDocumentTiles *self, guint page, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_hash_table_replace (self->errors, GUINT_TO_POINTER (page), g_error_copy (error));
}

static Tile *
find_tile (FoyerDocumentTiles *self, guint64 serial)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((Tile *) value)->serial == serial)
      return value;
  return NULL;
}

static void
on_rendered (gpointer object, guint64 stamp, const GValue *value, const GError *error)
{
  FoyerDocumentTiles *self = object;
  Tile *tile = find_tile (self, stamp);
  guint page;

  if (!tile)
    return;
  page = tile->key.page;
  dex_clear (&tile->future);
  if (value)
    {
      tile->texture = g_value_dup_object (value);
      self->bytes += tile_bytes (tile);
      evict (self);
    }
  else
    remember_error (self, page, error);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, page);
}

static void
ask (FoyerDocumentTiles *self, Tile *tile)
{
  GdkRectangle region = { tile->area.x, tile->area.y, tile->area.width, tile->area.height };
  guint64 serial = tile->serial = ++self->serial;
  DexFuture *future = foyer_document_later (
      foyer_document_process_render (self->process, tile->key.page, tile->scale, tile->key.rotation, &region, FALSE),
      self, serial, on_rendered);

  /* What was refused at once has been dealt with by now. */
  if (dex_future_is_pending (future))
    tile->future = future;
  else
    dex_unref (future);
}

static Tile *
ensure_tile (FoyerDocumentTiles *self, const FoyerDocumentSpot *spot, guint column, guint row)
{
  int side = tile_side (spot);
  TileKey key = { spot->page, spot->rotation, scale_key (spot), column, row };
  Tile *tile = g_hash_table_lookup (self->tiles, &key);

  if (tile)
    return tile;
  tile = g_new0 (Tile, 1);
  tile->key = key;
  tile->owner = self;
  tile->area.x = (int) column * side;
  tile->area.y = (int) row * side;
  tile->area.width = MIN (side, spot->width - tile->area.x);
  tile->area.height = MIN (side, spot->height - tile->area.y);
  tile->page_width = spot->width;
  tile->page_height = spot->height;
  tile->scale = spot->scale;
  g_hash_table_insert (self->tiles, &tile->key, tile);
  g_ptr_array_add (self->missing, tile);
  return tile;
}

static void
foyer_document_tiles_dispose (GObject *object)
{
  FoyerDocumentTiles *self = FOYER_DOCUMENT_TILES (object);

  foyer_document_tiles_clear (self);
  g_clear_object (&self->process);
  G_OBJECT_CLASS (foyer_document_tiles_parent_class)->dispose (object);
}

static void
foyer_document_tiles_finalize (GObject *object)
{
  FoyerDocumentTiles *self = FOYER_DOCUMENT_TILES (object);

  g_hash_table_unref (self->tiles);
  g_hash_table_unref (self->errors);
  g_ptr_array_unref (self->missing);
  G_OBJECT_CLASS (foyer_document_tiles_parent_class)->finalize (object);
}

static void
foyer_document_tiles_class_init (FoyerDocumentTilesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = foyer_document_tiles_dispose;
  G_OBJECT_CLASS (klass)->finalize = foyer_document_tiles_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
foyer_document_tiles_init (FoyerDocumentTiles *self)
{
  self->tiles = g_hash_table_new_full (tile_key_hash, tile_key_equal, NULL, tile_free);
  self->errors = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_error_free);
  self->missing = g_ptr_array_new ();
}

/**
 * foyer_document_tiles_new:
 * @process: an open document
 *
 * Returns: (transfer full): an empty cache
 */
FoyerDocumentTiles *
foyer_document_tiles_new (FoyerDocumentProcess *process)
{
  FoyerDocumentTiles *self = g_object_new (FOYER_TYPE_DOCUMENT_TILES, NULL);

  self->process = g_object_ref (process);
  return self;
}

/**
 * foyer_document_tiles_begin:
 * @self: a cache
 *
 * Starts to say anew what is wanted.
 */
void
foyer_document_tiles_begin (FoyerDocumentTiles *self)
{
  self->round++;
}

/**
 * foyer_document_tiles_want:
 * @self: a cache
 * @spot: a page
 * @visible: the part of it that is seen, in device pixels
 *
 * What is wanted first is drawn first.
 */
void
foyer_document_tiles_want (FoyerDocumentTiles *self,
                           const FoyerDocumentSpot *spot,
                           const cairo_rectangle_int_t *visible)
{
  int side = tile_side (spot);
  int right = MIN (visible->x + visible->width, spot->width);
  int bottom = MIN (visible->y + visible->height, spot->height);

  /* A page that failed would fail again, and take the child with it. */
  if (g_hash_table_contains (self->errors, GUINT_TO_POINTER (spot->page)))
    return;
  for (int y = MAX (visible->y, 0) / side; y * side < bottom; y++)
    for (int x = MAX (visible->x, 0) / side; x * side < right; x++)
      ensure_tile (self, spot, (guint) x, (guint) y)->wanted = self->round;
}

/**
 * foyer_document_tiles_commit:
 * @self: a cache
 *
 * Asks for what is wanted and not there, and gives up what was asked for and is not wanted any more.
 */
void
foyer_document_tiles_commit (FoyerDocumentTiles *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Tile *tile = value;

      if (!tile->texture && tile->wanted < self->round)
        g_hash_table_iter_remove (&iter);
    }
  while (self->missing->len > 0)
    ask (self, g_ptr_array_steal_index (self->missing, 0));
  evict (self);
}

void
foyer_document_tiles_clear (FoyerDocumentTiles *self)
{
  g_ptr_array_set_size (self->missing, 0);
  g_hash_table_remove_all (self->tiles);
  g_hash_table_remove_all (self->errors);
}

static gboolean
is_of_page (const Tile *tile, const FoyerDocumentSpot *spot)
{
  return tile->texture && tile->key.page == spot->page && tile->key.rotation == spot->rotation;
}

static int
compare_wanted (gconstpointer a, gconstpointer b)
{
  const Tile *one = *(const Tile *const *) a, *other = *(const Tile *const *) b;

  return one->wanted < other->wanted ? -1 : one->wanted > other->wanted;
}

/* The exact ones last, above what was drawn for another zoom. */
static GPtrArray *
tiles_of_page (FoyerDocumentTiles *self, const FoyerDocumentSpot *spot)
{
  GPtrArray *others = g_ptr_array_new ();
  g_autoptr (GPtrArray) exact = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;
  guint scale = scale_key (spot);
  gboolean complete = TRUE;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Tile *tile = value;
      gboolean is_exact = tile->key.scale == scale;

      if (is_of_page (tile, spot))
        g_ptr_array_add (is_exact ? exact : others, tile);
      else if (is_exact && tile->key.page == spot->page && tile->wanted == self->round)
        complete = FALSE;
    }
  if (complete && exact->len > 0)
    g_ptr_array_set_size (others, 0);
  g_ptr_array_sort (others, compare_wanted);
  g_ptr_array_extend (others, exact, NULL, NULL);
  return others;
}

static void
snapshot_tile (const Tile *tile, GtkSnapshot *snapshot, const FoyerDocumentSpot *spot)
{
  gboolean is_exact = tile->key.scale == scale_key (spot);
  /* Drawn for another zoom, it is stretched over the same part of the page; else its pixels are the screen's. */
  double across = is_exact ? spot->device : tile->page_width * spot->device / spot->width;
  double down = is_exact ? spot->device : tile->page_height * spot->device / spot->height;
  GskScalingFilter filter = !is_exact                              ? GSK_SCALING_FILTER_TRILINEAR
                            : spot->device == floor (spot->device) ? GSK_SCALING_FILTER_NEAREST
                                                                   : GSK_SCALING_FILTER_LINEAR;
  graphene_rect_t area;

  graphene_rect_init (&area, (float) (tile->area.x / across), (float) (tile->area.y / down),
                      (float) (tile->area.width / across), (float) (tile->area.height / down));
  gtk_snapshot_append_scaled_texture (snapshot, tile->texture, filter, &area);
}

/**
 * foyer_document_tiles_snapshot:
 * @self: a cache
 * @snapshot: where to draw: the page's corner is its origin
 * @spot: the page
 *
 * Draws what there is of the page; what was drawn for another zoom stands in for what has not come yet.
 *
 * Returns: %TRUE if anything was drawn
 */
gboolean
foyer_document_tiles_snapshot (FoyerDocumentTiles *self, GtkSnapshot *snapshot, const FoyerDocumentSpot *spot)
{
  g_autoptr (GPtrArray) tiles = tiles_of_page (self, spot);

  for (guint i = 0; i < tiles->len; i++)
    snapshot_tile (tiles->pdata[i], snapshot, spot);
  return tiles->len > 0;
}

/**
 * foyer_document_tiles_has:
 * @self: a cache
 * @spot: a page
 *
 * Returns: %TRUE if there is anything of the page, be it for another zoom
 */
gboolean
foyer_document_tiles_has (FoyerDocumentTiles *self, const FoyerDocumentSpot *spot)
{
  g_autoptr (GPtrArray) tiles = tiles_of_page (self, spot);

  return tiles->len > 0;
}

/**
 * foyer_document_tiles_get_error:
 * @self: a cache
 * @page: from 0
 *
 * Returns: (nullable): why the page cannot be shown
 */
const GError *
foyer_document_tiles_get_error (FoyerDocumentTiles *self, guint page)
{
  return g_hash_table_lookup (self->errors, GUINT_TO_POINTER (page));
}

gsize
foyer_document_tiles_get_bytes (FoyerDocumentTiles *self)
{
  return self->bytes;
}

guint
foyer_document_tiles_get_n_pending (FoyerDocumentTiles *self)
{
  GHashTableIter iter;
  gpointer value;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    n += ((Tile *) value)->future != NULL;
  return n;
}
