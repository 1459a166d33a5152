/* SPDX-License-Identifier: GPL-3.0-or-later
 * An order (TMF622 ProductOrder): entity and codec. */

#include "config.h"

#include "foyer-order.h"

#include "foyer-order-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

typedef struct
{
  GDateTime *date;
  char *text;
  char *author;
} Note;

struct _FoyerOrder
{
  FoyerEntity parent_instance;
  GDateTime *date;
  FoyerOrderState state;
  FoyerMoney *total;
  char *ship_to;
  char *summary;
  GListStore *items;
  GPtrArray *totals; /* FoyerPrice */
  GPtrArray *notes;  /* Note */
};

typedef enum
{
  PROP_DATE = 1,
  PROP_STATE,
  PROP_TOTAL,
  PROP_SHIP_TO,
  PROP_SUMMARY,
} FoyerOrderProperty;

static GParamSpec *properties[PROP_SUMMARY + 1];

G_DEFINE_FINAL_TYPE (FoyerOrder, foyer_order, FOYER_TYPE_ENTITY)

/* ProductOrderStateType of TMF622 v4, in the order of the enumeration. */
static const char *const wire[] = { "",
                                    "acknowledged",
                                    "rejected",
                                    "pending",
                                    "held",
                                    "inProgress",
                                    "cancelled",
                                    "completed",
                                    "failed",
                                    "partial",
                                    "assessingCancellation",
                                    "pendingCancellation" };

static const char *const labels[] = { N_ ("Unknown"),
                                      N_ ("Received"),
                                      N_ ("Rejected"),
                                      N_ ("Pending"),
                                      N_ ("On hold"),
                                      N_ ("In progress"),
                                      N_ ("Cancelled"),
                                      N_ ("Completed"),
                                      N_ ("Failed"),
                                      N_ ("Partly completed"),
                                      N_ ("Cancellation requested"),
                                      N_ ("Being cancelled") };

const char *
foyer_order_state_to_label (FoyerOrderState state)
{
  return _ (labels[state]);
}

const char *
foyer_order_state_to_wire (FoyerOrderState state)
{
  return wire[state];
}

static void
note_free (gpointer data)
{
  Note *self = data;

  g_clear_pointer (&self->date, g_date_time_unref);
  g_free (self->text);
  g_free (self->author);
  g_free (self);
}

static FoyerOrderState
read_state (const FoyerJson *json)
{
  g_autofree char *text = foyer_json_get_string (json, "state");

  for (guint i = 1; text != NULL && i < G_N_ELEMENTS (wire); i++)
    if (g_str_equal (wire[i], text))
      return i;
  return FOYER_ORDER_UNKNOWN;
}

static int
compare_notes (gconstpointer a, gconstpointer b)
{
  const Note *first = *(Note *const *) a, *second = *(Note *const *) b;

  return first->date == NULL || second->date == NULL ? 0 : g_date_time_compare (first->date, second->date);
}

static void
read_notes (FoyerOrder *self, const FoyerJson *json)
{
  FoyerJson notes = foyer_json_member (json, "note");

  g_ptr_array_set_size (self->notes, 0);
  for (guint i = 0; i < foyer_json_length (&notes); i++)
    {
      FoyerJson entry = foyer_json_element (&notes, i);
      Note *note = g_new0 (Note, 1);

      note->date = foyer_json_get_time (&entry, "date");
      note->text = foyer_json_get_string (&entry, "text");
      note->author = foyer_json_get_string (&entry, "author");
      g_ptr_array_add (self->notes, note);
    }
  g_ptr_array_sort (self->notes, compare_notes);
}

static void
read_totals (FoyerOrder *self, const FoyerJson *json)
{
  FoyerJson totals = foyer_json_member (json, "orderTotalPrice");

  g_ptr_array_set_size (self->totals, 0);
  for (guint i = 0; i < foyer_json_length (&totals); i++)
    {
      FoyerJson entry = foyer_json_element (&totals, i);

      g_ptr_array_add (self->totals, foyer_price_new_from_json (&entry));
    }
  g_clear_pointer (&self->total, foyer_money_free);
  self->total = foyer_price_sum_gross (self->totals);
}

static void
read_items (FoyerOrder *self, const FoyerJson *json)
{
  FoyerJson items = foyer_json_member (json, "productOrderItem");
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  guint more;

  for (guint i = 0; i < foyer_json_length (&items); i++)
    {
      FoyerJson entry = foyer_json_element (&items, i);

      g_ptr_array_add (lines, foyer_order_item_new_from_json (&entry));
    }
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), lines->pdata, lines->len);
  g_clear_pointer (&self->summary, g_free);
  g_clear_pointer (&self->ship_to, g_free);
  if (lines->len == 0)
    return;
  more = lines->len - 1;
  self->summary = more == 0 ? g_strdup (foyer_order_item_get_name (lines->pdata[0]))
                            /* Translators: the first product of an order, and how many more there are. */
                            : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, %u more", "%s, %u more", more),
                                               foyer_order_item_get_name (lines->pdata[0]), more);
  if (foyer_order_item_get_ship_to (lines->pdata[0]) != NULL)
    self->ship_to = foyer_address_format_line (foyer_order_item_get_ship_to (lines->pdata[0]));
}

static gboolean
foyer_order_apply (FoyerEntity *entity, JsonNode *node, GError **error)
{
  FoyerOrder *self = FOYER_ORDER (entity);
  g_autoptr (GError) failed = NULL;
  FoyerJson json = foyer_json_root (node, &failed);
  GDateTime *date = foyer_json_require_time (&json, "orderDate");

  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  g_clear_pointer (&self->date, g_date_time_unref);
  self->date = date;
  self->state = read_state (&json);
  read_totals (self, &json);
  read_items (self, &json);
  read_notes (self, &json);
  for (guint i = PROP_DATE; i <= PROP_SUMMARY; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  return TRUE;
}

GDateTime *
foyer_order_get_date (FoyerOrder *self)
{
  return self->date;
}

FoyerOrderState
foyer_order_get_state (FoyerOrder *self)
{
  return self->state;
}

FoyerMoney *
foyer_order_get_total (FoyerOrder *self)
{
  return self->total;
}

const char *
foyer_order_get_ship_to (FoyerOrder *self)
{
  return self->ship_to != NULL ? self->ship_to : "";
}

const char *
foyer_order_get_summary (FoyerOrder *self)
{
  return self->summary != NULL ? self->summary : "";
}

GListModel *
foyer_order_get_items (FoyerOrder *self)
{
  return G_LIST_MODEL (self->items);
}

GPtrArray *
foyer_order_get_totals (FoyerOrder *self)
{
  return self->totals;
}

guint
foyer_order_get_n_notes (FoyerOrder *self)
{
  return self->notes->len;
}

GDateTime *
foyer_order_get_note_date (FoyerOrder *self, guint index)
{
  return ((Note *) self->notes->pdata[index])->date;
}

const char *
foyer_order_get_note_text (FoyerOrder *self, guint index)
{
  const char *text = ((Note *) self->notes->pdata[index])->text;

  return text != NULL ? text : "";
}

const char *
foyer_order_get_note_author (FoyerOrder *self, guint index)
{
  const char *author = ((Note *) self->notes->pdata[index])->author;

  return author != NULL ? author : "";
}

static void
foyer_order_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerOrder *self = FOYER_ORDER (object);

  switch ((FoyerOrderProperty) id)
    {
    case PROP_DATE:
      g_value_set_boxed (value, self->date);
      return;
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      return;
    case PROP_TOTAL:
      g_value_set_boxed (value, self->total);
      return;
    case PROP_SHIP_TO:
      g_value_set_string (value, foyer_order_get_ship_to (self));
      return;
    case PROP_SUMMARY:
      g_value_set_string (value, foyer_order_get_summary (self));
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
foyer_order_finalize (GObject *object)
{
  FoyerOrder *self = FOYER_ORDER (object);

  g_clear_pointer (&self->date, g_date_time_unref);
  g_clear_pointer (&self->total, foyer_money_free);
  g_free (self->ship_to);
  g_free (self->summary);
  g_object_unref (self->items);
  g_ptr_array_unref (self->totals);
  g_ptr_array_unref (self->notes);
  G_OBJECT_CLASS (foyer_order_parent_class)->finalize (object);
}

static void
foyer_order_class_init (FoyerOrderClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = foyer_order_get_property;
  object_class->finalize = foyer_order_finalize;
  FOYER_ENTITY_CLASS (class)->apply = foyer_order_apply;
  properties[PROP_DATE] = g_param_spec_boxed ("date", NULL, NULL, G_TYPE_DATE_TIME, flags);
  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, FOYER_ORDER_PENDING_CANCELLATION, 0, flags);
  properties[PROP_TOTAL] = g_param_spec_boxed ("total", NULL, NULL, FOYER_TYPE_MONEY, flags);
  properties[PROP_SHIP_TO] = g_param_spec_string ("ship-to", NULL, NULL, "", flags);
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
foyer_order_init (FoyerOrder *self)
{
  self->items = g_list_store_new (FOYER_TYPE_ORDER_ITEM);
  self->totals = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_price_free);
  self->notes = g_ptr_array_new_with_free_func (note_free);
}
