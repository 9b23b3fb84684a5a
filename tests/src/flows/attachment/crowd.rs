//! Several send files at once: four are read, and whoever comes then is asked to come again and keeps what they wrote.

use super::{TEXT, ada_asks, kept, message, problems};
use crate::harness::{client::Browser, on_both_engines, portal::TestPortal};
use portal::uploads::AT_ONCE;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::yield_now,
};

on_both_engines!(
    the_fifth_upload_at_once_is_asked_to_come_again_and_keeps_nothing,
    a_broken_upload_leaves_its_place_to_the_next,
);

/// An upload of which the first half has been sent.
struct Half {
    line: TcpStream,
    rest: Vec<u8>,
}

impl Half {
    async fn sent(browser: &Browser, bytes: &[u8]) -> Self {
        let (first, rest) = bytes.split_at(bytes.len() / 2);
        let mut line = TcpStream::connect(browser.address()).await.unwrap();
        line.write_all(first).await.unwrap();
        Self { line, rest: rest.to_vec() }
    }

    async fn ends(mut self) -> String {
        self.line.write_all(&self.rest).await.unwrap();
        let mut answer = String::new();
        self.line.read_to_string(&mut answer).await.unwrap();
        answer
    }
}

/// As many uploads as are read at once, each come half.
async fn crowd(portal: &TestPortal, ada: &crate::harness::actors::Customer, reference: &str) -> Vec<Half> {
    let heavy = vec![b'x'; 1024 * 1024];
    let mut halves = Vec::new();
    for nth in 0..AT_ONCE {
        let form = message(ada, reference, &format!("Viesti {nth}")).await;
        let bytes = ada.browser.signed(form.ask_with(&[("lasku.txt", &heavy)])).bytes();
        halves.push(Half::sent(&ada.browser, &bytes).await);
        // It has begun when its file is there.
        while portal.ctx().storage.files().unwrap().len() <= nth {
            yield_now().await;
        }
    }
    halves
}

async fn the_fifth_upload_at_once_is_asked_to_come_again_and_keeps_nothing(portal: TestPortal) {
    let (ada, reference) = ada_asks(&portal).await;
    let fifth = message(&ada, &reference, "Viides").await;
    let halves = crowd(&portal, &ada, &reference).await;
    let back = fifth.submit_with(&[("viides.txt", TEXT)]).await;
    assert_eq!((back.status, back.header("retry-after")), (503, Some("10")), "{}", back.text());
    assert_eq!(kept(&portal).await, (0, 0, AT_ONCE), "nothing of it is kept");
    assert_eq!(back.texts("textarea").concat().trim(), "Viides");
    assert!(problems(&back).contains("hetken kuluttua"), "{}", problems(&back));
    let words = message(&ada, &reference, "Ilman tiedostoja").await.submit_with(&[("", b"")]).await;
    assert_eq!((words.status, kept(&portal).await), (303, (1, 0, AT_ONCE)), "words alone need no place");
    for half in halves {
        let answer = half.ends().await;
        assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    }
    assert_eq!(kept(&portal).await, (1 + AT_ONCE, AT_ONCE, AT_ONCE));
    assert_eq!(back.form(&fifth.action).submit_with(&[("viides.txt", TEXT)]).await.status, 303);
    assert_eq!(kept(&portal).await, (2 + AT_ONCE, 1 + AT_ONCE, 1 + AT_ONCE));
    portal.inbox().await;
}

async fn a_broken_upload_leaves_its_place_to_the_next(portal: TestPortal) {
    let (ada, reference) = ada_asks(&portal).await;
    let fifth = message(&ada, &reference, "Viides").await;
    let mut halves = crowd(&portal, &ada, &reference).await;
    drop(halves.pop());
    while portal.ctx().storage.files().unwrap().len() == AT_ONCE {
        yield_now().await;
    }
    // Its place is free a moment after its file is gone.
    let mut sent = fifth.submit_with(&[("viides.txt", TEXT)]).await;
    while sent.status == 503 {
        sent = fifth.submit_with(&[("viides.txt", TEXT)]).await;
    }
    assert_eq!(sent.status, 303);
    for half in halves {
        assert!(half.ends().await.starts_with("HTTP/1.1 303"));
    }
    portal.inbox().await;
}
