/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include "portal-provider.h"

G_BEGIN_DECLS

JsonNode *
portal_form_credentials (PortalProvider *provider, const char *language, const char *wrong_field, const char *wrong);
JsonNode *portal_form_code (const char *text,
                            const char *label,
                            const char *language,
                            guint resend_after,
                            int attempts_left,
                            const char *wrong);

G_END_DECLS
