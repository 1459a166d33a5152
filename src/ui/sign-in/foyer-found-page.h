/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "foyer-portal.h"

G_BEGIN_DECLS

/* What was found at an address, before anybody signs in there. signal "continue" () */
#define FOYER_TYPE_FOUND_PAGE (foyer_found_page_get_type ())
G_DECLARE_FINAL_TYPE (FoyerFoundPage, foyer_found_page, FOYER, FOUND_PAGE, AdwNavigationPage)

AdwNavigationPage *foyer_found_page_new (FoyerPortal *portal);
FoyerPortal *foyer_found_page_get_portal (FoyerFoundPage *self);

G_END_DECLS
