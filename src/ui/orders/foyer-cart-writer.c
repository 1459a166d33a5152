/* SPDX-License-Identifier: GPL-3.0-or-later
 * Sends changes of a cart one after the other, and the last wish only where several concern one line. */

#include "foyer-cart-writer.h"

#include "foyer-error.h"
#include "foyer-future.h"
#include "foyer-reorder.h"

typedef struct
{
  FoyerCart *cart;
  char *item_id;
  guint quantity;
  FoyerCartItem *restored; /* (nullable): what comes back */
} Change;

struct _FoyerCartWriter
{
  GObject parent_instance;
  FoyerCart *cart;
  GQueue changes;      /* Change, not sent yet */
  DexPromise *settled; /* (nullable): while something is on its way */
  GError *error;       /* (nullable): the first that failed since it was settled last */
};

typedef enum
{
  PROP_BUSY = 1,
} FoyerCartWriterProperty;

static GParamSpec *properties[PROP_BUSY + 1];
static guint signal_failed;

G_DEFINE_FINAL_TYPE (FoyerCartWriter, foyer_cart_writer, G_TYPE_OBJECT)

static void
change_free (gpointer data)
{
  Change *self = data;

  g_object_unref (self->cart);
  g_free (self->item_id);
  g_clear_object (&self->restored);
  g_free (self);
}

static FoyerCartItem *
find_item (FoyerCart *cart, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (cart)); i++)
    {
      g_autoptr (FoyerCartItem) item = g_list_model_get_item (G_LIST_MODEL (cart), i);

      if (g_str_equal (foyer_cart_item_get_id (item), id))
        return g_steal_pointer (&item);
    }
  return NULL;
}

/* A line that is gone meanwhile needs no change any more. */
static gboolean
send (const Change *change, GError **error)
{
  g_autoptr (FoyerCartItem) item = NULL;

  if (change->restored != NULL)
    return dex_await (foyer_reorder_restore (change->cart, change->restored), error);
  item = find_item (change->cart, change->item_id);
  return item == NULL || dex_await (foyer_cart_set_quantity (change->cart, item, change->quantity), error);
}

/* Changed elsewhere meanwhile: read anew, and once more. */
static DexFuture *
send_fiber (gpointer data)
{
  const Change *change = data;
  GError *error = NULL;

  if (send (change, &error))
    return dex_future_new_true ();
  if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_CONFLICT))
    {
      g_clear_error (&error);
      if (dex_await (foyer_cart_load (change->cart), &error) && send (change, &error))
        return dex_future_new_true ();
    }
  return dex_future_new_for_error (error);
}

static void
settle (FoyerCartWriter *self)
{
  DexPromise *promise = g_steal_pointer (&self->settled);

  if (self->error != NULL)
    dex_promise_reject (promise, g_steal_pointer (&self->error));
  else
    dex_promise_resolve_boolean (promise, TRUE);
  dex_unref (promise);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

typedef struct
{
  FoyerCartWriter *writer;
  char *item_id;
} Sent;

static void
sent_free (gpointer data)
{
  Sent *self = data;

  g_object_unref (self->writer);
  g_free (self->item_id);
  g_free (self);
}

static void pump (FoyerCartWriter *self);

static DexFuture *
on_sent_cb (DexFuture *future, gpointer user_data)
{
  Sent *sent = user_data;
  FoyerCartWriter *self = sent->writer;
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error) == NULL)
    {
      g_signal_emit (self, signal_failed, 0, sent->item_id, error);
      if (self->error == NULL)
        self->error = g_steal_pointer (&error);
    }
  pump (self);
  return dex_future_new_true ();
}

static void
pump (FoyerCartWriter *self)
{
  Change *change = g_queue_pop_head (&self->changes);
  Sent *sent;

  if (change == NULL)
    {
      settle (self);
      return;
    }
  sent = g_new0 (Sent, 1);
  sent->writer = g_object_ref (self);
  sent->item_id = g_strdup (change->item_id);
  dex_future_disown (
      dex_future_finally (dex_scheduler_spawn (dex_scheduler_get_default (), 0, send_fiber, change, change_free),
                          on_sent_cb, sent, sent_free));
}

static void
push (FoyerCartWriter *self, Change *change)
{
  g_queue_push_tail (&self->changes, change);
  if (self->settled != NULL)
    return;
  self->settled = dex_promise_new ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
  pump (self);
}

static void
foyer_cart_writer_finalize (GObject *object)
{
  FoyerCartWriter *self = FOYER_CART_WRITER (object);

  g_queue_clear_full (&self->changes, change_free);
  g_clear_object (&self->cart);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (foyer_cart_writer_parent_class)->finalize (object);
}

static void
foyer_cart_writer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((FoyerCartWriterProperty) id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, foyer_cart_writer_get_busy (FOYER_CART_WRITER (object)));
      break;
    }
}

static void
foyer_cart_writer_class_init (FoyerCartWriterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = foyer_cart_writer_finalize;
  object_class->get_property = foyer_cart_writer_get_property;
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  signal_failed = g_signal_new ("failed", FOYER_TYPE_CART_WRITER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, G_TYPE_STRING, G_TYPE_ERROR);
}

static void
foyer_cart_writer_init (FoyerCartWriter *self)
{
  g_queue_init (&self->changes);
}

/**
 * foyer_cart_writer_new:
 *
 * Returns: (transfer full): a writer with nothing to do
 */
FoyerCartWriter *
foyer_cart_writer_new (FoyerCart *cart)
{
  FoyerCartWriter *self = g_object_new (FOYER_TYPE_CART_WRITER, NULL);

  self->cart = g_object_ref (cart);
  return self;
}

static Change *
change_new (FoyerCartWriter *self, const char *item_id)
{
  Change *change = g_new0 (Change, 1);

  change->cart = g_object_ref (self->cart);
  change->item_id = g_strdup (item_id);
  return change;
}

/**
 * foyer_cart_writer_set_quantity:
 * @item_id: a line
 * @quantity: pieces, 0 removes it; takes the place of an earlier wish that has not left yet
 */
void
foyer_cart_writer_set_quantity (FoyerCartWriter *self, const char *item_id, guint quantity)
{
  Change *change;

  g_return_if_fail (FOYER_IS_CART_WRITER (self));

  for (GList *l = self->changes.head; l != NULL; l = l->next)
    {
      change = l->data;
      if (change->restored == NULL && g_str_equal (change->item_id, item_id))
        {
          change->quantity = quantity;
          return;
        }
    }
  change = change_new (self, item_id);
  change->quantity = quantity;
  push (self, change);
}

/**
 * foyer_cart_writer_restore:
 * @item: a line that was taken out, and shall be there again
 */
void
foyer_cart_writer_restore (FoyerCartWriter *self, FoyerCartItem *item)
{
  Change *change;

  g_return_if_fail (FOYER_IS_CART_WRITER (self));

  change = change_new (self, foyer_cart_item_get_id (item));
  change->restored = g_object_ref (item);
  push (self, change);
}

gboolean
foyer_cart_writer_get_busy (FoyerCartWriter *self)
{
  g_return_val_if_fail (FOYER_IS_CART_WRITER (self), FALSE);

  return self->settled != NULL;
}

/**
 * foyer_cart_writer_settle:
 *
 * Returns: (transfer full): resolves to TRUE when the portal has all that was asked for; rejects with the first error
 */
DexFuture *
foyer_cart_writer_settle (FoyerCartWriter *self)
{
  g_return_val_if_fail (FOYER_IS_CART_WRITER (self), dex_future_new_true ());

  return self->settled != NULL ? DEX_FUTURE (dex_ref (self->settled)) : dex_future_new_true ();
}
