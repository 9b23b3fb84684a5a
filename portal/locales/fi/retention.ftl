# Retention: what the daily run destroyed and what is held.
retention-title = Tietojen säilytys ja hävittäminen
retention-lead = Portaali hävittää joka yö tiedot, joiden säilytysaika on päättynyt. Tällä sivulla on vain lukumääriä, ei nimiä.
retention-none = Yhtään ajoa ei ole vielä tehty. Käyttöönottopäivänä portaali vain laskee, mitä se hävittäisi; hävittäminen alkaa seuraavana yönä kello 2.
retention-found = Viimeisin ajo
retention-destroyed-at = Ajo päättyi { $when }.
retention-counted-at = Laskenta päättyi { $when }. Mitään ei hävitetty.
retention-what = Tieto
retention-rule = Säilytysaika
retention-gone = Hävitetty
retention-would-go = Hävitettäisiin
retention-held = Säilytyksen syy
retention-note = Huomattavaa
retention-nothing = Mikään ei ollut hävitettävänä.
retention-emptied = { $count } osittain
retention-overdue = { $count } yli 30 päivää myöhässä
retention-undated = { $count } ei kuulu mihinkään tilikauteen: säilyy
retention-why-claim = Oikeusvaade
retention-why-authority = Viranomaisen määräys
retention-why-restriction = Käsittelyä on rajoitettu
retention-why-open-request = Avoin pyyntö saada tietoja
retention-rule-v6 = 6 vuotta tilikauden päättymisvuoden lopusta
retention-rule-b10 = 10 vuotta tilikauden päättymisestä
retention-rule-c0 = käyttötarkoituksen päättymiseen asti
retention-rule-months = { $count ->
    [one] 1 kuukausi
   *[other] { $count } kuukautta
}
retention-rule-days = 30 päivää pyynnön päättämisestä
retention-due = Hävitettävänä nyt
retention-due-text = Näin paljon seuraava ajo hävittäisi, jos se tehtäisiin juuri nyt.
retention-order-text = Ajo tehdään joka yö itsestään. Jos käynnistät sen nyt, yllä luetellut tiedot hävitetään pysyvästi.
retention-order = Hävitä nyt
retention-under-way = Ajo on käynnissä. Se tehdään taustalla erissä.
retention-failed = Ajon erä epäonnistui, eikä siitä hävitetty mitään. Portaali yrittää uudelleen 10 minuutin välein. Jos tämä ilmoitus ei katoa tunnissa, pyydä palvelimen ylläpitäjää tarkistamaan levytila ja tietokanta sekä lokista rivi ”a batch of the run of destruction failed”.
retention-run-told = { $when }: { $count } riviä
retention-kind = Este
retention-review-on = Arvioitava viimeistään
retention-runs = Viimeisimmät ajot
retention-no-runs = Ei ajoja.
retention-started = Alkoi
retention-run-kind = Laji
retention-run-destroys = hävittäminen
retention-run-counts = laskenta
retention-rows = Rivejä
retention-finished = Päättyi
retention-running = kesken
retention-proof = Tunniste tapahtumalokissa

# Holds.
hold-title = Hävittämisen esteet
hold-lead = Este pitää henkilön tiedot tallessa, vaikka niiden säilytysaika on päättynyt. Perustelu kerrotaan henkilölle, jos hän pyytää tietonsa.
hold-none = Esteitä ei ole.
hold-reason = Perustelu
hold-reason-hint = Kirjoita, mitä vaadetta tai määräystä este koskee.
hold-set-at = Asetettu
hold-review = Arvioidaan uudelleen
hold-review-hint = Viimeistään tänä päivänä tarkistetaan, tarvitaanko estettä yhä.
hold-lifted-at = Purettu
hold-lift = Pura este
hold-new = Aseta uusi este
hold-kind = Esteen syy
hold-set = Aseta este
hold-kind-problem = Valitse esteen syy.
hold-reason-problem = Kirjoita perustelu, enintään 1000 merkkiä.
hold-review-problem = Anna tuleva päivä, jona este arvioidaan uudelleen.
retention-order-legend = Hävittämistä ei voi perua
retention-sure = Olen katsonut luettelon: { $count } tietuetta hävitetään pysyvästi.
retention-sure-problem = Vahvista ensin, että olet katsonut, mitä hävitetään
hold-covers = Mitä este kattaa
hold-covers-hint = Yhteystiedot ja asiakastiedot säilyvät aina, jotta tiedetään, kenestä on kyse. Valitse lisäksi vain se, mitä vaade tai määräys edellyttää. Muut tiedot hävitetään ja poistetaan tavalliseen tapaan.
hold-order = Jos kyse on viranomaisen määräyksestä
hold-authority = Viranomainen
hold-authority-hint = Nimi kokonaan, esimerkiksi Helsingin käräjäoikeus.
hold-statute = Laki, johon määräys perustuu
hold-statute-hint = Esimerkiksi pakkokeinolaki 8 luku 24 §.
hold-reference = Määräyksen numero tai päivä
hold-authority-problem = Kirjoita määräyksen antaneen viranomaisen nimi, enintään 300 merkkiä.
hold-statute-problem = Kirjoita laki ja pykälä, johon määräys perustuu, enintään 300 merkkiä.
hold-reference-problem = Lyhennä numeroa, enintään 300 merkkiä.
hold-lift-text = Kun este puretaan, se, mitä henkilö on pyytänyt poistamaan ja mitä vain este piti tallessa, poistetaan heti. Muu vanhentunut hävitetään seuraavassa ajossa.
hold-on-record = Hävittämisen esteet
hold-on-record-none = Henkilön tiedoilla ei ole estettä.
hold-on-record-some = { $count ->
    [one] Yksi este on voimassa.
   *[other] { $count } estettä on voimassa.
}
hold-open = Näytä tai aseta este
retention-holds = Voimassa olevat esteet
retention-holds-lead = Este koskee yhtä henkilöä. Uuden esteen voi asettaa henkilön sivulla asiakasrekisterissä, myös ilman pyyntöä.
retention-hold-since = Asetettu
retention-hold-whose = Henkilö
retention-hold-open = Avaa
retention-hold-late = tarkistettava nyt
retention-no-holds = Esteitä ei ole voimassa.
