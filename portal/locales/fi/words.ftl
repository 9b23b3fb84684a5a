# Names of the codes that stand in columns: vocabulary, then code.

state-received = Vastaanotettu
state-in-progress = Käsittelyssä
state-awaiting-customer = Odottaa pyynnön esittäjää
state-awaiting-approval = Odottaa hyväksyntää
state-fulfilling = Toteutetaan
state-closed = Päätetty

# The same states as the requester needs to know them.
own-state-received = Vastaanotettu
own-state-in-progress = Käsittelyssä
own-state-awaiting-customer = Odottaa vastaustasi
own-state-awaiting-approval = Käsittelyssä
own-state-fulfilling = Ratkaistu, toteutetaan
own-state-closed = Päätetty

outcome-granted = Toteutettu
outcome-partly-granted = Osittain toteutettu
outcome-refused = Hylätty
outcome-withdrawn = Pyyntö peruttu
outcome-not-identified = Henkilöllisyyttä ei voitu varmistaa
outcome-forwarded = Välitetty toiselle rekisterinpitäjälle
outcome-no-request = Ei tietosuojapyyntö

verdict-granted = Hyväksytty
verdict-refused = Hylätty
verdict-partly = Osittain

assurance-email = Sähköpostiosoite vahvistettu
assurance-known-facts = Tunnetut tiedot tarkistettu
assurance-in-person = Tunnistettu paikan päällä
assurance-eid = Vahva sähköinen tunnistaminen

channel-portal = Verkkopalvelu
channel-email = Sähköposti
channel-letter = Kirje
channel-in-person = Paikan päällä
channel-phone = Puhelin

role-reader = Lukija
role-caseworker = Käsittelijä
role-approver = Hyväksyjä
role-admin = Pääkäyttäjä

author-requester = Pyynnön esittäjä
author-staff = Henkilökunta

customer-kind-private = Yksityisasiakas
customer-kind-sole-trader = Toiminimi
customer-kind-company = Yritys

address-kind-postal = Postiosoite
address-kind-billing = Laskutusosoite

contact-role-holder = Asiakas
contact-role-contact = Yhteyshenkilö
contact-role-billing = Laskutusyhteyshenkilö
contact-role-technical = Tekninen yhteyshenkilö

hosting-state-active = Käytössä
hosting-state-suspended = Keskeytetty
hosting-state-ended = Päättynyt

purchase-state-active = Voimassa
purchase-state-delivered = Toimitettu
purchase-state-cancelled = Peruttu

evidence-consent = Suostumus
evidence-soft-opt-in = Asiakassuhde

step-state-open = Ei vielä ilmoitettu
step-state-told = Ilmoitettu, vastausta odotetaan
step-state-done = Tehty
step-state-not-held = Haltijalla ei ole näitä tietoja
step-state-cannot = Haltija ei voi tehdä pyydettyä
step-state-given-up = Ilmoittamisesta luovuttiin
own-state-open = Odottaa vuoroaan
own-state-told = Työn alla
own-state-done = Tehty
own-state-not-held = Järjestelmässä ei ole näitä tietoja
own-state-cannot = Ei voitu tehdä
own-state-given-up = Ei enää tarpeen
public-state-open = Ei vielä tehty
public-state-told = Ilmoitettu muille, kesken
public-state-done = Toimet on tehty
public-state-not-held = Linkkejä tai kopioita ei löytynyt
public-state-cannot = Ei voitu tehdä
public-state-given-up = Muille ei voitu ilmoittaa
excuse-impossible = ilmoittaminen osoittautui mahdottomaksi
excuse-disproportionate = ilmoittaminen vaatisi kohtuutonta vaivaa
excuse-overtaken = rajoitus päättyi ennen vastausta
excuse-replaced = samojen tietojen poistaminen tuli rajoituksen tilalle
remedy-told-otherwise = asia hoidettiin haltijan kanssa muulla tavalla
remedy-stopped-sending = sen kautta ei enää lähetetä mitään
remedy-impossible = osoittautui mahdottomaksi
remedy-disproportionate = vaatisi kohtuutonta vaivaa

transfer-state-open = Ei vielä luovutettu
transfer-state-proposed = Ei voitu luovuttaa: odottaa hyväksyjää
transfer-state-given = Luovutettu
transfer-state-failed = Ei voitu luovuttaa

package-state-queued = Kootaan
package-state-ready = Valmis
package-state-purged = Ei enää saatavilla
package-state-failed = Epäonnistui

mail-state-queued = Odottaa lähetystä
mail-state-claimed = Lähetetään
mail-state-data = Lähetetään
mail-state-sent = Sähköpostipalvelin otti vastaan
mail-state-uncertain = Epävarma
mail-state-bounced = Palautui
mail-state-expired = Liian vanha lähetettäväksi
mail-state-held = Odottaa
mail-state-printed = Tulostettu

task-kind-bounce = Kirje palautui
task-kind-uncertain = Kirjeen lähtö on epävarma
task-kind-package-failed = Tietopakettia ei saatu koottua
task-kind-tell-holder = Ilmoita tietojen haltijalle
task-kind-holder-bounced = Ilmoitus tietojen haltijalle palautui
task-kind-holder-silent = Tietojen haltija ei vastaa
task-kind-holder-cannot = Haltija ei voi tehdä pyydettyä: päätä, mitä tehdään
task-kind-still-mailed = Markkinointia tulee kiellosta huolimatta
task-kind-forward-bounced = Välitetty pyyntö ei ole tavoittanut asiakasta

letter-kind-acknowledgement = Vastaanottovahvistus
letter-kind-granted = Päätös: toteutettu
letter-kind-partly-granted = Päätös: osittain toteutettu
letter-kind-refused = Päätös: hylätty
letter-kind-marketing-stopped = Suoramarkkinointi lopetettu
letter-kind-consent-withdrawn = Suostumuksen peruutus
letter-kind-not-identified = Henkilöllisyyttä ei voitu varmistaa
letter-kind-late = Vastaus viivästyy
letter-kind-message-waiting = Viesti odottaa
letter-kind-withdrawn = Pyyntö peruttu
letter-kind-transfer-settled = Luovutus toiselle rekisterinpitäjälle
letter-kind-package-ready = Tietopaketti valmis
letter-kind-recipients-told = Muiden haltijoiden vastaukset

restriction-ground-accuracy = tietojen paikkansapitävyys on kiistetty
restriction-ground-unlawful = käsittely on lainvastaista, mutta henkilö ei halua tietojen poistamista
restriction-ground-claims = henkilö tarvitsee tietoja oikeusvaadetta varten
restriction-ground-objection = vastustamispyyntö on ratkaistavana
letter-kind-restriction-set = Käsittely rajoitettu
letter-kind-restriction-ends = Rajoitus päättyy
letter-kind-question = Lisätietopyyntö
letter-kind-erasure-complete = Viimeisetkin säilytetyt tiedot hävitetty
letter-kind-forwarded = Pyyntö välitetty
letter-kind-split-off = Osa erotettu omaksi pyynnöksi
letter-kind-restriction-stays = Rajoitus jatkuu
task-kind-follow-up = Viesti päätetystä pyynnöstä
mail-state-overtaken = Ei lähetetty: vastaus tai pyynnön päättyminen ehti ensin
own-author-requester = Sinä
own-author-staff = Me

attachment-kind-original = Pyynnön alkuperäiskappale
attachment-kind-letter = Muu kirje paperilla
