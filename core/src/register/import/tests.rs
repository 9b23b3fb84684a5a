//! What the tests of the import share: a directory of files, and questions to the register.

mod bad_files;
mod engines;
mod flow;
mod long;
mod past;
mod precedence;
mod restricted;
mod shared;

use super::{import, report::Report};
use crate::ctx::Ctx;
use entity::{customer, invoice, person, subscription};
use sea_orm::{EntityTrait, QueryOrder};
use std::fs;
use tempfile::TempDir;

/// A small directory that is right in every way.
const GOOD: &[(&str, &str)] = &[
    (
        "customer.csv",
        "key;number;kind;name;business_id;started_on;ended_on\n\
         a;100;private;Maija Virtanen;;2019-01-02;\n\
         b;200;company;Rolet Oy;;2020-01-02;\n",
    ),
    (
        "person.csv",
        "key;name;email;language\n\
         m;Maija Virtanen;Maija.Virtanen@POSTI.example;fi\n\
         p;Pekka Rolet;info@rolet.example;fi\n\
         k;Kaarina Rolet;info@rolet.example;sv\n\
         v;Veikko Koskinen;;fi\n",
    ),
    (
        "address.csv",
        "key;customer;kind;street;postal_code;city;country\n\
         a1;a;postal;\"Esimerkkikatu 1; porras B\";99999;Mallila;FI\n",
    ),
    ("contact.csv", "key;customer;person;role\nc1;a;m;holder\nc2;b;p;contact\nc3;b;k;billing\n"),
    ("contract.csv", "key;customer;number;signed_by;started_on\ns1;a;S1;m;2019-01-02\n"),
    (
        "hosting_account.csv",
        "key;customer;person;username;password_set_on;domain;plan;state\n\
         h1;a;m;maija;2023-11-15;maija.example;M;active\n",
    ),
    (
        "purchase.csv",
        "key;customer;contract;ordered_by;number;product;ordered_on;state\n\
         t1;a;s1;m;T1;Webhotelli;2019-01-02;active\n",
    ),
    (
        "invoice.csv",
        "key;customer;contract;number;issued_on;amount;currency;paid_on\n\
         i1;a;s1;I1;2019-02-01;123.45;EUR;2019-02-14\n\
         i2;a;;I2;2020-02-01;-0.05;EUR;\n",
    ),
    (
        "subscription.csv",
        "key;email;person;purpose;evidence;wording;since;ended_at\n\
         n1;maija.virtanen@posti.example;m;newsletter;consent;Kyllä kiitos;2022-09-01T09:30:00Z;\n",
    ),
    ("suppression.csv", "email;purpose;since\nolavi@posti.example;newsletter;2025-05-05\n"),
];

/// A directory with these files.
fn directory(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// [`GOOD`], with one file replaced.
fn good_but(name: &str, text: &str) -> TempDir {
    let folder = directory(GOOD);
    fs::write(folder.path().join(name), text).unwrap();
    folder
}

async fn imported(ctx: &Ctx, folder: &TempDir) -> Report {
    let report = import(ctx, folder.path(), false).await.unwrap();
    assert!(report.is_clean(), "{report}");
    report
}

/// New, changed, unchanged and skipped rows over all tables.
fn sums(report: &Report) -> (u64, u64, u64, u64) {
    report.tables.iter().fold((0, 0, 0, 0), |sums, counts| {
        (sums.0 + counts.new, sums.1 + counts.changed, sums.2 + counts.unchanged, sums.3 + counts.skipped)
    })
}

async fn person(ctx: &Ctx, key: &str) -> person::Model {
    let persons = person::Entity::find().all(ctx.read()).await.unwrap();
    persons.into_iter().find(|person| person.source_key == key).unwrap()
}

async fn subscriptions(ctx: &Ctx) -> Vec<subscription::Model> {
    subscription::Entity::find().all(ctx.read()).await.unwrap()
}

async fn invoices(ctx: &Ctx) -> Vec<invoice::Model> {
    invoice::Entity::find().order_by_asc(invoice::Column::Number).all(ctx.read()).await.unwrap()
}

async fn customers(ctx: &Ctx) -> Vec<customer::Model> {
    customer::Entity::find().order_by_asc(customer::Column::Number).all(ctx.read()).await.unwrap()
}

/// Rows that still lie in staging.
async fn staged(ctx: &Ctx) -> usize {
    use sea_orm::{ConnectionTrait, sea_query::Query};
    let select = Query::select().column("line").from("staged_row").to_owned();
    ctx.read().query_all(&select).await.unwrap().len()
}
