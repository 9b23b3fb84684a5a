//! The figures of a year or a month, a table of them as a file, and the yearly report of accountability.

use super::{
    PageResult, ok,
    package::{SANDBOX, is_own_navigation},
};
use crate::{
    paths,
    say::say,
    views::report::{self as views, Shown, sheet::Sheet},
    visit::{Desk, Visit},
};
use actix_web::{
    HttpRequest, HttpResponse,
    http::{Method, header},
    web::Path,
};
use chrono::NaiveDate;
use portal_core::{
    error::Error,
    law::calendar::helsinki_date,
    report::{self, Period, accountability as yearly, export},
};

/// The figures of a time.
pub async fn show(visit: Visit, _: Desk) -> PageResult {
    let ctx = &visit.app.ctx;
    let today = helsinki_date(ctx.now());
    let asked = asked(&visit);
    let period = value(&asked, "year").and_then(|year| read(year, value(&asked, "month"), today));
    let report = report::read(ctx, period.unwrap_or_else(|| Period::year_of(today))).await?;
    let years = report::years(ctx).await?;
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "report-title"), &token);
    shell.wide = true;
    Ok(ok(views::page(&shell, &Shown { report: &report, years: &years, today })))
}

/// A table of them as a file; taking it is recorded.
pub async fn file(
    visit: Visit,
    desk: Desk,
    path: Path<(String, String)>,
    request: HttpRequest,
) -> PageResult {
    let (ctx, asked) = (&visit.app.ctx, asked(&visit));
    let period = read(&path.0, value(&asked, "month"), helsinki_date(ctx.now())).ok_or(Error::NotFound)?;
    let table = export::Table::from_code(&path.1).ok_or(Error::NotFound)?;
    if !is_own_navigation(&request) {
        return Err(Error::NotFound.into());
    }
    let name = format!("attachment; filename=\"requests-{}-by-{}.csv\"", spelt(period), table.code());
    let mut answer = HttpResponse::Ok();
    answer.content_type("text/csv; charset=utf-8").insert_header((header::CONTENT_DISPOSITION, name));
    answer.insert_header((header::CONTENT_SECURITY_POLICY, SANDBOX));
    // HEAD hands nothing over, so nothing is recorded as if it did.
    if request.method() == Method::HEAD {
        return Ok(answer.finish());
    }
    let sheet = Sheet::of(visit.language, &report::read(ctx, period).await?, table);
    Ok(answer.body(export::take(ctx, &desk.0, (table, period), sheet.lines()).await?))
}

/// The report of a year, to print.
pub async fn accountability(visit: Visit, desk: Desk, year: Path<String>) -> PageResult {
    let ctx = &visit.app.ctx;
    let period = read(&year, None, helsinki_date(ctx.now())).ok_or(Error::NotFound)?;
    let made = yearly::of(ctx, period.year).await?;
    let token = visit.token();
    let mut shell = visit.shell(views::accountability::title(visit.language, period.year), &token);
    (shell.wide, shell.back) = (true, Some(paths::REPORTS.into()));
    Ok(ok(views::accountability::page(&shell, (&made, &desk.0.name), &ctx.notice)))
}

fn spelt(period: Period) -> String {
    period.month.map_or_else(|| period.year.to_string(), |month| format!("{}-{month:02}", period.year))
}

fn asked(visit: &Visit) -> Vec<(String, String)> {
    let asked = visit.path.split_once('?').map_or("", |(_, query)| query);
    serde_urlencoded::from_str(asked).unwrap_or_default()
}

fn value<'a>(asked: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = asked.iter().find(|(field, _)| field == name);
    found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
}

/// The time a URL names; nothing where it can mean none, or a month that is none.
fn read(year: &str, month: Option<&str>, today: NaiveDate) -> Option<Period> {
    let month = month.map(str::parse).transpose().ok()?;
    Period::of(year.parse().ok()?, month, today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_names_a_year_or_a_month_that_has_begun() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        let period = |year, month| Some(Period { year, month });
        assert_eq!(read("2026", None, today), period(2026, None));
        assert_eq!(read("2026", Some("11"), today), period(2026, Some(11)));
        assert_eq!(read("2018", Some("5"), today), period(2018, Some(5)));
        for (year, month) in [("2026", Some("12")), ("2027", None), ("2017", None)] {
            assert_eq!(read(year, month, today), None, "{year} {month:?}");
        }
        for (year, month) in [("2026", Some("13")), ("2026", Some("0")), ("x", None), ("2026", Some("x"))] {
            assert_eq!(read(year, month, today), None, "{year} {month:?}");
        }
    }
}
