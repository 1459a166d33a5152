/* SPDX-License-Identifier: GPL-3.0-or-later
 * The token and revocation endpoints (RFC 6749, 7009). Clients are public: what binds a code to its client is PKCE. */

#include "portal-oauth.h"

#include "portal-json.h"
#include "portal-server.h"

#include <string.h>

/**
 * portal_oauth_answer_error:
 * @error: as registered, e.g. "invalid_grant"
 * @description: ASCII (RFC 6749, 5.2)
 */
void
portal_oauth_answer_error (PortalRequest *request, guint status, const char *error, const char *description)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = portal_json_take_object (object);

  json_object_set_string_member (object, "error", error);
  json_object_set_string_member (object, "error_description", description);
  portal_request_set_header (request, "Cache-Control", "no-store");
  portal_request_answer_json (request, status, node);
}

/* Exactly what SHA-256 in base64url gives. */
gboolean
portal_oauth_is_challenge (const char *code_challenge)
{
  return code_challenge != NULL && strlen (code_challenge) == 43 &&
         strspn (code_challenge, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == 43;
}

/* Any name is a client: there is nothing to register for a demo portal. */
gboolean
portal_oauth_is_client (const char *client_id)
{
  return client_id != NULL && *client_id != '\0' && strlen (client_id) <= 100;
}

static void
answer_tokens (PortalRequest *request, const PortalTokens *tokens)
{
  JsonObject *object;
  g_autoptr (JsonNode) node = NULL;

  if (tokens == NULL)
    {
      portal_oauth_answer_error (request, 400, "invalid_grant",
                                 "the code or token is unknown, used, too old or not for this client");
      return;
    }
  object = json_object_new ();
  node = portal_json_take_object (object);
  json_object_set_string_member (object, "access_token", tokens->access);
  json_object_set_string_member (object, "token_type", "Bearer");
  json_object_set_int_member (object, "expires_in",
                              portal_server_get_options (portal_request_get_server (request))->access_token_lifetime);
  json_object_set_string_member (object, "refresh_token", tokens->refresh);
  if (tokens->scope != NULL)
    json_object_set_string_member (object, "scope", tokens->scope);
  portal_request_set_header (request, "Cache-Control", "no-store");
  portal_request_answer_json (request, 200, node);
}

/* POST /token */
void
portal_oauth_handle_token (PortalRequest *request)
{
  PortalServer *server = portal_request_get_server (request);
  PortalDatabase *database = portal_server_get_database (server);
  int lifetime = portal_server_get_options (server)->access_token_lifetime;
  g_autoptr (GPtrArray) form = portal_request_parse_form (request);
  const char *grant = portal_parameter_lookup (form, "grant_type"),
             *client = portal_parameter_lookup (form, "client_id");
  const char *code = portal_parameter_lookup (form, "code"), *refresh = portal_parameter_lookup (form, "refresh_token");
  g_autoptr (PortalTokens) tokens = NULL;

  if (grant == NULL)
    portal_oauth_answer_error (request, 400, "invalid_request", "grant_type is missing");
  else if (!portal_oauth_is_client (client))
    portal_oauth_answer_error (request, 400, "invalid_client", "client_id is missing");
  else if (g_str_equal (grant, "authorization_code") && code != NULL)
    {
      tokens = portal_token_redeem_code (database, code, client, portal_parameter_lookup (form, "code_verifier"),
                                         portal_parameter_lookup (form, "redirect_uri"), lifetime);
      answer_tokens (request, tokens);
    }
  else if (g_str_equal (grant, "refresh_token") && refresh != NULL)
    {
      tokens = portal_token_refresh (database, refresh, client, lifetime);
      answer_tokens (request, tokens);
    }
  else if (g_str_equal (grant, "authorization_code") || g_str_equal (grant, "refresh_token"))
    portal_oauth_answer_error (request, 400, "invalid_request", "code or refresh_token is missing");
  else
    portal_oauth_answer_error (request, 400, "unsupported_grant_type",
                               "authorization_code and refresh_token are supported");
}

/* POST /revoke: 200 also for what is unknown (RFC 7009, 2.2). */
void
portal_oauth_handle_revoke (PortalRequest *request)
{
  g_autoptr (GPtrArray) form = portal_request_parse_form (request);
  const char *token = portal_parameter_lookup (form, "token");

  if (token == NULL)
    {
      portal_oauth_answer_error (request, 400, "invalid_request", "token is missing");
      return;
    }
  portal_token_revoke (portal_server_get_database (portal_request_get_server (request)), token);
  portal_request_set_header (request, "Cache-Control", "no-store");
  portal_request_answer (request, 200, NULL, NULL);
}
