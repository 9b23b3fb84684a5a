//! Remembers in the browser what was just done, for the one page it leads to: a reload does not tell it again.

use crate::{
    cookies::Jar,
    handlers::{see_other, signed_out},
    paths,
    views::{
        done::{self, Done, Kept},
        just::Just,
        parts::Banner,
        staff_sign_in::Ended,
    },
    visit::Visit,
};
use actix_web::{HttpRequest, HttpResponse};
use data_encoding::BASE64URL_NOPAD;
use portal_core::email::Email;

/// How the cookie begins after several were assigned at once.
const ASSIGNED: &str = "assigned.";
/// How the cookie begins after something was done at the desk.
const AT_DESK: &str = "desk.";
/// How the cookie begins after something was put on record beside requests.
const KEPT: &str = "kept.";
/// How the cookie begins after a mail to sign in was asked for.
const MAILED: &str = "mailed.";
/// How the cookie begins after an invitation was sent.
const INVITED: &str = "invited.";
/// How the cookie begins after what came too late was taken up again.
const TAKEN_UP: &str = "taken-up.";
/// How the cookie begins after every session of an account ended.
const ENDED: &str = "ended.";

/// Longest code of where a sign-in leads on to.
const LONGEST_CHOICE: usize = 100;

/// Leads to the page of a request, which will say what was just done.
pub fn lead_to(visit: &Visit, just: Just, reference: &str) -> HttpResponse {
    let mut answer = see_other(paths::request(reference));
    let cookie = Jar::Just.set(&visit.app.web, format!("{}.{reference}", just.code()));
    // A code and a reference fit a cookie; adding it cannot fail.
    let _ = answer.add_cookie(&cookie);
    answer
}

/// Leads to the desk's page of a request, which will say what was just done.
pub fn lead_to_desk(visit: &Visit, done: Done, reference: &str) -> HttpResponse {
    let mut answer = see_other(paths::desk(reference));
    let cookie = Jar::Just.set(&visit.app.web, format!("{AT_DESK}{}.{reference}", done.code()));
    let _ = answer.add_cookie(&cookie);
    answer
}

/// What was just done with this request at the desk, from this browser.
pub fn at_desk(visit: &Visit, asked: &HttpRequest, reference: &str) -> Option<Done> {
    let kept = Jar::Just.read(&visit.app.web, asked)?;
    let (code, of) = kept.strip_prefix(AT_DESK)?.split_once('.')?;
    Done::ALL.iter().copied().find(|done| done.code() == code && of == reference)
}

/// Leads to a page of the desk, which will say what was just put on record.
pub fn lead_on(visit: &Visit, kept: Kept, path: &str) -> HttpResponse {
    let mut answer = see_other(path);
    let cookie = Jar::Just.set(&visit.app.web, format!("{KEPT}{}.{path}", kept.code()));
    let _ = answer.add_cookie(&cookie);
    answer
}

/// Says on the page it led to what was just put on record from this browser.
pub fn kept(visit: &Visit, asked: &HttpRequest) -> Option<Banner> {
    let cookie = Jar::Just.read(&visit.app.web, asked)?;
    let (code, path) = cookie.strip_prefix(KEPT)?.split_once('.')?;
    let kept = Kept::ALL.iter().copied().find(|kept| kept.code() == code && path == visit.path)?;
    Some(done::kept(visit.language, kept))
}

/// Leads to a step of a form at the desk, which will say that what came too late stands there and nothing of it is done.
pub fn lead_to_step(visit: &Visit, step: &str) -> HttpResponse {
    let mut answer = see_other(step);
    let _ = answer.add_cookie(&Jar::Just.set(&visit.app.web, format!("{TAKEN_UP}{step}")));
    answer
}

/// Whether this browser was just led to this step.
pub fn is_taken_up(visit: &Visit, asked: &HttpRequest) -> bool {
    let kept = Jar::Just.read(&visit.app.web, asked);
    kept.is_some_and(|kept| kept.strip_prefix(TAKEN_UP) == Some(&visit.path))
}

/// Leads to the page that says a mail was sent, with the address as it was typed: a slip is seen there. The browser alone
/// keeps it, with where to go on; whether we know the address changes nothing.
pub fn lead_to_sent(visit: &Visit, address: &str, return_to: &str) -> HttpResponse {
    let mut answer = see_other(paths::SIGN_IN_SENT);
    // A choice has a short code; what is longer is none.
    let return_to = if return_to.len() > LONGEST_CHOICE { "" } else { return_to };
    let [address, return_to] = [address, return_to].map(|text| BASE64URL_NOPAD.encode(text.as_bytes()));
    let cookie = Jar::Just.set(&visit.app.web, format!("{MAILED}{address}.{return_to}"));
    let _ = answer.add_cookie(&cookie);
    answer
}

/// The address to which this browser has just asked for a mail.
pub fn mailed_to(visit: &Visit, asked: &HttpRequest) -> Option<String> {
    let kept = Jar::Just.read(&visit.app.web, asked)?;
    address_in(kept.strip_prefix(MAILED)?.split_once('.')?.0)
}

/// Where that mail leads on to, for whoever asks again: what was chosen before a slip in the address is not chosen twice.
pub fn leads_on_to(visit: &Visit, asked: &HttpRequest) -> Option<String> {
    let kept = Jar::Just.read(&visit.app.web, asked)?;
    text_in(kept.strip_prefix(MAILED)?.split_once('.')?.1)
}

/// Leads to the accounts, which will say to which address an invitation goes.
pub fn lead_to_accounts(visit: &Visit, address: &str) -> HttpResponse {
    let mut answer = see_other(paths::ACCOUNTS);
    let cookie =
        Jar::Just.set(&visit.app.web, format!("{INVITED}{}", BASE64URL_NOPAD.encode(address.as_bytes())));
    let _ = answer.add_cookie(&cookie);
    answer
}

/// The address that was just invited from this browser.
pub fn invited(visit: &Visit, asked: &HttpRequest) -> Option<String> {
    address_in(Jar::Just.read(&visit.app.web, asked)?.strip_prefix(INVITED)?)
}

fn address_in(coded: &str) -> Option<String> {
    text_in(coded).filter(|address| Email::parse(address).is_ok())
}

fn text_in(coded: &str) -> Option<String> {
    String::from_utf8(BASE64URL_NOPAD.decode(coded.as_bytes()).ok()?).ok()
}

/// Leads to the queue, which will say how many requests were just assigned.
pub fn lead_to_queue(visit: &Visit, count: usize) -> HttpResponse {
    let mut answer = see_other(paths::QUEUE);
    let cookie = Jar::Just.set(&visit.app.web, format!("{ASSIGNED}{count}"));
    let _ = answer.add_cookie(&cookie);
    answer
}

/// How many requests were just assigned from this browser.
pub fn assigned(visit: &Visit, asked: &HttpRequest) -> Option<usize> {
    Jar::Just.read(&visit.app.web, asked)?.strip_prefix(ASSIGNED)?.parse().ok()
}

/// Every session of the account has ended: leads to sign in again, where it says why.
pub fn lead_to_sign_in(visit: &Visit, ended: Ended) -> HttpResponse {
    let mut answer = signed_out(&visit.app.web, Jar::Staff, paths::STAFF_SIGN_IN);
    let cookie = Jar::Just.set(&visit.app.web, format!("{ENDED}{}", ended.code()));
    let _ = answer.add_cookie(&cookie);
    answer
}

/// Why the sessions of the account that was signed in here have just ended.
pub fn ended(visit: &Visit, asked: &HttpRequest) -> Option<Ended> {
    let kept = Jar::Just.read(&visit.app.web, asked)?;
    let code = kept.strip_prefix(ENDED)?;
    Ended::ALL.into_iter().find(|ended| ended.code() == code)
}

/// What was just done with this request, from this browser.
pub fn done(visit: &Visit, asked: &HttpRequest, reference: &str) -> Option<Just> {
    let kept = Jar::Just.read(&visit.app.web, asked)?;
    let (code, of) = kept.split_once('.')?;
    Just::ALL.into_iter().find(|just| just.code() == code && of == reference)
}

/// A page with what was just put on record, which it tells once.
pub fn once(visit: &Visit, told: bool, page: HttpResponse) -> HttpResponse {
    if told { forget(visit, page) } else { page }
}

/// The page that told it forgets it.
pub fn forget(visit: &Visit, mut page: HttpResponse) -> HttpResponse {
    forget_in(visit, &mut page);
    page
}

/// As [`forget`], of an answer on its way out.
pub fn forget_in(visit: &Visit, page: &mut HttpResponse) {
    let _ = page.add_cookie(&Jar::Just.clear(&visit.app.web));
}
