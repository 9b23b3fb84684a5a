own-account-title = Ditt konto
own-account-admin = En administratör ändrar dina roller.
own-account-security = Inloggning
own-account-password-set = I bruk
own-account-authenticator-set = I bruk
own-account-codes = Återställningskoder
own-account-codes-left = { $count ->
    [0] Alla är använda
    [one] { $count } kvar
   *[other] { $count } kvar
 }
own-account-ends-sessions = När du har bytt avslutas alla dina sessioner, också den här, och du loggar in på nytt. Du får ett meddelande om bytet per e-post.
own-account-password-title = Byt lösenord
own-account-present-password = Nuvarande lösenord
own-account-password-again = Det nya lösenordet en gång till
own-account-password-differs = Skriv samma nya lösenord i båda fälten
own-account-password-send = Byt lösenord
own-account-authenticator-title = Byt autentiseringsapp
own-account-new-device = Den nya appen
own-account-code-new = Kod från den nya appen
own-account-prove = Visa att det är du
own-account-code-old = Kod från den tidigare appen
own-account-code-old-hint = Sex siffror från den tidigare appen. Om du inte har den kvar, skriv en återställningskod.
own-account-authenticator-send = Byt app
own-account-codes-title = Gör nya återställningskoder
own-account-codes-lead = Du får åtta nya koder. De tidigare koderna slutar genast fungera, och du får ett meddelande per e-post.
own-account-codes-send = Gör nya koder
own-account-new-codes = Nya återställningskoder
own-account-back = Till ditt konto
own-account-digest = Dagens sammandrag
own-account-digest-on = På vardagsmorgnar får du ett e-postmeddelande om vad som väntar på dig i arbetskön.
own-account-digest-off = Du får inget dagligt sammandrag.
own-account-digest-always = Påminnelser om sista svarsdagar och meddelanden om begäranden som ingen har öppnat kommer alltid. De kan inte stängas av.
own-account-digest-stop = Sluta skicka sammandrag
own-account-digest-begin = Börja skicka sammandrag
own-account-details-title = Namn och språk
own-account-name-hint = Namnet syns för kollegerna och blir kvar på de begäranden som du handlägger.
own-account-name-problem = Skriv ditt namn, högst 200 tecken
own-account-details-send = Spara
