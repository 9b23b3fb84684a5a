//! The tables of the controller's own duties: what it disclosed.

use super::{
    Column, Form, How, ID, Path, Reason, Table, Until::CaseFile, date, explained, instant, left_out, link,
    text, word::Category,
};

pub(super) const TABLES: &[Table] = &[DISCLOSURE];

/// Which member of staff.
const fn staff(name: &'static str) -> Column {
    left_out(name, Form::Key, Reason::StaffName).kept(CaseFile)
}

/// To which authority, what and on which law (Art. 15(1)(c)).
const DISCLOSURE: Table = Table {
    name: "disclosure",
    category: Some(Category::StaffLooks),
    paths: &[Path::Person("person_id")],
    doer: None,
    columns: &[
        ID,
        link("person_id"),
        text("authority").kept(CaseFile),
        explained("categories", Form::Text, How::Name).kept(CaseFile),
        text("statute").kept(CaseFile),
        date("disclosed_on").kept(CaseFile),
        text("reference").kept(CaseFile),
        link("corrects"),
        text("correction").kept(CaseFile),
        staff("recorded_by"),
        instant("recorded_at").kept(CaseFile),
    ],
};
