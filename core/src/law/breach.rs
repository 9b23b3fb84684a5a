//! The time to notify a personal data breach to the supervisory authority (Art. 33(1), law.md R6.3.2).

use chrono::{DateTime, TimeDelta, Utc};

/// "Not later than 72 hours after having become aware of it": elapsed time, over nights, weekends and holidays.
const WITHIN: TimeDelta = TimeDelta::hours(72);

/// The last instant of the 72 hours. Art. 3(5) of Regulation 1182/71 may lengthen them over a weekend; that is
/// contested, so nothing here counts on it.
pub fn notify_by(aware_at: DateTime<Utc>) -> DateTime<Utc> {
    aware_at + WITHIN
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Europe::Helsinki;

    /// B01 to B07 of law.md 6.3: aware, and the strict end.
    const VECTORS: &[(&str, &str, &str)] = &[
        ("B01 plain", "2026-11-23T09:00:00+02:00", "2026-11-26T09:00:00+02:00"),
        ("B02 over a weekend", "2026-11-27T16:45:00+02:00", "2026-11-30T16:45:00+02:00"),
        ("B03 ends on a holiday", "2026-12-23T12:00:00+02:00", "2026-12-26T12:00:00+02:00"),
        ("B04 summer time begins", "2026-03-27T14:30:00+02:00", "2026-03-30T15:30:00+03:00"),
        ("B05 summer time ends", "2026-10-23T14:30:00+03:00", "2026-10-26T13:30:00+02:00"),
        ("B06 change of year", "2026-12-31T23:59:59+02:00", "2027-01-03T23:59:59+02:00"),
        ("B07 Midsummer", "2026-06-18T15:00:00+03:00", "2026-06-21T15:00:00+03:00"),
    ];

    #[test]
    fn the_hours_run_as_the_vectors_say() {
        for (name, aware, strict) in VECTORS {
            let aware: DateTime<Utc> = aware.parse().unwrap();
            let told = notify_by(aware).with_timezone(&Helsinki).to_rfc3339();
            assert_eq!(told, *strict, "{name}");
        }
    }
}
