/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>
#include "portal-error.h"
#include "portal-token.h"

G_BEGIN_DECLS

typedef struct _PortalServer PortalServer;

typedef struct
{
  char *name;
  char *value;
} PortalParameter;

/* One request on its way through the portal. Exactly one of the answer functions is called for it, at once or later. */
typedef struct _PortalRequest PortalRequest;

PortalRequest *portal_request_new (PortalServer *server, SoupServerMessage *message, const char *path);
PortalRequest *portal_request_ref (PortalRequest *self);
void portal_request_unref (PortalRequest *self);

PortalServer *portal_request_get_server (PortalRequest *self);
SoupServerMessage *portal_request_get_message (PortalRequest *self);
const char *portal_request_get_method (PortalRequest *self);
const char *portal_request_get_path (PortalRequest *self);
const char *portal_request_get_language (PortalRequest *self);
const char *portal_request_get_header (PortalRequest *self, const char *name);
GPtrArray *portal_request_get_query (PortalRequest *self);
GBytes *portal_request_dup_body (PortalRequest *self);
GPtrArray *portal_request_parse_form (PortalRequest *self);
const char *portal_parameter_lookup (GPtrArray *parameters, const char *name);
JsonNode *portal_request_parse_json (PortalRequest *self, PortalError **error);
const PortalIdentity *portal_request_get_identity (PortalRequest *self);
void portal_request_set_identity (PortalRequest *self, PortalIdentity *identity);

void portal_request_set_header (PortalRequest *self, const char *name, const char *value);
void portal_request_answer (PortalRequest *self, guint status, const char *type, GBytes *body);
void portal_request_answer_text (PortalRequest *self, guint status, const char *type, char *body);
void portal_request_answer_json (PortalRequest *self, guint status, JsonNode *node);
void portal_request_answer_error (PortalRequest *self, PortalError *error);
void portal_request_answer_status (PortalRequest *self, guint status, const char *reason);
void portal_request_answer_cached (PortalRequest *self, const char *etag, char *body);
gboolean portal_request_matches (PortalRequest *self, const char *header, const char *etag);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PortalRequest, portal_request_unref)

G_END_DECLS
