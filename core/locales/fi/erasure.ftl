# Mitä poistamisessa jää ja miksi. Päätöksen ja kirjeen tosiseikat.
erasure-statute = kirjanpitolain (1336/1997) 2 luvun 10 §
erasure-class = tositteet ja liiketapahtumia koskeva kirjeenvaihto
erasure-evidence = Laskettu { $date } rekisterin tiedoista ja selosteen tilikausista
erasure-why-vouchers = Kirjanpitolaki velvoittaa meidät säilyttämään tositteet.
erasure-why-undated = Asiakirjan tilikausi ei ole vielä tiedossa. Säilytämme asiakirjan, kunnes tilikausi on selvitetty, ja hävitämme sen, kun säilytysaika päättyy.
erasure-why-runs = Sopimus, tilaus tai käyttäjätili on voimassa, ja tarvitsemme tietoja siihen.
erasure-why-file = Tiedoilla osoitamme, että olemme noudattaneet lakia. Ne poistetaan määräajan jälkeen.
erasure-why-open = Asian käsittely ei ole vielä päättynyt. Asiakirjoja tarvitaan sen käsittelyyn, ja niillä osoitamme, että olemme noudattaneet lakia.
erasure-left-vouchers = { $category }: { $count ->
    [one] yksi asiakirja, jonka
   *[other] { $count } asiakirjaa, jotka
  } laki velvoittaa meidät säilyttämään.
erasure-years = { $several ->
    [yes] Tilikausien viimeiset päivät: { $first }–{ $last }.
   *[no] Tilikauden viimeinen päivä: { $last }.
  }
erasure-kept = { $several ->
    [yes] Säilytysajat päättyvät { $first }–{ $last }.
   *[no] Säilytetään { $last } asti.
  }
erasure-kept-least = Säilytetään vähintään { $until } asti. Aika lasketaan siitä, kun asia on päätetty.
erasure-left-undated = { $category }: tilikausi on ensin selvitettävä ({ $count }).
erasure-left-runs = { $category }: tarvitaan voimassa olevaan sopimukseen, tilaukseen tai käyttäjätiliin ({ $count }).
erasure-left-file = { $category }: tarvitaan osoittamaan, että olemme noudattaneet lakia ({ $count }).
erasure-left-open = { $category }: vielä kesken olevien asioiden asiakirjat, myös tämän ({ $count }). Tarvitsemme niitä asioiden käsittelyyn ja osoittamaan, että olemme noudattaneet lakia.
letter-erased-line = { $category }: { $count ->
    [one] yksi tieto
   *[other] { $count } tietoa
  }
letter-emptied-line = { $category }: tietosi poistettu { $count ->
    [one] yhdestä merkinnästä
   *[other] { $count } merkinnästä
  }
letter-erased-nothing = Emme ole poistaneet mitään.
letter-erased-overdue = { $count ->
    [one] Yksi näistä asiakirjoista olisi omien sääntöjemme mukaan pitänyt hävittää jo aiemmin. Pahoittelemme virhettä ja olemme kirjanneet sen.
   *[other] { $count } näistä asiakirjoista olisi omien sääntöjemme mukaan pitänyt hävittää jo aiemmin. Pahoittelemme virhettä ja olemme kirjanneet sen.
  }
letter-erasure-asked = Pyysit poistamaan:
letter-erasure-none = Näihin ryhmiin kuuluvia tietoja meillä ei ole sinusta:
letter-erasure-kept = Säilytämme vielä seuraavat tiedot:
letter-erasure-then = Lain vuoksi säilytettäviä asiakirjoja emme käytä muuhun. Hävitämme ne, kun säilytysaika päättyy, eikä sinun tarvitse tehdä uutta pyyntöä.
letter-erasure-running = Kun sopimus, tilaus tai tili on päättynyt, voit pyytää poistamaan tiedot, joita siihen tarvittiin.
letter-erasure-file = Säilytämme tämän pyynnön asiakirjat vähintään { $until } asti, jotta voimme osoittaa toimineemme pyynnön mukaan. Aika lasketaan siitä, kun asia on päätetty.
letter-erasure-end-told = Kun viimeinenkin säilyttämämme tieto on hävitetty, ilmoitamme siitä sinulle. Siihen asti säilytämme yhteystietosi pyynnön asiakirjoissa.
letter-erasure-rest = Varmuuskopioissa olevat tiedot poistuvat, kun kopiot korvautuvat uusilla. Jos joudumme palauttamaan varmuuskopion, poisto tehdään heti uudelleen.
letter-subject-erasure-complete = Viimeisetkin säilyttämämme tietosi on nyt hävitetty ({ $reference })
letter-erasure-complete = Kun toteutimme pyyntösi, kerroimme, mitä meidän piti vielä säilyttää. Viimeisetkin näistä tiedoista on nyt hävitetty.
letter-erasure-complete-left = Mitään silloin säilyttämistämme tiedoista ei ole enää rekisterissämme.
erasure-why-other-basis = Tietoja tarvitaan sopimukseen, jonka osapuoli olet, eikä vastustaminen koske niitä.
erasure-left-other-basis = { $category }: tarvitaan sopimukseen, jonka osapuoli olet ({ $count }).
erasure-why-linked = Näihin tietoihin liittyy muita tietoja, joiden poistamista et pyytänyt, tai ne koskevat myös toista henkilöä.
erasure-left-linked = { $category }: niihin liittyy muita tietoja, joiden poistamista et pyytänyt, tai ne koskevat myös toista henkilöä ({ $count }).
letter-erasure-package-stays = Et ole vielä ladannut { $date } koottua tietopakettiasi (asian numero { $reference }). Voit ladata sen vielä, viimeistään { $until }. Sen jälkeen se hävitetään.
letter-erasure-package-goes = Jo lataamasi { $date } koottu tietopaketti (asian numero { $reference }) on poistettu palvelustamme.
letter-erasure-package-posted = Saamasi { $date } kootun tietopaketin (asian numero { $reference }) tiedosto on poistettu palvelustamme. Sinulle toimitettu jäljennös on edelleen sinulla.
letter-erasure-files = Poistimme sähköpostiosoitteesi aiempien, päätettyjen pyyntöjesi asiakirjoista. Itse asiakirjat säilytetään, kunnes niiden säilytysaika päättyy, jotta voimme osoittaa noudattaneemme lakia.
erasure-before-package-stays = Et ole vielä ladannut { $date } koottua tietopakettiasi (asian numero { $reference }). Voit ladata sen viimeistään { $until }, vaikka poistaisimme tietosi ennen sitä. Sitä ei voi koota myöhemmin uudelleen.
erasure-before-package-goes = Olet ladannut { $date } kootun tietopakettisi (asian numero { $reference }). Se ei ole enää saatavilla, kun tietosi on poistettu. Lataa se ensin uudelleen, jos tarvitset sitä.
erasure-before-package-posted = Sinulle on toimitettu { $date } koottu tietopaketti (asian numero { $reference }). Tiedostoa ei ole enää meillä, kun tietosi on poistettu. Sinulle toimitettu jäljennös on edelleen sinulla.
erasure-before-files = Kun poistamme kaikki tietosi, poistamme sähköpostiosoitteesi myös aiemmista pyynnöistäsi, jotka on päätetty.
erasure-desk-package-stays = { $date } koottua tietopakettia (asia { $reference }) ei ole ladattu. Sen voi ladata viimeistään { $until }, kuten kirjeessä luvattiin. Sitten se hävitetään.
erasure-desk-package-goes = { $date } koottu tietopaketti (asia { $reference }) on ladattu, ja se poistetaan.
erasure-desk-package-posted = { $date } koottu tietopaketti (asia { $reference }) on toimitettu henkilölle muuten kuin palvelussa. Tiedosto poistetaan.
erasure-desk-files = { $count ->
    [one] Yhdestä päätetystä asiasta poistuu sähköpostiosoite, joten sen
   *[other] { $count } päätetystä asiasta poistuu sähköpostiosoite, joten niiden
  } kirjeitä ei voi enää lähettää uudelleen.
erasure-why-claim = Tietoja tarvitaan oikeusvaateen laatimiseen, esittämiseen tai puolustamiseen.
erasure-left-claim = { $category }: tarvitaan oikeusvaateen vuoksi ({ $count }).
erasure-why-authority = Viranomainen on määrännyt säilyttämään tiedot.
erasure-left-authority = { $category }: säilytetään viranomaisen määräyksestä ({ $count }).
erasure-order-title = Viranomaisen määräys
erasure-order-plain = Emme voi vielä poistaa näitä tietoja, koska viranomainen on määrännyt meidät säilyttämään ne.
erasure-order-class = määräyksen kattamat tiedot
erasure-order-unnamed = viranomaisen määräys
erasure-hold-claim = Oikeusvaade: { $reason }. Tarkistamme viimeistään { $review }, tarvitaanko tietoja yhä.
erasure-hold-authority = Määräyksen antoi { $authority }: { $reason }. Tarkistamme viimeistään { $review }, onko määräys yhä voimassa.
erasure-hold-order = Viranomaisen määräys: { $reason }. Tarkistamme viimeistään { $review }, onko määräys yhä voimassa.
erasure-hold-while = Kun syy päättyy, poistamme viipymättä ne tiedot, joita muu laki ei velvoita säilyttämään. Sinun ei tarvitse tehdä uutta pyyntöä. Siihen asti emme hävitä sen kattamia tietoja, vaikka niiden muu säilytysaika päättyisi.
letter-objection-held = Kaikkea emme voi vielä poistaa:
erasure-hold-covers = { $hold } Este kattaa: { $covers }.
erasure-why-silent = Laki velvoittaa meidät säilyttämään tiedot.
erasure-left-silent = { $category }: säilytetään lakisääteisen velvoitteen vuoksi ({ $count }).
erasure-silent-title = Lakisääteinen velvoite
erasure-silent-plain = Emme voi vielä poistaa näitä tietoja, koska laki velvoittaa meidät säilyttämään ne. Kerromme perusteista vain sen, minkä laki sallii kertoa. Voit pyytää tietosuojavaltuutettua tarkistamaan, että käsittelemme tietojasi lain mukaisesti.
erasure-silent-statute = yleisen tietosuoja-asetuksen 23 artikla ja tietosuojalain 34 §
erasure-silent-class = tiedot, jotka laki velvoittaa säilyttämään
erasure-hold-silent = Tarkistamme viimeistään { $review }, velvoittaako laki meidät yhä säilyttämään tiedot.
erasure-hold-silence = Määräyksestä ei saa kertoa henkilölle: { $law }.
erasure-group = { $why }: { $what }.
erasure-group-until = { $several ->
    [yes] { $why }, säilytysajat päättyvät { $first }–{ $last }: { $what }.
   *[no] { $why }, { $last } asti: { $what }.
  }
erasure-group-least = { $why }, vähintään { $until } asti: { $what }.
erasure-group-why-vouchers = Kirjanpitolain vuoksi
erasure-group-why-undated = Kunnes asiakirjan tilikausi on selvitetty
erasure-group-why-runs = Voimassa olevan sopimuksen, tilauksen tai käyttäjätilin vuoksi
erasure-group-why-file = Jotta voimme osoittaa noudattaneemme lakia
erasure-group-why-open = Vielä kesken olevan asian käsittelyä varten
erasure-group-why-other-basis = Oman sopimuksesi vuoksi
erasure-group-why-linked = Niihin liittyvien muiden tietojen tai toisen henkilön vuoksi
erasure-group-why-claim = Oikeusvaateen vuoksi
erasure-group-why-authority = Viranomaisen määräyksestä
erasure-group-why-silent = Lakisääteisen velvoitteen vuoksi
erasure-group-part = { $category } ({ $count ->
    [one] yksi tieto
   *[other] { $count } tietoa
  })
