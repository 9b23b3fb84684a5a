//! The page of a portability package: what is in it, what is not and why, and how to get the rest (law.md R1.6.4).

use super::{FORMAT, is_offered, not_offered, of, tables};
use crate::{
    lang::{self, Args},
    notice::profile::Category as Described,
    register::{
        inventory::{Reason, Table},
        scope::Section,
    },
    right::package::{Package, frame, kept_back},
};
use maud::{Markup, html};

struct Draw<'a> {
    package: &'a Package<'a>,
    sections: &'a [Section],
    schema_url: &'a str,
}

impl Draw<'_> {
    fn text(&self, key: &str) -> String {
        lang::text(self.package.language, key)
    }

    fn with(&self, key: &str, args: Args<'_>) -> String {
        lang::text_with(self.package.language, key, args)
    }

    fn held(&self) -> impl Iterator<Item = &Section> {
        self.sections.iter().filter(|section| !section.records.is_empty())
    }
}

pub(super) fn draw(package: &Package<'_>, sections: &[Section], schema_url: &str) -> Markup {
    let draw = Draw { package, sections, schema_url };
    let title = draw.text("portable-title");
    let body = html! {
        header { (opening(&draw, &title)) }
        main {
            (part("inside", &draw.text("portable-inside"), &inside(&draw)))
            (part("form", &draw.text("portable-form"), &form(&draw)))
            (part("outside", &draw.text("portable-outside"), &outside(&draw)))
            (part("rest", &draw.text("portable-rest"), &rest(&draw)))
        }
    };
    frame::document(package.language, &format!("{title} {}", package.reference), &body)
}

fn opening(draw: &Draw<'_>, title: &str) -> Markup {
    let (package, language) = (draw.package, draw.package.language);
    html! {
        h1 { (title) }
        dl {
            dt { (draw.text("package-reference")) } dd { (package.reference) }
            dt { (draw.text("package-built")) } dd { (lang::moment(language, package.built_at)) }
            dt { (draw.text("package-controller")) } dd { (package.notice.controller_line(language)) }
            dt { (draw.text("package-contact")) } dd { (package.notice.contact_lines(language).join(", ")) }
        }
        p { (draw.text("portable-what")) }
        @if package.about.shared_address { p { (draw.text("package-shared-address")) } }
    }
}

fn part(anchor: &str, title: &str, body: &Markup) -> Markup {
    html! { section aria-labelledby=(anchor) { h2 id=(anchor) { (title) } (body) } }
}

/// Each category with what of it stands in which sheet.
fn inside(draw: &Draw<'_>) -> Markup {
    html! {
        @if draw.held().next().is_none() { p { (draw.text("portable-empty")) } }
        @for section in draw.held() {
            h3 { (draw.package.category_label(section.category.code())) }
            ul {
                @for table in tables(section.category).filter(|table| of(draw.sections, table).next().is_some()) {
                    li { (sheet(draw, table)) }
                }
            }
        }
    }
}

fn sheet(draw: &Draw<'_>, table: &'static Table) -> String {
    let label = draw.text(&table.label_key());
    let count = of(draw.sections, table).count();
    let file = format!("csv/{}.csv", table.name);
    draw.with("portable-sheet", &[("what", label.into()), ("count", count.into()), ("file", file.into())])
}

fn form(draw: &Draw<'_>) -> Markup {
    html! {
        dl {
            dt { "data.json" } dd { (draw.text("portable-json")) }
            dt { (FORMAT) ".json" } dd { (draw.with("portable-schema", &[("url", draw.schema_url.into())])) }
            dt { "csv/" } dd { (draw.text("portable-csv")) }
        }
    }
}

/// Categories not asked for, those the right does not reach, and what of the others was left out.
fn outside(draw: &Draw<'_>) -> Markup {
    let notice = draw.package.notice;
    let not_asked = notice.categories.iter().filter(|one| !draw.package.scope.covers(&one.code));
    let not_asked: Vec<_> = not_asked.filter(|category| is_offered(category)).collect();
    let silent = |category: &&Described| {
        let section = draw.sections.iter().find(|section| section.category.code() == category.code);
        is_offered(category) && section.is_some_and(|section| section.records.is_empty())
    };
    let silent: Vec<_> = notice.categories.iter().filter(silent).collect();
    let others = draw.package.about.left_out.iter().any(|left| left.reason == Reason::SomeoneElse);
    html! {
        (list(draw, "portable-not-asked", &not_asked))
        (list(draw, "portable-not-reached", &not_offered(notice)))
        (list(draw, "portable-silent", &silent))
        (kept_back::list(draw.package.language, draw.sections))
        p { (draw.text("portable-derived")) }
        @if draw.package.about.left_out.iter().any(|left| left.reason == Reason::Protected) {
            p { (draw.text("portable-protected")) }
        }
        @if others { p { (draw.text("portable-others")) } }
    }
}

fn list(draw: &Draw<'_>, key: &str, categories: &[&Described]) -> Markup {
    html! {
        @if !categories.is_empty() {
            p { (draw.text(key)) }
            ul { @for category in categories { li { (category.label.in_language(draw.package.language)) } } }
        }
    }
}

fn rest(draw: &Draw<'_>) -> Markup {
    html! {
        p { (draw.text("portable-rest-how")) }
        p { (draw.text("portable-kept")) }
        p { (draw.text("readme-care")) }
    }
}
