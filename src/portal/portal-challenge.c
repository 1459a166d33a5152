/* SPDX-License-Identifier: GPL-3.0-or-later
 * The authorization challenge endpoint (draft-ietf-oauth-first-party-apps) with portal_form: the face of signing in
 * that a native client draws. */

#include "portal-oauth.h"

#include "portal-json.h"
#include "portal-server.h"

#include <string.h>

static JsonObject *
make_error (PortalStep *step, const char *error, const char *description)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "error", error);
  if (description != NULL)
    json_object_set_string_member (object, "error_description", description);
  if (step->session != NULL)
    json_object_set_string_member (object, "auth_session", step->session);
  if (step->otp)
    json_object_set_boolean_member (object, "otp_required", TRUE);
  if (step->form != NULL)
    json_object_set_member (object, "portal_form", json_node_ref (step->form));
  return object;
}

static void
answer_code (PortalRequest *request, PortalStep *step)
{
  PortalDatabase *database = portal_server_get_database (portal_request_get_server (request));
  g_autofree char *code =
      portal_token_issue_code (database, step->user, step->client, step->scope, step->challenge, NULL);
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = portal_json_take_object (object);

  json_object_set_string_member (object, "authorization_code", code);
  portal_request_answer_json (request, 200, node);
}

static void
answer_locked (PortalRequest *request, PortalStep *step)
{
  g_autofree char *seconds = g_strdup_printf ("%u", step->retry_after);
  g_autoptr (JsonNode) node =
      portal_json_take_object (make_error (step, "too_many_attempts", "too many attempts, wait"));

  portal_request_set_header (request, "Retry-After", seconds);
  portal_request_answer_json (request, 429, node);
}

static void
on_step (PortalStep *owned, gpointer user_data)
{
  g_autoptr (PortalStep) step = owned;
  g_autoptr (PortalRequest) request = user_data;
  g_autoptr (JsonNode) node = NULL;

  portal_request_set_header (request, "Cache-Control", "no-store");
  switch (step->kind)
    {
    case PORTAL_STEP_DONE:
      answer_code (request, step);
      break;
    case PORTAL_STEP_FORM:
      node = portal_json_take_object (make_error (step, "insufficient_authorization", NULL));
      portal_request_answer_json (request, 401, node);
      break;
    case PORTAL_STEP_DENIED:
      node = portal_json_take_object (make_error (step, "access_denied", "user name or password is wrong"));
      portal_request_answer_json (request, 400, node);
      break;
    case PORTAL_STEP_LOCKED:
      answer_locked (request, step);
      break;
    case PORTAL_STEP_ENDED:
      portal_oauth_answer_error (request, 400, "invalid_session", "the session is unknown or too old");
      break;
    }
}

/* (nullable): what is wrong with the first request of a conversation */
static const char *
check_start (GPtrArray *form, const char **error)
{
  const char *intent = portal_parameter_lookup (form, "portal_intent");

  *error = "invalid_request";
  if (g_strcmp0 (portal_parameter_lookup (form, "response_type"), "code") != 0)
    return "response_type must be code";
  if (!portal_oauth_is_challenge (portal_parameter_lookup (form, "code_challenge")) ||
      g_strcmp0 (portal_parameter_lookup (form, "code_challenge_method"), "S256") != 0)
    return "a code_challenge with S256 is needed";
  if (intent != NULL && !g_str_equal (intent, "sign-in"))
    return "this portal_intent is not offered";
  return NULL;
}

/* POST /authorize-challenge */
void
portal_challenge_handle (PortalRequest *request)
{
  PortalSignIn *sign_in = portal_server_get_sign_in (portal_request_get_server (request));
  g_autoptr (GPtrArray) form = portal_request_parse_form (request);
  g_autofree char *session = g_strdup (portal_parameter_lookup (form, "auth_session"));
  const char *wrong, *error;

  if (!portal_oauth_is_client (portal_parameter_lookup (form, "client_id")))
    {
      portal_oauth_answer_error (request, 400, "invalid_client", "client_id is missing");
      return;
    }
  if (session == NULL)
    {
      const PortalSignInStart start = { .client = portal_parameter_lookup (form, "client_id"),
                                        .scope = portal_parameter_lookup (form, "scope"),
                                        .challenge = portal_parameter_lookup (form, "code_challenge") };

      wrong = check_start (form, &error);
      if (wrong != NULL)
        {
          portal_oauth_answer_error (request, 400, error, wrong);
          return;
        }
      session = portal_sign_in_begin (sign_in, &start);
    }
  portal_sign_in_step (sign_in, session, form, portal_request_get_language (request), on_step,
                       portal_request_ref (request));
}
