//! What has happened and what comes next: the stepper and the timeline.

use crate::say::say;
use entity::kind::Language;
use maud::{Markup, html};

/// One step on the way of a request.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its name.
    pub label: String,
    /// When it was reached, as people write it.
    pub when: Option<String>,
    /// Whether the way broke off here: no deed, so no tick.
    pub broken_off: bool,
}

/// The way of a request; steps before `current` are done, all are when it equals their number.
pub fn stepper(language: Language, steps: &[Step], current: usize) -> Markup {
    html! {
        ol.stepper {
            @for (index, step) in steps.iter().enumerate() {
                li class=(if step.broken_off { "step step-off" } else { step_class(index, current) }) aria-current=[(index == current).then_some("step")] {
                    span.step-label { (step.label) }
                    @if index < current && !step.broken_off { span.sr { " (" (say(language, "part-done")) ")" } }
                    @if let Some(when) = &step.when { span.step-when { (when) } }
                }
            }
        }
    }
}

fn step_class(index: usize, current: usize) -> &'static str {
    match index.cmp(&current) {
        std::cmp::Ordering::Less => "step step-done",
        std::cmp::Ordering::Equal => "step step-now",
        std::cmp::Ordering::Greater => "step step-ahead",
    }
}

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct Entry {
    /// When, as people write it.
    pub when: String,
    /// When, as `datetime` of a `time` element: RFC 3339 or `YYYY-MM-DD`.
    pub datetime: String,
    /// What kind of thing: note, letter, message.
    pub tag: Option<String>,
    /// What happened, in one sentence.
    pub title: String,
    /// The message, the note, the files.
    pub body: Option<Markup>,
}

/// What happened, in the order given.
pub fn timeline(entries: &[Entry]) -> Markup {
    html! {
        ol.timeline {
            @for entry in entries {
                li.entry {
                    p.entry-head {
                        time.entry-when datetime=(entry.datetime) { (entry.when) }
                        @if let Some(tag) = &entry.tag { " " span.tag { (tag) } }
                    }
                    p.entry-title { (entry.title) }
                    @if let Some(body) = &entry.body { div.entry-body { (body) } }
                }
            }
        }
    }
}
