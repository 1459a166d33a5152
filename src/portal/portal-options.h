/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the command line says. */
typedef struct
{
  char *listen; /* address */
  gboolean allow_remote;
  int port;        /* of the first provider of the list, 0 = free ports */
  GStrv providers; /* ids, in the list's order */
  char *data;      /* (nullable) folder of the databases */
  char *portals;   /* folder of the providers' files */
  gboolean large;
  guint64 seed;
  char *outbox;              /* (nullable) folder */
  GStrv faults;              /* (nullable) */
  GStrv apis;                /* (nullable) NAME=URI */
  int access_token_lifetime; /* seconds */
  gboolean die_with_stdin;
  gboolean control;
} PortalOptions;

PortalOptions *portal_options_parse (int *argc, char ***argv, GError **error);
void portal_options_free (PortalOptions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PortalOptions, portal_options_free)

G_END_DECLS
