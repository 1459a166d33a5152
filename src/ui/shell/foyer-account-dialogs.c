/* SPDX-License-Identifier: GPL-3.0-or-later
 * Questions about a whole account: signing out, removing it, and what to do when the keyring does not keep its sign-in.
 */

#include "foyer-account-dialogs.h"

#include "foyer-application.h"
#include "foyer-error-text.h"
#include "foyer-future.h"

#include <glib/gi18n.h>

static FoyerAccounts *
get_accounts (FoyerWindow *window)
{
  return foyer_application_get_accounts (FOYER_APPLICATION (gtk_window_get_application (GTK_WINDOW (window))));
}

/* The name stands in the body: a heading has no room for it. */
static AdwAlertDialog *
make_question (const char *heading, FoyerWindow *window, const char *body_format)
{
  g_autofree char *body = g_strdup_printf (body_format, foyer_account_get_name (foyer_window_get_account (window)));
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));

  adw_alert_dialog_add_response (dialog, "cancel", _ ("_Cancel"));
  adw_alert_dialog_set_close_response (dialog, "cancel");
  return dialog;
}

static void
on_sign_out_response_cb (FoyerWindow *window, const char *response)
{
  if (g_str_equal (response, "sign-out"))
    foyer_future_disown (foyer_account_sign_out (foyer_window_get_account (window)));
}

/**
 * foyer_account_dialogs_sign_out:
 *
 * Asks whether to sign out; the account keeps its place.
 */
void
foyer_account_dialogs_sign_out (FoyerWindow *window)
{
  AdwAlertDialog *dialog = make_question (
      _ ("Sign Out?"), window,
      /* Translators: %s is a customer's name */
      _ ("The account of %s stays in the list, and what was read stays encrypted on this computer. Removing the "
         "account deletes both."));

  adw_alert_dialog_add_response (dialog, "sign-out", _ ("_Sign Out"));
  adw_alert_dialog_set_response_appearance (dialog, "sign-out", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "sign-out");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_sign_out_response_cb), window, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (window));
}

static void
on_remove_response_cb (FoyerWindow *window, const char *response)
{
  if (!g_str_equal (response, "remove"))
    return;
  /* The last window does not take the program with it. */
  if (g_list_length (gtk_application_get_windows (gtk_window_get_application (GTK_WINDOW (window)))) == 1)
    gtk_widget_activate_action (GTK_WIDGET (window), "app.add-account", NULL);
  foyer_future_disown (foyer_accounts_remove (get_accounts (window), foyer_window_get_account (window)));
}

/**
 * foyer_account_dialogs_remove:
 *
 * Asks whether to remove the account with all that is kept of it on this computer.
 */
void
foyer_account_dialogs_remove (FoyerWindow *window)
{
  AdwAlertDialog *dialog = make_question (
      _ ("Remove the Account?"), window,
      /* Translators: %s is a customer's name */
      _ ("The sign-in of %s and everything that was read with it is deleted from this computer. Nothing changes at "
         "the portal."));

  adw_alert_dialog_add_response (dialog, "remove", _ ("_Remove"));
  adw_alert_dialog_set_response_appearance (dialog, "remove", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_remove_response_cb), window, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (window));
}

static void
on_keyring_response_cb (FoyerWindow *window, const char *response)
{
  if (g_str_equal (response, "retry"))
    foyer_future_disown (foyer_account_start (foyer_window_get_account (window)));
  else if (g_str_equal (response, "session"))
    foyer_window_set_session_only (window, TRUE);
}

/**
 * foyer_account_dialogs_keyring:
 *
 * Says what is wrong with the keyring and what can be done.
 */
void
foyer_account_dialogs_keyring (FoyerWindow *window)
{
  GError *error = foyer_account_get_keyring_error (foyer_window_get_account (window));
  g_autofree char *text = error != NULL ? foyer_error_text (error) : NULL;
  AdwAlertDialog *dialog = NULL;

  if (text == NULL)
    return;
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Sign-In Not Kept"), text));
  adw_alert_dialog_add_responses (dialog, "session", _ ("This _Session Only"), "retry", _ ("_Try Again"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "retry", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "retry");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_keyring_response_cb), window, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (window));
}
