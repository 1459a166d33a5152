/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* The SQLite file of one provider. Statements are prepared once and kept. A failed step is remembered: commit() then
 * rolls back. */
typedef struct _PortalDatabase PortalDatabase;

PortalDatabase *portal_database_open (const char *path, GError **error);
void portal_database_close (PortalDatabase *self);
sqlite3_stmt *portal_database_prepare (PortalDatabase *self, const char *sql);
gboolean portal_database_step (PortalDatabase *self, sqlite3_stmt *statement);
gboolean portal_database_run (PortalDatabase *self, const char *sql, const char *format, ...);
sqlite3_stmt *portal_database_query (PortalDatabase *self, const char *sql, const char *format, ...);
const char *portal_database_text (sqlite3_stmt *statement, int column);
void portal_database_begin (PortalDatabase *self);
gboolean portal_database_commit (PortalDatabase *self);
void portal_database_rollback (PortalDatabase *self);
gint64 portal_database_next (PortalDatabase *self, const char *counter, gint64 first);
void portal_database_index (PortalDatabase *self);
void portal_database_changed (PortalDatabase *self);
guint64 portal_database_get_generation (PortalDatabase *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PortalDatabase, portal_database_close)

G_END_DECLS
