//! What a board does, rule by rule.

mod clusters;
mod dots;
mod home;
mod ideas;
mod tables;

use crate::domain::command::Command;
use crate::domain::decide::Decision;
use crate::domain::forum::{Moderation, Title};
use crate::domain::id::{ClusterNo, IdeaNo, LinkNo};
use crate::domain::idea::{
    AtTable, Dots, Idea, IdeaBoard, IdeaCommand, IdeaPhase, IdeaPlan, IdeaState, ReadIdea, Spot,
};
use crate::domain::register::Seq;
use crate::domain::role::{Actor, Role, Secret};
use crate::domain::tests::scene::{DESK, PANEL, Scene, person};
use crate::domain::words::Text;

pub const OWNER: Actor = Actor::Crew(LinkNo(3));

pub fn title(text: &str) -> Title {
    Title { ar: text.into(), en: String::new() }
}

/// Two tables, three dots of which two may lie on one thing, ideas on the board at once.
pub fn usual() -> IdeaPlan {
    IdeaPlan {
        title: title("كيف نحفظ التطوع؟"),
        moderation: Moderation::After,
        each: 3,
        dots: 3,
        most: 2,
        tables: vec![title("الأولى"), title("الثانية")],
        ..IdeaPlan::default()
    }
}

/// A board of that plan which collects ideas.
pub fn collecting_by(plan: IdeaPlan) -> Scene {
    let mut scene = Scene::new();
    scene.does(DESK, &set(0, plan));
    scene.leads(IdeaPhase::Collecting);
    scene
}

/// The usual board, which collects ideas.
pub fn collecting() -> Scene {
    collecting_by(usual())
}

/// A usual board with so many ideas, on which dots are given.
pub fn voting(ideas: u8) -> Scene {
    let mut scene = collecting();
    for by in 1..=ideas {
        scene.thinks(by, &format!("فكرة {by}"));
    }
    scene.leads(IdeaPhase::Voting);
    scene
}

pub fn set(version: u32, plan: IdeaPlan) -> Command {
    Command::Ideas(IdeaCommand::Set { session: PANEL, version, plan })
}

pub fn submit(text: &str) -> Command {
    Command::Ideas(IdeaCommand::Submit { session: PANEL, text: Text::new(text) })
}

pub fn enter(text: &str, table: Option<u8>) -> Command {
    Command::Ideas(IdeaCommand::Enter { session: PANEL, text: Text::new(text), table })
}

pub fn on_idea(no: u32, n: u32) -> Dots {
    Dots { on: Spot::Idea(IdeaNo(no)), n }
}

pub fn on_cluster(no: u32, n: u32) -> Dots {
    Dots { on: Spot::Cluster(ClusterNo(no)), n }
}

impl Scene {
    pub fn ideas(&self) -> &IdeaBoard {
        &self.state.ideas[&PANEL]
    }

    pub fn idea(&self, no: u32) -> &Idea {
        &self.ideas().ideas[&IdeaNo(no)]
    }

    pub fn lead(&self, phase: IdeaPhase, seconds: Option<u32>) -> Command {
        let version = self.ideas().version;
        Command::Ideas(IdeaCommand::Lead { session: PANEL, version, phase, seconds })
    }

    #[track_caller]
    pub fn leads(&mut self, phase: IdeaPhase) {
        let lead = self.lead(phase, None);
        self.does(DESK, &lead);
    }

    /// An idea of that person.
    #[track_caller]
    pub fn thinks(&mut self, by: u8, text: &str) -> u32 {
        self.does(person(by), &submit(text)).made.expect("an idea has a number")
    }

    pub fn reword(&self, no: u32, text: &str) -> Command {
        let (idea, version) = (IdeaNo(no), self.idea(no).version);
        Command::Ideas(IdeaCommand::Reword { session: PANEL, idea, version, text: Text::new(text) })
    }

    pub fn take_back(&self, no: u32) -> Command {
        let (idea, version) = (IdeaNo(no), self.idea(no).version);
        Command::Ideas(IdeaCommand::TakeBack { session: PANEL, idea, version })
    }

    pub fn read(&self, no: u32) -> ReadIdea {
        ReadIdea { idea: IdeaNo(no), version: self.idea(no).version }
    }

    /// Makes a group of ideas.
    #[track_caller]
    pub fn groups(&mut self, ideas: &[u32]) -> u32 {
        let ideas = ideas.iter().map(|no| self.read(*no)).collect();
        let cluster = IdeaCommand::Cluster { session: PANEL, title: Title::default(), ideas };
        self.does(DESK, &Command::Ideas(cluster)).made.expect("a group has a number")
    }

    pub fn place(&self, no: u32, cluster: Option<u32>, at: u32) -> Command {
        let (idea, version, cluster) = (IdeaNo(no), self.idea(no).version, cluster.map(ClusterNo));
        Command::Ideas(IdeaCommand::Place { session: PANEL, idea, version, cluster, at })
    }

    pub fn dissolve(&self, no: u32) -> Command {
        let cluster = ClusterNo(no);
        let version = self.ideas().clusters[&cluster].version;
        Command::Ideas(IdeaCommand::Dissolve { session: PANEL, cluster, version })
    }

    pub fn dot(&mut self, dots: &[Dots]) -> Command {
        self.ids += 1;
        Command::Ideas(IdeaCommand::Dot { session: PANEL, dots: dots.to_vec(), seq: Seq(self.ids) })
    }

    #[track_caller]
    pub fn dots(&mut self, by: u8, dots: &[Dots]) -> Decision {
        let dot = self.dot(dots);
        self.does(person(by), &dot)
    }

    /// What the dots come to, idea by idea and then group by group.
    pub fn tally(&self) -> Vec<Dots> {
        self.ideas().tally.on.iter().map(|(on, n)| Dots { on: *on, n: *n }).collect()
    }

    /// The link of a facilitator for that table.
    #[track_caller]
    pub fn facilitator(&mut self, table: u8) -> Actor {
        let create = facilitate(table, &format!("secret-of-a-table-{table:010}"));
        Actor::Crew(LinkNo(self.does(OWNER, &create).made.expect("a link has a number")))
    }

    pub fn state_of(&self, no: u32, role: Role) -> Option<IdeaState> {
        let items = crate::domain::idea::ideas(&self.state, PANEL, role).items;
        items.iter().find(|item| item.i == IdeaNo(no)).map(|item| item.status)
    }
}

pub fn facilitate(table: u8, secret: &str) -> Command {
    Command::CreateLink {
        role: Role::Facilitator,
        hall: None,
        name: "طاولة".into(),
        expires: None,
        table: Some(AtTable { session: PANEL, table }),
        stand: None,
        secret: Secret::new(secret.into()),
    }
}
