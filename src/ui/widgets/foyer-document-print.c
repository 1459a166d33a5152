/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Printing: GTK asks for a page, the child draws it strip by strip, GTK is told when it is done. */

#include "foyer-document-print.h"

#include <math.h>

#include "foyer-document-later.h"

#define SCALE (300.0 / 72.0)   /* 300 dpi */
#define STRIP_PIXELS (8 << 20) /* at most this many are drawn at a time */

typedef struct
{
  FoyerDocumentProcess *process;
  guint n_failed; /* pages */
  /* The page that is being drawn. */
  GtkPrintContext *context;
  guint page;
  double scale; /* pixels for a point: less than SCALE if the page is vast */
  int width, height;
  int done; /* rows */
  guint64 stamp;
  DexFuture *future;
} Print;

static void
print_free (gpointer data)
{
  Print *print = data;

  dex_clear (&print->future);
  g_clear_object (&print->context);
  g_clear_object (&print->process);
  g_free (print);
}

static Print *
get_print (gpointer operation)
{
  return g_object_get_data (operation, "foyer-document-print");
}

static void
set_size (Print *print)
{
  double width = 1, height = 1;

  foyer_document_process_get_page_size (print->process, print->page, &width, &height);
  print->scale = MIN (SCALE, FOYER_DOCUMENT_MAX_SIDE / MAX (width, height) / 2);
  print->width = MAX ((int) ceil (width * print->scale), 1);
  print->height = MAX ((int) ceil (height * print->scale), 1);
}

/* The page's pixels are brought into the middle of the paper, smaller if it does not hold them. */
static void
draw_strip (Print *print, GdkTexture *texture)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (print->context);
  double room_x = gtk_print_context_get_width (print->context);
  double room_y = gtk_print_context_get_height (print->context);
  double scale = MIN (MIN (room_x / print->width, room_y / print->height), 1 / print->scale);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, gdk_texture_get_width (texture),
                                                         gdk_texture_get_height (texture));

  gdk_texture_download (texture, cairo_image_surface_get_data (surface),
                        (gsize) cairo_image_surface_get_stride (surface));
  cairo_surface_mark_dirty (surface);
  cairo_save (cr);
  cairo_translate (cr, (room_x - print->width * scale) / 2, (room_y - print->height * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, surface, 0, print->done);
  /* Strips that are smoothed at their edges let the paper through. */
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
}

static void draw_next_strip (GtkPrintOperation *operation);

static void
finish_page (GtkPrintOperation *operation)
{
  g_clear_object (&get_print (operation)->context);
  gtk_print_operation_draw_page_finish (operation);
}

static void
on_strip (gpointer object, guint64 stamp, const GValue *value, const GError *error)
{
  GtkPrintOperation *operation = object;
  Print *print = get_print (operation);
  GdkTexture *texture = value ? g_value_get_object (value) : NULL;

  if (stamp != print->stamp)
    return;
  dex_clear (&print->future);
  if (!texture)
    {
      print->n_failed++;
      finish_page (operation);
      return;
    }
  draw_strip (print, texture);
  print->done += gdk_texture_get_height (texture);
  if (print->done < print->height)
    draw_next_strip (operation);
  else
    finish_page (operation);
}

static void
draw_next_strip (GtkPrintOperation *operation)
{
  Print *print = get_print (operation);
  int rows = MAX (STRIP_PIXELS / print->width, 1);
  GdkRectangle region = { 0, print->done, print->width, MIN (rows, print->height - print->done) };
  DexFuture *future =
      foyer_document_later (foyer_document_process_render (print->process, print->page, print->scale, 0, &region, TRUE),
                            operation, ++print->stamp, on_strip);

  if (dex_future_is_pending (future))
    print->future = future;
  else
    dex_unref (future);
}

static void
on_draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer user_data)
{
  Print *print = get_print (operation);

  g_set_object (&print->context, context);
  print->page = (guint) page;
  print->done = 0;
  set_size (print);
  gtk_print_operation_set_defer_drawing (operation);
  draw_next_strip (operation);
}

/* A page that is wider than high is printed across. */
static void
on_request_page_setup_cb (
    GtkPrintOperation *operation, GtkPrintContext *context, int page, GtkPageSetup *setup, gpointer user_data)
{
  double width = 1, height = 1;

  foyer_document_process_get_page_size (get_print (operation)->process, (guint) page, &width, &height);
  gtk_page_setup_set_orientation (setup,
                                  width > height ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT);
}

/**
 * foyer_document_print_new:
 * @process: an open document
 *
 * Returns: (transfer full): an operation to be run
 */
GtkPrintOperation *
foyer_document_print_new (FoyerDocumentProcess *process)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  Print *print = g_new0 (Print, 1);
  const char *title = foyer_document_process_get_title (process);

  print->process = g_object_ref (process);
  g_object_set_data_full (G_OBJECT (operation), "foyer-document-print", print, print_free);
  gtk_print_operation_set_n_pages (operation, (int) foyer_document_process_get_n_pages (process));
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  if (title)
    gtk_print_operation_set_job_name (operation, title);
  g_signal_connect (operation, "request-page-setup", G_CALLBACK (on_request_page_setup_cb), NULL);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page_cb), NULL);
  return operation;
}

guint
foyer_document_print_get_n_failed (GtkPrintOperation *operation)
{
  return get_print (operation)->n_failed;
}
