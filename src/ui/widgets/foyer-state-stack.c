/* SPDX-License-Identifier: GPL-3.0-or-later
 * The one place for loading, nothing, failed and there, so that no page forgets one of them. */

#include "foyer-state-stack.h"

#include "foyer-error-text.h"
#include "foyer-error.h"
#include "foyer-format.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define QUIET 300 /* milliseconds until loading or old rows are worth a word */

struct _FoyerStateStack
{
  GtkWidget parent_instance;
  FoyerState state;
  FoyerResourceList *list;
  GError *error;
  GDateTime *age;
  guint quiet; /* source, 0 = over */

  GtkStack *stack;
  AdwBin *content;
  AdwBanner *notice;
  AdwStatusPage *loading_page;
  AdwStatusPage *empty_page;
  AdwStatusPage *error_page;
  GtkWidget *retry_button;
};

typedef enum
{
  PROP_STATE = 1,
  PROP_EMPTY_ICON,
  PROP_EMPTY_TITLE,
  PROP_EMPTY_DESCRIPTION,
} FoyerStateStackProperty;

static GParamSpec *properties[PROP_EMPTY_DESCRIPTION + 1];
static guint retry_signal;

static void foyer_state_stack_buildable_init (GtkBuildableIface *iface);
static GtkBuildableIface *parent_buildable;

G_DEFINE_FINAL_TYPE_WITH_CODE (FoyerStateStack,
                               foyer_state_stack,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, foyer_state_stack_buildable_init))

static void
update_notice (FoyerStateStack *self)
{
  g_autofree char *error = NULL, *age = NULL, *text = NULL;

  /* That nobody answers is said once, over the whole window; what is old says so in both cases. */
  if (self->error != NULL && !foyer_error_is_offline (self->error))
    error = foyer_error_text (self->error);
  if (self->age != NULL && self->quiet == 0)
    {
      g_autofree char *when = foyer_format_age (self->age);

      /* Translators: %s is a time: "today at 14:05" */
      age = g_strdup_printf (_ ("Read %s."), when);
    }
  text = g_strjoin (" ", error != NULL ? error : age != NULL ? age : "", error != NULL ? age : NULL, NULL);
  adw_banner_set_title (self->notice, text);
  adw_banner_set_button_label (self->notice, error != NULL ? _ ("_Try Again") : NULL);
  adw_banner_set_revealed (self->notice, *text != '\0');
}

static void
update (FoyerStateStack *self)
{
  switch (self->state)
    {
    case FOYER_STATE_LOADING:
      gtk_stack_set_visible_child_name (self->stack, self->quiet != 0 ? "blank" : "loading");
      break;
    case FOYER_STATE_CONTENT:
      gtk_stack_set_visible_child_name (self->stack, "content");
      break;
    case FOYER_STATE_EMPTY:
      gtk_stack_set_visible_child_name (self->stack, "empty");
      break;
    case FOYER_STATE_ERROR:
      gtk_stack_set_visible_child_name (self->stack, "error");
      break;
    }
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, self->state == FOYER_STATE_LOADING,
                               -1);
  update_notice (self);
}

static gboolean
on_quiet_over_cb (gpointer user_data)
{
  FoyerStateStack *self = user_data;

  self->quiet = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
start_quiet (FoyerStateStack *self)
{
  if (self->quiet == 0)
    self->quiet = g_timeout_add (QUIET, on_quiet_over_cb, self);
}

static void
set_state (FoyerStateStack *self, FoyerState state)
{
  if (state == FOYER_STATE_LOADING && self->state != FOYER_STATE_LOADING)
    start_quiet (self);
  if (self->state != state)
    {
      self->state = state;
      if (state == FOYER_STATE_ERROR)
        gtk_accessible_announce (GTK_ACCESSIBLE (self), adw_status_page_get_title (self->error_page),
                                 GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
  update (self);
}

static void
take_error (FoyerStateStack *self, GError *error)
{
  g_autofree char *text = error != NULL ? foyer_error_text (error) : NULL;
  g_autofree char *markup = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  g_clear_error (&self->error);
  self->error = error;
  if (error == NULL)
    return;
  adw_status_page_set_icon_name (self->error_page, foyer_error_icon_name (error));
  adw_status_page_set_title (self->error_page, foyer_error_title (error));
  adw_status_page_set_description (self->error_page, markup);
}

static void
set_age (FoyerStateStack *self, GDateTime *age)
{
  if (self->age == age)
    return;
  if (self->age == NULL)
    start_quiet (self);
  g_clear_pointer (&self->age, g_date_time_unref);
  self->age = age != NULL ? g_date_time_ref (age) : NULL;
}

static FoyerState
get_list_state (FoyerResourceList *list)
{
  gboolean has_rows = g_list_model_get_n_items (G_LIST_MODEL (list)) > 0;

  if (has_rows)
    return FOYER_STATE_CONTENT;
  switch (foyer_resource_list_get_state (list))
    {
    case FOYER_LIST_EMPTY:
    case FOYER_LIST_LOADING:
      return FOYER_STATE_LOADING;
    case FOYER_LIST_READY:
      return FOYER_STATE_EMPTY;
    case FOYER_LIST_ERROR:
      return FOYER_STATE_ERROR;
    }
  return FOYER_STATE_LOADING;
}

static void
follow_list (FoyerStateStack *self)
{
  GError *error = foyer_resource_list_get_state (self->list) == FOYER_LIST_ERROR
                      ? foyer_resource_list_get_error (self->list)
                      : NULL;

  take_error (self, error != NULL ? g_error_copy (error) : NULL);
  set_age (self, foyer_resource_list_get_age (self->list));
  set_state (self, get_list_state (self->list));
}

static void
on_retry_cb (FoyerStateStack *self)
{
  if (self->list != NULL)
    foyer_resource_list_retry (self->list);
  g_signal_emit (self, retry_signal, 0);
}

static void
foyer_state_stack_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  FoyerStateStack *self = FOYER_STATE_STACK (buildable);

  if (self->content != NULL && GTK_IS_WIDGET (child))
    foyer_state_stack_set_child (self, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
foyer_state_stack_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = foyer_state_stack_add_child;
}

static void
foyer_state_stack_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerStateStack *self = FOYER_STATE_STACK (object);

  switch ((FoyerStateStackProperty) id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      return;
    case PROP_EMPTY_ICON:
      g_value_set_string (value, adw_status_page_get_icon_name (self->empty_page));
      return;
    case PROP_EMPTY_TITLE:
      g_value_set_string (value, adw_status_page_get_title (self->empty_page));
      return;
    case PROP_EMPTY_DESCRIPTION:
      g_value_set_string (value, adw_status_page_get_description (self->empty_page));
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
foyer_state_stack_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FoyerStateStack *self = FOYER_STATE_STACK (object);
  const char *text = G_VALUE_HOLDS_STRING (value) ? g_value_get_string (value) : NULL;
  g_autofree char *markup = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  switch ((FoyerStateStackProperty) id)
    {
    case PROP_STATE:
      foyer_state_stack_set_state (self, g_value_get_uint (value));
      return;
    case PROP_EMPTY_ICON:
      adw_status_page_set_icon_name (self->empty_page, text);
      return;
    case PROP_EMPTY_TITLE:
      adw_status_page_set_title (self->empty_page, text != NULL ? text : "");
      return;
    case PROP_EMPTY_DESCRIPTION:
      adw_status_page_set_description (self->empty_page, markup);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
foyer_state_stack_dispose (GObject *object)
{
  FoyerStateStack *self = FOYER_STATE_STACK (object);

  g_clear_handle_id (&self->quiet, g_source_remove);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_STATE_STACK);
  G_OBJECT_CLASS (foyer_state_stack_parent_class)->dispose (object);
}

static void
foyer_state_stack_finalize (GObject *object)
{
  FoyerStateStack *self = FOYER_STATE_STACK (object);

  g_clear_error (&self->error);
  g_clear_pointer (&self->age, g_date_time_unref);
  G_OBJECT_CLASS (foyer_state_stack_parent_class)->finalize (object);
}

static void
foyer_state_stack_class_init (FoyerStateStackClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = foyer_state_stack_get_property;
  object_class->set_property = foyer_state_stack_set_property;
  object_class->dispose = foyer_state_stack_dispose;
  object_class->finalize = foyer_state_stack_finalize;
  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, FOYER_STATE_ERROR, FOYER_STATE_LOADING,
                                              flags | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_EMPTY_ICON] = g_param_spec_string ("empty-icon", NULL, NULL, NULL, flags);
  properties[PROP_EMPTY_TITLE] = g_param_spec_string ("empty-title", NULL, NULL, NULL, flags);
  properties[PROP_EMPTY_DESCRIPTION] = g_param_spec_string ("empty-description", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  retry_signal =
      g_signal_new ("retry", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/foyer/Foyer/ui/foyer-state-stack.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerStateStack, stack);
  gtk_widget_class_bind_template_child (widget_class, FoyerStateStack, content);
  gtk_widget_class_bind_template_child (widget_class, FoyerStateStack, notice);
  gtk_widget_class_bind_template_child (widget_class, FoyerStateStack, loading_page);
  gtk_widget_class_bind_template_child (widget_class, FoyerStateStack, empty_page);
  gtk_widget_class_bind_template_child (widget_class, FoyerStateStack, error_page);
  gtk_widget_class_bind_template_child (widget_class, FoyerStateStack, retry_button);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_cb);
}

static void
foyer_state_stack_init (FoyerStateStack *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  start_quiet (self);
  update (self);
}

/**
 * foyer_state_stack_new:
 *
 * Returns: (transfer floating): a stack that is loading
 */
GtkWidget *
foyer_state_stack_new (void)
{
  return g_object_new (FOYER_TYPE_STATE_STACK, NULL);
}

/**
 * foyer_state_stack_set_child:
 * @child: (nullable): takes a floating reference; the content
 */
void
foyer_state_stack_set_child (FoyerStateStack *self, GtkWidget *child)
{
  adw_bin_set_child (self->content, child);
}

/**
 * foyer_state_stack_bind_list:
 * @list: (nullable): followed until another one is given
 */
void
foyer_state_stack_bind_list (FoyerStateStack *self, FoyerResourceList *list)
{
  if (self->list == list)
    return;
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_set_object (&self->list, list);
  if (list == NULL)
    return;
  g_signal_connect_swapped (list, "notify::state", G_CALLBACK (follow_list), self);
  g_signal_connect_swapped (list, "notify::error", G_CALLBACK (follow_list), self);
  g_signal_connect_swapped (list, "notify::age", G_CALLBACK (follow_list), self);
  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (follow_list), self);
  follow_list (self);
}

/**
 * foyer_state_stack_set_state:
 * @state: what there is to be seen
 *
 * By hand; takes an earlier error away.
 */
void
foyer_state_stack_set_state (FoyerStateStack *self, FoyerState state)
{
  if (state != FOYER_STATE_ERROR)
    take_error (self, NULL);
  set_state (self, state);
}

/**
 * foyer_state_stack_get_state:
 *
 * Returns: what there is to be seen
 */
FoyerState
foyer_state_stack_get_state (FoyerStateStack *self)
{
  return self->state;
}

/**
 * foyer_state_stack_set_error:
 * @error: (nullable): NULL takes the notice away
 *
 * With content, the content stays and a notice says what failed.
 */
void
foyer_state_stack_set_error (FoyerStateStack *self, const GError *error)
{
  take_error (self, error != NULL ? g_error_copy (error) : NULL);
  set_state (self, error != NULL && self->state != FOYER_STATE_CONTENT ? FOYER_STATE_ERROR : self->state);
}

/**
 * foyer_state_stack_set_age:
 * @age: (nullable): when what is shown was read; NULL = just now
 *
 * Says so after a moment, if it is still so.
 */
void
foyer_state_stack_set_age (FoyerStateStack *self, GDateTime *age)
{
  set_age (self, age);
  update (self);
}

/**
 * foyer_state_stack_set_empty:
 * @icon_name: (nullable): symbolic
 * @description: (nullable): plain text
 */
void
foyer_state_stack_set_empty (FoyerStateStack *self, const char *icon_name, const char *title, const char *description)
{
  g_object_set (self, "empty-icon", icon_name, "empty-title", title, "empty-description", description, NULL);
}
