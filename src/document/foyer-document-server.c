/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers the window's requests, one after the other, until it closes its end of the socket. */

#include "foyer-document-server.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "foyer-document-file.h"

/* Processor seconds for one request: the window gives up sooner, this holds when it cannot. */
#define CPU_SECONDS 20

#define MAX_FDS 2

typedef struct
{
  int fd;
  PopplerDocument *document;
} Server;

/* A packet and what travelled with it. Closed after its answer. */
typedef struct
{
  FoyerDocumentRequest request;
  char text[FOYER_DOCUMENT_MAX_TEXT + 1];
  int fds[MAX_FDS];
  guint n_fds;
  FoyerDocumentWriter output;
} Job;

static void
unmap_output (Job *job)
{
  if (job->output.data)
    munmap (job->output.data, job->output.size);
  job->output.data = NULL;
}

static void
job_clear (Job *job)
{
  unmap_output (job);
  for (guint i = 0; i < job->n_fds; i++)
    close (job->fds[i]);
  explicit_bzero (job->text, sizeof job->text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

static void
take_fds (Job *job, struct msghdr *message)
{
  for (struct cmsghdr *control = CMSG_FIRSTHDR (message); control; control = CMSG_NXTHDR (message, control))
    {
      gsize n;

      if (control->cmsg_level != SOL_SOCKET || control->cmsg_type != SCM_RIGHTS)
        continue;
      n = MIN ((control->cmsg_len - CMSG_LEN (0)) / sizeof (int), MAX_FDS - job->n_fds);
      memcpy (job->fds + job->n_fds, CMSG_DATA (control), n * sizeof (int));
      job->n_fds += n;
    }
}

/* Bytes of the packet, 0 at the end, -1 if the socket is of no more use. */
static gssize
receive (int fd, Job *job)
{
  union
  {
    struct cmsghdr align;
    char bytes[CMSG_SPACE (sizeof (int) * MAX_FDS)];
  } control;
  struct iovec parts[] = {
    { &job->request, sizeof job->request },
    { job->text, FOYER_DOCUMENT_MAX_TEXT },
  };
  struct msghdr message = {
    .msg_iov = parts, .msg_iovlen = G_N_ELEMENTS (parts), .msg_control = &control, .msg_controllen = sizeof control
  };
  gssize size;

  do
    size = recvmsg (fd, &message, MSG_CMSG_CLOEXEC);
  while (size < 0 && errno == EINTR);
  if (size <= 0)
    return size;
  take_fds (job, &message);
  return message.msg_flags & (MSG_TRUNC | MSG_CTRUNC) ? -1 : size;
}

static gboolean
answer (int fd, const Job *job, FoyerDocumentStatus status)
{
  FoyerDocumentAnswer message = {
    .magic = FOYER_DOCUMENT_MAGIC,
    .status = status,
    .serial = job->request.serial,
    .used = status == FOYER_DOCUMENT_STATUS_OK ? job->output.used : 0,
  };
  struct iovec part = { &message, sizeof message };
  struct msghdr packet = { .msg_iov = &part, .msg_iovlen = 1 };
  gssize sent;

  do
    sent = sendmsg (fd, &packet, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent == (gssize) sizeof message;
}

/* Memory that can shrink under a mapping ends this process at any moment: only sealed memory is mapped. */
static gboolean
get_sealed_size (int fd, gsize max, gsize *size)
{
  struct stat info;
  int seals = fcntl (fd, F_GET_SEALS);

  if (seals < 0 || !(seals & F_SEAL_SHRINK) || fstat (fd, &info) != 0 || info.st_size <= 0)
    return FALSE;
  *size = (gsize) info.st_size;
  return *size <= max;
}

static gboolean
map_output (Job *job)
{
  int fd = job->fds[job->n_fds - 1];
  gsize size;
  void *data;

  if (!get_sealed_size (fd, FOYER_DOCUMENT_MAX_OUTPUT, &size))
    return FALSE;
  data = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (data == MAP_FAILED)
    return FALSE;
  job->output = (FoyerDocumentWriter) { .data = data, .size = size };
  return TRUE;
}

typedef struct
{
  void *data;
  gsize size;
} Mapping;

static void
mapping_free (gpointer data)
{
  Mapping *mapping = data;

  munmap (mapping->data, mapping->size);
  g_free (mapping);
}

static GBytes *
map_pdf (int fd)
{
  Mapping mapping;
  Mapping *owned;

  if (!get_sealed_size (fd, FOYER_DOCUMENT_MAX_PDF, &mapping.size))
    return NULL;
  mapping.data = mmap (NULL, mapping.size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (mapping.data == MAP_FAILED)
    return NULL;
  owned = g_memdup2 (&mapping, sizeof mapping);
  return g_bytes_new_with_free_func (mapping.data, mapping.size, mapping_free, owned);
}

static FoyerDocumentStatus
open_document (Server *self, Job *job)
{
  g_autoptr (GBytes) bytes = map_pdf (job->fds[0]);
  FoyerDocumentStatus status;

  g_clear_object (&self->document);
  if (!bytes)
    return FOYER_DOCUMENT_STATUS_REFUSED;
  self->document = foyer_document_file_open (bytes, job->text, &status);
  return self->document ? foyer_document_file_describe (self->document, &job->output) : status;
}

static FoyerDocumentStatus
serve (Server *self, Job *job)
{
  if (job->request.kind == FOYER_DOCUMENT_OPEN)
    return open_document (self, job);
  if (!self->document)
    return FOYER_DOCUMENT_STATUS_REFUSED;
  switch ((FoyerDocumentKind) job->request.kind)
    {
    case FOYER_DOCUMENT_RENDER:
      return foyer_document_file_render (self->document, &job->request, &job->output);
    case FOYER_DOCUMENT_TEXT:
      return foyer_document_file_text (self->document, job->request.page, &job->output);
    case FOYER_DOCUMENT_FIND:
      return foyer_document_file_find (self->document, job->request.page, job->text, &job->output);
    case FOYER_DOCUMENT_LINKS:
      return foyer_document_file_links (self->document, job->request.page, &job->output);
    case FOYER_DOCUMENT_ATTACHMENTS:
      return foyer_document_file_attachments (self->document, &job->output);
    case FOYER_DOCUMENT_ATTACHMENT:
      return foyer_document_file_attachment (self->document, job->request.page, &job->output);
    case FOYER_DOCUMENT_OPEN:
      break;
    }
  return FOYER_DOCUMENT_STATUS_REFUSED;
}

/* The kernel ends this process when it has computed for CPU_SECONDS more. */
static void
allow_some_cpu (void)
{
  struct rusage used;
  struct rlimit limit;

  if (getrusage (RUSAGE_SELF, &used) != 0 || getrlimit (RLIMIT_CPU, &limit) != 0)
    return;
  limit.rlim_cur = MIN ((rlim_t) (used.ru_utime.tv_sec + used.ru_stime.tv_sec + CPU_SECONDS), limit.rlim_max);
  setrlimit (RLIMIT_CPU, &limit);
}

/* FALSE ends the conversation. */
static gboolean
serve_one (Server *self)
{
  g_auto (Job) job = { 0 };
  gssize size = receive (self->fd, &job);
  FoyerDocumentStatus status = FOYER_DOCUMENT_STATUS_REFUSED;

  if (size <= 0)
    return FALSE;
  if (foyer_document_request_is_valid (&job.request, (gsize) size) &&
      job.n_fds == foyer_document_request_n_fds (&job.request) && map_output (&job))
    {
      allow_some_cpu ();
      status = serve (self, &job);
    }
  /* The window seals the output once it is answered, which a mapping would prevent. */
  unmap_output (&job);
  return answer (self->fd, &job, status);
}

/**
 * foyer_document_server_run:
 * @fd: a connected SOCK_SEQPACKET socket
 *
 * Returns: the exit status: 0 when the other end was closed
 */
int
foyer_document_server_run (int fd)
{
  Server self = { .fd = fd };

  while (serve_one (&self))
    continue;
  g_clear_object (&self.document);
  return 0;
}
