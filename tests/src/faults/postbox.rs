//! The postbox against a server that fails at every step, and against text that wants to be a command.

use super::sink::{Fault, Reading, Sink, Stage};
use chrono::{TimeZone, Utc};
use entity::kind::{ChallengePurpose, Language};
use portal_core::mail::{
    postbox::{
        Delivery, Postbox,
        message::{Mail, Malformed},
        smtp::{Limits, SmtpRelay},
    },
    sign_in::{self, SignIn},
};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

fn mail() -> Mail {
    Mail {
        message_id: "0198c0de-0000-7000-8000-000000000001@portal.example".into(),
        date: Utc.with_ymd_and_hms(2026, 4, 7, 9, 30, 0).unwrap(),
        from_name: "Tietosuojaportaali, Piikkiö".into(),
        from: "tietosuoja@wprod.example".into(),
        reply_to: Some("ville@wprod.example".into()),
        to: "ada@example.net".into(),
        subject: "Päätöksemme pyyntöösi (7K3M-Q9TX-4)".into(),
        text: "Hei Ada,\n\n.\nTämä on kirje.\n".into(),
        html: "<p>Hei Ada,</p>\n<p>Tämä on kirje.</p>".into(),
    }
}

/// Longer than a busy machine can make a server look silent.
const PATIENT: Limits = Limits {
    connect: Duration::from_secs(30),
    command: Duration::from_secs(30),
    whole: Duration::from_mins(1),
};

/// For a server that is silent.
const SHORT: Limits = Limits {
    connect: Duration::from_secs(30),
    command: Duration::from_millis(400),
    whole: Duration::from_millis(1500),
};

fn postbox(sink: &Sink, limits: Limits) -> Postbox {
    Postbox::Smtp(Box::new(SmtpRelay::parse(&sink.url()).unwrap().with_limits(limits)))
}

async fn deliver(sink: &Sink, mail: &Mail) -> Delivery {
    postbox(sink, PATIENT).deliver(mail, async || true).await
}

async fn after(fault: Fault) -> (Delivery, Sink) {
    let sink = Sink::start().await;
    let limits = if matches!(fault, Fault::Stall(_)) { SHORT } else { PATIENT };
    sink.script([fault]);
    let delivery = postbox(&sink, limits).deliver(&mail(), async || true).await;
    (delivery, sink)
}

#[tokio::test]
async fn a_taken_mail_is_accepted_and_arrives_as_it_was_written() {
    let sink = Sink::start().await;
    let delivery = deliver(&sink, &mail()).await;
    assert_eq!(delivery, Delivery::Accepted { reply: "250 2.0.0 kept".into() });
    let mails = sink.mails();
    assert_eq!(mails.len(), 1);
    assert_eq!(
        (mails[0].from.as_str(), mails[0].to.as_slice()),
        ("tietosuoja@wprod.example", &["ada@example.net".to_owned()][..])
    );
    let mut sent = mail().bytes().unwrap();
    sent.extend_from_slice(b"\r\n");
    assert_eq!(mails[0].body, sent);
}

#[tokio::test]
async fn the_fence_stands_between_the_servers_go_and_the_body() {
    let sink = Sink::start().await;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let fence = async || {
        let commands = sink.sessions().pop().unwrap_or_default();
        *seen.lock().unwrap() = commands;
        assert!(sink.mails().is_empty(), "the body is still here");
        true
    };
    assert!(matches!(postbox(&sink, PATIENT).deliver(&mail(), fence).await, Delivery::Accepted { .. }));
    assert_eq!(seen.lock().unwrap().last().map(String::as_str), Some("DATA"));
    assert_eq!(sink.mails().len(), 1);
}

#[tokio::test]
async fn a_lost_fence_sends_nothing_of_the_body() {
    let sink = Sink::start().await;
    assert_eq!(postbox(&sink, PATIENT).deliver(&mail(), async || false).await, Delivery::FenceLost);
    assert!(matches!(deliver(&sink, &mail()).await, Delivery::Accepted { .. }));
    assert_eq!(sink.mails().len(), 1, "only the second one");
    let first = sink.sessions().swap_remove(0);
    assert_eq!(verbs(&first), ["EHLO", "MAIL", "RCPT", "DATA"]);
}

fn verbs(commands: &[String]) -> Vec<&str> {
    commands.iter().map(|command| command.split(' ').next().unwrap_or_default()).collect()
}

#[tokio::test]
async fn a_4xx_anywhere_is_transient_and_nothing_is_kept() {
    for stage in [Stage::Greeting, Stage::Ehlo, Stage::Mail, Stage::Rcpt, Stage::Data, Stage::Body] {
        let (delivery, sink) = after(Fault::Reply(stage, "451 4.3.0 try again later")).await;
        assert!(matches!(delivery, Delivery::Transient { .. }), "{stage:?}: {delivery:?}");
        assert!(sink.mails().is_empty(), "{stage:?}");
    }
}

#[tokio::test]
async fn a_5xx_on_the_recipient_or_the_mail_is_permanent_and_on_ourselves_transient() {
    for stage in [Stage::Rcpt, Stage::Data, Stage::Body] {
        let (delivery, sink) = after(Fault::Reply(stage, "550 5.1.1 <ada@example.net> no such user")).await;
        let Delivery::Permanent { reply } = delivery else { panic!("{stage:?}: {delivery:?}") };
        assert!(reply.contains("no such user") && !reply.contains("ada@"), "{reply}");
        assert!(sink.mails().is_empty());
    }
    for stage in [Stage::Greeting, Stage::Ehlo, Stage::Mail] {
        let (delivery, _) = after(Fault::Reply(stage, "554 5.7.1 not you")).await;
        assert!(matches!(delivery, Delivery::Transient { .. }), "{stage:?}: {delivery:?}");
    }
}

#[tokio::test]
async fn a_connection_lost_before_the_body_is_transient() {
    for stage in [Stage::Greeting, Stage::Ehlo, Stage::Mail, Stage::Rcpt, Stage::Data] {
        let (delivery, _) = after(Fault::Drop(stage)).await;
        assert!(matches!(delivery, Delivery::Transient { .. }), "{stage:?}: {delivery:?}");
    }
}

#[tokio::test]
async fn silence_after_the_body_is_uncertain_though_the_mail_arrived() {
    for fault in [Fault::Drop(Stage::Body), Fault::Stall(Stage::Body)] {
        let (delivery, sink) = after(fault).await;
        assert!(matches!(delivery, Delivery::Uncertain { .. }), "{delivery:?}");
        assert_eq!(sink.mails().len(), 1);
    }
    let (delivery, sink) = after(Fault::DropBeforeBody).await;
    assert!(matches!(delivery, Delivery::Uncertain { .. }), "{delivery:?}");
    assert!(sink.mails().is_empty());
}

#[tokio::test]
async fn a_server_that_stalls_is_left_in_time() {
    for stage in [Stage::Ehlo, Stage::Mail, Stage::Rcpt, Stage::Data] {
        let started = std::time::Instant::now();
        let (delivery, _) = after(Fault::Stall(stage)).await;
        assert!(matches!(delivery, Delivery::Transient { .. }), "{stage:?}: {delivery:?}");
        assert!(started.elapsed() < PATIENT.command, "{stage:?}");
    }
}

#[tokio::test]
async fn a_slow_server_is_waited_for() {
    let (delivery, sink) = after(Fault::Delay(Stage::Body, Duration::from_millis(150))).await;
    assert!(matches!(delivery, Delivery::Accepted { .. }), "{delivery:?}");
    assert_eq!(sink.mails().len(), 1);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_transient() {
    let relay = SmtpRelay::parse("smtp://127.0.0.1:1").unwrap();
    let delivery = Postbox::Smtp(Box::new(relay)).deliver(&mail(), async || panic!("no body yet")).await;
    assert!(matches!(delivery, Delivery::Transient { .. }), "{delivery:?}");
}

#[tokio::test]
async fn without_starttls_nothing_goes_to_another_machine() {
    let sink = Sink::start().await;
    // 0.0.0.0 reaches the sink but is no loopback address, so TLS is demanded; the sink offers none.
    let url = sink.url().replace("127.0.0.1", "0.0.0.0");
    let relay = SmtpRelay::parse(&url).unwrap();
    let delivery = Postbox::Smtp(Box::new(relay)).deliver(&mail(), async || panic!("no body")).await;
    assert!(matches!(delivery, Delivery::Transient { .. }), "{delivery:?}");
    let session = sink.sessions().pop().unwrap();
    assert!(!verbs(&session).contains(&"MAIL"), "{session:?}");
}

#[test]
fn the_same_mail_gives_the_same_bytes_with_the_headers_asked_for() {
    let bytes = mail().bytes().unwrap();
    assert_eq!(bytes, mail().bytes().unwrap());
    let text = String::from_utf8(bytes).unwrap();
    for needed in [
        "Message-ID: <0198c0de-0000-7000-8000-000000000001@portal.example>\r\n",
        "Date: Tue, 07 Apr 2026 09:30:00 +0000\r\n",
        "Auto-Submitted: auto-generated\r\n",
        "To: ada@example.net\r\n",
        "Reply-To: ville@wprod.example\r\n",
        "MIME-Version: 1.0\r\n",
        "multipart/alternative",
        "Content-Transfer-Encoding: quoted-printable\r\n",
    ] {
        assert!(text.contains(needed), "{needed} in {text}");
    }
    assert_eq!(text.matches("Content-Transfer-Encoding:").count(), 2);
    let (plain, html) = (text.find("text/plain").unwrap(), text.find("text/html").unwrap());
    assert!(plain < html, "the simplest version first");
}

#[test]
fn sign_in_mails_to_one_address_length_weigh_the_same() {
    let sign_in = |link: &str, code: &str| {
        let sign_in = SignIn {
            controller: "WProd Oy",
            purpose: ChallengePurpose::SignIn,
            link,
            code,
            valid_minutes: 10,
        };
        let letter = sign_in::compose(Language::Sv, &sign_in);
        Mail { subject: letter.subject, text: letter.text, html: letter.html, ..mail() }.bytes().unwrap()
    };
    let known = sign_in("https://portal.example/m/aaaaaaaa.bbbbbbbb.cccccccc", "7K3M-Q9TX");
    let unknown = sign_in("https://portal.example/m/zzzzzzzz.yyyyyyyy.--------", "0000-1111");
    assert_ne!(known, unknown);
    assert_eq!(known.len(), unknown.len());
}

#[test]
fn a_domain_in_other_letters_leaves_in_ascii() {
    let bytes = Mail { to: "ada@hyvä.example".into(), ..mail() }.bytes().unwrap();
    assert!(String::from_utf8(bytes).unwrap().contains("To: ada@xn--hyv-sla.example\r\n"));
    let refused = Mail { to: "ädä@example.net".into(), ..mail() }.bytes();
    assert_eq!(refused, Err(Malformed("recipient")));
}

/// Text that wants to end its line, the headers, the body or the command.
const ATTACKS: [&str; 20] = [
    "\r\n.\r\nMAIL FROM:<eve@evil.example>\r\nRCPT TO:<mallory@evil.example>\r\nDATA\r\n",
    "\n.\nMAIL FROM:<eve@evil.example>\nRCPT TO:<mallory@evil.example>\nDATA\n",
    "\r.\rMAIL FROM:<eve@evil.example>\rRCPT TO:<mallory@evil.example>\r",
    "\r\nBcc: mallory@evil.example",
    "\nBcc: mallory@evil.example",
    "\rBcc: mallory@evil.example",
    "\r\n\r\n<h1>new body</h1>",
    "\n\nnew body",
    ".\r\n",
    "\n.\n",
    "\n.\r\n",
    "\r\n.\n",
    "\r.\r\n",
    "\r\n..\r\n.\r\nRSET\r\nQUIT\r\n",
    "> SIZE=1\r\nRCPT TO:<mallory@evil.example>",
    ">\nRCPT TO:<mallory@evil.example>",
    ", mallory@evil.example",
    "\"\r\n.\r\n\"@evil.example",
    "\u{2028}.\u{2028}RCPT TO:<mallory@evil.example>\u{85}",
    "\0\r\0\n.\0\r\nQUIT",
];

type Place = fn(&mut Mail, String);

/// Every field a stranger's text could come into.
const PLACES: [(&str, Place); 9] = [
    ("to", |mail, attack| mail.to.push_str(&attack)),
    ("to, in front", |mail, attack| mail.to.insert_str(0, &attack)),
    ("from", |mail, attack| mail.from.push_str(&attack)),
    ("from name", |mail, attack| mail.from_name.push_str(&attack)),
    ("reply to", |mail, attack| mail.reply_to = Some(format!("ville@wprod.example{attack}"))),
    ("subject", |mail, attack| mail.subject.push_str(&attack)),
    ("message id", |mail, attack| mail.message_id.push_str(&attack)),
    ("text", |mail, attack| mail.text.push_str(&attack)),
    ("html", |mail, attack| mail.html.push_str(&attack)),
];

/// As it is, at the end of a long line, and twice.
const SHAPES: [fn(&str) -> String; 3] = [
    str::to_owned,
    |attack| format!("{}{attack}", "x".repeat(990)),
    |attack| format!("{attack}{attack}tail"),
];

#[tokio::test]
async fn no_text_becomes_a_command_a_recipient_or_a_second_mail() {
    let mut tried = 0;
    for reading in [Reading::Strict, Reading::BareLf] {
        let sink = Sink::reading(reading).await;
        let mut expected = 0;
        for (place, set) in PLACES {
            for (attack, shape) in ATTACKS.iter().flat_map(|attack| SHAPES.iter().map(move |s| (*attack, s)))
            {
                let mut mail = mail();
                set(&mut mail, shape(attack));
                let delivery = deliver(&sink, &mail).await;
                tried += 1;
                match delivery {
                    Delivery::Accepted { .. } => expected += 1,
                    Delivery::Permanent { reply } => {
                        assert!(reply.starts_with("not sent: malformed"), "{reply}");
                    }
                    other => panic!("{place} {attack:?}: {other:?}"),
                }
                if matches!(place, "text" | "html") {
                    assert!(expected > 0, "text and HTML are encoded, not refused");
                }
            }
            assert_eq!(sink.mails().len(), expected, "{reading:?} {place}");
        }
        assert!(expected >= 2 * ATTACKS.len() * SHAPES.len(), "every body was sent: {expected}");
        assert_each_mail_is_alone(&sink, expected);
    }
    assert!(tried >= 500, "{tried}");
}

const HEADERS: [&str; 9] = [
    "Message-ID",
    "Date",
    "From",
    "To",
    "Subject",
    "Auto-Submitted",
    "Reply-To",
    "MIME-Version",
    "Content-Type",
];

fn assert_each_mail_is_alone(sink: &Sink, expected: usize) {
    let sessions = sink.sessions();
    assert_eq!(sessions.len(), expected, "what is refused opens no connection");
    for session in &sessions {
        let mut verbs = verbs(session);
        verbs.retain(|verb| *verb != "QUIT");
        assert_eq!(verbs, ["EHLO", "MAIL", "RCPT", "DATA"]);
    }
    for received in sink.mails() {
        assert_eq!(received.to, ["ada@example.net"]);
        assert_eq!(received.from, "tietosuoja@wprod.example");
        let text = String::from_utf8(received.body).unwrap();
        let headers = text.split("\r\n\r\n").next().unwrap();
        let unfolded = headers.split("\r\n").filter(|line| !line.starts_with(' '));
        let names: Vec<_> = unfolded.map(|line| line.split(':').next().unwrap()).collect();
        assert_eq!(names, HEADERS, "{headers}");
    }
}

#[tokio::test]
async fn files_appear_whole_with_what_the_viewer_reads() {
    let directory = tempfile::tempdir().unwrap();
    let postbox = Postbox::Files(directory.path().join("mail"));
    assert_eq!(postbox.deliver(&mail(), async || false).await, Delivery::FenceLost);
    assert!(!directory.path().join("mail").exists());
    assert!(matches!(postbox.deliver(&mail(), async || true).await, Delivery::Accepted { .. }));
    let stem = directory.path().join("mail").join(mail().message_id);
    let json = std::fs::read(format!("{}.json", stem.display())).unwrap();
    let shown: serde_json::Value = serde_json::from_slice(&json).unwrap();
    for (key, value) in [
        ("id", mail().message_id),
        ("to", mail().to),
        ("subject", mail().subject),
        ("text", mail().text),
        ("html", mail().html),
        ("state", "sent".into()),
        ("at", "2026-04-07T09:30:00Z".into()),
    ] {
        assert_eq!(shown[key], value, "{key}");
    }
    assert_eq!(std::fs::read(format!("{}.eml", stem.display())).unwrap(), mail().bytes().unwrap());
    assert_eq!(std::fs::read_dir(directory.path().join("mail")).unwrap().count(), 2, "no half file is left");
}

#[tokio::test]
async fn memory_keeps_what_the_fence_let_through() {
    let kept = Arc::new(Mutex::new(Vec::new()));
    let postbox = Postbox::Memory(Arc::clone(&kept));
    assert_eq!(postbox.deliver(&mail(), async || false).await, Delivery::FenceLost);
    assert!(kept.lock().unwrap().is_empty());
    assert!(matches!(postbox.deliver(&mail(), async || true).await, Delivery::Accepted { .. }));
    assert_eq!(*kept.lock().unwrap(), [mail()]);
}
