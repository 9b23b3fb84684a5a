//! Tells a stored value in words: codes, keys, dates and amounts mean nothing to a person (law.md R1.1.3).

use super::{
    Field,
    row::{Found, Value},
    subject::Subject,
};
use crate::{
    ctx::Ctx,
    error::Result,
    id::Reference,
    lang::{self, text, text_with},
    law::{extension, ground::Ground},
    notice::profile::Profile,
    register::inventory::{Access, Column, Form, How, table, word::Vocabulary},
    request::answers::Answers,
    right::{rectification::fields::parse_target, restriction},
};
use entity::{contract, customer, id::ContractId, id::CustomerId, kind::Language};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;

/// What explanations need to know.
pub(super) struct Explainer<'a> {
    pub language: Language,
    pub subject: &'a Subject,
    notice: &'a Profile,
    customers: HashMap<Uuid, String>,
    contracts: HashMap<Uuid, String>,
}

impl<'a> Explainer<'a> {
    pub async fn new(ctx: &'a Ctx, language: Language, subject: &'a Subject, rows: &[Found]) -> Result<Self> {
        let ids = rows.iter().filter_map(|row| row.key("customer_id")).map(CustomerId);
        let named = customer::Entity::find().filter(customer::Column::Id.is_in(ids)).all(ctx.read()).await?;
        let customers = named.into_iter().map(|one| (one.id.0, format!("{} ({})", one.name, one.number)));
        let ids = rows.iter().filter_map(|row| row.key("contract_id")).map(ContractId);
        let numbered =
            contract::Entity::find().filter(contract::Column::Id.is_in(ids)).all(ctx.read()).await?;
        let contracts = numbered.into_iter().map(|one| (one.id.0, one.number));
        let (customers, contracts) = (customers.collect(), contracts.collect());
        Ok(Self { language, subject, notice: &ctx.notice, customers, contracts })
    }

    /// Why a row of another customer is here.
    pub fn relation(&self, row: &Found) -> Option<String> {
        let customer =
            row.key("customer_id").and_then(|id| self.customers.get(&id)).filter(|_| row.related)?;
        let key = format!("relation-{}", row.table.name.replace('_', "-"));
        Some(text_with(self.language, &key, &[("customer", customer.as_str().into())]))
    }

    /// A value as people and as machines read it; the caller names it.
    pub fn field(&self, row: &Found, column: &'static Column, access: Access) -> Field {
        let value = row.value(column.name);
        let (value, raw) = match access {
            // A key of staff or of an address never leaves.
            Access::Explained(How::Actor) => (self.words(row, column, How::Actor), serde_json::Value::Null),
            Access::Explained(how) => (self.words(row, column, how), machine(value)),
            Access::Shown | Access::LeftOut(_) if column.form == Form::Cents => self.amount(row, value),
            Access::Shown | Access::LeftOut(_) => (self.plain(value), machine(value)),
        };
        Field { column, label: String::new(), value, raw, kept_back: None }
    }

    fn plain(&self, value: &Value) -> String {
        match value {
            Value::Text(text) => text.clone(),
            Value::Date(date) => lang::date(self.language, *date),
            Value::Instant(at) => lang::moment(self.language, *at),
            Value::Number(number) => number.to_string(),
            Value::Flag(flag) => self.text(if *flag { "scope-yes" } else { "scope-no" }),
            Value::Nothing | Value::Key(_) => String::new(),
        }
    }

    fn words(&self, row: &Found, column: &Column, how: How) -> String {
        let value = row.value(column.name);
        let key = if let Value::Key(key) = value { Some(*key) } else { None };
        let raw = self.plain(value);
        let known = match how {
            How::Words => match column.form {
                Form::Code(vocabulary) => Some(self.word(vocabulary, &raw)),
                _ => None,
            },
            How::Customer => key.and_then(|key| self.customers.get(&key)).cloned(),
            How::Contract => key.and_then(|key| self.contracts.get(&key)).cloned(),
            How::Doer => Some(self.doer(key)),
            How::Purpose => self.purpose(&raw),
            How::Holder => self.holder(&raw),
            How::Source => self.source(&raw),
            How::Ground => Ground::from_code(&raw).map(|ground| ground.title(self.language)),
            How::Complexity => Some(extension::words(self.language, &raw).join(", ")),
            How::Name => self.name(row, &raw),
            How::Event => Some(self.event(&raw)),
            How::Actor => Some(self.actor(&raw)),
            How::Answers => self.answers(row, &raw),
            How::Look => self.look(row, &raw),
            How::Json => serde_json::from_str(&raw).ok().map(|json: serde_json::Value| lines(&json)),
        };
        known.unwrap_or(raw)
    }

    fn text(&self, key: &str) -> String {
        text(self.language, key)
    }

    fn word(&self, vocabulary: Vocabulary, code: &str) -> String {
        self.text(&vocabulary.key(code))
    }

    fn doer(&self, key: Option<Uuid>) -> String {
        self.text(if key == self.subject.person { "scope-you" } else { "scope-someone-else" })
    }

    fn purpose(&self, code: &str) -> Option<String> {
        Some(self.notice.purpose(code)?.label.in_language(self.language).to_owned())
    }

    fn holder(&self, code: &str) -> Option<String> {
        let holder = self.notice.recipients.iter().find(|recipient| recipient.code == code)?;
        Some(holder.named().unwrap_or(holder.label.in_language(self.language)).to_owned())
    }

    fn source(&self, code: &str) -> Option<String> {
        let source = self.notice.sources.iter().find(|source| source.code == code)?;
        Some(source.text.in_language(self.language).to_owned())
    }

    /// What a target, table or column is called: a category, a purpose, a table, or `table.column`.
    fn name(&self, row: &Found, code: &str) -> Option<String> {
        let label = |known: &str, column: &str| {
            let known = table(known)?;
            let column = known.column(column)?;
            Some(self.text(&known.column_label_key(column.name)))
        };
        if let Some((ground, scope)) = restriction::parse_target(code) {
            let scope = self.name(row, scope)?;
            return Some(format!("{scope}: {}", restriction::ground_text(self.language, ground)));
        }
        if code == restriction::EVERYTHING {
            return Some(self.text("value-item-everything"));
        }
        if code.contains(',') {
            let names = code.split(',').map(|code| self.name(row, code));
            return Some(names.collect::<Option<Vec<_>>>()?.join(", "));
        }
        if let Some(target) = parse_target(code) {
            return Some(self.text(target.field.label_key()));
        }
        let category = self.notice.category(code);
        category
            .map(|category| category.label.in_language(self.language).to_owned())
            .or_else(|| self.purpose(code))
            .or_else(|| table(code).map(|table| self.text(&table.label_key())))
            .or_else(|| label(row.text("table_name")?, code))
            .or_else(|| {
                let (known, column) = code.split_once('.')?;
                label(known, column.rsplit('.').next()?)
            })
    }

    /// What a form held when it was left, an answer a line.
    fn answers(&self, row: &Found, raw: &str) -> Option<String> {
        let answers: Answers = serde_json::from_str(raw).ok()?;
        let mut told = Vec::new();
        let right = answers.kind.right().or(answers.right);
        told.extend(right.map(|right| self.text(&format!("value-right-{}", right.code()))));
        told.extend(answers.everything.then(|| self.text("value-item-everything")));
        told.extend(answers.ground.map(|ground| restriction::ground_text(self.language, ground)));
        let named = answers.categories.iter().chain(&answers.purposes);
        told.extend(named.filter_map(|code| self.name(row, code)));
        for field in &answers.fields {
            let label = self.name(row, &field.target).unwrap_or_default();
            told.push(format!("{label}: {}", field.right_value));
        }
        told.extend([answers.other, answers.text, answers.transfer_to].into_iter().flatten());
        told.extend([answers.transfer_reach, answers.name].into_iter().flatten());
        Some(told.join("\n"))
    }

    /// A purpose begins with the number of the case from which staff opened the register. Another person's is not told.
    fn look(&self, row: &Found, purpose: &str) -> Option<String> {
        let (case, reason) = purpose.split_once(": ").unwrap_or((purpose, ""));
        let case = Reference::parse(case).ok()?;
        let own = row.key("request_id").is_none_or(|request| self.subject.requests.contains(&request));
        let case = if own {
            text_with(self.language, "look-for-case", &[("reference", case.to_string().into())])
        } else {
            self.text("look-for-anothers-case")
        };
        Some(if reason.is_empty() { case } else { format!("{case}: {reason}") })
    }

    fn event(&self, code: &str) -> String {
        let known = self.text(&format!("happened-{}", code.replace('_', "-")));
        if known.starts_with('⟦') { code.replace('_', " ") } else { known }
    }

    /// No entry names a person: the one who asks, whoever asked, staff, or the portal.
    fn actor(&self, code: &str) -> String {
        let key = match code.split_once(':') {
            Some(("requester", key)) if self.subject.addresses.iter().any(|own| own == key) => "scope-you",
            Some(("requester", _)) => "scope-requester",
            Some(("staff", _)) => "scope-staff",
            Some(("holder", code)) => return self.holder(code).unwrap_or_else(|| code.to_owned()),
            _ if code == "anyone" => "scope-anyone",
            _ => "scope-portal",
        };
        self.text(key)
    }

    fn amount(&self, row: &Found, value: &Value) -> (String, serde_json::Value) {
        let Value::Number(cents) = value else { return (String::new(), serde_json::Value::Null) };
        let (sign, whole, part) =
            (if *cents < 0 { "-" } else { "" }, cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
        let (group, point) = match self.language {
            Language::Fi | Language::Sv => ('\u{a0}', ','),
            Language::En => (',', '.'),
        };
        let currency = row.text("currency").unwrap_or_default();
        let told = format!("{sign}{}{point}{part:02} {currency}", grouped(whole, group));
        (told, json!(format!("{sign}{whole}.{part:02}")))
    }
}

/// As machines read it; a key is told in words only.
fn machine(value: &Value) -> serde_json::Value {
    match value {
        Value::Nothing | Value::Key(_) => serde_json::Value::Null,
        Value::Text(text) => json!(text),
        Value::Date(date) => json!(date.to_string()),
        Value::Instant(at) => json!(at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)),
        Value::Number(number) => json!(number),
        Value::Flag(flag) => json!(flag),
    }
}

fn grouped(whole: u64, separator: char) -> String {
    let digits = whole.to_string();
    let mut told = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            told.push(separator);
        }
        told.push(digit);
    }
    told
}

/// The texts within JSON, one a line, each with its name.
fn lines(json: &serde_json::Value) -> String {
    let mut told = Vec::new();
    gather(&mut told, "", json);
    told.join("\n")
}

fn gather(told: &mut Vec<String>, name: &str, json: &serde_json::Value) {
    let say = |value: &str| if name.is_empty() { value.to_owned() } else { format!("{name}: {value}") };
    match json {
        serde_json::Value::Null => {}
        serde_json::Value::String(text) => told.push(say(text)),
        serde_json::Value::Array(items) => {
            for item in items {
                gather(told, name, item);
            }
        }
        serde_json::Value::Object(fields) => {
            for (name, field) in fields {
                gather(told, name, field);
            }
        }
        other => told.push(say(&other.to_string())),
    }
}
