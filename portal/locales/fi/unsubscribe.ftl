unsubscribe-title = Peruuta tilaus
unsubscribe-list = Peruutat tämän tilauksen: { $list }.
unsubscribe-effect = Peruutus on voimassa heti, ja se on maksuton. Sinun ei tarvitse kirjautua eikä perustella peruutusta.
unsubscribe-button = Peruuta tilaus
unsubscribed-title = Tilaus on peruutettu
unsubscribed-list = Emme lähetä sinulle enää tätä: { $list }.
unsubscribed-letter = Jos tilaus oli voimassa, lähetämme peruutuksesta vielä yhden vahvistuksen sähköpostiisi.
unsubscribed-service = Saat edelleen palveluun kuuluvat viestit, kuten laskut ja tiedot käyttökatkoista. Niissä ei ole mainontaa.
unsubscribed-all = Kiellä kaikki suoramarkkinointi
unsubscribe-broken-title = Linkki on katkennut
unsubscribe-broken = Sähköpostiohjelma on voinut katkaista linkin. Avaa se uudestaan uutiskirjeestä, tai kiellä suoramarkkinointi tässä palvelussa.

# The demo's newsletter, as a newsletter tool would send it.
newsletter-subject = Uutiskirje: {$controller}
newsletter-news = Hei! Tässä ovat kuukauden uutiset: palvelimet uusittiin, ja tuki vastaa nyt myös lauantaisin.
newsletter-marketing = Tämä on suoramarkkinointia. Voit peruuttaa uutiskirjeen tilauksen milloin tahansa, maksutta.
newsletter-stop = Peruuta tilaus:
