/* SPDX-License-Identifier: GPL-3.0-or-later
 * Foyer's beginning and end. */

#include "config.h"

#include "foyer-application.h"

#include <libdex.h>

int
main (int argc, char *argv[])
{
  g_autoptr (FoyerApplication) application = NULL;

  dex_init ();
  application = foyer_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
