/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory shared with foyer-document, made and sealed on this side. */

#include "foyer-document-memory.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static gboolean
fail (GError **error, const char *what)
{
  int code = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", what, g_strerror (code));
  return FALSE;
}

static gboolean
add_seals (int fd, int seals, GError **error)
{
  return fcntl (fd, F_ADD_SEALS, seals) == 0 || fail (error, "Sealing shared memory");
}

/**
 * foyer_document_memory_new:
 * @size: bytes, more than 0
 * @error: return location
 *
 * Returns: a file descriptor of zeroed memory of that size, sealed against resizing; -1 on failure
 */
int
foyer_document_memory_new (gsize size, GError **error)
{
  g_autofd int fd = memfd_create ("foyer-document", MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_NOEXEC_SEAL);

  /* Before Linux 6.3 there was no MFD_NOEXEC_SEAL. */
  if (fd < 0 && errno == EINVAL)
    fd = memfd_create ("foyer-document", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (fd < 0 || ftruncate (fd, (off_t) size) != 0)
    {
      fail (error, "Making shared memory");
      return -1;
    }
  return add_seals (fd, F_SEAL_SHRINK | F_SEAL_GROW, error) ? g_steal_fd (&fd) : -1;
}

static gboolean
write_all (int fd, const guint8 *data, gsize size)
{
  while (size > 0)
    {
      gssize written = write (fd, data, size);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return FALSE;
      data += written;
      size -= (gsize) written;
    }
  return TRUE;
}

/**
 * foyer_document_memory_new_from_bytes:
 * @bytes: not empty
 * @error: return location
 *
 * Returns: a file descriptor of memory that holds a copy of @bytes and can no longer be changed; -1 on failure
 */
int
foyer_document_memory_new_from_bytes (GBytes *bytes, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autofd int fd = foyer_document_memory_new (size, error);

  if (fd < 0)
    return -1;
  if (!write_all (fd, data, size))
    {
      fail (error, "Filling shared memory");
      return -1;
    }
  return add_seals (fd, F_SEAL_WRITE | F_SEAL_SEAL, error) ? g_steal_fd (&fd) : -1;
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

/**
 * foyer_document_memory_freeze:
 * @fd: memory of foyer_document_memory_new() that somebody else has filled
 * @used: bytes from its start that are wanted, no more than its size
 * @error: return location
 *
 * Seals the memory against writing first: that fails while the other side has it still mapped, so nobody can change
 * what is being read.
 *
 * Returns: (transfer full) (nullable): its content
 */
GBytes *
foyer_document_memory_freeze (int fd, gsize used, GError **error)
{
  Mapping mapping = { NULL, used };

  if (!add_seals (fd, F_SEAL_WRITE | F_SEAL_SEAL, error))
    return NULL;
  if (used == 0)
    return g_bytes_new (NULL, 0);
  mapping.data = mmap (NULL, used, PROT_READ, MAP_PRIVATE, fd, 0);
  if (mapping.data == MAP_FAILED)
    {
      fail (error, "Mapping shared memory");
      return NULL;
    }
  return g_bytes_new_with_free_func (mapping.data, used, mapping_free, g_memdup2 (&mapping, sizeof mapping));
}
