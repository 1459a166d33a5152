/* SPDX-License-Identifier: GPL-3.0-or-later
 * All accounts, and what can be done with the window's own one. Another account is another window: this one never
 * changes hands. */

#include "foyer-account-switcher.h"

#include "foyer-account-badge.h"
#include "foyer-application.h"

#include <glib/gi18n.h>

struct _FoyerAccountSwitcher
{
  GtkPopover parent_instance;
  FoyerAccount *account;
  GtkListBox *accounts;
};

G_DEFINE_FINAL_TYPE (FoyerAccountSwitcher, foyer_account_switcher, GTK_TYPE_POPOVER)

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  FoyerAccountSwitcher *self = user_data;
  gboolean own = item == self->account;
  GtkWidget *row = gtk_list_box_row_new (), *badge = foyer_account_badge_new (item, FALSE),
            *mark = gtk_image_new_from_icon_name (own ? "object-select-symbolic" : "window-new-symbolic");
  g_autofree char *text = foyer_account_badge_describe (item);

  gtk_widget_set_tooltip_text (mark, own ? _ ("This Window") : _ ("Open in a New Window"));
  gtk_box_append (GTK_BOX (badge), mark);
  gtk_widget_set_margin_top (badge, 6);
  gtk_widget_set_margin_bottom (badge, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), badge);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  own ? _ ("This Window") : _ ("Open in a New Window"), -1);
  g_object_set_data_full (G_OBJECT (row), "account", g_strdup (foyer_account_get_id (item)), g_free);
  return row;
}

static void
on_row_activated_cb (FoyerAccountSwitcher *self, GtkListBoxRow *row)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "app.open-account", "s",
                              g_object_get_data (G_OBJECT (row), "account"));
}

static void
on_clicked_cb (FoyerAccountSwitcher *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* An account that never signed in is only being added. */
static gboolean
is_known (gpointer item, gpointer user_data)
{
  return *foyer_account_get_name (item) != '\0';
}

static void
foyer_account_switcher_show (GtkWidget *widget)
{
  FoyerAccountSwitcher *self = FOYER_ACCOUNT_SWITCHER (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkApplication *application = GTK_IS_WINDOW (root) ? gtk_window_get_application (GTK_WINDOW (root)) : NULL;

  if (FOYER_IS_APPLICATION (application))
    {
      GListModel *accounts = G_LIST_MODEL (foyer_application_get_accounts (FOYER_APPLICATION (application)));
      g_autoptr (GtkFilterListModel) known = gtk_filter_list_model_new (
          g_object_ref (accounts), GTK_FILTER (gtk_custom_filter_new (is_known, NULL, NULL)));

      gtk_list_box_bind_model (self->accounts, G_LIST_MODEL (known), make_row, self, NULL);
    }
  GTK_WIDGET_CLASS (foyer_account_switcher_parent_class)->show (widget);
}

static void
foyer_account_switcher_dispose (GObject *object)
{
  FoyerAccountSwitcher *self = FOYER_ACCOUNT_SWITCHER (object);

  if (self->accounts != NULL)
    gtk_list_box_bind_model (self->accounts, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_ACCOUNT_SWITCHER);
  g_clear_object (&self->account);
  G_OBJECT_CLASS (foyer_account_switcher_parent_class)->dispose (object);
}

static void
foyer_account_switcher_class_init (FoyerAccountSwitcherClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = foyer_account_switcher_dispose;
  widget_class->show = foyer_account_switcher_show;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/foyer/Foyer/ui/foyer-account-switcher.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerAccountSwitcher, accounts);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked_cb);
}

static void
foyer_account_switcher_init (FoyerAccountSwitcher *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * foyer_account_switcher_new:
 * @account: the window's own
 *
 * Returns: (transfer floating): a popover
 */
GtkWidget *
foyer_account_switcher_new (FoyerAccount *account)
{
  FoyerAccountSwitcher *self = g_object_new (FOYER_TYPE_ACCOUNT_SWITCHER, NULL);

  self->account = g_object_ref (account);
  return GTK_WIDGET (self);
}
