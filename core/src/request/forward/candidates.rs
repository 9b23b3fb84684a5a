//! Whose website it may be: customers by domain, number, or the name or address of a contact person.

use crate::{
    actor::Staff,
    ctx::Ctx,
    error::{Refusal, Result},
    id::Reference,
    lang,
    register::search,
    request::{
        change,
        identify::{self, Glimpse, Purpose},
        lifecycle::{self, Event},
    },
};
use entity::{
    contact, customer, hosting_account,
    id::{CustomerId, PersonId},
    kind::Role,
};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, Func},
};
use std::collections::{BTreeMap, BTreeSet};

/// So many customers are shown; more means the search must be narrower.
const SHOWN: usize = 10;

/// What a search found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub candidates: Vec<Candidate>,
    /// Whether there are more than are shown.
    pub more: bool,
}

/// A customer whose website it may be.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub customer: customer::Model,
    /// The websites we keep for them.
    pub domains: Vec<String>,
    /// Who can get the letter.
    pub contacts: Vec<Glimpse>,
}

/// Finds the customers, and opens their contact persons' data: a look each, with the reason, before anything is shown.
///
/// # Errors
/// Refused without the role, above the limit of looks, or once the request is decided; not found for an unknown
/// reference.
pub async fn candidates(ctx: &Ctx, staff: &Staff, reference: &Reference, typed: &str) -> Result<Found> {
    change::require(staff, Role::Caseworker)?;
    let request = change::find(ctx.read(), reference).await?;
    lifecycle::next(Some(request.state), &Event::Forward).map_err(Refusal::from)?;
    let mut ids = with_domain(ctx, typed).await?;
    let hits = search::persons(ctx, typed).await?;
    ids.extend(hits.persons.iter().flat_map(|hit| hit.customers.iter().map(|customer| customer.id)));
    let more = hits.more || ids.len() > SHOWN;
    let ids: Vec<CustomerId> = ids.into_iter().take(SHOWN).collect();
    Ok(Found { candidates: opened(ctx, staff, reference, ids).await?, more })
}

/// The domain of what was typed: without scheme, path and `www.`
fn domain_of(typed: &str) -> String {
    let typed = typed.trim().to_lowercase();
    let host = typed.split_once("://").map_or(typed.as_str(), |(_, rest)| rest);
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

async fn with_domain(ctx: &Ctx, typed: &str) -> Result<BTreeSet<CustomerId>> {
    let domain = domain_of(typed);
    if domain.is_empty() || domain.contains('\0') {
        return Ok(BTreeSet::new());
    }
    let spelled = [domain.clone(), format!("www.{domain}")];
    // An import brings a domain as it is written there; a domain has no case.
    let written = Func::lower(Expr::col(hosting_account::Column::Domain));
    let accounts = hosting_account::Entity::find().filter(Expr::expr(written).is_in(spelled));
    let accounts = accounts.limit(SHOWN as u64 + 1).all(ctx.read()).await?;
    Ok(accounts.into_iter().map(|account| account.customer_id).collect())
}

async fn opened(
    ctx: &Ctx,
    staff: &Staff,
    reference: &Reference,
    ids: Vec<CustomerId>,
) -> Result<Vec<Candidate>> {
    let db = ctx.read();
    let places = contact::Entity::find().filter(contact::Column::CustomerId.is_in(ids.clone()));
    let places = places.order_by_asc(contact::Column::Id).all(db).await?;
    let persons: BTreeSet<PersonId> = places.iter().map(|place| place.person_id).collect();
    let persons: Vec<PersonId> = persons.into_iter().collect();
    let language = ctx.notice.first_language();
    let reason = lang::text(language, "forward-look-reason");
    let seen = identify::look_at(ctx, staff, &persons, Purpose::Reason(reference, &reason)).await?;
    let seen: BTreeMap<PersonId, Glimpse> = seen.into_iter().map(|glimpse| (glimpse.id, glimpse)).collect();
    let accounts = hosting_account::Entity::find()
        .filter(hosting_account::Column::CustomerId.is_in(ids.clone()))
        .order_by_asc(hosting_account::Column::Domain)
        .all(db)
        .await?;
    let customers = customer::Entity::find()
        .filter(customer::Column::Id.is_in(ids))
        .order_by_asc(customer::Column::Number)
        .all(db)
        .await?;
    let candidate = |customer: customer::Model| {
        let theirs = places.iter().filter(|place| place.customer_id == customer.id);
        let persons: BTreeSet<PersonId> = theirs.map(|place| place.person_id).collect();
        let of = accounts.iter().filter(|account| account.customer_id == customer.id);
        Candidate {
            domains: of.map(|account| account.domain.to_lowercase()).collect(),
            contacts: persons.iter().filter_map(|id| seen.get(id).cloned()).collect(),
            customer,
        }
    };
    Ok(customers.into_iter().map(candidate).collect())
}

#[cfg(test)]
mod tests {
    use super::domain_of;

    #[test]
    fn a_website_is_found_however_its_address_is_typed() {
        for typed in [
            "kanto.example",
            " WWW.Kanto.example ",
            "https://www.kanto.example/yhteys?x=1",
            "http://kanto.example:8080",
        ] {
            assert_eq!(domain_of(typed), "kanto.example", "{typed}");
        }
        assert_eq!(domain_of("Kahvila Kanto"), "kahvila kanto");
    }
}
