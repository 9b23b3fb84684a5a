//! What makes a record stale, as a query over its table; the same on both engines.

use crate::{ctx::Ctx, law::calendar::helsinki_date, register::keep::Calendar};
use entity::kind::Staleness;
use sea_orm::{
    Condition, ExprTrait, Order,
    sea_query::{Expr, Func, Query, SelectStatement, SimpleExpr},
};

/// Whose record is opened for a row of a customer: the holder, else the first contact.
const OF_CUSTOMER: &str = "(SELECT t.person_id FROM contact t WHERE t.customer_id = TABLE.customer_id \
     ORDER BY CASE WHEN t.role = 'holder' THEN 0 ELSE 1 END, t.id LIMIT 1)";

/// The customer number of the person a row is about, of the holder's customership before another's.
const NUMBER_OF_PERSON: &str = "(SELECT c.number FROM contact t JOIN customer c ON c.id = t.customer_id \
     WHERE t.person_id = PERSON ORDER BY CASE WHEN t.role = 'holder' THEN 0 ELSE 1 END, t.id LIMIT 1)";

/// When the customership of a row ended.
const ENDED_OF: &str = "(SELECT c.ended_on FROM customer c WHERE c.id = TABLE.customer_id)";

/// A letter on a request of the person came back from the address the register still has.
const BOUNCED: &str = "EXISTS (SELECT 1 FROM outbox o JOIN letter l ON l.id = o.letter_id \
     JOIN request r ON r.id = l.request_id WHERE o.state = 'bounced' AND r.person_id = person.id \
     AND r.requester_key = person.email_key AND (person.verified_at IS NULL OR o.settled_at > person.verified_at))";

/// The table a rule looks at.
pub(super) const fn table(why: Staleness) -> &'static str {
    match why {
        Staleness::Unverified | Staleness::Bounced => "person",
        Staleness::EndedContact => "contact",
        Staleness::EndedAccount => "hosting_account",
        Staleness::EndedContract => "contract",
        Staleness::EndedOrder | Staleness::UndatedOrder => "purchase",
        Staleness::UndatedInvoice => "invoice",
        Staleness::Unproven => "subscription",
    }
}

/// The rows that wait, by key, with whose record is opened for each.
pub(super) fn select(ctx: &Ctx, why: Staleness) -> SelectStatement {
    let table = table(why);
    let rests = Query::select()
        .column("record_id")
        .from("stale_decision")
        .and_where(Expr::col("staleness").eq(why.code()))
        .and_where(Expr::col("rests_until").gt(ctx.now()))
        .to_owned();
    Query::select()
        .expr_as(Expr::col((table, "id")), "id")
        .expr_as(Expr::cust(person(why)), "person")
        .expr_as(checked(table), "checked_at")
        .expr_as(Expr::cust(number(why)), "number")
        .expr_as(Expr::cust(ended(why)), "ended_on")
        .from(table)
        .cond_where(
            Condition::all().add(stale(ctx, why)).add(Expr::col((table, "id")).in_subquery(rests).not()),
        )
        .order_by((table, "id"), Order::Asc)
        .to_owned()
}

fn person(why: Staleness) -> String {
    match why {
        Staleness::Unverified | Staleness::Bounced => "person.id".into(),
        Staleness::EndedContact | Staleness::Unproven => format!("{}.person_id", table(why)),
        Staleness::EndedAccount => {
            format!("coalesce(hosting_account.person_id, {})", OF_CUSTOMER.replace("TABLE", table(why)))
        }
        _ => OF_CUSTOMER.replace("TABLE", table(why)),
    }
}

/// By what staff tell one row from another; it names nobody.
fn number(why: Staleness) -> String {
    match why {
        Staleness::Unverified | Staleness::Bounced => NUMBER_OF_PERSON.replace("PERSON", "person.id"),
        Staleness::Unproven => NUMBER_OF_PERSON.replace("PERSON", "subscription.person_id"),
        _ => format!("(SELECT c.number FROM customer c WHERE c.id = {}.customer_id)", table(why)),
    }
}

fn ended(why: Staleness) -> String {
    match why {
        Staleness::Unverified | Staleness::Bounced | Staleness::Unproven => "CAST(NULL AS date)".into(),
        _ => ENDED_OF.replace("TABLE", table(why)),
    }
}

fn stale(ctx: &Ctx, why: Staleness) -> SimpleExpr {
    let calendar = Calendar::of(&ctx.notice);
    let undated = |column: &'static str| match calendar.undated_through() {
        Some(last) => Expr::col((table(why), column)).lte(last),
        None => Expr::cust("1 = 0"),
    };
    match why {
        Staleness::Unverified => unchecked(ctx),
        Staleness::Bounced => Expr::cust(BOUNCED),
        Staleness::EndedContact => of_ended(ctx, "contact", "AND c.kind = 'company'"),
        Staleness::EndedAccount => {
            of_ended(ctx, "hosting_account", "").and(Expr::col(("hosting_account", "state")).ne("ended"))
        }
        Staleness::EndedContract => {
            of_ended(ctx, "contract", "").and(Expr::col(("contract", "ended_on")).is_null())
        }
        Staleness::EndedOrder => {
            of_ended(ctx, "purchase", "").and(Expr::col(("purchase", "state")).eq("active"))
        }
        Staleness::UndatedInvoice => undated("issued_on"),
        Staleness::UndatedOrder => undated("ordered_on"),
        Staleness::Unproven => Expr::cust(
            "subscription.evidence = 'consent' AND trim(subscription.wording) = '' AND subscription.ended_at IS NULL",
        ),
    }
}

/// Neither recorded nor checked for long. What is left of an emptied person says nothing that could be wrong.
fn unchecked(ctx: &Ctx) -> SimpleExpr {
    let now = ctx.now();
    let before = now.checked_sub_months(ctx.notice.checked_every()).unwrap_or(now);
    checked("person").lt(before).and(Expr::col(("person", "name")).ne(""))
}

fn checked(table: &'static str) -> SimpleExpr {
    Func::coalesce([Expr::col((table, "verified_at")), Expr::col((table, "recorded_at"))]).into()
}

/// Of a customer whose relationship is over.
fn of_ended(ctx: &Ctx, table: &str, and: &str) -> SimpleExpr {
    let today = helsinki_date(ctx.now());
    Expr::cust(format!(
        "EXISTS (SELECT 1 FROM customer c WHERE c.id = {table}.customer_id AND c.ended_on <= '{today}' {and})"
    ))
}
