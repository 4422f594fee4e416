//! The record of a state.

use std::cell::Cell;

use crate::domain::agenda::{NIGHT, Phase, Session};
use crate::domain::board::{Board, Counts};
use crate::domain::id::SessionNo;
use crate::domain::idea::IdeaPhase;
use crate::domain::question::Reason;
use crate::domain::recommendation;
use crate::domain::role::Role;
use crate::domain::state::State;
use crate::domain::time::Millis;
use crate::domain::view::shape::LookView;

use super::chronicle::{Chronicle, QUARTER};
use super::parts::PARTS;
use super::shape::{RecordChapter, RecordQuarter, RecordSession, RecordSummary, RecordView};
use super::{LEAST_RATINGS, WORDS};

/// What is planned for longer goes on over a night.
const LONGEST_DAY: Millis = Millis::minutes(18 * 60);

/// The form of a record.
const FORM: u32 = 1;

/// For whom a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everyone: nothing that was not public.
    Public,
    /// Organisers: with what a desk sees of polls that were not revealed, with pictures of opinions that phones were not shown,
    /// with ratings of few and with comments.
    Organisers,
}

/// Makes the chapters of a kind; none where there is nothing to tell.
type Chapter = fn(&Teller) -> Vec<RecordChapter>;

/// The chapters in their order. A further one is a line here and a variant of [`RecordChapter`].
const CHAPTERS: [Chapter; 4] = [summary, recommendations, days, participation];

/// The record of a forum as it stands.
#[must_use]
pub fn record(state: &State, chronicle: &Chronicle, audience: Audience) -> RecordView {
    let teller = Teller { state, chronicle, audience, left: Cell::new(WORDS) };
    RecordView {
        form: FORM,
        revision: state.rev,
        name: state.forum.name.clone(),
        languages: state.forum.languages.clone(),
        zone: state.forum.zone.clone(),
        rehearsal: state.forum.rehearsal,
        look: LookView::of(state),
        intro: state.publication.intro.clone(),
        full: audience == Audience::Organisers,
        chapters: CHAPTERS.iter().flat_map(|chapter| chapter(&teller)).collect(),
    }
}

/// What the chapters are told from.
pub(super) struct Teller<'s> {
    pub state: &'s State,
    chronicle: &'s Chronicle,
    pub audience: Audience,
    /// The bytes of words for which there is still room.
    left: Cell<usize>,
}

impl Teller<'_> {
    /// As whom the hall's views are read: what phones are sent, unless organisers are told more.
    pub fn role(&self) -> Role {
        match self.audience {
            Audience::Public => Role::Participant,
            Audience::Organisers => Role::Organiser,
        }
    }

    /// Whether there is still room for so many words.
    pub fn takes(&self, text: &str) -> bool {
        let left = self.left.get().checked_sub(text.len());
        left.inspect(|left| self.left.set(*left)).is_some()
    }

    /// From how many ratings on their mean is told.
    pub fn least_ratings(&self) -> u32 {
        if self.audience == Audience::Organisers { 1 } else { LEAST_RATINGS }
    }
}

fn summary(teller: &Teller) -> Vec<RecordChapter> {
    let state = teller.state;
    let mut told = RecordSummary {
        days: agenda(state).len() as u32,
        people: state.people.len() as u32,
        ballots: state.polls.values().flat_map(|poll| poll.rounds()).map(|round| round.tally.voters).sum(),
        ..RecordSummary::default()
    };
    for session in state.sessions.values() {
        told.sessions += u32::from(session.opened.is_some());
        add(&mut told.account, &session.board.counts);
        told.ratings += session.feedback.stars.iter().sum::<u32>();
    }
    told.supports = state.questions.values().map(|question| question.own_supports).sum();
    // What a board that is prepared holds nobody has seen.
    let boards = state.ideas.values().filter(|board| board.phase != IdeaPhase::Preparing);
    let ideas = boards.flat_map(|board| board.ideas.values());
    told.ideas = ideas.filter(|idea| idea.status.is_listed()).count() as u32;
    let said = state.conversations.values().flat_map(|held| held.list.values());
    told.votes = said.filter(|said| said.is_published()).flat_map(|said| said.counts).sum();
    vec![RecordChapter::Summary(told)]
}

fn add(sum: &mut Counts, counts: &Counts) {
    sum.received += counts.received;
    sum.pending += counts.pending;
    sum.listed += counts.listed;
    sum.answered += counts.answered;
    sum.merged += counts.merged;
    sum.moved += counts.moved;
    sum.withdrawn += counts.withdrawn;
    sum.assisted += counts.assisted;
    for reason in Reason::ALL {
        sum.dismissed[reason.place()] += counts.dismissed[reason.place()];
    }
}

fn recommendations(teller: &Teller) -> Vec<RecordChapter> {
    let list: Vec<_> = recommendation::published(teller.state)
        .take_while(|item| item.every_text().all(|text| teller.takes(text)))
        .collect();
    if list.is_empty() { Vec::new() } else { vec![RecordChapter::Recommendations { list }] }
}

fn days(teller: &Teller) -> Vec<RecordChapter> {
    let day = |sessions: Vec<(SessionNo, &Session)>| {
        let told: Vec<_> = sessions.iter().filter_map(|(no, told)| session(teller, *no, told)).collect();
        let from = told.iter().map(|told| told.starts).min()?;
        Some(RecordChapter::Day { from, sessions: told })
    };
    agenda(teller.state).into_iter().filter_map(day).collect()
}

/// The sessions by days. A day ends where nothing is planned for as long as a night; what goes on over one, as an exhibition of two
/// days does, stands in the day in which it begins, and says nothing of where that ends.
fn agenda(state: &State) -> Vec<Vec<(SessionNo, &Session)>> {
    let mut sessions: Vec<_> = state.sessions.iter().map(|(no, session)| (*no, &**session)).collect();
    sessions.sort_by_key(|(no, session)| (session.starts, session.hall, *no));
    let (mut days, mut ends): (Vec<Vec<_>>, _) = (Vec::new(), None);
    for (no, session) in sessions {
        match days.last_mut() {
            Some(day) if ends.is_some_and(|ends| session.starts < ends + NIGHT) => day.push((no, session)),
            _ => days.push(vec![(no, session)]),
        }
        let goes_on = session.ends - session.starts > LONGEST_DAY;
        ends = ends.max(Some(if goes_on { session.starts } else { session.ends }));
    }
    days
}

/// Whether it never began and nobody gave it anything; what organisers prepared for it, its seeds among that, was given by nobody.
fn is_passed_over(state: &State, no: SessionNo, session: &Session) -> bool {
    let board = &session.board;
    let questions = board.public.iter().filter_map(|no| state.questions.get(no));
    let unasked =
        board.counts.received == 0 && questions.map(|question| question.supports()).sum::<u32>() == 0;
    let without = Session { board: Board::default(), ..session.clone() };
    session.phase == Phase::Ended && session.opened.is_none() && unasked && state.is_untouched(no, &without)
}

/// None of what was passed over.
fn session(teller: &Teller, no: SessionNo, session: &Session) -> Option<RecordSession> {
    if is_passed_over(teller.state, no, session) {
        return None;
    }
    let hall = teller.state.halls.get(&session.hall);
    Some(RecordSession {
        session: no,
        hall: hall.map(|hall| hall.name.clone()).unwrap_or_default(),
        kind: session.kind,
        title: session.title.clone(),
        about: session.about.clone(),
        starts: session.opened.unwrap_or(session.starts),
        ends: session.ended.filter(|_| session.phase == Phase::Ended).unwrap_or(session.ends),
        phase: session.phase,
        parts: PARTS.iter().flat_map(|part| part(teller, no, session)).collect(),
    })
}

fn participation(teller: &Teller) -> Vec<RecordChapter> {
    let mut quarters = teller.chronicle.quarters();
    // Everyone is told of visits in steps, and of ratings nothing.
    if teller.audience == Audience::Public {
        for quarter in &mut quarters {
            quarter.stands = 0;
        }
        quarters
            .retain(|quarter| *quarter != RecordQuarter { from: quarter.from, ..RecordQuarter::default() });
    }
    if quarters.is_empty() {
        return Vec::new();
    }
    vec![RecordChapter::Participation { length: QUARTER, quarters }]
}
