/* SPDX-License-Identifier: GPL-3.0-or-later
 * The authorization endpoint: the same steps as a plain web page, for the browser flow (RFC 8252). The only HTML of the
 * portal. */

#include "portal-oauth.h"

#include "portal-json.h"
#include "portal-server.h"
#include "portal-text.h"

#include <string.h>

static const char style[] =
    "body{font:16px "
    "system-ui,sans-serif;margin:0;display:grid;place-items:center;min-height:100vh;background:#f4f4f5;color:#18181b}"
    "main{background:#fff;padding:2rem;border-radius:12px;max-width:22rem;width:calc(100% - 6rem);box-shadow:0 1px 4px "
    "#0003}"
    "label{display:block;margin:1rem 0 .25rem}input,select{font:inherit;width:100%;box-sizing:border-box;padding:.5rem}"
    "button{font:inherit;margin-top:1.5rem;padding:.6rem 1.2rem;width:100%}.wrong{color:#b91c1c}"
    "@media(prefers-color-scheme:dark){body{background:#18181b;color:#f4f4f5}main{background:#27272a}.wrong{color:#"
    "fca5a5}}";

static void
append_escaped (GString *page, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text != NULL ? text : "", -1);

  g_string_append (page, escaped);
}

static void
append_choice (GString *page, JsonNode *field)
{
  JsonArray *options = portal_json_get_array (field, "options");

  g_string_append_printf (page, "<select id=\"%1$s\" name=\"%1$s\">", portal_json_get_string (field, "name"));
  for (guint i = 0; options != NULL && i < json_array_get_length (options); i++)
    {
      JsonNode *option = json_array_get_element (options, i);

      g_string_append_printf (page, "<option value=\"%s\">", portal_json_get_string (option, "value"));
      append_escaped (page, portal_json_get_string (option, "label"));
      g_string_append (page, "</option>");
    }
  g_string_append (page, "</select>");
}

static void
append_field (GString *page, JsonNode *field)
{
  const char *name = portal_json_get_string (field, "name"), *kind = portal_json_get_string (field, "kind");
  const char *wrong = portal_json_get_string (field, "error");

  g_string_append_printf (page, "<label for=\"%s\">", name);
  append_escaped (page, portal_json_get_string (field, "label"));
  g_string_append (page, "</label>");
  if (g_str_equal (kind, "choice"))
    append_choice (page, field);
  else
    g_string_append_printf (page, "<input id=\"%1$s\" name=\"%1$s\" type=\"%2$s\" autocomplete=\"%3$s\"%4$s>", name,
                            g_str_equal (kind, "password") ? "password" : "text",
                            g_str_equal (kind, "password") ? "current-password"
                            : g_str_equal (kind, "otp")    ? "one-time-code"
                                                           : "username",
                            wrong != NULL ? " aria-invalid=\"true\"" : "");
  if (wrong != NULL)
    {
      g_string_append (page, "<div class=\"wrong\" role=\"alert\">");
      append_escaped (page, wrong);
      g_string_append (page, "</div>");
    }
}

static void
answer_page (PortalRequest *request, guint status, const char *session, JsonNode *form, const char *message)
{
  PortalProvider *provider = portal_server_get_provider (portal_request_get_server (request));
  const char *language = portal_request_get_language (request);
  g_autofree char *name = portal_provider_dup_text (provider, "name", language);
  JsonArray *fields = portal_json_get_array (form, "fields");
  g_autoptr (GString) page = g_string_new ("<!DOCTYPE html><html lang=\"");

  g_string_append_printf (
      page, "%s\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>", language);
  append_escaped (page, name);
  g_string_append_printf (page, "</title><style>%s</style><main><h1>", style);
  append_escaped (page, name);
  g_string_append (page, "</h1><p>");
  append_escaped (page, message != NULL ? message : portal_json_get_string (form, "text"));
  g_string_append (page, "</p>");
  if (fields != NULL)
    {
      g_string_append (
          page, "<form method=\"post\" action=\"/authorize\"><input type=\"hidden\" name=\"auth_session\" value=\"");
      append_escaped (page, session);
      g_string_append (page, "\">");
      for (guint i = 0; i < json_array_get_length (fields); i++)
        append_field (page, json_array_get_element (fields, i));
      g_string_append (page, "<button>");
      append_escaped (page, portal_json_get_string (form, "submit"));
      g_string_append (page, "</button></form>");
    }
  g_string_append (page, "</main></html>\n");
  portal_request_set_header (request, "Cache-Control", "no-store");
  portal_request_set_header (request, "Referrer-Policy", "no-referrer");
  portal_request_set_header (request, "X-Frame-Options", "DENY");
  /* No form-action: browsers would hold it against the redirect back to the client. */
  portal_request_set_header (request, "Content-Security-Policy",
                             "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
  portal_request_answer_text (request, status, "text/html; charset=utf-8", g_strdup (page->str));
}

/* RFC 8252: a loopback address on any port, or the client's own scheme; nothing else is ever redirected to. */
static gboolean
is_redirect (const char *text)
{
  g_autoptr (GUri) uri = text != NULL ? g_uri_parse (text, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (uri == NULL || g_uri_get_fragment (uri) != NULL || strlen (text) > 1000)
    return FALSE;
  if (g_str_equal (g_uri_get_scheme (uri), "foyer"))
    return TRUE;
  return g_str_equal (g_uri_get_scheme (uri), "http") && host != NULL &&
         (g_str_equal (host, "127.0.0.1") || g_str_equal (host, "::1") || g_str_equal (host, "localhost"));
}

static void
redirect (PortalRequest *request, const char *to, const char *state, const char *name, const char *value)
{
  g_autoptr (GString) target = g_string_new (to);

  g_string_append (target, strchr (to, '?') != NULL ? "&" : "?");
  g_string_append_printf (target, "%s=", name);
  g_string_append_uri_escaped (target, value, NULL, FALSE);
  if (state != NULL)
    {
      g_string_append (target, "&state=");
      g_string_append_uri_escaped (target, state, NULL, FALSE);
    }
  /* RFC 9207 */
  g_string_append (target, "&iss=");
  g_string_append_uri_escaped (target, portal_server_get_base (portal_request_get_server (request)), NULL, FALSE);
  portal_request_set_header (request, "Location", target->str);
  portal_request_set_header (request, "Cache-Control", "no-store");
  portal_request_set_header (request, "Referrer-Policy", "no-referrer");
  portal_request_answer (request, 302, NULL, NULL);
}

static void
on_step (PortalStep *owned, gpointer user_data)
{
  g_autoptr (PortalStep) step = owned;
  g_autoptr (PortalRequest) request = user_data;
  const char *language = portal_request_get_language (request);
  g_autofree char *code = NULL, *seconds = NULL;

  switch (step->kind)
    {
    case PORTAL_STEP_DONE:
      if (step->redirect == NULL)
        {
          answer_page (request, 400, NULL, NULL, portal_text (PORTAL_TEXT_SESSION_ENDED, language));
          break;
        }
      code = portal_token_issue_code (portal_server_get_database (portal_request_get_server (request)), step->user,
                                      step->client, step->scope, step->challenge, step->redirect);
      redirect (request, step->redirect, step->state, "code", code);
      break;
    case PORTAL_STEP_FORM:
      answer_page (request, 200, step->session, step->form, NULL);
      break;
    case PORTAL_STEP_DENIED:
      answer_page (request, 403, step->session, step->form, NULL);
      break;
    case PORTAL_STEP_LOCKED:
      seconds = g_strdup_printf ("%u", step->retry_after);
      portal_request_set_header (request, "Retry-After", seconds);
      answer_page (request, 429, step->session, step->form, NULL);
      break;
    case PORTAL_STEP_ENDED:
      answer_page (request, 400, NULL, NULL, portal_text (PORTAL_TEXT_SESSION_ENDED, language));
      break;
    }
}

static void
begin (PortalRequest *request)
{
  GPtrArray *query = portal_request_get_query (request);
  PortalSignIn *sign_in = portal_server_get_sign_in (portal_request_get_server (request));
  const PortalSignInStart start = { .client = portal_parameter_lookup (query, "client_id"),
                                    .scope = portal_parameter_lookup (query, "scope"),
                                    .challenge = portal_parameter_lookup (query, "code_challenge"),
                                    .redirect = portal_parameter_lookup (query, "redirect_uri"),
                                    .state = portal_parameter_lookup (query, "state") };
  g_autofree char *session = NULL;
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  if (!is_redirect (start.redirect) || !portal_oauth_is_client (start.client))
    answer_page (request, 400, NULL, NULL, "client_id or redirect_uri is missing or not allowed.");
  else if (g_strcmp0 (portal_parameter_lookup (query, "response_type"), "code") != 0)
    redirect (request, start.redirect, start.state, "error", "unsupported_response_type");
  else if (!portal_oauth_is_challenge (start.challenge) ||
           g_strcmp0 (portal_parameter_lookup (query, "code_challenge_method"), "S256") != 0)
    redirect (request, start.redirect, start.state, "error", "invalid_request");
  else
    {
      session = portal_sign_in_begin (sign_in, &start);
      portal_sign_in_step (sign_in, session, nothing, portal_request_get_language (request), on_step,
                           portal_request_ref (request));
    }
}

/* GET and POST /authorize */
void
portal_authorize_handle (PortalRequest *request)
{
  g_autoptr (GPtrArray) form = NULL;
  const char *session;

  if (g_str_equal (portal_request_get_method (request), "GET"))
    {
      begin (request);
      return;
    }
  form = portal_request_parse_form (request);
  session = portal_parameter_lookup (form, "auth_session");
  portal_sign_in_step (portal_server_get_sign_in (portal_request_get_server (request)), session != NULL ? session : "",
                       form, portal_request_get_language (request), on_step, portal_request_ref (request));
}
