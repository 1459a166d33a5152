/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The value axis of charts: what a person would have drawn with a ruler. */
#include "foyer-axis.h"

#include <math.h>

typedef struct
{
  const char *path;
  FoyerAxisKind kind;
  double lowest, highest;
  guint most_steps;
  double minimum, maximum, step;
  guint n_ticks;
  int digits;
} Case;

static const Case cases[] = {
  { "/axis/number/hundreds", FOYER_AXIS_NUMBER, 312, 1204, 5, 0, 1500, 500, 4, 0 },
  { "/axis/number/exact", FOYER_AXIS_NUMBER, 0, 1000, 5, 0, 1000, 200, 6, 0 },
  { "/axis/number/few", FOYER_AXIS_NUMBER, 1, 3, 5, 0, 3, 1, 4, 0 },
  { "/axis/number/one", FOYER_AXIS_NUMBER, 1, 1, 5, 0, 1, 1, 2, 0 },
  { "/axis/number/single-value", FOYER_AXIS_NUMBER, 47, 47, 4, 0, 60, 20, 4, 0 },
  { "/axis/number/zeros", FOYER_AXIS_NUMBER, 0, 0, 5, 0, 1, 1, 2, 0 },
  { "/axis/number/negative", FOYER_AXIS_NUMBER, -42, -7, 5, -50, 0, 10, 6, 0 },
  { "/axis/number/both-sides", FOYER_AXIS_NUMBER, -15, 32, 5, -20, 40, 10, 7, 0 },
  { "/axis/number/no-room", FOYER_AXIS_NUMBER, 0, 7, 0, 0, 10, 10, 2, 0 },
  { "/axis/number/rounding", FOYER_AXIS_NUMBER, 0, 300000, 3, 0, 300000, 100000, 4, 0 },
  { "/axis/money/euros", FOYER_AXIS_MONEY, 0, 83.2, 5, 0, 100, 20, 6, 0 },
  { "/axis/money/cents", FOYER_AXIS_MONEY, 0, 0.07, 5, 0, 0.08, 0.02, 5, 2 },
  { "/axis/money/dimes", FOYER_AXIS_MONEY, 0, 2.3, 5, 0, 2.5, 0.5, 6, 1 },
  { "/axis/money/less-than-a-cent", FOYER_AXIS_MONEY, 0, 0.004, 5, 0, 0.01, 0.01, 2, 2 },
  { "/axis/money/floating", FOYER_AXIS_MONEY, 0, 0.3, 3, 0, 0.3, 0.1, 4, 1 },
  { "/axis/money/credit", FOYER_AXIS_MONEY, -119, 238, 4, -200, 300, 100, 6, 0 },
  { "/axis/money/zeros", FOYER_AXIS_MONEY, 0, 0, 5, 0, 1, 1, 2, 0 },
  { "/axis/duration/seconds", FOYER_AXIS_DURATION, 0, 42, 5, 0, 50, 10, 6, 0 },
  { "/axis/duration/minutes", FOYER_AXIS_DURATION, 0, 181, 4, 0, 240, 60, 5, 0 },
  { "/axis/duration/quarters", FOYER_AXIS_DURATION, 0, 3500, 4, 0, 3600, 900, 5, 0 },
  { "/axis/duration/hours", FOYER_AXIS_DURATION, 0, 181204, 5, 0, 216000, 72000, 4, 0 },
  { "/axis/duration/one-hour", FOYER_AXIS_DURATION, 0, 9000, 4, 0, 10800, 3600, 4, 0 },
  { "/axis/duration/zeros", FOYER_AXIS_DURATION, 0, 0, 5, 0, 60, 60, 2, 0 },
  { "/axis/percent/always-whole", FOYER_AXIS_PERCENT, 0.8, 0.82, 4, 0, 1, 0.25, 5, 0 },
  { "/axis/percent/narrow", FOYER_AXIS_PERCENT, 0, 0, 2, 0, 1, 0.5, 3, 0 },
  { "/axis/percent/tall", FOYER_AXIS_PERCENT, 0, 1, 10, 0, 1, 0.1, 11, 0 },
  { "/axis/percent/out-of-range", FOYER_AXIS_PERCENT, -3, 7, 1, 0, 1, 1, 2, 0 },
  { "/axis/broken/infinite", FOYER_AXIS_NUMBER, -INFINITY, 10, 5, 0, 10, 2, 6, 0 },
  { "/axis/broken/not-a-number", FOYER_AXIS_MONEY, NAN, NAN, 5, 0, 1, 1, 2, 0 },
};

static void
test_case (gconstpointer data)
{
  const Case *expected = data;
  FoyerAxis axis = foyer_axis_make (expected->kind, expected->lowest, expected->highest, expected->most_steps);

  g_assert_cmpfloat_with_epsilon (axis.step, expected->step, 1e-9);
  g_assert_cmpfloat_with_epsilon (axis.minimum, expected->minimum, 1e-9);
  g_assert_cmpfloat_with_epsilon (axis.maximum, expected->maximum, 1e-9);
  g_assert_cmpuint (axis.n_ticks, ==, expected->n_ticks);
  g_assert_cmpint (foyer_axis_get_digits (&axis), ==, expected->digits);
  g_assert_cmpfloat_with_epsilon (foyer_axis_get_tick (&axis, 0), axis.minimum, 1e-9);
  g_assert_cmpfloat_with_epsilon (foyer_axis_get_tick (&axis, axis.n_ticks - 1), axis.maximum, 1e-9);
}

/* Whatever the values, the axis holds them, has a tick at exactly 0 and not more steps than there is room for. */
static void
test_any_value (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      FoyerAxisKind kind = g_test_rand_int_range (0, 4);
      double scale = pow (10, g_test_rand_double_range (-3, 12));
      double low = g_test_rand_bit () ? 0 : -scale * g_test_rand_double ();
      double high = scale * g_test_rand_double ();
      guint most = g_test_rand_int_range (1, 12);
      FoyerAxis axis = foyer_axis_make (kind, low, high, most);
      gboolean zero = FALSE;

      if (kind != FOYER_AXIS_PERCENT)
        {
          g_assert_cmpfloat (axis.minimum, <=, low + axis.step * 1e-6);
          g_assert_cmpfloat (axis.maximum, >=, high - axis.step * 1e-6);
        }
      g_assert_cmpuint (axis.n_ticks, >=, 2);
      g_assert_cmpuint (axis.n_ticks, <=, most + 2);
      for (guint tick = 0; tick < axis.n_ticks; tick++)
        zero = zero || foyer_axis_get_tick (&axis, tick) == 0;
      g_assert_true (zero);
    }
}

static void
test_fraction (void)
{
  FoyerAxis axis = foyer_axis_make (FOYER_AXIS_NUMBER, -20, 80, 5);

  g_assert_cmpfloat_with_epsilon (foyer_axis_get_fraction (&axis, 0), 0.2, 1e-9);
  g_assert_cmpfloat_with_epsilon (foyer_axis_get_fraction (&axis, 80), 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (foyer_axis_get_fraction (&axis, -20), 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (foyer_axis_get_fraction (&axis, 500), 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (foyer_axis_get_fraction (&axis, NAN), 0.2, 1e-9);
}

static void
test_thin_out (void)
{
  g_assert_cmpuint (foyer_axis_thin_out (40, 30), ==, 1);
  g_assert_cmpuint (foyer_axis_thin_out (20, 30), ==, 2);
  g_assert_cmpuint (foyer_axis_thin_out (11, 30), ==, 3);
  g_assert_cmpuint (foyer_axis_thin_out (6, 30), ==, 6);
  g_assert_cmpuint (foyer_axis_thin_out (2, 30), ==, 24);
  g_assert_cmpuint (foyer_axis_thin_out (0, 30), ==, 12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i], test_case);
  g_test_add_func ("/axis/any-value", test_any_value);
  g_test_add_func ("/axis/fraction", test_fraction);
  g_test_add_func ("/axis/thin-out", test_thin_out);
  return g_test_run ();
}
