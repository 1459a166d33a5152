/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a person can choose about the whole program. */

#include "foyer-preferences.h"

#include <glib/gi18n.h>

struct _FoyerPreferences
{
  AdwPreferencesDialog parent_instance;
  GSettings *settings;

  AdwComboRow *color_scheme_row;
  AdwComboRow *language_row;
  GtkWidget *restart_row;
};

G_DEFINE_FINAL_TYPE (FoyerPreferences, foyer_preferences, ADW_TYPE_PREFERENCES_DIALOG)

static void
on_color_scheme_cb (FoyerPreferences *self)
{
  g_settings_set_enum (self->settings, "color-scheme", (int) adw_combo_row_get_selected (self->color_scheme_row));
}

/* Words that are on screen already do not change under the reader. */
static void
on_language_cb (FoyerPreferences *self)
{
  g_settings_set_enum (self->settings, "language", (int) adw_combo_row_get_selected (self->language_row));
  gtk_widget_set_visible (self->restart_row, TRUE);
}

static void
foyer_preferences_dispose (GObject *object)
{
  FoyerPreferences *self = FOYER_PREFERENCES (object);

  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_PREFERENCES);
  G_OBJECT_CLASS (foyer_preferences_parent_class)->dispose (object);
}

static void
foyer_preferences_class_init (FoyerPreferencesClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = foyer_preferences_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/foyer/Foyer/ui/foyer-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferences, color_scheme_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferences, language_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferences, restart_row);
}

static void
foyer_preferences_init (FoyerPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * foyer_preferences_new:
 * @settings: of org.foyer.Foyer
 *
 * Returns: (transfer floating): a dialog that changes @settings at once
 */
FoyerPreferences *
foyer_preferences_new (GSettings *settings)
{
  FoyerPreferences *self = g_object_new (FOYER_TYPE_PREFERENCES, NULL);

  self->settings = g_object_ref (settings);
  adw_combo_row_set_selected (self->color_scheme_row, (guint) g_settings_get_enum (settings, "color-scheme"));
  adw_combo_row_set_selected (self->language_row, (guint) g_settings_get_enum (settings, "language"));
  g_signal_connect_swapped (self->color_scheme_row, "notify::selected", G_CALLBACK (on_color_scheme_cb), self);
  g_signal_connect_swapped (self->language_row, "notify::selected", G_CALLBACK (on_language_cb), self);
  return self;
}
