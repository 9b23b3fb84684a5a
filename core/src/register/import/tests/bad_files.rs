//! Every kind of badness is named with its file, line and field, and keeps all files out.

use super::*;
use crate::testing;

const PERSON: &str = "key;name;email;language\n";
const CONTRACT: &str = "key;customer;number;signed_by;started_on;ended_on\n";
const HOSTING: &str = "key;customer;person;username;password_set_on;domain;plan;state\n";
const SUPPRESSION: &str = "email;purpose;since\n";
const INVOICE: &str = "key;customer;contract;number;issued_on;amount;currency;paid_on\n";

/// What is told of a directory that differs from a good one in one file. Nothing may show in the register.
async fn told(name: &str, text: &str) -> String {
    let (ctx, _folder) = testing::ctx().await;
    let report = import(&ctx, good_but(name, text).path(), false).await.unwrap();
    assert!(!report.is_clean(), "{name}: {text:?}");
    assert!(customers(&ctx).await.is_empty(), "nothing shows: {report}");
    assert_eq!(staged(&ctx).await, 0);
    report.to_string()
}

/// The fifth line of person.csv, and what is said of it.
const PERSON_ROWS: &[(&str, &str)] = &[
    ("m;;;fi", "name: The field is empty"),
    (";Maija;;fi", "key: The field is empty"),
    ("m;Maija;not an address;fi", "email: Write an address"),
    ("m;Maija;;de", "language: Write one of: fi, sv, en."),
    ("m;Mai\0ja;;fi", "name: The field holds a control character"),
    ("m;Mai\tja;;fi", "name: The field holds a control character"),
    ("m;Maija;;fi;x", "The line has 5 fields and the header has 4"),
    ("m;\"Maija;;fi", "A quotation mark is opened and not closed"),
    ("m;Mai\"ja;;fi", "A quotation mark stands inside"),
];

/// The third line of invoice.csv.
const INVOICE_ROWS: &[(&str, &str)] = &[
    ("i2;a;;I2;1.2.2020;1.00;EUR;", "issued_on: Write a date as YYYY-MM-DD"),
    ("i2;a;;I2;2020-02-30;1.00;EUR;", "issued_on: Write a date as YYYY-MM-DD"),
    ("i2;a;;I2;2020-02-01;1,00;EUR;", "amount: Write the amount with a point"),
    ("i2;a;;I2;2020-02-01;1.00;€;", "currency: Write the currency's three capital letters"),
    ("i1;a;;I2;2020-02-01;1.00;EUR;", "key: Line 2 is the same"),
    ("i2;a;;I1;2020-02-01;1.00;EUR;", "number: Line 2 has the same"),
    ("i2;z;;I2;2020-02-01;1.00;EUR;", "customer: No row has this key, in customer.csv"),
    ("i2;a;z;I2;2020-02-01;1.00;EUR;", "contract: No row has this key, in contract.csv"),
];

/// The third line of contract.csv.
const CONTRACT_ROWS: &[(&str, &str)] = &[
    ("s2;a;S2;z;2019-01-02;", "signed_by: No row has this key, in person.csv"),
    ("s2;a;S2;m;2019-01-02;2019-01-01", "ended_on: It lies before started_on"),
];

/// The third line of `hosting_account.csv`.
const HOSTING_ROWS: &[(&str, &str)] = &[
    ("h2;a;m;other;$2b$10$x;d.example;M;active", "password_set_on: Write a date as YYYY-MM-DD"),
    ("h2;a;m;maija;;d.example;M;active", "username: Line 2 has the same"),
    ("h2;a;m;other;;d.example;M;on", "state: Write one of: active, suspended, ended."),
];

/// The third line of suppression.csv.
const SUPPRESSION_ROWS: &[(&str, &str)] = &[
    ("A@B.example;newsletter;2021-01-01", "email: Line 2 is the same"),
    (
        "c@b.example;toner;2020-01-01",
        "purpose: Write the purpose of a mailing list in the notice: newsletter",
    ),
    ("c@b.example;newsletter;2026-04-06", "since: Write a time that has passed"),
];

/// Adds each row to the rows before it; one slip must make one finding, with this file, line and field.
async fn each_is_named(table: &str, before: &str, rows: &[(&str, &str)]) {
    let line = before.lines().count() + 1;
    for (row, sentence) in rows {
        let told = told(&format!("{table}.csv"), &format!("{before}{row}\n")).await;
        let mark = if sentence.starts_with(char::is_uppercase) { ':' } else { ',' };
        assert!(told.starts_with(&format!("{table}.csv line {line}{mark} {sentence}")), "{sentence}\n{told}");
        assert!(told.ends_with("Nothing was imported: 1 to put right."), "{told}");
    }
}

#[tokio::test]
async fn a_bad_row_is_named_with_file_line_and_field() {
    each_is_named("person", &format!("{PERSON}p;Pekka;;fi\nk;Kaarina;;fi\nv;Veikko;;fi\n"), PERSON_ROWS)
        .await;
    each_is_named("invoice", &format!("{INVOICE}i1;a;s1;I1;2019-02-01;1.00;EUR;\n"), INVOICE_ROWS).await;
    each_is_named("contract", &format!("{CONTRACT}s1;a;S1;m;2019-01-02;\n"), CONTRACT_ROWS).await;
    each_is_named("hosting_account", &format!("{HOSTING}h1;a;m;maija;;d.example;M;active\n"), HOSTING_ROWS)
        .await;
    each_is_named(
        "suppression",
        &format!("{SUPPRESSION}a@b.example;newsletter;2020-01-01\n"),
        SUPPRESSION_ROWS,
    )
    .await;
}

#[tokio::test]
async fn a_field_that_is_too_long_is_named() {
    let told = told("person.csv", &format!("{PERSON}m;{};;fi\n", "x".repeat(2_001))).await;
    assert!(told.contains("person.csv line 2, name: Write at most 2000 characters."), "{told}");
}

#[tokio::test]
async fn a_password_or_a_hash_has_no_column() {
    for heading in ["password", "Password_Hash", "salasana", "lösenord", "pwd", "secret", "tiiviste"] {
        let text =
            format!("key;customer;username;{heading};domain;plan;state\nh;a;u;$2b$10$x;d.example;M;active\n");
        let told = told("hosting_account.csv", &text).await;
        assert!(told.contains("hosting_account.csv line 1: Column 4 holds passwords"), "{told}");
        assert!(!told.contains("$2b$"), "{told}");
    }
}

#[tokio::test]
async fn a_header_is_told_what_it_lacks_and_has_too_much() {
    let told = told("person.csv", "key;name;name;phone\nm;Maija;Maija;1\n").await;
    assert!(told.contains("person.csv line 1, name: The column stands twice"), "{told}");
    assert!(told.contains("person.csv line 1: Column 4 is not one the register keeps"), "{told}");
    assert!(told.contains("person.csv line 1, language: The column is missing"), "{told}");
    assert!(!told.contains("No row has this key"), "what hangs on it is not blamed: {told}");
}

#[tokio::test]
async fn a_number_that_a_row_of_the_register_has_is_not_given_to_another() {
    let (ctx, _folder) = testing::ctx().await;
    imported(&ctx, &directory(GOOD)).await;
    let file = "key;number;kind;name;started_on\nz;100;private;Joku;2020-01-01\n";
    let report = import(&ctx, directory(&[("customer.csv", file)]).path(), false).await.unwrap();
    let told = report.to_string();
    assert!(told.contains("customer.csv line 2, number: Another row of the register has it"), "{told}");
}

#[tokio::test]
async fn a_directory_is_told_what_is_wrong_with_it() {
    let (ctx, folder) = testing::ctx().await;
    let told = async |dir: &std::path::Path| import(&ctx, dir, false).await.unwrap().to_string();
    assert!(told(&folder.path().join("none")).await.contains(".: The directory cannot be read"));
    assert!(told(directory(&[]).path()).await.contains(".: The directory holds no file to import"));
    let strange = directory(&[("customers.csv", ""), ("source.txt", "Our CRM!")]);
    let told_of_strange = told(strange.path()).await;
    assert!(told_of_strange.contains("customers.csv: No table has this name"), "{told_of_strange}");
    assert!(told_of_strange.contains("source.txt: Write the short name"), "{told_of_strange}");
    let empty = directory(&[("person.csv", "")]);
    assert!(told(empty.path()).await.contains("person.csv: The file is empty"));
}

#[tokio::test]
async fn a_file_in_another_encoding_is_named_by_line() {
    let (ctx, _folder) = testing::ctx().await;
    let folder = directory(&[]);
    let text = [PERSON.as_bytes(), b"m;Maija;;fi\na;\xc5sa;;sv\n"].concat();
    fs::write(folder.path().join("person.csv"), text).unwrap();
    let told = import(&ctx, folder.path(), false).await.unwrap().to_string();
    assert!(told.contains("person.csv line 3: The line is not UTF-8"), "{told}");
}

#[tokio::test]
async fn all_problems_are_counted_and_the_first_thousand_shown() {
    let (ctx, _folder) = testing::ctx().await;
    let rows: Vec<String> = (0..1_200).map(|row| format!("k{row};;;xx\n")).collect();
    let folder = directory(&[("person.csv", &format!("{PERSON}{}", rows.concat()))]);
    let report = import(&ctx, folder.path(), false).await.unwrap();
    assert_eq!((report.problems.total, report.problems.shown.len()), (2_400, 1_000));
    assert!(report.to_string().contains("… and 1400 more to put right."), "{report}");
}
