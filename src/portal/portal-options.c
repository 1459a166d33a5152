/* SPDX-License-Identifier: GPL-3.0-or-later
 * The command line of foyer-portal. */

#include "portal-options.h"

#include "config.h"
#include "portal-provider.h"

#define SUMMARY "The reference portal of Foyer: five demo providers over HTTP, each on a port of its own."
#define DESCRIPTION                                                                                                    \
  "For each provider one JSON line with its address is printed, then \"ready\".\n"                                     \
  "\n"                                                                                                                 \
  "Faults, for tests; members are separated by commas, all but kind are optional:\n"                                   \
  "  kind=   delay (ms=N), drop-before (closed before anything is done), drop (done, but not answered),\n"             \
  "          truncate (half of the body), html (200 with a web page), 401, 429 (after=SECONDS), 500, 503\n"            \
  "  path=   which paths, * stands for anything; method= which method; provider= which provider\n"                     \
  "  rate=   how many of them, 0 to 1, drawn by --seed; count= only the first so many; skip= not the first so many\n"  \
  "Example: --fault 'path=/tmf-api/*,rate=0.3,kind=delay,ms=800'\n"                                                    \
  "\n"                                                                                                                 \
  "With --control: PUT /-/faults takes a JSON array of such strings in place of those in force;\n"                     \
  "GET /-/requests tells how often each method and path was asked since the last look.\n"                              \
  "\n"                                                                                                                 \
  "Mails (.eml) and text messages (.txt) that a portal would send are put into the outbox folder.\n"

static gboolean
is_loopback (const char *address)
{
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (address);

  return inet != NULL && g_inet_address_get_is_loopback (inet);
}

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
  return FALSE;
}

/* The providers in the list's order, whatever the order on the command line. */
static GStrv
choose_providers (const char *const *wanted)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; portal_provider_ids[i] != NULL; i++)
    if (wanted == NULL || g_strv_contains (wanted, portal_provider_ids[i]))
      g_strv_builder_add (builder, portal_provider_ids[i]);
  return g_strv_builder_end (builder);
}

static char *
find_portals (void)
{
  g_autofree char *installed = g_build_filename (FOYER_PKGDATADIR, "portals", NULL);

  if (g_file_test (PORTAL_SOURCE_DATADIR, G_FILE_TEST_IS_DIR))
    return g_strdup (PORTAL_SOURCE_DATADIR);
  return g_steal_pointer (&installed);
}

static gboolean
check (PortalOptions *self, const char *size, GError **error)
{
  if (g_strcmp0 (size, "large") != 0 && g_strcmp0 (size, "small") != 0)
    return fail (error, "--size is small or large");
  self->large = g_str_equal (size, "large");
  for (guint i = 0; self->providers != NULL && self->providers[i] != NULL; i++)
    if (!g_strv_contains (portal_provider_ids, self->providers[i]))
      {
        g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "There is no provider “%s”", self->providers[i]);
        return FALSE;
      }
  if (self->port < 0 || self->port > 65530)
    return fail (error, "--port is a number from 0 to 65530");
  if (self->access_token_lifetime < 1)
    return fail (error, "--access-token-lifetime is a number of seconds");
  for (guint i = 0; self->apis != NULL && self->apis[i] != NULL; i++)
    if (strstr (self->apis[i], "=http") == NULL)
      return fail (error, "--api is NAME=URI");
  if (!is_loopback (self->listen) && !self->allow_remote)
    return fail (error,
                 "The demo portal has well-known passwords: listening on anything but loopback needs --allow-remote");
  return TRUE;
}

/**
 * portal_options_parse:
 * @argc: (inout): as given to main()
 * @argv: (inout): as given to main()
 * @error: G_OPTION_ERROR, with a sentence for the terminal
 *
 * Returns: (transfer full) (nullable): what was asked for, complete with defaults
 */
PortalOptions *
portal_options_parse (int *argc, char ***argv, GError **error)
{
  g_autoptr (PortalOptions) self = g_new0 (PortalOptions, 1);
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree char *size = NULL;
  g_auto (GStrv) wanted = NULL;
  gint64 seed = 1;
  const GOptionEntry entries[] = {
    { "listen", 0, 0, G_OPTION_ARG_STRING, &self->listen, "Address to listen on (127.0.0.1)", "ADDRESS" },
    { "allow-remote", 0, 0, G_OPTION_ARG_NONE, &self->allow_remote, "Allow an address that others can reach", NULL },
    { "port", 0, 0, G_OPTION_ARG_INT, &self->port,
      "Port of the first provider, the next ones follow; 0 = free ports (47211)", "N" },
    { "provider", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->providers,
      "Only this provider; may be given again (all five)", "ID" },
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &self->data, "Folder of the databases (a new one, removed at the end)",
      "DIR" },
    { "portals", 0, 0, G_OPTION_ARG_FILENAME, &self->portals, "Folder of the providers' files", "DIR" },
    { "size", 0, 0, G_OPTION_ARG_STRING, &size,
      "How much data is made: small, or large (100,000 orders, 1,000,000 calls)", "SIZE" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "What the made-up data and the faults are drawn from (1)", "N" },
    { "outbox", 0, 0, G_OPTION_ARG_FILENAME, &self->outbox, "Folder for mails and text messages", "DIR" },
    { "fault", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->faults, "A fault to make; may be given again", "SPEC" },
    { "control", 0, 0, G_OPTION_ARG_NONE, &self->control, "Offer /-/faults and /-/requests to this machine", NULL },
    { "access-token-lifetime", 0, 0, G_OPTION_ARG_INT, &self->access_token_lifetime,
      "How long an access token lives (600)", "SECONDS" },
    { "api", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->apis,
      "Say in discovery that API NAME is at URI (a proxy); may be given again", "NAME=URI" },
    { "die-with-stdin", 0, 0, G_OPTION_ARG_NONE, &self->die_with_stdin, "End when standard input is closed", NULL },
    G_OPTION_ENTRY_NULL
  };

  self->port = 47211;
  self->access_token_lifetime = 600;
  g_option_context_set_summary (context, SUMMARY);
  g_option_context_set_description (context, DESCRIPTION);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return NULL;
  if (*argc > 1)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, "“%s” is not understood; see --help", (*argv)[1]);
      return NULL;
    }
  self->seed = (guint64) seed;
  if (self->listen == NULL)
    self->listen = g_strdup ("127.0.0.1");
  if (self->portals == NULL)
    self->portals = find_portals ();
  if (!check (self, size != NULL ? size : "small", error))
    return NULL;
  wanted = self->providers;
  self->providers = choose_providers ((const char *const *) wanted);
  return g_steal_pointer (&self);
}

void
portal_options_free (PortalOptions *self)
{
  g_free (self->listen);
  g_strfreev (self->providers);
  g_free (self->data);
  g_free (self->portals);
  g_free (self->outbox);
  g_strfreev (self->faults);
  g_strfreev (self->apis);
  g_free (self);
}
