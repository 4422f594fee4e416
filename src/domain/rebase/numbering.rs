//! Numbers of a lost history, and those that the same things have now.

use imbl::OrdMap;

use crate::domain::home::Anew;
use crate::domain::id::{
    ActNo, BadgeNo, ClusterNo, CueNo, HallNo, IdeaNo, LinkNo, PollNo, QuestionNo, RecommendationNo, RemarkNo,
    SessionNo, SpeakerNo, StandNo, StatementNo, VoteNo, WordsNo,
};
use crate::domain::state::State;

/// How the numbers of a lost history are read now: those up to where the histories part as they are, later ones as they
/// were given anew.
#[derive(Debug, Clone)]
pub(in crate::domain) struct Numbering {
    base: State,
    anew: Anew,
}

macro_rules! readings {
    ($($name:ident: $no:ident in $last:ident, $all:ident;)+) => {$(
        /// What has that number in the lost history has this one now.
        pub fn $name(&self, no: $no) -> Option<$no> {
            if no <= self.base.last.$last { Some(no) } else { self.anew.$all.get(&no).copied() }
        }
    )+};
}

impl Numbering {
    pub fn from(base: State) -> Self {
        Self { base, anew: Anew::default() }
    }

    readings! {
        hall: HallNo in hall, halls;
        session: SessionNo in session, sessions;
        question: QuestionNo in question, questions;
        poll: PollNo in poll, polls;
        link: LinkNo in link, links;
        act: ActNo in act, acts;
        words: WordsNo in words, words;
        badge: BadgeNo in badge, badges;
        statement: StatementNo in statement, statements;
        idea: IdeaNo in idea, ideas;
        cluster: ClusterNo in cluster, clusters;
        stand: StandNo in stand, stands;
        remark: RemarkNo in remark, remarks;
        cue: CueNo in cue, cues;
        recommendation: RecommendationNo in recommendation, recommendations;
        vote: VoteNo in vote, votes;
        speaker: SpeakerNo in speaker, speakers;
    }

    /// The round that holds the ballots of that one.
    pub fn round(&self, poll: PollNo, round: u32) -> Option<(PollNo, u32)> {
        let is_old = self.base.polls.get(&poll).is_some_and(|poll| round <= poll.round.no);
        if is_old { Some((poll, round)) } else { self.anew.rounds.get(&(poll, round)).copied() }
    }

    pub fn note<T>(&mut self, insert: impl Fn(&mut Anew) -> T) {
        insert(&mut self.anew);
    }

    pub fn learn(&mut self, anew: &Anew) {
        let known = std::mem::take(&mut self.anew);
        self.anew = Anew {
            halls: anew.halls.clone().union(known.halls),
            sessions: anew.sessions.clone().union(known.sessions),
            questions: anew.questions.clone().union(known.questions),
            polls: anew.polls.clone().union(known.polls),
            rounds: anew.rounds.clone().union(known.rounds),
            links: anew.links.clone().union(known.links),
            acts: anew.acts.clone().union(known.acts),
            words: anew.words.clone().union(known.words),
            badges: anew.badges.clone().union(known.badges),
            statements: anew.statements.clone().union(known.statements),
            ideas: anew.ideas.clone().union(known.ideas),
            clusters: anew.clusters.clone().union(known.clusters),
            stands: anew.stands.clone().union(known.stands),
            remarks: anew.remarks.clone().union(known.remarks),
            cues: anew.cues.clone().union(known.cues),
            recommendations: anew.recommendations.clone().union(known.recommendations),
            votes: anew.votes.clone().union(known.votes),
            speakers: anew.speakers.clone().union(known.speakers),
        };
    }
}

impl Anew {
    /// The same things of the first history, by the numbers that they have now: these are those of a history that was lost
    /// itself.
    pub(super) fn over(&self, numbering: &Numbering) -> Self {
        Self {
            halls: read(&self.halls, |no| numbering.hall(no)),
            sessions: read(&self.sessions, |no| numbering.session(no)),
            questions: read(&self.questions, |no| numbering.question(no)),
            polls: read(&self.polls, |no| numbering.poll(no)),
            rounds: read(&self.rounds, |(poll, round)| numbering.round(poll, round)),
            links: read(&self.links, |no| numbering.link(no)),
            acts: read(&self.acts, |no| numbering.act(no)),
            words: read(&self.words, |no| numbering.words(no)),
            badges: read(&self.badges, |no| numbering.badge(no)),
            statements: read(&self.statements, |no| numbering.statement(no)),
            ideas: read(&self.ideas, |no| numbering.idea(no)),
            clusters: read(&self.clusters, |no| numbering.cluster(no)),
            stands: read(&self.stands, |no| numbering.stand(no)),
            remarks: read(&self.remarks, |no| numbering.remark(no)),
            cues: read(&self.cues, |no| numbering.cue(no)),
            recommendations: read(&self.recommendations, |no| numbering.recommendation(no)),
            votes: read(&self.votes, |no| numbering.vote(no)),
            speakers: read(&self.speakers, |no| numbering.speaker(no)),
        }
    }

    /// From the numbers in the second history to those that the same things have now, where both are told from the first.
    pub(super) fn across(&self, now: &Self) -> Self {
        Self {
            halls: across(&self.halls, &now.halls),
            sessions: across(&self.sessions, &now.sessions),
            questions: across(&self.questions, &now.questions),
            polls: across(&self.polls, &now.polls),
            rounds: across(&self.rounds, &now.rounds),
            links: across(&self.links, &now.links),
            acts: across(&self.acts, &now.acts),
            words: across(&self.words, &now.words),
            badges: across(&self.badges, &now.badges),
            statements: across(&self.statements, &now.statements),
            ideas: across(&self.ideas, &now.ideas),
            clusters: across(&self.clusters, &now.clusters),
            stands: across(&self.stands, &now.stands),
            remarks: across(&self.remarks, &now.remarks),
            cues: across(&self.cues, &now.cues),
            recommendations: across(&self.recommendations, &now.recommendations),
            votes: across(&self.votes, &now.votes),
            speakers: across(&self.speakers, &now.speakers),
        }
    }
}

fn read<K: Ord + Copy>(numbers: &OrdMap<K, K>, to: impl Fn(K) -> Option<K>) -> OrdMap<K, K> {
    numbers.iter().filter_map(|(first, second)| Some((*first, to(*second)?))).collect()
}

fn across<K: Ord + Copy>(second: &OrdMap<K, K>, now: &OrdMap<K, K>) -> OrdMap<K, K> {
    second.iter().filter_map(|(first, second)| Some((*second, *now.get(first)?))).collect()
}
