//! What somebody wrote in the forum, wherever it lies: what is erased where that person asks for it, or an organiser for them.
//!
//! What stands on ballots of secret polls is not here: nobody finds whose it is.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::id::{
    IdeaNo, PersonId, PollNo, QuestionNo, RemarkNo, SessionNo, SpeakerNo, StandNo, StatementNo, WordsNo,
};
use super::idea::Idea;
use super::keepers::Keeper;
use super::poll::{Poll, Round, Voter};
use super::question::Question;
use super::refusal::{Code, Refusal};
use super::role::Author;
use super::stand::{AtStand, Remark};
use super::state::State;
use super::statement::Statement;

/// All numbers that words can have.
const ALL: RangeInclusive<WordsNo> = WordsNo(0)..=WordsNo(u32::MAX);

/// Something that somebody wrote, as the crew names it: by it an author is found, whom nobody knows by any other name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case", deny_unknown_fields)]
pub enum Piece {
    /// A question.
    Question {
        /// Which one.
        question: QuestionNo,
    },
    /// A statement.
    Statement {
        /// In which session.
        session: SessionNo,
        /// Which one.
        statement: StatementNo,
    },
    /// An idea.
    Idea {
        /// On that session's board.
        session: SessionNo,
        /// Which one.
        idea: IdeaNo,
    },
    /// A question or comment at a stand.
    Remark {
        /// Of the exhibition of that session.
        session: SessionNo,
        /// At which stand.
        stand: StandNo,
        /// Which one.
        remark: RemarkNo,
    },
    /// A request to speak.
    Speaker {
        /// In which session.
        session: SessionNo,
        /// Which one.
        speaker: SpeakerNo,
    },
    /// Words that are told by their number: of a cloud, or a name on a leaderboard.
    Words {
        /// Their number.
        words: WordsNo,
    },
}

/// Who wrote it.
///
/// # Errors
/// `unknown_question`, `unknown_statement`, `unknown_idea`, `unknown_remark`, `unknown_speaker`, or `out_of_range` for words that nobody keeps; `wrong_state` where no
/// phone wrote it, or nobody finds whose it is.
pub fn author(state: &State, piece: Piece) -> Result<PersonId, Refusal> {
    let author = match piece {
        Piece::Question { question } => state.questions.get(&question).ok_or(Code::UnknownQuestion)?.author,
        Piece::Statement { session, statement } => {
            let held = state.conversations.get(&session).and_then(|held| held.list.get(&statement));
            held.ok_or(Code::UnknownStatement)?.author
        }
        Piece::Idea { session, idea } => {
            let sent = state.ideas.get(&session).and_then(|board| board.ideas.get(&idea));
            sent.ok_or(Code::UnknownIdea)?.author
        }
        Piece::Remark { session, stand, remark } => {
            let left = state.remark(AtStand { session, stand }, remark);
            Author::Person(left.ok_or(Code::UnknownRemark)?.author)
        }
        Piece::Speaker { session, speaker } => {
            Author::Person(state.ticket(session, speaker).ok_or(Code::UnknownSpeaker)?.person)
        }
        Piece::Words { words } => match state.keepers.get(words).ok_or(Code::OutOfRange)? {
            Keeper::Question(question) => return self::author(state, Piece::Question { question }),
            Keeper::Statement(session, statement) => {
                return self::author(state, Piece::Statement { session, statement });
            }
            Keeper::Idea(session, idea) => return self::author(state, Piece::Idea { session, idea }),
            Keeper::Remark(AtStand { session, stand }, remark) => {
                return self::author(state, Piece::Remark { session, stand, remark });
            }
            Keeper::Poll(no, Voter(person)) if votes_as_a_person(state, no) => Author::Person(person),
            Keeper::Feedback(_, person) | Keeper::Player(_, person) | Keeper::Speaker(_, person) => {
                Author::Person(person)
            }
            Keeper::Poll(..)
            | Keeper::Badge(_)
            | Keeper::Table(..)
            | Keeper::StandKey(_)
            | Keeper::Recommendation(_) => return Err(Code::WrongState.into()),
        },
    };
    author.person().ok_or_else(|| Code::WrongState.into())
}

/// Whether ballots of the poll are filed under who cast them: in a secret one under a pseudonym, in one for badges under the badge.
fn votes_as_a_person(state: &State, poll: PollNo) -> bool {
    let settings = state.polls.get(&poll).map(|poll| &poll.plan.settings);
    settings.is_some_and(|settings| !settings.secret && settings.voters.is_none())
}

/// The questions that somebody asked from a phone, in order.
pub fn questions(state: &State, person: PersonId) -> impl Iterator<Item = (QuestionNo, &Question)> {
    let asked = state.people.get(&person).map(|known| known.questions.as_slice()).unwrap_or_default();
    asked.iter().filter_map(|no| Some((*no, &**state.questions.get(no)?)))
}

/// The statements that somebody wrote, session by session.
pub fn statements(
    state: &State,
    person: PersonId,
) -> impl Iterator<Item = (SessionNo, StatementNo, &Statement)> {
    state.conversations.iter().flat_map(move |(session, held)| {
        let own = held.writers.get(&person).map(|writer| writer.own.as_slice()).unwrap_or_default();
        own.iter().filter_map(move |no| Some((*session, *no, &**held.list.get(no)?)))
    })
}

/// The ideas that somebody sent, of all boards.
pub fn ideas(state: &State, person: PersonId) -> impl Iterator<Item = &Idea> {
    own_ideas(state, person).map(|(_, _, idea)| idea)
}

/// The same, each with its session and its number.
pub fn own_ideas(state: &State, person: PersonId) -> impl Iterator<Item = (SessionNo, IdeaNo, &Idea)> {
    state.ideas.iter().flat_map(move |(session, board)| {
        let sent = board.people.get(&person).map(|own| own.ideas.as_slice()).unwrap_or_default();
        sent.iter().filter_map(move |no| Some((*session, *no, &**board.ideas.get(no)?)))
    })
}

/// What somebody asked and said at stands, each with where.
pub fn remarks(state: &State, person: PersonId) -> impl Iterator<Item = (AtStand, RemarkNo, &Remark)> {
    state.exhibitions.iter().flat_map(move |(session, held)| {
        held.remarks_of(person)
            .map(move |(stand, no, remark)| (AtStand { session: *session, stand }, no, &**remark))
    })
}

/// The ballots of somebody that are not secret, of all rounds, with what is asked there.
pub fn ballots(state: &State, person: PersonId) -> impl Iterator<Item = Cast<'_>> {
    let rounds = state.polls.iter().flat_map(|(no, poll)| poll.rounds().map(|round| (*no, &**poll, round)));
    rounds.filter_map(move |(no, poll, round)| {
        let ballot = round.ballots.get(&Voter(person))?;
        Some(Cast { no, poll, round, ballot })
    })
}

/// A ballot where it was cast.
pub struct Cast<'a> {
    /// The poll's number.
    pub no: PollNo,
    /// The poll.
    pub poll: &'a Poll,
    /// The round.
    pub round: &'a Round,
    /// The ballot; one that was taken back says nothing.
    pub ballot: &'a super::ballot::Ballot,
}

/// The words up to that number that somebody wrote and that are still there.
///
/// A question goes with all that belongs to it, also what desks wrote to it later: they write to none whose own text is
/// erased, so that what goes up to a number is the same however often it is asked for. Of a question that was reworded
/// since, what it was before goes alone.
pub fn words(state: &State, person: PersonId, upto: WordsNo) -> impl Iterator<Item = WordsNo> {
    let asked = questions(state, person).flat_map(move |(_, question)| {
        let with_it = if question.original <= upto { *ALL.end() } else { upto };
        question.words().filter(move |no| *no <= with_it)
    });
    let thought = ideas(state, person).flat_map(move |idea| {
        let with_it = if idea.original <= upto { *ALL.end() } else { upto };
        idea.words().filter(move |no| *no <= with_it)
    });
    let left = remarks(state, person).flat_map(move |(_, _, remark)| {
        let with_it = if remark.text <= upto { *ALL.end() } else { upto };
        remark.words().filter(move |no| *no <= with_it)
    });
    let asked = asked.chain(thought).chain(left);
    let beside = beside_questions(state, person).filter(move |no| *no <= upto);
    asked.chain(beside).filter(|no| state.words.get(*no).is_some())
}

/// All of them.
pub fn all(state: &State, person: PersonId) -> impl Iterator<Item = WordsNo> {
    words(state, person, *ALL.end())
}

/// The highest number of them all; 0 where there is nothing.
#[must_use]
pub fn last(state: &State, person: PersonId) -> WordsNo {
    all(state, person).max().unwrap_or_default()
}

/// Statements, comments, names for leaderboards, what was said to be spoken of, what stands on ballots, and what comments and ballots said before they were changed.
fn beside_questions(state: &State, person: PersonId) -> impl Iterator<Item = WordsNo> {
    let sessions = state.sessions.values().flat_map(move |session| {
        let comment = session.feedback.ratings.get(&person).and_then(|rating| rating.comment);
        let name = session.players.get(&person).and_then(|player| player.name);
        [comment, name].into_iter().flatten()
    });
    let said = statements(state, person).map(|(_, _, statement)| statement.text);
    let spoken = state.queues.values().flat_map(move |queue| queue.tickets_of(person));
    let spoken = spoken.flat_map(|(_, ticket)| ticket.words());
    let cast = ballots(state, person).flat_map(|cast| cast.ballot.words().iter().copied());
    let before = state.people.get(&person).map(|known| known.past_words.as_slice()).unwrap_or_default();
    sessions.chain(said).chain(spoken).chain(cast).chain(before.iter().copied())
}
