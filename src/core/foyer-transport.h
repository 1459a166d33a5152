/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libdex.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

#define FOYER_JSON_BOUND (32 * 1024 * 1024)          /* bytes */
#define FOYER_DOCUMENT_BOUND (256 * 1024 * 1024)     /* bytes, to disk */

/* One request: plain data, built, sent once. */
typedef struct _FoyerRequest FoyerRequest;
typedef struct _FoyerResponse FoyerResponse;
#define FOYER_TYPE_REQUEST (foyer_request_get_type ())
#define FOYER_TYPE_RESPONSE (foyer_response_get_type ())
GType foyer_request_get_type (void);
GType foyer_response_get_type (void);

typedef enum
{
  FOYER_AUTHORIZE_NEVER,   /* public pages, OAuth endpoints */
  FOYER_AUTHORIZE_TOKEN,   /* the account's access token, if the address is one of the portal's own */
} FoyerAuthorize;

FoyerRequest *foyer_request_new (const char *method, const char *uri);                 /* boxed, ref-counted */
FoyerRequest *foyer_request_ref (FoyerRequest *self);
void foyer_request_unref (FoyerRequest *self);
const char *foyer_request_get_method (FoyerRequest *self);
const char *foyer_request_get_uri (FoyerRequest *self);
void foyer_request_set_authorize (FoyerRequest *self, FoyerAuthorize authorize);       /* default TOKEN */
void foyer_request_set_json (FoyerRequest *self, JsonNode *body);                      /* application/json; merge-patch for PATCH */
void foyer_request_set_form (FoyerRequest *self, GHashTable *fields);                  /* application/x-www-form-urlencoded; wiped after sending */
void foyer_request_set_header (FoyerRequest *self, const char *name, const char *value);
void foyer_request_set_idempotency_key (FoyerRequest *self, const char *key);          /* makes a POST one that may be retried */
void foyer_request_set_if_match (FoyerRequest *self, const char *etag);
void foyer_request_set_if_none_match (FoyerRequest *self, const char *etag);
void foyer_request_set_bound (FoyerRequest *self, gsize bytes);                        /* default FOYER_JSON_BOUND */
void foyer_request_accept_bytes (FoyerRequest *self, const char *media_type);          /* answer kept as bytes, not parsed */
void foyer_request_accept_status (FoyerRequest *self, guint status);                   /* not an error for this request (challenge: 400, 401) */

FoyerResponse *foyer_response_ref (FoyerResponse *self);
void foyer_response_unref (FoyerResponse *self);
guint foyer_response_get_status (FoyerResponse *self);
JsonNode *foyer_response_get_json (FoyerResponse *self);          /* (nullable) (transfer none): NULL for 204, 304 and bytes */
GBytes *foyer_response_get_bytes (FoyerResponse *self);           /* (nullable) (transfer none) */
const char *foyer_response_get_etag (FoyerResponse *self);        /* (nullable) */
gint64 foyer_response_get_total_count (FoyerResponse *self);      /* X-Total-Count, -1 = not said */
const char *foyer_response_get_next (FoyerResponse *self);        /* (nullable) Link rel=next, absolute */
const char *foyer_response_get_header (FoyerResponse *self, const char *name); /* (nullable) */

/* Requests in, JSON or bytes or FoyerError out. One per account: own SoupSession, own connections, no cookies.
 * Safe methods and requests with an idempotency key are retried (3 tries, full jitter, Retry-After honoured up to 10 s).
 * Every request carries X-Request-Id; no header or body is ever logged. Redirects: followed only inside the same origin. */
#define FOYER_TYPE_TRANSPORT (foyer_transport_get_type ())
G_DECLARE_FINAL_TYPE (FoyerTransport, foyer_transport, FOYER, TRANSPORT, GObject)

/* Where the access token comes from: FoyerAuth. Resolves to a string (G_TYPE_STRING), rejects with FOYER_ERROR_SIGNED_OUT.
 * @stale: (nullable): the token that the portal just refused. */
typedef DexFuture *(*FoyerTokenFunc) (const char *stale, gpointer user_data);

FoyerTransport *foyer_transport_new (void);
void foyer_transport_set_token_func (FoyerTransport *self, FoyerTokenFunc func, gpointer user_data); /* user_data is not owned; NULL func detaches */
void foyer_transport_set_token_prefixes (FoyerTransport *self, const char *const *prefixes);         /* the only addresses that ever see the token */
void foyer_transport_set_languages (FoyerTransport *self, const char *accept_language);              /* (nullable): NULL = the user's */
void foyer_transport_set_limit (FoyerTransport *self, guint seconds);                                 /* for one request; 0 = as usual */
void foyer_transport_close (FoyerTransport *self);       /* all requests under way reject with G_IO_ERROR_CANCELLED, later ones too */
DexFuture *foyer_transport_send (FoyerTransport *self, FoyerRequest *request); /* resolves to FoyerResponse; dropping the future cancels a GET, never a write */
gboolean foyer_transport_is_allowed_address (const char *uri);                 /* https, or http on a loopback address (RFC 8252) */

/* offline: TRUE after a request found nobody, FALSE after any answer. While offline a light probe of the portal's address
 * is made with back-off (1 s to 30 s) so that pages recover alone. Property "offline", notify in the main context. */
gboolean foyer_transport_get_offline (FoyerTransport *self);
void foyer_transport_set_probe (FoyerTransport *self, const char *uri);        /* (nullable) */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerRequest, foyer_request_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerResponse, foyer_response_unref)

G_END_DECLS
