/* SPDX-License-Identifier: GPL-3.0-or-later
 * A postal address, of the address book or of an order's line. */

#include "foyer-address.h"

#include <string.h>

typedef enum
{
  PROP_NAME = 1,
  PROP_COMPANY,
  PROP_STREET1,
  PROP_STREET2,
  PROP_POST_CODE,
  PROP_CITY,
  PROP_STATE,
  PROP_COUNTRY,
  PROP_PHONE,
  PROP_BILLING,
  PROP_SHIPPING,
} FoyerAddressProperty;

/* Property and name on the wire, in the order of the enumeration. */
static const char *const texts[][2] = {
  { "name", "name" },       { "company", "company" }, { "street1", "street1" },           { "street2", "street2" },
  { "post-code", "postCode" }, { "city", "city" },    { "state", "stateOrProvince" }, { "country", "country" },
  { "phone", "phoneNumber" },
};

struct _FoyerAddress
{
  GObject parent_instance;
  char *texts[G_N_ELEMENTS (texts)];
  gboolean billing;
  gboolean shipping;
};

static GParamSpec *properties[PROP_SHIPPING + 1];

G_DEFINE_FINAL_TYPE (FoyerAddress, foyer_address, G_TYPE_OBJECT)

static void
foyer_address_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerAddress *self = FOYER_ADDRESS (object);

  switch ((FoyerAddressProperty) id)
    {
    case PROP_NAME:
    case PROP_COMPANY:
    case PROP_STREET1:
    case PROP_STREET2:
    case PROP_POST_CODE:
    case PROP_CITY:
    case PROP_STATE:
    case PROP_COUNTRY:
    case PROP_PHONE:
      g_value_set_string (value, self->texts[id - PROP_NAME] != NULL ? self->texts[id - PROP_NAME] : "");
      return;
    case PROP_BILLING:
      g_value_set_boolean (value, self->billing);
      return;
    case PROP_SHIPPING:
      g_value_set_boolean (value, self->shipping);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
foyer_address_finalize (GObject *object)
{
  FoyerAddress *self = FOYER_ADDRESS (object);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (self->texts[i]);
  G_OBJECT_CLASS (foyer_address_parent_class)->finalize (object);
}

static void
foyer_address_class_init (FoyerAddressClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = foyer_address_get_property;
  object_class->finalize = foyer_address_finalize;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    properties[PROP_NAME + i] = g_param_spec_string (texts[i][0], NULL, NULL, "", flags);
  properties[PROP_BILLING] = g_param_spec_boolean ("billing", NULL, NULL, FALSE, flags);
  properties[PROP_SHIPPING] = g_param_spec_boolean ("shipping", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
foyer_address_init (FoyerAddress *self)
{
}

/**
 * foyer_address_new_from_json:
 * @characteristic: a contact medium's characteristic, or a place
 *
 * Returns: (transfer full): the address
 */
FoyerAddress *
foyer_address_new_from_json (const FoyerJson *characteristic)
{
  FoyerAddress *self = g_object_new (FOYER_TYPE_ADDRESS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    self->texts[i] = foyer_json_get_string (characteristic, texts[i][1]);
  return self;
}

/**
 * foyer_address_get:
 * @property: name of a text property
 *
 * Returns: (transfer none): "" when it is missing
 */
const char *
foyer_address_get (FoyerAddress *self, const char *property)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (texts[i][0], property))
      return self->texts[i] != NULL ? self->texts[i] : "";
  return "";
}

gboolean
foyer_address_is_billing (FoyerAddress *self)
{
  return self->billing;
}

gboolean
foyer_address_is_shipping (FoyerAddress *self)
{
  return self->shipping;
}

void
foyer_address_set_default (FoyerAddress *self, gboolean billing, gboolean shipping)
{
  self->billing = billing;
  self->shipping = shipping;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BILLING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHIPPING]);
}

/* City and code as the country's post writes them (UPU S42): code first, or the city, its state and the code. */
static char *
format_city (FoyerAddress *self)
{
  const char *country = foyer_address_get (self, "country"), *city = foyer_address_get (self, "city"),
             *code = foyer_address_get (self, "post-code"), *state = foyer_address_get (self, "state");

  if (g_str_equal (country, "US") || g_str_equal (country, "CA") || g_str_equal (country, "AU"))
    return g_strdup_printf ("%s, %s %s", city, state, code);
  if (g_str_equal (country, "GB") || g_str_equal (country, "IE"))
    return g_strdup_printf ("%s\n%s", city, code);
  return g_strstrip (g_strdup_printf ("%s %s", code, city));
}

static char *
join (FoyerAddress *self, const char *separator)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_autofree char *city = format_city (self);
  const char *const parts[] = { foyer_address_get (self, "company"), foyer_address_get (self, "name"),
                                foyer_address_get (self, "street1"), foyer_address_get (self, "street2"),
                                city,                                foyer_address_get (self, "country") };
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0' && (i != 1 || !g_str_equal (parts[0], parts[1])))
      g_strv_builder_add (lines, parts[i]);
  all = g_strv_builder_end (lines);
  return g_strjoinv (separator, all);
}

/**
 * foyer_address_format:
 *
 * Returns: (transfer full): its lines, as on an envelope
 */
char *
foyer_address_format (FoyerAddress *self)
{
  return join (self, "\n");
}

/**
 * foyer_address_format_line:
 *
 * Returns: (transfer full): the same in one line
 */
char *
foyer_address_format_line (FoyerAddress *self)
{
  char *text = join (self, ", ");

  return g_strdelimit (text, "\n", ' ');
}

gboolean
foyer_address_same (FoyerAddress *a, FoyerAddress *b)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (!g_str_equal (foyer_address_get (a, texts[i][0]), foyer_address_get (b, texts[i][0])))
      return FALSE;
  return TRUE;
}

/**
 * foyer_address_build_place:
 * @role: "shippingAddress" or "billingAddress"
 *
 * Writes it as one `place` of an order's line.
 */
void
foyer_address_build_place (FoyerAddress *self, JsonBuilder *builder, const char *role)
{
  json_builder_begin_object (builder);
  foyer_json_build_string (builder, "role", role);
  foyer_json_build_string (builder, "@type", "PortalAddress");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    foyer_json_build_string (builder, texts[i][1], self->texts[i]);
  json_builder_end_object (builder);
}
