/* SPDX-License-Identifier: GPL-3.0-or-later
 * Amounts: exact inside, rounded once for people, in their locale. */

#include "foyer-error.h"
#include "foyer-money.h"

#include <locale.h>

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    gint64 amount;
  } cases[] = {
    { "0", 0 },
    { "47.59", 475900 },
    { "-12.3400", -123400 },
    { "+1", 10000 },
    { ".5", 5000 },
    { "5.", 50000 },
    { "0.0567", 567 },
    { "0.00004", 0 },
    { "0.00005", 1 },
    { "-0.00005", -1 },
    { "0.99999", 10000 },
    { "1.000049999", 10000 },
    { "922337203685477.5807", G_MAXINT64 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FoyerMoney) money = foyer_money_parse (cases[i].text, "eur", &error);

      g_assert_no_error (error);
      g_assert_cmpint (foyer_money_get_amount (money), ==, cases[i].amount);
      g_assert_cmpstr (foyer_money_get_currency (money), ==, "EUR");
    }
}

static void
test_parse_refuses (void)
{
  static const char *const texts[] = { "",
                                       "-",
                                       ".",
                                       "1,5",
                                       "1.2.3",
                                       "1e3",
                                       "--1",
                                       " 1",
                                       "1 ",
                                       "0x10",
                                       "NaN",
                                       "922337203685477.5808",
                                       "99999999999999999999" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (foyer_money_parse (texts[i], "EUR", &error));
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_BAD_DATA);
    }
  g_assert_null (foyer_money_parse ("1", "EURO", NULL));
  g_assert_null (foyer_money_parse ("1", "E1R", NULL));
  g_assert_null (foyer_money_parse ("1", "", NULL));
}

static void
test_arithmetic (void)
{
  g_autoptr (FoyerMoney) a = foyer_money_new (475900, "EUR"), b = foyer_money_new (-100, "EUR");
  g_autoptr (FoyerMoney) dollars = foyer_money_new (1, "USD"), most = foyer_money_new (G_MAXINT64, "EUR");
  g_autoptr (FoyerMoney) sum = foyer_money_add (a, b), product = foyer_money_multiply (a, -3);
  g_autoptr (FoyerMoney) copy = foyer_money_copy (a);

  g_assert_cmpint (foyer_money_get_amount (sum), ==, 475800);
  g_assert_cmpint (foyer_money_get_amount (product), ==, -1427700);
  g_assert_null (foyer_money_add (a, dollars));
  g_assert_null (foyer_money_add (most, a));
  g_assert_null (foyer_money_multiply (most, 2));
  g_assert_cmpint (foyer_money_compare (a, b), >, 0);
  g_assert_cmpint (foyer_money_compare (b, a), <, 0);
  g_assert_cmpint (foyer_money_compare (a, copy), ==, 0);
  g_assert_true (foyer_money_equal (a, copy));
  g_assert_false (foyer_money_equal (a, b));
  g_assert_false (foyer_money_equal (b, dollars));
}

static void
test_decimal (void)
{
  static const struct
  {
    gint64 amount;
    const char *currency;
    const char *text;
  } cases[] = {
    { 475900, "EUR", "47.59" }, { 475000, "EUR", "47.50" },
    { 567, "EUR", "0.0567" },   { -5, "EUR", "-0.0005" },
    { 1000000, "JPY", "100" },  { 1005000, "JPY", "100.5" },
    { 12345, "KWD", "1.2345" }, { 12340, "KWD", "1.234" },
    { 0, "EUR", "0.00" },       { G_MININT64, "EUR", "-922337203685477.5808" },
    { 10000, "CLF", "1.0000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FoyerMoney) money = foyer_money_new (cases[i].amount, cases[i].currency);
      g_autofree char *text = foyer_money_to_decimal (money);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

typedef struct
{
  gint64 amount;
  const char *currency;
  const char *text;
  const char *rate;
} FormatCase;

static void
check_formats (const char *locale, const FormatCase *cases, guint n)
{
  if (setlocale (LC_ALL, locale) == NULL)
    {
      g_autofree char *why = g_strconcat ("no locale ", locale, NULL);

      g_test_skip (why);
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FoyerMoney) money = foyer_money_new (cases[i].amount, cases[i].currency);
      g_autofree char *text = foyer_money_format (money), *rate = foyer_money_format_rate (money);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (rate, ==, cases[i].rate);
    }
  setlocale (LC_ALL, "C");
}

static void
test_format_c (void)
{
  static const FormatCase cases[] = {
    { 475900, "EUR", "€47.59", "€47.59" },
    { -475900, "EUR", "-€47.59", "-€47.59" },
    { 189, "EUR", "€0.02", "€0.0189" },
    { 150, "EUR", "€0.02", "€0.015" },
    { 149, "EUR", "€0.01", "€0.0149" },
    { -150, "EUR", "-€0.02", "-€0.015" },
    { -4, "EUR", "€0.00", "-€0.0004" },
    { 1005000, "JPY", "¥101", "¥100.5" },
    { 12345, "KWD", "KWD\u00a01.235", "KWD\u00a01.2345" },
    { 10000, "CHF", "CHF\u00a01.00", "CHF\u00a01.00" },
  };

  check_formats ("C", cases, G_N_ELEMENTS (cases));
}

static void
test_format_de (void)
{
  static const FormatCase cases[] = {
    { 12345678900, "EUR", "1.234.567,89\u00a0€", "1.234.567,89\u00a0€" },
    { -475900, "EUR", "-47,59\u00a0€", "-47,59\u00a0€" },
    { 189, "EUR", "0,02\u00a0€", "0,0189\u00a0€" },
    { 10000000, "JPY", "1.000\u00a0¥", "1.000\u00a0¥" },
  };

  check_formats ("de_DE.UTF-8", cases, G_N_ELEMENTS (cases));
}

static void
test_format_nl (void)
{
  static const FormatCase cases[] = {
    { 12345678900, "EUR", "€\u00a01.234.567,89", "€\u00a01.234.567,89" },
    { -475900, "EUR", "€\u00a0-47,59", "€\u00a0-47,59" },
  };

  check_formats ("nl_NL.UTF-8", cases, G_N_ELEMENTS (cases));
}

static void
test_format_en (void)
{
  static const FormatCase cases[] = {
    { 12345678900, "GBP", "£1,234,567.89", "£1,234,567.89" },
    { -475900, "CHF", "CHF\u00a0-47.59", "CHF\u00a0-47.59" },
  };

  check_formats ("en_GB.UTF-8", cases, G_N_ELEMENTS (cases));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/money/parse", test_parse);
  g_test_add_func ("/money/parse-refuses", test_parse_refuses);
  g_test_add_func ("/money/arithmetic", test_arithmetic);
  g_test_add_func ("/money/decimal", test_decimal);
  g_test_add_func ("/money/format/C", test_format_c);
  g_test_add_func ("/money/format/de", test_format_de);
  g_test_add_func ("/money/format/nl", test_format_nl);
  g_test_add_func ("/money/format/en", test_format_en);
  return g_test_run ();
}
