//! What happened. Changes are facts: applying one cannot fail, and none is ever refused.

mod done;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::agenda::{Phase, Session, SessionKind};
use super::award::{AwardChange, Signed};
use super::badge::BadgeChange;
use super::ballot::Mark;
use super::forum::{Forum, Moderation, Names, Title};
use super::id::{ActNo, CommandId, HallNo, LinkNo, PersonId, PollNo, QuestionNo, SessionNo, WordsNo};
use super::idea::IdeaChange;
use super::ledger::Deed;
use super::left_out::is_default;
use super::look::{Accent, Logo};
use super::poll::{PollPlan, Voter};
use super::profile::Profile;
use super::question::{Assistant, Source, entered_by};
use super::recommendation::RecommendationChange;
use super::register::Seq;
use super::role::{Author, Link};
use super::screen::{Cue, Scene};
use super::show::ShowChange;
use super::speaking::SpeakingChange;
use super::split::Split;
use super::stand::StandChange;
use super::statement::StatementChange;
use super::time::{Millis, Time};
use super::written::Piece;

/// A change of a forum's state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
#[allow(missing_docs, reason = "the fields are the command's of the same name")]
pub enum Change {
    /// The forum began, or its name and rules were changed.
    ForumSet { forum: Forum },
    /// How it looks was set.
    LookSet { accent: Option<Accent>, hijri: bool },
    /// Its logo was set or taken away.
    LogoSet { logo: Option<Logo> },
    /// The record was published or taken back, or what stands before it was set.
    RecordSet { published: bool, intro: Title },
    /// A hall was added or its name and code were changed.
    HallSet { hall: HallNo, name: Title, code: String },
    /// An organiser added that hall: the next change sets it.
    HallMade { hall: HallNo, by: LinkNo, id: CommandId },
    /// A hall was taken away, of which nothing was planned any more.
    HallDropped { hall: HallNo },
    /// A session was added or what the agenda says of it was changed.
    SessionSet { session: SessionNo, plan: Plan },
    /// An organiser added that session: the next change sets it.
    SessionMade { session: SessionNo, by: LinkNo, id: CommandId },
    /// A session was taken off the agenda, for which nobody gave anything.
    SessionDropped { session: SessionNo },
    /// A role link was made.
    LinkCreated { link: LinkNo, id: CommandId, by: Option<LinkNo>, grant: Link },
    /// A role link was taken back.
    LinkRevoked { link: LinkNo },
    /// It was told what a wall is like.
    Profiled { link: LinkNo, profile: Option<Profile> },

    /// A question came in.
    Asked {
        question: QuestionNo,
        session: SessionNo,
        author: Author,
        id: CommandId,
        source: Source,
        text: WordsNo,
        name: Option<WordsNo>,
        /// On the list at once, without a moderator.
        listed: bool,
        time: Time,
    },
    /// Its author changed it.
    Reworded { question: QuestionNo, text: WordsNo, time: Time },
    /// Its author took it back.
    Withdrawn { question: QuestionNo },
    /// Somebody supports a question, or no longer.
    Supported {
        question: QuestionNo,
        person: PersonId,
        on: bool,
        seq: Seq,
        id: CommandId,
        /// When the server had it; 0 in entries from before that was told.
        #[serde(default)]
        time: Time,
    },
    /// A desk decided something about a question.
    Curated { act: ActNo, question: QuestionNo, by: LinkNo, deed: Deed, time: Time },
    /// A decision was undone.
    Undone { act: ActNo },
    /// A device was blocked through that question, or that block was taken back.
    Blocked { question: QuestionNo, person: PersonId, on: bool, by: LinkNo, id: CommandId },

    /// How a session's board works was set.
    BoardSet { session: SessionNo, asking: Option<bool>, moderation: Moderation, labels: Vec<Title> },
    /// A session's input was stopped or goes on.
    Paused { session: SessionNo, on: bool, message: Option<WordsNo> },
    /// A session began, ended or was set back.
    PhaseSet { session: SessionNo, phase: Phase, time: Time },
    /// A line for the stage was set or taken away.
    Noted { session: SessionNo, text: Option<WordsNo> },
    /// The rest of a hall's day was shifted: these sessions, the first one by its end alone where it runs already.
    Delayed { hall: HallNo, sessions: Vec<SessionNo>, length: Millis, by: LinkNo, id: CommandId },
    /// Feedback was opened or closed by hand, or left to the agenda.
    FeedbackSet { session: SessionNo, open: Option<bool> },

    /// A poll was prepared.
    PollCreated { poll: PollNo, session: SessionNo, author: Author, id: CommandId, draft: PollPlan },
    /// A draft was changed.
    PollEdited { poll: PollNo, draft: PollPlan },
    /// A draft was removed.
    PollDropped { poll: PollNo },
    /// The polls of a session were put in order.
    PollsOrdered { session: SessionNo, polls: Vec<PollNo> },
    /// A round began. A secret one has a key.
    PollOpened {
        poll: PollNo,
        round: u32,
        until: Option<Time>,
        key: Option<WordsNo>,
        time: Time,
        /// The round of the earlier poll beside which it is told once it is over.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        earlier: Option<(PollNo, u32)>,
    },
    /// The round ends at that moment.
    PollClosing { poll: PollNo, until: Time },
    /// The round is over, and that many devices were here.
    PollClosed {
        poll: PollNo,
        here: u32,
        time: Time,
        /// What is told of it apart by whose ballots they are.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        split: Option<Arc<Split>>,
    },
    /// Results are shown to everyone, or hidden.
    PollRevealed { poll: PollNo, on: bool },
    /// A ballot was cast; the one before of the same voter no longer counts. `None` takes it back. In a quiz that is not
    /// secret `took` is how many milliseconds after the opening the answer came.
    Voted {
        poll: PollNo,
        round: u32,
        voter: Voter,
        mark: Option<Mark>,
        seq: Seq,
        id: CommandId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        took: Option<u32>,
        /// What entered it for somebody.
        #[serde(default, deserialize_with = "entered_by", skip_serializing_if = "Option::is_none")]
        assisted: Option<Assistant>,
        /// Of a badge's, how often its code had been replaced: a ballot under a later one stands before any under an earlier.
        #[serde(default, skip_serializing_if = "is_default")]
        edition: u32,
        /// Of a blind one, the key that it is filed under, and the signatures that make it one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        signed: Option<Arc<Signed>>,
        /// It was cast with a slip of the badge, which is used up by it.
        #[serde(default, skip_serializing_if = "is_default")]
        slip: bool,
    },
    /// A cloud's word was ruled on.
    WordRuled { poll: PollNo, round: u32, word: WordsNo, show: Option<bool>, by: LinkNo, id: CommandId },
    /// A ruling on a cloud's word is named by another of its texts from now on: the one before is to be erased.
    RulingNamed { poll: PollNo, round: u32, word: WordsNo, instead: WordsNo },
    /// Somebody gave a name for a session's leaderboard, or none any more.
    Named { session: SessionNo, person: PersonId, name: Option<WordsNo>, seq: Seq, id: CommandId, time: Time },
    /// A name of a leaderboard was ruled on.
    NameRuled { session: SessionNo, person: PersonId, show: bool, by: LinkNo, id: CommandId },
    /// A session was rated; the rating before of the same person no longer counts.
    Rated {
        session: SessionNo,
        person: PersonId,
        stars: u8,
        comment: Option<WordsNo>,
        seq: Seq,
        id: CommandId,
        time: Time,
    },

    /// What a hall's walls show was set.
    SceneSet { hall: HallNo, scene: Scene },
    /// What a hall's walls on `auto` follow.
    Cued { hall: HallNo, cue: Option<Cue> },
    /// A hall's walls were emptied or brought back.
    Hidden { hall: HallNo, on: bool },
    /// A hall's announcement was set or taken away.
    Announced { hall: HallNo, text: Option<WordsNo> },

    /// Something of the badges.
    Badges(BadgeChange),
    /// Something of an award.
    Award(AwardChange),
    /// Something of a session's statements.
    Statements(StatementChange),
    /// Something of an idea board.
    Ideas(IdeaChange),
    /// Something of an exhibition.
    Stands(StandChange),
    /// Something of a hall's run of show.
    Show(ShowChange),
    /// Something of a speaking queue.
    Speaking(SpeakingChange),
    /// Something of the recommendations.
    Recommendations(RecommendationChange),

    /// An organiser had all erased that somebody wrote: so many texts, which the entry's erasures name. `of` is the piece by which its
    /// author was found, under the number that the command said.
    AuthorErased {
        by: LinkNo,
        id: CommandId,
        texts: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<Piece>,
    },
    /// Words were erased for good, here and beside every copy of the journal.
    Erased { words: Vec<WordsNo> },
}

impl Change {
    /// Whether it says something that only entries say in which the parts of a forum beside its sessions are told: badges and
    /// polls that ask for them, awards with their jury and their scene, statements with theirs, idea boards with their
    /// facilitators and their scenes, exhibitions with the teams of their stands and
    /// their scene, runs of show, speaking queues with theirs, recommendations with their rapporteurs and their scene, the record, and
    /// halls that come and go.
    #[must_use]
    pub fn is_of_parts(&self) -> bool {
        match self {
            Self::Badges(_)
            | Self::Award(_)
            | Self::Statements(_)
            | Self::Ideas(_)
            | Self::Stands(_)
            | Self::Show(_)
            | Self::Speaking(_)
            | Self::RecordSet { .. }
            | Self::HallMade { .. }
            | Self::HallDropped { .. }
            | Self::Recommendations(_)
            | Self::AuthorErased { .. }
            | Self::Asked { source: Source::Usher | Source::Kiosk, .. }
            | Self::Voted { assisted: Some(_), .. }
            | Self::Voted { slip: true, .. }
            | Self::Voted { mark: Some(Mark::Steps(_) | Mark::Points(_)), .. }
            | Self::SceneSet {
                scene:
                    Scene::Award { .. }
                    | Scene::Opinions
                    | Scene::Ideas { .. }
                    | Scene::Exhibition
                    | Scene::Speaking
                    | Scene::Recommendations,
                ..
            }
            | Self::Cued {
                cue:
                    Some(
                        Cue::Award(_)
                        | Cue::Opinions
                        | Cue::Ideas
                        | Cue::Results
                        | Cue::Speaking
                        | Cue::Recommendations,
                    ),
                ..
            } => true,
            Self::PollOpened { earlier, .. } => earlier.is_some(),
            Self::PollClosed { split, .. } => split.is_some(),
            Self::ForumSet { forum } => forum.rules.names == Names::Badge,
            Self::LinkCreated { grant, .. } => grant.role.is_of_parts(),
            Self::Voted { edition, signed, .. } => *edition > 0 || signed.is_some(),
            Self::PollCreated { draft, .. } | Self::PollEdited { draft, .. } => is_further(draft),
            Self::LookSet { .. }
            | Self::LogoSet { .. }
            | Self::HallSet { .. }
            | Self::SessionSet { .. }
            | Self::SessionMade { .. }
            | Self::SessionDropped { .. }
            | Self::LinkRevoked { .. }
            | Self::Profiled { .. }
            | Self::Asked { .. }
            | Self::Reworded { .. }
            | Self::Withdrawn { .. }
            | Self::Supported { .. }
            | Self::Curated { .. }
            | Self::Undone { .. }
            | Self::Blocked { .. }
            | Self::BoardSet { .. }
            | Self::Paused { .. }
            | Self::PhaseSet { .. }
            | Self::Noted { .. }
            | Self::Delayed { .. }
            | Self::FeedbackSet { .. }
            | Self::PollDropped { .. }
            | Self::PollsOrdered { .. }
            | Self::PollClosing { .. }
            | Self::PollRevealed { .. }
            | Self::WordRuled { .. }
            | Self::RulingNamed { .. }
            | Self::Named { .. }
            | Self::NameRuled { .. }
            | Self::Rated { .. }
            | Self::SceneSet { .. }
            | Self::Cued { .. }
            | Self::Hidden { .. }
            | Self::Announced { .. }
            | Self::Erased { .. } => false,
        }
    }

    /// When it happened, where people did it: the clock brings phases about too, long after everybody left. A ballot has
    /// none, so that nothing beside a secret one tells whose it is: its round's end has. One of a quiz that is not secret
    /// tells how long it took.
    #[must_use]
    pub fn time(&self) -> Option<Time> {
        match self {
            Self::Asked { time, .. }
            | Self::Reworded { time, .. }
            | Self::Rated { time, .. }
            | Self::Named { time, .. }
            | Self::Curated { time, .. }
            | Self::PollOpened { time, .. }
            | Self::PollClosed { time, .. } => Some(*time),
            Self::Statements(change) => change.time(),
            Self::Ideas(change) => change.time(),
            Self::Stands(change) => change.time(),
            Self::Speaking(change) => change.time(),
            Self::ForumSet { .. }
            | Self::LookSet { .. }
            | Self::LogoSet { .. }
            | Self::RecordSet { .. }
            | Self::HallSet { .. }
            | Self::HallMade { .. }
            | Self::HallDropped { .. }
            | Self::SessionSet { .. }
            | Self::SessionMade { .. }
            | Self::SessionDropped { .. }
            | Self::LinkCreated { .. }
            | Self::LinkRevoked { .. }
            | Self::Profiled { .. }
            | Self::Withdrawn { .. }
            | Self::Supported { .. }
            | Self::Undone { .. }
            | Self::Blocked { .. }
            | Self::BoardSet { .. }
            | Self::Paused { .. }
            | Self::PhaseSet { .. }
            | Self::Noted { .. }
            | Self::Delayed { .. }
            | Self::FeedbackSet { .. }
            | Self::PollCreated { .. }
            | Self::PollEdited { .. }
            | Self::PollDropped { .. }
            | Self::PollsOrdered { .. }
            | Self::PollClosing { .. }
            | Self::PollRevealed { .. }
            | Self::Voted { .. }
            | Self::WordRuled { .. }
            | Self::RulingNamed { .. }
            | Self::NameRuled { .. }
            | Self::SceneSet { .. }
            | Self::Cued { .. }
            | Self::Hidden { .. }
            | Self::Announced { .. }
            | Self::Badges(_)
            | Self::Award(_)
            | Self::Show(_)
            | Self::AuthorErased { .. }
            // What comes of the forum is followed up long after anybody wrote in it.
            | Self::Recommendations(_)
            | Self::Erased { .. } => None,
        }
    }
}

/// What the agenda says of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Where.
    pub hall: HallNo,
    /// What kind.
    pub kind: SessionKind,
    /// Its name.
    pub title: Title,
    /// A line about it.
    pub about: Title,
    /// Planned start.
    pub starts: Time,
    /// Planned end.
    pub ends: Time,
    /// When questions are read.
    pub moderation: Moderation,
    /// Labels for its questions.
    pub labels: Vec<Title>,
}

impl Plan {
    /// The plan of a session as it stands.
    #[must_use]
    pub fn of(session: &Session) -> Self {
        Self {
            hall: session.hall,
            kind: session.kind,
            title: session.title.clone(),
            about: session.about.clone(),
            starts: session.starts,
            ends: session.ends,
            moderation: session.moderation,
            labels: session.labels.clone(),
        }
    }
}

/// Whether a poll asks for what older versions don't know: badges, groups, an earlier poll, an award, or another kind of answer.
fn is_further(draft: &PollPlan) -> bool {
    let settings = &draft.settings;
    settings.voters.is_some()
        || settings.by_group
        || settings.after.is_some()
        || settings.sealed
        || settings.blind
        || draft.kind.is_further()
}
