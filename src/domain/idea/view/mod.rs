//! What each role sees of an idea board.

mod shape;

use std::collections::BTreeMap;

use crate::domain::id::{IdeaNo, LinkNo, PersonId, SessionNo, WordsNo};
use crate::domain::idea::{Dots, Idea, IdeaBoard, IdeaPhase, IdeaPlan, IdeaStatus, Own, TableResult};
use crate::domain::register::Seq;
use crate::domain::role::{Author, Role};
use crate::domain::state::State;
use crate::domain::text::direction;
use crate::domain::view::question::fitting;

pub use shape::{
    BoardDiff, BoardView, ClusterView, DotsView, IdeaBy, IdeaItem, IdeaState, IdeasDiff, IdeasView, OwnIdeas,
    ResultView, ResultsDiff, ResultsView,
};

/// Most bytes of the ideas that a phone is shown at once, and of those that the crew and walls are.
const PHONE_BYTES: usize = 60_000;
const CREW_BYTES: usize = 200_000;
/// So many of the things that dots lie on, those in front, a phone is told while dots are given: each dot goes to thousands of
/// them.
const PHONE_SPOTS: usize = 20;
/// Most bytes of a person's own ideas.
const OWN_BYTES: usize = 48_000;

/// Whether that role sees the session's board at all.
#[must_use]
pub fn is_shown(state: &State, session: SessionNo, role: Role) -> bool {
    let seen = |board: &IdeaBoard| role.is_desk() || board.phase != IdeaPhase::Preparing;
    role != Role::Juror && state.ideas.get(&session).is_some_and(|board| seen(board))
}

fn seen(state: &State, session: SessionNo, role: Role) -> Option<&IdeaBoard> {
    state.ideas.get(&session).filter(|_| is_shown(state, session, role)).map(|board| &**board)
}

/// The window on the ideas: desks see those too that are not on the board.
#[must_use]
pub fn ideas(state: &State, session: SessionNo, role: Role) -> IdeasView {
    let Some(board) = seen(state, session, role) else { return IdeasView::default() };
    let newest = board.ideas.iter().rev().filter(|(_, idea)| is_seen(idea, role));
    let items = fitting(newest.map(|(no, idea)| item(state, *no, idea, role.is_desk())), window_bytes(role));
    let total = board.ideas.values().filter(|idea| idea.status.is_listed()).count();
    IdeasView { total: total as u32, items }
}

/// What tells whether an idea is shown otherwise than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trace {
    version: u32,
    said: [Option<WordsNo>; 2],
    blocked: bool,
}

impl Trace {
    /// Whether something that was said of it before is not to be seen any more.
    #[must_use]
    pub fn withholds(&self, was: &Self) -> bool {
        was.said.iter().zip(&self.said).any(|(was, now)| was.is_some() && was != now)
    }
}

/// A trace of each idea that the role sees, also of those beyond the window.
#[must_use]
pub fn traces(state: &State, session: SessionNo, role: Role) -> BTreeMap<IdeaNo, Trace> {
    let said = |no: WordsNo| Some(no).filter(|no| state.words.get(*no).is_some());
    let trace = |no: IdeaNo, idea: &Idea| {
        let original = if role.is_desk() { said(idea.original) } else { None };
        let blocked = role.is_desk() && is_blocked(state, no, idea);
        Trace { version: idea.version, said: [said(idea.text), original], blocked }
    };
    let all = seen(state, session, role).into_iter().flat_map(|board| &board.ideas);
    all.filter(|(_, idea)| is_seen(idea, role)).map(|(no, idea)| (*no, trace(*no, idea))).collect()
}

/// These ideas as they are shown; none where they are more than a window holds.
#[must_use]
pub fn those(state: &State, session: SessionNo, role: Role, asked: &[IdeaNo]) -> Option<Vec<IdeaItem>> {
    let board = seen(state, session, role)?;
    let found = asked.iter().filter_map(|no| Some((*no, board.ideas.get(no)?)));
    let items = fitting(found.map(|(no, idea)| item(state, no, idea, role.is_desk())), window_bytes(role));
    (items.len() == asked.len()).then_some(items)
}

fn window_bytes(role: Role) -> usize {
    if role == Role::Participant { PHONE_BYTES } else { CREW_BYTES }
}

/// A page of the ideas in the order of their numbers, from behind `after`, and the `after` of the next page.
#[must_use]
pub fn page(state: &State, session: SessionNo, after: IdeaNo, role: Role) -> (Vec<IdeaItem>, Option<IdeaNo>) {
    let Some(board) = seen(state, session, role) else { return (Vec::new(), None) };
    let behind = (std::ops::Bound::Excluded(after), std::ops::Bound::Unbounded);
    let all = || board.ideas.range(behind).filter(|(_, idea)| is_seen(idea, role));
    let items = fitting(all().map(|(no, idea)| item(state, *no, idea, role.is_desk())), PHONE_BYTES);
    let reached = items.last().map(|item| item.i);
    let next = reached.filter(|reached| all().next_back().is_some_and(|(end, _)| end > reached));
    (items, next)
}

fn is_seen(idea: &Idea, role: Role) -> bool {
    match idea.status {
        IdeaStatus::Listed => true,
        IdeaStatus::Waiting | IdeaStatus::Dismissed { .. } => role.is_desk(),
        IdeaStatus::Withdrawn => false,
    }
}

fn is_blocked(state: &State, no: IdeaNo, idea: &Idea) -> bool {
    let author = idea.author.person().and_then(|person| state.people.get(&person));
    author.is_some_and(|author| author.blocked_by_ideas.contains(&no))
}

fn item(state: &State, no: IdeaNo, idea: &Idea, is_desk: bool) -> IdeaItem {
    let text = state.text(idea.text).to_owned();
    let (status, reason) = idea.status.told();
    let corrected = is_desk && idea.text != idea.original;
    let blocked = is_desk && is_blocked(state, no, idea);
    IdeaItem {
        i: no,
        v: idea.version,
        dir: direction::of(&text),
        text,
        at: idea.at,
        by: idea.by,
        table: idea.table,
        status,
        reason,
        original: state.words.get(idea.original).filter(|_| corrected).map(ToString::to_string),
        blocked,
    }
}

/// The board, as that role sees it.
#[must_use]
pub fn board(state: &State, session: SessionNo, role: Role) -> Option<BoardView> {
    let board = seen(state, session, role)?;
    let clusters = board.order.iter().filter_map(|no| {
        let cluster = board.clusters.get(no)?;
        let (title, ideas) = (cluster.title.clone(), cluster.ideas.clone());
        Some(ClusterView { c: *no, v: cluster.version, e: cluster.edition, title, ideas })
    });
    Some(BoardView {
        session,
        version: board.version,
        plan: IdeaPlan::clone(&board.plan),
        phase: board.phase,
        until: board.until,
        arrangement: board.arrangement,
        clusters: clusters.collect(),
        done: board.results.iter().filter(|(_, result)| result.done).map(|(table, _)| *table).collect(),
        results_shown: board.shown || board.phase == IdeaPhase::Closed,
        tally: tally(board, role),
    })
}

fn tally(board: &IdeaBoard, role: Role) -> DotsView {
    let mut n: Vec<Dots> = Vec::new();
    if board.shows_dots(role) {
        n.extend(board.tally.on.iter().map(|(on, n)| Dots { on: *on, n: *n }));
        n.sort_by_key(|dots| std::cmp::Reverse(dots.n));
    }
    let more = role == Role::Participant && board.phase != IdeaPhase::Closed && n.len() > PHONE_SPOTS;
    if more {
        n.truncate(PHONE_SPOTS);
    }
    DotsView { v: board.tally.voters, n, more }
}

/// What the tables of a board came to, as far as that role sees it.
#[must_use]
pub fn results(state: &State, session: SessionNo, role: Role) -> ResultsView {
    let seen = seen(state, session, role).filter(|board| board.shows_results(role));
    let all = |board| shown_results(state, board).collect();
    ResultsView { items: seen.map(all).unwrap_or_default() }
}

fn shown_results<'s>(state: &'s State, board: &'s IdeaBoard) -> impl Iterator<Item = ResultView> + use<'s> {
    board.results.iter().map(|(table, result)| shown_result(state, board, *table, result))
}

fn shown_result(state: &State, board: &IdeaBoard, table: u8, result: &TableResult) -> ResultView {
    let text = |no: Option<_>| no.and_then(|no| state.words.get(no)).map(ToString::to_string);
    ResultView {
        table,
        v: result.version,
        title: text(result.title),
        text: text(result.text),
        rests: result.rests.iter().filter(|spot| board.counts_for(**spot).is_some()).copied().collect(),
        done: result.done,
    }
}

/// What is that person's own on the session's board, and the highest sequence number of it; none where there is nothing.
#[must_use]
pub fn own(state: &State, session: SessionNo, person: PersonId) -> (Option<OwnIdeas>, Seq) {
    let Some(board) = state.ideas.get(&session) else { return (None, Seq::default()) };
    let Some(own) = board.people.get(&person) else { return (None, Seq::default()) };
    let dots = board.counted_of(own).into_iter().map(|(on, n)| Dots { on, n }).collect();
    let items = own_items(state, board, own);
    (Some(OwnIdeas { items, dots, table: own.table(), result: None }), own.seq())
}

/// The latest of them that fit, in their order.
fn own_items(state: &State, board: &IdeaBoard, own: &Own) -> Vec<IdeaItem> {
    let latest = own.ideas.iter().rev().filter_map(|no| Some((*no, board.ideas.get(no)?)));
    let mut items = fitting(latest.map(|(no, idea)| item(state, no, idea, false)), OWN_BYTES);
    items.reverse();
    items
}

/// What is a facilitator's own: the table, what was entered for it by that link, and what it came to.
#[must_use]
pub fn of_table(state: &State, session: SessionNo, link: LinkNo) -> Option<OwnIdeas> {
    let at = state.links.get(&link)?.table.filter(|at| at.session == session)?;
    let board = state.ideas.get(&session)?;
    let author = Author::Link(link);
    let entered = board.ideas.iter().rev().filter(|(_, idea)| idea.author == author);
    let mut items = fitting(entered.map(|(no, idea)| item(state, *no, idea, false)), OWN_BYTES);
    items.reverse();
    let result = board.results.get(&at.table).map(|result| shown_result(state, board, at.table, result));
    Some(OwnIdeas { items, dots: Vec::new(), table: Some(at.table), result })
}
