/* SPDX-License-Identifier: GPL-3.0-or-later
 * Starts the built foyer-portal on free ports with data of the tests' own, and asks it over real HTTP. */

#include "portal-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static void add_row (JsonArray *rows, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add_row (JsonArray *rows, const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *row;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  row = json_from_string (text, &error);
  g_assert_no_error (error);
  json_array_add_element (rows, row);
}

/* 60 orders; every date twice, so that pages must break ties; totals all different and in no order. */
static void
add_orders (JsonArray *rows)
{
  static const char *const states[] = { "completed", "inProgress", "acknowledged" };
  static const char *const cities[] = { "München", "Berlin" };

  for (int i = 0; i < 60; i++)
    add_row (
        rows,
        "{'resource':'productOrder','owner':'C-1','node':{'id':'A-%04d','orderDate':'2026-%02d-%02dT09:00:00Z','state':"
        "'%s',"
        "'orderTotalPrice':[{'priceType':'oneTime','price':{'taxIncludedAmount':{'unit':'EUR','value':%d.5}}}],"
        "'productOrderItem':[{'id':'1','action':'add','quantity':2,'productOffering':{'id':'%s','name':'Phone %d'},"
        "'itemTotalPrice':[{'priceType':'oneTime','price':{'taxRate':19,'dutyFreeAmount':{'unit':'EUR','value':180},"
        "'taxIncludedAmount':{'unit':'EUR','value':214.2}}}],"
        "'product':{'place':[{'role':'shippingAddress','city':'%s'}]}}]}}",
        i, 1 + i / 2 / 10, 1 + i / 2 % 10, states[i % 3], (i * 37) % 60,
        i == 1   ? "old"
        : i == 2 ? "fax"
                 : "phone",
        i, cities[i % 2]);
}

static void
add_calls (JsonArray *rows)
{
  for (int i = 0; i < 30; i++)
    add_row (rows,
             "{'resource':'usage','owner':'C-1','node':{'id':'U-%d','usageType':'voiceCall','usageDate':'2026-%02d-"
             "15T10:00:%02dZ',"
             "'usageCharacteristic':[{'name':'destination','value':'+4930%04d'},{'name':'duration','value':%d},"
             "{'name':'result','value':'%s'}],"
             "'ratedProductUsage':[{'taxExcludedRatingAmount':{'unit':'EUR','value':0.0567}}]}}",
             i, 4 + i / 15, i, i, i * 10, i % 3 == 0 ? "busy" : "answered");
}

/* What all three have stands in provider.json beside this file. */
static void
write_provider (const char *directory, const char *id, const char *differs)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "portal", "provider.json", NULL);
  g_autofree char *file = g_strconcat (id, ".json", NULL), *path = g_build_filename (directory, file, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (JsonNode) own = json_from_string (differs, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  JsonObject *provider;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_parser_load_from_file (parser, source, &error);
  g_assert_no_error (error);
  provider = json_node_get_object (json_parser_get_root (parser));
  json_object_set_string_member (provider, "id", id);
  json_object_iter_init (&iter, json_node_get_object (own));
  while (json_object_iter_next (&iter, &name, &value))
    json_object_set_member (provider, name, json_node_ref (value));
  add_orders (json_object_get_array_member (provider, "rows"));
  add_calls (json_object_get_array_member (provider, "rows"));
  json_generator_set_root (generator, json_parser_get_root (parser));
  g_assert_true (json_generator_to_file (generator, path, NULL));
}

static void
write_portals (const char *directory)
{
  g_autofree char *logo = g_build_filename (directory, "aquis.svg", NULL);

  g_assert_cmpint (g_mkdir_with_parents (directory, 0700), ==, 0);
  write_provider (
      directory, "aquis",
      "{'name':{'de':'Deutsch aquis','en':'English aquis'},'locales':['en','de'],'signIn':{'identifier':'email',"
      "'text':{'de':'Demo de','en':'Demo: erika@example.org / right-password'},'attempts':3,'lockSeconds':2}}");
  write_provider (
      directory, "meridian",
      "{'name':'Meridian','locales':['en','nl'],'signIn':{'methods':['password','pin'],'attempts':3,'lockSeconds':2}}");
  write_provider (directory, "ember",
                  "{'name':'Ember','locales':['de'],'signIn':{'secondFactor':'sms','attempts':3,'lockSeconds':2}}");
  g_assert_true (g_file_set_contents (logo, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", -1, NULL));
}

/* Until "ready": one address per line before it. */
static void
read_addresses (Portal *self)
{
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));

  for (;;)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *line = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, &error);
      g_autoptr (JsonNode) node = NULL;
      JsonObject *object;

      g_assert_no_error (error);
      g_assert_nonnull (line);
      if (g_str_equal (line, "ready"))
        return;
      node = json_from_string (line, &error);
      g_assert_no_error (error);
      object = json_node_get_object (node);
      g_hash_table_insert (self->addresses, g_strdup (json_object_get_string_member (object, "provider")),
                           g_strdup (json_object_get_string_member (object, "address")));
    }
}

/**
 * portal_restart:
 * @arguments: (nullable): beside those that every test needs
 *
 * Starts the portal, perhaps anew on the data that is there.
 */
void
portal_restart (Portal *self, const char *const *arguments)
{
  g_autofree char *portals = g_build_filename (self->directory, "portals", NULL);
  g_autofree char *data = g_build_filename (self->directory, "data", NULL);
  g_autofree char *outbox = g_build_filename (self->directory, "outbox", NULL);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  const char *always[] = { PORTAL_EXECUTABLE, "--port", "0",  "--die-with-stdin", "--portals",
                           portals,           "--data", data, "--outbox",         outbox };

  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    g_ptr_array_add (argv, (char *) always[i]);
  for (guint i = 0; arguments != NULL && arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (char *) arguments[i]);
  g_ptr_array_add (argv, NULL);
  g_hash_table_remove_all (self->addresses);
  g_clear_object (&self->process);
  self->process = g_subprocess_newv ((const char *const *) argv->pdata,
                                     G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  read_addresses (self);
}

/**
 * portal_start:
 * @first_argument: (nullable): arguments for foyer-portal, NULL at the end; without --provider only aquis is started
 *
 * Returns: (transfer full): the portal, ready
 */
Portal *
portal_start (const char *first_argument, ...)
{
  Portal *self = g_new0 (Portal, 1);
  g_autofree char *portals = NULL;
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  gboolean has_provider = FALSE;
  va_list list;

  self->directory = g_dir_make_tmp ("portal-test-XXXXXX", NULL);
  self->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->session = soup_session_new_with_options ("timeout", 30, NULL);
  portals = g_build_filename (self->directory, "portals", NULL);
  write_portals (portals);
  va_start (list, first_argument);
  for (const char *argument = first_argument; argument != NULL; argument = va_arg (list, const char *))
    {
      has_provider |= g_str_equal (argument, "--provider");
      g_ptr_array_add (arguments, (char *) argument);
    }
  va_end (list);
  if (!has_provider)
    {
      g_ptr_array_add (arguments, (char *) "--provider");
      g_ptr_array_add (arguments, (char *) "aquis");
    }
  g_ptr_array_add (arguments, NULL);
  portal_restart (self, (const char *const *) arguments->pdata);
  return self;
}

/**
 * portal_stop:
 *
 * Closes the portal's standard input, upon which it must end.
 *
 * Returns: its exit status
 */
int
portal_stop (Portal *self)
{
  soup_session_abort (self->session);
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  g_assert_true (g_subprocess_wait (self->process, NULL, NULL));
  return g_subprocess_get_if_exited (self->process) ? g_subprocess_get_exit_status (self->process) : -1;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

void
portal_free (Portal *self)
{
  if (g_subprocess_get_identifier (self->process) != NULL)
    g_assert_cmpint (portal_stop (self), ==, 0);
  remove_tree (self->directory);
  g_object_unref (self->process);
  g_object_unref (self->session);
  g_hash_table_unref (self->addresses);
  g_free (self->language);
  g_free (self->directory);
  g_free (self);
}

const char *
portal_address (Portal *self, const char *provider)
{
  const char *address = g_hash_table_lookup (self->addresses, provider);

  g_assert_nonnull (address);
  return address;
}

static void
set_headers (SoupMessage *message, const char *headers)
{
  g_auto (GStrv) lines = g_strsplit (headers != NULL ? headers : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *colon = strstr (lines[i], ": ");

      if (colon == NULL)
        continue;
      *colon = '\0';
      soup_message_headers_replace (soup_message_get_request_headers (message), lines[i], colon + 2);
    }
}

static Answer *
send (Portal *self, SoupMessage *message)
{
  Answer *answer = g_new0 (Answer, 1);
  g_autoptr (GBytes) bytes = soup_session_send_and_read (self->session, message, NULL, &answer->error);

  answer->status = soup_message_get_status (message);
  answer->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  if (bytes != NULL)
    {
      answer->length = g_bytes_get_size (bytes);
      answer->body = g_strndup (answer->length > 0 ? g_bytes_get_data (bytes, NULL) : "", answer->length);
      answer->json = json_from_string (answer->body, NULL);
    }
  return answer;
}

/**
 * portal_ask_at:
 * @type: (nullable): of @body
 *
 * Returns: (transfer full): what came back, whatever it was
 */
Answer *
portal_ask_at (Portal *self,
               const char *provider,
               const char *method,
               const char *path,
               const char *token,
               const char *headers,
               const char *type,
               const char *body)
{
  g_autofree char *uri =
      g_strconcat (g_str_has_prefix (path, "http") ? "" : portal_address (self, provider), path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);

  g_assert_nonnull (message);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (self->language != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Accept-Language", self->language);
  if (token != NULL)
    {
      g_autofree char *authorization = g_strconcat ("Bearer ", token, NULL);

      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", authorization);
    }
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, type, bytes);
    }
  set_headers (message, headers);
  return send (self, message);
}

Answer *
portal_ask (
    Portal *self, const char *method, const char *path, const char *token, const char *headers, const char *body)
{
  const char *type = g_str_equal (method, "PATCH") ? "application/merge-patch+json" : "application/json";

  return portal_ask_at (self, "aquis", method, path, token, headers, type, body);
}

/**
 * portal_post_form:
 * @first_name: name and value by turns, NULL at the end
 */
Answer *
portal_post_form (Portal *self, const char *provider, const char *path, const char *first_name, ...)
{
  g_autoptr (GString) body = g_string_new (NULL);
  va_list list;

  va_start (list, first_name);
  for (const char *name = first_name; name != NULL; name = va_arg (list, const char *))
    {
      const char *value = va_arg (list, const char *);

      if (body->len > 0)
        g_string_append_c (body, '&');
      g_string_append_printf (body, "%s=", name);
      g_string_append_uri_escaped (body, value, NULL, FALSE);
    }
  va_end (list);
  return portal_ask_at (self, provider, "POST", path, NULL, NULL, "application/x-www-form-urlencoded", body->str);
}

void
answer_free (Answer *self)
{
  soup_message_headers_unref (self->headers);
  g_clear_pointer (&self->json, json_node_unref);
  g_clear_error (&self->error);
  g_free (self->body);
  g_free (self);
}

const char *
answer_header (Answer *self, const char *name)
{
  return soup_message_headers_get_one (self->headers, name);
}

/* "portal_form.fields.0.name": members and indexes */
JsonNode *
answer_at (Answer *self, const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, ".", -1);
  JsonNode *node = self->json;

  for (guint i = 0; steps[i] != NULL && node != NULL; i++)
    {
      if (*steps[i] == '\0')
        continue;
      if (JSON_NODE_HOLDS_ARRAY (node))
        {
          guint index = g_ascii_strtoull (steps[i], NULL, 10);

          node = index < json_array_get_length (json_node_get_array (node))
                     ? json_array_get_element (json_node_get_array (node), index)
                     : NULL;
        }
      else
        node = JSON_NODE_HOLDS_OBJECT (node) ? json_object_get_member (json_node_get_object (node), steps[i]) : NULL;
    }
  return node;
}

const char *
answer_string (Answer *self, const char *path)
{
  JsonNode *node = answer_at (self, path);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

double
answer_number (Answer *self, const char *path)
{
  JsonNode *node = answer_at (self, path);

  g_assert_true (node != NULL && JSON_NODE_HOLDS_VALUE (node));
  return json_node_get_double (node);
}

guint
answer_size (Answer *self, const char *path)
{
  JsonNode *node = answer_at (self, path);

  g_assert_true (node != NULL && JSON_NODE_HOLDS_ARRAY (node));
  return json_array_get_length (json_node_get_array (node));
}

/* S256 of PORTAL_TEST_VERIFIER */
char *
portal_challenge (void)
{
  guint8 digest[32];
  gsize length = sizeof digest;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  char *text;

  g_checksum_update (checksum, (const guchar *) PORTAL_TEST_VERIFIER, -1);
  g_checksum_get_digest (checksum, digest, &length);
  text = g_base64_encode (digest, length);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return text;
}

/**
 * portal_begin:
 *
 * Returns: (transfer full): the auth_session of a new conversation
 */
char *
portal_begin (Portal *self, const char *provider)
{
  g_autofree char *challenge = portal_challenge ();
  g_autoptr (Answer) form =
      portal_post_form (self, provider, "/authorize-challenge", "client_id", "test", "response_type", "code", "scope",
                        "portal", "code_challenge", challenge, "code_challenge_method", "S256", NULL);

  assert_status (form, 401);
  g_assert_cmpstr (answer_string (form, "error"), ==, "insufficient_authorization");
  return g_strdup (answer_string (form, "auth_session"));
}

/**
 * portal_sign_in:
 *
 * Returns: (transfer full): an access token of aquis
 */
char *
portal_sign_in (Portal *self, const char *user, const char *password)
{
  g_autofree char *session = portal_begin (self, "aquis");
  g_autoptr (Answer) code = portal_post_form (self, "aquis", "/authorize-challenge", "client_id", "test",
                                              "auth_session", session, "username", user, "password", password, NULL);
  g_autoptr (Answer) tokens = NULL;

  assert_status (code, 200);
  tokens = portal_post_form (self, "aquis", "/token", "grant_type", "authorization_code", "client_id", "test", "code",
                             answer_string (code, "authorization_code"), "code_verifier", PORTAL_TEST_VERIFIER, NULL);
  assert_status (tokens, 200);
  return g_strdup (answer_string (tokens, "access_token"));
}

/**
 * portal_read_outbox:
 * @suffix: ".eml" or ".txt"
 *
 * Returns: (transfer full) (nullable): the newest one
 */
char *
portal_read_outbox (Portal *self, const char *suffix)
{
  g_autofree char *outbox = g_build_filename (self->directory, "outbox", NULL);
  g_autoptr (GDir) directory = g_dir_open (outbox, 0, NULL);
  g_autofree char *newest = NULL, *path = NULL;
  const char *name;
  char *text = NULL;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_suffix (name, suffix) && (newest == NULL || strcmp (name, newest) > 0))
      g_set_str (&newest, name);
  if (newest == NULL)
    return NULL;
  path = g_build_filename (outbox, newest, NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}
