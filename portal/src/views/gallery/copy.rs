//! What a copy would hold: nothing, records, one with what is kept back of it, and the page that marks it.

use super::{
    desk::notice,
    matter::{case, item, request, verdict},
    samples::{HOSTILE, Sample, identity},
};
use crate::{
    form::Form,
    say::say,
    views::{
        copy,
        decision::{self, Bench},
        form::Problem,
        layout::Shell,
    },
};
use entity::kind::{ItemKind, Language, Right, State, Verdict};
use portal_core::{
    law::ground::Ground,
    register::{
        inventory::{Form as Shape, table, word::Category},
        scope::{Field, Record, Section},
    },
    request::decision::{Decision, ItemVerdict},
    right::package::{
        copy::{Copy, Tally},
        kept_back::Mark,
    },
};
use uuid::Uuid;

/// A record of a table with this text in every field that holds text.
fn record(name: &str, words: &str) -> Option<Record> {
    let table = table(name)?;
    let text = table.personal().filter(|(column, _)| column.form == Shape::Text);
    let field = |column| Field {
        column,
        label: words.into(),
        value: words.into(),
        raw: words.into(),
        kept_back: None,
    };
    Some(Record {
        table,
        id: Some(Uuid::nil()),
        kept_back: None,
        basis: None,
        title: words.into(),
        relation: Some(words.into()),
        source: None,
        recorded_at: None,
        keep_until: None,
        fields: text.map(|(column, _)| field(column)).collect(),
    })
}

fn copied(words: &str) -> Copy {
    let section =
        |category, name: &str| Section { category, records: record(name, words).into_iter().collect() };
    let mut copy = Copy::default();
    copy.sections = vec![section(Category::Invoice, "invoice"), section(Category::RequestFile, "note")];
    copy
}

fn number() -> Mark {
    Mark { table: "invoice".into(), record: Uuid::nil(), column: Some("number".into()) }
}

/// A field of one record is kept back, and the whole of another.
fn in_part() -> Decision {
    let whole = Mark { table: "note".into(), column: None, ..number() };
    let (ground, kept_back) = (Some(Ground::AccessOthers), vec![number(), whole]);
    let partly = ItemVerdict { ground, kept_back, ..verdict(1, Verdict::Partly) };
    Decision { verdicts: vec![partly], ..Decision::default() }
}

fn typed() -> Form {
    let fields = [("verdict-0", "partly"), ("keep-0", &*number().write()), ("free_part", HOSTILE)];
    Form::of(fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into())
}

/// Every page in a language.
pub fn all(language: Language) -> Vec<Sample> {
    let (identity, notice) = (identity(), notice());
    let shell = |title, problems| Shell {
        csrf: Some("token"),
        problems,
        ..Shell::new(language, say(language, title), "/staff", &identity)
    };
    let (none, held) = (Copy::default(), copied(HOSTILE));
    let (decision, typed) = (in_part(), typed());
    let access = request(Some(Right::Access), State::InProgress, "Ada");
    let case = case(access, vec![item(1, ItemKind::Everything, None)]);
    let tally: Tally = held.tally();
    let bench = Bench {
        case: &case,
        notice: &notice,
        fields: &[],
        left: &[],
        plan: None,
        tally: Some(&tally),
        typed: &typed,
        decision: &decision,
    };
    let wrong = [
        Problem::new("part-0", say(language, "copy-no-ground")),
        Problem::new("keep-0-invoice", say(language, "copy-all-marked")),
    ];
    let nothing = [Problem::new("keep-0", say(language, "copy-nothing-marked"))];
    let (plain, title) = (shell("copy-title", &[]), shell("copy-mark-title", &[]));
    let mark = |shell: &Shell<'_>, copy| copy::mark(shell, &bench, (0, &case.items[0]), copy);
    let pages = vec![
        ("copy-none", copy::page(&plain, &notice, (&none, None))),
        ("hostile-copy", copy::page(&plain, &notice, (&held, Some(&decision)))),
        ("hostile-copy-mark", mark(&title, &held)),
        ("hostile-copy-mark-problem", mark(&shell("copy-mark-title", &wrong), &held)),
        ("copy-mark-none", mark(&shell("copy-mark-title", &nothing), &none)),
        ("decide-partly", decision::verdicts(&shell("decide-title", &[]), &bench)),
        ("hostile-decide-partly-reasons", decision::reasons(&shell("decide-reasons", &[]), &bench, false)),
    ];
    pages.into_iter().map(|(name, markup)| Sample { name, markup }).collect()
}
