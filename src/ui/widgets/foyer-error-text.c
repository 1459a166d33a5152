/* SPDX-License-Identifier: GPL-3.0-or-later
 * Errors in the words of the person in front of the window: what went wrong, and what to do. The only place that has
 * them. */

#include "foyer-error-text.h"

#include "foyer-error.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

static char *
describe_wait (guint seconds)
{
  if (seconds < 90)
    return g_strdup_printf (ngettext ("%u second", "%u seconds", seconds), seconds);
  return g_strdup_printf (ngettext ("%u minute", "%u minutes", (seconds + 59) / 60), (seconds + 59) / 60);
}

static char *
describe_busy (const GError *error)
{
  guint seconds = foyer_error_get_retry_after (error);
  gboolean too_many = foyer_error_get_status (error) == 429;
  g_autofree char *wait = seconds > 0 ? describe_wait (seconds) : NULL;

  if (too_many && wait != NULL)
    /* Translators: %s is a length of time: "30 seconds" */
    return g_strdup_printf (_ ("There were too many tries. Wait %s, then try again."), wait);
  if (too_many)
    return g_strdup (_ ("There were too many tries. Wait a while, then try again."));
  if (wait != NULL)
    /* Translators: %s is a length of time: "30 seconds" */
    return g_strdup_printf (_ ("The portal is busy. Try again in %s."), wait);
  return g_strdup (_ ("The portal is busy. Try again in a moment."));
}

static const char *
describe_code (FoyerErrorCode code)
{
  switch (code)
    {
    case FOYER_ERROR_UNKNOWN_HOST:
      return _ ("No server has this address. Check how it is spelled, and your network connection.");
    case FOYER_ERROR_UNREACHABLE:
      return _ ("The portal cannot be reached. Check your network connection, then try again.");
    case FOYER_ERROR_TIMEOUT:
      return _ ("The portal took too long to answer. Try again.");
    case FOYER_ERROR_TLS:
      return _ ("The connection is not safe: the portal’s certificate is not valid. Nothing was sent. Check the "
                "address and your "
                "computer’s clock, or ask the provider.");
    case FOYER_ERROR_NOT_A_PORTAL:
      return _ ("What answers there is not a customer portal. Check the address; a network’s sign-in page may also be "
                "in the way.");
    case FOYER_ERROR_BAD_DATA:
      return _ (
          "The portal sent something that cannot be understood. Try again later; if it stays so, tell the provider.");
    case FOYER_ERROR_TOO_LARGE:
      return _ ("The portal’s answer is too large to be read. Tell the provider.");
    case FOYER_ERROR_SIGNED_OUT:
      return _ ("You are no longer signed in. Sign in again to go on; what you typed is kept.");
    case FOYER_ERROR_STEP_UP:
      return _ ("The portal asks you to confirm with your password first.");
    case FOYER_ERROR_FORBIDDEN:
      return _ ("Your account may not do this. Ask whoever manages your company’s account at the provider.");
    case FOYER_ERROR_NOT_FOUND:
      return _ ("The portal no longer has this. Go back and refresh the list.");
    case FOYER_ERROR_NOT_OFFERED:
      return _ ("This portal does not offer this.");
    case FOYER_ERROR_CONFLICT:
      return _ ("Somebody else changed this meanwhile. Refresh to see the newer version, then try again.");
    case FOYER_ERROR_INVALID:
      return _ ("The portal did not accept what was entered. Check it, then try again.");
    case FOYER_ERROR_BUSY:
      return _ ("The portal is busy. Try again in a moment.");
    case FOYER_ERROR_SERVER:
      return _ ("Something went wrong at the portal. Try again later; if it stays so, tell the provider.");
    case FOYER_ERROR_REFUSED_ADDRESS:
      return _ ("Nothing was sent: the address is not a safe one. It has to begin with https://.");
    case FOYER_ERROR_ACCESS_DENIED:
      return _ ("The user name or password is wrong. Check both, then try again.");
    case FOYER_ERROR_KEYRING_MISSING:
      return _ ("This computer has no keyring that is running, so your sign-in cannot be kept. You stay signed in "
                "until Foyer is closed. To "
                "be remembered, install or start a keyring such as GNOME Keyring, then try again.");
    case FOYER_ERROR_KEYRING_LOCKED:
      return _ ("Your keyring is locked, so your sign-in can neither be read nor kept. Try again and unlock it, or "
                "sign in for this session "
                "only.");
    case FOYER_ERROR_KEYRING_BROKEN:
      return _ ("Your keyring cannot be read or written, so your sign-in cannot be kept. You stay signed in until "
                "Foyer is closed. Open "
                "Passwords and Keys to repair the keyring, then try again.");
    case FOYER_ERROR_STORE:
      return _ ("What was kept on this computer cannot be read or written. Foyer goes on without it; check that the "
                "disk is not full.");
    case FOYER_ERROR_OTHER_ACCOUNT:
      return _ ("This answer belonged to another account and was dropped. Try again.");
    }
  return NULL;
}

/* The portal's own words are better than ours where it refused what was entered. */
static gboolean
prefers_reason (const GError *error)
{
  return error->code == FOYER_ERROR_INVALID || error->code == FOYER_ERROR_FORBIDDEN ||
         error->code == FOYER_ERROR_CONFLICT;
}

static char *
describe_file (const GError *error)
{
  switch ((GIOErrorEnum) error->code)
    {
    case G_IO_ERROR_NO_SPACE:
      return g_strdup (_ ("There is no space left on the disk."));
    case G_IO_ERROR_PERMISSION_DENIED:
    case G_IO_ERROR_READ_ONLY:
      return g_strdup (_ ("This place cannot be written to. Choose another folder."));
    case G_IO_ERROR_CANCELLED:
      return g_strdup (_ ("It was cancelled."));
    case G_IO_ERROR_NOT_FOUND:
      return g_strdup (_ ("The file is not there."));
    default:
      return NULL;
    }
}

/**
 * foyer_error_text:
 * @error: of any domain; its message is never shown
 *
 * Returns: (transfer full): what went wrong and what to do, one or two sentences in the user's language
 */
char *
foyer_error_text (const GError *error)
{
  const char *reason = foyer_error_get_reason (error), *text = NULL;
  char *file = error->domain == G_IO_ERROR ? describe_file (error) : NULL;

  if (file != NULL)
    return file;
  if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_BUSY))
    return describe_busy (error);
  if (error->domain == FOYER_ERROR && reason != NULL && *reason != '\0' && prefers_reason (error))
    return g_strdup (reason);
  if (error->domain == FOYER_ERROR)
    text = describe_code (error->code);
  return g_strdup (text != NULL ? text : _ ("Something went wrong. Try again."));
}

/**
 * foyer_error_title:
 *
 * Returns: (transfer none): a few words to stand over foyer_error_text()
 */
const char *
foyer_error_title (const GError *error)
{
  if (foyer_error_is_offline (error))
    return _ ("Portal Not Reachable");
  if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_SIGNED_OUT))
    return _ ("Signed Out");
  if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_FORBIDDEN))
    return _ ("Not Allowed");
  if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_NOT_FOUND))
    return _ ("Not There");
  if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_NOT_OFFERED))
    return _ ("Not Offered");
  if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_BUSY))
    return _ ("Portal Busy");
  return _ ("Something Went Wrong");
}

/**
 * foyer_error_icon_name:
 *
 * Returns: (transfer none): a symbolic icon for it
 */
const char *
foyer_error_icon_name (const GError *error)
{
  if (foyer_error_is_offline (error))
    return "network-offline-symbolic";
  if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_SIGNED_OUT) ||
      g_error_matches (error, FOYER_ERROR, FOYER_ERROR_FORBIDDEN))
    return "changes-prevent-symbolic";
  return "dialog-warning-symbolic";
}
