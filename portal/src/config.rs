//! What an operator sets: `portal.toml` and `PORTAL_*`, every problem told at once by its name.

use crate::{app::Web, body, deadline};
use portal_core::{
    email::Email,
    mail::postbox::smtp::SmtpRelay,
    settings::{ApprovalMode, Reminders, Settings},
};
use std::{
    collections::BTreeMap,
    fmt,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
    thread::available_parallelism,
};

/// Most connections of one network address (security.md 5.5).
const CONNECTIONS: usize = 50;

/// Every setting, with what an absent one becomes; nothing means it must be given.
const SETTINGS: &[(&str, Option<&str>)] = &[
    ("listen", Some("127.0.0.1:8080")),
    ("base_url", None),
    ("staff_base_url", Some("")),
    ("trusted_proxies", Some("")),
    ("database_url", Some("")),
    ("smtp_url", None),
    ("mail_from", None),
    ("mail_reply_to", Some("")),
    ("desk_address", None),
    ("data_dir", Some("/var/lib/portal")),
    ("notice", None),
    ("keys", None),
    ("approval_mode", Some("two_persons")),
    ("remind_before_target", Some("5")),
    ("remind_before_due", Some("2")),
    ("escalation_address", Some("")),
    ("escalate_after", Some("3")),
    ("page_limit", Some("on")),
    ("upload_disk_stop", Some("80")),
    ("without_fsync", Some("refused")),
];

/// A checked configuration.
#[derive(Debug)]
pub struct Config {
    pub listen: SocketAddr,
    pub database_url: String,
    /// Whether a PostgreSQL may be used that loses confirmed data when its machine fails: never but for tests.
    pub without_fsync: bool,
    pub smtp: SmtpRelay,
    pub data_dir: PathBuf,
    pub notice: PathBuf,
    pub keys: PathBuf,
    pub web: Web,
    pub settings: Settings,
}

/// One thing wrong with a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub setting: String,
    pub advice: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.setting, self.advice)
    }
}

/// Reads the file, lets the environment overrule it, checks everything.
///
/// # Errors
/// Every problem there is.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
pub fn read(file: Option<&Path>) -> Result<Config, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut values = from_file(file, &mut problems);
    for (name, _) in SETTINGS {
        if let Ok(value) = std::env::var(format!("PORTAL_{}", name.to_uppercase())) {
            values.insert((*name).into(), value);
        }
    }
    match check(&values, &mut problems) {
        Some(config) if problems.is_empty() => Ok(config),
        _ => Err(problems),
    }
}

/// Every problem, one a line.
pub fn all(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(|problem| format!("\n  {problem}")).collect();
    format!("the configuration has problems:{}", lines.concat())
}

/// The demo's database, which tests may point at PostgreSQL. Never `PORTAL_DATABASE_URL`: in the shell of an operator
/// that names the real one, to which the demo would invent customers and whose letters it would keep as files.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
pub fn demo_database() -> Option<String> {
    std::env::var("PORTAL_DEMO_DATABASE_URL").ok()
}

fn from_file(file: Option<&Path>, problems: &mut Vec<Problem>) -> BTreeMap<String, String> {
    let Some(file) = file else { return BTreeMap::new() };
    let mut tell = |advice: String| problems.push(Problem { setting: file.display().to_string(), advice });
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => {
            tell(format!("cannot be read: {error}"));
            return BTreeMap::new();
        }
    };
    let table = match text.parse::<toml::Table>() {
        Ok(table) => table,
        Err(error) => {
            tell(error.to_string());
            return BTreeMap::new();
        }
    };
    let mut values = BTreeMap::new();
    for (name, value) in table {
        match value {
            _ if !SETTINGS.iter().any(|(known, _)| *known == name) => {
                tell(format!("unknown setting {name}: take it out, or see deploy/portal.toml.example"));
            }
            toml::Value::String(text) => {
                values.insert(name, text);
            }
            toml::Value::Array(items) => {
                let items: Vec<&str> = items.iter().filter_map(toml::Value::as_str).collect();
                values.insert(name, items.join(","));
            }
            other => tell(format!("{name} must be text in quotes, not {}", other.type_str())),
        }
    }
    values
}

/// Takes settings out of the values, noting what is wrong with each.
struct Reader<'a> {
    values: &'a BTreeMap<String, String>,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    fn text(&mut self, name: &str) -> String {
        let default = SETTINGS.iter().find(|(known, _)| *known == name).and_then(|(_, default)| *default);
        let given = self.values.get(name).map(String::as_str).filter(|value| !value.is_empty());
        if let Some(value) = given.or(default) {
            return value.into();
        }
        self.wrong(name, "must be set, here or as PORTAL_".to_owned() + &name.to_uppercase());
        String::new()
    }

    fn parsed<T>(&mut self, name: &str, form: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.text(name);
        if text.is_empty() {
            return None;
        }
        let value = parse(&text);
        if value.is_none() {
            self.wrong(name, format!("is not {form}"));
        }
        value
    }

    fn wrong(&mut self, name: &str, advice: impl Into<String>) {
        self.problems.push(Problem { setting: name.into(), advice: advice.into() });
    }
}

fn check(values: &BTreeMap<String, String>, problems: &mut Vec<Problem>) -> Option<Config> {
    let mut reader = Reader { values, problems };
    let listen =
        reader.parsed("listen", "an address and port, such as 127.0.0.1:8080", |text| text.parse().ok());
    let base_url = reader.parsed("base_url", "an origin, such as https://privacy.example.fi", origin);
    let staff_base_url =
        reader.parsed("staff_base_url", "an origin, such as https://desk.example.fi", origin);
    let proxies = reader.parsed("trusted_proxies", "a list of IP addresses", addresses).unwrap_or_default();
    let smtp = reader
        .parsed("smtp_url", "smtps://user:password@host or smtp://host", |text| SmtpRelay::parse(text).ok());
    let email = |text: &str| Email::parse(text).ok();
    let mail_from = reader.parsed("mail_from", "an e-mail address", email);
    let mail_reply_to = reader.parsed("mail_reply_to", "an e-mail address", email);
    let desk_address = reader.parsed("desk_address", "an e-mail address", email);
    let approval_mode = reader.parsed("approval_mode", "two_persons or one_person", approval);
    let data_dir = PathBuf::from(reader.text("data_dir"));
    let (notice, keys) = (PathBuf::from(reader.text("notice")), PathBuf::from(reader.text("keys")));
    let database_url = match reader.text("database_url") {
        url if url.is_empty() => format!("sqlite://{}", data_dir.join("portal.sqlite").display()),
        url => url,
    };
    let base_url = base_url?;
    let staff_base_url = staff_base_url.unwrap_or_else(|| base_url.clone());
    let without_fsync = reader.parsed("without_fsync", "refused or allowed", allowance)?;
    let web = bounded(&mut reader, web(&base_url, &staff_base_url, proxies))?;
    protected(&mut reader, &web, &staff_base_url, listen);
    let reminders = reminders(&mut reader)?;
    let settings = Settings {
        base_url,
        staff_base_url,
        mail_from: mail_from?,
        mail_reply_to,
        desk_address: desk_address?,
        approval_mode: approval_mode?,
        reminders,
        limits: true,
    };
    let (listen, smtp) = (listen?, smtp?);
    Some(Config { listen, database_url, without_fsync, smtp, data_dir, notice, keys, web, settings })
}

/// How much the web side takes at once.
fn bounded(reader: &mut Reader<'_>, web: Web) -> Option<Web> {
    let page_limit = reader.parsed("page_limit", "on or off", switch)?;
    let connections = if page_limit { CONNECTIONS } else { usize::MAX };
    let disk_stop = reader.parsed("upload_disk_stop", "a number of percent from 1 to 100", percent)?;
    // security.md 5.6: as many as there are cores.
    let workers = available_parallelism().map_or(1, usize::from);
    Some(Web { page_limit, connections, disk_stop, workers, ..web })
}

/// Whether both names are reached in a way that keeps what is typed and the cookies to themselves.
fn protected(reader: &mut Reader<'_>, web: &Web, staff_base_url: &str, listen: Option<SocketAddr>) {
    if !web.secure && !listen.is_some_and(|listen| listen.ip().is_loopback()) {
        reader.wrong("base_url", "must be https, or the portal must listen on the loopback address only");
    }
    // Cookies are set for both names alike: one with Secure never comes back over http.
    if web.secure != staff_base_url.starts_with("https://") {
        reader.wrong("staff_base_url", "must begin as base_url does, both with https or both with http");
    }
}

/// When staff are reminded.
fn reminders(reader: &mut Reader<'_>) -> Option<Reminders> {
    let days = |text: &str| text.parse().ok().filter(|days| (1..=20).contains(days));
    let form = "a number of working days from 1 to 20";
    let before_internal = reader.parsed("remind_before_target", form, days);
    let before_legal = reader.parsed("remind_before_due", form, days);
    let escalate_after = reader.parsed("escalate_after", form, days);
    let escalate_to =
        reader.parsed("escalation_address", "an e-mail address", |text| Email::parse(text).ok());
    Some(Reminders {
        before_internal: before_internal?,
        before_legal: before_legal?,
        escalate_to,
        escalate_after: escalate_after?,
    })
}

/// What follows for the web from the origins.
pub fn web(base_url: &str, staff_base_url: &str, trusted_proxies: Vec<IpAddr>) -> Web {
    let host = |url: &str| url.split_once("://").map_or_else(String::new, |(_, host)| host.to_owned());
    let secure = base_url.starts_with("https://");
    Web {
        secure,
        hosts: vec![host(base_url), host(staff_base_url)],
        staff_host: (base_url != staff_base_url).then(|| host(staff_base_url)),
        trusted_proxies,
        page_limit: false,
        connections: usize::MAX,
        body_within: body::WITHIN,
        answer_within: deadline::WITHIN,
        disk_stop: 101,
        workers: 2,
        demo: false,
    }
}

/// Scheme and host, nothing behind.
fn origin(text: &str) -> Option<String> {
    let text = text.strip_suffix('/').unwrap_or(text);
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    (!host.is_empty() && host.chars().all(plain)).then(|| text.to_owned())
}

fn addresses(text: &str) -> Option<Vec<IpAddr>> {
    text.split(',').map(|address| address.trim().parse().ok()).collect()
}

fn switch(text: &str) -> Option<bool> {
    match text {
        "on" => Some(true),
        "off" => Some(false),
        _ => None,
    }
}

fn allowance(text: &str) -> Option<bool> {
    match text {
        "refused" => Some(false),
        "allowed" => Some(true),
        _ => None,
    }
}

///
fn percent(text: &str) -> Option<u64> {
    text.parse().ok().filter(|percent| (1..=100).contains(percent))
}

fn approval(text: &str) -> Option<ApprovalMode> {
    match text {
        "two_persons" => Some(ApprovalMode::TwoPersons),
        "one_person" => Some(ApprovalMode::OnePerson),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_desk_is_as_well_protected_as_the_pages_for_everybody() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("portal.toml");
        let told = |base: &str, desk: &str| {
            let text =
                format!("listen = \"127.0.0.1:1\"\nbase_url = \"{base}\"\nstaff_base_url = \"{desk}\"\n");
            let rest = "smtp_url = \"smtp://localhost\"\nmail_from = \"a@a.example\"\ndesk_address = \"d@a.example\"\n\
                        data_dir = \"x\"\nnotice = \"x\"\nkeys = \"x\"\n";
            std::fs::write(&file, text + rest).unwrap();
            read(Some(&file)).err().map(|problems| all(&problems)).unwrap_or_default()
        };
        for (base, desk) in [("https", "http"), ("http", "https")] {
            let told = told(&format!("{base}://a.example"), &format!("{desk}://desk.example"));
            assert!(told.contains("staff_base_url"), "{told}");
        }
        assert_eq!(told("https://a.example", "https://desk.example"), "");
        assert_eq!(told("http://a.example", "http://desk.example"), "");
    }

    #[test]
    fn every_problem_is_told_at_once_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("portal.toml");
        std::fs::write(
            &file,
            "listen = \"nowhere\"\nbase_url = \"ftp://x\"\nport = \"80\"\nmail_from = \"x\"\n",
        )
        .unwrap();
        let problems = read(Some(&file)).unwrap_err();
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        for name in [
            "unknown setting port",
            "listen:",
            "base_url:",
            "smtp_url:",
            "mail_from:",
            "desk_address:",
            "notice:",
            "keys:",
        ] {
            assert!(told.iter().any(|line| line.contains(name)), "{name} in {told:?}");
        }
    }

    #[test]
    fn the_example_of_deploy_is_a_whole_configuration() {
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../deploy/portal.toml.example");
        let config = read(Some(&example)).unwrap();
        assert!(config.web.secure);
        assert_eq!(config.web.connections, CONNECTIONS);
        assert_eq!(
            config.web.staff_host,
            Some(config.web.hosts[1].clone()),
            "the desk has a name of its own"
        );
        assert_eq!(config.settings.approval_mode, ApprovalMode::TwoPersons);
    }
}
