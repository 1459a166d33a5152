/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "foyer-resource-list.h"

G_BEGIN_DECLS

typedef enum
{
  FOYER_STATE_LOADING, /* a spinner, but only after 300 ms */
  FOYER_STATE_CONTENT,
  FOYER_STATE_EMPTY, /* asked, and there is nothing */
  FOYER_STATE_ERROR, /* nothing to show but what went wrong */
} FoyerState;

/* The one place for loading, nothing, failed and there. Its child is the content.
 * properties: "state", "empty-icon", "empty-title", "empty-description"; signal "retry" (). */
#define FOYER_TYPE_STATE_STACK (foyer_state_stack_get_type ())
G_DECLARE_FINAL_TYPE (FoyerStateStack, foyer_state_stack, FOYER, STATE_STACK, GtkWidget)

GtkWidget *foyer_state_stack_new (void);
void foyer_state_stack_set_child (FoyerStateStack *self, GtkWidget *child);

/* Follows the list: its state, its error, its age; Retry asks it again. NULL: by hand. */
void foyer_state_stack_bind_list (FoyerStateStack *self, FoyerResourceList *list);

/* By hand. set_state (CONTENT or EMPTY) takes an earlier error away. set_error () shows the error's page, or, while
 * there is content, a notice over it. */
void foyer_state_stack_set_state (FoyerStateStack *self, FoyerState state);
FoyerState foyer_state_stack_get_state (FoyerStateStack *self);
void foyer_state_stack_set_error (FoyerStateStack *self, const GError *error);
void foyer_state_stack_set_age (FoyerStateStack *self, GDateTime *age); /* (nullable): what is shown was kept then */

/* What is said when there is nothing; may change, for instance while a search is on. */
void
foyer_state_stack_set_empty (FoyerStateStack *self, const char *icon_name, const char *title, const char *description);

G_END_DECLS
