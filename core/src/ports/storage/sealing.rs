//! Files that are sealed while they come and opened while they go, so that memory stays flat whatever their size. Each
//! frame is sealed by itself, with its place and whether it is the last under its tag.

use super::{Storage, Stored, open, seal, unwrap, wrap};
use crate::{
    error::{Context, Error, Fault, Result},
    keys::Keys,
    ports::{entropy::Entropy, private},
};
use data_encoding::HEXLOWER;
use std::{
    fs::File,
    io::{ErrorKind, Read, Write},
};

/// Bytes of a frame before it is sealed.
const FRAME: usize = 64 * 1024;
/// Bytes of its tag.
const TAG: usize = 16;
/// How the names of such files begin.
pub(super) const PREFIX: &str = "a-";
/// How the names of all files end while they come.
pub(super) const PART: &str = ".part";

/// A file on its way in. Dropped before it is kept, it leaves nothing behind.
#[derive(Debug)]
pub struct Sealing {
    storage: Storage,
    file: String,
    handle: File,
    key: [u8; 32],
    frame: Vec<u8>,
    place: u32,
    kept: bool,
}

/// A file on its way out.
#[derive(Debug)]
pub struct Opening {
    file: String,
    handle: File,
    key: Vec<u8>,
    left: u64,
    place: u32,
}

impl Storage {
    /// Begins a file of which the bytes are still to come.
    ///
    /// # Errors
    /// A fault when it cannot be made.
    pub fn begin(&self, entropy: &Entropy) -> Result<Sealing> {
        let file = format!("{PREFIX}{}", HEXLOWER.encode(&entropy.bytes::<16>()?));
        let part = self.folder.join(format!("{file}{PART}"));
        let handle = private::options().create_new(true).open(part).context("beginning a file")?;
        let (storage, key) = (self.clone(), entropy.bytes::<32>()?);
        Ok(Sealing { storage, file, handle, key, frame: Vec::with_capacity(FRAME), place: 0, kept: false })
    }

    /// Opens a file that was begun with [`Storage::begin`].
    ///
    /// # Errors
    /// Not found when it is gone; a fault when its key is.
    pub fn open_frames(&self, keys: &Keys, stored: &Stored) -> Result<Opening> {
        let handle = match File::open(self.folder.join(&stored.file)) {
            Ok(handle) => handle,
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(Error::NotFound),
            Err(error) => return Err(Fault::new("opening a file", error).into()),
        };
        let left = handle.metadata().context("opening a file")?.len();
        Ok(Opening { file: stored.file.clone(), handle, key: unwrap(keys, stored)?, left, place: 0 })
    }
}

impl Sealing {
    /// Adds bytes.
    ///
    /// # Errors
    /// A fault when they cannot be written.
    pub fn push(&mut self, mut bytes: &[u8]) -> Result<()> {
        while !bytes.is_empty() {
            if self.frame.len() == FRAME {
                self.write(false)?;
            }
            let (now, rest) = bytes.split_at(bytes.len().min(FRAME - self.frame.len()));
            self.frame.extend_from_slice(now);
            bytes = rest;
        }
        Ok(())
    }

    /// Seals the last frame: the file is whole, synced and under its name when this returns.
    ///
    /// # Errors
    /// A fault when it cannot be written.
    pub fn finish(&mut self, keys: &Keys, entropy: &Entropy) -> Result<Stored> {
        self.write(true)?;
        self.handle.sync_all().context("writing a file")?;
        self.storage.rename(&format!("{}{PART}", self.file), &self.file)?;
        let wrapped_key = wrap(keys, entropy, &self.file, &self.key)?;
        Ok(Stored { file: self.file.clone(), wrapped_key })
    }

    /// From now on it stays; should its row not come to last, the sweep finds it.
    pub fn keep(&mut self) {
        self.kept = true;
    }

    fn write(&mut self, last: bool) -> Result<()> {
        let frame = std::mem::replace(&mut self.frame, Vec::with_capacity(FRAME));
        let sealed = seal(&self.key, nonce(self.place, last), &self.file, frame)?;
        self.place += 1;
        self.handle.write_all(&sealed).context("writing a file")
    }
}

impl Drop for Sealing {
    fn drop(&mut self) {
        if self.kept {
            return;
        }
        for file in [format!("{}{PART}", self.file), self.file.clone()] {
            if let Err(error) = self.storage.remove(&file) {
                tracing::warn!(cause = %error, "a file that nobody keeps could not be removed yet");
            }
        }
    }
}

impl Opening {
    /// The next bytes; nothing behind the last.
    ///
    /// # Errors
    /// A fault when the file was tampered with or cut.
    pub fn frame(&mut self) -> Result<Option<Vec<u8>>> {
        if self.left == 0 {
            return Ok(None);
        }
        let length = self.left.min((FRAME + TAG) as u64);
        let mut sealed = Vec::with_capacity(FRAME + TAG);
        (&mut self.handle).take(length).read_to_end(&mut sealed).context("reading a file")?;
        self.left -= length;
        let bytes = open(&self.key, nonce(self.place, self.left == 0), &self.file, sealed)?;
        self.place += 1;
        Ok(Some(bytes))
    }

    /// Everything that is left.
    ///
    /// # Errors
    /// As [`Opening::frame`].
    pub fn whole(mut self) -> Result<Vec<u8>> {
        let mut whole = Vec::new();
        while let Some(bytes) = self.frame()? {
            whole.extend(bytes);
        }
        Ok(whole)
    }
}

/// The key serves one file, so a place in it is a nonce of its own.
fn nonce(place: u32, last: bool) -> [u8; 12] {
    let mut nonce = [0; 12];
    nonce[7..11].copy_from_slice(&place.to_be_bytes());
    nonce[11] = u8::from(last);
    nonce
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::clock::Clock;

    fn world() -> (tempfile::TempDir, Storage, Keys, Entropy) {
        let folder = tempfile::tempdir().unwrap();
        let entropy = Entropy::seeded(1);
        let keys = Keys::generate(&Clock::System, &entropy).unwrap();
        let storage = Storage::open(folder.path().join("files")).unwrap();
        (folder, storage, keys, entropy)
    }

    #[test]
    fn what_came_in_frames_comes_back_whole() {
        let (_folder, storage, keys, entropy) = world();
        for length in [0, 1, FRAME - 1, FRAME, FRAME + 1, 2 * FRAME, 3 * FRAME + 7] {
            let bytes: Vec<u8> = (0..length).map(|place| u8::try_from(place % 251).unwrap()).collect();
            let mut sealing = storage.begin(&entropy).unwrap();
            for piece in bytes.chunks(1000) {
                sealing.push(piece).unwrap();
            }
            let stored = sealing.finish(&keys, &entropy).unwrap();
            sealing.keep();
            drop(sealing);
            assert_eq!(storage.open_frames(&keys, &stored).unwrap().whole().unwrap(), bytes, "{length}");
        }
    }

    #[test]
    fn a_file_that_was_cut_or_whose_frames_were_moved_does_not_open() {
        let (_folder, storage, keys, entropy) = world();
        let mut sealing = storage.begin(&entropy).unwrap();
        sealing.push(&vec![7; 3 * FRAME]).unwrap();
        let stored = sealing.finish(&keys, &entropy).unwrap();
        sealing.keep();
        let path = storage.folder.join(&stored.file);
        let sealed = std::fs::read(&path).unwrap();
        assert!(!sealed.windows(8).any(|part| part == [7; 8]), "it lies sealed");
        let frame = FRAME + TAG;
        let cut = sealed[..2 * frame].to_vec();
        let moved = [&sealed[frame..2 * frame], &sealed[..frame], &sealed[2 * frame..]].concat();
        for tampered in [cut, moved] {
            std::fs::write(&path, tampered).unwrap();
            assert!(matches!(storage.open_frames(&keys, &stored).unwrap().whole(), Err(Error::Fault(_))));
        }
    }

    #[test]
    fn what_nobody_keeps_leaves_no_file() {
        let (_folder, storage, keys, entropy) = world();
        let mut aborted = storage.begin(&entropy).unwrap();
        aborted.push(b"half").unwrap();
        let mut whole = storage.begin(&entropy).unwrap();
        whole.finish(&keys, &entropy).unwrap();
        assert_eq!(storage.files().unwrap().len(), 2);
        drop((aborted, whole));
        assert!(storage.files().unwrap().is_empty());
    }
}
