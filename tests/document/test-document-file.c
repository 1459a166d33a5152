/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The child's reading of PDFs, without the walls around it, so that the sanitizers see all of it. */

#include <string.h>

#include "foyer-document-file.h"
#include "pdf-maker.h"

static PopplerDocument *
open_document (GBytes *bytes, const char *password, FoyerDocumentStatus expected)
{
  FoyerDocumentStatus status;
  PopplerDocument *document = foyer_document_file_open (bytes, password, &status);

  g_assert_cmpint (status, ==, expected);
  g_assert_true ((document != NULL) == (expected == FOYER_DOCUMENT_STATUS_OK));
  return document;
}

static FoyerDocumentWriter
make_writer (gsize size)
{
  return (FoyerDocumentWriter) { .data = g_malloc0 (size), .size = size };
}

static FoyerDocumentReader
reader_of (const FoyerDocumentWriter *writer)
{
  return (FoyerDocumentReader) { .data = writer->data, .size = writer->used };
}

static void
test_describe (void)
{
  g_autoptr (GBytes) bytes = pdf_maker_pages (3);
  g_autoptr (GObject) document = G_OBJECT (open_document (bytes, NULL, FOYER_DOCUMENT_STATUS_OK));
  FoyerDocumentWriter writer = make_writer (1000);
  FoyerDocumentReader reader;
  g_autofree char *title = NULL;

  g_assert_cmpint (foyer_document_file_describe (POPPLER_DOCUMENT (document), &writer), ==, FOYER_DOCUMENT_STATUS_OK);
  reader = reader_of (&writer);
  g_assert_cmpuint (foyer_document_reader_get_count (&reader, 10, 8), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpfloat (foyer_document_reader_get_float (&reader), ==, i == 2 ? 842 : 595);
      g_assert_cmpfloat (foyer_document_reader_get_float (&reader), ==, i == 2 ? 595 : 842);
    }
  title = foyer_document_reader_get_string (&reader);
  g_assert_cmpstr (title, ==, "Invoice 2026-017");
  g_assert_false (reader.failed);
  g_assert_cmpuint (reader.position, ==, reader.size);
  g_free (writer.data);
}

/* An output that is too small is an answer, not an overflow: the sanitizer would see one byte too many. */
static void
test_output_too_small (void)
{
  g_autoptr (GBytes) bytes = pdf_maker_pages (3);
  g_autoptr (GObject) document = G_OBJECT (open_document (bytes, NULL, FOYER_DOCUMENT_STATUS_OK));

  for (gsize size = 1; size < 40; size++)
    {
      FoyerDocumentWriter writer = make_writer (size);

      g_assert_cmpint (foyer_document_file_describe (POPPLER_DOCUMENT (document), &writer), ==,
                       FOYER_DOCUMENT_STATUS_LIMIT);
      writer = (FoyerDocumentWriter) { .data = writer.data, .size = size };
      g_assert_cmpint (foyer_document_file_text (POPPLER_DOCUMENT (document), 0, &writer), ==,
                       FOYER_DOCUMENT_STATUS_LIMIT);
      g_free (writer.data);
    }
}

static void
test_encrypted (void)
{
  g_autoptr (GBytes) bytes = pdf_maker_encrypted ("open sesame");
  g_autoptr (GObject) document = NULL;
  FoyerDocumentWriter writer = make_writer (10000);
  FoyerDocumentReader reader;
  g_autofree char *text = NULL;

  open_document (bytes, NULL, FOYER_DOCUMENT_STATUS_ENCRYPTED);
  open_document (bytes, "", FOYER_DOCUMENT_STATUS_ENCRYPTED);
  open_document (bytes, "open barley", FOYER_DOCUMENT_STATUS_ENCRYPTED);
  document = G_OBJECT (open_document (bytes, "open sesame", FOYER_DOCUMENT_STATUS_OK));
  g_assert_cmpint (foyer_document_file_text (POPPLER_DOCUMENT (document), 0, &writer), ==, FOYER_DOCUMENT_STATUS_OK);
  reader = reader_of (&writer);
  text = foyer_document_reader_get_string (&reader);
  g_assert_cmpstr (text, ==, "Secret tariff");
  g_free (writer.data);
}

static void
test_broken (void)
{
  g_autoptr (GBytes) whole = pdf_maker_pages (1);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (whole, 0, 200);
  g_autoptr (GBytes) other = g_bytes_new_static ("GIF89a", 6);
  g_autoptr (GBytes) empty = pdf_maker_without_pages ();

  open_document (half, NULL, FOYER_DOCUMENT_STATUS_BROKEN);
  open_document (other, NULL, FOYER_DOCUMENT_STATUS_BROKEN);
  open_document (empty, NULL, FOYER_DOCUMENT_STATUS_BROKEN);
}

/* Attachments come as they are, whatever size the file states. */
static void
test_attachment (void)
{
  static const gsize stated[] = { 0, 9, 3, 4000000000u };

  for (guint i = 0; i < G_N_ELEMENTS (stated); i++)
    {
      g_autoptr (GBytes) bytes = pdf_maker_attachment ("factur-x.xml", "<invoice>", stated[i]);
      g_autoptr (GObject) object = G_OBJECT (open_document (bytes, NULL, FOYER_DOCUMENT_STATUS_OK));
      PopplerDocument *document = POPPLER_DOCUMENT (object);
      FoyerDocumentWriter writer = make_writer (1000);
      FoyerDocumentReader reader;
      g_autofree char *name = NULL;

      g_assert_cmpint (foyer_document_file_attachments (document, &writer), ==, FOYER_DOCUMENT_STATUS_OK);
      reader = reader_of (&writer);
      g_assert_cmpuint (foyer_document_reader_get_count (&reader, 10, 8), ==, 1);
      name = foyer_document_reader_get_string (&reader);
      g_assert_cmpstr (name, ==, "factur-x.xml");

      writer.used = 0;
      g_assert_cmpint (foyer_document_file_attachment (document, 0, &writer), ==, FOYER_DOCUMENT_STATUS_OK);
      g_assert_cmpmem (writer.data, writer.used, "<invoice>", 9);
      g_assert_cmpint (foyer_document_file_attachment (document, 1, &writer), ==, FOYER_DOCUMENT_STATUS_BROKEN);

      writer.used = 0;
      writer.size = 8;
      g_assert_cmpint (foyer_document_file_attachment (document, 0, &writer), ==, FOYER_DOCUMENT_STATUS_LIMIT);
      g_free (writer.data);
    }
}

static void
test_vast_page (void)
{
  g_autoptr (GBytes) bytes = pdf_maker_vast_page ();
  g_autoptr (GObject) document = G_OBJECT (open_document (bytes, NULL, FOYER_DOCUMENT_STATUS_OK));
  FoyerDocumentWriter writer = make_writer (1000);
  FoyerDocumentReader reader;

  g_assert_cmpint (foyer_document_file_describe (POPPLER_DOCUMENT (document), &writer), ==, FOYER_DOCUMENT_STATUS_OK);
  reader = reader_of (&writer);
  foyer_document_reader_get_count (&reader, 10, 8);
  g_assert_cmpfloat (foyer_document_reader_get_float (&reader), ==, FOYER_DOCUMENT_MAX_PAGE_SIZE);
  g_free (writer.data);
}

static void
read_everything (PopplerDocument *document)
{
  FoyerDocumentRequest request = { .scale = 0.5, .width = 20, .height = 20 };
  FoyerDocumentWriter writer = make_writer (4 << 20);
  FoyerDocumentWriter pixels = make_writer (20 * 20 * 4);

  for (guint page = 0; page < 4; page++)
    {
      request.page = page;
      pixels.used = 0;
      foyer_document_file_render (document, &request, &pixels);
      writer.used = 0;
      foyer_document_file_text (document, page, &writer);
      writer.used = 0;
      foyer_document_file_links (document, page, &writer);
      writer.used = 0;
      foyer_document_file_find (document, page, "a", &writer);
    }
  for (guint i = 0; i < 3; i++)
    {
      writer.used = 0;
      foyer_document_file_attachment (document, i, &writer);
    }
  g_free (writer.data);
  g_free (pixels.data);
}

/* Every odd PDF of the corpus is read to its end: a fault in our own reading would end the test. */
static void
test_corpus (void)
{
  const char *folder = g_getenv ("FOYER_CORPUS");
  g_autofree char *path = folder ? g_build_filename (folder, "einvoice", "pdf-robust", NULL) : NULL;
  g_autoptr (GDir) dir = path ? g_dir_open (path, 0, NULL) : NULL;
  const char *name;
  guint n_read = 0;

  if (!dir)
    {
      g_test_skip ("the corpus is not there: odd PDFs by others were not read");
      return;
    }
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *data = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GObject) document = NULL;
      FoyerDocumentStatus status;
      gsize size;

      g_assert_true (g_file_get_contents (file, &data, &size, NULL));
      bytes = g_bytes_new_take (g_steal_pointer (&data), size);
      document = (GObject *) foyer_document_file_open (bytes, NULL, &status);
      if (!document)
        continue;
      read_everything (POPPLER_DOCUMENT (document));
      n_read++;
    }
  g_assert_cmpuint (n_read, >, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/file/describe", test_describe);
  g_test_add_func ("/document/file/output-too-small", test_output_too_small);
  g_test_add_func ("/document/file/encrypted", test_encrypted);
  g_test_add_func ("/document/file/broken", test_broken);
  g_test_add_func ("/document/file/attachment", test_attachment);
  g_test_add_func ("/document/file/vast-page", test_vast_page);
  g_test_add_func ("/document/file/corpus", test_corpus);
  return g_test_run ();
}
