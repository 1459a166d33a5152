/* SPDX-License-Identifier: GPL-3.0-or-later
 * What FoyerError carries stays with it. */

#include "foyer-error.h"

#include <gio/gio.h>

static GError *
make_full (void)
{
  GError *error = foyer_error_new (FOYER_ERROR_INVALID, "HTTP status %d", 422);

  foyer_error_set_status (error, 422);
  foyer_error_set_request_id (error, "r-1");
  foyer_error_set_retry_after (error, 7);
  foyer_error_set_reason (error, "Please check.");
  foyer_error_set_step_up (error, "urn:acr:2", 60);
  foyer_error_add_field (error, "/contactMedium/0", "required", "is missing");
  foyer_error_add_field (error, NULL, NULL, NULL);
  return error;
}

static void
test_travels (void)
{
  g_autoptr (GError) original = make_full (), copy = g_error_copy (original);
  FoyerFieldError *field;

  g_clear_error (&original);
  g_assert_error (copy, FOYER_ERROR, FOYER_ERROR_INVALID);
  g_assert_cmpstr (copy->message, ==, "HTTP status 422");
  g_assert_cmpuint (foyer_error_get_status (copy), ==, 422);
  g_assert_cmpstr (foyer_error_get_request_id (copy), ==, "r-1");
  g_assert_cmpuint (foyer_error_get_retry_after (copy), ==, 7);
  g_assert_cmpstr (foyer_error_get_reason (copy), ==, "Please check.");
  g_assert_cmpstr (foyer_error_get_acr_values (copy), ==, "urn:acr:2");
  g_assert_cmpint (foyer_error_get_max_age (copy), ==, 60);
  g_assert_cmpuint (foyer_error_get_fields (copy)->len, ==, 2);
  field = foyer_error_get_fields (copy)->pdata[0];
  g_assert_cmpstr (field->pointer, ==, "/contactMedium/0");
  g_assert_cmpstr (field->code, ==, "required");
  g_assert_cmpstr (field->reason, ==, "is missing");
  field = foyer_error_get_fields (copy)->pdata[1];
  g_assert_cmpstr (field->pointer, ==, "");
  g_assert_null (field->reason);
}

static void
test_copy_is_own (void)
{
  g_autoptr (GError) original = make_full (), copy = g_error_copy (original);

  foyer_error_set_reason (copy, "Something else");
  foyer_error_add_field (copy, "/x", NULL, NULL);
  g_assert_cmpstr (foyer_error_get_reason (original), ==, "Please check.");
  g_assert_cmpuint (foyer_error_get_fields (original)->len, ==, 2);
  g_assert_cmpuint (foyer_error_get_fields (copy)->len, ==, 3);
}

static void
check_says_nothing (const GError *error)
{
  g_assert_cmpuint (foyer_error_get_status (error), ==, 0);
  g_assert_null (foyer_error_get_request_id (error));
  g_assert_cmpuint (foyer_error_get_retry_after (error), ==, 0);
  g_assert_null (foyer_error_get_reason (error));
  g_assert_null (foyer_error_get_acr_values (error));
  g_assert_cmpint (foyer_error_get_max_age (error), ==, -1);
  g_assert_cmpuint (foyer_error_get_fields (error)->len, ==, 0);
  g_assert_false (foyer_error_is_offline (error));
}

static void
test_foreign (void)
{
  g_autoptr (GError) foreign = g_error_new_literal (G_IO_ERROR, FOYER_ERROR_UNREACHABLE, "x");
  g_autoptr (GError) fresh = foyer_error_new (FOYER_ERROR_SERVER, "x");

  check_says_nothing (NULL);
  check_says_nothing (foreign);
  check_says_nothing (fresh);
}

static void
test_offline (void)
{
  for (int code = FOYER_ERROR_UNKNOWN_HOST; code <= FOYER_ERROR_OTHER_ACCOUNT; code++)
    {
      g_autoptr (GError) error = foyer_error_new (code, "x");
      gboolean expected =
          code == FOYER_ERROR_UNKNOWN_HOST || code == FOYER_ERROR_UNREACHABLE || code == FOYER_ERROR_TIMEOUT;

      g_assert_cmpint (foyer_error_is_offline (error), ==, expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/travels", test_travels);
  g_test_add_func ("/error/copy-is-own", test_copy_is_own);
  g_test_add_func ("/error/foreign", test_foreign);
  g_test_add_func ("/error/offline", test_offline);
  return g_test_run ();
}
