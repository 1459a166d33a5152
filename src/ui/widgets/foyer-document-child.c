/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts foyer-document, carries packets to and from it, and ends it. */

#include "config.h"

#include "foyer-document-child.h"

#include <errno.h>
#include <gio/gunixfdlist.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>

#define MAX_FDS 2

struct _FoyerDocumentChild
{
  GSubprocess *process;
  int socket;
  guint source;
  guint32 serial;
  gsize output_size;
  FoyerDocumentChildFunc func;
  gpointer user_data;
};

/* Installed beside the other helpers, or still in the folder it was built in; FOYER_DOCUMENT names another one. */
static char *
find_program (void)
{
  const char *named = g_getenv ("FOYER_DOCUMENT");
  g_autofree char *installed = g_build_filename (FOYER_LIBEXECDIR, "foyer-document", NULL);

  if (named && *named)
    return g_strdup (named);
  if (g_file_test (installed, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&installed);
  return g_build_filename (FOYER_BUILD_SRCDIR, "document", "foyer-document", NULL);
}

/* The child needs to find fonts and to know the language; whatever else the environment holds is not its business. */
static char **
make_environment (void)
{
  static const char *const kept[] = { "PATH",
                                      "HOME",
                                      "LANG",
                                      "LANGUAGE",
                                      "LC_ALL",
                                      "LC_CTYPE",
                                      "TZ",
                                      "XDG_DATA_DIRS",
                                      "FONTCONFIG_FILE",
                                      "FONTCONFIG_PATH",
                                      "LD_LIBRARY_PATH",
                                      "UBSAN_OPTIONS" };
  char **environment = g_new0 (char *, 1);

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (g_getenv (kept[i]))
      environment = g_environ_setenv (environment, kept[i], g_getenv (kept[i]), TRUE);
  /* The leak checker of a sanitized build looks into the process from a second one, which the walls forbid. */
  return g_environ_setenv (environment, "ASAN_OPTIONS", "detect_leaks=0", TRUE);
}

static GSubprocess *
spawn (int socket, GError **error)
{
  /* What a PDF makes the parser print is of no use to anybody but who looks for a fault in the child. */
  gboolean quiet = g_getenv ("FOYER_DOCUMENT_VERBOSE") == NULL;
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      quiet ? G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE : G_SUBPROCESS_FLAGS_NONE);
  g_autofree char *program = find_program ();
  g_auto (GStrv) environment = make_environment ();
  const char *arguments[] = { program, NULL };

  g_subprocess_launcher_set_environ (launcher, environment);
  g_subprocess_launcher_take_fd (launcher, socket, FOYER_DOCUMENT_FD);
  return g_subprocess_launcher_spawnv (launcher, arguments, error);
}

static void
on_end (FoyerDocumentChild *self)
{
  self->source = 0;
  self->func (NULL, self->user_data);
}

static gboolean
on_readable_cb (int fd, GIOCondition condition, gpointer user_data)
{
  FoyerDocumentChild *self = user_data;
  FoyerDocumentAnswer answer = { 0 };
  /* One byte more than an answer has, so that a longer packet is seen to be one. */
  char rest;
  struct iovec parts[] = { { &answer, sizeof answer }, { &rest, 1 } };
  /* No room for file descriptors: the kernel closes whatever the child sends. */
  struct msghdr message = { .msg_iov = parts, .msg_iovlen = G_N_ELEMENTS (parts) };
  gssize size = recvmsg (fd, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  guint32 serial = self->serial;

  if (size < 0 && (errno == EAGAIN || errno == EINTR))
    return G_SOURCE_CONTINUE;
  self->serial = 0;
  if (size <= 0 || serial == 0 || !foyer_document_answer_is_valid (&answer, (gsize) size, serial, self->output_size))
    {
      on_end (self);
      return G_SOURCE_REMOVE;
    }
  self->func (&answer, self->user_data);
  return G_SOURCE_CONTINUE;
}

/**
 * foyer_document_child_start:
 * @func: called in the default main context for each answer, and once with %NULL at the end. It may free the child
 * @user_data: for @func
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a running child
 */
FoyerDocumentChild *
foyer_document_child_start (FoyerDocumentChildFunc func, gpointer user_data, GError **error)
{
  g_autoptr (FoyerDocumentChild) self = g_new0 (FoyerDocumentChild, 1);
  int ends[2];

  self->socket = -1;
  self->func = func;
  self->user_data = user_data;
  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return NULL;
    }
  self->socket = ends[0];
  self->process = spawn (ends[1], error);
  if (!self->process)
    return NULL;
  self->source = g_unix_fd_add (self->socket, G_IO_IN | G_IO_HUP | G_IO_ERR, on_readable_cb, self);
  return g_steal_pointer (&self);
}

static void
add_fds (struct msghdr *message, const int *fds, guint n_fds)
{
  struct cmsghdr *control = CMSG_FIRSTHDR (message);

  control->cmsg_level = SOL_SOCKET;
  control->cmsg_type = SCM_RIGHTS;
  control->cmsg_len = CMSG_LEN (sizeof (int) * n_fds);
  memcpy (CMSG_DATA (control), fds, sizeof (int) * n_fds);
}

/**
 * foyer_document_child_send:
 * @self: a child that has answered its last request
 * @request: what to ask; its serial is not 0
 * @text: the text of the request, request->text_size bytes
 * @fds: (array): as many descriptors as foyer_document_request_n_fds() says; stay the caller's
 * @output_size: bytes of the output among them
 *
 * Returns: %FALSE if the child does not take it any more
 */
gboolean
foyer_document_child_send (
    FoyerDocumentChild *self, const FoyerDocumentRequest *request, const char *text, const int *fds, gsize output_size)
{
  union
  {
    struct cmsghdr align;
    char bytes[CMSG_SPACE (sizeof (int) * MAX_FDS)];
  } control = { 0 };
  guint n_fds = foyer_document_request_n_fds (request);
  struct iovec parts[] = { { (void *) request, sizeof *request }, { (void *) text, request->text_size } };
  struct msghdr message = { .msg_iov = parts,
                            .msg_iovlen = request->text_size > 0 ? 2 : 1,
                            .msg_control = &control,
                            .msg_controllen = CMSG_SPACE (sizeof (int) * n_fds) };

  add_fds (&message, fds, n_fds);
  self->serial = request->serial;
  self->output_size = output_size;
  return sendmsg (self->socket, &message, MSG_DONTWAIT | MSG_NOSIGNAL) ==
         (gssize) (sizeof *request + request->text_size);
}

/* Ends the child at once, whatever it is doing. */
void
foyer_document_child_free (FoyerDocumentChild *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->process)
    g_subprocess_force_exit (self->process);
  g_clear_object (&self->process);
  g_clear_fd (&self->socket, NULL);
  g_free (self);
}

/**
 * foyer_document_child_get_pid:
 * @self: a child
 *
 * Returns: (nullable): the process' number, for tests that end it from outside; %NULL if it has ended
 */
const char *
foyer_document_child_get_pid (FoyerDocumentChild *self)
{
  return g_subprocess_get_identifier (self->process);
}
