//! The shipped notices, and one line to edit for each kind of finding.

use super::finding::Kind;

pub(super) const WPROD: &str = include_str!("../../../deploy/wprod/notice.toml");
pub(super) const DEMO: &str = include_str!("../../../deploy/demo/notice.toml");

/// A line of the shipped notice to replace: the first that begins with `key` from the line `section` on.
pub(super) struct Edit {
    pub kind: Kind,
    pub section: &'static str,
    pub key: &'static str,
    pub line: &'static str,
    /// Path of the key that must be named.
    pub path: &'static str,
}

pub(super) const fn edit(
    kind: Kind,
    section: &'static str,
    key: &'static str,
    line: &'static str,
    path: &'static str,
) -> Edit {
    Edit { kind, section, key, line, path }
}

pub(super) const INVOICE: &str = "code = \"invoice\"";
pub(super) const DELIVERY: &str = "code = \"delivery\"";
pub(super) const NEWSLETTER: &str = "code = \"newsletter\"";
pub(super) const MONITORING: &str = "code = \"server_monitoring\"";
pub(super) const AUTHORITIES: &str = "code = \"authorities\"";
pub(super) const VOUCHER: &str = "code = \"voucher\"";

/// A name of 301 characters, of which none may be cut.
const LONG: &str = concat!(
    "name = \"",
    "ääkkösiä, ääkkösiä, ääkkösiä, ääkkösiä, ääkkösiä, ääkkösiä, ääkkösiä, ääkkösiä, ääkkösiä, ääkkösiä, ",
    "ääkkösiä, ääkkösiä, ääkkösiä, ääkkösiä, ääkkösiä, ääkkösiä, ääkkösiä, ääkkösiä, ääkkösiä, ääkkösiä, ",
    "ääkkösiä, ääkkösiä, ääkkösiä, ääkkösiä, ääkkösiä, ääkkösiä, ääkkösiä, ääkkösiä, ääkkösiä, ääkkösiä, ",
    "!\"",
);

const SAID: &str = "text.sv = \"Tre år efter att uppgifterna öppnades.\"";

/// Before the texts on automated decisions, a decision that is listed without and with a wrong exception.
const UNEXPLAINED: &str = "[[automated]]\ncode = \"suspension\"\n[automated_decisions]";
const UNKNOWN_EXCEPTION: &str =
    "[[automated]]\nexception = \"habit\"\ncode = \"suspension\"\n[automated_decisions]";
/// A decision that is listed as it should be.
pub(super) const SUSPENSION: &str = "[[automated]]
code = \"suspension\"
exception = \"contract\"
label.fi = \"Webhotellin sulkeminen\"
label.sv = \"Avstängning av webbhotellet\"
label.en = \"Suspension of hosting\"
text.fi = \"Suljemme webhotellin, kun lasku on ollut maksamatta 60 päivää.\"
text.sv = \"Vi stänger webbhotellet när en faktura har varit obetald i 60 dagar.\"
text.en = \"We suspend hosting once an invoice has been unpaid for 60 days.\"

[automated_decisions]";

/// Each breaks one line; together they make every fault.
pub(super) const BREAKING: &[Edit] = &[
    edit(Kind::Syntax, "[controller]", "name", "name = WProd Oy", ""),
    edit(Kind::UnknownKey, "[contact]", "phone", "telephone = \"1\"", "contact.telephone"),
    edit(Kind::UnknownKey, INVOICE, "label.sv", "label.se = \"Faktura\"", "category.invoice.label.se"),
    edit(Kind::MissingKey, "[contact]", "phone", "", "contact.phone"),
    edit(Kind::WrongType, DELIVERY, "marketing", "marketing = \"no\"", "purpose.delivery.marketing"),
    edit(Kind::WrongType, "[controller]", "name", "name = 7", "controller.name"),
    edit(Kind::WrongType, INVOICE, "basis", "basis = \"contract\"", "category.invoice.basis"),
    edit(Kind::WrongType, INVOICE, "basis", "basis = [6]", "category.invoice.basis"),
    edit(Kind::MissingLanguage, INVOICE, "label.sv", "", "category.invoice.label.sv"),
    edit(Kind::MissingLanguage, "[transfers]", "en", "", "transfers.en"),
    edit(Kind::EmptyText, INVOICE, "label.en", "label.en = \" \"", "category.invoice.label.en"),
    edit(Kind::EmptyText, "[controller]", "name", "name = \"\"", "controller.name"),
    edit(Kind::LineTooLong, "[controller]", "name", LONG, "controller.name"),
    edit(Kind::LineTooLong, "[contact]", "name", LONG, "contact.name"),
    edit(Kind::NoLanguage, "languages", "languages", "languages = []", "languages"),
    edit(Kind::NoLanguage, "languages", "languages", "", "languages"),
    edit(Kind::UnknownLanguage, "languages", "languages", "languages = [\"fi\", \"de\"]", "languages"),
    edit(Kind::BadEmail, "[contact]", "email", "email = \"ville at wprod.fi\"", "contact.email"),
    edit(Kind::BadEmail, "[contact]", "email", "email = \"ville@localhost\"", "contact.email"),
    edit(Kind::BadEmail, MONITORING, "email", "email = \"tietosuoja\"", "recipient.server_monitoring.email"),
    edit(Kind::BadCode, VOUCHER, "code", "code = \"Voucher 6\"", "retention_class.Voucher 6.code"),
    edit(Kind::DuplicateCode, VOUCHER, "code", "code = \"sign_in\"", "retention_class.sign_in.code"),
    edit(Kind::Repeated, "languages", "languages", "languages = [\"fi\", \"fi\"]", "languages"),
    edit(Kind::RequiredCategoryMissing, INVOICE, "code", "code = \"bill\"", "category.invoice"),
    edit(Kind::UnknownCategory, INVOICE, "code", "code = \"bill\"", "category.bill.code"),
    edit(
        Kind::UnknownCategory,
        MONITORING,
        "cat",
        "categories = [\"x\"]",
        "recipient.server_monitoring.categories",
    ),
    edit(Kind::CategoryWithoutBasis, INVOICE, "basis", "", "category.invoice.basis"),
    edit(Kind::CategoryWithoutBasis, INVOICE, "basis", "basis = []", "category.invoice.basis"),
    edit(Kind::CategoryWithoutPurpose, INVOICE, "purposes", "purposes = []", "category.invoice.purposes"),
    edit(Kind::CategoryWithoutSource, INVOICE, "sources", "", "category.invoice.sources"),
    edit(Kind::CategoryWithoutRetention, INVOICE, "retention", "", "category.invoice.retention"),
    edit(
        Kind::CategoryWithoutRetention,
        INVOICE,
        "retention",
        "retention = \"\"",
        "category.invoice.retention",
    ),
    edit(Kind::PurposeWithoutBasis, DELIVERY, "basis", "", "purpose.delivery.basis"),
    edit(Kind::UnknownBasis, INVOICE, "basis", "basis = [\"because\"]", "category.invoice.basis"),
    edit(Kind::UnknownBasis, DELIVERY, "basis", "basis = [\"because\"]", "purpose.delivery.basis"),
    edit(Kind::UnknownPurpose, INVOICE, "purposes", "purposes = [\"fun\"]", "category.invoice.purposes"),
    edit(Kind::UnknownSource, INVOICE, "sources", "sources = [\"rumour\"]", "category.invoice.sources"),
    edit(Kind::UnknownRetention, INVOICE, "retention", "retention = \"ever\"", "category.invoice.retention"),
    edit(Kind::UnknownRule, VOUCHER, "rule", "rule = \"V7\"", "retention_class.voucher.rule"),
    edit(Kind::UnknownRule, VOUCHER, "rule", "rule = \"0 months\"", "retention_class.voucher.rule"),
    edit(Kind::PeriodUnsaid, "code = \"access_log\"", "text.sv", SAID, "retention_class.access_log.text.sv"),
    edit(Kind::PeriodUnsaid, VOUCHER, "text.fi", "text.fi = \"{period}\"", "retention_class.voucher.text.fi"),
    edit(Kind::UnknownInterval, "[checking]", "every", "every = \"now and then\"", "checking.every"),
    edit(
        Kind::BasisServesNoPurpose,
        INVOICE,
        "basis",
        "basis = [\"contract\", \"legal_obligation\", \"consent\"]",
        "category.invoice.basis",
    ),
    edit(Kind::PurposeHasNoBasis, INVOICE, "basis", "basis = [\"contract\"]", "category.invoice.purposes"),
    edit(
        Kind::AccountingWithoutObligation,
        INVOICE,
        "basis",
        "basis = [\"contract\"]",
        "category.invoice.basis",
    ),
    edit(
        Kind::InterestUnsaid,
        "code = \"accounting\"",
        "basis",
        "basis = [\"legal_obligation\", \"legitimate_interest\"]",
        "purpose.accounting.interest",
    ),
    edit(
        Kind::MarketingBasis,
        NEWSLETTER,
        "basis",
        "basis = [\"consent\", \"legitimate_interest\", \"legal_obligation\"]",
        "purpose.newsletter.basis",
    ),
    edit(Kind::MarketingWithoutList, DELIVERY, "marketing", "marketing = true", "purpose.delivery.marketing"),
    edit(Kind::ListNotMarketing, NEWSLETTER, "marketing", "marketing = false", "list.newsletter.purpose"),
    edit(
        Kind::EvidenceWithoutBasis,
        NEWSLETTER,
        "basis",
        "basis = [\"consent\"]",
        "list.newsletter.evidence",
    ),
    edit(Kind::EvidenceWithoutBasis, "[[list]]", "evidence", "evidence = []", "list.newsletter.evidence"),
    edit(Kind::UnknownEvidence, "[[list]]", "evidence", "evidence = [\"hope\"]", "list.newsletter.evidence"),
    edit(Kind::UnknownRole, MONITORING, "role", "role = \"friend\"", "recipient.server_monitoring.role"),
    edit(
        Kind::UnknownToldBy,
        MONITORING,
        "told_by",
        "told_by = \"fax\"",
        "recipient.server_monitoring.told_by",
    ),
    edit(
        Kind::RecipientWithoutCategory,
        MONITORING,
        "categories",
        "categories = []",
        "recipient.server_monitoring.categories",
    ),
    edit(
        Kind::RecipientOutsideEea,
        MONITORING,
        "country",
        "country = \"US\"",
        "recipient.server_monitoring.country",
    ),
    edit(
        Kind::RecipientOutsideEea,
        AUTHORITIES,
        "country",
        "country = \"GB\"",
        "recipient.authorities.country",
    ),
    edit(
        Kind::RecipientOutsideEea,
        AUTHORITIES,
        "country",
        "country = \"fi\"",
        "recipient.authorities.country",
    ),
    edit(
        Kind::PublicationUnsaid,
        "code = \"hosting_servers\"",
        "role",
        "role = \"public\"",
        "recipient.hosting_servers.text",
    ),
    edit(
        Kind::AutomatedWithoutException,
        "[automated_decisions]",
        "[automated",
        UNEXPLAINED,
        "automated.suspension.exception",
    ),
    edit(
        Kind::UnknownException,
        "[automated_decisions]",
        "[automated",
        UNKNOWN_EXCEPTION,
        "automated.suspension.exception",
    ),
    edit(
        Kind::NoFinancialYear,
        "[accounting]",
        "financial_years",
        "financial_years = []\nyears = [",
        "accounting.financial_years",
    ),
    edit(Kind::BadDate, "financial_years", "  \"2024", "  \"2024-02-30\",", "accounting.financial_years"),
    edit(
        Kind::FinancialYearsOverlap,
        "financial_years",
        "  \"2024",
        "  \"2023-12-31\",",
        "accounting.financial_years",
    ),
    edit(Kind::FinancialYearTooLong, "financial_years", "  \"2024", "", "accounting.financial_years"),
    edit(Kind::UnknownPoint, "[settled]", "sub_processors", "sub = true", "settled.sub"),
];

/// Each closes one gap of the shipped notice, or opens one that it does not have.
pub(super) const OPENING: &[Edit] = &[
    edit(
        Kind::UnnamedRecipient,
        MONITORING,
        "name",
        "name = \"Palvelin Oy\"",
        "recipient.server_monitoring.name",
    ),
    edit(
        Kind::CountryUnstated,
        MONITORING,
        "country",
        "country = \"SE\"",
        "recipient.server_monitoring.country",
    ),
    edit(
        Kind::HolderWithoutEmail,
        MONITORING,
        "email",
        "email = \"tietosuoja@palvelin.example\"",
        "recipient.server_monitoring.email",
    ),
    edit(
        Kind::AccountingBasisUnstated,
        "[settled]",
        "accounting_basis",
        "accounting_basis = true",
        "settled.accounting_basis",
    ),
    edit(
        Kind::NewsletterEvidenceUnconfirmed,
        "[settled]",
        "newsletter_evidence",
        "newsletter_evidence = true",
        "settled.newsletter_evidence",
    ),
    edit(
        Kind::RetentionUnconfirmed,
        "[settled]",
        "retention_periods",
        "retention_periods = true",
        "settled.retention_periods",
    ),
    edit(
        Kind::RequestChannelsNarrow,
        "[settled]",
        "request_channels",
        "request_channels = true",
        "settled.request_channels",
    ),
    edit(
        Kind::SubProcessorsUnchecked,
        "[settled]",
        "sub_processors",
        "sub_processors = true",
        "settled.sub_processors",
    ),
    edit(
        Kind::HostingAgreementsUnconfirmed,
        "[settled]",
        "hosting_agreements",
        "hosting_agreements = true",
        "settled.hosting_agreements",
    ),
    edit(
        Kind::RequestFileRetentionUndecided,
        "[settled]",
        "request_file_retention",
        "request_file_retention = true",
        "settled.request_file_retention",
    ),
    edit(
        Kind::InternalTimesUndecided,
        "[settled]",
        "internal_times",
        "internal_times = true",
        "settled.internal_times",
    ),
    edit(
        Kind::FinancialYearsUnconfirmed,
        "[settled]",
        "financial_years",
        "financial_years = true",
        "settled.financial_years",
    ),
    edit(
        Kind::DomainRegistrantsOpen,
        "[settled]",
        "domain_registrants",
        "domain_registrants = true",
        "settled.domain_registrants",
    ),
];

impl Edit {
    /// The edited notice and the number of the edited line.
    pub(super) fn make(&self, source: &str) -> (String, usize) {
        let mut lines: Vec<&str> = source.lines().collect();
        let section = lines.iter().position(|line| line.starts_with(self.section)).expect(self.section);
        let offset = lines[section..].iter().position(|line| line.starts_with(self.key)).expect(self.key);
        lines[section + offset] = self.line;
        (lines.join("\n") + "\n", section + offset + 1)
    }
}
