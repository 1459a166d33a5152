/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mouse and fingers on the pages of a document. */

#include "foyer-document-pointer.h"

#include <math.h>

#include "foyer-document-page.h"
#include "foyer-document-pages.h"

#define ZOOM_FOR_A_STEP 1.1

struct _FoyerDocumentPointer
{
  FoyerDocumentPages *pages; /* owns this */
  GtkGesture *drag;
  double zoom; /* when the pinch began */
  double x, y; /* where the pointer is */
};

static FoyerDocumentPage *
get_page (FoyerDocumentPointer *self, guint page)
{
  GtkWidget *widget = foyer_document_pages_get_page_widget (self->pages, page);

  return widget ? FOYER_DOCUMENT_PAGE (widget) : NULL;
}

/* FALSE if there is no text to stand in. */
static gboolean
get_position (FoyerDocumentPointer *self, double x, double y, FoyerDocumentPosition *position)
{
  FoyerDocumentPage *page;
  FoyerDocumentText *text;
  double px, py;

  foyer_document_pages_locate (self->pages, x, y, &position->page, &px, &py);
  page = get_page (self, position->page);
  text = page ? foyer_document_page_get_text (page) : NULL;
  if (!text || text->n_chars == 0)
    return FALSE;
  position->offset = foyer_document_text_find_char (text, px, py);
  return TRUE;
}

static const FoyerDocumentLink *
get_link (FoyerDocumentPointer *self, double x, double y)
{
  FoyerDocumentPage *page;
  double px, py;
  guint n;

  if (!foyer_document_pages_locate (self->pages, x, y, &n, &px, &py))
    return NULL;
  page = get_page (self, n);
  return page ? foyer_document_page_find_link (page, px, py) : NULL;
}

static gboolean
is_over_text (FoyerDocumentPointer *self, double x, double y)
{
  FoyerDocumentPosition position;
  FoyerDocumentText *text;
  double px, py;
  guint page;

  if (!get_position (self, x, y, &position) || !foyer_document_pages_locate (self->pages, x, y, &page, &px, &py))
    return FALSE;
  text = foyer_document_page_get_text (get_page (self, page));
  for (guint i = MAX (position.offset, 1) - 1; i < MIN (position.offset + 1, text->n_chars); i++)
    if (px >= (double) text->rects[i].x1 - 2 && px <= (double) text->rects[i].x2 + 2 &&
        py >= (double) text->rects[i].y1 && py <= (double) text->rects[i].y2)
      return TRUE;
  return FALSE;
}

static void
select_range (FoyerDocumentPointer *self, FoyerDocumentPosition from, FoyerDocumentPosition to)
{
  foyer_document_scene_select (foyer_document_pages_get_scene (self->pages), from, to);
  foyer_document_pages_queue_draw (self->pages);
}

/* A finger scrolls; only what has a point selects. */
static gboolean
is_from_finger (GtkGesture *gesture)
{
  GdkDevice *device = gtk_gesture_get_device (gesture);

  return device && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN;
}

static void
on_drag_begin_cb (GtkGestureDrag *drag, double x, double y, FoyerDocumentPointer *self)
{
  FoyerDocumentPosition position;

  gtk_widget_grab_focus (GTK_WIDGET (self->pages));
  if (is_from_finger (GTK_GESTURE (drag)) || !get_position (self, x, y, &position))
    gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_DENIED);
}

static void
on_drag_update_cb (GtkGestureDrag *drag, double dx, double dy, FoyerDocumentPointer *self)
{
  FoyerDocumentPosition from, to;
  double x, y;

  if (!gtk_gesture_drag_get_start_point (drag, &x, &y) || hypot (dx, dy) < 3)
    return;
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  if (get_position (self, x, y, &from) && get_position (self, x + dx, y + dy, &to))
    select_range (self, from, to);
}

static void
select_at (FoyerDocumentPointer *self, double x, double y, gboolean whole_line)
{
  FoyerDocumentPosition start, end;
  FoyerDocumentText *text;

  if (!get_position (self, x, y, &start))
    return;
  text = foyer_document_page_get_text (get_page (self, start.page));
  end = start;
  if (whole_line)
    foyer_document_text_find_line (text, start.offset, &start.offset, &end.offset);
  else
    foyer_document_text_find_word (text, start.offset, &start.offset, &end.offset);
  select_range (self, start, end);
}

static void
on_pressed_cb (GtkGestureClick *click, int n_press, double x, double y, FoyerDocumentPointer *self)
{
  FoyerDocumentPosition nothing = { 0, 0 };

  if (!foyer_document_pages_get_scene (self->pages))
    return;
  if (n_press == 1)
    select_range (self, nothing, nothing);
  else if (!is_from_finger (GTK_GESTURE (click)))
    select_at (self, x, y, n_press > 2);
}

static void
on_released_cb (GtkGestureClick *click, int n_press, double x, double y, FoyerDocumentPointer *self)
{
  FoyerDocumentScene *scene = foyer_document_pages_get_scene (self->pages);
  const FoyerDocumentLink *link = scene && n_press == 1 ? get_link (self, x, y) : NULL;

  if (!link || foyer_document_scene_has_selection (scene))
    return;
  if (link->page > 0)
    foyer_document_pages_set_page (self->pages, link->page - 1);
  else
    g_signal_emit_by_name (self->pages, "activate-link", link->uri);
}

static void
on_motion_cb (GtkEventControllerMotion *motion, double x, double y, FoyerDocumentPointer *self)
{
  const char *cursor = NULL;

  self->x = x;
  self->y = y;
  if (get_link (self, x, y))
    cursor = "pointer";
  else if (is_over_text (self, x, y))
    cursor = "text";
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->pages), cursor);
}

static gboolean
on_scroll_cb (GtkEventControllerScroll *scroll, double dx, double dy, FoyerDocumentPointer *self)
{
  GdkModifierType modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));
  double steps = dy;

  if (!(modifiers & GDK_CONTROL_MASK) || !foyer_document_pages_get_scene (self->pages))
    return GDK_EVENT_PROPAGATE;
  if (gtk_event_controller_scroll_get_unit (scroll) == GDK_SCROLL_UNIT_SURFACE)
    steps = dy / 40;
  foyer_document_pages_set_zoom_at (
      self->pages, foyer_document_pages_get_zoom (self->pages) * pow (ZOOM_FOR_A_STEP, -steps), self->x, self->y);
  return GDK_EVENT_STOP;
}

static void
on_pinch_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence, FoyerDocumentPointer *self)
{
  self->zoom = foyer_document_pages_get_zoom (self->pages);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
on_pinch_cb (GtkGestureZoom *gesture, double scale, FoyerDocumentPointer *self)
{
  double x = self->x, y = self->y;

  if (!foyer_document_pages_get_scene (self->pages))
    return;
  gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y);
  foyer_document_pages_set_zoom_at (self->pages, self->zoom * scale, x, y);
}

static void
add_controller (FoyerDocumentPointer *self, GtkEventController *controller)
{
  gtk_widget_add_controller (GTK_WIDGET (self->pages), controller);
}

/**
 * foyer_document_pointer_new:
 * @pages: the pages it belongs to
 *
 * Returns: (transfer full): it, listening to them
 */
FoyerDocumentPointer *
foyer_document_pointer_new (FoyerDocumentPages *pages)
{
  FoyerDocumentPointer *self = g_new0 (FoyerDocumentPointer, 1);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  self->pages = pages;
  self->drag = gtk_gesture_drag_new ();
  g_signal_connect (self->drag, "drag-begin", G_CALLBACK (on_drag_begin_cb), self);
  g_signal_connect (self->drag, "drag-update", G_CALLBACK (on_drag_update_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (on_released_cb), self);
  g_signal_connect (pinch, "begin", G_CALLBACK (on_pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (on_pinch_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion_cb), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll_cb), self);
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  gtk_gesture_group (click, self->drag);
  add_controller (self, GTK_EVENT_CONTROLLER (self->drag));
  add_controller (self, GTK_EVENT_CONTROLLER (click));
  add_controller (self, GTK_EVENT_CONTROLLER (pinch));
  add_controller (self, motion);
  add_controller (self, scroll);
  return self;
}

/* The controllers are the widget's, which is going as well. */
void
foyer_document_pointer_free (FoyerDocumentPointer *self)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self->pages));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      g_signal_handlers_disconnect_by_data (controller, self);
    }
  g_free (self);
}
