/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A PDF in the window: opening, password, errors, find bar and printing around the pages. */

#include "config.h"

#include "foyer-document-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "foyer-document-actions.h"
#include "foyer-document-copy.h"
#include "foyer-document-dialogs.h"
#include "foyer-document-error.h"
#include "foyer-document-later.h"
#include "foyer-document-pages.h"

/* What opens at once shall not flash a spinner. */
#define LOADING_DELAY 300 /* milliseconds */

struct _FoyerDocumentView
{
  GtkWidget parent_instance;

  GtkStack *stack;
  FoyerDocumentPages *pages;
  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkLabel *search_count;
  GtkEditable *password_row;
  GtkWidget *password_message;
  GtkWidget *unlock_button;
  AdwStatusPage *error_page;

  GSimpleActionGroup *actions;
  FoyerDocumentProcess *process;
  GBytes *bytes;
  DexFuture *opening;
  FoyerDocumentCopy *copy;
  guint64 stamp; /* of the opening */
  guint loading_source;
  GError *error;
  gboolean needs_password;
  gboolean search_mode;
  /* What was last notified. */
  guint page;
  double zoom;
  FoyerDocumentFit fit;
  guint rotation;
  guint n_matches;
  guint match;
};

G_DEFINE_FINAL_TYPE (FoyerDocumentView, foyer_document_view, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_TITLE = 1,
  PROP_N_PAGES,
  PROP_PAGE,
  PROP_ZOOM,
  PROP_FIT,
  PROP_ROTATION,
  PROP_LOADING,
  PROP_NEEDS_PASSWORD,
  PROP_ERROR,
  PROP_SEARCH_MODE,
  PROP_N_MATCHES,
  PROP_MATCH
} FoyerDocumentViewProperty;

static GParamSpec *properties[PROP_MATCH + 1];

static gboolean
has_document (FoyerDocumentView *self)
{
  return foyer_document_pages_get_scene (self->pages) != NULL;
}

static FoyerDocumentSearch *
get_search (FoyerDocumentView *self)
{
  FoyerDocumentScene *scene = foyer_document_pages_get_scene (self->pages);

  return scene ? scene->search : NULL;
}

static void
notify (FoyerDocumentView *self, FoyerDocumentViewProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
announce_page (FoyerDocumentView *self)
{
  g_autofree char *text = NULL;

  if (!gtk_widget_has_focus (GTK_WIDGET (self->pages)))
    return;
  text = g_strdup_printf (_ ("Page %u of %u"), self->page, foyer_document_view_get_n_pages (self));
  gtk_accessible_announce (GTK_ACCESSIBLE (self->pages), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

/* Tells what has changed since it was last told. */
static void
notify_place (FoyerDocumentView *self)
{
  guint page = foyer_document_view_get_page (self);
  double zoom = foyer_document_pages_get_zoom (self->pages);
  FoyerDocumentFit fit = foyer_document_pages_get_fit (self->pages);
  guint rotation = foyer_document_pages_get_rotation (self->pages);
  gboolean is_new_page = page != self->page, is_new_zoom = zoom != self->zoom;
  gboolean is_new_fit = fit != self->fit, is_new_rotation = rotation != self->rotation;

  self->page = page;
  self->zoom = zoom;
  self->fit = fit;
  self->rotation = rotation;
  foyer_document_actions_update (self->actions, self);
  if (is_new_page)
    notify (self, PROP_PAGE);
  if (is_new_zoom)
    notify (self, PROP_ZOOM);
  if (is_new_fit)
    notify (self, PROP_FIT);
  if (is_new_rotation)
    notify (self, PROP_ROTATION);
  if (is_new_page && page > 0)
    announce_page (self);
}

static char *
format_count (FoyerDocumentView *self)
{
  FoyerDocumentSearch *search = get_search (self);

  if (!search || !foyer_document_search_get_text (search))
    return g_strdup ("");
  if (self->n_matches > 0)
    /* Translators: which of the matches of a search is shown, as in "2 of 17" */
    return g_strdup_printf (_ ("%u of %u"), self->match, self->n_matches);
  return g_strdup (foyer_document_search_is_running (search) ? _ ("Searching…") : _ ("No Matches"));
}

static void
on_search_result_cb (FoyerDocumentSearch *search, FoyerDocumentView *self)
{
  guint n_matches = foyer_document_search_get_n_matches (search);
  guint match = foyer_document_search_get_match (search);
  gboolean is_new_n = n_matches != self->n_matches, is_new_match = match != self->match;
  g_autofree char *count = NULL;
  FoyerDocumentRect rect;
  guint page;

  self->n_matches = n_matches;
  self->match = match;
  count = format_count (self);
  gtk_label_set_label (self->search_count, count);
  foyer_document_actions_update (self->actions, self);
  if (is_new_match && foyer_document_search_get_current (search, &page, &rect))
    foyer_document_pages_show (self->pages, page, &rect);
  if (is_new_n)
    notify (self, PROP_N_MATCHES);
  if (is_new_match)
    notify (self, PROP_MATCH);
}

static void
on_search_changed_cb (FoyerDocumentView *self)
{
  foyer_document_view_search (self, gtk_editable_get_text (self->search_entry));
}

static void
on_stop_search_cb (FoyerDocumentView *self)
{
  foyer_document_view_set_search_mode (self, FALSE);
}

static void
show_password (FoyerDocumentView *self, gboolean again)
{
  gtk_widget_set_visible (self->password_message, again);
  gtk_stack_set_visible_child_name (self->stack, "password");
  gtk_editable_set_text (self->password_row, "");
  if (again)
    gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
}

static void
show_document (FoyerDocumentView *self)
{
  const char *title = foyer_document_process_get_title (self->process);

  foyer_document_pages_set_process (self->pages, self->process);
  g_signal_connect_object (get_search (self), "changed", G_CALLBACK (on_search_result_cb), self, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pages), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title ? title : _ ("Document"), -1);
  gtk_editable_set_text (self->password_row, "");
  gtk_stack_set_visible_child_name (self->stack, "pages");
}

static void
set_needs_password (FoyerDocumentView *self, gboolean needs_password)
{
  gboolean is_new = self->needs_password != needs_password;

  self->needs_password = needs_password;
  if (is_new)
    notify (self, PROP_NEEDS_PASSWORD);
}

static void
set_error (FoyerDocumentView *self, const GError *error)
{
  gboolean is_new = self->error || error;

  g_clear_error (&self->error);
  self->error = error ? g_error_copy (error) : NULL;
  if (is_new)
    notify (self, PROP_ERROR);
}

static void
end_loading (FoyerDocumentView *self)
{
  g_clear_handle_id (&self->loading_source, g_source_remove);
  dex_clear (&self->opening);
  notify (self, PROP_LOADING);
}

static void
on_opened (gpointer object, guint64 stamp, const GValue *value, const GError *error)
{
  FoyerDocumentView *self = object;
  gboolean again = self->needs_password;

  if (stamp != self->stamp)
    return;
  end_loading (self);
  if (value)
    {
      set_needs_password (self, FALSE);
      show_document (self);
    }
  else if (g_error_matches (error, FOYER_DOCUMENT_ERROR, FOYER_DOCUMENT_ERROR_ENCRYPTED))
    {
      show_password (self, again);
      set_needs_password (self, TRUE);
    }
  else
    {
      set_error (self, error);
      adw_status_page_set_title (self->error_page, foyer_document_error_get_title (error));
      adw_status_page_set_description (self->error_page, foyer_document_error_get_text (error));
      gtk_stack_set_visible_child_name (self->stack, "error");
    }
  notify (self, PROP_N_PAGES);
  notify (self, PROP_TITLE);
  notify_place (self);
}

static void
on_loading_cb (gpointer user_data)
{
  FoyerDocumentView *self = user_data;

  self->loading_source = 0;
  gtk_stack_set_visible_child_name (self->stack, "loading");
}

static void
close_document (FoyerDocumentView *self)
{
  self->stamp++;
  dex_clear (&self->opening);
  g_clear_object (&self->copy);
  g_clear_handle_id (&self->loading_source, g_source_remove);
  foyer_document_pages_set_process (self->pages, NULL);
  foyer_document_process_close (self->process);
  self->n_matches = self->match = 0;
  gtk_label_set_label (self->search_count, "");
}

static void
open_document (FoyerDocumentView *self, const char *password)
{
  close_document (self);
  set_error (self, NULL);
  self->loading_source = g_timeout_add_once (LOADING_DELAY, on_loading_cb, self);
  self->opening = foyer_document_later (foyer_document_process_open (self->process, self->bytes, password), self,
                                        self->stamp, on_opened);
  /* What was refused at once has been dealt with by now. */
  if (!dex_future_is_pending (self->opening))
    dex_clear (&self->opening);
  notify (self, PROP_LOADING);
  notify (self, PROP_N_PAGES);
  foyer_document_actions_update (self->actions, self);
}

static void
on_password_changed_cb (FoyerDocumentView *self)
{
  gboolean is_empty = *gtk_editable_get_text (self->password_row) == '\0';

  gtk_widget_set_sensitive (self->unlock_button, !is_empty);
  if (!is_empty)
    gtk_widget_set_visible (self->password_message, FALSE);
}

static void
on_unlock_cb (FoyerDocumentView *self)
{
  if (*gtk_editable_get_text (self->password_row))
    foyer_document_view_unlock (self, gtk_editable_get_text (self->password_row));
}

static void
on_retry_cb (FoyerDocumentView *self)
{
  open_document (self, NULL);
}

static void
on_activate_link_cb (FoyerDocumentView *self, const char *uri)
{
  foyer_document_ask_about_link (GTK_WIDGET (self), uri);
}

static void
foyer_document_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FoyerDocumentView *self = FOYER_DOCUMENT_VIEW (object);

  switch ((FoyerDocumentViewProperty) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, foyer_document_view_get_title (self));
      break;
    case PROP_N_PAGES:
      g_value_set_uint (value, foyer_document_view_get_n_pages (self));
      break;
    case PROP_PAGE:
      g_value_set_uint (value, foyer_document_view_get_page (self));
      break;
    case PROP_ZOOM:
      g_value_set_double (value, foyer_document_view_get_zoom (self));
      break;
    case PROP_FIT:
      g_value_set_uint (value, foyer_document_view_get_fit (self));
      break;
    case PROP_ROTATION:
      g_value_set_uint (value, foyer_document_view_get_rotation (self));
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, foyer_document_view_get_loading (self));
      break;
    case PROP_NEEDS_PASSWORD:
      g_value_set_boolean (value, self->needs_password);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_SEARCH_MODE:
      g_value_set_boolean (value, self->search_mode);
      break;
    case PROP_N_MATCHES:
      g_value_set_uint (value, self->n_matches);
      break;
    case PROP_MATCH:
      g_value_set_uint (value, self->match);
      break;
    }
}

static void
foyer_document_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  FoyerDocumentView *self = FOYER_DOCUMENT_VIEW (object);

  switch ((FoyerDocumentViewProperty) prop_id)
    {
    case PROP_PAGE:
      foyer_document_view_set_page (self, g_value_get_uint (value));
      break;
    case PROP_ZOOM:
      foyer_document_view_set_zoom (self, g_value_get_double (value));
      break;
    case PROP_FIT:
      foyer_document_view_set_fit (self, g_value_get_uint (value));
      break;
    case PROP_ROTATION:
      foyer_document_view_set_rotation (self, g_value_get_uint (value));
      break;
    case PROP_SEARCH_MODE:
      foyer_document_view_set_search_mode (self, g_value_get_boolean (value));
      break;
    case PROP_TITLE:
    case PROP_N_PAGES:
    case PROP_LOADING:
    case PROP_NEEDS_PASSWORD:
    case PROP_ERROR:
    case PROP_N_MATCHES:
    case PROP_MATCH:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static gboolean
foyer_document_view_grab_focus (GtkWidget *widget)
{
  FoyerDocumentView *self = FOYER_DOCUMENT_VIEW (widget);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "pages") == 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->pages));
  return gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
foyer_document_view_dispose (GObject *object)
{
  FoyerDocumentView *self = FOYER_DOCUMENT_VIEW (object);

  if (self->pages)
    close_document (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_DOCUMENT_VIEW);
  G_OBJECT_CLASS (foyer_document_view_parent_class)->dispose (object);
}

static void
foyer_document_view_finalize (GObject *object)
{
  FoyerDocumentView *self = FOYER_DOCUMENT_VIEW (object);

  g_clear_object (&self->actions);
  g_clear_object (&self->process);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (foyer_document_view_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags write = read | G_PARAM_WRITABLE;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, read);
  properties[PROP_N_PAGES] = g_param_spec_uint ("n-pages", NULL, NULL, 0, G_MAXUINT, 0, read);
  properties[PROP_PAGE] = g_param_spec_uint ("page", NULL, NULL, 0, G_MAXUINT, 0, write);
  properties[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, 0, G_MAXDOUBLE, 1, write);
  properties[PROP_FIT] =
      g_param_spec_uint ("fit", NULL, NULL, 0, FOYER_DOCUMENT_FIT_NONE, FOYER_DOCUMENT_FIT_AUTO, write);
  properties[PROP_ROTATION] = g_param_spec_uint ("rotation", NULL, NULL, 0, G_MAXUINT, 0, write);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, read);
  properties[PROP_NEEDS_PASSWORD] = g_param_spec_boolean ("needs-password", NULL, NULL, FALSE, read);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, read);
  properties[PROP_SEARCH_MODE] = g_param_spec_boolean ("search-mode", NULL, NULL, FALSE, write);
  properties[PROP_N_MATCHES] = g_param_spec_uint ("n-matches", NULL, NULL, 0, G_MAXUINT, 0, read);
  properties[PROP_MATCH] = g_param_spec_uint ("match", NULL, NULL, 0, G_MAXUINT, 0, read);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (FOYER_TYPE_DOCUMENT_PAGES);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/foyer/Foyer/ui/foyer-document-view.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerDocumentView, stack);
  gtk_widget_class_bind_template_child (widget_class, FoyerDocumentView, pages);
  gtk_widget_class_bind_template_child (widget_class, FoyerDocumentView, search_bar);
  gtk_widget_class_bind_template_child (widget_class, FoyerDocumentView, search_entry);
  gtk_widget_class_bind_template_child (widget_class, FoyerDocumentView, search_count);
  gtk_widget_class_bind_template_child (widget_class, FoyerDocumentView, password_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerDocumentView, password_message);
  gtk_widget_class_bind_template_child (widget_class, FoyerDocumentView, unlock_button);
  gtk_widget_class_bind_template_child (widget_class, FoyerDocumentView, error_page);
  gtk_widget_class_bind_template_callback (widget_class, notify_place);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_link_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, foyer_document_view_search_next);
  gtk_widget_class_bind_template_callback (widget_class, foyer_document_view_search_previous);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_password_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_unlock_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_cb);
}

static void
foyer_document_view_class_init (FoyerDocumentViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = foyer_document_view_get_property;
  object_class->set_property = foyer_document_view_set_property;
  object_class->dispose = foyer_document_view_dispose;
  object_class->finalize = foyer_document_view_finalize;
  widget_class->grab_focus = foyer_document_view_grab_focus;
  install_properties (object_class);
  bind_template (widget_class);
  foyer_document_actions_bind (widget_class);
  gtk_widget_class_set_css_name (widget_class, "documentview");
}

static void
foyer_document_view_init (FoyerDocumentView *self)
{
  self->process = foyer_document_process_new ();
  self->zoom = 1;
  self->actions = foyer_document_actions_new (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "document", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  foyer_document_actions_update (self->actions, self);
}

GtkWidget *
foyer_document_view_new (void)
{
  return g_object_new (FOYER_TYPE_DOCUMENT_VIEW, NULL);
}

/**
 * foyer_document_view_set_bytes:
 * @self: a view
 * @bytes: (nullable): a PDF; %NULL empties the view
 *
 * Starts to open it. Whatever it is, the view says so: there is nothing to wait for.
 */
void
foyer_document_view_set_bytes (FoyerDocumentView *self, GBytes *bytes)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  self->bytes = bytes ? g_bytes_ref (bytes) : NULL;
  set_needs_password (self, FALSE);
  foyer_document_view_set_search_mode (self, FALSE);
  gtk_editable_set_text (self->search_entry, "");
  gtk_stack_set_visible_child_name (self->stack, "blank");
  if (bytes)
    {
      open_document (self, NULL);
      return;
    }
  close_document (self);
  set_error (self, NULL);
  notify (self, PROP_LOADING);
  notify (self, PROP_N_PAGES);
  notify (self, PROP_TITLE);
  notify_place (self);
}

/**
 * foyer_document_view_unlock:
 * @self: a view whose "needs-password" is %TRUE
 * @password: what to open the document with
 */
void
foyer_document_view_unlock (FoyerDocumentView *self, const char *password)
{
  if (self->bytes && self->needs_password)
    open_document (self, password);
}

gboolean
foyer_document_view_get_loading (FoyerDocumentView *self)
{
  return self->opening != NULL;
}

gboolean
foyer_document_view_get_needs_password (FoyerDocumentView *self)
{
  return self->needs_password;
}

/**
 * foyer_document_view_get_error:
 * @self: a view
 *
 * Returns: (nullable): why the document cannot be shown, a FOYER_DOCUMENT_ERROR; a missing password is none
 */
const GError *
foyer_document_view_get_error (FoyerDocumentView *self)
{
  return self->error;
}

/**
 * foyer_document_view_get_title:
 * @self: a view
 *
 * Returns: (nullable): what the document says it is called
 */
const char *
foyer_document_view_get_title (FoyerDocumentView *self)
{
  return has_document (self) ? foyer_document_process_get_title (self->process) : NULL;
}

guint
foyer_document_view_get_n_pages (FoyerDocumentView *self)
{
  return has_document (self) ? foyer_document_process_get_n_pages (self->process) : 0;
}

/**
 * foyer_document_view_get_page:
 * @self: a view
 *
 * Returns: the page that is read, from 1; 0 without a document
 */
guint
foyer_document_view_get_page (FoyerDocumentView *self)
{
  return has_document (self) ? foyer_document_pages_get_page (self->pages) + 1 : 0;
}

/**
 * foyer_document_view_set_page:
 * @self: a view
 * @page: from 1; the nearest one there is, is gone to
 */
void
foyer_document_view_set_page (FoyerDocumentView *self, guint page)
{
  foyer_document_pages_set_page (self->pages, MAX (page, 1) - 1);
}

double
foyer_document_view_get_zoom (FoyerDocumentView *self)
{
  return foyer_document_pages_get_zoom (self->pages);
}

/**
 * foyer_document_view_set_zoom:
 * @self: a view
 * @zoom: 1.0 = as on paper at 96 dpi; brought between 0.1 and 8. The fit becomes %FOYER_DOCUMENT_FIT_NONE
 */
void
foyer_document_view_set_zoom (FoyerDocumentView *self, double zoom)
{
  foyer_document_pages_set_zoom (self->pages, isfinite (zoom) ? zoom : 1);
}

FoyerDocumentFit
foyer_document_view_get_fit (FoyerDocumentView *self)
{
  return foyer_document_pages_get_fit (self->pages);
}

void
foyer_document_view_set_fit (FoyerDocumentView *self, FoyerDocumentFit fit)
{
  foyer_document_pages_set_fit (self->pages, fit);
}

guint
foyer_document_view_get_rotation (FoyerDocumentView *self)
{
  return foyer_document_pages_get_rotation (self->pages);
}

/**
 * foyer_document_view_set_rotation:
 * @self: a view
 * @degrees: clockwise, a multiple of 90
 */
void
foyer_document_view_set_rotation (FoyerDocumentView *self, guint degrees)
{
  foyer_document_pages_set_rotation (self->pages, degrees);
}

/**
 * foyer_document_view_search:
 * @self: a view
 * @text: (nullable): what to look for, from the page that is read on; %NULL or "" for nothing
 */
void
foyer_document_view_search (FoyerDocumentView *self, const char *text)
{
  FoyerDocumentSearch *search = get_search (self);

  if (search)
    foyer_document_search_start (search, text, foyer_document_pages_get_page (self->pages));
}

void
foyer_document_view_search_next (FoyerDocumentView *self)
{
  FoyerDocumentSearch *search = get_search (self);

  if (search)
    foyer_document_search_move (search, 1);
}

void
foyer_document_view_search_previous (FoyerDocumentView *self)
{
  FoyerDocumentSearch *search = get_search (self);

  if (search)
    foyer_document_search_move (search, -1);
}

guint
foyer_document_view_get_n_matches (FoyerDocumentView *self)
{
  return self->n_matches;
}

/**
 * foyer_document_view_get_match:
 * @self: a view
 *
 * Returns: which match is shown, from 1; 0 if there is none
 */
guint
foyer_document_view_get_match (FoyerDocumentView *self)
{
  return self->match;
}

/**
 * foyer_document_view_set_search_mode:
 * @self: a view
 * @search_mode: whether the find bar is open; opened, it has the focus
 */
void
foyer_document_view_set_search_mode (FoyerDocumentView *self, gboolean search_mode)
{
  gboolean is_new = self->search_mode != search_mode;

  self->search_mode = search_mode;
  if (is_new)
    notify (self, PROP_SEARCH_MODE);
  if (search_mode)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
      gtk_editable_select_region (self->search_entry, 0, -1);
    }
  else if (is_new)
    {
      foyer_document_view_search (self, NULL);
      gtk_widget_grab_focus (GTK_WIDGET (self->pages));
    }
}

/**
 * foyer_document_view_copy:
 * @self: a view
 *
 * Brings the selected text into the clipboard, soon.
 */
void
foyer_document_view_copy (FoyerDocumentView *self)
{
  FoyerDocumentScene *scene = foyer_document_pages_get_scene (self->pages);

  g_clear_object (&self->copy);
  if (scene)
    self->copy = foyer_document_copy_new (scene, gtk_widget_get_clipboard (GTK_WIDGET (self)));
}

void
foyer_document_view_select_all (FoyerDocumentView *self)
{
  FoyerDocumentScene *scene = foyer_document_pages_get_scene (self->pages);
  FoyerDocumentPosition start = { 0, 0 };
  FoyerDocumentPosition end = { foyer_document_view_get_n_pages (self) - 1, G_MAXUINT };

  if (!scene)
    return;
  foyer_document_scene_select (scene, start, end);
  foyer_document_pages_queue_draw (self->pages);
}

/**
 * foyer_document_view_get_action_group:
 * @self: a view
 *
 * Returns: (transfer none): the "document" actions, to be inserted where buttons outside of the view need them
 */
GActionGroup *
foyer_document_view_get_action_group (FoyerDocumentView *self)
{
  return G_ACTION_GROUP (self->actions);
}

/**
 * foyer_document_view_print:
 * @self: a view with a document
 * @parent: (nullable): the window that the print dialog belongs to
 *
 * Asks how to print, and prints. What goes wrong is said in the window.
 */
void
foyer_document_view_print (FoyerDocumentView *self, GtkWindow *parent)
{
  if (has_document (self))
    foyer_document_ask_and_print (GTK_WIDGET (self), self->process, parent);
}
