/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "portal-request.h"
#include "portal-sign-in.h"

G_BEGIN_DECLS

void portal_oauth_handle_token (PortalRequest *request);
void portal_oauth_handle_revoke (PortalRequest *request);
void portal_oauth_answer_error (PortalRequest *request, guint status, const char *error, const char *description);
gboolean portal_oauth_is_challenge (const char *code_challenge);
gboolean portal_oauth_is_client (const char *client_id);

void portal_challenge_handle (PortalRequest *request);
void portal_authorize_handle (PortalRequest *request);

G_END_DECLS
