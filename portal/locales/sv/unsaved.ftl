unsaved-title = Ingenting sparades: din inloggning hade gått ut
unsaved-text = Det du skrev står i sina fält igen. Kontrollera det och tryck på knappen på nytt. Ingenting har sparats eller skickats.
unsaved-to-field = Gå till texten du skrev
unsaved-left = Texter som saknar fält på den här sidan
unsaved-away = Ta bort texten
unsaved-gone-title = Sidan finns inte längre
unsaved-gone-text = Sidan där du skrev har försvunnit. Ingenting sparades. Här är det du hade skrivit; det finns kvar ett dygn.
unsaved-sign-in = Din inloggning hade gått ut, så formuläret skickades inte. Det du skrev finns kvar ett dygn: logga in med samma konto så står det i formuläret igen.
