/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* What libdex 0.10 does not have. */
DexFuture *foyer_future_new_idle (void);                                     /* resolves TRUE at the next idle */
DexFuture *foyer_future_new_delay (guint milliseconds);                      /* resolves TRUE */
DexFuture *foyer_future_run_blocking (DexFiberFunc func, gpointer data, GDestroyNotify destroy); /* func on a thread-pool scheduler; for SQLite and files */
void foyer_future_disown (DexFuture *future);                                /* (transfer full): lets a write run to its end; logs nothing secret when it rejects */
/* Waits with a main loop of the default context; for tests and tools only. */
GValue *foyer_future_wait (DexFuture *future, GError **error);               /* (transfer full future) (transfer full) (nullable) */

G_END_DECLS
