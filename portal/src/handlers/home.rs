//! The start page: what a person may want, in their own words; and the desk, which has none.

use super::{PageResult, ok, see_other};
use crate::{
    paths,
    views::home,
    visit::{Desk, Me, Visit},
};
use entity::kind::Role;
use portal_core::{actor::Staff, request::draft};

/// The choices as cards, and what somebody signed in has begun and not sent.
pub async fn show(visit: Visit, me: Option<Me>) -> PageResult {
    let unsent = match me {
        Some(me) => draft::unsent(&visit.app.ctx, &me.0).await?,
        None => Vec::new(),
    };
    let token = visit.token();
    Ok(ok(home::page_of(&visit.shell("", &token), &unsent)))
}

/// Into the desk.
pub async fn desk(desk: Desk) -> PageResult {
    Ok(see_other(start(&desk.0)))
}

/// Where a day at the desk begins: the queue, but for an administrator who may not open it.
pub fn start(staff: &Staff) -> &'static str {
    let reads = staff.roles.iter().any(|role| *role != Role::Admin);
    if reads { paths::QUEUE } else { paths::ACCOUNTS }
}
