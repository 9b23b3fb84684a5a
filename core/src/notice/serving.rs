//! For what the data of one person are used, and on what: a contract binds its own party alone (Arts. 6(1) and 15(1)(a)).

use super::profile::{Category, Profile, Purpose};
use crate::law::basis::Basis;
use std::collections::BTreeSet;

/// The bases of which one stands for another, by who the person is or what they agreed to.
const ALTERNATIVES: [Basis; 3] = [Basis::Consent, Basis::Contract, Basis::LegitimateInterest];

impl Profile {
    /// The purposes of a category with the bases on which each serves a person. `held` is on what the person's records
    /// stand, where that is known; a purpose that rests on nothing else keeps its basis all the same.
    pub fn serving<'a>(
        &'a self,
        category: &Category,
        held: &BTreeSet<Basis>,
    ) -> Vec<(&'a Purpose, Vec<Basis>)> {
        let purposes = self.purposes_of(&category.code).into_iter();
        purposes.map(|purpose| (purpose, bases(category, purpose, held))).collect()
    }
}

fn bases(category: &Category, purpose: &Purpose, held: &BTreeSet<Basis>) -> Vec<Basis> {
    let shared: Vec<Basis> =
        category.basis.iter().copied().filter(|basis| purpose.rests_on(*basis)).collect();
    let fits = |basis: &&Basis| ALTERNATIVES.contains(*basis) && held.contains(*basis);
    if !shared.iter().any(|basis| fits(&basis)) {
        return shared;
    }
    shared.into_iter().filter(|basis| !ALTERNATIVES.contains(basis) || held.contains(basis)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::{check::check, tests_edits::WPROD};

    fn of(code: &str, held: &[Basis]) -> Vec<(String, Vec<Basis>)> {
        let profile = check(WPROD).profile.unwrap();
        let held = held.iter().copied().collect();
        let serving = profile.serving(profile.category(code).unwrap(), &held);
        serving.into_iter().map(|(purpose, bases)| (purpose.code.clone(), bases)).collect()
    }

    fn on(purpose: &str, bases: &[Basis]) -> (String, Vec<Basis>) {
        (purpose.to_owned(), bases.to_vec())
    }

    #[test]
    fn bills_rest_on_contract_and_law_for_everybody() {
        let told = [on("contract_duties", &[Basis::Contract]), on("accounting", &[Basis::LegalObligation])];
        assert_eq!(of("invoice", &[Basis::Contract]), told);
        assert_eq!(of("invoice", &[]), told);
    }

    #[test]
    fn a_private_customer_is_told_of_the_contract_and_a_contact_person_of_the_interest() {
        let (contract, interest) = (Basis::Contract, Basis::LegitimateInterest);
        let care = on("customer_care", &[interest]);
        assert_eq!(
            of("contact", &[contract]),
            [on("delivery", &[contract]), on("contract_duties", &[contract]), care.clone()]
        );
        assert_eq!(
            of("contact", &[interest]),
            [on("delivery", &[interest]), on("contract_duties", &[interest]), care.clone()]
        );
        let both = [contract, interest];
        assert_eq!(of("contact", &both), [on("delivery", &both), on("contract_duties", &both), care]);
    }

    #[test]
    fn of_whom_nothing_is_held_every_basis_is_told() {
        assert_eq!(of("newsletter", &[]), [on("newsletter", &[Basis::Consent, Basis::LegitimateInterest])]);
        assert_eq!(of("newsletter", &[Basis::Consent]), [on("newsletter", &[Basis::Consent])]);
    }
}
