//! The order of the parts of a PNG (ISO/IEC 15948): its mark, its header, parts with their lengths, its end, and nothing
//! behind.

use super::fits;
use crate::attachment::Bad;

const MARK: &[u8; 8] = b"\x89PNG\r\n\x1a\n";

/// Where in the file we are.
#[derive(Debug, Default)]
pub struct Png {
    /// Bytes of the mark that have come.
    marked: usize,
    /// Length and name of a part.
    head: Vec<u8>,
    /// What is still to come of its content and check sum.
    left: u64,
    /// The content of the header, until it is read.
    header: Vec<u8>,
    begun: bool,
    data: bool,
    ended: bool,
}

impl Png {
    pub fn push(&mut self, byte: u8) -> Result<(), Bad> {
        if self.marked < MARK.len() {
            self.marked += 1;
            return if MARK[self.marked - 1] == byte { Ok(()) } else { Err(Bad::Content) };
        }
        if self.ended && self.left == 0 {
            return Err(Bad::Content);
        }
        if self.left == 0 {
            self.head.push(byte);
            return if self.head.len() == 8 { self.part() } else { Ok(()) };
        }
        self.left -= 1;
        if self.begun && self.header.len() < 8 {
            self.header.push(byte);
            if self.header.len() == 8 {
                let side = |from: usize| {
                    self.header[from..].iter().take(4).fold(0, |side, byte| side << 8 | u32::from(*byte))
                };
                return fits(side(0), side(4));
            }
        }
        Ok(())
    }

    /// The length and name of a part have come.
    fn part(&mut self) -> Result<(), Bad> {
        let head = std::mem::take(&mut self.head);
        let (length, name) = head.split_at(4);
        let length = length.iter().fold(0, |length: u64, byte| length << 8 | u64::from(*byte));
        let first = !self.begun;
        // A header has thirteen bytes, an end none.
        let good = match name {
            b"IHDR" => first && length == 13,
            b"IEND" => !first && self.data && length == 0,
            name => !first && name.iter().all(u8::is_ascii_alphabetic),
        };
        (self.begun, self.data, self.ended) = (true, self.data || name == b"IDAT", name == b"IEND");
        self.left = length + 4;
        if good { Ok(()) } else { Err(Bad::Content) }
    }

    pub fn is_whole(&self) -> bool {
        self.ended && self.left == 0
    }
}
