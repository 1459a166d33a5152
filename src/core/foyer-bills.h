/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-bill.h"
#include "foyer-resource-list.h"

G_BEGIN_DECLS

FoyerResourceList *foyer_bills_list (FoyerAccount *account);   /* newest first */
void foyer_bills_list_set_query (FoyerResourceList *list, FoyerAccount *account, const char *text, int year);
DexFuture *foyer_bills_read_open (FoyerAccount *account, gboolean from_store);  /* resolves to a GListModel of the bills with something open, for the overview */
DexFuture *foyer_bills_download (FoyerAccount *account, FoyerBill *bill);       /* resolves to GBytes: the PDF */

G_END_DECLS
