//! The worker killed between a package's file and its row: it is built again, its letter goes once, and the file of
//! which no row speaks is swept.

use super::{Engine, MailState, Scene, decided, decision_letter, mails, package};
use crate::faults::scene::LEASE;
use chrono::TimeDelta;
use entity::{job, kind::JobKind};
use portal_core::orphan;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr};
use std::{collections::BTreeSet, fs, time::Duration};

/// The row of a package is a long time on its way: nobody's commit waits for it, but whoever writes it does.
const HOLD: [&str; 2] = [
    "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000000000) \
     SELECT count(*) AS much FROM n;
     CREATE TRIGGER hold BEFORE UPDATE ON package WHEN NEW.state = 'ready' BEGIN SELECT much FROM endless; END",
    "CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM count(*) FROM generate_series(1, 100000) a, generate_series(1, 100000) b; RETURN NEW; END $$;
     CREATE TRIGGER hold BEFORE UPDATE ON package FOR EACH ROW WHEN (NEW.state = 'ready') EXECUTE FUNCTION hold()",
];
/// As before; on a server the dead worker's session is ended, as it would end by itself when it next looked.
const LET_GO: [&str; 2] = [
    "DROP TRIGGER hold; DROP VIEW endless",
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
       AND pid <> pg_backend_pid();
     DROP TRIGGER hold ON package; DROP FUNCTION hold()",
];

async fn a_package_is_built_again_and_its_first_file_swept(engine: Engine) {
    let scene = Scene::set(engine).await;
    decided(&scene, false).await;
    does(&scene, HOLD).await;
    let worker = scene.worker();
    let first = written(&scene).await;
    worker.dies();
    does(&scene, LET_GO).await;
    let row = package::Entity::find().one(scene.ctx.read()).await.unwrap().unwrap();
    assert_eq!((row.file, row.built_at), (None, None));
    assert_eq!(mails(&scene).await.iter().filter(|mail| mail.letter_id.is_some()).count(), 1, "the receipt");
    lease_of_the_job_ends(&scene).await;
    let _second = scene.worker();
    let letter = decision_letter(&scene).await;
    let sent = scene.until(letter, MailState::Sent).await;
    assert_eq!(scene.copies_of(&sent).len(), 1);
    let row = package::Entity::find().one(scene.ctx.read()).await.unwrap().unwrap();
    let kept = BTreeSet::from([row.file.unwrap()]);
    assert_eq!(files(&scene), &kept | &BTreeSet::from([first]));
    an_hour_passes(&scene);
    assert_eq!(orphan::sweep(&scene.ctx).await.unwrap(), 1);
    assert_eq!(files(&scene), kept);
    scene.ground.drop().await;
}

#[tokio::test]
async fn sqlite() {
    a_package_is_built_again_and_its_first_file_swept(Engine::Sqlite).await;
}

#[tokio::test]
async fn postgres() {
    a_package_is_built_again_and_its_first_file_swept(Engine::Postgres).await;
}

async fn does(scene: &Scene, [sqlite, postgres]: [&str; 2]) {
    let sql = if scene.ctx.database.is_sqlite() { sqlite } else { postgres };
    let tx = scene.ctx.write().await.unwrap();
    tx.db().execute_unprepared(sql).await.unwrap();
    tx.commit().await.unwrap();
}

/// The one file, once it has come whole.
async fn written(scene: &Scene) -> String {
    let mut look = tokio::time::interval(Duration::from_millis(10));
    for _ in 0..6000 {
        look.tick().await;
        let files = files(scene);
        if let Some(file) = files.first().filter(|file| !file.contains(".part")) {
            return file.clone();
        }
    }
    panic!("no file comes:\n{}", fs::read_to_string(scene.folder.path().join("log")).unwrap());
}

fn files(scene: &Scene) -> BTreeSet<String> {
    scene.ctx.storage.files().unwrap().into_iter().collect()
}

/// The worker's clock is the machine's, so rows and files are made older instead of time passing.
async fn lease_of_the_job_ends(scene: &Scene) {
    let tx = scene.ctx.write().await.unwrap();
    let older = job::Entity::update_many()
        .col_expr(job::Column::ClaimedUntil, Expr::value(scene.ctx.now() - LEASE))
        .filter(job::Column::Kind.eq(JobKind::BuildPackage))
        .filter(job::Column::DoneAt.is_null());
    assert_eq!(older.exec(tx.db()).await.unwrap().rows_affected, 1);
    tx.commit().await.unwrap();
}

fn an_hour_passes(scene: &Scene) {
    let earlier = (scene.ctx.now() - TimeDelta::minutes(61)).into();
    for file in files(scene) {
        let file = scene.folder.path().join("files").join(file);
        fs::File::options().write(true).open(file).unwrap().set_modified(earlier).unwrap();
    }
}
