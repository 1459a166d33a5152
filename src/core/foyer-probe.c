/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whether the portal can be reached: told by requests, and while it cannot, found out by asking now and then. */

#include "foyer-probe.h"

#include <gio/gio.h>

#define FIRST_DELAY 1000    /* ms */
#define LONGEST_DELAY 30000 /* ms */

struct _FoyerProbe
{
  SoupSession *session;
  FoyerProbeFunc on_change;
  gpointer user_data;
  char *uri; /* nullable */
  gboolean offline;
  guint delay; /* ms, before the next question */
  guint timer;
  GCancellable *cancellable; /* nullable: of the question that is under way */
  GNetworkMonitor *monitor;
  gulong on_network;
};

static void ask_later (FoyerProbe *self);

static void
stop (FoyerProbe *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
set_offline (FoyerProbe *self, gboolean offline)
{
  if (self->offline == offline)
    return;
  self->offline = offline;
  self->delay = FIRST_DELAY;
  if (offline)
    ask_later (self);
  else
    stop (self);
  self->on_change (self->user_data);
}

/* Any status is an answer. */
static void
on_answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  FoyerProbe *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* @self may be gone */
  g_clear_object (&self->cancellable);
  if (stream != NULL)
    {
      set_offline (self, FALSE);
      return;
    }
  self->delay = MIN (self->delay * 2, LONGEST_DELAY);
  ask_later (self);
}

static void
ask (FoyerProbe *self)
{
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_HEAD, self->uri);

  stop (self);
  if (message == NULL)
    return;
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_NEW_CONNECTION);
  self->cancellable = g_cancellable_new ();
  soup_session_send_async (self->session, message, G_PRIORITY_LOW, self->cancellable, on_answered_cb, self);
}

static gboolean
on_timer_cb (gpointer user_data)
{
  FoyerProbe *self = user_data;

  self->timer = 0;
  ask (self);
  return G_SOURCE_REMOVE;
}

static void
ask_later (FoyerProbe *self)
{
  if (self->uri == NULL || self->timer != 0 || self->cancellable != NULL)
    return;
  self->timer = g_timeout_add (self->delay, on_timer_cb, self);
}

/* A cable was plugged in: no need to wait out the delay. */
static void
on_network_cb (GNetworkMonitor *monitor, gboolean available, gpointer user_data)
{
  FoyerProbe *self = user_data;

  if (!self->offline || !available || self->uri == NULL)
    return;
  self->delay = FIRST_DELAY;
  g_clear_handle_id (&self->timer, g_source_remove);
  ask_later (self);
}

/**
 * foyer_probe_new:
 * @on_change: called in the main context when the portal got lost or is back
 *
 * Returns: (transfer full): a probe that takes the portal as reachable
 */
FoyerProbe *
foyer_probe_new (SoupSession *session, FoyerProbeFunc on_change, gpointer user_data)
{
  FoyerProbe *self = g_new0 (FoyerProbe, 1);

  self->session = g_object_ref (session);
  self->on_change = on_change;
  self->user_data = user_data;
  self->delay = FIRST_DELAY;
  self->monitor = g_object_ref (g_network_monitor_get_default ());
  self->on_network = g_signal_connect (self->monitor, "network-changed", G_CALLBACK (on_network_cb), self);
  return self;
}

/**
 * foyer_probe_free:
 * @self: (transfer full):
 */
void
foyer_probe_free (FoyerProbe *self)
{
  stop (self);
  g_clear_signal_handler (&self->on_network, self->monitor);
  g_object_unref (self->monitor);
  g_object_unref (self->session);
  g_free (self->uri);
  g_free (self);
}

/**
 * foyer_probe_set_uri:
 * @uri: (nullable): what is asked; without it only a request's answer ends being offline
 */
void
foyer_probe_set_uri (FoyerProbe *self, const char *uri)
{
  stop (self);
  g_set_str (&self->uri, uri);
  if (self->offline)
    ask_later (self);
}

/**
 * foyer_probe_get_uri:
 *
 * Returns: (nullable): what is asked
 */
const char *
foyer_probe_get_uri (FoyerProbe *self)
{
  return self->uri;
}

/**
 * foyer_probe_report:
 * @found: whether a request found anybody
 */
void
foyer_probe_report (FoyerProbe *self, gboolean found)
{
  set_offline (self, !found);
}

/**
 * foyer_probe_get_offline:
 *
 * Returns: TRUE while nobody is found
 */
gboolean
foyer_probe_get_offline (FoyerProbe *self)
{
  return self->offline;
}
