//! Which right exists for a category of data, by the bases it rests on (law.md 1.12).

use super::profile::{Category, Profile, Purpose};
use crate::{
    law::basis::{Available, available},
    register::inventory::{self, Erasure, Personal, Table, tables_of},
};
use entity::kind::Right;

impl Profile {
    /// Whether a right exists for a category. Where the law demands that the data be kept, erasure waits for the
    /// whole category; what is processed for marketing only is not objected to but stopped, without a reason.
    pub fn right_on(&self, category: &Category, right: Right) -> Available {
        let carries =
            |wanted: Available| category.basis.iter().any(|basis| available(right, *basis) == wanted);
        let serves_marketing = |wanted: bool| {
            let mut purposes = self.purposes_of(&category.code).into_iter();
            purposes.any(|purpose| purpose.marketing == wanted && shares_basis(category, purpose, right))
        };
        let exists = match right {
            Right::Marketing => serves_marketing(true),
            Right::Objection => serves_marketing(false),
            _ => carries(Available::Yes),
        };
        // What the law makes us do with sign-ins needs none of them later: an erasure takes them at once.
        let at_once = right == Right::Erasure
            && inventory::word::Category::from_code(&category.code).is_some_and(goes_when_asked);
        match (exists || at_once, carries(Available::OnceUnneeded) && !at_once) {
            (_, true) => Available::OnceUnneeded,
            (true, false) => Available::Yes,
            (false, false) => Available::No,
        }
    }
}

/// Whether a purpose rests on a basis of the category that carries the right.
fn shares_basis(category: &Category, purpose: &Purpose, right: Right) -> bool {
    let shared = category.basis.iter().filter(|basis| purpose.rests_on(**basis));
    shared.into_iter().any(|basis| available(right, *basis) == Available::Yes)
}

/// Whether an erasure leaves nothing of a category for a while: no column of its tables is kept.
fn goes_when_asked(category: inventory::word::Category) -> bool {
    let kept = |class: &Personal| matches!(class.erasure, Erasure::Keep(_));
    !tables_of(category).flat_map(Table::personal).any(|(_, class)| kept(class))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::{check::check, tests_edits::WPROD};

    fn on(code: &str, right: Right) -> Available {
        let profile = check(WPROD).profile.unwrap();
        profile.right_on(profile.category(code).unwrap(), right)
    }

    #[test]
    fn data_of_the_contract_can_be_erased_moved_and_objected_to() {
        for code in ["contact", "customer", "hosting"] {
            for right in [Right::Erasure, Right::Portability, Right::Objection] {
                assert_eq!(on(code, right), Available::Yes, "{code} {right:?}");
            }
            assert_eq!(on(code, Right::Marketing), Available::No, "{code}");
            assert_eq!(on(code, Right::Consent), Available::No, "{code}");
        }
    }

    #[test]
    fn accounting_material_waits_for_the_law() {
        for code in ["contract", "order", "invoice"] {
            assert_eq!(on(code, Right::Erasure), Available::OnceUnneeded, "{code}");
            assert_eq!(on(code, Right::Portability), Available::Yes, "{code}");
        }
        assert_eq!(on("invoice", Right::Objection), Available::No);
    }

    #[test]
    fn the_newsletter_is_stopped_or_its_consent_withdrawn_and_needs_no_reason() {
        assert_eq!(on("newsletter", Right::Marketing), Available::Yes);
        assert_eq!(on("newsletter", Right::Consent), Available::Yes);
        assert_eq!(on("newsletter", Right::Erasure), Available::Yes);
        assert_eq!(on("newsletter", Right::Objection), Available::No);
    }

    #[test]
    fn what_rests_on_a_duty_alone_is_neither_moved_nor_objected_to() {
        assert_eq!(on("sign_in", Right::Erasure), Available::Yes, "an erasure takes them at once");
        for code in ["request_file", "staff_looks", "sign_in"] {
            let kept = code != "sign_in";
            assert_eq!(on(code, Right::Erasure) == Available::OnceUnneeded, kept, "{code}");
            for right in [Right::Portability, Right::Objection, Right::Marketing, Right::Consent] {
                assert_eq!(on(code, right), Available::No, "{code} {right:?}");
            }
            assert_eq!(on(code, Right::Access), Available::Yes, "{code}");
        }
    }
}
