/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A PDF in a child process: what comes back, and what happens when the child dies, dawdles or lies. */

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "document-fixture.h"
#include "pdf-maker.h"

#define RED 0xffff0000
#define WHITE 0xffffffff

static void
test_open (void)
{
  g_autoptr (GBytes) bytes = pdf_maker_pages (5);
  g_autoptr (FoyerDocumentProcess) process = document_open (bytes, NULL);
  double width, height;

  g_assert_cmpuint (foyer_document_process_get_n_pages (process), ==, 5);
  g_assert_cmpstr (foyer_document_process_get_title (process), ==, "Invoice 2026-017");
  g_assert_true (foyer_document_process_get_page_size (process, 2, &width, &height));
  g_assert_cmpfloat (width, ==, 842);
  g_assert_cmpfloat (height, ==, 595);
  g_assert_false (foyer_document_process_get_page_size (process, 5, &width, &height));
}

static guint
count_dark (GdkTexture *texture)
{
  gsize n = (gsize) gdk_texture_get_width (texture) * (gsize) gdk_texture_get_height (texture);
  g_autofree guint32 *pixels = g_new (guint32, n);
  guint dark = 0;

  gdk_texture_download (texture, (guint8 *) pixels, (gsize) gdk_texture_get_width (texture) * 4);
  for (gsize i = 0; i < n; i++)
    dark += (pixels[i] & 0xff) < 0x40 && (pixels[i] >> 16 & 0xff) < 0x40;
  return dark;
}

/* The mark in the lower left corner is where it should be, whichever way the page is turned. */
static void
test_render (void)
{
  static const struct
  {
    guint rotation;
    int x, y;
  } corners[] = { { 0, 10, 832 }, { 90, 10, 10 }, { 180, 585, 10 }, { 270, 832, 585 } };
  g_autoptr (GBytes) bytes = pdf_maker_pages (1);
  g_autoptr (FoyerDocumentProcess) process = document_open (bytes, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      g_autoptr (GdkTexture) texture = document_render (process, 0, 1, corners[i].rotation);
      int width = gdk_texture_get_width (texture);
      int height = gdk_texture_get_height (texture);

      g_assert_cmpint (width, ==, corners[i].rotation % 180 ? 842 : 595);
      g_assert_cmpint (height, ==, corners[i].rotation % 180 ? 595 : 842);
      g_assert_cmphex (document_get_pixel (texture, corners[i].x, corners[i].y), ==, RED);
      g_assert_cmphex (document_get_pixel (texture, width - 1 - corners[i].x, height - 1 - corners[i].y), ==, WHITE);
    }
}

/* A tile is the same pixels as that part of the whole page. */
static void
test_render_tile (void)
{
  g_autoptr (GBytes) bytes = pdf_maker_pages (1);
  g_autoptr (FoyerDocumentProcess) process = document_open (bytes, NULL);
  g_autoptr (GdkTexture) whole = document_render (process, 0, 2, 0);
  GdkRectangle region = { 130, 150, 200, 100 };
  g_autoptr (GdkTexture) tile =
      document_await_object (foyer_document_process_render (process, 0, 2, 0, &region, FALSE));

  g_assert_cmpuint (count_dark (whole), >, 5000);
  g_assert_cmpuint (count_dark (tile), >, 300);
  for (int y = 0; y < region.height; y += 7)
    for (int x = 0; x < region.width; x += 7)
      g_assert_cmphex (document_get_pixel (tile, x, y), ==, document_get_pixel (whole, region.x + x, region.y + y));
}

static void
test_render_limits (void)
{
  static const struct
  {
    double scale;
    guint rotation;
    GdkRectangle region;
  } refused[] = {
    { 1, 0, { 0, 0, 0, 10 } },    { 1, 0, { 0, 0, 10, -1 } },      { 1, 0, { -1, 0, 10, 10 } },
    { 0, 0, { 0, 0, 10, 10 } },   { -1, 0, { 0, 0, 10, 10 } },     { 1, 45, { 0, 0, 10, 10 } },
    { 1e9, 0, { 0, 0, 10, 10 } }, { 32, 0, { 0, 0, 8192, 8192 } }, { 32, 0, { 0, 0, 40000, 10 } },
    { 1, 0, { 0, 0, 600, 10 } },  { 1, 0, { 590, 0, 10, 10 } },    { 1, 0, { 0, G_MAXINT, 10, 10 } },
  };
  g_autoptr (GBytes) bytes = pdf_maker_pages (1);
  g_autoptr (FoyerDocumentProcess) process = document_open (bytes, NULL);
  GdkRectangle good = { 0, 0, 10, 10 };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    document_await_error (
        foyer_document_process_render (process, 0, refused[i].scale, refused[i].rotation, &refused[i].region, FALSE),
        FOYER_DOCUMENT_ERROR, FOYER_DOCUMENT_ERROR_LIMIT);
  document_await_error (foyer_document_process_render (process, 1, 1, 0, &good, FALSE), FOYER_DOCUMENT_ERROR,
                        FOYER_DOCUMENT_ERROR_BROKEN);
  document_await_ok (foyer_document_process_render (process, 0, 1, 0, &good, TRUE));
}

static void
test_text (void)
{
  g_autoptr (GBytes) bytes = pdf_maker_pages (2);
  g_autoptr (FoyerDocumentProcess) process = document_open (bytes, NULL);
  g_autoptr (FoyerDocumentText) text = document_await_boxed (foyer_document_process_text (process, 1));
  g_autofree char *slice = NULL;
  g_autoptr (GArray) lines = NULL;
  const FoyerDocumentRect *line;
  guint start, end;

  g_assert_true (g_str_has_prefix (text->text, "Invoice page 2 of 2\n"));
  g_assert_nonnull (strstr (text->text, "Line 3: calls to Zürich, 202 minutes"));
  g_assert_cmpuint (text->n_chars, ==, g_utf8_strlen (text->text, -1));

  /* "Invoice" is written at 72, 100 in 20 point letters. */
  foyer_document_text_find_word (text, foyer_document_text_find_char (text, 80, 95), &start, &end);
  slice = foyer_document_text_slice (text, start, end);
  g_assert_cmpstr (slice, ==, "Invoice");
  lines = foyer_document_text_get_lines (text, 0, 60);
  g_assert_cmpuint (lines->len, >=, 2);
  line = &g_array_index (lines, FoyerDocumentRect, 0);
  g_assert_cmpfloat_with_epsilon (line->x1, 72, 4);
  g_assert_cmpfloat (line->y1, <, 95);
  g_assert_cmpfloat (line->y2, >, 99);
}

static void
test_find (void)
{
  g_autoptr (GBytes) bytes = pdf_maker_pages (1);
  g_autoptr (FoyerDocumentProcess) process = document_open (bytes, NULL);
  g_autoptr (GArray) hits = document_await_boxed (foyer_document_process_find (process, 0, "zurich"));
  g_autoptr (GArray) none = document_await_boxed (foyer_document_process_find (process, 0, "Basel"));
  const FoyerDocumentHit *hit;
  g_autofree char *longest = g_strnfill (1025, 'x');

  g_assert_cmpuint (hits->len, ==, 30);
  hit = &g_array_index (hits, FoyerDocumentHit, 1);
  /* The second line is written at 72, 160. */
  g_assert_cmpfloat (hit->rect.y1, <, 155);
  g_assert_cmpfloat (hit->rect.y2, >, 159);
  g_assert_cmpfloat (hit->rect.x1, >, 120);
  g_assert_cmpuint (none->len, ==, 0);
  document_await_error (foyer_document_process_find (process, 0, longest), FOYER_DOCUMENT_ERROR,
                        FOYER_DOCUMENT_ERROR_LIMIT);
}

static void
test_links (void)
{
  g_autoptr (GBytes) bytes = pdf_maker_pages (2);
  g_autoptr (FoyerDocumentProcess) process = document_open (bytes, NULL);
  g_autoptr (GPtrArray) links = document_await_boxed (foyer_document_process_links (process, 0));
  const FoyerDocumentLink *outside = NULL, *inside = NULL;

  g_assert_cmpuint (links->len, ==, 2);
  for (guint i = 0; i < links->len; i++)
    {
      const FoyerDocumentLink *link = links->pdata[i];

      if (link->page > 0)
        inside = link;
      else
        outside = link;
    }
  g_assert_cmpuint (inside->page, ==, 2);
  g_assert_cmpstr (outside->uri, ==, "https://example.com/pay");
  g_assert_cmpfloat_with_epsilon (outside->rect.x1, 72, 1);
  g_assert_cmpfloat_with_epsilon (outside->rect.y1, 760, 1);
  g_assert_cmpfloat_with_epsilon (outside->rect.y2, 780, 1);
}

static void
test_attachments (void)
{
  g_autoptr (GBytes) bytes = pdf_maker_attachment ("factur-x.xml", "<invoice/>", 4000000000u);
  g_autoptr (FoyerDocumentProcess) process = document_open (bytes, NULL);
  g_autoptr (GPtrArray) attachments = document_await_boxed (foyer_document_process_attachments (process));
  g_autoptr (GBytes) content = NULL;
  const FoyerDocumentAttachment *attachment;

  g_assert_cmpuint (attachments->len, ==, 1);
  attachment = attachments->pdata[0];
  g_assert_cmpstr (attachment->name, ==, "factur-x.xml");
  content = document_await_boxed (foyer_document_process_attachment (process, 0));
  g_assert_cmpmem (g_bytes_get_data (content, NULL), g_bytes_get_size (content), "<invoice/>", 10);
  document_await_error (foyer_document_process_attachment (process, 1), FOYER_DOCUMENT_ERROR,
                        FOYER_DOCUMENT_ERROR_BROKEN);
}

static void
test_encrypted (void)
{
  g_autoptr (GBytes) bytes = pdf_maker_encrypted ("open sesame");
  g_autoptr (FoyerDocumentProcess) process = foyer_document_process_new ();
  g_autofree char *longest = g_strnfill (2000, 'x');
  const char *wrong[] = { NULL, "", "open barley", longest };
  g_autoptr (GdkTexture) texture = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    document_await_error (foyer_document_process_open (process, bytes, wrong[i]), FOYER_DOCUMENT_ERROR,
                          FOYER_DOCUMENT_ERROR_ENCRYPTED);
  document_await_ok (foyer_document_process_open (process, bytes, "open sesame"));
  g_assert_cmpuint (foyer_document_process_get_n_pages (process), ==, 1);
  /* Its font is not in the file: behind the walls fonts of the system are still found. */
  texture = document_render (process, 0, 1, 0);
  g_assert_cmpuint (count_dark (texture), >, 200);
}

static void
test_broken (void)
{
  g_autoptr (GBytes) other = g_bytes_new_static ("GIF89a", 6);
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) no_pages = pdf_maker_without_pages ();
  g_autoptr (GBytes) good = pdf_maker_pages (1);
  GBytes *broken[] = { other, nothing, no_pages };
  g_autoptr (FoyerDocumentProcess) process = foyer_document_process_new ();

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    document_await_error (foyer_document_process_open (process, broken[i], NULL), FOYER_DOCUMENT_ERROR,
                          FOYER_DOCUMENT_ERROR_BROKEN);
  document_await_error (foyer_document_process_text (process, 0), FOYER_DOCUMENT_ERROR, FOYER_DOCUMENT_ERROR_BROKEN);
  document_await_ok (foyer_document_process_open (process, good, NULL));
}

/* A page that never ends costs that page; the next one is drawn by a new child. */
static void
test_too_slow (void)
{
  g_autoptr (GBytes) bytes = pdf_maker_slow_page ();
  g_autoptr (FoyerDocumentProcess) process = document_open (bytes, NULL);
  g_autofree char *pid = g_strdup (foyer_document_process_get_pid (process));
  GdkRectangle region = { 0, 0, 100, 100 };
  g_autoptr (FoyerDocumentText) text = NULL;
  DexFuture *slow, *quick;

  foyer_document_process_set_time_limit (process, 1500);
  slow = foyer_document_process_render (process, 0, 1, 0, &region, FALSE);
  quick = foyer_document_process_text (process, 1);
  document_await_error (slow, FOYER_DOCUMENT_ERROR, FOYER_DOCUMENT_ERROR_TOO_SLOW);
  foyer_document_process_set_time_limit (process, 30000);
  text = document_await_boxed (quick);
  g_assert_cmpstr (text->text, ==, "Quick page");
  g_assert_cmpstr (foyer_document_process_get_pid (process), !=, pid);
}

static void
kill_child (FoyerDocumentProcess *process)
{
  const char *pid = foyer_document_process_get_pid (process);

  g_assert_nonnull (pid);
  g_assert_cmpint (kill ((pid_t) g_ascii_strtoull (pid, NULL, 10), SIGSEGV), ==, 0);
}

/* The child is started again, with the password, but not for ever. */
static void
test_crash (void)
{
  g_autoptr (GBytes) bytes = pdf_maker_encrypted ("open sesame");
  g_autoptr (FoyerDocumentProcess) process = document_open (bytes, "open sesame");
  GdkRectangle region = { 0, 0, 500, 500 };

  for (guint i = 0; i < 19; i++)
    {
      g_autoptr (FoyerDocumentText) text = NULL;
      DexFuture *render = foyer_document_process_render (process, 0, 1, 0, &region, FALSE);

      kill_child (process);
      document_await_error (render, FOYER_DOCUMENT_ERROR, FOYER_DOCUMENT_ERROR_CRASHED);
      text = document_await_boxed (foyer_document_process_text (process, 0));
      g_assert_cmpstr (text->text, ==, "Secret tariff");
    }
  kill_child (process);
  document_await_error (foyer_document_process_text (process, 0), FOYER_DOCUMENT_ERROR, FOYER_DOCUMENT_ERROR_CRASHED);
  document_await_error (foyer_document_process_text (process, 0), FOYER_DOCUMENT_ERROR, FOYER_DOCUMENT_ERROR_CRASHED);
  g_assert_null (foyer_document_process_get_pid (process));

  document_await_ok (foyer_document_process_open (process, bytes, "open sesame"));
}

static DexFuture *
on_text_cb (DexFuture *future, gpointer user_data)
{
  (*(guint *) user_data)++;
  return dex_future_new_true ();
}

/* What nobody waits for any more is not asked for. */
static void
test_cancel (void)
{
  g_autoptr (GBytes) bytes = pdf_maker_slow_page ();
  g_autoptr (FoyerDocumentProcess) process = document_open (bytes, NULL);
  GdkRectangle region = { 0, 0, 100, 100 };
  DexFuture *slow[10];
  guint n_calls = 0;
  gint64 start = g_get_monotonic_time ();

  foyer_document_process_set_time_limit (process, 1000);
  for (guint i = 0; i < G_N_ELEMENTS (slow); i++)
    slow[i] = dex_future_finally (foyer_document_process_render (process, 0, 1, 0, &region, FALSE), on_text_cb,
                                  &n_calls, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (slow); i++)
    dex_unref (slow[i]);
  document_await_ok (foyer_document_process_text (process, 1));
  g_assert_cmpuint (n_calls, ==, 0);
  /* Ten of them would have taken ten seconds. */
  g_assert_cmpint (g_get_monotonic_time () - start, <, 6 * G_USEC_PER_SEC);
}

static void
test_close (void)
{
  g_autoptr (GBytes) bytes = pdf_maker_pages (2);
  g_autoptr (FoyerDocumentProcess) process = document_open (bytes, NULL);
  DexFuture *first = foyer_document_process_text (process, 0);
  DexFuture *second = foyer_document_process_text (process, 1);

  foyer_document_process_close (process);
  document_await_error (first, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  document_await_error (second, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (foyer_document_process_get_n_pages (process), ==, 0);
}

/* The child ends by itself when the window's end of the socket is gone. */
static void
test_child_ends (void)
{
  g_autoptr (GBytes) bytes = pdf_maker_pages (1);
  FoyerDocumentProcess *process = document_open (bytes, NULL);
  pid_t pid = (pid_t) g_ascii_strtoull (foyer_document_process_get_pid (process), NULL, 10);
  guint tries = 0;

  g_assert_cmpint (kill (pid, 0), ==, 0);
  g_assert_finalize_object (process);
  while (kill (pid, 0) == 0 && tries++ < 500)
    g_usleep (10000);
  g_assert_cmpint (kill (pid, 0), !=, 0);
}

static void
test_missing (void)
{
  g_autoptr (GBytes) bytes = pdf_maker_pages (1);
  g_autoptr (FoyerDocumentProcess) process = foyer_document_process_new ();
  g_autofree char *program = g_strdup (g_getenv ("FOYER_DOCUMENT"));

  g_setenv ("FOYER_DOCUMENT", "/nowhere/foyer-document", TRUE);
  g_test_expect_message ("foyer-ui", G_LOG_LEVEL_WARNING, "*cannot be started*");
  document_await_error (foyer_document_process_open (process, bytes, NULL), FOYER_DOCUMENT_ERROR,
                        FOYER_DOCUMENT_ERROR_UNAVAILABLE);
  g_test_assert_expected_messages ();
  g_setenv ("FOYER_DOCUMENT", program, TRUE);
}

/* Whatever a child says that was taken over, the window gets an error, and opens the next PDF with a good one. */
static void
test_liar (gconstpointer user_data)
{
  const char *how = user_data;
  g_autoptr (GBytes) bytes = pdf_maker_pages (1);
  g_autoptr (FoyerDocumentProcess) process = foyer_document_process_new ();
  g_autofree char *program = g_strdup (g_getenv ("FOYER_DOCUMENT"));
  g_autofree char *folder = g_dir_make_tmp ("foyer-test-XXXXXX", NULL);
  g_autofree char *link = g_build_filename (folder, how, NULL);
  int expected = FOYER_DOCUMENT_ERROR_CRASHED;

  if (strcmp (how, "silent") == 0)
    expected = FOYER_DOCUMENT_ERROR_TOO_SLOW;
  else if (strcmp (how, "resizing") == 0)
    expected = FOYER_DOCUMENT_ERROR_BROKEN;
  g_assert_cmpint (symlink (g_getenv ("FOYER_FAKE_DOCUMENT"), link), ==, 0);
  g_setenv ("FOYER_DOCUMENT", link, TRUE);
  if (expected == FOYER_DOCUMENT_ERROR_TOO_SLOW)
    foyer_document_process_set_time_limit (process, 300);
  document_await_error (foyer_document_process_open (process, bytes, NULL), FOYER_DOCUMENT_ERROR, expected);

  g_setenv ("FOYER_DOCUMENT", program, TRUE);
  foyer_document_process_set_time_limit (process, 30000);
  document_await_ok (foyer_document_process_open (process, bytes, NULL));
  g_unlink (link);
  g_rmdir (folder);
}

static void
try_corpus_file (FoyerDocumentProcess *process, const char *folder, const char *name)
{
  g_autoptr (GBytes) bytes = document_read_corpus (folder, name);
  DexFuture *open = foyer_document_process_open (process, bytes, NULL);
  gint64 start = g_get_monotonic_time ();

  while (dex_future_is_pending (open))
    g_main_context_iteration (NULL, TRUE);
  if (dex_future_is_resolved (open))
    {
      g_autoptr (GdkTexture) texture = NULL;

      g_assert_cmpstr (name, !=, "artur__corrupted.pdf");
      texture = document_render (process, 0, 1, 0);
      g_assert_nonnull (texture);
    }
  else
    g_assert_cmpstr (name, ==, "artur__corrupted.pdf");
  dex_unref (open);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 60 * G_USEC_PER_SEC);
}

/* Every PDF of the corpus is shown but for the one without pages, and each after it opens in the same process object.
 */
static void
test_corpus (gconstpointer user_data)
{
  const char *corpus = g_getenv ("FOYER_CORPUS");
  g_autofree char *path = g_build_filename (corpus ? corpus : "", "einvoice", user_data, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (FoyerDocumentProcess) process = foyer_document_process_new ();
  const char *name;
  guint n = 0;

  if (!dir)
    {
      g_test_skip ("the corpus is not there: PDFs by others were not opened");
      return;
    }
  foyer_document_process_set_time_limit (process, 30000);
  while ((name = g_dir_read_name (dir)))
    {
      try_corpus_file (process, user_data, name);
      n++;
    }
  g_assert_cmpuint (n, >, 30);
}

/* The invoice's XML is found in a PDF that others made. */
static void
test_corpus_attachment (void)
{
  g_autoptr (GBytes) bytes = document_read_corpus ("facturx-pdf", "zfcsharp__EN16931_Einfach_fx.pdf");
  g_autoptr (FoyerDocumentProcess) process = NULL;
  g_autoptr (GPtrArray) attachments = NULL;
  g_autoptr (GBytes) xml = NULL;
  const FoyerDocumentAttachment *attachment;

  if (!bytes)
    {
      g_test_skip ("the corpus is not there: an attachment by others was not read");
      return;
    }
  process = document_open (bytes, NULL);
  attachments = document_await_boxed (foyer_document_process_attachments (process));
  g_assert_cmpuint (attachments->len, ==, 1);
  attachment = attachments->pdata[0];
  g_assert_cmpstr (attachment->name, ==, "factur-x.xml");
  xml = document_await_boxed (foyer_document_process_attachment (process, 0));
  g_assert_nonnull (
      g_strstr_len (g_bytes_get_data (xml, NULL), (gssize) g_bytes_get_size (xml), "CrossIndustryInvoice"));
}

static void
test_self_test (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  const char *arguments[] = { g_getenv ("FOYER_DOCUMENT"), "--self-test", NULL };
  int status;

  g_assert_true (
      g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status, &error));
  g_assert_no_error (error);
  g_test_message ("%s", output);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  g_assert_null (strstr (output, "ALLOWED"));
  g_assert_nonnull (strstr (output, "open a file for writing      refused"));
  g_assert_nonnull (strstr (output, "network socket               refused"));
}

int
main (int argc, char **argv)
{
  static const char *const lies[] = { "garbage",    "short",        "other-serial",  "more-than-there-is",
                                      "many-pages", "not-a-number", "still-writing", "resizing",
                                      "exit",       "silent" };

  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/document/process/open", test_open);
  g_test_add_func ("/document/process/render", test_render);
  g_test_add_func ("/document/process/render-tile", test_render_tile);
  g_test_add_func ("/document/process/render-limits", test_render_limits);
  g_test_add_func ("/document/process/text", test_text);
  g_test_add_func ("/document/process/find", test_find);
  g_test_add_func ("/document/process/links", test_links);
  g_test_add_func ("/document/process/attachments", test_attachments);
  g_test_add_func ("/document/process/encrypted", test_encrypted);
  g_test_add_func ("/document/process/broken", test_broken);
  g_test_add_func ("/document/process/too-slow", test_too_slow);
  g_test_add_func ("/document/process/crash", test_crash);
  g_test_add_func ("/document/process/cancel", test_cancel);
  g_test_add_func ("/document/process/close", test_close);
  g_test_add_func ("/document/process/child-ends", test_child_ends);
  g_test_add_func ("/document/process/missing", test_missing);
  for (guint i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autofree char *path = g_strconcat ("/document/process/liar/", lies[i], NULL);

      g_test_add_data_func (path, lies[i], test_liar);
    }
  g_test_add_func ("/document/process/self-test", test_self_test);
  g_test_add_data_func ("/document/process/corpus/odd", "pdf-robust", test_corpus);
  g_test_add_data_func ("/document/process/corpus/invoices", "facturx-pdf", test_corpus);
  g_test_add_func ("/document/process/corpus/attachment", test_corpus_attachment);
  return g_test_run ();
}
