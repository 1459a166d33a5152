/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes from this process what reading a PDF does not need, before the first byte of a PDF is looked at. */

#include "foyer-document-sandbox.h"

#include <cairo.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "foyer-document-filter.h"
#include "foyer-document-protocol.h"

#define MEMORY_BYTES ((rlim_t) 1536 << 20)
#define CPU_SECONDS 600 /* for the life of the process; the server allows each request a part of it */
#define OPEN_FILES 64

#if defined(__SANITIZE_ADDRESS__)
#define UNDER_ASAN 1
#else
#define UNDER_ASAN 0
#endif

static void
set_limit (int resource, rlim_t value)
{
  struct rlimit limit = { value, value };

  setrlimit (resource, &limit);
}

static void
set_limits (void)
{
  /* The address sanitizer reserves terabytes. */
  if (!UNDER_ASAN)
    set_limit (RLIMIT_AS, MEMORY_BYTES);
  set_limit (RLIMIT_CPU, CPU_SECONDS);
  set_limit (RLIMIT_NOFILE, OPEN_FILES);
  set_limit (RLIMIT_NPROC, 0);
  set_limit (RLIMIT_FSIZE, 0);
  set_limit (RLIMIT_CORE, 0);
  /* A write past RLIMIT_FSIZE shall be an error of that write, not the end. */
  signal (SIGXFSZ, SIG_IGN);
}

static void
allow_reading (int ruleset, const char *path)
{
  struct landlock_path_beneath_attr rule = {
    .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
    .parent_fd = open (path, O_PATH | O_CLOEXEC),
  };

  if (rule.parent_fd < 0)
    return;
  syscall (SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  close (rule.parent_fd);
}

/* Everything the running kernel's Landlock can take away, and of it all only reading in a few places given back. */
static struct landlock_ruleset_attr
all_rights (long abi)
{
  struct landlock_ruleset_attr all = { .handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1 };

  if (abi >= 2)
    all.handled_access_fs |= LANDLOCK_ACCESS_FS_REFER;
#ifdef LANDLOCK_ACCESS_FS_TRUNCATE
  if (abi >= 3)
    all.handled_access_fs |= LANDLOCK_ACCESS_FS_TRUNCATE;
#endif
#ifdef LANDLOCK_ACCESS_NET_CONNECT_TCP
  if (abi >= 4)
    all.handled_access_net = LANDLOCK_ACCESS_NET_BIND_TCP | LANDLOCK_ACCESS_NET_CONNECT_TCP;
#endif
#ifdef LANDLOCK_ACCESS_FS_IOCTL_DEV
  if (abi >= 5)
    all.handled_access_fs |= LANDLOCK_ACCESS_FS_IOCTL_DEV;
#endif
#ifdef LANDLOCK_SCOPE_SIGNAL
  if (abi >= 6)
    all.scoped = LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET | LANDLOCK_SCOPE_SIGNAL;
#endif
  return all;
}

static gboolean
enter_landlock (void)
{
  /* Fonts, their cache, poppler's character maps, libraries; /app and /run/host are where Flatpak puts them. */
  static const char *const readable[] = { "/usr",
                                          "/lib",
                                          "/lib64",
                                          "/etc/fonts",
                                          "/var/cache/fontconfig",
                                          "/app",
                                          "/run/host/fonts",
                                          "/run/host/local-fonts",
                                          "/run/host/fonts-cache" };
  long abi = syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  struct landlock_ruleset_attr all;
  int ruleset;
  gboolean entered;

  if (abi < 1)
    return FALSE;
  all = all_rights (abi);
  ruleset = (int) syscall (SYS_landlock_create_ruleset, &all, sizeof all, 0);
  if (ruleset < 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (readable); i++)
    allow_reading (ruleset, readable[i]);
  entered = syscall (SYS_landlock_restrict_self, ruleset, 0) == 0;
  close (ruleset);
  return entered;
}

/* What is set up once and needs more system calls than are left afterwards: the time zone, fontconfig's list of
 * fonts, the font library. */
static void
warm_up (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 16, 16);
  cairo_t *cr = cairo_create (surface);

  tzset ();
  cairo_select_font_face (cr, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_move_to (cr, 0, 12);
  cairo_show_text (cr, "A");
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/**
 * foyer_document_sandbox_enter:
 *
 * Gives up memory without bound, processor time without bound, writing, starting programs, the network and the user's
 * files. There is no way back. What the kernel cannot do is left out.
 *
 * Returns: which walls stand
 */
FoyerDocumentWalls
foyer_document_sandbox_enter (void)
{
  FoyerDocumentWalls walls;

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
  set_limits ();
  walls.landlock = enter_landlock ();
  warm_up ();
  walls.seccomp = foyer_document_filter_install ();
  return walls;
}
