/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A server that answers whatever a test tells it to, byte by byte: what real servers do on a bad day. Every connection
 * has a thread and one request; it is closed after the answer. */
typedef struct _RudeServer RudeServer;

typedef struct
{
  char *method;
  char *path;          /* with query */
  GHashTable *headers; /* names in small letters */
  char *body;
  guint number; /* of the requests of this path, from 1 */
} RudeRequest;

/* Runs on a thread of its own; writes the whole answer. */
typedef void (*RudeFunc) (RudeServer *server, RudeRequest *request, GOutputStream *out, gpointer user_data);

RudeServer *rude_server_new (RudeFunc func, gpointer user_data);
RudeServer *rude_server_new_full (RudeFunc func, gpointer user_data, GTlsCertificate *certificate, guint16 port);
void rude_server_free (RudeServer *self);
const char *rude_server_get_base (RudeServer *self); /* "http://127.0.0.1:PORT" */
guint16 rude_server_get_port (RudeServer *self);
char *rude_server_uri (RudeServer *self, const char *path);
guint rude_server_count (RudeServer *self, const char *path); /* (nullable): requests of @path, of all */
char *rude_server_dup_header (RudeServer *self,
                              const char *path,
                              const char *name);                 /* (nullable): of the last request of @path */
char *rude_server_dup_body (RudeServer *self, const char *path); /* (nullable): of the last request of @path */
gboolean rude_server_was_cut (RudeServer *self);                 /* a client went away while it was written to */

/* All answer FALSE when the client is gone. */
gboolean rude_write (GOutputStream *out, const char *format, ...) G_GNUC_PRINTF (2, 3);
gboolean rude_write_data (GOutputStream *out, const void *data, gsize length);
gboolean rude_answer (GOutputStream *out, const char *status, const char *type, const char *headers, const char *body);
void rude_server_set_cut (RudeServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RudeServer, rude_server_free)

G_END_DECLS
