/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PDFs for the tests: good ones by cairo, odd ones by hand. */

#include "pdf-maker.h"

#include <cairo-pdf.h>
#include <string.h>

static cairo_status_t
on_write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
draw_page (cairo_t *cr, guint page, guint n_pages)
{
  g_autofree char *heading = g_strdup_printf ("Invoice page %u of %u", page, n_pages);

  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_select_font_face (cr, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, 20);
  cairo_move_to (cr, 72, 100);
  cairo_show_text (cr, heading);
  cairo_set_font_size (cr, 11);
  for (guint line = 0; line < 30; line++)
    {
      g_autofree char *text = g_strdup_printf ("Line %u: calls to Zürich, %u minutes", line + 1, page * 100 + line);

      cairo_move_to (cr, 72, 140 + 20 * line);
      cairo_show_text (cr, text);
    }
  /* A mark in the lower left corner tells which way up the page is. */
  cairo_set_source_rgb (cr, 1, 0, 0);
  cairo_rectangle (cr, 0, 842 - 40, 40, 40);
  cairo_fill (cr);
}

static void
draw_link (cairo_t *cr)
{
  cairo_tag_begin (cr, CAIRO_TAG_LINK, "uri='https://example.com/pay' rect=[72 760 200 20]");
  cairo_tag_end (cr, CAIRO_TAG_LINK);
  cairo_tag_begin (cr, CAIRO_TAG_LINK, "page=2 pos=[0 0] rect=[300 760 100 20]");
  cairo_tag_end (cr, CAIRO_TAG_LINK);
}

/**
 * pdf_maker_pages:
 * @n_pages: how many
 *
 * Returns: (transfer full): A4 pages, the third one across; "Invoice page N of M" and 30 lines on each, a red mark at
 * the lower left, and on the first of several pages a link to an address and one to page 2
 */
GBytes *
pdf_maker_pages (guint n_pages)
{
  g_autoptr (GByteArray) pdf = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (on_write_cb, pdf, 595, 842);
  cairo_t *cr = cairo_create (surface);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, "Invoice 2026-017");
  for (guint page = 1; page <= n_pages; page++)
    {
      cairo_pdf_surface_set_size (surface, page == 3 ? 842 : 595, page == 3 ? 595 : 842);
      draw_page (cr, page, n_pages);
      if (page == 1 && n_pages > 1)
        draw_link (cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (g_steal_pointer (&pdf));
}

/* Objects are numbered from 1 in the order given; @trailer is what stands in the trailer beside /Size. */
static GBytes *
assemble (GPtrArray *objects, const char *trailer)
{
  GString *pdf = g_string_new ("%PDF-1.7\n");
  g_autoptr (GString) table = g_string_new ("0000000000 65535 f \n");
  gsize start;

  for (guint i = 0; i < objects->len; i++)
    {
      GString *object = objects->pdata[i];

      g_string_append_printf (table, "%010" G_GSIZE_FORMAT " 00000 n \n", pdf->len);
      g_string_append_printf (pdf, "%u 0 obj\n", i + 1);
      g_string_append_len (pdf, object->str, (gssize) object->len);
      g_string_append (pdf, "\nendobj\n");
    }
  start = pdf->len;
  g_string_append_printf (pdf, "xref\n0 %u\n%strailer\n<< /Size %u %s >>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                          objects->len + 1, table->str, objects->len + 1, trailer, start);
  return g_string_free_to_bytes (pdf);
}

static void
string_free (gpointer string)
{
  g_string_free (string, TRUE);
}

static GPtrArray *
objects_new (void)
{
  return g_ptr_array_new_with_free_func (string_free);
}

G_GNUC_PRINTF (2, 3) static void
add_object (GPtrArray *objects, const char *format, ...)
{
  GString *object = g_string_new (NULL);
  va_list args;

  va_start (args, format);
  g_string_append_vprintf (object, format, args);
  va_end (args);
  g_ptr_array_add (objects, object);
}

static void
add_stream (GPtrArray *objects, const char *dictionary, const guint8 *data, gsize size)
{
  GString *object = g_string_new (NULL);

  g_string_append_printf (object, "<< /Length %" G_GSIZE_FORMAT " %s >>\nstream\n", size, dictionary);
  g_string_append_len (object, (const char *) data, (gssize) size);
  g_string_append (object, "\nendstream");
  g_ptr_array_add (objects, object);
}

/* Objects 1 to 5: catalogue, page tree, page, its content, its font. */
static GPtrArray *
one_page (const char *catalog, const char *resources, const char *box, const guint8 *content, gsize size)
{
  GPtrArray *objects = objects_new ();

  add_object (objects, "<< /Type /Catalog /Pages 2 0 R %s >>", catalog);
  add_object (objects, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
  add_object (objects,
              "<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R /Resources << /Font << /F 5 0 R >> %s >> >>",
              box, resources);
  add_stream (objects, "", content, size);
  add_object (objects, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
  return objects;
}

/* Algorithms 2 to 4 of ISO 32000-1, 7.6.3: revision 2 of the standard security handler, RC4 with 40 bits. */

static const guint8 padding[32] = { 0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e,
                                    0x56, 0xff, 0xfa, 0x01, 0x08, 0x2e, 0x2e, 0x00, 0xb6, 0xd0, 0x68,
                                    0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a };

#define KEY_SIZE 5

static void
rc4 (const guint8 *key, gsize key_size, guint8 *data, gsize size)
{
  guint8 state[256];
  guint8 i = 0, j = 0;

  for (guint n = 0; n < 256; n++)
    state[n] = (guint8) n;
  for (guint n = 0; n < 256; n++)
    {
      guint8 swapped = state[n];

      j = (guint8) (j + state[n] + key[n % key_size]);
      state[n] = state[j];
      state[j] = swapped;
    }
  j = 0;
  for (gsize n = 0; n < size; n++)
    {
      guint8 swapped;

      i++;
      j = (guint8) (j + state[i]);
      swapped = state[i];
      state[i] = state[j];
      state[j] = swapped;
      data[n] ^= state[(guint8) (state[i] + state[j])];
    }
}

static void
md5 (guint8 digest[16], const void *a, gsize a_size, const void *b, gsize b_size, const void *c, gsize c_size)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  gsize size = 16;

  g_checksum_update (checksum, a, (gssize) a_size);
  g_checksum_update (checksum, b, (gssize) b_size);
  g_checksum_update (checksum, c, (gssize) c_size);
  g_checksum_get_digest (checksum, digest, &size);
}

static void
pad (guint8 padded[32], const char *password)
{
  gsize size = MIN (strlen (password), 32);

  memcpy (padded, password, size);
  memcpy (padded + size, padding, 32 - size);
}

static char *
to_hex (const guint8 *data, gsize size)
{
  GString *hex = g_string_new ("<");

  for (gsize i = 0; i < size; i++)
    g_string_append_printf (hex, "%02x", data[i]);
  g_string_append_c (hex, '>');
  return g_string_free (hex, FALSE);
}

static void
encrypt_object (const guint8 key[KEY_SIZE], guint number, guint8 *data, gsize size)
{
  guint8 salt[5] = { (guint8) number, (guint8) (number >> 8), (guint8) (number >> 16), 0, 0 };
  guint8 digest[16];

  md5 (digest, key, KEY_SIZE, salt, sizeof salt, "", 0);
  rc4 (digest, KEY_SIZE + 5, data, size);
}

/**
 * pdf_maker_encrypted:
 * @password: the user's and the owner's, at most 32 ASCII characters
 *
 * Returns: (transfer full): one page with the text "Secret tariff" that opens with @password only
 */
GBytes *
pdf_maker_encrypted (const char *password)
{
  static const char plain[] = "BT /F 24 Tf 72 700 Td (Secret tariff) Tj ET";
  static const guint8 id[16] = "foyer-test-file";
  static const guint8 permissions[4] = { 0xfc, 0xff, 0xff, 0xff };
  guint8 content[sizeof plain - 1], padded[32], owner[32], user[32], digest[16], key[KEY_SIZE];
  g_autofree char *owner_hex = NULL, *user_hex = NULL, *id_hex = to_hex (id, sizeof id), *trailer = NULL;
  g_autoptr (GPtrArray) objects = NULL;
  guint8 seed[32 + 4 + 16];

  pad (padded, password);
  md5 (digest, padded, 32, "", 0, "", 0);
  memcpy (owner, padded, 32);
  rc4 (digest, KEY_SIZE, owner, 32);
  memcpy (seed, owner, 32);
  memcpy (seed + 32, permissions, 4);
  memcpy (seed + 36, id, 16);
  md5 (digest, padded, 32, seed, sizeof seed, "", 0);
  memcpy (key, digest, KEY_SIZE);
  memcpy (user, padding, 32);
  rc4 (key, KEY_SIZE, user, 32);

  memcpy (content, plain, sizeof content);
  encrypt_object (key, 4, content, sizeof content);
  objects = one_page ("", "", "[0 0 595 842]", content, sizeof content);
  owner_hex = to_hex (owner, 32);
  user_hex = to_hex (user, 32);
  add_object (objects, "<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O %s /U %s >>", owner_hex, user_hex);
  trailer = g_strdup_printf ("/Root 1 0 R /Encrypt 6 0 R /ID [%s %s]", id_hex, id_hex);
  return assemble (objects, trailer);
}

/**
 * pdf_maker_attachment:
 * @name: the attachment's name
 * @content: its content
 * @stated_size: what the file says how large it is
 *
 * Returns: (transfer full): one empty page with a file attached
 */
GBytes *
pdf_maker_attachment (const char *name, const char *content, gsize stated_size)
{
  g_autofree char *catalog = g_strdup_printf ("/Names << /EmbeddedFiles << /Names [(%s) 6 0 R] >> >>", name);
  g_autofree char *parameters =
      g_strdup_printf ("/Type /EmbeddedFile /Params << /Size %" G_GSIZE_FORMAT " >>", stated_size);
  g_autoptr (GPtrArray) objects = one_page (catalog, "", "[0 0 595 842]", (const guint8 *) "", 0);

  add_object (objects, "<< /Type /Filespec /F (%s) /UF (%s) /EF << /F 7 0 R >> >>", name, name);
  add_stream (objects, parameters, (const guint8 *) content, strlen (content));
  return assemble (objects, "/Root 1 0 R");
}

/**
 * pdf_maker_slow_page:
 *
 * Returns: (transfer full): two pages: the first draws a form that draws ten forms that draw ten forms …, ten levels
 *   deep, and never ends; the second is good and reads "Quick page"
 */
GBytes *
pdf_maker_slow_page (void)
{
  static const char draw_ten[] = "/X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do";
  static const char quick[] = "BT /F 24 Tf 72 700 Td (Quick page) Tj ET";
  g_autoptr (GPtrArray) objects =
      one_page ("", "/XObject << /X 8 0 R >>", "[0 0 595 842]", (const guint8 *) draw_ten, strlen (draw_ten));
  GString *tree = objects->pdata[1];

  g_string_assign (tree, "<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>");
  add_object (objects, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 7 0 R "
                       "/Resources << /Font << /F 5 0 R >> >> >>");
  add_stream (objects, "", (const guint8 *) quick, strlen (quick));
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *form = g_strdup_printf (
          "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X %u 0 R >> >>", 9 + i);

      add_stream (objects, form, (const guint8 *) draw_ten, strlen (draw_ten));
    }
  add_stream (objects, "/Type /XObject /Subtype /Form /BBox [0 0 595 842]", (const guint8 *) "0 0 9 9 re f", 12);
  return assemble (objects, "/Root 1 0 R");
}

/**
 * pdf_maker_without_pages:
 *
 * Returns: (transfer full): a PDF that opens and has no page
 */
GBytes *
pdf_maker_without_pages (void)
{
  g_autoptr (GPtrArray) objects = objects_new ();

  add_object (objects, "<< /Type /Catalog /Pages 2 0 R >>");
  add_object (objects, "<< /Type /Pages /Kids [] /Count 0 >>");
  return assemble (objects, "/Root 1 0 R");
}

/**
 * pdf_maker_vast_page:
 *
 * Returns: (transfer full): one page which says that it is 10 km wide, with "Vast" on it
 */
GBytes *
pdf_maker_vast_page (void)
{
  static const char content[] = "BT /F 24 Tf 72 700 Td (Vast) Tj ET";
  g_autoptr (GPtrArray) objects = one_page ("", "", "[0 0 28346456 842]", (const guint8 *) content, strlen (content));

  return assemble (objects, "/Root 1 0 R");
}
