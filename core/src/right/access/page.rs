//! The page of a package, for people: what Art. 15(1) and (2) demand (A1 to A9 of law.md) per category, then the
//! copy itself (A10).

mod category;

use super::looks;
use crate::{
    lang::{self, Args},
    right::package::{Package, frame, kept_back},
};
use entity::kind::Language;
use maud::{Markup, html};

/// A package and its language, for the parts of the page.
#[derive(Clone, Copy)]
struct Draw<'a> {
    package: &'a Package<'a>,
}

impl Draw<'_> {
    fn language(self) -> Language {
        self.package.language
    }

    fn text(self, key: &str) -> String {
        lang::text(self.language(), key)
    }

    fn with(self, key: &str, args: Args<'_>) -> String {
        lang::text_with(self.language(), key, args)
    }
}

pub(super) fn draw(package: &Package<'_>) -> Markup {
    let draw = Draw { package };
    let body = html! {
        header { (opening(draw)) }
        (contents(draw))
        main {
            @for section in package.sections() { (category::draw(draw, &looks::by_day(package.language, section))) }
            @for withheld in &package.withheld { (category::without_copy(draw, withheld)) }
            (general(draw))
        }
    };
    frame::document(package.language, &format!("{} {}", draw.text("package-title"), package.reference), &body)
}

fn opening(draw: Draw<'_>) -> Markup {
    let package = draw.package;
    let built_at = lang::moment(package.language, package.built_at);
    html! {
        h1 { (draw.text("package-title")) }
        dl {
            dt { (draw.text("package-reference")) } dd { (package.reference) }
            dt { (draw.text("package-built")) } dd { (built_at) }
            dt { (draw.text("package-controller")) } dd { (package.notice.controller_line(package.language)) }
            dt { (draw.text("package-contact")) } dd { (package.notice.contact_lines(package.language).join(", ")) }
        }
        // Art. 15(1): whether personal data are processed. That nothing is held is an answer too.
        @if package.about.holds_register_data() {
            p { (draw.text("package-confirmed")) }
        } @else {
            p { (draw.text("package-nothing-held")) }
        }
        @if package.about.shared_address { p { (draw.text("package-shared-address")) } }
    }
}

/// Parts that follow the categories: their anchor, which is the key of their heading after `package-`.
const PARTS: [&str; 6] = ["rights", "complaint", "automated", "transfers", "left-out", "files"];

fn contents(draw: Draw<'_>) -> Markup {
    html! {
        nav aria-labelledby="contents" {
            h2 id="contents" { (draw.text("package-contents")) }
            ul {
                @for section in draw.package.sections() {
                    @let code = section.category.code();
                    li {
                        a href={ "#" (code) } { (draw.package.category_label(code)) }
                        " (" (section.records.len()) ")"
                    }
                }
                @for withheld in &draw.package.withheld {
                    li { a href={ "#" (withheld.code) } { (draw.package.category_label(&withheld.code)) } }
                }
                @for part in PARTS {
                    li { a href={ "#" (part) } { (draw.text(&format!("package-{part}"))) } }
                }
            }
        }
    }
}

fn general(draw: Draw<'_>) -> Markup {
    let (notice, language) = (draw.package.notice, draw.language());
    html! {
        // A5: Art. 15(1)(e)
        (part(draw, "rights", &html! {
            p { (draw.text("package-rights-text")) }
            ul { @for right in RIGHTS { li { (draw.text(right)) } } }
            p { (draw.text("package-rights-how")) }
        }))
        // A6: Art. 15(1)(f)
        (part(draw, "complaint", &html! {
            p { (draw.text("package-complaint-text")) }
            ul { @for line in notice.authority_block(language) { li { (line) } } }
            p { (draw.text("package-complaint-elsewhere")) }
            p { (draw.text("package-forbidden")) }
        }))
        // A8: Art. 15(1)(h)
        (part(draw, "automated", &html! {
            p { (notice.automated_decisions.in_language(language)) }
            @for decision in &notice.automated {
                p { strong { (decision.label.in_language(language)) "." } " " (decision.text.in_language(language)) }
            }
        }))
        // A9: Art. 15(2)
        (part(draw, "transfers", &html! { p { (notice.transfers.in_language(language)) } }))
        (part(draw, "left-out", &left_out(draw)))
        (part(draw, "files", &files(draw)))
    }
}

const RIGHTS: [&str; 6] = [
    "value-right-rectification",
    "value-right-erasure",
    "value-right-restriction",
    "value-right-portability",
    "value-right-objection",
    "value-right-consent",
];

fn part(draw: Draw<'_>, name: &str, body: &Markup) -> Markup {
    html! {
        section aria-labelledby=(name) {
            h2 id=(name) { (draw.text(&format!("package-{name}"))) }
            (body)
        }
    }
}

fn left_out(draw: Draw<'_>) -> Markup {
    let about = draw.package.about;
    let mut reasons: Vec<_> = draw.package.left_out().map(|left| left.reason).collect();
    reasons.sort_unstable();
    reasons.dedup();
    let others: Vec<_> = about
        .sections
        .iter()
        .map(|section| section.category.code())
        .filter(|code| !draw.package.scope.covers(code))
        .filter(|code| !draw.package.withheld.iter().any(|withheld| withheld.code == *code))
        .collect();
    html! {
        @if !draw.package.withheld.is_empty() {
            p { (draw.text("package-withheld")) }
            ul {
                @for withheld in &draw.package.withheld {
                    li { (draw.package.category_label(&withheld.code)) ": " (withheld.why) }
                }
            }
        }
        (kept_back::list(draw.language(), draw.package.sections()))
        @if !others.is_empty() {
            p { (draw.text("package-not-asked")) }
            ul { @for code in others { li { (draw.package.category_label(code)) } } }
        }
        @for reason in reasons {
            p { (draw.text(reason.key())) }
            ul {
                @for left in draw.package.left_out().filter(|left| left.reason == reason) {
                    li { (left.table) ": " (left.column) }
                }
            }
        }
        p { (draw.text("package-keys-left-out")) }
    }
}

fn files(draw: Draw<'_>) -> Markup {
    html! {
        dl {
            dt { "data.json" } dd { (draw.text("readme-data")) }
            dt { "schema.json" } dd { (draw.text("readme-schema")) }
            @for section in draw.package.held() {
                dt { "csv/" (section.category.code()) ".csv" }
                dd { (draw.package.category_label(section.category.code())) }
            }
        }
    }
}
