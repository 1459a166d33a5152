/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Memory shared with foyer-document: a memfd that cannot change its size under either side. */
int foyer_document_memory_new (gsize size, GError **error);
int foyer_document_memory_new_from_bytes (GBytes *bytes, GError **error);
GBytes *foyer_document_memory_freeze (int fd, gsize used, GError **error);

G_END_DECLS
