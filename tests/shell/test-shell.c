/* SPDX-License-Identifier: GPL-3.0-or-later
 * What all pages have in common, in real windows: states, errors in words, the fields of a form, signing in, and that
 * windows go when they should. */

#include "account-fixture.h"
#include "fiber-test.h"
#include "foyer-accounts.h"
#include "foyer-cart.h"
#include "foyer-demo.h"
#include "foyer-entry-feedback.h"
#include "foyer-error-text.h"
#include "foyer-error.h"
#include "foyer-field-row.h"
#include "foyer-format.h"
#include "foyer-future.h"
#include "foyer-preferences.h"
#include "foyer-sign-in-view.h"
#include "foyer-state-stack.h"
#include "foyer-welcome-window.h"
#include "foyer-window.h"

#include <locale.h>

static PortalFixture *portal; /* one for all */

/* Runs the loop until @condition or the end of ten seconds. */
#define wait_for(condition)                                                                                            \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    gint64 until = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;                                                      \
    while (!(condition) && g_get_monotonic_time () < until)                                                            \
      g_main_context_iteration (NULL, g_main_context_pending (NULL));                                                  \
    g_assert_true (condition);                                                                                         \
  }                                                                                                                    \
  G_STMT_END

static void
wait_ms (guint milliseconds)
{
  gint64 until = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static GtkWindow *
show_in_window (GtkWidget *child)
{
  GtkWindow *window = GTK_WINDOW (g_object_ref_sink (gtk_window_new ()));

  gtk_window_set_default_size (window, 480, 480);
  gtk_window_set_child (window, child);
  gtk_window_present (window);
  wait_for (gtk_widget_get_mapped (child));
  return window;
}

/* With what is inside of it. */
static void
destroy (GtkWindow *window, GtkWidget *child)
{
  g_object_ref (child);
  gtk_window_destroy (window);
  wait_ms (50);
  g_assert_finalize_object (window);
  g_assert_finalize_object (child);
}

/* The first widget of that type whose property is @value, in the order of the tree. */
static GtkWidget *
find (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
shows_text (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_text (child, text))
      return TRUE;
  return FALSE;
}

static void
test_format (void)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (2026, 3, 9, 14, 5, 59);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = foyer_format_date (time), *date_time = foyer_format_date_time (time),
                  *month = foyer_format_month (2026, 3), *duration = foyer_format_duration (3723),
                  *less = foyer_format_duration (59), *more = foyer_format_duration (360000),
                  *percent = foyer_format_percent (8358), *age = foyer_format_age (now),
                  *number = foyer_format_number (1234567);

  g_assert_cmpstr (date, ==, "2026-03-09");
  g_assert_cmpstr (date_time, ==, "2026-03-09 14:05");
  g_assert_cmpstr (month, ==, "March 2026");
  g_assert_cmpstr (duration, ==, "1:02:03");
  g_assert_cmpstr (less, ==, "0:00:59");
  g_assert_cmpstr (more, ==, "100:00:00");
  g_assert_cmpstr (percent, ==, "83.6%");
  g_assert_cmpstr (number, ==, "1234567");
  g_assert_true (g_str_has_prefix (age, "today at "));
}

/* The whole year also where the locale has two digits of it, as the Dutch one. */
static void
test_format_locale (void)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (2026, 3, 9, 14, 5, 59);
  g_autofree char *date = NULL, *number = NULL;

  if (setlocale (LC_ALL, "nl_NL.UTF-8") == NULL)
    {
      g_test_skip ("nl_NL.UTF-8 is not installed");
      return;
    }
  date = foyer_format_date (time);
  number = foyer_format_number (1234567);
  setlocale (LC_ALL, "C.UTF-8");
  g_assert_cmpstr (date, ==, "09-03-2026");
  g_assert_cmpstr (number, ==, "1.234.567");
}

/* Every code has words of its own, and none of them is the error's message. */
static void
test_error_text (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) foreign = g_error_new (G_FILE_ERROR, 77, "raw message");
  g_autofree char *foreign_text = foyer_error_text (foreign);

  for (guint code = FOYER_ERROR_UNKNOWN_HOST; code <= FOYER_ERROR_OTHER_ACCOUNT; code++)
    {
      g_autoptr (GError) error = foyer_error_new (code, "raw message");
      char *text = foyer_error_text (error);

      g_assert_null (strstr (text, "raw message"));
      g_assert_cmpuint (strlen (text), >, 20);
      g_assert_true (g_hash_table_add (seen, text));
      g_assert_nonnull (foyer_error_title (error));
      g_assert_nonnull (foyer_error_icon_name (error));
    }
  g_assert_null (strstr (foreign_text, "raw message"));
}

static void
test_error_text_wait (void)
{
  g_autoptr (GError) error = foyer_error_new (FOYER_ERROR_BUSY, "x");
  g_autofree char *seconds = NULL, *minutes = NULL, *reason = NULL;
  g_autoptr (GError) invalid = foyer_error_new (FOYER_ERROR_INVALID, "x");

  foyer_error_set_status (error, 429);
  foyer_error_set_retry_after (error, 58);
  seconds = foyer_error_text (error);
  foyer_error_set_retry_after (error, 121);
  minutes = foyer_error_text (error);
  g_assert_nonnull (strstr (seconds, "58 seconds"));
  g_assert_nonnull (strstr (minutes, "3 minutes"));
  foyer_error_set_reason (invalid, "The quantity is too large.");
  reason = foyer_error_text (invalid);
  g_assert_cmpstr (reason, ==, "The quantity is too large.");
}

static void
test_states (void)
{
  GtkWidget *stack = foyer_state_stack_new (), *content = gtk_label_new ("the rows");
  g_autoptr (GError) error = foyer_error_new (FOYER_ERROR_SERVER, "x");
  g_autoptr (GError) offline = foyer_error_new (FOYER_ERROR_UNREACHABLE, "x");
  FoyerStateStack *states = FOYER_STATE_STACK (stack);
  GtkWindow *window;

  foyer_state_stack_set_child (states, content);
  foyer_state_stack_set_empty (states, "foyer-orders-symbolic", "No <Orders>", "a & b");
  window = show_in_window (stack);
  g_assert_false (shows_text (stack, "Loading"));
  wait_ms (400);
  g_assert_true (shows_text (stack, "Loading"));
  foyer_state_stack_set_state (states, FOYER_STATE_EMPTY);
  wait_for (shows_text (stack, "No <Orders>") && shows_text (stack, "a & b"));
  foyer_state_stack_set_error (states, error);
  wait_for (shows_text (stack, "went wrong at the portal"));
  g_assert_cmpint (foyer_state_stack_get_state (states), ==, FOYER_STATE_ERROR);
  foyer_state_stack_set_state (states, FOYER_STATE_CONTENT);
  wait_for (shows_text (stack, "the rows") && !shows_text (stack, "went wrong at the portal"));
  /* What is there stays when a refresh fails, and says so. */
  foyer_state_stack_set_error (states, error);
  wait_for (shows_text (stack, "the rows") && shows_text (stack, "went wrong at the portal"));
  g_assert_cmpint (foyer_state_stack_get_state (states), ==, FOYER_STATE_CONTENT);
  /* The window says that nobody answers, once. */
  foyer_state_stack_set_error (states, offline);
  wait_for (!shows_text (stack, "cannot be reached"));
  destroy (window, stack);
}

static void
on_retry_cb (guint *count)
{
  (*count)++;
}

static void
test_states_retry (void)
{
  GtkWidget *stack = foyer_state_stack_new ();
  g_autoptr (GError) error = foyer_error_new (FOYER_ERROR_SERVER, "x");
  guint count = 0;
  GtkWindow *window = show_in_window (stack);
  GtkWidget *button;

  g_signal_connect_swapped (stack, "retry", G_CALLBACK (on_retry_cb), &count);
  foyer_state_stack_set_error (FOYER_STATE_STACK (stack), error);
  wait_for (find (stack, GTK_TYPE_BUTTON) != NULL);
  button = find (stack, GTK_TYPE_BUTTON);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (count, ==, 1);
  destroy (window, stack);
}

static FoyerField *
make_field (const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_autoptr (GError) error = NULL;
  FoyerField *field = foyer_field_new_from_json (node, &error);

  g_assert_no_error (error);
  return field;
}

static void
test_field_row (void)
{
  g_autoptr (FoyerField) field = make_field ("{\"name\":\"password\",\"kind\":\"password\",\"label\":\"Pass <word>\"}");
  g_autoptr (FoyerField) again = make_field ("{\"name\":\"password\",\"kind\":\"password\",\"label\":\"Pass "
                                             "<word>\",\"error\":\"Wrong.\",\"attempts_left\":2}");
  g_autoptr (FoyerField) other = make_field ("{\"name\":\"password\",\"kind\":\"text\",\"label\":\"x\"}");
  g_autoptr (FoyerFieldRow) row = foyer_field_row_new (field, FALSE);
  GtkWidget *list = gtk_list_box_new (), *entry = foyer_field_row_get_widget (row);
  GtkWindow *window;

  gtk_list_box_append (GTK_LIST_BOX (list), entry);
  gtk_list_box_append (GTK_LIST_BOX (list), foyer_field_row_get_feedback (row));
  window = show_in_window (list);
  g_assert_true (ADW_IS_PASSWORD_ENTRY_ROW (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "secret");
  g_assert_cmpstr (foyer_field_get_value (field), ==, "secret");
  /* The portal refuses it: what was typed is still there to be corrected, and what is wrong is said. */
  g_assert_true (foyer_field_row_adopt (row, again));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "secret");
  g_assert_cmpstr (foyer_field_get_value (again), ==, "secret");
  wait_for (shows_text (list, "Wrong. 2 tries are left."));
  /* Typing takes the complaint away. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "secret2");
  wait_for (!shows_text (list, "Wrong."));
  g_assert_false (foyer_field_row_adopt (row, other));
  destroy (window, list);
}

static void
test_field_kinds (void)
{
  const struct
  {
    const char *json;
    GType type;
  } kinds[] = {
    { "{\"name\":\"a\",\"kind\":\"text\",\"label\":\"A\"}", ADW_TYPE_ENTRY_ROW },
    { "{\"name\":\"a\",\"kind\":\"otp\",\"label\":\"A\",\"length\":6}", ADW_TYPE_ENTRY_ROW },
    { "{\"name\":\"a\",\"kind\":\"new-password\",\"label\":\"A\"}", ADW_TYPE_PASSWORD_ENTRY_ROW },
    { "{\"name\":\"a\",\"kind\":\"consent\",\"label\":\"A\",\"url\":\"https://portal.example/terms\"}",
      ADW_TYPE_SWITCH_ROW },
    { "{\"name\":\"a\",\"kind\":\"choice\",\"label\":\"A\",\"options\":[{\"value\":\"x\",\"label\":\"X\"}],\"value\":"
      "\"x\"}",
      ADW_TYPE_COMBO_ROW },
    { "{\"name\":\"a\",\"kind\":\"unheard-of\",\"label\":\"A\"}", ADW_TYPE_ENTRY_ROW },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (FoyerField) field = make_field (kinds[i].json);
      FoyerFieldRow *row = foyer_field_row_new (field, TRUE);
      GtkWidget *list = gtk_list_box_new ();
      GtkWindow *window;

      g_assert_true (G_OBJECT_TYPE (foyer_field_row_get_widget (row)) == kinds[i].type);
      gtk_list_box_append (GTK_LIST_BOX (list), foyer_field_row_get_widget (row));
      gtk_list_box_append (GTK_LIST_BOX (list), foyer_field_row_get_feedback (row));
      window = show_in_window (list);
      destroy (window, list);
      g_assert_finalize_object (row);
    }
}

/* A portal and what is signed in there */

static DexFuture *
sign_in_fiber (gpointer data)
{
  return dex_future_new_take_object (account_fixture_sign_in (portal, "aquis", "erika@muster.example", "Quelle-2026!"));
}

static DexFuture *
discover_fiber (gpointer data)
{
  return foyer_portal_discover (data, portal_fixture_get_address (portal, "aquis"));
}

static gpointer
wait_object (DexFiberFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GValue *value = foyer_future_wait (dex_scheduler_spawn (dex_scheduler_get_default (), 0, func, data, NULL), &error);
  gpointer object;

  g_assert_no_error (error);
  object = g_value_dup_object (value);
  g_value_unset (value);
  g_free (value);
  return object;
}

static FoyerAccount *
make_signed_out_account (void)
{
  g_autoptr (FoyerTransport) transport = foyer_transport_new ();
  g_autoptr (FoyerSecretStore) secrets = foyer_memory_secrets_new ();
  g_autoptr (FoyerPortal) found = wait_object (discover_fiber, transport);
  g_autofree char *id = g_uuid_string_random ();

  return foyer_account_new (id, found, secrets, NULL);
}

static GtkEditable *
find_entry (GtkWidget *widget, gboolean password)
{
  return GTK_EDITABLE (find (widget, password ? ADW_TYPE_PASSWORD_ENTRY_ROW : ADW_TYPE_ENTRY_ROW));
}

static void
submit (GtkWidget *view)
{
  g_signal_emit_by_name (find_entry (view, TRUE), "entry-activated");
}

/* A wrong password is said at its field, loses nothing, and the right one signs in. */
static void
test_sign_in (void)
{
  g_autoptr (FoyerAccount) account = make_signed_out_account ();
  GtkWidget *view = foyer_sign_in_view_new (account);
  GtkWindow *window = show_in_window (view);

  wait_for (find_entry (view, TRUE) != NULL);
  g_assert_true (shows_text (view, "Sign In to Aquis Cloud PBX"));
  wait_for (gtk_window_get_focus (window) != NULL &&
            gtk_widget_is_ancestor (gtk_window_get_focus (window), GTK_WIDGET (find_entry (view, FALSE))));
  gtk_editable_set_text (find_entry (view, FALSE), "erika@muster.example");
  gtk_editable_set_text (find_entry (view, TRUE), "wrong");
  submit (view);
  wait_for (find (view, FOYER_TYPE_ENTRY_FEEDBACK) != NULL);
  g_assert_cmpstr (gtk_editable_get_text (find_entry (view, FALSE)), ==, "erika@muster.example");
  g_assert_cmpstr (gtk_editable_get_text (find_entry (view, TRUE)), ==, "wrong");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (window), GTK_WIDGET (find_entry (view, TRUE))));
  gtk_editable_set_text (find_entry (view, TRUE), "Quelle-2026!");
  submit (view);
  wait_for (foyer_account_get_state (account) == FOYER_ACCOUNT_SIGNED_IN);
  g_assert_cmpstr (foyer_account_get_name (account), ==, "Muster GmbH");
  destroy (window, view);
}

/* Closed in the middle of a step: nothing touches what is gone. */
static void
test_sign_in_closed (void)
{
  g_autoptr (FoyerAccount) account = make_signed_out_account ();
  GtkWidget *view = foyer_sign_in_view_new (account);
  GtkWindow *window = show_in_window (view);

  wait_for (find_entry (view, TRUE) != NULL);
  gtk_editable_set_text (find_entry (view, FALSE), "erika@muster.example");
  gtk_editable_set_text (find_entry (view, TRUE), "Quelle-2026!");
  submit (view);
  gtk_window_destroy (window);
  g_assert_finalize_object (window);
  wait_ms (1000);
}

static void
test_window (void)
{
  g_autoptr (FoyerAccount) account = wait_object (sign_in_fiber, NULL);
  g_autoptr (GSettings) settings = g_settings_new ("org.foyer.Foyer");
  FoyerWindow *window = foyer_window_new (NULL, account, settings);
  FoyerPage *page;
  guint stamp;

  g_object_ref (window);
  gtk_window_present (GTK_WINDOW (window));
  wait_for (shows_text (GTK_WIDGET (window), "Muster GmbH"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Overview — Muster GmbH");
  g_assert_true (foyer_window_has_section (window, "orders"));
  /* Not offered by this portal. */
  g_assert_false (foyer_window_has_section (window, "usage"));
  g_assert_null (foyer_window_show_section (window, "usage"));
  page = foyer_window_show_section (window, "orders");
  g_assert_nonnull (page);
  g_assert_true (foyer_page_get_account (page) == account);
  g_assert_true (foyer_window_show_section (window, "orders") == page);
  wait_for (shows_text (GTK_WIDGET (window), "A-10040"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Orders — Muster GmbH");
  /* An answer from before a reload is a late one. */
  stamp = foyer_page_get_stamp (page);
  g_assert_true (foyer_page_is_current (page, stamp));
  foyer_page_reload (page);
  g_assert_false (foyer_page_is_current (page, stamp));
  foyer_window_show_section (window, "cart");
  foyer_window_show_section (window, "overview");
  wait_ms (500);
  g_object_ref (page);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_ms (200);
  g_assert_finalize_object (window);
  g_assert_finalize_object (page);
}

/* The strip with the account is on every page of a narrow window. */
static void
test_window_narrow (void)
{
  g_autoptr (FoyerAccount) account = wait_object (sign_in_fiber, NULL);
  g_autoptr (GSettings) settings = g_settings_new ("org.foyer.Foyer");
  FoyerWindow *window = foyer_window_new (NULL, account, settings);
  FoyerPage *page;

  g_object_ref (window);
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 640);
  gtk_window_present (GTK_WINDOW (window));
  wait_for (foyer_window_get_collapsed (window));
  page = foyer_window_show_section (window, "orders");
  wait_for (shows_text (GTK_WIDGET (page), "Muster GmbH") && shows_text (GTK_WIDGET (page), "C-1001"));
  gtk_window_destroy (GTK_WINDOW (window));
  wait_ms (200);
  g_assert_finalize_object (window);
}

/* No page asks for more than a telephone has, also for eyes that need large letters. */
static void
test_window_fits (gconstpointer data)
{
  static const char *const sections[] = { "overview", "orders", "cart", "invoices" };
  g_autoptr (FoyerAccount) account = wait_object (sign_in_fiber, NULL);
  g_autoptr (GSettings) settings = g_settings_new ("org.foyer.Foyer");
  FoyerWindow *window;
  int dpi;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * GPOINTER_TO_INT (data), NULL);
  window = g_object_ref (foyer_window_new (NULL, account, settings));
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 640);
  gtk_window_present (GTK_WINDOW (window));
  wait_for (foyer_window_get_collapsed (window));
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      FoyerPage *page = foyer_window_show_section (window, sections[i]);
      int minimum;

      wait_ms (800);
      gtk_widget_measure (GTK_WIDGET (page), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_test_message ("%s: %d", sections[i], minimum);
      g_assert_cmpint (minimum, <=, 360);
    }
  gtk_window_destroy (GTK_WINDOW (window));
  wait_ms (200);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi, NULL);
  g_assert_finalize_object (window);
}

/* Signed out: the sign-in stands in its place, the account's name stays. */
static void
test_window_signed_out (void)
{
  g_autoptr (FoyerAccount) account = wait_object (sign_in_fiber, NULL);
  g_autoptr (GSettings) settings = g_settings_new ("org.foyer.Foyer");
  FoyerWindow *window = foyer_window_new (NULL, account, settings);

  g_object_ref (window);
  gtk_window_present (GTK_WINDOW (window));
  wait_for (shows_text (GTK_WIDGET (window), "Muster GmbH"));
  foyer_future_disown (foyer_account_sign_out (account));
  wait_for (find (GTK_WIDGET (window), FOYER_TYPE_SIGN_IN_VIEW) != NULL);
  wait_for (find_entry (GTK_WIDGET (window), TRUE) != NULL);
  g_assert_true (shows_text (GTK_WIDGET (window), "Muster GmbH"));
  gtk_editable_set_text (find_entry (GTK_WIDGET (window), FALSE), "erika@muster.example");
  gtk_editable_set_text (find_entry (GTK_WIDGET (window), TRUE), "Quelle-2026!");
  submit (GTK_WIDGET (window));
  wait_for (foyer_account_get_state (account) == FOYER_ACCOUNT_SIGNED_IN);
  wait_for (find (GTK_WIDGET (window), FOYER_TYPE_PAGE) != NULL);
  foyer_future_disown (foyer_account_remove (account));
  wait_for (foyer_account_get_state (account) == FOYER_ACCOUNT_CLOSED);
  wait_ms (300);
  g_assert_finalize_object (window);
}

static void
test_welcome (void)
{
  g_autofree char *directory = g_dir_make_tmp ("foyer-shell-XXXXXX", NULL);
  g_autoptr (FoyerSecretStore) secrets = foyer_memory_secrets_new ();
  g_autoptr (FoyerAccounts) accounts = foyer_accounts_new (directory, secrets);
  g_autoptr (FoyerDemo) demo = foyer_demo_new (directory);
  FoyerWelcomeWindow *window = g_object_ref (foyer_welcome_window_new (NULL, accounts, demo));

  gtk_window_present (GTK_WINDOW (window));
  wait_for (shows_text (GTK_WIDGET (window), "Welcome to Foyer"));
  foyer_welcome_window_open_address (window, "http://127.0.0.1:1");
  wait_for (find (GTK_WIDGET (window), FOYER_TYPE_ENTRY_FEEDBACK) != NULL);
  g_assert_true (shows_text (GTK_WIDGET (window), "cannot be reached"));
  /* Refused without asking anybody. */
  foyer_welcome_window_open_address (window, "http://portal.example");
  wait_for (shows_text (GTK_WIDGET (window), "has to begin with https"));
  foyer_welcome_window_open_address (window, portal_fixture_get_address (portal, "aquis"));
  wait_for (shows_text (GTK_WIDGET (window), "Sign In to Aquis Cloud PBX"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (accounts)), ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_ms (300);
  g_assert_finalize_object (window);
  /* Given up: nothing of it stays. */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (accounts)), ==, 0);
}

static void
test_demo_address (void)
{
  g_assert_true (foyer_demo_is_demo_address ("http://127.0.0.1:47211"));
  g_assert_true (foyer_demo_is_demo_address ("http://127.0.0.1:47215/"));
  g_assert_false (foyer_demo_is_demo_address ("http://127.0.0.1:47216"));
  g_assert_false (foyer_demo_is_demo_address ("https://portal.example:47211"));
  g_assert_false (foyer_demo_is_demo_address (NULL));
}

static void
test_preferences (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("org.foyer.Foyer");
  GtkWidget *label = gtk_label_new ("x");
  GtkWindow *window = show_in_window (label);
  FoyerPreferences *dialog = g_object_ref_sink (foyer_preferences_new (settings));

  adw_dialog_present (ADW_DIALOG (dialog), label);
  wait_ms (300);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  wait_ms (500);
  destroy (window, label);
  g_assert_finalize_object (dialog);
}

int
main (int argc, char *argv[])
{
  int status;

  g_setenv ("FOYER_PORTAL_PROGRAM", PORTAL_EXECUTABLE, TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  gtk_disable_setlocale ();
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();
  portal = portal_fixture_new ("--provider=aquis", NULL);
  g_test_add_func ("/shell/format", test_format);
  g_test_add_func ("/shell/format/locale", test_format_locale);
  g_test_add_func ("/shell/error-text", test_error_text);
  g_test_add_func ("/shell/error-text/wait", test_error_text_wait);
  g_test_add_func ("/shell/states", test_states);
  g_test_add_func ("/shell/states/retry", test_states_retry);
  g_test_add_func ("/shell/field-row", test_field_row);
  g_test_add_func ("/shell/field-row/kinds", test_field_kinds);
  g_test_add_func ("/shell/sign-in", test_sign_in);
  g_test_add_func ("/shell/sign-in/closed", test_sign_in_closed);
  g_test_add_func ("/shell/window", test_window);
  g_test_add_func ("/shell/window/narrow", test_window_narrow);
  g_test_add_data_func ("/shell/window/fits", GINT_TO_POINTER (1), test_window_fits);
  g_test_add_data_func ("/shell/window/fits/large-text", GINT_TO_POINTER (2), test_window_fits);
  g_test_add_func ("/shell/window/signed-out", test_window_signed_out);
  g_test_add_func ("/shell/welcome", test_welcome);
  g_test_add_func ("/shell/demo/address", test_demo_address);
  g_test_add_func ("/shell/preferences", test_preferences);
  status = g_test_run ();
  portal_fixture_free (portal);
  return status;
}
