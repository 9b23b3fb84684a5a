error-start = Till startsidan
error-number = Om du kontaktar oss, uppge numret { $number }.
error-not-found-title = Sidan finns inte
error-not-found-text = Adressen kan vara fel, eller så har den som är inloggad inte rätt att se ärendet.
error-too-many-title = Vänta en stund
error-too-many-text = För många försök.
error-refused-title = Det går inte nu
error-refused-text = Läget har ändrats.
error-away-title = Tjänsten är tillfälligt ur bruk
error-away-text = Ingenting sparades. Försök igen om en stund.
error-fault-title = Något gick fel
error-fault-text = Felet är vårt. Inget blev halvfärdigt. Försök igen.
error-sign-in-first-title = Logga in först
error-sign-in-first-text = Sidan kräver inloggning.
error-role-title = Du har inte behörighet till detta
error-role-text = Uppgiften hör till en annan roll. Be administratören om du behöver den.
error-form-title = Formuläret har gått ut
error-form-text = Ingenting hände. Gå tillbaka, ladda om sidan och skicka formuläret på nytt.
error-too-large-title = För mycket text på en gång
error-too-large-text = Ingenting sparades. På en gång går det att skicka { $most } kilobyte, som inloggad { $signed_in } och i personalens formulär { $staff }. Gå tillbaka med webbläsarens bakåtknapp: din text finns i allmänhet kvar. Förkorta den eller skicka den i delar.
error-too-long-title = Texten är för lång
error-too-long-text = Ingenting har sparats ännu, men det du skrev finns kvar nedan. Förkorta texten och skicka den på nytt.
error-too-long-problem = Förkorta den här texten: den har { $length } tecken, och här får { $longest } plats
error-too-slow-title = Det tog för lång tid
error-too-slow-text = Det som skickades kom inte fram i tid, och ingenting sparades. Gå tillbaka och skicka på nytt.
error-method-title = Inte tillåtet
error-method-text = Sidan kan inte användas så.
error-host-title = Fel adress
error-host-text = Den här tjänsten finns inte på den här adressen.
error-malformed-title = Begäran går inte att läsa
error-malformed-text = Gå tillbaka och skicka formuläret på nytt.
refusal-not-now = Detta går inte nu: begäran har läget ”{ $state }”.
refusal-changed-meanwhile = { $by } hann före: begäran har nu läget ”{ $state }”. Se över läget och avgör på nytt.
refusal-incomplete = Ett svar saknas eller är för långt. Gå tillbaka och kontrollera dina svar.
refusal-link-spent = Länken har använts eller gått ut. Be om en ny.
refusal-wrong-code = Koden stämmer inte. { $tries ->
    [0] Inga försök återstår. Be om ett nytt meddelande.
   *[other] Försök kvar: { $tries }.
}
refusal-too-many = För många försök. Försök igen om { $minutes ->
    [one] en minut
   *[other] { $minutes } minuter
}.
refusal-wrong-credentials = Kontrollera adress, lösenord och kod. En kod gäller bara en gång: vänta på nästa.
refusal-wrong-password = Det nuvarande lösenordet är fel. Skriv det på nytt.
refusal-own-account = Ingen ändrar roller eller läge för sitt eget konto. Be en annan administratör.
refusal-account-exists = Den här adressen har redan ett konto.
refusal-same-person = Den som föreslog kan inte själv godkänna. Be en annan person.
refusal-letter-lacks = Brevet kan inte skickas: det saknar { $elements }.
refusal-step-up-needed = Visa på nytt att e-postadressen är din innan du laddar ner.
refusal-package-gone = Paketet är borttaget. Du kan be om det på nytt.
refusal-reason-needed = Ange varför personens uppgifter måste ses för den här begäran.
refusal-address-not-on-file = Registret har en annan adress för personen, så den bekräftade adressen visar inte vem som begär. Välj hur du kontrollerade identiteten.
refusal-role-missing = Detta kräver rollen ”{ $role }”.
refusal-review-closed = Granskningen är redan avslutad, och iakttagelserna kan inte längre ändras.
refusal-breach-closed = Anteckningen om personuppgiftsincidenten är redan avslutad. Öppna den på nytt om något ska ändras.
refusal-breach-changed = { $by } ändrade anteckningen under tiden. Det du skrev finns kvar här: jämför med anteckningen och spara på nytt.
refusal-restricted = Behandlingen av uppgifterna är begränsad sedan den { $since }: { $why }. Därför går detta inte att göra innan begränsningen har upphört.
refusal-too-early = Begränsningen kan upphöra tidigast den { $on }: personen ska få veta det före det.
refusal-not-told-yet = Brevet om att begränsningen upphör har inte gått i väg än. Begränsningen kan upphöra först därefter.
refusal-too-late-to-pause = Frågan kommer för sent för att pausa tidsfristen. Fråga utan att pausa.
refusal-too-late-to-ask-identity = I dag den { $date } är sista dagen att svara, och ett svar på frågan hinner inte komma. Avsluta begäran som oidentifierad: brevet berättar vad vi behöver, och svaret öppnar begäran på nytt utan avgift.
refusal-too-late-to-ask-clarification = Begäran ska besvaras senast den { $date }, och ett svar på frågan hinner inte komma dessförinnan. Avgör begäran utifrån de uppgifter vi har, eller förläng först tidsfristen om lagen tillåter det.
error-identity-code-title = Ta bort personbeteckningen
error-identity-code-text = Du har skrivit en personbeteckning. Vi behöver den inte och sparar den inte: ingenting i formuläret har sparats ännu. Ta bort personbeteckningen nedan och skicka resten som den är.
error-identity-code-problem = Ta bort personbeteckningen ur den här texten
error-identity-code-label = Din text
refusal-done-by-yourself = Du har redan gjort detta, eller ändrat begäran i ett annat fönster. Begäran har nu läget ”{ $state }”.
