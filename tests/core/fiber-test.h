/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* A test whose body runs in a fiber, so that it reads straight through with dex_await(). */
typedef void (*FiberTestFunc) (void);

void fiber_test_add (const char *path, FiberTestFunc func);
gboolean fiber_test_wait_until (gboolean (*condition) (gpointer data), gpointer data, guint milliseconds);

#define fiber_test_await(future)                                                                                       \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autoptr (GError) fiber_test_error = NULL;                                                                        \
    dex_await (future, &fiber_test_error);                                                                             \
    g_assert_no_error (fiber_test_error);                                                                              \
  }                                                                                                                    \
  G_STMT_END

#define fiber_test_await_error(future, domain, code)                                                                   \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autoptr (GError) fiber_test_error = NULL;                                                                        \
    g_assert_false (dex_await (future, &fiber_test_error));                                                            \
    g_assert_error (fiber_test_error, domain, code);                                                                   \
  }                                                                                                                    \
  G_STMT_END

G_END_DECLS
