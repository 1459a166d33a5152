/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "foyer-answer.h"
#include "foyer-auth.h"
#include "foyer-challenge.h"
#include "foyer-store.h"

G_BEGIN_DECLS

typedef enum
{
  FOYER_ACCOUNT_STARTING,   /* being read from keyring and store */
  FOYER_ACCOUNT_SIGNED_OUT, /* keeps its place; sign in again */
  FOYER_ACCOUNT_SIGNED_IN,
  FOYER_ACCOUNT_CLOSED, /* removed: every answer still on its way is dropped */
} FoyerAccountState;

/* One sign-in at one portal, and the one session object of its window: transport, tokens, store, and nothing shared
 * with any other account. */
#define FOYER_TYPE_ACCOUNT (foyer_account_get_type ())
G_DECLARE_FINAL_TYPE (FoyerAccount, foyer_account, FOYER, ACCOUNT, GObject)

/* directory: (nullable): where the store lies; NULL = nothing on disk */
FoyerAccount *foyer_account_new (const char *id, FoyerPortal *portal, FoyerSecretStore *secrets, const char *directory);
DexFuture *foyer_account_start (FoyerAccount *self); /* opens store, resumes auth; resolves TRUE; never rejects for
                                                        keyring or store: see properties */
/* resolves TRUE; then reads who this is (customer, party) */
DexFuture *foyer_account_sign_in (FoyerAccount *self, FoyerChallenge *challenge);
DexFuture *foyer_account_sign_out (FoyerAccount *self);
DexFuture *foyer_account_remove (FoyerAccount *self); /* tokens, key, store, drafts: gone */
DexFuture *foyer_account_refresh_identity (FoyerAccount *self);

const char *
foyer_account_get_id (FoyerAccount *self); /* UUID of ours: keys the store, the keyring items, notifications, drafts */
FoyerPortal *foyer_account_get_portal (FoyerAccount *self);
FoyerTransport *foyer_account_get_transport (FoyerAccount *self);
FoyerStore *foyer_account_get_store (FoyerAccount *self); /* (nullable) until started */
FoyerAuth *foyer_account_get_auth (FoyerAccount *self);
FoyerAccountState foyer_account_get_state (FoyerAccount *self); /* property "state" */
/* properties with notify, empty strings until known, remembered between runs: */
const char *foyer_account_get_name (FoyerAccount *self);            /* "name": the customer's */
const char *foyer_account_get_customer_number (FoyerAccount *self); /* "customer-number": TMF629 customer id */
const char *foyer_account_get_party_href (FoyerAccount *self);      /* individual's address (nullable) */
const char *foyer_account_get_billing_account (FoyerAccount *self); /* id (nullable) */
const char *foyer_account_get_party_id (FoyerAccount *self);        /* (nullable) */
void foyer_account_set_party_id (FoyerAccount *self, const char *id);
void foyer_account_remember (FoyerAccount *self,
                             const char *name,
                             const char *customer_number,
                             const char *party_id,
                             const char *billing_account); /* from accounts.json */
guint foyer_account_get_color (FoyerAccount *self);        /* 0–7, property "color": from id, to tell windows apart */
GError *foyer_account_get_keyring_error (FoyerAccount *self); /* (nullable) property "keyring-error" (boxed GError) */
GError *foyer_account_get_store_error (FoyerAccount *self);   /* (nullable) property "store-error" */

/* Reads through the account: store first if @from_store, else the portal with If-None-Match, and keeps what came.
 * resolves to FoyerAnswer, or rejects; FOYER_ERROR_NOT_FOUND from the store means "nothing kept". */
DexFuture *foyer_account_read (FoyerAccount *self, const char *uri, gboolean from_store);
/* Sends POST or PATCH; resolves to FoyerAnswer; then forgets what the store has under @uri's collection. */
DexFuture *foyer_account_write (FoyerAccount *self, FoyerRequest *request);
/* A document under portal_files: resolves to GBytes (G_TYPE_BYTES); also from other hosts, without the token, if https.
 */
DexFuture *foyer_account_download (FoyerAccount *self, const char *uri, const char *media_type);

G_END_DECLS
