//! A file on its way in: looked at and sealed while it comes, so that memory stays flat.

use super::{
    Bad, LARGEST,
    name::{self, Kind},
    shape::Shape,
};
use crate::{
    ctx::Ctx,
    error::Result,
    ports::storage::{Stored, sealing::Sealing},
};

/// Whether so many percent of the disk are used that it takes no more files, while everything else goes on.
///
/// # Errors
/// A fault when the disk cannot be asked.
pub fn is_disk_full(ctx: &Ctx, stop: u64) -> Result<bool> {
    Ok(ctx.storage.used_percent()? >= stop)
}

/// A file that comes.
#[derive(Debug)]
pub struct Upload {
    name: String,
    bytes: u64,
    taken: std::result::Result<(Shape, Sealing), Bad>,
}

/// A file that has come whole and is good. Dropped before it is kept, it leaves nothing behind.
#[derive(Debug)]
pub struct Received {
    pub name: String,
    pub bytes: u64,
    pub(super) stored: Stored,
    sealing: Sealing,
}

/// What became of one that was sent: its name, and why it is not taken.
pub type Sent = std::result::Result<Received, (String, Bad)>;

impl Upload {
    /// Begins a file under the name its sender gave it.
    ///
    /// # Errors
    /// A fault when the disk refuses.
    pub fn begin(ctx: &Ctx, typed: &str) -> Result<Self> {
        let name = name::clean(typed);
        let taken = match Kind::of(&name) {
            Some(kind) => Ok((Shape::of(kind), ctx.storage.begin(&ctx.entropy)?)),
            None => Err(Bad::Kind),
        };
        Ok(Self { name, bytes: 0, taken })
    }

    /// Takes the next bytes. What is bad once is bad: the rest of it is thrown away.
    ///
    /// # Errors
    /// A fault when the disk refuses.
    pub fn push(&mut self, bytes: &[u8]) -> Result<()> {
        self.bytes += bytes.len() as u64;
        let Ok((shape, sealing)) = &mut self.taken else { return Ok(()) };
        let large = if self.bytes > LARGEST { Err(Bad::TooLarge) } else { Ok(()) };
        match large.and_then(|()| shape.push(bytes)) {
            Ok(()) => sealing.push(bytes),
            Err(bad) => {
                self.taken = Err(bad);
                Ok(())
            }
        }
    }

    /// Ends it.
    ///
    /// # Errors
    /// A fault when the disk refuses.
    pub fn end(self, ctx: &Ctx) -> Result<Sent> {
        let Self { name, bytes, taken } = self;
        // Too large is said before anything else that may be wrong with it.
        if bytes > LARGEST {
            return Ok(Err((name, Bad::TooLarge)));
        }
        match taken {
            Ok(_) if bytes == 0 => Ok(Err((name, Bad::Empty))),
            Ok((shape, mut sealing)) => match shape.end() {
                Ok(()) => {
                    let stored = sealing.finish(&ctx.keys, &ctx.entropy)?;
                    Ok(Ok(Received { name, bytes, stored, sealing }))
                }
                Err(bad) => Ok(Err((name, bad))),
            },
            Err(bad) => Ok(Err((name, bad))),
        }
    }
}

impl Received {
    /// From now on the file stays.
    pub(super) fn keep(&mut self) {
        self.sealing.keep();
    }
}
