//! What an exhibition does, rule by rule.

mod home;
mod plans;
mod remarks;
mod visits;

use std::sync::Arc;

use crate::domain::command::Command;
use crate::domain::forum::Title;
use crate::domain::id::{LinkNo, PersonId, RemarkNo, StandNo};
use crate::domain::question::Reason;
use crate::domain::register::Seq;
use crate::domain::role::{Actor, Role, Secret};
use crate::domain::stand::{
    AtStand, Exhibition, ExhibitionPlan, InterestItem, Remark, Stand, StandCommand, StandKey, StandPlan,
    interest, own,
};
use crate::domain::tests::scene::{DESK, PANEL, Scene, person};
use crate::domain::time::Millis;
use crate::domain::view::mine::mine;
use crate::domain::words::Text;

pub const OWNER: Actor = Actor::Crew(LinkNo(3));

pub fn title(text: &str) -> Title {
    Title { ar: text.into(), en: String::new() }
}

pub fn named(text: &str) -> StandPlan {
    StandPlan { title: title(text), ..StandPlan::default() }
}

pub fn at(stand: u32) -> AtStand {
    AtStand { session: PANEL, stand: StandNo(stand) }
}

pub fn of(command: StandCommand) -> Command {
    Command::Stands(command)
}

pub fn set(version: u32, shown: bool) -> Command {
    let plan = ExhibitionPlan { shown, ..ExhibitionPlan::default() };
    of(StandCommand::Set { session: PANEL, version, plan })
}

pub fn add(plan: StandPlan) -> Command {
    of(StandCommand::Add { session: PANEL, plan })
}

/// A shown exhibition of so many stands, and no pause between what a person leaves.
pub fn exhibiting(stands: u32) -> Scene {
    let mut scene = Scene::new();
    scene.rule(|rules| {
        rules.between_questions = Millis(0);
        rules.word_list = vec!["ممنوع".into()];
    });
    scene.around.random = [7; 32];
    scene.does(OWNER, &set(0, true));
    for no in 1..=stands {
        scene.does(OWNER, &add(named(&format!("جناح {no}"))));
    }
    scene
}

/// An exhibition of one stand, and a question that stands on its page with the answer.
pub fn publishing() -> (Scene, u32) {
    let mut scene = exhibiting(1);
    let asked = scene.asks_team(1, 1, "سؤال");
    let answer = scene.answer(1, asked, "جواب");
    scene.does(DESK, &answer);
    let publish = scene.on_page(1, asked, true);
    scene.does(DESK, &publish);
    (scene, asked)
}

pub fn id(by: u8) -> PersonId {
    PersonId([by; 16])
}

impl Scene {
    pub fn exhibition(&self) -> &Exhibition {
        &self.state.exhibitions[&PANEL]
    }

    pub fn stand(&self, no: u32) -> &Arc<Stand> {
        &self.exhibition().stands[&StandNo(no)]
    }

    pub fn remark(&self, stand: u32, no: u32) -> &Remark {
        &self.stand(stand).remarks[&RemarkNo(no)]
    }

    pub fn key(&self, stand: u32) -> StandKey {
        StandKey::new(self.state.text(self.stand(stand).key).to_owned())
    }

    pub fn visit(&self, stand: u32) -> Command {
        of(StandCommand::Visit { key: self.key(stand) })
    }

    #[track_caller]
    pub fn visits(&mut self, by: u8, stand: u32) {
        let visit = self.visit(stand);
        self.does(person(by), &visit);
    }

    pub fn rate(&mut self, stand: u32, stars: u8) -> Command {
        self.ids += 1;
        of(StandCommand::Rate { session: PANEL, stand: StandNo(stand), stars, seq: Seq(self.ids) })
    }

    /// A question of that person.
    #[track_caller]
    pub fn asks_team(&mut self, by: u8, stand: u32, text: &str) -> u32 {
        let ask = StandCommand::Ask { session: PANEL, stand: StandNo(stand), text: Text::new(text) };
        self.does(person(by), &of(ask)).made.expect("a question has a number")
    }

    /// A comment of that person.
    #[track_caller]
    pub fn comments(&mut self, by: u8, stand: u32, text: &str) -> u32 {
        let comment = StandCommand::Comment { session: PANEL, stand: StandNo(stand), text: Text::new(text) };
        self.does(person(by), &of(comment)).made.expect("a comment has a number")
    }

    pub fn answer(&self, stand: u32, no: u32, text: &str) -> Command {
        let (session, version) = (PANEL, self.remark(stand, no).version);
        let (stand, remark, text) = (StandNo(stand), RemarkNo(no), Text::new(text));
        of(StandCommand::Answer { session, stand, remark, version, text })
    }

    pub fn on_page(&self, stand: u32, no: u32, on: bool) -> Command {
        let (session, version) = (PANEL, self.remark(stand, no).version);
        let (stand, remark) = (StandNo(stand), RemarkNo(no));
        of(StandCommand::Publish { session, stand, remark, version, on })
    }

    pub fn dismiss(&self, stand: u32, no: u32) -> Command {
        let (session, version, reason) = (PANEL, self.remark(stand, no).version, Reason::Other);
        let (stand, remark) = (StandNo(stand), RemarkNo(no));
        of(StandCommand::Dismiss { session, stand, remark, version, reason })
    }

    pub fn hold(&self, stand: u32, no: u32) -> Command {
        let (session, version, reason) = (PANEL, self.remark(stand, no).version, Reason::Personal);
        let (stand, remark) = (StandNo(stand), RemarkNo(no));
        of(StandCommand::Hold { session, stand, remark, version, reason })
    }

    pub fn restore(&self, stand: u32, no: u32) -> Command {
        let (session, version) = (PANEL, self.remark(stand, no).version);
        of(StandCommand::Restore { session, stand: StandNo(stand), remark: RemarkNo(no), version })
    }

    pub fn approve(&self, stand: u32, no: u32) -> Command {
        let (session, version) = (PANEL, self.remark(stand, no).version);
        of(StandCommand::Approve { session, stand: StandNo(stand), remark: RemarkNo(no), version })
    }

    pub fn back(&self, stand: u32, no: u32) -> Command {
        let (session, version) = (PANEL, self.remark(stand, no).version);
        of(StandCommand::TakeBack { session, stand: StandNo(stand), remark: RemarkNo(no), version })
    }

    pub fn close(&self, no: u32, on: bool) -> Command {
        let version = self.stand(no).version;
        of(StandCommand::Close { session: PANEL, stand: StandNo(no), version, on })
    }

    pub fn rekey(&self, no: u32) -> Command {
        of(StandCommand::Rekey { session: PANEL, stand: StandNo(no), version: self.stand(no).version })
    }

    pub fn drops(&self, no: u32) -> Command {
        of(StandCommand::Drop { session: PANEL, stand: StandNo(no), version: self.stand(no).version })
    }

    /// The team of a stand.
    #[track_caller]
    pub fn team(&mut self, stand: u32) -> Actor {
        let link = self.does(OWNER, &link(stand)).made.expect("a link has a number");
        Actor::Crew(LinkNo(link))
    }

    pub fn interest_in(&self, no: u32) -> InterestItem {
        interest(&self.state, PANEL)
            .items
            .into_iter()
            .find(|item| item.s == StandNo(no))
            .expect("it is there")
    }

    pub fn trail(&self, by: u8) -> Vec<(u32, Option<u8>)> {
        let own = own(&self.state, PANEL, id(by)).0.map(|own| own.visits).unwrap_or_default();
        assert!(mine(&self.state, PANEL, id(by)).stands.is_none_or(|stands| stands.visits == own));
        own.iter().map(|visit| (visit.s.0, visit.stars)).collect()
    }
}

pub fn link(stand: u32) -> Command {
    Command::CreateLink {
        role: Role::Team,
        hall: None,
        name: format!("جناح {stand}"),
        expires: None,
        table: None,
        stand: Some(at(stand)),
        secret: Secret::new(format!("secret-of-a-team-{stand:08}")),
    }
}
