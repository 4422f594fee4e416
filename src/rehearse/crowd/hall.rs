//! What stands open in the hall, as a phone is told it.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::domain::agenda::{Phase, SessionKind, takes_questions};
use crate::domain::command::Command;
use crate::domain::forum::Names;
use crate::domain::id::{IdeaNo, PollNo, QuestionNo, StandNo, StatementNo};
use crate::domain::idea::{BoardDiff, BoardView, IdeaCommand, IdeasDiff, IdeasView, Spot};
use crate::domain::speaking::SpeakingView;
use crate::domain::stand::{StandItem, StandKey, StandsDiff, StandsView};
use crate::domain::statement::{StatementItem, StatementsDiff, StatementsHead, StatementsView};
use crate::domain::time::{Millis, Time};
use crate::domain::view::shape::{
    AgendaView, PollPhaseView, PollView, SessionEntry, SessionView, WindowDiff, WindowView,
};
use crate::protocol::topic::Topic;
use crate::rehearse::envelope::Envelope;
use crate::rehearse::report::NotPlayed;

/// What the hall can see, gathered by one phone that only looks.
#[derive(Debug, Default)]
pub struct Hall {
    pub session: Option<SessionView>,
    agenda: Vec<SessionEntry>,
    pub questions: BTreeSet<QuestionNo>,
    polls: BTreeMap<PollNo, PollView>,
    pub board: Option<BoardView>,
    ideas: BTreeSet<IdeaNo>,
    pub conversation: Option<StatementsHead>,
    pub statements: BTreeSet<StatementNo>,
    stands: BTreeMap<StandNo, StandItem>,
    /// What the stands' QR codes say, where an organiser's link told it.
    pub codes: BTreeMap<StandNo, StandKey>,
    speaking: Option<SpeakingView>,
    /// By how much the server's clock is ahead of this machine's.
    ahead: Millis,
    not_played: BTreeSet<NotPlayed>,
    /// When which revision of what everybody sees was on the looking phone.
    waves: Vec<(Instant, u64)>,
    /// When what was sent, and the revision that holds it.
    pub acts: Vec<(Instant, u64)>,
}

/// Whether the looking phone is told of it as soon as it is there.
pub fn is_seen(command: &Command) -> bool {
    matches!(
        command,
        Command::Ask { .. }
            | Command::Support { .. }
            | Command::Vote { .. }
            | Command::Ideas(IdeaCommand::Submit { .. } | IdeaCommand::Dot { .. })
    )
}

fn is_wave(topic: Topic) -> bool {
    [Topic::QUESTIONS, Topic::IDEAS, Topic::BOARD].contains(&topic) || topic.as_poll().is_some()
}

fn read<'a, T: Deserialize<'a>>(part: &'a RawValue) -> Option<T> {
    serde_json::from_str(part.get()).ok()
}

impl Hall {
    /// Takes a frame in that came at that moment, by this machine's clocks.
    pub fn take_in(&mut self, (at, now): (Instant, Time), frame: &Envelope<'_>) {
        if let Some(there) = frame.now {
            self.ahead = there - now;
        }
        let Some(topic) = frame.topic.map(Topic) else { return };
        if is_wave(topic) {
            self.waves.push((at, frame.rev.unwrap_or(0)));
        }
        if let Some(view) = frame.view {
            self.replace(topic, view);
        } else if let Some(diff) = frame.diff {
            self.change(topic, diff);
        }
        self.note_what_takes_more();
    }

    fn replace(&mut self, topic: Topic, view: &RawValue) {
        match topic {
            Topic::AGENDA => {
                self.agenda = read::<AgendaView>(view).map(|agenda| agenda.sessions).unwrap_or_default();
            }
            Topic::SESSION => {
                self.session = read(view);
                let listed = self.session.as_ref().map(|session| &session.polls);
                self.polls.retain(|no, _| listed.is_some_and(|listed| listed.contains(no)));
            }
            Topic::QUESTIONS => {
                let window: Option<WindowView> = read(view);
                self.questions.extend(window.into_iter().flat_map(|window| window.items).map(|item| item.q));
            }
            Topic::IDEAS => {
                let window: Option<IdeasView> = read(view);
                self.ideas = window.into_iter().flat_map(|window| window.items).map(|item| item.i).collect();
            }
            Topic::BOARD => self.board = read(view),
            Topic::STATEMENTS => {
                if let Some(StatementsView { head, items }) = read(view) {
                    self.conversation = Some(head);
                    self.statements = numbers(items).collect();
                }
            }
            Topic::STANDS => {
                let stands: Option<StandsView> = read(view);
                let items = stands.into_iter().flat_map(|stands| stands.items);
                self.stands = items.map(|item| (item.s, item)).collect();
            }
            Topic::SPEAKING => self.speaking = read(view),
            _ => {
                let Some(no) = topic.as_poll() else { return };
                // One of a kind that is not known here is none that could be voted in.
                match read::<PollView>(view).filter(|poll| poll.phase == PollPhaseView::Open) {
                    Some(poll) => self.polls.insert(no, poll),
                    None => self.polls.remove(&no),
                };
            }
        }
    }

    /// A change of a poll is one of its counts, which nobody here looks at.
    fn change(&mut self, topic: Topic, diff: &RawValue) {
        match topic {
            Topic::QUESTIONS => {
                let diff: Option<WindowDiff> = read(diff);
                self.questions.extend(diff.into_iter().flat_map(|diff| diff.put).map(|item| item.q));
            }
            Topic::IDEAS => {
                let Some(IdeasDiff { put, gone, .. }) = read(diff) else { return };
                self.ideas.extend(put.into_iter().map(|item| item.i));
                self.ideas.retain(|no| !gone.contains(no));
            }
            Topic::BOARD => {
                let (Some(board), Some(BoardDiff { put, gone, .. })) = (&mut self.board, read(diff)) else {
                    return;
                };
                let is_old = |no| gone.contains(&no) || put.iter().any(|cluster| cluster.c == no);
                board.clusters.retain(|cluster| !is_old(cluster.c));
                board.clusters.extend(put);
            }
            Topic::STATEMENTS => {
                let Some(StatementsDiff { head, put, .. }) = read(diff) else { return };
                self.conversation = Some(head);
                self.statements.extend(numbers(put));
            }
            Topic::STANDS => {
                let Some(StandsDiff { put, gone, .. }) = read(diff) else { return };
                self.stands.extend(put.into_iter().map(|item| (item.s, item)));
                self.stands.retain(|no, _| !gone.contains(no));
            }
            _ => {}
        }
    }

    /// Notes what is open and takes more than a phone that joined by a code has.
    fn note_what_takes_more(&mut self) {
        if !self.stands.is_empty() {
            self.not_played.insert(NotPlayed::StandVisits);
        }
        let is_by_badge = |poll: &PollView| poll.settings.voters.is_some() || poll.settings.blind;
        if self.names() == Some(Names::Badge) || self.polls.values().any(is_by_badge) {
            self.not_played.insert(NotPlayed::Badges);
        }
    }

    fn names(&self) -> Option<Names> {
        self.session.as_ref().map(|session| session.names)
    }

    /// The server's time, where this machine's is that.
    pub fn time(&self, now: Time) -> Time {
        now + self.ahead
    }

    /// Whether the desk has stopped all input.
    pub fn is_paused(&self) -> bool {
        self.session.as_ref().is_none_or(|session| session.paused)
    }

    /// Whether names go without a badge, so that anybody may ask.
    fn takes_names(&self) -> bool {
        self.names().is_some_and(|names| names != Names::Badge)
    }

    /// Whether it takes questions of anybody who is here.
    pub fn takes_questions(&self, now: Time) -> bool {
        let (Some(session), Some(planned)) = (&self.session, self.planned()) else { return false };
        let standing = (planned.kind, session.phase, planned.starts);
        self.takes_names() && takes_questions(session.asking, standing, now, session.early)
    }

    /// What the agenda says of the session.
    fn planned(&self) -> Option<&SessionEntry> {
        let session = self.session.as_ref()?.session;
        self.agenda.iter().find(|entry| entry.session == session)
    }

    /// Whether it takes requests for the microphone.
    pub fn takes_requests(&self) -> bool {
        self.takes_names() && self.speaking.as_ref().is_some_and(|queue| queue.open)
    }

    /// Whether the session is rated: by the desk's word, else from its middle on.
    pub fn takes_ratings(&self, now: Time) -> bool {
        let Some(session) = &self.session else { return false };
        let by_agenda = self.planned().is_some_and(|planned| {
            let middle = Time(planned.starts.0.midpoint(planned.ends.0));
            let is_far = planned.phase == Phase::Ended || (planned.phase == Phase::Open && now >= middle);
            is_far && planned.kind != SessionKind::Break
        });
        session.feedback.unwrap_or(by_agenda)
    }

    /// The polls in which anybody may vote now.
    pub fn open_polls(&self, now: Time) -> impl Iterator<Item = (PollNo, &PollView)> {
        let is_anybodys = |poll: &PollView| poll.settings.voters.is_none() && !poll.settings.blind;
        let takes = move |poll: &PollView| poll.until.is_none_or(|until| now < until);
        self.polls
            .iter()
            .filter(move |(_, poll)| is_anybodys(poll) && takes(poll))
            .map(|(no, poll)| (*no, poll))
    }

    /// On what dots may be given: groups, and ideas that are in none.
    pub fn spots(&self) -> Vec<Spot> {
        let clusters = self.board.iter().flat_map(|board| &board.clusters);
        let grouped: BTreeSet<IdeaNo> =
            clusters.clone().flat_map(|cluster| &cluster.ideas).copied().collect();
        let alone = self.ideas.difference(&grouped).copied().map(Spot::Idea);
        clusters.map(|cluster| Spot::Cluster(cluster.c)).chain(alone).collect()
    }

    /// The stands that take something.
    pub fn open_stands(&self) -> impl Iterator<Item = StandNo> {
        self.stands.values().filter(|stand| !stand.closed).map(|stand| stand.s)
    }

    /// What was open and nobody here could play. The codes of stands come after the first look at them.
    pub fn not_played(&self) -> BTreeSet<NotPlayed> {
        let is_so = |what: &NotPlayed| *what != NotPlayed::StandVisits || self.codes.is_empty();
        self.not_played.iter().copied().filter(is_so).collect()
    }

    /// From sending each act to the first look at its revision or a later one.
    pub fn delays(&self) -> Vec<Duration> {
        let seen = |(sent, rev): &(Instant, u64)| {
            let wave = self.waves.iter().find(|(_, shown)| shown >= rev);
            wave.map(|(at, _)| at.saturating_duration_since(*sent))
        };
        self.acts.iter().filter_map(seen).collect()
    }
}

fn numbers(items: Vec<StatementItem>) -> impl Iterator<Item = StatementNo> {
    items.into_iter().map(|item| item.s)
}
