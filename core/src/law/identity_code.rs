//! Whether a text holds a real personal identity code: Finnish, Swedish, Norwegian, Danish or Icelandic, with its date
//! and check digit right. Nobody needs one here (TSL 29 §, law.md R4.2), so no form keeps it.

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

/// What the remainder of a division by 31 stands for in a Finnish code.
pub(super) const FINNISH: &[u8; 31] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";

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

/// A text as it is seen on the page, without marks that nobody sees.
pub(super) fn seen_text(text: &str) -> String {
    seen(text).into_iter().collect()
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
    let found = found.map(<[u8]>::len).or_else(|| two_dashes(text));
    found.or_else(|| finnish_loose(text)).or_else(|| apart(text))
}

/// A code with its sign written twice; its length in the text.
fn two_dashes(text: &[u8]) -> Option<usize> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let behind = text.get(digits..).filter(|_| matches!(digits, 6 | 8))?.strip_prefix(b"--")?;
    let once = [&text[..digits], b"-", behind.get(..4)?].concat();
    let ends = !behind.get(4).is_some_and(u8::is_ascii_alphanumeric);
    let fits = if digits == 6 { finnish(&once) || eleven_with_sign(&once) } else { swedish_parted(&once) };
    (ends && fits).then_some(digits + 6)
}

/// A code whose figures stand apart, each behind the next mark or space. Written so no other number is, so that its check
/// may be a figure; of the ten figures of other countries their sign must stand out from the other marks.
fn apart(text: &[u8]) -> Option<usize> {
    let (mut code, mut marks, mut rest) = (Vec::with_capacity(13), Vec::with_capacity(13), text);
    while let Some((byte, behind)) = rest.split_first().filter(|(byte, _)| byte.is_ascii_alphanumeric()) {
        let gap = behind.iter().take(3).take_while(|byte| is_mark(**byte)).count();
        code.push(*byte);
        marks.push(&behind[..gap]);
        rest = &behind[gap..];
        if gap == 0 || code.len() == 12 {
            break;
        }
    }
    // The last figure ends the code, whatever follows it, but for more of a word.
    let length =
        |count: usize| marks[..count].iter().map(|gap| gap.len() + 1).sum::<usize>() - marks[count - 1].len();
    let whole = |count: usize| !text.get(length(count)).is_some_and(u8::is_ascii_alphanumeric);
    let found = [12, 11, 10].into_iter().filter(|count| code.len() >= *count);
    found.filter(|count| whole(*count) && stands_apart(&code[..*count], &marks)).map(length).next()
}

fn stands_apart(code: &[u8], marks: &[&[u8]]) -> bool {
    let signed = |at: usize, sign: u8| [&code[..at], &[sign], &code[at..]].concat();
    let stands_out = marks[5] != marks[4] && marks[5].iter().any(|mark| matches!(mark, b'-' | b'+'));
    let sign = if marks[5].contains(&b'+') { b'+' } else { b'-' };
    match code.len() {
        10 => {
            [b'-', b'A'].iter().any(|sign| finnish(&signed(6, *sign)))
                || stands_out && eleven_with_sign(&signed(6, sign))
        }
        11 => finnish(code) || norwegian(code),
        _ => swedish_whole(code),
    }
}

/// What may stand between the parts of a code.
const fn is_mark(byte: u8) -> bool {
    matches!(byte, b' ' | b'.' | b',' | b'-' | b'_' | b'/' | b'+' | b':' | b'*' | b'|')
}

/// A Finnish code with marks between its parts, or without its sign. Then its check character must be a letter, as two in
/// three are: of numbers alone, which order, telephone and account numbers are, too many would fit. Only where nothing but
/// a sign, or another mark in its place, stands between date and number, it may be a figure.
fn finnish_loose(text: &[u8]) -> Option<usize> {
    let (mut rest, mut parted) = (text, false);
    let mut code = Vec::with_capacity(11);
    for part in [2, 2, 2] {
        let behind = if code.is_empty() { rest } else { marks(rest, 1).1 };
        parted |= behind.len() < rest.len();
        let (digits, behind) = behind.split_at_checked(part)?;
        code.extend_from_slice(digits);
        rest = behind;
    }
    let (before, behind) = marks(rest, 3);
    let letter = behind.first().copied().filter(|byte| matches!(byte, b'A'..=b'F' | b'U'..=b'Y'));
    let (after, behind) = if letter.is_some() { marks(&behind[1..], 3) } else { (&b""[..], behind) };
    let (number, behind) = behind.split_at_checked(3)?;
    let (last, behind) = marks(behind, 1);
    let (check, behind) = behind.split_first()?;
    let ends = !behind.first().is_some_and(u8::is_ascii_alphanumeric);
    let marked = letter.is_some() || [before, after].concat().iter().any(|mark| *mark != b' ');
    let figure = marked && !parted && last.is_empty();
    if !(ends && (check.is_ascii_alphabetic() || figure)) {
        return None;
    }
    let signs = match letter {
        Some(letter) => vec![letter],
        None if before.contains(&b'+') => vec![b'+'],
        None if before.contains(&b'-') => vec![b'-'],
        // Without its sign the century is open; whichever makes a date will do.
        None => vec![b'-', b'A'],
    };
    let fits = |sign: &u8| finnish(&[&code, &[*sign][..], number, &[*check]].concat());
    signs.iter().any(fits).then(|| text.len() - behind.len())
}

/// The marks a text begins with, at most so many, and what is behind them.
fn marks(text: &[u8], most: usize) -> (&[u8], &[u8]) {
    text.split_at(text.iter().take(most).take_while(|byte| is_mark(**byte)).count())
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
