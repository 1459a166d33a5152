/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include "portal-database.h"
#include "portal-outbox.h"
#include "portal-provider.h"

G_BEGIN_DECLS

typedef enum
{
  PORTAL_STEP_DONE,   /* signed in: user is set */
  PORTAL_STEP_FORM,   /* one more step */
  PORTAL_STEP_DENIED, /* what was typed is wrong */
  PORTAL_STEP_LOCKED, /* too many tries: retry_after is set */
  PORTAL_STEP_ENDED,  /* the session is unknown or too old */
} PortalStepKind;

/* What a client asked for when it began. */
typedef struct
{
  const char *client;
  const char *scope;
  const char *challenge; /* PKCE S256 */
  const char *redirect;  /* (nullable): browser flow */
  const char *state;     /* (nullable): browser flow */
} PortalSignInStart;

/* The answer to one step. Its strings live as long as it does. */
typedef struct
{
  PortalStepKind kind;
  char *session;     /* (nullable) */
  JsonNode *form;    /* (nullable): portal_form of the next step */
  gboolean otp;      /* the form asks for a one-time code */
  guint retry_after; /* seconds */
  char *user;        /* DONE */
  char *client;
  char *scope;
  char *challenge;
  char *redirect;
  char *state;
} PortalStep;

void portal_step_free (PortalStep *self);
typedef void (*PortalStepFunc) (PortalStep *step, gpointer user_data); /* step: (transfer full) */

/* Signing in, step by step: sessions, tries, one-time codes. The challenge endpoint and the web page are two faces of
 * it. */
typedef struct _PortalSignIn PortalSignIn;

PortalSignIn *portal_sign_in_new (PortalProvider *provider, PortalDatabase *database, PortalOutbox *outbox);
void portal_sign_in_free (PortalSignIn *self);
char *portal_sign_in_begin (PortalSignIn *self, const PortalSignInStart *start);
void portal_sign_in_step (PortalSignIn *self,
                          const char *session,
                          GPtrArray *form,
                          const char *language,
                          PortalStepFunc func,
                          gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PortalStep, portal_step_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PortalSignIn, portal_sign_in_free)

G_END_DECLS
