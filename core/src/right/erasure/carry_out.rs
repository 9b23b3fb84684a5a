//! Carries a plan out in the transaction of its decision: rows, files and addresses go, what stays is written down.

use super::plan::{Fate, Plan, Planned, RESIDUE, Why};
use crate::{
    actor::Actor,
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::{After, Write},
    error::Result,
    journal::{self, Effect, Gone, Stays},
    notice::profile::Profile,
    register::{
        change::{Reason, change as change_of},
        erased,
        inventory::word::Category,
        left,
    },
    request::change::Change,
    right::marketing,
    sweep,
};
use chrono::NaiveDate;
use entity::{
    entry, hosting_account,
    id::{HostingAccountId, KeptId, PersonId, RequestId},
    kept,
    kind::{MailKind, MailState, PackageState, Right},
    outbox, package, person, request,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, Value,
    sea_query::{Expr, ExprTrait, Query},
};
use serde_json::json;
use uuid::Uuid;

/// The source of a record that was emptied.
pub const ERASED: &str = "erased";

/// What points at another comes before it.
const ORDER: [&str; 15] = [
    "correction",
    "hold",
    "protection",
    "draft",
    "challenge",
    "session",
    "mute",
    "subscription",
    "look",
    "contact",
    "address",
    "hosting_account",
    "invoice",
    "purchase",
    "contract",
];

/// Whose erasure is carried out, and who does it.
pub(crate) struct Deed<'a> {
    pub ctx: &'a Ctx,
    pub tx: &'a Write,
    pub request: &'a request::Model,
    pub by: Actor<'a>,
}

impl<'a> Deed<'a> {
    /// Of a decision.
    pub fn of(change: &'a Change<'a>) -> Self {
        Self { ctx: change.ctx, tx: &change.tx, request: &change.request, by: Actor::Staff(change.staff) }
    }
}

/// Erases, empties and writes down what stays.
///
/// # Errors
/// A fault when the database is away or the journal cannot be written; nothing is erased then.
pub(crate) async fn carry_out(deed: &Deed<'_>, plan: &Plan) -> Result<()> {
    let (ctx, tx) = (deed.ctx, deed.tx);
    if let Some(person) = plan.person {
        // A restriction is for the person: who asks for erasure consents to it (Art. 18(2)).
        change_of(tx, PersonId(person), Reason::OwnRequest).await?;
    }
    // Also for the addresses of a plan without a subscription: no import may bring one.
    if plan.asked.contains(&Category::Newsletter) {
        for address in &plan.addresses {
            marketing::stop(ctx, tx, address).await?;
        }
    }
    let sources = remember(ctx, tx, plan).await?;
    let left = Left::of(deed, plan);
    strip_warnings(tx, plan).await?;
    journal::intend(ctx, tx, effect(deed, plan, (sources, &left))).await?;
    empty(ctx, tx, plan).await?;
    for table in ORDER.into_iter().chain(["customer"]) {
        delete(tx, plan, table).await?;
    }
    if plan.asked.contains(&Category::RequestFile) {
        strip_mail(tx, plan).await?;
        purge_packages(ctx, tx, plan).await?;
    }
    write_down(deed, plan, left).await?;
    sweep::after(ctx, tx).await?;
    record_it(deed, plan).await
}

async fn remember(ctx: &Ctx, tx: &Write, plan: &Plan) -> Result<Vec<String>> {
    let mut sources = Vec::new();
    for table in erased::TABLES {
        let ids = plan.ids(table, |row| {
            let whole = matches!(row.fate, Fate::Erase { .. });
            whole || (row.fate == Fate::Empty && !row.related)
        });
        sources.extend(erased::remember(ctx, tx, table, &ids).await?);
    }
    Ok(sources)
}

/// What an erasure leaves, and by what its owner is known again.
#[derive(Default)]
struct Left {
    rows: Vec<Stays>,
    addresses: Vec<String>,
}

impl Left {
    /// Of what an objection leaves only that was promised to go which a hold keeps, once it ends.
    fn of(deed: &Deed<'_>, plan: &Plan) -> Self {
        if deed.request.right != Some(Right::Erasure) {
            let held = |why| matches!(why, Why::Claim | Why::Authority | Why::Silent);
            return Self { rows: ledger(&deed.ctx.notice, plan, held), addresses: Vec::new() };
        }
        let leads = plan.empties_person() && plan.leaves;
        let rows = ledger(&deed.ctx.notice, plan, |_| true);
        Self { rows, addresses: if leads { plan.addresses.clone() } else { Vec::new() } }
    }
}

fn effect(deed: &Deed<'_>, plan: &Plan, (sources, left): (Vec<String>, &Left)) -> Effect {
    let gone = |row: &Planned| Gone {
        table: row.table.name.into(),
        record: row.id,
        emptied: row.fate == Fate::Empty,
    };
    let rows = plan.gone().map(gone).collect();
    Effect::Erased {
        request: deed.request.id,
        person: deed.request.person_id,
        rows,
        sources,
        kept: left.rows.clone(),
        addresses: left.addresses.clone(),
    }
}

async fn delete(tx: &Write, plan: &Plan, table: &'static str) -> Result<()> {
    let ids = plan.ids(table, |row| matches!(row.fate, Fate::Erase { .. }));
    if ids.is_empty() {
        return Ok(());
    }
    match table {
        "challenge" => {
            let mails = Expr::col("challenge_id").is_in(ids.iter().copied());
            tx.db().execute(Query::delete().from_table("outbox").and_where(mails)).await?;
        }
        // A document without a date may outlive the contract it was made under.
        "contract" => {
            for document in ["invoice", "purchase"] {
                unlink(tx, document, "contract_id", &ids).await?;
            }
        }
        // Who else is named there, for bills or technical matters, is a contact of nothing any more.
        "customer" => {
            let others = Expr::col("customer_id").is_in(ids.iter().copied());
            tx.db().execute(Query::delete().from_table("contact").and_where(others)).await?;
        }
        _ => {}
    }
    let theirs = Expr::col("id").is_in(ids);
    tx.db().execute(Query::delete().from_table(table).and_where(theirs)).await?;
    Ok(())
}

async fn unlink(tx: &Write, table: &'static str, column: &'static str, ids: &[Uuid]) -> Result<()> {
    let mut update = Query::update();
    update.table(table).value(column, Value::Uuid(None));
    update.and_where(Expr::col(column).is_in(ids.iter().copied()));
    tx.db().execute(&update).await?;
    Ok(())
}

/// The company's records stay without the person; the person's own stays for what points at it, empty.
async fn empty(ctx: &Ctx, tx: &Write, plan: &Plan) -> Result<()> {
    let Some(person) = plan.person else { return Ok(()) };
    for (table, column) in [("contract", "signed_by"), ("purchase", "ordered_by")] {
        let ids = plan.ids(table, |row| row.fate == Fate::Empty);
        detach(tx, table, column, &ids).await?;
        if plan.empties_person() {
            unlink(tx, table, column, &[person]).await?;
        }
    }
    let accounts = plan.ids("hosting_account", |row| row.fate == Fate::Empty);
    for account in &accounts {
        empty_account(tx, HostingAccountId(*account)).await?;
    }
    if plan.empties_person() {
        unlink(tx, "hosting_account", "person_id", &[person]).await?;
        empty_person(ctx, tx, PersonId(person)).await?;
    }
    Ok(())
}

async fn detach(tx: &Write, table: &'static str, column: &'static str, ids: &[Uuid]) -> Result<()> {
    let mut update = Query::update();
    update.table(table).value(column, Value::Uuid(None));
    update.and_where(Expr::col("id").is_in(ids.iter().copied()));
    tx.db().execute(&update).await?;
    Ok(())
}

async fn empty_account(tx: &Write, id: HostingAccountId) -> Result<()> {
    hosting_account::Entity::update_many()
        .col_expr(hosting_account::Column::PersonId, Expr::value(Option::<Uuid>::None))
        // A user name is one of a kind.
        .col_expr(hosting_account::Column::Username, Expr::value(format!("{ERASED}-{id}")))
        .col_expr(hosting_account::Column::PasswordSetOn, Expr::value(Option::<NaiveDate>::None))
        .filter(hosting_account::Column::Id.eq(id))
        .exec(tx.db())
        .await?;
    Ok(())
}

async fn empty_person(ctx: &Ctx, tx: &Write, id: PersonId) -> Result<()> {
    let language = ctx.notice.first_language();
    // The letter that tells of the erasure may still be printed: where to is nobody's to read even then.
    let known = person::Entity::find_by_id(id).one(tx.db()).await?;
    let protected_on = known.and_then(|person| person.protected_on);
    let row = person::Model {
        id,
        name: String::new(),
        name_key: String::new(),
        email: None,
        email_key: None,
        email_since: None,
        protected_on,
        language,
        source: ERASED.into(),
        source_key: id.to_string(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    row.into_active_model().reset_all().update(tx.db()).await?;
    Ok(())
}

/// Letters of closed requests lose the address they went to.
async fn strip_mail(tx: &Write, plan: &Plan) -> Result<()> {
    let closed = plan.closed.iter().map(|id| RequestId(*id));
    request::Entity::update_many()
        .col_expr(request::Column::RequesterEmail, Expr::value(Option::<String>::None))
        .filter(request::Column::Id.is_in(closed))
        .exec(tx.db())
        .await?;
    entry::Entity::update_many()
        .col_expr(entry::Column::Postal, Expr::value(Option::<String>::None))
        .filter(entry::Column::RequestId.is_in(plan.closed.iter().copied()))
        .exec(tx.db())
        .await?;
    let letters = Query::select()
        .column("id")
        .from("letter")
        .and_where(Expr::col("request_id").is_in(plan.closed.iter().copied()))
        .to_owned();
    outbox::Entity::update_many()
        .col_expr(outbox::Column::Recipient, Expr::value(""))
        .filter(outbox::Column::LetterId.in_subquery(letters))
        .filter(outbox::Column::State.is_not_in([MailState::Queued, MailState::Claimed, MailState::Data]))
        .filter(outbox::Column::State.ne(MailState::Uncertain))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Who had an earlier address of the person was warned of its change: what was sent goes while the corrections still
/// say where.
async fn strip_warnings(tx: &Write, plan: &Plan) -> Result<()> {
    let Some(person) = plan.person else { return Ok(()) };
    let earlier = Query::select()
        .column("old_value")
        .from("correction")
        .and_where(Expr::col("person_id").eq(person))
        .and_where(Expr::col("column_name").eq("email"))
        .to_owned();
    outbox::Entity::update_many()
        .col_expr(outbox::Column::Recipient, Expr::value(""))
        .col_expr(outbox::Column::Text, Expr::value(Option::<String>::None))
        .col_expr(outbox::Column::Html, Expr::value(Option::<String>::None))
        .filter(outbox::Column::Kind.eq(MailKind::SignIn))
        .filter(outbox::Column::Text.is_not_null())
        .filter(outbox::Column::Recipient.in_subquery(earlier))
        .filter(outbox::Column::State.is_not_in([MailState::Queued, MailState::Claimed, MailState::Data]))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// The key goes with the transaction, the bytes after it. What nobody has fetched yet stays for its days.
async fn purge_packages(ctx: &Ctx, tx: &Write, plan: &Plan) -> Result<()> {
    let built = package::Entity::find()
        .filter(package::Column::RequestId.is_in(plan.closed.iter().map(|id| RequestId(*id))))
        .filter(package::Column::Id.is_not_in(plan.beside.stay()))
        .filter(package::Column::State.eq(PackageState::Ready));
    for row in built.all(tx.db()).await? {
        if let Some(file) = row.file.clone() {
            tx.after(After::Remove(ctx.storage.clone(), file));
        }
        let purged = package::Model {
            state: PackageState::Purged,
            file: None,
            wrapped_key: None,
            purged_at: Some(ctx.now()),
            ..row
        };
        purged.into_active_model().reset_all().update(tx.db()).await?;
    }
    Ok(())
}

/// The ledger of what stays. The file of a case is not in it: it is no promise to destroy, but our proof.
fn ledger(notice: &Profile, plan: &Plan, counts: impl Fn(Why) -> bool) -> Vec<Stays> {
    let stays = |row: &Planned| {
        let Fate::Keep(why, dates) = row.fate else { return None };
        if !counts(why) {
            return None;
        }
        let category = row.table.category.filter(|category| !RESIDUE.contains(category))?;
        Some(Stays {
            table: row.table.name.into(),
            record: row.id,
            ground: why.ground().code().into(),
            class: class(notice, category),
            ends_on: dates.map(|dates| dates.ends_on),
            keep_until: dates.map(|dates| dates.keep_until),
        })
    };
    plan.rows.iter().filter_map(stays).collect()
}

async fn write_down(deed: &Deed<'_>, plan: &Plan, left: Left) -> Result<()> {
    let (ctx, tx) = (deed.ctx, deed.tx);
    for stays in left.rows {
        let kept = kept::Model {
            id: ctx.mint::<KeptId>()?,
            request_id: Some(deed.request.id),
            person_id: deed.request.person_id,
            table_name: stays.table,
            record_id: stays.record,
            ground: stays.ground,
            class: stays.class,
            ends_on: stays.ends_on,
            keep_until: stays.keep_until,
            destroyed_at: None,
        };
        kept.into_active_model().reset_all().insert(tx.db()).await?;
    }
    match plan.person {
        Some(person) => left::remember(ctx, tx, PersonId(person), &left.addresses).await,
        None => Ok(()),
    }
}

fn class(notice: &Profile, category: Category) -> String {
    notice.retention_class_of(category.code()).map(|class| class.code.clone()).unwrap_or_default()
}

/// Numbers by table, no key and no value.
async fn record_it(deed: &Deed<'_>, plan: &Plan) -> Result<()> {
    let mut counts = serde_json::Map::new();
    for row in plan.gone() {
        let count = counts.get(row.table.name).and_then(serde_json::Value::as_u64).unwrap_or(0);
        counts.insert(row.table.name.into(), json!(count + 1));
    }
    let overdue = plan.rows.iter().filter(|row| row.fate == Fate::Erase { overdue: true }).count();
    let kept = plan.rows.iter().filter(|row| matches!(row.fate, Fate::Keep(..))).count();
    let (version, state) = (deed.request.version, deed.request.state.code());
    let detail =
        json!({ "rows": counts, "overdue": overdue, "kept": kept, "version": version, "state": state });
    record(deed.ctx, deed.tx, Entry::on(deed.request.id, What("erasure_executed"), deed.by).with(detail))
        .await
}
