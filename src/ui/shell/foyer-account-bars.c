/* SPDX-License-Identifier: GPL-3.0-or-later
 * What stands over every page of an account: whose it is in a narrow window, and what is wrong with more than the page.
 */

#include "foyer-account-bars.h"

#include "foyer-account-button.h"
#include "foyer-error-text.h"
#include "foyer-error.h"
#include "foyer-window.h"

#include <glib/gi18n.h>

#define PATIENCE 1500 /* milliseconds: a portal that is only being restarted is not worth a word */

struct _FoyerAccountBars
{
  GtkBox parent_instance;
  FoyerAccount *account;
  FoyerWindow *window; /* while in one */
  guint patience;      /* source, 0 = none */
  guint showing;       /* source, 0 = none */
  gboolean with_strip;

  GtkWidget *strip;
  AdwBanner *offline_banner;
  AdwBanner *keyring_banner;
  AdwBanner *store_banner;
};

typedef enum
{
  PROP_ACCOUNT = 1,
  PROP_WITH_STRIP,
} FoyerAccountBarsProperty;

static GParamSpec *properties[PROP_WITH_STRIP + 1];

G_DEFINE_FINAL_TYPE (FoyerAccountBars, foyer_account_bars, GTK_TYPE_BOX)

static gboolean
on_patience_over_cb (gpointer user_data)
{
  FoyerAccountBars *self = user_data;

  self->patience = 0;
  adw_banner_set_revealed (self->offline_banner, TRUE);
  return G_SOURCE_REMOVE;
}

static void
update_offline (FoyerAccountBars *self)
{
  if (!foyer_transport_get_offline (foyer_account_get_transport (self->account)))
    {
      g_clear_handle_id (&self->patience, g_source_remove);
      adw_banner_set_revealed (self->offline_banner, FALSE);
    }
  else if (self->patience == 0 && !adw_banner_get_revealed (self->offline_banner))
    self->patience = g_timeout_add (PATIENCE, on_patience_over_cb, self);
}

static const char *
describe_keyring (const GError *error)
{
  if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_KEYRING_MISSING))
    return _ ("No keyring is running: your sign-in lasts for this session only.");
  if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_KEYRING_LOCKED))
    return _ ("Your keyring is locked: your sign-in lasts for this session only.");
  return _ ("Your keyring cannot be used: your sign-in lasts for this session only.");
}

static void
update_keyring (FoyerAccountBars *self)
{
  GError *error = foyer_account_get_keyring_error (self->account);
  gboolean accepted = self->window != NULL && foyer_window_get_session_only (self->window);

  if (error != NULL)
    adw_banner_set_title (self->keyring_banner, describe_keyring (error));
  adw_banner_set_revealed (self->keyring_banner, error != NULL && !accepted);
}

static void
update_store (FoyerAccountBars *self)
{
  GError *error = foyer_account_get_store_error (self->account);
  g_autofree char *text = error != NULL ? foyer_error_text (error) : NULL;

  adw_banner_set_title (self->store_banner, text != NULL ? text : "");
  adw_banner_set_revealed (self->store_banner, text != NULL);
}

static void
set_account (FoyerAccountBars *self, FoyerAccount *account)
{
  if (account == NULL || self->account != NULL)
    return;
  self->account = g_object_ref (account);
  g_object_set (self->strip, "account", account, NULL);
  g_signal_connect_object (account, "notify::keyring-error", G_CALLBACK (update_keyring), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (foyer_account_get_transport (account), "notify::offline", G_CALLBACK (update_offline), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (account, "notify::store-error", G_CALLBACK (update_store), self, G_CONNECT_SWAPPED);
  update_keyring (self);
  update_store (self);
  update_offline (self);
}

static void
update_strip (FoyerAccountBars *self)
{
  gtk_widget_set_visible (self->strip, self->with_strip && foyer_window_get_collapsed (self->window));
}

static void
on_showing_cb (gpointer user_data)
{
  FoyerAccountBars *self = user_data;

  self->showing = 0;
  if (self->window != NULL)
    update_strip (self);
}

/* A window collapses in the middle of giving its widgets their places: another one would get none. */
static void
on_collapsed_cb (FoyerAccountBars *self)
{
  if (self->showing == 0)
    self->showing = g_idle_add_once (on_showing_cb, self);
}

static void
foyer_account_bars_root (GtkWidget *widget)
{
  FoyerAccountBars *self = FOYER_ACCOUNT_BARS (widget);
  GtkRoot *root;

  GTK_WIDGET_CLASS (foyer_account_bars_parent_class)->root (widget);
  root = gtk_widget_get_root (widget);
  if (!FOYER_IS_WINDOW (root))
    return;
  self->window = FOYER_WINDOW (root);
  g_signal_connect_swapped (self->window, "notify::collapsed", G_CALLBACK (on_collapsed_cb), self);
  g_signal_connect_swapped (self->window, "notify::session-only", G_CALLBACK (update_keyring), self);
  update_strip (self);
  if (self->account != NULL)
    update_keyring (self);
}

static void
foyer_account_bars_unroot (GtkWidget *widget)
{
  FoyerAccountBars *self = FOYER_ACCOUNT_BARS (widget);

  if (self->window != NULL)
    g_signal_handlers_disconnect_by_data (self->window, self);
  self->window = NULL;
  GTK_WIDGET_CLASS (foyer_account_bars_parent_class)->unroot (widget);
}

static void
foyer_account_bars_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((FoyerAccountBarsProperty) id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, FOYER_ACCOUNT_BARS (object)->account);
      return;
    case PROP_WITH_STRIP:
      g_value_set_boolean (value, FOYER_ACCOUNT_BARS (object)->with_strip);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
foyer_account_bars_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((FoyerAccountBarsProperty) id)
    {
    case PROP_ACCOUNT:
      set_account (FOYER_ACCOUNT_BARS (object), g_value_get_object (value));
      return;
    case PROP_WITH_STRIP:
      FOYER_ACCOUNT_BARS (object)->with_strip = g_value_get_boolean (value);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
foyer_account_bars_dispose (GObject *object)
{
  FoyerAccountBars *self = FOYER_ACCOUNT_BARS (object);

  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_handle_id (&self->showing, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_ACCOUNT_BARS);
  g_clear_object (&self->account);
  G_OBJECT_CLASS (foyer_account_bars_parent_class)->dispose (object);
}

static void
foyer_account_bars_class_init (FoyerAccountBarsClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = foyer_account_bars_get_property;
  object_class->set_property = foyer_account_bars_set_property;
  object_class->dispose = foyer_account_bars_dispose;
  widget_class->root = foyer_account_bars_root;
  widget_class->unroot = foyer_account_bars_unroot;
  properties[PROP_ACCOUNT] =
      g_param_spec_object ("account", NULL, NULL, FOYER_TYPE_ACCOUNT, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WITH_STRIP] = g_param_spec_boolean (
      "with-strip", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  g_type_ensure (FOYER_TYPE_ACCOUNT_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/foyer/Foyer/ui/foyer-account-bars.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerAccountBars, strip);
  gtk_widget_class_bind_template_child (widget_class, FoyerAccountBars, offline_banner);
  gtk_widget_class_bind_template_child (widget_class, FoyerAccountBars, keyring_banner);
  gtk_widget_class_bind_template_child (widget_class, FoyerAccountBars, store_banner);
}

static void
foyer_account_bars_init (FoyerAccountBars *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
