//! What must hold between the keys of a notice. The form of each key alone is the schema's matter;
//! a rule passes over what has not the right form, so that each problem is told once.

use super::{
    finding::{Findings, Kind},
    keeping::PERIOD,
    tree::{Node, Spot},
    word::{CATEGORIES, EEA, HolderRole, Point, RetentionRule, SOMEWHERE_IN_EEA, ToldBy, date},
};
use crate::law::{basis::Basis, retention::longest_from};
use chrono::NaiveDate;
use entity::kind::Language;
use std::str::FromStr;

/// Notes what breaks a rule and what is still open.
pub(super) fn check(root: &Node<'_>, findings: &mut Findings<'_>) {
    every_category_is_described(root, findings);
    for category in root.each("category") {
        bases_and_purposes_agree(root, &category, findings);
        accounting_rests_on_law(root, &category, findings);
    }
    for purpose in root.each("purpose") {
        interest_is_said(&purpose, findings);
        marketing_is_allowed(root, &purpose, findings);
    }
    for class in root.each("retention_class") {
        period_is_said(&class, findings);
    }
    for list in root.each("list") {
        evidence_has_its_basis(root, &list, findings);
    }
    for recipient in root.each("recipient") {
        recipient_is_named(&recipient, findings);
        recipient_is_in_eea(&recipient, findings);
        holder_can_be_told(&recipient, findings);
        publication_is_said(&recipient, findings);
    }
    financial_years_follow(root, findings);
    points_are_settled(root, findings);
}

fn every_category_is_described(root: &Node<'_>, findings: &mut Findings<'_>) {
    let described = root.each("category");
    // A file with no category at all has been told so by the schema.
    let Some(first) = described.first() else { return };
    let has =
        |code: &str| described.iter().any(|node| node.text("code").is_some_and(|own| own.value == code));
    for code in CATEGORIES.iter().filter(|code| !has(code)) {
        let advice = format!("Add a [[category]] with code = \"{code}\"; the register holds such data.");
        findings.note(Kind::RequiredCategoryMissing, first.at, &format!("category.{code}"), advice);
    }
}

fn bases_and_purposes_agree(root: &Node<'_>, category: &Node<'_>, findings: &mut Findings<'_>) {
    let bases = category.words("basis");
    let purposes: Vec<_> = category
        .words("purposes")
        .into_iter()
        .filter_map(|code| Some((code, entry(root, "purpose", code.value)?)))
        .collect();
    if bases.is_empty() || purposes.is_empty() {
        return;
    }
    for basis in bases.iter().filter(|basis| Basis::from_code(basis.value).is_some()) {
        if !purposes.iter().any(|(_, purpose)| holds(purpose, "basis", basis.value)) {
            let advice = format!(
                "Remove `{}` or add a purpose that rests on it; none of this category's purposes does.",
                basis.value
            );
            findings.note(Kind::BasisServesNoPurpose, basis.at, &category.key("basis"), advice);
        }
    }
    for (code, purpose) in &purposes {
        let stated = purpose.words("basis");
        if !stated.is_empty() && !stated.iter().any(|own| holds(category, "basis", own.value)) {
            let advice = format!(
                "Add a basis of the purpose `{}` to this category, or remove the purpose.",
                code.value
            );
            findings.note(Kind::PurposeHasNoBasis, code.at, &category.key("purposes"), advice);
        }
    }
}

fn accounting_rests_on_law(root: &Node<'_>, category: &Node<'_>, findings: &mut Findings<'_>) {
    let Some(retention) = category.text("retention") else { return };
    let class = entry(root, "retention_class", retention.value);
    let rule =
        class.and_then(|class| class.text("rule")).and_then(|rule| RetentionRule::from_str(rule.value).ok());
    let bases = category.words("basis");
    let duty = Basis::LegalObligation.code();
    if rule.is_some_and(RetentionRule::is_accounting) && !bases.is_empty() && !holds(category, "basis", duty)
    {
        let at = bases.first().map_or(category.at, |basis| basis.at);
        let advice =
            format!("Add `{duty}`: only a legal obligation allows keeping under the Accounting Act.");
        findings.note(Kind::AccountingWithoutObligation, at, &category.key("basis"), advice);
    }
}

/// A number typed in words beside the rule could say another: the text has a place for it in each language.
fn period_is_said(class: &Node<'_>, findings: &mut Findings<'_>) {
    let Some(rule) = class.text("rule").and_then(|rule| RetentionRule::from_str(rule.value).ok()) else {
        return;
    };
    let counted = matches!(rule, RetentionRule::Months(_));
    let Some(texts) = class.child("text") else { return };
    for language in Language::ALL {
        let Some(text) = texts.text(language.code()) else { continue };
        if text.value.contains(PERIOD) != counted {
            let advice = if counted {
                format!("Write {PERIOD} where the text says how long, so that it says what the rule does.")
            } else {
                format!("Remove {PERIOD}: the rule is no number of months.")
            };
            findings.note(Kind::PeriodUnsaid, text.at, &texts.key(language.code()), advice);
        }
    }
}

fn interest_is_said(purpose: &Node<'_>, findings: &mut Findings<'_>) {
    let interest = Basis::LegitimateInterest.code();
    if holds(purpose, "basis", interest) && purpose.value("interest").is_none() {
        let advice =
            "Add interest.fi, interest.sv and interest.en: say which legitimate interest is pursued.";
        findings.note(Kind::InterestUnsaid, purpose.at, &purpose.key("interest"), advice);
    }
}

fn marketing_is_allowed(root: &Node<'_>, purpose: &Node<'_>, findings: &mut Findings<'_>) {
    let Some(flag) = purpose.flag("marketing").filter(|flag| flag.value) else { return };
    let allowed = [Basis::Consent.code(), Basis::LegitimateInterest.code()];
    for basis in purpose.words("basis") {
        if Basis::from_code(basis.value).is_some() && !allowed.contains(&basis.value) {
            let advice =
                format!("Remove `{}`: marketing rests on consent or on legitimate interest.", basis.value);
            findings.note(Kind::MarketingBasis, basis.at, &purpose.key("basis"), advice);
        }
    }
    let Some(code) = purpose.text("code") else { return };
    if !root.each("list").iter().any(|list| list.text("purpose").is_some_and(|own| own.value == code.value)) {
        let advice = format!(
            "Add a [[list]] with purpose = \"{}\": it is what a person unsubscribes from.",
            code.value
        );
        findings.note(Kind::MarketingWithoutList, flag.at, &purpose.key("marketing"), advice);
    }
}

fn evidence_has_its_basis(root: &Node<'_>, list: &Node<'_>, findings: &mut Findings<'_>) {
    let Some(code) = list.text("purpose") else { return };
    let Some(purpose) = entry(root, "purpose", code.value) else { return };
    if purpose.flag("marketing").is_some_and(|flag| !flag.value) {
        let advice = format!("Set marketing = true in the purpose `{}`, or remove this list.", code.value);
        findings.note(Kind::ListNotMarketing, code.at, &list.key("purpose"), advice);
    }
    for evidence in list.words("evidence") {
        let Some(basis) = basis_of_evidence(evidence.value) else { continue };
        if !purpose.words("basis").is_empty() && !holds(&purpose, "basis", basis.code()) {
            let advice = format!(
                "Add `{}` to the bases of `{}`, or remove `{}`.",
                basis.code(),
                code.value,
                evidence.value
            );
            findings.note(Kind::EvidenceWithoutBasis, evidence.at, &list.key("evidence"), advice);
        }
    }
}

/// SVPL 200 §: the soft opt-in spares the consent, and the mailing then rests on legitimate interest.
fn basis_of_evidence(evidence: &str) -> Option<Basis> {
    match evidence {
        "consent" => Some(Basis::Consent),
        "soft_opt_in" => Some(Basis::LegitimateInterest),
        _ => None,
    }
}

fn recipient_is_named(recipient: &Node<'_>, findings: &mut Findings<'_>) {
    // An authority is named in the log of the disclosure made to it; who copied what was made public nobody knows.
    if has_role(recipient, HolderRole::Authority) || has_role(recipient, HolderRole::Public) {
        return;
    }
    let name = recipient.text("name");
    if name.is_none_or(|name| name.value.trim().is_empty()) {
        let at = name.map_or(recipient.at, |name| name.at);
        let advice =
            "Write the company's name: people have a right to know the actual recipient, not its trade.";
        findings.note(Kind::UnnamedRecipient, at, &recipient.key("name"), advice);
    }
}

fn recipient_is_in_eea(recipient: &Node<'_>, findings: &mut Findings<'_>) {
    // Nothing is sent to whoever copies what is public, and nobody knows where they are.
    let Some(country) = recipient.text("country").filter(|_| !has_role(recipient, HolderRole::Public)) else {
        return;
    };
    let path = recipient.key("country");
    if country.value == SOMEWHERE_IN_EEA {
        let advice =
            "Write the code of the state the recipient is in; so far only \"in the EU or EEA\" is stated.";
        findings.note(Kind::CountryUnstated, country.at, &path, advice);
    } else if !EEA.contains(&country.value) {
        let advice = format!(
            "Choose a recipient in the EU or EEA, which the notice promises no data leave; \
             `{}` is not the code of a state there, such as FI.",
            country.value
        );
        findings.note(Kind::RecipientOutsideEea, country.at, &path, advice);
    }
}

fn has_role(recipient: &Node<'_>, role: HolderRole) -> bool {
    recipient.text("role").is_some_and(|own| own.value == role.code())
}

/// Art. 17(2): whoever asks for erasure, and whoever carries it out, must know what was made public and where.
fn publication_is_said(recipient: &Node<'_>, findings: &mut Findings<'_>) {
    if has_role(recipient, HolderRole::Public) && recipient.child("text").is_none() {
        let advice = "Add text.fi, text.sv and text.en: say what was made public and where.";
        findings.note(Kind::PublicationUnsaid, recipient.at, &recipient.key("text"), advice);
    }
}

fn holder_can_be_told(recipient: &Node<'_>, findings: &mut Findings<'_>) {
    // Staff tell whoever processes what was made public.
    let by_email =
        |told: &Spot<&str>| told.value == ToldBy::Email.code() && !has_role(recipient, HolderRole::Public);
    let Some(told) = recipient.text("told_by").filter(by_email) else { return };
    let email = recipient.text("email");
    if email.is_none_or(|email| email.value.trim().is_empty()) {
        let at = email.map_or(told.at, |email| email.at);
        let advice = "Write the address it is told at; until then staff must tell it in another way.";
        findings.note(Kind::HolderWithoutEmail, at, &recipient.key("email"), advice);
    }
}

fn financial_years_follow(root: &Node<'_>, findings: &mut Findings<'_>) {
    let Some(accounting) = root.child("accounting") else { return };
    let path = accounting.key("financial_years");
    let mut before: Option<NaiveDate> = None;
    for end in accounting.words("financial_years") {
        let Some(day) = date(end.value) else {
            let advice =
                format!("Write the date as YEAR-MONTH-DAY, as in 2026-12-31; `{}` is no date.", end.value);
            findings.note(Kind::BadDate, end.at, &path, advice);
            continue;
        };
        if let Some(before) = before {
            note_years(before, Spot { value: day, at: end.at }, &path, findings);
        }
        before = before.max(Some(day));
    }
}

fn note_years(before: NaiveDate, end: Spot<NaiveDate>, path: &str, findings: &mut Findings<'_>) {
    if end.value <= before {
        let advice = format!("Put the ends in order, each once; {} is not after {before}.", end.value);
        findings.note(Kind::FinancialYearsOverlap, end.at, path, advice);
    } else if end.value > longest_from(before) {
        let advice = format!(
            "Add the year that is missing between {before} and {}: a financial year has at most 18 months.",
            end.value
        );
        findings.note(Kind::FinancialYearTooLong, end.at, path, advice);
    }
}

fn points_are_settled(root: &Node<'_>, findings: &mut Findings<'_>) {
    let Some(settled) = root.child("settled") else { return };
    for point in Point::ALL {
        let Some(flag) = settled.flag(point.code()).filter(|flag| !flag.value) else { continue };
        let path = settled.key(point.code());
        let advice = format!("{} Then set {path} = true.", what_to_do(*point));
        findings.note(open(*point), flag.at, &path, advice);
    }
}

const fn open(point: Point) -> Kind {
    match point {
        Point::AccountingBasis => Kind::AccountingBasisUnstated,
        Point::NewsletterEvidence => Kind::NewsletterEvidenceUnconfirmed,
        Point::RetentionPeriods => Kind::RetentionUnconfirmed,
        Point::RequestChannels => Kind::RequestChannelsNarrow,
        Point::SubProcessors => Kind::SubProcessorsUnchecked,
        Point::HostingAgreements => Kind::HostingAgreementsUnconfirmed,
        Point::RequestFileRetention => Kind::RequestFileRetentionUndecided,
        Point::InternalTimes => Kind::InternalTimesUndecided,
        Point::FinancialYears => Kind::FinancialYearsUnconfirmed,
        Point::DomainRegistrants => Kind::DomainRegistrantsOpen,
    }
}

const fn what_to_do(point: Point) -> &'static str {
    match point {
        Point::AccountingBasis => {
            "Add to the published notice that accounting material is kept under a legal obligation."
        }
        Point::NewsletterEvidence => {
            "Confirm for each subscriber the consent or the soft opt-in: source, time and wording."
        }
        Point::RetentionPeriods => {
            "Confirm how long all that is not accounting material is kept: hosting users, logs, backups."
        }
        Point::RequestChannels => {
            "Change the published notice: requests in writing or in person may be offered, not demanded."
        }
        Point::SubProcessors => {
            "Ask each processor whether any of its own works from outside the EEA; remote support counts."
        }
        Point::HostingAgreements => {
            "Check that agreements with hosting customers cover help with requests and notice of breaches."
        }
        Point::RequestFileRetention => "Decide how long the file of a closed request is kept.",
        Point::InternalTimes => {
            "Decide the days for identity questions, for notice before a restriction ends, for destruction."
        }
        Point::FinancialYears => {
            "Check the ends of the financial years, changed and long ones too, with the accountant."
        }
        Point::DomainRegistrants => {
            "Find out which duties on domain-name registrants apply, and add their bases and periods."
        }
    }
}

/// The table of a name with a code.
fn entry<'a>(root: &Node<'a>, table: &str, code: &str) -> Option<Node<'a>> {
    root.each(table).into_iter().find(|node| node.text("code").is_some_and(|own| own.value == code))
}

/// Whether a list of a table has a word.
fn holds(node: &Node<'_>, list: &str, word: &str) -> bool {
    node.words(list).iter().any(|own| own.value == word)
}
