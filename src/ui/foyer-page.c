/* SPDX-License-Identifier: GPL-3.0-or-later
 * Base of every page of an account's window, so that all look alike and none forgets a late answer. */

#include "foyer-page.h"

#include "foyer-account-bars.h"
#include "foyer-window.h"

#include <glib/gi18n.h>

typedef struct
{
  FoyerAccount *account;
  GCancellable *cancellable;
  char *search_text;
  guint stamp;
  gboolean loaded;
  gboolean stale; /* to be read anew when it is on screen again */
  gboolean searchable;
  gboolean disposed;

  AdwToolbarView *view;
  AdwHeaderBar *header;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
} FoyerPagePrivate;

typedef enum
{
  PROP_ACCOUNT = 1,
  PROP_SEARCHABLE,
  PROP_SEARCH_TEXT,
} FoyerPageProperty;

static GParamSpec *properties[PROP_SEARCH_TEXT + 1];

static void foyer_page_buildable_init (GtkBuildableIface *iface);
static GtkBuildableIface *parent_buildable;

G_DEFINE_TYPE_WITH_CODE (FoyerPage,
                         foyer_page,
                         ADW_TYPE_NAVIGATION_PAGE,
                         G_ADD_PRIVATE (FoyerPage)
                             G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, foyer_page_buildable_init))

static FoyerPagePrivate *
get_private (FoyerPage *self)
{
  return foyer_page_get_instance_private (self);
}

static gboolean
is_signed_in (FoyerPage *self)
{
  FoyerPagePrivate *priv = get_private (self);

  return priv->account == NULL || foyer_account_get_state (priv->account) == FOYER_ACCOUNT_SIGNED_IN;
}

/* Reads what is missing, but only what somebody looks at. */
static void
load_if_shown (FoyerPage *self)
{
  FoyerPagePrivate *priv = get_private (self);

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || !is_signed_in (self))
    return;
  if (!priv->loaded)
    {
      priv->loaded = TRUE;
      priv->stale = FALSE;
      if (FOYER_PAGE_GET_CLASS (self)->load != NULL)
        FOYER_PAGE_GET_CLASS (self)->load (self);
    }
  else if (priv->stale)
    foyer_page_reload (self);
}

static void
make_stale (FoyerPage *self)
{
  get_private (self)->stale = TRUE;
  load_if_shown (self);
}

static void
on_state_cb (FoyerAccount *account, GParamSpec *pspec, gpointer user_data)
{
  if (foyer_account_get_state (account) == FOYER_ACCOUNT_SIGNED_IN)
    make_stale (user_data);
}

static void
on_offline_cb (FoyerTransport *transport, GParamSpec *pspec, gpointer user_data)
{
  if (!foyer_transport_get_offline (transport))
    make_stale (user_data);
}

static void
set_search_text (FoyerPage *self, const char *text)
{
  FoyerPagePrivate *priv = get_private (self);
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  if (!g_set_str (&priv->search_text, trimmed))
    return;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH_TEXT]);
  if (FOYER_PAGE_GET_CLASS (self)->search_changed != NULL && !priv->disposed)
    FOYER_PAGE_GET_CLASS (self)->search_changed (self, priv->search_text);
}

static void
on_search_changed_cb (FoyerPage *self)
{
  FoyerPagePrivate *priv = get_private (self);

  if (gtk_search_bar_get_search_mode (priv->search_bar))
    set_search_text (self, gtk_editable_get_text (GTK_EDITABLE (priv->search_entry)));
}

/* A closed search finds everything again, without the entry's delay. */
static void
on_search_mode_cb (FoyerPage *self)
{
  FoyerPagePrivate *priv = get_private (self);

  if (!gtk_search_bar_get_search_mode (priv->search_bar))
    set_search_text (self, "");
}

static void
set_account (FoyerPage *self, FoyerAccount *account)
{
  FoyerPagePrivate *priv = get_private (self);

  if (account == NULL)
    return;
  priv->account = g_object_ref (account);
  g_signal_connect_object (account, "notify::state", G_CALLBACK (on_state_cb), self, 0);
  g_signal_connect_object (foyer_account_get_transport (account), "notify::offline", G_CALLBACK (on_offline_cb), self,
                           0);
}

static void
foyer_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (foyer_page_parent_class)->map (widget);
  load_if_shown (FOYER_PAGE (widget));
}

static void
foyer_page_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  FoyerPage *self = FOYER_PAGE (buildable);

  if (!GTK_IS_WIDGET (child))
    parent_buildable->add_child (buildable, builder, child, type);
  else if (g_strcmp0 (type, "start") == 0)
    foyer_page_pack_start (self, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "end") == 0)
    foyer_page_pack_end (self, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "top") == 0)
    adw_toolbar_view_add_top_bar (get_private (self)->view, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "bottom") == 0)
    adw_toolbar_view_add_bottom_bar (get_private (self)->view, GTK_WIDGET (child));
  else
    foyer_page_set_content (self, GTK_WIDGET (child));
}

static void
foyer_page_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = foyer_page_add_child;
}

static void
foyer_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerPagePrivate *priv = get_private (FOYER_PAGE (object));

  switch ((FoyerPageProperty) id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, priv->account);
      return;
    case PROP_SEARCHABLE:
      g_value_set_boolean (value, priv->searchable);
      return;
    case PROP_SEARCH_TEXT:
      g_value_set_string (value, priv->search_text);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
foyer_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FoyerPage *self = FOYER_PAGE (object);
  FoyerPagePrivate *priv = get_private (self);

  switch ((FoyerPageProperty) id)
    {
    case PROP_ACCOUNT:
      set_account (self, g_value_get_object (value));
      return;
    case PROP_SEARCHABLE:
      priv->searchable = g_value_get_boolean (value);
      gtk_search_bar_set_key_capture_widget (priv->search_bar, priv->searchable ? GTK_WIDGET (self) : NULL);
      g_object_notify_by_pspec (object, pspec);
      return;
    case PROP_SEARCH_TEXT:
      break;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
foyer_page_dispose (GObject *object)
{
  FoyerPage *self = FOYER_PAGE (object);
  FoyerPagePrivate *priv = get_private (self);

  if (!priv->disposed)
    {
      priv->disposed = TRUE;
      priv->stamp++;
      g_cancellable_cancel (priv->cancellable);
      gtk_search_bar_set_key_capture_widget (priv->search_bar, NULL);
      /* The parent class holds on to its child, the template would take it away behind its back. */
      adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), NULL);
      gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_PAGE);
    }
  G_OBJECT_CLASS (foyer_page_parent_class)->dispose (object);
}

static void
foyer_page_finalize (GObject *object)
{
  FoyerPagePrivate *priv = get_private (FOYER_PAGE (object));

  g_clear_object (&priv->account);
  g_clear_object (&priv->cancellable);
  g_free (priv->search_text);
  G_OBJECT_CLASS (foyer_page_parent_class)->finalize (object);
}

static void
foyer_page_class_init (FoyerPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = foyer_page_get_property;
  object_class->set_property = foyer_page_set_property;
  object_class->dispose = foyer_page_dispose;
  object_class->finalize = foyer_page_finalize;
  widget_class->map = foyer_page_map;
  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, FOYER_TYPE_ACCOUNT,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SEARCHABLE] = g_param_spec_boolean (
      "searchable", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SEARCH_TEXT] = g_param_spec_string (
      "search-text", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  g_type_ensure (FOYER_TYPE_ACCOUNT_BARS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/foyer/Foyer/ui/foyer-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, FoyerPage, view);
  gtk_widget_class_bind_template_child_private (widget_class, FoyerPage, header);
  gtk_widget_class_bind_template_child_private (widget_class, FoyerPage, search_bar);
  gtk_widget_class_bind_template_child_private (widget_class, FoyerPage, search_entry);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_mode_cb);
}

static void
foyer_page_init (FoyerPage *self)
{
  FoyerPagePrivate *priv = get_private (self);

  priv->cancellable = g_cancellable_new ();
  priv->search_text = g_strdup ("");
  priv->stamp = 1;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (priv->search_bar, GTK_EDITABLE (priv->search_entry));
}

/**
 * foyer_page_get_account:
 *
 * Returns: (transfer none): the account whose page it is, all its life long
 */
FoyerAccount *
foyer_page_get_account (FoyerPage *self)
{
  return get_private (self)->account;
}

/**
 * foyer_page_get_window:
 *
 * Returns: (nullable) (transfer none): the account's window, while the page is in one
 */
FoyerWindow *
foyer_page_get_window (FoyerPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return FOYER_IS_WINDOW (root) ? FOYER_WINDOW (root) : NULL;
}

/**
 * foyer_page_get_cancellable:
 *
 * Returns: (transfer none): cancelled when the page is gone
 */
GCancellable *
foyer_page_get_cancellable (FoyerPage *self)
{
  return get_private (self)->cancellable;
}

/**
 * foyer_page_get_stamp:
 *
 * Returns: what foyer_page_is_current() is asked with after a wait; never 0
 */
guint
foyer_page_get_stamp (FoyerPage *self)
{
  return get_private (self)->stamp;
}

/**
 * foyer_page_is_current:
 * @stamp: from before the wait
 *
 * Returns: FALSE if the page was reloaded or is gone, and an answer must be dropped
 */
gboolean
foyer_page_is_current (FoyerPage *self, guint stamp)
{
  FoyerPagePrivate *priv = get_private (self);

  return !priv->disposed && priv->stamp == stamp;
}

/**
 * foyer_page_reload:
 *
 * Reads the page anew; answers still on their way become late ones.
 */
void
foyer_page_reload (FoyerPage *self)
{
  FoyerPagePrivate *priv = get_private (self);

  priv->stale = FALSE;
  if (!priv->loaded)
    {
      load_if_shown (self);
      return;
    }
  priv->stamp++;
  if (FOYER_PAGE_GET_CLASS (self)->reload != NULL)
    FOYER_PAGE_GET_CLASS (self)->reload (self);
}

/**
 * foyer_page_get_search_text:
 *
 * Returns: (transfer none): trimmed, "" when nothing is searched
 */
const char *
foyer_page_get_search_text (FoyerPage *self)
{
  return get_private (self)->search_text;
}

/**
 * foyer_page_set_search_text:
 * @text: (nullable): NULL or "" closes the search
 *
 * As if it had been typed, but at once.
 */
void
foyer_page_set_search_text (FoyerPage *self, const char *text)
{
  FoyerPagePrivate *priv = get_private (self);

  gtk_search_bar_set_search_mode (priv->search_bar, text != NULL && *text != '\0');
  gtk_editable_set_text (GTK_EDITABLE (priv->search_entry), text != NULL ? text : "");
  set_search_text (self, text != NULL ? text : "");
}

/**
 * foyer_page_start_search:
 *
 * Opens the search with the focus in it; nothing happens on a page that cannot be searched.
 */
void
foyer_page_start_search (FoyerPage *self)
{
  FoyerPagePrivate *priv = get_private (self);

  if (!priv->searchable)
    return;
  gtk_search_bar_set_search_mode (priv->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (priv->search_entry));
}

/**
 * foyer_page_get_searchable:
 *
 * Returns: whether the page has a search
 */
gboolean
foyer_page_get_searchable (FoyerPage *self)
{
  return get_private (self)->searchable;
}

/**
 * foyer_page_copy:
 *
 * Returns: FALSE if the page has nothing to copy
 */
gboolean
foyer_page_copy (FoyerPage *self)
{
  return FOYER_PAGE_GET_CLASS (self)->copy != NULL && FOYER_PAGE_GET_CLASS (self)->copy (self);
}

/**
 * foyer_page_pack_start:
 * @child: takes a floating reference
 *
 * Puts a control at the start of the header bar.
 */
void
foyer_page_pack_start (FoyerPage *self, GtkWidget *child)
{
  adw_header_bar_pack_start (get_private (self)->header, child);
}

/**
 * foyer_page_pack_end:
 * @child: takes a floating reference
 *
 * Puts a control at the end of the header bar, before the search.
 */
void
foyer_page_pack_end (FoyerPage *self, GtkWidget *child)
{
  adw_header_bar_pack_end (get_private (self)->header, child);
}

/**
 * foyer_page_set_content:
 * @content: (nullable): takes a floating reference
 *
 * What is under the bars; a template's child becomes it.
 */
void
foyer_page_set_content (FoyerPage *self, GtkWidget *content)
{
  adw_toolbar_view_set_content (get_private (self)->view, content);
}

/**
 * foyer_page_push:
 * @detail: takes a floating reference; a page about one thing of this page
 */
void
foyer_page_push (FoyerPage *self, FoyerPage *detail)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  g_object_ref_sink (detail);
  if (view != NULL)
    adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), ADW_NAVIGATION_PAGE (detail));
  g_object_unref (detail);
}

/**
 * foyer_page_pop:
 *
 * Goes back, if this page is on top.
 */
void
foyer_page_pop (FoyerPage *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  if (view != NULL && adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (view)) == ADW_NAVIGATION_PAGE (self))
    adw_navigation_view_pop (ADW_NAVIGATION_VIEW (view));
}

/**
 * foyer_page_toast:
 * @text: plain text, about something that worked
 */
void
foyer_page_toast (FoyerPage *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  foyer_page_add_toast (self, toast);
}

/**
 * foyer_page_add_toast:
 * @toast: (transfer full): with a button, where something can be undone
 */
void
foyer_page_add_toast (FoyerPage *self, AdwToast *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);

  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (toast);
}
