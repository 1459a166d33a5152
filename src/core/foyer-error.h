/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FOYER_ERROR (foyer_error_quark ())

/* What can go wrong, in the words of the person in front of the window: each code has one sentence in ui's error-text. */
typedef enum
{
  FOYER_ERROR_UNKNOWN_HOST,   /* the name does not resolve */
  FOYER_ERROR_UNREACHABLE,    /* no connection, or it was dropped in the middle */
  FOYER_ERROR_TIMEOUT,        /* no answer in time */
  FOYER_ERROR_TLS,            /* the certificate is not valid; never clicked away */
  FOYER_ERROR_NOT_A_PORTAL,   /* HTML or another type where JSON was expected */
  FOYER_ERROR_BAD_DATA,       /* broken JSON or a required member missing; message carries the JSON path */
  FOYER_ERROR_TOO_LARGE,      /* the body passed its bound */
  FOYER_ERROR_SIGNED_OUT,     /* 401, and refreshing did not help: sign in again */
  FOYER_ERROR_STEP_UP,        /* RFC 9470 insufficient_user_authentication: confirm, then replay */
  FOYER_ERROR_FORBIDDEN,      /* 403 */
  FOYER_ERROR_NOT_FOUND,      /* 404, 410 */
  FOYER_ERROR_NOT_OFFERED,    /* 405, 501: this portal does not have it */
  FOYER_ERROR_CONFLICT,       /* 409, 412: somebody else changed it meanwhile */
  FOYER_ERROR_INVALID,        /* 400, 422: see the field errors */
  FOYER_ERROR_BUSY,           /* 429, 503: see retry-after */
  FOYER_ERROR_SERVER,         /* other 5xx */
  FOYER_ERROR_REFUSED_ADDRESS,/* not sent: another host than the portal's, or plain http off loopback */
  FOYER_ERROR_ACCESS_DENIED,  /* OAuth access_denied: what was typed is wrong */
  FOYER_ERROR_KEYRING_MISSING,/* no Secret Service on the bus */
  FOYER_ERROR_KEYRING_LOCKED, /* locked, and the prompt was dismissed */
  FOYER_ERROR_KEYRING_BROKEN, /* there, but its file cannot be read or written */
  FOYER_ERROR_STORE,          /* the cache on disk failed; reading goes on without it */
  FOYER_ERROR_OTHER_ACCOUNT,  /* a late answer for an account that is not this one's; dropped */
} FoyerErrorCode;

/* One field that the portal did not accept (422 `fieldError[]`). */
typedef struct
{
  char *pointer; /* RFC 6901, e.g. "/contactMedium/0/characteristic/postCode" */
  char *code;    /* nullable */
  char *reason;  /* for people, in the language asked for; nullable */
} FoyerFieldError;

/* FoyerError is an extended GError: these travel with it through every future and g_error_copy().
 * All getters accept any GError and answer NULL, 0 or an empty array for foreign ones. */
GQuark foyer_error_quark (void);
GError *foyer_error_new (FoyerErrorCode code, const char *format, ...) G_GNUC_PRINTF (2, 3);
void foyer_error_set_status (GError *error, guint status);
void foyer_error_set_request_id (GError *error, const char *request_id);
void foyer_error_set_retry_after (GError *error, guint seconds);
void foyer_error_set_reason (GError *error, const char *reason);
void foyer_error_set_step_up (GError *error, const char *acr_values, int max_age);
void foyer_error_add_field (GError *error, const char *pointer, const char *code, const char *reason);

guint foyer_error_get_status (const GError *error);            /* HTTP status, 0 = none */
const char *foyer_error_get_request_id (const GError *error);  /* nullable */
guint foyer_error_get_retry_after (const GError *error);       /* seconds, 0 = not said */
const char *foyer_error_get_reason (const GError *error);      /* the portal's own words for people (TMF Error `reason`/`message`); nullable */
const char *foyer_error_get_acr_values (const GError *error);  /* RFC 9470; nullable */
int foyer_error_get_max_age (const GError *error);             /* RFC 9470; seconds, -1 = not said */
GPtrArray *foyer_error_get_fields (const GError *error);       /* (transfer none) (element-type FoyerFieldError), never NULL for a FoyerError */
gboolean foyer_error_is_offline (const GError *error);         /* nothing reached the portal: banner, not page */

G_END_DECLS
