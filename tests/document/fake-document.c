/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a child that was taken over by a PDF could do to the window: one way for each name it is started by. */

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "foyer-document-protocol.h"

typedef struct
{
  FoyerDocumentRequest request;
  char text[FOYER_DOCUMENT_MAX_TEXT];
  int fds[2];
  guint8 *output;
  gsize output_size;
} Job;

static gboolean
receive (Job *job)
{
  union
  {
    struct cmsghdr align;
    char bytes[CMSG_SPACE (sizeof (int) * 2)];
  } control;
  struct iovec parts[] = { { &job->request, sizeof job->request }, { job->text, sizeof job->text } };
  struct msghdr message = {
    .msg_iov = parts, .msg_iovlen = 2, .msg_control = &control, .msg_controllen = sizeof control
  };
  struct stat info;
  int fd;

  if (recvmsg (FOYER_DOCUMENT_FD, &message, 0) <= 0)
    return FALSE;
  memcpy (job->fds, CMSG_DATA (CMSG_FIRSTHDR (&message)), sizeof job->fds);
  fd = job->fds[foyer_document_request_n_fds (&job->request) - 1];
  if (fstat (fd, &info) != 0)
    return FALSE;
  job->output_size = (gsize) info.st_size;
  job->output = mmap (NULL, job->output_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  return job->output != MAP_FAILED;
}

static void
reply (const FoyerDocumentAnswer *answer, gsize size)
{
  send (FOYER_DOCUMENT_FD, answer, size, MSG_NOSIGNAL);
}

static void
misbehave (const char *how, Job *job)
{
  FoyerDocumentAnswer answer = { .magic = FOYER_DOCUMENT_MAGIC, .serial = job->request.serial };
  FoyerDocumentWriter writer = { .data = job->output, .size = job->output_size };
  guint8 garbage[4096];

  memset (garbage, 0xa5, sizeof garbage);
  if (strcmp (how, "garbage") == 0)
    send (FOYER_DOCUMENT_FD, garbage, sizeof garbage, MSG_NOSIGNAL);
  else if (strcmp (how, "short") == 0)
    reply (&answer, 5);
  else if (strcmp (how, "other-serial") == 0)
    {
      answer.serial++;
      reply (&answer, sizeof answer);
    }
  else if (strcmp (how, "more-than-there-is") == 0)
    {
      answer.used = job->output_size + 1;
      reply (&answer, sizeof answer);
    }
  else if (strcmp (how, "many-pages") == 0)
    {
      foyer_document_writer_add_uint (&writer, 0xffffffff);
      answer.used = 64;
      munmap (job->output, job->output_size);
      reply (&answer, sizeof answer);
    }
  else if (strcmp (how, "not-a-number") == 0)
    {
      foyer_document_writer_add_uint (&writer, 1);
      foyer_document_writer_add_float (&writer, (float) __builtin_nan (""));
      foyer_document_writer_add_float (&writer, 842);
      foyer_document_writer_add_string (&writer, "");
      answer.used = writer.used;
      munmap (job->output, job->output_size);
      reply (&answer, sizeof answer);
    }
  else if (strcmp (how, "still-writing") == 0)
    {
      foyer_document_writer_add_uint (&writer, 1);
      foyer_document_writer_add_float (&writer, 595);
      foyer_document_writer_add_float (&writer, 842);
      foyer_document_writer_add_string (&writer, "");
      answer.used = writer.used;
      reply (&answer, sizeof answer);
    }
  else if (strcmp (how, "resizing") == 0)
    {
      /* The seals refuse it; an answer of 1 says so, any other that it worked. */
      answer.status = ftruncate (job->fds[1], 0) == 0 || ftruncate (job->fds[1], 1 << 30) == 0
                          ? FOYER_DOCUMENT_STATUS_OK
                          : FOYER_DOCUMENT_STATUS_BROKEN;
      reply (&answer, sizeof answer);
    }
  else if (strcmp (how, "exit") == 0)
    _exit (0);
}

int
main (int argc, char **argv)
{
  g_autofree char *how = g_path_get_basename (argv[0]);
  Job job;

  while (receive (&job))
    misbehave (how, &job);
  return 0;
}
