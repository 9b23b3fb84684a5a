//! Puts what was sent back into the fields of the form it came from, on the page as its view drew it. One place for
//! every form, so that no new one can forget it. It reads the markup that maud writes, and no other.

use portal_core::identity::unsaved::Sent;
use std::collections::BTreeSet;

/// Marks what a form carries that belongs to a later page of it.
const CARRIED: &str = "data-carried";

/// A page whose form was filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    pub page: String,
    /// Id of the first field that got something to read again.
    pub first: Option<String>,
    /// What has no field here.
    pub left: Vec<Left>,
}

/// A text that has no field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The name of the field it was typed into.
    pub field: String,
    pub text: String,
}

impl Left {
    /// As it was sent.
    pub fn of((field, text): &(String, String)) -> Self {
        Self { field: field.clone(), text: text.clone() }
    }
}

/// What was typed and stands nowhere on a page, neither in a field nor carried to another step.
pub fn without_place(page: &str, fields: &[(String, String)]) -> Vec<Left> {
    let lost =
        |(_, value): &&(String, String)| says_something(value) && !page.contains(&escaped(value.trim()));
    fields.iter().filter(lost).map(Left::of).collect()
}

/// Fills the form that goes where it was sent, else the one that comes back to its page. Of several the one that fits
/// best. What is hidden stays as the page has it, a button is not pressed, and a password is never filled.
pub fn refill(page: &str, sent: &Sent) -> Filled {
    let pieces = pieces(page);
    let mut values = Values::of(sent);
    let found = best(&pieces, &sent.action, &values).or_else(|| best(&pieces, &sent.page, &values));
    let Some(form) = found else {
        return Filled { page: page.to_owned(), first: None, left: values.left() };
    };
    let mut first = None;
    let mut inside = values.fill(&pieces[form.from..form.to], &mut first);
    let left = values.left();
    if form.action == sent.page {
        // Behind the token, which comes first, and before what was carried earlier: of two the first is read.
        let token = inside.find(r#" name="csrf""#).unwrap_or_default();
        let behind = inside[token..].find('>').map_or(inside.len(), |end| token + end + 1);
        inside.insert_str(behind, &values.carried());
    }
    let before = pieces[..form.from]
        .iter()
        .enumerate()
        .map(|(place, piece)| if form.folded.contains(&place) { open(piece) } else { (*piece).to_owned() });
    let page = [before.collect(), inside, pieces[form.to..].concat()].concat();
    Filled { page, first, left }
}

/// Where a form stands among the pieces of its page.
struct Form {
    from: usize,
    to: usize,
    action: String,
    /// The folded parts around it.
    folded: Vec<usize>,
}

fn best(pieces: &[&str], action: &str, values: &Values<'_>) -> Option<Form> {
    let forms = forms(pieces, action).into_iter().rev();
    forms.max_by_key(|form| values.fit(&pieces[form.from..form.to]))
}

fn forms(pieces: &[&str], action: &str) -> Vec<Form> {
    let (mut forms, mut folded) = (Vec::new(), Vec::new());
    let wanted = escaped(action);
    for (from, piece) in pieces.iter().enumerate() {
        match name(piece) {
            "details" => folded.push(from),
            "/details" => _ = folded.pop(),
            "form" if attribute(piece, "action") == Some(&wanted) => {
                let length = pieces[from..].iter().position(|piece| name(piece) == "/form");
                let to = length.map_or(pieces.len(), |length| from + length);
                forms.push(Form { from, to, action: action.to_owned(), folded: folded.clone() });
            }
            _ => {}
        }
    }
    forms
}

/// What was sent, value by value.
struct Values<'a>(Vec<Field<'a>>);

struct Field<'a> {
    name: &'a str,
    value: &'a str,
    /// As it stands in markup.
    escaped: String,
    placed: bool,
}

impl<'a> Values<'a> {
    fn of(sent: &'a Sent) -> Self {
        let value = |(name, value): &'a (String, String)| Field {
            name,
            value,
            escaped: escaped(value),
            placed: false,
        };
        Self(sent.fields.iter().map(value).collect())
    }

    /// How many of the values a form has a place for, and how many of its own are among them.
    fn fit(&self, form: &[&str]) -> usize {
        let own = |value: &&Field<'_>, piece: &&str| attribute(piece, "name") == Some(value.name);
        let fits = |value: &Field<'_>| {
            let of_name: Vec<_> = form.iter().filter(|piece| own(&value, piece)).collect();
            let same = |piece: &&&str| attribute(piece, "value") == Some(&value.escaped);
            usize::from(!of_name.is_empty()) + usize::from(of_name.iter().any(same))
        };
        self.0.iter().map(fits).sum()
    }

    fn fill(&mut self, form: &[&str], first: &mut Option<String>) -> String {
        let (mut out, mut place) = (String::new(), 0);
        while let Some(piece) = form.get(place) {
            let end = |closing: &str| {
                let length = form[place..].iter().position(|piece| name(piece) == closing);
                length.map_or(form.len(), |length| place + length)
            };
            match name(piece) {
                "details" => out.push_str(&open(piece)),
                "input" => out.push_str(&self.input(piece, form, first)),
                "textarea" => {
                    let to = end("/textarea");
                    out.push_str(piece);
                    match self.take(piece, first) {
                        Some(value) => out.extend(["\n", &value]),
                        None => out.push_str(&form[place + 1..to].concat()),
                    }
                    place = to;
                    continue;
                }
                "select" => {
                    let to = end("/select");
                    out.push_str(&self.select(&form[place..to], first));
                    place = to;
                    continue;
                }
                "button" => {
                    self.know(attribute(piece, "name"));
                    out.push_str(piece);
                }
                _ => out.push_str(piece),
            }
            place += 1;
        }
        out
    }

    fn input(&mut self, tag: &str, form: &[&str], first: &mut Option<String>) -> String {
        let name = attribute(tag, "name").unwrap_or_default();
        match attribute(tag, "type").unwrap_or_default() {
            "hidden" => {
                let is_carried = attributes(tag).iter().any(|(name, _)| *name == CARRIED);
                self.know(Some(name).filter(|_| !is_carried));
                tag.to_owned()
            }
            "password" | "file" | "submit" => tag.to_owned(),
            kind @ ("radio" | "checkbox") => {
                let own = attribute(tag, "value").unwrap_or_default();
                let sent = |value: &&mut Field<'_>| value.name == name;
                let chosen = self.0.iter_mut().filter(sent).find(|value| value.escaped == own);
                let is_chosen = chosen.is_some();
                if let Some(value) = chosen {
                    value.placed = true;
                }
                // What is no longer offered leaves the choice as the page has it.
                let offers = |value: &Field<'_>| {
                    let same = |piece: &&str| {
                        attribute(piece, "name") == Some(name)
                            && attribute(piece, "value") == Some(&value.escaped)
                    };
                    value.name == name && form.iter().any(same)
                };
                let said = kind == "checkbox" || self.0.iter().any(offers);
                if said { set(tag, "checked", is_chosen.then_some("")) } else { tag.to_owned() }
            }
            _ => match self.take(tag, first) {
                Some(value) => set(tag, "value", Some(&value)),
                None => tag.to_owned(),
            },
        }
    }

    /// A list, with what was chosen when it still offers that.
    fn select(&mut self, pieces: &[&str], first: &mut Option<String>) -> String {
        let offers = |value: &str| pieces.iter().any(|piece| attribute(piece, "value") == Some(value));
        let name_of = attribute(pieces[0], "name").unwrap_or_default();
        let sent = self.0.iter().find(|value| value.name == name_of && !value.placed);
        if !sent.is_some_and(|value| offers(&value.escaped)) {
            return pieces.concat();
        }
        let chosen = self.take(pieces[0], first).unwrap_or_default();
        let option = |piece: &&str| match name(piece) {
            "option" => set(piece, "selected", (attribute(piece, "value") == Some(&chosen)).then_some("")),
            _ => (*piece).to_owned(),
        };
        pieces.iter().map(option).collect()
    }

    /// The next value of a field.
    fn take(&mut self, tag: &str, first: &mut Option<String>) -> Option<String> {
        let name = attribute(tag, "name")?;
        let value = self.0.iter_mut().find(|value| value.name == name && !value.placed)?;
        value.placed = true;
        if first.is_none() && !value.value.is_empty() {
            *first = attribute(tag, "id").map(str::to_owned);
        }
        Some(value.escaped.clone())
    }

    /// What the page itself says for a name is not to be said again.
    fn know(&mut self, name: Option<&str>) {
        for value in self.0.iter_mut().filter(|value| Some(value.name) == name) {
            value.placed = true;
        }
    }

    /// Texts without a field.
    fn left(&self) -> Vec<Left> {
        let left = self.0.iter().filter(|value| !value.placed && says_something(value.value));
        let mut told = BTreeSet::new();
        let left = left.filter(|value| told.insert(value.value));
        left.map(|value| Left { field: value.name.to_owned(), text: value.value.to_owned() }).collect()
    }

    /// What belongs to a later page of the same form goes there with it, unseen.
    fn carried(&self) -> String {
        let left = self.0.iter().filter(|value| !value.placed && !value.value.is_empty());
        left.fold(String::new(), |hidden, value| {
            let (name, value) = (escaped(value.name), &value.escaped);
            hidden + &format!(r#"<input type="hidden" name="{name}" value="{value}" {CARRIED}>"#)
        })
    }
}

/// Whether a value was typed: a code, a date or a number alone says nothing to a reader.
pub fn says_something(value: &str) -> bool {
    !value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.:".contains(c))
}

/// Tags, and the texts between them: no text and no value holds a bare angle bracket.
fn pieces(page: &str) -> Vec<&str> {
    let (mut pieces, mut rest) = (Vec::new(), page);
    while !rest.is_empty() {
        let end = if rest.starts_with('<') { rest.find('>').map(|end| end + 1) } else { rest.find('<') };
        let (piece, behind) = rest.split_at(end.unwrap_or(rest.len()));
        pieces.push(piece);
        rest = behind;
    }
    pieces
}

/// The name of a tag, with its stroke when it closes; nothing for a text.
fn name(piece: &str) -> &str {
    piece.strip_prefix('<').map_or("", |tag| tag.split([' ', '>']).next().unwrap_or_default())
}

/// The attributes of a tag; a value as it stands there, escaped.
fn attributes(tag: &str) -> Vec<(&str, Option<&str>)> {
    let inside = tag.strip_prefix('<').and_then(|tag| tag.strip_suffix('>')).unwrap_or_default();
    let mut rest = inside.split_once(' ').map_or("", |(_, rest)| rest);
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start();
        let end = rest.find([' ', '=']).unwrap_or(rest.len());
        if end == 0 {
            return found;
        }
        let (name, behind) = rest.split_at(end);
        let quoted = behind.strip_prefix("=\"").and_then(|value| value.split_once('"'));
        found.push((name, quoted.map(|(value, _)| value)));
        rest = quoted.map_or(behind, |(_, behind)| behind);
    }
}

fn attribute<'a>(piece: &'a str, wanted: &str) -> Option<&'a str> {
    attributes(piece).into_iter().find(|(name, _)| *name == wanted).and_then(|(_, value)| value)
}

/// The tag with an attribute set, the empty one as a flag, or taken away.
fn set(tag: &str, wanted: &str, value: Option<&str>) -> String {
    let mut all: Vec<_> = attributes(tag).into_iter().filter(|(name, _)| *name != wanted).collect();
    if let Some(value) = value {
        all.push((wanted, Some(value).filter(|value| !value.is_empty() || wanted == "value")));
    }
    let written = all.into_iter().map(|(name, value)| match value {
        Some(value) => format!(r#" {name}="{value}""#),
        None => format!(" {name}"),
    });
    format!("<{}{}>", name(tag), written.collect::<String>())
}

fn open(piece: &str) -> String {
    set(piece, "open", Some(""))
}

/// As maud escapes it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests;
