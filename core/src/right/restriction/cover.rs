//! Which data a restriction covers, and which restrictions go on when one of several ends.

use super::EVERYTHING;
use crate::{
    law::calendar::helsinki_date,
    mail::{letter::Stands, post},
    notice::profile::Profile,
};
use chrono::NaiveDate;
use entity::{
    kind::{ItemKind, Language},
    restriction,
};
use std::collections::BTreeSet;

/// The codes of the categories that a scope names.
pub(crate) fn categories(notice: &Profile, scope: &str) -> BTreeSet<String> {
    if scope == EVERYTHING {
        return notice.categories.iter().map(|category| category.code.clone()).collect();
    }
    parts(scope).into_iter().map(str::to_owned).collect()
}

/// The codes of all categories that one of these restrictions covers.
pub(crate) fn covered<'a>(
    notice: &Profile,
    rows: impl IntoIterator<Item = &'a restriction::Model>,
) -> BTreeSet<String> {
    rows.into_iter().flat_map(|row| categories(notice, &row.scope)).collect()
}

/// The codes of a scope; one code alone where it is everything.
pub(super) fn parts(scope: &str) -> BTreeSet<&str> {
    scope.split(',').filter(|code| !code.is_empty()).collect()
}

/// What of these restrictions is still in force after a day, in words to the person.
pub(crate) fn stands_after<'a>(
    notice: &Profile,
    language: Language,
    on: NaiveDate,
    rows: impl IntoIterator<Item = &'a restriction::Model>,
) -> Vec<Stands> {
    let goes_on = |row: &&restriction::Model| row.lift_on.is_none_or(|end| end > on);
    let stands = |row: &restriction::Model| Stands {
        ground: row.ground,
        since: helsinki_date(row.set_at),
        what: what(notice, language, &row.scope),
    };
    rows.into_iter().filter(goes_on).map(stands).collect()
}

fn what(notice: &Profile, language: Language, scope: &str) -> String {
    if scope == EVERYTHING {
        return post::label(notice, language, ItemKind::Everything, "");
    }
    let labels = parts(scope).into_iter().map(|code| post::label(notice, language, ItemKind::Category, code));
    labels.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use chrono::{DateTime, Utc};
    use entity::{id, kind::RestrictionGround};

    fn row(scope: &str, lift_on: Option<NaiveDate>) -> restriction::Model {
        restriction::Model {
            id: id::RestrictionId(uuid::Uuid::nil()),
            person_id: id::PersonId(uuid::Uuid::nil()),
            request_id: id::RequestId(uuid::Uuid::nil()),
            ground: RestrictionGround::Claims,
            scope: scope.into(),
            set_at: DateTime::<Utc>::UNIX_EPOCH,
            lift_letter_id: None,
            lift_on,
            lift_reason: None,
            lift_notice_sent_at: None,
            lifted_at: None,
        }
    }

    #[test]
    fn a_scope_covers_what_it_names_and_everything_covers_all_of_the_notice() {
        let notice = testing::notice();
        let some = covered(&notice, &[row("contact,invoice", None), row("invoice,hosting", None)]);
        assert_eq!(some.iter().map(String::as_str).collect::<Vec<_>>(), ["contact", "hosting", "invoice"]);
        assert_eq!(categories(&notice, EVERYTHING).len(), notice.categories.len());
        assert!(categories(&notice, "").is_empty());
    }

    #[test]
    fn only_what_lasts_beyond_the_day_is_said_to_go_on() {
        let notice = testing::notice();
        let day = |day| NaiveDate::from_ymd_opt(2026, 5, day).unwrap();
        let rows = [row("invoice", Some(day(4))), row("contact", Some(day(5))), row(EVERYTHING, None)];
        let after = stands_after(&notice, Language::En, day(4), &rows);
        assert_eq!(after.len(), 2, "what ends on the same day does not go on");
        assert_eq!(after[0].what, "Contact data");
    }
}
