/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

#define ORDERS "/tmf-api/productOrderingManagement/v4/productOrder"
#define CARTS "/tmf-api/shoppingCart/v4/shoppingCart"
#define BILLS "/tmf-api/customerBillManagement/v4/customerBill"
#define USAGE "/tmf-api/usageManagement/v4/usage"
#define PEOPLE "/tmf-api/party/v4/individual"
#define CUSTOMERS "/tmf-api/customerManagement/v4/customer"

/* A running foyer-portal with data of its own: customers C-1 (erika) and C-2 (max), 60 orders of C-1, and a session
 * that asks it. */
typedef struct
{
  char *directory; /* holds portals, data and outbox */
  GSubprocess *process;
  GOutputStream *stdin_pipe;
  GHashTable *addresses; /* provider → address */
  SoupSession *session;
  char *language;
} Portal;

/* What came back. error is set if nothing whole did. */
typedef struct
{
  guint status;
  SoupMessageHeaders *headers;
  char *body;
  gsize length;
  JsonNode *json; /* (nullable) */
  GError *error;
} Answer;

Portal *portal_start (const char *first_argument, ...) G_GNUC_NULL_TERMINATED;
void portal_restart (Portal *self, const char *const *arguments);
int portal_stop (Portal *self);
void portal_free (Portal *self);
const char *portal_address (Portal *self, const char *provider);

/* headers: "Name: value" lines, or NULL; body: JSON, or NULL */
Answer *portal_ask (
    Portal *self, const char *method, const char *path, const char *token, const char *headers, const char *body);
Answer *portal_ask_at (Portal *self,
                       const char *provider,
                       const char *method,
                       const char *path,
                       const char *token,
                       const char *headers,
                       const char *type,
                       const char *body);
Answer *portal_post_form (Portal *self, const char *provider, const char *path, const char *first_name, ...)
    G_GNUC_NULL_TERMINATED;
void answer_free (Answer *self);
const char *answer_header (Answer *self, const char *name);
JsonNode *answer_at (Answer *self, const char *path);
const char *answer_string (Answer *self, const char *path);
double answer_number (Answer *self, const char *path);
guint answer_size (Answer *self, const char *path);

/* Authorization code + PKCE; the verifier is PORTAL_TEST_VERIFIER. */
#define PORTAL_TEST_VERIFIER "a-verifier-that-is-long-enough-for-rfc-7636-0123456789"
char *portal_challenge (void);
char *portal_begin (Portal *self, const char *provider);
char *portal_sign_in (Portal *self, const char *user, const char *password);
char *portal_read_outbox (Portal *self, const char *suffix);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Portal, portal_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

#define assert_status(answer, expected)                                                                                \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_assert_no_error ((answer)->error);                                                                               \
    if ((answer)->status != (expected))                                                                                \
      g_test_message ("answer: %.1500s", (answer)->body);                                                              \
    g_assert_cmpuint ((answer)->status, ==, (expected));                                                               \
  }                                                                                                                    \
  G_STMT_END

G_END_DECLS
