//! The steps of a request: each holder with what it was told, by when, how its mail stands, and what it answered.

use super::{Shown, act};
use crate::{
    paths,
    say::{say, say_with, word},
    views::{
        field::{Choice, Fields},
        form::{Weight, button_value},
        layout::Shell,
        parts::{SummaryRow, Tone, badge, details, summary_list},
    },
};
use entity::{
    kind::{Excuse, Language, Remedy, StepState, TaskKind},
    step,
};
use maud::{Markup, html};
use portal_core::{
    lang::date,
    law::calendar::helsinki_date,
    step::{
        answer::{self, LONGEST_REASON},
        holder::{self, Whose},
        is_settled, remedy,
    },
};

/// Every step.
pub(super) fn steps(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let language = shell.language;
    html! {
        @for step in &shown.case.steps {
            section.matter {
                h3 { (holder::name(shown.notice, &step.holder, language)) }
                @if holder::is_own(shown.notice, &step.holder) { p.small { (say(language, "step-own")) } }
                @if holder::whose(shown.notice, &step.holder) == Whose::Public { p { (say(language, "step-public")) } }
                p { (badge(tone(step.state), &word(language, "step-state", step.state.code()))) }
                (instruction(language, shown.notice.first_language(), &step.instruction))
                (summary_list(language, &facts(language, shown, step)))
                @if shown.works && !is_settled(step.state) { (recording(shell, shown, step)) }
                @if shown.works && waits_for_us(shown, step) { (remedy_form(shell, shown, step)) }
            }
        }
    }
}

/// What the holder was told, in the language it is told things in.
fn instruction(language: Language, written_in: Language, text: &str) -> Markup {
    html! {
        @if written_in != language {
            p.small { (say_with(language, "step-written-in", &[("language", say(written_in, "shell-language").into())])) }
        }
        p lang=(written_in.code()) { (text) }
    }
}

/// Dates, mail, reminders and answer, as far as there are any.
fn facts(language: Language, shown: &Shown<'_>, step: &step::Model) -> Vec<SummaryRow> {
    let row = |key: &str, value: String| SummaryRow::new(say(language, key), &value);
    let on = |at| date(language, helsinki_date(at));
    let mail = shown.case.step_mails.get(&step.id).map(|mail| {
        let state = word(language, "mail-state", mail.state.code());
        format!("{state}, {}, {}", mail.recipient, on(mail.settled_at.unwrap_or(mail.created_at)))
    });
    let due = step.due_on.filter(|_| !is_settled(step.state)).map(|due| {
        let late = due < shown.today;
        html! { (date(language, due)) @if late { " " (badge(Tone::Bad, &say(language, "step-late"))) } }
    });
    let excuse = step.excuse.map(|excuse| word(language, "excuse", excuse.code()));
    let rows = [
        step.told_at.map(|at| row("step-told-on", on(at))),
        mail.map(|mail| row("step-mail", mail)),
        due.map(|due| SummaryRow::new(say(language, "step-due"), &due)),
        (step.reminders > 0).then(|| row("step-reminders", step.reminders.to_string())),
        step.escalated_at.map(|at| row("step-escalated", on(at))),
        step.answered_at.map(|at| row("step-answered-on", on(at))),
        excuse.map(|excuse| row("step-excuse", excuse)),
        step.answer.clone().map(|text| row("step-reason", text)),
        step.remedy.map(|remedy| row("step-remedy", word(language, "remedy", remedy.code()))),
        step.remedy_note.clone().map(|note| row("step-remedy-note", note)),
        step.remedied_at.map(|at| row("step-remedied-on", on(at))),
    ];
    rows.into_iter().flatten().collect()
}

/// The form is open where staff are the ones to act, and folded while the holder's own answer is awaited.
fn recording(shell: &Shell<'_>, shown: &Shown<'_>, step: &step::Model) -> Markup {
    let mailed = holder::mailbox(shown.notice, &step.holder).is_some();
    let wrong = shell.problems.iter().any(|problem| problem.field == format!("why-{}", step.id));
    let form = form(shell, shown, step);
    if mailed && step.state == StepState::Told && !wrong {
        details(&say(shell.language, "step-record"), &form)
    } else {
        form
    }
}

fn form(shell: &Shell<'_>, shown: &Shown<'_>, step: &step::Model) -> Markup {
    let (language, request) = (shell.language, &shown.case.request);
    let fields = Fields::new(language, shell.problems);
    let why = format!("why-{}", step.id);
    let again = shell.problems.iter().any(|problem| problem.field == why);
    let (typed, chosen) = if again { (shown.typed.get("why"), shown.typed.get("answer")) } else { ("", "") };
    let whose = holder::whose(shown.notice, &step.holder);
    let public = whose == Whose::Public;
    let whose = match whose {
        Whose::Own => "step-own",
        Whose::Public => "step-public",
        Whose::Holder => "step-answer",
    };
    let choice = |code: &str| {
        let key = format!("{whose}-{}", code.replace('_', "-"));
        Choice::new(code, say(language, &key)).chosen_if(chosen == code)
    };
    let mailed = holder::mailbox(shown.notice, &step.holder).is_some();
    let excuses = answer::excuses(shown.notice, step).iter().map(|excuse| Excuse::code(*excuse));
    let told = (step.state == StepState::Open).then_some("told");
    let codes = told.into_iter().chain(["done", "not_held"]);
    // Nobody answers for the public; who was not told is given up.
    let codes = codes.chain((!public).then_some("cannot")).chain(mailed.then_some("mail"));
    let choices = codes.chain(excuses).map(choice).collect();
    let name = holder::name(shown.notice, &step.holder, language);
    let path = paths::step(&request.reference, &step.id.to_string());
    act(
        shell,
        &path,
        request.version,
        &html! {
            (fields.select("answer", say_with(language, &format!("{whose}-what"), &[("name", name.as_str().into())]), choices)
                .id(format!("answer-{}", step.id)))
            (fields.textarea("why", say(language, "step-why")).id(why).rows(2).value(typed).max(LONGEST_REASON)
                .hint(say(language, "step-why-hint")))
            (button_value(Weight::Second, "send", "yes", &say(language, "step-keep")))
        },
    )
}

/// Whether the holder cannot, and staff have not said yet what they did.
fn waits_for_us(shown: &Shown<'_>, step: &step::Model) -> bool {
    shown.case.tasks.iter().any(|task| {
        task.kind == TaskKind::HolderCannot && task.step_id == Some(step.id) && task.done_at.is_none()
    })
}

fn remedy_form(shell: &Shell<'_>, shown: &Shown<'_>, step: &step::Model) -> Markup {
    let (language, request) = (shell.language, &shown.case.request);
    let fields = Fields::new(language, shell.problems);
    let (why, what) = (format!("why-{}", step.id), format!("remedy-{}", step.id));
    let again = shell.problems.iter().any(|problem| problem.field == why || problem.field == what);
    let (typed, chosen) = if again { (shown.typed.get("why"), shown.typed.get("remedy")) } else { ("", "") };
    // Nothing is said to the person that staff have not chosen.
    let none = Choice::new("", say(language, "step-remedy-choose"));
    let choice = |remedy: Remedy| {
        let key = format!("step-remedy-{}", remedy.code().replace('_', "-"));
        Choice::new(remedy.code(), say(language, &key)).chosen_if(chosen == remedy.code())
    };
    let choices = remedy::remedies(shown.notice, step).into_iter().map(choice);
    let choices = std::iter::once(none).chain(choices).collect();
    let name = holder::name(shown.notice, &step.holder, language);
    let another = shown.case.two_persons && remedy::takes_another(shown.notice, step);
    act(
        shell,
        &paths::step(&request.reference, &step.id.to_string()),
        request.version,
        &html! {
            @if another { p { (say(language, "step-remedy-another")) } }
            (fields.select("remedy", say_with(language, "step-remedy-what", &[("name", name.as_str().into())]), choices)
                .id(what))
            (fields.textarea("why", say(language, "step-remedy-how")).id(why).rows(2).value(typed).max(LONGEST_REASON)
                .hint(say(language, "step-remedy-hint")))
            (button_value(Weight::Second, "send", "yes", &say(language, "step-remedy-keep")))
        },
    )
}

const fn tone(state: StepState) -> Tone {
    match state {
        StepState::Open => Tone::Warn,
        StepState::Told => Tone::Info,
        StepState::Done | StepState::NotHeld => Tone::Good,
        StepState::Cannot | StepState::GivenUp => Tone::Bad,
    }
}
