# The yearly review, and what the controller itself has to do now.
review-title = Vuosittainen tarkastus
review-lead = Kerran vuodessa käydään läpi jokainen tietoryhmä: tarvitaanko tietoja yhä, pitävätkö ne paikkansa, onko käsittelylle oikea peruste ja säilytetäänkö niitä oikean ajan.
review-due = Seuraava tarkastus on tehtävä viimeistään { $on }.
review-go-on = Jatka tarkastusta
review-begin = Aloita tarkastus
review-past = Tehdyt tarkastukset
review-past-none = Tarkastuksia ei ole vielä tehty.
review-closed-on = Valmistunut
review-due-on = Määräpäivä
review-open-lead = Tarkastus on kesken. Sen voi päättää, kun jokaisesta tietoryhmästä on kirjattu havainnot.
review-closed-lead = Tarkastus on valmis. Havaintoja ei voi enää muuttaa.
review-opened = Aloitettu
review-closed = Päätetty
review-closed-by = Päättäjä
review-close-title = Tarkastuksen päättäminen
review-close-text = Päättämisen jälkeen havaintoja ei voi muuttaa. Seuraava tarkastus on tehtävä 12 kuukauden kuluessa.
review-close = Päätä tarkastus
review-missing = { $count ->
    [one] Yhdestä tietoryhmästä puuttuvat havainnot.
   *[other] Havainnot puuttuvat { $count } tietoryhmästä.
}
review-not-yet = tarkastamatta
review-answer = Kirjaa havainnot
review-again = Muuta havaintoja
review-needed = Tarvitaanko tietoja yhä?
review-accurate = Ovatko tiedot paikkansapitäviä ja ajan tasalla?
review-basis = Onko käsittelyperuste oikea?
review-retention = Onko säilytysaika oikea?
review-verdict-fine = Kyllä
review-verdict-change = Ei, muutettava
review-verdict-problem = Vastaa kysymykseen: { $question }
review-note = Havainnot
review-note-hint = Kirjoita, mitä pitää muuttaa. Jos kaikki on kunnossa, voit jättää tämän tyhjäksi. Älä kirjoita kenenkään henkilötietoja.
review-note-problem = Kirjoita, mitä pitää muuttaa, enintään 2000 merkkiä
review-found-by = Kirjannut
review-purposes = Käyttötarkoitukset
review-bases = Käsittelyperusteet
review-kept = Säilytysaika
review-sources = Tietolähteet
review-keep = Tallenna havainnot
duty-title = Muut tehtävät
duty-breach = Tietoturvaloukkaus { $number }: ilmoita viranomaiselle viimeistään { $by }
duty-untold = Tietoturvaloukkaus { $number }: ilmoita henkilöille ilman aiheetonta viivytystä (34 artikla)
breach-untold = Henkilöille on ilmoitettava
breach-untold-text = Riski on korkea, joten loukkauksesta on ilmoitettava henkilöille ilman aiheetonta viivytystä (tietosuoja-asetuksen 34 artikla). Ilmoita heille tai kirjaa, miksi ilmoitusta ei tarvita.
duty-breach-open = Avaa loukkauksen kirjaus
duty-review = Vuosittainen tarkastus, viimeistään { $on }
duty-review-overdue = Vuosittainen tarkastus olisi pitänyt tehdä viimeistään { $on }.
duty-review-do = Tee tarkastus
duty-late = myöhässä
duty-silent = Portaalin itsetesti ei ole mennyt läpi { $since } jälkeen: pyynnöt eivät ehkä tule perille eivätkä viestit lähde.
duty-silent-do = Kerro portaalin ylläpitäjälle: lomake, taustatyö tai yhteys postipalvelimeen ei toimi.
queue-tested = Portaalin päivittäinen itsetesti meni läpi { $when }.
duty-failed-run = Tietojen hävittäminen ei etene
duty-failed-since = (viimeisin yritys { $when })
duty-holds = { $count ->
    [one] 1 hävittämisen este odottaa uutta arviointia
   *[other] { $count } hävittämisen estettä odottaa uutta arviointia
}
duty-stale = { $count ->
    [one] 1 tieto odottaa tarkistamista
   *[other] { $count } tietoa odottaa tarkistamista
}
duty-left = { $count ->
    [one] 1 päätetyssä pyynnössä on vielä tehtävää
   *[other] { $count } päätetyssä pyynnössä on vielä tehtävää
}
review-progress = { $done }/{ $all } ryhmää tarkastettu.
review-next = Seuraava: { $category }
review-caption = Tehtävä viimeistään { $on }
