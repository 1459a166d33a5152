/* SPDX-License-Identifier: GPL-3.0-or-later
 * What was found at an address, so that nobody types a password before having seen where. */

#include "config.h"

#include "foyer-found-page.h"

#include <glib/gi18n.h>

struct _FoyerFoundPage
{
  AdwNavigationPage parent_instance;
  FoyerPortal *portal;

  GtkLabel *name;
  GtkLabel *address;
  AdwPreferencesGroup *offers;
  GtkWidget *button;
};

static guint continue_signal;

G_DEFINE_FINAL_TYPE (FoyerFoundPage, foyer_found_page, ADW_TYPE_NAVIGATION_PAGE)

static const struct
{
  const char *feature;
  const char *label;
  const char *icon_name;
} features[] = {
  { "orders", N_ ("Orders"), "foyer-orders-symbolic" },
  { "cart", N_ ("Ordering again"), "foyer-cart-symbolic" },
  { "invoices", N_ ("Invoices"), "foyer-invoices-symbolic" },
  { "usage", N_ ("Usage"), "foyer-usage-symbolic" },
};

static void
show_offers (FoyerFoundPage *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (features); i++)
    if (foyer_portal_has_feature (self->portal, features[i].feature))
      {
        GtkWidget *row = adw_action_row_new ();

        adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (features[i].label));
        adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (features[i].icon_name));
        adw_preferences_group_add (self->offers, row);
        any = TRUE;
      }
  if (!any)
    adw_preferences_group_set_description (self->offers, _ ("The portal does not say. You see it after signing in."));
}

static void
on_continue_cb (FoyerFoundPage *self)
{
  g_signal_emit (self, continue_signal, 0);
}

static void
foyer_found_page_shown (AdwNavigationPage *page)
{
  gtk_widget_grab_focus (FOYER_FOUND_PAGE (page)->button);
}

static void
foyer_found_page_dispose (GObject *object)
{
  FoyerFoundPage *self = FOYER_FOUND_PAGE (object);

  g_clear_object (&self->portal);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_FOUND_PAGE);
  G_OBJECT_CLASS (foyer_found_page_parent_class)->dispose (object);
}

static void
foyer_found_page_class_init (FoyerFoundPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = foyer_found_page_dispose;
  ADW_NAVIGATION_PAGE_CLASS (class)->shown = foyer_found_page_shown;
  continue_signal =
      g_signal_new ("continue", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/foyer/Foyer/ui/foyer-found-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerFoundPage, name);
  gtk_widget_class_bind_template_child (widget_class, FoyerFoundPage, address);
  gtk_widget_class_bind_template_child (widget_class, FoyerFoundPage, offers);
  gtk_widget_class_bind_template_child (widget_class, FoyerFoundPage, button);
  gtk_widget_class_bind_template_callback (widget_class, on_continue_cb);
}

static void
foyer_found_page_init (FoyerFoundPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * foyer_found_page_new:
 *
 * Returns: (transfer floating): a page about @portal
 */
AdwNavigationPage *
foyer_found_page_new (FoyerPortal *portal)
{
  FoyerFoundPage *self = g_object_new (FOYER_TYPE_FOUND_PAGE, NULL);

  self->portal = g_object_ref (portal);
  gtk_label_set_label (self->name, foyer_portal_get_name (portal));
  gtk_label_set_label (self->address, foyer_portal_get_address (portal));
  show_offers (self);
  return ADW_NAVIGATION_PAGE (self);
}

/**
 * foyer_found_page_get_portal:
 *
 * Returns: (transfer none): what was found
 */
FoyerPortal *
foyer_found_page_get_portal (FoyerFoundPage *self)
{
  return self->portal;
}
