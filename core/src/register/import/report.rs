//! What an import tells: what is wrong, what changed, what was kept back. No value of a cell is ever repeated,
//! because a report ends up in logs.

use std::fmt;

/// So many findings are shown; the rest is counted.
const SHOWN: usize = 1_000;

/// The outcome of an import.
#[derive(Clone, Debug, Default)]
pub struct Report {
    pub dry_run: bool,
    /// What must be put right in the files; when there is any, nothing was imported.
    pub problems: Findings,
    /// One for each file that was there, in the order of import.
    pub tables: Vec<Counts>,
    /// Rows and fields that the register keeps against the file.
    pub kept_back: Findings,
}

/// How many rows of a table came to what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub table: &'static str,
    pub new: u64,
    pub changed: u64,
    pub unchanged: u64,
    /// Not imported; the reason stands in `kept_back`.
    pub skipped: u64,
}

/// A place in the files and a sentence on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub file: String,
    /// Counted from 1, which is the header; none when it concerns the whole file.
    pub line: Option<i64>,
    pub field: Option<&'static str>,
    pub sentence: String,
}

/// The first findings, and how many there are in all.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    pub shown: Vec<Finding>,
    pub total: u64,
}

impl Finding {
    /// A finding on a whole file.
    pub(crate) fn on_file(file: impl Into<String>, sentence: impl Into<String>) -> Self {
        Self { file: file.into(), line: None, field: None, sentence: sentence.into() }
    }

    /// A finding on a line of a table's file.
    pub(crate) fn on_line(
        table: &str,
        line: i64,
        field: Option<&'static str>,
        sentence: impl Into<String>,
    ) -> Self {
        Self { file: format!("{table}.csv"), line: Some(line), field, sentence: sentence.into() }
    }
}

impl Findings {
    pub(crate) fn add(&mut self, finding: Finding) {
        self.total += 1;
        if self.shown.len() < SHOWN {
            self.shown.push(finding);
        }
    }

    pub(crate) fn extend(&mut self, findings: Vec<Finding>) {
        for finding in findings {
            self.add(finding);
        }
    }

    /// Puts those shown in the order of files and lines.
    pub(crate) fn sort(&mut self) {
        self.shown.sort_by(|one, other| (&one.file, one.line).cmp(&(&other.file, other.line)));
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.total == 0
    }
}

impl Report {
    /// Whether nothing was wrong with the files.
    pub const fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.is_clean() {
            self.problems.write("to put right", f)?;
            return write!(f, "Nothing was imported: {} to put right.", self.problems.total);
        }
        self.kept_back.write("kept back", f)?;
        writeln!(f, "{:<16}{:>10}{:>10}{:>10}{:>10}", "table", "new", "changed", "unchanged", "skipped")?;
        for Counts { table, new, changed, unchanged, skipped } in &self.tables {
            writeln!(f, "{table:<16}{new:>10}{changed:>10}{unchanged:>10}{skipped:>10}")?;
        }
        let verdict = if self.dry_run { "Dry run: nothing was changed." } else { "Imported." };
        write!(f, "{verdict} {} kept back.", self.kept_back.total)
    }
}

impl Findings {
    fn write(&self, what: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.shown {
            writeln!(f, "{finding}")?;
        }
        match self.total.saturating_sub(self.shown.len() as u64) {
            0 => Ok(()),
            more => writeln!(f, "… and {more} more {what}."),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, " line {line}")?;
        }
        if let Some(field) = self.field {
            write!(f, ", {field}")?;
        }
        write!(f, ": {}", self.sentence)
    }
}
