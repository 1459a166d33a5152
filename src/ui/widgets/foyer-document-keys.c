/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which keys move through a document: what scrolls here, what belongs to the view as a name of its action. */

#include "foyer-document-keys.h"

#include "foyer-document-pages.h"

#define LINE 0.1 /* screens */

typedef struct
{
  guint key;
  GdkModifierType modifiers;
  GtkOrientation orientation;
  double screens;
} ScrollKey;

static const ScrollKey scroll_keys[] = {
  { GDK_KEY_Page_Down, 0, GTK_ORIENTATION_VERTICAL, 1 },
  { GDK_KEY_KP_Page_Down, 0, GTK_ORIENTATION_VERTICAL, 1 },
  { GDK_KEY_space, 0, GTK_ORIENTATION_VERTICAL, 1 },
  { GDK_KEY_Page_Up, 0, GTK_ORIENTATION_VERTICAL, -1 },
  { GDK_KEY_KP_Page_Up, 0, GTK_ORIENTATION_VERTICAL, -1 },
  { GDK_KEY_space, GDK_SHIFT_MASK, GTK_ORIENTATION_VERTICAL, -1 },
  { GDK_KEY_Down, 0, GTK_ORIENTATION_VERTICAL, LINE },
  { GDK_KEY_KP_Down, 0, GTK_ORIENTATION_VERTICAL, LINE },
  { GDK_KEY_Up, 0, GTK_ORIENTATION_VERTICAL, -LINE },
  { GDK_KEY_KP_Up, 0, GTK_ORIENTATION_VERTICAL, -LINE },
  { GDK_KEY_Right, 0, GTK_ORIENTATION_HORIZONTAL, LINE },
  { GDK_KEY_KP_Right, 0, GTK_ORIENTATION_HORIZONTAL, LINE },
  { GDK_KEY_Left, 0, GTK_ORIENTATION_HORIZONTAL, -LINE },
  { GDK_KEY_KP_Left, 0, GTK_ORIENTATION_HORIZONTAL, -LINE },
};

typedef struct
{
  guint key;
  GdkModifierType modifiers;
  const char *action;
} ActionKey;

static const ActionKey action_keys[] = {
  { GDK_KEY_Home, 0, "document.first-page" },
  { GDK_KEY_KP_Home, 0, "document.first-page" },
  { GDK_KEY_End, 0, "document.last-page" },
  { GDK_KEY_KP_End, 0, "document.last-page" },
  { GDK_KEY_Page_Down, GDK_CONTROL_MASK, "document.next-page" },
  { GDK_KEY_Page_Up, GDK_CONTROL_MASK, "document.previous-page" },
};

static gboolean
on_scroll_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  int orientation;
  double screens;

  g_variant_get (args, "(id)", &orientation, &screens);
  foyer_document_pages_scroll (FOYER_DOCUMENT_PAGES (widget), (GtkOrientation) orientation, screens);
  return GDK_EVENT_STOP;
}

/**
 * foyer_document_keys_bind:
 * @pages_class: the class of #FoyerDocumentPages
 */
void
foyer_document_keys_bind (GtkWidgetClass *pages_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (scroll_keys); i++)
    gtk_widget_class_add_binding (pages_class, scroll_keys[i].key, scroll_keys[i].modifiers, on_scroll_key_cb, "(id)",
                                  (int) scroll_keys[i].orientation, scroll_keys[i].screens);
  for (guint i = 0; i < G_N_ELEMENTS (action_keys); i++)
    gtk_widget_class_add_binding_action (pages_class, action_keys[i].key, action_keys[i].modifiers,
                                         action_keys[i].action, NULL);
}
