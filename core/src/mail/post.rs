//! Letters about a request: their sender from the notice, their facts from the file, and their way into the outbox.

use super::{
    letter::{self, Facts, Item, Party, Reason, Sender},
    outbox::{self, Posting},
    staff::{self, Notice, Occasion},
};
use crate::{
    ctx::Ctx,
    database::Write,
    error::Result,
    lang,
    law::{
        calendar::helsinki_date,
        demand::{Demand, Recorded},
        ground::Ground,
    },
    notice::profile::Profile,
    request::{enter, own_words},
    right::{portability::EVERYTHING_PORTABLE, rectification::fields, restriction},
};
use entity::{
    id::LetterId,
    item,
    kind::{ItemKind, Language, LetterKind, Outcome, Right, State},
    request,
};

/// A request and what is asked in it.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    pub request: &'a request::Model,
    pub items: &'a [item::Model],
}

/// Writes a letter about a request in its language and queues it in the transaction of the change; without an
/// address it is kept to be printed. `extra` fills what the file does not hold: decision, holders, package.
///
/// # Errors
/// A fault when the database is away.
pub async fn post(
    ctx: &Ctx,
    tx: &Write,
    case: Case<'_>,
    kind: LetterKind,
    extra: impl FnOnce(&mut Facts),
) -> Result<LetterId> {
    let language = case.request.language;
    let mut facts = facts(ctx, case);
    extra(&mut facts);
    let letter = letter::compose(kind, language, &sender(&ctx.notice, language), &facts);
    let to = case.request.requester_email.as_deref();
    outbox::enqueue_letter(
        ctx,
        tx,
        &Posting { request: case.request.id, kind, language, letter: &letter, to },
    )
    .await
}

/// Queues a mail to the desk about a request, in the notice's first language.
///
/// # Errors
/// A fault when the database is away.
pub async fn tell_desk(ctx: &Ctx, tx: &Write, request: &request::Model, occasion: Occasion) -> Result<()> {
    let url = format!("{}/staff/requests/{}", ctx.settings.staff_base_url, request.reference);
    let presses = request.answered_at.is_none() && request.state != State::Closed;
    let due_on = presses.then(|| request.extended_due_on.unwrap_or(request.due_on));
    let notice = Notice { occasion, reference: &request.reference, right: request.right, due_on, url: &url };
    let language = ctx.notice.first_language();
    outbox::enqueue_staff(ctx, tx, &staff::compose(language, &notice)).await
}

/// Who writes, in a language.
pub fn sender(notice: &Profile, language: Language) -> Sender {
    let (controller, contact) = (&notice.controller, &notice.contact);
    Sender {
        controller: Party {
            name: controller.name.clone(),
            postal: controller.address.clone(),
            phone: controller.phone.clone(),
            email: controller.email.clone().unwrap_or_default(),
        },
        contact: Party {
            name: contact.name.clone(),
            postal: contact.address.clone(),
            phone: contact.phone.clone(),
            email: contact.email.clone(),
        },
        authority: notice.authority_block(language).join("\n"),
    }
}

/// A request that was withdrawn or forwarded is closed, and nobody decided it.
fn undecided(request: &request::Model) -> bool {
    matches!(request.outcome, Some(Outcome::Withdrawn | Outcome::Forwarded))
}

/// What the file tells a letter, in the language of the request. It holds no value of the register, nor the
/// requester's own words, which are added where a letter may carry them.
#[expect(clippy::too_many_lines, reason = "a line for each field of a letter")]
pub fn facts(ctx: &Ctx, case: Case<'_>) -> Facts {
    let (request, notice) = (case.request, &*ctx.notice);
    Facts {
        reference: request.reference.clone(),
        requester_name: request.requester_name.clone(),
        right: request.right,
        received_on: request.received_on,
        channel: request.channel,
        due_on: request.extended_due_on.unwrap_or(request.due_on),
        decided_on: request.closed_at.filter(|_| !undecided(request)).map(helsinki_date),
        items: case.items.iter().map(|item| told(notice, request.language, item)).collect(),
        empty: Vec::new(),
        nothing_held: false,
        other_requests: false,
        holders: Vec::new(),
        lists: lists(notice, case),
        none_held: Vec::new(),
        in_force: None,
        erasure: None,
        new_address: None,
        erased: Vec::new(),
        held: Vec::new(),
        suffices: None,
        no_request: None,
        free_part: None,
        lateness: None,
        package: None,
        restricted: Vec::new(),
        restricted_since: None,
        beside: None,
        ending: None,
        question: None,
        told: Vec::new(),
        transfer: None,
        split_from: None,
        forwarded: None,
        automated: None,
        extension: None,
        attached: Vec::new(),
        request_url: request_url(ctx, &request.reference),
        on_paper: !enter::has_address(&request.requester_key),
    }
}

impl Facts {
    /// What the person wrote of each of the items: repeated on paper, else led to.
    pub(crate) fn repeat(&mut self, items: &[item::Model], repeats: bool) {
        for (told, item) in self.items.iter_mut().zip(items) {
            told.words = own_words::of(item, repeats);
        }
    }

    /// Sets those of the purposes apart from the lists to which no consent was held.
    pub(crate) fn set_apart(&mut self, notice: &Profile, language: Language, codes: &[String]) {
        let labels: Vec<_> =
            codes.iter().map(|code| label(notice, language, ItemKind::Purpose, code)).collect();
        let (none, lists) = self.lists.drain(..).partition(|list| labels.contains(list));
        (self.none_held, self.lists) = (none, lists);
    }
}

/// The page of a request, where every letter leads.
pub fn request_url(ctx: &Ctx, reference: &str) -> String {
    format!("{}/requests/{reference}", ctx.settings.base_url)
}

/// What an item is called. A code the notice no longer knows stands as it is.
pub fn label(notice: &Profile, language: Language, kind: ItemKind, target: &str) -> String {
    let named = match kind {
        ItemKind::Everything if target == EVERYTHING_PORTABLE => {
            Some(lang::text(language, "item-everything-portable"))
        }
        ItemKind::Everything => Some(lang::text(language, "item-everything")),
        ItemKind::Text => Some(lang::text(language, "item-text")),
        ItemKind::Transfer => Some(lang::text(language, "item-transfer")),
        ItemKind::Field => {
            fields::parse_target(target).map(|target| lang::text(language, target.field.label_key()))
        }
        ItemKind::Category => {
            notice.category(target).map(|category| category.label.in_language(language).into())
        }
        ItemKind::Restriction => restriction::parse_target(target).map(|(ground, scope)| {
            let all = scope == restriction::EVERYTHING;
            let kind = if all { ItemKind::Everything } else { ItemKind::Category };
            let scope = label(notice, language, kind, scope);
            let why = restriction::ground_text(language, ground);
            lang::text_with(language, "item-restriction", &[("scope", scope.into()), ("why", why.into())])
        }),
        ItemKind::Purpose => notice
            .list_of(target)
            .map(|list| &list.label)
            .or_else(|| notice.purpose(target).map(|purpose| &purpose.label))
            .map(|label| label.in_language(language).into()),
    };
    named.unwrap_or_else(|| target.into())
}

/// The ground an item was refused on, in words.
pub fn reason(language: Language, item: &item::Model) -> Option<Reason> {
    let ground = Ground::from_code(item.ground.as_deref()?)?;
    let recorded: Recorded = serde_json::from_str(item.facts.as_deref()?).ok()?;
    Some(on_ground(language, ground, &recorded))
}

/// A ground with the facts of this case.
pub(crate) fn on_ground(language: Language, ground: Ground, recorded: &Recorded) -> Reason {
    Reason {
        code: ground.code().into(),
        title: ground.title(language),
        citation: ground.citation(language),
        plain: ground.plain(language),
        facts: explained(language, ground, recorded),
        fee: None,
    }
}

/// The facts of this case, and after them what else the ground has the person told, a line each. The day until which
/// data are kept has a line of its own in the letter.
fn explained(language: Language, ground: Ground, recorded: &Recorded) -> String {
    let told =
        ground.demands().iter().filter(|demand| ground.tells(**demand) && **demand != Demand::KeepUntil);
    let lines = told.filter_map(|demand| {
        let written = recorded.read(*demand)?;
        if matches!(demand, Demand::Facts | Demand::ReasonsTold) {
            return Some(written.to_owned());
        }
        let text = recorded.shown(*demand, language)?;
        let args = [("what", lang::text(language, &demand.key()).into()), ("text", text.into())];
        Some(lang::text_with(language, "letter-explained", &args))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn told(notice: &Profile, language: Language, item: &item::Model) -> Item {
    Item {
        asked: label(notice, language, item.kind, &item.target),
        words: None,
        verdict: item.verdict,
        reason: reason(language, item),
        keep_until: item.keep_until,
        elsewhere: false,
    }
}

/// The lists an opt-out or a withdrawal ended are its purposes.
fn lists(notice: &Profile, case: Case<'_>) -> Vec<String> {
    if !matches!(case.request.right, Some(Right::Marketing | Right::Consent)) {
        return Vec::new();
    }
    let purposes = case.items.iter().filter(|item| item.kind == ItemKind::Purpose);
    purposes.map(|item| label(notice, case.request.language, item.kind, &item.target)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::demand::Shape;

    #[test]
    fn a_letter_tells_the_reasons_of_its_ground_and_not_what_only_stays_on_record() {
        for ground in Ground::ALL {
            let mut recorded = Recorded::default();
            for demand in ground.demands() {
                let dated = demand.shape() == Shape::Date;
                let mark = if dated { "2031-02-03".into() } else { format!("mark of {}", demand.code()) };
                recorded.write(*demand, mark);
            }
            let facts = on_ground(Language::En, *ground, &recorded).facts;
            for demand in ground.demands() {
                let label = lang::text(Language::En, &demand.key());
                let shown = facts.contains(&format!("mark of {}", demand.code())) || facts.contains(&label);
                let told = ground.tells(*demand) && *demand != Demand::KeepUntil;
                assert_eq!(shown, told, "{} {}: {facts}", ground.code(), demand.code());
            }
        }
        let weighed = [Demand::Balancing, Demand::WhyNoCondition, Demand::VerifiedHow];
        assert!(weighed.iter().all(|demand| demand.is_told()), "R1.7.2, Art. 12(4)");
        for ground in [Ground::AccessSecurity, Ground::AccessDanger, Ground::AccessSupervision] {
            assert!(!ground.tells(Demand::Facts) && ground.tells(Demand::ReasonsTold), "TSL 34 § 3 mom.");
            assert!(ground.demands().contains(&Demand::ReasonsTold), "what is told is not left open");
        }
        let guarded = [Demand::WhoseRight, Demand::Interest, Demand::Evidence];
        assert!(!guarded.iter().any(|demand| demand.is_told()), "Art. 15(4), TSL 34");
    }
}
