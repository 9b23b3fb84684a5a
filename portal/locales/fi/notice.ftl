notice-title = Tietosuojaseloste
notice-lead = Yhdistetty rekisteriseloste ja informointiasiakirja: mitä tietoja käsittelemme, miksi ja kuinka kauan, ja mitä oikeuksia sinulla on.
notice-contents = Sisällys
notice-to-contents = Takaisin sisällykseen

# The right to object to marketing, clearly and apart from everything else (Art. 21(4)).
notice-marketing-title = Voit kieltää suoramarkkinoinnin milloin tahansa
notice-marketing-text = Kielto on maksuton, se tulee voimaan heti, eikä sinun tarvitse perustella sitä. Voit kieltää markkinoinnin tässä palvelussa, jokaisen uutiskirjeen peruutuslinkistä tai ilmoittamalla siitä yhteyshenkilöllemme.
notice-marketing-lists = Kielto koskee näitä: { $lists }.
notice-marketing-button = Kiellä suoramarkkinointi

# The sections of the published notice, in its order.
notice-part-controller = Rekisterinpitäjä
notice-part-contact = Yhteyshenkilö rekisteriasioissa
notice-part-register = Rekisterin nimi
notice-part-purposes = Käsittelyn tarkoitukset ja oikeusperusteet
notice-part-content = Rekisterin tietosisältö
notice-part-sources = Mistä tiedot saadaan
notice-part-disclosures = Kenelle tietoja luovutetaan, ja siirrot EU:n ja ETA:n ulkopuolelle
notice-part-protection = Miten rekisteriä suojataan ja kuinka kauan tietoja säilytetään
notice-part-rights = Oikeutesi
notice-part-whom = Keneen voit olla yhteydessä

notice-people = Kenen tietoja
notice-holds = Mitä tietoja
notice-purpose = Tarkoitus
notice-basis = Oikeusperuste
notice-interest = Oikeutettu etu: { $interest }
notice-data = Tiedot
notice-concerns = Koskee: { $data }.
notice-unnamed = Vastaanottajan nimi ei ole vielä tässä selosteessa. Saat sen yhteyshenkilöltämme.
notice-own-systems = Lisäksi tietoja on näissä omissa järjestelmissämme:
notice-hosting = Tiedot, joita asiakkaamme tallentavat palvelimillemme

notice-kept = Säilytysaika
notice-example = Esimerkki
notice-statute-accounting = Kirjanpitolain 2 luvun 10 §
notice-statute-limitation = Yleisen tietosuoja-asetuksen 5 artiklan 1 kohdan e alakohta
notice-example-document = Jos asiakirja on päivätty tai sopimus tai tilaus päättynyt tänään { $today }, tilikausi päättyy { $end }. Tiedot säilytetään { $until } asti ja hävitetään sen jälkeen.
notice-example-period = Jos säilytysaika alkaa tänään { $today }, se päättyy { $until }.
notice-example-none = Päivää ei voi laskea: tiedot säilytetään, kunnes niiden käyttötarkoitus päättyy.

notice-right-access = Saat tietää, käsittelemmekö tietojasi. Voit tarkastaa ne ja saada niistä jäljennöksen (15 artikla).
notice-right-rectification = Voit vaatia, että virheelliset tiedot oikaistaan ja puutteelliset täydennetään (16 artikla).
notice-right-erasure = Voit vaatia tietojesi poistamista. Emme voi poistaa tietoja, jotka laki velvoittaa säilyttämään, ennen kuin säilytysaika on päättynyt (17 artikla). Kun poistamme kaikki tietosi, sähköpostiosoitteesi poistetaan myös aiempien pyyntöjesi asiakirjoista. Tietopaketti, jota et ole vielä ladannut, on saatavilla kirjeessä kerrottuun päivään asti.
notice-right-restriction = Voit pyytää käsittelyn rajoittamista esimerkiksi siksi ajaksi, kun selvitämme, ovatko tiedot oikein. Sinä aikana pääasiassa vain säilytämme tietoja (18 artikla).
notice-right-portability = Saat itse antamasi tiedot koneellisesti luettavassa muodossa. Voimme siirtää ne myös suoraan toiselle rekisterinpitäjälle, jos se on teknisesti mahdollista. Oikeus koskee tietoja, joita käsittelemme suostumuksen tai sopimuksen perusteella (20 artikla).
notice-right-objection = Voit vastustaa itseesi kohdistuvaa käsittelyä ja profilointia henkilökohtaisen erityisen tilanteesi perusteella. Oikeus koskee käsittelyä, joka perustuu oikeutettuun etuun eli välillämme olevaan asiakassuhteeseen tai muuhun asialliseen yhteyteen. Kerro silloin, mistä tilanteesta on kyse. Voimme kieltäytyä ainoastaan laissa säädetyllä perusteella (21 artiklan 1 kohta).
notice-right-marketing = Voit milloin tahansa, maksutta ja perustelematta vastustaa tietojesi käsittelyä suoramarkkinointia varten. Emme voi kieltäytyä (21 artiklan 2 ja 3 kohta).
notice-right-consent = Voit milloin tahansa peruuttaa antamasi suostumuksen tai muuttaa sitä. Peruuttaminen ei vaikuta siihen, mitä suostumuksen perusteella on tehty aiemmin (7 artiklan 3 kohta).
notice-right-automated = Sinulla on oikeus olla joutumatta sellaisen päätöksen kohteeksi, joka perustuu pelkästään automaattiseen käsittelyyn ja jolla on sinua koskevia oikeusvaikutuksia tai joka vaikuttaa sinuun vastaavalla tavalla merkittävästi. Voit vaatia, että ihminen käsittelee asian (22 artikla).

notice-matrix = Mikä oikeus koskee mitäkin tietoja
notice-matrix-text = Voit aina tarkastaa tietosi, vaatia niiden oikaisemista ja pyytää käsittelyn rajoittamista. Muut oikeudet riippuvat siitä, millä perusteella tietoja käsitellään.
notice-matrix-erasure = Poistaminen
notice-matrix-portability = Siirtäminen
notice-matrix-objection = Vastustaminen
notice-matrix-marketing = Markkinointikielto
notice-matrix-consent = Suostumuksen peruuttaminen
notice-yes = Kyllä
notice-no = Ei
notice-once-unneeded = Vasta kun säilytysaika on päättynyt

notice-automated = Automatisoidut päätökset ja profilointi
notice-automated-contract = Se on tarpeen sopimuksen tekemistä tai täyttämistä varten (22 artiklan 2 kohdan a alakohta). Voit vaatia, että ihminen käsittelee asian.
notice-automated-law = Laki sallii sen (22 artiklan 2 kohdan b alakohta). Voit vaatia, että ihminen käsittelee asian.
notice-automated-consent = Se perustuu nimenomaiseen suostumukseesi (22 artiklan 2 kohdan c alakohta). Voit vaatia, että ihminen käsittelee asian.
notice-complaint = Oikeus tehdä valitus valvontaviranomaiselle
notice-complaint-text = Jos henkilötietojasi on mielestäsi käsitelty lainvastaisesti, voit tehdä valituksen valvontaviranomaiselle eli saattaa asian tietosuojavaltuutetun käsiteltäväksi. Voit kääntyä myös sen EU- tai ETA-maan viranomaisen puoleen, jossa asut tai työskentelet tai jossa katsot rikkomisen tapahtuneen.
notice-whom-text = Tätä selostetta koskevat yhteydenotot ja pyynnöt voit esittää kirjallisesti tai henkilökohtaisesti kohdassa 2 mainitulle yhteyshenkilölle. Voit tehdä pyynnön myös tässä palvelussa. Pyynnöllä ei ole määrämuotoa, ja se on maksuton. Vastaamme viimeistään kuukauden kuluttua siitä, kun pyyntö on tullut meille.
notice-ask = Tee pyyntö
notice-party = Sopimus on peruste, kun olet itse sen osapuoli. Oikeutettu etu on peruste, kun toimit yrityksen puolesta.
