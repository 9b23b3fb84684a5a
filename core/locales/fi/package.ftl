# The package of an access request: its page, its note and its sheets.

## Opening
package-title = Omat tietosi
package-reference = Asian numero
package-built = Koottu
package-controller = Rekisterinpitäjä
package-contact = Yhteyshenkilö
package-confirmed = Käsittelemme henkilötietojasi. Tässä paketissa on jäljennös tiedoista. Lisäksi kerromme, miksi ja miten niitä käsitellään (yleisen tietosuoja-asetuksen 15 artikla).
package-nothing-held = Kävimme läpi rekisterimme, eikä niissä ole sinusta henkilötietoja. Meillä on vain se, mitä olet meiltä pyytänyt, sen käsittelyyn kuuluvat tiedot ja mahdolliset kirjautumisesi. Ne ovat alla.
package-shared-address = Sähköpostiosoitetta käyttää myös toinen henkilö. Siksi paketista puuttuu se, mikä liittyy vain osoitteeseen eikä nimenomaan sinuun.
package-contents = Sisältö

## A category
package-purposes = Mihin tietoja käytetään
package-interest = Oikeutettu etumme:
package-basis = Käsittelyperuste
package-basis-consent = suostumus (6 artiklan 1 kohdan a alakohta)
package-basis-contract = sopimus (6 artiklan 1 kohdan b alakohta)
package-basis-legal-obligation = lakisääteinen velvoite (6 artiklan 1 kohdan c alakohta)
package-basis-vital-interests = elintärkeä etu (6 artiklan 1 kohdan d alakohta)
package-basis-public-task = yleinen etu tai julkinen valta (6 artiklan 1 kohdan e alakohta)
package-basis-legitimate-interest = oikeutettu etu (6 artiklan 1 kohdan f alakohta)
package-sources = Mistä tiedot on saatu
package-recipients = Kuka muu tietoja saa
package-no-recipients = Näitä tietoja ei luovuteta kenellekään muulle.
package-own-systems = Missä muussa omassa järjestelmässämme tiedot ovat
package-country = maa: { $country }
package-in-eea = EU- tai ETA-maassa
package-retention = Kuinka kauan tietoja säilytetään
package-kept-at-latest = Alla olevista tiedoista viimeiset säilytetään { $date } asti.
package-kept-overdue = Osan alla olevista tiedoista säilytysaika on päättynyt. Hävitämme ne, kun mikään ei enää estä sitä.
package-kept-until = Säilytysaika päättyy
package-looks = Kerromme, milloin, mihin tarkoitukseen ja missä roolissa työntekijämme ovat katsoneet tietojasi. Työntekijöiden nimiä emme kerro (unionin tuomioistuin, C-579/21).
package-copy = Jäljennös tiedoistasi
package-disclosed = tietojasi luovutettu { $date }, peruste: { $statute }
package-corrects = Tämä kirjaus korjaa aiemman:
package-none = Meillä ei ole sinusta tämän ryhmän tietoja.

## After the categories
package-rights = Oikeutesi
package-rights-text = Sinulla voi olla lain nojalla nämä oikeudet sen mukaan, mistä tiedoista on kyse:
package-rights-how = Suoramarkkinoinnin voit kieltää milloin tahansa. Kielto tulee voimaan heti, ja se on maksuton. Voit tehdä pyynnön tietosuojaportaalissa tai ottaa yhteyttä yhteyshenkilöömme.
package-complaint = Jos olet eri mieltä
package-complaint-text = Jos tietojasi on mielestäsi käsitelty lainvastaisesti, voit saattaa asian valvontaviranomaisen käsiteltäväksi (77 artikla, tietosuojalain 21 §):
package-complaint-elsewhere = Voit tehdä valituksen myös sen EU- tai ETA-maan valvontaviranomaiselle, jossa asut tai työskentelet tai jossa katsot rikkomisen tapahtuneen. Sinulla on lisäksi oikeus viedä asia tuomioistuimen käsiteltäväksi (79 artikla).
package-forbidden = Tietopaketissa ei ole tietoja, joita laki kieltää antamasta sinulle (tietosuojalain 34 §). Näin on kaikissa tietopaketeissa riippumatta siitä, onko sellaisia tietoja. Voit pyytää, että tiedot annetaan tietosuojavaltuutetulle (tietosuojalain 34 §:n 4 momentti).
package-automated = Automatisoitu päätöksenteko
package-transfers = Siirrot EU:n ja ETA:n ulkopuolelle
package-left-out = Mitä paketista puuttuu ja miksi
package-not-asked = Nämä ryhmät eivät kuulu tähän pakettiin, koska et pyytänyt niitä. Voit pyytää ne milloin tahansa:
package-keys-left-out = Tietokannan sisäisiä avaimia, tiivisteitä ja versionumeroita ei ole mukana: ne eivät kerro sinusta mitään.
reason-same = Sama tieto on jo mukana; nämä ovat siitä laskettuja hakumuotoja ja tunnisteita:
reason-staff-name = Työntekijöiden nimiä ei kerrota. Rooli kerrotaan, jos sillä on merkitystä (C-579/21):
reason-drawn = Sama sisältö on mukana tekstinä:
reason-someone-else = Tieto koskee toista henkilöä (15 artiklan 4 kohta):
reason-recorded = Olemme kirjanneet ratkaisun perusteeksi tosiseikkoja ja näyttöä. Kirjeessämme on se, minkä niistä saamme kertoa. Muu voi koskea toisia ihmisiä tai sitä, mitä ratkaisu suojaa (15 artiklan 4 kohta, tietosuojalain 34 §):
reason-protected = Sinulla on turvakielto. Siksi postiosoitettasi ei ole missään tiedostossa, joka lähetetään tai noudetaan. Saat sen paikan päällä osoitettuasi henkilöllisyytesi. Yhteyshenkilö kertoo, miten:
package-files = Muut tiedostot

## The note
readme-what = Tämä paketti on vastaus pyyntöösi { $reference }. Avaa ensin index.html selaimella; verkkoyhteyttä ei tarvita.
readme-index = Tietosi luettavassa ja tulostettavassa muodossa
readme-data = Samat tiedot koneellisesti luettavassa muodossa
readme-schema = data.json-tiedoston kuvaus (JSON Schema 2020-12)
readme-attachments = Pyyntöihisi liitetyt tiedostot: lähettämäsi ja sinulle lähetetyt.
readme-csv = Taulukot (CSV, UTF-8, erottimena puolipiste). Heittomerkki solun alussa estää taulukkolaskentaa pitämästä solua kaavana.
readme-care = Paketissa on henkilötietojasi. Säilytä se huolellisesti, ja poista se laitteelta, jota muutkin käyttävät.

## The sheets
sheet-record = Tietue
sheet-title = Mikä
sheet-relation = Yhteys
sheet-source = Lähde
sheet-recorded = Tallennettu
sheet-keep-until = Säilytysaika päättyy
sheet-field = Tieto
sheet-value = Arvo
sheet-raw = Koodi tai tallennettu arvo
package-stopped = Lopetettu pyynnöstäsi { $date }.
package-withheld = Nämä jätettiin päätöksellämme pois. Et saa niistä jäljennöstä, ja perustelut ovat kirjeessämme:
package-no-copy = Päätöksemme mukaan et saa näistä tiedoista jäljennöstä: { $why }. Perustelut ovat kokonaan kirjeessämme.
package-kept-back = Jätetty pois: { $why }
package-kept-back-list = Näistä tiedoista jätettiin päätöksellämme osa pois. Se kerrotaan myös tiedon omalla paikalla, ja perustelut ovat kirjeessämme:
look-for-case = Pyynnön { $reference } käsittely
look-for-anothers-case = Toisen henkilön pyynnön käsittely
look-times = { $date }, { $count } kertaa
