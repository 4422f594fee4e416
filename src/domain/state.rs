//! The state of a forum: a value, cheap to clone, made by applying changes and by nothing else.

use std::collections::BTreeSet;
use std::sync::Arc;

use imbl::{OrdMap, OrdSet};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

use super::agenda::{Hall, Session};
use super::award::{Award, Stage};
use super::badge::Badges;
use super::due::Due;
use super::forum::Forum;
use super::home::Home;
use super::id::{
    ActNo, BadgeNo, ClusterNo, CommandId, CueNo, HallNo, IdeaNo, LinkNo, PersonId, PollNo, QuestionNo,
    RecommendationNo, RemarkNo, SessionNo, SpeakerNo, StandNo, StatementNo, VoteNo, WordsNo,
};
use super::idea::IdeaBoard;
use super::index::Index;
use super::keepers::Keepers;
use super::ledger::Act;
use super::look::{Logo, Look};
use super::person::Person;
use super::poll::Poll;
use super::profile::Profiled;
use super::question::Question;
use super::recommendation::Recommendations;
use super::record::Publication;
use super::role::{Author, Link, Secret};
use super::scores::Scores;
use super::show::Show;
use super::speaking::SpeakingQueue;
use super::stand::Exhibition;
use super::statement::Conversation;
use super::text::word_list::WordList;
use super::time::Time;
use super::topic::Topics;
use super::words::{Lexicon, Text};
use super::written::Piece;

/// Everything that a forum's journal says. The default is a forum before its first entry.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The revision it stands at: how many entries were applied.
    pub rev: u64,
    /// Name and rules. Shared: a state is cloned with every batch.
    pub forum: Arc<Forum>,
    /// How it looks.
    pub look: Arc<Look>,
    /// How its record is given.
    #[serde(default, skip_serializing_if = "is_new")]
    pub publication: Arc<Publication>,
    /// Halls.
    pub halls: OrdMap<HallNo, Arc<Hall>>,
    /// The codes of halls that were taken away. They lead into the forum for good, as they stand on what was printed.
    #[serde(default, skip_serializing_if = "OrdMap::is_empty")]
    pub former_codes: OrdMap<HallNo, String>,
    /// Sessions.
    pub sessions: OrdMap<SessionNo, Arc<Session>>,
    /// Questions of all sessions.
    pub questions: OrdMap<QuestionNo, Arc<Question>>,
    /// Polls of all sessions.
    pub polls: OrdMap<PollNo, Arc<Poll>>,
    /// The open polls that close by themselves, the next one first.
    pub closing: OrdSet<(Time, PollNo)>,
    /// Participants who did something.
    pub people: OrdMap<PersonId, Arc<Person>>,
    /// Role links.
    pub links: OrdMap<LinkNo, Arc<Link>>,
    /// What walls are like that are not as usual, by their links.
    #[serde(default)]
    pub profiles: OrdMap<LinkNo, Profiled>,
    /// Badges.
    #[serde(default, skip_serializing_if = "Badges::is_empty")]
    pub badges: Badges,
    /// Awards, by their sessions.
    #[serde(default, skip_serializing_if = "OrdMap::is_empty")]
    pub awards: OrdMap<SessionNo, Arc<Award>>,
    /// Statements and what people said of them, by their sessions.
    #[serde(default, skip_serializing_if = "OrdMap::is_empty")]
    pub conversations: OrdMap<SessionNo, Arc<Conversation>>,
    /// Idea boards, by their sessions.
    #[serde(default, skip_serializing_if = "OrdMap::is_empty")]
    pub ideas: OrdMap<SessionNo, Arc<IdeaBoard>>,
    /// Exhibitions, by their sessions.
    #[serde(default, skip_serializing_if = "OrdMap::is_empty")]
    pub exhibitions: OrdMap<SessionNo, Arc<Exhibition>>,
    /// Runs of show, by their halls.
    #[serde(default, skip_serializing_if = "OrdMap::is_empty")]
    pub shows: OrdMap<HallNo, Arc<Show>>,
    /// Speaking queues, by their sessions.
    #[serde(default, skip_serializing_if = "OrdMap::is_empty")]
    pub queues: OrdMap<SessionNo, Arc<SpeakingQueue>>,
    /// The recommendations.
    #[serde(default, skip_serializing_if = "is_none_of_them")]
    pub recommendations: Arc<Recommendations>,
    /// The moderation ledger.
    pub acts: OrdMap<ActNo, Arc<Act>>,
    /// What was made or done once, by author and command: doing it again is the same.
    #[serde(with = "super::pairs")]
    pub made: OrdMap<(Author, CommandId), Made>,
    /// By which piece each command named whose words it erased.
    #[serde(default, skip_serializing_if = "OrdMap::is_empty", with = "super::pairs")]
    pub erased_by: OrdMap<(LinkNo, CommandId), Piece>,
    /// Numbers given so far.
    pub last: Numbers,
    /// The latest moment that a change tells: words are kept from then on, whatever day the agenda ends.
    pub active: Time,
    /// The revision that last touched each topic.
    pub topics: Topics,
    /// The lost entries that came home, by their hash as 64 hexadecimal digits: each comes once.
    #[serde(default, skip_serializing_if = "OrdMap::is_empty")]
    pub homes: OrdMap<String, Arc<Home>>,
    /// The word list of its rules, folded.
    #[serde(skip)]
    pub word_list: Arc<WordList>,
    /// The words that changes refer to. Snapshots hold none: they are filed again from beside the journal.
    #[serde(skip)]
    pub words: Lexicon,
    /// What questions are found by.
    #[serde(skip)]
    pub index: Index,
    /// The points over each session's quizzes, where one counts.
    #[serde(skip)]
    pub scores: OrdMap<SessionNo, Arc<Scores>>,
    /// Who keeps which words.
    #[serde(skip)]
    pub keepers: Keepers,
    /// What the clock waits for on the agenda.
    #[serde(skip)]
    pub due: Due,
}

fn is_new(publication: &Publication) -> bool {
    publication.is_new()
}

/// A thing that a command made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Made {
    /// A question.
    Question(QuestionNo),
    /// A poll.
    Poll(PollNo),
    /// A link.
    Link(LinkNo),
    /// A hall.
    Hall(HallNo),
    /// A session.
    Session(SessionNo),
    /// A badge: the last one of those that were made together.
    Badge(BadgeNo),
    /// Slips, by their printing.
    Slips(u32),
    /// A statement.
    Statement(StatementNo),
    /// An idea.
    Idea(IdeaNo),
    /// A group of ideas.
    Cluster(ClusterNo),
    /// A stand.
    Stand(StandNo),
    /// A question or comment at a stand.
    Remark(RemarkNo),
    /// A cue.
    Cue(CueNo),
    /// A recommendation.
    Recommendation(RecommendationNo),
    /// All that somebody wrote was erased, so many texts.
    Erased(u32),
    /// No thing, but what is done once: a command that names no version, or no absolute value.
    Done,
}

impl Made {
    /// Its number, if it is a question.
    pub(super) fn question(self) -> Option<u32> {
        if let Self::Question(no) = self { Some(no.0) } else { None }
    }

    /// Its number, if it is a poll.
    pub(super) fn poll(self) -> Option<u32> {
        if let Self::Poll(no) = self { Some(no.0) } else { None }
    }

    /// Its number, if it is a link.
    pub(super) fn link(self) -> Option<u32> {
        if let Self::Link(no) = self { Some(no.0) } else { None }
    }

    /// Its number, if it is a hall.
    pub(super) fn hall(self) -> Option<u32> {
        if let Self::Hall(no) = self { Some(no.0) } else { None }
    }

    /// Its number, if it is a session.
    pub(super) fn session(self) -> Option<u32> {
        if let Self::Session(no) = self { Some(no.0) } else { None }
    }

    /// Its number, if it is a statement.
    pub(super) fn statement(self) -> Option<u32> {
        if let Self::Statement(no) = self { Some(no.0) } else { None }
    }

    /// Its number, if it is a badge.
    pub(super) fn badge(self) -> Option<u32> {
        if let Self::Badge(no) = self { Some(no.0) } else { None }
    }

    /// Its number, if it is a printing of slips.
    pub(super) fn slips(self) -> Option<u32> {
        if let Self::Slips(no) = self { Some(no) } else { None }
    }

    /// Its number, if it is an idea.
    pub(super) fn idea(self) -> Option<u32> {
        if let Self::Idea(no) = self { Some(no.0) } else { None }
    }

    /// Its number, if it is a recommendation.
    pub(super) fn recommendation(self) -> Option<u32> {
        if let Self::Recommendation(no) = self { Some(no.0) } else { None }
    }

    /// Its number, if it is a cue.
    pub(super) fn cue(self) -> Option<u32> {
        if let Self::Cue(no) = self { Some(no.0) } else { None }
    }

    /// How many texts were erased, if that is what it is.
    pub(super) fn erased(self) -> Option<u32> {
        if let Self::Erased(texts) = self { Some(texts) } else { None }
    }

    /// Its number, if it is a group of ideas.
    pub(super) fn cluster(self) -> Option<u32> {
        if let Self::Cluster(no) = self { Some(no.0) } else { None }
    }

    /// Its number, if it is a stand.
    pub(super) fn stand(self) -> Option<u32> {
        if let Self::Stand(no) = self { Some(no.0) } else { None }
    }

    /// Its number, if it is a question or comment at one.
    pub(super) fn remark(self) -> Option<u32> {
        if let Self::Remark(no) = self { Some(no.0) } else { None }
    }
}

/// The numbers given last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each is the last number given of its kind")]
pub struct Numbers {
    #[serde(default)]
    pub hall: HallNo,
    pub session: SessionNo,
    pub question: QuestionNo,
    pub poll: PollNo,
    pub link: LinkNo,
    pub act: ActNo,
    pub words: WordsNo,
    #[serde(default)]
    pub badge: BadgeNo,
    #[serde(default)]
    pub statement: StatementNo,
    #[serde(default)]
    pub idea: IdeaNo,
    #[serde(default)]
    pub cluster: ClusterNo,
    #[serde(default)]
    pub stand: StandNo,
    #[serde(default)]
    pub remark: RemarkNo,
    #[serde(default)]
    pub cue: CueNo,
    #[serde(default)]
    pub recommendation: RecommendationNo,
    #[serde(default)]
    pub vote: VoteNo,
    #[serde(default)]
    pub speaker: SpeakerNo,
}

fn is_none_of_them(recommendations: &Recommendations) -> bool {
    recommendations.is_empty()
}

impl State {
    /// The text of words, empty when they were erased.
    #[must_use]
    pub fn text(&self, no: WordsNo) -> &str {
        self.words.get(no).map_or("", |text| text)
    }

    /// Whether these words, or none, say what that text does; an empty one is none.
    #[must_use]
    pub fn says(&self, words: Option<WordsNo>, text: Option<&Text>) -> bool {
        words.map_or("", |no| self.text(no)) == text.map_or("", Text::as_str)
    }

    /// Whether what its author wrote was erased. Nothing is written to such a question any more: erasing it is final,
    /// and one that is sent again erases nothing new.
    #[must_use]
    pub fn is_erased(&self, question: &Question) -> bool {
        self.words.get(question.original).is_none()
    }

    /// The link with that secret. Every link is compared, and each in constant time, so that the time taken tells nothing.
    #[must_use]
    pub fn link_of(&self, secret: &Secret) -> Option<(LinkNo, &Arc<Link>)> {
        let hash = secret.hash();
        let same = |link: &Link| bool::from(hash.as_bytes().ct_eq(link.token_hash.as_bytes()));
        self.links.iter().fold(None, |found, (no, link)| if same(link) { Some((*no, link)) } else { found })
    }

    /// Whether there was such a session that an organiser has taken off the agenda since.
    #[must_use]
    pub fn was_dropped(&self, session: SessionNo) -> bool {
        (1..=self.last.session.0).contains(&session.0) && !self.sessions.contains_key(&session)
    }

    /// Whether there was such a hall that an organiser has taken away since.
    #[must_use]
    pub fn was_hall_dropped(&self, hall: HallNo) -> bool {
        self.former_codes.contains_key(&hall)
    }

    /// Whether nobody gave the session anything, so that it can be taken off the agenda.
    #[must_use]
    pub fn is_untouched(&self, no: SessionNo, session: &Session) -> bool {
        let awarded = self.awards.get(&no).is_some_and(|award| award.stage != Stage::Preparing);
        let said = self.conversations.get(&no).is_some_and(|held| held.is_used());
        let thought = self.ideas.get(&no).is_some_and(|board| board.has_begun());
        let visited = self.exhibitions.get(&no).is_some_and(|held| held.is_used());
        let spoken = self.queues.get(&no).is_some_and(|queue| queue.is_used());
        !awarded && !said && !thought && !visited && !spoken && session.is_untouched(&self.polls)
    }

    /// The sessions of a hall in the order of their start.
    #[must_use]
    pub fn sessions_of(&self, hall: HallNo) -> Vec<(SessionNo, &Arc<Session>)> {
        let mut sessions: Vec<_> = self
            .sessions
            .iter()
            .filter(|(_, session)| session.hall == hall)
            .map(|(no, s)| (*no, s))
            .collect();
        sessions.sort_by_key(|(no, session)| (session.starts, *no));
        sessions
    }

    /// The questions that a question stands for: itself and whatever was merged into it, and into that.
    #[must_use]
    pub fn group(&self, question: QuestionNo) -> Vec<QuestionNo> {
        let (mut group, mut seen) = (vec![question], BTreeSet::from([question]));
        let mut next = 0;
        while let Some(no) = group.get(next) {
            let absorbed = self.questions.get(no).map(|question| question.absorbed.as_slice());
            group.extend(absorbed.unwrap_or_default().iter().filter(|no| seen.insert(**no)));
            next += 1;
        }
        group
    }

    /// The question and those it was merged into, lowest first. Each comes once: no room lets questions be merged in a
    /// circle, but a journal that was altered may say so.
    #[must_use]
    pub fn lineage(&self, question: QuestionNo) -> Vec<QuestionNo> {
        let (mut lineage, mut seen) = (vec![question], BTreeSet::from([question]));
        while let Some(into) =
            lineage.last().and_then(|no| self.merged_into(*no)).filter(|no| seen.insert(*no))
        {
            lineage.push(into);
        }
        lineage
    }

    fn merged_into(&self, question: QuestionNo) -> Option<QuestionNo> {
        self.questions.get(&question)?.standing.status.merged_into()
    }

    /// The logo and the words that are its bytes, unless they were erased.
    #[must_use]
    pub fn logo(&self) -> Option<(&Logo, &Arc<str>)> {
        let logo = self.look.logo.as_ref()?;
        Some((logo, self.words.get(logo.words)?))
    }

    /// The join codes that lead here: the forum's own, those of its halls, and those of halls that were taken away.
    pub fn codes(&self) -> impl Iterator<Item = (Option<HallNo>, &str)> {
        let halls = self.halls.iter().map(|(no, hall)| (Some(*no), hall.code.as_str()));
        let former = self.former_codes.iter().map(|(no, code)| (Some(*no), code.as_str()));
        std::iter::once((None, self.forum.code.as_str())).chain(halls).chain(former)
    }

    /// The hall that a code is of, as long as it is one.
    #[must_use]
    pub fn hall_of_code(&self, code: &str) -> Option<HallNo> {
        self.halls.iter().find(|(_, hall)| hall.code == code).map(|(no, _)| *no)
    }

    /// The question that stands for it on the list: itself, or the one it was merged into at last.
    #[must_use]
    pub fn root(&self, question: QuestionNo) -> QuestionNo {
        match self.merged_into(question) {
            None => question,
            Some(into) => self.lineage(question).last().copied().unwrap_or(into),
        }
    }
}
