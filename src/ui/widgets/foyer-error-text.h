/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *foyer_error_text (const GError *error);        /* (transfer full): what went wrong and what to do, for people */
const char *foyer_error_title (const GError *error); /* a heading for it */
const char *foyer_error_icon_name (const GError *error);

G_END_DECLS
