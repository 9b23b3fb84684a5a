//! What is made out of a mail, however it is written; nothing that comes stops the reader.

use super::{
    attachment,
    read::{LONGEST_BODY, Read, language_of, read},
};
use chrono::{TimeZone, Utc};
use entity::kind::Language;
use proptest::prelude::*;

fn mail(headers: &str, body: &str) -> Read {
    read(format!("From: Ada <ada@asiakas.example>\r\n{headers}\r\n\r\n{body}").as_bytes()).unwrap()
}

#[test]
fn a_plain_mail_says_who_what_and_which() {
    let found = mail("Subject: My data\r\nMessage-ID: <m1@asiakas.example>", "What do you hold?\r\nAda");
    assert_eq!(found.sender.unwrap().as_str(), "ada@asiakas.example");
    assert_eq!((found.name.as_deref(), found.subject.as_str()), (Some("Ada"), "My data"));
    assert_eq!(
        (found.body.as_str(), found.message_id.as_deref()),
        ("What do you hold?\nAda", Some("m1@asiakas.example"))
    );
    assert!(!found.automatic && !found.spam && !found.masked && found.report.is_none());
}

#[test]
fn encoded_and_8_bit_headers_are_read_and_hidden_marks_dropped() {
    let found = mail("Subject: =?utf-8?B?VGlldG9uaSDwn5iA?= =?iso-8859-1?Q?=E4iti?=", "x");
    assert_eq!(found.subject, "Tietoni 😀äiti");
    let raw = [&b"From: \xc4iti <a@asiakas.example>\r\nSubject: 8-bit \xe4\xe4\r\n\r\nh\xe4t\xe4\0\x07"[..]]
        .concat();
    let found = read(&raw).unwrap();
    assert_eq!(found.sender.unwrap().as_str(), "a@asiakas.example");
    assert!(!found.body.contains(['\0', '\u{7}']) && found.subject.starts_with("8-bit"));
    assert_eq!(mail("Subject: a\u{202e}b\u{200b}c", "d\u{202e}e").subject, "abc");
}

#[test]
fn html_alone_is_plain_text_and_beside_plain_text_is_not_read() {
    let html =
        "<style>p{color:red}</style><p>Send <b>my data</b></p><script>alert(1)</script><img src=x onerror=y>";
    let found = mail("Content-Type: text/html; charset=utf-8", html);
    assert!(found.body.contains("Send my data"), "{}", found.body);
    assert!(!found.body.contains(['<', '>']) && !found.body.contains("alert"), "{}", found.body);
    let both = "--b\r\nContent-Type: text/plain\r\n\r\nplain\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>rich</p>\r\n--b--";
    assert_eq!(mail("Content-Type: multipart/alternative; boundary=b", both).body, "plain");
}

#[test]
fn a_personal_identity_code_is_taken_out_of_subject_name_and_text() {
    let found = mail("Subject: I am 131052-308T", "My code: 131052-308T, order 131052-308U");
    assert!(found.masked && !format!("{found:?}").contains("308T"), "{found:?}");
    assert!(found.body.contains("308U"), "another number stays");
}

#[test]
fn whoever_claims_several_senders_or_none_names_nobody() {
    let two = b"From: a@asiakas.example\r\nFrom: b@asiakas.example\r\n\r\nx";
    for raw in [&two[..], b"Subject: x\r\n\r\nx", b"From: not an address\r\n\r\nx", b"From: <>\r\n\r\nx"] {
        assert_eq!(read(raw).unwrap().sender, None, "{}", String::from_utf8_lossy(raw));
    }
}

#[test]
fn what_no_person_wrote_is_known_by_its_headers() {
    let marks = [
        "Auto-Submitted: auto-replied (vacation)",
        "AUTO-SUBMITTED: auto-generated",
        "Precedence: bulk",
        "precedence: LIST",
        "List-Id: <news.example>",
        "List-Unsubscribe: <https://news.example/u>",
        "Return-Path: <>",
        "X-Autoreply: yes",
    ];
    for mark in marks {
        assert!(mail(mark, "x").automatic, "{mark}");
    }
    for mark in ["Auto-Submitted: no", "Precedence: first-class", "Return-Path: <ada@asiakas.example>"] {
        assert!(!mail(mark, "x").automatic, "{mark}");
    }
    assert!(read(b"From: MAILER-DAEMON@mx.example\r\n\r\nx").unwrap().automatic);
    assert!(mail("X-Spam-Flag: YES", "x").spam && !mail("X-Spam-Flag: NO", "x").spam);
}

#[test]
fn only_the_topmost_trace_counts() {
    let ours = "Received: from a.example (a.example [192.0.2.1]) by mx.wprod.example with ESMTP id 1; Mon, 2 Mar 2026 23:30:00 +0200";
    let forged = "Received: from x by mx.wprod.example; Thu, 1 Jan 2026 00:00:00 +0000";
    let found = mail(&format!("{ours}\r\n{forged}\r\nDate: Thu, 1 Jan 2015 00:00:00 +0000"), "x");
    let at = Utc.with_ymd_and_hms(2026, 3, 2, 21, 30, 0).unwrap();
    assert_eq!(found.trace, Some(("mx.wprod.example".to_owned(), at)));
    assert_eq!(mail("Received: nonsense", "x").trace, None);
}

#[test]
fn a_reference_counts_only_whole_and_with_its_check_character() {
    let reference = crate::id::Reference::random(&crate::ports::entropy::Entropy::seeded(7)).unwrap();
    let found = mail(&format!("Subject: Re: [{reference}] your letter"), "x").references;
    assert_eq!(found, std::slice::from_ref(&reference));
    let mut forged = reference.as_str().to_owned();
    let last = if forged.ends_with('0') { "1" } else { "0" };
    forged.replace_range(10.., last);
    assert_eq!(
        mail(&format!("Subject: {forged} and {}", reference.as_str().replace('-', "")), "x").references,
        []
    );
}

#[test]
fn a_report_tells_what_failed_why_and_which_mail() {
    let report = |action: &str, returned: &str| {
        mail(
            "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
            &format!(
                "--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\
                 Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; ada@asiakas.example\r\nAction: {action}\r\n\
                 Status: 5.1.1\r\nDiagnostic-Code: smtp; 550 no\r\n such user\r\n--b\r\n{returned}\r\n--b--\r\n"
            ),
        )
        .report
        .unwrap()
    };
    let whole =
        "Content-Type: message/rfc822\r\n\r\nMessage-ID: <l1@wprod.example>\r\nSubject: x\r\n\r\nbody";
    let found = report("failed", whole);
    assert!(found.failed);
    assert_eq!(found.returned, ["l1@wprod.example"]);
    assert_eq!(found.reason, "5.1.1 smtp; 550 no such user");
    let headers = "Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <l2@wprod.example>";
    assert_eq!(report("failed", headers).returned, ["l2@wprod.example"]);
    assert!(!report("delayed", whole).failed);
}

#[test]
fn a_mail_of_great_length_is_cut_and_many_parts_end() {
    let long = mail("", &"x ".repeat(LONGEST_BODY));
    assert_eq!(long.body.chars().count(), LONGEST_BODY);
    let level =
        |level: usize| format!("Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n");
    let nested: Vec<String> = (0..500).map(level).collect();
    let nested = nested.concat();
    assert!(read(format!("From: a@b.example\r\n{nested}\r\nx").as_bytes()).is_some());
    let many = "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n".repeat(20_000);
    read(format!("From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n{many}").as_bytes());
}

#[test]
fn only_a_file_that_is_what_its_name_says_is_handed_out_alone() {
    let part = |name: &str, bytes: &str| {
        format!(
            "--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\r\n{bytes}\r\n"
        )
    };
    let parts = [
        part("paper.pdf", "%PDF-1.7 x"),
        part("page.pdf", "<html>"),
        part("../../etc/passwd.txt", "words"),
        part("invoice.pdf.exe", "MZ"),
        part("drawing.svg", "<svg onload=x>"),
        part("", "%PDF-1.7"),
    ];
    let raw = format!(
        "From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n{}--b--\r\n",
        parts.concat()
    );
    let listed: Vec<_> = attachment::list(raw.as_bytes()).iter().map(|found| found.extension).collect();
    assert_eq!(listed, [Some("pdf"), None, Some("txt"), None, None, None]);
    let (name, bytes) = attachment::take(raw.as_bytes(), 2).unwrap();
    assert_eq!((name.as_str(), bytes.as_slice()), ("attachment-3.txt", &b"words"[..]));
    for other in [1, 3, 4, 5, 6, usize::MAX] {
        assert_eq!(attachment::take(raw.as_bytes(), other), None);
    }
}

#[test]
fn the_language_is_that_of_the_words() {
    for (language, text) in [
        (Language::Fi, "Hei, pyydän kaikki tiedot, jotka teillä on minusta. Kiitos!"),
        (Language::Sv, "Hej, jag vill veta vilka uppgifter ni har om mig. Tack!"),
        (Language::En, "Hello, please send me all the data you have about me."),
        (Language::Sv, "12345"),
    ] {
        assert_eq!(language_of(text, Language::Sv), language, "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_bytes_stop_the_reader_and_none_it_keeps_is_unfit_for_the_database(raw in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        for raw in [raw.clone(), [&b"From: a@b.example\r\nContent-Type: "[..], &raw].concat()] {
            if let Some(found) = read(&raw) {
                let kept = [found.subject, found.body, found.name.unwrap_or_default()].concat();
                prop_assert!(!kept.contains('\0'));
            }
            attachment::list(&raw);
        }
    }

    #[test]
    fn no_arrangement_of_mime_stops_the_reader(pieces in proptest::collection::vec(prop_oneof![
        Just("--b\r\n"), Just("--b--\r\n"), Just("Content-Type: multipart/mixed; boundary=b\r\n"), Just("\r\n"),
        Just("Content-Type: message/rfc822\r\n"), Just("Content-Transfer-Encoding: base64\r\n"), Just("=E4=\r\n"),
        Just("Content-Type: text/html; charset=utf-7\r\n"), Just("<p><!--\r\n"), Just("Subject: =?utf-8?Q?=\r\n"),
        Just("Content-Type: multipart/report; boundary=b\r\n"), Just("Content-Type: message/delivery-status\r\n"),
        Just("Received: by ; Mon, 99 Foo 99999 99:99:99 +9999\r\n"), Just("From: \"\r\n"), Just("\0\r\n"), Just("Message-ID: <\r\n"),
    ], 0..60)) {
        let raw = pieces.concat();
        read(raw.as_bytes());
        attachment::list(raw.as_bytes());
    }
}
