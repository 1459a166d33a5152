/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Whether the portal can be reached: told by requests, and while it cannot, found out by asking now and then. */
typedef struct _FoyerProbe FoyerProbe;
typedef void (*FoyerProbeFunc) (gpointer user_data);

FoyerProbe *foyer_probe_new (SoupSession *session, FoyerProbeFunc on_change, gpointer user_data);
void foyer_probe_free (FoyerProbe *self);
void foyer_probe_set_uri (FoyerProbe *self, const char *uri);        /* (nullable) */
const char *foyer_probe_get_uri (FoyerProbe *self);                  /* (nullable) */
void foyer_probe_report (FoyerProbe *self, gboolean found);          /* a request's outcome */
gboolean foyer_probe_get_offline (FoyerProbe *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerProbe, foyer_probe_free)

G_END_DECLS
