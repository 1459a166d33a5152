/* SPDX-License-Identifier: GPL-3.0-or-later
 * The program: its accounts, one window for each that is open, and what is the same in all of them. */

#include "config.h"

#include "foyer-application.h"

#include "foyer-window.h"

#include <glib/gi18n.h>

struct _FoyerApplication
{
  AdwApplication parent_instance;
  GSettings *settings;
  FoyerSecretStore *secrets;
  FoyerAccounts *accounts;
};

G_DEFINE_FINAL_TYPE (FoyerApplication, foyer_application, ADW_TYPE_APPLICATION)

static FoyerWindow *
find_window (FoyerApplication *self, FoyerAccount *account)
{
  for (GList *link = gtk_application_get_windows (GTK_APPLICATION (self)); link != NULL; link = link->next)
    if (FOYER_IS_WINDOW (link->data) && foyer_window_get_account (link->data) == account)
      return link->data;
  return NULL;
}

static void
foyer_application_startup (GApplication *application)
{
  FoyerApplication *self = FOYER_APPLICATION (application);
  g_autofree char *directory = g_build_filename (g_get_user_data_dir (), "foyer", NULL);

  G_APPLICATION_CLASS (foyer_application_parent_class)->startup (application);
  self->settings = g_settings_new ("org.foyer.Foyer");
  self->secrets = foyer_keyring_new ();
  self->accounts = foyer_accounts_new (directory, self->secrets);
}

static void
foyer_application_finalize (GObject *object)
{
  FoyerApplication *self = FOYER_APPLICATION (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->accounts);
  g_clear_object (&self->secrets);
  G_OBJECT_CLASS (foyer_application_parent_class)->finalize (object);
}

static void
foyer_application_class_init (FoyerApplicationClass *class)
{
  G_OBJECT_CLASS (class)->finalize = foyer_application_finalize;
  G_APPLICATION_CLASS (class)->startup = foyer_application_startup;
}

static void
foyer_application_init (FoyerApplication *self)
{
}

FoyerApplication *
foyer_application_new (void)
{
  return g_object_new (FOYER_TYPE_APPLICATION, "application-id", FOYER_APP_ID, "resource-base-path", "/org/foyer/Foyer",
                       NULL);
}

FoyerAccounts *
foyer_application_get_accounts (FoyerApplication *self)
{
  return self->accounts;
}

GSettings *
foyer_application_get_settings (FoyerApplication *self)
{
  return self->settings;
}

/**
 * foyer_application_open_account:
 *
 * Presents the account's window, and makes it if it is not open.
 */
void
foyer_application_open_account (FoyerApplication *self, FoyerAccount *account)
{
  FoyerWindow *window = find_window (self, account);

  if (window == NULL)
    window = foyer_window_new (GTK_APPLICATION (self), account);
  gtk_window_present (GTK_WINDOW (window));
}
