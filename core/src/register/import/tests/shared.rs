//! Whoever asked with an address that an import gives to another person too hears of it.

use super::{
    precedence::{MAIJA, file_request},
    *,
};
use crate::{email::Email, testing};
use entity::{kind::MailKind, outbox, request};
use sea_orm::{ActiveModelTrait, ColumnTrait, IntoActiveModel, QueryFilter, Set};

/// Maija's address is given to Otto too.
const OTTO: &str = "key;name;email;language\no;Otto Virtanen;maija.virtanen@posti.example;sv\n";

/// She asked with it; the address is kept while it is needed.
async fn asks(ctx: &Ctx, kept: Option<&str>) {
    let tx = ctx.write().await.unwrap();
    let id = file_request(ctx, &tx).await;
    let mut row = request::Entity::find_by_id(id).one(tx.db()).await.unwrap().unwrap().into_active_model();
    row.requester_key = Set(ctx.keys.email_key(&Email::parse(MAIJA).unwrap()));
    row.requester_email = Set(kept.map(str::to_owned));
    row.update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn told(ctx: &Ctx) -> Vec<outbox::Model> {
    let mails = outbox::Entity::find().filter(outbox::Column::Kind.eq(MailKind::SignIn));
    mails.all(ctx.read()).await.unwrap()
}

async fn who_asked_is_told_once(ctx: &Ctx) {
    imported(ctx, &directory(GOOD)).await;
    asks(ctx, Some(MAIJA)).await;
    asks(ctx, Some(MAIJA)).await;
    import(ctx, directory(&[("person.csv", OTTO)]).path(), true).await.unwrap();
    assert_eq!(told(ctx).await, [], "a dry run writes to nobody");
    imported(ctx, &directory(&[("person.csv", OTTO)])).await;
    let [mail] = told(ctx).await.try_into().unwrap();
    let text = mail.text.unwrap();
    assert_eq!(mail.recipient, MAIJA);
    assert!(text.contains("myös toiselle henkilölle") && !text.contains("Otto"), "{text}");
    imported(ctx, &directory(&[("person.csv", &OTTO.replace("sv", "fi").replace("\no;", "\nz;"))])).await;
    assert_eq!(told(ctx).await.len(), 1, "a third changes nothing for her");
}

#[tokio::test]
async fn who_asked_with_an_address_that_comes_to_be_shared_is_told_once() {
    let (ctx, _folder) = testing::ctx().await;
    who_asked_is_told_once(&ctx).await;
    let (ctx, _folder) = testing::postgres_ctx("import_shared").await;
    who_asked_is_told_once(&ctx).await;
}

#[tokio::test]
async fn who_never_asked_or_whose_address_is_gone_is_not_written_to() {
    let (ctx, _folder) = testing::ctx().await;
    imported(&ctx, &directory(GOOD)).await;
    asks(&ctx, None).await;
    imported(&ctx, &directory(&[("person.csv", OTTO)])).await;
    assert_eq!(told(&ctx).await, []);
}
