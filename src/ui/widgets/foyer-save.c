/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What saving a file needs everywhere: words for what went wrong, and the way to the file that was saved. */
#include "foyer-save.h"

#include <glib/gi18n.h>

#include "foyer-error-text.h"
#include "foyer-error.h"

static char *
get_reason (const GError *error)
{
  if (error->domain == FOYER_ERROR)
    return foyer_error_text (error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return g_strdup (_ ("There is no room left for the file. Free some space or choose another place."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    return g_strdup (_ ("The file may not be written there. Choose another place."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    return g_strdup (_ ("The folder is not there any more. Choose another place."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    return g_strdup (_ ("There is a folder of that name. Choose another name."));
  return g_strdup (_ ("The file could not be written. Choose another place or name."));
}

/**
 * foyer_save_error_text:
 * @what: that something was not saved: a sentence
 * @error: why: of FOYER_ERROR or G_IO_ERROR
 *
 * Returns: (transfer full): what was not saved, why, and what to do
 */
char *
foyer_save_error_text (const char *what, const GError *error)
{
  g_autofree char *reason = get_reason (error);

  return g_strjoin (" ", what, reason, NULL);
}

static void
on_open_folder_cb (GFile *file)
{
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_open_containing_folder (launcher, NULL, NULL, NULL, NULL);
}

/**
 * foyer_save_toast:
 * @page: where it is said
 * @file: what was saved
 * @text: that it was
 *
 * Says that a file was saved, with a button that opens its folder.
 */
void
foyer_save_toast (FoyerPage *page, GFile *file, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _ ("_Open Folder"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_open_folder_cb), file, G_CONNECT_SWAPPED);
  /* The toast holds the file, which the signal does not. */
  g_object_set_data_full (G_OBJECT (toast), "foyer-file", g_object_ref (file), g_object_unref);
  foyer_page_add_toast (page, toast);
}

/**
 * foyer_save_was_dismissed:
 * @error: what a file dialog ended with
 *
 * Returns: whether the person only changed their mind
 */
gboolean
foyer_save_was_dismissed (const GError *error)
{
  return g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) ||
         g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED);
}
