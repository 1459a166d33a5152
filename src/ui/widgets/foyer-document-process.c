/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One PDF in a child process: a queue of requests with a time limit, and a new child when one dies. */

#include "foyer-document-process.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "foyer-document-child.h"
#include "foyer-document-memory.h"

#define TIME_LIMIT 10000 /* milliseconds for one request */

/* How often a dead child is replaced: in a row without one answer, and in all. */
#define MAX_DEATHS_IN_A_ROW 3
#define MAX_DEATHS 20

/* Bytes of shared memory offered for an answer; only what is written to takes memory. */
#define INFO_SIZE (1u << 20)
#define TEXT_SIZE (8u << 20)

struct _FoyerDocumentProcess
{
  GObject parent_instance;

  GQueue calls; /* Call, waiting */
  struct _Call *current;
  FoyerDocumentChild *child;
  gboolean child_is_open; /* the child knows the PDF */
  int pdf;
  char *password;
  FoyerDocumentInfo *info;
  guint32 serial;
  guint deaths;
  guint deaths_in_a_row;
  guint time_limit;
  guint timeout;
};

G_DEFINE_FINAL_TYPE (FoyerDocumentProcess, foyer_document_process, G_TYPE_OBJECT)
G_DEFINE_QUARK (foyer_document_error, foyer_document_error)

/* A request and who waits for its answer: nobody, when a new child is told of the PDF again. */
typedef struct _Call
{
  FoyerDocumentRequest request;
  char *text;
  gsize output_size;
  int output;
  DexPromise *promise;
} Call;

static void
call_free (Call *call)
{
  /* The text may be a password. */
  if (call->text)
    explicit_bzero (call->text, strlen (call->text));
  g_free (call->text);
  g_clear_fd (&call->output, NULL);
  dex_clear (&call->promise);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static Call *
call_new (FoyerDocumentKind kind, guint page, const char *text, gsize output_size)
{
  Call *call = g_new0 (Call, 1);

  call->request.magic = FOYER_DOCUMENT_MAGIC;
  call->request.kind = kind;
  call->request.page = page;
  call->text = g_strdup (text ? text : "");
  call->request.text_size = (guint32) strlen (call->text);
  call->output_size = output_size;
  call->output = -1;
  return call;
}

static gboolean
call_is_wanted (Call *call)
{
  return !call->promise || !g_cancellable_is_cancelled (dex_promise_get_cancellable (call->promise));
}

static GError *
error_new (FoyerDocumentErrorCode code)
{
  static const char *const messages[] = {
    [FOYER_DOCUMENT_ERROR_BROKEN] = "The PDF cannot be read",
    [FOYER_DOCUMENT_ERROR_ENCRYPTED] = "The PDF needs a password",
    [FOYER_DOCUMENT_ERROR_TOO_SLOW] = "The PDF takes too long",
    [FOYER_DOCUMENT_ERROR_CRASHED] = "foyer-document ended while it worked on the PDF",
    [FOYER_DOCUMENT_ERROR_LIMIT] = "The PDF is too large",
    [FOYER_DOCUMENT_ERROR_UNAVAILABLE] = "foyer-document cannot be started",
  };

  return g_error_new_literal (FOYER_DOCUMENT_ERROR, code, messages[code]);
}

static void
call_reject (Call *call, GError *error)
{
  if (call->promise)
    dex_promise_reject (call->promise, error);
  else
    g_error_free (error);
  call_free (call);
}

static void
reject_all (FoyerDocumentProcess *self, const GError *error)
{
  GQueue calls = self->calls;
  Call *call;

  g_queue_init (&self->calls);
  while ((call = g_queue_pop_head (&calls)))
    call_reject (call, g_error_copy (error));
}

static void
drop_child (FoyerDocumentProcess *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_pointer (&self->child, foyer_document_child_free);
  self->child_is_open = FALSE;
}

static void pump (FoyerDocumentProcess *self);

static gboolean
has_died_too_often (FoyerDocumentProcess *self)
{
  return self->deaths >= MAX_DEATHS || self->deaths_in_a_row >= MAX_DEATHS_IN_A_ROW;
}

/* The child is gone, and with it what it was working on. If that was opening the PDF anew, nothing else can be had. */
static void
on_death (FoyerDocumentProcess *self, FoyerDocumentErrorCode code)
{
  g_autoptr (FoyerDocumentProcess) alive = g_object_ref (self);
  g_autoptr (GError) error = error_new (code);
  Call *call = g_steal_pointer (&self->current);

  drop_child (self);
  self->deaths++;
  self->deaths_in_a_row++;
  if (call && !call->promise)
    reject_all (self, error);
  if (call)
    call_reject (call, g_error_copy (error));
  pump (self);
}

static gboolean
on_timeout_cb (gpointer user_data)
{
  FoyerDocumentProcess *self = user_data;

  self->timeout = 0;
  on_death (self, FOYER_DOCUMENT_ERROR_TOO_SLOW);
  return G_SOURCE_REMOVE;
}

static FoyerDocumentErrorCode
status_to_code (guint status)
{
  switch ((FoyerDocumentStatus) status)
    {
    case FOYER_DOCUMENT_STATUS_ENCRYPTED:
      return FOYER_DOCUMENT_ERROR_ENCRYPTED;
    case FOYER_DOCUMENT_STATUS_LIMIT:
    case FOYER_DOCUMENT_STATUS_REFUSED:
      return FOYER_DOCUMENT_ERROR_LIMIT;
    case FOYER_DOCUMENT_STATUS_OK:
    case FOYER_DOCUMENT_STATUS_BROKEN:
      break;
    }
  return FOYER_DOCUMENT_ERROR_BROKEN;
}

static GdkTexture *
make_texture (const Call *call, GBytes *bytes)
{
  if (g_bytes_get_size (bytes) != call->output_size)
    return NULL;
  return gdk_memory_texture_new ((int) call->request.width, (int) call->request.height, GDK_MEMORY_DEFAULT, bytes,
                                 (gsize) call->request.width * 4);
}

static gboolean
resolve_open (FoyerDocumentProcess *self, Call *call, GBytes *bytes)
{
  g_autoptr (FoyerDocumentInfo) info = foyer_document_info_new_from_bytes (bytes);

  /* The second time it is the same PDF: another answer is a lie, and pages are laid out by the first one. */
  if (!info || (!call->promise && info->n_pages != self->info->n_pages))
    return FALSE;
  self->child_is_open = TRUE;
  if (!call->promise)
    return TRUE;
  g_clear_pointer (&self->info, foyer_document_info_free);
  self->info = g_steal_pointer (&info);
  dex_promise_resolve_boolean (call->promise, TRUE);
  return TRUE;
}

static gboolean
resolve_boxed (Call *call, GType type, gpointer boxed)
{
  if (boxed)
    dex_promise_resolve_boxed (call->promise, type, boxed);
  return boxed != NULL;
}

/* FALSE if the bytes are not what they should be. */
static gboolean
resolve (FoyerDocumentProcess *self, Call *call, GBytes *bytes)
{
  GdkTexture *texture;

  switch ((FoyerDocumentKind) call->request.kind)
    {
    case FOYER_DOCUMENT_OPEN:
      return resolve_open (self, call, bytes);
    case FOYER_DOCUMENT_RENDER:
      texture = make_texture (call, bytes);
      if (texture)
        dex_promise_resolve_object (call->promise, texture);
      return texture != NULL;
    case FOYER_DOCUMENT_TEXT:
      return resolve_boxed (call, FOYER_TYPE_DOCUMENT_TEXT, foyer_document_text_new_from_bytes (bytes));
    case FOYER_DOCUMENT_FIND:
      return resolve_boxed (call, G_TYPE_ARRAY, foyer_document_hits_new_from_bytes (bytes));
    case FOYER_DOCUMENT_LINKS:
      return resolve_boxed (call, G_TYPE_PTR_ARRAY, foyer_document_links_new_from_bytes (bytes));
    case FOYER_DOCUMENT_ATTACHMENTS:
      return resolve_boxed (call, G_TYPE_PTR_ARRAY, foyer_document_attachments_new_from_bytes (bytes));
    case FOYER_DOCUMENT_ATTACHMENT:
      return resolve_boxed (call, G_TYPE_BYTES, g_bytes_ref (bytes));
    }
  return FALSE;
}

static void
finish (FoyerDocumentProcess *self, const FoyerDocumentAnswer *answer)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (Call) call = NULL;

  if (answer->status == FOYER_DOCUMENT_STATUS_OK)
    {
      bytes = foyer_document_memory_freeze (self->current->output, answer->used, NULL);
      /* Still writing to it, or filled with nonsense: not a child to go on with. */
      if (!bytes)
        {
          on_death (self, FOYER_DOCUMENT_ERROR_CRASHED);
          return;
        }
    }
  call = g_steal_pointer (&self->current);
  self->deaths_in_a_row = 0;
  if (!bytes)
    {
      g_autoptr (GError) error = error_new (status_to_code (answer->status));

      if (!call->promise)
        reject_all (self, error);
      call_reject (g_steal_pointer (&call), g_steal_pointer (&error));
    }
  else if (!resolve (self, call, bytes))
    {
      self->current = g_steal_pointer (&call);
      on_death (self, FOYER_DOCUMENT_ERROR_CRASHED);
    }
}

static void
on_answer_cb (const FoyerDocumentAnswer *answer, gpointer user_data)
{
  g_autoptr (FoyerDocumentProcess) self = g_object_ref (user_data);

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (!answer || !self->current)
    {
      on_death (self, FOYER_DOCUMENT_ERROR_CRASHED);
      return;
    }
  finish (self, answer);
  pump (self);
}

static void
send_current (FoyerDocumentProcess *self)
{
  Call *call = self->current;
  int fds[] = { self->pdf, -1 };
  guint n_fds = foyer_document_request_n_fds (&call->request);

  call->output = foyer_document_memory_new (call->output_size, NULL);
  fds[n_fds - 1] = call->output;
  call->request.serial = ++self->serial ? self->serial : ++self->serial;
  self->timeout = g_timeout_add (self->time_limit, on_timeout_cb, self);
  if (call->output < 0 || !foyer_document_child_send (self->child, &call->request, call->text, fds, call->output_size))
    on_death (self, FOYER_DOCUMENT_ERROR_CRASHED);
}

static gboolean
ensure_child (FoyerDocumentProcess *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) cause = NULL;

  if (self->child)
    return TRUE;
  if (has_died_too_often (self))
    error = error_new (FOYER_DOCUMENT_ERROR_CRASHED);
  else if ((self->child = foyer_document_child_start (on_answer_cb, self, &cause)))
    return TRUE;
  else
    {
      g_warning ("foyer-document cannot be started: %s", cause->message);
      error = error_new (FOYER_DOCUMENT_ERROR_UNAVAILABLE);
    }
  reject_all (self, error);
  return FALSE;
}

static void
drop_unwanted (FoyerDocumentProcess *self)
{
  for (GList *l = self->calls.head, *next; l; l = next)
    {
      next = l->next;
      if (call_is_wanted (l->data))
        continue;
      call_free (l->data);
      g_queue_delete_link (&self->calls, l);
    }
}

/* Gives the child the next thing to do, if it has nothing. */
static void
pump (FoyerDocumentProcess *self)
{
  Call *next;

  if (self->current)
    return;
  drop_unwanted (self);
  next = g_queue_peek_head (&self->calls);
  if (!next || !ensure_child (self))
    return;
  if (self->child_is_open || next->request.kind == FOYER_DOCUMENT_OPEN)
    self->current = g_queue_pop_head (&self->calls);
  else
    self->current = call_new (FOYER_DOCUMENT_OPEN, 0, self->password, INFO_SIZE);
  send_current (self);
}

static DexFuture *
enqueue (FoyerDocumentProcess *self, Call *call)
{
  DexFuture *future;

  call->promise = dex_promise_new_cancellable ();
  future = DEX_FUTURE (dex_ref (call->promise));
  g_queue_push_tail (&self->calls, call);
  pump (self);
  return future;
}

static DexFuture *
ask (FoyerDocumentProcess *self, FoyerDocumentKind kind, guint page, const char *text, gsize output_size)
{
  if (!self->info || self->pdf < 0)
    return dex_future_new_for_error (error_new (FOYER_DOCUMENT_ERROR_BROKEN));
  return enqueue (self, call_new (kind, page, text, output_size));
}

static void
clear_password (FoyerDocumentProcess *self)
{
  if (self->password)
    explicit_bzero (self->password, strlen (self->password));
  g_clear_pointer (&self->password, g_free);
}

static void
foyer_document_process_dispose (GObject *object)
{
  foyer_document_process_close (FOYER_DOCUMENT_PROCESS (object));
  G_OBJECT_CLASS (foyer_document_process_parent_class)->dispose (object);
}

static void
foyer_document_process_class_init (FoyerDocumentProcessClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = foyer_document_process_dispose;
}

static void
foyer_document_process_init (FoyerDocumentProcess *self)
{
  self->pdf = -1;
  self->time_limit = TIME_LIMIT;
}

/**
 * foyer_document_process_new:
 *
 * Returns: (transfer full): a process that is started when a PDF is opened
 */
FoyerDocumentProcess *
foyer_document_process_new (void)
{
  return g_object_new (FOYER_TYPE_DOCUMENT_PROCESS, NULL);
}

/**
 * foyer_document_process_open:
 * @self: a process
 * @bytes: the PDF
 * @password: (nullable): what to open it with
 *
 * Opens a PDF, instead of the one before if there was one.
 *
 * Returns: (transfer full): a future of %TRUE, when pages, sizes and title are known; rejects with
 *   %FOYER_DOCUMENT_ERROR_ENCRYPTED if the password is missing or wrong
 */
DexFuture *
foyer_document_process_open (FoyerDocumentProcess *self, GBytes *bytes, const char *password)
{
  g_autoptr (GError) error = NULL;

  foyer_document_process_close (self);
  self->deaths = self->deaths_in_a_row = 0;
  if (g_bytes_get_size (bytes) == 0)
    return dex_future_new_for_error (error_new (FOYER_DOCUMENT_ERROR_BROKEN));
  if (g_bytes_get_size (bytes) > FOYER_DOCUMENT_MAX_PDF)
    return dex_future_new_for_error (error_new (FOYER_DOCUMENT_ERROR_LIMIT));
  /* No PDF has a longer password: ISO 32000-2 cuts it at 127 bytes. */
  if (password && strlen (password) > FOYER_DOCUMENT_MAX_TEXT)
    return dex_future_new_for_error (error_new (FOYER_DOCUMENT_ERROR_ENCRYPTED));
  self->pdf = foyer_document_memory_new_from_bytes (bytes, &error);
  if (self->pdf < 0)
    {
      g_warning ("A PDF cannot be handed on: %s", error->message);
      return dex_future_new_for_error (error_new (FOYER_DOCUMENT_ERROR_UNAVAILABLE));
    }
  self->password = g_strdup (password);
  return enqueue (self, call_new (FOYER_DOCUMENT_OPEN, 0, password, INFO_SIZE));
}

/**
 * foyer_document_process_close:
 * @self: a process
 *
 * Ends the child and rejects everything asked for with %G_IO_ERROR_CANCELLED. Another PDF may be opened afterwards.
 */
void
foyer_document_process_close (FoyerDocumentProcess *self)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The document was closed");
  Call *call = g_steal_pointer (&self->current);

  drop_child (self);
  g_clear_fd (&self->pdf, NULL);
  clear_password (self);
  g_clear_pointer (&self->info, foyer_document_info_free);
  if (call)
    call_reject (call, g_error_copy (error));
  reject_all (self, error);
}

guint
foyer_document_process_get_n_pages (FoyerDocumentProcess *self)
{
  return self->info ? self->info->n_pages : 0;
}

/**
 * foyer_document_process_get_page_size:
 * @self: a process
 * @page: from 0
 * @width: (out): points, 1 to 14400
 * @height: (out): points, 1 to 14400
 *
 * Returns: %FALSE if there is no such page
 */
gboolean
foyer_document_process_get_page_size (FoyerDocumentProcess *self, guint page, double *width, double *height)
{
  if (page >= foyer_document_process_get_n_pages (self))
    return FALSE;
  *width = (double) self->info->sizes[2 * page];
  *height = (double) self->info->sizes[2 * page + 1];
  return TRUE;
}

/**
 * foyer_document_process_get_title:
 * @self: a process
 *
 * Returns: (nullable): what the document says it is called
 */
const char *
foyer_document_process_get_title (FoyerDocumentProcess *self)
{
  return self->info && *self->info->title ? self->info->title : NULL;
}

/**
 * foyer_document_process_render:
 * @self: a process
 * @page: from 0
 * @scale: pixels for a point
 * @rotation: degrees clockwise: 0, 90, 180 or 270
 * @region: pixels of the whole page, scaled and rotated
 * @for_print: draw it as it should be on paper
 *
 * Returns: (transfer full): a future of a #GdkTexture; rejects with %FOYER_DOCUMENT_ERROR_LIMIT if the region is larger
 *   than 64 MiB of pixels or not on the page
 */
DexFuture *
foyer_document_process_render (FoyerDocumentProcess *self,
                               guint page,
                               double scale,
                               guint rotation,
                               const GdkRectangle *region,
                               gboolean for_print)
{
  FoyerDocumentRequest request = {
    .magic = FOYER_DOCUMENT_MAGIC,
    .kind = FOYER_DOCUMENT_RENDER,
    .page = page,
    .scale = scale,
    .rotation = rotation,
    .flags = for_print ? FOYER_DOCUMENT_FLAG_PRINT : FOYER_DOCUMENT_FLAG_NONE,
    .x = (guint32) region->x,
    .y = (guint32) region->y,
    .width = (guint32) region->width,
    .height = (guint32) region->height,
  };
  Call *call;

  if (region->x < 0 || region->y < 0 || region->width <= 0 || region->height <= 0 ||
      !foyer_document_request_is_valid (&request, sizeof request))
    return dex_future_new_for_error (error_new (FOYER_DOCUMENT_ERROR_LIMIT));
  if (!self->info || self->pdf < 0)
    return dex_future_new_for_error (error_new (FOYER_DOCUMENT_ERROR_BROKEN));
  call = call_new (FOYER_DOCUMENT_RENDER, page, NULL, (gsize) region->width * (gsize) region->height * 4);
  call->request = request;
  return enqueue (self, call);
}

/**
 * foyer_document_process_text:
 * @self: a process
 * @page: from 0
 *
 * Returns: (transfer full): a future of a boxed #FoyerDocumentText
 */
DexFuture *
foyer_document_process_text (FoyerDocumentProcess *self, guint page)
{
  return ask (self, FOYER_DOCUMENT_TEXT, page, NULL, TEXT_SIZE);
}

/**
 * foyer_document_process_find:
 * @self: a process
 * @page: from 0
 * @text: what to look for, not empty; upper and lower case and accents count as equal
 *
 * Returns: (transfer full): a future of a boxed #GArray of #FoyerDocumentHit; rejects with %FOYER_DOCUMENT_ERROR_LIMIT
 *   if @text is longer than 1024 bytes
 */
DexFuture *
foyer_document_process_find (FoyerDocumentProcess *self, guint page, const char *text)
{
  if (strlen (text) > FOYER_DOCUMENT_MAX_TEXT)
    return dex_future_new_for_error (error_new (FOYER_DOCUMENT_ERROR_LIMIT));
  return ask (self, FOYER_DOCUMENT_FIND, page, text, TEXT_SIZE);
}

/**
 * foyer_document_process_links:
 * @self: a process
 * @page: from 0
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #FoyerDocumentLink
 */
DexFuture *
foyer_document_process_links (FoyerDocumentProcess *self, guint page)
{
  return ask (self, FOYER_DOCUMENT_LINKS, page, NULL, TEXT_SIZE);
}

/**
 * foyer_document_process_attachments:
 * @self: a process
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #FoyerDocumentAttachment, at most 64 of them; its indices
 *   are those of foyer_document_process_attachment()
 */
DexFuture *
foyer_document_process_attachments (FoyerDocumentProcess *self)
{
  return ask (self, FOYER_DOCUMENT_ATTACHMENTS, 0, NULL, INFO_SIZE);
}

/**
 * foyer_document_process_attachment:
 * @self: a process
 * @index: from 0
 *
 * Returns: (transfer full): a future of a boxed #GBytes, which may be empty; rejects with %FOYER_DOCUMENT_ERROR_LIMIT
 * if there are more than 64 MiB of them
 */
DexFuture *
foyer_document_process_attachment (FoyerDocumentProcess *self, guint index)
{
  return ask (self, FOYER_DOCUMENT_ATTACHMENT, index, NULL, FOYER_DOCUMENT_MAX_OUTPUT);
}

/**
 * foyer_document_process_set_time_limit:
 * @self: a process
 * @milliseconds: how long one request may take; 10 s if never set
 */
void
foyer_document_process_set_time_limit (FoyerDocumentProcess *self, guint milliseconds)
{
  self->time_limit = milliseconds;
}

/**
 * foyer_document_process_get_pid:
 * @self: a process
 *
 * Returns: (nullable): the number of the process that runs now, for tests
 */
const char *
foyer_document_process_get_pid (FoyerDocumentProcess *self)
{
  return self->child ? foyer_document_child_get_pid (self->child) : NULL;
}
