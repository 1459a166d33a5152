/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The portal's own sentences: what a portal says to people about what they typed and did. */
typedef enum
{
  PORTAL_TEXT_USERNAME,
  PORTAL_TEXT_EMAIL,
  PORTAL_TEXT_PASSWORD,
  PORTAL_TEXT_METHOD,
  PORTAL_TEXT_METHOD_PASSWORD,
  PORTAL_TEXT_METHOD_PIN,
  PORTAL_TEXT_PIN,
  PORTAL_TEXT_CODE,
  PORTAL_TEXT_SIGN_IN,
  PORTAL_TEXT_CONTINUE,
  PORTAL_TEXT_WRONG_PASSWORD,
  PORTAL_TEXT_REQUIRED,
  PORTAL_TEXT_LOCKED,   /* %u seconds */
  PORTAL_TEXT_SMS_SENT, /* %s number with most digits hidden */
  PORTAL_TEXT_PIN_SENT,
  PORTAL_TEXT_WRONG_CODE, /* %u tries left */
  PORTAL_TEXT_CODE_TOO_OLD,
  PORTAL_TEXT_TOO_EARLY, /* %u seconds */
  PORTAL_TEXT_SESSION_ENDED,
  PORTAL_TEXT_SMS,           /* %s portal, %s code */
  PORTAL_TEXT_PIN_SUBJECT,   /* %s portal */
  PORTAL_TEXT_PIN_MAIL,      /* %s portal, %s code */
  PORTAL_TEXT_ORDER_SUBJECT, /* %s portal, %s number */
  PORTAL_TEXT_ORDER_MAIL,    /* %s number, %s portal */
  PORTAL_TEXT_ORDER_RECEIVED,
  PORTAL_TEXT_PRICE_CHANGED, /* %s before, %s now */
  PORTAL_TEXT_REPLACED,      /* %s before, %s now */
  PORTAL_TEXT_NOT_SOLD,      /* %s name */
  PORTAL_TEXT_BAD_QUANTITY,  /* %d most */
  PORTAL_TEXT_BAD_VALUE,
  PORTAL_TEXT_BAD_POSTCODE, /* %s country */
  PORTAL_TEXT_BAD_EMAIL,
  PORTAL_TEXT_READ_ONLY,
  PORTAL_TEXT_UNKNOWN_OFFERING,
  PORTAL_TEXT_UNKNOWN_ACCOUNT,
  PORTAL_TEXT_EMPTY_ORDER,
  PORTAL_N_TEXTS,
} PortalText;

const char *portal_text (PortalText text, const char *language) G_GNUC_PURE;
char *portal_text_format (PortalText text, const char *language, ...);
char *portal_text_fold (const char *text);

G_END_DECLS
