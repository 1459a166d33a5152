/* SPDX-License-Identifier: GPL-3.0-or-later
 * The program: its accounts, one window for each that is open, and what is the same in all of them. */

#include "config.h"

#include "foyer-application.h"

#include "foyer-demo.h"
#include "foyer-future.h"
#include "foyer-preferences.h"
#include "foyer-welcome-window.h"
#include "foyer-window.h"

#include <glib/gi18n.h>

struct _FoyerApplication
{
  AdwApplication parent_instance;
  GSettings *settings;
  FoyerSecretStore *secrets;
  FoyerAccounts *accounts;
  FoyerDemo *demo;
  DexFuture *loading;     /* the accounts */
  GError *accounts_error; /* (nullable) */
  GtkWindow *shortcuts;   /* (nullable) */
  gboolean restart;
};

G_DEFINE_FINAL_TYPE (FoyerApplication, foyer_application, ADW_TYPE_APPLICATION)

/* Windows */

static FoyerWindow *
find_window (FoyerApplication *self, FoyerAccount *account)
{
  for (GList *link = gtk_application_get_windows (GTK_APPLICATION (self)); link != NULL; link = link->next)
    if (FOYER_IS_WINDOW (link->data) && foyer_window_get_account (link->data) == account)
      return link->data;
  return NULL;
}

static FoyerWelcomeWindow *
find_welcome (FoyerApplication *self)
{
  for (GList *link = gtk_application_get_windows (GTK_APPLICATION (self)); link != NULL; link = link->next)
    if (FOYER_IS_WELCOME_WINDOW (link->data))
      return link->data;
  return NULL;
}

static void
on_signed_in_cb (FoyerWelcomeWindow *window, FoyerAccount *account, gpointer user_data)
{
  foyer_application_open_account (user_data, account);
  gtk_window_destroy (GTK_WINDOW (window));
}

static FoyerWelcomeWindow *
open_welcome (FoyerApplication *self)
{
  FoyerWelcomeWindow *window = find_welcome (self);

  if (window == NULL)
    {
      window = foyer_welcome_window_new (GTK_APPLICATION (self), self->accounts, self->demo);
      g_signal_connect_object (window, "signed-in", G_CALLBACK (on_signed_in_cb), self, 0);
      foyer_welcome_window_show_error (window, self->accounts_error);
    }
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* The one used last, else the first that has ever signed in. */
static FoyerAccount *
find_first_account (FoyerApplication *self)
{
  g_autofree char *last = g_settings_get_string (self->settings, "last-account");
  FoyerAccount *account = foyer_accounts_find (self->accounts, last);

  for (guint i = 0; account == NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); i++)
    {
      g_autoptr (FoyerAccount) candidate = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

      if (*foyer_account_get_name (candidate) != '\0')
        account = candidate;
    }
  return account;
}

static void
open_first (FoyerApplication *self)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));
  FoyerAccount *account = find_first_account (self);

  if (active != NULL)
    gtk_window_present (active);
  else if (account != NULL && self->accounts_error == NULL)
    foyer_application_open_account (self, account);
  else
    open_welcome (self);
}

/* Starting */

typedef struct
{
  FoyerApplication *application;
  char *address; /* (nullable): --portal */
  gboolean demo; /* --demo */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *self = data;

  g_application_release (G_APPLICATION (self->application));
  g_object_unref (self->application);
  g_free (self->address);
  g_free (self);
}

static DexFuture *
on_loaded (DexFuture *future, gpointer user_data)
{
  Wish *wish = user_data;
  FoyerApplication *self = wish->application;

  g_clear_error (&self->accounts_error);
  dex_future_get_value (future, &self->accounts_error);
  if (wish->address != NULL)
    foyer_welcome_window_open_address (open_welcome (self), wish->address);
  else if (wish->demo)
    foyer_welcome_window_show_demo (open_welcome (self));
  else
    open_first (self);
  return dex_future_new_true ();
}

/* Reading the list of accounts is all that there is before the first window. */
static void
open_when_loaded (FoyerApplication *self, const char *address, gboolean demo)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->application = g_object_ref (self);
  wish->address = g_strdup (address);
  wish->demo = demo;
  g_application_hold (G_APPLICATION (self));
  if (self->loading == NULL)
    self->loading = foyer_accounts_load (self->accounts);
  foyer_future_disown (dex_future_finally (dex_ref (self->loading), on_loaded, wish, wish_free));
}

static void
foyer_application_activate (GApplication *application)
{
  open_when_loaded (FOYER_APPLICATION (application), NULL, FALSE);
}

static int
foyer_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  const char *address = NULL;
  gboolean demo = FALSE;

  g_variant_dict_lookup (options, "portal", "&s", &address);
  g_variant_dict_lookup (options, "demo", "b", &demo);
  open_when_loaded (FOYER_APPLICATION (application), address, demo);
  return 0;
}

/* Actions */

static void
on_open_account_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerApplication *self = user_data;
  FoyerAccount *account = foyer_accounts_find (self->accounts, g_variant_get_string (parameter, NULL));

  if (account != NULL)
    foyer_application_open_account (self, account);
}

static void
on_add_account_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  open_welcome (user_data);
}

static void
on_preferences_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerApplication *self = user_data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window != NULL)
    adw_dialog_present (ADW_DIALOG (foyer_preferences_new (self->settings)), GTK_WIDGET (window));
}

static void
on_shortcuts_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerApplication *self = user_data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (self->shortcuts == NULL)
    {
      g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/foyer/Foyer/ui/foyer-shortcuts.ui");

      g_set_weak_pointer (&self->shortcuts, GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts")));
    }
  gtk_window_set_transient_for (self->shortcuts, window);
  gtk_window_present (self->shortcuts);
}

static void
on_about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);
  AdwDialog *dialog = adw_about_dialog_new ();

  g_object_set (dialog, "application-name", _ ("Foyer"), "application-icon", "org.foyer.Foyer", "version",
                FOYER_VERSION, "developer-name", _ ("The Foyer developers"), "comments",
                _ ("Your provider’s customer portal, as an application."), "license-type", GTK_LICENSE_GPL_3_0,
                /* Translators: your names, one a line */
                "translator-credits", _ ("translator-credits"), NULL);
  adw_dialog_present (dialog, GTK_WIDGET (window));
}

static void
on_restart_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerApplication *self = user_data;

  self->restart = TRUE;
  g_application_quit (G_APPLICATION (self));
}

static void
on_quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_quit (user_data);
}

static const GActionEntry actions[] = {
  { "open-account", on_open_account_action, "s" },
  { "add-account", on_add_account_action },
  { "new-window", on_add_account_action },
  { "preferences", on_preferences_action },
  { "shortcuts", on_shortcuts_action },
  { "about", on_about_action },
  { "restart", on_restart_action },
  { "quit", on_quit_action },
};

static void
set_accelerator (FoyerApplication *self, const char *action, const char *accelerator)
{
  const char *const accelerators[] = { accelerator, NULL };

  gtk_application_set_accels_for_action (GTK_APPLICATION (self), action, accelerators);
}

static void
follow_color_scheme (FoyerApplication *self)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT,
                                            ADW_COLOR_SCHEME_FORCE_DARK };
  int scheme = g_settings_get_enum (self->settings, "color-scheme");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[CLAMP (scheme, 0, 2)]);
}

static void
foyer_application_startup (GApplication *application)
{
  FoyerApplication *self = FOYER_APPLICATION (application);
  g_autofree char *directory = g_build_filename (g_get_user_data_dir (), "foyer", NULL);
  g_autofree char *demo_directory = g_build_filename (directory, "demo", NULL);

  G_APPLICATION_CLASS (foyer_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name ("org.foyer.Foyer");
  self->secrets = foyer_keyring_new ();
  self->accounts = foyer_accounts_new (directory, self->secrets);
  self->demo = foyer_demo_new (demo_directory);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  set_accelerator (self, "app.new-window", "<Control>n");
  set_accelerator (self, "app.preferences", "<Control>comma");
  set_accelerator (self, "app.shortcuts", "<Control>question");
  set_accelerator (self, "app.quit", "<Control>q");
  g_signal_connect_object (self->settings, "changed::color-scheme", G_CALLBACK (follow_color_scheme), self,
                           G_CONNECT_SWAPPED);
  follow_color_scheme (self);
}

static void
foyer_application_shutdown (GApplication *application)
{
  FoyerApplication *self = FOYER_APPLICATION (application);

  g_clear_pointer (&self->shortcuts, gtk_window_destroy);
  dex_clear (&self->loading);
  G_APPLICATION_CLASS (foyer_application_parent_class)->shutdown (application);
  g_clear_object (&self->accounts);
  g_clear_object (&self->demo);
  g_clear_object (&self->secrets);
}

static void
foyer_application_finalize (GObject *object)
{
  FoyerApplication *self = FOYER_APPLICATION (object);

  g_clear_object (&self->settings);
  g_clear_error (&self->accounts_error);
  G_OBJECT_CLASS (foyer_application_parent_class)->finalize (object);
}

static void
foyer_application_class_init (FoyerApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = foyer_application_finalize;
  application_class->startup = foyer_application_startup;
  application_class->activate = foyer_application_activate;
  application_class->command_line = foyer_application_command_line;
  application_class->shutdown = foyer_application_shutdown;
}

static void
foyer_application_init (FoyerApplication *self)
{
  const GOptionEntry options[] = {
    { "portal", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Sign in to the portal with this address"), N_ ("ADDRESS") },
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the demo providers"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * foyer_application_new:
 * @settings: of org.foyer.Foyer
 *
 * Returns: (transfer full): a program to be run
 */
FoyerApplication *
foyer_application_new (GSettings *settings)
{
  FoyerApplication *self = g_object_new (FOYER_TYPE_APPLICATION, "application-id", FOYER_APP_ID, "resource-base-path",
                                         "/org/foyer/Foyer", "flags", G_APPLICATION_HANDLES_COMMAND_LINE, NULL);

  self->settings = g_object_ref (settings);
  return self;
}

/**
 * foyer_application_get_accounts:
 *
 * Returns: (transfer none) (nullable): all accounts; NULL before the program has started
 */
FoyerAccounts *
foyer_application_get_accounts (FoyerApplication *self)
{
  return self->accounts;
}

/* Once per account; it has nothing to wait for, so it comes after the window. */
static void
start_account (FoyerApplication *self, FoyerAccount *account)
{
  if (foyer_demo_is_demo_address (foyer_portal_get_address (foyer_account_get_portal (account))))
    foyer_future_disown (foyer_demo_start (self->demo));
  if (foyer_account_get_state (account) != FOYER_ACCOUNT_STARTING ||
      g_object_get_data (G_OBJECT (account), "started") != NULL)
    return;
  g_object_set_data (G_OBJECT (account), "started", account);
  foyer_future_disown (foyer_account_start (account));
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
    window = foyer_window_new (GTK_APPLICATION (self), account, self->settings);
  gtk_window_present (GTK_WINDOW (window));
  start_account (self, account);
}

/**
 * foyer_application_get_restart:
 *
 * Returns: TRUE if the program ended to be started again
 */
gboolean
foyer_application_get_restart (FoyerApplication *self)
{
  return self->restart;
}
