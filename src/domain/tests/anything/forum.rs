//! The forum of the histories: founded by changes, as a real one is.

use crate::domain::agenda::{Phase, SessionKind};
use crate::domain::change::{Change, Plan};
use crate::domain::forum::{Forum, Moderation, Names, Rules, Title};
use crate::domain::id::{CommandId, HallNo, LinkNo, SessionNo};
use crate::domain::role::{Link, Role};
use crate::domain::state::State;
use crate::domain::tests::scene::{START, Scene};
use crate::domain::time::Millis;

/// Two halls, four sessions, and a link for every role; the last one is the desk of the second hall alone.
pub fn founded() -> (Scene, Vec<Change>) {
    let mut changes = vec![Change::ForumSet { forum: forum() }];
    for hall in 1..=2 {
        changes.push(Change::HallSet {
            hall: HallNo(hall),
            name: title("قاعة"),
            code: format!("47123{hall}"),
        });
    }
    for (no, hall, start) in [(1, 1, 0), (2, 1, 60), (3, 2, 0), (4, 2, 600)] {
        changes.push(Change::SessionSet { session: SessionNo(no), plan: plan(hall, start) });
    }
    let phase = Phase::Open;
    changes.extend([1, 3].map(|no| Change::PhaseSet { session: SessionNo(no), phase }));
    changes.extend((1..).zip(roles()).map(|(no, (role, hall))| link(no, role, hall)));
    let mut scene = Scene::new();
    scene.state = State::default();
    scene.state.apply_entry(1, &changes, &[]);
    scene.now = START;
    (scene, changes)
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

fn forum() -> Forum {
    let rules = Rules {
        names: Names::Optional,
        waiting_per_person: 50,
        between_questions: Millis(0),
        presenter_calls_next: true,
        ..Rules::default()
    };
    Forum {
        name: title("ملتقى"),
        languages: vec!["ar".into()],
        zone: "Asia/Riyadh".into(),
        code: "471234".into(),
        rehearsal: false,
        rules,
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
    };
    Change::LinkCreated { link: LinkNo(no), id: CommandId(u64::from(no)), by: None, grant }
}

pub fn title(text: &str) -> Title {
    Title { ar: text.into(), en: String::new() }
}
