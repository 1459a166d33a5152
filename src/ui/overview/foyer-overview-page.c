/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where a person arrives: what is going on, and who the account belongs to. Everything from the store at once, then as
 * the portal has it now. */

#include "foyer-overview-page.h"

#include <glib/gi18n.h>

#include "foyer-bills.h"
#include "foyer-error-text.h"
#include "foyer-error.h"
#include "foyer-format.h"
#include "foyer-future.h"
#include "foyer-order-page.h"
#include "foyer-order-row.h"
#include "foyer-orders.h"
#include "foyer-overview-tile.h"
#include "foyer-profile.h"
#include "foyer-reading.h"
#include "foyer-usage.h"
#include "foyer-window.h"

#define N_RECENT 5
#define ADDRESS_SPACE " \n \n \n " /* as high as most addresses, so that nothing jumps when one comes */

struct _FoyerOverviewPage
{
  FoyerPage parent_instance;
  FoyerCart *cart;            /* (nullable): the window's */
  FoyerResourceList *recent;  /* (nullable): all orders, newest first */
  FoyerResourceList *open[2]; /* (nullable): received, and in progress */
  gboolean cart_was_emptied;  /* perhaps ordered: read anew when it is seen again */

  AdwBanner *notice;
  GtkLabel *greeting;
  GtkFlowBox *tiles;
  GtkWidget *orders_child;
  GtkWidget *invoices_child;
  GtkWidget *usage_child;
  GtkWidget *cart_child;
  FoyerOverviewTile *orders_tile;
  FoyerOverviewTile *invoices_tile;
  FoyerOverviewTile *usage_tile;
  FoyerOverviewTile *cart_tile;
  GtkWidget *contact;
  GtkWidget *addresses;
  AdwActionRow *name_row;
  AdwActionRow *email_row;
  AdwActionRow *phone_row;
  AdwActionRow *billing_row;
  AdwActionRow *shipping_row;
  AdwPreferencesGroup *recent_group;
  GtkListBox *recent_list;
};

G_DEFINE_FINAL_TYPE (FoyerOverviewPage, foyer_overview_page, FOYER_TYPE_PAGE)

static FoyerAccount *
get_account (FoyerOverviewPage *self)
{
  return foyer_page_get_account (FOYER_PAGE (self));
}

static gboolean
offers (FoyerOverviewPage *self, const char *feature)
{
  return foyer_portal_has_feature (foyer_account_get_portal (get_account (self)), feature);
}

/* The window says itself that the portal cannot be reached; the rest is said here, with a way to try again. */
static void
say_error (FoyerOverviewPage *self, const GError *error)
{
  g_autofree char *text = foyer_error_text (error);

  if (foyer_error_is_offline (error) || g_error_matches (error, FOYER_ERROR, FOYER_ERROR_SIGNED_OUT))
    return;
  adw_banner_set_title (self->notice, text);
  adw_banner_set_revealed (self->notice, TRUE);
}

/* Who */

static void
greet (FoyerOverviewPage *self, const char *name)
{
  /* Translators: %s is the name of the person or company */
  g_autofree char *text = *name != '\0' ? g_strdup_printf (_ ("Hello, %s"), name) : g_strdup (_ ("Hello"));

  gtk_label_set_label (self->greeting, text);
}

static void
show_text (AdwActionRow *row, const char *text)
{
  adw_action_row_set_subtitle (row, text != NULL && *text != '\0' ? text : "–");
}

static void
show_address (AdwActionRow *row, FoyerAddress *address)
{
  g_autofree char *text = address != NULL ? foyer_address_format (address) : g_strdup (_ ("None chosen yet"));

  show_text (row, text);
}

static void
show_profile (FoyerOverviewPage *self, FoyerProfile *profile)
{
  greet (self, foyer_profile_get_full_name (profile));
  show_text (self->name_row, foyer_profile_get_full_name (profile));
  show_text (self->email_row, foyer_profile_get_email (profile));
  show_text (self->phone_row, foyer_profile_get_phone (profile));
  show_address (self->billing_row, foyer_profile_get_billing_address (profile));
  show_address (self->shipping_row, foyer_profile_get_shipping_address (profile));
}

static void
show_no_profile (FoyerOverviewPage *self, const GError *error)
{
  gboolean offered = !g_error_matches (error, FOYER_ERROR, FOYER_ERROR_NOT_OFFERED);

  gtk_widget_set_visible (self->contact, offered);
  gtk_widget_set_visible (self->addresses, offered);
  if (offered)
    say_error (self, error);
}

/* Open invoices */

static FoyerMoney *
add_up (GListModel *bills)
{
  FoyerMoney *sum = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (bills); i++)
    {
      g_autoptr (FoyerBill) bill = g_list_model_get_item (bills, i);
      FoyerMoney *open = foyer_bill_get_open (bill);
      g_autoptr (FoyerMoney) before = g_steal_pointer (&sum);

      if (open == NULL)
        sum = g_steal_pointer (&before);
      else
        sum = before != NULL ? foyer_money_add (before, open) : foyer_money_copy (open);
      if (sum == NULL && before != NULL)
        return NULL;
    }
  return sum;
}

static GDateTime *
find_next_due (GListModel *bills)
{
  GDateTime *next = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (bills); i++)
    {
      g_autoptr (FoyerBill) bill = g_list_model_get_item (bills, i);
      GDateTime *due = foyer_bill_get_due (bill);

      if (due != NULL && (next == NULL || g_date_time_compare (due, next) < 0))
        next = due;
    }
  return next;
}

static guint
count_overdue (GListModel *bills)
{
  guint n_overdue = 0;

  for (guint i = 0; i < g_list_model_get_n_items (bills); i++)
    {
      g_autoptr (FoyerBill) bill = g_list_model_get_item (bills, i);

      n_overdue += foyer_bill_get_state (bill) == FOYER_BILL_OVERDUE;
    }
  return n_overdue;
}

static char *
dup_bills_sentence (GListModel *bills)
{
  guint n_bills = g_list_model_get_n_items (bills), n_overdue = count_overdue (bills);
  GDateTime *due = find_next_due (bills);
  g_autofree char *number = foyer_format_number (n_bills);
  g_autofree char *open = g_strdup_printf (ngettext ("%s open invoice", "%s open invoices", n_bills), number);
  g_autofree char *date = due != NULL ? foyer_format_date (due) : NULL;

  if (n_overdue > 0)
    return g_strdup_printf (ngettext ("%s, %u overdue", "%s, %u overdue", n_overdue), open, n_overdue);
  /* Translators: "2 open invoices", and the day the first of them must be paid */
  return date != NULL ? g_strdup_printf (_ ("%s, due %s"), open, date) : g_steal_pointer (&open);
}

static void
show_bills (FoyerOverviewPage *self, GListModel *bills)
{
  g_autoptr (FoyerMoney) sum = add_up (bills);
  g_autofree char *amount = sum != NULL ? foyer_money_format (sum) : NULL;
  g_autofree char *number = foyer_format_number (g_list_model_get_n_items (bills));
  g_autofree char *sentence = dup_bills_sentence (bills);

  if (g_list_model_get_n_items (bills) == 0)
    foyer_overview_tile_set (self->invoices_tile, "0", _ ("Everything is paid."));
  else
    foyer_overview_tile_set (self->invoices_tile, amount != NULL ? amount : number, sentence);
}

/* This month's usage */

static gboolean
is_this_month (FoyerUsageMonth *month)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return foyer_usage_month_get_year (month) == g_date_time_get_year (now) &&
         foyer_usage_month_get_month (month) == g_date_time_get_month (now);
}

static void
show_month (FoyerOverviewPage *self, FoyerUsageMonth *month)
{
  FoyerMoney *cost = foyer_usage_month_get_cost (month);
  gint64 n_calls = foyer_usage_month_get_answered (month);
  g_autofree char *calls = foyer_format_number (n_calls);
  g_autofree char *time = foyer_format_duration (foyer_usage_month_get_seconds (month));
  g_autofree char *name = foyer_format_month (foyer_usage_month_get_year (month), foyer_usage_month_get_month (month));
  g_autofree char *figure = cost != NULL ? foyer_money_format (cost) : g_strdup (calls);
  /* Translators: number of calls, their time as 1:02:03, the month */
  g_autofree char *sentence =
      g_strdup_printf (ngettext ("%s call, %s, in %s", "%s calls, %s, in %s", (gulong) n_calls), calls, time, name);

  foyer_overview_tile_set (self->usage_tile, figure, sentence);
}

static void
show_usage (FoyerOverviewPage *self, GListModel *months)
{
  g_autoptr (FoyerUsageMonth) month = g_list_model_get_item (months, 0);

  if (month == NULL)
    foyer_overview_tile_set (self->usage_tile, "0", _ ("No calls yet."));
  else if (!is_this_month (month) || foyer_usage_month_has_data (month))
    show_month (self, month);
  else
    foyer_overview_tile_set (self->usage_tile, "0", _ ("No calls this month yet."));
}

/* Reading */

typedef struct
{
  DexFuture *(*read) (FoyerAccount *account, gboolean from_store);
  void (*show) (FoyerOverviewPage *self, gpointer object);
  void (*fail) (FoyerOverviewPage *self, const GError *error);
} Source;

static void
show_profile_object (FoyerOverviewPage *self, gpointer object)
{
  show_profile (self, object);
}

static void
show_bills_object (FoyerOverviewPage *self, gpointer object)
{
  show_bills (self, object);
}

static void
show_usage_object (FoyerOverviewPage *self, gpointer object)
{
  show_usage (self, object);
}

static void
fail_tile (FoyerOverviewPage *self, FoyerOverviewTile *tile, const GError *error)
{
  g_autofree char *text = foyer_error_text (error);

  foyer_overview_tile_set_error (tile, text);
  say_error (self, error);
}

static void
fail_bills (FoyerOverviewPage *self, const GError *error)
{
  fail_tile (self, self->invoices_tile, error);
}

static void
fail_usage (FoyerOverviewPage *self, const GError *error)
{
  fail_tile (self, self->usage_tile, error);
}

static const Source profile_source = { foyer_profile_read, show_profile_object, show_no_profile };
static const Source bills_source = { foyer_bills_read_open, show_bills_object, fail_bills };
static const Source usage_source = { foyer_usage_read_months, show_usage_object, fail_usage };

static void read_source (FoyerOverviewPage *self, const Source *source, gboolean from_store);

static DexFuture *
on_read_cb (DexFuture *future, gpointer user_data)
{
  FoyerReading *reading = user_data;
  const Source *source = reading->source;
  g_autoptr (FoyerOverviewPage) self = foyer_reading_dup_page (reading);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self == NULL)
    return dex_future_new_true ();
  if (value != NULL)
    source->show (self, g_value_get_object (value));
  else if (!reading->from_store)
    source->fail (self, error);
  if (reading->from_store)
    read_source (self, source, FALSE);
  return dex_future_new_true ();
}

static void
read_source (FoyerOverviewPage *self, const Source *source, gboolean from_store)
{
  foyer_future_disown (dex_future_finally (source->read (get_account (self), from_store), on_read_cb,
                                           foyer_reading_new (FOYER_PAGE (self), from_store, source),
                                           foyer_reading_free));
}

static void
read_all (FoyerOverviewPage *self, gboolean from_store)
{
  adw_banner_set_revealed (self->notice, FALSE);
  read_source (self, &profile_source, from_store);
  if (offers (self, "invoices"))
    read_source (self, &bills_source, from_store);
  if (offers (self, "usage"))
    read_source (self, &usage_source, from_store);
}

/* Orders */

static gboolean
is_known (FoyerResourceList *list)
{
  return foyer_resource_list_get_state (list) == FOYER_LIST_READY || g_list_model_get_n_items (G_LIST_MODEL (list)) > 0;
}

static char *
dup_orders_sentence (guint n_open, guint n_orders)
{
  g_autofree char *all = foyer_format_number (n_orders);

  if (n_orders == 0)
    return g_strdup (_ ("No orders yet."));
  /* Translators: after the number of orders in progress; %s is the number of all orders */
  return g_strdup_printf (ngettext ("in progress, of %s order", "in progress, of %s orders", n_orders), all);
}

static void
show_orders_tile (FoyerOverviewPage *self)
{
  guint n_open = 0;
  g_autofree char *figure = NULL, *sentence = NULL;

  if (!is_known (self->recent))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (self->open); i++)
    {
      if (!is_known (self->open[i]))
        return;
      n_open += g_list_model_get_n_items (G_LIST_MODEL (self->open[i]));
    }
  figure = foyer_format_number (n_open);
  sentence = dup_orders_sentence (n_open, g_list_model_get_n_items (G_LIST_MODEL (self->recent)));
  foyer_overview_tile_set (self->orders_tile, figure, sentence);
}

static void
on_list_error_cb (FoyerOverviewPage *self, GParamSpec *pspec, FoyerResourceList *list)
{
  GError *error = foyer_resource_list_get_error (list);

  if (error != NULL)
    fail_tile (self, self->orders_tile, error);
}

/* Five rows from the first moment on: they are filled, and hidden only when it is known that there are fewer. */
static void
show_recent (FoyerOverviewPage *self)
{
  GListModel *orders = G_LIST_MODEL (self->recent);
  gboolean known = is_known (self->recent);
  guint n_orders = g_list_model_get_n_items (orders);

  for (guint i = 0; i < N_RECENT; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->recent_list, i);
      g_autoptr (FoyerOrder) order = g_list_model_get_item (orders, i);
      g_autofree char *name = foyer_order_row_describe (order);

      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      foyer_order_row_set_order (FOYER_ORDER_ROW (gtk_list_box_row_get_child (row)), order);
      gtk_widget_set_visible (GTK_WIDGET (row), !known || order != NULL);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->recent_list), !known || n_orders > 0);
  adw_preferences_group_set_description (self->recent_group,
                                         known && n_orders == 0 ? _ ("What you order is listed here.") : NULL);
}

static void
on_orders_changed_cb (FoyerOverviewPage *self)
{
  show_orders_tile (self);
  show_recent (self);
}

static FoyerResourceList *
watch_orders (FoyerOverviewPage *self, FoyerOrderState state)
{
  FoyerResourceList *list = foyer_orders_list (get_account (self));

  if (state != FOYER_ORDER_UNKNOWN)
    foyer_orders_list_set_query (list, get_account (self), NULL, state, 0, NULL);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (on_orders_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::state", G_CALLBACK (on_orders_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::error", G_CALLBACK (on_list_error_cb), self, G_CONNECT_SWAPPED);
  return list;
}

static void
read_orders (FoyerOverviewPage *self)
{
  if (self->recent == NULL)
    return;
  foyer_resource_list_reload (self->recent);
  for (guint i = 0; i < G_N_ELEMENTS (self->open); i++)
    foyer_resource_list_reload (self->open[i]);
}

/* Cart */

static void
show_cart (FoyerOverviewPage *self)
{
  guint n_pieces = foyer_cart_get_n_orderable (self->cart);
  FoyerMoney *gross = foyer_cart_get_gross (self->cart);
  g_autofree char *figure = foyer_format_number (n_pieces);
  g_autofree char *amount = gross != NULL ? foyer_money_format (gross) : NULL;
  g_autofree char *sentence = NULL;

  if (n_pieces == 0)
    sentence = g_strdup (_ ("The cart is empty."));
  else if (amount != NULL)
    /* Translators: after the number of pieces in the cart; %s is an amount */
    sentence = g_strdup_printf (ngettext ("piece for %s", "pieces for %s", n_pieces), amount);
  else
    sentence = g_strdup (ngettext ("piece", "pieces", n_pieces));
  foyer_overview_tile_set (self->cart_tile, figure, sentence);
}

static void
on_cart_changed_cb (FoyerOverviewPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->cart)) == 0)
    self->cart_was_emptied = TRUE;
}

static void
watch_cart (FoyerOverviewPage *self)
{
  FoyerWindow *window = foyer_page_get_window (FOYER_PAGE (self));

  if (self->cart != NULL || window == NULL)
    return;
  self->cart = g_object_ref (foyer_window_get_cart (window));
  if (!offers (self, "cart"))
    return;
  g_signal_connect_object (self->cart, "items-changed", G_CALLBACK (on_cart_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cart, "notify::n-orderable", G_CALLBACK (show_cart), self, G_CONNECT_SWAPPED);
  show_cart (self);
}

/* Where it leads */

static void
show_section (FoyerOverviewPage *self, const char *section)
{
  FoyerWindow *window = foyer_page_get_window (FOYER_PAGE (self));

  if (window != NULL)
    foyer_window_show_section (window, section);
}

static void
on_orders_clicked_cb (FoyerOverviewPage *self)
{
  show_section (self, "orders");
}

static void
on_invoices_clicked_cb (FoyerOverviewPage *self)
{
  show_section (self, "invoices");
}

static void
on_usage_clicked_cb (FoyerOverviewPage *self)
{
  show_section (self, "usage");
}

static void
on_cart_clicked_cb (FoyerOverviewPage *self)
{
  show_section (self, "cart");
}

static void
on_order_activated_cb (FoyerOverviewPage *self, GtkListBoxRow *row)
{
  FoyerOrder *order = foyer_order_row_get_order (FOYER_ORDER_ROW (gtk_list_box_row_get_child (row)));

  if (order != NULL && self->cart != NULL && foyer_entity_get_loaded (FOYER_ENTITY (order)))
    foyer_page_push (FOYER_PAGE (self),
                     foyer_order_page_new (get_account (self), self->cart, foyer_entity_get_id (FOYER_ENTITY (order))));
}

static void
on_try_again_cb (FoyerOverviewPage *self)
{
  foyer_page_reload (FOYER_PAGE (self));
}

/* Life */

static void
make_rows (FoyerOverviewPage *self)
{
  for (guint i = 0; i < N_RECENT; i++)
    {
      GtkWidget *child = foyer_order_row_new (FALSE);

      gtk_widget_set_margin_start (child, 12);
      gtk_widget_set_margin_end (child, 12);
      gtk_list_box_append (self->recent_list,
                           g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", TRUE, "child", child, NULL));
    }
}

/* What the portal does not offer has no place here; the tiles that are left share the line. */
static void
show_offered (FoyerOverviewPage *self)
{
  const struct
  {
    GtkWidget *child;
    const char *feature;
  } tiles[] = { { self->orders_child, "orders" },
                { self->invoices_child, "invoices" },
                { self->usage_child, "usage" },
                { self->cart_child, "cart" } };
  gboolean orders = offers (self, "orders");
  guint n_tiles = 0;

  for (guint i = 0; i < G_N_ELEMENTS (tiles); i++)
    {
      gtk_widget_set_visible (tiles[i].child, offers (self, tiles[i].feature));
      n_tiles += offers (self, tiles[i].feature);
    }
  gtk_flow_box_set_max_children_per_line (self->tiles, MAX (n_tiles, 1));
  gtk_widget_set_visible (GTK_WIDGET (self->recent_group), orders);
  if (!orders)
    return;
  self->recent = watch_orders (self, FOYER_ORDER_UNKNOWN);
  self->open[0] = watch_orders (self, FOYER_ORDER_ACKNOWLEDGED);
  self->open[1] = watch_orders (self, FOYER_ORDER_IN_PROGRESS);
}

static void
foyer_overview_page_load (FoyerPage *page)
{
  FoyerOverviewPage *self = FOYER_OVERVIEW_PAGE (page);

  watch_cart (self);
  read_all (self, TRUE);
  read_orders (self);
}

static void
foyer_overview_page_reload (FoyerPage *page)
{
  FoyerOverviewPage *self = FOYER_OVERVIEW_PAGE (page);

  self->cart_was_emptied = FALSE;
  read_all (self, FALSE);
  read_orders (self);
}

static void
foyer_overview_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (foyer_overview_page_parent_class)->map (widget);
  if (FOYER_OVERVIEW_PAGE (widget)->cart_was_emptied)
    foyer_page_reload (FOYER_PAGE (widget));
}

static void
foyer_overview_page_dispose (GObject *object)
{
  FoyerOverviewPage *self = FOYER_OVERVIEW_PAGE (object);

  g_clear_object (&self->recent);
  for (guint i = 0; i < G_N_ELEMENTS (self->open); i++)
    g_clear_object (&self->open[i]);
  g_clear_object (&self->cart);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_OVERVIEW_PAGE);
  G_OBJECT_CLASS (foyer_overview_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *class)
{
  gtk_widget_class_set_template_from_resource (class, "/org/foyer/Foyer/ui/foyer-overview-page.ui");
  gtk_widget_class_bind_template_child (class, FoyerOverviewPage, notice);
  gtk_widget_class_bind_template_child (class, FoyerOverviewPage, greeting);
  gtk_widget_class_bind_template_child (class, FoyerOverviewPage, tiles);
  gtk_widget_class_bind_template_child (class, FoyerOverviewPage, orders_child);
  gtk_widget_class_bind_template_child (class, FoyerOverviewPage, invoices_child);
  gtk_widget_class_bind_template_child (class, FoyerOverviewPage, usage_child);
  gtk_widget_class_bind_template_child (class, FoyerOverviewPage, cart_child);
  gtk_widget_class_bind_template_child (class, FoyerOverviewPage, orders_tile);
  gtk_widget_class_bind_template_child (class, FoyerOverviewPage, invoices_tile);
  gtk_widget_class_bind_template_child (class, FoyerOverviewPage, usage_tile);
  gtk_widget_class_bind_template_child (class, FoyerOverviewPage, cart_tile);
  gtk_widget_class_bind_template_child (class, FoyerOverviewPage, contact);
  gtk_widget_class_bind_template_child (class, FoyerOverviewPage, addresses);
  gtk_widget_class_bind_template_child (class, FoyerOverviewPage, name_row);
  gtk_widget_class_bind_template_child (class, FoyerOverviewPage, email_row);
  gtk_widget_class_bind_template_child (class, FoyerOverviewPage, phone_row);
  gtk_widget_class_bind_template_child (class, FoyerOverviewPage, billing_row);
  gtk_widget_class_bind_template_child (class, FoyerOverviewPage, shipping_row);
  gtk_widget_class_bind_template_child (class, FoyerOverviewPage, recent_group);
  gtk_widget_class_bind_template_child (class, FoyerOverviewPage, recent_list);
  gtk_widget_class_bind_template_callback (class, on_try_again_cb);
  gtk_widget_class_bind_template_callback (class, on_orders_clicked_cb);
  gtk_widget_class_bind_template_callback (class, on_invoices_clicked_cb);
  gtk_widget_class_bind_template_callback (class, on_usage_clicked_cb);
  gtk_widget_class_bind_template_callback (class, on_cart_clicked_cb);
  gtk_widget_class_bind_template_callback (class, on_order_activated_cb);
}

static void
foyer_overview_page_class_init (FoyerOverviewPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = foyer_overview_page_dispose;
  GTK_WIDGET_CLASS (class)->map = foyer_overview_page_map;
  FOYER_PAGE_CLASS (class)->load = foyer_overview_page_load;
  FOYER_PAGE_CLASS (class)->reload = foyer_overview_page_reload;
  g_type_ensure (FOYER_TYPE_OVERVIEW_TILE);
  bind_template (GTK_WIDGET_CLASS (class));
}

static void
foyer_overview_page_init (FoyerOverviewPage *self)
{
  AdwActionRow *lines[3];

  gtk_widget_init_template (GTK_WIDGET (self));
  lines[0] = self->name_row;
  lines[1] = self->email_row;
  lines[2] = self->phone_row;
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    adw_action_row_set_subtitle (lines[i], " ");
  adw_action_row_set_subtitle (self->billing_row, ADDRESS_SPACE);
  adw_action_row_set_subtitle (self->shipping_row, ADDRESS_SPACE);
  make_rows (self);
}

/**
 * foyer_overview_page_new:
 *
 * Returns: (transfer floating): the first section of the account's window
 */
FoyerPage *
foyer_overview_page_new (FoyerAccount *account)
{
  FoyerOverviewPage *self = g_object_new (FOYER_TYPE_OVERVIEW_PAGE, "account", account, NULL);

  greet (self, foyer_account_get_name (account));
  show_offered (self);
  return FOYER_PAGE (self);
}
