//! The handing over to the controller the person named: the files, and how it ended.

use super::{Shown, act};
use crate::{
    paths,
    say::{say, say_with, word},
    views::{
        field::{Choice, Fields},
        form::{Weight, button_value},
        layout::Shell,
        parts::{SummaryRow, Tone, badge, summary_list},
    },
};
use entity::{
    item,
    kind::{Language, PackageState, TransferState},
    transfer,
};
use maud::{Markup, html};
use portal_core::lang::date;

/// The section, where a transfer was granted.
pub fn section(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, case) = (shell.language, shown.case);
    let Some(transfer) = &case.transfer else { return html! {} };
    let item = case.items.iter().find(|item| item.id == transfer.item_id);
    html! {
        h2 #transfer { (say(language, "transfer-title")) }
        p { (badge(tone(transfer.state), &word(language, "transfer-state", transfer.state.code()))) }
        @if let Some(item) = item { (summary_list(language, &to_whom(language, item))) }
        (ended(language, transfer))
        @if transfer.state == TransferState::Open && shown.works { (open(shell, shown)) }
        @if transfer.state == TransferState::Proposed { (proposed(shell, shown, transfer)) }
    }
}

fn to_whom(language: Language, item: &item::Model) -> Vec<SummaryRow> {
    let reach = item.asked.clone().unwrap_or_default();
    vec![
        SummaryRow::new(say(language, "transfer-to"), &item.target),
        SummaryRow::new(
            say(language, "transfer-reach"),
            &html! { @for line in reach.lines() { (line) br; } },
        ),
    ]
}

fn ended(language: Language, transfer: &transfer::Model) -> Markup {
    html! {
        @if let Some(on) = transfer.given_on {
            p { (say_with(language, "transfer-done", &[("date", date(language, on).into())])) }
        }
        @if let Some(how) = &transfer.how { p.pre { (how) } }
    }
}

fn open(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, request, typed) = (shell.language, &shown.case.request, shown.typed);
    let fields = Fields::new(language, shell.problems);
    let built = shown.case.package.as_ref();
    let built =
        built.is_some_and(|package| matches!(package.state, PackageState::Ready | PackageState::Purged));
    let choice = |code: &str| {
        Choice::new(code, say(language, &format!("transfer-{code}"))).chosen_if(typed.get("ending") == code)
    };
    html! {
        @if built {
            p { (say(language, "transfer-lead")) }
            p { a.button href=(paths::transfer_file(&request.reference)) { (say(language, "transfer-file")) } }
            (act(shell, &paths::transfer(&request.reference), request.version, &html! {
                (fields.radios("ending", say(language, "transfer-ending"), vec![choice("given"), choice("failed")]))
                (fields.date("given_on", say(language, "transfer-on")).hint(say(language, "transfer-on-hint"))
                    .value(typed.get("given_on")).optional())
                (fields.textarea("how", say(language, "transfer-how")).hint(say(language, "transfer-how-hint"))
                    .value(typed.get("how")).rows(3))
                (fields.text("evidence", say(language, "transfer-evidence")).hint(say(language, "transfer-evidence-hint"))
                    .value(typed.get("evidence")).optional())
                (button_value(Weight::Second, "send", "yes", &say(language, "transfer-keep")))
            }))
        } @else { p { (say(language, "transfer-waits")) } }
    }
}

/// What one person found, for another to say yes or no to.
fn proposed(shell: &Shell<'_>, shown: &Shown<'_>, transfer: &transfer::Model) -> Markup {
    let (language, request, typed) = (shell.language, &shown.case.request, shown.typed);
    let fields = Fields::new(language, shell.problems);
    let item = shown.case.items.iter().find(|item| item.id == transfer.item_id);
    let evidence = item.and_then(|item| item.evidence.as_deref());
    let choice = |code: &str| {
        Choice::new(code, say(language, &format!("transfer-{code}"))).chosen_if(typed.get("answer") == code)
    };
    html! {
        p { (say(language, "transfer-proposed")) }
        @if let Some(evidence) = evidence {
            (summary_list(language, &[SummaryRow::new(say(language, "transfer-evidence"), &evidence)]))
        }
        @if shown.approves {
            (act(shell, &paths::transfer_approval(&request.reference), request.version, &html! {
                (fields.radios("answer", say(language, "transfer-answer"), vec![choice("refuse"), choice("back")]))
                (fields.textarea("transfer_reason", say(language, "transfer-reason")).hint(say(language, "transfer-reason-hint"))
                    .value(typed.get("transfer_reason")).rows(2).optional())
                (button_value(Weight::Second, "send", "yes", &say(language, "transfer-keep")))
            }))
        }
    }
}

const fn tone(state: TransferState) -> Tone {
    match state {
        TransferState::Open | TransferState::Proposed => Tone::Warn,
        TransferState::Given => Tone::Good,
        TransferState::Failed => Tone::Bad,
    }
}
