//! What a customer typed when the session had ended: kept without being sent, and shown again after sign-in.

use super::{draft, requests};
use crate::{
    error::Failure,
    form::Form,
    paths,
    visit::{Me, Visit, lapsed},
};
use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::Method};

/// The forms whose text outlives a session, each with the part of its path that varies.
enum Typed<'a> {
    Wish(&'a str),
    Message(&'a str),
}

impl<'a> Typed<'a> {
    fn of(path: &'a str) -> Option<Self> {
        let rest = path.strip_prefix("/requests/")?;
        let message = || rest.strip_suffix("/messages").map(Self::Message);
        rest.strip_prefix("new/").map(Self::Wish).or_else(message)
    }
}

/// Whether a request without a live session may still leave what was typed.
pub fn may_park(request: &HttpRequest) -> bool {
    request.method() == Method::POST && Typed::of(request.path()).is_some()
}

/// Keeps what somebody typed whose session ended meanwhile, and leads them to sign in and back to it. Nothing is
/// filed or sent, also not by a form that takes one press.
pub async fn park(request: &HttpRequest, body: &mut Payload) -> Failure {
    match parked(request, body).await {
        Ok(back) => {
            Failure::SignInFirst { staff: false, return_to: paths::return_code(&back).unwrap_or_default() }
        }
        Err(failure) => failure,
    }
}

async fn parked(request: &HttpRequest, body: &mut Payload) -> Result<String, Failure> {
    let Some((visit, requester)) = lapsed(request).await? else { return Ok(request.path().to_owned()) };
    let form = Form::from_request(request, body).await;
    // The visit served the token's check; nobody behind this may take it for a live one.
    request.extensions_mut().remove::<Visit>();
    let (form, me) = (form?, Me(requester));
    match Typed::of(request.path()) {
        Some(Typed::Wish(wish)) => draft::park(&visit, &me, wish, &form).await,
        Some(Typed::Message(reference)) => requests::park(&visit, &me, reference, &form).await,
        None => Ok(request.path().to_owned()),
    }
}
