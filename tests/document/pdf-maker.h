/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* PDFs for the tests. */
GBytes *pdf_maker_pages (guint n_pages);
GBytes *pdf_maker_encrypted (const char *password);
GBytes *pdf_maker_attachment (const char *name, const char *content, gsize stated_size);
GBytes *pdf_maker_slow_page (void);
GBytes *pdf_maker_without_pages (void);
GBytes *pdf_maker_vast_page (void);

G_END_DECLS
