/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-account.h"
#include "portal-fixture.h"

G_BEGIN_DECLS

/* Signs a demo user in, as the window does. Awaits: for the body of a fiber test. */
FoyerAccount *account_fixture_sign_in (PortalFixture *portal, const char *provider, const char *name, const char *password);
void account_fixture_sign_in_as (FoyerAccount *account, const char *name, const char *password); /* an account that is started */

G_END_DECLS
