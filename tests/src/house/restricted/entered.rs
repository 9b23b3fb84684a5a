//! A letter and a call of somebody whose data are restricted, entered by staff.

use crate::harness::{
    actors::{ADA, Colleague},
    portal::TestPortal,
};
use entity::{kind::TaskKind, request, task};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

const ENTER: &str = "/staff/requests/new";

/// One asks for access, is checked later and stays open; the other is an opt-out, which acts at once.
pub(super) async fn are_kept(sam: &Colleague) {
    let form = sam.browser.get(ENTER).await.form(ENTER);
    let today = sam.today();
    let fields = [
        ("channel", "phone"),
        ("language", "fi"),
        ("received_on", today.as_str()),
        ("words", "Tell me what you hold."),
        ("name", "Ada Asiakas"),
        ("postal", "Kirjatie 3"),
        ("identity", "unproven"),
    ];
    let call = fields.into_iter().fold(form, |form, (name, value)| form.fill(name, value));
    let entered = call.clone().fill("rights", "access").submit().await;
    let desk = entered.location().to_owned();
    let identity = format!("{desk}/identity");
    let check = sam.browser.get(&desk).await.form(&identity);
    let noted = check.fill("identity", "in_person").fill("finding", "Seen.").submit().await;
    assert_eq!(noted.status, 303, "{}", noted.text());
    is_assigned_among_others(sam, &desk).await;
    let path = format!("{desk}/withdraw");
    let word = sam.browser.get(&path).await.fill("channel", "phone").fill("on", today.as_str());
    assert_eq!(word.fill("how", "Sam knows the voice.").submit().await.status, 303);
    let again = sam.browser.get(ENTER).await.form(ENTER);
    let press = again.fields.iter().find(|(name, _)| name == "press").unwrap().1.clone();
    let opt_out = call.fill("press", press).fill("email", ADA).fill("rights", "marketing").submit().await;
    assert_eq!(opt_out.status, 303, "{}", opt_out.text());
}

/// Ticked in the queue and given to the first of the list.
async fn is_assigned_among_others(sam: &Colleague, desk: &str) {
    let reference = desk.rsplit('/').next().unwrap();
    let queue = sam.browser.get("/staff/queue?tab=open").await;
    let pick = queue.attribute(&format!("input[name=pick][value^='{reference}']"), "value").unwrap();
    let to = queue.attribute("select[name=to] option[value]:not([value=''])", "value").unwrap();
    let fields = [("pick", pick), ("to", to)];
    let page = sam
        .browser
        .get(&format!("/staff/queue/assign?{}", serde_urlencoded::to_string(fields).unwrap()))
        .await;
    assert_eq!(page.form("/staff/queue/assign").submit().await.status, 303, "{}", page.text());
}

/// One that could not be built, as the worker leaves it.
pub(super) async fn has_a_package_built_again(portal: &TestPortal, sam: &Colleague, reference: &str) {
    let ctx = portal.ctx();
    let found = request::Entity::find().filter(request::Column::Reference.eq(reference));
    let told = task::Model {
        id: ctx.mint().unwrap(),
        kind: TaskKind::PackageFailed,
        request_id: Some(found.one(ctx.read()).await.unwrap().unwrap().id),
        letter_id: None,
        opened_at: ctx.now(),
        done_at: None,
        done_by: None,
        step_id: None,
    };
    let tx = ctx.write().await.unwrap();
    told.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    let desk = format!("/staff/requests/{reference}");
    let again = sam.browser.get(&desk).await.form(&format!("{desk}/package/again"));
    assert_eq!(again.submit().await.status, 303);
}
