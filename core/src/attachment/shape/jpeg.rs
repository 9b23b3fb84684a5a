//! The order of the parts of a JPEG (ITU-T T.81, annex B): its beginning, segments with their lengths, the scan, its end.
//! Behind it a telephone puts a second picture or notes of its own; an archive there is refused.

use super::fits;
use crate::attachment::Bad;

/// How the notes end that some telephones leave.
const NOTES: &[u8; 4] = b"SEFT";

/// Where in the file we are.
#[derive(Debug, Default)]
pub struct Jpeg {
    at: At,
    /// Whether the size was told, and whether picture data followed.
    sized: bool,
    scanned: bool,
    /// Pictures that have ended.
    ended: usize,
    /// The last four bytes.
    last: [u8; 4],
}

#[derive(Debug, Default)]
enum At {
    #[default]
    Start,
    /// Behind the first byte of a beginning.
    Begun,
    /// A marker is due.
    Marker,
    /// Behind the byte that announces one.
    Named,
    /// The length of a segment is due; its marker, what of the length has come.
    Length(u8, Option<u8>),
    /// In a segment: its marker, what is left, the size if it tells one.
    Segment(u8, u16, Vec<u8>),
    /// In the scan; whether the byte before announces a marker.
    Scan(bool),
    /// Behind the end.
    Behind,
}

impl Jpeg {
    pub fn push(&mut self, byte: u8) -> Result<(), Bad> {
        self.last.rotate_left(1);
        self.last[3] = byte;
        self.at = match (std::mem::take(&mut self.at), byte) {
            (At::Start, 0xff) => At::Begun,
            (At::Begun, 0xd8) | (At::Named, 0x01 | 0xd0..=0xd7) => At::Marker,
            (At::Marker | At::Named, 0xff) => At::Named,
            (At::Named | At::Scan(true), 0xd9) => self.end()?,
            (At::Named, 0xc0..=0xfe) if byte != 0xd8 => At::Length(byte, None),
            (At::Length(marker, None), high) => At::Length(marker, Some(high)),
            (At::Length(marker, Some(high)), low) => segment(marker, u16::from_be_bytes([high, low]))?,
            (At::Segment(marker, left, told), byte) => self.within(marker, left, told, byte)?,
            (At::Scan(true), 0x00 | 0xd0..=0xd7) => At::Scan(false),
            (At::Scan(true), 0x01..=0xbf) => return Err(Bad::Content),
            (At::Scan(_), 0xff) => At::Scan(true),
            (At::Scan(true), marker) => At::Length(marker, None),
            (At::Scan(false), _) => At::Scan(false),
            (At::Behind, _) => self.behind()?,
            _ => return Err(Bad::Content),
        };
        Ok(())
    }

    fn within(&mut self, marker: u8, left: u16, mut told: Vec<u8>, byte: u8) -> Result<At, Bad> {
        // Frames, but for tables and arithmetic conditions, tell precision, height and width.
        let frame = matches!(marker, 0xc0..=0xcf) && ![0xc4, 0xc8, 0xcc].contains(&marker);
        if frame && told.len() < 5 {
            told.push(byte);
            if let [_, high, low, wide, narrow] = *told.as_slice() {
                let side = |high, low| u32::from(u16::from_be_bytes([high, low]));
                fits(side(wide, narrow), side(high, low))?;
                self.sized = true;
            }
        }
        Ok(match (left - 1, marker) {
            (0, 0xda) => {
                self.scanned = true;
                At::Scan(false)
            }
            (0, _) => At::Marker,
            (left, _) => At::Segment(marker, left, told),
        })
    }

    fn end(&mut self) -> Result<At, Bad> {
        let whole = self.sized && self.scanned;
        (self.sized, self.scanned) = (false, false);
        self.ended += 1;
        self.last = [0; 4];
        if whole { Ok(At::Behind) } else { Err(Bad::Content) }
    }

    fn behind(&self) -> Result<At, Bad> {
        match self.last {
            [_, b'P', b'K', 3 | 5 | 7] => Err(Bad::Content),
            // Another picture: what stands in it is looked at as in the first.
            [_, 0xff, 0xd8, 0xff] => Ok(At::Named),
            _ => Ok(At::Behind),
        }
    }

    pub fn is_whole(&self) -> bool {
        let notes = self.last == *NOTES || self.last == [0; 4];
        self.ended > 0 && matches!(self.at, At::Behind) && notes
    }
}

/// What follows the length of a segment, which counts itself.
fn segment(marker: u8, length: u16) -> Result<At, Bad> {
    match length {
        0 | 1 => Err(Bad::Content),
        2 => Ok(if marker == 0xda { At::Scan(false) } else { At::Marker }),
        length => Ok(At::Segment(marker, length - 2, Vec::new())),
    }
}
