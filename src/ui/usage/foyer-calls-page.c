/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls of one month: searched and filtered by the portal, exported as CSV. */
#include "foyer-calls-page.h"

#include <glib/gi18n.h>

#include "foyer-call-row.h"
#include "foyer-format.h"
#include "foyer-save.h"
#include "foyer-state-stack.h"
#include "foyer-text-column.h"
#include "foyer-usage.h"

struct _FoyerCallsPage
{
  FoyerPage parent_instance;

  FoyerResourceList *calls;
  int year;
  int month;
  DexFuture *exporting; /* NULL: no export is running */

  AdwBanner *export_banner;
  GtkRevealer *export_progress;
  FoyerStateStack *states;
  GtkStack *views;
  GtkWidget *table_scroller;
  GtkWidget *list_scroller;
  GtkColumnView *table;
  GtkListView *list;
  GtkDropDown *result_filter;
  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (FoyerCallsPage, foyer_calls_page, FOYER_TYPE_PAGE)

/* As they stand in the usage records, in the order of the menu. */
static const char *const results[] = { NULL, "answered", "noAnswer", "busy", "failed" };

static const char *
get_result (FoyerCallsPage *self)
{
  return results[MIN (gtk_drop_down_get_selected (self->result_filter), G_N_ELEMENTS (results) - 1)];
}

/* NULL while nothing is searched. */
static const char *
get_destination (FoyerCallsPage *self)
{
  const char *text = foyer_page_get_search_text (FOYER_PAGE (self));

  return *text != '\0' ? text : NULL;
}

static void
update_query (FoyerCallsPage *self)
{
  gboolean filtered = get_destination (self) != NULL || get_result (self) != NULL;

  foyer_state_stack_set_empty (self->states, filtered ? "edit-find-symbolic" : "call-start-symbolic",
                               filtered ? _ ("No Calls Found") : _ ("No Calls"),
                               filtered ? _ ("Try another number or result.")
                                        : _ ("There were no calls in this month."));
  foyer_usage_list_calls_set_query (self->calls, foyer_page_get_account (FOYER_PAGE (self)), self->year, self->month,
                                    get_destination (self), get_result (self));
}

static void
on_filter_changed_cb (FoyerCallsPage *self)
{
  if (self->calls != NULL)
    update_query (self);
}

static void
update_count (FoyerCallsPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->calls));
  gboolean ready = foyer_resource_list_get_state (self->calls) == FOYER_LIST_READY;
  g_autofree char *number = foyer_format_number (n);
  /* Translators: %s is the number, written as it is in the user's language */
  g_autofree char *text = g_strdup_printf (ngettext ("%s call", "%s calls", n), number);

  gtk_label_set_label (self->count, n > 0 ? text : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "calls.export", ready && n > 0 && self->exporting == NULL);
}

/* Only the view that is seen has the rows, else both would ask for pages. */
static void
on_view_changed_cb (FoyerCallsPage *self)
{
  gboolean table = gtk_stack_get_visible_child (self->views) == self->table_scroller;
  GtkSelectionModel *rows;

  if (self->calls == NULL)
    return;
  rows = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->calls))));
  gtk_column_view_set_model (self->table, table ? rows : NULL);
  gtk_list_view_set_model (self->list, table ? NULL : rows);
  g_object_unref (rows);
}

static void
on_row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, foyer_call_row_new ());
}

static void
on_row_bind_cb (FoyerCallsPage *self, GtkListItem *item)
{
  foyer_call_row_set_call (FOYER_CALL_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
  foyer_resource_list_require (self->calls, gtk_list_item_get_position (item));
}

static void
on_row_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  foyer_call_row_set_call (FOYER_CALL_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
on_cell_bind_cb (FoyerCallsPage *self, GtkListItem *item)
{
  foyer_resource_list_require (self->calls, gtk_list_item_get_position (item));
}

static void
add_column (FoyerCallsPage *self, const char *title, FoyerTextFunc func, FoyerTextColumnFlags flags)
{
  g_autoptr (GtkColumnViewColumn) column = foyer_text_column_new (title, func, NULL, flags | FOYER_TEXT_COLUMN_EXPAND);

  /* One cell of a row asks for the row's page. */
  if (func == foyer_call_text_time)
    g_signal_connect_object (gtk_column_view_column_get_factory (column), "bind", G_CALLBACK (on_cell_bind_cb), self,
                             G_CONNECT_SWAPPED);
  gtk_column_view_append_column (self->table, column);
}

static void
add_columns (FoyerCallsPage *self)
{
  add_column (self, _ ("Date and Time"), foyer_call_text_time, FOYER_TEXT_COLUMN_NO_FLAGS);
  add_column (self, _ ("Number Called"), foyer_call_text_destination, FOYER_TEXT_COLUMN_STRONG);
  add_column (self, _ ("Duration"), foyer_call_text_duration, FOYER_TEXT_COLUMN_NUMERIC);
  add_column (self, _ ("Cost"), foyer_call_text_cost, FOYER_TEXT_COLUMN_NUMERIC);
  /* Translators: how a call ended: answered, busy … */
  add_column (self, _ ("Result"), foyer_call_text_result, FOYER_TEXT_COLUMN_NO_FLAGS);
  foyer_text_column_align_titles (self->table);
}

/* Export */

typedef struct
{
  GWeakRef page;
  GFile *file;
} Exporting;

static void
exporting_free (gpointer data)
{
  Exporting *exporting = data;

  g_weak_ref_clear (&exporting->page);
  g_clear_object (&exporting->file);
  g_free (exporting);
}

static void
show_export_error (FoyerCallsPage *self, const GError *error)
{
  g_autofree char *text = error != NULL ? foyer_save_error_text (_ ("The calls were not exported."), error) : NULL;

  if (text != NULL)
    adw_banner_set_title (self->export_banner, text);
  adw_banner_set_revealed (self->export_banner, text != NULL);
}

static void
end_export (FoyerCallsPage *self)
{
  dex_clear (&self->exporting);
  gtk_revealer_set_reveal_child (self->export_progress, FALSE);
  update_count (self);
}

static DexFuture *
on_exported (DexFuture *future, gpointer data)
{
  Exporting *exporting = data;
  g_autoptr (FoyerCallsPage) self = g_weak_ref_get (&exporting->page);
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  if (self == NULL || self->exporting == NULL)
    return dex_future_new_true ();
  end_export (self);
  show_export_error (self, error);
  if (error == NULL)
    foyer_save_toast (FOYER_PAGE (self), exporting->file, _ ("Calls Exported"));
  return dex_future_new_true ();
}

static void
start_export (FoyerCallsPage *self, GFile *file)
{
  Exporting *exporting = g_new0 (Exporting, 1);

  g_weak_ref_init (&exporting->page, self);
  exporting->file = g_object_ref (file);
  show_export_error (self, NULL);
  gtk_revealer_set_reveal_child (self->export_progress, TRUE);
  self->exporting =
      dex_future_finally (foyer_usage_export_calls (foyer_page_get_account (FOYER_PAGE (self)), self->year, self->month,
                                                    get_destination (self), get_result (self), file),
                          on_exported, exporting, exporting_free);
  update_count (self);
}

static void
on_export_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FoyerCallsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (g_cancellable_is_cancelled (foyer_page_get_cancellable (FOYER_PAGE (self))))
    return;
  if (file != NULL && self->exporting == NULL)
    start_export (self, file);
  else if (error != NULL && !foyer_save_was_dismissed (error))
    show_export_error (self, error);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerCallsPage *self = FOYER_CALLS_PAGE (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  /* Translators: the suggested name of a file: "calls-2026-06.csv" */
  g_autofree char *file_name = g_strdup_printf (_ ("calls-%04d-%02d.csv"), self->year, self->month);

  gtk_file_dialog_set_title (dialog, _ ("Export Calls"));
  gtk_file_dialog_set_initial_name (dialog, file_name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, on_export_chosen_cb,
                        g_object_ref (self));
}

static void
on_export_again_cb (FoyerCallsPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "calls.export", NULL);
}

/* Nobody waits for the answer any more, which ends the export. */
static void
on_cancel_export_cb (FoyerCallsPage *self)
{
  end_export (self);
  foyer_page_toast (FOYER_PAGE (self), _ ("Export Cancelled"));
}

static void
foyer_calls_page_load (FoyerPage *page)
{
  foyer_resource_list_load (FOYER_CALLS_PAGE (page)->calls);
}

static void
foyer_calls_page_reload (FoyerPage *page)
{
  foyer_resource_list_reload (FOYER_CALLS_PAGE (page)->calls);
}

static void
foyer_calls_page_search_changed (FoyerPage *page, const char *text)
{
  update_query (FOYER_CALLS_PAGE (page));
}

static void
foyer_calls_page_dispose (GObject *object)
{
  FoyerCallsPage *self = FOYER_CALLS_PAGE (object);

  dex_clear (&self->exporting);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_CALLS_PAGE);
  g_clear_object (&self->calls);
  G_OBJECT_CLASS (foyer_calls_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (FOYER_TYPE_STATE_STACK);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/foyer/Foyer/ui/foyer-calls-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerCallsPage, export_banner);
  gtk_widget_class_bind_template_child (widget_class, FoyerCallsPage, export_progress);
  gtk_widget_class_bind_template_child (widget_class, FoyerCallsPage, states);
  gtk_widget_class_bind_template_child (widget_class, FoyerCallsPage, views);
  gtk_widget_class_bind_template_child (widget_class, FoyerCallsPage, table_scroller);
  gtk_widget_class_bind_template_child (widget_class, FoyerCallsPage, list_scroller);
  gtk_widget_class_bind_template_child (widget_class, FoyerCallsPage, table);
  gtk_widget_class_bind_template_child (widget_class, FoyerCallsPage, list);
  gtk_widget_class_bind_template_child (widget_class, FoyerCallsPage, result_filter);
  gtk_widget_class_bind_template_child (widget_class, FoyerCallsPage, count);
  gtk_widget_class_bind_template_callback (widget_class, on_export_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_export_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_view_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_unbind_cb);
}

static void
foyer_calls_page_class_init (FoyerCallsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  FoyerPageClass *page_class = FOYER_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_calls_page_dispose;
  page_class->load = foyer_calls_page_load;
  page_class->reload = foyer_calls_page_reload;
  page_class->search_changed = foyer_calls_page_search_changed;

  gtk_widget_class_install_action (widget_class, "calls.export", NULL, export_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "calls.export", NULL);
  bind_template (widget_class);
}

static void
foyer_calls_page_init (FoyerCallsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_columns (self);
}

/**
 * foyer_calls_page_new:
 * @account: whose calls
 * @year: of the month
 * @month: 1 to 12
 *
 * Returns: (transfer floating): a page that reads when it is shown
 */
FoyerPage *
foyer_calls_page_new (FoyerAccount *account, int year, int month)
{
  FoyerCallsPage *self = g_object_new (FOYER_TYPE_CALLS_PAGE, "account", account, NULL);
  g_autofree char *name = foyer_format_month (year, month);
  /* Translators: the title of the calls of a month: "Calls in June 2026" */
  g_autofree char *title = g_strdup_printf (_ ("Calls in %s"), name);

  self->year = year;
  self->month = month;
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  self->calls = foyer_usage_list_calls (account, year, month);
  g_signal_connect_object (self->calls, "items-changed", G_CALLBACK (update_count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calls, "notify::state", G_CALLBACK (update_count), self, G_CONNECT_SWAPPED);
  foyer_state_stack_bind_list (self->states, self->calls);
  update_query (self);
  update_count (self);
  on_view_changed_cb (self);
  return FOYER_PAGE (self);
}
