//! What the check of a notice finds, and where.

use super::word::AutomatedException;
use super::{
    check::check,
    finding::{Finding, Kind, Report, Weight},
    tests_edits::{BREAKING, DEMO, Edit, INVOICE, MONITORING, OPENING, SUSPENSION, WPROD, edit},
};
use entity::kind::Language;
use std::collections::BTreeSet;

/// Told at another line than the one that was edited: at the entry it is missing from, or at the other
/// end of a reference.
const TOLD_ELSEWHERE: &[Kind] = &[
    Kind::RequiredCategoryMissing,
    Kind::DuplicateCode,
    Kind::InterestUnsaid,
    Kind::PurposeHasNoBasis,
    Kind::ListNotMarketing,
    Kind::EvidenceWithoutBasis,
    Kind::PublicationUnsaid,
    // Within the lines that are put in.
    Kind::UnknownException,
];

fn all(report: &Report) -> impl Iterator<Item = &Finding> {
    report.faults.iter().chain(&report.gaps)
}

fn found(report: &Report, kind: Kind, path: &str) -> Option<usize> {
    all(report).find(|finding| finding.kind == kind && finding.key == path).map(|finding| finding.line)
}

#[test]
fn the_shipped_notices_have_no_fault() {
    for source in [WPROD, DEMO] {
        let report = check(source);
        assert_eq!(report.faults, []);
        assert!(report.profile.is_some());
    }
}

#[test]
fn each_broken_line_is_told_with_its_key_and_stops_the_portal() {
    for edit in BREAKING {
        let (source, _) = edit.make(WPROD);
        let report = check(&source);
        let line = found(&report, edit.kind, edit.path);
        assert!(line.is_some(), "{:?} at {} not in {:#?}", edit.kind, edit.path, report.faults);
        assert!(report.profile.is_none(), "{:?} let a profile through", edit.kind);
    }
}

#[test]
fn each_gap_of_the_shipped_notice_is_closed_by_its_own_line() {
    let shipped = check(WPROD);
    for edit in OPENING {
        let (source, edited) = edit.make(WPROD);
        assert_eq!(found(&shipped, edit.kind, edit.path), Some(edited), "{:?}", edit.kind);
        let report = check(&source);
        assert_eq!(found(&report, edit.kind, edit.path), None, "{:?}", edit.kind);
        assert_eq!(report.gaps.len() + 1, shipped.gaps.len(), "{:?}", edit.kind);
        assert_eq!(report.faults, []);
    }
}

#[test]
fn every_line_that_cannot_be_read_is_told() {
    let source = WPROD.replace("name = \"WProd Oy\"", "name = WProd").replace("rule = \"V6\"", "rule = \"V6");
    let report = check(&source);
    assert!(report.faults.len() >= 2, "{:#?}", report.faults);
    assert!(report.faults.iter().all(|fault| fault.kind == Kind::Syntax && fault.line > 1));
}

#[test]
fn a_profile_holds_every_key_the_check_allows() {
    let source = WPROD.replace(
        "# business_id and email may be added here; the published notice gives neither.",
        "business_id = \"1234567-1\"\nemail = \"info@example.fi\"",
    );
    let source =
        source.replace("told_by = \"letter\"", "told_by = \"letter\"\nemail = \"kirjaamo@example.fi\"");
    assert!(check(WPROD).profile.is_some_and(|profile| profile.hosting.is_some()));
    let report = check(&source);
    assert_eq!(report.faults, []);
    let profile = report.profile.expect("a profile");
    assert_eq!(
        profile.controller_line(Language::Sv),
        "WProd Oy, FO-nummer 1234567-1, Ansiotie 14, 21500 Piikkiö, +358 50 445 1002, info@example.fi"
    );
}

#[test]
fn a_notice_that_lists_an_automated_decision_no_longer_says_that_there_is_none() {
    let none = check(WPROD).profile.expect("a profile");
    assert_eq!(
        none.automates_nothing(Language::En),
        Some("We make no automated decisions about you and do not profile you.")
    );
    let report = check(&WPROD.replace("[automated_decisions]", SUSPENSION));
    assert_eq!(report.faults, []);
    let some = report.profile.expect("a profile");
    assert_eq!(some.automates_nothing(Language::En), None);
    assert_eq!(some.automated[0].exception, AutomatedException::Contract);
}

#[test]
fn a_wrong_value_is_told_at_its_own_line() {
    let told_there = |edit: &&Edit| !edit.line.is_empty() && !TOLD_ELSEWHERE.contains(&edit.kind);
    for edit in BREAKING.iter().filter(told_there) {
        let (source, edited) = edit.make(WPROD);
        assert_eq!(found(&check(&source), edit.kind, edit.path), Some(edited), "{:?}", edit.kind);
    }
}

#[test]
fn every_kind_is_made_by_one_edited_line() {
    let kinds = |edits: &[Edit]| -> BTreeSet<Kind> { edits.iter().map(|edit| edit.kind).collect() };
    let all = |weight: Weight| -> BTreeSet<Kind> {
        Kind::ALL.iter().copied().filter(|kind| kind.weight() == weight).collect()
    };
    assert_eq!(kinds(BREAKING), all(Weight::Fault));
    assert_eq!(kinds(OPENING), all(Weight::Gap));
}

#[test]
fn all_problems_are_told_at_once() {
    let edits = [
        edit(Kind::UnknownKey, "[contact]", "phone", "telephone = \"1\"", "contact.telephone"),
        edit(Kind::MissingKey, "[controller]", "phone", "", "controller.phone"),
        edit(Kind::MissingLanguage, INVOICE, "label.sv", "", "category.invoice.label.sv"),
        edit(Kind::UnknownBasis, INVOICE, "basis", "basis = [\"because\"]", "category.invoice.basis"),
        edit(Kind::CategoryWithoutRetention, "code = \"order\"", "retention", "", "category.order.retention"),
        edit(
            Kind::RecipientOutsideEea,
            MONITORING,
            "country",
            "country = \"US\"",
            "recipient.server_monitoring.country",
        ),
        edit(
            Kind::UnnamedRecipient,
            "code = \"invoicing\"",
            "name",
            "name = \" \"",
            "recipient.invoicing.name",
        ),
        edit(Kind::FinancialYearTooLong, "financial_years", "  \"2024", "", "accounting.financial_years"),
    ];
    let source = edits.iter().fold(WPROD.to_owned(), |source, edit| edit.make(&source).0);
    let report = check(&source);
    for edit in &edits {
        assert!(found(&report, edit.kind, edit.path).is_some(), "{:?} is not in {report:#?}", edit.kind);
    }
}

/// KPL 1:4, counted from the end of a month to the end of a month, as where documents are dated.
#[test]
fn a_financial_year_may_have_eighteen_whole_months() {
    let years = |end: &'static str| {
        edit(Kind::FinancialYearTooLong, "financial_years", "  \"2019", end, "accounting.financial_years")
    };
    let short = edit(Kind::FinancialYearTooLong, "financial_years", "  \"2018", "  \"2018-02-28\",", "");
    let (source, _) = short.make(WPROD);
    for (end, long) in [("  \"2019-08-31\",", false), ("  \"2019-09-01\",", true)] {
        let report = check(&years(end).make(&source).0);
        let told = found(&report, Kind::FinancialYearTooLong, "accounting.financial_years").is_some();
        assert_eq!(told, long, "{end}: {report:#?}");
    }
}

#[test]
fn no_line_of_the_notice_can_be_lost_unnoticed() {
    let lines: Vec<&str> = WPROD.lines().collect();
    let years = |line: &str| line == "  \"2018-12-31\"," || line == "  \"2027-12-31\",";
    let open = |line: &str| line == "name = \"\"" || line == "email = \"\"";
    let says = |line: &str| !line.is_empty() && !line.starts_with('#') && !years(line) && !open(line);
    let gaps = check(WPROD).gaps.len();
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| says(line)) {
        let rest = [&lines[..index], &lines[index + 1..]].concat().join("\n");
        let report = check(&rest);
        assert!(!report.faults.is_empty() || report.gaps.len() > gaps, "line {}: {line}", index + 1);
    }
}
