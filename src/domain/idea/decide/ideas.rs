//! Ideas: sent, entered, changed, taken back, and what becomes of them.

use std::sync::Arc;

use super::{Worker, act, board_of, decided, has_table, not_ended};
use crate::domain::change::Change;
use crate::domain::decide::{
    Authority, Decision, Request, Scribe, current, done_before, made_before, may_rewrite, may_write,
    not_paused,
};
use crate::domain::forum::Moderation;
use crate::domain::id::{IdeaNo, PersonId, SessionNo};
use crate::domain::idea::change::IdeaAct;
use crate::domain::idea::{
    CREW_EVER, CREW_IDEAS, DESK_EVER, IDEAS, IDEAS_EVER, Idea, IdeaBoard, IdeaBy, IdeaCommand, IdeaPhase,
    IdeaStatus, TABLE_IDEAS,
};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::Author;
use crate::domain::state::{Made, State};
use crate::domain::words::Text;

pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &IdeaCommand,
) -> Result<Decision, Refusal> {
    match command {
        IdeaCommand::Submit { session, text } => {
            let person = who.person()?;
            match made_before(state, who.author()?, request, |made| made_on(state, *session, made))? {
                Some(decision) => Ok(decision),
                None => submit(state, request, person, *session, text),
            }
        }
        IdeaCommand::Enter { session, text, table } => enter(state, request, who, *session, text, *table),
        IdeaCommand::Reword { session, idea, version, text } => {
            let worker = Worker::of(state, who, *session)?;
            let case = Case::open(state, *session, *idea, *version)?;
            match worker {
                Worker::Desk(_) => case.correct(text),
                Worker::Person(_) | Worker::Table(..) => case.reword(request, who, worker, text),
            }
        }
        IdeaCommand::TakeBack { session, idea, version } => {
            let worker = Worker::of(state, who, *session)?;
            Case::open(state, *session, *idea, *version)?.take_back(request, who, worker)
        }
        IdeaCommand::Approve { session, idea, version } => {
            at_desk(state, who, (*session, *idea, *version), |status| match status {
                IdeaStatus::Waiting | IdeaStatus::Listed => Some(IdeaStatus::Listed),
                _ => None,
            })
        }
        IdeaCommand::Dismiss { session, idea, version, reason } => {
            let reason = *reason;
            at_desk(state, who, (*session, *idea, *version), |status| match status {
                IdeaStatus::Waiting => Some(IdeaStatus::Dismissed { reason, listed: false }),
                IdeaStatus::Listed => Some(IdeaStatus::Dismissed { reason, listed: true }),
                IdeaStatus::Dismissed { listed, .. } => Some(IdeaStatus::Dismissed { reason, listed }),
                IdeaStatus::Withdrawn => None,
            })
        }
        IdeaCommand::Restore { session, idea, version } => {
            at_desk(state, who, (*session, *idea, *version), |status| match status {
                IdeaStatus::Dismissed { listed: true, .. } => Some(IdeaStatus::Listed),
                IdeaStatus::Dismissed { listed: false, .. } => Some(IdeaStatus::Waiting),
                IdeaStatus::Waiting | IdeaStatus::Listed => Some(status),
                IdeaStatus::Withdrawn => None,
            })
        }
        IdeaCommand::Block { session, idea, on } => block(state, request, who, *session, (*idea, *on)),
        IdeaCommand::Erase { session, idea } => {
            who.organiser()?;
            erase(state, *session, *idea)
        }
        _ => Err(Code::NotAllowed.into()),
    }
}

/// The number of what was made, where it is an idea of that board.
fn made_on(state: &State, session: SessionNo, made: Made) -> Option<u32> {
    let board = state.ideas.get(&session)?;
    made.idea().filter(|no| board.ideas.contains_key(&IdeaNo(*no)))
}

fn submit(
    state: &State,
    request: &Request,
    person: PersonId,
    session: SessionNo,
    text: &Text,
) -> Result<Decision, Refusal> {
    let board = board_of(state, session)?;
    not_paused(state, session)?;
    not_ended(state, session, Code::IdeasClosed)?;
    if !board.takes_ideas(request.now) {
        return Err(Code::IdeasClosed.into());
    }
    within_limits(board, person)?;
    let listed = board.plan.moderation == Moderation::After && !state.word_list.is_in(text.as_str());
    has_room(board, IdeaBy::Phone)?;
    let table = board.table_of(person);
    come(state, request, session, Author::Person(person), (IdeaBy::Phone, text), (table, listed))
}

fn within_limits(board: &IdeaBoard, person: PersonId) -> Result<(), Refusal> {
    let own = board.people.get(&person).map(|own| own.ideas.as_slice()).unwrap_or_default();
    let stands = own.iter().filter_map(|no| board.ideas.get(no));
    let stands = stands.filter(|idea| idea.status != IdeaStatus::Withdrawn).count();
    let each = usize::from(board.plan.each);
    // What was taken back is kept: without an end to it one person could fill the board.
    if stands >= each || own.len() >= 2 * each { Err(Code::TooManyIdeas.at_most(each)) } else { Ok(()) }
}

fn enter(
    state: &State,
    request: &Request,
    who: &Authority,
    session: SessionNo,
    text: &Text,
    named: Option<u8>,
) -> Result<Decision, Refusal> {
    let worker = Worker::of(state, who, session)?;
    if let Some(decision) = made_before(state, who.author()?, request, |made| made_on(state, session, made))?
    {
        return Ok(decision);
    }
    let board = board_of(state, session)?;
    has_table(board, named)?;
    let (by, table) = match worker {
        Worker::Desk(_) => (IdeaBy::Desk, named),
        Worker::Table(_, own) if named.is_none_or(|named| named == own) => (IdeaBy::Table, Some(own)),
        Worker::Table(..) | Worker::Person(_) => return Err(Code::NotAllowed.into()),
    };
    has_table(board, table)?;
    takes_from_crew(board, worker)?;
    if let Worker::Table(_, own) = worker {
        within_table(board, own)?;
    }
    has_room(board, by)?;
    come(state, request, session, who.author()?, (by, text), (table, true))
}

/// A table's link may get into other hands: what comes by it does not fill the board.
fn within_table(board: &IdeaBoard, table: u8) -> Result<(), Refusal> {
    let own = |idea: &&Arc<Idea>| idea.by == IdeaBy::Table && idea.table == Some(table);
    let ever = board.ideas.values().filter(own).count();
    let stand = board.ideas.values().filter(own).filter(|idea| idea.status.stands()).count();
    let has_room = stand < TABLE_IDEAS && ever < 2 * TABLE_IDEAS;
    if has_room { Ok(()) } else { Err(Code::TooManyIdeas.at_most(TABLE_IDEAS)) }
}

/// What was dismissed or taken back makes room. Some places are for the crew alone, and some of all that ever come for the desk:
/// whoever sends and takes back leaves it the last word.
fn has_room(board: &IdeaBoard, by: IdeaBy) -> Result<(), Refusal> {
    let (kept, kept_ever) = match by {
        IdeaBy::Phone => (CREW_IDEAS, CREW_EVER),
        IdeaBy::Table => (0, DESK_EVER),
        IdeaBy::Desk => (0, 0),
    };
    let (most, ever) = (IDEAS - kept, IDEAS_EVER - kept_ever);
    let all = board.ideas.len();
    let stand = || board.ideas.values().filter(|idea| idea.status.stands()).count();
    let is_full = all >= ever || (all >= most && stand() >= most);
    if is_full { Err(Code::IdeasFull.at_most(most)) } else { Ok(()) }
}

/// Whether the board takes ideas from whoever works at it: tables while they gather and group, desks until it is closed.
fn takes_from_crew(board: &IdeaBoard, worker: Worker) -> Result<(), Refusal> {
    let takes = match worker {
        Worker::Desk(_) => board.phase != IdeaPhase::Closed,
        _ => matches!(board.phase, IdeaPhase::Collecting | IdeaPhase::Grouping),
    };
    if takes { Ok(()) } else { Err(Code::IdeasClosed.into()) }
}

fn come(
    state: &State,
    request: &Request,
    session: SessionNo,
    author: Author,
    (by, text): (IdeaBy, &Text),
    (table, listed): (Option<u8>, bool),
) -> Result<Decision, Refusal> {
    let mut scribe = Scribe::new(state);
    let text = scribe.file(text, state.forum.rules.question_length)?;
    let idea = state.last.idea.next();
    let came = IdeaAct::Came { idea, author, id: request.id, by, text, table, listed, time: request.now };
    Ok(Decision { made: Some(idea.0), ..scribe.decision([act(session, came)]) })
}

/// An idea that somebody wants changed.
struct Case<'a> {
    state: &'a State,
    session: SessionNo,
    board: &'a IdeaBoard,
    no: IdeaNo,
    idea: &'a Arc<Idea>,
    /// The version it was read at.
    version: u32,
}

impl<'a> Case<'a> {
    fn open(state: &'a State, session: SessionNo, no: IdeaNo, version: u32) -> Result<Self, Refusal> {
        let board = board_of(state, session)?;
        let idea = board.ideas.get(&no).ok_or(Code::UnknownIdea)?;
        Ok(Self { state, session, board, no, idea, version })
    }

    /// Whether it is of whoever asks; nobody else learns of one that is not on the board.
    fn is_own(&self, who: &Authority) -> Result<(), Refusal> {
        if self.idea.author == who.author()? {
            return Ok(());
        }
        let known = self.idea.status.is_listed();
        Err(if known { Code::NotYours } else { Code::UnknownIdea }.into())
    }

    fn takes_from(&self, request: &Request, worker: Worker) -> Result<(), Refusal> {
        let Worker::Person(_) = worker else { return takes_from_crew(self.board, worker) };
        not_paused(self.state, self.session)?;
        not_ended(self.state, self.session, Code::IdeasClosed)?;
        if self.board.takes_ideas(request.now) { Ok(()) } else { Err(Code::IdeasClosed.into()) }
    }

    fn says(&self, text: &Text) -> bool {
        self.state.text(self.idea.text) == text.as_str() && !text.as_str().is_empty()
    }

    fn is_erased(&self) -> bool {
        self.state.words.get(self.idea.original).is_none()
    }

    /// What a desk decided of, corrected or put into a group is not its author's to change: nothing is shown that nobody read.
    /// Nor is what dots or a table's result rest on: they were not given for anything else.
    fn reword(
        &self,
        request: &Request,
        who: &Authority,
        worker: Worker,
        text: &Text,
    ) -> Result<Decision, Refusal> {
        self.is_own(who)?;
        if self.says(text) {
            return Ok(Decision::stands());
        }
        self.takes_from(request, worker)?;
        let own = matches!(worker, Worker::Table(..)) || self.board.plan.moderation == Moderation::After;
        let open = match self.idea.status {
            IdeaStatus::Waiting => true,
            IdeaStatus::Listed => own && self.idea.is_its_authors() && !self.board.is_relied_on(self.no),
            IdeaStatus::Dismissed { .. } | IdeaStatus::Withdrawn => false,
        };
        if !open || self.is_erased() {
            return Err(Code::TooLateToChange.into());
        }
        current(self.idea.version, self.version)?;
        may_rewrite(self.idea.reworded)?;
        let read = matches!(worker, Worker::Table(..)) || !self.state.word_list.is_in(text.as_str());
        let mut scribe = Scribe::new(self.state);
        let text = scribe.file(text, self.state.forum.rules.question_length)?;
        let listed = self.idea.status.is_listed() && read;
        let reworded = IdeaAct::Reworded { idea: self.no, text, listed, time: request.now };
        Ok(scribe.decision([act(self.session, reworded)]))
    }

    fn correct(&self, text: &Text) -> Result<Decision, Refusal> {
        if self.says(text) {
            return Ok(Decision::stands());
        }
        current(self.idea.version, self.version)?;
        if self.idea.status == IdeaStatus::Withdrawn || self.is_erased() {
            return Err(Code::WrongState.into());
        }
        may_write(self.idea.written)?;
        let mut scribe = Scribe::new(self.state);
        let text = scribe.file(text, self.state.forum.rules.question_length)?;
        Ok(scribe.decision([act(self.session, IdeaAct::Corrected { idea: self.no, text })]))
    }

    fn take_back(&self, request: &Request, who: &Authority, worker: Worker) -> Result<Decision, Refusal> {
        self.is_own(who)?;
        match self.idea.status {
            IdeaStatus::Withdrawn => return Ok(Decision::stands()),
            IdeaStatus::Dismissed { .. } => return Err(Code::TooLateToChange.into()),
            IdeaStatus::Waiting | IdeaStatus::Listed => {}
        }
        self.takes_from(request, worker)?;
        current(self.idea.version, self.version)?;
        let status = IdeaStatus::Withdrawn;
        Ok(decided(self.session, IdeaAct::Ruled { idea: self.no, status }))
    }
}

/// What a desk decides of an idea: `ruling` tells what it comes to, none where that cannot be.
fn at_desk(
    state: &State,
    who: &Authority,
    (session, idea, version): (SessionNo, IdeaNo, u32),
    ruling: impl Fn(IdeaStatus) -> Option<IdeaStatus>,
) -> Result<Decision, Refusal> {
    who.desk_of(state, session)?;
    let case = Case::open(state, session, idea, version)?;
    let status = ruling(case.idea.status).ok_or(Code::WrongState)?;
    if status == case.idea.status {
        return Ok(Decision::stands());
    }
    current(case.idea.version, version)?;
    Ok(decided(session, IdeaAct::Ruled { idea, status }))
}

/// Noted also where it stands already, as of questions.
fn block(
    state: &State,
    request: &Request,
    who: &Authority,
    session: SessionNo,
    (no, on): (IdeaNo, bool),
) -> Result<Decision, Refusal> {
    let by = who.desk_of(state, session)?;
    let idea = board_of(state, session)?.ideas.get(&no).ok_or(Code::UnknownIdea)?;
    let person = idea.author.person().ok_or(Code::WrongState)?;
    if done_before(state, by, request)? {
        return Ok(Decision::stands());
    }
    Ok(decided(session, IdeaAct::Blocked { idea: no, person, on, by, id: request.id }))
}

fn erase(state: &State, session: SessionNo, no: IdeaNo) -> Result<Decision, Refusal> {
    let idea = board_of(state, session)?.ideas.get(&no).ok_or(Code::UnknownIdea)?;
    let left: Vec<_> = idea.words().filter(|no| state.words.get(*no).is_some()).collect();
    if left.is_empty() {
        return Ok(Decision::stands());
    }
    // Nobody approves what says nothing.
    let ruled = IdeaAct::Ruled { idea: no, status: IdeaStatus::Withdrawn };
    let ruled = (idea.status == IdeaStatus::Waiting).then(|| act(session, ruled));
    Ok(Decision::of(ruled.into_iter().chain([Change::Erased { words: left }]).collect::<Vec<_>>()))
}
