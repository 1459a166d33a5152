/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef enum
{
  PORTAL_FAULT_NONE,
  PORTAL_FAULT_DELAY,
  PORTAL_FAULT_DROP_BEFORE,
  PORTAL_FAULT_DROP,
  PORTAL_FAULT_TRUNCATE,
  PORTAL_FAULT_HTML,
  PORTAL_FAULT_STATUS,
} PortalFaultKind;

/* What is to be done to one request. */
typedef struct
{
  PortalFaultKind kind;
  guint number; /* milliseconds of a delay; HTTP status */
  guint after;  /* Retry-After in seconds */
} PortalFault;

/* The faults asked for, of all providers of this process; drawn by a seed, so that a run can be repeated. */
typedef struct _PortalFaults PortalFaults;

PortalFaults *portal_faults_new (guint64 seed);
void portal_faults_free (PortalFaults *self);
gboolean portal_faults_set (PortalFaults *self, const char *const *specs, GError **error);
PortalFault portal_faults_draw (PortalFaults *self, const char *provider, const char *method, const char *path);
void portal_faults_mark (SoupServerMessage *message, PortalFaultKind kind);
gboolean portal_faults_after (PortalFaults *self, SoupServerMessage *message, const char *type, GBytes *body);
void portal_faults_close (SoupServerMessage *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PortalFaults, portal_faults_free)

G_END_DECLS
