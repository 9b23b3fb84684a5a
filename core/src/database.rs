//! Two databases behind one pair of handles: what reads takes any connection, what writes takes a [`Write`].

mod durable;
mod statistics;

use crate::{
    error::{Context, Error, Fault, Result},
    journal::Intent,
    ports::{private, storage::Storage},
};
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, SqliteTransactionMode,
    Statement, TransactionOptions, TransactionTrait,
    sqlx::sqlite::{SqliteAutoVacuum, SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use std::{
    io,
    path::{Path, PathBuf},
    str::FromStr,
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// How long a caller waits for a connection or a lock before the answer is 503 (security.md R-05: 6 s in all).
const PATIENCE: Duration = Duration::from_secs(5);

/// A reader pool, and the writer: one IMMEDIATE connection on SQLite, the same pool on PostgreSQL.
#[derive(Clone, Debug)]
pub struct Database {
    reader: DatabaseConnection,
    writer: DatabaseConnection,
}

/// An open write transaction. Holding one is the proof that a function may write; dropping it rolls back.
#[derive(Debug)]
pub struct Write {
    transaction: DatabaseTransaction,
    after: Mutex<Vec<After>>,
}

/// What is done once a transaction lasts, and never without it.
#[derive(Debug)]
pub(crate) enum After {
    /// Mark an entry of the journal done.
    Mark(Intent),
    /// Remove a file whose key the transaction has destroyed.
    Remove(Storage, String),
}

impl Database {
    /// Connects to `sqlite://PATH` or `postgres://…` with the settings of security.md 5.7.
    ///
    /// # Errors
    /// A fault when the database cannot be reached.
    pub async fn connect(url: &str) -> Result<Self> {
        if url.starts_with("sqlite:") {
            make_private(url)?;
            // The writer first: it sets the journal mode.
            let writer = sea_orm::Database::connect(sqlite(url, 1, false)).await?;
            let reader = sea_orm::Database::connect(sqlite(url, 8, true)).await?;
            Ok(Self { reader, writer })
        } else {
            let pool = sea_orm::Database::connect(postgres(url)).await?;
            Ok(Self { reader: pool.clone(), writer: pool })
        }
    }

    /// The handle for reading.
    pub fn read(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// Opens a write transaction: BEGIN IMMEDIATE on SQLite, READ COMMITTED on PostgreSQL.
    ///
    /// # Errors
    /// A fault marked as database away when no connection or lock is had in time.
    pub async fn write(&self) -> Result<Write> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        let transaction = self.writer.begin_with_options(options).await.map_err(unreachable_database)?;
        Ok(Write { transaction, after: Mutex::default() })
    }

    /// Brings the schema up to date under a lock, so that several processes may try at once.
    ///
    /// # Errors
    /// A fault when a step fails; the schema stays at the step before.
    pub async fn migrate(&self) -> Result<()> {
        if self.is_sqlite() {
            // One writer connection per process, and SQLite's own file lock between processes.
            return self.bring_up_to_date().await;
        }
        let lock = self.writer.begin_with_options(TransactionOptions::default()).await?;
        lock.execute_unprepared("SET LOCAL statement_timeout = 0; SELECT pg_advisory_xact_lock(1096)")
            .await?;
        let outcome = self.bring_up_to_date().await;
        lock.commit().await?;
        outcome
    }

    async fn bring_up_to_date(&self) -> Result<()> {
        migration::apply(&self.writer).await.context("migrating the database")?;
        if self.is_sqlite() { Ok(()) } else { statistics::forget(&self.writer).await }
    }

    /// Whether the schema is the one this binary was built for.
    ///
    /// # Errors
    /// A fault when the database cannot be asked.
    pub async fn is_current(&self) -> Result<bool> {
        // By the handle that may write: asking makes the table of the steps where there is none.
        Ok(migration::is_current(&self.writer).await?)
    }

    /// The settings of a PostgreSQL by which it may lose what it has confirmed, or not notice damage; none of the embedded
    /// database, which is set when it is opened.
    ///
    /// # Errors
    /// A fault when the database cannot be asked.
    pub async fn lacks_for_durability(&self) -> Result<Vec<&'static str>> {
        if self.is_sqlite() { Ok(Vec::new()) } else { Ok(durable::lacking(&self.writer).await?) }
    }

    /// Empties the log of the embedded database, where overwritten rows live on, into its file, and gives the file's
    /// free pages back; with `whole` it first writes the file anew, for which it needs as much room again. PostgreSQL
    /// cleans up by itself. Says whether it came to the end: a reader may hold the log.
    ///
    /// # Errors
    /// A fault when the database cannot be asked.
    pub async fn scrub(&self, whole: bool) -> Result<bool> {
        if !self.is_sqlite() {
            return Ok(true);
        }
        let pragma = |sql: &str| Statement::from_string(sea_orm::DbBackend::Sqlite, sql);
        let room = if whole { "VACUUM" } else { "PRAGMA incremental_vacuum" };
        self.writer.query_all_raw(pragma(room)).await?;
        let outcome = self.writer.query_one_raw(pragma("PRAGMA wal_checkpoint(TRUNCATE)")).await?;
        let busy = outcome.map(|row| row.try_get_by_index::<i32>(0)).transpose()?;
        Ok(busy == Some(0))
    }

    /// Whether this is the embedded database.
    pub fn is_sqlite(&self) -> bool {
        self.writer.get_database_backend() == sea_orm::DbBackend::Sqlite
    }
}

impl Write {
    /// The connection of the transaction, for queries.
    pub fn db(&self) -> &DatabaseTransaction {
        &self.transaction
    }

    /// Keeps what is to be done once this transaction lasts.
    pub(crate) fn after(&self, deed: After) {
        self.after.lock().unwrap_or_else(PoisonError::into_inner).push(deed);
    }

    /// Makes everything done in it last, and then does what waits for that.
    ///
    /// # Errors
    /// A fault when the database refuses; nothing has happened then.
    pub async fn commit(self) -> Result<()> {
        let after = self.after.into_inner().unwrap_or_else(PoisonError::into_inner);
        self.transaction.commit().await?;
        after.into_iter().for_each(After::run);
        Ok(())
    }
}

impl After {
    /// The transaction lasts already, so what fails here is made up for by the next tidying.
    fn run(self) {
        match self {
            Self::Mark(intent) => intent.done(),
            Self::Remove(storage, file) => {
                if let Err(error) = storage.remove(&file) {
                    tracing::error!(cause = %error, "a file whose key is gone could not be removed");
                }
            }
        }
    }
}

/// The file of an embedded database; nothing for one in memory, or on a server.
fn file_of(url: &str) -> Option<PathBuf> {
    let options = SqliteConnectOptions::from_str(url).ok().filter(|_| url.starts_with("sqlite:"))?;
    let file = options.get_filename();
    (!url.contains(":memory:")).then(|| file.to_owned())
}

/// Makes a missing file for its owner only; those that SQLite lays beside it take their mode from it.
fn make_private(url: &str) -> Result<()> {
    let Some(file) = file_of(url) else { return Ok(()) };
    match private::options().create_new(true).open(&file) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            Err(Fault::new("making the database's file", format!("{}: {error}", file.display())).into())
        }
        _ => Ok(()),
    }
}

/// Refuses an embedded database that others may read, or whose files beside it they may (security.md 5.7).
///
/// # Errors
/// A fault that says which file and what to do.
pub fn refuse_open_files(url: &str) -> Result<()> {
    let Some(file) = file_of(url) else { return Ok(()) };
    for ending in ["", "-wal", "-shm"] {
        let mut beside = file.clone().into_os_string();
        beside.push(ending);
        if Path::new(&beside).exists() {
            private::refuse_open("opening the database", Path::new(&beside))?;
        }
    }
    Ok(())
}

fn unreachable_database(source: sea_orm::DbErr) -> Error {
    Fault::database_away_from("opening a transaction", source).into()
}

fn sqlite(url: &str, connections: u32, read_only: bool) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .map_sqlx_sqlite_opts(move |sqlite| sqlite_settings(sqlite, read_only));
    options
}

fn sqlite_settings(options: SqliteConnectOptions, read_only: bool) -> SqliteConnectOptions {
    // Setting it writes into the file, so a reader that set it would wait for whoever writes.
    let options = if read_only { options } else { options.auto_vacuum(SqliteAutoVacuum::Incremental) };
    options
        .create_if_missing(true)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(PATIENCE)
        .pragma("secure_delete", "ON")
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
        .pragma("query_only", if read_only { "ON" } else { "OFF" })
}

fn postgres(url: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(16)
        .acquire_timeout(PATIENCE)
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .map_sqlx_postgres_opts(|postgres| {
            postgres.application_name("portal").options([
                ("lock_timeout", "3s"),
                ("statement_timeout", "10s"),
                ("idle_in_transaction_session_timeout", "10s"),
            ])
        });
    options
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::{Database, refuse_open_files};
    use std::{fs, os::unix::fs::PermissionsExt, path::Path};

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[tokio::test]
    async fn the_files_of_an_embedded_database_are_their_owners_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("portal.sqlite");
        let url = format!("sqlite://{}", file.display());
        let database = Database::connect(&url).await.unwrap();
        database.migrate().await.unwrap();
        let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(names.len(), 3, "the database, its log and its index: {names:?}");
        for path in &names {
            assert_eq!(mode(path), 0o600, "{path:?}");
        }
        refuse_open_files(&url).unwrap();
    }

    #[test]
    fn a_file_that_others_may_read_is_refused_with_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("portal.sqlite");
        let url = format!("sqlite://{}?mode=rwc", file.display());
        refuse_open_files(&url).unwrap();
        for ending in ["", "-wal"] {
            let path = folder.path().join(format!("portal.sqlite{ending}"));
            fs::write(&path, "").unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
            let told = refuse_open_files(&url).unwrap_err().to_string();
            assert!(told.contains(&format!("chmod 600 {}", path.display())), "{told}");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
            refuse_open_files(&url).unwrap();
        }
        refuse_open_files("postgres://localhost/portal").unwrap();
    }
}
