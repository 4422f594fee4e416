//! What is to be seen to before a hall goes live, for its desks.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use tokio::task::spawn_blocking;
use ts_rs::TS;

use crate::domain::agenda::{NIGHT, Phase};
use crate::domain::id::{CueNo, HallNo, LinkNo, SessionNo};
use crate::domain::refusal::Code;
use crate::domain::role::{Link, Role};
use crate::domain::show::{Outcome, would_be_refused};
use crate::domain::state::State as Forum;
use crate::domain::time::{Millis, Time};
use crate::protocol::server::ServerPulse;
use crate::room::Standing;

use super::Site;
use super::bearer::Crew;
use super::body::Asked;
use super::error::{ApiCode, ApiError};
use super::join::code_in;
use super::limits::spend;

/// Links without which a hall is not run.
const ROLES: [Role; 3] = [Role::Moderator, Role::Presenter, Role::Screen];
/// So far may the last entry's clock have been ahead: those of several nodes differ by a little.
const AHEAD: Millis = Millis::seconds(5);

/// Which hall.
#[derive(Debug, Deserialize)]
pub struct Wish {
    hall: HallNo,
}

/// What is to be seen to before a hall goes live.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Checklist {
    /// Of which hall.
    pub hall: HallNo,
    /// When it was looked, by the server's clock.
    pub at: Time,
    /// Point by point, always the same ones in the same order.
    pub points: Vec<Point>,
}

/// A point of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Point {
    /// What was looked at, and what is the case.
    #[serde(flatten)]
    #[ts(flatten)]
    pub about: About,
    /// How it stands.
    pub state: Found,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub next: Option<Advice>,
}

/// How a point stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// As it should.
    Good,
    /// Somebody should look; the hall can go live all the same.
    Look,
    /// The hall cannot go live so.
    Wrong,
}

/// What was looked at, and what is the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "key", rename_all = "snake_case")]
pub enum About {
    /// What the hall is to go live with.
    Session {
        /// What runs there, else what is next.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        session: Option<SessionNo>,
    },
    /// The code that its wall shows.
    Code {
        /// The code.
        code: String,
    },
    /// Its walls.
    Walls {
        /// How many are heard.
        seen: usize,
        /// Of those, how many could not draw what they were to show, or were heard before and are silent.
        failed: usize,
        /// They are emptied by hand.
        hidden: bool,
    },
    /// Its desks.
    Moderators {
        /// How many are open.
        here: usize,
    },
    /// Role links that reach it.
    Links {
        /// Roles for which there is none.
        missing: Vec<Role>,
        /// Those that end before the hall's day does.
        ending: Vec<LinkNo>,
    },
    /// Its run of show.
    Cues {
        /// How many cues wait.
        waiting: usize,
        /// Those that would be refused as things stand.
        wrong: Vec<WrongCue>,
        /// Those that were missed.
        missed: Vec<CueNo>,
        /// It stands still.
        held: bool,
    },
    /// Whether an organiser noted that it was rehearsed.
    Rehearsal {
        /// When.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        at: Option<Time>,
        /// The name of the organiser's link.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        by: Option<String>,
    },
    /// The server's clock.
    Clock,
}

/// A cue that would be refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WrongCue {
    /// Which cue.
    pub c: CueNo,
    /// The refusal.
    pub code: Code,
}

/// What to do about a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Advice {
    /// Nothing is to come in the hall: put a session on its agenda.
    PlanSession,
    /// What runs there should be over: end it, or delay the rest.
    EndBefore,
    /// The code leads elsewhere or nowhere: whoever runs the server looks.
    CodeElsewhere,
    /// No wall is heard: pair one.
    PairWall,
    /// A wall failed or fell silent.
    LookAtWall,
    /// The walls are emptied: bring them back.
    LiftHidden,
    /// No desk is open.
    OpenDesk,
    /// Make links for the roles that have none.
    MakeLinks,
    /// Make links in place of those that end.
    RenewLinks,
    /// The run stands still: let it go on.
    GoOn,
    /// Mend the cues that would be refused.
    MendCues,
    /// Do the cues that were missed, or leave them out.
    SeeMissed,
    /// Rehearse, and note it.
    Rehearse,
    /// The clock is behind what was written: whoever runs the server sets it.
    SetClock,
}

/// `GET /v1/checklist`
pub async fn read(
    State(site): State<Arc<Site>>,
    Asked(Wish { hall }): Asked<Wish>,
    crew: Crew,
) -> Result<Response, ApiError> {
    let crew = crew.one_of(&[Role::Moderator, Role::Organiser])?;
    spend(&site.limits.checklists, (crew.forum, crew.no))?;
    let standing = Arc::clone(&crew.standing);
    let there = standing.state.halls.get(&hall).filter(|_| crew.link.reaches(hall));
    let code = &there.ok_or(ApiCode::NotAllowed)?.code;
    let leads = site.registry.lookup(code_in(code)?).await?;
    let leads = leads.is_some_and(|leads| leads.forum == crew.forum);
    let felt = crew.room.feels(hall);
    let now = site.journal.now();
    // Its run of show is played through, which takes a while where that is long.
    let list = spawn_blocking(move || checklist(&standing, hall, (&felt, leads), now)).await;
    let list = list.map_err(|why| {
        tracing::error!(%why, "a checklist could not be made");
        ApiCode::Unavailable
    })?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(list)).into_response())
}

/// The list of a hall, from what is felt there and whether its code leads to it.
#[must_use]
pub fn checklist(
    standing: &Standing,
    hall: HallNo,
    (felt, code_leads_here): (&ServerPulse, bool),
    now: Time,
) -> Checklist {
    let state = &standing.state;
    let points = vec![
        session(state, hall, now),
        code(state, hall, code_leads_here),
        walls(state, hall, felt),
        moderators(felt),
        links(state, hall, now),
        cues(state, hall),
        rehearsal(state, hall),
        clock(standing, now),
    ];
    Checklist { hall, at: now, points }
}

/// The first of what is wrong, else that all is well.
fn point(about: About, found: impl IntoIterator<Item = (bool, Found, Advice)>) -> Point {
    let first = found.into_iter().find(|(is, ..)| *is);
    let (state, next) = first.map_or((Found::Good, None), |(_, state, next)| (state, Some(next)));
    Point { about, state, next }
}

fn session(state: &Forum, hall: HallNo, now: Time) -> Point {
    let there = state.sessions_of(hall);
    let running = there.iter().find(|(_, session)| session.phase == Phase::Open);
    let to_come = || there.iter().find(|(_, session)| session.phase == Phase::Upcoming && session.ends > now);
    let (on, overdue) = (running.or_else(to_come), running.is_some_and(|(_, session)| session.ends < now));
    let about = About::Session { session: on.map(|(no, _)| *no) };
    point(
        about,
        [(on.is_none(), Found::Wrong, Advice::PlanSession), (overdue, Found::Look, Advice::EndBefore)],
    )
}

fn code(state: &Forum, hall: HallNo, leads_here: bool) -> Point {
    let code = state.halls.get(&hall).map(|hall| hall.code.clone()).unwrap_or_default();
    point(About::Code { code }, [(!leads_here, Found::Wrong, Advice::CodeElsewhere)])
}

fn walls(state: &Forum, hall: HallNo, felt: &ServerPulse) -> Point {
    let walls = felt.walls.as_deref().unwrap_or_default();
    let seen = walls.iter().filter(|wall| wall.gone.is_none()).count();
    let failed = walls.iter().filter(|wall| wall.failed || wall.gone.is_some()).count();
    let hidden = state.halls.get(&hall).is_some_and(|hall| hall.screen.hidden);
    point(
        About::Walls { seen, failed, hidden },
        [
            (seen == 0, Found::Wrong, Advice::PairWall),
            (failed > 0, Found::Look, Advice::LookAtWall),
            (hidden, Found::Look, Advice::LiftHidden),
        ],
    )
}

fn moderators(felt: &ServerPulse) -> Point {
    let here = felt.desks.as_deref().unwrap_or_default().len();
    point(About::Moderators { here }, [(here == 0, Found::Wrong, Advice::OpenDesk)])
}

fn links(state: &Forum, hall: HallNo, now: Time) -> Point {
    let ends = day_ends(state, hall, now);
    let reach = |link: &Link| link.reaches(hall) && ROLES.contains(&link.role) && link.is_good(now);
    let good: Vec<_> = state.links.iter().filter(|(_, link)| reach(link)).collect();
    let missing: Vec<Role> =
        ROLES.into_iter().filter(|role| good.iter().all(|(_, link)| link.role != *role)).collect();
    let ending: Vec<LinkNo> =
        good.into_iter().filter(|(_, link)| !link.is_good(ends)).map(|(no, _)| *no).collect();
    let (none, some_end) = (!missing.is_empty(), !ending.is_empty());
    point(
        About::Links { missing, ending },
        [(none, Found::Look, Advice::MakeLinks), (some_end, Found::Look, Advice::RenewLinks)],
    )
}

/// When what is planned in the hall is over, before the night.
fn day_ends(state: &Forum, hall: HallNo, now: Time) -> Time {
    let rest = state.sessions_of(hall).into_iter().filter(|(_, session)| session.phase != Phase::Ended);
    rest.fold(
        now,
        |reached, (_, session)| {
            if session.starts < reached + NIGHT { reached.max(session.ends) } else { reached }
        },
    )
}

fn cues(state: &Forum, hall: HallNo) -> Point {
    let show = state.shows.get(&hall);
    let cues = || show.into_iter().flat_map(|show| &show.cues);
    let waiting = cues().filter(|(_, cue)| cue.waits()).count();
    let is_missed = |to: Outcome| to == Outcome::Missed;
    let missed: Vec<CueNo> = cues()
        .filter(|(_, cue)| cue.came.is_some_and(|came| is_missed(came.to)))
        .map(|(no, _)| *no)
        .collect();
    let wrong: Vec<WrongCue> =
        would_be_refused(state, hall).into_iter().map(|(c, code)| WrongCue { c, code }).collect();
    let held = show.is_some_and(|show| show.held.is_some());
    let (some_wrong, some_missed) = (!wrong.is_empty(), !missed.is_empty());
    point(
        About::Cues { waiting, wrong, missed, held },
        [
            (held, Found::Look, Advice::GoOn),
            (some_wrong, Found::Look, Advice::MendCues),
            (some_missed, Found::Look, Advice::SeeMissed),
        ],
    )
}

fn rehearsal(state: &Forum, hall: HallNo) -> Point {
    let noted = state.shows.get(&hall).and_then(|show| show.rehearsed);
    let name = |link: LinkNo| state.links.get(&link).map(|link| link.name.clone());
    let about =
        About::Rehearsal { at: noted.map(|noted| noted.time), by: noted.and_then(|noted| name(noted.by)) };
    point(about, [(noted.is_none(), Found::Look, Advice::Rehearse)])
}

fn clock(standing: &Standing, now: Time) -> Point {
    point(About::Clock, [(standing.time > now + AHEAD, Found::Wrong, Advice::SetClock)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::Command;
    use crate::domain::id::{QuestionNo, SessionNo};
    use crate::domain::show::tests::{HALL, JOIN, ORGANISER, after, minutes, of, open};
    use crate::domain::show::{CueAct, ShowCommand};
    use crate::domain::tests::scene::{DESK, PANEL, Scene, TALK};
    use crate::protocol::server::{DeskPulse, WallPulse};

    fn desk() -> DeskPulse {
        DeskPulse { link: LinkNo(1), window: 1, name: "desk".into(), holding: QuestionNo(0) }
    }

    fn wall() -> WallPulse {
        WallPulse {
            link: LinkNo(5),
            name: "wall".into(),
            hall: Some(HALL),
            scene: "join".into(),
            since: Time(0),
            rev: 1,
            size: None,
            failed: false,
            gone: None,
        }
    }

    fn felt(desks: Vec<DeskPulse>, walls: Vec<WallPulse>) -> ServerPulse {
        ServerPulse { desks: Some(desks), walls: Some(walls), ..ServerPulse::default() }
    }

    fn listed(scene: &Scene, felt: &ServerPulse, leads: bool) -> Checklist {
        let standing = Standing { state: scene.state.clone(), time: scene.now, ..Standing::genesis() };
        checklist(&standing, HALL, (felt, leads), scene.now)
    }

    /// What is to be done, point by point.
    fn advice(list: &Checklist) -> Vec<Option<Advice>> {
        list.points.iter().map(|point| point.next).collect()
    }

    fn ready() -> Scene {
        let mut scene = Scene::new();
        let screen = Link { role: Role::Screen, ..(*scene.state.links[&LinkNo(1)]).clone() };
        scene.state.links.insert(LinkNo(5), screen.into());
        scene.state.sessions.remove(&TALK);
        scene.cued(after(5, JOIN));
        scene.does(ORGANISER, &of(ShowCommand::Rehearsed { hall: HALL, version: 0, on: true }));
        scene
    }

    #[test]
    fn a_hall_that_is_ready_has_nothing_to_do() {
        let list = listed(&ready(), &felt(vec![desk()], vec![wall()]), true);
        assert_eq!(advice(&list), [None; 8]);
        assert!(list.points.iter().all(|point| point.state == Found::Good));
        let json = serde_json::to_value(&list).unwrap();
        assert_eq!(json["points"][0], serde_json::json!({"key": "session", "state": "good", "session": 1}));
        assert_eq!(json["points"][7], serde_json::json!({"key": "clock", "state": "good"}));
    }

    #[test]
    fn each_point_says_what_to_do() {
        let mut scene = Scene::new();
        let poll = scene.drafted();
        let cue = scene.cued(after(5, open(poll)));
        let version = scene.poll(poll).version;
        scene.does(DESK, &Command::DropPoll { poll, version });
        scene.state.sessions.remove(&TALK);
        let mut panel = (*scene.state.sessions[&PANEL]).clone();
        panel.phase = Phase::Ended;
        scene.state.sessions.insert(PANEL, panel.into());
        let list = listed(&scene, &felt(Vec::new(), Vec::new()), false);
        let all = [
            Some(Advice::PlanSession),
            Some(Advice::CodeElsewhere),
            Some(Advice::PairWall),
            Some(Advice::OpenDesk),
            Some(Advice::MakeLinks),
            Some(Advice::MendCues),
            Some(Advice::Rehearse),
            None,
        ];
        assert_eq!(advice(&list), all);
        let wrong = vec![WrongCue { c: cue, code: Code::UnknownPoll }];
        let cues = About::Cues { waiting: 1, wrong, missed: Vec::new(), held: false };
        assert_eq!(list.points[5].about, cues);
        let missing = About::Links { missing: vec![Role::Screen], ending: Vec::new() };
        assert_eq!(list.points[4].about, missing);
    }

    #[test]
    fn what_needs_a_look_does_not_keep_a_hall_from_going_live() {
        let mut scene = ready();
        scene.cued(after(6, CueAct::Remind));
        scene.ticks(minutes(8));
        scene.does(DESK, &of(ShowCommand::Hold { hall: HALL }));
        let mut link = (*scene.state.links[&LinkNo(4)]).clone();
        link.expires = Some(minutes(30));
        scene.state.links.insert(LinkNo(4), link.into());
        let silent = WallPulse { gone: Some(minutes(1)), ..wall() };
        scene.now = minutes(10);
        let list = listed(&scene, &felt(vec![desk()], vec![wall(), silent]), true);
        assert!(list.points.iter().all(|point| point.state != Found::Wrong));
        let (walls, links, cues) = (&list.points[2], &list.points[4], &list.points[5]);
        assert_eq!([walls.next, links.next], [Some(Advice::LookAtWall), Some(Advice::RenewLinks)]);
        assert_eq!(cues.next, Some(Advice::GoOn));
        let About::Cues { missed, held: true, .. } = &cues.about else { panic!("{cues:?}") };
        assert_eq!(missed.len(), 2);
        let overdue = listed(&Scene { now: minutes(70), ..scene }, &felt(vec![desk()], vec![wall()]), true);
        assert_eq!(overdue.points[0].about, About::Session { session: Some(SessionNo(1)) });
        assert_eq!(overdue.points[0].next, Some(Advice::EndBefore));
    }

    #[test]
    fn a_clock_that_is_behind_what_was_written_is_told() {
        let scene = ready();
        let standing = Standing { state: scene.state.clone(), time: minutes(60), ..Standing::genesis() };
        let list = checklist(&standing, HALL, (&felt(vec![desk()], vec![wall()]), true), minutes(30));
        assert_eq!(list.points[7].next, Some(Advice::SetClock));
    }
}
