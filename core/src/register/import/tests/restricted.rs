//! A restricted record against everything that would write on it.

use super::{
    precedence::{file_request, suppress},
    *,
};
use crate::{
    actor::Actor,
    error::{Error, Refusal},
    register::change::{self, Reason},
    right::restriction::{Marking, set},
    testing,
};
use entity::{id::PersonId, kind::RestrictionGround, restriction};
use sea_orm::{
    ColumnTrait, QueryFilter,
    sea_query::{Expr, ExprTrait, Query},
};

async fn restrict(ctx: &Ctx, person: PersonId, ground: RestrictionGround) {
    let tx = ctx.write().await.unwrap();
    let request = file_request(ctx, &tx).await;
    let marking = Marking { person, request, ground, scope: "everything".into() };
    assert!(set(ctx, &tx, Actor::System, &marking).await.unwrap());
    assert!(!set(ctx, &tx, Actor::System, &marking).await.unwrap(), "the same restriction is set once");
    tx.commit().await.unwrap();
}

async fn lift_all(ctx: &Ctx) {
    let tx = ctx.write().await.unwrap();
    restriction::Entity::update_many()
        .col_expr(restriction::Column::LiftedAt, Expr::value(ctx.now()))
        .filter(restriction::Column::LiftedAt.is_null())
        .exec(tx.db())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// [`GOOD`] with something else in every row of Maija's, and in one row of somebody else's.
fn news() -> TempDir {
    let changed = GOOD.iter().map(|(name, text)| {
        let text = text
            .replace("Maija Virtanen", "Maija Mäkelä")
            .replace("Esimerkkikatu", "Uusikatu")
            .replace("a;m;holder", "a;m;billing")
            .replace("S1;m;2019-01-02", "S1;m;2018-01-02")
            .replace(";M;active", ";L;active")
            .replace("Webhotelli", "Kauppa")
            .replace("123.45", "99.00")
            .replace("-0.05", "-9.00")
            .replace("Kyllä kiitos", "Joo")
            .replace("Pekka Rolet", "Petri Rolet");
        (*name, text)
    });
    let changed: Vec<_> = changed.collect();
    directory(&changed.iter().map(|(name, text)| (*name, text.as_str())).collect::<Vec<_>>())
}

/// Which reasons find the way to a person open, told by the gate and by the condition for queries alike.
async fn open_reasons(ctx: &Ctx, person: PersonId) -> Vec<Reason> {
    use sea_orm::ConnectionTrait;
    let mut open = Vec::new();
    for reason in Reason::ALL {
        let tx = ctx.write().await.unwrap();
        let answer = change::change(&tx, person, *reason).await;
        let select = Query::select()
            .column("id")
            .from("person")
            .and_where(Expr::col("id").eq(person.0))
            .and_where(change::is_open_to(*reason, "id"))
            .and_where(change::is_address_open_to(*reason, "email_key"))
            .to_owned();
        let found = !tx.db().query_all(&select).await.unwrap().is_empty();
        match answer {
            Ok(_) => open.push(*reason),
            Err(Error::Refused(Refusal::Restricted { .. })) => {}
            Err(other) => panic!("{other}"),
        }
        assert_eq!(open.contains(reason), found, "{reason:?}");
    }
    open
}

async fn spare_what_is_restricted(ctx: &Ctx) {
    imported(ctx, &directory(GOOD)).await;
    let maija = person(ctx, "m").await;
    assert_eq!(open_reasons(ctx, maija.id).await, Reason::ALL, "nobody is restricted yet");
    restrict(ctx, maija.id, RestrictionGround::Claims).await;
    let allowed = [Reason::OwnRequest, Reason::CaseFile, Reason::Protection];
    assert_eq!(open_reasons(ctx, maija.id).await, allowed);
    assert_eq!(open_reasons(ctx, person(ctx, "p").await.id).await, Reason::ALL, "one person, not all");

    let dry = import(ctx, news().path(), true).await.unwrap();
    let report = imported(ctx, &news()).await;
    assert_eq!(sums(&dry), sums(&report), "a dry run foretells: {dry}\n{report}");
    // Customer, person, address, contact, contract, account, order, two invoices, subscription.
    assert_eq!((sums(&report).1, sums(&report).3, report.kept_back.total), (1, 10, 10), "{report}");
    assert!(report.to_string().contains("invoice.csv line 3: Not imported: the record is restricted"));
    assert_eq!(person(ctx, "m").await, maija);
    assert_eq!(person(ctx, "p").await.name, "Petri Rolet");

    suppress(ctx, "maija.virtanen@posti.example").await;
    assert!(subscriptions(ctx).await[0].ended_at.is_some(), "an opt-out is never held up");

    lift_all(ctx).await;
    assert_eq!(open_reasons(ctx, maija.id).await, Reason::ALL);
    assert_eq!(sums(&imported(ctx, &news()).await).1, 9, "all but the stopped subscription");
    assert_eq!(person(ctx, "m").await.name, "Maija Mäkelä");
}

#[tokio::test]
async fn a_restricted_record_is_spared_by_import_and_open_to_the_opt_out_on_sqlite() {
    let (ctx, _folder) = testing::ctx().await;
    spare_what_is_restricted(&ctx).await;
}

#[tokio::test]
async fn a_restricted_record_is_spared_by_import_and_open_to_the_opt_out_on_postgresql_too() {
    let (ctx, _folder) = testing::postgres_ctx("restricted").await;
    spare_what_is_restricted(&ctx).await;
}

#[tokio::test]
async fn a_new_row_about_a_restricted_person_waits_and_an_end_of_subscription_comes_through() {
    let (ctx, _folder) = testing::ctx().await;
    imported(&ctx, &directory(GOOD)).await;
    restrict(&ctx, person(&ctx, "m").await.id, RestrictionGround::Accuracy).await;
    let invoice = "key;customer;number;issued_on;amount;currency\ni9;a;I9;2026-02-01;10.00;EUR\n";
    let ended = "key;email;person;purpose;evidence;wording;since;ended_at\n\
                 n1;maija@uusi.example;m;newsletter;consent;Kyllä;2022-09-01T09:30:00Z;2026-04-01\n\
                 n2;maija.virtanen@posti.example;;newsletter;consent;Kyllä;2026-01-01;\n";
    let report = imported(&ctx, &directory(&[("invoice.csv", invoice), ("subscription.csv", ended)])).await;
    assert_eq!(sums(&report), (0, 1, 0, 2), "{report}");
    assert_eq!(invoices(&ctx).await.len(), 2);
    let held = subscriptions(&ctx).await;
    assert_eq!(held.len(), 1);
    assert!(held[0].ended_at.is_some() && held[0].email == "maija.virtanen@posti.example");
}

#[tokio::test]
async fn that_an_address_is_protected_comes_through_to_a_restricted_person_and_nothing_else_does() {
    let (ctx, _folder) = testing::ctx().await;
    imported(&ctx, &directory(GOOD)).await;
    let before = person(&ctx, "m").await;
    restrict(&ctx, before.id, RestrictionGround::Claims).await;
    let told = "key;name;email;language;protected_on\nm;Maija Mäkelä;maija@uusi.example;sv;2026-03-01\n";
    let report = imported(&ctx, &directory(&[("person.csv", told)])).await;
    assert_eq!((sums(&report), report.kept_back.total), ((0, 1, 0, 0), 1), "{report}");
    let after = person(&ctx, "m").await;
    assert_eq!(after.protected_on.map(|on| on.to_string()).as_deref(), Some("2026-03-01"));
    assert_eq!((&after.name, &after.email, after.language), (&before.name, &before.email, before.language));
}
