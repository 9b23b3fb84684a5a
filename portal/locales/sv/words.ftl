# Names of the codes that stand in columns: vocabulary, then code.

state-received = Mottagen
state-in-progress = Under behandling
state-awaiting-customer = Väntar på svar
state-awaiting-approval = Väntar på godkännande
state-fulfilling = Verkställs
state-closed = Avslutad

# The same states as the requester needs to know them.
own-state-received = Mottagen
own-state-in-progress = Under behandling
own-state-awaiting-customer = Väntar på ditt svar
own-state-awaiting-approval = Under behandling
own-state-fulfilling = Avgjord, verkställs
own-state-closed = Avslutad

outcome-granted = Tillgodosedd
outcome-partly-granted = Delvis tillgodosedd
outcome-refused = Avslagen
outcome-withdrawn = Begäran återtagen
outcome-not-identified = Identiteten kunde inte kontrolleras
outcome-forwarded = Vidarebefordrad till en annan personuppgiftsansvarig
outcome-no-request = Ingen begäran om dataskydd

verdict-granted = Tillgodosedd
verdict-refused = Avslagen
verdict-partly = Delvis

assurance-email = E-postadressen bekräftad
assurance-known-facts = Kända uppgifter kontrollerade
assurance-in-person = Identifierad på plats
assurance-eid = Stark autentisering

channel-portal = Webbtjänsten
channel-email = E-post
channel-letter = Brev
channel-in-person = På plats
channel-phone = Telefon

role-reader = Läsare
role-caseworker = Handläggare
role-approver = Godkännare
role-admin = Administratör

author-requester = Den som framställt begäran
author-staff = Personalen

customer-kind-private = Privatkund
customer-kind-sole-trader = Enskild näringsidkare
customer-kind-company = Företag

address-kind-postal = Postadress
address-kind-billing = Faktureringsadress

contact-role-holder = Kund
contact-role-contact = Kontaktperson
contact-role-billing = Kontaktperson för fakturering
contact-role-technical = Teknisk kontaktperson

hosting-state-active = I bruk
hosting-state-suspended = Tillfälligt avstängt
hosting-state-ended = Avslutat

purchase-state-active = Aktiv
purchase-state-delivered = Levererad
purchase-state-cancelled = Annullerad

evidence-consent = Samtycke
evidence-soft-opt-in = Kundrelation

step-state-open = Inte underrättad ännu
step-state-told = Underrättad, svar väntas
step-state-done = Gjort
step-state-not-held = Har inga sådana uppgifter
step-state-cannot = Kan inte utföras
step-state-given-up = Vi avstod från underrättelsen
own-state-open = Väntar på sin tur
own-state-told = Under arbete
own-state-done = Gjort
own-state-not-held = Systemet har inga sådana uppgifter
own-state-cannot = Kunde inte göras
own-state-given-up = Behövs inte längre
public-state-open = Inte gjort ännu
public-state-told = Andra har underrättats, pågår
public-state-done = Åtgärderna har vidtagits
public-state-not-held = Inga länkar eller kopior hittades
public-state-cannot = Kunde inte göras
public-state-given-up = Andra kunde inte underrättas
excuse-impossible = det visade sig vara omöjligt att underrätta
excuse-disproportionate = underrättelsen skulle kräva en oproportionell ansträngning
excuse-overtaken = begränsningen upphörde före svaret
excuse-replaced = raderingen av samma uppgifter trädde i begränsningens ställe
remedy-told-otherwise = saken ordnades med innehavaren på annat sätt
remedy-stopped-sending = ingenting skickas längre via den
remedy-impossible = visade sig vara omöjligt
remedy-disproportionate = skulle kräva en oproportionell ansträngning

transfer-state-open = Ännu inte överlämnat
transfer-state-proposed = Kunde inte överlämnas: väntar på godkännande
transfer-state-given = Överlämnat
transfer-state-failed = Kunde inte överlämnas

package-state-queued = Sammanställs
package-state-ready = Klart
package-state-purged = Inte längre tillgängligt
package-state-failed = Misslyckades

mail-state-queued = Väntar på att skickas
mail-state-claimed = Skickas
mail-state-data = Skickas
mail-state-sent = Mottaget av e-postservern
mail-state-uncertain = Osäkert
mail-state-bounced = Kom i retur
mail-state-expired = För gammalt för att skickas
mail-state-held = Hålls kvar
mail-state-printed = Utskrivet

task-kind-bounce = Ett brev kom i retur
task-kind-uncertain = Det är osäkert om ett brev gick i väg
task-kind-package-failed = Ett uppgiftspaket kunde inte sammanställas
task-kind-tell-holder = Underrätta en innehavare av uppgifterna
task-kind-holder-bounced = En underrättelse till en innehavare kom i retur
task-kind-holder-silent = En innehavare av uppgifterna svarar inte
task-kind-holder-cannot = En innehavare kan inte göra det: bestäm vad ni gör
task-kind-still-mailed = Marknadsföring kommer trots förbudet
task-kind-forward-bounced = En vidarebefordrad begäran har inte nått kunden

letter-kind-acknowledgement = Mottagningsbekräftelse
letter-kind-granted = Beslut: tillgodosedd
letter-kind-partly-granted = Beslut: delvis tillgodosedd
letter-kind-refused = Beslut: avslagen
letter-kind-marketing-stopped = Direktmarknadsföringen har upphört
letter-kind-consent-withdrawn = Återkallelse av samtycke
letter-kind-not-identified = Identiteten kunde inte kontrolleras
letter-kind-late = Svaret är försenat
letter-kind-message-waiting = Ett meddelande väntar
letter-kind-withdrawn = Begäran återtagen
letter-kind-transfer-settled = Överlämnande till en annan personuppgiftsansvarig
letter-kind-package-ready = Uppgiftspaketet är klart
letter-kind-recipients-told = Svaren från andra innehavare

restriction-ground-accuracy = uppgifternas riktighet har bestridits
restriction-ground-unlawful = behandlingen är olaglig, men personen vill inte att uppgifterna raderas
restriction-ground-claims = personen behöver uppgifterna för rättsliga anspråk
restriction-ground-objection = en invändning prövas
letter-kind-restriction-set = Behandlingen begränsad
letter-kind-restriction-ends = Begränsningen upphör
letter-kind-question = Begäran om mer information
letter-kind-erasure-complete = De sista bevarade uppgifterna förstörda
letter-kind-forwarded = Begäran vidarebefordrad
letter-kind-split-off = En del blev en egen begäran
letter-kind-restriction-stays = Begränsningen fortsätter
task-kind-follow-up = Ett meddelande om en avslutad begäran
mail-state-overtaken = Inte skickat: svaret kom före, eller begäran avslutades
own-author-requester = Du
own-author-staff = Vi

attachment-kind-original = Begäran i original
attachment-kind-letter = Annat brev på papper
