/* SPDX-License-Identifier: GPL-3.0-or-later */
/* foyer-document: opens PDFs nobody vouches for, in a process that can do nothing else. */

#include "config.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "foyer-document-protocol.h"
#include "foyer-document-sandbox.h"
#include "foyer-document-server.h"

static void
print_help (void)
{
  puts ("Usage: foyer-document [--help | --version | --self-test]\n"
        "\n"
        "Reads PDFs for Foyer, which starts it and talks to it over file descriptor 3.\n"
        "Before it looks at a PDF it gives up what it does not need:\n"
        "  memory beyond 1.5 GiB, 10 minutes of processor time, more than 64 open files, writing to files, core dumps\n"
        "  with Landlock (Linux 5.13): every file but fonts, libraries and character maps, which it may read\n"
        "  with seccomp (x86_64, aarch64): files for writing, sockets, programs, processes, new code, and all other\n"
        "    system calls that reading a PDF does not need\n"
        "Where the kernel has no Landlock, fonts need reading and so every file that the user can read can be read;\n"
        "without seccomp, sockets can be made. The limits hold everywhere.\n"
        "\n"
        "  --self-test  try from inside what must be refused, print what happened; 0 if all of it was\n"
        "  --version    print the version\n"
        "  --help       print this page");
}

static int
run_option (const char *option)
{
  if (strcmp (option, "--help") == 0)
    print_help ();
  else if (strcmp (option, "--version") == 0)
    puts ("foyer-document " FOYER_VERSION);
  else if (strcmp (option, "--self-test") == 0)
    return foyer_document_sandbox_self_test ();
  else
    {
      fprintf (stderr, "foyer-document: unknown option %s; see --help\n", option);
      return 2;
    }
  return 0;
}

static gboolean
is_our_socket (int fd)
{
  int type = 0;
  socklen_t size = sizeof type;

  return getsockopt (fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_SEQPACKET;
}

int
main (int argc, char **argv)
{
  int status;

  if (argc > 1)
    return run_option (argv[1]);
  if (!is_our_socket (FOYER_DOCUMENT_FD))
    {
      fputs ("foyer-document: is started by Foyer, not by hand; see --help\n", stderr);
      return 2;
    }
  close_range (FOYER_DOCUMENT_FD + 1, ~0u, 0);
  foyer_document_sandbox_enter ();
  status = foyer_document_server_run (FOYER_DOCUMENT_FD);
  /* Nothing is left to write; what runs at exit would need more than is allowed here. */
  _exit (status);
}
