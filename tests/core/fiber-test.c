/* SPDX-License-Identifier: GPL-3.0-or-later
 * A test whose body runs in a fiber, so that it reads straight through with dex_await(). */

#include "fiber-test.h"

#define STACK (4 * 1024 * 1024) /* bytes: assertions and the sanitizers' frames are large */
#define LIMIT 110               /* seconds for one test: a little less than meson gives to all of a program's */

static DexFuture *
run_body (gpointer user_data)
{
  FiberTestFunc func = *(FiberTestFunc *) user_data;

  func ();
  return dex_future_new_true ();
}

static gboolean
on_limit_cb (gpointer user_data)
{
  g_error ("the test did not end within %d seconds", LIMIT);
  return G_SOURCE_REMOVE;
}

static void
run_test (gconstpointer user_data)
{
  DexFuture *future = dex_scheduler_spawn (dex_scheduler_get_default (), STACK, run_body, (gpointer) user_data, NULL);
  guint limit = g_timeout_add_seconds (LIMIT, on_limit_cb, NULL);
  gint64 end;

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
  dex_unref (future);
  /* What the body let go may need a few turns to be gone. */
  for (end = g_get_monotonic_time () + 20 * 1000; g_get_monotonic_time () < end;)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

/**
 * fiber_test_add:
 * @func: may await; the test ends when it returns
 */
void
fiber_test_add (const char *path, FiberTestFunc func)
{
  g_test_add_data_func_full (path, g_memdup2 (&func, sizeof func), run_test, g_free);
}

/**
 * fiber_test_wait_until:
 *
 * Returns: FALSE if @condition did not come true within @milliseconds
 */
gboolean
fiber_test_wait_until (gboolean (*condition) (gpointer data), gpointer data, guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (!condition (data))
    {
      if (g_get_monotonic_time () > end)
        return FALSE;
      dex_await (dex_timeout_new_msec (5), NULL);
    }
  return TRUE;
}
