# Kirjeet henkilölle (law.md 7).

## Otsikot: kiinteät sanat ja viite, ei muuta.
letter-subject-acknowledgement = Olemme vastaanottaneet pyyntösi ({ $reference })
letter-subject-granted = Päätöksemme pyyntöösi ({ $reference })
letter-subject-partly-granted = Päätöksemme pyyntöösi ({ $reference })
letter-subject-refused = Päätöksemme pyyntöösi ({ $reference })
letter-subject-no-request = Viestisi ei ole tietosuojapyyntö ({ $reference })
letter-subject-marketing-stopped = Suoramarkkinointi on lopetettu ({ $reference })
letter-subject-consent-withdrawn = Suostumuksesi on peruutettu ({ $reference })
letter-subject-consent-noted = Suostumuksen peruuttamisesta: suostumusta ei ollut ({ $reference })
letter-subject-not-identified = Emme voineet varmistua henkilöllisyydestäsi ({ $reference })
letter-subject-late = Vastauksemme on myöhässä ({ $reference })
letter-subject-message-waiting = Pyyntöösi liittyvä viesti odottaa sinua ({ $reference })
letter-subject-withdrawn = Pyyntösi on peruttu ({ $reference })
letter-subject-transfer-settled = Tietojen siirto toiselle rekisterinpitäjälle ({ $reference })
letter-subject-package-ready = Tietopakettisi on valmis ({ $reference })
letter-subject-recipients-told = Mitä tiedoillesi on tehty muualla ({ $reference })

## Jokainen kirje
letter-greeting = Hei,
letter-greeting-name = Hei { $name },
letter-case-reference = Asian numero
letter-case-right = Pyyntö
letter-case-received = Vastaanotettu
letter-case-decided = Päätös tehty
letter-request-page = Voit seurata pyyntöäsi sen sivulla, kun olet kirjautunut:
letter-free-part = Lisää asiastasi
letter-contact = Yhteystiedot
letter-contact-how = Jäikö jokin epäselväksi? Ota yhteyttä ja mainitse asian numero { $reference }. Autamme mielellämme.


## E1
letter-received = Olemme vastaanottaneet pyyntösi { $date } { $channel }.
letter-channel-portal = tietosuojaportaalin kautta
letter-channel-email = sähköpostitse
letter-channel-letter = kirjeenä
letter-channel-in-person = paikan päällä
letter-channel-phone = puhelimitse
letter-answer-by = Vastaamme viimeistään { $date }.
letter-free-of-charge = Pyyntö on maksuton.
letter-understood = Näin ymmärsimme pyyntösi
letter-your-message = Viestisi
letter-asked = { $what }: ”{ $words }”
letter-words-on-page = Kirjoitit tämän omin sanoin. Turvallisuutesi vuoksi tekstisi ei ole tässä viestissä; näet sen pyyntösi sivulla.
letter-paper-words = Kirjoitit tämän omin sanoin. Turvallisuutesi vuoksi tekstisi ei ole tässä kirjeessä.
letter-paper-no-request-again = Ymmärsimmekö väärin? Kirjoita tai soita meille ja kerro, mitä tarkoitit. Se on maksutonta.
letter-unclassified = Luemme viestisi ja merkitsemme pyyntösi sivulle, mitä oikeuttasi se koskee.
letter-next = Mitä seuraavaksi tapahtuu
letter-next-steps = Joku meistä lukee pyyntösi ja tekee siitä päätöksen. Jos tarvitsemme sinulta jotakin, kysymme sitä. Saat vastauksen kirjallisesti.
letter-add-or-withdraw = Haluatko oikaista tai lisätä jotakin? Kirjoita meille pyynnön sivulla tai ota yhteyttä. Sivulla voit myös perua pyynnön.
letter-split-off = Viestissäsi (asian numero { $origin }) pyysit muutakin. Käsittelemme sen omana pyyntönään, jolla on oma asian numero. Asia { $origin } säilyy ennallaan.

## Päätökset
letter-searched = Olemme tarkistaneet rekisterimme pyyntösi vuoksi.
letter-granted = Toteutimme pyyntösi kokonaan.
letter-granted-access = Toteutimme pyyntösi.
letter-granted-elsewhere = Hyväksyimme pyyntösi.
letter-granted-left = Toteutimme pyyntösi. Alla kerromme, mitä säilyy vielä määräajan ja miksi.
letter-partly-granted = Toteutimme pyyntösi osittain. Alla kerromme, mitä olemme tehneet, mitä emme ole tehneet ja miksi.
letter-refused = Emme voineet toteuttaa pyyntöäsi. Alla kerromme, miksi, ja mitä voit tehdä.
letter-not-identified = Emme ole voineet varmistua henkilöllisyydestäsi. Siksi emme voi toteuttaa pyyntöäsi, ja lopetamme sen käsittelyn toistaiseksi.
letter-no-request = Luimme viestisi. Siinä ei pyydetä mitään, mikä kuuluisi tietosuojaoikeuksiisi, joten emme käsittele sitä tietosuojapyyntönä. Alla kerromme, miksi, ja mitä voit tehdä.
letter-no-request-why = Miksi emme käsittele viestiä tietosuojapyyntönä
letter-no-request-whom = Kenen puoleen voit kääntyä
letter-no-request-again = Ymmärsimmekö väärin? Kirjoita meille tämän asian sivulla, mitä tarkoitit, niin avaamme asian uudelleen samalla numerolla. Se on maksutonta.
letter-done = Mitä olemme tehneet
letter-nothing-held = Kävimme läpi asiakasrekisterimme. Emme löytäneet sinusta henkilötietoja tämän pyynnön ja kirjautumistesi lisäksi.
letter-nothing-held-requests = Kävimme läpi asiakasrekisterimme. Emme löytäneet sinusta muita henkilötietoja kuin meille tekemäsi pyynnöt, tämä mukaan lukien, ja kirjautumisesi. Voit lukea jokaisen pyynnön sen omalla sivulla, kun kirjaudut sisään. Jos haluat jäljennöksen pyyntöihisi kuuluvista tiedoista, pyydä sitä meiltä. Se on maksuton.
letter-done-access = Kokosimme { $date } tiedot, joita meillä on sinusta:
letter-done-rectification = Oikaisimme { $date } rekisterissämme nämä tiedot:
letter-elsewhere = Seuraavat tiedot oikaistaan siinä järjestelmässä, josta ne ovat peräisin. Ne muuttuvat rekisterissämme, kun se seuraavan kerran päivittyy siitä järjestelmästä:
letter-elsewhere-page = Näet pyyntösi sivulla, mitä oikaistaan.
letter-done-erasure = Rekisteristämme { $date } poistetut tiedot:
letter-done-restriction = Rajoitimme { $date } näiden tietojen käsittelyä:
letter-done-restriction-goes-on = Näiden tietojen käsittely on ollut rajoitettu { $date } alkaen, ja rajoitus jatkuu:
letter-done-portability = Kokosimme { $date } tiedot, jotka olet itse antanut meille ja jotka voit siirtää muualle:
letter-done-objection = Lopetimme { $date } tietojesi käsittelyn näihin tarkoituksiin:
letter-done-marketing = Lopetimme { $date } suoramarkkinoinnin sinulle:
letter-done-consent = Merkitsimme { $date }, että olet peruuttanut suostumuksesi näihin:
letter-done-automated = Ihminen arvioi päätöksen uudelleen { $date }. Pyyntösi koski:
letter-automated-view = Voit yhä kertoa oman kantasi ja riitauttaa päätöksen (yleisen tietosuoja-asetuksen 22 artiklan 3 kohta).
letter-access-holds = Paketti kertoo:
letter-access-a1 = mihin tarkoituksiin käytämme tietojasi
letter-access-a2 = mitä tietoryhmiä meillä on
letter-access-a3 = ketkä ovat saaneet tietojasi, nimeltä mainittuina
letter-access-a4 = kuinka kauan säilytämme tietojasi
letter-access-a5 = oikeutesi tietojen oikaisemiseen ja poistamiseen, käsittelyn rajoittamiseen ja vastustamiseen
letter-access-a6 = oikeutesi valittaa valvontaviranomaiselle
letter-access-a7 = mistä olemme saaneet tiedot, jos emme sinulta
letter-access-a8 = tehdäänkö sinua koskevia päätöksiä automaattisesti
letter-access-a9 = siirtyvätkö tietosi EU:n tai ETA:n ulkopuolelle, ja miten ne on suojattu
letter-access-a10 = ja siinä on jäljennös tiedoistasi
letter-access-left-out = Jäljennöksestä puuttuu se, minkä laki jättää ulkopuolelle: tiedot, joiden antaminen loukkaisi muiden oikeuksia (yleisen tietosuoja-asetuksen 15 artiklan 4 kohta), ja tiedot, joita ei saa antaa sinulle (tietosuojalain 34 §). Kerromme tämän jokaisessa tällaisessa kirjeessä; paketin kohdassa ”Mitä paketista puuttuu ja miksi” lukee, mitä sinun paketistasi on jätetty pois ja miksi. Voit pyytää, että 34 §:n nojalla pois jätetyt tiedot annetaan tietosuojavaltuutetulle. Alempana kerrotaan, miten voit valittaa.
letter-new-address = Korjasimme sähköpostiosoitteesi. Tästä lähtien kirjaudut palveluun uudella osoitteellasi, ja kirjeemme tulevat siihen.
letter-new-address-goes-along = Myös tämän pyynnön näet kirjautumalla uudella osoitteella.
letter-new-address-stays = Tämän pyynnön näet edelleen kirjautumalla osoitteella, jolla teit sen.
letter-rectification-where = Turvallisuutesi vuoksi vanha ja uusi tieto eivät ole tässä kirjeessä. Näet molemmat pyynnön sivulla.
letter-erasure-suppression = Jos olet kieltänyt suoramarkkinoinnin, säilytämme kiellon noudattamista varten vain sähköpostiosoitteestasi muodostetun tunnisteen.
letter-restriction-effect = Rajoituksen aikana vain säilytämme tiedot. Muuten käytämme niitä vain suostumuksellasi, oikeusvaateen vuoksi, toisen henkilön oikeuksien suojaamiseksi tai tärkeän yleisen edun vuoksi.
letter-restriction-lifting = Ilmoitamme sinulle, ennen kuin rajoitus päättyy.
letter-portability-form = Tiedostot ovat jäsennellyssä, yleisesti käytetyssä ja koneellisesti luettavassa muodossa. Mukana on kuvaus kentistä.
letter-package-where = Paketti on valmis. Voit ladata sen, kun olet kirjautunut:
letter-package-valid = { $days ->
    [one] Voit ladata sen { $days } päivän ajan.
   *[other] Voit ladata sen { $days } päivän ajan.
  } Sen jälkeen voit pyytää, että kokoamme sen uudelleen.
letter-package-until = Voit ladata sen viimeistään { $until }. Sen jälkeen voit pyytää, että kokoamme sen uudelleen.
letter-package-formats = Tiedostomuodot: { $formats }.
letter-not-done = Mitä emme ole tehneet ja miksi
letter-why = Ei toteutettu: { $title }.
letter-explained = { $what }: { $text }
letter-citation = Oikeudellinen peruste: { $citation }.
letter-keep-until = Säilytämme tämän { $date } asti.
letter-to-ombudsman = Sinulla on oikeus pyytää, että tiedot annetaan tietosuojavaltuutetulle (tietosuojalain 34 §:n 4 momentti).
letter-burden = Meidän on osoitettava, että pyyntö on ilmeisen perusteeton tai kohtuuton (yleisen tietosuoja-asetuksen 12 artiklan 5 kohta). Nojaamme yllä kerrottuihin seikkoihin.
letter-fee = Kieltäytymisen sijasta tarjoudumme toteuttamaan pyynnön kohtuullista maksua vastaan: { $fee }
letter-suffices = Tämä riittää henkilöllisyytesi varmistamiseen:
letter-reopens = Kun olemme saaneet sen, avaamme asian uudelleen samalla numerolla. Se on maksutonta.

## Muut, joilla on tietoja
letter-holders = Muut, joilla on tietojasi
letter-holder-open = { $name }: ei vielä ilmoitettu; ilmoitamme viimeistään { $date }.
letter-holder-told = { $name }: ilmoitettu { $date }; vastausta ei ole vielä saatu.
letter-holder-done = { $name }: ilmoitti { $date } tehneensä sen.
letter-holder-not-held = { $name }: vastasi { $date }, ettei sillä ole näitä tietoja.
letter-holder-cannot = { $name }: vastasi { $date }, ettei se voi tehdä tätä. { $reason }
letter-holder-given-up = { $name }: luovuimme ilmoittamisesta { $date }. { $reason }
letter-public = Julkaistut tiedot
letter-public-steps = Ilmoitamme kohtuullisin toimin niille, jotka käsittelevät näitä tietoja, että pyydät heitä poistamaan tietoihin johtavat linkit ja tietojen kopiot (yleisen tietosuoja-asetuksen 17 artiklan 2 kohta).
letter-public-open = { $name }: teemme tämän viimeistään { $date }.
letter-public-told = { $name }: ilmoitimme { $date } niille, jotka löysimme.
letter-public-done = { $name }: tehty { $date }.
letter-public-not-held = { $name }: linkkejä tai kopioita ei löytynyt (tarkistettu { $date }).
letter-public-cannot = { $name }: tätä ei ole voitu tehdä ({ $date }). { $reason }
letter-public-given-up = { $name }: emme voineet ilmoittaa muille ({ $date }). { $reason }
letter-own-systems = Omat järjestelmämme
letter-own-open = { $name }: teemme tämän viimeistään { $date }.
letter-own-told = { $name }: työn alla { $date } alkaen.
letter-own-done = { $name }: tehty { $date }.
letter-own-not-held = { $name }: siellä ei ole näitä tietoja (tarkistettu { $date }).
letter-own-cannot = { $name }: tätä ei ole voitu tehdä ({ $date }). { $reason }
letter-own-given-up = { $name }: tätä ei enää tarvinnut tehdä ({ $date }). { $reason }
letter-holders-follow = Voit seurata vastauksia pyynnön sivulla.
letter-holders-right = Sinulla on oikeus tietää, mille vastaanottajille olemme ilmoittaneet (yleisen tietosuoja-asetuksen 19 artikla).

## E13
letter-late-apology = Sinun olisi pitänyt saada vastauksemme viimeistään { $date }. Myöhästyimme, ja pyydämme sitä anteeksi.
letter-late-reason = Syy: { $reason }
letter-late-new-date = Saat vastauksen viimeistään { $date }.

## Valitus ja oikeussuojakeino
letter-complaint-heading = Jos olet eri mieltä
letter-complaint = Jos olet tyytymätön siihen, miten olemme käsitelleet asiaasi, voit halutessasi ensin ottaa yhteyttä meihin. Voit aina saattaa asian tietosuojavaltuutetun käsiteltäväksi (yleisen tietosuoja-asetuksen 77 artikla, tietosuojalain 21 §):
letter-complaint-elsewhere = Voit tehdä valituksen myös sen EU- tai ETA-maan valvontaviranomaiselle, jossa asut tai työskentelet tai jossa katsot rikkomisen tapahtuneen.
letter-remedy = Sinulla on lisäksi oikeus viedä asia tuomioistuimen käsiteltäväksi (79 artikla).

## E7
letter-marketing-stopped = Et saa meiltä enää suoramarkkinointia. Kielto on voimassa heti, ja se on maksuton.
letter-marketing-since = Suoramarkkinointikieltosi on ollut voimassa { $date } alkaen, ja se on maksuton.
letter-marketing-still = Kerroit, että markkinointia tulee yhä. Selvitämme, mistä se johtuu.
letter-marketing-told = Ilmoitamme kiellosta uudelleen niille, jotka lähettävät viestejä puolestamme, enintään kerran päivässä. Alta näet, milloin kullekin on viimeksi ilmoitettu.
letter-marketing-which = Jos sinulla on viesti tallessa, kerro pyynnön sivulla, milloin ja mistä osoitteesta se tuli. Se auttaa meitä löytämään syyn.
letter-paper-marketing-which = Jos sinulla on viesti tallessa, kerro yhteyshenkilöllemme, milloin ja mistä osoitteesta se tuli. Se auttaa meitä löytämään syyn.
letter-marketing-scope = Kielto koskee sähköpostiosoitetta, johon tämä viesti lähetettiin, ja näitä listoja:
letter-suppression = Jotta voimme noudattaa kieltoa, säilytämme kieltolistalla vain osoitteesta muodostetun tunnisteen. Ilman sitä emme tietäisi, ettei sinulle saa lähettää markkinointia.
letter-service-messages = Saat edelleen palveluun kuuluvat viestit, kuten laskut ja tiedot käyttökatkoista. Niissä ei ole mainontaa.
letter-no-login = Sinun ei tarvitse kirjautua eikä tehdä muutakaan.
letter-ban-stands = Kielto ei vanhene. Sitä ei kumoa uusi sopimus tai tilaus eikä uusi liittyminen postituslistalle.
letter-stop-copies = Osoitteesi on jo jätetty pois lähetyksistämme. Se voi vielä olla postituslistan kopioissa, joten ilmoitamme kiellosta myös niille, joilla kopio on, jotta osoite poistetaan niistäkin.
letter-resubscribe = Jos haluat myöhemmin purkaa kiellon, ilmoita siitä kirjallisesti yhteyshenkilöllemme.

## E7b
letter-consent-withdrawn = Olet peruuttanut suostumuksesi. Peruutus on voimassa heti. Se koskee:
letter-consent-none = Pyysit peruuttamaan suostumuksen. Meillä ei ole tälle sähköpostiosoitteelle annettua suostumusta, joka koskisi tätä:
letter-consent-none-noted = Peruutettavaa ei siis ollut. Merkitsimme silti, ettei tätä saa lähettää sinulle (yleisen tietosuoja-asetuksen 21 artiklan 2 ja 3 kohta). Jos olet saanut sitä asiakkaana ilman erillistä suostumusta, sekin on päättynyt.
letter-consent-earlier = Se, mitä teimme suostumuksesi perusteella ennen peruutusta, on edelleen lainmukaista.
letter-consent-erased = Peruutuksen vuoksi olemme poistaneet:
letter-consent-record = Jos meillä oli suostumuksesi tiedot (osoite, ajankohta ja sanamuoto), ne hävitetään automaattisesti ensi yönä. Ne säilyvät pidempään vain, jos tietojesi käsittely on rajoitettu tai niitä tarvitaan oikeusvaadetta varten.
letter-consent-barred = Jotta osoitteeseesi ei enää lähetetä näitä viestejä, säilytämme kieltolistalla osoitteesta muodostetun tunnisteen. Kielto ei vanhene, eikä uusi tilaus samalla osoitteella kumoa sitä.

## Portaalin omat
letter-message-waiting = Olemme kirjoittaneet sinulle pyyntöäsi koskevan viestin.
letter-message-read = Turvallisuutesi vuoksi itse viesti ei ole tässä sähköpostissa.
letter-message-files = Viestissä on liitteitä. Nekään eivät ole tässä sähköpostissa: voit ladata ne pyyntösi sivulta.
letter-message-enclosed = Liitteenä:
letter-withdrawn = Olet perunut pyyntösi, ja olemme lopettaneet sen käsittelyn.
letter-withdrawn-again = Voit tehdä uuden pyynnön milloin tahansa. Se on maksutonta.
letter-package-ready = Olemme koonneet tietopakettisi.
letter-package-private = Turvallisuutesi vuoksi itse paketti ei ole tässä sähköpostissa.
letter-subject-restriction-set = Tietojesi käsittelyä on rajoitettu ({ $reference })
letter-subject-restriction-ends = Tietojesi käsittelyn rajoitus päättyy ({ $reference })
letter-subject-restriction-one-ends = Yksi tietojesi käsittelyn rajoituksista päättyy ({ $reference })
letter-subject-question = Tarvitsemme lisätietoja pyyntöäsi varten ({ $reference })
letter-subject-forwarded = Pyyntösi on välitetty eteenpäin ({ $reference })
letter-subject-split-off = Osa pyynnöstäsi käsitellään omana asianaan ({ $reference })
letter-restriction-set = Olemme rajoittaneet tietojesi käsittelyä.
letter-restriction-asked = Pyyntösi koskee:
letter-restriction-whole = Varmuuden vuoksi rajoitus koskee kaikkia tietoja, joita meillä on sinusta asiakasrekisterissämme.
letter-restriction-ground = Miksi käsittelyä on rajoitettu ja kuinka kauan rajoitus kestää:
letter-restriction-why-accuracy = Kiistät tietojen paikkansapitävyyden (yleisen tietosuoja-asetuksen 18 artiklan 1 kohdan a alakohta). Rajoitus kestää, kunnes olemme tarkistaneet tiedot.
letter-restriction-why-accuracy-answered = Kiistät tietojen paikkansapitävyyden (yleisen tietosuoja-asetuksen 18 artiklan 1 kohdan a alakohta). Vastasimme oikaisupyyntöösi { $date } (asianumero { $reference }).
letter-restricted-beside = Olemme pyynnöstäsi rajoittaneet näiden tietojen käsittelyä (asianumero { $reference }). Rajoitus on toistaiseksi voimassa. Ilmoitamme sinulle, ennen kuin se päättyy.
letter-restriction-why-unlawful = Käsittely on lainvastaista, mutta haluat, että tietojen käyttöä rajoitetaan eikä tietoja poisteta (yleisen tietosuoja-asetuksen 18 artiklan 1 kohdan b alakohta). Rajoitus kestää, kunnes pyydät muuta.
letter-restriction-why-claims = Tarvitset tietoja oikeusvaateen laatimiseksi, esittämiseksi tai puolustamiseksi (yleisen tietosuoja-asetuksen 18 artiklan 1 kohdan c alakohta). Rajoitus kestää niin kauan kuin tarvitset tietoja siihen.
letter-restriction-why-objection = Olet vastustanut tietojesi käsittelyä (yleisen tietosuoja-asetuksen 18 artiklan 1 kohdan d alakohta). Rajoitus kestää, kunnes olemme ratkaisseet pyyntösi.
letter-restriction-ends-heading = Rajoitus päättyy
letter-restriction-ends = Tietojesi käsittelyn rajoitus päättyy { $date }. Syy: { $reason }
letter-restriction-then = Sen jälkeen käsittelemme tietojasi taas tietosuojaselosteessamme kerrottuihin tarkoituksiin. Emme kuitenkaan käytä niitä tarkoituksiin, joihin käsittely on lopetettu pyynnöstäsi.
letter-restriction-one-ends-heading = Yksi rajoituksista päättyy
letter-restriction-one-ends = Yksi tietojesi käsittelyn rajoituksista päättyy { $date }. Syy: { $reason }
letter-restriction-others = Tietojesi käsittely on rajoitettu tuon päivän jälkeenkin, koska tämä on yhä voimassa:
letter-restriction-other = { $why } Alkoi: { $date }. Tiedot: { $what }.
letter-restriction-you-can = Jos olet eri mieltä, kirjoita meille ennen tuota päivää. Voit toimittaa lisäselvitystä, vastustaa käsittelyä tai pyytää tietojesi poistamista.
letter-question-doubt = Miksi emme vielä voi olla varmoja siitä, kuka olet:
letter-question-paused = Määräaika on keskeytyksissä tästä päivästä alkaen, kunnes olet vastannut.
letter-question-runs = Määräaika ei keskeydy. Vastaamme pyyntöösi viimeistään { $date }.
restriction-ends-decided = Vastustamista koskeva pyyntö on ratkaistu.
restriction-ends-weighed = Käsittelyn rajoittamista koskeva pyyntö on ratkaistu.
restriction-ends-closed = Pyyntö, jonka vuoksi käsittelyä rajoitettiin, on päättynyt.

# E9: the other holders of the data
letter-recipients-told = Asiasi koski myös muita, joilla on tietojasi. Tässä kirjeessä kerromme, kenelle ja milloin ilmoitimme ja mitä kukin vastasi (yleisen tietosuoja-asetuksen 19 artikla).
letter-processors-told = Kieltosi tai peruutuksesi koskee myös muita, jotka käsittelevät tietojasi puolestamme. Tässä kirjeessä kerromme, kenelle ja milloin ilmoitimme siitä ja mitä on tehty.
letter-told-remedy = Sen jälkeen, { $date }: { $what }
letter-remedy-told-otherwise = hoidimme asian haltijan kanssa muulla tavalla.
letter-remedy-stopped-sending = lopetimme lähettämisen tämän haltijan kautta.
letter-remedy-impossible = totesimme, ettei asian toteuttaminen ole tämän haltijan osalta mitenkään mahdollista.
letter-remedy-disproportionate = totesimme, että asian toteuttaminen vaatisi kohtuutonta vaivaa.
letter-told = Ilmoitimme { $date }: { $what }.
letter-told-undated = Mitä asia koskee: { $what }.
letter-told-done = Vastasi { $date }: tehty.
letter-told-not-held = Vastasi { $date }, ettei sillä ole näitä tietoja.
letter-told-cannot = Vastasi { $date }, ettei se voi tehdä tätä.
letter-told-silent = Ei ole vastannut, vaikka pyysimme vastausta. Emme odota sitä enää ({ $date }).
letter-told-never = Emme saaneet ilmoitusta perille ({ $date }).
letter-told-ended = Vastausta ei enää tarvita ({ $date }).
letter-own-told-of = Asiasi koski myös muita järjestelmiämme. Tässä kirjeessä kerromme, mitä niissä on tehty.
letter-public-told-of = Asiasi koski myös tietoja, jotka olimme julkaisseet. Tässä kirjeessä kerromme, mitä niiden vuoksi on tehty.
letter-public-account-done = Ilmoitukset on tehty { $date }.
letter-public-account-not-held = Tietoihin johtavia linkkejä tai tietojen kopioita ei löytynyt (tarkistettu { $date }).
letter-public-account-cannot = Tätä ei voitu tehdä ({ $date }).
letter-public-account-given-up = Emme voineet ilmoittaa muille ({ $date }).
letter-own-account-done = Tehty { $date }.
letter-own-account-not-held = Järjestelmässä ei ollut näitä tietoja (tarkistettu { $date }).
letter-own-account-cannot = Tätä ei voitu tehdä ({ $date }).
letter-own-account-given-up = Tätä ei enää tarvinnut tehdä ({ $date }).
letter-told-reasons = Pyynnön sivulla kerrotaan, miksi jokin taho ei voinut toimia pyydetyllä tavalla.
letter-excuse-impossible = Syy: ilmoittaminen osoittautui mahdottomaksi.
letter-excuse-disproportionate = Syy: ilmoittaminen vaatisi kohtuutonta vaivaa.
letter-excuse-overtaken = Syy: rajoitus ehti päättyä.
letter-excuse-replaced = Syy: samojen tietojen poistaminen tuli rajoituksen tilalle.
letter-package-schema = Jokainen kenttä on kuvattu täällä:
letter-transfer-due = { $what }: teemme sen viimeistään { $date } ja kerromme sinulle, kun se on tehty.
letter-transfer-given = Toimitimme tietosi { $date } suoraan nimeämällesi rekisterinpitäjälle.
letter-transfer-theirs = Siitä eteenpäin tiedoista vastaa kyseinen rekisterinpitäjä. Tietojen siirtäminen ei poista niitä meidän rekisteristämme.
letter-transfer-failed = Emme voi siirtää tietojasi suoraan nimeämällesi rekisterinpitäjälle, koska se ei ole teknisesti mahdollista (yleisen tietosuoja-asetuksen 20 artiklan 2 kohta). Muutamme aiempaa päätöstämme tältä osin. Perustelut:
letter-transfer-self = Samat tiedostot ovat sinulla itselläsi, ja voit toimittaa ne eteenpäin. Jos latausaika on jo päättynyt, voit pyytää tiedostot uudelleen pyynnön sivulta.

## E11 ja kirje asiakkaalle
letter-forwarded-about = Pyyntösi koskee verkkosivustoa { $site }. Sivuston tietojen rekisterinpitäjä on { $to }.
letter-forwarded-why = Me vain säilytämme sivustoa palvelimillamme asiakkaamme lukuun. Olemme sivuston tietojen osalta henkilötietojen käsittelijä, joten emme saa itse ratkaista pyyntöäsi.
letter-forwarded = Välitimme pyyntösi { $date } rekisterinpitäjälle ({ $to }), joka vastaa sinulle.
letter-forwarded-what = Välitimme pyyntösi sisällön, päivän, jona se tuli meille, nimesi, jos annoit sen, ja sähköpostiosoitteesi vastausta varten. Muuta emme välittäneet.
letter-forwarded-reach = Keneen voit ottaa yhteyttä
letter-forwarded-silent = Jos et saa vastausta kuukauden kuluessa tai et ole siihen tyytyväinen, voit saattaa asian tietosuojavaltuutetun käsiteltäväksi:
letter-forwarded-own-heading = Oma asiakasrekisterimme
letter-forwarded-own = Tarkoititko myös tietoja, joita sinusta on omassa asiakasrekisterissämme? Tee silloin uusi pyyntö portaalissa tai ota meihin yhteyttä, niin vastaamme siihen itse.
handover-subject = Verkkosivustoanne koskeva tietosuojapyyntö ({ $reference })
handover-what = Olemme saaneet pyynnön, joka koskee henkilötietoja verkkosivustollanne { $site }.
handover-role = Te olette näiden tietojen rekisterinpitäjä ja me olemme henkilötietojen käsittelijänne. Siksi emme vastaa pyyntöön itse vaan välitämme sen teille (yleisen tietosuoja-asetuksen 28 artiklan 3 kohdan e alakohta).
handover-forwarded = Välitetty
handover-name = Ilmoitettu nimi
handover-no-name = ei ilmoitettu
handover-answer-to = Vastaus osoitteeseen
handover-no-email = ei sähköpostiosoitetta; kysykää meiltä, miten henkilön tavoittaa
handover-asked = Mitä pyydetään
handover-do = Mitä teidän pitää tehdä
handover-time = Vastatkaa henkilölle ilman aiheetonta viivytystä ja joka tapauksessa kuukauden kuluessa (yleisen tietosuoja-asetuksen 12 artiklan 3 kohta). Laskekaa kuukausi varmuuden vuoksi päivästä { $date }, jona pyyntö tuli meille.
handover-proved = Henkilö on osoittanut, että sähköpostiosoite on hänen, mutta muuta emme ole tarkistaneet. Jos teillä on perusteltu syy epäillä henkilöllisyyttä, voitte pyytää sen vahvistamiseksi tarpeelliset tiedot (12 artiklan 6 kohta).
handover-unproved = Emme ole tarkistaneet, kuka pyynnön esittäjä on. Jos teillä on perusteltu syy epäillä henkilöllisyyttä, voitte pyytää sen vahvistamiseksi tarpeelliset tiedot (12 artiklan 6 kohta).
handover-only = Käyttäkää tätä viestiä vain pyyntöön vastaamiseen.
handover-help = Jos tarvitsette apuamme, esimerkiksi tietojen etsimiseen tai poistamiseen palvelimelta, kertokaa meille.
handover-own-words = Henkilön omin sanoin:
letter-objection-erased = Näille tiedoille ei jäänyt muuta käsittelyperustetta, joten poistimme ne samalla (yleisen tietosuoja-asetuksen 17 artiklan 1 kohdan c alakohta):
letter-subject-restriction-stays = Tietojesi käsittelyn rajoitus jatkuu ({ $reference })
letter-restriction-stays = Ilmoitimme sinulle, että tietojesi käsittelyn rajoitus päättyy. Rajoitus ei päätykään ilmoittamanamme päivänä, vaan jatkuu toistaiseksi.
letter-question-everything = Voit vastata myös, että haluat kaiken.

## Paperilla henkilölle, jolla ei ole sähköpostia
letter-paper-follow = Voit milloin tahansa kysyä meiltä, missä vaiheessa pyyntösi on.
letter-paper-unclassified = Luemme viestisi ja selvitämme, mitä oikeuttasi se koskee.
letter-paper-add-or-withdraw = Haluatko oikaista tai lisätä jotakin tai perua pyynnön? Kirjoita meille tai soita.
letter-paper-rectification-where = Turvallisuutesi vuoksi vanha ja uusi tieto eivät ole tässä kirjeessä. Jos haluat tarkistaa ne, ota meihin yhteyttä.
letter-paper-package = Tietosi ovat tämän kirjeen liitteenä.
letter-paper-holders = Jos haluat tietää, mitä ne ovat vastanneet, kysy meiltä.
letter-paper-marketing-scope = Kielto koskee sähköpostiosoitetta, jonka olet antanut meille tai joka on rekisterissämme, ja näitä listoja:
letter-paper-message-waiting = Viesti pyynnöstäsi ({ $reference })
letter-paper-package-ready = Pyytämäsi tiedot ({ $reference })
letter-paper-transfer-self = Sinulla on samat tiedot itselläsi, ja voit toimittaa ne eteenpäin. Jos tarvitset ne uudelleen, pyydä ne meiltä.
letter-paper-told-reasons = Jos haluat tietää, miksi jokin taho ei voinut tehdä pyytämäämme, kysy meiltä.
letter-paper-forwarded-what = Välitimme eteenpäin sen, mitä pyysit, päivän, jona pyyntösi saapui meille, nimesi, jos annoit sen, ja postiosoitteen vastausta varten. Muuta emme välittäneet.
letter-paper-forwarded-own = Tarkoititko myös oman asiakasrekisterimme tietoja? Kirjoita tai soita siinä tapauksessa meille, niin vastaamme itse.
letter-late-at-once = Vastaamme viipymättä.
letter-late-entered = pyyntösi tuli meille yllä mainittuna päivänä, mutta kirjasimme sen käsiteltäväksi vasta nyt.
letter-marketing-no-address = Etsimme rekistereistämme, mutta emme löytäneet sähköpostiosoitettasi. Emme siis lähetä sinulle suoramarkkinointia sähköpostitse. Jos saat sitä silti, kerro, mihin osoitteeseen se tuli, niin estämme sen heti.
letter-consent-no-address = Etsimme rekistereistämme, mutta emme löytäneet sähköpostiosoitettasi emmekä siihen liittyvää suostumusta. Peruutettavaa ei siis ole. Jos tarkoitat jotakin toista osoitetta, kerro se meille.
letter-in-part = { $item } (osittain)
letter-kept-back = Saat tämän kohdan muut tiedot. Vain osa on jätetty pois. Tietopaketissa kerrotaan jokaisessa kohdassa, josta jotakin puuttuu, että se on jätetty pois ja miksi.
letter-subject-fee = Ehdotamme maksua pyyntöösi vastaamisesta ({ $reference })
letter-subject-marketing-in-force = Suoramarkkinointikieltosi on voimassa ({ $reference })
