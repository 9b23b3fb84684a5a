//! Reads a file line by line into staging, a batch at a time, and collects what is wrong with it.

use super::{
    line::{self, Lines},
    report::{Finding, Findings},
    row::{self, Header, Staged},
    staging::{BATCH, Run},
    table::Table,
};
use crate::error::{Context, Result};
use std::path::Path;

/// Stages every row of a file whose key can be read; tells whether those are all.
pub(crate) async fn read(run: &Run<'_>, table: &Table, path: &Path, problems: &mut Findings) -> Result<bool> {
    let Ok(mut lines) = Lines::open(path) else {
        problems
            .add(Finding::on_file(format!("{}.csv", table.name), "The file cannot be read: check its mode."));
        return Ok(false);
    };
    let Some((separator, header)) = header(table, &mut lines, problems)? else { return Ok(false) };
    let mut rows: Vec<Staged> = Vec::new();
    let mut whole = true;
    while let Some((number, text)) = lines.next().context("reading a file to import")? {
        match text.and_then(|text| line::fields(&text, separator)) {
            Ok(fields) => {
                let (staged, wrong) = row::row(table, &header, (number, &fields), &run.now);
                whole &= staged.is_some();
                rows.extend(staged);
                problems.extend(wrong);
            }
            Err(sentence) => {
                whole = false;
                problems.add(Finding::on_line(table.name, number, None, sentence));
            }
        }
        if rows.len() as u64 == BATCH {
            run.stage(table, &rows).await?;
            rows.clear();
        }
    }
    run.stage(table, &rows).await?;
    Ok(whole)
}

fn header(table: &Table, lines: &mut Lines, problems: &mut Findings) -> Result<Option<(char, Header)>> {
    let Some((number, text)) = lines.next().context("reading a file to import")? else {
        problems.add(Finding::on_file(
            format!("{}.csv", table.name),
            "The file is empty: write its columns on the first line, or remove the file.",
        ));
        return Ok(None);
    };
    let separator = text.as_deref().map_or(',', line::separator);
    let wrong = match text.and_then(|text| line::fields(&text, separator)) {
        Ok(fields) => match row::header(table, number, &fields) {
            Ok(header) => return Ok(Some((separator, header))),
            Err(wrong) => wrong,
        },
        Err(sentence) => vec![Finding::on_line(table.name, number, None, sentence)],
    };
    problems.extend(wrong);
    Ok(None)
}
