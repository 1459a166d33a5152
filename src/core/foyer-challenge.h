/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "foyer-field.h"
#include "foyer-portal.h"

G_BEGIN_DECLS

typedef enum
{
  FOYER_CHALLENGE_IDLE,   /* nothing asked yet */
  FOYER_CHALLENGE_READY,  /* fields are there to be filled */
  FOYER_CHALLENGE_BUSY,   /* a step is on its way */
  FOYER_CHALLENGE_ERROR,  /* the step failed; fields are still there, typed values kept; see "error" */
  FOYER_CHALLENGE_DONE,   /* an authorization code came; see get_code() */
  FOYER_CHALLENGE_WEB,    /* the portal wants its web page: see get_web_uri() */
} FoyerChallengeState;

/* One conversation with the authorization challenge endpoint (draft-ietf-oauth-first-party-apps) with our portal_form.
 * One setter moves the state; "state", "text", "error" are properties, so buttons, form and banner are bindings. GListModel of FoyerField. */
#define FOYER_TYPE_CHALLENGE (foyer_challenge_get_type ())
G_DECLARE_FINAL_TYPE (FoyerChallenge, foyer_challenge, FOYER, CHALLENGE, GObject)

FoyerChallenge *foyer_challenge_new (FoyerTransport *transport, FoyerPortal *portal, const char *intent); /* intent (nullable) = "sign-in" */
DexFuture *foyer_challenge_start (FoyerChallenge *self);    /* asks for the first form; resolves TRUE when it was answered, see state; rejects when it was not */
DexFuture *foyer_challenge_submit (FoyerChallenge *self);   /* validates, sends; resolves TRUE when the step was answered, whatever the answer; FALSE when nothing was sent */
DexFuture *foyer_challenge_resend (FoyerChallenge *self);
gboolean foyer_challenge_is_field_shown (FoyerChallenge *self, FoyerField *field); /* by its "when" */
FoyerChallengeState foyer_challenge_get_state (FoyerChallenge *self);
const char *foyer_challenge_get_text (FoyerChallenge *self);   /* (nullable) the portal's words over the form */
const char *foyer_challenge_get_submit_label (FoyerChallenge *self); /* (nullable) the portal's word for going on */
GError *foyer_challenge_get_error (FoyerChallenge *self);      /* (nullable) (transfer none) */
const char *foyer_challenge_get_code (FoyerChallenge *self);           /* (nullable) */
const char *foyer_challenge_get_code_verifier (FoyerChallenge *self);  /* PKCE, RFC 7636 */
const char *foyer_challenge_get_web_uri (FoyerChallenge *self);        /* (nullable) */

G_END_DECLS
