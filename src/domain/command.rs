//! What somebody asks for. On the wire exactly as here: `{"do": "support", ...}`.
//!
//! Values are absolute and name the version of what they change, so that sending a command again is always right.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::agenda::SessionKind;
use super::award::AwardCommand;
use super::badge::{BadgeCode, BadgeCommand};
use super::ballot::Choice;
use super::forum::{Moderation, Title, Wifi};
use super::id::{ActNo, HallNo, LinkNo, PollNo, QuestionNo, SessionNo, WordsNo};
use super::idea::{AtTable, IdeaCommand};
use super::look::{Accent, Picture};
use super::poll::{PollKind, PollSettings};
use super::profile::Profile;
use super::question::{Reason, Source};
use super::recommendation::RecommendationCommand;
use super::register::Seq;
use super::role::{Role, Secret};
use super::rules::RulesWish;
use super::screen::Scene;
use super::show::ShowCommand;
use super::speaking::SpeakingCommand;
use super::stand::{AtStand, StandCommand};
use super::statement::StatementCommand;
use super::strict::{moment, moment_or_null, object_or_null, value_or_null};
use super::time::Time;
use super::words::Text;
use super::written::Piece;

/// A command. Who may give it, and what it needs, is decided in [`decide`](super::decide).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Participant: ask a question.
    Ask {
        /// On this session's board.
        session: SessionNo,
        /// The question.
        text: Text,
        /// A name to show with it.
        #[serde(default)]
        #[ts(optional)]
        name: Option<Text>,
        /// The code of the asker's badge, where names are by badge.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        badge: Option<BadgeCode>,
    },
    /// Participant: change an own question while it waits. Moderator: correct the shown text; the original is kept.
    Edit {
        /// Which question.
        question: QuestionNo,
        /// The version it was read at.
        version: u32,
        /// The whole new text.
        text: Text,
    },
    /// Participant: take an own question back while it waits.
    Withdraw {
        /// Which question.
        question: QuestionNo,
        /// The version it was read at.
        version: u32,
    },
    /// Participant: support a question, or take the support back.
    Support {
        /// Which question.
        question: QuestionNo,
        /// Whether the support stands.
        on: bool,
        /// The device's sequence number.
        seq: Seq,
    },
    /// Participant: cast a ballot, or change it. An empty choice takes it back. Moderator: the same for somebody else, in a poll
    /// that asks for badges; such a ballot is marked as entered for another.
    Vote {
        /// In which poll.
        poll: PollNo,
        /// In which of its rounds.
        round: u32,
        /// What is chosen.
        choice: Choice,
        /// The device's sequence number.
        seq: Seq,
        /// The code of the voter's badge, where the poll asks for one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        badge: Option<BadgeCode>,
    },
    /// Participant: rate a session, or change the rating.
    Rate {
        /// Which session.
        session: SessionNo,
        /// One to five.
        stars: u8,
        /// A comment for the organisers.
        #[serde(default)]
        #[ts(optional)]
        comment: Option<Text>,
        /// The device's sequence number.
        seq: Seq,
    },
    /// Participant: give a name for the leaderboard of a session's quizzes, change it, or take it away.
    Name {
        /// Of which session.
        session: SessionNo,
        /// The name; none takes it away, unless a badge gives one.
        #[serde(deserialize_with = "value_or_null")]
        name: Option<Text>,
        /// The device's sequence number.
        seq: Seq,
        /// The code of this person's badge, where names are by badge.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        badge: Option<BadgeCode>,
    },

    /// Moderator: enter a question asked aloud (`floor`), or an organisers' one (`seed`). It is on the list at once.
    Enter {
        /// On this session's board.
        session: SessionNo,
        /// The question.
        text: Text,
        /// `floor` or `seed`.
        source: Source,
    },
    /// Moderator: publish a question.
    Approve {
        /// Which question.
        question: QuestionNo,
        /// The version it was read at.
        version: u32,
    },
    /// Moderator: don't publish a question, or not any more.
    Dismiss {
        /// Which question.
        question: QuestionNo,
        /// The version it was read at.
        version: u32,
        /// Why.
        reason: Reason,
    },
    /// Moderator: bring a dismissed, merged or answered question back.
    Restore {
        /// Which question.
        question: QuestionNo,
        /// The version it was read at.
        version: u32,
    },
    /// Moderator: unite a question with another one of the same session.
    Merge {
        /// Which question.
        question: QuestionNo,
        /// The version it was read at.
        version: u32,
        /// The one that stays.
        into: QuestionNo,
    },
    /// Moderator: move a question to another session, with its supporters and what was merged into it.
    Move {
        /// Which question.
        question: QuestionNo,
        /// The version it was read at.
        version: u32,
        /// Where to.
        session: SessionNo,
    },
    /// Moderator: set a question's labels.
    Label {
        /// Which question.
        question: QuestionNo,
        /// The version it was read at.
        version: u32,
        /// Places in the session's list of labels.
        labels: Vec<u8>,
    },
    /// Moderator: set or remove a shorter text for the wall.
    Shorten {
        /// Which question.
        question: QuestionNo,
        /// The version it was read at.
        version: u32,
        /// The text for the wall.
        #[serde(deserialize_with = "value_or_null")]
        text: Option<Text>,
    },
    /// Moderator: put a question into the stage queue, or move it there.
    Queue {
        /// Which question.
        question: QuestionNo,
        /// The version it was read at.
        version: u32,
        /// Its place, 0 is the head; past the end means the end.
        at: u32,
    },
    /// Moderator: take a question off the queue or the stage, back to the list.
    Unqueue {
        /// Which question.
        question: QuestionNo,
        /// The version it was read at.
        version: u32,
    },
    /// Moderator: put a question on stage. The one before goes back to the list, not answered.
    Stage {
        /// Which question.
        question: QuestionNo,
        /// The version it was read at.
        version: u32,
    },
    /// Moderator (presenter, where the rules allow it): the next question comes on stage.
    Next {
        /// Of which session.
        session: SessionNo,
        /// The stage's version it was read at.
        version: u32,
        /// The queue's head as it was read; none clears the stage.
        #[serde(deserialize_with = "value_or_null")]
        question: Option<QuestionNo>,
        /// Whether the one before was answered; else it goes back to the list.
        answered: bool,
    },
    /// Moderator: mark a question answered.
    Answer {
        /// Which question.
        question: QuestionNo,
        /// The version it was read at.
        version: u32,
    },
    /// Moderator: answer in writing; none takes the writing away.
    Reply {
        /// Which question.
        question: QuestionNo,
        /// The version it was read at.
        version: u32,
        /// The reply.
        #[serde(deserialize_with = "value_or_null")]
        text: Option<Text>,
    },
    /// Moderator: undo an own act of the ledger, while nothing came after it.
    Undo {
        /// Which act.
        act: ActNo,
    },
    /// Moderator: block the device that asked this question, or take that block back.
    Block {
        /// The question.
        question: QuestionNo,
        /// Whether it is blocked through this question.
        on: bool,
    },

    /// Moderator: set how a session's board works.
    SetBoard {
        /// Of which session.
        session: SessionNo,
        /// The session's version it was read at.
        version: u32,
        /// Open or closed by hand; none follows the agenda.
        #[serde(deserialize_with = "value_or_null")]
        asking: Option<bool>,
        /// When questions are read. Changing it never publishes what waits.
        moderation: Moderation,
        /// Labels. Those in use keep their places: the list may only grow or be re-worded.
        labels: Vec<Title>,
    },
    /// Moderator: stop all input of a session, with a message; or let it go on.
    Pause {
        /// Which session.
        session: SessionNo,
        /// The session's version it was read at.
        version: u32,
        /// Whether input is stopped.
        on: bool,
        /// What phones show meanwhile.
        #[serde(default)]
        #[ts(optional)]
        message: Option<Text>,
    },
    /// Moderator: start a session, end it, or set it back. A hall has one session at a time: one that starts ends the
    /// one before it. The polls of a session that ends are closed.
    SetPhase {
        /// Which session.
        session: SessionNo,
        /// The session's version it was read at.
        version: u32,
        /// The phase it is in from now on.
        phase: super::agenda::Phase,
    },
    /// Moderator: a line for the stage; none takes it away.
    Note {
        /// Of which session.
        session: SessionNo,
        /// The session's version it was read at.
        version: u32,
        /// The line.
        #[serde(deserialize_with = "value_or_null")]
        text: Option<Text>,
    },
    /// Moderator: shift the end of what runs in a hall now, and everything after it on that day. A day ends where
    /// nothing is planned for five hours, so that an evening may go on past midnight.
    Delay {
        /// Which hall.
        hall: HallNo,
        /// The hall's version it was read at.
        version: u32,
        /// By how many minutes, -120 to 120.
        minutes: i32,
        /// From that session on, which has not begun; none is from what runs now.
        #[serde(default)]
        #[ts(optional)]
        from: Option<SessionNo>,
    },

    /// Moderator: prepare a poll.
    CreatePoll {
        /// For which session.
        session: SessionNo,
        /// The poll.
        poll: PollDraft,
    },
    /// Moderator: change a draft.
    EditPoll {
        /// Which poll.
        poll: PollNo,
        /// The version it was read at.
        version: u32,
        /// The whole new draft.
        draft: PollDraft,
    },
    /// Moderator: remove a draft.
    DropPoll {
        /// Which poll.
        poll: PollNo,
        /// The version it was read at.
        version: u32,
    },
    /// Moderator: the order of a session's polls.
    OrderPolls {
        /// Of which session.
        session: SessionNo,
        /// The session's version it was read at.
        version: u32,
        /// All of its polls, each once.
        polls: Vec<PollNo>,
    },
    /// Moderator: open a poll. A closed one opens in a new round beside the old one.
    OpenPoll {
        /// Which poll.
        poll: PollNo,
        /// The version it was read at.
        version: u32,
        /// For so many seconds; none takes the draft's time, 0 means until closed by hand.
        #[serde(default)]
        #[ts(optional)]
        seconds: Option<u32>,
    },
    /// Moderator: close a poll, after a countdown everywhere.
    ClosePoll {
        /// Which poll.
        poll: PollNo,
        /// The version it was read at.
        version: u32,
        /// The countdown in seconds, 0 to 60; none means 5.
        #[serde(default)]
        #[ts(optional)]
        seconds: Option<u32>,
    },
    /// Moderator: show everyone the results, or hide them.
    RevealPoll {
        /// Which poll.
        poll: PollNo,
        /// The version it was read at.
        version: u32,
        /// Whether they are shown.
        on: bool,
    },
    /// Moderator: let a cloud's word on the wall though one person sent it, keep it off, or neither.
    RuleWord {
        /// In which poll.
        poll: PollNo,
        /// In which round.
        round: u32,
        /// One of the word's texts.
        word: WordsNo,
        /// The ruling.
        #[serde(deserialize_with = "value_or_null")]
        show: Option<bool>,
    },
    /// Moderator: take a name off a session's leaderboard, or let it on.
    RuleName {
        /// Of which session.
        session: SessionNo,
        /// The name's words, as the leaderboard tells them.
        name: WordsNo,
        /// Whether it is shown; else its owner stands there under an alias, whatever name follows.
        show: bool,
    },
    /// Moderator: open or close feedback by hand; none follows the agenda.
    SetFeedback {
        /// Of which session.
        session: SessionNo,
        /// The session's version it was read at.
        version: u32,
        /// Open, closed, or by the agenda.
        #[serde(deserialize_with = "value_or_null")]
        open: Option<bool>,
    },

    /// Moderator: what the walls of a hall show.
    SetScene {
        /// Which hall.
        hall: HallNo,
        /// The screen's version it was read at.
        version: u32,
        /// The scene.
        scene: Scene,
    },
    /// Moderator: empty the walls of a hall, or bring the scene back.
    Hide {
        /// Which hall.
        hall: HallNo,
        /// The screen's version it was read at.
        version: u32,
        /// Whether they are empty.
        on: bool,
    },
    /// Moderator: a line over the walls and phones of a hall; none takes it away.
    Announce {
        /// Which hall.
        hall: HallNo,
        /// The screen's version it was read at.
        version: u32,
        /// The line.
        #[serde(deserialize_with = "value_or_null")]
        text: Option<Text>,
    },
    /// Desk: what a wall is like.
    SetProfile {
        /// The wall's link.
        link: LinkNo,
        /// The version this was decided on; 0 where nothing was told of it yet.
        version: u32,
        /// What it is like; none is as usual.
        #[serde(deserialize_with = "object_or_null")]
        profile: Option<Profile>,
    },

    /// Organiser: put a session on the agenda.
    AddSession {
        /// What the agenda says of it.
        plan: SessionPlan,
    },
    /// Organiser: change what the agenda says of a session: its words, its hall, its times.
    PlanSession {
        /// Which session.
        session: SessionNo,
        /// The edition it was read at.
        edition: u32,
        /// The whole new plan.
        plan: SessionPlan,
    },
    /// Organiser: take a session off the agenda, while nobody has given it anything.
    DropSession {
        /// Which session.
        session: SessionNo,
        /// The edition it was read at.
        edition: u32,
    },
    /// Organiser: add a hall. The server draws its join code.
    AddHall {
        /// Its name.
        name: Title,
        /// What the server drew for it.
        #[serde(skip)]
        drawn: Option<DrawnHall>,
    },
    /// Organiser: take a hall away, of which nothing is planned and to which no link leads. Its code leads into the forum from then on.
    DropHall {
        /// Which hall.
        hall: HallNo,
        /// The hall's version it was read at.
        version: u32,
    },
    /// Organiser: give a hall another name.
    NameHall {
        /// Which hall.
        hall: HallNo,
        /// The hall's version it was read at.
        version: u32,
        /// The name.
        name: Title,
    },
    /// Organiser: give the forum another name.
    NameForum {
        /// The forum's version it was read at.
        version: u32,
        /// The name.
        name: Title,
    },
    /// Organiser: give the network of the halls, change it, or take it away.
    SetWifi {
        /// The forum's version it was read at.
        version: u32,
        /// The network; none takes it away.
        #[serde(deserialize_with = "object_or_null")]
        wifi: Option<Wifi>,
    },
    /// Organiser: set some of the forum's rules; the others stay.
    SetRules {
        /// The forum's version it was read at.
        version: u32,
        /// Those that are to be others.
        rules: RulesWish,
    },
    /// Organiser: make a role link. A moderator may make one for a screen, in a hall that it reaches.
    CreateLink {
        /// The role.
        role: Role,
        /// For one hall; none is the whole forum.
        #[serde(deserialize_with = "value_or_null")]
        hall: Option<HallNo>,
        /// What it is for.
        name: String,
        /// From when on it opens nothing.
        #[serde(deserialize_with = "moment_or_null")]
        expires: Option<Time>,
        /// The table of a facilitator.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        table: Option<AtTable>,
        /// The stand of a team.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        stand: Option<AtStand>,
        /// The link's secret, made by the client, so that making the link again is the same. Only its hash is kept.
        secret: Secret,
    },
    /// Organiser: take a role link back. Whoever uses it is sent away.
    RevokeLink {
        /// Which link.
        link: LinkNo,
    },
    /// Organiser: remember nothing more of what somebody wrote in a question: text, name, reply.
    Erase {
        /// Which question.
        question: QuestionNo,
    },
    /// Organiser: remember nothing more of all that whoever wrote this has written in the forum. The number that is answered is how
    /// many texts went.
    EraseAuthor {
        /// What they wrote.
        of: Piece,
    },
    /// Participant: remember nothing more of what I wrote in the forum.
    EraseMine {
        /// The highest number of the words that the person was shown: nothing that was written later goes.
        upto: WordsNo,
    },

    /// Organiser: how the forum looks.
    SetLook {
        /// The look's version it was read at; 1 where none was ever set.
        version: u32,
        /// Its accent; none is Majlis's own.
        #[serde(deserialize_with = "value_or_null")]
        accent: Option<Accent>,
        /// Whether days are told after Umm al-Qura beside Gregorian.
        hijri: bool,
    },
    /// Organiser: the forum's logo; none takes it away. It comes as the body of a request.
    #[serde(skip)]
    SetLogo {
        /// The look's version it was read at.
        version: u32,
        /// The picture.
        picture: Option<Picture>,
    },

    /// Organiser: publish the record or take it back, and set what stands before it.
    SetRecord {
        /// The record's version it was read at; 0 where it was never set.
        version: u32,
        /// Whether everyone may read it.
        published: bool,
        /// What stands before it; its lines are paragraphs.
        intro: Title,
    },

    /// Organiser: badges.
    Badges(BadgeCommand),
    /// Organisers and jurors: a session's award.
    Award(AwardCommand),
    /// Everyone: a session's statements.
    Statements(StatementCommand),
    /// Attendees, facilitators and desks: a session's idea board.
    Ideas(IdeaCommand),
    /// Organisers, desks, teams of stands and attendees: a session's exhibition.
    Stands(StandCommand),
    /// Moderators and organisers: a hall's run of show.
    Show(ShowCommand),
    /// Attendees and desks: a session's speaking queue.
    Speaking(SpeakingCommand),
    /// Rapporteurs, desks and attendees: the forum's recommendations.
    Recommendations(RecommendationCommand),

    /// The room itself: what time has brought about (a poll's end, a session's planned start or end).
    #[serde(skip)]
    Tick,
}

/// A poll as it is prepared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PollDraft {
    /// What is asked.
    pub title: Title,
    /// What kind of answer it takes.
    pub answer: PollKind,
    /// The options, for kinds that have them.
    #[serde(default)]
    pub options: Vec<Title>,
    /// What the steps of a scale are called: all of them, or the first and the last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Title>>")]
    pub labels: Vec<Title>,
    /// How it is held.
    #[serde(default)]
    pub settings: PollSettings,
}

/// The number and the join code of a hall that is to be added. The code leads there already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnHall {
    /// The number that the next hall has.
    pub hall: HallNo,
    /// Six digits.
    pub code: String,
}

/// What the agenda says of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SessionPlan {
    /// Where.
    pub hall: HallNo,
    /// What kind.
    pub kind: SessionKind,
    /// Its name.
    pub title: Title,
    /// A line about it; may be empty.
    #[serde(default)]
    pub about: Title,
    /// Planned start.
    #[serde(deserialize_with = "moment")]
    pub starts: Time,
    /// Planned end.
    #[serde(deserialize_with = "moment")]
    pub ends: Time,
}
