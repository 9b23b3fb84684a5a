//! What a step moves is there after it, on both engines.

use super::Migrator;
use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectOptions, Database, DatabaseConnection},
};

const ADA: &str = "0198c0de-0000-7000-8000-00000000000a";
const LINKED: &str = "0198c0de-0000-7000-8000-00000000000b";
const UNLINKED: &str = "0198c0de-0000-7000-8000-00000000000c";

/// Applies the steps before the one of this name.
async fn before(db: &DatabaseConnection, name: &str) {
    let steps = Migrator::migrations();
    let before = steps.iter().position(|step| step.name() == name).unwrap();
    let before = before.to_string().parse().unwrap();
    Migrator::up(db, Some(before)).await.unwrap();
}

async fn runs(db: &DatabaseConnection, sql: &str) {
    db.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
}

async fn asked(db: &DatabaseConnection, id: &str, person: Option<&str>) {
    let person = person.map_or("NULL".to_owned(), |person| format!("'{person}'"));
    runs(
        db,
        &format!(
            "INSERT INTO request (id, reference, state, requester_key, person_id, assurance, channel, language, \
             received_at, received_on, due_on, internal_due_on, flooded, version) VALUES ('{id}', '{id}', 'closed', \
             'k', {person}, 'email', 'portal', 'fi', '2026-01-01 00:00:00+00:00', '2026-01-01', '2026-02-02', \
             '2026-01-20', FALSE, 1)"
        ),
    )
    .await;
}

/// An erasure before the move left by which addresses its person is found again, on its request.
async fn an_address_moves_to_its_person(db: &DatabaseConnection) {
    before(db, "m20261127_000801_move_kept_address").await;
    runs(
        db,
        &format!(
            "INSERT INTO person (id, name, name_key, language, source, source_key, recorded_at) VALUES \
             ('{ADA}', '', '', 'fi', 'erased', 'a', '2026-01-01 00:00:00+00:00')"
        ),
    )
    .await;
    for (id, person, key) in [(LINKED, Some(ADA), "key of Ada"), (UNLINKED, None, "key of nobody")] {
        asked(db, id, person).await;
        runs(
            db,
            &format!("INSERT INTO kept_address (id, request_id, email_key) VALUES ('{id}', '{id}', '{key}')"),
        )
        .await;
    }
    Migrator::up(db, None).await.unwrap();
    let moved = Query::select().columns(["email_key"]).from("former_address").to_owned();
    let rows = db.query_all(&moved).await.unwrap();
    let keys: Vec<String> = rows.iter().map(|row| row.try_get_by("email_key").unwrap()).collect();
    assert_eq!(keys, ["key of Ada"]);
    let of_ada = format!("SELECT 1 FROM former_address WHERE person_id = '{ADA}' AND id = '{LINKED}'");
    let backend = db.get_database_backend();
    let found =
        db.query_all_raw(sea_orm_migration::sea_orm::Statement::from_string(backend, of_ada)).await.unwrap();
    assert_eq!(found.len(), 1);
    assert!(!SchemaManager::new(db).has_table("kept_address").await.unwrap());
}

#[tokio::test]
async fn addresses_of_erasures_move_to_their_persons_on_sqlite() {
    let mut options = ConnectOptions::new("sqlite::memory:");
    options.max_connections(1);
    an_address_moves_to_its_person(&Database::connect(options).await.unwrap()).await;
}

#[tokio::test]
async fn addresses_of_erasures_move_to_their_persons_on_postgres() {
    #[expect(clippy::disallowed_methods, reason = "tests/run tells where its PostgreSQL listens")]
    let server = std::env::var("PORTAL_TEST_POSTGRES")
        .expect("PORTAL_TEST_POSTGRES is not set: run the tests with tests/run, which starts a PostgreSQL");
    let (host, _) = server.rsplit_once('/').unwrap();
    let name = format!("migration_{}", std::process::id());
    let admin = Database::connect(format!("{host}/postgres")).await.unwrap();
    runs(&admin, &format!("CREATE DATABASE {name}")).await;
    let db = Database::connect(format!("{host}/{name}")).await.unwrap();
    an_address_moves_to_its_person(&db).await;
    db.close().await.unwrap();
    runs(&admin, &format!("DROP DATABASE {name}")).await;
}
