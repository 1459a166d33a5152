/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean portal_time_parse (const char *text, gint64 *microseconds);
char *portal_time_format (gint64 microseconds);
char *portal_time_now (void);

G_END_DECLS
