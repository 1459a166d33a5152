/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-page.h"

G_BEGIN_DECLS

/* What saving a file needs everywhere: words for what went wrong, and the way to the file that was saved. */
char *foyer_save_error_text (const char *what, const GError *error); /* (transfer full) */
void foyer_save_toast (FoyerPage *page, GFile *file, const char *text);
gboolean foyer_save_was_dismissed (const GError *error); /* the file dialog was closed, which is no error */

G_END_DECLS
