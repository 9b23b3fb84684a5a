//! What is asked of staff before a file comes in or goes out, whichever page they come from.

use super::{
    original, read,
    upload::{Received, Upload},
};
use crate::{
    actor::Requester,
    ctx::Ctx,
    email::Email,
    error::{Error, Refusal},
    id::Reference,
    request::{
        answers::{Answers, Wish},
        draft, file,
    },
    testing,
};
use entity::{
    attachment,
    kind::{AttachmentKind, Language, Role},
};
use sea_orm::{EntityTrait, PaginatorTrait};

/// A request of Ada's.
pub(super) async fn filed(ctx: &Ctx) -> Reference {
    let email = Email::parse("ada@example.fi").unwrap();
    let (session, email_key) = (ctx.mint().unwrap(), ctx.keys.email_key(&email));
    let ada = Requester { session, email_key, email, proved_at: ctx.now() };
    let form = draft::start(ctx, &ada, Wish::Access).await.unwrap();
    let answers = Answers { everything: true, ..Answers::of(Wish::Access) };
    draft::save(ctx, &ada, form, &answers).await.unwrap();
    file::file(ctx, &ada, form, Language::Fi, "network").await.unwrap()
}

pub(super) fn paper(ctx: &Ctx) -> Received {
    let mut coming = Upload::begin(ctx, "kirje.txt").unwrap();
    coming.push(b"Hyva rouva").unwrap();
    coming.end(ctx).unwrap().unwrap()
}

async fn kept(ctx: &Ctx) -> u64 {
    attachment::Entity::find().count(ctx.read()).await.unwrap()
}

async fn papers_are_kept_by_caseworkers_and_files_read_by_whoever_reads_cases(ctx: &Ctx) {
    let reference = filed(ctx).await;
    let sam = testing::staff(ctx, "Sam", &[Role::Caseworker]).await;
    let rea = testing::staff(ctx, "Rea", &[Role::Reader, Role::Approver, Role::Admin]).await;
    let adi = testing::staff(ctx, "Adi", &[Role::Admin]).await;
    let of_paper = || (AttachmentKind::Original, vec![paper(ctx)]);
    let refused = original::keep(ctx, &rea, &reference, of_paper()).await;
    assert!(
        matches!(&refused, Err(Error::Refused(Refusal::RoleMissing { role: Role::Caseworker }))),
        "{refused:?}"
    );
    assert_eq!(kept(ctx).await, 0);
    original::keep(ctx, &sam, &reference, of_paper()).await.unwrap();
    let file = attachment::Entity::find().one(ctx.read()).await.unwrap().unwrap();
    assert_eq!(read::open_at_desk(ctx, &rea, &reference, file.id).await.unwrap().name, "kirje.txt");
    let refused = read::open_at_desk(ctx, &adi, &reference, file.id).await;
    assert!(
        matches!(&refused, Err(Error::Refused(Refusal::RoleMissing { role: Role::Reader }))),
        "{refused:?}"
    );
}

async fn what_is_no_paper_is_not_kept_as_one(ctx: &Ctx) {
    let reference = filed(ctx).await;
    let tom = testing::staff(ctx, "Tom", &[Role::Caseworker]).await;
    let before = kept(ctx).await;
    for bare in [(AttachmentKind::Original, vec![]), (AttachmentKind::Message, vec![paper(ctx)])] {
        let kind = bare.0;
        let refused = original::keep(ctx, &tom, &reference, bare).await;
        assert!(matches!(&refused, Err(Error::Refused(Refusal::Incomplete))), "{kind:?}: {refused:?}");
    }
    assert_eq!(kept(ctx).await, before);
}

async fn all_of_these(ctx: &Ctx) {
    papers_are_kept_by_caseworkers_and_files_read_by_whoever_reads_cases(ctx).await;
    what_is_no_paper_is_not_kept_as_one(ctx).await;
}

#[tokio::test]
async fn files_are_in_the_hands_of_those_who_may() {
    let (ctx, _folder) = testing::ctx().await;
    all_of_these(&ctx).await;
}

#[tokio::test]
async fn files_are_in_the_hands_of_those_who_may_on_postgresql_too() {
    let (ctx, _folder) = testing::postgres_ctx("papers").await;
    all_of_these(&ctx).await;
}
