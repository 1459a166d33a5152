/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-account.h"
#include "foyer-entity.h"

G_BEGIN_DECLS

typedef enum
{
  FOYER_LIST_EMPTY,    /* nothing asked yet */
  FOYER_LIST_LOADING,  /* the first page is on its way and nothing is shown */
  FOYER_LIST_READY,    /* rows or a known zero */
  FOYER_LIST_ERROR,    /* see "error"; earlier rows stay */
} FoyerListState;

/* The one paged GListModel. n_items is the portal's total; positions whose page is not here are placeholders of the item type
 * (foyer_entity_get_loaded() is FALSE), made when asked for. get_item() never does I/O. A row that comes on screen says so with
 * require(); requests for pages are gathered over 60 ms so that a jump asks only for the pages where it ends. Pages far from what
 * is shown are let go (at most 2,000 entities kept). Replies of an older generation or another account are dropped.
 * The first page comes from the store at once, then from the portal. */
#define FOYER_TYPE_RESOURCE_LIST (foyer_resource_list_get_type ())
G_DECLARE_FINAL_TYPE (FoyerResourceList, foyer_resource_list, FOYER, RESOURCE_LIST, GObject)

/* uri: the collection with its fixed parameters, without offset and limit ("…/productOrder?sort=-orderDate&fields=…") */
FoyerResourceList *foyer_resource_list_new (FoyerAccount *account, GType item_type, const char *uri, guint page_size);
void foyer_resource_list_set_uri (FoyerResourceList *self, const char *uri);   /* new query: new generation, rows replaced when its first page is here */
void foyer_resource_list_load (FoyerResourceList *self);      /* first page, if nothing was asked yet */
void foyer_resource_list_reload (FoyerResourceList *self);    /* keeps rows until the answer is here */
void foyer_resource_list_retry (FoyerResourceList *self);     /* what failed, again */
void foyer_resource_list_require (FoyerResourceList *self, guint position);
FoyerEntity *foyer_resource_list_find (FoyerResourceList *self, const char *id); /* (nullable) (transfer none): of the loaded ones */
void foyer_resource_list_insert_first (FoyerResourceList *self, FoyerEntity *entity); /* a thing just created */
/* properties */
FoyerListState foyer_resource_list_get_state (FoyerResourceList *self);  /* "state" */
GError *foyer_resource_list_get_error (FoyerResourceList *self);         /* "error" (boxed, nullable) (transfer none) */
gboolean foyer_resource_list_get_loading (FoyerResourceList *self);      /* "loading": any page on its way */
GDateTime *foyer_resource_list_get_age (FoyerResourceList *self);        /* "age" (nullable): set while rows shown come from the store */
guint foyer_resource_list_get_requests (FoyerResourceList *self);        /* pages asked from the portal so far; for tests and benches */

G_END_DECLS
