//! Whoever guesses codes without the mail: what a day of it and two hundred tries at once are worth.

use super::{Ask, Proof, Refusal, Which, ask, confirm, token};
use crate::{ctx::Ctx, email::Email, error::Error, testing};
use chrono::TimeDelta;
use entity::{challenge, id::ChallengeId, kind::Language};
use futures::future::join_all;
use sea_orm::{EntityTrait, PaginatorTrait};
use uuid::Uuid;

/// Makes two tests of each story.
macro_rules! on_both_engines {
    ($($story:ident),+ $(,)?) => {$(
        mod $story {
            use super::*;

            #[tokio::test]
            async fn on_sqlite() {
                let (ctx, _folder) = testing::ctx().await;
                super::$story(&ctx).await;
            }

            #[tokio::test]
            async fn on_postgresql() {
                let (ctx, _folder) = testing::postgres_ctx(stringify!($story)).await;
                super::$story(&ctx).await;
            }
        }
    )+};
}

on_both_engines!(a_day_of_guessing_is_fifty_guesses, of_two_hundred_codes_at_once_five_are_judged,);

/// From as many networks and browsers as one likes, as soon as another mail would go.
async fn a_day_of_guessing_is_fifty_guesses(ctx: &Ctx) {
    let mut judged = 0;
    for round in 0..24 * 4 {
        let browser = format!("browser {round}");
        let asked = asks(ctx, &browser, &format!("network {round}")).await;
        for guess in 0..7 {
            let network = format!("network {round} {guess}");
            let answer = guesses(ctx, Which::Browser(&browser), &network).await;
            assert!(asked || answer == Refusal::LinkSpent, "without a mail there is nothing to guess");
            judged += usize::from(matches!(answer, Refusal::WrongCode { .. }));
        }
        ctx.clock.advance(TimeDelta::minutes(15));
    }
    assert_eq!(judged, 50, "ten mails a day, five codes each: a chance of 5 in 10^11");
    assert_eq!(challenge::Entity::find().count(ctx.read()).await.unwrap(), 10);
}

async fn of_two_hundred_codes_at_once_five_are_judged(ctx: &Ctx) {
    assert!(asks(ctx, "browser", "network").await);
    let networks: Vec<String> = (0..200).map(|number| format!("network {number}")).collect();
    let tries = networks.iter().map(|network| guesses(ctx, Which::Browser("browser"), network));
    let answers = join_all(tries).await;
    let judged = answers.iter().filter(|answer| matches!(answer, Refusal::WrongCode { .. })).count();
    let turned_away = answers.iter().filter(|answer| **answer == Refusal::CodeSpent).count();
    assert_eq!((judged, turned_away), (5, 195));
    let row = challenge::Entity::find().one(ctx.read()).await.unwrap().unwrap();
    let code = token::code(ctx, row.id, row.created_at);
    let right = Proof::Code { typed: &code, network: "network" };
    let sixth = confirm(ctx, Which::Browser("browser"), right, None).await;
    assert!(matches!(sixth, Err(Error::Refused(Refusal::CodeSpent))), "nor is the right one");
}

/// Whether a mail goes.
async fn asks(ctx: &Ctx, binding: &str, network: &str) -> bool {
    let email = Email::parse("ada@example.fi").unwrap();
    let (language, return_to, step_up) = (Language::Fi, "", None);
    match ask(ctx, &Ask { email: &email, language, binding, network, return_to, step_up }).await {
        Ok(()) => true,
        Err(Error::Refused(Refusal::TooMany { .. })) => false,
        Err(other) => panic!("{other}"),
    }
}

async fn guesses(ctx: &Ctx, which: Which<'_>, network: &str) -> Refusal {
    // No code of these tests is this one.
    let wrong = Proof::Code { typed: "7777-7777", network };
    match confirm(ctx, which, wrong, None).await {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

/// Pearson's test at each of the eight places, over 32 signs: with 31 degrees of freedom more than 75 comes once in
/// 60,000 fair draws, and these are always the same ones.
#[tokio::test]
async fn every_sign_of_a_code_is_as_likely_as_any_other() {
    const CODES: u32 = 200_000;
    let (ctx, _folder) = testing::ctx().await;
    let mut seen = [[0_u32; 256]; 8];
    for number in 0..CODES {
        let id = ChallengeId(Uuid::from_u128(u128::from(number)));
        let code = token::code(&ctx, id, ctx.now());
        for (place, sign) in code.bytes().filter(|sign| *sign != b'-').enumerate() {
            seen[place][usize::from(sign)] += 1;
        }
    }
    let expected = f64::from(CODES) / 32.0;
    for (place, counts) in seen.iter().enumerate() {
        let signs: Vec<u32> = counts.iter().copied().filter(|count| *count > 0).collect();
        assert_eq!(signs.len(), 32, "place {place}");
        let chi: f64 = signs.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum();
        assert!(chi < 75.0, "place {place}: {chi}");
    }
}
