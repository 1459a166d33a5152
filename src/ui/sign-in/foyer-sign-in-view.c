/* SPDX-License-Identifier: GPL-3.0-or-later
 * Signs an account in. One renderer for every form of the challenge; one function shows the challenge's state. */

#include "config.h"

#include "foyer-sign-in-view.h"

#include "foyer-challenge.h"
#include "foyer-error-text.h"
#include "foyer-error.h"
#include "foyer-field-row.h"
#include "foyer-future.h"
#include "foyer-state-stack.h"

#include <glib/gi18n.h>

struct _FoyerSignInView
{
  AdwBin parent_instance;
  FoyerAccount *account;
  FoyerChallenge *challenge;
  GPtrArray *rows;     /* FoyerFieldRow */
  GHashTable *typed;   /* field's name → what was typed, of all forms so far; nothing secret */
  DexFuture *signing;  /* (nullable): the account is taking the code */
  GError *error;       /* (nullable): of that */
  gint64 locked_until; /* monotonic, µs; 0 = not locked */
  guint tick;          /* source, 0 = none */

  FoyerStateStack *states;
  GtkLabel *title;
  GtkLabel *address;
  GtkLabel *text;
  GtkWidget *error_box;
  GtkLabel *error_label;
  GtkWidget *form;
  AdwPreferencesGroup *fields;
  GtkWidget *legend;
  GtkWidget *submit_button;
  GtkStack *submit_stack;
  GtkWidget *resend_button;
  GtkWidget *web_button;
  GtkWidget *help_button;
};

G_DEFINE_FINAL_TYPE (FoyerSignInView, foyer_sign_in_view, ADW_TYPE_BIN)

static void show_challenge (FoyerSignInView *self);

/* The form */

static void
update_shown (FoyerSignInView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    foyer_field_row_set_shown (
        self->rows->pdata[i],
        foyer_challenge_is_field_shown (self->challenge, foyer_field_row_get_field (self->rows->pdata[i])));
}

static void
on_row_changed_cb (FoyerSignInView *self, FoyerFieldRow *row)
{
  FoyerField *field = foyer_field_row_get_field (row);

  if (!foyer_field_is_secret (field))
    g_hash_table_replace (self->typed, g_strdup (foyer_field_get_name (field)),
                          g_strdup (foyer_field_get_value (field)));
  update_shown (self);
}

/* A conversation that begins anew asks the same again. */
static void
recall (FoyerSignInView *self, FoyerField *field)
{
  const char *typed = g_hash_table_lookup (self->typed, foyer_field_get_name (field));
  g_autofree char *error = g_strdup (foyer_field_get_error (field));

  if (typed == NULL || foyer_field_is_secret (field) || foyer_field_get_value (field) != NULL)
    return;
  foyer_field_set_value (field, typed);
  foyer_field_set_error (field, error);
}

static void
on_submit_cb (FoyerSignInView *self)
{
  if (self->signing != NULL)
    return;
  g_clear_error (&self->error);
  foyer_future_disown (foyer_challenge_submit (self->challenge));
}

/* Enter goes on to the next empty field, and from the last one sends. */
static void
on_row_activated_cb (FoyerSignInView *self, FoyerFieldRow *row)
{
  guint index;

  if (!g_ptr_array_find (self->rows, row, &index))
    return;
  for (guint i = index + 1; i < self->rows->len; i++)
    if (gtk_widget_get_visible (foyer_field_row_get_widget (self->rows->pdata[i])) &&
        foyer_field_row_is_empty (self->rows->pdata[i]))
      {
        foyer_field_row_grab_focus (self->rows->pdata[i]);
        return;
      }
  on_submit_cb (self);
}

static gboolean
adopt_fields (FoyerSignInView *self)
{
  GListModel *fields = G_LIST_MODEL (self->challenge);

  if (self->rows->len == 0 || g_list_model_get_n_items (fields) != self->rows->len)
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autoptr (FoyerField) field = g_list_model_get_item (fields, i);

      if (!foyer_field_row_adopt (self->rows->pdata[i], field))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_optional (GListModel *fields)
{
  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (FoyerField) field = g_list_model_get_item (fields, i);

      if (!foyer_field_get_required (field))
        return TRUE;
    }
  return FALSE;
}

static void
clear_rows (FoyerSignInView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_signal_handlers_disconnect_by_data (self->rows->pdata[i], self);
      adw_preferences_group_remove (self->fields, foyer_field_row_get_widget (self->rows->pdata[i]));
      adw_preferences_group_remove (self->fields, foyer_field_row_get_feedback (self->rows->pdata[i]));
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void
make_rows (FoyerSignInView *self)
{
  GListModel *fields = G_LIST_MODEL (self->challenge);
  gboolean mark = has_optional (fields);

  clear_rows (self);
  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (FoyerField) field = g_list_model_get_item (fields, i);
      FoyerFieldRow *row = NULL;

      recall (self, field);
      row = foyer_field_row_new (field, mark);
      g_signal_connect_swapped (row, "changed", G_CALLBACK (on_row_changed_cb), self);
      g_signal_connect_swapped (row, "activated", G_CALLBACK (on_row_activated_cb), self);
      adw_preferences_group_add (self->fields, foyer_field_row_get_widget (row));
      adw_preferences_group_add (self->fields, foyer_field_row_get_feedback (row));
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (self->legend, mark && self->rows->len > 0);
}

static gboolean
has_error (FoyerFieldRow *row)
{
  return foyer_field_get_error (foyer_field_row_get_field (row)) != NULL;
}

/* To what is wrong, else to what is empty. */
static void
place_focus (FoyerSignInView *self)
{
  FoyerFieldRow *best = NULL;

  for (guint i = 0; i < self->rows->len && (best == NULL || !has_error (best)); i++)
    {
      FoyerFieldRow *row = self->rows->pdata[i];

      if (gtk_widget_get_visible (foyer_field_row_get_widget (row)) &&
          (has_error (row) || (best == NULL && foyer_field_row_is_empty (row))))
        best = row;
    }
  if (best != NULL)
    foyer_field_row_grab_focus (best);
}

static void
on_fields_changed_cb (FoyerSignInView *self)
{
  if (!adopt_fields (self))
    make_rows (self);
  update_shown (self);
}

/* What went wrong */

static gboolean
has_field_error (FoyerSignInView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (has_error (self->rows->pdata[i]))
      return TRUE;
  return FALSE;
}

static const GError *
get_error (FoyerSignInView *self)
{
  return self->error != NULL ? self->error : foyer_challenge_get_error (self->challenge);
}

static void
set_error_text (FoyerSignInView *self, const char *text, gboolean announce)
{
  gtk_label_set_label (self->error_label, text != NULL ? text : "");
  gtk_widget_set_visible (self->error_box, text != NULL);
  if (text != NULL && announce)
    gtk_accessible_announce (GTK_ACCESSIBLE (self->error_label), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static gboolean
on_tick_cb (gpointer user_data)
{
  FoyerSignInView *self = user_data;
  gint64 left = (self->locked_until - g_get_monotonic_time () + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (left <= 0 || get_error (self) == NULL)
    {
      self->tick = 0;
      set_error_text (self, NULL, FALSE);
      return G_SOURCE_REMOVE;
    }
  error = g_error_copy (get_error (self));
  foyer_error_set_retry_after (error, (guint) left);
  text = foyer_error_text (error);
  set_error_text (self, text, FALSE);
  return G_SOURCE_CONTINUE;
}

static void
show_error (FoyerSignInView *self)
{
  const GError *error = get_error (self);
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->tick, g_source_remove);
  /* A field that says what is wrong says it better. */
  if (error != NULL && !(g_error_matches (error, FOYER_ERROR, FOYER_ERROR_ACCESS_DENIED) && has_field_error (self)))
    text = foyer_error_text (error);
  set_error_text (self, text, TRUE);
  if (text != NULL && foyer_error_get_retry_after (error) > 0)
    {
      self->locked_until = g_get_monotonic_time () + (gint64) foyer_error_get_retry_after (error) * G_USEC_PER_SEC;
      self->tick = g_timeout_add_seconds (1, on_tick_cb, self);
    }
}

/* The states */

static DexFuture *
on_signed_in (DexFuture *future, gpointer user_data)
{
  g_autoptr (FoyerSignInView) self = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;

  if (self == NULL || self->challenge == NULL)
    return dex_future_new_true ();
  dex_clear (&self->signing);
  if (dex_future_get_value (future, &error) == NULL)
    {
      /* The code was good for one time: the conversation begins anew, with what was typed. */
      g_clear_error (&self->error);
      self->error = g_steal_pointer (&error);
      foyer_future_disown (foyer_challenge_start (self->challenge));
    }
  show_challenge (self);
  return dex_future_new_true ();
}

static GWeakRef *
weak_ref_new (gpointer object)
{
  GWeakRef *ref = g_new0 (GWeakRef, 1);

  g_weak_ref_init (ref, object);
  return ref;
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
take_code (FoyerSignInView *self)
{
  if (self->signing != NULL)
    return;
  g_clear_error (&self->error);
  self->signing = dex_future_finally (foyer_account_sign_in (self->account, self->challenge), on_signed_in,
                                      weak_ref_new (self), weak_ref_free);
}

static gboolean
find_resend (FoyerSignInView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (foyer_field_get_resend_after (foyer_field_row_get_field (self->rows->pdata[i])) > 0)
      return TRUE;
  return FALSE;
}

static void
show_busy (FoyerSignInView *self, gboolean busy)
{
  gtk_stack_set_visible_child_name (self->submit_stack, busy ? "busy" : "label");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->submit_button), GTK_ACCESSIBLE_STATE_BUSY, busy, -1);
}

static void
show_form (FoyerSignInView *self, gboolean busy)
{
  gboolean web = foyer_challenge_get_state (self->challenge) == FOYER_CHALLENGE_WEB;
  const char *text = web ? _ ("This portal signs in on its web page only. Foyer cannot do this yet.")
                         : foyer_challenge_get_text (self->challenge);

  gtk_label_set_label (self->text, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->text), text != NULL && *text != '\0');
  gtk_widget_set_visible (self->form, !web);
  gtk_widget_set_visible (self->web_button, web);
  gtk_widget_set_visible (self->resend_button, find_resend (self));
  show_busy (self, busy);
  if (!busy)
    show_error (self);
  foyer_state_stack_set_state (self->states, FOYER_STATE_CONTENT);
}

/* The one place where the view follows the challenge. */
static void
show_challenge (FoyerSignInView *self)
{
  gboolean has_form = self->rows->len > 0;

  switch (foyer_challenge_get_state (self->challenge))
    {
    case FOYER_CHALLENGE_IDLE:
    case FOYER_CHALLENGE_BUSY:
      if (has_form)
        show_form (self, TRUE);
      else
        foyer_state_stack_set_state (self->states, FOYER_STATE_LOADING);
      break;
    case FOYER_CHALLENGE_ERROR:
      if (!has_form)
        {
          foyer_state_stack_set_error (self->states, foyer_challenge_get_error (self->challenge));
          break;
        }
      g_clear_error (&self->error);
      show_form (self, FALSE);
      place_focus (self);
      break;
    case FOYER_CHALLENGE_READY:
      show_form (self, FALSE);
      place_focus (self);
      break;
    case FOYER_CHALLENGE_WEB:
      show_form (self, FALSE);
      break;
    case FOYER_CHALLENGE_DONE:
      show_form (self, TRUE);
      take_code (self);
      break;
    }
}

static void
on_retry_cb (FoyerSignInView *self)
{
  foyer_future_disown (foyer_challenge_start (self->challenge));
}

static void
on_offline_cb (FoyerSignInView *self, GParamSpec *pspec, FoyerTransport *transport)
{
  if (!foyer_transport_get_offline (transport) && self->rows->len == 0 &&
      foyer_challenge_get_state (self->challenge) == FOYER_CHALLENGE_ERROR)
    on_retry_cb (self);
}

static void
on_resend_cb (FoyerSignInView *self)
{
  foyer_future_disown (foyer_challenge_resend (self->challenge));
}

static void
open_address (FoyerSignInView *self, const char *uri)
{
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, NULL, NULL);
}

static void
on_help_cb (FoyerSignInView *self)
{
  open_address (self, foyer_portal_get_sign_in_help (foyer_account_get_portal (self->account)));
}

static void
on_web_cb (FoyerSignInView *self)
{
  open_address (self, foyer_portal_get_address (foyer_account_get_portal (self->account)));
}

static void
foyer_sign_in_view_dispose (GObject *object)
{
  FoyerSignInView *self = FOYER_SIGN_IN_VIEW (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->challenge != NULL)
    g_signal_handlers_disconnect_by_data (self->challenge, self);
  if (self->fields != NULL)
    clear_rows (self);
  if (self->signing != NULL)
    foyer_future_disown (g_steal_pointer (&self->signing));
  g_clear_object (&self->challenge);
  g_clear_object (&self->account);
  /* AdwBin holds on to its child, the template would take it away behind its back. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_SIGN_IN_VIEW);
  G_OBJECT_CLASS (foyer_sign_in_view_parent_class)->dispose (object);
}

static void
foyer_sign_in_view_finalize (GObject *object)
{
  FoyerSignInView *self = FOYER_SIGN_IN_VIEW (object);

  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->typed);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (foyer_sign_in_view_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, FoyerSignInView, states);
  gtk_widget_class_bind_template_child (class, FoyerSignInView, title);
  gtk_widget_class_bind_template_child (class, FoyerSignInView, address);
  gtk_widget_class_bind_template_child (class, FoyerSignInView, text);
  gtk_widget_class_bind_template_child (class, FoyerSignInView, error_box);
  gtk_widget_class_bind_template_child (class, FoyerSignInView, error_label);
  gtk_widget_class_bind_template_child (class, FoyerSignInView, form);
  gtk_widget_class_bind_template_child (class, FoyerSignInView, fields);
  gtk_widget_class_bind_template_child (class, FoyerSignInView, legend);
  gtk_widget_class_bind_template_child (class, FoyerSignInView, submit_button);
  gtk_widget_class_bind_template_child (class, FoyerSignInView, submit_stack);
  gtk_widget_class_bind_template_child (class, FoyerSignInView, resend_button);
  gtk_widget_class_bind_template_child (class, FoyerSignInView, web_button);
  gtk_widget_class_bind_template_child (class, FoyerSignInView, help_button);
  gtk_widget_class_bind_template_callback (class, on_retry_cb);
  gtk_widget_class_bind_template_callback (class, on_submit_cb);
  gtk_widget_class_bind_template_callback (class, on_resend_cb);
  gtk_widget_class_bind_template_callback (class, on_web_cb);
  gtk_widget_class_bind_template_callback (class, on_help_cb);
}

static void
foyer_sign_in_view_class_init (FoyerSignInViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = foyer_sign_in_view_dispose;
  G_OBJECT_CLASS (class)->finalize = foyer_sign_in_view_finalize;
  g_type_ensure (FOYER_TYPE_STATE_STACK);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/foyer/Foyer/ui/foyer-sign-in-view.ui");
  bind_children (widget_class);
}

static void
foyer_sign_in_view_init (FoyerSignInView *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->typed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_portal (FoyerSignInView *self)
{
  FoyerPortal *portal = foyer_account_get_portal (self->account);
  /* Translators: %s is the portal's name */
  g_autofree char *title = g_strdup_printf (_ ("Sign In to %s"), foyer_portal_get_name (portal));

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->address, foyer_portal_get_address (portal));
  gtk_widget_set_visible (self->help_button, foyer_portal_get_sign_in_help (portal) != NULL);
}

/**
 * foyer_sign_in_view_new:
 * @account: signed out
 *
 * Returns: (transfer floating): a view that asks the portal for its first form
 */
GtkWidget *
foyer_sign_in_view_new (FoyerAccount *account)
{
  FoyerSignInView *self = g_object_new (FOYER_TYPE_SIGN_IN_VIEW, NULL);

  self->account = g_object_ref (account);
  self->challenge =
      foyer_challenge_new (foyer_account_get_transport (account), foyer_account_get_portal (account), NULL);
  show_portal (self);
  g_signal_connect_swapped (self->challenge, "items-changed", G_CALLBACK (on_fields_changed_cb), self);
  g_signal_connect_swapped (self->challenge, "notify::state", G_CALLBACK (show_challenge), self);
  g_signal_connect_object (foyer_account_get_transport (account), "notify::offline", G_CALLBACK (on_offline_cb), self,
                           G_CONNECT_SWAPPED);
  foyer_future_disown (foyer_challenge_start (self->challenge));
  return GTK_WIDGET (self);
}
