//! What each holder is told after a decision: which holders, which operation, which data, by when.

use super::{holder, subject, tell};
use crate::{
    ctx::Ctx,
    database::Write,
    error::{Context, Result},
    lang,
    law::calendar,
    mail::post,
    notice::{
        profile::{Profile, Recipient},
        word::HolderRole,
    },
    right::{erasure::plan::Why, rectification::fields::Field},
};
use chrono::NaiveDate;
use entity::{
    kind::{ItemKind, Language, Operation, StepState},
    request, step,
};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A holder is told within so many working days (law.md R1.5.1; the law sets no number).
const TOLD_WITHIN: usize = 3;
/// A holder is asked to answer within so many working days: a working week, so that the person hears within the month.
const ANSWERS_WITHIN: usize = 5;

/// Something a decision touches, by name; never a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Touched {
    Field(Field),
    /// A field, or a category of another system, to correct while a restriction of the person's data stands, which goes on
    /// all the same (Art. 18(2)).
    Under(Box<Self>),
    /// Code of a category of the notice.
    Category(String),
    /// Code of a category of the notice of which something must stay, and what.
    Part(String, BTreeSet<Stay>),
    /// Code of a category of the notice of which rows stay that are a company's or another customer's, without the person.
    Names(String),
    /// Code of a category of the notice, and codes of the purposes for which it stays stopped.
    But(String, BTreeSet<String>),
    /// Code of a purpose of the notice: every category that serves it.
    Purpose(String),
    /// What is erased though the holder was told to restrict it, and so neither to change nor to erase it: the erasure
    /// takes the place of the restriction.
    Over(Box<Self>),
}

/// What of a category must stay: why, and where it is counted by financial years, from which on and until when.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stay {
    pub why: Why,
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

/// What one holder is to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instruction {
    /// Code of a recipient of the notice.
    pub holder: String,
    pub operation: Operation,
    /// What of it this holder has.
    pub touched: BTreeSet<Touched>,
}

/// Everything that is held of a person.
pub fn whole(notice: &Profile) -> Vec<Touched> {
    notice.categories.iter().map(|category| Touched::Category(category.code.clone())).collect()
}

/// One instruction for every holder of something touched: own systems and processors; authorities take none. Whoever
/// processes what was made public is told of an erasure alone: Art. 17(2), where Art. 19 speaks of recipients.
/// Every right that reaches beyond the register calls this, and gives the answer to [`open`].
pub fn instructions(ctx: &Ctx, operation: Operation, touched: &[Touched]) -> Vec<Instruction> {
    let mut of_holder: BTreeMap<String, BTreeSet<Touched>> = BTreeMap::new();
    for touched in touched {
        for category in touched.categories(&ctx.notice) {
            let told =
                |holder: &&&Recipient| holder.role != HolderRole::Public || operation == Operation::Erase;
            for holder in ctx.notice.holders_of(category).iter().filter(told) {
                of_holder.entry(holder.code.clone()).or_default().insert(touched.clone());
            }
        }
    }
    of_holder.into_iter().map(|(holder, touched)| Instruction { holder, operation, touched }).collect()
}

/// Opens a step per instruction and tells each holder, by mail or by a task of staff. Call it before the effect, in the same transaction: it notes under which keys
/// each holder knows the person, and after an erasure there are none.
///
/// # Errors
/// A fault when the database is away.
pub async fn open(
    ctx: &Ctx,
    tx: &Write,
    request: &request::Model,
    instructions: Vec<Instruction>,
) -> Result<()> {
    let today = calendar::helsinki_date(ctx.now());
    for instruction in instructions {
        let keys = subject::of(tx.db(), request, &categories(&ctx.notice, &instruction)).await?;
        let codes: Vec<String> = instruction.touched.iter().map(Touched::code).collect();
        let row = step::Model {
            id: ctx.mint()?,
            request_id: request.id,
            instruction: sentence(&ctx.notice, ctx.notice.first_language(), &request.reference, &instruction),
            holder: instruction.holder,
            state: StepState::Open,
            answer: None,
            opened_at: ctx.now(),
            told_at: None,
            answered_at: None,
            answered_by: None,
            operation: instruction.operation,
            touched: serde_json::to_string(&codes).context("writing what a step touches")?,
            subject_keys: Some(serde_json::to_string(&keys).context("writing the keys of a step")?),
            due_on: Some(answer_by(today)),
            next_on: Some(calendar::working_day_after(today, TOLD_WITHIN + 1)),
            reminders: 0,
            escalated_at: None,
            excuse: None,
            remedy: None,
            remedy_note: None,
            remedied_at: None,
            remedied_by: None,
        };
        let row = row.into_active_model().reset_all().insert(tx.db()).await?;
        tell::begin(ctx, tx, &row).await?;
    }
    Ok(())
}

/// The day by when a holder is told of something decided today.
pub fn told_by(today: NaiveDate) -> NaiveDate {
    calendar::working_day_after(today, TOLD_WITHIN)
}

/// The day by when a holder told today is asked to answer.
pub fn answer_by(today: NaiveDate) -> NaiveDate {
    calendar::working_day_after(today, ANSWERS_WITHIN)
}

/// What a step is about, each by its name.
pub fn labels(notice: &Profile, language: Language, step: &step::Model) -> Vec<String> {
    names(notice, language, &touched_of(step))
}

/// What a step is about; a code that is no longer known is left out.
pub(crate) fn touched_of(step: &step::Model) -> Vec<Touched> {
    let codes: Vec<String> = serde_json::from_str(&step.touched).unwrap_or_default();
    codes.iter().filter_map(|code| Touched::from_code(code)).collect()
}

/// Whether what is touched is to be corrected, under a restriction or not.
pub fn corrects(all: &[Touched], wanted: &Touched) -> bool {
    all.iter().any(|touched| match touched {
        Touched::Under(corrected) => **corrected == *wanted,
        _ => touched == wanted,
    })
}

/// Whether an erasure takes the place of a restriction of which the holder was told before.
pub fn replaces_restriction(step: &step::Model) -> bool {
    touched_of(step).iter().any(|touched| matches!(touched, Touched::Over(_)))
}

/// Whether a correction leaves a restriction in force, of which the holder was told before.
pub fn restriction_goes_on(step: &step::Model) -> bool {
    touched_of(step).iter().any(|touched| matches!(touched, Touched::Under(_)))
}

/// The categories of what an instruction touches that its holder has.
pub(super) fn categories<'a>(notice: &'a Profile, instruction: &'a Instruction) -> BTreeSet<&'a str> {
    let held = |category: &&str| {
        holder::find(notice, &instruction.holder)
            .is_some_and(|holder| holder.categories.iter().any(|code| code == category))
    };
    instruction.touched.iter().flat_map(|touched| touched.categories(notice)).filter(held).collect()
}

/// The instruction as the desk reads it out: case, operation, data by name.
fn sentence(notice: &Profile, language: Language, reference: &str, instruction: &Instruction) -> String {
    let fields = names(notice, language, &instruction.touched);
    let args = [("reference", reference.into()), ("fields", fields.join(", ").into())];
    let operation = instruction.operation.code().replace('_', "-");
    lang::text_with(language, &format!("desk-instruction-{operation}"), &args)
}

/// What is touched, by name; what is corrected under a restriction is named together, with why, once.
fn names<'a>(
    notice: &Profile,
    language: Language,
    touched: impl IntoIterator<Item = &'a Touched>,
) -> Vec<String> {
    let mut corrected = Vec::new();
    let mut named = Vec::new();
    for touched in touched {
        match touched {
            Touched::Under(inner) => corrected.push(inner.label(notice, language)),
            _ => named.push(touched.label(notice, language)),
        }
    }
    named.extend((!corrected.is_empty()).then(|| under(language, &corrected)));
    named
}

fn under(language: Language, corrected: &[String]) -> String {
    lang::text_with(language, "holder-under", &[("field", corrected.join(", ").into())])
}

impl Touched {
    /// The categories it lies in.
    pub fn categories<'a>(&'a self, notice: &'a Profile) -> Vec<&'a str> {
        match self {
            Self::Field(field) => vec![field.category()],
            Self::Category(code) | Self::Names(code) | Self::Part(code, _) | Self::But(code, _) => vec![code],
            Self::Under(touched) | Self::Over(touched) => touched.categories(notice),
            Self::Purpose(purpose) => {
                let serving = notice.categories.iter().filter(|category| category.purposes.contains(purpose));
                serving.map(|category| category.code.as_str()).collect()
            }
        }
    }

    /// Its name in a language.
    pub fn label(&self, notice: &Profile, language: Language) -> String {
        match self {
            Self::Field(field) => lang::text(language, field.label_key()),
            Self::Under(corrected) => under(language, &[corrected.label(notice, language)]),
            Self::Category(code) => post::label(notice, language, ItemKind::Category, code),
            Self::Names(code) => {
                let category = post::label(notice, language, ItemKind::Category, code);
                lang::text_with(language, "holder-names", &[("category", category.into())])
            }
            Self::Part(code, stays) => {
                let category = post::label(notice, language, ItemKind::Category, code);
                let stays: Vec<String> = stays.iter().map(|stay| stay.label(language)).collect();
                let args = [("category", category.into()), ("stays", stays.join("; ").into())];
                lang::text_with(language, "holder-part", &args)
            }
            Self::But(code, purposes) => {
                let category = post::label(notice, language, ItemKind::Category, code);
                let purposes = purposes.iter().map(|it| post::label(notice, language, ItemKind::Purpose, it));
                let purposes = purposes.collect::<Vec<_>>().join(", ");
                let args = [("category", category.into()), ("purposes", purposes.into())];
                lang::text_with(language, "holder-but", &args)
            }
            Self::Purpose(code) => post::label(notice, language, ItemKind::Purpose, code),
            Self::Over(erased) => {
                let stays = matches!(**erased, Self::Part(..) | Self::Names(_));
                let key = if stays { "holder-over-part" } else { "holder-over" };
                lang::text_with(language, key, &[("erased", erased.label(notice, language).into())])
            }
        }
    }

    /// As a step keeps it: `field:person.email`, `under:field:person.email`, `category:invoice`, `names:order`, `part:invoice:[…]`, `but:contact:newsletter`,
    /// `purpose:newsletter`, `over:category:invoice`.
    fn code(&self) -> String {
        match self {
            Self::Field(field) => format!("field:{}.{}", field.table(), field.column()),
            Self::Under(corrected) => format!("under:{}", corrected.code()),
            Self::Category(code) => format!("category:{code}"),
            Self::Names(code) => format!("names:{code}"),
            // A set of plain values is always written.
            Self::Part(code, stays) => {
                format!("part:{code}:{}", serde_json::to_string(stays).unwrap_or_default())
            }
            Self::But(code, purposes) => {
                format!("but:{code}:{}", purposes.iter().map(String::as_str).collect::<Vec<_>>().join(","))
            }
            Self::Purpose(code) => format!("purpose:{code}"),
            Self::Over(erased) => format!("over:{}", erased.code()),
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        match code.split_once(':')? {
            ("field", name) => named(name).map(Self::Field),
            ("under", corrected) => Some(Self::Under(Box::new(Self::from_code(corrected)?))),
            ("category", code) => Some(Self::Category(code.into())),
            ("names", code) => Some(Self::Names(code.into())),
            ("part", rest) => {
                let (code, stays) = rest.split_once(':')?;
                Some(Self::Part(code.into(), serde_json::from_str(stays).ok()?))
            }
            ("but", rest) => {
                let (code, purposes) = rest.split_once(':')?;
                Some(Self::But(code.into(), purposes.split(',').map(str::to_owned).collect()))
            }
            ("purpose", code) => Some(Self::Purpose(code.into())),
            ("over", erased) => Some(Self::Over(Box::new(Self::from_code(erased)?))),
            _ => None,
        }
    }
}

/// The field of a table and column.
fn named(name: &str) -> Option<Field> {
    let (table, column) = name.split_once('.')?;
    Field::ALL.iter().copied().find(|field| field.table() == table && field.column() == column)
}

impl Stay {
    /// In words to a holder; it knows no row of ours, so years and days are all it can go by.
    fn label(&self, language: Language) -> String {
        match (self.from, self.until) {
            (Some(from), Some(until)) => {
                let dates = [
                    ("from", lang::date(language, from).into()),
                    ("until", lang::date(language, until).into()),
                ];
                lang::text_with(language, "holder-stays-vouchers-dated", &dates)
            }
            _ => lang::text(language, &format!("holder-stays-{}", self.why.code())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[tokio::test]
    async fn each_holder_is_told_of_what_it_holds_and_authorities_of_nothing() {
        let (ctx, _folder) = testing::ctx().await;
        let touched = [Touched::Category("hosting".into()), Touched::Field(Field::PersonName)];
        for operation in Operation::ALL {
            let told = instructions(&ctx, *operation, &touched);
            assert!(told.iter().all(|instruction| instruction.operation == *operation));
            let of = |code: &str| {
                let found = told.iter().find(|instruction| instruction.holder == code);
                found.map(|found| found.touched.iter().cloned().collect::<Vec<_>>())
            };
            assert_eq!(of("hosting_servers"), Some(vec![touched[0].clone()]));
            assert_eq!(of("invoicing"), Some(vec![touched[1].clone()]));
            assert_eq!(of("authorities"), None);
        }
        assert!(instructions(&ctx, Operation::Erase, &[]).is_empty());
    }

    #[tokio::test]
    async fn a_purpose_reaches_every_holder_of_a_category_that_serves_it() {
        let (ctx, _folder) = testing::ctx().await;
        let told = instructions(&ctx, Operation::StopPurpose, &[Touched::Purpose("customer_care".into())]);
        let holders: Vec<&str> = told.iter().map(|instruction| instruction.holder.as_str()).collect();
        assert_eq!(holders, ["invoicing"]);
    }

    #[test]
    fn what_is_touched_is_read_again_as_it_was_written() {
        let under = |touched: Touched| Touched::Under(Box::new(touched));
        let all = Field::ALL.iter().map(|field| Touched::Field(*field));
        let all = all.flat_map(|field| [field.clone(), under(field)]);
        let all = all.chain([under(Touched::Category("invoice".into()))]);
        let until = NaiveDate::from_ymd_opt(2030, 12, 31);
        let dated = Stay { why: Why::Vouchers, from: NaiveDate::from_ymd_opt(2020, 12, 31), until };
        let runs = Stay { why: Why::Runs, from: None, until: None };
        let part = Touched::Part("invoice".into(), [dated, runs].into());
        let names = Touched::Names("order".into());
        let over = [part.clone(), names.clone(), Touched::Category("hosting".into())]
            .map(|it| Touched::Over(Box::new(it)));
        let all = all.chain([part, names]).chain(over);
        for touched in all.chain([Touched::Category("invoice".into()), Touched::Purpose("newsletter".into())])
        {
            assert_eq!(Touched::from_code(&touched.code()), Some(touched));
        }
        assert_eq!(Touched::from_code("field:person.password"), None);
        assert_eq!(Touched::from_code("invoice"), None);
    }
}
