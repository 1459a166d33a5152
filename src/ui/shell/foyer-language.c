/* SPDX-License-Identifier: GPL-3.0-or-later
 * The language of the whole program: words, dates and numbers. */

#include "config.h"

#include "foyer-language.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>
#include <locale.h>
#include <string.h>

static const char *const locales[] = { "en_GB.UTF-8", "en_US.UTF-8", "nl_NL.UTF-8", "de_DE.UTF-8" };

static gboolean
speaks (const char *locale, const char *language)
{
  return locale != NULL && g_str_has_prefix (locale, language) &&
         (locale[strlen (language)] == '_' || locale[strlen (language)] == '.');
}

/* The words come by LANGUAGE, which works without the locale being installed; dates and numbers need the locale. A user
 * whose own locale speaks the language already keeps it: "de_AT" stays Austrian. */
static void
choose_locale (const char *language)
{
  g_setenv ("LANGUAGE", language, TRUE);
  if (speaks (setlocale (LC_TIME, NULL), language))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (locales); i++)
    if (speaks (locales[i], language) && setlocale (LC_ALL, locales[i]) != NULL)
      return;
  /* gettext knows no languages in the C locale. */
  if (g_str_equal (setlocale (LC_MESSAGES, NULL), "C"))
    setlocale (LC_MESSAGES, "C.UTF-8");
}

static const char *
get_catalogues (void)
{
  return g_file_test (FOYER_LOCALEDIR "/nl/LC_MESSAGES/" GETTEXT_PACKAGE ".mo", G_FILE_TEST_EXISTS)
             ? FOYER_LOCALEDIR
             : FOYER_BUILD_LOCALEDIR;
}

/**
 * foyer_language_apply:
 * @language: "system", or the code of a language
 *
 * Sets locale and catalogues. Not thread-safe: the environment is changed.
 */
void
foyer_language_apply (const char *language)
{
  setlocale (LC_ALL, "");
  if (!g_str_equal (language, "system"))
    choose_locale (language);
  /* GTK would take the environment's locale again. */
  gtk_disable_setlocale ();
  bindtextdomain (GETTEXT_PACKAGE, get_catalogues ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
