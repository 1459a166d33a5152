/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which walls stand. The limits of resources always do. */
typedef struct
{
  gboolean landlock; /* of the file system only fonts and libraries are left, to be read */
  gboolean seccomp;  /* system calls that are not needed are refused */
} FoyerDocumentWalls;

FoyerDocumentWalls foyer_document_sandbox_enter (void);
int foyer_document_sandbox_self_test (void);

G_END_DECLS
