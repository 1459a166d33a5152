/* SPDX-License-Identifier: GPL-3.0-or-later
 * Starts foyer-portal. */

#include <gio/gio.h>

int
main (int argc, char *argv[])
{
  return 0;
}
