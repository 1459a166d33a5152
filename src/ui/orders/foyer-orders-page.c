/* SPDX-License-Identifier: GPL-3.0-or-later
 * All orders of the account: searched, filtered and sorted at the portal, read page by page where somebody looks. */

#include "foyer-orders-page.h"

#include <glib/gi18n.h>

#include "foyer-error-text.h"
#include "foyer-format.h"
#include "foyer-future.h"
#include "foyer-list-watch.h"
#include "foyer-order-page.h"
#include "foyer-state-pill.h"
#include "foyer-order-row.h"
#include "foyer-orders.h"
#include "foyer-reorder.h"
#include "foyer-state-stack.h"
#include "foyer-window.h"

#define YEARS 10   /* that can be chosen, this one included */
#define LAYOUT 100 /* milliseconds until rows that came are laid out */

struct _FoyerOrdersPage
{
  FoyerPage parent_instance;
  FoyerCart *cart;
  FoyerResourceList *list;
  GtkSingleSelection *selection;
  FoyerListWatch *watches[2];
  AdwBanner *notice;
  GtkDropDown *state_filter;
  GtkDropDown *year_filter;
  GtkDropDown *sort_order;
  GtkLabel *count;
  FoyerStateStack *states;
  GtkStack *views;
  GtkWidget *table_scroller;
  GtkWidget *list_scroller;
  GtkColumnView *table;
  GtkListView *narrow_list;
  GtkColumnViewColumn *number_column;
  GtkColumnViewColumn *date_column;
  GtkColumnViewColumn *ship_to_column;
  GtkColumnViewColumn *total_column;
  GtkColumnViewColumn *state_column;
  GtkColumnViewColumn *reorder_column;
  char *reordered; /* (nullable): number of the order that goes, or did not go, into the cart */
  gboolean reordering;
  gboolean cart_was_emptied; /* perhaps ordered: the list is read anew when it is seen again */
  gboolean show_first;       /* as soon as it was read anew */
  guint showing;             /* source, 0 = none */
};

G_DEFINE_FINAL_TYPE (FoyerOrdersPage, foyer_orders_page, FOYER_TYPE_PAGE)

/* What can be chosen; the first one is all. */
static const FoyerOrderState states[] = {
  FOYER_ORDER_UNKNOWN,   FOYER_ORDER_ACKNOWLEDGED, FOYER_ORDER_IN_PROGRESS, FOYER_ORDER_PENDING,  FOYER_ORDER_HELD,
  FOYER_ORDER_COMPLETED, FOYER_ORDER_PARTIAL,      FOYER_ORDER_CANCELLED,   FOYER_ORDER_REJECTED, FOYER_ORDER_FAILED,
};

/* What the column headers do, for the keyboard and where there are no columns. */
static const struct
{
  const char *label;
  const char *column;
  GtkSortType type;
} orders_of_rows[] = {
  { N_ ("Newest first"), "orderDate", GTK_SORT_DESCENDING },
  { N_ ("Oldest first"), "orderDate", GTK_SORT_ASCENDING },
  { N_ ("Highest total first"), "orderTotalPrice.price.taxIncludedAmount.value", GTK_SORT_DESCENDING },
  { N_ ("Lowest total first"), "orderTotalPrice.price.taxIncludedAmount.value", GTK_SORT_ASCENDING },
  { N_ ("Number, upwards"), "id", GTK_SORT_ASCENDING },
  { N_ ("Number, downwards"), "id", GTK_SORT_DESCENDING },
  { N_ ("Ship to, A to Z"), "productOrderItem.product.place.name", GTK_SORT_ASCENDING },
  { N_ ("Ship to, Z to A"), "productOrderItem.product.place.name", GTK_SORT_DESCENDING },
  { N_ ("State, A to Z"), "state", GTK_SORT_ASCENDING },
  { N_ ("State, Z to A"), "state", GTK_SORT_DESCENDING },
};

static int
get_this_year (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_get_year (now);
}

static FoyerOrderState
get_state (FoyerOrdersPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->state_filter);

  return selected < G_N_ELEMENTS (states) ? states[selected] : FOYER_ORDER_UNKNOWN;
}

static int
get_year (FoyerOrdersPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->year_filter);

  return selected == 0 || selected == GTK_INVALID_LIST_POSITION ? 0 : get_this_year () - (int) selected + 1;
}

/* TMF630: "-total,-orderDate"; the newest first among equals. NULL: the list's own order. */
static char *
dup_sort (FoyerOrdersPage *self)
{
  GtkColumnViewSorter *sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->table));
  GtkColumnViewColumn *column = gtk_column_view_sorter_get_primary_sort_column (sorter);
  gboolean descending = gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_DESCENDING;

  if (column == NULL)
    return NULL;
  return g_strconcat (descending ? "-" : "", gtk_column_view_column_get_id (column),
                      column == self->date_column ? NULL : ",-orderDate", NULL);
}

static void
show_count (FoyerOrdersPage *self)
{
  guint n_orders = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  g_autofree char *number = foyer_format_number (n_orders);
  g_autofree char *text = g_strdup_printf (ngettext ("%s order", "%s orders", n_orders), number);

  gtk_label_set_label (self->count, n_orders > 0 ? text : "");
}

static void
say_empty (FoyerOrdersPage *self)
{
  gboolean narrowed = *foyer_page_get_search_text (FOYER_PAGE (self)) != '\0' ||
                      get_state (self) != FOYER_ORDER_UNKNOWN || get_year (self) != 0;

  if (narrowed)
    foyer_state_stack_set_empty (self->states, "edit-find-symbolic", _ ("No Matching Orders"),
                                 _ ("Try other words, another state or another year."));
  else
    foyer_state_stack_set_empty (self->states, "foyer-orders-symbolic", _ ("No Orders Yet"),
                                 _ ("What you order is listed here."));
}

static void
update_query (FoyerOrdersPage *self)
{
  const char *text = foyer_page_get_search_text (FOYER_PAGE (self));
  g_autofree char *sort = NULL;

  if (self->list == NULL)
    return;
  sort = dup_sort (self);
  say_empty (self);
  foyer_orders_list_set_query (self->list, foyer_page_get_account (FOYER_PAGE (self)), *text != '\0' ? text : NULL,
                               get_state (self), get_year (self), sort);
}

static GtkColumnViewColumn *
find_column (FoyerOrdersPage *self, const char *id)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_id (column), id) == 0)
        return column;
    }
  return NULL;
}

static void
on_sort_order_cb (FoyerOrdersPage *self)
{
  guint chosen = gtk_drop_down_get_selected (self->sort_order);

  if (self->list == NULL || chosen >= G_N_ELEMENTS (orders_of_rows))
    return;
  gtk_column_view_sort_by_column (self->table, find_column (self, orders_of_rows[chosen].column),
                                  orders_of_rows[chosen].type);
}

static void
on_sorter_changed_cb (FoyerOrdersPage *self, GtkSorterChange change, GtkColumnViewSorter *sorter)
{
  GtkColumnViewColumn *column = gtk_column_view_sorter_get_primary_sort_column (sorter);
  GtkSortType type = gtk_column_view_sorter_get_primary_sort_order (sorter);

  if (self->list == NULL)
    return;
  for (guint i = 0; column != NULL && i < G_N_ELEMENTS (orders_of_rows); i++)
    if (g_str_equal (gtk_column_view_column_get_id (column), orders_of_rows[i].column) &&
        type == orders_of_rows[i].type)
      gtk_drop_down_set_selected (self->sort_order, i);
  update_query (self);
}

static void
on_filter_changed_cb (FoyerOrdersPage *self)
{
  update_query (self);
}

static FoyerOrder *
get_selected (FoyerOrdersPage *self)
{
  FoyerOrder *order = gtk_single_selection_get_selected_item (self->selection);

  return order != NULL && foyer_entity_get_loaded (FOYER_ENTITY (order)) ? order : NULL;
}

static void
on_activate_cb (FoyerOrdersPage *self, guint position)
{
  FoyerPage *page = FOYER_PAGE (self);
  g_autoptr (FoyerEntity) order = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  if (order != NULL && foyer_entity_get_loaded (order))
    foyer_page_push (page,
                     foyer_order_page_new (foyer_page_get_account (page), self->cart, foyer_entity_get_id (order)));
}

/* Re-order */

static DexFuture *
on_reordered_cb (DexFuture *future, gpointer user_data)
{
  FoyerOrdersPage *self = user_data;
  FoyerWindow *window = foyer_page_get_window (FOYER_PAGE (self));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  self->reordering = FALSE;
  if (dex_future_get_value (future, &error) == NULL)
    {
      text = foyer_error_text (error);
      adw_banner_set_title (self->notice, text);
      adw_banner_set_revealed (self->notice, TRUE);
    }
  else if (window != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    foyer_window_show_section (window, "cart");
  return dex_future_new_true ();
}

static void
reorder (FoyerOrdersPage *self)
{
  if (self->reordering || self->reordered == NULL)
    return;
  self->reordering = TRUE;
  adw_banner_set_revealed (self->notice, FALSE);
  foyer_future_disown (
      dex_future_finally (foyer_reorder (foyer_page_get_account (FOYER_PAGE (self)), self->cart, self->reordered),
                          on_reordered_cb, g_object_ref (self), g_object_unref));
}

static void
reorder_this (FoyerOrdersPage *self, FoyerOrder *order)
{
  if (self->reordering || order == NULL || !foyer_entity_get_loaded (FOYER_ENTITY (order)))
    return;
  g_set_str (&self->reordered, foyer_entity_get_id (FOYER_ENTITY (order)));
  reorder (self);
}

static void
on_try_again_cb (FoyerOrdersPage *self)
{
  reorder (self);
}

/* Cells and rows */

/* A placeholder becomes another row or the same one with a loaded order: both are listened for. */
static char *
describe (gpointer object, FoyerOrder *order, gboolean loaded)
{
  return foyer_order_row_describe (order);
}

static char *
number_text (gpointer object, const char *id, gboolean loaded)
{
  return g_strdup (loaded ? id : "…");
}

/* One listens for a property of whatever order the row shows. */
static GtkExpression *
property_of_item (GType row_type, const char *property)
{
  GtkExpression *item = gtk_property_expression_new (row_type, NULL, "item");

  return gtk_property_expression_new (FOYER_TYPE_ORDER, item, property);
}

static void
bind_text (GObject *target, const char *target_property, gpointer row, GCallback text, const char *property)
{
  GType row_type = G_OBJECT_TYPE (row);
  GtkExpression *params[2] = { property != NULL ? property_of_item (row_type, property)
                                                : gtk_property_expression_new (row_type, NULL, "item"),
                               property_of_item (row_type, "loaded") };

  gtk_expression_bind (gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 2, params, text, NULL, NULL), target,
                       target_property, row);
}

static void
on_table_row_setup_cb (GtkSignalListItemFactory *factory, GtkColumnViewRow *row)
{
  bind_text (G_OBJECT (row), "accessible-label", row, G_CALLBACK (describe), NULL);
}

static void
on_number_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *row)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 9);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (row, label);
  bind_text (G_OBJECT (label), "label", row, G_CALLBACK (number_text), "id");
}

static void
on_cell_reorder_cb (GtkButton *button, GtkListItem *row)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (button), FOYER_TYPE_ORDERS_PAGE);

  reorder_this (FOYER_ORDERS_PAGE (page), gtk_list_item_get_item (row));
}

static void
on_reorder_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *row)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("foyer-cart-symbolic");

  gtk_widget_set_tooltip_text (button, _ ("Re-order"));
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect (button, "clicked", G_CALLBACK (on_cell_reorder_cb), row);
  gtk_list_item_set_child (row, button);
}

static void
on_reorder_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *row)
{
  FoyerEntity *order = gtk_list_item_get_item (row);
  GtkWidget *button = gtk_list_item_get_child (row);
  gboolean loaded = foyer_entity_get_loaded (order);
  /* Translators: %s is an order's number */
  g_autofree char *name =
      loaded ? g_strdup_printf (_ ("Re-order %s"), foyer_entity_get_id (order)) : g_strdup (_ ("Re-order"));

  gtk_widget_set_sensitive (button, loaded);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static gboolean
has_cart (FoyerOrdersPage *self)
{
  FoyerAccount *account = foyer_page_get_account (FOYER_PAGE (self));

  return foyer_portal_get_api (foyer_account_get_portal (account), "shoppingCart") != NULL;
}

static void
on_row_reorder_cb (FoyerOrderRow *row)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (row), FOYER_TYPE_ORDERS_PAGE);

  reorder_this (FOYER_ORDERS_PAGE (page), foyer_order_row_get_order (row));
}

static void
on_row_setup_cb (FoyerOrdersPage *self, GtkListItem *row)
{
  GtkWidget *child = foyer_order_row_new (has_cart (self));

  g_signal_connect (child, "reorder", G_CALLBACK (on_row_reorder_cb), NULL);
  gtk_list_item_set_child (row, child);
  bind_text (G_OBJECT (row), "accessible-label", row, G_CALLBACK (describe), NULL);
}

static void
on_row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *row)
{
  foyer_order_row_set_order (FOYER_ORDER_ROW (gtk_list_item_get_child (row)), gtk_list_item_get_item (row));
}

static void
on_row_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *row)
{
  foyer_order_row_set_order (FOYER_ORDER_ROW (gtk_list_item_get_child (row)), NULL);
}

/* Wide or narrow */

/* What was just ordered stands first, and the list would stay where it was. */
static void
on_read_anew_cb (gpointer user_data)
{
  FoyerOrdersPage *self = user_data;

  self->showing = 0;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    return;
  if (gtk_stack_get_visible_child (self->views) == self->table_scroller)
    gtk_column_view_scroll_to (self->table, 0, NULL, GTK_LIST_SCROLL_NONE, NULL);
  else
    gtk_list_view_scroll_to (self->narrow_list, 0, GTK_LIST_SCROLL_NONE, NULL);
}

/* The rows come a moment later, and only when they are laid out the view knows where the first one is. */
static void
on_loading_cb (FoyerOrdersPage *self)
{
  if (!self->show_first || foyer_resource_list_get_loading (self->list))
    return;
  self->show_first = FALSE;
  g_clear_handle_id (&self->showing, g_source_remove);
  self->showing = g_timeout_add_once (LAYOUT, on_read_anew_cb, self);
}

/* Only the view that is seen has the model: the other one would make rows, and rows ask for pages. */
static void
show_view (FoyerOrdersPage *self)
{
  gboolean wide = gtk_stack_get_visible_child (self->views) == self->table_scroller;
  guint selected;

  if (self->selection == NULL)
    return;
  selected = gtk_single_selection_get_selected (self->selection);
  gtk_column_view_set_model (self->table, wide ? GTK_SELECTION_MODEL (self->selection) : NULL);
  gtk_list_view_set_model (self->narrow_list, wide ? NULL : GTK_SELECTION_MODEL (self->selection));
  if (selected == GTK_INVALID_LIST_POSITION)
    return;
  if (wide)
    gtk_column_view_scroll_to (self->table, selected, NULL, GTK_LIST_SCROLL_NONE, NULL);
  else
    gtk_list_view_scroll_to (self->narrow_list, selected, GTK_LIST_SCROLL_NONE, NULL);
}

static void
on_view_changed_cb (FoyerOrdersPage *self)
{
  show_view (self);
}

/* Life */

/* The portal sorts: the column only says that it can be asked for. */
static void
set_sorters (FoyerOrdersPage *self)
{
  GtkColumnViewColumn *columns[] = { self->number_column, self->date_column, self->ship_to_column, self->total_column,
                                     self->state_column };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));

      gtk_column_view_column_set_sorter (columns[i], sorter);
    }
  gtk_column_view_sort_by_column (self->table, self->date_column, GTK_SORT_DESCENDING);
  g_signal_connect_object (gtk_column_view_get_sorter (self->table), "changed", G_CALLBACK (on_sorter_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
set_filters (FoyerOrdersPage *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) years = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) sorts = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, _ ("All states"));
  for (guint i = 1; i < G_N_ELEMENTS (states); i++)
    gtk_string_list_append (labels, foyer_order_state_to_label (states[i]));
  gtk_drop_down_set_model (self->state_filter, G_LIST_MODEL (labels));
  gtk_string_list_append (years, _ ("All years"));
  for (int i = 0; i < YEARS; i++)
    gtk_string_list_take (years, g_strdup_printf ("%d", get_this_year () - i));
  gtk_drop_down_set_model (self->year_filter, G_LIST_MODEL (years));
  for (guint i = 0; i < G_N_ELEMENTS (orders_of_rows); i++)
    gtk_string_list_append (sorts, _ (orders_of_rows[i].label));
  gtk_drop_down_set_model (self->sort_order, G_LIST_MODEL (sorts));
}

static void
on_cart_changed_cb (FoyerOrdersPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->cart)) == 0)
    self->cart_was_emptied = TRUE;
}

static void
set_list (FoyerOrdersPage *self)
{
  self->list = foyer_orders_list (foyer_page_get_account (FOYER_PAGE (self)));
  self->watches[0] = foyer_list_watch_new (self->list, GTK_SCROLLED_WINDOW (self->table_scroller));
  self->watches[1] = foyer_list_watch_new (self->list, GTK_SCROLLED_WINDOW (self->list_scroller));
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::loading", G_CALLBACK (on_loading_cb), self, G_CONNECT_SWAPPED);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (self->watches); i++)
    foyer_list_watch_set_selection (self->watches[i], self->selection);
  say_empty (self);
  foyer_state_stack_bind_list (self->states, self->list);
  show_view (self);
}

static void
foyer_orders_page_load (FoyerPage *page)
{
  FoyerOrdersPage *self = FOYER_ORDERS_PAGE (page);

  self->cart_was_emptied = FALSE;
  foyer_resource_list_load (self->list);
}

static void
foyer_orders_page_reload (FoyerPage *page)
{
  FoyerOrdersPage *self = FOYER_ORDERS_PAGE (page);

  self->cart_was_emptied = FALSE;
  foyer_resource_list_reload (self->list);
}

static void
foyer_orders_page_search_changed (FoyerPage *page, const char *text)
{
  update_query (FOYER_ORDERS_PAGE (page));
}

static gboolean
foyer_orders_page_copy (FoyerPage *page)
{
  FoyerOrder *order = get_selected (FOYER_ORDERS_PAGE (page));
  g_autofree char *text = NULL;

  if (order == NULL)
    return FALSE;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (page)), foyer_entity_get_id (FOYER_ENTITY (order)));
  /* Translators: %s is an order's number */
  text = g_strdup_printf (_ ("%s copied"), foyer_entity_get_id (FOYER_ENTITY (order)));
  foyer_page_toast (page, text);
  return TRUE;
}

static void
foyer_orders_page_map (GtkWidget *widget)
{
  FoyerOrdersPage *self = FOYER_ORDERS_PAGE (widget);

  self->show_first |= self->cart_was_emptied;
  GTK_WIDGET_CLASS (foyer_orders_page_parent_class)->map (widget);
  if (self->cart_was_emptied)
    foyer_page_reload (FOYER_PAGE (self));
}

static void
foyer_orders_page_dispose (GObject *object)
{
  FoyerOrdersPage *self = FOYER_ORDERS_PAGE (object);

  g_clear_handle_id (&self->showing, g_source_remove);
  for (guint i = 0; i < G_N_ELEMENTS (self->watches); i++)
    g_clear_object (&self->watches[i]);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->cart);
  g_clear_pointer (&self->reordered, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_ORDERS_PAGE);
  G_OBJECT_CLASS (foyer_orders_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *class)
{
  gtk_widget_class_set_template_from_resource (class, "/org/foyer/Foyer/ui/foyer-orders-page.ui");
  gtk_widget_class_bind_template_child (class, FoyerOrdersPage, notice);
  gtk_widget_class_bind_template_child (class, FoyerOrdersPage, state_filter);
  gtk_widget_class_bind_template_child (class, FoyerOrdersPage, year_filter);
  gtk_widget_class_bind_template_child (class, FoyerOrdersPage, sort_order);
  gtk_widget_class_bind_template_child (class, FoyerOrdersPage, count);
  gtk_widget_class_bind_template_child (class, FoyerOrdersPage, states);
  gtk_widget_class_bind_template_child (class, FoyerOrdersPage, views);
  gtk_widget_class_bind_template_child (class, FoyerOrdersPage, table_scroller);
  gtk_widget_class_bind_template_child (class, FoyerOrdersPage, list_scroller);
  gtk_widget_class_bind_template_child (class, FoyerOrdersPage, table);
  gtk_widget_class_bind_template_child (class, FoyerOrdersPage, narrow_list);
  gtk_widget_class_bind_template_child (class, FoyerOrdersPage, number_column);
  gtk_widget_class_bind_template_child (class, FoyerOrdersPage, date_column);
  gtk_widget_class_bind_template_child (class, FoyerOrdersPage, ship_to_column);
  gtk_widget_class_bind_template_child (class, FoyerOrdersPage, total_column);
  gtk_widget_class_bind_template_child (class, FoyerOrdersPage, state_column);
  gtk_widget_class_bind_template_child (class, FoyerOrdersPage, reorder_column);
  foyer_format_bind_callbacks (class);
  gtk_widget_class_bind_template_callback (class, on_try_again_cb);
  gtk_widget_class_bind_template_callback (class, on_filter_changed_cb);
  gtk_widget_class_bind_template_callback (class, on_sort_order_cb);
  gtk_widget_class_bind_template_callback (class, on_view_changed_cb);
  gtk_widget_class_bind_template_callback (class, on_activate_cb);
  gtk_widget_class_bind_template_callback (class, on_table_row_setup_cb);
  gtk_widget_class_bind_template_callback (class, on_number_setup_cb);
  gtk_widget_class_bind_template_callback (class, on_reorder_setup_cb);
  gtk_widget_class_bind_template_callback (class, on_reorder_bind_cb);
  gtk_widget_class_bind_template_callback (class, on_row_setup_cb);
  gtk_widget_class_bind_template_callback (class, on_row_bind_cb);
  gtk_widget_class_bind_template_callback (class, on_row_unbind_cb);
}

static void
foyer_orders_page_class_init (FoyerOrdersPageClass *class)
{
  FoyerPageClass *page_class = FOYER_PAGE_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = foyer_orders_page_dispose;
  GTK_WIDGET_CLASS (class)->map = foyer_orders_page_map;
  page_class->load = foyer_orders_page_load;
  page_class->reload = foyer_orders_page_reload;
  page_class->search_changed = foyer_orders_page_search_changed;
  page_class->copy = foyer_orders_page_copy;
  g_type_ensure (FOYER_TYPE_ORDER);
  g_type_ensure (FOYER_TYPE_STATE_PILL);
  g_type_ensure (FOYER_TYPE_STATE_STACK);
  bind_template (GTK_WIDGET_CLASS (class));
}

static void
foyer_orders_page_init (FoyerOrdersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_filters (self);
  set_sorters (self);
}

/**
 * foyer_orders_page_new:
 * @cart: where re-ordered things go
 *
 * Returns: (transfer floating): the section of all orders
 */
FoyerPage *
foyer_orders_page_new (FoyerAccount *account, FoyerCart *cart)
{
  FoyerOrdersPage *self = g_object_new (FOYER_TYPE_ORDERS_PAGE, "account", account, NULL);

  self->cart = g_object_ref (cart);
  g_signal_connect_object (cart, "items-changed", G_CALLBACK (on_cart_changed_cb), self, G_CONNECT_SWAPPED);
  set_list (self);
  gtk_column_view_column_set_visible (self->reorder_column, has_cart (self));
  return FOYER_PAGE (self);
}
