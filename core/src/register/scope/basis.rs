//! On what a row is held about this person: a contract binds its own party, and whoever acts for a company is none
//! (Art. 6(1)(b)); a mailing list stands on what allowed it.

use super::{row::Found, subject::Subject};
use crate::{law::basis::Basis, register::inventory::word::Category};
use entity::kind::Evidence;

/// The basis, where consent, contract and legitimate interest are to be told apart.
pub(super) fn of(row: &Found, subject: &Subject) -> Option<Basis> {
    match row.table.category? {
        Category::Newsletter if row.text("evidence") == Some(Evidence::Consent.code()) => {
            Some(Basis::Consent)
        }
        // SVPL 200 §: the soft opt-in of an existing customer rests on Art. 6(1)(f).
        Category::Newsletter => Some(Basis::LegitimateInterest),
        Category::Contact
        | Category::Customer
        | Category::Hosting
        | Category::Contract
        | Category::Order
        | Category::Invoice => {
            let party = is_party(row, subject);
            Some(if party { Basis::Contract } else { Basis::LegitimateInterest })
        }
        Category::RequestFile | Category::StaffLooks | Category::SignIn => None,
    }
}

/// Whether the row belongs to a contract of the person's own.
fn is_party(row: &Found, subject: &Subject) -> bool {
    let own = |customer| subject.customers.contains(&customer);
    match row.table.name {
        "person" => !subject.customers.is_empty(),
        "customer" => row.key("id").is_some_and(own),
        _ => row.key("customer_id").is_some_and(own),
    }
}
