//! Commands about the recommendations.

use super::commands::Draft;
use super::forum::title;
use crate::domain::command::Command;
use crate::domain::forum::Title;
use crate::domain::id::{
    ClusterNo, IdeaNo, PollNo, QuestionNo, RecommendationNo, RemarkNo, SessionNo, StandNo, StatementNo,
};
use crate::domain::recommendation::{
    Day, Evidence, FollowUp, Marks, ReadRecommendation, RecommendationCommand, Rule, Stage, Voice,
};
use crate::domain::role::{Actor, Role, Secret};
use crate::domain::words::Text;

impl Draft<'_> {
    /// What leads on is given more often than by chance.
    pub(super) fn about_recommendations(&self) -> (Actor, Command) {
        let (recommendation, version) = self.recommendation();
        let b = self.step.b;
        let (actor, act) = match self.step.deed {
            115 if b.is_multiple_of(4) => return (self.organiser(), self.make_rapporteur()),
            115..=117 => {
                let evidence = (0..=b % 3).map(|at| self.evidence(at)).collect();
                let actor = if b.is_multiple_of(3) { self.desk() } else { self.rapporteur() };
                let (title, text) = (self.recommended("title"), self.recommended("text"));
                (actor, RecommendationCommand::Draft { title, text, evidence })
            }
            118 => {
                let (title, text) = (self.recommended("title"), self.recommended("text"));
                let label = if b.is_multiple_of(2) { title_of(b) } else { Title::default() };
                (
                    if b.is_multiple_of(2) { self.organiser() } else { self.rapporteur() },
                    RecommendationCommand::Edit { recommendation, version, title, text, label },
                )
            }
            119 if b.is_multiple_of(2) => {
                let due = Day::new(2027, 1 + (b % 12) as u8, 1 + (b % 28) as u8);
                (
                    self.rapporteur(),
                    RecommendationCommand::Assign { recommendation, version, owner: title_of(b), due },
                )
            }
            119 => (
                if self.step.by.is_multiple_of(2) { self.rapporteur() } else { self.desk() },
                RecommendationCommand::Cite { recommendation, evidence: self.evidence(b) },
            ),
            120 => self.about_its_evidence((recommendation, version)),
            121 => {
                let marks = Marks { impact: (b % 7) as u8, feasibility: (b % 6) as u8 };
                let marks = (!b.is_multiple_of(5)).then_some(marks);
                (self.rapporteur(), RecommendationCommand::Mark { recommendation, marks, seq: self.seq() })
            }
            122 => (
                self.rapporteur(),
                RecommendationCommand::Propose { recommendation, version, on: !b.is_multiple_of(4) },
            ),
            123 | 124 => (self.rapporteur(), self.about_the_vote()),
            125 | 126 => self.said_in_the_vote(),
            127 => {
                let list = vec![ReadRecommendation { recommendation, version }];
                (self.rapporteur(), RecommendationCommand::Publish { list, anyway: b.is_multiple_of(3) })
            }
            128 => self.about_what_is_published((recommendation, version)),
            _ => match b % 4 {
                0 => (self.organiser(), RecommendationCommand::Erase { recommendation }),
                1 => (self.rapporteur(), RecommendationCommand::Withdraw { recommendation, version }),
                _ => (self.rapporteur(), RecommendationCommand::Restore { recommendation, version }),
            },
        };
        (actor, Command::Recommendations(act))
    }

    /// A rapporteur where there is a link for one, otherwise an organiser.
    fn rapporteur(&self) -> Actor {
        if self.step.b.is_multiple_of(3) { self.organiser() } else { self.one_of(Role::Rapporteur) }
    }

    fn make_rapporteur(&self) -> Command {
        Command::CreateLink {
            role: Role::Rapporteur,
            hall: None,
            name: "مقرر".into(),
            expires: None,
            table: None,
            stand: None,
            secret: Secret::new(format!("secret-of-a-rapporteur-{:06}", self.step.a % 3)),
        }
    }

    fn recommendation(&self) -> (RecommendationNo, u32) {
        let no = RecommendationNo(self.number(self.step.a, self.scene.state.last.recommendation.0));
        (no, self.version(self.scene.state.recommendation(no).map(|held| held.version)))
    }

    fn recommended(&self, what: &str) -> Text {
        let empty = self.step.hostile && self.step.a.is_multiple_of(2);
        Text::new(&if empty { String::new() } else { format!("{what} {}r", self.step.a) })
    }

    fn evidence(&self, at: u32) -> Evidence {
        let (last, no) = (self.scene.state.last, (self.step.a / 3).wrapping_add(at));
        let session = SessionNo(if at.is_multiple_of(3) { 3 } else { 1 });
        match self.step.a.wrapping_add(at) % 9 {
            0 | 1 => Evidence::Question { question: QuestionNo(self.number(no, last.question.0)) },
            2 => Evidence::Idea { session, idea: IdeaNo(self.number(no, last.idea.0)) },
            3 => Evidence::Cluster { session, cluster: ClusterNo(self.number(no, last.cluster.0)) },
            4 => Evidence::Table { session, table: (no % 3) as u8 },
            5 => Evidence::Statement { session, statement: StatementNo(self.number(no, last.statement.0)) },
            6 => Evidence::Stand { session, stand: StandNo(self.number(no, last.stand.0)) },
            7 => self.remark_evidence(session, RemarkNo(self.number(no, last.remark.0))),
            _ => Evidence::Poll { poll: PollNo(self.number(no, last.poll.0)), round: 1 + at % 2 },
        }
    }

    /// A question or comment at the stand where it was left.
    fn remark_evidence(&self, session: SessionNo, remark: RemarkNo) -> Evidence {
        let mut held = self.scene.state.exhibitions.iter();
        let at = held.find_map(|(session, held)| {
            let mut stands = held.stands.iter();
            stands.find(|(_, stand)| stand.remarks.contains_key(&remark)).map(|(stand, _)| (*session, *stand))
        });
        let (session, stand) = at.unwrap_or((session, StandNo(1)));
        Evidence::Remark { session, stand, remark }
    }

    fn about_its_evidence(
        &self,
        (recommendation, version): (RecommendationNo, u32),
    ) -> (Actor, RecommendationCommand) {
        let into = RecommendationNo(self.number(self.step.b, self.scene.state.last.recommendation.0));
        let act = match self.step.b % 5 {
            0 | 1 => RecommendationCommand::Merge { recommendation, version, into },
            2 => RecommendationCommand::Unmerge { recommendation, version },
            3 => {
                let evidence = self.scene.state.recommendations.evidence(&self.scene.state, recommendation);
                let evidence = evidence.into_iter().skip(1).chain([self.evidence(1)]).collect();
                RecommendationCommand::SetEvidence { recommendation, version, evidence }
            }
            _ => {
                let arrangement = self.version(Some(self.scene.state.recommendations.arrangement));
                RecommendationCommand::Arrange { arrangement, order: vec![recommendation] }
            }
        };
        (self.rapporteur(), act)
    }

    fn about_the_vote(&self) -> RecommendationCommand {
        let of = &self.scene.state.recommendations;
        let at_hand = of.round().map(|round| round.no).unwrap_or_default();
        match of.open_round() {
            Some(round) if self.step.b.is_multiple_of(3) => {
                RecommendationCommand::CloseVote { round: round.no }
            }
            Some(round) => RecommendationCommand::TimeVote { round: round.no, seconds: self.step.b % 90 },
            None => {
                let agreed = |no: RecommendationNo| of.outcome(no).is_some_and(|outcome| outcome.agreed);
                let proposed =
                    of.all.iter().filter(|(no, held)| held.stage == Stage::Proposed && !agreed(**no));
                RecommendationCommand::OpenVote {
                    round: at_hand,
                    // Now and then one was proposed since the list was read.
                    list: proposed.map(|(no, _)| *no).skip(usize::from(self.step.hostile)).collect(),
                    rule: Rule { more_than: 50 + (self.step.b % 51) as u8, voters: self.step.b % 3 },
                    seconds: self.step.b.is_multiple_of(2).then_some(30),
                }
            }
        }
    }

    fn said_in_the_vote(&self) -> (Actor, RecommendationCommand) {
        let held = self.scene.state.recommendations.round();
        let list = held.map(|round| round.list.clone()).unwrap_or_default();
        let named = list.get(self.step.a as usize % list.len().max(1)).copied();
        let voices = [None, Some(Voice::Agree), Some(Voice::Disagree), Some(Voice::Abstain)];
        let act = RecommendationCommand::Vote {
            round: held.map(|round| round.no).unwrap_or_default(),
            recommendation: named.unwrap_or_default(),
            vote: voices[self.step.b as usize % voices.len()],
            seq: self.seq(),
        };
        (self.attendee(), act)
    }

    fn about_what_is_published(
        &self,
        (recommendation, version): (RecommendationNo, u32),
    ) -> (Actor, RecommendationCommand) {
        let b = self.step.b;
        if b.is_multiple_of(3) {
            let reason = self.recommended("reason");
            return (self.organiser(), RecommendationCommand::Unpublish { recommendation, version, reason });
        }
        let all = [FollowUp::Planned, FollowUp::UnderWay, FollowUp::Done, FollowUp::NotPursued];
        let (status, note) =
            (all[b as usize % all.len()], b.is_multiple_of(2).then(|| self.recommended("note")));
        (self.rapporteur(), RecommendationCommand::Follow { recommendation, version, status, note })
    }
}

fn title_of(no: u32) -> Title {
    title(&format!("office {}", no % 5))
}
