//! Whether what a decision corrects may stand: exactly the value asked for in a named field, and of free words every
//! field they mean, with what of them is not corrected.

use crate::{
    law::ground::Ground,
    notice::profile::Profile,
    register::inventory::word::Category,
    request::decision::{Confirmed, Decision, Flaw, ItemVerdict},
};
use entity::{
    item,
    kind::{ItemKind, Verdict},
};
use serde::{Deserialize, Deserializer, Serialize};

/// Longest line on what is corrected in another system, in characters.
pub const LONGEST_ELSEWHERE: usize = 200;

/// A correction of data that are no field of the register one may write: an invoice, an order, somebody's role. Staff make
/// it in the system the data come from; that system and every other holder gets it as a step (Art. 16, 19).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    /// Code of the category of the notice the data lie in.
    pub category: String,
    /// What is right, in the language of the letter, which tells it: at most 200 characters.
    pub what: String,
}

/// Whether data of a category come from another system than the portal: its own records, of requests, looks and sign-ins,
/// are corrected nowhere else.
pub fn is_elsewhere(notice: &Profile, code: &str) -> bool {
    let own = [Category::RequestFile, Category::StaffLooks, Category::SignIn];
    notice.category(code).is_some() && !own.iter().any(|own| own.code() == code)
}

/// Flaws of the corrections of a decision.
pub(crate) fn flaws(notice: &Profile, items: &[item::Model], decision: &Decision) -> Vec<Flaw> {
    let corrects = |verdict: &&ItemVerdict| verdict.verdict != Verdict::Refused;
    let flaws = decision.verdicts.iter().filter(corrects).flat_map(|it| of_verdict(notice, items, it));
    flaws.collect()
}

/// Whether an item may be granted in part: words can ask for several things, a field is one.
pub(crate) fn in_part(items: &[item::Model], verdict: &ItemVerdict) -> bool {
    items.iter().any(|item| item.id == verdict.item && item.kind != ItemKind::Field)
}

/// Whether a ground fits what an item asks: that a completion is not needed answers nobody who asks that a value be changed.
pub fn fits(item: &item::Model, ground: Ground) -> bool {
    let changes =
        item.kind == ItemKind::Field && item.present.as_deref().is_some_and(|now| !now.trim().is_empty());
    !(changes && ground == Ground::CompletionUnneeded)
}

fn of_verdict(notice: &Profile, items: &[item::Model], verdict: &ItemVerdict) -> Vec<Flaw> {
    let Some(item) = items.iter().find(|item| item.id == verdict.item) else { return Vec::new() };
    let unconfirmed = if item.kind == ItemKind::Field {
        !is_as_asked(item, &verdict.corrections)
    } else {
        let nothing = verdict.corrections.is_empty() && verdict.elsewhere.is_none();
        nothing || !verdict.corrections.iter().all(is_change) || names_twice(verdict)
    };
    let unfit = verdict
        .elsewhere
        .as_ref()
        .is_some_and(|other| item.kind == ItemKind::Field || !is_said(notice, other));
    let unsaid = verdict.uncorrected.as_deref().is_none_or(|text| text.trim().is_empty());
    let unsaid = verdict.verdict == Verdict::Partly && unsaid;
    let item = verdict.item;
    let flaws = [
        unconfirmed.then_some(Flaw::CorrectionUnconfirmed { item }),
        unfit.then_some(Flaw::ElsewhereUnfit { item }),
        unsaid.then_some(Flaw::RestMissing { item }),
    ];
    flaws.into_iter().flatten().collect()
}

/// Where and what are said, the what in a line of the letter.
fn is_said(notice: &Profile, other: &Elsewhere) -> bool {
    let long = other.what.chars().count();
    is_elsewhere(notice, &other.category) && !other.what.trim().is_empty() && long <= LONGEST_ELSEWHERE
}

/// Where the person named a field and a value, exactly that is written.
fn is_as_asked(item: &item::Model, corrections: &[Confirmed]) -> bool {
    let [correction] = corrections else { return false };
    let new = correction.new.trim();
    !new.is_empty()
        && item.target == correction.target
        && item.present == correction.present
        && item.asked.as_deref().map(str::trim) == Some(new)
}

fn is_change(correction: &Confirmed) -> bool {
    let new = correction.new.trim();
    !new.is_empty() && correction.present.as_deref().map(str::trim) != Some(new)
}

/// One field cannot get two values.
fn names_twice(verdict: &ItemVerdict) -> bool {
    let (mut targets, all) = (Vec::new(), verdict.corrections.len());
    targets.extend(verdict.corrections.iter().map(|correction| &correction.target));
    targets.sort_unstable();
    targets.dedup();
    targets.len() < all
}

/// Reads the corrections of a verdict. What was decided before free words could mean several fields names one or none.
///
/// # Errors
/// When it is neither.
pub(crate) fn one_or_many<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Confirmed>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Many(Vec<Confirmed>),
        One(Option<Confirmed>),
    }
    Ok(match Written::deserialize(from)? {
        Written::Many(all) => all,
        Written::One(one) => one.into_iter().collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use entity::id::{ItemId, RequestId};
    use uuid::Uuid;

    fn asked(kind: ItemKind) -> item::Model {
        item::Model {
            id: ItemId(Uuid::nil()),
            request_id: RequestId(Uuid::nil()),
            position: 1,
            kind,
            target: "person:x:name".into(),
            present: Some("Ada".into()),
            asked: Some("Ada Virta".into()),
            verdict: None,
            ground: None,
            facts: None,
            evidence: None,
            keep_until: None,
        }
    }

    fn decided(verdict: Verdict, values: &[(&str, &str, &str)], rest: Option<&str>) -> Decision {
        let confirmed = |&(target, present, new): &(&str, &str, &str)| Confirmed {
            target: target.into(),
            present: Some(present.into()),
            new: new.into(),
        };
        let verdict = ItemVerdict {
            corrections: values.iter().map(confirmed).collect(),
            uncorrected: rest.map(Into::into),
            ..ItemVerdict::bare(ItemId(Uuid::nil()), verdict)
        };
        Decision { verdicts: vec![verdict], ..Decision::default() }
    }

    #[test]
    fn words_correct_as_many_fields_as_they_mean_each_once_and_each_to_another_value() {
        let words = [asked(ItemKind::Text)];
        let (name, street) = (("person:x:name", "Ada", "Ada Virta"), ("address:y:street", "Vanha", "Uusi"));
        let flaws =
            |values: &[_]| flaws(&testing::notice(), &words, &decided(Verdict::Granted, values, None));
        let unconfirmed = [Flaw::CorrectionUnconfirmed { item: words[0].id }];
        assert_eq!(flaws(&[name, street]), []);
        assert_eq!(flaws(&[]), unconfirmed);
        assert_eq!(flaws(&[name, name]), unconfirmed);
        assert_eq!(flaws(&[name, ("address:y:street", "Vanha", " Vanha ")]), unconfirmed);
        assert_eq!(flaws(&[name, ("address:y:street", "Vanha", " ")]), unconfirmed);
    }

    #[test]
    fn words_about_no_field_are_granted_by_what_is_corrected_in_another_system() {
        let words = [asked(ItemKind::Text)];
        let flaws = |items: &[item::Model], category: &str, what: &str| {
            let mut decision = decided(Verdict::Granted, &[], None);
            let other = Elsewhere { category: category.into(), what: what.into() };
            decision.verdicts[0].elsewhere = Some(other);
            flaws(&testing::notice(), items, &decision)
        };
        let unfit = Flaw::ElsewhereUnfit { item: words[0].id };
        assert_eq!(flaws(&words, "invoice", "Laskun 1001 summa on 80 euroa"), []);
        let long = "x".repeat(LONGEST_ELSEWHERE + 1);
        // The portal's own records come from no other system, and of no category of the notice nothing is corrected.
        let own = ["request_file", "staff_looks", "sign_in", "unheard_of"].map(|code| (code, "Laskun summa"));
        let lacking = [("", "Laskun summa"), ("invoice", " "), ("invoice", &long)];
        for (category, what) in lacking.into_iter().chain(own) {
            assert_eq!(flaws(&words, category, what), std::slice::from_ref(&unfit), "{category}: {what}");
        }
        let field = flaws(&[asked(ItemKind::Field)], "invoice", "Laskun summa");
        assert!(field.contains(&unfit), "a field is corrected here: {field:?}");
    }

    #[test]
    fn words_granted_in_part_say_what_is_not_corrected() {
        let words = [asked(ItemKind::Text)];
        let name = [("person:x:name", "Ada", "Ada Virta")];
        let item = words[0].id;
        let flaws =
            |values: &[_], rest| flaws(&testing::notice(), &words, &decided(Verdict::Partly, values, rest));
        assert_eq!(flaws(&name, Some("The street.")), []);
        assert_eq!(flaws(&name, Some(" ")), [Flaw::RestMissing { item }]);
        assert_eq!(flaws(&[], Some("The street.")), [Flaw::CorrectionUnconfirmed { item }]);
    }

    #[test]
    fn a_named_field_gets_what_was_asked_and_nothing_else() {
        let field = [asked(ItemKind::Field)];
        let flawed = |values: &[_]| {
            !flaws(&testing::notice(), &field, &decided(Verdict::Granted, values, None)).is_empty()
        };
        let name = ("person:x:name", "Ada", "Ada Virta");
        assert!(!flawed(&[name]));
        assert!(flawed(&[]) && flawed(&[("person:x:name", "Ada", "Eve")]));
        assert!(flawed(&[name, ("address:y:street", "Vanha", "Uusi")]), "nothing beside what was asked");
    }

    #[test]
    fn what_was_decided_on_one_field_is_still_read() {
        let old = r#"{"item":"00000000-0000-0000-0000-000000000000","verdict":"granted","ground":null,
            "recorded":{},"fee":null,"correction":{"target":"t","present":null,"new":"n"}}"#;
        let read: ItemVerdict = serde_json::from_str(old).unwrap();
        assert_eq!(read.corrections, [Confirmed { target: "t".into(), present: None, new: "n".into() }]);
        let none: ItemVerdict =
            serde_json::from_str(&old.replace(r#"{"target":"t","present":null,"new":"n"}"#, "null")).unwrap();
        assert_eq!(none.corrections, []);
        let again: ItemVerdict = serde_json::from_str(&serde_json::to_string(&read).unwrap()).unwrap();
        assert_eq!(again, read);
    }
}
