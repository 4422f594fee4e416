//! Commands to changes, or to a refusal. Pure: what it needs to know of the world comes in as [`Circumstances`].

mod admission;
mod again;
mod agenda;
mod ask;
mod authority;
mod case;
mod crew;
mod cue;
mod curate;
mod delay;
mod erase;
mod feedback;
mod free_time;
mod halls;
mod limits;
mod look;
mod named;
mod planning;
mod player;
mod poll;
mod profile;
mod rules;
mod screen;
mod stage;
mod tick;
mod turn;
mod undo;
mod wording;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::Arc;

use super::award::{self, Minted};
use super::badge;
use super::change::Change;
use super::command::Command;
use super::forum::Title;
use super::id::{CommandId, HallNo, PollNo, SessionNo, WordsNo};
use super::idea;
use super::recommendation;
use super::record;
use super::refusal::{Code, Refusal};
use super::role::Actor;
use super::show;
use super::speaking;
use super::stand;
use super::state::State;
use super::statement::{self, Pictured};
use super::text::{length, stored};
use super::time::Time;
use super::words::Text;

pub(super) use admission::{current, may_rewrite, may_write, not_paused};
pub(super) use again::{done_before, made_before, set_before};
pub use authority::Authority;
pub(super) use case::fits as deed_fits;
pub(super) use crew::is_last_organiser;
pub(super) use cue::cue;
pub(super) use delay::decide as delay_rest;
pub(super) use erase::renamed_rulings;
pub(super) use free_time::is_taken;
pub(super) use halls::may_go;
pub(super) use limits::within_limits;
pub(super) use named::{SaysName, names_of_badges};
pub use poll::{LONGEST_COUNTDOWN, POLL_TIME, close_due, next_close};
pub(super) use poll::{closed, not_a_round, takes_ballot};
pub(super) use rules::names_may_be;
pub(super) use screen::can_be_set;
pub use tick::next_deadline;
pub(super) use turn::{ending, open_in};
pub(super) use undo::can_be_undone;

/// Who asks, when, and under which name.
#[derive(Debug, Clone, Copy)]
pub struct Request {
    /// Who.
    pub actor: Actor,
    /// What the client calls the command.
    pub id: CommandId,
    /// The room's clock.
    pub now: Time,
}

/// What a decision may depend on besides the state, told by the room that decides. It decides once; the changes carry
/// what came of it, so that every other room applies the same.
#[derive(Debug, Clone, Default)]
pub struct Circumstances {
    /// Halls where a desk is connected: nothing opens or ends there by the clock.
    pub attended: BTreeSet<HallNo>,
    /// Devices that are here in each session.
    pub here: BTreeMap<SessionNo, u32>,
    /// Devices that were here since a round, by its poll and number, is open: each once.
    pub came: BTreeMap<(PollNo, u32), u32>,
    /// The last pictures of opinions that were made, each of the conversation's edition that it says.
    pub pictures: BTreeMap<SessionNo, Arc<Pictured>>,
    /// Keys that were made for awards with blind ballots whose scoring is to begin.
    pub keys: BTreeMap<SessionNo, Arc<Minted>>,
    /// Fresh random bits for each batch, for the keys of secret polls.
    pub random: [u8; 32],
}

/// An accepted command.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decision {
    /// What happens. Empty when the effect stands already: the command is acknowledged again.
    pub changes: Vec<Change>,
    /// The texts that the changes refer to.
    pub words: Vec<(WordsNo, Arc<str>)>,
    /// The number of what was made, now or by the same command before.
    pub made: Option<u32>,
}

impl Decision {
    /// These changes, with no words.
    pub(super) fn of(changes: impl Into<Vec<Change>>) -> Self {
        Self { changes: changes.into(), ..Self::default() }
    }

    /// The effect stands already.
    pub(super) fn stands() -> Self {
        Self::default()
    }
}

/// Decides a command against the state.
///
/// Who is blocked, or whose link ended, changes nothing any more, and is still told of what stands: a command that was
/// done before is acknowledged again, whatever became of its sender since.
pub fn decide(
    state: &State,
    request: &Request,
    command: &Command,
    around: &Circumstances,
) -> Result<Decision, Refusal> {
    let who = Authority::of(state, request)?;
    let decided = as_in_force(state, request, &who, command, around).map(|mut decision| {
        show::by_hand(state, request, &who, command, &mut decision);
        decision
    });
    match who.in_force(state, request.now) {
        Ok(()) => decided,
        Err(why) => decided.ok().filter(|decision| decision.changes.is_empty()).ok_or(why),
    }
}

/// Decides a command as of somebody who may act.
pub(super) fn as_in_force(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &Command,
    around: &Circumstances,
) -> Result<Decision, Refusal> {
    match command {
        Command::Ask { .. } | Command::Edit { .. } | Command::Withdraw { .. } | Command::Support { .. } => {
            ask::decide(state, request, who, command)
        }
        Command::Enter { .. }
        | Command::Approve { .. }
        | Command::Dismiss { .. }
        | Command::Restore { .. }
        | Command::Merge { .. }
        | Command::Move { .. }
        | Command::Label { .. }
        | Command::Shorten { .. }
        | Command::Answer { .. }
        | Command::Reply { .. }
        | Command::Undo { .. }
        | Command::Block { .. } => curate::decide(state, request, who, command),
        Command::Queue { .. } | Command::Unqueue { .. } | Command::Stage { .. } | Command::Next { .. } => {
            stage::decide(state, request, who, command)
        }
        Command::SetBoard { .. }
        | Command::Pause { .. }
        | Command::SetPhase { .. }
        | Command::Note { .. }
        | Command::Delay { .. } => agenda::decide(state, request, who, command, around),
        Command::Vote { .. }
        | Command::CreatePoll { .. }
        | Command::EditPoll { .. }
        | Command::DropPoll { .. }
        | Command::OrderPolls { .. }
        | Command::OpenPoll { .. }
        | Command::ClosePoll { .. }
        | Command::RevealPoll { .. }
        | Command::RuleWord { .. } => poll::decide(state, request, who, command, around),
        Command::Rate { .. } | Command::SetFeedback { .. } => feedback::decide(state, request, who, command),
        Command::Name { .. } | Command::RuleName { .. } => player::decide(state, request, who, command),
        Command::SetScene { .. } | Command::Hide { .. } | Command::Announce { .. } => {
            screen::decide(state, who, command)
        }
        Command::AddSession { .. }
        | Command::PlanSession { .. }
        | Command::DropSession { .. }
        | Command::NameHall { .. }
        | Command::NameForum { .. }
        | Command::SetWifi { .. } => planning::decide(state, request, who, command),
        Command::AddHall { name, drawn } => halls::add(state, request, who, name, drawn.as_ref()),
        Command::DropHall { hall, version } => halls::take_away(state, request, who, *hall, *version),
        Command::SetRules { version, rules } => rules::decide(state, request, who, *version, rules),
        Command::SetProfile { link, version, profile } => {
            profile::decide(state, who, *link, *version, *profile)
        }
        Command::CreateLink { .. } | Command::RevokeLink { .. } => crew::decide(state, request, who, command),
        Command::Erase { .. } | Command::EraseAuthor { .. } | Command::EraseMine { .. } => {
            erase::decide(state, request, who, command)
        }
        Command::Badges(command) => badge::decide(state, request, who, command, around),
        Command::Award(command) => award::decide(state, request, who, command, around),
        Command::Statements(command) => statement::decide(state, request, who, command),
        Command::Ideas(command) => idea::decide(state, request, who, command),
        Command::Stands(command) => stand::decide(state, request, who, command, around),
        Command::Speaking(command) => speaking::decide(state, request, who, command),
        Command::Show(command) => show::decide(state, request, who, command, around),
        Command::Recommendations(command) => recommendation::decide(state, request, who, command),
        Command::SetLook { .. } | Command::SetLogo { .. } => look::decide(state, who, command),
        Command::SetRecord { version, published, intro } => {
            record::decide(state, who, *version, *published, intro)
        }
        Command::Tick => tick::decide(state, request, who, around),
    }
}

/// Numbers and files the words of one decision, and lets go of those that they replace.
pub(super) struct Scribe {
    last: WordsNo,
    filed: Vec<(WordsNo, Arc<str>)>,
    gone: Vec<WordsNo>,
}

impl Scribe {
    pub(super) fn new(state: &State) -> Self {
        Self { last: state.last.words, filed: Vec::new(), gone: Vec::new() }
    }

    /// Files a text that may be neither empty nor longer than so many graphemes.
    pub(super) fn file(&mut self, text: &Text, longest: usize) -> Result<WordsNo, Refusal> {
        check(text, longest)?;
        Ok(self.file_shared(text.shared()))
    }

    /// Files a text where there is one; an empty one counts as none.
    pub(super) fn file_optional(
        &mut self,
        text: Option<&Text>,
        longest: usize,
    ) -> Result<Option<WordsNo>, Refusal> {
        let text = text.filter(|text| !text.as_str().is_empty());
        text.map(|text| self.file(text, longest)).transpose()
    }

    /// Files a text in the place of words that nobody needs any more.
    pub(super) fn file_instead(
        &mut self,
        stands: Option<WordsNo>,
        text: Option<&Text>,
        longest: usize,
    ) -> Result<Option<WordsNo>, Refusal> {
        self.gone.extend(stands);
        self.file_optional(text, longest)
    }

    /// Files what needs no check.
    pub(super) fn file_shared(&mut self, text: Arc<str>) -> WordsNo {
        self.last = self.last.next();
        self.filed.push((self.last, text));
        self.last
    }

    /// Lets go of words that nobody needs any more.
    pub(super) fn let_go(&mut self, words: impl IntoIterator<Item = WordsNo>) {
        self.gone.extend(words);
    }

    /// What was replaced is erased once nothing refers to it.
    pub(super) fn decision(self, changes: impl Into<Vec<Change>>) -> Decision {
        let mut changes = changes.into();
        if !self.gone.is_empty() {
            changes.push(Change::Erased { words: self.gone });
        }
        Decision { changes, words: self.filed, made: None }
    }
}

/// Refuses a text that is empty or longer than so many graphemes.
fn check(text: &Text, longest: usize) -> Result<(), Refusal> {
    if text.as_str().is_empty() { Err(Code::TextEmpty.into()) } else { fits(text.as_str(), longest) }
}

pub(super) fn fits(text: &str, longest: usize) -> Result<(), Refusal> {
    if length::fits(text, longest) { Ok(()) } else { Err(Code::TextTooLong.at_most(longest)) }
}

/// Refuses a number that is out of its bounds, with the bound that it oversteps.
pub(super) fn fits_between(number: i64, bounds: &RangeInclusive<i64>) -> Result<(), Refusal> {
    if bounds.contains(&number) {
        return Ok(());
    }
    let bound = if number < *bounds.start() { bounds.start() } else { bounds.end() };
    Err(Code::OutOfRange.at(*bound))
}

/// A title as it is stored: in at least one language, and in none longer than so many graphemes.
pub(super) fn tidy(title: &Title, longest: usize) -> Result<Title, Refusal> {
    let tidy = line(title, longest)?;
    if tidy.ar.is_empty() && tidy.en.is_empty() { Err(Code::TextEmpty.into()) } else { Ok(tidy) }
}

/// The same of one that may be empty.
pub(super) fn line(title: &Title, longest: usize) -> Result<Title, Refusal> {
    let line = Title { ar: stored::normalise(&title.ar), en: stored::normalise(&title.en) };
    fits(&line.ar, longest)?;
    fits(&line.en, longest)?;
    Ok(line)
}
