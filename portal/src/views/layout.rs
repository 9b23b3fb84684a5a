//! The shell of every page: head, header, navigation, heading, footer with the contact person.

use crate::assets;
use crate::paths;
use crate::say::{say, say_with};
use crate::views::desk::restriction::banner as restriction_banner;
use crate::views::form::{IN_LANGUAGE, Problem, TYPED, error_summary, post};
use crate::views::parts::{Banner, banner};
use entity::{
    kind::{Language, Role},
    restriction,
};
use maud::{DOCTYPE, Markup, html};
use std::fmt::Write;

/// Who is responsible for the register, as the notice states it.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Name of the controller.
    pub controller: String,
    /// Postal address of the controller on one line.
    pub postal: String,
    /// Telephone number of the controller.
    pub phone: String,
    /// The person for matters of the register (clause C2).
    pub contact: Contact,
    /// Origin of the pages for everybody, where the desk has a name of its own; else empty.
    pub front: String,
}

/// The named person whom anyone may ask about the register.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Name.
    pub name: String,
    /// Postal address on one line.
    pub postal: String,
    /// Telephone number.
    pub phone: String,
    /// E-mail address.
    pub email: String,
}

/// Who looks at the page.
#[derive(Clone, Copy, Debug)]
pub enum Who<'a> {
    /// Not signed in.
    Nobody,
    /// A requester, shown by the masked address they proved.
    Requester {
        /// E.g. `a•••@example.com`.
        masked_address: &'a str,
    },
    /// A member of staff.
    Staff {
        /// Name as in the account.
        name: &'a str,
        /// Decides which links the navigation shows.
        roles: &'a [Role],
    },
}

/// Everything around the body of a page. Build it with [`Shell::new`] and struct update.
#[derive(Clone, Debug)]
pub struct Shell<'a> {
    /// Language of the page.
    pub language: Language,
    /// The heading and, with the controller's name, the title of the window.
    pub title: String,
    /// Small line above the heading, e.g. the reference or "Step 2 of 4".
    pub caption: Option<String>,
    /// Where a GET shows this page again; the language switch returns to it. Empty where none does: then there is no switch.
    pub path: &'a str,
    /// Where "Back" leads.
    pub back: Option<String>,
    /// The controller.
    pub identity: &'a Identity,
    /// Who looks.
    pub who: Who<'a>,
    /// Token of the sign-out form; without one the form is not drawn.
    pub csrf: Option<&'a str>,
    /// News above the heading.
    pub notice: Option<Banner>,
    /// What stands on the person whom a page of the desk is about; every such page says so (Art. 18).
    pub restrictions: &'a [restriction::Model],
    /// What is wrong with the form; draws the summary above the heading and marks the window title.
    pub problems: &'a [Problem],
    /// Tables and the staff desk need the whole width; a page to read does not.
    pub wide: bool,
}

impl<'a> Shell<'a> {
    /// A shell for a page that nobody has signed in to.
    pub fn new(language: Language, title: impl Into<String>, path: &'a str, identity: &'a Identity) -> Self {
        Self {
            language,
            title: title.into(),
            caption: None,
            path,
            back: None,
            identity,
            who: Who::Nobody,
            csrf: None,
            notice: None,
            restrictions: &[],
            problems: &[],
            wide: false,
        }
    }

    /// Whether it stands at the desk, whose pages lead back to the desk.
    pub fn is_of_desk(&self) -> bool {
        matches!(self.who, Who::Staff { .. }) || paths::is_of_desk(self.path)
    }
}

/// The whole document. It writes the one `h1` from the title: bodies start at `h2`.
pub fn page(shell: &Shell<'_>, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(shell.language.code()) {
            (head(shell))
            body {
                a.skip href="#main" { (say(shell.language, "shell-skip")) }
                (header(shell, keeps_typed(body)))
                div.frame.frame-wide[shell.wide] {
                    @if let Some(back) = &shell.back {
                        nav aria-label=(say(shell.language, "shell-back")) { a.back href=(back) { (say(shell.language, "shell-back")) } }
                    }
                    main #main tabindex="-1" {
                        @if let Some(notice) = &shell.notice { (banner(shell.language, notice)) }
                        (error_summary(shell.language, shell.problems))
                        @if let Some(caption) = &shell.caption { p.caption { (caption) } }
                        h1 { (shell.title) }
                        (restriction_banner(shell.language, shell.restrictions))
                        (body)
                    }
                }
                (footer(shell))
            }
        }
    }
}

fn head(shell: &Shell<'_>) -> Markup {
    let language = shell.language;
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light";
            meta name="robots" content="noindex, nofollow";
            title {
                @if !shell.problems.is_empty() { (say(language, "shell-error")) ": " }
                (shell.title) " – " (say(language, "shell-service")) " – " (shell.identity.controller)
            }
            link rel="stylesheet" href=(assets::style());
            link rel="icon" type="image/svg+xml" href=(assets::icon());
        }
    }
}

fn header(shell: &Shell<'_>, keeps_typed: bool) -> Markup {
    html! {
        header.top {
            div.frame.frame-wide[shell.wide] {
                div.top-line {
                    a.brand href=(home(shell)) {
                        span.brand-controller { (shell.identity.controller) }
                        span.brand-service { (say(shell.language, "shell-service")) }
                    }
                    (language_switch(shell, keeps_typed))
                }
                (navigation(shell))
            }
        }
    }
}

fn home(shell: &Shell<'_>) -> &'static str {
    match shell.who {
        Who::Staff { roles, .. } => links_of_staff(roles).first().map_or(paths::DESK, |(href, _)| href),
        Who::Nobody | Who::Requester { .. } if shell.is_of_desk() => paths::DESK,
        Who::Nobody | Who::Requester { .. } => paths::HOME,
    }
}

/// Whether a change of language takes along what is typed: where the page marks the form it is typed into. No text of
/// anybody's can look like the mark, for its quotes are escaped.
fn keeps_typed(body: &Markup) -> bool {
    body.0.contains(&format!(" id=\"{TYPED}\""))
}

fn language_switch(shell: &Shell<'_>, keeps_typed: bool) -> Markup {
    let to = encode(shell.path);
    // A form of the desk may ask for a language of its own.
    let switch = if shell.is_of_desk() { IN_LANGUAGE } else { "language" };
    if to.is_empty() {
        return html! {};
    }
    html! {
        nav.languages aria-label=(say(shell.language, "shell-languages")) {
            // Enter in a field presses the form's first button of the whole page, which must be none of these.
            @if keeps_typed { button.sr type="submit" form=(TYPED) tabindex="-1" aria-hidden="true" {} }
            ul {
                @for &language in Language::ALL {
                    @let (code, name) = (language.code(), say(language, "shell-language"));
                    li {
                        @if keeps_typed && language != shell.language {
                            button.button-plain type="submit" form=(TYPED) formenctype="application/x-www-form-urlencoded"
                                name=(switch) value=(code) lang=(code) { (name) }
                        } @else {
                            a href={ "/language/" (code) "?to=" (to) } lang=(code) hreflang=(code)
                                aria-current=[(language == shell.language).then_some("true")] { (name) }
                        }
                    }
                }
            }
        }
    }
}

fn navigation(shell: &Shell<'_>) -> Markup {
    let links = links(shell);
    html! {
        @if !links.is_empty() {
            div.nav-line {
                nav aria-label=(say(shell.language, "shell-navigation")) {
                    ul.nav {
                        @for (href, key) in links {
                            li {
                                a href=(href) aria-current=[(href == shell.path).then_some("page")] {
                                    (say(shell.language, key))
                                }
                            }
                        }
                    }
                }
                (signed_in(shell))
            }
        }
    }
}

fn links(shell: &Shell<'_>) -> Vec<(&'static str, &'static str)> {
    match shell.who {
        // A company that holds data is no customer: nothing of theirs is for it.
        _ if paths::is_of_holder(shell.path) => Vec::new(),
        Who::Nobody if shell.is_of_desk() => Vec::new(),
        Who::Nobody => {
            vec![("/", "shell-nav-start"), ("/sign-in", "shell-nav-sign-in"), ("/notice", "shell-nav-notice")]
        }
        Who::Requester { .. } => vec![
            ("/requests", "shell-nav-requests"),
            ("/requests/new", "shell-nav-new"),
            ("/notice", "shell-nav-notice"),
        ],
        Who::Staff { roles, .. } => links_of_staff(roles),
    }
}

fn links_of_staff(roles: &[Role]) -> Vec<(&'static str, &'static str)> {
    // An administrator as such sees no requests and no register.
    let reads = roles.iter().any(|role| *role != Role::Admin);
    let mut links = Vec::new();
    if reads {
        links.extend([("/staff/queue", "shell-nav-queue"), ("/staff/register", "shell-nav-register")]);
    }
    links.extend([
        ("/staff/retention", "shell-nav-retention"),
        ("/staff/breaches", "shell-nav-breaches"),
        ("/staff/reports", "shell-nav-reports"),
        ("/staff/article-30", "shell-nav-article-30"),
    ]);
    if roles.contains(&Role::Admin) {
        links.push(("/staff/accounts", "shell-nav-accounts"));
    }
    links
}

fn signed_in(shell: &Shell<'_>) -> Markup {
    let (name, action, own) = match shell.who {
        Who::Nobody => return html! {},
        Who::Requester { masked_address } => (masked_address, "/sign-out", None),
        Who::Staff { name, .. } => (name, "/staff/sign-out", Some(paths::OWN_ACCOUNT)),
    };
    let present = own == Some(shell.path);
    html! {
        div.who {
            span.who-name {
                span.sr { (say(shell.language, "shell-signed-in-as")) " " }
                @if let Some(own) = own {
                    a href=(own) aria-current=[present.then_some("page")] {
                        (name) span.sr { ": " (say(shell.language, "shell-own-account")) }
                    }
                } @else { (name) }
            }
            @if let Some(token) = shell.csrf {
                (post(action, token, &html! {
                    button.button-plain type="submit" { (say(shell.language, "shell-sign-out")) }
                }))
            }
        }
    }
}

fn footer(shell: &Shell<'_>) -> Markup {
    let language = shell.language;
    let Identity { controller, postal, phone, contact, front } = shell.identity;
    html! {
        footer.bottom {
            div.frame.frame-wide[shell.wide] {
                div.bottom-columns {
                    section {
                        h2 { (say(language, "shell-controller")) }
                        p { strong { (controller) } br; (postal) br; (phone_link(language, phone)) }
                    }
                    section {
                        h2 { (say(language, "shell-contact")) }
                        p {
                            strong { (contact.name) } br; (contact.postal) br;
                            (phone_link(language, &contact.phone)) br;
                            a href={ "mailto:" (contact.email) } { (contact.email) }
                        }
                        p.small { (say(language, "shell-contact-ways")) }
                    }
                    section {
                        h2 { (say(language, "shell-rights")) }
                        p { a href={ (front) "/notice" } { (say(language, "shell-nav-notice")) } }
                        p.small { (say_with(language, "shell-complaint", &[("controller", controller.as_str().into())])) }
                        p.small {
                            a href=(say(language, "shell-authority-address")) hreflang=(language.code()) {
                                (say(language, "shell-authority"))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn phone_link(language: Language, phone: &str) -> Markup {
    let dialled: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    html! { (say(language, "shell-phone")) " " a href={ "tel:" (dialled) } { (phone) } }
}

/// Percent-encodes a path for a query value; all but the unreserved characters and `/`.
fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::encode;

    #[test]
    fn a_path_with_a_query_survives_as_one_value() {
        assert_eq!(encode("/staff/queue?state=open&q=ä"), "/staff/queue%3Fstate%3Dopen%26q%3D%C3%A4");
    }
}
