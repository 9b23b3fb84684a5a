//! Whether a text holds a real personal identity code: Finnish, Swedish, Norwegian, Danish or Icelandic, with its date
//! and check digit right. Nobody needs one here (TSL 29 §, law.md R4.2), so no form keeps it.

use chrono::NaiveDate;

/// What the remainder of a division by 31 stands for in a Finnish code.
const FINNISH: &[u8; 31] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";

/// Whether a real code stands in a text. What only looks like one, as a number of an invoice may, is not.
pub fn is_in(text: &str) -> bool {
    let text: Vec<u8> = text.chars().map(plain).collect();
    (0..text.len()).any(|start| {
        let begins = start == 0 || !text[start - 1].is_ascii_alphanumeric();
        begins && text[start].is_ascii_digit() && begins_with_code(&text[start..])
    })
}

/// A character as far as a code can hold it: any dash is a dash, small letters are great ones.
fn plain(c: char) -> u8 {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => b'-',
        '\u{a0}' => b' ',
        c => u8::try_from(c).map_or(b'?', |byte| byte.to_ascii_uppercase()),
    }
}

fn begins_with_code(text: &[u8]) -> bool {
    let whole = |length: usize| {
        let ends = !text.get(length).is_some_and(u8::is_ascii_alphanumeric);
        text.get(..length).filter(|_| ends)
    };
    whole(11).is_some_and(|code| finnish(code) || eleven_with_sign(code) || norwegian(code))
        || whole(12).is_some_and(|code| swedish_whole(code) || norwegian_parted(code))
        || whole(13).is_some_and(swedish_parted)
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

    proptest! {
        #[test]
        fn no_text_breaks_the_reading(text in ".{0,60}") {
            is_in(&text);
        }

        #[test]
        fn of_all_check_characters_just_one_is_right(day in 1_u32..29, month in 1_u32..13, year in 0_u32..100, n in 900_u32..1000) {
            let code = |check: u8| format!("{day:02}{month:02}{year:02}A{n}{}", char::from(check));
            prop_assert_eq!(FINNISH.iter().filter(|check| is_in(&code(**check))).count(), 1);
        }
    }
}
