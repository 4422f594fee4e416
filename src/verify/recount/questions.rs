//! What became of each question, and who supports it.

use std::collections::{BTreeMap, BTreeSet};

use super::Order;
use crate::domain::board::Counts;
use crate::domain::id::{ActNo, PersonId, QuestionNo, SessionNo};
use crate::domain::ledger::Deed;
use crate::domain::question::{Reason, Source, Status};

#[derive(Debug, Default)]
pub(super) struct Questions {
    all: BTreeMap<QuestionNo, Question>,
    /// What is merged into a question right now.
    merged: BTreeMap<QuestionNo, BTreeSet<QuestionNo>>,
    supports: BTreeMap<(QuestionNo, PersonId), (Order, bool)>,
    /// How the questions of each act stood before it.
    acts: BTreeMap<ActNo, Vec<(QuestionNo, Stood)>>,
}

#[derive(Debug)]
struct Question {
    stands: Stood,
    is_seed: bool,
    is_assisted: bool,
}

#[derive(Debug, Clone)]
struct Stood {
    session: SessionNo,
    status: Status,
    /// The other sessions it was on.
    was_on: BTreeSet<SessionNo>,
}

impl Questions {
    pub fn asked(&mut self, no: QuestionNo, session: SessionNo, source: Source, listed: bool) {
        let status = if listed { Status::Listed } else { Status::Pending };
        let stands = Stood { session, status, was_on: BTreeSet::new() };
        let is_assisted = matches!(source, Source::Usher | Source::Kiosk);
        let is_seed = source == Source::Seed;
        self.all.insert(no, Question { stands, is_seed, is_assisted });
    }

    pub fn withdrawn(&mut self, no: QuestionNo) {
        self.set_status(no, Status::Withdrawn);
    }

    pub fn supported(&mut self, no: QuestionNo, person: PersonId, set: (Order, bool)) {
        let stands = self.supports.entry((no, person)).or_insert(set);
        if set.0 > stands.0 {
            *stands = set;
        }
    }

    pub fn curated(&mut self, act: ActNo, no: QuestionNo, deed: &Deed) {
        let group = if let Deed::Move { .. } = deed { self.group(no) } else { vec![no] };
        let stood = group.iter().filter_map(|no| Some((*no, self.all.get(no)?.stands.clone())));
        self.acts.insert(act, stood.collect());
        match deed {
            Deed::Approve => self.set_status(no, Status::Listed),
            Deed::Dismiss { reason } => self.set_status(no, Status::Dismissed(*reason)),
            Deed::Restore { to } => self.set_status(no, *to),
            Deed::Merge { into } => self.set_status(no, Status::Merged(*into)),
            Deed::Answer => self.set_status(no, Status::Answered),
            Deed::Move { to } => group.iter().for_each(|no| self.put_on(*no, *to)),
            Deed::Label { .. }
            | Deed::Edit { .. }
            | Deed::Shorten { .. }
            | Deed::Queue { .. }
            | Deed::Unqueue
            | Deed::Stage
            | Deed::Reply { .. } => {}
        }
    }

    /// Each question of an act stands again as it stood before it.
    pub fn undone(&mut self, act: ActNo) {
        for (no, stood) in self.acts.get(&act).cloned().unwrap_or_default() {
            self.restand(no, |stands| *stands = stood);
        }
    }

    fn set_status(&mut self, no: QuestionNo, status: Status) {
        self.restand(no, |stands| stands.status = status);
    }

    fn put_on(&mut self, no: QuestionNo, session: SessionNo) {
        self.restand(no, |stands| {
            stands.was_on.insert(stands.session);
            stands.was_on.remove(&session);
            stands.session = session;
        });
    }

    fn restand(&mut self, no: QuestionNo, change: impl FnOnce(&mut Stood)) {
        let Some(Question { stands, .. }) = self.all.get_mut(&no) else { return };
        if let Status::Merged(into) = stands.status {
            self.merged.entry(into).or_default().remove(&no);
        }
        change(stands);
        if let Status::Merged(into) = stands.status {
            self.merged.entry(into).or_default().insert(no);
        }
    }

    /// A question and all that are merged into it, and into those.
    fn group(&self, no: QuestionNo) -> Vec<QuestionNo> {
        let (mut group, mut seen) = (vec![no], BTreeSet::from([no]));
        let mut next = 0;
        while let Some(into) = group.get(next).copied() {
            let merged = self.merged.get(&into).into_iter().flatten();
            group.extend(merged.filter(|no| seen.insert(**no)));
            next += 1;
        }
        group
    }

    pub fn supports(&self) -> usize {
        self.supports.values().filter(|(_, on)| *on).count()
    }

    pub fn supporters(&self, no: QuestionNo) -> u32 {
        let first = PersonId([0; 16]);
        let last = PersonId([0xff; 16]);
        let group = self.group(no);
        let all = group.iter().flat_map(|no| self.supports.range((*no, first)..=(*no, last)));
        let people: BTreeSet<PersonId> =
            all.filter(|(_, (_, on))| *on).map(|((_, person), _)| *person).collect();
        people.len() as u32
    }

    pub fn counts(&self, session: SessionNo) -> Counts {
        let mut counts = Counts::default();
        for Question { stands, is_assisted, .. } in self.all.values().filter(|question| !question.is_seed) {
            if stands.session == session || stands.was_on.contains(&session) {
                counts.assisted += u32::from(*is_assisted);
            }
            if stands.session == session {
                counts.received += 1;
                *fate(&mut counts, stands.status) += 1;
            } else if stands.was_on.contains(&session) {
                counts.received += 1;
                counts.moved += 1;
            }
        }
        counts
    }
}

fn fate(counts: &mut Counts, status: Status) -> &mut u32 {
    match status {
        Status::Pending => &mut counts.pending,
        Status::Listed => &mut counts.listed,
        Status::Answered => &mut counts.answered,
        Status::Merged(_) => &mut counts.merged,
        Status::Withdrawn => &mut counts.withdrawn,
        Status::Dismissed(reason) => {
            let place = Reason::ALL.iter().position(|known| *known == reason).unwrap_or_default();
            &mut counts.dismissed[place]
        }
    }
}
