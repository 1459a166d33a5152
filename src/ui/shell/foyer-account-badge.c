/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whose account it is, said the same way wherever it is said. */

#include "foyer-account-badge.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define COMPACT_AVATAR 18 /* pixels */

struct _FoyerAccountBadge
{
  GtkBox parent_instance;
  FoyerAccount *account;
  gboolean compact;

  AdwAvatar *avatar;
  GtkBox *texts;
  GtkLabel *title;
  GtkLabel *detail;
};

typedef enum
{
  PROP_ACCOUNT = 1,
  PROP_COMPACT,
} FoyerAccountBadgeProperty;

static GParamSpec *properties[PROP_COMPACT + 1];

G_DEFINE_FINAL_TYPE (FoyerAccountBadge, foyer_account_badge, GTK_TYPE_BOX)

/* Before the first sign-in the portal's name is all there is. */
static const char *
get_title (FoyerAccount *account)
{
  const char *name = foyer_account_get_name (account);

  return *name != '\0' ? name : foyer_portal_get_name (foyer_account_get_portal (account));
}

static char *
title_text (FoyerAccountBadge *self, FoyerAccount *account, const char *name)
{
  return g_strdup (account != NULL ? get_title (account) : "");
}

static char *
detail_text (FoyerAccountBadge *self, FoyerAccount *account, const char *number, gboolean compact)
{
  const char *portal = account != NULL ? foyer_portal_get_name (foyer_account_get_portal (account)) : "";

  if (account == NULL || *foyer_account_get_name (account) == '\0')
    return g_strdup ("");
  if (compact || number == NULL || *number == '\0')
    return g_strdup (compact && number != NULL ? number : portal);
  /* Translators: a customer number and the portal's name */
  return g_strdup_printf (_ ("%s · %s"), number, portal);
}

static gboolean
has_text (FoyerAccountBadge *self, const char *text)
{
  return text != NULL && *text != '\0';
}

static void
show_color (FoyerAccountBadge *self)
{
  g_autofree char *class = NULL;

  if (self->account == NULL)
    return;
  class = g_strdup_printf ("account-%u", foyer_account_get_color (self->account));
  gtk_widget_add_css_class (GTK_WIDGET (self->avatar), "account-color");
  gtk_widget_add_css_class (GTK_WIDGET (self->avatar), class);
}

static void
make_compact (FoyerAccountBadge *self)
{
  adw_avatar_set_size (self->avatar, COMPACT_AVATAR);
  adw_avatar_set_show_initials (self->avatar, FALSE);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->texts), GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (self->texts, 6);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_label_set_ellipsize (self->detail, PANGO_ELLIPSIZE_NONE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->title), "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "caption-heading");
}

static void
foyer_account_badge_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerAccountBadge *self = FOYER_ACCOUNT_BADGE (object);

  switch ((FoyerAccountBadgeProperty) id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      return;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
foyer_account_badge_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FoyerAccountBadge *self = FOYER_ACCOUNT_BADGE (object);

  switch ((FoyerAccountBadgeProperty) id)
    {
    case PROP_ACCOUNT:
      if (!g_set_object (&self->account, g_value_get_object (value)))
        return;
      show_color (self);
      g_object_notify_by_pspec (object, pspec);
      return;
    case PROP_COMPACT:
      self->compact = g_value_get_boolean (value);
      if (self->compact)
        make_compact (self);
      return;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
foyer_account_badge_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FOYER_TYPE_ACCOUNT_BADGE);
  G_OBJECT_CLASS (foyer_account_badge_parent_class)->dispose (object);
}

static void
foyer_account_badge_finalize (GObject *object)
{
  g_clear_object (&FOYER_ACCOUNT_BADGE (object)->account);
  G_OBJECT_CLASS (foyer_account_badge_parent_class)->finalize (object);
}

static void
foyer_account_badge_class_init (FoyerAccountBadgeClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = foyer_account_badge_get_property;
  object_class->set_property = foyer_account_badge_set_property;
  object_class->dispose = foyer_account_badge_dispose;
  object_class->finalize = foyer_account_badge_finalize;
  properties[PROP_ACCOUNT] =
      g_param_spec_object ("account", NULL, NULL, FOYER_TYPE_ACCOUNT, flags | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags | G_PARAM_CONSTRUCT_ONLY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/foyer/Foyer/ui/foyer-account-badge.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerAccountBadge, avatar);
  gtk_widget_class_bind_template_child (widget_class, FoyerAccountBadge, texts);
  gtk_widget_class_bind_template_child (widget_class, FoyerAccountBadge, title);
  gtk_widget_class_bind_template_child (widget_class, FoyerAccountBadge, detail);
  gtk_widget_class_bind_template_callback (widget_class, title_text);
  gtk_widget_class_bind_template_callback (widget_class, detail_text);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
}

static void
foyer_account_badge_init (FoyerAccountBadge *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * foyer_account_badge_new:
 * @compact: in one line
 *
 * Returns: (transfer floating): a badge that follows the account
 */
GtkWidget *
foyer_account_badge_new (FoyerAccount *account, gboolean compact)
{
  return g_object_new (FOYER_TYPE_ACCOUNT_BADGE, "compact", compact, "account", account, NULL);
}

/**
 * foyer_account_badge_describe:
 *
 * Returns: (transfer full): name, customer number and portal, for whoever does not see the badge
 */
char *
foyer_account_badge_describe (FoyerAccount *account)
{
  const char *number = foyer_account_get_customer_number (account),
             *portal = foyer_portal_get_name (foyer_account_get_portal (account));

  if (*number == '\0')
    /* Translators: a customer's name, a portal's name */
    return g_strdup_printf (_ ("Account %s at %s"), get_title (account), portal);
  /* Translators: a customer's name, the customer number, a portal's name */
  return g_strdup_printf (_ ("Account %s, %s, at %s"), get_title (account), number, portal);
}
