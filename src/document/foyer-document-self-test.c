/* SPDX-License-Identifier: GPL-3.0-or-later */
/* foyer-document --self-test: tries what must not be possible, from inside the walls, and says what happened. */

#include "foyer-document-sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* An attempt returns a file descriptor, an address or 0 when it worked, -1 when it was refused. */
typedef long (*Attempt) (void);

/* Made before the walls stand, in the folder for temporary files: what a hostile PDF would like to change or read. */
static char victim[] = "/tmp/foyer-document-XXXXXX";

static long
try_write (void)
{
  return open (victim, O_WRONLY);
}

static long
try_create (void)
{
  g_autofree char *path = g_strconcat (victim, ".new", NULL);

  return open (path, O_CREAT | O_WRONLY | O_EXCL, 0600);
}

static long
try_remove (void)
{
  return unlink (victim);
}

static long
try_tcp (void)
{
  return socket (AF_INET, SOCK_STREAM, 0);
}

static long
try_unix (void)
{
  return socket (AF_UNIX, SOCK_STREAM, 0);
}

/* A program that is not there: the filter refuses before anything looks for it. */
static long
try_exec (void)
{
  char *arguments[] = { NULL };

  execv ("/nowhere", arguments);
  return errno == EPERM ? -1 : 0;
}

static long
try_fork (void)
{
  pid_t pid = fork ();

  if (pid == 0)
    _exit (0);
  if (pid > 0)
    waitpid (pid, NULL, 0);
  return pid;
}

static long
try_ptrace (void)
{
  /* Attaching would stop it, where it is allowed. */
  return ptrace (PTRACE_SEIZE, getppid (), NULL, NULL);
}

static long
try_kill (void)
{
  return kill (getppid (), 0);
}

static long
try_code (void)
{
  void *page = mmap (NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  return page == MAP_FAILED ? -1 : 0;
}

static long
try_shared_memory (void)
{
  return memfd_create ("escape", 0);
}

static long
try_mount (void)
{
  return syscall (SYS_unshare, 0x10000000);
}

static long
try_more_files (void)
{
  struct rlimit limit = { 4096, 4096 };

  return setrlimit (RLIMIT_NOFILE, &limit);
}

static long
try_dumpable (void)
{
  return prctl (PR_SET_DUMPABLE, 1, 0, 0, 0);
}

static long
try_read (void)
{
  return open (victim, O_RDONLY);
}

static long
try_accounts (void)
{
  return open ("/etc/passwd", O_RDONLY);
}

static long
try_home (void)
{
  return open (g_get_home_dir (), O_RDONLY | O_DIRECTORY);
}

/* TRUE if it is as it should be. Where the wall that should have refused it is missing, the line says so instead. */
static gboolean
report (const char *what, Attempt attempt, gboolean wall)
{
  gboolean refused;

  errno = 0;
  refused = attempt () == -1;
  printf ("%-28s %s\n", what, refused ? "refused" : wall ? "ALLOWED" : "allowed: this kernel cannot refuse it");
  return refused || !wall;
}

static gboolean
can_read_fonts (void)
{
  int fd = open ("/usr", O_RDONLY | O_DIRECTORY);

  printf ("%-28s %s\n", "read /usr", fd >= 0 ? "allowed" : "REFUSED");
  return fd >= 0;
}

static int
try_everything (void)
{
  static const struct
  {
    const char *what;
    Attempt attempt;
    gboolean by_landlock; /* else by seccomp */
  } attempts[] = {
    { "open a file for writing", try_write },
    { "make a file", try_create },
    { "network socket", try_tcp },
    { "local socket", try_unix },
    { "start a program", try_exec },
    { "make a process", try_fork },
    { "look into another process", try_ptrace },
    { "signal another process", try_kill },
    { "executable memory", try_code },
    { "make shared memory", try_shared_memory },
    { "raise its limits", try_more_files },
    { "leave its name space", try_mount },
    { "become dumpable again", try_dumpable },
    { "read a temporary file", try_read, TRUE },
    { "read /etc/passwd", try_accounts, TRUE },
    { "read the home folder", try_home, TRUE },
    { "remove a file", try_remove },
  };
  FoyerDocumentWalls walls = foyer_document_sandbox_enter ();
  gboolean good;

  printf ("%-28s %s\n%-28s %s\n", "Landlock", walls.landlock ? "in force" : "not available", "seccomp",
          walls.seccomp ? "in force" : "not available");
  good = can_read_fonts ();
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    good &= report (attempts[i].what, attempts[i].attempt, attempts[i].by_landlock ? walls.landlock : walls.seccomp);
  fflush (stdout);
  return good ? 0 : 1;
}

/* Behind the walls standard output cannot be written to if it is a file: this end does it. */
static void
copy_to_output (int fd)
{
  char text[1024];
  gssize n;

  while ((n = read (fd, text, sizeof text)) > 0)
    fwrite (text, 1, (size_t) n, stdout);
}

/**
 * foyer_document_sandbox_self_test:
 *
 * Returns: the exit status: 0 if everything that must be refused is
 */
int
foyer_document_sandbox_self_test (void)
{
  int file = mkstemp (victim);
  int ends[2];
  int status = 1;
  pid_t pid;

  if (file < 0 || pipe (ends) != 0)
    return 1;
  close (file);
  pid = fork ();
  if (pid == 0)
    {
      dup2 (ends[1], STDOUT_FILENO);
      _exit (try_everything ());
    }
  close (ends[1]);
  copy_to_output (ends[0]);
  close (ends[0]);
  if (pid > 0)
    waitpid (pid, &status, 0);
  unlink (victim);
  return WIFEXITED (status) ? WEXITSTATUS (status) : 1;
}
