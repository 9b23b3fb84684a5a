//! The ZIP archive of a package.

use crate::error::{Context, Result};
use ::zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};
use chrono::{DateTime, Utc};
use std::io::{Cursor, Write};

/// The archive of files by name, in order; the same values give the same bytes.
///
/// # Errors
/// A fault when a value cannot be written.
pub(crate) fn archive(built_at: DateTime<Utc>, files: Vec<(String, Vec<u8>)>) -> Result<Vec<u8>> {
    let local = built_at.with_timezone(&chrono_tz::Europe::Helsinki).naive_local();
    let at = ::zip::DateTime::try_from(local).context("dating the package")?;
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(at)
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(name, options).context("writing the package")?;
        archive.write_all(&bytes).context("writing the package")?;
    }
    Ok(archive.finish().context("writing the package")?.into_inner())
}
