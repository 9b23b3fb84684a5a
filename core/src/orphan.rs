//! Files of which no row speaks: a process died between the file and its row, or an upload broke off.

use crate::{ctx::Ctx, error::Result, ports::storage::is_generated};
use chrono::TimeDelta;
use entity::{attachment, incoming, package};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::HashSet;

/// No file waits so long for its row: an upload has ten minutes (security.md 5.6), a package that is being built the five
/// of its lease, and a mail that comes in is written down at once.
const AFTER: TimeDelta = TimeDelta::hours(1);
/// So many names are asked about in one query.
const AT_ONCE: usize = 500;

/// Removes them, whole or half written; says how many there were.
///
/// # Errors
/// A fault when the database is away or a file cannot be removed; it is tried next time.
pub async fn sweep(ctx: &Ctx) -> Result<usize> {
    let mut gone = 0;
    for files in old(ctx)?.chunks(AT_ONCE) {
        let held = held(ctx, files).await?;
        for file in files.iter().filter(|file| !held.contains(*file)) {
            ctx.storage.remove(file)?;
            gone += 1;
        }
    }
    Ok(gone)
}

/// The files that are no longer new. What is not named as ours are (a mount's own folder) is not ours to remove.
fn old(ctx: &Ctx) -> Result<Vec<String>> {
    let mut old = Vec::new();
    for file in ctx.storage.files()?.into_iter().filter(|file| is_generated(file)) {
        let written_at = ctx.storage.written_at(&file)?;
        if written_at.is_some_and(|at| at <= ctx.now() - AFTER) {
            old.push(file);
        }
    }
    Ok(old)
}

/// Those of the files that a row names: packages, files on requests, mails that came in.
async fn held(ctx: &Ctx, files: &[String]) -> Result<HashSet<String>> {
    let names = || files.iter().map(String::as_str);
    let packages = package::Entity::find().select_only().column(package::Column::File);
    let packages = packages.filter(package::Column::File.is_in(names())).into_tuple::<String>();
    let attached = attachment::Entity::find().select_only().column(attachment::Column::File);
    let attached = attached.filter(attachment::Column::File.is_in(names())).into_tuple::<String>();
    let mails = incoming::Entity::find().select_only().column(incoming::Column::File);
    let mails = mails.filter(incoming::Column::File.is_in(names())).into_tuple::<String>();
    let mut held: HashSet<String> = packages.all(ctx.read()).await?.into_iter().collect();
    held.extend(attached.all(ctx.read()).await?);
    held.extend(mails.all(ctx.read()).await?);
    Ok(held)
}

#[cfg(test)]
mod tests {
    use super::{Ctx, TimeDelta, sweep};
    use crate::{
        mail::incoming,
        request::{
            answers::{Answers, Wish},
            tests_world::{requester, row_of, send},
        },
        right::package::build,
        testing,
    };
    use std::{collections::BTreeSet, fs, path::Path, time::SystemTime};

    #[tokio::test]
    async fn on_sqlite() {
        let (ctx, folder) = testing::ctx().await;
        an_hour_after_it_was_written_a_file_without_a_row_is_gone(&ctx, &folder.path().join("files")).await;
    }

    #[tokio::test]
    async fn on_postgresql() {
        let (ctx, folder) = testing::postgres_ctx("orphan").await;
        an_hour_after_it_was_written_a_file_without_a_row_is_gone(&ctx, &folder.path().join("files")).await;
    }

    async fn an_hour_after_it_was_written_a_file_without_a_row_is_gone(ctx: &Ctx, folder: &Path) {
        holds_a_package_and_a_mail(ctx).await;
        let held = files(ctx);
        assert_eq!(held.len(), 2);
        let left = |bytes: &[u8]| ctx.storage.put(&ctx.keys, &ctx.entropy, bytes.to_vec()).unwrap().file;
        let (whole, young) =
            (left(b"a package whose row never came"), left(b"one whose row is still to come"));
        let halves = [format!("{}.part", "0".repeat(32)), format!("a-{}.part", "f".repeat(32))];
        for half in &halves {
            fs::write(folder.join(half), b"half").unwrap();
        }
        fs::create_dir(folder.join("lost+found")).unwrap();
        for file in held.iter().chain(&halves).chain([&whole]) {
            age(ctx, &folder.join(file), TimeDelta::minutes(60));
        }
        age(ctx, &folder.join(&young), TimeDelta::minutes(59));
        assert_eq!(sweep(ctx).await.unwrap(), 3, "one that is whole, and two halves");
        let more = |names: &[&str]| {
            held.iter().cloned().chain(names.iter().map(ToString::to_string)).collect::<BTreeSet<_>>()
        };
        assert_eq!(files(ctx), more(&["lost+found", &young]));
        ctx.clock.advance(TimeDelta::minutes(1));
        assert_eq!(sweep(ctx).await.unwrap(), 1, "an hour has passed for the young one too");
        assert_eq!(files(ctx), more(&["lost+found"]));
    }

    async fn holds_a_package_and_a_mail(ctx: &Ctx) {
        let ada = requester(ctx, "ada@example.fi");
        let answers = Answers { everything: true, ..Answers::of(Wish::Access) };
        let reference = send(ctx, &ada, &answers).await.unwrap();
        let request = row_of(ctx, &reference).await.id;
        let tx = ctx.write().await.unwrap();
        build::queue(ctx, &tx, request).await.unwrap();
        tx.commit().await.unwrap();
        build::build_next(ctx).await.unwrap().unwrap().commit(ctx).await.unwrap();
        let mail = b"From: bea@example.fi\r\nSubject: Tietoni\r\n\r\nHaluan tietoni.\r\n".to_vec();
        incoming::receive(ctx, mail, &[]).await.unwrap();
    }

    fn files(ctx: &Ctx) -> BTreeSet<String> {
        ctx.storage.files().unwrap().into_iter().collect()
    }

    /// The clock of files is the machine's.
    fn age(ctx: &Ctx, file: &Path, by: TimeDelta) {
        let at = SystemTime::from(ctx.now() - by);
        fs::File::options().write(true).open(file).unwrap().set_modified(at).unwrap();
    }
}
