/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the ticks of a chart's value axis are: round numbers, clock steps for durations, a whole for shares. */
#include "foyer-axis.h"

#include <math.h>

/* Values past this are a defect of the data; the axis stays drawable. */
#define LARGEST 1e15

static double
clean (double value)
{
  if (!isfinite (value))
    return 0;
  return CLAMP (value, -LARGEST, LARGEST);
}

/* The smallest of 1, 2, 5 times a power of ten that is not below @least. */
static double
round_up_decimal (double least)
{
  double power = pow (10, floor (log10 (least)));

  /* The tolerance keeps 0.3 ÷ 3 from becoming a step of 0.2. */
  for (guint i = 0; i < 3; i++)
    {
      static const double factors[] = { 1, 2, 5 };

      if (factors[i] * power >= least * (1 - 1e-9))
        return factors[i] * power;
    }
  return 10 * power;
}

/* The smallest step that a clock shows: 1, 2, 5, 10, 15, 30 of seconds and minutes, then round hours. */
static double
round_up_duration (double least)
{
  static const double steps[] = { 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800 };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] >= least * (1 - 1e-9))
      return steps[i];
  return 3600 * round_up_decimal (MAX (least / 3600, 1));
}

static double
round_up_step (FoyerAxisKind kind, double least)
{
  switch (kind)
    {
    case FOYER_AXIS_NUMBER:
      return round_up_decimal (MAX (least, 1));
    case FOYER_AXIS_MONEY:
      return round_up_decimal (MAX (least, 0.01));
    case FOYER_AXIS_DURATION:
      return round_up_duration (least);
    case FOYER_AXIS_PERCENT:
      /* Parts of a whole: quarters read better than steps of 20 % where there is room for four. */
      return least <= 0.1 ? 0.1 : least <= 0.25 ? 0.25 : least <= 0.5 ? 0.5 : 1;
    }
  g_return_val_if_reached (1);
}

static void
set_ends (FoyerAxis *self, double lowest, double highest)
{
  self->minimum = floor (lowest / self->step + 1e-9) * self->step;
  self->maximum = ceil (highest / self->step - 1e-9) * self->step;
  self->n_ticks = (guint) lround ((self->maximum - self->minimum) / self->step) + 1;
}

/**
 * foyer_axis_make:
 * @kind: what the values are
 * @lowest: the smallest value shown; a value above 0 counts as 0, since bars stand on it
 * @highest: the largest value shown; a value below 0 counts as 0
 * @most_steps: how many steps there is room for, at least 1
 *
 * Chooses the smallest round step with which the values fit into at most @most_steps (one more where the values lie
 * on both sides of 0). Values that are not finite count as 0. All zeros give an axis of one step.
 *
 * Returns: the axis
 */
FoyerAxis
foyer_axis_make (FoyerAxisKind kind, double lowest, double highest, guint most_steps)
{
  FoyerAxis self = { .kind = kind };

  most_steps = MAX (most_steps, 1);
  lowest = kind == FOYER_AXIS_PERCENT ? 0 : MIN (clean (lowest), 0);
  highest = kind == FOYER_AXIS_PERCENT ? 1 : MAX (clean (highest), 0);

  if (highest - lowest > 0)
    self.step = round_up_step (kind, (highest - lowest) / most_steps);
  else
    {
      /* Nothing but zeros: one step of the unit that a person thinks in. */
      self.step = kind == FOYER_AXIS_DURATION ? 60 : 1;
      highest = self.step;
    }
  set_ends (&self, lowest, highest);
  return self;
}

/**
 * foyer_axis_get_tick:
 * @self: an axis
 * @index: from 0 at the minimum to n_ticks − 1 at the maximum
 *
 * Returns: the value at the tick
 */
double
foyer_axis_get_tick (const FoyerAxis *self, guint index)
{
  g_return_val_if_fail (index < self->n_ticks, self->maximum);
  /* Counted from 0, so that the tick at 0 is exactly that. */
  return (round (self->minimum / self->step) + index) * self->step;
}

/**
 * foyer_axis_get_fraction:
 * @self: an axis
 * @value: in the axis' unit
 *
 * Returns: how far up the axis @value is, from 0 to 1
 */
double
foyer_axis_get_fraction (const FoyerAxis *self, double value)
{
  return CLAMP ((clean (value) - self->minimum) / (self->maximum - self->minimum), 0, 1);
}

/**
 * foyer_axis_get_digits:
 * @self: an axis
 *
 * Returns: the decimals without which two ticks would read the same; for shares, those of the percentage
 */
int
foyer_axis_get_digits (const FoyerAxis *self)
{
  if (self->kind == FOYER_AXIS_PERCENT || self->step >= 1)
    return 0;
  return (int) ceil (-log10 (self->step) - 1e-9);
}

/**
 * foyer_axis_thin_out:
 * @pitch: from one place to the next, in pixels
 * @needed: how much room one label needs with the space after it, in pixels
 *
 * Months are thinned out to every second, third, fourth, sixth or twelfth, so that the same ones are kept every year.
 *
 * Returns: 1 to show every label, n to show every n-th
 */
guint
foyer_axis_thin_out (double pitch, double needed)
{
  static const guint steps[] = { 1, 2, 3, 4, 6, 12 };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (pitch * steps[i] >= needed)
      return steps[i];
  return pitch > 0 ? (guint) ceil (needed / pitch / 12) * 12 : 12;
}
