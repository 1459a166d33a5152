/* SPDX-License-Identifier: GPL-3.0-or-later
 * The portal's own sentences in its languages. A provider's texts are data; these are what every portal says. */

#include "portal-text.h"

typedef struct
{
  const char *en;
  const char *nl;
  const char *de;
} Sentence;

static const Sentence sentences[PORTAL_N_TEXTS] = {
  [PORTAL_TEXT_USERNAME] = { "User name", "Gebruikersnaam", "Benutzername" },
  [PORTAL_TEXT_EMAIL] = { "E-mail address", "E-mailadres", "E-Mail-Adresse" },
  [PORTAL_TEXT_PASSWORD] = { "Password", "Wachtwoord", "Passwort" },
  [PORTAL_TEXT_METHOD] = { "Sign in with", "Inloggen met", "Anmelden mit" },
  [PORTAL_TEXT_METHOD_PASSWORD] = { "Password", "Wachtwoord", "Passwort" },
  [PORTAL_TEXT_METHOD_PIN] = { "PIN by e-mail", "Pincode per e-mail", "PIN per E-Mail" },
  [PORTAL_TEXT_PIN] = { "PIN", "Pincode", "PIN" },
  [PORTAL_TEXT_CODE] = { "Code", "Code", "Code" },
  [PORTAL_TEXT_SIGN_IN] = { "Sign in", "Inloggen", "Anmelden" },
  [PORTAL_TEXT_CONTINUE] = { "Continue", "Verder", "Weiter" },
  [PORTAL_TEXT_WRONG_PASSWORD] = { "The user name or the password is wrong.",
                                   "De gebruikersnaam of het wachtwoord is onjuist.",
                                   "Benutzername oder Passwort ist falsch." },
  [PORTAL_TEXT_REQUIRED] = { "Please fill this in.", "Vul dit in.", "Bitte ausfüllen." },
  [PORTAL_TEXT_LOCKED] = { "Too many tries. Please wait %u seconds.", "Te veel pogingen. Wacht %u seconden.",
                           "Zu viele Versuche. Bitte %u Sekunden warten." },
  [PORTAL_TEXT_SMS_SENT] = { "We sent a code to %s.", "We hebben een code naar %s gestuurd.",
                             "Wir haben einen Code an %s geschickt." },
  [PORTAL_TEXT_PIN_SENT] = { "If the name is known, a PIN has been mailed to its address.",
                             "Als de naam bekend is, is er een pincode naar het bijbehorende adres gemaild.",
                             "Wenn der Name bekannt ist, wurde eine PIN an seine Adresse gemailt." },
  [PORTAL_TEXT_WRONG_CODE] = { "That is not the code. Tries left: %u.", "Dat is niet de code. Resterende pogingen: %u.",
                               "Das ist nicht der Code. Verbleibende Versuche: %u." },
  [PORTAL_TEXT_CODE_TOO_OLD] = { "The code is too old. Ask for a new one.", "De code is te oud. Vraag een nieuwe aan.",
                                 "Der Code ist zu alt. Bitte einen neuen anfordern." },
  [PORTAL_TEXT_TOO_EARLY] = { "A new code can be sent in %u seconds.",
                              "Over %u seconden kan een nieuwe code worden gestuurd.",
                              "Ein neuer Code kann in %u Sekunden geschickt werden." },
  [PORTAL_TEXT_SESSION_ENDED] = { "This took too long. Please start again.", "Dit duurde te lang. Begin opnieuw.",
                                  "Das hat zu lange gedauert. Bitte von vorn beginnen." },
  [PORTAL_TEXT_SMS] = { "%s: your code is %s.", "%s: uw code is %s.", "%s: Ihr Code lautet %s." },
  [PORTAL_TEXT_PIN_SUBJECT] = { "Your PIN for %s", "Uw pincode voor %s", "Ihre PIN für %s" },
  [PORTAL_TEXT_PIN_MAIL] = { "Hello,\n\nyour PIN for %s is %s.\nIt can be used for ten minutes.\n",
                             "Hallo,\n\nuw pincode voor %s is %s.\nDeze is tien minuten te gebruiken.\n",
                             "Guten Tag,\n\nIhre PIN für %s lautet %s.\nSie gilt zehn Minuten.\n" },
  [PORTAL_TEXT_ORDER_SUBJECT] = { "%s: your order %s", "%s: uw bestelling %s", "%s: Ihre Bestellung %s" },
  [PORTAL_TEXT_ORDER_MAIL] = { "Hello,\n\nthank you for your order %s at %s. We are on it.\n",
                               "Hallo,\n\nbedankt voor uw bestelling %s bij %s. We gaan ermee aan de slag.\n",
                               "Guten Tag,\n\nvielen Dank für Ihre Bestellung %s bei %s. Wir kümmern uns darum.\n" },
  [PORTAL_TEXT_ORDER_RECEIVED] = { "Order received", "Bestelling ontvangen", "Bestellung eingegangen" },
  [PORTAL_TEXT_PRICE_CHANGED] = { "The price changed from %s to %s.", "De prijs is gewijzigd van %s naar %s.",
                                  "Der Preis hat sich von %s auf %s geändert." },
  [PORTAL_TEXT_REPLACED] = { "“%s” was replaced by “%s”.", "“%s” is vervangen door “%s”.",
                             "„%s“ wurde durch „%s“ ersetzt." },
  [PORTAL_TEXT_NOT_SOLD] = { "“%s” is no longer sold.", "“%s” wordt niet meer verkocht.",
                             "„%s“ wird nicht mehr verkauft." },
  [PORTAL_TEXT_BAD_QUANTITY] = { "The quantity must be a whole number from 1 to %d.",
                                 "Het aantal moet een geheel getal van 1 tot %d zijn.",
                                 "Die Menge muss eine ganze Zahl von 1 bis %d sein." },
  [PORTAL_TEXT_BAD_VALUE] = { "This value is not possible here.", "Deze waarde is hier niet mogelijk.",
                              "Dieser Wert ist hier nicht möglich." },
  [PORTAL_TEXT_BAD_POSTCODE] = { "This is not a postcode of %s.", "Dit is geen postcode van %s.",
                                 "Das ist keine Postleitzahl von %s." },
  [PORTAL_TEXT_BAD_EMAIL] = { "This is not an e-mail address.", "Dit is geen e-mailadres.",
                              "Das ist keine E-Mail-Adresse." },
  [PORTAL_TEXT_READ_ONLY] = { "This cannot be changed here.", "Dit kan hier niet worden gewijzigd.",
                              "Das lässt sich hier nicht ändern." },
  [PORTAL_TEXT_UNKNOWN_OFFERING] = { "This product is not sold.", "Dit product wordt niet verkocht.",
                                     "Dieses Produkt wird nicht verkauft." },
  [PORTAL_TEXT_UNKNOWN_ACCOUNT] = { "There is no such billing account.", "Deze factuurrekening bestaat niet.",
                                    "Dieses Rechnungskonto gibt es nicht." },
  [PORTAL_TEXT_EMPTY_ORDER] = { "There is nothing to order.", "Er is niets te bestellen.",
                                "Es gibt nichts zu bestellen." },
};

/**
 * portal_text:
 * @text: which sentence
 * @language: two letters; others than nl and de get English
 *
 * Returns: the sentence, a format where its comment says so
 */
const char *
portal_text (PortalText text, const char *language)
{
  if (g_strcmp0 (language, "nl") == 0)
    return sentences[text].nl;
  if (g_strcmp0 (language, "de") == 0)
    return sentences[text].de;
  return sentences[text].en;
}

/**
 * portal_text_format:
 * @text: a sentence that is a format
 * @language: two letters
 * @...: what its comment names
 *
 * Returns: (transfer full): the sentence filled in
 */
char *
portal_text_format (PortalText text, const char *language, ...)
{
  va_list arguments;
  char *result;

  va_start (arguments, language);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  result = g_strdup_vprintf (portal_text (text, language), arguments);
#pragma GCC diagnostic pop
  va_end (arguments);
  return result;
}

/**
 * portal_text_fold:
 * @text: any text
 *
 * Returns: (transfer full): @text for comparing: without case and accents
 */
char *
portal_text_fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *decomposed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = g_utf8_casefold (decomposed, -1);
  GString *out = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}
