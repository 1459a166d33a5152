/* SPDX-License-Identifier: GPL-3.0-or-later
 * The account's encrypted file: what was read, and what is not sent yet. SQLCipher, on one thread of its own. */

#include "foyer-store.h"

#include "foyer-error.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlcipher/sqlite3.h>
#include <string.h>

#define SCHEMA_VERSION 1
#define BOUND (64 * 1024 * 1024) /* bytes of answers kept */

struct _FoyerStore
{
  GObject parent_instance;
  GThreadPool *thread; /* one thread: statements run in the order they were asked for */
  sqlite3 *database;   /* of that thread only */
  char *path;          /* (nullable): NULL = in memory */
};

G_DEFINE_FINAL_TYPE (FoyerStore, foyer_store, G_TYPE_OBJECT)
G_DEFINE_BOXED_TYPE (FoyerStored, foyer_stored, foyer_stored_copy, foyer_stored_free)

FoyerStored *
foyer_stored_copy (const FoyerStored *self)
{
  FoyerStored *copy = g_new0 (FoyerStored, 1);

  copy->body = g_bytes_ref (self->body);
  copy->etag = g_strdup (self->etag);
  copy->total = self->total;
  copy->time = g_date_time_ref (self->time);
  return copy;
}

void
foyer_stored_free (FoyerStored *self)
{
  g_bytes_unref (self->body);
  g_free (self->etag);
  g_date_time_unref (self->time);
  g_free (self);
}

/* One piece of work for the store's thread. */
typedef struct _Job Job;
typedef DexFuture *(*Work) (Job *job);

struct _Job
{
  FoyerStore *store; /* held by whoever asked through the promise's block, not by the job: the thread is its own */
  DexPromise *promise;
  Work work;
  char *name;
  char *text;
  char *key;
  GBytes *body;
  gint64 total;
};

static void
job_free (Job *self)
{
  dex_unref (self->promise);
  g_free (self->name);
  g_free (self->text);
  if (self->key != NULL)
    explicit_bzero (self->key, strlen (self->key));
  g_free (self->key);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_object_unref (self->store);
  g_free (self);
}

static gboolean
settle_cb (gpointer data)
{
  gpointer *pair = data;
  DexFuture *result = pair[1];
  GError *error = NULL;
  const GValue *value = dex_future_get_value (result, &error);

  if (value != NULL)
    dex_promise_resolve (pair[0], value);
  else
    dex_promise_reject (pair[0], error);
  dex_unref (result);
  return G_SOURCE_REMOVE;
}

static void
settled (gpointer data)
{
  gpointer *pair = data;

  dex_unref (pair[0]);
  g_object_unref (pair[2]);
  g_free (pair);
}

/* Answers are given in the main context, so that nobody's callback runs on this thread. */
static void
run_job (gpointer data, gpointer user_data)
{
  Job *job = data;
  gpointer *pair = g_new (gpointer, 3);

  pair[0] = dex_ref (job->promise);
  pair[1] = job->work (job);
  pair[2] = g_object_ref (job->store);
  job_free (job);
  g_idle_add_full (G_PRIORITY_DEFAULT, settle_cb, pair, settled);
}

static DexFuture *
submit (FoyerStore *self, Work work, Job job)
{
  Job *copy = g_memdup2 (&job, sizeof job);
  DexFuture *future;

  copy->store = g_object_ref (self);
  copy->work = work;
  copy->promise = dex_promise_new ();
  future = dex_ref (DEX_FUTURE (copy->promise));
  g_thread_pool_push (self->thread, copy, NULL);
  return future;
}

static DexFuture *
reject (sqlite3 *database)
{
  return dex_future_new_for_error (
      foyer_error_new (FOYER_ERROR_STORE, "%s", database != NULL ? sqlite3_errmsg (database) : "closed"));
}

static sqlite3_stmt *
prepare (sqlite3 *database, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (database == NULL || sqlite3_prepare_v2 (database, sql, -1, &statement, NULL) != SQLITE_OK)
    return NULL;
  return statement;
}

static gboolean
run (sqlite3 *database, const char *sql)
{
  return sqlite3_exec (database, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static gboolean
make_schema (sqlite3 *database)
{
  return run (database, "CREATE TABLE IF NOT EXISTS answer (uri TEXT PRIMARY KEY, body BLOB NOT NULL, etag TEXT, total "
                        "INTEGER NOT NULL,"
                        " time INTEGER NOT NULL) WITHOUT ROWID") &&
         run (database, "CREATE INDEX IF NOT EXISTS answer_time ON answer (time)") &&
         run (database, "CREATE TABLE IF NOT EXISTS draft (name TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID") &&
         run (database, "PRAGMA user_version = " G_STRINGIFY (SCHEMA_VERSION));
}

static sqlite3 *
open_database (const char *path, const char *key)
{
  sqlite3 *database = NULL;
  g_autofree char *pragma = key != NULL ? g_strdup_printf ("PRAGMA key = \"x'%s'\"", key) : NULL;
  gboolean ok = sqlite3_open_v2 (path != NULL ? path : ":memory:", &database,
                                 SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK;

  if (ok && path != NULL && pragma != NULL)
    {
      ok = run (database, pragma);
      explicit_bzero (pragma, strlen (pragma));
    }
  /* The first statement that reads shows whether the key is right. */
  ok = ok && run (database, "SELECT count(*) FROM sqlite_master") && run (database, "PRAGMA journal_mode = WAL") &&
       run (database, "PRAGMA synchronous = NORMAL") && run (database, "PRAGMA secure_delete = ON") &&
       make_schema (database);
  if (!ok)
    g_clear_pointer (&database, sqlite3_close);
  return database;
}

static void
remove_files (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

      g_unlink (file);
    }
}

/* What does not open with the key is kept aside, never thrown away, and never in the way. */
static void
set_aside (const char *path)
{
  g_autofree char *aside = g_strdup_printf ("%s.broken-%" G_GINT64_FORMAT, path, g_get_real_time () / G_USEC_PER_SEC);

  g_rename (path, aside);
  remove_files (path);
}

static DexFuture *
work_open (Job *job)
{
  FoyerStore *self = job->store;
  g_autofree char *folder = self->path != NULL ? g_path_get_dirname (self->path) : NULL;

  if (folder != NULL)
    g_mkdir_with_parents (folder, 0700);
  self->database = open_database (self->path, job->key);
  if (self->database == NULL && self->path != NULL && g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      set_aside (self->path);
      self->database = open_database (self->path, job->key);
    }
  if (self->database == NULL)
    return reject (NULL);
  if (self->path != NULL)
    g_chmod (self->path, 0600);
  return dex_future_new_take_object (g_object_ref (self));
}

/**
 * foyer_store_open:
 * @path: (nullable): NULL keeps everything in memory
 * @key_hex: (nullable): 64 hexadecimal digits, the raw key; needed with a path
 *
 * Returns: (transfer full): resolves to a FoyerStore; rejects with FOYER_ERROR_STORE
 */
DexFuture *
foyer_store_open (const char *path, const char *key_hex)
{
  g_autoptr (FoyerStore) self = g_object_new (FOYER_TYPE_STORE, NULL);

  self->path = g_strdup (path);
  return submit (self, work_open, (Job) { .key = g_strdup (key_hex) });
}

static DexFuture *
work_get (Job *job)
{
  sqlite3_stmt *statement = prepare (job->store->database, "SELECT body, etag, total, time FROM answer WHERE uri = ?");
  FoyerStored *stored = NULL;

  if (statement == NULL)
    return reject (job->store->database);
  sqlite3_bind_text (statement, 1, job->name, -1, SQLITE_STATIC);
  if (sqlite3_step (statement) == SQLITE_ROW)
    {
      stored = g_new0 (FoyerStored, 1);
      stored->body = g_bytes_new (sqlite3_column_blob (statement, 0), sqlite3_column_bytes (statement, 0));
      stored->etag = g_strdup ((const char *) sqlite3_column_text (statement, 1));
      stored->total = sqlite3_column_int64 (statement, 2);
      stored->time = g_date_time_new_from_unix_utc (sqlite3_column_int64 (statement, 3));
    }
  sqlite3_finalize (statement);
  return dex_future_new_take_boxed (FOYER_TYPE_STORED, stored);
}

/**
 * foyer_store_get:
 *
 * Returns: (transfer full): resolves to a FoyerStored, NULL if nothing is kept
 */
DexFuture *
foyer_store_get (FoyerStore *self, const char *uri)
{
  return submit (self, work_get, (Job) { .name = g_strdup (uri) });
}

/* The oldest go when there is too much. */
static void
trim (sqlite3 *database)
{
  sqlite3_stmt *statement = prepare (database, "SELECT sum(length(body)) FROM answer");
  gint64 size = statement != NULL && sqlite3_step (statement) == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : 0;

  sqlite3_finalize (statement);
  if (size > BOUND)
    run (database, "DELETE FROM answer WHERE uri IN (SELECT uri FROM answer ORDER BY time LIMIT (SELECT max(1, "
                   "count(*) / 4) FROM answer))");
}

static DexFuture *
work_put (Job *job)
{
  sqlite3 *database = job->store->database;
  sqlite3_stmt *statement =
      prepare (database, "INSERT OR REPLACE INTO answer (uri, body, etag, total, time) VALUES (?, ?, ?, ?, ?)");
  gsize length;
  const void *data = g_bytes_get_data (job->body, &length);
  gboolean ok;

  if (statement == NULL)
    return reject (database);
  sqlite3_bind_text (statement, 1, job->name, -1, SQLITE_STATIC);
  sqlite3_bind_blob64 (statement, 2, data, length, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, job->text, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 4, job->total);
  sqlite3_bind_int64 (statement, 5, g_get_real_time () / G_USEC_PER_SEC);
  ok = sqlite3_step (statement) == SQLITE_DONE;
  sqlite3_finalize (statement);
  if (sqlite3_total_changes (database) % 50 == 0)
    trim (database);
  return ok ? dex_future_new_true () : reject (database);
}

/**
 * foyer_store_put:
 * @etag: (nullable)
 * @total: -1 = not said
 *
 * Returns: (transfer full): resolves to TRUE
 */
DexFuture *
foyer_store_put (FoyerStore *self, const char *uri, GBytes *body, const char *etag, gint64 total)
{
  return submit (self, work_put,
                 (Job) { .name = g_strdup (uri), .body = g_bytes_ref (body), .text = g_strdup (etag), .total = total });
}

static DexFuture *
work_forget (Job *job)
{
  sqlite3 *database = job->store->database;
  sqlite3_stmt *statement = prepare (database, "DELETE FROM answer WHERE substr(uri, 1, length(?1)) = ?1");
  gboolean ok;

  if (statement == NULL)
    return reject (database);
  sqlite3_bind_text (statement, 1, job->name, -1, SQLITE_STATIC);
  ok = sqlite3_step (statement) == SQLITE_DONE;
  sqlite3_finalize (statement);
  return ok ? dex_future_new_true () : reject (database);
}

/**
 * foyer_store_forget_prefix:
 *
 * Returns: (transfer full): resolves to TRUE
 */
DexFuture *
foyer_store_forget_prefix (FoyerStore *self, const char *uri_prefix)
{
  return submit (self, work_forget, (Job) { .name = g_strdup (uri_prefix) });
}

static DexFuture *
work_get_draft (Job *job)
{
  sqlite3_stmt *statement = prepare (job->store->database, "SELECT text FROM draft WHERE name = ?");
  char *text = NULL;

  if (statement == NULL)
    return reject (job->store->database);
  sqlite3_bind_text (statement, 1, job->name, -1, SQLITE_STATIC);
  if (sqlite3_step (statement) == SQLITE_ROW)
    text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  return dex_future_new_take_string (text);
}

/**
 * foyer_store_get_draft:
 *
 * Returns: (transfer full): resolves to a string, NULL if there is none
 */
DexFuture *
foyer_store_get_draft (FoyerStore *self, const char *name)
{
  return submit (self, work_get_draft, (Job) { .name = g_strdup (name) });
}

static DexFuture *
work_set_draft (Job *job)
{
  sqlite3 *database = job->store->database;
  sqlite3_stmt *statement =
      prepare (database, job->text != NULL ? "INSERT OR REPLACE INTO draft (name, text) VALUES (?, ?)"
                                           : "DELETE FROM draft WHERE name = ?");
  gboolean ok;

  if (statement == NULL)
    return reject (database);
  sqlite3_bind_text (statement, 1, job->name, -1, SQLITE_STATIC);
  if (job->text != NULL)
    sqlite3_bind_text (statement, 2, job->text, -1, SQLITE_STATIC);
  ok = sqlite3_step (statement) == SQLITE_DONE;
  sqlite3_finalize (statement);
  return ok ? dex_future_new_true () : reject (database);
}

/**
 * foyer_store_set_draft:
 * @text: (nullable): NULL removes it
 *
 * Returns: (transfer full): resolves to TRUE when it is on disk
 */
DexFuture *
foyer_store_set_draft (FoyerStore *self, const char *name, const char *text)
{
  return submit (self, work_set_draft, (Job) { .name = g_strdup (name), .text = g_strdup (text) });
}

static DexFuture *
work_clear (Job *job)
{
  sqlite3 *database = job->store->database;

  if (database == NULL || !run (database, "DELETE FROM answer") || !run (database, "DELETE FROM draft"))
    return reject (database);
  return dex_future_new_true ();
}

/**
 * foyer_store_clear:
 *
 * Forgets what was read and what is not sent yet.
 *
 * Returns: (transfer full): resolves to TRUE; rejects with FOYER_ERROR_STORE
 */
DexFuture *
foyer_store_clear (FoyerStore *self)
{
  return submit (self, work_clear, (Job) { 0 });
}

static DexFuture *
work_close (Job *job)
{
  g_clear_pointer (&job->store->database, sqlite3_close);
  return dex_future_new_true ();
}

/**
 * foyer_store_close:
 *
 * Returns: (transfer full): resolves to TRUE when all that was asked before is done and the file is closed
 */
DexFuture *
foyer_store_close (FoyerStore *self)
{
  return submit (self, work_close, (Job) { 0 });
}

static void
delete_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *path = data;

  remove_files (path);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    g_task_return_error (task, foyer_error_new (FOYER_ERROR_STORE, "the file cannot be removed"));
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_deleted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DexPromise) promise = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    dex_promise_resolve_boolean (promise, TRUE);
  else
    dex_promise_reject (promise, error);
}

/**
 * foyer_store_delete:
 * @path: of a store that is closed
 *
 * Returns: (transfer full): resolves to TRUE when the file and what SQLite keeps beside it are gone; rejects with
 *   FOYER_ERROR_STORE
 */
DexFuture *
foyer_store_delete (const char *path)
{
  DexPromise *promise = dex_promise_new ();
  DexFuture *future = dex_ref (DEX_FUTURE (promise));
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_deleted_cb, promise);

  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, delete_in_thread);
  return future;
}

static void
foyer_store_finalize (GObject *object)
{
  FoyerStore *self = FOYER_STORE (object);

  g_thread_pool_free (self->thread, FALSE, TRUE);
  g_clear_pointer (&self->database, sqlite3_close);
  g_free (self->path);
  G_OBJECT_CLASS (foyer_store_parent_class)->finalize (object);
}

static void
foyer_store_class_init (FoyerStoreClass *class)
{
  G_OBJECT_CLASS (class)->finalize = foyer_store_finalize;
}

static void
foyer_store_init (FoyerStore *self)
{
  self->thread = g_thread_pool_new (run_job, NULL, 1, FALSE, NULL);
}
