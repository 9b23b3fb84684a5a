# Käsittely: miten päätöskirje nimeää pyydetyn ja mitä tietojen muille haltijoille kerrotaan.
desk-late-package = Tietojesi kokoaminen kesti pidempään kuin sen olisi pitänyt.
desk-instruction-rectification = Asia { $reference }: oikaiskaa järjestelmistänne: { $fields }. Asian sivulla näkyvät arvo ennen ja jälkeen. Vahvistakaa kirjallisesti, myös alikäsittelijöiden ja varmuuskopioiden osalta.
