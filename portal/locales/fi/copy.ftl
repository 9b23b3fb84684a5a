# Mitä jäljennökseen tulisi, ja mitä siitä jätetään pois toisten oikeuksien vuoksi
copy-title = Mitä jäljennökseen tulisi
copy-lead = Nämä tiedot henkilö saisi, jos pyyntö hyväksytään nyt. Katsomisestasi jäi merkintä, ja se kerrotaan henkilölle, jos hän sitä pyytää.
copy-empty = Tietoja ei ole.
copy-open = Näytä tiedot
copy-stays = Jätetään pois
copy-count = { $count ->
    [0] Jäljennökseen ei tulisi yhtään tietuetta. Siinä sanotaan, ettei tietoja ole.
    [one] Jäljennökseen tulisi { $count } tietue.
   *[other] Jäljennökseen tulisi { $count } tietuetta.
}
copy-look = Katso tiedot: { $item }
copy-look-all = Katso kaikki tiedot, jotka henkilö saisi
copy-kept-back = Pois jätetään:
copy-kept-records = { $count ->
    [one] { $count } kokonainen tietue
   *[other] { $count } kokonaista tietuetta
}
copy-kept-fields = { $count ->
    [one] { $count } yksittäinen tieto
   *[other] { $count } yksittäistä tietoa
}
copy-review = Jäljennös, jonka henkilö saa
copy-review-lead = Katso tiedot itse ennen kuin hyväksyt. Jos ne muuttuvat ennen sitä, ehdotus raukeaa.
copy-whole = Koko tietue
copy-mark-title = Mitä jätetään pois
copy-mark-lead = Merkitse vain se, minkä antaminen loukkaisi toisen oikeuksia: esimerkiksi toisen ihmisen nimi, viesti tai liikesalaisuus.
copy-mark-rest = Kaikki muu annetaan. Merkitse mieluummin yksittäinen tieto kuin koko tietue. Kaikkea ei voi jättää pois (15 artiklan 4 kohta, 20 artiklan 4 kohta, johdanto-osan 63 kappale).
copy-mark-twice = Sama asia voi lukea monessa kohdassa, esimerkiksi viestissä ja muistiinpanossa. Katso ne kaikki. Katsomisestasi jäi merkintä.
copy-mark = Merkitse pois jätettävät tiedot
copy-mark-again = Muuta pois jätettäviä: { $item }
copy-ground = Millä perusteella osa jätetään pois?
copy-no-ground = Valitse peruste, jolla osan voi jättää pois
copy-nothing-marked = Merkitse ainakin yksi tieto tai tietue, tai palaa ratkaisuihin ja hyväksy kaikki
copy-all-marked = Merkitsit kaiken, mitä tässä ryhmässä on, mutta kaikkea ei voi jättää pois (15 artiklan 4 kohta, 20 artiklan 4 kohta, johdanto-osan 63 kappale). Merkitse vain ne tiedot, joista toinen ihminen kävisi ilmi: päivät, numerot ja summat voi lähes aina antaa. Jos ryhmästä ei todella voi antaa mitään, palaa ratkaisuihin, ratkaise pyyntö tietoryhmittäin, hylkää tämä ryhmä ja hyväksy muut.
copy-changed = { $count ->
    [one] Yhden ryhmän tiedot ovat muuttuneet sen jälkeen, kun avasit sivun
   *[other] { $count } ryhmän tiedot ovat muuttuneet sen jälkeen, kun avasit sivun
}
copy-changed-kept = Mitään ei lähetetty. Ratkaisusi ja tekstisi ovat tallella. Katso, mitä jäljennökseen nyt tulisi, ja jatka.
decide-partly = Hyväksytään osittain
decide-partly-hint = Osa jätetään pois toisen oikeuksien vuoksi. Merkitset sen seuraavalla sivulla.
decide-partly-item = Annetaan osittain: { $item }
refusal-copy-changed = Tiedot, jotka henkilö saisi, ovat muuttuneet: { $what }. Mitään ei lähetetty. Katso tiedot uudelleen ja tee ratkaisu niistä.
