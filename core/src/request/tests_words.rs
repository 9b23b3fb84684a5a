//! What receipts repeat of a person's own words, and to whom (law.md E1, R7.0).

use super::{
    answers::{Answers, Correction, Wish},
    tests_world::{ADA, holds, known_person, requester, send},
};
use crate::{
    ctx::Ctx, id::Reference, lang::text, mail::letter::one_line, right::rectification::fields, testing,
};
use entity::{
    kind::{CustomerKind, Language, LetterKind},
    letter,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

const WORDS: &str = "The name on my invoices is that of my late husband.\nPlease put mine there.";

async fn receipt(ctx: &Ctx) -> String {
    let receipts = letter::Entity::find().filter(letter::Column::Kind.eq(LetterKind::Acknowledgement));
    one_line(&receipts.one(ctx.read()).await.unwrap().unwrap().text)
}

fn correction(wish: Wish) -> Answers {
    match wish {
        Wish::Rectification => Answers { other: Some(WORDS.into()), ..Answers::of(wish) },
        _ => Answers { text: Some(WORDS.into()), ..Answers::of(wish) },
    }
}

async fn sent(ctx: &Ctx, answers: &Answers) -> Reference {
    send(ctx, &requester(ctx, ADA), answers).await.unwrap()
}

/// Neither what a field should say nor free words: the receipt names what is asked, and leads to the page.
#[tokio::test]
async fn a_receipt_by_mail_names_what_is_asked_and_holds_neither_words_nor_values() {
    let (ctx, _folder) = testing::ctx().await;
    let id = known_person(&ctx, ADA, "Ada Virtanen").await;
    holds(&ctx, id, CustomerKind::Private, "Ada Virtanen").await;
    let ada = requester(&ctx, ADA);
    let offered = fields::present(ctx.read(), &ada.email_key, ctx.now()).await.unwrap();
    let name = offered.iter().find(|field| field.target.starts_with("person:")).unwrap();
    let right = Correction {
        target: name.target.clone(),
        present: "Ada Virtanen".into(),
        right_value: "Ada Lahtinen".into(),
        country: None,
    };
    sent(&ctx, &Answers { fields: vec![right], ..correction(Wish::Rectification) }).await;
    let receipt = receipt(&ctx).await;
    for key in ["letter-understood", "item-text", "letter-words-on-page", name.label_key] {
        assert!(receipt.contains(&one_line(&text(Language::Sv, key))), "{key}: {receipt}");
    }
    for written in ["Lahtinen", "Virtanen", "husband"] {
        assert!(!receipt.contains(written), "{written}: {receipt}");
    }
}

#[tokio::test]
async fn nobody_has_understood_yet_what_came_as_something_else() {
    let (ctx, _folder) = testing::ctx().await;
    sent(&ctx, &correction(Wish::SomethingElse)).await;
    let receipt = receipt(&ctx).await;
    for key in ["letter-your-message", "letter-words-on-page"] {
        assert!(receipt.contains(&text(Language::Sv, key)), "{key}: {receipt}");
    }
    assert!(!receipt.contains("husband"), "{receipt}");
    assert!(!receipt.contains(&text(Language::Sv, "letter-understood")), "{receipt}");
}

/// Why somebody asks may tell of their health; the portal alone shows it.
#[tokio::test]
async fn the_reasons_of_an_objection_are_in_no_mail() {
    let (ctx, _folder) = testing::ctx().await;
    let id = known_person(&ctx, ADA, "Ada Virtanen").await;
    holds(&ctx, id, CustomerKind::Private, "Ada Virtanen").await;
    let offered =
        crate::right::objection::offered(&ctx, ctx.read(), &requester(&ctx, ADA).email_key).await.unwrap();
    let purposes = offered.into_iter().collect();
    sent(&ctx, &Answers { purposes, ..correction(Wish::Objection) }).await;
    assert!(!receipt(&ctx).await.contains("husband"));
}
