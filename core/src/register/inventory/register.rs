//! The tables of the customer register.

use super::{
    Column, Form, How, ID, Path, Reason, Table,
    Until::Ban,
    Until::CaseFile,
    Until::Vouchers,
    Why, code, date, explained, instant, left_out, link, technical, text,
    word::{Category, Vocabulary},
};

pub(super) const TABLES: &[Table] =
    &[PERSON, CUSTOMER, ADDRESS, CONTACT, HOSTING, CONTRACT, PURCHASE, INVOICE, SUBSCRIPTION, SUPPRESSION];

const SOURCE: Column = explained("source", Form::Text, How::Source);
const SOURCE_KEY: Column = text("source_key");
const RECORDED: Column = instant("recorded_at");
const VERIFIED: Column = instant("verified_at");

const PERSON: Table = Table {
    name: "person",
    category: Some(Category::Contact),
    paths: &[Path::Person("id")],
    doer: None,
    // Looks, checks and corrections point at the row, so it stays, emptied, as long as the oldest of them.
    columns: &[
        ID,
        text("name").portable().anonymised(),
        left_out("name_key", Form::Text, Reason::Same).anonymised(),
        text("email").portable().anonymised(),
        left_out("email_key", Form::Text, Reason::Same).anonymised(),
        date("email_since").anonymised(),
        // A letter on the erasure itself may have to be posted after it.
        date("protected_on").kept(CaseFile),
        code("language", Vocabulary::Language).portable().anonymised(),
        SOURCE.anonymised(),
        SOURCE_KEY.anonymised(),
        RECORDED.anonymised(),
        VERIFIED.anonymised(),
    ],
};

const CONTACT: Table = Table {
    name: "contact",
    category: Some(Category::Contact),
    paths: &[Path::Person("person_id")],
    doer: None,
    columns: &[
        ID,
        explained("customer_id", Form::Key, How::Customer).portable(),
        link("person_id"),
        code("role", Vocabulary::ContactRole).portable(),
        SOURCE,
        SOURCE_KEY,
        RECORDED,
        VERIFIED,
    ],
};

// An invoice must say whose it is: the customer stays as long as the last voucher.
const CUSTOMER: Table = Table {
    name: "customer",
    category: Some(Category::Customer),
    paths: &[Path::OwnCustomer("id")],
    doer: None,
    columns: &[
        ID,
        text("number").kept(Vouchers),
        code("kind", Vocabulary::CustomerKind).portable().kept(Vouchers),
        text("name").portable().kept(Vouchers),
        text("business_id").portable().kept(Vouchers),
        date("started_on").kept(Vouchers),
        date("ended_on").kept(Vouchers),
        SOURCE.kept(Vouchers),
        SOURCE_KEY.kept(Vouchers),
        RECORDED.kept(Vouchers),
        VERIFIED.kept(Vouchers),
    ],
};

// The voucher with the address on it is the invoicing partner's; the register's own copy may go.
const ADDRESS: Table = Table {
    name: "address",
    category: Some(Category::Contact),
    paths: &[Path::OwnCustomer("customer_id")],
    doer: None,
    columns: &[
        ID,
        link("customer_id"),
        code("kind", Vocabulary::AddressKind).portable(),
        text("street").portable(),
        text("postal_code").portable(),
        text("city").portable(),
        text("country").portable(),
        SOURCE,
        SOURCE_KEY,
        RECORDED,
        VERIFIED,
    ],
};

const HOSTING: Table = Table {
    name: "hosting_account",
    category: Some(Category::Hosting),
    paths: &[Path::OwnCustomer("customer_id"), Path::Doer("person_id")],
    doer: Some("person_id"),
    columns: &[
        ID,
        explained("customer_id", Form::Key, How::Customer).related(),
        explained("person_id", Form::Key, How::Doer).related(),
        text("username").portable().of_doer(),
        date("password_set_on").of_doer(),
        text("domain").portable().related(),
        text("plan").portable(),
        code("state", Vocabulary::HostingState).related(),
        SOURCE.related(),
        SOURCE_KEY.related(),
        RECORDED.related(),
        VERIFIED.related(),
    ],
};

const CONTRACT: Table = Table {
    name: "contract",
    category: Some(Category::Contract),
    paths: &[Path::OwnCustomer("customer_id"), Path::Doer("signed_by")],
    doer: Some("signed_by"),
    columns: &[
        ID,
        explained("customer_id", Form::Key, How::Customer).related().kept(Vouchers),
        text("number").portable().related().kept(Vouchers),
        explained("signed_by", Form::Key, How::Doer).provided().related().kept(Vouchers),
        date("started_on").portable().related().kept(Vouchers),
        date("ended_on").portable().kept(Vouchers),
        SOURCE.related().kept(Vouchers),
        SOURCE_KEY.kept(Vouchers),
        RECORDED.related().kept(Vouchers),
        VERIFIED.kept(Vouchers),
    ],
};

const PURCHASE: Table = Table {
    name: "purchase",
    category: Some(Category::Order),
    paths: &[Path::OwnCustomer("customer_id"), Path::Doer("ordered_by")],
    doer: Some("ordered_by"),
    columns: &[
        ID,
        explained("customer_id", Form::Key, How::Customer).related().kept(Vouchers),
        explained("contract_id", Form::Key, How::Contract).portable().kept(Vouchers),
        explained("ordered_by", Form::Key, How::Doer).provided().related().kept(Vouchers),
        text("number").portable().related().kept(Vouchers),
        text("product").portable().related().kept(Vouchers),
        date("ordered_on").portable().related().kept(Vouchers),
        code("state", Vocabulary::PurchaseState).kept(Vouchers),
        SOURCE.related().kept(Vouchers),
        SOURCE_KEY.kept(Vouchers),
        RECORDED.related().kept(Vouchers),
        VERIFIED.kept(Vouchers),
    ],
};

// Made by the controller from the order, so not provided by the person; what the person gave is the payment, and
// the number it named.
const INVOICE: Table = Table {
    name: "invoice",
    category: Some(Category::Invoice),
    paths: &[Path::OwnCustomer("customer_id")],
    doer: None,
    columns: &[
        ID,
        explained("customer_id", Form::Key, How::Customer).kept(Vouchers),
        explained("contract_id", Form::Key, How::Contract).kept(Vouchers),
        text("number").portable().kept(Vouchers),
        date("issued_on").kept(Vouchers),
        super::shown("cents", Form::Cents).kept(Vouchers),
        text("currency").kept(Vouchers),
        date("paid_on").portable().kept(Vouchers),
        SOURCE.kept(Vouchers),
        SOURCE_KEY.kept(Vouchers),
        RECORDED.kept(Vouchers),
        VERIFIED.kept(Vouchers),
    ],
};

const SUBSCRIPTION: Table = Table {
    name: "subscription",
    category: Some(Category::Newsletter),
    paths: &[Path::Person("person_id"), Path::Address("email_key", Some("person_id"))],
    doer: None,
    columns: &[
        ID,
        text("email").portable(),
        left_out("email_key", Form::Text, Reason::Same),
        link("person_id"),
        explained("purpose", Form::Text, How::Purpose).portable(),
        code("evidence", Vocabulary::Evidence),
        text("wording"),
        instant("since").portable(),
        instant("ended_at").portable(),
        SOURCE,
        SOURCE_KEY,
        RECORDED,
        VERIFIED,
    ],
};

const SUPPRESSION: Table = Table {
    name: "suppression",
    category: Some(Category::Newsletter),
    paths: &[Path::Address("email_key", None)],
    doer: None,
    columns: &[
        technical("id", Form::Key, Why::Key),
        left_out("email_key", Form::Text, Reason::Same).kept(Ban),
        explained("purpose", Form::Text, How::Purpose).kept(Ban),
        instant("since").kept(Ban),
    ],
};
