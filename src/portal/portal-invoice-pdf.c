/* SPDX-License-Identifier: GPL-3.0-or-later
 * An invoice as PDF, A4, in the customer's language: three layouts, a drawn logo, positions over as many pages as they
 * need with what is carried over, taxes by rate, how to pay. */

#include "portal-invoice-pdf.h"

#include "portal-invoice.h"
#include "portal-json.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <math.h>

#define MM (72.0 / 25.4)
#define WIDTH (210 * MM)
#define HEIGHT (297 * MM)
#define LEFT (25 * MM)
#define RIGHT (190 * MM)
#define BOTTOM (262 * MM)
#define FOOTER (270 * MM)

typedef enum
{
  WORD_INVOICE,
  WORD_CREDIT_NOTE,
  WORD_PRO_FORMA,
  WORD_NUMBER,
  WORD_DATE,
  WORD_CUSTOMER,
  WORD_PERIOD,
  WORD_YOUR_VAT,
  WORD_POSITION,
  WORD_DESCRIPTION,
  WORD_TAX,
  WORD_NET,
  WORD_CARRIED,
  WORD_SUM_NET,
  WORD_TAX_LINE,
  WORD_TOTAL,
  WORD_OPEN,
  WORD_PAY,
  WORD_CREDITED,
  WORD_PAGE,
  N_WORDS,
} Word;

/* de, nl, en */
static const char *const words[N_WORDS][3] = {
  [WORD_INVOICE] = { "Rechnung", "Factuur", "Invoice" },
  [WORD_CREDIT_NOTE] = { "Gutschrift", "Creditnota", "Credit note" },
  [WORD_PRO_FORMA] = { "Pro-forma-Rechnung", "Pro-formafactuur", "Pro forma invoice" },
  [WORD_NUMBER] = { "Nummer", "Nummer", "Number" },
  [WORD_DATE] = { "Datum", "Datum", "Date" },
  [WORD_CUSTOMER] = { "Kundennummer", "Klantnummer", "Customer number" },
  [WORD_PERIOD] = { "Leistungszeitraum", "Periode", "Period" },
  [WORD_YOUR_VAT] = { "Ihre USt-IdNr.", "Uw btw-nummer", "Your VAT number" },
  [WORD_POSITION] = { "Pos.", "Pos.", "No." },
  [WORD_DESCRIPTION] = { "Bezeichnung", "Omschrijving", "Description" },
  [WORD_TAX] = { "USt", "Btw", "VAT" },
  [WORD_NET] = { "Netto", "Netto", "Net" },
  [WORD_CARRIED] = { "Übertrag", "Transport", "Carried over" },
  [WORD_SUM_NET] = { "Summe netto", "Totaal exclusief btw", "Total without VAT" },
  [WORD_TAX_LINE] = { "USt %s %% auf %s", "Btw %s%% over %s", "VAT %s%% on %s" },
  [WORD_TOTAL] = { "Gesamtbetrag", "Totaal", "Total" },
  [WORD_OPEN] = { "Noch offen", "Nog te betalen", "Still to pay" },
  [WORD_PAY] = { "Bitte zahlen Sie bis zum %s auf das Konto %s (%s) mit dem Verwendungszweck %s.",
                 "Betaal uiterlijk %s op rekening %s (%s) onder vermelding van %s.",
                 "Please pay by %s to the account %s (%s), quoting %s." },
  [WORD_CREDITED] = { "Der Betrag wird mit der nächsten Rechnung verrechnet.",
                      "Het bedrag wordt met de volgende factuur verrekend.",
                      "The amount is set off against the next invoice." },
  [WORD_PAGE] = { "Seite %u von %u", "Pagina %u van %u", "Page %u of %u" },
};

typedef enum
{
  LAYOUT_CLASSIC, /* a letter: address window, logo at the right */
  LAYOUT_MODERN,  /* a band of colour over the page */
  LAYOUT_COMPACT, /* small type, shaded rows */
} Layout;

typedef struct
{
  const PortalInvoice *invoice;
  cairo_t *cairo; /* (nullable): NULL while pages are counted */
  PangoContext *context;
  Layout layout;
  double red, green, blue;
  double size; /* of the text, in points */
  double y;
  guint page;
  guint n_pages;
  gint64 sum; /* of the lines so far, 1/10000 */
} Paper;

static const char *
get_word (Paper *self, Word word)
{
  const char *language = self->invoice->buyer.language;

  return words[word][g_str_equal (language, "de") ? 0 : g_str_equal (language, "nl") ? 1 : 2];
}

static const char *
get_seller (Paper *self, const char *member)
{
  const char *text = portal_json_get_string (self->invoice->seller, member);

  return text != NULL ? text : "";
}

static char *
format_amount (Paper *self, gint64 amount_e4)
{
  gboolean english = g_str_equal (self->invoice->buyer.language, "en");
  gint64 cents = (ABS (amount_e4) + 50) / 100;
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, cents / 100);
  g_autoptr (GString) text = g_string_new (amount_e4 < 0 ? "−" : "");
  gsize length = strlen (digits);

  for (gsize i = 0; i < length; i++)
    {
      g_string_append_c (text, digits[i]);
      if ((length - i) % 3 == 1 && i + 1 < length)
        g_string_append_c (text, english ? ',' : '.');
    }
  g_string_append_printf (text, "%c%02d", english ? '.' : ',', (int) (cents % 100));
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
format_rate (double rate)
{
  return rate == floor (rate) ? g_strdup_printf ("%.0f", rate) : g_strdup_printf ("%.1f", rate);
}

static char *
format_date (Paper *self, GDateTime *time)
{
  const char *language = self->invoice->buyer.language;

  return g_date_time_format (time, g_str_equal (language, "de")   ? "%d.%m.%Y"
                                   : g_str_equal (language, "nl") ? "%d-%m-%Y"
                                                                  : "%d/%m/%Y");
}

static void
set_accent (Paper *self)
{
  cairo_set_source_rgb (self->cairo, self->red, self->green, self->blue);
}

static void
set_ink (Paper *self)
{
  cairo_set_source_rgb (self->cairo, 0.12, 0.12, 0.14);
}

typedef struct
{
  double x;
  double width; /* 0 = as wide as the text */
  double size;  /* points, 0 = the paper's */
  gboolean bold;
  PangoAlignment align;
} Style;

/* Draws the text at the paper's y, or only measures it; returns its height. */
static double
draw_text (Paper *self, const char *text, const Style *style)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (self->context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Cantarell, DejaVu Sans");
  int height;

  pango_font_description_set_absolute_size (font, (style->size > 0 ? style->size : self->size) * PANGO_SCALE);
  if (style->bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  if (style->width > 0)
    pango_layout_set_width (layout, style->width * PANGO_SCALE);
  pango_layout_set_alignment (layout, style->align);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_size (layout, NULL, &height);
  if (self->cairo != NULL)
    {
      cairo_move_to (self->cairo, style->x, self->y);
      pango_cairo_show_layout (self->cairo, layout);
    }
  return height / (double) PANGO_SCALE;
}

static void
draw_rule (Paper *self, double width)
{
  if (self->cairo == NULL)
    return;
  set_accent (self);
  cairo_set_line_width (self->cairo, width);
  cairo_move_to (self->cairo, LEFT, self->y);
  cairo_line_to (self->cairo, RIGHT, self->y);
  cairo_stroke (self->cairo);
  set_ink (self);
}

/* A mark of simple shapes, by its name in the provider's data. */
static void
draw_mark (Paper *self, double x, double y, double size)
{
  const char *mark = get_seller (self, "logo");
  cairo_t *cairo = self->cairo;

  cairo_save (cairo);
  cairo_translate (cairo, x, y);
  cairo_scale (cairo, size, size);
  cairo_set_line_width (cairo, 0.1);
  cairo_set_line_cap (cairo, CAIRO_LINE_CAP_ROUND);
  if (g_str_equal (mark, "wave"))
    {
      for (int i = 0; i < 3; i++)
        {
          cairo_move_to (cairo, 0.1, 0.3 + 0.22 * i);
          cairo_curve_to (cairo, 0.35, 0.05 + 0.22 * i, 0.6, 0.55 + 0.22 * i, 0.9, 0.25 + 0.22 * i);
          cairo_stroke (cairo);
        }
    }
  else if (g_str_equal (mark, "cloud"))
    {
      cairo_arc (cairo, 0.3, 0.6, 0.2, 0, 2 * G_PI);
      cairo_arc (cairo, 0.52, 0.45, 0.27, 0, 2 * G_PI);
      cairo_arc (cairo, 0.75, 0.62, 0.18, 0, 2 * G_PI);
      cairo_fill (cairo);
    }
  else if (g_str_equal (mark, "drop") || g_str_equal (mark, "flame"))
    {
      cairo_move_to (cairo, 0.5, 0.05);
      cairo_curve_to (cairo, 0.95, 0.55, 0.85, 0.95, 0.5, 0.95);
      cairo_curve_to (cairo, 0.15, 0.95, 0.05, 0.55, g_str_equal (mark, "flame") ? 0.42 : 0.5,
                      g_str_equal (mark, "flame") ? 0.4 : 0.05);
      cairo_close_path (cairo);
      cairo_fill (cairo);
    }
  else
    {
      cairo_arc (cairo, 0.5, 0.2, 0.1, 0, 2 * G_PI);
      cairo_stroke (cairo);
      cairo_move_to (cairo, 0.5, 0.3);
      cairo_line_to (cairo, 0.5, 0.92);
      cairo_stroke (cairo);
      cairo_arc (cairo, 0.5, 0.52, 0.4, 0.15 * G_PI, 0.85 * G_PI);
      cairo_stroke (cairo);
    }
  cairo_restore (cairo);
}

static void
draw_letterhead (Paper *self)
{
  double keep = self->y;

  if (self->cairo == NULL)
    return;
  if (self->layout == LAYOUT_MODERN)
    {
      set_accent (self);
      cairo_rectangle (self->cairo, 0, 0, WIDTH, 24 * MM);
      cairo_fill (self->cairo);
      cairo_set_source_rgb (self->cairo, 1, 1, 1);
      draw_mark (self, LEFT, 6 * MM, 12 * MM);
      self->y = 8 * MM;
      draw_text (self, get_seller (self, "name"), &(Style) { .x = LEFT + 16 * MM, .size = 16, .bold = TRUE });
    }
  else
    {
      double x = self->layout == LAYOUT_CLASSIC ? RIGHT - 60 * MM : LEFT;

      set_accent (self);
      draw_mark (self, x, 14 * MM, 12 * MM);
      self->y = 17 * MM;
      draw_text (self, get_seller (self, "name"), &(Style) { .x = x + 15 * MM, .size = 12, .bold = TRUE });
    }
  set_ink (self);
  self->y = keep;
}

static void
draw_footer (Paper *self)
{
  double column = (RIGHT - LEFT) / 3, keep = self->y;
  g_autofree char *address = g_strdup_printf ("%s\n%s\n%s %s", get_seller (self, "name"), get_seller (self, "street"),
                                              get_seller (self, "postCode"), get_seller (self, "city"));
  g_autofree char *contact =
      g_strdup_printf ("%s\n%s\n%s", get_seller (self, "phone"), get_seller (self, "email"), get_seller (self, "web"));
  g_autofree char *legal = g_strdup_printf ("%s\n%s\nIBAN %s", get_seller (self, "register"),
                                            get_seller (self, "vatId"), get_seller (self, "iban"));
  g_autofree char *page = g_strdup_printf (get_word (self, WORD_PAGE), self->page, self->n_pages);

  if (self->cairo == NULL)
    return;
  self->y = FOOTER - 2 * MM;
  draw_rule (self, 0.5);
  self->y = FOOTER;
  draw_text (self, address, &(Style) { .x = LEFT, .width = column, .size = 7 });
  draw_text (self, contact, &(Style) { .x = LEFT + column, .width = column, .size = 7 });
  draw_text (self, legal, &(Style) { .x = LEFT + 2 * column, .width = column, .size = 7 });
  self->y = FOOTER + 14 * MM;
  draw_text (self, page, &(Style) { .x = LEFT, .width = RIGHT - LEFT, .size = 7, .align = PANGO_ALIGN_RIGHT });
  self->y = keep;
}

static void
draw_row (Paper *self, const char *position, const char *name, const char *tax, const char *amount, gboolean bold)
{
  double height;

  draw_text (self, position, &(Style) { .x = LEFT, .bold = bold });
  height = draw_text (self, name, &(Style) { .x = LEFT + 12 * MM, .width = 105 * MM, .bold = bold });
  draw_text (self, tax, &(Style) { .x = LEFT + 118 * MM, .width = 15 * MM, .bold = bold, .align = PANGO_ALIGN_RIGHT });
  draw_text (
      self, amount,
      &(Style) { .x = LEFT + 134 * MM, .width = RIGHT - LEFT - 134 * MM, .bold = bold, .align = PANGO_ALIGN_RIGHT });
  self->y += height + (self->layout == LAYOUT_COMPACT ? 1 * MM : 1.8 * MM);
}

static void
draw_table_head (Paper *self)
{
  draw_row (self, get_word (self, WORD_POSITION), get_word (self, WORD_DESCRIPTION), get_word (self, WORD_TAX),
            get_word (self, WORD_NET), TRUE);
  draw_rule (self, 1);
  self->y += 1.5 * MM;
}

static void
begin_page (Paper *self)
{
  self->page++;
  draw_letterhead (self);
  draw_footer (self);
  self->y = self->page == 1 ? 45 * MM : 36 * MM;
}

static void
draw_carried (Paper *self)
{
  g_autofree char *amount = format_amount (self, self->sum);

  draw_row (self, "", get_word (self, WORD_CARRIED), "", amount, TRUE);
}

static void
break_page (Paper *self)
{
  if (self->cairo != NULL)
    cairo_show_page (self->cairo);
  begin_page (self);
}

static void
draw_buyer (Paper *self)
{
  const PortalInvoiceBuyer *buyer = &self->invoice->buyer;
  g_autofree char *sender = g_strdup_printf ("%s · %s · %s %s", get_seller (self, "name"), get_seller (self, "street"),
                                             get_seller (self, "postCode"), get_seller (self, "city"));
  g_autofree char *address =
      g_strdup_printf ("%s\n%s%s%s\n%s %s\n%s", buyer->name, buyer->street1, buyer->street2 != NULL ? "\n" : "",
                       buyer->street2 != NULL ? buyer->street2 : "", buyer->post_code, buyer->city, buyer->country);

  self->y += draw_text (self, sender, &(Style) { .x = LEFT, .width = 85 * MM, .size = 6.5 }) + 2 * MM;
  draw_text (self, address, &(Style) { .x = LEFT, .width = 85 * MM, .size = 10.5 });
}

static void
draw_fact (Paper *self, Word word, const char *value)
{
  if (value == NULL)
    return;
  draw_text (self, get_word (self, word), &(Style) { .x = 118 * MM, .width = 38 * MM });
  self->y +=
      draw_text (self, value, &(Style) { .x = 150 * MM, .width = RIGHT - 150 * MM, .align = PANGO_ALIGN_RIGHT }) + 1;
}

static void
draw_facts (Paper *self)
{
  const PortalInvoice *invoice = self->invoice;
  g_autofree char *date = format_date (self, invoice->date);
  g_autofree char *start = invoice->period_start != NULL ? format_date (self, invoice->period_start) : NULL;
  g_autofree char *end = invoice->period_end != NULL ? format_date (self, invoice->period_end) : NULL;
  g_autofree char *period = start != NULL && end != NULL ? g_strdup_printf ("%s – %s", start, end) : NULL;

  draw_fact (self, WORD_NUMBER, invoice->number);
  draw_fact (self, WORD_DATE, date);
  draw_fact (self, WORD_CUSTOMER, invoice->buyer.number);
  draw_fact (self, WORD_PERIOD, period);
  draw_fact (self, WORD_YOUR_VAT, invoice->buyer.vat_id);
}

static void
draw_opening (Paper *self)
{
  double top = self->y;
  Word title = portal_invoice_is_credit_note (self->invoice)          ? WORD_CREDIT_NOTE
               : g_strcmp0 (self->invoice->category, "proForma") == 0 ? WORD_PRO_FORMA
                                                                      : WORD_INVOICE;
  g_autofree char *heading = g_strdup_printf ("%s %s", get_word (self, title), self->invoice->number);

  draw_buyer (self);
  self->y = top;
  draw_facts (self);
  self->y = 92 * MM;
  if (self->cairo != NULL && self->layout != LAYOUT_COMPACT)
    set_accent (self);
  self->y += draw_text (self, heading, &(Style) { .x = LEFT, .size = 15, .bold = TRUE }) + 6 * MM;
  if (self->cairo != NULL)
    set_ink (self);
}

static void
draw_shade (Paper *self, guint index)
{
  if (self->cairo == NULL || self->layout != LAYOUT_COMPACT || index % 2 == 0)
    return;
  cairo_set_source_rgb (self->cairo, 0.95, 0.95, 0.97);
  cairo_rectangle (self->cairo, LEFT - 1 * MM, self->y - 0.5 * MM, RIGHT - LEFT + 2 * MM, self->size * 1.6);
  cairo_fill (self->cairo);
  set_ink (self);
}

static void
draw_lines (Paper *self)
{
  draw_table_head (self);
  for (guint i = 0; i < self->invoice->lines->len; i++)
    {
      const PortalInvoiceLine *line = &g_array_index (self->invoice->lines, PortalInvoiceLine, i);
      g_autofree char *position = g_strdup_printf ("%u", i + 1), *amount = format_amount (self, line->net);
      g_autofree char *rate = format_rate (line->tax_rate), *percent = g_strconcat (rate, " %", NULL);

      if (self->y > BOTTOM - 12 * MM)
        {
          draw_carried (self);
          break_page (self);
          draw_table_head (self);
          draw_carried (self);
        }
      draw_shade (self, i);
      draw_row (self, position, line->name, percent, amount, FALSE);
      self->sum += line->net;
    }
}

static void
draw_sum (Paper *self, const char *label, gint64 amount_e4, gboolean bold)
{
  g_autofree char *number = format_amount (self, amount_e4);
  g_autofree char *amount = g_strconcat (number, " ", self->invoice->currency, NULL);

  draw_text (self, label, &(Style) { .x = 95 * MM, .width = 60 * MM, .bold = bold });
  self->y +=
      draw_text (self, amount,
                 &(Style) { .x = 150 * MM, .width = RIGHT - 150 * MM, .bold = bold, .align = PANGO_ALIGN_RIGHT }) +
      1.2 * MM;
}

static void
draw_taxes (Paper *self)
{
  for (guint i = 0; i < portal_invoice_get_n_taxes (self->invoice); i++)
    {
      double rate;
      gint64 basis, tax;
      g_autofree char *rate_text = NULL, *basis_text = NULL, *label = NULL;

      portal_invoice_get_tax (self->invoice, i, &rate, &basis, &tax);
      rate_text = format_rate (rate);
      basis_text = format_amount (self, basis);
      label = g_strdup_printf (get_word (self, WORD_TAX_LINE), rate_text, basis_text);
      draw_sum (self, label, tax, FALSE);
    }
}

static void
draw_payment (Paper *self)
{
  g_autofree char *due = format_date (self, self->invoice->due);
  g_autofree char *pay = g_strdup_printf (get_word (self, WORD_PAY), due, get_seller (self, "iban"),
                                          get_seller (self, "bank"), self->invoice->number);

  self->y += 8 * MM;
  draw_text (self, portal_invoice_is_credit_note (self->invoice) ? get_word (self, WORD_CREDITED) : pay,
             &(Style) { .x = LEFT, .width = RIGHT - LEFT });
}

static void
draw_totals (Paper *self)
{
  if (self->y > BOTTOM - 55 * MM)
    break_page (self);
  self->y += 3 * MM;
  draw_rule (self, 0.5);
  self->y += 2 * MM;
  draw_sum (self, get_word (self, WORD_SUM_NET), self->invoice->net, FALSE);
  draw_taxes (self);
  draw_sum (self, get_word (self, WORD_TOTAL), self->invoice->gross, TRUE);
  if (self->invoice->open != self->invoice->gross && self->invoice->open != 0)
    draw_sum (self, get_word (self, WORD_OPEN), self->invoice->open, FALSE);
  draw_payment (self);
}

static void
draw_all (Paper *self)
{
  self->page = 0;
  self->sum = 0;
  begin_page (self);
  draw_opening (self);
  draw_lines (self);
  draw_totals (self);
}

static void
set_layout (Paper *self)
{
  const char *layout = get_seller (self, "layout"), *accent = get_seller (self, "accent");
  guint color = *accent == '#' ? g_ascii_strtoull (accent + 1, NULL, 16) : 0x404040;

  self->layout = g_str_equal (layout, "modern")    ? LAYOUT_MODERN
                 : g_str_equal (layout, "compact") ? LAYOUT_COMPACT
                                                   : LAYOUT_CLASSIC;
  self->size = self->layout == LAYOUT_COMPACT ? 8 : 9.5;
  self->red = (color >> 16 & 0xff) / 255.0;
  self->green = (color >> 8 & 0xff) / 255.0;
  self->blue = (color & 0xff) / 255.0;
}

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata (cairo_surface_t *surface, Paper *self)
{
  g_autofree char *date = g_date_time_format (self->invoice->date, "%Y-%m-%dT%H:%M:%SZ");

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->invoice->number);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, get_seller (self, "name"));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
}

/**
 * portal_invoice_pdf_render:
 * @bill: TMF678 customerBill
 * @rates: its appliedCustomerBillingRate
 * @customer: TMF629 customer
 * @provider: the provider's file; "seller" says who sends it and how it looks
 *
 * Returns: (transfer full) (nullable): the PDF; NULL with G_IO_ERROR_INVALID_DATA if the bill is not complete
 */
GBytes *
portal_invoice_pdf_render (JsonNode *bill, JsonArray *rates, JsonNode *customer, JsonNode *provider, GError **error)
{
  g_autoptr (PortalInvoice) invoice = portal_invoice_read (bill, rates, customer, provider, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  Paper paper = { .invoice = invoice };

  if (invoice == NULL)
    return NULL;
  surface = cairo_pdf_surface_create_for_stream (write_cb, bytes, WIDTH, HEIGHT);
  paper.cairo = cairo_create (surface);
  paper.context = pango_cairo_create_context (paper.cairo);
  pango_context_set_language (paper.context, pango_language_from_string (invoice->buyer.language));
  set_metadata (surface, &paper);
  set_layout (&paper);
  {
    Paper counted = paper;

    counted.cairo = NULL;
    draw_all (&counted);
    paper.n_pages = counted.page;
  }
  draw_all (&paper);
  g_object_unref (paper.context);
  cairo_destroy (paper.cairo);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
