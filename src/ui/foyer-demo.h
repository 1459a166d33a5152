/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

/* One provider of the demo. Plain value. */
#define FOYER_TYPE_DEMO_PROVIDER (foyer_demo_provider_get_type ())
G_DECLARE_FINAL_TYPE (FoyerDemoProvider, foyer_demo_provider, FOYER, DEMO_PROVIDER, GObject)

const char *foyer_demo_provider_get_name (FoyerDemoProvider *self);
const char *foyer_demo_provider_get_kind (FoyerDemoProvider *self); /* what kind of provider, "" if not said */
const char *foyer_demo_provider_get_address (FoyerDemoProvider *self);

/* The reference portal with its demo providers, run as a child process that ends with this one.
 * GListModel of FoyerDemoProvider. */
#define FOYER_TYPE_DEMO (foyer_demo_get_type ())
G_DECLARE_FINAL_TYPE (FoyerDemo, foyer_demo, FOYER, DEMO, GObject)

FoyerDemo *foyer_demo_new (const char *directory);  /* where its databases lie */
gboolean foyer_demo_is_available (FoyerDemo *self); /* the program is installed */
gboolean foyer_demo_is_demo_address (const char *address);
DexFuture *foyer_demo_start (FoyerDemo *self); /* resolves TRUE when the providers are known; at most one child */

G_END_DECLS
