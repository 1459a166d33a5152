/* SPDX-License-Identifier: GPL-3.0-or-later
 * Orders of the last three years: lines from the catalogue at the price of their day, states, history. */

#include "portal-generator-private.h"

#include "portal-json.h"
#include "portal-price.h"

#define SPAN_DAYS (3 * 365)
#define FIRST_NUMBER 10000
#define NUMBERS_EACH 200000 /* a customer's range: no two orders share a number */

typedef enum
{
  TEXT_RECEIVED,
  TEXT_IN_WORK,
  TEXT_SHIPPED,
  TEXT_CANCELLED,
} Text;

static const char *const texts[][3] = {
  /* de, nl, en */
  { "Die Bestellung ist eingegangen.", "De bestelling is ontvangen.", "The order was received." },
  { "Die Bestellung wird bearbeitet.", "De bestelling wordt verwerkt.", "The order is being processed." },
  { "Die Ware wurde versandt.", "De goederen zijn verzonden.", "The goods were shipped." },
  { "Die Bestellung wurde storniert.", "De bestelling is geannuleerd.", "The order was cancelled." },
};

static const char *
get_text (PortalGenerator *self, Text text)
{
  return texts[text][g_str_equal (self->language, "de") ? 0 : g_str_equal (self->language, "nl") ? 1 : 2];
}

/* What a piece cost on that day. */
static gint64
get_price_then (JsonNode *entry, const char *date)
{
  const char *until = portal_json_get_string (entry, "was.until");

  if (until != NULL && g_strcmp0 (date, until) < 0)
    return portal_price_get_e4 (entry, "was.value");
  return portal_price_get_e4 (entry, "price.price.value");
}

/* Addresses of the customer's person that are kinds of places an order can go to. */
static GPtrArray *
list_places (PortalGenerator *self, const char *kind)
{
  GPtrArray *places = g_ptr_array_new ();
  JsonArray *records = portal_json_get_array (self->customer, "records");

  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      JsonNode *record = json_array_get_element (records, i);
      JsonArray *media = portal_json_get_array (record, "node.contactMedium");

      for (guint k = 0; g_str_equal (portal_json_get_string (record, "resource"), "individual") && media != NULL &&
                        k < json_array_get_length (media);
           k++)
        {
          JsonNode *medium = json_array_get_element (media, k);

          if (g_strcmp0 (portal_json_get_string (medium, "characteristic.contactType"), kind) == 0 &&
              g_strcmp0 (portal_json_get_string (medium, "mediumType"), "postalAddress") == 0)
            g_ptr_array_add (places, portal_json_get (medium, "characteristic"));
        }
    }
  return places;
}

static void
add_place (JsonArray *array, JsonNode *address, const char *role)
{
  g_autoptr (JsonNode) copy = portal_json_copy (address);
  JsonObject *place = json_node_dup_object (copy);

  json_object_remove_member (place, "contactType");
  json_object_remove_member (place, "phoneNumber");
  json_object_set_string_member (place, "role", role);
  json_array_add_object_element (array, place);
}

static JsonObject *
make_line (PortalGenerator *self,
           guint number,
           JsonNode *entry,
           guint quantity,
           const char *date,
           const char *state,
           JsonNode *ship_to,
           JsonNode *bill_to)
{
  JsonObject *line = json_object_new (), *offering = json_object_new (), *product = json_object_new ();
  JsonArray *places = json_array_new (), *unit = json_array_new (), *total = json_array_new ();
  g_autofree char *id = g_strdup_printf ("%u", number);
  PortalPrice price = { .type = (char *) portal_json_get_string (entry, "price.priceType"),
                        .period = (char *) portal_json_get_string (entry, "price.recurringChargePeriodType"),
                        .currency = (char *) self->currency,
                        .tax_rate = portal_json_get_number (entry, "price.tax.taxRate", 0),
                        .net = get_price_then (entry, date) };

  json_object_set_string_member (line, "id", id);
  json_object_set_string_member (line, "action", "add");
  json_object_set_int_member (line, "quantity", quantity);
  json_object_set_string_member (line, "state", state);
  json_object_set_string_member (offering, "id", portal_json_get_string (entry, "node.id"));
  json_object_set_string_member (offering, "name", portal_json_get_string (entry, "node.name"));
  json_object_set_object_member (line, "productOffering", offering);
  json_array_add_element (unit, portal_price_to_json (&price, 1));
  json_array_add_element (total, portal_price_to_json (&price, quantity));
  json_object_set_array_member (line, "itemPrice", unit);
  json_object_set_array_member (line, "itemTotalPrice", total);
  add_place (places, ship_to, "shippingAddress");
  add_place (places, bill_to, "billingAddress");
  json_object_set_array_member (product, "place", places);
  json_object_set_object_member (line, "product", product);
  return line;
}

static void
add_note (PortalGenerator *self, JsonArray *notes, GDateTime *time, Text text)
{
  JsonObject *note = json_object_new ();
  g_autofree char *id = g_strdup_printf ("n%u", json_array_get_length (notes) + 1);
  g_autofree char *date = portal_generator_date (time);

  json_object_set_string_member (note, "id", id);
  json_object_set_string_member (note, "author", portal_json_get_string (self->provider, "seller.name"));
  json_object_set_string_member (note, "date", date);
  json_object_set_string_member (note, "text", get_text (self, text));
  json_array_add_object_element (notes, note);
}

static const char *
choose_state (PortalGenerator *self, gint64 age)
{
  guint chance = portal_generator_below (self, 100);

  if (age < 3 * G_TIME_SPAN_DAY)
    return "acknowledged";
  if (age < 30 * G_TIME_SPAN_DAY)
    return "inProgress";
  return chance < 5 ? "cancelled" : "completed";
}

static void
set_history (PortalGenerator *self, JsonObject *order, const char *state, GDateTime *time)
{
  JsonArray *notes = json_array_new ();
  g_autoptr (GDateTime) next_day = g_date_time_add_hours (time, 21), third_day = g_date_time_add_hours (time, 52);

  add_note (self, notes, time, TEXT_RECEIVED);
  if (g_str_equal (state, "cancelled"))
    add_note (self, notes, next_day, TEXT_CANCELLED);
  else if (!g_str_equal (state, "acknowledged"))
    add_note (self, notes, next_day, TEXT_IN_WORK);
  if (g_str_equal (state, "completed"))
    {
      g_autofree char *date = portal_generator_date (third_day);

      add_note (self, notes, third_day, TEXT_SHIPPED);
      json_object_set_string_member (order, "completionDate", date);
    }
  json_object_set_array_member (order, "note", notes);
}

static void
set_party (PortalGenerator *self, JsonObject *order)
{
  JsonObject *party = json_object_new (), *account = json_object_new ();
  JsonArray *parties = json_array_new ();

  json_object_set_string_member (party, "id", portal_json_get_string (self->customer, "party.id"));
  json_object_set_string_member (party, "name", portal_json_get_string (self->customer, "party.name"));
  json_object_set_string_member (party, "role", "customer");
  json_object_set_string_member (party, "@referredType", "Individual");
  json_array_add_object_element (parties, party);
  json_object_set_array_member (order, "relatedParty", parties);
  json_object_set_string_member (account, "id", portal_json_get_string (self->customer, "billingAccount"));
  json_object_set_object_member (order, "billingAccount", account);
}

static JsonArray *
make_lines (PortalGenerator *self, const char *date, const char *state, GPtrArray *ships, GPtrArray *bills)
{
  JsonArray *catalogue = portal_json_get_array (self->provider, "catalogue"), *lines = json_array_new ();
  guint n_entries = json_array_get_length (catalogue), first = portal_generator_below (self, n_entries);
  guint n_lines = 1 + portal_generator_below (self, MIN (portal_generator_below (self, 9) + 1, n_entries));
  JsonNode *ship_to = ships->pdata[portal_generator_below (self, ships->len)];

  for (guint i = 0; i < n_lines; i++)
    json_array_add_object_element (
        lines, make_line (self, i + 1, json_array_get_element (catalogue, (first + i) % n_entries),
                          1 + portal_generator_below (self, 12), date, state, ship_to, bills->pdata[0]));
  return lines;
}

static void
make_order (PortalGenerator *self, guint number, GDateTime *time, GPtrArray *ships, GPtrArray *bills)
{
  JsonObject *order = json_object_new ();
  g_autoptr (JsonNode) node = portal_json_take_object (order);
  const char *prefix = portal_json_get_string (self->provider, "orderNumber.prefix");
  g_autofree char *id = g_strdup_printf ("%s%u", prefix != NULL ? prefix : "A-", number);
  g_autofree char *href = g_strconcat ("/tmf-api/productOrderingManagement/v4/productOrder/", id, NULL);
  g_autofree char *date = portal_generator_date (time);
  const char *state = choose_state (self, g_date_time_difference (self->today, time));
  JsonArray *lines = make_lines (self, date, state, ships, bills);

  json_object_set_string_member (order, "id", id);
  json_object_set_string_member (order, "href", href);
  json_object_set_string_member (order, "orderDate", date);
  json_object_set_string_member (order, "state", state);
  set_history (self, order, state, time);
  set_party (self, order);
  json_object_set_member (order, "orderTotalPrice", portal_price_sum (lines, "itemTotalPrice", NULL));
  json_object_set_array_member (order, "productOrderItem", lines);
  self->sink->put (self->sink->sink, "productOrder", self->owner, node);
}

/* Spread evenly over three years, the youngest a day old. Numbers grow with time, apart for each customer. */
void
portal_generator_make_orders (PortalGenerator *self, guint count)
{
  g_autoptr (GPtrArray) ships = list_places (self, "shipping"), bills = list_places (self, "billing");
  guint first = FIRST_NUMBER + self->index * NUMBERS_EACH;

  if (ships->len == 0)
    g_ptr_array_extend (ships, bills, NULL, NULL);
  for (guint i = 0; i < count && bills->len > 0; i++)
    {
      gint64 age = (gint64) SPAN_DAYS * G_TIME_SPAN_DAY / count * (count - 1 - i) + G_TIME_SPAN_DAY;
      g_autoptr (GDateTime) time = g_date_time_add (self->today, -age);

      make_order (self, first + i, time, ships, bills);
    }
}
