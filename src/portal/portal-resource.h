/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "portal-query.h"
#include "portal-request.h"

G_BEGIN_DECLS

typedef struct _PortalResource PortalResource;

/* One stored thing. */
typedef struct
{
  gint64 seq;
  char *owner; /* customer id, "" = public */
  char *etag;  /* with its quotes */
  JsonNode *node;
} PortalRow;

/* What is special about one resource. Whatever is NULL is not offered (405). */
typedef struct
{
  /* The new thing from what was sent, complete with its id; sets whose it is. */
  JsonNode *(*create) (
      PortalRequest *request, const PortalResource *resource, JsonNode *body, char **owner, PortalError **error);
  /* After the new thing is kept. */
  void (*created) (PortalRequest *request, JsonNode *node);
  /* The thing as it shall be; @merged is the patch already merged in. */
  JsonNode *(*change) (PortalRequest *request,
                       const PortalResource *resource,
                       const PortalRow *row,
                       JsonNode *merged,
                       PortalError **error);
  gboolean removable;
  const char *const *changeable; /* (nullable) outermost members that a patch may name; NULL = all but id and href */
  /* Lists that are not read from the table of resources. */
  const PortalSource *(*choose_source) (PortalQuery *query);
  JsonNode *(*read_row) (PortalDatabase *database,
                         const PortalResource *resource,
                         const PortalSource *source,
                         gint64 seq);
  PortalRow *(*find) (PortalDatabase *database, const PortalResource *resource, const char *id);
} PortalPolicy;

typedef enum
{
  PORTAL_AUDIENCE_OWNER,  /* the customers that the token speaks for */
  PORTAL_AUDIENCE_PUBLIC, /* everybody, without a token */
  PORTAL_AUDIENCE_BOTH,   /* public ones for everybody, others for their owners */
} PortalAudience;

/* A row of the one table of resources. */
struct _PortalResource
{
  const char *api;  /* its name in portal_apis */
  const char *base; /* path with a trailing slash */
  const char *kind; /* collection */
  PortalSource source;
  const char *search[6]; /* dotted paths that q= looks in */
  const char *required;  /* (nullable): member that its document requires, whatever fields= says */
  PortalAudience audience;
  const PortalPolicy *policy;
};

const PortalResource *portal_resource_get_table (guint *n_resources);
const PortalResource *portal_resource_find (const char *kind);
void portal_resource_handle (PortalRequest *request);

void portal_row_free (PortalRow *self);
PortalRow *portal_row_find (PortalDatabase *database, const PortalResource *resource, const char *id);
PortalRow *portal_row_find_for (PortalDatabase *database,
                                const PortalResource *resource,
                                const char *id,
                                const PortalIdentity *identity);
char *portal_row_put (PortalDatabase *database, const PortalResource *resource, const char *owner, JsonNode *node);
char *portal_row_dup_etag (JsonNode *node);
gboolean portal_row_is_visible (const PortalResource *resource, const char *owner, const PortalIdentity *identity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PortalRow, portal_row_free)

G_END_DECLS
