//! Whether a text holds a real personal identity code: Finnish, Swedish, Norwegian, Danish or Icelandic, with its date
//! and check digit right. Nobody needs one here (TSL 29 §, law.md R4.2), so no form keeps it.

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

/// What the remainder of a division by 31 stands for in a Finnish code.
const FINNISH: &[u8; 31] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";

/// Whether a real code stands in a text, however it is set: wide figures, marks nobody sees and white space hide none.
/// What only looks like one, as a number of an invoice may, is not.
pub fn is_in(text: &str) -> bool {
    let (text, _) = plain(&seen(text));
    (0..text.len()).any(|start| code_at(&text, start).is_some())
}

/// A text with a dash in the place of every code, for what is kept all the same.
pub fn without(text: &str) -> String {
    let mut kept = text.to_owned();
    while is_in(&kept) {
        kept = without_once(&seen(&kept));
    }
    kept
}

fn without_once(seen: &[char]) -> String {
    let (text, places) = plain(seen);
    let (mut kept, mut from, mut start) = (String::with_capacity(seen.len()), 0, 0);
    while start < text.len() {
        let Some(length) = code_at(&text, start) else {
            start += 1;
            continue;
        };
        kept.extend(&seen[from..places[start]]);
        kept.push('\u{2013}');
        from = places[start + length - 1] + 1;
        start += length;
    }
    kept.extend(&seen[from..]);
    kept
}

/// The characters of a text that take a place on the page; compatible ones are one.
fn seen(text: &str) -> Vec<char> {
    text.nfkc().filter(|c| !is_unseen(*c)).collect()
}

/// A text as far as a code can stand in it, and where each byte comes from: any dash is a dash, small letters are great
/// ones, and white space is one space.
fn plain(seen: &[char]) -> (Vec<u8>, Vec<usize>) {
    let mut plain: (Vec<u8>, Vec<usize>) = (Vec::with_capacity(seen.len()), Vec::with_capacity(seen.len()));
    for (place, c) in seen.iter().enumerate() {
        let byte = match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => b'-',
            c if c.is_whitespace() || c.is_control() => b' ',
            c => u8::try_from(*c).map_or(b'?', |byte| byte.to_ascii_uppercase()),
        };
        if byte != b' ' || plain.0.last() != Some(&b' ') {
            plain.0.push(byte);
            plain.1.push(place);
        }
    }
    plain
}

/// The length of the code that begins at a place.
fn code_at(text: &[u8], start: usize) -> Option<usize> {
    let begins = start == 0 || !text[start - 1].is_ascii_alphanumeric();
    if begins && text[start].is_ascii_digit() { begins_with_code(&text[start..]) } else { None }
}

/// Marks of format, which take no place on the page.
const fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

fn begins_with_code(text: &[u8]) -> Option<usize> {
    let whole = |length: usize| {
        let ends = !text.get(length).is_some_and(u8::is_ascii_alphanumeric);
        text.get(..length).filter(|_| ends)
    };
    let eleven = |code: &&[u8]| finnish(code) || eleven_with_sign(code) || norwegian(code);
    let twelve = |code: &&[u8]| swedish_whole(code) || norwegian_parted(code);
    let found = whole(11).filter(eleven).or_else(|| whole(12).filter(twelve));
    let found = found.or_else(|| whole(13).filter(|code| swedish_parted(code)));
    found.map(<[u8]>::len).or_else(|| finnish_loose(text))
}

/// A Finnish code with spaces or dots between its parts, or without its sign. Then its check character must be a
/// letter, as two in three are: of numbers alone, which order, telephone and account numbers are, too many would fit.
/// Only around a sign a space leaves the figure as it is.
fn finnish_loose(text: &[u8]) -> Option<usize> {
    let mut rest = text;
    let mut parted = false;
    let mut code = Vec::with_capacity(11);
    for part in [2, 2, 2] {
        if !code.is_empty() && rest.first().is_some_and(|byte| matches!(byte, b' ' | b'.')) {
            (rest, parted) = (&rest[1..], true);
        }
        let (digits, behind) = rest.split_at_checked(part)?;
        code.extend_from_slice(digits);
        rest = behind;
    }
    rest = after_space(rest);
    let sign = rest.first().copied().filter(|byte| matches!(byte, b'+' | b'-' | b'A'..=b'F' | b'U'..=b'Y'));
    if sign.is_some() {
        rest = after_space(&rest[1..]);
    }
    let (number, behind) = rest.split_at_checked(3)?;
    let spaced = behind.first() == Some(&b' ');
    let (check, behind) = after_space(behind).split_first()?;
    let lettered = check.is_ascii_alphabetic();
    let ends = !behind.first().is_some_and(u8::is_ascii_alphanumeric);
    let figure = sign.is_some() && !parted && !spaced;
    if !(ends && (lettered || figure)) {
        return None;
    }
    // Without its sign the century is open; whichever makes a date will do.
    let signs = sign.map_or(&b"-A"[..], |_| &[]);
    let fits =
        sign.iter().chain(signs).any(|sign| finnish(&[&code, &[*sign][..], number, &[*check]].concat()));
    fits.then(|| text.len() - behind.len())
}

fn after_space(text: &[u8]) -> &[u8] {
    text.strip_prefix(b" ").unwrap_or(text)
}

/// `DDMMYYCNNNT`; the signs of 2023 among them (`VNa` 128/2010, changed by 1119/2022).
fn finnish(code: &[u8]) -> bool {
    let century = match code[6] {
        b'+' => 1800,
        b'-' | b'U'..=b'Y' => 1900,
        b'A'..=b'F' => 2000,
        _ => return false,
    };
    let (Some(date), Some(number)) = (digits(&code[..6]), digits(&code[7..10])) else { return false };
    let [day, month, year] = pairs(&date);
    let born = i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(century + year, month, day));
    // 000 and 001 are given to nobody.
    let sum = value(&date) * 1000 + value(&number);
    let check = (0..).zip(FINNISH).find(|(remainder, _)| *remainder == sum % 31);
    born.is_some() && value(&number) > 1 && check.is_some_and(|(_, check)| *check == code[10])
}

/// `NNNNNN-NNNN`: Swedish, Danish or Icelandic.
fn eleven_with_sign(code: &[u8]) -> bool {
    let (Some(date), Some(rest)) = (digits(&code[..6]), digits(&code[7..])) else { return false };
    let all = [date, rest].concat();
    match code[6] {
        b'+' => swedish(&all),
        b'-' => swedish(&all) || danish(&all) || icelandic(&all),
        _ => false,
    }
}

/// `YYMMDDNNNN`, the check digit by Luhn; of a coordination number the day is 60 more.
fn swedish(all: &[u32]) -> bool {
    let [_, month, day] = pairs(all);
    let luhn = (0..).zip(all).map(|(place, digit)| match digit * (2 - place % 2) {
        twice @ 10.. => twice - 9,
        once => once,
    });
    is_day(month, if day > 60 { day - 60 } else { day }) && luhn.sum::<u32>().is_multiple_of(10)
}

/// `YYYYMMDDNNNN`
fn swedish_whole(code: &[u8]) -> bool {
    digits(code).is_some_and(|all| matches!(value(&all[..2]), 18..=20) && swedish(&all[2..]))
}

/// `YYYYMMDD-NNNN`
fn swedish_parted(code: &[u8]) -> bool {
    let parted = matches!(code[8], b'-' | b'+' | b' ');
    parted && swedish_whole(&[&code[..8], &code[9..]].concat())
}

/// `DDMMYYNNNNN`, two check digits by 11; of a D number the day is 40 more.
fn norwegian(code: &[u8]) -> bool {
    let Some(all) = digits(code) else { return false };
    let [day, month, _] = pairs(&all);
    let by_11 = |weights: &[u32]| weighed(&all, weights).is_multiple_of(11);
    is_day(month, if day > 40 { day - 40 } else { day })
        && by_11(&[3, 7, 6, 1, 8, 9, 4, 5, 2, 1])
        && by_11(&[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1])
}

/// `DDMMYY NNNNN`
fn norwegian_parted(code: &[u8]) -> bool {
    code[6] == b' ' && norwegian(&[&code[..6], &code[7..]].concat())
}

/// `DDMMYYNNNN`; numbers since 2007 without a check digit are not told from other numbers.
fn danish(all: &[u32]) -> bool {
    let [day, month, _] = pairs(all);
    is_day(month, day) && weighed(all, &[4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
}

/// `DDMMYYNNPC`: the ninth is the check digit, the last says the century.
fn icelandic(all: &[u32]) -> bool {
    let [day, month, _] = pairs(all);
    let century = matches!(all[9], 0 | 8 | 9);
    is_day(month, day) && century && weighed(all, &[3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
}

fn weighed(all: &[u32], weights: &[u32]) -> u32 {
    all.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

/// Whether there is such a day in some year.
fn is_day(month: u32, day: u32) -> bool {
    NaiveDate::from_ymd_opt(2000, month, day).is_some()
}

fn digits(code: &[u8]) -> Option<Vec<u32>> {
    code.iter().map(|byte| char::from(*byte).to_digit(10)).collect()
}

fn pairs(all: &[u32]) -> [u32; 3] {
    [0, 2, 4].map(|place| all[place] * 10 + all[place + 1])
}

fn value(digits: &[u32]) -> u32 {
    digits.iter().fold(0, |sum, digit| sum * 10 + digit)
}

#[cfg(test)]
mod tests {
    use super::*;
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
        fn of_all_check_characters_just_one_is_right(day in 1_u32..29, month in 1_u32..13, year in 0_u32..100, n in 900_u32..1000) {
            let code = |check: u8| format!("{day:02}{month:02}{year:02}A{n}{}", char::from(check));
            prop_assert_eq!(FINNISH.iter().filter(|check| is_in(&code(**check))).count(), 1);
        }
    }
}
