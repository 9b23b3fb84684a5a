# Law: how a date is counted, the grounds for refusal, what each demands, and why a step is not open now.

## Days
day-new-years-day = uudenvuodenpäivä
day-epiphany = loppiainen
day-good-friday = pitkäperjantai
day-easter-sunday = pääsiäispäivä
day-easter-monday = toinen pääsiäispäivä
day-may-day = vapunpäivä
day-ascension = helatorstai
day-pentecost = helluntai
day-midsummer-day = juhannuspäivä
day-all-saints = pyhäinpäivä
day-independence-day = itsenäisyyspäivä
day-christmas-day = joulupäivä
day-st-stephens-day = toinen joulupäivä
day-saturday = lauantai
day-sunday = sunnuntai
day-midsummer-eve = juhannusaatto
day-christmas-eve = jouluaatto
day-month-clamp = kuukauden viimeinen päivä
day-paused-days = määräajan keskeytys

## How a date is counted
deadline-count-due = Pyyntö saapui { $received }. Kuukausi siitä päättyy { $nominal }.
deadline-count-extended = Jos määräaikaa jatketaan, kolme kuukautta saapumisesta ({ $received }) päättyy { $nominal }.
deadline-count-internal = Oma tavoitteemme lasketaan ilman keskeytyksiä kuukauden lopusta, { $nominal }.
deadline-step-clamp = Siinä kuussa ei ole { $day }. päivää, joten määräaika päättyy kuukauden viimeisenä päivänä { $to }.
deadline-step-paused = Määräaika oli keskeytyneenä { $days ->
    [one] yhden päivän
   *[other] { $days } päivää
}, joten se siirtyy: { $to }.
deadline-step-later = { $date } on { $what }, joten määräaika siirtyy seuraavaan päivään: { $to }.
deadline-step-earlier = { $date } on { $what }, joten tavoite aikaistuu: { $to }.
deadline-result-due = Vastattava viimeistään { $date }.
deadline-result-extended = Jatkettu määräaika päättyy { $date }.
deadline-result-internal = Tavoitteemme on vastata viimeistään { $date }.

## Where it stands in the law
cite-article = yleisen tietosuoja-asetuksen { $article } artikla
cite-paragraph = yleisen tietosuoja-asetuksen { $article } artiklan { $paragraph } kohta
cite-point = yleisen tietosuoja-asetuksen { $article } artiklan { $paragraph } kohdan { $point } alakohta
cite-recital = yleisen tietosuoja-asetuksen johdanto-osan { $recital } kappale
cite-act-34 = tietosuojalain 34 §:n 1 momentin { $point } kohta

## Grounds for refusal
ground-rg-id-title = Emme voi varmistaa henkilöllisyyttäsi
ground-rg-id-plain = Emme voi toteuttaa pyyntöä, koska emme voi olla varmoja siitä, kuka sen esittää. Pyyntö otetaan uudelleen käsittelyyn maksutta, kun saamme puuttuvat tiedot.
ground-rg-unf-title = Pyyntö on ilmeisen perusteeton
ground-rg-unf-plain = Emme toteuta pyyntöä, koska se on ilmeisen perusteeton. Kerromme alla, mihin tämä perustuu.
ground-rg-exc-title = Pyyntö on kohtuuton
ground-rg-exc-plain = Emme toteuta pyyntöä, koska se on kohtuuton. Kerromme alla, mihin tämä perustuu.
ground-rg-15-oth-title = Muiden oikeudet ja vapaudet
ground-rg-15-oth-plain = Emme anna jäljennöstä tästä osasta, koska se vaikuttaisi haitallisesti jonkun toisen oikeuksiin ja vapauksiin. Tämä koskee vain tätä osaa.
ground-rg-15-sec-title = Turvallisuus tai rikosten selvittäminen
ground-rg-15-sec-plain = Emme voi antaa näitä tietoja, koska niiden antaminen voisi vahingoittaa kansallista turvallisuutta, puolustusta tai yleistä järjestystä ja turvallisuutta taikka haitata rikosten ehkäisemistä tai selvittämistä.
ground-rg-15-danger-title = Vakava vaara terveydelle, hoidolle tai oikeuksille
ground-rg-15-danger-plain = Emme voi antaa näitä tietoja, koska niiden antamisesta voisi aiheutua vakavaa vaaraa sinun terveydellesi tai hoidollesi taikka sinun tai jonkun muun oikeuksille.
ground-rg-15-superv-title = Valvonta tai tärkeä julkinen taloudellinen etu
ground-rg-15-superv-plain = Emme voi antaa näitä tietoja, koska niitä käytetään valvonta- ja tarkastustehtävissä ja niiden antamatta jättäminen on välttämätöntä Suomen tai Euroopan unionin tärkeän taloudellisen edun turvaamiseksi.
ground-rg-16-ok-title = Tiedot ovat oikein
ground-rg-16-ok-plain = Emme muuta näitä tietoja, koska olemme tarkistaneet ne ja ne ovat oikein.
ground-rg-16-purp-title = Täydennys ei ole tarpeen
ground-rg-16-purp-plain = Emme lisää tietoa, koska sitä ei tarvita siihen tarkoitukseen, johon tietoja käsitellään.
ground-rg-17-nog-title = Poistamisen edellytykset eivät täyty
ground-rg-17-nog-plain = Emme poista tietoja, koska mikään laissa säädetyistä poistamisen edellytyksistä ei täyty: tarvitsemme tietoja yhä.
ground-rg-17-expr-title = Sananvapaus ja tiedonvälityksen vapaus
ground-rg-17-expr-plain = Emme poista tietoja siltä osin kuin niiden käsittely on tarpeen sananvapauden ja tiedonvälityksen vapauden vuoksi.
ground-rg-17-legal-title = Laki velvoittaa säilyttämään tiedot
ground-rg-17-legal-plain = Emme voi vielä poistaa näitä tietoja, koska laki velvoittaa meidät säilyttämään ne. Säilytämme ne vain siihen päivään asti, jonka laki määrää, ja vain tähän tarkoitukseen.
ground-rg-17-health-title = Kansanterveys
ground-rg-17-health-plain = Emme poista tietoja siltä osin kuin niiden käsittely on tarpeen kansanterveyteen liittyvän yleisen edun vuoksi.
ground-rg-17-arch-title = Arkistointi, tutkimus tai tilastointi
ground-rg-17-arch-plain = Emme poista tietoja, koska niitä tarvitaan arkistointiin, tutkimukseen tai tilastointiin ja poistaminen vaikeuttaisi sitä suuresti.
ground-rg-17-claim-title = Oikeusvaade
ground-rg-17-claim-plain = Emme vielä poista näitä tietoja, koska niitä tarvitaan oikeusvaateen laatimiseen, esittämiseen tai puolustamiseen. Tarkistamme asian alla mainittuna päivänä.
ground-rg-18-nog-title = Rajoittamisen edellytykset eivät täyty
ground-rg-18-nog-plain = Emme rajoita käsittelyä, koska mikään laissa säädetyistä rajoittamisen edellytyksistä ei täyty.
ground-rg-20-basis-title = Käsittely ei perustu suostumukseen tai sopimukseen
ground-rg-20-basis-plain = Oikeus siirtää tiedot koskee vain tietoja, joita käsitellään suostumuksesi tai sopimuksen perusteella. Näitä tietoja käsitellään muulla perusteella. Voit silti pyytää niistä jäljennöksen.
ground-rg-20-man-title = Tietoja ei käsitellä automaattisesti
ground-rg-20-man-plain = Oikeus siirtää tiedot koskee vain automaattisesti käsiteltäviä tietoja. Näitä tietoja käsitellään käsin. Voit silti pyytää niistä jäljennöksen.
ground-rg-20-prov-title = Et ole itse toimittanut tietoja
ground-rg-20-prov-plain = Oikeus siirtää tiedot koskee vain tietoja, jotka olet itse toimittanut meille. Nämä tiedot olemme saaneet muualta tai tuottaneet itse. Voit silti pyytää niistä jäljennöksen.
ground-rg-20-oth-title = Muiden oikeudet ja vapaudet
ground-rg-20-oth-plain = Emme siirrä tätä osaa, koska siirto vaikuttaisi haitallisesti jonkun toisen oikeuksiin ja vapauksiin.
ground-rg-20-tech-title = Suora siirto ei ole teknisesti mahdollista
ground-rg-20-tech-plain = Emme voi siirtää tietoja suoraan toiselle rekisterinpitäjälle, koska se ei ole teknisesti mahdollista. Saat tiedot itsellesi koneellisesti luettavassa muodossa ja voit toimittaa ne eteenpäin.
ground-rg-21-basis-title = Vastustamisoikeus ei koske tätä käsittelyä
ground-rg-21-basis-plain = Oikeus vastustaa koskee vain käsittelyä, joka perustuu oikeutettuun etuun tai yleistä etua koskevaan tehtävään. Tämä käsittely perustuu muuhun.
ground-rg-21-sit-title = Et ole kertonut, mikä henkilökohtainen erityinen tilanteesi on
ground-rg-21-sit-plain = Pyysimme sinua kertomaan, mihin henkilökohtaiseen erityiseen tilanteeseesi vastustaminen perustuu, mutta emme ole saaneet vastausta. Voit tehdä uuden pyynnön milloin tahansa.
ground-rg-21-comp-title = Huomattavan tärkeä ja perusteltu syy
ground-rg-21-comp-plain = Jatkamme käsittelyä, koska siihen on huomattavan tärkeä ja perusteltu syy, joka syrjäyttää sinun etusi. Alla kerromme, miten punnitsimme asiaa.
ground-rg-21-claim-title = Oikeusvaade
ground-rg-21-claim-plain = Jatkamme käsittelyä, koska se on tarpeen oikeusvaateen laatimiseksi, esittämiseksi tai puolustamiseksi.
ground-rg-22-none-title = Automatisoitua päätöstä ei ole tehty
ground-rg-22-none-plain = Sinusta ei ole tehty pelkästään automaattiseen käsittelyyn perustuvaa päätöstä, jolla olisi sinua koskevia oikeusvaikutuksia tai joka vaikuttaisi sinuun vastaavalla tavalla merkittävästi.
ground-rg-22-exc-title = Automatisoitu päätös on sallittu
ground-rg-22-exc-plain = Automatisoitu päätös on tässä sallittu. Voit vaatia, että ihminen käsittelee asian, kertoa oman kantasi ja riitauttaa päätöksen.

## What a ground demands
demand-facts = Tämän tapauksen tosiseikat
demand-evidence = Viite näyttöön
demand-doubt-reason = Miksi henkilöllisyyttä on perusteltua epäillä
demand-asked = Mitä kysyttiin
demand-lesser-means = Miksi lievempi keino ei riitä
demand-cannot-identify = Miten osoitamme, ettemme voi tunnistaa henkilöä
demand-fee-considered = Miksi emme perineet kohtuullista maksua
demand-previous-requests = Aiemmat pyynnöt (päivät ja laajuus) tai muu näyttö
demand-whose-right = Kenen oikeuksista on kyse
demand-redaction-insufficient = Miksi vähempi ei riitä, esimerkiksi tietojen peittäminen
demand-interest = Mitä etua tai vaaraa säännös koskee, ja miten se liittyy tähän tapaukseen
demand-reasons-told = Mitä perusteluista kerrotaan henkilölle
demand-verified-how = Miten tietojen oikeellisuus tarkistettiin
demand-why-unneeded = Miksi täydennystä ei tarvita tarkoitukseen
demand-why-no-condition = Miksi mikään edellytys ei täyty
demand-statute = Velvoittava laki ja pykälä
demand-document-class = Asiakirjan laji
demand-financial-year = Tilikauden viimeinen päivä
demand-keep-until = Säilytetään tähän päivään asti
demand-claim = Oikeusvaade ja sen vanhentuminen
demand-review-on = Päivä, jona asia tarkistetaan uudelleen
demand-basis-used = Käsittelyperuste
demand-origin = Mistä tiedot ovat peräisin
demand-why-not-feasible = Miksi suora siirto ei ole teknisesti mahdollista
demand-balancing = Miten edut punnittiin (tasapainotesti)
demand-exception = Mikä poikkeus sallii päätöksen
demand-safeguards = Tarjotut suojatoimet

## Why a step is not open now
not-now-not-filed = Pyyntöä ei ole vielä lähetetty.
not-now-already-filed = Pyyntö on jo vastaanotettu.
not-now-take-first = Kukaan ei ole vielä ottanut pyyntöä käsittelyyn.
not-now-already-taken = Pyyntö on jo otettu käsittelyyn.
not-now-nothing-asked = Pyynnön esittäjältä ei ole kysytty mitään.
not-now-waits-for-customer = Odotamme pyynnön esittäjän vastausta.
not-now-nothing-proposed = Ratkaisua ei ole ehdotettu.
not-now-waits-for-approval = Ehdotus odottaa hyväksyntää.
not-now-needs-approval = Päätöstä on ensin ehdotettava toisen henkilön hyväksyttäväksi.
not-now-approval-not-used = Hyväksyntää ei tarvita; päätöksen voi tehdä suoraan.
not-now-not-decided = Pyyntöä ei ole vielä ratkaistu.
not-now-decided = Pyyntö on jo ratkaistu, ja päätöstä toteutetaan.
not-now-closed = Pyyntö on päätetty.
