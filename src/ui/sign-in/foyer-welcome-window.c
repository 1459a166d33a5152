/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where an account begins: a demo provider or a portal's address, what was found there, the sign-in. */

#include "config.h"

#include "foyer-welcome-window.h"

#include "foyer-account-badge.h"
#include "foyer-entry-feedback.h"
#include "foyer-error-text.h"
#include "foyer-found-page.h"
#include "foyer-future.h"
#include "foyer-sign-in-view.h"
#include "foyer-state-stack.h"

#include <glib/gi18n.h>

struct _FoyerWelcomeWindow
{
  AdwApplicationWindow parent_instance;
  FoyerAccounts *accounts;
  FoyerDemo *demo;
  FoyerTransport *transport; /* for looking at portals that are no account's yet */
  DexFuture *discovery;      /* (nullable): held while it is wanted */
  guint looks;               /* how often an address was looked at: answers to earlier looks are late ones */
  FoyerAccount *account;     /* (nullable): being added */
  GPtrArray *account_rows;
  GtkWidget *feedback;

  AdwNavigationView *view;
  AdwBanner *banner;
  AdwPreferencesGroup *accounts_group;
  AdwEntryRow *address_row;
  GtkWidget *find_button;
  GtkStack *find_stack;
  GtkWidget *demo_group;
  AdwNavigationPage *demo_page;
  FoyerStateStack *demo_states;
  GtkListBox *demo_list;
  GtkLabel *demo_error;
};

static guint signed_in_signal;

G_DEFINE_FINAL_TYPE (FoyerWelcomeWindow, foyer_welcome_window, ADW_TYPE_APPLICATION_WINDOW)

typedef void (*Answer) (FoyerWelcomeWindow *self, FoyerPortal *portal, const GError *error);

typedef struct
{
  GWeakRef window;
  Answer answer;
  guint look;
} Waiting;

static void
waiting_free (gpointer data)
{
  Waiting *self = data;

  g_weak_ref_clear (&self->window);
  g_free (self);
}

static Waiting *
waiting_new (FoyerWelcomeWindow *window, Answer answer)
{
  Waiting *self = g_new0 (Waiting, 1);

  g_weak_ref_init (&self->window, window);
  self->answer = answer;
  self->look = window->looks;
  return self;
}

/* Signing in */

static void
forget_account (FoyerWelcomeWindow *self)
{
  g_autoptr (FoyerAccount) account = g_steal_pointer (&self->account);

  if (account == NULL)
    return;
  g_signal_handlers_disconnect_by_data (account, self);
  foyer_future_disown (foyer_accounts_remove (self->accounts, account));
}

static void
on_account_state_cb (FoyerWelcomeWindow *self)
{
  g_autoptr (FoyerAccount) account = NULL;

  if (foyer_account_get_state (self->account) != FOYER_ACCOUNT_SIGNED_IN)
    return;
  account = g_steal_pointer (&self->account);
  g_signal_handlers_disconnect_by_data (account, self);
  g_signal_emit (self, signed_in_signal, 0, account);
}

static AdwNavigationPage *
make_sign_in_page (FoyerAccount *account)
{
  GtkWidget *toolbar_view = adw_toolbar_view_new ();

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (toolbar_view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (toolbar_view), foyer_sign_in_view_new (account));
  return adw_navigation_page_new_with_tag (toolbar_view, _ ("Sign In"), "sign-in");
}

static void
start_sign_in (FoyerWelcomeWindow *self, FoyerPortal *portal)
{
  forget_account (self);
  self->account = foyer_accounts_add (self->accounts, portal);
  g_signal_connect_object (self->account, "notify::state", G_CALLBACK (on_account_state_cb), self, G_CONNECT_SWAPPED);
  adw_navigation_view_push (self->view, make_sign_in_page (self->account));
}

/* Going back from the sign-in gives the account up. */
static void
on_popped_cb (FoyerWelcomeWindow *self, AdwNavigationPage *page)
{
  if (g_strcmp0 (adw_navigation_page_get_tag (page), "sign-in") == 0)
    forget_account (self);
}

/* Looking at an address */

static DexFuture *
on_discovered (DexFuture *future, gpointer user_data)
{
  Waiting *waiting = user_data;
  g_autoptr (FoyerWelcomeWindow) self = g_weak_ref_get (&waiting->window);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self == NULL || self->accounts == NULL || waiting->look != self->looks)
    return dex_future_new_true ();
  self->looks++;
  waiting->answer (self, value != NULL ? g_value_get_object (value) : NULL, error);
  return dex_future_new_true ();
}

static void
stop_looking (FoyerWelcomeWindow *self)
{
  self->looks++;
  dex_clear (&self->discovery);
}

static void
discover (FoyerWelcomeWindow *self, const char *address, Answer answer)
{
  stop_looking (self);
  self->discovery = dex_future_finally (foyer_portal_discover (self->transport, address), on_discovered,
                                        waiting_new (self, answer), waiting_free);
}

static void
show_finding (FoyerWelcomeWindow *self, gboolean finding)
{
  gtk_stack_set_visible_child_name (self->find_stack, finding ? "busy" : "label");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->find_button), GTK_ACCESSIBLE_STATE_BUSY, finding, -1);
}

static void
on_found_continue_cb (FoyerWelcomeWindow *self, FoyerFoundPage *page)
{
  start_sign_in (self, foyer_found_page_get_portal (page));
}

static void
on_address_answer (FoyerWelcomeWindow *self, FoyerPortal *portal, const GError *error)
{
  g_autofree char *text = error != NULL ? foyer_error_text (error) : NULL;
  AdwNavigationPage *page = NULL;

  show_finding (self, FALSE);
  foyer_entry_feedback_set_text (FOYER_ENTRY_FEEDBACK (self->feedback), text);
  if (portal == NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->address_row));
      return;
    }
  page = foyer_found_page_new (portal);
  g_signal_connect_object (page, "continue", G_CALLBACK (on_found_continue_cb), self, G_CONNECT_SWAPPED);
  adw_navigation_view_push (self->view, page);
}

static void
on_direct_answer (FoyerWelcomeWindow *self, FoyerPortal *portal, const GError *error)
{
  if (portal == NULL)
    {
      on_address_answer (self, NULL, error);
      return;
    }
  show_finding (self, FALSE);
  start_sign_in (self, portal);
}

static char *
dup_address (FoyerWelcomeWindow *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->address_row))));
}

static void
on_address_changed_cb (FoyerWelcomeWindow *self)
{
  g_autofree char *address = dup_address (self);

  stop_looking (self);
  show_finding (self, FALSE);
  foyer_entry_feedback_set_text (FOYER_ENTRY_FEEDBACK (self->feedback), NULL);
  gtk_widget_set_sensitive (self->find_button, *address != '\0');
}

static void
on_address_entered_cb (FoyerWelcomeWindow *self)
{
  g_autofree char *address = dup_address (self);

  if (*address == '\0' || (self->discovery != NULL && dex_future_is_pending (self->discovery)))
    return;
  foyer_entry_feedback_set_text (FOYER_ENTRY_FEEDBACK (self->feedback), NULL);
  show_finding (self, TRUE);
  discover (self, address, on_address_answer);
}

/* The demo */

static void
on_provider_answer (FoyerWelcomeWindow *self, FoyerPortal *portal, const GError *error)
{
  g_autofree char *text = error != NULL ? foyer_error_text (error) : NULL;

  gtk_label_set_label (self->demo_error, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->demo_error), text != NULL);
  if (portal != NULL)
    start_sign_in (self, portal);
}

static void
on_provider_cb (FoyerWelcomeWindow *self, GtkListBoxRow *row)
{
  g_autoptr (FoyerDemoProvider) provider =
      g_list_model_get_item (G_LIST_MODEL (self->demo), (guint) gtk_list_box_row_get_index (row));

  if (provider != NULL)
    discover (self, foyer_demo_provider_get_address (provider), on_provider_answer);
}

static GtkWidget *
make_provider_row (gpointer item, gpointer user_data)
{
  GtkWidget *row = adw_action_row_new (), *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), foyer_demo_provider_get_name (item));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), foyer_demo_provider_get_kind (item));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static DexFuture *
on_demo_started (DexFuture *future, gpointer user_data)
{
  Waiting *waiting = user_data;
  g_autoptr (FoyerWelcomeWindow) self = g_weak_ref_get (&waiting->window);
  g_autoptr (GError) error = NULL;

  if (self == NULL || self->demo == NULL)
    return dex_future_new_true ();
  if (dex_future_get_value (future, &error) == NULL)
    foyer_state_stack_set_error (self->demo_states, error);
  else
    foyer_state_stack_set_state (self->demo_states, FOYER_STATE_CONTENT);
  return dex_future_new_true ();
}

static void
start_demo (FoyerWelcomeWindow *self)
{
  foyer_state_stack_set_state (self->demo_states, FOYER_STATE_LOADING);
  foyer_future_disown (
      dex_future_finally (foyer_demo_start (self->demo), on_demo_started, waiting_new (self, NULL), waiting_free));
}

static void
on_demo_retry_cb (FoyerWelcomeWindow *self)
{
  start_demo (self);
}

static void
on_demo_cb (FoyerWelcomeWindow *self)
{
  foyer_welcome_window_show_demo (self);
}

/* Accounts that are there already */

static void
on_account_activated_cb (FoyerWelcomeWindow *self, AdwActionRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "app.open-account", "s",
                              g_object_get_data (G_OBJECT (row), "account"));
  gtk_window_destroy (GTK_WINDOW (self));
}

static GtkWidget *
make_account_row (FoyerWelcomeWindow *self, FoyerAccount *account)
{
  GtkWidget *row = adw_action_row_new (), *badge = foyer_account_badge_new (account, FALSE),
            *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  g_autofree char *text = foyer_account_badge_describe (account);

  gtk_widget_set_margin_top (badge, 9);
  gtk_widget_set_margin_bottom (badge, 9);
  gtk_widget_set_hexpand (badge, TRUE);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), badge);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data_full (G_OBJECT (row), "account", g_strdup (foyer_account_get_id (account)), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_account_activated_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
show_accounts (FoyerWelcomeWindow *self)
{
  for (guint i = 0; i < self->account_rows->len; i++)
    adw_preferences_group_remove (self->accounts_group, self->account_rows->pdata[i]);
  g_ptr_array_set_size (self->account_rows, 0);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); i++)
    {
      g_autoptr (FoyerAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

      if (*foyer_account_get_name (account) == '\0')
        continue;
      g_ptr_array_add (self->account_rows, make_account_row (self, account));
      adw_preferences_group_add (self->accounts_group,
                                 g_ptr_array_index (self->account_rows, self->account_rows->len - 1));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->accounts_group), self->account_rows->len > 0);
}

static void
foyer_welcome_window_dispose (GObject *object)
{
  FoyerWelcomeWindow *self = FOYER_WELCOME_WINDOW (object);

  dex_clear (&self->discovery);
  if (self->accounts != NULL)
    forget_account (self);
  if (self->demo_list != NULL)
    gtk_list_box_bind_model (self->demo_list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->accounts);
  g_clear_object (&self->demo);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_WELCOME_WINDOW);
  G_OBJECT_CLASS (foyer_welcome_window_parent_class)->dispose (object);
}

static void
foyer_welcome_window_finalize (GObject *object)
{
  FoyerWelcomeWindow *self = FOYER_WELCOME_WINDOW (object);

  g_ptr_array_unref (self->account_rows);
  g_clear_object (&self->transport);
  G_OBJECT_CLASS (foyer_welcome_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, FoyerWelcomeWindow, view);
  gtk_widget_class_bind_template_child (class, FoyerWelcomeWindow, banner);
  gtk_widget_class_bind_template_child (class, FoyerWelcomeWindow, accounts_group);
  gtk_widget_class_bind_template_child (class, FoyerWelcomeWindow, address_row);
  gtk_widget_class_bind_template_child (class, FoyerWelcomeWindow, find_button);
  gtk_widget_class_bind_template_child (class, FoyerWelcomeWindow, find_stack);
  gtk_widget_class_bind_template_child (class, FoyerWelcomeWindow, demo_group);
  gtk_widget_class_bind_template_child (class, FoyerWelcomeWindow, demo_page);
  gtk_widget_class_bind_template_child (class, FoyerWelcomeWindow, demo_states);
  gtk_widget_class_bind_template_child (class, FoyerWelcomeWindow, demo_list);
  gtk_widget_class_bind_template_child (class, FoyerWelcomeWindow, demo_error);
  gtk_widget_class_bind_template_callback (class, on_address_changed_cb);
  gtk_widget_class_bind_template_callback (class, on_address_entered_cb);
  gtk_widget_class_bind_template_callback (class, on_demo_cb);
  gtk_widget_class_bind_template_callback (class, on_demo_retry_cb);
  gtk_widget_class_bind_template_callback (class, on_provider_cb);
}

static void
foyer_welcome_window_class_init (FoyerWelcomeWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = foyer_welcome_window_dispose;
  G_OBJECT_CLASS (class)->finalize = foyer_welcome_window_finalize;
  signed_in_signal = g_signal_new ("signed-in", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, FOYER_TYPE_ACCOUNT);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
  g_type_ensure (FOYER_TYPE_STATE_STACK);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/foyer/Foyer/ui/foyer-welcome-window.ui");
  bind_children (widget_class);
}

static void
foyer_welcome_window_init (FoyerWelcomeWindow *self)
{
  self->transport = foyer_transport_new ();
  self->account_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->feedback = foyer_entry_feedback_new (GTK_WIDGET (self->address_row));
  adw_preferences_group_add (
      ADW_PREFERENCES_GROUP (gtk_widget_get_ancestor (GTK_WIDGET (self->address_row), ADW_TYPE_PREFERENCES_GROUP)),
      self->feedback);
  g_signal_connect_object (self->view, "popped", G_CALLBACK (on_popped_cb), self, G_CONNECT_SWAPPED);
}

/**
 * foyer_welcome_window_new:
 *
 * Returns: (transfer none): a window, owned by GTK until it is closed
 */
FoyerWelcomeWindow *
foyer_welcome_window_new (GtkApplication *application, FoyerAccounts *accounts, FoyerDemo *demo)
{
  FoyerWelcomeWindow *self = g_object_new (FOYER_TYPE_WELCOME_WINDOW, "application", application, NULL);

  self->accounts = g_object_ref (accounts);
  self->demo = g_object_ref (demo);
  gtk_widget_set_visible (self->demo_group, foyer_demo_is_available (demo));
  gtk_list_box_bind_model (self->demo_list, G_LIST_MODEL (demo), make_provider_row, NULL, NULL);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (show_accounts), self, G_CONNECT_SWAPPED);
  show_accounts (self);
  return self;
}

/**
 * foyer_welcome_window_show_demo:
 *
 * Starts the demo and shows its providers.
 */
void
foyer_welcome_window_show_demo (FoyerWelcomeWindow *self)
{
  start_demo (self);
  adw_navigation_view_push (self->view, self->demo_page);
}

static DexFuture *
on_demo_for_address (DexFuture *future, gpointer user_data)
{
  Waiting *waiting = user_data;
  g_autoptr (FoyerWelcomeWindow) self = g_weak_ref_get (&waiting->window);

  if (self != NULL && self->demo != NULL)
    {
      g_autofree char *address = dup_address (self);

      discover (self, address, waiting->answer);
    }
  return dex_future_new_true ();
}

/**
 * foyer_welcome_window_open_address:
 * @address: as typed by a person
 *
 * Looks at the address and goes straight to its sign-in; says beside the address what is wrong with it.
 */
void
foyer_welcome_window_open_address (FoyerWelcomeWindow *self, const char *address)
{
  gtk_editable_set_text (GTK_EDITABLE (self->address_row), address);
  show_finding (self, TRUE);
  if (foyer_demo_is_demo_address (address))
    foyer_future_disown (dex_future_finally (foyer_demo_start (self->demo), on_demo_for_address,
                                             waiting_new (self, on_direct_answer), waiting_free));
  else
    discover (self, address, on_direct_answer);
}

/**
 * foyer_welcome_window_show_error:
 * @error: (nullable): about the list of accounts; NULL takes it away
 */
void
foyer_welcome_window_show_error (FoyerWelcomeWindow *self, const GError *error)
{
  g_autofree char *text = error != NULL ? foyer_error_text (error) : NULL;

  adw_banner_set_title (self->banner, text != NULL ? text : "");
  adw_banner_set_revealed (self->banner, text != NULL);
}
