//! An address whose sign-in mails of the day are used up gets them again, where its owner cannot wait for them (Art. 12(2)).
//! Strangers who keep asking can use them up; wrong codes alone bar nobody, for the link of the mail still works.

use super::{budget, challenge};
use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    email::Email,
    error::Result,
    request::change,
};
use chrono::{DateTime, Utc};
use entity::{event, kind::Role};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

/// The entry of it, from which the mails of an address are counted anew.
const GIVEN: &str = "sign_in_mails_given";

/// Why they are given again. No free words: the entry is kept for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Somebody else asked for them.
    Stranger,
    /// They did not arrive.
    Lost,
    /// Its owner asked for too many.
    Owner,
}

impl Why {
    /// Every reason, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Stranger, Self::Lost, Self::Owner];

    /// What the form sends, the entry says, and the end of its key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Stranger => "stranger",
            Self::Lost => "lost",
            Self::Owner => "owner",
        }
    }

    /// The reason of a code, or nothing.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.code() == code)
    }
}

/// Gives an address its sign-in mails of the day again, whether it has any left or not: nothing tells which. A mute stands.
///
/// # Errors
/// Refused without the role.
pub async fn give(ctx: &Ctx, admin: &Staff, email: &Email, why: Why) -> Result<()> {
    change::require(admin, Role::Admin)?;
    let email_key = ctx.keys.email_key(email);
    let tx = ctx.write().await?;
    for subject in challenge::subjects(&email_key) {
        budget::forget_all(&tx, budget::SIGN_IN_MAIL, &subject).await?;
        budget::forget_all(&tx, budget::SIGN_IN_SHARE, &subject).await?;
    }
    let entry = Entry::of(What(GIVEN), Actor::Staff(admin)).about(email_key);
    record(ctx, &tx, entry.with(json!({ "why": why.code() }))).await?;
    tx.commit().await
}

/// When they were given again last.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn last(db: &impl ConnectionTrait, email_key: &str) -> Result<Option<DateTime<Utc>>> {
    let given = event::Entity::find()
        .filter(event::Column::Subject.eq(email_key))
        .filter(event::Column::Kind.eq(GIVEN));
    Ok(given.order_by_desc(event::Column::At).one(db).await?.map(|entry| entry.at))
}

#[cfg(test)]
mod tests {
    use super::{Why, give};
    use crate::{
        ctx::Ctx,
        email::Email,
        error::{Error, Refusal},
        identity::challenge::{Ask, ask},
        testing,
    };
    use chrono::TimeDelta;
    use entity::{
        event,
        kind::{Language, Role},
    };
    use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

    fn email(text: &str) -> Email {
        Email::parse(text).unwrap()
    }

    async fn asks(ctx: &Ctx, address: &str, network: usize) -> bool {
        let (email, network) = (email(address), format!("network {network}"));
        let wish = Ask {
            email: &email,
            language: Language::Fi,
            binding: "browser",
            network: &network,
            return_to: "",
            step_up: None,
        };
        match ask(ctx, &wish).await {
            Ok(()) => true,
            Err(Error::Refused(Refusal::TooMany { .. })) => false,
            Err(other) => panic!("{other:?}"),
        }
    }

    /// Strangers of two networks ask until nothing more goes; says how many mails went.
    async fn used_up(ctx: &Ctx, address: &str) -> usize {
        let mut went = 0;
        for network in [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3] {
            ctx.clock.advance(TimeDelta::seconds(1));
            went += usize::from(asks(ctx, address, network).await);
        }
        went
    }

    async fn an_owner_gets_the_mails_again_that_strangers_used_up(ctx: &Ctx) {
        let adi = testing::staff(ctx, "Adi", &[Role::Admin]).await;
        let (ada, bea) = ("ada@example.fi", "bea@example.fi");
        assert_eq!((used_up(ctx, ada).await, used_up(ctx, bea).await), (10, 10));
        assert!(!asks(ctx, ada, 4).await, "she waits for a day");
        ctx.clock.advance(TimeDelta::seconds(1));
        give(ctx, &adi, &email(ada), Why::Stranger).await.unwrap();
        assert!(!asks(ctx, bea, 4).await, "nobody else gets any");
        assert_eq!(used_up(ctx, ada).await, 10, "of every network, and once");
        assert!(!asks(ctx, ada, 4).await);
        let given = event::Entity::find().filter(event::Column::Kind.eq("sign_in_mails_given"));
        let given = given.all(ctx.read()).await.unwrap();
        assert_eq!(given[0].subject.as_deref(), Some(ctx.keys.email_key(&email(ada)).as_str()));
        assert!(given[0].detail.contains("stranger") && given[0].actor.contains(&adi.id.to_string()));
    }

    #[tokio::test]
    async fn an_owner_gets_the_mails_again_on_sqlite() {
        let (ctx, _folder) = testing::ctx().await;
        an_owner_gets_the_mails_again_that_strangers_used_up(&ctx).await;
    }

    #[tokio::test]
    async fn an_owner_gets_the_mails_again_on_postgresql() {
        let (ctx, _folder) = testing::postgres_ctx("relief").await;
        an_owner_gets_the_mails_again_that_strangers_used_up(&ctx).await;
    }

    #[tokio::test]
    async fn only_an_administrator_gives_them() {
        let (ctx, _folder) = testing::ctx().await;
        let kim = testing::staff(&ctx, "Kim", &[Role::Reader, Role::Caseworker, Role::Approver]).await;
        let refused = give(&ctx, &kim, &email("ada@example.fi"), Why::Lost).await;
        let Err(Error::Refused(Refusal::RoleMissing { role })) = refused else { panic!("{refused:?}") };
        assert_eq!((role, event::Entity::find().count(ctx.read()).await.unwrap()), (Role::Admin, 0));
    }
}
