# Vad en radering lämnar kvar och varför. Fakta i beslutet och i brevet.
erasure-statute = 2 kap. 10 § i bokföringslagen (1336/1997)
erasure-class = verifikationer och korrespondens om affärshändelser
erasure-evidence = Beräknat den { $date } enligt registret och beskrivningens räkenskapsperioder
erasure-why-vouchers = Bokföringslagen förpliktar oss att bevara verifikationer.
erasure-why-undated = Dokumentets räkenskapsperiod är ännu inte känd. Vi håller kvar dokumentet tills räkenskapsperioden har utretts och förstör det när förvaringstiden går ut.
erasure-why-runs = Ett avtal, en beställning eller ett användarkonto är i kraft, och vi behöver uppgifterna för det.
erasure-why-file = Uppgifterna visar att vi har följt lagen. De raderas efter en bestämd tid.
erasure-why-open = Ett ärende är inte avslutat. Handlingarna behövs för att handlägga det, och de visar att vi har följt lagen.
erasure-left-vouchers = { $category }: { $count ->
    [one] ett dokument
   *[other] { $count } dokument
  } som lagen förpliktar oss att bevara.
erasure-years = { $several ->
    [yes] Räkenskapsperiodernas sista dagar: { $first }–{ $last }.
   *[no] Räkenskapsperiodens sista dag: { $last }.
  }
erasure-kept = { $several ->
    [yes] Förvaringstiderna går ut { $first }–{ $last }.
   *[no] Bevaras till och med den { $last }.
  }
erasure-kept-least = Bevaras minst till och med den { $until }. Tiden räknas från att ärendet har avslutats.
erasure-left-undated = { $category }: { $count } vars räkenskapsperiod vi först måste utreda.
erasure-left-runs = { $category }: behövs för ett avtal, en beställning eller ett användarkonto som är i kraft ({ $count }).
erasure-left-file = { $category }: behövs för att visa att vi har följt lagen ({ $count }).
erasure-left-open = { $category }: handlingarna i de ärenden som inte är avslutade, även detta ({ $count }). De behövs för handläggningen och för att visa att vi har följt lagen.
letter-erased-line = { $category }: { $count ->
    [one] en uppgift
   *[other] { $count } uppgifter
  }
letter-emptied-line = { $category }: dina uppgifter borttagna ur { $count ->
    [one] en post
   *[other] { $count } poster
  }
letter-erased-nothing = Vi har inte raderat något.
letter-erased-overdue = { $count ->
    [one] Ett av dessa dokument borde enligt våra egna regler ha förstörts tidigare. Vi beklagar felet och har antecknat det.
   *[other] { $count } av dessa dokument borde enligt våra egna regler ha förstörts tidigare. Vi beklagar felet och har antecknat det.
  }
letter-erasure-asked = Du bad oss radera:
letter-erasure-none = I dessa kategorier har vi inga uppgifter om dig:
letter-erasure-kept = Vi bevarar ännu följande:
letter-erasure-then = Dokument som bevaras enligt lag använder vi inte till något annat. Vi förstör dem när förvaringstiden går ut. Du behöver inte göra någon ny begäran.
letter-erasure-running = När avtalet, beställningen eller kontot har upphört kan du be oss radera de uppgifter som behövdes för det.
letter-erasure-file = Vi bevarar handlingarna om denna begäran minst till och med den { $until }, så att vi kan visa att vi har följt den. Tiden räknas från att ärendet har avslutats.
letter-erasure-end-told = När det sista av det vi bevarar har förstörts meddelar vi dig. Till dess finns dina kontaktuppgifter kvar i handlingarna om denna begäran.
letter-erasure-rest = Uppgifter i våra säkerhetskopior försvinner när säkerhetskopiorna skrivs över. Om vi måste återställa en säkerhetskopia görs raderingen genast på nytt.
letter-subject-erasure-complete = De sista av dina uppgifter som vi bevarade har nu förstörts ({ $reference })
letter-erasure-complete = När vi behandlade din begäran berättade vi vad vi ännu måste bevara. Det sista av det har nu förstörts.
letter-erasure-complete-left = Ingenting av det som vi då bevarade finns kvar i vårt register.
erasure-why-other-basis = Uppgifterna behövs för ett avtal som du är part i, och invändningen gäller dem inte.
erasure-left-other-basis = { $category }: behövs för ett avtal som du är part i ({ $count }).
erasure-why-linked = Uppgifterna hänger ihop med andra uppgifter som du inte har bett oss radera, eller så gäller de också en annan person.
erasure-left-linked = { $category }: hänger ihop med andra uppgifter som du inte har bett oss radera, eller gäller också en annan person ({ $count }).
letter-erasure-package-stays = Du har ännu inte laddat ner ditt uppgiftspaket från den { $date } (ärendenummer { $reference }). Du kan fortfarande ladda ner det till den { $until }. Sedan förstörs det.
letter-erasure-package-goes = Ditt uppgiftspaket från den { $date } (ärendenummer { $reference }), som du har laddat ner, har tagits bort från vår tjänst.
letter-erasure-package-posted = Filen med det uppgiftspaket från den { $date } (ärendenummer { $reference }) som du har fått har raderats ur vår tjänst. Du har kvar kopian som du fick.
letter-erasure-files = Vi tog bort din e-postadress ur handlingarna i dina tidigare, avslutade begäranden. Själva handlingarna bevaras tills deras förvaringstid går ut, så att vi kan visa att vi har följt lagen.
erasure-before-package-stays = Du har ännu inte laddat ner ditt uppgiftspaket från den { $date } (ärendenummer { $reference }). Det finns kvar för dig till den { $until } även om vi raderar dina uppgifter före det. Det kan inte sammanställas på nytt efteråt.
erasure-before-package-goes = Du har laddat ner ditt uppgiftspaket från den { $date } (ärendenummer { $reference }). Det finns inte längre tillgängligt när dina uppgifter har raderats. Ladda ner det på nytt först om du behöver det.
erasure-before-package-posted = Du har fått uppgiftspaketet från den { $date } (ärendenummer { $reference }). Filen finns inte längre hos oss när dina uppgifter har raderats. Du har kvar kopian som du fick.
erasure-before-files = När vi raderar alla dina uppgifter tar vi också bort din e-postadress ur dina tidigare begäranden som är avslutade.
erasure-desk-package-stays = Uppgiftspaketet från den { $date } (ärende { $reference }) har inte laddats ner. Det finns kvar till den { $until }, som brevet lovade, och förstörs sedan.
erasure-desk-package-goes = Uppgiftspaketet från den { $date } (ärende { $reference }) har laddats ner och tas bort.
erasure-desk-package-posted = Uppgiftspaketet från den { $date } (ärende { $reference }) har getts till personen på annat sätt än i tjänsten. Filen raderas.
erasure-desk-files = { $count ->
    [one] E-postadressen tas bort ur ett avslutat ärende, så breven i det
   *[other] E-postadressen tas bort ur { $count } avslutade ärenden, så breven i dem
  } kan inte längre skickas på nytt.
erasure-why-claim = Uppgifterna behövs för att fastställa, göra gällande eller försvara ett rättsligt anspråk.
erasure-left-claim = { $category }: behövs på grund av ett rättsligt anspråk ({ $count }).
erasure-why-authority = En myndighet har förelagt oss att bevara uppgifterna.
erasure-left-authority = { $category }: bevaras på föreläggande av en myndighet ({ $count }).
erasure-order-title = En myndighets föreläggande
erasure-order-plain = Vi kan ännu inte radera dessa uppgifter, eftersom en myndighet har förelagt oss att bevara dem.
erasure-order-class = uppgifter som föreläggandet omfattar
erasure-order-unnamed = en myndighets föreläggande
erasure-hold-claim = Rättsligt anspråk: { $reason }. Senast den { $review } kontrollerar vi om uppgifterna fortfarande behövs.
erasure-hold-authority = Föreläggandet gavs av { $authority }: { $reason }. Senast den { $review } kontrollerar vi om föreläggandet fortfarande gäller.
erasure-hold-order = En myndighets föreläggande: { $reason }. Senast den { $review } kontrollerar vi om föreläggandet fortfarande gäller.
erasure-hold-while = När skälet upphör raderar vi utan dröjsmål de uppgifter som ingen annan lag kräver att vi bevarar. Du behöver inte göra någon ny begäran. Till dess förstör vi inte de uppgifter som det omfattar, även om deras förvaringstid annars går ut.
letter-objection-held = Allt kan vi ännu inte radera:
erasure-hold-covers = { $hold } Hindret omfattar: { $covers }.
erasure-why-silent = Lagen förpliktar oss att bevara uppgifterna.
erasure-left-silent = { $category }: bevaras på grund av en lagstadgad skyldighet ({ $count }).
erasure-silent-title = Lagstadgad skyldighet
erasure-silent-plain = Vi kan ännu inte radera dessa uppgifter, eftersom lagen förpliktar oss att bevara dem. Om grunderna berättar vi bara det som lagen tillåter. Du kan be dataombudsmannen kontrollera att vi behandlar dina uppgifter enligt lag.
erasure-silent-statute = artikel 23 i den allmänna dataskyddsförordningen och 34 § i dataskyddslagen
erasure-silent-class = uppgifter som enligt lag måste bevaras
erasure-hold-silent = Senast den { $review } kontrollerar vi om lagen fortfarande förpliktar oss att bevara uppgifterna.
erasure-hold-silence = Personen får inte få veta om föreläggandet: { $law }.
erasure-group = { $why }: { $what }.
erasure-group-until = { $several ->
    [yes] { $why }, förvaringstiderna går ut { $first }–{ $last }: { $what }.
   *[no] { $why }, till och med den { $last }: { $what }.
  }
erasure-group-least = { $why }, minst till och med den { $until }: { $what }.
erasure-group-why-vouchers = På grund av bokföringslagen
erasure-group-why-undated = Tills dokumentets räkenskapsperiod har utretts
erasure-group-why-runs = På grund av ett gällande avtal, en beställning eller ett användarkonto i kraft
erasure-group-why-file = För att vi ska kunna visa att vi har följt lagen
erasure-group-why-open = För att behandla ett ärende som ännu inte är avslutat
erasure-group-why-other-basis = På grund av ditt eget avtal
erasure-group-why-linked = På grund av andra uppgifter som hänger ihop med dem eller en annan person
erasure-group-why-claim = På grund av ett rättsligt anspråk
erasure-group-why-authority = På föreläggande av en myndighet
erasure-group-why-silent = På grund av en lagstadgad skyldighet
erasure-group-part = { $category } ({ $count ->
    [one] en uppgift
   *[other] { $count } uppgifter
  })
