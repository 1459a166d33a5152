/* SPDX-License-Identifier: GPL-3.0-or-later
 * The account's cart (TMF663 shoppingCart at the portal), filled from orders, changed, and ordered exactly once. */

#include "foyer-cart.h"

#include "foyer-cart-private.h"
#include "foyer-error.h"
#include "foyer-query.h"

#include <gio/gio.h>
#include <string.h>

#define DRAFT_CART "cart"     /* id of the cart at the portal */
#define DRAFT_KEY "order-key" /* digest of what is ordered, a blank, the idempotency key */

struct _FoyerCart
{
  FoyerEntity parent_instance;
  FoyerAccount *account;
  GListStore *items;
  FoyerMoney *net;
  FoyerMoney *gross;
  DexFuture *ordering; /* (nullable): the order under way */
  guint n_busy;
};

typedef enum
{
  PROP_NET = 1,
  PROP_GROSS,
  PROP_BUSY,
  PROP_N_ORDERABLE,
} FoyerCartProperty;

static GParamSpec *properties[PROP_N_ORDERABLE + 1];

static void foyer_cart_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FoyerCart,
                               foyer_cart,
                               FOYER_TYPE_ENTITY,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, foyer_cart_list_init))

static GType
foyer_cart_get_item_type (GListModel *model)
{
  return FOYER_TYPE_CART_ITEM;
}

static guint
foyer_cart_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (FOYER_CART (model)->items));
}

static gpointer
foyer_cart_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (FOYER_CART (model)->items), position);
}

static void
foyer_cart_list_init (GListModelInterface *iface)
{
  iface->get_item_type = foyer_cart_get_item_type;
  iface->get_n_items = foyer_cart_get_n_items;
  iface->get_item = foyer_cart_get_item;
}

static void
on_items_changed_cb (GListModel *items, guint position, guint removed, guint added, gpointer user_data)
{
  g_list_model_items_changed (user_data, position, removed, added);
}

static void
notify_all (FoyerCart *self)
{
  for (guint i = PROP_NET; i <= PROP_N_ORDERABLE; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

static gboolean
foyer_cart_apply (FoyerEntity *entity, JsonNode *node, GError **error)
{
  FoyerCart *self = FOYER_CART (entity);
  FoyerJson json = foyer_json_root (node, error), lines = foyer_json_member (&json, "cartItem"),
            totals = foyer_json_member (&json, "cartTotalPrice");
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) prices = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_price_free);

  for (guint i = 0; i < foyer_json_length (&lines); i++)
    {
      FoyerJson line = foyer_json_element (&lines, i);

      g_ptr_array_add (items, foyer_cart_item_new_from_json (&line));
    }
  for (guint i = 0; i < foyer_json_length (&totals); i++)
    {
      FoyerJson total = foyer_json_element (&totals, i);

      g_ptr_array_add (prices, foyer_price_new_from_json (&total));
    }
  g_clear_pointer (&self->net, foyer_money_free);
  g_clear_pointer (&self->gross, foyer_money_free);
  self->net = foyer_price_sum_net (prices);
  self->gross = foyer_price_sum_gross (prices);
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata, items->len);
  notify_all (self);
  return TRUE;
}

static void
empty (FoyerCart *self)
{
  g_clear_pointer (&self->net, foyer_money_free);
  g_clear_pointer (&self->gross, foyer_money_free);
  g_list_store_remove_all (self->items);
  notify_all (self);
}

static void
change_busy (FoyerCart *self, int by)
{
  self->n_busy += by;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static const char *
get_base (FoyerCart *self)
{
  return foyer_portal_get_api (foyer_account_get_portal (self->account), "shoppingCart");
}

static char *
get_uri (FoyerCart *self)
{
  GString *uri = foyer_query_new (get_base (self), "shoppingCart/");

  g_string_append_uri_escaped (uri, foyer_entity_get_id (FOYER_ENTITY (self)), NULL, FALSE);
  return g_string_free_and_steal (uri);
}

/* What every change does with the portal's answer. */
static gboolean
take_answer (FoyerCart *self, FoyerAnswer *answer, GError **error)
{
  if (g_strcmp0 (answer->account_id, foyer_account_get_id (self->account)) != 0)
    {
      g_propagate_error (error, foyer_error_new (FOYER_ERROR_OTHER_ACCOUNT, "an answer for another account"));
      return FALSE;
    }
  if (!foyer_entity_apply (FOYER_ENTITY (self), answer->json, error))
    return FALSE;
  foyer_entity_set_etag (FOYER_ENTITY (self), answer->etag);
  return TRUE;
}

static FoyerStore *
get_store (FoyerCart *self)
{
  return foyer_account_get_store (self->account);
}

/* One piece of work on the cart. */
typedef struct
{
  FoyerCart *cart;
  FoyerOrder *order;
  FoyerAddress *ship_to;
  FoyerAddress *bill_to;
  char *item_id;
  guint quantity;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  change_busy (self->cart, -1);
  g_object_unref (self->cart);
  g_clear_object (&self->order);
  g_clear_object (&self->ship_to);
  g_clear_object (&self->bill_to);
  g_free (self->item_id);
  g_free (self);
}

static Work *
work_new (FoyerCart *cart)
{
  Work *self = g_new0 (Work, 1);

  self->cart = g_object_ref (cart);
  change_busy (cart, 1);
  return self;
}

static DexFuture *
spawn (DexFiberFunc func, Work *work)
{
  return dex_scheduler_spawn (dex_scheduler_get_default (), 0, func, work, work_free);
}

static gboolean
read_cart (FoyerCart *self, const char *id, GError **error)
{
  g_autoptr (GString) uri = foyer_query_new (get_base (self), "shoppingCart/");
  g_autoptr (FoyerAnswer) answer = NULL;

  g_string_append_uri_escaped (uri, id, NULL, FALSE);
  answer = dex_await_boxed (foyer_account_read (self->account, uri->str, FALSE), error);
  return answer != NULL && take_answer (self, answer, error);
}

static DexFuture *
load_fiber (gpointer data)
{
  FoyerCart *self = ((Work *) data)->cart;
  g_autofree char *id = NULL;
  GError *error = NULL;

  if (get_base (self) == NULL || get_store (self) == NULL)
    return dex_future_new_true ();
  id = dex_await_string (foyer_store_get_draft (get_store (self), DRAFT_CART), NULL);
  if (id == NULL || read_cart (self, id, &error))
    return dex_future_new_true ();
  if (!g_error_matches (error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND))
    return dex_future_new_for_error (error);
  g_clear_error (&error);
  dex_await (foyer_store_set_draft (get_store (self), DRAFT_CART, NULL), NULL);
  return dex_future_new_true ();
}

/**
 * foyer_cart_load:
 *
 * Returns: (transfer full): resolves to TRUE when the cart is as it was left; one that the portal has forgotten is
 * empty
 */
DexFuture *
foyer_cart_load (FoyerCart *self)
{
  return spawn (load_fiber, work_new (self));
}

static void
build_known_lines (FoyerCart *self, JsonBuilder *builder, const char *changed, guint quantity)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (FoyerCartItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      gboolean is_changed = g_strcmp0 (foyer_cart_item_get_id (item), changed) == 0;

      if (is_changed && quantity == 0)
        continue;
      json_builder_begin_object (builder);
      foyer_json_build_string (builder, "id", foyer_cart_item_get_id (item));
      foyer_json_build_string (builder, "action", "add");
      json_builder_set_member_name (builder, "quantity");
      json_builder_add_int_value (builder, is_changed ? quantity : foyer_cart_item_get_quantity (item));
      json_builder_set_member_name (builder, "productOffering");
      json_builder_begin_object (builder);
      foyer_json_build_string (builder, "id", foyer_cart_item_get_offering (item));
      json_builder_end_object (builder);
      json_builder_end_object (builder);
    }
}

/* The order's lines, each with where it comes from, so that the portal can say what is different now. */
static void
build_order_lines (FoyerOrder *order, JsonBuilder *builder)
{
  GListModel *items = foyer_order_get_items (order);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (FoyerOrderItem) item = g_list_model_get_item (items, i);

      json_builder_begin_object (builder);
      foyer_json_build_string (builder, "action", "add");
      json_builder_set_member_name (builder, "quantity");
      json_builder_add_int_value (builder, foyer_order_item_get_quantity (item));
      json_builder_set_member_name (builder, "productOffering");
      json_builder_begin_object (builder);
      foyer_json_build_string (builder, "id", foyer_order_item_get_offering (item));
      foyer_json_build_string (builder, "name", foyer_order_item_get_name (item));
      json_builder_end_object (builder);
      json_builder_set_member_name (builder, "product");
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "productOrderItem");
      json_builder_begin_array (builder);
      json_builder_begin_object (builder);
      foyer_json_build_string (builder, "productOrderId", foyer_entity_get_id (FOYER_ENTITY (order)));
      foyer_json_build_string (builder, "orderItemId", foyer_order_item_get_id (item));
      json_builder_end_object (builder);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
      json_builder_end_object (builder);
    }
}

static JsonNode *
make_body (FoyerCart *self, FoyerOrder *order, const char *changed, guint quantity)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "cartItem");
  json_builder_begin_array (builder);
  build_known_lines (self, builder, changed, quantity);
  if (order != NULL)
    build_order_lines (order, builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static gboolean
has_cart (FoyerCart *self)
{
  return *foyer_entity_get_id (FOYER_ENTITY (self)) != '\0' &&
         g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0;
}

/* PATCH of the cart that is there, POST of a new one. */
static gboolean
send_lines (FoyerCart *self, JsonNode *body, GError **error)
{
  gboolean known = has_cart (self);
  g_autofree char *uri = known ? get_uri (self) : g_strconcat (get_base (self), "shoppingCart", NULL);
  g_autofree char *key = g_uuid_string_random ();
  g_autoptr (FoyerRequest) request = foyer_request_new (known ? "PATCH" : "POST", uri);
  g_autoptr (FoyerAnswer) answer = NULL;

  foyer_request_set_json (request, body);
  if (known)
    foyer_request_set_if_match (request, foyer_entity_get_etag (FOYER_ENTITY (self)));
  else
    foyer_request_set_idempotency_key (request, key);
  answer = dex_await_boxed (foyer_account_write (self->account, request), error);
  if (answer == NULL || !take_answer (self, answer, error))
    return FALSE;
  if (!known && get_store (self) != NULL)
    dex_await (foyer_store_set_draft (get_store (self), DRAFT_CART, foyer_entity_get_id (FOYER_ENTITY (self))), NULL);
  return TRUE;
}

static DexFuture *
reorder_fiber (gpointer data)
{
  Work *work = data;
  g_autoptr (JsonNode) body = make_body (work->cart, work->order, NULL, 0);
  GError *error = NULL;

  return send_lines (work->cart, body, &error) ? dex_future_new_true () : dex_future_new_for_error (error);
}

/**
 * foyer_cart_reorder:
 * @order: read whole
 *
 * Returns: (transfer full): resolves to TRUE when its lines are in the cart, priced, with what changed
 */
DexFuture *
foyer_cart_reorder (FoyerCart *self, FoyerOrder *order)
{
  Work *work;

  if (get_base (self) == NULL)
    return dex_future_new_for_error (foyer_error_new (FOYER_ERROR_NOT_OFFERED, "no cart"));
  work = work_new (self);
  work->order = g_object_ref (order);
  return spawn (reorder_fiber, work);
}

static gboolean
delete_cart (FoyerCart *self, GError **error)
{
  g_autofree char *uri = get_uri (self);
  g_autoptr (FoyerRequest) request = foyer_request_new ("DELETE", uri);
  g_autoptr (FoyerAnswer) answer = NULL;
  g_autoptr (GError) failed = NULL;

  foyer_request_set_if_match (request, foyer_entity_get_etag (FOYER_ENTITY (self)));
  answer = dex_await_boxed (foyer_account_write (self->account, request), &failed);
  if (answer == NULL && !g_error_matches (failed, FOYER_ERROR, FOYER_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  if (get_store (self) != NULL)
    dex_await (foyer_store_set_draft (get_store (self), DRAFT_CART, NULL), NULL);
  empty (self);
  return TRUE;
}

static DexFuture *
quantity_fiber (gpointer data)
{
  Work *work = data;
  FoyerCart *self = work->cart;
  g_autoptr (JsonNode) body = make_body (self, NULL, work->item_id, work->quantity);
  gboolean last = work->quantity == 0 && g_list_model_get_n_items (G_LIST_MODEL (self->items)) <= 1;
  GError *error = NULL;

  if (last ? delete_cart (self, &error) : send_lines (self, body, &error))
    return dex_future_new_true ();
  return dex_future_new_for_error (error);
}

/**
 * foyer_cart_set_quantity:
 * @quantity: pieces; 0 takes the line out
 *
 * Returns: (transfer full): resolves to TRUE when the portal has priced it
 */
DexFuture *
foyer_cart_set_quantity (FoyerCart *self, FoyerCartItem *item, guint quantity)
{
  Work *work = work_new (self);

  work->item_id = g_strdup (foyer_cart_item_get_id (item));
  work->quantity = quantity;
  return spawn (quantity_fiber, work);
}

static DexFuture *
clear_fiber (gpointer data)
{
  FoyerCart *self = ((Work *) data)->cart;
  GError *error = NULL;

  return !has_cart (self) || delete_cart (self, &error) ? dex_future_new_true () : dex_future_new_for_error (error);
}

/**
 * foyer_cart_clear:
 *
 * Returns: (transfer full): resolves to TRUE when the cart is empty
 */
DexFuture *
foyer_cart_clear (FoyerCart *self)
{
  return spawn (clear_fiber, work_new (self));
}

/* Ordering */

static void
build_item (JsonBuilder *builder, FoyerCartItem *item, guint number, FoyerAddress *ship_to, FoyerAddress *bill_to)
{
  g_autofree char *id = g_strdup_printf ("%u", number);

  json_builder_begin_object (builder);
  foyer_json_build_string (builder, "id", id);
  foyer_json_build_string (builder, "action", "add");
  json_builder_set_member_name (builder, "quantity");
  json_builder_add_int_value (builder, foyer_cart_item_get_quantity (item));
  json_builder_set_member_name (builder, "productOffering");
  json_builder_begin_object (builder);
  foyer_json_build_string (builder, "id", foyer_cart_item_get_offering (item));
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "product");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "place");
  json_builder_begin_array (builder);
  if (ship_to != NULL)
    foyer_address_build_place (ship_to, builder, "shippingAddress");
  if (bill_to != NULL)
    foyer_address_build_place (bill_to, builder, "billingAddress");
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static JsonNode *
make_order (Work *work, const char *key)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char *billing = foyer_account_get_billing_account (work->cart->account);
  guint number = 0;

  json_builder_begin_object (builder);
  foyer_json_build_string (builder, "externalId", key);
  if (billing != NULL)
    {
      json_builder_set_member_name (builder, "billingAccount");
      json_builder_begin_object (builder);
      foyer_json_build_string (builder, "id", billing);
      json_builder_end_object (builder);
    }
  json_builder_set_member_name (builder, "productOrderItem");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (work->cart->items)); i++)
    {
      g_autoptr (FoyerCartItem) item = g_list_model_get_item (G_LIST_MODEL (work->cart->items), i);

      if (foyer_cart_item_get_change (item) != FOYER_CART_GONE)
        build_item (builder, item, ++number, work->ship_to, work->bill_to);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

/* The key of this content: the one stored before, so that a retry, a restart or a crash never orders twice; another
 * content is another order. */
static char *
find_key (Work *work, GError **error)
{
  FoyerStore *store = get_store (work->cart);
  g_autoptr (JsonNode) content = make_order (work, "");
  g_autoptr (GBytes) bytes = foyer_json_to_bytes (content);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *identity = g_strconcat (digest, ".", foyer_entity_get_id (FOYER_ENTITY (work->cart)), NULL);
  g_autofree char *stored = NULL, *draft = NULL, *key = NULL;

  if (store == NULL)
    {
      g_propagate_error (error, foyer_error_new (FOYER_ERROR_STORE, "the account is not started"));
      return NULL;
    }
  stored = dex_await_string (foyer_store_get_draft (store, DRAFT_KEY), NULL);
  if (stored != NULL && g_str_has_prefix (stored, identity) && stored[strlen (identity)] == ' ')
    return g_strdup (stored + strlen (identity) + 1);
  key = g_uuid_string_random ();
  draft = g_strdup_printf ("%s %s", identity, key);
  return dex_await (foyer_store_set_draft (store, DRAFT_KEY, draft), error) ? g_steal_pointer (&key) : NULL;
}

/* Only an answer settles an order: after a lost one it is not known, and the key stays. */
static gboolean
is_settled (const GError *error)
{
  guint status = foyer_error_get_status (error);

  return status >= 400 && status < 500 && status != 401 && status != 408 && status != 429;
}

static DexFuture *
order_fiber (gpointer data)
{
  Work *work = data;
  FoyerCart *self = work->cart;
  const char *base = foyer_portal_get_api (foyer_account_get_portal (self->account), "productOrder");
  g_autofree char *uri = g_strconcat (base, "productOrder", NULL);
  g_autoptr (FoyerRequest) request = foyer_request_new ("POST", uri);
  GError *error = NULL;
  g_autofree char *key = find_key (work, &error);
  g_autoptr (JsonNode) body = key != NULL ? make_order (work, key) : NULL;
  g_autoptr (FoyerAnswer) answer = NULL;
  g_autoptr (FoyerOrder) order = g_object_new (FOYER_TYPE_ORDER, NULL);

  if (key == NULL)
    return dex_future_new_for_error (error);
  foyer_request_set_json (request, body);
  foyer_request_set_idempotency_key (request, key);
  answer = dex_await_boxed (foyer_account_write (self->account, request), &error);
  if (answer != NULL || is_settled (error))
    dex_await (foyer_store_set_draft (get_store (self), DRAFT_KEY, NULL), NULL);
  if (answer == NULL || !foyer_entity_apply (FOYER_ENTITY (order), answer->json, &error))
    return dex_future_new_for_error (error);
  delete_cart (self, NULL);
  return dex_future_new_take_object (g_steal_pointer (&order));
}

static DexFuture *
on_ordered (DexFuture *future, gpointer user_data)
{
  FoyerCart *self = user_data;

  dex_clear (&self->ordering);
  return dex_ref (future);
}

/**
 * foyer_cart_order:
 * @ship_to: (nullable): where to
 * @bill_to: (nullable): who pays
 *
 * Orders what is in the cart and still sold. A second call while one is under way gives the same future.
 *
 * Returns: (transfer full): resolves to the FoyerOrder; rejects with FOYER_ERROR: after a network error the same call
 * again orders once, since the key is kept until an answer settles it
 */
DexFuture *
foyer_cart_order (FoyerCart *self, FoyerAddress *ship_to, FoyerAddress *bill_to)
{
  if (self->ordering == NULL)
    {
      Work *work = work_new (self);

      g_set_object (&work->ship_to, ship_to);
      g_set_object (&work->bill_to, bill_to);
      self->ordering = dex_future_finally (spawn (order_fiber, work), on_ordered, g_object_ref (self), g_object_unref);
    }
  return dex_ref (self->ordering);
}

FoyerMoney *
foyer_cart_get_net (FoyerCart *self)
{
  return self->net;
}

FoyerMoney *
foyer_cart_get_gross (FoyerCart *self)
{
  return self->gross;
}

gboolean
foyer_cart_get_busy (FoyerCart *self)
{
  return self->n_busy > 0;
}

guint
foyer_cart_get_n_orderable (FoyerCart *self)
{
  guint pieces = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (FoyerCartItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (foyer_cart_item_get_change (item) != FOYER_CART_GONE)
        pieces += foyer_cart_item_get_quantity (item);
    }
  return pieces;
}

static void
foyer_cart_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerCart *self = FOYER_CART (object);

  switch ((FoyerCartProperty) id)
    {
    case PROP_NET:
      g_value_set_boxed (value, self->net);
      return;
    case PROP_GROSS:
      g_value_set_boxed (value, self->gross);
      return;
    case PROP_BUSY:
      g_value_set_boolean (value, self->n_busy > 0);
      return;
    case PROP_N_ORDERABLE:
      g_value_set_uint (value, foyer_cart_get_n_orderable (self));
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
foyer_cart_finalize (GObject *object)
{
  FoyerCart *self = FOYER_CART (object);

  g_signal_handlers_disconnect_by_data (self->items, self);
  g_object_unref (self->items);
  g_object_unref (self->account);
  dex_clear (&self->ordering);
  g_clear_pointer (&self->net, foyer_money_free);
  g_clear_pointer (&self->gross, foyer_money_free);
  G_OBJECT_CLASS (foyer_cart_parent_class)->finalize (object);
}

static void
foyer_cart_class_init (FoyerCartClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = foyer_cart_get_property;
  object_class->finalize = foyer_cart_finalize;
  FOYER_ENTITY_CLASS (class)->apply = foyer_cart_apply;
  properties[PROP_NET] = g_param_spec_boxed ("net", NULL, NULL, FOYER_TYPE_MONEY, flags);
  properties[PROP_GROSS] = g_param_spec_boxed ("gross", NULL, NULL, FOYER_TYPE_MONEY, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_N_ORDERABLE] = g_param_spec_uint ("n-orderable", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
foyer_cart_init (FoyerCart *self)
{
  self->items = g_list_store_new (FOYER_TYPE_CART_ITEM);
  g_signal_connect (self->items, "items-changed", G_CALLBACK (on_items_changed_cb), self);
}

/**
 * foyer_cart_new:
 *
 * Returns: (transfer full): the cart of that account, not loaded
 */
FoyerCart *
foyer_cart_new (FoyerAccount *account)
{
  FoyerCart *self = g_object_new (FOYER_TYPE_CART, NULL);

  self->account = g_object_ref (account);
  return self;
}
