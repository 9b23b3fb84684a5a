//! When a second person must look at a decision before it is carried out (law.md 3.1, security.md ).

use super::{concern::Concern, decision::Decision, decision_letter};
use crate::{
    ctx::Ctx,
    error::Result,
    law::calendar,
    register::protection,
    right::{
        erasure::summary::Summary,
        rectification::{fields::SETTLED, moved},
    },
    settings::ApprovalMode,
};
use chrono::NaiveDate;
use entity::{kind::Assurance, person, request};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// Why a second person is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Second {
    /// Something is refused.
    Refusal,
    /// Data are destroyed, which cannot be undone.
    Destruction,
    /// Whose an address is, is doubtful, or the answer must not say all.
    Doubt(Concern),
    /// A person gets another e-mail address at the word of somebody who did not prove the one on file: whoever has the
    /// new one reads what the person may read.
    NewAddress,
    /// Data go to somebody whose address is not the one on file, or has been for less than a week.
    Release,
    /// The address of the person is protected, and nobody has proved to read what goes where staff wrote it should go.
    Protected,
}

impl Second {
    /// The end of its key in the catalogue.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Refusal => "refusal",
            Self::Destruction => "destruction",
            Self::Doubt(concern) => concern.code(),
            Self::NewAddress => "new-address",
            Self::Release => "release",
            Self::Protected => "protected",
        }
    }
}

/// Why this decision needs a second person; never where the company is one person.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn needed(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    request: &request::Model,
    decision: &Decision,
    concerns: &[Concern],
) -> Result<Option<Second>> {
    if ctx.settings.approval_mode == ApprovalMode::OnePerson {
        return Ok(None);
    }
    if decision.refuses() {
        return Ok(Some(Second::Refusal));
    }
    if decision.erasure.as_ref().is_some_and(Summary::destroys) {
        return Ok(Some(Second::Destruction));
    }
    if let Some(concern) = concerns.last() {
        return Ok(Some(Second::Doubt(*concern)));
    }
    if protection::needs_care(ctx, db, request).await? {
        return Ok(Some(Second::Protected));
    }
    let risk = if moved::corrects_address(request, decision) {
        Second::NewAddress
    } else if decision_letter::gives_package(request, decision) {
        Second::Release
    } else {
        return Ok(None);
    };
    let today = calendar::helsinki_date(ctx.now());
    Ok((!is_on_file(db, request, today).await?).then_some(risk))
}

/// Whether the requester was seen or strongly identified, or proved the address that the register has had for a week
/// as the one of the person whose data go out. Where no person is known, only data kept under the address itself do.
async fn is_on_file(db: &impl ConnectionTrait, request: &request::Model, today: NaiveDate) -> Result<bool> {
    if matches!(request.assurance, Assurance::InPerson | Assurance::Eid) {
        return Ok(true);
    }
    let persons = match request.person_id {
        Some(id) => person::Entity::find().filter(person::Column::Id.eq(id)),
        None => person::Entity::find().filter(person::Column::EmailKey.eq(&request.requester_key)),
    };
    let settled = |person: &person::Model| {
        person.email_key.as_deref() == Some(request.requester_key.as_str())
            && person.email_since.is_some_and(|since| since + SETTLED <= today)
    };
    Ok(persons.all(db).await?.iter().all(settled))
}
