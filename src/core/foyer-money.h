/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define FOYER_TYPE_MONEY (foyer_money_get_type ())
#define FOYER_MONEY_SCALE 10000

/* Whole 1/10000 of the unit, and an ISO 4217 code. Immutable, boxed. Never a double outside the codec. */
typedef struct _FoyerMoney FoyerMoney;

GType foyer_money_get_type (void);
FoyerMoney *foyer_money_new (gint64 amount, const char *currency);
FoyerMoney *foyer_money_parse (const char *decimal, const char *currency, GError **error); /* "-12.3400"; FOYER_ERROR_BAD_DATA */
FoyerMoney *foyer_money_copy (const FoyerMoney *self);
void foyer_money_free (FoyerMoney *self);
gint64 foyer_money_get_amount (const FoyerMoney *self);      /* in 1/10000 of the unit */
const char *foyer_money_get_currency (const FoyerMoney *self);
FoyerMoney *foyer_money_add (const FoyerMoney *a, const FoyerMoney *b);      /* (nullable): NULL when currencies differ or it overflows */
FoyerMoney *foyer_money_multiply (const FoyerMoney *self, gint64 times);     /* (nullable): NULL on overflow */
int foyer_money_compare (const FoyerMoney *a, const FoyerMoney *b);          /* same currency only (g_return) */
gboolean foyer_money_equal (const FoyerMoney *a, const FoyerMoney *b);
char *foyer_money_to_decimal (const FoyerMoney *self);       /* "47.59", locale-free, for the wire and CSV; at least the currency's digits */
char *foyer_money_format (const FoyerMoney *self);           /* in the user's locale, rounded half away from zero to the currency's digits (JPY 0, EUR 2, KWD 3); with symbol or code */
char *foyer_money_format_rate (const FoyerMoney *self);      /* as format, with up to four digits: prices per minute */
int foyer_money_currency_digits (const char *currency);      /* ISO 4217 minor unit */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerMoney, foyer_money_free)

G_END_DECLS
