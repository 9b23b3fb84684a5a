# The shell of every page.
shell-service = Omat henkilötietosi
shell-skip = Siirry sisältöön
shell-back = Takaisin
shell-error = Virhe
shell-languages = Kieli
shell-language = Suomi
shell-navigation = Päävalikko
shell-nav-start = Etusivu
shell-nav-sign-in = Omat pyynnöt
shell-nav-requests = Omat pyynnöt
shell-nav-new = Uusi pyyntö
shell-nav-notice = Tietosuojaseloste
shell-nav-queue = Työjono
shell-nav-register = Rekisteri
shell-nav-retention = Säilytys
shell-nav-breaches = Loukkaukset
shell-nav-reports = Raportit
shell-nav-article-30 = Käsittelyseloste
shell-nav-accounts = Tunnukset
shell-signed-in-as = Kirjautuneena
shell-own-account = Oma tunnus
shell-sign-out = Kirjaudu ulos
shell-controller = Rekisterinpitäjä
shell-contact = Yhteyshenkilö rekisteriasioissa
shell-contact-ways = Voit tehdä pyynnön myös puhelimitse, kirjeellä tai käymällä paikan päällä. Se menee samaan jonoon.
shell-phone = Puhelin
shell-rights = Oikeutesi
shell-complaint = Jos jokin on vialla, kerro siitä ensin meille: { $controller }. Voit aina saattaa asian tietosuojavaltuutetun käsiteltäväksi.
shell-authority = Tietosuojavaltuutetun toimisto
shell-authority-address = https://tietosuoja.fi

# Parts that pages are made of.
part-optional = (vapaaehtoinen)
part-problem = Tarkista vielä nämä kohdat
part-banner-plain = Huomaa
part-banner-info = Tiedoksi
part-banner-good = Onnistui
part-banner-warn = Tärkeää
part-banner-bad = Vaatii huomiota
part-due-today = Määräaika tänään
part-due-left = { $days ->
    [one] { $days } päivä jäljellä
   *[other] { $days } päivää jäljellä
}
part-due-late = { $days ->
    [one] { $days } päivän myöhässä
   *[other] { $days } päivää myöhässä
}
part-answer-by = Vastaamme viimeistään
part-change = Muuta
part-now = Ennen
part-new = Jälkeen
part-nothing = ei mitään
part-sent-to-person = Tämä teksti näytetään henkilölle
part-actions = Mitä voit tehdä
part-done = valmis
part-filter = Hae
part-filter-clear = Poista rajaukset
part-pager = Luettelon sivut
part-previous = Edellinen sivu
part-next = Seuraava sivu
part-present = Nyt
part-asked = Pyydetty
