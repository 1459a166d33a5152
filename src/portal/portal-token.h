/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "portal-database.h"

G_BEGIN_DECLS

/* Who a token speaks for. */
typedef struct
{
  char *user;
  char *email;     /* (nullable) */
  char *party;     /* (nullable) TMF632 individual's id */
  GStrv customers; /* ids of the customers whose things are seen */
  char *scope;
  gint64 auth_time; /* seconds since 1970 */
} PortalIdentity;

void portal_identity_free (PortalIdentity *self);

/* What was just given out: the only place where tokens are in clear. */
typedef struct
{
  char *access;
  char *refresh;
  char *scope;
} PortalTokens;

void portal_tokens_free (PortalTokens *self);

char *portal_random_token (void);
char *portal_token_issue_code (PortalDatabase *database,
                               const char *user,
                               const char *client,
                               const char *scope,
                               const char *challenge,
                               const char *redirect);
PortalTokens *portal_token_redeem_code (PortalDatabase *database,
                                        const char *code,
                                        const char *client,
                                        const char *verifier,
                                        const char *redirect,
                                        int lifetime);
PortalTokens *portal_token_refresh (PortalDatabase *database, const char *refresh, const char *client, int lifetime);
void portal_token_revoke (PortalDatabase *database, const char *token);
PortalIdentity *portal_token_identify (PortalDatabase *database, const char *access);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PortalIdentity, portal_identity_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PortalTokens, portal_tokens_free)

G_END_DECLS
