//! Every part of a page with normal, empty, long and hostile text, in each language.
//! Running the tests writes the pages to `target/gallery`, for the eye.

mod account;
mod asking;
mod automated;
mod breach;
mod bulk;
mod closing;
mod consent;
mod copy;
mod desk;
mod entry;
mod forgotten;
mod holders;
mod incoming;
mod matter;
mod mute;
mod no_request;
mod own_account;
mod pages;
mod protection;
mod question;
mod register;
mod relief;
mod report;
mod retention;
mod review;
mod samples;
mod stale;
mod unsaved;

use super::unsaved::label;
use crate::{assets, form::told::is_looked_at};
use entity::kind::Language;
use samples::{HOSTILE, Sample};
use scraper::{ElementRef, Html, Selector};
use std::{collections::HashSet, fs, path::Path};

/// The parts with every kind of text, and the pages made of them.
fn samples(language: Language) -> Vec<Sample> {
    let mut samples = samples::all(language);
    samples.extend(asking::all(language));
    samples.extend(breach::all(language));
    samples.extend(closing::all(language));
    samples.extend(no_request::all(language));
    samples.extend(consent::all(language));
    samples.extend(pages::all(language));
    samples.extend(automated::all(language));
    samples.extend(protection::all(language));
    samples.extend(question::all(language));
    samples.extend(register::all(language));
    samples.extend(review::all(language));
    samples.extend(report::all(language));
    samples.extend(copy::all(language));
    samples.extend(stale::all(language));
    samples.extend(retention::all(language));
    samples.extend(holders::all(language));
    samples.extend(desk::all(language));
    samples.extend(bulk::all(language));
    samples.extend(entry::all(language));
    samples.extend(incoming::all(language));
    samples.extend(unsaved::all(language));
    samples.extend(mute::all(language));
    samples.extend(relief::all(language));
    samples.extend(account::all(language));
    samples.extend(own_account::all(language));
    samples.extend(forgotten::all(language));
    samples
}

fn every_page(check: impl Fn(&str, &Html, &str)) {
    for &language in Language::ALL {
        for Sample { name, markup } in samples(language) {
            let source = markup.into_string();
            check(&format!("{name} in {}", language.code()), &Html::parse_document(&source), &source);
        }
    }
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

#[test]
fn a_page_has_one_heading_one_main_and_a_title() {
    every_page(|name, page, _| {
        for selector in ["h1", "main#main", "title", "html[lang]", "a.skip[href='#main']"] {
            assert_eq!(all(page, selector).len(), 1, "{selector} of {name}");
        }
        assert!(!text(all(page, "h1")[0]).is_empty(), "{name}");
    });
}

/// What is framed as going to the person is looked at before it goes, by its page or by the form (law.md R4.2, R4.8).
#[test]
fn every_text_that_goes_to_a_person_is_looked_at_for_what_it_asks() {
    let seen = std::cell::RefCell::new(HashSet::new());
    every_page(|name, page, _| {
        for field in all(page, ".sent-text textarea[name], .sent-text input[type=text][name]") {
            let field = field.attr("name").unwrap();
            assert!(is_looked_at(field), "{field} of {name}");
            seen.borrow_mut().insert(field.split('-').next().unwrap_or_default().to_owned());
        }
    });
    let seen = seen.into_inner();
    for field in ["reasons", "delivered", "reach", "fact", "free_part", "text", "suffices", "rest"] {
        assert!(seen.contains(field), "{field} is framed: {seen:?}");
    }
}

/// A text that has lost its field is told under its name.
#[test]
fn every_field_of_the_desk_that_takes_words_has_a_name() {
    let seen = std::cell::RefCell::new(HashSet::new());
    every_page(|name, page, _| {
        let fields = "textarea[name], input[type=text][name]:not([name^=code]), input[type=email][name]";
        for form in all(page, "form[method=post][action^='/staff/']") {
            for field in form.select(&Selector::parse(fields).unwrap()) {
                let field = field.attr("name").unwrap();
                for &language in Language::ALL {
                    let named = label::of(language, field);
                    assert!(named.is_some_and(|named| !named.contains('⟦')), "{field} of {name}");
                }
                seen.borrow_mut().insert(field.to_owned());
            }
        }
    });
    assert!(seen.borrow().len() > 30, "the forms were found: {:?}", seen.borrow());
    assert_eq!(label::of(Language::En, "unknown"), None);
}

#[test]
fn hostile_text_stays_text() {
    every_page(|name, page, source| {
        for forbidden in ["<img", "<script", "style=", "onerror=\"", "javascript:", "⟦"] {
            assert!(!source.contains(forbidden), "{forbidden} in {name}");
        }
        if name.starts_with("hostile") {
            assert!(all(page, "main")[0].text().any(|text| text.contains(HOSTILE)), "{name}");
        }
    });
}

#[test]
fn every_field_has_a_label_and_its_help_exists() {
    every_page(|name, page, _| {
        for field in all(page, "input:not([type=hidden]), select, textarea") {
            let id = field.attr("id").unwrap_or_else(|| panic!("a field without id in {name}"));
            let labels = all(page, &format!("label[for='{id}']"));
            assert!(labels.len() == 1 && !text(labels[0]).is_empty(), "label of {id} in {name}");
        }
        for described in all(page, "[aria-describedby]") {
            for id in described.attr("aria-describedby").unwrap().split(' ') {
                assert_eq!(all(page, &format!("[id='{id}']")).len(), 1, "{id} in {name}");
            }
        }
    });
}

#[test]
fn the_error_summary_leads_to_fields_that_say_the_same() {
    every_page(|name, page, _| {
        for link in all(page, ".error-summary a") {
            let id = link.attr("href").unwrap().trim_start_matches('#');
            assert_eq!(all(page, &format!("[id='{id}']")).len(), 1, "{id} in {name}");
            let error = all(page, &format!("[id='{id}-error']"));
            assert!(text(error[0]).ends_with(&text(link)), "{id} in {name}");
        }
        let marked = text(all(page, "title")[0]).starts_with(&text_of_error(page));
        assert_eq!(marked, !all(page, ".error-summary").is_empty(), "title of {name}");
    });
}

fn text_of_error(page: &Html) -> String {
    let language = all(page, "html")[0].attr("lang").and_then(Language::from_code).unwrap();
    format!("{}: ", crate::say::say(language, "shell-error"))
}

#[test]
fn ids_are_unique_and_every_post_form_has_its_token() {
    every_page(|name, page, _| {
        let mut seen = HashSet::new();
        for element in all(page, "[id]") {
            assert!(seen.insert(element.attr("id").unwrap()), "id {:?} twice in {name}", element.attr("id"));
        }
        // The press of RFC 8058 is proved by its link: mail programs have no token.
        for form in all(page, "form[method=post]:not([action^='/unsubscribe/'])") {
            let token = Selector::parse("input[type=hidden][name=csrf][value]").unwrap();
            assert_eq!(form.select(&token).count(), 1, "token in {name}");
        }
    });
}

#[test]
fn every_class_of_a_page_stands_in_the_style_sheet() {
    let style = String::from_utf8(assets::find(assets::style()).unwrap().bytes.to_vec()).unwrap();
    let known: HashSet<&str> = style
        .split('.')
        .skip(1)
        .map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap())
        .collect();
    every_page(|name, page, _| {
        for element in all(page, "[class]") {
            for class in element.value().classes() {
                assert!(known.contains(class), ".{class} of {name} has no rule");
            }
        }
    });
}

#[test]
fn the_contact_person_stands_on_every_page() {
    every_page(|name, page, _| {
        let footer = text(all(page, "footer")[0]);
        let identity = samples::identity();
        let contact = identity.contact;
        for fact in [identity.controller, contact.name, contact.postal, contact.phone, contact.email] {
            assert!(footer.contains(&fact), "{fact} on {name}");
        }
    });
}

#[test]
fn the_gallery_is_written_for_the_eye() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/gallery");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("portal.css"), assets::find(assets::style()).unwrap().bytes).unwrap();
    for &language in Language::ALL {
        for Sample { name, markup } in samples(language) {
            let page = markup.into_string().replace(assets::style(), "portal.css");
            assert!(page.contains("portal.css"), "{name} has no style sheet");
            fs::write(folder.join(format!("{name}-{}.html", language.code())), page).unwrap();
        }
    }
}
