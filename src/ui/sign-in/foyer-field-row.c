/* SPDX-License-Identifier: GPL-3.0-or-later
 * One field of a form as a row of the kind it needs. The form's author is the portal: all its words are plain text. */

#include "config.h"

#include "foyer-field-row.h"

#include "foyer-entry-feedback.h"

#include <glib/gi18n.h>
#include <string.h>

struct _FoyerFieldRow
{
  GObject parent_instance;
  FoyerField *field;
  GtkWidget *row;
  GtkWidget *feedback;
  gboolean mark_required;
  gboolean filling; /* the row follows the field, not the other way round */
};

enum
{
  CHANGED,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerFieldRow, foyer_field_row, G_TYPE_OBJECT)

static gboolean
is_choice (FoyerField *field)
{
  return foyer_field_get_n_options (field) > 0;
}

static void
show_error (FoyerFieldRow *self)
{
  const char *error = foyer_field_get_error (self->field);
  int left = foyer_field_get_attempts_left (self->field);
  g_autofree char *tries = NULL, *text = NULL;

  /* Portals that say it in their own words say it once. */
  if (error != NULL && left >= 0 && strpbrk (error, "0123456789") == NULL)
    tries = g_strdup_printf (ngettext ("%d try is left.", "%d tries are left.", left), left);
  text = tries != NULL ? g_strconcat (error, " ", tries, NULL) : g_strdup (error);
  foyer_entry_feedback_set_text (FOYER_ENTRY_FEEDBACK (self->feedback), text);
}

static void
take_value (FoyerFieldRow *self, const char *value)
{
  if (self->filling)
    return;
  foyer_field_set_value (self->field, value);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_text_changed_cb (FoyerFieldRow *self)
{
  take_value (self, gtk_editable_get_text (GTK_EDITABLE (self->row)));
}

static void
on_selected_cb (FoyerFieldRow *self)
{
  guint position = adw_combo_row_get_selected (ADW_COMBO_ROW (self->row));

  if (position < foyer_field_get_n_options (self->field))
    take_value (self, foyer_field_get_option_value (self->field, position));
}

static void
on_switched_cb (FoyerFieldRow *self)
{
  take_value (self, adw_switch_row_get_active (ADW_SWITCH_ROW (self->row)) ? "true" : NULL);
}

static void
on_activated_cb (FoyerFieldRow *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static GtkInputPurpose
get_purpose (FoyerFieldKind kind)
{
  switch (kind)
    {
    case FOYER_FIELD_EMAIL:
      return GTK_INPUT_PURPOSE_EMAIL;
    case FOYER_FIELD_PHONE:
      return GTK_INPUT_PURPOSE_PHONE;
    case FOYER_FIELD_PASSWORD:
    case FOYER_FIELD_NEW_PASSWORD:
      return GTK_INPUT_PURPOSE_PASSWORD;
    case FOYER_FIELD_OTP:
      return GTK_INPUT_PURPOSE_DIGITS;
    default:
      return GTK_INPUT_PURPOSE_FREE_FORM;
    }
}

static GtkWidget *
make_entry (FoyerFieldRow *self)
{
  FoyerFieldKind kind = foyer_field_get_kind (self->field);
  gboolean hidden = kind == FOYER_FIELD_PASSWORD || kind == FOYER_FIELD_NEW_PASSWORD;
  GtkWidget *row = hidden ? adw_password_entry_row_new () : adw_entry_row_new ();

  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), get_purpose (kind));
  adw_entry_row_set_enable_emoji_completion (ADW_ENTRY_ROW (row), FALSE);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_text_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (on_activated_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
make_combo (FoyerFieldRow *self)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < foyer_field_get_n_options (self->field); i++)
    gtk_string_list_append (labels, foyer_field_get_option_label (self->field, i));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  adw_combo_row_set_enable_search (ADW_COMBO_ROW (row), foyer_field_get_n_options (self->field) > 12);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_selected_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
on_read_cb (FoyerFieldRow *self, GtkWidget *button)
{
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (foyer_field_get_uri (self->field));
  GtkRoot *root = gtk_widget_get_root (button);

  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, NULL, NULL);
}

static GtkWidget *
make_switch (FoyerFieldRow *self)
{
  GtkWidget *row = adw_switch_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  if (foyer_field_get_uri (self->field) != NULL)
    {
      /* Translators: a button that opens the terms that are agreed to */
      GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Read"));

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_read_cb), self, G_CONNECT_SWAPPED);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  g_signal_connect_object (row, "notify::active", G_CALLBACK (on_switched_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
make_row (FoyerFieldRow *self)
{
  if (foyer_field_get_kind (self->field) == FOYER_FIELD_CONSENT)
    return make_switch (self);
  return is_choice (self->field) ? make_combo (self) : make_entry (self);
}

static void
select_value (FoyerFieldRow *self)
{
  const char *value = foyer_field_get_value (self->field);
  guint position = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; value != NULL && i < foyer_field_get_n_options (self->field); i++)
    if (g_str_equal (foyer_field_get_option_value (self->field, i), value))
      position = i;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->row), position);
}

/* The field's value into the row. */
static void
fill (FoyerFieldRow *self)
{
  const char *value = foyer_field_get_value (self->field);

  self->filling = TRUE;
  if (ADW_IS_COMBO_ROW (self->row))
    select_value (self);
  else if (ADW_IS_SWITCH_ROW (self->row))
    adw_switch_row_set_active (ADW_SWITCH_ROW (self->row), g_strcmp0 (value, "true") == 0);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->row), value != NULL ? value : "");
  self->filling = FALSE;
}

static void
set_title (FoyerFieldRow *self)
{
  const char *label = foyer_field_get_label (self->field);
  gboolean required = foyer_field_get_required (self->field);
  g_autofree char *title = g_strconcat (label, required && self->mark_required ? " *" : NULL, NULL);
  GtkWidget *focus =
      GTK_IS_EDITABLE (self->row) ? GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->row))) : self->row;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_REQUIRED, required, -1);
}

static void
set_field (FoyerFieldRow *self, FoyerField *field)
{
  if (self->field != NULL)
    g_signal_handlers_disconnect_by_data (self->field, self);
  g_set_object (&self->field, field);
  g_signal_connect_object (field, "notify::error", G_CALLBACK (show_error), self, G_CONNECT_SWAPPED);
}

static void
foyer_field_row_dispose (GObject *object)
{
  FoyerFieldRow *self = FOYER_FIELD_ROW (object);

  g_clear_object (&self->row);
  g_clear_object (&self->feedback);
  g_clear_object (&self->field);
  G_OBJECT_CLASS (foyer_field_row_parent_class)->dispose (object);
}

static void
foyer_field_row_class_init (FoyerFieldRowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = foyer_field_row_dispose;
  signals[CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] =
      g_signal_new ("activated", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
foyer_field_row_init (FoyerFieldRow *self)
{
}

/**
 * foyer_field_row_new:
 * @mark_required: whether a required field gets an asterisk: where others are not
 *
 * Returns: (transfer full): the two rows of a field
 */
FoyerFieldRow *
foyer_field_row_new (FoyerField *field, gboolean mark_required)
{
  FoyerFieldRow *self = g_object_new (FOYER_TYPE_FIELD_ROW, NULL);

  self->mark_required = mark_required;
  set_field (self, field);
  self->row = g_object_ref_sink (make_row (self));
  self->feedback = g_object_ref_sink (foyer_entry_feedback_new (self->row));
  set_title (self);
  fill (self);
  show_error (self);
  return self;
}

/**
 * foyer_field_row_get_widget:
 *
 * Returns: (transfer none): the row that is filled in
 */
GtkWidget *
foyer_field_row_get_widget (FoyerFieldRow *self)
{
  return self->row;
}

/**
 * foyer_field_row_get_feedback:
 *
 * Returns: (transfer none): the row under it, visible while something is wrong
 */
GtkWidget *
foyer_field_row_get_feedback (FoyerFieldRow *self)
{
  return self->feedback;
}

/**
 * foyer_field_row_get_field:
 *
 * Returns: (transfer none): the field that is filled in now
 */
FoyerField *
foyer_field_row_get_field (FoyerFieldRow *self)
{
  return self->field;
}

static gboolean
have_same_options (FoyerField *a, FoyerField *b)
{
  if (foyer_field_get_n_options (a) != foyer_field_get_n_options (b))
    return FALSE;
  for (guint i = 0; i < foyer_field_get_n_options (a); i++)
    if (!g_str_equal (foyer_field_get_option_value (a, i), foyer_field_get_option_value (b, i)))
      return FALSE;
  return TRUE;
}

/* A wrong password is rarely all wrong: it stays to be looked at and corrected. A code is worth nothing a second time.
 */
static void
keep_secret (FoyerFieldRow *self, FoyerField *field)
{
  g_autofree char *error = g_strdup (foyer_field_get_error (field));

  if (!foyer_field_is_secret (field) || foyer_field_get_kind (field) == FOYER_FIELD_OTP)
    return;
  foyer_field_set_value (field, gtk_editable_get_text (GTK_EDITABLE (self->row)));
  foyer_field_set_error (field, error);
}

/**
 * foyer_field_row_adopt:
 * @field: from the portal's next answer
 *
 * Goes on with a field that is the same as before for the person, so that focus and text stay where they are.
 *
 * Returns: FALSE if @field needs another row
 */
gboolean
foyer_field_row_adopt (FoyerFieldRow *self, FoyerField *field)
{
  if (!g_str_equal (foyer_field_get_name (field), foyer_field_get_name (self->field)) ||
      foyer_field_get_kind (field) != foyer_field_get_kind (self->field) || !have_same_options (field, self->field))
    return FALSE;
  keep_secret (self, field);
  set_field (self, field);
  set_title (self);
  fill (self);
  show_error (self);
  return TRUE;
}

/**
 * foyer_field_row_set_shown:
 * @shown: FALSE for a field that is not asked for at the moment
 */
void
foyer_field_row_set_shown (FoyerFieldRow *self, gboolean shown)
{
  gtk_widget_set_visible (self->row, shown);
  if (!shown)
    gtk_widget_set_visible (self->feedback, FALSE);
  else
    show_error (self);
}

/**
 * foyer_field_row_is_empty:
 *
 * Returns: TRUE if nothing was entered
 */
gboolean
foyer_field_row_is_empty (FoyerFieldRow *self)
{
  const char *value = foyer_field_get_value (self->field);

  return value == NULL || *value == '\0';
}

/**
 * foyer_field_row_grab_focus:
 *
 * Moves the focus there, with what was typed selected.
 */
void
foyer_field_row_grab_focus (FoyerFieldRow *self)
{
  gtk_widget_grab_focus (self->row);
  if (GTK_IS_EDITABLE (self->row))
    gtk_editable_select_region (GTK_EDITABLE (self->row), 0, -1);
}
