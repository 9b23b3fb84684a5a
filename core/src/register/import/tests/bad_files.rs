//! Every kind of badness is named with its file, line and field, and keeps all files out.

use super::*;
use crate::testing;

const PERSON: &str = "key;name;email;language\n";
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

#[tokio::test]
async fn a_bad_cell_is_named_with_file_line_and_field() {
    let person = |row: &str| format!("{PERSON}p;Pekka;;fi\nk;Kaarina;;fi\nv;Veikko;;fi\n{row}\n");
    let invoice = |row: &str| format!("{INVOICE}i1;a;s1;I1;2019-02-01;1.00;EUR;\n{row}\n");
    let cases = [
        ("person.csv", person("m;;;fi"), "person.csv line 5, name: The field is empty"),
        ("person.csv", person("m;Maija;not an address;fi"), "person.csv line 5, email: Write an address"),
        ("person.csv", person("m;Maija;;de"), "person.csv line 5, language: Write one of: fi, sv, en."),
        (
            "person.csv",
            person("m;Mai\0ja;;fi"),
            "person.csv line 5, name: The field holds a control character",
        ),
        (
            "person.csv",
            person("m;Maija;;fi;x"),
            "person.csv line 5: The line has 5 fields and the header has 4",
        ),
        (
            "person.csv",
            person("m;\"Maija;;fi"),
            "person.csv line 5: A quotation mark is opened and not closed",
        ),
        ("person.csv", person("m;Mai\"ja;;fi"), "person.csv line 5: A quotation mark stands inside"),
        (
            "person.csv",
            person(&format!("m;{};;fi", "x".repeat(2_001))),
            "name: Write at most 2000 characters.",
        ),
        ("person.csv", person(";Maija;;fi"), "person.csv line 5, key: The field is empty"),
        (
            "invoice.csv",
            invoice("i2;a;;I2;1.2.2020;1.00;EUR;"),
            "invoice.csv line 3, issued_on: Write a date as",
        ),
        (
            "invoice.csv",
            invoice("i2;a;;I2;2020-02-30;1.00;EUR;"),
            "invoice.csv line 3, issued_on: Write a date as",
        ),
        (
            "invoice.csv",
            invoice("i2;a;;I2;2020-02-01;1,00;EUR;"),
            "invoice.csv line 3, amount: Write the amount",
        ),
        (
            "invoice.csv",
            invoice("i2;a;;I2;2020-02-01;1.00;€;"),
            "invoice.csv line 3, currency: Write the currency",
        ),
    ];
    for (file, text, expected) in cases {
        let told = told(file, &text).await;
        assert!(told.contains(expected), "{expected}\n{told}");
    }
}

#[tokio::test]
async fn what_does_not_fit_together_is_named() {
    let invoice = |row: &str| format!("{INVOICE}i1;a;s1;I1;2019-02-01;1.00;EUR;\n{row}\n");
    let cases = [
        (
            "invoice.csv",
            invoice("i1;a;;I2;2020-02-01;1.00;EUR;"),
            "invoice.csv line 3, key: Line 2 is the same",
        ),
        (
            "invoice.csv",
            invoice("i2;a;;I1;2020-02-01;1.00;EUR;"),
            "invoice.csv line 3, number: Line 2 has the same",
        ),
        (
            "invoice.csv",
            invoice("i2;z;;I2;2020-02-01;1.00;EUR;"),
            "line 3, customer: No row has this key, in customer.csv",
        ),
        (
            "invoice.csv",
            invoice("i2;a;z;I2;2020-02-01;1.00;EUR;"),
            "line 3, contract: No row has this key, in contract.csv",
        ),
        (
            "contract.csv",
            "key;customer;number;signed_by;started_on\ns1;a;S1;z;2019-01-02\n".into(),
            "contract.csv line 2, signed_by: No row",
        ),
        (
            "contract.csv",
            "key;customer;number;started_on;ended_on\ns1;a;S1;2019-01-02;2019-01-01\n".into(),
            "contract.csv line 2, ended_on: It lies before started_on",
        ),
        (
            "suppression.csv",
            "email;purpose;since\na@b.example;newsletter;2020-01-01\nA@B.example;newsletter;2021-01-01\n"
                .into(),
            "suppression.csv line 3, email: Line 2 is the same",
        ),
        (
            "suppression.csv",
            "email;purpose;since\na@b.example;toner;2020-01-01\n".into(),
            "suppression.csv line 2, purpose: Write the purpose of a mailing list in the notice: newsletter",
        ),
        (
            "suppression.csv",
            "email;purpose;since\na@b.example;newsletter;2026-04-06\n".into(),
            "suppression.csv line 2, since: Write a time that has passed",
        ),
    ];
    for (file, text, expected) in cases {
        let told = told(file, &text).await;
        assert!(told.contains(expected), "{expected}\n{told}");
        assert!(told.ends_with("Nothing was imported: 1 to put right."), "one slip, one finding: {told}");
    }
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
    let rows: String = (0..1_200).map(|row| format!("k{row};;;xx\n")).collect();
    let folder = directory(&[("person.csv", &format!("{PERSON}{rows}"))]);
    let report = import(&ctx, folder.path(), false).await.unwrap();
    assert_eq!((report.problems.total, report.problems.shown.len()), (2_400, 1_000));
    assert!(report.to_string().contains("… and 1400 more to put right."), "{report}");
}
