//! Whom a newsletter may be mailed to, as CSV for the tool that mails it (SVPL 200 §, Art. 7(1)).

use super::one_click;
use crate::{
    actor::Actor,
    audit::record::{Entry, What, record},
    ctx::Ctx,
    error::{Context, Fault, Result},
    notice::profile::MarketingList,
    register::change::{Reason, is_address_open_to, is_open_to},
    right::{
        objection::who_stopped,
        package::sheet::{harmless, is_trigger},
    },
};
use chrono::SecondsFormat;
use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};
use entity::{id::PersonId, kind::Language, person, subscription, suppression};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};
use std::{collections::HashMap, io::Write};

/// Rows that are in memory at once.
const BATCH: u64 = 1000;

/// The columns: whom, in which language, what allows it, and the two headers of RFC 8058 with their link.
const COLUMNS: [&str; 8] = [
    "email",
    "language",
    "evidence",
    "wording",
    "since",
    "unsubscribe_url",
    "list_unsubscribe",
    "list_unsubscribe_post",
];

/// RFC 8058 §3.1: the one value the second header may have.
pub const ONE_CLICK: &str = "List-Unsubscribe=One-Click";

/// Writes every address that a list may be mailed to, each once, and records how many; gives their number.
///
/// # Errors
/// A fault when the notice has no such list, or the database or the file fails on the way.
pub async fn export(ctx: &Ctx, purpose: &str, out: impl Write) -> Result<u64> {
    let list = ctx.notice.list_of(purpose).ok_or_else(|| no_such_list(ctx, purpose))?;
    let mut sheet =
        WriterBuilder::new().quote_style(QuoteStyle::Always).terminator(Terminator::CRLF).from_writer(out);
    sheet.write_record(COLUMNS).context("writing the export")?;
    let (mut count, mut behind) = (0, String::new());
    loop {
        let batch = allowed(list)
            .filter(subscription::Column::EmailKey.gt(&behind))
            .limit(BATCH)
            .all(ctx.read())
            .await?;
        if batch.is_empty() {
            break;
        }
        let languages = languages(ctx, &batch).await?;
        for row in &batch {
            // Several subscriptions of one address stand together, the oldest first.
            if row.email_key != behind {
                sheet.write_record(line(ctx, row, &languages)).context("writing the export")?;
                count += 1;
            }
            behind.clone_from(&row.email_key);
        }
    }
    finish(ctx, sheet, purpose, count).await
}

/// Subscriptions that may be written to now: running, on evidence the notice allows, not suppressed, of nobody whose
/// data are restricted or who has objected to the purpose. This is the one place that says so.
fn allowed(list: &MarketingList) -> Select<subscription::Entity> {
    let suppressed = Query::select()
        .column(suppression::Column::EmailKey)
        .from(suppression::Entity)
        .and_where(suppression::Column::Purpose.eq(&list.purpose))
        .to_owned();
    let stopped = who_stopped(&list.purpose);
    let theirs = Query::select()
        .column("email_key")
        .from("person")
        .and_where(Expr::col("email_key").is_not_null())
        .and_where(Expr::col("id").in_subquery(stopped.clone()))
        .to_owned();
    subscription::Entity::find()
        .filter(subscription::Column::Purpose.eq(&list.purpose))
        .filter(subscription::Column::EndedAt.is_null())
        .filter(subscription::Column::Evidence.is_in(list.evidence.iter().copied()))
        .filter(subscription::Column::EmailKey.not_in_subquery(suppressed))
        // Art. 18(2), whether the subscription knows the person or only the address does.
        .filter(is_open_to(Reason::Marketing, "person_id"))
        .filter(is_address_open_to(Reason::Marketing, "email_key"))
        // Art. 21(3): whoever has objected to the purpose, under whichever address.
        .filter(Expr::col("person_id").is_null().or(Expr::col("person_id").not_in_subquery(stopped.clone())))
        .filter(subscription::Column::EmailKey.not_in_subquery(theirs))
        // Nor what was agreed to before a ban of the person's, under another address of theirs.
        .filter(Expr::exists(banned("person", "id", &list.purpose)).not())
        .filter(Expr::exists(banned("subscription", "person_id", &list.purpose)).not())
        .order_by_asc(subscription::Column::EmailKey)
        .order_by_asc(subscription::Column::Since)
}

/// A ban on an address that a table has for the person of a subscription, no older than what the person agreed to.
fn banned(table: &'static str, person: &'static str, purpose: &str) -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from_as(table, "theirs")
        .inner_join(
            suppression::Entity,
            Expr::col((suppression::Entity, suppression::Column::EmailKey))
                .equals(("theirs", "email_key"))
                .and(Expr::col((suppression::Entity, suppression::Column::Purpose)).eq(purpose)),
        )
        .and_where(
            Expr::col(("theirs", person)).equals((subscription::Entity, subscription::Column::PersonId)),
        )
        .and_where(
            Expr::col((suppression::Entity, suppression::Column::Since))
                .gte(Expr::col((subscription::Entity, subscription::Column::Since))),
        )
        .to_owned()
}

async fn languages(ctx: &Ctx, batch: &[subscription::Model]) -> Result<HashMap<PersonId, Language>> {
    let ids = batch.iter().filter_map(|row| row.person_id);
    let people = person::Entity::find().filter(person::Column::Id.is_in(ids)).all(ctx.read()).await?;
    Ok(people.into_iter().map(|person| (person.id, person.language)).collect())
}

fn line(ctx: &Ctx, row: &subscription::Model, languages: &HashMap<PersonId, Language>) -> [String; 8] {
    let url = one_click::url(ctx, &row.email_key, &row.purpose);
    let language = row.person_id.and_then(|id| languages.get(&id)).map_or("", |language| language.code());
    [
        address(&row.email),
        language.into(),
        row.evidence.code().into(),
        harmless(&row.wording),
        row.since.to_rfc3339_opts(SecondsFormat::Secs, true),
        url.clone(),
        // RFC 2369 §2: the address in angle brackets.
        format!("<{url}>"),
        ONE_CLICK.into(),
    ]
}

/// An apostrophe would make another mailbox of an address; quotes do not (RFC 5321 §4.1.2), and a spreadsheet takes
/// neither for a formula.
fn address(email: &str) -> String {
    match email.rsplit_once('@') {
        Some((local, domain)) if email.starts_with(is_trigger) => format!("\"{local}\"@{domain}"),
        _ => email.into(),
    }
}

async fn finish<W: Write>(ctx: &Ctx, mut sheet: Writer<W>, purpose: &str, count: u64) -> Result<u64> {
    sheet.flush().context("writing the export")?;
    let tx = ctx.write().await?;
    let entry = Entry::of(What("newsletter_exported"), Actor::System);
    record(ctx, &tx, entry.with(serde_json::json!({ "purpose": purpose, "count": count }))).await?;
    tx.commit().await?;
    Ok(count)
}

fn no_such_list(ctx: &Ctx, purpose: &str) -> Fault {
    let known: Vec<&str> = ctx.notice.lists.iter().map(|list| list.purpose.as_str()).collect();
    Fault::new(
        "exporting a list",
        format!("the notice has no list `{purpose}`; it has: {}", known.join(", ")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::email::Email;

    #[test]
    fn an_address_that_looks_like_a_formula_stays_the_same_mailbox() {
        for (typed, written) in [
            ("+ada@posti.example", "\"+ada\"@posti.example"),
            ("=1+1@posti.example", "\"=1+1\"@posti.example"),
            ("-x@posti.example", "\"-x\"@posti.example"),
            ("ada@posti.example", "ada@posti.example"),
        ] {
            let email = Email::parse(typed).unwrap();
            let written_out = address(email.as_str());
            assert_eq!(written_out, written);
            assert!(!written_out.starts_with(is_trigger));
            let read: lettre::Address = written_out.parse().unwrap();
            assert_eq!(read.domain(), "posti.example");
        }
    }
}
