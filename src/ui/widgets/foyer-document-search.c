/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds a text in a document, page after page, starting with the one that is seen. */

#include "foyer-document-search.h"

#include "foyer-document-later.h"

struct _FoyerDocumentSearch
{
  GObject parent_instance;

  FoyerDocumentProcess *process;
  char *text;      /* NULL when nothing is looked for */
  GPtrArray *hits; /* by page: GArray of FoyerDocumentHit, NULL where not looked yet */
  guint first;     /* the page it was started on */
  guint n_done;    /* pages */
  DexFuture *future;
  guint64 stamp;
  gboolean has_current;
  guint page; /* of the current match */
  guint hit;  /* index of its first rectangle on that page */
};

G_DEFINE_FINAL_TYPE (FoyerDocumentSearch, foyer_document_search, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
array_unref (gpointer array)
{
  if (array)
    g_array_unref (array);
}

static FoyerDocumentHit *
get_hit (GArray *hits, guint i)
{
  return &g_array_index (hits, FoyerDocumentHit, i);
}

/* A match starts at every rectangle that does not continue the one before. */
static gboolean
is_start (GArray *hits, guint i)
{
  return i == 0 || !get_hit (hits, i - 1)->continued;
}

static guint
count (GArray *hits, guint end)
{
  guint n = 0;

  for (guint i = 0; hits && i < MIN (end, hits->len); i++)
    n += is_start (hits, i);
  return n;
}

static void
set_current (FoyerDocumentSearch *self, guint page, guint hit)
{
  self->has_current = TRUE;
  self->page = page;
  self->hit = hit;
}

static void look_on_next_page (FoyerDocumentSearch *self);

static void
on_found (gpointer object, guint64 stamp, const GValue *value, const GError *error)
{
  FoyerDocumentSearch *self = object;
  guint page;

  if (stamp != self->stamp)
    return;
  dex_clear (&self->future);
  page = (self->first + self->n_done) % self->hits->len;
  /* A page that cannot be read has no hits. */
  self->hits->pdata[page] = value ? g_value_dup_boxed (value) : g_array_new (FALSE, FALSE, sizeof (FoyerDocumentHit));
  self->n_done++;
  if (!self->has_current && ((GArray *) self->hits->pdata[page])->len > 0)
    set_current (self, page, 0);
  look_on_next_page (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
look_on_next_page (FoyerDocumentSearch *self)
{
  DexFuture *future;
  guint page;

  if (self->n_done >= self->hits->len)
    return;
  page = (self->first + self->n_done) % self->hits->len;
  future = foyer_document_later (foyer_document_process_find (self->process, page, self->text), self, ++self->stamp,
                                 on_found);
  /* What was refused at once has been dealt with by now. */
  if (dex_future_is_pending (future))
    self->future = future;
  else
    dex_unref (future);
}

static void
foyer_document_search_finalize (GObject *object)
{
  FoyerDocumentSearch *self = FOYER_DOCUMENT_SEARCH (object);

  dex_clear (&self->future);
  g_clear_object (&self->process);
  g_free (self->text);
  g_ptr_array_unref (self->hits);
  G_OBJECT_CLASS (foyer_document_search_parent_class)->finalize (object);
}

static void
foyer_document_search_class_init (FoyerDocumentSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_document_search_finalize;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
foyer_document_search_init (FoyerDocumentSearch *self)
{
  self->hits = g_ptr_array_new_with_free_func (array_unref);
}

/**
 * foyer_document_search_new:
 * @process: an open document
 *
 * Returns: (transfer full): a search that looks for nothing yet
 */
FoyerDocumentSearch *
foyer_document_search_new (FoyerDocumentProcess *process)
{
  FoyerDocumentSearch *self = g_object_new (FOYER_TYPE_DOCUMENT_SEARCH, NULL);

  self->process = g_object_ref (process);
  return self;
}

/**
 * foyer_document_search_start:
 * @self: a search
 * @text: (nullable): what to look for; %NULL or "" for nothing
 * @page: where to look first; the first match from there on becomes the current one
 */
void
foyer_document_search_start (FoyerDocumentSearch *self, const char *text, guint page)
{
  guint n_pages = foyer_document_process_get_n_pages (self->process);

  self->stamp++;
  dex_clear (&self->future);
  g_set_str (&self->text, text && *text ? text : NULL);
  g_ptr_array_set_size (self->hits, 0);
  self->has_current = FALSE;
  self->n_done = 0;
  if (self->text && n_pages > 0)
    {
      g_ptr_array_set_size (self->hits, (int) n_pages);
      self->first = page % n_pages;
      look_on_next_page (self);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * foyer_document_search_get_text:
 * @self: a search
 *
 * Returns: (nullable): what is looked for
 */
const char *
foyer_document_search_get_text (FoyerDocumentSearch *self)
{
  return self->text;
}

gboolean
foyer_document_search_is_running (FoyerDocumentSearch *self)
{
  return self->future != NULL;
}

guint
foyer_document_search_get_n_matches (FoyerDocumentSearch *self)
{
  guint n = 0;

  for (guint i = 0; i < self->hits->len; i++)
    n += count (self->hits->pdata[i], G_MAXUINT);
  return n;
}

/**
 * foyer_document_search_get_match:
 * @self: a search
 *
 * Returns: which of the matches found so far, in the order of the pages, is the current one; 0 if none
 */
guint
foyer_document_search_get_match (FoyerDocumentSearch *self)
{
  guint n = 1;

  if (!self->has_current)
    return 0;
  for (guint i = 0; i < self->page; i++)
    n += count (self->hits->pdata[i], G_MAXUINT);
  return n + count (self->hits->pdata[self->page], self->hit);
}

/* Makes the nth match, from 0, the current one. */
static void
go_to (FoyerDocumentSearch *self, guint n)
{
  for (guint page = 0; page < self->hits->len; page++)
    {
      GArray *hits = self->hits->pdata[page];

      for (guint i = 0; hits && i < hits->len; i++)
        if (is_start (hits, i) && n-- == 0)
          {
            set_current (self, page, i);
            return;
          }
    }
}

/**
 * foyer_document_search_move:
 * @self: a search
 * @step: 1 for the next match, -1 for the one before; after the last comes the first
 */
void
foyer_document_search_move (FoyerDocumentSearch *self, int step)
{
  guint n_matches = foyer_document_search_get_n_matches (self);
  guint match = foyer_document_search_get_match (self);

  if (n_matches == 0)
    return;
  go_to (self, (match - 1 + n_matches + (guint) step) % n_matches);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * foyer_document_search_get_hits:
 * @self: a search
 * @page: from 0
 *
 * Returns: (transfer none) (nullable) (element-type FoyerDocumentHit): what to mark on the page
 */
GArray *
foyer_document_search_get_hits (FoyerDocumentSearch *self, guint page)
{
  return page < self->hits->len ? self->hits->pdata[page] : NULL;
}

/**
 * foyer_document_search_is_current:
 * @self: a search
 * @page: from 0
 * @hit: index into the page's hits
 *
 * Returns: %TRUE if that rectangle belongs to the current match
 */
gboolean
foyer_document_search_is_current (FoyerDocumentSearch *self, guint page, guint hit)
{
  GArray *hits = foyer_document_search_get_hits (self, page);

  if (!self->has_current || page != self->page || hit < self->hit)
    return FALSE;
  for (guint i = self->hit; i < hit; i++)
    if (!get_hit (hits, i)->continued)
      return FALSE;
  return TRUE;
}

/**
 * foyer_document_search_get_current:
 * @self: a search
 * @page: (out): the page of the current match
 * @rect: (out): where it starts
 *
 * Returns: %FALSE if there is no match
 */
gboolean
foyer_document_search_get_current (FoyerDocumentSearch *self, guint *page, FoyerDocumentRect *rect)
{
  if (!self->has_current)
    return FALSE;
  *page = self->page;
  *rect = get_hit (self->hits->pdata[self->page], self->hit)->rect;
  return TRUE;
}
