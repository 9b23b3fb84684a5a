//! Sows a register in which every text column of every row holds a mark of its own, by the inventory itself,
//! and reads the packages back (security.md A-21).

use crate::{
    ctx::Ctx,
    database::Write,
    register::inventory::{Access, Column, Form, How, Table, Whose, table},
    right::package::build,
};
use chrono::{NaiveDate, TimeZone, Utc};
use entity::{id::RequestId, request};
use sea_orm::{ConnectionTrait, EntityTrait, Value, sea_query::Expr, sea_query::Query};
use std::{
    collections::{BTreeSet, HashMap},
    io::Read,
};
use uuid::Uuid;

/// What a text column holds.
pub(crate) type Text = fn(number: usize, place: &str) -> String;

/// A mark that names its owner and place.
pub(crate) fn mark(number: usize, place: &str) -> String {
    format!("mark-{number}-{place}-z")
}

/// What was sown.
pub(crate) struct Field {
    pub requests: Vec<request::Model>,
    /// The texts each person's package must hold, all of them and nothing else.
    pub shown: Vec<BTreeSet<String>>,
}

/// A row to be sown.
struct Row<'a> {
    table: &'static str,
    keys: &'a HashMap<&'static str, Uuid>,
    fixed: &'a [(&'static str, &'a str)],
    /// Whose, when anyone's; the number of the text otherwise.
    owner: Option<usize>,
    related: bool,
}

struct Sower<'a> {
    ctx: &'a Ctx,
    tx: Write,
    text: Text,
    sown: usize,
    shown: Vec<BTreeSet<String>>,
}

/// Two hundred packages hold every mark of their own and none of the others.
pub(crate) async fn each_package_holds_its_own_marks_and_no_others(ctx: &Ctx, persons: usize) {
    let field = sow(ctx, persons, mark).await;
    for (request, shown) in field.requests.iter().zip(&field.shown) {
        let files = unpack(build::archive(ctx, request).await.unwrap());
        assert!(shown.len() >= 50, "too few marks were sown: {}", shown.len());
        assert_eq!(marks_in(&files["index.html"]), *shown, "index.html");
        assert_eq!(marks_in(&files["data.json"]), *shown, "data.json");
        let sheets: String =
            files.iter().filter(|(name, _)| name.starts_with("csv/")).map(|(_, text)| &**text).collect();
        assert_eq!(marks_in(&sheets), *shown, "the sheets");
        assert!(marks_in(&files["README.txt"]).is_subset(shown), "README.txt");
    }
}

/// The files of an archive by name.
pub(crate) fn unpack(bytes: Vec<u8>) -> HashMap<String, String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|place| {
            let mut file = archive.by_index(place).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}

fn marks_in(text: &str) -> BTreeSet<String> {
    let rest = text.split("mark-").skip(1);
    rest.map(|rest| format!("mark-{}-z", rest.split("-z").next().unwrap_or_default())).collect()
}

/// Persons in turn private, sole trader and contact of a company they share with the next such person.
pub(crate) async fn sow(ctx: &Ctx, persons: usize, text: Text) -> Field {
    let tx = ctx.write().await.unwrap();
    let mut sower = Sower { ctx, tx, text, sown: 0, shown: vec![BTreeSet::new(); persons] };
    let staff = sower.fresh();
    sower.row(&Row::of("staff", &HashMap::from([("id", staff)]), &[], None)).await;
    let mut company = Uuid::nil();
    let mut ids = Vec::new();
    for owner in 0..persons {
        if owner % 6 == 0 {
            company = sower.company(staff).await;
        }
        ids.push(sower.person(owner, company, staff).await);
    }
    let shown = std::mem::take(&mut sower.shown);
    sower.tx.commit().await.unwrap();
    let mut requests = Vec::new();
    for id in ids {
        requests.push(request::Entity::find_by_id(RequestId(id)).one(ctx.read()).await.unwrap().unwrap());
    }
    Field { requests, shown }
}

impl<'a> Row<'a> {
    fn of(
        table: &'static str,
        keys: &'a HashMap<&'static str, Uuid>,
        fixed: &'a [(&'static str, &'a str)],
        owner: Option<usize>,
    ) -> Self {
        Self { table, keys, fixed, owner, related: false }
    }
}

impl Sower<'_> {
    fn fresh(&self) -> Uuid {
        self.ctx.mint().unwrap()
    }

    /// A company with rows that are nobody's personal data.
    async fn company(&mut self, staff: Uuid) -> Uuid {
        let id = self.fresh();
        let name = format!("Yhtiö {id}");
        let fixed = [("kind", "company"), ("name", &*name), ("number", &*name)];
        self.row(&Row::of("customer", &HashMap::from([("id", id)]), &fixed, None)).await;
        let contract = self.fresh();
        self.row(&Row::of("contract", &HashMap::from([("id", contract), ("customer_id", id)]), &[], None))
            .await;
        let keys = HashMap::from([("customer_id", id), ("contract_id", contract), ("staff_id", staff)]);
        for table in ["address", "invoice", "purchase", "hosting_account", "outbox"] {
            self.row(&Row::of(table, &keys, &[], None)).await;
        }
        id
    }

    /// A person with a row in every table; gives the request in which they ask for access.
    async fn person(&mut self, owner: usize, company: Uuid, staff: Uuid) -> Uuid {
        let (person, request, customer) = (self.fresh(), self.fresh(), self.fresh());
        let address = format!("key-of-{person}");
        let keyed = [("email_key", &*address), ("requester_key", &*address), ("subject", &*address)];
        let keys = HashMap::from([
            ("id", person),
            ("person_id", person),
            ("request_id", request),
            ("staff_id", staff),
        ]);
        self.row(&Row::of("person", &keys, &keyed, Some(owner))).await;
        self.request(owner, &keys, &keyed).await;
        for table in [
            "subscription",
            "suppression",
            "session",
            "challenge",
            "draft",
            "look",
            "disclosure",
            "correction",
        ] {
            let language = [keyed[0], keyed[1], keyed[2], ("language", "fi")];
            self.row(&Row::of(table, &without_id(&keys), &language, Some(owner))).await;
        }
        let kind = ["private", "sole_trader", "company"][owner % 3];
        if kind == "company" {
            self.contact(owner, person, company).await;
        } else {
            self.holder(owner, (person, customer), kind).await;
        }
        self.doings(owner, person, company).await;
        request
    }

    /// The request and its file.
    async fn request(
        &mut self,
        owner: usize,
        keys: &HashMap<&'static str, Uuid>,
        keyed: &[(&'static str, &str)],
    ) {
        let (letter, challenge) = (self.fresh(), self.fresh());
        let mut own = keys.clone();
        own.insert("id", keys["request_id"]);
        let fixed: Vec<_> = keyed.iter().copied().chain([("right", "access"), ("language", "en")]).collect();
        self.row(&Row::of("request", &own, &fixed, Some(owner))).await;
        own.insert("id", letter);
        self.row(&Row::of("letter", &own, keyed, Some(owner))).await;
        own.insert("id", challenge);
        self.row(&Row::of("challenge", &own, keyed, Some(owner))).await;
        let plain = without_id(keys);
        for table in
            ["item", "message", "note", "pause", "proposal", "identity_check", "step", "package", "task"]
        {
            let everything = [("kind", if table == "item" { "everything" } else { "bounce" })];
            self.row(&Row::of(table, &plain, &everything, Some(owner))).await;
        }
        self.row(&Row::of("event", &plain, keyed, Some(owner))).await;
        self.row(&Row::of("event", &HashMap::new(), keyed, Some(owner))).await;
        self.row(&Row::of("outbox", &HashMap::from([("letter_id", letter)]), &[], Some(owner))).await;
        self.row(&Row::of("outbox", &HashMap::from([("challenge_id", challenge)]), &[], Some(owner))).await;
    }

    /// A private customer or sole trader: all of its rows are the holder's.
    async fn holder(&mut self, owner: usize, (person, customer): (Uuid, Uuid), kind: &str) {
        let contract = self.fresh();
        self.row(&Row::of("customer", &HashMap::from([("id", customer)]), &[("kind", kind)], Some(owner)))
            .await;
        let mut keys = HashMap::from([("customer_id", customer), ("person_id", person)]);
        self.row(&Row::of("contact", &keys, &[("role", "holder")], Some(owner))).await;
        for role in ["signed_by", "ordered_by"] {
            keys.insert(role, person);
        }
        keys.insert("id", contract);
        self.row(&Row::of("contract", &keys, &[], Some(owner))).await;
        keys.remove("id");
        keys.insert("contract_id", contract);
        for table in ["address", "invoice", "purchase", "hosting_account"] {
            self.row(&Row::of(table, &keys, &[], Some(owner))).await;
        }
    }

    async fn contact(&mut self, owner: usize, person: Uuid, company: Uuid) {
        let keys = HashMap::from([("customer_id", company), ("person_id", person)]);
        self.row(&Row::of("contact", &keys, &[("role", "holder")], Some(owner))).await;
    }

    /// What the person signed, ordered and uses for the company.
    async fn doings(&mut self, owner: usize, person: Uuid, company: Uuid) {
        let keys = HashMap::from([
            ("customer_id", company),
            ("person_id", person),
            ("signed_by", person),
            ("ordered_by", person),
        ]);
        for table in ["contract", "purchase", "hosting_account"] {
            self.row(&Row { table, keys: &keys, fixed: &[], owner: Some(owner), related: true }).await;
        }
    }

    async fn row(&mut self, row: &Row<'_>) {
        self.sown += 1;
        let table = table(row.table).unwrap();
        let mut insert = Query::insert();
        insert.into_table(table.name).columns(table.columns.iter().map(|column| column.name));
        let values: Vec<Expr> =
            table.columns.iter().map(|column| Expr::val(self.value(row, table, column))).collect();
        insert.values(values).unwrap();
        self.tx.db().execute(&insert).await.unwrap_or_else(|error| panic!("{}: {error}", table.name));
    }

    fn value(&mut self, row: &Row<'_>, table: &Table, column: &Column) -> Value {
        let at = Utc.with_ymd_and_hms(2026, 3, 2, 8, 30, 0).unwrap();
        let fixed =
            row.fixed.iter().find(|(name, _)| *name == column.name).map(|(_, text)| (*text).to_owned());
        match column.form {
            Form::Text => fixed.unwrap_or_else(|| self.marked(row, table, column)).into(),
            Form::Code(vocabulary) => fixed
                .filter(|code| vocabulary.codes().contains(&&**code))
                .unwrap_or_else(|| vocabulary.codes()[0].into())
                .into(),
            Form::Date => NaiveDate::from_ymd_opt(2026, 3, 1).unwrap().into(),
            Form::Instant => at.into(),
            Form::Count => 1_i32.into(),
            Form::Large | Form::Cents => 12_345_i64.into(),
            Form::Flag => false.into(),
            Form::Bytes => Value::Bytes(None),
            Form::Key => match column.name {
                "id" | "record_id" => Some(row.keys.get("id").copied().unwrap_or_else(|| self.fresh())),
                // The members of staff are known by one key.
                "assignee_id" | "recorded_by" | "proposed_by" | "approved_by" | "answered_by" | "done_by" => {
                    row.keys.get("staff_id").copied()
                }
                name => row.keys.get(name).copied(),
            }
            .into(),
        }
    }

    fn marked(&mut self, row: &Row<'_>, table: &Table, column: &Column) -> String {
        let place = format!("{}.{}.{}", self.sown, table.name, column.name);
        let text = (self.text)(row.owner.unwrap_or(9999), &place);
        let told = column.personal().is_some_and(|class| {
            let said = !matches!(class.access, Access::LeftOut(_) | Access::Explained(How::Actor));
            said && (class.whose != Whose::Customer || !row.related)
        });
        if let (Some(owner), true) = (row.owner, told) {
            self.shown[owner].insert(text.clone());
        }
        text
    }
}

fn without_id(keys: &HashMap<&'static str, Uuid>) -> HashMap<&'static str, Uuid> {
    keys.iter().filter(|(name, _)| **name != "id").map(|(name, key)| (*name, *key)).collect()
}
