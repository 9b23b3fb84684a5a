//! The status code of every failure, and what the person is shown.

mod which;
pub mod why;

use self::which::{closed, of_account, of_code, of_files, of_form, of_mail, plan_changed};
use crate::{
    form::{
        Form, LARGEST, LARGEST_OF_REQUESTER, LARGEST_OF_STAFF, MOST_FIELDS, MOST_FIELDS_OF_STAFF, Returned,
    },
    paths,
    say::{say, say_with, word},
    views::{
        self,
        layout::{Shell, page},
    },
};
use actix_web::{
    HttpResponse, ResponseError,
    body::BoxBody,
    error::PayloadError,
    http::{StatusCode, header},
};
use chrono::NaiveDate;
use entity::kind::{Language, QuestionKind, RestrictionGround, Role, State};
use fluent_templates::fluent_bundle::FluentValue;
use maud::{Markup, html};
use portal_core::{
    error::{Error, Fault, Refusal},
    lang,
    law::extension::NoExtension,
};
use std::{fmt, io};

/// Why a handler gives no page. An invalid form is not one of these: it is the same page again.
#[derive(Debug)]
pub enum Failure {
    Domain(Error),
    /// Nobody is signed in: the answer is the way to sign in.
    SignInFirst {
        staff: bool,
        return_to: String,
    },
    /// Signed in, with the wrong role; or a forged form.
    Forbidden(Forbidden),
    TooLarge,
    /// More fields than a form may have: mostly ticks.
    TooManyFields,
    /// Address and headers together, mostly cookies.
    HeadTooLarge,
    /// The body did not come within its time.
    TooSlow,
    /// The answer did not come within its time, and was given up.
    GivenUp,
    MethodNotAllowed {
        allow: &'static str,
    },
    WrongHost,
    /// The body is no form.
    Malformed,
    /// An earlier session of whoever is signed in drew the form, or they only want it in another language: it is kept,
    /// not done.
    Late(Form),
    /// Something stands in the form that is not taken: it comes back, and nothing is kept.
    Returned(Returned),
}

/// Why something is forbidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forbidden {
    Role,
    /// The form was not drawn for this session, or came from another site.
    Form,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Domain(error)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Domain(Error::Refused(refusal))
    }
}

/// What the outermost layer needs to draw the page of a failure.
#[derive(Clone, Debug)]
pub struct Story {
    status: StatusCode,
    key: &'static str,
    /// Reference number of a fault, as the log has it.
    fault: Option<String>,
    refusal: Option<Refusal>,
    /// The form as it was typed, to be sent again.
    returned: Option<Returned>,
    /// Where what was typed is kept.
    pub kept: Option<String>,
}

impl fmt::Display for Failure {
    /// Says nothing of the cause: actix would echo it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status_code())
    }
}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Domain(Error::NotFound) => StatusCode::NOT_FOUND,
            Self::Domain(Error::Refused(refusal)) => refused(refusal),
            Self::Domain(Error::Fault(fault)) if fault.database_away() => StatusCode::SERVICE_UNAVAILABLE,
            Self::GivenUp => StatusCode::SERVICE_UNAVAILABLE,
            Self::Domain(Error::Fault(_)) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::SignInFirst { .. } => StatusCode::SEE_OTHER,
            Self::Forbidden(_) | Self::Late(_) => StatusCode::FORBIDDEN,
            Self::TooLarge | Self::TooManyFields => StatusCode::PAYLOAD_TOO_LARGE,
            Self::HeadTooLarge => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::MethodNotAllowed { .. } => StatusCode::METHOD_NOT_ALLOWED,
            Self::WrongHost => StatusCode::MISDIRECTED_REQUEST,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Returned(_) => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        let mut answer = HttpResponse::build(self.status_code());
        match self {
            Self::SignInFirst { staff, return_to } => {
                let page = if *staff { "/staff/sign-in" } else { "/sign-in" };
                let to = if return_to.is_empty() { page.into() } else { format!("{page}?to={return_to}") };
                return answer.insert_header((header::LOCATION, to)).finish();
            }
            Self::Domain(Error::Refused(Refusal::TooMany { retry_after })) => {
                answer.insert_header((header::RETRY_AFTER, retry_after.to_string()));
            }
            _ if self.status_code() == StatusCode::SERVICE_UNAVAILABLE => {
                answer.insert_header((header::RETRY_AFTER, "10"));
            }
            Self::MethodNotAllowed { allow } => {
                answer.insert_header((header::ALLOW, *allow));
            }
            _ => {}
        }
        let mut answer = answer.finish();
        answer.extensions_mut().insert(self.story());
        if let Self::Late(form) = self {
            answer.extensions_mut().insert(form.clone());
        }
        answer
    }
}

/// The status that a refusal is answered with.
pub const fn refused(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
        Refusal::Busy => StatusCode::SERVICE_UNAVAILABLE,
        Refusal::LinkSpent | Refusal::CodeSpent | Refusal::PackageGone => StatusCode::GONE,
        Refusal::RoleMissing { .. } => StatusCode::FORBIDDEN,
        Refusal::FilesFull => StatusCode::PAYLOAD_TOO_LARGE,
        Refusal::Incomplete
        | Refusal::TooManyFiles
        | Refusal::ReasonNeeded
        | Refusal::AccountExists
        | Refusal::DeskMailbox
        | Refusal::AddressNotOnFile
        | Refusal::AddressUnknown
        | Refusal::NoExtension(NoExtension::NotComplex | NoExtension::NoReasons)
        | Refusal::WrongCode { .. }
        | Refusal::CodeNeeded
        | Refusal::WrongPassword
        | Refusal::WrongNewCode
        | Refusal::WrongCredentials => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::CONFLICT,
    }
}

/// A panic's text may repeat what somebody typed: the log gets the place in the source and nothing else.
pub fn hush_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a panic");
    }));
}

impl Failure {
    /// A handler that panicked; its transaction is rolled back.
    pub fn panicked() -> Self {
        Self::Domain(Fault::new("answering", "a panic").into())
    }

    /// A body that did not arrive whole.
    pub fn of_body(error: &actix_web::Error) -> Self {
        error.as_error::<PayloadError>().map_or(Self::Malformed, Self::of_payload)
    }

    /// The same, read piece by piece.
    pub fn of_payload(error: &PayloadError) -> Self {
        match error {
            PayloadError::Io(error) if error.kind() == io::ErrorKind::TimedOut => Self::TooSlow,
            PayloadError::Overflow => Self::TooLarge,
            _ => Self::Malformed,
        }
    }

    /// Logs a fault, once, and says what page to draw.
    fn story(&self) -> Story {
        let (status, key) = (self.status_code(), self.key());
        let mut story = Story { status, key, fault: None, refusal: None, returned: None, kept: None };
        match self {
            Self::Domain(Error::Fault(fault)) => {
                let number = uuid_of_fault();
                tracing::error!(fault = %number, cause = %fault, "fault");
                story.fault = Some(number);
            }
            Self::Domain(Error::Refused(refusal)) => story.refusal = Some(refusal.clone()),
            Self::Returned(returned) => story.returned = Some(returned.clone()),
            _ => {}
        }
        story
    }

    fn key(&self) -> &'static str {
        match self {
            Self::Domain(Error::NotFound) => "error-not-found",
            Self::Domain(Error::Refused(Refusal::TooMany { .. })) => "error-too-many",
            Self::Domain(Error::Refused(Refusal::Busy)) => "error-away",
            Self::Domain(Error::Refused(_)) => "error-refused",
            Self::Domain(Error::Fault(fault)) if fault.database_away() => "error-away",
            Self::Domain(Error::Fault(_)) => "error-fault",
            Self::SignInFirst { .. } => "error-sign-in-first",
            Self::Forbidden(Forbidden::Role) => "error-role",
            Self::Forbidden(Forbidden::Form) | Self::Late(_) => "error-form",
            Self::TooLarge => "error-too-large",
            Self::TooManyFields => "error-too-many-fields",
            Self::TooSlow => "error-too-slow",
            Self::GivenUp => "error-given-up",
            Self::MethodNotAllowed { .. } => "error-method",
            Self::WrongHost => "error-host",
            Self::Returned(returned) => returned.why.key(),
            Self::Malformed | Self::HeadTooLarge => "error-malformed",
        }
    }
}

/// A number the person can tell us and the log can be searched for.
fn uuid_of_fault() -> String {
    let entropy = portal_core::ports::entropy::Entropy::os();
    entropy.bytes::<4>().map(|bytes| data_encoding::HEXUPPER.encode(&bytes)).unwrap_or_default()
}

/// The page of a failure. The caller knows language, path and identity.
pub fn draw(shell: Shell<'_>, story: &Story) -> Markup {
    if let Some(returned) = &story.returned {
        return views::returned::page(&shell, returned);
    }
    let language = shell.language;
    let title = say(language, &format!("{}-title", story.key));
    let body = html! {
        @match &story.refusal {
            Some(refusal) => p { (sentence(language, refusal)) },
            None => p { (say_with(language, &format!("{}-text", story.key), &limits(&shell))) },
        }
        @if let Some(number) = &story.fault {
            p { (say_with(language, "error-number", &[("number", number.as_str().into())])) }
        }
        @match &story.kept {
            Some(kept) => { p { (say(language, "unsaved-failed")) } p { a href=(kept) { (say(language, "unsaved-back")) } } }
            None => { @let (to, key) = start(&shell); p { a href=(to) { (say(language, key)) } } }
        }
    };
    page(&Shell { title, ..shell }, &body)
}

/// The way on from a failure: customers and staff have each their own.
fn start(shell: &Shell<'_>) -> (&'static str, &'static str) {
    if shell.is_of_desk() { (paths::DESK, "error-desk") } else { (paths::HOME, "error-start") }
}

/// The largest forms, in kilobytes, and the most fields, for the page that names them.
fn limits(shell: &Shell<'_>) -> [(&'static str, FluentValue<'static>); 4] {
    let fields = if shell.is_of_desk() { MOST_FIELDS_OF_STAFF } else { MOST_FIELDS };
    let kilobytes = |bytes: usize| bytes / 1024;
    let most = [
        ("most", kilobytes(LARGEST)),
        ("signed_in", kilobytes(LARGEST_OF_REQUESTER)),
        ("staff", kilobytes(LARGEST_OF_STAFF)),
        ("fields", fields),
    ];
    most.map(|(name, value)| (name, value.into()))
}

/// A refusal as a sentence that the person can act on.
pub fn sentence(language: Language, refusal: &Refusal) -> String {
    let plain = |key: &str| say(language, key);
    let with = |key: &str, value| say_with(language, key, &[value]);
    match refusal {
        Refusal::NotNow { state } => at(language, "refusal-not-now", *state),
        Refusal::ChangedMeanwhile { by, state } => changed(language, by, *state),
        Refusal::DoneByYourself { state } => at(language, "refusal-done-by-yourself", *state),
        Refusal::Incomplete | Refusal::SentBefore => of_form(language, refusal),
        Refusal::LinkSpent => plain("refusal-link-spent"),
        Refusal::CodeNeeded | Refusal::CodeSpent | Refusal::WrongCode { .. } => of_code(language, refusal),
        Refusal::TooMany { .. } | Refusal::Busy => later(language, refusal),
        Refusal::WrongCredentials => plain("refusal-wrong-credentials"),
        Refusal::WrongPassword => plain("refusal-wrong-password"),
        Refusal::WrongNewCode => plain("staff-join-code-wrong"),
        Refusal::OwnAccount | Refusal::AccountExists | Refusal::DeskMailbox => of_account(language, refusal),
        Refusal::FreeOfCharge => plain("refusal-free-of-charge"),
        Refusal::SamePerson => plain("refusal-same-person"),
        Refusal::DestinationChanged => plain("refusal-destination-changed"),
        Refusal::AddressDoubtful => plain("refusal-address-doubtful"),
        Refusal::MessageMeanwhile => plain("refusal-message-meanwhile"),
        Refusal::PlanChanged { held } => plan_changed(language, *held),
        Refusal::CopyChanged { what } => with("refusal-copy-changed", ("what", what.as_str().into())),
        Refusal::ProposalChanged { by } => with("refusal-proposal-changed", ("by", by.as_str().into())),
        Refusal::LetterLacks { elements } => letter_lacks(language, elements),
        Refusal::BreachClosed | Refusal::ReviewClosed => closed(language, refusal),
        Refusal::BreachChanged { by } => with("refusal-breach-changed", ("by", by.as_str().into())),
        Refusal::StepUpNeeded => plain("refusal-step-up-needed"),
        Refusal::PackageGone => plain("refusal-package-gone"),
        Refusal::TooEarly { on } => with("refusal-too-early", ("on", lang::date(language, *on).into())),
        Refusal::NotToldYet => plain("refusal-not-told-yet"),
        Refusal::NoExtension(why) => why::no_extension(language, *why),
        Refusal::NoClosing(why) => why::no_closing(language, *why),
        Refusal::TooLateToPause => plain("refusal-too-late-to-pause"),
        Refusal::TooLateToAsk { kind, by } => too_late_to_ask(language, *kind, *by),
        Refusal::Restricted { ground, since } => restricted(language, *ground, *since),
        Refusal::ReasonNeeded => plain("refusal-reason-needed"),
        Refusal::AddressNotOnFile => plain("refusal-address-not-on-file"),
        Refusal::AddressUnknown | Refusal::AddressProtected => of_mail(language, refusal),
        Refusal::TooManyFiles | Refusal::FilesFull => of_files(language, refusal),
        Refusal::RoleMissing { role } => role_missing(language, *role),
    }
}

/// When what is too much now is let through again; of a limit in whole minutes.
fn later(language: Language, refusal: &Refusal) -> String {
    match refusal {
        Refusal::TooMany { retry_after } => {
            say_with(language, "refusal-too-many", &[("minutes", ((retry_after + 59) / 60).into())])
        }
        _ => say(language, "refusal-busy"),
    }
}

/// Which elements that the law demands a letter lacks.
fn letter_lacks(language: Language, elements: &[&str]) -> String {
    say_with(language, "refusal-letter-lacks", &[("elements", elements.join(", ").into())])
}

/// Why a question could not be answered before the last day.
fn too_late_to_ask(language: Language, kind: QuestionKind, by: NaiveDate) -> String {
    let date = [("date", lang::date(language, by).into())];
    say_with(language, &format!("refusal-too-late-to-ask-{}", kind.code()), &date)
}

/// A sentence that names where the request stands.
fn at(language: Language, key: &str, state: State) -> String {
    say_with(language, key, &[("state", word(language, "state", state.code()).into())])
}

fn changed(language: Language, by: &str, state: State) -> String {
    let state = ("state", word(language, "state", state.code()).into());
    if by.is_empty() {
        return say_with(language, "refusal-changed", &[state]);
    }
    say_with(language, "refusal-changed-meanwhile", &[("by", by.into()), state])
}

fn role_missing(language: Language, role: Role) -> String {
    say_with(language, "refusal-role-missing", &[("role", word(language, "role", role.code()).into())])
}

fn restricted(language: Language, ground: RestrictionGround, since: NaiveDate) -> String {
    let why = word(language, "restriction-ground", ground.code());
    let since = lang::date(language, since);
    say_with(language, "refusal-restricted", &[("since", since.into()), ("why", why.into())])
}

impl Story {
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Whether its page shows what was typed.
    pub fn shows_the_form(&self) -> bool {
        self.returned.is_some()
    }
}
