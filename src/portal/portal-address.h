/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "portal-error.h"

G_BEGIN_DECLS

void portal_address_check (JsonNode *address, const char *pointer, const char *language, PortalError **error);
gboolean portal_address_is_email (const char *text);
void portal_error_require (PortalError **error, const char *pointer, const char *code, const char *reason);

G_END_DECLS
