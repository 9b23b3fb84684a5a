//! A CSV file as lines, and a line as fields. A field never spans lines here (control characters are refused),
//! so a forgotten quotation mark spoils one line and not the rest of the file.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::Path,
};
use unicode_normalization::UnicodeNormalization;

/// Longest line in bytes, so that a file without line ends cannot fill the memory.
const LONGEST: usize = 256 * 1024;

/// The lines of a file, read one at a time.
#[derive(Debug)]
pub(crate) struct Lines {
    reader: BufReader<File>,
    number: i64,
}

/// A line with its number, counted from 1; or what is wrong with it.
pub(crate) type Numbered = (i64, Result<String, &'static str>);

impl Lines {
    pub fn open(path: &Path) -> io::Result<Self> {
        Ok(Self { reader: BufReader::new(File::open(path)?), number: 0 })
    }

    /// The next line that is not empty.
    pub fn next(&mut self) -> io::Result<Option<Numbered>> {
        loop {
            let mut bytes = Vec::new();
            if self.read_up_to(LONGEST, &mut bytes)? == 0 {
                return Ok(None);
            }
            self.number += 1;
            if !bytes.ends_with(b"\n") && bytes.len() == LONGEST {
                self.skip_rest()?;
                return Ok(Some((
                    self.number,
                    Err("The line is too long: put each row on a line of its own."),
                )));
            }
            let text = decoded(bytes, self.number == 1);
            if !matches!(&text, Ok(text) if text.trim().is_empty()) {
                return Ok(Some((self.number, text)));
            }
        }
    }

    fn read_up_to(&mut self, limit: usize, bytes: &mut Vec<u8>) -> io::Result<usize> {
        self.reader.by_ref().take(limit as u64).read_until(b'\n', bytes)
    }

    fn skip_rest(&mut self) -> io::Result<()> {
        let mut rest = Vec::new();
        while self.read_up_to(LONGEST, &mut rest)? > 0 && !rest.ends_with(b"\n") {
            rest.clear();
        }
        Ok(())
    }
}

fn decoded(mut bytes: Vec<u8>, first: bool) -> Result<String, &'static str> {
    while bytes.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
        bytes.pop();
    }
    let text = String::from_utf8(bytes).map_err(|_| "The line is not UTF-8: save the file as CSV UTF-8.")?;
    match text.strip_prefix('\u{feff}') {
        Some(rest) if first => Ok(rest.to_owned()),
        _ => Ok(text),
    }
}

/// `;` or `,`, whichever the header has more of.
pub(crate) fn separator(header: &str) -> char {
    if header.matches(';').count() > header.matches(',').count() { ';' } else { ',' }
}

/// The fields of a line (RFC 4180, on one line), trimmed and in Unicode form NFC.
pub(crate) fn fields(line: &str, separator: char) -> Result<Vec<String>, &'static str> {
    const UNCLOSED: &str =
        "A quotation mark is opened and not closed on the line: close it, and write each row on one line.";
    const STRAY: &str =
        "A quotation mark stands inside a field: put the field in quotation marks and double the one inside.";
    let mut fields = Vec::new();
    let mut rest = line;
    loop {
        let (field, after) = if let Some(quoted) = rest.strip_prefix('"') {
            unquoted(quoted).ok_or(UNCLOSED)?
        } else {
            let end = rest.find(separator).unwrap_or(rest.len());
            (rest[..end].to_owned(), &rest[end..])
        };
        if !after.is_empty() && !after.starts_with(separator)
            || (!rest.starts_with('"') && field.contains('"'))
        {
            return Err(STRAY);
        }
        fields.push(field.trim().nfc().collect());
        match after.strip_prefix(separator) {
            Some(next) => rest = next,
            None => return Ok(fields),
        }
    }
}

/// What stands before the closing mark, with doubled marks made single, and what follows it.
fn unquoted(mut rest: &str) -> Option<(String, &str)> {
    let mut field = String::new();
    loop {
        let (before, after) = rest.split_once('"')?;
        field.push_str(before);
        match after.strip_prefix('"') {
            Some(next) => {
                field.push('"');
                rest = next;
            }
            None => return Some((field, after)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_a_csv_writer_writes_is_read_as_it_was(
            row in proptest::collection::vec("[a-zåäöÅ0-9;,\"' ]{0,12}", 1..6),
            semicolon: bool,
        ) {
            let separator = if semicolon { b';' } else { b',' };
            let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
            writer.write_record(&row).unwrap();
            let written = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let trimmed: Vec<String> = row.iter().map(|field| field.trim().to_owned()).collect();
            prop_assert_eq!(fields(written.trim_end_matches('\n'), separator.into()), Ok(trimmed));
        }

        #[test]
        fn no_line_makes_the_reader_panic(line: String) {
            let _ = fields(&line, separator(&line));
        }
    }

    #[test]
    fn a_letter_and_its_mark_become_one_letter() {
        assert_eq!(fields("A\u{30a}sa;x", ';'), Ok(vec!["Åsa".to_owned(), "x".to_owned()]));
    }
}
