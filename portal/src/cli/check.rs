//! `portal check`: tells what is wrong with the notice, and what is still open.

use portal_core::notice::finding::{Finding, Report};
use std::fmt::Write;

/// The report as a person reads it at a terminal: faults first, each with its line, key, law and advice.
pub fn render(report: &Report) -> String {
    let mut out = String::new();
    section(&mut out, "FAULT", &report.faults);
    section(&mut out, "GAP", &report.gaps);
    let (faults, gaps) = (count(report.faults.len(), "fault"), count(report.gaps.len(), "gap"));
    let verdict = match (report.faults.is_empty(), report.gaps.is_empty()) {
        (false, _) => "The portal refuses to start with this notice.",
        (true, false) => "The portal starts; what a gap concerns waits until it is closed.",
        (true, true) => "The notice is complete.",
    };
    out + &format!("{faults}, {gaps}. {verdict}\n")
}

/// The faults alone, each on a line, for a portal that refuses to start.
pub fn faults(report: &Report) -> String {
    let mut out = "\n".to_owned();
    section(&mut out, "FAULT", &report.faults);
    out.trim_end().to_owned()
}

/// What the command exits with: 1 on a fault, 0 on gaps alone.
pub const fn exit_code(report: &Report) -> u8 {
    if report.faults.is_empty() { 0 } else { 1 }
}

fn section(out: &mut String, heading: &str, findings: &[Finding]) {
    for Finding { kind, line, key, advice } in findings {
        let place = if key.is_empty() { String::new() } else { format!(" {key}") };
        // Writing to a String does not fail.
        _ = writeln!(out, "{heading} line {line}{place}: {advice} [{}]", kind.law());
    }
}

fn count(number: usize, noun: &str) -> String {
    match number {
        0 => format!("no {noun}s"),
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::{exit_code, render};
    use portal_core::notice::check::check;

    const WPROD: &str = include_str!("../../../deploy/wprod/notice.toml");

    #[test]
    fn gaps_are_shown_with_line_key_and_law_and_let_the_portal_start() {
        let report = check(WPROD);
        let text = render(&report);
        assert!(text.contains("GAP line "), "{text}");
        assert!(text.contains("recipient.invoicing.name: Write the company's name"), "{text}");
        assert!(text.contains("[Art. 15(1)(c), C-154/21, law.md 9.6]"), "{text}");
        assert!(
            text.ends_with(
                "no faults, 16 gaps. The portal starts; what a gap concerns waits until it is closed.\n"
            ),
            "{text}"
        );
        assert_eq!(exit_code(&report), 0);
    }

    #[test]
    fn a_fault_is_shown_first_and_stops_the_portal() {
        let report = check(&WPROD.replace("country = \"FI\"", "country = \"US\""));
        let text = render(&report);
        assert!(text.starts_with("FAULT line "), "{text}");
        assert!(text.contains("2 faults, 16 gaps. The portal refuses to start with this notice."), "{text}");
        assert_eq!(exit_code(&report), 1);
    }
}
