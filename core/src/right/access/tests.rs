//! What a package holds, and what its files let through.

use super::{files, json};
use crate::{
    ctx::Ctx,
    lang,
    law::{
        demand::{Demand, Recorded},
        ground::Ground,
    },
    register::{
        inventory::{Reason, tables},
        scope::{self, Whom},
        tests_marks::{mark, marks_in, sow},
    },
    right::package::{
        Package, Scope, build,
        frame::STYLE,
        sheet::{harmless, is_trigger},
        tests_schema::{faults, unpack},
        zip::archive,
    },
    testing,
};
use entity::{
    draft, hosting_account, item,
    kind::{ItemKind, Language, Verdict},
    look, person, request, transfer,
};
use proptest::prelude::*;
use scraper::Html;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, Set, sea_query::Expr,
};
use serde_json::Value;

/// Every package holds every mark of its person and none of the others.
async fn each_package_holds_its_own_marks_and_no_others(ctx: &Ctx, persons: usize) {
    let field = sow(ctx, persons, mark).await;
    let classed = tables().filter(|table| table.category.is_some());
    assert!(classed.map(|table| table.name).all(|name| field.tables.contains(name)), "a table was left out");
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

#[tokio::test]
async fn two_hundred_packages_hold_their_own_marks_and_no_others() {
    let (ctx, _folder) = testing::ctx().await;
    each_package_holds_its_own_marks_and_no_others(&ctx, 200).await;
}

#[tokio::test]
async fn two_hundred_packages_hold_their_own_marks_and_no_others_on_postgresql_too() {
    let (ctx, _folder) = testing::postgres_ctx("marks").await;
    each_package_holds_its_own_marks_and_no_others(&ctx, 200).await;
}

fn hostile(number: usize, place: &str) -> String {
    format!("</dd></style></title><script>alert({number})</script><img src=x onerror='x'>\"'>{place}&lt;<!--")
}

/// Every element with its attributes, in order.
fn elements(page: &str) -> Vec<String> {
    let page = Html::parse_document(page);
    let elements = page.root_element().descendants().filter_map(|node| node.value().as_element().cloned());
    elements
        .map(|element| {
            format!(
                "{} {:?}",
                element.name(),
                element.attrs().map(|(name, _)| name.to_owned()).collect::<Vec<_>>()
            )
        })
        .collect()
}

#[tokio::test]
async fn hostile_text_adds_no_element_and_no_attribute_to_the_page() {
    let mut pages = Vec::new();
    for text in [mark, hostile] {
        let (ctx, _folder) = testing::ctx().await;
        let field = sow(&ctx, 3, text).await;
        let mut drawn = Vec::new();
        for request in &field.requests {
            drawn.push(unpack(build::archive(&ctx, request).await.unwrap()).remove("index.html").unwrap());
        }
        pages.push(drawn);
    }
    for (plain, hostile) in pages[0].iter().zip(&pages[1]) {
        assert!(hostile.contains("&lt;script&gt;"));
        assert_eq!(elements(plain), elements(hostile));
        assert!(elements(plain).iter().all(|element| !element.starts_with("script")));
    }
}

#[tokio::test]
async fn the_page_allows_its_one_style_and_nothing_else() {
    let (ctx, _folder) = testing::ctx().await;
    let field = sow(&ctx, 1, mark).await;
    let page = unpack(build::archive(&ctx, &field.requests[0]).await.unwrap()).remove("index.html").unwrap();
    assert!(page.contains(&format!("<style>{STYLE}</style>")), "the style was escaped");
    assert!(page.contains("content=\"default-src 'none'; style-src 'sha256-"));
    assert!(page.contains("; base-uri 'none'; form-action 'none'\""));
    assert!(!page.contains("style=") && !page.contains("http://") && !page.contains("https://"));
    assert!(!page.contains('⟦'), "a text is missing");
}

#[tokio::test]
async fn the_page_tells_what_art_15_demands_in_each_language() {
    let (ctx, _folder) = testing::ctx().await;
    let field = sow(&ctx, 1, mark).await;
    let whom = Whom::of(&field.requests[0]);
    for language in Language::ALL {
        let about = scope::about(&ctx, whom, *language).await.unwrap();
        let package = package_of(&ctx, &about, *language, Scope::Everything);
        let page = String::from_utf8(files(&package).unwrap().remove(0).1).unwrap();
        let notice = &ctx.notice;
        let mut told =
            vec![notice.transfers.in_language(*language), notice.automated_decisions.in_language(*language)];
        told.extend(notice.purposes.iter().map(|purpose| purpose.text.in_language(*language)));
        told.extend(notice.sources.iter().map(|source| source.text.in_language(*language)));
        told.extend(notice.categories.iter().map(|category| category.label.in_language(*language)));
        let third = notice.recipients.iter().filter(|one| one.role != crate::notice::word::HolderRole::Own);
        told.extend(third.filter_map(|recipient| recipient.named()));
        told.extend(notice.own_systems().map(|system| system.label.in_language(*language)));
        let kept: Vec<String> =
            notice.categories.iter().filter_map(|one| notice.retention_text(&one.code, *language)).collect();
        told.extend(kept.iter().map(String::as_str));
        told.push(&notice.authority.email);
        for text in told {
            assert!(page.contains(text), "{}: {text}", language.code());
        }
        assert!(page.contains("2032"), "the invoice of 2026 is kept until the end of 2032");
        assert!(!page.contains('⟦'), "a text is missing in {}", language.code());
    }
}

/// One day is named for all only where each has one, and a day that is past is told as what it is (Art. 15(1)(d)).
#[tokio::test]
async fn a_last_day_is_named_where_every_record_has_one_and_it_is_to_come() {
    let (ctx, _folder) = testing::ctx().await;
    let field = sow(&ctx, 1, mark).await;
    let mut about = scope::about(&ctx, Whom::of(&field.requests[0]), Language::En).await.unwrap();
    about.sections.retain(|section| section.category.code() == "order");
    let record = about.sections[0].records.remove(0);
    let day = |year| chrono::NaiveDate::from_ymd_opt(year, 12, 31);
    let by = "The last of the data below are kept until";
    let over = "has ended. We destroy them";
    for (days, is_named, is_over) in [
        ([day(2090), day(2091)], true, false),
        ([day(2090), None], false, false),
        ([day(2001), None], false, true),
        ([day(2001), day(2002)], false, true),
        ([day(2001), day(2091)], true, true),
    ] {
        about.sections[0].records =
            days.map(|keep_until| scope::Record { keep_until, ..record.clone() }).into();
        let package = package_of(&ctx, &about, Language::En, Scope::Everything);
        let page = String::from_utf8(files(&package).unwrap().remove(0).1).unwrap();
        assert_eq!((page.contains(by), page.contains(over)), (is_named, is_over), "{days:?}");
        let written = files(&package).unwrap();
        let sheet = &written.iter().find(|(name, _)| name == "csv/order.csv").unwrap().1;
        let sheet = String::from_utf8_lossy(sheet);
        for day in days.into_iter().flatten() {
            assert!(sheet.contains(&lang::date(Language::En, day)), "{sheet}");
            assert!(!sheet.contains(&day.to_string()), "a date is written as people write it: {sheet}");
        }
    }
}

fn package_of<'a>(ctx: &'a Ctx, about: &'a scope::About, language: Language, scope: Scope) -> Package<'a> {
    Package {
        notice: &ctx.notice,
        language,
        reference: "ABCD-EFGH-J",
        built_at: ctx.now(),
        scope,
        withheld: Vec::new(),
        about,
    }
}

#[tokio::test]
async fn a_person_nobody_knows_hears_that_only_the_request_is_held() {
    let (ctx, _folder) = testing::ctx().await;
    let field = sow(&ctx, 2, mark).await;
    let stranger = request::ActiveModel {
        id: Set(ctx.mint().unwrap()),
        reference: Set("XXXX-XXXX-X".into()),
        requester_key: Set("key-of-nobody".into()),
        person_id: Set(None),
        ..field.requests[0].clone().into_active_model().reset_all()
    };
    let tx = ctx.write().await.unwrap();
    let stranger = stranger.insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    let files = unpack(build::archive(&ctx, &stranger).await.unwrap());
    assert!(files["index.html"].contains(&crate::lang::text(Language::En, "package-nothing-held")));
    let data: Value = serde_json::from_str(&files["data.json"]).unwrap();
    assert_eq!(data["holds_register_data"], false);
    for category in data["categories"].as_array().unwrap() {
        let held = category["records"].as_array().unwrap().len();
        assert_eq!(held, usize::from(category["code"] == "request_file"), "{category}");
    }
    assert!(files["index.html"].contains("XXXX-XXXX-X"));
}

/// law.md R1.1.3: codes and keys are explained.
#[tokio::test]
async fn what_was_asked_typed_and_looked_at_is_told_in_words() {
    let (ctx, _folder) = testing::ctx().await;
    let field = sow(&ctx, 1, mark).await;
    let target = format!("person:{}:name", field.requests[0].person_id.unwrap().0);
    let answers = format!(
        r#"{{"kind":"rectification","everything":true,"fields":[{{"target":"{target}","present":"A","right_value":"Bo"}}]}}"#
    );
    let tx = ctx.write().await.unwrap();
    let answers = draft::Entity::update_many().col_expr(draft::Column::Answers, Expr::value(answers));
    assert!(answers.exec(tx.db()).await.unwrap().rows_affected > 0);
    let items = item::Entity::update_many().col_expr(item::Column::Target, Expr::value(target.clone()));
    assert!(items.exec(tx.db()).await.unwrap().rows_affected > 0);
    let looks = look::Entity::update_many().col_expr(look::Column::Purpose, Expr::value("7AT3-14YH-1"));
    assert!(looks.exec(tx.db()).await.unwrap().rows_affected > 0);
    tx.commit().await.unwrap();
    let about = scope::about(&ctx, Whom::of(&field.requests[0]), Language::Fi).await.unwrap();
    let records = about.sections.iter().flat_map(|section| &section.records);
    let told: Vec<&str> =
        records.flat_map(|record| &record.fields).map(|field| field.value.as_str()).collect();
    let asked = "oikeus tietojen oikaisemiseen\nkaikki tiedot\nNimi: Bo";
    for words in [asked, "Nimi", "Pyynnön 7AT3-14YH-1 käsittely"] {
        assert!(told.contains(&words), "{words} in {told:#?}");
    }
    assert!(!told.iter().any(|told| told.contains(&target)));
}

#[tokio::test]
async fn only_the_categories_asked_for_are_in_the_package_and_the_others_are_named() {
    let (ctx, _folder) = testing::ctx().await;
    let field = sow(&ctx, 1, mark).await;
    let about = scope::about(&ctx, Whom::of(&field.requests[0]), Language::En).await.unwrap();
    let scope = Scope::Categories(vec!["invoice".into(), "contact".into()]);
    let package = package_of(&ctx, &about, Language::En, scope);
    let files = unpack(archive(package.built_at, files(&package).unwrap()).unwrap());
    let data: Value = serde_json::from_str(&files["data.json"]).unwrap();
    let codes: Vec<_> =
        data["categories"].as_array().unwrap().iter().map(|one| one["code"].clone()).collect();
    assert_eq!(codes, ["contact", "invoice"]);
    let mut sheets: Vec<_> = files.keys().filter(|name| name.starts_with("csv/")).collect();
    sheets.sort();
    assert_eq!(sheets, ["csv/contact.csv", "csv/invoice.csv"]);
    let page = &files["index.html"];
    assert!(!page.contains("hosting_account.username") && page.contains("invoice.number"));
    assert!(page.contains(&crate::lang::text(Language::En, "package-not-asked")));
}

#[tokio::test]
async fn an_address_that_two_persons_share_leads_to_neither_of_them() {
    let (ctx, _folder) = testing::ctx().await;
    let field = sow(&ctx, 2, mark).await;
    let key = field.requests[0].requester_key.clone();
    let tx = ctx.write().await.unwrap();
    person::Entity::update_many()
        .col_expr(person::Column::EmailKey, Expr::value(key))
        .exec(tx.db())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let about = scope::about(&ctx, Whom::of(&field.requests[0]), Language::En).await.unwrap();
    assert!(about.shared_address);
    let sign_ins = about.sections.iter().find(|section| section.category.code() == "sign_in").unwrap();
    assert!(sign_ins.records.is_empty());
    let hosting = about.sections.iter().find(|section| section.category.code() == "hosting").unwrap();
    assert!(!hosting.records.is_empty(), "what names the person stays");
}

#[tokio::test]
async fn the_user_name_of_somebody_elses_account_is_left_out_and_said_to_be() {
    let (ctx, _folder) = testing::ctx().await;
    let field = sow(&ctx, 2, mark).await;
    let (mine, other) = (&field.requests[0], &field.requests[1]);
    let tx = ctx.write().await.unwrap();
    hosting_account::Entity::update_many()
        .col_expr(hosting_account::Column::PersonId, Expr::value(other.person_id))
        .filter(hosting_account::Column::PersonId.eq(mine.person_id))
        .exec(tx.db())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let about = scope::about(&ctx, Whom::of(mine), Language::En).await.unwrap();
    let hosting = about.sections.iter().find(|section| section.category.code() == "hosting").unwrap();
    let names: Vec<_> = hosting.records[0].fields.iter().map(|field| field.column.name).collect();
    assert!(names.contains(&"domain") && !names.contains(&"username"), "{names:?}");
    assert!(about.left_out.iter().any(|left| left.reason == Reason::SomeoneElse));
    assert_eq!(hosting.records.len(), 1, "the company's account is no longer the person's");
}

#[tokio::test]
async fn the_data_are_as_the_schema_says_and_the_archive_is_the_same_each_time() {
    let (ctx, _folder) = testing::ctx().await;
    let field = sow(&ctx, 3, mark).await;
    let schema: Value = serde_json::from_str(json::SCHEMA).unwrap();
    for request in &field.requests {
        let bytes = build::archive(&ctx, request).await.unwrap();
        assert_eq!(bytes, build::archive(&ctx, request).await.unwrap());
        let data: Value = serde_json::from_str(&unpack(bytes)["data.json"]).unwrap();
        assert_eq!(faults(&schema, &data), Vec::<String>::new());
        let mut wrong = data.clone();
        wrong["categories"][0]["records"][0]["fields"][0]["value"] = serde_json::json!([1]);
        wrong["surplus"] = Value::Null;
        assert_eq!(faults(&schema, &wrong).len(), 2);
    }
}

proptest! {
    #[test]
    fn a_cell_comes_back_as_it_was_but_for_apostrophes_and_never_starts_a_formula(
        cell in "[=+@\t\r\n＝＋－＠;\"',-]{0,3}\\PC{0,12}",
    ) {
        let mut sheet = csv::WriterBuilder::new().delimiter(b';').quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
        sheet.write_record([harmless(&cell), "end".into()]).unwrap();
        let bytes = sheet.into_inner().unwrap();
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(&*bytes);
        let read: Vec<_> = reader.records().map(|record| record.unwrap()).collect();
        prop_assert_eq!(read.len(), 1);
        prop_assert_eq!(read[0].len(), 2);
        prop_assert_eq!(read[0][0].replace('\'', ""), cell.replace('\'', ""));
        prop_assert!(!read[0][0].starts_with(is_trigger));
    }
}

#[tokio::test]
async fn no_cell_of_a_sheet_starts_a_formula_and_every_sheet_opens_with_its_mark() {
    fn formula(owner: usize, place: &str) -> String {
        format!("=cmd|' /C calc'!A0;\"{owner}-{place}\r\n")
    }
    let (ctx, _folder) = testing::ctx().await;
    let field = sow(&ctx, 3, formula).await;
    for request in &field.requests {
        let files = unpack(build::archive(&ctx, request).await.unwrap());
        for (name, text) in files.iter().filter(|(name, _)| name.starts_with("csv/")) {
            let text = text.strip_prefix('\u{feff}').unwrap_or_else(|| panic!("{name} has no BOM"));
            let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
            for record in reader.records() {
                let record = record.unwrap();
                assert!(record.iter().all(|cell| !cell.starts_with(is_trigger)), "{name}: {record:?}");
            }
        }
    }
}

#[tokio::test]
async fn of_a_category_that_was_refused_no_copy_is_given_but_why_and_what_it_is_used_for() {
    let (ctx, _folder) = testing::ctx().await;
    let field = sow(&ctx, 1, mark).await;
    let request = &field.requests[0];
    let tx = ctx.write().await.unwrap();
    transfer::Entity::delete_many().exec(tx.db()).await.unwrap();
    item::Entity::delete_many().filter(item::Column::RequestId.eq(request.id)).exec(tx.db()).await.unwrap();
    let mut recorded = Recorded::default();
    recorded.write(Demand::Facts, "They name a neighbour.");
    for (position, code, verdict) in [(1, "contact", Verdict::Granted), (2, "invoice", Verdict::Refused)] {
        let refused = verdict == Verdict::Refused;
        let row = item::Model {
            id: ctx.mint().unwrap(),
            request_id: request.id,
            position,
            kind: ItemKind::Category,
            target: code.into(),
            present: None,
            asked: None,
            verdict: Some(verdict),
            ground: refused.then(|| "RG-15-OTH".into()),
            facts: refused.then(|| serde_json::to_string(&recorded).unwrap()),
            evidence: None,
            keep_until: None,
        };
        row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    }
    tx.commit().await.unwrap();
    let files = unpack(build::archive(&ctx, request).await.unwrap());
    let page = &files["index.html"];
    assert!(!page.contains("invoice.number") && !files.contains_key("csv/invoice.csv"), "no copy of it");
    let ground = Ground::from_code("RG-15-OTH").unwrap();
    let why = format!("{} ({})", ground.title(request.language), ground.citation(request.language));
    assert!(page.contains("id=\"invoice\"") && page.contains(&why), "{page}");
    let purposes = ctx.notice.purposes_of("invoice");
    assert!(purposes.into_iter().all(|of| page.contains(of.label.in_language(request.language))), "A1 stays");
    let data: Value = serde_json::from_str(&files["data.json"]).unwrap();
    let told = data["left_out"].as_array().unwrap().iter().filter(|left| left["field"] == "*").count();
    assert_eq!((told, data["categories"].as_array().unwrap().len()), (1, 1));
}
