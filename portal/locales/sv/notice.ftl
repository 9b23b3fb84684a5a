notice-title = Dataskyddsbeskrivning
notice-lead = En kombinerad registerbeskrivning och information till de registrerade: vilka uppgifter vi behandlar, varför och hur länge, och vilka rättigheter du har.
notice-contents = Innehåll
notice-to-contents = Tillbaka till innehållet

# The right to object to marketing, clearly and apart from everything else (Art. 21(4)).
notice-marketing-title = Du kan när som helst förbjuda direktmarknadsföring
notice-marketing-text = Förbudet är kostnadsfritt, det gäller genast och du behöver inte motivera det. Du kan förbjuda marknadsföringen i den här tjänsten, med länken för att avsluta prenumerationen i varje nyhetsbrev eller genom att kontakta vår kontaktperson.
notice-marketing-lists = Förbudet gäller: { $lists }.
notice-marketing-button = Förbjud direktmarknadsföring

# The sections of the published notice, in its order.
notice-part-controller = Personuppgiftsansvarig
notice-part-contact = Kontaktperson i registerärenden
notice-part-register = Registrets namn
notice-part-purposes = Ändamål med behandlingen och rättsliga grunder
notice-part-content = Registrets innehåll
notice-part-sources = Varifrån uppgifterna kommer
notice-part-disclosures = Till vem uppgifter lämnas ut, och överföringar utanför EU och EES
notice-part-protection = Hur registret skyddas och hur länge uppgifterna bevaras
notice-part-rights = Dina rättigheter
notice-part-whom = Vem du kan kontakta

notice-people = Vems uppgifter
notice-holds = Vilka uppgifter
notice-purpose = Ändamål
notice-basis = Rättslig grund
notice-interest = Berättigat intresse: { $interest }
notice-data = Uppgifter
notice-concerns = Gäller: { $data }.
notice-unnamed = Mottagarens namn står ännu inte i den här beskrivningen. Vår kontaktperson berättar det för dig.
notice-own-systems = Uppgifter finns dessutom i dessa egna system hos oss:
notice-hosting = Uppgifter som våra kunder lagrar på våra servrar

notice-kept = Förvaringstid
notice-example = Exempel
notice-statute-accounting = 2 kap. 10 § i bokföringslagen
notice-statute-limitation = Artikel 5.1 e i dataskyddsförordningen
notice-example-document = Om en handling är daterad eller ett avtal eller en beställning har upphört i dag, den { $today }, går räkenskapsperioden ut den { $end }. Uppgifterna bevaras till och med den { $until } och förstörs därefter.
notice-example-period = Om förvaringstiden börjar i dag, den { $today }, går den ut den { $until }.
notice-example-none = Inget datum går att räkna ut: uppgifterna bevaras tills ändamålet upphör.

notice-right-access = Du får veta om vi behandlar dina uppgifter. Du kan granska dem och få en kopia av dem (artikel 15).
notice-right-rectification = Du kan kräva att felaktiga uppgifter rättas och att ofullständiga kompletteras (artikel 16).
notice-right-erasure = Du kan kräva att dina uppgifter raderas. Uppgifter som vi enligt lag måste bevara kan vi inte radera förrän förvaringstiden har gått ut (artikel 17). När vi raderar alla dina uppgifter tas din e-postadress också bort ur handlingarna i dina tidigare begäranden. Ett uppgiftspaket som du ännu inte har laddat ner finns tillgängligt till den dag som anges i brevet.
notice-right-restriction = Du kan begära att behandlingen begränsas, till exempel medan vi utreder om uppgifterna stämmer. Under tiden lagrar vi i huvudsak bara uppgifterna (artikel 18).
notice-right-portability = Du får de uppgifter som du själv har lämnat i maskinläsbar form. Vi kan också överföra dem direkt till en annan personuppgiftsansvarig om det är tekniskt möjligt. Rätten gäller uppgifter som vi behandlar med stöd av samtycke eller avtal (artikel 20).
notice-right-objection = Du kan av skäl som hänför sig till din specifika situation invända mot behandling och profilering av dina uppgifter. Rätten gäller behandling som grundar sig på ett berättigat intresse, det vill säga på vår kundrelation eller annan saklig anknytning. Berätta då vilken situation det gäller. Vi kan vägra bara på en grund som anges i lag (artikel 21.1).
notice-right-marketing = Du kan när som helst, kostnadsfritt och utan att ange skäl invända mot att dina uppgifter behandlas för direktmarknadsföring. Vi kan inte vägra (artikel 21.2 och 21.3).
notice-right-consent = Du kan när som helst återkalla eller ändra ett samtycke som du har gett. Återkallelsen påverkar inte det som redan har gjorts med stöd av samtycket (artikel 7.3).
notice-right-automated = Du har rätt att inte bli föremål för ett beslut som enbart grundar sig på automatiserad behandling och som har rättsliga följder för dig eller på liknande sätt påverkar dig i betydande grad. Du kan kräva att en människa prövar saken (artikel 22).

notice-matrix = Vilken rättighet som gäller vilka uppgifter
notice-matrix-text = Du kan alltid granska uppgifterna, kräva att de rättas och begära att behandlingen begränsas. De övriga rättigheterna beror på vilken rättslig grund behandlingen har.
notice-matrix-erasure = Radering
notice-matrix-portability = Dataportabilitet
notice-matrix-objection = Invändning
notice-matrix-marketing = Förbud mot marknadsföring
notice-matrix-consent = Återkallelse av samtycke
notice-yes = Ja
notice-no = Nej
notice-once-unneeded = Först när förvaringstiden har gått ut

notice-automated = Automatiserade beslut och profilering
notice-automated-contract = Det behövs för att ingå eller fullgöra ett avtal (artikel 22.2 a). Du kan kräva att en människa prövar saken.
notice-automated-law = Lagen tillåter det (artikel 22.2 b). Du kan kräva att en människa prövar saken.
notice-automated-consent = Det grundar sig på ditt uttryckliga samtycke (artikel 22.2 c). Du kan kräva att en människa prövar saken.
notice-complaint = Rätt att lämna in klagomål till tillsynsmyndigheten
notice-complaint-text = Om du anser att dina personuppgifter har behandlats i strid med lagen kan du lämna in klagomål till tillsynsmyndigheten, det vill säga föra ärendet till dataombudsmannen. Du kan också vända dig till myndigheten i det EU- eller EES-land där du bor eller arbetar eller där du anser att överträdelsen har skett.
notice-whom-text = Frågor och begäranden som gäller den här beskrivningen kan du framföra skriftligen eller personligen till kontaktpersonen i punkt 2. Du kan också göra din begäran i den här tjänsten. En begäran behöver inte ha någon viss form, och den är kostnadsfri. Vi svarar senast en månad efter att din begäran har kommit till oss.
notice-ask = Gör en begäran
notice-party = Avtalet är grunden när du själv är avtalspart. Berättigat intresse är grunden när du agerar för ett företag.
