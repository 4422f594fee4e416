//! What one phone of the hall does next.

use std::collections::BTreeSet;

use super::ballots::choose;
use super::hall::Hall;
use crate::domain::command::Command;
use crate::domain::id::{PollNo, SessionNo, StandNo, StatementNo};
use crate::domain::idea::{Dots, IdeaCommand, IdeaPhase, Spot};
use crate::domain::register::Seq;
use crate::domain::speaking::SpeakingCommand;
use crate::domain::stand::StandCommand;
use crate::domain::statement::{Stage, StatementCommand, Vote};
use crate::domain::time::Time;
use crate::domain::words::Text;

/// Statements that a phone writes at most.
const STATEMENTS: usize = 3;
/// Stands at which a phone asks something at most.
const ASKED: usize = 3;
/// Every so many phones one asks for the microphone.
const SPEAKERS: usize = 10;
/// In how many of a hundred statements a phone says what is not expected of it, so that its group can be told and is not all alike.
const UNEXPECTED: u8 = 25;

/// A phone of the hall, and what it has given.
#[derive(Debug)]
pub struct Guest {
    no: usize,
    session: SessionNo,
    seq: u64,
    voted: BTreeSet<(PollNo, u32)>,
    ideas: usize,
    /// The version of the board at which it gave its dots.
    dotted: Option<u32>,
    said: BTreeSet<StatementNo>,
    statements: usize,
    scanned: BTreeSet<StandNo>,
    visited: BTreeSet<StandNo>,
    starred: BTreeSet<StandNo>,
    asked: BTreeSet<StandNo>,
    has_asked_to_speak: bool,
    has_rated: bool,
}

/// Something that a phone may do, and how often it does that beside the others.
type May = (u32, Command);

impl Guest {
    pub fn new(no: usize, session: SessionNo) -> Self {
        Self {
            no,
            session,
            seq: 0,
            voted: BTreeSet::new(),
            ideas: 0,
            dotted: None,
            said: BTreeSet::new(),
            statements: 0,
            scanned: BTreeSet::new(),
            visited: BTreeSet::new(),
            starred: BTreeSet::new(),
            asked: BTreeSet::new(),
            has_asked_to_speak: false,
            has_rated: false,
        }
    }

    /// What it does now, by this machine's clock; none where nothing is open to it.
    pub fn next(&mut self, hall: &Hall, clock: Time) -> Option<Command> {
        if hall.is_paused() {
            return None;
        }
        self.seq = clock.0.unsigned_abs().max(self.seq + 1);
        let now = hall.time(clock);
        let command = self.ballot(hall, now).or_else(|| drawn(self.may(hall, now)))?;
        self.tries(hall, &command);
        Some(command)
    }

    /// Notes what was acknowledged, and the number that came with it.
    pub fn gave(&mut self, command: &Command, no: Option<u32>) {
        if let (Command::Stands(StandCommand::Visit { .. }), Some(no)) = (command, no) {
            self.visited.insert(StandNo(no));
        }
    }

    /// What is not done again, whatever is answered.
    fn tries(&mut self, hall: &Hall, command: &Command) {
        match command {
            Command::Vote { poll, round, .. } => {
                self.voted.insert((*poll, *round));
            }
            Command::Rate { .. } => self.has_rated = true,
            Command::Ideas(IdeaCommand::Submit { .. }) => self.ideas += 1,
            Command::Ideas(IdeaCommand::Dot { .. }) => {
                self.dotted = hall.board.as_ref().map(|board| board.version);
            }
            Command::Statements(StatementCommand::Vote { statement, .. }) => {
                self.said.insert(*statement);
            }
            Command::Statements(StatementCommand::Submit { .. }) => self.statements += 1,
            Command::Stands(StandCommand::Visit { key }) => {
                self.scanned.extend(hall.codes.iter().find(|(_, code)| *code == key).map(|(no, _)| *no));
            }
            Command::Stands(StandCommand::Rate { stand, .. }) => {
                self.starred.insert(*stand);
            }
            Command::Stands(StandCommand::Ask { stand, .. }) => {
                self.asked.insert(*stand);
            }
            Command::Speaking(_) => self.has_asked_to_speak = true,
            _ => {}
        }
    }

    /// A ballot in the first poll that has none of it.
    fn ballot(&self, hall: &Hall, now: Time) -> Option<Command> {
        let mut new = hall.open_polls(now).filter(|(no, poll)| !self.voted.contains(&(*no, poll.round)));
        let (poll, choice, open) = new.find_map(|(no, poll)| Some((no, choose(poll)?, poll)))?;
        // Ballots of a secret round count from 1, so that no clock tells whose they are.
        let seq = if open.settings.secret { Seq(1) } else { Seq(self.seq) };
        Some(Command::Vote { poll, round: open.round, choice, seq, badge: None })
    }

    fn may(&self, hall: &Hall, now: Time) -> Vec<May> {
        let mut may = Vec::new();
        may.extend(self.question(hall, now));
        may.extend(self.support(hall));
        may.extend(self.on_the_board(hall, now));
        may.extend(self.opinion(hall));
        may.extend(self.statement(hall));
        may.extend(self.visit(hall));
        may.extend(self.stars(hall));
        may.extend(self.question_at_a_stand(hall));
        may.extend(self.request(hall));
        may.extend(self.rating(hall, now));
        may
    }

    /// A text that no other phone has.
    fn text(&self, what: &str) -> Text {
        Text::new(&format!("{what} من الجوال {}، رقم {}", self.no, self.seq % 1_000_000))
    }

    fn question(&self, hall: &Hall, now: Time) -> Option<May> {
        let (session, text) = (self.session, self.text("سؤال تجريبي"));
        let ask = Command::Ask { session, text, name: None, badge: None };
        let weight = if hall.questions.is_empty() { 20 } else { 1 };
        hall.takes_questions(now).then_some((weight, ask))
    }

    fn support(&self, hall: &Hall) -> Option<May> {
        let question = one_of(hall.questions.iter().copied())?;
        Some((40, Command::Support { question, on: fastrand::u8(..) > 25, seq: Seq(self.seq) }))
    }

    /// An idea while the board collects them, dots while it takes those.
    fn on_the_board(&self, hall: &Hall, now: Time) -> Option<May> {
        let board = hall.board.as_ref().filter(|board| board.until.is_none_or(|until| now < until))?;
        let session = self.session;
        match board.phase {
            IdeaPhase::Collecting if self.ideas < board.plan.each.into() => Some((
                10,
                Command::Ideas(IdeaCommand::Submit { session, text: self.text("فكرة تجريبية") }),
            )),
            IdeaPhase::Voting if self.dotted != Some(board.version) => {
                let dots = dots(hall.spots(), board.plan.dots, board.plan.most);
                let seq = Seq(self.seq);
                (!dots.is_empty()).then_some((40, Command::Ideas(IdeaCommand::Dot { session, dots, seq })))
            }
            _ => None,
        }
    }

    /// Phones of two minds: who agrees with a statement, and who does not.
    fn opinion(&self, hall: &Hall) -> Option<May> {
        hall.conversation.as_ref().filter(|head| head.stage == Stage::Open)?;
        let statement = one_of(hall.statements.difference(&self.said).copied())?;
        let is_for = (self.no + statement.0 as usize).is_multiple_of(2);
        let expected = if is_for { Vote::Agree } else { Vote::Disagree };
        let is_expected = fastrand::u8(..100) >= UNEXPECTED;
        let vote = if is_expected { expected } else { one_of([Vote::Agree, Vote::Disagree, Vote::Pass])? };
        let (session, seq) = (self.session, Seq(self.seq));
        let says = StatementCommand::Vote { session, statement, vote: Some(vote), seq };
        Some((40, Command::Statements(says)))
    }

    fn statement(&self, hall: &Hall) -> Option<May> {
        let takes = hall.conversation.as_ref().filter(|head| head.stage == Stage::Open && head.plan.submit);
        takes.filter(|_| self.statements < STATEMENTS)?;
        let (session, text) = (self.session, self.text("عبارة تجريبية"));
        Some((2, Command::Statements(StatementCommand::Submit { session, text })))
    }

    fn visit(&self, hall: &Hall) -> Option<May> {
        let new = hall.open_stands().filter(|no| !self.scanned.contains(no));
        let key = one_of(new.filter_map(|no| hall.codes.get(&no)).cloned())?;
        Some((20, Command::Stands(StandCommand::Visit { key })))
    }

    fn stars(&self, hall: &Hall) -> Option<May> {
        let is_new = |no: &StandNo| self.visited.contains(no) && !self.starred.contains(no);
        let stand = one_of(hall.open_stands().filter(is_new))?;
        let (session, stars, seq) = (self.session, fastrand::u8(1..=5), Seq(self.seq));
        Some((20, Command::Stands(StandCommand::Rate { session, stand, stars, seq })))
    }

    fn question_at_a_stand(&self, hall: &Hall) -> Option<May> {
        let new = hall.open_stands().filter(|no| !self.asked.contains(no) && self.asked.len() < ASKED);
        let stand = one_of(new)?;
        let (session, text) = (self.session, self.text("سؤال تجريبي إلى الجناح"));
        Some((2, Command::Stands(StandCommand::Ask { session, stand, text })))
    }

    fn request(&self, hall: &Hall) -> Option<May> {
        let wants = self.no.is_multiple_of(SPEAKERS) && !self.has_asked_to_speak && hall.takes_requests();
        let (session, topic, seq) = (self.session, Some(self.text("موضوع تجريبي")), Seq(self.seq));
        let ask = SpeakingCommand::Ask { session, topic, name: None, seq, badge: None };
        wants.then_some((10, Command::Speaking(ask)))
    }

    fn rating(&self, hall: &Hall, now: Time) -> Option<May> {
        let (session, seq, stars) = (self.session, Seq(self.seq), fastrand::u8(1..=5));
        let rate = Command::Rate { session, stars, comment: None, seq };
        (!self.has_rated && hall.takes_ratings(now)).then_some((5, rate))
    }
}

/// One of those that may be done, each as often as its weight says.
fn drawn(may: Vec<May>) -> Option<Command> {
    let all: u32 = may.iter().map(|(weight, _)| weight).sum();
    let mut left = fastrand::u32(..all.max(1));
    let chosen = may.into_iter().find(|(weight, _)| {
        let is_it = left < *weight;
        left = left.saturating_sub(*weight);
        is_it
    });
    chosen.map(|(_, command)| command)
}

fn one_of<T>(all: impl IntoIterator<Item = T>) -> Option<T> {
    fastrand::choice(all.into_iter().collect::<Vec<_>>())
}

/// All dots of a person, no more on one thing than one may give to it.
fn dots(spots: Vec<Spot>, all: u8, most: u8) -> Vec<Dots> {
    let mut given: Vec<Dots> = spots.into_iter().map(|on| Dots { on, n: 0 }).collect();
    for _ in 0..all {
        let room = given.iter_mut().filter(|dots| dots.n < u32::from(most));
        if let Some(dots) = one_of(room) {
            dots.n += 1;
        }
    }
    given.retain(|dots| dots.n > 0);
    given
}
