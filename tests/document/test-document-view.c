/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The document view in a real window: what it shows, how it moves, and that it goes when it should. */

#include <adwaita.h>
#include <math.h>
#include <signal.h>
#include <string.h>

#include "document-fixture.h"
#include "foyer-document-page.h"
#include "foyer-document-pages.h"
#include "foyer-document-print.h"
#include "foyer-document-view.h"
#include "pdf-maker.h"

typedef struct
{
  GtkWindow *window;
  FoyerDocumentView *view;
  FoyerDocumentPages *pages;
} Fixture;

/* Runs the loop until @condition or the end of twenty seconds. */
#define wait_for(condition)                                                                                            \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    gint64 until = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;                                                      \
    while (!(condition) && g_get_monotonic_time () < until)                                                            \
      if (!g_main_context_iteration (NULL, FALSE))                                                                     \
        g_usleep (1000);                                                                                               \
    g_assert_true (condition);                                                                                         \
  }                                                                                                                    \
  G_STMT_END

static GtkWidget *
find_widget (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found)
        return found;
    }
  return NULL;
}

static FoyerDocumentTiles *
get_tiles (Fixture *fixture)
{
  return foyer_document_pages_get_scene (fixture->pages)->tiles;
}

/* A picture for a person to look at, where FOYER_SCREENSHOTS says so. */
static void
take_screenshot (Fixture *fixture, const char *name)
{
  const char *folder = g_getenv ("FOYER_SCREENSHOTS");
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *path = NULL;

  if (!folder)
    return;
  for (guint i = 0; i < 300; i++)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  paintable = gtk_widget_paintable_new (GTK_WIDGET (fixture->window));
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (fixture->window)), node, NULL);
  path = g_strdup_printf ("%s/%s.png", folder, name);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->window = GTK_WINDOW (g_object_ref_sink (adw_window_new ()));
  fixture->view = FOYER_DOCUMENT_VIEW (foyer_document_view_new ());
  fixture->pages = FOYER_DOCUMENT_PAGES (find_widget (GTK_WIDGET (fixture->view), FOYER_TYPE_DOCUMENT_PAGES));
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  gtk_window_set_default_size (fixture->window, 700, 600);
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->view), (gpointer *) &fixture->view);
  gtk_window_destroy (fixture->window);
  g_assert_finalize_object (fixture->window);
  wait_for (fixture->view == NULL);
}

static void
show (Fixture *fixture, GBytes *bytes)
{
  foyer_document_view_set_bytes (fixture->view, bytes);
  g_assert_true (foyer_document_view_get_loading (fixture->view));
  wait_for (!foyer_document_view_get_loading (fixture->view));
}

static gboolean
is_drawn (Fixture *fixture, guint page)
{
  GtkWidget *widget = foyer_document_pages_get_page_widget (fixture->pages, page);

  return widget && gtk_widget_get_width (widget) > 1 && foyer_document_tiles_get_bytes (get_tiles (fixture)) > 0 &&
         foyer_document_tiles_get_n_pending (get_tiles (fixture)) == 0;
}

static void
show_pages (Fixture *fixture, guint n_pages)
{
  g_autoptr (GBytes) bytes = pdf_maker_pages (n_pages);

  show (fixture, bytes);
  g_assert_no_error ((GError *) foyer_document_view_get_error (fixture->view));
  wait_for (is_drawn (fixture, 0));
}

static void
activate (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->view), action, NULL));
}

static gboolean
is_enabled (Fixture *fixture, const char *action)
{
  return g_action_group_get_action_enabled (foyer_document_view_get_action_group (fixture->view), action);
}

/* A pixel of the view as it was drawn last; 0 before. */
static guint32
get_view_pixel (Fixture *fixture, int x, int y)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (fixture->pages));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (GTK_WIDGET (fixture->pages)),
                          gtk_widget_get_height (GTK_WIDGET (fixture->pages)));
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  if (!node)
    return 0;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (fixture->window)), node, NULL);
  return document_get_pixel (texture, x, y);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (foyer_document_view_get_n_pages (fixture->view), ==, 0);
  g_assert_cmpuint (foyer_document_view_get_page (fixture->view), ==, 0);
  g_assert_null (foyer_document_view_get_title (fixture->view));
  g_assert_false (is_enabled (fixture, "zoom-in"));
  foyer_document_view_set_page (fixture->view, 3);
  foyer_document_view_set_zoom (fixture->view, 2);
  foyer_document_view_search (fixture->view, "x");
  foyer_document_view_search_next (fixture->view);
  wait_for (!g_main_context_pending (NULL));
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  show_pages (fixture, 5);
  g_assert_cmpuint (foyer_document_view_get_n_pages (fixture->view), ==, 5);
  g_assert_cmpuint (foyer_document_view_get_page (fixture->view), ==, 1);
  g_assert_cmpstr (foyer_document_view_get_title (fixture->view), ==, "Invoice 2026-017");
  take_screenshot (fixture, "document-light");

  activate (fixture, "document.next-page");
  wait_for (foyer_document_view_get_page (fixture->view) == 2 && is_drawn (fixture, 1));
  foyer_document_view_set_page (fixture->view, 5);
  wait_for (is_drawn (fixture, 4));
  g_assert_cmpuint (foyer_document_view_get_page (fixture->view), ==, 5);
  wait_for (!is_enabled (fixture, "next-page"));
  activate (fixture, "document.previous-page");
  wait_for (is_drawn (fixture, 3));
  g_assert_cmpuint (foyer_document_view_get_page (fixture->view), ==, 4);
  foyer_document_view_set_page (fixture->view, 1000);
  wait_for (is_drawn (fixture, 4));
  g_assert_cmpuint (foyer_document_view_get_page (fixture->view), ==, 5);
  foyer_document_view_set_page (fixture->view, 0);
  wait_for (is_drawn (fixture, 0));
  g_assert_cmpuint (foyer_document_view_get_page (fixture->view), ==, 1);
}

/* What is drawn is the page: its mark is where it should be, white beside it, and the room around it is neither. */
static void
test_pixels (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;
  graphene_point_t corner;
  int x, y;

  show_pages (fixture, 1);
  foyer_document_view_set_fit (fixture->view, FOYER_DOCUMENT_FIT_PAGE);
  wait_for (foyer_document_view_get_zoom (fixture->view) < 0.6);
  wait_for (is_drawn (fixture, 0));
  page = foyer_document_pages_get_page_widget (fixture->pages, 0);
  g_assert_true (gtk_widget_compute_point (page, GTK_WIDGET (fixture->pages),
                                           &GRAPHENE_POINT_INIT (0, (float) gtk_widget_get_height (page)), &corner));
  x = (int) corner.x;
  y = (int) corner.y;
  wait_for (get_view_pixel (fixture, x + 5, y - 5) == 0xffff0000);
  wait_for (get_view_pixel (fixture, x + gtk_widget_get_width (page) - 5, y - 5) == 0xffffffff);
  wait_for (get_view_pixel (fixture, 3, 3) == 0xffe6e6e8);

  foyer_document_view_set_rotation (fixture->view, 90);
  wait_for (gtk_widget_get_width (page) > gtk_widget_get_height (page));
  wait_for (is_drawn (fixture, 0));
  g_assert_true (gtk_widget_compute_point (page, GTK_WIDGET (fixture->pages), &GRAPHENE_POINT_INIT (0, 0), &corner));
  wait_for (get_view_pixel (fixture, (int) corner.x + 5, (int) corner.y + 5) == 0xffff0000);
}

static void
test_zoom (Fixture *fixture, gconstpointer data)
{
  double fitting;

  show_pages (fixture, 5);
  g_assert_cmpint (foyer_document_view_get_fit (fixture->view), ==, FOYER_DOCUMENT_FIT_AUTO);
  fitting = foyer_document_view_get_zoom (fixture->view);
  /* The widest page, 842 points, fits into 700 pixels. */
  g_assert_cmpfloat_with_epsilon (fitting, (700 - 36) / 842.0 * 0.75, 0.02);

  activate (fixture, "document.zoom-normal");
  g_assert_cmpfloat (foyer_document_view_get_zoom (fixture->view), ==, 1);
  g_assert_cmpint (foyer_document_view_get_fit (fixture->view), ==, FOYER_DOCUMENT_FIT_NONE);
  wait_for (is_drawn (fixture, 0) &&
            gtk_widget_get_width (foyer_document_pages_get_page_widget (fixture->pages, 0)) == 793);
  activate (fixture, "document.zoom-in");
  g_assert_cmpfloat (foyer_document_view_get_zoom (fixture->view), ==, 1.1);
  activate (fixture, "document.zoom-out");
  activate (fixture, "document.zoom-out");
  g_assert_cmpfloat (foyer_document_view_get_zoom (fixture->view), ==, 0.9);
  foyer_document_view_set_zoom (fixture->view, 1000);
  wait_for (is_drawn (fixture, 0));
  g_assert_cmpfloat (foyer_document_view_get_zoom (fixture->view), ==, 8);
  wait_for (!is_enabled (fixture, "zoom-in"));
  foyer_document_view_set_zoom (fixture->view, 0);
  g_assert_cmpfloat (foyer_document_view_get_zoom (fixture->view), ==, 0.1);
  activate (fixture, "document.fit-width");
  wait_for (fabs (foyer_document_view_get_zoom (fixture->view) - fitting) < 0.01);
  activate (fixture, "document.fit-page");
  wait_for (foyer_document_view_get_zoom (fixture->view) < fitting);
}

/* What is read stays in view while the zoom changes. */
static void
test_zoom_keeps_place (Fixture *fixture, gconstpointer data)
{
  double x, y, new_x, new_y;
  guint page, new_page;

  show_pages (fixture, 5);
  foyer_document_view_set_page (fixture->view, 4);
  wait_for (is_drawn (fixture, 3));
  g_assert_true (foyer_document_pages_locate (fixture->pages, 300, 200, &page, &x, &y));
  foyer_document_pages_set_zoom_at (fixture->pages, 1.7, 300, 200);
  wait_for (foyer_document_layout_get_scale (foyer_document_pages_get_scene (fixture->pages)->layout) > 2);
  g_assert_true (foyer_document_pages_locate (fixture->pages, 300, 200, &new_page, &new_x, &new_y));
  g_assert_cmpuint (new_page, ==, page);
  g_assert_cmpfloat_with_epsilon (new_x, x, 2);
  g_assert_cmpfloat_with_epsilon (new_y, y, 2);
}

static double
get_scroll (Fixture *fixture)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture->pages));

  return gtk_adjustment_get_value (adjustment);
}

/* The whole document goes by at every zoom: the cache stays within its bound. */
static void
test_cache_is_bounded (Fixture *fixture, gconstpointer data)
{
  static const double zooms[] = { 1, 2, 4, 8 };
  gsize most = 0;

  show_pages (fixture, 12);
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      foyer_document_view_set_zoom (fixture->view, zooms[i]);
      for (guint page = 1; page <= 12; page++)
        {
          foyer_document_view_set_page (fixture->view, page);
          wait_for (is_drawn (fixture, page - 1));
          most = MAX (most, foyer_document_tiles_get_bytes (get_tiles (fixture)));
        }
    }
  g_assert_cmpuint (most, >, FOYER_DOCUMENT_CACHE_BYTES / 4);
  g_assert_cmpuint (most, <=, FOYER_DOCUMENT_CACHE_BYTES);
}

/* Only what is in view exists, however many pages there are. */
static void
test_many_pages (Fixture *fixture, gconstpointer data)
{
  guint n = 0;

  show_pages (fixture, 300);
  foyer_document_view_set_page (fixture->view, 200);
  wait_for (is_drawn (fixture, 199));
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->pages)); child;
       child = gtk_widget_get_next_sibling (child))
    n++;
  g_assert_cmpuint (n, <=, 4);
  g_assert_null (foyer_document_pages_get_page_widget (fixture->pages, 0));
}

static void
test_scroll (Fixture *fixture, gconstpointer data)
{
  show_pages (fixture, 5);
  foyer_document_view_set_zoom (fixture->view, 1);
  wait_for (is_drawn (fixture, 0) &&
            gtk_widget_get_width (foyer_document_pages_get_page_widget (fixture->pages, 0)) == 793);
  foyer_document_pages_scroll (fixture->pages, GTK_ORIENTATION_VERTICAL, 1);
  wait_for (get_scroll (fixture) > 400);
  g_assert_cmpuint (foyer_document_view_get_page (fixture->view), ==, 1);
  foyer_document_pages_scroll (fixture->pages, GTK_ORIENTATION_VERTICAL, 100);
  wait_for (foyer_document_view_get_page (fixture->view) == 5);
  foyer_document_pages_scroll (fixture->pages, GTK_ORIENTATION_VERTICAL, -100);
  wait_for (foyer_document_view_get_page (fixture->view) == 1);
}

static FoyerDocumentText *
get_text (Fixture *fixture, guint page)
{
  GtkWidget *widget = foyer_document_pages_get_page_widget (fixture->pages, page);

  return widget ? foyer_document_page_get_text (FOYER_DOCUMENT_PAGE (widget)) : NULL;
}

typedef struct
{
  gboolean done;
  char *text;
} Clipboard;

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Clipboard *clipboard = user_data;

  clipboard->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  clipboard->done = TRUE;
}

static char *
read_clipboard (Fixture *fixture)
{
  Clipboard clipboard = { 0 };

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->view)), NULL, on_read_cb, &clipboard);
  wait_for (clipboard.done);
  return clipboard.text;
}

static gboolean
clipboard_has (Fixture *fixture, const char *expected)
{
  g_autofree char *text = read_clipboard (fixture);

  return text && strstr (text, expected);
}

/* Keys and the pointer as the X server sends them, since what is tested is the way from there to the pages. */
static void
xdotool (const char *command_line)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *whole = g_strconcat ("xdotool ", command_line, NULL);
  g_auto (GStrv) arguments = g_strsplit (whole, " ", -1);
  g_autoptr (GSubprocess) tool = g_subprocess_newv ((const char *const *) arguments, G_SUBPROCESS_FLAGS_NONE, &error);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (tool, NULL, &error));
  g_assert_no_error (error);
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  show_pages (fixture, 5);
  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  xdotool ("mousemove 350 300");
  xdotool ("key ctrl+0");
  wait_for (foyer_document_view_get_zoom (fixture->view) == 1);
  wait_for (gtk_widget_get_width (foyer_document_pages_get_page_widget (fixture->pages, 0)) == 793);
  xdotool ("key Home");
  wait_for (get_scroll (fixture) == 0);
  xdotool ("key Page_Down");
  wait_for (get_scroll (fixture) > 400);
  xdotool ("key shift+space");
  wait_for (get_scroll (fixture) == 0);
  xdotool ("key ctrl+Page_Down");
  wait_for (foyer_document_view_get_page (fixture->view) == 2);
  xdotool ("key End");
  wait_for (foyer_document_view_get_page (fixture->view) == 5);
  xdotool ("key Home");
  wait_for (foyer_document_view_get_page (fixture->view) == 1);
  xdotool ("key ctrl+plus");
  wait_for (foyer_document_view_get_zoom (fixture->view) == 1.1);
  xdotool ("key ctrl+minus");
  wait_for (foyer_document_view_get_zoom (fixture->view) == 1);
  /* Button 4 is the wheel, turned up. */
  xdotool ("keydown ctrl click 4 keyup ctrl");
  wait_for (foyer_document_view_get_zoom (fixture->view) > 1.05);
  xdotool ("key ctrl+r");
  wait_for (foyer_document_view_get_rotation (fixture->view) == 90);
}

/* What is dragged over is selected, what is typed into the find bar is found, Escape closes it. */
static void
test_pointer (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;
  graphene_point_t corner;
  g_autofree char *drag = NULL;
  double scale;

  show_pages (fixture, 1);
  wait_for (get_text (fixture, 0));
  page = foyer_document_pages_get_page_widget (fixture->pages, 0);
  scale = foyer_document_layout_get_scale (foyer_document_pages_get_scene (fixture->pages)->layout);
  g_assert_true (gtk_widget_compute_point (page, GTK_WIDGET (fixture->window), &GRAPHENE_POINT_INIT (0, 0), &corner));
  /* "Invoice page 1 of 1" is written at 72, 100. */
  drag = g_strdup_printf ("mousemove %d %d mousedown 1 mousemove %d %d mousemove %d %d mouseup 1",
                          (int) ((double) corner.x + 74 * scale), (int) ((double) corner.y + 95 * scale),
                          (int) ((double) corner.x + 150 * scale), (int) ((double) corner.y + 95 * scale),
                          (int) ((double) corner.x + 300 * scale), (int) ((double) corner.y + 95 * scale));
  xdotool (drag);
  wait_for (foyer_document_scene_has_selection (foyer_document_pages_get_scene (fixture->pages)));
  xdotool ("key ctrl+c");
  wait_for (clipboard_has (fixture, "Invoice page 1 of 1"));

  xdotool ("key ctrl+f");
  wait_for (gtk_widget_get_mapped (find_widget (GTK_WIDGET (fixture->view), GTK_TYPE_SEARCH_ENTRY)));
  xdotool ("type minutes");
  wait_for (foyer_document_view_get_n_matches (fixture->view) == 30);
  xdotool ("key Return");
  wait_for (foyer_document_view_get_match (fixture->view) == 2);
  xdotool ("key Escape");
  wait_for (foyer_document_view_get_n_matches (fixture->view) == 0);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  show_pages (fixture, 3);
  foyer_document_view_set_page (fixture->view, 2);
  wait_for (is_drawn (fixture, 1));
  activate (fixture, "document.find");
  foyer_document_view_search (fixture->view, "INVOICE");
  wait_for (foyer_document_view_get_n_matches (fixture->view) == 3);
  /* It starts where one reads, and counts from the first page. */
  wait_for (foyer_document_view_get_match (fixture->view) == 2);
  foyer_document_view_search_next (fixture->view);
  g_assert_cmpuint (foyer_document_view_get_match (fixture->view), ==, 3);
  wait_for (foyer_document_view_get_page (fixture->view) == 3);
  take_screenshot (fixture, "document-find");
  activate (fixture, "document.find-next");
  g_assert_cmpuint (foyer_document_view_get_match (fixture->view), ==, 1);
  activate (fixture, "document.find-previous");
  g_assert_cmpuint (foyer_document_view_get_match (fixture->view), ==, 3);
  foyer_document_view_search (fixture->view, "Basel");
  wait_for (foyer_document_view_get_n_matches (fixture->view) == 0 &&
            !foyer_document_search_is_running (foyer_document_pages_get_scene (fixture->pages)->search));
  g_assert_cmpuint (foyer_document_view_get_match (fixture->view), ==, 0);
  foyer_document_view_search (fixture->view, NULL);
  wait_for (!is_enabled (fixture, "find-next"));
}

/* Pages that were never in view are copied too. */
static void
test_copy (Fixture *fixture, gconstpointer data)
{
  FoyerDocumentScene *scene;
  g_autofree char *all = NULL;

  show_pages (fixture, 5);
  wait_for (get_text (fixture, 0));
  scene = foyer_document_pages_get_scene (fixture->pages);
  foyer_document_scene_select (scene, (FoyerDocumentPosition) { 0, 12 }, (FoyerDocumentPosition) { 0, 8 });
  take_screenshot (fixture, "document-selection");
  activate (fixture, "document.copy");
  wait_for (clipboard_has (fixture, "page"));

  activate (fixture, "document.select-all");
  activate (fixture, "document.copy");
  wait_for (clipboard_has (fixture, "Line 30: calls to Zürich, 529 minutes"));
  all = read_clipboard (fixture);
  g_assert_true (g_str_has_prefix (all, "Invoice page 1 of 5\n"));
  g_assert_nonnull (strstr (all, "Invoice page 3 of 5"));
}

static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;
  GtkAccessibleTextInterface *iface;
  g_autoptr (GBytes) contents = NULL;
  g_autoptr (GBytes) line = NULL;
  guint start, end;

  show_pages (fixture, 2);
  wait_for (get_text (fixture, 0));
  page = foyer_document_pages_get_page_widget (fixture->pages, 0);
  gtk_test_accessible_assert_role (fixture->pages, GTK_ACCESSIBLE_ROLE_DOCUMENT);
  gtk_test_accessible_assert_property (fixture->pages, GTK_ACCESSIBLE_PROPERTY_LABEL, "Invoice 2026-017");
  gtk_test_accessible_assert_role (page, GTK_ACCESSIBLE_ROLE_ARTICLE);
  gtk_test_accessible_assert_property (page, GTK_ACCESSIBLE_PROPERTY_LABEL, "Page 1 of 2");
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  iface = GTK_ACCESSIBLE_TEXT_GET_IFACE (page);
  contents = iface->get_contents (GTK_ACCESSIBLE_TEXT (page), 0, 19);
  g_assert_cmpmem (g_bytes_get_data (contents, NULL), g_bytes_get_size (contents), "Invoice page 1 of 2", 19);
  line = iface->get_contents_at (GTK_ACCESSIBLE_TEXT (page), 5, GTK_ACCESSIBLE_TEXT_GRANULARITY_LINE, &start, &end);
  g_assert_cmpmem (g_bytes_get_data (line, NULL), g_bytes_get_size (line), "Invoice page 1 of 2\n", 20);
  g_assert_cmpuint (start, ==, 0);
  g_assert_cmpuint (end, ==, 20);
}

static void
test_password (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = pdf_maker_encrypted ("open sesame");
  GtkStack *stack = GTK_STACK (find_widget (GTK_WIDGET (fixture->view), GTK_TYPE_STACK));

  show (fixture, bytes);
  g_assert_true (foyer_document_view_get_needs_password (fixture->view));
  g_assert_null (foyer_document_view_get_error (fixture->view));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "password");
  take_screenshot (fixture, "document-password");
  foyer_document_view_unlock (fixture->view, "open barley");
  wait_for (!foyer_document_view_get_loading (fixture->view));
  g_assert_true (foyer_document_view_get_needs_password (fixture->view));
  foyer_document_view_unlock (fixture->view, "open sesame");
  wait_for (!foyer_document_view_get_loading (fixture->view));
  g_assert_false (foyer_document_view_get_needs_password (fixture->view));
  g_assert_cmpuint (foyer_document_view_get_n_pages (fixture->view), ==, 1);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "pages");
  wait_for (is_drawn (fixture, 0));
}

static void
test_error (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) broken = g_bytes_new_static ("<html>", 6);
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  GtkStack *stack = GTK_STACK (find_widget (GTK_WIDGET (fixture->view), GTK_TYPE_STACK));

  show (fixture, broken);
  g_assert_error ((GError *) foyer_document_view_get_error (fixture->view), FOYER_DOCUMENT_ERROR,
                  FOYER_DOCUMENT_ERROR_BROKEN);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "error");
  take_screenshot (fixture, "document-error");

  foyer_document_view_set_bytes (fixture->view, empty);
  wait_for (!foyer_document_view_get_loading (fixture->view));
  g_assert_error ((GError *) foyer_document_view_get_error (fixture->view), FOYER_DOCUMENT_ERROR,
                  FOYER_DOCUMENT_ERROR_BROKEN);

  show_pages (fixture, 1);
  g_assert_null (foyer_document_view_get_error (fixture->view));
  foyer_document_view_set_bytes (fixture->view, NULL);
  g_assert_cmpuint (foyer_document_view_get_n_pages (fixture->view), ==, 0);
}

/* The page on which the child died says so; the next one is drawn by another child. */
static void
test_lost_page (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = pdf_maker_slow_page ();
  FoyerDocumentProcess *process;
  const char *pid;

  show (fixture, bytes);
  wait_for (foyer_document_pages_get_page_widget (fixture->pages, 0));
  process = foyer_document_pages_get_scene (fixture->pages)->process;
  wait_for ((pid = foyer_document_process_get_pid (process)));
  g_assert_cmpint (kill ((pid_t) g_ascii_strtoull (pid, NULL, 10), SIGSEGV), ==, 0);
  wait_for (foyer_document_tiles_get_error (get_tiles (fixture), 0));
  g_assert_error ((GError *) foyer_document_tiles_get_error (get_tiles (fixture), 0), FOYER_DOCUMENT_ERROR,
                  FOYER_DOCUMENT_ERROR_CRASHED);
  g_assert_null (foyer_document_view_get_error (fixture->view));
  take_screenshot (fixture, "document-lost-page");
  foyer_document_view_set_page (fixture->view, 2);
  wait_for (get_text (fixture, 1));
  wait_for (is_drawn (fixture, 1));
  g_assert_null (foyer_document_tiles_get_error (get_tiles (fixture), 1));
}

/* A view that goes while everything is under way takes nothing with it. */
static void
test_close_in_the_middle (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = pdf_maker_pages (300);

  show (fixture, bytes);
  foyer_document_view_search (fixture->view, "minutes");
  foyer_document_view_set_page (fixture->view, 150);
  activate (fixture, "document.select-all");
  activate (fixture, "document.copy");
  for (guint i = 0; i < 10; i++)
    g_main_context_iteration (NULL, FALSE);
}

static void
on_done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer user_data)
{
  *(int *) user_data = result;
}

static void
test_print (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("foyer-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "printed.pdf", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (FoyerDocumentProcess) printed = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) a4 = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  double width, height;
  int result = -1;
  gsize size;

  show_pages (fixture, 3);
  operation = foyer_document_print_new (foyer_document_pages_get_scene (fixture->pages)->process);
  gtk_print_operation_set_export_filename (operation, path);
  gtk_page_setup_set_paper_size (setup, a4);
  gtk_print_operation_set_default_page_setup (operation, setup);
  g_signal_connect (operation, "done", G_CALLBACK (on_done_cb), &result);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, fixture->window, NULL);
  wait_for (result >= 0);
  g_assert_cmpint (result, ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_cmpuint (foyer_document_print_get_n_failed (operation), ==, 0);

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  bytes = g_bytes_new_take (g_steal_pointer (&content), size);
  printed = document_open (bytes, NULL);
  g_assert_cmpuint (foyer_document_process_get_n_pages (printed), ==, 3);
  g_assert_true (foyer_document_process_get_page_size (printed, 2, &width, &height));
  g_assert_cmpfloat (width, >, height);
  /* The mark is in the lower left corner of the paper, and the strips join. */
  texture = document_render (printed, 0, 1, 0);
  height = gdk_texture_get_height (texture);
  g_assert_cmphex (document_get_pixel (texture, 15, (int) height - 15), ==, 0xffff0000);
  for (int y = 0; y < (int) height; y++)
    g_assert_cmphex (document_get_pixel (texture, 590, y), ==, 0xffffffff);
  remove (path);
  remove (folder);
}

static void
test_dark (Fixture *fixture, gconstpointer data)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  show_pages (fixture, 2);
  wait_for (get_view_pixel (fixture, 3, 3) == 0xff1c1c1e);
  take_screenshot (fixture, "document-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

/* For people to look at: one of the invoices of others. */
static void
test_corpus (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = document_read_corpus ("facturx-pdf", "zfcsharp__EXTENDED_Warenrechnung_fx.pdf");

  if (!bytes)
    {
      g_test_skip ("the corpus is not there: an invoice by others was not shown");
      return;
    }
  show (fixture, bytes);
  wait_for (is_drawn (fixture, 0));
  g_assert_cmpuint (foyer_document_view_get_n_pages (fixture->view), ==, 4);
  take_screenshot (fixture, "document-invoice");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *, gconstpointer);
  } tests[] = {
    { "/document/view/empty", test_empty },
    { "/document/view/pages", test_pages },
    { "/document/view/pixels", test_pixels },
    { "/document/view/zoom", test_zoom },
    { "/document/view/zoom-keeps-place", test_zoom_keeps_place },
    { "/document/view/cache-is-bounded", test_cache_is_bounded },
    { "/document/view/many-pages", test_many_pages },
    { "/document/view/scroll", test_scroll },
    { "/document/view/keys", test_keys },
    { "/document/view/pointer", test_pointer },
    { "/document/view/search", test_search },
    { "/document/view/copy", test_copy },
    { "/document/view/accessible", test_accessible },
    { "/document/view/password", test_password },
    { "/document/view/error", test_error },
    { "/document/view/lost-page", test_lost_page },
    { "/document/view/close-in-the-middle", test_close_in_the_middle },
    { "/document/view/print", test_print },
    { "/document/view/dark", test_dark },
    { "/document/view/corpus", test_corpus },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  dex_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
