/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of system calls that reading a PDF needs, as a seccomp filter: every other one is refused with EPERM. */

#include "foyer-document-filter.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

/* Numbers from here on are the x32 calls of x86_64; no other architecture uses them. */
#define X32_CALLS 0x40000000u

#ifdef ARCHITECTURE

/* A file that was opened with one of these can be changed or made. */
#define WRITING_FLAGS (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY))

/* Allowed whatever their arguments are. */
static const guint32 plain_calls[] = {
  /* the files and the socket that are open */
  __NR_read,
  __NR_readv,
  __NR_pread64,
  __NR_write,
  __NR_writev,
  __NR_lseek,
  __NR_close,
  __NR_dup,
  __NR_fcntl,
  __NR_fstat,
  __NR_fstatfs,
  __NR_recvmsg,
  __NR_sendmsg,
  __NR_ppoll,
  /* looking for fonts */
  __NR_newfstatat,
  __NR_statx,
  __NR_faccessat,
  __NR_faccessat2,
  __NR_readlinkat,
  __NR_getdents64,
  __NR_statfs,
  __NR_getcwd,
  __NR_uname,
#ifdef __x86_64__
  __NR_stat,
  __NR_lstat,
  __NR_access,
  __NR_readlink,
  __NR_poll,
  __NR_time,
#endif
  /* memory */
  __NR_munmap,
  __NR_mremap,
  __NR_madvise,
  __NR_brk,
  /* time, threads' locks, signals to itself */
  __NR_clock_gettime,
  __NR_clock_getres,
  __NR_clock_nanosleep,
  __NR_nanosleep,
  __NR_gettimeofday,
  __NR_futex,
  __NR_sched_yield,
  __NR_sched_getaffinity,
  __NR_getrandom,
  __NR_getrusage,
  __NR_sysinfo,
  __NR_getpid,
  __NR_gettid,
  __NR_getuid,
  __NR_geteuid,
  __NR_getgid,
  __NR_getegid,
  __NR_rt_sigaction,
  __NR_rt_sigprocmask,
  __NR_rt_sigreturn,
  __NR_sigaltstack,
  __NR_restart_syscall,
  __NR_exit,
  __NR_exit_group,
};

static struct sock_filter
load (size_t offset)
{
  return (struct sock_filter) BPF_STMT (BPF_LD | BPF_W | BPF_ABS, (guint32) offset);
}

/* The lower half of an argument: flags and numbers fit in it. */
static size_t
argument (guint n)
{
  return offsetof (struct seccomp_data, args) + n * sizeof (guint64) +
         (G_BYTE_ORDER == G_BIG_ENDIAN ? sizeof (guint32) : 0);
}

static void
add (GArray *program, struct sock_filter instruction)
{
  g_array_append_val (program, instruction);
}

static void
add_return (GArray *program, guint32 action)
{
  add (program, (struct sock_filter) BPF_STMT (BPF_RET | BPF_K, action));
}

static void
add_plain (GArray *program, guint32 call)
{
  add (program, (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1));
  add_return (program, SECCOMP_RET_ALLOW);
}

/* Allows @call if none of @bits is set in its argument @n. */
static void
add_without_bits (GArray *program, guint32 call, guint n, guint32 bits)
{
  add (program, (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, call, 0, 4));
  add (program, load (argument (n)));
  add (program, (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JSET | BPF_K, bits, 1, 0));
  add_return (program, SECCOMP_RET_ALLOW);
  add_return (program, SECCOMP_RET_ERRNO | EPERM);
}

/* Allows @call if its argument @n is @value. */
static void
add_with_value (GArray *program, guint32 call, guint n, guint32 value)
{
  add (program, (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, call, 0, 4));
  add (program, load (argument (n)));
  add (program, (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1));
  add_return (program, SECCOMP_RET_ALLOW);
  add_return (program, SECCOMP_RET_ERRNO | EPERM);
}

static GArray *
make_program (void)
{
  GArray *program = g_array_new (FALSE, FALSE, sizeof (struct sock_filter));

  add (program, load (offsetof (struct seccomp_data, arch)));
  add (program, (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0));
  add_return (program, SECCOMP_RET_KILL_PROCESS);
  add (program, load (offsetof (struct seccomp_data, nr)));
  add (program, (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JGE | BPF_K, X32_CALLS, 0, 1));
  add_return (program, SECCOMP_RET_KILL_PROCESS);

  for (guint i = 0; i < G_N_ELEMENTS (plain_calls); i++)
    add_plain (program, plain_calls[i]);
  add_without_bits (program, __NR_openat, 2, WRITING_FLAGS);
#ifdef __NR_open
  add_without_bits (program, __NR_open, 1, WRITING_FLAGS);
#endif
  /* No new code: libraries are loaded by now, and nothing here compiles at run time. */
  add_without_bits (program, __NR_mmap, 2, PROT_EXEC);
  add_without_bits (program, __NR_mprotect, 2, PROT_EXEC);
  add_with_value (program, __NR_ioctl, 1, TCGETS);
  /* The server gives each request its part of the processor time; no other limit moves. */
  add_with_value (program, __NR_prlimit64, 1, RLIMIT_CPU);
  /* abort() ends with a signal to itself. */
  add_with_value (program, __NR_tgkill, 0, (guint32) getpid ());
  add_return (program, SECCOMP_RET_ERRNO | EPERM);
  return program;
}

#endif

/**
 * foyer_document_filter_install:
 *
 * Returns: %TRUE if the filter is in force; %FALSE on a kernel without seccomp or an architecture not known here
 */
gboolean
foyer_document_filter_install (void)
{
#ifdef ARCHITECTURE
  g_autoptr (GArray) program = make_program ();
  struct sock_fprog filter = { .len = (unsigned short) program->len, .filter = (struct sock_filter *) program->data };

  return prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) == 0;
#else
  return FALSE;
#endif
}
