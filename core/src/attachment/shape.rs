//! Whether a file is built as its name says, seen while it passes: nothing is decoded and nothing unpacked, of
//! a picture only its header and the order of its parts are read. Pure.

mod jpeg;
mod png;

use super::{Bad, name::Kind};

/// Most dots of a picture, and most on one side: a page of A3 at 600 dots an inch fits.
const MOST_DOTS: u64 = 100_000_000;
const LONGEST_SIDE: u64 = 30_000;
/// A PDF ends within so many bytes with its mark.
const TAIL: usize = 1024;

/// Looks at a file of one kind, piece by piece.
#[derive(Debug)]
pub enum Shape {
    Pdf { head: Vec<u8>, tail: Vec<u8> },
    Png(png::Png),
    Jpeg(jpeg::Jpeg),
    Text { head: Vec<u8>, half: Vec<u8> },
}

impl Shape {
    pub fn of(kind: Kind) -> Self {
        match kind {
            Kind::Pdf => Self::Pdf { head: Vec::new(), tail: Vec::new() },
            Kind::Png => Self::Png(png::Png::default()),
            Kind::Jpeg => Self::Jpeg(jpeg::Jpeg::default()),
            Kind::Text => Self::Text { head: Vec::new(), half: Vec::new() },
        }
    }

    /// Looks at the next bytes.
    ///
    /// # Errors
    /// When the file is not what it is called, or a picture is too large.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), Bad> {
        match self {
            Self::Pdf { head, tail } => {
                head.extend(bytes.iter().take(8 - head.len().min(8)));
                tail.extend_from_slice(&bytes[bytes.len().saturating_sub(TAIL)..]);
                tail.drain(..tail.len().saturating_sub(TAIL));
                Ok(())
            }
            Self::Png(png) => bytes.iter().try_for_each(|byte| png.push(*byte)),
            Self::Jpeg(jpeg) => bytes.iter().try_for_each(|byte| jpeg.push(*byte)),
            Self::Text { head, half } => {
                head.extend(bytes.iter().take(5 - head.len().min(5)));
                half.extend_from_slice(bytes);
                *half = rest_of_text(half)?;
                Ok(())
            }
        }
    }

    /// Judges the whole.
    ///
    /// # Errors
    /// When the file is not what it is called.
    pub fn end(&self) -> Result<(), Bad> {
        let good = match self {
            Self::Pdf { head, tail } => is_pdf(head, tail),
            Self::Png(png) => png.is_whole(),
            Self::Jpeg(jpeg) => jpeg.is_whole(),
            // A PDF may consist of letters alone; it is no text.
            Self::Text { head, half } => half.is_empty() && head != b"%PDF-",
        };
        if good { Ok(()) } else { Err(Bad::Content) }
    }
}

/// Begins as a PDF and ends as one: an archive hung behind it would end as an archive.
fn is_pdf(head: &[u8], tail: &[u8]) -> bool {
    let named = head.starts_with(b"%PDF-1.") || head.starts_with(b"%PDF-2.");
    let end =
        tail.iter().rposition(|byte| !byte.is_ascii_whitespace() && *byte != 0).map_or(0, |end| end + 1);
    named && tail[..end].ends_with(b"%%EOF") && tail.windows(9).any(|part| part == b"startxref")
}

/// The bytes of a character that has only half come.
fn rest_of_text(bytes: &[u8]) -> Result<Vec<u8>, Bad> {
    let (text, rest) = match std::str::from_utf8(bytes) {
        Ok(text) => (text, &bytes[bytes.len()..]),
        Err(error) if error.error_len().is_none() => {
            let (whole, rest) = bytes.split_at(error.valid_up_to());
            (std::str::from_utf8(whole).unwrap_or_default(), rest)
        }
        Err(_) => return Err(Bad::Content),
    };
    let odd = |c: char| c.is_control() && !['\n', '\r', '\t', '\u{c}'].contains(&c);
    if text.contains(odd) { Err(Bad::Content) } else { Ok(rest.to_vec()) }
}

/// Whether a picture of this size may be opened by whoever gets it.
fn fits(wide: u32, high: u32) -> Result<(), Bad> {
    let (wide, high) = (u64::from(wide), u64::from(high));
    if wide == 0 || high == 0 {
        return Err(Bad::Content);
    }
    if wide.max(high) > LONGEST_SIDE || wide * high > MOST_DOTS { Err(Bad::Dots) } else { Ok(()) }
}
