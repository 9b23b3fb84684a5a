//! Makes persons with a mark of their own in every text column of every table that holds personal data, by the
//! inventory itself (security.md A-21): a new table or column is covered by being classed.

use crate::{
    ctx::Ctx,
    email::Email,
    register::inventory::{Access, Column, Form, How, Path, Reason, Table, Whose, table, tables},
};
use chrono::{NaiveDate, TimeZone, Utc};
use entity::{id::RequestId, request};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Value, sea_query::Expr, sea_query::Query,
};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// What a text column holds.
pub(crate) type Text = fn(number: usize, place: &str) -> String;

/// Table, column and what stands in it instead of a mark; `*` is every table.
pub(crate) type Fixed = (&'static str, &'static str, &'static str);

/// What is sown.
#[derive(Clone, Copy)]
pub(crate) struct Seed {
    pub text: Text,
    pub fixed: &'static [Fixed],
    /// Tables that are left out.
    pub without: &'static [&'static str],
    /// The days on which each private customer got an invoice.
    pub invoiced: &'static [&'static str],
}

/// What was sown.
pub(crate) struct Field {
    /// The request each person has on file, oldest person first.
    pub requests: Vec<request::Model>,
    /// The address of each person.
    pub addresses: Vec<String>,
    /// The marks each person's package must hold, all of them and nothing else.
    pub shown: Vec<BTreeSet<String>>,
    /// The tables that got a row of a person.
    pub tables: BTreeSet<&'static str>,
}

/// Keys by the name of the columns that hold them.
type Keys = HashMap<&'static str, Uuid>;

/// A row to be sown.
struct Row<'a> {
    table: &'static Table,
    keys: &'a Keys,
    fixed: &'a [(&'static str, &'a str)],
    /// Whose, when anyone's; the number of the text otherwise.
    owner: Option<usize>,
    related: bool,
}

struct Sower<'a> {
    ctx: &'a Ctx,
    seed: Seed,
    sown: usize,
    shown: Vec<BTreeSet<String>>,
    rows: HashMap<&'static str, Vec<Vec<Value>>>,
}

/// What a request, an item and a contact must be for a package to be built.
const ALWAYS: &[Fixed] = &[
    ("request", "right", "access"),
    ("request", "language", "en"),
    ("item", "kind", "everything"),
    ("contact", "role", "holder"),
    ("*", "language", "fi"),
];
/// What others point at comes first.
const FIRST: &[&str] = &[
    "staff",
    "session",
    "challenge",
    "person",
    "customer",
    "contract",
    "request",
    "item",
    "letter",
    "message",
    "step",
];
/// Of a hold that the person may be told of.
const TOLD: [(&str, &str); 1] = [("silence", "")];
/// The number of what is nobody's.
const NOBODY: usize = 9999;
/// So many rows go into one statement.
const ROWS: usize = 200;

/// A mark that names its owner and place.
pub(crate) fn mark(number: usize, place: &str) -> String {
    format!("mark-{number}-{place}-z")
}

/// The marks that stand in a text.
pub(crate) fn marks_in(text: &str) -> BTreeSet<String> {
    let rest = text.split("mark-").skip(1);
    rest.map(|rest| format!("mark-{}-z", rest.split("-z").next().unwrap_or_default())).collect()
}

impl Seed {
    /// Every table, with this text wherever text may stand.
    pub const fn of(text: Text) -> Self {
        Self { text, fixed: &[], without: &[], invoiced: &["2026-03-01"] }
    }
}

/// Persons with these texts.
pub(crate) async fn sow(ctx: &Ctx, persons: usize, text: Text) -> Field {
    sow_seed(ctx, persons, Seed::of(text)).await
}

/// Persons in turn private, sole trader and contact of a company they share with the next such person, in one
/// transaction and few statements.
pub(crate) async fn sow_seed(ctx: &Ctx, persons: usize, seed: Seed) -> Field {
    let mut sower = Sower { ctx, seed, sown: 0, shown: vec![BTreeSet::new(); persons], rows: HashMap::new() };
    let staff = sower.fresh();
    sower.lay(&Row::of("staff", &Keys::from([("staff_id", staff)]), None));
    let mut company = Uuid::nil();
    let (mut ids, mut addresses) = (Vec::new(), Vec::new());
    for owner in 0..persons {
        if owner % 6 == 0 {
            company = sower.company(staff);
        }
        let (id, address) = sower.person(owner, company, staff);
        ids.push(RequestId(id));
        addresses.push(address);
    }
    let tables = sower.rows.keys().copied().collect();
    let shown = std::mem::take(&mut sower.shown);
    sower.bring_in().await;
    let asked = request::Entity::find().filter(request::Column::Id.is_in(ids.iter().copied()));
    let mut requests = asked.all(ctx.read()).await.unwrap();
    requests.sort_by_key(|request| ids.iter().position(|id| *id == request.id));
    assert_eq!(requests.len(), persons);
    Field { requests, addresses, shown, tables }
}

impl<'a> Row<'a> {
    fn of(name: &str, keys: &'a Keys, owner: Option<usize>) -> Self {
        Self { table: table(name).unwrap(), keys, fixed: &[], owner, related: false }
    }
}

impl Sower<'_> {
    fn fresh(&self) -> Uuid {
        self.ctx.mint().unwrap()
    }

    /// A company with rows that are nobody's personal data, and mail to the desk.
    fn company(&mut self, staff: Uuid) -> Uuid {
        let (customer, contract) = (self.fresh(), self.fresh());
        let keys = Keys::from([("customer_id", customer), ("contract_id", contract), ("staff_id", staff)]);
        let name = format!("Yhtiö {customer}");
        let fixed = [("kind", "company"), ("name", &*name), ("number", &*name)];
        self.lay(&Row { fixed: &fixed, ..Row::of("customer", &keys, None) });
        for name in ["contract", "address", "invoice", "purchase", "hosting_account", "outbox"] {
            self.lay(&Row::of(name, &keys, None));
        }
        customer
    }

    /// A person with a row in every table; gives the request in which they ask for access, and their address.
    fn person(&mut self, owner: usize, company: Uuid, staff: Uuid) -> (Uuid, String) {
        let kind = ["private", "sole_trader", "company"][owner % 3];
        let natural = kind != "company";
        let mut keys = Keys::from([("staff_id", staff), ("session_id", self.fresh())]);
        let own =
            ["person_id", "request_id", "letter_id", "message_id", "challenge_id", "item_id", "step_id"];
        keys.extend(own.map(|name| (name, self.fresh())));
        let customer = if natural { self.fresh() } else { company };
        keys.extend([("customer_id", customer), ("record_id", keys["person_id"])]);
        if natural {
            keys.extend([("contract_id", self.fresh())]);
            keys.extend(["signed_by", "ordered_by"].map(|name| (name, keys["person_id"])));
        }
        let known = (self.seed.text)(owner, "mail");
        let (address, key) = self.address_of(&known);
        self.shown[owner].insert(known);
        let fixed = [("email_key", &*key), ("requester_key", &*key), ("subject", &*key), ("kind", kind)];
        for table in tables().filter(|table| table.category.is_some()) {
            let customers_own = table.paths.iter().any(|path| matches!(path, Path::OwnCustomer(_)));
            if natural || !customers_own {
                self.rows_of(table, owner, (&keys, &fixed, &address));
            }
        }
        self.doings(owner, keys["person_id"], company);
        (keys["request_id"], address)
    }

    /// What a text is as an address, and its pseudonym.
    fn address_of(&self, known: &str) -> (String, String) {
        let address = format!("{known}@example.fi");
        match Email::parse(&address) {
            Ok(email) => (email.as_str().into(), self.ctx.keys.email_key(&email)),
            Err(_) => (known.into(), format!("key-of-{known}")),
        }
    }

    fn rows_of(
        &mut self,
        table: &'static Table,
        owner: usize,
        (keys, fixed, address): (&Keys, &[(&'static str, &str)], &str),
    ) {
        let without = |names: &[&str]| -> Keys {
            keys.iter().filter(|(name, _)| !names.contains(name)).map(|(name, key)| (*name, *key)).collect()
        };
        let plain = |column: &str| !(column == "kind" && table.name != "customer");
        let fixed: Vec<_> = fixed.iter().copied().filter(|(column, _)| plain(column)).collect();
        let row =
            Row { fixed: &fixed, ..Row { table, keys, fixed: &[], owner: Some(owner), related: false } };
        match table.name {
            "person" => {
                let mut fixed = fixed.clone();
                fixed.push(("email", address));
                self.lay(&Row { fixed: &fixed, ..row });
            }
            // A mail is a letter's or a challenge's; an entry is a request's or an address's.
            "outbox" => {
                self.lay(&Row { keys: &without(&["challenge_id"]), ..row });
                self.lay(&Row { keys: &without(&["letter_id"]), ..row });
            }
            "event" => {
                self.lay(&row);
                self.lay(&Row { keys: &without(&["request_id"]), ..row });
            }
            // Of every second an authority forbids telling.
            "hold" if owner.is_multiple_of(2) => self.lay(&Row { fixed: &TOLD, ..row }),
            "invoice" => {
                for day in self.seed.invoiced {
                    let mut fixed = fixed.clone();
                    fixed.push(("issued_on", day));
                    self.lay(&Row { fixed: &fixed, ..row });
                }
            }
            _ => self.lay(&row),
        }
    }

    /// What the person signed, ordered and uses for the company.
    fn doings(&mut self, owner: usize, person: Uuid, company: Uuid) {
        let keys = Keys::from([
            ("customer_id", company),
            ("person_id", person),
            ("signed_by", person),
            ("ordered_by", person),
        ]);
        for name in ["contract", "purchase", "hosting_account"] {
            self.lay(&Row { related: true, ..Row::of(name, &keys, Some(owner)) });
        }
    }

    fn lay(&mut self, row: &Row<'_>) {
        if self.seed.without.contains(&row.table.name) {
            return;
        }
        self.sown += 1;
        let values = row.table.columns.iter().map(|column| self.value(row, column)).collect();
        self.rows.entry(row.table.name).or_default().push(values);
    }

    fn value(&mut self, row: &Row<'_>, column: &Column) -> Value {
        let fixed = self.fixed(row, column);
        if column.name == "protected_on" {
            // A protected address is in no package.
            return Value::ChronoDate(None);
        }
        match column.form {
            Form::Text => fixed.unwrap_or_else(|| self.marked(row, column)).into(),
            Form::Code(vocabulary) => fixed
                .filter(|code| vocabulary.codes().contains(&&**code))
                .unwrap_or_else(|| vocabulary.codes()[0].into())
                .into(),
            Form::Date => {
                let day = fixed.as_deref().unwrap_or("2026-03-01");
                day.parse::<NaiveDate>().unwrap().into()
            }
            Form::Instant => Utc.with_ymd_and_hms(2026, 3, 2, 8, 30, 0).unwrap().into(),
            Form::Count => 1_i32.into(),
            Form::Large | Form::Cents => 12_345_i64.into(),
            Form::Flag => false.into(),
            Form::Bytes => Value::Bytes(None),
            Form::Key => self.key(row, column).into(),
        }
    }

    fn fixed(&self, row: &Row<'_>, column: &Column) -> Option<String> {
        let own = row.fixed.iter().find(|(name, _)| *name == column.name).map(|(_, text)| *text);
        let names = |(table, name, _): &&Fixed| [row.table.name, "*"].contains(table) && *name == column.name;
        let of_seed = || self.seed.fixed.iter().find(names).map(|(_, _, text)| *text);
        let always = || ALWAYS.iter().find(names).map(|(_, _, text)| *text);
        own.or_else(of_seed).or_else(always).map(str::to_owned)
    }

    fn key(&self, row: &Row<'_>, column: &Column) -> Option<Uuid> {
        let of_staff =
            column.personal().is_some_and(|class| class.access == Access::LeftOut(Reason::StaffName));
        match column.name {
            "id" => {
                let own = row.keys.iter().find(|(name, _)| name.strip_suffix("_id") == Some(row.table.name));
                Some(own.filter(|_| !row.related).map_or_else(|| self.fresh(), |(_, key)| *key))
            }
            "session_id" => None,
            _ if of_staff => row.keys.get("staff_id").copied(),
            name => row.keys.get(name).copied(),
        }
    }

    fn marked(&mut self, row: &Row<'_>, column: &Column) -> String {
        let place = format!("{}.{}.{}", self.sown, row.table.name, column.name);
        let text = (self.seed.text)(row.owner.unwrap_or(NOBODY), &place);
        let told = column.personal().is_some_and(|class| {
            let silent = row.table.name == "hold" && row.fixed != TOLD;
            let said = !silent && !matches!(class.access, Access::LeftOut(_) | Access::Explained(How::Actor));
            said && (class.whose != Whose::Customer || !row.related)
        });
        if let (Some(owner), true) = (row.owner, told) {
            self.shown[owner].insert(text.clone());
        }
        text
    }

    async fn bring_in(mut self) {
        let tx = self.ctx.write().await.unwrap();
        let mut names: Vec<_> = self.rows.keys().copied().collect();
        names.sort_by_key(|name| FIRST.iter().position(|first| first == name).unwrap_or(FIRST.len()));
        for name in names {
            let rows = self.rows.remove(name).unwrap();
            for rows in rows.chunks(ROWS) {
                let mut insert = Query::insert();
                insert
                    .into_table(name)
                    .columns(table(name).unwrap().columns.iter().map(|column| column.name));
                for row in rows {
                    insert.values(row.iter().map(|value| Expr::val(value.clone()))).unwrap();
                }
                tx.db().execute(&insert).await.unwrap_or_else(|error| panic!("{name}: {error}"));
            }
        }
        tx.commit().await.unwrap();
    }
}
