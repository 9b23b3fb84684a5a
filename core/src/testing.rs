//! What tests inside the core share: a context over a fresh database.

#[path = "../../tests/src/harness/template.rs"]
mod template;

use crate::{
    actor::Staff,
    ctx::Ctx,
    database::Database,
    email::Email,
    identity::{password::Hashing, session},
    keys::Keys,
    mail::postbox::Postbox,
    notice::profile::Profile,
    ports::{clock::Clock, entropy::Entropy, storage::Storage},
    settings::{ApprovalMode, Reminders, Settings},
};
use chrono::{TimeZone, Utc};
use entity::{
    id::StaffId,
    kind::{Language, Role},
    staff, staff_role,
};
use sea_orm::{ActiveModelTrait, ConnectionTrait, DatabaseConnection, DbBackend, IntoActiveModel, Statement};
use std::{collections::BTreeSet, path::Path, sync::Arc};

/// A context over a fresh SQLite file, 5 April 2026 12:00 UTC; the folder lives as long as its handle.
pub async fn ctx() -> (Ctx, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let at = |file: &Path| format!("sqlite://{}", file.display());
    let file = folder.path().join("test.db");
    let first = async |first: &Path| assert!(migrated(&at(first)).await.scrub(false).await.unwrap());
    template::copy_file(&file, first).await;
    let ctx = ctx_on(&at(&file), &folder).await;
    (ctx, folder)
}

async fn migrated(url: &str) -> Database {
    let database = Database::connect(url).await.unwrap();
    database.migrate().await.unwrap();
    database
}

/// As [`ctx`], on any empty database.
pub async fn ctx_on(url: &str, folder: &tempfile::TempDir) -> Ctx {
    let clock = Clock::fixed(Utc.with_ymd_and_hms(2026, 4, 5, 12, 0, 0).unwrap());
    let entropy = Entropy::seeded(7);
    let ctx = Ctx {
        hashing: Hashing::default(),
        keys: Arc::new(Keys::generate(&clock, &entropy).unwrap()),
        storage: Storage::open(folder.path().join("files")).unwrap(),
        postbox: Postbox::Memory(Arc::default()),
        notice: Arc::new(notice()),
        settings: Arc::new(settings()),
        clock,
        entropy,
        database: migrated(url).await,
    };
    session::set_up(&ctx).await.unwrap();
    ctx
}

/// A context over a fresh database of the PostgreSQL that `tests/run` starts.
pub async fn postgres_ctx(name: &str) -> (Ctx, tempfile::TempDir) {
    let name = format!("core_{name}_{}", std::process::id());
    let admin = postgres_admin("postgres").await;
    let first = async |name: &str| migrated(&postgres_url(name)).await.read().clone().close().await.unwrap();
    template::copy_database(&admin, &name, first).await;
    admin.close().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let ctx = ctx_on(&postgres_url(&name), &folder).await;
    (ctx, folder)
}

/// A connection to a database of that server, without the portal's limits of time.
pub async fn postgres_admin(name: &str) -> DatabaseConnection {
    sea_orm::Database::connect(postgres_url(name)).await.unwrap()
}

/// The address of a database of that server.
pub fn postgres_url(name: &str) -> String {
    #[expect(clippy::disallowed_methods, reason = "tests/run tells where its PostgreSQL listens")]
    let server = std::env::var("PORTAL_TEST_POSTGRES")
        .expect("PORTAL_TEST_POSTGRES is not set: run the tests with tests/run, which starts a PostgreSQL");
    let (host, _) = server.rsplit_once('/').unwrap();
    format!("{host}/{name}")
}

/// Whether anybody on this PostgreSQL database waits for what another holds.
pub async fn waits_for_a_lock(ctx: &Ctx) -> bool {
    let waiting = "SELECT count(*) AS n FROM pg_locks l JOIN pg_database d ON d.oid = l.database \
                   WHERE d.datname = current_database() AND NOT l.granted";
    let row = ctx
        .read()
        .query_one_raw(Statement::from_string(DbBackend::Postgres, waiting))
        .await
        .unwrap()
        .unwrap();
    row.try_get_by::<i64, _>("n").unwrap() > 0
}

/// A member of staff with an account.
pub async fn staff(ctx: &Ctx, name: &str, roles: &[Role]) -> Staff {
    let id: StaffId = ctx.mint().unwrap();
    let tx = ctx.write().await.unwrap();
    let row = staff::Model {
        id,
        email: format!("{}@example.fi", name.to_lowercase()),
        name: name.into(),
        password: String::new(),
        totp_secret: None,
        totp_last_step: None,
        language: Language::En,
        created_at: ctx.now(),
        disabled_at: None,
        digest: true,
    };
    row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    for role in roles {
        let held = staff_role::Model { staff_id: id, role: *role };
        held.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    }
    tx.commit().await.unwrap();
    let roles: BTreeSet<Role> = roles.iter().copied().collect();
    let session = ctx.mint().unwrap();
    Staff { session, id, name: name.into(), language: Language::En, roles, proved_at: ctx.now() }
}

/// The demo's notice, which names every recipient.
pub fn notice() -> Profile {
    toml::from_str(include_str!("../../deploy/demo/notice.toml")).unwrap()
}

fn settings() -> Settings {
    let address = |text| Email::parse(text).unwrap();
    Settings {
        base_url: "https://privacy.example.fi".into(),
        staff_base_url: "https://privacy.example.fi".into(),
        mail_from: address("privacy@example.fi"),
        mail_reply_to: None,
        desk_address: address("desk@example.fi"),
        approval_mode: ApprovalMode::OnePerson,
        reminders: Reminders::default(),
        limits: true,
    }
}

/// Every table and column of the database, on either engine.
pub async fn schema(db: &DatabaseConnection) -> Vec<(String, String)> {
    let sql = match db.get_database_backend() {
        DbBackend::Sqlite => {
            "SELECT m.name AS t, c.name AS c FROM sqlite_master m, pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> 'seaql_migrations'"
        }
        _ => {
            "SELECT table_name::text AS t, column_name::text AS c FROM information_schema.columns \
             WHERE table_schema = 'public' AND table_name <> 'seaql_migrations'"
        }
    };
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| (row.try_get("", "t").unwrap(), row.try_get("", "c").unwrap())).collect()
}
