//! Forgetting what somebody wrote.

use std::collections::BTreeSet;

use super::again::made_before;
use super::{Authority, Decision, Request};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::id::{PersonId, QuestionNo, WordsNo};
use crate::domain::idea::{IdeaAct, IdeaChange, IdeaStatus};
use crate::domain::question::Status;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::Author;
use crate::domain::stand::{RemarkStatus, StandAct, StandChange};
use crate::domain::state::{Made, State};
use crate::domain::statement::{self, StatementChange};
use crate::domain::tally::cloud_key;
use crate::domain::written::{self, Piece};

pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &Command,
) -> Result<Decision, Refusal> {
    match command {
        Command::Erase { question } => {
            who.organiser()?;
            of_question(state, *question)
        }
        Command::EraseAuthor { of } => of_author(state, request, who, *of),
        Command::EraseMine { upto } => of_person(state, who.person()?, *upto),
        _ => Err(Code::NotAllowed.into()),
    }
}

/// Erases every text that the question ever had, its author's name and the replies to it. It can have none again, and
/// leaves the stage and its queue with its words.
fn of_question(state: &State, question: QuestionNo) -> Result<Decision, Refusal> {
    let question = state.questions.get(&question).ok_or(Code::UnknownQuestion)?;
    let left = question.words().filter(|no| state.words.get(*no).is_some()).collect();
    Ok(erased(Vec::new(), left))
}

/// Erases all that whoever wrote this has written. It is done once: what they write later goes by another command, and so does what
/// somebody else wrote.
fn of_author(state: &State, request: &Request, who: &Authority, piece: Piece) -> Result<Decision, Refusal> {
    let by = who.organiser()?;
    if let Some(before) = made_before(state, Author::Link(by), request, Made::erased)? {
        let named = state.erased_by.get(&(by, request.id));
        return if named.is_none_or(|named| *named == piece) {
            Ok(before)
        } else {
            Err(Code::IdReused.into())
        };
    }
    let person = written::author(state, piece)?;
    let left: BTreeSet<WordsNo> = written::all(state, person).collect();
    let texts = u32::try_from(left.len()).unwrap_or(u32::MAX);
    let mut changes = vec![Change::AuthorErased { by, id: request.id, texts, of: Some(piece) }];
    changes.extend(taken_back(state, person, &left));
    Ok(Decision { made: Some(texts), ..erased(changes, left) })
}

/// Erases what a person wrote up to that number of words. Questions, statements and whatever else waits are taken back with it, so that no desk
/// is left with an empty one; what is on the list stays there without its text, with the supports and votes of others. Ballots,
/// votes, stars and points stay and count.
///
/// The number is one that the person was told: sent again later, the command touches nothing that was written since.
fn of_person(state: &State, person: PersonId, upto: WordsNo) -> Result<Decision, Refusal> {
    if upto > state.last.words {
        return Err(Code::OutOfRange.into());
    }
    let left: BTreeSet<WordsNo> = written::words(state, person, upto).collect();
    Ok(erased(taken_back(state, person, &left), left))
}

/// What becomes of what the words stood in: what waits is taken back, and a desk's ruling on a cloud's word is named anew.
fn taken_back(state: &State, person: PersonId, left: &BTreeSet<WordsNo>) -> Vec<Change> {
    let waits = written::questions(state, person).filter(|(_, question)| {
        question.standing.status == Status::Pending && left.contains(&question.original)
    });
    let mut changes: Vec<_> = waits.map(|(question, _)| Change::Withdrawn { question }).collect();
    changes.extend(waiting_statements(state, person, left));
    let waiting = written::own_ideas(state, person)
        .filter(|(_, _, idea)| idea.status == IdeaStatus::Waiting && left.contains(&idea.original));
    changes.extend(waiting.map(|(session, idea, _)| {
        let act = IdeaAct::Ruled { idea, status: IdeaStatus::Withdrawn };
        Change::Ideas(IdeaChange { session, act })
    }));
    changes.extend(waiting_remarks(state, person, left));
    changes.extend(renamed_rulings(state, left));
    changes
}

/// The statements that wait are taken back as questions are.
fn waiting_statements<'a>(
    state: &'a State,
    person: PersonId,
    left: &'a BTreeSet<WordsNo>,
) -> impl Iterator<Item = Change> + 'a {
    let all = written::statements(state, person);
    let waits =
        all.filter(|(_, _, said)| said.status == statement::Status::Waiting && left.contains(&said.text));
    waits.map(|(session, statement, _)| Change::Statements(StatementChange::Withdrawn { session, statement }))
}

/// So are questions and comments at stands.
fn waiting_remarks<'a>(
    state: &'a State,
    person: PersonId,
    left: &'a BTreeSet<WordsNo>,
) -> impl Iterator<Item = Change> + 'a {
    let waits = written::remarks(state, person)
        .filter(|(_, _, remark)| remark.status == RemarkStatus::Waiting && left.contains(&remark.text));
    waits.map(|(at, remark, _)| {
        let act = StandAct::Ruled { stand: at.stand, remark, status: RemarkStatus::Withdrawn };
        Change::Stands(StandChange { session: at.session, act })
    })
}

/// What a desk ruled on a cloud's word stands on while others have sent it: under the text of one of them.
pub fn renamed_rulings<'a>(
    state: &'a State,
    gone: &'a BTreeSet<WordsNo>,
) -> impl Iterator<Item = Change> + 'a {
    let rounds = state.polls.iter().flat_map(|(no, poll)| poll.rounds().map(|round| (*no, round)));
    rounds.flat_map(move |(poll, round)| {
        let named = round.rulings.keys().filter(|no| gone.contains(*no));
        named.filter_map(move |word| {
            let sent = round.tally.cloud.get(&cloud_key(state.words.get(*word)?))?;
            let mut others = sent.spellings.values().flatten().filter(|no| !gone.contains(*no));
            Some(Change::RulingNamed { poll, round: round.no, word: *word, instead: *others.next()? })
        })
    })
}

/// The changes, and the erasure of those words at their end; nothing where none is left.
fn erased(mut changes: Vec<Change>, left: BTreeSet<WordsNo>) -> Decision {
    if !left.is_empty() {
        changes.push(Change::Erased { words: left.into_iter().collect() });
    }
    Decision::of(changes)
}
