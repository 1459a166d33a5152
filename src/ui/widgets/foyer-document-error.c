/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences for what can go wrong with a document. */

#include "config.h"

#include "foyer-document-error.h"

#include <glib/gi18n.h>

#include "foyer-document-process.h"

static int
get_code (const GError *error)
{
  return error && error->domain == FOYER_DOCUMENT_ERROR ? error->code : FOYER_DOCUMENT_ERROR_BROKEN;
}

/**
 * foyer_document_error_get_title:
 * @error: (nullable): why a document was not opened
 *
 * Returns: a heading
 */
const char *
foyer_document_error_get_title (const GError *error)
{
  switch ((FoyerDocumentErrorCode) get_code (error))
    {
    case FOYER_DOCUMENT_ERROR_ENCRYPTED:
      return _ ("Password Needed");
    case FOYER_DOCUMENT_ERROR_TOO_SLOW:
      return _ ("Takes Too Long");
    case FOYER_DOCUMENT_ERROR_LIMIT:
      return _ ("Too Large to Show");
    case FOYER_DOCUMENT_ERROR_CRASHED:
    case FOYER_DOCUMENT_ERROR_UNAVAILABLE:
    case FOYER_DOCUMENT_ERROR_BROKEN:
      break;
    }
  return _ ("Cannot Show This Document");
}

/**
 * foyer_document_error_get_text:
 * @error: (nullable): why a document was not opened
 *
 * Returns: what went wrong and what to do
 */
const char *
foyer_document_error_get_text (const GError *error)
{
  switch ((FoyerDocumentErrorCode) get_code (error))
    {
    case FOYER_DOCUMENT_ERROR_ENCRYPTED:
      return _ ("This document opens with a password.");
    case FOYER_DOCUMENT_ERROR_TOO_SLOW:
      return _ ("Reading this document takes too long. Save it and open it with another program.");
    case FOYER_DOCUMENT_ERROR_CRASHED:
      return _ ("This document stopped the program that shows documents. Foyer itself is not affected. Save it only if "
                "you trust the sender.");
    case FOYER_DOCUMENT_ERROR_LIMIT:
      return _ ("This document is larger than can be shown here. Save it and open it with another program.");
    case FOYER_DOCUMENT_ERROR_UNAVAILABLE:
      return _ ("The program that shows documents is missing. Install Foyer again, or save the document and open it "
                "with another program.");
    case FOYER_DOCUMENT_ERROR_BROKEN:
      break;
    }
  return _ ("The file is damaged or not a PDF. Fetch it again, or ask the sender for a new one.");
}

/**
 * foyer_document_error_get_page_text:
 * @error: why one page was not drawn
 *
 * Returns: what stands on that page instead
 */
const char *
foyer_document_error_get_page_text (const GError *error)
{
  switch ((FoyerDocumentErrorCode) get_code (error))
    {
    case FOYER_DOCUMENT_ERROR_TOO_SLOW:
      return _ ("This page takes too long to draw.");
    case FOYER_DOCUMENT_ERROR_CRASHED:
      return _ ("This page stopped the program that draws pages.");
    case FOYER_DOCUMENT_ERROR_LIMIT:
      return _ ("This page is too large to draw.");
    case FOYER_DOCUMENT_ERROR_UNAVAILABLE:
      return _ ("The program that draws pages is missing.");
    case FOYER_DOCUMENT_ERROR_ENCRYPTED:
    case FOYER_DOCUMENT_ERROR_BROKEN:
      break;
    }
  return _ ("This page is damaged.");
}
