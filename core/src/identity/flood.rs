//! Sign-in mails to everybody together: two a second leave, what comes above waits its turn or is not sent, and the
//! desk hears of it. Nothing of it shows on a page.

use super::budget::{self, Limit};
use crate::{
    actor::Actor,
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::Result,
    mail::{
        outbox,
        staff::{self, Trouble},
    },
};
use chrono::TimeDelta;

/// 120 at once, then 120 a minute (security.md 5.5).
const ALL: Limit = Limit { action: "sign_in_all", burst: 120, every: TimeDelta::milliseconds(500) };
/// A link is good for ten minutes from when it was asked for: a mail that waits longer than half of that is hardly of use.
const LONGEST: TimeDelta = TimeDelta::minutes(5);
/// How often the desk hears of it.
const ALARM: Limit = Limit { action: "sign_in_alarm", burst: 1, every: TimeDelta::hours(6) };
/// All share one bucket.
const EVERYBODY: &str = "everybody";

/// How long a sign-in mail has to wait. Of the first that has to, the desk is told in the same transaction.
///
/// # Errors
/// Refused when it would wait too long; the caller answers as if it had gone.
pub(super) async fn turn(ctx: &Ctx, tx: &Write) -> Result<TimeDelta> {
    let wait = budget::turn(ctx, tx, (ALL, LONGEST), EVERYBODY).await?;
    if wait > TimeDelta::zero() && budget::is_within(ctx, tx, ALARM, EVERYBODY).await? {
        record(ctx, tx, Entry::of(What("limit_hit"), Actor::System).about(ALL.action)).await?;
        let url = format!("{}/staff/queue", ctx.settings.staff_base_url);
        let alarm = staff::compose_trouble(ctx.notice.first_language(), Trouble::Flood, &url);
        outbox::enqueue_staff(ctx, tx, &alarm).await?;
    }
    Ok(wait)
}

#[cfg(test)]
mod tests {
    use super::{ALARM, ALL, Ctx, TimeDelta, turn};
    use crate::{
        email::Email,
        error::{Error, Refusal},
        identity::challenge::{self, Ask},
        mail::outbox,
        testing,
    };
    use entity::{
        kind::{Language, MailKind, MailState},
        outbox as mails,
    };
    use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

    #[tokio::test]
    async fn on_sqlite() {
        let (ctx, _folder) = testing::ctx().await;
        what_is_above_two_a_second_waits_and_the_desk_hears_once(&ctx).await;
    }

    #[tokio::test]
    async fn on_postgresql() {
        let (ctx, _folder) = testing::postgres_ctx("flood").await;
        what_is_above_two_a_second_waits_and_the_desk_hears_once(&ctx).await;
    }

    async fn what_is_above_two_a_second_waits_and_the_desk_hears_once(ctx: &Ctx) {
        for number in 0..120 {
            asks(ctx, number).await.unwrap();
        }
        assert_eq!(mails(ctx, MailKind::Staff).await, 0);
        for number in 120..124 {
            asks(ctx, number).await.unwrap();
        }
        assert_eq!((mails(ctx, MailKind::SignIn).await, mails(ctx, MailKind::Staff).await), (124, 1));
        assert_eq!(sends(ctx).await, 121, "120 of them, and word to the desk");
        ctx.clock.advance(TimeDelta::seconds(1));
        assert_eq!(sends(ctx).await, 2, "two a second");
        ctx.clock.advance(TimeDelta::seconds(1));
        assert_eq!(sends(ctx).await, 2);
        goes_on(ctx).await;
    }

    /// A mail that would come too late is not kept, and the bucket does not fill with those.
    async fn goes_on(ctx: &Ctx) {
        let tx = ctx.write().await.unwrap();
        while turn(ctx, &tx).await.is_ok_and(|wait| wait <= TimeDelta::minutes(5)) {}
        tx.commit().await.unwrap();
        let late = asks(ctx, 200).await.unwrap_err();
        assert!(matches!(late, Error::Refused(Refusal::TooMany { retry_after: 1 })), "{late}");
        assert_eq!(mails(ctx, MailKind::SignIn).await, 124);
        proves_anew(ctx).await;
        ctx.clock.advance(ALL.every);
        asks(ctx, 200).await.unwrap();
        assert_eq!(mails(ctx, MailKind::Staff).await, 1, "the desk is told once");
        assert_eq!(mails(ctx, MailKind::SignIn).await, 126);
        ctx.clock.advance(ALARM.every);
        for number in 300..421 {
            asks(ctx, number).await.unwrap();
        }
        assert_eq!(mails(ctx, MailKind::Staff).await, 2, "and again the next time");
    }

    /// Whoever is signed in and about to fetch a copy does not wait for a flood of strangers.
    async fn proves_anew(ctx: &Ctx) {
        let email = Email::parse("signed-in@example.fi").unwrap();
        let (binding, network, language, return_to) = ("browser", "home", Language::Fi, "");
        let step_up = Some(ctx.mint().unwrap());
        challenge::ask(ctx, &Ask { email: &email, language, binding, network, return_to, step_up })
            .await
            .unwrap();
        let theirs = mails::Entity::find().filter(mails::Column::Recipient.eq(email.as_str()));
        let mail = theirs.one(ctx.read()).await.unwrap().unwrap();
        assert_eq!((mail.kind, mail.next_try_at), (MailKind::SignIn, ctx.now()));
    }

    /// Somebody else each time, from another network.
    async fn asks(ctx: &Ctx, number: usize) -> Result<(), Error> {
        let email = Email::parse(&format!("a{number}@example.fi")).unwrap();
        let name = format!("network {number}");
        let (binding, network) = (name.as_str(), name.as_str());
        let (language, return_to, step_up) = (Language::Fi, "", None);
        challenge::ask(ctx, &Ask { email: &email, language, binding, network, return_to, step_up }).await
    }

    async fn mails(ctx: &Ctx, kind: MailKind) -> u64 {
        mails::Entity::find().filter(mails::Column::Kind.eq(kind)).count(ctx.read()).await.unwrap()
    }

    /// How many leave now.
    async fn sends(ctx: &Ctx) -> u64 {
        let sent = mails::Entity::find().filter(mails::Column::State.eq(MailState::Sent));
        let before = sent.clone().count(ctx.read()).await.unwrap();
        while outbox::deliver_next(ctx).await.unwrap() {}
        sent.count(ctx.read()).await.unwrap() - before
    }
}
