/* SPDX-License-Identifier: GPL-3.0-or-later
 * The account's badge as a button that opens the account switcher; made of nothing else until it is pressed. */

#include "foyer-account-button.h"

#include "foyer-account-badge.h"
#include "foyer-account-switcher.h"

struct _FoyerAccountButton
{
  AdwBin parent_instance;
  FoyerAccount *account;
  gboolean compact;
  GtkMenuButton *button;
};

typedef enum
{
  PROP_ACCOUNT = 1,
  PROP_COMPACT,
} FoyerAccountButtonProperty;

static GParamSpec *properties[PROP_COMPACT + 1];

G_DEFINE_FINAL_TYPE (FoyerAccountButton, foyer_account_button, ADW_TYPE_BIN)

static void
name_button (FoyerAccountButton *self)
{
  g_autofree char *text = foyer_account_badge_describe (self->account);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), text);
}

static void
create_popover (GtkMenuButton *button, gpointer user_data)
{
  FoyerAccountButton *self = user_data;

  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button, foyer_account_switcher_new (self->account));
}

static void
set_account (FoyerAccountButton *self, FoyerAccount *account)
{
  g_autofree char *class = NULL;

  if (account == NULL || self->account != NULL)
    return;
  self->account = g_object_ref (account);
  gtk_menu_button_set_child (self->button, foyer_account_badge_new (account, self->compact));
  g_signal_connect_object (account, "notify::name", G_CALLBACK (name_button), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (account, "notify::customer-number", G_CALLBACK (name_button), self, G_CONNECT_SWAPPED);
  name_button (self);
  class = g_strdup_printf ("account-%u", foyer_account_get_color (account));
  gtk_widget_add_css_class (GTK_WIDGET (self), class);
  gtk_widget_add_css_class (GTK_WIDGET (self), self->compact ? "account-strip" : "account-header");
}

static void
foyer_account_button_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerAccountButton *self = FOYER_ACCOUNT_BUTTON (object);

  switch ((FoyerAccountButtonProperty) id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      return;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
foyer_account_button_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FoyerAccountButton *self = FOYER_ACCOUNT_BUTTON (object);

  switch ((FoyerAccountButtonProperty) id)
    {
    case PROP_ACCOUNT:
      set_account (self, g_value_get_object (value));
      return;
    case PROP_COMPACT:
      self->compact = g_value_get_boolean (value);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
foyer_account_button_finalize (GObject *object)
{
  g_clear_object (&FOYER_ACCOUNT_BUTTON (object)->account);
  G_OBJECT_CLASS (foyer_account_button_parent_class)->finalize (object);
}

static void
foyer_account_button_class_init (FoyerAccountButtonClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = foyer_account_button_get_property;
  object_class->set_property = foyer_account_button_set_property;
  object_class->finalize = foyer_account_button_finalize;
  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, FOYER_TYPE_ACCOUNT, flags);
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags | G_PARAM_CONSTRUCT_ONLY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
foyer_account_button_init (FoyerAccountButton *self)
{
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_menu_button_set_always_show_arrow (self->button, TRUE);
  gtk_menu_button_set_create_popup_func (self->button, create_popover, self, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}
