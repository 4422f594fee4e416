//! A small forum to test in: one hall, two sessions, a desk, and people as they are needed.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::agenda::{Hall, Phase, Session, SessionKind};
use crate::domain::board::Board;
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::decide::{Circumstances, Decision, Request, decide};
use crate::domain::due::Due;
use crate::domain::feedback::Feedback;
use crate::domain::forum::{Forum, Moderation, Rules, Title};
use crate::domain::id::{CommandId, HallNo, LinkNo, PersonId, QuestionNo, SessionNo};
use crate::domain::question::Question;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::register::Seq;
use crate::domain::role::{Actor, Link, Role};
use crate::domain::screen::Screen;
use crate::domain::state::State;
use crate::domain::statement::{Picture, Pictured};
use crate::domain::time::{Millis, Time};
use crate::domain::words::Text;

pub const PANEL: SessionNo = SessionNo(1);
pub const TALK: SessionNo = SessionNo(2);
pub const DESK: Actor = Actor::Crew(LinkNo(1));
pub const OTHER_DESK: Actor = Actor::Crew(LinkNo(2));
pub const START: Time = Time(1_793_170_800_000);

/// A forum with a clock of its own and command ids that count up.
#[derive(Clone)]
pub struct Scene {
    pub state: State,
    pub now: Time,
    pub ids: u64,
    pub around: Circumstances,
}

impl Scene {
    pub fn new() -> Self {
        let mut state = State::default();
        let title = |text: &str| Title { ar: text.into(), en: String::new() };
        let hall =
            Hall {
                name: title("القاعة"), code: "471234".into(), version: 1, screen: Screen::default()
            };
        state.halls.insert(HallNo(1), Arc::new(hall));
        for no in [PANEL, TALK] {
            state.sessions.insert(no, Arc::new(session(title("جلسة"))));
        }
        for (no, role) in
            [(1, Role::Moderator), (2, Role::Moderator), (3, Role::Organiser), (4, Role::Presenter)]
        {
            let link = Link {
                role,
                hall: None,
                name: format!("link {no}"),
                token_hash: String::new(),
                expires: None,
                revoked: false,
                table: None,
                stand: None,
            };
            state.links.insert(LinkNo(no), Arc::new(link));
        }
        state.last.hall = HallNo(1);
        state.last.link = LinkNo(4);
        state.last.session = TALK;
        state.due = Due::of(&state);
        Self { state, now: START + Millis::minutes(1), ids: 0, around: Circumstances::default() }
    }

    /// The state of another forum at that moment.
    pub fn showing(state: State, now: Time) -> Self {
        Self { state, now, ids: 0, around: Circumstances::default() }
    }

    pub fn fresh_id(&mut self) -> CommandId {
        self.ids += 1;
        CommandId(self.ids)
    }

    /// Gives a command under that id.
    pub fn give_as(&mut self, actor: Actor, id: CommandId, command: &Command) -> Result<Decision, Refusal> {
        let request = Request { actor, id, now: self.now };
        self.around.pictures = pictures(&self.state);
        let decision = decide(&self.state, &request, command, &self.around)?;
        if !decision.changes.is_empty() {
            let rev = self.state.rev + 1;
            self.state.apply_entry(rev, &decision.changes, &decision.words);
        }
        Ok(decision)
    }

    /// Gives a command under a new id.
    pub fn give(&mut self, actor: Actor, command: &Command) -> Result<Decision, Refusal> {
        let id = self.fresh_id();
        self.give_as(actor, id, command)
    }

    /// Gives a command that is expected to be accepted.
    #[track_caller]
    pub fn does(&mut self, actor: Actor, command: &Command) -> Decision {
        self.give(actor, command).unwrap_or_else(|refusal| panic!("{command:?} was refused: {refusal:?}"))
    }

    /// Gives a command that is expected to be refused.
    #[track_caller]
    pub fn is_refused(&mut self, actor: Actor, command: &Command) -> Code {
        let before = self.state.clone();
        match self.give(actor, command) {
            Ok(decision) => panic!("{command:?} was accepted: {decision:?}"),
            Err(refusal) => {
                assert_eq!(self.state, before, "a refused command changes nothing");
                refusal.code
            }
        }
    }

    /// Changes the forum's rules.
    pub fn rule(&mut self, change: impl FnOnce(&mut Rules)) {
        let mut forum = Forum::clone(&self.state.forum);
        change(&mut forum.rules);
        self.state.apply_entry(self.state.rev + 1, &[Change::ForumSet { forum }], &[]);
    }

    /// A question of that person, waiting on the panel's board.
    #[track_caller]
    pub fn asked(&mut self, by: u8, text: &str) -> QuestionNo {
        self.now = self.now + Millis::minutes(1);
        let decision = self.does(person(by), &ask(PANEL, text));
        QuestionNo(decision.made.expect("a question has a number"))
    }

    /// The same, published.
    #[track_caller]
    pub fn listed(&mut self, by: u8, text: &str) -> QuestionNo {
        let question = self.asked(by, text);
        let version = self.version(question);
        self.does(DESK, &Command::Approve { question, version });
        question
    }

    #[track_caller]
    pub fn supported(&mut self, by: u8, question: QuestionNo, on: bool) {
        self.ids += 1;
        let seq = Seq(self.ids);
        self.does(person(by), &Command::Support { question, on, seq });
    }

    pub fn question(&self, no: QuestionNo) -> &Question {
        &self.state.questions[&no]
    }

    pub fn version(&self, no: QuestionNo) -> u32 {
        self.question(no).version
    }

    pub fn board(&self, session: SessionNo) -> &Board {
        &self.state.sessions[&session].board
    }
}

pub fn person(no: u8) -> Actor {
    Actor::Person(PersonId([no; 16]))
}

pub fn ask(session: SessionNo, text: &str) -> Command {
    Command::Ask { session, text: Text::new(text), name: None, badge: None }
}

fn session(title: Title) -> Session {
    Session {
        hall: HallNo(1),
        kind: SessionKind::Panel,
        title,
        about: Title::default(),
        starts: START,
        ends: START + Millis::minutes(60),
        phase: Phase::Open,
        opened: Some(START),
        ended: None,
        version: 1,
        edition: 1,
        asking: None,
        moderation: Moderation::Before,
        labels: vec![Title::default(), Title::default()],
        paused: None,
        board: Board::default(),
        polls: Vec::new(),
        feedback: Feedback::default(),
        players: imbl::OrdMap::new(),
        note: None,
    }
}

/// The last pictures that are due, with nothing in them: what they show is worked out elsewhere.
pub fn pictures(state: &State) -> BTreeMap<SessionNo, Arc<Pictured>> {
    let due = state.conversations.iter().filter(|(_, held)| held.lacks_picture());
    let made = |edition| Arc::new(Pictured { arithmetic: 1, edition, picture: Picture::default() });
    due.map(|(no, held)| (*no, made(held.edition))).collect()
}
