//! Questions as they are shown: one by one, in windows, page by page, and on stage.

use imbl::OrdSet;
use serde::Serialize;

use crate::domain::board::{Board, Counts};
use crate::domain::id::{QuestionNo, SessionNo};
use crate::domain::question::{Question, Reason, Source, Staging, Status};
use crate::domain::role::Role;
use crate::domain::state::State;
use crate::domain::text::direction;
use crate::domain::view::shape::{QuestionItem, StagePlace, StageView, StatusView, WindowView};

/// Most questions in a window.
pub const WINDOW_ITEMS: usize = 200;
/// Most bytes of a window's questions as JSON, so that the whole frame stays below 28 KB.
pub const WINDOW_BYTES: usize = 27_800;
/// Most bytes of the questions that come next on stage: a queue that is full of the longest texts would be longer than a
/// frame may be.
const STAGE_BYTES: usize = 200_000;

/// The lists that are read page by page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// Published.
    Questions,
    /// Waiting for a moderator.
    Waiting,
    /// Dismissed, merged, withdrawn.
    Aside,
}

/// A question as that role sees it; to desks alone while it is not published.
#[must_use]
pub fn item(state: &State, no: QuestionNo, role: Role) -> Option<QuestionItem> {
    let is_desk = role.is_desk();
    let question = state.questions.get(&no).filter(|q| is_desk || q.standing.status.is_public())?;
    let mut item = shown(state, no, question);
    let standing = &question.standing;
    let text_of = |no| state.words.get(no).map(std::string::ToString::to_string);
    if role != Role::Participant {
        item.wall = standing.wall_text.and_then(text_of);
    }
    if is_desk {
        (item.reason, item.into) = fate(standing.status);
        if question.original != standing.text {
            item.original = text_of(question.original);
        }
        let author = question.author.person().and_then(|person| state.people.get(&person));
        item.blocked = author.is_some_and(|person| person.blocked_by.contains(&no));
    }
    item.stage = item.stage.or_else(|| queued(state, no, question, ahead(role)));
    Some(item)
}

/// A question as everyone may see it.
fn shown(state: &State, no: QuestionNo, question: &Question) -> QuestionItem {
    let standing = &question.standing;
    let text_of = |no| state.words.get(no).map(std::string::ToString::to_string);
    let text = text_of(standing.text).unwrap_or_default();
    QuestionItem {
        q: no,
        v: question.version,
        dir: direction::of(&text),
        text,
        name: question.name.and_then(text_of),
        at: question.asked,
        n: question.supports(),
        status: status(standing.status),
        reason: None,
        into: None,
        labels: standing.labels.clone(),
        reply: standing.reply.and_then(text_of),
        source: Some(question.source).filter(|source| matches!(source, Source::Floor | Source::Seed)),
        assisted: question.source.assistant(),
        stage: (standing.place == Staging::OnStage).then_some(StagePlace::On),
        merged: question.absorbed.len() as u32,
        wall: None,
        original: None,
        session: None,
        blocked: false,
    }
}

/// A question as its author sees it: with its fate, and the session it is on now where that is not the one asked about.
#[must_use]
pub fn own_item(state: &State, no: QuestionNo, asked_about: SessionNo) -> Option<QuestionItem> {
    let question = state.questions.get(&no)?;
    let standing = &question.standing;
    let (reason, into) = fate(standing.status);
    let session = (standing.session != asked_about).then_some(standing.session);
    Some(QuestionItem { reason, into, session, ..shown(state, no, question) })
}

fn status(status: Status) -> StatusView {
    match status {
        Status::Pending => StatusView::Pending,
        Status::Listed => StatusView::Listed,
        Status::Answered => StatusView::Answered,
        Status::Merged(_) => StatusView::Merged,
        Status::Dismissed(_) => StatusView::Dismissed,
        Status::Withdrawn => StatusView::Withdrawn,
    }
}

fn fate(status: Status) -> (Option<Reason>, Option<QuestionNo>) {
    match status {
        Status::Dismissed(reason) => (Some(reason), None),
        Status::Merged(into) => (None, Some(into)),
        _ => (None, None),
    }
}

/// How much of the stage queue that role sees.
fn ahead(role: Role) -> usize {
    match role {
        Role::Moderator | Role::Organiser => usize::MAX,
        Role::Presenter => 2,
        Role::Participant
        | Role::Screen
        | Role::Juror
        | Role::Facilitator
        | Role::Team
        | Role::Rapporteur
        | Role::Usher
        | Role::Kiosk => 0,
    }
}

/// Its place in the queue, where that is among the first so many.
fn queued(state: &State, no: QuestionNo, question: &Question, ahead: usize) -> Option<StagePlace> {
    let queue = &board(state, question.standing.session)?.queue;
    let at = queue.iter().take(ahead).position(|queued| *queued == no)?;
    u32::try_from(at).ok().map(StagePlace::Queued)
}

fn board(state: &State, session: SessionNo) -> Option<&Board> {
    state.sessions.get(&session).map(|session| &session.board)
}

/// The window on the published questions: those in front by support and by time in turn.
#[must_use]
pub fn window(state: &State, session: SessionNo, role: Role) -> WindowView {
    let Some(board) = board(state, session) else { return WindowView::default() };
    let supported = board.ranked.iter().map(|(_, no)| *no);
    let newest = board.public.iter().rev().copied();
    let in_turn = supported.zip(newest).flat_map(|(most, latest)| [most, latest]);
    let mut seen = std::collections::BTreeSet::new();
    let items = shown_of(state, role, in_turn.filter(|no| seen.insert(*no)), WINDOW_BYTES);
    WindowView { total: board.public.len() as u32, items }
}

/// The window on the questions that wait, oldest first.
#[must_use]
pub fn waiting(state: &State, session: SessionNo, role: Role) -> WindowView {
    let Some(board) = board(state, session) else { return WindowView::default() };
    let items = shown_of(state, role, board.waiting.iter().copied(), WINDOW_BYTES);
    WindowView { total: board.waiting.len() as u32, items }
}

/// A page of a list in the order of the questions' numbers, from behind `after`, and the `after` of the next page.
#[must_use]
pub fn page(
    state: &State,
    session: SessionNo,
    list: List,
    after: QuestionNo,
    role: Role,
) -> (Vec<QuestionItem>, Option<QuestionNo>) {
    let Some(board) = board(state, session) else { return (Vec::new(), None) };
    let all = all(board, list);
    let behind = (std::ops::Bound::Excluded(after), std::ops::Bound::Unbounded);
    let items = shown_of(state, role, all.range(behind).copied(), WINDOW_BYTES);
    let reached = items.last().map(|item| item.q);
    let next = reached.filter(|reached| all.get_max().is_some_and(|end| end > reached));
    (items, next)
}

/// Whether a question is on that list of the session.
#[must_use]
pub fn is_on(state: &State, session: SessionNo, list: List, no: QuestionNo) -> bool {
    board(state, session).is_some_and(|board| all(board, list).contains(&no))
}

fn all(board: &Board, list: List) -> &OrdSet<QuestionNo> {
    match list {
        List::Questions => &board.public,
        List::Waiting => &board.waiting,
        List::Aside => &board.aside,
    }
}

/// Those of the questions that role sees, as many as fit.
fn shown_of(
    state: &State,
    role: Role,
    questions: impl Iterator<Item = QuestionNo>,
    bytes: usize,
) -> Vec<QuestionItem> {
    fitting(questions.filter_map(|no| item(state, no, role)).take(WINDOW_ITEMS), bytes)
}

/// The first of them that take so many bytes in a frame; always the first one, so that paging comes to an end.
pub(in crate::domain) fn fitting<T: Serialize>(items: impl Iterator<Item = T>, bytes: usize) -> Vec<T> {
    let mut left = bytes;
    items
        .take_while(|item| {
            let takes = serde_json::to_vec(item).map_or(usize::MAX, |json| json.len().saturating_add(1));
            let fits = takes <= left || left == bytes;
            left = left.saturating_sub(takes);
            fits
        })
        .collect()
}

/// What is on stage, and what comes next as far as that role sees it.
#[must_use]
pub fn stage(state: &State, session: SessionNo, role: Role) -> StageView {
    let Some(board) = board(state, session) else {
        return StageView { version: 0, on: None, next: Vec::new() };
    };
    let next = shown_of(state, role, board.queue.iter().take(ahead(role)).copied(), STAGE_BYTES);
    StageView { version: board.stage_version, on: board.on_stage.and_then(|no| item(state, no, role)), next }
}

/// The public account of a session's questions.
#[must_use]
pub fn counts(state: &State, session: SessionNo) -> Counts {
    board(state, session).map(|board| board.counts).unwrap_or_default()
}
