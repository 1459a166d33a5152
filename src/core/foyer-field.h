/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  FOYER_FIELD_TEXT, FOYER_FIELD_EMAIL, FOYER_FIELD_PHONE, FOYER_FIELD_PASSWORD, FOYER_FIELD_NEW_PASSWORD, FOYER_FIELD_OTP,
  FOYER_FIELD_COUNTRY, FOYER_FIELD_STATE, FOYER_FIELD_POSTCODE, FOYER_FIELD_VAT_ID, FOYER_FIELD_CHOICE, FOYER_FIELD_CONSENT,
} FoyerFieldKind;

/* One thing a portal_form asks for. The value of a secret kind is kept in non-pageable memory and wiped with the field. */
#define FOYER_TYPE_FIELD (foyer_field_get_type ())
G_DECLARE_FINAL_TYPE (FoyerField, foyer_field, FOYER, FIELD, GObject)

FoyerField *foyer_field_new_from_json (JsonNode *node, GError **error);  /* unknown kinds are text */
FoyerField *foyer_field_new (const char *name, FoyerFieldKind kind, const char *label);
const char *foyer_field_get_name (FoyerField *self);
FoyerFieldKind foyer_field_get_kind (FoyerField *self);
const char *foyer_field_get_label (FoyerField *self);
gboolean foyer_field_get_required (FoyerField *self);
gboolean foyer_field_is_secret (FoyerField *self);
guint foyer_field_get_min (FoyerField *self);       /* characters */
guint foyer_field_get_max (FoyerField *self);       /* characters, 0 = none */
guint foyer_field_get_classes (FoyerField *self);   /* how many of upper, lower, digit, special; 0 = any */
guint foyer_field_get_length (FoyerField *self);    /* otp, 0 = any */
guint foyer_field_get_resend_after (FoyerField *self); /* seconds, 0 = no resend */
int foyer_field_get_attempts_left (FoyerField *self);  /* -1 = not said */
const char *foyer_field_get_uri (FoyerField *self); /* consent: what is agreed to (nullable) */
const char *foyer_field_get_when_field (FoyerField *self); /* (nullable): asked for only while that field has get_when_value () */
const char *foyer_field_get_when_value (FoyerField *self); /* (nullable) */
guint foyer_field_get_n_options (FoyerField *self);
const char *foyer_field_get_option_value (FoyerField *self, guint index);
const char *foyer_field_get_option_label (FoyerField *self, guint index);
/* properties "value" (string, nullable), "error" (string, nullable: local or the server's), notify on change */
const char *foyer_field_get_value (FoyerField *self);
void foyer_field_set_value (FoyerField *self, const char *value);   /* clears the error */
const char *foyer_field_get_error (FoyerField *self);
void foyer_field_set_error (FoyerField *self, const char *error);
gboolean foyer_field_validate (FoyerField *self);   /* sets "error" in the user's language; TRUE = may be sent */
char *foyer_field_dup_plain_value (FoyerField *self); /* what is sent; secret_password_free() */
void foyer_field_wipe (FoyerField *self);

G_END_DECLS
