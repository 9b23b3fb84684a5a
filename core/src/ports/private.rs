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

/// The folder in which a service manager puts copies of secrets for one service. Such a copy is readable by an entry of
/// its access list, which its mode shows as the group's; the folder itself lets nobody else in.
#[cfg(unix)]
fn credentials() -> Option<std::path::PathBuf> {
    std::env::var_os("CREDENTIALS_DIRECTORY").map(Into::into)
}

/// The bits of a mode that let in whom they should not.
#[cfg(unix)]
fn too_open(mode: u32, path: &Path, credentials: Option<&Path>) -> u32 {
    let handed = credentials.is_some_and(|folder| folder.is_absolute() && path.starts_with(folder));
    mode & if handed { 0o037 } else { 0o077 }
}

/// Refuses a file that group or others may read or write.
///
/// # Errors
/// A fault that says what to do; also when the file is not there.
#[cfg(unix)]
pub fn refuse_open(doing: &'static str, path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).context(doing)?.permissions().mode();
    if too_open(mode, path, credentials().as_deref()) == 0 {
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

#[cfg(all(test, unix))]
mod tests {
    use super::too_open;
    use std::path::Path;

    #[test]
    fn the_group_may_read_what_a_service_manager_hands_over_and_nothing_else() {
        let folder = Some(Path::new("/run/credentials/portal.service"));
        let handed = Path::new("/run/credentials/portal.service/keys");
        assert_eq!(too_open(0o100_440, handed, folder), 0);
        for mode in [0o100_460, 0o100_444, 0o100_441] {
            assert_ne!(too_open(mode, handed, folder), 0, "{mode:o}");
        }
        for (path, folder) in [
            ("/etc/portal/keys", folder),
            ("/run/credentials/portal.service/keys", None),
            ("/run/credentials/portal.service-2/keys", folder),
            ("keys", Some(Path::new(""))),
        ] {
            assert_ne!(too_open(0o100_440, Path::new(path), folder), 0, "{path}");
        }
        assert_eq!(too_open(0o100_600, Path::new("/etc/portal/keys"), folder), 0);
    }
}
