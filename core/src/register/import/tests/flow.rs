//! The import as a whole: what arrives, that it can be repeated, and that nothing shows too early.

use super::*;
use crate::{
    error::Error,
    register::{
        demo,
        import::{
            form::Now,
            staging::{LEASE, Run},
        },
        person::{Match, matching},
        search,
    },
    testing,
};
use chrono::{NaiveDate, TimeDelta};
use entity::{contact, hosting_account, kind::Language, suppression};

#[tokio::test]
async fn every_table_arrives_with_its_values() {
    let (ctx, _folder) = testing::ctx().await;
    let report = imported(&ctx, &directory(GOOD)).await;
    assert_eq!(sums(&report), (17, 0, 0, 0), "{report}");
    let maija = person(&ctx, "m").await;
    assert_eq!((maija.name.as_str(), maija.name_key.as_str()), ("Maija Virtanen", "maija virtanen"));
    assert_eq!(maija.email.as_deref(), Some("maija.virtanen@posti.example"));
    assert_eq!(maija.email_since, NaiveDate::from_ymd_opt(2026, 4, 5), "today, when the file does not say");
    assert_eq!((maija.language, maija.source.as_str()), (Language::Fi, "import"));
    let veikko = person(&ctx, "v").await;
    assert_eq!((veikko.email, veikko.email_key, veikko.email_since), (None, None, None));
    let cents: Vec<i64> = invoices(&ctx).await.iter().map(|invoice| invoice.cents).collect();
    assert_eq!(cents, [12_345, -5]);
    let hosting = hosting_account::Entity::find().one(ctx.read()).await.unwrap().unwrap();
    assert_eq!((hosting.person_id, hosting.customer_id), (Some(maija.id), customers(&ctx).await[0].id));
    let suppressed = suppression::Entity::find().one(ctx.read()).await.unwrap().unwrap();
    assert_eq!(suppressed.since.to_rfc3339(), "2025-05-04T21:00:00+00:00");
    assert_eq!(staged(&ctx).await, 0, "personal data do not stay in staging");
}

#[tokio::test]
async fn the_same_directory_twice_changes_nothing_the_second_time() {
    let (ctx, _folder) = testing::ctx().await;
    let directory = directory(GOOD);
    imported(&ctx, &directory).await;
    let before = (person(&ctx, "m").await, customers(&ctx).await, invoices(&ctx).await);
    ctx.clock.advance(TimeDelta::days(3));
    let again = imported(&ctx, &directory).await;
    assert_eq!(sums(&again), (0, 0, 17, 0), "{again}");
    assert_eq!((person(&ctx, "m").await, customers(&ctx).await, invoices(&ctx).await), before);
}

#[tokio::test]
async fn a_changed_row_changes_and_a_new_address_is_dated() {
    let (ctx, _folder) = testing::ctx().await;
    imported(&ctx, &directory(GOOD)).await;
    ctx.clock.advance(TimeDelta::days(3));
    let moved = "key,name,email,language\nm,Maija Virta,maija@uusi.example,sv\n";
    let report = imported(&ctx, &directory(&[("person.csv", moved)])).await;
    assert_eq!(sums(&report), (0, 1, 0, 0));
    let maija = person(&ctx, "m").await;
    assert_eq!((maija.name_key.as_str(), maija.language), ("maija virta", Language::Sv));
    assert_eq!(maija.email_since, NaiveDate::from_ymd_opt(2026, 4, 8));
    assert_eq!(maija.email_key, Some(key(&ctx, "maija@uusi.example")));
    assert_eq!(maija.recorded_at, ctx.now());
}

#[tokio::test]
async fn a_column_that_is_not_there_leaves_its_field_alone() {
    let (ctx, _folder) = testing::ctx().await;
    imported(&ctx, &directory(GOOD)).await;
    let file = "key,customer,number,issued_on,amount,currency\ni1,a,I1,2019-02-01,1.00,EUR\n";
    imported(&ctx, &directory(&[("invoice.csv", file)])).await;
    let invoice = invoices(&ctx).await.remove(0);
    assert_eq!((invoice.cents, invoice.paid_on.is_some(), invoice.contract_id.is_some()), (100, true, true));
}

#[tokio::test]
async fn rows_of_another_source_are_other_rows() {
    let (ctx, _folder) = testing::ctx().await;
    imported(&ctx, &directory(GOOD)).await;
    let people = "\u{feff}key,name,email,language\r\nm,Toinen Maija,,en\r\n";
    let report = imported(&ctx, &directory(&[("person.csv", people), ("source.txt", "crm\n")])).await;
    assert_eq!(sums(&report), (1, 0, 0, 0));
    assert_eq!(search::persons(&ctx, "maija").await.unwrap().persons.len(), 2);
}

#[tokio::test]
async fn a_dry_run_counts_and_changes_nothing() {
    let (ctx, _folder) = testing::ctx().await;
    let report = import(&ctx, directory(GOOD).path(), true).await.unwrap();
    assert_eq!(sums(&report), (17, 0, 0, 0));
    assert!(report.to_string().contains("Dry run: nothing was changed."), "{report}");
    assert!(customers(&ctx).await.is_empty() && subscriptions(&ctx).await.is_empty());
    assert_eq!(staged(&ctx).await, 0);
    imported(&ctx, &directory(GOOD)).await;
    let moved =
        good_but("person.csv", "key;name;language\nm;Maija Uusi;fi\np;P;fi\nk;K;fi\nv;Veikko Koskinen;fi\n");
    let report = import(&ctx, moved.path(), true).await.unwrap();
    assert_eq!(sums(&report), (0, 3, 14, 0), "{report}");
    assert_eq!(person(&ctx, "m").await.name, "Maija Virtanen");
}

#[tokio::test]
async fn one_import_runs_at_a_time_and_one_that_broke_off_is_taken_over() {
    let (ctx, _folder) = testing::ctx().await;
    let now = Now { instant: ctx.now(), lists: Vec::new() };
    let broken = Run::claim(&ctx, "import".into(), now).await.unwrap().unwrap();
    let refused = import(&ctx, directory(GOOD).path(), false).await.unwrap();
    assert!(refused.to_string().contains("Another import is running"), "{refused}");
    ctx.clock.advance(LEASE + TimeDelta::seconds(1));
    imported(&ctx, &directory(GOOD)).await;
    assert!(matches!(broken.write().await, Err(Error::Fault(_))), "the broken one may write no more");
}

#[tokio::test]
async fn the_demo_customers_arrive_without_a_word() {
    let (ctx, _folder) = testing::ctx().await;
    let folder = tempfile::tempdir().unwrap();
    demo::write(folder.path(), 200).unwrap();
    let report = imported(&ctx, &folder).await;
    assert!(report.kept_back.is_empty(), "{report}");
    assert_eq!(customers(&ctx).await.len(), 200);
    let years: std::collections::BTreeSet<i32> =
        invoices(&ctx).await.iter().map(|invoice| chrono::Datelike::year(&invoice.issued_on)).collect();
    assert_eq!(years, (2019..=2026).collect());
    let again = imported(&ctx, &folder).await;
    assert_eq!((sums(&again).0, sums(&again).1), (0, 0), "{again}");
}

#[tokio::test]
async fn an_address_leads_to_nobody_one_or_several() {
    let (ctx, _folder) = testing::ctx().await;
    let folder = tempfile::tempdir().unwrap();
    demo::write(folder.path(), 0).unwrap();
    imported(&ctx, &folder).await;
    let whose = async |address: &str| Match::from(matching(ctx.read(), &key(&ctx, address)).await.unwrap());
    assert_eq!(whose("nobody@posti.example").await, Match::Nobody);
    assert_eq!(whose("INFO@rolet.example").await, Match::Several);
    assert!(matches!(whose("sini@JÄRVELÄ.example").await, Match::One(sini) if sini.name == "Sini Järvelä"));
    let emma = whose("emma.brown@mail.example").await;
    let Match::One(emma) = emma else { panic!("{emma:?}") };
    let places = contact::Entity::find().all(ctx.read()).await.unwrap();
    assert_eq!(places.iter().filter(|contact| contact.person_id == emma.id).count(), 2);
}

#[tokio::test]
async fn staff_find_a_person_by_name_address_and_customer_number() {
    let (ctx, _folder) = testing::ctx().await;
    let folder = tempfile::tempdir().unwrap();
    demo::write(folder.path(), 0).unwrap();
    imported(&ctx, &folder).await;
    let names = async |typed: &str| -> Vec<String> {
        let hits = search::persons(&ctx, typed).await.unwrap();
        hits.persons.into_iter().map(|hit| hit.person.name).collect()
    };
    assert_eq!(names("VIRTANEN maija").await, ["Maija Virtanen"]);
    assert_eq!(names("rolet").await, ["Kaarina Rolet", "Pekka Rolet"]);
    assert_eq!(names("östman").await, ["Aino Östman"]);
    assert!(names("ostman").await.is_empty(), "ö is not o");
    assert_eq!(names("info@ROLET.example").await, ["Kaarina Rolet", "Pekka Rolet"]);
    assert_eq!(names("10003").await, ["Emma Brown"]);
    for nothing in ["", "  ", "%", "_", "Maija%", "\\", "\0", "' OR 1=1 --"] {
        assert!(names(nothing).await.is_empty(), "{nothing:?}");
    }
    let emma = search::persons(&ctx, "emma brown").await.unwrap().persons.remove(0);
    let accounts: Vec<String> = emma.customers.into_iter().map(|customer| customer.name).collect();
    assert_eq!(accounts, ["Northlight Books Oy", "Harbour Consulting Oy Ab"]);
}

fn key(ctx: &Ctx, address: &str) -> String {
    ctx.keys.email_key(&crate::email::Email::parse(address).unwrap())
}
