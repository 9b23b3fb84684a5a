# Kirjautumisviestit ja viestit henkilökunnalle.
mail-sign-in-subject = Kirjautumislinkkisi
mail-sign-in-hello = Hei,
mail-sign-in-why = Joku, toivottavasti sinä, pyysi tällä sähköpostiosoitteella kirjautumislinkkiä tietosuojaportaaliin, jonka ylläpitäjä on { $controller }.
mail-step-up-subject = Vahvista sähköpostiosoitteesi
mail-step-up-why = Olet lataamassa tietojasi tietosuojaportaalista, jonka ylläpitäjä on { $controller }. Vahvista vielä kerran, että tämä sähköpostiosoite on sinun.
mail-sign-in-open = Avaa tämä linkki siinä selaimessa, jossa aloitit:
mail-sign-in-type = Käytätkö toista laitetta tai selainta? Kirjoita silloin sivulle tämä koodi:
mail-sign-in-valid = Linkki ja koodi toimivat kerran ja { $minutes } minuutin ajan. Uudempi viesti korvaa vanhemman.
mail-sign-in-not-you = Etkö se ollut sinä? Silloin sinun ei tarvitse tehdä mitään. Kukaan ei pääse sisään ilman tätä viestiä.
mail-sign-in-secret = Älä anna koodia kenellekään. Emme koskaan kysy sitä puhelimessa tai sähköpostitse.
mail-staff-new-request-subject = Uusi pyyntö odottaa ({ $reference })
mail-staff-new-request = Jonossa odottaa uusi pyyntö.
mail-staff-effective-subject = Kielto tai peruutus tuli heti voimaan ({ $reference })
mail-staff-effective = Joku kielsi markkinoinnin tai peruutti suostumuksensa. Se tuli heti voimaan, eikä mitään tarvitse ratkaista.
mail-staff-still-mailed-subject = Markkinointia tulee kiellosta huolimatta ({ $reference })
mail-staff-still-mailed = Joku, jonka markkinointikielto on voimassa, kertoo saavansa yhä markkinointia. Selvitä, mistä se johtuu. Pyynnön sivulta näkyy, milloin kullekin tietojen haltijalle on viimeksi ilmoitettu kiellosta.
mail-staff-message-subject = Uusi viesti ({ $reference })
mail-staff-message = Pyynnön esittäjä on kirjoittanut. Viesti on pyynnön sivulla.
mail-staff-proposed-subject = Ratkaisu odottaa hyväksyntää ({ $reference })
mail-staff-proposed = Ratkaisu odottaa, että toinen henkilö hyväksyy sen.
mail-staff-sent-back-subject = Ratkaisuehdotus palautettiin ({ $reference })
mail-staff-sent-back = Ehdotettu ratkaisu palautettiin valmisteltavaksi. Syy on pyynnön muistiinpanoissa.
mail-staff-near-subject = { $count ->
    [one] Vastauspäivä lähestyy
   *[other] { $count } vastauspäivää lähestyy
}
mail-staff-near = { $count ->
    [one] Päivä, johon mennessä tähän pyyntöön on vastattava, lähestyy.
   *[other] Päivät, joihin mennessä näihin { $count } pyyntöön on vastattava, lähestyvät.
}
mail-staff-unseen-subject = { $count ->
    [one] Kukaan ei ole katsonut pyyntöä
   *[other] Kukaan ei ole katsonut { $count } pyyntöä
}
mail-staff-unseen = { $count ->
    [one] Kukaan ei ole avannut tätä avointa pyyntöä moneen työpäivään. Siihen on silti vastattava määräaikaan mennessä.
   *[other] Kukaan ei ole avannut näitä { $count } avointa pyyntöä moneen työpäivään. Niihin on silti vastattava määräaikaan mennessä.
}
mail-staff-digest-subject = { $count ->
    [0] Työjono tänään: sinulla ei ole nyt tehtävää
    [one] Työjono tänään: { $count } pyyntö odottaa sinua
   *[other] Työjono tänään: { $count } pyyntöä odottaa sinua
}
mail-staff-digest = Tietopyyntöjen tilanne tänään.
mail-staff-digest-next = Tehtävänä sinulla nyt
mail-staff-digest-mine = Sinun käsiteltävinäsi
mail-staff-digest-unassigned = Ilman käsittelijää
mail-staff-digest-overdue = Myöhässä
mail-staff-digest-soon = Määräaika viikon sisällä
mail-staff-digest-approval = Odottaa hyväksyntää
mail-staff-digest-nearest = Lähimmät päivät sinulla
mail-staff-right-open = oikeus määrittämättä
mail-staff-by = vastattava viimeistään { $date }
mail-staff-target = oma tavoite { $date }
mail-staff-more = { $count ->
    [one] Lisäksi vielä { $count }.
   *[other] Lisäksi vielä { $count }.
}
mail-staff-queue = Avaa työjono:
mail-staff-bounce-subject = Kirjettä ei otettu vastaan ({ $reference })
mail-staff-bounce = Vastaanottajan sähköpostipalvelin ei ottanut kirjettä vastaan. Pyyntöön ei ole vastattu, ennen kuin kirje on tavoittanut henkilön muulla tavalla.
mail-staff-uncertain-subject = Kirjeen lähtö on epävarma ({ $reference })
mail-staff-uncertain = Yhteys katkesi, kun kirjettä luovutettiin. Palvelin on voinut ottaa sen vastaan tai jättää ottamatta.
mail-staff-holder-bounced-subject = Ilmoitus tietojen haltijalle palautui ({ $reference })
mail-staff-holder-bounced = Tietojen haltijan sähköpostipalvelin ei ottanut ilmoitusta vastaan. Haltijalle ei ole ilmoitettu, ennen kuin ilmoitus on mennyt perille.
mail-staff-holder-silent-subject = Tietojen haltija ei vastaa ({ $reference })
mail-staff-holder-silent = Tietojen haltijaa ei ole tavoitettu, tai se ei ole vastannut muistutuksista huolimatta. Ota siihen yhteyttä ja kirjaa vastaus.
mail-staff-holder-cannot-subject = Tietojen haltija ei voi toimia ohjeen mukaan ({ $reference })
mail-staff-holder-cannot = Tietojen haltija vastasi, ettei se voi tehdä pyydettyä. Syy näkyy asian sivulla.
mail-staff-forward-bounced-subject = Välitetty pyyntö palautui ({ $reference })
mail-staff-forward-bounced = Sen asiakkaan sähköpostipalvelin, jolle pyyntö välitettiin, ei ottanut viestiä vastaan. Välitä pyyntö muulla tavalla: kirje on pyynnön sivulla.
mail-staff-due = Vastattava viimeistään
mail-staff-open = Avaa pyyntö:
mail-staff-breach-subject = Tietoturvaloukkaus { $number }: ilmoita viranomaiselle viimeistään { $by }
mail-staff-breach = Henkilötietojen tietoturvaloukkaus on kirjattu ja odottaa ratkaisua: siitä on ilmoitettava viranomaiselle viimeistään { $by }, ellei haitta ihmisille ole epätodennäköinen.
mail-staff-breach-over = Tietoturvaloukkauksesta piti ilmoittaa viranomaiselle 72 tunnin kuluessa. Aika päättyi { $by }. Ilmoita nyt ja kerro, miksi ilmoitus on myöhässä (33 artiklan 1 kohta).
mail-staff-breach-open = Avaa kirjaus:
mail-staff-flood-subject = Kirjautumisviestejä pyydetään poikkeuksellisen paljon
mail-staff-flood-what = Portaalista pyydetään yli 120 kirjautumisviestiä minuutissa. Sen ylittävät viestit lähtevät hitaammin, ja kun niitä odottaa liikaa, osa jää lähtemättä. Perille tulleet linkit toimivat tavalliseen tapaan, eikä tämä vaikuta jo tehtyihin pyyntöihin.
mail-staff-flood-look = Kyse voi olla yrityksestä lähettää viestejä ulkopuolisille teidän nimissänne. Kerro asiasta portaalin ylläpitäjälle: välityspalvelimen lokista näkyy, mistä pyynnöt tulevat. Saat tämän viestin enintään kuuden tunnin välein.
mail-staff-flood-open = Avaa työpöytä:
mail-staff-silence-subject = Tietosuojaportaalin itsetesti ei ole mennyt läpi
mail-staff-silence-what = Portaalin päivittäinen itsetesti ei ole mennyt läpi { $since } jälkeen: lomake, taustatyö tai yhteys postipalvelimeen ei toimi, ja pyyntöjä voi sillä välin kadota.
mail-staff-silence-look = Katso portaalin ja sen postipalvelimen lokit. Tämä viesti lähetettiin portaalin viestijonon ohi.
mail-staff-silence-open = Avaa työpöytä:
mail-staff-seal-subject = Tapahtumalokin sinetti { $date }
mail-staff-seal = Portaali sinetöi tapahtumalokinsa. Tämän viestin avulla voi myöhemmin osoittaa, ettei sitä vanhempia merkintöjä ole poistettu eikä muutettu. Sinetti on:
mail-staff-seal-keep = Säilytä viesti paikassa, josta portaalin ylläpitäjät eivät voi poistaa sitä. Tarkista loki antamalla sinetti tälle komennolle:
mail-staff-account-subject = Työntekijöiden tunnuksissa on muutos
mail-staff-account-invited = Uusi työntekijä kutsuttiin: { $name } ({ $email }). Kutsuja: { $by }.
mail-staff-account-roles = Työntekijän roolit vaihdettiin: { $name } ({ $email }). Vaihtaja: { $by }.
mail-staff-account-closed = Työntekijän tunnus suljettiin: { $name } ({ $email }). Sulkija: { $by }.
mail-staff-account-reopened = Työntekijän tunnus avattiin uudelleen: { $name } ({ $email }). Avaaja: { $by }.
mail-staff-account-recovered = Uusi työntekijä kutsuttiin palautuskomennolla, joka annettiin palvelimella, eikä pääkäyttäjä kutsunut häntä: { $name } ({ $email }).
mail-staff-account-reset = Työntekijän salasana vaihdettiin sähköpostiin lähetetyllä linkillä ja koodilla: { $name } ({ $email }).
mail-staff-account-open = Eikö tästä ole sovittu? Kerro siitä heti vastuuhenkilölle. Kaikki tunnukset:
mail-own-account-subject = Kirjautumistietosi muuttuivat
mail-own-account-password = Salasanasi vaihdettiin { $at } tietosuojaportaalissa, jonka ylläpitäjä on { $controller }. Kaikki istuntosi päättyivät.
mail-own-account-authenticator = Todennussovelluksesi vaihdettiin { $at } tietosuojaportaalissa, jonka ylläpitäjä on { $controller }. Kaikki istuntosi päättyivät.
mail-own-account-codes = Sinulle tehtiin { $at } uudet palautuskoodit tietosuojaportaaliin, jonka ylläpitäjä on { $controller }. Entiset eivät enää toimi.
mail-own-account-not-you = Etkö tehnyt tätä itse? Pyydä heti pääkäyttäjää sulkemaan tunnuksesi.
mail-invitation-subject = Kutsu tietosuojapyyntöjen käsittelijäksi: { $controller }
mail-invitation-why = Sinut on kutsuttu käsittelemään tietosuojapyyntöjä. Kutsun lähettäjä on { $controller }. Tällä linkillä luot tunnuksesi. Se toimii kerran ja { $hours } tuntia:
mail-invitation-what = Valitset oman salasanan ja otat puhelimessasi käyttöön todennussovelluksen.
mail-invitation-alone = Älä anna linkkiä kenellekään, et myöskään kutsujalle: tunnus on vain sinun, ja sillä tehty kirjataan sinun nimiisi.
mail-invitation-not-you = Etkö odottanut kutsua? Älä silloin avaa linkkiä, ja kerro asiasta työnantajallesi.
mail-reset-subject = Uusi salasana
mail-reset-why = Joku pyysi sinulle linkkiä uuden salasanan valitsemiseen tietosuojaportaalissa, jonka ylläpitäjä on { $controller }. Linkki toimii kerran ja { $minutes } minuuttia:
mail-reset-code = Tarvitset myös koodin todennussovelluksestasi tai palautuskoodin.
mail-reset-not-you = Etkö pyytänyt linkkiä? Silloin sinun ei tarvitse tehdä mitään: salasanasi pysyy ennallaan.
mail-new-address-subject = Sähköpostiosoitteesi vaihdettiin asiakasrekisterissämme
mail-new-address-what = { $controller } vaihtoi { $at } asiakasrekisterissään olevan sähköpostiosoitteesi toiseen. Asian numero on { $reference }.
mail-new-address-from-now-on = Tästä lähtien tietosuojapyyntöjäsi koskevat viestit lähetetään uuteen osoitteeseen, ja kirjaudut palveluun sillä.
mail-new-address-not-you = Etkö pyytänyt muutosta? Ota meihin heti yhteyttä ja mainitse asian numero. Palautamme osoitteesi ja selvitämme, mitä on tapahtunut.
mail-now-shared-subject = Sähköpostiosoitteesi on nyt myös toisella henkilöllä asiakasrekisterissämme
mail-now-shared-what = { $controller } merkitsi { $at } asiakasrekisteriinsä tämän sähköpostiosoitteen myös toiselle henkilölle.
mail-now-shared-hides = Kun osoite on useammalla henkilöllä, emme tiedä, kuka sillä kirjautuu. Siksi et toistaiseksi näe sillä kirjautuessasi rekisterissä olevia tietojasi, ja uusista pyynnöistäsi näet vain numeron, aiheen ja päivämäärät. Tämä suojaa sinua: kukaan muukaan ei näe tietojasi osoitteen avulla.
mail-now-shared-back = Onko osoite vain sinun? Ota meihin yhteyttä. Selvitämme asian ja poistamme osoitteen siltä, jolle se ei kuulu. Jos käytätte osoitetta yhdessä, voit ilmoittaa meille oman osoitteen, jolla näet tietosi taas.
mail-now-shared-rights = Oikeutesi pysyvät ennallaan: voit tehdä pyyntöjä kuten ennenkin, ja vastaamme niihin, kun olemme tarkistaneet, kuka pyysi.
