//! What an award comes to by a change.

use std::sync::Arc;

use super::{Asked, Award, AwardChange, Case, Recusal, Sheet, Stage};
use crate::domain::id::{CommandId, SessionNo};
use crate::domain::register::{Register, Seq};
use crate::domain::role::Author;
use crate::domain::state::{Made, State};
use crate::domain::topic::Part;

/// Applies a change of an award.
pub fn apply(state: &mut State, rev: u64, change: &AwardChange) {
    let session = change.session();
    match change {
        AwardChange::Planned { plan, .. } => {
            if state.sessions.contains_key(&session) {
                let award = state.awards.entry(session).or_default();
                let award = Arc::make_mut(award);
                if award.stage == Stage::Preparing {
                    award.plan = Arc::clone(plan);
                    award.version = award.version.saturating_add(1);
                }
            }
        }
        AwardChange::Begun { lot, polls, .. } => alter(state, session, |award| {
            if award.stage == Stage::Preparing {
                (award.stage, award.lot) = (Stage::Scoring, Some(lot.clone()));
                award.polls.clone_from(polls);
            }
        }),
        AwardChange::Scored { case, marks, seq, id, .. } => {
            give(state, session, |award| {
                score(award, *case, Sheet { marks: marks.clone(), seq: *seq, id: *id });
            });
        }
        AwardChange::Recused { case, on, seq, id, by, .. } => {
            give(state, session, |award| recuse(award, *case, (*on, *seq, *id), by.is_some()));
        }
        AwardChange::Sealed { .. } => alter(state, session, |award| {
            if award.stage == Stage::Scoring {
                award.stage = Stage::Sealed;
            }
        }),
        AwardChange::OpeningAsked { by, id, time, .. } => alter(state, session, |award| {
            award.asked = Some(Asked { by: *by, id: *id, time: *time });
        }),
        AwardChange::Opened { results, .. } => {
            alter(state, session, |award| {
                if award.stage == Stage::Sealed {
                    (award.stage, award.asked) = (Stage::Opened, None);
                    award.results = Some(Arc::clone(results));
                    award.revealed = vec![0; award.plan.tracks.len()];
                }
            });
            touch_polls(state, rev, session);
        }
        AwardChange::Revealed { track, steps, by, id, .. } => {
            state.made.insert((Author::Link(*by), *id), Made::Done);
            alter(state, session, |award| {
                if let Some(shown) = award.revealed.get_mut(usize::from(*track)) {
                    *shown = *steps.max(shown);
                }
            });
            touch_polls(state, rev, session);
        }
    }
    state.topics.touch(Part::Jury(session), rev);
    if change.juror().is_none() {
        state.topics.touch(Part::Award(session), rev);
    }
}

/// Changes what commands about an award name the version of.
fn alter(state: &mut State, session: SessionNo, change: impl FnOnce(&mut Award)) {
    give(state, session, |award| {
        change(award);
        award.version = award.version.saturating_add(1);
    });
}

fn give(state: &mut State, session: SessionNo, change: impl FnOnce(&mut Award)) {
    if let Some(award) = state.awards.get_mut(&session) {
        change(Arc::make_mut(award));
    }
}

fn score(award: &mut Award, case: Case, sheet: Sheet) {
    let fits = award.plan.judged(case.track, case.nominee).is_some()
        && (sheet.marks.is_empty() || sheet.marks.len() == award.plan.criteria.len());
    let before = award.sheets.get(&case).map(|stands| (stands.seq, stands.id));
    if fits && before.is_none_or(|before| before < (sheet.seq, sheet.id)) {
        award.sheets.insert(case, sheet);
    }
}

fn recuse(award: &mut Award, case: Case, (on, seq, id): (bool, Seq, CommandId), by_organiser: bool) {
    let mut recusal = award.recusals.get(&case).copied().unwrap_or_default();
    let Recusal { own, organiser } = &mut recusal;
    let stands = if by_organiser { organiser } else { own };
    if stands.is_none_or(|before| (before.seq, before.id) < (seq, id)) {
        *stands = Some(Register { on, seq, id });
        award.recusals.insert(case, recusal);
    }
}

/// What the people chose may be told from the last step of a track on.
fn touch_polls(state: &mut State, rev: u64, session: SessionNo) {
    let held = state.sessions.get(&session).map(|session| session.polls.clone());
    for poll in held.unwrap_or_default() {
        if state.polls.get(&poll).is_some_and(|poll| poll.plan.settings.sealed) {
            state.topics.touch(Part::Poll(poll), rev);
        }
    }
}
