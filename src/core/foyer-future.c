/* SPDX-License-Identifier: GPL-3.0-or-later
 * Futures that libdex 0.10 does not have. */

#include "foyer-future.h"

/* SQLite and the file functions of the C library need more than the 128 KiB of an ordinary fiber. */
#define BLOCKING_STACK (1024 * 1024) /* bytes */

static gboolean
on_idle_cb (gpointer user_data)
{
  dex_promise_resolve_boolean (user_data, TRUE);
  return G_SOURCE_REMOVE;
}

/**
 * foyer_future_new_idle:
 *
 * What is chained to it runs on the main stack, not on a fiber's.
 *
 * Returns: (transfer full): resolves to TRUE when the main loop has nothing better to do
 */
DexFuture *
foyer_future_new_idle (void)
{
  DexPromise *promise = dex_promise_new ();

  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_idle_cb, dex_ref (promise), dex_unref);
  return DEX_FUTURE (promise);
}

static DexFuture *
to_true (DexFuture *future, gpointer user_data)
{
  return dex_future_new_true ();
}

/**
 * foyer_future_new_delay:
 *
 * Returns: (transfer full): resolves to TRUE after @milliseconds
 */
DexFuture *
foyer_future_new_delay (guint milliseconds)
{
  return dex_future_catch (dex_timeout_new_msec (milliseconds), to_true, NULL, NULL);
}

/**
 * foyer_future_run_blocking:
 * @func: runs on a thread of the pool and may block there
 * @data: for @func
 * @destroy: (nullable): for @data
 *
 * Returns: (transfer full): what @func answers
 */
DexFuture *
foyer_future_run_blocking (DexFiberFunc func, gpointer data, GDestroyNotify destroy)
{
  return dex_scheduler_spawn (dex_thread_pool_scheduler_get_default (), BLOCKING_STACK, func, data, destroy);
}

/* Domain and code only: a message may quote what a server said. */
static DexFuture *
log_rejection (DexFuture *future, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  g_debug ("nobody waits for this failure: %s %d", g_quark_to_string (error->domain), error->code);
  return dex_future_new_true ();
}

/**
 * foyer_future_disown:
 * @future: (transfer full): runs to its end, whether anybody waits for it or not
 */
void
foyer_future_disown (DexFuture *future)
{
  dex_future_disown (dex_future_catch (future, log_rejection, NULL, NULL));
}

/**
 * foyer_future_wait:
 * @future: (transfer full):
 *
 * Runs the default main context until @future is settled. For tests and tools: never in the program.
 *
 * Returns: (transfer full) (nullable): free with g_value_unset() and g_free(); NULL with @error if it was rejected
 */
GValue *
foyer_future_wait (DexFuture *future, GError **error)
{
  const GValue *value;
  GValue *copy = NULL;

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  value = dex_future_get_value (future, error);
  if (value != NULL)
    {
      copy = g_new0 (GValue, 1);
      g_value_init (copy, G_VALUE_TYPE (value));
      g_value_copy (value, copy);
    }
  dex_unref (future);
  return copy;
}
