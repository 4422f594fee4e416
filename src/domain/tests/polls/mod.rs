//! Polls: what is done to them and with them.

mod ballots;
mod drafts;
mod further;
mod history;
mod life;
mod quiz;
mod secret;
mod views;
mod words;

use super::scene::{DESK, PANEL, Scene, person};
use crate::domain::ballot::Choice;
use crate::domain::change::Change;
use crate::domain::command::{Command, PollDraft};
use crate::domain::decide::{Decision, close_due};
use crate::domain::forum::Title;
use crate::domain::id::PollNo;
use crate::domain::poll::{Poll, PollKind, PollSettings};
use crate::domain::refusal::Refusal;
use crate::domain::register::Seq;
use crate::domain::words::Text;

/// What the ends of a scale are called.
fn ends() -> Vec<Title> {
    ["لا أوافق أبدًا", "أوافق تمامًا"].map(|ar| Title { ar: ar.into(), en: String::new() }).into()
}

/// A draft with so many options.
pub fn draft(answer: PollKind, options: usize) -> PollDraft {
    let title = |text: String| Title { ar: text, en: String::new() };
    PollDraft {
        title: title("ما الأولوية؟".into()),
        answer,
        options: (1..=options).map(|no| title(format!("خيار {no}"))).collect(),
        labels: if matches!(answer, PollKind::Likert { .. }) { ends() } else { Vec::new() },
        settings: PollSettings::default(),
    }
}

pub fn secret(answer: PollKind, options: usize) -> PollDraft {
    let settings = PollSettings { secret: true, ..PollSettings::default() };
    PollDraft { settings, ..draft(answer, options) }
}

pub fn one(place: u8) -> Choice {
    Choice::Options(vec![place])
}

pub fn words(words: &[&str]) -> Choice {
    Choice::Words(words.iter().map(|word| Text::new(word)).collect())
}

pub const NOTHING: Choice = Choice::Options(Vec::new());

impl Scene {
    #[track_caller]
    pub fn prepared(&mut self, draft: &PollDraft) -> PollNo {
        let decision = self.does(DESK, &Command::CreatePoll { session: PANEL, poll: draft.clone() });
        PollNo(decision.made.expect("a poll has a number"))
    }

    pub fn poll(&self, no: PollNo) -> &Poll {
        &self.state.polls[&no]
    }

    pub fn open_poll(&self, poll: PollNo, seconds: Option<u32>) -> Command {
        Command::OpenPoll { poll, version: self.poll(poll).version, seconds }
    }

    pub fn close_poll(&self, poll: PollNo, seconds: u32) -> Command {
        Command::ClosePoll { poll, version: self.poll(poll).version, seconds: Some(seconds) }
    }

    pub fn reveal_poll(&self, poll: PollNo, on: bool) -> Command {
        Command::RevealPoll { poll, version: self.poll(poll).version, on }
    }

    /// An open poll.
    #[track_caller]
    pub fn opened(&mut self, draft: &PollDraft) -> PollNo {
        let poll = self.prepared(draft);
        self.does(DESK, &self.open_poll(poll, None));
        poll
    }

    #[track_caller]
    pub fn closes(&mut self, poll: PollNo) {
        self.does(DESK, &self.close_poll(poll, 0));
    }

    #[track_caller]
    pub fn reveals(&mut self, poll: PollNo) {
        self.does(DESK, &self.reveal_poll(poll, true));
    }

    /// A ballot of the round at hand, with a sequence number above all before.
    pub fn ballot(&mut self, poll: PollNo, choice: Choice) -> Command {
        self.ids += 1;
        Command::Vote { poll, round: self.poll(poll).round.no, choice, seq: Seq(self.ids), badge: None }
    }

    pub fn votes(&mut self, by: u8, poll: PollNo, choice: Choice) -> Result<Decision, Refusal> {
        let command = self.ballot(poll, choice);
        self.give(person(by), &command)
    }

    #[track_caller]
    pub fn voted(&mut self, by: u8, poll: PollNo, choice: Choice) {
        self.votes(by, poll, choice).expect("the ballot is taken");
    }

    /// What the room's clock does to polls.
    pub fn closes_due(&mut self) -> Vec<Change> {
        let changes = close_due(&self.state, self.now, &self.around);
        if !changes.is_empty() {
            self.state.apply_entry(self.state.rev + 1, &changes, &[]);
        }
        changes
    }
}
