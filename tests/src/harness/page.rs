//! An answer of the portal, read as a person reads it: text, links, forms to fill and send.

use super::client::{Ask, Browser};
use chrono::{DateTime, Utc};
use data_encoding::BASE32_NOPAD;
use portal_core::identity::staff::totp;
use scraper::{ElementRef, Html, Selector};

/// An answer.
#[derive(Clone)]
pub struct Page {
    pub status: u16,
    pub body: String,
    pub path: String,
    headers: Vec<(String, String)>,
    browser: Browser,
}

/// A form being filled.
#[derive(Clone)]
pub struct Filling {
    pub action: String,
    pub fields: Vec<(String, String)>,
    browser: Browser,
}

impl Page {
    /// Reads the bytes of an HTTP/1.1 answer.
    pub fn read(answer: &[u8], browser: Browser, ask: &Ask) -> Self {
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("an answer has a head");
        let head = str::from_utf8(&answer[..end]).unwrap();
        let mut lines = head.split("\r\n");
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let header =
            |line: &str| line.split_once(": ").map(|(name, value)| (name.to_ascii_lowercase(), value.into()));
        let headers: Vec<(String, String)> = lines.filter_map(header).collect();
        let chunked = headers.iter().any(|(name, value)| name == "transfer-encoding" && value == "chunked");
        let body = if chunked { unchunked(&answer[end + 4..]) } else { answer[end + 4..].to_vec() };
        let body = String::from_utf8_lossy(&body).into_owned();
        Self { status, body, path: ask.path.clone(), headers, browser }
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers(name).first().copied()
    }

    /// The whole answer: status, headers but the date, body.
    pub fn whole(&self) -> String {
        let headers = self.headers.iter().filter(|(name, _)| name != "date");
        let mut lines: Vec<String> = headers.map(|(name, value)| format!("{name}: {value}\n")).collect();
        lines.sort();
        format!("{}\n{}\n{}", self.status, lines.concat(), self.body)
    }

    /// The values of the cookies that this answer sets.
    pub fn cookie_values(&self) -> Vec<String> {
        let pairs = self.headers("set-cookie").into_iter().filter_map(|line| line.split(';').next());
        pairs.filter_map(|pair| pair.split_once('=')).map(|(_, value)| value.to_owned()).collect()
    }

    /// Every value of a header.
    pub fn headers(&self, name: &str) -> Vec<&str> {
        self.headers.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect()
    }

    /// Where a redirect leads; the page must be one.
    pub fn location(&self) -> &str {
        assert_eq!(self.status, 303, "{} is no redirect:\n{}", self.path, self.text());
        self.header("location").unwrap()
    }

    /// Follows a redirect.
    pub async fn follow(&self) -> Self {
        self.browser.get(self.location()).await
    }

    /// The page itself where the answer leads to a step of a form.
    pub async fn at_its_step(mut self) -> Self {
        let step = |to: &str| to.ends_with("/edit?wrong") || to.contains("?step=");
        while self.header("location").is_some_and(step) {
            self = self.follow().await;
        }
        self
    }

    pub fn html(&self) -> Html {
        Html::parse_document(&self.body)
    }

    /// What stands in `main`, without markup.
    pub fn text(&self) -> String {
        let html = self.html();
        let main = html.select(&selector("main")).next();
        let text: Vec<&str> = main.map(|main| main.text().collect()).unwrap_or_default();
        text.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether anything fits a CSS selector.
    pub fn has(&self, css: &str) -> bool {
        self.html().select(&selector(css)).next().is_some()
    }

    /// The text of each element that fits a CSS selector.
    pub fn texts(&self, css: &str) -> Vec<String> {
        self.html().select(&selector(css)).map(|element| element.text().collect()).collect()
    }

    /// The attribute of the first element that fits a CSS selector.
    pub fn attribute(&self, css: &str, name: &str) -> Option<String> {
        self.html().select(&selector(css)).next().and_then(|element| element.attr(name)).map(str::to_owned)
    }

    /// The value of a field.
    pub fn value(&self, name: &str) -> Option<String> {
        self.attribute(&format!("[name={name}]"), "value")
    }

    /// The tokens of the page's forms.
    pub fn form_tokens(&self) -> Vec<String> {
        let html = self.html();
        let tokens = selector("[name=csrf]");
        html.select(&tokens).filter_map(|field| field.attr("value")).map(str::to_owned).collect()
    }

    /// Fills a field of the form that has it.
    pub fn fill(&self, name: &str, value: impl Into<String>) -> Filling {
        let holder = selector(&format!("main [name={name}]"));
        let found = |form: &ElementRef<'_>| form.select(&holder).next().is_some();
        self.form_where(found, name).fill(name, value)
    }

    /// The form that posts to a path.
    pub fn form(&self, action: &str) -> Filling {
        self.form_where(|form| form.attr("action") == Some(action), action)
    }

    /// Presses the button of the only form in `main`.
    pub async fn press(&self) -> Self {
        self.form_where(|_| true, "anything").submit().await
    }

    fn form_where(&self, wanted: impl Fn(&ElementRef<'_>) -> bool, what: &str) -> Filling {
        let html = self.html();
        let forms = selector("form[method=post]");
        let inside = |form: &ElementRef<'_>| {
            form.ancestors().filter_map(ElementRef::wrap).any(|element| element.value().name() == "main")
        };
        let mut found = html.select(&forms).filter(&wanted).collect::<Vec<_>>();
        found.sort_by_key(|form| !inside(form));
        let form =
            found.first().unwrap_or_else(|| panic!("no form with {what} on {}: {}", self.path, self.text()));
        let action = form.attr("action").unwrap().to_owned();
        Filling { action, fields: fields(form), browser: self.browser.clone() }
    }
}

impl Filling {
    /// Sets a field, or adds it.
    pub fn fill(mut self, name: &str, value: impl Into<String>) -> Self {
        self.fields.retain(|(known, _)| known != name);
        self.fields.push((name.to_owned(), value.into()));
        self
    }

    /// Adds a field beside others of its name.
    pub fn also(mut self, name: &str, value: impl Into<String>) -> Self {
        self.fields.push((name.to_owned(), value.into()));
        self
    }

    /// Takes a field away.
    pub fn without(mut self, name: &str) -> Self {
        self.fields.retain(|(known, _)| known != name);
        self
    }

    /// The request that sends the form.
    pub fn ask(&self) -> Ask {
        Ask::post(&self.action, &self.fields)
    }

    /// Sends the form. An answer in which something is wrong, or that is a step of a form, comes as a page of its own: it is
    /// followed there, so that a test sees what its sender sees.
    pub async fn submit(&self) -> Page {
        self.browser.send(self.ask()).await.at_its_step().await
    }

    /// The request that sends the form with files in its field for them, as a browser writes it (RFC 7578).
    pub fn ask_with(&self, files: &[(&str, &[u8])]) -> Ask {
        const BOUNDARY: &str = "----boundary";
        let begin = |name: &str| format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"");
        let mut body = Vec::new();
        for (name, value) in self.fields.iter().filter(|(name, _)| name != "files") {
            body.extend(format!("{}\r\n\r\n{value}\r\n", begin(name)).bytes());
        }
        for (name, bytes) in files {
            let kind = "Content-Type: application/octet-stream";
            body.extend(format!("{}; filename=\"{name}\"\r\n{kind}\r\n\r\n", begin("files")).bytes());
            body.extend([bytes, b"\r\n".as_slice()].concat());
        }
        body.extend(format!("--{BOUNDARY}--\r\n").bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        Ask::new("POST", &self.action).with("content-type", kind).body(body)
    }

    pub async fn submit_with(&self, files: &[(&str, &[u8])]) -> Page {
        self.browser.send(self.ask_with(files)).await.at_its_step().await
    }
}

/// What a browser would send of a form nobody has touched.
fn fields(form: &ElementRef<'_>) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for control in form.select(&selector("input[name], textarea[name], select[name]")) {
        let name = control.attr("name").unwrap().to_owned();
        let value = match (control.value().name(), control.attr("type")) {
            ("input", Some("radio" | "checkbox")) if control.attr("checked").is_none() => None,
            ("input", _) => Some(control.attr("value").unwrap_or_default().to_owned()),
            ("textarea", _) => Some(control.text().collect()),
            _ => chosen(&control),
        };
        fields.extend(value.map(|value| (name, value)));
    }
    fields
}

fn chosen(list: &ElementRef<'_>) -> Option<String> {
    let first = |css: &str| list.select(&selector(css)).next();
    let option = first("option[selected]").or_else(|| first("option"))?;
    Some(option.attr("value").map_or_else(|| option.text().collect(), str::to_owned))
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

/// What an authenticator with this key (base 32) shows at an instant.
pub fn totp_of(seed: &str, at: DateTime<Utc>) -> String {
    let seed = BASE32_NOPAD.decode(seed.as_bytes()).unwrap();
    let seconds = u64::try_from(at.timestamp()).unwrap();
    totp(seed, "someone", "WProd Oy").unwrap().generate(seconds).to_string()
}

/// Joins the chunks of RFC 9112 §7.1.
fn unchunked(mut body: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(end) = body.windows(2).position(|two| two == b"\r\n") {
        let length = usize::from_str_radix(str::from_utf8(&body[..end]).unwrap(), 16).unwrap();
        if length == 0 {
            break;
        }
        whole.extend_from_slice(&body[end + 2..end + 2 + length]);
        body = &body[end + 4 + length..];
    }
    whole
}
