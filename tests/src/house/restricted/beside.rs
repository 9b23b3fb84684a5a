//! The ways to write that no page leads to: jobs, the phases of the daily destruction, and commands.

use super::{
    FILES, only_person,
    watch::{differing, register},
};
use crate::harness::{actors::ADA, portal::TestPortal};
use entity::{
    kind::{JobKind, PackageState, RestrictionGround, Role, State},
    package, request, restriction,
};
use portal::{
    cli::{
        audit::{self, AuditCommand},
        import::{self, ImportArgs},
        intake_mail::{self, Ended},
        newsletter::{self, NewsletterCommand},
        retention::{self, RetentionArgs},
        start,
    },
    worker,
};
use portal_core::{
    actor::Actor,
    job,
    register::retention::{Day, Phase, What, hold::Why},
    right::restriction::{EVERYTHING, Marking, set},
};
use sea_orm::{EntityTrait, sea_query::Expr};
use uuid::Uuid;

/// Every kind of job; none of them writes on the register.
const JOBS: &[JobKind] = &[JobKind::BuildPackage, JobKind::Sweep];
/// Every phase of the daily destruction, and whether it is the register that it would destroy.
const PHASES: &[(Phase, bool)] = &[
    (Phase::Customers, true),
    (Phase::Subscriptions, true),
    (Phase::Files, false),
    (Phase::Looks, false),
    (Phase::Disclosures, false),
    (Phase::Persons, true),
    (Phase::Addresses, false),
    (Phase::Mails, false),
];

/// What a command does with a restricted record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Command {
    /// It would write on it, or give it away, and leaves it as it is.
    Refuses,
    /// It works, and no row of the register is written on.
    NoRow,
    /// It is the routes and the worker, which are tried by themselves.
    Serves,
    /// It opens no database of a controller's.
    Apart,
}

/// Every command of `main.rs`. A new one is entered here and tried in `tries`.
const COMMANDS: &[(&str, Command)] = &[
    ("Demo", Command::Apart),
    ("Serve", Command::Serves),
    ("Worker", Command::NoRow),
    ("Migrate", Command::NoRow),
    ("Check", Command::Apart),
    ("Deadline", Command::Apart),
    ("Import", Command::Refuses),
    ("IntakeMail", Command::NoRow),
    ("Retention", Command::Refuses),
    ("Audit", Command::NoRow),
    ("Newsletter", Command::Refuses),
    ("Keys", Command::Apart),
    ("Staff", Command::NoRow),
];

#[test]
fn every_kind_of_job_phase_and_command_is_in_the_list() {
    assert_eq!(JOBS, JobKind::ALL);
    assert_eq!(PHASES.iter().map(|(phase, _)| *phase).collect::<Vec<_>>(), Phase::ALL);
    let source = include_str!("../../../../portal/src/main.rs");
    let body = source.split("enum Command {").nth(1).unwrap().split("\n}").next().unwrap();
    let variant = |line: &str| {
        let name = line.strip_prefix("    ")?;
        let name = name.split([' ', '(', ',']).next()?;
        name.starts_with(|first: char| first.is_ascii_uppercase()).then(|| name.to_owned())
    };
    let declared: Vec<String> = body.lines().filter_map(variant).collect();
    let listed: Vec<&str> = COMMANDS.iter().map(|(name, _)| *name).collect();
    assert_eq!(declared, listed, "say here what a new command does with a restricted person");
}

/// Fills the register and restricts its person, who needs the data for a claim.
pub(super) async fn restricted(portal: &TestPortal, files: &[(&str, &str)]) {
    portal.imports(files).await;
    let (ctx, ada) = (portal.ctx(), portal.ada());
    ada.signs_in().await;
    ada.files("erasure").await;
    let request = request::Entity::find().one(ctx.read()).await.unwrap().unwrap().id;
    let person = only_person(portal).await;
    let tx = ctx.write().await.unwrap();
    let ground = RestrictionGround::Claims;
    let marking = Marking { person, request, ground, scope: EVERYTHING.into() };
    assert!(set(ctx, &tx, Actor::System, &marking).await.unwrap());
    let closed = request::Entity::update_many()
        .col_expr(request::Column::State, Expr::value(State::Closed))
        .col_expr(request::Column::ClosedAt, Expr::value(ctx.now()));
    closed.exec(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn lifted(portal: &TestPortal) {
    let tx = portal.ctx().write().await.unwrap();
    let lift = restriction::Entity::update_many()
        .col_expr(restriction::Column::LiftedAt, Expr::value(portal.ctx().now()));
    lift.exec(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

/// The files of a relationship that ended so long ago that all of it is due.
fn ended() -> Vec<(&'static str, String)> {
    let over = |text: &str| {
        text.replace("2015-01-02;\n", "2015-01-02;2018-06-30\n")
            .replace(";active", ";ended")
            .replace("T10:00:00Z;\n", "T10:00:00Z;2021-01-01T10:00:00Z\n")
    };
    FILES.iter().map(|(name, text)| (*name, over(text))).collect()
}

fn borrowed<'a>(files: &'a [(&'static str, String)]) -> Vec<(&'static str, &'a str)> {
    files.iter().map(|(name, text)| (*name, text.as_str())).collect()
}

pub(super) async fn every_job_leaves_a_restricted_record_alone(portal: TestPortal) {
    restricted(&portal, FILES).await;
    let ctx = portal.ctx();
    for kind in JOBS {
        match kind {
            JobKind::BuildPackage => access_is_granted(&portal).await,
            JobKind::Sweep => {
                let tx = ctx.write().await.unwrap();
                job::enqueue(ctx, &tx, *kind, "sweep", "").await.unwrap();
                tx.commit().await.unwrap();
            }
        }
        let before = register(ctx).await;
        works(&portal).await;
        assert_eq!(differing(&before, &register(ctx).await), Vec::<&str>::new(), "{kind:?}");
    }
    let built = package::Entity::find().one(ctx.read()).await.unwrap().unwrap();
    assert_eq!(built.state, PackageState::Ready, "the job was done");
}

/// Ada asks for her data and gets them; the package is queued.
async fn access_is_granted(portal: &TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    sam.takes(&reference).await;
    let letter = sam.weighs(&reference, &[("verdict-0", "granted")]).await;
    assert_eq!(sam.sends(&letter, &reference).await.status, 303);
}

/// Everything the worker does beside destroying.
async fn works(portal: &TestPortal) {
    worker::tidy(portal.ctx()).await.unwrap();
    portal.inbox().await;
    worker::seal(portal.ctx()).await.unwrap();
}

pub(super) async fn no_phase_of_destruction_takes_what_the_person_wants_kept(portal: TestPortal) {
    let files = ended();
    restricted(&portal, &borrowed(&files)).await;
    let ctx = portal.ctx();
    portal.day_comes("2026-06-30").await;
    let before = register(ctx).await;
    let day = Day::of(&ctx.notice, ctx.now());
    for (phase, of_register) in PHASES {
        let found = phase.look(ctx.read(), &day, Uuid::nil()).await.unwrap();
        let held = |what: &What| matches!(what, What::Held(why) if why.contains(&Why::Restriction));
        if *of_register {
            assert!(!found.fates.is_empty(), "{phase:?} finds what is due");
            assert!(found.fates.iter().all(|fate| held(&fate.what)), "{phase:?}: {:?}", found.fates);
        }
    }
    destroys(&portal).await;
    assert_eq!(differing(&before, &register(ctx).await), Vec::<&str>::new());
    lifted(&portal).await;
    destroys(&portal).await;
    let left = register(ctx).await;
    for table in ["customer", "invoice", "contract", "purchase", "hosting_account", "subscription"] {
        assert_eq!(left[table], Vec::<String>::new(), "{table} was due, and held by nothing else");
    }
}

async fn destroys(portal: &TestPortal) {
    retention::run(portal.ctx(), &RetentionArgs { dry_run: false, json: false }).await.unwrap();
}

pub(super) async fn every_command_leaves_a_restricted_record_alone(portal: TestPortal) {
    restricted(&portal, FILES).await;
    for (name, word) in COMMANDS {
        let before = register(portal.ctx()).await;
        tries(&portal, name, *word).await;
        let wrote = differing(&before, &register(portal.ctx()).await);
        assert_eq!(wrote, Vec::<&str>::new(), "{name}");
    }
    lifted(&portal).await;
    assert!(exported(&portal).await.contains(ADA), "she was left out for her restriction alone");
    let before = register(portal.ctx()).await;
    imported(&portal).await;
    let wrote = differing(&before, &register(portal.ctx()).await);
    assert!(wrote.len() >= 6, "and the files did hold something new: {wrote:?}");
}

async fn tries(portal: &TestPortal, name: &str, word: Command) {
    match (name, word) {
        ("Import", _) => {
            let told = imported(portal).await;
            assert!(told.contains("restricted"), "each row is reported: {told}");
        }
        ("Retention", _) => destroys(portal).await,
        ("Newsletter", _) => assert!(!exported(portal).await.contains(ADA), "no newsletter to her"),
        ("IntakeMail", _) => {
            let mail = format!("From: {ADA}\r\nSubject: x\r\n\r\nDelete everything.");
            assert_eq!(intake_mail::take(portal.ctx(), mail.into(), &[]).await, Ended::Kept);
        }
        ("Worker", _) => works(portal).await,
        ("Migrate", _) => start::migrate(portal.ctx()).await.unwrap(),
        ("Audit", _) => {
            let verify = AuditCommand::Verify { seal: None, json: false };
            assert_eq!(audit::run(portal.ctx(), &verify).await.unwrap().1, 0);
        }
        ("Staff", _) => assert!(portal.invites("new@wprod.example", "New", &[Role::Reader]).await.len() > 20),
        (_, Command::Serves | Command::Apart) => {}
        _ => panic!("say how {name} is tried"),
    }
}

/// Imports the files with something new in every row; gives the report.
async fn imported(portal: &TestPortal) -> String {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in FILES {
        let text = text
            .replace("Ada Asiakas", "Ada Ek")
            .replace("Katu 1", "Katu 2")
            .replace("ada.example", "ek.example")
            .replace("Hosting;", "Shop;")
            .replace("12.00", "99.00")
            .replace(";Yes;", ";Yes please;")
            .replace("2015-01-02", "2015-01-03");
        std::fs::write(folder.path().join(format!("{name}.csv")), text).unwrap();
    }
    let args = ImportArgs { dir: folder.path().to_owned(), dry_run: false };
    import::run(portal.ctx(), &args).await.unwrap().to_string()
}

pub(super) async fn exported(portal: &TestPortal) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    let export = NewsletterCommand::Export { purpose: "newsletter".into(), out: Some(path.clone()) };
    newsletter::run(portal.ctx(), export).await.unwrap();
    std::fs::read_to_string(path).unwrap()
}
