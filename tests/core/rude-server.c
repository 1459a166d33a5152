/* SPDX-License-Identifier: GPL-3.0-or-later
 * A server that answers whatever a test tells it to, byte by byte: what real servers do on a bad day. */

#include "rude-server.h"

#include <stdarg.h>
#include <string.h>

struct _RudeServer
{
  GSocketService *service;
  RudeFunc func;
  gpointer user_data;
  GTlsCertificate *certificate; /* nullable */
  char *base;
  guint16 port;
  GMutex mutex;
  GCond idle;
  guint running;       /* threads */
  GPtrArray *requests; /* RudeRequest */
  gboolean cut;
};

static void
rude_request_free (gpointer data)
{
  RudeRequest *self = data;

  g_free (self->method);
  g_free (self->path);
  g_free (self->body);
  g_hash_table_unref (self->headers);
  g_free (self);
}

static char *
read_line (GDataInputStream *in)
{
  return g_data_input_stream_read_line (in, NULL, NULL, NULL);
}

/* (nullable): nothing was asked */
static RudeRequest *
read_request (GDataInputStream *in)
{
  g_autofree char *first = read_line (in);
  g_auto (GStrv) words = first != NULL ? g_strsplit (first, " ", 3) : NULL;
  RudeRequest *self;
  char *line;
  const char *length;

  if (words == NULL || g_strv_length (words) != 3)
    return NULL;
  self = g_new0 (RudeRequest, 1);
  self->method = g_strdup (words[0]);
  self->path = g_strdup (words[1]);
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  while ((line = read_line (in)) != NULL && *line != '\0')
    {
      char *colon = strchr (line, ':');

      if (colon != NULL)
        {
          *colon = '\0';
          g_hash_table_insert (self->headers, g_ascii_strdown (line, -1), g_strdup (g_strstrip (colon + 1)));
        }
      g_free (line);
    }
  g_free (line);
  length = g_hash_table_lookup (self->headers, "content-length");
  if (length != NULL)
    {
      gsize size = g_ascii_strtoull (length, NULL, 10);

      self->body = g_malloc0 (size + 1);
      g_input_stream_read_all (G_INPUT_STREAM (in), self->body, size, NULL, NULL, NULL);
    }
  return self;
}

static void
remember (RudeServer *self, RudeRequest *request)
{
  g_mutex_lock (&self->mutex);
  request->number = 1;
  for (guint i = 0; i < self->requests->len; i++)
    if (g_str_equal (((RudeRequest *) self->requests->pdata[i])->path, request->path))
      request->number++;
  g_ptr_array_add (self->requests, request);
  g_mutex_unlock (&self->mutex);
}

static void
handle (RudeServer *self, GIOStream *stream)
{
  g_autoptr (GDataInputStream) in = g_data_input_stream_new (g_io_stream_get_input_stream (stream));
  RudeRequest *request;

  g_data_input_stream_set_newline_type (in, G_DATA_STREAM_NEWLINE_TYPE_ANY);
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (in), FALSE);
  request = read_request (in);
  if (request == NULL)
    return;
  remember (self, request);
  self->func (self, request, g_io_stream_get_output_stream (stream), self->user_data);
}

static gboolean
on_run_cb (GThreadedSocketService *service, GSocketConnection *connection, GObject *source_object, gpointer user_data)
{
  RudeServer *self = user_data;
  g_autoptr (GIOStream) secure = NULL;

  g_mutex_lock (&self->mutex);
  self->running++;
  g_mutex_unlock (&self->mutex);
  if (self->certificate == NULL)
    handle (self, G_IO_STREAM (connection));
  else
    {
      secure = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
      if (secure != NULL && g_tls_connection_handshake (G_TLS_CONNECTION (secure), NULL, NULL))
        handle (self, secure);
    }
  g_io_stream_close (secure != NULL ? secure : G_IO_STREAM (connection), NULL, NULL);
  g_mutex_lock (&self->mutex);
  self->running--;
  g_cond_signal (&self->idle);
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

/**
 * rude_server_new_full:
 * @certificate: (nullable): speaks TLS with it
 * @port: 0 for a free one
 *
 * Returns: (transfer full): a server on 127.0.0.1
 */
RudeServer *
rude_server_new_full (RudeFunc func, gpointer user_data, GTlsCertificate *certificate, guint16 port)
{
  RudeServer *self = g_new0 (RudeServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, port), bound = NULL;
  g_autoptr (GError) error = NULL;

  self->func = func;
  self->user_data = user_data;
  self->certificate = certificate != NULL ? g_object_ref (certificate) : NULL;
  self->requests = g_ptr_array_new_with_free_func (rude_request_free);
  self->service = g_threaded_socket_service_new (200);
  g_socket_listener_set_backlog (G_SOCKET_LISTENER (self->service), 200);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  self->base = g_strdup_printf ("%s://127.0.0.1:%u", certificate != NULL ? "https" : "http", self->port);
  g_signal_connect (self->service, "run", G_CALLBACK (on_run_cb), self);
  g_socket_service_start (self->service);
  return self;
}

RudeServer *
rude_server_new (RudeFunc func, gpointer user_data)
{
  return rude_server_new_full (func, user_data, NULL, 0);
}

void
rude_server_free (RudeServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_mutex_lock (&self->mutex);
  while (self->running > 0)
    g_cond_wait (&self->idle, &self->mutex);
  g_mutex_unlock (&self->mutex);
  g_signal_handlers_disconnect_by_data (self->service, self);
  g_object_unref (self->service);
  g_clear_object (&self->certificate);
  g_ptr_array_unref (self->requests);
  g_free (self->base);
  g_free (self);
}

const char *
rude_server_get_base (RudeServer *self)
{
  return self->base;
}

guint16
rude_server_get_port (RudeServer *self)
{
  return self->port;
}

char *
rude_server_uri (RudeServer *self, const char *path)
{
  return g_strconcat (self->base, path, NULL);
}

guint
rude_server_count (RudeServer *self, const char *path)
{
  guint count = 0;

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->requests->len; i++)
    if (path == NULL || g_str_equal (((RudeRequest *) self->requests->pdata[i])->path, path))
      count++;
  g_mutex_unlock (&self->mutex);
  return count;
}

static RudeRequest *
find_last (RudeServer *self, const char *path)
{
  for (guint i = self->requests->len; i > 0; i--)
    if (g_str_equal (((RudeRequest *) self->requests->pdata[i - 1])->path, path))
      return self->requests->pdata[i - 1];
  return NULL;
}

char *
rude_server_dup_header (RudeServer *self, const char *path, const char *name)
{
  RudeRequest *request;
  char *value;

  g_mutex_lock (&self->mutex);
  request = find_last (self, path);
  value = request != NULL ? g_strdup (g_hash_table_lookup (request->headers, name)) : NULL;
  g_mutex_unlock (&self->mutex);
  return value;
}

char *
rude_server_dup_body (RudeServer *self, const char *path)
{
  RudeRequest *request;
  char *body;

  g_mutex_lock (&self->mutex);
  request = find_last (self, path);
  body = request != NULL ? g_strdup (request->body) : NULL;
  g_mutex_unlock (&self->mutex);
  return body;
}

void
rude_server_set_cut (RudeServer *self)
{
  g_mutex_lock (&self->mutex);
  self->cut = TRUE;
  g_mutex_unlock (&self->mutex);
}

gboolean
rude_server_was_cut (RudeServer *self)
{
  gboolean cut;

  g_mutex_lock (&self->mutex);
  cut = self->cut;
  g_mutex_unlock (&self->mutex);
  return cut;
}

gboolean
rude_write_data (GOutputStream *out, const void *data, gsize length)
{
  return g_output_stream_write_all (out, data, length, NULL, NULL, NULL) && g_output_stream_flush (out, NULL, NULL);
}

gboolean
rude_write (GOutputStream *out, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return rude_write_data (out, text, strlen (text));
}

/**
 * rude_answer:
 * @status: "200 OK"
 * @headers: (nullable): each closed with "\r\n"
 */
gboolean
rude_answer (GOutputStream *out, const char *status, const char *type, const char *headers, const char *body)
{
  return rude_write (
      out, "HTTP/1.1 %s\r\nConnection: close\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n%s\r\n%s",
      status, type, strlen (body), headers != NULL ? headers : "", body);
}
