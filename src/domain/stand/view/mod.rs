//! What each role sees of an exhibition.

mod shape;

use crate::domain::id::{PersonId, RemarkNo, SessionNo, StandNo};
use crate::domain::register::Seq;
use crate::domain::role::Role;
use crate::domain::stand::{AtStand, Exhibition, Interest, Remark, RemarkStatus, Stand, StandKey, Visitor};
use crate::domain::state::State;
use crate::domain::text::direction;
use crate::domain::time::Time;
use crate::domain::view::question::fitting;

pub use shape::{
    InterestDiff, InterestItem, InterestView, OwnStands, OwnVisit, PublicAnswer, RemarkItem, RemarkState,
    RemarksDiff, RemarksView, StandCode, StandItem, StandPage, StandsDiff, StandsHead, StandsView,
};

/// Most bytes of the questions and comments that a desk or a team is shown at once.
const WINDOW_BYTES: usize = 200_000;
/// Most bytes of a page of them, and of the questions that a stand's page tells.
const PAGE_BYTES: usize = 60_000;
/// Most bytes of a person's own.
const OWN_BYTES: usize = 48_000;
/// How many steps of five minutes are told of a stand: those of the last hour in which somebody came.
const RECENT: usize = 12;
/// How many half hours.
const HALVES: usize = 48;
/// So many steps of five minutes make half an hour.
const IN_A_HALF: i64 = 6;

/// Whether that role sees the session's exhibition at all: teams look at their pages before everyone does.
#[must_use]
pub fn is_shown(state: &State, session: SessionNo, role: Role) -> bool {
    let seen = |held: &Exhibition| role.is_desk() || role == Role::Team || held.plan.shown;
    !matches!(role, Role::Juror | Role::Facilitator)
        && state.exhibitions.get(&session).is_some_and(|held| seen(held))
}

fn seen(state: &State, session: SessionNo, role: Role) -> Option<&Exhibition> {
    state.exhibitions.get(&session).filter(|_| is_shown(state, session, role)).map(|held| &**held)
}

/// The stands, as that role sees them.
#[must_use]
pub fn stands(state: &State, session: SessionNo, role: Role) -> Option<StandsView> {
    let held = seen(state, session, role)?;
    let told = match held.plan.interest {
        Interest::Desk => role.is_desk(),
        Interest::Walls => role != Role::Participant && role != Role::Team,
        Interest::Everyone => true,
    };
    let items = held.stands.iter().map(|(no, stand)| StandItem {
        s: *no,
        v: stand.version,
        title: stand.plan.title.clone(),
        by: stand.plan.by.clone(),
        topic: stand.plan.topic.clone(),
        place: stand.plan.place,
        closed: stand.closed,
        e: stand.edition,
        q: stand.remarks.values().filter(|remark| is_on_page(state, remark)).count() as u32,
        n: stand.step().filter(|_| told),
    });
    let beside = StandsHead {
        session,
        version: held.version,
        plan: held.plan,
        arrangement: held.arrangement,
        order: held.order.clone(),
    };
    Some(StandsView { head: beside, items: items.collect() })
}

/// Whether a question is read by everyone on its stand's page: with an answer, and neither of both erased.
pub(super) fn is_on_page(state: &State, remark: &Remark) -> bool {
    let is_there = |no| state.words.get(no).is_some();
    remark.is_published() && is_there(remark.text) && remark.answer.is_some_and(is_there)
}

/// The page of a stand of that session; none where that role sees none.
#[must_use]
pub fn page(state: &State, at: AtStand, role: Role) -> Option<StandPage> {
    let stand = seen(state, at.session, role)?.stands.get(&at.stand)?;
    let newest = stand.remarks.iter().rev().filter(|(_, remark)| is_on_page(state, remark));
    let items = newest.map(|(no, remark)| {
        let (text, answer) = (state.text(remark.text), state.text(remark.answer.unwrap_or_default()));
        let (dir, answer_dir) = (direction::of(text), direction::of(answer));
        let (text, answer) = (text.to_owned(), answer.to_owned());
        PublicAnswer { i: *no, text, dir, answer, answer_dir, at: minute(remark.at) }
    });
    Some(StandPage {
        session: at.session,
        s: at.stand,
        v: stand.version,
        e: stand.edition,
        about: stand.plan.about.clone(),
        items: fitting(items, PAGE_BYTES),
    })
}

/// The page of the stand whose QR code says that, in whichever session.
#[must_use]
pub fn page_of_key(state: &State, key: &StandKey, role: Role) -> Option<StandPage> {
    page(state, state.stand_with(key)?, role)
}

/// Whether that is the code of a stand whose exhibition nobody is shown yet: whoever scans it comes too early, and the sheet is good.
#[must_use]
pub fn is_soon(state: &State, key: &StandKey) -> bool {
    let held = state.stand_with(key).and_then(|at| state.exhibitions.get(&at.session));
    held.is_some_and(|held| !held.plan.shown)
}

/// A window on what was asked and said at all stands: to desks.
#[must_use]
pub fn remarks(state: &State, session: SessionNo) -> RemarksView {
    let all = state.exhibitions.get(&session).map(|held| all_remarks(held)).unwrap_or_default();
    window(state, &all, true)
}

/// The same of one stand: to its team.
#[must_use]
pub fn remarks_of(state: &State, at: AtStand) -> RemarksView {
    let all = state.stand(at.session, at.stand).map(|stand| with_team(at.stand, stand)).unwrap_or_default();
    window(state, &all, false)
}

type Left<'a> = (StandNo, RemarkNo, &'a Remark);

/// What desks see, in the order of the numbers.
fn all_remarks(held: &Exhibition) -> Vec<Left<'_>> {
    let stands = held.stands.iter();
    let remarks = stands.flat_map(|(s, stand)| stand.remarks.iter().map(|(i, remark)| (*s, *i, &**remark)));
    let mut all: Vec<_> = remarks.filter(|(_, _, remark)| remark.status != RemarkStatus::Withdrawn).collect();
    all.sort_unstable_by_key(|(_, i, _)| *i);
    all
}

/// Whether desks see it.
#[must_use]
pub fn is_listed(state: &State, session: SessionNo, no: RemarkNo) -> bool {
    let mut stands = state.exhibitions.get(&session).into_iter().flat_map(|held| held.stands.values());
    let remark = stands.find_map(|stand| stand.remarks.get(&no));
    remark.is_some_and(|remark| remark.status != RemarkStatus::Withdrawn)
}

/// What the team sees.
fn with_team(s: StandNo, stand: &Stand) -> Vec<Left<'_>> {
    let open = stand.remarks.iter().filter(|(_, remark)| remark.is_with_team());
    open.map(|(i, remark)| (s, *i, &**remark)).collect()
}

/// What is to be done comes first, then the newest.
fn window(state: &State, all: &[Left<'_>], is_desk: bool) -> RemarksView {
    let is_first = |(_, _, remark): &Left<'_>| {
        if is_desk { remark.status == RemarkStatus::Waiting } else { remark.is_due() }
    };
    let (first, rest): (Vec<&Left<'_>>, Vec<_>) = all.iter().rev().partition(|left| is_first(left));
    let items = first.into_iter().chain(rest).map(|left| item(state, *left, is_desk));
    RemarksView { total: all.len() as u32, items: fitting(items, WINDOW_BYTES) }
}

/// A page of what was asked and said, in the order of the numbers, from behind `after`, and the `after` of the next page: to desks
/// of all stands, to a team of its own.
#[must_use]
pub fn page_of_remarks(
    state: &State,
    session: SessionNo,
    (role, stand): (Role, Option<StandNo>),
    after: RemarkNo,
) -> (Vec<RemarkItem>, Option<RemarkNo>) {
    let Some(held) = state.exhibitions.get(&session) else { return (Vec::new(), None) };
    let all = match (role, stand) {
        (role, _) if role.is_desk() => all_remarks(held),
        (Role::Team, Some(no)) => held.stands.get(&no).map(|stand| with_team(no, stand)).unwrap_or_default(),
        _ => Vec::new(),
    };
    let behind = &all[all.partition_point(|(_, i, _)| *i <= after)..];
    let items = fitting(behind.iter().map(|left| item(state, *left, role.is_desk())), PAGE_BYTES);
    let next = (items.len() < behind.len()).then(|| items.last().map(|item| item.i)).flatten();
    (items, next)
}

fn item(state: &State, (s, i, remark): Left<'_>, is_desk: bool) -> RemarkItem {
    let text = state.text(remark.text).to_owned();
    let (status, reason) = remark.status.told();
    let author = state.people.get(&remark.author);
    RemarkItem {
        i,
        s,
        v: remark.version,
        kind: remark.kind,
        dir: direction::of(&text),
        text,
        at: minute(remark.at),
        status,
        reason,
        answer: remark.answer.map(|no| state.text(no).to_owned()),
        published: is_on_page(state, remark),
        held: remark.page.held(),
        mark: remark.mark,
        blocked: is_desk && author.is_some_and(|author| author.blocked_by_remarks.contains(&i)),
    }
}

/// The minute of a moment.
#[must_use]
pub fn minute(at: Time) -> Time {
    Time(at.0.div_euclid(60_000).saturating_mul(60_000))
}

/// How all stands are visited and rated: to desks.
#[must_use]
pub fn interest(state: &State, session: SessionNo) -> InterestView {
    let stands = state.exhibitions.get(&session).into_iter().flat_map(|held| &held.stands);
    InterestView { items: stands.map(|(no, stand)| interest_item(*no, stand, true)).collect() }
}

/// The same of one stand: to its team.
#[must_use]
pub fn interest_of(state: &State, at: AtStand) -> InterestView {
    let stand = state.stand(at.session, at.stand);
    InterestView { items: stand.map(|stand| interest_item(at.stand, stand, false)).into_iter().collect() }
}

fn interest_item(s: StandNo, stand: &Stand, is_desk: bool) -> InterestItem {
    let mut recent: Vec<(i64, u32)> = stand.came.iter().rev().take(RECENT).map(|(at, n)| (*at, *n)).collect();
    recent.reverse();
    InterestItem {
        s,
        visits: stand.visits,
        recent,
        halves: halves(stand),
        rated: if is_desk { stand.rated() } else { stand.told.map_or(0, |told| told.rated) },
        mean: if is_desk { stand.mean() } else { stand.told.map(|told| told.mean) },
        questions: stand.due[0],
        comments: stand.due[1],
        dismissed: stand.dismissed,
        waiting: if is_desk { stand.waiting } else { 0 },
    }
}

/// The last half hours in which somebody came.
fn halves(stand: &Stand) -> Vec<(i64, u32)> {
    let mut halves: Vec<(i64, u32)> = Vec::new();
    for (at, n) in stand.came.iter().rev() {
        let half = at.div_euclid(IN_A_HALF);
        if let Some((_, sum)) = halves.last_mut().filter(|(last, _)| *last == half) {
            *sum = sum.saturating_add(*n);
        } else if halves.len() < HALVES {
            halves.push((half, *n));
        } else {
            break;
        }
    }
    halves.reverse();
    halves
}

/// What is that person's own in the session's exhibition, and the highest sequence number of it; none where there is nothing.
#[must_use]
pub fn own(state: &State, session: SessionNo, person: PersonId) -> (Option<OwnStands>, Seq) {
    let Some(held) = state.exhibitions.get(&session) else { return (None, Seq::default()) };
    let Some(visitor) = held.people.get(&person) else { return (None, Seq::default()) };
    let own = OwnStands { visits: own_visits(visitor), remarks: own_remarks(state, held, person) };
    (Some(own), visitor.seq())
}

fn own_visits(visitor: &Visitor) -> Vec<OwnVisit> {
    let visits = visitor.visits.iter();
    let mut visits: Vec<OwnVisit> = visits
        .map(|(s, visit)| OwnVisit { s: *s, at: visit.at, stars: visit.rating.map(|rating| rating.stars) })
        .collect();
    visits.sort_by_key(|visit| (visit.at, visit.s));
    visits
}

/// The latest of them that fit, in their order.
fn own_remarks(state: &State, held: &Exhibition, person: PersonId) -> Vec<RemarkItem> {
    let mut all: Vec<_> = held.remarks_of(person).map(|(s, i, remark)| (s, i, &**remark)).collect();
    all.reverse();
    let mut items = fitting(all.into_iter().map(|left| item(state, left, false)), OWN_BYTES);
    items.reverse();
    items
}

/// A person's own questions and comments in the session, for all that the person gave.
#[must_use]
pub fn given(state: &State, session: SessionNo, person: PersonId) -> Vec<RemarkItem> {
    let held = state.exhibitions.get(&session);
    held.map(|held| own_remarks(state, held, person)).unwrap_or_default()
}

/// How many stands a person visited in the session.
#[must_use]
pub fn visits_of(state: &State, session: SessionNo, person: PersonId) -> u32 {
    let visitor = state.exhibitions.get(&session).and_then(|held| held.people.get(&person));
    visitor.map_or(0, |visitor| visitor.visits.len() as u32)
}

/// What the QR codes of all stands say, exhibition by exhibition in the stands' order.
pub fn codes(state: &State) -> impl Iterator<Item = StandCode> + '_ {
    state.exhibitions.iter().flat_map(move |(session, held)| {
        held.order.iter().filter_map(move |no| {
            let stand = held.stands.get(no)?;
            let key = state.words.get(stand.key).map(|text| StandKey::new(text.to_string()));
            let at = AtStand { session: *session, stand: *no };
            Some(StandCode { at, hall: state.sessions.get(session)?.hall, key })
        })
    })
}
