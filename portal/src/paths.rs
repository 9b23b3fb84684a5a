//! Every URL of the portal, in one place.

mod account;
mod attachment;
mod back;
mod duty;
mod no_request;
mod package;

pub use account::*;
pub use attachment::{attachment, desk_attachment, originals, remove_original, takes_files};
pub use back::{is_kept, kept_code, own, return_code, returned};
pub use duty::{
    accountability, astray, breach, breach_page, dossier, finding, protect_request, report_file, review,
    stale,
};
pub use no_request::{no_request, send_no_request};
pub use package::{hand_over, package, package_again, retry_package};
use portal_core::{id::Reference, request::answers::Wish};

pub const HOME: &str = "/";
pub const NOTICE: &str = "/notice";
pub const SIGN_IN: &str = "/sign-in";
pub const SIGN_IN_SENT: &str = "/sign-in/sent";
pub const SIGN_IN_CODE: &str = "/sign-in/code";
pub const SIGN_IN_CONFIRM: &str = "/sign-in/confirm";
pub const LOST_MAILBOX: &str = "/sign-in/lost-mailbox";
pub const SIGN_OUT: &str = "/sign-out";
pub const REQUESTS: &str = "/requests";
pub const NEW: &str = "/requests/new";
/// The desk, which leads to where a day at it begins.
pub const DESK: &str = "/staff";
pub const STAFF_SIGN_IN: &str = "/staff/sign-in";
pub const STAFF_SIGN_OUT: &str = "/staff/sign-out";
pub const QUEUE: &str = "/staff/queue";
/// What is filtered of it, as CSV.
pub const QUEUE_FILE: &str = "/staff/queue.csv";
/// Several requests of it given to a colleague.
pub const QUEUE_ASSIGN: &str = "/staff/queue/assign";
pub const ENTER: &str = "/staff/requests/new";

/// Whether a form of the desk is about a request that is there.
pub fn is_of_request(action: &str) -> bool {
    action.starts_with("/staff/requests/") && action != ENTER
}

/// The request that a page of the desk is about.
pub fn request_at(path: &str) -> Option<Reference> {
    Reference::parse(path.strip_prefix("/staff/requests/")?.split('/').next()?).ok()
}

/// What was typed and not saved.
pub const UNSAVED: &str = "/staff/unsaved/";
pub const LETTERS: &str = "/staff/letters";
pub const RETENTION: &str = "/staff/retention";
pub const REGISTER: &str = "/staff/register";
pub const MUTES: &str = "/staff/mutes";
/// Mails that came in and wait.
pub const MAILS: &str = "/staff/mails";
pub const REVIEWS: &str = "/staff/reviews";
pub const BREACHES: &str = "/staff/breaches";
pub const NEW_BREACH: &str = "/staff/breaches/new";
pub const STALE: &str = "/staff/stale";
pub const ARTICLE_30: &str = "/staff/article-30";
pub const REPORTS: &str = "/staff/reports";

/// Whether a path is one of staff.
pub fn is_of_desk(path: &str) -> bool {
    path.strip_prefix(DESK).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether a page is for a holder of data, behind its mailed link.
pub fn is_of_holder(path: &str) -> bool {
    path.starts_with("/holder/")
}

/// The requester's page of a request.
pub fn request(reference: &str) -> String {
    format!("/requests/{reference}")
}

/// The form of a wish.
pub fn new(wish: Wish) -> String {
    format!("{NEW}/{}", wish.code())
}

/// Check the answers of a draft, and send it.
pub fn draft(id: &str) -> String {
    format!("/requests/draft/{id}")
}

/// Throw a draft away.
pub fn draft_discard(id: &str) -> String {
    format!("/requests/draft/{id}/discard")
}

/// Answer the question of a draft again.
pub fn draft_edit(id: &str) -> String {
    format!("/requests/draft/{id}/edit")
}

/// The same, for what is wrong in the answer.
pub fn draft_wrong(id: &str) -> String {
    format!("{}?wrong", draft_edit(id))
}

/// The name on a draft.
pub fn draft_name(id: &str) -> String {
    format!("/requests/draft/{id}/name")
}

/// Withdraw a request.
pub fn withdraw(reference: &str) -> String {
    format!("/requests/{reference}/withdraw")
}

/// Write to us about a request.
pub fn messages(reference: &str) -> String {
    format!("/requests/{reference}/messages")
}

/// Prove the address anew before a download.
pub fn prove(reference: &str) -> String {
    format!("/requests/{reference}/prove")
}

/// Where something typed and not saved leads back to its form.
pub fn unsaved(id: &str) -> String {
    format!("{UNSAVED}{id}")
}

/// The desk's page of a request.
pub fn desk(reference: &str) -> String {
    format!("/staff/requests/{reference}")
}

/// Take a request up.
pub fn take(reference: &str) -> String {
    format!("{}/take", desk(reference))
}

/// Give a request to a colleague.
pub fn assign(reference: &str) -> String {
    format!("{}/assign", desk(reference))
}

/// Say which right a request is about.
pub fn classify(reference: &str) -> String {
    format!("{}/classify", desk(reference))
}

/// Make a second request of the same message.
pub fn split(reference: &str) -> String {
    format!("{}/split", desk(reference))
}

/// How somebody was identified who is not linked to a record.
pub fn identified(reference: &str) -> String {
    format!("{}/identity", desk(reference))
}

/// Write a note.
pub fn notes(reference: &str) -> String {
    format!("{}/notes", desk(reference))
}

/// Write to the requester.
pub fn desk_messages(reference: &str) -> String {
    format!("{}/messages", desk(reference))
}

/// What a holder is asked by the link of this name, and where it answers.
pub fn holder(link: &str) -> String {
    format!("/holder/{link}")
}

/// What it answered by the link of this name.
pub fn holder_receipt(link: &str) -> String {
    format!("{}/receipt", holder(link))
}

/// What a holder was told or answered.
pub fn step(reference: &str, step: &str) -> String {
    format!("{}/steps/{step}", desk(reference))
}

/// Tell the person that a restriction ends.
pub fn announce(reference: &str, restriction: &str) -> String {
    format!("{}/restrictions/{restriction}/announce", desk(reference))
}

/// Note that the letter about the end of a restriction was handed over on paper.
pub fn told(reference: &str, restriction: &str) -> String {
    format!("{}/restrictions/{restriction}/told", desk(reference))
}

/// Call the announced end of a restriction off.
pub fn call_off(reference: &str, restriction: &str) -> String {
    format!("{}/restrictions/{restriction}/call-off", desk(reference))
}

/// Lift a restriction.
pub fn lift(reference: &str, restriction: &str) -> String {
    format!("{}/restrictions/{restriction}/lift", desk(reference))
}

/// Extend the time for the answer.
pub fn extend(reference: &str) -> String {
    format!("{}/extend", desk(reference))
}

/// Send the letter that extends it.
pub fn send_extension(reference: &str) -> String {
    format!("{}/send", extend(reference))
}

/// Ask the requester who they are or what they mean; `question` is a code of `QuestionKind`.
pub fn ask(reference: &str, question: &str) -> String {
    format!("{}/ask/{question}", desk(reference))
}

/// Send the letter that asks.
pub fn send_question(reference: &str, question: &str) -> String {
    format!("{}/send", ask(reference, question))
}

/// Go on without an answer.
pub fn resume(reference: &str) -> String {
    format!("{}/resume", desk(reference))
}

/// How a handing over to another controller ended.
pub fn transfer(reference: &str) -> String {
    format!("{}/transfer", desk(reference))
}

/// Where another person says yes or no to a handing over that is said not to be feasible.
pub fn transfer_approval(reference: &str) -> String {
    format!("{}/transfer/approval", desk(reference))
}

/// The files for a handing over.
pub fn transfer_file(reference: &str) -> String {
    format!("{}/transfer/file", desk(reference))
}

/// The matching records of the register, and the search.
pub fn records(reference: &str) -> String {
    format!("{}/records", desk(reference))
}

/// The record of a person.
pub fn person(reference: &str, person: &str) -> String {
    format!("{}/person/{person}", desk(reference))
}

/// Open the record of somebody else, for a stated reason.
pub fn open_person(reference: &str, id: &str) -> String {
    format!("{}/open", person(reference, id))
}

/// The holds on a person's data.
pub fn holds(reference: &str, id: &str) -> String {
    format!("{}/holds", person(reference, id))
}

/// An address that is muted.
pub fn mute(id: &str) -> String {
    format!("{MUTES}/{id}")
}

/// A mail that came in.
pub fn mail(id: &str) -> String {
    format!("{MAILS}/{id}")
}

/// A mail as it came.
pub fn mail_original(id: &str) -> String {
    format!("{}/original", mail(id))
}

/// Something that hangs on a mail, counted from nought.
pub fn mail_attachment(id: &str, nth: usize) -> String {
    format!("{}/attachments/{nth}", mail(id))
}

/// Make a mail a request.
pub fn mail_request(id: &str) -> String {
    format!("{}/request", mail(id))
}

/// The record of a person, opened for a stated purpose.
pub fn record(id: &str) -> String {
    format!("{REGISTER}/{id}")
}

/// The holds on a person's data, without a request.
pub fn record_holds(id: &str) -> String {
    format!("{}/holds", record(id))
}

/// Whether a person's postal address is protected.
pub fn protection(id: &str) -> String {
    format!("{}/protection", record(id))
}

/// Let such a protection end, or stand.
pub fn protection_end(id: &str) -> String {
    format!("{}/end", protection(id))
}

/// Record what was disclosed of a person to an authority.
pub fn disclosures(id: &str) -> String {
    format!("{}/disclosures", record(id))
}

/// Correct such an entry by a new one.
pub fn disclosure(id: &str, disclosure: &str) -> String {
    format!("{}/{disclosure}", disclosures(id))
}

/// Note that the requester withdrew.
pub fn note_withdrawal(reference: &str) -> String {
    format!("{}/withdraw", desk(reference))
}

/// Close as not identified.
pub fn unidentified(reference: &str) -> String {
    format!("{}/not-identified", desk(reference))
}

/// Send the letter that closes as not identified.
pub fn send_unidentified(reference: &str) -> String {
    format!("{}/send", unidentified(reference))
}

/// Forward to the customer whose website it is about.
pub fn forward(reference: &str) -> String {
    format!("{}/forward", desk(reference))
}

/// Send the letters that forward it.
pub fn send_forward(reference: &str) -> String {
    format!("{}/send", forward(reference))
}

/// One letter, and what to do when it did not arrive.
pub fn letter(reference: &str, id: &str) -> String {
    format!("{}/letters/{id}", desk(reference))
}

/// Send a letter again.
pub fn send_letter(reference: &str, id: &str) -> String {
    format!("{}/send", letter(reference, id))
}

/// Note that a letter was posted on paper.
pub fn posted_letter(reference: &str, id: &str) -> String {
    format!("{}/posted", letter(reference, id))
}

/// Note that a forwarded request reached the customer.
pub fn handed_over(reference: &str) -> String {
    format!("{}/handed-over", forward(reference))
}

/// What the copy of a request would hold.
pub fn copy(reference: &str) -> String {
    format!("{}/copy", desk(reference))
}

/// Decide item by item.
pub fn decide(reference: &str) -> String {
    format!("{}/decide", desk(reference))
}

/// Puts each category up for a verdict of its own.
pub fn decide_by_category(reference: &str) -> String {
    format!("{}/decide/by-category", desk(reference))
}

/// Send or propose what the preview showed.
pub fn send_decision(reference: &str) -> String {
    format!("{}/decide/send", desk(reference))
}

/// The proposal that waits for approval.
pub fn proposal(reference: &str) -> String {
    format!("{}/proposal", desk(reference))
}

/// Send the proposal back to work.
pub fn send_back(reference: &str) -> String {
    format!("{}/proposal/send-back", desk(reference))
}
