//! Every column is classed, and the classes agree with the schema, the notice and the catalogue.

use super::{Access, Class, TABLES, differences, tables, word::Category, word::Vocabulary};
use crate::{lang, notice::word::CATEGORIES, testing};
use entity::kind::Language;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use std::{collections::BTreeSet, path::Path};

#[tokio::test]
async fn every_column_of_the_schema_is_classed_and_every_class_has_its_column() {
    let (ctx, _folder) = testing::ctx().await;
    let schema = testing::schema(ctx.read()).await;
    assert!(schema.len() > 200, "the schema was not read: {} columns", schema.len());
    assert_eq!(differences(&schema), Vec::<String>::new());
}

#[tokio::test]
async fn every_column_of_the_schema_is_classed_on_postgresql_too() {
    let (ctx, _folder) = testing::postgres_ctx("inventory").await;
    let schema = testing::schema(ctx.read()).await;
    assert!(schema.len() > 200, "the schema was not read: {} columns", schema.len());
    assert_eq!(differences(&schema), Vec::<String>::new());
}

/// The columns by which a row is found to be a person's.
fn columns(path: &super::Path) -> Vec<&'static str> {
    use super::Path::{Address, Challenge, Doer, Letter, OwnCustomer, Person, Request};
    match path {
        Person(one) | OwnCustomer(one) | Doer(one) | Request(one) | Letter(one) | Challenge(one) => vec![one],
        Address(key, owner) => [Some(*key), *owner].into_iter().flatten().collect(),
    }
}

#[tokio::test]
async fn the_rows_of_a_person_are_found_without_reading_the_table() {
    let (ctx, _folder) = testing::ctx().await;
    let sql = "SELECT m.name AS t, c.name AS c FROM sqlite_master m, pragma_index_list(m.name) i, \
               pragma_index_info(i.name) c WHERE m.type = 'table' AND c.seqno = 0 AND i.partial = 0";
    let rows = ctx.read().query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
    let indexed: BTreeSet<(String, String)> =
        rows.iter().map(|row| (row.try_get("", "t").unwrap(), row.try_get("", "c").unwrap())).collect();
    let by_path = tables().flat_map(|table| {
        table.paths.iter().flat_map(columns).map(|column| (table.name.to_owned(), column.to_owned()))
    });
    let slow: Vec<_> = by_path.filter(|place| !indexed.contains(place)).collect();
    assert_eq!(slow, []);
}

#[test]
fn a_column_nobody_classed_is_named() {
    let mut schema: Vec<(String, String)> = tables()
        .flat_map(|table| table.columns.iter().map(|column| (table.name.to_owned(), column.name.to_owned())))
        .collect();
    assert!(differences(&schema).is_empty());
    schema.push(("person".into(), "phone".into()));
    schema.retain(|(table, column)| (table.as_str(), column.as_str()) != ("invoice", "paid_on"));
    let found = differences(&schema);
    assert_eq!(found.len(), 2);
    assert!(found[0].starts_with("person.phone"), "{found:?}");
    assert!(found[1].starts_with("invoice.paid_on"), "{found:?}");
}

#[test]
fn the_categories_are_those_of_the_notice() {
    let codes: Vec<_> = Category::ALL.iter().map(|category| category.code()).collect();
    assert_eq!(codes, CATEGORIES);
    for category in Category::ALL {
        assert!(super::tables_of(*category).next().is_some(), "{category:?} has no table");
    }
}

#[test]
fn what_is_portable_was_provided_and_is_not_left_out() {
    for table in tables() {
        for (column, class) in table.personal() {
            let name = format!("{}.{}", table.name, column.name);
            let given = !class.portability || class.provided;
            let told = !class.portability || !matches!(class.access, Access::LeftOut(_));
            assert!(given && told, "{name}");
            assert!(table.category.is_some() && !table.paths.is_empty(), "{name} belongs to nobody");
        }
    }
}

#[test]
fn no_table_and_no_column_stands_twice() {
    let mut names: Vec<_> = TABLES.iter().copied().flatten().map(|table| table.name).collect();
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
    for table in tables() {
        let mut columns: Vec<_> = table.columns.iter().map(|column| column.name).collect();
        columns.sort_unstable();
        assert!(columns.windows(2).all(|pair| pair[0] != pair[1]), "{}", table.name);
    }
}

/// The kinds of audit entries that stand in the sources, as in `What("request_filed")` and `record("request_taken"`.
fn kinds_of_entries(folder: &Path) -> Vec<String> {
    let mut kinds = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            kinds.extend(kinds_of_entries(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = std::fs::read_to_string(path).unwrap();
            for opening in ["What(\"", ".record(\""] {
                let named = source.split(opening).skip(1).filter_map(|rest| rest.split('"').next());
                kinds.extend(named.filter(|kind| kind.contains('_')).map(str::to_owned));
            }
        }
    }
    kinds
}

#[test]
fn every_kind_of_audit_entry_has_words_in_every_language() {
    let kinds = kinds_of_entries(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    assert!(kinds.len() > 10, "{kinds:?}");
    for language in Language::ALL {
        for kind in &kinds {
            let words = lang::text(*language, &format!("happened-{}", kind.replace('_', "-")));
            assert!(!words.starts_with('⟦'), "{} {words}: add it to happened.ftl", language.code());
        }
    }
}

#[test]
fn every_column_told_and_every_code_has_words_in_every_language() {
    let mut keys = Vec::new();
    for table in tables().filter(|table| table.category.is_some()) {
        keys.push(table.label_key());
        let personal = table.columns.iter().filter(|column| matches!(column.class, Class::Personal(_)));
        keys.extend(personal.map(|column| table.column_label_key(column.name)));
    }
    for vocabulary in Vocabulary::ALL {
        if matches!(vocabulary, Vocabulary::SessionKind | Vocabulary::JobKind) {
            continue;
        }
        keys.extend(vocabulary.codes().into_iter().map(|code| vocabulary.key(code)));
    }
    let missing: Vec<_> = Language::ALL
        .iter()
        .flat_map(|language| keys.iter().map(move |key| (language, key, lang::text(*language, key))))
        .filter(|(_, _, text)| text.starts_with('⟦'))
        .map(|(language, key, _)| format!("{} {key}", language.code()))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

/// What the notice says a category holds, in English, and the column that holds it.
const CONTENTS: &[(&str, &str, &str, &str)] = &[
    ("contact", "Name", "person", "name"),
    ("contact", "e-mail address", "person", "email"),
    ("contact", "language", "person", "language"),
    ("contact", "postal and billing address", "address", "kind"),
    ("contact", "address", "address", "street"),
    ("contact", "address", "address", "postal_code"),
    ("contact", "address", "address", "city"),
    ("contact", "address", "address", "country"),
    ("contact", "role in the customer account", "contact", "role"),
    ("contact", "customer account", "contact", "customer_id"),
    ("customer", "name and number", "customer", "number"),
    ("customer", "name and number", "customer", "name"),
    ("customer", "kind of customer", "customer", "kind"),
    ("customer", "business ID", "customer", "business_id"),
    ("customer", "began", "customer", "started_on"),
    ("customer", "ended", "customer", "ended_on"),
    ("hosting", "User name", "hosting_account", "username"),
    ("hosting", "date the password was set", "hosting_account", "password_set_on"),
    ("hosting", "domain", "hosting_account", "domain"),
    ("hosting", "plan", "hosting_account", "plan"),
    ("hosting", "state", "hosting_account", "state"),
];

/// C5a: who asks for a category gets what its description promises, and no description leaves out what is given.
#[test]
fn each_description_of_a_category_names_the_columns_classed_under_it() {
    for profile in [
        include_str!("../../../../deploy/demo/notice.toml"),
        include_str!("../../../../deploy/wprod/notice.toml"),
    ] {
        let notice = crate::notice::check::check(profile).profile.unwrap();
        for (category, said, table, column) in CONTENTS {
            let text = notice.category(category).unwrap().text.in_language(Language::En);
            assert!(text.contains(said), "{category} does not say {said}: {text}");
            let found = super::table(table).unwrap();
            assert_eq!(found.category.map(Category::code), Some(*category), "{table}");
            assert!(found.columns.iter().any(|known| known.name == *column), "{table}.{column}");
        }
    }
    for code in ["contact", "customer"] {
        for table in super::tables_of(Category::from_code(code).unwrap()) {
            for (column, _) in table.personal().filter(|(_, class)| class.portability) {
                let named = CONTENTS.iter().any(|row| (row.2, row.3) == (table.name, column.name));
                assert!(named, "{code} does not say that it holds {}.{}", table.name, column.name);
            }
        }
    }
}
