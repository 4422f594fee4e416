//! What a board comes to by a change.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::change::IdeaAct;
use super::{
    Cluster, Given, Idea, IdeaBoard, IdeaChange, IdeaPlan, IdeaStatus, Own, Seated, Spot, TableResult,
};
use crate::domain::id::{ClusterNo, IdeaNo, PersonId, SessionNo, WordsNo};
use crate::domain::index::{BoardIndex, Held};
use crate::domain::keepers::Keeper;
use crate::domain::role::Author;
use crate::domain::state::{Made, State};
use crate::domain::text::fold::fold;
use crate::domain::text::frequent::telling_stems;
use crate::domain::topic::Part;

/// How many of the dissolved groups are remembered.
const DISSOLVED: usize = 1_000;

/// Applies a change of a board.
pub fn apply(state: &mut State, rev: u64, change: &IdeaChange) {
    let session = change.session;
    match &change.act {
        IdeaAct::Set { plan } => {
            if state.sessions.contains_key(&session) {
                state.ideas.entry(session).or_default();
                of_the_board(state, session, |board| board.replan(plan));
            }
        }
        IdeaAct::Led { phase, until } => {
            of_the_board(state, session, |board| (board.phase, board.until) = (*phase, *until));
        }
        IdeaAct::Timed { until, .. } => of_the_board(state, session, |board| board.until = *until),
        IdeaAct::ResultsShown { on } => of_the_board(state, session, |board| board.shown = *on),
        IdeaAct::Came { .. } => came(state, session, &change.act),
        IdeaAct::Reworded { idea, text, listed, .. } => reworded(state, session, *idea, *text, *listed),
        IdeaAct::Corrected { idea, text } => corrected(state, session, *idea, *text),
        IdeaAct::Ruled { idea, status } => {
            alter(state, session, [Spot::Idea(*idea)], |board| board.rule(*idea, *status));
            reindex(state, session, *idea);
        }
        IdeaAct::Blocked { idea, person, on, .. } => {
            let person = Arc::make_mut(state.people.entry(*person).or_default());
            if *on {
                person.blocked_by_ideas.insert(*idea);
            } else {
                person.blocked_by_ideas.remove(idea);
            }
        }
        IdeaAct::Clustered { cluster, by, id, title, ideas } => {
            state.last.cluster = state.last.cluster.max(*cluster);
            state.made.insert((Author::Link(*by), *id), Made::Cluster(*cluster));
            let spots = ideas.iter().copied().map(Spot::Idea).chain([Spot::Cluster(*cluster)]);
            alter(state, session, spots, |board| {
                let made = Cluster { title: title.clone(), ideas: Vec::new(), version: 1, edition: 1 };
                board.clusters.insert(*cluster, Arc::new(made));
                board.order.retain(|other| other != cluster);
                board.order.push(*cluster);
                board.arrangement = board.arrangement.saturating_add(1);
                for idea in ideas {
                    board.place(*idea, Some(*cluster), u32::MAX);
                }
            });
        }
        IdeaAct::Named { cluster, title } => give(state, session, |board| {
            if let Some(cluster) = board.clusters.get_mut(cluster).map(Arc::make_mut) {
                cluster.title = title.clone();
                cluster.version = cluster.version.saturating_add(1);
                cluster.edition = cluster.edition.saturating_add(1);
            }
        }),
        IdeaAct::Dissolved { cluster, .. } => dissolved(state, session, *cluster),
        IdeaAct::Placed { idea, cluster, at } => {
            alter(state, session, [Spot::Idea(*idea)], |board| board.place(*idea, *cluster, *at));
        }
        IdeaAct::Arranged { clusters } => give(state, session, |board| board.arrange(clusters)),
        IdeaAct::Sat { person, table, seq, id } => {
            let seat = Seated { table: *table, seq: *seq, id: *id };
            give(state, session, |board| board.sit(*person, seat));
        }
        IdeaAct::Dotted { person, dots, seq, id } => {
            let given = Given { dots: dots.clone(), seq: *seq, id: *id };
            give(state, session, |board| board.dot(*person, given));
        }
        IdeaAct::Harvested { table, title, text, rests, done, .. } => {
            let (title, text, rests) = (*title, *text, rests.clone());
            let result = TableResult { title, text, rests, done: *done, version: 0 };
            harvested(state, rev, (session, *table), result);
        }
    }
    touch(state, rev, session, &change.act);
}

/// Touches what it is shown in.
fn touch(state: &mut State, rev: u64, session: SessionNo, act: &IdeaAct) {
    let ideas = Part::Ideas(session);
    let (board, results) = (Part::Board(session), Part::Results(session));
    let parts: &[Part] = match act {
        IdeaAct::Came { .. } | IdeaAct::Corrected { .. } | IdeaAct::Blocked { .. } => &[ideas],
        IdeaAct::Sat { .. } => &[],
        IdeaAct::Timed { .. } | IdeaAct::Named { .. } | IdeaAct::Arranged { .. } | IdeaAct::Dotted { .. } => {
            &[board]
        }
        IdeaAct::Harvested { .. } => &[results],
        IdeaAct::Led { .. } | IdeaAct::ResultsShown { .. } => &[board, results],
        IdeaAct::Clustered { .. } | IdeaAct::Placed { .. } => &[ideas, board],
        // What a result rests on is told as long as it is on the board.
        IdeaAct::Set { .. }
        | IdeaAct::Reworded { .. }
        | IdeaAct::Ruled { .. }
        | IdeaAct::Dissolved { .. } => &[ideas, board, results],
    };
    for part in parts {
        state.topics.touch(*part, rev);
    }
}

fn give(state: &mut State, session: SessionNo, change: impl FnOnce(&mut IdeaBoard)) {
    if let Some(board) = state.ideas.get_mut(&session) {
        change(Arc::make_mut(board));
    }
}

/// Changes what commands about the board itself name the version of.
fn of_the_board(state: &mut State, session: SessionNo, change: impl FnOnce(&mut IdeaBoard)) {
    give(state, session, |board| {
        change(board);
        board.version = board.version.saturating_add(1);
    });
}

/// Changes what dots on these spots may come to.
fn alter(
    state: &mut State,
    session: SessionNo,
    spots: impl IntoIterator<Item = Spot>,
    change: impl FnOnce(&mut IdeaBoard),
) {
    let spots: BTreeSet<Spot> = spots.into_iter().collect();
    give(state, session, |board| board.recounting(&spots, change));
}

fn dissolved(state: &mut State, session: SessionNo, no: ClusterNo) {
    let board = state.ideas.get(&session);
    let held = board.and_then(|board| board.clusters.get(&no)).map(Arc::clone);
    let ideas = held.iter().flat_map(|cluster| &cluster.ideas).copied().map(Spot::Idea);
    alter(state, session, ideas.chain([Spot::Cluster(no)]), |board| board.dissolve(no));
}

fn came(state: &mut State, session: SessionNo, act: &IdeaAct) {
    let IdeaAct::Came { idea: no, author, id, by, text, table, listed, time } = act else { return };
    state.last.idea = state.last.idea.max(*no);
    let idea = Idea {
        author: *author,
        id: *id,
        at: *time,
        by: *by,
        table: *table,
        original: *text,
        text: *text,
        status: if *listed { IdeaStatus::Listed } else { IdeaStatus::Waiting },
        cluster: None,
        version: 1,
        reworded: 0,
        written: 0,
        decided: false,
        past_words: Vec::new(),
    };
    state.made.insert((*author, *id), Made::Idea(*no));
    give(state, session, |board| {
        board.ideas.insert(*no, Arc::new(idea));
        if let Author::Person(person) = author {
            Arc::make_mut(board.people.entry(*person).or_default()).ideas.push(*no);
        }
    });
    note(state, session, *no);
}

/// Its author changed it.
fn reworded(state: &mut State, session: SessionNo, no: IdeaNo, text: WordsNo, listed: bool) {
    rewrite(state, session, no, |idea| {
        (idea.original, idea.text) = (text, text);
        idea.reworded = idea.reworded.saturating_add(1);
    });
    let status = if listed { IdeaStatus::Listed } else { IdeaStatus::Waiting };
    alter(state, session, [Spot::Idea(no)], |board| board.become_of(no, status));
    note(state, session, no);
}

/// A desk corrected it.
fn corrected(state: &mut State, session: SessionNo, no: IdeaNo, text: WordsNo) {
    rewrite(state, session, no, |idea| {
        idea.text = text;
        idea.written = idea.written.saturating_add(1);
    });
    note(state, session, no);
}

/// Words that it says no more are kept by it still.
fn rewrite(state: &mut State, session: SessionNo, no: IdeaNo, change: impl FnOnce(&mut Idea)) {
    give(state, session, |board| {
        let Some(idea) = board.ideas.get_mut(&no).map(Arc::make_mut) else { return };
        let had = [idea.original, idea.text];
        change(idea);
        idea.version = idea.version.saturating_add(1);
        idea.keep_words(had);
    });
}

/// Notes who keeps the words of an idea, and what it is found by.
fn note(state: &mut State, session: SessionNo, no: IdeaNo) {
    let Some(idea) = state.ideas.get(&session).and_then(|board| board.ideas.get(&no)) else { return };
    state.keepers.put(idea.words(), Keeper::Idea(session, no));
    reindex(state, session, no);
}

/// Has an idea found by the words that it has now, where it is on the board.
fn reindex(state: &mut State, session: SessionNo, no: IdeaNo) {
    let Some(board) = state.ideas.get(&session) else { return };
    let text = board.listed(no).map(|idea| fold(state.text(idea.text))).unwrap_or_default();
    let held = Held { words: Vec::new(), stems: telling_stems(&text).into_iter().collect() };
    give(state, session, |board| board.index.put(no, held));
}

/// Whoever waits for the tables sees on the board which are done, and nothing else of this.
fn harvested(state: &mut State, rev: u64, (session, table): (SessionNo, u8), result: TableResult) {
    let words: Vec<WordsNo> = result.words().collect();
    let (mut had, mut was_done) = (Vec::new(), result.done);
    let is_done = result.done;
    give(state, session, |board| {
        let stands = board.results.get(&table);
        was_done = stands.is_some_and(|stands| stands.done);
        had.extend(stands.into_iter().flat_map(|stands| stands.words()));
        let version = stands.map_or(0, |stands| stands.version).saturating_add(1);
        board.results.insert(table, Arc::new(TableResult { version, ..result }));
    });
    state.keepers.take(had);
    state.keepers.put(words, Keeper::Table(session, table));
    if was_done != is_done {
        state.topics.touch(Part::Board(session), rev);
    }
}

impl Idea {
    /// Remembers words that it had, unless it has them still.
    fn keep_words(&mut self, had: impl IntoIterator<Item = WordsNo>) {
        for no in had {
            if !self.words().any(|kept| kept == no) {
                self.past_words.push(no);
            }
        }
    }
}

impl IdeaBoard {
    fn with_idea(&mut self, no: IdeaNo, change: impl FnOnce(&mut Idea)) {
        if let Some(idea) = self.ideas.get_mut(&no).map(Arc::make_mut) {
            change(idea);
            idea.version = idea.version.saturating_add(1);
        }
    }

    fn with_cluster(&mut self, no: ClusterNo, change: impl FnOnce(&mut Cluster)) {
        if let Some(cluster) = self.clusters.get_mut(&no).map(Arc::make_mut) {
            change(cluster);
            cluster.version = cluster.version.saturating_add(1);
        }
    }

    /// Once somebody gave dots their numbers stay (`decide`), so that this counts nothing anew.
    fn replan(&mut self, plan: &IdeaPlan) {
        let counts = |plan: &IdeaPlan| (plan.dots, plan.most);
        let is_other = counts(&self.plan) != counts(plan);
        self.plan = Arc::new(plan.clone());
        if is_other {
            self.recount();
        }
    }

    /// A desk's ruling is remembered, an author's own is none.
    fn rule(&mut self, no: IdeaNo, status: IdeaStatus) {
        if status != IdeaStatus::Withdrawn
            && let Some(idea) = self.ideas.get_mut(&no).map(Arc::make_mut)
        {
            idea.decided = true;
        }
        self.become_of(no, status);
    }

    /// What is not on the board is in no group either.
    fn become_of(&mut self, no: IdeaNo, status: IdeaStatus) {
        self.with_idea(no, |idea| idea.status = status);
        if !status.is_listed() {
            self.leave(no);
        }
    }

    fn leave(&mut self, no: IdeaNo) {
        let Some(cluster) = self.ideas.get(&no).and_then(|idea| idea.cluster) else { return };
        self.with_cluster(cluster, |cluster| cluster.ideas.retain(|other| *other != no));
        if let Some(idea) = self.ideas.get_mut(&no).map(Arc::make_mut) {
            idea.cluster = None;
        }
    }

    /// Puts an idea that is on the board into a group that is there, or out of any.
    fn place(&mut self, no: IdeaNo, to: Option<ClusterNo>, at: u32) {
        if self.listed(no).is_none() || to.is_some_and(|to| !self.clusters.contains_key(&to)) {
            return;
        }
        self.leave(no);
        self.with_idea(no, |idea| (idea.cluster, idea.decided) = (to, true));
        if let Some(to) = to {
            self.with_cluster(to, |cluster| {
                cluster.ideas.insert((at as usize).min(cluster.ideas.len()), no);
            });
        }
    }

    fn dissolve(&mut self, no: ClusterNo) {
        let Some(cluster) = self.clusters.remove(&no) else { return };
        for idea in &cluster.ideas {
            self.with_idea(*idea, |idea| idea.cluster = None);
        }
        self.order.retain(|other| *other != no);
        self.arrangement = self.arrangement.saturating_add(1);
        self.dissolved.insert(no);
        if self.dissolved.len() > DISSOLVED {
            self.dissolved.remove_min();
        }
    }

    /// Those that are named in their order, the others behind them as they were.
    fn arrange(&mut self, clusters: &[ClusterNo]) {
        let mut seen = BTreeSet::new();
        let named = clusters.iter().chain(&self.order);
        let there = |no: &&ClusterNo| self.clusters.contains_key(*no);
        self.order = named.filter(there).filter(|no| seen.insert(**no)).copied().collect();
        self.arrangement = self.arrangement.saturating_add(1);
    }

    fn sit(&mut self, person: PersonId, seat: Seated) {
        let own = Arc::make_mut(self.people.entry(person).or_default());
        if own.seat.is_none_or(|stands| (stands.seq, stands.id) < (seat.seq, seat.id)) {
            own.seat = Some(seat);
        }
    }

    /// Sets somebody's dots unless later ones stand.
    fn dot(&mut self, person: PersonId, given: Given) {
        let stands = self.people.get(&person).and_then(|own| own.dots.as_ref());
        if stands.is_some_and(|stands| (stands.seq, stands.id) >= (given.seq, given.id)) {
            return;
        }
        let before = self.people.get(&person).map(|own| self.counted_of(own)).unwrap_or_default();
        let now = self.counted(&given.dots);
        let own: &mut Own = Arc::make_mut(self.people.entry(person).or_default());
        own.dots = Some(given);
        self.count_instead(&before, &now);
    }
}

impl State {
    /// Makes what ideas are found by, and notes who keeps the words of boards: a snapshot holds none of it.
    pub(in crate::domain) fn rebuild_ideas(&mut self) {
        let boards: Vec<(SessionNo, Arc<IdeaBoard>)> =
            self.ideas.iter().map(|(no, board)| (*no, Arc::clone(board))).collect();
        for (session, board) in boards {
            give(self, session, |board| board.index = BoardIndex::default());
            board.ideas.keys().for_each(|no| note(self, session, *no));
            for (table, result) in &board.results {
                self.keepers.put(result.words(), Keeper::Table(session, *table));
            }
        }
    }

    /// The boards' part of an erasure: an idea without its words is found by none.
    pub(in crate::domain) fn idea_words_erased(&mut self, rev: u64, erased: &BTreeSet<WordsNo>) {
        let keepers: Vec<Keeper> = erased.iter().filter_map(|no| self.keepers.get(*no)).collect();
        for keeper in keepers {
            match keeper {
                Keeper::Idea(session, no) => {
                    reindex(self, session, no);
                    self.topics.touch(Part::Ideas(session), rev);
                }
                Keeper::Table(session, _) => self.topics.touch(Part::Results(session), rev),
                _ => {}
            }
        }
    }
}
