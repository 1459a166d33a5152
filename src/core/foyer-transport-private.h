/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-transport.h"

G_BEGIN_DECLS

struct _FoyerRequest
{
  char *method;
  char *uri;
  FoyerAuthorize authorize;
  char *content_type;      /* nullable */
  GBytes *body;            /* nullable */
  gboolean secret_body;    /* a form: gone as soon as it is sent */
  char *idempotency_key;   /* nullable */
  GPtrArray *headers;      /* name, value, name, value */
  gsize bound;             /* bytes */
  char *media_type;        /* nullable: of an answer that is kept as bytes */
  GArray *accepted;        /* guint: statuses that are no error */
};

struct _FoyerResponse
{
  guint status;
  SoupMessageHeaders *headers;
  char *uri;               /* where it came from, after redirects */
  JsonNode *json;          /* nullable */
  GBytes *bytes;           /* nullable */
  char *next;              /* nullable */
};

/* foyer-request.c */
gboolean foyer_request_is_safe (FoyerRequest *self);      /* RFC 9110, 9.2.1 */
gboolean foyer_request_may_retry (FoyerRequest *self);
gboolean foyer_request_accepts (FoyerRequest *self, guint status);
SoupMessage *foyer_request_make_message (FoyerRequest *self, const char *uri); /* (nullable) */
FoyerResponse *foyer_response_new (guint status, SoupMessageHeaders *headers, const char *uri);

/* foyer-origin.c: addresses are compared only after parsing */
gboolean foyer_origin_is_allowed (const char *uri);                    /* https, or http on loopback; no user info, no dot segments */
gboolean foyer_origin_is_same (const char *uri, const char *other);    /* scheme, host and port */
gboolean foyer_origin_has_prefix (const char *uri, const char *prefix);
char *foyer_origin_resolve (const char *base, const char *reference);  /* (nullable) without fragment */

/* foyer-body.c */
DexFuture *foyer_body_read (GInputStream *stream, gsize bound, GCancellable *cancellable); /* resolves to GBytes */
gboolean foyer_body_is_blank (GBytes *bytes);
JsonNode *foyer_body_parse (GBytes *bytes, GError **error);            /* (nullable) for an empty body, too */

/* foyer-http-error.c */
GError *foyer_http_error_from_gio (const GError *error);
GError *foyer_http_error_from_status (guint status, SoupMessageHeaders *headers, GBytes *body, const char *request_id);
GError *foyer_http_error_for_body (const GError *error, SoupMessageHeaders *headers, GBytes *body); /* what did not parse */
guint foyer_http_error_get_retry_after (SoupMessageHeaders *headers); /* seconds */
GHashTable *foyer_http_error_parse_bearer (SoupMessageHeaders *headers); /* (nullable): parameters of WWW-Authenticate: Bearer */

G_END_DECLS
