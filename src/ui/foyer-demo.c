/* SPDX-License-Identifier: GPL-3.0-or-later
 * The reference portal with its demo providers, run as a child process that ends with this one. On fixed ports, so that
 * a saved demo account finds its portal again. */

#include "config.h"

#include "foyer-demo.h"

#include "foyer-error.h"
#include "foyer-json.h"
#include "foyer-portal.h"

#include <glib/gi18n.h>

#define FIRST_PORT 47211
#define N_PORTS 5

struct _FoyerDemoProvider
{
  GObject parent_instance;
  char *name;
  char *kind;
  char *address;
};

G_DEFINE_FINAL_TYPE (FoyerDemoProvider, foyer_demo_provider, G_TYPE_OBJECT)

struct _FoyerDemo
{
  GObject parent_instance;
  char *directory;
  GListStore *providers;
  FoyerTransport *transport;
  GSubprocess *process;    /* (nullable) */
  GDataInputStream *lines; /* what it says */
  GCancellable *cancellable;
  DexPromise *ready; /* (nullable) */
};

static void foyer_demo_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FoyerDemo,
                               foyer_demo,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, foyer_demo_list_init))

static void
foyer_demo_provider_finalize (GObject *object)
{
  FoyerDemoProvider *self = FOYER_DEMO_PROVIDER (object);

  g_free (self->name);
  g_free (self->kind);
  g_free (self->address);
  G_OBJECT_CLASS (foyer_demo_provider_parent_class)->finalize (object);
}

static void
foyer_demo_provider_class_init (FoyerDemoProviderClass *class)
{
  G_OBJECT_CLASS (class)->finalize = foyer_demo_provider_finalize;
}

static void
foyer_demo_provider_init (FoyerDemoProvider *self)
{
}

/**
 * foyer_demo_provider_get_name:
 *
 * Returns: (transfer none): its name for people
 */
const char *
foyer_demo_provider_get_name (FoyerDemoProvider *self)
{
  return self->name;
}

/**
 * foyer_demo_provider_get_kind:
 *
 * Returns: (transfer none): what kind of provider it is, in the user's language; "" if it was not said
 */
const char *
foyer_demo_provider_get_kind (FoyerDemoProvider *self)
{
  return self->kind;
}

/**
 * foyer_demo_provider_get_address:
 *
 * Returns: (transfer none): of its portal
 */
const char *
foyer_demo_provider_get_address (FoyerDemoProvider *self)
{
  return self->address;
}

static GType
foyer_demo_get_item_type (GListModel *model)
{
  return FOYER_TYPE_DEMO_PROVIDER;
}

static guint
foyer_demo_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (FOYER_DEMO (model)->providers));
}

static gpointer
foyer_demo_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (FOYER_DEMO (model)->providers), position);
}

static void
foyer_demo_list_init (GListModelInterface *iface)
{
  iface->get_item_type = foyer_demo_get_item_type;
  iface->get_n_items = foyer_demo_get_n_items;
  iface->get_item = foyer_demo_get_item;
}

static void
add_provider (FoyerDemo *self, const char *name, const char *kind, const char *address)
{
  g_autoptr (FoyerDemoProvider) provider = g_object_new (FOYER_TYPE_DEMO_PROVIDER, NULL);

  provider->name = g_strdup (name);
  provider->kind = g_strdup (kind != NULL ? kind : "");
  provider->address = g_strdup (address);
  g_list_store_append (self->providers, provider);
}

static char *
find_program (void)
{
  const char *const places[] = { g_getenv ("FOYER_PORTAL_PROGRAM"), FOYER_LIBEXECDIR "/foyer-portal",
                                 FOYER_BUILD_SRCDIR "/portal/foyer-portal" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (places[i] != NULL && g_file_test (places[i], G_FILE_TEST_IS_EXECUTABLE))
      return g_strdup (places[i]);
  return NULL;
}

/* What the child says */

/* A text by language: the user's first language that is there. */
static char *
get_localized (const FoyerJson *texts)
{
  const char *const *languages = g_get_language_names ();

  for (guint i = 0; languages[i] != NULL; i++)
    {
      char *text = foyer_json_get_string (texts, languages[i]);

      if (text != NULL)
        return text;
    }
  return foyer_json_get_string (texts, "en");
}

static void
read_provider (FoyerDemo *self, const char *line)
{
  g_autoptr (JsonNode) node = json_from_string (line, NULL);
  FoyerJson json = foyer_json_root (node, NULL), kinds = foyer_json_member (&json, "kind");
  g_autofree char *name = foyer_json_get_string (&json, "name"), *address = foyer_json_get_string (&json, "address"),
                  *kind = get_localized (&kinds);

  if (node != NULL && name != NULL && address != NULL)
    add_provider (self, name, kind, address);
}

static void
settle (FoyerDemo *self)
{
  if (dex_future_is_pending (DEX_FUTURE (self->ready)) && g_list_model_get_n_items (G_LIST_MODEL (self->providers)) > 0)
    dex_promise_resolve_boolean (self->ready, TRUE);
  else if (dex_future_is_pending (DEX_FUTURE (self->ready)))
    dex_promise_reject (self->ready,
                        foyer_error_new (FOYER_ERROR_UNREACHABLE, "the demo portal ended before it was ready"));
}

static void read_line (FoyerDemo *self);

static void
on_line_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  FoyerDemo *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (object), result, NULL, &error);

  /* Cancelled is when there is no self any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (line == NULL || g_str_equal (line, "ready"))
    {
      settle (self);
      return;
    }
  read_provider (self, line);
  read_line (self);
}

static void
read_line (FoyerDemo *self)
{
  g_data_input_stream_read_line_async (self->lines, G_PRIORITY_DEFAULT, self->cancellable, on_line_cb, self);
}

static gboolean
spawn (FoyerDemo *self, GError **error)
{
  g_autofree char *program = find_program ();
  const char *const arguments[] = { program, "--data", self->directory, "--die-with-stdin", NULL };

  if (program == NULL)
    {
      g_propagate_error (error, foyer_error_new (FOYER_ERROR_NOT_OFFERED, "foyer-portal is not installed"));
      return FALSE;
    }
  if (g_mkdir_with_parents (self->directory, 0700) != 0)
    {
      g_propagate_error (error, foyer_error_new (FOYER_ERROR_STORE, "the folder of the demo cannot be made"));
      return FALSE;
    }
  /* The child holds on to its standard input: it ends when we do, however we end. */
  self->process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, error);
  if (self->process == NULL)
    return FALSE;
  g_clear_object (&self->lines);
  self->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  read_line (self);
  return TRUE;
}

/* Somebody else's demo, for instance of a second session of the same user. */

static char *
make_address (guint index)
{
  return g_strdup_printf ("http://127.0.0.1:%u", FIRST_PORT + index);
}

static DexFuture *
find_running_fiber (gpointer data)
{
  FoyerDemo *self = data;

  for (guint i = 0; i < N_PORTS; i++)
    {
      g_autofree char *address = make_address (i);
      g_autoptr (FoyerPortal) portal = dex_await_object (foyer_portal_discover (self->transport, address), NULL);

      if (portal == NULL)
        break;
      add_provider (self, foyer_portal_get_name (portal), NULL, address);
    }
  return dex_future_new_for_boolean (g_list_model_get_n_items (G_LIST_MODEL (self->providers)) > 0);
}

static DexFuture *
on_looked (DexFuture *future, gpointer user_data)
{
  FoyerDemo *self = user_data;
  const GValue *value = dex_future_get_value (future, NULL);
  GError *error = NULL;

  if (value != NULL && g_value_get_boolean (value))
    settle (self);
  else if (!spawn (self, &error))
    dex_promise_reject (self->ready, error);
  return dex_future_new_true ();
}

/* A look at the port costs nothing; asking would be tried again for a second. */
static void
on_connected_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  FoyerDemo *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection = g_socket_client_connect_finish (G_SOCKET_CLIENT (object), result, &error);
  GError *failure = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (connection != NULL)
    dex_future_disown (dex_future_finally (
        dex_scheduler_spawn (dex_scheduler_get_default (), 0, find_running_fiber, g_object_ref (self), g_object_unref),
        on_looked, g_object_ref (self), g_object_unref));
  else if (!spawn (self, &failure))
    dex_promise_reject (self->ready, failure);
}

static void
look_for_running (FoyerDemo *self)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", FIRST_PORT);

  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_connect_async (client, G_SOCKET_CONNECTABLE (address), self->cancellable, on_connected_cb, self);
}

static void
foyer_demo_dispose (GObject *object)
{
  FoyerDemo *self = FOYER_DEMO (object);

  g_cancellable_cancel (self->cancellable);
  foyer_transport_close (self->transport);
  if (self->process != NULL)
    g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  g_clear_object (&self->process);
  g_clear_object (&self->lines);
  dex_clear (&self->ready);
  G_OBJECT_CLASS (foyer_demo_parent_class)->dispose (object);
}

static void
foyer_demo_finalize (GObject *object)
{
  FoyerDemo *self = FOYER_DEMO (object);

  g_object_unref (self->cancellable);
  g_object_unref (self->transport);
  g_object_unref (self->providers);
  g_free (self->directory);
  G_OBJECT_CLASS (foyer_demo_parent_class)->finalize (object);
}

static void
foyer_demo_class_init (FoyerDemoClass *class)
{
  G_OBJECT_CLASS (class)->dispose = foyer_demo_dispose;
  G_OBJECT_CLASS (class)->finalize = foyer_demo_finalize;
}

static void
on_items_changed_cb (FoyerDemo *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
foyer_demo_init (FoyerDemo *self)
{
  self->providers = g_list_store_new (FOYER_TYPE_DEMO_PROVIDER);
  self->transport = foyer_transport_new ();
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (self->providers, "items-changed", G_CALLBACK (on_items_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * foyer_demo_new:
 * @directory: where its databases lie
 *
 * Returns: (transfer full): a demo that is not started
 */
FoyerDemo *
foyer_demo_new (const char *directory)
{
  FoyerDemo *self = g_object_new (FOYER_TYPE_DEMO, NULL);

  self->directory = g_strdup (directory);
  return self;
}

/**
 * foyer_demo_is_available:
 *
 * Returns: FALSE where foyer-portal is not installed
 */
gboolean
foyer_demo_is_available (FoyerDemo *self)
{
  g_autofree char *program = find_program ();

  return program != NULL;
}

/**
 * foyer_demo_is_demo_address:
 * @address: (nullable): of a portal
 *
 * Returns: TRUE if that portal is a provider of the demo, which has to be started for it
 */
gboolean
foyer_demo_is_demo_address (const char *address)
{
  g_autoptr (GUri) uri = address != NULL ? g_uri_parse (address, G_URI_FLAGS_NONE, NULL) : NULL;

  return uri != NULL && g_strcmp0 (g_uri_get_host (uri), "127.0.0.1") == 0 && g_uri_get_port (uri) >= FIRST_PORT &&
         g_uri_get_port (uri) < FIRST_PORT + N_PORTS;
}

/**
 * foyer_demo_start:
 *
 * Uses the demo that is there already, else starts one. Calling it again is the same as waiting for the first call.
 *
 * Returns: (transfer full): resolves to TRUE when the providers are in the list; rejects with FOYER_ERROR
 */
DexFuture *
foyer_demo_start (FoyerDemo *self)
{
  if (self->ready != NULL && !dex_future_is_rejected (DEX_FUTURE (self->ready)))
    return dex_ref (DEX_FUTURE (self->ready));
  dex_clear (&self->ready);
  g_clear_object (&self->process);
  g_list_store_remove_all (self->providers);
  self->ready = dex_promise_new ();
  look_for_running (self);
  return dex_ref (DEX_FUTURE (self->ready));
}
