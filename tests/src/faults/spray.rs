//! Sign-in mails asked for at the shipped portal from a thousand forged networks: at two processes on one PostgreSQL,
//! or at one on the embedded database, all of them killed half way and started anew. The budgets hold as a sum.

use super::{
    program::{Program, configuration},
    scene::Scene,
    stop::address,
};
use crate::harness::{client::Browser, engine::Engine, page::Filling};
use chrono::{DateTime, TimeDelta, Utc};
use entity::{challenge, kind::MailKind, outbox};
use futures::future::join_all;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use std::fs::{self, File};

/// So many networks are forged.
const NETWORKS: usize = 1_000;
/// So many requests are under way at once.
const AT_ONCE: usize = 8;

#[tokio::test]
async fn the_budgets_of_sign_in_mails_hold_as_a_sum_sqlite() {
    budgets_hold_as_a_sum(Engine::Sqlite, NETWORKS).await;
}

#[tokio::test]
async fn the_budgets_of_sign_in_mails_hold_as_a_sum_postgres() {
    budgets_hold_as_a_sum(Engine::Postgres, NETWORKS).await;
}

/// As many requests as security.md A-02 asks for.
mod long {
    use super::{Engine, NETWORKS, budgets_hold_as_a_sum};

    #[tokio::test]
    async fn ten_thousand_requests_get_no_more_mails_sqlite() {
        budgets_hold_as_a_sum(Engine::Sqlite, 10 * NETWORKS).await;
    }

    #[tokio::test]
    async fn ten_thousand_requests_get_no_more_mails_postgres() {
        budgets_hold_as_a_sum(Engine::Postgres, 10 * NETWORKS).await;
    }
}

async fn budgets_hold_as_a_sum(engine: Engine, requests: usize) {
    let scene = Scene::set(engine).await;
    let spray = Spray { scene: &scene, doors: if engine == Engine::Postgres { 2 } else { 1 } };
    let began = scene.ctx.now();
    // Nobody has said that the peer is a proxy: what it claims is not heard, and all is of one network.
    let to = |domain: &str| -> Vec<(String, String)> {
        (0..requests).map(|number| (forged(number), format!("a{number}@{domain}"))).collect()
    };
    spray.asks(&to("stranger.example")).await;
    spray.is_bounded("@stranger.example", (60, TimeDelta::minutes(1)), began).await;
    let settings = configuration(scene.folder.path(), &scene.ground.url, &scene.sink.url());
    let settings = format!("{settings}trusted_proxies = ['127.0.0.1']\n");
    fs::write(scene.folder.path().join("portal.toml"), settings).unwrap();
    let (since, few) = (scene.ctx.now(), requests / 5);
    // Every address of a /64 may be one customer's.
    let neighbours = (0..few).map(|number| {
        (format!("2001:db8:0:7:{number:x}:{number:x}::1"), format!("a{number}@neighbour.example"))
    });
    let to_one = (0..few).map(|number| (forged(number), "ada@victim.example".to_owned()));
    let mixed: Vec<_> = neighbours.zip(to_one).flat_map(|(near, far)| [near, far]).collect();
    spray.asks(&mixed).await;
    spray.is_bounded("@neighbour.example", (60, TimeDelta::minutes(1)), since).await;
    spray.is_bounded("ada@victim.example", (10, TimeDelta::days(1)), since).await;
    spray.asks(&to("everybody.example")).await;
    // security.md 5.5: 120, then 120 a minute, and of those that wait none more than five minutes.
    let most = spray.is_bounded("", (120 + 600, TimeDelta::milliseconds(500)), began).await;
    assert!(most < 60 + 60 + 10 + requests, "without the budget of all together more had been mailed");
    spray.two_a_second_leave(began).await;
    scene.ground.drop().await;
}

/// One of a thousand networks: half of them IPv4 addresses, half a /64 each.
fn forged(number: usize) -> String {
    let number = number % NETWORKS;
    if number.is_multiple_of(2) {
        format!("198.18.{}.{}", number / 250, number % 250)
    } else {
        format!("2001:db8:1:{number:x}::{number:x}")
    }
}

/// Somebody who asks for many mails at once.
struct Spray<'a> {
    scene: &'a Scene,
    /// How many processes there are.
    doors: usize,
}

/// A process of the portal, and the form of its page of sign-in.
struct Door {
    program: Program,
    browser: Browser,
    form: Filling,
}

impl Door {
    async fn opens(scene: &Scene, number: usize) -> Self {
        let folder = scene.folder.path();
        let log = folder.join(format!("log-{number}"));
        let file = File::create(&log).unwrap();
        let program = Program::start(&folder.join("portal.toml"), "serve --no-worker", file);
        let browser = Browser::new(address(&log).await);
        let form = browser.get("/sign-in").await.fill("email", "");
        Self { program, browser, form }
    }

    /// Asks for a mail, as if by a proxy.
    async fn asks(&self, (from, to): &(String, String)) {
        let ask = self.form.clone().fill("email", to).ask().with("x-forwarded-for", from);
        let answer = self.browser.send(ask).await;
        // Above a budget the page is the same; a network that asks for too many pages is told.
        assert!([303, 429].contains(&answer.status), "{}: {}", answer.status, answer.text());
    }
}

impl Spray<'_> {
    /// The first half and the second at other processes.
    async fn asks(&self, requests: &[(String, String)]) {
        for half in requests.chunks(requests.len().div_ceil(2)) {
            let doors = join_all((0..self.doors).map(|number| Door::opens(self.scene, number))).await;
            for crowd in half.chunks(AT_ONCE) {
                let by_turns = crowd.iter().zip(doors.iter().cycle());
                join_all(by_turns.map(|(request, door)| door.asks(request))).await;
            }
            for door in doors {
                door.program.dies();
            }
        }
    }

    /// As many mails were granted to these addresses as their budget had at once, and perhaps what came to it since. Gives the
    /// most there could be.
    async fn is_bounded(
        &self,
        addresses: &str,
        (at_once, every): (usize, TimeDelta),
        since: DateTime<Utc>,
    ) -> usize {
        let passed = (self.scene.ctx.now() - since).num_milliseconds() / every.num_milliseconds();
        let most = at_once + usize::try_from(passed).unwrap();
        let granted = challenge::Entity::find().filter(challenge::Column::Email.ends_with(addresses));
        let granted = granted.count(self.scene.ctx.read()).await.unwrap();
        let granted = usize::try_from(granted).unwrap();
        assert!((at_once..=most).contains(&granted), "{granted} to {addresses:?}, not {at_once} to {most}");
        most
    }

    /// Of all the mails 120 leave at once, and then two a second.
    async fn two_a_second_leave(&self, began: DateTime<Utc>) {
        let mails = outbox::Entity::find().filter(outbox::Column::Kind.eq(MailKind::SignIn));
        let mails = mails.order_by_asc(outbox::Column::NextTryAt).all(self.scene.ctx.read()).await.unwrap();
        assert!(mails.len() >= 720);
        let mut due = began;
        for mail in mails.iter().skip(120) {
            due += TimeDelta::milliseconds(500);
            assert!(mail.next_try_at >= due, "{} instead of {due}", mail.next_try_at);
        }
    }
}
