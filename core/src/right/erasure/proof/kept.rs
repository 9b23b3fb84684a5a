//! The marks that an erasure left in the database, found by asking every column of every table, and the record and
//! date that each must have.

use super::scan;
use crate::{
    ctx::Ctx,
    register::{
        inventory::{Class, Erasure, Until, Whose, table},
        keep::{Calendar, Keep},
    },
    testing,
};
use chrono::NaiveDate;
use entity::{
    customer, kept,
    kind::{CustomerKind, State},
    request,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, ExprTrait, QueryFilter, Statement,
    sea_query::{Expr, Query},
};
use std::collections::{BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// A mark and where it stands.
#[derive(Clone, Debug)]
struct Trace {
    table: String,
    column: String,
    id: Uuid,
    mark: String,
}

/// All that is left.
pub(super) struct Kept {
    traces: Vec<Trace>,
    pub marks: BTreeSet<String>,
}

/// What says until when a record stays.
struct Ledger {
    kept: HashMap<(String, Uuid), Option<NaiveDate>>,
    /// The date of each closed file.
    files: HashMap<Uuid, NaiveDate>,
    /// Of looks and disclosures.
    looks: HashMap<Uuid, Keep>,
    companies: HashSet<Uuid>,
    /// By table: what each row hangs on.
    hangs: HashMap<String, HashMap<Uuid, Uuid>>,
}

impl Kept {
    /// Asks every column of every table, of whatever type.
    pub async fn find(ctx: &Ctx) -> Self {
        let mut traces = Vec::new();
        for (table, column) in testing::schema(ctx.read()).await {
            traces.extend(traces_in(ctx, &table, &column).await);
        }
        let marks = traces.iter().map(|trace| trace.mark.clone()).collect();
        Self { traces, marks }
    }

    /// Every mark belongs to a record that the plan kept, and the record has its date.
    pub async fn each_has_its_date(&self, ctx: &Ctx, persons: usize) {
        let ledger = Ledger::load(ctx).await;
        let astray: Vec<_> = self.traces.iter().filter(|trace| !ledger.dates(trace)).collect();
        assert!(
            astray.is_empty(),
            "{} marks without a date: {:#?}",
            astray.len(),
            &astray[..astray.len().min(40)]
        );
        let vouchers = self.traces.iter().filter(|trace| trace.table == "invoice");
        let owners: BTreeSet<_> = vouchers.clone().filter_map(|trace| scan::owner(&trace.mark)).collect();
        // Two of three are customers themselves; of their two invoices one is due.
        assert_eq!(owners.len(), persons - persons / 3);
        let invoices: BTreeSet<_> = vouchers.map(|trace| trace.id).collect();
        assert_eq!(invoices.len(), owners.len());
    }
}

async fn traces_in(ctx: &Ctx, table: &str, column: &str) -> Vec<Trace> {
    let backend = ctx.read().get_database_backend();
    let text = match backend {
        DbBackend::Sqlite => format!(r#"CAST("{column}" AS TEXT)"#),
        // A byte array is shown as it is, whatever else as text.
        _ => format!(r#"replace("{column}"::text, '\x', '')"#),
    };
    let sql = format!(
        r#"SELECT * FROM (SELECT t.*, {text} AS sought FROM "{table}" t) f WHERE sought LIKE '%proof%'"#
    );
    let rows = ctx.read().query_all_raw(Statement::from_string(backend, sql)).await.unwrap();
    let mut traces = Vec::new();
    for row in rows {
        let text: String = row.try_get("", "sought").unwrap();
        for mark in scan::marks(text.as_bytes()) {
            let id = row.try_get("", "id").unwrap_or_else(|_| panic!("{table}.{column} holds {mark}"));
            traces.push(Trace { table: table.into(), column: column.into(), id, mark });
        }
    }
    traces
}

impl Ledger {
    async fn load(ctx: &Ctx) -> Self {
        let open = kept::Entity::find().filter(kept::Column::DestroyedAt.is_null());
        let open = open.all(ctx.read()).await.unwrap();
        let rows = open.iter().map(|row| ((row.table_name.clone(), row.record_id), row.keep_until)).collect();
        let calendar = Calendar::of(&ctx.notice);
        let mut looks = HashMap::new();
        for name in ["look", "disclosure"] {
            let keys: Vec<Uuid> = ids(ctx, name, "id").await.into_keys().collect();
            looks.extend(calendar.rows(ctx.read(), table(name).unwrap(), &keys).await.unwrap());
        }
        let companies = customer::Entity::find().filter(customer::Column::Kind.eq(CustomerKind::Company));
        let mut hangs = HashMap::new();
        for name in testing::schema(ctx.read()).await.into_iter().filter(|(_, column)| column == "request_id")
        {
            hangs.insert(name.0.clone(), ids(ctx, &name.0, "request_id").await);
        }
        hangs.insert("outbox".into(), ids(ctx, "outbox", "letter_id").await);
        for name in ["contract", "purchase", "hosting_account"] {
            hangs.insert(name.into(), ids(ctx, name, "customer_id").await);
        }
        Self {
            kept: rows,
            files: files(ctx).await,
            looks,
            companies: companies.all(ctx.read()).await.unwrap().into_iter().map(|row| row.id.0).collect(),
            hangs,
        }
    }

    fn dates(&self, trace: &Trace) -> bool {
        if let Some(date) = self.kept.get(&(trace.table.clone(), trace.id)) {
            return date.is_some();
        }
        match trace.table.as_str() {
            "look" | "disclosure" => matches!(self.looks.get(&trace.id), Some(Keep::Until(_))),
            "request" => stays_in_file(trace) && self.files.contains_key(&trace.id),
            "outbox" => self.hang("outbox", trace.id).is_some_and(|letter| {
                let file = self.hang("letter", letter);
                stays_in_file(trace) && file.is_some_and(|file| self.files.contains_key(&file))
            }),
            // The company's own record, which no longer says who signed, ordered or uses.
            "contract" | "purchase" | "hosting_account" => {
                let company = self.hang(&trace.table, trace.id);
                is_customers(trace) && company.is_some_and(|company| self.companies.contains(&company))
            }
            name => {
                let file = self.hang(name, trace.id);
                stays_in_file(trace) && file.is_some_and(|file| self.files.contains_key(&file))
            }
        }
    }

    fn hang(&self, table: &str, id: Uuid) -> Option<Uuid> {
        self.hangs.get(table)?.get(&id).copied()
    }
}

/// Until when the file of each closed request stays: three years from closing.
async fn files(ctx: &Ctx) -> HashMap<Uuid, NaiveDate> {
    let closed = request::Entity::find().filter(request::Column::State.eq(State::Closed));
    let ids: Vec<Uuid> = closed.all(ctx.read()).await.unwrap().into_iter().map(|row| row.id.0).collect();
    let calendar = Calendar::of(&ctx.notice);
    let keeps = calendar.rows(ctx.read(), table("request").unwrap(), &ids).await.unwrap();
    keeps.into_iter().filter_map(|(id, keep)| Some((id, keep.kept()?.keep_until))).collect()
}

/// Whether the inventory says that erasure leaves the column with its file.
fn stays_in_file(trace: &Trace) -> bool {
    let column = table(&trace.table).and_then(|table| table.column(&trace.column));
    column.is_some_and(|column| match column.class {
        Class::Personal(class) => matches!(class.erasure, Erasure::Keep(Until::CaseFile | Until::Closed)),
        Class::Technical(_) => true,
    })
}

fn is_customers(trace: &Trace) -> bool {
    let column = table(&trace.table).and_then(|table| table.column(&trace.column));
    column.is_some_and(|column| column.personal().is_none_or(|class| class.whose != Whose::Doer))
}

/// What the rows of a table have in a column of keys, by their own; a row whose doer is still named is left out.
async fn ids(ctx: &Ctx, name: &str, column: &str) -> HashMap<Uuid, Uuid> {
    let mut select = Query::select();
    select.column("id").column(column.to_owned()).from(name.to_owned());
    if let (Some(doer), "customer_id") = (table(name).and_then(|table| table.doer), column) {
        select.and_where(Expr::col(doer).is_null());
    }
    let rows = ctx.read().query_all(&select).await.unwrap();
    let pair = |row: &sea_orm::QueryResult| {
        Some((row.try_get("", "id").unwrap(), row.try_get::<Option<Uuid>>("", column).unwrap()?))
    };
    rows.iter().filter_map(pair).collect()
}
