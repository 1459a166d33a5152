/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Why a request is refused: becomes a TMF630 Error body. */
typedef struct
{
  guint status;      /* HTTP */
  char *reason;      /* short, for people */
  char *message;     /* (nullable) what exactly */
  JsonArray *fields; /* (nullable) fieldError[] */
  guint retry_after; /* seconds, 0 = not said */
} PortalError;

PortalError *portal_error_new (guint status, const char *reason, const char *format, ...) G_GNUC_PRINTF (3, 4);
void portal_error_add_field (PortalError *self, const char *pointer, const char *code, const char *reason);
JsonNode *portal_error_to_json (const PortalError *self);
void portal_error_free (PortalError *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PortalError, portal_error_free)

G_END_DECLS
