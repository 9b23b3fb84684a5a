//! The notice page says what the published notice says, sentence by sentence, and what law.md adds to it.

use crate::harness::{client::Ask, on_both_engines, portal::TestPortal};
use portal_core::notice::check::check;

on_both_engines!(
    the_finnish_page_holds_each_fact_of_the_published_notice,
    the_sections_follow_the_published_order_in_every_language,
    marketing_can_be_stopped_from_a_place_of_its_own,
    each_table_holds_every_category,
);

/// The notice as WProd Oy publishes it.
const PUBLISHED: &str = include_str!("../../../deploy/wprod/published-notice.txt");

/// Every sentence of the published notice, and the words by which the page says the same.
const SENTENCES: &[(&str, &[&str])] = &[
    (
        "WProd Oy Yhdistetty rekisteriseloste ja informointiasiakirja",
        &["Yhdistetty rekisteriseloste ja informointiasiakirja"],
    ),
    (
        "1. Rekisterinpitäjä WProd Oy, Ansiotie 14, 21500 Piikkiö Puhelin: +358 50 445 1002",
        &["1. Rekisterinpitäjä", "WProd Oy, Ansiotie 14, 21500 Piikkiö, +358 50 445 1002"],
    ),
    (
        "2. WProd Oy:n rekisteriasioista vastaava yhteyshenkilö Ville Kärpijoki, Ansiotie 14, 21500 Piikkiö Puhelin: +358 45 114 3151, ville@wprod.fi",
        &[
            "2. Yhteyshenkilö rekisteriasioissa",
            "Ville Kärpijoki",
            "Puhelin: +358 45 114 3151",
            "ville@wprod.fi",
        ],
    ),
    ("3. Rekisterin nimi ASIAKASREKISTERI", &["3. Rekisterin nimi", "Asiakasrekisteri"]),
    ("• Laskutustiedot • Hosting käyttäjätiedot", &["Laskutustiedot ja hosting-palvelun käyttäjätiedot"]),
    (
        "4. Henkilötietojen käsittelyn oikeusperuste ja tarkoitus",
        &["4. Käsittelyn tarkoitukset ja oikeusperusteet"],
    ),
    (
        "Henkilötietojen käsittelyn perusteena on yrityksen oikeutettu etu asiakassuhteen tai muun asiallisen yhteyden perusteella taikka sopimuksen täytäntöön paneminen.",
        &[
            "oikeutettu etu (6 artiklan 1 kohdan f alakohta)",
            "Asiakassuhde tai muu asiallinen yhteys",
            "sopimus (6 artiklan 1 kohdan b alakohta)",
        ],
    ),
    (
        "Henkilötietojen, sekä yksityis- että yritysasiakkaiden, käsittelyn tarkoituksena on:",
        &["Yksityis- ja yritysasiakkaamme, yritysasiakkaiden yhteyshenkilöt"],
    ),
    ("• tuotteidemme ja palveluidemme toimittaminen", &["Tuotteidemme ja palveluidemme toimittaminen"]),
    (
        "• sopimus- ja muiden lupaustemme ja velvollisuuksiemme täyttäminen",
        &["Sopimus- ja muiden lupaustemme ja velvollisuuksiemme täyttäminen"],
    ),
    ("• asiakassuhteemme hoitaminen", &["Asiakassuhteemme hoitaminen"]),
    ("• uutiskirje", &["Uutiskirje"]),
    (
        "5. Rekisterin tietosisältö Asiakasrekisteri sisältää asiakkaan laskutus- sekä yhteyshenkilötiedot jotka ovat olennaisia asiakassuhteen hoitamisen kannalta.",
        &[
            "5. Rekisterin tietosisältö",
            "asiakkaan laskutus- ja yhteyshenkilötiedot, jotka ovat olennaisia asiakassuhteen hoitamisen kannalta",
        ],
    ),
    (
        "Käsittelemme asiakasrekisterin yhteydessä seuraavia asiakkaan henkilötietoja: rekisteröidyn perustiedot kuten nimi, asiakasnumero, käyttäjätunnus, salasana ja yhteyshenkilöitä koskevat tiedot kuten y-tunnus, yhteyshenkilöiden nimet, yhteyshenkilön sähköpostiosoite ja osoitetiedot sekä asiakkuutta ja sopimusta koskevat tiedot voimassaolevista sopimuksista sekä menneistä että aktiivisista tilauksia.",
        &[
            "Nimi, sähköpostiosoite, posti- ja laskutusosoite",
            "Asiakkaan nimi ja asiakasnumero",
            "Y-tunnus",
            "Käyttäjätunnus, salasanan asettamispäivä",
            "Asiakkuutta ja voimassa olevia sopimuksia koskevat tiedot",
            "Menneet ja aktiiviset tilaukset",
        ],
    ),
    (
        "Asiakassuhteen päättymisen jälkeen, säilytetään tietoja kirjanpitolain edellyttämä vähimmäisaika, jonka jälkeen tiedot tuhotaan.",
        &[
            "Asiakassuhteen päätyttyä säilytämme kirjanpitoaineistoon kuuluvat tiedot kirjanpitolain edellyttämän vähimmäisajan, minkä jälkeen ne hävitetään",
        ],
    ),
    (
        "Keräämme ainoastaan sellaiset tiedot, jotka ovat välttämättömiä palvelun tai tuotteiden sopimuksen mukaisen toimittamisen kannalta.",
        &[
            "Keräämme vain tiedot, jotka ovat välttämättömiä palvelun tai tuotteiden toimittamiseksi sopimuksen mukaan",
        ],
    ),
    (
        "6. Säännönmukaiset tietolähteet Saamme rekisterin sisältämät tiedot asiakkaalta itseltään, mikäli tiedot ovat puutteelliset, keräämme tarvittavat tiedot luotettavilta yhteystietopalveluiden tarjoajilta.",
        &[
            "6. Mistä tiedot saadaan",
            "Asiakas itse",
            "Luotettavat yhteystietopalveluiden tarjoajat, jos asiakkaalta saadut tiedot ovat puutteelliset",
        ],
    ),
    (
        "Lisäksi henkilötietoja voidaan kerätä ja päivittää tässä tietosuojaselosteessa kuvattuja käyttötarkoituksia varten myös julkisesti saatavilla olevista lähteistä ja viranomaisilta tai muilta kolmansilta osapuolilta saatujen tietojen perusteella sovellettavan lainsäädännön rajoissa.",
        &[
            "Julkisesti saatavilla olevat lähteet, viranomaiset ja muut kolmannet osapuolet",
            "kerätä ja päivittää tässä selosteessa kuvattuihin tarkoituksiin lain sallimissa rajoissa",
        ],
    ),
    (
        "Tällainen tietojen päivittäminen suoritetaan manuaalisesti tai automaattisin keinoin.",
        &["Päivitys tehdään käsin tai automaattisesti"],
    ),
    (
        "7. Säännönmukaiset tietojen luovutukset ja tietojen siirto EU:n tai Euroopan talousalueen ulkopuolelle",
        &["7. Kenelle tietoja luovutetaan, ja siirrot EU:n ja ETA:n ulkopuolelle"],
    ),
    (
        "Käsittelemme tietoja itse ja hyödynnämme henkilötietojen käsittelyssä lukuumme toimivia yhteistyökumppaneita GDPR:n ohjeiden mukaisesti.",
        &[
            "Käsittelemme tietoja itse",
            "yhteistyökumppanit käsittelevät niitä meidän lukuumme tietosuoja-asetuksen mukaisesti",
        ],
    ),
    (
        "Olemme ulkoistaneet palvelinten valvonnan ulkopuoliselle palveluntarjoajalle, jonka hallinnoimilta ja suojaamilta palvelimilta tarjoamme palveluita omille asiakkaillemme.",
        &[
            "Olemme ulkoistaneet palvelinten valvonnan",
            "hallinnoi ja suojaa palvelimia, joilta tarjoamme palveluita asiakkaillemme",
        ],
    ),
    (
        "Lisäksi hyödynnämme henkilötietojen käsittelyssä ulkopuolisen kumppanin tarjoamaa laskutusohjelmaa.",
        &["ulkopuolisen kumppanin tarjoamaa laskutusohjelmaa"],
    ),
    (
        "Tietoja saatetaan myös luovuttaa viranomaisille pakottavan sääntelyn nojalla.",
        &["Viranomaiset, kun pakottava laki sitä vaatii"],
    ),
    (
        "Emme koskaan luovuta henkilötietoja EU/ETA alueen ulkopuolelle.",
        &["Emme koskaan luovuta henkilötietoja EU:n tai ETA:n ulkopuolelle"],
    ),
    (
        "8. Rekisterin suojauksen periaatteet Rekisteritiedot on suojeltu asianmukaisin vaatimuksin.",
        &["8. Miten rekisteriä suojataan", "Rekisterin tiedot on suojattu asianmukaisesti"],
    ),
    (
        "Tietoturvaloukkauksista ilmoitetaan tietosuoja-asetuksen mukaisesti.",
        &["Tietoturvaloukkauksista ilmoitamme tietosuoja-asetuksen mukaisesti"],
    ),
    (
        "Henkilötietoja sisältävän järjestelmän käyttöön ovat oikeutettuja vain ne työntekijämme, joilla työnsä puolesta on oikeus käsitellä asiakastietoja.",
        &["vain työntekijät, joilla on siihen työnsä puolesta oikeus"],
    ),
    (
        "Kullakin käyttäjällä on oma käyttäjätunnus ja salasana järjestelmään.",
        &["kukin omalla käyttäjätunnuksellaan ja salasanallaan"],
    ),
    (
        "Tiedot kerätään tietokantoihin, jotka ovat palomuurein, salasanoin ja muilla teknisillä keinoilla suojattuja.",
        &["Tietokannat on suojattu palomuurein, salasanoin ja muin teknisin keinoin"],
    ),
    (
        "Tietokannat ja niiden varmuuskopiot sijaitsevat lukituissa tiloissa ja tietoihin pääsevät käsiksi vain tietyt ennalta nimetyt henkilöt.",
        &[
            "Tietokannat ja niiden varmuuskopiot ovat lukituissa tiloissa, ja tietoihin pääsevät käsiksi vain ennalta nimetyt henkilöt",
        ],
    ),
    (
        "Säilytämme henkilötietoja niin kauan kuin henkilötiedon käyttötarkoituksen vuoksi on tarpeellista, kuitenkin niin että säilytysaika on mahdollisimman lyhyt.",
        &["niin kauan kuin niiden käyttötarkoitus vaatii, kuitenkin mahdollisimman lyhyen ajan"],
    ),
    (
        "Arvioimme tietojen säilyttämisen tarpeellisuutta vuosittain.",
        &["Arvioimme säilyttämisen tarpeen vuosittain"],
    ),
    (
        "Tämän lisäksi huolehdimme sellaisista kohtuullisista toimenpiteistä, joilla varmistetaan, ettei rekisteröidyistä säilytetä rekisterissä käsittelyn tarkoituksiin nähden yhteensopimattomia, vanhentuneita tai virheellisiä henkilötietoja.",
        &["kohtuullisin toimenpitein", "yhteensopimattomia, vanhentuneita tai virheellisiä"],
    ),
    (
        "Oikaisemme tai hävitämme tällaiset tiedot viipymättä.",
        &["Oikaisemme tai hävitämme tällaiset tiedot viipymättä"],
    ),
    (
        "9. Rekisteröidyn oikeudet Rekisteröitynä sinulla on oikeus tarkastaa itseäsi koskevat henkilörekisteriin tallennetut tiedot ja vaatia virheellisen tiedon oikaisua tai poistamista.",
        &[
            "9. Oikeutesi",
            "Voit tarkastaa ne",
            "virheelliset tiedot oikaistaan",
            "Voit vaatia tietojesi poistamista",
        ],
    ),
    (
        "Sinulla on myös oikeus peruuttaa suostumuksesi tai muuttaa sitä.",
        &["peruuttaa antamasi suostumuksen tai muuttaa sitä"],
    ),
    (
        "Rekisteröitynä sinulla on tietosuoja-asetuksen mukaisesti (25.5.2018 lukien) oikeus vastustaa tai pyytää tietojesi käsittelyn rajoittamista sekä tehdä valitus henkilötietojen käsittelystä valvontaviranomaiselle.",
        &[
            "Voit pyytää käsittelyn rajoittamista",
            "voit tehdä valituksen valvontaviranomaiselle",
            "Lintulahdenkuja 4, 00530 Helsinki",
        ],
    ),
    (
        "Erityisistä henkilökohtaisista syistä sinulla on oikeus myös vastustaa itseesi kohdistuvaa profilointia ja muita käsittelytoimia silloin, kun tietojen käsittelemisen perusteena on meidän välisemme asiakassuhde.",
        &[
            "Voit vastustaa itseesi kohdistuvaa käsittelyä ja profilointia henkilökohtaisen erityisen tilanteesi perusteella",
            "välillämme olevaan asiakassuhteeseen",
        ],
    ),
    (
        "Vaatimuksesi yhteydessä sinun tulee yksilöidä se erityinen tilanne, johon perustuen vastustat käsittelyä.",
        &["Kerro silloin, mistä tilanteesta on kyse"],
    ),
    (
        "Me voimme kieltäytyä toteuttamasta vastustamista koskevaa pyyntöä ainoastaan laissa säädetyin perustein.",
        &["Voimme kieltäytyä ainoastaan laissa säädetyllä perusteella"],
    ),
    (
        "Rekisteröitynä sinulla on myös oikeus milloin tahansa ja maksutta vastustaa käsittelyä niiltä osin kuin se liittyy suoramarkkinointiin.",
        &[
            "Voit milloin tahansa, maksutta ja perustelematta vastustaa tietojesi käsittelyä suoramarkkinointia varten",
        ],
    ),
    (
        "10. Keneen voit olla yhteydessä? Kaikki tätä selostetta koskevat yhteydenotot ja pyynnöt tulee esittää kirjallisesti tai henkilökohtaisesti kohdassa kaksi (2) nimetylle yhteyshenkilölle.",
        &[
            "10. Keneen voit olla yhteydessä",
            "voit esittää kirjallisesti tai henkilökohtaisesti kohdassa 2 mainitulle yhteyshenkilölle",
            "Voit tehdä pyynnön myös tässä palvelussa",
        ],
    ),
];

/// What law.md 9 and 6.1 add to it, and what Arts. 13 and 14 ask for besides.
const ADDED: &[&str] = &[
    "lakisääteinen velvoite (6 artiklan 1 kohdan c alakohta)",
    "Lähetämme uutiskirjeen niille, jotka ovat antaneet siihen suostumuksensa, ja asiakkaille, joiden osoitteen olemme saaneet myynnin yhteydessä",
    "rekisterinpitäjä on asiakas ja me olemme henkilötietojen käsittelijä",
    "välitämme sen viipymättä asiakkaalle",
    "Kirjanpitolain 2 luvun 10 §",
    // 13 April 2026 is the day of the tests (law.md R5.2).
    "tänään 13.4.2026, tilikausi päättyy 31.12.2026. Tiedot säilytetään 31.12.2032 asti",
    "tänään 13.4.2026, se päättyy 13.4.2029",
    "Itse salasanaa emme säilytä rekisterissä",
    "Ilman niitä emme voi tehdä tai täyttää sopimusta",
    "Emme tee sinusta automatisoituja päätöksiä emmekä profiloi sinua",
    "Saat itse antamasi tiedot koneellisesti luettavassa muodossa",
];

async fn in_language(portal: &TestPortal, language: &str) -> crate::harness::page::Page {
    portal.browser().send(Ask::get("/notice").with("accept-language", language)).await
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_checklist_holds_every_sentence_of_the_published_notice() {
    let rest = SENTENCES.iter().fold(one_line(PUBLISHED), |text, (sentence, _)| {
        assert!(text.contains(sentence), "not in the published notice: {sentence}");
        text.replacen(sentence, "", 1)
    });
    assert_eq!(rest.trim(), "", "on no list");
}

#[test]
fn the_shipped_profile_leaves_no_fault_and_names_the_gaps_of_the_published_notice() {
    let report = check(include_str!("../../../deploy/wprod/notice.toml"));
    assert_eq!(report.faults, []);
    assert_eq!(report.profile.unwrap().unnamed_recipients().len(), 2);
}

async fn the_finnish_page_holds_each_fact_of_the_published_notice(portal: TestPortal) {
    let text = in_language(&portal, "fi").await.text();
    for (sentence, facts) in SENTENCES {
        for fact in *facts {
            assert!(text.contains(fact), "{fact} (for: {sentence}) is not on the page");
        }
    }
    for fact in ADDED {
        assert!(text.contains(fact), "{fact} is not on the page");
    }
    for recipient in ["Esimerkkipalvelin Oy (invented)", "Mallilasku Oy (invented)"] {
        assert!(text.contains(recipient), "{recipient}");
    }
}

async fn the_sections_follow_the_published_order_in_every_language(portal: TestPortal) {
    for language in ["fi", "sv", "en"] {
        let page = in_language(&portal, language).await;
        assert_eq!(page.attribute("html", "lang").as_deref(), Some(language));
        let numbers: Vec<String> = page
            .texts("main section h2")
            .iter()
            .filter_map(|title| title.split_once(". ").map(|(number, _)| number.to_owned()))
            .collect();
        assert_eq!(numbers, ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"], "{language}");
        assert_eq!(page.texts("nav.contents li").len(), 10);
    }
}

async fn marketing_can_be_stopped_from_a_place_of_its_own(portal: TestPortal) {
    let page = in_language(&portal, "en").await;
    let apart = page.texts("section.apart").concat();
    assert!(apart.contains("You can stop direct marketing at any time"), "{apart}");
    assert!(apart.contains("free of charge") && apart.contains("WProd newsletter"), "{apart}");
    assert!(page.has("section.apart a[href='/requests/new/marketing']"));
}

async fn each_table_holds_every_category(portal: TestPortal) {
    let page = in_language(&portal, "en").await;
    for (table, rows) in [("content", 10), ("protection", 10), ("rights", 10), ("purposes", 6)] {
        let found = page.texts(&format!("section[aria-labelledby={table}] tbody tr"));
        assert_eq!(found.len(), rows, "{table}");
    }
    let rights = page.texts("section[aria-labelledby=rights] tbody tr");
    let of = |label: &str| rights.iter().find(|row| row.starts_with(label)).cloned().unwrap();
    // law.md 1.12: bases of the category, in the order of the columns.
    assert_eq!(of("Contact data"), "Contact dataYesYesYesNoNo");
    assert_eq!(of("Newsletter"), "NewsletterYesYesNoYesYes");
    assert_eq!(of("Billing data"), "Billing dataOnly once the retention period has endedYesNoNoNo");
}
