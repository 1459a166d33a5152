/* SPDX-License-Identifier: GPL-3.0-or-later
 * Discovery: what a portal says of itself, and what is not taken for a portal. */

#include "foyer-error.h"
#include "foyer-json.h"
#include "foyer-portal.h"

#include "fiber-test.h"
#include "portal-fixture.h"
#include "rude-server.h"

#include <string.h>

static FoyerPortal *
discover (const char *address, GError **error)
{
  g_autoptr (FoyerTransport) transport = foyer_transport_new ();

  return dex_await_object (foyer_portal_discover (transport, address), error);
}

static void
check_below (const char *uri, const char *base)
{
  g_assert_nonnull (uri);
  if (!g_str_has_prefix (uri, base))
    g_error ("%s is not below %s", uri, base);
}

static void
check_aquis (FoyerPortal *portal, const char *address)
{
  g_auto (GStrv) prefixes = foyer_portal_get_token_prefixes (portal);
  g_autofree char *files = g_strconcat (address, "/files/", NULL);

  g_assert_cmpstr (foyer_portal_get_address (portal), ==, address);
  g_assert_cmpstr (foyer_portal_get_name (portal), ==, "Aquis Cloud PBX");
  g_assert_cmpstr (foyer_portal_get_accent (portal), ==, "#0a7d6c");
  g_assert_cmpstr (foyer_portal_get_client_id (portal), ==, "foyer");
  g_assert_cmpstr (foyer_portal_get_issuer (portal), ==, address);
  check_below (foyer_portal_get_token_endpoint (portal), address);
  check_below (foyer_portal_get_revocation_endpoint (portal), address);
  check_below (foyer_portal_get_challenge_endpoint (portal), address);
  check_below (foyer_portal_get_authorization_endpoint (portal), address);
  check_below (foyer_portal_get_api (portal, "productOrder"), address);
  g_assert_true (g_str_has_suffix (foyer_portal_get_api (portal, "productOrder"), "/"));
  g_assert_null (foyer_portal_get_api (portal, "teapot"));
  g_assert_cmpstr (foyer_portal_get_files (portal), ==, files);
  g_assert_true (foyer_portal_has_feature (portal, "orders"));
  g_assert_false (foyer_portal_has_feature (portal, "pin"));
  g_assert_true (g_strv_contains ((const char *const *) prefixes, files));
  g_assert_true (g_strv_contains ((const char *const *) prefixes, foyer_portal_get_api (portal, "party")));
  g_assert_false (g_strv_contains ((const char *const *) prefixes, foyer_portal_get_token_endpoint (portal)));
  g_assert_true (g_strv_contains (foyer_portal_get_locales (portal), "de"));
}

static void
test_real (void)
{
  g_autoptr (PortalFixture) fixture = portal_fixture_new (NULL, NULL);
  const char *address = portal_fixture_get_address (fixture, "aquis");
  g_autofree char *bare = g_strdup_printf ("  %s/?from=mail#top ", strstr (address, "//") + 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerPortal) portal = discover (address, &error), typed = NULL, again = NULL;
  g_autoptr (JsonNode) node = NULL, read = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_no_error (error);
  check_aquis (portal, address);
  typed = discover (bare, &error);
  g_assert_no_error (error);
  check_aquis (typed, address);
  node = foyer_portal_to_json (portal);
  bytes = foyer_json_to_bytes (node);
  read = dex_await_boxed (foyer_json_parse (bytes), NULL);
  again = foyer_portal_new_from_json (read, &error);
  g_assert_no_error (error);
  check_aquis (again, address);
}

/* A portal made of what a test says: path → body; {} is where it lies. Anything else is 404. */
typedef struct
{
  const char *path;
  const char *body;
} Page;

static void
answer_pages (RudeServer *server, RudeRequest *request, GOutputStream *out, gpointer data)
{
  for (const Page *page = data; page->path != NULL; page++)
    if (g_str_equal (page->path, request->path))
      {
        g_autoptr (GString) body = g_string_new (page->body);

        g_string_replace (body, "{}", rude_server_get_base (server), 0);
        rude_answer (out, *body->str == '!' ? body->str + 1 : "200 OK",
                     *body->str == '<' ? "text/html" : "application/json", NULL, *body->str == '!' ? "{}" : body->str);
        return;
      }
  rude_answer (out, "404 Not Found", "text/html", NULL, "<h1>Not found</h1>");
}

#define RESOURCE "/.well-known/oauth-protected-resource"
#define SERVER "/.well-known/oauth-authorization-server"
#define GOOD_RESOURCE "{\"resource\":\"{}\",\"authorization_servers\":[\"{}\"]}"
#define GOOD_SERVER "{\"issuer\":\"{}\",\"token_endpoint\":\"{}/token\"}"

static FoyerPortal *
discover_pages (const Page *pages, const char *path, RudeServer **out_server, GError **error)
{
  g_autoptr (RudeServer) server = rude_server_new (answer_pages, (gpointer) pages);
  g_autofree char *uri = rude_server_uri (server, path);
  FoyerPortal *portal = discover (uri, error);

  if (out_server != NULL)
    *out_server = g_steal_pointer (&server);
  return portal;
}

static void
test_least (void)
{
  static const Page pages[] = { { RESOURCE, GOOD_RESOURCE }, { SERVER, GOOD_SERVER }, { NULL, NULL } };
  g_autoptr (RudeServer) server = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerPortal) portal = discover_pages (pages, "", &server, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (foyer_portal_get_name (portal), ==, rude_server_get_base (server));
  g_assert_null (foyer_portal_get_challenge_endpoint (portal));
  g_assert_null (foyer_portal_get_files (portal));
  g_assert_null (foyer_portal_get_accent (portal));
  g_assert_false (foyer_portal_has_feature (portal, "orders"));
  g_assert_cmpuint (g_strv_length ((char **) foyer_portal_get_locales (portal)), ==, 0);
}

static void
test_languages (void)
{
  static const Page pages[] = {
    { RESOURCE, "{\"resource\":\"{}\",\"authorization_servers\":[\"{}\"],\"resource_name\":\"Default\","
                "\"resource_name#de\":\"Deutsch\",\"resource_name#nl-BE\":\"Vlaams\",\"resource_name#nl\":"
                "\"Nederlands\"}" },
    { SERVER, GOOD_SERVER },
    { NULL, NULL }
  };
  static const char *const expected[][2] = {
    { "nl_NL.UTF-8", "Nederlands" }, { "nl_BE.UTF-8", "Vlaams" }, { "fr:de", "Deutsch" },
    { "de_AT", "Deutsch" },          { "fr", "Default" },         { "C", "Default" }
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FoyerPortal) portal = NULL;

      g_setenv ("LANGUAGE", expected[i][0], TRUE);
      portal = discover_pages (pages, "", NULL, &error);
      g_unsetenv ("LANGUAGE");
      g_assert_no_error (error);
      g_assert_cmpstr (foyer_portal_get_name (portal), ==, expected[i][1]);
    }
}

/* The address of a shop on a host that has several, and of a page that somebody copied. */
static void
test_path (void)
{
  static const Page inserted[] = {
    { RESOURCE "/shop",
      "{\"resource\":\"{}/shop\",\"authorization_servers\":[\"{}/tenant\"],\"resource_name\":\"Shop\"}" },
    { SERVER "/tenant", "{\"issuer\":\"{}/tenant\",\"token_endpoint\":\"{}/token\"}" },
    { RESOURCE, GOOD_RESOURCE },
    { NULL, NULL }
  };
  static const Page host[] = { { RESOURCE, GOOD_RESOURCE }, { SERVER, GOOD_SERVER }, { NULL, NULL } };
  g_autoptr (RudeServer) server = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerPortal) shop = discover_pages (inserted, "/shop/", NULL, &error), copied = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (foyer_portal_get_name (shop), ==, "Shop");
  copied = discover_pages (host, "/de/login.html", &server, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (foyer_portal_get_address (copied), ==, rude_server_get_base (server));
}

static void
test_openid (void)
{
  static const Page pages[] = { { RESOURCE, "{\"resource\":\"{}\",\"authorization_servers\":[\"{}/realm/\"]}" },
                                { "/realm/.well-known/openid-configuration",
                                  "{\"issuer\":\"{}/realm/\",\"token_endpoint\":\"{}/token\"}" },
                                { NULL, NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerPortal) portal = discover_pages (pages, "", NULL, &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (foyer_portal_get_issuer (portal), "/realm/"));
}

/* A member that is not safe is as good as none. */
static void
test_unsafe_members (void)
{
  static const Page pages[] = {
    { RESOURCE,
      "{\"resource\":\"{}\",\"authorization_servers\":[\"{}\"],\"portal_files\":\"http://evil.example/"
      "\",\"portal_apis\":{"
      "\"party\":\"{}/party\",\"usage\":\"http://evil.example/\",\"customer\":\"https://a@b.example/\",\"document\":7},"
      "\"portal_features\":\"orders\",\"portal_ui\":{\"accent\":\"red; background: "
      "url(x)\",\"logo\":\"file:///etc/passwd\"}}" },
    { SERVER, "{\"issuer\":\"{}\",\"token_endpoint\":\"{}/token\",\"authorization_challenge_endpoint\":\"https://"
              "other.example/c\"}" },
    { NULL, NULL }
  };
  g_autoptr (RudeServer) server = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerPortal) portal = discover_pages (pages, "", &server, &error);
  g_auto (GStrv) prefixes = NULL;
  g_autofree char *party = rude_server_uri (server, "/party/");

  g_assert_no_error (error);
  g_assert_cmpstr (foyer_portal_get_api (portal, "party"), ==, party);
  g_assert_null (foyer_portal_get_api (portal, "usage"));
  g_assert_null (foyer_portal_get_api (portal, "customer"));
  g_assert_null (foyer_portal_get_api (portal, "document"));
  g_assert_null (foyer_portal_get_files (portal));
  g_assert_null (foyer_portal_get_accent (portal));
  g_assert_null (foyer_portal_get_logo (portal));
  g_assert_true (foyer_portal_has_feature (portal, "orders"));
  /* A challenge endpoint elsewhere than the server that issued the token does not get it. */
  prefixes = foyer_portal_get_token_prefixes (portal);
  g_assert_cmpuint (g_strv_length (prefixes), ==, 1);
}

static void
test_refused (void)
{
  static const struct
  {
    Page pages[3];
    FoyerErrorCode code;
  } cases[] = {
    { { { RESOURCE, "<html>" } }, FOYER_ERROR_NOT_A_PORTAL },
    { { { NULL, NULL } }, FOYER_ERROR_NOT_A_PORTAL },
    { { { RESOURCE, "[]" } }, FOYER_ERROR_NOT_A_PORTAL },
    { { { RESOURCE, "" } }, FOYER_ERROR_NOT_A_PORTAL },
    { { { RESOURCE, "!403 Forbidden" } }, FOYER_ERROR_NOT_A_PORTAL },
    { { { RESOURCE, "!500 Oops" } }, FOYER_ERROR_SERVER },
    { { { RESOURCE, "{\"resource\":" } }, FOYER_ERROR_BAD_DATA },
    { { { RESOURCE, "{\"resource\":\"https://bank.example\",\"authorization_servers\":[\"{}\"]}" },
        { SERVER, GOOD_SERVER } },
      FOYER_ERROR_NOT_A_PORTAL },
    { { { RESOURCE, "{\"authorization_servers\":[\"{}\"]}" }, { SERVER, GOOD_SERVER } }, FOYER_ERROR_NOT_A_PORTAL },
    { { { RESOURCE, "{\"resource\":\"{}\"}" } }, FOYER_ERROR_NOT_A_PORTAL },
    { { { RESOURCE, "{\"resource\":\"{}\",\"authorization_servers\":[\"http://evil.example\"]}" } },
      FOYER_ERROR_NOT_A_PORTAL },
    { { { RESOURCE, GOOD_RESOURCE } }, FOYER_ERROR_NOT_A_PORTAL },
    { { { RESOURCE, GOOD_RESOURCE }, { SERVER, "{\"issuer\":\"https://bank.example\",\"token_endpoint\":\"{}/t\"}" } },
      FOYER_ERROR_NOT_A_PORTAL },
    { { { RESOURCE, GOOD_RESOURCE }, { SERVER, "{\"issuer\":\"{}\"}" } }, FOYER_ERROR_BAD_DATA },
    { { { RESOURCE, GOOD_RESOURCE }, { SERVER, "{\"issuer\":\"{}\",\"token_endpoint\":\"http://evil.example/t\"}" } },
      FOYER_ERROR_REFUSED_ADDRESS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FoyerPortal) portal = discover_pages (cases[i].pages, "", NULL, &error);

      g_test_message ("case %u: %s", i, error != NULL ? error->message : "taken for a portal");
      g_assert_null (portal);
      g_assert_error (error, FOYER_ERROR, (int) cases[i].code);
    }
}

static void
test_typed (void)
{
  static const char *const refused[] = { "",
                                         "   ",
                                         "two words",
                                         "http://portal.example",
                                         "ftp://portal.example",
                                         "https://",
                                         "me@portal.example",
                                         "portal.example/a/../b" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_assert_null (discover (refused[i], &error));
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_REFUSED_ADDRESS);
      g_clear_error (&error);
    }
  g_assert_null (discover ("127.0.0.1:1", &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_UNREACHABLE);
}

static void
test_saved_broken (void)
{
  static const char *const saved[] = { "{}", "[]", "{\"resource\":{},\"server\":{}}",
                                       "{\"resource\":{\"resource\":\"https://a.example\"},\"server\":null}" };

  for (guint i = 0; i < G_N_ELEMENTS (saved); i++)
    {
      g_autoptr (JsonNode) node = json_from_string (saved[i], NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (foyer_portal_new_from_json (node, &error));
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_BAD_DATA);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  fiber_test_add ("/portal/real", test_real);
  fiber_test_add ("/portal/least", test_least);
  fiber_test_add ("/portal/languages", test_languages);
  fiber_test_add ("/portal/path", test_path);
  fiber_test_add ("/portal/openid", test_openid);
  fiber_test_add ("/portal/unsafe-members", test_unsafe_members);
  fiber_test_add ("/portal/refused", test_refused);
  fiber_test_add ("/portal/typed", test_typed);
  g_test_add_func ("/portal/saved-broken", test_saved_broken);
  return g_test_run ();
}
