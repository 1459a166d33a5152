/* SPDX-License-Identifier: GPL-3.0-or-later
 * Codes and tokens of OAuth 2.0, kept as SHA-256 only. A refresh token works once; its replay ends the whole family
 * (RFC 9700, 4.14.2). */

#include "portal-token.h"

#include "portal-json.h"

#include <sodium.h>
#include <string.h>

#define CODE_LIFETIME 60                  /* seconds */
#define REFRESH_LIFETIME (30 * 24 * 3600) /* seconds */

typedef struct
{
  char *kind;
  char *family;
  char *user;
  char *client;
  char *scope;
  char *challenge;
  char *redirect;
  gint64 expires;
  gint64 auth_time;
  gboolean used;
} Record;

static void
record_free (Record *self)
{
  g_free (self->kind);
  g_free (self->family);
  g_free (self->user);
  g_free (self->client);
  g_free (self->scope);
  g_free (self->challenge);
  g_free (self->redirect);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Record, record_free)

void
portal_identity_free (PortalIdentity *self)
{
  g_free (self->user);
  g_free (self->email);
  g_free (self->party);
  g_strfreev (self->customers);
  g_free (self->scope);
  g_free (self);
}

void
portal_tokens_free (PortalTokens *self)
{
  g_free (self->access);
  g_free (self->refresh);
  g_free (self->scope);
  g_free (self);
}

static char *
encode (const guchar *data, gsize length)
{
  char text[128];

  sodium_bin2base64 (text, sizeof text, data, length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return g_strdup (text);
}

/**
 * portal_random_token:
 *
 * Returns: (transfer full): 256 random bits in base64url
 */
char *
portal_random_token (void)
{
  guchar bytes[32];

  randombytes_buf (bytes, sizeof bytes);
  return encode (bytes, sizeof bytes);
}

static GBytes *
hash (const char *token)
{
  guchar digest[crypto_hash_sha256_BYTES];

  crypto_hash_sha256 (digest, (const guchar *) token, strlen (token));
  return g_bytes_new (digest, sizeof digest);
}

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* The index finds by hash; what it found is compared in constant time once more. */
static Record *
find (PortalDatabase *database, const char *token, const char *kind)
{
  g_autoptr (GBytes) digest = hash (token);
  g_autoptr (Record) record = NULL;
  sqlite3_stmt *row = portal_database_query (database,
                                             "SELECT hash, kind, family, user, client, scope, expires, used, "
                                             "challenge, redirect, auth_time FROM token WHERE hash = ?",
                                             "b", digest);

  if (portal_database_step (database, row) && sqlite3_column_bytes (row, 0) == crypto_hash_sha256_BYTES &&
      sodium_memcmp (sqlite3_column_blob (row, 0), g_bytes_get_data (digest, NULL), crypto_hash_sha256_BYTES) == 0 &&
      g_str_equal (portal_database_text (row, 1), kind))
    {
      record = g_new0 (Record, 1);
      record->kind = g_strdup (portal_database_text (row, 1));
      record->family = g_strdup (portal_database_text (row, 2));
      record->user = g_strdup (portal_database_text (row, 3));
      record->client = g_strdup (portal_database_text (row, 4));
      record->scope = g_strdup (portal_database_text (row, 5));
      record->expires = sqlite3_column_int64 (row, 6);
      record->used = sqlite3_column_int (row, 7) != 0;
      record->challenge = g_strdup (portal_database_text (row, 8));
      record->redirect = g_strdup (portal_database_text (row, 9));
      record->auth_time = sqlite3_column_int64 (row, 10);
    }
  sqlite3_reset (row);
  return g_steal_pointer (&record);
}

static void
insert (PortalDatabase *database, const char *token, const char *kind, const Record *record, gint64 expires)
{
  g_autoptr (GBytes) digest = hash (token);

  portal_database_run (
      database,
      "INSERT INTO token (hash, kind, family, user, client, scope, expires, challenge, redirect, auth_time)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      "bsssssissi", digest, kind, record->family, record->user, record->client, record->scope, expires,
      record->challenge, record->redirect, record->auth_time);
}

static void
mark_used (PortalDatabase *database, const char *token)
{
  g_autoptr (GBytes) digest = hash (token);

  portal_database_run (database, "UPDATE token SET used = 1 WHERE hash = ?", "b", digest);
}

static void
end_family (PortalDatabase *database, const char *family)
{
  portal_database_run (database, "DELETE FROM token WHERE family = ?", "s", family);
}

/**
 * portal_token_issue_code:
 * @challenge: PKCE S256 (RFC 7636)
 * @redirect: (nullable): the redirect URI of the browser flow; NULL after a challenge
 *
 * Returns: (transfer full): an authorization code for one use within a minute
 */
char *
portal_token_issue_code (PortalDatabase *database,
                         const char *user,
                         const char *client,
                         const char *scope,
                         const char *challenge,
                         const char *redirect)
{
  g_autofree char *code = portal_random_token ();
  g_autofree char *family = portal_random_token ();
  const Record record = { .family = family,
                          .user = (char *) user,
                          .client = (char *) client,
                          .scope = (char *) scope,
                          .challenge = (char *) challenge,
                          .redirect = (char *) redirect,
                          .auth_time = now () };

  portal_database_run (database, "DELETE FROM token WHERE expires < ?", "i", now () - REFRESH_LIFETIME);
  insert (database, code, "code", &record, now () + CODE_LIFETIME);
  return g_steal_pointer (&code);
}

static PortalTokens *
issue (PortalDatabase *database, Record *record, int lifetime)
{
  PortalTokens *tokens = g_new0 (PortalTokens, 1);

  g_clear_pointer (&record->challenge, g_free);
  g_clear_pointer (&record->redirect, g_free);
  tokens->access = portal_random_token ();
  tokens->refresh = portal_random_token ();
  tokens->scope = g_strdup (record->scope);
  insert (database, tokens->access, "access", record, now () + lifetime);
  insert (database, tokens->refresh, "refresh", record, now () + REFRESH_LIFETIME);
  return tokens;
}

static gboolean
verifies (const char *verifier, const char *challenge)
{
  guchar digest[crypto_hash_sha256_BYTES];
  g_autofree char *expected = NULL;

  if (verifier == NULL || challenge == NULL)
    return FALSE;
  crypto_hash_sha256 (digest, (const guchar *) verifier, strlen (verifier));
  expected = encode (digest, sizeof digest);
  return strlen (expected) == strlen (challenge) && sodium_memcmp (expected, challenge, strlen (expected)) == 0;
}

/**
 * portal_token_redeem_code:
 * @verifier: (nullable): PKCE code verifier
 * @redirect: (nullable): must be what the code was issued for
 * @lifetime: of the access token, seconds
 *
 * A code that comes twice ends what was issued for it (RFC 6749, 4.1.2).
 *
 * Returns: (transfer full) (nullable): the tokens; NULL = invalid_grant
 */
PortalTokens *
portal_token_redeem_code (PortalDatabase *database,
                          const char *code,
                          const char *client,
                          const char *verifier,
                          const char *redirect,
                          int lifetime)
{
  g_autoptr (Record) record = find (database, code, "code");
  g_autoptr (PortalTokens) tokens = NULL;

  if (record == NULL)
    return NULL;
  if (record->used)
    {
      end_family (database, record->family);
      return NULL;
    }
  portal_database_begin (database);
  mark_used (database, code);
  if (record->expires >= now () && g_strcmp0 (record->client, client) == 0 &&
      g_strcmp0 (record->redirect, redirect) == 0 && verifies (verifier, record->challenge))
    tokens = issue (database, record, lifetime);
  return portal_database_commit (database) ? g_steal_pointer (&tokens) : NULL;
}

/**
 * portal_token_refresh:
 * @refresh: a refresh token
 * @lifetime: of the new access token, seconds
 *
 * Returns: (transfer full) (nullable): new tokens; NULL = invalid_grant, and the family has ended if @refresh was used
 * before
 */
PortalTokens *
portal_token_refresh (PortalDatabase *database, const char *refresh, const char *client, int lifetime)
{
  g_autoptr (Record) record = find (database, refresh, "refresh");
  g_autoptr (PortalTokens) tokens = NULL;

  if (record == NULL || record->expires < now () || g_strcmp0 (record->client, client) != 0)
    return NULL;
  if (record->used)
    {
      end_family (database, record->family);
      return NULL;
    }
  portal_database_begin (database);
  mark_used (database, refresh);
  tokens = issue (database, record, lifetime);
  return portal_database_commit (database) ? g_steal_pointer (&tokens) : NULL;
}

/**
 * portal_token_revoke:
 * @token: an access or refresh token; an unknown one is no error (RFC 7009)
 *
 * Ends the token's whole family: signed out is signed out.
 */
void
portal_token_revoke (PortalDatabase *database, const char *token)
{
  g_autoptr (Record) record = find (database, token, "refresh");

  if (record == NULL)
    record = find (database, token, "access");
  if (record != NULL)
    end_family (database, record->family);
}

static GStrv
read_strings (JsonArray *array)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_strv_builder_add (builder, json_array_get_string_element (array, i));
  return g_strv_builder_end (builder);
}

/**
 * portal_token_identify:
 * @access: an access token
 *
 * Returns: (transfer full) (nullable): who it speaks for; NULL if it is unknown, revoked or too old
 */
PortalIdentity *
portal_token_identify (PortalDatabase *database, const char *access)
{
  g_autoptr (Record) record = find (database, access, "access");
  g_autoptr (JsonNode) user = NULL;
  PortalIdentity *identity;
  sqlite3_stmt *row;

  if (record == NULL || record->expires < now ())
    return NULL;
  row = portal_database_query (database, "SELECT json FROM user WHERE id = ?", "s", record->user);
  if (portal_database_step (database, row))
    user = portal_json_parse (portal_database_text (row, 0), -1, NULL);
  sqlite3_reset (row);
  if (user == NULL)
    return NULL;
  identity = g_new0 (PortalIdentity, 1);
  identity->user = g_strdup (record->user);
  identity->email = g_strdup (portal_json_get_string (user, "email"));
  identity->party = g_strdup (portal_json_get_string (user, "partyId"));
  identity->customers = read_strings (portal_json_get_array (user, "customerIds"));
  identity->scope = g_strdup (record->scope);
  identity->auth_time = record->auth_time;
  return identity;
}
