//! A copy given in part (Art. 15(4), Art. 20(4)): what is kept back is in no file and no letter, the rest is, and two
//! persons answer for just the records they saw.

use super::{Desk, Filed, approve, refusal, verdict};
use crate::{
    actor::Staff,
    error::Refusal,
    law::ground::Ground,
    register::{
        scope::Record,
        tests_marks::{mark, marks_in, sow},
    },
    request::{
        decide::decide,
        decision::{Decision, Flaw, ItemVerdict},
        propose::{preview, propose},
    },
    right::package::{
        build,
        copy::{self, Copy},
        deliver,
        kept_back::Mark,
        tests_schema::{faults, unpack},
    },
    settings::ApprovalMode,
};
use entity::{
    event, invoice,
    kind::{ItemKind, Language, LetterKind, Outcome, Right, Role, State, Verdict},
    letter, look, request,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, Set,
    sea_query::Expr,
};
use std::collections::{BTreeSet, HashMap};

const BOTH: &[Role] = &[Role::Caseworker, Role::Approver];

/// Three persons in the register, a request of the first, and two of the staff.
struct Matter {
    desk: Desk,
    filed: Filed,
    sam: Staff,
    kim: Staff,
}

/// What is kept back, and the marks of it that the sown text has.
struct Kept {
    marks: Vec<Mark>,
    texts: BTreeSet<String>,
}

async fn matter(desk: Desk, right: Right, (kind, target): (ItemKind, &str)) -> Matter {
    let field = sow(&desk.ctx, 3, mark).await;
    let person = field.requests[0].person_id;
    let filed =
        desk.filed_by("Ada", &field.addresses[0], (Some(right), person), (kind, target, None, None)).await;
    let (sam, kim) = (desk.staff("Sam", BOTH).await, desk.staff("Kim", BOTH).await);
    Matter { desk, filed, sam, kim }
}

impl Matter {
    async fn copy(&self) -> Copy {
        let looked = copy::look(&self.desk.ctx, &self.sam, &self.filed.reference, Language::En).await;
        looked.unwrap().unwrap()
    }

    /// The whole of the person's first record of a kind, and the number of their invoice. What stands in other records
    /// too (the name of the account, the number of a contract) is not lost with it.
    async fn kept(&self, kind: &str) -> Kept {
        let copy = self.copy().await;
        let (whole, part) = (first(&copy, kind), first(&copy, "invoice"));
        let number = part.fields.iter().find(|field| field.column.name == "number").unwrap();
        let records = copy.sections.iter().flat_map(|section| &section.records);
        let others: BTreeSet<_> = records.filter(|record| record.id != whole.id).flat_map(texts_of).collect();
        let own = texts_of(whole).into_iter().filter(|text| !others.contains(text));
        let texts = own.chain(marks_in(&number.value)).collect();
        let marks = [Mark::of(whole, None), Mark::of(part, Some("number"))];
        Kept { marks: marks.map(Option::unwrap).into(), texts }
    }

    fn in_part(&self, ground: Ground, marks: Vec<Mark>) -> Decision {
        let refused = self.filed.refuse(ground).verdicts.remove(0);
        let verdict = ItemVerdict { verdict: Verdict::Partly, kept_back: marks, ..refused };
        Decision { verdicts: vec![verdict], ..Decision::default() }
    }

    async fn flaws(&self, decision: &Decision) -> Vec<Flaw> {
        preview(&self.desk.ctx, &self.sam, &self.filed.reference, decision).await.unwrap().flaws
    }

    /// Proposed by one and approved by the other, up to the letter.
    async fn decided(&self, decision: &Decision) -> letter::Model {
        let ctx = &self.desk.ctx;
        let hash = propose(ctx, &self.sam, &self.filed.seen(1), decision).await.unwrap();
        approve(ctx, &self.kim, &self.filed.reference, &hash).await.unwrap();
        assert!(deliver::next(ctx).await.unwrap());
        let letters = letter::Entity::find().filter(letter::Column::RequestId.eq(self.filed.id));
        letters.one(ctx.read()).await.unwrap().unwrap()
    }

    async fn files(&self) -> HashMap<String, String> {
        let row = self.desk.row(&self.filed).await;
        unpack(build::archive(&self.desk.ctx, &row).await.unwrap())
    }

    /// Another invoice of the person's own.
    async fn invoices_again(&self) {
        let copy = self.copy().await;
        let known = first(&copy, "invoice").id.unwrap();
        let tx = self.desk.ctx.write().await.unwrap();
        let mut row = invoice::Entity::find_by_id(entity::id::InvoiceId(known))
            .one(tx.db())
            .await
            .unwrap()
            .unwrap()
            .into_active_model()
            .reset_all();
        row.id = Set(self.desk.ctx.mint().unwrap());
        (row.number, row.source_key) = (Set("mark-0-second.invoice-z".into()), Set("second".into()));
        row.insert(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
    }
}

fn texts_of(record: &Record) -> BTreeSet<String> {
    let values = record.fields.iter().map(|field| &field.value).chain(&record.source);
    values.flat_map(|value| marks_in(value)).collect()
}

fn first<'a>(copy: &'a Copy, table: &str) -> &'a Record {
    let records = copy.sections.iter().flat_map(|section| &section.records);
    let mut own = records.filter(|record| record.table.name == table && record.relation.is_none());
    own.next().unwrap()
}

const EVERYTHING: (ItemKind, &str) = (ItemKind::Everything, "everything");

/// In every file stands the rest, and of what is kept back that it is, and why.
async fn the_copy_holds_the_rest_and_says_what_is_missing(desk: Desk) {
    let matter = matter(desk, Right::Access, EVERYTHING).await;
    let whole = matter.files().await;
    let kept = matter.kept("purchase").await;
    assert!(kept.texts.len() > 1, "{:?}", kept.texts);
    let letter = matter.decided(&matter.in_part(Ground::AccessOthers, kept.marks)).await;
    let files = matter.files().await;
    let sheets = |files: &HashMap<String, String>| -> String {
        files.iter().filter(|(name, _)| name.starts_with("csv/")).map(|(_, text)| text.as_str()).collect()
    };
    let why = format!("{} (", Ground::AccessOthers.title(Language::Fi));
    for (name, before, now) in [
        ("index.html", whole["index.html"].clone(), files["index.html"].clone()),
        ("data.json", whole["data.json"].clone(), files["data.json"].clone()),
        ("csv", sheets(&whole), sheets(&files)),
    ] {
        let expected: BTreeSet<String> = marks_in(&before).difference(&kept.texts).cloned().collect();
        assert!(kept.texts.is_subset(&marks_in(&before)), "{name} held it before");
        assert_eq!(marks_in(&now), expected, "{name}");
        assert!(marks_in(&now).iter().all(|mark| mark.starts_with("mark-0-")), "{name} is one person's");
        assert!(now.contains(&format!("Jätetty pois: {why}")), "{name} says so");
    }
    fits_its_schema(&files, &why);
    tells_of_the_part(&letter);
    let row = matter.desk.row(&matter.filed).await;
    assert_eq!((row.state, row.outcome), (State::Closed, Some(Outcome::PartlyGranted)));
}

fn fits_its_schema(files: &HashMap<String, String>, why: &str) {
    let schema = serde_json::from_str(&files["schema.json"]).unwrap();
    let data: serde_json::Value = serde_json::from_str(&files["data.json"]).unwrap();
    assert_eq!(faults(&schema, &data), Vec::<String>::new());
    let left = data["left_out"].as_array().unwrap();
    assert_eq!(left.iter().filter(|left| left["reason"].as_str().unwrap().starts_with(why)).count(), 2);
}

/// The letter says which part is missing and why, how to object, and nothing of what it is.
fn tells_of_the_part(letter: &letter::Model) {
    let words = letter.text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(letter.kind, LetterKind::PartlyGranted);
    for told in [
        "(osittain)",
        "Vain osa on jätetty pois",
        "15 artiklan 4 kohta",
        "tietosuojavaltuutetun",
        "79 artikla",
    ] {
        assert!(words.contains(told), "{told}: {}", letter.text);
    }
    assert!(marks_in(&letter.text).is_empty() && marks_in(&letter.html).is_empty(), "{}", letter.text);
}

#[tokio::test]
async fn a_copy_given_in_part_holds_the_rest_and_says_what_is_missing() {
    the_copy_holds_the_rest_and_says_what_is_missing(Desk::open(ApprovalMode::TwoPersons).await).await;
}

#[tokio::test]
async fn a_copy_given_in_part_holds_the_rest_on_postgresql_too() {
    let desk = Desk::on_postgres("kept_back", ApprovalMode::TwoPersons).await;
    the_copy_holds_the_rest_and_says_what_is_missing(desk).await;
}

#[tokio::test]
async fn portable_files_hold_the_rest_and_list_what_is_missing() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let matter = matter(desk, Right::Portability, (ItemKind::Everything, "portable")).await;
    let whole = matter.files().await;
    let kept = matter.kept("contact").await;
    let letter = matter.decided(&matter.in_part(Ground::PortabilityOthers, kept.marks)).await;
    let files = matter.files().await;
    let expected: BTreeSet<_> = marks_in(&whole["data.json"]).difference(&kept.texts).cloned().collect();
    assert!(!expected.is_empty() && expected.len() < marks_in(&whole["data.json"]).len());
    assert_eq!(marks_in(&files["data.json"]), expected);
    for (name, text) in &files {
        assert!(marks_in(text).is_disjoint(&kept.texts), "{name}: {text}");
    }
    let schema = serde_json::from_str(&files["portability-1.json"]).unwrap();
    let data: serde_json::Value = serde_json::from_str(&files["data.json"]).unwrap();
    assert_eq!(faults(&schema, &data), Vec::<String>::new());
    let listed: BTreeSet<_> = data["kept_back"]
        .as_array()
        .unwrap()
        .iter()
        .map(|kept| (kept["kind"].as_str().unwrap(), kept["row"].as_u64(), kept["field"].as_str()))
        .collect();
    assert_eq!(listed, BTreeSet::from([("invoice", Some(0), Some("number")), ("contact", None, None)]));
    assert!(data["records"]["invoice"][0]["number"].is_null());
    assert_eq!(files["csv/kept_back.csv"].lines().count(), 3);
    assert!(files["index.html"].contains(&Ground::PortabilityOthers.citation(Language::Fi)));
    let words = letter.text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("20 artiklan 4 kohta") && words.contains("(osittain)"), "{words}");
}

#[tokio::test]
async fn one_alone_keeps_nothing_back_and_the_hash_binds_which_records_and_fields() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let matter = matter(desk, Right::Access, EVERYTHING).await;
    let (ctx, filed) = (&matter.desk.ctx, &matter.filed);
    let marks = matter.kept("purchase").await.marks;
    let decision = matter.in_part(Ground::AccessOthers, marks.clone());
    let alone = decide(ctx, &matter.sam, &filed.seen(1), &decision).await;
    assert_eq!(refusal(alone), Refusal::NotNow { state: State::InProgress });
    let hash = propose(ctx, &matter.sam, &filed.seen(1), &decision).await.unwrap();
    assert_eq!(refusal(approve(ctx, &matter.sam, &filed.reference, &hash).await), Refusal::SamePerson);
    let less = matter.in_part(Ground::AccessOthers, marks[..1].to_vec());
    let body = |decision: &Decision| serde_json::to_string(decision).unwrap();
    assert_ne!(body(&decision), body(&less), "the text under the hash names each mark");
    let tx = ctx.write().await.unwrap();
    let row = entity::proposal::Entity::find().filter(entity::proposal::Column::RequestId.eq(filed.id));
    let row = row.one(tx.db()).await.unwrap().unwrap();
    let mut edited = row.clone().into_active_model();
    edited.body = Set(row.body.replace("\"column\":\"number\"", "\"column\":\"cents\""));
    edited.update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    let edited = approve(ctx, &matter.kim, &filed.reference, &hash).await;
    assert!(matches!(refusal(edited), Refusal::ProposalChanged { .. }), "another field is another decision");
}

#[tokio::test]
async fn what_is_kept_back_is_a_part_on_a_ground_for_parts_and_marked() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let matter = matter(desk, Right::Access, EVERYTHING).await;
    let item = matter.filed.item;
    let marks = matter.kept("purchase").await.marks;
    let sound = matter.in_part(Ground::AccessOthers, marks.clone());
    assert_eq!(matter.flaws(&sound).await, []);
    assert_eq!(
        matter.flaws(&matter.in_part(Ground::AccessOthers, vec![])).await,
        [Flaw::NothingKeptBack { item }]
    );
    let foreign = Mark { record: uuid::Uuid::from_u128(7), ..marks[0].clone() };
    let of_nobody = matter.in_part(Ground::AccessOthers, vec![foreign]);
    assert_eq!(matter.flaws(&of_nobody).await, [Flaw::NothingKeptBack { item }]);
    let excessive = matter.in_part(Ground::Excessive, marks.clone());
    assert_eq!(matter.flaws(&excessive).await, [Flaw::GroundDoesNotFit { item, ground: Ground::Excessive }]);
    let copy = matter.copy().await;
    let invoices = copy.sections.iter().find(|section| section.category.code() == "invoice").unwrap();
    let all = [Flaw::AllKeptBack { item, category: "invoice" }];
    let whole = invoices.records.iter().filter_map(|record| Mark::of(record, None)).collect();
    assert_eq!(matter.flaws(&matter.in_part(Ground::AccessOthers, whole)).await, all);
    let fields = invoices.records.iter().flat_map(|record| {
        record.fields.iter().filter_map(|field| Mark::of(record, Some(field.column.name)))
    });
    let every = matter.in_part(Ground::AccessOthers, fields.collect());
    assert_eq!(matter.flaws(&every).await, all, "field by field is no way round");
    let hash = propose(&matter.desk.ctx, &matter.sam, &matter.filed.seen(1), &every).await;
    assert_eq!(refusal(hash), Refusal::LetterLacks { elements: vec!["L4"] });
}

#[tokio::test]
async fn a_field_is_not_corrected_in_part() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let sam = desk.staff("Sam", BOTH).await;
    let ada = desk.person("Ada", "ada@example.fi").await;
    let target = format!("person:{ada}:name");
    let asked = (ItemKind::Field, target.as_str(), Some("Ada"), Some("Ada Virta"));
    let filed = desk.filed(Some(Right::Rectification), Some(ada), asked).await;
    let refused = filed.refuse(Ground::Accurate).verdicts.remove(0);
    let partly = ItemVerdict { verdict: Verdict::Partly, ..refused };
    let decision = Decision { verdicts: vec![partly], ..Decision::default() };
    let flaws = preview(&desk.ctx, &sam, &filed.reference, &decision).await.unwrap().flaws;
    assert!(flaws.contains(&Flaw::CannotBeCarriedOut { right: Right::Rectification }), "{flaws:?}");
}

#[tokio::test]
async fn records_that_came_or_changed_after_the_proposal_void_it() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let matter = matter(desk, Right::Access, EVERYTHING).await;
    let (ctx, filed) = (&matter.desk.ctx, &matter.filed);
    let decision = matter.in_part(Ground::AccessOthers, matter.kept("purchase").await.marks);
    let hash = propose(ctx, &matter.sam, &filed.seen(1), &decision).await.unwrap();
    matter.invoices_again().await;
    let late = refusal(approve(ctx, &matter.kim, &filed.reference, &hash).await);
    let Refusal::CopyChanged { what } = late else { panic!("{late:?}") };
    assert!(what.contains("(1 → 2)"), "{what}");
    assert_eq!(matter.desk.row(filed).await.state, State::InProgress);
    // What the work itself adds (looks, entries) voids nothing.
    let hash = propose(ctx, &matter.sam, &filed.seen(3), &decision).await.unwrap();
    matter.copy().await;
    approve(ctx, &matter.kim, &filed.reference, &hash).await.unwrap();
}

#[tokio::test]
async fn a_page_drawn_before_a_change_decides_nothing() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let matter = matter(desk, Right::Access, EVERYTHING).await;
    let (ctx, filed) = (&matter.desk.ctx, &matter.filed);
    let seen = copy::tally(ctx, &matter.sam, &filed.reference).await.unwrap().unwrap();
    let granted = |fingerprint: &str| Decision {
        copy: Some(fingerprint.to_owned()),
        verdicts: vec![verdict(filed.item, Verdict::Granted)],
        ..Decision::default()
    };
    matter.invoices_again().await;
    let second =
        preview(ctx, &matter.sam, &filed.reference, &granted(&seen.fingerprint)).await.unwrap().second;
    let old = granted(&seen.fingerprint);
    let done = match second {
        Some(_) => propose(ctx, &matter.sam, &filed.seen(1), &old).await.map(|_| ()),
        None => decide(ctx, &matter.sam, &filed.seen(1), &old).await,
    };
    assert!(matches!(refusal(done), Refusal::CopyChanged { .. }));
    let now = copy::tally(ctx, &matter.sam, &filed.reference).await.unwrap().unwrap();
    assert_eq!(now.count("invoice"), seen.count("invoice") + 1);
    let done = match second {
        Some(_) => propose(ctx, &matter.sam, &filed.seen(1), &granted(&now.fingerprint)).await.map(|_| ()),
        None => decide(ctx, &matter.sam, &filed.seen(1), &granted(&now.fingerprint)).await,
    };
    done.unwrap();
}

#[tokio::test]
async fn a_mark_whose_record_is_gone_when_the_file_is_built_is_ignored_and_said_to_staff() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let matter = matter(desk, Right::Access, EVERYTHING).await;
    let (ctx, filed) = (&matter.desk.ctx, &matter.filed);
    let kept = matter.kept("purchase").await;
    let decision = matter.in_part(Ground::AccessOthers, kept.marks.clone());
    let hash = propose(ctx, &matter.sam, &filed.seen(1), &decision).await.unwrap();
    approve(ctx, &matter.kim, &filed.reference, &hash).await.unwrap();
    matter.invoices_again().await;
    let tx = ctx.write().await.unwrap();
    let gone = entity::purchase::Entity::delete_many()
        .filter(entity::purchase::Column::Id.eq(kept.marks[0].record))
        .exec(tx.db())
        .await
        .unwrap();
    assert_eq!(gone.rows_affected, 1);
    tx.commit().await.unwrap();
    assert!(deliver::next(ctx).await.unwrap());
    let said = event::Entity::find().filter(event::Column::Kind.eq("kept_back_gone"));
    assert_eq!(said.count(ctx.read()).await.unwrap(), 1);
    let page = matter.files().await.remove("index.html").unwrap();
    assert!(page.contains("mark-0-second.invoice-z"), "what came since is the person's");
    assert!(marks_in(&page).is_disjoint(&kept.texts));
}

#[tokio::test]
async fn counting_what_a_copy_would_hold_is_no_look_and_opening_it_is() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let matter = matter(desk, Right::Access, (ItemKind::Category, "invoice")).await;
    let (ctx, filed) = (&matter.desk.ctx, &matter.filed);
    let looks = async || {
        let own = look::Entity::find().filter(look::Column::RequestId.eq(filed.id));
        own.count(ctx.read()).await.unwrap()
    };
    let tally = copy::tally(ctx, &matter.sam, &filed.reference).await.unwrap().unwrap();
    assert_eq!((tally.counts.clone(), looks().await), (vec![("invoice", 1)], 0), "what was asked for alone");
    matter.copy().await;
    assert_eq!(looks().await, 1);
    let admin = matter.desk.staff("Ulla", &[Role::Admin]).await;
    assert!(copy::look(ctx, &admin, &filed.reference, Language::En).await.is_err());
    let tx = ctx.write().await.unwrap();
    let erasure = Expr::value(Right::Erasure);
    let other = request::Entity::update_many().col_expr(request::Column::Right, erasure);
    other.filter(request::Column::Id.eq(filed.id)).exec(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    assert!(copy::look(ctx, &matter.sam, &filed.reference, Language::En).await.unwrap().is_none());
}
