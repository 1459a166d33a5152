/* SPDX-License-Identifier: GPL-3.0-or-later
 * The keyring as it is found on real machines: there, not there, locked, broken, dumb. Every case has a bus and a home
 * of its own, and asks from a process of its own, since libsecret remembers its service. */

#include "foyer-error.h"
#include "foyer-secret-store.h"

#include "fiber-test.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#define ACCOUNT "9b1d0d4a-0000-4000-8000-000000000001"
#define OTHER "9b1d0d4a-0000-4000-8000-000000000002"

static char *
lookup (FoyerSecretStore *store, const char *account, const char *kind, GError **error)
{
  return dex_await_string (foyer_secret_store_lookup (store, account, kind), error);
}

static void
check_found (FoyerSecretStore *store, const char *account, const char *kind, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *secret = lookup (store, account, kind, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
}

/* What every store does. */
static void
check_store (FoyerSecretStore *store)
{
  check_found (store, ACCOUNT, "refresh-token", NULL);
  fiber_test_await (foyer_secret_store_store (store, ACCOUNT, "refresh-token", "Foyer: Test", "first"));
  fiber_test_await (foyer_secret_store_store (store, ACCOUNT, "store-key", "Foyer: Test", "key"));
  fiber_test_await (foyer_secret_store_store (store, OTHER, "refresh-token", "Foyer: Test", "of the other"));
  check_found (store, ACCOUNT, "refresh-token", "first");
  fiber_test_await (foyer_secret_store_store (store, ACCOUNT, "refresh-token", "Foyer: Test", "sécond"));
  check_found (store, ACCOUNT, "refresh-token", "sécond");
  check_found (store, ACCOUNT, "store-key", "key");
  fiber_test_await (foyer_secret_store_clear (store, ACCOUNT, "store-key"));
  check_found (store, ACCOUNT, "store-key", NULL);
  check_found (store, ACCOUNT, "refresh-token", "sécond");
  fiber_test_await (foyer_secret_store_store (store, ACCOUNT, "store-key", "Foyer: Test", "key"));
  fiber_test_await (foyer_secret_store_clear (store, ACCOUNT, NULL));
  check_found (store, ACCOUNT, "store-key", NULL);
  check_found (store, ACCOUNT, "refresh-token", NULL);
  check_found (store, OTHER, "refresh-token", "of the other");
  fiber_test_await (foyer_secret_store_clear (store, ACCOUNT, NULL));
}

static void
test_memory (void)
{
  g_autoptr (FoyerSecretStore) store = foyer_memory_secrets_new ();

  g_assert_false (foyer_secret_store_is_lasting (store));
  check_store (store);
}

static void
ask_unlocked (void)
{
  g_autoptr (FoyerSecretStore) store = foyer_keyring_new ();

  g_assert_true (foyer_secret_store_is_lasting (store));
  check_store (store);
}

static void
ask_store (void)
{
  g_autoptr (FoyerSecretStore) store = foyer_keyring_new ();

  fiber_test_await (foyer_secret_store_store (store, ACCOUNT, "refresh-token", "Foyer: Test", "kept"));
}

static void
ask_kept (void)
{
  g_autoptr (FoyerSecretStore) store = foyer_keyring_new ();

  check_found (store, ACCOUNT, "refresh-token", "kept");
}

/* All three questions fail in the same words, and soon. */
static void
check_fails (FoyerErrorCode expected, guint limit)
{
  g_autoptr (FoyerSecretStore) store = foyer_keyring_new_with_limit (limit);
  gint64 begun = g_get_monotonic_time ();
  g_autoptr (GError) looked_up = NULL, stored = NULL;

  g_assert_null (lookup (store, ACCOUNT, "refresh-token", &looked_up));
  g_test_message ("look-up: %s", looked_up != NULL ? looked_up->message : "nothing found");
  dex_await (foyer_secret_store_store (store, ACCOUNT, "store-key", "Foyer: Test", "key"), &stored);
  g_test_message ("store: %s", stored != NULL ? stored->message : "stored");
  g_assert_error (looked_up, FOYER_ERROR, (int) expected);
  g_assert_error (stored, FOYER_ERROR, (int) expected);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, (2 * limit + 2) * G_USEC_PER_SEC);
}

static void
ask_missing (void)
{
  check_fails (FOYER_ERROR_KEYRING_MISSING, 5);
}

static void
ask_locked (void)
{
  check_fails (FOYER_ERROR_KEYRING_LOCKED, 5);
}

static void
ask_silent (void)
{
  check_fails (FOYER_ERROR_KEYRING_LOCKED, 1);
}

static void
ask_broken (void)
{
  check_fails (FOYER_ERROR_KEYRING_BROKEN, 5);
}

/* What cannot be removed is not said to be gone. */
static void
ask_clear_locked (void)
{
  g_autoptr (FoyerSecretStore) store = foyer_keyring_new_with_limit (5);

  fiber_test_await_error (foyer_secret_store_clear (store, ACCOUNT, NULL), FOYER_ERROR, FOYER_ERROR_KEYRING_LOCKED);
}

/* gnome-keyring does not tell of a file that it cannot read until something is to be stored. */
static void
ask_unreadable (void)
{
  g_autoptr (FoyerSecretStore) store = foyer_keyring_new_with_limit (5);

  fiber_test_await_error (foyer_secret_store_store (store, ACCOUNT, "store-key", "Foyer: Test", "key"), FOYER_ERROR,
                          FOYER_ERROR_KEYRING_BROKEN);
}

/* A bus and a home */

typedef struct
{
  GTestDBus *bus;
  char *home;
  GSubprocess *daemon; /* nullable */
} Place;

static Place *
place_new (void)
{
  Place *self = g_new0 (Place, 1);
  g_autofree char *runtime = NULL;

  self->home = g_dir_make_tmp ("foyer-keyring-XXXXXX", NULL);
  runtime = g_build_filename (self->home, "runtime", NULL);
  g_mkdir_with_parents (runtime, 0700);
  g_setenv ("HOME", self->home, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  g_unsetenv ("XDG_DATA_HOME");
  g_unsetenv ("XDG_CONFIG_HOME");
  g_unsetenv ("GNOME_KEYRING_CONTROL");
  self->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->bus);
  return self;
}

static void
place_start_daemon (Place *self, const char *password)
{
  const char *argv[] = { "gnome-keyring-daemon", "--foreground", "--components=secrets",
                         password != NULL ? "--unlock" : NULL, NULL };
  g_autoptr (GSubprocess) wait = NULL;
  g_autoptr (GError) error = NULL;

  self->daemon = g_subprocess_newv (
      argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
      &error);
  g_assert_no_error (error);
  if (password != NULL)
    g_output_stream_write_all (g_subprocess_get_stdin_pipe (self->daemon), password, strlen (password), NULL, NULL,
                               NULL);
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->daemon), NULL, NULL);
  wait = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "gdbus", "wait", "--session", "--timeout", "20",
                           "org.freedesktop.secrets", NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (wait, NULL, NULL));
}

static void
place_stop_daemon (Place *self)
{
  if (self->daemon == NULL)
    return;
  g_subprocess_send_signal (self->daemon, SIGTERM);
  g_subprocess_wait (self->daemon, NULL, NULL);
  g_clear_object (&self->daemon);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) directory = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
place_free (Place *self)
{
  place_stop_daemon (self);
  g_test_dbus_down (self->bus);
  g_object_unref (self->bus);
  remove_tree (self->home);
  g_free (self->home);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Place, place_free)

static void
ask (const char *question)
{
  g_autofree char *path = g_strconcat ("/keyring/ask/subprocess/", question, NULL);

  g_test_trap_subprocess (path, 60 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static gboolean
has_daemon (void)
{
  g_autofree char *program = g_find_program_in_path ("gnome-keyring-daemon");

  if (program == NULL)
    g_test_skip ("no gnome-keyring-daemon here");
  return program != NULL;
}

static void
test_unlocked (void)
{
  g_autoptr (Place) place = NULL;

  if (!has_daemon ())
    return;
  place = place_new ();
  place_start_daemon (place, "a password");
  ask ("unlocked");
  ask ("store");
  place_stop_daemon (place);
  place_start_daemon (place, "a password");
  ask ("kept");
}

static void
test_missing (void)
{
  g_autoptr (Place) place = place_new ();

  ask ("missing");
}

static void
test_no_bus (void)
{
  g_autoptr (Place) place = place_new ();
  g_autofree char *address = g_strdup (g_getenv ("DBUS_SESSION_BUS_ADDRESS"));

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  ask ("missing");
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  ask ("missing");
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
}

/* Nobody can answer its prompt here, which is how it looks when somebody dismisses it. */
static void
test_locked (void)
{
  g_autoptr (Place) place = NULL;

  if (!has_daemon ())
    return;
  place = place_new ();
  place_start_daemon (place, "a password");
  ask ("store");
  place_stop_daemon (place);
  place_start_daemon (place, NULL);
  ask ("locked");
  ask ("clear-locked");
}

static void
test_unreadable (void)
{
  g_autoptr (Place) place = NULL;
  g_autofree char *file = NULL;

  if (!has_daemon ())
    return;
  place = place_new ();
  place_start_daemon (place, "a password");
  ask ("store");
  place_stop_daemon (place);
  file = g_build_filename (place->home, ".local/share/keyrings/login.keyring", NULL);
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_set_contents (file, "this is no keyring at all", -1, NULL));
  place_start_daemon (place, NULL);
  ask ("unreadable");
}

/* In the sandbox libsecret keeps a file of its own. */
static void
test_sandbox_file (void)
{
  g_autoptr (Place) place = place_new ();
  g_autofree char *file = g_build_filename (place->home, "sandbox.keyring", NULL);
  g_autofree char *options = g_strdup (g_getenv ("ASAN_OPTIONS"));

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", file, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "a password", TRUE);
  ask ("unlocked");
  ask ("store");
  ask ("kept");
  g_assert_true (g_file_set_contents (file, "this is no keyring at all, though it is long enough to be one", -1, NULL));
  /* libsecret 0.21 leaks the text of a file that it cannot read. */
  g_setenv ("ASAN_OPTIONS", "detect_leaks=0", TRUE);
  ask ("broken");
  if (options != NULL)
    g_setenv ("ASAN_OPTIONS", options, TRUE);
  else
    g_unsetenv ("ASAN_OPTIONS");
  g_unsetenv ("SECRET_BACKEND");
}

static GDBusMessage *
swallow (GDBusConnection *connection, GDBusMessage *message, gboolean incoming, gpointer user_data)
{
  if (!incoming || g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    return message;
  g_object_unref (message);
  return NULL;
}

/* A service that has the name and nothing else; @silent: not even an answer that says so. */
static GDBusConnection *
own_name (Place *place, gboolean silent)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection = g_dbus_connection_new_for_address_sync (
      g_test_dbus_get_bus_address (place->bus),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL,
      &error);
  g_autoptr (GVariant) answer = NULL;

  g_assert_no_error (error);
  if (silent)
    g_dbus_connection_add_filter (connection, swallow, NULL, NULL);
  answer = g_dbus_connection_call_sync (
      connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
      g_variant_new ("(su)", "org.freedesktop.secrets", 0), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  return connection;
}

static void
test_silent (void)
{
  g_autoptr (Place) place = place_new ();
  g_autoptr (GDBusConnection) connection = own_name (place, TRUE);

  ask ("silent");
  g_dbus_connection_close_sync (connection, NULL, NULL);
}

static void
test_dumb (void)
{
  g_autoptr (Place) place = place_new ();
  g_autoptr (GDBusConnection) connection = own_name (place, FALSE);

  ask ("broken");
  g_dbus_connection_close_sync (connection, NULL, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  fiber_test_add ("/keyring/ask/subprocess/unlocked", ask_unlocked);
  fiber_test_add ("/keyring/ask/subprocess/store", ask_store);
  fiber_test_add ("/keyring/ask/subprocess/kept", ask_kept);
  fiber_test_add ("/keyring/ask/subprocess/missing", ask_missing);
  fiber_test_add ("/keyring/ask/subprocess/locked", ask_locked);
  fiber_test_add ("/keyring/ask/subprocess/silent", ask_silent);
  fiber_test_add ("/keyring/ask/subprocess/broken", ask_broken);
  fiber_test_add ("/keyring/ask/subprocess/clear-locked", ask_clear_locked);
  fiber_test_add ("/keyring/ask/subprocess/unreadable", ask_unreadable);
  fiber_test_add ("/keyring/memory", test_memory);
  g_test_add_func ("/keyring/unlocked", test_unlocked);
  g_test_add_func ("/keyring/missing", test_missing);
  g_test_add_func ("/keyring/no-bus", test_no_bus);
  g_test_add_func ("/keyring/locked", test_locked);
  g_test_add_func ("/keyring/unreadable", test_unreadable);
  g_test_add_func ("/keyring/sandbox-file", test_sandbox_file);
  g_test_add_func ("/keyring/silent", test_silent);
  g_test_add_func ("/keyring/dumb", test_dumb);
  return g_test_run ();
}
