# Law: how a date is counted, the grounds for refusal, what each demands, and why a step is not open now.

## Days
day-new-years-day = nyårsdagen
day-epiphany = trettondagen
day-good-friday = långfredagen
day-easter-sunday = påskdagen
day-easter-monday = annandag påsk
day-may-day = första maj
day-ascension = Kristi himmelsfärdsdag
day-pentecost = pingstdagen
day-midsummer-day = midsommardagen
day-all-saints = alla helgons dag
day-independence-day = självständighetsdagen
day-christmas-day = juldagen
day-st-stephens-day = annandag jul
day-saturday = en lördag
day-sunday = en söndag
day-midsummer-eve = midsommarafton
day-christmas-eve = julafton
day-month-clamp = månadens sista dag
day-paused-days = uppehåll i tidsfristen

## How a date is counted
deadline-count-due = Begäran kom in den { $received }. Månaden därefter går ut den { $nominal }.
deadline-count-extended = Om tidsfristen förlängs går tre månader från mottagandet (den { $received }) ut den { $nominal }.
deadline-count-internal = Vårt eget mål räknas utan uppehåll från månadens utgång, den { $nominal }.
deadline-step-clamp = Den månaden har ingen dag { $day }, så tidsfristen går ut månadens sista dag, den { $to }.
deadline-step-paused = Tidsfristen stod stilla { $days ->
    [one] en dag
   *[other] { $days } dagar
}, så den flyttas till den { $to }.
deadline-step-later = Den { $date } är { $what }, så tidsfristen flyttas till följande dag, den { $to }.
deadline-step-earlier = Den { $date } är { $what }, så målet tidigareläggs till den { $to }.
deadline-result-due = Svar senast den { $date }.
deadline-result-extended = Den förlängda tidsfristen går ut den { $date }.
deadline-result-internal = Vårt mål är att svara senast den { $date }.

## Where it stands in the law
cite-article = artikel { $article } i dataskyddsförordningen
cite-paragraph = artikel { $article }.{ $paragraph } i dataskyddsförordningen
cite-point = artikel { $article }.{ $paragraph } { $point } i dataskyddsförordningen
cite-recital = skäl { $recital } i dataskyddsförordningen
cite-act-34 = 34 § 1 mom. { $point } punkten i dataskyddslagen

## Grounds for refusal
ground-rg-id-title = Vi kan inte kontrollera din identitet
ground-rg-id-plain = Vi kan inte tillmötesgå begäran, eftersom vi inte kan vara säkra på vem som framställer den. Ärendet tas upp igen kostnadsfritt när vi får de uppgifter som saknas.
ground-rg-unf-title = Begäran är uppenbart ogrundad
ground-rg-unf-plain = Vi tillmötesgår inte begäran, eftersom den är uppenbart ogrundad. Nedan berättar vi vad detta grundar sig på.
ground-rg-exc-title = Begäran är orimlig
ground-rg-exc-plain = Vi tillmötesgår inte begäran, eftersom den är orimlig. Nedan berättar vi vad detta grundar sig på.
ground-rg-15-oth-title = Andras rättigheter och friheter
ground-rg-15-oth-plain = Vi lämnar ingen kopia av den här delen, eftersom det skulle inverka menligt på någon annans rättigheter och friheter. Det gäller bara den här delen.
ground-rg-15-sec-title = Säkerhet eller utredning av brott
ground-rg-15-sec-plain = Vi kan inte lämna ut de här uppgifterna, eftersom det kunde skada den nationella säkerheten, försvaret eller allmän ordning och säkerhet eller försvåra förebyggandet eller utredningen av brott.
ground-rg-15-danger-title = Allvarlig fara för hälsa, vård eller rättigheter
ground-rg-15-danger-plain = Vi kan inte lämna ut de här uppgifterna, eftersom det kunde medföra allvarlig fara för din hälsa eller vård eller för dina eller någon annans rättigheter.
ground-rg-15-superv-title = Tillsyn eller ett viktigt offentligt ekonomiskt intresse
ground-rg-15-superv-plain = Vi kan inte lämna ut de här uppgifterna, eftersom de används i tillsyns- och kontrolluppgifter och det är nödvändigt att inte lämna ut dem för att skydda ett viktigt ekonomiskt intresse för Finland eller Europeiska unionen.
ground-rg-16-ok-title = Uppgifterna är korrekta
ground-rg-16-ok-plain = Vi ändrar inte dessa uppgifter, eftersom vi har kontrollerat dem och de är korrekta.
ground-rg-16-purp-title = Kompletteringen behövs inte
ground-rg-16-purp-plain = Vi lägger inte till uppgiften, eftersom den inte behövs för det ändamål som uppgifterna behandlas för.
ground-rg-17-nog-title = Villkoren för radering är inte uppfyllda
ground-rg-17-nog-plain = Vi raderar inte uppgifterna, eftersom inget av lagens villkor för radering är uppfyllt: vi behöver fortfarande uppgifterna.
ground-rg-17-expr-title = Yttrande- och informationsfrihet
ground-rg-17-expr-plain = Vi raderar inte uppgifterna till den del behandlingen är nödvändig för yttrande- och informationsfriheten.
ground-rg-17-legal-title = Lagen kräver att uppgifterna bevaras
ground-rg-17-legal-plain = Vi kan inte radera de här uppgifterna ännu, eftersom lagen kräver att vi bevarar dem. Vi bevarar dem bara till den dag som lagen bestämmer och bara för det ändamålet.
ground-rg-17-health-title = Folkhälsan
ground-rg-17-health-plain = Vi raderar inte uppgifterna till den del behandlingen är nödvändig av skäl som rör ett viktigt allmänt intresse på folkhälsoområdet.
ground-rg-17-arch-title = Arkivering, forskning eller statistik
ground-rg-17-arch-plain = Vi raderar inte uppgifterna, eftersom de behövs för arkivering, forskning eller statistik och raderingen skulle försvåra det avsevärt.
ground-rg-17-claim-title = Rättsligt anspråk
ground-rg-17-claim-plain = Vi raderar inte de här uppgifterna ännu, eftersom de behövs för att fastställa, göra gällande eller försvara ett rättsligt anspråk. Vi ser över saken den dag som anges nedan.
ground-rg-18-nog-title = Villkoren för begränsning är inte uppfyllda
ground-rg-18-nog-plain = Vi begränsar inte behandlingen, eftersom inget av lagens villkor för begränsning är uppfyllt.
ground-rg-20-basis-title = Behandlingen grundar sig inte på samtycke eller avtal
ground-rg-20-basis-plain = Rätten till dataportabilitet gäller bara uppgifter som behandlas med stöd av ditt samtycke eller ett avtal. De här uppgifterna behandlas på en annan grund. Du kan ändå begära en kopia av dem.
ground-rg-20-man-title = Uppgifterna behandlas inte automatiserat
ground-rg-20-man-plain = Rätten till dataportabilitet gäller bara uppgifter som behandlas automatiserat. De här uppgifterna behandlas manuellt. Du kan ändå begära en kopia av dem.
ground-rg-20-prov-title = Du har inte själv lämnat uppgifterna
ground-rg-20-prov-plain = Rätten till dataportabilitet gäller bara uppgifter som du själv har lämnat till oss. De här uppgifterna har vi fått från annat håll eller själva tagit fram. Du kan ändå begära en kopia av dem.
ground-rg-20-oth-title = Andras rättigheter och friheter
ground-rg-20-oth-plain = Vi överför inte den här delen, eftersom överföringen skulle inverka menligt på någon annans rättigheter och friheter.
ground-rg-20-tech-title = Direkt överföring är inte tekniskt möjlig
ground-rg-20-tech-plain = Vi kan inte överföra uppgifterna direkt till en annan personuppgiftsansvarig, eftersom det inte är tekniskt möjligt. Du får uppgifterna själv i maskinläsbart format och kan lämna dem vidare.
ground-rg-21-basis-title = Rätten att göra invändningar gäller inte den här behandlingen
ground-rg-21-basis-plain = Rätten att göra invändningar gäller bara behandling som grundar sig på ett berättigat intresse eller en uppgift av allmänt intresse. Den här behandlingen har en annan grund.
ground-rg-21-sit-title = Du har inte berättat om din specifika situation
ground-rg-21-sit-plain = Vi bad dig berätta vilken specifik situation din invändning grundar sig på, men vi har inte fått något svar. Du kan framställa en ny begäran när som helst.
ground-rg-21-comp-title = Tvingande berättigade skäl
ground-rg-21-comp-plain = Vi fortsätter behandlingen, eftersom det finns tvingande berättigade skäl som väger tyngre än dina intressen. Nedan berättar vi hur vi har vägt dem mot varandra.
ground-rg-21-claim-title = Rättsligt anspråk
ground-rg-21-claim-plain = Vi fortsätter behandlingen, eftersom den behövs för att fastställa, göra gällande eller försvara ett rättsligt anspråk.
ground-rg-22-none-title = Inget automatiserat beslut har fattats
ground-rg-22-none-plain = Inget beslut om dig som har rättsliga följder för dig eller på liknande sätt påverkar dig i betydande grad har fattats enbart automatiserat.
ground-rg-22-exc-title = Det automatiserade beslutet är tillåtet
ground-rg-22-exc-plain = Det automatiserade beslutet är tillåtet i det här fallet. Du kan kräva att en människa behandlar saken, framföra din åsikt och bestrida beslutet.

## What a ground demands
demand-facts = Fakta i det här fallet
demand-evidence = Hänvisning till bevisningen
demand-doubt-reason = Varför det finns rimliga skäl att betvivla identiteten
demand-asked = Vad som efterfrågades
demand-lesser-means = Varför ett lindrigare sätt inte räcker
demand-cannot-identify = Hur vi visar att vi inte kan identifiera personen
demand-fee-considered = Varför vi inte tog ut en rimlig avgift
demand-previous-requests = Tidigare begäranden (datum och omfattning) eller annan bevisning
demand-whose-right = Vems rättigheter det gäller
demand-redaction-insufficient = Varför mindre inte räcker, till exempel att täcka över uppgifter
demand-interest = Vilket intresse eller vilken fara bestämmelsen gäller, och hur den gäller detta fall
demand-reasons-told = Vad personen får veta om skälen
demand-verified-how = Hur uppgifternas riktighet kontrollerades
demand-why-unneeded = Varför kompletteringen inte behövs för ändamålet
demand-why-no-condition = Varför inget villkor är uppfyllt
demand-statute = Den lag och paragraf som förpliktar
demand-document-class = Typ av handling
demand-financial-year = Räkenskapsperiodens sista dag
demand-keep-until = Bevaras till och med
demand-claim = Det rättsliga anspråket och när det preskriberas
demand-review-on = Dag då saken ses över på nytt
demand-basis-used = Den rättsliga grunden för behandlingen
demand-origin = Varifrån uppgifterna kommer
demand-why-not-feasible = Varför direkt överföring inte är tekniskt möjlig
demand-balancing = Hur intressena vägdes (intresseavvägning)
demand-exception = Vilket undantag som tillåter beslutet
demand-safeguards = Skyddsåtgärder som erbjudits

## Why a step is not open now
not-now-not-filed = Begäran har inte skickats ännu.
not-now-already-filed = Begäran är redan mottagen.
not-now-take-first = Ingen har ännu tagit upp begäran till behandling.
not-now-already-taken = Begäran är redan under behandling.
not-now-nothing-asked = Den som framställt begäran har inte fått någon fråga.
not-now-waits-for-customer = Vi väntar på svar från den som framställt begäran.
not-now-nothing-proposed = Inget beslut har föreslagits.
not-now-waits-for-approval = Förslaget väntar på godkännande.
not-now-needs-approval = Beslutet måste först läggas fram för godkännande av en annan person.
not-now-approval-not-used = Inget godkännande behövs; beslutet kan fattas direkt.
not-now-not-decided = Begäran är inte avgjord ännu.
not-now-decided = Begäran är redan avgjord och beslutet verkställs.
not-now-closed = Begäran är avslutad.
