//! The desk's pages: the queue, a request in each of its shapes, a decision step by step, the records.

use super::{
    matter::{case, day, field, full, item, proposal, reference, request, verdict},
    samples::{HOSTILE, Sample, identity},
};
use crate::{
    form::Form,
    say::{say, say_with},
    views::{
        classification,
        decision::{
            self, Bench,
            proposal::{self as waiting, Waiting},
        },
        desk::{self, Shown},
        form::Problem,
        layout::{Identity, Shell, Who},
        parts::{Banner, Tone},
        queue::{self, Shown as Queue},
        records::{self, Found, Record},
    },
};
use chrono::{NaiveDate, TimeDelta};
use entity::{
    id::{BreachId, PersonId, RequestId, ReviewId, StaffId},
    kind::{ItemKind, Language, LetterKind, Outcome, Right, Role, State, TaskKind, Verdict},
    request,
};
use maud::Markup;
use portal_core::{
    law::{extension::Complexity, ground::Ground},
    mail::letter::Letter,
    notice::{check::check, profile::Profile},
    register::{duty::Duties, review::Standing},
    request::{
        case::{Case, Proposed},
        concern::Concern,
        decision::{Decision, ItemVerdict},
        destination::{Against, Destination, Way},
        identify::Glimpse,
        propose::Preview,
        queue::{
            AssignedTo, Cursor, Filter, QueuePage, Urgency,
            row::{Row, Step, Timing},
            tab::{Counts, Tab},
        },
        second::Second,
    },
};
use uuid::Uuid;

const LONG: &str =
    "Pitkäaikaissäilytysvelvollisuusselvitystyöryhmänpuheenjohtaja Järvenpää-Österlund-Virtanen";

/// Every page in a language.
pub fn all(language: Language) -> Vec<Sample> {
    let identity = identity();
    let pages = [
        queues(language, &identity),
        requests(language, &identity),
        decisions(language, &identity),
        proposals(language, &identity),
        records_of(language, &identity),
    ];
    pages.into_iter().flatten().map(|(name, markup)| Sample { name, markup }).collect()
}

const TYPED: &[(&str, &str)] =
    &[("verdict-0", "granted"), ("verdict-1", "refused"), ("fact-1-facts", HOSTILE), ("new-0", HOSTILE)];

type Pages = Vec<(&'static str, Markup)>;

pub fn shell<'a>(language: Language, identity: &'a Identity, title: &str) -> Shell<'a> {
    let who = Who::Staff { name: "Sam Salminen", roles: &[Role::Caseworker] };
    let title = say(language, title);
    Shell { who, csrf: Some("token"), wide: true, ..Shell::new(language, title, "/staff/queue", identity) }
}

pub fn notice() -> Profile {
    check(include_str!("../../../../deploy/demo/notice.toml")).profile.unwrap()
}

fn typed(fields: &[(&str, &str)]) -> Form {
    Form::parse(serde_urlencoded::to_string(fields).unwrap().as_bytes(), fields.len()).unwrap()
}

fn today() -> NaiveDate {
    day() + TimeDelta::days(25)
}

fn row(number: u64) -> Row {
    let at = |place: u64, length: usize| usize::try_from(place).unwrap() % length;
    let due_on = day() + TimeDelta::days(20 + i64::try_from(number).unwrap());
    Row {
        id: RequestId(Uuid::nil()),
        reference: reference(number + 10),
        right: (number % 9 != 4).then(|| Right::ALL[at(number, Right::ALL.len())]),
        state: State::ALL[at(number, State::ALL.len() - 1)],
        outcome: None,
        requester: Some(["Ada Asiakas", "Åke Öhman", LONG, "m***@posti.example"][at(number, 4)].into()),
        received_on: due_on - TimeDelta::days(30),
        due_on,
        paused_since: None,
        extended: (number % 7 == 2).then(|| Complexity::ALL[..at(number, 4)].to_vec()),
        timing: [Timing::Past, Timing::Soon, Timing::OnTime, Timing::Answered][at(number, 4)],
        assignee: (!number.is_multiple_of(3)).then(|| ["Sam Salminen", LONG][at(number, 2)].into()),
        flooded: number % 11 == 3,
        restricted: number % 11 == 5,
        step: [
            Step::Take,
            Step::Classify,
            Step::Decide,
            Step::Wait,
            Step::Approve,
            Step::AwaitApproval,
            Step::Holders,
        ][at(number, 7)],
        version: 1,
    }
}

fn waiting() -> Duties {
    let review = Some(Standing { due_on: day(), open: Some(ReviewId(Uuid::nil())), overdue: true });
    let breach = Some(portal_core::breach::Waiting {
        id: BreachId(Uuid::nil()),
        number: 3,
        notify_by: chrono::DateTime::default(),
        over: true,
    });
    Duties {
        breach,
        silent_since: Some(chrono::DateTime::default()),
        review,
        failed_run: Some(chrono::DateTime::default()),
        holds: 2,
        stale: 14,
        mails: 2,
        untold: Some((BreachId(Uuid::nil()), 4)),
        letters: 3,
        left: 2,
    }
}

fn queue_of(shell: &Shell<'_>, rows: Vec<Row>, filter: &Filter) -> Markup {
    let place = Cursor::parse("after.2026-04-05.00000000-0000-0000-0000-000000000000");
    let turn = place.filter(|_| rows.len() > 1);
    let count = |tab: Tab| (tab, if rows.is_empty() { 0 } else { 40 });
    let counts = &Counts(Tab::ALL.into_iter().filter(|tab| tab.is_open()).map(count).collect());
    let duties = if rows.len() == 1 { waiting() } else { Duties::default() };
    let page = &QueuePage { rows, next: turn, previous: turn };
    let (colleagues, tabs) = (&[(StaffId(Uuid::nil()), HOSTILE.to_owned())], &Tab::ALL);
    let today = today();
    queue::page(
        shell,
        &Queue {
            page,
            counts,
            filter,
            tabs,
            colleagues,
            me: StaffId(Uuid::nil()),
            today,
            duties,
            tested_at: duties.silent_since,
            works: true,
        },
    )
}

fn queues(language: Language, identity: &Identity) -> Pages {
    let shell = shell(language, identity, "queue-title");
    let draw = |rows, filter: &Filter| queue_of(&shell, rows, filter);
    let plain = Filter::default();
    let narrow = Filter {
        state: Some(State::InProgress),
        assignee: Some(AssignedTo::Me),
        urgency: Some(Urgency::Overdue),
        search: Some(HOSTILE.into()),
        ..Filter::default()
    };
    let hostile = Row { requester: Some(HOSTILE.into()), assignee: Some(HOSTILE.into()), ..row(1) };
    let cleared = Row { requester: None, paused_since: Some(row(2).received_on), ..row(2) };
    let closed = Row {
        state: State::Closed,
        outcome: Some(Outcome::Refused),
        step: Step::Task(TaskKind::StillMailed),
        ..row(3)
    };
    vec![
        ("desk-queue-none", draw(Vec::new(), &plain)),
        ("desk-queue-idle", draw(Vec::new(), &Filter::of(Tab::Next))),
        ("desk-queue-nothing", draw(Vec::new(), &narrow)),
        ("desk-queue-one", draw(vec![cleared], &plain)),
        ("desk-queue-many", draw((0..40).map(row).collect(), &plain)),
        ("desk-queue-closed", draw(vec![closed], &Filter::of(Tab::Closed))),
        ("hostile-desk-queue", draw(vec![hostile], &narrow)),
    ]
}

fn requests(language: Language, identity: &Identity) -> Pages {
    let plain = shell(language, identity, "queue-unclassified");
    let empty = [Problem::new("message", say(language, "desk-text-problem"))];
    let typed = typed(&[("message", HOSTILE), ("note", HOSTILE)]);
    let refused = Shell {
        problems: &empty,
        notice: Some(Banner {
            body: desk::kept(language, &typed),
            ..Banner::new(Tone::Bad, say(language, "refusal-same-person"))
        }),
        ..shell(language, identity, "queue-unclassified")
    };
    let words = || vec![item(1, ItemKind::Text, Some("Poistakaa tietoni.\nKiitos!"))];
    let fresh = case(request(None, State::Received, "Ada Asiakas"), words());
    let taken = case(request(None, State::InProgress, LONG), words());
    let mut waits = full("Ada");
    waits.proposals = vec![proposal("Sam Salminen")];
    waits.request = request(Some(Right::Rectification), State::AwaitingApproval, "Ada");
    waits.offers = case(waits.request.clone(), Vec::new()).offers;
    waits.steps.clear();
    let closed = case(cleared(), vec![item(1, ItemKind::Everything, None)]);
    let (worker, blank) = (&[Role::Caseworker][..], Form::default());
    let mut paper = fresh.clone();
    paper.request.requester_key = "none:1".into();
    let lacking = [Problem::new("concerned", say(language, "classify-concerned-problem"))];
    let unsure = Shell { problems: &lacking, ..shell(language, identity, "classify-right") };
    vec![
        ("classify", classification::choose(&plain, &fresh, "access")),
        ("classify-sure", classification::confirm(&plain, (&taken, &blank), Right::Marketing)),
        ("classify-paper", classification::confirm(&unsure, (&paper, &blank), Right::Consent)),
        ("desk-received", desk_of(&plain, &fresh, worker, &blank)),
        ("desk-taken", desk_of(&plain, &taken, worker, &blank)),
        ("desk-reader", desk_of(&plain, &taken, &[Role::Reader], &blank)),
        ("desk-waits", desk_of(&plain, &waits, &[Role::Approver], &blank)),
        ("desk-closed", desk_of(&plain, &closed, worker, &blank)),
        ("hostile-desk", desk_of(&plain, &full(HOSTILE), worker, &blank)),
        ("hostile-desk-refused", desk_of(&refused, &full(HOSTILE), worker, &typed)),
    ]
}

/// A closed request whose contact details are gone.
fn cleared() -> request::Model {
    request::Model {
        requester_name: None,
        requester_email: None,
        outcome: Some(Outcome::Granted),
        ..request(Some(Right::Access), State::Closed, "")
    }
}

pub fn desk_of(shell: &Shell<'_>, case: &Case, roles: &[Role], typed: &Form) -> Markup {
    let colleagues = [(StaffId(Uuid::nil()), LONG.to_owned()), (StaffId(Uuid::max()), HOSTILE.to_owned())];
    let shown = Shown {
        case,
        notice: &notice(),
        colleagues: &colleagues,
        today: today(),
        works: roles.contains(&Role::Caseworker),
        approves: roles.contains(&Role::Approver),
        typed,
    };
    desk::page(shell, &shown)
}

fn decisions(language: Language, identity: &Identity) -> Pages {
    let notice = notice();
    let named = [("item", say(language, "desk-own-words").into())];
    let lacks = [
        Problem::new("verdict-0", say_with(language, "decide-no-verdict", &named)),
        Problem::new("ground-1", say_with(language, "decide-no-ground", &named)),
    ];
    let late = [Problem::new("late_reason", say(language, "decide-late-problem"))];
    let shell = |title, problems| Shell { problems, ..shell(language, identity, title) };
    let asked = request(Some(Right::Access), State::InProgress, "Ada");
    let access = case(asked, vec![item(1, ItemKind::Everything, None)]);
    let (many, fields, blank, typed) = (full(HOSTILE), [field(HOSTILE)], Form::default(), typed(TYPED));
    let (none, refused) = (Decision::default(), proposal(HOSTILE).decision);
    let of = |verdict| Decision { verdicts: vec![verdict], ..Decision::default() };
    let partly = of(ItemVerdict { ground: Some(Ground::Accurate), ..verdict(2, Verdict::Partly) });
    let unknown = of(ItemVerdict { ground: Some(Ground::NotIdentified), ..verdict(1, Verdict::Refused) });
    let bench = |case, typed, decision| Bench {
        case,
        notice: &notice,
        fields: &fields,
        left: &fields,
        typed,
        decision,
        plan: None,
        tally: None,
    };
    let (title, why, exact) =
        (shell("decide-title", &[]), shell("decide-reasons", &[]), shell("decide-letter", &[]));
    let (wrong, behind) = (shell("decide-title", &lacks), shell("decide-reasons", &late));
    let (lacking, whole) = (preview(&["L1", "L10"]), preview(&[]));
    vec![
        ("decide-verdicts", decision::verdicts(&title, &bench(&access, &blank, &none))),
        ("decide-verdicts-problem", decision::verdicts(&wrong, &bench(&many, &blank, &none))),
        ("hostile-decide-verdicts", decision::verdicts(&title, &bench(&many, &typed, &none))),
        ("hostile-decide-reasons", decision::reasons(&why, &bench(&many, &typed, &refused), false)),
        ("decide-words-partly", decision::reasons(&why, &bench(&many, &typed, &partly), false)),
        ("decide-late", decision::reasons(&behind, &bench(&access, &blank, &unknown), true)),
        ("decide-letter-lacks", decision::letter(&exact, &bench(&access, &blank, &none), &lacking)),
        ("hostile-decide-letter", decision::letter(&exact, &bench(&many, &typed, &refused), &whole)),
    ]
}

pub fn preview(lacks: &[&'static str]) -> Preview {
    Preview {
        kind: LetterKind::PartlyGranted,
        letter: Letter { subject: HOSTILE.into(), text: HOSTILE.into(), html: String::new() },
        lacks: lacks.to_vec(),
        flaws: Vec::new(),
        second: lacks.is_empty().then_some(Second::Release),
        decision: proposal(HOSTILE).decision,
        late: lacks.is_empty(),
        packed: true,
        concerns: vec![Concern::SharedAddress, Concern::AnothersAddress],
        destination: Destination {
            way: if lacks.is_empty() { Way::Post(HOSTILE.into()) } else { Way::Mail(HOSTILE.into()) },
            against: if lacks.is_empty() { Against::Differs } else { Against::Recent(NaiveDate::default()) },
        },
    }
}

fn proposals(language: Language, identity: &Identity) -> Pages {
    let notice = notice();
    let wrong = [Problem::new("reason", say(language, "send-back-problem"))];
    let shell = |problems| Shell { problems, ..shell(language, identity, "proposal-title") };
    let case = full(HOSTILE);
    let (theirs, own) = (proposal(HOSTILE), Proposed { own: true, ..proposal(HOSTILE) });
    let (blank, whole) = (Form::default(), preview(&[]));
    let draw = |shell: &Shell<'_>, open: &Proposed, approves| {
        let (case, notice, preview, typed) = (&case, &notice, &whole, &blank);
        waiting::page(
            shell,
            &Waiting {
                case,
                notice,
                open,
                preview,
                approves,
                may_send_back: true,
                typed,
                plan: None,
                copy: None,
            },
        )
    };
    vec![
        ("hostile-proposal", draw(&shell(&[]), &theirs, true)),
        ("proposal-own", draw(&shell(&[]), &own, false)),
        ("proposal-problem", draw(&shell(&wrong), &theirs, true)),
    ]
}

fn records_of(language: Language, identity: &Identity) -> Pages {
    let plain = |title| shell(language, identity, title);
    let glimpse = |name: &str, numbers: usize| Glimpse {
        id: PersonId(Uuid::nil()),
        name: name.into(),
        email: (numbers > 0).then(|| "ada@asiakas.example".into()),
        customers: vec!["10042".into(); numbers],
        restricted: numbers > 1,
    };
    let list = |search, matches: &[Glimpse], hits: &[Glimpse]| {
        let typed = typed(&[("search", search)]);
        let hits = Some((hits, hits.len() > 2)).filter(|_| !typed.get("search").is_empty());
        let found = Found { reference: "7KQ2-M4XT-9", matches, hits, searches: true, typed: &typed };
        records::found(&plain("records-title"), &found)
    };
    let hits = [glimpse(HOSTILE, 1), glimpse(LONG, 9), glimpse("Ada", 0)];
    let unlinked = request(Some(Right::Access), State::InProgress, "Ada");
    let linked = request::Model { person_id: Some(PersonId(Uuid::nil())), ..unlinked.clone() };
    let wrong = [Problem::new("finding", say(language, "link-problem"))];
    let refused = Shell { problems: &wrong, ..plain("link-title") };
    let (blank, fields, person, notice) = (Form::default(), [field(HOSTILE)], glimpse("Ada", 1), notice());
    let record = |request, may_link| Record {
        request,
        person: &person,
        fields: &fields,
        stopped: &[],
        notice: &notice,
        may_link,
        typed: &blank,
    };
    vec![
        ("hostile-record-reason", records::reason(&plain("records-title"), "look-lead", ("/staff", HOSTILE))),
        ("records-none", list("", &[], &[])),
        ("records-nobody", list(HOSTILE, &[], &[])),
        ("hostile-records", list("ada", &hits[..1], &hits)),
        ("hostile-record", records::person(&plain("link-title"), &record(&unlinked, true))),
        ("record-problem", records::person(&refused, &record(&unlinked, true))),
        ("record-linked", records::person(&plain("link-title"), &record(&linked, false))),
    ]
}
