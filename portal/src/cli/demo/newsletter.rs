//! One newsletter in the demo's mail, as a newsletter tool would send it: with the two headers of RFC 8058 and the
//! link in its footer, so that both can be tried.

use crate::{
    paths,
    say::{say, say_with},
};
use entity::{id::OutboxId, kind::Language};
use maud::html;
use portal_core::{
    ctx::Ctx,
    email::Email,
    error::{Context, Result},
    ports::private,
    right::marketing::{export::ONE_CLICK, one_click},
};
use serde_json::json;
use std::{io::Write, path::Path};

/// The list of the notice that it belongs to.
const PURPOSE: &str = "newsletter";

/// Puts the mail into the folder of the viewer, once: as JSON for the viewer, and as it would have left.
///
/// # Errors
/// A fault when it cannot be written.
pub fn mail(ctx: &Ctx, folder: &Path, to: &Email) -> Result<()> {
    let (shown, sent) = (folder.join("newsletter.json"), folder.join("newsletter.eml"));
    if shown.exists() {
        return Ok(());
    }
    let language = ctx.notice.first_language();
    let url = one_click::url(ctx, &ctx.keys.email_key(to), PURPOSE);
    let letter = Letter::of(ctx, language, &url);
    let id = format!("{}@{}", ctx.mint::<OutboxId>()?, "newsletter.example");
    let headers = [("List-Unsubscribe", format!("<{url}>")), ("List-Unsubscribe-Post", ONE_CLICK.to_owned())];
    let told = json!({
        "id": id, "to": to.as_str(), "subject": letter.subject, "text": letter.text, "html": letter.html,
        "state": "sent", "at": ctx.now().to_rfc3339(), "one_click": url,
        "headers": headers.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>(),
    });
    let lines = headers.map(|(name, value)| format!("{name}: {value}\r\n")).concat();
    let head = format!(
        "Message-ID: <{id}>\r\nFrom: {from}\r\nTo: {to}\r\nSubject: =?utf-8?B?{subject}?=\r\n{lines}\
         MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n",
        from = ctx.settings.mail_from.as_str(),
        to = to.as_str(),
        subject = data_encoding::BASE64.encode(letter.subject.as_bytes()),
    );
    write(&sent, (head + &letter.text.replace('\n', "\r\n")).as_bytes())?;
    write(&shown, told.to_string().as_bytes())
}

/// What it says.
struct Letter {
    subject: String,
    text: String,
    html: String,
}

impl Letter {
    fn of(ctx: &Ctx, language: Language, url: &str) -> Self {
        let name = ctx.notice.controller.name.clone();
        let subject = say_with(language, "newsletter-subject", &[("controller", name.into())]);
        let lines =
            ["newsletter-news", "newsletter-marketing", "newsletter-stop"].map(|key| say(language, key));
        let [news, marketing, stop] = &lines;
        let notice = format!("{}{}", ctx.settings.base_url, paths::NOTICE);
        let html = html! {
            p { (news) }
            hr;
            p { (marketing) " " a href=(url) { (stop) } }
            p { a href=(notice) { (notice) } }
        };
        Self {
            text: format!("{news}\n\n-- \n{marketing} {stop}\n{url}\n{notice}\n"),
            html: html.into_string(),
            subject,
        }
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let options = private::options().create(true).truncate(true).to_owned();
    let mut file = options.open(path).context("writing the demo's newsletter")?;
    file.write_all(bytes).context("writing the demo's newsletter")
}
