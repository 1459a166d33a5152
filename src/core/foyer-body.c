/* SPDX-License-Identifier: GPL-3.0-or-later
 * Bodies of answers: read with a bound, long ones beside memory, and parsed where that does not hold up the window. */

#include "foyer-transport-private.h"

#include "foyer-error.h"
#include "foyer-json.h"

#include <gio/gunixoutputstream.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define CHUNK (64 * 1024)              /* bytes */
#define MEMORY_LIMIT (8 * 1024 * 1024) /* bytes: what is longer lies in a file without a name */
#define THREAD_LIMIT (256 * 1024)      /* bytes: what is longer is parsed on a thread */
/* TMF bodies nest less than 20 deep. Trees are walked and freed recursively, on small stacks too. */
#define MAX_DEPTH 64

typedef struct
{
  DexPromise *promise;
  GInputStream *stream;
  GCancellable *cancellable;
  gsize bound;
  gsize length;
  GByteArray *memory;  /* nullable: until the file takes over */
  GOutputStream *file; /* nullable */
  int fd;              /* of @file, -1 without */
  char chunk[CHUNK];
} Body;

static void
body_free (Body *self)
{
  dex_unref (self->promise);
  g_object_unref (self->stream);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->memory, g_byte_array_unref);
  g_clear_object (&self->file);
  g_free (self);
}

static void
body_fail (Body *self, GError *error)
{
  dex_promise_reject (self->promise, error);
  body_free (self);
}

static void
body_finish (Body *self)
{
  g_autoptr (GMappedFile) mapped = NULL;
  GError *error = NULL;

  if (self->file == NULL)
    {
      dex_promise_resolve_boxed (self->promise, G_TYPE_BYTES,
                                 g_byte_array_free_to_bytes (g_steal_pointer (&self->memory)));
      body_free (self);
      return;
    }
  mapped = g_mapped_file_new_from_fd (self->fd, FALSE, &error);
  if (mapped == NULL)
    {
      body_fail (self, error);
      return;
    }
  dex_promise_resolve_boxed (self->promise, G_TYPE_BYTES, g_mapped_file_get_bytes (mapped));
  body_free (self);
}

/* The file has no name from the start: nobody else can open it, and it is gone with the last who uses it. */
static gboolean
open_file (Body *self, GError **error)
{
  g_autofree char *path = NULL;

  self->fd = g_file_open_tmp ("foyer-XXXXXX", &path, error);
  if (self->fd < 0)
    return FALSE;
  g_unlink (path);
  self->file = g_unix_output_stream_new (self->fd, TRUE);
  return TRUE;
}

static void body_read_chunk (Body *self);

static void
on_written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Body *self = user_data;
  GError *error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, &error))
    {
      body_fail (self, error);
      return;
    }
  if (self->memory != NULL)
    g_clear_pointer (&self->memory, g_byte_array_unref);
  body_read_chunk (self);
}

static void
body_keep (Body *self, gsize length)
{
  const void *data = self->chunk;
  GError *error = NULL;

  if (self->file == NULL)
    {
      g_byte_array_append (self->memory, (const guint8 *) self->chunk, length);
      if (self->length <= MEMORY_LIMIT)
        {
          body_read_chunk (self);
          return;
        }
      if (!open_file (self, &error))
        {
          body_fail (self, error);
          return;
        }
      data = self->memory->data;
      length = self->memory->len;
    }
  g_output_stream_write_all_async (self->file, data, length, G_PRIORITY_DEFAULT, self->cancellable, on_written_cb,
                                   self);
}

static void
on_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Body *self = user_data;
  GError *error = NULL;
  gssize length = g_input_stream_read_finish (G_INPUT_STREAM (object), result, &error);

  if (length < 0)
    {
      body_fail (self, error);
      return;
    }
  self->length += length;
  if (self->length > self->bound)
    body_fail (self, foyer_error_new (FOYER_ERROR_TOO_LARGE, "the body is longer than %" G_GSIZE_FORMAT " bytes",
                                      self->bound));
  else if (length == 0)
    body_finish (self);
  else
    body_keep (self, length);
}

static void
body_read_chunk (Body *self)
{
  g_input_stream_read_async (self->stream, self->chunk, CHUNK, G_PRIORITY_DEFAULT, self->cancellable, on_read_cb, self);
}

/**
 * foyer_body_read:
 * @bound: bytes after decoding: a small compressed body may be a large one
 *
 * Returns: (transfer full): resolves to GBytes; rejects with FOYER_ERROR_TOO_LARGE or what GIO says
 */
DexFuture *
foyer_body_read (GInputStream *stream, gsize bound, GCancellable *cancellable)
{
  Body *self = g_new0 (Body, 1);
  DexFuture *future;

  self->promise = dex_promise_new ();
  self->stream = g_object_ref (stream);
  self->cancellable = g_object_ref (cancellable);
  self->bound = bound;
  self->memory = g_byte_array_new ();
  self->fd = -1;
  future = dex_ref (DEX_FUTURE (self->promise));
  body_read_chunk (self);
  return future;
}

/**
 * foyer_body_is_blank:
 *
 * Returns: TRUE for an empty body, and for one of blanks
 */
gboolean
foyer_body_is_blank (GBytes *bytes)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  return length == 0;
}

/* Counts open brackets outside of strings. */
static gboolean
is_too_deep (const char *text, gsize length)
{
  int depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
        }
      else if (c == '"')
        in_string = TRUE;
      else if (c == '[' || c == '{')
        {
          if (++depth > MAX_DEPTH)
            return TRUE;
        }
      else if (c == ']' || c == '}')
        depth--;
    }
  return FALSE;
}

/**
 * foyer_body_parse:
 *
 * The parser's own message is left out: it quotes the body.
 *
 * Returns: (transfer full) (nullable): NULL for an empty body, and with FOYER_ERROR_BAD_DATA for what is no JSON
 */
JsonNode *
foyer_body_parse (GBytes *bytes, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  if (foyer_body_is_blank (bytes))
    return NULL;
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      length -= 3;
    }
  parser = json_parser_new ();
  if (is_too_deep (text, length) || !json_parser_load_from_data (parser, text, length, NULL) ||
      json_parser_get_root (parser) == NULL)
    {
      g_propagate_error (error, foyer_error_new (FOYER_ERROR_BAD_DATA, "$: broken JSON"));
      return NULL;
    }
  return json_parser_steal_root (parser);
}

typedef struct
{
  DexPromise *promise;
  GBytes *bytes;
} Parse;

static void
parse_free (gpointer data)
{
  Parse *self = data;

  dex_unref (self->promise);
  g_bytes_unref (self->bytes);
  g_free (self);
}

static void
parse_settle (Parse *self, JsonNode *node, GError *error)
{
  if (node != NULL)
    dex_promise_resolve_boxed (self->promise, JSON_TYPE_NODE, node);
  else
    dex_promise_reject (self->promise, error != NULL ? error : foyer_error_new (FOYER_ERROR_BAD_DATA, "$: nothing"));
}

static gboolean
on_parse_here_cb (gpointer user_data)
{
  Parse *self = user_data;
  GError *error = NULL;
  JsonNode *node = foyer_body_parse (self->bytes, &error);

  parse_settle (self, node, error);
  return G_SOURCE_REMOVE;
}

static void
parse_on_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Parse *self = task_data;
  GError *error = NULL;
  JsonNode *node = foyer_body_parse (self->bytes, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, node, (GDestroyNotify) json_node_unref);
}

static void
on_parsed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  JsonNode *node = g_task_propagate_pointer (G_TASK (result), &error);

  parse_settle (g_task_get_task_data (G_TASK (result)), node, error);
}

/**
 * foyer_json_parse:
 * @bytes: JSON text
 *
 * Short bodies are parsed on the main stack, long ones on a thread; never on a fiber's stack, since the parser recurs.
 *
 * Returns: (transfer full): resolves to a boxed JsonNode; rejects with FOYER_ERROR_BAD_DATA
 */
DexFuture *
foyer_json_parse (GBytes *bytes)
{
  Parse *self = g_new0 (Parse, 1);
  DexFuture *future;

  self->promise = dex_promise_new ();
  self->bytes = g_bytes_ref (bytes);
  future = dex_ref (DEX_FUTURE (self->promise));
  if (g_bytes_get_size (bytes) < THREAD_LIMIT)
    g_idle_add_full (G_PRIORITY_DEFAULT, on_parse_here_cb, self, parse_free);
  else
    {
      g_autoptr (GTask) task = g_task_new (NULL, NULL, on_parsed_cb, NULL);

      g_task_set_task_data (task, self, parse_free);
      g_task_run_in_thread (task, parse_on_thread);
    }
  return future;
}
