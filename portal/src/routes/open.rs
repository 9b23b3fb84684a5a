//! What is open to everyone: the notice, sign-in, what holders and readers of a newsletter answer.

use super::{Access, Entry, get, post};
use crate::handlers::{
    csp, forgotten, health, holder, home, language, notice, sign_in, staff_sign_in, transfer, unsubscribe,
};

pub(super) fn rows() -> Vec<Entry> {
    use Access::{Anyone, Browser};
    vec![
        get("/", Anyone, home::show),
        get("/notice", Anyone, notice::show),
        get("/language/{code}", Anyone, language::choose),
        get("/unsubscribe/{purpose}/{token}", Anyone, unsubscribe::show),
        post("/unsubscribe/{purpose}/{token}", Anyone, unsubscribe::press),
        get("/schema/portability-1.json", Anyone, transfer::schema),
        get("/health/live", Anyone, health::live),
        get("/health/ready", Anyone, health::ready),
        get("/health/canary", Anyone, health::canary),
        // Browsers report by themselves, without a form: no token, and no effect.
        post("/csp", Anyone, csp::report),
        get("/sign-in", Browser, sign_in::form),
        post("/sign-in", Browser, sign_in::ask),
        get("/sign-in/sent", Browser, sign_in::sent),
        post("/sign-in/code", Browser, sign_in::code),
        get("/m/{token}", Browser, sign_in::link),
        get("/sign-in/confirm", Browser, sign_in::opened),
        post("/sign-in/confirm", Browser, sign_in::confirm),
        get("/sign-in/lost-mailbox", Browser, sign_in::lost_mailbox),
        get("/h/{token}", Browser, holder::link),
        get("/holder/{link}", Browser, holder::asked),
        post("/holder/{link}", Browser, holder::answer),
        get("/holder/{link}/receipt", Browser, holder::receipt),
        get("/staff/sign-in", Browser, staff_sign_in::form),
        post("/staff/sign-in", Browser, staff_sign_in::enter),
        get("/staff/forgotten", Browser, forgotten::form),
        post("/staff/forgotten", Browser, forgotten::ask),
        get("/staff/forgotten/sent", Browser, forgotten::sent),
        get("/staff/reset/{token}", Browser, forgotten::opened),
        post("/staff/reset/{token}", Browser, forgotten::set),
        get("/staff/join/{token}", Browser, staff_sign_in::invited),
        post("/staff/join/{token}", Browser, staff_sign_in::join),
    ]
}
