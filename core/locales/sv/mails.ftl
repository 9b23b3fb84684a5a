# Inloggningsmeddelanden och meddelanden till personalen.
mail-sign-in-subject = Din inloggningslänk
mail-sign-in-hello = Hej,
mail-sign-in-why = Någon, förhoppningsvis du, har bett att få logga in med den här e-postadressen i dataskyddsportalen som upprätthålls av { $controller }.
mail-step-up-subject = Bekräfta din e-postadress
mail-step-up-why = Du håller på att ladda ner dina uppgifter från dataskyddsportalen som upprätthålls av { $controller }. Bekräfta ännu en gång att den här e-postadressen är din.
mail-sign-in-open = Öppna den här länken i den webbläsare där du började:
mail-sign-in-type = Använder du en annan enhet eller webbläsare? Skriv då den här koden på sidan:
mail-sign-in-valid = Länken och koden fungerar en gång och i { $minutes } minuter. Ett nyare meddelande ersätter ett äldre.
mail-sign-in-not-you = Var det inte du? Då behöver du inte göra något. Ingen kommer in utan det här meddelandet.
mail-sign-in-secret = Ge inte koden till någon. Vi frågar aldrig efter den per telefon eller e-post.
mail-staff-new-request-subject = En ny begäran väntar ({ $reference })
mail-staff-new-request = En ny begäran väntar i kön.
mail-staff-effective-subject = Ett förbud eller en återkallelse trädde genast i kraft ({ $reference })
mail-staff-effective = Någon förbjöd marknadsföring eller återkallade sitt samtycke. Det trädde genast i kraft, och inget behöver avgöras.
mail-staff-still-mailed-subject = Marknadsföring kommer trots förbudet ({ $reference })
mail-staff-still-mailed = Någon vars förbud mot marknadsföring gäller berättar att marknadsföring fortfarande kommer. Ta reda på varför. På sidan för begäran står när varje innehavare av uppgifterna senast underrättades om förbudet.
mail-staff-message-subject = Ett nytt meddelande ({ $reference })
mail-staff-message = Den som framställt begäran har skrivit. Meddelandet finns på begärans sida.
mail-staff-proposed-subject = Ett beslut väntar på godkännande ({ $reference })
mail-staff-proposed = Ett beslut väntar på att en annan person godkänner det.
mail-staff-sent-back-subject = Ett beslutsförslag skickades tillbaka ({ $reference })
mail-staff-sent-back = Det föreslagna beslutet skickades tillbaka. Orsaken finns bland begärans anteckningar.
mail-staff-near-subject = { $count ->
    [one] En svarsdag närmar sig
   *[other] { $count } svarsdagar närmar sig
}
mail-staff-near = { $count ->
    [one] Dagen då den här begäran senast ska besvaras närmar sig.
   *[other] Dagarna då dessa { $count } begäranden senast ska besvaras närmar sig.
}
mail-staff-unseen-subject = { $count ->
    [one] Ingen har tittat på en begäran
   *[other] Ingen har tittat på { $count } begäranden
}
mail-staff-unseen = { $count ->
    [one] Ingen i personalen har öppnat den här begäran på flera arbetsdagar. Den ska ändå besvaras i tid.
   *[other] Ingen i personalen har öppnat dessa { $count } begäranden på flera arbetsdagar. De ska ändå besvaras i tid.
}
mail-staff-digest-subject = { $count ->
    [0] Arbetskön i dag: inget för dig att göra just nu
    [one] Arbetskön i dag: { $count } begäran väntar på dig
   *[other] Arbetskön i dag: { $count } begäranden väntar på dig
}
mail-staff-digest = Så här ligger begärandena till i dag.
mail-staff-digest-next = Att göra för dig nu
mail-staff-digest-mine = Du är handläggare
mail-staff-digest-unassigned = Utan handläggare
mail-staff-digest-overdue = Försenade
mail-staff-digest-soon = Sista dagen inom en vecka
mail-staff-digest-approval = Väntar på godkännande
mail-staff-digest-nearest = Dina närmaste datum
mail-staff-right-open = rättigheten inte angiven
mail-staff-by = svar senast { $date }
mail-staff-target = vårt mål { $date }
mail-staff-more = { $count ->
    [one] Och { $count } till.
   *[other] Och { $count } till.
}
mail-staff-queue = Öppna arbetskön:
mail-staff-bounce-subject = Ett brev togs inte emot ({ $reference })
mail-staff-bounce = Mottagarens e-postserver tog inte emot ett brev. Begäran är obesvarad tills brevet har nått personen på något annat sätt.
mail-staff-uncertain-subject = Det är osäkert om ett brev gick i väg ({ $reference })
mail-staff-uncertain = Förbindelsen bröts när ett brev överlämnades. Servern kan ha tagit emot det eller inte.
mail-staff-holder-bounced-subject = En underrättelse till en innehavare kom i retur ({ $reference })
mail-staff-holder-bounced = E-postservern hos en innehavare av uppgifterna tog inte emot underrättelsen. Innehavaren är inte underrättad förrän underrättelsen har nått fram.
mail-staff-holder-silent-subject = En innehavare av uppgifterna svarar inte ({ $reference })
mail-staff-holder-silent = En innehavare av uppgifterna har inte kunnat nås eller har inte svarat trots påminnelser. Kontakta den och anteckna svaret.
mail-staff-holder-cannot-subject = En innehavare kan inte följa instruktionen ({ $reference })
mail-staff-holder-cannot = En innehavare av uppgifterna svarade att den inte kan göra det vi bad om. Orsaken syns på ärendets sida.
mail-staff-forward-bounced-subject = En vidarebefordrad begäran kom i retur ({ $reference })
mail-staff-forward-bounced = E-postservern hos kunden som begäran vidarebefordrades till tog inte emot den. Vidarebefordra den på något annat sätt: brevet finns på ärendets sida.
mail-staff-due = Svar senast
mail-staff-open = Öppna begäran:
mail-staff-breach-subject = Personuppgiftsincident { $number }: anmäl till myndigheten senast { $by }
mail-staff-breach = En personuppgiftsincident har antecknats och väntar på ett beslut: den ska anmälas till myndigheten senast { $by }, om inte skada för människor är osannolik.
mail-staff-breach-over = De 72 timmarna för att anmäla en personuppgiftsincident till myndigheten gick ut { $by }. Anmäl nu och ange varför anmälan är sen (artikel 33.1).
mail-staff-breach-open = Öppna anteckningen:
mail-staff-flood-subject = Ovanligt många inloggningsmeddelanden begärs
mail-staff-flood-what = Fler än 120 inloggningsmeddelanden i minuten begärs i portalen. De som överskrider det skickas långsammare, och när för många väntar skickas en del inte alls. Länkar som kommer fram fungerar som vanligt, och begäranden som redan har gjorts påverkas inte.
mail-staff-flood-look = Det kan vara ett försök att skicka e-post till utomstående i ert namn. Berätta för den som driver portalen: proxyns logg visar varifrån det kommer. Du får det här meddelandet högst var sjätte timme.
mail-staff-flood-open = Öppna skrivbordet:
mail-staff-silence-subject = Dataskyddsportalens självtest har inte lyckats
mail-staff-silence-what = Portalens dagliga självtest har inte lyckats sedan { $since }: formuläret, bakgrundsarbetet eller förbindelsen till e-postservern fungerar inte, och begäranden kan gå förlorade under tiden.
mail-staff-silence-look = Se portalens och e-postserverns loggar. Detta meddelande skickades vid sidan av portalens meddelandekö.
mail-staff-silence-open = Öppna skrivbordet:
mail-staff-seal-subject = Händelseloggens sigill { $date }
mail-staff-seal = Portalen förseglar sin händelselogg. Med det här meddelandet kan man senare visa att inga äldre anteckningar har tagits bort eller ändrats. Sigillet är:
mail-staff-seal-keep = Spara meddelandet där de som driver portalen inte kan radera det. Kontrollera loggen genom att ge sigillet till det här kommandot:
mail-staff-account-subject = En ändring i medarbetarnas konton
mail-staff-account-invited = { $by } bjöd in { $name } ({ $email }) som medarbetare.
mail-staff-account-roles = { $by } ändrade rollerna för { $name } ({ $email }).
mail-staff-account-closed = { $by } stängde kontot för { $name } ({ $email }).
mail-staff-account-reopened = { $by } öppnade kontot för { $name } ({ $email }) igen.
mail-staff-account-recovered = { $name } ({ $email }) bjöds in med återställningskommandot på servern, inte av en administratör.
mail-staff-account-reset = Lösenordet för { $name } ({ $email }) byttes med en länk per e-post och en kod.
mail-staff-account-open = Är detta inte överenskommet? Berätta det genast för den ansvariga. Alla konton:
mail-own-account-subject = Dina inloggningsuppgifter har ändrats
mail-own-account-password = Lösenordet till ditt konto hos { $controller } byttes den { $at }. Alla dina sessioner avslutades.
mail-own-account-authenticator = Autentiseringsappen för ditt konto hos { $controller } byttes den { $at }. Alla dina sessioner avslutades.
mail-own-account-codes = Den { $at } gjordes nya återställningskoder för ditt konto hos { $controller }. De tidigare fungerar inte längre.
mail-own-account-not-you = Var det inte du? Be genast en administratör stänga ditt konto.
mail-invitation-subject = En inbjudan till dataskyddsarbetet hos { $controller }
mail-invitation-why = Du är inbjuden att handlägga dataskyddsbegäranden hos { $controller }. Med den här länken skapar du ditt konto. Den fungerar en gång och i { $hours } timmar:
mail-invitation-what = Du väljer ett eget lösenord och tar i bruk en autentiseringsapp i telefonen.
mail-invitation-alone = Ge inte länken till någon, inte heller till den som bjöd in dig: kontot är bara ditt, och det som görs med det antecknas i ditt namn.
mail-invitation-not-you = Väntade du dig ingen inbjudan? Öppna då inte länken, och berätta det för din arbetsgivare.
mail-reset-subject = Nytt lösenord
mail-reset-why = Någon har bett om en länk för att välja ett nytt lösenord för ditt konto hos { $controller }. Länken fungerar en gång och i { $minutes } minuter:
mail-reset-code = Du behöver också en kod från din autentiseringsapp eller en återställningskod.
mail-reset-not-you = Bad du inte om länken? Då behöver du inte göra något: ditt lösenord ändras inte.
mail-new-address-subject = Din e-postadress byttes i vårt kundregister
mail-new-address-what = { $controller } bytte den { $at } din e-postadress i sitt kundregister mot en annan. Ärendets nummer är { $reference }.
mail-new-address-from-now-on = Från och med nu skickas meddelanden om dina dataskyddsbegäranden till den nya adressen, och du loggar in med den.
mail-new-address-not-you = Var det inte du som bad om ändringen? Kontakta oss genast och uppge ärendets nummer. Vi återställer din adress och reder ut vad som har hänt.
mail-now-shared-subject = Även en annan person har nu din e-postadress i vårt kundregister
mail-now-shared-what = { $controller } antecknade den { $at } den här e-postadressen i sitt kundregister även för en annan person.
mail-now-shared-hides = När flera personer har samma adress vet vi inte vem som loggar in med den. Därför ser du tills vidare inte dina uppgifter i registret när du loggar in med adressen, och av dina nya begäranden ser du bara nummer, ämne och datum. Det skyddar dig: inte heller någon annan ser dina uppgifter med hjälp av adressen.
mail-now-shared-back = Är adressen bara din? Kontakta oss. Vi reder ut saken och tar bort adressen från den person som den inte tillhör. Om ni använder adressen tillsammans kan du ge oss en egen adress som du ser dina uppgifter med igen.
mail-now-shared-rights = Dina rättigheter är oförändrade: du kan göra begäranden som förut, och vi svarar på dem när vi har kontrollerat vem som begärde.
