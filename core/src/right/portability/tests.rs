//! What a portability package holds, that its files are as the schema says, and what may be decided.

use super::{SCHEMA, columns, name, not_offered, offered, tables, verdict};
use crate::{
    ctx::Ctx,
    database::Write,
    law::ground::Ground,
    register::{
        inventory::word::Category,
        tests_marks::{mark, sow},
    },
    request::decision::{Decision, Flaw, ItemVerdict},
    right::package::{
        build, copy,
        sheet::is_trigger,
        tests_schema::{faults, unpack},
    },
    testing,
};
use entity::{
    contact, customer, item,
    kind::{CustomerKind, Evidence, ItemKind, Language, Right, Verdict},
    request, subscription,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};

fn of(request: &request::Model) -> request::Model {
    request::Model { right: Some(Right::Portability), ..request.clone() }
}

async fn files(ctx: &Ctx, request: &request::Model) -> HashMap<String, String> {
    unpack(build::archive(ctx, &of(request)).await.unwrap())
}

fn data(files: &HashMap<String, String>) -> Value {
    serde_json::from_str(&files["data.json"]).unwrap()
}

/// Kinds of records that hold something.
fn kinds(data: &Value) -> Vec<&str> {
    let records = data["records"].as_object().unwrap().iter();
    records.filter(|(_, all)| !all.as_array().unwrap().is_empty()).map(|(kind, _)| kind.as_str()).collect()
}

fn formula(number: usize, place: &str) -> String {
    format!("=cmd|' /C calc'!A{number};\"{place}\r\n</dd><script>")
}

#[tokio::test]
async fn every_file_is_as_the_schema_says_and_the_sheets_read_back_to_equal_values() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    for text in [mark, formula] {
        let (ctx, _folder) = testing::ctx().await;
        let field = sow(&ctx, 3, text).await;
        for request in &field.requests {
            let files = files(&ctx, request).await;
            let data = data(&files);
            assert_eq!(faults(&schema, &data), Vec::<String>::new());
            assert_eq!(files["portability-1.json"], SCHEMA);
            for (kind, records) in data["records"].as_object().unwrap() {
                sheet_says(&files, kind, records.as_array().unwrap());
            }
            assert!(!files["index.html"].contains("<script>") && !files["index.html"].contains('⟦'));
        }
    }
    let wrong = serde_json::json!({ "format": "portability-2", "surplus": 1 });
    assert!(faults(&schema, &wrong).len() > 6);
}

/// The sheet of a kind holds the same names and values; a guarded cell differs by apostrophes alone.
fn sheet_says(files: &HashMap<String, String>, kind: &str, records: &[Value]) {
    let Some(sheet) = files.get(&format!("csv/{kind}.csv")) else {
        assert!(records.is_empty(), "{kind} has no sheet");
        return;
    };
    let sheet = sheet.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(sheet.as_bytes());
    let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let lines: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(lines.len(), records.len(), "{kind}");
    for (line, record) in lines.iter().zip(records) {
        assert_eq!(heads.len(), record.as_object().unwrap().len());
        for (head, cell) in heads.iter().zip(line) {
            let value = record[head].as_str().unwrap_or_default();
            assert!(!cell.starts_with(is_trigger), "{kind}.{head}");
            assert_eq!(cell.replace('\'', ""), value.replace('\'', ""), "{kind}.{head}");
        }
    }
}

#[test]
fn the_schema_describes_every_portable_column_of_the_inventory_and_no_other() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let mut described = BTreeSet::new();
    for table in Category::ALL.iter().flat_map(|category| tables(*category)) {
        let names: BTreeSet<&str> = columns(table).map(name).collect();
        let known = &schema["$defs"][table.name];
        let properties: BTreeSet<&str> =
            known["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(properties, names, "{}", table.name);
        let required: BTreeSet<&str> =
            known["required"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        assert_eq!(required, names, "{}", table.name);
        described.insert(table.name);
    }
    let kinds: BTreeSet<&str> = schema["properties"]["records"]["properties"]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(kinds, described);
}

#[tokio::test]
async fn a_customer_takes_along_what_they_gave_and_nothing_the_controller_made() {
    let (ctx, _folder) = testing::ctx().await;
    let field = sow(&ctx, 1, mark).await;
    let files = files(&ctx, &field.requests[0]).await;
    let data = data(&files);
    let expected = [
        "address",
        "contact",
        "contract",
        "customer",
        "hosting_account",
        "invoice",
        "person",
        "purchase",
        "subscription",
    ];
    assert_eq!(kinds(&data), expected);
    assert_eq!(data["records"]["customer"].as_array().unwrap().len(), 1, "the company is not theirs");
    let text = &files["data.json"];
    assert!(text.contains("purchase.product") && text.contains("hosting_account.username"), "{text}");
    for made in ["source_key", "note.body", "look.purpose", "wording"] {
        assert!(!text.contains(made), "{made}");
    }
}

#[tokio::test]
async fn a_contact_of_a_company_takes_along_only_what_rests_on_consent() {
    let (ctx, _folder) = testing::ctx().await;
    let field = sow(&ctx, 1, mark).await;
    change(&ctx, async |tx| {
        let all = customer::Entity::update_many();
        all.col_expr(customer::Column::Kind, Expr::value(CustomerKind::Company)).exec(tx.db()).await.unwrap();
    })
    .await;
    assert_eq!(kinds(&data(&files(&ctx, &field.requests[0]).await)), ["subscription"]);
    change(&ctx, async |tx| {
        let all = subscription::Entity::update_many();
        all.col_expr(subscription::Column::Evidence, Expr::value(Evidence::SoftOptIn))
            .exec(tx.db())
            .await
            .unwrap();
    })
    .await;
    let files = files(&ctx, &field.requests[0]).await;
    assert_eq!(kinds(&data(&files)), Vec::<&str>::new(), "a soft opt-in is legitimate interest");
    assert!(files["index.html"].contains(&crate::lang::text(Language::En, "portable-empty")));
}

#[tokio::test]
async fn without_a_person_only_what_hangs_on_the_address_is_given() {
    let (ctx, _folder) = testing::ctx().await;
    let field = sow(&ctx, 1, mark).await;
    let key = field.requests[0].requester_key.clone();
    change(&ctx, async |tx| {
        let all = subscription::Entity::update_many().filter(subscription::Column::EmailKey.eq(&key));
        all.col_expr(subscription::Column::PersonId, Expr::value(Option::<uuid::Uuid>::None))
            .exec(tx.db())
            .await
            .unwrap();
        contact::Entity::delete_many().exec(tx.db()).await.unwrap();
        let persons = entity::person::Entity::update_many();
        let none = Expr::value(Option::<String>::None);
        persons.col_expr(entity::person::Column::EmailKey, none).exec(tx.db()).await.unwrap();
    })
    .await;
    let unlinked = request::Model { person_id: None, ..field.requests[0].clone() };
    change(&ctx, async |tx| {
        let all = request::Entity::update_many();
        all.col_expr(request::Column::PersonId, Expr::value(Option::<uuid::Uuid>::None))
            .exec(tx.db())
            .await
            .unwrap();
    })
    .await;
    assert_eq!(kinds(&data(&files(&ctx, &unlinked).await)), ["subscription"]);
    let copy = copy::of(&ctx, ctx.read(), (&of(&unlinked), &[]), Language::En).await.unwrap();
    assert!(copy.unwrap().holds);
}

async fn change(ctx: &Ctx, body: impl AsyncFnOnce(&Write)) {
    let tx = ctx.write().await.unwrap();
    body(&tx).await;
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn the_page_says_in_each_language_what_is_in_and_what_is_not_and_how_to_get_the_rest() {
    let (ctx, _folder) = testing::ctx().await;
    let field = sow(&ctx, 1, mark).await;
    for language in Language::ALL {
        let asked = request::Model { language: *language, ..field.requests[0].clone() };
        let page = files(&ctx, &asked).await.remove("index.html").unwrap();
        for key in ["portable-inside", "portable-outside", "portable-not-reached", "portable-rest-how"] {
            assert!(page.contains(&crate::lang::text(*language, key)), "{} {key}", language.code());
        }
        for category in offered(&ctx.notice).into_iter().chain(not_offered(&ctx.notice)) {
            assert!(page.contains(category.label.in_language(*language)), "{}", category.code);
        }
        assert!(page.contains("https://privacy.example.fi/schema/portability-1.json"));
        assert!(!page.contains('⟦'), "{}", language.code());
    }
}

#[tokio::test]
async fn only_what_stands_on_consent_or_contract_is_offered() {
    let (ctx, _folder) = testing::ctx().await;
    let codes: Vec<_> = offered(&ctx.notice).into_iter().map(|category| category.code.as_str()).collect();
    assert_eq!(codes, ["contact", "customer", "hosting", "contract", "order", "invoice", "newsletter"]);
    let codes: Vec<_> = not_offered(&ctx.notice).into_iter().map(|category| category.code.as_str()).collect();
    assert_eq!(codes, ["request_file", "staff_looks", "sign_in"]);
}

/// Two items, data and a transfer, with a verdict each.
fn decided(
    ctx: &Ctx,
    row: &item::Model,
    data: Option<Ground>,
    transfer: Option<Ground>,
) -> (Vec<item::Model>, Decision) {
    let items: Vec<_> = [ItemKind::Everything, ItemKind::Transfer]
        .into_iter()
        .map(|kind| item::Model { id: ctx.mint().unwrap(), kind, ..row.clone() })
        .collect();
    let verdicts = items.iter().zip([data, transfer]).map(|(item, ground)| ItemVerdict {
        item: item.id,
        verdict: if ground.is_some() { Verdict::Refused } else { Verdict::Granted },
        ground,
        recorded: crate::law::demand::Recorded::default(),
        fee: None,
        corrections: Vec::new(),
        elsewhere: None,
        uncorrected: None,
        meant: None,
        categories: Vec::new(),
        planned: false,
        kept_back: Vec::new(),
    });
    let decision = Decision { verdicts: verdicts.collect(), ..Decision::default() };
    (items, decision)
}

#[tokio::test]
async fn a_transfer_follows_the_data_and_its_own_ground_refuses_nothing_else() {
    let (ctx, _folder) = testing::ctx().await;
    let field = sow(&ctx, 1, mark).await;
    let rows = item::Entity::find().filter(item::Column::RequestId.eq(field.requests[0].id));
    let row = rows.one(ctx.read()).await.unwrap().unwrap();
    let flaws = |data, transfer| {
        let (items, decision) = decided(&ctx, &row, data, transfer);
        (verdict::flaws(&items, &decision), items[0].id, items[1].id)
    };
    let (basis, tech) = (Some(Ground::PortabilityBasis), Some(Ground::TransferNotFeasible));
    assert_eq!(flaws(None, None).0, []);
    assert_eq!(flaws(None, tech).0, []);
    assert_eq!(flaws(basis, basis).0, []);
    let (found, _, item) = flaws(basis, None);
    assert_eq!(found, [Flaw::TransferAlone { item }]);
    let (found, _, item) = flaws(basis, tech);
    assert_eq!(found, [Flaw::ExtentDoesNotFit { item, ground: Ground::TransferNotFeasible }]);
    let (found, item, _) = flaws(tech, None);
    assert!(found.contains(&Flaw::GroundDoesNotFit { item, ground: Ground::TransferNotFeasible }));
}
