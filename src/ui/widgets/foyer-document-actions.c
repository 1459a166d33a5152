/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done with the document that is shown: actions for keys, buttons and menus. */

#include "foyer-document-actions.h"

#include "foyer-document-pages.h"

/* The next larger or smaller of the zooms people know. */
static double
step_zoom (double zoom, int direction)
{
  static const double steps[] = {
    FOYER_DOCUMENT_MIN_ZOOM, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5, 6,
    FOYER_DOCUMENT_MAX_ZOOM
  };
  int last = G_N_ELEMENTS (steps) - 1;
  int i = direction > 0 ? 0 : last;

  while (i >= 0 && i <= last && (steps[i] - zoom) * direction < 0.01)
    i += direction;
  return steps[CLAMP (i, 0, last)];
}

static void
on_zoom_in_cb (GSimpleAction *action, GVariant *parameter, gpointer view)
{
  foyer_document_view_set_zoom (view, step_zoom (foyer_document_view_get_zoom (view), 1));
}

static void
on_zoom_out_cb (GSimpleAction *action, GVariant *parameter, gpointer view)
{
  foyer_document_view_set_zoom (view, step_zoom (foyer_document_view_get_zoom (view), -1));
}

static void
on_zoom_normal_cb (GSimpleAction *action, GVariant *parameter, gpointer view)
{
  foyer_document_view_set_zoom (view, 1);
}

static void
on_fit_width_cb (GSimpleAction *action, GVariant *parameter, gpointer view)
{
  foyer_document_view_set_fit (view, FOYER_DOCUMENT_FIT_WIDTH);
}

static void
on_fit_page_cb (GSimpleAction *action, GVariant *parameter, gpointer view)
{
  foyer_document_view_set_fit (view, FOYER_DOCUMENT_FIT_PAGE);
}

static void
on_first_page_cb (GSimpleAction *action, GVariant *parameter, gpointer view)
{
  foyer_document_view_set_page (view, 1);
}

static void
on_last_page_cb (GSimpleAction *action, GVariant *parameter, gpointer view)
{
  foyer_document_view_set_page (view, foyer_document_view_get_n_pages (view));
}

static void
on_next_page_cb (GSimpleAction *action, GVariant *parameter, gpointer view)
{
  foyer_document_view_set_page (view, foyer_document_view_get_page (view) + 1);
}

static void
on_previous_page_cb (GSimpleAction *action, GVariant *parameter, gpointer view)
{
  foyer_document_view_set_page (view, foyer_document_view_get_page (view) - 1);
}

static void
on_rotate_cb (GSimpleAction *action, GVariant *parameter, gpointer view)
{
  foyer_document_view_set_rotation (view, foyer_document_view_get_rotation (view) + 90);
}

static void
on_find_cb (GSimpleAction *action, GVariant *parameter, gpointer view)
{
  foyer_document_view_set_search_mode (view, TRUE);
}

static void
on_find_next_cb (GSimpleAction *action, GVariant *parameter, gpointer view)
{
  foyer_document_view_search_next (view);
}

static void
on_find_previous_cb (GSimpleAction *action, GVariant *parameter, gpointer view)
{
  foyer_document_view_search_previous (view);
}

static void
on_copy_cb (GSimpleAction *action, GVariant *parameter, gpointer view)
{
  foyer_document_view_copy (view);
}

static void
on_select_all_cb (GSimpleAction *action, GVariant *parameter, gpointer view)
{
  foyer_document_view_select_all (view);
}

static void
on_print_cb (GSimpleAction *action, GVariant *parameter, gpointer view)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (view));

  foyer_document_view_print (view, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
}

static void
set_enabled (GSimpleActionGroup *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)), enabled);
}

/**
 * foyer_document_actions_new:
 * @view: what they act on; outlives them, or they are never activated
 *
 * Returns: (transfer full): the actions, without their prefix
 */
GSimpleActionGroup *
foyer_document_actions_new (FoyerDocumentView *view)
{
  static const GActionEntry entries[] = {
    { .name = "zoom-in", .activate = on_zoom_in_cb },
    { .name = "zoom-out", .activate = on_zoom_out_cb },
    { .name = "zoom-normal", .activate = on_zoom_normal_cb },
    { .name = "fit-width", .activate = on_fit_width_cb },
    { .name = "fit-page", .activate = on_fit_page_cb },
    { .name = "first-page", .activate = on_first_page_cb },
    { .name = "last-page", .activate = on_last_page_cb },
    { .name = "next-page", .activate = on_next_page_cb },
    { .name = "previous-page", .activate = on_previous_page_cb },
    { .name = "rotate", .activate = on_rotate_cb },
    { .name = "find", .activate = on_find_cb },
    { .name = "find-next", .activate = on_find_next_cb },
    { .name = "find-previous", .activate = on_find_previous_cb },
    { .name = "copy", .activate = on_copy_cb },
    { .name = "select-all", .activate = on_select_all_cb },
    { .name = "print", .activate = on_print_cb },
  };
  GSimpleActionGroup *self = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), view);
  return self;
}

/**
 * foyer_document_actions_update:
 * @self: the actions
 * @view: what they act on
 *
 * Enables those that can be done now.
 */
void
foyer_document_actions_update (GSimpleActionGroup *self, FoyerDocumentView *view)
{
  static const char *const always[] = { "zoom-normal", "fit-width",  "fit-page", "rotate",     "find",
                                        "copy",        "select-all", "print",    "first-page", "last-page" };
  guint n_pages = foyer_document_view_get_n_pages (view);
  guint page = foyer_document_view_get_page (view);
  double zoom = foyer_document_view_get_zoom (view);
  gboolean has_matches = foyer_document_view_get_n_matches (view) > 0;

  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    set_enabled (self, always[i], n_pages > 0);
  set_enabled (self, "zoom-in", n_pages > 0 && zoom < FOYER_DOCUMENT_MAX_ZOOM);
  set_enabled (self, "zoom-out", n_pages > 0 && zoom > FOYER_DOCUMENT_MIN_ZOOM);
  set_enabled (self, "previous-page", page > 1);
  set_enabled (self, "next-page", page < n_pages);
  set_enabled (self, "find-next", has_matches);
  set_enabled (self, "find-previous", has_matches);
}

/**
 * foyer_document_actions_bind:
 * @view_class: the class of #FoyerDocumentView, whose keys these are wherever in it the focus is
 */
void
foyer_document_actions_bind (GtkWidgetClass *view_class)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_plus, GDK_CONTROL_MASK, "document.zoom-in" },
    { GDK_KEY_equal, GDK_CONTROL_MASK, "document.zoom-in" },
    { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "document.zoom-in" },
    { GDK_KEY_minus, GDK_CONTROL_MASK, "document.zoom-out" },
    { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "document.zoom-out" },
    { GDK_KEY_0, GDK_CONTROL_MASK, "document.zoom-normal" },
    { GDK_KEY_KP_0, GDK_CONTROL_MASK, "document.zoom-normal" },
    { GDK_KEY_r, GDK_CONTROL_MASK, "document.rotate" },
    { GDK_KEY_f, GDK_CONTROL_MASK, "document.find" },
    { GDK_KEY_g, GDK_CONTROL_MASK, "document.find-next" },
    { GDK_KEY_g, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "document.find-previous" },
    { GDK_KEY_c, GDK_CONTROL_MASK, "document.copy" },
    { GDK_KEY_a, GDK_CONTROL_MASK, "document.select-all" },
    { GDK_KEY_p, GDK_CONTROL_MASK, "document.print" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (view_class, keys[i].key, keys[i].modifiers, keys[i].action, NULL);
}
