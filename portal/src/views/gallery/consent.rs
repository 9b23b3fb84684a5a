//! The page that withdraws a consent: one that is held, none, of a shared address, several to choose from, and barred.

use super::{
    asking::{demo_notice, shell},
    samples::{Sample, identity},
};
use crate::views::{
    consent::{self, Consents},
    draft::Sheet,
};
use chrono::NaiveDate;
use entity::kind::Language;
use portal_core::{
    notice::profile::Profile,
    request::answers::{Answers, Wish},
};

/// The code of a second purpose that rests on consent.
const OTHER: &str = "offers";

/// Every state of the page.
pub fn all(language: Language) -> Vec<Sample> {
    let (notice, two) = (demo_notice(), with_another());
    let codes = || notice.consent_purposes().into_iter().map(|purpose| purpose.code.clone());
    let day = NaiveDate::from_ymd_opt(2026, 4, 15).unwrap_or_default();
    let barred = Consents { barred: codes().map(|code| (code, day)).collect(), held: Some(Vec::new()) };
    let held = |held| Consents { held, ..Consents::default() };
    let pages = [
        ("consent", &notice, held(Some(codes().collect()))),
        ("consent-none-held", &notice, held(Some(Vec::new()))),
        ("consent-shared", &notice, held(None)),
        ("consent-barred", &notice, barred),
        ("consent-some-held", &two, held(Some(vec![OTHER.into()]))),
        ("consent-several", &two, held(Some(codes().chain([OTHER.into()]).collect()))),
        ("consent-none-of-several", &two, held(Some(Vec::new()))),
        ("consent-several-shared", &two, held(None)),
    ];
    let draw = |(name, notice, consents): (_, &Profile, Consents)| Sample {
        name,
        markup: drawn(language, notice, &consents),
    };
    pages.into_iter().map(draw).collect()
}

fn drawn(language: Language, notice: &Profile, consents: &Consents) -> maud::Markup {
    let identity = identity();
    let shell = shell(language, &identity);
    let paper = Sheet { wish: Wish::Consent, draft: "x" };
    consent::form(&shell, &paper, &Answers::of(Wish::Consent), (notice, consents))
}

fn with_another() -> Profile {
    let mut notice = demo_notice();
    let mut other = notice.consent_purposes()[0].clone();
    other.code = OTHER.into();
    notice.purposes.push(other);
    notice
}

mod tests {
    use super::{OTHER, demo_notice, drawn, with_another};
    use crate::{say::say, views::consent::Consents};
    use entity::kind::Language;
    use portal_core::notice::profile::Profile;

    fn page(notice: &Profile, held: Option<Vec<String>>) -> String {
        drawn(Language::En, notice, &Consents { held, ..Consents::default() }).into_string()
    }

    #[test]
    fn the_button_says_what_a_press_does_where_a_consent_is_held_and_where_none_is() {
        let notice = demo_notice();
        let only = notice.consent_purposes()[0].code.clone();
        let button = |held| {
            let page = page(&notice, held);
            ["consent-send", "consent-forbid-send"]
                .map(|key| page.contains(&format!(">{}</button>", say(Language::En, key))))
        };
        assert_eq!(button(Some(vec![only])), [true, false]);
        assert_eq!(button(Some(Vec::new())), [false, true], "nothing is there to be withdrawn");
        assert_eq!(button(None), [true, false], "a shared address is told nothing");
    }

    #[test]
    fn where_there_is_a_choice_no_box_is_ticked_and_each_says_how_its_consent_stands() {
        let several = page(&with_another(), Some(vec![OTHER.into()]));
        assert_eq!(several.matches("type=\"checkbox\"").count(), 2);
        assert!(!several.contains(" checked"), "{several}");
        for key in ["consent-held", "consent-none-held", "consent-end-send"] {
            assert_eq!(several.matches(&say(Language::En, key)).count(), 1, "{key}");
        }
        let one = page(&demo_notice(), Some(Vec::new()));
        assert!(!one.contains("type=\"checkbox\""), "one is no choice");
    }
}
