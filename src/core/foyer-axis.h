/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FOYER_AXIS_NUMBER,   /* counts: whole steps */
  FOYER_AXIS_MONEY,    /* amounts in the currency's unit: steps of 1/100 at the least */
  FOYER_AXIS_DURATION, /* seconds: steps of a clock, then of whole hours */
  FOYER_AXIS_PERCENT,  /* shares of 1: always from 0 to 1 */
} FoyerAxisKind;

/* The value axis of a chart: where it begins and ends and where its ticks are. Plain value. */
typedef struct
{
  FoyerAxisKind kind;
  double minimum; /* a multiple of step, at most 0 */
  double maximum; /* a multiple of step, at least 0, above minimum */
  double step;
  guint n_ticks; /* both ends included */
} FoyerAxis;

FoyerAxis foyer_axis_make (FoyerAxisKind kind, double lowest, double highest, guint most_steps);
double foyer_axis_get_tick (const FoyerAxis *self, guint index);
double foyer_axis_get_fraction (const FoyerAxis *self, double value); /* 0 at minimum, 1 at maximum, clamped */
int foyer_axis_get_digits (const FoyerAxis *self);                    /* decimals that its ticks need */

/* Labels under a chart: how many of them to step over so that each has @needed of @pitch-wide places. */
guint foyer_axis_thin_out (double pitch, double needed);

G_END_DECLS
