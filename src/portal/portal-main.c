/* SPDX-License-Identifier: GPL-3.0-or-later
 * Starts foyer-portal: reads the command line, fills the databases, listens, and ends cleanly. */

#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <sodium.h>
#include <unistd.h>

#include "portal-fault.h"
#include "portal-json.h"
#include "portal-password.h"
#include "portal-seed.h"
#include "portal-server.h"

typedef struct
{
  PortalOptions *options;
  PortalFaults *faults;
  GPtrArray *servers;
  GMainLoop *loop;
  char *data;
  gboolean is_temporary;
} Main;

static gboolean
on_signal_cb (gpointer user_data)
{
  g_main_loop_quit (((Main *) user_data)->loop);
  return G_SOURCE_CONTINUE;
}

static void
on_stdin_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Main *self = user_data;

  if (g_input_stream_skip_finish (G_INPUT_STREAM (source), result, NULL) > 0)
    g_input_stream_skip_async (G_INPUT_STREAM (source), 4096, G_PRIORITY_DEFAULT, NULL, on_stdin_cb, self);
  else
    g_main_loop_quit (self->loop);
}

static void
watch_stdin (Main *self)
{
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);

  g_input_stream_skip_async (stream, 4096, G_PRIORITY_DEFAULT, NULL, on_stdin_cb, self);
}

static gboolean
choose_data (Main *self, GError **error)
{
  if (self->options->data != NULL)
    {
      self->data = g_strdup (self->options->data);
      if (g_mkdir_with_parents (self->data, 0700) == 0)
        return TRUE;
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", self->data, g_strerror (errno));
      return FALSE;
    }
  self->data = g_dir_make_tmp ("foyer-portal-XXXXXX", error);
  self->is_temporary = self->data != NULL;
  return self->is_temporary;
}

static void
remove_data (Main *self)
{
  g_autoptr (GDir) directory = g_dir_open (self->data, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->data, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->data);
}

static gboolean
start_provider (Main *self, const char *id, GError **error)
{
  g_autoptr (PortalProvider) provider = portal_provider_load (self->options->portals, id, error);
  g_autofree char *name = g_strconcat (id, ".sqlite", NULL);
  g_autofree char *path = g_build_filename (self->data, name, NULL);
  g_autoptr (PortalDatabase) database = NULL;
  PortalServer *server;
  int index = 0;

  if (provider == NULL)
    return FALSE;
  database = portal_database_open (path, error);
  if (database == NULL || !portal_seed_fill (database, provider, self->options->large, self->options->seed, error))
    return FALSE;
  while (!g_str_equal (portal_provider_ids[index], id))
    index++;
  server = portal_server_new (self->options, g_steal_pointer (&provider), g_steal_pointer (&database), self->faults);
  g_ptr_array_add (self->servers, server);
  return portal_server_listen (server, self->options->port == 0 ? 0 : self->options->port + index, error);
}

/* One JSON line per provider, then "ready": what a parent waits for. */
static void
announce (Main *self)
{
  for (guint i = 0; i < self->servers->len; i++)
    {
      PortalServer *server = g_ptr_array_index (self->servers, i);
      PortalProvider *provider = portal_server_get_provider (server);
      g_autofree char *name = portal_provider_dup_text (provider, "name", "en");
      JsonObject *object = json_object_new ();
      g_autoptr (JsonNode) node = portal_json_take_object (object);
      g_autofree char *line = NULL;

      json_object_set_string_member (object, "provider", portal_provider_get_id (provider));
      json_object_set_string_member (object, "name", name != NULL ? name : portal_provider_get_id (provider));
      json_object_set_string_member (object, "address", portal_server_get_base (server));
      if (portal_provider_get (provider, "kind") != NULL)
        json_object_set_member (object, "kind", json_node_ref (portal_provider_get (provider, "kind")));
      line = portal_json_write (node, NULL, NULL);
      g_print ("%s\n", line);
    }
  g_print ("ready\n");
  fflush (stdout);
}

static gboolean
run (Main *self, GError **error)
{
  if (!choose_data (self, error) ||
      !portal_faults_set (self->faults, (const char *const *) self->options->faults, error))
    return FALSE;
  portal_password_prepare ();
  g_unix_signal_add (SIGTERM, on_signal_cb, self);
  g_unix_signal_add (SIGINT, on_signal_cb, self);
  for (guint i = 0; self->options->providers[i] != NULL; i++)
    if (!start_provider (self, self->options->providers[i], error))
      {
        g_prefix_error (error, "%s: ", self->options->providers[i]);
        return FALSE;
      }
  if (self->options->die_with_stdin)
    watch_stdin (self);
  announce (self);
  g_main_loop_run (self->loop);
  return TRUE;
}

int
main (int argc, char *argv[])
{
  Main self = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean ok;

  setlocale (LC_ALL, "");
  if (sodium_init () < 0)
    g_error ("libsodium does not start");
  self.options = portal_options_parse (&argc, &argv, &error);
  if (self.options == NULL)
    {
      g_printerr ("foyer-portal: %s\n", error->message);
      return 2;
    }
  self.faults = portal_faults_new (self.options->seed);
  self.servers = g_ptr_array_new_with_free_func ((GDestroyNotify) portal_server_free);
  self.loop = g_main_loop_new (NULL, FALSE);
  ok = run (&self, &error);
  if (!ok)
    g_printerr ("foyer-portal: %s\n", error->message);
  g_ptr_array_unref (self.servers);
  if (self.is_temporary)
    remove_data (&self);
  g_main_loop_unref (self.loop);
  portal_faults_free (self.faults);
  portal_options_free (self.options);
  g_free (self.data);
  return ok ? 0 : 1;
}
