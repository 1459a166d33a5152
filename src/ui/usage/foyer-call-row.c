/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A call in two lines, and what is said of a call there and in the columns of the table. */
#include "foyer-call-row.h"

#include <glib/gi18n.h>

#include "foyer-format.h"

struct _FoyerCallRow
{
  GtkBox parent_instance;

  FoyerCall *call;

  GtkLabel *destination;
  GtkLabel *cost;
  GtkLabel *time;
  GtkLabel *result;
};

G_DEFINE_FINAL_TYPE (FoyerCallRow, foyer_call_row, GTK_TYPE_BOX)

static void
show_text (GtkLabel *label, char *text)
{
  gtk_label_set_label (label, text);
  g_free (text);
}

static char *
dup_result_line (FoyerCall *call)
{
  g_autofree char *result = foyer_call_text_result (call, NULL), *duration = foyer_call_text_duration (call, NULL);

  if (foyer_call_get_seconds (call) == 0)
    return g_steal_pointer (&result);
  /* Translators: how a call ended, and how long it was: "answered · 0:03:12" */
  return g_strdup_printf (_ ("%s · %s"), result, duration);
}

static void
show_call (FoyerCallRow *self)
{
  FoyerCall *call = self->call;

  show_text (self->destination, call != NULL ? foyer_call_text_destination (call, NULL) : g_strdup (""));
  show_text (self->cost, call != NULL ? foyer_call_text_cost (call, NULL) : g_strdup (""));
  show_text (self->time, call != NULL ? foyer_call_text_time (call, NULL) : g_strdup (""));
  show_text (self->result, call != NULL ? dup_result_line (call) : g_strdup (""));
}

static void
foyer_call_row_dispose (GObject *object)
{
  FoyerCallRow *self = FOYER_CALL_ROW (object);

  if (self->call != NULL)
    g_signal_handlers_disconnect_by_func (self->call, show_call, self);
  g_clear_object (&self->call);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_CALL_ROW);
  G_OBJECT_CLASS (foyer_call_row_parent_class)->dispose (object);
}

static void
foyer_call_row_class_init (FoyerCallRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_call_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/foyer/Foyer/ui/foyer-call-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerCallRow, destination);
  gtk_widget_class_bind_template_child (widget_class, FoyerCallRow, cost);
  gtk_widget_class_bind_template_child (widget_class, FoyerCallRow, time);
  gtk_widget_class_bind_template_child (widget_class, FoyerCallRow, result);
}

static void
foyer_call_row_init (FoyerCallRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * foyer_call_row_new:
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
foyer_call_row_new (void)
{
  return g_object_new (FOYER_TYPE_CALL_ROW, NULL);
}

/**
 * foyer_call_row_set_call:
 * @self: a row
 * @call: (nullable): what it shows from now on
 */
void
foyer_call_row_set_call (FoyerCallRow *self, FoyerCall *call)
{
  g_return_if_fail (FOYER_IS_CALL_ROW (self));

  if (self->call != NULL)
    g_signal_handlers_disconnect_by_func (self->call, show_call, self);
  g_set_object (&self->call, call);
  if (call != NULL)
    g_signal_connect_swapped (call, "notify", G_CALLBACK (show_call), self);
  show_call (self);
}

/**
 * foyer_call_text_time:
 * @call: a FoyerCall
 * @data: not looked at
 *
 * Returns: (transfer full): when it began; for a row that is not here yet, a sign that it is on its way
 */
char *
foyer_call_text_time (gpointer call, gpointer data)
{
  GDateTime *time = foyer_call_get_time (call);

  return time != NULL ? foyer_format_date_time (time) : g_strdup ("…");
}

/**
 * foyer_call_text_destination:
 * @call: a FoyerCall
 * @data: not looked at
 *
 * Returns: (transfer full): the number called
 */
char *
foyer_call_text_destination (gpointer call, gpointer data)
{
  return g_strdup (foyer_call_get_destination (call));
}

/**
 * foyer_call_text_duration:
 * @call: a FoyerCall
 * @data: not looked at
 *
 * Returns: (transfer full): how long it was
 */
char *
foyer_call_text_duration (gpointer call, gpointer data)
{
  return foyer_entity_get_loaded (call) ? foyer_format_duration (foyer_call_get_seconds (call)) : g_strdup ("");
}

/**
 * foyer_call_text_cost:
 * @call: a FoyerCall
 * @data: not looked at
 *
 * Returns: (transfer full): what it cost, to a hundredth of a cent: a minute costs less than one
 */
char *
foyer_call_text_cost (gpointer call, gpointer data)
{
  FoyerMoney *cost = foyer_call_get_cost (call);

  return cost != NULL ? foyer_money_format_rate (cost) : g_strdup ("");
}

/**
 * foyer_call_text_result:
 * @call: a FoyerCall
 * @data: not looked at
 *
 * Returns: (transfer full): how it ended
 */
char *
foyer_call_text_result (gpointer call, gpointer data)
{
  return foyer_entity_get_loaded (call) ? g_strdup (foyer_call_get_result (call)) : g_strdup ("");
}
