/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All pages of a document, one below the other: which are in view, where, and how large. */

#include "config.h"

#include "foyer-document-pages.h"

#include <adwaita.h>
#include <math.h>

#include "foyer-document-keys.h"
#include "foyer-document-page.h"
#include "foyer-document-pointer.h"

/* Zoom 1 is as large as on paper, on a screen of 96 pixels for an inch. */
#define PIXELS_FOR_A_POINT (96.0 / 72.0)

/* Wider than this a page is not read more easily. */
#define LARGEST_AUTO_ZOOM 1.2

/* Of a screen that is turned over, a little is kept in view. */
#define KEPT_PIXELS 40

/* The point of a page that stays where it is while everything else changes its size. */
typedef struct
{
  gboolean set;
  guint page;
  double across, down; /* parts of the page */
  double x, y;         /* pixels of the widget */
} Anchor;

struct _FoyerDocumentPages
{
  GtkWidget parent_instance;

  FoyerDocumentScene *scene; /* NULL without a document */
  FoyerDocumentPointer *pointer;
  GtkAdjustment *adjustments[2]; /* by GtkOrientation */
  GHashTable *pages;             /* page → FoyerDocumentPage, a child */
  FoyerDocumentFit fit;
  double zoom;
  guint rotation;
  guint page;
  Anchor anchor;
  gboolean is_allocating;
  int target;        /* page to be gone to when there is a size, or -1 */
  int gone_to;       /* the last such page, as long as nobody scrolls, or -1 */
  double gone_value; /* where that was */
  guint notify_source;
};

G_DEFINE_FINAL_TYPE_WITH_CODE (FoyerDocumentPages,
                               foyer_document_pages,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

typedef enum
{
  PROP_HADJUSTMENT = 1,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY
} FoyerDocumentPagesProperty;

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ACTIVATE_LINK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
n_pages (FoyerDocumentPages *self)
{
  return self->scene ? foyer_document_layout_get_n_pages (self->scene->layout) : 0;
}

static double
get_value (FoyerDocumentPages *self, GtkOrientation orientation)
{
  return self->adjustments[orientation] ? floor (gtk_adjustment_get_value (self->adjustments[orientation])) : 0;
}

static void
set_value (FoyerDocumentPages *self, GtkOrientation orientation, double value)
{
  if (self->adjustments[orientation])
    gtk_adjustment_set_value (self->adjustments[orientation], value);
}

static double
get_device_scale (FoyerDocumentPages *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GdkSurface *surface = native ? gtk_native_get_surface (native) : NULL;

  return surface ? gdk_surface_get_scale (surface) : gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

static void
on_notify_cb (gpointer user_data)
{
  FoyerDocumentPages *self = user_data;

  self->notify_source = 0;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Who listens may change sizes, which must not happen while sizes are given. */
static void
queue_changed (FoyerDocumentPages *self)
{
  if (self->notify_source == 0)
    self->notify_source = g_idle_add_once (on_notify_cb, self);
}

static graphene_rect_t
get_page_rect (FoyerDocumentPages *self, guint page)
{
  graphene_rect_t rect;

  foyer_document_layout_get_page (self->scene->layout, page, gtk_widget_get_width (GTK_WIDGET (self)), &rect);
  return rect;
}

/* Remembers what stands at a place of the widget, unless something is remembered already. */
static void
take_anchor (FoyerDocumentPages *self, double x, double y)
{
  double left = get_value (self, GTK_ORIENTATION_HORIZONTAL) + x;
  double top = get_value (self, GTK_ORIENTATION_VERTICAL) + y;
  graphene_rect_t rect;

  if (self->anchor.set || n_pages (self) == 0)
    return;
  self->anchor.set = TRUE;
  self->anchor.page = foyer_document_layout_find_page (self->scene->layout, top);
  rect = get_page_rect (self, self->anchor.page);
  self->anchor.across = (left - (double) rect.origin.x) / (double) rect.size.width;
  self->anchor.down = MAX (top - (double) rect.origin.y, 0) / (double) rect.size.height;
  self->anchor.x = x;
  /* The room above a page keeps its size. */
  self->anchor.y = y + MAX ((double) rect.origin.y - top, 0);
}

static void
restore_anchor (FoyerDocumentPages *self)
{
  graphene_rect_t rect;

  if (!self->anchor.set)
    return;
  self->anchor.set = FALSE;
  rect = get_page_rect (self, MIN (self->anchor.page, n_pages (self) - 1));
  set_value (self, GTK_ORIENTATION_HORIZONTAL,
             (double) rect.origin.x + self->anchor.across * (double) rect.size.width - self->anchor.x);
  set_value (self, GTK_ORIENTATION_VERTICAL,
             (double) rect.origin.y + self->anchor.down * (double) rect.size.height - self->anchor.y);
}

static double
get_fitting_zoom (FoyerDocumentPages *self, int width, int height)
{
  double zoom = self->zoom;

  switch (self->fit)
    {
    case FOYER_DOCUMENT_FIT_AUTO:
      zoom = MIN (foyer_document_layout_fit (self->scene->layout, 0, width, 0) / PIXELS_FOR_A_POINT, LARGEST_AUTO_ZOOM);
      break;
    case FOYER_DOCUMENT_FIT_WIDTH:
      zoom = foyer_document_layout_fit (self->scene->layout, 0, width, 0) / PIXELS_FOR_A_POINT;
      break;
    case FOYER_DOCUMENT_FIT_PAGE:
      zoom = foyer_document_layout_fit (self->scene->layout, self->page, width, height) / PIXELS_FOR_A_POINT;
      break;
    case FOYER_DOCUMENT_FIT_NONE:
      break;
    }
  return CLAMP (zoom, FOYER_DOCUMENT_MIN_ZOOM, FOYER_DOCUMENT_MAX_ZOOM);
}

/* Lays the pages out anew if something they depend on has changed. */
static void
relayout (FoyerDocumentPages *self, int width, int height)
{
  FoyerDocumentLayout *layout = self->scene->layout;
  double zoom;

  if (foyer_document_layout_get_rotation (layout) != self->rotation)
    {
      take_anchor (self, width / 2.0, 0);
      foyer_document_layout_set_scale (layout, foyer_document_layout_get_scale (layout), self->rotation);
    }
  zoom = get_fitting_zoom (self, width, height);
  if (zoom * PIXELS_FOR_A_POINT != foyer_document_layout_get_scale (layout))
    {
      take_anchor (self, width / 2.0, 0);
      foyer_document_layout_set_scale (layout, zoom * PIXELS_FOR_A_POINT, self->rotation);
      queue_changed (self);
    }
  self->zoom = zoom;
}

static void
configure (FoyerDocumentPages *self, GtkOrientation orientation, int size, int content)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  if (adjustment)
    gtk_adjustment_configure (adjustment, gtk_adjustment_get_value (adjustment), 0, MAX (content, size), size / 10.0,
                              MAX (size - KEPT_PIXELS, size / 2), size);
}

static void
go_to_target (FoyerDocumentPages *self)
{
  graphene_rect_t rect;

  if (self->target < 0)
    return;
  rect = get_page_rect (self, MIN ((guint) self->target, n_pages (self) - 1));
  set_value (self, GTK_ORIENTATION_VERTICAL,
             (double) rect.origin.y - (self->target == 0 ? FOYER_DOCUMENT_MARGIN : FOYER_DOCUMENT_GAP));
  self->gone_to = self->target;
  self->gone_value = get_value (self, GTK_ORIENTATION_VERTICAL);
  self->target = -1;
}

/* The page that is read: the one gone to until somebody scrolls, the last one at the end, else the one a third down. */
static guint
find_current_page (FoyerDocumentPages *self, int height)
{
  double top = get_value (self, GTK_ORIENTATION_VERTICAL);

  if (self->gone_to >= 0 && top == self->gone_value)
    return (guint) self->gone_to;
  self->gone_to = -1;
  if (top > 0 && top + height >= foyer_document_layout_get_height (self->scene->layout))
    return n_pages (self) - 1;
  return foyer_document_layout_find_page (self->scene->layout, top + height / 3.0);
}

static FoyerDocumentSpot
make_spot (FoyerDocumentPages *self, guint page)
{
  double device = get_device_scale (self);
  double scale = MIN (foyer_document_layout_get_scale (self->scene->layout) * device, FOYER_DOCUMENT_MAX_SCALE);
  double width = 1, height = 1;

  foyer_document_process_get_page_size (self->scene->process, page, &width, &height);
  return (FoyerDocumentSpot) {
    .page = page,
    .rotation = self->rotation,
    .scale = scale,
    .device = device,
    .width = MAX ((int) ceil ((self->rotation % 180 ? height : width) * scale - 0.001), 1),
    .height = MAX ((int) ceil ((self->rotation % 180 ? width : height) * scale - 0.001), 1),
  };
}

/* The part of a page that is in view, in device pixels of the page. Empty if it is not. */
static cairo_rectangle_int_t
get_visible_part (FoyerDocumentPages *self, const graphene_rect_t *rect, double device)
{
  double left = get_value (self, GTK_ORIENTATION_HORIZONTAL) - (double) rect->origin.x;
  double top = get_value (self, GTK_ORIENTATION_VERTICAL) - (double) rect->origin.y;
  double right = MIN (left + gtk_widget_get_width (GTK_WIDGET (self)), (double) rect->size.width);
  double bottom = MIN (top + gtk_widget_get_height (GTK_WIDGET (self)), (double) rect->size.height);

  left = MAX (left, 0);
  top = MAX (top, 0);
  if (right <= left || bottom <= top)
    return (cairo_rectangle_int_t) { 0, 0, 0, 0 };
  return (cairo_rectangle_int_t) { (int) floor (left * device), (int) floor (top * device),
                                   (int) ceil ((right - left) * device) + 1, (int) ceil ((bottom - top) * device) + 1 };
}

static void
drop_pages_outside (FoyerDocumentPages *self, guint first, guint last)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (GPOINTER_TO_UINT (key) < first || GPOINTER_TO_UINT (key) > last)
      {
        gtk_widget_unparent (value);
        g_hash_table_iter_remove (&iter);
      }
}

static GtkWidget *
ensure_page (FoyerDocumentPages *self, guint page)
{
  GtkWidget *widget = foyer_document_pages_get_page_widget (self, page);

  if (widget)
    return widget;
  widget = foyer_document_page_new (self->scene, page);
  g_hash_table_insert (self->pages, GUINT_TO_POINTER (page), widget);
  gtk_widget_insert_before (widget, GTK_WIDGET (self), foyer_document_pages_get_page_widget (self, page + 1));
  return widget;
}

static void
allocate_page (FoyerDocumentPages *self, guint page, const graphene_rect_t *rect)
{
  GtkWidget *widget = ensure_page (self, page);
  FoyerDocumentSpot spot = make_spot (self, page);
  GtkAllocation allocation = {
    (int) ((double) rect->origin.x - get_value (self, GTK_ORIENTATION_HORIZONTAL)),
    (int) ((double) rect->origin.y - get_value (self, GTK_ORIENTATION_VERTICAL)),
    (int) rect->size.width,
    (int) rect->size.height,
  };

  foyer_document_page_set_spot (FOYER_DOCUMENT_PAGE (widget), &spot);
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (widget, &allocation, -1);
}

/* The next page is made ready as far as it would be seen. */
static void
want_ahead (FoyerDocumentPages *self, guint page)
{
  FoyerDocumentSpot spot = make_spot (self, page);
  int height = (int) (gtk_widget_get_height (GTK_WIDGET (self)) * spot.device);

  foyer_document_tiles_want (self->scene->tiles, &spot,
                             &(cairo_rectangle_int_t) { 0, 0, spot.width, MIN (height, spot.height) });
}

static void
show_pages (FoyerDocumentPages *self, int height)
{
  FoyerDocumentScene *scene = self->scene;
  double top = get_value (self, GTK_ORIENTATION_VERTICAL);
  guint first = foyer_document_layout_find_page (scene->layout, top);
  guint last = foyer_document_layout_find_page (scene->layout, top + height);
  guint page = find_current_page (self, height);

  drop_pages_outside (self, first, last);
  foyer_document_tiles_begin (scene->tiles);
  for (guint i = first; i <= last; i++)
    {
      graphene_rect_t rect = get_page_rect (self, i);
      FoyerDocumentSpot spot = make_spot (self, i);
      cairo_rectangle_int_t visible = get_visible_part (self, &rect, spot.device);

      if (visible.width > 0)
        foyer_document_tiles_want (scene->tiles, &spot, &visible);
      allocate_page (self, i, &rect);
    }
  if (last + 1 < n_pages (self))
    want_ahead (self, last + 1);
  foyer_document_tiles_commit (scene->tiles);
  for (guint i = first; i <= last; i++)
    foyer_document_page_load (FOYER_DOCUMENT_PAGE (ensure_page (self, i)));
  if (page != self->page)
    queue_changed (self);
  self->page = page;
}

static void
allocate_document (FoyerDocumentPages *self, int width, int height)
{
  relayout (self, width, height);
  configure (self, GTK_ORIENTATION_HORIZONTAL, width, foyer_document_layout_get_width (self->scene->layout));
  configure (self, GTK_ORIENTATION_VERTICAL, height, foyer_document_layout_get_height (self->scene->layout));
  restore_anchor (self);
  go_to_target (self);
  show_pages (self, height);
}

static void
foyer_document_pages_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FoyerDocumentPages *self = FOYER_DOCUMENT_PAGES (widget);

  self->is_allocating = TRUE;
  if (n_pages (self) > 0)
    allocate_document (self, width, height);
  else
    {
      configure (self, GTK_ORIENTATION_HORIZONTAL, width, 0);
      configure (self, GTK_ORIENTATION_VERTICAL, height, 0);
    }
  self->is_allocating = FALSE;
}

static void
foyer_document_pages_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  static const GdkRGBA light = { 0.90f, 0.90f, 0.91f, 1.0f };
  static const GdkRGBA dark = { 0.11f, 0.11f, 0.12f, 1.0f };
  graphene_rect_t bounds =
      GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget));

  gtk_snapshot_append_color (snapshot, adw_style_manager_get_dark (adw_style_manager_get_default ()) ? &dark : &light,
                             &bounds);
  GTK_WIDGET_CLASS (foyer_document_pages_parent_class)->snapshot (widget, snapshot);
}

static void
on_tiles_changed_cb (FoyerDocumentTiles *tiles, guint page, FoyerDocumentPages *self)
{
  GtkWidget *widget = foyer_document_pages_get_page_widget (self, page);

  if (widget)
    foyer_document_page_update (FOYER_DOCUMENT_PAGE (widget));
}

static void
on_search_changed_cb (FoyerDocumentSearch *search, FoyerDocumentPages *self)
{
  foyer_document_pages_queue_draw (self);
}

/* What changes while places are given is taken into account there; asking for it again would be forgotten. */
static void
on_value_changed_cb (GtkAdjustment *adjustment, FoyerDocumentPages *self)
{
  if (!self->is_allocating)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
set_adjustment (FoyerDocumentPages *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  if (adjustment && self->adjustments[orientation] == adjustment)
    return;
  if (self->adjustments[orientation])
    g_signal_handlers_disconnect_by_data (self->adjustments[orientation], self);
  g_clear_object (&self->adjustments[orientation]);
  if (!adjustment)
    return;
  self->adjustments[orientation] = g_object_ref_sink (adjustment);
  g_signal_connect (adjustment, "value-changed", G_CALLBACK (on_value_changed_cb), self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
foyer_document_pages_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FoyerDocumentPages *self = FOYER_DOCUMENT_PAGES (object);

  switch ((FoyerDocumentPagesProperty) prop_id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, GTK_SCROLL_MINIMUM);
      break;
    }
}

static void
foyer_document_pages_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  FoyerDocumentPages *self = FOYER_DOCUMENT_PAGES (object);

  switch ((FoyerDocumentPagesProperty) prop_id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    /* The widget is as small as it is made, and the rest is scrolled, whatever the policy. */
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      break;
    }
}

static void
foyer_document_pages_dispose (GObject *object)
{
  FoyerDocumentPages *self = FOYER_DOCUMENT_PAGES (object);

  g_clear_handle_id (&self->notify_source, g_source_remove);
  foyer_document_pages_set_process (self, NULL);
  g_clear_pointer (&self->pointer, foyer_document_pointer_free);
  set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);
  G_OBJECT_CLASS (foyer_document_pages_parent_class)->dispose (object);
}

static void
foyer_document_pages_finalize (GObject *object)
{
  g_hash_table_unref (FOYER_DOCUMENT_PAGES (object)->pages);
  G_OBJECT_CLASS (foyer_document_pages_parent_class)->finalize (object);
}

static void
foyer_document_pages_class_init (FoyerDocumentPagesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = foyer_document_pages_get_property;
  object_class->set_property = foyer_document_pages_set_property;
  object_class->dispose = foyer_document_pages_dispose;
  object_class->finalize = foyer_document_pages_finalize;
  widget_class->size_allocate = foyer_document_pages_size_allocate;
  widget_class->snapshot = foyer_document_pages_snapshot;
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ACTIVATE_LINK] = g_signal_new ("activate-link", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DOCUMENT);
  gtk_widget_class_set_css_name (widget_class, "documentpages");
  foyer_document_keys_bind (widget_class);
}

static void
foyer_document_pages_init (FoyerDocumentPages *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->pages = g_hash_table_new (NULL, NULL);
  self->zoom = 1;
  self->target = self->gone_to = -1;
  self->pointer = foyer_document_pointer_new (self);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (foyer_document_pages_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (foyer_document_pages_queue_draw), self,
                           G_CONNECT_SWAPPED);
  /* A screen with finer pixels needs finer pages. */
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (gtk_widget_queue_allocate), NULL);
}

/**
 * foyer_document_pages_set_process:
 * @self: the pages
 * @process: (nullable): an open document to show from its start; %NULL for none
 */
void
foyer_document_pages_set_process (FoyerDocumentPages *self, FoyerDocumentProcess *process)
{
  drop_pages_outside (self, G_MAXUINT, 0);
  g_clear_pointer (&self->scene, foyer_document_scene_free);
  self->page = 0;
  self->rotation = 0;
  self->fit = FOYER_DOCUMENT_FIT_AUTO;
  self->anchor.set = FALSE;
  self->target = self->gone_to = -1;
  if (process)
    {
      self->scene = foyer_document_scene_new (process);
      self->target = 0;
      g_signal_connect_object (self->scene->tiles, "changed", G_CALLBACK (on_tiles_changed_cb), self, 0);
      g_signal_connect_object (self->scene->search, "changed", G_CALLBACK (on_search_changed_cb), self, 0);
    }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * foyer_document_pages_get_scene:
 * @self: the pages
 *
 * Returns: (transfer none) (nullable): what is shown
 */
FoyerDocumentScene *
foyer_document_pages_get_scene (FoyerDocumentPages *self)
{
  return self->scene;
}

double
foyer_document_pages_get_zoom (FoyerDocumentPages *self)
{
  return self->zoom;
}

/**
 * foyer_document_pages_set_zoom_at:
 * @self: the pages
 * @zoom: 1.0 = 96 dpi
 * @x: pixels from the left of the widget
 * @y: pixels from its top: what is there stays there
 */
void
foyer_document_pages_set_zoom_at (FoyerDocumentPages *self, double zoom, double x, double y)
{
  take_anchor (self, x, y);
  self->fit = FOYER_DOCUMENT_FIT_NONE;
  self->zoom = CLAMP (zoom, FOYER_DOCUMENT_MIN_ZOOM, FOYER_DOCUMENT_MAX_ZOOM);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  queue_changed (self);
}

void
foyer_document_pages_set_zoom (FoyerDocumentPages *self, double zoom)
{
  foyer_document_pages_set_zoom_at (self, zoom, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
                                    gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

FoyerDocumentFit
foyer_document_pages_get_fit (FoyerDocumentPages *self)
{
  return self->fit;
}

void
foyer_document_pages_set_fit (FoyerDocumentPages *self, FoyerDocumentFit fit)
{
  self->fit = fit;
  /* A page that is to be seen whole is seen whole. */
  if (fit == FOYER_DOCUMENT_FIT_PAGE)
    self->target = (int) self->page;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  queue_changed (self);
}

guint
foyer_document_pages_get_rotation (FoyerDocumentPages *self)
{
  return self->rotation;
}

/**
 * foyer_document_pages_set_rotation:
 * @self: the pages
 * @rotation: degrees clockwise, a multiple of 90
 */
void
foyer_document_pages_set_rotation (FoyerDocumentPages *self, guint rotation)
{
  self->rotation = rotation / 90 * 90 % 360;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  queue_changed (self);
}

guint
foyer_document_pages_get_page (FoyerDocumentPages *self)
{
  return self->target >= 0 ? (guint) self->target : self->page;
}

/**
 * foyer_document_pages_set_page:
 * @self: the pages
 * @page: from 0; one that is not there goes to the last one
 */
void
foyer_document_pages_set_page (FoyerDocumentPages *self, guint page)
{
  if (n_pages (self) == 0)
    return;
  self->target = (int) MIN (page, n_pages (self) - 1);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  queue_changed (self);
}

static void
bring_into_view (FoyerDocumentPages *self, GtkOrientation orientation, double start, double size)
{
  double value = get_value (self, orientation);
  double room = orientation == GTK_ORIENTATION_VERTICAL ? gtk_widget_get_height (GTK_WIDGET (self))
                                                        : gtk_widget_get_width (GTK_WIDGET (self));

  if (start < value + KEPT_PIXELS || start + size > value + room - KEPT_PIXELS)
    set_value (self, orientation, start + size / 2 - room / 3);
}

/**
 * foyer_document_pages_show:
 * @self: the pages
 * @page: from 0
 * @rect: points of the unrotated page
 *
 * Scrolls so far that it is in view.
 */
void
foyer_document_pages_show (FoyerDocumentPages *self, guint page, const FoyerDocumentRect *rect)
{
  graphene_rect_t place, area;

  if (page >= n_pages (self))
    return;
  place = get_page_rect (self, page);
  area = foyer_document_layout_to_pixels (self->scene->layout, page, rect);
  self->target = -1;
  bring_into_view (self, GTK_ORIENTATION_VERTICAL, (double) (place.origin.y + area.origin.y),
                   (double) area.size.height);
  bring_into_view (self, GTK_ORIENTATION_HORIZONTAL, (double) (place.origin.x + area.origin.x),
                   (double) area.size.width);
}

/**
 * foyer_document_pages_scroll:
 * @self: the pages
 * @orientation: which way
 * @screens: how many sizes of the widget to go down, or to the right
 */
void
foyer_document_pages_scroll (FoyerDocumentPages *self, GtkOrientation orientation, double screens)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  if (adjustment)
    set_value (self, orientation,
               get_value (self, orientation) + screens * gtk_adjustment_get_page_increment (adjustment));
}

/**
 * foyer_document_pages_locate:
 * @self: the pages
 * @x: pixels from the left of the widget
 * @y: pixels from its top
 * @page: (out): the nearest page, from 0
 * @px: (out): points from the left of the unrotated page
 * @py: (out): points from its top
 *
 * Returns: %TRUE if the place is on the page
 */
gboolean
foyer_document_pages_locate (FoyerDocumentPages *self, double x, double y, guint *page, double *px, double *py)
{
  double left = x + get_value (self, GTK_ORIENTATION_HORIZONTAL);
  double top = y + get_value (self, GTK_ORIENTATION_VERTICAL);
  graphene_rect_t rect;

  *page = 0;
  *px = *py = 0;
  if (n_pages (self) == 0)
    return FALSE;
  *page = foyer_document_layout_find_page (self->scene->layout, top);
  rect = get_page_rect (self, *page);
  foyer_document_layout_to_points (self->scene->layout, *page, left - (double) rect.origin.x,
                                   top - (double) rect.origin.y, px, py);
  return graphene_rect_contains_point (&rect, &GRAPHENE_POINT_INIT ((float) left, (float) top));
}

/**
 * foyer_document_pages_get_page_widget:
 * @self: the pages
 * @page: from 0
 *
 * Returns: (transfer none) (nullable): the page's widget; %NULL if it is not in view
 */
GtkWidget *
foyer_document_pages_get_page_widget (FoyerDocumentPages *self, guint page)
{
  return g_hash_table_lookup (self->pages, GUINT_TO_POINTER (page));
}

/* A page draws itself, and is not drawn again with its parent. */
void
foyer_document_pages_queue_draw (FoyerDocumentPages *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    gtk_widget_queue_draw (value);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
