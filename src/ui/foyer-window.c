/* SPDX-License-Identifier: GPL-3.0-or-later
 * The window of one account: its sections by what the portal offers, and the pages in them. */

#include "config.h"

#include "foyer-window.h"

#include "foyer-account-bars.h"
#include "foyer-account-button.h"
#include "foyer-account-dialogs.h"
#include "foyer-cart-page.h"
#include "foyer-invoices-page.h"
#include "foyer-orders-page.h"
#include "foyer-overview-page.h"
#include "foyer-sign-in-view.h"
#include "foyer-usage-page.h"

#include <glib/gi18n.h>

struct _FoyerWindow
{
  AdwApplicationWindow parent_instance;
  FoyerAccount *account;
  FoyerCart *cart;
  GSettings *settings;
  GPtrArray *shown;          /* const Section, as they stand in the sidebar */
  GHashTable *section_pages; /* section id → FoyerPage, those seen so far */
  GtkWidget *cart_count;     /* (nullable): where there is a cart */
  gboolean session_only;

  GtkStack *stack;
  AdwNavigationSplitView *split;
  AdwNavigationView *pages;
  GtkListBox *sections;
  AdwBin *sign_in_place;
  GtkMenuButton *menu_button;
  GtkMenuButton *sign_in_menu_button;
};

typedef enum
{
  PROP_ACCOUNT = 1,
  PROP_SETTINGS,
  PROP_COLLAPSED,
  PROP_SESSION_ONLY,
} FoyerWindowProperty;

static GParamSpec *properties[PROP_SESSION_ONLY + 1];

/* A place a person can be. */
typedef struct
{
  const char *id;
  const char *title;
  const char *icon_name;
  const char *feature; /* (nullable): what the portal must offer */
  FoyerPage *(*make_page) (FoyerAccount *account, FoyerCart *cart);
} Section;

static FoyerPage *
make_overview (FoyerAccount *account, FoyerCart *cart)
{
  return foyer_overview_page_new (account);
}

static FoyerPage *
make_invoices (FoyerAccount *account, FoyerCart *cart)
{
  return foyer_invoices_page_new (account);
}

static FoyerPage *
make_usage (FoyerAccount *account, FoyerCart *cart)
{
  return foyer_usage_page_new (account);
}

static const Section all_sections[] = {
  { "overview", N_ ("Overview"), "foyer-overview-symbolic", NULL, make_overview },
  { "orders", N_ ("Orders"), "foyer-orders-symbolic", "orders", foyer_orders_page_new },
  { "cart", N_ ("Cart"), "foyer-cart-symbolic", "cart", foyer_cart_page_new },
  { "invoices", N_ ("Invoices"), "foyer-invoices-symbolic", "invoices", make_invoices },
  { "usage", N_ ("Usage"), "foyer-usage-symbolic", "usage", make_usage },
  { NULL },
};

G_DEFINE_FINAL_TYPE (FoyerWindow, foyer_window, ADW_TYPE_APPLICATION_WINDOW)

static const Section *
find_section (FoyerWindow *self, const char *id)
{
  for (guint i = 0; i < self->shown->len; i++)
    {
      const Section *section = self->shown->pdata[i];

      if (g_str_equal (section->id, id))
        return section;
    }
  return NULL;
}

static GtkWidget *
make_row (FoyerWindow *self, const Section *section)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12),
            *icon = gtk_image_new_from_icon_name (section->icon_name), *label = gtk_label_new (_ (section->title));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (section->title), -1);
  return row;
}

/* How much lies in the cart, where it is seen from every page. */
static void
show_cart_count (FoyerWindow *self)
{
  guint n = foyer_cart_get_n_orderable (self->cart);
  g_autofree char *number = g_strdup_printf ("%u", n);
  /* Translators: how much lies in the cart */
  g_autofree char *words = g_strdup_printf (ngettext ("%u piece", "%u pieces", n), n);
  GtkWidget *row = gtk_widget_get_ancestor (self->cart_count, GTK_TYPE_LIST_BOX_ROW);

  gtk_label_set_label (GTK_LABEL (self->cart_count), number);
  gtk_widget_set_visible (self->cart_count, n > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, n > 0 ? words : "", -1);
}

static void
add_cart_count (FoyerWindow *self, GtkWidget *row)
{
  self->cart_count = gtk_label_new (NULL);
  gtk_widget_set_hexpand (self->cart_count, TRUE);
  gtk_widget_set_halign (self->cart_count, GTK_ALIGN_END);
  gtk_widget_add_css_class (self->cart_count, "dimmed");
  gtk_widget_add_css_class (self->cart_count, "numeric");
  gtk_box_append (GTK_BOX (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row))), self->cart_count);
  g_signal_connect_object (self->cart, "notify::n-orderable", G_CALLBACK (show_cart_count), self, G_CONNECT_SWAPPED);
  show_cart_count (self);
}

/* What the portal does not offer is not there; nothing is greyed out for ever. */
static void
fill_sections (FoyerWindow *self)
{
  FoyerPortal *portal = foyer_account_get_portal (self->account);

  for (const Section *section = all_sections; section->id != NULL; section++)
    if (section->feature == NULL || foyer_portal_has_feature (portal, section->feature))
      {
        GtkWidget *row = make_row (self, section);

        g_ptr_array_add (self->shown, (gpointer) section);
        gtk_list_box_append (self->sections, row);
        if (g_str_equal (section->id, "cart"))
          add_cart_count (self, row);
      }
}

static FoyerPage *
get_section_page (FoyerWindow *self, const Section *section)
{
  FoyerPage *page = g_hash_table_lookup (self->section_pages, section->id);

  if (page == NULL)
    {
      page = g_object_ref_sink (section->make_page (self->account, self->cart));
      g_hash_table_insert (self->section_pages, (char *) section->id, page);
    }
  return page;
}

static FoyerPage *
get_visible_page (FoyerWindow *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->pages);

  return FOYER_IS_PAGE (page) ? FOYER_PAGE (page) : NULL;
}

static void
on_section_activated_cb (FoyerWindow *self, GtkListBoxRow *row)
{
  const Section *section = self->shown->pdata[gtk_list_box_row_get_index (row)];

  foyer_window_show_section (self, section->id);
}

static void
on_collapsed_cb (FoyerWindow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLLAPSED]);
}

/* "Orders — Muster GmbH": what a list of windows shows. */
static void
update_title (FoyerWindow *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->pages);
  const char *name = foyer_account_get_name (self->account);
  const char *place = page != NULL ? adw_navigation_page_get_title (page) : _ ("Foyer");
  g_autofree char *title = *name != '\0' ? g_strdup_printf ("%s — %s", place, name) : g_strdup (place);

  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
on_visible_page_cb (FoyerWindow *self)
{
  FoyerPage *page = get_visible_page (self);

  if (page != NULL)
    {
      g_signal_handlers_disconnect_by_func (page, update_title, self);
      g_signal_connect_object (page, "notify::title", G_CALLBACK (update_title), self, G_CONNECT_SWAPPED);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.search", page != NULL && foyer_page_get_searchable (page));
  update_title (self);
}

/* Where the account stands */

static void
show_sign_in (FoyerWindow *self)
{
  if (adw_bin_get_child (self->sign_in_place) == NULL)
    adw_bin_set_child (self->sign_in_place, foyer_sign_in_view_new (self->account));
  gtk_stack_set_visible_child_name (self->stack, "sign-in");
}

static void
show_account (FoyerWindow *self)
{
  gtk_stack_set_visible_child_name (self->stack, "account");
  adw_bin_set_child (self->sign_in_place, NULL);
  if (adw_navigation_view_get_visible_page (self->pages) == NULL && self->shown->len > 0)
    foyer_window_show_section (self, ((const Section *) self->shown->pdata[0])->id);
}

static void
on_account_state_cb (FoyerWindow *self)
{
  FoyerAccountState state = foyer_account_get_state (self->account);

  switch (state)
    {
    case FOYER_ACCOUNT_STARTING:
    case FOYER_ACCOUNT_SIGNED_IN:
      show_account (self);
      break;
    case FOYER_ACCOUNT_SIGNED_OUT:
      show_sign_in (self);
      break;
    case FOYER_ACCOUNT_CLOSED:
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sign-out", state == FOYER_ACCOUNT_SIGNED_IN);
}

/* Actions */

static void
on_section_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_window_show_section (FOYER_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
on_section_number_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerWindow *self = FOYER_WINDOW (widget);
  gint32 number = g_variant_get_int32 (parameter);

  if (number >= 1 && (guint) number <= self->shown->len)
    foyer_window_show_section (self, ((const Section *) self->shown->pdata[number - 1])->id);
}

static void
on_refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerPage *page = get_visible_page (FOYER_WINDOW (widget));

  if (page != NULL && foyer_account_get_state (foyer_page_get_account (page)) == FOYER_ACCOUNT_SIGNED_IN)
    foyer_page_reload (page);
}

static void
on_search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerPage *page = get_visible_page (FOYER_WINDOW (widget));

  if (page != NULL)
    foyer_page_start_search (page);
}

static void
on_copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerPage *page = get_visible_page (FOYER_WINDOW (widget));

  if (page != NULL)
    foyer_page_copy (page);
}

static void
on_sign_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_account_dialogs_sign_out (FOYER_WINDOW (widget));
}

static void
on_remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_account_dialogs_remove (FOYER_WINDOW (widget));
}

static void
on_keyring_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_account_dialogs_keyring (FOYER_WINDOW (widget));
}

static void
popup_menu (FoyerWindow *self)
{
  gboolean signed_out = g_str_equal (gtk_stack_get_visible_child_name (self->stack), "sign-in");

  gtk_menu_button_popup (signed_out ? self->sign_in_menu_button : self->menu_button);
}

/* In a narrow window the menu's button is in the other pane. */
static void
on_menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerWindow *self = FOYER_WINDOW (widget);

  adw_navigation_split_view_set_show_content (self->split, !adw_navigation_split_view_get_collapsed (self->split));
  popup_menu (self);
}

static void
on_active_cb (FoyerWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)) && *foyer_account_get_name (self->account) != '\0')
    g_settings_set_string (self->settings, "last-account", foyer_account_get_id (self->account));
}

static void
bind_size (FoyerWindow *self)
{
  /* Read once: another window's size is its own matter. */
  const GSettingsBindFlags flags = G_SETTINGS_BIND_GET | G_SETTINGS_BIND_SET | G_SETTINGS_BIND_GET_NO_CHANGES;

  g_settings_bind (self->settings, "window-width", self, "default-width", flags);
  g_settings_bind (self->settings, "window-height", self, "default-height", flags);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", flags);
}

static void
foyer_window_constructed (GObject *object)
{
  FoyerWindow *self = FOYER_WINDOW (object);

  G_OBJECT_CLASS (foyer_window_parent_class)->constructed (object);
  self->cart = foyer_cart_new (self->account);
  bind_size (self);
  fill_sections (self);
  g_signal_connect_object (self->account, "notify::state", G_CALLBACK (on_account_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->account, "notify::name", G_CALLBACK (update_title), self, G_CONNECT_SWAPPED);
  on_account_state_cb (self);
  update_title (self);
}

static void
foyer_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerWindow *self = FOYER_WINDOW (object);

  switch ((FoyerWindowProperty) id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      return;
    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      return;
    case PROP_COLLAPSED:
      g_value_set_boolean (value, foyer_window_get_collapsed (self));
      return;
    case PROP_SESSION_ONLY:
      g_value_set_boolean (value, self->session_only);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
foyer_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FoyerWindow *self = FOYER_WINDOW (object);

  switch ((FoyerWindowProperty) id)
    {
    case PROP_ACCOUNT:
      self->account = g_value_dup_object (value);
      return;
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      return;
    case PROP_SESSION_ONLY:
      foyer_window_set_session_only (self, g_value_get_boolean (value));
      return;
    case PROP_COLLAPSED:
      break;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
foyer_window_dispose (GObject *object)
{
  FoyerWindow *self = FOYER_WINDOW (object);

  g_hash_table_remove_all (self->section_pages);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_WINDOW);
  G_OBJECT_CLASS (foyer_window_parent_class)->dispose (object);
}

static void
foyer_window_finalize (GObject *object)
{
  FoyerWindow *self = FOYER_WINDOW (object);

  g_hash_table_unref (self->section_pages);
  g_ptr_array_unref (self->shown);
  g_clear_object (&self->cart);
  g_clear_object (&self->account);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (foyer_window_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "win.section", "s", on_section_action);
  gtk_widget_class_install_action (class, "win.section-number", "i", on_section_number_action);
  gtk_widget_class_install_action (class, "win.refresh", NULL, on_refresh_action);
  gtk_widget_class_install_action (class, "win.search", NULL, on_search_action);
  gtk_widget_class_install_action (class, "win.copy", NULL, on_copy_action);
  gtk_widget_class_install_action (class, "win.sign-out", NULL, on_sign_out_action);
  gtk_widget_class_install_action (class, "win.remove-account", NULL, on_remove_action);
  gtk_widget_class_install_action (class, "win.keyring", NULL, on_keyring_action);
  gtk_widget_class_install_action (class, "win.menu", NULL, on_menu_action);
  for (int number = 1; number <= 9; number++)
    gtk_widget_class_add_binding_action (class, GDK_KEY_0 + number, GDK_ALT_MASK, "win.section-number", "i", number);
  gtk_widget_class_add_binding_action (class, GDK_KEY_F10, 0, "win.menu", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_F5, 0, "win.refresh", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_r, GDK_CONTROL_MASK, "win.refresh", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_f, GDK_CONTROL_MASK, "win.search", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_c, GDK_CONTROL_MASK, "win.copy", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
}

static void
foyer_window_class_init (FoyerWindowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const GParamFlags flags = G_PARAM_STATIC_STRINGS;

  object_class->constructed = foyer_window_constructed;
  object_class->get_property = foyer_window_get_property;
  object_class->set_property = foyer_window_set_property;
  object_class->dispose = foyer_window_dispose;
  object_class->finalize = foyer_window_finalize;
  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, FOYER_TYPE_ACCOUNT,
                                                  flags | G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_SETTINGS] =
      g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, flags | G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_COLLAPSED] =
      g_param_spec_boolean ("collapsed", NULL, NULL, FALSE, flags | G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_SESSION_ONLY] =
      g_param_spec_boolean ("session-only", NULL, NULL, FALSE, flags | G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  install_actions (widget_class);
  g_type_ensure (FOYER_TYPE_ACCOUNT_BARS);
  g_type_ensure (FOYER_TYPE_ACCOUNT_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/foyer/Foyer/ui/foyer-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, FoyerWindow, split);
  gtk_widget_class_bind_template_child (widget_class, FoyerWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, FoyerWindow, sections);
  gtk_widget_class_bind_template_child (widget_class, FoyerWindow, sign_in_place);
  gtk_widget_class_bind_template_child (widget_class, FoyerWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, FoyerWindow, sign_in_menu_button);
  gtk_widget_class_bind_template_callback (widget_class, on_section_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_collapsed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_visible_page_cb);
}

static void
foyer_window_init (FoyerWindow *self)
{
  self->shown = g_ptr_array_new ();
  self->section_pages = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::is-active", G_CALLBACK (on_active_cb), NULL);
}

/**
 * foyer_window_new:
 * @settings: of org.foyer.Foyer
 *
 * Returns: (transfer none): a window, owned by GTK until it is closed
 */
FoyerWindow *
foyer_window_new (GtkApplication *application, FoyerAccount *account, GSettings *settings)
{
  return g_object_new (FOYER_TYPE_WINDOW, "application", application, "account", account, "settings", settings, NULL);
}

/**
 * foyer_window_get_account:
 *
 * Returns: (transfer none): the one account of this window
 */
FoyerAccount *
foyer_window_get_account (FoyerWindow *self)
{
  return self->account;
}

/**
 * foyer_window_get_cart:
 *
 * Returns: (transfer none): the one cart of the account
 */
FoyerCart *
foyer_window_get_cart (FoyerWindow *self)
{
  return self->cart;
}

/**
 * foyer_window_get_collapsed:
 *
 * Returns: TRUE while there is room for one pane only
 */
gboolean
foyer_window_get_collapsed (FoyerWindow *self)
{
  return adw_navigation_split_view_get_collapsed (self->split);
}

/**
 * foyer_window_get_session_only:
 *
 * Returns: TRUE once the user accepted that the keyring keeps nothing
 */
gboolean
foyer_window_get_session_only (FoyerWindow *self)
{
  return self->session_only;
}

/**
 * foyer_window_set_session_only:
 *
 * Takes the notice about the keyring away, or brings it back.
 */
void
foyer_window_set_session_only (FoyerWindow *self, gboolean session_only)
{
  if (self->session_only == session_only)
    return;
  self->session_only = session_only;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION_ONLY]);
}

/**
 * foyer_window_has_section:
 * @id: of a section
 *
 * Returns: whether the portal offers it
 */
gboolean
foyer_window_has_section (FoyerWindow *self, const char *id)
{
  return find_section (self, id) != NULL;
}

static void
select_section (FoyerWindow *self, const Section *section)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean in_sidebar = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->sections));
  GtkListBoxRow *row;
  guint index;

  if (!g_ptr_array_find (self->shown, section, &index))
    return;
  row = gtk_list_box_get_row_at_index (self->sections, (int) index);
  gtk_list_box_select_row (self->sections, row);
  if (in_sidebar)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/**
 * foyer_window_show_section:
 * @id: of a section
 *
 * Returns: (nullable) (transfer none): the section's page, now the only one of the content pane; NULL if the portal
 * does not offer it
 */
FoyerPage *
foyer_window_show_section (FoyerWindow *self, const char *id)
{
  const Section *section = find_section (self, id);
  AdwNavigationPage *page = NULL;

  if (section == NULL)
    return NULL;
  page = ADW_NAVIGATION_PAGE (get_section_page (self, section));
  adw_navigation_view_replace (self->pages, &page, 1);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  select_section (self, section);
  return FOYER_PAGE (page);
}

/**
 * foyer_window_push:
 * @detail: takes a floating reference
 */
void
foyer_window_push (FoyerWindow *self, FoyerPage *detail)
{
  g_object_ref_sink (detail);
  adw_navigation_view_push (self->pages, ADW_NAVIGATION_PAGE (detail));
  g_object_unref (detail);
}
