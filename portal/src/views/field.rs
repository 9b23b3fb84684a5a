//! Fields of a form with label, hint and error.
//! A field finds its own error by its id, so the summary and the field cannot disagree.

use crate::say::say;
use crate::views::form::Problem;
use entity::kind::Language;
use maud::{Markup, Render, html};

/// One value of a select, of radios or of checkboxes.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What the person reads.
    pub label: String,
    /// A second line; a select does not show it.
    pub hint: Option<String>,
    /// Whether it is chosen now.
    pub chosen: bool,
}

impl Choice {
    /// A choice that is not chosen and has no hint.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None, chosen: false }
    }

    /// With a second line.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Chosen when the condition holds.
    #[must_use]
    pub fn chosen_if(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }
}

/// Makes the fields of a page in its language, with its problems.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'a> {
    /// Language of the page.
    pub language: Language,
    /// What is wrong; empty when the page is shown for the first time.
    pub problems: &'a [Problem],
}

impl<'a> Fields<'a> {
    /// A form of a page.
    pub fn new(language: Language, problems: &'a [Problem]) -> Self {
        Self { language, problems }
    }

    /// One line of text.
    pub fn text(&self, name: &str, label: impl Into<String>) -> Field<'a> {
        self.field(name, label.into(), Input::Line { kind: "text", mode: None })
    }

    /// An e-mail address.
    pub fn email(&self, name: &str, label: impl Into<String>) -> Field<'a> {
        self.field(name, label.into(), Input::Line { kind: "email", mode: None }).autocomplete("email")
    }

    /// A password; never shows a value again.
    pub fn password(&self, name: &str, label: impl Into<String>) -> Field<'a> {
        self.field(name, label.into(), Input::Line { kind: "password", mode: None })
            .autocomplete("current-password")
    }

    /// A code from a mail or an authenticator.
    pub fn code(&self, name: &str, label: impl Into<String>) -> Field<'a> {
        self.field(name, label.into(), Input::Line { kind: "text", mode: Some("code") })
            .autocomplete("one-time-code")
            .short()
    }

    /// A calendar date, sent as `YYYY-MM-DD`.
    pub fn date(&self, name: &str, label: impl Into<String>) -> Field<'a> {
        self.field(name, label.into(), Input::Line { kind: "date", mode: None }).short()
    }

    /// Files to send along; the form must be multipart.
    pub fn files(&self, name: &str, label: impl Into<String>) -> Field<'a> {
        self.field(name, label.into(), Input::Line { kind: "file", mode: None })
    }

    /// Several lines of text.
    pub fn textarea(&self, name: &str, label: impl Into<String>) -> Field<'a> {
        self.field(name, label.into(), Input::Area { rows: 6 })
    }

    /// One of a list, for long lists; radios are easier for short ones.
    pub fn select(&self, name: &str, label: impl Into<String>, choices: Vec<Choice>) -> Field<'a> {
        self.field(name, label.into(), Input::Select(choices))
    }

    /// One of a few.
    pub fn radios(&self, name: &str, label: impl Into<String>, choices: Vec<Choice>) -> Field<'a> {
        self.field(name, label.into(), Input::Group { kind: "radio", choices })
    }

    /// Any number of a few.
    pub fn checkboxes(&self, name: &str, label: impl Into<String>, choices: Vec<Choice>) -> Field<'a> {
        self.field(name, label.into(), Input::Group { kind: "checkbox", choices })
    }

    fn field(&self, name: &str, label: String, input: Input) -> Field<'a> {
        Field {
            fields: *self,
            name: name.to_owned(),
            id: name.to_owned(),
            label,
            hint: None,
            optional: false,
            value: String::new(),
            autocomplete: "off",
            width: "",
            max: None,
            input,
        }
    }
}

#[derive(Clone, Debug)]
enum Input {
    Line { kind: &'static str, mode: Option<&'static str> },
    Area { rows: u8 },
    Select(Vec<Choice>),
    Group { kind: &'static str, choices: Vec<Choice> },
}

/// A labelled field; put it into a page as it is.
#[derive(Clone, Debug)]
pub struct Field<'a> {
    fields: Fields<'a>,
    name: String,
    id: String,
    label: String,
    hint: Option<String>,
    optional: bool,
    value: String,
    autocomplete: &'static str,
    width: &'static str,
    max: Option<usize>,
    input: Input,
}

impl Field<'_> {
    /// What the person typed before.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// Help under the label.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Another id than the name, where two forms of a page share a name.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    /// Says "(optional)" after the label.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// What the browser may fill in (WCAG 1.3.5); `off` unless said.
    #[must_use]
    pub fn autocomplete(mut self, autocomplete: &'static str) -> Self {
        self.autocomplete = autocomplete;
        self
    }

    /// A narrow box for a short answer.
    #[must_use]
    pub fn short(mut self) -> Self {
        self.width = "input-short";
        self
    }

    /// The most characters a line takes. The browser cuts without a word, so for codes, never for prose.
    #[must_use]
    pub fn max(mut self, characters: usize) -> Self {
        self.max = Some(characters);
        self
    }

    /// Height of a text area in lines.
    #[must_use]
    pub fn rows(mut self, lines: u8) -> Self {
        if let Input::Area { rows } = &mut self.input {
            *rows = lines;
        }
        self
    }

    fn error(&self) -> Option<&str> {
        self.fields
            .problems
            .iter()
            .find(|problem| problem.field == self.id)
            .map(|problem| problem.message.as_str())
    }

    fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id));
        let error = self.error().map(|_| format!("{}-error", self.id));
        match (hint, error) {
            (Some(hint), Some(error)) => Some(format!("{hint} {error}")),
            (hint, error) => hint.or(error),
        }
    }

    fn label_text(&self) -> Markup {
        html! {
            (self.label)
            @if self.optional { span.optional { " " (say(self.fields.language, "part-optional")) } }
        }
    }

    fn help(&self) -> Markup {
        html! {
            @if let Some(hint) = &self.hint { div.hint id={ (self.id) "-hint" } { (hint) } }
            @if let Some(error) = self.error() {
                p.field-error id={ (self.id) "-error" } {
                    span.sr { (say(self.fields.language, "shell-error")) ": " }
                    (error)
                }
            }
        }
    }

    fn invalid(&self) -> Option<&'static str> {
        self.error().map(|_| "true")
    }

    fn line(&self, kind: &str, mode: Option<&str>) -> Markup {
        let value = (kind != "password" && kind != "file").then_some(&self.value);
        html! {
            input class={ "input " (self.width) @if mode.is_some() { " input-code" } } type=(kind) id=(self.id)
                name=(self.name) value=[value] autocomplete=(self.autocomplete) maxlength=[self.max]
                autocapitalize=[mode.map(|_| "characters")] spellcheck=[(kind == "email" || mode.is_some()).then_some("false")]
                multiple[kind == "file"] accept=[(kind == "file").then_some(".pdf,.png,.jpg,.jpeg,.txt")]
                aria-describedby=[self.described_by()] aria-invalid=[self.invalid()];
        }
    }

    fn area(&self, rows: u8) -> Markup {
        html! {
            // Off, and a browser going back would leave out what was typed; no browser offers old texts here anyway.
            textarea.input id=(self.id) name=(self.name) rows=(rows)
                autocomplete=[(self.autocomplete != "off").then_some(self.autocomplete)]
                aria-describedby=[self.described_by()] aria-invalid=[self.invalid()] {
                // A browser drops one line feed after the tag; the person's own must stay.
                "\n" (self.value)
            }
        }
    }

    fn select(&self, choices: &[Choice]) -> Markup {
        html! {
            select.input.select id=(self.id) name=(self.name) autocomplete=(self.autocomplete)
                aria-describedby=[self.described_by()] aria-invalid=[self.invalid()] {
                @for choice in choices {
                    option value=(choice.value) selected[choice.chosen] { (choice.label) }
                }
            }
        }
    }

    fn group(&self, kind: &str, choices: &[Choice]) -> Markup {
        html! {
            fieldset class={ "field" @if self.error().is_some() { " field-wrong" } }
                aria-describedby=[self.described_by()] {
                legend.label { (self.label_text()) }
                (self.help())
                div.options {
                    @for (index, choice) in choices.iter().enumerate() { (self.option(kind, index, choice)) }
                }
            }
        }
    }

    /// The first option carries the field's id, so that the error summary can lead to it.
    fn option(&self, kind: &str, index: usize, choice: &Choice) -> Markup {
        let id = if index == 0 { self.id.clone() } else { format!("{}-{}", self.id, index + 1) };
        let hint = choice.hint.as_ref().map(|_| format!("{id}-help"));
        html! {
            div.option {
                input type=(kind) id=(id) name=(self.name) value=(choice.value) checked[choice.chosen]
                    aria-describedby=[hint.as_ref()];
                label for=(id) { (choice.label) }
                @if let Some(text) = &choice.hint { div.hint id=[hint.as_ref()] { (text) } }
            }
        }
    }
}

impl Render for Field<'_> {
    fn render(&self) -> Markup {
        let input = match &self.input {
            Input::Line { kind, mode } => self.line(kind, *mode),
            Input::Area { rows } => self.area(*rows),
            Input::Select(choices) => self.select(choices),
            Input::Group { kind, choices } => return self.group(kind, choices),
        };
        html! {
            div class={ "field" @if self.error().is_some() { " field-wrong" } } {
                label.label for=(self.id) { (self.label_text()) }
                (self.help())
                (input)
            }
        }
    }
}
