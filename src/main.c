/* SPDX-License-Identifier: GPL-3.0-or-later
 * Foyer's beginning and end. */

#include "config.h"

#include "foyer-application.h"
#include "foyer-language.h"

#include <libdex.h>
#include <unistd.h>

int
main (int argc, char *argv[])
{
  g_autoptr (GSettings) settings = g_settings_new ("org.foyer.Foyer");
  g_autofree char *language = g_settings_get_string (settings, "language");
  g_autoptr (FoyerApplication) application = NULL;
  int status;

  foyer_language_apply (language);
  dex_init ();
  application = foyer_application_new (settings);
  status = g_application_run (G_APPLICATION (application), argc, argv);
  if (foyer_application_get_restart (application))
    {
      char *const again[] = { argv[0], NULL };

      g_settings_sync ();
      execv ("/proc/self/exe", again);
    }
  return status;
}
