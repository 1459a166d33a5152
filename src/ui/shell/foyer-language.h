/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Before anything else, and before there is a second thread. @language: "system", "en", "nl" or "de" */
void foyer_language_apply (const char *language);

G_END_DECLS
