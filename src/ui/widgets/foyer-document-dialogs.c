/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialogs of a document. */

#include "config.h"

#include "foyer-document-dialogs.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "foyer-document-print.h"

static void
on_link_answer_cb (AdwAlertDialog *dialog, const char *response, const char *uri)
{
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (dialog));

  if (g_str_equal (response, "open"))
    gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, NULL, NULL);
}

static void
free_closure_data (gpointer data, GClosure *closure)
{
  g_free (data);
}

/**
 * foyer_document_ask_about_link:
 * @view: where the dialog is shown
 * @uri: where a link leads
 *
 * A document nobody vouches for does not lead anywhere before a person has seen where.
 */
void
foyer_document_ask_about_link (GtkWidget *view, const char *uri)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Open This Link?"), NULL);

  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog), _ ("The document leads to %s"), uri);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "open", _ ("_Open"), NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_link_answer_cb), g_strdup (uri), free_closure_data, 0);
  adw_dialog_present (dialog, view);
}

static void
on_print_done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, GtkWidget *view)
{
  guint n_failed = foyer_document_print_get_n_failed (operation);
  gboolean failed = result == GTK_PRINT_OPERATION_RESULT_ERROR;
  AdwDialog *dialog;

  if (!failed && (result != GTK_PRINT_OPERATION_RESULT_APPLY || n_failed == 0))
    return;
  dialog = adw_alert_dialog_new (failed ? _ ("Not Printed") : _ ("Not All Was Printed"), NULL);
  if (failed)
    adw_alert_dialog_set_body (ADW_ALERT_DIALOG (dialog),
                               _ ("The printer could not be used. Check it, or print to a file."));
  else
    adw_alert_dialog_format_body (
        ADW_ALERT_DIALOG (dialog),
        ngettext ("%u page could not be drawn and is empty.", "%u pages could not be drawn and are empty.", n_failed),
        n_failed);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, view);
}

/**
 * foyer_document_ask_and_print:
 * @view: where is said what was not printed
 * @process: an open document
 * @parent: (nullable): the window that the print dialog belongs to
 */
void
foyer_document_ask_and_print (GtkWidget *view, FoyerDocumentProcess *process, GtkWindow *parent)
{
  g_autoptr (GtkPrintOperation) operation = foyer_document_print_new (process);

  g_signal_connect_object (operation, "done", G_CALLBACK (on_print_done_cb), view, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}
