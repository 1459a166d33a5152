/* SPDX-License-Identifier: GPL-3.0-or-later
 * A card with one live figure and a sentence about it, always of the same height, whatever is known so far. */

#include "foyer-overview-tile.h"

#include <glib/gi18n.h>

#define QUIET 300 /* milliseconds without a word that something is loading */

struct _FoyerOverviewTile
{
  GtkButton parent_instance;
  char *title;
  char *tile_icon;
  char *link;
  char *figure;
  char *sentence;
  gboolean answered; /* a figure, or why there is none */
  gboolean known;    /* a figure */
  guint quiet;       /* source, 0 = over */
};

typedef enum
{
  PROP_TITLE = 1,
  PROP_TILE_ICON,
  PROP_LINK,
  PROP_FIGURE,
  PROP_SENTENCE,
} FoyerOverviewTileProperty;

static GParamSpec *properties[PROP_SENTENCE + 1];

G_DEFINE_FINAL_TYPE (FoyerOverviewTile, foyer_overview_tile, GTK_TYPE_BUTTON)

static char **
find_member (FoyerOverviewTile *self, guint id)
{
  switch ((FoyerOverviewTileProperty) id)
    {
    case PROP_TITLE:
      return &self->title;
    case PROP_TILE_ICON:
      return &self->tile_icon;
    case PROP_LINK:
      return &self->link;
    case PROP_FIGURE:
      return &self->figure;
    case PROP_SENTENCE:
      return &self->sentence;
    }
  return NULL;
}

/* One control, so one name: a screen reader says the figure with it. */
static void
name_tile (FoyerOverviewTile *self)
{
  g_autofree char *description =
      g_strjoin (" ", self->figure != NULL ? self->figure : "", self->sentence != NULL ? self->sentence : "", NULL);

  g_strstrip (description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->link != NULL ? self->link : "", GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description, -1);
}

static void
set_text (FoyerOverviewTile *self, FoyerOverviewTileProperty id, const char *text)
{
  if (!g_set_str (find_member (self, id), text))
    return;
  name_tile (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

static void
on_quiet_over_cb (gpointer user_data)
{
  FoyerOverviewTile *self = user_data;

  self->quiet = 0;
  if (!self->answered)
    set_text (self, PROP_SENTENCE, _ ("Loading…"));
}

static void
foyer_overview_tile_dispose (GObject *object)
{
  FoyerOverviewTile *self = FOYER_OVERVIEW_TILE (object);

  g_clear_handle_id (&self->quiet, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_OVERVIEW_TILE);
  G_OBJECT_CLASS (foyer_overview_tile_parent_class)->dispose (object);
}

static void
foyer_overview_tile_finalize (GObject *object)
{
  FoyerOverviewTile *self = FOYER_OVERVIEW_TILE (object);

  for (guint id = PROP_TITLE; id < G_N_ELEMENTS (properties); id++)
    g_free (*find_member (self, id));
  G_OBJECT_CLASS (foyer_overview_tile_parent_class)->finalize (object);
}

static void
foyer_overview_tile_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, *find_member (FOYER_OVERVIEW_TILE (object), id));
}

static void
foyer_overview_tile_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  set_text (FOYER_OVERVIEW_TILE (object), id, g_value_get_string (value));
}

static void
foyer_overview_tile_class_init (FoyerOverviewTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = foyer_overview_tile_dispose;
  object_class->finalize = foyer_overview_tile_finalize;
  object_class->get_property = foyer_overview_tile_get_property;
  object_class->set_property = foyer_overview_tile_set_property;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_TILE_ICON] = g_param_spec_string ("tile-icon", NULL, NULL, NULL, flags);
  properties[PROP_LINK] = g_param_spec_string ("link", NULL, NULL, NULL, flags);
  properties[PROP_FIGURE] = g_param_spec_string ("figure", NULL, NULL, NULL, flags);
  properties[PROP_SENTENCE] = g_param_spec_string ("sentence", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/foyer/Foyer/ui/foyer-overview-tile.ui");
}

static void
foyer_overview_tile_init (FoyerOverviewTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->quiet = g_timeout_add_once (QUIET, on_quiet_over_cb, self);
}

/**
 * foyer_overview_tile_set:
 * @figure: short: an amount, a number
 * @sentence: what it means, as of now
 */
void
foyer_overview_tile_set (FoyerOverviewTile *self, const char *figure, const char *sentence)
{
  g_return_if_fail (FOYER_IS_OVERVIEW_TILE (self));

  self->answered = self->known = TRUE;
  set_text (self, PROP_FIGURE, figure);
  set_text (self, PROP_SENTENCE, sentence);
}

/**
 * foyer_overview_tile_set_error:
 * @text: what went wrong
 *
 * A figure that is known stays; only a tile that has nothing to show says why.
 */
void
foyer_overview_tile_set_error (FoyerOverviewTile *self, const char *text)
{
  g_return_if_fail (FOYER_IS_OVERVIEW_TILE (self));

  self->answered = TRUE;
  if (self->known)
    return;
  set_text (self, PROP_FIGURE, "–");
  set_text (self, PROP_SENTENCE, text);
}
