//! By when the requester answers a question: with real time for the answer, and with word from us within the month all
//! the same (R2.5, R2.6).

use super::{calendar, deadline};
use chrono::{Days, NaiveDate};
use entity::kind::QuestionKind;

/// Days that are real time for an answer: a week where the question is mailed.
const BY_MAIL: Days = Days::new(7);
/// Two weeks where it is posted: a letter is some days on its way there and back.
const BY_POST: Days = Days::new(14);
/// What must be left of the time once a posted letter leaves.
const ONCE_POSTED: Days = Days::new(7);

/// What the dates of a question hang on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    pub kind: QuestionKind,
    pub on: NaiveDate,
    pub by_post: bool,
    pub received_on: NaiveDate,
    pub due_on: NaiveDate,
    pub extended_due_on: Option<NaiveDate>,
}

/// The dates of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// The last day for the answer.
    pub answer_by: NaiveDate,
    /// The last day on which we must speak, where it comes first: the answer comes too late for it.
    pub limit: Option<NaiveDate>,
}

/// The day before we must speak; a week, or two by post, where that is less.
pub fn times(asked: &Asked) -> Times {
    let real = asked.on + if asked.by_post { BY_POST } else { BY_MAIL };
    let month = deadline::extension_notice_deadline(asked.received_on);
    let before = month.pred_opt().filter(|before| *before >= real);
    let answer_by = before.unwrap_or(real);
    // R2.6: who stays unknown hears it within the month: neither a pause nor an extension covers that (Art. 12(4)).
    let limit = match asked.kind {
        QuestionKind::Identity if asked.on <= month => month,
        // Whoever does not pay is refused, which no extension covers (Art. 12(4)).
        QuestionKind::Fee => asked.due_on,
        QuestionKind::Identity | QuestionKind::Clarification => asked.extended_due_on.unwrap_or(asked.due_on),
    };
    Times { answer_by, limit: (asked.on..=answer_by).contains(&limit).then_some(limit) }
}

/// The last day on which a posted question may leave, so that a week is left to answer it.
pub fn post_by(answer_by: NaiveDate) -> NaiveDate {
    answer_by - ONCE_POSTED
}

/// Whether what is asked a second time may stop the clock: the answer did not do, and it is asked again at once (R2.5).
/// Without an answer there is nothing that did not do.
pub fn may_pause_again(answered_on: Option<NaiveDate>, today: NaiveDate) -> bool {
    answered_on.is_some_and(|on| today <= calendar::working_day_after(on, 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    /// Received on 2 November; the month ends on 2 December.
    fn asked(kind: QuestionKind, on: NaiveDate) -> Asked {
        let (received_on, due_on) = (day(11, 2), day(12, 2));
        Asked { kind, on, by_post: false, received_on, due_on, extended_due_on: None }
    }

    #[test]
    fn the_answer_comes_before_we_must_speak_where_there_is_time_for_it() {
        let early = asked(QuestionKind::Identity, day(11, 4));
        assert_eq!(times(&early), Times { answer_by: day(12, 1), limit: None });
        let last = Asked { on: day(11, 24), ..early };
        assert_eq!(times(&last), Times { answer_by: day(12, 1), limit: None });
        let posted = Asked { by_post: true, on: day(11, 17), ..early };
        assert_eq!(times(&posted).answer_by, day(12, 1));
    }

    #[test]
    fn late_in_the_month_there_is_a_week_or_two_by_post_and_the_limit_is_told() {
        let late = asked(QuestionKind::Identity, day(11, 25));
        assert_eq!(times(&late), Times { answer_by: day(12, 2), limit: Some(day(12, 2)) });
        let posted = Asked { by_post: true, ..late };
        assert_eq!(times(&posted), Times { answer_by: day(12, 9), limit: Some(day(12, 2)) });
        let extended = Asked { extended_due_on: Some(day(12, 30)), ..posted };
        assert_eq!(times(&extended), Times { answer_by: day(12, 9), limit: Some(day(12, 2)) });
        let unclear = Asked { kind: QuestionKind::Clarification, ..extended };
        assert_eq!(times(&unclear), Times { answer_by: day(12, 9), limit: None }, "an extension covers that");
        let fee = Asked { kind: QuestionKind::Fee, ..extended };
        assert_eq!(times(&fee).limit, Some(day(12, 2)), "no extension covers a refusal");
        let over = Asked { on: day(12, 3), ..posted };
        assert_eq!(times(&over), Times { answer_by: day(12, 17), limit: None });
    }

    /// A pause moves the answer, not the word to whoever stays unknown (R2.6).
    #[test]
    fn a_pause_gives_more_time_to_what_is_unclear_only() {
        let paused = |kind| Asked { due_on: day(12, 20), ..asked(kind, day(11, 30)) };
        assert_eq!(times(&paused(QuestionKind::Clarification)).limit, None);
        assert_eq!(times(&paused(QuestionKind::Identity)).limit, Some(day(12, 2)));
    }

    #[test]
    fn a_second_pause_follows_an_answer_at_once_or_not_at_all() {
        let friday = day(11, 6);
        assert!(may_pause_again(Some(friday), friday) && may_pause_again(Some(friday), day(11, 9)));
        assert!(!may_pause_again(Some(friday), day(11, 10)));
        assert!(!may_pause_again(None, friday), "nobody answered");
    }

    proptest! {
        #[test]
        fn there_is_always_real_time(received in 0_u64..800, after in 0_u64..120, by_post: bool, identity: bool) {
            let received_on = day(1, 1) + Days::new(received);
            let kind = if identity { QuestionKind::Identity } else { QuestionKind::Clarification };
            let on = received_on + Days::new(after);
            let due_on = deadline::extension_notice_deadline(received_on);
            let asked = Asked { kind, on, by_post, received_on, due_on, extended_due_on: None };
            let Times { answer_by, limit } = times(&asked);
            let days = (answer_by - on).num_days();
            let least = if by_post { 14 } else { 7 };
            prop_assert!(days >= least, "{} days", days);
            prop_assert_eq!(limit.is_some(), on <= due_on && due_on <= answer_by);
        }
    }
}
