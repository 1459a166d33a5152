/* SPDX-License-Identifier: GPL-3.0-or-later
 * The signed-in person (TMF632 individual): names, mail, phones, address book. */

#include "foyer-profile.h"

#include "foyer-error.h"

struct _FoyerProfile
{
  FoyerEntity parent_instance;
  char *full_name;
  char *email;
  char *phone;
  GListStore *addresses;
};

typedef enum
{
  PROP_FULL_NAME = 1,
  PROP_EMAIL,
  PROP_PHONE,
} FoyerProfileProperty;

static GParamSpec *properties[PROP_PHONE + 1];

G_DEFINE_FINAL_TYPE (FoyerProfile, foyer_profile, FOYER_TYPE_ENTITY)

static char *
make_full_name (const FoyerJson *json)
{
  static const char *const parts[] = { "title", "givenName", "familyNamePrefix", "familyName" };
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *part = foyer_json_get_string (json, parts[i]);

      if (part != NULL && *part != '\0')
        g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", part);
    }
  return name->len > 0 ? g_string_free_and_steal (g_steal_pointer (&name)) : foyer_json_get_string (json, "fullName");
}

/* An address that is both defaults stands twice on the wire: entries of the same content are one card. */
static void
add_address (GListStore *addresses, FoyerAddress *address, const char *type, gboolean preferred)
{
  gboolean billing = preferred && g_strcmp0 (type, "billing") == 0,
           shipping = preferred && g_strcmp0 (type, "shipping") == 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (addresses)); i++)
    {
      g_autoptr (FoyerAddress) known = g_list_model_get_item (G_LIST_MODEL (addresses), i);

      if (foyer_address_same (known, address))
        {
          foyer_address_set_default (known, billing || foyer_address_is_billing (known),
                                     shipping || foyer_address_is_shipping (known));
          return;
        }
    }
  foyer_address_set_default (address, billing, shipping);
  g_list_store_append (addresses, address);
}

static void
take_preferred (char **place, gboolean *is_preferred, char *text, gboolean preferred)
{
  if (text != NULL && (*place == NULL || (preferred && !*is_preferred)))
    {
      g_free (*place);
      *place = text;
      *is_preferred = preferred;
    }
  else
    g_free (text);
}

static void
read_media (FoyerProfile *self, const FoyerJson *json, GListStore *addresses, char **email, char **phone)
{
  FoyerJson media = foyer_json_member (json, "contactMedium");
  gboolean email_preferred = FALSE, phone_preferred = FALSE;

  for (guint i = 0; i < foyer_json_length (&media); i++)
    {
      FoyerJson medium = foyer_json_element (&media, i), characteristic = foyer_json_member (&medium, "characteristic");
      g_autofree char *kind = foyer_json_get_string (&medium, "mediumType"),
                      *type = foyer_json_get_string (&characteristic, "contactType");
      gboolean preferred = foyer_json_get_boolean (&medium, "preferred", FALSE);

      if (g_strcmp0 (kind, "postalAddress") == 0)
        {
          g_autoptr (FoyerAddress) address = foyer_address_new_from_json (&characteristic);

          add_address (addresses, address, type, preferred);
        }
      else if (g_strcmp0 (kind, "email") == 0)
        take_preferred (email, &email_preferred, foyer_json_get_string (&characteristic, "emailAddress"), preferred);
      else if (g_strcmp0 (kind, "phone") == 0)
        take_preferred (phone, &phone_preferred, foyer_json_get_string (&characteristic, "phoneNumber"), preferred);
    }
}

static gboolean
foyer_profile_apply (FoyerEntity *entity, JsonNode *node, GError **error)
{
  FoyerProfile *self = FOYER_PROFILE (entity);
  FoyerJson json = foyer_json_root (node, error);
  g_autoptr (GListStore) addresses = g_list_store_new (FOYER_TYPE_ADDRESS);
  g_autofree char *full_name = make_full_name (&json), *email = NULL, *phone = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  read_media (self, &json, addresses, &email, &phone);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (addresses)); i++)
    g_ptr_array_add (items, g_list_model_get_item (G_LIST_MODEL (addresses), i));
  g_list_store_splice (self->addresses, 0, g_list_model_get_n_items (G_LIST_MODEL (self->addresses)), items->pdata,
                       items->len);
  if (g_set_str (&self->full_name, full_name))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FULL_NAME]);
  if (g_set_str (&self->email, email))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EMAIL]);
  if (g_set_str (&self->phone, phone))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
  return TRUE;
}

const char *
foyer_profile_get_full_name (FoyerProfile *self)
{
  return self->full_name != NULL ? self->full_name : "";
}

const char *
foyer_profile_get_email (FoyerProfile *self)
{
  return self->email != NULL ? self->email : "";
}

const char *
foyer_profile_get_phone (FoyerProfile *self)
{
  return self->phone != NULL ? self->phone : "";
}

GListModel *
foyer_profile_get_addresses (FoyerProfile *self)
{
  return G_LIST_MODEL (self->addresses);
}

static FoyerAddress *
find_default (FoyerProfile *self, gboolean (*is_default) (FoyerAddress *))
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->addresses)); i++)
    {
      g_autoptr (FoyerAddress) address = g_list_model_get_item (G_LIST_MODEL (self->addresses), i);

      if (is_default (address))
        return address;
    }
  return NULL;
}

FoyerAddress *
foyer_profile_get_billing_address (FoyerProfile *self)
{
  return find_default (self, foyer_address_is_billing);
}

FoyerAddress *
foyer_profile_get_shipping_address (FoyerProfile *self)
{
  return find_default (self, foyer_address_is_shipping);
}

static DexFuture *
decode (DexFuture *future, gpointer user_data)
{
  FoyerAnswer *answer = g_value_get_boxed (dex_future_get_value (future, NULL));
  g_autoptr (FoyerProfile) self = g_object_new (FOYER_TYPE_PROFILE, NULL);
  GError *error = NULL;

  if (!foyer_entity_apply (FOYER_ENTITY (self), answer->json, &error))
    return dex_future_new_for_error (error);
  foyer_entity_set_etag (FOYER_ENTITY (self), answer->etag);
  return dex_future_new_take_object (g_steal_pointer (&self));
}

/**
 * foyer_profile_read:
 *
 * Returns: (transfer full): resolves to a FoyerProfile; rejects as foyer_account_read(), with FOYER_ERROR_NOT_OFFERED
 * where the portal has no parties
 */
DexFuture *
foyer_profile_read (FoyerAccount *account, gboolean from_store)
{
  const char *uri = foyer_account_get_party_href (account);

  if (uri == NULL)
    return dex_future_new_for_error (foyer_error_new (FOYER_ERROR_NOT_OFFERED, "no party"));
  return dex_future_then (foyer_account_read (account, uri, from_store), decode, NULL, NULL);
}

static void
foyer_profile_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerProfile *self = FOYER_PROFILE (object);

  switch ((FoyerProfileProperty) id)
    {
    case PROP_FULL_NAME:
      g_value_set_string (value, foyer_profile_get_full_name (self));
      return;
    case PROP_EMAIL:
      g_value_set_string (value, foyer_profile_get_email (self));
      return;
    case PROP_PHONE:
      g_value_set_string (value, foyer_profile_get_phone (self));
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
foyer_profile_finalize (GObject *object)
{
  FoyerProfile *self = FOYER_PROFILE (object);

  g_free (self->full_name);
  g_free (self->email);
  g_free (self->phone);
  g_object_unref (self->addresses);
  G_OBJECT_CLASS (foyer_profile_parent_class)->finalize (object);
}

static void
foyer_profile_class_init (FoyerProfileClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = foyer_profile_get_property;
  object_class->finalize = foyer_profile_finalize;
  FOYER_ENTITY_CLASS (class)->apply = foyer_profile_apply;
  properties[PROP_FULL_NAME] = g_param_spec_string ("full-name", NULL, NULL, "", flags);
  properties[PROP_EMAIL] = g_param_spec_string ("email", NULL, NULL, "", flags);
  properties[PROP_PHONE] = g_param_spec_string ("phone", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
foyer_profile_init (FoyerProfile *self)
{
  self->addresses = g_list_store_new (FOYER_TYPE_ADDRESS);
}
