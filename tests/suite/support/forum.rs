//! A small forum to connect to: two halls, three sessions, and a link for every role.

use majlis::domain::agenda::{Phase, SessionKind};
use majlis::domain::change::{Change, Plan};
use majlis::domain::forum::{Forum, Moderation, Names, Rules, Title};
use majlis::domain::id::{CommandId, HallNo, LinkNo, SessionNo};
use majlis::domain::role::{Link, Role, Secret};
use majlis::domain::time::{Millis, Time};

pub const HALL: HallNo = HallNo(1);
pub const OTHER_HALL: HallNo = HallNo(2);
/// Runs in the first hall.
pub const PANEL: SessionNo = SessionNo(1);
/// Comes after the panel.
pub const TALK: SessionNo = SessionNo(2);
/// Runs in the other hall.
pub const WORKSHOP: SessionNo = SessionNo(3);

/// The links, each with its own secret.
pub const DESK: (LinkNo, &str) = (LinkNo(1), "desk-desk-desk-desk-desk");
pub const ORGANISER: (LinkNo, &str) = (LinkNo(2), "organiser-organiser-organiser");
pub const PRESENTER: (LinkNo, &str) = (LinkNo(3), "presenter-presenter-presenter");
pub const WALL: (LinkNo, &str) = (LinkNo(4), "wall-wall-wall-wall-wall-wall");
/// A desk for the other hall alone.
pub const OTHER_DESK: (LinkNo, &str) = (LinkNo(5), "other-desk-other-desk-other-desk");

/// The changes with which it begins.
pub fn founding(now: Time) -> Vec<Change> {
    let rules = Rules {
        moderation: Moderation::Before,
        names: Names::Optional,
        between_questions: Millis(0),
        waiting_per_person: 100,
        ..Rules::default()
    };
    let forum = Forum {
        name: title("الملتقى"),
        languages: vec!["ar".into(), "en".into()],
        zone: "Asia/Riyadh".into(),
        code: "471230".into(),
        rehearsal: false,
        rules,
        wifi: None,
        version: 0,
    };
    let mut changes = vec![
        Change::ForumSet { forum },
        Change::HallSet { hall: HALL, name: title("القاعة الكبرى"), code: "471231".into() },
        Change::HallSet { hall: OTHER_HALL, name: title("قاعة الورش"), code: "471232".into() },
        session(PANEL, HALL, now),
        session(TALK, HALL, now + Millis::minutes(60)),
        session(WORKSHOP, OTHER_HALL, now),
        Change::PhaseSet { session: PANEL, phase: Phase::Open, time: now },
        Change::PhaseSet { session: WORKSHOP, phase: Phase::Open, time: now },
    ];
    changes.extend([
        link(DESK, Role::Moderator, None),
        link(ORGANISER, Role::Organiser, None),
        link(PRESENTER, Role::Presenter, None),
        link(WALL, Role::Screen, Some(HALL)),
        link(OTHER_DESK, Role::Moderator, Some(OTHER_HALL)),
    ]);
    changes
}

fn session(session: SessionNo, hall: HallNo, starts: Time) -> Change {
    let plan = Plan {
        hall,
        kind: SessionKind::Panel,
        title: title("جلسة"),
        about: Title::default(),
        starts,
        ends: starts + Millis::minutes(60),
        moderation: Moderation::Before,
        labels: Vec::new(),
    };
    Change::SessionSet { session, plan }
}

fn link((link, secret): (LinkNo, &str), role: Role, hall: Option<HallNo>) -> Change {
    let grant = Link {
        role,
        hall,
        name: format!("link {link}"),
        token_hash: Secret::new(secret.to_owned()).hash(),
        expires: None,
        revoked: false,
        table: None,
        stand: None,
    };
    Change::LinkCreated { link, id: CommandId(u64::from(link.0)), by: None, grant }
}

pub fn title(text: &str) -> Title {
    Title { ar: text.into(), en: String::new() }
}
