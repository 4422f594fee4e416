//! Why a command was refused, in stable codes. Pages have words for each code in every language.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A refusal: nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{code:?}")]
pub struct Refusal {
    /// Why.
    pub code: Code,
    /// The bound that was overstepped, where there is one: graphemes, a count, or milliseconds to wait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub limit: Option<i64>,
}

/// Codes of refusals. Never renamed, never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// The role may not do this.
    NotAllowed,
    /// The link was revoked or has expired.
    LinkEnded,
    /// There is no such session.
    UnknownSession,
    /// There is no such hall.
    UnknownHall,
    /// There is no such question, or not for this role.
    UnknownQuestion,
    /// There is no such poll, or not for this role.
    UnknownPoll,
    /// There is no such link.
    UnknownLink,
    /// There is no such act in the ledger.
    UnknownAct,
    /// The text is empty.
    TextEmpty,
    /// The text is longer than `limit` graphemes.
    TextTooLong,
    /// This forum takes no names, or none but those of badges.
    NamesOff,
    /// The session takes no questions now.
    AskingClosed,
    /// Input is paused by the desk.
    Paused,
    /// `limit` questions of this person wait for a moderator already.
    TooManyWaiting,
    /// The last question was a moment ago; `limit` milliseconds are left.
    TooSoon,
    /// The session holds `limit` questions already.
    BoardFull,
    /// This person supports `limit` questions of the session already.
    TooManySupports,
    /// The device is blocked.
    Blocked,
    /// The question is not the asker's own.
    NotYours,
    /// The question is past the point where its author may change it.
    TooLateToChange,
    /// The text was changed `limit` times, and no more is kept of it.
    ChangedTooOften,
    /// Something came in between: what is named by version is not what stands. Look again.
    Changed,
    /// A later setting of the same register stands.
    Stale,
    /// The question is not in a state where that can be done.
    WrongState,
    /// A question cannot be merged with itself, with one of another session, or with one that is merged itself.
    BadMerge,
    /// It is on that session's board already.
    SameSession,
    /// There is no such label.
    UnknownLabel,
    /// Only whoever acted can undo it.
    NotYourAct,
    /// The poll is not open.
    PollNotOpen,
    /// The ballot came after closing.
    PollClosed,
    /// A newer round is open.
    RoundOver,
    /// The ballot does not fit the poll: wrong kind, wrong number, or an option that does not exist.
    BadBallot,
    /// A ballot of points shares out exactly `limit` of them.
    PointsNotSpent,
    /// The poll's ballots cannot be changed.
    BallotFinal,
    /// A poll needs a title, 2 to 20 options where it has options, labels for a scale, and settings that fit its kind.
    BadPoll,
    /// Feedback is not open.
    FeedbackClosed,
    /// A rating is one to five stars.
    BadRating,
    /// `limit` links are there that nobody took back.
    TooManyLinks,
    /// The number is out of its range.
    OutOfRange,
    /// Sequence numbers are 0 to 2^53 - 1, of ballots of a secret round 1 to 65,535.
    BadSeq,
    /// The secret of a link is 22 to 64 characters of A-Z, a-z, 0-9, `-` and `_`.
    BadSecret,
    /// Another session is in that hall at that time.
    HallTaken,
    /// A session ends after it begins and after now, and days of the agenda are `limit` at most.
    BadTimes,
    /// A session that has begun keeps its hall and its start, and one that is over keeps its end too.
    SessionBegun,
    /// People took part in the session: it stays on the agenda.
    SessionUsed,
    /// The agenda has `limit` sessions already.
    TooManySessions,
    /// The names and lines of the agenda take more than `limit` bytes.
    AgendaTooLong,
    /// The forum has `limit` halls already, or had so many ever that no more are numbered.
    TooManyHalls,
    /// `limit` sessions and cues are planned in the hall, or were: it is taken away once they are elsewhere.
    HallUsed,
    /// `limit` role links are for the hall, screens among them: they are taken back first.
    HallLinked,
    /// A forum has a hall at least.
    LastHall,
    /// Somebody gave a name already, or asked: whether names are those of badges is settled.
    NamesSettled,
    /// The word list has `limit` words at most.
    TooManyWords,
    /// The last link of an organiser cannot be revoked by itself.
    LastOrganiser,
    /// An id that was used for something else.
    IdReused,
    /// The poll is for badges, or names are by badge: the own one is to be said with it.
    BadgeNeeded,
    /// No badge of this forum has that code, or there is no such badge.
    UnknownBadge,
    /// The badge was ended, or got another code since.
    BadgeEnded,
    /// The badge has no name, and names are by badge.
    BadgeNameless,
    /// The poll is for badges of other groups.
    NotYourGroup,
    /// The poll does not ask for badges: nobody votes there for another.
    NotForOthers,
    /// The slip was used in this round, or another one of its badge was.
    SlipUsed,
    /// The slip is for the poll of number `limit`.
    SlipOfOtherPoll,
    /// The slip is for the poll's round of number `limit`.
    SlipOfOtherRound,
    /// The slip's badge was ended, or got another code since.
    SlipEnded,
    /// Another slip was printed since for that badge and round.
    SlipReplaced,
    /// No badge of those that are named is good and may vote in the poll.
    NoBadges,
    /// The forum has `limit` slips at most.
    TooManySlips,
    /// Another badge has that number.
    BadgeTaken,
    /// The forum has `limit` badges already.
    TooManyBadges,
    /// The forum's badges are of `limit` groups already.
    TooManyGroups,
    /// The session is no award, or none was planned for it.
    UnknownAward,
    /// The award has no such track, or the track no such nominee that is judged.
    UnknownNominee,
    /// An award needs a track, two nominees for each that is judged, one for one that is honoured, criteria, names, and numbers
    /// within their ranges.
    BadAward,
    /// The names and lines of an award take more than `limit` bytes.
    AwardTooLong,
    /// The scoring has begun: the rules are settled.
    AwardBegun,
    /// The jury's part is over: no mark is taken any more; or the people's is.
    AwardSealed,
    /// It is not the award's time for that: it is prepared, begun, sealed, opened and revealed in this order.
    AwardNotReady,
    /// A poll of the people's choice is open still, or was not opened yet.
    AwardPollOpen,
    /// A nominee has marks of fewer than `limit` jurors.
    JuryIncomplete,
    /// An award is opened by two organisers, each with a link of their own: another one has to confirm.
    OtherOrganiserNeeded,
    /// One of the two links was made by the other's holder after the scoring had begun: that is no second pair of eyes.
    NotIndependent,
    /// The key of its blind ballots is being made: again in a moment.
    KeyNotReady,
    /// The people's choice of the award is not by blind ballots.
    NotBlind,
    /// The poll takes blind ballots alone, which nobody casts for another.
    BlindOnly,
    /// The badge took its paper already, with another key.
    PaperTaken,
    /// The paper is none of this award.
    BadPaper,
    /// The ballot's signature is not the voter's: something of it was altered, or it is of another award, track or round.
    BadSignature,
    /// Marks are one for each criterion, from 0 to `limit`.
    BadMarks,
    /// The juror does not judge that nominee.
    Recused,
    /// The poll asks an earlier one again, which is not closed yet.
    EarlierNotClosed,
    /// The poll is an award's: nobody changes it, and its results wait for the award's.
    PollSealed,
    /// The session has no statements, or not for this role.
    UnknownConversation,
    /// There is no such statement, or not for this role.
    UnknownStatement,
    /// The session's statements are not open.
    StatementsClosed,
    /// The session's statements are the organisers' own.
    SubmittingOff,
    /// A published statement says the same: its number is `limit`.
    SameStatement,
    /// The session has `limit` statements that are published, or that wait, already.
    TooManyStatements,
    /// The session has no idea board.
    UnknownBoard,
    /// There is no such idea, or not for this role.
    UnknownIdea,
    /// There is no such group of ideas.
    UnknownCluster,
    /// The board has no such table.
    UnknownTable,
    /// A board needs a question, each of its numbers within its range, and at most 40 tables.
    BadBoard,
    /// The board does not take that in its phase, or the time of its phase is over.
    IdeasClosed,
    /// The board takes no dots now.
    DotsClosed,
    /// This person has `limit` ideas on the board already.
    TooManyIdeas,
    /// The board holds `limit` ideas already.
    IdeasFull,
    /// A person has `limit` dots, and not more of them lie on one idea or group than the board says.
    BadDots,
    /// Somebody has given dots: how many there are is settled.
    DotsGiven,
    /// The first `limit` tables are in use: they may be named anew, and not taken away.
    TableUsed,
    /// There is no such recommendation, or not for this role.
    UnknownRecommendation,
    /// `limit` recommendations stand, are before everyone, or were there ever already.
    TooManyRecommendations,
    /// The thing is not there, or not to be seen by everyone: no recommendation rests on it.
    NotEvidence,
    /// A recommendation rests on at most `limit` things.
    TooMuchEvidence,
    /// The recommendation of number `limit` rests on nothing that everyone can see.
    NoEvidence,
    /// The recommendation of number `limit` was put to the vote, or is to be, and was not agreed.
    NotAgreed,
    /// Everyone is voting just now.
    VoteOpen,
    /// Nothing is proposed that was not agreed already.
    NothingProposed,
    /// This person has written `limit` statements in the session already.
    TooManyWritten,
    /// The session has no exhibition, or none that is shown.
    UnknownExhibition,
    /// There is no such stand.
    UnknownStand,
    /// There is no such question or comment at that stand, or not for this role.
    UnknownRemark,
    /// No stand has that code, or not any more: it is to be scanned at the stand.
    BadKey,
    /// It is not the exhibition's time.
    ExhibitionClosed,
    /// The stand takes nothing.
    StandClosed,
    /// This person was not at the stand.
    NotVisited,
    /// Somebody gave the stand something: it can be closed, and is not taken away.
    StandUsed,
    /// Another stand is in that place.
    PlaceTaken,
    /// The exhibition, or the forum, has `limit` stands already.
    TooManyStands,
    /// This person has left `limit` questions and comments there already.
    TooManyRemarks,
    /// `limit` questions and comments are with the stand already.
    StandFull,
    /// Nothing is published without an answer.
    NotAnswered,
    /// A desk took it off the stand's page.
    Held,
    /// There is no such cue in the hall's run of show.
    UnknownCue,
    /// The hall's run of show has `limit` cues already.
    TooManyCues,
    /// The cues' names and texts take more than `limit` bytes.
    ShowTooLong,
    /// The moment of the cue is over; of a shift, the first cue may be moved by `limit` milliseconds.
    CuePast,
    /// The run came to the cue already.
    CueDone,
    /// The session takes no requests to speak now.
    SpeakingClosed,
    /// A desk took this person off the speaking queue of the session.
    SpeakingDismissed,
    /// `limit` people wait for the microphone already.
    SpeakersFull,
    /// There is no such ticket in the session's speaking queue, or not any more.
    UnknownSpeaker,
    /// It holds a word of the forum's list: a desk publishes it.
    DeskReadsFirst,
    /// The server is being upgraded and its operator has not finished that yet.
    UpgradeUnfinished,
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Self { code, limit: None }
    }
}

impl Code {
    /// The refusal with the bound that was overstepped.
    #[must_use]
    pub fn at(self, limit: i64) -> Refusal {
        Refusal { code: self, limit: Some(limit) }
    }

    /// The same, for the bound of a count.
    #[must_use]
    pub fn at_most(self, count: usize) -> Refusal {
        self.at(i64::try_from(count).unwrap_or(i64::MAX))
    }
}
