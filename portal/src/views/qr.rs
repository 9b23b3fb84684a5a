//! A QR code as SVG drawn with attributes only, for pages without script and inline style.

use crate::say::say;
use entity::kind::Language;
use maud::{Markup, html};
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;

/// White modules on each side, as scanners need them (ISO/IEC 18004: four).
const QUIET: i32 = 4;

/// The code of a text, black on white; nothing when the text is too long for one.
pub fn qr(language: Language, text: &str) -> Markup {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Medium) else { return html! {} };
    let size = code.size() + 2 * QUIET;
    html! {
        svg.qr xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (size) " " (size) } role="img"
            aria-label=(say(language, "staff-join-qr")) shape-rendering="crispEdges" {
            rect width=(size) height=(size) fill="#fff" {}
            path d=(dark(&code)) fill="#000" {}
        }
    }
}

/// A square of one by one for each dark module.
fn dark(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            // Writing to a string cannot fail.
            let _ = write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
        }
    }
    path
}
