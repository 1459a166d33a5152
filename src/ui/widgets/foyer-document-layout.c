/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the pages of a document stand at a zoom and rotation. */

#include "foyer-document-layout.h"

#include <math.h>

typedef struct
{
  double width, height; /* points, unrotated */
  int top;              /* pixels */
} Page;

struct _FoyerDocumentLayout
{
  GArray *pages;
  double scale;
  guint rotation;
  int width;
  int height;
};

static Page *
get (FoyerDocumentLayout *self, guint page)
{
  return &g_array_index (self->pages, Page, page);
}

static gboolean
is_sideways (FoyerDocumentLayout *self)
{
  return self->rotation % 180 != 0;
}

static int
page_width (FoyerDocumentLayout *self, const Page *page)
{
  return MAX ((int) lround ((is_sideways (self) ? page->height : page->width) * self->scale), 1);
}

static int
page_height (FoyerDocumentLayout *self, const Page *page)
{
  return MAX ((int) lround ((is_sideways (self) ? page->width : page->height) * self->scale), 1);
}

FoyerDocumentLayout *
foyer_document_layout_new (void)
{
  FoyerDocumentLayout *self = g_new0 (FoyerDocumentLayout, 1);

  self->pages = g_array_new (FALSE, TRUE, sizeof (Page));
  self->scale = 1;
  return self;
}

void
foyer_document_layout_free (FoyerDocumentLayout *self)
{
  g_array_unref (self->pages);
  g_free (self);
}

/**
 * foyer_document_layout_add_page:
 * @self: a layout
 * @width: points
 * @height: points
 *
 * Adds a page at the end. It has its place after the next foyer_document_layout_set_scale().
 */
void
foyer_document_layout_add_page (FoyerDocumentLayout *self, double width, double height)
{
  Page page = { .width = width, .height = height };

  g_array_append_val (self->pages, page);
}

/**
 * foyer_document_layout_set_scale:
 * @self: a layout
 * @scale: pixels for a point
 * @rotation: degrees clockwise: 0, 90, 180 or 270
 */
void
foyer_document_layout_set_scale (FoyerDocumentLayout *self, double scale, guint rotation)
{
  int top = FOYER_DOCUMENT_MARGIN;

  self->scale = scale;
  self->rotation = rotation;
  self->width = 0;
  for (guint i = 0; i < self->pages->len; i++)
    {
      Page *page = get (self, i);

      page->top = top;
      top += page_height (self, page) + FOYER_DOCUMENT_GAP;
      self->width = MAX (self->width, page_width (self, page));
    }
  self->width += 2 * FOYER_DOCUMENT_MARGIN;
  self->height = top - FOYER_DOCUMENT_GAP + FOYER_DOCUMENT_MARGIN;
}

guint
foyer_document_layout_get_n_pages (FoyerDocumentLayout *self)
{
  return self->pages->len;
}

double
foyer_document_layout_get_scale (FoyerDocumentLayout *self)
{
  return self->scale;
}

guint
foyer_document_layout_get_rotation (FoyerDocumentLayout *self)
{
  return self->rotation;
}

int
foyer_document_layout_get_width (FoyerDocumentLayout *self)
{
  return self->width;
}

int
foyer_document_layout_get_height (FoyerDocumentLayout *self)
{
  return self->height;
}

/**
 * foyer_document_layout_get_page:
 * @self: a layout
 * @page: from 0, one that is there
 * @width: pixels that there are: what is more than the pages need is shared by both sides
 * @rect: (out): where the page stands
 */
void
foyer_document_layout_get_page (FoyerDocumentLayout *self, guint page, int width, graphene_rect_t *rect)
{
  const Page *it = get (self, page);
  int left = (MAX (width, self->width) - page_width (self, it)) / 2;

  graphene_rect_init (rect, left, it->top, page_width (self, it), page_height (self, it));
}

/**
 * foyer_document_layout_find_page:
 * @self: a layout with pages
 * @y: pixels from the top
 *
 * Returns: the page there; in the room between two, the one below
 */
guint
foyer_document_layout_find_page (FoyerDocumentLayout *self, double y)
{
  guint low = 0, high = self->pages->len - 1;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      const Page *page = get (self, middle);

      if (y < page->top + page_height (self, page))
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

/**
 * foyer_document_layout_fit:
 * @self: a layout with pages
 * @page: the page whose height shall fit
 * @width: pixels that there are
 * @height: pixels that there are; 0 if only the width counts, and then that of the widest page
 *
 * Returns: the largest scale at which it fits
 */
double
foyer_document_layout_fit (FoyerDocumentLayout *self, guint page, int width, int height)
{
  const Page *it = get (self, page);
  double widest = 1;
  double scale;

  for (guint i = 0; i < self->pages->len; i++)
    widest = MAX (widest, is_sideways (self) ? get (self, i)->height : get (self, i)->width);
  if (height > 0)
    widest = is_sideways (self) ? it->height : it->width;
  scale = MAX (width - 2 * FOYER_DOCUMENT_MARGIN, 1) / widest;
  if (height > 0)
    scale = MIN (scale, MAX (height - 2 * FOYER_DOCUMENT_MARGIN, 1) / (is_sideways (self) ? it->width : it->height));
  return scale;
}

/**
 * foyer_document_layout_to_points:
 * @self: a layout
 * @page: from 0
 * @x: pixels from the left of the page as it is shown
 * @y: pixels from its top
 * @px: (out): points from the left of the unrotated page
 * @py: (out): points from its top
 */
void
foyer_document_layout_to_points (FoyerDocumentLayout *self, guint page, double x, double y, double *px, double *py)
{
  const Page *it = get (self, page);
  double across = x / self->scale, down = y / self->scale;

  switch (self->rotation)
    {
    case 90:
      *px = down;
      *py = it->height - across;
      break;
    case 180:
      *px = it->width - across;
      *py = it->height - down;
      break;
    case 270:
      *px = it->width - down;
      *py = across;
      break;
    default:
      *px = across;
      *py = down;
    }
}

/**
 * foyer_document_layout_to_pixels:
 * @self: a layout
 * @page: from 0
 * @rect: points of the unrotated page
 *
 * Returns: the same in pixels of the page as it is shown
 */
graphene_rect_t
foyer_document_layout_to_pixels (FoyerDocumentLayout *self, guint page, const FoyerDocumentRect *rect)
{
  const Page *it = get (self, page);
  double width = (double) (rect->x2 - rect->x1), height = (double) (rect->y2 - rect->y1);
  double left = (double) rect->x1, top = (double) rect->y1;
  double right = it->width - (double) rect->x2, bottom = it->height - (double) rect->y2;
  double s = self->scale;

  switch (self->rotation)
    {
    case 90:
      return GRAPHENE_RECT_INIT ((float) (bottom * s), (float) (left * s), (float) (height * s), (float) (width * s));
    case 180:
      return GRAPHENE_RECT_INIT ((float) (right * s), (float) (bottom * s), (float) (width * s), (float) (height * s));
    case 270:
      return GRAPHENE_RECT_INIT ((float) (top * s), (float) (right * s), (float) (height * s), (float) (width * s));
    default:
      return GRAPHENE_RECT_INIT ((float) (left * s), (float) (top * s), (float) (width * s), (float) (height * s));
    }
}
