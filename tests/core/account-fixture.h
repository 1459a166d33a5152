/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-account.h"
#include "portal-fixture.h"

G_BEGIN_DECLS

/* Signs a demo user in, as the window does. Awaits: for the body of a fiber test. */
FoyerAccount *account_fixture_sign_in (PortalFixture *portal, const char *provider, const char *name, const char *password);

G_END_DECLS
