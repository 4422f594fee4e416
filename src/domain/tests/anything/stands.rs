//! Commands about exhibitions: most of the first session's.

use super::commands::Draft;
use super::forum::title;
use crate::domain::command::Command;
use crate::domain::forum::Title;
use crate::domain::id::{LinkNo, RemarkNo, SessionNo, StandNo};
use crate::domain::question::Reason;
use crate::domain::role::{Actor, Role, Secret};
use crate::domain::stand::{
    AtStand, Exhibition, ExhibitionPlan, Interest, Mark, Place, StandCommand, StandKey, StandPlan,
};
use crate::domain::words::Text;

impl Draft<'_> {
    pub(super) fn about_stands(&self) -> (Actor, Command) {
        let session = SessionNo(if self.step.b.is_multiple_of(9) { 3 } else { 1 });
        let held = self.scene.state.exhibitions.get(&session).map(|held| &**held);
        let stand = self.stand_no(self.step.a);
        let (actor, command) = match self.step.deed {
            130 if self.step.a.is_multiple_of(3) => (self.organiser(), self.team(AtStand { session, stand })),
            130 => {
                let version = held.map_or(0, |held| self.version(Some(held.version)));
                let interest =
                    [Interest::Walls, Interest::Desk, Interest::Everyone][self.step.b as usize % 3];
                let plan = ExhibitionPlan { shown: !self.step.a.is_multiple_of(5), interest };
                (self.organiser(), Command::Stands(StandCommand::Set { session, version, plan }))
            }
            131 => {
                (self.organiser(), Command::Stands(StandCommand::Add { session, plan: self.stand_plan() }))
            }
            132 => self.planned_anew(session, held, stand),
            133..=136 => {
                (self.attendee(), Command::Stands(StandCommand::Visit { key: self.stand_key(stand) }))
            }
            137 | 138 => {
                let stars = if self.step.hostile { 9 } else { 1 + (self.step.b % 5) as u8 };
                let rate = StandCommand::Rate { session, stand, stars, seq: self.seq() };
                (self.attendee(), Command::Stands(rate))
            }
            139 | 140 => {
                let text = self.remark_text();
                let left = if self.step.b.is_multiple_of(3) {
                    StandCommand::Comment { session, stand, text }
                } else {
                    StandCommand::Ask { session, stand, text }
                };
                (self.attendee(), Command::Stands(left))
            }
            _ => self.about_a_remark(session),
        };
        (actor, command)
    }

    fn stand_no(&self, wanted: u32) -> StandNo {
        StandNo(self.number(wanted % 4, self.scene.state.last.stand.0))
    }

    /// Now and then the key of no stand.
    fn stand_key(&self, no: StandNo) -> StandKey {
        let state = &self.scene.state;
        let mut stands = state.exhibitions.values().flat_map(|held| &held.stands);
        let stand = stands.find(|(there, _)| **there == no).filter(|_| !self.step.hostile);
        StandKey::new(stand.map_or_else(|| "none".to_owned(), |(_, stand)| state.text(stand.key).to_owned()))
    }

    fn stand_plan(&self) -> StandPlan {
        StandPlan {
            title: title(&format!("جناح {}", self.step.a % 4)),
            by: Title::default(),
            about: title(&format!("عن {}", self.step.b % 3)),
            topic: Title::default(),
            place: self.step.a.is_multiple_of(2).then_some(Place {
                column: (self.step.b % 5) as u8,
                row: if self.step.hostile { 90 } else { 1 },
            }),
        }
    }

    fn planned_anew(
        &self,
        session: SessionNo,
        held: Option<&Exhibition>,
        stand: StandNo,
    ) -> (Actor, Command) {
        let stands = held.and_then(|held| held.stands.get(&stand));
        let version = self.version(stands.map(|stand| stand.version));
        let (actor, command) = match self.step.b % 6 {
            0 | 1 => {
                let plan = self.stand_plan();
                (self.organiser(), StandCommand::Change { session, stand, version, plan })
            }
            2 => {
                let arrangement = self.version(held.map(|held| held.arrangement));
                let mut stands = held.map_or_else(Vec::new, |held| held.order.clone());
                stands.reverse();
                (self.organiser(), StandCommand::Order { session, arrangement, stands })
            }
            3 => (self.organiser(), StandCommand::Drop { session, stand, version }),
            4 => (self.organiser(), StandCommand::Rekey { session, stand, version }),
            _ => {
                let on = self.step.a.is_multiple_of(3);
                (self.desk(), StandCommand::Close { session, stand, version, on })
            }
        };
        (actor, Command::Stands(command))
    }

    fn team(&self, at: AtStand) -> Command {
        Command::CreateLink {
            role: Role::Team,
            hall: None,
            name: "جناح".into(),
            expires: None,
            table: None,
            stand: Some(at),
            secret: Secret::new(format!("secret-of-a-stand-{}-{:06}", at.stand, self.step.b % 4)),
        }
    }

    /// A team of the stand, where there is one, or a desk.
    fn hand(&self, at: AtStand) -> Actor {
        let links = self.scene.state.links.iter().filter(|(_, link)| link.stand == Some(at));
        let links: Vec<LinkNo> = links.map(|(no, _)| *no).collect();
        let of = (self.step.b as usize).checked_rem(links.len()).and_then(|of| links.get(of));
        of.filter(|_| self.step.by < 8).map_or_else(|| self.desk(), |no| Actor::Crew(*no))
    }

    /// A text that no other command has; now and then with a word of the list.
    fn remark_text(&self) -> Text {
        let word = if self.step.a.is_multiple_of(4) { "ممنوع" } else { "عن المبادرة" };
        Text::new(&format!("{word} نص{}w", self.scene.ids))
    }

    fn about_a_remark(&self, session: SessionNo) -> (Actor, Command) {
        let remark = RemarkNo(self.number(self.step.a, self.scene.state.last.remark.0));
        let held = self.scene.state.exhibitions.get(&session);
        let mut stands = held.into_iter().flat_map(|held| &held.stands);
        let there = stands.find_map(|(no, stand)| Some((*no, stand.remarks.get(&remark)?)));
        let stand = there.map_or(self.stand_no(self.step.b), |(no, _)| no);
        let at = AtStand { session, stand };
        let version = self.version(there.map(|(_, remark)| remark.version));
        let reason = Reason::Other;
        let author = there.map(|(_, remark)| Actor::Person(remark.author));
        let own = author.filter(|_| self.step.by < 10).unwrap_or_else(|| self.attendee());
        let on = !self.step.by.is_multiple_of(3);
        let (actor, command) = match (self.step.deed, self.step.b % 6) {
            (141, _) => (
                self.hand(at),
                StandCommand::Answer { session, stand, remark, version, text: self.remark_text() },
            ),
            (142, 0..=3) => (self.hand(at), StandCommand::Publish { session, stand, remark, version, on }),
            (142, _) => {
                let mark = if on { Mark::Read } else { Mark::Thanked };
                (self.hand(at), StandCommand::Mark { session, stand, remark, version, mark })
            }
            (143, 0 | 1) => (self.desk(), StandCommand::Approve { session, stand, remark, version }),
            (143, 2) => (self.desk(), StandCommand::Dismiss { session, stand, remark, version, reason }),
            (143, 3) => (self.desk(), StandCommand::Hold { session, stand, remark, version, reason }),
            (143, _) => (self.desk(), StandCommand::Restore { session, stand, remark, version }),
            (_, 0) if self.step.a.is_multiple_of(7) => {
                (self.desk(), StandCommand::Block { session, stand, remark, on })
            }
            (_, 1) => (self.organiser(), StandCommand::Erase { session, stand, remark }),
            _ => (own, StandCommand::TakeBack { session, stand, remark, version }),
        };
        (actor, Command::Stands(command))
    }
}
