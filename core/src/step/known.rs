//! In which categories other holders can know a person: Art. 19 speaks of those "to whom the personal data have been
//! disclosed", and whoever never had an address or a number is handed none by an instruction (Art. 5(1)(c)).

use super::instruct::{self, Instruction, Touched};
use crate::{
    ctx::Ctx,
    error::Result,
    notice::profile::Profile,
    register::{
        inventory::word::Category,
        scope::{self, Whom},
    },
};
use entity::{
    kind::{Operation, StepState},
    person, request, step, subscription,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use std::collections::BTreeSet;

/// What the register holds of whoever asks, as a holder is told of it: a category as a whole, or the person in what is a
/// company's or another customer's, or both.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn touched(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    request: &request::Model,
) -> Result<Vec<Touched>> {
    let held = scope::held(db, Whom::of(request)).await?;
    let listed = is_listed(db, request).await?;
    let own = |code: &str| match Category::from_code(code) {
        // A ban is a row too, of addresses that are on no list.
        Some(Category::Newsletter) => listed,
        // Handling the request itself fills these; of a category of the notice alone the register knows nothing.
        Some(Category::RequestFile | Category::StaffLooks | Category::SignIn) | None => true,
        Some(category) => held.own.contains(&category),
    };
    let of_others = |code: &str| Category::from_code(code).is_some_and(|it| held.of_others.contains(&it));
    let codes = ctx.notice.categories.iter().map(|category| category.code.as_str());
    let touched = codes.flat_map(|code| {
        let whole = own(code).then(|| Touched::Category(code.into()));
        whole.into_iter().chain(of_others(code).then(|| Touched::Names(code.into())))
    });
    Ok(touched.collect())
}

/// The instructions without those to holders that know the person in none of what is touched.
pub(crate) fn of_known(
    notice: &Profile,
    mut instructions: Vec<Instruction>,
    known: &[Touched],
) -> Vec<Instruction> {
    let known: BTreeSet<&str> = known.iter().flat_map(|it| it.categories(notice)).collect();
    instructions
        .retain(|told| instruct::categories(notice, told).into_iter().any(|code| known.contains(code)));
    instructions
}

/// Whether whoever asks is or was on a list as far as the register knows, or its holder heard of the address because mail
/// still came.
async fn is_listed(db: &impl ConnectionTrait, request: &request::Model) -> Result<bool> {
    let person = match request.person_id {
        Some(id) => person::Entity::find_by_id(id).one(db).await?,
        None => None,
    };
    let keys = person.and_then(|person| person.email_key).into_iter().chain([request.requester_key.clone()]);
    let keys: Vec<String> = keys.collect();
    let theirs = Condition::any()
        .add(subscription::Column::EmailKey.is_in(&keys))
        .add_option(request.person_id.map(|person| subscription::Column::PersonId.eq(person)));
    if subscription::Entity::find().filter(theirs).one(db).await?.is_some() {
        return Ok(true);
    }
    let of_address = request::Entity::find()
        .select_only()
        .column(request::Column::Id)
        .filter(request::Column::RequesterKey.is_in(keys))
        .into_query();
    let stopped = step::Entity::find()
        .filter(step::Column::Operation.eq(Operation::StopMarketing))
        .filter(step::Column::State.ne(StepState::NotHeld))
        .filter(step::Column::RequestId.in_subquery(of_address));
    Ok(stopped.one(db).await?.is_some())
}
