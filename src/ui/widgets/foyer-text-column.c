/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A column of words: each cell says what a function says of its item, again whenever the item changes. */
#include "foyer-text-column.h"

/* Numbers at the end of their column keep away from the words at the start of the next one. */
#define NUMERIC_MARGIN 12

typedef struct
{
  FoyerTextFunc func;
  gpointer data;
  FoyerTextColumnFlags flags;
} Column;

static void
show_text (GtkListItem *cell, Column *column)
{
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (cell));
  gpointer item = gtk_list_item_get_item (cell);
  g_autofree char *text = item != NULL ? column->func (item, column->data) : NULL;

  gtk_label_set_label (label, text != NULL ? text : "");
}

static void
on_notify_cb (GtkListItem *cell)
{
  show_text (cell, g_object_get_data (G_OBJECT (cell), "foyer-column"));
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, Column *column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column->flags & FOYER_TEXT_COLUMN_NUMERIC ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (column->flags & FOYER_TEXT_COLUMN_NUMERIC)
    {
      gtk_widget_add_css_class (label, "numeric");
      gtk_widget_set_margin_end (label, NUMERIC_MARGIN);
    }
  if (column->flags & FOYER_TEXT_COLUMN_STRONG)
    gtk_widget_add_css_class (label, "heading");
  gtk_list_item_set_child (cell, label);
  g_object_set_data (G_OBJECT (cell), "foyer-column", column);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, Column *column)
{
  g_signal_connect_object (gtk_list_item_get_item (cell), "notify", G_CALLBACK (on_notify_cb), cell, G_CONNECT_SWAPPED);
  show_text (cell, column);
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, Column *column)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (cell), on_notify_cb, cell);
}

static void
free_column (gpointer column, GClosure *closure)
{
  g_free (column);
}

/**
 * foyer_text_factory_new:
 * @func: what a cell says of its item; may answer NULL
 * @data: passed to @func; must live as long as the factory
 * @flags: how it looks
 *
 * Returns: (transfer full): a factory of labels
 */
GtkListItemFactory *
foyer_text_factory_new (FoyerTextFunc func, gpointer data, FoyerTextColumnFlags flags)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Column *column = g_new0 (Column, 1);

  column->func = func;
  column->data = data;
  column->flags = flags;
  g_signal_connect_data (factory, "setup", G_CALLBACK (on_setup_cb), column, free_column, G_CONNECT_DEFAULT);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), column);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind_cb), column);
  return factory;
}

/**
 * foyer_text_column_new:
 * @title: the head of the column
 * @func: what a cell says of its item; may answer NULL
 * @data: passed to @func; must live as long as the column
 * @flags: how it looks
 *
 * Returns: (transfer full): a column
 */
GtkColumnViewColumn *
foyer_text_column_new (const char *title, FoyerTextFunc func, gpointer data, FoyerTextColumnFlags flags)
{
  GtkColumnViewColumn *column = gtk_column_view_column_new (title, foyer_text_factory_new (func, data, flags));

  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, (flags & FOYER_TEXT_COLUMN_EXPAND) != 0);
  if (flags & FOYER_TEXT_COLUMN_NUMERIC)
    g_object_set_data (G_OBJECT (column), "foyer-numeric", GINT_TO_POINTER (TRUE));
  return column;
}

/* The label that a title has somewhere inside. */
static GtkWidget *
find_label (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child);
  return found;
}

static gboolean
is_numeric (GtkColumnView *view, const char *title)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_title (column), title) == 0)
        return g_object_get_data (G_OBJECT (column), "foyer-numeric") != NULL;
    }
  return FALSE;
}

/**
 * foyer_text_column_align_titles:
 * @view: a view with all its columns
 *
 * Puts the titles of numeric columns over their numbers, which GTK has no property for. Where GTK builds its titles in
 * another way than it does now, they stay at the start.
 */
void
foyer_text_column_align_titles (GtkColumnView *view)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (view));

  for (GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL; title != NULL;
       title = gtk_widget_get_next_sibling (title))
    {
      GtkWidget *label = find_label (title);

      if (label != NULL && gtk_widget_get_first_child (title) != NULL &&
          is_numeric (view, gtk_label_get_label (GTK_LABEL (label))))
        {
          gtk_widget_set_halign (gtk_widget_get_first_child (title), GTK_ALIGN_END);
          gtk_widget_set_margin_end (gtk_widget_get_first_child (title), NUMERIC_MARGIN);
        }
    }
}
