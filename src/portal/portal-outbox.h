/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where mails and text messages go that a portal would send: files in a folder. Without a folder they go nowhere. */
typedef struct _PortalOutbox PortalOutbox;

PortalOutbox *portal_outbox_new (const char *directory, const char *provider, const char *sender);
void portal_outbox_free (PortalOutbox *self);
void portal_outbox_mail (PortalOutbox *self, const char *to, const char *subject, const char *text);
void portal_outbox_sms (PortalOutbox *self, const char *to, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PortalOutbox, portal_outbox_free)

G_END_DECLS
