//! The forum of the histories: founded by changes, as a real one is.

use std::sync::Arc;

use crate::domain::agenda::{Phase, SessionKind};
use crate::domain::badge::{BadgeCommand, Columns, Row};
use crate::domain::change::{Change, Plan};
use crate::domain::command::{Command, PollDraft};
use crate::domain::forum::{Forum, Moderation, Names, Rules, Title};
use crate::domain::id::{BadgeNo, CommandId, HallNo, LinkNo, PollNo, QuestionNo, SessionNo, WordsNo};
use crate::domain::poll::{Method, PollKind, PollSettings};
use crate::domain::role::{Actor, Link, Role};
use crate::domain::state::State;
use crate::domain::tests::scene::{DESK, PANEL, START, Scene, ask, person};
use crate::domain::time::Millis;
use crate::domain::words::Text;

/// An entry as a journal keeps it.
pub type Entry = (u64, Vec<Change>, Vec<(WordsNo, Arc<str>)>);

/// Two halls, four sessions, and a link for every role, of which the last is the desk of the second hall alone; some
/// questions on the list and some that wait; open polls of every kind.
pub fn founded() -> (Scene, Vec<Entry>) {
    founded_where(Names::Optional)
}

/// The same, where names are such. Where they are by badge the first questions are asked with the first of three badges.
pub fn founded_where(names: Names) -> (Scene, Vec<Entry>) {
    let changes = founding(names);
    let mut scene = Scene::showing(State::default(), START);
    scene.state.apply_entry(1, &changes, &[]);
    let mut journal = vec![(1, changes, Vec::new())];
    let badges = (names == Names::Badge).then(|| (Actor::Crew(LinkNo(3)), badges()));
    for (actor, mut command) in badges.into_iter().chain(prelude()) {
        if let Command::Ask { badge, .. } = &mut command {
            *badge = scene.state.codes_had(BadgeNo(1)).next();
        }
        let decision = scene.does(actor, &command);
        journal.push((scene.state.rev, decision.changes, decision.words));
    }
    (scene, journal)
}

fn founding(names: Names) -> Vec<Change> {
    let mut changes = vec![Change::ForumSet { forum: forum(names) }];
    for hall in 1..=2 {
        changes.push(Change::HallSet {
            hall: HallNo(hall),
            name: title("قاعة"),
            code: format!("47123{hall}"),
        });
    }
    for (no, hall, start) in [(1, 1, 0), (2, 1, 60), (3, 2, 0), (4, 2, 600)] {
        // The last one is an award.
        let kind = if no == 4 { SessionKind::Award } else { SessionKind::Panel };
        let plan = Plan { kind, ..plan(hall, start) };
        changes.push(Change::SessionSet { session: SessionNo(no), plan });
    }
    let phase = Phase::Open;
    changes.extend([1, 3].map(|no| Change::PhaseSet { session: SessionNo(no), phase, time: START }));
    changes.extend((1..).zip(roles()).map(|(no, (role, hall))| link(no, role, hall)));
    changes
}

fn badges() -> Command {
    let named = |no: u32| Row { label: None, name: Some(Text::new(&format!("name {no}w"))), group: None };
    let columns = Columns { names: true, groups: false };
    Command::Badges(BadgeCommand::Import { rows: (2..5).map(named).collect(), columns })
}

fn prelude() -> Vec<(Actor, Command)> {
    let asked = (1..=6).map(|by| (person(by), ask(PANEL, &format!("سؤال{by}w"))));
    let approved = (1..=4).map(|no| (DESK, Command::Approve { question: QuestionNo(no), version: 1 }));
    let made = poll_kinds().into_iter().map(|(answer, options)| {
        let options = vec![title("خيار"); options];
        let poll = PollDraft {
            title: title("استطلاع"),
            answer,
            options,
            labels: labels(answer),
            settings: PollSettings::default(),
        };
        (DESK, Command::CreatePoll { session: PANEL, poll })
    });
    let opened =
        (1..=12).map(|no| (DESK, Command::OpenPoll { poll: PollNo(no), version: 1, seconds: Some(0) }));
    asked.chain(approved).chain(made).chain(opened).collect()
}

/// What the ends of a scale are called, where the kind has one.
pub fn labels(kind: PollKind) -> Vec<Title> {
    if matches!(kind, PollKind::Likert { .. }) { vec![title("لا"), title("نعم")] } else { Vec::new() }
}

/// Every kind of poll with so many options.
pub fn poll_kinds() -> [(PollKind, usize); 12] {
    [
        (PollKind::Single, 4),
        (PollKind::Multiple { min: 1, max: 2 }, 4),
        (PollKind::YesNoAbstain, 0),
        (PollKind::Rating { max: 5 }, 0),
        (PollKind::Ranking { method: Method::Borda }, 3),
        (PollKind::Cloud { words: 3 }, 0),
        (PollKind::Open, 0),
        (PollKind::Quiz { answer: 1 }, 4),
        (PollKind::Ranking { method: Method::InstantRunoff }, 3),
        (PollKind::Ranking { method: Method::Schulze }, 3),
        (PollKind::Points, 3),
        (PollKind::Likert { steps: 5 }, 3),
    ]
}

fn roles() -> [(Role, Option<HallNo>); 6] {
    [
        (Role::Moderator, None),
        (Role::Moderator, None),
        (Role::Organiser, None),
        (Role::Presenter, None),
        (Role::Screen, Some(HallNo(1))),
        (Role::Moderator, Some(HallNo(2))),
    ]
}

fn forum(names: Names) -> Forum {
    let rules = Rules {
        names,
        waiting_per_person: 50,
        between_questions: Millis(0),
        presenter_calls_next: true,
        word_list: vec!["ممنوع".into()],
        ..Rules::default()
    };
    Forum {
        name: title("ملتقى"),
        languages: vec!["ar".into()],
        zone: "Asia/Riyadh".into(),
        code: "471234".into(),
        rehearsal: false,
        rules,
        wifi: None,
        version: 0,
    }
}

fn plan(hall: u32, start: i64) -> Plan {
    Plan {
        hall: HallNo(hall),
        kind: SessionKind::Panel,
        title: title("جلسة"),
        about: Title::default(),
        starts: START + Millis::minutes(start),
        ends: START + Millis::minutes(start + 60),
        moderation: Moderation::Before,
        labels: vec![title("أ"), title("ب")],
    }
}

fn link(no: u32, role: Role, hall: Option<HallNo>) -> Change {
    let grant = Link {
        role,
        hall,
        name: format!("link {no}"),
        token_hash: format!("{no:064x}"),
        expires: None,
        revoked: false,
        table: None,
        stand: None,
    };
    Change::LinkCreated { link: LinkNo(no), id: CommandId(u64::from(no)), by: None, grant }
}

pub fn title(text: &str) -> Title {
    Title { ar: text.into(), en: String::new() }
}
