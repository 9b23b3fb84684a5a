//! The pages of the gallery: what a person, a member of staff and an attacker would make of the parts.

use crate::say::{say, word};
use crate::views::draft::slug;
use crate::views::field::{Choice, Fields};
use crate::views::form::{
    Problem, Weight, button, button_second, button_value, link_button, post, post_files,
};
use crate::views::layout::{Contact, Identity, Shell, Who, page};
use crate::views::parts::{
    Action, Banner, Card, Due, SummaryRow, Tone, actions, answer_by, asked, badge, cards, changed, desk,
    details, due_badge, inset, lead, outcome_badge, own_state_badge, reference, sent_text, state_badge,
    summary_list, verdict_badge,
};
use crate::views::progress::{Entry, Step, stepper, timeline};
use crate::views::table::{Tab, Table, data_table, filters, pager, tabs};
use chrono::NaiveDate;
use entity::kind::{Channel, Language, Outcome, Right, Role, State, Verdict};
use maud::{Markup, html};
use portal_core::request::answers::Wish;

/// What an attacker types into every field.
pub const HOSTILE: &str = "\"><img src=x onerror=alert(1)>'&amp;</textarea></title>";

/// A page of the gallery.
pub struct Sample {
    /// Its file name.
    pub name: &'static str,
    /// The page.
    pub markup: Markup,
}

/// Every page in a language.
pub fn all(language: Language) -> Vec<Sample> {
    let long = "Pitkäaikaissäilytysvelvollisuusselvityspyyntö".repeat(4);
    vec![
        Sample { name: "start", markup: start(language) },
        Sample { name: "form", markup: form(language, &[]) },
        Sample { name: "form-problems", markup: form(language, &problems()) },
        Sample { name: "check", markup: check(language) },
        Sample { name: "status", markup: status(language) },
        Sample { name: "queue", markup: queue(language, true) },
        Sample { name: "queue-empty", markup: queue(language, false) },
        Sample { name: "case", markup: case(language) },
        Sample { name: "hostile", markup: parts_with(language, HOSTILE) },
        Sample { name: "long", markup: parts_with(language, &long) },
        Sample { name: "empty", markup: parts_with(language, "") },
    ]
}

/// An invented controller.
pub fn identity() -> Identity {
    Identity {
        front: String::new(),
        controller: "Esimerkki Oy".into(),
        postal: "Mallikatu 1, 20100 Turku".into(),
        phone: "+358 50 000 0001".into(),
        contact: Contact {
            name: "Maija Mallikas".into(),
            postal: "Mallikatu 1, 20100 Turku".into(),
            phone: "+358 50 000 0002".into(),
            email: "maija@esimerkki.example".into(),
        },
    }
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn due(month: u32, date: u32) -> Due {
    Due { received_on: day(4, 5), due_on: day(month, date), today: day(4, 20) }
}

fn requester(shell: Shell<'_>) -> Shell<'_> {
    Shell { who: Who::Requester { masked_address: "a•••@example.com" }, csrf: Some("token"), ..shell }
}

fn staff(shell: Shell<'_>) -> Shell<'_> {
    let roles = &[Role::Caseworker, Role::Admin];
    Shell { who: Who::Staff { name: "Sam Salminen", roles }, csrf: Some("token"), wide: true, ..shell }
}

fn start(language: Language) -> Markup {
    let keys = Wish::ALL.iter().map(|wish| slug(*wish));
    let choices: Vec<Card> = keys
        .map(|key| Card {
            href: format!("/requests/new?right={key}"),
            title: say(language, &format!("choice-{key}-title")),
            text: say(language, &format!("choice-{key}-text")),
            name: None,
        })
        .collect();
    let identity = identity();
    let body = html! {
        (lead(&say(language, "choice-access-text")))
        (cards(&choices))
    };
    page(&Shell::new(language, say(language, "shell-service"), "/", &identity), &body)
}

fn problems() -> Vec<Problem> {
    vec![
        Problem::new("email", "Kirjoita sähköpostiosoite muodossa nimi@esimerkki.fi"),
        Problem::new("message", "Kerro, mikä tiedoissa on väärin"),
        Problem::new("field", "Valitse, mitä tietoa asia koskee"),
        Problem::new("sure", "Vahvista, että olet lukenut tämän"),
    ]
}

fn form(language: Language, problems: &[Problem]) -> Markup {
    let fields = Fields::new(language, problems);
    let of = |right: Right| Choice::new(right.code(), word(language, "right", right.code()));
    let choices =
        || vec![of(Right::Access), of(Right::Erasure).chosen_if(true), of(Right::Marketing).hint("?")];
    let body = html! {
        (fields.email("email", word(language, "channel", "email")).value("ada").hint("nimi@esimerkki.fi"))
        (fields.text("name", "Nimi").value("Ada Lovelace").autocomplete("name").optional())
        (fields.textarea("message", say(language, "choice-rectification-title")).value("\nAda & Co"))
        (fields.radios("field", say(language, "choice-other-title"), choices()).hint("Yksi riittää."))
        (fields.checkboxes("sure", word(language, "right", "consent"), choices()))
        (fields.select("channel", word(language, "channel", "portal"), channels(language)))
        (fields.code("code", "Koodi").hint("8 merkkiä").max(9))
        (fields.date("day", "Päivä").value("2026-04-05"))
        (fields.password("password", "Salasana").value("never shown"))
        (button(&say(language, "shell-nav-new"))) (button_second(&say(language, "part-change")))
        (button_value(Weight::Grave, "end", "erase", &word(language, "right", "erasure")))
    };
    let identity = identity();
    let shell = Shell {
        back: Some("/".into()),
        caption: Some("2 / 4".into()),
        problems,
        ..Shell::new(
            language,
            say(language, "choice-rectification-title"),
            "/requests/new?right=x",
            &identity,
        )
    };
    page(&requester(shell), &post("/requests", "token", &body))
}

fn channels(language: Language) -> Vec<Choice> {
    Channel::ALL.iter().map(|c| Choice::new(c.code(), word(language, "channel", c.code()))).collect()
}

fn check(language: Language) -> Markup {
    let identity = identity();
    let body = html! {
        (summary_list(language, &[
            SummaryRow::new(word(language, "channel", "email"), &"ada@example.com").change("/email"),
            SummaryRow::new(word(language, "right", "rectification"), &"Mallikatu 2\n20100 Turku").change("/what"),
            SummaryRow::new("Nimi", &html! { span.nothing { (say(language, "part-nothing")) } }),
        ]))
        (changed(language, "Mallikatu 1, 20100 Turku", "Mallikatu 2, 20100 Turku"))
        (post("/requests", "token", &button(&say(language, "shell-nav-new"))))
    };
    let shell = Shell::new(language, "Tarkista vastauksesi", "/requests/check", &identity);
    page(&requester(shell), &body)
}

fn steps(language: Language) -> Vec<Step> {
    [
        ("received", Some("5.4.2026")),
        ("in-progress", Some("6.4.2026")),
        ("fulfilling", None),
        ("closed", None),
    ]
    .into_iter()
    .map(|(state, when)| Step {
        label: say(language, &format!("own-state-{state}")),
        when: when.map(str::to_owned),
        broken_off: false,
    })
    .collect()
}

fn entry(tag: Option<&str>, title: &str, body: Option<Markup>) -> Entry {
    Entry {
        when: "6.4.2026 klo 9.12".into(),
        datetime: "2026-04-06T09:12:00+03:00".into(),
        tag: tag.map(str::to_owned),
        title: title.into(),
        body,
    }
}

fn status(language: Language) -> Markup {
    let identity = identity();
    let body = html! {
        p { (own_state_badge(language, State::AwaitingCustomer)) }
        (stepper(language, &steps(language), 1))
        (answer_by(language, day(5, 5), &say(language, "choice-erasure-text")))
        (inset(&html! { p { (say(language, "choice-restriction-text")) } }))
        h2 { "Tietopaketti" }
        (details(&say(language, "choice-other-title"), &html! { p { (say(language, "choice-other-text")) } }))
        h2 { "Tapahtumat" }
        (timeline(&[
            entry(Some("Viesti"), "Kysyimme sinulta lisätietoja", Some(html! { "Mikä osoite on oikea?\nVastaa tähän." })),
            entry(None, &word(language, "state", "received"), None),
        ]))
        (link_button("/requests", &say(language, "shell-nav-requests")))
    };
    let notice = Banner {
        body: Some(html! { p { "7KQ2-M4XT-9" } }),
        ..Banner::new(Tone::Good, word(language, "state", "received"))
    };
    let shell = Shell {
        caption: Some("7KQ2-M4XT-9".into()),
        back: Some("/requests".into()),
        notice: Some(notice),
        ..Shell::new(language, word(language, "right", "erasure"), "/requests/7KQ2-M4XT-9", &identity)
    };
    page(&requester(shell), &body)
}

fn queue(language: Language, full: bool) -> Markup {
    let identity = identity();
    let fields = Fields::new(language, &[]);
    let tab = |key: &str, count, current| Tab {
        href: format!("?state={key}"),
        text: word(language, "state", key),
        count,
        current,
    };
    let table = Table {
        caption: say(language, "shell-nav-queue"),
        columns: ["Viite", "Oikeus", "Pyytäjä", "Tila", "Määräaika", "Käsittelijä"]
            .map(String::from)
            .to_vec(),
        rows: if full { queue_rows(language) } else { Vec::new() },
        empty: say(language, "part-nothing"),
    };
    let body = html! {
        (tabs(&say(language, "shell-nav-queue"), &[tab("in_progress", Some(17), true), tab("awaiting_customer", Some(2), false), tab("closed", None, false)]))
        (filters(language, "/staff/queue", Some("/staff/queue"), &html! {
            (fields.text("q", "Viite tai sähköposti")) (fields.select("channel", "Kanava", channels(language))) (fields.date("from", "Saapunut aikaisintaan"))
        }))
        (data_table(&table)) (pager(language, Some("?before=1"), Some("?after=1")))
    };
    page(&staff(Shell::new(language, say(language, "shell-nav-queue"), "/staff/queue", &identity)), &body)
}

fn queue_rows(language: Language) -> Vec<Vec<Markup>> {
    [
        (Right::Access, State::Received, due(5, 5)),
        (Right::Erasure, State::AwaitingApproval, due(4, 22)),
        (Right::Marketing, State::InProgress, due(4, 17)),
        (Right::Objection, State::Fulfilling, due(4, 20)),
    ]
    .map(|(right, state, due)| {
        vec![
            html! { a href="/staff/requests/7KQ2-M4XT-9" { (reference("7KQ2-M4XT-9")) } },
            html! { (word(language, "right", right.code())) },
            html! { "Ada Lovelace" },
            state_badge(language, state),
            due_badge(language, due),
            html! { "Sam Salminen" },
        ]
    })
    .to_vec()
}

fn case(language: Language) -> Markup {
    let identity = identity();
    let matter = html! {
        (stepper(language, &steps(language), 2))
        h2 { (word(language, "right", "rectification")) }
        (asked(language, "", "ada@example.com"))
        p { (verdict_badge(language, Verdict::Granted)) " " (verdict_badge(language, Verdict::Refused)) }
        (sent_text(language, &html! { p { (say(language, "choice-erasure-text")) } }))
        (timeline(&[entry(Some("Muistio"), "Sam Salminen", Some(html! { "Soitin asiakkaalle." })), entry(None, &word(language, "state", "received"), None)]))
    };
    let side = html! {
        (actions(language, &[
            Action::Open { href: "/decide".into(), text: "Ratkaise pyyntö".into() },
            Action::Barred { text: "Jatka määräaikaa".into(), reason: "Määräaikaa on jo jatkettu kerran.".into() },
        ]))
        (summary_list(language, &[
            SummaryRow::new("Tila", &state_badge(language, State::InProgress)),
            SummaryRow::new("Määräaika", &due_badge(language, due(4, 22))),
            SummaryRow::new("Pyytäjä", &"ada@example.com").change("/person"),
        ]))
    };
    let shell = Shell {
        caption: Some("7KQ2-M4XT-9".into()),
        back: Some("/staff/queue".into()),
        notice: Some(Banner::new(Tone::Warn, word(language, "mail-state", "bounced"))),
        ..Shell::new(
            language,
            word(language, "right", "rectification"),
            "/staff/requests/7KQ2-M4XT-9",
            &identity,
        )
    };
    page(&staff(shell), &desk(&matter, &side))
}

/// Every part once, with one text wherever a text can stand.
fn parts_with(language: Language, text: &str) -> Markup {
    let identity = identity();
    let problems = [Problem::new("text", text), Problem::new("pick", text)];
    let fields = Fields::new(language, &problems);
    let choices = || vec![Choice::new(text, format!("{text} 1")).hint(text).chosen_if(true)];
    let label = format!("Kenttä {text}");
    let table = Table {
        caption: text.into(),
        columns: vec![text.into(), text.into()],
        rows: vec![vec![html! { (text) }, html! { (text) }]],
        empty: text.into(),
    };
    let body = html! {
        (cards(&[Card { href: "/".into(), title: format!("Kortti {text}"), text: text.into(), name: Some(text.into()) }]))
        (post_files("/send", "token", &html! {
            (fields.text("text", &label).value(text).hint(text)) (fields.textarea("area", &label).value(text).rows(3))
            (fields.select("one", &label, choices())) (fields.radios("pick", &label, choices())) (fields.files("file", &label))
            (button(text))
        }))
        @for tone in [Tone::Plain, Tone::Info, Tone::Good, Tone::Warn, Tone::Bad] { (badge(tone, text)) " " }
        @for &state in State::ALL { (state_badge(language, state)) " " (own_state_badge(language, state)) " " }
        @for &outcome in Outcome::ALL { (outcome_badge(language, outcome)) " " }
        (due_badge(language, due(4, 20))) (due_badge(language, due(4, 21))) (due_badge(language, due(4, 19)))
        (summary_list(language, &[SummaryRow::new(text, &text).change("/")]))
        (asked(language, text, text)) (changed(language, text, text)) (data_table(&table)) (inset(&html! { (text) })) (details("Lisää", &html! { (text) }))
        (timeline(&[entry(Some(text), text, Some(html! { (text) }))]))
        (stepper(language, &[Step { label: text.into(), when: Some(text.into()), broken_off: true }], 0))
        (sent_text(language, &html! { p { (text) } })) (answer_by(language, day(5, 5), text))
        (actions(language, &[Action::Barred { text: text.into(), reason: text.into() }]))
    };
    let shell = Shell {
        caption: Some(text.into()),
        who: Who::Requester { masked_address: text },
        csrf: Some("token"),
        problems: &problems,
        notice: Some(Banner::new(Tone::Bad, text)),
        ..Shell::new(language, format!("Osat {text}"), "/", &identity)
    };
    page(&shell, &body)
}
