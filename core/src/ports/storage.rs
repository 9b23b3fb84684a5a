//! Files at rest: each encrypted with its own key, which is wrapped by the key ring.

pub mod sealing;

use crate::{
    error::{Context, Error, Fault, Result},
    keys::Keys,
    ports::{entropy::Entropy, private},
};
use chrono::{DateTime, Utc};
use data_encoding::{BASE64, HEXLOWER};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use sealing::{PART, PREFIX};
use std::{io::Write, path::PathBuf};

/// A folder of encrypted files, outside any web root, and the journal's folder beside it.
#[derive(Clone, Debug)]
pub struct Storage {
    folder: PathBuf,
    journal: PathBuf,
}

/// What the database keeps of a stored file: its generated name and its wrapped key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    pub file: String,
    pub wrapped_key: String,
}

impl Storage {
    /// Uses a folder, made when missing.
    ///
    /// # Errors
    /// A fault when it cannot be made.
    pub fn open(folder: PathBuf) -> Result<Self> {
        let journal = folder.with_file_name("journal");
        for folder in [&folder, &journal] {
            private::folder(folder).context("making the file folder")?;
        }
        Ok(Self { folder, journal })
    }

    /// The same interface on the folder of the journal, which no backup holds.
    #[must_use]
    pub fn journal(&self) -> Self {
        Self { folder: self.journal.clone(), journal: self.journal.clone() }
    }

    /// Encrypts and writes a file; it is on disk, synced and renamed, before the caller writes its row.
    ///
    /// # Errors
    /// A fault when it cannot be written.
    pub fn put(&self, keys: &Keys, entropy: &Entropy, bytes: Vec<u8>) -> Result<Stored> {
        let file = HEXLOWER.encode(&entropy.bytes::<16>()?);
        let file_key = entropy.bytes::<32>()?;
        // The key serves this one file, so a fixed nonce is never used twice with it.
        let sealed = seal(&file_key, [0; 12], &file, bytes)?;
        self.write(&file, &sealed)?;
        let wrapped_key = wrap(keys, entropy, &file, &file_key)?;
        Ok(Stored { file, wrapped_key })
    }

    /// Writes bytes that are sealed already: on disk, synced and renamed when it returns.
    ///
    /// # Errors
    /// A fault when they cannot be written.
    pub(crate) fn write(&self, file: &str, sealed: &[u8]) -> Result<()> {
        let part = self.folder.join(format!("{file}{PART}"));
        let mut handle = private::options().create_new(true).open(&part).context("writing a file")?;
        handle.write_all(sealed).and_then(|()| handle.sync_all()).context("writing a file")?;
        self.rename(&format!("{file}{PART}"), file)
    }

    /// Gives a file another name, for good when it returns.
    ///
    /// # Errors
    /// A fault when it is not there.
    pub(crate) fn rename(&self, from: &str, to: &str) -> Result<()> {
        std::fs::rename(self.folder.join(from), self.folder.join(to)).context("renaming a file")?;
        std::fs::File::open(&self.folder).and_then(|dir| dir.sync_all()).context("renaming a file")
    }

    /// The bytes of a file as they lie there.
    ///
    /// # Errors
    /// Not found when it is gone.
    pub(crate) fn bytes(&self, file: &str) -> Result<Vec<u8>> {
        match std::fs::read(self.folder.join(file)) {
            Ok(sealed) => Ok(sealed),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(Error::NotFound),
            Err(error) => Err(Fault::new("reading a file", error).into()),
        }
    }

    /// Reads and decrypts a file.
    ///
    /// # Errors
    /// Not found when it is gone; a fault when it was tampered with.
    pub fn read(&self, keys: &Keys, stored: &Stored) -> Result<Vec<u8>> {
        let sealed = self.bytes(&stored.file)?;
        let file_key = unwrap(keys, stored)?;
        open(&file_key, [0; 12], &stored.file, sealed)
    }

    /// Removes a file; one that is gone already is as good.
    ///
    /// # Errors
    /// A fault when it is there and cannot be removed.
    pub fn remove(&self, file: &str) -> Result<()> {
        match std::fs::remove_file(self.folder.join(file)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(Fault::new("removing a file", error).into())
            }
            _ => Ok(()),
        }
    }

    /// How full the disk is on which the files lie, in percent of what anybody but the system may use.
    ///
    /// # Errors
    /// A fault when it cannot be asked.
    #[cfg(unix)]
    pub fn used_percent(&self) -> Result<u64> {
        let disk = rustix::fs::statvfs(&self.folder).context("asking how full the disk is")?;
        let blocks = u128::from(disk.f_blocks).max(1);
        let used = blocks.saturating_sub(u128::from(disk.f_bavail));
        Ok(u64::try_from(used * 100 / blocks).unwrap_or(100))
    }

    /// Where a disk cannot be asked, it counts as empty; the system stops what does not fit.
    ///
    /// # Errors
    /// None.
    #[cfg(not(unix))]
    pub fn used_percent(&self) -> Result<u64> {
        Ok(0)
    }

    /// When a file was last written; nothing when it is gone.
    ///
    /// # Errors
    /// A fault when it cannot be asked.
    pub fn written_at(&self, file: &str) -> Result<Option<DateTime<Utc>>> {
        match std::fs::metadata(self.folder.join(file)).and_then(|known| known.modified()) {
            Ok(at) => Ok(Some(at.into())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Fault::new("asking when a file was written", error).into()),
        }
    }

    /// The generated names of all files, to see that none is left behind.
    ///
    /// # Errors
    /// A fault when the folder cannot be read.
    pub fn files(&self) -> Result<Vec<String>> {
        let entries = std::fs::read_dir(&self.folder).context("listing files")?;
        Ok(entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect())
    }
}

/// Whether a file is named as [`Storage::put`] and [`Storage::begin`] name theirs, whole or still coming.
pub(crate) fn is_generated(file: &str) -> bool {
    let name = file.strip_suffix(PART).unwrap_or(file);
    let name = name.strip_prefix(PREFIX).unwrap_or(name);
    name.len() == 32 && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Encrypts a short secret (a one-time-code seed) under the ring, bound to what it belongs to.
///
/// # Errors
/// A fault when no randomness can be had.
pub fn wrap(keys: &Keys, entropy: &Entropy, belongs_to: &str, secret: &[u8]) -> Result<String> {
    let (kid, key) = keys.wrapping();
    let nonce = entropy.bytes::<12>()?;
    let sealed = seal(key, nonce, belongs_to, secret.to_vec())?;
    Ok(format!("{kid}.{}.{}", BASE64.encode(&nonce), BASE64.encode(&sealed)))
}

/// Opens what [`wrap`] closed.
///
/// # Errors
/// A fault when the key is gone or the text was tampered with or moved to another row.
pub fn unwrap_secret(keys: &Keys, belongs_to: &str, wrapped: &str) -> Result<Vec<u8>> {
    let bad = || Fault::new("unwrapping a key", "the wrapped text is malformed or its key is gone");
    let mut parts = wrapped.splitn(3, '.');
    let (Some(kid), Some(nonce), Some(sealed)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(bad().into());
    };
    let key = keys.unwrapping(kid).ok_or_else(bad)?;
    let nonce =
        BASE64.decode(nonce.as_bytes()).ok().and_then(|nonce| nonce.try_into().ok()).ok_or_else(bad)?;
    open(key, nonce, belongs_to, BASE64.decode(sealed.as_bytes()).map_err(|_| bad())?)
}

fn unwrap(keys: &Keys, stored: &Stored) -> Result<Vec<u8>> {
    unwrap_secret(keys, &stored.file, &stored.wrapped_key)
}

fn cipher(key: &[u8]) -> Result<LessSafeKey> {
    let key = UnboundKey::new(&CHACHA20_POLY1305, key);
    Ok(LessSafeKey::new(key.map_err(|_| Fault::new("encryption", "a key is not 32 bytes"))?))
}

pub(crate) fn seal(key: &[u8], nonce: [u8; 12], name: &str, mut bytes: Vec<u8>) -> Result<Vec<u8>> {
    let nonce = Nonce::assume_unique_for_key(nonce);
    cipher(key)?
        .seal_in_place_append_tag(nonce, Aad::from(name.as_bytes()), &mut bytes)
        .map_err(|_| Fault::new("encryption", "too large"))?;
    Ok(bytes)
}

pub(crate) fn open(key: &[u8], nonce: [u8; 12], name: &str, mut bytes: Vec<u8>) -> Result<Vec<u8>> {
    let nonce = Nonce::assume_unique_for_key(nonce);
    let length = cipher(key)?
        .open_in_place(nonce, Aad::from(name.as_bytes()), &mut bytes)
        .map_err(|_| Fault::new("decryption", "the file does not match its key"))?
        .len();
    bytes.truncate(length);
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::clock::Clock;

    #[test]
    fn a_file_comes_back_and_a_tampered_one_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let entropy = Entropy::seeded(1);
        let keys = Keys::generate(&Clock::System, &entropy).unwrap();
        let storage = Storage::open(folder.path().into()).unwrap();
        let stored = storage.put(&keys, &entropy, b"secret".to_vec()).unwrap();
        assert_eq!(storage.read(&keys, &stored).unwrap(), b"secret");
        let path = folder.path().join(&stored.file);
        let mut sealed = std::fs::read(&path).unwrap();
        assert!(!sealed.windows(6).any(|part| part == b"secret"));
        sealed[0] ^= 1;
        std::fs::write(&path, sealed).unwrap();
        assert!(matches!(storage.read(&keys, &stored), Err(Error::Fault(_))));
        storage.remove(&stored.file).unwrap();
        assert!(matches!(storage.read(&keys, &stored), Err(Error::NotFound)));
    }

    #[cfg(unix)]
    #[test]
    fn files_and_folders_are_their_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let entropy = Entropy::seeded(1);
        let keys = Keys::generate(&Clock::System, &entropy).unwrap();
        let storage = Storage::open(folder.path().join("files")).unwrap();
        let stored = storage.put(&keys, &entropy, b"secret".to_vec()).unwrap();
        storage.journal().write("entry", b"sealed").unwrap();
        let mode =
            |name: &str| std::fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777;
        assert_eq!([mode("files"), mode("journal")], [0o700, 0o700]);
        assert_eq!([mode(&format!("files/{}", stored.file)), mode("journal/entry")], [0o600, 0o600]);
    }
}
