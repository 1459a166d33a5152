/* SPDX-License-Identifier: GPL-3.0-or-later
 * The one paged list: as long as the portal says, filled where somebody looks. */

#include "foyer-resource-list.h"

#include "foyer-error.h"
#include "foyer-json.h"

#include <string.h>

#define GATHER 60       /* milliseconds: a jump asks only for the pages where it ends */
#define KEPT 2000       /* entities */
#define MAX_PAGES_AT_ONCE 6

typedef enum
{
  PAGE_ASKED,
  PAGE_HERE,
  PAGE_FAILED,
} PageState;

typedef struct
{
  PageState state;
  GPtrArray *entities; /* (nullable) */
  guint64 used;        /* grows: the page used longest ago goes first */
} Page;

struct _FoyerResourceList
{
  GObject parent_instance;
  FoyerAccount *account;
  GType item_type;
  char *uri;
  guint page_size;
  guint n_items;
  GHashTable *pages;   /* index → Page */
  GHashTable *wanted;  /* page indices gathered */
  GHashTable *rows;    /* position → placeholder (weak by being dropped when its page comes) */
  guint gather_source;
  guint generation;
  guint n_loading;
  guint n_requests;
  guint64 clock;
  FoyerListState state;
  GError *error;
  GDateTime *age;
};

typedef enum
{
  PROP_STATE = 1,
  PROP_ERROR,
  PROP_LOADING,
  PROP_AGE,
} FoyerResourceListProperty;

static GParamSpec *properties[PROP_AGE + 1];

static void foyer_resource_list_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FoyerResourceList,
                               foyer_resource_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, foyer_resource_list_list_init))

static void
page_free (gpointer data)
{
  Page *self = data;

  g_clear_pointer (&self->entities, g_ptr_array_unref);
  g_free (self);
}

static Page *
find_page (FoyerResourceList *self, guint index)
{
  return g_hash_table_lookup (self->pages, GUINT_TO_POINTER (index));
}

static FoyerEntity *
peek (FoyerResourceList *self, guint position)
{
  Page *page = find_page (self, position / self->page_size);
  guint offset = position % self->page_size;

  return page != NULL && page->entities != NULL && offset < page->entities->len ? page->entities->pdata[offset] : NULL;
}

static GType
foyer_resource_list_get_item_type (GListModel *model)
{
  return FOYER_RESOURCE_LIST (model)->item_type;
}

static guint
foyer_resource_list_get_n_items (GListModel *model)
{
  return FOYER_RESOURCE_LIST (model)->n_items;
}

/* A position whose page is not here is an empty entity, the same one as long as somebody holds it. */
static gpointer
foyer_resource_list_get_item (GListModel *model, guint position)
{
  FoyerResourceList *self = FOYER_RESOURCE_LIST (model);
  FoyerEntity *entity;

  if (position >= self->n_items)
    return NULL;
  entity = peek (self, position);
  if (entity == NULL)
    entity = g_hash_table_lookup (self->rows, GUINT_TO_POINTER (position));
  if (entity != NULL)
    return g_object_ref (entity);
  if (g_hash_table_size (self->rows) > KEPT)
    g_hash_table_remove_all (self->rows);
  entity = g_object_new (self->item_type, NULL);
  g_hash_table_insert (self->rows, GUINT_TO_POINTER (position), entity);
  return g_object_ref (entity);
}

static void
foyer_resource_list_list_init (GListModelInterface *iface)
{
  iface->get_item_type = foyer_resource_list_get_item_type;
  iface->get_n_items = foyer_resource_list_get_n_items;
  iface->get_item = foyer_resource_list_get_item;
}

static void
set_state (FoyerResourceList *self, FoyerListState state, GError *error)
{
  gboolean changed = self->state != state, error_changed = self->error != NULL || error != NULL;

  g_clear_error (&self->error);
  self->error = error;
  self->state = state;
  if (error_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_age (FoyerResourceList *self, GDateTime *age)
{
  if (self->age == age)
    return;
  g_clear_pointer (&self->age, g_date_time_unref);
  self->age = age != NULL ? g_date_time_ref (age) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AGE]);
}

static void
change_loading (FoyerResourceList *self, int by)
{
  gboolean before = self->n_loading > 0;

  self->n_loading += by;
  if (before != (self->n_loading > 0))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/* Pages used longest ago go when there are too many; what rows hold lives on with them. */
static void
evict (FoyerResourceList *self)
{
  while (g_hash_table_size (self->pages) * self->page_size > KEPT)
    {
      GHashTableIter iter;
      gpointer key, value, oldest = NULL;
      guint64 used = G_MAXUINT64;
      gboolean found = FALSE;

      g_hash_table_iter_init (&iter, self->pages);
      while (g_hash_table_iter_next (&iter, &key, &value))
        if (((Page *) value)->state == PAGE_HERE && ((Page *) value)->used < used)
          {
            used = ((Page *) value)->used;
            oldest = key;
            found = TRUE;
          }
      if (!found)
        return;
      g_hash_table_remove (self->pages, oldest);
    }
}

/* One entity for one id: what is known already is updated, so that list and detail share it. */
static FoyerEntity *
upsert (FoyerResourceList *self, JsonNode *node, GError **error)
{
  FoyerJson json = foyer_json_root (node, NULL);
  g_autofree char *id = foyer_json_get_string (&json, "id");
  FoyerEntity *known = id != NULL ? foyer_resource_list_find (self, id) : NULL;
  g_autoptr (FoyerEntity) entity = known != NULL ? g_object_ref (known) : g_object_new (self->item_type, NULL);

  return foyer_entity_apply (entity, node, error) ? g_steal_pointer (&entity) : NULL;
}

static GPtrArray *
read_entities (FoyerResourceList *self, JsonNode *json, GError **error)
{
  g_autoptr (GPtrArray) entities = g_ptr_array_new_with_free_func (g_object_unref);
  FoyerJson root = foyer_json_root (json, error);

  if (json == NULL || !JSON_NODE_HOLDS_ARRAY (json))
    {
      foyer_json_fail (&root, "a list is missing");
      return NULL;
    }
  for (guint i = 0; i < foyer_json_length (&root) && i < self->page_size; i++)
    {
      FoyerJson element = foyer_json_element (&root, i);
      FoyerEntity *entity = upsert (self, element.node, error);

      if (entity == NULL)
        {
          g_prefix_error (error, "[%u] ", i);
          return NULL;
        }
      g_ptr_array_add (entities, entity);
    }
  return g_steal_pointer (&entities);
}

/* Without a total the list is known to go on as long as pages are full. */
static guint
get_length (FoyerResourceList *self, guint index, guint n_entities, gint64 total)
{
  if (total >= 0)
    return MIN (total, G_MAXINT32);
  if (n_entities == self->page_size)
    return MAX (self->n_items, (index + 1) * self->page_size + 1);
  return index * self->page_size + n_entities;
}

static gboolean
is_same (GPtrArray *a, GPtrArray *b)
{
  return a != NULL && a->len == b->len && memcmp (a->pdata, b->pdata, a->len * sizeof (gpointer)) == 0;
}

/* One splice for what is new: the page, and what the list is longer or shorter by. */
static void
put_page (FoyerResourceList *self, guint index, GPtrArray *entities, gint64 total)
{
  guint first = index * self->page_size, before = self->n_items, after = get_length (self, index, entities->len, total);
  Page *page = find_page (self, index);
  gboolean same = page != NULL && is_same (page->entities, entities) && before == after;
  guint removed = MIN (before, first + self->page_size), added = MIN (after, first + self->page_size);

  if (page == NULL)
    {
      page = g_new0 (Page, 1);
      g_hash_table_insert (self->pages, GUINT_TO_POINTER (index), page);
    }
  page->state = PAGE_HERE;
  page->used = ++self->clock;
  g_clear_pointer (&page->entities, g_ptr_array_unref);
  page->entities = g_ptr_array_ref (entities);
  for (guint i = 0; i < self->page_size; i++)
    g_hash_table_remove (self->rows, GUINT_TO_POINTER (first + i));
  evict (self);
  if (same)
    return;
  self->n_items = after;
  if (before == after)
    g_list_model_items_changed (G_LIST_MODEL (self), MIN (first, before), removed - MIN (first, before), added - MIN (first, after));
  else
    g_list_model_items_changed (G_LIST_MODEL (self), MIN (first, MIN (before, after)), before - MIN (first, MIN (before, after)),
                                after - MIN (first, MIN (before, after)));
}

/* Asking */

typedef struct
{
  GWeakRef list;
  guint index;
  guint generation;
  gboolean from_store;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *self = data;

  g_weak_ref_clear (&self->list);
  g_free (self);
}

static void
fail_page (FoyerResourceList *self, guint index, GError *error)
{
  Page *page = find_page (self, index);

  if (page != NULL && page->entities == NULL)
    page->state = PAGE_FAILED;
  else if (page != NULL)
    page->state = PAGE_HERE;
  set_state (self, FOYER_LIST_ERROR, error);
}

static gboolean
take_answer (FoyerResourceList *self, Asked *asked, FoyerAnswer *answer, GError **error)
{
  g_autoptr (GPtrArray) entities = NULL;

  if (g_strcmp0 (answer->account_id, foyer_account_get_id (self->account)) != 0)
    {
      g_propagate_error (error, foyer_error_new (FOYER_ERROR_OTHER_ACCOUNT, "an answer for another account"));
      return FALSE;
    }
  entities = read_entities (self, answer->json, error);
  if (entities == NULL)
    return FALSE;
  if (!asked->from_store && asked->index == 0 && self->age == NULL && self->state == FOYER_LIST_READY)
    {
      /* A reload: other pages may have moved by now, and are asked again when somebody looks. */
      GHashTableIter iter;
      gpointer key;

      g_hash_table_iter_init (&iter, self->pages);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        if (GPOINTER_TO_UINT (key) != 0 && answer->total >= 0 && (guint) answer->total != self->n_items)
          g_hash_table_iter_remove (&iter);
    }
  put_page (self, asked->index, entities, answer->total);
  set_age (self, asked->from_store ? answer->time : NULL);
  set_state (self, FOYER_LIST_READY, NULL);
  return TRUE;
}

static void ask (FoyerResourceList *self, guint index, gboolean from_store);

static DexFuture *
on_answer (DexFuture *future, gpointer user_data)
{
  Asked *asked = user_data;
  g_autoptr (FoyerResourceList) self = g_weak_ref_get (&asked->list);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self == NULL)
    return dex_future_new_true ();
  if (!asked->from_store)
    change_loading (self, -1);
  if (asked->generation != self->generation || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return dex_future_new_true ();
  if (value == NULL || !take_answer (self, asked, g_value_get_boxed (value), &error))
    {
      if (!asked->from_store)
        fail_page (self, asked->index, g_steal_pointer (&error));
    }
  if (asked->from_store)
    ask (self, asked->index, FALSE);
  return dex_future_new_true ();
}

static char *
make_uri (FoyerResourceList *self, guint index)
{
  return g_strdup_printf ("%s%coffset=%u&limit=%u", self->uri, strchr (self->uri, '?') != NULL ? '&' : '?',
                          index * self->page_size, self->page_size);
}

static void
ask (FoyerResourceList *self, guint index, gboolean from_store)
{
  g_autofree char *uri = make_uri (self, index);
  Asked *asked = g_new0 (Asked, 1);
  Page *page = find_page (self, index);

  if (page == NULL)
    {
      page = g_new0 (Page, 1);
      g_hash_table_insert (self->pages, GUINT_TO_POINTER (index), page);
    }
  page->state = PAGE_ASKED;
  g_weak_ref_init (&asked->list, self);
  asked->index = index;
  asked->generation = self->generation;
  asked->from_store = from_store;
  if (!from_store)
    {
      self->n_requests++;
      change_loading (self, 1);
    }
  dex_future_disown (dex_future_finally (foyer_account_read (self->account, uri, from_store), on_answer, asked, asked_free));
}

static gboolean
on_gathered_cb (gpointer user_data)
{
  FoyerResourceList *self = user_data;
  GHashTableIter iter;
  gpointer key;
  guint n_asked = 0;

  self->gather_source = 0;
  g_hash_table_iter_init (&iter, self->wanted);
  while (g_hash_table_iter_next (&iter, &key, NULL) && n_asked < MAX_PAGES_AT_ONCE)
    {
      guint index = GPOINTER_TO_UINT (key);
      Page *page = find_page (self, index);

      if (page == NULL && (guint64) index * self->page_size < self->n_items)
        {
          n_asked++;
          ask (self, index, FALSE);
        }
    }
  g_hash_table_remove_all (self->wanted);
  return G_SOURCE_REMOVE;
}

/**
 * foyer_resource_list_require:
 * @position: of a row that came on screen
 */
void
foyer_resource_list_require (FoyerResourceList *self, guint position)
{
  guint index = position / self->page_size;
  Page *page = find_page (self, index);

  if (page != NULL)
    {
      page->used = ++self->clock;
      return;
    }
  g_hash_table_add (self->wanted, GUINT_TO_POINTER (index));
  g_clear_handle_id (&self->gather_source, g_source_remove);
  self->gather_source = g_timeout_add (GATHER, on_gathered_cb, self);
}

/**
 * foyer_resource_list_load:
 *
 * Asks for the first page, if nothing was asked yet.
 */
void
foyer_resource_list_load (FoyerResourceList *self)
{
  if (self->state != FOYER_LIST_EMPTY)
    return;
  set_state (self, FOYER_LIST_LOADING, NULL);
  ask (self, 0, TRUE);
}

/**
 * foyer_resource_list_reload:
 *
 * Asks again for the first page; rows stay until its answer is here.
 */
void
foyer_resource_list_reload (FoyerResourceList *self)
{
  if (self->state == FOYER_LIST_EMPTY)
    foyer_resource_list_load (self);
  else if (self->n_loading == 0)
    {
      if (self->n_items == 0)
        set_state (self, FOYER_LIST_LOADING, NULL);
      ask (self, 0, FALSE);
    }
}

/**
 * foyer_resource_list_retry:
 *
 * Asks again for what failed, and only for that.
 */
void
foyer_resource_list_retry (FoyerResourceList *self)
{
  g_autoptr (GList) indices = g_hash_table_get_keys (self->pages);
  gboolean any = FALSE;

  for (GList *l = indices; l != NULL; l = l->next)
    if (find_page (self, GPOINTER_TO_UINT (l->data))->state == PAGE_FAILED)
      {
        any = TRUE;
        ask (self, GPOINTER_TO_UINT (l->data), FALSE);
      }
  if (self->n_items == 0)
    set_state (self, FOYER_LIST_LOADING, NULL);
  if (!any)
    ask (self, 0, FALSE);
}

/**
 * foyer_resource_list_set_uri:
 * @uri: the collection with its parameters, without offset and limit
 *
 * A new question: what was asked before is no longer waited for, rows stay until the first page is here.
 */
void
foyer_resource_list_set_uri (FoyerResourceList *self, const char *uri)
{
  guint before = self->n_items;

  if (!g_set_str (&self->uri, uri) || self->state == FOYER_LIST_EMPTY)
    return;
  self->generation++;
  g_hash_table_remove_all (self->pages);
  g_hash_table_remove_all (self->wanted);
  g_hash_table_remove_all (self->rows);
  g_clear_handle_id (&self->gather_source, g_source_remove);
  self->n_items = 0;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, 0);
  set_age (self, NULL);
  set_state (self, FOYER_LIST_LOADING, NULL);
  ask (self, 0, TRUE);
}

/**
 * foyer_resource_list_find:
 *
 * Returns: (transfer none) (nullable): the entity with that id, if its page is here
 */
FoyerEntity *
foyer_resource_list_find (FoyerResourceList *self, const char *id)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    for (guint i = 0; ((Page *) value)->entities != NULL && i < ((Page *) value)->entities->len; i++)
      {
        FoyerEntity *entity = ((Page *) value)->entities->pdata[i];

        if (g_str_equal (foyer_entity_get_id (entity), id))
          return entity;
      }
  return NULL;
}

/**
 * foyer_resource_list_insert_first:
 * @entity: just created at the portal
 *
 * Shows it at the top at once; everything after it has moved and is asked again.
 */
void
foyer_resource_list_insert_first (FoyerResourceList *self, FoyerEntity *entity)
{
  Page *first = find_page (self, 0);
  g_autoptr (GPtrArray) entities = NULL;
  guint before = self->n_items;

  if (first == NULL || first->entities == NULL)
    {
      foyer_resource_list_reload (self);
      return;
    }
  entities = g_ptr_array_copy (first->entities, (GCopyFunc) g_object_ref, NULL);
  g_ptr_array_set_free_func (entities, g_object_unref);
  g_ptr_array_insert (entities, 0, g_object_ref (entity));
  if (entities->len > self->page_size)
    g_ptr_array_set_size (entities, self->page_size);
  g_hash_table_remove_all (self->rows);
  g_hash_table_remove_all (self->pages);
  first = g_new0 (Page, 1);
  first->state = PAGE_HERE;
  first->entities = g_steal_pointer (&entities);
  g_hash_table_insert (self->pages, GUINT_TO_POINTER (0), first);
  self->n_items = before + 1;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, before + 1);
}

FoyerListState
foyer_resource_list_get_state (FoyerResourceList *self)
{
  return self->state;
}

GError *
foyer_resource_list_get_error (FoyerResourceList *self)
{
  return self->error;
}

gboolean
foyer_resource_list_get_loading (FoyerResourceList *self)
{
  return self->n_loading > 0;
}

GDateTime *
foyer_resource_list_get_age (FoyerResourceList *self)
{
  return self->age;
}

guint
foyer_resource_list_get_requests (FoyerResourceList *self)
{
  return self->n_requests;
}

/* Back from being offline: what failed is asked again without anybody pressing anything. */
static void
on_offline_cb (FoyerTransport *transport, GParamSpec *pspec, gpointer user_data)
{
  FoyerResourceList *self = user_data;

  if (!foyer_transport_get_offline (transport) && self->state == FOYER_LIST_ERROR)
    foyer_resource_list_retry (self);
}

static void
foyer_resource_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerResourceList *self = FOYER_RESOURCE_LIST (object);

  switch ((FoyerResourceListProperty) id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      return;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      return;
    case PROP_LOADING:
      g_value_set_boolean (value, self->n_loading > 0);
      return;
    case PROP_AGE:
      g_value_set_boxed (value, self->age);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
foyer_resource_list_dispose (GObject *object)
{
  FoyerResourceList *self = FOYER_RESOURCE_LIST (object);

  self->generation++;
  g_clear_handle_id (&self->gather_source, g_source_remove);
  g_signal_handlers_disconnect_by_data (foyer_account_get_transport (self->account), self);
  G_OBJECT_CLASS (foyer_resource_list_parent_class)->dispose (object);
}

static void
foyer_resource_list_finalize (GObject *object)
{
  FoyerResourceList *self = FOYER_RESOURCE_LIST (object);

  g_object_unref (self->account);
  g_hash_table_unref (self->pages);
  g_hash_table_unref (self->wanted);
  g_hash_table_unref (self->rows);
  g_free (self->uri);
  g_clear_error (&self->error);
  g_clear_pointer (&self->age, g_date_time_unref);
  G_OBJECT_CLASS (foyer_resource_list_parent_class)->finalize (object);
}

static void
foyer_resource_list_class_init (FoyerResourceListClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = foyer_resource_list_get_property;
  object_class->dispose = foyer_resource_list_dispose;
  object_class->finalize = foyer_resource_list_finalize;
  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, FOYER_LIST_ERROR, 0, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  properties[PROP_AGE] = g_param_spec_boxed ("age", NULL, NULL, G_TYPE_DATE_TIME, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
foyer_resource_list_init (FoyerResourceList *self)
{
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, page_free);
  self->wanted = g_hash_table_new (NULL, NULL);
  self->rows = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
}

/**
 * foyer_resource_list_new:
 * @item_type: a FoyerEntity
 * @uri: the collection with its fixed parameters
 * @page_size: entities asked for at once
 *
 * Returns: (transfer full): a list that has asked for nothing yet
 */
FoyerResourceList *
foyer_resource_list_new (FoyerAccount *account, GType item_type, const char *uri, guint page_size)
{
  FoyerResourceList *self = g_object_new (FOYER_TYPE_RESOURCE_LIST, NULL);

  self->account = g_object_ref (account);
  self->item_type = item_type;
  self->uri = g_strdup (uri);
  self->page_size = page_size;
  g_signal_connect (foyer_account_get_transport (account), "notify::offline", G_CALLBACK (on_offline_cb), self);
  return self;
}
