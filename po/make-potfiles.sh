#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Writes POTFILES anew: every file of the client with a text for people.
set -eu
cd "$(dirname -- "$0")/.."
{
  echo '# SPDX-License-Identifier: GPL-3.0-or-later'
  ls data/*.desktop.in data/*.metainfo.xml.in
  grep -rlE '\b(_|N_|C_|NC_|ngettext) ?\("' src/core src/document src/invoice src/ui --include='*.c' --include='*.blp' || true
} | LC_ALL=C sort -u > po/POTFILES
