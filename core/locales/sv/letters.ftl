# Brev till personen (law.md 7).

## Ämnesrader: fasta ord och referensen, inget annat.
letter-subject-acknowledgement = Vi har tagit emot din begäran ({ $reference })
letter-subject-granted = Vårt beslut om din begäran ({ $reference })
letter-subject-partly-granted = Vårt beslut om din begäran ({ $reference })
letter-subject-refused = Vårt beslut om din begäran ({ $reference })
letter-subject-no-request = Ditt meddelande är ingen begäran om dataskydd ({ $reference })
letter-subject-marketing-stopped = Direktmarknadsföringen har upphört ({ $reference })
letter-subject-consent-withdrawn = Ditt samtycke har återkallats ({ $reference })
letter-subject-consent-noted = Om återkallelsen av samtycke: det fanns inget samtycke ({ $reference })
letter-subject-not-identified = Vi kunde inte bekräfta din identitet ({ $reference })
letter-subject-late = Vårt svar är försenat ({ $reference })
letter-subject-message-waiting = Ett meddelande om din begäran väntar på dig ({ $reference })
letter-subject-withdrawn = Din begäran har återtagits ({ $reference })
letter-subject-transfer-settled = Överföringen till en annan personuppgiftsansvarig ({ $reference })
letter-subject-package-ready = Ditt uppgiftspaket är klart ({ $reference })
letter-subject-recipients-told = Vad som har gjorts med dina uppgifter på annat håll ({ $reference })

## Varje brev
letter-greeting = Hej,
letter-greeting-name = Hej { $name },
letter-case-reference = Ärendenummer
letter-case-right = Begäran
letter-case-received = Mottagen
letter-case-decided = Beslut fattat
letter-request-page = Du kan följa din begäran på dess sida när du har loggat in:
letter-free-part = Mer om ditt ärende
letter-contact = Kontakt
letter-contact-how = Är något oklart? Kontakta oss och nämn ärendenumret { $reference }. Vi hjälper gärna till.


## E1
letter-received = Vi har tagit emot din begäran den { $date } { $channel }.
letter-channel-portal = via dataskyddsportalen
letter-channel-email = per e-post
letter-channel-letter = per brev
letter-channel-in-person = på plats
letter-channel-phone = per telefon
letter-answer-by = Vi svarar senast den { $date }.
letter-free-of-charge = Begäran är kostnadsfri.
letter-understood = Så här förstod vi din begäran
letter-your-message = Ditt meddelande
letter-asked = { $what }: ”{ $words }”
letter-words-on-page = Du skrev detta med egna ord. För din säkerhet finns texten inte i det här meddelandet; du ser den på sidan för din begäran.
letter-paper-words = Du skrev detta med egna ord. För din säkerhet finns texten inte i det här brevet.
letter-paper-no-request-again = Missförstod vi dig? Skriv till oss eller ring och berätta vad du menade. Det är kostnadsfritt.
letter-unclassified = Vi läser ditt meddelande och antecknar på sidan för din begäran vilken rättighet det gäller.
letter-next = Vad som händer härnäst
letter-next-steps = Någon av oss läser din begäran och fattar ett beslut. Om vi behöver något av dig frågar vi. Du får vårt svar skriftligt.
letter-add-or-withdraw = Vill du rätta eller lägga till något? Skriv till oss på sidan för din begäran eller kontakta oss. Där kan du också återta begäran.
letter-split-off = I ditt meddelande (ärendenummer { $origin }) bad du också om något annat. Vi behandlar det som en egen begäran med ett eget ärendenummer. Ärende { $origin } förblir som det är.

## Beslut
letter-searched = Vi har sökt igenom vårt register med anledning av din begäran.
letter-granted = Vi har tillgodosett din begäran i sin helhet.
letter-granted-access = Vi har tillgodosett din begäran.
letter-granted-elsewhere = Vi har godkänt din begäran.
letter-granted-left = Vi har tillgodosett din begäran. Nedan står vad som ännu finns kvar en tid och varför.
letter-partly-granted = Vi har delvis tillgodosett din begäran. Nedan berättar vi vad vi har gjort, vad vi inte har gjort och varför.
letter-refused = Vi har inte kunnat tillgodose din begäran. Nedan berättar vi varför och vad du kan göra.
letter-not-identified = Vi har inte kunnat bekräfta din identitet. Därför kan vi inte tillgodose din begäran, och vi avslutar ärendet tills vidare.
letter-no-request = Vi har läst ditt meddelande. Du ber inte om något som hör till dina dataskyddsrättigheter, så vi behandlar det inte som en begäran om dataskydd. Nedan berättar vi varför och vad du kan göra.
letter-no-request-why = Varför vi inte behandlar meddelandet som en begäran om dataskydd
letter-no-request-whom = Vem du kan vända dig till
letter-no-request-again = Missförstod vi dig? Skriv på ärendets sida vad du menade, så öppnar vi ärendet på nytt under samma ärendenummer. Det är kostnadsfritt.
letter-done = Vad vi har gjort
letter-nothing-held = Vi gick igenom vårt kundregister. Vi fann inga personuppgifter om dig utöver denna begäran och dina inloggningar.
letter-nothing-held-requests = Vi gick igenom vårt kundregister. Vi fann inga andra personuppgifter om dig än dina begäranden till oss, den här inräknad, och dina inloggningar. Du kan läsa varje begäran på dess egen sida när du loggar in. Om du vill ha en kopia av uppgifterna som hör till dina begäranden kan du be oss om den. Den är kostnadsfri.
letter-done-access = Den { $date } samlade vi de uppgifter som vi har om dig:
letter-done-rectification = Den { $date } rättade vi dessa uppgifter i vårt register:
letter-elsewhere = Följande uppgifter rättas i det system som de kommer från. De ändras i vårt register när det nästa gång uppdateras från det systemet:
letter-elsewhere-page = På sidan för din begäran ser du vad som rättas.
letter-done-erasure = Uppgifter som raderades ur vårt register den { $date }:
letter-done-restriction = Den { $date } begränsade vi behandlingen av dessa uppgifter:
letter-done-restriction-goes-on = Behandlingen av dessa uppgifter har varit begränsad sedan den { $date }, och begränsningen fortsätter:
letter-done-portability = Den { $date } samlade vi de uppgifter som du själv har gett oss och som du kan flytta någon annanstans:
letter-done-objection = Den { $date } slutade vi behandla dina uppgifter för dessa ändamål:
letter-done-marketing = Den { $date } stoppade vi direktmarknadsföringen till dig:
letter-done-consent = Den { $date } antecknade vi att du har återkallat ditt samtycke till dessa:
letter-done-automated = Den { $date } omprövade en människa beslutet. Din begäran gällde:
letter-automated-view = Du kan fortfarande framföra din åsikt och bestrida beslutet (artikel 22.3 i dataskyddsförordningen).
letter-access-holds = Paketet berättar:
letter-access-a1 = för vilka ändamål vi använder dina uppgifter
letter-access-a2 = vilka kategorier av uppgifter vi har
letter-access-a3 = vilka som har fått dina uppgifter, med namn
letter-access-a4 = hur länge vi bevarar dina uppgifter
letter-access-a5 = din rätt till rättelse, radering, begränsning och invändning
letter-access-a6 = din rätt att lämna in klagomål till tillsynsmyndigheten
letter-access-a7 = varifrån vi har fått uppgifterna, om inte av dig
letter-access-a8 = om beslut om dig fattas automatiskt
letter-access-a9 = om dina uppgifter överförs utanför EU eller EES, och hur de skyddas
letter-access-a10 = och det innehåller en kopia av dina uppgifter
letter-access-left-out = I kopian saknas det som lagen lämnar utanför: uppgifter som inte kan lämnas ut utan att andras rättigheter kränks (artikel 15.4 i dataskyddsförordningen) och uppgifter som inte får lämnas ut till dig (34 § i dataskyddslagen). Det säger vi i alla sådana brev; i paketet står under ”Vad som saknas och varför” vad som har lämnats utanför i ditt fall och varför. Du kan be att uppgifter som har lämnats utanför med stöd av 34 § lämnas till dataombudsmannen. Längre ner står hur du kan klaga.
letter-new-address = Vi har rättat din e-postadress. Från och med nu loggar du in i tjänsten med den nya adressen, och våra brev kommer dit.
letter-new-address-goes-along = Också den här begäran ser du när du loggar in med den nya adressen.
letter-new-address-stays = Den här begäran ser du även i fortsättningen genom att logga in med den adress som du gjorde den med.
letter-rectification-where = För din säkerhet finns den gamla och den nya uppgiften inte i det här brevet. Du ser båda på sidan för din begäran.
letter-erasure-suppression = Om du har förbjudit direktmarknadsföring bevarar vi för att respektera förbudet bara en kod som har bildats av din e-postadress.
letter-restriction-effect = Så länge begränsningen gäller lagrar vi bara uppgifterna. I övrigt använder vi dem bara med ditt samtycke, för rättsliga anspråk, för att skydda en annan persons rättigheter eller av hänsyn till ett viktigt allmänintresse.
letter-restriction-lifting = Vi meddelar dig innan begränsningen upphör.
letter-portability-form = Filerna är i ett strukturerat, allmänt använt och maskinläsbart format. En beskrivning av fälten medföljer.
letter-package-where = Paketet är klart. Du kan ladda ner det när du har loggat in:
letter-package-valid = { $days ->
    [one] Du kan ladda ner det i { $days } dag.
   *[other] Du kan ladda ner det i { $days } dagar.
  } Därefter kan du be oss sammanställa det på nytt.
letter-package-until = Du kan ladda ner det senast den { $until }. Efter det kan du be oss sammanställa det på nytt.
letter-package-formats = Filformat: { $formats }.
letter-not-done = Vad vi inte har gjort och varför
letter-why = Inte tillgodosett: { $title }.
letter-explained = { $what }: { $text }
letter-citation = Lagrum: { $citation }.
letter-keep-until = Vi bevarar detta till och med den { $date }.
letter-to-ombudsman = Du har rätt att begära att uppgifterna lämnas till dataombudsmannen (34 § 4 mom. i dataskyddslagen).
letter-burden = Det är vi som ska visa att begäran är uppenbart ogrundad eller orimlig (artikel 12.5 i dataskyddsförordningen). Vi stöder oss på de omständigheter som nämns ovan.
letter-fee = I stället för att vägra erbjuder vi oss att tillgodose begäran mot en rimlig avgift: { $fee }
letter-suffices = Detta räcker för att bekräfta din identitet:
letter-reopens = När vi har fått det öppnar vi ärendet på nytt under samma ärendenummer. Det är kostnadsfritt.

## Andra som har uppgifter
letter-holders = Andra som har dina uppgifter
letter-holder-open = { $name }: ännu inte underrättad; det görs senast den { $date }.
letter-holder-told = { $name }: underrättad den { $date }; vi har ännu inte fått svar.
letter-holder-done = { $name }: meddelade den { $date } att det är gjort.
letter-holder-not-held = { $name }: svarade den { $date } att den inte har sådana uppgifter.
letter-holder-cannot = { $name }: svarade den { $date } att den inte kan göra detta. { $reason }
letter-holder-given-up = { $name }: vi avstod från underrättelsen den { $date }. { $reason }
letter-public = Offentliggjorda uppgifter
letter-public-steps = Vi vidtar rimliga åtgärder för att underrätta dem som behandlar uppgifterna om att du begär att de raderar länkar till och kopior av uppgifterna (artikel 17.2 i dataskyddsförordningen).
letter-public-open = { $name }: vi gör det senast den { $date }.
letter-public-told = { $name }: den { $date } underrättade vi dem som vi hittade.
letter-public-done = { $name }: gjort den { $date }.
letter-public-not-held = { $name }: vi hittade inga länkar eller kopior (kontrollerat den { $date }).
letter-public-cannot = { $name }: det har inte kunnat göras ({ $date }). { $reason }
letter-public-given-up = { $name }: vi kunde inte underrätta andra ({ $date }). { $reason }
letter-own-systems = Våra egna system
letter-own-open = { $name }: vi gör det senast den { $date }.
letter-own-told = { $name }: under arbete sedan den { $date }.
letter-own-done = { $name }: gjort den { $date }.
letter-own-not-held = { $name }: där finns inga sådana uppgifter (kontrollerat den { $date }).
letter-own-cannot = { $name }: det har inte kunnat göras ({ $date }). { $reason }
letter-own-given-up = { $name }: det behövdes inte längre ({ $date }). { $reason }
letter-holders-follow = Du kan följa svaren på sidan för din begäran.
letter-holders-right = Du har rätt att få veta vilka mottagare vi har underrättat (artikel 19 i dataskyddsförordningen).

## E13
letter-late-apology = Du borde ha fått vårt svar senast den { $date }. Vi är försenade och ber om ursäkt för det.
letter-late-reason = Orsak: { $reason }
letter-late-new-date = Du får vårt svar senast den { $date }.

## Klagomål och rättsmedel
letter-complaint-heading = Om du är av annan åsikt
letter-complaint = Om du är missnöjd med hur vi har behandlat ditt ärende kan du om du vill först kontakta oss. Du kan alltid föra ärendet till dataombudsmannen (artikel 77 i dataskyddsförordningen, 21 § i dataskyddslagen):
letter-complaint-elsewhere = Du kan också lämna in ett klagomål till tillsynsmyndigheten i det EU- eller EES-land där du bor eller arbetar eller där du anser att överträdelsen har skett.
letter-remedy = Du har dessutom rätt att föra ärendet till domstol (artikel 79).

## E7
letter-marketing-stopped = Du får inte längre direktmarknadsföring från oss. Förbudet gäller genast och är kostnadsfritt.
letter-marketing-since = Ditt förbud mot direktmarknadsföring har gällt sedan den { $date } och är kostnadsfritt.
letter-marketing-still = Du berättade att marknadsföring fortfarande kommer. Vi tar reda på varför.
letter-marketing-told = De som skickar meddelanden för vår räkning underrättas på nytt om förbudet, högst en gång om dagen. Nedan ser du när var och en senast underrättades.
letter-marketing-which = Om du har meddelandet kvar, berätta på sidan för din begäran när det kom och från vilken adress. Det hjälper oss att hitta orsaken.
letter-paper-marketing-which = Om du har meddelandet kvar, berätta för vår kontaktperson när det kom och från vilken adress. Det hjälper oss att hitta orsaken.
letter-marketing-scope = Förbudet gäller den e-postadress som detta meddelande skickades till och dessa listor:
letter-suppression = För att kunna respektera förbudet bevarar vi på vår spärrlista bara en kod som har bildats av adressen. Utan den skulle vi inte veta att vi inte får skicka marknadsföring till dig.
letter-service-messages = Du får fortfarande meddelanden som hör till tjänsten, till exempel fakturor och information om avbrott. De innehåller ingen reklam.
letter-no-login = Du behöver inte logga in eller göra något annat.
letter-ban-stands = Förbudet har ingen slutdag. En ny beställning, ett nytt avtal eller en ny prenumeration upphäver det inte.
letter-stop-copies = Din adress är redan utesluten ur våra utskick. Den kan ännu finnas i kopior av sändlistan, så vi meddelar förbudet också till dem som har en kopia, för att adressen ska tas bort även där.
letter-resubscribe = Om du senare vill häva förbudet, meddela vår kontaktperson skriftligt.

## E7b
letter-consent-withdrawn = Du har återkallat ditt samtycke. Återkallelsen gäller genast. Den gäller:
letter-consent-none = Du bad att få återkalla ett samtycke. För den här e-postadressen har vi inget samtycke från dig till:
letter-consent-none-noted = Det fanns alltså inget att återkalla. Vi har ändå antecknat att vi inte får skicka detta till dig (artikel 21.2 och 21.3 i dataskyddsförordningen). Om du har fått det som kund, utan ett särskilt samtycke, har det upphört.
letter-consent-earlier = Det som vi gjorde med stöd av ditt samtycke före återkallelsen är fortfarande lagligt.
letter-consent-erased = På grund av återkallelsen har vi raderat:
letter-consent-record = Om vi hade uppgifter om ditt samtycke (adress, tidpunkt och ordalydelse) förstörs de automatiskt nästa natt. De bevaras längre bara om behandlingen av dina uppgifter är begränsad eller om de behövs för ett rättsligt anspråk.
letter-consent-barred = För att inget av detta ska skickas till din adress bevarar vi på vår spärrlista en kod som har bildats av adressen. Förbudet har ingen slutdag, och en ny prenumeration med samma adress upphäver det inte.

## Portalens egna
letter-message-waiting = Vi har skrivit ett meddelande till dig om din begäran.
letter-message-read = För din säkerhet finns själva meddelandet inte i det här e-brevet.
letter-message-files = Meddelandet har bilagor. Inte heller de finns i det här e-brevet: du kan ladda ner dem på sidan för din begäran.
letter-message-enclosed = Bilagor:
letter-withdrawn = Du har återtagit din begäran, och vi har avslutat ärendet.
letter-withdrawn-again = Du kan göra en ny begäran när som helst. Den är kostnadsfri.
letter-package-ready = Vi har sammanställt ditt uppgiftspaket.
letter-package-private = För din säkerhet finns själva paketet inte i det här e-brevet.
letter-subject-restriction-set = Behandlingen av dina uppgifter har begränsats ({ $reference })
letter-subject-restriction-ends = Begränsningen av behandlingen upphör ({ $reference })
letter-subject-restriction-one-ends = En av begränsningarna av behandlingen upphör ({ $reference })
letter-subject-question = Vi behöver veta mer om din begäran ({ $reference })
letter-subject-forwarded = Din begäran har vidarebefordrats ({ $reference })
letter-subject-split-off = En del av din begäran behandlas som ett eget ärende ({ $reference })
letter-restriction-set = Vi har begränsat behandlingen av dina uppgifter.
letter-restriction-asked = Din begäran gäller:
letter-restriction-whole = För säkerhets skull gäller begränsningen alla uppgifter som vi har om dig i vårt kundregister.
letter-restriction-ground = Varför behandlingen är begränsad och hur länge begränsningen gäller:
letter-restriction-why-accuracy = Du bestrider att uppgifterna är riktiga (artikel 18.1 a i dataskyddsförordningen). Begränsningen gäller tills vi har kontrollerat uppgifterna.
letter-restriction-why-accuracy-answered = Du bestrider att uppgifterna är riktiga (artikel 18.1 a i dataskyddsförordningen). Vi svarade på din begäran om rättelse den { $date } (ärendenummer { $reference }).
letter-restricted-beside = På din begäran är behandlingen av dessa uppgifter begränsad (ärendenummer { $reference }). Begränsningen gäller tills vidare. Vi meddelar dig innan den upphör.
letter-restriction-why-unlawful = Behandlingen är olaglig, men du vill att användningen begränsas i stället för att uppgifterna raderas (artikel 18.1 b i dataskyddsförordningen). Begränsningen gäller tills du ber om något annat.
letter-restriction-why-claims = Du behöver uppgifterna för att fastställa, göra gällande eller försvara rättsliga anspråk (artikel 18.1 c i dataskyddsförordningen). Begränsningen gäller så länge du behöver uppgifterna för detta.
letter-restriction-why-objection = Du har invänt mot behandlingen av dina uppgifter (artikel 18.1 d i dataskyddsförordningen). Begränsningen gäller tills vi har avgjort din begäran.
letter-restriction-ends-heading = Begränsningen upphör
letter-restriction-ends = Begränsningen av behandlingen av dina uppgifter upphör den { $date }. Orsak: { $reason }
letter-restriction-then = Därefter behandlar vi åter dina uppgifter för de ändamål som anges i vår dataskyddsbeskrivning. Vi behandlar dem dock inte för ändamål för vilka behandlingen har upphört på din begäran.
letter-restriction-one-ends-heading = En av begränsningarna upphör
letter-restriction-one-ends = En av begränsningarna av behandlingen av dina uppgifter upphör den { $date }. Orsak: { $reason }
letter-restriction-others = Behandlingen av dina uppgifter är begränsad också efter den dagen, eftersom detta fortfarande gäller:
letter-restriction-other = { $why } Från och med: { $date }. Uppgifter: { $what }.
letter-restriction-you-can = Om du är av annan åsikt, skriv till oss före den dagen. Du kan lämna ytterligare utredning, invända mot behandlingen eller begära att dina uppgifter raderas.
letter-question-doubt = Varför vi ännu inte kan vara säkra på vem du är:
letter-question-paused = Tidsfristen är pausad från i dag tills du har svarat.
letter-question-runs = Tidsfristen pausas inte. Vi svarar på din begäran senast den { $date }.
restriction-ends-decided = Invändningen har avgjorts.
restriction-ends-weighed = Begäran om begränsning har avgjorts.
restriction-ends-closed = Den begäran som begränsningen berodde på har avslutats.

# E9: the other holders of the data
letter-recipients-told = Ditt ärende gällde också andra som har dina uppgifter. I det här brevet berättar vi vilka vi har underrättat och när, och vad var och en har svarat (artikel 19 i dataskyddsförordningen).
letter-processors-told = Ditt förbud eller din återkallelse gäller också andra som behandlar dina uppgifter för vår räkning. I det här brevet berättar vi vilka vi har underrättat och när, och vad som har gjorts.
letter-told-remedy = Därefter, den { $date }: { $what }
letter-remedy-told-otherwise = vi ordnade saken med innehavaren på annat sätt.
letter-remedy-stopped-sending = vi slutade skicka via den här innehavaren.
letter-remedy-impossible = vi konstaterade att det är omöjligt att genomföra saken hos den här innehavaren.
letter-remedy-disproportionate = vi konstaterade att saken skulle kräva en oproportionell ansträngning.
letter-told = Underrättad den { $date }: { $what }.
letter-told-undated = Vad det gäller: { $what }.
letter-told-done = Svarade den { $date }: gjort.
letter-told-not-held = Svarade den { $date } att den inte har sådana uppgifter.
letter-told-cannot = Svarade den { $date } att den inte kan göra detta.
letter-told-silent = Har inte svarat trots att vi bad om svar. Vi väntar inte längre på det ({ $date }).
letter-told-never = Underrättelsen nådde inte fram ({ $date }).
letter-told-ended = Något svar behövs inte längre ({ $date }).
letter-own-told-of = Ditt ärende gällde också andra system hos oss. I det här brevet berättar vi vad som har gjorts i dem.
letter-public-told-of = Ditt ärende gällde också uppgifter som vi hade offentliggjort. I det här brevet berättar vi vad som har gjorts med anledning av dem.
letter-public-account-done = Underrättelserna gjordes den { $date }.
letter-public-account-not-held = Vi hittade inga länkar till eller kopior av uppgifterna (kontrollerat den { $date }).
letter-public-account-cannot = Det kunde inte göras ({ $date }).
letter-public-account-given-up = Vi kunde inte underrätta andra ({ $date }).
letter-own-account-done = Gjort den { $date }.
letter-own-account-not-held = Systemet innehöll inga sådana uppgifter (kontrollerat den { $date }).
letter-own-account-cannot = Det kunde inte göras ({ $date }).
letter-own-account-given-up = Det behövdes inte längre ({ $date }).
letter-told-reasons = Varför någon inte kunde göra som vi bad framgår av sidan för din begäran.
letter-excuse-impossible = Orsak: det visade sig vara omöjligt att underrätta mottagaren.
letter-excuse-disproportionate = Orsak: underrättelsen skulle kräva en oproportionell ansträngning.
letter-excuse-overtaken = Orsak: begränsningen hann upphöra.
letter-excuse-replaced = Orsak: raderingen av samma uppgifter trädde i begränsningens ställe.
letter-package-schema = Varje fält beskrivs här:
letter-transfer-due = { $what }: vi gör det senast den { $date } och meddelar dig när det är gjort.
letter-transfer-given = Den { $date } lämnade vi dina uppgifter direkt till den personuppgiftsansvarige du nämnde.
letter-transfer-theirs = Därefter ansvarar den personuppgiftsansvarige för uppgifterna. Att uppgifterna flyttas betyder inte att de raderas ur vårt register.
letter-transfer-failed = Vi kan inte överföra dina uppgifter direkt till den personuppgiftsansvarige du nämnde, eftersom det inte är tekniskt möjligt (artikel 20.2 i dataskyddsförordningen). Till den delen ändrar vi vårt tidigare beslut. Motivering:
letter-transfer-self = Du har själv samma filer och kan lämna dem vidare. Om tiden för att ladda ner dem har gått ut kan du be om dem på nytt på sidan för din begäran.

## E11 och brevet till kunden
letter-forwarded-about = Din begäran gäller webbplatsen { $site }. Personuppgiftsansvarig för uppgifterna på webbplatsen är { $to }.
letter-forwarded-why = Vi lagrar bara webbplatsen på våra servrar för vår kunds räkning. I fråga om dess uppgifter är vi personuppgiftsbiträde, och därför får vi inte själva avgöra din begäran.
letter-forwarded = Den { $date } vidarebefordrade vi din begäran till den personuppgiftsansvarige ({ $to }), som svarar dig.
letter-forwarded-what = Vi vidarebefordrade det du bad om, dagen då begäran kom till oss, ditt namn om du uppgav det, och din e-postadress för svaret. Ingenting annat.
letter-forwarded-reach = Vem du kan kontakta
letter-forwarded-silent = Om du inte får svar inom en månad eller inte är nöjd med svaret kan du föra ärendet till dataombudsmannen:
letter-forwarded-own-heading = Vårt eget kundregister
letter-forwarded-own = Menade du också uppgifterna om dig i vårt eget kundregister? Gör då en ny begäran i portalen eller kontakta oss, så svarar vi själva på den.
handover-subject = En dataskyddsbegäran som gäller er webbplats ({ $reference })
handover-what = Vi har fått en begäran som gäller personuppgifter på er webbplats { $site }.
handover-role = Ni är personuppgiftsansvarig för uppgifterna och vi är ert personuppgiftsbiträde. Därför svarar vi inte på begäran utan vidarebefordrar den till er (artikel 28.3 e i dataskyddsförordningen).
handover-forwarded = Vidarebefordrad
handover-name = Uppgivet namn
handover-no-name = inte uppgivet
handover-answer-to = Svara till
handover-no-email = ingen e-postadress; fråga oss hur personen kan nås
handover-asked = Vad begäran gäller
handover-do = Vad ni behöver göra
handover-time = Svara personen utan onödigt dröjsmål och under alla omständigheter inom en månad (artikel 12.3 i dataskyddsförordningen). Räkna för säkerhets skull månaden från den { $date }, då begäran kom till oss.
handover-proved = Personen har visat att e-postadressen är hens, men inget annat har kontrollerats. Om ni har rimliga skäl att betvivla identiteten får ni be om det som behövs för att bekräfta den (artikel 12.6).
handover-unproved = Vi har inte kontrollerat vem personen är. Om ni har rimliga skäl att betvivla identiteten får ni be om det som behövs för att bekräfta den (artikel 12.6).
handover-only = Använd det här meddelandet bara för att svara på begäran.
handover-help = Om ni behöver vår hjälp, till exempel för att hitta eller radera uppgifter på servern, hör av er.
handover-own-words = Med personens egna ord:
letter-objection-erased = För dessa uppgifter fanns ingen annan rättslig grund kvar, så vi raderade dem samtidigt (artikel 17.1 c i dataskyddsförordningen):
letter-subject-restriction-stays = Begränsningen av behandlingen fortsätter ({ $reference })
letter-restriction-stays = Vi meddelade dig att begränsningen av behandlingen av dina uppgifter upphör. Den upphör ändå inte den dag som vi angav, utan fortsätter tills vidare.
letter-question-everything = Du kan också svara att du vill ha allt.

## På papper, till någon som saknar e-post
letter-paper-follow = Du kan när som helst fråga oss hur långt behandlingen av din begäran har kommit.
letter-paper-unclassified = Vi läser ditt meddelande och tar reda på vilken av dina rättigheter det gäller.
letter-paper-add-or-withdraw = Vill du rätta eller lägga till något eller återta din begäran? Skriv till oss eller ring.
letter-paper-rectification-where = För din säkerhet står varken den gamla eller den nya uppgiften i det här brevet. Kontakta oss om du vill kontrollera dem.
letter-paper-package = Dina uppgifter följer med det här brevet.
letter-paper-holders = Fråga oss om du vill veta vad de har svarat.
letter-paper-marketing-scope = Förbudet gäller den e-postadress som du har gett oss eller som finns i vårt register och följande listor:
letter-paper-message-waiting = Ett meddelande om din begäran ({ $reference })
letter-paper-package-ready = De uppgifter du bad om ({ $reference })
letter-paper-transfer-self = Du har samma uppgifter själv och kan lämna dem vidare. Be oss om dem om du behöver dem på nytt.
letter-paper-told-reasons = Fråga oss om du vill veta varför någon inte kunde göra det vi bad om.
letter-paper-forwarded-what = Vi vidarebefordrade vad du begärde, dagen då din begäran kom till oss, ditt namn om du uppgav det och postadressen för svaret. Inget annat.
letter-paper-forwarded-own = Menade du också uppgifterna i vårt eget kundregister? Skriv då till oss eller ring, så svarar vi själva.
letter-late-at-once = Vi svarar utan dröjsmål.
letter-late-entered = din begäran nådde oss den dag som nämns ovan, men vi tog upp den till handläggning först nu.
letter-marketing-no-address = Vi har sökt i våra register men hittade inte någon e-postadress som är din. Vi skickar alltså ingen direktmarknadsföring till dig per e-post. Om du ändå får sådan, berätta till vilken adress den kom så stoppar vi den genast.
letter-consent-no-address = Vi har sökt i våra register men hittade varken någon e-postadress som är din eller något samtycke som hör till den. Det finns alltså inget att återkalla. Om du avser en annan adress, berätta vilken.
letter-in-part = { $item } (delvis)
letter-kept-back = Du får de övriga uppgifterna i den här punkten. Bara en del har utelämnats. I uppgiftspaketet står det på varje ställe där något saknas att det har utelämnats och varför.
letter-subject-fee = Vi föreslår en avgift för att besvara din begäran ({ $reference })
letter-subject-marketing-in-force = Ditt förbud mot direktmarknadsföring gäller ({ $reference })
