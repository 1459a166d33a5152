/* SPDX-License-Identifier: GPL-3.0-or-later
 * A bill (TMF678 CustomerBill): entity and codec. */

#include "config.h"

#include "foyer-bill.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _FoyerBill
{
  FoyerEntity parent_instance;
  char *number;
  GDateTime *date;
  GDateTime *due;
  GDateTime *period_start;
  GDateTime *period_end;
  FoyerMoney *amount;
  FoyerMoney *open;
  FoyerBillState state;
  char *pdf;
  char *xml;
};

typedef enum
{
  PROP_NUMBER = 1,
  PROP_DATE,
  PROP_DUE,
  PROP_AMOUNT,
  PROP_OPEN,
  PROP_STATE,
} FoyerBillProperty;

static GParamSpec *properties[PROP_STATE + 1];

G_DEFINE_FINAL_TYPE (FoyerBill, foyer_bill, FOYER_TYPE_ENTITY)

const char *
foyer_bill_state_to_label (FoyerBillState state)
{
  static const char *const labels[] = { N_ ("Open"), N_ ("Overdue"), N_ ("Paid"), N_ ("Partly paid"), N_ ("Credit note"),
                                        N_ ("Pro forma"), N_ ("Cancelled") };

  return _ (labels[state]);
}

static gboolean
has_open (FoyerBill *self)
{
  return self->open == NULL || foyer_money_get_amount (self->open) > 0;
}

/* The wire has no "overdue": it is what is open after its day. */
static FoyerBillState
read_state (FoyerBill *self, const FoyerJson *json)
{
  g_autofree char *category = foyer_json_get_string (json, "category"), *state = foyer_json_get_string (json, "state");
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  if (g_strcmp0 (category, "creditNote") == 0)
    return FOYER_BILL_CREDIT;
  if (g_strcmp0 (category, "proForma") == 0)
    return FOYER_BILL_PRO_FORMA;
  if (g_strcmp0 (state, "cancelled") == 0)
    return FOYER_BILL_CANCELLED;
  if (g_strcmp0 (state, "settled") == 0 || !has_open (self))
    return FOYER_BILL_PAID;
  if (self->due != NULL && g_date_time_difference (now, self->due) > G_TIME_SPAN_DAY)
    return FOYER_BILL_OVERDUE;
  return g_strcmp0 (state, "partiallyPaid") == 0 ? FOYER_BILL_PARTIALLY_PAID : FOYER_BILL_OPEN;
}

static void
read_documents (FoyerBill *self, const FoyerJson *json)
{
  FoyerJson documents = foyer_json_member (json, "billDocument");

  g_clear_pointer (&self->pdf, g_free);
  g_clear_pointer (&self->xml, g_free);
  for (guint i = 0; i < foyer_json_length (&documents); i++)
    {
      FoyerJson document = foyer_json_element (&documents, i);
      g_autofree char *type = foyer_json_get_string (&document, "mimeType"), *kind = foyer_json_get_string (&document, "attachmentType");

      if (self->pdf == NULL && g_strcmp0 (type, "application/pdf") == 0)
        self->pdf = foyer_json_get_string (&document, "url");
      else if (self->xml == NULL && g_strcmp0 (kind, "eInvoice") == 0)
        self->xml = foyer_json_get_string (&document, "url");
    }
}

static void
take_time (GDateTime **place, GDateTime *time)
{
  g_clear_pointer (place, g_date_time_unref);
  *place = time;
}

static void
take_money (FoyerMoney **place, FoyerMoney *money)
{
  g_clear_pointer (place, foyer_money_free);
  *place = money;
}

static gboolean
foyer_bill_apply (FoyerEntity *entity, JsonNode *node, GError **error)
{
  FoyerBill *self = FOYER_BILL (entity);
  g_autoptr (GError) failed = NULL;
  FoyerJson json = foyer_json_root (node, &failed), period = foyer_json_member (&json, "billingPeriod");
  g_autoptr (GDateTime) date = foyer_json_require_time (&json, "billDate");
  g_autofree char *number = foyer_json_get_string (&json, "billNo");

  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  take_time (&self->date, g_steal_pointer (&date));
  take_time (&self->due, foyer_json_get_time (&json, "paymentDueDate"));
  take_time (&self->period_start, foyer_json_get_time (&period, "startDateTime"));
  take_time (&self->period_end, foyer_json_get_time (&period, "endDateTime"));
  take_money (&self->amount, foyer_json_get_money (&json, "taxIncludedAmount"));
  if (self->amount == NULL)
    self->amount = foyer_json_get_money (&json, "amountDue");
  take_money (&self->open, foyer_json_get_money (&json, "remainingAmount"));
  g_set_str (&self->number, number);
  read_documents (self, &json);
  self->state = read_state (self, &json);
  for (guint i = PROP_NUMBER; i <= PROP_STATE; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  return TRUE;
}

const char *
foyer_bill_get_number (FoyerBill *self)
{
  return self->number != NULL ? self->number : foyer_entity_get_id (FOYER_ENTITY (self));
}

GDateTime *
foyer_bill_get_date (FoyerBill *self)
{
  return self->date;
}

GDateTime *
foyer_bill_get_due (FoyerBill *self)
{
  return self->due;
}

GDateTime *
foyer_bill_get_period_start (FoyerBill *self)
{
  return self->period_start;
}

GDateTime *
foyer_bill_get_period_end (FoyerBill *self)
{
  return self->period_end;
}

FoyerMoney *
foyer_bill_get_amount (FoyerBill *self)
{
  return self->amount;
}

FoyerMoney *
foyer_bill_get_open (FoyerBill *self)
{
  return self->open;
}

FoyerBillState
foyer_bill_get_state (FoyerBill *self)
{
  return self->state;
}

const char *
foyer_bill_get_pdf (FoyerBill *self)
{
  return self->pdf;
}

const char *
foyer_bill_get_xml (FoyerBill *self)
{
  return self->xml;
}

/**
 * foyer_bill_dup_file_name:
 *
 * Returns: (transfer full): the number with what no file system wants replaced, and ".pdf"
 */
char *
foyer_bill_dup_file_name (FoyerBill *self)
{
  g_autofree char *name = g_strdup (foyer_bill_get_number (self));

  g_strdelimit (name, "/\\:*?\"<>|\n\r\t", '-');
  g_strchug (name);
  if (*name == '\0' || *name == '.')
    return g_strconcat ("invoice", name, ".pdf", NULL);
  return g_strconcat (name, ".pdf", NULL);
}

static void
foyer_bill_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerBill *self = FOYER_BILL (object);

  switch ((FoyerBillProperty) id)
    {
    case PROP_NUMBER:
      g_value_set_string (value, foyer_bill_get_number (self));
      return;
    case PROP_DATE:
      g_value_set_boxed (value, self->date);
      return;
    case PROP_DUE:
      g_value_set_boxed (value, self->due);
      return;
    case PROP_AMOUNT:
      g_value_set_boxed (value, self->amount);
      return;
    case PROP_OPEN:
      g_value_set_boxed (value, self->open);
      return;
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
foyer_bill_finalize (GObject *object)
{
  FoyerBill *self = FOYER_BILL (object);

  take_time (&self->date, NULL);
  take_time (&self->due, NULL);
  take_time (&self->period_start, NULL);
  take_time (&self->period_end, NULL);
  take_money (&self->amount, NULL);
  take_money (&self->open, NULL);
  g_free (self->number);
  g_free (self->pdf);
  g_free (self->xml);
  G_OBJECT_CLASS (foyer_bill_parent_class)->finalize (object);
}

static void
foyer_bill_class_init (FoyerBillClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = foyer_bill_get_property;
  object_class->finalize = foyer_bill_finalize;
  FOYER_ENTITY_CLASS (class)->apply = foyer_bill_apply;
  properties[PROP_NUMBER] = g_param_spec_string ("number", NULL, NULL, "", flags);
  properties[PROP_DATE] = g_param_spec_boxed ("date", NULL, NULL, G_TYPE_DATE_TIME, flags);
  properties[PROP_DUE] = g_param_spec_boxed ("due", NULL, NULL, G_TYPE_DATE_TIME, flags);
  properties[PROP_AMOUNT] = g_param_spec_boxed ("amount", NULL, NULL, FOYER_TYPE_MONEY, flags);
  properties[PROP_OPEN] = g_param_spec_boxed ("open", NULL, NULL, FOYER_TYPE_MONEY, flags);
  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, FOYER_BILL_CANCELLED, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
foyer_bill_init (FoyerBill *self)
{
}
