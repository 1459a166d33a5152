/* SPDX-License-Identifier: GPL-3.0-or-later
 * One call (TMF635 usage of type voiceCall). */

#include "config.h"

#include "foyer-usage.h"

#include <glib/gi18n-lib.h>

struct _FoyerCall
{
  FoyerEntity parent_instance;
  GDateTime *time;
  char *destination;
  char *result;
  gint64 seconds;
  FoyerMoney *cost;
};

G_DEFINE_FINAL_TYPE (FoyerCall, foyer_call, FOYER_TYPE_ENTITY)

static void
read_characteristics (FoyerCall *self, const FoyerJson *json)
{
  FoyerJson characteristics = foyer_json_member (json, "usageCharacteristic");

  for (guint i = 0; i < foyer_json_length (&characteristics); i++)
    {
      FoyerJson entry = foyer_json_element (&characteristics, i);
      g_autofree char *name = foyer_json_get_string (&entry, "name");

      if (g_strcmp0 (name, "destination") == 0)
        {
          g_free (self->destination);
          self->destination = foyer_json_get_string (&entry, "value");
        }
      else if (g_strcmp0 (name, "result") == 0)
        {
          g_free (self->result);
          self->result = foyer_json_get_string (&entry, "value");
        }
      else if (g_strcmp0 (name, "duration") == 0)
        self->seconds = foyer_json_get_int (&entry, "value", 0);
    }
}

static gboolean
foyer_call_apply (FoyerEntity *entity, JsonNode *node, GError **error)
{
  FoyerCall *self = FOYER_CALL (entity);
  g_autoptr (GError) failed = NULL;
  FoyerJson json = foyer_json_root (node, &failed), ratings = foyer_json_member (&json, "ratedProductUsage"),
            rating = foyer_json_element (&ratings, 0);
  GDateTime *time = foyer_json_require_time (&json, "usageDate");

  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  g_clear_pointer (&self->time, g_date_time_unref);
  self->time = time;
  g_clear_pointer (&self->cost, foyer_money_free);
  self->cost = foyer_json_get_money (&rating, "taxExcludedRatingAmount");
  read_characteristics (self, &json);
  return TRUE;
}

GDateTime *
foyer_call_get_time (FoyerCall *self)
{
  return self->time;
}

const char *
foyer_call_get_destination (FoyerCall *self)
{
  return self->destination != NULL ? self->destination : "";
}

gint64
foyer_call_get_seconds (FoyerCall *self)
{
  return self->seconds;
}

/**
 * foyer_call_get_result:
 *
 * Returns: (transfer none): in the user's language where it is a known one, else the portal's word
 */
const char *
foyer_call_get_result (FoyerCall *self)
{
  static const char *const known[][2] = { { "answered", N_ ("Answered") },
                                          { "busy", N_ ("Busy") },
                                          { "noAnswer", N_ ("No answer") },
                                          { "failed", N_ ("Failed") } };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_strcmp0 (self->result, known[i][0]) == 0)
      return _ (known[i][1]);
  return self->result != NULL ? self->result : "";
}

FoyerMoney *
foyer_call_get_cost (FoyerCall *self)
{
  return self->cost;
}

static void
foyer_call_finalize (GObject *object)
{
  FoyerCall *self = FOYER_CALL (object);

  g_clear_pointer (&self->time, g_date_time_unref);
  g_free (self->destination);
  g_free (self->result);
  g_clear_pointer (&self->cost, foyer_money_free);
  G_OBJECT_CLASS (foyer_call_parent_class)->finalize (object);
}

static void
foyer_call_class_init (FoyerCallClass *class)
{
  G_OBJECT_CLASS (class)->finalize = foyer_call_finalize;
  FOYER_ENTITY_CLASS (class)->apply = foyer_call_apply;
}

static void
foyer_call_init (FoyerCall *self)
{
}
