//! What recommendations do, rule by rule.

mod drafts;
mod evidence;
mod home;
mod publishing;
mod vote;

use std::sync::Arc;

use crate::domain::command::Command;
use crate::domain::forum::Title;
use crate::domain::id::{LinkNo, QuestionNo, RecommendationNo, VoteNo};
use crate::domain::recommendation::{
    EVIDENCE, Evidence, ReadRecommendation, Recommendation, RecommendationCommand, RecommendationItem, Rule,
    Stage, Voice, recommendations,
};
use crate::domain::register::Seq;
use crate::domain::role::{Actor, Link, Role};
use crate::domain::tests::scene::{Scene, person};
use crate::domain::topic::Part;
use crate::domain::words::Text;

pub const OWNER: Actor = Actor::Crew(LinkNo(3));
pub const RAPPORTEUR: Actor = Actor::Crew(LinkNo(5));
pub const OTHER: Actor = Actor::Crew(LinkNo(6));

/// The usual forum with two rapporteurs.
pub fn forum() -> Scene {
    let mut scene = Scene::new();
    for no in [5, 6] {
        let link = Link {
            role: Role::Rapporteur,
            hall: None,
            name: format!("rapporteur {no}"),
            token_hash: format!("{no}"),
            expires: None,
            revoked: false,
            table: None,
            stand: None,
        };
        scene.state.links.insert(LinkNo(no), Arc::new(link));
    }
    scene.state.last.link = LinkNo(6);
    scene
}

pub fn asks(act: RecommendationCommand) -> Command {
    Command::Recommendations(act)
}

pub fn question(no: QuestionNo) -> Evidence {
    Evidence::Question { question: no }
}

pub fn draft(title: &str, evidence: &[Evidence]) -> Command {
    let (title, text) = (Text::new(title), Text::new("نصها"));
    asks(RecommendationCommand::Draft { title, text, evidence: evidence.to_vec() })
}

/// A draft that may rest on one thing more, and what cites either of two for it.
pub fn nearly_full() -> (Scene, [Command; 2]) {
    let mut scene = forum();
    let last = EVIDENCE as u8 + 1;
    let asked: Vec<Evidence> =
        (1..=last).map(|by| question(scene.listed(by, &format!("سؤال {by}")))).collect();
    scene.does(RAPPORTEUR, &draft("توصية", &asked[..EVIDENCE - 1]));
    let cite = |evidence| asks(RecommendationCommand::Cite { recommendation: RecommendationNo(1), evidence });
    (scene, [EVIDENCE - 1, EVIDENCE].map(|at| cite(asked[at])))
}

pub fn half() -> Rule {
    Rule { more_than: 50, voters: 1 }
}

impl Scene {
    pub fn held(&self, no: u32) -> &Recommendation {
        self.state.recommendation(RecommendationNo(no)).expect("it is there")
    }

    pub fn read_of(&self, no: u32) -> (RecommendationNo, u32) {
        (RecommendationNo(no), self.held(no).version)
    }

    /// A recommendation that rests on a question of that person.
    #[track_caller]
    pub fn drafts(&mut self, by: u8, title: &str) -> u32 {
        let asked = self.listed(by, title);
        self.does(RAPPORTEUR, &draft(title, &[question(asked)])).made.expect("it has a number")
    }

    pub fn edit(&self, no: u32, title: &str, text: &str) -> Command {
        let (recommendation, version) = self.read_of(no);
        let (title, text, label) = (Text::new(title), Text::new(text), Title::default());
        asks(RecommendationCommand::Edit { recommendation, version, title, text, label })
    }

    pub fn propose(&self, no: u32, on: bool) -> Command {
        let (recommendation, version) = self.read_of(no);
        asks(RecommendationCommand::Propose { recommendation, version, on })
    }

    pub fn open_vote(&self, list: &[u32], seconds: Option<u32>) -> Command {
        let round = self.state.recommendations.round().map_or(VoteNo(0), |round| round.no);
        let list = list.iter().copied().map(RecommendationNo).collect();
        asks(RecommendationCommand::OpenVote { round, list, rule: half(), seconds })
    }

    /// Puts these to the vote.
    #[track_caller]
    pub fn votes_on(&mut self, list: &[u32]) -> VoteNo {
        for no in list {
            if self.held(*no).stage == Stage::Draft {
                let propose = self.propose(*no, true);
                self.does(RAPPORTEUR, &propose);
            }
        }
        let open = self.open_vote(list, None);
        VoteNo(self.does(RAPPORTEUR, &open).made.expect("a vote has a number"))
    }

    pub fn say(&mut self, no: u32, vote: Option<Voice>) -> Command {
        let round = self.state.recommendations.round().expect("there is a vote").no;
        self.ids += 1;
        let seq = Seq(self.ids);
        asks(RecommendationCommand::Vote { round, recommendation: RecommendationNo(no), vote, seq })
    }

    #[track_caller]
    pub fn says_of(&mut self, by: u8, no: u32, vote: Voice) {
        let say = self.say(no, Some(vote));
        self.does(person(by), &say);
    }

    #[track_caller]
    pub fn closes_vote(&mut self, round: VoteNo) {
        self.does(RAPPORTEUR, &asks(RecommendationCommand::CloseVote { round }));
    }

    pub fn publish(&self, list: &[u32], anyway: bool) -> Command {
        let read = |no: &u32| {
            let (recommendation, version) = self.read_of(*no);
            ReadRecommendation { recommendation, version }
        };
        asks(RecommendationCommand::Publish { list: list.iter().map(read).collect(), anyway })
    }

    pub fn unpublish(&self, no: u32, reason: &str) -> Command {
        let ((recommendation, version), reason) = (self.read_of(no), Text::new(reason));
        asks(RecommendationCommand::Unpublish { recommendation, version, reason })
    }

    /// One as a role is shown it, where it is.
    pub fn shown(&self, no: u32, role: Role) -> Option<RecommendationItem> {
        let part = if role == Role::Rapporteur { Part::Drafts } else { Part::Recommendations };
        let view = recommendations(&self.state, part, role);
        view.items.into_iter().find(|item| item.r == RecommendationNo(no))
    }
}
