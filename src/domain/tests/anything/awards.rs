//! Commands about the award of the last session.

use super::commands::Draft;
use super::forum::title;
use crate::domain::award::{
    Award, AwardCommand, AwardPlan, Criterion, Nominee, Normalise, PeoplesChoice, Stage, Tie, Track,
    TrackKind,
};
use crate::domain::badge::Groups;
use crate::domain::ballot::Choice;
use crate::domain::command::Command;
use crate::domain::forum::Title;
use crate::domain::id::{LinkNo, PollNo, SessionNo};
use crate::domain::poll::PollPhase;
use crate::domain::register::Seq;
use crate::domain::role::{Actor, Role, Secret};

pub(super) const AWARD: SessionNo = SessionNo(4);

impl Draft<'_> {
    /// What leads on is given more often than by chance, so that histories come to their ends.
    pub(super) fn about_an_award(&self) -> (Actor, Command) {
        let award = self.scene.state.awards.get(&AWARD);
        let (session, version) = (AWARD, self.version(award.map(|award| award.version)));
        match (self.step.deed, award.map(|award| award.stage)) {
            (82, _) => (self.organiser(), self.of_the_crew()),
            (83, None | Some(Stage::Preparing)) => {
                let version = award.map_or(0, |_| version);
                (
                    self.organiser(),
                    Command::Award(AwardCommand::Plan { session, version, plan: self.award_plan(false) }),
                )
            }
            (84, None | Some(Stage::Preparing)) => {
                (self.organiser(), Command::Award(AwardCommand::Begin { session, version }))
            }
            (84, Some(Stage::Scoring)) if self.step.a.is_multiple_of(11) => {
                (self.organiser(), Command::Award(self.of_its_rules(session, version)))
            }
            (84, Some(Stage::Scoring)) if !self.step.a.is_multiple_of(3) => self.of_the_jury(),
            (84, Some(Stage::Scoring)) => {
                (self.organiser(), Command::Award(AwardCommand::Seal { session, version, anyway: true }))
            }
            (83, _) | (84 | 85, Some(Stage::Sealed)) => {
                (self.one_of(Role::Organiser), Command::Award(AwardCommand::Open { session, version }))
            }
            (85, Some(Stage::Opened)) => {
                let track = (self.step.a % 4) as u8;
                (self.desk(), Command::Award(AwardCommand::Reveal { session, version, track }))
            }
            (86 | 87, _) => (self.desk(), self.of_its_polls(award)),
            _ => self.of_the_jury(),
        }
    }

    /// Somebody with that role, where there is anybody.
    pub(super) fn one_of(&self, role: Role) -> Actor {
        let links: Vec<LinkNo> =
            self.scene.state.links.iter().filter(|(_, link)| link.role == role).map(|(no, _)| *no).collect();
        let at = (self.step.b as usize).checked_rem(links.len()).and_then(|at| links.get(at));
        at.map_or_else(|| self.organiser(), |no| Actor::Crew(*no))
    }

    /// The jury is put in order, or the award is prepared again.
    fn of_its_rules(&self, session: SessionNo, version: u32) -> AwardCommand {
        match (self.one_of(Role::Juror), self.scene.state.last.link) {
            (Actor::Crew(juror), last) if !self.step.b.is_multiple_of(3) => {
                let heir = if self.step.b.is_multiple_of(2) { last } else { LinkNo(1 + self.step.b % 8) };
                AwardCommand::Replace { session, version, juror, heir }
            }
            _ => AwardCommand::Prepare { session, version },
        }
    }

    fn of_the_crew(&self) -> Command {
        Command::CreateLink {
            role: if self.step.a.is_multiple_of(3) { Role::Organiser } else { Role::Juror },
            hall: None,
            name: "وصلة".into(),
            expires: None,
            table: None,
            stand: None,
            secret: Secret::new(format!("secret-of-a-juror-{:06}", self.step.a % 5)),
        }
    }

    pub(super) fn award_plan(&self, blind: bool) -> AwardPlan {
        let no = self.step.a;
        let named =
            |text: String| Nominee { title: title(&text), about: Title::default(), team: Title::default() };
        let of = |kind, nominees: u32| Track {
            title: title("مسار"),
            kind,
            nominees: (0..nominees).map(|no| named(format!("مرشح {no}"))).collect(),
        };
        let honoured = of(TrackKind::Honorary, 1);
        let people = PeoplesChoice {
            groups: Groups::ALL,
            weight: [0, 30, 100][no as usize % 3],
            quorum: no % 2,
            blind,
        };
        AwardPlan {
            tracks: vec![of(TrackKind::Scored, 2 + no % 3), honoured],
            criteria: vec![
                Criterion { title: title("أثر"), weight: 2 },
                Criterion { title: title("ابتكار"), weight: 1 },
            ],
            scale: if self.step.hostile { 3 } else { 5 },
            normalise: if no.is_multiple_of(2) { Normalise::ByJuror } else { Normalise::None },
            quorum_jury: 1,
            people: (!no.is_multiple_of(4)).then_some(people),
            ties: [Tie::Criterion, Tie::People, Tie::Firsts, Tie::Lot][no as usize % 4..].to_vec(),
        }
    }

    fn of_the_jury(&self) -> (Actor, Command) {
        let (session, track) = (AWARD, (self.step.b / 7 % 2) as u8 * u8::from(self.step.hostile));
        let (nominee, seq) = ((self.step.b % 4) as u8, self.seq());
        let marks = vec![(self.step.a % 6) as u8, (self.step.b % 6) as u8];
        let judge = self.one_of(Role::Juror);
        match (self.step.a % 8, judge) {
            (0, _) => {
                let recuse = AwardCommand::Recuse { session, track, nominee, on: true, seq, juror: None };
                (judge, Command::Award(recuse))
            }
            (1, Actor::Crew(no)) => {
                let on = self.step.b.is_multiple_of(2);
                let recuse = AwardCommand::Recuse { session, track, nominee, on, seq, juror: Some(no) };
                (self.organiser(), Command::Award(recuse))
            }
            _ => (judge, Command::Award(AwardCommand::Score { session, track, nominee, marks, seq })),
        }
    }

    /// The people's choice is opened, closed, and tried to be told.
    fn of_its_polls(&self, award: Option<&std::sync::Arc<Award>>) -> Command {
        let poll = award.and_then(|award| *award.polls.first()?).unwrap_or(PollNo(1));
        let held = self.scene.state.polls.get(&poll);
        let version = self.version(held.map(|poll| poll.version));
        match held.map(|poll| poll.phase) {
            Some(PollPhase::Open { .. }) if self.step.b.is_multiple_of(2) => {
                let (round, badge) = (held.map_or(1, |poll| poll.round.no), self.badge());
                let choice = Choice::Options(vec![(self.step.a % 3) as u8]);
                Command::Vote { poll, round, choice, seq: Seq(u64::from(1 + self.step.a % 9)), badge }
            }
            Some(PollPhase::Open { .. }) => Command::ClosePoll { poll, version, seconds: Some(0) },
            _ if self.step.b.is_multiple_of(3) => Command::RevealPoll { poll, version, on: true },
            _ => Command::OpenPoll { poll, version, seconds: Some(0) },
        }
    }
}
