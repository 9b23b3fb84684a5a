//! The letters that decide: granted (E4), partly granted (E5), refused (E6), not identified (E10).

use super::{
    Facts, Item, Reason, Transfer,
    erasure::{Erasure, Left},
    page::{Block, one_line},
    parts::{self, Draft},
    restriction,
};
use crate::request::no_request::NoRequest;
use entity::kind::{Right, Verdict};

pub(super) fn granted(draft: &mut Draft<'_>) {
    let stays = draft.facts.erasure.as_ref().filter(|erasure| !erasure.left.is_empty());
    opening(
        draft,
        match (draft.facts.nothing_held, stays) {
            (true, _) => "letter-searched",
            (false, Some(_)) => "letter-granted-left",
            // The copy leaves out what the law keeps back, so it is never said to be whole.
            (false, None) if draft.facts.right == Some(Right::Access) => "letter-granted-access",
            (false, None) if elsewhere(draft.facts).next().is_some() => "letter-granted-elsewhere",
            (false, None) => "letter-granted",
        },
    );
    done(draft);
    if let Some(erasure) = stays {
        left(draft, erasure);
    }
    own_file(draft);
    closing(draft);
}

pub(super) fn partly_granted(draft: &mut Draft<'_>) {
    opening(draft, "letter-partly-granted");
    done(draft);
    refusals(draft);
    own_file(draft);
    closing(draft);
}

pub(super) fn refused(draft: &mut Draft<'_>) {
    if let Some(told) = &draft.facts.no_request {
        return no_request(draft, told);
    }
    opening(draft, "letter-refused");
    if draft.facts.erasure.is_some() {
        asked_to_erase(draft);
    }
    if let Some(erasure) = &draft.facts.erasure {
        none_held(draft, &erasure.none);
    }
    refusals(draft);
    own_file(draft);
    closing(draft);
}

/// No right was asked for: why, whom to ask instead, and that they can write again (Art. 12(4)).
fn no_request(draft: &mut Draft<'_>, told: &NoRequest) {
    opening(draft, "letter-no-request");
    draft.heading("letter-no-request-why");
    draft.quote(&told.reason);
    draft.heading("letter-no-request-whom");
    draft.quote(&told.whom);
    draft.say_where("letter-no-request-again", "letter-paper-no-request-again");
    closing(draft);
}

pub(super) fn not_identified(draft: &mut Draft<'_>) {
    opening(draft, "letter-not-identified");
    let reasons: Vec<_> = draft.facts.items.iter().filter_map(|item| item.reason.as_ref()).collect();
    // One doubt about identity stands behind every item: say it once.
    if let Some(reason) = reasons.first() {
        why(draft, reason);
    }
    identification(draft);
    closing(draft);
}

fn opening(draft: &mut Draft<'_>, key: &str) {
    draft.say(key);
    if let Some(late) = &draft.facts.lateness {
        parts::lateness(draft, late);
    }
    parts::case(draft);
}

fn closing(draft: &mut Draft<'_>) {
    if let Some(ending) = &draft.facts.ending {
        restriction::lifting(draft, ending);
    }
    if let (Some(Right::Rectification), Some((reference, _))) = (draft.facts.right, &draft.facts.beside) {
        draft.say_with("letter-restricted-beside", &[("reference", reference.as_str().into())]);
    }
    parts::free_part(draft);
    parts::request_page(draft);
    parts::complaint(draft);
}

/// What was done, by right (law.md 7, E4).
fn done(draft: &mut Draft<'_>) {
    let facts = draft.facts;
    if facts.erasure.is_some() {
        asked_to_erase(draft);
    }
    draft.heading("letter-done");
    if facts.nothing_held {
        draft.say(if facts.other_requests { "letter-nothing-held-requests" } else { "letter-nothing-held" });
        return;
    }
    // What is corrected elsewhere has not been done here.
    let here =
        elsewhere(facts).next().is_none() || with(Verdict::Granted, &facts.items).any(|item| !item.elsewhere);
    if here {
        when_done(draft);
    }
    let transfer = draft.text("item-transfer", &[]);
    match &facts.erasure {
        Some(erasure) => erased(draft, erasure),
        None => given(draft),
    }
    draft.list(facts.lists.clone());
    restriction::grounds(draft);
    follows(draft, here);
    without_basis(draft);
    if facts.right == Some(Right::Access) {
        draft.say("letter-access-holds");
        let lines: Vec<_> = ACCESS.iter().map(|key| draft.text(key, &[])).collect();
        draft.list(lines);
        draft.say("letter-access-left-out");
    }
    if let Some(package) = &facts.package {
        parts::package(draft, package);
    }
    if let Some(Transfer::Due(by)) = facts.transfer {
        draft.say_with("letter-transfer-due", &[("what", transfer.into()), ("date", draft.date(by).into())]);
    }
    parts::holders(draft);
}

/// What follows from what was done here, and what is yet to be done elsewhere.
fn follows(draft: &mut Draft<'_>, here: bool) {
    let facts = draft.facts;
    for &key in consequences(facts.right).iter().filter(|_| here) {
        let on_paper = facts.on_paper && key == "letter-rectification-where";
        draft.say(if on_paper { "letter-paper-rectification-where" } else { key });
    }
    let others: Vec<String> = elsewhere(facts).map(|item| item.asked.clone()).collect();
    if !others.is_empty() {
        draft.say("letter-elsewhere");
        draft.list(others);
        if !facts.on_paper {
            draft.say("letter-elsewhere-page");
        }
    }
    if let Some(new_address) = facts.new_address {
        draft.say("letter-new-address");
        let along = new_address.request_goes_along;
        draft.say(if along { "letter-new-address-goes-along" } else { "letter-new-address-stays" });
    }
}

/// What is corrected in the system it comes from.
fn elsewhere(facts: &Facts) -> impl Iterator<Item = &Item> {
    facts.items.iter().filter(|item| item.elsewhere)
}

/// What was given or done, item by item; where it goes besides has a line of its own.
fn given(draft: &mut Draft<'_>) {
    let (facts, transfer) = (draft.facts, draft.text("item-transfer", &[]));
    let held = |item: &&Item| !item.elsewhere && !facts.empty.contains(&item.asked);
    let granted = with(Verdict::Granted, &facts.items).filter(held);
    let granted = granted.filter(|item| facts.transfer.is_none() || item.asked != transfer);
    let granted = granted.map(|item| parts::asked(draft, item));
    let partly = given_in_part(draft).map(|(item, _)| parts::asked(draft, item));
    let partly = partly.map(|item| draft.text("letter-in-part", &[("item", item.into())]));
    let lines: Vec<String> = granted.chain(partly).collect();
    draft.list(lines);
    none_held(draft, &facts.empty);
}

/// By right: on which day; of a restriction that began with the request, since when.
fn when_done(draft: &mut Draft<'_>) {
    let facts = draft.facts;
    let Some(right) = facts.right else { return };
    let (key, on) = match facts.restricted_since {
        Some(since) => ("letter-done-restriction-goes-on".to_owned(), since),
        None => (format!("letter-done-{}", right.code()), facts.decided_on.unwrap_or(facts.received_on)),
    };
    draft.say_with(&key, &[("date", draft.date(on).into())]);
}

/// L2: each item, and that it was carried out as far as the law lets us.
fn asked_to_erase(draft: &mut Draft<'_>) {
    draft.say("letter-erasure-asked");
    let items: Vec<_> = draft.facts.items.iter().map(|item| parts::asked(draft, item)).collect();
    draft.list(items);
}

/// What an upheld objection took with it (Art. 17(1)(c)).
fn without_basis(draft: &mut Draft<'_>) {
    let facts = draft.facts;
    if facts.right == Some(Right::Objection) && !facts.erased.is_empty() {
        draft.say("letter-objection-erased");
        draft.list(facts.erased.clone());
        draft.say("letter-erasure-rest");
    }
    if !facts.held.is_empty() {
        draft.say("letter-objection-held");
        draft.list(facts.held.clone());
    }
}

/// What went, category by category.
fn erased(draft: &mut Draft<'_>, erasure: &Erasure) {
    draft.list(erasure.gone.clone());
    if erasure.nothing {
        draft.say("letter-erased-nothing");
    }
    none_held(draft, &erasure.none);
    if erasure.overdue > 0 {
        draft.say_with("letter-erased-overdue", &[("count", erasure.overdue.into())]);
    }
    for line in &erasure.beside {
        draft.quote(line);
    }
    draft.say("letter-erasure-rest");
}

/// Categories that were asked for and of which there is nothing (law.md R3.3).
fn none_held(draft: &mut Draft<'_>, none: &[String]) {
    if !none.is_empty() {
        draft.say("letter-erasure-none");
        draft.list(none.to_vec());
    }
}

/// How long the file of an erasure stays (Art. 5(2)).
fn own_file(draft: &mut Draft<'_>) {
    if let Some(until) = draft.facts.erasure.as_ref().and_then(|erasure| erasure.file_until) {
        draft.say_with("letter-erasure-file", &[("until", draft.date(until).into())]);
    }
    if draft.facts.erasure.as_ref().is_some_and(|erasure| erasure.tells_its_end) {
        draft.say("letter-erasure-end-told");
    }
}

/// A1 to A10 of law.md 1.1: what the package tells, Art. 15(1) to (3).
const ACCESS: [&str; 10] = [
    "letter-access-a1",
    "letter-access-a2",
    "letter-access-a3",
    "letter-access-a4",
    "letter-access-a5",
    "letter-access-a6",
    "letter-access-a7",
    "letter-access-a8",
    "letter-access-a9",
    "letter-access-a10",
];

/// What the person should know once it is done.
fn consequences(right: Option<Right>) -> &'static [&'static str] {
    match right {
        None | Some(Right::Access | Right::Objection) => &[],
        Some(Right::Rectification) => &["letter-rectification-where"],
        Some(Right::Erasure) => &["letter-erasure-suppression"],
        // Art. 18(3): told before the restriction is lifted.
        Some(Right::Restriction) => {
            &["letter-restriction-effect", "letter-restriction-whole", "letter-restriction-lifting"]
        }
        Some(Right::Portability) => &["letter-portability-form"],
        Some(Right::Marketing) => &["letter-suppression", "letter-service-messages"],
        Some(Right::Consent) => &["letter-consent-earlier"],
        Some(Right::Automated) => &["letter-automated-view"],
    }
}

fn with(verdict: Verdict, items: &[Item]) -> impl Iterator<Item = &Item> {
    items.iter().filter(move |item| item.verdict == Some(verdict))
}

/// What a copy gives in part (Art. 15(4), Art. 20(4)), with why not all of it. What of an erasure stays has its
/// reasons in its plan.
fn given_in_part<'a>(draft: &Draft<'a>) -> impl Iterator<Item = (&'a Item, &'a Reason)> + use<'a> {
    let copied = draft.facts.erasure.is_none();
    let partly = with(Verdict::Partly, &draft.facts.items).filter(move |_| copied);
    partly.filter_map(|item| Some((item, item.reason.as_ref()?)))
}

/// What was not done, and why (L2 to L4, L7 to L9).
fn refusals(draft: &mut Draft<'_>) {
    let facts = draft.facts;
    draft.heading("letter-not-done");
    if let Some(erasure) = facts.erasure.as_ref().filter(|erasure| !erasure.left.is_empty()) {
        left(draft, erasure);
    }
    // What the plan decided has its reasons there.
    let refused: Vec<_> = with(Verdict::Refused, &facts.items)
        .filter(|i| i.reason.is_some() || facts.erasure.is_none())
        .collect();
    for item in &refused {
        parts::in_own_words(draft, item);
        if let Some(reason) = &item.reason {
            why(draft, reason);
        }
        if let Some(date) = item.keep_until {
            draft.say_with("letter-keep-until", &[("date", draft.date(date).into())]);
        }
    }
    for (item, reason) in given_in_part(draft).collect::<Vec<_>>() {
        draft.blocks.push(Block::Subheading(one_line(&item.asked)));
        draft.say("letter-kept-back");
        why(draft, reason);
    }
    let on_ground = |code| refused.iter().filter_map(|i| i.reason.as_ref()).any(|r| r.code == code);
    if on_ground("RG-ID") {
        identification(draft);
    }
}

/// What an erasure left, ground by ground, and what becomes of it (L4).
fn left(draft: &mut Draft<'_>, erasure: &Erasure) {
    draft.say("letter-erasure-kept");
    for left in &erasure.left {
        why(draft, &left.reason);
    }
    if erasure.left.iter().any(Left::ends_by_law) {
        draft.say("letter-erasure-then");
    }
    if erasure.running {
        draft.say("letter-erasure-running");
    }
}

/// L3: the ground in words, the facts of this case, and only then the article.
fn why(draft: &mut Draft<'_>, reason: &Reason) {
    draft.say_with("letter-why", &[("title", one_line(&reason.title).into())]);
    draft.quote(&reason.plain);
    draft.quote(&reason.facts);
    draft.say_with("letter-citation", &[("citation", one_line(&reason.citation).into())]);
    match reason.code.as_str() {
        // TSL 34 § 4 mom.: the data can be given to the Ombudsman instead.
        "RG-15-SEC" | "RG-15-DANGER" | "RG-15-SUPERV" => draft.say("letter-to-ombudsman"),
        // Art. 12(5): the burden of proof is the controller's.
        "RG-UNF" | "RG-EXC" => draft.say("letter-burden"),
        // What the notice says to everybody (Art. 13(2)(f)).
        "RG-22-NONE" => draft.facts.automated.iter().for_each(|notice| draft.quote(notice)),
        _ => {}
    }
    if let Some(fee) = &reason.fee {
        draft.say_with("letter-fee", &[("fee", one_line(fee).into())]);
    }
}

/// L9: what would suffice, and that the case opens again free of charge.
fn identification(draft: &mut Draft<'_>) {
    if let Some(suffices) = &draft.facts.suffices {
        draft.say("letter-suffices");
        draft.quote(suffices);
    }
    draft.say("letter-reopens");
}
