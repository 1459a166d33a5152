/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reading JSON: strict where a member is required, lenient where the wire is; writing it as it is read. */

#include "foyer-error.h"
#include "foyer-json.h"

#include "fiber-test.h"

#include <string.h>

static const char text[] =
    "{\"s\":\"x\",\"n\":5,\"d\":1.5,\"t\":true,\"z\":null,\"ns\":\"42\",\"ds\":\"0.25\",\"ts\":\"False\",\"big\":"
    "9007199254740993,\"whole\":3.0,"
    "\"a\":[{\"m\":{\"unit\":\"EUR\",\"value\":47.59}},{\"m\":{\"unit\":\"EUR\",\"value\":\"1.5\"}},{\"m\":{\"unit\":"
    "\"EUR\"}},{\"m\":{\"unit\":\"euro\",\"value\":1}},"
    "{\"m\":{\"unit\":\"EUR\",\"value\":1e300}},{\"m\":{\"unit\":\"JPY\",\"value\":100}},{\"m\":7}],"
    "\"time\":\"2026-05-02T09:00:00+02:00\",\"date\":\"2026-05-02\",\"local\":\"2026-05-02T09:00:00\",\"notime\":"
    "\"soon\","
    "\"l\":[\"a\",2,null,[],\"b\"]}";

static JsonNode *
parse (void)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  return node;
}

static void
test_lenient (void)
{
  g_autoptr (JsonNode) node = parse ();
  FoyerJson root = foyer_json_root (node, NULL), missing = foyer_json_member (&root, "missing");
  FoyerJson null = foyer_json_member (&root, "z");
  g_autofree char *number = foyer_json_get_string (&root, "n"), *real = foyer_json_get_string (&root, "d");
  g_autofree char *truth = foyer_json_get_string (&root, "t"), *below = foyer_json_get_string (&missing, "x");

  g_assert_cmpstr (number, ==, "5");
  g_assert_cmpstr (real, ==, "1.5");
  g_assert_cmpstr (truth, ==, "true");
  g_assert_null (below);
  g_assert_null (foyer_json_get_string (&root, "z"));
  g_assert_null (foyer_json_get_string (&root, "a"));
  g_assert_false (foyer_json_exists (&missing));
  g_assert_false (foyer_json_exists (&null));
  g_assert_cmpint (foyer_json_get_int (&root, "ns", -1), ==, 42);
  g_assert_cmpint (foyer_json_get_int (&root, "whole", -1), ==, 3);
  g_assert_cmpint (foyer_json_get_int (&root, "d", -1), ==, -1);
  g_assert_cmpint (foyer_json_get_int (&root, "s", -1), ==, -1);
  g_assert_cmpint (foyer_json_get_int (&root, "big", -1), ==, G_GINT64_CONSTANT (9007199254740993));
  g_assert_cmpfloat (foyer_json_get_double (&root, "ds", -1), ==, 0.25);
  g_assert_cmpfloat (foyer_json_get_double (&root, "s", -1), ==, -1);
  g_assert_true (foyer_json_get_boolean (&root, "t", FALSE));
  g_assert_false (foyer_json_get_boolean (&root, "ts", TRUE));
  g_assert_true (foyer_json_get_boolean (&root, "s", TRUE));
  g_assert_cmpuint (foyer_json_length (&missing), ==, 0);
}

static void
test_path (void)
{
  g_autoptr (JsonNode) node = parse ();
  g_autoptr (GError) error = NULL;
  FoyerJson root = foyer_json_root (node, &error), array = foyer_json_member (&root, "a");
  FoyerJson third = foyer_json_element (&array, 2);
  g_autofree char *first = NULL, *second = NULL;

  g_assert_null (foyer_json_require_money (&third, "m"));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_BAD_DATA);
  g_assert_true (g_str_has_prefix (error->message, "$.a[2].m.value: "));
  first = g_strdup (error->message);
  g_assert_null (foyer_json_require_string (&root, "missing"));
  g_assert_cmpstr (error->message, ==, first);
  g_clear_error (&error);
  g_assert_null (foyer_json_require_string (&root, "missing"));
  g_assert_cmpstr (error->message, ==, "$.missing: missing");
  g_clear_error (&error);
  g_assert_null (foyer_json_require_string (&root, "a"));
  g_assert_cmpstr (error->message, ==, "$.a: not a string");
  g_clear_error (&error);
  g_assert_null (foyer_json_require_time (&root, "notime"));
  g_assert_cmpstr (error->message, ==, "$.notime: not a time");
  second = foyer_json_path (&third);
  g_assert_cmpstr (second, ==, "$.a[2]");
}

static void
test_money (void)
{
  g_autoptr (JsonNode) node = parse ();
  FoyerJson root = foyer_json_root (node, NULL), array = foyer_json_member (&root, "a");
  static const gint64 amounts[] = { 475900, 15000, -1, -1, -1, 1000000, -1 };

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      FoyerJson element = foyer_json_element (&array, i);
      g_autoptr (FoyerMoney) money = foyer_json_get_money (&element, "m");

      g_assert_cmpint (money != NULL ? foyer_money_get_amount (money) : -1, ==, amounts[i]);
    }
}

static void
test_time (void)
{
  g_autoptr (JsonNode) node = parse ();
  FoyerJson root = foyer_json_root (node, NULL);
  g_autoptr (GDateTime) time = foyer_json_get_time (&root, "time"), date = foyer_json_get_time (&root, "date");
  g_autoptr (GDateTime) local = foyer_json_get_time (&root, "local"), none = foyer_json_get_time (&root, "notime");

  g_assert_cmpint (g_date_time_to_unix (time), ==, 1777705200);
  g_assert_cmpint (g_date_time_get_utc_offset (time), ==, 2 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (g_date_time_to_unix (date), ==, 1777680000);
  g_assert_cmpint (g_date_time_to_unix (local), ==, 1777712400);
  g_assert_null (none);
}

static void
test_strv (void)
{
  g_autoptr (JsonNode) node = parse ();
  FoyerJson root = foyer_json_root (node, NULL);
  g_auto (GStrv) list = foyer_json_get_strv (&root, "l"), single = foyer_json_get_strv (&root, "s"),
                 none = foyer_json_get_strv (&root, "missing");

  g_assert_cmpstrv (list, ((const char *[]) { "a", "2", "b", NULL }));
  g_assert_cmpstrv (single, ((const char *[]) { "x", NULL }));
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

static void
test_write (void)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (FoyerMoney) money = foyer_money_new (475900, "EUR"), whole = foyer_money_new (100000, "EUR");
  g_autoptr (JsonNode) node = NULL, again = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *written = NULL;

  json_builder_begin_object (builder);
  foyer_json_build_money (builder, "m", money);
  foyer_json_build_money (builder, "w", whole);
  foyer_json_build_money (builder, "none", NULL);
  foyer_json_build_string (builder, "s", "a\"\\\n\x01é");
  foyer_json_build_string (builder, "none", NULL);
  json_builder_set_member_name (builder, "l");
  json_builder_begin_array (builder);
  json_builder_add_boolean_value (builder, TRUE);
  json_builder_add_null_value (builder);
  json_builder_add_double_value (builder, 0.1);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  bytes = foyer_json_to_bytes (node);
  written = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_cmpstr (written, ==,
                   "{\"m\":{\"unit\":\"EUR\",\"value\":47.59},\"w\":{\"unit\":\"EUR\",\"value\":10},"
                   "\"s\":\"a\\\"\\\\\\u000a\\u0001é\",\"l\":[true,null,0.1]}");
  again = json_from_string (written, NULL);
  g_assert_true (json_node_equal (node, again));
}

static JsonNode *
await_parse (const char *json, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (json, strlen (json));

  return dex_await_boxed (foyer_json_parse (bytes), error);
}

static void
test_parse (void)
{
  static const char *const broken[] = { "", "  \n", "{", "[1,", "{\"a\":}", "<html></html>", "\xff\xfe", "{\"a\":1}x" };
  g_autoptr (JsonNode) marked = await_parse ("\xef\xbb\xbf {\"a\":1}", NULL);

  g_assert_nonnull (marked);
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = await_parse (broken[i], &error);

      g_assert_null (node);
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_BAD_DATA);
      g_assert_null (strstr (error->message, "html"));
    }
}

/* Nested so deep that a recursive reader would run off a fiber's stack. */
static void
test_parse_deep (void)
{
  g_autoptr (GString) deep = g_string_new (NULL), strings = g_string_new ("[\"");
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL, flat = NULL;

  for (int i = 0; i < 60; i++)
    g_string_append_c (deep, '[');
  for (int i = 0; i < 60; i++)
    g_string_append_c (deep, ']');
  node = await_parse (deep->str, &error);
  g_assert_no_error (error);
  g_clear_pointer (&node, json_node_unref);
  for (int i = 0; i < 40; i++)
    {
      g_string_prepend_c (deep, '[');
      g_string_append_c (deep, ']');
    }
  g_assert_null (await_parse (deep->str, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_BAD_DATA);
  g_clear_error (&error);
  g_string_truncate (deep, 0);
  for (int i = 0; i < 100000; i++)
    g_string_append (deep, "{\"a\":[");
  node = await_parse (deep->str, &error);
  g_assert_null (node);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_BAD_DATA);
  g_clear_error (&error);
  for (int i = 0; i < 1000; i++)
    g_string_append (strings, "[{\\\"");
  g_string_append (strings, "\"]");
  flat = await_parse (strings->str, &error);
  g_assert_no_error (error);
}

static gboolean
on_tick_cb (gpointer user_data)
{
  (*(guint *) user_data)++;
  return G_SOURCE_CONTINUE;
}

/* A long body is parsed beside the main loop, which goes on turning. */
static void
test_parse_long (void)
{
  g_autoptr (GString) body = g_string_new ("[0");
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  guint ticks = 0, source = g_timeout_add (1, on_tick_cb, &ticks);

  for (int i = 0; i < 300000; i++)
    g_string_append (body, ",{}");
  g_string_append_c (body, ']');
  node = await_parse (body->str, &error);
  g_source_remove (source);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 300001);
  g_assert_cmpuint (ticks, >, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/json/lenient", test_lenient);
  g_test_add_func ("/json/path", test_path);
  g_test_add_func ("/json/money", test_money);
  g_test_add_func ("/json/time", test_time);
  g_test_add_func ("/json/strv", test_strv);
  g_test_add_func ("/json/write", test_write);
  fiber_test_add ("/json/parse", test_parse);
  fiber_test_add ("/json/parse-deep", test_parse_deep);
  fiber_test_add ("/json/parse-long", test_parse_long);
  return g_test_run ();
}
