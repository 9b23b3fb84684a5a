//! What is taken for a personal identity code and what is not.

use super::identity_code::{FINNISH, is_in, without};
use proptest::prelude::*;

/// Published examples; those of the signs of 2023 are the population register's own.
const REAL: &[&str] = &[
    "131052-308T",
    "010594Y9032",
    "020594X903P",
    "030594W903B",
    "040594V9030",
    "050594U903M",
    "010516B903X",
    "020516C903K",
    "030516D9037",
    "010501E9032",
    "020503F9037",
    "020504A902E",
    "811218-9876",
    "19811218-9876",
    "198112189876",
    "701063-2391",
    "070761-4285",
    "120174-3399",
    "01019900041",
    "010199 00041",
];

#[test]
fn every_sign_of_a_century_is_known_and_the_check_character_decides() {
    for code in REAL {
        assert!(is_in(code), "{code}");
        assert!(is_in(&format!("Olen {}, terveisin Ada", code.to_lowercase())), "{code}");
        assert!(is_in(&code.replace('-', "\u{2013}")), "{code} with another dash");
        assert!(!is_in(&format!("{code}9")) && !is_in(&format!("x{code}")), "{code} is a part of a word");
    }
    for sign in "+-YXWVUABCDEF".chars() {
        let check = char::from(FINNISH[131_052_308 % 31]);
        assert!(is_in(&format!("131052{sign}308{check}")), "{sign}");
    }
}

#[test]
fn a_code_is_found_however_it_is_set() {
    for code in [
        "131052 308T",
        "131052308T",
        "131052308t",
        "131052 - 308T",
        "131052- 308T",
        "131052 -308 T",
        "13 10 52-308T",
        "13.10.52-308T",
        "131052\u{a0}308T",
        "131052\n-308T",
        "131052-\u{200b}308T",
        "1\u{ad}31052-30\u{2060}8T",
        "\u{ff11}\u{ff13}\u{ff11}\u{ff10}\u{ff15}\u{ff12}\u{ff0d}\u{ff13}\u{ff10}\u{ff18}\u{ff34}",
        "131052\u{2011}308T",
        "131052\u{feff}-308T",
        "020594X 903P",
        "131052 A 308T",
        "010594Y 9032",
        "811218\u{200d}-9876",
    ] {
        assert!(is_in(code), "{code:?}");
        assert!(is_in(&format!("Olen {code}, terveisin Ada")), "{code:?}");
    }
}

#[test]
fn a_code_is_found_with_any_mark_in_it() {
    for code in [
        "131052/308T",
        "131052_308T",
        "131052--308T",
        "131052.308T",
        "131052 / 308T",
        "13/10/52/308T",
        "13-10-52-308T",
        "13.10.52.308.T",
        "1 3 1 0 5 2 - 3 0 8 T",
        "1.3.1.0.5.2.3.0.8.T",
        "1-3-1-0-5-2-3-0-8-T",
        "0 1 0 5 1 6 B 9 0 3 X",
        "030516/9037",
        "0 3 0 5 1 6 9 0 3 7",
        "811218--9876",
        "19811218--9876",
        "8 1 1 2 1 8 - 9 8 7 6",
        "1 9 8 1 1 2 1 8 9 8 7 6",
        "0 1 0 1 9 9 0 0 0 4 1",
    ] {
        assert!(is_in(code), "{code:?}");
        assert!(is_in(&format!("Olen {code}, terveisin Ada")), "{code:?}");
    }
}

/// Numbers of orders, telephones, accounts and references, dates and times.
#[test]
fn a_number_that_is_not_a_code_stays_what_it_is() {
    for text in [
        "Tilaus 131052 3088",
        "131052308",
        "1310523085",
        "040123 4567",
        "040 123 4567",
        "+358 40 123 4567",
        "0401234567",
        "FI21 1234 5600 0007 85",
        "FI2112345600000785",
        "FI42 5000 1510 0000 23",
        "SE45 5000 0000 0583 9825 7466",
        "RF18 5390 0754 7034",
        "12.03.26 - 1445",
        "12.03.2026 14.45",
        "2026-03-12 131052",
        "131052 308 TV",
        "131052308TV",
        "131052 308U",
        "Lasku 20260312 0042 A",
        "Y-tunnus 2617416-4",
        "L-131052-3081",
        "131052/3081",
        "131052_3081",
        "Summa 131052.30",
        "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11",
        "0 4 0 1 2 3 4 5 6 7",
        "8 1 1 2 1 8 9 8 7 6",
        "Vuodet 2019/2020/2021/2022",
        "klo 12:30:45.123",
        "192.168.10.52",
        "13.10.2052 308",
    ] {
        assert!(!is_in(text), "{text}");
    }
}

#[test]
fn what_only_looks_like_a_code_is_let_through() {
    for text in [
        "131052-308U",
        "310252-3088",
        "131052Z308T",
        "131052-001W",
        "811218-9877",
        "556016-0680",
        "2617416-4",
        "12.3.2026-1234",
        "+358 29 566 6700",
        "FI21 1234 5600 0007 85",
        "",
        "INV-20260312-0042",
    ] {
        assert!(!is_in(text), "{text}");
    }
}

#[test]
fn a_text_is_kept_without_its_codes() {
    for code in REAL {
        let text = format!("Hän on {code}, äiti {code}; lasku 2026-1");
        assert_eq!(without(&text), "Hän on \u{2013}, äiti \u{2013}; lasku 2026-1");
    }
    assert_eq!(without("131\u{200b}052-308T on hän"), "\u{2013} on hän", "however it is set");
    assert_eq!(without("Ei mitään: 131052-308U"), "Ei mitään: 131052-308U");
}

proptest! {
    #[test]
    fn no_text_breaks_the_reading(text in ".{0,60}") {
        is_in(&text);
    }

    #[test]
    fn nothing_kept_holds_a_code(before in ".{0,20}", code in 0..REAL.len(), after in ".{0,20}") {
        let kept = without(&format!("{before}{}{after}{}", REAL[code], REAL[code]));
        prop_assert!(!is_in(&kept), "{}", kept);
    }

    #[test]
    fn a_finnish_code_is_found_with_any_mark_between_its_parts(
        (day, month, year, n) in (1_u32..29, 1_u32..13, 0_u32..100, 2_u32..900),
        mark in "[./_+:-]{1,3}",
        apart in "[ ./_-]",
    ) {
        let date = format!("{day:02}{month:02}{year:02}");
        let number: u32 = format!("{date}{n:03}").parse().unwrap();
        let check = char::from(FINNISH[usize::try_from(number % 31).unwrap()]);
        let (loose, tight) = (format!("{date}{mark}{n:03}{check}"), format!("{date}{n:03}{check}"));
        prop_assert!(is_in(&loose), "{}", loose);
        let figures: Vec<String> = tight.chars().map(String::from).collect();
        let figures = figures.join(&apart);
        prop_assert!(is_in(&figures), "{}", figures);
        let kept = without(&format!("Olen {loose} ja {figures}."));
        prop_assert!(!is_in(&kept), "{}", kept);
    }

    /// Dates, times, telephones, accounts, sums and numbers of invoices, as they are written.
    #[test]
    fn no_ordinary_number_is_taken_for_a_code(
        (day, month, year) in (1_u32..29, 1_u32..13, 1990_u32..2040),
        (a, b, c) in (0_u32..10_000, 0_u32..10_000, 0_u32..10_000),
    ) {
        for text in [
            format!("{day}.{month}.{year} klo {:02}.{:02}", a % 24, b % 60),
            format!("{day:02}.{month:02}.{year}\u{2013}{:02}.{month:02}.{year}", b % 28 + 1),
            format!("{year}-{month:02}-{day:02}T{:02}:{:02}:{:02}", a % 24, b % 60, c % 60),
            format!("{day:02}/{month:02}/{year}, {a} kpl"),
            format!("+358 {} {:03} {b:04}", 40 + a % 10, c % 1000),
            format!("0{} {:03} {b:04}", 40 + a % 10, c % 1000),
            format!("0{}-{:03} {b:04}", 40 + a % 10, c % 1000),
            format!("0{}{:03}{b:04}", 40 + a % 10, c % 1000),
            format!("FI{:02} {a:04} {b:04} {c:04} {:02}", a % 100, b % 100),
            format!("{a}.{:02} \u{20ac}, {b},{:02} \u{20ac}", b % 100, c % 100),
            format!("Lasku {year}-{a:04}, tilaus S{a:04}{b:04}{c:04}"),
            format!("Lasku {year}/{a:04}, sopimus S-{b:04}"),
            format!("{a:04} {b:04} {c:04}"),
            format!("10.{}.{}.{}", a % 256, b % 256, c % 256),
        ] {
            prop_assert!(!is_in(&text), "{}", text);
        }
    }

    #[test]
    fn of_all_check_characters_just_one_is_right(day in 1_u32..29, month in 1_u32..13, year in 0_u32..100, n in 900_u32..1000) {
        let code = |check: u8| format!("{day:02}{month:02}{year:02}A{n}{}", char::from(check));
        prop_assert_eq!(FINNISH.iter().filter(|check| is_in(&code(**check))).count(), 1);
    }
}
