//! What a hold covers, and whose data are held for what. Pure.

use super::hold::Why;
use crate::register::inventory::word::Category;
use entity::id::PersonId;
use std::collections::{BTreeMap, BTreeSet};

/// What every hold covers: who the held data are about. Without it nobody could say whose they are.
pub const ALWAYS: [Category; 2] = [Category::Contact, Category::Customer];

/// What a hold may cover besides, as far as the claim or the order needs it. Sign-ins are gone within days anyway.
pub const OFFERED: [Category; 7] = [
    Category::Hosting,
    Category::Contract,
    Category::Order,
    Category::Invoice,
    Category::Newsletter,
    Category::RequestFile,
    Category::StaffLooks,
];

/// The categories of a stored scope; none is stored where a hold covers everything.
pub fn read(stored: Option<&str>) -> BTreeSet<Category> {
    let chosen: BTreeSet<Category> = match stored {
        None => OFFERED.into_iter().collect(),
        Some(codes) => codes.split(',').filter_map(Category::from_code).collect(),
    };
    chosen.into_iter().chain(ALWAYS).collect()
}

/// How a scope is stored: with what every hold covers, so that whoever reads it reads all of it.
pub fn stored(chosen: &BTreeSet<Category>) -> String {
    let covered = Category::ALL.iter().filter(|of| ALWAYS.contains(of) || chosen.contains(of));
    covered.map(|category| category.code()).collect::<Vec<_>>().join(",")
}

/// Whose data must not be destroyed now, which of them and why.
#[derive(Clone, Debug, Default)]
pub struct Held(BTreeMap<PersonId, Vec<(Why, Scope)>>);

/// Which data are held.
#[derive(Clone, Debug)]
enum Scope {
    Everything,
    Only(BTreeSet<Category>),
}

impl Held {
    /// Notes that a hold stands on a person's data.
    pub(super) fn cover(&mut self, person: PersonId, why: Why, covers: Option<&str>) {
        self.0.entry(person).or_default().push((why, Scope::Only(read(covers))));
    }

    /// Notes what holds everything of a person.
    pub(super) fn cover_all(&mut self, person: PersonId, why: Why) {
        self.0.entry(person).or_default().push((why, Scope::Everything));
    }

    /// Why a person's data of a category stay.
    pub fn on(&self, person: PersonId, category: Option<Category>) -> BTreeSet<Why> {
        let of = self.0.get(&person).into_iter().flatten();
        let covers = |scope: &Scope| match scope {
            Scope::Everything => true,
            Scope::Only(covered) => category.is_some_and(|category| covered.contains(&category)),
        };
        of.filter(|(_, scope)| covers(scope)).map(|(why, _)| *why).collect()
    }

    /// Why anything of anybody stays.
    pub fn any(&self) -> BTreeSet<Why> {
        self.0.values().flatten().map(|(why, _)| *why).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Held, OFFERED, Why, read, stored};
    use crate::register::inventory::word::Category;
    use entity::id::PersonId;
    use std::collections::BTreeSet;
    use uuid::Uuid;

    #[test]
    fn a_hold_covers_what_was_chosen_and_whose_it_is_and_an_old_one_everything() {
        let invoices = stored(&BTreeSet::from([Category::Invoice]));
        assert_eq!(invoices, "contact,customer,invoice");
        assert_eq!(
            read(Some(&invoices)),
            BTreeSet::from([Category::Contact, Category::Customer, Category::Invoice])
        );
        let all = read(None);
        assert!(OFFERED.iter().all(|category| all.contains(category)) && !all.contains(&Category::SignIn));
    }

    #[test]
    fn what_a_hold_does_not_cover_is_not_held() {
        let (ada, bo) = (PersonId(Uuid::nil()), PersonId(Uuid::max()));
        let mut held = Held::default();
        held.cover(ada, Why::Claim, Some("invoice"));
        held.cover_all(bo, Why::OpenRequest);
        let on = |person, category| held.on(person, Some(category)).into_iter().collect::<Vec<_>>();
        assert_eq!(on(ada, Category::Invoice), [Why::Claim]);
        assert_eq!(on(ada, Category::Contact), [Why::Claim], "it must be known whose they are");
        assert_eq!(on(ada, Category::Newsletter), []);
        assert_eq!(on(bo, Category::Newsletter), [Why::OpenRequest]);
        assert!(held.on(ada, None).is_empty() && held.any().len() == 2);
    }
}
