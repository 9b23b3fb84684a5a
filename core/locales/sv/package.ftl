# The package of an access request: its page, its note and its sheets.

## Opening
package-title = Dina personuppgifter
package-reference = Ärendenummer
package-built = Sammanställt
package-controller = Personuppgiftsansvarig
package-contact = Kontaktperson
package-confirmed = Vi behandlar dina personuppgifter. Paketet innehåller en kopia av uppgifterna. Vi berättar också varför och hur de behandlas (artikel 15 i dataskyddsförordningen).
package-nothing-held = Vi har gått igenom våra register och de innehåller inga personuppgifter om dig. Vi har bara det du har begärt av oss, uppgifterna som hör till behandlingen av det och dina eventuella inloggningar. De finns nedan.
package-shared-address = E-postadressen används också av en annan person. Därför saknas sådant som hör bara till adressen och inte just till dig.
package-contents = Innehåll

## A category
package-purposes = Vad uppgifterna används till
package-interest = Vårt berättigade intresse:
package-basis = Rättslig grund
package-basis-consent = samtycke (artikel 6.1 a)
package-basis-contract = avtal (artikel 6.1 b)
package-basis-legal-obligation = rättslig förpliktelse (artikel 6.1 c)
package-basis-vital-interests = intressen av grundläggande betydelse (artikel 6.1 d)
package-basis-public-task = allmänt intresse eller myndighetsutövning (artikel 6.1 e)
package-basis-legitimate-interest = berättigat intresse (artikel 6.1 f)
package-sources = Varifrån uppgifterna kommer
package-recipients = Vilka andra som får uppgifterna
package-no-recipients = Dessa uppgifter lämnas inte ut till någon annan.
package-own-systems = I vilka andra egna system uppgifterna finns
package-country = land: { $country }
package-in-eea = i ett EU- eller EES-land
package-retention = Hur länge uppgifterna bevaras
package-kept-at-latest = De sista av uppgifterna nedan bevaras till och med den { $date }.
package-kept-overdue = För en del av uppgifterna nedan har förvaringstiden gått ut. Vi förstör dem när inget längre hindrar det.
package-kept-until = Bevaras till och med
package-looks = Vi berättar när, för vilket ändamål och i vilken roll våra anställda har läst dina uppgifter. Vi uppger inte de anställdas namn (EU-domstolen, C-579/21).
package-copy = Kopia av dina uppgifter
package-disclosed = uppgifter om dig lämnades ut den { $date } med stöd av { $statute }
package-corrects = Den här anteckningen rättar en tidigare:
package-none = Vi har inga uppgifter om dig i denna kategori.

## After the categories
package-rights = Dina rättigheter
package-rights-text = Enligt lagen kan du ha dessa rättigheter, beroende på vilka uppgifter det gäller:
package-rights-how = Direktmarknadsföring kan du förbjuda när som helst. Förbudet gäller genast och är kostnadsfritt. Du kan göra en begäran i dataskyddsportalen eller kontakta vår kontaktperson.
package-complaint = Om du är av annan åsikt
package-complaint-text = Om du anser att dina uppgifter har behandlats i strid med lagen kan du föra ärendet till tillsynsmyndigheten (artikel 77, 21 § i dataskyddslagen):
package-complaint-elsewhere = Du kan också lämna in ett klagomål till tillsynsmyndigheten i det EU- eller EES-land där du bor eller arbetar eller där du anser att överträdelsen har skett. Du har dessutom rätt att föra ärendet till domstol (artikel 79).
package-forbidden = Uppgiftspaketet innehåller inte uppgifter som enligt lag inte får lämnas ut till dig (34 § i dataskyddslagen). Så är det i alla uppgiftspaket, oberoende av om det finns sådana uppgifter. Du kan be att uppgifterna lämnas till dataombudsmannen (34 § 4 mom. i dataskyddslagen).
package-automated = Automatiserat beslutsfattande
package-transfers = Överföringar utanför EU och EES
package-left-out = Vad som saknas och varför
package-not-asked = Dessa kategorier ingår inte i paketet eftersom du inte begärde dem. Du kan begära dem när som helst:
package-keys-left-out = Databasens interna nycklar, kontrollsummor och versionsnummer finns inte med: de säger ingenting om dig.
reason-same = Samma uppgift finns redan med; detta är sökformer och koder som räknats fram ur den:
reason-staff-name = De anställdas namn uppges inte. Rollen anges där den har betydelse (C-579/21):
reason-drawn = Samma innehåll finns med som text:
reason-someone-else = Uppgiften gäller en annan person (artikel 15.4):
reason-recorded = Vi har antecknat fakta och bevis som grund för beslutet. I vårt brev står det som vi får berätta. Resten kan gälla andra eller det som beslutet skyddar (artikel 15.4, 34 § i dataskyddslagen):
reason-protected = Du har spärrmarkering. Därför finns din postadress inte i någon fil som skickas eller hämtas. Du får den på plats när du har visat vem du är. Kontaktpersonen berättar hur:
package-files = Övriga filer

## The note
readme-what = Paketet är svaret på din begäran { $reference }. Öppna först index.html i en webbläsare; ingen nätförbindelse behövs.
readme-index = Dina uppgifter i läsbar och utskrivbar form
readme-data = Samma uppgifter i maskinläsbar form
readme-schema = Beskrivning av data.json (JSON Schema 2020-12)
readme-attachments = Filerna i dina begäranden: de du har skickat och de som har skickats till dig.
readme-csv = Tabeller (CSV, UTF-8, semikolon som skiljetecken). En apostrof i början av en cell hindrar att kalkylprogrammet tolkar cellen som en formel.
readme-care = Paketet innehåller dina personuppgifter. Förvara det omsorgsfullt och radera det från enheter som andra också använder.

## The sheets
sheet-record = Post
sheet-title = Vad
sheet-relation = Koppling
sheet-source = Källa
sheet-recorded = Registrerad
sheet-keep-until = Bevaras till och med
sheet-field = Uppgift
sheet-value = Värde
sheet-raw = Kod eller lagrat värde
package-stopped = Upphört på din begäran den { $date }.
package-withheld = Dessa har utelämnats genom vårt beslut. Du får ingen kopia av dem, och motiveringen finns i vårt brev:
package-no-copy = Enligt vårt beslut får du ingen kopia av dessa uppgifter: { $why }. Hela motiveringen finns i vårt brev.
package-kept-back = Utelämnat: { $why }
package-kept-back-list = Enligt vårt beslut har en del av de här uppgifterna utelämnats. Det står också på uppgiftens egen plats, och motiveringen finns i vårt brev:
look-for-case = Handläggning av begäran { $reference }
look-for-anothers-case = Handläggning av en annan persons begäran
look-times = { $date }, { $count } gånger
