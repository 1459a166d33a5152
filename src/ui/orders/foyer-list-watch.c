/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tells a paged list which of its rows are on screen, and keeps selection and focus when they are filled.
 *
 * A list view binds some two hundred rows round the ones that are seen; were each of them to ask for its page, the
 * portal would be asked for four pages where one is shown. So the rows are counted here by where the list is scrolled
 * to.
 *
 * A row that is filled is another item to the view: it would lose its selection, and the focus would jump to the first
 * row of all. */

#include "foyer-list-watch.h"

#define PERIOD 100 /* milliseconds between two looks while the list is being scrolled; longer than the list gathers */
#define FAST 50    /* rows between two looks: too fast to read, nothing is asked for until it ends */

struct _FoyerListWatch
{
  GObject parent_instance;
  FoyerResourceList *list;
  GtkScrolledWindow *scroller; /* (unowned) until it is gone */
  GtkAdjustment *adjustment;
  GtkSingleSelection *selection; /* (nullable) */
  guint looking;                 /* source, 0 = none */
  guint first;                   /* row at the look before */
  guint selected;                /* row before the list changes */
  gboolean focused;              /* before the list changes, some row was */
};

G_DEFINE_FINAL_TYPE (FoyerListWatch, foyer_list_watch, G_TYPE_OBJECT)

/* All rows are of one height, so a share of the height is the same share of the rows. */
static guint
find_row (FoyerListWatch *self, double offset)
{
  double height = gtk_adjustment_get_upper (self->adjustment) - gtk_adjustment_get_lower (self->adjustment);
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  if (height <= 0 || n_rows == 0)
    return 0;
  return CLAMP (offset / height * n_rows, 0, n_rows - 1);
}

static gboolean
on_look_cb (gpointer user_data)
{
  FoyerListWatch *self = user_data;
  double value = gtk_adjustment_get_value (self->adjustment);
  guint first = find_row (self, value), before = self->first;
  guint last = find_row (self, value + gtk_adjustment_get_page_size (self->adjustment));

  self->first = first;
  if (MAX (first, before) - MIN (first, before) > FAST)
    return G_SOURCE_CONTINUE;
  self->looking = 0;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self->scroller)) || gtk_adjustment_get_page_size (self->adjustment) <= 0)
    return G_SOURCE_REMOVE;
  for (guint row = first; row <= last && row < g_list_model_get_n_items (G_LIST_MODEL (self->list)); row++)
    foyer_resource_list_require (self->list, row);
  return G_SOURCE_REMOVE;
}

static void
look_soon (FoyerListWatch *self)
{
  if (self->looking == 0)
    self->looking = g_timeout_add (PERIOD, on_look_cb, self);
}

static GtkWidget *
get_view (FoyerListWatch *self)
{
  return self->scroller != NULL ? gtk_scrolled_window_get_child (self->scroller) : NULL;
}

static gboolean
has_focus (GtkWidget *view)
{
  GtkRoot *root = gtk_widget_get_root (view);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, view);
}

static void
before_change_cb (FoyerListWatch *self)
{
  GtkWidget *view = get_view (self);

  self->selected = GTK_INVALID_LIST_POSITION;
  if (view == NULL || self->selection == NULL || !gtk_widget_get_mapped (view))
    return;
  self->selected = gtk_single_selection_get_selected (self->selection);
  self->focused = has_focus (view);
}

static void
focus_row (GtkWidget *view, guint row)
{
  if (GTK_IS_COLUMN_VIEW (view))
    gtk_column_view_scroll_to (GTK_COLUMN_VIEW (view), row, NULL, GTK_LIST_SCROLL_FOCUS, NULL);
  else
    gtk_list_view_scroll_to (GTK_LIST_VIEW (view), row, GTK_LIST_SCROLL_FOCUS, NULL);
}

static void
after_change_cb (FoyerListWatch *self)
{
  double value = gtk_adjustment_get_value (self->adjustment);

  look_soon (self);
  if (self->selected >= g_list_model_get_n_items (G_LIST_MODEL (self->list)) || get_view (self) == NULL)
    return;
  gtk_single_selection_set_selected (self->selection, self->selected);
  if (!self->focused)
    return;
  focus_row (get_view (self), self->selected);
  gtk_adjustment_set_value (self->adjustment, value);
}

static void
on_scroller_gone_cb (gpointer user_data, GObject *scroller)
{
  FoyerListWatch *self = user_data;

  self->scroller = NULL;
  g_clear_handle_id (&self->looking, g_source_remove);
}

static void
foyer_list_watch_dispose (GObject *object)
{
  FoyerListWatch *self = FOYER_LIST_WATCH (object);

  g_clear_handle_id (&self->looking, g_source_remove);
  if (self->scroller != NULL)
    g_object_weak_unref (G_OBJECT (self->scroller), on_scroller_gone_cb, self);
  self->scroller = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->adjustment);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (foyer_list_watch_parent_class)->dispose (object);
}

static void
foyer_list_watch_class_init (FoyerListWatchClass *class)
{
  G_OBJECT_CLASS (class)->dispose = foyer_list_watch_dispose;
}

static void
foyer_list_watch_init (FoyerListWatch *self)
{
  self->selected = GTK_INVALID_LIST_POSITION;
}

/**
 * foyer_list_watch_new:
 * @list: what is asked for pages, when rows of @scroller come on screen and stay there
 * @scroller: scrolls one list view of @list, whose rows are all of one height
 *
 * Returns: (transfer full): works as long as it lives
 */
FoyerListWatch *
foyer_list_watch_new (FoyerResourceList *list, GtkScrolledWindow *scroller)
{
  FoyerListWatch *self = g_object_new (FOYER_TYPE_LIST_WATCH, NULL);

  self->list = g_object_ref (list);
  self->scroller = scroller;
  g_object_weak_ref (G_OBJECT (scroller), on_scroller_gone_cb, self);
  self->adjustment = g_object_ref (gtk_scrolled_window_get_vadjustment (scroller));
  g_signal_connect_object (self->adjustment, "value-changed", G_CALLBACK (look_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->adjustment, "changed", G_CALLBACK (look_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (scroller, "map", G_CALLBACK (look_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (before_change_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (after_change_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return self;
}

/**
 * foyer_list_watch_set_selection:
 * @selection: of the watched list, made after the watch
 */
void
foyer_list_watch_set_selection (FoyerListWatch *self, GtkSingleSelection *selection)
{
  g_return_if_fail (FOYER_IS_LIST_WATCH (self));

  g_set_object (&self->selection, selection);
}
