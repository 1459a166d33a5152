/* SPDX-License-Identifier: GPL-3.0-or-later
 * The window of one account: its sections by what the portal offers, and the pages in them. */

#include "config.h"

#include "foyer-window.h"

#include <glib/gi18n.h>

struct _FoyerWindow
{
  AdwApplicationWindow parent_instance;
  FoyerAccount *account;
  FoyerCart *cart;
  GHashTable *section_pages; /* section id → FoyerPage, those seen so far */

  AdwNavigationSplitView *split;
  AdwNavigationPage *content_page;
  AdwNavigationView *pages;
  GtkListBox *sections;
};

typedef enum
{
  PROP_ACCOUNT = 1,
  PROP_COLLAPSED,
} FoyerWindowProperty;

static GParamSpec *properties[PROP_COLLAPSED + 1];

/* A place a person can be. */
typedef struct
{
  const char *id;
  const char *title;
  const char *icon_name;
  const char *feature; /* (nullable): what the portal must offer */
  FoyerPage *(*make_page) (FoyerAccount *account, FoyerCart *cart);
} Section;

static const Section all_sections[] = {
  { NULL },
};

G_DEFINE_FINAL_TYPE (FoyerWindow, foyer_window, ADW_TYPE_APPLICATION_WINDOW)

static const Section *
find_section (FoyerWindow *self, const char *id)
{
  FoyerPortal *portal = foyer_account_get_portal (self->account);

  for (const Section *section = all_sections; section->id != NULL; section++)
    if (g_str_equal (section->id, id) &&
        (section->feature == NULL || foyer_portal_has_feature (portal, section->feature)))
      return section;
  return NULL;
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

static void
on_section_activated_cb (FoyerWindow *self, GtkListBoxRow *row)
{
  foyer_window_show_section (self, gtk_widget_get_name (GTK_WIDGET (row)));
}

static void
foyer_window_constructed (GObject *object)
{
  FoyerWindow *self = FOYER_WINDOW (object);

  G_OBJECT_CLASS (foyer_window_parent_class)->constructed (object);
  self->cart = foyer_cart_new (self->account);
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
    case PROP_COLLAPSED:
      g_value_set_boolean (value, adw_navigation_split_view_get_collapsed (self->split));
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
  g_clear_object (&self->cart);
  g_clear_object (&self->account);
  G_OBJECT_CLASS (foyer_window_parent_class)->finalize (object);
}

static void
foyer_window_class_init (FoyerWindowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->constructed = foyer_window_constructed;
  object_class->get_property = foyer_window_get_property;
  object_class->set_property = foyer_window_set_property;
  object_class->dispose = foyer_window_dispose;
  object_class->finalize = foyer_window_finalize;
  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, FOYER_TYPE_ACCOUNT,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_COLLAPSED] = g_param_spec_boolean (
      "collapsed", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/foyer/Foyer/ui/foyer-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerWindow, split);
  gtk_widget_class_bind_template_child (widget_class, FoyerWindow, content_page);
  gtk_widget_class_bind_template_child (widget_class, FoyerWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, FoyerWindow, sections);
  gtk_widget_class_bind_template_callback (widget_class, on_section_activated_cb);
}

static void
foyer_window_init (FoyerWindow *self)
{
  self->section_pages = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * foyer_window_new:
 *
 * Returns: (transfer none): a window, owned by GTK until it is closed
 */
FoyerWindow *
foyer_window_new (GtkApplication *application, FoyerAccount *account)
{
  return g_object_new (FOYER_TYPE_WINDOW, "application", application, "account", account, NULL);
}

FoyerAccount *
foyer_window_get_account (FoyerWindow *self)
{
  return self->account;
}

FoyerCart *
foyer_window_get_cart (FoyerWindow *self)
{
  return self->cart;
}

gboolean
foyer_window_has_section (FoyerWindow *self, const char *id)
{
  return find_section (self, id) != NULL;
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
