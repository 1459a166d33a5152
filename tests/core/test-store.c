/* SPDX-License-Identifier: GPL-3.0-or-later
 * The encrypted file: keeps, forgets, cannot be read without its key, survives being broken. */

#include "fiber-test.h"
#include "foyer-store.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define KEY "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define OTHER_KEY "ff112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static char *
make_path (void)
{
  g_autofree char *folder = g_dir_make_tmp ("foyer-store-XXXXXX", NULL);

  return g_build_filename (folder, "test.db", NULL);
}

static FoyerStore *
open_store (const char *path, const char *key)
{
  g_autoptr (GError) error = NULL;
  FoyerStore *store = dex_await_object (foyer_store_open (path, key), &error);

  g_assert_no_error (error);
  return store;
}

static void
test_keeps (void)
{
  g_autofree char *path = make_path ();
  g_autoptr (FoyerStore) store = open_store (path, KEY), again = NULL;
  g_autoptr (GBytes) body = g_bytes_new_static ("[\"Erika\"]", 9);
  g_autoptr (FoyerStored) stored = NULL;
  g_autofree char *draft = NULL;

  fiber_test_await (foyer_store_put (store, "https://a/x?1", body, "\"e\"", 7));
  fiber_test_await (foyer_store_set_draft (store, "order-key", "k"));
  fiber_test_await (foyer_store_close (store));
  again = open_store (path, KEY);
  stored = dex_await_boxed (foyer_store_get (again, "https://a/x?1"), NULL);
  g_assert_true (g_bytes_equal (stored->body, body));
  g_assert_cmpstr (stored->etag, ==, "\"e\"");
  g_assert_cmpint (stored->total, ==, 7);
  draft = dex_await_string (foyer_store_get_draft (again, "order-key"), NULL);
  g_assert_cmpstr (draft, ==, "k");
  fiber_test_await (foyer_store_close (again));
}

static void
test_forgets (void)
{
  g_autoptr (FoyerStore) store = open_store (NULL, NULL);
  g_autoptr (GBytes) body = g_bytes_new_static ("1", 1);
  g_autoptr (FoyerStored) gone = NULL, there = NULL;

  fiber_test_await (foyer_store_put (store, "https://a/order?x=1", body, NULL, -1));
  fiber_test_await (foyer_store_put (store, "https://a/bill", body, NULL, -1));
  fiber_test_await (foyer_store_forget_prefix (store, "https://a/order"));
  gone = dex_await_boxed (foyer_store_get (store, "https://a/order?x=1"), NULL);
  there = dex_await_boxed (foyer_store_get (store, "https://a/bill"), NULL);
  g_assert_null (gone);
  g_assert_nonnull (there);
}

static gboolean
holds (const char *path, const char *text)
{
  g_autofree char *contents = NULL;
  gsize length;

  return g_file_get_contents (path, &contents, &length, NULL) && memmem (contents, length, text, strlen (text)) != NULL;
}

static void
test_unreadable (void)
{
  g_autofree char *path = make_path (), *log = g_strconcat (path, "-wal", NULL);
  g_autoptr (FoyerStore) store = open_store (path, KEY), other = NULL;
  g_autoptr (GBytes) body = g_bytes_new_static ("VERY-PRIVATE-INVOICE", 20);
  g_autoptr (FoyerStored) stored = NULL;
  g_autofree char *contents = NULL;

  fiber_test_await (foyer_store_put (store, "https://secret.example/", body, NULL, -1));
  g_assert_false (holds (path, "VERY-PRIVATE"));
  g_assert_false (holds (log, "VERY-PRIVATE"));
  fiber_test_await (foyer_store_close (store));
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_false (g_str_has_prefix (contents, "SQLite format"));
  g_assert_false (holds (path, "secret.example"));
  /* With another key it is set aside, and a new one works. */
  other = open_store (path, OTHER_KEY);
  stored = dex_await_boxed (foyer_store_get (other, "https://secret.example/"), NULL);
  g_assert_null (stored);
  fiber_test_await (foyer_store_put (other, "https://a/", body, NULL, -1));
  fiber_test_await (foyer_store_close (other));
}

static void
test_broken (void)
{
  g_autofree char *path = make_path ();
  g_autoptr (FoyerStore) store = NULL;
  g_autoptr (GBytes) body = g_bytes_new_static ("1", 1);

  g_assert_true (g_file_set_contents (path, "this is no database at all, whatever the key may be", -1, NULL));
  store = open_store (path, KEY);
  fiber_test_await (foyer_store_put (store, "https://a/", body, NULL, -1));
  fiber_test_await (foyer_store_close (store));
  fiber_test_await (foyer_store_delete (path));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  fiber_test_add ("/store/keeps", test_keeps);
  fiber_test_add ("/store/forgets", test_forgets);
  fiber_test_add ("/store/unreadable", test_unreadable);
  fiber_test_add ("/store/broken", test_broken);
  return g_test_run ();
}
