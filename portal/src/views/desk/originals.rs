//! Scans of what came or went on paper, and a way to add one.

use super::{Shown, talk::listed};
use crate::{
    paths,
    say::{say, word},
    views::{
        attachment::{FIELD, Listed, ORIGINALS, list_under},
        field::{Choice, Fields},
        form::{Weight, button_second, button_value, post, post_upload},
        layout::Shell,
    },
};
use entity::{attachment, kind::Language};
use maud::{Markup, html};
use portal_core::{
    attachment::{mistaken::Mistake, original::KINDS},
    lang::moment,
};

/// All of them, and for a caseworker the form; nothing where there is nothing to see and nothing to do.
pub(super) fn originals(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let language = shell.language;
    let files = scans(language, shown);
    html! {
        @if shown.works || !files.is_empty() {
            h2 #originals { (say(language, "desk-originals")) }
            p.hint { (say(language, "desk-originals-lead")) }
            (list_under(language, &files))
            @if shown.works { (add(shell, shown)) }
            @if shown.works && !files.is_empty() { (remove(shell, shown)) }
        }
    }
}

/// Takes one away that was attached by mistake.
fn remove(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let wrong = shell.problems.iter().any(|problem| ["scan", "mistake"].contains(&problem.field.as_str()));
    let papers = shown.case.files.iter().filter(|file| KINDS.contains(&file.kind));
    let files = papers.map(|file| {
        let id = file.id.to_string();
        let kind = word(language, "attachment-kind", file.kind.code());
        Choice::new(&id, &file.name)
            .hint(format!("{kind}, {}", moment(language, file.kept_at)))
            .chosen_if(id == shown.typed.get("scan"))
    });
    let whys = Mistake::ALL.map(|why| {
        Choice::new(why.code(), say(language, &format!("desk-originals-why-{}", why.code())))
            .chosen_if(why.code() == shown.typed.get("mistake"))
    });
    html! {
        details.details open[wrong] {
            summary { (say(language, "desk-originals-remove")) }
            div.details-body {
                p { (say(language, "desk-originals-remove-lead")) }
                (post(&paths::remove_original(&shown.case.request.reference), shell.csrf.unwrap_or_default(), &html! {
                    (fields.radios("scan", say(language, "desk-originals-scan"), files.collect()))
                    (fields.radios("mistake", say(language, "desk-originals-why"), whys.to_vec()))
                    (button_value(Weight::Grave, "remove", "yes", &say(language, "desk-originals-remove-send")))
                }))
            }
        }
    }
}

/// The scans alone, as the dossier lists them.
pub(super) fn scans(language: Language, shown: &Shown<'_>) -> Vec<Listed> {
    let is_paper = |file: &&attachment::Model| KINDS.contains(&file.kind);
    let scan = |file: &attachment::Model| Listed {
        note: Some(format!(
            "{}, {}",
            word(language, "attachment-kind", file.kind.code()),
            moment(language, file.kept_at)
        )),
        ..listed(language, file, shown.case)
    };
    shown.case.files.iter().filter(is_paper).map(scan).collect()
}

fn add(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let wrong = shell.problems.iter().any(|problem| ["paper", ORIGINALS].contains(&problem.field.as_str()));
    let kinds = KINDS.map(|kind| {
        Choice::new(kind.code(), word(language, "attachment-kind", kind.code()))
            .chosen_if(kind.code() == shown.typed.get("paper"))
    });
    html! {
        // Unfolded when it comes back: what is wrong stands in it.
        details.details open[wrong] {
            summary { (say(language, "desk-originals-add")) }
            div.details-body {
                (post_upload(&paths::originals(&shown.case.request.reference), shell.csrf.unwrap_or_default(), &html! {
                    (fields.radios("paper", say(language, "desk-originals-kind"), kinds.to_vec()))
                    (fields.files(FIELD, say(language, "desk-originals-files")).id(ORIGINALS)
                        .hint(format!("{} {}", say(language, "desk-files-limits"), say(language, "desk-originals-care"))))
                    (button_second(&say(language, "desk-originals-send")))
                }))
            }
        }
    }
}
