//! A copy that went on paper: nobody is told that it can still be downloaded, or that they have downloaded it.

use super::{Desk, erasure::registered};
use crate::{
    register::retention::tests::close,
    request::{decide::decide, own, propose::preview, tests_world::requester},
    right::erasure::show::dry_run,
    settings::ApprovalMode,
};
use chrono::TimeDelta;
use entity::{
    kind::{ItemKind, Language, PackageState, Right, Role},
    package, request,
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};

const EVERYTHING: (ItemKind, &str, Option<&str>, Option<&str>) = (ItemKind::Everything, "", None, None);

/// An access that came by letter and was answered by letter, its file not purged yet; gives the reference.
async fn answered_on_paper(desk: &Desk, person: entity::id::PersonId) -> String {
    let asked = desk.filed(Some(Right::Access), Some(person), EVERYTHING).await;
    let tx = desk.ctx.write().await.unwrap();
    let mut row = desk.row(&asked).await.into_active_model();
    row.requester_key = Set("none:by letter".into());
    row.requester_email = Set(None);
    row.answered_at = Set(Some(desk.ctx.now()));
    let row: request::Model = row.update(tx.db()).await.unwrap();
    let built = package::Model {
        id: desk.ctx.mint().unwrap(),
        request_id: asked.id,
        state: PackageState::Ready,
        file: None,
        wrapped_key: None,
        bytes: 1,
        downloads: 0,
        queued_at: desk.ctx.now(),
        built_at: Some(desk.ctx.now()),
        expires_at: Some(desk.ctx.now() + TimeDelta::days(7)),
        purged_at: None,
    };
    built.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    close(&desk.ctx, asked.id).await;
    row.reference
}

#[tokio::test]
async fn a_copy_given_on_paper_waits_for_no_download_when_its_person_is_erased() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let (ctx, sam) = (&desk.ctx, desk.staff("Sam", &[Role::Caseworker]).await);
    let ada = registered(&desk).await;
    let paper = answered_on_paper(&desk, ada).await;
    let filed = desk.filed(Some(Right::Erasure), Some(ada), EVERYTHING).await;
    let shown = preview(ctx, &sam, &filed.reference, &filed.grant()).await.unwrap();
    let text = shown.letter.text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(!text.contains("ladannut") && !text.contains("lataamasi"), "{text}");
    assert!(
        text.contains(&format!("asian numero {paper}")) && text.contains("Sinulle toimitettu jäljennös"),
        "{text}"
    );
    decide(ctx, &sam, &filed.seen(1), &filed.grant()).await.unwrap();
    let purged = package::Entity::find().one(ctx.read()).await.unwrap().unwrap();
    assert_eq!(purged.state, PackageState::Purged, "nothing of it stays behind");
    let her = requester(ctx, "ada@example.fi");
    let page = own::open(ctx, &her, &filed.reference, Language::Fi).await.unwrap();
    let told = page.erasure.expect("the page says what the letter says");
    assert!(
        !told.gone.is_empty()
            && told.left.iter().any(|left| left.reason.facts.starts_with("Tietosuojapyynnöt")),
        "{told:?}"
    );
}

#[tokio::test]
async fn an_open_access_is_named_before_an_erasure_is_decided() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let (ctx, sam) = (&desk.ctx, desk.staff("Sam", &[Role::Caseworker]).await);
    let ada = registered(&desk).await;
    let access = desk.filed(Some(Right::Access), Some(ada), EVERYTHING).await;
    let filed = desk.filed(Some(Right::Erasure), Some(ada), EVERYTHING).await;
    let plan = dry_run(ctx, &sam, &filed.reference, &filed.grant(), Language::Fi).await.unwrap();
    assert_eq!(plan.first, [access.reference.as_str()]);
    close(ctx, access.id).await;
    let plan = dry_run(ctx, &sam, &filed.reference, &filed.grant(), Language::Fi).await.unwrap();
    assert_eq!(plan.first, Vec::<String>::new());
}
