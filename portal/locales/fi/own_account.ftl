own-account-title = Oma tunnus
own-account-admin = Roolisi vaihtaa pääkäyttäjä.
own-account-security = Kirjautuminen
own-account-password-set = Käytössä
own-account-authenticator-set = Käytössä
own-account-codes = Palautuskoodit
own-account-codes-left = { $count ->
    [0] Kaikki käytetty
    [one] { $count } jäljellä
   *[other] { $count } jäljellä
 }
own-account-ends-sessions = Kun vaihdat tämän, kaikki istuntosi päättyvät, myös tämä, ja kirjaudut uudelleen. Vaihdosta lähtee ilmoitus sähköpostiisi.
own-account-password-title = Vaihda salasana
own-account-present-password = Nykyinen salasana
own-account-password-again = Uusi salasana toisen kerran
own-account-password-differs = Kirjoita sama uusi salasana molempiin kenttiin
own-account-password-send = Vaihda salasana
own-account-authenticator-title = Vaihda todennussovellus
own-account-new-device = Uusi sovellus
own-account-code-new = Uuden sovelluksen koodi
own-account-prove = Vahvista, että se olet sinä
own-account-code-old = Entisen sovelluksen koodi
own-account-code-old-hint = Kuusi numeroa entisestä sovelluksesta. Jos se on kadonnut, kirjoita palautuskoodi.
own-account-authenticator-send = Vaihda sovellus
own-account-codes-title = Tee uudet palautuskoodit
own-account-codes-lead = Saat kahdeksan uutta koodia. Entiset koodit lakkaavat toimimasta heti, ja sähköpostiisi lähtee ilmoitus.
own-account-codes-send = Tee uudet koodit
own-account-new-codes = Uudet palautuskoodit
own-account-back = Omaan tunnukseen
own-account-digest = Päivän yhteenveto
own-account-digest-on = Saat arkiaamuisin sähköpostin, jossa kerrotaan, mikä työjonossa odottaa sinua.
own-account-digest-off = Päivän yhteenvetoa ei lähetetä sinulle.
own-account-digest-always = Muistutukset määräpäivistä ja ilmoitukset pyynnöistä, joita kukaan ei ole avannut, tulevat aina. Niitä ei voi kytkeä pois.
own-account-digest-stop = Lopeta yhteenvedot
own-account-digest-begin = Tilaa yhteenvedot
own-account-details-title = Nimi ja kieli
own-account-name-hint = Nimi näkyy työtovereille, ja se jää käsittelemiisi pyyntöihin.
own-account-name-problem = Kirjoita nimesi, enintään 200 merkkiä
own-account-details-send = Tallenna
