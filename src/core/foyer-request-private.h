/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-transport.h"

G_BEGIN_DECLS

struct _FoyerRequest
{
  char *method;
  char *uri;
  char *id; /* X-Request-Id, the same for every try */
  GHashTable *headers;
  GArray *statuses; /* guint: no error for this request */
  FoyerAuthorize authorize;
  gboolean repeatable; /* has an idempotency key */
  gsize bound;         /* bytes */
  char *media_type;    /* (nullable) of the body */
  char *accept;        /* (nullable): the answer is kept as bytes */
  GBytes *body;        /* (nullable) */
};

struct _FoyerResponse
{
  guint status;
  SoupMessageHeaders *headers;
  JsonNode *json;
  GBytes *bytes;
  char *next;
};

gboolean foyer_request_accepts (FoyerRequest *self, guint status);
FoyerResponse *foyer_response_new (guint status, SoupMessageHeaders *headers);

G_END_DECLS
