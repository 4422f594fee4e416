//! Commands about idea boards: most of the first session's.

use super::commands::Draft;
use super::forum::title;
use crate::domain::command::Command;
use crate::domain::forum::{Moderation, Title};
use crate::domain::id::{ClusterNo, IdeaNo, LinkNo, SessionNo};
use crate::domain::idea::{AtTable, Dots, IdeaBoard, IdeaCommand, IdeaPhase, IdeaPlan, ReadIdea, Spot};
use crate::domain::question::Reason;
use crate::domain::role::{Actor, Author, Role, Secret};
use crate::domain::words::Text;

impl Draft<'_> {
    pub(super) fn about_ideas(&self) -> (Actor, Command) {
        let session = if self.step.b.is_multiple_of(9) { SessionNo(3) } else { SessionNo(1) };
        let board = self.scene.state.ideas.get(&session).map(|board| &**board);
        let version = board.map_or(0, |board| self.version(Some(board.version)));
        let of = |actor, command| (actor, Command::Ideas(command));
        match self.step.deed {
            92 if self.step.a.is_multiple_of(3) => (self.organiser(), self.facilitate(session)),
            92 => of(self.desk(), IdeaCommand::Set { session, version, plan: self.idea_plan() }),
            93 => {
                let phases = [IdeaPhase::Collecting, IdeaPhase::Voting, IdeaPhase::Grouping];
                let phase = match self.step.a {
                    38 => IdeaPhase::Preparing,
                    39 => IdeaPhase::Closed,
                    a => phases[a as usize % 3],
                };
                let seconds = [None, None, Some(3_600)][self.step.b as usize % 3];
                of(self.desk(), IdeaCommand::Lead { session, version, phase, seconds })
            }
            94 if self.step.a.is_multiple_of(2) => {
                let seconds = [0, 60, 7_200][self.step.b as usize % 3];
                of(self.desk(), IdeaCommand::Timer { session, version, seconds })
            }
            94 => {
                let on = self.step.b.is_multiple_of(2);
                of(self.desk(), IdeaCommand::ShowResults { session, version, on })
            }
            95..=97 => of(self.attendee(), IdeaCommand::Submit { session, text: self.thought() }),
            98 => {
                let table = self.step.b.is_multiple_of(4).then_some((self.step.a % 3) as u8);
                of(self.worker(session), IdeaCommand::Enter { session, text: self.thought(), table })
            }
            99 | 100 => self.about_an_idea(session, board),
            101..=103 => of(self.desk(), self.about_a_cluster(session, board)),
            104 if self.step.a.is_multiple_of(3) => {
                let table = (!self.step.b.is_multiple_of(4)).then_some((self.step.b % 3) as u8);
                of(self.attendee(), IdeaCommand::Sit { session, table, seq: self.seq() })
            }
            104 | 105 => {
                of(self.attendee(), IdeaCommand::Dot { session, dots: self.dots(), seq: self.seq() })
            }
            _ => {
                let table = (self.step.a % 3) as u8;
                let stands = board.and_then(|board| board.results.get(&table));
                let version = stands.map_or(0, |result| self.version(Some(result.version)));
                let text = (!self.step.b.is_multiple_of(5)).then(|| self.thought());
                let rests = vec![self.spot(self.step.b)];
                let (title, done) = (None, self.step.b.is_multiple_of(2));
                of(
                    self.worker(session),
                    IdeaCommand::Harvest { session, table, version, title, text, rests, done },
                )
            }
        }
    }

    /// A text that no other command has, with a word that others have too.
    fn thought(&self) -> Text {
        let shared = ["تدريب المتطوعين", "تمويل المبادرات", "حدائق الأحياء"][self.step.b as usize % 3];
        Text::new(&format!("{shared} نص{}w", self.scene.ids))
    }

    fn idea_plan(&self) -> IdeaPlan {
        IdeaPlan {
            title: title(&format!("سؤال {}", self.step.a % 4)),
            about: Title::default(),
            moderation: [Moderation::After, Moderation::Before][self.step.a as usize % 2],
            each: if self.step.hostile { 0 } else { 20 },
            dots: 3 + (self.step.b % 2) as u8,
            most: 1 + (self.step.a % 2) as u8,
            show_dots: self.step.b.is_multiple_of(3),
            tables: (0..2 + self.step.a % 2)
                .map(|at| title(&format!("طاولة {at} {}", self.step.b % 2)))
                .collect(),
        }
    }

    fn facilitate(&self, session: SessionNo) -> Command {
        let table = (self.step.b % 3) as u8;
        Command::CreateLink {
            role: Role::Facilitator,
            hall: None,
            name: "طاولة".into(),
            expires: None,
            table: Some(AtTable { session, table }),
            stand: None,
            secret: Secret::new(format!("secret-of-a-table-{session}-{:06}", self.step.b % 4)),
        }
    }

    /// A facilitator of the board, where there is one, or a desk.
    fn worker(&self, session: SessionNo) -> Actor {
        let sits = |at: AtTable| at.session == session;
        let links = self.scene.state.links.iter().filter(|(_, link)| link.table.is_some_and(sits));
        let links: Vec<LinkNo> = links.map(|(no, _)| *no).collect();
        let at = (self.step.b as usize).checked_rem(links.len()).and_then(|at| links.get(at));
        at.filter(|_| self.step.by < 8).map_or_else(|| self.desk(), |no| Actor::Crew(*no))
    }

    fn idea_no(&self, wanted: u32) -> IdeaNo {
        IdeaNo(self.number(wanted, self.scene.state.last.idea.0))
    }

    fn cluster_no(&self, wanted: u32) -> ClusterNo {
        ClusterNo(self.number(wanted % 4, self.scene.state.last.cluster.0))
    }

    fn spot(&self, wanted: u32) -> Spot {
        if wanted.is_multiple_of(3) {
            Spot::Cluster(self.cluster_no(wanted))
        } else {
            Spot::Idea(self.idea_no(wanted))
        }
    }

    fn dots(&self) -> Vec<Dots> {
        let given =
            [(self.step.a, 1), (self.step.b, 1 + self.step.a % 2), (self.step.a.saturating_add(1), 1)];
        let some = given.into_iter().take(self.step.a as usize % 4);
        some.map(|(wanted, n)| Dots { on: self.spot(wanted), n }).collect()
    }

    fn idea_version(&self, board: Option<&IdeaBoard>, no: IdeaNo) -> u32 {
        self.version(board.and_then(|board| board.ideas.get(&no)).map(|idea| idea.version))
    }

    /// By its author, for the most part.
    fn about_an_idea(&self, session: SessionNo, board: Option<&IdeaBoard>) -> (Actor, Command) {
        let idea = self.idea_no(self.step.a);
        let version = self.idea_version(board, idea);
        let author = board.and_then(|board| board.ideas.get(&idea)).map(|idea| match idea.author {
            Author::Person(person) => Actor::Person(person),
            Author::Link(link) => Actor::Crew(link),
        });
        let own = author.filter(|_| self.step.by < 10).unwrap_or_else(|| self.attendee());
        let text = self.thought();
        let (actor, command) = match self.step.b % 8 {
            0 | 1 => (own, IdeaCommand::Reword { session, idea, version, text }),
            2 => (own, IdeaCommand::TakeBack { session, idea, version }),
            3 => (self.desk(), IdeaCommand::Reword { session, idea, version, text }),
            4 => (self.desk(), IdeaCommand::Approve { session, idea, version }),
            5 => (self.desk(), IdeaCommand::Dismiss { session, idea, version, reason: Reason::Other }),
            6 if self.step.a.is_multiple_of(7) => {
                let on = !self.step.by.is_multiple_of(3);
                (self.desk(), IdeaCommand::Block { session, idea, on })
            }
            6 => (self.desk(), IdeaCommand::Restore { session, idea, version }),
            _ if self.step.a.is_multiple_of(5) => (self.organiser(), IdeaCommand::Erase { session, idea }),
            _ => (self.desk(), IdeaCommand::Approve { session, idea, version }),
        };
        (actor, Command::Ideas(command))
    }

    fn about_a_cluster(&self, session: SessionNo, board: Option<&IdeaBoard>) -> IdeaCommand {
        let cluster = self.cluster_no(self.step.b);
        let held = board.and_then(|board| board.clusters.get(&cluster));
        let (idea, other) = (self.idea_no(self.step.a), self.idea_no(self.step.b));
        match self.step.deed {
            101 if self.step.a.is_multiple_of(4) => {
                let edition = self.version(held.map(|held| held.edition));
                let title = title(&format!("مجموعة {}", self.step.a));
                IdeaCommand::NameCluster { session, cluster, edition, title }
            }
            101 => {
                let read = |idea| ReadIdea { idea, version: self.idea_version(board, idea) };
                IdeaCommand::Cluster {
                    session,
                    title: Title::default(),
                    ideas: vec![read(idea), read(other)],
                }
            }
            103 if self.step.a.is_multiple_of(5) => {
                let version = self.version(held.map(|held| held.version));
                IdeaCommand::Dissolve { session, cluster, version }
            }
            103 if self.step.a.is_multiple_of(3) => {
                let arrangement = self.version(board.map(|board| board.arrangement));
                let mut clusters = board.map_or_else(Vec::new, |board| board.order.clone());
                clusters.reverse();
                IdeaCommand::Arrange { session, arrangement, clusters }
            }
            _ => {
                let version = self.idea_version(board, idea);
                let cluster = (!self.step.b.is_multiple_of(5)).then_some(cluster);
                IdeaCommand::Place { session, idea, version, cluster, at: self.step.b % 3 }
            }
        }
    }
}
