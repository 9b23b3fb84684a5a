# The shell of every page.
shell-service = Dina personuppgifter
shell-skip = Gå till innehållet
shell-back = Tillbaka
shell-error = Fel
shell-languages = Språk
shell-language = Svenska
shell-navigation = Huvudmeny
shell-nav-start = Startsida
shell-nav-sign-in = Mina begäranden
shell-nav-requests = Mina begäranden
shell-nav-new = Ny begäran
shell-nav-notice = Dataskyddsbeskrivning
shell-nav-queue = Arbetskö
shell-nav-register = Register
shell-nav-retention = Förvaring
shell-nav-breaches = Incidenter
shell-nav-reports = Rapporter
shell-nav-article-30 = Register över behandling
shell-nav-accounts = Konton
shell-signed-in-as = Inloggad som
shell-own-account = Ditt konto
shell-sign-out = Logga ut
shell-controller = Personuppgiftsansvarig
shell-contact = Kontaktperson i registerärenden
shell-contact-ways = Du kan också framställa din begäran per telefon, per brev eller på plats. Den går till samma kö.
shell-phone = Telefon
shell-rights = Dina rättigheter
shell-complaint = Om något är fel, berätta det först för oss: { $controller }. Du kan alltid föra ärendet till dataombudsmannen.
shell-authority = Dataombudsmannens byrå
shell-authority-address = https://tietosuoja.fi/sv

# Parts that pages are made of.
part-optional = (frivilligt)
part-problem = Kontrollera följande
part-banner-plain = Obs
part-banner-info = För kännedom
part-banner-good = Det lyckades
part-banner-warn = Viktigt
part-banner-bad = Kräver åtgärd
part-due-today = Sista dagen
part-due-left = { $days ->
    [one] { $days } dag kvar
   *[other] { $days } dagar kvar
}
part-due-late = { $days ->
    [one] { $days } dag försenad
   *[other] { $days } dagar försenad
}
part-answer-by = Vi svarar senast
part-change = Ändra
part-now = Före
part-new = Efter
part-nothing = inget
part-sent-to-person = Den här texten visas för personen
part-actions = Vad du kan göra
part-done = klart
part-filter = Sök
part-filter-clear = Ta bort avgränsningarna
part-pager = Listans sidor
part-previous = Föregående sida
part-next = Nästa sida
part-present = Nu
part-asked = Begärt
