//! The database goes away and comes back: 503 with a date to try again, a page for people, nothing half done.

use crate::harness::{
    actors::Customer,
    engine::Engine,
    page::Page,
    portal::{self, TestPortal},
};
use ::portal::say::say;
use entity::kind::Language;
use sea_orm::{ConnectOptions, ConnectionTrait, DbBackend, Statement};
use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// Between the portal and its PostgreSQL: lets so many messages of the portal through, then hangs up on everybody.
#[derive(Clone)]
struct Line {
    address: SocketAddr,
    left: Arc<AtomicI64>,
}

impl Line {
    async fn to(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let line = Self { address: listener.local_addr().unwrap(), left: Arc::new(AtomicI64::new(i64::MAX)) };
        let own = line.clone();
        actix_web::rt::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                if own.left.load(Ordering::SeqCst) > 0 {
                    actix_web::rt::spawn(own.clone().carry(near, server));
                }
            }
        });
        line
    }

    /// Carries both ways until the line is cut or one end hangs up.
    async fn carry(self, near: TcpStream, server: SocketAddr) {
        let far = TcpStream::connect(server).await.unwrap();
        let (mut from_near, mut to_near) = near.into_split();
        let (mut from_far, mut to_far) = far.into_split();
        let asking = async {
            let mut bytes = [0; 16 * 1024];
            while let Ok(count @ 1..) = from_near.read(&mut bytes).await {
                let cut = self.left.fetch_sub(1, Ordering::SeqCst) <= 0;
                if cut || to_far.write_all(&bytes[..count]).await.is_err() {
                    break;
                }
            }
        };
        let answering = tokio::io::copy(&mut from_far, &mut to_near);
        tokio::select! { () = asking => {}, _ = answering => {} }
    }

    fn cut_after(&self, messages: i64) {
        self.left.store(messages, Ordering::SeqCst);
    }

    fn mend(&self) {
        self.left.store(i64::MAX, Ordering::SeqCst);
    }
}

/// The address of the same database by way of the line.
async fn by_line(url: String) -> (Line, String) {
    let (head, tail) = url.split_once('@').unwrap();
    let (server, name) = tail.split_once('/').unwrap();
    let line = Line::to(server.parse().unwrap()).await;
    (line.clone(), format!("{head}@{}/{name}", line.address))
}

/// A page for people that says when to try again.
fn is_away(answer: &Page) {
    assert_eq!(answer.status, 503, "{}: {}", answer.path, answer.text());
    assert_eq!(answer.header("retry-after"), Some("10"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let titles = Language::ALL.iter().map(|language| say(*language, "error-away-title"));
    assert!(titles.into_iter().any(|title| answer.texts("h1") == [title]), "{}", answer.text());
}

/// The page before the last button of a filing.
async fn about_to_file(ada: &Customer) -> Page {
    let draft = ada.drafts("access").await;
    let name = ada.browser.get(&format!("/requests/draft/{draft}/name")).await;
    name.fill("name", "Ada Asiakas").submit().await.follow().await
}

#[test]
fn a_filing_cut_off_at_any_message_is_whole_or_nothing() {
    portal::on_ground(Engine::Postgres, by_line, async |portal: TestPortal, line: Line| {
        let ada = portal.ada();
        ada.signs_in().await;
        let mut cut = 0;
        loop {
            let check = about_to_file(&ada).await;
            let before = portal.count("request").await;
            line.cut_after(cut);
            let answer = check.press().await;
            line.mend();
            let after = portal.count("request").await;
            if answer.status == 303 {
                assert_eq!(after, before + 1);
                break;
            }
            is_away(&answer);
            // Cut off while it was being committed, it may stand; then all of it does.
            assert_eq!(
                portal.count("letter").await,
                after,
                "each request has its receipt, after {cut} messages"
            );
            assert_eq!(check.press().await.status, 303, "the same button works once the database is back");
            assert_eq!(portal.count("request").await, before + 1, "and files once, after {cut} messages");
            cut += 1;
        }
        assert!(cut > 10, "a filing takes more messages than {cut}");
    });
}

#[test]
fn a_locked_file_is_told_and_reads_go_on() {
    portal::run(Engine::Sqlite, async |portal: TestPortal| {
        let ada = portal.ada();
        ada.signs_in().await;
        let check = about_to_file(&ada).await;
        let state = portal.everything().await;
        let query = "SELECT file FROM pragma_database_list WHERE name = 'main'";
        let query = Statement::from_string(DbBackend::Sqlite, query);
        let file: String =
            portal.ctx().read().query_one_raw(query).await.unwrap().unwrap().try_get("", "file").unwrap();
        let mut alone = ConnectOptions::new(format!("sqlite://{file}"));
        alone.max_connections(1).sqlx_logging(false);
        let other = sea_orm::Database::connect(alone).await.unwrap();
        other.execute_unprepared("BEGIN EXCLUSIVE").await.unwrap();
        is_away(&check.press().await);
        assert_eq!(ada.browser.get("/requests").await.status, 200, "reads go on");
        assert_eq!(portal.everything().await, state);
        other.execute_unprepared("ROLLBACK").await.unwrap();
        assert_eq!(check.press().await.status, 303, "the same button works once the file is free");
        assert_eq!(portal.count("request").await, 1);
    });
}

#[test]
fn a_server_that_is_gone_is_told_on_every_page_and_comes_back_without_restart() {
    portal::on_ground(Engine::Postgres, by_line, async |portal: TestPortal, line: Line| {
        let ada = portal.ada();
        ada.signs_in().await;
        let state = portal.everything().await;
        line.cut_after(0);
        for page in ["/requests", "/requests/new/access"] {
            is_away(&ada.browser.get(page).await);
        }
        assert_eq!(ada.browser.get("/notice").await.status, 503, "who is signed in cannot be asked");
        assert_eq!(portal.browser().get("/notice").await.status, 200, "a page without the database goes on");
        assert_eq!(portal.browser().get("/health/live").await.status, 200);
        line.mend();
        assert_eq!(ada.browser.get("/requests").await.status, 200);
        assert_eq!(portal.everything().await, state);
    });
}
