//! Awards in a forum: planned, judged, sealed, opened by two, revealed.

mod blind;
mod home;
mod jurors;
mod seen;
mod stages;

use std::sync::Arc;

use crate::domain::agenda::{Session, SessionKind};
use crate::domain::award::{
    Award, AwardCommand, AwardPlan, Criterion, Nominee, PeoplesChoice, Stage, Tie, Track, TrackKind,
};
use crate::domain::badge::{self, BadgeCommand, Groups};
use crate::domain::ballot::Choice;
use crate::domain::command::Command;
use crate::domain::forum::Title;
use crate::domain::id::{LinkNo, PollNo};
use crate::domain::poll::PollPhase;
use crate::domain::register::Seq;
use crate::domain::role::{Actor, Link, Role};
use crate::domain::tests::scene::{DESK, PANEL, Scene, person};

pub(crate) const OWNER: Actor = Actor::Crew(LinkNo(3));
pub(crate) const CO_OWNER: Actor = Actor::Crew(LinkNo(5));
pub(crate) const JURORS: [Actor; 3] =
    [Actor::Crew(LinkNo(6)), Actor::Crew(LinkNo(7)), Actor::Crew(LinkNo(8))];

pub(crate) fn title(text: &str) -> Title {
    Title { ar: text.into(), en: String::new() }
}

pub(crate) fn criterion(weight: u8) -> Criterion {
    Criterion { title: title("الأثر"), weight }
}

pub(crate) fn track(nominees: usize) -> Track {
    let nominee = |no| Nominee {
        title: title(&format!("مبادرة {no}")),
        about: Title::default(),
        team: Title::default(),
    };
    Track {
        title: title("التطوع البلدي"),
        kind: TrackKind::Scored,
        nominees: (1..=nominees).map(nominee).collect(),
    }
}

/// Two tracks that are judged and one that is honoured, by two criteria, with a prize of the people's own.
pub(crate) fn usual() -> AwardPlan {
    let honoured = Track { kind: TrackKind::Honorary, ..track(1) };
    AwardPlan {
        tracks: vec![track(3), track(2), honoured],
        criteria: vec![criterion(60), criterion(40)],
        people: Some(PeoplesChoice { groups: Groups::ALL, weight: 0, quorum: 1, blind: false }),
        ties: vec![Tie::Criterion, Tie::Lot],
        ..AwardPlan::default()
    }
}

/// A forum in which the panel is an award, with a second organiser and a jury of three.
pub(crate) fn with_jury() -> Scene {
    let mut scene = Scene::new();
    let session = Session { kind: SessionKind::Award, ..Session::clone(&scene.state.sessions[&PANEL]) };
    scene.state.sessions.insert(PANEL, Arc::new(session));
    for no in 5..=8 {
        let role = if no == 5 { Role::Organiser } else { Role::Juror };
        let link = Link { role, name: format!("link {no}"), ..Link::clone(&scene.state.links[&LinkNo(3)]) };
        scene.state.links.insert(LinkNo(no), Arc::new(link));
    }
    scene.state.last.link = LinkNo(8);
    scene
}

/// The same with the usual award, whose scoring is on.
pub(crate) fn begun() -> Scene {
    let mut scene = with_jury();
    scene.plans(&usual());
    scene.does(OWNER, &scene.to(Stage::Scoring));
    scene
}

/// The same with all marks given by two jurors, and sealed.
pub(crate) fn sealed() -> Scene {
    let mut scene = begun();
    for juror in &JURORS[..2] {
        for (track, nominee, mark) in [(0, 0, 6), (0, 1, 9), (0, 2, 7), (1, 0, 5), (1, 1, 8)] {
            scene.scored(*juror, (track, nominee), &[mark, mark]);
        }
    }
    scene.does(OWNER, &scene.to(Stage::Sealed));
    scene
}

impl Scene {
    pub(crate) fn award(&self) -> &Award {
        &self.state.awards[&PANEL]
    }

    #[track_caller]
    pub(crate) fn plans(&mut self, plan: &AwardPlan) {
        let version = self.state.awards.get(&PANEL).map_or(0, |award| award.version);
        let plan = AwardCommand::Plan { session: PANEL, version, plan: plan.clone() };
        self.does(OWNER, &Command::Award(plan));
    }

    /// The command that leads to that stage.
    pub(crate) fn to(&self, stage: Stage) -> Command {
        let (session, version) = (PANEL, self.award().version);
        Command::Award(match stage {
            Stage::Preparing | Stage::Scoring => AwardCommand::Begin { session, version },
            Stage::Sealed => AwardCommand::Seal { session, version, anyway: false },
            Stage::Opened => AwardCommand::Open { session, version },
        })
    }

    /// The command that seals it whatever is missing.
    pub(crate) fn seal_anyway(&self) -> Command {
        let (session, version) = (PANEL, self.award().version);
        Command::Award(AwardCommand::Seal { session, version, anyway: true })
    }

    pub(crate) fn prepare(&self) -> Command {
        Command::Award(AwardCommand::Prepare { session: PANEL, version: self.award().version })
    }

    pub(crate) fn replace(&self, juror: LinkNo, heir: LinkNo) -> Command {
        let (session, version) = (PANEL, self.award().version);
        Command::Award(AwardCommand::Replace { session, version, juror, heir })
    }

    pub(crate) fn score(&mut self, (track, nominee): (u8, u8), marks: &[u8]) -> Command {
        self.ids += 1;
        let (seq, marks) = (Seq(self.ids), marks.to_vec());
        Command::Award(AwardCommand::Score { session: PANEL, track, nominee, marks, seq })
    }

    #[track_caller]
    pub(crate) fn scored(&mut self, by: Actor, case: (u8, u8), marks: &[u8]) {
        let score = self.score(case, marks);
        self.does(by, &score);
    }

    pub(crate) fn recuse(&mut self, (track, nominee): (u8, u8), on: bool, juror: Option<LinkNo>) -> Command {
        self.ids += 1;
        let seq = Seq(self.ids);
        Command::Award(AwardCommand::Recuse { session: PANEL, track, nominee, on, seq, juror })
    }

    #[track_caller]
    pub(crate) fn opens_award(&mut self) {
        self.holds_polls();
        self.does(OWNER, &self.to(Stage::Opened));
        self.does(CO_OWNER, &self.to(Stage::Opened));
    }

    pub(crate) fn reveal(&self, track: u8) -> Command {
        Command::Award(AwardCommand::Reveal { session: PANEL, version: self.award().version, track })
    }

    /// The people's polls that were not held yet are, and nobody comes.
    #[track_caller]
    pub(crate) fn holds_polls(&mut self) {
        for track in 0..self.award().polls.len() {
            let held = self.award().polls[track].and_then(|no| self.state.polls.get(&no));
            if held.is_some_and(|poll| poll.phase == PollPhase::Draft) {
                self.people_choose(track, &[]);
            }
        }
    }

    /// So many people with badges vote for the nominees of a track, and the poll is over.
    #[track_caller]
    pub(crate) fn people_choose(&mut self, track: usize, votes: &[u8]) -> PollNo {
        let poll = self.award().polls[track].expect("the people choose there");
        let version = self.state.polls[&poll].version;
        // A desk opens it once, an organiser again.
        let by = if self.state.polls[&poll].round.no == 0 { DESK } else { OWNER };
        self.does(by, &Command::OpenPoll { poll, version, seconds: None });
        let round = self.state.polls[&poll].round.no;
        for (by, vote) in (1..).zip(votes) {
            let issue = BadgeCommand::Issue { label: None, name: None, group: None };
            self.does(OWNER, &Command::Badges(issue));
            let badge = badge::list(&self.state).last().and_then(|entry| entry.code);
            let choice = Choice::Options(vec![*vote]);
            self.does(person(by), &Command::Vote { poll, round, choice, seq: Seq(1), badge });
        }
        let version = self.state.polls[&poll].version;
        self.does(DESK, &Command::ClosePoll { poll, version, seconds: Some(0) });
        poll
    }
}
