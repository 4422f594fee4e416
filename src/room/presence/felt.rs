//! What all nodes together report.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;

use tokio::time::Instant;

use crate::domain::decide::Circumstances;
use crate::domain::id::{HallNo, LinkNo, PollNo, SessionNo};
use crate::domain::poll::PollPhase;
use crate::domain::state::State;
use crate::domain::time::Time;
use crate::protocol::server::{ArrivalsPulse, DeskPulse, ServerPulse, WallPulse};
use crate::room::entry::NodeId;
use crate::room::seat::Seat;

use super::crowd::Crowd;
use super::lost::Lost;
use super::report::{Came, Figure, Reactions, Report};

/// A node that was not heard for so long is not there.
const LASTS: Duration = Duration::from_secs(3);
/// A hall that a desk has left counts as attended for so long: a reload or a bad line must not hand it to the clock.
const ATTENDED: Duration = Duration::from_secs(60);

/// The newest figure of each node, and the reactions that were not passed on yet.
#[derive(Debug, Default)]
pub(super) struct Felt {
    nodes: HashMap<NodeId, (Instant, Figure)>,
    reactions: Reactions,
    /// Who was here in each round that is open: what this node saw, and what it heard of the others.
    came: BTreeMap<(PollNo, u32), Crowd>,
    /// When a desk was in each hall last.
    attended: BTreeMap<HallNo, Instant>,
    /// Walls that fell silent.
    lost: Lost,
}

impl Felt {
    /// Hears a node's report, and tells whether a wall came or fell silent with it.
    pub(super) fn hear(&mut self, report: Report, now: Instant) -> bool {
        for (session, reactions) in report.reactions {
            let sums = self.reactions.entry(session).or_default();
            for (reaction, count) in reactions {
                let sum = sums.entry(reaction).or_default();
                *sum = sum.saturating_add(count);
            }
        }
        let Some(mut figure) = report.figure else { return false };
        for Came { poll, round, crowd } in std::mem::take(&mut figure.came) {
            self.came.entry((poll, round)).or_default().unite(&crowd);
        }
        self.attended.extend(figure.desks.iter().map(|desk| (desk.hall, now)));
        let alive = figure.alive();
        let before = self.nodes.insert(report.node, (now, figure));
        before.map(|(_, figure)| figure.alive()).unwrap_or_default() != alive
    }

    /// Adds those who are here on this node to each round that is open, and tells who was in it so far on any node. So
    /// a node that was just started knows it as soon as it hears another.
    pub(super) fn gather(&mut self, state: &State, here: impl Fn(SessionNo) -> Crowd) -> Vec<Came> {
        open_rounds(state)
            .map(|(poll, round, session)| {
                let crowd = self.came.entry((poll, round)).or_default();
                crowd.unite(&here(session));
                Came { poll, round, crowd: crowd.clone() }
            })
            .collect()
    }

    /// Forgets nodes that went silent, and who was in rounds that are over; `time` is the same moment by the server's clock.
    pub(super) fn settle(&mut self, state: &State, now: Instant, time: Time) {
        self.nodes.retain(|_, (heard, _)| now < *heard + LASTS);
        self.attended.retain(|_, seen| now < *seen + ATTENDED);
        let open: BTreeSet<_> = open_rounds(state).map(|(poll, round, _)| (poll, round)).collect();
        self.came.retain(|round, _| open.contains(round));
        let alive = self.nodes.values().flat_map(|(_, figure)| &figure.walls);
        self.lost.settle(alive, state, now, time);
    }

    /// Whether reactions wait to be passed on.
    pub(super) fn has_reactions(&self) -> bool {
        !self.reactions.is_empty()
    }

    /// The reactions were passed on.
    pub(super) fn calm(&mut self) {
        self.reactions.clear();
    }

    /// Tells what decisions depend on.
    pub(super) fn tell(&self, around: &mut Circumstances) {
        around.attended = self.attended.keys().copied().collect();
        around.here = self.here();
        around.came = self.came.iter().map(|(round, crowd)| (*round, crowd.count())).collect();
    }

    /// What that seat feels at a moment of the server's clock.
    pub(super) fn pulse(&self, state: &State, seat: &Seat, time: Time) -> ServerPulse {
        let here = seat.session.map(|session| self.here().get(&session).copied().unwrap_or(0));
        let reactions = seat.session.and_then(|session| self.reactions.get(&session));
        let mut pulse = ServerPulse {
            // Fewer than that are told as none, so that a wall that showed more stops to.
            here: here.map(|here| if seat.is_desk() || here >= ServerPulse::HERE_FROM { here } else { 0 }),
            reactions: reactions.cloned().unwrap_or_default(),
            ..ServerPulse::default()
        };
        if let Some(hall) = seat.hall(state).filter(|_| seat.is_desk()) {
            pulse.desks = Some(self.desks(state, hall));
            pulse.walls = Some(self.walls(state, hall));
        }
        let session = seat.session.and_then(|no| state.sessions.get(&no));
        pulse.arrivals = session.filter(|_| seat.is_desk()).map(|session| {
            let lately = session.board.arrivals.lately(time);
            ArrivalsPulse { asked: lately.asked.to_vec(), supported: lately.supported.to_vec() }
        });
        pulse
    }

    fn desks(&self, state: &State, hall: HallNo) -> Vec<DeskPulse> {
        let all: BTreeSet<_> = self.figures().flat_map(|figure| &figure.desks).collect();
        let here = all.into_iter().filter(|desk| desk.hall == hall);
        here.map(|desk| DeskPulse {
            link: desk.link,
            window: desk.window,
            name: name(state, desk.link),
            holding: desk.holding,
        })
        .collect()
    }

    fn walls(&self, state: &State, hall: HallNo) -> Vec<WallPulse> {
        let mut alive: Vec<_> = self.figures().flat_map(|figure| &figure.walls).collect();
        alive.sort();
        let lost = self.lost.of(hall, &alive).map(|(wall, heard)| (wall, Some(heard)));
        let here = alive.iter().filter(|wall| wall.hall == hall).map(|wall| (*wall, None));
        here.chain(lost)
            .map(|(wall, gone)| WallPulse {
                link: wall.link,
                name: name(state, wall.link),
                hall: state.links.get(&wall.link).and_then(|link| link.hall),
                scene: wall.scene.clone(),
                since: wall.since,
                rev: wall.rev,
                size: wall.size,
                failed: wall.failed,
                gone,
            })
            .collect()
    }

    fn here(&self) -> BTreeMap<SessionNo, u32> {
        let counts = self.figures().flat_map(|figure| &figure.here);
        counts.fold(BTreeMap::new(), |mut sums, (session, count)| {
            let sum = sums.entry(*session).or_default();
            *sum = count.saturating_add(*sum);
            sums
        })
    }

    fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.nodes.values().map(|(_, figure)| figure)
    }
}

fn open_rounds(state: &State) -> impl Iterator<Item = (PollNo, u32, SessionNo)> {
    let open = state.polls.iter().filter(|(_, poll)| matches!(poll.phase, PollPhase::Open { .. }));
    open.map(|(no, poll)| (*no, poll.round.no, poll.session))
}

fn name(state: &State, link: LinkNo) -> String {
    state.links.get(&link).map(|link| link.name.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::id::{PersonId, QuestionNo};
    use crate::domain::role::Role;
    use crate::protocol::client::Reaction;
    use crate::room::presence::report::{Desk, Wall};

    const PANEL: SessionNo = SessionNo(1);
    const HALL: HallNo = HallNo(1);

    fn report(node: &str, here: u32) -> Report {
        let desk = Desk { link: LinkNo(1), window: 0, hall: HALL, holding: QuestionNo(0) };
        let figure = Figure { here: BTreeMap::from([(PANEL, here)]), desks: vec![desk], ..Figure::default() };
        Report {
            node: NodeId::new(node),
            figure: Some(figure),
            reactions: Reactions::new(),
            asides: Vec::new(),
        }
    }

    fn here(felt: &Felt, role: Role) -> Option<u32> {
        felt.pulse(&State::default(), &Seat { role, session: Some(PANEL), hall: None, stand: None }, Time(0))
            .here
    }

    #[test]
    fn nodes_are_added_up_and_one_that_is_silent_is_not_there() {
        let (start, state) = (Instant::now(), State::default());
        let mut felt = Felt::default();
        felt.hear(report("a", 9), start);
        felt.hear(report("b", 4), start);
        felt.hear(report("a", 8), start + LASTS / 2);
        assert_eq!(here(&felt, Role::Moderator), Some(12));
        felt.settle(&state, start + LASTS, Time(0));
        assert_eq!(here(&felt, Role::Moderator), Some(8));
        assert_eq!(here(&felt, Role::Screen), Some(0), "fewer than ten are not shown");
        felt.settle(&state, start + LASTS * 2, Time(0));
        let told = |felt: &Felt| {
            let mut around = Circumstances::default();
            felt.tell(&mut around);
            around
        };
        assert!(told(&felt).here.is_empty());
        assert_eq!(
            told(&felt).attended,
            BTreeSet::from([HALL]),
            "whoever reloads a desk is back in a moment"
        );
        felt.settle(&state, start + LASTS / 2 + ATTENDED, Time(0));
        assert!(told(&felt).attended.is_empty());
    }

    #[test]
    fn everyone_who_was_here_while_a_round_is_open_counts_once_whatever_node_they_came_to() {
        let (mut state, now) = (with_open_poll(), Instant::now());
        let (mut near, mut far) = (Felt::default(), Felt::default());
        let came = |felt: &Felt| {
            let mut around = Circumstances::default();
            felt.tell(&mut around);
            around.came.get(&(PollNo(1), 1)).copied()
        };
        let report = |came: Vec<Came>| {
            let figure = Some(Figure { came, ..Figure::default() });
            Report { node: NodeId::new("far"), figure, reactions: Reactions::new(), asides: Vec::new() }
        };
        near.gather(&state, |_| crowd(0..20));
        assert_eq!(came(&near), Some(20));
        near.gather(&state, |_| crowd(5..25));
        assert_eq!(came(&near), Some(25), "five left and five came");
        let theirs = far.gather(&state, |_| crowd(20..40));
        near.hear(report(theirs), now);
        near.settle(&state, now, Time(0));
        assert_eq!(came(&near), Some(40), "some came to both");
        near.settle(&state, now + LASTS * 2, Time(0));
        assert_eq!(came(&near), Some(40), "a node that is gone takes nobody with it");
        state.polls.clear();
        near.settle(&state, now, Time(0));
        assert_eq!(came(&near), None);
    }

    fn crowd(people: std::ops::Range<u8>) -> Crowd {
        let mut crowd = Crowd::default();
        people.for_each(|person| crowd.add(PersonId([person; 16])));
        crowd
    }

    #[test]
    fn reactions_of_all_nodes_are_passed_on_once() {
        let mut felt = Felt::default();
        for node in ["a", "b"] {
            let reactions = BTreeMap::from([(PANEL, BTreeMap::from([(Reaction::Clap, 3)]))]);
            felt.hear(Report { reactions, figure: None, ..report(node, 0) }, Instant::now());
        }
        let seat = Seat { role: Role::Screen, session: Some(PANEL), hall: None, stand: None };
        assert_eq!(felt.pulse(&State::default(), &seat, Time(0)).reactions[&Reaction::Clap], 6);
        felt.calm();
        assert!(!felt.has_reactions());
    }

    #[test]
    fn a_wall_that_fell_silent_is_told_until_it_is_back_or_has_no_link_any_more() {
        let (mut state, start) = (with_walls(), Instant::now());
        let mut felt = Felt::default();
        let wall = Wall {
            link: WALL,
            hall: HALL,
            scene: "top".into(),
            rev: 3,
            since: Time(1),
            heard: Time(900),
            size: None,
            failed: false,
        };
        let seat = Seat { role: Role::Moderator, session: None, hall: Some(HALL), stand: None };
        let gone = |felt: &Felt, state: &State| {
            let walls = felt.pulse(state, &seat, Time(0)).walls.unwrap();
            walls.into_iter().map(|wall| wall.gone).collect::<Vec<_>>()
        };
        let figure = |walls: Vec<Wall>| {
            let figure = Some(Figure { walls, ..Figure::default() });
            Report { node: NodeId::new("a"), figure, reactions: Reactions::new(), asides: Vec::new() }
        };
        assert!(felt.hear(figure(vec![wall.clone()]), start));
        felt.settle(&state, start, Time(1_000));
        assert_eq!(gone(&felt, &state), [None]);
        assert!(!felt.hear(figure(vec![Wall { rev: 4, ..wall.clone() }]), start), "it is there still");
        // Told as soon as its node says it, and not when this one looks again.
        assert!(felt.hear(figure(Vec::new()), start + LASTS));
        assert_eq!(gone(&felt, &state), [Some(Time(900))]);
        felt.settle(&state, start + LASTS, Time(4_000));
        assert_eq!(gone(&felt, &state), [Some(Time(900))]);
        assert!(felt.hear(figure(vec![Wall { heard: Time(3_800), ..wall }]), start + LASTS));
        felt.settle(&state, start + LASTS, Time(4_000));
        assert_eq!(gone(&felt, &state), [None]);
        felt.settle(&state, start + LASTS * 2, Time(7_000));
        assert_eq!(gone(&felt, &state), [Some(Time(3_800))], "its node went with it");
        state.links.clear();
        felt.settle(&state, start + LASTS * 2, Time(7_000));
        assert_eq!(gone(&felt, &state), []);
    }

    #[test]
    fn a_desk_is_told_what_came_minute_by_minute_and_nobody_else_is() {
        let state = with_open_poll();
        let arrivals = |role| {
            let seat = Seat { role, session: Some(PANEL), hall: None, stand: None };
            Felt::default().pulse(&state, &seat, Time(60_000)).arrivals
        };
        assert_eq!(arrivals(Role::Moderator).unwrap().asked.len(), 30);
        assert_eq!(arrivals(Role::Screen), None);
    }

    const WALL: LinkNo = LinkNo(5);

    /// A hall with the link of a wall.
    fn with_walls() -> State {
        use crate::domain::change::Change;
        use crate::domain::forum::Title;
        use crate::domain::id::CommandId;
        use crate::domain::role::Link;
        let mut state = State::default();
        let grant = Link {
            role: Role::Screen,
            hall: Some(HALL),
            name: "شاشة".into(),
            token_hash: String::new(),
            expires: None,
            revoked: false,
            table: None,
            stand: None,
        };
        let changes = [
            Change::HallSet { hall: HALL, name: Title::default(), code: "471234".into() },
            Change::LinkCreated { link: WALL, id: CommandId(1), by: None, grant },
        ];
        state.apply_entry(1, &changes, &[] as &[(_, Arc<str>)]);
        state
    }

    /// A session with a poll, opened by changes as a room applies them.
    fn with_open_poll() -> State {
        use crate::domain::change::{Change, Plan};
        use crate::domain::forum::{Moderation, Title};
        use crate::domain::id::CommandId;
        use crate::domain::poll::{PollKind, PollPlan, PollSettings};
        use crate::domain::role::Author;
        use crate::domain::time::Time;
        let title = Title { ar: "؟".into(), en: String::new() };
        let plan = Plan {
            hall: HALL,
            kind: crate::domain::agenda::SessionKind::Panel,
            title: title.clone(),
            about: Title::default(),
            starts: Time(0),
            ends: Time(1),
            moderation: Moderation::Before,
            labels: Vec::new(),
        };
        let draft = PollPlan {
            title,
            kind: PollKind::YesNoAbstain,
            options: Vec::new(),
            labels: Vec::new(),
            settings: PollSettings::default(),
        };
        let author = Author::Link(LinkNo(1));
        let poll = PollNo(1);
        let mut state = State::default();
        let changes = [
            Change::SessionSet { session: PANEL, plan },
            Change::PollCreated { poll, session: PANEL, author, id: CommandId(1), draft },
            Change::PollOpened { poll, round: 1, until: None, key: None, time: Time(0), earlier: None },
        ];
        state.apply_entry(1, &changes, &[] as &[(_, Arc<str>)]);
        state
    }
}
