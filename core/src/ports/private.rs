//! Files that nobody but their owner may read, from their first moment on (security.md 5.7).

use crate::error::{Context, Fault, Result};
use std::{
    fs::{DirBuilder, OpenOptions},
    io,
    path::Path,
};

/// How such a file is opened for writing; the caller says whether it may exist.
pub fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes a folder that only its owner may enter, and those above it; one that exists stays as it is.
///
/// # Errors
/// What the file system refuses.
pub fn folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Refuses a file that group or others may read or write.
///
/// # Errors
/// A fault that says what to do; also when the file is not there.
#[cfg(unix)]
pub fn refuse_open(doing: &'static str, path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let others = std::fs::metadata(path).context(doing)?.permissions().mode() & 0o077;
    if others == 0 {
        return Ok(());
    }
    let path = path.display();
    Err(Fault::new(doing, format!("others may read {path}: its mode must be 0600, run chmod 600 {path}"))
        .into())
}

/// Where files have no mode there is nothing to refuse.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn refuse_open(_: &'static str, _: &Path) -> Result<()> {
    Ok(())
}
