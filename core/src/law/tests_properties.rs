//! What holds for every date from 1990 to 2090.

use super::calendar;
use super::deadline::{self, Deadline, Milestone, Pause};
use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;

fn any_date() -> impl Strategy<Value = NaiveDate> {
    // 36 890 days: 1 January 1990 to 31 December 2090.
    (0_u64..=36_889).prop_map(|days| {
        NaiveDate::from_ymd_opt(1990, 1, 1).unwrap().checked_add_days(Days::new(days)).unwrap()
    })
}

/// A pause that starts so many days after receipt and lasts so many.
fn pause(received_on: NaiveDate, after: u64, days: u64) -> Pause {
    let from = received_on.checked_add_days(Days::new(after)).unwrap();
    Pause { from, to: from.checked_add_days(Days::new(days)).unwrap() }
}

fn unpaused(received_on: NaiveDate) -> Deadline {
    deadline::deadline(received_on, &[]).unwrap()
}

const STATUTORY: [Milestone; 2] = [Milestone::Due, Milestone::Extended];

proptest! {
    #[test]
    fn the_range_of_dates_is_the_promised_one(date in any_date()) {
        prop_assert!((1990..=2090).contains(&date.year()));
    }

    #[test]
    fn no_date_is_due_before_its_months_have_passed(received_on in any_date()) {
        for milestone in STATUTORY {
            prop_assert!(unpaused(received_on).on(milestone) >= deadline::nominal(received_on, milestone));
        }
    }

    #[test]
    fn every_date_is_a_working_day(received_on in any_date(), after in 0_u64..20, days in 0_u64..90) {
        let found = deadline::deadline(received_on, &[pause(received_on, after, days)]).unwrap();
        for on in [found.due_on, found.extended_due_on, found.internal_due_on] {
            prop_assert!(calendar::is_working_day(on), "{}", on);
        }
        prop_assert_eq!(calendar::eve(found.internal_due_on), None);
    }

    #[test]
    fn a_later_receipt_is_never_due_earlier(one in any_date(), days in 0_u64..400) {
        let other = one.checked_add_days(Days::new(days)).unwrap();
        for milestone in [Milestone::Due, Milestone::Extended, Milestone::Internal] {
            prop_assert!(unpaused(one).on(milestone) <= unpaused(other).on(milestone));
        }
    }

    #[test]
    fn the_clamp_is_made_from_the_day_of_receipt(received_on in any_date()) {
        for (milestone, months) in [(Milestone::Due, 1), (Milestone::Extended, 3)] {
            let nominal = deadline::nominal(received_on, milestone);
            let month0 = received_on.month0() + months;
            prop_assert_eq!(nominal.month0(), month0 % 12);
            let last_day = u32::from(nominal.num_days_in_month());
            prop_assert_eq!(nominal.day(), received_on.day().min(last_day));
        }
    }

    #[test]
    fn our_own_target_is_never_after_the_month(received_on in any_date(), days in 0_u64..60) {
        let found = deadline::deadline(received_on, &[pause(received_on, 1, days)]).unwrap();
        prop_assert!(found.internal_due_on <= deadline::nominal(received_on, Milestone::Due));
        prop_assert!(found.internal_due_on <= found.due_on);
        prop_assert!(found.internal_due_on > received_on);
    }

    #[test]
    fn two_pauses_add_up_to_one_of_the_same_length(
        received_on in any_date(), first in 0_u64..20, gap in 0_u64..10, second in 0_u64..40,
    ) {
        let apart = [pause(received_on, 1, first), pause(received_on, 1 + first + gap, second)];
        let whole = [pause(received_on, 1, first + second)];
        let (apart, whole) =
            (deadline::deadline(received_on, &apart).unwrap(), deadline::deadline(received_on, &whole).unwrap());
        prop_assert_eq!(apart, whole);
    }

    #[test]
    fn a_pause_moves_the_date_by_at_least_its_length(received_on in any_date(), days in 0_u64..60) {
        let found = deadline::deadline(received_on, &[pause(received_on, 1, days)]).unwrap();
        let earliest =
            deadline::nominal(received_on, Milestone::Due).checked_add_days(Days::new(days)).unwrap();
        prop_assert!(found.due_on >= earliest);
        // Good Friday to Easter Monday is the longest row of days off.
        prop_assert!(found.due_on.signed_duration_since(earliest).num_days() <= 4);
    }

    #[test]
    fn shifts_lead_from_the_months_to_the_date(received_on in any_date(), days in 0_u64..30) {
        let found = deadline::deadline(received_on, &[pause(received_on, 1, days)]).unwrap();
        for milestone in [Milestone::Due, Milestone::Extended, Milestone::Internal] {
            let nominal = deadline::nominal(received_on, milestone);
            let mut on = nominal;
            for shift in found.shifts_of(milestone) {
                prop_assert!(shift.date == on || (shift.date == received_on && shift.to == nominal));
                on = shift.to;
            }
            prop_assert_eq!(on, found.on(milestone));
        }
    }

    #[test]
    fn overlapping_pauses_are_always_refused(received_on in any_date(), days in 1_u64..30, into in 0_u64..29) {
        prop_assume!(into < days);
        let pauses = [pause(received_on, 1, days), pause(received_on, 1 + into, 30)];
        prop_assert!(deadline::deadline(received_on, &pauses).is_err());
    }

    #[test]
    fn nothing_panics_for_any_two_dates(received_on in any_date(), from in any_date(), to in any_date()) {
        let found = deadline::deadline(received_on, &[Pause { from, to }]);
        prop_assert_eq!(found.is_ok(), from >= received_on && to >= from);
        let counted = deadline::counting_pauses(received_on, &[Pause { from, to }]);
        prop_assert_eq!(counted.len() == 1, deadline::counts_as_pause(received_on, from));
    }
}

#[test]
fn the_ends_of_the_calendar_do_not_panic() {
    for edge in [NaiveDate::MIN, NaiveDate::MAX] {
        assert_eq!(unpaused(edge).received_on, edge);
        assert!(calendar::working_day_after(edge, 3) >= edge);
    }
}
