/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "foyer-document-protocol.h"

G_BEGIN_DECLS

/* What foyer-document found, read from bytes that nobody vouches for. Plain values. */

/* The text of a page, and where each of its characters stands. */
typedef struct
{
  char *text;
  guint n_chars;
  FoyerDocumentRect *rects; /* n_chars of them */
} FoyerDocumentText;

#define FOYER_TYPE_DOCUMENT_TEXT (foyer_document_text_get_type ())
GType foyer_document_text_get_type (void) G_GNUC_CONST;
FoyerDocumentText *foyer_document_text_new_from_bytes (GBytes *bytes);
FoyerDocumentText *foyer_document_text_ref (FoyerDocumentText *self);
void foyer_document_text_unref (FoyerDocumentText *self);
guint foyer_document_text_find_char (const FoyerDocumentText *self, double x, double y);
void foyer_document_text_find_word (const FoyerDocumentText *self, guint at, guint *start, guint *end);
void foyer_document_text_find_line (const FoyerDocumentText *self, guint at, guint *start, guint *end);
char *foyer_document_text_slice (const FoyerDocumentText *self, guint start, guint end);
GArray *foyer_document_text_get_lines (const FoyerDocumentText *self, guint start, guint end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerDocumentText, foyer_document_text_unref)

typedef struct
{
  FoyerDocumentRect rect;
  gboolean continued; /* the next one is the same hit on the next line */
} FoyerDocumentHit;

/* (element-type FoyerDocumentHit); NULL if the bytes are not what they should be */
GArray *foyer_document_hits_new_from_bytes (GBytes *bytes);

typedef struct
{
  FoyerDocumentRect rect;
  guint page; /* 1-based; 0 if it does not lead to a page */
  char *uri;  /* "" if it does not lead outside */
} FoyerDocumentLink;

GPtrArray *foyer_document_links_new_from_bytes (GBytes *bytes);

typedef struct
{
  char *name;
  char *description;
} FoyerDocumentAttachment;

GPtrArray *foyer_document_attachments_new_from_bytes (GBytes *bytes);

typedef struct
{
  guint n_pages;
  float *sizes; /* width and height of each page, in points */
  char *title;  /* "" if there is none */
} FoyerDocumentInfo;

FoyerDocumentInfo *foyer_document_info_new_from_bytes (GBytes *bytes);
void foyer_document_info_free (FoyerDocumentInfo *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerDocumentInfo, foyer_document_info_free)

G_END_DECLS
