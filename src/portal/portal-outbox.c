/* SPDX-License-Identifier: GPL-3.0-or-later
 * Mails as .eml and text messages as .txt in a folder, named so that they sort by time. */

#include "portal-outbox.h"

#include <gio/gio.h>
#include <string.h>

struct _PortalOutbox
{
  char *directory; /* (nullable) */
  char *provider;
  char *sender;
  guint count;
};

PortalOutbox *
portal_outbox_new (const char *directory, const char *provider, const char *sender)
{
  PortalOutbox *self = g_new0 (PortalOutbox, 1);

  self->directory = g_strdup (directory);
  self->provider = g_strdup (provider);
  self->sender = g_strdup (sender);
  if (directory != NULL && g_mkdir_with_parents (directory, 0700) != 0)
    g_warning ("The outbox %s cannot be made: %s", directory, g_strerror (errno));
  return self;
}

void
portal_outbox_free (PortalOutbox *self)
{
  g_free (self->directory);
  g_free (self->provider);
  g_free (self->sender);
  g_free (self);
}

/* Written beside its place and renamed by g_file_set_contents(), so that a reader never meets half a mail. */
static void
put (PortalOutbox *self, const char *suffix, const char *text)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%dT%H%M%S.%f");
  g_autofree char *name = g_strdup_printf ("%s-%s-%04u.%s", time, self->provider, self->count++, suffix);
  g_autofree char *path = g_build_filename (self->directory, name, NULL);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    g_warning ("%s", error->message);
}

/* No line break gets into a header, and no other letter than ASCII (RFC 2047). */
static char *
encode_header (const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\r\n", ' ');
  g_autofree char *base64 = NULL;

  if (g_str_is_ascii (line))
    return g_steal_pointer (&line);
  base64 = g_base64_encode ((const guchar *) line, strlen (line));
  return g_strdup_printf ("=?UTF-8?B?%s?=", base64);
}

/**
 * portal_outbox_mail:
 * @to: address
 * @subject: one line
 * @text: plain text
 */
void
portal_outbox_mail (PortalOutbox *self, const char *to, const char *subject, const char *text)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%a, %d %b %Y %H:%M:%S %z");
  g_autofree char *to_line = encode_header (to);
  g_autofree char *subject_line = encode_header (subject);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *mail = NULL;

  if (self->directory == NULL)
    return;
  mail = g_strdup_printf (
      "From: %s\r\nTo: %s\r\nSubject: %s\r\nDate: %s\r\nMessage-ID: <%s@%s.example>\r\nMIME-Version: 1.0\r\n"
      "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n%s",
      self->sender, to_line, subject_line, date, id, self->provider, text);
  put (self, "eml", mail);
}

/**
 * portal_outbox_sms:
 * @to: phone number
 * @text: what is sent
 */
void
portal_outbox_sms (PortalOutbox *self, const char *to, const char *text)
{
  g_autofree char *message = NULL;

  if (self->directory == NULL)
    return;
  message = g_strdup_printf ("To: %s\n\n%s\n", to, text);
  put (self, "txt", message);
}
