/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void portal_password_prepare (void);
char *portal_password_hash (const char *password);
void
portal_password_verify_async (const char *hash, const char *password, GAsyncReadyCallback callback, gpointer user_data);
gboolean portal_password_verify_finish (GAsyncResult *result);

G_END_DECLS
