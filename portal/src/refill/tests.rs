//! What was sent stands in its fields again, and nowhere else.

use super::{Filled, Left, refill, without_place};
use maud::{Markup, html};
use portal_core::identity::unsaved::Sent;
use proptest::prelude::*;
use scraper::{Html, Selector};

const HOSTILE: &str = "<img src=x onerror=alert(1)> \"'&amp; checked </textarea><script>\n åäö ";

fn sent(action: &str, fields: &[(&str, &str)]) -> Sent {
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Sent { page: "/staff/page".into(), action: action.into(), step: None, fields }
}

fn left(field: &str, text: &str) -> Left {
    Left { field: field.into(), text: text.into() }
}

fn all(filled: &Filled, css: &str) -> Vec<(String, Option<String>)> {
    let page = Html::parse_document(&filled.page);
    let css = Selector::parse(css).unwrap();
    let read = |element: scraper::ElementRef<'_>| {
        (element.text().collect(), element.attr("value").map(str::to_owned))
    };
    page.select(&css).map(read).collect()
}

fn value(filled: &Filled, css: &str) -> String {
    let found = all(filled, css);
    assert_eq!(found.len(), 1, "{css} in {}", filled.page);
    found[0].1.clone().unwrap_or_else(|| found[0].0.clone())
}

fn page() -> Markup {
    html! {
        main {
            form method="post" action="/staff/page/note" { textarea #other name="note" { "\nanother" } }
            details { summary { "Write" }
                form method="post" action="/staff/page/act" novalidate {
                    input type="hidden" name="csrf" value="fresh";
                    input type="hidden" name="version" value="7";
                    input #line type="text" name="line" value="old" maxlength="9";
                    input type="password" name="password";
                    textarea #area name="area" rows="3" { "\nold" }
                    select name="list" { option value="a" selected { "A" } option value="b" { "B" } }
                    input type="radio" name="one" value="x" checked; input type="radio" name="one" value="y";
                    input type="checkbox" name="many" value="p" checked; input type="checkbox" name="many" value="q";
                    button name="to" value="end" { "Send" }
                }
            }
            form method="post" action="/staff/page" { input type="text" name="search"; button { "Go" } }
        }
    }
}

#[test]
fn every_kind_of_field_gets_its_value_back() {
    let fields = [
        ("csrf", "stale"),
        ("version", "3"),
        ("line", HOSTILE),
        ("password", "secret"),
        ("area", HOSTILE),
        ("list", "b"),
        ("one", "y"),
        ("many", "q"),
        ("to", "end"),
    ];
    let filled = refill(&page().into_string(), &sent("/staff/page/act", &fields));
    assert_eq!(value(&filled, "#line"), HOSTILE);
    assert_eq!(value(&filled, "#area"), HOSTILE);
    assert_eq!(value(&filled, "option[selected]"), "b");
    assert_eq!(value(&filled, "[name=one][checked]"), "y");
    assert_eq!(value(&filled, "[name=many][checked]"), "q");
    assert_eq!(value(&filled, "[name=csrf]"), "fresh", "the token is the page's own");
    assert_eq!(value(&filled, "[name=version]"), "7", "as is what it saw");
    assert_eq!(value(&filled, "[name=password]"), "");
    assert_eq!(value(&filled, "#other"), "another", "another form keeps what it had");
    assert_eq!(all(&filled, "details[open]").len(), 1, "what was folded is seen");
    assert_eq!((filled.first.as_deref(), filled.left.len()), (Some("line"), 0));
}

#[test]
fn what_has_no_field_is_told_and_a_button_is_not_pressed() {
    let fields = [("gone", HOSTILE), ("code", "a_code"), ("to", "end"), ("one", "z")];
    let filled = refill(&page().into_string(), &sent("/staff/page/act", &fields));
    assert_eq!(filled.left, [left("gone", HOSTILE)]);
    assert_eq!(value(&filled, "[name=one][checked]"), "x", "what is not offered leaves the choice");
    assert!(all(&filled, "input[name=to], input[name=gone]").is_empty());
    let nowhere = refill("<main></main>", &sent("/staff/page/act", &fields));
    assert_eq!((nowhere.page.as_str(), nowhere.left), ("<main></main>", vec![left("gone", HOSTILE)]));
}

#[test]
fn of_what_was_typed_only_that_is_told_which_stands_nowhere_on_a_step() {
    let typed = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let page = html! { textarea name="seen" { (HOSTILE) } input type="hidden" name="carried" value="A \"later\" step"; };
    let fields = [
        typed("seen", HOSTILE),
        typed("carried", "A \"later\" step"),
        typed("gone", "Gone"),
        typed("to", "letter"),
    ];
    assert_eq!(without_place(&page.into_string(), &fields), [left("gone", "Gone")]);
}

#[test]
fn a_form_of_several_pages_carries_what_belongs_to_a_later_one() {
    let fields = [("search", "Ada"), ("reason", HOSTILE)];
    let filled = refill(&page().into_string(), &sent("/staff/page/send", &fields));
    assert_eq!(value(&filled, "[name=search]"), "Ada");
    assert_eq!(value(&filled, "form[action='/staff/page'] input[type=hidden][name=reason]"), HOSTILE);
}

#[test]
fn of_two_that_wait_on_one_page_the_newer_counts_and_the_older_is_still_told() {
    let older =
        refill(&page().into_string(), &sent("/staff/page/send", &[("search", "Ada"), ("reason", "Old one")]));
    let newer = refill(&older.page, &sent("/staff/page", &[("search", "Bea"), ("reason", "New one")]));
    assert_eq!(value(&newer, "[name=search]"), "Bea");
    let reasons = all(&newer, "[name=reason]").into_iter().map(|(_, value)| value.unwrap());
    assert_eq!(reasons.collect::<Vec<_>>(), ["New one", "Old one"]);
    assert_eq!(
        (&older.left[..], &newer.left[..]),
        (&[left("reason", "Old one")][..], &[left("reason", "New one")][..])
    );
}

#[test]
fn of_forms_that_go_to_one_place_the_right_one_is_filled() {
    let two = html! {
        @for way in ["done", "cannot"] {
            form action="/staff/page" { textarea name="why" id=(way) {} button name="answer" value=(way) {} }
        }
    };
    let filled =
        refill(&two.into_string(), &sent("/staff/page", &[("why", "it is gone"), ("answer", "cannot")]));
    assert_eq!((value(&filled, "#cannot").as_str(), value(&filled, "#done").as_str()), ("it is gone", ""));
}

proptest! {
    #[test]
    fn any_text_comes_back_as_it_was_and_adds_no_element(text in any::<String>()) {
        let text: String = text.chars().filter(|c| !c.is_control()).collect();
        let before = page().into_string();
        let filled = refill(&before, &sent("/staff/page/act", &[("line", text.as_str()), ("area", text.as_str())]));
        let count = |page: &str| Html::parse_document(page).select(&Selector::parse("*").unwrap()).count();
        prop_assert_eq!(value(&filled, "#line"), text.clone());
        prop_assert_eq!(value(&filled, "#area"), text);
        prop_assert_eq!(count(&filled.page), count(&before));
    }
}
