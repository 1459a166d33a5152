/* SPDX-License-Identifier: GPL-3.0-or-later
 * Starts the built foyer-portal with its demo providers on free ports, steers its faults and reads its counters. */

#include "portal-fixture.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <stdarg.h>
#include <string.h>

struct _PortalFixture
{
  char *directory;       /* data and outbox */
  GPtrArray *arguments;  /* of the test's own */
  GSubprocess *process;  /* nullable */
  GHashTable *addresses; /* provider → address */
  GPtrArray *providers;  /* in the order of their ports */
  GMainContext *context; /* of the session that steers, so that the test's own loop does not turn meanwhile */
  SoupSession *session;
  JsonNode *requests; /* nullable: the last look */
};

static void
read_addresses (PortalFixture *self)
{
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));

  g_ptr_array_set_size (self->providers, 0);
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *line = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, &error);
      g_autoptr (JsonNode) node = NULL;
      JsonObject *object;

      g_assert_no_error (error);
      g_assert_nonnull (line);
      if (g_str_equal (line, "ready"))
        return;
      node = json_from_string (line, &error);
      g_assert_no_error (error);
      object = json_node_get_object (node);
      g_ptr_array_add (self->providers, g_strdup (json_object_get_string_member (object, "provider")));
      g_hash_table_insert (self->addresses, g_strdup (json_object_get_string_member (object, "provider")),
                           g_strdup (json_object_get_string_member (object, "address")));
    }
}

static void
start (PortalFixture *self, guint16 port)
{
  g_autofree char *data = g_build_filename (self->directory, "data", NULL);
  g_autofree char *outbox = g_build_filename (self->directory, "outbox", NULL);
  g_autofree char *port_text = g_strdup_printf ("%u", port);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  const char *always[] = { PORTAL_EXECUTABLE, "--port", port_text, "--die-with-stdin", "--control", "--data", data,
                           "--outbox",        outbox };

  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    g_ptr_array_add (argv, (char *) always[i]);
  for (guint i = 0; i < self->arguments->len; i++)
    g_ptr_array_add (argv, self->arguments->pdata[i]);
  g_ptr_array_add (argv, NULL);
  self->process = g_subprocess_newv ((const char *const *) argv->pdata,
                                     G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  read_addresses (self);
}

/**
 * portal_fixture_new:
 * @first_argument: (nullable): arguments for foyer-portal, NULL at the end; without --provider only aquis is started
 *
 * Returns: (transfer full): the portal, ready
 */
PortalFixture *
portal_fixture_new (const char *first_argument, ...)
{
  PortalFixture *self = g_new0 (PortalFixture, 1);
  gboolean has_provider = FALSE;
  va_list list;

  self->directory = g_dir_make_tmp ("foyer-core-XXXXXX", NULL);
  self->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->providers = g_ptr_array_new_with_free_func (g_free);
  self->arguments = g_ptr_array_new_with_free_func (g_free);
  va_start (list, first_argument);
  for (const char *argument = first_argument; argument != NULL; argument = va_arg (list, const char *))
    {
      has_provider |= g_str_equal (argument, "--provider");
      g_ptr_array_add (self->arguments, g_strdup (argument));
    }
  va_end (list);
  if (!has_provider)
    {
      g_ptr_array_add (self->arguments, g_strdup ("--provider"));
      g_ptr_array_add (self->arguments, g_strdup ("aquis"));
    }
  self->context = g_main_context_new ();
  g_main_context_push_thread_default (self->context);
  self->session = soup_session_new_with_options ("timeout", 20, NULL);
  g_main_context_pop_thread_default (self->context);
  start (self, 0);
  return self;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

void
portal_fixture_free (PortalFixture *self)
{
  portal_fixture_stop (self);
  g_main_context_push_thread_default (self->context);
  g_object_unref (self->session);
  g_main_context_pop_thread_default (self->context);
  g_main_context_unref (self->context);
  remove_tree (self->directory);
  g_clear_pointer (&self->requests, json_node_unref);
  g_hash_table_unref (self->addresses);
  g_ptr_array_unref (self->providers);
  g_ptr_array_unref (self->arguments);
  g_free (self->directory);
  g_free (self);
}

const char *
portal_fixture_get_address (PortalFixture *self, const char *provider)
{
  const char *address = g_hash_table_lookup (self->addresses, provider);

  g_assert_nonnull (address);
  return address;
}

/**
 * portal_fixture_stop:
 *
 * Closes the portal's standard input, upon which it must end.
 */
void
portal_fixture_stop (PortalFixture *self)
{
  if (self->process == NULL)
    return;
  soup_session_abort (self->session);
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  g_assert_true (g_subprocess_wait_check (self->process, NULL, NULL));
  g_clear_object (&self->process);
}

/**
 * portal_fixture_restart:
 *
 * On the ports it had. A provider's port follows from its place among all five, so only a portal of one provider, or of
 * luck, comes back.
 */
void
portal_fixture_restart (PortalFixture *self)
{
  static const char *const places[] = { "meridian", "cirrus", "aquis", "harbor", "ember" };
  const char *provider = self->providers->pdata[0];
  g_autoptr (GUri) first = g_uri_parse (portal_fixture_get_address (self, provider), G_URI_FLAGS_NONE, NULL);
  guint place = 0;

  while (!g_str_equal (places[place], provider))
    place++;
  portal_fixture_stop (self);
  start (self, g_uri_get_port (first) - place);
}

static GBytes *
control (PortalFixture *self, const char *method, const char *provider, const char *path, const char *body)
{
  g_autofree char *uri = g_strconcat (portal_fixture_get_address (self, provider), path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  g_autoptr (GBytes) request = body != NULL ? g_bytes_new (body, strlen (body)) : NULL, answer = NULL;
  g_autoptr (GError) error = NULL;

  if (request != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", request);
  g_main_context_push_thread_default (self->context);
  answer = soup_session_send_and_read (self->session, message, NULL, &error);
  g_main_context_pop_thread_default (self->context);
  g_assert_no_error (error);
  g_assert_true (SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (message)));
  return g_steal_pointer (&answer);
}

/**
 * portal_fixture_set_faults:
 * @first_spec: (nullable): as for --fault, NULL at the end; these replace what was in force
 */
void
portal_fixture_set_faults (PortalFixture *self, const char *provider, const char *first_spec, ...)
{
  g_autoptr (JsonArray) specs = json_array_new ();
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), specs);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) answer = NULL;
  va_list list;

  va_start (list, first_spec);
  for (const char *spec = first_spec; spec != NULL; spec = va_arg (list, const char *))
    json_array_add_string_element (specs, spec);
  va_end (list);
  text = json_to_string (node, FALSE);
  answer = control (self, "PUT", provider, "/-/faults", text);
}

static void
look (PortalFixture *self, const char *provider)
{
  g_autoptr (GBytes) answer = control (self, "GET", provider, "/-/requests", NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));

  g_clear_pointer (&self->requests, json_node_unref);
  self->requests = json_from_string (text, NULL);
  g_assert_nonnull (self->requests);
}

/**
 * portal_fixture_count:
 * @method_and_path: "GET /tmf-api/…", without query
 *
 * Looks, and by looking sets back.
 *
 * Returns: how often that was asked
 */
guint
portal_fixture_count (PortalFixture *self, const char *provider, const char *method_and_path)
{
  JsonObject *counts;

  look (self, provider);
  counts = json_object_get_object_member (json_node_get_object (self->requests), "counts");
  return json_object_get_int_member_with_default (counts, method_and_path, 0);
}

void
portal_fixture_reset_counts (PortalFixture *self, const char *provider)
{
  look (self, provider);
}

/**
 * portal_fixture_read_requests:
 *
 * Looks, and by looking sets back.
 *
 * Returns: (transfer full): all requests in their order
 */
GStrv
portal_fixture_read_requests (PortalFixture *self, const char *provider)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *requests;

  look (self, provider);
  requests = json_object_get_array_member (json_node_get_object (self->requests), "requests");
  for (guint i = 0; i < json_array_get_length (requests); i++)
    g_strv_builder_add (builder, json_array_get_string_element (requests, i));
  return g_strv_builder_end (builder);
}

/* (nullable): the newest file of that kind below @path; @time: when it was written, raised with it. */
static char *
find_newest (const char *path, const char *suffix, gint64 *time)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;
  char *newest = NULL;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL), *below = find_newest (child, suffix, time);
      GStatBuf status;
      gint64 written;

      if (below != NULL)
        {
          g_free (newest);
          newest = g_steal_pointer (&below);
        }
      if (!g_str_has_suffix (name, suffix) || g_stat (child, &status) != 0)
        continue;
      written = status.st_mtim.tv_sec * G_USEC_PER_SEC + status.st_mtim.tv_nsec / 1000;
      if (written >= *time)
        {
          *time = written;
          g_free (newest);
          newest = g_steal_pointer (&child);
        }
    }
  return newest;
}

/**
 * portal_fixture_read_outbox:
 * @suffix: ".txt" or ".eml"
 *
 * Returns: (transfer full) (nullable): the newest message of that kind
 */
char *
portal_fixture_read_outbox (PortalFixture *self, const char *suffix)
{
  g_autofree char *outbox = g_build_filename (self->directory, "outbox", NULL);
  gint64 time = 0;
  g_autofree char *path = find_newest (outbox, suffix, &time);
  char *text = NULL;

  if (path != NULL)
    g_file_get_contents (path, &text, NULL, NULL);
  return text;
}
