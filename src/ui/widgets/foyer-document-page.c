/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One page of a document as it is seen, and as it is read out. */

#include "config.h"

#include "foyer-document-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "foyer-document-error.h"
#include "foyer-document-later.h"

/* A page that comes soon shall not flash a spinner. */
#define SPINNER_DELAY 400 /* milliseconds */
#define SPINNER_SIZE 48

/* A description is read out as one sentence: more than this nobody listens to. The whole is there as text. */
#define MAX_DESCRIPTION 4000 /* characters */

struct _FoyerDocumentPage
{
  GtkWidget parent_instance;

  FoyerDocumentScene *scene; /* of the parent */
  guint page;
  FoyerDocumentSpot spot;
  FoyerDocumentText *text;
  GPtrArray *links;
  DexFuture *text_future;
  DexFuture *links_future;
  gboolean asked;     /* for text and links; what failed would fail again */
  GtkWidget *message; /* NULL until something is to be said */
  GtkWidget *spinner; /* NULL unless it is waited for */
  guint spinner_source;
};

static void accessible_text_init (GtkAccessibleTextInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FoyerDocumentPage,
                               foyer_document_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE_TEXT, accessible_text_init))

static void
snapshot_paper (GtkSnapshot *snapshot, const graphene_rect_t *bounds)
{
  gboolean is_high_contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  const GdkRGBA shadow = { 0, 0, 0, is_high_contrast ? 1.0f : 0.25f };
  const GdkRGBA white = { 1, 1, 1, 1 };
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, bounds, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &shadow, 0, 0, 1, 0);
  if (!is_high_contrast)
    gtk_snapshot_append_outset_shadow (snapshot, &outline, &shadow, 0, 2, 0, 8);
  gtk_snapshot_append_color (snapshot, &white, bounds);
}

static void
snapshot_mark (FoyerDocumentPage *self, GtkSnapshot *snapshot, const FoyerDocumentRect *rect, const GdkRGBA *color)
{
  graphene_rect_t area = foyer_document_layout_to_pixels (self->scene->layout, self->page, rect);

  gtk_snapshot_append_color (snapshot, color, &area);
}

static void
snapshot_hits (FoyerDocumentPage *self, GtkSnapshot *snapshot)
{
  static const GdkRGBA other = { 1.0f, 0.88f, 0.0f, 0.4f };
  static const GdkRGBA current = { 1.0f, 0.45f, 0.0f, 0.5f };
  GArray *hits = foyer_document_search_get_hits (self->scene->search, self->page);

  for (guint i = 0; hits && i < hits->len; i++)
    snapshot_mark (self, snapshot, &g_array_index (hits, FoyerDocumentHit, i).rect,
                   foyer_document_search_is_current (self->scene->search, self->page, i) ? &current : &other);
}

static void
snapshot_selection (FoyerDocumentPage *self, GtkSnapshot *snapshot)
{
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());
  g_autoptr (GArray) lines = NULL;
  guint start, end;

  if (!self->text || !foyer_document_scene_get_selection (self->scene, self->page, self->text->n_chars, &start, &end))
    return;
  accent->alpha = 0.3f;
  lines = foyer_document_text_get_lines (self->text, start, end);
  for (guint i = 0; i < lines->len; i++)
    snapshot_mark (self, snapshot, &g_array_index (lines, FoyerDocumentRect, i), accent);
}

static void
foyer_document_page_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FoyerDocumentPage *self = FOYER_DOCUMENT_PAGE (widget);
  graphene_rect_t bounds =
      GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget));

  snapshot_paper (snapshot, &bounds);
  gtk_snapshot_push_clip (snapshot, &bounds);
  foyer_document_tiles_snapshot (self->scene->tiles, snapshot, &self->spot);
  snapshot_hits (self, snapshot);
  snapshot_selection (self, snapshot);
  gtk_snapshot_pop (snapshot);
  GTK_WIDGET_CLASS (foyer_document_page_parent_class)->snapshot (widget, snapshot);
}

static void
allocate_message (GtkWidget *message, int width, int height)
{
  int wide = MIN (MAX (width - 24, 1), 400), high;

  gtk_widget_measure (message, GTK_ORIENTATION_HORIZONTAL, -1, &high, NULL, NULL, NULL);
  wide = MAX (wide, high);
  gtk_widget_measure (message, GTK_ORIENTATION_VERTICAL, wide, &high, NULL, NULL, NULL);
  gtk_widget_size_allocate (message, &(GtkAllocation) { (width - wide) / 2, MAX (height - high, 0) / 2, wide, high },
                            -1);
}

static void
foyer_document_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FoyerDocumentPage *self = FOYER_DOCUMENT_PAGE (widget);
  int size;

  if (self->message)
    allocate_message (self->message, width, height);
  if (!self->spinner)
    return;
  gtk_widget_measure (self->spinner, GTK_ORIENTATION_HORIZONTAL, -1, &size, NULL, NULL, NULL);
  size = MAX (size, SPINNER_SIZE);
  gtk_widget_size_allocate (
      self->spinner, &(GtkAllocation) { (width - size) / 2, MAX (MIN (height / 2, 300) - size, 0), size, size }, -1);
}

static void
stop_waiting (FoyerDocumentPage *self)
{
  g_clear_handle_id (&self->spinner_source, g_source_remove);
  g_clear_pointer (&self->spinner, gtk_widget_unparent);
}

static void
on_spinner_cb (gpointer user_data)
{
  FoyerDocumentPage *self = user_data;

  self->spinner_source = 0;
  self->spinner = adw_spinner_new ();
  gtk_widget_set_parent (self->spinner, GTK_WIDGET (self));
}

static void
say (FoyerDocumentPage *self, const char *message)
{
  /* On the white of the paper, whatever the theme. */
  g_autofree char *markup = g_markup_printf_escaped ("<span foreground=\"#3d3846\">%s</span>", message);

  if (self->message)
    return;
  self->message = gtk_label_new (NULL);
  gtk_label_set_markup (GTK_LABEL (self->message), markup);
  gtk_label_set_wrap (GTK_LABEL (self->message), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->message), GTK_JUSTIFY_CENTER);
  gtk_widget_set_parent (self->message, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, message, -1);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_text (gpointer object, guint64 stamp, const GValue *value, const GError *error)
{
  FoyerDocumentPage *self = object;
  g_autofree char *description = NULL;

  dex_clear (&self->text_future);
  if (!value)
    return;
  self->text = g_value_dup_boxed (value);
  description = g_utf8_substring (self->text->text, 0, MIN (self->text->n_chars, MAX_DESCRIPTION));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  gtk_accessible_text_update_contents (GTK_ACCESSIBLE_TEXT (self), GTK_ACCESSIBLE_TEXT_CONTENT_CHANGE_INSERT, 0,
                                       self->text->n_chars);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_links (gpointer object, guint64 stamp, const GValue *value, const GError *error)
{
  FoyerDocumentPage *self = object;

  dex_clear (&self->links_future);
  if (value)
    self->links = g_value_dup_boxed (value);
}

static void
foyer_document_page_dispose (GObject *object)
{
  FoyerDocumentPage *self = FOYER_DOCUMENT_PAGE (object);

  stop_waiting (self);
  dex_clear (&self->text_future);
  dex_clear (&self->links_future);
  g_clear_pointer (&self->message, gtk_widget_unparent);
  G_OBJECT_CLASS (foyer_document_page_parent_class)->dispose (object);
}

static void
foyer_document_page_finalize (GObject *object)
{
  FoyerDocumentPage *self = FOYER_DOCUMENT_PAGE (object);

  g_clear_pointer (&self->text, foyer_document_text_unref);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  G_OBJECT_CLASS (foyer_document_page_parent_class)->finalize (object);
}

static GBytes *
get_slice (FoyerDocumentPage *self, guint start, guint end)
{
  char *slice = self->text ? foyer_document_text_slice (self->text, start, end) : g_strdup ("");

  return g_bytes_new_take (slice, strlen (slice));
}

static GBytes *
foyer_document_page_get_contents (GtkAccessibleText *text, unsigned int start, unsigned int end)
{
  return get_slice (FOYER_DOCUMENT_PAGE (text), start, end);
}

static GBytes *
foyer_document_page_get_contents_at (GtkAccessibleText *text,
                                     unsigned int offset,
                                     GtkAccessibleTextGranularity granularity,
                                     unsigned int *start,
                                     unsigned int *end)
{
  FoyerDocumentPage *self = FOYER_DOCUMENT_PAGE (text);
  guint at = self->text ? MIN (offset, self->text->n_chars) : 0;

  *start = *end = at;
  if (!self->text)
    return get_slice (self, 0, 0);
  switch (granularity)
    {
    case GTK_ACCESSIBLE_TEXT_GRANULARITY_CHARACTER:
      *end = MIN (at + 1, self->text->n_chars);
      break;
    case GTK_ACCESSIBLE_TEXT_GRANULARITY_WORD:
      foyer_document_text_find_word (self->text, at, start, end);
      break;
    case GTK_ACCESSIBLE_TEXT_GRANULARITY_SENTENCE:
    case GTK_ACCESSIBLE_TEXT_GRANULARITY_LINE:
    case GTK_ACCESSIBLE_TEXT_GRANULARITY_PARAGRAPH:
      /* Lines are what a PDF has; it does not know sentences and paragraphs. */
      foyer_document_text_find_line (self->text, at, start, end);
      break;
    }
  return get_slice (self, *start, *end);
}

static unsigned int
foyer_document_page_get_caret_position (GtkAccessibleText *text)
{
  FoyerDocumentPage *self = FOYER_DOCUMENT_PAGE (text);

  return self->scene->cursor.page == self->page ? self->scene->cursor.offset : 0;
}

static gboolean
foyer_document_page_get_selection (GtkAccessibleText *text, gsize *n_ranges, GtkAccessibleTextRange **ranges)
{
  FoyerDocumentPage *self = FOYER_DOCUMENT_PAGE (text);
  guint start, end;

  if (!self->text || !foyer_document_scene_get_selection (self->scene, self->page, self->text->n_chars, &start, &end))
    return FALSE;
  *n_ranges = 1;
  *ranges = g_new0 (GtkAccessibleTextRange, 1);
  (*ranges)->start = start;
  (*ranges)->length = end - start;
  return TRUE;
}

static gboolean
foyer_document_page_get_attributes (GtkAccessibleText *text,
                                    unsigned int offset,
                                    gsize *n_ranges,
                                    GtkAccessibleTextRange **ranges,
                                    char ***names,
                                    char ***values)
{
  return FALSE;
}

static void
foyer_document_page_get_default_attributes (GtkAccessibleText *text, char ***names, char ***values)
{
  *names = g_new0 (char *, 1);
  *values = g_new0 (char *, 1);
}

static gboolean
foyer_document_page_get_extents (GtkAccessibleText *text,
                                 unsigned int start,
                                 unsigned int end,
                                 graphene_rect_t *extents)
{
  FoyerDocumentPage *self = FOYER_DOCUMENT_PAGE (text);
  g_autoptr (GArray) lines = self->text ? foyer_document_text_get_lines (self->text, start, end) : NULL;

  if (!lines || lines->len == 0)
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    {
      graphene_rect_t line = foyer_document_layout_to_pixels (self->scene->layout, self->page,
                                                              &g_array_index (lines, FoyerDocumentRect, i));

      if (i == 0)
        *extents = line;
      else
        graphene_rect_union (extents, &line, extents);
    }
  return TRUE;
}

static gboolean
foyer_document_page_get_offset (GtkAccessibleText *text, const graphene_point_t *point, unsigned int *offset)
{
  FoyerDocumentPage *self = FOYER_DOCUMENT_PAGE (text);
  double x, y;

  if (!self->text)
    return FALSE;
  foyer_document_layout_to_points (self->scene->layout, self->page, (double) point->x, (double) point->y, &x, &y);
  *offset = foyer_document_text_find_char (self->text, x, y);
  return TRUE;
}

static void
accessible_text_init (GtkAccessibleTextInterface *iface)
{
  iface->get_contents = foyer_document_page_get_contents;
  iface->get_contents_at = foyer_document_page_get_contents_at;
  iface->get_caret_position = foyer_document_page_get_caret_position;
  iface->get_selection = foyer_document_page_get_selection;
  iface->get_attributes = foyer_document_page_get_attributes;
  iface->get_default_attributes = foyer_document_page_get_default_attributes;
  iface->get_extents = foyer_document_page_get_extents;
  iface->get_offset = foyer_document_page_get_offset;
}

static void
foyer_document_page_class_init (FoyerDocumentPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = foyer_document_page_dispose;
  object_class->finalize = foyer_document_page_finalize;
  widget_class->snapshot = foyer_document_page_snapshot;
  widget_class->size_allocate = foyer_document_page_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ARTICLE);
  gtk_widget_class_set_css_name (widget_class, "documentpage");
}

static void
foyer_document_page_init (FoyerDocumentPage *self)
{
}

/**
 * foyer_document_page_new:
 * @scene: the document; outlives the page
 * @page: from 0
 *
 * Returns: (transfer floating): a page that is still to be told how large it is
 */
GtkWidget *
foyer_document_page_new (FoyerDocumentScene *scene, guint page)
{
  FoyerDocumentPage *self = g_object_new (FOYER_TYPE_DOCUMENT_PAGE, NULL);
  guint n_pages = foyer_document_layout_get_n_pages (scene->layout);
  g_autofree char *label = g_strdup_printf (_ ("Page %u of %u"), page + 1, n_pages);

  self->scene = scene;
  self->page = page;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_POS_IN_SET, (int) page + 1,
                                  GTK_ACCESSIBLE_RELATION_SET_SIZE, (int) n_pages, -1);
  return GTK_WIDGET (self);
}

/**
 * foyer_document_page_set_spot:
 * @self: a page
 * @spot: how it is to be drawn
 */
void
foyer_document_page_set_spot (FoyerDocumentPage *self, const FoyerDocumentSpot *spot)
{
  self->spot = *spot;
  foyer_document_page_update (self);
}

/**
 * foyer_document_page_load:
 * @self: a page
 *
 * Asks for its text and links, if that was not done yet.
 */
void
foyer_document_page_load (FoyerDocumentPage *self)
{
  if (self->asked || foyer_document_tiles_get_error (self->scene->tiles, self->page))
    return;
  self->asked = TRUE;
  self->text_future =
      foyer_document_later (foyer_document_process_text (self->scene->process, self->page), self, 0, on_text);
  self->links_future =
      foyer_document_later (foyer_document_process_links (self->scene->process, self->page), self, 0, on_links);
}

/**
 * foyer_document_page_update:
 * @self: a page
 *
 * Draws it again, with what has come meanwhile.
 */
void
foyer_document_page_update (FoyerDocumentPage *self)
{
  const GError *error = foyer_document_tiles_get_error (self->scene->tiles, self->page);
  gboolean is_there = foyer_document_tiles_has (self->scene->tiles, &self->spot);

  if (error)
    {
      /* Reading it would go the way of drawing it. */
      dex_clear (&self->text_future);
      dex_clear (&self->links_future);
    }
  if (error && !is_there)
    say (self, foyer_document_error_get_page_text (error));
  if (error || is_there)
    stop_waiting (self);
  else if (!self->spinner && self->spinner_source == 0)
    self->spinner_source = g_timeout_add_once (SPINNER_DELAY, on_spinner_cb, self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * foyer_document_page_get_text:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): its text; %NULL if it has not come yet
 */
FoyerDocumentText *
foyer_document_page_get_text (FoyerDocumentPage *self)
{
  return self->text;
}

/**
 * foyer_document_page_find_link:
 * @self: a page
 * @x: points from the left of the unrotated page
 * @y: points from its top
 *
 * Returns: (transfer none) (nullable): the link there
 */
const FoyerDocumentLink *
foyer_document_page_find_link (FoyerDocumentPage *self, double x, double y)
{
  for (guint i = 0; self->links && i < self->links->len; i++)
    {
      const FoyerDocumentLink *link = self->links->pdata[i];

      if (x >= (double) link->rect.x1 && x <= (double) link->rect.x2 && y >= (double) link->rect.y1 &&
          y <= (double) link->rect.y2)
        return link;
    }
  return NULL;
}
