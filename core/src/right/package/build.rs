//! Builds the package of a request: queued in the transaction of the decision, built by the worker.

use super::{Package, Scope, Withheld, attached, kept_back};
use crate::{
    actor::Actor,
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Error, Result},
    job,
    mail::post,
    ports::storage::Stored,
    register::{
        inventory::word::Category,
        scope::{self, Whom},
    },
    request::{decision_letter, propose},
    right::{access, portability},
};
use chrono::TimeDelta;
use entity::{
    id::{PackageId, RequestId, TaskId},
    item,
    job::Model as Job,
    kind::{ItemKind, JobKind, Language, PackageState, Right, TaskKind, Verdict},
    package, request, task,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, sea_query::Expr,
};

/// So long it can be downloaded (security.md 5.3).
pub const VALID: TimeDelta = TimeDelta::days(7);

/// A package that is ready when [`Built::commit`] is called. Until then the caller adds the letter that tells
/// of it to the same transaction, so that neither is there without the other.
#[derive(Debug)]
pub struct Built {
    pub request: request::Model,
    pub package: PackageId,
    /// Whether the decision waits for it; otherwise it was built again for the requester.
    pub first: bool,
    pub tx: Write,
    file: String,
    job: Job,
}

/// Queues the package of a request in the caller's transaction.
///
/// # Errors
/// A fault when the database is away.
pub async fn queue(ctx: &Ctx, tx: &Write, request: RequestId) -> Result<PackageId> {
    let row = package::Model {
        id: ctx.mint()?,
        request_id: request,
        state: PackageState::Queued,
        file: None,
        wrapped_key: None,
        bytes: 0,
        downloads: 0,
        queued_at: ctx.now(),
        built_at: None,
        expires_at: None,
        purged_at: None,
    };
    let id = row.into_active_model().reset_all().insert(tx.db()).await?.id;
    job::enqueue(ctx, tx, JobKind::BuildPackage, &format!("build_package:{id}"), &id.to_string()).await?;
    Ok(id)
}

/// Builds the next queued package, if there is one. One that fails is put off, and after its last try marked
/// failed, with a task for staff.
///
/// # Errors
/// The fault that the building met.
pub async fn build_next(ctx: &Ctx) -> Result<Option<Built>> {
    let Some(job) = job::claim_next(ctx, JobKind::BuildPackage).await? else { return Ok(None) };
    match build(ctx, &job).await {
        Ok(built) => Ok(Some(built)),
        Err(error) => {
            put_off(ctx, &job).await?;
            Err(error)
        }
    }
}

/// Builds and stores the package of a claimed job.
///
/// # Errors
/// Not found when the package is; a fault when it cannot be built, stored, or the claim was lost.
pub async fn build(ctx: &Ctx, job: &Job) -> Result<Built> {
    let row = waiting(ctx, job).await?;
    let request =
        request::Entity::find_by_id(row.request_id).one(ctx.read()).await?.ok_or(Error::NotFound)?;
    let made = make(ctx, &request).await?;
    let size = i64::try_from(made.bytes.len()).unwrap_or(i64::MAX);
    let stored = ctx.storage.put(&ctx.keys, &ctx.entropy, made.bytes)?;
    match make_ready(ctx, job, &row, (&stored, size, made.gone)).await {
        Ok((tx, first)) => {
            Ok(Built { request, package: row.id, first, tx, file: stored.file, job: job.clone() })
        }
        Err(error) => {
            ctx.storage.remove(&stored.file)?;
            Err(error)
        }
    }
}

impl Built {
    /// Makes the package ready and whatever the caller added to the transaction last.
    ///
    /// # Errors
    /// A fault when the database refuses; the file is gone then, and the job comes back when its lease ends.
    pub async fn commit(self, ctx: &Ctx) -> Result<()> {
        let committed = self.tx.commit().await;
        if committed.is_err() {
            ctx.storage.remove(&self.file)?;
        }
        committed
    }

    /// Gives it up, as the letter could not be written: the job is tried again, and after its last try staff are told.
    pub(super) async fn put_off(self, ctx: &Ctx) -> Result<()> {
        drop(self.tx);
        ctx.storage.remove(&self.file)?;
        put_off(ctx, &self.job).await
    }
}

/// The bytes of the package of a request, as the register stands now.
///
/// # Errors
/// A fault when the database is away.
pub async fn archive(ctx: &Ctx, request: &request::Model) -> Result<Vec<u8>> {
    Ok(make(ctx, request).await?.bytes)
}

/// A package as it was put together.
struct Made {
    bytes: Vec<u8>,
    /// Of so much that was to be kept back nothing is held any more.
    gone: usize,
}

/// What is kept back stands in the decision, as its hash binds it.
async fn make(ctx: &Ctx, request: &request::Model) -> Result<Made> {
    let items = decision_letter::items_of(ctx.read(), request.id).await?;
    let mut about = scope::about(ctx, Whom::of(request), request.language).await?;
    let marked = match decision_letter::standing(ctx.read(), request.id).await? {
        Some(stands) => kept_back::marked(&items, &propose::body_of(&stands)?.decision, request.language),
        None => Vec::new(),
    };
    let gone = kept_back::take_out(&mut about, &marked, request.language);
    let package = Package {
        notice: &ctx.notice,
        language: request.language,
        reference: &request.reference,
        built_at: ctx.now(),
        scope: asked_for(&items),
        withheld: withheld(&items, request.language),
        about: &about,
    };
    let files = if request.right == Some(Right::Portability) {
        portability::files(&package, &portability::schema_url(ctx))?
    } else {
        let mut files = access::files(&package)?;
        files.extend(attached::files(ctx, &package).await?);
        files
    };
    Ok(Made { bytes: super::zip::archive(package.built_at, files)?, gone })
}

/// What the items of a request ask for, less what was refused. Where a file is to go besides says nothing of what is in it.
pub fn asked_for(items: &[item::Model]) -> Scope {
    let data = items.iter().filter(|item| item.kind != ItemKind::Transfer);
    let (refused, given): (Vec<_>, Vec<_>) = data.partition(|item| item.verdict == Some(Verdict::Refused));
    let categories = |items: &[&item::Model]| -> Vec<String> {
        let chosen = items.iter().filter(|item| item.kind == ItemKind::Category);
        chosen.map(|item| item.target.clone()).collect()
    };
    let (withheld, chosen) = (categories(&refused), categories(&given));
    let all_chosen = !given.is_empty() && given.iter().all(|item| item.kind == ItemKind::Category);
    if all_chosen {
        return Scope::Categories(chosen);
    }
    if withheld.is_empty() {
        return Scope::Everything;
    }
    let codes = Category::ALL.iter().map(|category| category.code().to_owned());
    Scope::Categories(codes.filter(|code| !withheld.contains(code)).collect())
}

/// The categories that were asked for and refused, with the ground.
fn withheld(items: &[item::Model], language: Language) -> Vec<Withheld> {
    let refused = items.iter().filter(|item| item.verdict == Some(Verdict::Refused));
    let told = refused.filter(|item| item.kind == ItemKind::Category).filter_map(|item| {
        let reason = post::reason(language, item)?;
        Some(Withheld { code: item.target.clone(), why: format!("{} ({})", reason.title, reason.citation) })
    });
    told.collect()
}

async fn waiting(ctx: &Ctx, job: &Job) -> Result<package::Model> {
    let id: PackageId = job.payload.parse().map_err(|_| Error::NotFound)?;
    let queued = package::Entity::find_by_id(id).filter(package::Column::State.eq(PackageState::Queued));
    queued.one(ctx.read()).await?.ok_or(Error::NotFound)
}

async fn make_ready(
    ctx: &Ctx,
    job: &Job,
    row: &package::Model,
    (stored, size, gone): (&Stored, i64, usize),
) -> Result<(Write, bool)> {
    let now = ctx.now();
    let tx = ctx.write().await?;
    job::finish(ctx, &tx, job).await?;
    let ready = package::Entity::update_many()
        .col_expr(package::Column::State, Expr::value(PackageState::Ready))
        .col_expr(package::Column::File, Expr::value(stored.file.clone()))
        .col_expr(package::Column::WrappedKey, Expr::value(stored.wrapped_key.clone()))
        .col_expr(package::Column::Bytes, Expr::value(size))
        .col_expr(package::Column::BuiltAt, Expr::value(now))
        .col_expr(package::Column::ExpiresAt, Expr::value(now + VALID))
        .filter(package::Column::Id.eq(row.id))
        .filter(package::Column::State.eq(PackageState::Queued))
        .exec(tx.db())
        .await?;
    if ready.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    let earlier = package::Entity::find()
        .filter(package::Column::RequestId.eq(row.request_id))
        .filter(package::Column::Id.ne(row.id))
        .filter(package::Column::BuiltAt.is_not_null());
    let first = earlier.count(tx.db()).await? == 0;
    let entry = Entry::on(row.request_id, What("package_built"), Actor::System);
    record(ctx, &tx, entry.with(serde_json::json!({ "package": row.id, "bytes": size }))).await?;
    if gone > 0 {
        let entry = Entry::on(row.request_id, What("kept_back_gone"), Actor::System);
        record(ctx, &tx, entry.with(serde_json::json!({ "marks": gone }))).await?;
    }
    Ok((tx, first))
}

/// Another try later; after the last one the package has failed and staff are told.
async fn put_off(ctx: &Ctx, job: &Job) -> Result<()> {
    let tx = ctx.write().await?;
    if !job::retry(ctx, &tx, job).await? {
        let id: PackageId = job.payload.parse().map_err(|_| Error::NotFound)?;
        let failed = package::Entity::update_many()
            .col_expr(package::Column::State, Expr::value(PackageState::Failed))
            .filter(package::Column::Id.eq(id))
            .filter(package::Column::State.eq(PackageState::Queued))
            .exec_with_returning(tx.db())
            .await?;
        for row in failed {
            let id: TaskId = ctx.mint()?;
            let (kind, request_id, opened_at) = (TaskKind::PackageFailed, Some(row.request_id), ctx.now());
            let told = task::Model {
                id,
                kind,
                request_id,
                letter_id: None,
                opened_at,
                done_at: None,
                step_id: None,
                done_by: None,
            };
            told.into_active_model().reset_all().insert(tx.db()).await?;
            record(ctx, &tx, Entry::on(row.request_id, What("package_failed"), Actor::System)).await?;
        }
    }
    tx.commit().await
}
