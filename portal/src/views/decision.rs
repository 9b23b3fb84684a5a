//! The pages of a decision: verdicts, reasons, the exact letter, and the proposal that waits for approval.

pub mod proposal;
pub(super) mod told;
pub mod words;

use super::{
    copy,
    desk::{act, act_typed, item_name, seen},
    destination::destination,
    erasure::{access_first, dry_run},
    field::{Choice, Field, Fields},
    form::{Weight, button, button_value},
    layout::{Shell, page as document},
    parts::{self, Tone, badge, inset, lead, letter_text, sent_text},
    value,
};
use crate::{
    form::Form,
    paths,
    say::{say, say_with, word},
};
use entity::{
    item,
    kind::{ItemKind, Language, RestrictionGround, Right, Verdict},
};
use maud::{Markup, html};
use portal_core::{
    lang::text,
    law::{
        demand::{Demand, Shape},
        ground::Ground,
    },
    mail::letter::Letter,
    notice::profile::{Profile, Purpose},
    request::{
        case::Case, concern::Concern, decision::Decision, itemise::may_itemise, propose::Preview,
        unidentified::grounds, unlinked::Reach,
    },
    right::{
        automated,
        erasure::show::Shown,
        package::copy::Tally,
        rectification::{fields::PresentField, verdict},
    },
};
use std::collections::BTreeMap;

/// Where the button leads that grants what has no verdict yet.
pub const REST: &str = "rest";
/// Where a button leads to what of an item is kept back; the place of the item follows.
pub const MARK: &str = "keep-";

/// A decision being made.
pub struct Bench<'a> {
    pub case: &'a Case,
    pub notice: &'a Profile,
    /// Fields that an item in the person's own words can be about.
    pub fields: &'a [PresentField],
    /// Names that stay as they are though they equal one to be corrected.
    pub left: &'a [PresentField],
    /// What an erasure would do.
    pub plan: Option<&'a Shown>,
    /// What a copy would hold.
    pub tally: Option<&'a Tally>,
    pub typed: &'a Form,
    pub decision: &'a Decision,
}

/// A verdict on each item, and the ground of what is refused.
pub fn verdicts(shell: &Shell<'_>, bench: &Bench<'_>) -> Markup {
    let (language, case) = (shell.language, bench.case);
    let fields = Fields::new(language, shell.problems);
    let nothing =
        case.request.person_id.is_none() && case.matching_persons == 0 && case.reach == Reach::Register;
    let body = html! {
        (lead(&say(language, "decide-lead")))
        (told::automated(language, bench))
        @if case.matching_persons > 1 { (told::doubts(language, &[Concern::SharedAddress])) }
        @for left in bench.left { (told::still_old(language, left)) }
        @if let Some(plan) = bench.plan { (access_first(language, plan)) (dry_run(language, bench.notice, plan)) }
        (form(shell, bench, &html! {
            @if nothing {
                (fields.checkboxes("nothing_held", say(language, "decide-search"), vec![
                    Choice::new("yes", say(language, "decide-nothing-held"))
                        .hint(say(language, "decide-nothing-held-hint")).chosen_if(bench.decision.nothing_held),
                ]))
            }
            @for (place, item) in case.items.iter().enumerate() { (verdict(&fields, bench, place, item)) }
            (carried(bench.typed, |name| !(name.starts_with("verdict-") || name.starts_with("ground-") || name.starts_with("meant-") || name.starts_with("scope-") || name == "nothing_held")))
            (button_value(Weight::First, "to", "reasons", &say(language, "decide-continue")))
            @if waits_for_many(bench) { (button_value(Weight::Second, "to", REST, &say(language, "decide-rest"))) }
        }))
        @if may_itemise(&case.request, &case.items) { (by_category(shell, case)) }
    };
    document(shell, &body)
}

/// Whether an access broken up still waits for more than one verdict: what is left is granted in one press.
fn waits_for_many(bench: &Bench<'_>) -> bool {
    let undecided = bench.case.items.iter().filter(|item| bench.decision.on(item.id).is_none());
    bench.case.request.right == Some(Right::Access) && bench.case.items.len() > 1 && undecided.count() > 1
}

/// The way to verdicts on each category where everything was asked for.
fn by_category(shell: &Shell<'_>, case: &Case) -> Markup {
    let language = shell.language;
    inset(&html! {
        p { (say(language, "decide-itemise-why")) }
        (act(shell, &paths::decide_by_category(&case.request.reference), case.request.version, &html! {
            (button_value(Weight::Second, "by", "category", &say(language, "decide-itemise")))
        }))
    })
}

fn verdict(fields: &Fields<'_>, bench: &Bench<'_>, place: usize, item: &item::Model) -> Markup {
    let (language, typed) = (fields.language, bench.typed);
    let (name, reason) = (format!("verdict-{place}"), format!("ground-{place}"));
    let erases = bench.case.request.right == Some(Right::Erasure);
    let choice = |verdict: Verdict| {
        let planned = erases && verdict == Verdict::Granted;
        let label = if planned { "decide-planned".to_owned() } else { format!("decide-{}", verdict.code()) };
        let choice = Choice::new(verdict.code(), say(language, &label));
        let choice = choice.chosen_if(typed.get(&name) == verdict.code());
        match verdict {
            Verdict::Granted if in_words(bench, item) => choice.hint(say(language, "decide-words-granted")),
            Verdict::Partly if in_words(bench, item) => choice.hint(say(language, "decide-words-partly")),
            Verdict::Partly => choice.hint(say(language, "decide-partly-hint")),
            _ => choice,
        }
    };
    let grounds = grounds(bench.case.request.right, bench.case.no_closing);
    let grounds = grounds.filter(|ground| verdict::fits(item, *ground));
    let grounds = grounds.filter(|ground| automated::agrees(bench.notice, *ground)).map(|ground| {
        let label = format!("{} ({})", ground.title(language), ground.citation(language));
        Choice::new(ground.code(), label).chosen_if(typed.get(&reason) == ground.code())
    });
    let none = Choice::new("", say(language, "decide-choose-ground"));
    html! {
        section.matter {
            h2 { (item_name(language, bench.notice, item)) }
            (asked(language, bench.case, item))
            (meaning(fields, bench, place, item))
            (copy::count(language, bench, item))
            @if erases && item.kind == ItemKind::Text { (scope(fields, bench, place)) }
            (fields.radios(&name, say(language, "decide-verdict"), offered(bench, item).map(choice).collect()))
            (fields.select(&reason, say(language, "decide-ground"), std::iter::once(none).chain(grounds).collect())
                .hint(say(language, "decide-ground-hint")))
        }
    }
}

/// Whether the item is the person's words for something to be corrected.
fn in_words(bench: &Bench<'_>, item: &item::Model) -> bool {
    bench.case.request.right == Some(Right::Rectification) && item.kind != ItemKind::Field
}

/// A copy can be given in part where it would hold anything, and words where they ask for several things.
fn offered(bench: &Bench<'_>, item: &item::Model) -> impl Iterator<Item = Verdict> {
    let held = bench.tally.is_some_and(|tally| match item.kind {
        ItemKind::Category => tally.count(&item.target) > 0,
        ItemKind::Transfer => false,
        _ => tally.whole() > 0,
    });
    let held = held || in_words(bench, item);
    let all = [Some(Verdict::Granted), held.then_some(Verdict::Partly), Some(Verdict::Refused)];
    all.into_iter().flatten()
}

/// What the person's free words mean: the ground of a restriction, or the purpose objected to.
fn meaning(fields: &Fields<'_>, bench: &Bench<'_>, place: usize, item: &item::Model) -> Markup {
    let (language, name) = (fields.language, format!("meant-{place}"));
    let typed = bench.typed.get(&name);
    let choice = |code: &str, label: String| Choice::new(code, label).chosen_if(typed == code);
    let (key, choices): (_, Vec<Choice>) = match bench.case.request.right {
        Some(Right::Restriction) if item.kind != ItemKind::Restriction => {
            let grounds = super::restriction::GROUNDS;
            let named =
                |it: RestrictionGround| choice(it.code(), word(language, "restriction-ground", it.code()));
            ("decide-meant-ground", grounds.map(named).into())
        }
        Some(Right::Objection) if item.kind != ItemKind::Purpose => {
            let named = |it: &Purpose| choice(&it.code, it.label.in_language(language).to_owned());
            ("decide-meant-purpose", bench.notice.objection_purposes().into_iter().map(named).collect())
        }
        _ => return html! {},
    };
    let none = Choice::new("", say(language, "decide-meant-none"));
    html! { (fields.select(&name, say(language, key), std::iter::once(none).chain(choices).collect())) }
}

/// Which data the person's own words ask to have erased.
fn scope(fields: &Fields<'_>, bench: &Bench<'_>, place: usize) -> Markup {
    let (language, name) = (fields.language, format!("scope-{place}"));
    let choices = bench.notice.categories.iter().map(|category| {
        Choice::new(category.code.as_str(), category.label.in_language(language))
            .chosen_if(bench.typed.all(&name).any(|code| code == category.code))
    });
    html! {
        (fields.checkboxes(&name, say(language, "decide-scope"), choices.collect())
            .hint(say(language, "decide-scope-hint")))
    }
}

fn asked(language: Language, case: &Case, item: &item::Model) -> Markup {
    html! {
        @match (item.kind, &item.asked) {
            (ItemKind::Field, Some(asked)) => {
                @let present = case.shown(&item.target, item.present.as_deref().unwrap_or_default());
                @let [present, asked] = [present, asked].map(|it| value::of_target(language, &item.target, it));
                (parts::asked(language, &present, &asked))
            },
            (_, Some(asked)) => blockquote { @for line in asked.lines() { p { (line) } } },
            _ => {}
        }
    }
}

/// What the chosen grounds demand, what is corrected, and the words of staff in the letter.
pub fn reasons(shell: &Shell<'_>, bench: &Bench<'_>, late: bool) -> Markup {
    let (language, typed) = (shell.language, bench.typed);
    let fields = Fields::new(language, shell.problems);
    let identifies =
        bench.decision.verdicts.iter().any(|verdict| verdict.ground == Some(Ground::NotIdentified));
    let written = html! {
        @if identifies {
            (fields.textarea("suffices", say(language, "decide-suffices"))
                .hint(say(language, "decide-suffices-hint")).value(typed.get("suffices")).rows(3))
        }
        @if late {
            (fields.textarea("late_reason", say(language, "decide-late"))
                .hint(say(language, "decide-late-hint")).value(typed.get("late_reason")).rows(3))
        }
        (words::free(&fields, bench))
    };
    let body = html! {
        (form(shell, bench, &html! {
            @for (place, item) in bench.case.items.iter().enumerate() { (reason(&fields, bench, place, item)) }
            (words::present(bench))
            (sent_text(language, &written))
            (carried(typed, |name| name.starts_with("verdict-") || name.starts_with("ground-") || name.starts_with("meant-") || name.starts_with("scope-") || name.starts_with("part-") || name.starts_with("keep-") || name == "nothing_held"))
            (button_value(Weight::First, "to", "letter", &say(language, "decide-see-letter")))
            // After the way on, which is what Enter presses.
            @for (place, item) in bench.case.items.iter().enumerate() { (mark_again(language, bench, place, item)) }
            (button_value(Weight::Second, "to", "verdicts", &say(language, "decide-change-verdicts")))
        }))
    };
    document(shell, &body)
}

fn reason(fields: &Fields<'_>, bench: &Bench<'_>, place: usize, item: &item::Model) -> Markup {
    let language = fields.language;
    let Some(verdict) = bench.decision.on(item.id) else { return html! {} };
    let corrects = words::corrects(bench, item);
    let title = item_name(language, bench.notice, item);
    html! {
        @if corrects {
            section.matter {
                h2 { (say_with(language, "decide-words-item", &[("item", title.as_str().into())])) }
                (asked(language, bench.case, item))
                (words::fields(fields, bench, place))
            }
        }
        @if let Some(ground) = verdict.ground {
            section.matter {
                @let partly = verdict.verdict == Verdict::Partly && !corrects;
                @let heading = if corrects { "decide-words-not" } else if partly { "decide-partly-item" } else { "decide-refused-item" };
                h2 { (say_with(language, heading, &[("item", title.into())])) }
                @if partly { (copy::kept_back(language, verdict)) }
                @if corrects { (words::rest(fields, bench, place)) }
                (inset(&html! { p { strong { (ground.title(language)) } " (" (ground.citation(language)) ")" } p { (ground.plain(language)) } }))
                (facts(fields, bench, place, ground))
            }
        }
    }
}

/// The way back to what of an item is kept back.
fn mark_again(language: Language, bench: &Bench<'_>, place: usize, item: &item::Model) -> Markup {
    let partly = bench.decision.on(item.id).is_some_and(|verdict| verdict.verdict == Verdict::Partly);
    let partly = partly && bench.tally.is_some();
    let name = item_name(language, bench.notice, item);
    let label = say_with(language, "copy-mark-again", &[("item", name.into())]);
    html! { @if partly { (button_value(Weight::Second, "to", &format!("{MARK}{place}"), &label)) } }
}

/// The facts go out to the person; the rest is kept on record.
fn facts(fields: &Fields<'_>, bench: &Bench<'_>, place: usize, ground: Ground) -> Markup {
    let (language, prefix) = (fields.language, format!("fact-{place}-"));
    let (fee, offers) = (format!("fee-{place}"), matches!(ground, Ground::Unfounded | Ground::Excessive));
    let told = |demand: &&Demand| ground.tells(**demand);
    html! {
        (sent_text(language, &html! {
            @for demand in ground.demands().iter().filter(told) { (demanded(fields, *demand, &prefix, bench.typed)) }
            @if offers { (fields.text(&fee, say(language, "decide-fee")).value(bench.typed.get(&fee)).optional()) }
        }))
        h3 { (say(language, "decide-recorded")) }
        @for demand in ground.demands().iter().filter(|demand| !told(demand)) { (demanded(fields, *demand, &prefix, bench.typed)) }
    }
}

/// The field of one demand of a ground.
pub fn demanded<'a>(fields: &Fields<'a>, demand: Demand, prefix: &str, typed: &Form) -> Field<'a> {
    let (name, label) = (format!("{prefix}{}", demand.code()), text(fields.language, &demand.key()));
    let field = match demand.shape() {
        Shape::Text if demand == Demand::ReasonsTold => {
            fields.textarea(&name, label).rows(3).hint(say(fields.language, "decide-reasons-told-hint"))
        }
        Shape::Text => fields.textarea(&name, label).rows(3),
        Shape::Reference => fields.text(&name, label).hint(say(fields.language, "decide-evidence-hint")),
        Shape::Date => fields.date(&name, label),
    };
    field.value(typed.get(&name))
}

/// The exact letter, what it still lacks, and the way on or back.
pub fn letter(shell: &Shell<'_>, bench: &Bench<'_>, preview: &Preview) -> Markup {
    let (language, request) = (shell.language, &bench.case.request);
    let (send, told) = match preview.second {
        Some(second) => ("decide-propose", format!("decide-letter-propose-{}", second.code())),
        None if preview.destination.is_on_paper() => ("decide-send-paper", "decide-letter-paper".to_owned()),
        None => ("decide-send", "decide-letter-send".to_owned()),
    };
    let all = carried(bench.typed, |_| true);
    let body = html! {
        (lead(&say(language, &told)))
        @if preview.late { (inset(&html! { p { (say(language, "decide-is-late")) } })) }
        (lacking(language, &preview.lacks))
        (told::doubts(language, &preview.concerns))
        (destination(language, &preview.destination))
        @if preview.packed && !preview.destination.is_on_paper() { (inset(&html! { p { (say(language, "decide-letter-packed")) } })) }
        (exact(language, request.language, &preview.letter))
        @if preview.lacks.is_empty() {
            (act(shell, &paths::send_decision(&request.reference), seen(&bench.case.request, bench.typed), &html! { (drawn_for(bench)) (all) (button(&say(language, send))) }))
        }
        (form(shell, bench, &html! {
            (all)
            (button_value(Weight::Second, "to", "reasons", &say(language, "decide-change-text")))
            (button_value(Weight::Second, "to", "verdicts", &say(language, "decide-change-verdicts")))
        }))
    };
    document(shell, &body)
}

/// What the letter lacks, so that it cannot go.
pub(super) fn lacking(language: Language, lacks: &[&'static str]) -> Markup {
    html! {
        @if !lacks.is_empty() {
            (inset(&html! {
                p { strong { (say(language, "decide-lacks")) } }
                ul { @for element in lacks { li { (badge(Tone::Bad, element)) " " (say(language, &format!("letter-element-{}", element.to_lowercase()))) } } }
            }))
        }
    }
}

/// The letter as it goes, in its own language.
pub(super) fn exact(language: Language, written_in: Language, letter: &Letter) -> Markup {
    sent_text(
        language,
        &html! {
            div lang=(written_in.code()) {
                p { strong { (letter.subject) } }
                (letter_text(&letter.text))
            }
        },
    )
}

/// The form of a page of the decision; it leads to the next page, and changes nothing.
pub(super) fn form(shell: &Shell<'_>, bench: &Bench<'_>, body: &Markup) -> Markup {
    let body = html! { (drawn_for(bench)) (body) };
    act_typed(
        shell,
        &paths::decide(&bench.case.request.reference),
        seen(&bench.case.request, bench.typed),
        &body,
    )
}

/// What the copy would hold while the page was drawn: the decision is bound to it.
fn drawn_for(bench: &Bench<'_>) -> Markup {
    html! { @if let Some(tally) = bench.tally { input type="hidden" name="copy" value=(tally.fingerprint); } }
}

/// What was typed on another page of the decision. What is marked as kept back goes in one field: a form has only so
/// many.
pub(super) fn carried(typed: &Form, wanted: impl Fn(&str) -> bool) -> Markup {
    let own = ["csrf", "version", "to", "copy"];
    let fields = typed.fields().filter(|(name, _)| !own.contains(name) && wanted(name));
    let (marks, others): (Vec<_>, Vec<_>) = fields.partition(|(name, _)| name.starts_with(MARK));
    let mut marked = BTreeMap::<&str, Vec<&str>>::new();
    for (name, value) in marks {
        marked.entry(name).or_default().push(value);
    }
    html! {
        @for (name, value) in others { input type="hidden" name=(name) value=(value); }
        @for (name, values) in marked { input type="hidden" name=(name) value=(values.join(" ")); }
    }
}
