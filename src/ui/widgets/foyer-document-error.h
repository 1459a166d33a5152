/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What went wrong with a document, for people. All take any error. */
const char *foyer_document_error_get_title (const GError *error);
const char *foyer_document_error_get_text (const GError *error);
const char *foyer_document_error_get_page_text (const GError *error);

G_END_DECLS
