/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-portal.h"
#include "foyer-secret-store.h"

G_BEGIN_DECLS

/* The tokens of one account (OAuth 2.0). The access token is in memory only; the refresh token is in the secret store only,
 * rotated at each use, stored before the new access token is given out. One refresh at a time: others wait for it. */
#define FOYER_TYPE_AUTH (foyer_auth_get_type ())
G_DECLARE_FINAL_TYPE (FoyerAuth, foyer_auth, FOYER, AUTH, GObject)

FoyerAuth *foyer_auth_new (FoyerTransport *transport, FoyerPortal *portal, FoyerSecretStore *secrets, const char *account_id);
DexFuture *foyer_auth_redeem (FoyerAuth *self, const char *code, const char *code_verifier, const char *redirect_uri); /* redirect_uri NULL after a challenge; resolves TRUE */
DexFuture *foyer_auth_resume (FoyerAuth *self);                       /* resolves TRUE if there is a refresh token, without asking the portal */
DexFuture *foyer_auth_get_token (FoyerAuth *self, const char *stale); /* a FoyerTokenFunc's work */
DexFuture *foyer_auth_sign_out (FoyerAuth *self);                     /* revokes (RFC 7009) where it can be reached, forgets always */
gboolean foyer_auth_get_signed_in (FoyerAuth *self);                  /* property "signed-in" */
GError *foyer_auth_get_keyring_error (FoyerAuth *self);               /* (nullable) property "keyring-error": tokens are held for this session only */

G_END_DECLS
