/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is wrong with an entry, said under it and to screen readers. */

#include "foyer-entry-feedback.h"

struct _FoyerEntryFeedback
{
  AdwPreferencesRow parent_instance;
  GWeakRef row; /* the one that is wrong */
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (FoyerEntryFeedback, foyer_entry_feedback, ADW_TYPE_PREFERENCES_ROW)

/* The widget with the focus is inside of an entry row. */
static GtkAccessible *
find_accessible (GtkWidget *row)
{
  GtkEditable *delegate = GTK_IS_EDITABLE (row) ? gtk_editable_get_delegate (GTK_EDITABLE (row)) : NULL;

  return GTK_ACCESSIBLE (delegate != NULL ? GTK_WIDGET (delegate) : row);
}

static void
mark_row (FoyerEntryFeedback *self, GtkWidget *row, gboolean wrong)
{
  GtkAccessible *accessible = find_accessible (row);

  if (!wrong)
    {
      gtk_widget_remove_css_class (row, "error");
      gtk_accessible_reset_state (accessible, GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
      return;
    }
  gtk_widget_add_css_class (row, "error");
  gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_accessible_update_relation (accessible, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, self->label, NULL, -1);
}

static void
foyer_entry_feedback_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_ENTRY_FEEDBACK);
  G_OBJECT_CLASS (foyer_entry_feedback_parent_class)->dispose (object);
}

static void
foyer_entry_feedback_finalize (GObject *object)
{
  g_weak_ref_clear (&FOYER_ENTRY_FEEDBACK (object)->row);
  G_OBJECT_CLASS (foyer_entry_feedback_parent_class)->finalize (object);
}

static void
foyer_entry_feedback_class_init (FoyerEntryFeedbackClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = foyer_entry_feedback_dispose;
  G_OBJECT_CLASS (class)->finalize = foyer_entry_feedback_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/foyer/Foyer/ui/foyer-entry-feedback.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerEntryFeedback, label);
}

static void
foyer_entry_feedback_init (FoyerEntryFeedback *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * foyer_entry_feedback_new:
 * @row: the row above, not owned
 *
 * Returns: (transfer floating): feedback that says nothing yet
 */
GtkWidget *
foyer_entry_feedback_new (GtkWidget *row)
{
  FoyerEntryFeedback *self = g_object_new (FOYER_TYPE_ENTRY_FEEDBACK, NULL);

  g_weak_ref_init (&self->row, row);
  return GTK_WIDGET (self);
}

/**
 * foyer_entry_feedback_set_text:
 * @text: (nullable): what is wrong, for people; NULL or "" if nothing is
 */
void
foyer_entry_feedback_set_text (FoyerEntryFeedback *self, const char *text)
{
  g_autoptr (GtkWidget) row = g_weak_ref_get (&self->row);
  gboolean wrong = text != NULL && *text != '\0';

  if (wrong && gtk_widget_get_visible (GTK_WIDGET (self)) && g_str_equal (gtk_label_get_label (self->label), text))
    return;
  gtk_label_set_label (self->label, wrong ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self), wrong);
  if (row == NULL)
    return;
  mark_row (self, row, wrong);
  if (wrong)
    gtk_accessible_announce (GTK_ACCESSIBLE (row), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/**
 * foyer_entry_feedback_get_text:
 *
 * Returns: (transfer none): what is wrong, "" if nothing is
 */
const char *
foyer_entry_feedback_get_text (FoyerEntryFeedback *self)
{
  return gtk_label_get_label (self->label);
}
