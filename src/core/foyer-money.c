/* SPDX-License-Identifier: GPL-3.0-or-later
 * FoyerMoney: an amount in whole 1/10000 of its unit with its currency, and how it is written for people. */

#include "foyer-money.h"

#include "foyer-error.h"

#include <limits.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#define NO_BREAK_SPACE "\u00a0"
#define SCALE_DIGITS 4

struct _FoyerMoney
{
  gint64 amount; /* in 1/10000 of the unit */
  char currency[4];
};

G_DEFINE_BOXED_TYPE (FoyerMoney, foyer_money, foyer_money_copy, foyer_money_free)

/* Symbols that nobody here takes for another currency; all others are shown by their code. */
static const struct
{
  const char *currency;
  const char *symbol;
} symbols[] = { { "EUR", "€" }, { "GBP", "£" }, { "USD", "$" }, { "JPY", "¥" }, { "PLN", "zł" }, { "INR", "₹" },
                { "UAH", "₴" }, { "KRW", "₩" }, { "ILS", "₪" }, { "TRY", "₺" }, { "VND", "₫" },  { "NGN", "₦" } };

/* ISO 4217: the currencies whose minor unit is not 1/100. */
static const char no_digits[][4] = { "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
                                     "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF" };
static const char three_digits[][4] = { "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND" };
static const char four_digits[][4] = { "CLF", "UYW" };

static gboolean
is_listed (const char *currency, const char (*list)[4], gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (list[i], currency))
      return TRUE;
  return FALSE;
}

static gboolean
is_currency (const char *currency)
{
  return currency != NULL && strlen (currency) == 3 && g_ascii_isalpha (currency[0]) && g_ascii_isalpha (currency[1]) &&
         g_ascii_isalpha (currency[2]);
}

/**
 * foyer_money_new:
 * @amount: in 1/10000 of the unit
 * @currency: three letters (ISO 4217)
 *
 * Returns: (transfer full) (nullable): NULL only if @currency is none, which is a programming error
 */
FoyerMoney *
foyer_money_new (gint64 amount, const char *currency)
{
  FoyerMoney *self;

  g_return_val_if_fail (is_currency (currency), NULL);
  self = g_new0 (FoyerMoney, 1);
  self->amount = amount;
  for (int i = 0; i < 3; i++)
    self->currency[i] = g_ascii_toupper (currency[i]);
  return self;
}

/* Reads digits with at most one point, more than four places rounded half away from zero. FALSE: not a number. */
static gboolean
parse_magnitude (const char *text, gint64 *magnitude)
{
  gint64 value = 0;
  int places = -1; /* before the point */
  gboolean any = FALSE, up = FALSE;

  for (; *text != '\0'; text++)
    {
      if (*text == '.' && places < 0)
        {
          places = 0;
          continue;
        }
      if (!g_ascii_isdigit (*text))
        return FALSE;
      any = TRUE;
      if (places == SCALE_DIGITS)
        up = *text >= '5';
      if (places >= SCALE_DIGITS)
        {
          places++;
          continue;
        }
      if (__builtin_mul_overflow (value, 10, &value) || __builtin_add_overflow (value, *text - '0', &value))
        return FALSE;
      if (places >= 0)
        places++;
    }
  for (places = MAX (places, 0); places < SCALE_DIGITS; places++)
    if (__builtin_mul_overflow (value, 10, &value))
      return FALSE;
  *magnitude = value;
  return any && !(up && __builtin_add_overflow (value, 1, magnitude));
}

/**
 * foyer_money_parse:
 * @decimal: "-12.3400", as on the wire
 * @currency: three letters
 *
 * Returns: (transfer full) (nullable): NULL with FOYER_ERROR_BAD_DATA if @decimal is no decimal number, does not fit,
 * or @currency is none
 */
FoyerMoney *
foyer_money_parse (const char *decimal, const char *currency, GError **error)
{
  gboolean negative = decimal[0] == '-';
  gint64 magnitude;

  if (!is_currency (currency) || !parse_magnitude (decimal + (negative || decimal[0] == '+' ? 1 : 0), &magnitude))
    {
      g_propagate_error (error, foyer_error_new (FOYER_ERROR_BAD_DATA, "not an amount of money"));
      return NULL;
    }
  return foyer_money_new (negative ? -magnitude : magnitude, currency);
}

/**
 * foyer_money_copy:
 *
 * Returns: (transfer full): the same amount
 */
FoyerMoney *
foyer_money_copy (const FoyerMoney *self)
{
  return g_memdup2 (self, sizeof *self);
}

/**
 * foyer_money_free:
 * @self: (transfer full) (nullable):
 */
void
foyer_money_free (FoyerMoney *self)
{
  g_free (self);
}

/**
 * foyer_money_get_amount:
 *
 * Returns: in 1/10000 of the unit
 */
gint64
foyer_money_get_amount (const FoyerMoney *self)
{
  return self->amount;
}

/**
 * foyer_money_get_currency:
 *
 * Returns: three capital letters
 */
const char *
foyer_money_get_currency (const FoyerMoney *self)
{
  return self->currency;
}

/**
 * foyer_money_add:
 *
 * Returns: (transfer full) (nullable): NULL when currencies differ or the sum does not fit
 */
FoyerMoney *
foyer_money_add (const FoyerMoney *a, const FoyerMoney *b)
{
  gint64 sum;

  if (!g_str_equal (a->currency, b->currency) || __builtin_add_overflow (a->amount, b->amount, &sum))
    return NULL;
  return foyer_money_new (sum, a->currency);
}

/**
 * foyer_money_multiply:
 *
 * Returns: (transfer full) (nullable): NULL when the product does not fit
 */
FoyerMoney *
foyer_money_multiply (const FoyerMoney *self, gint64 times)
{
  gint64 product;

  if (__builtin_mul_overflow (self->amount, times, &product))
    return NULL;
  return foyer_money_new (product, self->currency);
}

/**
 * foyer_money_compare:
 *
 * Both must be of one currency.
 *
 * Returns: less than, equal to or greater than 0
 */
int
foyer_money_compare (const FoyerMoney *a, const FoyerMoney *b)
{
  g_return_val_if_fail (g_str_equal (a->currency, b->currency), 0);
  return (a->amount > b->amount) - (a->amount < b->amount);
}

/**
 * foyer_money_equal:
 *
 * Returns: TRUE if amount and currency are the same
 */
gboolean
foyer_money_equal (const FoyerMoney *a, const FoyerMoney *b)
{
  return a->amount == b->amount && g_str_equal (a->currency, b->currency);
}

/* Rounded half away from zero to @digits places; the answer counts 10^-digits. */
static guint64
round_magnitude (gint64 amount, int digits)
{
  guint64 magnitude = amount < 0 ? -(guint64) amount : (guint64) amount, unit = 1;

  for (int i = digits; i < SCALE_DIGITS; i++)
    unit *= 10;
  return (magnitude + unit / 2) / unit;
}

/* How many of the four places are needed to write it without loss, but at least the currency's. */
static int
get_needed_digits (const FoyerMoney *self)
{
  int digits = SCALE_DIGITS, least = foyer_money_currency_digits (self->currency);
  gint64 rest = self->amount;

  while (digits > least && rest % 10 == 0)
    {
      rest /= 10;
      digits--;
    }
  return digits;
}

static guint64
get_power (int digits)
{
  guint64 power = 1;

  while (digits-- > 0)
    power *= 10;
  return power;
}

/**
 * foyer_money_to_decimal:
 *
 * Returns: (transfer full): exact and free of the locale, "47.59": for the wire and for CSV
 */
char *
foyer_money_to_decimal (const FoyerMoney *self)
{
  int digits = get_needed_digits (self);
  guint64 magnitude = round_magnitude (self->amount, digits), power = get_power (digits);
  const char *sign = self->amount < 0 ? "-" : "";

  if (digits == 0)
    return g_strdup_printf ("%s%" G_GUINT64_FORMAT, sign, magnitude);
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT, sign, magnitude / power, digits,
                          magnitude % power);
}

static char *
to_utf8 (const char *text)
{
  char *converted = g_locale_to_utf8 (text, -1, NULL, NULL, NULL);

  return converted != NULL ? converted : g_utf8_make_valid (text, -1);
}

/* Digits with the separators of the locale, without sign. */
static char *
format_magnitude (gint64 amount, int digits)
{
  guint64 magnitude = round_magnitude (amount, digits), power = get_power (digits);
  g_autofree char *grouped = g_strdup_printf ("%'" G_GUINT64_FORMAT, magnitude / power);
  g_autofree char *whole = to_utf8 (grouped);
  g_autofree char *point = to_utf8 (localeconv ()->decimal_point);

  if (digits == 0)
    return g_steal_pointer (&whole);
  return g_strdup_printf ("%s%s%0*" G_GUINT64_FORMAT, whole, point, digits, magnitude % power);
}

static const char *
get_symbol (const char *currency)
{
  for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (g_str_equal (symbols[i].currency, currency))
      return symbols[i].symbol;
  return currency;
}

/* Symbol, sign and digits in the order of the locale; a locale that says nothing has "-€47.59". */
static char *
format (const FoyerMoney *self, int digits)
{
  const struct lconv *locale = localeconv ();
  g_autofree char *magnitude = format_magnitude (self->amount, digits);
  const char *symbol = get_symbol (self->currency);
  gboolean says_nothing = locale->p_cs_precedes == CHAR_MAX;
  gboolean before = says_nothing || locale->p_cs_precedes != 0;
  gboolean apart = g_ascii_isalpha (symbol[0]) || !before || (!says_nothing && locale->p_sep_by_space != 0);
  const char *space = apart ? NO_BREAK_SPACE : "";
  const char *sign = self->amount < 0 && round_magnitude (self->amount, digits) != 0 ? "-" : "";

  if (!before)
    return g_strconcat (sign, magnitude, space, symbol, NULL);
  if (apart)
    return g_strconcat (symbol, space, sign, magnitude, NULL);
  return g_strconcat (sign, symbol, magnitude, NULL);
}

/**
 * foyer_money_format:
 *
 * Returns: (transfer full): in the user's locale, rounded half away from zero to the currency's digits
 */
char *
foyer_money_format (const FoyerMoney *self)
{
  return format (self, foyer_money_currency_digits (self->currency));
}

/**
 * foyer_money_format_rate:
 *
 * Returns: (transfer full): as foyer_money_format(), but nothing rounded away: for prices per minute
 */
char *
foyer_money_format_rate (const FoyerMoney *self)
{
  return format (self, get_needed_digits (self));
}

/**
 * foyer_money_currency_digits:
 * @currency: three capital letters
 *
 * Returns: the places of the minor unit (ISO 4217)
 */
int
foyer_money_currency_digits (const char *currency)
{
  if (is_listed (currency, no_digits, G_N_ELEMENTS (no_digits)))
    return 0;
  if (is_listed (currency, three_digits, G_N_ELEMENTS (three_digits)))
    return 3;
  return is_listed (currency, four_digits, G_N_ELEMENTS (four_digits)) ? 4 : 2;
}
