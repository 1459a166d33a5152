/* SPDX-License-Identifier: GPL-3.0-or-later
 * What things cost: prices of the catalogue (TMF620), lines and sums in whole 1/10000 of the currency's unit. */

#include "portal-price.h"

#include "portal-json.h"
#include "portal-resource.h"

#include <math.h>

#define CENT 100 /* in 1/10000 */

void
portal_price_free (PortalPrice *self)
{
  g_free (self->type);
  g_free (self->period);
  g_free (self->name);
  g_free (self->currency);
  g_free (self);
}

gint64
portal_price_get_e4 (JsonNode *node, const char *path)
{
  return llround (portal_json_get_number (node, path, 0) * 10000);
}

/* To whole cents, half away from zero. */
static gint64
to_cents (gint64 amount_e4)
{
  gint64 half = amount_e4 < 0 ? -CENT / 2 : CENT / 2;

  return (amount_e4 + half) / CENT * CENT;
}

static gint64
add_tax (gint64 net_e4, double rate)
{
  return net_e4 + to_cents (llround (net_e4 * rate / 100));
}

/**
 * portal_offering_find:
 *
 * Returns: (transfer full) (nullable): the TMF620 productOffering
 */
JsonNode *
portal_offering_find (PortalDatabase *database, const char *id)
{
  g_autoptr (PortalRow) row =
      id != NULL ? portal_row_find (database, portal_resource_find ("productOffering"), id) : NULL;

  return row != NULL ? g_steal_pointer (&row->node) : NULL;
}

gboolean
portal_offering_is_sold (JsonNode *offering)
{
  const char *status = portal_json_get_string (offering, "lifecycleStatus");
  JsonNode *sellable = portal_json_get (offering, "isSellable");

  if (sellable != NULL && !portal_json_get_boolean (sellable, ""))
    return FALSE;
  return status == NULL ||
         (g_ascii_strcasecmp (status, "retired") != 0 && g_ascii_strcasecmp (status, "obsolete") != 0);
}

/**
 * portal_offering_find_successor:
 * @offering: one that is not sold any more
 *
 * Returns: (transfer full) (nullable): what is sold in its place: its relationship of the type "replacedBy"
 */
JsonNode *
portal_offering_find_successor (PortalDatabase *database, JsonNode *offering)
{
  JsonArray *relationships = portal_json_get_array (offering, "productOfferingRelationship");

  for (guint i = 0; relationships != NULL && i < json_array_get_length (relationships); i++)
    {
      JsonNode *relationship = json_array_get_element (relationships, i);
      g_autoptr (JsonNode) successor = NULL;

      if (g_strcmp0 (portal_json_get_string (relationship, "relationshipType"), "replacedBy") != 0)
        continue;
      successor = portal_offering_find (database, portal_json_get_string (relationship, "id"));
      if (successor != NULL && portal_offering_is_sold (successor))
        return g_steal_pointer (&successor);
    }
  return NULL;
}

static PortalPrice *
read_price (PortalProvider *provider, JsonNode *node)
{
  PortalPrice *price = g_new0 (PortalPrice, 1);
  const char *type = portal_json_get_string (node, "priceType"), *unit = portal_json_get_string (node, "price.unit");

  price->type = g_strdup (type != NULL ? type : "oneTime");
  price->period = g_strdup (portal_json_get_string (node, "recurringChargePeriodType"));
  price->name = g_strdup (portal_json_get_string (node, "name"));
  price->currency = g_strdup (unit != NULL ? unit : portal_provider_get_string (provider, "currency", "EUR"));
  price->net = portal_price_get_e4 (node, "price.value");
  price->tax_rate = portal_json_get_number (
      node, "tax.taxRate", portal_json_get_number (portal_provider_get_node (provider), "taxRate", 21));
  return price;
}

/**
 * portal_price_list:
 * @offering: a productOffering
 *
 * Returns: (transfer full) (element-type PortalPrice): what one piece costs, once and recurring; not what using it
 * costs
 */
GPtrArray *
portal_price_list (PortalDatabase *database, PortalProvider *provider, JsonNode *offering)
{
  GPtrArray *prices = g_ptr_array_new_with_free_func ((GDestroyNotify) portal_price_free);
  JsonArray *references = portal_json_get_array (offering, "productOfferingPrice");
  const PortalResource *resource = portal_resource_find ("productOfferingPrice");

  for (guint i = 0; references != NULL && i < json_array_get_length (references); i++)
    {
      const char *id = portal_json_get_string (json_array_get_element (references, i), "id");
      g_autoptr (PortalRow) row = id != NULL ? portal_row_find (database, resource, id) : NULL;

      if (row != NULL && g_strcmp0 (portal_json_get_string (row->node, "priceType"), "usage") != 0)
        g_ptr_array_add (prices, read_price (provider, row->node));
    }
  return prices;
}

static JsonObject *
make_money (gint64 amount_e4, const char *currency)
{
  JsonObject *money = json_object_new ();

  json_object_set_string_member (money, "unit", currency);
  json_object_set_double_member (money, "value", amount_e4 / 10000.0);
  return money;
}

static JsonObject *
make_price (gint64 net, gint64 gross, double rate, const char *currency)
{
  JsonObject *price = json_object_new ();

  json_object_set_double_member (price, "taxRate", rate);
  json_object_set_object_member (price, "dutyFreeAmount", make_money (net, currency));
  json_object_set_object_member (price, "taxIncludedAmount", make_money (gross, currency));
  return price;
}

/**
 * portal_price_to_json:
 * @quantity: pieces
 *
 * Returns: (transfer full): a TMF CartPrice, OrderPrice or ProductPrice for that many
 */
JsonNode *
portal_price_to_json (const PortalPrice *self, gint64 quantity)
{
  JsonObject *object = json_object_new ();
  gint64 net = quantity == 1 ? self->net : to_cents (self->net * quantity);

  if (self->name != NULL)
    json_object_set_string_member (object, "name", self->name);
  json_object_set_string_member (object, "priceType", self->type);
  if (self->period != NULL)
    json_object_set_string_member (object, "recurringChargePeriod", self->period);
  json_object_set_object_member (object, "price",
                                 make_price (net, add_tax (net, self->tax_rate), self->tax_rate, self->currency));
  return portal_json_take_object (object);
}

JsonNode *
portal_price_array (GPtrArray *prices, gint64 quantity)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < prices->len; i++)
    json_array_add_element (array, portal_price_to_json (prices->pdata[i], quantity));
  return portal_json_take_array (array);
}

/* What is added up together: once and monthly are two sums, and so are two tax rates. */
typedef struct
{
  const char *type;
  const char *period;
  const char *currency;
  double rate;
  gint64 net;
  gint64 gross;
} Sum;

static Sum *
find_sum (GArray *sums, JsonNode *price)
{
  const Sum wanted = { .type = portal_json_get_string (price, "priceType"),
                       .period = portal_json_get_string (price, "recurringChargePeriod"),
                       .currency = portal_json_get_string (price, "price.dutyFreeAmount.unit"),
                       .rate = portal_json_get_number (price, "price.taxRate", 0) };

  for (guint i = 0; i < sums->len; i++)
    {
      Sum *sum = &g_array_index (sums, Sum, i);

      if (g_strcmp0 (sum->type, wanted.type) == 0 && g_strcmp0 (sum->period, wanted.period) == 0 &&
          g_strcmp0 (sum->currency, wanted.currency) == 0 && fabs (sum->rate - wanted.rate) < 0.001)
        return sum;
    }
  g_array_append_val (sums, wanted);
  return &g_array_index (sums, Sum, sums->len - 1);
}

static JsonNode *
write_sums (GArray *sums)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < sums->len; i++)
    {
      Sum *sum = &g_array_index (sums, Sum, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "priceType", sum->type != NULL ? sum->type : "oneTime");
      if (sum->period != NULL)
        json_object_set_string_member (object, "recurringChargePeriod", sum->period);
      json_object_set_object_member (
          object, "price", make_price (sum->net, sum->gross, sum->rate, sum->currency != NULL ? sum->currency : "EUR"));
      json_array_add_object_element (array, object);
    }
  return portal_json_take_array (array);
}

/**
 * portal_price_sum:
 * @items: lines
 * @member: where their totals stand: "itemTotalPrice" or "ItemTotalPrice"
 * @counts: (nullable): which lines count
 *
 * Returns: (transfer full): one price per kind, period and tax rate; each the exact sum of its lines
 */
JsonNode *
portal_price_sum (JsonArray *items, const char *member, gboolean (*counts) (JsonNode *item))
{
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (Sum));

  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonNode *item = json_array_get_element (items, i);
      JsonArray *prices = portal_json_get_array (item, member);

      for (guint k = 0; prices != NULL && k < json_array_get_length (prices) && (counts == NULL || counts (item)); k++)
        {
          JsonNode *price = json_array_get_element (prices, k);
          Sum *sum = find_sum (sums, price);

          sum->net += portal_price_get_e4 (price, "price.dutyFreeAmount.value");
          sum->gross += portal_price_get_e4 (price, "price.taxIncludedAmount.value");
        }
    }
  return write_sums (sums);
}

/**
 * portal_price_format:
 *
 * Returns: (transfer full): the amount for a sentence, "1234,50 EUR"
 */
char *
portal_price_format (gint64 amount_e4, const char *currency, const char *language)
{
  gint64 cents = to_cents (amount_e4) / CENT;
  const char *point = g_str_equal (language, "en") ? "." : ",";

  return g_strdup_printf ("%s%" G_GINT64_FORMAT "%s%02" G_GINT64_FORMAT " %s", cents < 0 ? "-" : "", ABS (cents) / 100,
                          point, ABS (cents) % 100, currency != NULL ? currency : "EUR");
}
